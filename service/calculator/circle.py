"""The company that an item is ranked in: the items beside it in its table, the parts of its whole, the projects.

A text seldom says which company it means; where the words fit several, each of them is one `Circle`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest import items, terms
from service.calculator.derive import Deriver, Wanted
from service.calculator.ledger import TOTALS, Entry, Ledger, Sought, alternatives, basis_fits

_CLASS, _GROUP = 3, 5  # digits of a 类's code, and of a functional 款's
_WHOLES = TOTALS | {"general_public_budget"}
_SPLITS = (("basic_expenditure", "project_expenditure"), ("personnel_expenses", "operating_expenses"))
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Circle:
    """Items that are ranked among each other, the one spoken of first; `name` says in Chinese which they are."""

    name: str
    entries: tuple[Entry, ...]


def circles(ledger: Ledger, deriver: Deriver, wanted: Wanted, within: Sought | None) -> list[Circle]:
    """The companies of what is wanted: within a whole where the text names one, else every one that it may stand in."""
    found = [*_projects(ledger, deriver, wanted, within)]
    if found:
        return found
    parts = [*_parts(deriver, wanted, within), *_split(deriver, wanted, within)]
    rows = [circle for entry in _rows_of(ledger, deriver, wanted) for circle in _beside(ledger, entry, within)]
    chosen = parts if parts and (within is not None or not rows) else [*parts, *rows]
    return _different(circle for circle in chosen if len(circle.entries) >= _LEAST)


def _different(found: Iterable[Circle]) -> list[Circle]:
    seen: dict[frozenset[tuple[object, ...]], Circle] = {}
    for circle in found:
        seen.setdefault(frozenset((e.fact.value, e.own) for e in circle.entries), circle)
    return list(seen.values())


def _rows_of(ledger: Ledger, deriver: Deriver, wanted: Wanted) -> list[Entry]:
    """The cells that state what is wanted, one in each table and column; printed codes before rows without."""
    about = [
        e
        for e in deriver.about(wanted)
        if e.fact.source == "table" and e.fact.row and e.fact.year == wanted.year and e.fact.measure == "level"
    ]
    fitting = [e for e in about if basis_fits(e.fact, wanted.basis, stated=wanted.stated)]
    closest = ledger.closest(fitting or ([] if wanted.stated else about), wanted.sought)
    coded = [e for e in closest if e.fact.code]
    return coded or [e for e in closest if not terms.is_neutral(e.fact.row[-1])]


def _beside(ledger: Ledger, entry: Entry, within: Sought | None) -> Iterator[Circle]:
    """The rows of an entry's table on its level, under its own parent and further up."""
    fact = entry.fact
    same = [e for e in ledger.column_of(entry) if e.unit == entry.unit]
    if fact.code and fact.code.isdigit():
        level = [e for e in same if e.fact.code and e.fact.code.isdigit() and len(e.fact.code) == len(fact.code)]
        prefixes = [fact.code[:n] for n in (_GROUP, _CLASS, 0) if n < len(fact.code)]
        groups = [[e for e in level if (e.fact.code or "").startswith(prefix)] for prefix in prefixes]
    else:
        side = items.item(fact).side
        level = [
            e
            for e in same
            if not e.fact.code
            and len(e.fact.row) == len(fact.row)
            and not terms.is_neutral(e.fact.row[-1])
            and e.own not in _WHOLES
            and items.item(e.fact).side == side
        ]
        groups = [[e for e in level if e.fact.row[:-1] == fact.row[:-1]]]
    if within is not None:
        whole = {*alternatives(within.own)}
        below = [e for e in level if whole & {terms.key(label) for label in e.fact.row[:-1]}]
        wide = bool(whole & _WHOLES) or bool(whole & (entry.around | entry.qualifiers))
        groups = [below] if below else groups[-1:] if wide else []
    for group in groups:
        yield _circle(entry, group)


def _circle(entry: Entry, group: Sequence[Entry]) -> Circle:
    others = {(e.fact.code, e.fact.row): e for e in group}
    others.pop((entry.fact.code, entry.fact.row), None)
    parents = {e.fact.row[:-1] for e in group}
    parent = parents.pop() if len(parents) == 1 else ()
    name = f"“{entry.fact.table}”中{f'“{parent[-1]}”下' if parent else ''}的{len(others) + 1}项"
    return Circle(name, (entry, *others.values()))


def _parts(deriver: Deriver, wanted: Wanted, within: Sought | None) -> Iterator[Circle]:
    """The parts of a concept (“三公”经费) that the item is one of, or gathers some of."""
    concepts = terms.concepts()
    own = {*alternatives(wanted.sought.own)}
    for concept in concepts.values():
        gathered = {part for key in own if key in concepts for part in concepts[key].parts}
        if not concept.parts or not (own & set(concept.parts) or (gathered and gathered < set(concept.parts))):
            continue
        if within is not None and concept.id not in alternatives(within.own):
            continue
        left = [part for part in concept.parts if part not in own and part not in gathered]
        mine = _first(deriver, wanted, concept.id)
        others = [e for part in left if (e := _first(deriver, _instead(wanted, part), concept.id)) is not None]
        if mine is not None and others:
            yield Circle(f"{concept.name}的各项", (mine, *others))


def _split(deriver: Deriver, wanted: Wanted, within: Sought | None) -> Iterator[Circle]:
    """基本支出 and 项目支出, which make up the whole between them, as 人员经费 and 公用经费 make up the former."""
    for pair in _SPLITS:
        if wanted.sought.own in pair:
            whole = "basic_expenditure" if "personnel_expenses" in pair else None
            if within is not None and not ({*alternatives(within.own)} & (_WHOLES if whole is None else {whole})):
                continue
            found = [
                _first(deriver, _instead(wanted, key))
                for key in (wanted.sought.own, *(k for k in pair if k != wanted.sought.own))
            ]
            if all(found):
                yield Circle(f"{terms.name(pair[0])}和{terms.name(pair[1])}", tuple(e for e in found if e is not None))


def _instead(wanted: Wanted, key: str) -> Wanted:
    return Wanted((terms.name(key),), Sought(key), wanted.year, wanted.basis, wanted.stated)


def _first(deriver: Deriver, wanted: Wanted, whole: str | None = None) -> Entry | None:
    """What is wanted as printed, beside the whole where a table of it does: 公务接待费 also stands among 基本支出."""
    found = deriver.printed(wanted)
    return next((e for e in found if whole in e.around), next(iter(found), None))


def _projects(ledger: Ledger, deriver: Deriver, wanted: Wanted, within: Sought | None) -> Iterator[Circle]:
    """The projects with a form of their own, where one of them is spoken of."""
    if within is not None and within.own not in ("project_expenditure", "project"):
        return
    projects = [e for e in ledger.projects(wanted.year) if deriver.holds(e)]
    mine = [e for e in projects if e.own in alternatives(wanted.sought.own)]
    if len(mine) == 1 and len(projects) >= _LEAST:
        yield Circle(f"有绩效目标表的{len(projects)}个项目", (mine[0], *(e for e in projects if e is not mine[0])))
