"""How much of a budget was spent: the outturn over the budget that counts the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest import quantity, terms
from ingest.items import TOTAL_OF
from ingest.model import Fact
from service import evidence
from service.draft import Draft, Piece, Stated, cited, computed, scaled
from service.holding import Known
from service.query import Asked
from service.rules import plan_told
from service.rules.magnitude import alike, base_value
from service.rules.narrowed import of_one_fund
from service.rules.ranking import SAVED, leaves, of_lowest, parts
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.totals import TOTAL


def completion(scene: Scene) -> Draft | None:
    """How much of the budget was really spent: 决算数 over the budget that the final account sets beside it."""
    scene, year = of_one_fund(scene), scene.target()
    asked = (scene.query.items or (TOTAL,))[0]
    if len(scene.query.items) >= _SEVERAL and scene.query.kind == "completion":
        return _of_items(scene, year)
    if _WHICH.search(scene.query.text):
        return _of_parts(scene, asked, year)
    if (of_form := _of_form(scene, asked, year)) is not None:
        return of_form
    done, plans = _of_its_own(scene, asked, year)
    if done is None or done.fact.value is None:
        return None
    plan = _plan(scene, plans)
    notices: tuple[str, ...] = ()
    if plan is None and (rate := _printed(scene, done)):
        figure = cited(rate.fact, bold=True)
        return answered(
            phrase(scene, done), *state(done.fact), f"，正文写明{rate.fact.column[-1]}的", figure, "。",
            result=figure if figure.certain else None,
        )  # fmt: skip
    if plan is None:
        if told := plan_told.completed(scene, asked, year):
            return told
        below, plans = spent_and_planned(scene, asked, year)
        if below is not None and (plan := _plan(scene, plans)) is not None:
            done, notices = below, (f"文件没有单列“{asked.text}”的预算数，以上是其下唯一一项“{called(below)}”的数。",)
    if plan is None:
        if _AMOUNT_ALONE.search(scene.query.text):
            amount = state(done.fact, bold=True)
            certain = next((piece for piece in amount if isinstance(piece, Stated) and piece.certain), None)
            return answered(phrase(scene, done), "为", *amount, "。", result=certain)
        return answered(phrase(scene, done), "为", *state(done.fact), "，文件没有可比的预算数，不能计算完成率。")
    figure = _rate(done, plan, bold=True)
    apart = _apart(done, plan) if _DIFFERENCE.search(scene.query.text) else []
    return answered(
        phrase(scene, done), *state(done.fact), f"，{phrase(scene.bare, plan, year=False)}", *state(plan.fact), *apart, "，完成", figure, "。",
        *_said_otherwise(scene, done, figure),
        result=figure if figure.certain and not apart else None,
        notices=notices,
    )  # fmt: skip


# The amount between them is asked for beside the rate: 差多少，完成百分之几.
_DIFFERENCE = re.compile(
    r"(?:相?差|差距|差额|多|少|剩|余|结余|节约|省|超)(?:支|出|下|了|花|用)*(?:是|有|为)?(?:多少(?!个?百分|比例)|几(?![成个]))|(?:多少|几)[^，。？?]{0,4}(?:没|未)(?:花|用|完成|执行)"
    r"|(?:差额|差距|相差额|差异额|结余额|节约额|超支额)(?=[、，,和及与：:]|$|[。？?])"
    r"|(?:相差|差|少|多|节约|节省|结余|剩余|超出?|超支)(?:了)?(?:花|用|支)?的?(?:金额|数额|钱数)"
)


def gap_between(one: Known, other: Known, *, bold: bool = True) -> Stated:
    """One amount less another (an outturn less its budget), in the unit of the first."""
    unit = one.fact.unit
    return computed(f"a - {scaled('b', other.fact.unit, unit)}", {"a": one.fact, "b": other.fact}, unit, bold=bold)


def _apart(done: Known, plan: Known) -> list[Piece]:
    """By how much an outturn is below or above its budget."""
    gap = gap_between(done, plan)
    return ["，两者相同"] if not gap.value else [f"，决算数比预算数{'多' if gap.value > 0 else '少'}", gap]


def _of_form(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """How much of a project's money was spent, as its self-evaluation prints it; None where it has none for the year."""
    facts = [
        fact
        for holding in scene.holdings
        for fact in holding.facts
        if fact.project and terms.key(fact.project[1]) in asked.keys and fact.year == year and fact.value is not None
    ]
    rates = [f for f in facts if f.unit == "%" and f.indicator is None and any(_SPENT_RATE.match(c) for c in f.column)]
    if not rates:
        return None
    rate, beside = rates[0], [f for f in facts if f.row == rates[0].row and f.table_number == rates[0].table_number]
    pieces: list[Piece] = [f"{scene.prefix}{year}年{rate.project[1] if rate.project else ''}"]
    for basis, word in (("adjusted_budget", "全年预算数"), ("actual", "全年执行数")):
        found = next(
            (f for f in beside if f.basis == basis and f.measure == "level" and _AMOUNT.search(f.column[-1])), None
        )
        pieces += [word, *state(found), "，"] if found else []
    figure = cited(rate, bold=True)
    said = told_otherwise(scene, rate)
    return answered(*pieces, "执行率", figure, "。", *said, result=figure if figure.certain else None)


