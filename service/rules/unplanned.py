"""What was spent though nothing was budgeted for it at the year's beginning: 哪些科目年初没有预算，后来却有支出."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest import terms
from ingest.terms import strip_number
from service.draft import Draft, Piece, Stated, added
from service.holding import Holding, Known
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.totals import NAMES

# What a question says of it: 年初一分钱预算没有, 年初没安排, 年初预算为零, 未列入年初预算.
_NOTHING = r"(?:(?:没有?|未|无|不)(?!有?(?:花|用|执行|完|达|支|动|超|变|调))|零|(?<![\d.])0(?![\d.]))"
_AT_FIRST = "(?:年初|原来|原本|本来|开头|一开始)"
NOTHING_PLANNED = re.compile(
    rf"{_AT_FIRST}[^，。？?]{{0,10}}?{_NOTHING}[^，。？?]{{0,6}}?(?:预算|安排|列|编)"
    rf"|{_AT_FIRST}[^，。？?]{{0,6}}?(?:预算|安排)(?:数|金额)?(?:里面?|中|上)?(?:都|就|根本|完全|也|为什么|为何|为啥|怎么|咋|会)*(?:是|为|等于|挂)?{_NOTHING}"
    rf"|(?:没有?|未|无)(?:列入|列进|纳入|编入|安排|列)?(?:过|在)?年初的?(?:部门)?(?:预算|安排)"
    rf"|预算(?:数|金额)?(?:是|为|等于)(?:零|0)(?:万?元)?(?![\d.])"
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
    if not (NOTHING_PLANNED.search(text) and _WHICH.search(text) and _SPENT.search(text)):
        return None
    year = scene.target()
    found: dict[str, tuple[Known | None, Known]] = {}
    for holding in scene.holdings:
        if holding.record.year == year and holding.record.kind == "final_accounts":
            for plan, done in _pairs(holding):
                found.setdefault("".join(done.fact.row), (plan, done))
    pairs = [pair for path, pair in found.items() if not any(o != path and o.startswith(path) for o in found)]
    named = {key for a in scene.query.items for key in a.keys} - terms.TOTALS - _ALL_SPENT
    if named:  # of one 类 or 款 only; whether one 项 was planned is another question
        pairs = [pair for pair in pairs if named & set(pair[1].item.path)]
    if not pairs:
        return None
    pairs.sort(key=lambda pair: base_value(pair[1].fact), reverse=True)
    names = [called(done) for _, done in pairs]
    pieces: list[Piece] = []
    for plan, done in pairs:
        # 一般行政管理事务 stands under many 款: which one is told.
        below = f"（{strip_number(done.fact.row[-2])}）" if names.count(called(done)) > 1 and done.fact.row[:-1] else ""
        pieces += [f"- {phrase(scene.bare if pieces else scene, done)}{below}", *state(done.fact, bold=True)]
        pieces += ["，年初预算数", *state(plan.fact)] if plan else ["，文件写明年初未安排预算"]
        pieces.append("\n")
    total = _total([done for _, done in pairs]) if _SUM.search(text) and len(pairs) > 1 else None
    pieces += ["合计", total, "。"] if total else []
    return replace(answered(*pieces, result=total), by_words=True)


def _pairs(holding: Holding) -> Iterator[tuple[Known | None, Known]]:
    """A budget of 0 and what was spent of it, as one sentence or one row of a table sets both side by side."""
    spent = [k for k in holding.known if k.fact.basis == "actual" and k.fact.measure == "level" and k.fact.value]
    spent = [k for k in spent if k.fact.row and k.fact.year == holding.record.year and not _of_no_item(k)]
    planned: dict[tuple[object, ...], list[Known]] = {}
    for known in holding.known:
        if known.fact.basis in _PLANS and known.fact.measure == "level" and known.fact.value is not None:
            planned.setdefault(_beside(known), []).append(known)
    for done in spent:
        plans = planned.get(_beside(done), [])
        if plans and all(plan.fact.value == 0 for plan in plans):
            yield plans[0], done
        elif not plans and done.fact.source == "narrative" and _SAID_SO.search(done.fact.quote):
            yield None, done


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
