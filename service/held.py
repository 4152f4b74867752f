"""What is held, as answers need it: the bodies, their disclosures, the names to look for. Made when first asked for and kept.

What is kept of a document is keyed by its revision, so that taking in another one throws nothing away.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock, local
from typing import Self, TypeVar

from index.library import DocumentRecord, Library, Listing
from index.records import superseding
from ingest import terms
from ingest.model import Passage
from service import kept_findings
from service.bodies import Body, bodies
from service.calculator.ledger import Ledger
from service.calculator.tieout import Book, Finding
from service.errors import UnknownDocument
from service.holding import Holding, labels
from service.organisations import Directory
from service.units import Unit, units

_KEPT = 2048  # of each kind, save for those below
_KEPT_OF = {
    "answer": 16_384,
    "answer of": 16_384,
    "answerable": 100_000,
    "broken": 20_000,
    "of item": 32,
    "faults": 64,
    "book": 16,
}
# What is made of all that is held is as large as that, and made anew whenever anything changes: of the states of the
# library only the latest are asked about, those of everybody and those of the documents somebody has chosen.
_KEPT_OF |= dict.fromkeys(("bodies", "directory", "by id", "private"), 8)
# Disclosures and what answers from them are verified against are kept by their facts: those of some 1,500 disclosures,
# a gigabyte and a half in all. To read one again costs more than to answer from it.
_FACTS_OF = {"holding": 600_000, "ledger": 600_000}
_SEARCHED = 8
V = TypeVar("V")


class _Sought(local):
    """Whether all that this thread has searched for since it last began an answer stays so."""

    lasting = True


class _All(tuple[DocumentRecord, ...]):  # noqa: SLOT001 (a tuple with anything beside its items can have none)
    """All that may answer at one state of the library, with `state`, which tells it from any other.

    It goes with the records: a question that began before the last change must not look through a thousand of them.
    """

    state: Hashable

    @classmethod
    def at(cls, state: Hashable, records: Iterable[DocumentRecord]) -> Self:
        """The records at that state."""
        found = cls(records)
        found.state = state
        return found


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What may answer at one state of the library: all that is held, and of it what is ready and not superseded.

    Staff see all of it; others what is public, where a draft supersedes nothing. Where all is public, the two are one.
    """

    listing: Listing
    staff: _All
    public: _All


