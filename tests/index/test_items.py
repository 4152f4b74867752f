"""Which facts count which item is known over all documents, told by the words that the program has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.library import Library
from ingest import items
from ingest.model import Fact
from tests.support.holdings import holding, put

RECEPTION, RUNNING = "official_reception", "vehicle_running"


def labels(found: dict[str, list[Fact]]) -> dict[str, list[str]]:
    return {id_: [fact.row[-1] for fact in facts] for id_, facts in found.items()}


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ([RECEPTION], ["公务接待费"]),
        ([RUNNING], ["公务用车运行维护费"]),  # a blank cell
        ([RECEPTION, RUNNING], ["公务接待费", "公务用车运行维护费"]),
        (["housing_fund"], None),
        ([], None),
    ],
)
def test_the_facts_of_items_are_found_in_all_documents(library, keys, wanted):
    held = [holding(number, organisation=f"示例{number}局") for number in (1, 2)]
    for one in held:
        put(library, one)
    ids = [one.document.id for one in held]
    assert labels(library.facts_of(keys, [], ids)) == ({} if wanted is None else dict.fromkeys(ids, wanted))


def test_facts_come_back_as_they_were_taken_in(library):
    put(library, held := holding())
    id_ = held.document.id
    assert library.facts_of([RECEPTION], [], [id_]) == {id_: [held.facts[0]]}


def test_only_the_documents_named_are_looked_at(library):
    put(library, first := holding(1))
    put(library, holding(2))
    assert list(library.facts_of([RECEPTION], [], [first.document.id])) == [first.document.id]
    assert library.facts_of([RECEPTION], [], []) == {}


def test_one_year_or_all(library):
    put(library, held := holding(year=2023))
    id_ = held.document.id
    assert library.facts_of([RECEPTION], [], [id_], 2024) == {}
    assert labels(library.facts_of([RECEPTION], [], [id_], 2023)) == {id_: ["公务接待费"]}


def test_a_printed_code_finds_its_facts_once(library):
    held = holding()
    coded = [replace(fact, code="30217") if fact is held.facts[0] else fact for fact in held.facts]
    library.add(held.document, coded, held.passages, held.original)
    id_ = held.document.id
    assert library.facts_of([], ["30217"], [id_]) == {id_: [coded[0]]}
    assert library.facts_of([RECEPTION], ["30217"], [id_]) == {id_: [coded[0]]}
    assert library.facts_of([], ["30201"], [id_]) == {}


def test_what_is_removed_is_gone(library):
    put(library, first := holding(1))
    put(library, second := holding(2))
    library.remove(first.document.id)
    ids = [first.document.id, second.document.id]
    assert list(library.facts_of([RECEPTION], [], ids)) == [second.document.id]


def test_what_is_corrected_is_told_anew(library):
    put(library, held := holding())
    id_ = held.document.id
    renamed = [replace(fact, row=("合计", "住房公积金")) for fact in held.facts[:1]]
    library.edit(id_, year=2023, derive=lambda document: (renamed, held.passages))
    assert library.facts_of([RECEPTION], [], [id_]) == {}
    assert labels(library.facts_of(["housing_fund"], [], [id_])) == {id_: ["住房公积金"]}


def test_other_words_tell_it_again_when_the_library_is_opened(tmp_path, monkeypatch):
    """The words that tell which item a row counts grow with the program; what was taken in before gains by them."""
    library = Library.open(tmp_path, None)
    put(library, held := holding())
    library.close()
    id_ = held.document.id
    own = items.item

    def otherwise(fact):
        return replace(own(fact), own=f"new {own(fact).own}")

    monkeypatch.setattr(items, "item", otherwise)
    library = Library.open(tmp_path, None)
    assert labels(library.facts_of([RECEPTION], [], [id_])) == {id_: ["公务接待费"]}  # the same edition: nothing to do
    library.close()
    monkeypatch.setattr(items, "edition", lambda: "another")
    for _ in range(2):
        library = Library.open(tmp_path, None)
        assert library.facts_of([RECEPTION], [], [id_]) == {}
        assert labels(library.facts_of([f"new {RECEPTION}"], [], [id_])) == {id_: ["公务接待费"]}
        library.close()
