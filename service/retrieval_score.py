"""Retrieval questions with known evidence: how often the passage that answers comes first, or among the first five.

Each question names its document, which is a filter before ranking, and the words that an answering passage must hold.
Measured are the ranking by words alone, by meaning alone, and both fused: what does not make the fused one better has
no place in it. hit@1 and hit@5 are shares of the questions, MRR is the mean of 1/rank (0 where it is not found).
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import UnknownDocumentError
from index.library import Hit, Library
from service import settings
from service.opening import opened

RANKINGS = ("lexical", "dense", "fused")
_DEPTH = 200  # of each ranking its candidates, fused: everything that a search could show
_IGNORED = frozenset("“”\"'‘’「」『』()（）[]【】〔〕<>《》〈〉")


class RetrievalQuestionsError(Exception):
    """A file of retrieval questions that cannot be run: which line, what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A question, the document it is put to, and what an answering passage holds: all snippets of any one group."""

    id: str
    store: str
    question: str
    document: Mapping[str, object]
    evidence: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A question with the rank, counted from 1, of the first answering passage in each ranking; None where it has none."""

    sought: Sought
    ranks: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Measures:
    """How well one ranking did over some questions."""

    asked: int
    first: int
    first_five: int
    reciprocal: float

    @property
    def shares(self) -> tuple[float, float, float]:
        """hit@1, hit@5 and MRR, 0..1."""
        count = self.asked or 1
        return self.first / count, self.first_five / count, self.reciprocal / count


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of a run."""

    found: tuple[Found, ...]

    def measures(self, ranking: str, store: str | None = None) -> Measures:
        """One ranking over the questions of one store, or of all."""
        ranks = [one.ranks[ranking] for one in self.found if store in {None, one.sought.store}]
        known = [rank for rank in ranks if rank is not None]
        return Measures(
            len(ranks),
            sum(rank == 1 for rank in known),
            sum(rank <= 5 for rank in known),
            sum(1 / rank for rank in known),
        )

    def stores(self) -> list[str]:
        """The stores asked, in the order of their first question."""
        return list(dict.fromkeys(one.sought.store for one in self.found))

    def lines(self) -> list[str]:
        """The measures as printed: a line for each ranking and store, then for all stores."""
        return [self._line(ranking, store) for store in (*self.stores(), None) for ranking in RANKINGS]

    def _line(self, ranking: str, store: str | None) -> str:
        measures = self.measures(ranking, store)
        first, five, reciprocal = measures.shares
        return (
            f"{store or 'all':10s} {ranking:8s} hit@1 {first:6.1%}  hit@5 {five:6.1%}  MRR {reciprocal:.3f}"
            f"  ({measures.asked} questions)"
        )

    def misses(self) -> list[str]:
        """Every question whose passage is not among the fused first five."""
        return [
            f"{one.sought.id} {one.sought.question}  {dict(one.ranks)}"
            for one in self.found
            if (one.ranks["fused"] or _DEPTH) > 5
        ]

    def to_json(self) -> dict[str, Any]:
        """The measures by store and in all; no question's text, so that a reporting half stays unread."""
        return {store or "all": self._of(store) for store in (*self.stores(), None)}

    def _of(self, store: str | None) -> dict[str, Any]:
        told: dict[str, Any] = {"questions": self.measures("fused", store).asked}
        for ranking in RANKINGS:
            first, five, reciprocal = self.measures(ranking, store).shares
            told[ranking] = {"hit@1": round(first, 4), "hit@5": round(five, 4), "mrr": round(reciprocal, 4)}
        return told


def questions(file: Path) -> list[Sought]:
    """The questions of a JSON Lines file. RetrievalQuestionsError names the line that is none."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RetrievalQuestionsError(f"无法读取“{file}”（{error}）；请给出每行一个 JSON 对象的检索问题集。") from error
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(_sought(json.loads(line), number))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise RetrievalQuestionsError(
                    f"“{file}”第{number}行不是一个检索问题：应有 question、document、evidence（{error}）。"
                ) from error
    return found


def _sought(given: Mapping[str, Any], number: int) -> Sought:
    groups = tuple(tuple(map(str, group)) for group in given["evidence"])
    if not groups or not all(groups):
        raise ValueError("evidence is empty")
    return Sought(
        id=str(given.get("id", number)),
        store=str(given.get("store", "")),
        question=str(given["question"]),
        document=dict(given["document"]),
        evidence=groups,
    )


def run(wanted: Iterable[Sought], libraries: Mapping[str, Library]) -> Score:
    """Search for every question in the library of its store. UnknownDocumentError where its document is not held there."""
    found = []
    for one in wanted:
        library = libraries[one.store]
        hits = library.search(one.question, [_document(library, one)], _DEPTH)
        found.append(Found(one, {"fused": _fused(hits, one), **_single(hits, one)}))
    return Score(tuple(found))


def _document(library: Library, one: Sought) -> str:
    """The newest held document that the question names; a field that is not given does not matter."""
    for record in reversed(library.records()):
        if all(getattr(record, field) == value for field, value in one.document.items() if value is not None):
            return record.id
    raise UnknownDocumentError(f"{one.id}: {dict(one.document)}")


def _fused(hits: Sequence[Hit], one: Sought) -> int | None:
    return next((place for place, hit in enumerate(hits, start=1) if answers(hit, one)), None)


def _single(hits: Sequence[Hit], one: Sought) -> dict[str, int | None]:
    good = [hit for hit in hits if answers(hit, one)]
    return {
        "lexical": min((hit.lexical_rank for hit in good if hit.lexical_rank), default=None),
        "dense": min((hit.dense_rank for hit in good if hit.dense_rank), default=None),
    }


def answers(hit: Hit, one: Sought) -> bool:
    """Whether a passage holds the evidence; blanks, quotes, brackets and widths do not matter."""
    text = _folded(hit.passage.heading + hit.passage.text)
    return any(all(_folded(snippet) in text for snippet in group) for group in one.evidence)


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(char for char in folded if char not in _IGNORED and not char.isspace())


def _pairs(given: Sequence[str]) -> Iterator[tuple[str, Path]]:
    for pair in given:
        store, equals, folder = pair.partition("=")
        if not equals:
            raise RetrievalQuestionsError(f"“{pair}”应写成 名称=数据文件夹。")
        yield store, Path(folder)


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m service.retrieval_score QUESTIONS.jsonl STORE=DATA…`: print the measures."""
    parser = argparse.ArgumentParser(prog="python -m service.retrieval_score", description=__doc__)
    parser.add_argument("questions", type=Path, help="JSON Lines")
    parser.add_argument("stores", nargs="+", metavar="STORE=DATA", help="a store's name and its data folder")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--misses", action="store_true", help="list what is not among the first five")
    given = parser.parse_args(arguments)
    try:
        wanted = questions(given.questions)
        with ExitStack() as open_stores:
            libraries = {
                store: open_stores.enter_context(opened(settings.load(data=folder)))
                for store, folder in _pairs(given.stores)
            }
            for library in libraries.values():
                library.embed_pending()
            score = run([one for one in wanted if one.store in libraries], libraries)
    except (RetrievalQuestionsError, UnknownDocumentError) as error:
        print(error, file=sys.stderr)
        return 1
    if given.json:
        print(json.dumps(score.to_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join([*(score.misses() if given.misses else []), *score.lines()]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
