"""One item as every table and sentence states it: the same everywhere, or apart, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ingest import terms
from ingest.terms import strip_number
from service import evidence
from service.draft import Draft, Piece, Stated, computed, scaled
from service.evidence import Want
from service.holding import Known
from service.query import Asked
from service.rules import sums
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, called, phrase, state


def disagreement(scene: Scene) -> Draft | None:
    """What the disclosure says otherwise of the one item that was asked for; None where it says one thing."""
    if len(scene.query.items) != 1 or scene.query.kind not in ("lookup", "sum"):
        return None
    found = everywhere(scene, scene.query.items[0], scene.target())
    return found if found is not None and str(found.pieces[0]).startswith("不一致") else None


def everywhere(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """Every place that states the item for the year, and whether they say the same."""
    found = [
        k
        for k in evidence.candidates(Want(asked, year, scene.basis), scene.holdings)
        if k.fact.basis != "adjusted_budget"
        and not of_another_account(k, asked)
        and k.fact.value is not None
        and not any("权重" in label for label in k.fact.column)
    ]
    if not found:
        return None
    # What is bought of an item, as a list of purchases tells it, is a part of what is spent on it.
    found = [k for k in found if not _is_bought(k)] or found
    # Nor is what a sentence tells below the whole, as a part of it, the whole once more.
    found = [k for k in found if not _is_told_below(k, found)] or found
    # What came in for an item is another amount than what was spent on it.
    found = [k for k in found if not evidence.came_in(k.fact)] or found
    # What was planned and what was spent are two statements: neither contradicts the other.
    found = [k for k in found if (k.fact.basis == "actual") == (found[0].fact.basis == "actual")]
    narrowest, all_of_it = min(len(narrowing(k)) for k in found), found
    found = [k for k in found if len(narrowing(k)) == narrowest]
    if found[0].item.own == asked.keys[0] if asked.keys else False:
        found = [k for k in found if k.item.own == found[0].item.own]
    found += _counted_so(scene, found[0], year)
    distinct = _by_place(scene, found)
    if len(distinct) < _PAIR:  # what one fund alone pays for is told again in that fund's table
        same = [
            k for k in all_of_it if k.item.own == found[0].item.own and base_value(k.fact) == base_value(found[0].fact)
        ]
        distinct = _by_place(scene, [*found, *same])
    places = {(where, number): known for number, ((where, _), known) in enumerate(distinct.items())}
    in_text = IN_THE_TEXT.search(scene.query.text) is not None
    if in_text and all(k.fact.source == "table" for k in places.values()):
        places |= {(place_of(scene, k), len(places)): k for k in _of_its_only_part(scene, found[0])}
    if len(places) < 2:
        only = found[0]
        said: list[Piece] = [phrase(scene, only), *state(only.fact, bold=True), "。"]
        if parts := _of_its_parts(scene, only, year):
            return answered("文件中只有一处写明这一数额：", *said, "别处写明的是它的分项：\n", *parts)
        return answered("文件中只有一处写明这一数额，无从对比：", *said)
    if not alike(list(places.values())):
        return None
    if in_text and all(k.fact.source == "table" for k in places.values()):
        printed: list[Piece] = [
            piece
            for (where, _), k in places.items()
            for piece in (f"- {where}：{phrase(scene.bare, k)}", *state(k.fact), "\n")
        ]
        return answered(f"没有找到正文写明的“{called(found[0])}”的数额，无从与表对比。表中：\n", *printed)
    apart = _by_funds(scene, places)
    if apart:
        return apart
    values = {base_value(k.fact) for k in places.values()}
    lines: list[Piece] = []
    for (where, _), known in places.items():
        lines += [f"- {where}：{phrase(scene.bare, known)}", *state(known.fact), "\n"]
    if len(values) == 1:
        return answered("一致。\n", *lines)
    low = min(places.values(), key=lambda k: base_value(k.fact))
    high = max(places.values(), key=lambda k: base_value(k.fact))
    unit = high.fact.unit
    gap = computed(f"a - {scaled('b', low.fact.unit, unit)}", {"a": high.fact, "b": low.fact}, unit)
    spread = base_value(high.fact) - base_value(low.fact)
    if spread <= sums.half_steps([low], high) and low.fact.unit != high.fact.unit:
        return answered("一致（单位不同，四舍五入后相同）。\n", *lines)
    return answered("不一致。\n", *lines, "相差", gap, "。", result=if_asked(scene, gap) if len(places) == 2 else None)


def _is_bought(known: Known) -> bool:
    table, concept = terms.table_class(known.fact.table or ""), terms.concepts().get(known.item.own)
    at_home = concept is not None and "procurement" in concept.homes
    return table is not None and table.id == "procurement" and not at_home


# Of what is bought, what small firms sold.
_SOLD_BY_SMALL_FIRMS = re.compile("中小企业|小微企业|小型企业|微型企业")


def _is_told_below(known: Known, found: Sequence[Known]) -> bool:
    """Whether a sentence tells an amount as a part of another that is told: 其中一般公共预算拨款政府采购, 由中小企业中标的采购金额."""
    fact = known.fact
    if fact.source != "narrative":
        return False
    others = [k.fact for k in found if k is not known and k.fact.document == fact.document]
    if len(fact.row) > 1 and any(other.row == fact.row[:-1] for other in others):
        return True
    below = _SOLD_BY_SMALL_FIRMS.search(fact.quote) and not _SOLD_BY_SMALL_FIRMS.search("".join(fact.row))
    return bool(below) and any(not _SOLD_BY_SMALL_FIRMS.search(other.quote) for other in others)


def _of_its_parts(scene: Scene, whole: Known, year: int) -> list[Piece]:
    """Of each part of an item that several places state, whether they say the same, and what; none where none is stated so."""
    concept = terms.concepts().get(whole.item.own)
    lines: list[Piece] = []
    for part in concept.parts if concept else ():
        told = everywhere(scene.bare, Asked(terms.name(part), (part,), 0, 0), year)
        if told is not None and str(told.pieces[0]).startswith(("一致", "不一致")):
            lines += [f"{terms.name(part)}：", *told.pieces]
    return lines


_PAIR = 2
IN_THE_TEXT = re.compile(
    r"正文|文字(?:部分|里|中|上|说明)?(?:写|说|讲|列|提|的|里|中|上|部分|和|跟|与)|说明(?:里|中|书里|部分)"
)


def _of_its_only_part(scene: Scene, whole: Known) -> list[Known]:
    """What the text states of the one row that stands below a row of a table: it is all that this comes to."""
    fact = whole.fact
    beside = scene.holding(fact).by_table.get(fact.table_number, ())
    same = [k for k in beside if (k.fact.column, k.fact.year, k.fact.basis) == (fact.column, fact.year, fact.basis)]
    below = evidence.below(whole, [known for known in same if known.fact.value is not None])
    if len(below) != 1 or base_value(below[0].fact) != base_value(fact):
        return []
    path = tuple(terms.normalise(strip_number(label)) for label in below[0].fact.row[-_PAIR:])
    return [
        k
        for k in scene.holding(fact).known
        if k.fact.source == "narrative"
        and (k.fact.measure, k.fact.year, k.fact.basis) == (fact.measure, fact.year, fact.basis)
        and k.fact.value is not None
        and tuple(terms.normalise(strip_number(label)) for label in k.fact.row[-_PAIR:]) == path
    ][:1]


def _by_place(scene: Scene, found: Sequence[Known]) -> dict[tuple[str, Decimal], Known]:
    """The figures, one of each number in each place."""
    distinct: dict[tuple[str, Decimal], Known] = {}
    for known in found:
        distinct.setdefault((place_of(scene, known), base_value(known.fact)), known)
    return distinct


# What a number is called behind the thing that it counts: 召开会议次数（个） of a table is 召开会议19个 of the text.
_NUMBER_OF = re.compile(r"(?:的)?(?:总)?(?:批次数|人次数|场次数|团组数|次数|批次|人次|场次|个数|人数|数量|数)$")
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")


def _counted_so(scene: Scene, told: Known, year: int) -> list[Known]:
    """Other numbers of the same things, by the same unit, called with or without a word for their number."""
    if told.fact.measure != "count" or not told.fact.row:
        return []
    thing, unit = _thing(told), told.fact.unit
    return [
        known
        for holding in scene.holdings
        for known in holding.known
        if (known.fact.measure, known.fact.year, known.fact.unit) == ("count", year, unit)
        and (known.fact.basis == "actual") == (told.fact.basis == "actual")
        and known.fact.value is not None and known.fact.indicator is None and known.fact.row
        and known.item.own != told.item.own and _thing(known) == thing
    ]  # fmt: skip


def _thing(known: Known) -> str:
    """What is counted, without the word for its number."""
    return _NUMBER_OF.sub("", terms.normalise(_BRACKETS.sub("", known.fact.row[-1])))


FISCAL_TABLES = frozenset({"general_public", "fiscal_balance", "fiscal_expenditure", "basic"})


def _by_funds(scene: Scene, places: Mapping[tuple[str, int], Known]) -> Draft | None:
    """Tables that count fiscal money only beside tables of all funds: they need not be equal, each kind must be."""
    fiscal: list[tuple[str, Known]] = []
    whole: list[tuple[str, Known]] = []
    told: list[tuple[str, Known]] = []
    for (where, _), known in places.items():
        table = terms.table_class(known.fact.table) if known.fact.table else None
        if table is not None:
            (fiscal if table.id in FISCAL_TABLES else whole).append((where, known))
        elif known.fact.source == "narrative":
            (fiscal if _in_a_funds_section(known) and whole else told).append((where, known))
    for where, known in told:  # a sentence tells of the money whose amount it has
        for group in (whole, fiscal):
            if group and base_value(known.fact) == base_value(group[0][1].fact):
                group.append((where, known))
                break
    if not fiscal or not whole or len(fiscal) + len(whole) != len(places):
        return None
    one, two = ({base_value(k.fact) for _, k in group} for group in (fiscal, whole))
    if len(one) != 1 or len(two) != 1 or max(one) >= max(two):
        return None  # a fund pays no more than all of them
    lines: list[Piece] = []
    for where, known in (*whole, *fiscal):
        lines += [f"- {where}：{phrase(scene.bare, known)}", *state(known.fact), "\n"]
    return answered("口径不同，同一口径内一致：财政拨款的表（章节）只计财政拨款，其余的计全部资金。\n", *lines)


_A_FUND = re.compile("一般公共预算|财政拨款|政府性基金|国有资本经营")


def _in_a_funds_section(known: Known) -> bool:
    """Whether the section that tells an amount is of one fund, which its item does not name."""
    named = _A_FUND.search(known.fact.section[-1]) if known.fact.section else None
    return named is not None and _A_FUND.search(terms.name(known.item.own)) is None


def narrowing(known: Known) -> frozenset[str]:
    """What narrows a figure to less than its item: neither its project nor the item's own column, 公用经费合计 of 公用经费."""
    return known.item.within - _projects_of(known) - {known.item.own}


