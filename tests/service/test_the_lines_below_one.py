"""The lines below a printed line: the largest, the smallest, all of them, whatever words the line's own name is made of."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

TEXT = """# 霁川市白溪区文化和体育局2023年度部门决算

政府性基金预算支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 212 | 城乡社区支出 | 90.00 | 0.00 | 90.00 |
| 21208 | 国有土地使用权出让收入安排的支出 | 90.00 | 0.00 | 90.00 |
| 2120804 | 农村基础设施建设支出 | 30.00 | 0.00 | 30.00 |
| 2120814 | 农业生产发展支出 | 60.00 | 0.00 | 60.00 |

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 120.00 | 100.00 | 20.00 |
| 20805 | 行政事业单位养老支出 | 100.00 | 100.00 | 0.00 |
| 2080501 | 行政单位离退休 | 40.00 | 40.00 | 0.00 |
| 2080505 | 机关事业单位基本养老保险缴费支出 | 60.00 | 60.00 | 0.00 |
| 20808 | 抚恤 | 20.00 | 0.00 | 20.00 |
| 2080801 | 死亡抚恤 | 20.00 | 0.00 | 20.00 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 18.00 |
| 30201 | 办公费 | 10.00 |
| 30207 | 邮电费 | 3.00 |
| 30211 | 差旅费 | 5.00 |
| 310 | 资本性支出 | 9.00 |
| 31002 | 办公设备购置 | 8.00 |
| 31099 | 其他资本性支出 | 1.00 |

政府采购支出决算表（单位：万元）

| 采购项目 | 采购金额 |
|---|---|
| 一、货物类 | 31.00 |
| （一）台式计算机12台 | 5.50 |
| （二）健身器材60套 | 24.00 |
| （三）打印设备4台 | 1.50 |

名词解释

（一）商品和服务支出：反映单位购买商品和服务的支出。

2023年农业生产发展支出决算60.00万元，年初预算70.00万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    path = tmp_path_factory.mktemp("below") / "a.md"
    path.write_text(TEXT, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value", "name"),
    [
        ("白溪区文化和体育局2023年商品和服务支出哪项花得最少", "3.00", "邮电费"),
        ("白溪区文化和体育局2023年商品和服务支出主要花在哪一项上", "10.00", "办公费"),
        ("白溪区文化和体育局2023年社会保障和就业支出花在哪一类上最多", "100.00", "行政事业单位养老"),
        ("白溪区文化和体育局2023年国有土地使用权出让收入安排的支出里最大的是哪项", "60.00", "农业生产发展支出"),
        ("白溪区文化和体育局2023年资本性支出里最小的是哪项", "1.00", "其他资本性支出"),
    ],
)
def test_one_end_of_the_order(service, question, value, name) -> None:
    reply = service.ask(question)
    assert (reply.status, reply.result and reply.result.value) == ("answered", value), reply.answer
    assert name in reply.answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("列一下白溪区文化和体育局2023年社会保障和就业支出的各项", ("行政事业单位养老", "抚恤"), ("行政单位离退休",)),
        ("白溪区文化和体育局2023年社会保障和就业支出分成哪几项", ("行政事业单位养老", "抚恤"), ("行政单位离退休",)),
        ("白溪区文化和体育局2023年商品和服务支出包括哪些", ("办公费", "邮电费", "差旅费"), ("反映",)),
        ("白溪区文化和体育局2023年资本性支出的构成", ("办公设备购置", "其他资本性支出"), ()),
    ],
)
def test_what_stands_right_below(service, question, told, not_told) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert all(name in reply.answer for name in told), reply.answer
    assert not any(name in reply.answer for name in not_told), reply.answer


def test_what_the_words_mean_is_still_told_by_their_definition(service) -> None:
    assert "反映单位购买商品和服务的支出" in service.ask("商品和服务支出指什么，包括哪些").answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("白溪区文化和体育局2023年打印设备4台采购花了多少", "1.50"),
        ("白溪区文化和体育局2023年货物类采购里第二大的是哪项", "5.50"),
    ],
)
def test_a_name_that_ends_with_a_count_bears_its_money(service, question, value) -> None:
    reply = service.ask(question)
    assert (reply.status, reply.result and reply.result.value) == ("answered", value), reply.answer


def test_which_of_two_is_still_answered_with_both(service) -> None:
    answer = service.ask("白溪区文化和体育局2023年办公费和差旅费哪项花得最少").answer
    assert "10.00" in answer
    assert "5.00" in answer


def test_a_whole_and_what_of_it_is_named_are_told_together(service) -> None:
    question = (
        "白溪区文化和体育局2023年国有土地使用权出让收入安排的支出总额，其中农村基础设施建设支出、农业生产发展支出各多少"
    )
    answer = service.ask(question).answer
    assert all(amount in answer for amount in ("90.00", "30.00", "60.00")), answer


@pytest.mark.parametrize("second", ["第二大的呢", "第二多的是哪项"])
def test_the_second_in_order_is_no_number_of_a_list(service, second) -> None:
    """第二，… numbers a question; 第二大的 is a place that is asked for."""
    answer = service.ask(f"白溪区文化和体育局2023年商品和服务支出主要花在哪一项上，{second}").answer
    assert "10.00" in answer
    assert "5.00" in answer.split("（2）")[-1], answer
