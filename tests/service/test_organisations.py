"""Bodies are named in short, and strangers are told from those held."""

from __future__ import annotations

import pytest

from service import organisations

HELD = [
    "甲省乙市丙丁区人民政府办公室",
    "甲省乙市丙丁区人民政府戊己街道办事处",
    "中共甲省乙市丙丁区委社会工作部",
    "甲省乙市丙丁区水务局",
    "辛壬市文化和旅游发展委员会",
]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("丙丁区府办今年三公", [HELD[0]]),
        ("丙丁区政府办公室今年三公", [HELD[0]]),
        ("戊己街道的三公经费", [HELD[1]]),
        ("戊己街道办25年电费", [HELD[1]]),
        ("丙丁区委社工部决算", [HELD[2]]),
        ("社会工作部花了多少", [HELD[2]]),
        ("水务局的预算", [HELD[3]]),
        ("辛壬市文旅委今年预算", [HELD[4]]),
        ("丙丁区府办和戊己街道谁多", [HELD[0], HELD[1]]),
    ],
)
def test_short_names_are_understood(text: str, held: list[str]) -> None:
    found = organisations.named(text, HELD, lambda words, bodies: False)
    assert (sorted(found.held), found.strangers) == (sorted(held), ())


@pytest.mark.parametrize(
    "text",
    ["市财政局的三公经费", "丙丁区教育局的预算", "庚辛街道今年三公要花多少", "癸省政协2018年预算", "丙丁区教委预算"],
)
def test_bodies_not_held_are_strangers(text: str) -> None:
    found = organisations.named(text, HELD, lambda words, bodies: False)
    assert found.strangers
    assert not found.held


@pytest.mark.parametrize(
    "text",
    [
        "今天天气怎么样",
        "各部门的预算",
        "内设机构有哪些",
        "大厅一年办多少件",
        "局长的年薪是多少",
        "全部支出是多少",
        "办公费是多少",
    ],
)
def test_ordinary_words_are_no_bodies(text: str) -> None:
    found = organisations.named(text, HELD, lambda words, bodies: False)
    assert (found.held, found.strangers) == ((), ())


def test_a_unit_that_the_disclosure_itself_speaks_of_is_no_stranger() -> None:
    assert (
        organisations.named("便民服务中心有几人", HELD[:1], lambda words, bodies: "便民服务中心" in words).strangers
        == ()
    )
