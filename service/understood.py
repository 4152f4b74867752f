"""Whose documents an answer rests on, of which years and kinds, and what of it nobody asked for by name. Pure.

For whoever shows an answer: what was only inferred can be shown as such, and be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from index.library import DocumentRecord
from service import asked_years, question
from service.asking import Put
from service.reply import Citation, Understood

_MOST = 8  # bodies that are told one by one
# A fund's name (一般公共预算支出) says nothing of the kind of document.
_KIND = re.compile("(?<!公共)(?<!基金)(?<!经营)预算|决算|执行数|年初数")


def understood(
    text: str, puts: Sequence[Put], citations: Iterable[Citation], record: Callable[[str], DocumentRecord]
) -> Understood | None:
    """What the answer to a message rests on; None where it rests on nothing."""
    cited = [record(id_) for id_ in dict.fromkeys(citation.document for citation in citations)]
    bodies = list(dict.fromkeys(scene.organisation for put in puts for scene in put.scenes))
    if not bodies and not cited:
        return None
    asked = question.normalised(text)
    inferred: list[str] = []
    if bodies and not any(_named(asked, put) for put in puts):
        inferred.append("organisation")
    years, offsets, _ = asked_years.years(asked)
    if cited and not years and not offsets:
        inferred.append("year")
    if cited and not _KIND.search(asked):
        inferred.append("kind")
    return Understood(
        tuple(bodies) if len(bodies) <= _MOST else (),
        tuple(sorted({one.year for one in cited if one.year is not None})),
        tuple(sorted({one.kind for one in cited if one.kind is not None})),
        tuple(inferred),  # type: ignore[arg-type] # the three words above
    )


def _named(asked: str, put: Put) -> bool:
    """Whether the message itself has the words by which a body was named."""
    turn = put.turn
    return turn is not None and any(turn.text[a:b] in asked for a, b in turn.body_spans)
