"""Files that are damaged, locked or meant to harm: each is refused, or read, with one clear sentence."""

from __future__ import annotations

import contextlib
import io
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import IngestError
from ingest.facts import table_facts
from ingest.passages import passages
from ingest.read import parse
from ingest.readers import package
from tests.support.sheets import ods as ods_of
from tests.support.sheets import packed_ods, xls_from_xlsx

ROWS = [
    ["示例市水务局2024年部门预算"],
    [],
    ["支出总表"],
    ["单位：万元"],
    ["项目", "预算数"],
    ["培训费", 1.5],
    ["会议费", 2],
]


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word() -> bytes:
    made = docx.Document()
    made.add_heading("示例市水务局2024年部门预算", 1)
    made.add_paragraph("一、说明")
    made.add_paragraph("培训费预算1.50万元，比上年减少0.30万元，主要原因是厉行节约。")
    made.add_paragraph("支出总表（单位：万元）")
    table = made.add_table(rows=3, cols=2)
    for r, row in enumerate(ROWS[4:]):
        for c, value in enumerate(row):
            table.cell(r, c).text = str(value)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def page() -> bytes:
    cells = "".join(f"<tr>{''.join(f'<td>{value}</td>' for value in row)}</tr>" for row in ROWS[4:])
    return f"<html><body><h1>{ROWS[0][0]}</h1><p>支出总表</p><p>单位：万元</p><table>{cells}</table></body></html>".encode()


MADE: dict[str, Callable[[], bytes]] = {
    "docx": word,
    "xlsx": xlsx,
    "xls": lambda: xls_from_xlsx(xlsx()),
    "ods": lambda: ods_of(xlsx()),
    "html": page,
}


