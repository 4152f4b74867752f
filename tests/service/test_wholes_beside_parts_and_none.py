"""A whole asked for beside its part, words of a form that nobody filled in, indicators that are no amount."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区文化馆2025年度单位预算

## 第二部分 预算表

收支预算总表（单位：万元）

| 收入项目 | 预算数 | 支出项目 | 预算数 |
|---|---|---|---|
| 一般公共预算拨款收入 | 500.00 | 文化旅游体育与传媒支出 | 500.00 |
| 收入总计 | 500.00 | 支出总计 | 500.00 |

政府性基金预算支出表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | | | |

无政府性基金预算支出的，仍保留该表格式，并在本表下方作下述说明：

说明：云屏市青柳区文化馆2025年没有政府性基金预算支出，故本表无数据。

## 第三部分 情况说明

2025年本单位政府采购预算80.00万元，其中：政府采购货物预算20.00万元、政府采购工程预算35.00万元、政府采购服务预算25.00万元。

2025年本单位编报绩效目标的项目3个，涉及项目预算资金120.00万元。

“三公”经费预算4.00万元，其中：公务用车购置及运行维护费3.00万元，公务接待费1.00万元。

联系人：林舟，联系电话：023-60000001。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    return over(tmp_path_factory.mktemp("parts"), BUDGET)


def over(folder, text: str) -> Service:
    """A service that holds this disclosure alone."""
    file = folder / "disclosure.md"
    file.write_text(text, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2025年政府采购总额，其中服务类多少", {"80.00万元", "25.00万元"}),
        ("2025年政府采购预算及其中工程各是多少", {"80.00万元", "35.00万元"}),
        ("2025年政府采购金额和其中货物类的数", {"80.00万元", "20.00万元"}),
        ("2025年政府采购里服务类多少", {"25.00万元"}),
        ("2025年政府采购中工程有多少", {"35.00万元"}),
    ],
)
def test_a_whole_is_told_beside_its_part_where_both_are_asked_for(
    service: Service, question: str, told: set[str]
) -> None:
    answer = service.ask(question)
    assert answer.status == "answered"
    figures = {figure.text for figure in answer.figures}
    assert told <= figures
    assert len(told) > 1 or figures == told  # a part alone is no list of all


@pytest.mark.parametrize("question", ["2025年有没有政府性基金预算支出", "2025年政府性基金预算支出是多少"])
def test_what_a_form_tells_who_fills_it_in_is_no_statement(service: Service, question: str) -> None:
    answer = service.ask(question)
    assert answer.status == "answered"
    assert "没有政府性基金预算支出" in answer.answer
    assert "仍保留" not in answer.answer


@pytest.mark.parametrize(
    "question", ["2025年绩效目标有哪些指标", "2025年绩效目标设了什么绩效指标", "2025年的绩效目标，指标都有哪些"]
)
def test_which_indicators_there_are_is_no_amount(service: Service, question: str) -> None:
    answer = service.ask(question)
    assert answer.result is None
    assert "绩效目标管理金额" not in answer.answer


def test_how_much_the_goals_are_about_is_one(service: Service) -> None:
    result = service.ask("2025年绩效目标管理涉及多少钱").result
    assert result is not None
    assert result.value == "120.00"


ORDERED = """# 云屏省政协办公厅2025年度部门预算

## 第二部分 预算表

收支预算总表（单位：万元）

| 收入 | | 支出 | | | |
|---|---|---|---|---|---|
| 项目 | 金额 | 功能分类 | 金额 | 支出用途 | 金额 |
| 一、一般公共预算资金 | 780.00 | 一、一般公共服务支出 | 700.00 | 一、基本支出 | 600.00 |
| 二、其他资金 | 20.00 | 二、住房保障支出 | 100.00 | 二、项目支出 | 200.00 |
| 收入合计 | 800.00 | 支出合计 | 800.00 | 支出合计 | 800.00 |

一般公共预算支出预算表（功能科目）（单位：万元）

| 科目编码 | 科目名称 | 金额 |
|---|---|---|
| | 合计 | 780.00 |
| 201 | 一般公共服务支出 | 680.00 |
| 221 | 住房保障支出 | 100.00 |
"""


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2025年一般公共服务支出是多少", "700.00"),
        ("2025年一般公共服务支出占支出总计的比例", "87.50"),
        ("2025年一般公共预算里一般公共服务支出多少", "680.00"),
    ],
)
def test_what_a_table_is_ordered_by_makes_its_amounts_no_part(tmp_path, question: str, value: str) -> None:
    result = over(tmp_path, ORDERED).ask(question).result
    assert result is not None
    assert result.value == value


PROVINCE = """# 云屏省体育局2023年度部门决算

