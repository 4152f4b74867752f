"""The questions made by machine: what lines they are made of, what is wanted, and what counts as told."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from index.library import Library
from service import intake
from service.answer import Service
from service.evaluate import Wanted
from tests.machine.__main__ import FORMS, of_lines
from tests.machine.lines import by_key, lines
from tests.machine.probe import Probe, outcome, summary
from tests.machine.reworded import reworded, rules

TEXT = """# 霁川市白溪区档案馆2024年度部门预算

一般公共预算基本支出表（单位：万元）

| 科目编码 | 科目名称 | 2023年预算数 | 2024年预算数 |
|---|---|---|---|
| 302 | 商品和服务支出 | 40.00 | 50.00 |
| 30201 | 办公费 | 8.00 | 10.00 |
| 30211 | 差旅费 | 4.00 | 2.00 |
| 30213 | 维修（护）费 | 28.00 | 38.00 |
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("machine")
    path = folder / "a.md"
    path.write_text(TEXT, "utf-8")
    library = Library.open(folder / "store", None)
    assert intake.take_file(library, path, intake.Origin(), 10**6).record is not None
    yield library
    library.close()


def test_lines_are_what_the_tables_print_of_a_year_of_which_a_disclosure_is_held(library) -> None:
    found = by_key(lines(library))
    body = "霁川市白溪区档案馆"
    assert set(found) == {(body, 2024, item) for item in ("商品和服务支出", "办公费", "差旅费", "维修（护）费")}
    assert found[body, 2024, "办公费"].amount == 100_000
    assert found[body, 2024, "办公费"].above == ("商品和服务支出",)


def test_what_is_asked_of_them_is_answered_with_what_follows_from_them(library) -> None:
    put = list(of_lines({"one": library}, each=3, choice=random.Random(1)))
    assert {one.family for one in put} >= {"plain", "share", "largest", "second", "smallest"}
    assert [one.line() for one in put if one.outcome != "right"] == []
    assert summary(put)["plain"]["asked"] == 4


def test_another_figure_is_no_answer(library) -> None:
    service = Service(library)
    right = Probe("", "one", "白溪区档案馆2024年办公费是多少", frozenset({Decimal(100_000)}), "元")
    assert outcome(right, service.ask(right.question)) == "right"
    other = Probe("", "one", right.question, frozenset({Decimal(20_000)}), "元")
    assert outcome(other, service.ask(other.question)) == "other"
    beyond = Probe("", "one", "白溪区档案馆2019年办公费是多少", frozenset({Decimal(1)}), "元")
    assert outcome(beyond, service.ask(beyond.question)) == "declined"


def test_every_rule_changes_a_word_and_leaves_what_is_wanted() -> None:
    asked = Wanted("1", "lookup", "白溪区档案馆2024年差旅费是多少", "answered", (), headline=True, must=(), must_not=())
    again = list(reworded(asked, rules(FORMS["words"]), random.Random(1)))
    assert again
    assert all(one.question != asked.question and one.figures == asked.figures for _, one in again)
