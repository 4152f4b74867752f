"""The use case: a question is understood, put to the disclosures it is about, answered by rule, verified, sent out.

Nothing goes out that `service.calculator.verify` has not accepted in the finished text: an answer with a figure that
does not hold is withheld, and the reply says so.
"""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from index.library import DocumentRecord, Library
from ingest import quantity, terms
from ingest.model import Passage
from service import decline, organisations, question, rules
from service.calculator.ledger import Ledger
from service.checking import faults
from service.coverage import accounted, occurs
from service.draft import Draft
from service.errors import UnknownDocument
from service.follow_ups import follow_ups
from service.holding import Holding, labels
from service.query import Asked, Query
from service.render import Rendered, render
from service.reply import Answer, Result
from service.rules.scene import Scene
from service.rules.sentences import is_common
from service.together import together

_LOG = logging.getLogger(__name__)
_TOTAL = Asked("收支总计", ("budget_total",), 0, 0)
# A question about all that are held: 两个局谁多, 各单位的三公经费.
_ALL = re.compile(
    r"[两几]个(?:局|单位|部门)|[两几]家(?:单位)?|哪个(?:局|单位|部门|委|办)|哪家单位|各(?:个)?(?:单位|部门|局)|所有(?:单位|部门|局)|每个(?:单位|部门|局)"
)
_PRONOUN = re.compile(r"^\s*(?:那|请问)?(?:它|其|这个|那个|这笔|那笔|这项|那项|这|那)(?![里边儿么])")
_KEPT = 256
_SEARCHED = 8
_TELLING = 3  # characters of a word that only one body's disclosures have
_FEW = 30  # organisations whose every project is looked through for a name


@dataclass(frozen=True, slots=True)
class _Put:
    """A question put to disclosures: a draft, and the scenes it was made in, one an organisation."""

    draft: Draft
    scenes: tuple[Scene, ...] = ()


