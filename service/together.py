"""One question put to several organisations: each one's answer on a line, and which is more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import quantity
from ingest.model import Fact
from service import counting, rules
from service.asked_basis import basis_of
from service.blanking import MASK, blanked
from service.coverage import accounted
from service.draft import Draft, Piece, Stated, added, computed, scaled
from service.holding import Known
from service.query import Asked, BasisAsked, Query, QueryKind
from service.rules.scene import Scene, phrase
from service.rules.totals import NAMES

_WHICH = re.compile(r"谁|孰|哪一?[边头方]|哪个|哪家|哪一家|哪一个|相差|差多少")
_PAST = re.compile(r"去年|上年|同比|往年|前年")
_MOVEMENT = re.compile(r"[增涨升降减跌]|变化|变动|多了|少了|扩大|缩")
_RATE = re.compile(r"幅|百分|%|率|比例|几成|快")
_DOWN = re.compile(r"[降减跌缩]|少了")
_APART = re.compile(
    r"差(?:了|出)?(?:多少|几)|[多少高低大小]出?几[万元个辆人名台家件次]|相差|差额|差距|[多少高低大小][^，。？]{0,4}多少|[多少高低大]于[^，。？]{1,16}多少|[多少高低大小]出?多少"
)
# How far they are apart is asked, whatever an item's name has of a sum: 支出总计相差多少.
_GAP = re.compile(r"相差|差(?:了|出)?(?:多少|几)|差[额距]")
_ADDED = re.compile(
    r"相加|总和|加起来|加在一起|加到一[起块]|合到一[起块]|放到?一[起块]|加一起|合计|合起来|一共|总共|拢共|一总|总共|凑(?:在)?一[起块]|凑起来|全加|总计|加总|加到一块|并起来|之和|加总|共计"
)
# How many times one body's amount the other's is, however long the names are that stand between.
_TIMES = re.compile("(?:是|为|等于|相当于|抵)[^，。；？?]*?(?:多少|几)倍")
# Which of them moved more, with no year to hold it against: that is the year before.
_MOVED_MORE = re.compile(
    r"[增涨升降减跌缩](?:长|加|少|低|幅|了|速|额)*(?:得|的)?(?:更|比较|较|最|还)?(?:多|快|大|少(?!$|[？?])|小|慢|狠|猛|厉害|明显)|(?:增长?|涨|降低?|下降|减少?|跌|变动|变化)的?(?:幅度?|速度?)"
    r"|[比较](?:去年|上年|上一年|前一年)度?(?:的)?(?:更|要|花|用|得)*[多少高低大小](?!于)"
)
# Of each of the bodies it is asked whether its own statements agree.
_WITHIN_EACH = re.compile("表|正文|文字|前后|各自|分别|收支|收入[^，。？]*支出|支出[^，。？]*收入|分项|明细|打架|矛盾")
_PAIR = 2
_STAGES_ASKED = re.compile("口径")
_ITEM_BY_ITEM = ("list", "compare", "difference")
# Which body has most, and not which of the items of each.
_WHO = re.compile(
    r"谁|哪一?家|哪一?[边头方]|哪一?个(?:单位|部门|局|街道|镇|乡|委|学校)|[按从由][大高多少低小]|排[名序个一]"
)
_OF_ITEMS = re.compile(r"科目|项目|哪一?[项类款块笔]|分别|各自")
_MOVED = ("change", "rate")


def together(scenes: Sequence[Scene]) -> Draft | None:
    """The answers of the organisations named; None where none of them has one."""
    scenes = _own_items(_in_one_year(scenes))
    query = scenes[0].query
    own_years = _own_years(scenes) is not None
    over_years = not own_years and (len(query.years) >= _PAIR or bool(query.offsets) or bool(_PAST.search(query.text)))
    times = len(scenes) == 2 and (query.kind == "multiple" or (not over_years and bool(_TIMES.search(query.text))))
    moves = bool(_MOVED_MORE.search(query.text)) or (over_years and bool(_MOVEMENT.search(query.text)))
    moved = not times and not own_years and moves
    between_bodies = own_years or _WHICH.search(query.text) or not over_years
    of_bodies = _WHO.search(query.text) or (len(query.items) == 1 and _THE_MOST.search(query.text))
    ranked = of_bodies and not _OF_ITEMS.search(query.text)
    alike = len(query.items) < _PAIR and not _WITHIN_EACH.search(query.text)  # whether the bodies' amounts are the same
    kinds = (
        *_ITEM_BY_ITEM,
        *(_MOVED if between_bodies else ()),
        *(("rank",) if ranked else ()),
        *(("consistency",) if alike else ()),
    )
    if moved:
        kind: QueryKind = "rate" if _RATE.search(query.text) else "change"
        # Which of them it is asks for a body, and not for an item of each.
        spans = [hit.span() for hit in _WHICH.finditer(query.text)]
        asked = [scene.with_query(kind=kind, text=blanked(scene.query.text, spans)) for scene in scenes]
    else:
        asked = [scene.with_query(kind="lookup") if scene.query.kind in kinds or times else scene for scene in scenes]
        asked = _own_years(asked) or _own_bases(asked) or asked
        if query.counted:  # 分别几辆: of each of the bodies, and not of each kind of what one has
            asked = [s.with_query(text=_EACH.sub(lambda hit: MASK * len(hit[0]), s.query.text)) for s in asked]
        if query.kind == "completion" and (ranked or alike):
            spans = [hit.span() for pattern in (_THE_MOST, _WHICH) for hit in pattern.finditer(query.text)]
            asked = [scene.with_query(text=blanked(scene.query.text, spans)) for scene in asked]
    found: list[tuple[Scene, Draft]] = []
    absent: list[str] = []
    for then, draft in map(_in_a_year_told, asked):
        if draft and draft.status == "answered" and not _counts_nothing(then, draft):
            found.append((then, draft))
        else:
            absent.append(then.organisation)
    if not found:
        return None
    pieces: list[Piece] = [piece for _, draft in found for piece in ("- ", *draft.pieces, "\n")]
    if absent:
        pieces.append(f"没有找到{'、'.join(absent)}的这一数额。")
    results = [(scene, draft.result) for scene, draft in found if draft.result is not None]
    gap: Stated | None = None
    winner: Stated | None = None
    if times and len(results) == 2:
        ordered = sorted(results, key=lambda pair: _at(pair[0].organisation, query, scenes))
        (one, top), (two, bottom) = ordered
        if bottom.value and len(top.facts) == len(bottom.facts) == 1:
            expression = f"a / ({scaled('b', bottom.facts[0].unit, top.facts[0].unit)})"
            gap = computed(expression, {"a": top.facts[0], "b": bottom.facts[0]}, "倍", places=2, bold=True)
            known = next(k for holding in one.holdings for k in holding.known if k.fact.id == top.facts[0].id)
            other = next(k for holding in two.holdings for k in holding.known if k.fact.id == bottom.facts[0].id)
            if top.facts[0].year == bottom.facts[0].year and known.item.own == other.item.own:
                pieces += [f"{phrase(one, known)}是{phrase(two, other)}的", gap, "。"]
            else:
                pieces += [f"两者相比，{one.organisation}的是{two.organisation}的", gap, "。"]
            if (top.facts[0].basis == "actual") != (bottom.facts[0].basis == "actual"):
                pieces.append("注意：两个数一为预算、一为决算，口径不同。")
            return Draft("answered", tuple(pieces), gap)
    if (
        not moved
        and not absent
        and len(results) == len(found)
        and (added := _added([figure for _, figure in results], query))
    ):
        return Draft("answered", (*pieces, "合计", added, "。"), added)
    if not moved and len(results) == len(found) > 1 and _ADDED.search(query.text) and _of_both_stages(results):
        return Draft("answered", (*pieces, "这些数有的为预算、有的为决算，口径不同，不相加。"))
    if len(results) == len(found) == 2 and all(scene.query.kind == "lookup" for scene, _ in results):
        larger = _larger(*results)
        pieces += larger
        gap = next((piece for piece in larger if isinstance(piece, Stated)), None)
    elif len(results) == len(found) == _PAIR and not moved and all(figure.unit == "%" for _, figure in results):
        pieces += _higher(*results)
    elif ranked and not moved and len(results) == len(found) > 2:
        in_order = _in_order(results)
        pieces += in_order
        end = _THE_MOST.search(query.text) if in_order else None
        winner = _at_the_end(results, least=any(char in end[0] for char in "少低小")) if end else None
    elif moved and len(results) == len(found) > 1:
        most = max(results, key=lambda pair: pair[1].value)
        down = bool(_DOWN.search(query.text))
        if down:
            most = min(results, key=lambda pair: pair[1].value)
        word = "幅" if _RATE.search(query.text) else "额"
        pieces.append(f"{'降' if down else '增'}{word}更大的是{most[0].organisation}。")
    return Draft("answered", tuple(pieces), winner or (gap if gap and _APART.search(query.text) else None))


# A year that is told by how long ago it is, and not what another is held against: 去年谁花得多, never 比去年.
_THAT_YEAR = re.compile("(?<![比较跟和与同])(?<!相对于)(?:今年|去年|前年)(?!相比|比)")


def _in_one_year(scenes: Sequence[Scene]) -> Sequence[Scene]:
    """The bodies with one year for 今年 or 去年, that of the newest disclosure of all, so that none is held against another year."""
    query = scenes[0].query
    if query.years or len(query.offsets) != 1 or not _THAT_YEAR.search(query.text):
        return scenes
    newest = max(scene.reference for scene in scenes)
    return [replace(scene, reference=newest) for scene in scenes]


_EACH = re.compile(r"分别|各自?(?=[有是为]|几|多少)")
# Which one of them has the most is asked for, and not their order.
_THE_MOST = re.compile(
    "(?:谁|哪一?(?:家|个|边))[^，。；？?]{0,12}最[多少高低大小]|最[多少高低大小]的(?:是|为)?(?:谁|哪)"
)


def _at_the_end(results: Sequence[tuple[Scene, Stated]], *, least: bool) -> Stated | None:
    """The largest of several bodies' figures, or the smallest; None where two have the same."""
    sizes = {figure: quantity.Quantity(figure.value, quantity.unit(figure.unit)).base for _, figure in results}
    end = min(sizes.values()) if least else max(sizes.values())
    found = [figure for figure, size in sizes.items() if size == end]
    return found[0] if len(found) == 1 else None


