"""The parts of an item in the order of their size or of their change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from ingest import terms
from service import asked_order, evidence
from service.asked_axis import axis_of
from service.asked_bound import ADDED_UP
from service.draft import Draft, Piece, Stated, computed, part_of, scaled
from service.holding import Known
from service.query import Asked
from service.rules import breakdown, purpose, sources, wholes
from service.rules import change as changing
from service.rules.axis_lines import by_code
from service.rules.change import Change
from service.rules.inside import counts_in
from service.rules.magnitude import alike, base_value, says_all
from service.rules.narrowed import joined_item
from service.rules.project_rows import projects
from service.rules.scene import Scene, answered, called, state, unit_for
from service.rules.stating import total
from service.rules.totals import SPENT, TOTAL
from service.rules.wholes import FUNDS

# 金额最大的项目: of the projects with a form of their own, where there are any.
_OF_PROJECTS = re.compile("项目(?!支出)")
_PROJECTS = Asked("项目支出", ("project_expenditure",), 0, 0)


# 哪一项省得最多: by how much less was spent than planned, not by the share of it, nor by what was spent.
SAVED = re.compile(r"(?:省|节约|节省|结余|剩|没花完|少花)(?:下|得|了|钱|的)*最[多大]|最(?:省钱?|节约|节省)(?![市级区])")


def rank(scene: Scene) -> Draft | None:
    """The largest or smallest parts of an item, or those that changed most."""
    query = scene.query
    if SAVED.search(query.text):
        return None  # what was left of each is another order
    joined = joined_item(scene)
    year = scene.target()
    named = next((a for a in query.items if not set(a.keys) & terms.TOTALS), None)
    of_goals = named is not None and named.keys[:1] in (("performance_amount",), ("current_budget",))
    if (
        (named is None or of_goals)
        and _OF_PROJECTS.search(query.text)
        and (len(projects(scene, year)) > 1 or len(by_code(scene, _PROJECTS, year)) > 1)
    ):
        named = _PROJECTS
    asked = joined[0] if joined else named or _spent_in_year(scene, next((a for a in query.items), TOTAL), year)
    if query.by_change:
        return _rank_changes(scene, asked, year)
    rows = rows_of(scene, asked, year)
    if rows is None:
        return None
    asked, whole, found, named_of = rows.asked, rows.whole, rows.found, rows.of
    found = beside(scene, found, year)
    if len(found) == 1 and whole is not None and says_all(found, whole) and base_value(whole.fact):
        return _all_of_one(scene, found[0], whole, f"{year}年{_whole_name(asked, whole)}")
    if len(found) < 2 or not alike(found):
        return None
    if asked is _PROJECTS and found[0].fact.source == "narrative":
        named_of = "编报绩效目标的项目"  # which need not be all that there are
    ordered = sorted(found, key=lambda k: base_value(k.fact), reverse=not query.ascending)
    everything = asked_order.whole(query.text)
    if _AHEAD.search(query.text):
        return _ahead(scene, ordered)
    if query.place and query.place > 1:
        return _placed(scene, ordered, query.place)
    if _BOTH_ENDS.search(query.text) and (query.top or 1) == 1 and not everything:
        return _ends(scene, ordered)
    few = _SOME if _SEVERAL.search(query.text) else 1
    shown = ordered if everything and not query.top else ordered[: query.top or few]
    pieces: list[Piece] = [
        f"{scene.prefix}{year}年{named_of or _whole_name(asked, whole)}中{apart(scene)}金额最{'小' if query.ascending else '大'}的是"
    ]
    for i, known in enumerate(shown):
        pieces += ["、" if i else "", called(known), *state(known.fact, unit_for(scene, known.fact), bold=not i)]
    few_more = next((k for k in ordered if base_value(k.fact)), None) if query.ascending and len(shown) == 1 else None
    if few_more is not None and few_more is not shown[0]:
        pieces += ["；不为零的各项中最小的是", called(few_more), *state(few_more.fact, unit_for(scene, few_more.fact))]
    if len(shown) > 1 and ADDED_UP.search(query.text) and (added := total(scene, shown, "合计")) and added.result:
        return answered(*pieces, "，合计", added.result, "。", result=added.result)
    share = _share_of(whole, shown[0]) if len(shown) == 1 and _ITS_SHARE.search(query.text) else []
    pieces += [*share, "。"]
    result = next((p for p in pieces if isinstance(p, Stated)), None) if len(shown) == 1 else None
    result = next((p for p in share if isinstance(p, Stated) and p.formula), result)
    no_projects = _OF_PROJECTS.search(query.text) and not len(projects(scene, year)) > 1 and ordered[0].fact.code
    notices = ("文件没有逐个列出项目的数额，以上按功能分类科目排列。",) if no_projects else ()
    if len(shown) == 1 and _asks_what_for_too(query.text):
        told = purpose.purpose(scene.with_query(items=(_as_asked(shown[0]),), kind="purpose"))
        pieces += ["\n\n", *told.pieces] if told else []
    by_subject = named_of or asked_order.of_subjects(query.text)
    if asked.keys == _PROJECTS.keys and not by_subject and not _OF_PROJECTS.search(query.text):
        pieces += _by_subject(scene, asked, year)
    return answered(*pieces, result=result, notices=notices)


# And what part of the whole it is: 最小的那一类占百分之几.
_ITS_SHARE = re.compile(
    r"最[大多高小少低][^，。？?]{0,8}?占(?:了|到|去)?[^，。？?]{0,10}?(?:百分之(?:几|多少)|几成|多大|多少(?!钱|元|万)|比例|比重)"
)


@dataclass(frozen=True, slots=True)
class Rows:
    """Several amounts of one kind: what they are rows of, the whole they come to, and what they are called where that is less."""

    asked: Asked
    whole: Known | None
    found: list[Known]
    of: str = ""


def rows_of(scene: Scene, asked: Asked, year: int) -> Rows | None:
    """The rows that a question puts in order, or picks from: those of the level and the axis that it names, below the item.

    None where they are told of other money than is asked about; rows of another level never stand for those asked for.
    """
    text = scene.query.text
    asked = _of_the_fund(scene, asked, year)
    if (digits := asked_order.economic_level(text)) and not set(asked.keys[:1]) & sources.REVENUE:
        found_of = economic(scene, asked, year, digits)
        return Rows(asked, *found_of) if found_of is not None else None
    if asked_order.of_subjects(text):
        asked = _spent_of(scene, asked, year)
    whole = scene.level(asked, year)
    split = breakdown.by_axis(scene, asked, year)
    if split is None and axis_of(text) in ("economic", "use", "funds"):
        return None  # nor do other parts stand for those of the axis
    if split is not None:
        whole, found = split
    elif sources.REVENUE & set(asked.keys[:1]) and not asked_order.of_subjects(text):
        found = sources.of_revenue(scene, asked, year)  # 收入总表 breaks it down by what it is spent on
    elif asked_order.of_subjects(text) and (rows := by_code(scene, asked, year)):
        found = rows  # 项目支出最多的科目
    elif (level := asked_order.level(text)) and whole is not None and (rows := _rows_below(scene, whole, level)):
        found = rows  # 某类下面花钱最多的项级科目
    elif level is not None and of_all(asked):
        found = rows_of_codes(scene, year, level, whole)
    else:
        found = leaves(scene, year, whole) if of_lowest(scene, asked) else parts(scene, asked, year)
    if found and whole is not None and terms.TOTALS & set(asked.keys[:1]) and not says_all(found, whole):
        found = of_all_funds(scene, found, whole) or found  # one fund's parts do not come to all that is spent
    if found and whole is not None and FUNDS & set(asked.keys[:1]) and not says_all(found, whole):
        split = breakdown.along(scene, asked, year, "function")
        if split is None:
            return None  # what all funds pay for a 类 is not what this one does
        whole, found = split
    named_of = ""
    if not found and asked.keys[:1] == _PROJECTS.keys and (found := by_code(scene, asked, year)):
        named_of = "项目支出的各个科目"  # where no project is told by itself
    elif not found and asked.keys[:1] == ("basic_expenditure",) and whole is not None:
        found = _economic(scene, year, whole)
    elif not found and whole is not None:
        found = _of_its_table(scene, year, whole)
    elif found and whole is not None and of_lowest(scene, asked) and not says_all(found, whole):
        if not terms.TOTALS & set(asked.keys):
            return None  # another fund's 项 are none of this one's
        named_of = f"“{found[0].fact.table}”"  # of one fund's money only
    return Rows(asked, whole, found, named_of) if _of_the_level(found, asked_order.level(text)) else None


def _of_the_level(found: Sequence[Known], level: asked_order.Level | None) -> bool:
    """Whether rows may be of the level that is asked for: those with functional codes have as many digits as it."""
    codes = [known.fact.code for known in found if known.fact.code and known.fact.code.startswith("2")]
    return level is None or all(len(code) == level for code in codes)


def apart(scene: Scene) -> str:
    """What the question leaves out, in words to be put before what is told of the others."""
    names = "、".join(out.text for out in scene.query.without)
    return f"除{names}外" if names else ""


def beside(scene: Scene, found: Sequence[Known], year: int) -> list[Known]:
    """The rows without those that the question leaves out; none where what it leaves out is no row, nor above any."""
    left = list(found)
    for out in scene.query.without:
        line = scene.level(out, year)
        code = out.code or (line.fact.code if line is not None and len(line.fact.code or "") < _ITEM_DIGITS else None)
        kept = [
            known
            for known in left
            if known.item.own not in out.keys
            and terms.normalise(called(known)) != terms.normalise(out.text)
            and not (code and (known.fact.code or "").startswith(code))
        ]
        if len(kept) == len(left):
            return []
        left = kept
    return left


def economic(scene: Scene, asked: Asked, year: int, digits: int) -> tuple[Known, list[Known]] | None:
    """An expenditure and its rows of the economic codes of a level, in a table in which they come to it; None where none do."""
    for whole in breakdown.amounts(scene, asked, year):
        for rows in _by_place(scene, whole, year):
            lowest = [k for k in rows if k.fact.code and len(k.fact.code) == digits and k.fact.code[0] in "35"]
            once = len({k.fact.code for k in lowest}) == len(lowest)
            if whole.fact.value and lowest and once and says_all(lowest, whole):
                return whole, lowest
    return None


def _by_place(scene: Scene, whole: Known, year: int) -> list[list[Known]]:
    """The rows of the year in the whole's stage, by table and column, then those of whole tables: 人员经费 beside 公用经费."""
    places: dict[tuple[int | None, tuple[str, ...]], list[Known]] = {}
    tables: dict[int | None, list[Known]] = {}
    for known in scene.holding(whole.fact).known:
        fact = known.fact
        if fact.source == "table" and fact.value is not None and (fact.year, fact.basis) == (year, whole.fact.basis):
            places.setdefault((fact.table_number, fact.column), []).append(known)
            tables.setdefault(fact.table_number, []).append(known)
    return [*places.values(), *tables.values()]