class Service:
    """Answers questions from a library; safe to use from several threads."""

    def __init__(self, library: Library) -> None:
        """Take the library to answer from; nothing is loaded until the first question."""
        self._library = library
        self._holdings: OrderedDict[tuple[str, int], Holding] = OrderedDict()
        self._vocabularies: OrderedDict[tuple[tuple[str, ...], int], terms.Vocabulary] = OrderedDict()
        self._ledgers: OrderedDict[tuple[tuple[str, ...], int], Ledger] = OrderedDict()
        self._lock = Lock()

    def ask(self, text: str, documents: Sequence[str] | None = None, conversation: str | None = None) -> Answer:
        """One verified answer; `documents` limits it to these ids (none: all that are held).

        Raises UnknownDocument for an id that is not held.
        """
        started = time.perf_counter()
        records = self._records(documents)
        put = self._put(text, records)
        by_id = {record.id: record for record in records}
        rendered = render(put.draft, by_id.__getitem__)
        wrong = self._faults(rendered, put.scenes)
        draft = put.draft
        if wrong:
            _LOG.error("withheld an answer: %s", "; ".join(wrong))
            draft = _withheld(records)
            rendered = render(draft, by_id.__getitem__)
        further = draft.follow_ups or (
            follow_ups(put.scenes[0], text) if put.scenes and draft.status == "answered" else ()
        )
        result = draft.result if draft.result is not None and draft.status == "answered" else None
        return Answer(
            id=uuid.uuid4().hex,
            conversation=conversation or uuid.uuid4().hex,
            question=text,
            status=draft.status,
            answer=rendered.text.strip(),
            result=Result(quantity.render(result.value), result.unit)
            if result is not None and result.certain
            else None,
            figures=tuple(rendered.figures),
            citations=tuple(rendered.citations),
            notices=draft.notices,
            follow_ups=tuple(further),
            handoff=draft.handoff,
            elapsed_ms=round((time.perf_counter() - started) * 1000),
        )

    def _faults(self, rendered: Rendered, scenes: Sequence[Scene]) -> list[str]:
        """What the verifier finds wrong with an answer, held against all that the disclosures asked about say."""
        if not scenes:
            return faults(rendered, Ledger(()))
        ledger = self._ledger([holding for scene in scenes for holding in scene.holdings])
        return faults(rendered, ledger, scenes[0].target(), scenes[0].organisation if len(scenes) == 1 else None)

    def _ledger(self, holdings: Sequence[Holding]) -> Ledger:
        key = (tuple(holding.record.id for holding in holdings), self._library.version())
        with self._lock:
            if key in self._ledgers:
                self._ledgers.move_to_end(key)
                return self._ledgers[key]
        bodies = {h.record.id: h.record.organisation for h in holdings if h.record.organisation}
        made = Ledger((fact for holding in holdings for fact in holding.facts), bodies)
        with self._lock:
            self._ledgers[key] = made
            while len(self._ledgers) > _KEPT:
                self._ledgers.popitem(last=False)
        return made

    def _records(self, documents: Sequence[str] | None) -> list[DocumentRecord]:
        records = self._library.records()
        if documents:
            held = {record.id for record in records}
            unknown = [d for d in documents if d not in held]
            if unknown:
                raise UnknownDocument(unknown[0])
            records = [record for record in records if record.id in set(documents)]
        superseded = {record.supersedes for record in records if record.supersedes}
        return [r for r in records if r.status == "ready" and (r.id not in superseded or documents)]

    def _put(self, text: str, records: list[DocumentRecord]) -> _Put:
        if not records:
            return _Put(decline.out_of_scope(records))
        bodies = list(dict.fromkeys(r.organisation for r in records if r.organisation))
        plain = [(m.start, m.end) for m in terms.mentions(text)]
        named = organisations.named(text, bodies, self._known_words(records, bodies), plain)
        if named.strangers:
            return _Put(decline.stranger(named.strangers, records))
        chosen = list(named.held) or (bodies if len(bodies) == 1 or (len(bodies) <= _FEW and _ALL.search(text)) else [])
        if not chosen:
            query = question.parse(text, self._vocabulary(()), (), named.spans)
            if query.kind == "held":
                return _Put(Draft("answered", (decline.held(records, limit=50),)))
            owner = self._owner(text, bodies, records, named.spans)
            if owner is None:
                if not query.items and not _about_budgets(query):
                    return _Put(decline.out_of_scope(records))
                return _Put(decline.which_body(text, records))
            chosen = [owner]
        scenes = [self._scene(text, body, records, named.spans, named=len(bodies) > 1) for body in chosen]
        if scenes[0].query.kind == "held" and not named.held:
            return _Put(Draft("answered", (decline.held(records, limit=50),)))
        if len(scenes) > 1:
            return _Put(together(scenes) or decline.missing(scenes[0], records), tuple(scenes))
        scene = scenes[0]
        found = accounted(scene, rules.draft(scene))
        if found is None:
            if not scene.query.items and _PRONOUN.match(text):
                return _Put(decline.which_item(scene), (scene,))
            if not scene.query.items and not _about_budgets(scene.query) and not scene.query.years:
                return _Put(decline.out_of_scope(records))
            found = decline.missing(scene, records)
        return _Put(found, (scene,))

    def _owner(
        self, text: str, bodies: Sequence[str], records: Sequence[DocumentRecord], spans: Sequence[tuple[int, int]]
    ) -> str | None:
        """The only organisation whose disclosures print the name that is asked for, such as a project's."""
        if len(bodies) > _FEW:
            return None
        owners = []
        for body in bodies:
            scene = self._scene(text, body, records, spans, named=True)
            own = {key for asked in scene.query.items if not asked.near for key in asked.keys}
            projects = {terms.key(f.project[1]) for h in scene.holdings for f in h.facts if f.project}
            words = [word for word in scene.query.words if len(word) >= _TELLING]
            if own & projects or (words and all(occurs(word, scene.holdings) for word in words)):
                owners.append(body)
        return owners[0] if len(owners) == 1 else None

    def _scene(
        self, text: str, body: str, records: Iterable[DocumentRecord], spans: Sequence[tuple[int, int]], *, named: bool
    ) -> Scene:
        holdings = tuple(self._holding(record) for record in records if record.organisation == body)
        ids = tuple(holding.record.id for holding in holdings)
        codes = {code for holding in holdings for code in holding.by_code}
        query = question.parse(text, self._vocabulary(ids, holdings), codes, spans)
        if query.scope and any(h.record.scope == query.scope for h in holdings):
            holdings = tuple(h for h in holdings if h.record.scope == query.scope)
        query = _of_the_year(_with_default_item(_with_project(query, holdings)))

        def search(words: str) -> Sequence[Passage]:
            return [hit.passage for hit in self._library.search(words, [h.record.id for h in holdings], _SEARCHED)]

        return Scene(query, holdings, _reference(query, holdings), body, named, search)

    def _holding(self, record: DocumentRecord) -> Holding:
        key = (record.id, self._library.version())
        with self._lock:
            if key in self._holdings:
                self._holdings.move_to_end(key)
                return self._holdings[key]
        made = Holding(record, self._library.document(record.id), tuple(self._library.facts([record.id])))
        with self._lock:
            self._holdings[key] = made
            while len(self._holdings) > _KEPT:
                self._holdings.popitem(last=False)
        return made

    def _vocabulary(self, ids: tuple[str, ...], holdings: Sequence[Holding] = ()) -> terms.Vocabulary:
        key = (ids, self._library.version())
        with self._lock:
            if key in self._vocabularies:
                self._vocabularies.move_to_end(key)
                return self._vocabularies[key]
        printed = labels(holdings) | {code.name for code in terms.codes().values()}
        made = terms.Vocabulary(printed)
        with self._lock:
            self._vocabularies[key] = made
            while len(self._vocabularies) > _KEPT:
                self._vocabularies.popitem(last=False)
        return made

    def _known_words(
        self, records: Sequence[DocumentRecord], bodies: Sequence[str]
    ) -> Callable[[str, Iterable[str]], bool]:
        """Whether words stand in the disclosures of the bodies named, or of the only one held."""

        def known(words: str, named: Iterable[str]) -> bool:
            meant = set(named) or (set(bodies) if len(bodies) == 1 else set())
            folded = terms.normalise(words)
            return any(folded in self._holding(r).words for r in records if r.organisation in meant)

        return known


