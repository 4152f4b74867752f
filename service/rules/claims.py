"""A statement that a question puts forward, worked out again from what the disclosures state of its parts.

比上年增加3万元, 占9.5%, 年初加收入减支出等于年末, 地上加地下等于总面积: each is found where it is printed and reckoned beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from ingest import quantity, terms
from ingest.terms import strip_number
from service import evidence
from service.calculator.formula import FormulaError
from service.draft import Draft, Piece, Stated, computed, part_of, per_one, scaled
from service.holding import Known
from service.query import Asked, BasisAsked
from service.rules import counterparts, printed_rates, said_whole, whole_moved, wholes
from service.rules.completion import spent_and_planned
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, phrase, state
from service.rules.totals import NAMES
from service.rules.verdicts import claimed, half, verdict, within

_ADDS, _TAKES = re.compile(r"加上?|＋|\+"), re.compile(r"减去?|扣除?|－")
_EQUALS = re.compile(r"等|一致|一样|相符|是不是|是否|对得|对不|核得|能对|吻合|平")
_MOVES = re.compile(r"[增减涨降升多少]")
_UP, _DOWN = re.compile(r"增|涨|升|多"), re.compile(r"减|降|少|下滑")
_WHOLE = Asked("收支总计", ("budget_total", "expenditure_total"), 0, 0)


def claim(scene: Scene) -> Draft | None:
    """Whether a statement in the question holds; None where it makes none that can be worked out."""
    year = scene.target()
    for check in (
        counterparts.passages,
        counterparts.names,
        counterparts.areas,
        _product,
        whole_moved.by_moves,
        _changed,
        _rate_again,
        _shared,
        _equation,
        counterparts.assessed,
        counterparts.indicators,
    ):
        if (found := check(scene, year)) is not None:
            return found
    return None


def _stated_change(scene: Scene, asked: Asked, year: int, value: Decimal | None = None) -> Known | None:
    found = [k for k in evidence.changes(asked, year, scene.holdings) if k.fact.value is not None and k.fact.direction]
    return next((k for k in found if value is None or base_value(k.fact) == value), None)


def _changed(scene: Scene, year: int) -> Draft | None:
    """比上年增加X: the change as it is told, and the two years' amounts."""
    query = scene.query
    amounts = claimed(scene, "元")
    if len(amounts) != 1 or len(query.items) > 1 or not _MOVES.search(query.text):
        return None
    if query.years or query.offsets:
        year, base = scene.pair()
    else:
        base = year - 1
    asked = query.items[0] if query.items else _WHOLE
    told = _stated_change(scene, asked, year, amounts[0].quantity.base)
    if told is None:
        return _by_the_years(scene, asked, (year, base), amounts[0])
    own = Asked(asked.text, (told.item.own, *asked.keys), 0, 0, asked.code)
    late, early = (scene.level(own, when, basis=_basis_of(told)) for when in (year, base))
    way = "增加" if told.fact.direction == "up" else "减少"
    said: list[Piece] = [f"{scene.prefix}{year}年文件写明{_name(told)}比上年{way}", *state(told.fact, bold=True)]
    if late is None or early is None or late.fact.value is None or early.fact.value is None:
        return answered(f"文件中只有一处写明这一数额，无从对比（没有收录或没有列出{base}年的数）：", *said, "。")
    if not alike((late, early, told)):
        return None
    first, second = (late, early) if told.fact.direction == "up" else (early, late)
    unit = told.fact.unit
    gap = computed(
        f"{scaled('a', first.fact.unit, unit)} - {scaled('b', second.fact.unit, unit)}",
        {"a": first.fact, "b": second.fact},
        unit,
        places=2,
    )
    apart = abs(base_value(first.fact) - base_value(second.fact) - base_value(told.fact))
    pieces = [
        *said, f"；{phrase(scene.bare, late)}", *state(late.fact), f"，{phrase(scene.bare, early)}", *state(early.fact),
        "，两年相差", gap, "。",
    ]  # fmt: skip
    # Both years may have been rounded to the unit of the change before it was reckoned.
    return verdict(*pieces, same=apart == 0, nearly=apart <= max(within((late, early, told)), 3 * half(told)))