def _share_of(whole: Known | None, part: Known) -> list[Piece]:
    """What part of the whole the first one is; nothing where the whole is not told in the same measure."""
    if whole is None or not whole.fact.value or not alike((whole, part)):
        return []
    return [f"，占{called(whole)}", *state(whole.fact), "的", part_of(part.fact, whole.fact, bold=True)]


def _all_of_one(scene: Scene, part: Known, whole: Known, name: str) -> Draft:
    """The one part that a whole has: all the revenue of a body that lives on its appropriation."""
    said = [f"{scene.prefix}{name}", *state(whole.fact), "，全部是", called(part)]
    amount = state(part.fact, unit_for(scene, part.fact), bold=True)
    return answered(*said, *amount, "。", result=next((p for p in amount if isinstance(p, Stated)), None))


# More than one is asked for, without saying how many: 主要花在哪几类上.
_SEVERAL = re.compile(r"哪(?:几|些)大?(?:[个项类块样笔种处]|方面|科目|领域)")
_SOME = 3

# And what it is for: 最多的是哪一类，主要用来做什么.
_WHAT_FOR = re.compile(
    r"(?:用来|用于|用在|拿来|拿去|花在)[^，。？?]{0,6}(?:什么|啥|哪|干嘛)|(?:做|干)(?:了)?(?:什么|啥|嘛)|用途"
)


