"""The rules of the tie-out: the real sample against the outcomes noted beside it, and each rule on small tables."""

import random
import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.facts import facts
from ingest.read import parse, read
from service.calculator import tieout

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
DOMAIN = SHARED / "domain.md"
FORMATS = ["txt", "html", "docx", "pdf"]
MARKS = {"✔": "exact", "≈": "rounding", "✘": "mismatch", "!": "warning"}


def found(document):
    return tieout.check(document, facts(document))


def outcomes(document):
    by_rule = defaultdict(set)
    for finding in found(document):
        by_rule[finding.rule].add(finding.outcome)
    return by_rule


def column():
    """Rule id → the outcomes that domain.md notes for the sample."""
    noted = {}
    for line in DOMAIN.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 3 and re.fullmatch(r"R\d\d", cells[0]):
            said = cells[2].replace("✘!", "!")
            marks = {outcome for mark, outcome in MARKS.items() if mark in said}
            noted[cells[0]] = {"not_checked"} if said.startswith("–") else marks
    return noted


def agrees(document):
    """A part of the sample, such as its scan (tests/ingest/test_scan.py), has no outcomes that are not noted."""
    noted, own = column(), outcomes(document)
    for rule, seen in own.items():
        assert seen - {"exact", "not_checked"} <= noted.get(rule, set()), rule
    assert {"R04", "R05", "R06", "R13", "R17", "R18"} <= set(own)


needs_sample = pytest.mark.skipif(not DOMAIN.exists(), reason="../shared is not beside this repository")


@needs_sample
@pytest.mark.parametrize("form", FORMATS)
def test_the_sample_has_the_outcomes_noted_beside_it(form):
    noted, own = column(), outcomes(read(SHARED / "samples" / f"beibei_2024_budget.{form}"))
    assert len(noted) == 46
    wrong = {}
    for rule, marks in noted.items():
        seen = own[rule] or {"not_checked"}  # a rule for final accounts says nothing of a budget
        # What is noted as broken or rounded, and nothing else; that other places of the rule hold goes without a note.
        if seen - {"exact"} != marks - {"exact"} or not marks <= seen:
            wrong[rule] = (sorted(marks), sorted(seen))
    assert wrong == {}


@needs_sample
def test_a_part_of_the_sample_has_no_other_outcomes():
    """The workbook has no narrative: what is not there cannot be checked, what is must agree."""
    agrees(read(SHARED / "samples" / "beibei_2024_budget.xlsx"))


@needs_sample
def test_both_figures_and_both_places_are_told():
    document = read(SHARED / "samples" / "beibei_2024_budget.txt")
    broken = [finding for finding in found(document) if finding.outcome == "mismatch"]
    assert len(broken) == 6
    for finding in broken:
        assert finding.places, finding.message
        assert finding.question, finding.message
    projects = next(finding for finding in broken if finding.rule == "R27")
    assert (str(projects.expected), str(projects.found), str(projects.difference)) == ("529.14", "670.58", "141.44")
    assert {place.quote for place in projects.places} == {"529.14", "374.44", "296.14"}


PLANTED = {
    "education_2024_budget.md": {"R31"},
    "water_2024_budget.txt": {"R34"},
    "education_2023_final_account.md": {"R42"},
    "education_2023_budget.md": set(),
    "water_2023_budget.txt": set(),
}


@pytest.mark.parametrize(("name", "rules"), PLANTED.items())
def test_our_samples_break_what_was_planted_in_them_and_nothing_else(name, rules):
    broken = {finding.rule for finding in found(read(ROOT / "samples" / name)) if finding.broken}
    assert broken == rules


def test_every_rule_says_what_it_is():
    ids = [rule.id for rule in tieout.RULES]
    assert len(ids) == len(set(ids))
    assert ids == sorted(ids)
    for rule in tieout.RULES:
        assert rule.name
        assert rule.why.endswith("。")


# --- small disclosures --------------------------------------------------------------------------------------------