def _counts_nothing(scene: Scene, draft: Draft) -> bool:
    """Whether it is asked how many there are, and a body's answer has no figure at all."""
    told = draft.result is not None or any(isinstance(piece, Stated) for piece in draft.pieces)
    return bool(scene.query.counted) and not told


def _in_a_year_told(scene: Scene) -> tuple[Scene, Draft | None]:
    """A body's answer; where no year is asked for and its latest disclosure does not tell it, that of the last one that does."""
    draft = _with_its_number(scene, accounted(scene, rules.draft(scene)))
    if (draft and draft.status == "answered") or scene.query.years or scene.query.offsets:
        return scene, draft
    for year in sorted({h.record.year or 0 for h in scene.holdings} - {scene.target()}, reverse=True):
        then = scene.with_query(years=(year,))
        told = accounted(then, rules.draft(then))
        if told and told.status == "answered" and told.result is not None:
            return then, told
    return scene, draft


def _with_its_number(scene: Scene, draft: Draft | None) -> Draft | None:
    """The answer, or where it only quotes what it is asked how many of, the number that the question's words describe."""
    if draft is None or draft.status != "answered" or _counts_nothing(scene, draft):
        return counting.told(scene) if scene.query.counted else draft
    return draft


def _added(figures: Sequence[Stated], query: Query) -> Stated | None:
    """The sum of the bodies' figures, where it is asked for and each is one printed amount on one basis."""
    facts = [figure.facts[0] for figure in figures if len(figure.facts) == 1 and _printed(figure)]
    units = {known.base if (known := quantity.unit(fact.unit)) else None for fact in facts}
    bases = {fact.basis for fact in facts}
    if (
        _GAP.search(query.text)
        or not _ADDED.search(query.text)
        or len(facts) != len(figures)
        or len(facts) < 2
        or len(facts) > len(NAMES)
    ):
        return None
    if len(units) > 1 or None in units or len(bases) > 1:
        return None
    return added(facts, query.unit or facts[0].unit)


