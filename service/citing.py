"""The citations of a text, numbered as they come: every fact, sentence and printed name once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index.library import DocumentRecord
from ingest import quantity
from ingest.model import Fact, Place
from service.draft import Quoted
from service.reply import Citation, Operand


class Citing:
    """Numbers what is cited; `citations` are all of them in their order."""

    def __init__(self, record: Callable[[str], DocumentRecord]) -> None:
        """Take what gives a document's record by its id."""
        self.citations: list[Citation] = []
        self._record = record
        self._numbers: dict[tuple[object, ...], int] = {}

    def fact(self, fact: Fact) -> int:
        """The number of the citation of a fact."""
        kind = "cell" if fact.source == "table" else "sentence"
        return self._cite(("fact", fact.id), fact.document, kind, fact.quote, fact.place, fact)

    def quote(self, quoted: Quoted) -> int:
        """The number of the citation of a sentence."""
        return self._cite(
            ("quote", quoted.document, quoted.place, quoted.sentence),
            quoted.document,
            "sentence",
            quoted.sentence,
            quoted.place,
            quoted,
        )

    def name(self, fact: Fact, label: str) -> int:
        """The number of the citation of a printed name, beside the figure that it names."""
        quoted = Quoted(label, fact.document, label, fact.place, fact.section, fact.table, fact.table_number)
        return self._cite(
            ("name", fact.document, label),
            fact.document,
            "cell" if fact.source == "table" else "sentence",
            label,
            fact.place,
            quoted,
        )

    def operands(self, named: Iterable[tuple[str, Fact]]) -> tuple[Operand, ...]:
        """The operands of a formula, each cited."""
        return tuple(
            Operand(name, quantity.render(fact.value), fact.unit, self.fact(fact), fact.id)
            for name, fact in named
            if fact.value is not None
        )

    def _cite(
        self, key: tuple[object, ...], document: str, kind: str, quote: str, place: Place, of: Fact | Quoted
    ) -> int:
        if key not in self._numbers:
            record = self._record(document)
            number = self._numbers[key] = len(self._numbers) + 1
            self.citations.append(
                Citation(
                    id=number,
                    document=document,
                    title=record.title,
                    organisation=record.organisation,
                    year=record.year,
                    kind="cell" if kind == "cell" else "sentence",
                    quote=quote,
                    fact=of.id if isinstance(of, Fact) else None,
                    table=of.table,
                    table_number=of.table_number,
                    row=of.row if isinstance(of, Fact) else (),
                    column=of.column if isinstance(of, Fact) else (),
                    section=of.section,
                    page=place.page,
                    bbox=place.bbox,
                    cell=place.cell,
                    anchor=place.anchor,
                    file=place.file,
                    source_url=record.source_url,
                    published=record.published,
                )
            )
        return self._numbers[key]
