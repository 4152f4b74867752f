"""A question in words that the rules do not know: a language model tells which printed item they mean, the rules answer.

The model chooses among labels that the disclosures print and writes nothing itself. The question is then put again
with the label in place of the words, so that it is the same typed query that the rules make of any question; whatever
the words replaced do not explain must be accounted for by the answer, and otherwise the rules' reply stands.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

import prompts
from index.library import DocumentRecord
from ingest import quantity, terms
from ingest.model import Passage
from ingest.terms import strip_number
from service import asked_years, evidence
from service.asking import Asking, Put
from service.coverage import asks_a_name, names, unaccounted
from service.draft import Draft, Quoted, Stated
from service.holding import Known
from service.llm import Model, ModelFailed
from service.query import Query
from service.rules.scene import Scene
from service.turn import Turn

_LOG = logging.getLogger(__name__)
_NONE = "没有"
_OFFERED = 16  # labels in the list
_LABEL = 24  # characters of a label, and of what it is for
_WORDS = 24  # characters that may stand for an item
_BREAK = re.compile(r"[，。；：？！,;:?!\s]")
_USED_FOR = re.compile(r"(?:主要|专项)?用于([^，。；]{2,24})")
# Persons, periods and means over one: what is asked of them is never told under the item's own name.
_SINGLED_OUT = re.compile(
    r"[局处科厅部院校馆主]长|主任|主席|领导|书记|季度|上半年|下半年|月份|每[天人户月个座台辆次]|人均|户均|单价"
)
_MONEY = re.compile("钱|元|经费|费用|开支|花")
# What words of daily life never mean: all that comes in or goes out, under any of its names.
_WHOLES = terms.TOTALS.union(*(evidence.instead(key) for key in terms.TOTALS))
# Asked of one item: with another beside it, the unknown words narrow that one and name none.
_OF_ONE = ("lookup", "change", "rate", "reason", "purpose", "completion")
_NOT_OF_ITEMS = ("contact", "held", "text", "blank_tables", "weights")


class Choice(BaseModel):
    """What the question asks about: its own words for it, and one of the labels offered (`_NONE`: none of them)."""

    model_config = ConfigDict(extra="forbid")

    words: str = Field(max_length=60)
    item: str


class Check(BaseModel):
    """Whether an item is the very one asked about (A), something near it (B), or neither (C)."""

    model_config = ConfigDict(extra="forbid")

    choice: Literal["A", "B", "C"]


class Understanding:
    """Puts again what the rules were unsure of, as a language model understands it."""

    def __init__(self, asking: Asking) -> None:
        """Take what puts questions to what is held."""
        self._asking = asking

    def better(self, put: Put, records: Sequence[DocumentRecord], turn: Turn | None, model: Model) -> Put:
        """The same, or the question as the model understands it, answered by the rules, and a notice that says so."""
        if not unsure(put):
            return put
        offered = dict(_offered(put.scenes[0], turn))
        try:
            chosen = _chosen(put, turn, offered, model) if offered else None
            again = self._reput(put, *chosen, offered[chosen[1]], records) if chosen else None
            # Asked a second time, the other way round, only where there is an answer to be had.
            if again is None or chosen is None or not _confirmed(put, offered[chosen[1]], model):
                return put
        except ModelFailed as failed:
            _LOG.info("the rules' reply stands: %s", failed)
            return put
        return again

    def _reput(self, put: Put, words: str, label: str, line: str, records: Sequence[DocumentRecord]) -> Put | None:
        """The question with a label in place of its words, answered; None where that is not the same question.

        `line` is the label with what it is for, as it was offered.
        """
        query = put.scenes[0].query
        span = _span(query, words)
        if span is None:
            return None
        words = query.text[slice(*span)]
        again = self._asking.put(query.text[: span[0]] + label + query.text[span[1] :], records, None)
        if again.draft.status != "answered" or len(again.scenes) != len(put.scenes):
            return None
        if not _same_but_item(query, again.scenes[0].query, line):
            return None
        if any(unaccounted(scene, again.draft) for scene in again.scenes):
            return None
        if not names(label, again.draft, again.scenes[0]) or not _of_its_kind(query, again.draft):
            return None
        told = f"把“{words}”理解为“{label}”作答。"
        draft = replace(again.draft, notices=(*put.draft.notices, told, *again.draft.notices))
        return replace(again, draft=draft, by_model=True)


def _chosen(put: Put, turn: Turn | None, offered: Mapping[str, str], model: Model) -> tuple[str, str] | None:
    """Words of the question and the label that the model takes them for; None where it takes none. Raises ModelFailed."""
    prompt = prompts.load("understanding")
    message = prompt.fill(
        before=prompts.Quoted(turn.text if turn else _NONE),
        question=prompts.Quoted(put.scenes[0].query.text),
        items=prompts.Quoted("\n".join(f"- {line}" for line in (_NONE, *offered.values()))),
    )
    labels = Literal[(_NONE, *offered)]  # type: ignore[valid-type] # a choice among what is offered here
    choice = model.structured(prompt.system, message, create_model("Choice", __base__=Choice, item=(labels, ...)))
    return (choice.words.strip(), choice.item) if choice.item != _NONE else None


def _confirmed(put: Put, line: str, model: Model) -> bool:
    """Whether the model, asked whether it is the very item, says so. Raises ModelFailed."""
    prompt = prompts.load("same_item")
    message = prompt.fill(question=prompts.Quoted(_bare(put)), item=prompts.Quoted(line))
    return model.structured(prompt.system, message, Check).choice == "A"


def _bare(put: Put) -> str:
    """The question without whose and of which year it is."""
    text = put.scenes[0].query.text
    spans = {*asked_years.years(text)[2], *(put.turn.body_spans if put.turn and put.turn.text == text else ())}
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text.strip("的，, ")


def unsure(put: Put) -> bool:
    """Whether the rules declined for want of understanding: not where they know the item, and it is not disclosed."""
    if put.draft.status != "declined" or not put.scenes or any(h.part for s in put.scenes for h in s.holdings):
        return False
    scene, query = put.scenes[0], put.scenes[0].query
    known = query.items and not query.rest and not any(asked.near for asked in query.items)
    if known or query.kind in _NOT_OF_ITEMS or asks_a_name(query.text) or _SINGLED_OUT.search(query.text):
        return False
    held = [holding.record for holding in scene.holdings]
    if query.basis == "actual" and not any(r.kind == "final_accounts" and r.year == scene.target() for r in held):
        return False
    return not query.years or any(r.year is not None and r.year - 1 <= scene.target() <= r.year for r in held)


def _offered(scene: Scene, turn: Turn | None) -> Iterator[tuple[str, str]]:
    """Labels that the words may mean, the likeliest first, each with what it says that it is for."""
    query = scene.query
    known = {one.fact.id: one for holding in scene.holdings for one in holding.known}
    own = " ".join((*query.rest, *(asked.text for asked in query.items)))
    found = [scene.search(words) for words in (own, query.text) if words]
    seen: dict[str, str] = {}
    for passage in filter(None, chain.from_iterable(zip_longest(*found))):
        for label in _labels(passage, known):
            purpose = _USED_FOR.search(passage.text) if len(passage.facts) <= 3 else None
            seen[label] = seen.get(label) or (purpose[1] if purpose else "")
    before = [known[fact.id] for fact in turn.facts if fact.id in known] if turn else []
    projects = [fact.project[1] for holding in scene.holdings for fact in holding.facts if fact.project]
    for label in (*filter(None, map(_label, before)), *projects):
        seen.setdefault(label, "")
    named = [label for label in seen if len(label) <= _LABEL and terms.key(label) not in _WHOLES]
    for label in named[:_OFFERED]:
        yield label, f"{label}（用于{seen[label]}）" if seen[label] else label


def _labels(passage: Passage, known: dict[str, Known]) -> Iterator[str]:
    yield from filter(None, (_label(known[id_]) for id_ in passage.facts if id_ in known))


def _label(known: Known) -> str:
    """What an item is called in print: by its project, by the field's name for it, or by its row."""
    fact = known.fact
    if concept := terms.concepts().get(known.item.own):
        return concept.name
    if fact.project:
        return fact.project[1]
    return strip_number(fact.row[-1]) if fact.row else ""


