"""Which units joined or left those that a budget or an account gathers, in the sentence that tells how many fewer or more they are."""

from __future__ import annotations

import re

from service.draft import Draft
from service.rules.scene import Scene, answered
from service.rules.sentences import narrative

_MOVED = r"(?:少|多|减少?|增加?|新增|缩减|精简|变化|变动)"
_ASKED = re.compile(
    rf"单位[^。？?]{{0,24}}?{_MOVED}(?:了|出)?(?:[一两三四五六七八九\d几哪]*[家个])?[^。？?]{{0,8}}?(?:谁|哪|去|原因|为什么|为啥|咋|怎么)"
    rf"|(?:{_MOVED}|撤|并)(?:了|掉|出|进)?的?(?:那|这)?[一两三四五六七八九\d几]?[家个]?(?:预算|下属|所属|基层)*单位[^。？?]{{0,8}}?(?:谁|哪|什么)"
)
_TOLD = re.compile(
    rf"单位[^。；]{{0,40}}?(?:与|比|较)[^。；]{{0,12}}?{_MOVED}[了]?[一两三四五六七八九\d]+[家个]|{_MOVED}[了]?[一两三四五六七八九\d]+[家个][^。；]{{0,6}}?单位"
)


def told(scene: Scene) -> Draft | None:
    """The sentence, as it is printed; None where none tells of units that came or went."""
    query = scene.query
    if not _ASKED.search(query.text) or scene.units:
        return None
    for holding in scene.holdings:
        if holding.record.year != scene.told_in():
            continue
        for line in narrative(holding):
            if _TOLD.search(line.text):
                return answered(f"{scene.prefix}{holding.record.year}年文件写明：", line.quoted())
    return None
