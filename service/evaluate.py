"""Questions with known answers put to the service: how many are right, how many replies are unsafe, how long it takes.

The measures are those of the acceptance score, to the letter. A reply is *right* when its status, its figures, its
headline result and its words are the expected ones. It is *unsafe* when it states a figure that is not verified, not
listed, not what stands in the text, or not what the facts that it cites give: one such reply is worse than many misses.
"""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ingest import quantity
from ingest.model import Fact
from service.calculator import formula
from service.reply import Answer, AnswerStatus, Citation, FigureReport, Operand

# The units that the measure knows, with their powers of ten; any other unit equals only itself. It is the measure's own
# table: a slip in `ingest.quantity` must not excuse itself here.
_UNITS = {
    **dict.fromkeys(("元",), ("元", 0)),
    "千元": ("元", 3),
    **dict.fromkeys(("万元", "万", "万元/年", "万元/人", "万元/人·年"), ("元", 4)),
    "百万元": ("元", 6),
    **dict.fromkeys(("亿元", "亿"), ("元", 8)),
    **dict.fromkeys(("个百分点", "百分点"), ("百分点", 0)),
    "万件": ("件", 4),
    "万人": ("人", 4),
    "名": ("人", 0),
    **dict.fromkeys(("台(套)", "台套", "套"), ("台", 0)),
    "批次": ("次", 0),
    "个月": ("月", 0),
}
_NUMBER = r"[-−–]?\d[\d,]*(?:\.\d+)?"
_COUNTED = "%|个百分点|百分点|亿元|百万元|万元|千元|元|万件|万人|辆|名|人次|人|台|件|批次|户|个月|天|倍"
_STATED = re.compile(rf"(?<![\d.,]){_NUMBER}\s*(?:{_COUNTED})")
_ONE_FIGURE = re.compile(rf"({_NUMBER})\s*(\S*)")
_HEADLINED = ("lookup", "compute", "compare")  # kinds of questions whose one figure must be the result

Asking = Callable[[str, str | None], Answer]  # a question and the conversation that it goes on with


