"""What disclosures say, item by item, as the mutation benchmark understands their facts.

It reads labels by rules of its own, plainer than the verifier's, so that what a twin says is known to be false without
asking the verifier: a name has all values that any fact prints under it, and what a name might be taken for is kept too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal

from ingest import quantity, terms
from ingest.model import Fact, Kind

Stage = Literal["budget", "actual"]
STAGES: tuple[Stage, ...] = ("budget", "actual")
_OTHER_TABLES = re.compile("采购|绩效|政府性基金|国有资本|机关运行经费支出|征收|目录")
_ALL_SPENDING = re.compile("^(?:部门|单位)?(?:支出预算总表|支出总表|支出决算表|支出决算总表|支出预算表)")
_REVENUE_TABLE = re.compile("收入(?:预算|决算)?(?:总表|表)$|^(?:部门|单位)?收入")
_SUBTOTALS = re.compile(r"(?:预算数|决算数|合计|小计|总计|金额|支出合计|本年支出|本年收入)$")
_COMPLEX = re.compile("[、，：；。()（）—\\-/0-9a-zA-Z]|以[上下]")
_COUNT_UNITS = frozenset(("辆", "人", "名", "家", "台", "件", "台(套)", "次", "个"))
_SPOKEN = re.compile("(?:费|费用|经费|支出|开支|消费|的钱|收入|拨款)$")


@dataclass(frozen=True, slots=True)
class Name:
    """What a text calls an item: its printed label, and 基本支出 or 项目支出 where the amount is that part of it."""

    label: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """An amount in the base of its unit, and the unit and decimals in which it is printed."""

    value: Fraction
    unit: str
    decimals: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A count that a sentence states once and for all."""

    body: str
    year: int
    label: str
    number: int
    unit: str
    as_of: bool


def plain(label: str) -> str:
    """A label without numbering, quotes and brackets' contents."""
    return re.sub(r"[（(][^（）()]*[）)]$", "", terms.normalise(label) and label.strip()).strip('“”"*# ')


def bare(label: str) -> str:
    """A label as it is compared."""
    return terms.normalise(label)


def said_alike(a: str, b: str) -> bool:
    """Whether one of two labels might be taken for the other."""
    one, two = bare(a).removesuffix("支出"), bare(b).removesuffix("支出")
    return one in two or two in one or terms.key(a) == terms.key(b)


def _base(fact: Fact) -> tuple[Fraction, str] | None:
    unit = quantity.unit(fact.unit)
    if unit is None or fact.value is None:
        return None
    return Fraction(fact.value) * Fraction(unit.scale), unit.base


def stage(fact: Fact) -> Stage | None:
    """Whether an amount was planned or spent; None for targets and adjusted budgets."""
    return {"budget": "budget", "initial_budget": "budget", "actual": "actual"}.get(fact.basis or "")  # type: ignore[return-value]


def _column(fact: Fact) -> str | None:
    """The last column that says something, "" where none does, None where a name cannot be made of it."""
    labels = [bare(label) for label in fact.column]
    kept = [label for label in labels if label and not terms.is_neutral(label) and not _SUBTOTALS.search(label)]
    if not kept:
        return ""
    return kept[-1]


def name_of(fact: Fact) -> Name | None:
    """What a text may call a table's amount without being misunderstood; None where it takes more words."""
    title = bare(fact.table or "")
    if (
        fact.source != "table"
        or fact.measure != "level"
        or _OTHER_TABLES.search(title)
        or fact.project
        or fact.indicator
    ):
        return None
    leaf = plain(fact.row[-1]) if fact.row else ""
    column = _column(fact)
    if "三公" in title and not leaf.strip("合计小总"):
        if re.search("会议费|培训费|机关运行", title) and (not column or "三公" in column):
            return Name("“三公”经费") if any("三公" in c for c in fact.column) and column is not None else None
        own = [plain(c) for c in fact.column if not terms.is_neutral(c) and not _SUBTOTALS.search(bare(c))]
        own = [c for c in own if not re.search("三公|机关运行", c)]
        if not own:
            return Name("“三公”经费")
        if own[-1] in ("购置费", "运行费"):
            return Name("公务用车" + own[-1])
        return Name(own[-1]) if not _COMPLEX.search(own[-1]) else None
    if not leaf or terms.is_neutral(leaf):
        if leaf in ("收入总计", "支出总计"):
            return Name(leaf)
        if column in ("基本支出", "项目支出") and _ALL_SPENDING.search(title):
            return Name(column)
        return None
    if _COMPLEX.search(leaf) or len(leaf) < 3 or leaf.endswith(("小计", "合计")) or _REVENUE_TABLE.search(title):
        return None
    if column in ("基本支出", "项目支出") and _ALL_SPENDING.search(title):
        return Name(leaf, column)
    whole = (
        bool(fact.column)
        and not re.search("财政拨款|基金|人员经费|公用经费|收入$", column or "")
        and column in ("", "一般公共预算支出", "一般公共预算基本支出")
    )
    return Name(leaf) if whole else None


