"""What a figure must be, computed from facts by the formula that the sentence's own words call for.

Operands are found by item, year and basis, never by value. A level that no disclosure prints may follow from another
year's level and the printed change between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import islice, product

from ingest import terms
from ingest.model import Basis, Fact
from ingest.numerals import chinese
from ingest.quantity import UNITS, Unit, render
from ingest.statements import Statement
from service.calculator.ledger import Entry, Ledger, Sought, basis_fits, each

_MOST = 24  # combinations of equally fitting operands that are tried; a name that fits more often says too little
_GROUP = re.compile(r"(?:这|上述|以上|全部)?(?P<count>[两二三四五六七八九十\d]{1,3})个(?:重点|专项)?项目")


@dataclass(frozen=True, slots=True)
class Term:
    """One fact in a sum of facts; `sign` is -1 where it is taken away."""

    sign: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Level:
    """An amount as a sum of facts: one of them, or one corrected by a printed change, or several added up."""

    terms: tuple[Term, ...]

    @property
    def base(self) -> str | None:
        """The base unit of the amount, None where its facts have none or unlike ones."""
        bases = {t.entry.unit.base if t.entry.unit else None for t in self.terms}
        return bases.pop() if len(bases) == 1 else None

    @property
    def value(self) -> Fraction:
        """The amount in its base unit."""
        return sum((t.sign * amount(t.entry) for t in self.terms), Fraction(0))


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that a formula gives: `value` in the base of `unit`, the formula in `unit` itself."""

    value: Fraction
    unit: Unit
    formula: str
    operands: tuple[tuple[str, Fact], ...]


def amount(entry: Entry) -> Fraction:
    """A fact's number in its base unit."""
    number = entry.fact.value
    assert number is not None
    return Fraction(number) * (Fraction(entry.unit.scale) if entry.unit else 1)


def signed(entry: Entry) -> Fraction:
    """A change with its sign, whether the print carries it by a word or by a minus."""
    value = amount(entry)
    return -value if entry.fact.direction == "down" and value > 0 else value


class Names:
    """Names for the facts of a formula, in the order they come: a, b, c."""

    def __init__(self) -> None:
        self._facts: dict[str, tuple[str, Fact]] = {}

    def of(self, fact: Fact) -> str:
        """The name of a fact, a new one at its first use."""
        if fact.id not in self._facts:
            at = len(self._facts)
            self._facts[fact.id] = (chr(97 + at) if at < 26 else f"x{at}", fact)
        return self._facts[fact.id][0]

    @property
    def operands(self) -> tuple[tuple[str, Fact], ...]:
        """Every name with its fact."""
        return tuple(self._facts.values())


def _of_one_scope(a: Level, b: Level) -> bool:
    """Whether two amounts count alike: one that follows from the other's year follows from the other itself.

    Where 项目支出 is printed of all funds and of one, this year's of the one less the change of the other is neither's.
    """
    mine, *rest = a.terms
    later = b.terms[0].entry
    by_change = not rest and len(b.terms) > 1 and b.terms[1].entry.fact.measure == "change"
    return not by_change or later.fact.year != mine.entry.fact.year or later.fact.value == mine.entry.fact.value


def _factor(entry: Entry, unit: Unit) -> str:
    """What brings a fact's printed number into a unit: ` * 10000`, ` / 10000` or nothing."""
    here = entry.unit.scale if entry.unit else Decimal(1)
    if here == unit.scale:
        return ""
    if here > unit.scale:
        return f" * {render(here / unit.scale)}"
    return f" / {render(unit.scale / here)}"


def written(level: Level, unit: Unit, names: Names) -> str:
    """A level as a formula in the given unit."""
    parts: list[str] = []
    for term in level.terms:
        sign = "-" if term.sign < 0 else "+"
        parts += [sign, names.of(term.entry.fact) + _factor(term.entry, unit)]
    text = " ".join(parts[1:]) if parts[0] == "+" else "-" + " ".join(parts[1:])
    return f"({text})" if len(level.terms) > 1 else text


@dataclass(frozen=True, slots=True)
class Wanted:
    """An amount that a sentence speaks of."""

    subject: tuple[str, ...]
    sought: Sought
    year: int | None
    basis: Basis | None
    stated: bool
    documents: frozenset[str] | None = None  # those of another body


