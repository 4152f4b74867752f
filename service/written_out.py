"""A stranger's text with the names of bodies written out, so that the reader of sentences binds figures to the right body.

A press release says 示例市水务局 once and 市水务局 or 水务局 after that. Each mention of a body that is held is put in full,
and each mention at the head of a clause, held or not, is set apart from what follows. `Written.given` leads from
places in the text as read to those in the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import line as lines
from ingest import terms, wording
from service.organisations import Directory, Known

_AMOUNT = re.compile(r"(?:支出|预算|决算|为|是|：|:|\s)*[0-9０-９]+(?!\s*年|[0-9０-９]*年)")
_HEAD = re.compile(r"(?:^|[，。；：！？\n#>*\-\s（(“])(?:在|由|据|对|关于)?(?:(?:19|20)\d\d年度?|今年|本年度?)?$")


@dataclass(frozen=True, slots=True)
class Written:
    """The text as it is read; `bodies` are the held ones that it names, in the order they come, `strangers` all others.

    `unclear` are short names that several held bodies go by, with these.
    """

    text: str
    bodies: tuple[str, ...]
    strangers: tuple[str, ...]
    unclear: tuple[tuple[str, tuple[str, ...]], ...] = ()
    changes: tuple[tuple[int, int, int, int], ...] = ()  # where something was written out: as read from-to, as given

    def given(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text as given of a stretch of the text as read; a mention that it touches is in it whole."""
        return self._given(start, last=False), self._given(end - 1, last=True) + 1

    def _given(self, at: int, *, last: bool) -> int:
        number = bisect_right([change[0] for change in self.changes], at) - 1
        if number < 0:
            return at
        _, read_end, start, end = self.changes[number]
        if at >= read_end:
            return end + at - read_end
        return end - 1 if last else start


def written_out(text: str, directory: Directory, vocabulary: terms.Vocabulary, known: Known) -> Written:
    """The text with every mention of a body in full.

    `known(words, bodies)` tells whether words stand in the disclosures of the bodies named so far, or of the only one
    held: a unit inside a body is no stranger.
    """
    bodies: dict[str, None] = {}
    strangers: dict[str, None] = {}
    unclear: dict[str, tuple[str, ...]] = {}
    pieces: list[str] = []
    changes: list[tuple[int, int, int, int]] = []
    at = length = 0
    for first, last in _sentences(text):
        sentence = text[first:last]
        items = [(m.start, m.end) for m in vocabulary.mentions(sentence)]
        named = directory.named(sentence, lambda words, found: known(words, (*bodies, *found)), items)
        for start, end in named.spans:
            meant = _whose(sentence, start, end, directory, items)
            before_it = [body for body in meant if body in bodies]
            name = meant[0] if len(meant) == 1 else before_it[0] if len(before_it) == 1 else None
            if (name is None and not _is_head(sentence, start)) or _is_amount(sentence, start, end, items):
                continue  # 下达给各学校: a body in passing is nobody's figures; 档案馆328万元 is a line of the budget
            mention = sentence[start:end]
            if name is None and meant:
                unclear[mention] = meant
            else:
                (bodies if name else strangers)[name or mention] = None
            instead = name or mention
            if _is_head(sentence, start) and not wording.ORGANISATION.match(lines.fold(instead + sentence[end:]).chars):
                instead += "，"
            if instead == mention:
                continue
            before = text[at : first + start]
            pieces += [before, instead]
            length += len(before)
            changes.append((length, length + len(instead), first + start, first + end))
            length += len(instead)
            at = first + end
    pieces.append(text[at:])
    return Written("".join(pieces), tuple(bodies), tuple(strangers), tuple(unclear.items()), tuple(changes))


def _sentences(text: str) -> Sequence[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^。！？；\n]+", text)]


def _is_amount(sentence: str, start: int, end: int, items: Sequence[tuple[int, int]]) -> bool:
    """Whether a mention is an item of the budget as well, and its amount follows."""
    return (start, end) in items and bool(_AMOUNT.match(sentence, end))


def _is_head(sentence: str, start: int) -> bool:
    return bool(_HEAD.search(sentence[:start]))


def _whose(
    sentence: str, start: int, end: int, directory: Directory, items: Sequence[tuple[int, int]]
) -> tuple[str, ...]:
    """The held bodies that a mention may stand for; none for a stranger's."""
    inside = [(a - start, b - start) for a, b in items if start <= a and b <= end]
    alone = directory.named(sentence[start:end], lambda _words, _bodies: False, inside)
    if alone.strangers:
        return ()
    return alone.held or (alone.choices[0] if alone.choices else ())
