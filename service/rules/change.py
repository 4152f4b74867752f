"""More or less than before: the change in amount and percent between two years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingest import quantity, terms
from ingest.items import OF_A_FUND
from ingest.model import Fact
from service import evidence
from service.blanking import blanked
from service.calculator.formula import FormulaError
from service.draft import Draft, Piece, Stated, cited, computed, scaled
from service.evidence import Want
from service.holding import Known
from service.query import Asked, BasisAsked
from service.rules.magnitude import alike, base_value
from service.rules.namesakes import ALL, which
from service.rules.narrowed import joined_item
from service.rules.scene import Scene, answered, basis_word, called, called_apart, phrase, state


@dataclass(frozen=True, slots=True)
class Change:
    """How an item moved: both levels where they are printed, or the change that the narrative states.

    `amount` is signed; `said` is the narrative's own statement of it.
    """

    year: int
    base: int
    amount: Stated
    after: Known | None
    before: Known | None
    said: Known | None

    @property
    def known(self) -> Known:
        """A fact that names the item."""
        found = self.after or self.said
        if found is None:
            raise ValueError("a change rests on a level or a statement")
        return found


def of(scene: Scene, asked: Asked, year: int, base: int, within: tuple[str, ...] = ()) -> Change | None:
    """The change of an item between two years, None where the disclosures do not give it."""
    found = [
        k
        for k in evidence.changes(asked, year, scene.holdings)
        if k.fact.value is not None
        and (k.fact.base_year or year - 1) == base
        and evidence.basis_fits(k.fact, scene.basis)
        and all(evidence.narrowed(k, key) for key in asked.within)
        and not of_a_part(scene, k, asked)
    ]
    said = _of_level(scene, found, scene.level(asked, year, within))
    pair = _levels(scene, asked, year, base, within)
    if pair and said is not None and said.item.own in asked.keys and not {k.item.own for k in pair} <= set(asked.keys):
        pair = None  # what stands in for it (the total of one fund) is printed for both years, its own move is told
    pair = pair or (None if found else _against_outturn(scene, asked, year, base, within))
    if pair:
        late, early = pair
        expression = f"a - {scaled('b', early.fact.unit, late.fact.unit)}"
        amount = computed(expression, {"a": late.fact, "b": early.fact}, late.fact.unit)
        return Change(year, base, amount, late, early, said)
    bases = _bases(scene)
    if bases.get(base) == "actual" and bases.get(year, scene.basis) != "actual":
        # A budget against what was spent the year before: what is told against another budget is another move.
        said = said if said is not None and _OF_AN_OUTTURN.search(said.fact.quote) else None
        if said is None:
            return None
    if said is None:
        flat = next(
            (
                k
                for k in evidence.changes(asked, year, scene.holdings)
                if k.fact.direction == "flat" and k.item.own in asked.keys and (k.fact.base_year or year - 1) == base
            ),
            None,
        )
        after = scene.level(asked, year, within)
        if flat and after and after.fact.value is not None:
            return Change(year, base, cited(after.fact), after, None, flat)
        return None
    figure = cited(said.fact)
    signed = Stated(
        figure.text, -figure.value if said.fact.direction == "down" else figure.value, figure.unit, figure.facts
    )
    own = Asked(asked.text, (said.item.own,), 0, 0, asked.code)
    if said.item.own in OF_A_FUND:
        within = (*within, *said.item.within)  # 本年收入 of one fund moved, not that of the body
    after = _told_with(scene, said) or scene.level(own, year, within)
    if after is not None and not alike((after, said)):
        after = None  # 接待 by its parties is no level that money moved to
    return Change(year, base, signed, after, None, said)


def of_a_part(scene: Scene, said: Known, asked: Asked) -> bool:
    """Whether a move is told of a part that is not all of the item: 公务用车运行维护费 of 公务用车购置及运行维护费."""
    if not any(said.item.own in terms.parts_below(key) for key in asked.keys):
        return False
    whole = scene.level(asked, said.fact.year)
    part = scene.level(Asked(terms.name(said.item.own), (said.item.own,), 0, 0), said.fact.year)
    if whole is None or part is None or whole.fact.value is None or part.fact.value is None:
        return False
    return base_value(whole.fact) != base_value(part.fact)


def _of_level(scene: Scene, found: Sequence[Known], level: Known | None) -> Known | None:
    """Of several moves of one name that differ (of all funds, and of one), the one that is told of this very level."""
    first = found[0] if found else None
    if first is None or len({base_value(k.fact) for k in found}) < _DIFFER:
        return first
    forward = [k for k in found if k.item.own == first.item.own and _put_forward(scene, k)]
    if len({base_value(k.fact) for k in forward}) == 1:
        return forward[0]
    if level is None or level.fact.value is None:
        return first
    own = [k for k in found if k.item.own == first.item.own and k.fact.row == first.fact.row]
    beside = {k.fact.id: _amounts_beside(scene, k) for k in own}
    told = [k for k in own if base_value(level.fact) in beside[k.fact.id]]
    if not told:
        # The move of another level is told first, and this one's below the fund that it is of.
        others = [k for k in found if k.item.own == first.item.own and k.fact.row != first.fact.row]
        told = [k for k in others if base_value(level.fact) in _amounts_beside(scene, k)]
    return next(iter(told), None) or next((k for k in own if not beside[k.fact.id]), first)


_DIFFER = 2


def _put_forward(scene: Scene, said: Known) -> bool:
    """Whether the question itself has the figure of a move, or the rate that the same sentence tells (下降20.18%)."""
    asked = {figure.quantity.base for figure in quantity.find(scene.query.text) if figure.quantity.unit is not None}
    fact = said.fact
    same = (
        k.fact
        for k in scene.holding(fact).by_own.get(said.item.own, ())
        if k.fact.quote == fact.quote and k.fact.row == fact.row and k.fact.measure in ("change", "rate")
    )
    return any(base_value(one) in asked for one in same if one.value is not None)


def levels_beside(scene: Scene, said: Known) -> list[Known]:
    """The levels of its own that the sentence of a move, or of a rate, states, or else the one that its chapter does."""
    fact = said.fact
    told = [
        k
        for k in scene.holding(fact).by_own.get(said.item.own, ())
        if k.fact.source == "narrative" and k.fact.value is not None and k.fact.section == fact.section
        and (k.fact.row, k.fact.measure, k.fact.year, k.fact.basis) == (fact.row, "level", fact.year, fact.basis)
    ]  # fmt: skip
    beside = [k for k in told if k.fact.quote in fact.quote or fact.quote in k.fact.quote]
    return beside or (told if len({base_value(k.fact) for k in told}) == 1 else [])


def _amounts_beside(scene: Scene, said: Known) -> set[Decimal]:
    return {base_value(known.fact) for known in levels_beside(scene, said)}


def _told_with(scene: Scene, said: Known) -> Known | None:
    """The level that the sentence of a change tells of the very same thing, where tables state another under its name.

    收入合计 and 收入总计 are told apart only there: what one moved by is not what the other did.
    """
    fact = said.fact
    told = levels_beside(scene, said)
    if len({base_value(k.fact) for k in told}) == 1:
        told = told[:1]
    known = scene.level(Asked(called(said), (said.item.own,), 0, 0), fact.year)
    if len(told) != 1 or known is None or known.fact.value is None:
        return None
    return told[0] if base_value(told[0].fact) != base_value(known.fact) else None


def _levels(scene: Scene, asked: Asked, year: int, base: int, within: tuple[str, ...]) -> tuple[Known, Known] | None:
    """Levels of both years that compare: from one table if it prints both, else from each year's own disclosure."""
    bases = _bases(scene)
    late_basis, early_basis = bases.get(year, scene.basis), bases.get(base, scene.basis)
    mixed = late_basis != early_basis
    later = evidence.candidates(Want(asked, year, late_basis, within), scene.holdings)
    earlier = evidence.candidates(Want(asked, base, early_basis, within), scene.holdings)
    after = [k for k in later if k.fact.value is not None]
    before = [k for k in earlier if k.fact.value is not None]
    if mixed:  # a budget against another year's outturn, because the question says so
        if together := _in_one_sentence(after, before):
            return together
        alike = (
            (a, b)
            for a in after[:1]
            for b in before
            if a.item.own == b.item.own and comparable(a.fact, b.fact, across=True)
        )
        return next(alike, None)
    # What is asked for itself, though each year stands in its own disclosure, before what may stand in for it.
    own = [k for k in after if k.item == after[0].item]
    for late in (*own, *after):
        for early in before:
            if (
                comparable(late.fact, early.fact)
                and late.fact.document == early.fact.document
                and late.fact.table_number == early.fact.table_number
                and late.item.within == early.item.within
                and (late not in own or early.item == late.item)
            ):
                return late, early
        if late is own[-1] and (across := _of_own(own, before)):
            return across
    for late in after:
        for early in before:
            if comparable(late.fact, early.fact) and late.item == early.item and late.fact.table and early.fact.table:
                return late, early
    for late in after[:1]:
        for early in before:
            if (
                comparable(late.fact, early.fact)
                and late.item.within == early.item.within
                and {late.item.side, early.item.side} != {"revenue", "expenditure"}
            ):
                return late, early
    return None


