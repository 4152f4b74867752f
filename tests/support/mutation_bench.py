"""The mutation benchmark as a whole: settings, statements and their twins by seed, and how many the verifier judges rightly."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.facts import facts as facts_of
from ingest.model import Document, Fact
from ingest.read import read
from ingest.statements import Context
from service.calculator.ledger import Ledger
from service.calculator.verify import verify
from tests.support.invented import invent, shelf
from tests.support.mutation_sketch import Drawer, Setting, Sketch
from tests.support.mutation_twins import CLASSES, Twin, Twins
from tests.support.mutation_world import World

NEVER = frozenset(("unit", "magnitude", "sign", "year"))  # classes of which not one may be missed
BAR = 0.995
TRUE = "true"
_IDLE = 3000


@dataclass(frozen=True, slots=True)
class Stand:
    """A setting with the ledger and the context by which its texts are verified."""

    setting: Setting
    ledger: Ledger
    context: Context


@dataclass
class Tally:
    """How many were judged, and which wrongly."""

    judged: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    missed: dict[str, list[tuple[str, str, list[str]]]] = field(default_factory=lambda: defaultdict(list))

    def rate(self, klass: str) -> float:
        """The part judged rightly."""
        return 1 - len(self.missed[klass]) / self.judged[klass] if self.judged[klass] else 1.0

    def fails(self) -> list[str]:
        """The classes under their bars."""
        return [klass for klass in self.judged if (self.missed[klass] if klass in NEVER else self.rate(klass) < BAR)]


def documents(paths: Sequence[Path]) -> list[tuple[Document, list[Fact]]]:
    """Documents and their facts."""
    return [(document, list(facts_of(document))) for document in map(read, paths)]


def invented(folder: Path, count: int, seed: int) -> list[Path]:
    """Invented disclosures as files in a folder."""
    paths = []
    for subject in shelf(count, of=max(2, count // 3), seed=seed):
        disclosure = invent(subject, seed)
        path = folder / disclosure.name
        path.write_text(disclosure.text, encoding="utf-8")
        paths.append(path)
    return paths


def stands(library: Sequence[tuple[Document, list[Fact]]], *, single: bool = True) -> list[Stand]:
    """The library as one store, and each document by itself."""
    held = [(d, f) for d, f in library if d.organisation]
    bodies = {d.id: d.organisation or "" for d, _ in held}
    everything = tuple(fact for _, found in held for fact in found)
    found = [
        Stand(
            Setting(World(_numbers(everything), bodies)),
            Ledger(everything, bodies),
            Context(organisation=next(iter(bodies.values())) if len(set(bodies.values())) == 1 else None),
        )
    ]
    for document, facts in held if single else ():
        own = {document.id: document.organisation or ""}
        found.append(
            Stand(
                Setting(World(_numbers(facts), own), document.organisation, document.year, document.kind),
                Ledger(facts, own),
                Context(document.year, document.kind, document.organisation),
            )
        )
    return found


def _numbers(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.value is not None)


def statements(
    stands: Sequence[Stand], seed: str, wanted: Mapping[str, int], *, unseen: bool
) -> Iterator[tuple[Stand, Sketch, list[Twin]]]:
    """True sentences, each with its twins, until each class has as many as are wanted (`true`: sentences)."""
    drawers = [Drawer(stand.setting, f"{seed}|{at}", unseen=unseen) for at, stand in enumerate(stands)]
    makers = [Twins(drawer, f"{seed}|{at}|twins") for at, drawer in enumerate(drawers)]
    have: dict[str, int] = defaultdict(int)
    frames = itertools.cycle(drawers[0].frames)
    seen: set[tuple[int, str]] = set()
    last = 0
    for turn in range(200_000):
        if turn - last > _IDLE:
            return  # the facts of these documents give no more
        if all(have[klass] >= number for klass, number in wanted.items()):
            return
        at = 0 if turn % 2 else turn // 2 % len(stands)
        sketch = drawers[at].draw(next(frames))
        if sketch is None or (at, sketch.text()) in seen:
            continue
        twins = [
            twin
            for klass in CLASSES
            if have[klass] < wanted.get(klass, 0) and (twin := makers[at].of(sketch, klass)) is not None
        ]
        if not twins and have[TRUE] >= wanted[TRUE]:
            continue
        seen.add((at, sketch.text()))
        have[TRUE] += 1
        for twin in twins:
            have[twin.klass] += 1
        last = turn
        yield stands[at], sketch, twins


def judge(material: Iterator[tuple[Stand, Sketch, list[Twin]]]) -> Tally:
    """Every sentence and twin before the verifier: a true one passes if all its figures do, a false figure must not."""
    tally = Tally()
    for stand, sketch, twins in material:
        _put(tally, TRUE, stand, sketch, tuple(sketch.frame.claims), wanted=True)
        for twin in twins:
            _put(tally, twin.klass, stand, twin.sketch, twin.false, wanted=False)
    return tally


def _put(tally: Tally, klass: str, stand: Stand, sketch: Sketch, figures: Sequence[str], *, wanted: bool) -> None:
    text, places = sketch.text(), sketch.places()
    judged = verify(text, stand.ledger, stand.context)
    tally.judged[klass] += 1
    wrong = []
    for figure in figures:
        start, end = places[figure]
        hits = [j for j in judged if j.figure.start < end and start < j.figure.end]
        if not hits or any(j.ok != wanted for j in hits):
            wrong += [
                f"{figure}={text[start:end]}: {j.verdict} {j.reason or j.formula or [f.quote[:30] for f in j.facts]}"
                for j in hits
            ] or [f"{figure}={text[start:end]}: not seen"]
    if wrong:
        where = f"{stand.context.organisation or '*'} {stand.context.year or ''} {stand.context.kind or ''}"
        tally.missed[klass].append((text, where, wrong))
