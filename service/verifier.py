"""A draft held against everything that the disclosures it was made from say, in the form in which it would go out."""

from __future__ import annotations

from collections.abc import Sequence

from index.library import DocumentRecord
from service.checking import faults
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
        holdings = [holding for scene in scenes for holding in scene.holdings]
        names = {holding.record.id: scene.organisation for scene in scenes for holding in scene.holdings}
        ledger = self._held.ledger(holdings, names)
        year = scenes[0].target() if scenes else None
        organisation = scenes[0].organisation if len(scenes) == 1 else None

        def told() -> list[str]:
            by_id = {record.id: record for record in records}
            return faults(render(draft, by_id.__getitem__), ledger, year, organisation)

        # An answer is verified when it is chosen and again as it goes out: the same words are read once.
        return self._held.faults((draft.pieces, ledger), (year, organisation), told)
