"""Who asks for a count is never answered with money, nor the other way round."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import quantity
from service.answer import Service
from tests.support.shelf import Shelf

SAMPLES = Path(__file__).parents[2] / "samples"
SERVICE = Service(Shelf(*sorted(SAMPLES.glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "教育局2024年公务接待几人次",
        "教育局2024年公务接待费几人次",
        "教育局2024年接待了几批次",
        "教育局2023年公务接待几人次",
        "教育局2024年出国几人次",
        "教育局2024年三公经费有几辆",
        "教育局2024年公务用车有几辆",
        "教育局2024年会议费几场",
        "教育局2024年培训费多少人次",
        "水务局2024年公务接待多少批次",
        "水务局2024年公务用车保有几辆",
        "水务局2024年在职多少人",
        "水务局2024年养护堤防多少公里",
    ],
)
def test_a_count_is_not_answered_with_money(question: str) -> None:
    answer = SERVICE.ask(question)
    assert answer.result is None or (unit := quantity.unit(answer.result.unit)) is None or unit.base != "元"
    assert not any("元" in figure.text for figure in answer.figures), answer.answer


@pytest.mark.parametrize("question", ["教育局2024年公务用车花多少钱", "教育局2024年培训费多少钱"])
def test_money_is_not_answered_with_a_count(question: str) -> None:
    answer = SERVICE.ask(question)
    assert answer.result is None or "元" in (answer.result.unit or ""), answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "教育局2024年公务用车运行维护费平均每辆车多少",
        "教育局2024年每辆车平均运行费",
        "教育局2024年公务接待费平均每人次多少元",
        "教育局2024年会议费平均一个人次多少钱",
        "教育局2024年培训费平均每个项目多少万元",
        "教育局2024年项目支出平均每个项目多少",
        "水务局2024年公务用车运行维护费平均下来养一辆车多少钱",
    ],
)
def test_a_mean_over_things_is_never_answered_with_the_whole(question: str) -> None:
    answer = SERVICE.ask(question)
    if answer.result is not None:
        told = f"{answer.result.value}{answer.result.unit}"
        formulas = [figure.formula or "" for figure in answer.figures if figure.text == told]
        assert any("/" in formula for formula in formulas), answer.answer
    else:
        assert answer.status == "declined" or not any("元" in f.text for f in answer.figures), answer.answer


@pytest.mark.parametrize(
    ("question", "mean"),
    [
        ("教育局2024年公务用车运行维护费平均每辆车多少", "2.16万元"),
        ("教育局2024年每辆车平均运行费", "2.16万元"),
        ("水务局2024年公务用车运行维护费，平均养一辆车多少钱", None),
        ("教育局2023年实际接待，平均下来一个人次合多少元", "101.87元"),
    ],
)
def test_a_mean_over_things_is_computed_from_the_amount_and_the_number(question: str, mean: str | None) -> None:
    answer = SERVICE.ask(question)
    told = f"{answer.result.value}{answer.result.unit}" if answer.result else None
    assert told == mean, answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "教育局2024年校车要花多少钱",
        "教育局2024年喝茶花多少钱",
        "教育局2024年理发的预算有多少",
        "水务局2024年一共要花多少钱买无人机",
    ],
)
def test_all_that_is_spent_is_no_answer_to_something_unknown(question: str) -> None:
    answer = SERVICE.ask(question)
    assert answer.status == "declined", answer.answer
    assert answer.figures == (), answer.answer
