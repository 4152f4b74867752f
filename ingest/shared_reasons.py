"""Of which of a list a reason is: 三公经费减少5万元，其中出国费减少3万元，主要是无任务；接待费减少2万元，主要是来客少.

A reason behind the first part may be of the whole as well, as long as no other part follows with what it moved by: then
the list gives each of its parts a reason of its own, and the whole has none of theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.statement import Statement

_MOVES = ("change", "rate")


def told_apart(said: Sequence[Statement]) -> list[Statement]:
    """The statements of one text, wholes without the reasons that are of one of their parts alone."""
    out = list(said)
    for at, whole in enumerate(out):
        if whole.claim not in _MOVES or whole.reason is None:
            continue
        parts = _parts(out, at)
        sharing = {part.subject for part in parts if part.reason == whole.reason}
        others = {part.subject for part in parts if part.reason != whole.reason and part.figure is not None}
        if len(sharing) == 1 and others - sharing:
            out[at] = replace(whole, reason=None)
    return out


def _parts(out: Sequence[Statement], at: int) -> list[Statement]:
    """The moves of the parts listed behind a move, up to where the whole is spoken of again."""
    whole = out[at]
    found: list[Statement] = []
    for said in out[at + 1 :]:
        if said.subject == whole.subject and (said.claim not in _MOVES or found):
            break
        if said.subject[:-1] == whole.subject and whole.subject and said.claim in _MOVES:
            found.append(said)
    return found
