"""What one held disclosure offers to answers: its facts by item, its labels, its sentences. Built once a document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.library import DocumentRecord
from ingest import items, terms
from ingest.grid import clean
from ingest.items import Item
from ingest.model import Document, Fact, Paragraph, Place, Table
from service import own_sums
from service.calculator import tieout
from service.calculator.tieout import Finding

_HEAD_ROWS = 3  # of a table, in which its headings stand


@dataclass(frozen=True, slots=True)
class Known:
    """A fact and the item it counts."""

    fact: Fact
    item: Item


@dataclass(frozen=True)
class Holding:
    """A held disclosure: its record, structure and facts, arranged for looking up.

    `read` gives the structure, which figures alone do not need; `facts` may be those of a few items only, which `part`
    then names, and `whole` gives all of it. `revision` is the document's when it was read.
    """

    record: DocumentRecord
    read: Callable[[], Document]
    facts: tuple[Fact, ...]
    revision: int = -1
    part: tuple[str, ...] = ()
    whole: Callable[[], Holding] | None = None

    @property
    def state(self) -> Hashable:
        """What tells this from the same document at another time, or from another part of it."""
        return self.record.id, self.revision, self.part, len(self.facts)

    @cached_property
    def kept(self) -> dict[str, object]:
        """What a rule has made of it and looks at again, by the rule's name for it."""
        return {}

    @cached_property
    def document(self) -> Document:
        """The structure, read when it is first looked at."""
        return self.read()

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Every fact with its item."""
        return tuple(Known(fact, items.item(fact)) for fact in self.facts)

    @cached_property
    def by_own(self) -> Mapping[str, Sequence[Known]]:
        """Facts by the key of what they count."""
        found: dict[str, list[Known]] = defaultdict(list)
        for known in self.known:
            found[known.item.own].append(known)
        return found

    @cached_property
    def _on_path(self) -> Mapping[str, Sequence[int]]:
        """The places, in `known`, of the facts whose path has a key."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, known in enumerate(self.known):
            for key in set(known.item.path):
                found[key].append(at)
        return found

    def on_path(self, keys: Iterable[str]) -> list[Known]:
        """The facts that count what any of the keys names or a part of it, in their order."""
        return [self.known[at] for at in sorted({at for key in keys for at in self._on_path.get(key, ())})]

    @cached_property
    def by_code(self) -> Mapping[str, Sequence[Known]]:
        """Facts by printed code."""
        found: dict[str, list[Known]] = defaultdict(list)
        for known in self.known:
            if known.fact.code:
                found[known.fact.code].append(known)
        return found

    @cached_property
    def in_class(self) -> Mapping[str, Sequence[Known]]:
        """The figures in tables by the class of the table."""
        found: dict[str, list[Known]] = defaultdict(list)
        for known in self.known:
            table = terms.table_class(known.fact.table or "") if known.fact.source == "table" else None
            if table is not None and known.fact.value is not None:
                found[table.id].append(known)
        return found

    @cached_property
    def by_table(self) -> Mapping[int | None, Sequence[Known]]:
        """Facts in tables by the number of the table."""
        found: dict[int | None, list[Known]] = defaultdict(list)
        for known in self.known:
            if known.fact.source == "table":
                found[known.fact.table_number].append(known)
        return found

    @cached_property
    def projects(self) -> frozenset[tuple[str, int | None]]:
        """What the projects with forms or chapters of their own are called, each with a year that something is told of."""
        return frozenset((fact.project[1], fact.year) for fact in self.facts if fact.project)

    @cached_property
    def explained(self) -> Mapping[tuple[tuple[str, ...], int | None], Sequence[Fact]]:
        """Facts whose sentence says what for, by their innermost label and year."""
        found: dict[tuple[tuple[str, ...], int | None], list[Fact]] = defaultdict(list)
        for fact in self.facts:
            if fact.purpose:
                found[fact.row[-1:], fact.year].append(fact)
        return found

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels that name items: rows, columns, subjects."""
        return frozenset(
            label for fact in self.facts for label in (*fact.row, *fact.column) if label and not terms.is_neutral(label)
        )

    @cached_property
    def words(self) -> str:
        """All narrative and table text folded, headings too, for asking whether words occur at all."""
        parts = [p.text for p in self.document.paragraphs]
        parts += dict.fromkeys(heading for p in self.document.paragraphs for heading in p.section)
        parts += [cell.text for table in self.document.tables for row in table.rows for cell in row]
        return terms.normalise("\n".join(parts))

    @cached_property
    def broken(self) -> tuple[Finding, ...]:
        """What of the disclosure does not tie out; nothing is said of a part of it."""
        return () if self.part else tuple(f for f in tieout.check(self.document, self.facts) if f.broken)

    @cached_property
    def doubted(self) -> frozenset[str]:
        """The ids of figures whose tables contradict themselves, as all of the disclosure tells."""
        if self.whole is not None:
            return self.whole().doubted
        return own_sums.doubted(self.facts)

    @cached_property
    def slid(self) -> frozenset[int]:
        """The numbers of the tables whose rows do not go with their names."""
        return own_sums.slid(self.facts)

    @cached_property
    def headings(self) -> frozenset[str]:
        """The codes that others stand below."""
        codes = {fact.code for fact in self.facts if fact.code and fact.code.isdigit()}
        return frozenset(code[:size] for code in codes for size in (3, 5) if size < len(code)) & frozenset(codes)

    @cached_property
    def forms(self) -> Mapping[int, str]:
        """All that a project's form says, folded, by the number of its table."""
        numbers = {fact.table_number for fact in self.facts if fact.project and fact.table_number is not None}
        return {
            table.number: terms.normalise("".join(cell.text for row in table.rows for cell in row))
            for table in self.document.tables
            if table.number in numbers
        }

    @cached_property
    def _heads(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        tables = self.document.tables
        return tuple((t.number, tuple(clean(c.text) for row in t.rows[:_HEAD_ROWS] for c in row)) for t in tables)

    def tables_headed(self, heading: re.Pattern[str]) -> list[int]:
        """The numbers of the tables of which a cell in the first rows begins with a heading."""
        return [number for number, head in self._heads if any(map(heading.match, head))]

    @cached_property
    def _cells(self) -> Mapping[Place, str]:
        return {cell.place: cell.text for table in self.document.tables for row in table.rows for cell in row}

    def cell_text(self, fact: Fact) -> str:
        """All that the cell of a form says in whose words a figure stands, folded; empty for another figure."""
        return terms.normalise(self._cells.get(fact.place, "")) if fact.source == "narrative" else ""

    def table(self, number: int | None) -> Table | None:
        """A table by its number."""
        return next((t for t in self.document.tables if t.number == number), None)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The narrative."""
        return self.document.paragraphs


def labels(holdings: Iterable[Holding]) -> frozenset[str]:
    """The labels of several disclosures together."""
    return frozenset().union(*(holding.labels for holding in holdings))
