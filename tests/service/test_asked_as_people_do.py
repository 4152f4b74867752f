"""Questions as people put them: counts beside money, years told twice, plan and outturn at once, bodies by their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import asked_years, body_words, messages
from service.answer import Service
from tests.support.shelf import Shelf

SERVICE = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "value", "unit"),
    [
        ("教育局2023年出境的一共几人次", "3", "人次"),
        ("教育局2023年出访的团组一共几个", "1", "个"),
        ("教育局2023年全年招待了多少人", "214", "人次"),
        ("教育局2023年宴请了几拨客人", "26", "批次"),
        ("教育局2024年现在公车剩几台", "5", "辆"),
        ("教育局前年（2023年）实际花在培训上的钱", "10.75", "万元"),
        ("教育局2023年出差的钱真用了多少", "13.97", "万元"),
        ("教育局2024年水电费里面的电费是多少", "10.60", "万元"),
        ("教育局2023年年末账上没用完的还有多少", "11.20", "万元"),
        ("教育局2023年因公出国费用掉了预算的百分之几", "90.33", "%"),
        ("教育局2024年公务用车运行维护费比前一年少用多少", "-1.70", "万元"),
        ("财政2024年给水务局拨了多少钱", "18891100", "元"),
        ("教育局2023年三公里车的那部分是多少", "12.50", "万元"),
        ("水务局2024年要添几台车", "0", "辆"),
    ],
)
def test_what_is_asked_is_told(asked: str, value: str, unit: str) -> None:
    answer = SERVICE.ask(asked)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == (value, unit)


@pytest.mark.parametrize(
    "asked",
    [
        "教育局2023年出国分几批",  # the parties in the sentence beside it were received
        "教育局2024年搞学前教育那项给了多少钱",  # a target in percent is no money
        "教育局2023年年末上班的有多少人是编外的",
        "水务局2024年给老人发的补助多少",
        "教育局2024年修了几所食堂",
    ],
)
def test_nothing_near_it_stands_for_what_is_asked(asked: str) -> None:
    assert SERVICE.ask(asked).result is None, SERVICE.ask(asked).answer


@pytest.mark.parametrize(
    ("asked", "figures"),
    [
        ("教育局2023年公务接待费的预算和决算分别是多少", ["3.60万元", "2.18万元"]),
        ("教育局2023年其他普通教育支出当初批的数和最后用的数各多少", ["386.00万元", "401.20万元"]),
        ("教育局2023年一般行政管理事务安排多少实际多少", ["68.50万元", "66.38万元"]),
    ],
)
def test_plan_and_outturn_are_both_told(asked: str, figures: list[str]) -> None:
    told = SERVICE.ask(asked).answer
    assert all(figure in told for figure in figures), told


def test_a_term_needs_no_body() -> None:
    answer = SERVICE.ask("事业收入说的是什么")
    assert answer.status == "answered"
    assert "教师培训" in answer.answer


@pytest.mark.parametrize("asked", ["机关运行经费是多少", "这家单位三公多少", "怎么回事"])
def test_a_figure_still_needs_one(asked: str) -> None:
    assert SERVICE.ask(asked).status == "clarify"


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("教育局2024年培训费多少", "水务的呢", "24000元"),
        ("水务局2023年预算多少", "为什么比前一年多", "45.61万元"),
        ("水务局2024年公务接待费多少", "折成元呢", "28000元"),
    ],
)
def test_what_follows_leaves_out_what_was_said(first: str, then: str, told: str) -> None:
    talk = SERVICE.ask(first).conversation
    answer = SERVICE.ask(then, conversation=talk)
    assert told in answer.answer


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("大前年（2021年）的数", ((2021,), ())),
        ("上一年，也就是2022年，的数", ((2022,), ())),
        ("十四五期间2023年的数", ((2023,), ())),
        ("十四五期间的数", ((2021, 2022, 2023, 2024, 2025), ())),
        ("去年的数", ((), (-1,))),
        ("今年比2022年多多少", ((2022,), (0,))),
    ],
)
def test_years_are_told_once(text: str, years: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    assert asked_years.years(text)[:2] == years


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("档案那边呢", "云州市档案局"),
        ("那个街道2024年花了多少", "云州市青河区戊己街道办事处"),
        ("戊己2024年的预算", "云州市青河区戊己街道办事处"),
        ("档案管理花了多少", None),
        ("街道公共服务中心2024年", None),
    ],
)
def test_a_body_is_called_by_its_words(text: str, named: str | None) -> None:
    found = body_words.meant(text, ["云州市档案局", "云州市青河区戊己街道办事处"])
    assert (found[0] if found else None) == named


def test_how_many_and_how_much_are_two_questions() -> None:
    assert messages.questions("某局2024年要换几台车，花多少钱") == ["某局2024年要换几台车", "花多少钱"]
    assert messages.questions("某局2024年办公费、电费，一共多少钱") == ["某局2024年办公费、电费，一共多少钱"]
    told = SERVICE.ask("教育局2024年要买几辆车，花多少钱").answer
    assert "0辆" in told
    assert "0万元" in told


def test_an_item_inside_the_name_of_another_is_one_of_its_own() -> None:
    answer = SERVICE.ask("教育局2024年电费+邮电费＝？")
    assert answer.result is not None
    assert answer.result.value == "17.80"


def test_a_part_of_the_whole_is_no_outturn() -> None:
    answer = SERVICE.ask("教育局2024年卫生健康支出占支出预算的百分之几")
    assert answer.result is not None
    assert answer.result.value == "3.46"


@pytest.mark.parametrize(
    ("asked", "value", "unit"),
    [
        ("教育局2024年哪一类支出最大？占总支出几成？", "80.60%", "教育支出"),
        ("水务局2024年金额最大的项目是哪个，占项目支出几成", "47.96%", "水利工程养护"),
        ("教育局2024年有几辆车，维护费多少", "10.80万元", "公务用车运行维护费"),
    ],
)
def test_the_next_question_is_of_what_was_found(asked: str, value: str, unit: str) -> None:
    answer = SERVICE.ask(asked).answer
    second = answer.split("（2）")[1]
    assert value in second
    assert unit in second


def test_bodies_of_one_sort_are_told_by_their_names() -> None:
    answer = SERVICE.ask("所有街道2024年三公经费合计多少")
    assert answer.status == "declined"
    assert SERVICE.ask("各局2024年三公经费合计多少").answer.startswith("全部局单位2024年")


@pytest.mark.parametrize("asked", ["教育局2023年有没有哪项是零", "教育局2024年退休人员的奖金发多少"])
def test_a_part_that_nobody_names_is_not_the_whole(asked: str) -> None:
    assert SERVICE.ask(asked).status == "declined"
