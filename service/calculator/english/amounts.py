"""The figure that an English sentence states: its number, its scale, its sign."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.quantity import Figure, Quantity, Unit

PERCENT = Unit("%", "%")
SCALES = {
    "thousand": Unit("thousand", "number", Decimal(10) ** 3),
    "million": Unit("million", "number", Decimal(10) ** 6),
    "billion": Unit("billion", "number", Decimal(10) ** 9),
    "trillion": Unit("trillion", "number", Decimal(10) ** 12),
}
_FIGURE = re.compile(
    r"(?<![\w.,/-])(?P<minus>-|−|–)?[$£€]?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<unit>\s?%| percent(?:age points?)?\b| per cent\b| thousand\b| million\b| billion\b| trillion\b)?(?![\w-]|[.,/]\d)"
)
_STATED = re.compile(r"\b(?:is|was|were|are|of|by|to|at|totall?ed|equall?ed)(?: (?:about|approximately))? $")
_COPULA = re.compile(r"\b(?:is|was|were|are) $")
_BOUND = re.compile(
    r"\b(?:than|least|most|up to|over|above|below|under|nearly|almost|exceed(?:s|ed|ing)?) $", re.IGNORECASE
)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? $", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


def unit(name: str | None) -> Unit | None:
    """The unit by its English name, None for a bare number."""
    bare = (name or "").strip()
    return PERCENT if bare.startswith(("%", "per")) else SCALES.get(bare)


def figure(text: str) -> Figure | None:
    """The one figure that a sentence states: what stands after its verb, or the only number that is no date.

    None where the sentence states none, several that might be meant, or only a bound (more than, up to).
    """
    found = [hit for hit in _FIGURE.finditer(text) if not _MONTH.search(text[: hit.start()])]
    stated = [hit for hit in found if _COPULA.search(text[: hit.start()])]
    if not stated:
        found = [hit for hit in found if hit["unit"] or not _YEAR.fullmatch(hit["number"])]
        stated = [hit for hit in found if _STATED.search(text[: hit.start()])] or found
    if len(stated) != 1 or _BOUND.search(text[: stated[0].start()]):
        return None
    hit = stated[0]
    number = Decimal(hit["number"].replace(",", ""))
    quantity = Quantity(-number if hit["minus"] else number, unit(hit["unit"]))
    return Figure(hit[0], hit.start(), hit.end(), quantity)