BUDGET = """示例区园林所2022年部门预算

2022年一般公共预算财政拨款支出{general}万元，比2021年{change}。其中：基本支出{basic}万元，比2021年增加4.00万元，项目支出30.00万元，比2021年增加6.00万元。

2022年“三公”经费预算{three}万元，比2021年减少0.50万元。其中：因公出国（境）费用0万元，与上年持平；公务接待费1.00万元，{reception}；公务用车运行维护费2.00万元，比2021年减少0.50万元；公务用车购置费0万元，与上年持平。

一般公共预算支出表
单位：万元
科目编码\t科目名称\t2021年预算数\t2022年预算数\t\t
\t\t\t总计\t基本支出\t项目支出
\t合计\t80.00\t{total}\t60.00\t30.00
212\t城乡社区支出\t80.00\t90.00\t60.00\t30.00
21205\t城乡社区环境卫生\t80.00\t{group}\t60.00\t30.00
2120501\t城乡社区环境卫生\t80.00\t{leaf}\t60.00\t30.00

一般公共预算基本支出表
单位：万元
科目编码\t科目名称\t总计\t人员经费\t公用经费
\t合计\t{economic}\t45.00\t15.00
301\t工资福利支出\t45.00\t45.00\t
30101\t基本工资\t30.00\t30.00\t
30102\t津贴补贴\t{allowance}\t15.00\t
302\t商品和服务支出\t15.00\t\t15.00
30201\t办公费\t13.00\t\t13.00
30231\t公务用车运行维护费\t2.00\t\t2.00

一般公共预算“三公”经费支出表
单位：万元
2021年预算数\t\t\t\t\t\t2022年预算数\t\t\t\t\t
合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\t合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费
\t\t小计\t公务用车购置费\t公务用车运行费\t\t\t\t小计\t公务用车购置费\t公务用车运行费\t
3.50\t\t2.50\t\t2.50\t1.00\t3.00\t\t{vehicles}\t\t2.00\t1.00
"""
FINE = {
    "general": "90.00", "change": "增加10.00万元", "basic": "60.00", "three": "3.00", "reception": "与上年持平",
    "total": "90.00", "group": "90.00", "leaf": "90.00", "economic": "60.00", "allowance": "15.00", "vehicles": "2.00",
}  # fmt: skip


def budget(**changes):
    return parse(BUDGET.format(**FINE | changes).encode(), "示例区园林所2022年部门预算.txt")


def broken(document):
    return {finding.rule: finding for finding in reversed(found(document)) if finding.broken and finding.rule != "R39"}


def test_a_budget_that_adds_up_breaks_nothing():
    assert broken(budget()) == {}


CASES = [
    # what is printed wrongly, the rules that must say so, the figures that they must show
    ({"total": "91.00"}, {"R03", "R04", "R07", "R51"}, ("91.00", "90.00")),
    ({"group": "92.00"}, {"R04", "R05", "R06"}, ("92.00", "90.00")),
    ({"leaf": "93.00"}, {"R04", "R06", "R07"}, ("93.00", "90.00")),
    ({"economic": "61.00"}, {"R12", "R13", "R14"}, ("61.00", "60.00")),
    ({"allowance": "16.00"}, {"R13", "R15"}, ("16.00", "15.00")),
    ({"vehicles": "2.10"}, {"R17", "R18"}, ("2.10", "2.00")),
    ({"three": "3.10"}, {"R17", "R19"}, ("3.10", "3.00")),
    ({"general": "90.10"}, {"R51"}, ("90.10", "90.00")),
    ({"basic": "60.10"}, {"R51"}, ("60.10", "60.00")),
    ({"change": "增加11.00万元"}, {"R22", "R23"}, ("11.00", "10.00")),
    ({"change": "减少10.00万元"}, {"R22", "R23", "R40"}, ("减少10.00", "90.00")),
    ({"change": "增加10.00万元，增长12.60%"}, {"R41"}, ("12.60%", "12.50%")),
    ({"change": "增加10.00万元，下降12.50%"}, {"R40"}, ("10.00", "12.50%")),
    ({"reception": "比2021年增加0.30万元"}, {"R20"}, ("0.30", "0.00")),
    ({"reception": "比2020年减少0.30万元"}, {"R37"}, ("2020年", "2021年")),
]


@pytest.mark.parametrize(("changes", "rules", "shown"), CASES)
def test_a_slip_breaks_its_rules(changes, rules, shown):
    found_ = broken(budget(**changes))
    assert rules <= set(found_), sorted(found_)
    message = " ".join(found_[rule].message for rule in rules)
    for figure in shown:
        assert figure in message


