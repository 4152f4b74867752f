"""How many a work reached, by the clause that tells of it: 渡槽修缮3座，惠及农户950户."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import quantity, terms
from service.draft import Draft, cited, sentence_of
from service.holding import Known
from service.query import Query
from service.rules.scene import Scene, answered

_ASKED = re.compile(
    r"(?P<verb>惠及|涉及|覆盖|受益|带动|帮扶|救助|安置)(?:到|了|的是|的)*(?:多少|几)(?:个|名|位|万)?(?P<what>[一-鿿]{1,6}?)(?:$|[，。？?呢啊])"
)
_LEAST = 3  # characters of a work's name


def asks(query: Query) -> bool:
    """Whether it is asked how many something reached: 惠及多少农户."""
    return _ASKED.search(query.text) is not None


def reached(scene: Scene) -> Draft | None:
    """The only number of such people or things in the clauses that tell of the work; None where there is none."""
    hit = _ASKED.search(scene.query.text)
    if hit is None:
        return None
    named = [terms.normalise(a.text) for a in scene.query.items if a.end <= hit.start("what")]
    words = [name for name in named or map(terms.normalise, scene.query.rest) if len(name) >= _LEAST]
    unit = quantity.unit(hit["what"])
    found = [
        known.fact
        for holding in scene.holdings
        for known in holding.known
        if known.fact.source == "narrative" and known.fact.measure == "count" and known.fact.value is not None
        and known.fact.year == scene.target() and words and all(name in terms.normalise(clause_before(known)) for name in words)
        and (hit["what"] in known.fact.row[-1] or (unit is not None and quantity.unit(known.fact.unit) == unit))
    ]  # fmt: skip
    if len({fact.value for fact in found}) != 1:
        return None
    fact = found[0]
    figure = cited(fact, bold=True)
    lead = f"{scene.prefix}{fact.year}年{'、'.join(words)}，{fact.row[-1]}"
    quoted = sentence_of(fact)
    draft = answered(lead, figure, "。原文：", quoted, result=figure if figure.certain else None)
    return replace(draft, by_words=True)


def clause_before(known: Known) -> str:
    """What a sentence says before a figure, from the last semicolon on, with the figure's own name."""
    fact = known.fact
    return "".join((*fact.row, re.split("[；;。]", fact.quote[: fact.span[0]])[-1] if fact.span else ""))
