"""A draft becomes the answer's text, with its figures and citations in their places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from index.library import DocumentRecord
from ingest import quantity
from ingest.model import Fact
from service.citing import Citing
from service.draft import Draft, Marked, Piece, Quoted, Stated
from service.reply import Citation, FigureReport

_MARKS_SHOWN = 4


@dataclass
class Rendered:
    """The text and what stands in it: each figure that the composer states, each quotation, each printed name."""

    text: str = ""
    figures: list[FigureReport] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    stated: list[tuple[int, int, Stated]] = field(default_factory=list)
    quoted: list[tuple[int, int, str]] = field(default_factory=list)


def _figures(text: str) -> list[quantity.Figure]:
    """The figures of a text, of a range its two ends."""
    return [end for figure in quantity.find(text) for end in quantity.ends(figure)]


class _Page:
    def __init__(self, record: Callable[[str], DocumentRecord]) -> None:
        self._citing = Citing(record)
        self.done = Rendered(citations=self._citing.citations)

    def fact(self, fact: Fact) -> int:
        """The number of the citation of a fact."""
        return self._citing.fact(fact)

    def quote(self, quoted: Quoted) -> int:
        """The number of the citation of a sentence."""
        return self._citing.quote(quoted)

    def name(self, fact: Fact, label: str) -> int:
        """The number of the citation of a printed name, beside the figure that it names."""
        return self._citing.name(fact, label)

    def write(self, text: str) -> None:
        self.done.text += text

    def marks(self, numbers: list[int]) -> None:
        if len(numbers) <= _MARKS_SHOWN:
            self.write("".join(f"[{n}]" for n in dict.fromkeys(numbers)))

    def stated(self, stated: Stated) -> None:
        numbers = [self.fact(fact) for fact in stated.facts]
        self.write("**" if stated.bold else "")
        start = len(self.done.text)
        self.write(stated.text)
        end = len(self.done.text)
        self.write("**" if stated.bold else "")
        self.marks(numbers)
        operands = self._citing.operands(stated.operands)
        value = quantity.render(abs(stated.value) if stated.formula else stated.value)
        self.done.figures.append(
            FigureReport(
                text=stated.text,
                start=start,
                end=end,
                value=value,
                unit=stated.unit,
                verdict="derived" if stated.formula else "cited",
                certain=stated.certain,
                citations=tuple(dict.fromkeys(numbers)),
                formula=stated.formula,
                operands=operands,
            )
        )
        self.done.stated.append((start, end, stated))

    def quoted(self, quoted: Quoted) -> None:
        number = self.quote(quoted)
        self.write("“")
        start = len(self.done.text)
        self.write(quoted.text)
        end = len(self.done.text)
        self.write(f"”[{number}]")
        self.done.quoted.append((start, end, quoted.sentence))
        for figure in _figures(quoted.text):
            self.done.figures.append(
                FigureReport(
                    text=figure.text,
                    start=start + figure.start,
                    end=start + figure.end,
                    value=quantity.render(figure.quantity.number),
                    unit=figure.quantity.unit.name if figure.quantity.unit else None,
                    verdict="cited",
                    certain=True,
                    citations=(number,),
                )
            )


def _names(page: _Page, draft: Draft) -> None:
    """List figures that stand in a printed name (单价100万元以上设备), citing the cell or sentence of that name."""
    facts = [fact for piece in draft.pieces for fact in _facts(piece)]
    listed = [(figure.start, figure.end) for figure in page.done.figures]
    for figure in _figures(page.done.text):
        if any(a < figure.end and figure.start < b for a, b in listed):
            continue
        named = next(((f, label) for f in facts for label in (*f.row, *f.column) if figure.text in label), None)
        if named is None:
            continue
        fact, label = named
        offset = page.done.text.rfind(label, 0, figure.end + len(label))
        if offset >= 0:
            page.done.quoted.append((offset, offset + len(label), label))
        number = page.name(fact, label)
        unit = figure.quantity.unit
        page.done.figures.append(
            FigureReport(
                figure.text,
                figure.start,
                figure.end,
                quantity.render(figure.quantity.number),
                unit.name if unit else None,
                "cited",
                True,
                (number,),
            )
        )


def _facts(piece: Piece) -> tuple[Fact, ...]:
    if isinstance(piece, Stated):
        return piece.facts
    return (piece.fact,) if isinstance(piece, Marked) else ()


def render(draft: Draft, record: Callable[[str], DocumentRecord]) -> Rendered:
    """The draft's text with citation marks, its figures (in the text's order) and citations."""
    page = _Page(record)
    for piece in draft.pieces:
        if isinstance(piece, str):
            page.write(piece)
        elif isinstance(piece, Stated):
            page.stated(piece)
        elif isinstance(piece, Quoted):
            page.quoted(piece)
        elif isinstance(piece, Marked):
            page.marks([page.fact(piece.fact)])
    _names(page, draft)
    page.done.figures.sort(key=lambda figure: figure.start)
    return page.done
