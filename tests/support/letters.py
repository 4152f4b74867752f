"""Questions over the samples whose answers a model may word, the sentences that are true of them, and a judge of others.

The judge knows nothing of how answers are proofread: it takes a sentence that went out and asks of each figure whether
the words before it name the fact's own item, year and basis, and of each derived one whether direction and value are so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

from ingest import items, terms
from ingest.model import Fact
from service.answer import Service
from service.asking import Put
from service.draft import Draft, Stated
from service.material import Material, material
from service.render import render
from tests.support.author import claims
from tests.support.shelf import Shelf

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
BODIES = ("示例市教育局", "示例市水务局")
_ITEMS = (
    "公务接待费", "公务用车运行维护费", "“三公”经费", "因公出国（境）费", "机关运行经费", "政府采购", "基本支出", "项目支出",
    "教育支出", "社会保障和就业支出", "卫生健康支出", "住房保障支出", "支出总计", "收入总计", "一般公共预算财政拨款",
    "水资源节约管理与保护", "水文测报", "防汛", "农林水支出", "会议费", "培训费", "办公费", "差旅费", "印刷费", "行政运行",
)  # fmt: skip
_WAYS = (
    "{b}{y}年{i}预算是多少？", "{b}{y}年{i}预算比上年变化多少？", "{b}{y}年{i}预算比上年变化百分之多少？", "{b}{y}年{i}占支出总计的比例是多少？",
    "{b}{y}年{i}为什么变化？", "{b}{y}年{i}决算数是多少？", "{b}{y}年{i}完成预算的百分之几？", "{b}{y}年{i}和项目支出合计多少？",
    "{b}{y}年{i}主要用于什么？",
)  # fmt: skip
UNITS = {"元": 1, "万元": 10**4, "亿元": 10**8}


@dataclass(frozen=True, slots=True)
class Case:
    """A question, how it was put, what may be written with, the rules' answer and what is true of it."""

    question: str
    put: Put
    material: Material

    @property
    def sentences(self) -> tuple[str, ...]:
        """True sentences with slots: the rules' own, and what may stand beside."""
        parts = re.split(r"(?<=。)|\n+", f"{self.material.pattern}\n{self.material.beside}")
        return tuple(part.strip() for part in parts if part.strip() and not part.startswith("主要原因"))


class Town:
    """The samples with a service over them."""

    def __init__(self) -> None:
        self.shelf = Shelf(*sorted(SAMPLES.glob("*_20*")))
        self.service = Service(self.shelf)  # type: ignore[arg-type]
        self.records = self.service._held.records(None)
        self.by_id = {record.id: record for record in self.records}
        self.facts = {f.id: f for f in self.shelf.facts(list(self.by_id))}
        labels = {label for fact in self.facts.values() for label in fact.row[-1:]}
        self.items = tuple(sorted(i for i in {*_ITEMS, *labels} if len(i) >= 3 and not re.search(r"\d|合计|其中", i)))

    def put(self, question: str) -> Put:
        return self.service._asking.put(question, self.records, None)

    def cases(self) -> list[Case]:
        found = []
        for way in _WAYS:
            for item in _ITEMS:
                for body in BODIES:
                    question = way.format(b=body, y=2023 if "决算" in way or "完成" in way else 2024, i=item)
                    put = self.put(question)
                    given = material(put.draft, put.scenes, lambda _: True)
                    if given is not None:
                        found.append(Case(question, put, given))
        return found

    def text(self, draft: Draft) -> str:
        return render(draft, self.by_id.__getitem__).text


@cache
def town() -> Town:
    return Town()


@cache
def cases() -> tuple[Case, ...]:
    return tuple(town().cases())