def spoken(label: str) -> list[str]:
    """How an item is called: as printed, without quotes, by the field's everyday names."""
    found = [label]
    if "“" in label:
        found += [label.replace("“", "").replace("”", ""), label.replace("“", '"').replace("”", '"')]
    concept = terms.concepts().get(terms.key(label))
    if concept:
        found += [word for word in concept.colloquial if _SPOKEN.search(word) and len(word) >= 3 and "年" not in word]
    return found


@dataclass
class World:
    """All that the facts of some documents say, by body, year, stage and name."""

    facts: tuple[Fact, ...]
    bodies: Mapping[str, str]  # document id -> organisation
    kinds: Mapping[str, Kind | None] = field(default_factory=dict)

    @cached_property
    def amounts(self) -> dict[tuple[str, int, Stage, Name], dict[Fraction, Printed]]:
        """The values printed under each name."""
        found: dict[tuple[str, int, Stage, Name], dict[Fraction, Printed]] = defaultdict(dict)
        for fact in self.facts:
            name, when, how = name_of(fact), fact.year, stage(fact)
            told = _base(fact)
            if name is None or when is None or how is None or told is None or told[1] != "元" or fact.status != "exact":
                continue
            number = fact.value or Decimal(0)
            printed = Printed(told[0], fact.unit or "元", quantity.decimals(number))
            found[self.bodies[fact.document], when, how, name].setdefault(told[0], printed)
        return found

    @cached_property
    def wholes(self) -> dict[tuple[str, int | None, Stage | None, Name], Name]:
        """The whole that an item is a part of, where the tables show it."""
        found: dict[tuple[str, int | None, Stage | None, Name], Name] = {}
        for fact in self.facts:
            name = name_of(fact)
            if name is None or name.part:
                continue
            key = (self.bodies[fact.document], fact.year, stage(fact), name)
            if len(fact.row) >= 2:
                found.setdefault(key, Name(plain(fact.row[-2])))
            elif name.label in ("基本支出", "项目支出"):
                found.setdefault(key, Name("支出总计"))
            elif (
                "三公" in bare(fact.table or "") and "三公" not in name.label and name.label not in ("会议费", "培训费")
            ):
                found.setdefault(key, Name("“三公”经费"))
        return found

    @cached_property
    def _near(self) -> dict[tuple[str, int | None], list[tuple[frozenset[str], Fraction, str, Stage | None]]]:
        found: dict[tuple[str, int | None], list[tuple[frozenset[str], Fraction, str, Stage | None]]] = defaultdict(
            list
        )
        for fact in self.facts:
            told = _base(fact)
            if told:
                labels = frozenset((*fact.row, *fact.column, *(fact.project or ())))
                found[self.bodies[fact.document], fact.year].append((labels, abs(told[0]), told[1], stage(fact)))
        return found

    @cached_property
    def _hazards(self) -> dict[tuple[str, int, str, Stage | None, str], frozenset[Fraction]]:
        return {}

    def hazards(
        self, body: str, year: int, label: str, how: Stage | None = None, base: str = "元"
    ) -> frozenset[Fraction]:
        """Every amount that any fact of a body and year prints under words like a label, whatever it is of."""
        key = (body, year, label, how, base)
        if key not in self._hazards:
            near = (*self._near.get((body, year), ()), *self._near.get((body, None), ()))
            self._hazards[key] = frozenset(
                value
                for labels, value, unit, planned in near
                if unit == base and how in (None, planned) and any(said_alike(label, one) for one in labels if one)
            )
        return self._hazards[key]

    def values(self, body: str, year: int, how: Stage | None, name: Name) -> frozenset[Fraction]:
        """The values under a name; of both stages where a text does not say which."""
        return frozenset(
            value for one in ((how,) if how else STAGES) for value in self.amounts.get((body, year, one, name), ())
        )

    def printed(self, body: str, year: int, how: Stage, name: Name) -> Printed | None:
        """The one value under a name, None where there are several or none."""
        found = self.amounts.get((body, year, how, name), {})
        return next(iter(found.values())) if len(found) == 1 else None

    @cached_property
    def counts(self) -> tuple[Counted, ...]:
        """The counts of the narrative that stand under their label once, with one value."""
        found: dict[tuple[str, int, str, str], set[tuple[int, bool]]] = defaultdict(set)
        for fact in self.facts:
            if fact.source != "narrative" or fact.measure != "count" or fact.unit not in _COUNT_UNITS or not fact.row:
                continue
            label, number = plain(fact.row[-1]), fact.value
            if number is None or number != int(number) or fact.year is None or fact.comparator:
                continue
            if _COMPLEX.search(label) or not 3 <= len(label) <= 12 or len(fact.row) > 1:
                continue
            if re.search(
                "^(?:用于|主要|本|该|我|共|包括|各|新增|减少|增加|有|为|由|保留|领导干部)|预算|其中|分别|[了的]", label
            ):
                continue
            as_of = "截" in fact.quote and fact.basis == "actual"
            found[self.bodies[fact.document], fact.year, label, fact.unit].add((int(number), as_of))
        return tuple(
            Counted(*key[:3], next(iter(values))[0], key[3], next(iter(values))[1])
            for key, values in sorted(found.items())
            if len(values) == 1
        )
