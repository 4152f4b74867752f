"""What stands in two places, or is said to be a part, a sum or a table's: held against what is printed, never taken on trust."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf
from tests.support.talking import result, talk

TEXT = """# 霁川市白溪区云桥街道办事处2023年度部门决算

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 1000.00 | 640.00 | 360.00 |
| 208 | 社会保障和就业支出 | 100.00 | 100.00 | 0.00 |
| 20805 | 行政事业单位养老支出 | 100.00 | 100.00 | 0.00 |
| 2080502 | 事业单位离退休 | 40.00 | 40.00 | 0.00 |
| 2080506 | 机关事业单位职业年金缴费支出 | 60.00 | 60.00 | 0.00 |
| 212 | 城乡社区支出 | 800.00 | 440.00 | 360.00 |
| 21203 | 城乡社区公共设施 | 360.00 | 0.00 | 360.00 |
| 2120399 | 其他城乡社区公共设施支出 | 360.00 | 0.00 | 360.00 |
| 221 | 住房保障支出 | 100.00 | 100.00 | 0.00 |
| 22102 | 住房改革支出 | 100.00 | 100.00 | 0.00 |
| 2210201 | 住房公积金 | 100.00 | 100.00 | 0.00 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 90.00 |
| 30201 | 办公费 | 12.50 |
| 30217 | 公务接待费 | 6.31 |

财政拨款“三公”经费支出决算表（单位：万元）

| 项目 | 预算数 | 决算数 |
|---|---|---|
| “三公”经费合计 | 30.00 | 20.30 |
| 公务用车购置及运行维护费 | 28.00 | 19.00 |
| 公务接待费 | 2.00 | 1.30 |

## 一般公共预算财政拨款支出决算情况说明

1．社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）60.00万元，主要用于：事业单位离退休经费支出。

2．住房保障支出（类）住房改革支出（款）住房公积金（项）100.00万元，主要用于：为职工缴纳住房公积金。

3．城乡社区支出（类）城乡社区公共设施（款）其他城乡社区公共设施支出（项）390.00万元，主要用于：路灯改造。

## “三公”经费支出决算情况说明

2023年度“三公”经费支出决算数比2022年度减少4.50万元，其中：公务用车购置及运行维护费支出决算减少4.50万元；公务接待费支出决算增加0.30万元。

## 政府采购情况

2023年度政府采购金额为200.00万元，其中：货物采购金额80.00万元、工程采购金额0万元、服务采购金额120.00万元。

2023年度本部门面向中小企业预留政府采购项目预算金额80.00万元。在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额150.00万元；在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额70.00万元。

## 国有资产占用情况

