"""Follow-ups about how what was told moved, or stands to its plan: which part did, between which years, what it was. Pure."""

from __future__ import annotations

import re

from ingest import terms
from service.going_on.common import SEVERAL, key_of, taken
from service.turn import STAGES, Said, Turn, Whole, items_of, of_whom_and_when, stage_beside

# By how much in percent it is above its plan, after both were told: 超了百分之多少.
_OVER_IN_PERCENT = re.compile(
    r"[那，,、\s]*(?:一共|总共)?(?:超|多花|多支|多出)(?:支|出|过|了)*(?:预算)?(?:百分之(?:几|多少)|几成|几个(?:百分)?点)[呢？?。\s]*"
)


def _over_in_percent(text: str, said: Said, turn: Turn) -> Whole | None:
    stages = {fact.basis for fact in (*turn.facts, *turn.trail[-SEVERAL:])}
    planned = stages & {"initial_budget", "adjusted_budget", "budget"} and "actual" in stages
    if not _OVER_IN_PERCENT.fullmatch(text) or not planned or said.query.items or len(turn.item_spans) != 1:
        return None
    lead, year = of_whom_and_when(said, turn)
    item = items_of(turn)[0].replace("决算", "").replace("预算", "")
    return Whole(f"{lead}{year}{item}决算比年初预算超了百分之多少", taken(lead, year, item))


def _why_not_as_planned(text: str, said: Said, turn: Turn) -> Whole | None:
    """怎么少了这么多, after the budget that an account sets beside an outturn: why the outturn is another."""
    stages = {fact.basis for fact in turn.facts}
    planned = bool(stages) and stages <= {"initial_budget", "adjusted_budget"}
    if not planned or said.query.kind != "reason" or said.query.items or len(turn.item_spans) != 1:
        return None
    lead, year = of_whom_and_when(said, turn)
    item = items_of(turn)[0]
    for word in ("年初预算", "全年预算", *STAGES.values()):
        item = item.replace(word, "")
    return Whole(f"{lead}{year}{item}决算{text}", taken(lead, year, item))


def _between_those_told(text: str, said: Said, turn: Turn) -> Whole | None:
    """涨了百分之几 after two years of one thing were told, whichever came first: the later against the earlier."""
    query = said.query
    pair = turn.years[-SEVERAL:]
    if len(pair) < SEVERAL or query.kind not in ("change", "rate", "reason") or turn.year != pair[-1]:
        return None
    if query.items or query.years or query.offsets or query.between_bases or len(turn.item_spans) != 1:
        return None
    early, late = sorted(pair)
    if query.kind == "reason" and (late != early + 1 or late == turn.year):
        return None
    lead, item = "和".join(turn.bodies), items_of(turn)[0]
    against = "" if query.kind == "reason" else f"比{early}年"
    return Whole(
        f"{lead}{late}年{item}{stage_beside(turn, item)}{against}{text.lstrip('那，, ')}",
        taken(lead, f"{late}年", item),
    )


_OF_THOSE_TOLD = re.compile(
    r"[那，,、\s]*(?:这|那|上面|刚才)(?:[两二三四五几些])(?:个|项|笔|样|块)?(?:钱|费用|支出|科目)?(?:里面?|中|当中|里头|之中)?[，,]?(?P<ask>(?:哪|谁).*)"
)


def _among_those_told(text: str, said: Said, turn: Turn) -> Whole | None:
    """这几项里哪个降得最多, of the items that were asked about one after another."""
    hit = _OF_THOSE_TOLD.fullmatch(text)
    moved = said.query.kind in ("change", "rate") or said.query.by_change
    if hit is None or not moved or said.query.items or len(turn.things) < SEVERAL:
        return None
    lead, year = of_whom_and_when(said, turn)
    things = "、".join(turn.things)
    return Whole(f"{lead}{year}{things}里{hit['ask']}", taken(lead, year, *turn.things))


# Which of two that are named moved so, after a move was told: 基本支出和项目支出，少的是哪一块.
_WHICH_MOVED = re.compile(r"(?P<way>少|减少?|降|下降|多|涨|增加?|上升)(?:了)?的?(?:主要)?(?:又|到底)?是(?:哪|谁|什么)")