def _about_budgets(query: Query) -> bool:
    return query.basis is not None or (query.kind in ("contact", "list", "held") and not query.rest)


_CARRIED = re.compile(r"总计|收支|总收入|结转|结余")


def _of_the_year(query: Query) -> Query:
    """What was spent is 本年支出, without what is carried over, unless 总计 is asked for."""
    if query.basis != "actual" or _CARRIED.search(query.text):
        return query
    swapped = {"expenditure_total": "expenditure_this_year", "budget_total": "expenditure_this_year"}
    items = tuple(
        replace(a, keys=(swapped[a.keys[0]], *a.keys)) if a.keys and a.keys[0] in swapped and not a.code else a
        for a in query.items
    )
    return replace(query, items=items)


def _with_project(query: Query, holdings: Sequence[Holding]) -> Query:
    """A project called by words of its name in another order (修校舍的项目), where only one has them."""
    if query.items or "项目" not in query.text or not query.rest:
        return query
    names = {fact.project[1] for holding in holdings for fact in holding.facts if fact.project}
    pairs = [word[i : i + 2] for word in query.rest for i in range(len(word) - 1)]
    scored = sorted(
        ((sum(pair in name for pair in pairs if not is_common(pair)), name) for name in names), reverse=True
    )
    if not scored or not scored[0][0] or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return query
    word = query.rest[0]
    start = query.text.find(word)
    asked = Asked(word, (terms.key(scored[0][1]),), max(start, 0), max(start, 0) + len(word), near=True)
    return replace(query, items=(asked,), rest=())


def _with_default_item(query: Query) -> Query:
    """今年预算是多少, 花了多少: without any item, the total is meant."""
    if (
        query.items
        or query.rest
        or query.counted
        or query.kind not in ("lookup", "change", "rate", "reason", "sum", "compare", "completion")
    ):
        return query
    if query.basis is None and not any(word in query.text for word in ("钱", "收支", "支出", "收入", "经费")):
        return query
    return replace(query, items=(_TOTAL,))


def _reference(query: Query, holdings: Sequence[Holding]) -> int:
    """The year that 今年 means: that of the newest disclosure of the kind asked about."""
    wanted = {"actual": "final_accounts", "budget": "budget"}.get(query.basis or "")
    years = [h.record.year for h in holdings if h.record.year and (wanted is None or h.record.kind == wanted)]
    return max(years or [h.record.year for h in holdings if h.record.year])


def _withheld(records: Sequence[DocumentRecord]) -> Draft:
    return Draft("declined", (f"找到了有关内容，但其中的数字未能通过核对，因此不作答。{decline.held(records)}",))
