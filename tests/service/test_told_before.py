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


SPENT = "教育局2023年水费决算多少"
PROJECT = "教育局2024年教师培训专项经费预算多少"


@pytest.mark.parametrize(
    ("questions", "result"),
    [
        # Over its plan or not, in whatever words.
        ((SPENT, "超预算没有"), ("-0.29", "万元")),
        ((SPENT, "超了没"), ("-0.29", "万元")),
        (("教育局2023年水费预算多少", "超没超"), ("-0.29", "万元")),
        # The plan of another year, and what is to be spent in it.
        ((SPENT, "比2024年预算呢"), ("0.29", "万元")),
        ((SPENT, "2024年打算花多少"), ("2.40", "万元")),
        # The same word of time is the same year.
        (("教育局2024年三公经费预算多少", "去年实际花了多少", "那去年预算呢"), ("22.10", "万元")),
        # The other sort of spending.
        (("教育局2024年基本支出预算多少", "项目的呢"), ("778.00", "万元")),
        # What the form of the project just told says of it.
        ((PROJECT, "要培训多少人次"), ("1500", "人次")),
        ((PROJECT, "满意度要求呢"), ("92", "%")),
        # What was planned at first.
        (("教育局2023年水费决算多少", "当初批了多少"), ("2.40", "万元")),
    ],
)
def test_plans_years_and_projects_are_those_spoken_of(questions: tuple[str, ...], result: tuple[str, str]) -> None:
    answer = talk(*questions)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == result


def test_goals_and_grounds_are_the_projects_own() -> None:
    assert "1500人次" in talk(PROJECT, "绩效目标是啥").answer
    told = talk(PROJECT, "依据是什么文件").answer
    assert "教师队伍建设规划" in told
    assert "校舍安全" not in told


def test_another_one_of_three_projects_is_asked_back() -> None:
    answer = talk(PROJECT, "另一个项目呢")
    assert answer.status == "clarify"
    assert "中小学校舍安全维修改造" in answer.answer


@pytest.mark.parametrize("text", ["编码是多少", "属于哪一类", "排第几"])
def test_no_amount_tells_a_code_or_a_place(text: str) -> None:
    assert talk("水务局2024年防汛预算多少", text).status == "declined"


def test_how_many_parties_went_abroad_and_were_received() -> None:
    assert "团组1个" in talk("教育局2023年决算因公出国花掉多少", "出去了几拨，多少人").answer
    told = talk("教育局2023年决算公务接待开销多少", "这一年迎来送往了几拨、几个人").answer
    assert "26批次" in told
    assert "214人次" in told


def test_what_is_to_be_done_with_it() -> None:
    assert "应急抢险演练" in talk("水务局2024年防汛那笔钱准备办哪几件事").answer


RECEIVED = "教育局2024年公务接待费预算多少"


@pytest.mark.parametrize(
    ("questions", "result"),
    [
        # Another body beside the one just spoken of.
        ((RECEIVED, "跟水务局一样吗"), ("0.20", "万元")),
        ((RECEIVED, "水务局高还是它高"), ("0.20", "万元")),
        ((RECEIVED, "水务局多不多"), ("0.20", "万元")),
        # Other people, and what the cars just counted cost.
        (("教育局2023年末在职多少人", "退休的呢"), ("47", "人")),
        (("教育局2023年末有几辆车", "养它们花了多少"), ("11.36", "万元")),
        # So much of its own budget.
        (("教育局2023年会议费决算多少", "是预算的百分之几"), ("69.29", "%")),
    ],
)
def test_others_are_set_beside_what_was_told(questions: tuple[str, ...], result: tuple[str, str]) -> None:
    answer = talk(*questions)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == result


def test_scores_are_compared_as_amounts_are() -> None:
    answer = talk(
        "教育局2024年教师培训专项经费的参训教师满意度权重多少", "教育局2024年整体绩效的参训教师满意度权重多少", "哪个高"
    )
    assert "100%" not in answer.answer


def test_what_another_body_has_is_told_alone() -> None:
    answer = talk("教育局2024年水费预算多少", "水务局那边这一项是多少")
    assert answer.result is not None
    assert (answer.result.value, answer.result.unit) == ("12000", "元")
