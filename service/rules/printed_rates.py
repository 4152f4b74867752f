"""A percentage that the text prints, worked out again from the amounts that the text gives with it.

What it is a percentage of stands in the fact itself: a share has its whole above it, a rate of completion its budget
beside it, a move the year, or the budget, that it starts from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest import quantity, terms
from ingest.model import Basis, Fact
from ingest.terms import strip_number
from service.asked_check import RECKONED_AGAIN
from service.asked_reason import WHY
from service.calculator.formula import FormulaError
from service.draft import Draft, Piece, Stated, computed, part_of, scaled
from service.holding import Known
from service.query import Asked
from service.rules.magnitude import alike
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.verdicts import claimed, verdict

_CHECKED = re.compile(r"对吗|对么|对不对|真的|真假|是真|属实|准不准|准吗|靠谱|没错|正确|可信|是否|是不是|一致|相符")
# What asks for anything; a percentage that is said without any of it is to be looked at: …增长32.33%，请核算.
_ASKS = re.compile(r"多少|几|哪|谁|什么|啥|吗|呢|怎|咋|如何|为何|原因|列|说明|用途|有没有|[？?]")
_ALIKE = 3  # lines that may print one percentage
_PLANS: tuple[Basis, ...] = ("initial_budget", "adjusted_budget", "budget")


def checked(scene: Scene) -> Draft | None:
    """Whether a printed percentage is what its amounts give; None where none, or more than one, of those said is printed."""
    if (found := again(scene) if wants_a_check(scene.query.text) else None) is not None:
        return found
    return by_sort(scene)


def wants_a_check(text: str) -> bool:
    """Whether what a text says is to be worked out again, or confirmed."""
    return bool(RECKONED_AGAIN.search(text) or _CHECKED.search(text) or not (_ASKS.search(text) or WHY.search(text)))


def again(scene: Scene) -> Draft | None:
    """The same, however it is asked whether it agrees."""
    said = claimed(scene, "%")
    if not said:
        return None
    # Of several the one that is printed: 写着95.5%，我算出来是95%.
    values = dict.fromkeys(figure.quantity.number for figure in said)
    printed = [found for value in values if (found := _printed(scene, value))]
    if len(printed) != 1:
        return None
    drafts = [draft for known in printed[0] if (draft := _told(scene, known)) is not None]
    # Printed of several lines alike (收、支总计): one stands for all where all agree.
    verdicts = {str(draft.pieces[0]) for draft in drafts}
    return drafts[0] if len(drafts) == len(printed[0]) and len(verdicts) == 1 else None


# A percentage that is named by its sort, and whether it is right.
_SORTS = (
    re.compile(
        r"完成(?:年初|全年|调整|当年|本年)?(?:的)?(?:部门)?(?:预算)?(?:数)?的?(?:率|百分比|百分数|比例|比率|比重|程度)|完成(?:度|进度)|执行(?:率|进度)"
    ),
    re.compile(r"占比|比重|占[^，。；？?]{2,16}的?(?:百分比|百分数|比例|比率|份额)"),
    re.compile(r"[增降涨]幅|(?:增长|下降|增减|变动|变化|增加|减少)(?:率|比例|百分比|幅度)"),
)
_IS_IT_RIGHT = re.compile(
    r"[对准]吗|对么|对不对|准不准|正确|准确|一致|相符|相等|吻合|对[得不]上|[写算印标填列]得?(?:错|对|准)|算错|写错|有误|出入|差错|属实"
    r"|(?:核|验)(?:对|实|算|证|一[核验]|一?下)|复核|复算|重新算|核查"
)
_ASKS_ITSELF = re.compile(r"(?:多少|几)(?!遍|回|次)|为什么|原因|相差|差[额距多]|以及|分别")


def by_sort(scene: Scene) -> Draft | None:
    """Whether the percentage of a sort that is printed of the one item named is what its amounts give: 某支出的完成率算错没有."""
    text = scene.query.text
    asked = [number for number, sort in enumerate(_SORTS) if sort.search(text)]
    named = _named_alone(scene.query.items)
    if len(asked) != 1 or named is None or not _IS_IT_RIGHT.search(text) or _ASKS_ITSELF.search(text):
        return None
    if claimed(scene, "%"):
        return None
    found: dict[tuple[object, ...], Known] = {}
    for known in (k for holding in scene.holdings for key in named.keys for k in holding.by_own.get(key, ())):
        fact = known.fact
        printed = fact.source == "narrative" and fact.unit == "%" and fact.value is not None
        if printed and fact.year == scene.target() and _sort(fact) == asked[0]:
            found.setdefault((fact.value, fact.row, fact.column), known)
    drafts = [draft for known in found.values() if (draft := _told(scene, known)) is not None]
    return drafts[0] if len(found) == len(drafts) == 1 else None


def _named_alone(items: Sequence[Asked]) -> Asked | None:
    """The one item that a question names, beside what only says of which amounts a percentage is."""
    own = [asked for asked in items if not _OF_AMOUNTS.fullmatch(asked.text) and not asked.near]
    return own[0] if len(own) == 1 else None


# 预算数, 支出决算数 of 与预算数、决算数是否相符.
_OF_AMOUNTS = re.compile(r"(?:年初|全年|支出|收入|本年)*(?:预算|决算|支出|收入)数?")


def _sort(fact: Fact) -> int | None:
    """Which of the sorts a printed percentage is."""
    if any("完成" in label for label in fact.column):
        return 0
    if fact.measure == "share":
        return 1
    return 2 if fact.direction in ("up", "down") else None


def _told(scene: Scene, told: Known) -> Draft | None:
    """A printed percentage with what its amounts give; None where these are not told."""
    anew = _again(scene, told)
    if anew is None:
        return None
    shown, printed = anew.figure.value, told.fact.value or Decimal(0)
    places = quantity.decimals(printed)
    ways = {"up": 1, "down": -1}
    # A move that is told without its direction is compared by its size alone.
    aim = printed * ways.get(told.fact.direction or "", 1)
    own = shown if told.fact.direction in ways else abs(shown)
    pieces: list[Piece] = [
        f"{scene.prefix}{told.fact.year}年文件写明{_name(scene, told)}{_said(told.fact)}", *state(told.fact, bold=True), "；按",
        *anew.amounts, "计算，", anew.way, anew.figure, "。", *anew.note,
    ]  # fmt: skip
    if anew.note:
        return answered("这一比例算得出来，但不是按文字所说的基数算的。", *pieces)
    apart = abs(quantity.rounded(own, places) - aim)
    return verdict(*pieces, same=apart == 0, nearly=apart <= Decimal(1).scaleb(-places))


@dataclass(frozen=True, slots=True)
class _Again:
    """A percentage worked out, what it is worked out of, and the word that its direction takes."""

    figure: Stated
    amounts: list[Piece]
    way: str
    note: tuple[Piece, ...] = ()


def _printed(scene: Scene, value: Decimal) -> list[Known]:
    """The lines of which the text prints a percentage, those that the question names."""
    years = {scene.target(), *scene.years()}
    found: dict[tuple[object, ...], Known] = {}
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            if fact.source == "narrative" and fact.unit == "%" and fact.value == value and fact.year in years:
                found.setdefault((fact.row, fact.column, fact.measure, fact.direction), known)
    if scene.query.items:
        named = {key for asked in scene.query.items for key in asked.keys}
        found = {at: known for at, known in found.items() if _is_of(known, named)}
    own = [known for known in found.values() if any(known.item.own in asked.keys for asked in scene.query.items)]
    kept = own or list(found.values())
    return kept if len(kept) <= _ALIKE else []


def _is_of(known: Known, keys: set[str]) -> bool:
    """Whether a figure is of an item that is named, or stands below it."""
    return bool(keys & {known.item.own, *(terms.key(label) for label in known.fact.row)})


def _again(scene: Scene, told: Known) -> _Again | None:
    try:
        if told.fact.measure == "share":
            return _share(scene, told)
        if any("完成" in label for label in told.fact.column):
            return _completion(scene, told)
        return _move(scene, told) if told.fact.direction in ("up", "down") else None
    except FormulaError:
        return None


def _beside(scene: Scene, told: Fact, row: Sequence[str] | None = None) -> Iterator[Known]:
    """What the text states of the same line: in the same sentence first, then in the same section."""
    holding = scene.holding(told)
    own = [
        known
        for known in holding.known
        if known.fact.source == "narrative" and known.fact.row == (told.row if row is None else tuple(row))
        and known.fact.value is not None
    ]  # fmt: skip
    yield from sorted(own, key=lambda k: (k.fact.quote != told.quote, k.fact.section != told.section))


def _level(found: Iterator[Known], year: int | None, bases: Sequence[Basis | None]) -> Known | None:
    return next((k for k in found if k.fact.measure == "level" and k.fact.year == year and k.fact.basis in bases), None)


def _share(scene: Scene, told: Known) -> _Again | None:
    fact = told.fact
    top = _level(_beside(scene, fact), fact.year, (fact.basis,))
    bottom = _whole(scene, told)
    if top is None or bottom is None or not bottom.fact.value or not alike((top, bottom)):
        return None
    figure = part_of(top.fact, bottom.fact)
    return _Again(figure, _both(scene, top, bottom), "占")


def _whole(scene: Scene, told: Known) -> Known | None:
    """What a share is of: the line that its own line stands below, as the text or else a table states it."""
    fact = told.fact
    above = fact.row[:-1]
    found = _level(_beside(scene, fact, above), fact.year, (fact.basis,)) if above else None
    if found is not None or not above:
        return found
    label = fact.column[-1].removeprefix("占") if fact.column else above[-1]
    for name in (above[-1], label):
        key = terms.key(name)
        whole = scene.level(
            Asked(name, (key,), 0, 0), fact.year, basis="actual" if fact.basis == "actual" else "budget"
        )
        if whole is not None and whole.fact.value:
            return whole
    return None


def _completion(scene: Scene, told: Known) -> _Again | None:
    fact = told.fact
    top = _level(_beside(scene, fact), fact.year, ("actual",))
    label = "".join(fact.column)
    first: tuple[Basis, ...] = (
        ("initial_budget",) if "年初" in label else ("adjusted_budget",) if "全年" in label or "调整" in label else ()
    )
    plans = [
        plan
        for basis in dict.fromkeys((*first, *_PLANS))
        if (plan := _level(_beside(scene, fact), fact.year, (basis,))) is not None
    ]
    usable = next((plan for plan in plans if plan.fact.value), None)
    if top is None or usable is None or not alike((top, usable)):
        return None
    figure = part_of(top.fact, usable.fact)
    note: tuple[Piece, ...] = ()
    meant = next((plan for plan in plans if plan.fact.basis in first), None)
    if meant is not None and meant is not usable:
        note = (
            f"但文件所列的{phrase(scene.bare, meant, year=False)}为",
            *state(meant.fact),
            "，这一比例不是按它算的。",
        )
    return _Again(figure, _both(scene, top, usable), "完成", note)


def _move(scene: Scene, told: Known) -> _Again | None:
    fact = told.fact
    late = _level(_beside(scene, fact), fact.year, (fact.basis,))
    if any("预算" in label for label in fact.column):
        early = next(
            (plan for basis in _PLANS if (plan := _level(_beside(scene, fact), fact.year, (basis,))) is not None), None
        )
    else:
        early = _level(_beside(scene, fact), fact.base_year, ("actual", fact.basis, *_PLANS))
    if late is not None and early is not None and early.fact.value and alike((late, early)):
        before = scaled("b", early.fact.unit, late.fact.unit)
        figure = computed(f"(a - {before}) / ({before}) * 100", {"a": late.fact, "b": early.fact}, "%", places=2)
        return _Again(figure, _both(scene, late, early), _way(figure))
    moved = next((k for k in _beside(scene, fact) if _goes_with(k.fact, fact)), None)
    if late is None or moved is None or not alike((late, moved)):
        return None
    change = scaled("b", moved.fact.unit, late.fact.unit)
    up = moved.fact.direction == "up"
    expression = f"({change}) / (a - {change}) * 100" if up else f"(a - (a + {change})) / (a + {change}) * 100"
    figure = computed(expression, {"a": late.fact, "b": moved.fact}, "%", places=2)
    word = "增加" if up else "减少"
    amounts: list[Piece] = [phrase(scene.bare, late), *state(late.fact), f"和写明的{word}额", *state(moved.fact)]
    return _Again(figure, amounts, _way(figure))


def _goes_with(change: Fact, rate: Fact) -> bool:
    """Whether a change in amount is the one that a rate tells in percent."""
    return (
        change.measure == "change"
        and change.direction in ("up", "down")
        and (change.year, change.base_year, change.column) == (rate.year, rate.base_year, rate.column)
    )


def _way(figure: Stated) -> str:
    return "增长" if figure.value > 0 else "下降" if figure.value < 0 else "变动"


def _both(scene: Scene, first: Known, second: Known) -> list[Piece]:
    return [
        phrase(scene.bare, first, year=first.fact.year != second.fact.year), *state(first.fact),
        f"和{phrase(scene.bare, second, year=first.fact.year != second.fact.year)}", *state(second.fact),
    ]  # fmt: skip


def _name(scene: Scene, told: Known) -> str:
    """The line's name, with that of the line above it where the question names it by that one."""
    named = {key for asked in scene.query.items for key in asked.keys}
    if told.item.own in named or not named:
        return called(told)
    above = next((label for label in reversed(told.fact.row[:-1]) if terms.key(label) in named), None)
    return f"{strip_number(above)}的{called(told)}" if above else called(told)


def _said(fact: Fact) -> str:
    """How the text puts the percentage: 占本年支出, 完成年初预算的, 较年初预算下降, 比上年增长."""
    label = fact.column[-1] if fact.column else ""
    if fact.measure == "share":
        return label or "占"
    if "完成" in label:
        return f"{label}的"
    way = "增长" if fact.direction == "up" else "下降"
    return f"{label or f'比{fact.base_year}年'}{way}" if label or fact.base_year else way