def _span(query: Query, words: str) -> tuple[int, int] | None:
    """Where the question has the words that a label may stand for: the model's own, or those that the rules do not know.

    None where there are no such words, or more would be replaced than one item's name: a year, another clause.
    """
    text = query.text
    unknown = query.rest or tuple(asked.text for asked in query.items if asked.near)
    spans = [(at, at + len(word)) for word in unknown if (at := text.find(word)) >= 0]
    if 2 <= len(words) <= _WORDS and text.count(words) == 1:
        start, end = text.index(words), text.index(words) + len(words)
        spans = [(start, end), *((a, b) for a, b in spans if a <= end and start <= b)]
    if not spans:
        return None
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    said = text[start:end]
    if len(said) > _WORDS or _BREAK.search(said) or any(asked_years.years(said)[:2]):
        return None
    return start, end


def _of_its_kind(query: Query, draft: Draft) -> bool:
    """Whether a question about money is answered in money, and one for a reason or a purpose with what is written."""
    if query.kind in ("reason", "purpose"):
        return any(isinstance(piece, Quoted) for piece in draft.pieces)
    figures = [piece for piece in draft.pieces if isinstance(piece, Stated)]
    units = [quantity.unit(figure.unit) for figure in figures]
    return not _MONEY.search(query.text) or any(unit is not None and unit.base in ("元", "%", "倍") for unit in units)


def _same_but_item(one: Query, two: Query, line: str) -> bool:
    """Whether two questions ask in the same way, of the same years and basis, in the same unit, and of no item less."""
    if one.basis is not None and one.basis != two.basis:
        return False
    if two.kind in _OF_ONE and len(two.items) > 1:
        return False
    kept = {name for asked in two.items for name in asked.names}
    sure = (asked for asked in one.items if not asked.near and not set(asked.keys) & terms.TOTALS)
    if any(not kept & asked.names and asked.text not in line for asked in sure):
        return False

    def way(query: Query) -> tuple[object, ...]:
        return (
            query.kind,
            query.years,
            query.offsets,
            query.stage,
            query.scope,
            query.unit,
            query.counted,
            query.top,
            query.place,
            query.since,
            query.per,
            query.average,
            query.between_bases,
            query.by_change,
            query.per_head,
            query.ascending,
        )

    return way(one) == way(two)
