"""Ways of asking, told by examples: which of them a sentence is nearest to. Pure.

Each file of `ways/` is one way: what is meant by it (`#`), how it is put plainly where rules answer it (`=`), of
which kind that is (`@`), whether it sets what it names against what was told before (`&`), what it is known by
(`?`), and how people put it, with slots for what is asked about: 【局】 the body, 【年】 the year, 【项】 the item, 【数】 an
amount; 【年二】 and 【项二】 a second one. A sentence is likened to them by the runs of characters that it has (multinomial
naive Bayes, Manning, Raghavan and Schütze, Introduction to Information Retrieval, 13.2, over their presence and
without priors), so that a wording that nobody wrote down is understood by its parts.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

_FOLDER = Path(__file__).parent / "ways"
BODY, YEAR, ITEM, NUMBER = "局年项数"
_SLOT = re.compile("【([局年项数])二?】")
_YEAR = re.compile("(【年二?】)年?度?")
_RUNS = (1, 2, 3)  # characters in a row
_LEAST = 2  # sentences that a run stands in: what one has alone tells of that sentence
_SEVERAL = 3  # ways of asking that share what carries no more than that
_SMOOTHED = 0.2
_SCALE = 3.0  # evidence is counted per character, so that a long sentence is not surer for its length alone


@dataclass(frozen=True, slots=True)
class Way:
    """A way of asking: its name, how it is put plainly (not at all where no rule answers it), and the kinds of these.

    `holds_against` is true of a follow-up that sets what it names against what was told before it.
    """

    name: str
    plain: tuple[str, ...]
    kinds: frozenset[str]
    holds_against: bool = False
    needs: str = (
        ""  # the characters of which a sentence has one, where its words alone do not tell this way from another
    )


@dataclass(frozen=True, slots=True)
class Learnt:
    """What sentences teach: the ways, the runs of characters, and how likely each run is in each way, as logarithms."""

    ways: tuple[Way, ...]
    runs: dict[str, int]
    weights: npt.NDArray[np.float64]  # runs by ways


def slotted(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """A text with a slot in place of each span: begin, end and what stands there (`BODY`, `YEAR`, `ITEM`, `NUMBER`)."""
    out, at = [], 0
    for start, end, slot in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= at:
            out += [text[at:start], f"【{slot}】"]
            at = end
    return "".join((*out, text[at:]))


class Book:
    """The ways of asking that a folder tells by examples, and what its sentences teach; read at first use."""

    def __init__(self, folder: Path) -> None:
        """Take the folder with a file for each way."""
        self._folder = folder

    @cached_property
    def ways(self) -> dict[Way, tuple[str, ...]]:
        """All ways of asking, each with its sentences."""
        found = {}
        for file in sorted(self._folder.glob("*.txt")):
            lines = file.read_text(encoding="utf-8").splitlines()
            plain = tuple(line.removeprefix("= ") for line in lines if line.startswith("= "))
            kinds = frozenset(line.removeprefix("@ ") for line in lines if line.startswith("@ "))
            needs = "".join(line.removeprefix("? ") for line in lines if line.startswith("? "))
            way = Way(file.stem, plain, kinds, "&" in lines, needs)
            found[way] = tuple(line for line in lines if not line.startswith(("#", "=", "@", "&", "?")))
        return found

    def likeliest(self, sentence: str) -> tuple[Way, float]:
        """The way of asking that a slotted sentence is nearest to, and how likely it is among all, 0 to 1."""
        return likeliest(sentence, self._learnt)

    def asks(self, word: str, way: Way) -> bool:
        """Whether a word only carries a way of asking: its characters stand side by side in sentences of this way, or of several."""
        pairs = [word[at : at + 2] for at in range(len(word) - 1)] or [word]
        own = self._own[way]
        return all(pair in self._asking or pair in own for pair in pairs)

    @cached_property
    def _learnt(self) -> Learnt:
        return learn(self.ways)

    @cached_property
    def pairs(self) -> dict[Way, Counter[str]]:
        """Of each way the characters and pairs of them in its sentences, outside the slots, with how many have them."""
        return {way: _pairs(sentences) for way, sentences in self.ways.items()}

    @cached_property
    def _asking(self) -> frozenset[str]:
        """Characters and pairs of them that stand in sentences of several ways, outside the slots."""
        found = Counter(pair for pairs in self.pairs.values() for pair in pairs)
        return frozenset(pair for pair, count in found.items() if count >= _SEVERAL)

    @cached_property
    def _own(self) -> dict[Way, frozenset[str]]:
        """Of each way the characters and pairs of them that stand in more than one of its sentences, outside the slots."""
        return {
            way: frozenset(pair for pair, count in pairs.items() if count >= _LEAST)
            for way, pairs in self.pairs.items()
        }


def likeliest(sentence: str, learnt: Learnt) -> tuple[Way, float]:
    """The way of asking that a slotted sentence is nearest to by what was learnt, and how likely it is among all, 0 to 1."""
    known = [learnt.runs[run] for run in _runs_of(sentence) if run in learnt.runs]
    evidence = learnt.weights[known].sum(axis=0) * (_SCALE / max(1, len(_spoken(sentence))))
    likelihood = np.exp(evidence - evidence.max())
    best = int(likelihood.argmax())
    return learnt.ways[best], float(likelihood[best] / likelihood.sum())


def _spoken(sentence: str) -> str:
    """A sentence with its slots as words, the year with what stands behind it."""
    return _SLOT.sub(lambda hit: f"某{hit[1]}", _YEAR.sub(r"\1", sentence))


def _runs_of(sentence: str) -> set[str]:
    text = _spoken(sentence)
    return {text[at : at + size] for size in _RUNS for at in range(len(text) - size + 1)}


def learn(examples: dict[Way, tuple[str, ...]]) -> Learnt:
    """What the sentences of each way teach."""
    each = {way: [_runs_of(sentence) for sentence in sentences] for way, sentences in examples.items()}
    total = Counter(run for those in each.values() for runs in those for run in runs)
    runs = {run: number for number, run in enumerate(run for run, count in total.items() if count >= _LEAST)}
    counts = np.full((len(runs), len(each)), _SMOOTHED)
    for column, those in enumerate(each.values()):
        for sentence in those:
            for run in sentence:
                if run in runs:
                    counts[runs[run], column] += 1
    return Learnt(tuple(each), runs, np.log(counts / counts.sum(axis=0)))


def _pairs(sentences: Iterable[str]) -> Counter[str]:
    parts = [_SLOT.split(sentence)[::2] for sentence in sentences]
    return Counter(
        run for said in parts
        for run in {part[at : at + size] for part in said for size in (1, 2) for at in range(len(part) - size + 1)}
    )  # fmt: skip


QUESTIONS = Book(_FOLDER)
FURTHER = Book(_FOLDER / "further")  # follow-ups


@cache
def _spoken_pairs() -> frozenset[str]:
    told = (pairs for book in (QUESTIONS, FURTHER) for way, pairs in book.pairs.items() if way.plain)
    return frozenset(itertools.chain.from_iterable(told))


def is_spoken(word: str) -> bool:
    """Whether a word only carries how something is asked: its characters stand side by side in sentences of any way."""
    return all(word[at : at + 2] in _spoken_pairs() for at in range(max(1, len(word) - 1)))
