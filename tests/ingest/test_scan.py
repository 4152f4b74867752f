"""Scanned pages and pictures: drawn here, turned, blurred and read back; and a real one against its known numbers."""

from __future__ import annotations

import csv
import io
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from ingest.blocks import Grid, Line
from ingest.errors import IngestError
from ingest.facts import facts, table_facts
from ingest.model import Document, Fact
from ingest.read import parse, read
from ingest.readers import recognised, scan
from ingest.readers.pdfium import Pdf
from ingest.readers.straighten import skew
from tests.conftest import absent
from tests.service.calculator.test_tieout import agrees
from tests.support.paper import Page, pdf

ROWS = [
    ["科目编码", "科目名称", "2024年预算数", "←", "←"],
    ["↑", "↑", "合计", "基本支出", "项目支出"],
    ["合计", "←", "1,366.22", "1,066.22", "300.00"],
    ["205", "教育支出", "1,333.22", "1,033.22", "300.00"],
    ["20502", "普通教育", "1,333.22", "1,033.22", "300.00"],
    ["2050299", "其他普通教育支出", "1,333.22", "1,033.22", "300.00"],
    ["208", "社会保障和就业支出", "33.00", "33.00", ""],
    ["20805", "行政事业单位养老支出", "33.00", "33.00", ""],
    ["2080599", "其他行政事业单位养老支出", "33.00", "33.00", ""],
]
XS = [60.0, 120, 270, 360, 450, 540]
YS = [130.0 + 22 * r for r in range(len(ROWS) + 1)]
SENTENCES = (
    "2024年示例市教育局一般公共预算支出1,366.22万元，比2023年增加12.50万元，其中：基本",
    "支出1,066.22万元，项目支出300.00万元，主要原因是增加学校设备采购。",
)


@cache
def drawn(*, first: bool = True, last: bool = True) -> Image.Image:
    """The page as a printer prints it; without its first or last rows as a page break cuts it."""
    page = Page()
    rows, ys = ROWS, YS
    if first:
        page.text(170, 60, "示例市教育局2024年单位预算", 16)
        page.text(160, 90, "一般公共预算财政拨款支出预算表", 14)
        page.text(480, 118, "单位：万元", 9)
    else:
        rows = ROWS[6:]
    if not last:
        rows = ROWS[:6]
    ys = YS[: len(rows) + 1]
    page.table(XS, ys, rows)
    if last:
        page.text(80, ys[-1] + 40, SENTENCES[0], 11)
        page.text(60, ys[-1] + 62, SENTENCES[1], 11)
    page.text(290, 815, "7", 9)
    with Pdf(pdf(page), "示例.pdf") as printed:
        picture = printed.picture(1, scan.SCALE)
    if np.asarray(picture.convert("L"))[150:210, 300:900].min() > 200 and first:
        absent("no font with Chinese characters is installed")
    return picture


def scanned(picture: Image.Image, turn: float = 0.0, blur: float = 0.7, seed: int = 1) -> Image.Image:
    """The page as a scanner gives it: turned against the clock, a little blurred, with specks."""
    grey = picture.convert("L").rotate(turn, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=250)
    dots = np.asarray(grey.filter(ImageFilter.GaussianBlur(blur)), dtype=np.float64)
    noise = np.random.default_rng(seed).normal(0, 5, dots.shape)
    return Image.fromarray(np.clip(dots + noise, 0, 255).astype(np.uint8))


def file(kind: str, first: Image.Image, *more: Image.Image, dpi: int = 150) -> bytes:
    out = io.BytesIO()
    options = {"save_all": True, "append_images": list(more)} if more else {}
    if kind == "PDF":
        first.save(out, kind, resolution=dpi, **options)
    else:
        first.save(out, kind, dpi=(dpi, dpi), **options)
    return out.getvalue()


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def expected(rows: list[list[str]]) -> list[list[str]]:
    return [["" if cell in {"←", "↑"} else cell for cell in row] for row in rows]


def numbers(found: list[Fact]) -> Counter[tuple[str | None, str, str, str]]:
    return Counter(
        (fact.code, fact.row[-1], fact.column[-1], str(fact.value)) for fact in found if fact.value is not None
    )


@cache
def printed() -> Counter[tuple[str | None, str, str, str]]:
    heads = ("合计", "基本支出", "项目支出")
    return Counter(
        (code if code != "合计" else None, name if code != "合计" else code, head, cell.replace(",", ""))
        for code, name, *cells in ROWS[2:]
        for head, cell in zip(heads, cells, strict=True)
        if cell
    )