# Which of its parts did: 那是哪项少了，少多少.
_WHICH_PART_MOVED = re.compile(
    r"[那，,、\s]*(?:到底|究竟|具体|主要)?(?:又)?(?:是)?(?:哪|什么)(?:一|几)?(?:个|项|块|些|笔|样|部分)?(?:钱)?(?P<way>少|减少?|降|下降|多|涨|增加?|上升|省)(?:下来|下)?(?:了|得)?.*"
)


_DOWN = frozenset("少减降下省")


_AGAINST_PLAN = re.compile("省|没花完|超")


def _way(word: str) -> str:
    """Which way something moved, by the word for it: 减少 for 降, 增加 for 涨."""
    return "减少" if word[0] in _DOWN else "增加"


def _saved_most_of(whole: str) -> str:
    """The question which part of a whole was saved most against its budget."""
    return f"{whole}各项里哪项比预算省得最多，省了多少"


def _which_of_them_moved(text: str, said: Said, turn: Turn) -> Whole | None:
    """Of two things named now, or of the parts of what was told, the one that moved as was told."""
    named = said.query.items
    lead, year = of_whom_and_when(said, turn)
    hit = _WHICH_MOVED.search(text)
    if hit and len(named) == SEVERAL and turn.kind in ("change", "rate") and hit.start() >= named[1].end:
        way = _way(hit["way"])
        things = text[named[0].start : named[1].end]
        return Whole(f"{lead}{year}{things}比上年哪个{way}了，{way}了多少", taken(lead, year))
    part = _WHICH_PART_MOVED.fullmatch(text)
    if part is None or named or said.query.years or not turn.item_spans:
        return None
    wholes = [asked for asked in items_of(turn) if (key := key_of(asked)) and terms.parts_below(key)]
    if len(wholes) != 1:
        return None
    way = _way(part["way"])
    if turn.kind in ("completion", "difference") and _AGAINST_PLAN.search(text):
        return Whole(f"{lead}{year}{_saved_most_of(wholes[0])}", taken(lead, year, wholes[0]))
    return Whole(f"{lead}{year}{wholes[0]}里哪项{way}了，{way}多少", taken(lead, year, wholes[0]))


# What was saved against its budget, after how much of it was done: 省下的钱里哪项最多.
_SAVED_MOST = re.compile(
    r"[那，,、\s]*(?:省|节约|节省|结余|没花完?)(?:下来|下|出来)?的?(?:钱|部分|这些)?(?:里面?|中|当中)?[，,]?(?:是)?(?:哪|什么|谁).*"
)


def _saved_most(text: str, said: Said, turn: Turn) -> Whole | None:
    if not _SAVED_MOST.fullmatch(text) or said.query.items or len(turn.item_spans) != 1:
        return None
    lead, year = of_whom_and_when(said, turn)
    item = items_of(turn)[0]
    return Whole(f"{lead}{year}{_saved_most_of(item)}", taken(lead, year, item))


_WHAT_BEFORE = re.compile(
    r"[那，,、\s]*(?:它|这个|这项)?(?:原来|原先|以前|之前|过去|本来|早先|先前|从前|调整前|提高前|改之?前)的?(?:标准|数|数额|金额|价)?(?:又)?(?:是|为|有|定的?是?|给)?(?:多少|几)(?:钱|[万亿]?元)?(?:来着)?[呢啊呀？?。\s]*"
)


def _what_it_was(text: str, said: Said, turn: Turn) -> Whole | None:
    """原来是多少 of what was told: what it was the year before."""
    if not _WHAT_BEFORE.fullmatch(text) or len(turn.item_spans) != 1 or turn.year is None or said.query.items:
        return None
    lead, item = "和".join(turn.bodies), items_of(turn)[0]
    return Whole(f"{lead}{turn.year - 1}年{item}是多少", taken(lead, item))


WAYS = (
    _over_in_percent,
    _why_not_as_planned,
    _what_it_was,
    _which_of_them_moved,
    _saved_most,
    _between_those_told,
    _among_those_told,
)
