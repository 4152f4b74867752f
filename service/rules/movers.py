"""Which of several items rose, fell or stayed: against the year before, or against their own budget."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from ingest import quantity, terms
from ingest.items import SPENT_OF
from service import asked_bound, evidence
from service.asked_bound import Bound
from service.blanking import blanked
from service.draft import Draft, Piece, Stated, computed, part_of, scaled
from service.holding import Known
from service.query import Asked
from service.rules import blank_before, change
from service.rules.axis_lines import booked, by_code
from service.rules.blank_before import OneBlank
from service.rules.change import Change
from service.rules.magnitude import alike, base_value
from service.rules.project_rows import projects
from service.rules.ranking import classes, leaves, parts
from service.rules.scene import Scene, answered, called, line_above, phrase, state
from service.rules.sentences import in_order
from service.rules.wholes import FUNDS

How = Literal["up", "down", "flat", "apart", "any"]

_THING = r"(?:功能|经济|支出|预算|项级|款级)?(?:分类)?(?:科目|[项款类块笔样]|支出|开支|开销|花销|花费|费用|经费|地方|方面|部分|内容|钱|用途)"
# 哪些科目, 有几笔, 列出…的科目: several are asked for, and it is not years, bodies or reasons that are.
_WHICH = re.compile(
    rf"(?:哪(?:些|几个?|一?[个项款类块笔样])|有几个?)(?:大|小|级)?(?:[项款类块笔样](?!目))?的?{_THING}?(?!年|单位|部门|机构|[局委办家张])"
    rf"|有(?:没有|无)[^，。？?]{{0,8}}?(?:科目|[项款]目?)(?=[，。？?的]|$)|{_THING}(?:都|分别)?(?:有|是)(?:哪些|哪几|什么|啥|谁)|(?:列|举|找|挑|(?<![管办清受整治代预决算额])[数理](?=一下|一[数理]|出|个))(?:一下|一列|出|举|个)*[^，。？?]{{0,24}}{_THING}"
    rf"|的{_THING}[，,]?(?:请|给我|帮我|都|全)*(?:列|举|找|挑|数)(?:一下|一列|出|举|个|全)"
)
_OF_OTHERS = re.compile(
    r"哪(?:些|几个?|一?个)(?:年|单位|部门|机构|局|委|街道|原因|因素|指标|表|文件|政策|方式|措施)|哪[几]?[年家张]"
)
_UP = re.compile(
    r"(?:[比较跟和与][^，。？?]{0,12}[年算]|预算)数?的?要?[多高]|(?<!新)增(?!幅|速|值|量|资|减)|上升|上涨|涨(?!幅|跌)|升(?!幅|降)|提高|变多|多了|更多|[多高大]于|高出|多出|超(?!声|市)|往上|长了|加码"
)
_DOWN = re.compile(
    r"(?:[比较跟和与][^，。？?]{0,12}[年算]|预算)数?的?要?[少低省]|减(?!幅|值)|下降|下滑|下调|(?<!升)降(?!幅|水|温)|跌|变少|少了|更少|[少低小]于|压(?!力)|砍|缩|往下|没(?:有)?(?:把[^，。？?]{0,8})?(?:全部?|都)?(?:花|用)完|结余|节省|节约|不足|不到|未达"
)
# 全部花完, 花光, 一分不剩: as much as was budgeted.
_ALL_SPENT = r"一分(?:钱)?(?:都|也)?(?:不|没)(?:剩|留)|(?<!没)(?<!没有)(?:全部?|全都|刚好|正好|恰好|都)(?:给)?(?:花|用|支|执行)(?:完|光|掉)|[花用](?:光|得精光)"
# So much was spent as was planned: 预算多少就花多少.
_AS_PLANNED = (
    r"预算(?:数|安排|给|批)?(?:是|有)?(?:了)?多少[，,]?(?:就|便|决算(?:数)?(?:就)?(?:是)?)(?:花|用|支出?|执行|决算)?(?:了|掉)?多少"
    r"|(?:正好|刚好|恰好|恰恰)[^，。？?]{0,4}(?:按|照|等于|用足|花足|符合)[^，。？?]{0,4}预算|(?:用|花)足(?:了)?预算"
    r"|(?:正好|刚好|恰好)(?:就)?(?:是|为)(?:年初|全年)?预算|按预算足额(?:花|用|支|执行)"
)
_FLAT = re.compile(
    rf"{_ALL_SPENT}|持平|没[有]?变|不变|未变|没[有]?动|(?:一分钱)?没[涨增]也?没[跌降减]|一分钱没[变动]|不增不减|一样|相等|相同|100[%％]|没有?变(?:动|化)"
    rf"|(?:分[毫文厘]|丝毫|毫厘)不差|一[分厘毫](?:钱)?(?:都|也)?不[差多少]|毫厘不差|一模一样|完全一致|等于[^，。？?]{{0,6}}预算|不超(?:也)?不(?:欠|省|剩|结余)|(?:一分|不)多(?:也)?(?:一分)?不少"
    rf"|{_AS_PLANNED}"
)
# 比年初预算多的, 超预算的, 没花完的: an outturn against its own budget.
_AGAINST_BUDGET = re.compile(
    rf"{_ALL_SPENT}|{_AS_PLANNED}|(?:[大小高低少多等]于|超过?|超出|没有?(?:全部?|都)?(?:花|用)完|完成|[花用]?超了|(?:比|较|与|和|跟|同))[^，。？?]{{0,8}}(?:年初|全年|调整)?预算"
    r"|超支|没有?(?:全部?|都)?(?:花|用)完|(?:年初|全年)?预算[^，。？?]{0,4}(?:(?:没有?)?(?:花|用)完|结余)"
)
# Which is furthest from its budget, above it or below: 决算和预算差得最多的是哪一项, 预决算偏差最大的科目.
_APART = re.compile(
    r"(?:差|偏离|偏差|差距|差异|差额|出入|距离)(?:得|的)?(?:额|数|度|程度)?最[大多远]|最[大多远]的?(?:偏差|差距|差额|差异|出入)"
)
# How every part moved, whichever way: 三个科目分别比上年增减多少, 哪些增哪些减.
_EACH_MOVE = re.compile(
    rf"哪(?:些|几)[^，。？?]{{0,8}}?[增多涨升][^。？?]{{0,12}}?哪(?:些|几)[^，。？?]{{0,8}}?[减少降跌]"
    rf"|(?:各|每一?|[两三四五六七八九十几]个?)(?:大|级)?(?:{_THING})[^。？?]{{0,24}}?(?:增减|变动|变化|涨跌|升降|变了|[增加涨]了?还是[减少降跌])(?:额|情况|了)*(?:多少|几|如何|怎么样|[？?。]|$)"
)
_BOTH_STAGES = re.compile(r"预决算|决算[^，。？?]{0,6}预算|预算[^，。？?]{0,6}决算")
_OF_A_YEAR = re.compile(r"\d年|[去上前往头]一?年(?!初)")
_OUTTURN_BEFORE = re.compile(
    r"(?:比|较|与|和|跟|同)(?:[^，。？?]{0,2}?(?:19|20)?\d\d|[^，。？?]{0,2}?[上去前往头][一两]?)年[^，。？?]{0,4}(?:执行|决算|实际)"
)
# Which of those just named is the larger, with no year to set it against: …各多少，哪一个更多.
_OF_THESE = re.compile(
    r"[，。？?](?:谁|哪一?[个家边方头])(?:更|较|比较|要)[多少高低](?:一?些|一点)?(?=$|[？?。，呢啊])"
)
_EXTREME = re.compile(
    r"最(?!近|后|终)|前[一二两三四五六七八九十\d]|第[一二三四五六七八九十]|排[名序]|[增降涨]幅|增速|增长率|幅度"
)
# 增幅在50%以上 sets a bound and asks for no order.
_RATE_BOUND = re.compile(r"[增降涨](?=幅[^，。？?最]{0,6}\d)")
_DOUBLES = re.compile("翻了?(?:一)?[番倍]")
_RATE = re.compile(r"[率幅]|比例|程度")
_BY_RATE = re.compile(r"[增降涨跌]幅|百分")
# 超预算倍数最高的, 超出预算的比例最大的: by what part of its budget was spent.
_BY_PART = re.compile("倍|百分|比例|幅度|超幅|完成率|执行率|程度")
_RATE_NAMED = re.compile(r"(?<=[增降涨跌])幅")
_WHY = re.compile(r"为什么|为何|为啥|原因|凭什么|凭啥|怎么(?=[^样])|咋(?!样)|缘|理由|导致|因为")
_CARRIED_OVER = re.compile("结转|(?:年末|年底|年终)[^，。？?]{0,4}(?:结余|剩)")
_UNSPENT = re.compile("没有?(?:花|用)[完掉]")
_CLASSES = re.compile("大类|哪几个?类|哪些类|大块|[三四五六七]类")
_SUBJECTS = re.compile("科目")
_PROJECTS = re.compile("哪(?:些|几个?|一?个)(?:重点|专项)?项目(?!支出)")
_SEVERAL = 2
_TOTALS = frozenset({"expenditure_total", "budget_total", "expenditure_this_year"})


@dataclass(frozen=True, slots=True)
class _Moves:
    """What is asked: the direction, and what the later amount is set against."""

    how: How
    own_budget: bool
    outturn_before: bool
    extreme: bool = False  # only those that moved most
    by_rate: bool = False  # most for what they were
    rate: Bound | None = None  # and by how much of what they were


def movers(scene: Scene) -> Draft | None:
    """The items whose amount is above, below or the same as the year before's, or as their own budget's; largest move first."""
    asked = _asked(scene)
    if asked is None or "口径" in scene.query.text:
        return None  # whether two amounts are told alike is no move
    year, base = scene.pair()
    if asked.own_budget:
        scene = replace(scene, query=replace(scene.query, basis="actual"))
        year = scene.target()
    rows, which = _rows(scene, year, asked.how)
    if asked.own_budget:
        pairs = [pair for late in rows if (pair := _spent_and_planned(scene, late)) is not None and alike(pair)]
    else:
        before = ((late, _earlier(scene, late, base, asked)) for late in rows)
        pairs = [(late, other) for late, other in before if other is not None and alike((late, other))]
    found = [(late, other) for late, other in pairs if _moved_so(late, other, asked.how)]
    if asked.rate is not None:
        found = [(late, other) for late, other in found if _at_rate(scene, late, other, asked.rate)]
    moves = [] if asked.own_budget or asked.outturn_before or found else _moves(scene, rows, (year, base))
    told = _told(scene, moves)
    goes = any(_goes(asked, moved) for _, moved in told)
    if told and (not pairs or goes):
        # Some moved so by what both years' amounts say, though no sentence tells by how much.
        if not goes and (asked.rate is not None or any(_goes(asked, moved) for _, moved in moves)):
            return None
        return _as_told(scene, told, asked, which)
    anew = _from_blanks(scene, rows, (year, base), asked)
    if not found and anew:
        return _anew(scene, anew, which)
    if not found:
        return _none_of(scene, pairs, asked)
    found.sort(key=_how_far_by_rate if asked.by_rate else _how_far, reverse=True)
    if asked.extreme:
        found = found[: scene.query.top or 1]
    lines: list[Piece] = []
    names = [called(late) for late in rows]
    for late, other in found:
        lines += [
            f"- {phrase(scene.bare if lines else scene, late)}{line_above(late, names)}",
            *state(late.fact),
            f"，{phrase(scene.bare, other)}",
            *state(other.fact),
            *_apart(late, other),
            *(_rate_told(scene, late, other) if asked.rate is not None else ()),
            "\n",
        ]
    for one in anew:
        lines += ["- ", *blank_before.sentence(scene.bare, one)[0], "\n"]
    note = f"只比较两个数都列有的{which}；只列一个数的不在其内。"
    if asked.extreme and len(found) == 1:
        lines = [_most(asked, which, called(found[0][0])), *lines]
        if asked.by_rate:
            lines[-1:] = ["，", *(_part(*found[0]) if asked.own_budget else _rate(*found[0], asked.how)), "\n"]
    gaps = [piece for piece in lines if isinstance(piece, Stated) and piece.formula and piece.certain]
    only = gaps[0] if len(found) == len(gaps) == 1 and not anew and "多少" in scene.query.text else None
    return replace(answered(*lines, result=only, notices=(note,)), by_words=True)


def _from_blanks(scene: Scene, rows: Sequence[Known], years: tuple[int, int], asked: _Moves) -> list[OneBlank]:
    """The rows that came anew since the year before, whose cell is blank; none where it is asked how they moved otherwise."""
    if asked.own_budget or asked.outturn_before or asked.extreme or asked.how not in ("up", "any"):
        return []
    if asked.rate is not None:
        return []  # from nothing a thing grew by no rate
    found = (blank_before.of(scene, Asked(called(k), (k.item.own,), 0, 0, k.fact.code), *years) for k in rows)
    return [one for one in found if one is not None and one.grew]


def _anew(scene: Scene, found: Sequence[OneBlank], which: str) -> Draft:
    """Only such rows rose as the year before left blank."""
    lines: list[Piece] = []
    for one in found:
        told, amount = blank_before.sentence(scene.bare if lines else scene, one)
        lines += ["- ", *told, "\n"]
    only = amount if len(found) == 1 and amount.certain and "多少" in scene.query.text else None
    return replace(answered(*lines, result=only, notices=(f"只比较表中两年都有一栏的{which}。",)), by_words=True)


def _moved(late: Known, other: Known) -> Decimal:
    """By how much the later amount is above (+) or below (-) the other."""
    return base_value(late.fact) - base_value(other.fact)


def _how_far(pair: tuple[Known, Known]) -> Decimal:
    return abs(_moved(*pair))


def _how_far_by_rate(pair: tuple[Known, Known]) -> Decimal:
    """How far an amount moved for what it was; from nothing it has no rate."""
    before = base_value(pair[1].fact)
    return _how_far(pair) / before if before else Decimal(0)


def _most(asked: _Moves, which: str, name: str) -> str:
    if asked.how == "apart":
        return f"{which}中决算数与预算数相差最多的是{name}：\n"
    if asked.own_budget and asked.by_rate:
        return f"{which}中决算数与预算数之比最{'高' if asked.how == 'up' else '低'}的是{name}：\n"
    if asked.own_budget:
        return f"{which}中{'超出' if asked.how == 'up' else '低于'}预算最多的是{name}：\n"
    return f"{which}中{'增' if asked.how == 'up' else '降'}{'幅最大' if asked.by_rate else '得最多'}的是{name}：\n"


def _rate(late: Known, other: Known, how: How) -> list[Piece]:
    before = scaled("b", other.fact.unit, late.fact.unit)
    rate = computed(f"(a - {before}) / ({before}) * 100", {"a": late.fact, "b": other.fact}, "%", places=2)
    return ["增长" if how == "up" else "下降", rate]


def _part(done: Known, plan: Known) -> list[Piece]:
    """What part of its budget was spent, whichever way they differ."""
    return ["完成", part_of(done.fact, plan.fact)]


_Told = tuple[Known, Change]


def _moves(scene: Scene, rows: Sequence[Known], years: tuple[int, int]) -> list[_Told]:
    """How each row moved, where that is told or follows from the amounts of both years."""
    each = ((row, change.of(scene, Asked(called(row), (row.item.own,), 0, 0, row.fact.code), *years)) for row in rows)
    return [(row, moved) for row, moved in each if moved is not None]


def _told(scene: Scene, moves: Sequence[_Told]) -> list[_Told]:
    """Those of them that the narrative tells, where tables print one year alone."""
    found: list[_Told] = []
    wholes = {key for asked in scene.query.items for key in asked.keys}
    for row, moved in moves:
        if moved.said is None or moved.after is None or moved.said.item.own != row.item.own:
            continue
        above = moved.said.fact.row[-2:-1]
        if above in ((), row.fact.row[-2:-1]) or terms.key(above[0]) in wholes:
            found.append((row, moved))
    return found


def _printed_rate(scene: Scene, late: Known, other: Known) -> Known | None:
    """The rate at which a sentence says that a row moved since the other amount's year; None where none says it, or two do."""
    found = {
        known.fact.value: known
        for known in scene.holding(late.fact).by_own.get(late.item.own, ())
        if known.fact.source == "narrative"
        and (known.fact.unit, known.fact.year) == ("%", late.fact.year)
        and known.fact.direction in ("up", "down")
        and known.fact.value is not None
        and (known.fact.base_year or late.fact.year or 0) in (other.fact.year, late.fact.year)
        and known.fact.row[-2:-1] in ((), late.fact.row[-2:-1])
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _at_rate(scene: Scene, late: Known, other: Known, bound: Bound) -> bool:
    """Whether a row moved by the rate that is asked for: as it is printed, else as it is worked out."""
    if (printed := _printed_rate(scene, late, other)) is not None:
        return bound.holds(abs(printed.fact.value or Decimal(0)))
    before = base_value(other.fact)
    return bool(before) and bound.holds(quantity.rounded(abs(_moved(late, other)) / before * 100, 2))


def _rate_told(scene: Scene, late: Known, other: Known) -> list[Piece]:
    """The rate at which a row moved, as printed or worked out."""
    direction = _direction(late, other)
    if (printed := _printed_rate(scene, late, other)) is not None:
        return ["，增长" if direction == "up" else "，下降", *state(printed.fact)]
    return ["，", *_rate(late, other, direction)]


def _way(moved: Change) -> How:
    direction = moved.said.fact.direction if moved.said else None
    return "flat" if direction == "flat" or not moved.amount.value else "up" if moved.amount.value > 0 else "down"


def _goes(asked: _Moves, moved: Change) -> bool:
    if asked.how not in ("any", _way(moved)):
        return False
    rate = change.rate_of(moved) if asked.rate is not None else None
    return asked.rate is None or (rate is not None and asked.rate.holds(abs(rate.value)))


def _as_told(scene: Scene, told: Sequence[_Told], asked: _Moves, which: str) -> Draft:
    """Those of the rows that moved as asked, the largest move first, each with what the narrative says of it."""
    found = [(row, moved) for row, moved in told if _goes(asked, moved)]
    found.sort(key=lambda pair: abs(pair[1].amount.value), reverse=True)
    note = f"只比较正文写明增减的{which}；没有写明的不在其内。"
    if not found:
        said = {"up": "增加", "down": "减少", "flat": "持平", "any": "有变化"}[asked.how]
        year = told[0][1].year
        return replace(
            answered(f"{scene.prefix}{year}年正文写明增减的{which}中，没有一个比上年{said}。", notices=(note,)),
            by_words=True,
        )
    lines: list[Piece] = []
    for row, moved in found:
        after = moved.after or row
        lines += [f"- {phrase(scene.bare if lines else scene, after)}", *state(after.fact)]
        if moved.said is not None and (direction := _way(moved)) != "flat":
            lines += [f"，比{moved.base}年{'增加' if direction == 'up' else '减少'}", *state(moved.said.fact)]
        else:
            lines.append(f"，与{moved.base}年持平")
        lines.append("\n")
    (_, only), *others = found
    asks_how_much = "多少" in scene.query.text and not others and bool(only.amount.value)
    result = only.amount if asks_how_much and only.amount.certain else None
    return replace(answered(*lines, result=result, notices=(note,)), by_words=True)


_FEWEST = 3  # pairs that must have been compared before it is said that none of them moved so


def _none_of(scene: Scene, pairs: Sequence[tuple[Known, Known]], asked: _Moves) -> Draft | None:
    """That none of what was compared moved as asked."""
    if len(pairs) < _FEWEST:
        return None
    if asked.rate is not None:
        said = f"{scene.prefix}{pairs[0][0].fact.year}年两个数都列有的科目中，没有一个符合所问的变动幅度（比较的基数为零的，无从计算幅度，不在其内）。"
        return replace(answered(said), by_words=True)
    against = "预算数" if asked.own_budget else f"{pairs[0][1].fact.year}年"
    apart = f"与{against}不同"
    said = {
        "up": f"高于{against}", "down": f"低于{against}", "flat": f"与{against}相同", "apart": apart, "any": apart
    }[asked.how]  # fmt: skip
    year = pairs[0][0].fact.year
    return replace(answered(f"{scene.prefix}{year}年两个数都列有的科目中，没有一个{said}。"), by_words=True)


def asks(scene: Scene) -> bool:
    """Whether a question asks which items moved."""
    return _asked(scene) is not None


_MOVING = re.compile("[增减升降涨跌]")


def _asked(scene: Scene) -> _Moves | None:
    # 减 of a project's own name (减量, 增殖) moves nothing.
    text = blanked(scene.query.text, [(a.start, a.end) for a in scene.query.items if _MOVING.search(a.text)])
    if _OF_THESE.search(text) and not _OF_A_YEAR.search(re.split("[，。？?]", text.rstrip("？?。"))[-1]):
        return None
    if _EACH_MOVE.search(text) and _OF_A_YEAR.search(f"{text}上年" if "同比" in text else text):
        gathers = any(terms.parts_below(key) for asked in scene.query.items for key in asked.keys[:1])
        single = len(scene.query.items) <= 1 and not gathers  # “三公” moved as its parts did: told with them
        return _Moves("any", own_budget=False, outturn_before=False) if single else None
    which = _WHICH.search(text)
    against = _AGAINST_BUDGET.search(text)
    apart = _APART.search(text) is not None
    against = against or (_BOTH_STAGES.search(text) if apart or _FLAT.search(text) else None)
    own = against is not None and not _OF_A_YEAR.search(against[0]) and not _OUTTURN_BEFORE.search(text)
    # What moved most from a year to another is a ranking; what is furthest from its own budget is told here.
    extreme = _EXTREME.search(_RATE_BOUND.sub("", text)) is not None
    outturn_before = _OUTTURN_BEFORE.search(text) is not None
    if asked_bound.sets(text):
        return None  # 超过500万的项目 moved past nothing
    if which is None or _OF_OTHERS.search(text) or (extreme and not own and not outturn_before) or _WHY.search(text):
        return None
    by_rate = extreme and ((outturn_before and bool(_BY_RATE.search(text))) or (own and bool(_BY_PART.search(text))))
    rate = asked_bound.rate_moved(text)
    if rate is None and ((_RATE.search(text) and not by_rate) or asked_bound.names_rate(_FLAT.sub("", text))):
        return None
    if _CARRIED_OVER.search(text) and not _AGAINST_BUDGET.search(_UNSPENT.sub("", text)):
        return None  # what is left over at the end of a year did not move
    if (len(scene.query.items) > 1 and not _LINES.search(text)) or (
        _PROJECTS.search(text) and len(projects(scene, scene.pair()[0])) < _SEVERAL
    ):
        return None
    cues: list[tuple[How, re.Pattern[str]]] = [("flat", _FLAT), ("down", _DOWN), ("up", _UP)]
    start = max(text.rfind(mark, 0, which.start()) for mark in "，。；？")
    told: list[How] = []
    for clause in (text[start + 1 :], text):  # 总的涨了，但哪几类降了
        said = _of_the_move(clause) if rate is not None else clause
        left = _FLAT.sub("", said)  # 没涨也没跌 names no direction
        left = _RATE_NAMED.sub("", left) if by_rate else left  # 降幅最大的 are sought among those that fell
        told = told or [how for how, cue in cues if cue.search(said if how == "flat" else left)]
    if apart and own and not told:
        told = ["apart"]
    if not told or len(set(told) - {"flat"}) > 1:
        return None  # 有增有减的
    if rate is not None and told[0] not in ("up", "down", "any"):
        return None
    return _Moves(told[0], own, not own and outturn_before, extreme, by_rate, rate)


def _of_the_move(text: str) -> str:
    """A text that sets a bound for how far things moved, with the direction alone: 降幅超过20% as 降."""
    return _DOUBLES.sub("上涨", _BOUND_SAID.sub("", _FLAT.sub("", text)))


# 超过20%, 幅度达到一倍: how far, which tells no direction.
_BOUND_SAID = re.compile(
    r"(?:(?<=[增涨升降跌])幅度?|幅度)|(?:不|没有?|未)?(?:低于|少于|小于|高于|大于|多于|超过|超出|超|突破|不到|不足|不满|未达|达到?)(?=\s*(?:了)?[\d一二两三四五六七八九十百])"
)


def _rows(scene: Scene, year: int, how: How) -> tuple[Sequence[Known], str]:
    """The rows that are compared: the lowest codes, those below the item that is named, or the 类."""
    items = scene.query.items
    named = next((a for a in items if not (_TOTALS | FUNDS) & set(a.keys[:1])), None)
    if _LINES.search(scene.query.text) and (len(items) > 1 or scene.query.rest):
        return _below_each(scene, year), "功能分类项级科目"
    if _PROJECTS.search(scene.query.text) and not _SUBJECTS.search(scene.query.text):
        return projects(scene, year), "项目"
    lowest = leaves(scene, year)
    if named is not None and _SUBJECTS.search(scene.query.text) and (rows := by_code(scene, named, year)):
        return rows, "功能分类项级科目"
    fund = next((a for a in items if set(a.keys[:1]) & FUNDS), None)
    if named is None and fund is not None and how == "any":
        spent = replace(fund, keys=tuple(SPENT_OF.get(key, key) for key in fund.keys))
        return parts(scene, spent, year) or booked(scene, spent, year), "科目"
    if named is None:
        whole = bool(_CLASSES.search(scene.query.text)) or (how == "any" and not _SUBJECTS.search(scene.query.text))
        return (classes(scene, year), "功能分类类级科目") if whole else (lowest, "功能分类项级科目")
    level = scene.level(named, year)
    code = named.code or (level.fact.code if level else None)
    below = [k for k in lowest if code and (k.fact.code or "").startswith(code) and k.fact.code != code]
    return below or parts(scene, named, year), "科目"


# 甲和乙这两款里: each of several lines of the classification, called by what its name begins with.
_LINES = re.compile(r"[这那]?(?<!哪)[两二三四五](?P<level>[款类])(?:科目)?(?:里面?|中|下面?|内)")


_SO_MANY = re.compile("(?<=..)[这那]?[两二三四五]$")  # 甲、乙两款下


def _below_each(scene: Scene, year: int) -> list[Known]:
    """The lowest rows below all of the 类 or 款 that are named, be it in short; none where one of these is not told."""
    digits = _DIGITS[hit["level"]] if (hit := _LINES.search(scene.query.text)) else 0
    named = (a.text for a in scene.query.items if not (_TOTALS | FUNDS) & set(a.keys[:1]))
    words = [*named, *(_SO_MANY.sub("", word) for word in scene.query.rest if not _LINES.fullmatch(word))]
    lines = {
        fact.code or "": terms.normalise(fact.row[-1])
        for holding in scene.holdings
        for known in holding.known
        if (fact := known.fact).year == year and fact.row and len(fact.code or "") == digits
    }
    codes: list[str] = []
    for word in map(terms.normalise, words):
        own = [code for code, label in lines.items() if label == word]
        own = own or [code for code, label in lines.items() if label[0] == word[0] and in_order(word, label)]
        if len(own) != 1:
            return []
        codes += own
    return [known for known in leaves(scene, year) if codes and (known.fact.code or "").startswith(tuple(codes))]


_DIGITS = {"类": 3, "款": 5}  # of their codes


def _direction(late: Known, other: Known) -> How:
    moved = _moved(late, other)
    return "up" if moved > 0 else "down" if moved < 0 else "flat"


def _moved_so(late: Known, other: Known, how: How) -> bool:
    """Whether an amount moved as asked; one that is to be apart from the other may be above or below it."""
    direction = _direction(late, other)
    return how == "any" or (direction != "flat" if how == "apart" else direction == how)


def _apart(late: Known, other: Known) -> list[Piece]:
    """By how much one amount is above or below the other, where it is."""
    moved = _moved(late, other)
    if not moved:
        return []
    unit = late.fact.unit
    gap = computed(f"a - {scaled('b', other.fact.unit, unit)}", {"a": late.fact, "b": other.fact}, unit)
    return ["，增加" if moved > 0 else "，减少", gap]


def _earlier(scene: Scene, late: Known, base: int, moves: _Moves) -> Known | None:
    """The year before's amount of the same funds: as a table of the same kind states it, or what was spent of it."""
    asked = Asked(called(late), (late.item.own,), 0, 0, late.fact.code)
    within = tuple(late.item.within & {"basic_expenditure", "project_expenditure"})
    if moves.outturn_before:
        found = evidence.candidates(evidence.Want(asked, base, "actual"), scene.holdings)
        return next((k for k in found if k.fact.value is not None and k.fact.basis == "actual"), None)
    own = terms.table_class(late.fact.table or "")
    found = evidence.candidates(evidence.Want(asked, base, scene.basis, within), scene.holdings)
    return next(
        (
            known
            for known in found
            if known.fact.value is not None
            and (not within or set(within) <= known.item.within)
            and known.fact.source == late.fact.source
            and terms.table_class(known.fact.table or "") == own
            and known.fact.row[-1:] == late.fact.row[-1:]
        ),
        None,
    )


def _spent_and_planned(scene: Scene, late: Known) -> tuple[Known, Known] | None:
    """What was spent of a row's item and its budget; as one sentence states both, so that they count the same funds."""
    asked = Asked(called(late), (late.item.own,), 0, 0, late.fact.code)
    found = evidence.candidates(evidence.Want(asked, late.fact.year, "budget"), scene.holdings)
    wanted = "adjusted_budget" if re.search("全年|调整", scene.query.text) else None
    plans = [k for k in found if k.fact.value is not None and (wanted is None or k.fact.basis == wanted)]
    spent = evidence.candidates(evidence.Want(asked, late.fact.year, "actual"), scene.holdings)
    for plan in plans:
        if plan.fact.source == "narrative":
            beside = [
                k
                for k in spent
                if k.fact.basis == "actual" and k.fact.value is not None and k.fact.quote == plan.fact.quote
            ]
            if len(beside) == 1:
                return beside[0], plan
    return (late, plans[0]) if plans and late.fact.basis == "actual" else None