# --- drawn pages --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", [1.3, 90 - 0.6, 180.4])
def test_a_turned_scan_is_read_exactly(turn):
    picture = scanned(drawn(), turn)
    blocks = scan.read_page(picture, 3, scan.SCALE)
    (grid,) = [block for block in blocks if isinstance(block, Grid)]
    assert texts(grid) == expected(ROWS)
    assert all(cell.certain for row in grid.rows for cell in row)
    assert (grid.rows[0][0].row_span, grid.rows[0][2].column_span) == (2, 3)
    assert grid.rows[2][2].place.page == 3
    lines = [block.text for block in blocks if isinstance(block, Line)]
    assert lines == ["示例市教育局2024年单位预算", "一般公共预算财政拨款支出预算表", "单位：万元", "".join(SENTENCES)]


def test_a_place_is_where_the_cell_stands_on_the_turned_page():
    turn = 2.0
    picture = scanned(drawn(), turn)
    (grid,) = [block for block in scan.read_page(picture, 1, scan.SCALE) if isinstance(block, Grid)]
    for r, c in ((3, 2), (8, 4)):
        # The same turn, of the printed cell's middle about the middle of the paper; the picture has grown around it.
        x, y = (XS[c] + XS[c + 1]) / 2 - 595 / 2, (YS[r] + YS[r + 1]) / 2 - 842 / 2
        angle = np.radians(turn)
        width, height = (side / scan.SCALE for side in picture.size)
        middle = (
            x * np.cos(angle) + y * np.sin(angle) + width / 2,
            -x * np.sin(angle) + y * np.cos(angle) + height / 2,
        )
        x0, y0, x1, y1 = grid.rows[r][c].place.bbox
        assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx(middle, abs=1.5)


@pytest.mark.parametrize("angle", [-6.0, -0.35, 0.0, 2.2])
def test_the_skew_of_a_page_is_found(angle):
    assert skew(np.asarray(scanned(drawn(), angle))) == pytest.approx(-angle, abs=0.06)


def test_an_empty_page_has_neither_skew_nor_text():
    blank = Image.new("L", (1240, 1754), 255)
    assert skew(np.asarray(blank)) == pytest.approx(0)
    assert scan.read_page(blank, 1, scan.SCALE) == []


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_a_disclosure_like_any_other(kind):
    found = parse(file(kind, scanned(drawn(), -0.8)), "扫描件")
    assert (found.organisation, found.year, found.kind, found.pages) == ("示例市教育局", 2024, "budget", 1)
    (table,) = found.tables
    assert (table.title, table.unit) == ("一般公共预算财政拨款支出预算表", "万元")
    assert numbers(list(table_facts(found))) == printed()
    told = [fact for fact in facts(found) if fact.source == "narrative"]
    assert {str(fact.value) for fact in told} >= {"1366.22", "12.50", "1066.22", "300.00"}
    assert {fact.status for fact in facts(found)} == {"exact"}


@pytest.mark.parametrize("kind", ["TIFF", "PDF"])
def test_a_table_goes_on_over_a_page_break_without_its_header(kind):
    pages = scanned(drawn(last=False), 0.5), scanned(drawn(first=False), -0.7, seed=2)
    found = parse(file(kind, *pages), "两页")
    assert found.pages == 2
    assert numbers(list(table_facts(found))) == printed()
    assert {fact.place.page for fact in table_facts(found)} == {1, 2}


def test_no_wrong_digit_of_a_bad_scan_is_certain():
    small = drawn().resize((806, 1140), Image.Resampling.BICUBIC)
    found = parse(file("PNG", scanned(small, 0.9, blur=1.0), dpi=98), "模糊的扫描件.png")
    exact = [fact for fact in table_facts(found) if fact.status == "exact"]
    assert numbers(exact) <= printed()


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 3], lambda data: data[:200] + b"\0" * 500])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_damaged_picture_is_refused_in_one_sentence(kind, damage):
    with pytest.raises(IngestError, match=r"^无法读取“坏图片”.*。$"):
        parse(damage(file(kind, drawn())), "坏图片")