def _projects_of(known: Known) -> frozenset[str]:
    return frozenset({terms.key(known.fact.project[1])}) if known.fact.project else frozenset()


def place_of(scene: Scene, known: Known) -> str:
    """Which document, and where in it, a figure stands: 部门预算正文“…”, “…表”."""
    fact = known.fact
    record = scene.holding(fact).record
    several = len({k.record.id for k in scene.holdings if k.record.year == record.year}) > 1
    elsewhen = fact.year is not None and fact.year != record.year  # told in the file of another year
    which = (
        f"{f'{record.year}年' if elsewhen else ''}{'单位' if record.scope == 'unit' else '部门'}"
        f"{'决算' if record.kind == 'final_accounts' else '预算'}"
        if several or elsewhen
        else ""
    )
    if fact.source == "narrative":
        heading = heading_of(fact.section)
        return which + "正文" + (f"“{heading}”" if heading else "")
    project = f"（{fact.project[1]}）" if fact.project else ""
    return f"{which}“{fact.table}”{project}" if fact.table else f"{which}附表{project}"


_ITS_AMOUNT = re.compile(r"[：:，,]?[\d,，.]*\d[\d,，.]*(?:[万亿]?元|%).*$")


def heading_of(section: Sequence[str]) -> str:
    """The heading that words stand below, without an amount that it tells itself: （二）公用经费1131.92万元."""
    return _ITS_AMOUNT.sub("", section[-1]) if section else ""


_HOW_MUCH_APART = re.compile(r"差(?:了|着)?(?:多少|几)|差[额距]|[多少高低](?:了|出)?(?:多少|几[万元百千])")


def if_asked(scene: Scene, gap: Stated) -> Stated | None:
    """The difference as the result, where it is asked for beside whether the two agree."""
    return gap if gap.certain and _HOW_MUCH_APART.search(scene.query.text) else None


# Sections that split their own amount by who pays: 政府采购按资金来源分，一般公共预算拨款….
_OWN_ACCOUNT = re.compile(r"采购|绩效|国有资产")


def of_another_account(known: Known, asked: Asked) -> bool:
    """Whether a sentence tells what a fund pays of another thing, which its section is about."""
    fact = known.fact
    if fact.measure == "count":
        return False  # what is counted there is no amount that another account pays
    heading = fact.section[-1] if fact.source == "narrative" and fact.section and not fact.project else ""
    hit = _OWN_ACCOUNT.search(heading)
    return hit is not None and hit[0] not in "".join((asked.text, *map(terms.name, asked.keys)))
