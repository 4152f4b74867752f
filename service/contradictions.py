"""What does not tie out and touches an answer: a figure that is part of a broken rule is answered with both figures. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from service.calculator.tieout import Finding, Outcome
from service.draft import Draft

_MOST = 2
_FEW = 4
_SAID: dict[Outcome, str] = {"mismatch": "两处说法不同", "unlikely": "尾差可疑", "warning": "值得留意"}


def notices(draft: Draft, broken: Callable[[str], Sequence[Finding]]) -> list[str]:
    """A notice for each broken rule that a figure of the draft is part of; `broken` gives a document's by its id.

    Those come first whose statement the figure itself is, then those that it is only one part of.
    """
    if draft.status != "answered":
        return []
    facts = draft.facts
    found: list[tuple[int, str]] = []
    documents = dict.fromkeys(fact.document for fact in facts.values())
    if len(documents) > _FEW:
        return []  # an answer about many bodies tells a figure of each, and none of their accounts
    for document in documents:
        for finding in broken(document):
            at = next((n for n, p in enumerate(finding.places) if getattr(p, "id", None) in facts), None)
            if at is not None:
                found.append((at, f"公开材料{_SAID[finding.outcome]}：{finding.message}"))
    return list(dict.fromkeys(told for _, told in sorted(found, key=lambda one: one[0])))[:_MOST]
