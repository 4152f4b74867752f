"""Small made-up disclosures with facts and passages, for tests of what is kept and found."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal

import tests.support.stores  # noqa: F401 (where a test starts a process, it goes where the test went)
from ingest.model import Cell, Document, Fact, Paragraph, Passage, Place, Table, digest

ITEMS = ("公务接待费", "公务用车运行维护费", "因公出国（境）费用", "会议费", "培训费", "办公费")


@dataclass(frozen=True, slots=True)
class Holding:
    document: Document
    facts: tuple[Fact, ...]
    passages: tuple[Passage, ...]
    original: bytes


def holding(
    number: int = 1,
    *,
    organisation: str | None = "示例市教育局",
    year: int | None = 2024,
    kind="budget",
    content: str = "",
    rows: int = 6,
    published_text: tuple[str, ...] = (),
) -> Holding:
    """Disclosure `number`: one table of `rows` items, one of them blank, a passage a row and one for all."""
    original = f"{number}\n{organisation}\n{year}\n{kind}\n{content}".encode()
    sha256 = hashlib.sha256(original).hexdigest()
    id_ = sha256[:16]
    labels = [f"{ITEMS[i % len(ITEMS)]}{i // len(ITEMS) or ''}" for i in range(rows)]
    values = [None if i == 1 else Decimal(f"{number}{i}.{i}0") for i in range(rows)]
    cells = tuple(
        (
            Cell(label, Place(1, (1.5, 2.0, 3.25, 4.0), None, f"t1r{i + 1}c1"), 1, 2),
            Cell("" if value is None else str(value), Place(anchor=f"t1r{i + 1}c2")),
        )
        for i, (label, value) in enumerate(zip(labels, values, strict=True))
    )
    facts = tuple(
        Fact(
            id=digest(id_, "fact", i),
            document=id_,
            source="table",
            row=("合计", label),
            column=(f"{year}年预算数",),
            value=value,
            unit="万元",
            year=year,
            basis="budget",
            measure="level",
            quote="" if value is None else str(value),
            place=cells[i][1].place,
            table="支出表",
            table_number=1,
        )
        for i, (label, value) in enumerate(zip(labels, values, strict=True))
    )
    texts = [f"{label}={value}万元" for label, value in zip(labels, values, strict=True)]
    texts += published_text or (f"{organisation}{year}年过紧日子，压减一般性支出。",)
    passages = tuple(
        Passage(digest(id_, "passage", i), id_, f"{organisation}{year}年支出表", text, Place(anchor=f"p{i}"), facts=())
        for i, text in enumerate(texts)
    )
    document = Document(
        id=id_,
        sha256=sha256,
        files=(f"{number}.txt",),
        title=f"{organisation}{year}年部门预算（虚构）",
        organisation=organisation,
        year=year,
        kind=kind,
        scope="department",
        paragraphs=(Paragraph(texts[-1], ("一、概况",), Place(anchor="p1")),),
        tables=(Table(1, "支出表", "表1 支出表", "万元", cells),),
    )
    return Holding(document, facts, passages, original)


def put(library, held: Holding, **description) -> bool:
    return library.add(held.document, held.facts, held.passages, held.original, **description)
