"""What a table prints is answered under the name that it prints, beside lines that are called nearly so."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

TEXT = """# 霁川市白溪区水务局2023年度部门决算

财政拨款收入支出决算总表（单位：万元）

| 收入项目 | 决算数 | 支出项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 |
|---|---|---|---|---|---|
| 一、一般公共预算财政拨款 | 3120.40 | 一、教育支出 | 12.00 | 12.00 | |
| 二、政府性基金预算财政拨款 | 260.00 | 二、农林水支出 | 3330.40 | 3070.40 | 260.00 |
| 本年收入合计 | 3380.40 | 本年支出合计 | 3342.40 | 3082.40 | 260.00 |
| 年初财政拨款结转和结余 | 86.50 | 年末财政拨款结转和结余 | 124.50 | 124.50 | |
| 一般公共预算财政拨款 | 80.50 | | | | |
| 政府性基金预算财政拨款 | 6.00 | | | | |
| 总计 | 3466.90 | 总计 | 3466.90 | 3206.90 | 260.00 |

收入支出决算总表（单位：万元）

| 收入项目 | 决算数 | 支出项目 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 3120.40 | 一、教育支出 | 12.00 |
| 二、政府性基金预算财政拨款收入 | 260.00 | 二、农林水支出 | 3345.00 |
| 三、其他收入 | 31.00 | 三、社会保障和就业支出 | 42.00 |
| 本年收入合计 | 3411.40 | 本年支出合计 | 3399.00 |
| 年初结转和结余 | 190.20 | 年末结转和结余 | 202.60 |
| 总计 | 3601.60 | 总计 | 3601.60 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 303 | 对个人和家庭的补助 | 97.40 |
| 30302 | 退休费 | 93.30 |
| 30399 | 其他对个人和家庭的补助 | 4.10 |
| 310 | 资本性支出 | 25.60 |
| 31002 | 办公设备购置 | 22.30 |
| 31099 | 其他资本性支出 | 3.30 |

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 42.00 | 0.00 | 42.00 |
| 20819 | 最低生活保障 | 42.00 | 0.00 | 42.00 |
| 2081901 | 城市最低生活保障金支出 | 30.00 | 0.00 | 30.00 |
| 2081902 | 农村最低生活保障金支出 | 12.00 | 0.00 | 12.00 |

政府采购支出决算表（单位：万元）

| 采购项目 | 采购金额 |
|---|---|
| 防汛抢险指挥车 | 25.00 |
| 防汛抢险物资（编织袋、土工布） | 58.00 |
| 节水品牌宣传服务 | 7.50 |
| 单批次水样检测费用 | 1.80 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    path = tmp_path_factory.mktemp("printed") / "a.md"
    path.write_text(TEXT, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("一般公共预算财政拨款收入", "3120.40"),
        ("一般公共预算财政拨款", "3120.40"),
        ("政府性基金预算财政拨款收入", "260.00"),
        ("年初财政拨款结转和结余", "86.50"),
        ("年末财政拨款结转和结余", "124.50"),
        ("年初结转和结余", "190.20"),
        ("年末结转和结余", "202.60"),
        ("其他对个人和家庭的补助", "4.10"),
        ("对个人和家庭的补助", "97.40"),
        ("资本性支出", "25.60"),
        ("其他资本性支出", "3.30"),
        ("办公设备购置", "22.30"),
        ("最低生活保障", "42.00"),
        ("农村最低生活保障金支出", "12.00"),
        ("防汛抢险物资", "58.00"),
        ("防汛抢险指挥车", "25.00"),
        ("节水品牌宣传服务", "7.50"),  # no brand is asked for
        ("单批次水样检测费用", "1.80"),  # no parties are counted
    ],
)
def test_a_printed_name_is_answered_with_its_own_line(service, item, value) -> None:
    reply = service.ask(f"白溪区水务局2023年{item}是多少")
    assert (reply.status, reply.result and reply.result.value) == ("answered", value), reply.answer


def test_the_least_of_what_has_a_superlative_in_its_name_is_still_asked_for(service) -> None:
    reply = service.ask("白溪区水务局2023年最低生活保障里金额最小的是哪一项")
    assert (reply.result and reply.result.value) == "12.00", reply.answer


def test_a_name_that_is_asked_of_such_a_line_is_still_a_name(service) -> None:
    assert service.ask("白溪区水务局2023年节水品牌宣传服务的供应商是哪家").status == "declined"
