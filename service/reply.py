"""The answer object of contract.md: what goes out, the same on every surface."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from ingest.model import Kind

Verdict = Literal["cited", "derived", "contradicted", "unverified"]
AnswerStatus = Literal["answered", "declined", "clarify"]


@dataclass(frozen=True, slots=True)
class Operand:
    """One cited figure that a formula computes with; `value` is the decimal string as printed."""

    name: str
    value: str
    unit: str | None
    citation: int
    fact: str


@dataclass(frozen=True, slots=True)
class FigureReport:
    """A figure of the answer's text: `answer[start:end] == text`, and why it may stand there."""

    text: str
    start: int
    end: int
    value: str
    unit: str | None
    verdict: Verdict
    certain: bool
    citations: tuple[int, ...]
    formula: str | None = None
    operands: tuple[Operand, ...] = ()


@dataclass(frozen=True, slots=True)
class VerifiedFigure(FigureReport):
    """A figure of any text: `disclosed` is what the disclosures print instead of a contradicted one, `why` says it."""

    disclosed: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimReport:
    """A statement of any text without a number of its own: `text[start:end]`, whether the disclosures confirm it, why."""

    text: str
    start: int
    end: int
    kind: Literal["rank", "direction", "reason", "name"]
    ok: bool
    why: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """The cell or sentence that a mark `[n]` points to."""

    id: int
    document: str
    title: str
    organisation: str | None
    year: int | None
    kind: Literal["cell", "sentence"]
    quote: str
    fact: str | None = None
    table: str | None = None
    table_number: int | None = None
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    cell: str | None = None
    anchor: str | None = None
    file: int | None = None
    source_url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The one quantity asked for; a change carries its sign."""

    value: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a chart: the answer's figure `figures[figure]`, under the label that it has in the text."""

    label: str
    value: str
    figure: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures of the answer that can be looked at side by side; all are in one unit."""

    kind: Literal["trend", "share", "ranking"]
    title: str
    unit: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """Whose documents, of which years and kinds, an answer rests on, and which of that the question does not say."""

    organisations: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[Kind, ...] = ()
    inferred: tuple[Literal["organisation", "year", "kind"], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, verified (contract.md, "The answer object")."""

    id: str
    conversation: str
    question: str
    status: AnswerStatus
    answer: str
    result: Result | None = None
    figures: tuple[FigureReport, ...] = ()
    citations: tuple[Citation, ...] = ()
    notices: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    handoff: str | None = None
    mode: Literal["rules", "llm"] = "rules"
    elapsed_ms: int = field(default=0, compare=False)
    chart: Chart | None = None
    understood: Understood | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON; amounts are decimal strings."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Outdated:
    """A document that an answer cites and that answers no longer: replaced `by` another, or removed."""

    document: str
    state: Literal["replaced", "removed"]
    by: str | None = None


@dataclass(frozen=True, slots=True)
class KeptAnswer(Answer):
    """An answer that was given, with what became of the documents that it cites."""

    outdated: tuple[Outdated, ...] = ()
