"""Changes against last year: the amount, its parts, its direction, its rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ingest import terms
from ingest.model import Fact
from service.calculator.interval import Interval
from service.calculator.tieout import phrase
from service.calculator.tieout.book import TOTALS, Book, is_money, one_sentence, stage
from service.calculator.tieout.finding import Finding
from service.calculator.tieout.sheet import is_total
from service.calculator.tieout.three_public import ITEMS
from service.calculator.tieout.weighing import as_fine, percent, printed, quotient, total

_AXES = ("basic_expenditure", "project_expenditure")
_WORDS = {"up": "增加", "down": "减少", "flat": "持平"}


def told(book: Book) -> Iterator[Fact]:
    """The statements of changes against last year, those of 完成预算 left out."""
    for fact in book.told:
        if fact.measure != "change" or fact.column or fact.base_year in (None, fact.year) or fact.status != "exact":
            continue
        if is_money(fact) or (fact.value is None and fact.direction == "flat"):
            yield fact


def _tabled(book: Book, fact: Fact, year: int | None) -> Fact | None:
    """What a table prints of a statement's item in a year, where all tables that may be meant agree."""
    if year != fact.year and book.against_other_base(fact):
        return None
    if book.of_a_unit(fact):
        return None
    prints = book.print_of(book.item(fact), year, stage(fact.basis), book.scopes(fact))
    values = {printed(one.fact).value for one in prints if one.fact.status == "exact"}
    return prints[0].fact if len(values) == 1 else None


def amounts(book: Book) -> Iterator[Finding]:
    """R22: a change = this year's figure − last year's; revenue and expenditure, which balance, change alike."""
    whole: dict[str, Fact] = {}
    for fact in told(book):
        key = book.item(fact)
        if key in ITEMS or key in _AXES or key == "agency_operating_costs":
            continue
        if key in ("revenue", "expenditure") and fact.value is not None and not fact.row[:-1]:
            whole.setdefault(key, fact)
        yield from _difference(book, fact)
    one, other = whole.get("revenue"), whole.get("expenditure")
    if not book.final and one and other and one.base_year == other.base_year:
        found = phrase.repeated(one, other, "收入总额与支出总额的增减")
        if found and one.direction == other.direction:
            yield found


def _difference(book: Book, fact: Fact) -> Iterator[Finding]:
    now, last = _tabled(book, fact, fact.year), _tabled(book, fact, fact.base_year)
    if now is None or last is None or fact.value is None:
        return
    if found := phrase.total_of(fact, [(now, 1), (last, -1)], "今年减上年"):
        yield found


def parts(book: Book) -> Iterator[Finding]:
    """R23: the change of the total = that of 基本支出 + that of 项目支出, stated side by side."""
    facts = [fact for fact in told(book) if fact.value is not None]
    for at, whole in enumerate(facts):
        if book.item(whole) not in TOTALS:
            continue
        following: dict[str, Fact] = {}
        for fact in facts[at + 1 : at + 5]:
            key = book.item(fact)
            if fact.section != whole.section or (key in TOTALS and key not in _AXES):
                break
            if key in _AXES and (fact.quote == whole.quote or fact.row[:-1] == whole.row):
                following.setdefault(key, fact)
        if len(following) == 2:
            found = phrase.summed(whole, [following[key] for key in _AXES], "基本支出与项目支出增减之和")
            if found:
                yield found


def axes(book: Book) -> Iterator[Finding]:
    """R24: the change of 基本支出 or 项目支出 against the table; last year's is told by items that are wholly one or the other."""
    split = _last_year_split(book)
    for fact in told(book):
        key = book.item(fact)
        scopes = book.scopes(fact)
        if key not in _AXES or fact.value is None or (scopes is None and not book.single_fund):
            continue
        now = _tabled(book, fact, fact.year)
        last = _tabled(book, fact, fact.base_year)
        if now is not None and last is not None:
            if found := phrase.total_of(fact, [(now, 1), (last, -1)], "今年减上年"):
                yield found
        elif now is not None and split and (scopes is None or "general" in scopes):
            weighed = total(fact, [(now, 1), *split[key]])
            if weighed.outcome in ("exact", "rounding"):
                found = phrase.total_of(fact, [(now, 1), *split[key]], "今年减上年（按各项推算）")
                if found:
                    yield found


