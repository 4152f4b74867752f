"""Packed files (Word, Excel, OpenDocument): looked over before anything is unpacked, told apart by what they hold.

An archive can promise gigabytes in a few kilobytes, and XML can name files and addresses; what a disclosure never
needs is refused here, once, before a library sees it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from ingest.errors import IngestError

Kind = Literal["docx", "xlsx", "ods"]

MOST_MEMBERS = 10_000
MOST_UNPACKED = 256 * 2**20
MOST_XML = 64 * 2**20
# Sheets of blank formatted cells reach 1:100; nothing written by an office program reaches 1:250.
MOST_RATIO = 250
_RATIO_MATTERS = 4 * 2**20

_CONTENT_TYPES = "[Content_Types].xml"
_DTD = tuple(mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be"))
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"']")
_KNOWN_ENCODINGS = frozenset(
    (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"gb18030", b"gbk", b"gb2312")
)
_UNWANTED = frozenset(("vbaProject", "attachedTemplate", "oleObject", "package", "control"))
_MAIN_PART: tuple[tuple[bytes, Kind], ...] = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"wordprocessingml.template.main+xml", "docx"),
    (b"ms-word.document.macroEnabled.main+xml", "docx"),
    (b"ms-word.template.macroEnabledTemplate.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"ms-excel.sheet.macroEnabled.main+xml", "xlsx"),
    (b"ms-excel.template.macroEnabled.main+xml", "xlsx"),
)
_OTHER_PART: tuple[tuple[bytes, str, str], ...] = (
    (b"presentationml", "演示文稿", "请另存为PDF"),
    (b"ms-excel.sheet.binary", "二进制Excel工作簿（.xlsb）", "请另存为.xlsx"),
)


def damaged(name: str) -> IngestError:
    """A file whose structure does not hold."""
    return IngestError(name, "文件不完整或已损坏", "请重新下载或另存一份")


def locked(name: str) -> IngestError:
    """A file that asks for a password."""
    return IngestError(name, "文件设有打开密码", "请先取消密码再收录")


@contextmanager
def _held(name: str) -> Iterator[None]:
    """Whatever a broken archive raises, told as one sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, NotImplementedError) as error:
        raise damaged(name) from error


def inspect(data: bytes, name: str) -> Kind:
    """Which kind of packed file it is; raises `IngestError` for one that is unknown, damaged, locked or hostile."""
    with _held(name), zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        _check_sizes(members, name)
        names = {member.filename for member in members}
        kind = _kind(archive, names, name)
        for member in members:
            if member.filename.endswith((".xml", ".rels", ".vml")):
                _check_xml(archive.read(member), name)
        if (
            kind == "ods"
            and "META-INF/manifest.xml" in names
            and b"encryption-data" in archive.read("META-INF/manifest.xml")
        ):
            raise locked(name)
    return kind


def _check_sizes(members: list[zipfile.ZipInfo], name: str) -> None:
    total = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or total > MOST_UNPACKED:
        raise IngestError(
            name,
            f"压缩内容展开后超过{MOST_UNPACKED // 2**20}MB或{MOST_MEMBERS}个部件的上限",
            "请拆分文件，或去掉其中的图片和附件",
        )
    for member in members:
        if member.flag_bits & 1:
            raise locked(name)
        if member.file_size > _RATIO_MATTERS and member.file_size > MOST_RATIO * max(1, member.compress_size):
            raise IngestError(name, "压缩比例异常，可能是压缩炸弹", "请核对文件来源，重新另存一份")
        if member.filename.endswith((".xml", ".rels")) and member.file_size > MOST_XML:
            raise IngestError(name, f"文件内容展开后有一部分超过{MOST_XML // 2**20}MB的上限", "请拆分文件")


def _kind(archive: zipfile.ZipFile, names: set[str], name: str) -> Kind:
    if "mimetype" in names:
        said = archive.read("mimetype").strip()
        if said.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return "ods"
        if said.startswith(b"application/vnd.oasis.opendocument"):
            raise IngestError(name, "这是OpenDocument文件，目前只支持其中的表格（.ods）", "请另存为.docx或PDF")
    if _CONTENT_TYPES in names:
        types = archive.read(_CONTENT_TYPES)
        for mark, kind in _MAIN_PART:
            if mark in types:
                return kind
        for mark, what, remedy in _OTHER_PART:
            if mark in types:
                raise IngestError(name, f"这是{what}，尚不支持", remedy)
    raise IngestError(name, "这是压缩文件，不是Word或Excel文件", "请先解压，再收录其中的文件")


def _check_xml(data: bytes, name: str) -> None:
    """No part of an office file declares entities or a document type; one that does means harm."""
    if any(mark in data for mark in _DTD):
        raise IngestError(name, "文件内含外部实体或类型声明，可能有害", "请核对文件来源，重新另存一份")
    said = _ENCODING.match(data[:400].lstrip(b"\xef\xbb\xbf"))
    if said and said[1].lower() not in _KNOWN_ENCODINGS:
        raise damaged(name)


def member(data: bytes, path: str, name: str) -> bytes:
    """One part of a packed file that `inspect` has passed."""
    with _held(name), zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(path)


def plain(data: bytes, name: str) -> bytes:
    """The package as a document without macros and outside links, so that nothing in it leads anywhere else.

    Relations to files that are not in the package go, too: office programs leave such behind, and python-docx
    refuses a whole document for one.
    """
    out = io.BytesIO()
    with _held(name), zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as copy:
        names = {entry.filename for entry in archive.infolist()}
        for path in sorted(names):
            content = archive.read(path)
            if path == _CONTENT_TYPES:
                content = content.replace(
                    b"application/vnd.ms-word.document.macroEnabled.main+xml",
                    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                )
                for template in (
                    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
                    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
                ):
                    content = content.replace(
                        template, b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
                    )
            elif path.endswith(".rels"):
                content = _kept(content, path, names)
            copy.writestr(path, content)
    return out.getvalue()


def _kept(relations: bytes, path: str, names: set[str]) -> bytes:
    """A part of relations without those that lead out of the package or to nothing in it."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(relations, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(path) from error
    folder = [step for step in path.rpartition("_rels/")[0].split("/") if step]
    for relation in list(root):
        target = relation.get("Target") or ""
        steps = [] if target.startswith("/") else list(folder)
        for step in target.partition("#")[0].split("/"):
            if step == "..":
                steps = steps[:-1]
            elif step not in ("", "."):
                steps.append(step)
        leaves = relation.get("TargetMode") == "External" or "/".join(steps) not in names
        if leaves or (relation.get("Type") or "").rpartition("/")[2] in _UNWANTED:
            root.remove(relation)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
