"""What the ways of going on share: words for numbers, how an item is known by its name. Pure."""

from __future__ import annotations

import re
from functools import cache

from ingest import items, terms
from service.turn import Turn, items_of, spoken_of

SEVERAL = 2
NUMBERS = {"两": 2, "俩": 2, "二": 2, "仨": 3, "三": 3, "四": 4, "五": 5, "六": 6}


def concept(turn: Turn) -> str | None:
    """The one item of the field that the figures told are of; None where they are of several, or of none that is known."""
    own = {items.item(fact).own for fact in turn.facts}
    found = next(iter(own)) if len(own) == 1 else None
    return found if found in terms.concepts() else None


_PART_OF = re.compile(r"[”\"]?(?:支出|经费|预算|决算|收入)?(?:里面?|里头|之?中|当中|之?内|其中)的?[“\"]?")


def the_item(turn: Turn) -> str:
    """The one item that a turn named, or a part with the whole that it named it inside of; empty where it named several."""
    named = sorted(turn.item_spans)
    if len(named) == SEVERAL and not _PART_OF.fullmatch(turn.text[named[0][1] : named[1][0]]):
        return ""
    return "" if len(named) > SEVERAL or not named else items_of(turn)[0] if len(named) == 1 else spoken_of(turn)


def told_in_a_row(turn: Turn) -> tuple[str, ...]:
    """The things that a follow-up may point at: those that were asked about at once, or else one after another."""
    named = items_of(turn) if turn.kind not in ("share", "completion") else ()
    return tuple(dict.fromkeys(named)) if len(named) >= SEVERAL else turn.things


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


def bought(turn: Turn) -> bool:
    """Whether what was told is of what is procured."""
    return any("采购" in item for item in (*items_of(turn), turn.found))
