"""Everyday words lead to printed ones, and a word that is there already is not looked for twice."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ingest import everyday, terms

FILES = sorted((Path(everyday.__file__).parent / "everyday_words").glob("*.toml"))


@pytest.mark.parametrize(
    ("question", "word", "said"),
    [
        ("请客吃饭花了多少", "公务接待费", "请客吃饭"),
        ("出差的开销", "差旅费", "出差"),
        ("为什么少了", "主要原因是", "为什么"),
        ("网上平台坏了", "故障", "坏了"),
    ],
)
def test_a_printed_word_is_found_for_an_everyday_one(question, word, said):
    assert everyday.printed(question)[word] == said


def test_what_the_question_prints_itself_is_left_out():
    assert "差旅费" not in everyday.printed("出差的差旅费是多少")
    assert everyday.printed("") == {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_word_is_written_once_and_of_some_length(file):
    for section in tomllib.loads(file.read_text(encoding="utf-8")).values():
        for printed, said in section.items():
            assert all(printed.split("|")), printed
            assert said, printed
            assert len(said) == len(set(said)), printed
            assert all(said), printed


def test_a_part_leads_to_nothing_printed_but_is_known_to_be_something_of_its_own():
    assert not {"办公设备购置", "只是一部分"} & set(everyday.printed("买打印机的钱"))
    assert "打印机" in everyday.of_items()


def test_the_words_stand_in_files_by_part_of_the_field():
    assert {file.stem for file in FILES} == {
        "doing", "economic", "forms", "functional_201_210", "functional_211_234", "funds", "parts", "people_and_things", "performance",
        "procurement", "revenue", "verbs",
    }  # fmt: skip


def test_things_are_told_of_lines_of_the_classification():
    lines = {terms.key(code.name) for code in terms.codes().values() if code.system == "economic"}
    assert set(everyday.things_of()) <= lines
    assert "打印纸" in everyday.things_of()["office_supplies"]


def test_a_line_is_known_with_its_halves_turned_and_a_filler_between():
    names = terms.Vocabulary(["渡口巡查次数"])
    assert not names.mentions("次数渡口巡查是多少")  # no line of the code tables: told by all words of a question
    coded = terms.Vocabulary(coded=True)
    assert [m.keys for m in coded.mentions("群众性体育花了多少")] == [("群众体育",)]
    assert [m.keys for m in coded.mentions("执行案件花了多少")] == [("案件执行",)]
