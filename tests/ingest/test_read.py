"""From files to documents: identity, flow of text, captions, and files that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import IngestError
from ingest.facts import table_facts
from ingest.passages import passages
from ingest.read import MOST_BYTES, parse, read

DATA = Path(__file__).parent.parent / "data"
TABLE = "收支总表\n单位：万元\n项目\t预算数\n合计\t1.00\n培训费\t1.00\n"
TITLE = "示例市水务局2024年部门预算公开\n\n"


def document(text: str):
    return parse(text.encode(), "示例.txt")


@pytest.mark.parametrize(
    ("first_lines", "organisation", "year", "kind", "scope"),
    [
        ("# 示例市水务局\n\n## 2024年部门预算情况说明", "示例市水务局", 2024, "budget", "department"),
        ("示例市水务局2023年度部门决算", "示例市水务局", 2023, "final_accounts", "department"),
        ("示例市水务局（本级）2024年单位预算公开", "示例市水务局", 2024, "budget", "unit"),
        (
            "中共示例市委\n\n社会工作部 2024 年度\n\n部门决算",
            "中共示例市委社会工作部",
            2024,
            "final_accounts",
            "department",
        ),
        (
            "示例市滨江区2025年区级部门预算\n\n预算主管部门：示例市滨江区档案局",
            "示例市滨江区档案局",
            2025,
            "budget",
            "department",
        ),
        ("2022年度示例县第一中学单位决算", "示例县第一中学", 2022, "final_accounts", "unit"),
        ("附件1\n\n示例省审计厅2019年度部门预算公开表", "示例省审计厅", 2019, "budget", "department"),
        ("部门预算公开", None, None, "budget", "department"),
    ],
)
def test_identity_is_what_the_title_says_and_nothing_more(first_lines, organisation, year, kind, scope):
    found = document(f"{first_lines}\n\n{TABLE}")
    assert (found.organisation, found.year, found.kind, found.scope) == (organisation, year, kind, scope)


def test_what_nothing_says_is_unknown():
    found = document(f"说明文字在此，没有名称也没有年度。\n\n{TABLE}")
    assert (found.organisation, found.year, found.kind, found.scope) == (None, None, None, None)


def test_the_body_is_told_by_the_lines_that_fill_the_tables_in():
    found = document("2024年部门预算\n\n收支总表\n编制单位：101-示例市水务局\t单位：万元\n项目\t预算数\n合计\t1.00\n")
    assert (found.organisation, found.tables[0].unit, found.tables[0].title) == ("示例市水务局", "万元", "收支总表")


def test_sentences_and_words_cut_by_a_page_are_joined():
    found = document(
        TITLE
        + "## 一、单位基本情况\n\n负责全市供水、节水和水资源保护工作，指导水库和堤防的运行维\n\n- 3 -\n\n护管理。\n\n"
        "####  **（二）机构设置**\n\n内设办公室、规划科。\n\n" + TABLE
    )
    assert [(p.text, p.section, p.place.anchor) for p in found.paragraphs] == [
        ("负责全市供水、节水和水资源保护工作，指导水库和堤防的运行维护管理。", ("一、单位基本情况",), "p1"),
        ("内设办公室、规划科。", ("一、单位基本情况", "（二）机构设置"), "p2"),
    ]


def test_levels_follow_the_numbering_and_not_the_marks():
    found = document(
        TITLE
        + "#### 二、收支情况\n\n# （一）收入预算：2024年收入1.00万元。\n\n（二）支出预算。2024年支出1.00万元。\n\n"
        "**三、“三公”经费**\n\n无。\n\n" + TABLE
    )
    assert [p.section for p in found.paragraphs] == [
        ("二、收支情况", "（一）收入预算"),
        ("二、收支情况", "（二）支出预算"),
        ("三、“三公”经费",),
    ]


def test_a_table_cut_by_a_blank_line_is_one_table():
    found = document(
        TITLE + "支出总表\n单位：万元\n科目编码\t科目名称\t合计\n205\t教育支出\t1.00\n\n7\n\n213\t农林水支出\t2.00\n"
    )
    assert [len(table.rows) for table in found.tables] == [3]
    assert [(f.code, str(f.value)) for f in table_facts(found)] == [("205", "1.00"), ("213", "2.00")]


def test_captions_above_inside_and_below_belong_to_the_table():
    found = document(
        TITLE
        + "表3 示例市水务局政府性基金预算支出表（单位：元）\n科目编码\t科目名称\t合计\n\t合计\t\n\n备注：本部门无此项，故此表无数据。\n\n"
        "一般公共预算支出表\t\t\n编制单位：示例市水务局\t\t单位：万元\n科目编码\t科目名称\t合计\n205\t教育支出\t1.00\n注：本表反映当年支出。\t\t\n"
    )
    assert [(t.title, t.unit, t.notes) for t in found.tables] == [
        ("政府性基金预算支出表", "元", ("备注：本部门无此项，故此表无数据。",)),
        ("一般公共预算支出表", "万元", ("编制单位：示例市水务局", "注：本表反映当年支出。")),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_encodings(encoding):
    found = parse((TITLE + TABLE).encode(encoding), "示例.txt")
    assert found.organisation == "示例市水务局"
    assert len(found.tables) == 1


def test_tables_aligned_with_blanks():
    found = document(
        TITLE
        + "支出总表\n单位：万元\n科目编码    科目名称          合计     基本支出\n205         教育支出          1.00     0.50\n"
        "213         农林水支出        12.00\n            合计              13.00    0.50\n"
    )
    assert [(f.code, f.row[-1], f.column, str(f.value)) for f in table_facts(found) if f.value is not None] == [
        ("205", "教育支出", ("合计",), "1.00"),
        ("205", "教育支出", ("基本支出",), "0.50"),
        ("213", "农林水支出", ("合计",), "12.00"),
        (None, "合计", ("合计",), "13.00"),
        (None, "合计", ("基本支出",), "0.50"),
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"),
        (b" \n\xef\xbb\xbf\n", "空的"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF文件"),
        (b"PK\x03\x04rest", "损坏"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (bytes(range(256)) * 40, "二进制"),
        (b"\x00\x01\x02\x03" * 100, "二进制"),
        ("<!DOCTYPE html><html><body>预算</body></html>".encode(), "没有找到可以识别的表格"),
        ("示例市水务局2024年部门预算\n\n没有任何表格的说明文字。".encode(), "没有找到可以识别的表格"),
        ("预算".encode() + b"\xff\xfe\xfa" + "决算".encode(), "编码"),
    ],
)
def test_a_file_that_is_no_disclosure_is_refused_in_one_sentence(data, says):
    with pytest.raises(IngestError) as refused:
        parse(data, "坏文件.txt")
    message = str(refused.value)
    assert says in message
    assert message.startswith("无法读取“坏文件.txt”")
    assert message.endswith("。")
    assert "\n" not in message


def test_a_missing_file_and_a_folder_and_a_giant_are_refused(tmp_path):
    with pytest.raises(IngestError, match="不存在"):
        read(tmp_path / "没有.txt")
    with pytest.raises(IngestError, match="不是一个文件"):
        read(tmp_path)
    giant = tmp_path / "大.txt"
    with giant.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(IngestError, match="上限"):
        read(giant)


@given(st.data())
@settings(max_examples=60)
def test_damage_is_read_or_refused_and_never_crashes(data):
    name = data.draw(st.sampled_from(["final_account_nine_tables.txt", "yuan_three_part_codes.txt", "pipes.md"]))
    whole = bytearray((DATA / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(whole) - 1))
        kind = data.draw(st.sampled_from(["change", "cut", "drop", "repeat"]))
        if kind == "change":
            whole[at] = data.draw(st.sampled_from([9, 10, 32, 48, 57, 124, 255]))
        elif kind == "cut":
            del whole[at + 200 :]
        elif kind == "drop":
            del whole[at : at + data.draw(st.integers(1, 300))]
        else:
            whole[at:at] = whole[at : at + 100]
        whole = whole or bytearray(b" ")
    try:
        found = parse(bytes(whole), name)
    except IngestError:
        return
    known = list(table_facts(found))
    assert len({f.id for f in known}) == len(known)
    passages(found, known)


def test_the_same_bytes_give_the_same_document(tmp_path):
    for name in ("a.txt", "b.md"):
        (tmp_path / name).write_text(TITLE + TABLE, encoding="utf-8")
    first, second = read(tmp_path / "a.txt"), read(tmp_path / "b.md")
    assert first.id == second.id == first.sha256[:16]
    assert [f.id for f in table_facts(first)] == [f.id for f in table_facts(second)]


@pytest.mark.parametrize(
    "name", ["final_account_nine_tables.txt", "yuan_three_part_codes.txt", "three_lanes.txt", "pipes.md"]
)
def test_every_number_of_a_whole_disclosure_is_told_once_and_surely(name):
    found = read(DATA / name)
    facts = list(table_facts(found))
    assert len({f.id for f in facts}) == len(facts)
    assert all(f.status == "exact" for f in facts)
    assert all(f.column for f in facts)
