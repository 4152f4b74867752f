"""The year behind the one told, a heading said before two of its lines, what a single car costs, and scores."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 苇泊市林业局{year}年部门预算

“三公”经费财政拨款支出预算表（单位：万元）

| 项目 | {before}年预算数 | {year}年预算数 |
|---|---|---|
| “三公”经费合计 | {one} | {two} |
| 公务接待费 | 20.00 | 16.00 |
| 公务用车运行维护费 | 90.00 | 80.00 |

一般公共预算基本支出预算表（单位：万元）

| 科目名称 | 金额 |
|---|---|
| 工会经费 | 12.50 |
| 福利费 | 20.75 |

{year}年公务用车保有量为8辆，其中执法执勤用车5辆、应急保障用车3辆。

项目支出绩效自评表（单位：分）

| 项目名称 | 自评得分 |
|---|---|
| 防火通道维护 | 91.50 |
| 林区监测设备更新 | 96.00 |
| 苗圃改造 | 88.25 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    """One body's budgets of two years."""
    folder = tmp_path_factory.mktemp("years")
    told = [(2021, "110.00", "96.00"), (2022, "96.00", "88.00")]
    files = []
    for year, one, two in told:
        files.append(folder / f"{year}.md")
        files[-1].write_text(BUDGET.format(year=year, before=year - 1, one=one, two=two), "utf-8")
    return Service(Shelf(*files))  # type: ignore[arg-type]


@pytest.mark.parametrize("further", ["后面一年又是多少", "那往后一年呢", "紧接着那一年是多少"])
def test_the_year_behind_the_one_told_is_meant(service: Service, further: str) -> None:
    """Counted from the year told, not from the newest disclosure."""
    first = service.ask("苇泊市林业局2021年三公经费预算多少？")
    assert first.result is not None
    assert first.result.value == "96.00"
    second = service.ask(further, None, first.conversation)
    assert second.result is not None
    assert second.result.value == "88.00"


def test_a_year_behind_the_last_that_is_held_is_not_told_as_one_before(service: Service) -> None:
    """往后一年 is never the year before, in whatever words."""
    first = service.ask("苇泊市林业局2022年三公经费预算多少？")
    second = service.ask("往后一年呢", None, first.conversation)
    assert second.status == "declined"
    assert second.result is None


def test_one_of_several_with_a_measure_word_counts_nothing(service: Service) -> None:
    """那一笔 behind a name is no 每笔."""
    first = service.ask("苇泊市林业局2022年公务接待费安排了多少？")
    second = service.ask("那公务用车运行维护费那一笔呢", None, first.conversation)
    assert second.result is not None
    assert second.result.value == "80.00"


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("苇泊市林业局2022年基本支出，福利费比工会经费多多少", "8.25"),
        ("苇泊市林业局2022年“三公”经费，公务用车运行维护费比公务接待费高出多少万元", "64.00"),
        ("苇泊市林业局2022年公务用车，摊到单台的运行维护费是多少", "10.00"),
        ("苇泊市林业局2022年公务用车单辆运行维护费多少", "10.00"),
        ("苇泊市林业局2022年平时跑执法的车有几辆", "5"),
        ("苇泊市林业局2022年自己给项目打分，垫底的是哪个", "88.25"),
        ("苇泊市林业局2022年给各项目打的分，哪个最高", "96.00"),
    ],
)
def test_what_is_compared_counted_and_scored(service: Service, question: str, result: str) -> None:
    """The heading is none of what is compared; what all cars cost is not what a single one does; scores are no money."""
    answer = service.ask(question)
    assert answer.result is not None, answer.answer
    assert answer.result.value == result
