"""Readings in doubt are held against what the form adds up: 合计 of its columns, 类 of its 款, 款 of its 项, the same in other tables.

A sum that comes out exactly confirms the one doubtful number in it, or tells which of its readings is right. Where
sums are only met within rounding, they decide between readings that are listed, never on an unlisted last digit.
A sum that fails casts doubt on what was recognised in a picture; official slips stand in many forms, so a number that
another sum confirms is not doubted. Nothing here makes up a number: what no identity decides stays in doubt.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from math import prod

from ingest import terms
from ingest.grid import TOTAL, clean, code_of, percentage
from ingest.model import Cell, Document, Paragraph, Table
from ingest.quantity import find, number
from ingest.reading import Reading
from ingest.tables import readings

_At = tuple[int, int, int]  # table, row, column
_PART_OF = re.compile(r"其中")
_MOST_COMBINATIONS = 64
_SURE_RULES = ("across", "codes", "total")
_ENOUGH_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Identity:
    """Numbers of which the first is the sum of the others; `rule` names those of one kind in one table."""

    rule: str
    total: _At
    parts: tuple[_At, ...]

    @property
    def all(self) -> tuple[_At, ...]:
        """Every number that takes part."""
        return (self.total, *self.parts)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of a table: its reading, or several of them where it is in doubt."""

    candidates: tuple[str, ...]
    certain: bool
    recognised: bool

    @property
    def value(self) -> Decimal:
        """What it counts for in a sum; a blank cell counts nothing."""
        return _value(self.candidates[0])


def settled(document: Document) -> Document:
    """The document with those doubtful cells confirmed that an identity confirms, and doubts where one fails."""
    cells = [cell for table in document.tables for row in table.rows for cell in row]
    doubtful = any(not cell.certain or cell.recognised for cell in cells)
    if not doubtful and not any(paragraph.doubts for paragraph in document.paragraphs):
        return document
    tables = tuple(map(_with_known_words, document.tables))
    read = [readings(table, document.year, document.kind) for table in tables]
    numbers = {
        (t, *reading.at): _number(tables[t].rows[reading.at[0]][reading.at[1]])
        for t, found in enumerate(read)
        for reading in found
    }
    identities = [identity for t, found in enumerate(read) for identity in _identities(t, found)]
    _doubt(numbers, identities)
    _settle(numbers, identities, _equals(read))
    tables = tuple(_table(table, t, numbers) for t, table in enumerate(tables))
    known = {number.value for number in numbers.values() if number.certain and number.value}
    paragraphs = tuple(_confirmed(paragraph, known) for paragraph in document.paragraphs)
    return replace(document, tables=tables, paragraphs=paragraphs)


def _number(cell: Cell) -> _Number:
    others = () if cell.certain else cell.others
    texts = [clean(text) for text in (cell.text, *others)]
    usable = [text for k, text in enumerate(texts) if k == 0 or number(text) is not None]
    return _Number(tuple(dict.fromkeys(usable)), cell.certain, cell.recognised)


def _value(text: str) -> Decimal:
    share = percentage(text)
    found = number(text) if share is None else share
    return Decimal(0) if found is None else found


def _step(text: str) -> Decimal:
    """What half a unit of the last printed digit is worth."""
    decimals = len(text.partition(".")[2].rstrip(")）%％")) if "." in text else 0
    return Decimal(5).scaleb(-decimals - 1)


# --- which identities a table has ---------------------------------------------------------------------------------


def _identities(t: int, found: Sequence[Reading]) -> Iterator[Identity]:
    usable = [reading for reading in found if not _PART_OF.search("".join((*reading.column, *reading.row[-1:])))]
    levels = [reading for reading in usable if reading.measure == "level"]
    yield from _across(t, levels)
    yield from _down(t, levels)
    yield from _forms(t, found)


