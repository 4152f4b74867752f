"""Things added up that one line pays for together and no figure tells apart: 开办费加上某某建设一共用了多少.

The line is told where its printed purpose lists these very things and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import terms
from service import evidence
from service.draft import Draft, Quoted, Stated
from service.holding import Known
from service.rules.magnitude import base_value, is_money
from service.rules.scene import Scene, answered, phrase, state
from service.rules.sentences import in_order

_SUM = re.compile("加上?|连同|一共|总共|合计|加起来|合起来|共")
_PARTS = re.compile("[、，,；;]|以及|等(?=$)")
_CLAUSE = re.compile("[，。；？?]")
_OF_PROJECTS = terms.TOTALS | {"project_expenditure"}
_LEAST = 2
_NAMED = 2  # characters of a name that tells a thing


def told(scene: Scene) -> Draft | None:
    """The one line's amount with its purpose; None where no line is for these things alone, or several are."""
    query = scene.query
    if query.kind not in ("lookup", "sum") or not _SUM.search(query.text) or len(scene.years()) > 1:
        return None
    if (
        any(not (asked.near or set(asked.keys[:1]) & _OF_PROJECTS) for asked in query.items)
        or query.counted
        or query.per
    ):
        return None
    clause = next((part for part in reversed(_CLAUSE.split(query.text)) if _SUM.search(part)), "")
    words = (*query.rest, *(asked.text for asked in query.items if asked.near))
    named = [terms.normalise(word) for word in words if word in clause and len(word) > _NAMED]
    if len(named) < _LEAST:
        return None
    found = [known for known in _lines(scene) if _are_all(named, known.fact.purpose or "")]
    if not found or len({base_value(known.fact) for known in found}) != 1:
        return None
    fact = found[0].fact
    purpose = fact.purpose or ""
    quoted = Quoted(purpose, fact.document, purpose, fact.place, fact.section)
    figures = state(fact, bold=True)
    result = next(piece for piece in figures if isinstance(piece, Stated))
    draft = answered(
        phrase(scene, found[0]), *figures, "，文件写明用于", quoted, "，没有分开列出。", result=result
    )  # fmt: skip
    return replace(draft, by_words=True)


def _lines(scene: Scene) -> list[Known]:
    """The amounts of the year that a sentence tells with what they are for."""
    basis = scene.basis or ("actual" if any(h.record.kind == "final_accounts" for h in scene.holdings) else "budget")
    return [
        known
        for holding in scene.holdings
        for known in holding.known
        if known.fact.source == "narrative" and known.fact.purpose and known.fact.value is not None
        and known.fact.measure == "level" and known.fact.year == scene.target() and is_money(known)
        and known.fact.basis != "adjusted_budget" and evidence.basis_fits(known.fact, basis)
    ]  # fmt: skip


def _are_all(named: list[str], purpose: str) -> bool:
    """Whether a purpose lists as many things as are named, each of them one of these."""
    parts = [terms.normalise(part) for part in _PARTS.split(purpose) if part.strip()]
    if len(parts) != len(named):
        return False
    left = list(parts)
    for name in named:
        own = next((part for part in left if in_order(name, part)), None)
        if own is None:
            return False
        left.remove(own)
    return True
