"""PDFs with a text layer: every geometry that occurs, drawn here; and real ones, held against what they print."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image

from ingest.blocks import Grid, Line
from ingest.errors import IngestError
from ingest.facts import facts, table_facts
from ingest.model import Document, Place
from ingest.passages import passages
from ingest.read import parse, read
from ingest.readers import pdf as reader
from ingest.render import render
from tests.support.paper import Page, pdf

ROOT = Path(__file__).resolve().parent.parent.parent
XS = [60.0, 110, 260, 350, 440, 530]
ROWS = [
    ["科目编码", "科目名称", "2024年预算数", "←", "←"],
    ["↑", "↑", "合计", "基本支出", "项目支出"],
    ["", "合计", "100.00", "60.00", "40.00"],
    ["205", "教育支出", "80.00", "50.00", "30.00"],
    ["20502", "普通教育", "80.00", "50.00", "30.00"],
    ["208", "社会保障和就业支出", "20.00", "10.00", "10.00"],
]
YS = [120.0 + 20 * r for r in range(len(ROWS) + 1)]
SPANS = [[(2, 1), (2, 1), (1, 3)], [(1, 1), (1, 1), (1, 1)]]


def headed(**kind) -> Page:
    page = Page(**kind)
    page.text(180, 60, "示例市教育局2024年部门预算", 16)
    page.text(220, 90, "部门支出预算总表", 14)
    page.text(60, 110, "编制部门：示例市教育局", 9)
    page.text(480, 110, "单位：万元", 9)
    return page


def ruled(**kind) -> Page:
    page = headed(**kind)
    page.table(XS, YS, ROWS)
    return page


def grids(*pages: Page) -> list[Grid]:
    return [block for block in reader.read(pdf(*pages), "示例.pdf").blocks if isinstance(block, Grid)]


def lines(*pages: Page) -> list[str]:
    return [block.text for block in reader.read(pdf(*pages), "示例.pdf").blocks if isinstance(block, Line)]


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def plain(rows: list[list[str]]) -> list[list[str]]:
    return [["" if cell in ("←", "↑") else cell for cell in row] for row in rows]


@pytest.mark.parametrize("kind", [{}, {"width": 842, "height": 595, "rotate": 90}, {"rotate": 180}, {"rotate": 270}])
def test_ruled_tables_have_their_cells_and_spans_however_the_page_is_turned(kind):
    (grid,) = grids(ruled(**kind))
    assert texts(grid) == plain(ROWS)
    for row, spans in zip(grid.rows, SPANS, strict=False):
        assert [(cell.row_span, cell.column_span) for cell in row if cell.text] == spans
    assert all(cell.certain for row in grid.rows for cell in row)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_text_set_sideways_is_read_upright_and_placed_where_it_is_shown(angle):
    page = Page()
    rows = [["科目名称", "预算数"], ["教育支出", "80.00"], ["合计", "80.00"]]
    step, go = {90: ((20, 0), (0, -150)), 180: ((0, -20), (-150, 0)), 270: ((-20, 0), (0, 150))}[angle]
    x, y = {90: (100, 700), 180: (450, 700), 270: (500, 100)}[angle]
    at = lambda r, k: (x + r * step[0] + k * go[0], y + r * step[1] + k * go[1])  # noqa: E731
    for r, row in enumerate(rows):
        for k, cell in enumerate(row):
            page.text(*at(r, k), cell, 10, angle)
    for r in range(4):
        page.line(*at(r - 0.7, -0.03), *at(r - 0.7, 1.97))
    for k in range(3):
        page.line(*at(-0.7, k - 0.03), *at(2.3, k - 0.03))
    (grid,) = grids(page)
    assert texts(grid) == rows
    shown = grid.rows[1][1].place.bbox
    assert shown is not None
    with pdfplumber.open(io.BytesIO(pdf(page))) as opened:
        inside = opened.pages[0].crop((shown[0], shown[1], shown[2], shown[3])).chars
    assert sorted(char["text"] for char in inside) == sorted("80.00")


def test_what_lies_off_the_page_is_not_there():
    page = ruled()
    page.table(XS, [y + 740 for y in YS], ROWS)
    page.text(60, 900, "页外的文字")
    assert len(grids(page)) == 1
    assert not any("页外" in line for line in lines(page))


def test_figures_are_put_together_from_where_their_digits_stand():
    page = headed()
    page.table(XS, YS, [["" if "." in cell else cell for cell in row] for row in ROWS])
    for r, row in enumerate(ROWS):
        for k, cell in enumerate(row):
            if "." in cell:
                for i in sorted(range(len(cell)), key=lambda i: (not cell[i].isdigit(), -i)):
                    page.text(XS[k + 1] - 3 - 4.5 * (len(cell) - i), YS[r] + 13, cell[i], 9)
    (grid,) = grids(page)
    assert texts(grid) == plain(ROWS)


def test_digits_upon_each_other_are_doubted():
    page = headed()
    page.table([60, 260, 400], [120, 140, 160, 180], [["科目名称", "预算数"], ["教育支出", ""], ["合计", "80.00"]])
    for k, char in enumerate("80.00"):
        page.text(330 + 1.8 * k, 153, char, 9)
    document = parse(pdf(page), "示例.pdf")
    assert {(fact.row[-1], fact.status) for fact in table_facts(document) if fact.value is not None} <= {
        ("教育支出", "uncertain"),
        ("合计", "exact"),
    }


def test_a_total_alone_on_the_last_page_keeps_to_its_columns():
    last = Page()
    last.table([60, 260, 350, 440, 530], [60, 80], [["合计", "100.00", "60.00", "40.00"]])
    first, second = grids(ruled(), last)
    assert texts(second) == [["合计", "", "100.00", "60.00", "40.00"]]
    document = parse(pdf(ruled(), last), "示例.pdf")
    (table,) = document.tables
    assert len(table.rows) == len(first.rows) + 1
    assert [str(f.value) for f in table_facts(document) if f.place.page == 2] == ["100.00", "60.00", "40.00"]


def test_a_header_may_be_repeated_or_missing_on_the_next_page():
    again, bare = Page(), Page()
    again.table(XS, YS[:4], [*ROWS[:2], ["210", "卫生健康支出", "5.00", "5.00", "0.00"]])
    bare.table(XS, YS[:2], [["221", "住房保障支出", "6.00", "6.00", "0.00"]])
    document = parse(pdf(ruled(), again, bare), "示例.pdf")
    assert len(document.tables) == 1
    got = {f.code: [str(g.value) for g in table_facts(document) if g.code == f.code] for f in table_facts(document)}
    assert got["210"] == ["5.00", "5.00", "0.00"]
    assert got["221"] == ["6.00", "6.00", "0.00"]


def test_a_row_that_the_page_cuts_is_one_row():
    first, second = headed(), Page()
    rows = [["科目编码", "科目名称", *ROWS[1][2:]], ["2080505", "机关事业单位基本", "1.00", "1.00", "0.00"]]
    first.table(XS, [720, 740, 780], rows)
    second.table(XS, [60, 80, 100], [["", "养老保险缴费支出", "", "", ""], ["", "合计", "9.00", "6.00", "3.00"]])
    one, two = grids(first, second)
    assert texts(one)[-1] == ["2080505", "机关事业单位基本养老保险缴费支出", "1.00", "1.00", "0.00"]
    assert texts(two) == [["", "合计", "9.00", "6.00", "3.00"]]


def without_lines(*, across: bool, down: bool) -> Page:
    page = headed()
    page.table(XS, YS, ROWS, across=across, down=down)
    return page


@pytest.mark.parametrize("page", [without_lines(across=True, down=False), without_lines(across=False, down=False)])
def test_columns_without_lines_are_told_by_their_figures(page):
    (grid,) = grids(page)
    assert texts(grid)[2:] == plain(ROWS)[2:]
    assert [(cell.text, cell.column_span) for cell in grid.rows[0] if cell.text][-1] == ("2024年预算数", 3)
    document = parse(pdf(page), "示例.pdf")
    assert [(f.code, f.column, str(f.value)) for f in table_facts(document) if f.code == "208"] == [
        ("208", ("2024年预算数", "合计"), "20.00"),
        ("208", ("2024年预算数", "基本支出"), "10.00"),
        ("208", ("2024年预算数", "项目支出"), "10.00"),
    ]


def test_rows_without_lines_between_them_are_told_by_their_figures():
    page = headed()
    page.table(XS, YS[:4], ROWS[:3])
    for k, x in enumerate(XS):
        page.line(x, YS[3], x, YS[6])
        for r in range(3, 6) if k < 5 else ():
            cell = ROWS[r][k]
            page.text(XS[k + 1] - 4.5 * len(cell) - 3 if "." in cell else x + 3, YS[r] + 13, cell, 9)
    page.line(XS[0], YS[6], XS[-1], YS[6])
    (grid,) = grids(page)
    assert texts(grid) == plain(ROWS)


def test_lines_between_columns_may_be_missing_inside_a_frame():
    page = headed()
    page.table([60, 110, 260, 530], YS[:4], [["科目编码", "科目名称", ""], ["205", "教育支出", ""], ["", "合计", ""]])
    rows = [["合计", "基本支出", "项目支出"], ["80.00", "50.00", "30.00"], ["80.00", "50.00", "30.00"]]
    for r, row in enumerate(rows):
        for k, cell in enumerate(row):
            page.text(300 + 90 * k, YS[r] + 13, cell, 9)
    (grid,) = grids(page)
    assert [row[2:] for row in texts(grid)] == rows


def test_open_sides_dashes_doubled_and_white_lines_and_a_frame_do_no_harm():
    page = headed()
    page.table(XS, YS, ROWS)
    page.body = [part for part in page.body if not (" w 60.00" in part and " m 60.00" in part)]  # no left border
    page.body = [part.replace("[] 0 d", "[2 2] 0 d") for part in page.body]
    page.table([x + 1.2 for x in XS[1:]], YS, [["", "", "", ""]] * 6)
    page.body.append("1 G 0.5 w 300 0 m 300 842 l S 0 G")
    for a, b in (((20, 20), (575, 20)), ((20, 820), (575, 820)), ((20, 20), (20, 820)), ((575, 20), (575, 820))):
        page.line(*a, *b)
    for k in range(5):
        page.box(XS[k + 1] - 0.5, YS[0], XS[k + 1] + 0.5, YS[-1])
    broken = [row[:] for row in plain(ROWS)]
    (grid,) = grids(page)
    assert [row[2:] for row in texts(grid)[2:]] == [row[2:] for row in broken[2:]]


def test_words_and_figures_over_a_line_belong_to_one_cell():
    page = headed()
    page.table(
        [60, 110, 200, 260, 350],
        [120, 140, 160, 180],
        [["科目编码", "科目名称", "合计", "基本支出"], ["2080505", "", "", "30.00"], ["205", "教育", "", "5.00"]],
    )
    page.text(113, 153, "机关事业单位基本养老保险缴费", 9)
    page.text(257 - 60, 173, "1,123,456.78", 9)
    (grid,) = grids(page)
    assert texts(grid)[1] == ["2080505", "机关事业单位基本养老保险缴费", "", "30.00"]
    assert texts(grid)[2] == ["205", "教育", "1,123,456.78", "5.00"]


@pytest.mark.parametrize("lined", [True, False])
def test_a_figure_may_stand_below_the_line_of_its_row(lined):
    rows = [["科目名称", "预算数"], ["教育支出", "80.00"], ["卫生健康支出", "20.00"], ["合计", "100.00"]]
    page = headed()
    if lined:
        page.table([60, 260, 400], [120, 150, 180, 210, 240], [["", ""]] * 4)
    for r, (name, figure) in enumerate(rows):
        page.text(63, 132 + 30 * r, name, 9)
        page.text(330, 132 + 30 * r + (8 if r else 0), figure, 9)
    (grid,) = grids(page)
    assert texts(grid) == rows


def test_paragraphs_are_whole_in_any_order_without_heads_and_page_numbers():
    sentence = "负责全市教育改革与发展战略拟订教育事业发展规划和年度计划并组织实施"
    pages = []
    for number in range(4):
        page = Page()
        page.text(250, 40, "示例市教育局部门预算", 9)
        page.text(290, 810, f"- {number + 1} -", 9)
        if number == 0:
            page.text(114, 100, "一、部门职责", 12)
            page.text(114, 120, sentence[:32], 12)
            page.text(90, 140, (sentence * 2)[:34], 12)
        elif number == 1:
            page.text(90, 100, "到此为止。", 12)
            page.text(114, 120, "2024年预算收入100.00万元，比上年增加10.00万元，其中包括财政拨款", 12)
            page.text(90, 140, "收入90.00万元。", 12)
        else:
            page.text(114, 100, f"第{number}段说完了。", 12)
        page.body.reverse()
        pages.append(page)
    assert lines(*pages) == [
        "一、部门职责",
        sentence[:32] + (sentence * 2)[:34] + "到此为止。",
        "2024年预算收入100.00万元，比上年增加10.00万元，其中包括财政拨款收入90.00万元。",
        "第2段说完了。",
        "第3段说完了。",
    ]


def test_a_sentence_is_shown_by_its_own_lines_on_its_own_page():
    first, second = headed(), Page()
    first.table(XS, YS, ROWS)
    first.text(60, 700, "二、收入情况", 12)
    first.text(84, 720, "2024年收入预算100.00万元，与上年持平。财政拨款收入90.00万元，比上年", 12)
    second.text(60, 60, "增加5.00万元。事业收入10.00万元。", 12)
    for page in (first, second):
        for y in (760, 775, 790):
            page.text(60, y, "这一行是用来表示版心左右边界的文字它从左边一直排到右边为止的哦", 12)
    document = parse(pdf(first, second), "示例.pdf")
    places = {str(f.value): f.place for f in facts(document) if f.source == "narrative" and f.unit == "万元"}
    assert places["100.00"].page == 1
    assert places["5.00"].page == 2
    assert places["5.00"].bbox is not None
    assert places["5.00"].bbox[3] < 70
    known = facts(document)
    held = {one for piece in passages(document, known) for one in piece.facts}
    assert {f.id for f in known if f.source == "narrative" and f.value is not None} <= held


def test_a_watermark_is_no_text_and_a_dash_at_the_end_of_a_line_is_kept():
    page = ruled()
    page.text(100, 400, "仅供公开查阅仅供公开查阅", 40, angle=45)
    page.text(60, 400, "举办活动2-", 12)
    page.text(60, 420, "3次。", 12)
    assert not any("查阅" in line for line in lines(page))
    assert "举办活动2-" in lines(page)
    assert texts(grids(page)[0]) == plain(ROWS)


def test_bold_type_printed_twice_is_read_once():
    page = Page()
    for shift in (0, 0.4):
        page.text(100 + shift, 100, "示例市教育局2024年度部门决算11个", 20)
    assert lines(page) == ["示例市教育局2024年度部门决算11个"]


# --- files that are no text PDF -----------------------------------------------------------------------------------


@pytest.mark.parametrize("keep", [10, 200, 0.5, 0.9])
def test_a_damaged_file_is_read_or_refused_in_one_sentence(keep):
    whole = pdf(ruled())
    cut = whole[: keep if keep > 1 else int(len(whole) * keep)]
    message = "无法读取“残缺.pdf”：。"
    try:
        parse(cut, "残缺.pdf")
    except IngestError as refused:
        message = str(refused)
    assert re.fullmatch("无法读取“残缺.pdf”.*。", message)


def test_an_encrypted_file_says_so():
    encrypted = re.sub(
        rb"trailer <<",
        b"trailer << /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <"
        + b"ab" * 32
        + b"> /U <"
        + b"cd" * 32
        + b"> >> /ID [<00><00>]",
        pdf(ruled()),
    )
    with pytest.raises(IngestError, match="已加密"):
        parse(encrypted, "加密.pdf")


def test_a_page_that_is_a_picture_goes_to_the_scan_reader(monkeypatch):
    seen = []

    class Scan:
        @staticmethod
        def read_page(image, page_number, scale):
            seen.append((image.size, page_number, round(scale * 72)))
            return [Line("图片里的文字", place=Place(page_number, (1, 2, 3, 4)))]

    monkeypatch.setattr(reader.importlib, "import_module", lambda name: Scan)
    hidden, picture = Page(), Page()
    for page in (hidden, picture):
        page.picture(20, 20, 575, 822)
    hidden.text(100, 100, "看不见的识别文字", mode=3)
    read_blocks = reader.read(pdf(ruled(), picture, hidden), "混合.pdf")
    assert read_blocks.pages == 3
    assert [block.text for block in read_blocks.blocks if isinstance(block, Line)][-2:] == ["图片里的文字"] * 2
    assert [(number, scale) for _, number, scale in seen] == [(2, 200), (3, 200)]
    assert {abs(size[0] - 1653) + abs(size[1] - 2339) <= 2 for size, _, _ in seen} == {True}


# --- real disclosures ---------------------------------------------------------------------------------------------


@cache
def document(path: Path) -> Document:
    return read(path)


def real(shared: Path, name: str) -> Path:
    return shared / "samples" / "real" / name


TRUTHS = {
    "beibei_2024": "../beibei_2024_budget.pdf",
    "zhengxie_2018_tables": "江苏省政协办公厅2018度部门预算公开表.pdf",
    "wanli_2025_budget": "上海市普陀区人民政府万里街道办事处25年预算.pdf",
    "shegongbu_2024_final": "中共上海市普陀区委社会工作部2024年度部门决算.pdf",
}


@pytest.mark.parametrize("truth", TRUTHS)
def test_every_number_of_real_tables_is_there_exactly(shared, truth):
    """Row labels are compared by their last part where the answers give that alone."""

    def stem(title: str) -> str:
        return re.sub(r"^\d{4}年", "", title)

    want: Counter[tuple[str, ...]] = Counter()
    with (shared / "eval" / f"{truth}.facts.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            want[stem(row["table"]), row["code"], row["row"], row["column"], row["value"], row["unit"]] += 1
    rows = {key[2] for key in want}
    got: Counter[tuple[str, ...]] = Counter()
    for fact in table_facts(document(real(shared, TRUTHS[truth]))):
        if fact.value is not None:
            assert fact.status == "exact"
            path = "|".join(fact.row)
            label = path if path in rows else fact.row[-1] if fact.row else ""
            code = "" if fact.project else fact.code or ""
            got[stem(fact.table or ""), code, label, "|".join(fact.column), str(fact.value), fact.unit or ""] += 1
    assert want - got == Counter()
    assert got - want == Counter()


REAL = [
    ("江苏省政协办公厅2017年度部门预算.pdf", "江苏省政协办公厅", 2017, "budget", "department", set(), 0),
    ("江苏省政协办公厅2017年度部门预算公开表.pdf", "江苏省政协办公厅", 2017, "budget", "department", {"万元"}, 12),
    ("江苏省政协办公厅2018年度部门预算.pdf", "江苏省政协办公厅", 2018, "budget", "department", set(), 0),
    ("江苏省政协办公厅2018度部门预算公开表.pdf", "江苏省政协办公厅", 2018, "budget", "department", {"万元"}, 12),
    ("江苏省政协办公厅2019年度部门预算.pdf", "江苏省政协办公厅", 2019, "budget", "department", set(), 0),
    ("江苏省政协办公厅2019年预算公开表.pdf", "江苏省政协办公厅", 2019, "budget", "department", {"万元"}, 12),
    (
        "上海市普陀区人民政府办公室25年预算.pdf",
        "上海市普陀区人民政府办公室",
        2025,
        "budget",
        "department",
        {"元", "万元"},
        9,
    ),
    (
        "上海市普陀区人民政府办公室单位25年预算.pdf",
        "上海市普陀区人民政府办公室",
        2025,
        "budget",
        "unit",
        {"元", "万元"},
        9,
    ),
    (
        "上海市普陀区人民政府万里街道办事处24年预算.pdf",
        "上海市普陀区人民政府万里街道办事处",
        2024,
        "budget",
        "department",
        {"元", "万元"},
        9,
    ),
    (
        "上海市普陀区人民政府万里街道办事处25年预算.pdf",
        "上海市普陀区人民政府万里街道办事处",
        2025,
        "budget",
        "department",
        {"元", "万元"},
        9,
    ),
    (
        "中共上海市普陀区委社会工作部2024年度部门决算.pdf",
        "中共上海市普陀区委社会工作部",
        2024,
        "final_accounts",
        "department",
        {"万元"},
        10,
    ),
]


@pytest.mark.parametrize(("name", "organisation", "year", "kind", "scope", "units", "tables"), REAL)
def test_real_files_are_known_for_what_they_are(shared, name, organisation, year, kind, scope, units, tables):
    found = document(real(shared, name))
    assert (found.organisation, found.year, found.kind, found.scope) == (organisation, year, kind, scope)
    assert len(found.tables) == tables
    assert {fact.unit for fact in table_facts(found) if fact.value is not None} == units


@pytest.mark.parametrize("name", [entry[0] for entry in REAL if entry[-1]])
def test_no_number_of_a_real_table_is_missing(shared, name):
    """What another library finds in cells are the same numbers, but for codes."""
    got = Counter(fact.quote for fact in table_facts(document(real(shared, name))) if fact.value is not None)
    want: Counter[str] = Counter()
    with pdfplumber.open(real(shared, name)) as opened:
        for page in opened.pages:
            for cell in (cell for table in page.extract_tables() for row in table for cell in row):
                text = re.sub(r"\s", "", cell or "")
                if re.fullmatch(r"-?\d[\d,]*(?:\.\d+)?%?", text):
                    want[text] += 1
    assert got - want == Counter()
    assert not [text for text in want - got if not re.fullmatch(r"\d{1,7}", text)]


def test_boxes_hold_the_printed_number_as_another_library_reads_it(shared):
    total = held = 0
    for path in [*(real(shared, entry[0]) for entry in REAL), shared / "samples" / "beibei_2024_budget.pdf"]:
        known = [fact for fact in facts(document(path)) if fact.value is not None]
        with pdfplumber.open(path) as opened:
            for number in sorted({fact.place.page or 0 for fact in known}):
                page = opened.pages[number - 1]
                for fact in (fact for fact in known if fact.place.page == number):
                    assert fact.place.bbox is not None
                    x0, top, x1, bottom = fact.place.bbox
                    inside = page.within_bbox(
                        (max(x0 - 1, 0), max(top - 1, 0), min(x1 + 1, page.width), min(bottom + 1, page.height))
                    )
                    quote = fact.quote[slice(*fact.span)] if fact.span else fact.quote
                    total += 1
                    held += re.sub(r"\s", "", quote) in re.sub(r"\s", "", inside.extract_text())
    assert total > 3000
    assert held >= 0.98 * total


def test_narratives_are_whole_sentences(shared):
    """Hardly a paragraph of the real narratives breaks off or begins in the middle of a sentence."""
    broken = whole = 0
    for entry in REAL:
        for paragraph in document(real(shared, entry[0])).paragraphs:
            begins = paragraph.text[0] in "，、。；：）”》的了和与及"
            ends = paragraph.text[-1] not in "。：；！？”）元…" and len(paragraph.text) > 40
            broken += begins or ends
            whole += not (begins or ends)
    assert whole > 600
    assert broken * 50 < whole


def test_a_page_is_drawn_with_its_marks(shared):
    path = real(shared, TRUTHS["shegongbu_2024_final"])
    fact = next(fact for fact in table_facts(document(path)) if str(fact.value) == "264.87")
    bare = Image.open(io.BytesIO(render(path, fact.place.page or 1)))
    drawn = Image.open(io.BytesIO(render(path.read_bytes(), fact.place.page or 1, [fact.place])))
    assert bare.size == drawn.size == (1191, 1684)
    assert fact.place.bbox is not None
    x, y = (fact.place.bbox[0] + 3) * 2, (fact.place.bbox[1] + 3) * 2
    assert bare.getpixel((int(x), int(y))) == (255, 255, 255)
    assert drawn.getpixel((int(x), int(y))) not in ((255, 255, 255), (0, 0, 0))
    assert bare.getpixel((5, 5)) == drawn.getpixel((5, 5))
    with pytest.raises(IngestError, match="没有第99页"):
        render(path, 99)


def test_three_hundred_pages_need_little_memory(tmp_path):
    long = tmp_path / "长.pdf"
    long.write_bytes(pdf(*([ruled()] * 300)))
    script = (
        "import re, sys\nfrom pathlib import Path\nfrom ingest.read import read\nfrom ingest.facts import facts\n"
        "count = len(facts(read(Path(sys.argv[1]))))\n"
        # The kernel's own count for this process: ru_maxrss would keep the peak of the process that started it.
        "print(count, re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])"
    )
    done = subprocess.run([sys.executable, "-c", script, long], cwd=ROOT, capture_output=True, text=True, check=True)
    count, peak = map(int, done.stdout.split())
    assert count >= 300 * 12
    assert peak * 1024 < 2**30
