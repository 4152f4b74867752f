"""What stands beside the money: points of indicators, counts with their unit, duties, offices, performance, moves against an outturn."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 霁川市白溪区水务局2023年度部门决算

## 一、部门基本情况

### （一）主要职责

1.听取群众意见，反映用水需求。

2.负责水资源的统一监督管理。

3.承担河道和水库的防汛调度。

4.办理区政府交办的其他事项。

### （二）机构设置

1.内设机构。办公室、财务科、水资源科、河湖管理科，共4个。

2.本部门下属单位2个，分别是区河道管理所、区供水服务中心。

## 二、收支决算情况

2023年度年末结转和结余90.00万元，比上年减少30.00万元，下降25.00%，主要原因是加快支付工程尾款。

2023年度年末一般公共预算财政拨款结转和结余50.00万元，比上年减少10.00万元，下降16.67%，主要原因是闸门改造在年内完工。

2023年度差旅费20.00万元，比上年增加4.00万元，增长25.00%，主要原因是外出巡查增多。

## 三、绩效管理情况

本部门对9个项目开展绩效自评，涉及资金800.00万元。

收入支出决算总表（单位：万元）

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 决算数 | 项目 | 决算数 |
| 一、一般公共预算财政拨款收入 | 980.00 | 一、农林水支出 | 1010.00 |
| 年初结转和结余 | 120.00 | 年末结转和结余 | 90.00 |
| 总计 | 1100.00 | 总计 | 1100.00 |

一般公共预算财政拨款“三公”经费支出决算表（单位：万元）

| 项目 | 预算数 | 决算数 |
|---|---|---|
| “三公”经费 | 14.00 | 11.50 |
| 公务接待费 | 2.00 | 1.50 |

机构运行信息表（单位：万元）

| 项目 | 决算统计数 |
|---|---|
| 绩效工资 | 66.00 |
| （1）国内接待费 | 1.50 |
| 3.公务用车购置数（辆） | 2 |
| 6.国内公务接待人次（人） | 86 |

项目支出绩效自评表

| 项目名称 | 河道清淤整治 | | | 自评总分 | 96.40 |
|---|---|---|---|---|---|
| 指标名称 | 计量单位 | 年初指标值 | 全年完成值 | 指标权重 | 指标得分 |
| 清淤河道长度 | 公里 | 40 | 38 | 30 | 28.50 |
| 沿河居民满意度 | % | 90 | 93 | 20 | 20.00 |
"""

BUDGET = """# 霁川市白溪区司法局2024年部门预算

## 部门预算编制说明

1.“公共安全支出（类）司法（款）基层司法业务（项）”科目105.00万元，主要用于司法所建设。2023年当年预算执行数为100.00万元，2024年预算安排105.00万元，比2023年预算执行数增加5.00%。主要原因是：新建一处司法所。

部门支出预算总表（单位：元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 204 | 公共安全支出 | 1120000 | 0 | 1120000 |
| 20406 | 司法 | 1120000 | 0 | 1120000 |
| 2040604 | 基层司法业务 | 1120000 | 0 | 1120000 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("beside_money")
    paths = [folder / "a.md", folder / "b.md"]
    for path, text in zip(paths, (ACCOUNT, BUDGET), strict=True):
        path.write_text(text, "utf-8")
    return Service(Shelf(*paths))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        # The points of an indicator are neither what was reached nor the score of the form.
        ("白溪区水务局2023年河道清淤整治项目的清淤河道长度得了多少分", "28.50"),
        ("白溪区水务局2023年沿河居民满意度得了多少分", "20.00"),
        ("白溪区水务局2023年清淤河道长度的权重是多少", "30"),
        ("白溪区水务局2023年河道清淤整治里清淤河道长度完成了多少", "38"),
        ("白溪区水务局2023年河道清淤整治自评得分", "96.40"),
        # What a label itself says that it counts.
        ("白溪区水务局2023年国内公务接待人次（人）是多少", "86"),
        ("白溪区水务局2023年公务用车购置数（辆）是多少", "2"),
        # What is left of one fund, and what is paid by one, which asks for no plan.
        ("白溪区水务局2023年一般公共预算财政拨款结转和结余是多少", "50.00"),
        ("白溪区水务局2023年一般公共预算财政拨款结转和结余比上年增减多少", "-10.00"),
        ("白溪区水务局2023年年末结转和结余是多少", "90.00"),
        ("白溪区水务局2023年一般公共预算财政拨款安排的“三公”经费是多少", "11.50"),
        # A budget against what was carried out the year before, as one sentence sets both.
        ("白溪区司法局2024年基层司法业务比上年增减百分之几", "5.00"),
        ("白溪区司法局2024年基层司法业务比上年执行数增减百分之几", "5.00"),
    ],
)
def test_the_very_figure_is_told(service, question, value):
    found = service.ask(question)

    assert found.status == "answered", found.answer
    assert found.result is not None, found.answer
    assert found.result.value == value, found.answer


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("白溪区水务局2023年内设哪些机构", ("办公室、财务科",), ("供水服务中心",)),
        ("白溪区水务局2023年下属单位有哪些", ("区河道管理所",), ("财务科",)),
        ("白溪区水务局2023年机构设置情况", ("办公室、财务科", "区河道管理所"), ()),
        ("白溪区水务局是干什么的（2023年）", ("听取群众意见", "办理区政府交办"), ()),
        ("白溪区水务局2023年绩效工作是怎么开展的", ("9个项目",), ("66.00",)),
        ("白溪区水务局2023年预算绩效管理情况怎么样", ("9个项目",), ("66.00",)),
        ("白溪区水务局2023年一般公共预算财政拨款结转和结余减少的原因", ("闸门改造",), ("工程尾款",)),
        ("白溪区水务局2023年本年度差旅费增加的原因是什么", ("外出巡查增多",), ("持平",)),
    ],
)
def test_the_very_words_are_quoted(service, question, told, untold):
    found = service.ask(question)

    assert found.status == "answered", found.answer
    assert all(words in found.answer for words in told), found.answer
    assert not any(words in found.answer for words in untold), found.answer


def test_a_number_of_receptions_is_no_money(service):
    found = service.ask("白溪区水务局2023年国内公务接待数量是多少")

    assert "万元" not in found.answer, found.answer