def _of_both_stages(results: Sequence[tuple[Scene, Stated]]) -> bool:
    """Whether some of the figures are planned and others spent: together they come to nothing."""
    bases = {fact.basis for _, figure in results for fact in figure.facts}
    return "actual" in bases and len(bases) > 1


def _printed(figure: Stated) -> bool:
    """Whether a figure is one that is printed, be it given in another unit."""
    return not figure.formula or bool(re.fullmatch(r"a(?: [*/] \d+)?", figure.formula))


def _own_items(scenes: Sequence[Scene]) -> Sequence[Scene]:
    """Each body with its own item, where the question names one behind each: 甲局的差旅费和乙局的会议费; else as they are."""
    query = scenes[0].query
    items = query.items
    starts = sorted((_at(scene.organisation, query, scenes), at) for at, scene in enumerate(scenes))
    if len(items) != len(scenes) or any(scene.query.items != items for scene in scenes) or starts[0][0] < 0:
        return scenes
    if len({asked.keys for asked in items}) < len(items) or len({asked.start for asked in items}) < len(items):
        return scenes
    ends = [start for start, _ in starts[1:]] + [len(query.text)]
    own: dict[int, Asked] = {}
    for (start, at), end in zip(starts, ends, strict=True):
        named = [asked for asked in items if start <= asked.start < end]
        if len(named) != 1:
            return scenes
        own[at] = named[0]
    return [replace(s, query=replace(s.query, items=(own[at],), kind=_of_one(s.query))) for at, s in enumerate(scenes)]


