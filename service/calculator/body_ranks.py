"""A rank of one body among all that are held: 各单位中…最多."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ingest.statements import Statement
from service.calculator.assertion import Finding, holds, refuted, unconfirmed
from service.calculator.derive import amount
from service.calculator.heard import Heard
from service.calculator.ledger import Entry, Ledger
from service.calculator.order import placed
from service.calculator.rank_words import RankCue
from service.calculator.told import quoted, told
from service.calculator.verify import Court, same_organisation

_FEWEST = 2


def finding(heard: Heard, cue: RankCue, statement: Statement, everyone: Ledger | None) -> Finding | None:
    """Whether the bodies named stand where the text says among those of `everyone`; None where it names no item."""
    ledger = everyone or heard.ledger
    vocabulary = heard.context.labels
    start, end = heard.sentence(cue.start)
    items = vocabulary.mentions(heard.line.chars[start:end]) if vocabulary else []
    if not items:
        return None
    held = dict.fromkeys(ledger.organisations.values())
    named = ([heard.line.chars[slice(*cue.names)]] if cue.names else []) or [
        statement.organisation or heard.context.organisation or ""
    ]
    mine = [n for name in named for n, body in enumerate(held) if name and same_organisation(name, body)]
    if len(mine) != len(named):
        return unconfirmed(f"“{'”“'.join(named)}”不是所收录的单位" if any(named) else "没有写明是哪个单位")
    if everyone is None or len(held) < _FEWEST:
        return unconfirmed("没有其他单位的披露可以比较")
    court = Court(heard.text, everyone, heard.context)
    values: list[Fraction | None] = []
    entries: list[Entry | None] = []
    for body in held:
        documents = frozenset(d for d, o in ledger.organisations.items() if o == body)
        deriver = court.deriver(documents)
        wanted = deriver.wanted(replace(statement, subject=(items[0].text,), code=None, fund=None))
        printed = deriver.printed(wanted)
        distinct = {amount(e) for e in printed}
        entries.append(printed[0] if printed else None)
        values.append(distinct.pop() if len(distinct) == 1 else None)
    known = [n for n, entry in enumerate(entries) if entry is not None]  # of several values none is known to be meant
    if not set(mine) <= set(known) or len(known) < _FEWEST:
        return unconfirmed(f"所收录的披露中没有{statement.year}年可比较的{quoted(items[0].text)}")
    ranked = placed(
        [values[n] for n in known], [known.index(n) for n in mine], cue.first, cue.last,
        smallest=cue.smallest, ordered=cue.ordered,
    )  # fmt: skip
    bodies = list(held)
    facts = [e.fact for n in mine if (e := entries[n]) is not None]
    if ranked.placed == "yes":
        missing = f"，另有{len(held) - len(known)}家没有这一数" if len(known) < len(held) else ""
        return holds(f"{told(facts[0])}，在所收录的{len(known)}家单位中位次相符{missing}", *facts)
    if ranked.placed == "unknown":
        return unconfirmed("不是每个单位都有可比较的数", *facts)
    rival = known[ranked.ahead or 0]
    entry = entries[rival]
    other = f"；{bodies[rival]}为{told(entry.fact)}" if entry is not None and rival not in mine else ""
    return refuted(f"{told(facts[0])}{other}", *facts, *([entry.fact] if entry is not None else []))
