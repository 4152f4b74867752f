"""Findings in words: what is weighed, both figures, both places, the difference; and the question to put.

One plain sentence each. The digits are the printed ones; the rule's functions give the names of the two sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest import quantity, terms
from ingest.model import Fact
from service.calculator.tieout.finding import Finding, Where
from service.calculator.tieout.weighing import Weighed, at_most, same, signed, total

__all__ = ["amount", "called", "figure", "less", "missing", "note", "rate", "repeated", "summed", "total_of", "where"]

_FEW = 4  # parts that are named one by one


def amount(number: Decimal | None, unit: str | None) -> str:
    """A number with its unit."""
    return f"{quantity.render(number)}{unit or ''}" if number is not None else "空白"


def figure(fact: Fact) -> str:
    """A fact's own figure; a change carries its direction in words."""
    if fact.value is None:
        return "持平" if fact.direction == "flat" else "空白"
    if fact.measure == "change" and fact.direction in ("up", "down"):
        return f"{'增加' if fact.direction == 'up' else '减少'}{amount(abs(fact.value), fact.unit)}"
    return amount(fact.value, fact.unit)


def called(fact: Fact) -> str:
    """What a fact is, without its table: row and column as printed."""
    row = [label for label in fact.row[-1:] if label]
    column = [label for label in fact.column if label]
    named = "·".join(dict.fromkeys((*row, *column)))
    return named or "合计"


def where(fact: Fact) -> str:
    """Where a fact stands: its table, or the narrative's section."""
    if fact.source == "table":
        return f"《{fact.table}》"
    heading = fact.section[-1] if fact.section else ""
    return f"正文“{heading}”" if heading else "正文"


def _placed(fact: Fact) -> str:
    return f"{where(fact)}“{called(fact)}”{figure(fact)}"


def _finding(
    weighed: Weighed, told: str, places: Sequence[Where], question: str | None = None, unit: str | None = None
) -> Finding:
    broken = weighed.outcome in ("mismatch", "unlikely", "warning")
    return Finding(
        weighed.outcome,
        told,
        tuple(places),
        weighed.expected,
        weighed.found,
        weighed.difference,
        weighed.allowed,
        unit or weighed.unit,
        question if broken else None,
    )


def _gap(weighed: Weighed) -> str:
    assert weighed.difference is not None
    apart = amount(abs(weighed.difference), weighed.unit)
    match weighed.outcome:
        case "rounding" if weighed.cut:
            return f"相差{apart}，是按{weighed.unit}截尾造成的。"
        case "rounding":
            return f"相差{apart}，在四舍五入允许的{amount(weighed.allowed, weighed.unit)}之内。"
        case "unlikely":
            allowed = amount(weighed.allowed, weighed.unit)
            return f"相差{apart}，虽在四舍五入允许的{allowed}之内，但这么多项各自四舍五入很少会差这么多。"
        case _:
            return f"相差{apart}。"


def total_of(whole: Fact, parts: Sequence[tuple[Fact, int]], what: str) -> Finding | None:
    """A total against its parts with their signs; `what` names the parts together. None where nothing is printed."""
    if whole.value is None or all(fact.value is None for fact, _ in parts):
        return None
    weighed = total(whole, parts)
    places = (whole, *(fact for fact, _ in parts if fact.value is not None))
    if weighed.outcome == "not_checked":
        return Finding("not_checked", f"{_placed(whole)}：没有核对，{weighed.why}。", places)
    made = amount(weighed.expected, weighed.unit)
    named = _parts([(fact, sign) for fact, sign in parts if fact.value], what)
    if weighed.outcome == "exact":
        return _finding(weighed, f"{_placed(whole)}，等于{named}。", places)
    told = f"{_placed(whole)}，{named}为{made}，{_gap(weighed)}"
    question = f"{where(whole)}“{called(whole)}”为{figure(whole)}，而{what}为{made}，请问以哪个数为准？"
    return _finding(weighed, told, places, question)


def summed(whole: Fact, parts: Sequence[Fact], what: str) -> Finding | None:
    """A total against the sum of its parts."""
    return total_of(whole, [(part, 1) for part in parts], what)