def test_a_difference_that_rounding_explains_is_no_contradiction():
    findings = [f for f in found(budget(allowance="15.01")) if f.rule == "R15" and f.outcome == "rounding"]
    assert [(str(f.difference), str(f.allowed)) for f in findings] == [("-0.01", "0.015")]


def test_a_blank_makes_no_finding():
    assert not [f for f in found(budget(total="")) if f.broken and f.rule in ("R03", "R04", "R07", "R51")]


def test_a_truncated_figure_is_told_as_such():
    text = """示例区园林所2022年部门预算

2022年一般公共预算财政拨款支出1234.56万元。

一般公共预算支出表
单位：元
科目编码\t科目名称\t总计\t基本支出\t项目支出
\t合计\t12345678\t12345678\t
212\t城乡社区支出\t12345678\t12345678\t
"""
    own = [f for f in found(parse(text.encode(), "a.txt")) if f.rule == "R51"]
    assert [f.outcome for f in own] == ["rounding"]
    assert "截尾" in own[0].message


# --- what makes no finding ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wrong():
    """A budget and a final account with many slips."""
    text = BUDGET.format(
        **FINE | {"total": "91.00", "leaf": "93.00", "allowed": "", "three": "4.00", "economic": "70.00"}
    )
    final = (
        (ROOT / "samples" / "education_2023_final_account.md")
        .read_text(encoding="utf-8")
        .replace("2,299.44", "2,499.44")
    )
    return [parse(text.encode(), "a.txt"), parse(final.encode(), "b.md")]


@pytest.mark.parametrize("change", [{"status": "uncertain"}, {"unit": None}, {"unit": "工分"}, {"value": None}])
def test_what_is_in_doubt_or_blank_makes_no_finding(wrong, change):
    for document in wrong:
        read_off = facts(document)
        assert any(finding.broken for finding in tieout.check(document, read_off))
        doubted = [replace(fact, **change) for fact in read_off]
        broken_ = [f for f in tieout.check(document, doubted) if f.broken and f.rule not in ("R39", "R11")]
        assert broken_ == []


def test_any_reading_is_looked_at_without_an_error(wrong):
    """Facts as hostile files may give them: units, years, codes, columns lost or exchanged."""
    choice = random.Random(11)
    for document in wrong:
        read_off = facts(document)
        for _ in range(25):
            spoilt = [
                replace(
                    fact,
                    unit=choice.choice([fact.unit, fact.unit, None, "元", "辆", "%"]),
                    year=choice.choice([fact.year, fact.year, None, 1999]),
                    code=choice.choice([fact.code, fact.code, None, "2", "2120501", "A1"]),
                    row=choice.choice([fact.row, fact.row, (), ("合计",), ("",)]),
                    column=choice.choice([fact.column, fact.column, (), ("合计",)]),
                    direction=choice.choice([fact.direction, None, "up", "down", "flat"]),
                    base_year=choice.choice([fact.base_year, None, 2020]),
                    value=choice.choice(
                        [fact.value, fact.value, None, Decimal(0), Decimal("-1E+3"), Decimal("9" * 30)]
                    ),
                    measure=choice.choice([fact.measure, fact.measure, "rate", "share", "change"]),
                )
                for fact in read_off
            ]
            tieout.check(document, spoilt)
            tieout.check(replace(document, year=None, kind=None), spoilt)


# --- one slip in a whole disclosure -------------------------------------------------------------------------------