def _asks_what_for_too(text: str) -> bool:
    """Whether it is asked what the largest is for, and not only where the money goes: 钱主要花在哪 asks for the largest."""
    hit = _WHAT_FOR.search(text)
    return hit is not None and bool(re.search("[最，,]", text[: hit.start()]))


# Both ends of the order in one question: 最多和最少的分别是哪类, 最高的是哪项、最低的呢.
_BOTH_ENDS = re.compile(
    r"最[大多高][^？?]{0,16}最[小少低]|最[小少低][^？?]{0,16}最[大多高]|最花钱[^？?]{0,16}最[小少低]|首尾|两头"
)


def _ends(scene: Scene, ordered: Sequence[Known]) -> Draft:
    """The largest and the smallest part."""
    pieces: list[Piece] = []
    for known in sorted((ordered[0], ordered[-1]), key=lambda known: base_value(known.fact), reverse=True):
        lead = f"{scene.prefix}{scene.target()}年金额最大的是" if not pieces else "；金额最小的是"
        pieces += [lead, called(known), *state(known.fact, unit_for(scene, known.fact), bold=True)]
    return answered(*pieces, "。")


# By how much the first is ahead of the second: 最多的是哪个，比第二名多多少.
_AHEAD = re.compile(
    r"(?:比|领先|超过|超出)(?:排)?(?:在)?(?:第[二2]|次[大多高]|后(?:面)?一)(?:大|多|高)?(?:的)?(?:名|位|个|项|家)?[^，。？?]{0,8}?(?:多少|几)"
)


