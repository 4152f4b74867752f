"""What answers keep of a library: made once a state of it, and never taken for something else."""

from __future__ import annotations

from pathlib import Path

from service.held import Held
from tests.support.shelf import Shelf

SAMPLES = Path(__file__).parents[2] / "samples"
SHELF = Shelf(*sorted(SAMPLES.glob("*_20*")))


def test_what_is_told_of_all_records_is_made_once() -> None:
    held = Held(SHELF)  # type: ignore[arg-type]
    records = held.records(None)
    assert held.records(None) is records
    assert held.bodies(records) is held.bodies(held.records(None))
    assert held.directory(records) is held.directory(held.records(None))
    some = held.records([records[0].id])
    assert [record.id for record in some] == [records[0].id]
    assert len(held.bodies(some)) == 1


def test_parts_of_the_same_documents_have_ledgers_of_their_own() -> None:
    held = Held(SHELF)  # type: ignore[arg-type]
    records = held.records(None)
    parts = {}
    for key in ("official_reception", "vehicle_running", "vehicle_purchase", "overseas_travel"):
        holdings = list(held.of_item(records, [key], []).values())
        ledger = held.ledger(holdings, {})
        parts[key] = ledger
        assert {fact.id for fact in ledger.facts} == {
            fact.id for holding in holdings for fact in holding.facts if fact.value is not None
        }
    assert len({id(ledger) for ledger in parts.values()}) == len(parts)
