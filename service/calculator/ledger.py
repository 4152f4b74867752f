"""The facts that a text is held against, arranged by what they count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from ingest import bodies, items, quantity, terms
from ingest.items import Item
from ingest.model import Basis, Fact
from ingest.quantity import Unit

# Totals that go by each other's name where a disclosure prints one of them only.
_EQUIVALENT = {
    "fiscal_appropriation": ("fiscal_total",),
    "fiscal_expenditure": ("fiscal_total",),
    "general_public_expenditure": ("general_public_budget",),
    "government_fund_expenditure": ("government_fund_budget",),
    "state_capital_expenditure": ("state_capital_budget",),
}
TOTALS = frozenset({
    "revenue_total", "expenditure_total", "budget_total", "fiscal_total", "fiscal_appropriation", "fiscal_expenditure",
    "expenditure_this_year", "revenue_this_year", "general_public_expenditure",
})  # fmt: skip
_LEAST_NUMBERED = 6  # characters of a name that may have a figure within it
_BUDGETS: frozenset[Basis] = frozenset({"budget", "initial_budget"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact with a number, what it counts, and what a text must name beside that for it to be meant."""

    fact: Fact
    own: str
    qualifiers: frozenset[str]
    around: frozenset[str]  # what a text may name beside it: its path, its table's whole
    aside: str | None = None  # what a text is expected to name for it, where the same is counted elsewhere too

    @property
    def unit(self) -> Unit | None:
        """The unit, None where none is printed or it is unknown."""
        return quantity.unit(self.fact.unit)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a text speaks of: the item, all that it names to tell the item, and the code where it gives one."""

    own: str
    named: frozenset[str] = frozenset()
    code: str | None = None


class Ledger:
    """Facts of one or several disclosures; build it once for a set of documents and keep it."""

    def __init__(self, facts: Iterable[Fact], organisations: Mapping[str, str] | None = None) -> None:
        """Take the facts, and each document's organisation by the document's id."""
        held = tuple(facts)
        self.facts = tuple(fact for fact in held if fact.value is not None)
        self.without_number = tuple(fact for fact in held if fact.value is None)  # blank cells, 持平, bare reasons
        self.organisations = dict(organisations or {})
        self.ids = frozenset(fact.id for fact in self.facts)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every fact with a number."""
        return tuple(map(_entry, self.facts))

    @cached_property
    def _by_own(self) -> Mapping[str, Sequence[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for key in {entry.own, *entry.qualifiers}:
                found[key].append(entry)
            for other in _otherwise(entry):
                found[other.own].append(other)
        return found

    @cached_property
    def _by_id(self) -> Mapping[str, Entry]:
        return {entry.fact.id: entry for entry in self.entries}

    @cached_property
    def _years(self) -> tuple[frozenset[int], frozenset[int]]:
        budgeted = {f.year for f in self.facts if f.basis in _BUDGETS or f.basis == "adjusted_budget"}
        spent = {f.year for f in self.facts if f.basis == "actual" and f.source == "table"}
        return frozenset(y for y in budgeted if y is not None), frozenset(y for y in spent if y is not None)

    def years_of(self, *, actual: bool) -> frozenset[int]:
        """The years of which budgets are held, or of which outturns are."""
        return self._years[actual]

    @cached_property
    def _columns(self) -> Mapping[tuple[object, ...], Sequence[Entry]]:
        found: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.fact.source == "table":
                found[_column(entry.fact)].append(entry)
        return found

    def column_of(self, entry: Entry) -> Sequence[Entry]:
        """The cells of the entry's table that stand in its column, its own among them."""
        return self._columns.get(_column(entry.fact), ())

    @cached_property
    def labels(self) -> frozenset[str]:
        """The printed names of items."""
        printed = {label for fact in self.facts for label in (*fact.row, *fact.column)}
        return frozenset(label for label in printed if label and not terms.is_neutral(label))

    @cached_property
    def vocabulary(self) -> terms.Vocabulary:
        """The names to look for in a text about these facts."""
        return terms.Vocabulary(self.labels, coded=True)

    @cached_property
    def called(self) -> bodies.Called:
        """What the bodies are called whose facts these are."""
        return bodies.called(sorted(set(self.organisations.values())))

    @cached_property
    def numbered_names(self) -> tuple[tuple[str, Fact], ...]:
        """The printed names that have a figure within them, each with a fact that bears it."""
        bare = ((terms.strip_number(label), fact) for fact in self.facts for label in fact.row)
        named = {label: fact for label, fact in bare if len(label) >= _LEAST_NUMBERED}
        return tuple(
            (label, fact)
            for label, fact in named.items()
            if any(char.isdigit() for char in label) and quantity.find(label)
        )

    def entry(self, fact: Fact) -> Entry | None:
        """The entry of a fact that is among these, None for any other."""
        return self._by_id.get(fact.id)

    def knows(self, key: str) -> bool:
        """Whether some fact counts, or is narrowed by, what the key names."""
        return any(name in self._by_own for name in alternatives(key))

    @cached_property
    def project_names(self) -> frozenset[str]:
        """What the projects with a form of their own are called."""
        return frozenset(fact.project[1] for fact in self.facts if fact.project)

    def projects(self, year: int | None) -> list[Entry]:
        """One entry a project: its own amount of the year."""
        found: dict[tuple[str, str], Entry] = {}
        for entry in self.entries:
            fact = entry.fact
            if fact.project and fact.year == year and fact.measure == "level" and terms.key(fact.row[-1]) == entry.own:
                column = {terms.key(label) for label in fact.column}
                if "current_budget" in column and fact.unit:
                    found.setdefault(fact.project, entry)
        return list(found.values())

    def about(self, sought: Sought, documents: frozenset[str] | None = None) -> list[Entry]:
        """The entries that count what is sought, of every year, basis and measure."""
        return [
            entry
            for key in alternatives(sought.own)
            for entry in self._by_own.get(key, ())
            if (documents is None or entry.fact.document in documents) and _fits(entry, sought)
        ]

    def closest(self, entries: Iterable[Entry], sought: Sought) -> list[Entry]:
        """Of entries that count the same, those that share most with what is named; equal values once."""
        scored: dict[int, list[Entry]] = defaultdict(list)
        for entry in entries:
            scored[_shared(entry, sought)].append(entry)
        best = scored[max(scored)] if scored else []
        exact = [entry for entry in best if entry.own in alternatives(sought.own)]
        return exact or best


def _column(fact: Fact) -> tuple[object, ...]:
    return fact.document, fact.table_number, fact.table, fact.column, fact.year, fact.basis


@lru_cache(maxsize=65536)
def alternatives(key: str) -> tuple[str, ...]:
    """The keys under which an item may be printed, its own first."""
    concepts = terms.concepts()
    same = concepts[key].same_as if key in concepts else ()
    back = tuple(c.id for c in concepts.values() if key in c.same_as)
    return tuple(dict.fromkeys((key, *same, *back, *_EQUIVALENT.get(key, ()))))


def basis_fits(fact: Fact, basis: Basis | None, *, stated: bool) -> bool:
    """Whether a text of a basis may mean the fact: budgeted and actual amounts never stand for each other.

    Where the text does not say, targets and figures without a basis of their own are meant as well.
    """
    if basis is None or fact.basis == basis:
        return True
    if basis in _BUDGETS and fact.basis in _BUDGETS:
        return True
    return not stated and fact.basis in (None, "target")


def _innocuous(key: str, own: str) -> bool:
    """Whether naming `key` beside an item only tells the whole that it is anyway a part of."""
    if key in TOTALS:
        return True
    concepts = terms.concepts()
    concept = concepts.get(key)
    if concept is None:
        return False
    mine = concepts[own].parts if own in concepts else ()
    if mine and set(mine) <= set(concept.parts):
        return True  # 公务用车购置及运行维护费 sums two of the parts of “三公”经费
    return any(own == part or _innocuous(part, own) for part in concept.parts)


def _entry(fact: Fact) -> Entry:
    named = _named(items.item(fact), fact.code, fact.table or "" if fact.source == "table" else None, fact.project)
    return Entry(fact, *named)


def _without_count(label: str) -> str:
    """The name before the count that ends a label, nothing where none does."""
    if not any(char.isdigit() for char in label):
        return ""
    last = next(iter(quantity.find(label)[-1:]), None)
    unit = last.quantity.unit if last is not None and last.end == len(label) else None
    return label[: last.start] if last is not None and unit is not None and unit.base not in ("元", "%", "") else ""


def _otherwise(entry: Entry) -> Iterator[Entry]:
    """The entry under the other names that a text may give what a sentence tells.

    A fund's own 本年支出 is what is spent of that fund; 支出合计 of final accounts is called a total of expenditure. And
    the money of a row called 打印设备4台 is told of the 打印设备, of which the 4台 are read as a count.
    """
    if entry.fact.source == "table" and entry.fact.row and (name := _without_count(entry.fact.row[-1])):
        yield replace(entry, own=terms.key(name), aside=None)
    if entry.fact.source != "narrative" or entry.own not in items.TOTAL_OF:
        return
    fund = next((key for key in entry.qualifiers | entry.around if key in items.SPENT_OF), None)
    if fund is not None and entry.own == "expenditure_this_year":
        yield replace(entry, own=items.SPENT_OF[fund], qualifiers=entry.qualifiers - {fund})
    if not entry.qualifiers and terms.normalise(entry.fact.row[-1]).endswith("合计"):
        yield replace(entry, own=items.TOTAL_OF[entry.own])


@lru_cache(maxsize=65536)  # the same forms, filled in by all bodies
def _named(
    item: Item, code: str | None, title: str | None, project: tuple[str, str] | None
) -> tuple[str, frozenset[str], frozenset[str], str | None]:
    """What an entry has beside its fact; `title` is that of the table it stands in, None for a sentence's."""
    qualifiers = {key for key in item.within if not _innocuous(key, item.own)}
    around = {*item.path, *item.within, *_above(code)}
    aside = None
    if title is not None:
        table = terms.table_class(title)
        if table and table.total:
            around.add(table.total)
            # 采购 of 公务用车运行维护 is not 公务用车运行维护费, unless nothing else bears the name.
            aside = table.total if table.id == "procurement" and item.own != table.total else None
    if project:
        name = terms.key(project[1])
        around |= {name, terms.normalise(project[1])}
        if item.own != name:
            qualifiers.add(name)
    return item.own, frozenset(qualifiers - {item.own}), frozenset(around), aside


@lru_cache(maxsize=4096)
def _above(code: str | None) -> frozenset[str]:
    """What a printed code stands under by the code tables, also where a page break parted a row from its group."""
    known = terms.codes()
    above = (known.get(code[:length]) for length in (3, 5) if length < len(code)) if code else ()
    return frozenset(terms.key(found.name) for found in above if found)


def _fits(entry: Entry, sought: Sought) -> bool:
    if sought.code and entry.fact.code and sought.code != entry.fact.code:
        return False
    keys = {*alternatives(sought.own), *sought.named}
    if not entry.qualifiers <= keys:
        return False
    if entry.own not in keys:
        return False
    loose = sought.named - entry.qualifiers - entry.around - {entry.own, sought.own}
    title = terms.normalise(entry.fact.table or "|".join(entry.fact.section))
    return all(_innocuous(key, entry.own) or _names(key, title) for key in loose)


def _names(key: str, title: str) -> bool:
    """Whether a table's title, or a section's, names what a text names beside the item (一般公共预算, 财政拨款)."""
    concept = terms.concepts().get(key)
    return any(terms.normalise(label) in title for label in (concept.labels if concept else (key,)))


def _shared(entry: Entry, sought: Sought) -> int:
    named = sought.named | {sought.own}
    shared = len(({entry.own} | entry.qualifiers | entry.around) & named)
    return shared - (entry.aside is not None and entry.aside not in named)


def each(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entries of one value once; cells before sentences, certain before uncertain."""
    seen: set[tuple[object, ...]] = set()
    for entry in sorted(entries, key=lambda e: (e.fact.status != "exact", e.fact.source != "table")):
        unit = entry.unit
        mark = (entry.fact.value, unit.base if unit else None, unit.scale if unit else None, entry.fact.direction)
        if mark not in seen:
            seen.add(mark)
            yield entry
