"""A question of a conversation as it was understood, and what a follow-up is made of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import items, terms
from ingest.model import Fact
from ingest.units import is_money
from service.query import Query, QueryKind

Span = tuple[int, int]
TRAIL = 8  # questions back that are remembered by the one figure that each came to
STAGES = {"budget": "预算", "actual": "决算"}
# Between a part and its whole: 会议费占总支出多少, 会议费在总支出里占多少.
_TAKEN_OF = re.compile("占|除以|抵")
_WITHIN_WHOLE = re.compile("[里中内]|当中|其中|里头")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was understood, whole, with what may be left out after it.

    Spans are places in `text`; `year` is the year that it was answered for; `facts` carry the answer's printed figures.
    """

    text: str
    kind: QueryKind
    bodies: tuple[str, ...] = ()
    body_spans: tuple[Span, ...] = ()
    item_spans: tuple[Span, ...] = ()
    year: int | None = None
    basis: str = ""
    facts: tuple[Fact, ...] = ()
    whole: bool = False  # nothing was named, so that the total was asked for
    found: str = ""  # the item that a ranking came to, or that was described
    inside: str = ""  # what its item was named inside of, or is a part of, in the question before: “三公”经费 of 接待费
    years: tuple[int, ...] = ()  # the years that the same item of the same body was told of in a row, this one's last
    things: tuple[str, ...] = ()  # the items of the same body and year that were told in a row, this one last
    ranked: str = ""  # what the parts of were last put in order for the same body and year
    said_when: str = ""  # the word by which its year was said from where one stands: 去年
    trail: tuple[Fact, ...] = ()  # the one figure that each of the last questions came to, this one's last


@dataclass(frozen=True, slots=True)
class Said:
    """What a question itself names: bodies with their places in the text, and its query as it stands."""

    bodies: tuple[str, ...]
    body_spans: tuple[Span, ...]
    query: Query


@dataclass(frozen=True, slots=True)
class Whole:
    """A question made whole, what of it was taken over, and what it asks of the answer before (`recall`)."""

    text: str
    inherited: tuple[str, ...] = ()
    recall: str | None = (
        None  # "checked", "source", "sum", "difference", "most", "least", "one" of the figures before; "which_…" to ask back
    )
    facts: tuple[Fact, ...] = ()  # the figures that are meant
    choices: tuple[str, ...] = ()  # what may be meant, where one is asked which
    amount: str = ""  # the question for the amount alone, where no change or share of what is named now is told


def items_of(turn: Turn) -> tuple[str, ...]:
    """What a turn named, as it stands in its text."""
    return tuple(turn.text[a:b] for a, b in turn.item_spans)


def spoken_of(turn: Turn) -> str:
    """The items of a turn with what stands between them, as they were put; empty where it named none."""
    return turn.text[turn.item_spans[0][0] : turn.item_spans[-1][1]] if turn.item_spans else ""


def part_span(turn: Turn) -> Span | None:
    """Where a turn names the part that it held against a whole; None where it held none, or does not say which it is."""
    if turn.kind != "share" or len(turn.item_spans) != 2:
        return None
    first, second = sorted(turn.item_spans)
    between = turn.text[first[1] : second[0]]
    if _TAKEN_OF.search(between) or _WITHIN_WHOLE.match(turn.text, second[1]):
        return first  # 会议费占总支出多少, 会议费在总支出里占多少
    return second if _WITHIN_WHOLE.search(between) else None


def part_of(turn: Turn) -> str:
    """What a turn was about: of a part that was held against its whole the part."""
    part = part_span(turn)
    return turn.text[slice(*part)] if part else spoken_of(turn)


def of_whom_and_when(said: Said, turn: Turn) -> tuple[str, str]:
    """The bodies and the year of the turn before, each empty where the question names its own."""
    lead = "" if said.bodies or not turn.bodies else "和".join(turn.bodies)
    return lead, f"{turn.year}年" if turn.year and not said.query.years and not said.query.offsets else ""


def stage_beside(turn: Turn, item: str) -> str:
    """The stage of the turn before (预算, 决算) as it is written beside an item, empty where the item's words have it."""
    return turn.basis if turn.basis not in item else ""


def called(fact: Fact) -> str:
    """What a figure is of: its row, or what a table of one row has over it (公务接待费)."""
    if fact.row:
        return fact.row[-1]
    own = items.item(fact).own
    return terms.name(own) if own in terms.concepts() else ""


def _stage_of(query: Query) -> str:
    """The stage that what was asked is of: how far a budget was carried out is told of what was spent."""
    return STAGES["actual"] if query.kind == "completion" else STAGES.get(query.basis or "", "")


def _stage_told(query: Query, trail: Sequence[Fact]) -> str:
    """The stage that what was told is of: 总共砸多少钱 of a budget is told of what is planned, and gone on from there."""
    told = {fact.basis for fact in trail if is_money(fact.unit)}
    return STAGES["budget"] if query.basis == "actual" and told == {"budget"} else _stage_of(query)


def turn_of(
    query: Query,
    bodies: Sequence[str],
    body_spans: Sequence[Span],
    year: int | None,
    facts: Sequence[Fact],
    trail: Sequence[Fact] = (),
) -> Turn:
    """What may be left out after a question that was understood so."""
    named = [a for a in query.items if a.end > a.start]
    # 征地的钱, by words that are no item's name: nothing is named but that it was spent.
    described = query.kind == "lookup" and bool(query.rest) and all(set(a.keys) & terms.TOTALS for a in named)
    beside = query.kind == "lookup" and bool(query.rest) and len(named) == len(trail) == 1
    # 给中小企业留的采购: what the item is printed as with the words beside it.
    beside = (
        beside
        and bool(trail[0].row)
        and not set(named[0].keys) & {items.item(trail[0]).own, terms.key(trail[0].row[-1])}
    )
    described = (described or beside) and not any(
        terms.key(f.row[-1]) in a.keys for a in named for f in trail[:1] if f.row
    )
    return Turn(
        text=query.text,
        kind=query.kind,
        bodies=tuple(bodies),
        body_spans=tuple(sorted(body_spans)),
        item_spans=tuple((a.start, a.end) for a in named),
        year=year,
        basis=_stage_told(query, trail),
        facts=tuple(facts),
        found=called(trail[0]) if (query.kind == "rank" or described) and len(trail) == 1 else "",
        whole=not named and any("budget_total" in asked.keys for asked in query.items),
        trail=tuple(trail)[-TRAIL:],
    )
