"""Questions to all bodies: over every disclosure held, those without the figure named, and the sums are true."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from index.library import Library
from service import across
from service.answer import Service
from service.reply import Answer
from tests.support.invented import Disclosure, Subject
from tests.support.invented_bodies import Body, trades
from tests.support.stocked import stock

OFFICES = (
    ("云州市", "财政局"),
    ("云州市青河区", "财政局"),
    ("云州市", "统计局"),
    ("霁川市", "司法局"),
    ("霁川市", "审计局"),
)
OLDER = Subject(Body("珞水市", "信访局", trades()["信访局"]), 2023)
SUBJECTS = [Subject(Body(place, name, trades()[name]), 2024) for place, name in OFFICES]
pytestmark = pytest.mark.stores
# How the invented disclosures print an item, by the name that is asked for.
PRINTED = {"三公经费": "“三公”经费"}
Figures = Mapping[str, Decimal]


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory, stores: str) -> tuple[Library, dict[str, Disclosure]]:
    return stock(tmp_path_factory.mktemp("across"), [*SUBJECTS, OLDER])


@pytest.fixture(scope="module")
def service(stocked: tuple[Library, dict[str, Disclosure]]) -> Service:
    return Service(stocked[0])


@pytest.fixture(scope="module")
def alone(service: Service) -> Figures:
    """Each body's 三公 budget in 万元, asked for by its name."""
    return {body: value(service.ask(f"{body}2024年三公经费预算多少万元")) for body in map("".join, OFFICES)}


def value(answer: Answer) -> Decimal:
    assert answer.result is not None, answer.answer
    return Decimal(answer.result.value)


def test_each_body_is_told_as_its_disclosure_prints_it(
    alone: Figures, stocked: tuple[Library, dict[str, Disclosure]]
) -> None:
    for disclosure in stocked[1].values():
        if disclosure.subject.year == 2024:
            scale = {"万元": Decimal(1), "元": Decimal("0.0001")}
            printed = {amount * scale[said.unit] for said, amount in disclosure.truth.items() if said.unit in scale}
            assert alone[disclosure.subject.body.organisation] in printed


def test_the_total_is_the_sum_over_all(service: Service, alone: Figures) -> None:
    answer = service.ask("各单位2024年三公经费预算合计多少万元")
    assert value(answer) == sum(alone.values(), Decimal(0))
    assert "共5家" in answer.answer
    assert {citation.organisation for citation in answer.citations} == set(alone)


def test_amounts_in_yuan_and_in_ten_thousands_add_up(
    service: Service, stocked: tuple[Library, dict[str, Disclosure]]
) -> None:
    units = {said.unit for one in stocked[1].values() for said in one.truth}
    assert {"元", "万元"} <= units
    each = [value(service.ask(f"{body}2024年政府采购预算多少元")) for body in map("".join, OFFICES)]
    assert value(service.ask("各单位2024年政府采购预算合计以元为单位是多少")) == sum(each, Decimal(0))


def test_the_mean_is_over_all(service: Service, alone: Figures) -> None:
    mean = sum(alone.values(), Decimal(0)) / len(alone)
    assert value(service.ask("全部单位2024年三公经费预算平均多少万元")) == mean.quantize(Decimal("0.01"))


@pytest.mark.parametrize(
    ("question", "most"),
    [
        ("2024年哪个单位三公经费预算最多", True),
        ("谁家2024年三公经费预算最高", True),
        ("2024年哪个单位三公经费预算最少", False),
    ],
)
def test_the_first_is_the_first_of_all(service: Service, alone: Figures, question: str, most: bool) -> None:
    answer = service.ask(question)
    first = (max if most else min)(alone, key=lambda body: alone[body])
    assert value(answer) == alone[first]
    assert f"是{first}，" in answer.answer


def test_all_are_put_in_order(service: Service, alone: Figures) -> None:
    answer = service.ask("各单位2024年三公经费预算从高到低排名").answer
    places = [answer.find(f"- {body}2024年") for body in sorted(alone, key=lambda body: alone[body], reverse=True)]
    assert -1 not in places
    assert places == sorted(places)


def test_each_is_listed(service: Service, alone: Figures) -> None:
    answer = service.ask("各单位2024年三公经费预算分别是多少")
    assert answer.result is None
    assert {f"{body}2024年“三公”经费预算数：" for body in alone} <= {
        line.removeprefix("- ").partition("：")[0] + "：" for line in answer.answer.splitlines() if line[:1] == "-"
    }


def test_how_each_moved_is_listed(service: Service, alone: Figures) -> None:
    answer = service.ask("各单位2024年三公经费各增加了多少").answer
    lines = [line for line in answer.splitlines() if line.startswith("- ")]
    assert len(lines) == len(alone)
    assert all(any(word in line for word in ("增加", "减少", "持平")) for line in lines)


def test_a_bound_that_nobody_passes_is_said(service: Service) -> None:
    answer = service.ask("2024年三公经费预算超过3000万元的单位有哪几家")
    assert "没有一家" in answer.answer
    assert answer.result is None


@pytest.mark.parametrize("question", ["各单位2024年三公经费预算合计多少", "2024年哪个单位公务接待费最少"])
def test_those_without_the_figure_are_named(service: Service, question: str) -> None:
    answer = service.ask(question)
    assert "没有2024年这一数额的：珞水市信访局，未计入" in answer.answer
    assert "珞水市信访局" not in {citation.organisation for citation in answer.citations}


@pytest.mark.parametrize(
    ("place", "bodies"),
    [
        ("霁川市", {"霁川市司法局", "霁川市审计局"}),
        ("云州市", {"云州市财政局", "云州市统计局", "云州市青河区财政局"}),
    ],
)
def test_a_place_leaves_its_own_bodies(service: Service, alone: Figures, place: str, bodies: set[str]) -> None:
    answer = service.ask(f"{place}各单位2024年三公经费预算合计多少万元")
    assert value(answer) == sum((alone[body] for body in bodies), Decimal(0))
    assert {citation.organisation for citation in answer.citations} == bodies


def test_a_year_that_nobody_has_is_declined(service: Service) -> None:
    answer = service.ask("各单位2020年三公经费预算合计多少")
    assert (answer.status, answer.result) == ("declined", None)


@pytest.mark.parametrize(
    ("text", "of_all"),
    [
        ("各单位三公经费合计", True),
        ("哪个局三公经费最多", True),
        ("全市三公经费多少", True),
        ("两个部门谁花得多", True),
        ("所有部门的会议费", True),
        ("下属单位有哪些", False),
        ("各单位构成", False),
        ("三公经费多少", False),
        ("各部门预算收支", False),
    ],
)
def test_questions_to_all_are_told_from_those_to_one(text: str, of_all: bool) -> None:
    assert across.asks_of_all(text) is of_all


@pytest.mark.parametrize(
    ("text", "inside"), [("部门底下有几家事业单位", True), ("内设科室有哪些", True), ("三公经费多少", False)]
)
def test_questions_about_the_units_of_one_body(text: str, inside: bool) -> None:
    assert across.asks_inside(text) is inside
