"""The use case of `mingzhang audit`: a held disclosure, or a file that is not held, against the rules of the tie-out.

What was found goes out as contract.md has it: amounts as decimal strings, places as citations. A disclosure is also held
against others of its body (last year's, the year's budget) and of its units, where they are held.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from index.library import DocumentRecord
from index.records import status
from ingest import quantity
from ingest.content import Content
from ingest.model import Document, Kind
from service.calculator import tieout
from service.calculator.tieout import Book, Finding, Outcome, between
from service.citing import Citing
from service.draft import Quoted
from service.held import Held
from service.reply import Citation

# The name of each rule, and why it should hold.
RULES: Mapping[str, tuple[str, str]] = {
    **{rule.id: (rule.name, rule.why) for rule in tieout.RULES},
    **{rule.id: (rule.name, rule.why) for rule in between.RULES},
}


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One place that a rule applies to; `name` is the rule's, `question` is one to put to the organisation."""

    rule: str
    name: str
    outcome: Outcome
    message: str
    expected: str | None
    found: str | None
    difference: str | None
    allowed: str | None
    unit: str | None
    question: str | None
    places: tuple[Citation, ...]

    @property
    def broken(self) -> bool:
        """Whether statements disagree, or are doubtful."""
        return self.outcome in tieout.BROKEN


@dataclass(frozen=True, slots=True)
class Audited:
    """A disclosure and what the rules find in it; `id` is null for a file that is not held."""

    id: str | None
    title: str
    organisation: str | None
    year: int | None
    kind: Kind | None
    files: tuple[str, ...]
    findings: tuple[AuditFinding, ...]

    def count(self, outcome: Outcome) -> int:
        """How many findings have an outcome."""
        return sum(finding.outcome == outcome for finding in self.findings)

    def brief(self) -> Audited:
        """The same without the places of what holds, which are most of all places."""
        findings = (replace(f, places=()) if f.outcome == "exact" else f for f in self.findings)
        return replace(self, findings=tuple(findings))

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON; amounts are decimal strings."""
        return asdict(self)


OUTCOMES: tuple[tuple[Outcome, str], ...] = (
    ("mismatch", "不一致"),
    ("unlikely", "可疑的尾差"),
    ("warning", "值得一问"),
    ("rounding", "尾差"),
    ("exact", "一致"),
    ("not_checked", "没有核对"),
)
NAMES: Mapping[Outcome, str] = dict(OUTCOMES)


class Auditor:
    """Audits what is held, and files that are not; safe to use from several threads."""

    def __init__(self, held: Held) -> None:
        """Take what is held; nothing is read before it is asked for."""
        self._held = held

    def document(self, record: DocumentRecord, others: Sequence[DocumentRecord]) -> Audited:
        """A held disclosure; `others` are all that may be seen, which it is held against where they are its own."""
        self._held.records(None, staff=True)  # what is held is looked at now
        book = self._held.book(record)
        beside = {one.id: one for one in others if one.id != record.id and _of_one_body(record, one, book)}
        books = [self._held.book(one) for one in beside.values()]
        return _audited(record.id, record, book, books, (beside | {record.id: record}).__getitem__)

    def draft(self, content: Content, others: Sequence[DocumentRecord]) -> Audited:
        """A file that is not held, alone and against what is held of its body."""
        self._held.records(None, staff=True)
        document = content.document
        record, book = _record(document), Book(document, content.facts)
        beside = {one.id: one for one in others if one.id != document.id and _of_one_body(record, one, book)}
        books = [self._held.book(one) for one in beside.values()]
        return _audited(None, record, book, books, (beside | {document.id: record}).__getitem__)


def _of_one_body(record: DocumentRecord, other: DocumentRecord, book: Book) -> bool:
    """Whether another document says something of the same figures: the body's own, or one of its units' of the year."""
    if other.status != "ready" or record.organisation is None or record.year is None or other.year is None:
        return False
    if other.organisation == record.organisation:
        return other.year in (record.year, record.year - 1)
    if other.scope != "unit" or record.scope != "department" or other.year != record.year or other.kind != record.kind:
        return False
    return other.organisation is not None and any(other.organisation in p.text for p in book.document.paragraphs)


def _record(document: Document) -> DocumentRecord:
    """What a listing would say of a file that is not held."""
    return DocumentRecord(
        id=document.id,
        title=document.title,
        organisation=document.organisation,
        year=document.year,
        kind=document.kind,
        scope=document.scope,
        status=status(document.organisation, document.year, document.kind),
        visibility="staff",
        source_url=None,
        published=None,
        supersedes=None,
        pages=document.pages,
        tables=len(document.tables),
        facts=0,
        sha256=document.sha256,
        files=document.files,
    )


def _audited(
    id_: str | None,
    record: DocumentRecord,
    book: Book,
    others: Sequence[Book],
    records: Callable[[str], DocumentRecord],
) -> Audited:
    found = (*tieout.check_book(book), *between.check(book, _newest(others)))
    told = tuple(finding_of(finding, records) for finding in found)
    return Audited(id_, record.title, record.organisation, record.year, record.kind, record.files, told)


def _newest(books: Sequence[Book]) -> list[Book]:
    """Of editions of one disclosure the last that was taken in."""
    latest = {(b.document.organisation, b.document.year, b.document.kind, b.document.scope): b for b in books}
    return list(latest.values())


def finding_of(finding: Finding, records: Callable[[str], DocumentRecord]) -> AuditFinding:
    """A finding as it goes out; `records` gives a document's record by its id."""
    return AuditFinding(
        rule=finding.rule,
        name=RULES[finding.rule][0],
        outcome=finding.outcome,
        message=finding.message,
        expected=_decimal(finding.expected),
        found=_decimal(finding.found),
        difference=_decimal(finding.difference),
        allowed=_decimal(finding.allowed),
        unit=finding.unit,
        question=finding.question,
        places=_citations(finding, records),
    )


def _decimal(number: Decimal | None) -> str | None:
    return None if number is None else quantity.render(number)


def _citations(finding: Finding, records: Callable[[str], DocumentRecord]) -> tuple[Citation, ...]:
    citing = Citing(records)
    for place in finding.places:
        if isinstance(place, tieout.Spot):
            quoted = Quoted(
                place.text, place.document, place.text, place.place, place.section, place.table, place.table_number
            )
            citing.quote(quoted)
        else:
            citing.fact(place)
    return tuple(replace(one, id=number) for number, one in enumerate(citing.citations, start=1))
