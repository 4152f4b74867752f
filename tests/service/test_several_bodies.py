"""Many bodies in one store: declines and questions back name what is held, and bodies that were renamed stay one."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.library import DocumentRecord
from ingest import quantity
from service import bodies
from service.answer import Service
from tests.support.invented import Subject
from tests.support.invented_bodies import Body, trades
from tests.support.stocked import stock

OFFICES = (("云州市", "财政局"), ("云州市青河区", "财政局"), ("云州市白鹭区", "财政局"), ("霁川市", "财政局"))
OTHERS = (("云州市", "统计局"), ("云州市", "审计局"), ("霁川市", "司法局"), ("珞水市", "信访局"))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Service:
    subjects = (Subject(Body(place, name, trades()[name]), 2024, "budget") for place, name in OFFICES + OTHERS)
    return Service(stock(tmp_path_factory.mktemp("many"), list(subjects))[0])


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("沧溟市财政局2024年三公经费预算", "declined"),
        ("沧溟市2024年三公经费预算", "declined"),
        ("云州市体育局2024年三公经费预算", "declined"),
        ("云州市财政局2020年三公经费预算", "declined"),
        ("云州市财政局2024年三公经费决算", "declined"),
        ("财政局2024年三公经费预算", "clarify"),
        ("区财政局2024年三公经费预算", "clarify"),
        ("2024年三公经费预算是多少", "clarify"),
        ("那笔钱是多少", "clarify"),
        ("部门底下有几家事业单位", "clarify"),
        ("明天下雨吗", "declined"),
    ],
)
def test_declines_and_questions_back_count_nothing(many: Service, question: str, status: str) -> None:
    """Their own counts would be figures that no disclosure carries."""
    reply = many.ask(question)
    assert reply.status == status, reply.answer
    told = reply.answer.split("最接近的是")[0]
    assert quantity.find(told) == [], told
    assert not reply.figures or "最接近的是" in reply.answer


def test_a_figure_of_the_place_asked_about_answers(many: Service) -> None:
    for question in ("云州财政局2024年三公经费预算", "2024年云州市财政局三公经费预算", "请问云州财政局今年三公经费"):
        reply = many.ask(question)
        assert {citation.organisation for citation in reply.citations} == {"云州市财政局"}, reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "2024年三公经费预算多少？公务接待费呢？我问的是云州市统计局",
        "会议费安排了多少？培训费安排了多少？云州市统计局2024年预算",
    ],
)
def test_a_body_named_last_is_meant_from_the_first(many: Service, question: str) -> None:
    reply = many.ask(question)
    assert {citation.organisation for citation in reply.citations} == {"云州市统计局"}, reply.answer
    assert reply.answer.startswith("（1）云州市统计局")


def test_a_body_named_last_is_not_put_before_a_question_about_all(many: Service) -> None:
    assert "霁川市财政局" in many.ask("各单位2024年三公经费预算合计多少？云州市统计局呢？").answer.split("（2）")[0]


def test_a_renamed_body_is_found_by_either_name(tmp_path: Path) -> None:
    trade = trades()["生态环境局"]
    old, new = Body("云州市", "环境保护局", trade), Body("云州市", "生态环境局", trade)
    service = Service(stock(tmp_path, [Subject(old, 2017), Subject(new, 2020)])[0])
    for name in ("云州市环境保护局", "云州市生态环境局", "云州环保局"):
        reply = service.ask(f"{name}2017年三公经费预算是多少")
        assert reply.status == "answered", reply.answer
        assert {citation.year for citation in reply.citations} == {2017}
        told = [notice for notice in reply.notices if "现称云州市生态环境局" in notice]
        assert bool(told) == (name != "云州市生态环境局"), reply.notices


def record(number: int, organisation: str, year: int) -> DocumentRecord:
    return DocumentRecord(
        id=f"d{number}",
        title=f"{organisation}{year}年部门预算",
        organisation=organisation,
        year=year,
        kind="budget",
        scope="department",
        status="ready",
        visibility="public",
        source_url=None,
        published=None,
        supersedes=None,
        pages=1,
        tables=1,
        facts=1,
        sha256="",
        files=(),
    )


def test_two_bodies_with_budgets_of_one_year_stay_two() -> None:
    """国土资源局 is what two kinds of bodies were called before; where both publish, they are not the same."""
    named = [("云州市国土资源局", 2019), ("云州市自然资源局", 2019), ("云州市自然资源局", 2020)]
    found = bodies.bodies(record(number, *each) for number, each in enumerate(named))
    assert set(found) == {"云州市国土资源局", "云州市自然资源局"}


def test_former_names_come_together_under_the_newest() -> None:
    named = [("云州市国土资源局", 2017), ("云州市自然资源局（本级）", 2020), ("云州市自然资源局", 2021)]
    found = bodies.bodies(record(number, *each) for number, each in enumerate(named))
    assert [(body.name, body.names) for body in found.values()] == [
        ("云州市自然资源局", ("云州市国土资源局", "云州市自然资源局"))
    ]


@pytest.mark.parametrize(
    "question",
    [
        "云州市统计局和云州市审计局，2024年谁花得多，差多少？",
        "云州市统计局和云州市审计局，2024年哪家更费钱，多出多少",
        "云州市统计局、云州市审计局2024年谁摊子大，大多少",
    ],
)
def test_which_of_two_spends_more_is_asked_of_all_they_spend(many: Service, question: str) -> None:
    reply = many.ask(question)
    plain = many.ask("云州市统计局和云州市审计局，2024年支出总计相差多少")
    assert plain.result is not None, plain.answer
    assert "合计" not in plain.answer  # 总计 is a part of the item's name
    assert reply.status == "answered", reply.answer
    assert reply.result == plain.result, reply.answer


def test_of_one_body_alone_nobody_spends_more(many: Service) -> None:
    assert many.ask("云州市统计局2024年谁花得多").status != "answered"


def test_this_year_is_one_year_for_all_that_are_compared(tmp_path: Path) -> None:
    bodies = (("统计局", 2024), ("统计局", 2025), ("审计局", 2024))
    subjects = [Subject(Body("云州市", name, trades()[name]), year, "budget") for name, year in bodies]
    service = Service(stock(tmp_path, subjects)[0])
    answer = service.ask("云州市统计局和云州市审计局今年谁花得多").answer
    assert "2025年" in answer, answer
    assert "更多" not in answer, answer
    assert "更多" in service.ask("云州市统计局和云州市审计局2024年谁花得多").answer
