"""How the items of an answer's facts may be called in it, so that a name says which of them is meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from ingest import items, terms
from ingest.items import Item
from ingest.model import Fact
from ingest.terms import strip_number
from service.holding import Known
from service.rules.scene import Scene, called

Identity = tuple[str, frozenset[str]]


def identity(fact: Fact) -> Identity:
    """What a fact counts: the key of its item and the keys that narrow it."""
    item: Item = items.item(fact)
    return item.own, item.within


def names(
    scene: Scene, facts: Collection[Fact], told: Mapping[str, frozenset[str]]
) -> Mapping[str, frozenset[Identity]]:
    """How the items of facts may be called: in full, and in short where only one of them is called so.

    `told` are names of what sentences are said of, with their keys. A name with a year in it would hide the year.
    """
    owns: dict[str, set[Identity]] = {}
    for fact in facts:
        owns.setdefault(identity(fact)[0], set()).add(identity(fact))
    found: dict[str, set[Identity]] = {}
    for fact in facts:
        own = identity(fact)[0]
        for name in (called(Known(fact, items.item(fact))), *(_short(scene, fact) if len(owns[own]) == 1 else ())):
            found.setdefault(name, set()).add(identity(fact))
    for name, keys in told.items():
        found.setdefault(name, {(own, frozenset()) for own in keys})
    for name in list(found):
        # 机关运行经费预算 is 机关运行经费 and the word for its basis, which is read apart.
        bare = _BASIS.sub("", name)
        if bare != name and len(bare) >= _LEAST_NAME:
            found.setdefault(bare, set()).update(found.pop(name))
    for name in list(found):
        found.setdefault(name.replace("“", "").replace("”", ""), found[name])
    return {name: frozenset(meant) for name, meant in found.items() if len(name) >= 2 and not _YEAR.search(name)}


_YEAR = re.compile(r"(?:19|20)\d\d")
_BASIS = re.compile(r"(?:预算|决算)数?$")
_LEAST_NAME = 3  # characters that a name keeps when the word for its basis is cut off


def _short(scene: Scene, fact: Fact) -> Iterator[str]:
    """The field's name of an item, its printed labels, and what the question calls it."""
    own = items.item(fact).own
    if own in terms.concepts():
        yield terms.name(own)
    yield from (
        strip_number(label)
        for label in (*fact.row[-1:], *fact.column)
        if terms.key(label) == own and not terms.is_neutral(label)
    )
    yield from (asked.text for asked in scene.query.items if own in asked.keys and not asked.near)
