"""The offices within a body: what one that is named does, and which does what is asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from ingest import terms
from service import asked_office
from service.draft import Draft
from service.holding import Holding
from service.rules import forms
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, narrative, newest_first, overlap

_HEADED = re.compile(r"(?:科|室|处|股|办|组|部)(?:[（(](?P<also>[^（）()]*)[）)])?$")
_LEAST = 3  # characters of an office's name
_AMOUNT = re.compile(
    r"多少|几[个名人位]|经费|[钱费](?!用)|预算(?!里|中|单位|文件|公开|说明|写)|决算(?!里|中|单位|文件|公开|说明|写)|支出"
)
_DUTIES = re.compile("管|负责|职责|职能|干|做|分工|承担|工作|任务|[活事]|什么|啥|哪些|介绍|主抓")


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a disclosure tells of in a paragraph of its own, by its names."""

    names: tuple[str, ...]
    told: Line


def offices(holding: Holding) -> Iterator[Office]:
    """The offices that a disclosure tells of one by one."""
    for paragraph in holding.paragraphs:
        heading = paragraph.section[-1].strip() if paragraph.section else ""
        headed = _HEADED.search(heading)
        text = paragraph.text.strip()
        if headed is None or not text.startswith(heading) or len(text) <= len(heading) + 1:
            continue
        main = terms.normalise(heading[: headed.start("also") - 1] if headed["also"] else heading)
        names = (main, terms.normalise(headed["also"])) if headed["also"] else (main,)
        yield Office(names, Line(text, holding.record.id, paragraph.section, paragraph.place))


def office(scene: Scene) -> Draft | None:
    """The paragraph about the office that is named, where what it does is asked, and no amount."""
    asked = terms.normalise(scene.query.plain or scene.query.text)
    if asked_office.asks(asked) or _AMOUNT.search(asked) or not _DUTIES.search(asked):
        return None
    names = asked_office.named(asked)
    for holding in newest_first(scene) if names else ():
        told = [one for one in offices(holding) if any(_is_named(name, names) for name in one.names)]
        if len(told) == 1:
            return replace(answered(told[0].told.quoted()), by_words=True)
    return None


def _is_named(name: str, asked: Collection[str]) -> bool:
    """Whether one of the offices that a question names is called so, in full or by the end: 人事科 of 组织人事科."""
    return any(len(one) >= _LEAST and name.endswith(one) for one in asked)


def which_office(scene: Scene) -> Draft | None:
    """The paragraph of the one office that does what is asked, by its heading or by its duties; None where several may.

    Also the office that a project's form names, and the list of offices in which one is called after what is asked.
    """
    asked = asked_office.what(terms.normalise(scene.query.plain or scene.query.text))
    if not asked:
        return None
    for item in scene.query.items:
        if (in_charge := forms.field_of_project(scene, item, _IN_CHARGE)) is not None:
            return replace(in_charge, by_words=True)
    for holding in newest_first(scene):
        held = list(offices(holding))
        scored = [(_does(one, asked), one.told) for one in held]
        scored.sort(key=lambda entry: entry[0], reverse=True)
        if scored and scored[0][0] >= _TOLD_THERE and (len(scored) == 1 or scored[0][0] - scored[1][0] >= _AHEAD):
            return replace(answered(scored[0][1].quoted()), by_words=True)
        if (only := _only_there(held, asked)) is not None:
            return replace(answered(only.told.quoted()), by_words=True)
        named = re.compile(f"(?:{'|'.join(map(re.escape, asked))})[一-鿿]{{0,4}}?[科室处股]")
        listed = [line for line in narrative(holding) if _OFFICES.search(line.text) and named.search(line.text)]
        if len(listed) == 1:
            return replace(answered(listed[0].quoted()), by_words=True)
    return None


def _does(office: Office, asked: list[str]) -> float:
    """How much of what is asked an office's paragraph tells; what it is called after counts twice."""
    told = terms.normalise(office.told.text)
    return sum(max(overlap(part, told), 2 * overlap(part, office.names[0])) for part in asked) / len(asked)


def _only_there(held: list[Office], asked: list[str]) -> Office | None:
    """The office whose paragraph has words of what is asked that next to no other has; None where none is far ahead.

    What is asked may be told with words that no paragraph has (我想要…，由哪个科受理、答复): those that one alone has tell it.
    """
    told = [terms.normalise(one.told.text) for one in held]
    pairs = {part[i : i + 2] for part in asked for i in range(len(part) - 1)}
    standing = {pair: sum(pair in text for text in told) for pair in pairs}
    scored = sorted((sum(1 / standing[pair] for pair in pairs if pair in text), n) for n, text in enumerate(told))[::-1]
    if len(scored) < _TWO or scored[0][0] < _AHEAD_OF * scored[1][0]:
        return None
    best = scored[0][1]
    own = [pair for pair in pairs if pair in told[best] and standing[pair] == 1]
    return held[best] if len({char for pair in own for char in pair}) >= _TELLING else None


_TWO = 2
_AHEAD_OF = 2  # times as much of what is asked as the next
_TELLING = 6  # characters, in pairs that no other office has
_IN_CHARGE = ("主管科室", "主管处室", "归口管理科室", "归口科室", "责任科室", "实施科室", "业务科室")
_OFFICES = re.compile("内设|[科处]室|[科处][、，；][^。]{2,16}[科处][、，；。和]")
_TOLD_THERE = 0.6  # of what is asked for, in characters side by side
_AHEAD = 0.15  # by how much one office must lead the next
