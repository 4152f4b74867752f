"""What is held, as answers need it: the bodies, their disclosures, the names to look for. Made when first asked for and kept.

What is kept of a document is keyed by its revision, so that taking in another one throws nothing away.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import partial
from threading import Lock
from typing import TypeVar

from index.library import DocumentRecord, Library
from ingest import terms
from ingest.model import Passage
from service.bodies import Body, bodies
from service.calculator.ledger import Ledger
from service.errors import UnknownDocument
from service.holding import Holding, labels
from service.organisations import Directory

_KEPT = 512  # of each kind: some hundred megabytes at the most
_SEARCHED = 8
V = TypeVar("V")


class Held:
    """A library as answers see it; safe to use from several threads."""

    def __init__(self, library: Library) -> None:
        """Take the library; nothing is read until it is asked for."""
        self._library = library
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def records(self, documents: Sequence[str] | None) -> list[DocumentRecord]:
        """The disclosures that may answer: ready, and not superseded, of those named or of all.

        UnknownDocument for an id that is not held.
        """
        records = self._library.records()
        if documents:
            held = {record.id for record in records}
            if unknown := [d for d in documents if d not in held]:
                raise UnknownDocument(unknown[0])
            records = [record for record in records if record.id in set(documents)]
        superseded = {record.supersedes for record in records if record.supersedes}
        return [r for r in records if r.status == "ready" and (r.id not in superseded or documents)]

    def bodies(self, records: Sequence[DocumentRecord]) -> Mapping[str, Body]:
        """The bodies of these disclosures by name."""
        return self._once(("bodies", self._version(records)), lambda: bodies(records))

    def directory(self, records: Sequence[DocumentRecord]) -> Directory:
        """The names of these disclosures' bodies, to find them in questions."""
        held = self.bodies(records)
        return self._once(
            ("directory", self._version(records)), lambda: Directory({body.name: body.names for body in held.values()})
        )

    def holding(self, record: DocumentRecord) -> Holding:
        """A disclosure with all its facts."""
        return self._once(
            ("holding", *self._state(record.id), record.organisation),
            lambda: Holding(record, partial(self._library.document, record.id), tuple(self._library.facts([record.id]))),
        )

    def of_item(
        self, records: Sequence[DocumentRecord], keys: Sequence[str], codes: Sequence[str]
    ) -> dict[str, Holding]:
        """The disclosures with the facts of some items only, by id: one reading for any number of them."""
        found = self._library.facts_of(keys, codes, [record.id for record in records])
        by_id = {record.id: record for record in records}
        return {
            id_: Holding(by_id[id_], partial(self._library.document, id_), tuple(facts)) for id_, facts in found.items()
        }

    def vocabulary(self, holdings: Sequence[Holding]) -> terms.Vocabulary:
        """The names that these disclosures print, and the field's."""
        key = tuple(self._state(holding.record.id) for holding in holdings)
        return self._once(("vocabulary", key), lambda: terms.Vocabulary(labels(holdings), coded=True))

    def ledger(self, holdings: Sequence[Holding], names: Mapping[str, str]) -> Ledger:
        """What answers from these disclosures are verified against; `names` are their bodies' by document id."""
        # Some holdings have the facts of a few items only: which ones, their ends tell.
        key = tuple(
            (*self._state(h.record.id), len(h.facts), *(f.id for f in (*h.facts[:1], *h.facts[-1:])), names.get(h.record.id))
            for h in holdings
        )
        return self._once(
            ("ledger", key), lambda: Ledger((fact for holding in holdings for fact in holding.facts), names)
        )

    def search(self, words: str, records: Iterable[DocumentRecord]) -> list[Passage]:
        """The passages of these disclosures nearest to the words."""
        return [hit.passage for hit in self._library.search(words, [record.id for record in records], _SEARCHED)]

    def _state(self, document_id: str) -> tuple[str, int]:
        return document_id, self._library.revisions().get(document_id, -1)

    def _version(self, records: Sequence[DocumentRecord]) -> Hashable:
        return self._library.version(), len(records), hash(tuple(record.id for record in records))

    def _once(self, key: Hashable, make: Callable[[], V]) -> V:
        """What was made for the key, or what is made now."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value] # a key is made for one type only
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made
