"""Web pages as agencies publish them: what a visitor sees is read, in its order, and nothing else."""

from __future__ import annotations

import contextlib

import pytest

from ingest.errors import IngestError
from ingest.facts import facts, table_facts
from ingest.read import decode, parse

TITLE = "<h1>示例市水务局<br>2024年部门预算情况说明</h1>"
TABLE = (
    "<h3>支出总表</h3><p>单位：万元</p><table><tr><th>科目编码</th><th>科目名称</th><th>合计</th></tr>"
    "<tr><td>213</td><td>农林水支出</td><td>12.25</td></tr></table>"
)


def page(body: str, head: str = ""):
    text = f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    return parse(text.encode(), "示例.html")


def numbers(document) -> list[tuple]:
    return [(f.code, f.row[-1:], f.column, str(f.value)) for f in table_facts(document) if f.value is not None]


def test_headings_paragraphs_and_tables_in_order():
    found = page(
        TITLE
        + "<h2>一、“三公”经费</h2><p>2024年公务接待费预算1.20万元，比上年减少0.30万元，<b>主要原因</b>是\n厉行节约。</p>"
        + TABLE
    )
    assert (found.organisation, found.year, found.kind, found.scope) == ("示例市水务局", 2024, "budget", "department")
    assert [(p.text, p.section, p.place.anchor) for p in found.paragraphs] == [
        ("2024年公务接待费预算1.20万元，比上年减少0.30万元，主要原因是厉行节约。", ("一、“三公”经费",), "p1")
    ]
    assert numbers(found) == [("213", ("农林水支出",), ("合计",), "12.25")]
    assert table_facts_anchor(found) == "t1r2c3"


def table_facts_anchor(document) -> str | None:
    return next(iter(table_facts(document))).place.anchor


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gbk"),
        ("gb18030", "gb18030"),
        ("utf-8", "utf-8"),
        ("utf-8", "gb18030"),  # says one thing and is another
        ("gb2312", "utf-8"),
        ("no-such-code", "gb18030"),
        ("", "utf-16"),
        ("", "utf-8-sig"),
    ],
)
def test_the_encoding_is_told_by_the_page_and_by_its_bytes(charset, encoding):
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    text = f"<html><head>{meta}</head><body><h1>示例市水务局2024年部门预算</h1>{TABLE}</body></html>"
    found = parse(text.encode(encoding), "示例.htm")
    assert (found.organisation, numbers(found)[0][1]) == ("示例市水务局", ("农林水支出",))


def test_a_declared_encoding_of_another_script():
    text = "<html><head><meta charset=big5></head><body>預算數與決算數</body></html>"
    assert decode(text.encode("big5"), "示例.htm") == text


def test_characters_of_gb18030_beyond_gbk():
    text = (
        f"<html><head><meta charset=gb2312></head><body><h1>示例市㙍镇人民政府2024年部门预算</h1>{TABLE}</body></html>"
    )
    assert parse(text.encode("gb18030"), "示例.htm").organisation == "示例市㙍镇人民政府"


SECRET = "公务接待费预算为999.99万元，比上年增加888.88万元。"


@pytest.mark.parametrize(
    "hidden",
    [
        f"<p style='display:none'>{SECRET}</p>",
        f"<p style='DISPLAY : NONE !important'>{SECRET}</p>",
        f"<div style='visibility:hidden'><p>{SECRET}</p></div>",
        f"<p hidden>{SECRET}</p>",
        f"<p style='font-size:0'>{SECRET}</p>",
        f"<p style='opacity:0;'>{SECRET}</p>",
        f"<p style='color:transparent'>{SECRET}</p>",
        f"<p style='position:absolute;left:-9999px'>{SECRET}</p>",
        f"<p style='text-indent:-9999px'>{SECRET}</p>",
        f"<div style='height:0;overflow:hidden'>{SECRET}</div>",
        f"<p style='mso-hide:all'>{SECRET}</p>",
        f"<p class='x gone'>{SECRET}</p>",
        f"<p id='secret'>{SECRET}</p>",
        f"<div class='outer'><p class='inner'>{SECRET}</p></div>",
        f"<script>document.write('{SECRET}')</script>",
        f"<style>/* {SECRET} */</style>",
        f"<noscript><p>{SECRET}</p></noscript>",
        f"<template><p>{SECRET}</p></template>",
        f"<!-- <p>{SECRET}</p> -->",
        f"<textarea>{SECRET}</textarea><select><option>{SECRET}</option></select>",
        f"<input type='hidden' value='{SECRET}'><img alt='{SECRET}'>",
        f"<table style='display:none'><tr><td>项目</td><td>预算</td><td>数</td></tr><tr><td>{SECRET}</td><td>999.99</td><td>888.88</td></tr></table>",
        f"<iframe srcdoc='{SECRET}'>{SECRET}</iframe><object>{SECRET}</object>",
        f"<dialog>{SECRET}</dialog>",
    ],
)
def test_what_nobody_sees_is_no_narrative(hidden):
    style = (
        "<style>.gone, #secret { display: none } .outer > .inner{visibility:hidden}"
        " @media print { .shown { display:none } } .other:hover{display:none}</style>"
    )
    found = page(f"{TITLE}<h2>一、说明</h2>{hidden}<p class='shown other'>公务接待费预算1.20万元。</p>{TABLE}", style)
    assert [p.text for p in found.paragraphs] == ["公务接待费预算1.20万元。"]
    assert all("999" not in f.quote and "888" not in f.quote for f in facts(found))


