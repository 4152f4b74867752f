"""A question that leaves something out takes it from the one before; one that says it all takes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import terms
from service import conversation, question
from service.answer import Service
from service.reply import Answer
from service.turn import Said, Turn, Whole, turn_of
from tests.support.shelf import Shelf

SAMPLES = Path(__file__).parents[2] / "samples"
SERVICE = Service(Shelf(*sorted(SAMPLES.glob("*_20*"))))  # type: ignore[arg-type]

VOCABULARY = terms.Vocabulary(["水费", "电费"])
BODIES = {"教育局": "示例市教育局", "水务局": "示例市水务局"}


def said(text: str) -> Said:
    """What a question names, with the bodies found by their short names."""
    found = sorted((text.find(short), short) for short in BODIES if short in text)
    spans = tuple((at, at + len(short)) for at, short in found)
    return Said(tuple(BODIES[short] for _, short in found), spans, question.parse(text, VOCABULARY, (), spans))


def turn(text: str, year: int | None = 2024) -> Turn:
    own = said(text)
    return turn_of(own.query, own.bodies, own.body_spans, year, ())


def whole(text: str, before: str) -> Whole:
    return conversation.whole(text, said(text), turn(before))


RECEPTION = "教育局2024年接待费多少"


@pytest.mark.parametrize(
    ("before", "text", "made"),
    [
        (RECEPTION, "那会议费呢？", "教育局2024年会议费多少"),
        (RECEPTION, "会议费又是多少", "教育局2024年会议费多少"),
        (RECEPTION, "换成培训费的话", "教育局2024年培训费多少"),
        (RECEPTION, "水务局呢？", "示例市水务局2024年接待费多少"),
        (RECEPTION, "2023年呢", "教育局2023年接待费多少"),
        (RECEPTION, "再上一年呢？", "教育局2023年接待费多少"),
        (RECEPTION, "去年呢", "教育局2023年接待费多少"),
        ("教育局接待费多少", "会议费呢", "教育局2024年会议费多少"),
        ("教育局2023年接待费预算多少", "决算呢", "教育局2023年接待费决算多少"),
    ],
)
def test_the_one_thing_named_takes_its_place_in_the_question_before(before: str, text: str, made: str) -> None:
    assert whole(text, before).text == made


@pytest.mark.parametrize(
    ("before", "text", "made"),
    [
        (RECEPTION, "为什么？", "示例市教育局2024年接待费为什么？"),
        (RECEPTION, "它为什么减少", "示例市教育局2024年接待费为什么减少"),
        (RECEPTION, "占三公经费的比例是多少", "示例市教育局2024年接待费占三公经费的比例是多少"),
        (RECEPTION, "换算成元", "教育局2024年接待费多少，换算成元"),
    ],
)
def test_what_is_asked_of_the_same_thing_is_put_behind_it(before: str, text: str, made: str) -> None:
    assert whole(text, before).text == made


@pytest.mark.parametrize(
    "text",
    ["水务局2023年会议费预算多少", "水务局2023年培训费决算多少", "水务局2023年会议费为什么减少"],
)
def test_a_question_that_says_it_all_stays_as_it_is(text: str) -> None:
    made = whole(text, RECEPTION)
    assert (made.text, made.inherited, made.recall) == (text, (), None)


def test_without_a_question_before_nothing_is_added() -> None:
    assert conversation.whole("为什么？", said("为什么？"), None) == Whole("为什么？")


@pytest.mark.parametrize(
    ("text", "recall"),
    [
        ("你确定吗", "checked"),
        ("这个数准确吗", "checked"),
        ("没搞错吧", "checked"),
        ("出处是哪里", "source"),
        ("在第几页", "source"),
        ("这个数怎么来的", "source"),
        ("为什么？", None),
        ("会议费呢", None),
    ],
)
def test_questions_about_the_answer_are_told_from_others(text: str, recall: str | None) -> None:
    assert whole(text, RECEPTION).recall == recall


def test_a_turn_keeps_where_its_words_stand() -> None:
    kept = turn("教育局2024年接待费预算多少")
    assert [kept.text[a:b] for a, b in kept.body_spans] == ["教育局"]
    assert kept.text[kept.item_spans[0][0] : kept.item_spans[-1][1]].startswith("接待费")
    assert (kept.bodies, kept.year, kept.basis) == (("示例市教育局",), 2024, "预算")


def talk(*questions: str) -> Answer:
    """The last answer of a conversation."""
    answer = SERVICE.ask(questions[0])
    for text in questions[1:]:
        answer = SERVICE.ask(text, conversation=answer.conversation)
    return answer


THREE = "教育局2024年三公经费预算多少"


@pytest.mark.parametrize(
    ("questions", "result"),
    [
        ((THREE, "那接待费呢？"), ("3.00", "万元")),
        ((THREE, "跟去年比呢？"), ("-2.30", "万元")),
        ((THREE, "水务局呢？"), ("2.80", "万元")),
        ((THREE, "水务局呢？", "再上一年呢？"), ("7.30", "万元")),
        ((THREE, "以元为单位呢？"), ("198000", "元")),
        ((THREE, "换算成元"), ("198000", "元")),
        ((THREE, "再上一年呢？"), ("22.10", "万元")),
        ((THREE, "去年呢"), ("22.10", "万元")),
        ((THREE, "2023年呢？", "那2024年呢"), ("19.80", "万元")),
        ((THREE, "占总支出多少？"), ("0.83", "%")),
        (("教育局2024年公务接待费多少", "占三公经费的比例是多少"), ("15.15", "%")),
        (("教育局2024年水费多少", "电费呢", "两项加起来多少"), ("13.00", "万元")),
        (("教育局2024年水费多少？电费多少？", "一共多少"), ("13.00", "万元")),
        (("教育局2024年水费多少", "电费呢", "相差多少"), ("8.20", "万元")),
        ((THREE, "2023年呢？", "两年加起来多少"), ("41.90", "万元")),
        ((THREE, "水务局呢", "两个局相差多少"), ("17.00", "万元")),
        (("教育局2023年三公经费预算多少", "决算呢"), ("18.96", "万元")),
        (("教育局2023年三公经费预算多少", "决算呢", "跟预算差多少"), ("-3.14", "万元")),
        (("2024年三公经费是多少", "教育局"), ("19.80", "万元")),
        (("2024年三公经费是多少", "示例市水务局"), ("2.80", "万元")),
        ((THREE, "水务局2023年三公经费预算多少"), ("7.30", "万元")),
        # A year that is only compared with leaves the year spoken of as it was: 2024 is held, too.
        (("教育局2023年三公经费预算多少", "比2024年少多少"), ("-2.30", "万元")),
        ((THREE, "和水务局比谁多", "水务局的公务接待费呢"), ("2.80", "万元")),
        ((THREE, "水务局呢", "两家相差多少"), ("17.00", "万元")),
        (("教育局2024年水费多少", "电费呢", "这两类加起来"), ("13.00", "万元")),
    ],
)
def test_a_conversation_goes_on(questions: tuple[str, ...], result: tuple[str, str]) -> None:
    answer = talk(*questions)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == result


def test_two_bodies_are_not_two_years_of_one() -> None:
    answer = talk(THREE, "跟去年比呢？", "两家加起来多少")
    assert answer.result is None
    assert "合计" not in answer.answer


def test_four_are_not_the_two_that_were_asked_about() -> None:
    assert talk("教育局2024年水费多少", "电费呢", "这四类加起来").result is None


@pytest.mark.parametrize("text", ["服务呢", "那服务类的呢？", "服务类采购呢"])
def test_a_kind_of_what_is_procured_is_called_by_its_own_word(text: str) -> None:
    assert whole(text, "教育局2024年政府采购货物多少").text.startswith("示例市教育局2024年政府采购服务")


def test_which_are_the_first_few_is_asked_of_the_same_whole_again() -> None:
    whole_of_it = whole("前三大呢", "教育局2024年支出最大的是什么").text
    assert whole_of_it == "示例市教育局2024年支出前三大呢"


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        ((THREE, "为什么减少？"), "报废老旧车辆"),
        ((THREE, "那接待费呢？", "为什么？"), "未说明原因"),
        (("教育局2024年三公经费为什么减少", "水务局呢"), "移交市级公务用车平台"),
        ((THREE, "你确定吗？"), "已与公开文件逐项核对"),
        ((THREE, "在哪一页？"), "一般公共预算“三公”经费支出表"),
        ((THREE, "出处是哪里"), "《示例市教育局2024年部门预算情况说明（虚构示例）》"),
    ],
)
def test_reasons_checks_and_sources_are_of_what_was_named(questions: tuple[str, ...], words: str) -> None:
    answer = talk(*questions)
    assert answer.status == "answered"
    assert words in answer.answer


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        ((THREE, "跟去年比呢？"), ["示例市教育局", "2024年", "三公经费"]),
        ((THREE, "为什么？"), ["示例市教育局", "2024年", "三公经费"]),
        (("教育局2024年“三公”经费预算多少", "为什么？"), ["示例市教育局", "2024年", "三公经费"]),
        ((THREE, "水务局呢？"), ["2024年", "三公经费"]),
        ((THREE, "公务接待费2024年预算多少"), ["示例市教育局"]),
    ],
)
def test_what_was_taken_over_is_said(questions: tuple[str, ...], told: list[str]) -> None:
    (notice,) = (notice for notice in talk(*questions).notices if "承接上文" in notice)
    assert all(word in notice for word in told), notice


@pytest.mark.parametrize("text", ["水务局2023年基本支出预算多少？", "水务局2024年公务接待费预算多少"])
def test_a_full_question_inherits_nothing(text: str) -> None:
    after, alone = talk(THREE, text), talk(text)
    assert (after.answer, after.result) == (alone.answer, alone.result)
    assert not any("承接上文" in notice for notice in after.notices)


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("水务局2024年的接待费比上年增加多少", False),
        ("水务局2024年接待费和2023年相比差多少", False),
        ("水务局2024年接待费决算比年初预算多多少", False),
        ("水务局2024年培训费比会议费多多少", False),
        ("水务局接待费比教育局多多少", True),
        ("水务局跟它比差多少", True),
        ("谁的接待费更高，水务局高吗", True),
    ],
)
def test_another_body_is_set_against_the_one_before_only_where_it_is_asked(text: str, apart: bool) -> None:
    """比上年 and 比预算 hold a body's money against its own, and bring no other body in."""
    made = whole(text, RECEPTION).text
    assert "水务局" in made
    assert ("教育局" in made) is apart, made


@pytest.mark.parametrize("text", ["财政局呢", "决算呢", "2019年呢"])
def test_what_is_not_held_is_declined_in_a_conversation_too(text: str) -> None:
    answer = talk(THREE, text)
    assert (answer.status, answer.result) == ("declined", None), answer.answer


def test_conversations_know_nothing_of_each_other() -> None:
    SERVICE.ask(THREE, conversation="one")
    assert SERVICE.ask("那接待费呢？", conversation="two").status == "clarify"
    assert SERVICE.ask("那接待费呢？", conversation="one").status == "answered"