def _parts(parts: Sequence[tuple[Fact, int]], what: str) -> str:
    if not 1 < len(parts) <= _FEW:
        return what
    told = ""
    for fact, sign in parts:
        number = signed(fact) * sign
        told += f"{'－' if number < 0 else '＋' if told else ''}{quantity.render(abs(number))}"
    return f"{what}（{told}）"


def repeated(one: Fact, other: Fact, name: str | None = None) -> Finding | None:
    """One figure in two places. None where either is blank."""
    if one.value is None or other.value is None:
        return None
    weighed = same(one, other)
    if weighed.outcome == "not_checked":
        return Finding("not_checked", f"{_placed(one)}：没有与{where(other)}核对，{weighed.why}。", (one, other))
    name = name or called(one)
    if weighed.outcome == "exact":
        return _finding(weighed, f"{name}在{where(one)}和{where(other)}中都是{figure(one)}。", (one, other))
    told = f"{_placed(one)}，{_placed(other)}，{_gap(weighed)}"
    question = (
        f"{name}在{where(one)}中为{figure(one)}，在{where(other)}中为{figure(other)}，请问以哪个数为准，为何不同？"
    )
    return _finding(weighed, told, (one, other), question)


def less(part: Fact, whole: Fact, because: str) -> Finding | None:
    """A part that cannot exceed its whole. None where either is blank."""
    if part.value is None or whole.value is None:
        return None
    weighed = at_most(part, whole)
    if weighed.outcome == "not_checked":
        return Finding("not_checked", f"{_placed(part)}：没有核对，{weighed.why}。", (part, whole))
    if weighed.outcome != "mismatch":
        return _finding(weighed, f"{_placed(part)}，不超过{_placed(whole)}。", (part, whole))
    told = f"{_placed(part)}，超过{_placed(whole)}，多{amount(weighed.difference, weighed.unit)}；{because}。"
    question = f"{_placed(part)}，为何大于{_placed(whole)}？"
    return _finding(weighed, told, (part, whole), question)


def rate(stated: Fact, weighed: Weighed, what: str, of: Sequence[Fact]) -> Finding:
    """A stated percentage against the computed one; `what` says how it is computed."""
    places = (stated, *of)
    if weighed.outcome == "not_checked":
        return Finding("not_checked", f"{_placed(stated)}：没有核对，{weighed.why}。", places)
    own = f"{where(stated)}“{stated.row[-1] if stated.row else ''}”{stated.column[-1] if stated.column else ''}{figure(stated)}"
    made = amount(abs(weighed.expected) if weighed.expected is not None else None, "%")
    if weighed.found and weighed.expected and (weighed.found > 0) != (weighed.expected > 0):
        # 减少9.03% of what grew by 9.03%: the numbers alone would tell no difference
        own = f"{where(stated)}“{stated.row[-1] if stated.row else ''}”{_way(weighed.found)}{amount(abs(weighed.found), '%')}"
        made = f"{_way(weighed.expected)}{made}"
    if weighed.outcome == "exact":
        return _finding(weighed, f"{own}，与{what}相符。", places)
    if weighed.outcome == "rounding":
        return _finding(weighed, f"{own}，按{what}为{made}，差别在四舍五入的范围之内。", places)
    question = f"{own}，而按公开的数{what}应为{made}，请问以哪个为准？"
    return _finding(
        weighed,
        f"{own}，而{what}应为{made}，相差{amount(abs(weighed.difference or Decimal(0)), '个百分点')}。",
        places,
        question,
    )


def _way(percentage: Decimal) -> str:
    return "增长" if percentage > 0 else "下降"


def note(outcome: str, told: str, places: Sequence[Where], question: str | None = None) -> Finding:
    """A finding without amounts of its own."""
    if outcome not in ("mismatch", "warning", "unlikely"):
        question = None
    return Finding(outcome, told, tuple(places), question=question)  # type: ignore[arg-type] # a literal at every call


def missing(why: str, places: Sequence[Where] = ()) -> Finding:
    """What could not be checked, and why."""
    return Finding("not_checked", why, tuple(places))


def label(key: str) -> str:
    """How a key is called."""
    return terms.name(key)