def repacked(data: bytes, change: Callable[[str, bytes], bytes], **extra: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, content in extra.items():
            target.writestr(name, content)
    return out.getvalue()


def refused(data: bytes, name: str = "坏文件.bin") -> str:
    with pytest.raises(IngestError) as error:
        parse(data, name)
    message = str(error.value)
    assert message.startswith(f"无法读取“{name}”")
    assert message.endswith("。")
    assert "\n" not in message
    assert message.count("。") == 1
    return message


@pytest.mark.parametrize("kind", MADE)
def test_the_format_is_told_by_what_is_inside(kind):
    found = parse(MADE[kind](), "没有扩展名")
    assert [str(f.value) for f in table_facts(found)] == ["1.5", "2"]


# --- archives ---


def test_a_bomb_is_refused_before_it_goes_off():
    def bomb(name: str, content: bytes) -> bytes:
        return content + b" " * (60 * 2**20) if name == "xl/worksheets/sheet1.xml" else content

    started = time.monotonic()
    assert "压缩比例异常" in refused(repacked(xlsx(), bomb))
    assert time.monotonic() - started < 5


def test_an_archive_that_promises_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(package, "MOST_UNPACKED", 2**20)
    assert "超过1MB" in refused(
        repacked(word(), lambda _, content: content, **{"word/media/a.bin": bytes(range(256)) * 8192})
    )


def test_an_archive_of_too_many_members_is_refused(monkeypatch):
    monkeypatch.setattr(package, "MOST_MEMBERS", 5)
    assert "5个部件" in refused(word())


def test_a_part_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(package, "MOST_XML", 1000)
    assert "上限" in refused(word())


def test_a_lying_directory_does_not_help_a_bomb():
    data = bytearray(repacked(xlsx(), lambda name, c: c + b" " * (8 * 2**20) if "sheet1" in name else c))
    at = data.rfind(b"PK\x01\x02")
    while at >= 0:
        size = struct.unpack_from("<I", data, at + 24)[0]
        if size > 2**20:
            struct.pack_into("<I", data, at + 24, 5000)
        at = data.rfind(b"PK\x01\x02", 0, at)
    assert "损坏" in refused(bytes(data))


def test_archives_of_other_things_are_named():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("报告.txt", "预算")
    assert "这是压缩文件" in refused(out.getvalue())
    assert "演示文稿" in refused(
        repacked(
            word(), lambda name, c: c.replace(b"wordprocessingml", b"presentationml") if "Content_Types" in name else c
        )
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert "OpenDocument" in refused(out.getvalue())


# --- XML ---

LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
FETCH = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
OUTSIDE = b'<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">'


@pytest.mark.parametrize("declaration", [LAUGHS, FETCH, OUTSIDE])
@pytest.mark.parametrize(
    ("kind", "part"),
    [("docx", "word/document.xml"), ("docx", "word/styles.xml"), ("xlsx", "xl/worksheets/sheet1.xml"), ("xlsx", "xl/workbook.xml"),
     ("ods", "content.xml")],
)  # fmt: skip
def test_entities_are_refused(kind, part, declaration):
    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        head, mark, rest = content.partition(b"?>")
        return head + mark + declaration + rest if mark else declaration + content

    assert "外部实体" in refused(repacked(MADE[kind](), change))


def test_entities_in_another_encoding_are_refused():
    def change(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        text = content.decode().partition("?>")[2]
        return ('<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS.decode() + text).encode("utf-16")

    assert "外部实体" in refused(repacked(word(), change))

    def odd(name: str, content: bytes) -> bytes:
        return (
            content.replace(b'encoding="UTF-8"', b'encoding="UTF-7"').replace(b"encoding='UTF-8'", b"encoding='UTF-7'")
            if name == "word/document.xml"
            else content
        )

    assert "损坏" in refused(repacked(word(), odd))


def test_xml_that_does_not_hold_is_refused():
    for kind, part in (
        ("docx", "word/document.xml"),
        ("xlsx", "xl/worksheets/sheet1.xml"),
        ("ods", "content.xml"),
        ("docx", "_rels/.rels"),
    ):
        data = repacked(
            MADE[kind](), lambda name, content, part=part: content[: len(content) // 2] if name == part else content
        )
        assert "损坏" in refused(data)


# --- passwords ---


def compound(*streams: str) -> bytes:
    """The head and directory of a compound file that holds these streams."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    directory = b"".join(
        (name.encode("utf-16-le") + b"\x00\x00").ljust(64, b"\x00") + b"\x00" * 64 for name in ("Root Entry", *streams)
    )
    return bytes(header) + directory.ljust(2048, b"\x00")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (compound("EncryptionInfo", "EncryptedPackage"), "设有打开密码"),
        (compound("WordDocument", "1Table"), "旧版Word文件"),
        (compound("Quill"), "没有工作簿"),
        (compound("Workbook"), "损坏"),
    ],
)
def test_compound_files_are_told_apart(data, says):
    assert says in refused(data)


def test_a_locked_old_workbook_is_refused():
    data = bytearray(MADE["xls"]())
    at = data.find(b"\x09\x08\x10\x00")  # the workbook's first record; a password's record follows it
    assert at > 0
    length = 4 + struct.unpack_from("<H", data, at + 2)[0]
    locked = struct.pack("<HHHHH", 0x2F, 6, 0, 0x1234, 0x5678)
    data[at + length : at + length + len(locked)] = locked
    assert "设有打开密码" in refused(bytes(data))


def test_locked_members_and_open_documents_are_refused():
    data = bytearray(word())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "设有打开密码" in refused(bytes(data))
    out = io.BytesIO(packed_ods("<table:table/>"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
    assert "设有打开密码" in refused(out.getvalue())


# --- too much ---


def test_a_sheet_of_too_many_cells_is_refused(monkeypatch):
    from ingest.readers import xlsx as reader

    monkeypatch.setattr(reader, "MOST_CELLS", 4)
    assert "格的上限" in refused(xlsx())


def test_cells_at_the_far_corner_cost_nothing():
    def far(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return content
        return content.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')

    started = time.monotonic()
    assert [str(f.value) for f in table_facts(parse(repacked(xlsx(), far), "远.xlsx"))] == ["1.5", "2"]
    beyond = repacked(xlsx(), lambda n, c: c.replace(b'r="B6"', b'r="B99999999"') if "sheet1" in n else c)
    assert "损坏" in refused(beyond)
    assert time.monotonic() - started < 5


def test_repeats_without_end_cost_nothing():
    cells = '<table:table-cell table:number-columns-repeated="16000000"><text:p>1</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="16000000">{cells}</table:table-row>'
    started = time.monotonic()
    refused(packed_ods(f'<table:table table:name="表">{rows}</table:table>'))
    assert time.monotonic() - started < 20


def test_a_number_that_is_none_is_no_number():
    data = repacked(xlsx(), lambda n, c: c.replace(b"<v>1.5</v>", b"<v>1e999</v>") if "sheet1" in n else c)
    assert [(str(f.value), f.quote) for f in table_facts(parse(data, "数.xlsx")) if f.value is not None] == [("2", "2")]


# --- damage ---


@pytest.mark.parametrize("kind", MADE)
def test_a_truncated_file_is_refused_or_read_in_part(kind):
    data = MADE[kind]()
    for part in range(1, 20):
        cut = data[: len(data) * part // 20]
        with contextlib.suppress(IngestError):
            parse(cut, f"截断.{kind}")


@given(st.data())
@settings(max_examples=150)
def test_damage_is_read_or_refused_and_never_crashes(data):
    kind = data.draw(st.sampled_from(sorted(MADE)))
    whole = bytearray(_once(kind))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        match data.draw(st.sampled_from(["change", "cut", "drop", "repeat"])):
            case "change":
                whole[at] = data.draw(st.integers(0, 255))
            case "cut":
                del whole[at + 200 :]
            case "drop":
                del whole[at : at + data.draw(st.integers(1, 300))]
            case _:
                whole[at:at] = whole[at : at + 100]
        whole = whole or bytearray(b" ")
    _survives(bytes(whole), kind)


@given(st.data())
@settings(max_examples=150)
def test_damage_inside_an_archive_never_crashes(data):
    """The archive is whole, its parts are not: damage that no checksum stops."""
    kind = data.draw(st.sampled_from(["docx", "xlsx", "ods"]))
    with zipfile.ZipFile(io.BytesIO(_once(kind))) as archive:
        parts = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    part = data.draw(st.sampled_from(parts))
    kinds = st.sampled_from(["change", "drop", "repeat", "number"])
    edits = data.draw(st.lists(st.tuples(st.floats(0, 0.999), kinds, st.integers(0, 255)), min_size=1, max_size=6))

    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        out = bytearray(content)
        for where, how, byte in edits:
            if not out:
                break
            at = int(len(out) * where)
            if how == "change":
                out[at] = byte
            elif how == "drop":
                del out[at : at + byte]
            elif how == "repeat":
                out[at:at] = out[at : at + byte]
            else:
                digit = next((k for k in range(at, len(out)) if 48 <= out[k] <= 57), None)
                if digit is not None:
                    out[digit : digit + 1] = str(byte**4).encode()
        return bytes(out)

    _survives(repacked(_once(kind), change), kind)


_KEPT: dict[str, bytes] = {}


def _once(kind: str) -> bytes:
    if kind not in _KEPT:
        _KEPT[kind] = MADE[kind]()
    return _KEPT[kind]


def _survives(data: bytes, kind: str) -> None:
    try:
        found = parse(data, f"坏.{kind}")
    except IngestError:
        return
    known = list(table_facts(found))
    assert len({f.id for f in known}) == len(known)
    passages(found, known)


def test_real_samples_survive_cuts(shared):
    for path in sorted(Path(shared / "samples").glob("beibei_2024_budget.*")):
        if path.suffix in (".docx", ".xlsx", ".html"):
            whole = path.read_bytes()
            for part in (1, 3, 6, 9):
                _survives(whole[: len(whole) * part // 10], path.suffix[1:])