def _last_year_split(book: Book) -> dict[str, list[tuple[Fact, int]]] | None:
    """Last year's 项目支出 as the items that this year are wholly such, taken away; 基本支出 as what is left of the total."""
    for sheet in book.of("general_public"):
        items: list[Fact] = []
        whole: Fact | None = None
        for row in sheet.rows:
            code = sheet.codes.get(row[0].id, "")
            last = next((f for f in row if f.year is not None and book.year and f.year == book.year - 1), None)
            if last is None or not last.value:
                continue
            if not code and is_total(last):
                whole = last
            if len(code) != 7:
                continue
            now = {terms.key(f.column[-1]): f for f in row if f.year == book.year and f.column}
            kinds = [key for key in _AXES if key in now and now[key].value]
            if len(kinds) != 1:
                return None
            items += [last] * (kinds[0] == "project_expenditure")
        if items and whole is not None:
            return {
                "project_expenditure": [(one, -1) for one in items],
                "basic_expenditure": [(whole, -1), *((one, 1) for one in items)],
            }
    return None


def agency(book: Book) -> Iterator[Finding]:
    """R26: the change of 机关运行经费, where last year's is printed."""
    for fact in told(book):
        if book.item(fact) != "agency_operating_costs" or fact.value is None:
            continue
        now, last = _tabled(book, fact, fact.year), _tabled(book, fact, fact.base_year)
        level = book.near(fact, "level", (stage(fact.basis),))
        if last is not None and (now or level) is not None:
            if found := phrase.total_of(fact, [(now or level, 1), (last, -1)], "今年减上年"):  # type: ignore[list-item]
                yield found
        else:
            yield phrase.missing(
                f"正文说机关运行经费比上年{phrase.figure(fact)}，上年的数没有公布，无法核对。", (fact,)
            )


# --- directions ---------------------------------------------------------------------------------------------------


def directions(book: Book) -> Iterator[Finding]:
    """R40: the word (增加, 减少, 持平) fits the figures and the rate beside it."""
    for fact in told(book):
        yield from _rate_word(book, fact)
        now, last = _tabled(book, fact, fact.year), _tabled(book, fact, fact.base_year)
        if now is None or last is None or now.value is None or last.value is None or fact.direction is None:
            continue
        a, b = printed(now), printed(last)
        gap, step = a.value - b.value, max(a.step, b.step)
        is_way = "flat" if not gap else "up" if gap > 0 else "down"
        fits = is_way == fact.direction or (fact.value is not None and not fact.value and is_way == "flat")
        fits = fits or (abs(gap) <= step and a.step != b.step)
        tiny = not gap and fact.value is not None and abs(printed(fact).value) <= step + printed(fact).step
        places = (fact, now, last)
        said = f"{phrase.where(fact)}说“{fact.row[-1] if fact.row else ''}”{phrase.figure(fact)}"
        if fits:
            yield phrase.note("exact", f"{said}，与今年{phrase.figure(now)}、上年{phrase.figure(last)}相符。", places)
        elif tiny:
            yield phrase.note("rounding", f"{said}，今年和上年都是{phrase.figure(now)}，差别小到显示不出来。", places)
        else:
            yield phrase.note(
                "mismatch",
                f"{said}，而今年{phrase.figure(now)}、上年{phrase.figure(last)}，是{_WORDS[is_way]}。",
                places,
                f"“{fact.row[-1] if fact.row else ''}”比上年到底是{_WORDS[fact.direction]}还是{_WORDS[is_way]}？",
            )


def _rate_word(book: Book, fact: Fact) -> Iterator[Finding]:
    rate = beside(book, fact)
    if rate is None or fact.direction is None or rate.direction is None or not fact.value or not rate.value:
        return
    if rate.status != "exact":
        return
    if fact.direction != rate.direction:
        words = {"up": "增长", "down": "下降", "flat": "持平"}
        yield phrase.note(
            "mismatch",
            f"{phrase.where(fact)}说“{fact.row[-1] if fact.row else ''}”{phrase.figure(fact)}，"
            f"又说{words[rate.direction]}{phrase.amount(rate.value, rate.unit)}，方向相反。",
            (fact, rate),
            f"“{fact.row[-1] if fact.row else ''}”是增加还是减少？",
        )
    else:
        yield phrase.note(
            "exact", f"{phrase.figure(fact)}与{phrase.amount(rate.value, rate.unit)}方向一致。", (fact, rate)
        )


