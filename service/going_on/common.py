"""What the ways of going on share: words for numbers, how an item is known by its name. Pure."""

from __future__ import annotations

from functools import cache

from ingest import items, terms
from service.turn import Turn

SEVERAL = 2
NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


def concept(turn: Turn) -> str | None:
    """The one item of the field that the figures told are of; None where they are of several, or of none that is known."""
    own = {items.item(fact).own for fact in turn.facts}
    found = next(iter(own)) if len(own) == 1 else None
    return found if found in terms.concepts() else None


def taken(*words: str) -> tuple[str, ...]:
    """What a question takes over from the one before, as it is said to the user; empty words left out."""
    return tuple(filter(None, words))


@cache
def _field() -> terms.Vocabulary:
    """The names of the field, of no disclosure's own."""
    return terms.Vocabulary(())


def key_of(name: str) -> str | None:
    """The item of the field that a name stands for; None where it stands for none, or for several."""
    found = [mention.keys[0] for mention in _field().mentions(name) if mention.keys]
    return found[0] if len(set(found)) == 1 else None