def _of_one(query: Query) -> QueryKind:
    """What is asked of each body by itself, where the bodies' different items are set against each other."""
    return query.kind if query.kind == "multiple" else "lookup"


_FUNDS = re.compile("(?:公共|基金|经营)预算")  # names of money, whatever its stage


def _stage_said(words: str) -> BasisAsked | None:
    """Whether what is said of one body is planned or spent; by the bare word where it says it with nothing behind."""
    bare_words = _FUNDS.sub("", words)
    told = {"budget": "预算" in bare_words, "actual": "决算" in bare_words}
    bare: BasisAsked = "actual" if told["actual"] else "budget"
    return basis_of(words, ()) or (bare if sum(told.values()) == 1 else None)


def _own_years(scenes: Sequence[Scene]) -> list[Scene] | None:
    """Each body with its own year, where the question names one after each: 甲局2019年和乙局2025年; else None."""
    query = scenes[0].query
    if len(query.years) != len(scenes) or len(scenes) < 2 or query.offsets:
        return None
    stops = sorted((query.text.find(str(year)), year) for year in query.years)
    starts = sorted((_at(scene.organisation, query, scenes), index) for index, scene in enumerate(scenes))
    if any(start < 0 for start, _ in (*stops, *starts)):
        return None
    order = sorted([(at, "year", year) for at, year in stops] + [(at, "body", index) for at, index in starts])
    if [kind for _, kind, _ in order] != ["body", "year"] * len(scenes):
        return None
    years = {order[i][2]: order[i + 1][2] for i in range(0, len(order), 2)}
    ends = [at for at, kind, _ in order[2:] if kind == "body"] + [len(query.text)]
    said = {
        order[i][2]: _stage_said(query.text[order[i][0] : end])
        for i, end in zip(range(0, len(order), 2), ends, strict=True)
    }
    apart = {"budget", "actual"} <= set(said.values())  # 甲局2018年预算安排的, 和乙局2020年决算的
    own = [replace(scene, query=replace(scene.query, years=(years[at],))) for at, scene in enumerate(scenes)]
    return [scene.with_query(basis=said[at]) for at, scene in enumerate(own)] if apart else own


def _own_bases(scenes: Sequence[Scene]) -> list[Scene] | None:
    """Each body's figure as planned or as spent, where the question says so behind each: 甲局（决算）、乙局（预算）; else None."""
    text = scenes[0].query.text
    starts = sorted((_at(scene.organisation, scenes[0].query, scenes), at) for at, scene in enumerate(scenes))
    if any(start < 0 for start, _ in starts):
        return None
    ends = [start for start, _ in starts[1:]] + [len(text)]
    said = {at: _stage_said(text[start:end]) for (start, at), end in zip(starts, ends, strict=True)}
    if not {"budget", "actual"} <= set(said.values()):
        return None
    return [scene.with_query(basis=said[at]) for at, scene in enumerate(scenes)]


def _at(body: str, query: Query, scenes: Sequence[Scene]) -> int:
    """Where a question names a body, told by the characters of its name that the others do not have."""
    others = "".join(scene.organisation for scene in scenes if scene.organisation != body)
    own = [char for char in body if char not in others]
    places = [query.text.find(char) for char in own if char in query.text]
    return min(places, default=-1)


