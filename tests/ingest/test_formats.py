"""The same disclosure gives the same facts, identity and narrative from each format that it is published in."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from ingest.facts import facts, table_facts
from ingest.model import Document
from ingest.read import parse, read
from tests.support.retyped import RETYPED
from tests.support.sheets import ods, xls_from_xlsx

FORMATS = ("txt", "html", "docx", "xlsx", "xls", "ods")


@pytest.fixture(scope="module")
def published(shared) -> dict[str, Document]:
    """One real disclosure in every format; the old workbook and the OpenDocument one are made of the new one."""
    samples = shared / "samples"
    out = {kind: read(samples / f"beibei_2024_budget.{kind}") for kind in ("txt", "html", "docx", "xlsx")}
    book = (samples / "beibei_2024_budget.xlsx").read_bytes()
    out["xls"] = parse(xls_from_xlsx(book), "同一份.xls")
    out["ods"] = parse(ods(book), "同一份.ods")
    return out


def _stem(title: str) -> str:
    return re.sub(r"^\d{4}年", "", title)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_numbers_of_the_real_disclosure_are_the_same_from_every_format(shared, published, kind):
    want: Counter[tuple[str, ...]] = Counter()
    with (shared / "eval" / "beibei_2024.facts.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            want[_stem(row["table"]), row["code"], row["row"], row["column"], row["value"], row["unit"]] += 1
    got: Counter[tuple[str, ...]] = Counter()
    for fact in table_facts(published[kind]):
        if fact.value is None:
            continue
        row = "|".join(fact.row) if fact.project else "".join(fact.row[-1:])
        code = "" if fact.project else fact.code or ""
        got[_stem(fact.table or ""), code, row, "|".join(fact.column), str(fact.value), fact.unit or ""] += 1
        assert fact.status == "exact"
    assert want.total() == 224
    assert want - got == Counter()
    assert got - want == Counter()


@pytest.mark.parametrize("kind", FORMATS)
def test_blank_cells_and_notes_are_the_same_from_every_format(published, kind):
    def blanks(document):
        return Counter(
            (f.table, f.code, f.row, f.column, f.year, f.unit) for f in table_facts(document) if f.value is None
        )

    assert blanks(published[kind]) == blanks(published["txt"])
    assert [(t.title, t.unit, t.notes) for t in published[kind].tables] == [
        (t.title, t.unit, t.notes) for t in published["txt"].tables
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_whose_it_is_is_the_same_from_every_format(published, kind):
    def identity(document):
        return document.organisation, document.year, document.kind, document.scope

    assert identity(published[kind]) == identity(published["txt"])


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_the_narrative_is_the_same_from_every_format_that_has_it(published, kind):
    def narrative(document):
        return [
            (f.row, str(f.value), f.unit, f.year, f.basis, f.measure, f.direction, f.base_year, f.reason, f.purpose,
             f.section, f.comparator, re.sub(r"\s", "", f.quote))
            for f in facts(document)
            if f.source == "narrative"
        ]  # fmt: skip

    assert narrative(published[kind]) == narrative(published["txt"])
    assert any(f[8] for f in narrative(published[kind]))  # reasons are among it


def test_places_are_what_each_format_can_show(published):
    places = {kind: {f.place for f in table_facts(published[kind])} for kind in FORMATS}
    for kind in ("txt", "html", "docx"):
        assert all(re.fullmatch(r"t\d+r\d+c\d+", place.anchor or "") for place in places[kind])
    for kind in ("xlsx", "xls", "ods"):
        assert all(re.fullmatch(r"[^!]+![A-Z]+\d+", place.cell or "") for place in places[kind])
    assert places["html"] == places["docx"]
    assert places["xlsx"] == places["xls"] == places["ods"]


def test_the_place_is_the_cell_that_prints_the_number(shared, published):
    book = openpyxl.load_workbook(shared / "samples" / "beibei_2024_budget.xlsx", data_only=True)
    for fact in table_facts(published["xlsx"]):
        sheet, _, cell = (fact.place.cell or "").rpartition("!")
        stored = book[sheet][cell].value
        if fact.value is None:
            assert stored in (None, "", "—", "-"), fact
        elif isinstance(stored, int | float):
            assert abs(float(fact.value) - stored) < 0.005, fact
        else:
            assert str(fact.value) in str(stored), fact


DATA = Path(__file__).parent.parent / "data"
TYPED = sorted(path.name for path in DATA.iterdir() if path.suffix in (".txt", ".md"))
PRINTED = (
    "江苏省政协办公厅2018度部门预算公开表.pdf",
    "上海市普陀区人民政府万里街道办事处25年预算.pdf",
    "中共上海市普陀区委社会工作部2024年度部门决算.pdf",
)


def _told(document: Document) -> list[tuple[object, ...]]:
    return [
        (f.table, f.code, f.row, f.column, str(f.value), f.unit, f.year, f.basis, f.measure, f.quote)
        for f in table_facts(document)
    ]


def _identity(document: Document) -> tuple[object, ...]:
    return document.organisation, document.year, document.kind, document.scope


@pytest.mark.parametrize("kind", RETYPED)
@pytest.mark.parametrize("name", TYPED)
def test_a_disclosure_typed_again_in_another_format_says_the_same(name, kind):
    first = read(DATA / name)
    again = parse(RETYPED[kind](first), f"示例.{kind}")
    assert _told(again) == _told(first)
    assert _identity(again) == _identity(first)


@pytest.mark.parametrize("name", PRINTED)
def test_real_tables_with_merged_cells_typed_again_say_the_same(shared, name):
    first = read(shared / "samples" / "real" / name)
    for kind, typed in RETYPED.items():
        again = parse(typed(first), f"示例.{kind}")
        assert _told(again) == _told(first)
        assert _identity(again) == _identity(first)