def _by_the_years(scene: Scene, asked: Asked, years: tuple[int, int], said: quantity.Figure) -> Draft | None:
    """A change that only the question states, against the two years' amounts."""
    late, early = (scene.level(asked, when) for when in years)
    if late is None or early is None or late.fact.value is None or early.fact.value is None:
        return None
    up, down = bool(_UP.search(scene.query.text)), bool(_DOWN.search(scene.query.text))
    if up == down or not alike((late, early)) or late.fact.basis != early.fact.basis:
        return None
    first, second = (late, early) if up else (early, late)
    unit = late.fact.unit
    gap = computed(
        f"{scaled('a', first.fact.unit, unit)} - {scaled('b', second.fact.unit, unit)}",
        {"a": first.fact, "b": second.fact},
        unit,
        bold=True,
    )
    if gap.value < 0:
        return None
    apart = abs(base_value(first.fact) - base_value(second.fact) - said.quantity.base)
    pieces: list[Piece] = [
        phrase(scene, late), *state(late.fact), f"，比{years[1]}年的", *state(early.fact), "增加" if up else "减少", gap,
        "，与您所说的数额相符。" if not apart else "，与您所说的数额不是同一个数。",
    ]  # fmt: skip
    return verdict(*pieces, same=apart == 0, nearly=apart <= said.quantity.half_step + within((late, early)))


def _basis_of(known: Known) -> BasisAsked:
    return "actual" if known.fact.basis == "actual" else "budget"


def _name(known: Known) -> str:
    return terms.name(known.item.own) if known.item.own in terms.concepts() else strip_number(known.fact.row[-1])


def _rate_again(scene: Scene, year: int) -> Draft | None:
    """增长58.38%，和金额能对上吗: the one printed percentage, worked out of the amounts told with it."""
    return printed_rates.again(scene) if year else None


def _shared(scene: Scene, year: int) -> Draft | None:
    """占9.5%, 完成年初预算的98%: the percentage as it is told, and what its amounts give."""
    shares = claimed(scene, "%")
    if not shares or not scene.query.items:
        return None
    pieces: list[Piece] = []
    same = True
    asked_of = [a for a in scene.query.items if a.start < shares[-1].start]
    for figure in shares:
        asked = next((a for a in reversed(asked_of) if a.end <= figure.start), asked_of[0] if asked_of else None)
        if asked is None or (checked := _percent(scene, asked, figure.quantity.number, year)) is None:
            return None
        told, reckoned, agrees, amounts = checked
        same &= agrees
        lead = phrase(scene if not pieces else scene.bare, told)
        pieces += [
            "；" if pieces else "",
            f"{_percent_name(lead, told)}写明为",
            *state(told.fact, bold=True),
            *amounts,
            "，计算为",
            reckoned,
        ]
    return verdict(*pieces, "。", same=same)


def _percent_name(lead: str, told: Known) -> str:
    return f"{lead.removesuffix('决算数').removesuffix('预算数')}{'完成率' if '完成' in ''.join(told.fact.column) else '占比'}"


def _percent(scene: Scene, asked: Asked, value: Decimal, year: int) -> tuple[Known, Stated, bool, list[Piece]] | None:
    told = next(
        (
            known
            for known in evidence.changes(asked, year, scene.holdings, ("share", "rate"))
            if known.fact.value == value
            and known.fact.unit == "%"
            and known.fact.direction is None  # a move is no share
        ),
        None,
    )
    if told is None:
        return None
    own = Asked(asked.text, (told.item.own, *asked.keys), 0, 0, asked.code)
    if "完成" in "".join(told.fact.column):
        top, plans = spent_and_planned(scene, own, year)
        bottom = next(
            (
                k
                for k in plans
                if k.fact.basis == ("adjusted_budget" if "全年" in told.fact.column[-1] else "initial_budget")
            ),
            plans[0] if plans else None,
        )
    else:
        top, bottom = scene.level(own, year), scene.level(wholes.total(scene), year)
    if top is None or bottom is None or not bottom.fact.value or not alike((top, bottom)):
        return None
    try:
        reckoned = part_of(top.fact, bottom.fact)
    except FormulaError:
        return None
    amounts: list[Piece] = [
        f"，按{phrase(scene.bare, top, year=False)}",
        *state(top.fact),
        f"和{phrase(scene.bare, bottom, year=False)}",
        *state(bottom.fact),
    ]
    return told, reckoned, reckoned.value == told.fact.value, amounts


_TIMES = re.compile("[乘×*]|(?<=[间户人辆套件台个所处])都?按")


