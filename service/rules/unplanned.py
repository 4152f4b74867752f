"""What was spent though nothing was budgeted for it at the year's beginning, and what was budgeted and never spent.

哪些科目年初没有预算，后来却有支出; 哪些科目年初安排了，一分钱没花. Both hold a budget against the outturn beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest import terms
from ingest.items import FUND_OF
from service.draft import Draft, Marked, Piece, Stated, added
from service.holding import Holding, Known
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, called, line_above, phrase, state, state_or_blank
from service.rules.totals import NAMES

# What a question says of it: 年初一分钱预算没有, 年初没安排, 年初预算为零, 未列入年初预算.
_NOTHING = r"(?:(?:没有?|未|无|不)(?!有?(?:花|用|执行|完|达|支|动|超|变|调))|零|(?<![\d.])0(?![\d.]))"
_AT_FIRST = "(?:年初|原来|原本|本来|开头|一开始)"
NOTHING_PLANNED = re.compile(
    rf"{_AT_FIRST}[^，。？?]{{0,10}}?{_NOTHING}[^，。？?]{{0,6}}?(?:预算|安排|列|编)"
    rf"|{_AT_FIRST}[^，。？?]{{0,6}}?(?:预算|安排)(?:数|金额)?(?:里面?|中|上)?(?:一分钱?|分文|一毛钱?|一块钱|都|就|根本|完全|也|为什么|为何|为啥|怎么|咋|会)*(?:是|为|等于|挂)?{_NOTHING}"
    rf"|{_AT_FIRST}(?:并|都|就|根本|压根|完全)?(?:没有?|未)(?:打算|计划|准备|想|要)(?:过|要)?(?:花|用|安排|支出)"
    rf"|(?:没有?|未|无)(?:列入|列进|纳入|编入|安排|列)?(?:过|在)?年初的?(?:部门)?(?:预算|安排)"
    rf"|预算(?:数|金额)?(?:是|为|等于)(?:零|0)(?:万?元)?(?![\d.])"
)
_LINES = re.compile("科目|[项款类]级")
# And of what was never spent: 一分没花, 分文未动, 决算为零.
_NOTHING_SPENT = re.compile(
    r"(?:一分钱?|一毛钱?|一块钱|分文|一点|丝毫|完全|根本|压根|全年|最后|最终|结果|实际上?|到头来)(?:钱)?(?:都|也|就|却|并)*(?:没有?|未|不)(?:能)?(?:有)?(?:花|用|支|动|开支)(?!完|够|满|足)"
    r"|(?:决算|实际支出|支出决算|执行)(?:数|金额)?(?:却|都|也|就|则)*(?:是|为|等于)(?:零|0(?:\.0+)?(?:万?元)?)(?![\d.])"
    r"|(?:没有?|未)(?:产生|发生|形成)(?:任何|实际)?支出"
)
_PLANNED = re.compile(
    rf"{_AT_FIRST}?(?:有|安排|列|编|批|给|排)(?:了|有|过)?(?:[^，。？?]{{0,2}}预算|钱|经费|资金|[，,、但却而结一分])|预算[^，。？?]{{0,4}}(?:安排|有钱|不为零|大于)"
)
_WHICH = re.compile(
    r"哪(?:些|[几一两]?[个项类款笔样块])|有几[个项类款笔样]|有(?:没有|无|什么|啥)|都?是(?:什么|啥)|(?:列|找|挑)(?:一下|出|举|示|明)|逐[一项个]|清单|名单|的(?:科目|项目)(?:名称)?(?:及|和|与|、)(?:其)?(?:金额|数额)"
)
_SPENT = re.compile("花|用了|支出|决算|执行|开支")
# The same said of an outturn in its own sentence, where no 0 stands: 年初未安排预算，支出决算为42万元.
_SAID_SO = re.compile(
    r"年初(?:部门)?(?:未|没有?|无)(?:安排|列入?|编制|编列)?(?:此项|该项|相关)?的?(?:支出)?(?:预算|资金)?|未(?:列入?|纳入|安排)(?:部门)?年初(?:部门)?预算|年初预算(?:未安排|无安排|为无|无)"
)
_PLANS = ("initial_budget", "budget")
_ALL_SPENT = frozenset({"expenditure_this_year", "fiscal_expenditure", "fiscal_total", "fiscal_appropriation"})
_SUM = re.compile(r"一共|合计|总共|加起来|加在一起|总额")


def unplanned(scene: Scene) -> Draft | None:
    """Each item of which nothing was planned and something was spent, the largest first; None where none is told."""
    text = scene.query.text
    if not (NOTHING_PLANNED.search(text) and _WHICH.search(text) and (_SPENT.search(text) or _LINES.search(text))):
        return None
    pairs = _asked_for(scene, _without_plan)
    pairs.sort(key=lambda pair: base_value(pair[1].fact), reverse=True)
    return _told(scene, [(done, plan) for plan, done in pairs]) or _none_of_many(scene, "年初没有预算而后来有支出")


def unspent(scene: Scene) -> Draft | None:
    """Each item of which something was planned and nothing was spent, the largest first; None where none is told."""
    text = scene.query.text
    if not (_NOTHING_SPENT.search(text) and _PLANNED.search(text) and _WHICH.search(text)):
        return None
    pairs = [(plan, done) for plan, done in _asked_for(scene, _without_outturn) if plan is not None]
    pairs.sort(key=lambda pair: base_value(pair[0].fact), reverse=True)
    return _told(scene, [(plan, done) for plan, done in pairs]) or _none_of_many(scene, "年初有预算而决算为零")


_Pair = tuple[Known | None, Known]


def _asked_for(scene: Scene, pairs_of: Callable[[Holding], Iterator[_Pair]]) -> list[_Pair]:
    """The pairs of the year's final accounts, of the one 类 or 款 and of the one fund that the question names."""
    year = scene.target()
    found: dict[str, _Pair] = {}
    for holding in scene.holdings:
        if holding.record.year == year and holding.record.kind == "final_accounts":
            for plan, done in pairs_of(holding):
                found.setdefault("".join(done.fact.row), (plan, done))
    pairs = [pair for path, pair in found.items() if not any(o != path and o.startswith(path) for o in found)]
    named = {key for a in scene.query.items for key in a.keys} - terms.TOTALS - _ALL_SPENT - _FUNDS
    if named:  # of one 类 or 款 only; whether one 项 was planned is another question
        pairs = [pair for pair in pairs if named & set(pair[1].item.path)]
    funds = set(_A_FUND.findall(scene.query.text))
    return [pair for pair in pairs if len(funds) != 1 or _fund_of(pair[1]) in ("", *funds)]


