"""A disclosure that was published again: where the figure of an answer stood otherwise in the edition before, that is said. Pure.

Figures are compared under the same labels of the same table, or of sentences about the same subject in the same section;
what has no counterpart there is passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from index.library import DocumentRecord
from ingest import quantity, terms
from ingest.model import Fact
from service.draft import Draft
from service.holding import Holding, Known
from service.rules.scene import called

_MOST = 3
Key = tuple[object, ...]


def differences(draft: Draft, before: Callable[[str], Holding | None]) -> list[str]:
    """A notice for each figure of the draft that the edition before printed otherwise.

    `before` gives what the document of an id supersedes, None where it supersedes nothing.
    """
    notices: dict[str, None] = {}
    for fact in draft.facts.values():
        older = before(fact.document)
        if older is None:
            continue
        other = _counterpart(fact, older)
        if other is not None and other.fact.value is not None and _amount(other.fact) != _amount(fact):
            printed = f"{quantity.render(other.fact.value)}{other.fact.unit or ''}"
            notices[f"{_edition(older.record)}中，{called(other)}为{printed}，与现在的不同；这里以新公布的为准。"] = (
                None
            )
    return list(notices)[:_MOST]


def _counterpart(fact: Fact, older: Holding) -> Known | None:
    """The one figure of the edition before under the same labels; None where there is none, or several that differ."""
    key = _key(fact)
    found = [known for known in older.known if known.fact.value is not None and _key(known.fact) == key]
    if len({_amount(known.fact) for known in found}) != 1 or found[0].fact.status != "exact":
        return None
    return found[0]


def _key(fact: Fact) -> Key:
    """The labels of a figure, spelt one way."""
    place = fact.table or "".join(fact.section[-1:])
    labels = tuple(terms.key(label) for label in fact.row), tuple(terms.key(label) for label in fact.column)
    return fact.source, terms.key(place), *labels, fact.code, fact.year, fact.basis, fact.measure


def _amount(fact: Fact) -> tuple[Decimal, str | None]:
    """The value in its base unit."""
    assert fact.value is not None
    unit = quantity.unit(fact.unit)
    return (fact.value * unit.scale, unit.base) if unit else (fact.value, fact.unit)


def _edition(record: DocumentRecord) -> str:
    when = f"{record.published}公布的" if record.published else "此前公布的"
    return f"{when}《{record.title}》"
