"""Answers as files: everything that was said stands in them, with its sources, and nothing in them is a formula."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import docx
import openpyxl
import pytest
from fastapi.testclient import TestClient

from index.library import Library
from service import export, intake
from service.answer import Service
from service.app import create_app
from service.settings import Settings
from service.workbook import Link, Sheet, workbook
from tests.support.shelf import Shelf

SAMPLES = Path(__file__).parents[2] / "samples"
SERVICE = Service(Shelf(*sorted(SAMPLES.glob("*_20*"))))  # type: ignore[arg-type]
CHANGE = SERVICE.ask("教育局2024年养车的钱比上年少了多少，为什么")
LIST = SERVICE.ask("教育局2024年工资福利支出明细")


def words(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("answer", [CHANGE, LIST])
def test_a_word_file_says_all_that_the_answer_says(answer) -> None:
    text = words(export.word("标题", [answer]))
    for figure in answer.figures:
        assert figure.text in text
        if figure.formula:
            assert f"{figure.text} = {figure.formula}（" in text
    for citation in answer.citations:
        assert f"[{citation.id}] 《{citation.title}》" in text
        assert f"“{citation.quote}”" in text
    for notice in answer.notices:
        assert notice in text
    assert "**" not in text


def test_a_table_becomes_a_table() -> None:
    answer = replace(LIST, answer="看：\n| 项目 | 金额 |\n|---|---|\n| 甲 | **1.00万元** |\n完。")
    (table,) = docx.Document(io.BytesIO(export.word("标题", [answer]))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["项目", "金额"], ["甲", "1.00万元"]]


def test_a_workbook_has_the_figures_with_their_digits() -> None:
    book = openpyxl.load_workbook(io.BytesIO(export.excel([CHANGE, LIST])))
    assert book.sheetnames == ["答案", "数字", "出处"]
    rows = list(book["数字"].iter_rows(min_row=2, values_only=True))
    stated = [(1, figure) for figure in CHANGE.figures] + [(2, figure) for figure in LIST.figures]
    assert [(row[0], row[1], Decimal(str(row[2])), row[3]) for row in rows] == [
        (number, figure.text, Decimal(figure.value), figure.unit) for number, figure in stated
    ]
    assert book["数字"].cell(2, 3).number_format.endswith(".00")
    asked = SERVICE.ask("教育局2024年养车的钱比上年少了多少")
    page = openpyxl.load_workbook(io.BytesIO(export.excel([asked])))["答案"]
    assert (asked.result.value, str(page.cell(2, 5).value), page.cell(2, 6).value) == ("-1.70", "-1.7", "万元")
    assert len(list(book["出处"].iter_rows())) == 1 + len(CHANGE.citations) + len(LIST.citations)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x")', "\x00坏\x0b字", "普通"])
def test_what_somebody_wrote_is_never_a_formula(text) -> None:
    data = workbook([Sheet("一", (text,), [(text,), (Link(text, "#'一'!A1"),)])])
    page = openpyxl.load_workbook(io.BytesIO(data))["一"]
    assert {cell.data_type for row in page.iter_rows() for cell in row} == {"s"}
    asked = replace(CHANGE, question=text, answer=text)
    assert export.word(text, [asked])
    book = openpyxl.load_workbook(io.BytesIO(export.excel([asked])))
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    cited = replace(CHANGE.citations[0], source_url="javascript:alert(1)")
    book = openpyxl.load_workbook(io.BytesIO(export.excel([replace(CHANGE, citations=(cited,))])))
    cell = book["出处"].cell(2, 7)
    assert (cell.value, cell.hyperlink) == ("javascript:alert(1)", None)


def test_answers_and_conversations_are_files_over_http(tmp_path) -> None:
    library = Library.open(tmp_path, None)
    intake.take_file(library, SAMPLES / "education_2024_budget.md", intake.Origin(), 10**7)
    library.close()
    with TestClient(create_app(Settings(data=tmp_path, embedding="none"))) as client:
        first = client.post("/v1/ask", json={"question": "公务接待费/招待：多少？"}).json()
        client.post("/v1/ask", json={"question": "比上年呢", "conversation": first["conversation"]})
        reply = client.get(f"/v1/answers/{first['id']}/export")
        assert "公务接待费" in words(reply.content)
        name = unquote(reply.headers["content-disposition"].split("UTF-8''")[1])
        assert name == "公务接待费_招待：多少？.docx"
        whole = client.get(f"/v1/conversations/{first['conversation']}/export?format=xlsx")
        rows = list(openpyxl.load_workbook(io.BytesIO(whole.content))["答案"].iter_rows(values_only=True))
        assert [row[1] for row in rows] == ["问题", "公务接待费/招待：多少？", "比上年呢"]
        assert client.get(f"/v1/answers/{first['id']}/export?format=pdf").status_code == 422
        assert client.get("/v1/answers/nothing/export").status_code == 404