class Held:
    """A library as answers see it; safe to use from several threads."""

    def __init__(self, library: Library) -> None:
        """Take the library; nothing is read until it is asked for."""
        self._library = library
        self._shelf = _shelf(Listing(-1, (), {}))
        self._kept: dict[str, OrderedDict[Hashable, object]] = {}
        self._sizes: dict[str, int] = defaultdict(int)  # how much is kept of each kind
        self._lock = Lock()
        self._sought = _Sought()

    def records(self, documents: Sequence[str] | None, *, staff: bool = False) -> Sequence[DocumentRecord]:
        """The disclosures that may answer: ready, and not superseded, of those named or of all.

        Unless `staff` asks, only public ones, as if no others were held. The library is looked at here, once a
        question, and what follows goes by what was held in this moment. UnknownDocument for an id that is not held.
        """
        listing = self._library.listing()
        shelf = self._shelf
        if shelf.listing is not listing:
            shelf = self._shelf = _shelf(listing)
        if not documents:
            return shelf.staff if staff else shelf.public
        wanted = dict.fromkeys(documents)
        seen = [r for r in listing.records if staff or r.visibility == "public"]
        if unknown := wanted.keys() - {r.id for r in seen}:
            raise UnknownDocument(next(d for d in wanted if d in unknown))
        return tuple(r for r in seen if r.status == "ready" and r.id in wanted)

    def by_id(self, records: Sequence[DocumentRecord]) -> Mapping[str, DocumentRecord]:
        """These disclosures by id."""
        return self._once("by id", self._state(records), lambda: {record.id: record for record in records})

    def private(self, records: Sequence[DocumentRecord]) -> bool:
        """Whether not everybody may see all of these disclosures."""
        return self._once("private", self._state(records), lambda: any(r.visibility == "staff" for r in records))

    def bodies(self, records: Sequence[DocumentRecord]) -> Mapping[str, Body]:
        """The bodies of these disclosures by name."""
        return self._once("bodies", self._state(records), lambda: bodies(records))

    def directory(self, records: Sequence[DocumentRecord]) -> Directory:
        """The names of these disclosures' bodies, to find them in questions."""
        held = self.bodies(records)
        return self._once(
            "directory", self._state(records), lambda: Directory({body.name: body.names for body in held.values()})
        )

    def holding(self, record: DocumentRecord) -> Holding:
        """A disclosure with all its facts."""
        revision = self._revision(record.id)

        def read() -> Holding:
            facts = tuple(self._library.facts([record.id]))
            return Holding(record, partial(self._library.document, record.id), facts, revision)

        return self._once("holding", (record.id, revision, record.organisation), read)

    def units(self, body: Body) -> tuple[Unit, ...]:
        """The units below a body that its own disclosures name."""
        holdings = [self.holding(record) for record in body.records]
        key = tuple(holding.state for holding in holdings)
        return self._once("units", (key, body.name), lambda: units(holdings, body.name))

    def book(self, record: DocumentRecord) -> Book:
        """A disclosure as the rules of the tie-out see it."""
        holding = self.holding(record)
        return self._once("book", holding.state, lambda: Book(holding.document, holding.facts))

    def broken(self, record: DocumentRecord) -> tuple[Finding, ...]:
        """What of a disclosure does not tie out: dear to find and small to keep, so that it outlasts the disclosure here."""

        def tell() -> tuple[Finding, ...]:
            kept = self._library.findings(record.id, kept_findings.edition())
            holding = self.holding(record)
            return holding.broken if kept is None else kept_findings.told(kept, holding.facts)

        return self._once("broken", (record.id, self._revision(record.id), record.organisation), tell)

    def before(self, record: DocumentRecord) -> Holding | None:
        """The edition that a disclosure supersedes, with all its facts; None where it supersedes none."""
        held = self._shelf.listing.records
        older = next((one for one in held if one.id == record.supersedes), None) if record.supersedes else None
        return self.holding(older) if older else None

    def of_item(
        self, records: Sequence[DocumentRecord], keys: Sequence[str], codes: Sequence[str]
    ) -> Mapping[str, Holding]:
        """The disclosures with the facts of some items only, by id: one reading for any number of them."""
        part = (*keys, *(f"#{code}" for code in codes))

        def read() -> Mapping[str, Holding]:
            found = self._library.facts_of(keys, codes, [record.id for record in records])
            by_id = {record.id: record for record in records}
            return {
                id_: Holding(
                    by_id[id_],
                    partial(self._library.document, id_),
                    tuple(facts),
                    self._revision(id_),
                    part,
                    partial(self.holding, by_id[id_]),
                )
                for id_, facts in found.items()
            }

        return self._once("of item", (self._state(records), part), read)

    def vocabulary(self, holdings: Sequence[Holding]) -> terms.Vocabulary:
        """The names that these disclosures print, and the field's."""
        key = tuple(holding.state for holding in holdings)
        return self._once("vocabulary", key, lambda: terms.Vocabulary(labels(holdings), coded=True))

    def ledger(self, holdings: Sequence[Holding], names: Mapping[str, str]) -> Ledger:
        """What answers from these disclosures are verified against; `names` are their bodies' by document id."""
        key = tuple((holding.state, names.get(holding.record.id)) for holding in holdings)
        return self._once(
            "ledger", key, lambda: Ledger((fact for holding in holdings for fact in holding.facts), names)
        )

    def search(self, words: str, records: Iterable[DocumentRecord], limit: int = _SEARCHED) -> list[Passage]:
        """The passages of these disclosures nearest to the words."""
        hits, lasting = self._library.sought(words, [record.id for record in records], limit)
        self._sought.lasting = self._sought.lasting and lasting
        return [hit.passage for hit in hits]

    @property
    def embedder(self) -> str:
        """The name of what tells meanings; empty where nothing does."""
        return self._library.embedder

    def likened(self, text: str, records: Iterable[DocumentRecord]) -> list[tuple[Passage, float]]:
        """All passages of these disclosures but table rows, as words alone, each with its cosine to a question; none without vectors."""
        found = self._library.likened(text, [record.id for record in records])
        self._sought.lasting = self._sought.lasting and found is not None
        return found or []

    def passage(self, passage_id: str) -> Passage | None:
        """A passage with its place and facts."""
        return self._library.passages([passage_id]).get(passage_id)

    def answerable(self, records: Sequence[DocumentRecord], question: str, tell: Callable[[], bool]) -> bool:
        """Whether a question of its own is answered from these disclosures, told by `tell` where nobody asked before."""
        return self._once("answerable", (self._state(records), question), tell)

    def known_answerable(self, records: Sequence[DocumentRecord], question: str) -> bool:
        """Whether it is known already that a question of its own is answered from these disclosures."""
        with self._lock:
            kept = self._kept.setdefault("answerable", OrderedDict())
            return bool(kept.get((self._state(records), question)))

    def answer(self, records: Sequence[DocumentRecord], question: str, make: Callable[[], V]) -> V:
        """What `make` answers a question of its own from these disclosures, or what it answered before.

        One that was searched for is made anew while vectors of what was just taken in are still to come, or a server of
        vectors is away.
        """
        self._sought.lasting = True
        return self._once("answer", (self._state(records), question), make, lambda: self._sought.lasting)

    def answer_of(self, body: Body, read: Hashable, make: Callable[[], V], keep: Callable[[], bool]) -> V:
        """What `make` answers a question of its own from one body's disclosures, or what it answered before.

        `read` is the question as it is read beside the names of all bodies: then what others publish changes nothing.
        Kept if `keep` says after it was made that it came from this body's disclosures alone.
        """
        older = tuple(self._revision(record.supersedes) for record in body.records if record.supersedes)
        key = (self._state(body.records), older, read)
        return self._once("answer of", key, make, lambda: self._sought.lasting and keep())

    def faults(self, of: tuple[object, ...], about: Hashable, tell: Callable[[], list[str]]) -> list[str]:
        """What is wrong with an answer made of these very objects, told by `tell` where it was not looked for before."""
        # The objects are kept with what was told of them, so that no other can have their place in memory meanwhile.
        _, told = self._once("faults", (*map(id, of), about), lambda: (of, tell()))
        return told

    def _revision(self, document_id: str) -> int:
        return self._shelf.listing.revisions.get(document_id, -1)

    def _state(self, records: Sequence[DocumentRecord]) -> Hashable:
        """What tells these disclosures, as they are now, from any others."""
        if isinstance(records, _All):
            return records.state
        return tuple(records), tuple(map(self._revision, (record.id for record in records)))

    def _once(self, kind: str, key: Hashable, make: Callable[[], V], keep: Callable[[], bool] = lambda: True) -> V:
        """What was made for the key, or what is made now, and kept if `keep` then says so; for each kind its own number is."""
        with self._lock:
            kept = self._kept.setdefault(kind, OrderedDict())
            if key in kept:
                kept.move_to_end(key)
                return kept[key]  # type: ignore[return-value] # of one kind is one type only
        made = make()
        if not keep():
            return made
        with self._lock:
            before = kept.pop(key, None)  # another thread may have made it, too
            kept[key] = made
            self._sizes[kind] += _size(made) - (_size(before) if before is not None else 0)
            most = _FACTS_OF.get(kind) or _KEPT_OF.get(kind, _KEPT)
            while self._sizes[kind] > most and len(kept) > 1:
                self._sizes[kind] -= _size(kept.popitem(last=False)[1])
        return made


def _size(made: object) -> int:
    """The facts of what is kept by its facts, one for anything else."""
    return len(made.facts) if isinstance(made, Holding | Ledger) else 1


def _shelf(listing: Listing) -> _Shelf:
    everything = _All.at(listing.version, _answering(listing.records))
    public = [record for record in listing.records if record.visibility == "public"]
    if len(public) == len(listing.records):
        return _Shelf(listing, everything, everything)
    return _Shelf(listing, everything, _All.at((listing.version, "public"), _answering(superseding(public))))


def _answering(records: Iterable[DocumentRecord]) -> tuple[DocumentRecord, ...]:
    """Of records that name what they supersede, those that are ready and superseded by none."""
    records = tuple(records)
    older = {record.supersedes for record in records}
    return tuple(r for r in records if r.status == "ready" and r.id not in older)
