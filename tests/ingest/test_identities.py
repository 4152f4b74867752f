"""What sums decide about readings in doubt. A cell `12.00?` is in doubt, `12.00?72.00` has another reading, too."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import table_facts
from ingest.identities import settled
from ingest.model import Cell, Document, Paragraph, Place, Table

BY_CODE = """
科目编码 科目名称 合计 基本支出 项目支出
- 合计 100.00 60.00 40.00
205 教育支出 80.00 50.00 30.00
20502 普通教育 80.00 50.00 30.00
2050201 学前教育 30.00 20.00 10.00
2050202 小学教育 50.00 30.00 20.00
208 社会保障和就业支出 20.00 10.00 10.00
"""
BY_MARK = """
项目 金额
一、工资 60.00
二、商品 25.00
三、补助 15.00
支出合计 100.00
"""


def table(text: str, number: int = 1, title: str = "部门支出总表") -> Table:
    rows = []
    for r, line in enumerate(text.strip().splitlines()):
        cells = []
        for c, word in enumerate(line.split()):
            first, doubt, rest = word.partition("?")
            shown = "" if first == "-" else first
            others = tuple(rest.split("/")) if rest else ()
            place = Place(anchor=f"t{number}r{r}c{c}")
            cells.append(Cell(shown, place, certain=not doubt, others=others, recognised=bool(shown)))
        rows.append(tuple(cells))
    return Table(number, title, title, "万元", tuple(rows))


def document(*tables: Table, paragraphs: tuple[Paragraph, ...] = ()) -> Document:
    return Document("d", "0" * 64, ("d.pdf",), "示例", "示例市教育局", 2024, "budget", "department", paragraphs, tables)


def doubtful(found: Document) -> dict[str, str]:
    return {cell.place.anchor: cell.text for t in found.tables for row in t.rows for cell in row if not cell.certain}


def changed(text: str, old: str, new: str, nth: int = 1) -> str:
    """The table with the nth `old` made `new`."""
    at = -1
    for _ in range(nth):
        at = text.index(old, at + 1)
    return text[:at] + new + text[at + len(old) :]


def cell(found: Document, r: int, c: int, t: int = 0) -> Cell:
    return found.tables[t].rows[r][c]


def test_a_document_without_doubts_is_left_as_it_is():
    plain = document(table(BY_CODE))
    assert settled(plain) == plain


@pytest.mark.parametrize(
    ("old", "new", "nth", "at", "text"),
    [
        ("60.00", "60.00?", 1, (1, 3), "60.00"),  # 合计 = 基本 + 项目
        ("30.00", "30.00?80.00", 2, (3, 4), "30.00"),
        ("30.00", "80.00?30.00", 1, (2, 4), "30.00"),  # the other reading is the one that adds up
        ("30.00 20.00", "30.00? 20.00", 1, (4, 2), "30.00"),
        ("208", "203?208", 1, (6, 0), "208"),  # the code table names 208 so
    ],
)
def test_a_sum_decides(old, new, nth, at, text):
    found = settled(document(table(changed(BY_CODE, old, new, nth))))
    assert doubtful(found) == {}
    assert cell(found, *at).text == text


@pytest.mark.parametrize(
    "text",
    [
        # The same digit may be misread alike where the same number stands twice.
        "科目编码 科目名称 合计 基本支出 项目支出\n205 教育支出 88.00? 88.00? -\n- 合计 99.00 12.00 87.00",
        # None of the readings adds up.
        changed(BY_CODE, "60.00", "61.00?67.00"),
        # Official sums are met within rounding: 0.01 more may be the print as well.
        "项目 金额\n一、工资 60.00\n二、商品 25.01?25.00\n三、补助 15.00\n支出合计 100.00",
        # A doubtful number that no sum has.
        "项目 金额\n办公费 3.50?\n差旅费 2.00",
    ],
)
def test_what_no_sum_decides_stays_in_doubt(text):
    before = document(table(text))
    after = settled(before)
    for key, shown in doubtful(before).items():
        if shown != "203":
            assert doubtful(after)[key] == shown


def test_rounding_decides_between_listed_readings_alone():
    rounded = changed(BY_MARK, "15.00", "15.01")
    assert doubtful(settled(document(table(changed(rounded, "25.00", "25.00?75.00"))))) == {}
    assert doubtful(settled(document(table(changed(rounded, "25.00", "25.00?"))))) == {"t1r2c1": "25.00"}


def test_another_table_decides():
    other = "科目编码 科目名称 合计\n205 教育支出 80.00?30.00\n302 办公费 7.00?"
    found = settled(document(table(BY_CODE), table(other, 2, "一般公共预算支出表")))
    assert doubtful(found) == {"t2r2c2": "7.00"}


def test_a_sum_that_fails_doubts_what_was_read_off_a_picture():
    found = settled(document(table(changed(BY_CODE, "50.00 30.00 20.00", "50.00 30.00 26.00"))))
    assert "26.00" in doubtful(found).values()
    assert "100.00" not in doubtful(found).values()
    facts = [fact for fact in table_facts(found) if fact.value == Decimal("26.00")]
    assert [fact.status for fact in facts] == ["uncertain"]


def test_a_sum_that_fails_in_a_text_is_the_documents_own():
    text = document(table(changed(BY_CODE, "50.00 30.00 20.00", "50.00 30.00 26.00")))
    rows = tuple(tuple(Cell(c.text, c.place) for c in row) for row in text.tables[0].rows)
    printed = document(Table(1, "部门支出总表", "部门支出总表", "万元", rows))
    assert doubtful(settled(printed)) == {}


def test_a_doubtful_code_makes_its_rows_numbers_uncertain():
    found = settled(document(table(changed(BY_CODE, "2050202", "2650202?"))))
    assert {fact.status for fact in table_facts(found) if fact.row[-1:] == ("小学教育",)} == {"uncertain"}


def test_a_figure_in_a_sentence_is_sure_where_a_table_prints_it():
    text = "支出预算100.00万元，另有12.34万元。"
    places = tuple(hit.start() for hit in re.finditer(r"\d", text))
    found = settled(document(table(BY_CODE), paragraphs=(Paragraph(text, (), Place(anchor="p1"), doubts=places),)))
    assert [text[at] for at in found.paragraphs[0].doubts] == list("1234")


@given(st.data())
def test_a_changed_digit_is_never_taken_for_confirmed(data):
    """One digit of a form that adds up is misread without doubt: then it is doubted, or it could not be told."""
    places = list(re.finditer(r"\d+\.\d\d", BY_CODE))
    hit = data.draw(st.sampled_from(places))
    at = data.draw(st.sampled_from([k for k in range(hit.start(), hit.end() - 3) if BY_CODE[k].isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != BY_CODE[at]]))
    found = settled(document(table(BY_CODE[:at] + digit + BY_CODE[at + 1 :])))
    assert doubtful(found)