_MANY = 5  # items that are told at both stages, before it may be said that none of them is so


def _none_of_many(scene: Scene, what: str) -> Draft | None:
    """That no item is so, where the account tells many of them at both stages and none in particular is asked about."""
    if scene.query.items and not all(set(a.keys) & (terms.TOTALS | _ALL_SPENT | _FUNDS) for a in scene.query.items):
        return None
    pairs = _asked_for(scene, _at_both_stages)
    if len(pairs) < _MANY:
        return None
    said = f"{scene.prefix}{scene.target()}年决算逐项写明年初预算和决算的科目中，没有{what}的。"
    return replace(answered(said, Marked(pairs[0][1].fact)), by_words=True)


_FUNDS = frozenset((*FUND_OF, *FUND_OF.values()))
_A_FUND = re.compile("一般公共预算|政府性基金|国有资本经营")


def _fund_of(known: Known) -> str:
    """The fund that the table or the chapter of a figure is about, as it is called there; empty where it names none."""
    named = _A_FUND.findall("".join((*known.fact.section, known.fact.table or "")))
    return named[-1] if named else ""


def _told(scene: Scene, pairs: Sequence[tuple[Known, Known | None]]) -> Draft | None:
    """A line of each: what there was of it, and that it stands beside nothing."""
    if not pairs:
        return None
    names = [called(first) for first, _ in pairs]
    pieces: list[Piece] = []
    for first, second in pairs:
        lead = f"- {phrase(scene.bare if pieces else scene, first)}{line_above(first, names)}"
        pieces += [lead, *state(first.fact, bold=True)]
        if second is None:
            pieces += ["，文件写明年初未安排预算"]
        else:
            word = "决算数" if second.fact.basis == "actual" else "年初预算数"
            pieces += [f"，{word}", *state_or_blank(second.fact)]
        pieces.append("\n")
    added_up = _SUM.search(scene.query.text) and len(pairs) > 1
    total = _total([first for first, _ in pairs]) if added_up else None
    pieces += ["合计", total, "。"] if total else []
    return replace(answered(*pieces, result=total), by_words=True)


def _levels(holding: Holding, bases: Sequence[str]) -> list[Known]:
    """The amounts of the year's items on some bases, the totals apart."""
    return [
        known
        for known in holding.known
        if known.fact.basis in bases
        and known.fact.measure == "level"
        and known.fact.row
        and known.fact.year == holding.record.year
        and not _of_no_item(known)
    ]


def _without_plan(holding: Holding) -> Iterator[_Pair]:
    """A budget of 0 and what was spent of it, as one sentence or one row of a table sets both side by side."""
    planned = _by_place(_levels(holding, _PLANS))
    for done in _levels(holding, ("actual",)):
        plans = [plan for plan in planned.get(_beside(done), []) if plan.fact.value is not None]
        if not done.fact.value:
            continue
        if plans and all(plan.fact.value == 0 for plan in plans):
            yield plans[0], done
        elif not plans and done.fact.source == "narrative" and _SAID_SO.search(done.fact.quote):
            yield None, done


def _without_outturn(holding: Holding) -> Iterator[_Pair]:
    """A budget and the outturn of 0, or the blank cell, beside it."""
    planned = _by_place(_levels(holding, _PLANS))
    spent = _by_place(_levels(holding, ("actual",)))
    for place, dones in spent.items():
        plans = [plan for plan in planned.get(place, []) if plan.fact.value]
        if plans and not any(done.fact.value for done in dones):
            yield plans[0], dones[0]


def _at_both_stages(holding: Holding) -> Iterator[_Pair]:
    """Each budget and the outturn beside it."""
    planned = _by_place([known for known in _levels(holding, _PLANS) if known.fact.value is not None])
    for done in _levels(holding, ("actual",)):
        if done.fact.value is not None and (plans := planned.get(_beside(done))):
            yield plans[0], done


def _by_place(found: Sequence[Known]) -> dict[tuple[object, ...], list[Known]]:
    places: dict[tuple[object, ...], list[Known]] = {}
    for known in found:
        places.setdefault(_beside(known), []).append(known)
    return places


def _beside(known: Known) -> tuple[object, ...]:
    """What a budget and its outturn have in common: the item, and the sentence or the table that tells both."""
    fact = known.fact
    where = fact.quote if fact.source == "narrative" else fact.table_number
    return fact.row, fact.code, known.item.within, where


def _of_no_item(known: Known) -> bool:
    return known.item.own in terms.TOTALS or all(map(terms.is_neutral, known.fact.row))


def _total(spent: list[Known]) -> Stated | None:
    """What it all comes to."""
    if not alike(spent) or len(spent) > len(NAMES):
        return None
    figure = added([known.fact for known in spent], spent[0].fact.unit)
    return figure if figure.certain else None
