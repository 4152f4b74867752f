"""Whose figures a sentence tells, where it says so in brackets at its end: 培训费12.00万元，增长5%（示例市水务局）。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from ingest import bodies, terms, wording
from ingest import line as lines
from ingest.bodies import Called
from ingest.statement import Statement

_CLOSING = re.compile(r"（(?P<name>[^（），]{3,40})[^（）]*）[。；！]*$")


def attributed(found: Iterable[Statement], known: Called) -> Iterator[Statement]:
    """The statements, those of a sentence that closes with a body in brackets as that body's.

    `known` is how held bodies are called; a sentence that names a held body before its brackets keeps that one.
    """
    for statement in found:
        name = _closing(statement.sentence, known)
        yield statement if name is None else replace(statement, organisation=name)


@lru_cache(maxsize=64)
def _closing(sentence: str, known: Called) -> str | None:
    chars = lines.fold(sentence).chars.strip()
    match = _CLOSING.search(chars)
    if match is None or bodies.held(chars, 0, match.start(), known):
        return None
    inside = bodies.held(chars, match.start("name"), match.end("name"), known)
    if inside:
        return inside[0].name
    name = match["name"]
    ends = [hit.end() for hit in bodies.stranger(name)]
    is_body = bool(ends) and ends[-1] == len(name) and bool(wording.PLACE.search(name[:-1])) and not terms.concept(name)
    return name if is_body else None
