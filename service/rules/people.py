"""What people do that a body hires beside its staff: 外包的平时干些什么, 劳务派遣人员负责哪些事."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest import terms
from service.draft import Draft
from service.holding import Holding
from service.rules.scene import Scene, answered
from service.rules.sentences import SENTENCE, Line, cells, narrative, newest_first, overlap

_ASKS = re.compile(
    r"(?:干|做|忙|负责|从事|承担|管)(?:着|了|些|的|点|是)*(?:什么|啥|哪些|哪几)(?!用|费|钱)|(?:工作|服务)(?:内容|职责|任务)"
)
# All ways to say that people work for a body without being of its staff.
_HIRED = re.compile(r"外包|劳务派遣|派遣|聘[用请任]?|编外|非在编|临时工|购买服务|公益性?岗|协管|辅助人员|招[聘来]")
_PEOPLE = re.compile(r"人|员|工|岗|者|派遣|外包|姑娘|小伙|师傅|保安|保洁|门卫|司机|队")
_WORK = re.compile(r"(?:负责|从事|承担|提供|开展|协助)(?![^，。；]{0,6}(?:费用|经费|资金))[^，。；]{2,}")


def work(scene: Scene) -> Draft | None:
    """The sentence that tells what hired people do, the one with the most of the question's other words; None without one."""
    text = scene.query.text
    if not (_ASKS.search(text) and _HIRED.search(text) and _PEOPLE.search(text)):
        return None
    words = [
        word for word in map(terms.normalise, scene.query.words) if word not in terms.normalise(scene.organisation)
    ]
    words += 2 * [terms.normalise(asked.text) for asked in scene.query.items]
    for holding in newest_first(scene):
        scored = [
            (-sum(_has(word, f"{line.text}{around}") for word in words) - _details(told[0]), number, line)
            for number, (line, around) in enumerate(_lines(holding))
            if (hired := _HIRED.search(line.text)) and (told := _WORK.search(line.text, hired.end()))
        ]
        if scored:
            return replace(answered(min(scored, key=lambda entry: entry[:2])[2].quoted()), by_words=True)
    return None


def _details(work: str) -> float:
    """What is worth more than one of the question's words: work that is told thing by thing (负责接待、登记、转办)."""
    return min(work.count("、"), 3) / 2


def _lines(holding: Holding) -> Iterator[tuple[Line, str]]:
    """The sentences of forms and paragraphs, each with the words around it."""
    for cell in cells(holding):
        for hit in SENTENCE.finditer(cell.text):
            yield replace(cell, text=hit[0].strip()), "".join(cell.section)
    yield from ((line, "".join(line.section)) for line in narrative(holding))


def _has(word: str, text: str) -> float:
    """How much of a word a text has; all where the word is short for it (综窗: 综合窗口)."""
    return 1.0 if re.search(".?".join(map(re.escape, word)), text) else overlap(word, text)