FINAL, PLAN, WATER = "education_2023_final_account.md", "education_2024_budget.md", "water_2024_budget.txt"
SLIPS = [
    # which sample, what is printed, what is printed instead, the rule that must say so
    (FINAL, "总计\t2,307.94\t总计\t2,307.94", "总计\t2,307.94\t总计\t2,370.94", "R01"),
    (FINAL, "年初结转和结余\t8.50", "年初结转和结余\t9.50", "R44"),
    (FINAL, "五、事业收入\t46.80", "五、事业收入\t48.60", "R02"),
    (FINAL, "五、教育支出\t1,867.90", "五、教育支出\t1,876.90", "R10"),
    (FINAL, "合计\t\t2,299.44\t", "合计\t\t2,290.44\t", "R48"),
    (FINAL, "占97.96%", "占96.97%", "R43"),
    (FINAL, "占32.43%", "占34.43%", "R43"),
    (FINAL, "完成年初预算的97.92%", "完成年初预算的92.97%", "R42"),
    (FINAL, "支出决算为499.58万元，完成", "支出决算为499.85万元，完成", "R51"),
    (FINAL, "决算数小于预算数的主要原因：压减会议费", "决算数大于预算数的主要原因：压减会议费", "R52"),
    (FINAL, "决算数等于预算数。\n\n7.", "决算数小于预算数。\n\n7.", None),  # equal prints may hide a difference
    (FINAL, "增长4.59%", "增长5.49%", "R41"),
    (FINAL, "增加98.92万元，增长", "减少98.92万元，增长", "R40"),
    (FINAL, "比2022年度增加5.42万元，主要", "比2022年度增加5.42万元，增长100.00%，主要", "R41"),
    (FINAL, "支出预算为22.10万元", "支出预算为21.20万元", "R19"),
    (FINAL, "占本年支出合计的98.08%", "占本年支出合计的98.80%", "R43"),
    (PLAN, "当年预算（万元）\t340.00", "当年预算（万元）\t330.00", "R29"),
    (PLAN, "涉及一般公共预算财政拨款696.00万元", "涉及一般公共预算财政拨款669.00万元", "R28"),
    (WATER, "政府采购服务预算82.00万元", "政府采购服务预算28.00万元", "R34"),
    (WATER, "1,680,000", "1,860,000", "R34"),
]


@pytest.mark.parametrize(("name", "printed", "instead", "rule"), SLIPS)
def test_one_slip_in_a_disclosure_is_told_by_its_rule(name, printed, instead, rule):
    text = (ROOT / "samples" / name).read_text(encoding="utf-8")
    assert printed in text, printed
    document = parse(text.replace(printed, instead, 1).encode(), name)
    before = {finding.message for finding in found(read(ROOT / "samples" / name)) if finding.broken}
    told = [finding for finding in found(document) if finding.broken and finding.message not in before]
    if rule is None:
        assert told == []
    else:
        assert rule in {finding.rule for finding in told}, sorted({f"{f.rule} {f.message}" for f in told})


def test_a_table_that_calls_itself_empty_and_is_not():
    text = BUDGET.format(**FINE) + "\n备注：本部门无“三公”经费预算，故此表无数据。\n"
    assert "R38" in broken(parse(text.encode(), "a.txt"))


@pytest.mark.parametrize(("rate", "outcome"), [("12.50", "exact"), ("15.20", "mismatch")])
def test_a_rate_without_its_amount_is_held_against_both_years(rate, outcome):
    text = BUDGET.format(**FINE).replace(
        "一般公共预算支出表\n",
        f"1.城乡社区环境卫生。2021年预算为80.00万元，2022年预算为90.00万元，比2021年增长{rate}%。\n\n一般公共预算支出表\n",
        1,
    )
    assert [f.outcome for f in found(parse(text.encode(), "a.txt")) if f.rule == "R41"] == [outcome]


@pytest.mark.parametrize(
    "sentence",
    [
        "（一）示例区苗圃管理站2022年一般公共预算财政拨款支出20.00万元，比2021年增加3.00万元。",
        "2022年一般公共预算财政拨款支出90.00万元，比2021年预算执行数增加14.00万元。",
        "2022年政府采购预算中，基本支出1.00万元。",
    ],
)
def test_what_is_said_of_something_else_is_not_held_against_the_whole(sentence):
    text = BUDGET.format(**FINE).replace("一般公共预算支出表\n", f"{sentence}\n\n一般公共预算支出表\n", 1)
    assert broken(parse(text.encode(), "a.txt")) == {}


def test_a_row_that_is_part_of_the_row_above_counts_once():
    text = """示例区园林所2022年部门预算

部门收支总表
单位：万元
收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、一般公共预算资金\t90.00\t一、城乡社区支出\t100.00
其中：上级转移支付\t40.00\t\t
二、事业收入资金\t10.00\t\t
收入总计\t100.00\t支出总计\t100.00
"""
    assert broken(parse(text.encode(), "a.txt")) == {}
