"""Whose money a disclosure counts: a department's with all its units (部门), or that of its own unit alone (单位, 本级).

Both are published under one name. Where a body's disclosures are of both, an answer says which it is taken from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from index.library import DocumentRecord
from ingest.model import Scope
from service.draft import Draft, Stated
from service.rules.scene import Scene

T = TypeVar("T")
_NAMES: dict[Scope, str] = {"unit": "单位口径（本级，不含所属单位）", "department": "部门口径（含所属单位）"}
_KINDS = {"budget": "预算", "final_accounts": "决算"}


# Whose money is meant is said in so many words, and not by what such papers are called (2026年部门预算).
_IN_SO_MANY_WORDS = re.compile("口径|汇总|下属|所属|[全整]个?部门|本级|本部|本身")


def chosen(text: str, scope: Scope | None, held: Sequence[T], record: Callable[[T], DocumentRecord]) -> tuple[T, ...]:
    """What is held of the scope asked for, and of the other one only for years and kinds that have no such disclosure.

    Where no scope is asked for, everything; where nothing of the scope is held, everything too. A scope that `text` asks
    for in so many words is the only one.
    """
    if scope is None:
        return tuple(held)
    if _IN_SO_MANY_WORDS.search(text):
        return tuple(one for one in held if record(one).scope == scope) or tuple(held)
    covered = {(record(one).year, record(one).kind) for one in held if record(one).scope == scope}
    own = [one for one in held if record(one).scope == scope or (record(one).year, record(one).kind) not in covered]
    return tuple(own) if covered else tuple(held)


def told(draft: Draft, scenes: Sequence[Scene]) -> str:
    """Of which scope the figures are, where one might take them for another; empty where there is no such doubt.

    That is where a body has disclosures of both and the figures come from its own unit's, from both, or from the one
    that was not asked for.
    """
    used = {fact.document for piece in draft.pieces if isinstance(piece, Stated) for fact in piece.facts}
    said = []
    for scene in scenes:
        records = [holding.record for holding in scene.holdings]
        cited = sorted({(r.year or 0, r.kind or "budget", r.scope) for r in records if r.id in used and r.scope})
        scopes = {scope for _, _, scope in cited}
        both = len({record.scope for record in records if record.scope}) > 1
        meant = scene.query.scope or "department"
        if both and scopes and scopes != {meant} and not scene.query.scopes_compared:
            whose = scene.organisation if len(scenes) > 1 else ""
            said += [f"{whose}{year}年{_KINDS[kind]}数为{_NAMES[scope]}" for year, kind, scope in cited]
    return f"注意：{'，'.join(dict.fromkeys(said))}。" if said else ""
