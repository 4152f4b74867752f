"""What one of something gets or costs: told as it is printed, and no amount of all in its place."""

from __future__ import annotations

import pytest

from service import asked_of_one
from service.answer import Service
from tests.support.shelf import Shelf

TEXT = """# 云陂县民政局2024年部门预算

二、支出说明

1.社会救助专项300.00万元，比2023年增加40.00万元，主要用于：（1）低保家庭取暖补贴：按每户每年800元标准发放；（2）孤儿生活补贴：按每人每月1500元标准发放，用于保障孤儿生活。

2.殡葬服务45.00万元，遗体运送按次计付，火化炉维护每台补贴9000元，骨灰撒海由每具600元提高到700元。

3.奖学金分两等：一等每生每年5000元，二等每生每年3000元，由学校发放。

4.社区服务90.00万元，比2023年增加12.00万元，村（社区）干部补贴标准自2024年1月起每人每月提高300元。

5.巡查员20名，工资福利支出180.00万元，保障巡查员工资发放。

项目支出绩效目标表（单位：万元）

| 项目名称 | 社会工作者培训 |
|---|---|
| 当年预算（万元） | 36.00 |

| 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重 |
|---|---|---|---|---|---|---|
| 产出指标 | 成本指标 | 人均培训成本 | ≤ | 600 | 元/人 | 10 |
| 产出指标 | 数量指标 | 培训人数 | ≥ | 600 | 人 | 20 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    path = tmp_path_factory.mktemp("of_one") / "a.md"
    path.write_text(TEXT, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("民政局2024年低保家庭一户一年补多少取暖钱", "800"),
        ("2024年孤儿一个月能领多少生活补贴", "1500"),
        ("养护一台火化炉补多少钱，民政局2024年的", "9000"),
        ("一等奖学金每个学生每年多少元", "5000"),
        ("2024年培训一名社会工作者最多花多少钱", "600"),
    ],
)
def test_what_one_gets_is_told_as_printed(service, question, value):
    reply = service.ask(question)
    assert reply.status == "answered"
    assert reply.result is not None
    assert reply.result.value == value


@pytest.mark.parametrize(
    "question",
    [
        "2024年巡查员一个月工资多少",  # their number, and what all are paid, is told
        "2024年一个社区工作者每月补贴多少",
    ],
)
def test_what_one_gets_is_no_amount_of_all(service, question):
    assert service.ask(question).status == "declined"


def test_both_rates_of_one_sentence_are_told(service):
    reply = service.ask("2024年奖学金每个学生一年能拿多少")
    assert reply.status == "answered"
    assert "5000元" in reply.answer
    assert "3000元" in reply.answer


@pytest.mark.parametrize("question", ["民政局2024年社区干部补贴每人每月涨了多少", "2024年社区干部补贴标准上调了多少"])
def test_a_standard_is_raised_by_what_is_printed_of_it(service, question):
    reply = service.ask(question)
    assert reply.result is not None
    assert reply.result.value == "300"


@pytest.mark.parametrize(
    "text", ["2024年增长百分之几，保留一位小数", "哪一家的会议费最高，是多少", "另一处写的是多少", "一共多少钱"]
)
def test_one_is_not_always_each(text):
    assert not asked_of_one.asks(text)