def told_otherwise(scene: Scene, rate: Fact) -> list[Piece]:
    """What a sentence tells of the rate that a project's form prints, where that is another."""
    for fact in scene.holding(rate).facts:
        its = fact.source == "narrative" and fact.project == rate.project and fact.row == rate.row[:1]
        if (
            not its
            or (fact.year, fact.unit, fact.measure) != (rate.year, "%", "rate")
            or not (fact.value and rate.value)
        ):
            continue
        of_budget = any("完成" in label and "预算" in label for label in fact.column)
        if of_budget and quantity.rounded(rate.value, quantity.decimals(fact.value)) != fact.value:
            name = rate.project[1] if rate.project else ""
            return [f"但正文写明{name}的预算执行率为", *state(fact), "。"]
    return []


def of_named(scene: Scene) -> Draft | None:
    """The rate that a sentence tells of an item which the question names beside 预算执行率, never that of a goal."""
    named = [asked for asked in scene.query.items if not _RATE_WORD.search(asked.text)]
    if len(named) != 1 or len(named) == len(scene.query.items):
        return None
    if (found := _of_form(scene, named[0], scene.target())) is not None:
        return found
    told = evidence.changes(named[0], scene.target(), scene.holdings, ("rate",))
    rate = next((k for k in told if k.item.own in named[0].keys and k.fact.column[-1:] == (_OF_BUDGET,)), None)
    if rate is None or rate.fact.value is None:
        return _of_the_two(scene, named[0])
    figure = cited(rate.fact, bold=True)
    lead = f"{scene.prefix}{rate.fact.year}年{called(rate)}{_OF_BUDGET}的"
    return answered(lead, figure, "。", result=figure if figure.certain else None)


def _of_the_two(scene: Scene, asked: Asked) -> Draft | None:
    """The rate worked out of outturn and budget, where 执行率 is named as some form's own label and nothing else is said."""
    beside = [other for other in scene.query.items if other is not asked]
    rate = len(beside) == 1 and _RATE_ALONE.fullmatch(terms.normalise(beside[0].text))
    if not rate or scene.query.rest or asked.near or not asked.keys:
        return None
    found = completion(scene.with_query(items=(asked,), kind="completion", basis=None))
    return found if found is not None and found.result is not None else None


# How much was done is asked, and no rate: 实际完成了多少.
_AMOUNT_ALONE = re.compile("(?:完成|做)(?:了|到|的是?)*(?:多少|几)(?!成|个?百分|比例)")
_RATE_ALONE = re.compile("(?:预算|资金|支出)?(?:执行|完成)率")
_RATE_WORD = re.compile("(?:执行|完成)率")
_OF_BUDGET = "完成预算"
_SPENT_RATE = re.compile(r"(?:预算)?执行率(?!权重|得分)")
_AMOUNT = re.compile(r"预算|执行(?!率)")
_SEVERAL = 2  # items, each of which is asked for by its name
# Which of an item's parts was spent most of, or least, or each of them: 哪一项完成率最低, 各项完成率.
_WHICH = re.compile(
    r"哪[一几]?[个项类块笔部]|哪些|(?:完成|执行|支出)(?:率|进度|得|情况)?[^，。？?]{0,4}(?:最|第[一二三])|各(?:个)?[项类部款]|每一?[项类]"
)
_LEAST = re.compile("最(?:低|差|少|慢|小)|垫底|倒数")
_MOST = re.compile("最(?:高|好|多|快|大)|第一")


# All that is spent, or all that the treasury or its largest fund pays: the text sets every line of it against its budget.
_ALL_MONEY = terms.TOTALS | {
    "fiscal_expenditure",
    "fiscal_appropriation",
    "general_public_expenditure",
    "general_public_budget",
}