## 一、部门决算情况说明

2023年度“三公”经费支出决算为21.00万元，比上年增加4.00万元，主要原因是购买赛事保障车。

高等教育支出30.00万元，比上年减少5.00万元，主要原因是招生减少。

会议费支出9.00万元，比上年减少1.00万元，主要原因是改开视频会。

## 二、附表

收入支出决算总表（单位：万元）

| 收入 | 决算数 | 支出 | 决算数 |
|---|---|---|---|
| 本年收入合计 | 900.00 | 本年支出合计 | 900.00 |
"""


@pytest.mark.parametrize(
    ("question", "contrary"),
    [
        ("云屏省体育局2023年“三公”经费为什么增加", False),
        ("云屏省体育局2023年“三公”经费的变化原因", False),
        ("云屏省体育局2023年“三公”经费为什么减少", True),
        ("云屏省体育局2023年高等教育支出为什么减少", False),
        ("云屏省体育局2023年高等教育支出变化的原因", False),
        ("云屏省体育局2023年会议费为什么变化", False),
        ("云屏省体育局2023年会议费为什么省了", False),
        ("云屏省体育局2023年会议费为什么涨了", True),
    ],
)
def test_a_name_says_nothing_of_which_way_something_moved(tmp_path, question: str, contrary: bool) -> None:
    answer = over(tmp_path, PROVINCE).ask(question)
    assert answer.status == "answered"
    assert ("文件中的数是" in answer.answer) is contrary


@pytest.mark.parametrize("question", ["2025年“三公”经费里面车占几成", "2025年“三公”经费当中车子占多少"])
def test_cars_are_called_by_one_character_among_what_is_spent(service: Service, question: str) -> None:
    result = service.ask(question).result
    assert result is not None
    assert (result.value, result.unit) == ("75.00", "%")


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("单位地址在哪", "文件没有写明地址，写明的联系方式是："),
        ("办公地点在哪里", "文件没有写明地址，写明的联系方式是："),
        ("邮箱是多少", "文件没有写明邮箱，写明的联系方式是："),
        ("联系电话是多少", "“"),
        ("地址和电话", "“"),
    ],
)
def test_what_is_not_printed_of_how_to_reach_somebody_is_said(service: Service, question: str, lead: str) -> None:
    answer = service.ask(question)
    assert answer.status == "answered"
    assert answer.answer.startswith(lead)
    assert "023-60000001" in answer.answer


BOTH_SIDES = """# 云屏市青柳区住房局2023年度部门决算

## 二、附表

收入支出决算总表（单位：万元）

| 收入 | 决算数 | 支出 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 780.00 | 一、城乡社区支出 | 1000.00 |
| 二、其他收入 | 20.00 | | |
| 本年收入合计 | 800.00 | 本年支出合计 | 1000.00 |
| 年初结转和结余 | 200.00 | 年末结转和结余 | 0.00 |
| 收入总计 | 1000.00 | 支出总计 | 1000.00 |

收入决算表（单位：万元）

| 科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 | 其他收入 |
|---|---|---|---|---|
| | 合计 | 800.00 | 780.00 | 20.00 |
| 212 | 城乡社区支出 | 800.00 | 780.00 | 20.00 |

财政拨款收入支出决算总表（单位：万元）

| 收入 | 决算数 | 支出 | 合计 |
|---|---|---|---|
| 一、一般公共预算财政拨款 | 780.00 | 一、城乡社区支出 | 950.00 |
| 本年收入合计 | 780.00 | 本年支出合计 | 950.00 |
"""


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2023年收入里财政给的占多少", "97.50"),
        ("2023年财政拨款收入占多大比重", "97.50"),
        ("2023年其他收入占比", "2.50"),
        ("2023年城乡社区支出占几成", "100.00"),
        ("2023年其他收入占总支出的比例", "2.00"),
    ],
)
def test_what_came_in_is_a_share_of_what_came_in(tmp_path, question: str, value: str) -> None:
    result = over(tmp_path, BOTH_SIDES).ask(question).result
    assert result is not None
    assert result.value == value