def _in_order(results: Sequence[tuple[Scene, Stated]]) -> list[Piece]:
    """Several organisations from the one with the most; nothing where their figures do not compare."""
    sizes = [quantity.Quantity(figure.value, quantity.unit(figure.unit)) for _, figure in results]
    if len({size.unit.base if size.unit else None for size in sizes} - {None}) != 1 or any(not s.unit for s in sizes):
        return []
    order = sorted(zip(sizes, results, strict=True), key=lambda pair: pair[0].base, reverse=True)
    mixed = len({frozenset(fact.basis for fact in figure.facts) for _, figure in results}) > 1
    apart = "注意：这些数有的为预算、有的为决算，口径不同。" if mixed else ""
    ways = "从高到低" if all(size.unit and size.unit.base == "%" for size in sizes) else "从多到少"
    return [f"{ways}依次是{'、'.join(scene.organisation for _, (scene, _) in order)}。{apart}"]


def _higher(one: tuple[Scene, Stated], two: tuple[Scene, Stated]) -> list[Piece]:
    """Which of two organisations' shares or rates is higher."""
    (scene, first), (other, second) = one, two
    if first.value == second.value:
        return ["两者相同。"]
    return [f"更高的是{(scene if first.value > second.value else other).organisation}。"]


def _named(scene: Scene, known: Known) -> str:
    """What a figure is; a number of things by what is counted, whatever amount goes by that name."""
    fact = known.fact
    if (
        fact.measure == "count"
        and fact.source == "narrative"
        and fact.row
        and fact.unit
        and known.item.own != "vehicles"
    ):
        return f"{scene.prefix}{fact.year}年{fact.row[-1]}"
    return phrase(scene, known)


def _are_counted_alike(one: tuple[Scene, Stated], two: tuple[Scene, Stated]) -> bool:
    """Whether both figures count what there is on a day, or in the year of a final account, which is neither plan nor outturn."""
    facts = [(scene, fact) for scene, figure in (one, two) for fact in figure.facts]
    if any(fact.measure != "count" for _, fact in facts):
        return False
    there_is = all(any(k.item.own == "vehicles" for k in _of(scene, fact)) for scene, fact in facts)
    return there_is or len({scene.holding(fact).record.kind for scene, fact in facts}) == 1


def _of(scene: Scene, fact: Fact) -> list[Known]:
    return [known for known in scene.holding(fact).known if known.fact.id == fact.id]


def _larger(one: tuple[Scene, Stated], two: tuple[Scene, Stated]) -> list[Piece]:
    """Which of two organisations' figures is larger, and by how much where both are printed on one basis."""
    (scene, first), (other, second) = one, two
    a = quantity.Quantity(first.value, quantity.unit(first.unit))
    b = quantity.Quantity(second.value, quantity.unit(second.unit))
    if a.unit is None or b.unit is None or a.unit.base != b.unit.base:
        return []
    mixed = len({fact.basis for fact in (*first.facts, *second.facts)}) > 1 and not _are_counted_alike(one, two)
    on_purpose = scene.query.basis != other.query.basis  # the question itself sets a budget against an outturn
    apart = ["注意：两个数一为预算、一为决算，口径不同。"] if mixed else []
    if not mixed and _STAGES_ASKED.search(scene.query.text):
        apart = [f"两个数都是{'决算' if first.facts[0].basis == 'actual' else '预算'}数。"]
    if a.base == b.base:
        return ["两者相同。", *apart]
    if b.base > a.base:
        scene, other, first, second = other, scene, second, first
    if len(first.facts) > 1 or len(second.facts) > 1 or (mixed and not on_purpose):
        return [f"{scene.organisation}更多。", *apart]
    unit = scene.query.unit or first.unit
    expression = f"{scaled('a', first.facts[0].unit, unit)} - {scaled('b', second.facts[0].unit, unit)}"
    gap = computed(expression, {"a": first.facts[0], "b": second.facts[0]}, unit)
    known = next(k for holding in scene.holdings for k in holding.known if k.fact.id == first.facts[0].id)
    what = _named(scene, known)
    year = second.facts[0].year
    apart_in_time = f"{year}年" if year != first.facts[0].year else ""
    counted = second.facts[0].measure == "count" and second.facts[0].source == "narrative"
    called = "".join(second.facts[0].row[-1:]) if counted else ""  # the same things may go by another name there
    it = f"的{called}" if called and called not in what and known.item.own != "vehicles" else ""
    if apart_in_time:
        return [f"{scene.organisation}更多，两者相差", gap, "。", *apart]
    return [f"{scene.organisation}更多，{what}比{other.organisation}{it}多", gap, "。", *apart]