def _in_one_sentence(after: Sequence[Known], before: Sequence[Known]) -> tuple[Known, Known] | None:
    """Levels of both years that one sentence sets against each other; None where several do, of other amounts.

    2022年预算执行数为…，2023年预算安排…: a table may print another level of the item, of other money as well.
    """
    pairs = [
        (late, early)
        for late in after
        for early in before
        if late.fact.source == early.fact.source == "narrative"
        and (late.fact.document, late.fact.quote, late.fact.row) == (early.fact.document, early.fact.quote, early.fact.row)
        and comparable(late.fact, early.fact, across=True)
    ]  # fmt: skip
    amounts = {(base_value(late.fact), base_value(early.fact)) for late, early in pairs}
    return pairs[0] if len(amounts) == 1 else None


def _against_outturn(
    scene: Scene, asked: Asked, year: int, base: int, within: tuple[str, ...]
) -> tuple[Known, Known] | None:
    """A budget and what was carried out the year before, where the text compares the item with nothing else."""
    if scene.basis is not None or scene.query.stage is not None:
        return None
    late = evidence.candidates(Want(asked, year, "budget", within), scene.holdings)
    early = evidence.candidates(Want(asked, base, "actual", within), scene.holdings)
    return _in_one_sentence(
        [k for k in late if k.fact.value is not None], [k for k in early if k.fact.value is not None]
    )