def _product(scene: Scene, year: int) -> Draft | None:
    """So many of something by what each costs, against the money of the project: 更新间数乘每间造价，对不对得上."""
    if not _TIMES.search(scene.query.text):
        return None
    keys = {key for asked in scene.query.items for key in asked.keys}
    for holding in scene.holdings:
        of_project = [
            k for k in holding.known
            if k.fact.project and terms.key(k.fact.project[1]) in keys and k.fact.year == year and k.fact.value is not None
        ]  # fmt: skip
        for each in of_project:
            unit = quantity.unit(each.fact.unit)
            per = _EACH.search(each.fact.row[-1]) if each.fact.row else None
            if per is None or unit is None or unit.base != "元" or each.fact.measure != "level":
                continue
            counts = {k.fact.value: k for k in of_project if k.fact.unit == per["unit"] and k.fact.measure == "count"}
            money = [
                k
                for k in of_project
                if k.fact.measure == "level" and k.fact.column[-1:] and _ITS_MONEY.search(k.fact.column[-1])
            ]
            if len(counts) != 1 or not money or not alike((each, money[0])):
                continue
            number, whole = next(iter(counts.values())), money[0]
            reckoned = computed(
                per_one(scaled("a", whole.fact.unit, each.fact.unit), number.fact.unit),
                {"a": whole.fact, "n": number.fact}, each.fact.unit, places=2, bold=True,
            )  # fmt: skip
            apart = (
                abs(base_value(each.fact) * number.fact.value - base_value(whole.fact)) if number.fact.value else None
            )
            if apart is None:
                continue
            pieces: list[Piece] = [
                phrase(scene, whole), *state(whole.fact), f"，{phrase(scene.bare, number, year=False)}", *state(number.fact),
                f"，平均每{per['unit']}", reckoned, f"；{phrase(scene.bare, each, year=False)}写明", *state(each.fact), "。",
            ]  # fmt: skip
            return verdict(*pieces, same=apart == 0, nearly=apart <= half(each) * (number.fact.value or 0))
    return None


_EACH = re.compile(r"每(?P<unit>[间户人名辆套件台个所处座亩栋场次期])")
_ITS_MONEY = re.compile("当年预算|全年预算|合计|预算数")


def _equation(scene: Scene, year: int) -> Draft | None:
    """年初结转加本年收入减本年支出等于年末结转: items with 加 and 减 between them against the last one."""
    items, text = scene.query.items, scene.query.text
    if len(items) < 2:
        return None
    between = [text[a.end : b.start] for a, b in pairwise(items)]
    signs = ["-" if _TAKES.search(words) else "+" if _ADDS.search(words) else "" for words in between]
    if not any(signs):
        return None
    said: Known | None = None
    if signs[-1] and (rest := text[items[-1].end :]) and re.search(r"总计|总额|合计", rest):
        told = [k for a in items if (k := scene.level(a, year)) is not None]
        said = said_whole.by_amount(scene, told)
        if said is None and said_whole.amounts(scene, told[0].fact.unit if told else None):
            return None  # the whole is told by an amount that nobody prints
        items, signs = (*items, _WHOLE), [*signs, ""]
    if signs[-1] or not all(signs[:-1]) or len(items) < 3 or not _EQUALS.search(text[items[-2].end :]):
        return None
    found = [said if asked is _WHOLE and said is not None else scene.level(asked, year) for asked in items]
    known = [k for k in found if k is not None and k.fact.value is not None]
    if len(known) != len(items) or not alike(known):
        return None
    *parts, target = known
    unit = target.fact.unit
    names = NAMES[: len(parts)]
    expression = scaled(names[0], parts[0].fact.unit, unit)
    for sign, name, part in zip(signs, names[1:], parts[1:], strict=False):
        expression += f" {sign} {scaled(name, part.fact.unit, unit)}"
    figure = computed(expression, {n: k.fact for n, k in zip(names, parts, strict=True)}, unit, bold=True)
    pieces: list[Piece] = [phrase(scene, parts[0]), *state(parts[0].fact)]
    for sign, part in zip(signs, parts[1:], strict=False):
        pieces += ["，减" if sign == "-" else "，加", phrase(scene.bare, part, year=False), *state(part.fact)]
    pieces += ["，得", figure, f"；{phrase(scene.bare, target, year=False)}", *state(target.fact), "。"]
    reckoned = base_value(parts[0].fact)
    for sign, part in zip(signs, parts[1:], strict=False):
        reckoned += base_value(part.fact) * (-1 if sign == "-" else 1)
    apart = abs(reckoned - base_value(target.fact))
    nearly = apart <= within(known)
    return verdict(*pieces, *(_shared_out(scene, known, apart) if not nearly else ()), same=apart == 0, nearly=nearly)


_SHARED_OUT = frozenset({"结余分配", "使用非财政拨款结余"})


def _shared_out(scene: Scene, found: Sequence[Known], apart: Decimal) -> list[Piece]:
    """What of a year's balance was shared out, or drawn on, where that alone parts its two ends: 结余分配56.75万元."""
    target = found[-1].fact
    if {known.item.own for known in found} & _ENDS != _ENDS:
        return []
    between = [
        known
        for known in scene.holding(target).known
        if known.fact.row and strip_number(known.fact.row[-1]) in _SHARED_OUT and known.fact.year == target.year
        and known.fact.basis == target.basis and known.fact.measure == "level" and base_value(known.fact) == apart
    ]  # fmt: skip
    if not between:
        return []
    return [f"其间还有{strip_number(between[0].fact.row[-1])}", *state(between[0].fact), "，两者正好相差这一数额。"]


_ENDS = frozenset({"carried_in", "carried_out"})