def test_hidden_rows_and_cells_are_no_part_of_a_table():
    found = page(
        TITLE
        + "<p>支出总表</p><p>单位：万元</p><table><tr><th>科目编码</th><th style='display:none'>备查</th><th>科目名称</th><th>合计</th></tr>"
        "<tr><td>213</td><td style='display:none'>8</td><td>农林水支出<span style='display:none'>9</span></td><td>12<i hidden>7</i>.25</td></tr>"
        "<tr style='display:none'><td>999</td><td>8</td><td>作废</td><td>1</td></tr></table>"
    )
    assert numbers(found) == [("213", ("农林水支出",), ("合计",), "12.25")]


def test_spans_make_levels():
    found = page(
        TITLE + "<p>支出总表</p><p>单位：万元</p><table><thead>"
        "<tr><td rowspan=2>科目编码</td><td rowspan=2>科目名称</td><td rowspan=2>2023年预算数</td><td colspan=3>2024年预算数</td></tr>"
        "<tr><td>合计</td><td>基本支出</td><td>项目支出</td></tr></thead><tbody>"
        "<tr><td>213</td><td>农林水支出</td><td>&nbsp;</td><td>12.25</td><td>2.25</td><td>10</td></tr>"
        "<tr><td colspan='2'>合&nbsp;&nbsp;计</td><td></td><td>12.25</td><td>2.25</td><td>10</td></tr></tbody></table>"
    )
    assert numbers(found) == [
        ("213", ("农林水支出",), ("2024年预算数", "合计"), "12.25"),
        ("213", ("农林水支出",), ("2024年预算数", "基本支出"), "2.25"),
        ("213", ("农林水支出",), ("2024年预算数", "项目支出"), "10"),
        (None, ("合计",), ("2024年预算数", "合计"), "12.25"),
        (None, ("合计",), ("2024年预算数", "基本支出"), "2.25"),
        (None, ("合计",), ("2024年预算数", "项目支出"), "10"),
    ]


def test_tables_that_lay_the_page_out_are_walked_through():
    found = page(
        "<table width=100%><tr><td>首页</td><td>政务公开</td><td>办事</td></tr><tr><td colspan=3><table><tr><td>"
        + TITLE
        + "<p>一、说明</p><p>公务接待费预算1.20万元。</p>"
        + TABLE
        + "</td></tr></table></td></tr><tr><td colspan=3>版权所有</td></tr></table>"
    )
    assert found.organisation == "示例市水务局"
    assert [t.title for t in found.tables] == ["支出总表"]
    assert numbers(found) == [("213", ("农林水支出",), ("合计",), "12.25")]
    assert found.paragraphs[0].text == "公务接待费预算1.20万元。"


BELOW_MASTHEAD = "<table><tr><td>科目编码</td><td>科目名称</td><td>合计</td></tr><tr><td>213</td><td>农林水支出</td><td>12.25</td></tr></table>"


@pytest.mark.parametrize(
    "masthead",
    [
        "<tr><td></td><td>公开03表</td></tr><tr><td>部门名称：示例市水务局</td><td>单位：万元</td></tr>",
        "<tr><td>支出预算总表</td></tr><tr><td>编制单位：示例市水务局</td><td>金额单位：万元</td></tr>",
        "<tr><td>公开03表</td><td></td></tr><tr><td></td><td>单位：万元</td></tr>",
    ],
)
def test_what_a_grid_of_captions_says_is_of_the_table_below_it(masthead):
    found = page(f"{TITLE}<p>支出总表</p><table>{masthead}</table>{BELOW_MASTHEAD}")
    assert [(f.unit, str(f.value)) for f in table_facts(found)] == [("万元", "12.25")]
    assert len(found.tables) == 1