def _of_own(after: list[Known], before: list[Known]) -> tuple[Known, Known] | None:
    """The same item in two disclosures, printed in tables."""
    return next(
        (
            (late, early)
            for late in after
            for early in before
            if comparable(late.fact, early.fact) and late.item == early.item and late.fact.table and early.fact.table
        ),
        None,
    )


_YEAR_BASIS = re.compile(
    r"(?P<than>比|较|[和与跟同]|超过|[高低多少大小]于)?(?:(?P<year>(?:(?<!\d)(?:19|20))?(?<![\d.])\d\d)\s*年(?:度)?|(?P<full>(?<!\d)(?:19|20)\d\d)|(?P<last>上一?年度?|去年度?|前一年|头一?年))"
    r"(?:的)?[^，。；？?0-9比较和与跟同]{0,16}?(?P<stage>预算(?!单位|部门|外|管理)|决算|实际|执行数|执行(?=的|多|少|比|[，。？?]|$)|真正花|花掉)"
)


def _bases(scene: Scene) -> dict[int, BasisAsked]:
    """Which basis the question names for which year: 2024年预算比2023年决算, 预算比上年执行数."""
    year, base = scene.pair()
    found: dict[int, BasisAsked] = {}
    against = False
    for hit in _YEAR_BASIS.finditer(scene.query.text):
        said = hit["year"] or hit["full"]
        of = (2000 + int(said[-2:]) if len(said) == _SHORT else int(said)) if said else base
        found[of] = "budget" if hit["stage"] == "预算" else "actual"
        against = against or (of == base and hit["than"] is not None)
    return found if len(found) > 1 or (against and base != year) else {}