def _of_parts(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """How much of its budget was spent of each part of an item, the least first, and which is the extreme asked for."""
    spent = scene.with_query(basis="actual")
    whole = bool(_ALL_MONEY & set(asked.keys))
    found = [] if of_lowest(scene, asked) else _rated(scene, parts(spent, asked, year), year)
    if len(found) < _SEVERAL and whole:
        found = _rated(scene, leaves(spent, year), year)  # the text sets each 项 against its budget, the 类 it does not
    if len(found) < _SEVERAL:
        return None
    found.sort(key=lambda entry: entry[0].value)
    if SAVED.search(scene.query.text):
        return _saved(scene, found, _of_item(scene, asked, year))
    if (bound := _BOUND.search(scene.query.text)) is not None:
        return _beyond(scene, found, bound, year)
    if _MOST.search(scene.query.text):
        found.reverse()
    pieces = _lines(scene, found)
    extreme = "最低" if _LEAST.search(scene.query.text) else "最高" if _MOST.search(scene.query.text) else ""
    first = [called(done) for figure, done, _ in found if figure.value == found[0][0].value]
    if extreme:
        pieces.append(f"完成率{extreme}的是{'、'.join(first)}。")
    return answered(*pieces, result=found[0][0] if extreme and len(first) == 1 and found[0][0].certain else None)


# Only those below or above a rate: 完成率低于80%的, 执行率没到九成.
_BOUND = re.compile(
    r"(?:(?P<below>低于|小于|少于|不足|不到|没有?(?:达|超)?到|未达到?|不满|没过|没满)|高于|大于|超过|超出|多于|达到|不低于|不少于)(?:百分之)?(?P<percent>\d+(?:\.\d+)?)[%％]?"
)


def _beyond(scene: Scene, found: Sequence[_Rated], bound: re.Match[str], year: int) -> Draft:
    """Those of rated parts that lie below, or above, the rate that the question names; said where none does."""
    than = Decimal(bound["percent"])
    below = bound["below"] is not None
    kept = [rated for rated in found if (rated[0].value < than if below else rated[0].value > than)]
    if not kept:
        word = "低于" if below else "高于"
        return answered(f"{scene.prefix}{year}年列有预算数和决算数的各项中，没有完成率{word}所问比例的。")
    return answered(*_lines(scene, kept))


# Which line is furthest above its budget, or below, by the part of it: 哪个科目超预算的比例最大, 哪一项完成率最低.
_FURTHEST = re.compile(
    r"(?P<way>超(?:出|过|支)?|高[出于]|低于|少于|没(?:有)?花完|不(?:足|及)|结余|节约|剩)[^，。？?]{0,10}?"
    r"(?:比例|比率|幅度|程度|百分比|成数)(?:得|是)?最[大高多]"
)
_WHICH_LINE = re.compile(r"哪(?:一?[个项款类块笔]|一?科目|些)|什么科目")
_BELOW = re.compile("低|少|没|不|结余|节约|剩")


def furthest(scene: Scene) -> Draft | None:
    """The line whose outturn lies furthest above, or below, its own budget in percent of it; None where none is asked for."""
    hit = _FURTHEST.search(scene.query.text)
    if hit is None or "预算" not in hit[0] or not _WHICH_LINE.search(scene.query.text):
        return None
    year = scene.target()
    asked = next((a for a in scene.query.items if not set(a.keys) & _ALL_MONEY), TOTAL)
    spent = scene.with_query(basis="actual")
    rows = leaves(spent, year) if asked is TOTAL else parts(spent, asked, year)
    found = _rated(scene, rows, year)
    below = bool(_BELOW.search(hit["way"]))
    found = [rated for rated in found if (rated[0].value < _FULL if below else rated[0].value > _FULL)]
    if not found:
        return None
    found.sort(key=lambda rated: rated[0].value, reverse=not below)
    first = [called(done) for figure, done, _ in found if figure.value == found[0][0].value]
    word = "低于" if below else "超出"
    pieces = [*_lines(scene, found[:_TOLD]), f"{word}预算比例最大的是{'、'.join(first)}。"]
    told = answered(*pieces, result=found[0][0] if len(first) == 1 and found[0][0].certain else None)
    return replace(told, by_words=all(word in hit[0] for word in scene.query.rest))


_FULL, _TOLD = Decimal(100), 3
_Rated = tuple[Stated, Known, Known]  # the rate, the outturn and the budget


def saved_most(scene: Scene) -> Draft | None:
    """Of which part of an item the most was left; None where the question asks for no such part."""
    if not SAVED.search(scene.query.text) or len(scene.query.items) > 1:
        return None
    return _of_parts(scene, (scene.query.items or (TOTAL,))[0], scene.target())


def _saved(scene: Scene, found: Sequence[_Rated], whole: _Rated | None) -> Draft | None:
    """What was spent of each part's budget, of the whole's too where that is asked for, and of which the most was left."""
    if not alike([done for _, done, _ in found]):
        return None
    left = [
        computed(f"a - {scaled('b', done.fact.unit, plan.fact.unit)}", {"a": plan.fact, "b": done.fact}, plan.fact.unit)
        for _, done, plan in found
    ]
    most = max(left, key=lambda figure: figure.value)
    names = [called(done) for figure, (_, done, _) in zip(left, found, strict=True) if figure.value == most.value]
    if most.value <= 0 or len(names) > 1:
        return None
    told = [whole, *found] if whole is not None and "完成" in scene.query.text else [*found]
    return answered(
        *_lines(scene, told),
        f"比预算省下最多的是{names[0]}，省下",
        most,
        "。",
        result=most if most.certain else None,
    )


def _rated(scene: Scene, rows: Sequence[Known], year: int) -> list[_Rated]:
    """How much of its budget was spent of each row's item; those of which it is not told left out."""
    own = (Asked(called(part), (part.item.own,), 0, 0, code=part.fact.code) for part in rows)
    return [found for asked in own if (found := _of_item(scene, asked, year)) is not None]


def _of_item(scene: Scene, asked: Asked, year: int) -> _Rated | None:
    """How much of its budget was spent of an item; None where the outturn or the budget is not told."""
    done, plans = spent_and_planned(scene, asked, year)
    plan = _plan(scene, plans)
    if done is None or done.fact.value is None or plan is None:
        return None
    return _rate(done, plan), done, plan


def _lines(scene: Scene, found: Sequence[_Rated]) -> list[Piece]:
    """Outturn, budget and rate, a line each."""
    pieces: list[Piece] = []
    for figure, done, plan in found:
        lead = f"- {phrase(scene.bare if pieces else scene, done)}"
        pieces += [lead, *state(done.fact), f"，{phrase(scene.bare, plan, year=False)}", *state(plan.fact)]
        pieces += ["，完成", figure, "\n"]
    return pieces


def _of_items(scene: Scene, year: int) -> Draft | None:
    """How much of its budget was spent of each item that is named, and of which the most; None where one is not told."""
    found = [rated for asked in scene.query.items if (rated := _of_item(scene, asked, year)) is not None]
    if len(found) < len(scene.query.items):
        return None
    pieces = _lines(scene, found)
    if not _SET_AGAINST.search(scene.query.text):
        return answered(*pieces)
    least = bool(_LESS.search(scene.query.text))
    best = (min if least else max)(figure.value for figure, _, _ in found)
    first = [called(done) for figure, done, _ in found if figure.value == best]
    if len(first) == len(found):
        return answered(*pieces, "完成率相同。")
    return answered(*pieces, f"完成率{'更低' if least else '更高'}的是{'、'.join(first)}。")


_SET_AGAINST = re.compile("谁|孰|哪|更|最|比")
_LESS = re.compile("[率度得更较最](?:比较|更|较)?[低差少慢]|[更较最][低差少慢小]")


def _plan(scene: Scene, plans: Sequence[Known]) -> Known | None:
    """The budget that an outturn is held against: that of the year's beginning, unless the adjusted one is asked for."""
    order = {"initial_budget": 0, "adjusted_budget": 1, "budget": 2}
    if "全年" in scene.query.text or "调整" in scene.query.text:
        order = {"adjusted_budget": 0, "initial_budget": 1, "budget": 2}
    usable = [k for k in plans if k.fact.basis in order and k.fact.value]
    return min(usable, key=lambda k: order[k.fact.basis or "budget"], default=None)


def _rate(done: Known, plan: Known, *, bold: bool = False) -> Stated:
    expression = f"{scaled('a', done.fact.unit, plan.fact.unit)} / b * 100"
    return computed(expression, {"a": done.fact, "b": plan.fact}, "%", places=2, bold=bold)


def spent_and_planned(scene: Scene, asked: Asked, year: int) -> tuple[Known | None, list[Known]]:
    """The outturn of an item, or of what stands in for a total, and the budgets that count the same.

    Where no budget is told of it: those of the only line below it, which is as much; that line is then named.
    """
    done, plans = _of_its_own(scene, asked, year)
    if done is None or plans or (only := _only_below(scene, done)) is None:
        return done, plans
    if set(only.keys) <= set(asked.keys):
        return done, []  # 其他支出 below 其他支出 goes by the same name, and nothing more is told of it
    below, budgets = spent_and_planned(scene, only, year)
    same = below is not None and alike((below, done)) and base_value(below.fact) == base_value(done.fact)
    return (below, budgets) if same and budgets else (done, [])


def _of_its_own(scene: Scene, asked: Asked, year: int) -> tuple[Known | None, list[Known]]:
    """The outturn and the budgets that are told of an item itself, or of what stands in for a total."""
    done: Known | None = None
    for item in (asked, *(Asked(asked.text, (key,), 0, 0) for key in evidence.stand_ins(asked))):
        spent = scene.level(item, year, basis="actual")
        if spent is None or spent.fact.value is None:
            continue
        done = done or spent
        want = evidence.Want(item, year, "budget")
        plans = [
            k
            for k in evidence.candidates(want, scene.holdings)
            if k.fact.value and _counts_same(k.item.own, spent.item.own) and alike((k, spent))
        ]
        if plans:
            return _of_one_scope(scene, spent, plans)
    return done, []


def _of_one_scope(scene: Scene, spent: Known, plans: list[Known]) -> tuple[Known, list[Known]]:
    """The outturn and the budgets that count the same money.

    A table of all funds prints the one, a section about fiscal money alone tells the other: the outturn that stands in
    the budget's own sentence is then the one that goes with it.
    """
    if any(plan.fact.table_number == spent.fact.table_number for plan in plans if plan.fact.source == "table"):
        return spent, plans
    for plan in plans:
        fact = plan.fact
        told = {
            k.fact.value: k
            for k in scene.holding(fact).by_own.get(plan.item.own, ())
            if fact.source == "narrative" and k.fact.value is not None
            and (k.fact.quote, k.fact.row, k.fact.section) == (fact.quote, fact.row, fact.section)
            and (k.fact.measure, k.fact.basis, k.fact.year) == ("level", "actual", fact.year)
        }  # fmt: skip
        beside = next(iter(told.values())) if len(told) == 1 else None
        if beside is not None and base_value(beside.fact) != base_value(spent.fact):
            return beside, [k for k in plans if k.fact.quote == fact.quote]
        if beside is not None:
            return spent, plans
    return spent, plans


_LEVELS_OF_CODES = {5: 7, 3: 5}


def _only_below(scene: Scene, done: Known) -> Asked | None:
    """The only line below a 款, or a 类: its amount is the 款's, and its budget may be told where the 款's is not."""
    code = done.fact.code or ""
    digits = _LEVELS_OF_CODES.get(len(code))
    below = {
        (k.fact.code, k.item.own): k
        for k in scene.holding(done.fact).known
        if digits and k.fact.code and len(k.fact.code) == digits and k.fact.code.startswith(code)
    }
    only = next(iter(below.values())) if len(below) == 1 else None
    return Asked(called(only), (only.item.own,), 0, 0) if only is not None else None


# A budget prints 支出总计 for what the outturn calls 本年支出: nothing is carried over yet.


def _counts_same(planned: str, spent: str) -> bool:
    return planned == spent or TOTAL_OF.get(spent) == planned


def _said_otherwise(scene: Scene, done: Known, figure: Stated) -> list[Piece]:
    """The rate of completion that the narrative prints, where it is not what its own figures give (R42)."""
    for known in _rates(scene, done):
        fact = known.fact
        if fact.value is not None and quantity.rounded(figure.value, quantity.decimals(fact.value)) != fact.value:
            return [f"但正文写明{called(done)}完成", *state(fact), "，与其所列的预算数、决算数不一致。"]
    return []


def _rates(scene: Scene, done: Known) -> list[Known]:
    """The rates of completion that the narrative prints of what was spent."""
    return [
        known
        for known in scene.holding(done.fact).by_own.get(done.item.own, ())
        if known.fact.source == "narrative"
        and known.fact.unit == "%"
        and known.fact.year == done.fact.year
        and known.fact.value is not None
        and any("完成" in label for label in known.fact.column)
    ]


def _printed(scene: Scene, done: Known) -> Known | None:
    """The one rate of completion that is printed where the budget itself is not."""
    found = {known.fact.value: known for known in _rates(scene, done) if known.item.within == done.item.within}
    return next(iter(found.values())) if len(found) == 1 else None