def beside(book: Book, fact: Fact) -> Fact | None:
    """The rate stated of a change: 增加6.31万元，增长0.19%."""
    at = book.numbers[fact.id]
    for other in book.told[at + 1 : at + 3]:
        if other.row == fact.row and one_sentence(other, fact) and other.measure == "rate" and not other.column:
            return other if other.base_year == fact.base_year else None
    return None


# --- rates --------------------------------------------------------------------------------------------------------


def rates(book: Book) -> Iterator[Finding]:
    """R41: the rate = change ÷ last year's figure, which is this year's less the change; none where that was 0."""
    checked = False
    for fact in told(book):
        rate = beside(book, fact)
        if rate is None or rate.value is None or fact.value is None:
            continue
        found = _rate(fact, rate, _level(book, fact), _last(book, fact))
        if found is not None:
            checked = True
            yield found
    for fact in book.told:
        if fact.measure != "rate" or fact.column or fact.direction not in ("up", "down") or fact.value is None:
            continue
        if fact.base_year not in (None, fact.year) and (found := _alone(book, fact)):
            checked = True
            yield found
    if not checked and not any(f.measure == "rate" and not f.column for f in book.told):
        yield phrase.missing("正文没有写增减的百分比，无从核对。")


def _level(book: Book, fact: Fact) -> Fact | None:
    """This year's figure that the change is of: stated beside it, or printed."""
    level = book.near(fact, "level", (stage(fact.basis),))
    return level if level is not None and is_money(level) else _tabled(book, fact, fact.year)


def _last(book: Book, fact: Fact) -> Fact | None:
    """Last year's figure: stated beside the change, or printed."""
    level = book.near(fact, "level", None, fact.base_year)
    return level if level is not None and is_money(level) else _tabled(book, fact, fact.base_year)


def _rate(fact: Fact, rate: Fact, level: Fact | None, last: Fact | None) -> Finding | None:
    if any(one is not None and one.status != "exact" for one in (fact, rate, level, last)):
        return None
    change = _interval(fact)
    if last is not None and last.value is not None:
        base, middle, of = _interval(last), printed(last).value, (fact, last)
    elif level is not None and level.value is not None:
        base = as_fine(level, [fact]).interval() + change.times(Fraction(-1))
        middle, of = printed(level).value - printed(fact).value, (fact, level)
    else:
        return None
    if not middle or middle < 0:
        if not rate.value or (middle < 0 and base.high > 0):
            return None
        return phrase.note(
            "mismatch",
            f"{phrase.where(rate)}说“{rate.row[-1] if rate.row else ''}”{phrase.figure(fact)}、变动{phrase.amount(rate.value, '%')}，"
            f"而上年为{'0' if not middle else '负数'}，没有增长率可算。",
            (rate, *of),
            f"上年“{rate.row[-1] if rate.row else ''}”是多少，{phrase.amount(rate.value, '%')}是怎样算出的？",
        )
    within = quotient(change, base)
    weighed = percent(_towards(rate, fact), printed(fact).value / middle, within)
    return phrase.rate(rate, weighed, "按增减额除以上年数", of)


def _alone(book: Book, rate: Fact) -> Finding | None:
    """A rate without its amount: 2023年…348.52万元，2024年…350.35万元，比2023年增加0.53%."""
    before = book.told[book.numbers[rate.id] - 1] if book.numbers[rate.id] else None
    if before is not None and before.measure == "change" and before.row == rate.row and one_sentence(before, rate):
        return None
    now = book.near(rate, "level", (book.basis,))
    last = book.near(rate, "level", None, rate.base_year)
    if now is None or last is None or not is_money(now) or not is_money(last):
        return None
    if any(one.status != "exact" for one in (now, last)) or not last.value or not one_sentence(now, rate):
        return None
    one, base = printed(now), printed(last)
    gap = one.interval() + base.interval().times(Fraction(-1))
    weighed = percent(rate, (one.value - base.value) / base.value, quotient(gap, base.interval()))
    return phrase.rate(rate, weighed, "按两年的数", (now, last))


def _towards(rate: Fact, fact: Fact) -> Fact:
    """The rate with the direction of its change: that the words contradict each other is another rule's."""
    return rate if rate.direction == fact.direction else replace(rate, direction=fact.direction)


def _interval(fact: Fact) -> Interval:
    return printed(fact).interval()