def _across(t: int, found: Sequence[Reading]) -> Iterator[Identity]:
    """总计 = 基本支出 + 项目支出, 合计 = 出国 + 用车小计 + 接待, 小计 = 购置 + 运行: by the tree of headings."""
    rows: dict[tuple[int, tuple[str, ...], str | None], list[Reading]] = defaultdict(list)
    for reading in found:
        if reading.column and reading.project is None:
            rows[reading.at[0], reading.row, reading.unit].append(reading)
    for row in rows.values():
        groups: dict[tuple[str, ...], list[Reading]] = defaultdict(list)
        for reading in row:
            for depth in range(len(reading.column)):
                groups[reading.column[:depth]].append(reading)
        for path, members in groups.items():
            depth = len(path)
            own = [m for m in members if len(m.column) == depth + 1 and TOTAL.search(m.column[depth])]
            rest = [m for m in members if m not in own]
            parts = list(_heads(rest, depth))
            if len(own) == 1 and len(parts) >= 2:
                rule = f"across/{t}/{'|'.join(path)}/{own[0].at[1]}"
                yield Identity(rule, (t, *own[0].at), tuple((t, *part.at) for part in parts))


def _heads(members: Sequence[Reading], depth: int) -> Iterator[Reading]:
    """One column for each heading below: itself, the total of its own columns, or all of them where it has none."""
    groups: dict[str, list[Reading]] = defaultdict(list)
    for member in members:
        groups[member.column[depth]].append(member)
    for own in groups.values():
        totals = [m for m in own if len(m.column) == depth + 2 and TOTAL.search(m.column[-1])]
        yield from totals if len(totals) == 1 else own


def _down(t: int, found: Sequence[Reading]) -> Iterator[Identity]:
    """类 = Σ 款, 款 = Σ 项 by code, 合计 = Σ 类; by path where rows have no codes. Column by column."""
    columns: dict[int, list[Reading]] = defaultdict(list)
    for reading in found:
        if reading.row and reading.project is None:
            columns[reading.at[1]].append(reading)
    for column in columns.values():
        coded = {reading.code: reading for reading in column if reading.code}
        parents: dict[str, list[Reading]] = defaultdict(list)
        top: list[Reading] = []
        for code, reading in coded.items():
            parent = next((code[:n] for n in range(len(code) - 1, 2, -1) if code[:n] in coded), None)
            if parent:
                parents[parent].append(reading)
            else:
                top.append(reading)
        for parent, children in parents.items():
            yield _sum(f"codes/{t}", t, coded[parent], children)
        totals = [reading for reading in column if not reading.code and TOTAL.search(reading.row[-1])]
        if len(totals) == 1 and top:
            yield _sum(f"total/{t}", t, totals[0], top)
        if not coded:
            yield from _by_path(t, column)


def _by_path(t: int, column: Sequence[Reading]) -> Iterator[Identity]:
    below: dict[tuple[str, ...], list[Reading]] = defaultdict(list)
    own = {reading.row: reading for reading in column}
    for reading in column:
        if len(reading.row) > 1 and reading.row[:-1] in own:
            below[reading.row[:-1]].append(reading)
    for path, children in below.items():
        yield _sum(f"path/{t}", t, own[path], children)
    first = [reading for reading in column if len(reading.row) == 1]
    totals = [reading for reading in first if TOTAL.search(reading.row[-1])]
    if len(totals) == 1 and len(first) > 2:
        yield _sum(f"first/{t}", t, totals[0], [reading for reading in first if reading is not totals[0]])


def _forms(t: int, found: Sequence[Reading]) -> Iterator[Identity]:
    """当年预算 = 本级安排 + 上级补助 of a project."""
    named = {reading.column[-1]: reading for reading in found if reading.project and reading.column}
    whole = next((reading for name, reading in named.items() if name in ("当年预算", "当年预算数", "预算总额")), None)
    parts = [reading for name, reading in named.items() if name in ("本级安排", "上级补助", "本级资金", "上级资金")]
    if whole is not None and parts:
        yield _sum(f"form/{t}", t, whole, parts)


def _sum(rule: str, t: int, total: Reading, parts: Iterable[Reading]) -> Identity:
    return Identity(rule, (t, *total.at), tuple((t, *part.at) for part in parts))


