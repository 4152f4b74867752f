"""Every number of a real disclosure's tables, found once and filed rightly; passages that carry them."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from ingest.facts import facts, table_facts
from ingest.passages import passages, split
from ingest.read import read
from ingest.tables import text_cells


@pytest.fixture(scope="module")
def sample(shared):
    return read(shared / "samples" / "beibei_2024_budget.txt")


def _stem(title: str) -> str:
    """The answers name one table with its year and another without: titles are compared without."""
    return re.sub(r"^\d{4}年", "", title)


def test_the_numbers_of_the_real_disclosure_are_there_exactly(shared, sample):
    want: Counter[tuple[str, ...]] = Counter()
    with (shared / "eval" / "beibei_2024.facts.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            want[_stem(row["table"]), row["code"], row["row"], row["column"], row["value"], row["unit"]] += 1
    got: Counter[tuple[str, ...]] = Counter()
    for fact in table_facts(sample):
        if fact.value is None:
            continue
        # The answers name a table item by its own label, an indicator by project and label, and no project's code.
        row = "|".join(fact.row) if fact.project else "".join(fact.row[-1:])
        code = "" if fact.project else fact.code or ""
        got[_stem(fact.table or ""), code, row, "|".join(fact.column), str(fact.value), fact.unit or ""] += 1
    assert want.total() == 224
    assert want - got == Counter()
    assert got - want == Counter()


def test_ids_are_unique_and_stable(shared, sample):
    first = facts(sample)
    assert len({fact.id for fact in first}) == len(first)
    assert [fact.id for fact in facts(read(shared / "samples" / "beibei_2024_budget.txt"))] == [f.id for f in first]


def test_identity_and_years_of_the_real_disclosure(sample):
    assert (sample.year, sample.kind, sample.scope) == (2024, "budget", "department")
    years = {(f.column[0], f.year, f.basis) for f in table_facts(sample) if f.column and "年预算数" in f.column[0]}
    assert years == {("2023年预算数", 2023, "budget"), ("2024年预算数", 2024, "budget")}


def test_codes_give_the_full_path(sample):
    paths = {fact.code: fact.row for fact in table_facts(sample) if fact.code and len(fact.code) == 7}
    assert paths["2080505"] == ("社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出")


def test_words_in_forms_are_kept_with_their_project(sample):
    cells = text_cells(sample)
    assert {cell.label for cell in cells} == {"当年整体绩效目标", "项目概述", "立项依据", "当年绩效目标"}
    assert all(cell.place.anchor for cell in cells)
    assert {len(cell.path) for cell in cells if cell.project} == {1}


def test_passages_hold_every_fact_and_no_id_twice(sample):
    known = facts(sample)
    pieces = passages(sample, known)
    assert len({piece.id for piece in pieces}) == len(pieces)
    held = {fact_id for piece in pieces for fact_id in piece.facts}
    assert {fact.id for fact in known if fact.source == "table" and fact.value is not None} <= held
    assert max(len(piece.text) for piece in pieces) <= 360
    assert any("无此" in piece.text or "此表无数据" in piece.text for piece in pieces)


def test_long_texts_are_split_at_the_ends_of_sentences():
    sentence = "负责全市水资源的统一管理和保护工作，组织实施取水许可制度，指导节约用水。"
    pieces = split(sentence * 12)
    assert "".join(pieces) == sentence * 12
    assert all(piece.endswith("。") and len(piece) <= 300 for piece in pieces)
    assert len(pieces) > 1