_SHORT = 2  # figures of a year: 24年
# Of what is spent a sentence tells that it was.
_OF_AN_OUTTURN = re.compile("执行|决算|实际")


def comparable(late: Fact, early: Fact, *, across: bool = False) -> bool:
    """Whether two amounts are of one basis and kind, in units that compare; `across` bases where these are asked for."""
    if (late.basis != early.basis and not across) or late.measure != early.measure:
        return False
    if late.unit == early.unit:
        return True
    if not late.unit or not early.unit:
        return False
    here, there = quantity.unit(late.unit), quantity.unit(early.unit)
    return here is not None and there is not None and here.base == there.base


def rate_of(change: Change) -> Stated | None:
    """The change in percent of the earlier level; None where that is zero or unknown."""
    try:
        if change.before and change.after:
            b = scaled("b", change.before.fact.unit, change.after.fact.unit)
            return computed(
                f"(a - {b}) / ({b}) * 100", {"a": change.after.fact, "b": change.before.fact}, "%", places=2
            )
        if (
            change.after
            and change.said
            and change.after.fact.value is not None
            and change.said.fact.direction in ("up", "down")
            and change.said.fact.value is not None
        ):
            c = scaled("c", change.said.fact.unit, change.after.fact.unit)
            sign = "" if change.said.fact.direction == "up" else "-"
            back = f"a - {c}" if change.said.fact.direction == "up" else f"a + {c}"
            return computed(
                f"{sign}{c} / ({back}) * 100", {"a": change.after.fact, "c": change.said.fact}, "%", places=2
            )
    except FormulaError:
        return None
    return None


def in_percent(scene: Scene, asked: Asked, moved: Change) -> list[Piece]:
    """，下降34.48%, and what the narrative prints instead where that differs."""
    rate = rate_of(moved)
    if rate is None or rate.value == 0 or _flat(moved):
        return []
    pieces: list[Piece] = ["，", "增长" if rate.value > 0 else "下降", rate]
    said = next(
        (
            k
            for k in evidence.changes(asked, moved.year, scene.holdings, ("rate",))
            if k.fact.base_year == moved.base
            and k.fact.basis == moved.known.fact.basis
            and k.fact.direction
            and k.item.own == moved.known.item.own
            and not _elsewhere(k.fact, moved.known.fact)
            and not _of_another_level(scene, k, moved)
        ),
        None,
    )
    if moved.before and moved.after and moved.before.fact.basis != moved.after.fact.basis:
        said = None  # the text compares with what was planned, or with what was spent, not across the two
    if said and said.fact.value is not None and said.fact.unit == "%" and not _prints_as(rate, said):
        pieces += ["（正文写为", "下降" if said.fact.direction == "down" else "增长", *state(said.fact), "）"]
    return pieces


def _of_another_level(scene: Scene, rate: Known, moved: Change) -> bool:
    """Whether a rate is told of another amount of the same name than the one that moved: of one fund, not of all."""
    beside = _amounts_beside(scene, rate)
    level = moved.after
    return bool(beside) and level is not None and level.fact.value is not None and base_value(level.fact) not in beside


def _elsewhere(said: Fact, of: Fact) -> bool:
    """Whether a statement is of the namesake under another 类: 农业生产发展 under 农林水支出 and under 城乡社区支出."""
    if len(said.row) < _WITH_PARENT or len(of.row) < _WITH_PARENT:
        return False
    one, two = (_categories().get(terms.key(fact.row[0])) for fact in (said, of))
    return one is not None and two is not None and one != two


@cache
def _categories() -> Mapping[str, str]:
    """The 类 of the functional classification by the keys of their names."""
    found = (code for code in terms.codes().values() if code.system == "functional" and code.parent is None)
    return {terms.key(code.name): code.code for code in found}


_WITH_PARENT = 2


def _prints_as(rate: Stated, said: Known) -> bool:
    value = said.fact.value
    return value is not None and quantity.rounded(abs(rate.value), quantity.decimals(value)) == abs(value)


