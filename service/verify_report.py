"""A text's verification on a terminal: every figure and statement in its order, what became of it, and the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from service import printing
from service.reply import Citation, ClaimReport, Verdict, VerifiedFigure
from service.verification import Verification

_VERDICTS: dict[Verdict, str] = {
    "cited": "有出处",
    "derived": "可以算出",
    "contradicted": "与披露不符",
    "unverified": "不能核实",
}
_BEFORE = 24  # characters of the text that are shown before a figure
_REFUTED = "与披露不符"


def lines(text: str, verification: Verification) -> list[str]:
    """The report as lines of plain text, what stands first in the text first."""
    citations = {citation.id: citation for citation in verification.citations}
    told: list[tuple[int, list[str]]] = [
        (figure.start, [*_figure(text, figure, citations)]) for figure in verification.figures
    ]
    told += [(claim.start, [*_claim(text, claim, citations)]) for claim in verification.claims if not _is_plain(claim)]
    out = [_summary(verification)]
    for _, entry in sorted(told, key=lambda pair: pair[0]):
        out += ["", *entry]
    return out


def _is_plain(claim: ClaimReport) -> bool:
    """A name that is held needs no line of its own."""
    return claim.kind == "name" and claim.ok


def _summary(verification: Verification) -> str:
    if not verification.figures and not verification.claims:
        return "文中没有可以核对的数字和说法。"
    verdicts = Counter(figure.verdict for figure in verification.figures)
    parts = "，".join(f"{count}个{_VERDICTS[name]}" for name in _VERDICTS if (count := verdicts[name]))
    summary = f"{len(verification.figures)}个数字{'：' if parts else ''}{parts}。"
    if verification.claims:
        standings = Counter(map(_standing, verification.claims))
        said = "，".join(f"{count}处{name}" for name, count in standings.items())
        summary += f"{len(verification.claims)}处没有数字的说法：{said}。"
    return summary


def _standing(claim: ClaimReport) -> str:
    if claim.ok:
        return "得到确认"
    return _REFUTED if claim.why.startswith(_REFUTED) else "不能确认"


def _figure(text: str, figure: VerifiedFigure, citations: dict[int, Citation]) -> Iterator[str]:
    yield f"【{_VERDICTS[figure.verdict]}】{_where(text, figure.start, figure.end)}"
    if figure.why:
        yield f"    {figure.why}"
    if figure.formula:
        yield f"    算式：{printing.formula(figure)}"
    if not figure.certain:
        yield "    所依据的数读取时存疑，请核对原件"
    yield from _places(figure.citations, citations)


def _claim(text: str, claim: ClaimReport, citations: dict[int, Citation]) -> Iterator[str]:
    yield f"【{_standing(claim)}】{_line(text, claim.start)}：{_flat(claim.text)}"
    yield f"    {claim.why.partition('：')[2] if not claim.ok and '：' in claim.why else claim.why}"
    yield from _places(claim.citations, citations)


def _places(numbers: Sequence[int], citations: dict[int, Citation]) -> Iterator[str]:
    for number in numbers:
        yield f"    出处：{printing.place(citations[number])}"


def _where(text: str, start: int, end: int) -> str:
    """The line, and the figure with the words before it."""
    begin = max(text.rfind("\n", 0, start) + 1, text.rfind("。", 0, start) + 1, start - _BEFORE)
    return f"{_line(text, start)}：{'…' if begin == start - _BEFORE else ''}{_flat(text[begin:end])}"


def _line(text: str, at: int) -> str:
    return f"第{text.count(chr(10), 0, at) + 1}行"


def _flat(words: str) -> str:
    return " ".join(words.replace("**", "").split())