class Deriver:
    """Finds operands in a ledger and computes what a statement's words say."""

    def __init__(
        self,
        ledger: Ledger,
        documents: frozenset[str] | None,
        seek: Callable[[tuple[str, ...]], Sought],
        of_body: Callable[[str], frozenset[str]],
    ) -> None:
        """Take the ledger, the documents of it that the text is about, and how labels and bodies are understood."""
        self._ledger = ledger
        self._documents = documents
        self._seek = seek
        self._of_body = of_body

    def printed(self, wanted: Wanted, measures: Sequence[str] = ("level", "count")) -> list[Entry]:
        """The facts that state what is wanted, best fitting, each value once."""
        documents = self._documents if wanted.documents is None else wanted.documents
        about = self._ledger.about(wanted.sought, documents)
        if wanted.year is None:
            years = {e.fact.year for e in about if e.fact.measure in measures}
            if len(years) == 1:  # a text may leave the year out where there is but one
                wanted = replace(wanted, year=years.pop())
        fitting = [
            e
            for e in about
            if e.fact.year == wanted.year
            and e.fact.measure in measures
            and basis_fits(e.fact, wanted.basis, stated=wanted.stated)
        ]
        if not fitting and not wanted.stated:
            # Where a text does not say and only the other basis is printed, that one is meant.
            fitting = [e for e in about if e.fact.year == wanted.year and e.fact.measure in measures]
        return list(each(self._ledger.closest(fitting, wanted.sought)))

    def about(self, wanted: Wanted) -> list[Entry]:
        """The facts of the item in these documents, of every year, basis and measure."""
        return self._ledger.about(wanted.sought, self._documents)

    def holds(self, entry: Entry) -> bool:
        """Whether a fact is of these documents."""
        return self._documents is None or entry.fact.document in self._documents

    def levels(self, wanted: Wanted) -> list[Level]:
        """The amounts that are wanted: as printed, added up for a group of projects, or by a printed change."""
        group = self._group(wanted)
        if group is not None:
            return [group]
        direct = [Level((Term(1, e),)) for e in self.printed(wanted)]
        return direct or list(self._by_change(wanted))

    def _group(self, wanted: Wanted) -> Level | None:
        hit = _GROUP.fullmatch(terms.normalise(wanted.subject[-1])) if wanted.subject else None
        if hit is None:
            return None
        count = int(hit["count"]) if hit["count"].isdigit() else chinese(hit["count"])
        projects = self._ledger.projects(wanted.year)
        return Level(tuple(Term(1, e) for e in projects)) if projects and len(projects) == count else None

    def _by_change(self, wanted: Wanted) -> Iterator[Level]:
        """Last year's amount from this year's and the change that is printed for this year."""
        if wanted.year is None:
            return
        later = replace(wanted, year=wanted.year + 1)
        for change in self.printed(later, ("change",)):
            fact = change.fact
            if fact.base_year not in (None, wanted.year):
                continue
            sign = 1 if signed(change) < 0 and amount(change) > 0 else -1
            for level in self.printed(later):
                if level.unit and change.unit and level.unit.base == change.unit.base:
                    yield Level((Term(1, level), Term(sign, change)))

    def derive(self, statement: Statement) -> Iterator[Derived]:
        """Every value that the statement's words may mean; operands that fit equally well give several."""
        make = getattr(self, f"_{statement.claim}", None)
        if make is not None:
            yield from islice(make(statement), _MOST)

    def wanted(self, statement: Statement, subject: tuple[str, ...] | None = None) -> Wanted:
        """What a statement's subject is, or another item of the same year and basis."""
        labels = statement.subject if subject is None else subject
        sought = self._seek(labels)
        named = sought.named | ({terms.key(statement.fund)} if statement.fund else frozenset())
        code = statement.code if subject is None else None
        sought = replace(sought, named=named, code=code)
        return Wanted(labels, sought, statement.year, statement.basis, statement.basis_stated)

    def base(self, statement: Statement) -> Wanted:
        """What a statement compares its subject with: the same item in its base year, or its own budget."""
        here = self.wanted(statement)
        if statement.base_organisation is not None:
            return replace(here, documents=self._of_body(statement.base_organisation))
        if statement.base_basis is not None:
            year = statement.base_year if statement.base_year is not None else statement.year
            return replace(here, year=year, basis=statement.base_basis, stated=True)
        year = statement.base_year
        if year is None and statement.year is not None:
            year = statement.year - 1
        return replace(here, year=year)

    def _pairs(self, left: Wanted, right: Wanted) -> Iterator[tuple[Level, Level]]:
        for a, b in product(self.levels(left), self.levels(right)):
            # A thing by itself says nothing: 完成预算的100%.
            if a.base is not None and a.base == b.base and a != b and _of_one_scope(a, b):
                yield a, b

    def _unit(self, statement: Statement, level: Level) -> Unit:
        """The figure's own unit where it measures the same, else that of the facts."""
        mine = statement.figure.quantity.unit if statement.figure else None
        if mine and mine.base == level.base:
            return mine
        own = level.terms[0].entry.unit
        assert own is not None
        return own

    def _level(self, statement: Statement) -> Iterator[Derived]:
        for level in self.levels(self.wanted(statement)):
            if len(level.terms) > 1 and level.base is not None:
                names, unit = Names(), self._unit(statement, level)
                text = written(level, unit, names).strip("()")
                yield Derived(level.value, unit, text, names.operands)

    def _difference_of(self, statement: Statement, left: Wanted, right: Wanted) -> Iterator[Derived]:
        for a, b in self._pairs(left, right):
            names, unit = Names(), self._unit(statement, a)
            text = f"{written(a, unit, names)} - {written(b, unit, names)}"
            yield Derived(a.value - b.value, unit, text, names.operands)

    def _ratio_of(
        self, statement: Statement, left: Wanted, right: Wanted, *, growth: bool = False
    ) -> Iterator[Derived]:  # fmt: skip
        """Left by right, in percent or 倍 as the figure has it; with `growth` what it has grown by."""
        times = statement.figure is not None and statement.figure.quantity.unit == UNITS["倍"]
        for a, b in self._pairs(left, right):
            if not b.value:
                continue
            names, unit = Names(), self._unit(replace(statement, figure=None), b)
            over, under = written(a, unit, names), written(b, unit, names)
            value = a.value / b.value - (1 if growth else 0)
            text = f"({over} - {under}) / {under}" if growth else f"{over} / {under}"
            if times:
                yield Derived(value, UNITS["倍"], text, names.operands)
            else:
                yield Derived(value * 100, UNITS["%"], f"{text} * 100", names.operands)

    def _change(self, statement: Statement) -> Iterator[Derived]:
        yield from self._difference_of(statement, self.wanted(statement), self.base(statement))

    def _rate(self, statement: Statement) -> Iterator[Derived]:
        if not statement.of_share:  # a share rises by 百分点
            yield from self._ratio_of(statement, self.wanted(statement), self.base(statement), growth=True)

    def _multiple(self, statement: Statement) -> Iterator[Derived]:
        other = self._operand(statement, 0) if statement.operands else self.base(statement)
        yield from self._ratio_of(statement, self.wanted(statement), other)

    def _completion(self, statement: Statement) -> Iterator[Derived]:
        here = self.wanted(statement)
        basis = statement.base_basis or "initial_budget"
        yield from self._ratio_of(statement, here, replace(here, basis=basis, stated=True))

    def _whole(self, statement: Statement) -> Wanted:
        if statement.whole:
            return self.wanted(statement, statement.whole)
        here = self.wanted(statement)
        side = "revenue_total" if here.sought.own.endswith("revenue") else "expenditure_total"
        return replace(here, subject=(), sought=Sought(side))

    def _share(self, statement: Statement) -> Iterator[Derived]:
        yield from self._ratio_of(statement, self.wanted(statement), self._whole(statement))

    def _points(self, statement: Statement) -> Iterator[Derived]:
        if statement.of_share:
            yield from self._share_points(statement)
            return
        here, there = self.wanted(statement), self.base(statement)
        measures = ("rate", "share", "level")
        for a, b in product(self.printed(here, measures), self.printed(there, measures)):
            if a.unit and b.unit and a.unit.base == b.unit.base == "%":
                names = Names()
                text = f"{names.of(a.fact)} - {names.of(b.fact)}"
                yield Derived(amount(a) - amount(b), UNITS["百分点"], text, names.operands)

    def _share_points(self, statement: Statement) -> Iterator[Derived]:
        part, whole = self.wanted(statement), self._whole(statement)
        year = self.base(statement).year
        now = self._pairs(part, whole)
        before = list(self._pairs(replace(part, year=year), replace(whole, year=year)))
        for (a, b), (c, d) in product(now, before):
            if not b.value or not d.value:
                continue
            names, unit = Names(), self._unit(replace(statement, figure=None), b)
            one = f"{written(a, unit, names)} / {written(b, unit, names)} * 100"
            two = f"{written(c, unit, names)} / {written(d, unit, names)} * 100"
            value = (a.value / b.value - c.value / d.value) * 100
            yield Derived(value, UNITS["百分点"], f"{one} - {two}", names.operands)

    def _operand(self, statement: Statement, at: int) -> Wanted:
        operand = statement.operands[at]
        other = self.wanted(statement, operand.subject)
        year = operand.year if operand.year is not None else statement.year
        if operand.organisation is not None:
            other = replace(other, documents=self._of_body(operand.organisation))
        return replace(other, year=year, basis=operand.basis or statement.basis)

    def _sum(self, statement: Statement) -> Iterator[Derived]:
        if not statement.operands:
            yield from self._level(statement)
            return
        parts = [self.levels(self._operand(statement, i)) for i in range(len(statement.operands))]
        for chosen in product(*parts):
            whole = Level(tuple(term for level in chosen for term in level.terms))
            if whole.base is not None:
                names, unit = Names(), self._unit(statement, whole)
                yield Derived(whole.value, unit, written(whole, unit, names).strip("()"), names.operands)

    def _difference(self, statement: Statement) -> Iterator[Derived]:
        here = self.wanted(statement)
        other = self._operand(statement, 0) if statement.operands else here
        if other.sought != here.sought or other.year != here.year or other.basis != here.basis:
            yield from self._difference_of(statement, here, other)
