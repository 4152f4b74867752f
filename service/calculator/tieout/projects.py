"""Projects and their goals: the forms against 项目支出, weights, the same indicator and head count in several places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest import items, quantity, terms
from ingest.model import Basis, Fact
from service.calculator.tieout import phrase
from service.calculator.tieout.book import Book, stage
from service.calculator.tieout.finding import Finding
from service.calculator.tieout.sheet import is_total
from service.calculator.tieout.weighing import doubt, total

_ALL = re.compile(r"均|全部|所有|全覆盖")
_PEOPLE = frozenset({"人", "名", "位"})
_PERFORMANCE = "performance_amount"
_FUNDING = ("本级安排", "上级补助", "本级资金", "上级资金", "其他资金", "其他来源")
_APPROPRIATED = re.compile(r"^(?:其中[：:])?(?:本年|当年)?财政(?:拨款|资金|性资金)$")


def own_amounts(book: Book) -> dict[tuple[str, str], Fact]:
    """What each project is given, by the form of its own."""
    found: dict[tuple[str, str], Fact] = {}
    for fact in book.facts:
        if (
            fact.source == "table"
            and fact.project
            and fact.column
            and fact.indicator is None
            and fact.value is not None
        ) and terms.key(fact.column[-1]) == "current_budget":
            found.setdefault(fact.project, fact)
    return found


def _project_total(book: Book, *kinds: str) -> Fact | None:
    """项目支出 by the first of these tables that prints it."""
    for sheet in (sheet for kind in kinds for sheet in book.of(kind)):
        for fact in sheet.money:
            if not is_total(fact) or fact.id in sheet.codes or not fact.column or fact.year != book.year:
                continue
            if terms.key(fact.column[-1]) == "project_expenditure" and fact.value is not None:
                return fact
    return None


def forms(book: Book) -> Iterator[Finding]:
    """R27: the projects with a form of their own are never more than 项目支出."""
    amounts, whole = list(own_amounts(book).values()), _project_total(book, "expenditure", "general_public")
    if amounts and whole is not None:
        yield from _within(amounts, whole, "项目支出")


def _within(amounts: Sequence[Fact], whole: Fact, name: str) -> Iterator[Finding]:
    if why := doubt([whole, *amounts]):
        yield phrase.missing(f"各项目绩效目标表没有与{name}核对：{why}。", (whole, *amounts))
        return
    weighed = total(whole, [(fact, 1) for fact in amounts])
    assert weighed.expected is not None
    assert weighed.found is not None
    assert weighed.difference is not None
    made, most = phrase.amount(weighed.expected, whole.unit), phrase.figure(whole)
    told = f"{len(amounts)}张项目绩效目标表的当年预算合计{made}"
    over = -weighed.difference
    if over <= 0 or weighed.outcome in ("exact", "rounding"):
        rest = (
            "相等"
            if not over
            else f"少于它{phrase.amount(-over, whole.unit)}，公布的只是一部分项目"
            if over < 0
            else "相当"
        )
        outcome, message, question = "exact" if over <= 0 else "rounding", f"{told}，与{name}{most}{rest}。", None
    else:
        outcome = "mismatch"
        message = f"{told}，超过{phrase.where(whole)}的{name}{most}，多{phrase.amount(over, whole.unit)}。"
        question = f"各项目当年预算合计{made}，为何多于{name}{most}？"
    found = phrase.note(outcome, message, (whole, *amounts), question)
    yield replace(
        found, expected=weighed.found, found=weighed.expected, difference=over, allowed=weighed.allowed, unit=whole.unit
    )


def goals(book: Book) -> Iterator[Finding]:
    """R28: 项目支出 that is said to be under goals in full is the 项目支出 of the tables; the forms are never more."""
    amounts = list(own_amounts(book).values())
    for fact in book.money_told():
        heading = terms.normalise("".join(fact.section))
        if book.item(fact) != _PERFORMANCE or fact.year != book.year or stage(fact.basis) != "budget":
            continue
        if "绩效" not in heading and "绩效" not in fact.quote:
            continue
        if items.item(fact).within & items.FUNDS - {"general_public_budget"}:
            continue  # another fund's projects are in no table of the general budget
        whole = _project_total(book, "general_public", "expenditure")
        if whole is not None and _ALL.search(fact.quote) and "项目支出" in fact.quote and not book.final:
            other = _project_total(book, "expenditure", "general_public")
            told = [
                f for one in (whole, other) if one is not None and (f := phrase.repeated(fact, one, "全部项目支出"))
            ]
            agreed = next((f for f in told if not f.broken), None)
            if agreed or told:
                yield agreed or told[0]
        if amounts and (book.single_fund or "一般公共预算" not in fact.quote):
            yield from _within(amounts, fact, "绩效目标涉及的金额")


def funding(book: Book) -> Iterator[Finding]:
    """R29: 当年预算 = 本级安排 + 上级补助."""
    by_project: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in book.facts:
        if fact.source == "table" and fact.project and fact.column and fact.indicator is None:
            by_project[fact.project].append(fact)
    for own in by_project.values():
        whole = next((f for f in own if terms.key(f.column[-1]) == "current_budget"), None)
        parts = [f for f in own if any(word in f.column[-1] for word in _FUNDING)]
        # 财政拨款 beside 其他资金 are the two; beside 本级安排 and 上级补助 it is what they come to.
        appropriated = [f for f in own if _APPROPRIATED.match(f.column[-1])]
        if len(parts) == 1 and "其他" in parts[0].column[-1]:
            parts = [*appropriated, *parts]
        if whole is not None and len(parts) > 1:
            found = phrase.summed(whole, parts, "本级安排与上级补助之和")
            if found:
                yield found


_WITHOUT_EXECUTION = Decimal(90)
# The weight that a form gives to how much of its budget was spent, beside its list of indicators.
_OF_EXECUTION = re.compile("(?:预算|资金)?执行率(?:的)?(?:权重|分值)")


def weights(book: Book) -> Iterator[Finding]:
    """R30: the weights of a form's indicators sum to 100, with that of 预算执行率 where it has one.

    Forms of self-evaluation give 预算执行率 10 of the 100 by rule (财政部《项目支出绩效评价管理办法》), printed or not: 90
    is whole there.
    """
    for sheet in book.of("overall_performance", "project_performance"):
        own = [f for f in sheet.facts if f.column and "权重" in f.column[-1] and f.indicator is not None]
        extra = [f for f in sheet.facts if f.value is not None and _OF_EXECUTION.fullmatch((*f.row, *f.column)[-1])]
        if len(own) < 2:
            continue
        if any(f.status != "exact" or f.value is None for f in own):
            yield phrase.missing(f"《{sheet.title}》的权重有的读取时存疑或为空，没有核对。", own)
            continue
        made = sum((f.value for f in own if f.value is not None), Decimal(0))
        with_execution = made + (extra[0].value or Decimal(0) if extra else Decimal(0))
        name = f"《{sheet.title}》{f'“{own[0].project[1]}”' if own[0].project else ''}"
        evaluated = "自评" in sheet.title or "评价" in sheet.title
        if Decimal(100) in (made, with_execution) or (evaluated and not extra and made == _WITHOUT_EXECUTION):
            yield phrase.note("exact", f"{name}各项指标的权重合计{quantity.render(made)}。", (*own, *extra))
        else:
            shown = quantity.render(with_execution)
            found = phrase.note(
                "mismatch",
                f"{name}各项指标的权重合计{shown}，不是100。",
                (*own, *extra),
                f"{name}的权重合计为何是{shown}？",
            )
            yield replace(
                found, expected=Decimal(100), found=with_execution, difference=with_execution - 100, allowed=Decimal(0)
            )


def indicators(book: Book) -> Iterator[Finding]:
    """R31: an indicator that stands in the overall form and in a project's promises compatible values."""
    values = [
        f
        for f in book.facts
        if f.indicator is not None and f.value is not None and f.column and "指标值" in f.column[-1] and f.unit
    ]
    overall = {terms.normalise(f.row[-1]): f for f in values if f.project is None}
    for fact in values:
        other = overall.get(terms.normalise(fact.row[-1])) if fact.project else None
        if (
            other is None
            or fact.status != "exact"
            or other.status != "exact"
            or fact.value is None
            or other.value is None
        ):
            continue
        one, two = quantity.unit(fact.unit), quantity.unit(other.unit)
        if one is None or two is None or one.base != two.base or fact.comparator != other.comparator:
            continue
        mine, all_ = fact.value * one.scale, other.value * two.scale
        promise = f"{_sign(other)}{phrase.figure(other)}"
        told = f"“{fact.row[-1]}”在整体绩效目标表中为{promise}，在项目“{fact.project[1] if fact.project else ''}”中为{_sign(fact)}{phrase.figure(fact)}"
        if mine == all_:
            yield phrase.note("exact", f"{told}，一致。", (other, fact))
        elif one.base == "%":
            yield phrase.missing(f"{told}；两处的对象可以不同，没有核对。", (other, fact))
        elif mine < all_:
            yield phrase.note("exact", f"{told}，项目只是整体的一部分或要求更严。", (other, fact))
        else:
            yield phrase.note(
                "mismatch", f"{told}，两处不一致。", (other, fact), f"“{fact.row[-1]}”的指标值以哪一张表为准？"
            )


