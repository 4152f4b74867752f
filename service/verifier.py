"""A draft held against everything that the disclosures it was made from say, in the form in which it would go out."""

from __future__ import annotations

from collections.abc import Sequence

from index.library import DocumentRecord
from service.calculator.ledger import Ledger
from service.checking import contradictions, faults
from service.draft import Draft
from service.held import Held
from service.render import render
from service.rules.scene import Scene


class Verifier:
    """Verifies drafts before they may be chosen, and answers before they go out."""

    def __init__(self, held: Held) -> None:
        """Take what is held."""
        self._held = held

    def faults(self, draft: Draft, scenes: Sequence[Scene], records: Sequence[DocumentRecord]) -> list[str]:
        """What is wrong with the finished text, one sentence each; nothing where it may go out."""
        ledger, year, organisation = self._about(scenes)

        def told() -> list[str]:
            by_id = {record.id: record for record in records}
            return faults(render(draft, by_id.__getitem__), ledger, year, organisation)

        # An answer is verified when it is chosen and again as it goes out: the same words are read once.
        return self._held.faults((draft.pieces, ledger), (year, organisation), told)

    def contradictions(self, draft: Draft, scenes: Sequence[Scene], records: Sequence[DocumentRecord]) -> list[str]:
        """What the finished text's own words say against what is disclosed, whatever its figures are said to rest on.

        For words that nobody here has chosen: one sentence each, with what is disclosed; nothing where none is refuted.
        """
        by_id = {record.id: record for record in records}
        return contradictions(render(draft, by_id.__getitem__), *self._about(scenes))

    def _about(self, scenes: Sequence[Scene]) -> tuple[Ledger, int | None, str | None]:
        """What answers from these scenes are held against; the year and body that they mean where they say neither."""
        holdings = [holding for scene in scenes for holding in scene.holdings]
        names = {holding.record.id: scene.organisation for scene in scenes for holding in scene.holdings}
        year = scenes[0].target() if scenes else None
        return self._held.ledger(holdings, names), year, scenes[0].organisation if len(scenes) == 1 else None
