"""A fact in a few words, as a finding tells it: 2024年公务接待费0.30万元."""

from __future__ import annotations

from ingest import items, terms
from ingest.model import Fact
from ingest.quantity import render


def called(fact: Fact) -> str:
    """What a fact is of: its printed label, or the field's name where only 合计 is printed."""
    own = items.item(fact).own
    printed = (name for name in (*fact.row[::-1], *fact.column[::-1]) if name and not terms.is_neutral(name))
    label = next((name for name in printed if terms.key(name) == own), None)
    return label or (terms.name(own) if own in terms.concepts() else next(iter(fact.row[::-1]), own))


def quoted(name: str) -> str:
    """A name in quotes, once."""
    return name if "“" in name else f"“{name}”"


def told(fact: Fact) -> str:
    """Year, name and number of a fact; of a change how it went."""
    assert fact.value is not None
    label = called(fact)
    year = f"{fact.year}年" if fact.year and not label.startswith(f"{fact.year}年") else ""
    moved = ""
    if fact.measure in ("change", "rate") and fact.direction in ("up", "down"):
        moved = f"比{fact.base_year}年" if fact.base_year else ""
        moved += "增加" if fact.direction == "up" else "减少"
    return f"{year}{label}{moved}{render(fact.value)}{fact.unit or ''}"
