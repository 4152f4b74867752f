"""What a follow-up points at among what was told: the second, the larger, the one before, the other body, its own budget."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import told_before
from service.answer import Service
from service.reply import Answer
from tests.support.shelf import Shelf

SAMPLES = Path(__file__).parents[2] / "samples"
SERVICE = Service(Shelf(*sorted(SAMPLES.glob("*_20*"))))  # type: ignore[arg-type]

LISTED = "教育局2024年差旅费、会议费、培训费预算分别多少"
WATER = "教育局2024年水费预算多少"
RUNNING = "教育局2024年机关运行经费预算多少"
THREE = "教育局2023年三公经费决算多少"


def talk(*questions: str) -> Answer:
    """The last answer of a conversation."""
    answer = SERVICE.ask(questions[0])
    for text in questions[1:]:
        answer = SERVICE.ask(text, conversation=answer.conversation)
    return answer


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("打错字了，是水务局", "是水务局"),
        ("嘴瓢了，想问电费来着", "电费"),
        ("不好意思问错了，应该是2023年", "2023年"),
        ("年份搞错了，2023年", "2023年"),
        ("哎呀，我刚才说岔了，会议费", "会议费"),
        ("口误。决算", "决算"),
        ("会议费呢", "会议费呢"),
        ("算错了吗", "算错了吗"),
        ("有没有搞错，这么多", "有没有搞错，这么多"),
    ],
)
def test_words_that_put_the_question_before_right_are_not_asked_about(text: str, left: str) -> None:
    assert told_before.without_slip(text) == left


@pytest.mark.parametrize(
    ("questions", "result"),
    [
        ((WATER, "打错字了，是水务局"), ("12000", "元")),
        ((WATER, "嘴瓢了，想问电费来着"), ("10.60", "万元")),
        ((WATER, "口误，电费"), ("10.60", "万元")),
        # The second of what was listed, and the one before the last.
        ((LISTED, "刚才第二项是多少"), ("4.90", "万元")),
        ((LISTED, "你报的第三个，再说一遍"), ("11.30", "万元")),
        ((WATER, "电费呢", "前面那个数是多少"), ("2.40", "万元")),
        ((WATER, "电费呢", "前面那个数的出处"), ("2.40", "万元")),
        ((WATER, "电费呢", "邮电费呢", "头一个问的是多少来着"), ("2.40", "万元")),
        # Which of them is more.
        ((LISTED, "最多的是哪个"), ("15.20", "万元")),
        ((LISTED, "仨里头哪个花钱最少"), ("4.90", "万元")),
        ((WATER, "电费呢", "哪个多"), ("8.20", "万元")),
        ((WATER, "电费呢", "哪头多，多几多"), ("8.20", "万元")),
        ((WATER, "电费呢", "谁高"), ("8.20", "万元")),
        ((RUNNING, "水务局呢", "哪家高"), ("40.66", "万元")),
        ((RUNNING, "水务局呢", "这俩单位哪边的高些"), ("40.66", "万元")),
        ((RUNNING, "2023年呢", "哪年多"), ("3.54", "万元")),
        # Together, in whatever words.
        ((WATER, "电费呢", "俩凑一起"), ("13.00", "万元")),
        ((WATER, "电费呢", "拢共多少"), ("13.00", "万元")),
        ((LISTED, "仨加一块儿"), ("31.40", "万元")),
        # Another thing beside the one just told.
        ((WATER, "电费是它的几倍"), ("4.42", "倍")),
        ((WATER, "电费比它多多少"), ("8.20", "万元")),
        ((WATER, "跟电费比呢"), ("8.20", "万元")),
        # What was spent beside its own budget.
        ((THREE, "跟预算比"), ("-3.14", "万元")),
        ((THREE, "比预算多还是少"), ("-3.14", "万元")),
        ((THREE, "和年初预算比呢"), ("-3.14", "万元")),
        # The body that is pointed at.
        ((RUNNING, "另外那家呢"), ("75.24", "万元")),
        ((RUNNING, "另一个局呢"), ("75.24", "万元")),
        ((RUNNING, "水务局呢", "头一个说的那个局，上一年是多少"), ("112.36", "万元")),
        # The same thing of the other sort of unit.
        (("教育局2024年行政单位医疗预算多少", "事业的呢"), ("36.72", "万元")),
        # One car's share.
        (("教育局2023年公车运行维护费花了多少", "摊到每台车头上呢"), ("2.27", "万元")),
        (("教育局2023年公车运行维护费花了多少", "养一辆平均合多少钱一年"), ("2.27", "万元")),
    ],
)
def test_a_follow_up_points_at_what_was_told(questions: tuple[str, ...], result: tuple[str, str]) -> None:
    answer = talk(*questions)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == result


@pytest.mark.parametrize("text", ["拆成货物、工程、服务各是多少", "分货物、工程、服务说一下", "其中货物工程服务各多少"])
def test_all_kinds_of_what_is_procured_are_asked_for_at_once(text: str) -> None:
    answer = talk("教育局2024年政府采购预算多少", text)
    assert all(amount in answer.answer for amount in ("58.20", "120.00", "96.50"))


def test_several_kinds_of_what_is_procured_need_the_name_once() -> None:
    answer = talk("教育局2024年政府采购货物、工程和服务各多少")
    assert all(amount in answer.answer for amount in ("58.20", "120.00", "96.50"))


@pytest.mark.parametrize(
    "questions",
    [
        (LISTED, "刚才第五项是多少"),  # three were listed
        (RUNNING, "水务局的联系电话", "哪家高"),  # only one amount was told
        (WATER, "参训教师满意度的目标值呢", "哪个多"),  # money and a rate
    ],
)
def test_what_cannot_be_pointed_at_is_not_compared(questions: tuple[str, ...]) -> None:
    answer = talk(*questions)
    assert "相差" not in answer.answer
    assert "最多的是" not in answer.answer


def test_the_largest_part_of_one_thing_is_still_its_part() -> None:
    answer = talk("教育局2024年三公经费预算多少", "里面最大的是哪块")
    assert answer.result is not None
    assert answer.result.value == "10.80"


def test_equal_amounts_are_said_to_be_equal() -> None:
    answer = talk("教育局2024年邮电费预算多少", "2023年呢", "哪年多")
    assert "相同" in answer.answer


def test_paper_is_no_printing() -> None:
    assert talk("教育局2024年买打印纸花多少").status == "declined"