def _sign(fact: Fact) -> str:
    return fact.comparator or ""


def head_counts(book: Book) -> Iterator[Finding]:
    """R32: one group of people has one number within a project; kinds of them add up to it."""
    by_project: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in book.facts:
        if fact.source == "narrative" and fact.project and fact.measure == "count" and fact.unit in _PEOPLE:
            by_project[fact.project].append(fact)
    for project, counts in by_project.items():
        named: dict[tuple[str, Basis | None], Fact] = {}  # what was aimed at may not be what was reached
        for at, fact in enumerate(counts):
            if fact.value is None or fact.status != "exact":
                continue
            group = terms.normalise(fact.row[-1]), fact.basis
            first = named.setdefault(group, fact)
            if first is not fact and first.value != fact.value:
                yield phrase.note(
                    "mismatch",
                    f"项目“{project[1]}”中，“{fact.row[-1]}”一处为{phrase.figure(first)}，另一处为{phrase.figure(fact)}。",
                    (first, fact),
                    f"项目“{project[1]}”的“{fact.row[-1]}”是{phrase.figure(first)}还是{phrase.figure(fact)}？",
                )
            elif first is not fact:
                yield phrase.note("exact", f"“{fact.row[-1]}”两处都是{phrase.figure(fact)}。", (first, fact))
            kinds = [other for other in counts[at + 1 :] if other.value is not None]
            made = Decimal(0)
            for number, other in enumerate(kinds, 1):
                made += other.value or Decimal(0)
                if number > 1 and made == fact.value:
                    yield phrase.note(
                        "exact",
                        f"“{fact.row[-1]}”{phrase.figure(fact)}，等于其后所列各类之和。",
                        (fact, *kinds[:number]),
                    )
                    break