截至2023年12月31日，房屋建筑面积合计900.00平方米，其中办公用房300.00平方米、业务用房500.00平方米、仓库90.00平方米。
"""

BODY = "白溪区云桥街道2023年"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("held") / "霁川市白溪区云桥街道办事处2023年度部门决算.md"
    file.write_text(TEXT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "为什么" + BODY + "公务接待费在基本支出决算表和三公决算表里数字不同",
        BODY + "公务接待费，基本支出表跟三公表咋不是一个数，分别列一下",
        BODY + "公务接待费，基本支出决算表里填的数跟三公表的决算数为何不是一个数？请列出两处数字",
        BODY + "公务接待费，三公表与基本支出表的数何以打架",
        BODY + "公务接待费基本支出表里的和三公表里的怎么差这么多",
    ],
)
def test_why_two_tables_differ_is_told_with_both_figures(service, question):
    answer = service.ask(question)
    assert answer.answer.startswith("不一致")
    assert "6.31万元" in answer.answer
    assert "1.30万元" in answer.answer


def test_why_an_item_of_one_table_rose_is_no_comparison_of_tables(service):
    assert not service.ask(BODY + "三公表里公务接待费为何比去年多").answer.startswith("不一致")


@pytest.mark.parametrize(
    "question",
    [
        BODY + "有张表里公务接待费是6.31万元，是哪张表",
        BODY + "公务接待费6.31万元出自哪张表",
        BODY + "哪张表写着公务接待费6.31万元",
        BODY + "公务接待费6.31万是按哪个口径统计的",
    ],
)
def test_the_table_is_told_that_has_the_amount(service, question):
    first = service.ask(question).answer.split("别处")[0]
    assert "基本支出决算表" in first
    assert "三公" not in first


def test_an_amount_that_no_table_has_is_said_to_be_found_nowhere(service):
    assert "没有找到与所说数额相同的" in service.ask(BODY + "公务接待费9.99万元出自哪张表").answer


def test_a_follow_up_with_another_amount_asks_for_its_table(service):
    answer = talk(service, BODY + "公务接待费多少", "不是还有个6.31万吗，哪张表的")
    assert "基本支出决算表" in answer.answer.split("别处")[0]


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        (BODY + "货物采购正好是全部采购的四成，靠谱吗", True),
        ("有人说" + BODY + "货物采购占政府采购的四成，对吗", True),
        (BODY + "服务采购是政府采购的六成，对不对", True),
        (BODY + "服务采购是政府采购的两成，对不对", False),
    ],
)
def test_a_share_told_in_words_is_reckoned_of_the_whole_that_is_named(service, question, holds):
    answer = service.ask(question)
    assert result(answer) in ("40.00%", "60.00%")
    assert answer.answer.startswith("与所说的大致相符" if holds else "与所说的不一致")


@pytest.mark.parametrize(
    ("onward", "holds"),
    [
        ("有人讲正好是全部采购的四成，靠谱吗", True),
        ("听说占了采购总额的四成，是真的吗", True),
        ("是全部采购的八成，对吧", False),
    ],
)
def test_what_was_just_told_is_the_part_of_the_whole_that_is_named(service, onward, holds):
    answer = talk(service, BODY + "政府采购货物金额多少", onward)
    assert result(answer) == "40.00%"
    assert answer.answer.startswith("与所说的大致相符" if holds else "与所说的不一致")


def test_a_bound_on_a_share_is_a_bound(service):
    answer = service.ask(BODY + "公务接待费占支出合计不到百分之一，对吗")
    assert answer.answer.startswith("是，低于所说的数")


@pytest.mark.parametrize(
    "question",
    [
        BODY + "三公比2022年减4.5万，可公车减4.5万、接待又增了0.3万，这几个数能自圆其说吗",
        BODY + "“三公”下降4.50万元，公务用车也下降4.50万元，公务接待还上升0.30万元，有没有矛盾",
        BODY + "公车少了4.5万元，接待费多了0.3万元，那三公少4.5万元说得通吗",
    ],
)
def test_moves_told_by_their_amounts_are_held_against_the_move_of_the_whole(service, question):
    answer = service.ask(question).answer
    assert answer.startswith("不一致")
    assert "4.20万元" in answer


def test_two_moves_without_the_whole_are_not_added_up(service):
    assert "增减相抵" not in service.ask(BODY + "公车减少4.5万元，接待费增加0.3万元，对吗").answer


@pytest.mark.parametrize(
    "question",
    [
        BODY + "房屋建筑面积900平方米，办公用房、业务用房、仓库三块合起来对得上吗",
        BODY + "办公用房、业务用房和仓库面积加起来是不是房屋建筑面积",
        BODY + "仓库加办公用房加业务用房的面积，跟房屋总面积差多少",
    ],
)
def test_parts_of_an_area_are_added_up_whatever_their_number(service, question):
    answer = service.ask(question).answer
    assert answer.startswith("不一致")
    assert "890.00平方米" in answer
    assert "10.00平方米" in answer


def test_what_an_area_leaves_out_is_told_beside_its_parts(service):
    answer = service.ask(BODY + "办公用房加业务用房的面积等于房屋建筑面积吗").answer
    assert "800.00平方米" in answer
    assert "其中另有仓库面积90.00平方米" in answer


@pytest.mark.parametrize(
    "question",
    [
        BODY + "城乡社区公共设施，文字说明和表里的数一样吗",
        BODY + "城乡社区公共设施支出的正文与表格金额是否一致",
    ],
)
def test_what_the_text_tells_of_a_rows_only_part_is_told_of_the_row(service, question):
    answer = service.ask(question).answer
    assert answer.startswith("不一致")
    assert "360.00万元" in answer
    assert "390.00万元" in answer


def test_a_row_of_several_parts_is_not_told_by_one_of_them(service):
    assert "60.00万元" not in service.ask(BODY + "行政事业单位养老支出的正文与表格金额一致吗").answer


@pytest.mark.parametrize(
    "question",
    [
        BODY + "职业年金的用途写得对不对",
        BODY + "机关事业单位职业年金缴费支出写的用途跟科目对得上吗",
        BODY + "职业年金那条的用途说明是不是张冠李戴了",
    ],
)
def test_a_use_that_names_another_line_is_told_to_do_so(service, question):
    answer = service.ask(question).answer
    assert answer.startswith("不一致")
    assert "不是“机关事业单位职业年金缴费支出”" in answer


def test_a_use_that_names_its_own_line_is_not(service):
    answer = service.ask(BODY + "住房公积金写的用途跟科目对得上吗").answer
    assert "不一致" not in answer
    assert "写到的就是本科目" in answer


@pytest.mark.parametrize(
    "question",
    [
        BODY + "预留项目中小企业中标的和其他项目中小企业中标的加起来，超没超采购总额",
        BODY
        + "采购总额200万元，预留给中小企业的中标150万元，其他政府采购项目里中小企业中标的又是70万元，这几个数合得拢吗",
    ],
)
def test_awards_that_exceed_all_that_was_bought_are_told(service, question):
    answer = service.ask(question).answer
    assert answer.startswith("不一致")
    assert "220.00万元" in answer


def test_what_was_awarded_of_the_reserved_alone_is_one_amount(service):
    answer = service.ask(BODY + "预留给中小企业的采购项目，中小企业中标多少")
    assert result(answer) == "150.00万元"
