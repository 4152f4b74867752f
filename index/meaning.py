"""What of a passage is searched by meaning: the texts that are embedded, the costly step. Pure.

Measured with the retrieval questions of `tests/eval` (building half, 14 disclosures, 3,594 passages):

- A sentence says one thing and a group of them several, so each sentence of the narrative has a vector of its own, and
  its passage is as near as the nearest of them: hit@5 by meaning alone 0.75 instead of 0.67.
- The last part of a heading says what the sentence is about; the parts above it, alike for many, blur it: 0.78.
- A row of figures is told from others by its table and its label, 0.83. Its figures add nothing to that and make every
  row a text of its own: without them most rows of a further year, or of a neighbouring body, are texts that were
  embedded before. Left out altogether, rows are missed: fused hit@5 0.75 instead of 0.87 before any other change.
"""

from __future__ import annotations

import hashlib
import re

from ingest.model import Passage
from ingest.passages import BETWEEN, sentences

_CODE = re.compile(r"^\d+ ")
_YEAR = re.compile(r"^\d{4}年(?:度)?")


def texts(passage: Passage) -> tuple[str, ...]:
    """The texts whose vectors stand for a passage, each once."""
    if passage.kind == "row" and "：" in passage.text:
        label = _CODE.sub("", passage.text.partition("：")[0])
        return (f"{_YEAR.sub('', passage.heading)}\n{label}",)
    about = passage.heading.rpartition(BETWEEN)[2]
    parts = sentences(passage.text) if passage.kind in {"text", "cell"} else [passage.text]
    return tuple(dict.fromkeys(part if part.startswith(about) else f"{about}\n{part}" for part in parts))


def text_hash(text: str) -> str:
    """The key of a distinct text's embedding."""
    return hashlib.sha256(text.encode()).hexdigest()
