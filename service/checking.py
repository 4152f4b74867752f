"""The finished answer read as if a stranger had written it, before it goes out."""

from __future__ import annotations

from collections.abc import Sequence

from ingest import quantity
from service.render import Rendered
from service.rules.scene import Scene


def faults(rendered: Rendered, documents: Sequence[str], scene: Scene | None) -> list[str]:
    """What is wrong with the finished text, one sentence each; nothing where it may go out."""
    listed = {(figure.start, figure.end) for figure in rendered.figures}
    return [f"{f.text} is not accounted for" for f in quantity.find(rendered.text) if not any(a <= f.start and f.end <= b for a, b in listed)]
