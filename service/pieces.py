"""An answer cut for a stream: whole sentences, none of which breaks a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from service.reply import Answer

_SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？\n]+|$)")


def pieces(growing: Iterable[Answer]) -> Iterator[tuple[str, int, Answer]]:
    """Each piece of the text as it grows, the place where it begins, and the answer so far; last, nothing and the whole."""
    at, answer = 0, None
    for answer in growing:
        for piece in filter(None, _SENTENCE.findall(answer.answer[at:])):
            yield piece, at, answer
            at += len(piece)
    if answer is not None:
        yield "", at, answer
