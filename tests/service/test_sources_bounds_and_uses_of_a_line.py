"""Where revenue comes from, whether it passes a bare 亿, what is left alone, and one line's money against both its uses."""

from __future__ import annotations

import pytest

from service.answer import Service
from service.left_over import content_words
from tests.support.shelf import Shelf

PLAN = """# 芦川市溪桥区城市管理局2024年部门预算

收支预算总表（单位：万元）

| 收入 | 预算数 | 支出 | 预算数 |
|---|---|---|---|
| 一、一般公共预算拨款收入 | 900.00 | 社会保障和就业支出 | 100.00 |
| 二、事业收入 | 60.00 | 城乡社区支出 | 900.00 |
| 三、其他收入 | 40.00 | | |
| 收入总计 | 1000.00 | 支出总计 | 1000.00 |

支出预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 100.00 | 70.00 | 30.00 |
| 20805 | 行政事业单位养老支出 | 70.00 | 70.00 | 0.00 |
| 2080501 | 行政单位离退休 | 45.00 | 45.00 | 0.00 |
| 2080502 | 事业单位离退休 | 25.00 | 25.00 | 0.00 |
| 20810 | 社会福利 | 30.00 | 0.00 | 30.00 |
| 2081006 | 养老服务 | 30.00 | 0.00 | 30.00 |
| 210 | 卫生健康支出 | 36.00 | 36.00 | 0.00 |
| 2101101 | 行政单位医疗 | 22.00 | 22.00 | 0.00 |
| 2101102 | 事业单位医疗 | 14.00 | 14.00 | 0.00 |
| 212 | 城乡社区支出 | 864.00 | 464.00 | 400.00 |
| | 合计 | 1000.00 | 570.00 | 430.00 |

一般公共预算基本支出预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| 301 | 工资福利支出 | 400.00 |
| 30108 | 机关事业单位基本养老保险缴费 | 51.00 |
"""
ONE = """# 芦川市溪桥区档案馆2024年部门预算

部门收支预算总表（单位：万元）

| 收入 | 预算数 | 支出 | 预算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 300.00 | 一般公共服务支出 | 280.00 |
| 二、事业收入 | 0.00 | 住房保障支出 | 20.00 |
| 收入总计 | 300.00 | 支出总计 | 300.00 |

一般公共预算基本支出预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| 301 | 工资福利支出 | 200.00 |
| 30108 | 机关事业单位基本养老保险缴费 | 31.00 |
"""
SPENT = """# 芦川市溪桥区文化和旅游局2024年度部门决算

收入支出决算总表（单位：万元）

| 收入项目 | 决算数 | 支出项目 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 11000.00 | 文化旅游体育与传媒支出 | 10950.00 |
| 本年收入合计 | 11000.00 | 本年支出合计 | 10950.00 |
| 年初结转和结余 | 30.00 | 年末结转和结余 | 80.00 |
| 总计 | 11030.00 | 总计 | 11030.00 |

2024年度支出总计11030.00万元，比2023年度增加230.00万元，增长2.13%。

会议费支出决算为6.00万元。

文化旅游体育与传媒支出（类）文化和旅游（款）图书馆（项）。年初预算为150.00万元，支出决算为180.00万元，完成年初预算的120.00%。

2024年度政府采购支出总额70.00万元，其中：政府采购货物支出25.00万元、政府采购工程支出5.00万元、政府采购服务支出40.00万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("sources")
    paths = []
    for name, text in (("plan", PLAN), ("one", ONE), ("spent", SPENT)):
        path = folder / f"{name}.md"
        path.write_text(text, "utf-8")
        paths.append(path)
    return Service(Shelf(*paths))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "溪桥区城管局2024年收入主要靠什么",
        "溪桥区城管局2024年收入预算都是哪里来的",
        "溪桥区城管局2024年收入是从哪儿来的",
    ],
)
def test_revenue_is_told_by_where_it_comes_from(service, question) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert all(
        one in reply.answer for one in ("预算数：900.00万元", "事业收入预算数：60.00万元", "其他收入预算数：40.00万元")
    )
    assert "城乡社区" not in reply.answer


@pytest.mark.parametrize(
    ("question", "value", "told"),
    [
        ("溪桥区城管局2024年收入中最大的来源是什么", "900.00", "金额最大的是一般公共预算财政拨款收入"),
        ("溪桥区城管局2024年哪项收入最多", "900.00", "金额最大的是一般公共预算财政拨款收入"),
        ("溪桥区档案馆2024年收入里哪一项最多", "300.00", "全部是一般公共预算财政拨款收入"),
        ("溪桥区档案馆2024年收入中最大的来源是什么", "300.00", "全部是一般公共预算财政拨款收入"),
    ],
)
def test_the_largest_source_is_one_of_revenue_also_where_there_is_one(service, question, value, told) -> None:
    reply = service.ask(question)
    assert (reply.status, reply.result and reply.result.value) == ("answered", value), reply.answer
    assert told in reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "溪桥区文旅局2024年没花完的钱有多少",
        "溪桥区文旅局2024年没用完的钱是多少",
        "溪桥区文旅局2024年年底结余多少，还留着没用",
    ],
)
def test_what_is_left_over_alone_is_what_was_carried_out(service, question) -> None:
    reply = service.ask(question)
    assert (reply.status, reply.result and reply.result.value) == ("answered", "80.00"), reply.answer
    assert "年末结转和结余" in reply.answer


@pytest.mark.parametrize(
    ("question", "said", "value"),
    [
        ("溪桥区文旅局2024年本年支出破亿没有", "是，超过", "10950.00"),
        ("溪桥区文旅局2024年会议费过百万没有", "没有超过", "6.00"),
        ("溪桥区文旅局2024年本年支出不到一个亿吧", "并不低于", "10950.00"),
        ("溪桥区文旅局2024年本年支出超亿了吧", "是，超过", "10950.00"),
        ("溪桥区文旅局2024年会议费超千万了吗", "没有超过", "6.00"),
        ("溪桥区城管局2024年支出总计破亿没", "没有超过", "1000.00"),
    ],
)
def test_a_bare_power_of_ten_is_a_bound(service, question, said, value) -> None:
    reply = service.ask(question)
    assert (reply.status, reply.result and reply.result.value) == ("answered", value), reply.answer
    assert reply.answer.startswith(said), reply.answer


@pytest.mark.parametrize("bound", ["破亿", "过百万元", "超千万"])
def test_a_bare_bound_is_no_word_of_its_own(bound) -> None:
    assert not [word for word in content_words(f"支出{bound}了吗") if bound[:2] in word]
    assert [word for word in content_words("支出突破瓶颈了吗") if "瓶颈" in word]


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("溪桥区城管局2024年社会保障和就业支出的基本支出加项目支出等于它的合计吗", "100.00万元"),
        ("溪桥区城管局2024年城乡社区支出基本支出和项目支出加起来对得上吗", "864.00万元"),
    ],
)
def test_both_uses_of_a_line_are_held_against_that_line(service, question, whole) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert reply.answer.startswith("一致"), reply.answer
    assert f"合计**{whole}**" in reply.answer
    assert "430.00" not in reply.answer  # what all lines together spend on projects


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("溪桥区城管局2024年机关退休的和事业退休的一共多少", "70.00"),
        ("溪桥区城管局2024年行政退休的是多少", "45.00"),
        ("溪桥区城管局2024年事业退休的多少", "25.00"),
        ("溪桥区城管局2024年机关医保多少", "22.00"),
        ("溪桥区城管局2024年行政医保和事业医保一共多少", "36.00"),
        ("溪桥区城管局2024年给事业的人交医保多少", "14.00"),
    ],
)
def test_organs_and_institutions_have_each_their_line(service, question, value) -> None:
    reply = service.ask(question)
    assert (reply.status, reply.result and reply.result.value) == ("answered", value), reply.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("溪桥区城管局2024年养老服务多少钱", "30.00"),
        ("溪桥区城管局2024年养老服务上安排了多少", "30.00"),
        ("溪桥区城管局2024年养老保险交多少", "51.00"),
    ],
)
def test_a_word_within_the_name_of_another_line_is_no_colloquial_name(service, question, value) -> None:
    reply = service.ask(question)
    assert (reply.status, reply.result and reply.result.value) == ("answered", value), reply.answer


@pytest.mark.parametrize("asked", ["养老服务多少钱", "养老服务体系花了多少", "养老服务机构补助多少"])
def test_nor_is_it_where_that_line_is_not_printed(service, asked) -> None:
    reply = service.ask(f"溪桥区档案馆2024年{asked}")
    assert (reply.status, reply.result) == ("declined", None), reply.answer
    assert "养老保险" not in reply.answer
    assert "养老服务" in reply.answer


@pytest.mark.parametrize("said", ["年初留了多少", "年初打算花多少", "年初是多少"])
def test_what_was_put_aside_at_the_beginning_of_a_year_is_its_initial_budget(service, said) -> None:
    reply = service.ask(f"溪桥区文旅局2024年图书馆{said}")
    assert (reply.status, reply.result and reply.result.value) == ("answered", "150.00"), reply.answer


@pytest.mark.parametrize("said", ["多花多少", "多花了多少钱", "一共多花几万元"])
def test_how_much_more_was_spent_is_of_all_the_money(service, said) -> None:
    reply = service.ask(f"溪桥区文旅局2024年{said}")
    assert (reply.status, reply.result and reply.result.value) == ("answered", "230.00"), reply.answer


@pytest.mark.parametrize("said", ["采购里头买货的多少", "采购里买货的花了多少"])
def test_goods_that_are_bought_are_known_in_peoples_words(service, said) -> None:
    reply = service.ask(f"溪桥区文旅局2024年{said}")
    assert (reply.status, reply.result and reply.result.value) == ("answered", "25.00"), reply.answer