def _ahead(scene: Scene, ordered: Sequence[Known]) -> Draft:
    """The first two of the order, and what is between them."""
    first, second = ordered[:2]
    unit = unit_for(scene, first.fact) or first.fact.unit
    names = {"a": first.fact, "b": second.fact}
    gap = computed(
        f"{scaled('a', first.fact.unit, unit)} - {scaled('b', second.fact.unit, unit)}", names, unit, bold=True
    )
    word = "小" if scene.query.ascending else "大"
    return answered(
        f"{scene.prefix}{scene.target()}年金额最{word}的是{called(first)}", *state(first.fact, unit),
        f"，其次是{called(second)}", *state(second.fact, unit), "，相差", gap, "。",
        result=gap if gap.certain else None,
    )  # fmt: skip


def _by_subject(scene: Scene, asked: Asked, year: int) -> list[Piece]:
    """The largest or smallest 项 of 项目支出 beside its projects, for either may be meant."""
    rows = by_code(scene, asked, year)
    if not rows:
        return []
    known = rows[-1 if scene.query.ascending else 0]
    return [
        f"按功能分类科目看，最{'小' if scene.query.ascending else '大'}的是{called(known)}",
        *state(known.fact),
        "。",
    ]


def _placed(scene: Scene, ordered: list[Known], place: int) -> Draft | None:
    """The part at a place of the order, 第二大, and those before it."""
    if place > len(ordered):
        return None
    word = "小" if scene.query.ascending else "大"
    pieces: list[Piece] = [f"{scene.prefix}{scene.target()}年按金额从{word}到{'大' if word == '小' else '小'}：\n"]
    for number, known in enumerate(ordered[:place], start=1):
        pieces += [f"- {called(known)}：", *state(known.fact, unit_for(scene, known.fact), bold=number == place), "\n"]
    figures = [piece for piece in pieces if isinstance(piece, Stated)]
    name = called(ordered[place - 1])
    return answered(*pieces, f"排第{'一二三四五六七八九十'[place - 1]}的是{name}。", result=figures[-1])


