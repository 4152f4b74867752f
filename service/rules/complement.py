"""What part of a whole the rest is, when one item is left out of it: 除印刷费以外的部分占公用经费百分之几."""

from __future__ import annotations

import re

from service.calculator.formula import FormulaError
from service.draft import Draft, computed, scaled
from service.query import Asked
from service.rules import wholes
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, called, phrase, state

# What leaves an item out, right before it or right behind it, and what then names the rest.
_OUT = re.compile(
    r"(?:除(?:了|去|开|掉)?|扣(?:除|掉|去)|减(?:去|掉)|去(?:掉|除)|刨(?:去|除|掉|开)|剔(?:除|掉)|[撇抛](?:开|去|掉)|不算|不含|不包括|不是|不属于)[“\"]?$"
)
_OUT_BEHIND = re.compile(r"[”\"]?(?:支出|经费|费用)?(?:之外|以外|除外|不算|外)")
_REST = re.compile(
    r"其余|其他|其它|剩(?:下|余)|余下|余的|别的|(?:外|不是[^，。？?]{2,14}|不属于[^，。？?]{2,14})的?(?:部分|钱|支出)"
)
_PART = re.compile(r"占|百分之|比[例重]|几成|份额")
_OF_WHOLE = re.compile('占(?:了|到|据|全部|整个|全年)*[“"]?$')
_OUT_OF_PURCHASES = re.compile(
    r"采购[^，。；？?]{0,8}?(?:不是|不属于|除(?:了|去|开|掉)?|扣(?:除|掉|去)|去掉)[^，。；？?]{0,6}(?:货物|工程|服务)"
)
_PURCHASES = Asked("政府采购", ("government_procurement",), 0, 0)


def asks(scene: Scene) -> bool:
    """Whether it is asked what part of a whole is left when an item is left out of it."""
    query = scene.query
    return bool(_REST.search(query.plain) and _PART.search(query.text)) and _sides(scene) is not None


def rest(scene: Scene) -> Draft | None:
    """The whole, what is left out of it, and what part of the whole is left; None where either is not told."""
    sides = _sides(scene)
    if sides is None:
        return None
    levels = [scene.level(asked, scene.target()) for asked in sides]
    out, whole = levels
    if out is None or whole is None or not alike((out, whole)) or out.fact.value is None or not whole.fact.value:
        return None
    if base_value(out.fact) > base_value(whole.fact) or out.fact.id == whole.fact.id:
        return None  # no part is more than its whole
    unit = scene.query.unit or whole.fact.unit
    operands = {"a": whole.fact, "b": out.fact}
    a, b = (scaled(name, fact.unit, unit) for name, fact in operands.items())
    try:
        left = computed(f"{a} - {b}", operands, unit)
        part = computed(f"({a} - {b}) / ({a}) * 100", operands, "%", places=2, bold=True)
    except FormulaError:
        return None
    return answered(
        phrase(scene, whole), *state(whole.fact), f"，减去{phrase(scene.bare, out, year=False)}", *state(out.fact),
        "，其余", left, f"，占{called(whole)}的", part, "。", result=part if part.certain else None,
    )  # fmt: skip


def _sides(scene: Scene) -> tuple[Asked, Asked] | None:
    """The item that is left out, and the whole: the only other item, or all that is spent where none is named."""
    text, items = scene.query.text, _distinct(scene.query.items)
    out = [a for a in items if _OUT.search(text[: a.start]) or _OUT_BEHIND.match(text, a.end)]
    others = [a for a in items if a not in out]
    if len(items) == 1 and set(items[0].keys[:1]) & wholes.PROCURED and _OUT_OF_PURCHASES.search(text):
        return items[0], _PURCHASES  # 政府采购中不是工程的部分: both words are one item
    if len(out) != 1 or len(others) > 1:
        return None
    if others:
        said = others[0].keys if _OF_WHOLE.search(text[: others[0].start]) or others[0].start < out[0].start else None
        beside = re.compile(r"[，,“\"]*").fullmatch(text, out[0].end, others[0].start)
        behind = _REST.search(text, others[0].end) is not None  # 除了甲，乙的其余部分
        return (out[0], others[0]) if said or behind or beside is None else None
    return out[0], wholes.total(scene)


def _distinct(items: tuple[Asked, ...]) -> list[Asked]:
    """The items without one that is named a second time: 甲扣除乙后剩下的占甲百分之几."""
    seen: dict[tuple[str, ...], Asked] = {}
    for asked in items:
        seen.setdefault(asked.keys, asked)
    return list(seen.values())
