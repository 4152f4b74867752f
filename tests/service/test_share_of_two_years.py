"""How a share moved from one year to another, and years that are only counted."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf


def _budget(year: int, staff: str, projects: str, total: str) -> str:
    return f"""# 平潭县档案馆{year}年部门预算

支出预算总表（单位：万元）

| 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|
| 一般公共服务支出 | {total} | {staff} | {projects} |
| 合计 | {total} | {staff} | {projects} |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("shares")
    told = {2022: ("60.00", "40.00", "100.00"), 2023: ("75.00", "75.00", "150.00"), 2024: ("80.00", "120.00", "200.00")}
    paths = []
    for year, amounts in told.items():
        paths.append(folder / f"{year}.md")
        paths[-1].write_text(_budget(year, *amounts), "utf-8")
    return Service(Shelf(*paths))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "points", "word"),
    [
        ("2024年项目支出占总支出的比重比2023年高还是低", "10.00", "高"),
        ("项目支出占总支出的比例，2023年跟2022年比是升了还是降了", "10.00", "高"),
        ("2024年与2022年相比，基本支出占比变化多少", "20.00", "低"),
        ("2024年基本支出占比比上年提高了吗", "10.00", "低"),
    ],
)
def test_a_share_is_set_against_that_of_another_year(service, question, points, word):
    reply = service.ask(question)
    assert reply.status == "answered"
    assert f"{word}**{points}个百分点**" in reply.answer


def test_the_part_by_which_an_amount_moved_is_no_share(service):
    reply = service.ask("2024年项目支出比2023年增长的比例")
    assert reply.result is not None
    assert (reply.result.value, reply.result.unit) == ("60.00", "%")


@pytest.mark.parametrize("question", ["档案馆三年的项目支出各是多少", "档案馆三年项目支出分别是多少，趋势怎样"])
def test_years_that_are_only_counted_are_the_last(service, question):
    reply = service.ask(question)
    assert all(f"{amount}万元" in reply.answer for amount in ("40.00", "75.00", "120.00"))


def test_a_share_goes_on_as_a_share(service):
    talk = service.ask("2024年项目支出占总支出的比重").conversation
    reply = service.ask("比2023年高还是低", None, talk)
    assert "10.00个百分点" in reply.answer


def test_how_an_amount_was_used_is_no_question_about_the_service(service):
    talk = service.ask("2024年项目支出多少").conversation
    assert "这里是明账" not in service.ask("怎么用的", None, talk).answer
    assert "这里是明账" in service.ask("怎么用的").answer