def change(scene: Scene) -> Draft | None:
    """By how much an item rose or fell."""
    if not scene.query.items:
        return None
    year, base = scene.pair()
    if joined := joined_item(scene):
        moved = of(scene, joined[0], year, base, joined[1])
        if moved is not None:
            pieces = [*sentence(scene, moved, bold=True), *in_percent(scene, joined[0], moved), "。"]
            return answered(*pieces, result=moved.amount if moved.amount.certain else None)
    if (part := _inside_the_other(scene)) is not None:
        return change(scene.with_query(items=(part,)))
    if len(scene.query.items) > 1:
        lines: list[Piece] = []
        untold: list[str] = []
        for asked in scene.query.items:
            moved = of(scene, asked, year, base)
            if moved:
                lines += ["- ", *sentence(scene.bare if lines else scene, moved), "。\n"]
            else:
                untold.append(asked.text)
        if lines and untold:
            lines.append(f"文件没有写明变化的：{'、'.join(untold)}。")
        return answered(*lines) if lines else None
    asked = scene.query.items[0]
    moved = of(scene, asked, year, base)
    if moved is None:
        return None
    if moved.said is None and not ALL.search(scene.query.text) and (rows := scene.namesakes(asked, year)):
        return which(scene, asked, rows)
    pieces = sentence(scene, moved, bold=True)
    pieces += [*in_percent(scene, asked, moved), "。"]
    certain = moved.amount.certain
    return answered(
        *pieces, result=None if _flat(moved) and moved.before is None else moved.amount if certain else None
    )


# 财政拨款基本支出中的人员经费: the first only says where the second stands.
_STANDS_INSIDE = re.compile('[”"]?(?:支出|预算|决算)?(?:里面?|里头|里边|当中|之?中|之?内)的?[，,]?[“"]?')


def _inside_the_other(scene: Scene) -> Asked | None:
    """The second of two items, where it is a part of the first and asked about within it; None where both are asked about."""
    if len(scene.query.items) != _DIFFER:
        return None
    whole, part = scene.query.items
    below = terms.parts_below(whole.keys[0]) if whole.keys and not whole.code else frozenset()
    inside = _STANDS_INSIDE.fullmatch(scene.query.text, whole.end, part.start)
    return part if inside and below & set(part.keys[:1]) else None


def rate(scene: Scene) -> Draft | None:
    """By how many percent an item rose or fell; of several items each, and which moved more."""
    if not scene.query.items:
        return None
    year, base = scene.pair()
    joined = joined_item(scene)
    moved = of(scene, joined[0], year, base, joined[1]) if joined else None
    if moved is None and (part := _inside_the_other(scene)) is not None:
        return rate(scene.with_query(items=(part,)))
    if moved is None and len(scene.query.items) > 1:
        return _rates(scene, year, base)
    moved = moved or of(scene, scene.query.items[0], year, base)
    if moved is None:
        return None
    figure = rate_of(moved)
    if figure is None:
        pieces = sentence(scene, moved, bold=True)
        return answered(*pieces, "；上年数为零，不计算增减率。")
    bolded = Stated(figure.text, figure.value, figure.unit, figure.facts, figure.formula, figure.operands, bold=True)
    if figure.value == 0:
        return answered(*sentence(scene, moved), "。", result=bolded)
    word = "增长" if figure.value > 0 else "下降"
    basis = basis_word(moved.known.fact)
    before = moved.before.fact if moved.before else None
    than = basis_word(before) if before is not None and before.basis != moved.known.fact.basis else ""
    pieces = [
        f"{scene.prefix}{year}年{called_apart(scene, moved.known)}{basis}比{base}年{than}{word}",
        bolded,
        "，",
        *_levels_said(moved),
        *_by_how_much(moved),
        "。",
    ]
    both = bool(_AMOUNT_TOO.search(scene.query.text))
    return answered(*pieces, result=bolded if bolded.certain and not both else None)


