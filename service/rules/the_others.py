"""The parts of a whole beside one that is named: 支出里除了城乡社区支出，其余的还有哪些，各多少."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Fact
from service.draft import Draft, Piece, cited
from service.holding import Known
from service.query import Asked
from service.rules import wholes
from service.rules.magnitude import alike, base_value, says_all
from service.rules.ranking import parts
from service.rules.scene import Scene, answered, called, phrase, state, unit_for

_BESIDE = re.compile(
    r"除(?:了|去|掉|开)?[“\"]?(?P<out>[^，。；？?]{2,20}?)[”\"]?(?:之外|以外|外)?[，,]?(?:其余|其他|其它|别的|剩下|余下|另外|还|又|都)+的?[^，。；？?]{0,6}?(?:哪|什么|啥|谁)"
)
_SHARE = re.compile("占|百分|几成|比[例重]|最[大多高小少低]")


def asks(scene: Scene) -> bool:
    """Whether it is asked which the other parts of something are, and no share or order of them."""
    hit = _BESIDE.search(scene.query.text)
    if hit is None or _SHARE.search(scene.query.text):
        return False
    return any(hit.start("out") <= asked.start < hit.end("out") for asked in scene.query.items)


def told(scene: Scene) -> Draft | None:
    """The whole and its other parts, each with its amount; None where the part named is none of those printed."""
    hit = _BESIDE.search(scene.query.text)
    if hit is None:
        return None
    out = [asked for asked in scene.query.items if hit.start("out") <= asked.start < hit.end("out")]
    named = [asked for asked in scene.query.items if asked not in out]
    if len(out) != 1 or len(named) > 1:
        return None
    asked = named[0] if named else wholes.total(scene)
    whole, part = scene.level(asked, scene.target()), scene.level(out[0], scene.target())
    if whole is None or part is None or whole.fact.value is None or part.fact.value is None:
        return None
    fact = whole.fact
    about = "".join((fact.quote, *fact.section, *fact.row, *(fact.project or ())))
    others = _others(scene, asked, whole, part)
    if not others or any(word not in about for word in scene.query.rest):
        return None
    lines: list[Piece] = []
    for one in others:
        lines += [f"\n- {called(one)}：", *state(one.fact, unit_for(scene, one.fact))]
    spent = [one for one in others if one.fact.value]
    figure = cited(spent[0].fact, unit_for(scene, spent[0].fact)) if len(spent) == 1 else None
    return answered(
        phrase(scene, whole), *state(whole.fact), f"，除{called(part)}", *state(part.fact), "外，还有：", *lines,
        result=figure if figure is not None and figure.certain else None,
    )  # fmt: skip


def _others(scene: Scene, asked: Asked, whole: Known, part: Known) -> list[Known]:
    """The other parts: those of its table among which the part stands, or those that its own sentence adds up."""
    found = parts(scene, asked, scene.target())
    others = [k for k in found if k.item.own != part.item.own]
    if len(others) < len(found):
        return others
    level = _of_its_level(scene, whole.fact, part.fact)
    if level and says_all(level, whole):
        return [k for k in level if k.fact.id != part.fact.id]
    said = [k for k in _said_beside(scene, whole) if base_value(k.fact) != base_value(part.fact)]
    return said if said and alike([*said, part, whole]) and says_all([*said, part], whole) else []


def _of_its_level(scene: Scene, whole: Fact, part: Fact) -> list[Known]:
    """The rows of the part's own table that stand as deep below the whole as the part does."""
    code, above = part.code, whole.code
    if not code or not above or not code.startswith(above):
        return []
    return [
        k
        for k in scene.holding(part).known
        if (k.fact.table_number, k.fact.column, k.fact.year) == (part.table_number, part.column, part.year)
        and k.fact.code and len(k.fact.code) == len(code) and k.fact.code.startswith(above)
        and k.fact.value is not None
    ]  # fmt: skip


def _said_beside(scene: Scene, whole: Known) -> Sequence[Known]:
    """What the sentence that tells the whole tells beside it: 总投资…，其中甲…，乙…."""
    fact = whole.fact
    if fact.source != "narrative":
        return []
    return [
        k
        for k in scene.holding(fact).known
        if (k.fact.quote, k.fact.measure, k.fact.year) == (fact.quote, "level", fact.year)
        and k.fact.value is not None
        and k.fact.id != fact.id
    ]