def _equals(read: Sequence[Sequence[Reading]]) -> list[tuple[_At, ...]]:
    """Numbers of different tables that say the same: one item's total (基本支出, 项目支出) of one year."""
    same: dict[tuple[object, ...], list[_At]] = defaultdict(list)
    for t, found in enumerate(read):
        for reading in found:
            if reading.code is None or reading.measure != "level" or reading.project is not None:
                continue
            leaf = "合计" if not reading.column or TOTAL.search(reading.column[-1]) else reading.column[-1]
            same[reading.code, leaf, reading.year, reading.basis, reading.unit].append((t, *reading.at))
    return [tuple(places) for places in same.values() if len({t for t, _, _ in places}) > 1]


# --- doubting and settling ----------------------------------------------------------------------------------------


def _holds(values: Sequence[Decimal], texts: Sequence[str]) -> str:
    """Whether the first value is the sum of the others: exactly, within what rounding allows, or not."""
    apart = abs(values[0] - sum(values[1:]))
    if apart == 0:
        return "exactly"
    return "rounded" if apart <= sum(map(_step, filter(_value, texts)), Decimal(0)) else "no"


def _check(identity: Identity, numbers: Mapping[_At, _Number]) -> str:
    texts = [numbers[at].candidates[0] for at in identity.all]
    return _holds([_value(text) for text in texts], texts)


def _doubt(numbers: dict[_At, _Number], identities: Sequence[Identity]) -> None:
    """Doubt the recognised numbers of sums that fail, where the form otherwise keeps that rule."""
    found = {identity: _check(identity, numbers) for identity in identities}
    kept: dict[str, list[bool]] = defaultdict(list)
    for identity, how in found.items():
        if any(numbers[at].value for at in identity.all):
            kept[identity.rule].append(how != "no")
    # A sum of one number only says the same twice: what is misread in one place is misread in the other.
    confirmed = {
        at
        for identity, how in found.items()
        if how == "exactly" and sum(bool(numbers[at].value) for at in identity.all) > 2
        for at in identity.all
    }
    for identity, how in found.items():
        if how != "no" or not _is_kept(identity.rule, kept[identity.rule]):
            continue
        for at in identity.all:
            if numbers[at].recognised and at not in confirmed:
                numbers[at] = replace(numbers[at], certain=False)


def _is_kept(rule: str, checks: Sequence[bool]) -> bool:
    """Whether the form keeps a rule, so that a sum that fails is a misreading: some rules hold in some forms only."""
    failed = checks.count(False)
    if rule.startswith(_SURE_RULES):
        return failed == 1 or failed * 3 <= len(checks)
    return checks.count(True) > 1 and failed * 4 <= len(checks)


def _settle(numbers: dict[_At, _Number], identities: Sequence[Identity], equals: Sequence[tuple[_At, ...]]) -> None:
    open_ones = [identity for identity in identities if any(not numbers[at].certain for at in identity.all)]
    changed = True
    while changed:
        done = sum(_decided(numbers, identity) for identity in open_ones)
        changed = done + sum(_matched(numbers, places) for places in equals) > 0


def _decided(numbers: dict[_At, _Number], identity: Identity) -> bool:
    """Settle the doubtful numbers of a sum, where one choice of their readings alone fulfils it."""
    doubtful = [at for at in identity.all if not numbers[at].certain]
    if not doubtful or prod(len(numbers[at].candidates) for at in doubtful) > _MOST_COMBINATIONS:
        return False
    exact: list[tuple[str, ...]] = []
    near: list[tuple[str, ...]] = []
    for choice in product(*(numbers[at].candidates for at in doubtful)):
        chosen = dict(zip(doubtful, choice, strict=True))
        texts = [chosen.get(at, numbers[at].candidates[0]) for at in identity.all]
        how = _holds([_value(text) for text in texts], texts)
        if how == "exactly":
            exact.append(choice)
        elif how == "rounded":
            near.append(choice)
    # Official sums are often met within rounding only, so that of two listed readings both may be right.
    listed = all(len(numbers[at].candidates) > 1 for at in doubtful)
    fitting = [*exact, *near] if listed else exact
    if len(fitting) != 1 or not _tells(fitting[0], doubtful, identity, numbers):
        return False
    for at, text in zip(doubtful, fitting[0], strict=True):
        numbers[at] = _Number((text,), certain=True, recognised=numbers[at].recognised)
    return True


