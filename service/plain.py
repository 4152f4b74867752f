"""An answer without Markdown, for terminals, bots and whoever asks for `text`; its figures keep their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from service.reply import Answer

_RULE = re.compile(r"\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*")  # the line under a table's head
_MARKS = re.compile(r"\*\*|__|`|^#{1,6} |\\(?=[*_`#|\\])", re.MULTILINE)
_BAR = re.compile(r"\s*\|\s*")


def plain(answer: Answer) -> Answer:
    """The answer with the marks taken out and a table's cells set apart by tabs."""
    kept = list(_kept(answer.answer))
    text = "".join(char for _, char in kept)
    # Where each place of the old text went: the number of characters kept before it.
    moved, count = [], 0
    for place in range(len(answer.answer) + 1):
        while count < len(kept) and kept[count][0] < place:
            count += 1
        moved.append(count)
    figures = []
    for figure in answer.figures:
        start, end = moved[figure.start], moved[figure.end]
        figures.append(replace(figure, start=start, end=end, text=text[start:end]))
    return replace(answer, answer=text, figures=tuple(figures))


def _kept(text: str) -> Iterator[tuple[int, str]]:
    """The characters that stay, each with its place in the given text."""
    at = 0
    for line in text.splitlines(keepends=True):
        if not _RULE.fullmatch(line):
            yield from _line(line, at)
        at += len(line)


def _line(line: str, at: int) -> Iterator[tuple[int, str]]:
    body = line.rstrip("\n")
    dropped: dict[int, str] = {}
    for mark in _MARKS.finditer(body):
        dropped.update(dict.fromkeys(range(*mark.span()), ""))
    if body.lstrip().startswith("|"):
        for bar in _BAR.finditer(body):
            outer = bar.start() == 0 or bar.end() == len(body)
            dropped.update(dict.fromkeys(range(*bar.span()), ""))
            dropped[bar.start()] = "" if outer else "\t"
    for place, char in enumerate(line):
        if shown := dropped.get(place, char):
            yield at + place, shown
