"""What journeys abroad were for: 那次出国是去干什么的, told by the sentence that says where one went and why."""

from __future__ import annotations

import re

from service.draft import Draft
from service.rules.scene import Scene, answered
from service.rules.sentences import newest_first, sentences

_ASKED = re.compile(
    r"(?:干|做|搞|忙)(?:了|些|的)?(?:什么|啥|嘛)|为(?:了)?(?:什么|啥|何)事?|去(?:了)?(?:哪|什么地方|干嘛)|任务|目的|事由|用途"
)
_WENT = re.compile(
    r"(?:赴|前往|出访|访问|去|到|在)[^，。；]{1,20}?(?:考察|学习|访问|参加|出席|参展|培训|洽谈|招商|推介|交流|执行|调研|演出|比赛|援助)"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


def purpose(scene: Scene) -> Draft | None:
    """The sentence of the year asked for that tells the journey; None where none does."""
    query = scene.query
    if query.kind != "purpose" or not _ASKED.search(query.text):
        return None
    if len(query.items) != 1 or "overseas_travel" not in query.items[0].keys:
        return None
    year = scene.target()
    for holding in newest_first(scene):
        for line in sentences(holding):
            went = _WENT.search(line.text)
            if (
                went is None
                or line.table is not None
                or not re.search("出国|出境|团组|人次", "".join((*line.section, line.text)))
            ):
                continue
            before = _YEAR.findall(line.text[: went.start()])
            told = int(before[-1]) if before else holding.record.year
            if told == year:
                return answered(line.quoted())
    return None
