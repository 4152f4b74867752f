"""The sentences of a disclosure, each with its place, for rules to search by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.model import Fact, Place
from service.draft import Piece, Quoted
from service.holding import Holding
from service.rules.scene import Scene

SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
_COMMON = re.compile(r"^(?:专项|经费|项目|工作|运行|管理|服务|中心|人员|建设|业务|费用|资金|支出|单位)+$")


# The number before a heading: 三、 1. （三）.
ORDINAL = r"(?:第?[一二三四五六七八九十\d]+[、.．]|[（(][一二三四五六七八九十\d]+[）)])"


# 1.内设机构。办公室、财务科…: what opens a paragraph as its name, and tells nothing by itself.
HEADING_ALONE = re.compile(
    r"(?:[（(][\d一二三四五六七八九十]{1,3}[）)]|[\d一二三四五六七八九十]{1,3}[.．、\s])\s*[一-鿿“”]{2,14}(?:[（(][^（）()]{1,10}[）)])?[。：]?"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or cell of a disclosure and where it stands."""

    text: str
    document: str
    section: tuple[str, ...]
    place: Place
    table: str | None = None
    table_number: int | None = None

    def quoted(self, text: str | None = None) -> Quoted:
        """This line, or words of it, as a quotation."""
        return Quoted(
            text or self.text, self.document, self.text, self.place, self.section, self.table, self.table_number
        )


def narrative(holding: Holding) -> Iterator[Line]:
    """The sentences of the paragraphs."""
    for paragraph in holding.paragraphs:
        for hit in SENTENCE.finditer(paragraph.text):
            if text := hit[0].strip():
                yield Line(text, holding.record.id, paragraph.section, paragraph.place)


def sentences(holding: Holding) -> Iterator[Line]:
    """The sentences of the narrative, then the notes and long cells of tables."""
    yield from narrative(holding)
    for table in holding.document.tables:
        for note in table.notes:
            yield Line(note, holding.record.id, (*table.section, table.title), table.place, table.title, table.number)


def cells(holding: Holding, least: int = 8) -> Iterator[Line]:
    """Cells of words, of at least so many characters, beside their label in forms."""
    for table in holding.document.tables:
        for row in table.rows:
            filled = [cell for cell in row if cell.text.strip()]
            for label, cell in pairwise(filled):
                if len(cell.text) >= least and len(label.text) <= 16:
                    yield Line(
                        cell.text, holding.record.id, (table.title, label.text), cell.place, table.title, table.number
                    )


def newest_first(scene: Scene) -> list[Holding]:
    """The disclosures in the order to quote from: those of the year and kind asked for first, then the newest."""
    target = scene.target()
    kind = {"actual": "final_accounts", "budget": "budget"}.get(scene.query.basis or "")
    return sorted(
        scene.holdings,
        key=lambda h: (h.record.year != target, kind is not None and h.record.kind != kind, -(h.record.year or 0)),
    )


def of_years_asked(scene: Scene) -> list[Holding]:
    """The disclosures in that order, of the years that are named where any are."""
    years = set(scene.years()) if scene.query.years or scene.query.offsets else set()
    return [holding for holding in newest_first(scene) if not years or holding.record.year in years]


def one_below_the_other(lines: Iterable[Line]) -> list[Piece]:
    """Sentences quoted, each on a line of its own."""
    return [piece for n, line in enumerate(lines) for piece in (("\n" if n else ""), line.quoted())]


def overlap(word: str, text: str) -> float:
    """How much of a word's character pairs a text has: 1 where the word itself is there."""
    if word in text:
        return 1.0
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


# A unit whose name says what it is for, which is not thereby said to be done: 康复服务中心在职13人 serves nobody.
_UNIT_NAME = re.compile(r"[一-鿿]{2,10}?(?:中心|大队|支队|服务站|管理站|管理所|办公室)")
_DONE = frozenset({"服务", "管理", "救助", "保障", "培训", "指导", "帮扶", "保护", "检查", "教育"})


_CUT = "，。；、：（）()！？\n"
_LEADS_IN = re.compile("^(?:其中|包括|含|有|共有)")


def right_before(fact: Fact) -> str:
    """What a sentence calls what a number is of: the words right before it; empty for a table's."""
    if not fact.span:
        return ""
    start = fact.span[0]
    left = max(fact.quote.rfind(char, 0, start) for char in _CUT) + 1
    return _LEADS_IN.sub("", fact.quote[left:start].strip())


def said_of(word: str, text: str) -> str:
    """The text that may tell of a word: of what is done, without the names of units."""
    return _UNIT_NAME.sub("¦", text) if word in _DONE else text


def in_order(word: str, text: str) -> bool:
    """Whether a text has all characters of a word in their order, whatever stands between them."""
    at = iter(text)
    return all(char in at for char in word)


def is_common(piece: str) -> bool:
    """Whether words are in so many project names that they tell none."""
    return bool(_COMMON.match(piece))


def behind(holding: Holding, fact: Fact) -> Quoted | None:
    """The sentence right behind the one that states a fact, in the same paragraph; None where the paragraph ends."""
    for paragraph in holding.paragraphs:
        if paragraph.section != fact.section:
            continue
        lines = [hit for hit in SENTENCE.finditer(paragraph.text) if hit[0].strip()]
        start = paragraph.text.find(fact.quote)
        end = start + len(fact.quote.rstrip())
        at = next((n for n, line in enumerate(lines) if _is_end(line, fact.quote, start, end)), None)
        if at is not None and at + 1 < len(lines):
            return Quoted(
                lines[at + 1][0].strip(), holding.record.id, paragraph.text, paragraph.place, paragraph.section
            )
    return None


def _is_end(line: re.Match[str], quote: str, start: int, end: int) -> bool:
    """Whether a quote ends in a sentence of its paragraph; one joined over a page break is told by what it has of it."""
    return line.start() < end <= line.end() if start >= 0 else line[0].strip() in quote


def as_printed(words: str, text: str) -> str | None:
    """Words as they stand in a text, whatever blanks its layout put between them; None where they do not stand there.

    What ingest takes out of a sentence has no layout blanks (2025年), the sentence itself has (2025 年).
    """
    if words in text:
        return words
    hit = re.search(r"\s*".join(map(re.escape, "".join(words.split()))), text) if words else None
    return hit[0] if hit else None