class QuestionsError(Exception):
    """A file of questions that cannot be run: which line, what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A value with its unit, as the measure compares them."""

    value: str
    unit: str | None

    def base(self) -> tuple[Decimal, str]:
        """The value in its base unit. InvalidOperation where it is no number."""
        name, exponent = self._unit()
        digits = _folded(self.value)[0].replace(",", "").replace("−", "-").replace("–", "-")
        return Decimal(digits) * Decimal(10) ** exponent, name

    def half_step(self) -> Decimal:
        """Half of the last digit written, in the base unit; none for a plain zero."""
        if not Decimal(self.value.replace(",", "")):
            return Decimal(0)
        places = len(self.value.partition(".")[2])
        return Decimal("0.5") * Decimal(10) ** (self._unit()[1] - places)

    def _unit(self) -> tuple[str, int]:
        name = _folded(self.unit or "")[0]
        return _UNITS.get(name, (name, 0))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question and what its answer must be.

    `after` are the questions that come before it in its conversation; `store` names the material that it is put to,
    where a file has questions for several.
    """

    id: str
    type: str
    question: str
    status: AnswerStatus
    figures: tuple[Amount, ...]
    headline: bool
    must: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]
    after: tuple[str, ...] = ()
    store: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with what is wrong and what is unsafe in the reply to it."""

    wanted: Wanted
    status: str
    reply: str
    wrong: tuple[str, ...]
    unsafe: tuple[str, ...]
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of a run."""

    judged: tuple[Judged, ...]

    @property
    def right(self) -> int:
        """How many replies are right."""
        return sum(not one.wrong for one in self.judged)

    @property
    def unsafe(self) -> int:
        """How many replies are unsafe."""
        return sum(bool(one.unsafe) for one in self.judged)

    @property
    def declined_wrongly(self) -> int:
        """How many answerable questions were declined."""
        return sum(one.status == "declined" and one.wanted.status == "answered" for one in self.judged)

    @property
    def answered_wrongly(self) -> int:
        """How many questions that should be declined, or asked back, were answered."""
        return sum(one.status == "answered" and one.wanted.status != "answered" for one in self.judged)

    @property
    def perfect(self) -> bool:
        """Whether all are right and none is unsafe."""
        return self.right == len(self.judged) and not self.unsafe

    def by_type(self) -> dict[str, tuple[int, int]]:
        """Right and asked, for each type of question."""
        asked = Counter(one.wanted.type for one in self.judged)
        right = Counter(one.wanted.type for one in self.judged if not one.wrong)
        return {kind: (right[kind], asked[kind]) for kind in sorted(asked)}

    def latency(self) -> tuple[float, float]:
        """Milliseconds at the median and at 95 of 100."""
        times = sorted(one.milliseconds for one in self.judged)
        return times[len(times) // 2], times[int(len(times) * 0.95)]

    def lines(self) -> list[str]:
        """The measures as printed."""
        median, late = self.latency()
        total = len(self.judged)
        percent = 100 * self.right / total
        return [
            *(f"{kind:14s} {right:3d}/{asked}" for kind, (right, asked) in self.by_type().items()),
            (
                f"right {self.right}/{total} ({percent:.1f}%), unsafe replies {self.unsafe}, latency p50 {median:.0f} ms,"
                f" p95 {late:.0f} ms"
            ),
            f"declined wrongly {self.declined_wrongly}, answered wrongly {self.answered_wrongly}",
        ]

    def misses(self) -> list[str]:
        """Every reply that is wrong or unsafe, and why."""
        return [
            f"{one.wanted.id} {one.wanted.type} {' → '.join((*one.wanted.after, one.wanted.question))}\n"
            f"   -> {one.reply[:200]!r}\n   {'; '.join(one.wrong + one.unsafe)}"
            for one in self.judged
            if one.wrong or one.unsafe
        ]

    def summary(self) -> dict[str, Any]:
        """The measures without any question: what may be kept of questions that nobody looks at."""
        return {
            "total": len(self.judged),
            "right": self.right,
            "unsafe": self.unsafe,
            "declined_wrongly": self.declined_wrongly,
            "answered_wrongly": self.answered_wrongly,
            "types": {kind: {"right": right, "total": asked} for kind, (right, asked) in self.by_type().items()},
        }

    def to_json(self) -> dict[str, Any]:
        """The measures and every judgement."""
        median, late = self.latency()
        return {
            **self.summary(),
            "latency_ms": {"p50": round(median), "p95": round(late)},
            "questions": [
                {
                    "id": one.wanted.id,
                    "type": one.wanted.type,
                    "question": one.wanted.question,
                    "answer": one.reply,
                    "wrong": list(one.wrong),
                    "unsafe": list(one.unsafe),
                }
                for one in self.judged
            ],
        }


def questions(file: Path) -> list[Wanted]:
    """The questions of a JSON Lines file. QuestionsError names the line that is none."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise QuestionsError(f"“{file}”不是 UTF-8 编码的文本；请换成每行一个 JSON 对象的问题集。") from error
    except OSError as error:
        raise QuestionsError(f"无法打开“{file}”（{error.strerror}）；请检查路径。") from error
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(_wanted(json.loads(line), number))
            except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as error:
                raise QuestionsError(
                    f"“{file}”第{number}行不是一个问题：应为含有 question 的 JSON 对象（{error}）。"
                ) from error
    if not found:
        raise QuestionsError(f"“{file}”里没有问题；请换成每行一个 JSON 对象的问题集。")
    return found


def _wanted(given: Mapping[str, Any], number: int) -> Wanted:
    kind = str(given.get("type", "lookup"))
    figures = tuple(Amount(str(figure["value"]), figure.get("unit")) for figure in given.get("figures") or ())
    for figure in figures:
        figure.base()
    return Wanted(
        id=str(given.get("id", number)),
        type=kind,
        question=str(given["question"]),
        status=given.get("status") or ("declined" if kind == "unanswerable" else "answered"),
        figures=figures,
        headline=bool(given.get("headline", kind in _HEADLINED)),
        must=tuple((group,) if isinstance(group, str) else tuple(group) for group in given.get("must") or ()),
        must_not=tuple(given.get("must_not") or ()),
        after=tuple(given.get("after") or ()),
        store=str(given.get("store", "")),
    )


def run(wanted: Sequence[Wanted], ask: Asking, facts: Iterable[Fact]) -> Score:
    """Put every question; a call that fails is a wrong answer, and the run goes on."""
    stored = {fact.id: fact for fact in facts if fact.value is not None}
    judged = []
    for one in wanted:
        began = time.perf_counter()
        try:
            conversation = None
            for earlier in one.after:
                conversation = ask(earlier, conversation).conversation
            began = time.perf_counter()
            reply = ask(one.question, conversation)
        except Exception as error:  # noqa: BLE001 (whatever it is, it is this question's failure)
            wrong, unsafe, text = [f"status error: {error}, expected {one.status}"], list[str](), ""
            status = "error"
        else:
            wrong, unsafe = judge(one, reply, stored)
            text, status = reply.answer, reply.status
        judged.append(Judged(one, status, text, tuple(wrong), tuple(unsafe), (time.perf_counter() - began) * 1000))
    return Score(tuple(judged))


