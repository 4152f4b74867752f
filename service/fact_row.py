"""A stored number as it is shown to the outside (contract.md, "A fact"): the same columns in CSV, JSON Lines and HTTP."""

from __future__ import annotations

import csv
import dataclasses
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, Self, TextIO

from ingest import quantity
from ingest.model import Basis, Direction, Fact, Measure, Status

_BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact; the contract's columns in its order, then those that narrative facts and indicators add."""

    id: str
    document: str
    source: Literal["table", "narrative"]
    table: str | None
    code: str | None
    row: tuple[str, ...]
    column: tuple[str, ...]
    value: str
    unit: str | None
    year: int | None
    basis: Basis | None
    measure: Measure
    comparator: str | None
    quote: str
    page: int | None
    bbox: tuple[float, float, float, float] | None
    cell: str | None
    anchor: str | None
    status: Status
    section: tuple[str, ...]
    direction: Direction | None
    base_year: int | None
    reason: str | None
    purpose: str | None
    table_number: int | None
    indicator: tuple[str, ...]
    nature: str | None
    weight: str | None
    core: bool | None
    project: tuple[str, ...]
    file: int | None

    @classmethod
    def of(cls, fact: Fact) -> Self | None:
        """The row of a fact; None for a blank cell, which is no number."""
        if fact.value is None:
            return None
        indicator = fact.indicator
        weight = indicator.weight if indicator else None
        return cls(
            id=fact.id,
            document=fact.document,
            source=fact.source,
            table=fact.table,
            code=fact.code,
            row=fact.row,
            column=fact.column,
            value=quantity.render(fact.value),
            unit=fact.unit,
            year=fact.year,
            basis=fact.basis,
            measure=fact.measure,
            comparator=fact.comparator,
            quote=fact.quote,
            page=fact.place.page,
            bbox=fact.place.bbox,
            cell=fact.place.cell,
            anchor=fact.place.anchor,
            status=fact.status,
            section=fact.section,
            direction=fact.direction,
            base_year=fact.base_year,
            reason=fact.reason,
            purpose=fact.purpose,
            table_number=fact.table_number,
            indicator=indicator.path if indicator else (),
            nature=indicator.nature if indicator else None,
            weight=None if weight is None else quantity.render(weight),
            core=indicator.core if indicator else None,
            project=fact.project or (),
            file=fact.place.file,
        )


COLUMNS = tuple(column.name for column in dataclasses.fields(FactRow))


def rows(facts: Iterable[Fact]) -> Iterable[FactRow]:
    """The rows of all facts that are numbers."""
    return (row for fact in facts if (row := FactRow.of(fact)) is not None)


def write_csv(facts: Iterable[Fact], out: TextIO) -> None:
    """A header and a line a fact; paths joined by `|`."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(facts):
        writer.writerow([_flat(getattr(row, column)) for column in COLUMNS])


def write_jsonl(facts: Iterable[Fact], out: TextIO) -> None:
    """A JSON object a line."""
    for row in rows(facts):
        record = {column: getattr(row, column) for column in COLUMNS}
        out.write(json.dumps(record, ensure_ascii=False) + "\n")


def _flat(value: Any) -> Any:
    if isinstance(value, tuple):
        return _BETWEEN.join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return value
