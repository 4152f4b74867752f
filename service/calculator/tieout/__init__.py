"""Does a disclosure add up: the rules of the tie-out (勾稽关系), each a small function, all of them listed here.

A rule is a function from a `Book` (a disclosure, arranged) to findings, one for each place that it applies to, and a
line in `RULES` with its id, its name and the sentence of why it should hold. The functions stand by their idea:

    totals          revenue and expenditure, sources, categories, the same total in several tables
    levels          类, 款, 项; rows across; the same rows in two tables; names of codes
    economic        基本支出 by economic code
    three_public    “三公”经费
    changes         against last year: amount, parts, direction, rate
    percents        完成率, 占比, 大于/小于预算
    projects        projects, goals, weights, indicators, head counts
    procurement     政府采购
    narrative       the text against itself and against the tables
    tables          which tables there are, their years, those without data
    final_accounts  carried-over money, the nine tables among themselves
    plausibility    what is worth a question

A new rule is one function in one of these, one line here, and one test (README, “对得上吗”). Everything here is pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Document, Fact, Kind
from service.calculator.tieout import (
    changes,
    economic,
    final_accounts,
    levels,
    narrative,
    percents,
    plausibility,
    procurement,
    projects,
    tables,
    three_public,
    totals,
)
from service.calculator.tieout.book import Book
from service.calculator.tieout.finding import BROKEN, Finding, Outcome, Rule, Spot, Where

__all__ = ["BROKEN", "RULES", "Book", "Finding", "Outcome", "Rule", "Spot", "Where", "check", "check_book"]

_FINAL: tuple[Kind, ...] = ("final_accounts",)
_BUDGET: tuple[Kind, ...] = ("budget",)

RULES: tuple[Rule[Book], ...] = (
    Rule("R01", "收支平衡", "收入总额与支出总额相等，是编制预算和决算的要求。", totals.balance),
    Rule("R02", "收入合计与各项来源", "收入合计是各项来源之和。", totals.sources),
    Rule("R03", "支出合计与各类", "支出合计是功能分类各类之和。", totals.categories),
    Rule("R04", "总计与基本支出、项目支出", "每一行的总计是基本支出、项目支出（和预留、上缴等）之和。", levels.across),
    Rule("R05", "类与款", "类是其下各款之和。", levels.groups),
    Rule("R06", "款与项", "款是其下各项之和。", levels.items_of_groups),
    Rule("R07", "合计与末级科目", "合计是全部末级科目之和。", levels.leaves),
    Rule("R08", "一般公共预算支出与部门支出逐行", "只有一般公共预算一项来源时两张表逐行相等；否则部分不大于全部。", levels.same_rows),
    Rule("R09", "各表总额", "同一口径的总额在各表中是同一个数。", totals.same_totals, _BUDGET),
    Rule("R10", "各表的类", "同一口径的一类支出在各表中是同一个数。", totals.category_amounts),
    Rule("R11", "科目编码与名称", "一个科目编码只有一个名称，各表的行名一致。", levels.names),
    Rule("R12", "基本支出与经济分类合计", "按功能和按经济分类列的是同一笔基本支出。", economic.basic_total),
    Rule("R13", "基本支出与人员、公用经费", "基本支出由人员经费和公用经费组成。", economic.staff_and_office),
    Rule("R14", "人员、公用经费与经济分类", "人员经费是301与303之和，公用经费是302（和310等）之和。", economic.by_group),
    Rule("R15", "301与各款", "工资福利支出是301各款之和。", economic.wages),
    Rule("R16", "302、303、310等与各款", "经济分类的类是其下各款之和。", economic.other_groups),
    Rule("R17", "“三公”经费合计", "合计是因公出国（境）、公务用车、公务接待三项之和。", three_public.whole),
    Rule("R18", "公务用车小计", "小计是购置费与运行维护费之和。", three_public.vehicles),
    Rule("R19", "“三公”经费正文与表", "正文与表说的是同一笔“三公”经费。", three_public.text_and_table),
    Rule("R20", "“三公”经费增减", "增减额是今年减上年，各项增减之和是合计的增减。", three_public.changes),
    Rule("R21", "经济分类与“三公”经费", "基本支出中的出国、接待、用车费用是“三公”经费的一部分，不会多于它。", three_public.basic_items),
    Rule("R22", "总额增减", "增减额是今年的数减上年的数。", changes.amounts),
    Rule("R23", "总额增减与基本、项目支出增减", "总额的增减是基本支出与项目支出增减之和。", changes.parts),
    Rule("R24", "基本支出、项目支出增减与表", "增减额是今年的数减上年的数。", changes.axes),
    Rule("R25", "机关运行经费与公用经费", "机关运行经费是行政单位和参公单位的公用经费，不多于全部公用经费。", plausibility.agency_costs),
    Rule("R26", "机关运行经费增减", "增减额是今年的数减上年的数。", changes.agency),
    Rule("R27", "项目支出与各项目", "公布的各项目当年预算之和不大于项目支出。", projects.forms, _BUDGET),
    Rule("R28", "绩效目标金额与项目支出", "全部项目支出都编报绩效目标时，涉及的金额就是项目支出。", projects.goals, _BUDGET),
    Rule("R29", "项目资金来源", "项目的当年预算是本级安排与上级补助之和。", projects.funding),
    Rule("R30", "指标权重", "一张绩效目标表的权重（含预算执行率）合计为100。", projects.weights),
    Rule("R31", "整体与项目的指标值", "同一指标在整体表和项目表中的值相容。", projects.indicators),
    Rule("R32", "项目内的人数", "一个项目里同一类人员只有一个人数。", projects.head_counts),
    Rule("R33", "车辆与运行维护费", "没有车辆而有公务用车运行维护费，值得一问。", three_public.running_costs),
    Rule("R34", "政府采购", "采购总额是货物、工程、服务之和，正文与表一致。", procurement.procurement),
    Rule("R35", "功能分类与经济分类对应项", "养老、年金、公积金、医保在两种分类里多为同一笔钱（只作参考）。", economic.mirrors),
    Rule("R36", "职业年金与养老保险", "缴费比例为8%和16%，多为一半（只作参考）。", economic.annuity),
    Rule("R37", "年份", "标题、表头、正文的年份一致。", tables.years),
    Rule("R38", "无数据的表", "说明没有数据的表没有数据，正文也不列金额。", tables.without_data),
    Rule("R39", "表格齐全", "规定公开的表格都已公开。", tables.required),
    Rule("R40", "增减方向", "说增加、减少、持平，与数字和百分比的方向相符。", changes.directions),
    Rule("R41", "增减率", "增减率是增减额除以上年的数；上年为0时没有增减率。", changes.rates),
    Rule("R42", "完成率", "完成率是决算数除以预算数；预算为0时没有完成率。", percents.execution, _FINAL),
    Rule("R43", "占比", "占比是部分除以总额，各部分占比合计为100%。", percents.shares),
    Rule("R44", "结转结余", "年初结转加本年收入等于本年支出加结余分配和年末结转。", final_accounts.carried, _FINAL),
    Rule("R45", "财政拨款总表与各资金表", "财政拨款总表的支出是一般公共预算、政府性基金、国有资本经营各表支出之和。", final_accounts.by_source, _FINAL),
    Rule("R46", "正文前后", "正文两处说的同一个数相等。", narrative.twice),
    Rule("R47", "财政拨款合计与各项资金", "财政拨款的合计是一般公共预算、政府性基金、国有资本经营各栏之和。", totals.by_fund),
    Rule("R48", "总表与收入、支出决算表", "总表的本年收入、本年支出就是收入决算表、支出决算表的合计。", final_accounts.nine_tables, _FINAL),
    Rule("R49", "财政拨款总表与支出决算表的类", "财政拨款总表一般公共预算栏的各类与支出决算表相等。", final_accounts.category_rows),
    Rule("R50", "基金表的结转", "年初结转加本年收入等于本年支出加年末结转，逐行成立。", final_accounts.carried_rows, _FINAL),
    Rule("R51", "正文与表", "正文说的各项金额就是表里的数。", narrative.text_and_tables),
    Rule("R52", "决算与预算的大小", "说决算数大于、小于、等于预算数，与两个数相符。", percents.against_budget, _FINAL),
)  # fmt: skip


def check(document: Document, facts: Sequence[Fact]) -> tuple[Finding, ...]:
    """All findings of one disclosure, rule by rule; `facts` are all that were read off it, blank cells included."""
    return check_book(Book(document, facts))


def check_book(book: Book) -> tuple[Finding, ...]:
    """All findings of a disclosure that is arranged already."""
    kind = book.document.kind
    return tuple(finding for rule in RULES if kind is None or kind in rule.kinds for finding in rule.findings(book))