def _rank_changes(scene: Scene, asked: Asked, year: int) -> Draft | None:
    base = year - 1
    if scene.query.years or scene.query.offsets:
        year, base = scene.pair()
    lowest = asked_order.level(scene.query.text) == _ITEM_DIGITS
    rows = leaves(scene, year) if lowest else parts(scene, asked, year)
    if scene.query.without:
        rows = beside(scene, rows, year) or (beside(scene, leaves(scene, year), year) if of_all(asked) else [])
    by_rate = "幅" in scene.query.text or "%" in scene.query.text
    scored = _moves(scene, rows, year, base, by_rate=by_rate)
    if not scored and not lowest and of_all(asked):  # the text tells how the lines moved, and not their classes
        lowest, rows = True, leaves(scene, year)
        scored = _moves(scene, rows, year, base, by_rate=by_rate)
    down = any(word in scene.query.text.replace("多少", "") for word in ("降", "减", "少"))
    scored.sort(key=lambda entry: entry[0], reverse=not down)
    if len(scored) < 2 or not scored[0][0] or (scored[0][0] < 0) != down:
        return None  # the least of those that rose is none that fell most
    if (scene.query.top or 1) > 1:
        listed: list[Piece] = []
        for value, moving, figure in scored[: scene.query.top]:
            listed += ["- ", *changing.sentence(scene.bare if listed else scene, moving)]
            listed += ["，", "增长" if value > 0 else "下降", figure, "\n"] if by_rate else ["\n"]
        return answered(*listed)
    value, moving, figure = scored[0]
    pieces = changing.sentence(scene, moving, bold=not by_rate)
    if by_rate:
        pieces += ["，", "增长" if value > 0 else "下降", figure]
    spent = replace(asked, keys=tuple(breakdown.SPENT_OF.get(key, key) for key in asked.keys))
    scope = _whole_name(spent, scene.level(asked, year))
    untold = len(rows) - len(scored)
    return answered(
        f"{scope}各{'项级科目' if lowest else '项'}中{apart(scene)}{'降' if down else '增'}{'幅' if by_rate else '额'}最大的是{called(moving.known)}：",
        *pieces,
        "。",
        result=figure if _BY_HOW_MUCH.search(scene.query.text) and figure.certain else None,
        notices=(f"另有{untold}项没有写明比上年的变化，没有参加比较。",) if untold else (),
    )


def _moves(
    scene: Scene, rows: Sequence[Known], year: int, base: int, *, by_rate: bool
) -> list[tuple[Decimal, Change, Stated]]:
    """How far each row moved from one year to the other, by amount or in percent, where that is told or follows."""
    found = []
    for known in rows:
        moving = changing.of(scene, _as_asked(known), year, base)
        if moving is None or (moving.before is None and moving.said is None):
            continue  # neither last year's level is printed nor the change told
        figure = changing.rate_of(moving) if by_rate else moving.amount
        if figure is not None:
            found.append((figure.value, moving, figure))
    return found


# And by how much it moved: 哪项加得最多，加了多少.
_BY_HOW_MUCH = re.compile(r"[加增涨减降少多升跌](?:长|加|少|幅|额)?(?:了|到|是|有|为|的)*(?:多少|几)")


def _of_its_table(scene: Scene, year: int, whole: Known) -> list[Known]:
    """The lowest rows of the table that is about an item (机关运行经费支出预算表), where they come to it."""
    columns: dict[tuple[int | None, tuple[str, ...]], list[Known]] = {}
    for known in scene.holding(whole.fact).known:
        table = terms.table_class(known.fact.table or "")
        if table is None or table.total != whole.item.own or known.fact.year != year or not known.fact.value:
            continue
        if known.fact.row and not terms.is_neutral(known.fact.row[-1]) and known.item.own != whole.item.own:
            columns.setdefault((known.fact.table_number, known.fact.column), []).append(known)
    for rows in columns.values():
        lowest = [row for row in rows if not any(row is not other and counts_in(other, row) for other in rows)]
        if len(lowest) > 1 and says_all(lowest, whole):
            return lowest
    return []


def of_all(asked: Asked) -> bool:
    """Whether an item is all that is spent, or all of one fund."""
    return bool((terms.TOTALS | FUNDS) & set(asked.keys))


def _whole_name(asked: Asked, whole: Known | None) -> str:
    """How what the parts belong to is called: by its concept's name, a printed line as it is printed."""
    if asked.keys and asked.keys[0] in terms.concepts():
        return terms.name(asked.keys[0])
    return called(whole) if whole is not None and whole.item.own in asked.keys else asked.text