def said(sentences: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> str:
    return claims(*sentences)


_MARK = re.compile(r"\[\d+\]|\*\*")


def split(text: str) -> list[str]:
    """A text's sentences without marks."""
    return [one for one in re.split(r"(?<=[。！？])|\n+", _MARK.sub("", text)) if one.strip()]


def untrue(town: Town, draft: Draft, case: Case) -> Iterator[str]:
    """What is not so in an answer's words and figures, whoever wrote them."""
    words = "".join(piece if isinstance(piece, str) else "¤" for piece in draft.pieces)
    if re.search(r"[0-9０-９](?!\d{0,3}年)", words):
        yield f"digits in the words: {words}"
    true = "".join(case.sentences) + "主要原因是。"
    for run in re.findall(r"[^¤，。；：、（）\d\s]+", words):
        if strange := [run[at : at + 2] for at in range(len(run) - 1) if run[at : at + 2] not in true]:
            yield f"words that nobody gave it: {run} ({strange[0]})"
    if foreign := [
        one for one in (*BODIES, "示例市交通局") if one in words and one != case.material.scene.organisation
    ]:
        yield f"another body: {foreign}"
    if doubled := re.search(r"¤(?:[万亿]?元|%|个?百分点|倍)", words):
        yield f"two units: {doubled[0]}"
    at = ""
    for piece in draft.pieces:
        if isinstance(piece, str):
            at = (at + piece)[at.rfind("。") + 1 if "。" in at else 0 :]
        elif isinstance(piece, Stated):
            yield from (f"{wrong}: {at}{piece.text}" for wrong in _figure(town, piece, at))
            if at.endswith(("原因是", "由于", "原因：", "因为")):
                yield f"an amount is no reason: {at}{piece.text}"
            at += "¤"
        else:
            at += "“”"
    if not {one for one in case.put.draft.pieces if isinstance(one, Stated) and one.bold} <= {
        one for one in draft.pieces if isinstance(one, Stated)
    }:
        yield "what was asked for is not in it"


def _bare(name: str) -> str:
    return re.sub("[“”]", "", name)


def _names(fact: Fact) -> set[str]:
    labels = {*fact.row, *fact.column, *((fact.project[1],) if fact.project else ())}
    keys = {items.item(fact).own, *(terms.key(label) for label in labels)}
    concepts = {c.name for key in keys if (c := terms.concepts().get(key))}
    concepts |= {label for key in keys if (c := terms.concepts().get(key)) for label in c.labels}
    return {re.sub(r"^[^一-鿿“]+", "", name) for name in (*labels, *concepts)}


def _figure(town: Town, piece: Stated, before: str) -> Iterator[str]:
    facts = piece.facts
    if any(town.facts.get(fact.id) != fact for fact in facts):
        yield "no fact of the disclosures"
    own = {_bare(name) for fact in facts for name in _names(fact) if len(name) > 1}
    known = sorted({*own, *map(_bare, town.items)}, key=len, reverse=True)
    said = re.findall("|".join(map(re.escape, known)), _bare(before))
    if said and said[-1] not in own:
        yield f"said of {said[-1]}"
    if not own & set(said) and "合计" not in before:
        yield "its item is not named"
    years = [int(year) for year in re.findall(r"(20\d\d)年", before)]
    wanted = {fact.year for fact in facts} | {fact.base_year for fact in facts if fact.base_year}
    if piece.formula is None and facts[0].measure in ("level", "count"):
        if re.search("上年|去年", before[max(before.rfind("¤"), 0) :]):
            years.append(years[0] - 1)
        if years and years[-1] != facts[0].year:
            yield "of another year"
    elif not wanted <= {*years, *(year - 1 for year in years if re.search("上年|去年|同比", before))}:
        yield "of other years"
    yield from _basis(facts, before, derived=piece.formula is not None)
    yield from _value(piece, before)
    if re.search(r"(?:约|近|超过|不足|至少|不到|并非|没有|未达|不是|少于|高于|合计)$", before) and not (
        before.endswith("合计") and "+" in (piece.formula or "")
    ):
        yield "hedged or denied"


def _basis(facts: Sequence[Fact], before: str, *, derived: bool) -> Iterator[str]:
    said = [f"{word}数" for word in re.findall("(?<!公共)(预算|决算)", before)]
    if not said or any(fact.unit not in UNITS for fact in facts):
        return
    bases = {"决算数" if fact.basis == "actual" else "预算数" for fact in facts}
    if (not derived and said[-1] not in bases) or not bases <= set(said):
        yield "on another basis"


def _value(piece: Stated, before: str) -> Iterator[str]:
    hit = re.fullmatch(r"(-?[\d.]+)(\D*)", piece.text)
    if hit is None:
        yield "no number"
        return
    shown, unit = Decimal(hit[1]), hit[2]
    scale = Fraction(UNITS.get(unit, 1))
    based = {name: Fraction(fact.value or 0) * UNITS.get(fact.unit or "", 1) for name, fact in piece.operands}
    clause = "".join(re.split("[，。；]", before)[-2 if before.endswith("，") else -1 :])
    if not piece.formula:
        if shown != piece.facts[0].value or unit != (piece.facts[0].unit or ""):
            yield "not as printed"
        return
    values = list(based.values())
    if len(values) == 1 and "-" in piece.formula:
        yield "against itself"
        return
    up, down = re.search("增加|增长|多", clause), re.search("减少|下降|少", clause)
    if up or down:
        late, early = sorted(piece.operands, key=lambda pair: (pair[1].measure == "change", -(pair[1].year or 0)))[:2]
        if early[1].measure == "change":  # the narrative states the change, and the level before follows from it
            moved = based[early[0]] * (-1 if early[1].direction == "down" else 1)
            base = based[late[0]] - moved
        else:
            moved, base = based[late[0]] - based[early[0]], based[early[0]]
        moved = moved / base * 100 if unit == "%" else moved / scale
        if (moved > 0) != bool(up):
            yield "the other way"
        expected = abs(moved)
    elif "占" in clause or "完成" in clause:
        expected = values[0] / values[1] * 100
    elif "合计" in before:
        expected = sum(values, Fraction(0)) / scale
    elif len(values) == 1:
        expected = values[0] / scale
    else:
        yield "computed without a word for it"
        return
    if (up or down) and len(set(spans := [fact.year for _, fact in piece.operands])) > 1:
        last = re.findall(r"(.?)((?:20\d\d)(?=年)|上年|去年)", before)[-1]
        if last[1] != str(max(filter(None, spans))) and last[0] not in "比较与由从和跟同":
            yield "another year's movement"
    places = Decimal(1).scaleb(shown.as_tuple().exponent)  # type: ignore[arg-type] # a finite number
    exact = (Decimal(expected.numerator) / Decimal(expected.denominator)).quantize(places, ROUND_HALF_UP)
    if exact != shown:
        yield f"should be {exact}"
