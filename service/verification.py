"""The use case of `mingzhang verify`: any text, held against the disclosures, figure by figure and statement by statement.

The text is a stranger's: a press release, a draft reply, another model's answer. Each figure is bound to the body, year,
item and unit that its own sentence names or inherits; what that leaves open (no body named and several held, no year
named, no word of 预算 or 决算) is settled as the contract says, or told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from index.library import DocumentRecord
from ingest import line as lines
from ingest import quantity, terms, wording
from ingest.model import Fact, Kind
from ingest.statements import Context
from service import evidence
from service.bodies import Body
from service.calculator import rank_words
from service.calculator.assertion import Assertion
from service.calculator.assertions import check
from service.calculator.ledger import Ledger, alternatives
from service.calculator.verify import Judgement, verify
from service.citing import Citing
from service.held import Held
from service.organisations import Known
from service.reply import Citation, ClaimReport, VerifiedFigure
from service.watch import Unwatched, Watch
from service.written_out import Written, written_out

_KIND_WORDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile("决算|执行数"), "final_accounts"),
    (re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算(?!执行|单位|绩效|管理)"), "budget"),
)
_OWN_LEVEL = re.compile("本级|机关本部|单位(?:预算|决算)")
_BOOK_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年?度?(?:部门|单位)?(?:收支)?(?:预算|决算)")
_FEW = 3  # bodies of one short name that are told
_NOTHING_HELD = "还没有收录任何披露"
_NOBODY_NAMED = "文中没有写明是哪个单位，而现有多个单位的披露"


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of a text: its figures, its other statements, and the places that they were held against."""

    figures: tuple[VerifiedFigure, ...]
    claims: tuple[ClaimReport, ...]
    citations: tuple[Citation, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON; amounts are decimal strings."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way of understanding a text: whose disclosures it is about, which year and which kind where it does not say."""

    judged: Sequence[Judgement]
    claims: Sequence[Assertion]

    @property
    def standing(self) -> int:
        """How many figures and statements hold."""
        return sum(j.ok for j in self.judged) + sum(c.ok for c in self.claims)


class Checker:
    """Holds texts against what is held; safe to use from several threads."""

    def __init__(self, held: Held, watch: Watch | None = None) -> None:
        """Take what is held, and who looks on; nothing is read before the first text."""
        self._held = held
        self._watch: Watch = watch or Unwatched()

    def check(self, text: str, documents: Sequence[str] | None = None, *, staff: bool = False) -> Verification:
        """Every figure and every other statement of the text; `documents` limits it to these ids (none: all).

        Unless `staff` asks, it is as if only public documents were held. Raises UnknownDocument for an id that is not.
        """
        found = self._check(text, self._held.records(documents, staff=staff))
        self._watch.checked([figure.verdict for figure in found.figures])
        return found

    def _check(self, text: str, records: Sequence[DocumentRecord]) -> Verification:
        bodies = self._held.bodies(records)
        by_id = {record.id: record for record in records}
        if not bodies:
            return _reported(_unread(text, _NOTHING_HELD), by_id.__getitem__)
        written = written_out(text, self._held.directory(records), self._held.vocabulary(()), self._known(bodies))
        if len(bodies) > 1 and not written.bodies:
            return _reported(_unread(text, _nobody(written)), by_id.__getitem__)
        meant = [bodies[name] for name in written.bodies] or list(bodies.values())
        reading = self._best(written, meant, records, bodies)
        return _reported(_placed(text, written, reading), by_id.__getitem__)

    def _best(
        self, written: Written, meant: Sequence[Body], records: Sequence[DocumentRecord], bodies: Mapping[str, Body]
    ) -> _Reading:
        """The reading by which most of the text holds: a text may leave open whether it speaks of budgets or outturns."""
        year = _year(written.text, [record for body in meant for record in body.records])
        chosen = [(body, _in_scope(written.text, body.records)) for body in meant]
        holdings = [self._held.holding(record) for _, those in chosen for record in those]
        whose = {record.id: body.name for body, those in chosen for record in those}
        ledger = self._held.ledger(holdings, whose)
        everyone = self._everyone(written.text, ledger, records, bodies)
        prose = [holding.words for holding in holdings]
        organisation = meant[0].name if len(meant) == 1 else None
        readings = []
        for kind in _kinds(written.text, year, [holding.record for holding in holdings]):
            context = Context(year=year, kind=kind, organisation=organisation, labels=ledger.vocabulary)
            readings.append(
                _Reading(
                    verify(written.text, ledger, context),
                    check(written.text, ledger, context, prose=prose, everyone=everyone),
                )
            )
        return max(readings, key=lambda reading: reading.standing)

    def _known(self, bodies: Mapping[str, Body]) -> Known:
        """Whether words stand in the disclosures of some bodies, or of the only one held."""

        def known(words: str, named: Iterable[str]) -> bool:
            meant = set(named) or (set(bodies) if len(bodies) == 1 else set())
            folded = terms.normalise(words)
            return any(folded in self._held.holding(r).words for name in meant for r in bodies[name].records)

        return known

    def _everyone(
        self, text: str, ledger: Ledger, records: Sequence[DocumentRecord], bodies: Mapping[str, Body]
    ) -> Ledger | None:
        """The facts of all bodies about the items that the text ranks bodies by, None where it ranks none."""
        chars = lines.fold(text).chars
        ranking = [sentence for sentence in re.split(r"[。！？；\n]", chars) if rank_words.among_bodies(sentence)]
        if len(bodies) == 1 or not ranking:
            return None
        said = {k for sentence in ranking for m in ledger.vocabulary.mentions(sentence) for k in m.keys}
        keys = {other for key in said for other in (*alternatives(key), *evidence.instead(key))}
        found = self._held.of_item(records, sorted(keys), ())
        whose = {record.id: body.name for body in bodies.values() for record in body.records}
        return Ledger((fact for holding in found.values() for fact in holding.facts), whose)


def _nobody(written: Written) -> str:
    """Why a text is about none of several bodies held."""
    if written.unclear:
        name, meant = written.unclear[0]
        return f"“{name}”可能是{'、'.join(meant[:_FEW])}{'等' if len(meant) > _FEW else ''}，文中没有写明是哪一家"
    return f"没有收录“{written.strangers[0]}”的披露" if written.strangers else _NOBODY_NAMED


def _year(text: str, records: Iterable[DocumentRecord]) -> int | None:
    """The year that a text means where a sentence names none: that of the book it speaks of, else the first it names."""
    held = [record.year for record in records if record.year is not None]
    chars = lines.fold(text).chars
    bases = [match.span() for match in wording.COMPARED.finditer(chars) if match["base"]]
    for pattern in (_BOOK_YEAR, wording.YEAR):
        for match in pattern.finditer(chars):
            if int(match["year"]) in held and not any(a <= match.start() < b for a, b in bases):
                return int(match["year"])
    return max(held, default=None)


def _kinds(text: str, year: int | None, records: Iterable[DocumentRecord]) -> Sequence[Kind | None]:
    """Whether a text speaks of budgets or outturns where a sentence does not say: what is held of the year, else its words."""
    held = list(records)
    kinds = list(dict.fromkeys(r.kind for r in held if r.kind and r.year == year)) or list(
        dict.fromkeys(r.kind for r in held if r.kind)
    )
    if len(kinds) < 2:
        return kinds or (None,)
    said = [(match.start(), kind) for pattern, kind in _KIND_WORDS if (match := pattern.search(text))]
    return [min(said)[1]] if len({kind for _, kind in said}) == 1 else kinds


def _in_scope(text: str, records: Sequence[DocumentRecord]) -> Sequence[DocumentRecord]:
    """A body's disclosures without those of another scope: 本级 where the text says so, else the whole 部门."""
    wanted = "unit" if _OWN_LEVEL.search(text) else "department"
    scopes: dict[tuple[int | None, str | None], set[str | None]] = {}
    for record in records:
        scopes.setdefault((record.year, record.kind), set()).add(record.scope)
    return [r for r in records if r.scope == wanted or wanted not in scopes[r.year, r.kind]]


def _unread(text: str, why: str) -> _Reading:
    """Every figure as one that nothing can be said of, and why."""
    return _Reading([Judgement(figure, "unverified", reason=why) for figure in quantity.find(text)], ())


def _placed(text: str, written: Written, reading: _Reading) -> _Reading:
    """A reading with the places of the text as it was given."""
    judged = []
    for judgement in reading.judged:
        figure = judgement.figure
        start, end = written.given(figure.start, figure.end)
        judged.append(replace(judgement, figure=replace(figure, start=start, end=end, text=text[start:end])))
    claims = []
    for claim in reading.claims:
        start, end = written.given(claim.start, claim.end)
        claims.append(replace(claim, start=start, end=end, text=text[start:end]))
    return _Reading(judged, claims)


def _reported(reading: _Reading, record: Callable[[str], DocumentRecord]) -> Verification:
    citing = Citing(record)
    figures = tuple(_figure(judgement, citing) for judgement in reading.judged)
    claims = tuple(
        ClaimReport(c.text, c.start, c.end, c.kind, c.ok, c.why, _cited(citing, c.facts)) for c in reading.claims
    )
    return Verification(figures, claims, tuple(citing.citations))


def _figure(judgement: Judgement, citing: Citing) -> VerifiedFigure:
    figure = judgement.figure
    unit = figure.quantity.unit
    return VerifiedFigure(
        text=figure.text,
        start=figure.start,
        end=figure.end,
        value=quantity.render(figure.quantity.number),
        unit=unit.name if unit else None,
        verdict=judgement.verdict,
        certain=all(fact.status == "exact" for fact in judgement.facts),
        citations=_cited(citing, judgement.facts),
        formula=judgement.formula,
        operands=citing.operands(judgement.operands),
        disclosed=judgement.disclosed,
        why=judgement.reason or None,
    )


def _cited(citing: Citing, facts: Iterable[Fact]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(citing.fact(fact) for fact in facts))
