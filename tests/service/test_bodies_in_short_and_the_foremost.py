"""Bodies called in short at their places, which of several has the most of something, and stages of years of two digits."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

TEXT = """# {body}2024年度部门决算

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | {n}0.00 | {n}0.00 | 0.00 |
| 212 | 城乡社区支出 | {n}00.00 | 0.00 | {n}00.00 |
| | 合计 | {n}10.00 | {n}0.00 | {n}00.00 |

培训费支出决算{n}.00万元，完成年初预算{m}.00万元的{rate}%。

截至2024年12月31日，共有车辆{n}辆。
"""
# By their numbers, which their figures begin with.
BODIES = {
    1: "芦川市溪桥区城市管理局",
    2: "芦川市溪桥区文化和旅游局",
    3: "芦川市溪桥区退役军人事务局",
    4: "芦川市溪桥区卫生健康委员会",
    5: "芦川市溪桥区人民法院",
    6: "芦川市溪桥区总工会",
    7: "芦川市溪桥区人民政府银杏路街道办事处",
    8: "中共芦川市溪桥区委员会办公室",
    9: "芦川市公安局溪桥分局",
}
RATES = {1: "50.00", 2: "66.67", 3: "75.00", 4: "80.00", 5: "83.33", 6: "85.71", 7: "87.50", 8: "88.89", 9: "90.00"}


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("short")
    paths = []
    for n, body in BODIES.items():
        path = folder / f"{n}.md"
        path.write_text(TEXT.format(body=body, n=n, m=n + 1, rate=RATES[n]), "utf-8")
        paths.append(path)
    return Service(Shelf(*paths))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("溪桥区城管的培训费2024年是多少", 1),
        ("溪桥区文旅培训费2024年多少", 2),
        ("溪桥区旅游2024年培训费多少", 2),
        ("溪桥区退役军人的培训费2024年多少", 3),
        ("溪桥区卫生局2024年培训费多少", 4),
        ("溪桥区卫计的培训费2024年多少", 4),
        ("法院2024年培训费多少", 5),
        ("工会2024年培训费多少", 6),
        ("银杏街道2024年培训费多少", 7),
        ("银杏街道办2024年培训费是多少", 7),
        ("溪桥区委办2024年培训费多少", 8),
        ("溪桥区公安分局2024年培训费多少", 9),
        ("城管2024年培训费多少", 1),
    ],
)
def test_a_body_is_known_by_what_people_call_it(service, question, number) -> None:
    reply = service.ask(question)
    assert (reply.status, reply.result and reply.result.value) == ("answered", f"{number}.00"), reply.answer
    assert BODIES[number] in reply.answer


def test_two_that_are_called_in_short_are_both_set_beside_each_other(service) -> None:
    reply = service.ask("溪桥区城管和溪桥区文旅2024年哪个培训费多")
    assert reply.status == "answered"
    assert "芦川市溪桥区城市管理局2024年培训费决算数为**1.00万元**" in reply.answer
    assert "芦川市溪桥区文化和旅游局2024年培训费决算数为**2.00万元**" in reply.answer
    assert "芦川市溪桥区文化和旅游局更多" in reply.answer


@pytest.mark.parametrize(
    "question",
    ["溪桥区城市的绿化2024年花了多少", "溪桥区文化的支出2024年是多少", "文化2024年培训费多少", "退役2024年培训费多少"],
)
def test_the_first_word_of_a_longer_name_is_no_body(service, question) -> None:
    reply = service.ask(question)
    assert reply.status != "answered", reply.answer
    assert reply.result is None


THREE = "溪桥区城管局、溪桥区文旅局、溪桥区退役军人事务局2024年"


@pytest.mark.parametrize(
    ("asked", "value", "foremost"),
    [
        ("支出最多的是哪家", "310.00", "从多到少依次是芦川市溪桥区退役军人事务局"),
        ("哪家支出最少", "110.00", "芦川市溪桥区城市管理局。"),
        ("社会保障和就业支出谁最多", "30.00", "从多到少依次是芦川市溪桥区退役军人事务局"),
        ("哪个支出最多", "310.00", "从多到少依次是芦川市溪桥区退役军人事务局"),
        ("培训费最高的是哪个", "3.00", "从多到少依次是芦川市溪桥区退役军人事务局"),
        ("车辆最少的是哪家", "1", "芦川市溪桥区城市管理局。"),
        ("培训费哪家完成率最低", "50.00", "50.00%"),
        ("培训费预算完成率，哪家最高", "75.00", "75.00%"),
    ],
)
def test_the_foremost_of_several_bodies_is_told_with_its_figure(service, asked, value, foremost) -> None:
    reply = service.ask(THREE + asked)
    assert (reply.status, reply.result and reply.result.value) == ("answered", value), reply.answer
    assert foremost in reply.answer


def test_an_order_of_bodies_has_no_one_figure(service) -> None:
    reply = service.ask(THREE + "支出从多到少排一下")
    assert (reply.status, reply.result) == ("answered", None)
    assert "从多到少依次是芦川市溪桥区退役军人事务局、芦川市溪桥区文化和旅游局、芦川市溪桥区城市管理局" in reply.answer


@pytest.mark.parametrize("asked", ["车差几辆", "车谁多，多几辆", "车辆哪家多，多出几辆"])
def test_how_many_cars_lie_between_two_bodies_is_their_gap(service, asked) -> None:
    reply = service.ask(f"溪桥区城管局和溪桥区退役军人事务局2024年{asked}")
    assert (reply.status, reply.result and reply.result.value) == ("answered", "2"), reply.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("溪桥区文旅局培训费24年预算、24年执行、23年执行分别多少", ["3.00万元", "2.00万元", "没有写明：2023年执行"]),
        (
            "溪桥区文旅局培训费24年年初预算、24年决算、23年决算各是多少",
            ["3.00万元", "2.00万元", "没有写明：2023年决算"],
        ),
    ],
)
def test_a_year_of_two_digits_has_its_stages(service, question, told) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert all(one in reply.answer for one in told), reply.answer
