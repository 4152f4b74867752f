"""Does it agree: one item in several places, parts against their total, two items that should be equal.

A printed number stands for an interval of half a step on either side (domain: 尾差), so a sum may differ from its
printed total by the roundings of all of them and still agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest import quantity, terms
from ingest.terms import strip_number
from service import asked_check, evidence
from service.asked_kind import DIFFERENCE
from service.asked_years import number_word
from service.described import bases_of, unit_fits, units_asked
from service.draft import Draft, Piece, computed, scaled
from service.evidence import Want
from service.holding import Known
from service.query import Asked, Query
from service.rules import cars, claims, goals, guests, said_whole, sums, totals
from service.rules.apart import set_apart
from service.rules.everywhere import everywhere, place_of
from service.rules.magnitude import alike, base_value
from service.rules.narrowed import joined_item
from service.rules.parts_and_whole import PROCURED, added_up, are_added, procurement
from service.rules.ranking import parts
from service.rules.scene import Scene, answered, called, evidence_counts, phrase, state
from service.rules.sentences import Line, newest_first, sentences
from service.rules.two_places import in_two_places, is_missing_in_one
from service.rules.words import lead

_ADDED = re.compile(r"加起来|合计|之和|加总|总和|相加|各项|下面|下级|明细|子项|项级|款级|分项|加在一起|逐项|构成|各类")
_BALANCE = re.compile(r"打平|进来的钱.{0,4}出去的钱|收支|收入.{0,6}支出|支出.{0,6}收入|平衡")


def consistency(scene: Scene) -> Draft | None:
    """Whether statements of the disclosure agree."""
    query = _without_tables(scene.query)
    if query.scopes_compared and len(query.items) > 1:  # 单位那份和部门那份: the files, not the units
        query = replace(query, items=tuple(a for a in query.items if "单位" not in a.text))
    counted_ones = tuple(asked for asked in query.items if evidence_counts(asked))
    if (
        query.counted
        and counted_ones
        and len(counted_ones) < len(query.items)
        and not _ASKS_OF_MONEY.search(query.text)
    ):
        query = replace(query, items=counted_ones)  # “三公”里写的保有量: money only says where the number stands
    scene = replace(scene, query=query)
    year = scene.target()
    if query.scopes_compared and (_WHICH_IS_MORE.search(query.text) or DIFFERENCE.search(query.text)):
        return _of_both_scopes(scene, year)
    if _has_unknown_part(query):
        return None  # 甲加乙加某某等于丙: without 某某 nothing can be said of the sum
    if (gathered := _parts_against(scene, year)) is not None:
        return gathered
    if worked_out := claims.claim(scene):
        return worked_out
    if scene.basis == "actual" and _PLANNED.search(query.text):
        scene = scene.with_query(basis="budget", items=tuple(map(_of_any_side, query.items)))
        query = scene.query
    if (query.counted or all(asked.near for asked in query.items)) and (stated := goals.agree(scene)):
        return stated
    if (counted := guests.everywhere(scene)) and len(counted) >= _PAIR:
        return _counted_alike(scene, counted)
    if len(counted := _counted_by_words(scene)) >= _PAIR:
        return _counted_alike(scene, counted)
    if placed := in_two_places(scene):
        return placed
    if not query.items and sums.asks_of_subjects(query):
        return sums.of_subjects(scene, year)
    if not query.items and not _BALANCE.search(query.text):
        return None
    if any(a.keys == ("current_budget",) for a in query.items) or sums.asks_of_projects(query):
        return sums.of_projects(scene, year)
    if subjects := sums.of_subjects(scene, year):
        return subjects
    claimed = _claimed(scene)
    if claimed:
        return claimed
    if (counted := cars.everywhere(scene)) and len(counted) >= _PAIR:
        return _counted_alike(scene, counted)
    keys = [a.keys[0] for a in query.items if a.keys]
    if _BALANCE.search(query.text) and set(keys) <= {"revenue_total", "expenditure_total", "budget_total"}:
        return _pair(scene, Asked("收入", ("revenue_total",), 0, 0), Asked("支出", ("expenditure_total",), 0, 0), year)
    if PROCURED.search(query.text):
        return procurement(scene, year)
    coded = [a for a in query.items if a.code]
    if len(coded) == 2:  # one thing under a functional and an economic code
        return _pair(scene, coded[0], coded[1], year)
    distinct = {(k.fact.id if (k := scene.level(a, year)) else a.text): a for a in query.items}
    if len(distinct) < len(query.items):  # one and the same under two names: 商品和服务支出 and 302
        query = replace(query, items=tuple(distinct.values()))
        scene = replace(scene, query=query)
    if _fewer_than_said(query):
        return None
    if sums.of_uses(query.items):
        return sums.of_one_line(scene, query.items, year)
    if are_added(query):
        return added_up(scene, year)  # 甲、乙两项加起来是不是那么多: none of them is held against another
    if len(query.items) >= 3:
        return added_up(scene, year) or sums.of_items(scene, query.items, year)
    if len(query.items) == 2 and not joined_item(scene):
        return _pair(scene, query.items[0], query.items[1], year)
    asked = query.items[0] if len(query.items) == 1 else query.items[-1]
    if _ADDED.search(query.text):
        found = parts(scene, asked, year)
        parent = scene.level(asked, year)
        if parent and parent.fact.value is not None and len(found) >= 2:
            other = everywhere(scene, asked, year)
            disagrees = other is not None and str(other.pieces[0]).startswith("不一致")
            return other if disagrees else sums.against_total(scene, found, parent)
    if asked_check.of_a_percentage(query.text):
        return None  # that its amount is the same everywhere says nothing of a percentage
    told = _with_amount_said(scene, asked, year) or everywhere(scene, asked, year)
    judged = told is not None and str(told.pieces[0]).startswith(("一致", "不一致"))
    # That other places agree on it is not what was asked; that one place alone states it is.
    return None if judged and is_missing_in_one(scene, asked) else told


# All that stands below one thing, to be added up: 302各项逐项加起来, 某支出各款相加.
_EACH_ADDED = re.compile(
    r"(?:(?:下面|下属|其下|底下|所列|所含|里|中|内)?的?(?:各|每一?|所有)个?(?:[项款类]|科目|明细|分项|细项|子项|行)|逐[项款条个笔]|[一逐]项[一逐]项|明细(?:科目)?|分项|细项|子项|下级科目)"
    r"[^，。；？?]{0,12}?(?:加起来|加在一起|加到一[起块]|加一起|合起来|之和|总和|加总|相加|汇总|累加|加下来|合计(?=[和与跟同是等]))"
)


def _parts_against(scene: Scene, year: int) -> Draft | None:
    """What stands below one thing, added up, against another that is named, or against itself under another name."""
    query = scene.query
    each = _EACH_ADDED.search(query.text)
    if each is None or len(query.items) < _PAIR:
        return None
    before = [a for a in query.items if a.start < each.end()]
    behind = [a for a in query.items if a.start >= each.end()]
    wholes = [scene.level(a, year) for a in before]
    against = [scene.level(a, year) for a in behind]
    ids = [{k.fact.id for k in some if k is not None and k.fact.value is not None} for some in (wholes, against)]
    whole, target = wholes[0] if wholes else None, against[0] if against else None
    if None in wholes or None in against or any(len(one) != 1 for one in ids) or whole is None or target is None:
        return None
    named = next((a for a in before if a.keys), before[0])
    found = [known for known in parts(scene, named, year) if known.fact.basis == whole.fact.basis]
    if len(found) < _PAIR or not alike((*found, whole, target)):
        return None
    return sums.against_printed(scene, [known for known in found if known.fact.value] or found, target)


def _with_amount_said(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """An item against another figure of the disclosure that the question tells by its amount alone: 8825.98万元，和项目支出对得上吗."""
    known = scene.level(asked, year)
    if known is None or known.fact.value is None:
        return None
    said = said_whole.amounts(scene, known.fact.unit)
    if len(said) != 1 or any(
        base_value(k.fact) == said[0].base for k in evidence.candidates(Want(asked, year), scene.holdings)
    ):
        return None
    other = said_whole.by_amount(scene, [known])
    return set_apart(scene, other, known, []) if other is not None else None


_WHICH_IS_MORE = re.compile(r"(?:哪|谁|孰)[^，。？?]{0,6}[多少大小高低]|[多大高]还是")


def _of_both_scopes(scene: Scene, year: int) -> Draft | None:
    """One item, or all that is spent, as the department's and its own unit's disclosure state it, and what lies between."""
    asked = next(iter(scene.query.items), totals.TOTAL)
    levels = []
    for scope in ("department", "unit"):
        own = tuple(holding for holding in scene.holdings if holding.record.scope == scope)
        levels.append(replace(scene, holdings=own).level(asked, year) if own else None)
    whole, unit = levels
    if whole is None or unit is None or whole.fact.value is None or unit.fact.value is None or not alike((whole, unit)):
        return None
    gap = computed(
        f"a - {scaled('b', unit.fact.unit, whole.fact.unit)}",
        {"a": whole.fact, "b": unit.fact},
        whole.fact.unit,
        bold=True,
    )
    return answered(
        f"{phrase(scene, whole)}，部门口径", *state(whole.fact), "，单位口径", *state(unit.fact),
        *(("，相差", gap, "。") if gap.value else ("，两者相同，相差", gap, "。")),
        result=gap if gap.certain else None,
    )  # fmt: skip


_ASKS_OF_MONEY = re.compile("[钱元]|金额|费用")
_SAID_TO_BE = re.compile("(?:[这那]|以上|上述)?([三四五六七八])(?:个|大|小)*[样项类块笔种]")
# Between a whole and the number of its parts.
_PARTS_OF = re.compile(
    '[”"]?(?:[^。；？?]*?[，,跟和与同于是]?(?:其|它|之|所|项)?(?:下面|下边|底下|下级|下|里面?|里头|当中|其中|所辖|所含|包含|下属|下设|内|中)|(?:那|这)?(?:一?类|一?款)?)的?(?:那|这|各)?'
)


def _fewer_than_said(query: Query) -> bool:
    """Whether of the things to be added up not all were understood: of 这三样加起来 two."""
    said = _SAID_TO_BE.search(query.text)
    if said is None or not _ADDED.search(query.text):
        return False
    if any(a.end < said.start() and _PARTS_OF.fullmatch(query.text, a.end, said.start()) for a in query.items):
        return False  # 某支出下面的三个项级科目: those are not named
    return 0 < sum(a.end <= said.start() for a in query.items) < number_word(said[1])


# One of the things that are added up, between the words that add it.
_PART_SAID = re.compile(
    r"(?:(?<![增追相])加上?(?!额|起来|在一|总)|减去|[、＋+])(?P<part>[^，。；？?、＋+]{2,16}?)(?=加上?(?!起来|在一|总)|减去?|[、＋+，]|等于|之和|合计|加起来|加在一|加总|相加|[这那]?[两三四五六][项个块样笔类])"
)
_NO_PART = re.compile(
    r"[”\"]?(?:支出|经费)?(?:的)?(?:那)?(?:段|份)?(?:情况)?说明(?:里面?|里头|中|上)?(?=和|与|跟|同|、|，|里|对|是|一[样致])|"
    r"(?:[一二两三四五六七八九十几各每这那上下前后的了是不还再又都也]|里面?|合计|之和|总和|起来|一起|在一|其他|其它|以及|还有|项|个|块|样|笔|类|数|额|总|钱|资金|经费|费用|支出|预算|决算)+"
)


def _has_unknown_part(query: Query) -> bool:
    """Whether something that is not understood stands among the items of a sum, as one of them."""
    if len(query.items) < _PAIR:
        return False
    first, last = min(a.start for a in query.items), max(a.end for a in query.items)
    for hit in _PART_SAID.finditer(query.text, first):
        start, end = hit.span("part")
        known = any(a.start < end and start < a.end for a in query.items)
        if start < last and not known and not _NO_PART.fullmatch(hit["part"]):
            return True
    return False


# Where something stands, beside what it is: 自评表里, 正文里.
_WHERE_IT_STANDS = re.compile("(?:绩效|自评|正文|文字|说明|报告|表格?|决算|预算|评价|公开|写|填)+")
# What is done, before what is counted: 共举办培训班 counts as 举办培训班 does.
_DONE_BEFORE = re.compile(
    "^(?:全年|年内|共计|累计|总共|合计|共|已|实际)*(?:举办|开办|组织|开展|召开|承办|完成|实施|办)?(?:各类|各种)?"
)


def _counted_by_words(scene: Scene) -> list[Known]:
    """Every place that counts the one thing which the question names by its own words, never the goals set for it."""
    query = scene.query
    words = [word for word in map(terms.normalise, query.rest) if not _WHERE_IT_STANDS.fullmatch(word)]
    if len(query.items) == 1 and query.items[0].near and not words:
        words = [terms.normalise(query.items[0].text)]  # 主体班次, printed as 举办主体班次
    elif query.items:
        return []
    if not query.counted or len(words) != 1 or len(words[0]) < _PAIR:
        return []
    bases = bases_of(units_asked(query))
    found = [
        known
        for holding in scene.holdings
        for known in holding.known
        if known.fact.measure == "count"
        and known.fact.value is not None
        and known.fact.year == scene.target()
        and known.fact.basis != "target"
        and unit_fits(bases, known.fact)
        and known.fact.row
        and not evidence.is_score(known.fact)
        and words[0] in terms.normalise(known.fact.row[-1])
    ]
    names = {_DONE_BEFORE.sub("", terms.normalise(known.fact.row[-1])) for known in found}
    places = {(known.fact.source, known.fact.table_number) for known in found}
    return found if len(names) == 1 and len(places) >= _PAIR else []


def _counted_alike(scene: Scene, counted: Sequence[Known]) -> Draft:
    """Every place that states a number of guests or cars, and whether they say the same."""
    lines: list[Piece] = []
    told: set[tuple[str, Decimal]] = set()
    for known in counted:
        place, name = place_of(scene, known), strip_number(known.fact.row[-1])
        if (place + name, base_value(known.fact)) not in told:
            lines += [f"- {place}：{known.fact.year}年{name}", *state(known.fact), "\n"]
        told.add((place + name, base_value(known.fact)))
    if len({base_value(known.fact) for known in counted}) == 1:
        return answered("一致。\n", *lines)
    why = _told_apart(scene, [terms.normalise(cars.name(known)) for known in counted])
    if why is not None:
        lines += ["文件写明：", why.quoted()]
    return answered("不一致。\n", *lines)


# What a final account repeats of the budget before it is compared with that budget.
_PLANNED = re.compile(r"年初预算|年初的预算|预算数(?!.*决算数)")


def _of_any_side(asked: Asked) -> Asked:
    """A fund by what it gives and by what is spent of it: its budget is one amount."""
    same = {
        "general_public_budget": "general_public_expenditure",
        "government_fund_budget": "government_fund_expenditure",
    }
    further = tuple(same[key] for key in asked.keys if key in same and same[key] not in asked.keys)
    return replace(asked, keys=(*further, *asked.keys))


# What stands between the items of one table's name: “三公”经费、会议费、培训费表.
_JOINED = re.compile(r"(?=.*、)(?!.*[和与及在里中表的])[“”\"'、一-鿿]{1,8}")
_TABLE = re.compile(
    r"(?:支出|收入|收支)?(?:(?:经济|功能)(?:科目)?分类(?:科目)?)?(?:明细|预算|决算|情况)?(?:总|明细)?表"
)

# Where something is written, and not what: “三公”经费部分写的保有量, 政府采购说明里列的.
_PART = re.compile(
    r"[”\"]?(?:支出|经费)?(?:的)?(?:那)?(?:段|份)?(?:情况)?说明(?:里面?|里头|中|上)?(?=和|与|跟|同|、|，|里|对|是|一[样致])|"
    r"[”\"]?(?:支出|经费)?(?:的)?(?:那)?(?:一)?(?:部分|一节|章节?|说明|情况说明|板块|栏目?|那里|那块)(?:里面?|里头|中|上)?(?:所)?(?:写|列|说|填|公布|披露|报|提到?|标|统计)(?:的|了|着)"
    r"|[”\"]?(?:支出|经费)?(?:的)?(?:那)?(?:一)?(?:部分|一节|章节?|情况说明|说明|板块|那块)(?:里面?|里头|中|上|内)?的(?=[^，。；？?]{2,24}[和与跟同])"
)


def _without_tables(query: Query) -> Query:
    """The question without items that only name a table: 会议费 in 基本支出表 and in “三公”经费、会议费、培训费表."""
    kept: list[Asked] = []
    titles = [start for start, _ in query.places]  # where a table's name begins, or goes on
    for asked in reversed(query.items):
        joined = any(start > asked.end and _JOINED.fullmatch(query.text[asked.end : start]) for start in titles)
        if joined or _TABLE.match(query.text[asked.end :]) or _PART.match(query.text[asked.end :]):
            titles.append(asked.start)
        else:
            kept.insert(0, asked)
    return replace(query, items=tuple(kept)) if kept else query


def _claimed(scene: Scene) -> Draft | None:
    """Two figures that the question itself names (24名还是42名): where each of them stands."""
    named = [f for f in quantity.find(scene.query.text) if f.quantity.unit]
    if len(named) != 2 or named[0].quantity.base == named[1].quantity.base:
        return None
    if len({f.quantity.unit.base for f in named if f.quantity.unit}) > 1:
        return None  # 49个项目、8825万元 are not two numbers of one thing
    lines: list[Piece] = []
    for figure in named:
        unit = figure.quantity.unit
        places = [
            known
            for holding in scene.holdings
            for known in holding.known
            if known.fact.value is not None
            and (mine := quantity.unit(known.fact.unit)) is not None
            and unit is not None
            and mine.base == unit.base
            and base_value(known.fact) == figure.quantity.base
        ]
        if not places:
            return None
        for known in places[:3]:
            lines += [f"- {place_of(scene, known)}：{lead(known.fact)}", *state(known.fact), "\n"]
    text = terms.normalise(scene.query.text)
    why = _told_apart(scene, [terms.normalise(text[max(0, one.start - 12) : one.start]) for one in named])
    if why is not None:
        return answered("两个数在文件中都有：\n", *lines, "文件写明：", why.quoted())
    return answered("不一致，两个数在文件中都有：\n", *lines, "文件没有说明为何不同。")


# What one number leaves out that another has: 不纳入保有量统计, 未计入编制数.
_LEAVES_OUT = re.compile(
    r"(?:不|未|没有?)(?:再|予|单独|作)?(?:纳入|计入|列入|算入|包括|包含|含|在[^，。；]{2,12}(?:统计|核算|范围|口径))|口径不同|除外"
)
_SHARED = 4  # characters that a name and such a sentence have in common


def _told_apart(scene: Scene, spoken: Sequence[str]) -> Line | None:
    """The sentence that tells what one of several numbers leaves out: it names what is counted, in the words spoken of it."""
    for holding in newest_first(scene):
        for line in sentences(holding) if holding.record.year == scene.target() else ():
            said = terms.normalise(line.text)
            if not _LEAVES_OUT.search(said) or line.table is not None:
                continue
            if any(words[at : at + _SHARED] in said for words in spoken for at in range(len(words) - _SHARED + 1)):
                return line
    return None


_PAIR = 2


def _pair(scene: Scene, one: Asked, two: Asked, year: int) -> Draft | None:
    first, second = _level(scene, one, year), _level(scene, two, year)
    if not first or not second or first.fact.value is None or second.fact.value is None or not alike((first, second)):
        return None
    notices = [
        f"文件没有单列“{asked.text}”，以基本支出中的{called(known)}为准。"
        for asked, known in ((one, first), (two, second))
        if known.fact.code and known.fact.code in evidence.ECONOMIC.get(asked.keys[0] if asked.keys else "", ())
    ]
    return set_apart(scene, first, second, notices)


def _level(scene: Scene, asked: Asked, year: int) -> Known | None:
    """The item's amount; of 公用经费 or 人员经费 that no table splits off, that of the one economic class that is all of it."""
    known = scene.level(asked, year)
    codes = evidence.ECONOMIC.get(asked.keys[0]) if asked.keys else None
    if codes is None or (known is not None and known.fact.value is not None):
        return known
    found = [scene.level(Asked(code, (), 0, 0, code=code), year) for code in codes]
    stated = [k for k in found if k is not None and k.fact.value and _splits_basic(k)]
    return stated[0] if len(stated) == 1 else None


def _splits_basic(known: Known) -> bool:
    """Whether a figure stands in a table of 基本支出 by economic class."""
    table = terms.table_class(known.fact.table) if known.fact.table else None
    return table is not None and table.id == "basic"
