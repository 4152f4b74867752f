"""A rank of one year among others of the same item: 近三年最低, 历年最高, 最多的一年是2023年."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from service.calculator.assertion import Finding, holds, refuted, unconfirmed
from service.calculator.derive import Deriver, Wanted
from service.calculator.ledger import Entry
from service.calculator.order import placed
from service.calculator.rank_words import RankCue
from service.calculator.told import quoted, told

_FEWEST = 2


def finding(cue: RankCue, deriver: Deriver, wanted: Wanted) -> Finding:
    """Whether the year of what is wanted stands first among all years held, or among as many as the text says.

    More years than are held are never confirmed; fewer may still refute it.
    """
    item, year = wanted.subject[-1], wanted.year
    years = sorted(
        {e.fact.year for e in deriver.about(wanted) if e.fact.year is not None and e.fact.measure == "level"}
    )
    held: list[int] = []
    values: list[Fraction | None] = []
    entries: list[Entry] = []
    for one in years:
        levels = deriver.levels(replace(wanted, year=one))
        if len({level.value for level in levels}) == 1:
            held.append(one)
            values.append(levels[0].value)
            entries.append(levels[0].terms[0].entry)
    if year not in held:
        return unconfirmed(f"披露中没有{year}年{quoted(item)}的数")
    if cue.count:
        keep = [n for n, one in enumerate(held) if year - cue.count < one <= year]
        held, values, entries = ([some[n] for n in keep] for some in (held, values, entries))  # type: ignore[assignment]
    mine = held.index(year)
    shown = "，".join(told(e.fact) for e in entries)
    facts = [e.fact for e in entries]
    ranked = placed(values, [mine], 1, 1, smallest=cue.smallest, ordered=False)
    if ranked.placed == "no" or (ranked.placed == "tied" and len(held) >= _FEWEST):
        return refuted(shown, *facts)
    if len(held) < max(cue.count or 0, _FEWEST) or (cue.count is None and cue.year is None):
        return unconfirmed(f"只收录了{'、'.join(map(str, held))}年的{quoted(item)}：{shown}", *facts)
    return holds(shown, *facts)
