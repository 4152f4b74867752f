"""“三公”经费: total and vehicles as sums, the text against the table, changes, what basic expenditure shows of it, vehicles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ingest import items, terms
from ingest.model import Fact
from service.calculator.tieout import phrase
from service.calculator.tieout.book import Book, is_money, stage
from service.calculator.tieout.finding import Finding

_WHOLE = ("three_public_expenses", ("overseas_travel", "vehicle_total", "official_reception"))
_VEHICLES = ("vehicle_total", ("vehicle_purchase", "vehicle_running"))
ITEMS = frozenset({_WHOLE[0], *_WHOLE[1], *_VEHICLES[1]})
_LEAVES = ("overseas_travel", "vehicle_purchase", "vehicle_running", "official_reception")
_ECONOMIC = (
    ("30212", "overseas_travel"),
    ("30217", "official_reception"),
    ("30231", "vehicle_running"),
    ("31013", "vehicle_purchase"),
)
_Cells = Mapping[tuple[int | None, str], Mapping[str, Fact]]


def cells(book: Book) -> _Cells:
    """The figures of the table by year and stage, then by item; items that are printed twice are left out."""
    found: dict[tuple[int | None, str], dict[str, Fact]] = defaultdict(dict)
    twice: set[tuple[tuple[int | None, str], str]] = set()
    for sheet in book.of("three_public"):
        for fact in sheet.money:
            key = items.item(fact).own
            if key not in ITEMS:
                continue
            mark = (fact.year, stage(fact.basis))
            if key in found[mark]:
                twice.add((mark, key))
            found[mark].setdefault(key, fact)
    return {mark: {k: f for k, f in own.items() if (mark, k) not in twice} for mark, own in found.items()}


def whole(book: Book) -> Iterator[Finding]:
    """R17: 合计 = 出国 + 用车小计 + 接待."""
    yield from _sum(book, *_WHOLE, "因公出国（境）、公务用车、公务接待三项之和")


def vehicles(book: Book) -> Iterator[Finding]:
    """R18: 用车小计 = 购置 + 运行."""
    yield from _sum(book, *_VEHICLES, "购置费与运行维护费之和")


def _sum(book: Book, key: str, parts: Sequence[str], what: str) -> Iterator[Finding]:
    for own in cells(book).values():
        if key in own and all(part in own for part in parts):
            found = phrase.summed(own[key], [own[part] for part in parts], what)
            if found:
                yield found
    told: dict[tuple[object, ...], dict[str, Fact]] = defaultdict(dict)
    for fact in statements(book):
        if fact.measure == "level":
            told[fact.section, fact.year, stage(fact.basis)].setdefault(book.item(fact), fact)
    for own in told.values():
        needed = parts
        if key == _WHOLE[0] and "vehicle_total" not in own:
            needed = ("overseas_travel", "vehicle_purchase", "vehicle_running", "official_reception")
        if key in own and all(part in own for part in needed):
            found = phrase.summed(own[key], [own[part] for part in needed], what)
            if found:
                yield found


def statements(book: Book) -> Iterator[Fact]:
    """What the narrative states of the items; the first of each place."""
    for fact in book.told:
        if fact.measure in ("level", "change") and (is_money(fact) or fact.direction == "flat"):
            key = book.item(fact)
            if key in ITEMS and fact.comparator is None and _about(fact, key):
                yield fact


def _about(fact: Fact, key: str) -> bool:
    """Whether a sentence of an item is of “三公”经费: 会议 or 采购 may speak of 接待, too."""
    if len(fact.row) > 1 and terms.key(fact.row[-1]) in items.FUNDS_AND_THEIR_USE:
        return False  # what one fund pays of them
    return key == _WHOLE[0] or any("三公" in label for label in (*fact.row, *fact.section))


def text_and_table(book: Book) -> Iterator[Finding]:
    """R19: the text = the table, each item, each year, budgeted and spent."""
    table = cells(book)
    for fact in statements(book):
        if fact.measure != "level":
            continue
        other = table.get((fact.year, stage(fact.basis)), {}).get(book.item(fact))
        if other is not None and (found := phrase.repeated(fact, other, fact.row[-1])):
            yield found


def changes(book: Book) -> Iterator[Finding]:
    """R20: each change = this − last; the changes of the items sum to the change of the total."""
    table = cells(book)
    told: dict[tuple[object, ...], dict[str, Fact]] = defaultdict(dict)
    for fact in statements(book):
        if fact.measure != "change" or fact.base_year is None or fact.base_year == fact.year or fact.column:
            continue
        key = book.item(fact)
        told[fact.section, fact.year, fact.base_year].setdefault(key, fact)
        now = table.get((fact.year, stage(fact.basis)), {}).get(key)
        last = table.get((fact.base_year, stage(fact.basis)), {}).get(key)
        if book.against_other_base(fact):
            continue
        if fact.value is not None and now is not None and last is not None and now.value is not None:
            found = phrase.total_of(fact, [(now, 1), (last, -1)], "今年减上年")
            if found:
                yield found
    for own in told.values():
        parts = [own[key] for key in _LEAVES if key in own]
        if "vehicle_total" in own and not ("vehicle_purchase" in own or "vehicle_running" in own):
            parts.append(own["vehicle_total"])
        complete = len(parts) == 4 or (len(parts) == 3 and "vehicle_total" in own and own["vehicle_total"] in parts)
        total = own.get(_WHOLE[0])
        if complete and total is not None and total.value is not None:
            found = phrase.summed(total, parts, "各项增减之和")
            if found:
                yield found


def basic_items(book: Book) -> Iterator[Finding]:
    """R21: what 基本支出 shows of an item is no more than the item of “三公”经费."""
    table = cells(book)
    for sheet in book.of("basic")[-1:]:
        for fact in sheet.money:
            code = sheet.codes.get(fact.id)
            key = next((key for own, key in _ECONOMIC if own == code), None)
            whole = table.get((fact.year, stage(fact.basis)), {}).get(key or "")
            columns = [label for label in fact.column if "人员" in label or "公用" in label]
            if key is None or whole is None or (columns and len(sheet.columns) > 2) or not fact.value:
                continue
            if whole.value is None:
                continue
            found = phrase.less(fact, whole, "基本支出只是“三公”经费的一部分")
            if found:
                yield found


def running_costs(book: Book) -> Iterator[Finding]:
    """R33: running costs without a vehicle, and none to be bought, are worth a question."""
    owned = [f for f in book.told if f.measure == "count" and f.unit == "辆" and len(f.row) == 1 and _is(f, "vehicles")]
    bought = [f for f in book.told if f.measure == "count" and f.unit == "辆" and _is(f, "vehicle_purchases_count")]
    own = cells(book).get((book.year, book.basis), {})
    cost = own.get("vehicle_running")
    if not owned or cost is None or cost.value is None or not is_money(cost):
        return
    stock = owned[0]
    if any(one.status != "exact" for one in (cost, *owned, *bought)):
        return
    if stock.value == 0 and not any(f.value for f in (*owned, *bought)) and cost.value > 0:
        yield phrase.note(
            "warning",
            f"{phrase.where(stock)}说共有车辆0辆，也不购置，而{phrase.where(cost)}列有公务用车运行维护费{phrase.figure(cost)}。",
            (cost, stock, *bought[:1]),
            "单位没有车辆，公务用车运行维护费用在哪里（如租用、平台用车）？",
        )
    else:
        yield phrase.note(
            "exact", f"有车辆{phrase.figure(stock)}，公务用车运行维护费{phrase.figure(cost)}。", (cost, stock)
        )


def _is(fact: Fact, key: str) -> bool:
    return items.item(fact).own == key