@pytest.mark.parametrize(
    "grid",
    [
        "<tr><td>收入预算总表</td><td>公开01表</td></tr><tr><td>支出预算总表</td><td>公开03表</td></tr>",  # a list of tables
        "<tr><td>项目</td><td>单位：万元</td></tr><tr><td>物业管理费</td><td>3.00</td></tr>",
    ],
)
def test_a_grid_that_says_more_than_captions_is_a_table(grid):
    assert len(page(f"{TITLE}<p>支出总表</p><table>{grid}</table><p>单位：元</p>{BELOW_MASTHEAD}").tables) == 2


def test_a_table_inside_a_cell_of_a_table_is_its_words():
    rows = "".join(f"<tr><td>21{k}</td><td>项目{k}</td><td>{k}.00</td></tr>" for k in range(3, 8))
    found = page(
        TITLE
        + "<p>支出总表</p><p>单位：万元</p><table><tr><td>科目编码</td><td>科目名称</td><td>合计</td></tr>"
        + rows
        + "<tr><td>229</td><td><table><tr><td>其他</td><td>支出</td></tr></table></td><td>9.00</td></tr></table>"
    )
    assert len(found.tables) == 1
    assert numbers(found)[-1][0::3] == ("229", "9.00")


def test_paragraphs_set_with_breaks_and_lists_with_numbers():
    found = page(
        TITLE + "<div>　　一、主要职责<br><br>　　负责全市供水。<br>　　二、机构设置<br/>　　内设办公室。</div>"
        "<ol start=3><li>拟订规划。</li><li>监督实施。</li></ol>" + TABLE
    )
    assert [(p.text, p.section) for p in found.paragraphs] == [
        ("负责全市供水。", ("一、主要职责",)),
        ("内设办公室。", ("二、机构设置",)),
        ("3.拟订规划。", ("二、机构设置",)),
        ("4.监督实施。", ("二、机构设置",)),
    ]


def test_the_menu_above_the_title_is_no_part_of_the_disclosure():
    menu = "".join(f"<li><a href='/{k}'>栏目{k}</a></li>" for k in range(30))
    found = page(
        f"<ul>{menu}</ul><div>当前位置：首页</div><h1>示例市水务局2024年部门预算</h1>{TABLE}",
        "<title>示例市水务局2024年部门预算_示例市人民政府</title>",
    )
    assert (found.organisation, found.year) == ("示例市水务局", 2024)
    assert found.paragraphs == ()


def test_the_head_names_what_the_page_does_not():
    found = page(
        f"<p>单位：万元</p>{TABLE}",
        "<meta name='ArticleTitle' content='示例市水务局2024年部门预算'><title>公开</title>",
    )
    assert (found.organisation, found.year, found.kind) == ("示例市水务局", 2024, "budget")


def test_a_page_that_excel_saved_under_another_name():
    text = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office' xmlns:x='urn:schemas-microsoft-com:office:excel'><head>"
        "<meta http-equiv=Content-Type content='text/html; charset=gb2312'><!--[if gte mso 9]><xml><x:ExcelWorkbook/></xml><![endif]-->"
        "</head><body><table><tr><td colspan=3 class=xl65>示例市水务局2024年部门预算支出总表</td></tr><tr><td></td><td></td><td>单位：万元</td></tr>"
        "<tr><td>科目编码</td><td>科目名称</td><td>合计</td></tr><tr><td x:num>213</td><td>农林水支出</td><td x:num='12.25'>12.25</td></tr></table></body></html>"
    )
    assert numbers(parse(text.encode("gb18030"), "示例.xls")) == [("213", ("农林水支出",), ("合计",), "12.25")]


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 5000 + TABLE + "</div>" * 5000,
        "<table><tr><td>" * 3000 + TABLE,
        "<b>" * 20000 + "1" + TABLE,
    ],
)
def test_a_page_nested_without_end_is_refused_or_read(text):
    with contextlib.suppress(IngestError):
        assert page(TITLE + text).organisation == "示例市水务局"


def test_spans_beyond_measure_are_refused():
    wide = "<table>" + "<tr>" + "<td colspan=1000>1</td>" * 2000 + "</tr>" * 1 + "</table>"
    with pytest.raises(IngestError, match="过大"):
        page(TITLE + wide)
    tall = "<table><tr><td rowspan=65000>1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5.00</td></tr></table>"
    assert page(TITLE + tall + TABLE).tables


def test_entities_are_never_fetched():
    text = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        f"<html><body>{TITLE}<p>一、说明</p><p>预算1.20万元&x;&b;。</p>{TABLE}</body></html>"
    )
    found = parse(text.encode(), "示例.html")
    assert "aaaa" not in found.paragraphs[-1].text
    assert all("host" not in p.text for p in found.paragraphs)