def of_lowest(scene: Scene, asked: Asked) -> bool:
    """Whether it is the 项 of all that is spent that are ranked."""
    return of_all(asked) and asked_order.of_subjects(scene.query.text)


def _spent_in_year(scene: Scene, asked: Asked, year: int) -> Asked:
    """All that is spent as what the year spent, in final accounts: what is carried over is no part in any order."""
    carried = asked.keys[:1] in _ALL_SPENT and wholes.total(scene) is SPENT
    return SPENT if carried and scene.level(SPENT, year) is not None else asked


def _of_the_fund(scene: Scene, asked: Asked, year: int) -> Asked:
    """All that is spent as what the one fund that is asked about spends, where that is told."""
    key = breakdown.SPENT_OF.get(scene.query.fund or "")
    if key is None or not set(asked.keys[:1]) & terms.TOTALS:
        return asked
    spent = Asked(terms.name(key), (key,), 0, 0)
    return spent if scene.level(spent, year) is not None else asked


_ALL_SPENT = (("expenditure_total",), ("budget_total",))


def _spent_of(scene: Scene, asked: Asked, year: int) -> Asked:
    """A fund as what is spent of it, whose 科目 are told; itself where that is not told."""
    spent = replace(asked, keys=tuple(breakdown.SPENT_OF[key] for key in asked.keys if key in breakdown.SPENT_OF))
    return spent if spent.keys and not set(asked.keys) & terms.TOTALS and scene.level(spent, year) else asked


def leaves(scene: Scene, year: int, whole: Known | None = None) -> list[Known]:
    """The rows of the lowest functional codes of one table of a year, whole amounts; of a table that they come to `whole` in."""
    return rows_of_codes(scene, year, _ITEM_DIGITS, whole)


_ITEM_DIGITS, _CLASS_DIGITS = 7, 3  # of a 项 and of a 类


def _rows_below(scene: Scene, whole: Known, digits: int) -> list[Known]:
    """The 项, or the 款, below a 类 or 款 in its own table and column; none where they do not come to it."""
    fact = whole.fact
    if not fact.code or not fact.code.isdigit() or len(fact.code) >= digits or fact.table_number is None:
        return []
    below = {
        k.fact.code: k
        for k in scene.holding(fact).known
        if k.fact.code and len(k.fact.code) == digits and k.fact.code.startswith(fact.code)
        and k.fact.value is not None
        and (k.fact.table_number, k.fact.column, k.fact.year, k.fact.basis)
        == (fact.table_number, fact.column, fact.year, fact.basis)
    }  # fmt: skip
    rows = list(below.values())
    return rows if rows and says_all(rows, whole) else []


def rows_of_codes(scene: Scene, year: int, digits: int, whole: Known | None = None) -> list[Known]:
    """The rows of the codes of so many digits of one table of a year, whole amounts.

    Of the tables that one in which they come to `whole` is taken, else the first.
    """
    first: list[Known] = []
    taken_in = whole is not None and whole.item.side == "revenue"
    for holding in scene.holdings:
        tables: list[list[Known]] = []
        basis = scene.basis or ("budget" if holding.record.kind == "budget" else "actual")
        rows = [
            k
            for k in holding.known
            if k.fact.code
            and len(k.fact.code) == digits
            and k.fact.value is not None
            and k.fact.year == year
            and evidence.of_all_its_money(k)
            and (taken_in or not evidence.came_in(k.fact))
            and evidence.basis_fits(k.fact, basis)
        ]
        for number in sorted({k.fact.table_number for k in rows if k.fact.table_number is not None}):
            same = {k.fact.code: k for k in rows if k.fact.table_number == number}
            found = list(same.values())
            if len(found) > 1 and (whole is None or says_all(found, whole)):
                return found
            first = first or (found if len(found) > 1 else [])
            tables += [found] if found else []
        if whole is not None and (together := _of_several_funds(tables, whole)):
            return together
    return first


