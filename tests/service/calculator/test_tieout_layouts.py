"""Layouts in which a form ties out though its sums stand elsewhere than usual, and in which they are broken all the same."""

from __future__ import annotations

import pytest

from ingest.facts import facts
from ingest.read import parse
from service.calculator import tieout

NAME = "庚州市林业局2023年度{kind}.md"


def broken(text: str, kind: str = "部门预算") -> list[str]:
    """The rules that a disclosure with these tables breaks."""
    name = NAME.format(kind=kind)
    document = parse(f"# {name.removesuffix('.md')}\n\n{text}\n".encode(), name)
    return sorted({finding.rule for finding in tieout.check(document, facts(document)) if finding.broken})


UNITS = """收入总表（单位：万元）

| 部门代码 | 部门名称 | 合计 | 一般公共预算 | 事业收入 |
|---|---|---|---|---|
| | 合计 | 90.00 | {public} | 10.00 |
| 205 | 庚州市林业局 | 90.00 | 80.00 | 10.00 |
| 205001 | 庚州市林业局（本级） | 60.00 | 60.00 | |
| 205002 | 庚州市森林病虫害防治站 | 30.00 | 20.00 | 10.00 |
"""


@pytest.mark.parametrize(("public", "rules"), [("80.00", []), ("81.00", ["R02"])])
def test_a_body_above_its_units_is_not_added_to_them(public: str, rules: list[str]) -> None:
    assert broken(UNITS.format(public=public)) == rules


def test_a_units_code_is_no_amount() -> None:
    name = NAME.format(kind="部门预算")
    document = parse(f"# {name}\n\n{UNITS.format(public='80.00')}".encode(), name)
    assert not [f for f in facts(document) if f.quote in ("205", "205001") and f.unit == "万元"]


SPLIT = """<html><body><h1>庚州市林业局2023年度部门预算</h1><p>一般公共预算支出表</p><p>单位：万元</p><table>
<tr><td rowspan=2>科目编码</td><td rowspan=2>科目名称</td><td rowspan=2>合计</td><td colspan={width}>基本支出</td>
<td rowspan=2>项目支出</td></tr><tr>{heads}</tr>
<tr><td></td><td>合计</td><td>{total}</td>{amounts}<td>40.00</td></tr>
<tr><td>213</td><td>农林水支出</td><td>{total}</td>{amounts}<td>40.00</td></tr>
</table></body></html>"""


@pytest.mark.parametrize(
    ("heads", "amounts"),
    [(("小计", "人员经费", "公用经费"), ("50.00", "45.00", "5.00")), (("人员经费", "公用经费"), ("45.00", "5.00"))],
)
@pytest.mark.parametrize(("total", "rules"), [("90.00", set()), ("94.00", {"R04"})])
def test_basic_expenditure_is_its_subtotal_or_its_columns(
    heads: tuple[str, ...], amounts: tuple[str, ...], total: str, rules: set[str]
) -> None:
    row = {
        name: "".join(f"<td>{cell}</td>" for cell in cells) for name, cells in (("heads", heads), ("amounts", amounts))
    }
    document = parse(SPLIT.format(width=len(heads), total=total, **row).encode(), "预算.html")
    assert {f.rule for f in tieout.check(document, facts(document)) if f.broken} & {"R04"} == rules


WEIGHTS = """{title}

| 一级指标 | 二级指标 | 三级指标 | 权重 | 指标值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 造林面积 | {first} | ≥300亩 |
| 效益指标 | 生态效益 | 苗木成活率 | 40 | ≥90% |
"""


@pytest.mark.parametrize(
    ("title", "first", "rules"),
    [
        ("项目支出绩效自评表", "50", []),
        ("项目支出绩效自评表", "60", []),
        ("项目支出绩效自评表", "45", ["R30"]),
        ("项目支出绩效目标表", "60", []),
        ("项目支出绩效目标表", "50", ["R30"]),
    ],
)
def test_an_evaluation_keeps_ten_points_for_execution(title: str, first: str, rules: list[str]) -> None:
    assert broken(WEIGHTS.format(title=title, first=first), "部门决算" if "自评" in title else "部门预算") == rules


FUNDS = """财政拨款收入支出决算总表（单位：万元）

| 收入 | 决算数 | 支出 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 |
|---|---|---|---|---|---|
| 一、一般公共预算财政拨款 | 80.00 | 十二、农林水支出 | 95.00 | 80.00 | 15.00 |
| 二、政府性基金预算财政拨款 | 15.00 | | | | |
| 本年收入合计 | 95.00 | 本年支出合计 | 95.00 | 80.00 | 15.00 |

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 80.00 | 50.00 | 30.00 |
| 213 | 农林水支出 | 80.00 | 50.00 | 30.00 |

政府性基金预算财政拨款收入支出决算表（单位：万元）

| 科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余 |
|---|---|---|---|---|---|
{total}| 213 | 农林水支出 | | 15.00 | 15.00 | |
"""


@pytest.mark.parametrize(
    ("total", "rules"),
    [("", set()), ("| | 合计 | | 15.00 | 15.00 | |\n", set()), ("| | 合计 | | 15.00 | 14.00 | |\n", {"R45"})],
)
def test_a_fund_without_a_total_row_is_not_left_out_of_the_sum(total: str, rules: set[str]) -> None:
    assert {"R45"} & set(broken(FUNDS.format(total=total), "部门决算")) == rules


FORM = """项目支出绩效目标表（单位：万元）

| 项目名称 | 病虫害防治 | | |
|---|---|---|---|
| 年度预算金额 | 30.00 | 其中：财政拨款 | {appropriated} |
| 其他资金 | {other} | | |
| 年度绩效目标 | 防治林地3000亩，受益农户600人。 | | |
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出指标 | 数量指标 | 防治面积 | ≥3000亩 |
"""


@pytest.mark.parametrize(
    ("appropriated", "other", "rules"),
    [("30.00", "0.00", set()), ("20.00", "10.00", set()), ("20.00", "5.00", {"R29"})],
)
def test_a_projects_money_is_what_is_appropriated_and_what_else_pays(
    appropriated: str, other: str, rules: set[str]
) -> None:
    assert {"R29"} & set(broken(FORM.format(appropriated=appropriated, other=other))) == rules


EVALUATED = """项目支出绩效自评表

| 项目名称 | 病虫害防治 | | |
|---|---|---|---|
| 年初绩效目标 | 防治林地3000亩，受益农户600人。 | | |
| 全年完成情况 | 防治林地2500亩，受益农户{reached}。 | | |
| 存在问题 | 部分林地未防治，受益农户{again}。 | | |
| 一级指标 | 二级指标 | 三级指标 | 年初指标值 |
| 产出指标 | 数量指标 | 防治面积 | ≥3000亩 |
"""


@pytest.mark.parametrize(("again", "rules"), [("520人", set()), ("540人", {"R32"})])
def test_what_was_aimed_at_may_not_be_what_was_reached(again: str, rules: set[str]) -> None:
    assert {"R32"} & set(broken(EVALUATED.format(reached="520人", again=again), "部门决算")) == rules