def test_a_picture_of_absurd_size_is_refused():
    bomb = io.BytesIO()
    Image.new("1", (40_000, 40_000)).save(bomb, "PNG")
    with pytest.raises(IngestError, match="尺寸过大"):
        parse(bomb.getvalue(), "巨图.png")


# --- what a recogniser says ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("因公出国(境)费", "因公出国（境）费"),
        ("(一)收入预算:2024年 12.50 万元,其中:", "（一）收入预算：2024年12.50万元，其中："),
        ("(2.00)", "(2.00)"),
        ("维修(护）费", "维修（护）费"),
        ("联系电话:023-60301012", "联系电话：023-60301012"),
        ("1,234.56", "1,234.56"),
        ("A/B (C)", "A/B (C)"),
    ],
)
def test_print_is_typeset_as_its_neighbours_have_it(said, meant):
    assert recognised.typeset(said) == meant


@pytest.mark.parametrize(
    ("said", "meant", "plain"),
    [
        ("1.115.85", "1,115.85", True),
        ("13,33", "13.33", True),
        ("189,767, 551", "189,767,551", True),
        ("189.767.551", "189,767,551", True),
        ("|30217", "30217", True),
        ("438.300", "438.300", True),
        ("1,15.85", "1,15.85", False),
        ("12.34.5", "12.34.5", False),
        ("(2.00)", "(2.00)", True),
        ("-2.00", "-2.00", True),
        ("34.48%", "34.48%", True),
    ],
)
def test_separators_are_put_right_where_only_one_number_comes_of_it(said, meant, plain):
    assert recognised.is_figure(said.strip("|"))
    assert (recognised.repaired(said), recognised.is_plain(meant)) == (meant, plain)


def test_a_lost_point_stands_out_among_figures_with_two_decimals():
    assert recognised.odd_decimals(["1.00", "23.45", "6.70", "0", "8.90", "3.1", "5.25", "2.00"]) == {5}
    assert recognised.odd_decimals(["1.5", "2.25", "3.1", "4.75", "5.5", "6.25"]) == set()


# --- a real scan --------------------------------------------------------------------------------------------------

TABLES = (
    "一般公共预算财政拨款支出预算表",
    "一般公共预算财政拨款基本支出预算表",
    "一般公共预算“三公”经费支出表",
    "项目支出绩效目标表",
)


@pytest.fixture(scope="module")
def real(shared: Path) -> Document:
    return read(shared / "samples" / "beibei_2024_budget_scan.pdf")


@pytest.mark.slow
def test_the_numbers_of_a_real_scan_are_exact_or_uncertain(shared, real):
    with (shared / "eval" / "beibei_2024.facts.csv").open(encoding="utf-8-sig") as lines:
        rows = [row for row in csv.DictReader(lines) if row["table"] in TABLES]
    project = next(fact.project[1] for fact in table_facts(real) if fact.project)
    rows = [row for row in rows if row["table"] != TABLES[3] or row["row"].split("|")[0] == project]
    wanted = Counter((*(row[key] for key in ("table", "code", "row", "column", "value", "unit")),) for row in rows)
    exact: Counter[tuple[str, ...]] = Counter()
    for fact in table_facts(real):
        if fact.value is None or fact.status != "exact":
            continue
        code = "" if fact.project else fact.code or ""
        row = "|".join(fact.row if fact.project else fact.row[-1:])
        exact[fact.table, code, row, "|".join(fact.column), str(fact.value), fact.unit or ""] += 1
    assert not exact - wanted
    assert sum((exact & wanted).values()) >= 0.99 * len(rows)
    print(f"\n{sum((exact & wanted).values())} of {len(rows)} numbers exact")


@pytest.mark.slow
def test_the_narrative_of_a_real_scan_says_what_the_text_says(shared, real):
    text = read(shared / "samples" / "beibei_2024_budget.txt")
    said = [numbers_told(document) for document in (real, text)]
    assert sum(said[0].values()) >= 15
    assert not said[0] - said[1]


def numbers_told(document: Document) -> Counter[tuple[object, ...]]:
    return Counter(
        (fact.row, fact.column, str(fact.value), fact.unit, fact.year, fact.measure)
        for fact in facts(document)
        if fact.source == "narrative" and fact.value is not None and "情况" in "".join(fact.section[:1])
    )


@pytest.mark.slow
def test_the_tables_of_a_real_scan_tie_out_as_the_text_does(real):
    """Here, as reading the six pages takes longer than all tie-out rules' tests."""
    agrees(real)
