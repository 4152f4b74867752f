"""完成率 and 占比: a stated percentage against the figures that it is of; budgeted against spent in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from ingest import terms
from ingest.model import Fact
from service.calculator.tieout import phrase
from service.calculator.tieout.book import Book, is_money, one_sentence, stage
from service.calculator.tieout.finding import Finding
from service.calculator.tieout.prints import ALIKE
from service.calculator.tieout.weighing import percent, plain, printed, quotient

_OF = {"年初预算": ("budget",), "全年预算": ("adjusted_budget",), "调整预算": ("adjusted_budget",)}
_MOST_WHOLES = 4
_SUM_SPREAD = Fraction(1, 2)  # of the last digit of each share


def execution(book: Book) -> Iterator[Finding]:
    """R42: 完成率 = 决算 ÷ 预算, of the budget that it names; none where that is 0."""
    for fact in book.told:
        if fact.measure != "rate" or not fact.column or not fact.column[-1].startswith("完成") or fact.value is None:
            continue
        stages = next((of for name, of in _OF.items() if name in fact.column[-1]), ("budget", "adjusted_budget"))
        spent, planned = book.near(fact, "level", ("actual",)), book.near(fact, "level", stages)
        if spent is None or planned is None or not is_money(spent) or not is_money(planned):
            continue
        if any(one.status != "exact" for one in (fact, spent, planned)):
            continue
        below = printed(planned)
        if not below.value:
            yield phrase.note(
                "mismatch",
                f"{phrase.where(fact)}说“{fact.row[-1] if fact.row else ''}”{fact.column[-1]}的{phrase.figure(fact)}，"
                f"而预算为{phrase.figure(planned)}，没有完成率可算。",
                (fact, spent, planned),
                f"“{fact.row[-1] if fact.row else ''}”的{phrase.figure(fact)}是按哪个预算数算出的？",
            )
            continue
        within = quotient(printed(spent).interval(), below.interval())
        weighed = percent(fact, printed(spent).value / below.value, within)
        yield phrase.rate(
            fact, weighed, f"决算{phrase.figure(spent)}除以预算{phrase.figure(planned)}", (spent, planned)
        )


def shares(book: Book) -> Iterator[Finding]:
    """R43: 占比 = part ÷ total; the shares of all parts sum to 100%."""
    checked = False
    groups: dict[tuple[object, ...], list[tuple[Fact, Fact, Fact]]] = defaultdict(list)
    for fact in book.told:
        if fact.measure != "share" or not fact.column or fact.value is None or fact.unit != "%":
            continue
        part = book.near(fact, "level", (stage(fact.basis),))
        if part is None or not is_money(part) or not one_sentence(part, fact) or part.status != "exact":
            continue
        wholes = [one for one in _wholes(book, fact, part) if one.status == "exact" and printed(one).value]
        told = [(whole, _share(fact, part, whole)) for whole in wholes]
        if not told:
            continue
        checked = True
        whole, found = next(((w, f) for w, f in told if not f.broken), told[0])
        groups[fact.quote, fact.column, whole.id].append((fact, part, whole))
        yield found
    for members in groups.values():
        yield from _hundred(members)
    if not checked and not any(f.measure == "share" for f in book.told):
        yield phrase.missing("正文没有写占比，无从核对。")


def _share(fact: Fact, part: Fact, whole: Fact) -> Finding:
    within = quotient(printed(part).interval(), printed(whole).interval())
    weighed = percent(fact, printed(part).value / printed(whole).value, within)
    return phrase.rate(fact, weighed, f"{phrase.figure(part)}除以{phrase.figure(whole)}", (part, whole))


def _wholes(book: Book, fact: Fact, part: Fact) -> list[Fact]:
    """What a share may be of: its parent in the sentence, the total named there, or what tables print under the name."""
    named = terms.key(fact.column[-1].removeprefix("占"))
    key = ALIKE.get(named, named)
    at = book.numbers[fact.id]
    found: list[Fact] = []
    for other in reversed(book.told[max(0, at - 60) : at]):
        if other.section != fact.section and other.section[:-1] != fact.section[:-1]:
            break
        if other.measure != "level" or other.id == part.id or stage(other.basis) != stage(fact.basis):
            continue
        if not is_money(other) or other.year != fact.year:
            continue
        if other.row == fact.row[:-1] or book.item(other) == key:
            found.append(other)
            if other.section != fact.section or len(found) == _MOST_WHOLES:
                break
            # On: 总额, of it 授予中小企业, of these 小微企业 — the share may be one of either.
    if found:
        return found
    return [one.fact for one in book.print_of(key, fact.year, stage(fact.basis))]


def _hundred(members: list[tuple[Fact, Fact, Fact]]) -> Iterator[Finding]:
    if len(members) < 2:
        return
    whole = printed(members[0][2])
    parts = [printed(part) for _, part, _ in members]
    rest = abs(sum(part.value for part in parts) - whole.value)
    if rest > sum((part.step for part in parts), whole.step):
        return  # not all parts are listed
    facts = [fact for fact, _, _ in members]
    total = sum((Fraction(fact.value or 0) for fact in facts), Fraction(0))
    # Half a last digit of each share, and what the amounts' own rounding may add.
    step = max(Fraction(1, 10 ** max(0, -_exponent(fact))) for fact in facts)
    allowed = step * len(facts) * _SUM_SPREAD + step
    told = f"{phrase.where(facts[0])}各项{facts[0].column[-1]}的比例合计{plain(total)}%"
    if total == 100:
        yield phrase.note("exact", f"{told}。", facts)
    elif abs(total - 100) <= allowed:
        yield phrase.note("rounding", f"{told}，与100%的差别在四舍五入的范围之内。", facts)
    else:
        yield phrase.note("mismatch", f"{told}，不是100%。", facts, f"{told}，为何不是100%？")


def _exponent(fact: Fact) -> int:
    assert fact.value is not None
    exponent = fact.value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def against_budget(book: Book) -> Iterator[Finding]:
    """R52: 决算数大于, 小于, 等于预算数: the word fits the two figures."""
    words = {"up": "大于", "down": "小于", "flat": "等于"}
    for fact in book.told:
        if (
            fact.measure != "change"
            or not fact.column
            or not fact.column[-1].startswith("较")
            or fact.direction is None
        ):
            continue
        stages = ("adjusted_budget",) if "全年" in fact.column[-1] or "调整" in fact.column[-1] else ("budget",)
        spent, planned = book.near(fact, "level", ("actual",)), book.near(fact, "level", stages)
        if planned is None and stages == ("budget",):
            planned = book.near(fact, "level", ("adjusted_budget",))
        if spent is None or planned is None or not is_money(spent) or not is_money(planned):
            continue
        if any(one.status != "exact" for one in (fact, spent, planned)):
            continue
        gap = printed(spent).value - printed(planned).value
        is_way = "flat" if not gap else "up" if gap > 0 else "down"
        places = (fact, spent, planned)
        subject = fact.row[-1] if fact.row else ""
        said = f"{phrase.where(fact)}说“{subject}”决算数{words[fact.direction]}预算数"
        figures = f"决算{phrase.figure(spent)}、预算{phrase.figure(planned)}"
        if is_way == fact.direction:
            yield phrase.note("exact", f"{said}，与{figures}相符。", places)
        elif not gap:
            yield phrase.note("rounding", f"{said}，{figures}，差别小到显示不出来。", places)
        elif _both(book, fact, spent, gap):
            continue
        else:
            yield phrase.note(
                "mismatch", f"{said}，而{figures}，是{words[is_way]}。", places,
                f"“{subject}”的决算数到底{words[fact.direction]}还是{words[is_way]}预算数？",
            )  # fmt: skip


def _both(book: Book, fact: Fact, spent: Fact, gap: Fraction) -> bool:
    """Whether a budget of another stage is stated, too, that the word fits: 年初预算 0, 全年预算 321.02."""
    other = book.near(fact, "level", ("adjusted_budget",))
    if other is None or not is_money(other):
        return False
    own = printed(spent).value - printed(other).value
    return (own > 0) is (fact.direction == "up") and bool(own) and (own > 0) is not (gap > 0)