# The amount beside the percentage: 减少了多少，降了百分之几; 增加额、增幅分别是.
_AMOUNT_TOO = re.compile(
    r"(?:[增减]加?少?|变动|变化)额|(?:[增涨升多减降少砍压缩省差低高]|增加|减少|上涨|下降)(?:了|出|掉|出来|下来)*(?:多少(?!个?(?:百分|点|%|倍))|几[万元块])"
)


def _by_how_much(moved: Change) -> list[Piece]:
    """，增加151.12万元, where both levels are told."""
    if not (moved.before and moved.after) or not moved.amount.value:
        return []
    return ["，增加" if moved.amount.value > 0 else "，减少", moved.amount]


def _rates(scene: Scene, year: int, base: int) -> Draft | None:
    """Each item's change in percent on a line, and whose is the largest."""
    pieces: list[Piece] = []
    found: list[tuple[Decimal, str]] = []
    for asked in scene.query.items:
        moved = of(scene, asked, year, base)
        figure = rate_of(moved) if moved else None
        if moved is None or figure is None:
            continue
        by: list[Piece] = ["，", "增长" if figure.value > 0 else "下降", figure] if figure.value else []
        pieces += ["- ", *sentence(scene.bare if pieces else scene, moved), *by, "。\n"]
        found.append((figure.value, called(moved.known)))
    if not found:
        return None
    if len(found) > 1 and re.search(r"哪|谁|更|最", scene.query.text):
        # 减 of an item's own name (防灾减灾) moves nothing.
        bare = blanked(scene.query.text, [(asked.start, asked.end) for asked in scene.query.items])
        down = bool(re.search("降|减|跌|缩", bare))
        most = (min if down else max)(found, key=lambda pair: pair[0])
        pieces.append(f"{'降' if down else '增'}幅更大的是{most[1]}。")
    return answered(*pieces)


def _flat(moved: Change) -> bool:
    return moved.amount.value == 0 or (
        moved.before is None and moved.said is not None and moved.said.fact.direction == "flat"
    )


def _levels_said(moved: Change) -> list[Piece]:
    if moved.before and moved.after:
        return [f"由{moved.base}年的", *state(moved.before.fact), f"变为{moved.year}年的", *state(moved.after.fact)]
    pieces: list[Piece] = []
    if moved.after and moved.after.fact.value is not None:
        pieces += [f"{moved.year}年为", *state(moved.after.fact)]
    if moved.said and moved.said.fact.value is not None:
        pieces += [
            "，" if pieces else "",
            "正文写明" + ("增加" if moved.said.fact.direction == "up" else "减少"),
            *state(moved.said.fact),
        ]
    return pieces


def sentence(scene: Scene, moved: Change, *, bold: bool = False) -> list[Piece]:
    """2024年“三公”经费预算数3.80万元，比2023年的5.80万元减少2.00万元."""
    named = moved.known
    figure = moved.amount
    shown = Stated(figure.text, figure.value, figure.unit, figure.facts, figure.formula, figure.operands, bold=bold)
    if moved.before and moved.after:
        start: list[Piece] = [phrase(scene, moved.after), *state(moved.after.fact)]
        if _flat(moved):
            return [
                *start,
                f"，{moved.base}年为",
                *state(moved.before.fact),
                "，与上年持平" if moved.base == moved.year - 1 else "，两年持平",
            ]
        word = "增加" if figure.value > 0 else "减少"
        apart = moved.before.fact.basis != moved.after.fact.basis
        base = f"{moved.base}年{basis_word(moved.before.fact)}" if apart else f"{moved.base}年的"
        return [*start, f"，比{base}", *state(moved.before.fact), word, shown]
    if _flat(moved) and moved.after:
        return [phrase(scene, moved.after), *state(moved.after.fact), "，与上年持平"]
    word = "增加" if figure.value > 0 else "减少"
    pieces: list[Piece] = [f"{scene.prefix}{moved.year}年{called(named)}{basis_word(named.fact)}"]
    if moved.after and moved.after.fact.value is not None:
        pieces += [*state(moved.after.fact), "，"]
    return [*pieces, f"比{moved.base}年{word}", shown]
