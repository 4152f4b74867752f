"""Workbooks as people lay them out: merged and unmerged headers, several tables a sheet, hidden parts, formulas."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import zipfile
from collections.abc import Sequence

import openpyxl
import pytest
import xlwt
from openpyxl.styles import Alignment

from ingest.errors import IngestError
from ingest.facts import facts, table_facts
from ingest.read import parse
from tests.support.sheets import ods_cell, packed_ods

HEAD = [["示例市水务局2024年部门预算"], []]


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows: Sequence[object], merged: Sequence[str] = (), title: str = "表") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    for span in merged:
        book.active.merge_cells(span)
    return book


def read(book: openpyxl.Workbook):
    return parse(saved(book), "示例.xlsx")


def numbers(document) -> list[tuple]:
    return [
        (f.code, f.row[-1:], f.column, str(f.value), f.place.cell.rpartition("!")[2])
        for f in table_facts(document)
        if f.value is not None
    ]


LEVELS = [
    ["支出总表"],
    ["编制单位：示例市水务局", None, None, None, None, "单位：万元"],
    ["科目编码", "科目名称", "2023年预算数", "2024年预算数", None, None],
    [None, None, None, "合计", "基本支出", "项目支出"],
    ["213", "农林水支出", 5.5, 12.25, 2.25, 10],
    ["合计", None, 5.5, 12.25, 2.25, 10],
    ["注：本表反映当年支出。"],
]
LEVELS_READ = [
    ("213", ("农林水支出",), ("2023年预算数",), "5.5", "C7"),
    ("213", ("农林水支出",), ("2024年预算数", "合计"), "12.25", "D7"),
    ("213", ("农林水支出",), ("2024年预算数", "基本支出"), "2.25", "E7"),
    ("213", ("农林水支出",), ("2024年预算数", "项目支出"), "10", "F7"),
    (None, ("合计",), ("2023年预算数",), "5.5", "C8"),
    (None, ("合计",), ("2024年预算数", "合计"), "12.25", "D8"),
    (None, ("合计",), ("2024年预算数", "基本支出"), "2.25", "E8"),
    (None, ("合计",), ("2024年预算数", "项目支出"), "10", "F8"),
]


@pytest.mark.parametrize(
    "merged",
    [
        (),
        ("A5:A6", "B5:B6", "C5:C6", "D5:F5"),
        ("A3:F3", "A5:A6", "B5:B6", "D5:F5", "A9:F9"),
        ("A5:A6", "B5:B6"),
        ("D5:F5",),
        ("A1:F1", "A3:F3", "A8:B8"),
    ],
)
def test_a_header_of_two_levels_is_read_however_much_of_it_is_merged(merged):
    found = read(workbook(*HEAD, *LEVELS, merged=merged))
    table = found.tables[0]
    assert (table.title, table.unit) == ("支出总表", "万元")
    assert table.notes == ("编制单位：示例市水务局", "注：本表反映当年支出。")
    assert numbers(found) == LEVELS_READ
    assert all(f.status == "exact" for f in table_facts(found))


def test_a_heading_centred_across_blank_cells_is_merged():
    book = workbook(*HEAD, *LEVELS, merged=("A5:A6", "B5:B6", "C5:C6"))
    for cell in ("D5", "E5", "F5"):
        book.active[cell].alignment = Alignment(horizontal="centerContinuous")
    assert numbers(read(book)) == LEVELS_READ


def test_three_levels_with_years_over_items():
    found = read(
        workbook(
            *HEAD,
            ["“三公”经费支出表", *[None] * 7],
            ["单位：万元"],
            ["2023年预算数", None, None, None, "2024年预算数"],
            ["合计", "公务用车购置及运行费", None, "公务接待费", "合计", "公务用车购置及运行费", None, "公务接待费"],
            [None, "小计", "公务用车运行费", None, None, "小计", "公务用车运行费", None],
            [5.8, 5.5, 5.5, 0.3, 3.8, 3.5, 3.5, 0.3],
            merged=["A3:H3", "A5:D5", "E5:H5", "A6:A7", "B6:C6", "D6:D7", "E6:E7", "F6:G6", "H6:H7"],
        )
    )
    assert [(f.year, f.column, str(f.value)) for f in table_facts(found)] == [
        (2023, ("2023年预算数", "合计"), "5.8"),
        (2023, ("2023年预算数", "公务用车购置及运行费", "小计"), "5.5"),
        (2023, ("2023年预算数", "公务用车购置及运行费", "公务用车运行费"), "5.5"),
        (2023, ("2023年预算数", "公务接待费"), "0.3"),
        (2024, ("2024年预算数", "合计"), "3.8"),
        (2024, ("2024年预算数", "公务用车购置及运行费", "小计"), "3.5"),
        (2024, ("2024年预算数", "公务用车购置及运行费", "公务用车运行费"), "3.5"),
        (2024, ("2024年预算数", "公务接待费"), "0.3"),
    ]


def test_what_is_hidden_is_not_read_and_what_is_merged_over_it_is():
    book = workbook(
        *HEAD,
        ["支出总表"],
        ["单位：万元"],
        ["科目编码", "备查", "科目名称", "合计"],
        ["213", "旧", "农林水支出", 12.25],
        ["999", "旧", "已作废", 99.99],
        ["221", "旧", "住房保障支出", 1],
        merged=("A3:D3",),
    )
    book.active.column_dimensions["B"].hidden = True
    book.active.row_dimensions[7].hidden = True
    book.create_sheet("底稿").append(["收支总表", None])
    book["底稿"].append(["项目", "预算数"])
    book["底稿"].append(["培训费", 77])
    book["底稿"].sheet_state = "hidden"
    found = read(book)
    assert [t.title for t in found.tables] == ["支出总表"]
    assert numbers(found) == [
        ("213", ("农林水支出",), ("合计",), "12.25", "D6"),
        ("221", ("住房保障支出",), ("合计",), "1", "D8"),
    ]


def test_tables_one_below_the_other_are_two():
    found = read(
        workbook(
            *HEAD,
            ["收入总表", None],
            ["单位：万元"],
            ["项目", "预算数"],
            ["财政拨款", 5],
            ["支出总表", None],
            ["单位：元"],
            ["项目", "预算数"],
            ["培训费", 50000],
            merged=("A3:B3", "A7:B7"),
        )
    )
    assert [(t.title, t.unit, len(t.rows)) for t in found.tables] == [("收入总表", "万元", 2), ("支出总表", "元", 2)]


def test_the_sheet_names_a_table_that_has_no_title():
    found = read(workbook(["项目", "预算数（万元）"], ["培训费", 1.5], title="03支出总表"))
    assert [t.title for t in found.tables] == ["支出总表"]
    assert [(f.row, str(f.value), f.unit, f.place.cell) for f in table_facts(found)] == [
        (("培训费",), "1.5", "万元", "03支出总表!B2")
    ]


def test_narrative_in_cells_is_narrative():
    sentence = "2024年公务接待费预算1.20万元，比上年减少0.30万元，主要原因是厉行节约。"
    book = workbook(
        ["示例市水务局2024年部门预算情况说明"],
        ["一、“三公”经费情况说明"],
        [sentence],
        merged=("A1:F1", "A2:F2", "A3:F3"),
        title="说明",
    )
    sheet = book.create_sheet("支出总表")
    for row in (["支出总表"], ["单位：万元"], ["项目", "预算数"], ["公务接待费", 1.2]):
        sheet.append(row)
    found = read(book)
    assert [(p.text, p.section, p.place.cell) for p in found.paragraphs] == [
        (sentence, ("一、“三公”经费情况说明",), "说明!A3")
    ]
    told = [f for f in facts(found) if f.source == "narrative"]
    assert [(f.row, str(f.value), f.measure, f.reason, f.place.cell) for f in told] == [
        (("公务接待费",), "1.20", "level", None, "说明!A3"),
        (("公务接待费",), "0.30", "change", "厉行节约", "说明!A3"),
    ]


def test_a_formula_without_its_result_is_no_blank():
    found = read(workbook(*HEAD, ["支出总表"], ["单位：万元"], ["项目", "预算数"], ["培训费", "=1+1"], ["会议费", 1]))
    assert [(f.row, f.value, f.status) for f in table_facts(found)] == [
        (("培训费",), None, "uncertain"),
        (("会议费",), 1, "exact"),
    ]


def test_numbers_are_as_shown():
    book = workbook(
        *HEAD,
        ["支出总表"],
        ["单位：万元"],
        ["项目", dt.date(2024, 1, 1), "占比"],
        ["培训费", 991.0700000000001, 0.3448],
        ["会议费", -3.8, 1],
    )
    sheet = book.active
    sheet["B5"].number_format = 'yyyy"年预算数"'
    sheet["B6"].number_format = "#,##0.00"
    sheet["B7"].number_format = "#,##0.00_);(#,##0.00)"
    sheet["C6"].number_format = sheet["C7"].number_format = "0.00%"
    assert [(f.row[0], f.column, str(f.value), f.unit, f.year, f.quote) for f in table_facts(read(book))] == [
        ("培训费", ("2024年预算数",), "991.07", "万元", 2024, "991.07"),
        ("培训费", ("占比",), "34.48", "%", 2024, "34.48%"),
        ("会议费", ("2024年预算数",), "-3.80", "万元", 2024, "(3.80)"),
        ("会议费", ("占比",), "100.00", "%", 2024, "100.00%"),
    ]


def test_a_blank_row_in_a_table_does_not_end_it():
    found = read(
        workbook(
            *HEAD,
            ["支出总表"],
            ["单位：万元"],
            ["科目编码", "科目名称", "合计"],
            ["213", "农林水支出", 2],
            [],
            ["221", "住房保障支出", 1],
            [None, "合计", 3],
        )
    )
    assert [len(t.rows) for t in found.tables] == [4]
    assert [n[:2] for n in numbers(found)] == [("213", ("农林水支出",)), ("221", ("住房保障支出",)), (None, ("合计",))]


def test_an_old_workbook_keeps_formats_merges_and_hidden_parts():
    book = xlwt.Workbook()
    sheet = book.add_sheet("支出总表")
    money = xlwt.easyxf(num_format_str="#,##0.00")
    sheet.write(0, 0, "示例市水务局2024年部门预算")
    sheet.write_merge(2, 2, 0, 3, "支出总表")
    sheet.write(3, 3, "单位：万元")
    sheet.write_merge(4, 5, 0, 0, "项目")
    sheet.write_merge(4, 4, 1, 3, "2024年预算数")
    for c, text in enumerate(("合计", "基本支出", "项目支出"), start=1):
        sheet.write(5, c, text)
    for r, row in enumerate((("培训费", 3.8, 3.8, 0), ("草稿", 9, 9, 9), ("会议费", 991.07, 0, 991.07)), start=6):
        for c, value in enumerate(row):
            sheet.write(r, c, value, *([money] if c else []))
    sheet.row(7).hidden = True
    draft = book.add_sheet("草稿")
    draft.visibility = 1
    draft.write(0, 0, "收入总表")
    out = io.BytesIO()
    book.save(out)
    found = parse(out.getvalue(), "示例.xls")
    assert [(f.row, f.column, str(f.value), f.place.cell) for f in table_facts(found)] == [
        (("培训费",), ("2024年预算数", "合计"), "3.80", "支出总表!B7"),
        (("培训费",), ("2024年预算数", "基本支出"), "3.80", "支出总表!C7"),
        (("培训费",), ("2024年预算数", "项目支出"), "0.00", "支出总表!D7"),
        (("会议费",), ("2024年预算数", "合计"), "991.07", "支出总表!B9"),
        (("会议费",), ("2024年预算数", "基本支出"), "0.00", "支出总表!C9"),
        (("会议费",), ("2024年预算数", "项目支出"), "991.07", "支出总表!D9"),
    ]


def test_an_open_document_repeats_and_hides_and_has_remarks():
    def row(*values: object, attributes: str = "") -> str:
        return f"<table:table-row{attributes}>{''.join(map(ods_cell, values))}</table:table-row>"

    remark = (
        '<table:table-row><table:table-cell><text:p>会议费</text:p></table:table-cell><table:table-cell office:value-type="float" '
        'office:value="2"><office:annotation><text:p>核对过，不是99万元</text:p></office:annotation><text:p>2.00</text:p></table:table-cell></table:table-row>'
    )
    visible = (
        row("示例市水务局2024年部门预算")
        + '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
        + row("支出总表")
        + row("单位：万元")
        + row("项目", "预算数", "上年预算数")
        + '<table:table-row><table:table-cell><text:p>培训费</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" '
        'office:value-type="float" office:value="1.5"><text:p>1.50</text:p></table:table-cell></table:table-row>'
        + row("草稿", 9, attributes=' table:visibility="collapse"')
        + remark
        + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    styles = '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>'
    data = packed_ods(
        f'<table:table table:name="表">{visible}</table:table>'
        f'<table:table table:name="底稿" table:style-name="off">{row("收入总表")}{row("项目", "预算数")}{row("培训费", 7)}</table:table>',
        styles,
    )
    found = parse(data, "示例.ods")
    assert [t.title for t in found.tables] == ["支出总表"]
    assert [(f.row, f.column, str(f.value), f.place.cell) for f in table_facts(found) if f.value is not None] == [
        (("培训费",), ("预算数",), "1.50", "表!B7"),
        (("培训费",), ("上年预算数",), "1.50", "表!C7"),
        (("会议费",), ("预算数",), "2.00", "表!B9"),
    ]


def test_a_merge_over_the_whole_sheet_costs_nothing():
    book = workbook(*HEAD, ["支出总表"], ["单位：万元"], ["项目", "预算数"], ["培训费", 1])
    data = saved(book)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
                content = content.replace(b"</sheetData>", merge)
            target.writestr(name, content)
    with contextlib.suppress(IngestError):
        assert len(parse(out.getvalue(), "示例.xlsx").tables) <= 1


def test_a_cell_that_prints_its_unit_needs_no_unit_line():
    book = workbook(
        *HEAD, ["支出总表"], ["项目", "预算数", "上年"], ["培训费", 1.5, "2,000.00元"], ["会议费", 2, "1.00万元"]
    )
    for place in ("B5", "B6"):
        book.active[place].number_format = '0.00"万元"'
    assert [(f.row, str(f.value), f.unit) for f in table_facts(read(book))] == [
        (("培训费",), "1.50", "万元"),
        (("培训费",), "2000.00", "元"),
        (("会议费",), "2.00", "万元"),
        (("会议费",), "1.00", "万元"),
    ]
