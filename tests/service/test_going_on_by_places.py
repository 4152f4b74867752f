"""Follow-ups that point at one, or all, of the things told before: the answer is that of the same question asked whole."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf
from tests.support.talking import result, talk

OF_2023 = """# 霁川市白溪区档案馆2023年度部门预算

一般公共预算基本支出预算表（单位：万元）

| 科目编码 | 科目名称 | 预算数 |
|---|---|---|
| 302 | 商品和服务支出 | 80.00 |
| 30201 | 办公费 | 12.00 |
| 30205 | 水费 | 4.00 |
| 30206 | 电费 | 16.00 |
| 30211 | 差旅费 | 10.00 |
| | 合计 | 80.00 |
"""
OF_2024 = OF_2023.replace("2023年度", "2024年度").replace("12.00", "15.00").replace("16.00", "20.00")
SPENT = """# 霁川市白溪区水务局2023年度部门决算

财政拨款支出决算情况说明

1.水利（款）防汛（项）。年初预算为100.00万元，支出决算为61.00万元，完成年初预算的61.00%。
2.水利（款）抗旱（项）。年初预算为50.00万元，支出决算为45.00万元，完成年初预算的90.00%。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("places")
    paths = [folder / f"{name}.md" for name in "abc"]
    for path, text in zip(paths, (OF_2023, OF_2024, SPENT), strict=True):
        path.write_text(text, "utf-8")
    return Service(Shelf(*paths))  # type: ignore[arg-type]


AT_ONCE = ("档案馆2024年办公费和电费预算各是多少",)
IN_A_ROW = ("档案馆2024年办公费预算是多少", "电费呢")


@pytest.mark.parametrize("before", [AT_ONCE, IN_A_ROW])
@pytest.mark.parametrize(
    ("follow_up", "told"),
    [
        ("前者占商品和服务支出百分之几", "18.75%"),
        ("第一个在商品和服务支出里占几成", "18.75%"),
        ("回到头一项：占商品和服务支出多少", "18.75%"),
        ("后者占商品和服务支出百分之几", "25.00%"),
        ("第二个占商品和服务支出的比重呢", "25.00%"),
        ("前面那个比上年增减多少", "3.00万元"),
        ("回到头一个：它比上年增减多少", "3.00万元"),
        ("后一项跟上年比变了多少", "4.00万元"),
        ("加起来占商品和服务支出百分之几", "43.75%"),
        ("两个一块儿占商品和服务支出的比重是多少", "43.75%"),
        ("它们俩合起来占商品和服务支出几成", "43.75%"),
        ("加上差旅费三项一共多少", "45.00万元"),
        ("连差旅费三项合计多少", "45.00万元"),
    ],
)
def test_what_is_pointed_at_by_its_place(service: Service, before: tuple[str, ...], follow_up: str, told: str) -> None:
    assert result(talk(service, *before, follow_up)) == told


@pytest.mark.parametrize("follow_up", ["第三个占商品和服务支出百分之几", "这四项加起来占商品和服务支出多少"])
def test_no_place_that_nothing_was_told_at(service: Service, follow_up: str) -> None:
    assert result(talk(service, *AT_ONCE, follow_up)) not in ("18.75%", "25.00%", "43.75%")


def test_things_named_now_are_added_up_by_themselves(service: Service) -> None:
    assert result(talk(service, "档案馆2024年办公费预算是多少", "水费电费两样共计？")) == "24.00万元"
    assert result(talk(service, "档案馆2024年办公费预算是多少", "加上水费和电费一共多少")) == "39.00万元"


@pytest.mark.parametrize(
    ("follow_up", "told"),
    [
        ("我要的不是2024年，是2023年", "12.00万元"),
        ("不对，我问的是2023年", "12.00万元"),
        ("我问的不是办公费，是电费", "20.00万元"),
        ("我想查的不是办公费，是电费", "20.00万元"),
        ("别说办公费，我问的是电费", "20.00万元"),
        ("头一年是多少", "12.00万元"),
        ("不是12万吗", None),
    ],
)
def test_what_is_put_right(service: Service, follow_up: str, told: str | None) -> None:
    answer = talk(service, "档案馆2024年办公费预算是多少", follow_up)
    assert told is None or result(answer) == told


def test_a_share_is_put_right_as_a_share(service: Service) -> None:
    share = "档案馆2024年办公费占商品和服务支出的百分之几"
    assert result(talk(service, share, "我要的不是2024年，是2023年")) == "15.00%"
    assert talk(service, share, "决算呢").result is None


@pytest.mark.parametrize(
    ("follow_up", "told"),
    [("抗旱呢", "90.00%"), ("比抗旱多多少", "16.00万元"), ("加上抗旱一共多少", "106.00万元")],
)
def test_what_was_carried_out_goes_on_as_what_was_spent(service: Service, follow_up: str, told: str) -> None:
    assert result(talk(service, "水务局2023年防汛完成年初预算的百分之几", follow_up)) == told


@pytest.mark.parametrize(
    ("questions", "asked_back"),
    [
        (("档案馆2023年和2024年的电费各是多少", "那一年的水费呢"), "2023年还是2024年"),
        (("档案馆2023年和2024年的电费各是多少", "2023年的水费呢"), None),
        (("档案馆2024年的电费是多少", "那一年的水费呢"), None),
    ],
)
def test_one_of_several_years_is_asked_back(
    service: Service, questions: tuple[str, ...], asked_back: str | None
) -> None:
    answer = talk(service, *questions)
    assert (answer.status == "clarify") == (asked_back is not None)
    assert asked_back is None or asked_back in answer.answer


@pytest.mark.parametrize("follow_up", ["电费占百分之几", "电费占比多少"])
def test_a_part_of_what_was_listed_is_held_against_it(service: Service, follow_up: str) -> None:
    parts = "档案馆2024年商品和服务支出包括哪些，各多少"
    assert result(talk(service, parts, follow_up)) == "25.00%"
    assert result(talk(service, parts, "除了电费其余多少")) == "60.00万元"