def _of_several_funds(tables: Sequence[list[Known]], whole: Known) -> list[Known]:
    """The rows of two or three tables, each of one fund, that come to a whole of all of them; empty where none do."""
    of_funds = [
        rows
        for rows in tables
        if (table := terms.table_class(rows[0].fact.table or "")) is not None and table.total in _OF_ONE_FUND
    ]
    for several in (2, 3):
        for chosen in combinations(of_funds, several):
            rows = [known for one in chosen for known in one]
            if len({k.fact.code for k in rows}) == len(rows) and says_all(rows, whole):
                return rows
    return []


_OF_ONE_FUND = frozenset({"general_public_expenditure", "government_fund_expenditure", "state_capital_expenditure"})


def classes(scene: Scene, year: int) -> list[Known]:
    """The rows of the 类 of one table of a year."""
    return rows_of_codes(scene, year, _CLASS_DIGITS)


def _economic(scene: Scene, year: int, whole: Known) -> list[Known]:
    """The rows of the lowest economic codes in a table in which they come to the whole."""
    rows = [
        k
        for k in scene.holding(whole.fact).known
        if len(k.fact.code or "") == _ITEM_OF_CLASS and (k.fact.code or "").startswith("3") and k.fact.value is not None
        and k.fact.year == year and k.fact.basis == whole.fact.basis
    ]  # fmt: skip
    for at in dict.fromkeys((k.fact.table_number, k.fact.column) for k in rows):
        found = [k for k in rows if (k.fact.table_number, k.fact.column) == at]
        if says_all(found, whole):
            return found
    return []


_ITEM_OF_CLASS = 5  # digits of an economic 款


def _as_asked(known: Known) -> Asked:
    return Asked(called(known), (known.item.own,), 0, 0, code=known.fact.code)


def parts(scene: Scene, asked: Asked, year: int) -> list[Known]:
    """The parts of an item that print a number; a total's parts are the 类 of the expenditure table."""
    if asked.keys[:1] == ("project_expenditure",) and len(projects(scene, year)) >= 2:
        return projects(scene, year)
    if told := _of_project(scene, asked, year):
        return told
    found = [k for k in evidence.children(asked, year, scene.basis, scene.holdings) if k.fact.value is not None]
    if scene.query.fund and (whole := scene.level(asked, year)) and whole.fact.code and not says_all(found, whole):
        # What all funds pay for the parts is not what this one does.
        below = evidence.rows_below(whole, scene.holding(whole.fact))
        return below if says_all(below, whole) else []
    if len(found) == 1 and found[0].fact.code:
        below = evidence.rows_below(found[0], scene.holding(found[0].fact))
        found = below or found
    return found if len(found) >= 2 else evidence.leaves(asked, year, scene.holdings) or found


def _of_project(scene: Scene, asked: Asked, year: int) -> list[Known]:
    """What the sentence that tells a project's money says of its parts: 其中甲30万元、乙20万元."""
    whole = scene.level(asked, year)
    if whole is None or not whole.fact.row or whole.fact.value is None:
        return []
    name = whole.fact.project[1] if whole.fact.project else whole.fact.row[-1]
    known = [k for k in scene.holding(whole.fact).known if k.fact.project and k.fact.project[1] == name]
    for one in known:  # a form or a list may print the same amount beside the sentence
        same = one.fact.row == (name,) and alike((one, whole)) and base_value(one.fact) == base_value(whole.fact)
        if one.fact.source != "narrative" or not same or one.fact.year != year:
            continue
        told = [
            k
            for k in known
            if k.fact.quote == one.fact.quote and k.fact.row[:-1] == one.fact.row and k.fact.measure == "level"
            and k.fact.value is not None
        ]  # fmt: skip
        if told:
            return told
    return []


def of_all_funds(scene: Scene, found: Sequence[Known], parent: Known) -> list[Known]:
    """The parts with one of them as it is stated elsewhere, so that they come to the whole: all funds' money for one fund's."""
    for at, known in enumerate(found):
        want = evidence.Want(Asked(called(known), (known.item.own,), 0, 0), known.fact.year, scene.basis)
        for other in evidence.candidates(want, scene.holdings):
            swapped = [*found[:at], other, *found[at + 1 :]]
            if other.fact.value is not None and other.fact.value != known.fact.value and says_all(swapped, parent):
                return swapped
    return []