def judge(wanted: Wanted, reply: Answer, facts: Mapping[str, Fact]) -> tuple[list[str], list[str]]:
    """What is wrong with a reply, and what is unsafe in it."""
    unsafe = _unsafe(reply, facts)
    wrong = [] if reply.status == wanted.status else [f"status {reply.status}, expected {wanted.status}"]
    if wanted.status == "declined":
        if reply.result:
            wrong.append(f"declined, yet gives a result {reply.result.value}{reply.result.unit or ''}")
        return wrong, unsafe
    verified = [figure for figure in reply.figures if _verified(figure)]
    wrong += [
        f"missing {figure.value}{figure.unit or ''}"
        for figure in wanted.figures
        if not any(same(_amount(one), figure) for one in verified)
    ]
    if len(wanted.figures) == 1 and wanted.headline:
        result = Amount(reply.result.value, reply.result.unit) if reply.result else None
        if result is None or not same(result, wanted.figures[0]):
            wrong.append(f"result {result.value if result else None}{(result and result.unit) or ''}")
    folded = _folded(reply.answer)[0]
    wrong += [
        "lacks " + "/".join(group)
        for group in wanted.must
        if not any(phrase in reply.answer or phrase in folded for phrase in group)
    ]
    wrong += [f"says {phrase}" for phrase in wanted.must_not if phrase in reply.answer]
    return wrong, unsafe


def _unsafe(reply: Answer, facts: Mapping[str, Fact]) -> list[str]:
    text = reply.answer
    verified = [figure for figure in reply.figures if _verified(figure)]
    citations = {citation.id: citation for citation in reply.citations}
    found = [f"unverified: {figure.text or figure.value}" for figure in reply.figures if not _verified(figure)]
    found += [
        f"not what the text says: {figure.text} as {figure.value}{figure.unit or ''}"
        for figure in verified
        if _misplaced(figure, text)
    ]
    found += [f"unfounded: {figure.text}" for figure in verified if _unfounded(figure, citations, facts)]
    folded, origin = _folded(text)
    for hit in _STATED.finditer(folded):
        start, end = origin[hit.start()], origin[hit.end() - 1] + 1
        if not any(figure.start < end and start < figure.end for figure in reply.figures):
            found.append(f"not listed: {hit.group().strip()}")
    return found


def same(got: Amount, wanted: Amount, *, exactly: bool = False) -> bool:
    """Whether two amounts agree, but for their signs, within the rounding of the wanted one."""
    try:
        (one, one_base), (other, other_base) = got.base(), wanted.base()
        slack = Decimal(0) if exactly else wanted.half_step()
    except InvalidOperation:
        return False
    return one_base == other_base and abs(abs(one) - abs(other)) <= slack


def _verified(figure: FigureReport) -> bool:
    return figure.verdict in {"cited", "derived"}


def _misplaced(figure: FigureReport, text: str) -> bool:
    """Whether the entry does not say what stands at its place; 汉字 numerals are left to the eye."""
    if text[figure.start : figure.end] != figure.text:
        return True
    found = _ONE_FIGURE.fullmatch(_folded(figure.text)[0].strip())
    return found is not None and not same(Amount(found[1], found[2]), _amount(figure), exactly=True)


def _unfounded(figure: FigureReport, citations: Mapping[int, Citation], facts: Mapping[str, Fact]) -> bool:
    """Whether the figure follows neither from a fact that it cites nor from its formula."""
    if figure.verdict == "derived":
        return _miscomputed(figure, facts)
    cited = [citations[number] for number in figure.citations if number in citations]
    named = [facts[citation.fact] for citation in cited if citation.fact and citation.fact in facts]
    if not cited:
        return True
    return bool(named) and not any(same(_stored(fact), _amount(figure)) for fact in named)


def _miscomputed(figure: FigureReport, facts: Mapping[str, Fact]) -> bool:
    for operand in figure.operands:
        fact = facts.get(operand.fact)
        if fact is not None and not same(_amount(operand), _stored(fact), exactly=True):
            return True
    try:
        exact = formula.exact(figure.formula or "", {one.name: Decimal(one.value) for one in figure.operands})
        written = Decimal(figure.value.replace(",", ""))
    except (formula.FormulaError, InvalidOperation):
        return True
    return abs(formula.rounded(exact, len(figure.value.partition(".")[2]))) != abs(written)


def _amount(of: FigureReport | Operand) -> Amount:
    return Amount(of.value, of.unit)


def _stored(fact: Fact) -> Amount:
    assert fact.value is not None
    return Amount(quantity.render(fact.value), fact.unit)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text with full-width forms folded and Markdown's marks dropped, and where each character came from."""
    out: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        shown = "" if char in "*_`" else unicodedata.normalize("NFKC", char)
        out += shown
        origin += [place] * len(shown)
    return "".join(out), [*origin, len(text)]