def _tells(choice: Sequence[str], doubtful: Sequence[_At], identity: Identity, numbers: Mapping[_At, _Number]) -> bool:
    """Whether a fulfilled sum proves anything: the same digit may be misread alike in two cells of equal print."""
    values = dict(zip(doubtful, map(_value, choice), strict=True))
    own = [values[at] if at in values else numbers[at].value for at in identity.all]
    amounts = [value for value in own if value]
    if len(doubtful) == 1:
        return len(amounts) > 1
    return len([value for value in own[1:] if value]) > 1 and len(set(amounts)) == len(amounts)


def _matched(numbers: dict[_At, _Number], places: Sequence[_At]) -> bool:
    """Settle what another table says, too, and without doubt."""
    sure = {numbers[at].value for at in places if at in numbers and numbers[at].certain and numbers[at].value}
    if len(sure) != 1:
        return False
    changed = False
    for at in places:
        if at not in numbers or numbers[at].certain:
            continue
        fitting = [text for text in numbers[at].candidates if _value(text) in sure]
        if len(fitting) == 1:
            numbers[at] = _Number((fitting[0],), certain=True, recognised=numbers[at].recognised)
            changed = True
    return changed


# --- back into the document ---------------------------------------------------------------------------------------


def _table(table: Table, t: int, numbers: Mapping[_At, _Number]) -> Table:
    rows = tuple(
        tuple(_cell(cell, numbers.get((t, r, c))) for c, cell in enumerate(row)) for r, row in enumerate(table.rows)
    )
    return replace(table, rows=rows)


def _cell(cell: Cell, number: _Number | None) -> Cell:
    if number is None or (number.certain == cell.certain and number.certain):
        return cell
    text = cell.text if number.candidates[0] == clean(cell.text) else number.candidates[0]
    return replace(cell, text=text, certain=number.certain, others=() if number.certain else cell.others)


def _with_known_words(table: Table) -> Table:
    """The table with those doubtful labels and codes confirmed, or chosen among their readings, that the field has."""
    if all(cell.certain for row in table.rows for cell in row):
        return table
    official = terms.codes()
    rows: list[tuple[Cell, ...]] = []
    for row in table.rows:
        names = {terms.key(cell.text) for cell in row if cell.text and code_of(clean(cell.text)) is None}
        out: list[Cell] = []
        for cell in row:
            known = cell
            if not cell.certain:
                texts = (clean(cell.text), *map(clean, cell.others))
                fitting = [
                    text
                    for text in dict.fromkeys(texts)
                    if _is_known(text)
                    or ((code := code_of(text)) in official and terms.key(official[str(code)].name) in names)
                ]
                if len(fitting) == 1:
                    known = replace(cell, text=fitting[0], certain=True, others=())
            out.append(known)
        rows.append(tuple(out))
    return replace(table, rows=tuple(rows))


def _is_known(label: str) -> bool:
    """Whether a label is one of the field's words, or the official name of a code."""
    if re.search(r"\d", label) or len(label) < 2:
        return False
    return bool(TOTAL.fullmatch(label)) or terms.concept(label) is not None or terms.key(label) in terms.code_names()


def _confirmed(paragraph: Paragraph, known: set[Decimal]) -> Paragraph:
    """The paragraph without doubts in figures that a table prints with the same digits."""
    if not paragraph.doubts:
        return paragraph
    sure: set[int] = set()
    for figure in find(paragraph.text):
        value = figure.quantity.number
        if value in known and len(re.sub(r"\D|^[0.]+", "", str(value))) >= _ENOUGH_DIGITS:
            sure.update(range(figure.start, figure.end))
    return replace(paragraph, doubts=tuple(at for at in paragraph.doubts if at not in sure))
