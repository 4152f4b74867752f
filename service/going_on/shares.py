"""Follow-ups for a share: of what something was named inside of, or of the whole just told. Pure."""

from __future__ import annotations

import re

from ingest import items, terms
from service import asked_check
from service.going_on.common import NUMBERS, SEVERAL, concept, key_of, taken, told_in_a_row
from service.query import Asked
from service.turn import Said, Turn, Whole, items_of, of_whom_and_when, part_of, stage_beside

_OF_ITS_WHOLE = re.compile(
    r"[那它这，,、\s]*(?:个|笔)?(?:钱|数)?(?:又|大概|大约|能)?(?:占(?:了)?(?P<whole>总数|总额|总的|总量|全部|整个|整体|总共|合计|它)?(?:里|中)?的?"
    r"(?:百分之(?:几|多少)|几成|多少|多大|比|比例|比重|份额|百分比)|(?:比例|比重|份额))(?:比例|比重|份额)?(?:是|有|为)?(?:多少|多大|几成|百分之(?:几|多少))?[呢啊呀？?。\s]*"
)


_LEFT_OF = re.compile("扣除(?P<part>[^，。？?]+?)后还剩")


# The thing just told as the whole of a share, in the middle of a question: 人员经费占其中多少.
_AS_THE_WHOLE = re.compile(r"占(?:其中|它|这里面|里面|里头)(?:的)?(?=多少|几成|百分之|比例|多大|比重|[（(])")


def _share_of_what_was_told(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _AS_THE_WHOLE.search(text)
    if hit is None or len(said.query.items) != 1 or len(turn.item_spans) != 1:
        return None
    lead, year = of_whom_and_when(said, turn)
    item = items_of(turn)[0]
    return Whole(f"{lead}{year}{turn.basis}{text[: hit.start()]}占{item}的{text[hit.end() :]}", taken(lead, year, item))


def _share_of_its_whole(text: str, said: Said, turn: Turn) -> Whole | None:
    """出国占了多大比例 after “三公”经费: of that, of which it is a part, and not of all that is spent."""
    named = said.query.items
    if said.query.kind != "share" or len(named) != 1 or len(turn.item_spans) != 1 or said.query.years:
        return None
    item = items_of(turn)[0]
    above = concept(turn) or key_of(item)
    rest = text[named[0].end :].lstrip("又大概约能")
    known = above is not None and bool(set(named[0].keys) & terms.parts_below(above))
    if not (known or _told_among_parts(named[0], turn)) or not _TAKES.match(rest):
        return None
    lead, year = of_whom_and_when(said, turn)
    part = text[named[0].start : named[0].end]
    return Whole(f"{lead}{year}{turn.basis}{part}占{item}的百分之几", taken(lead, year, turn.basis, part, item))


def _told_among_parts(asked: Asked, turn: Turn) -> bool:
    """Whether something was told among the parts of what the question before was about: 甲包括哪些，各多少."""
    parts = turn.facts if turn.kind in ("list", "rank") else ()
    return any({items.item(fact).own, *map(terms.key, fact.row[-1:])} & set(asked.keys) for fact in parts)


_TAKES = re.compile(
    r"(?:的)?(?:所)?占(?:了|到)?的?(?:百分之(?:几|多少)|几成|多少(?!钱|万|元)|多大|比|比例|比重|份额)(?:比例|比重|份额)?(?:是|有)?(?:多少|多大)?[呢啊？?。\s]*$"
)


def _share_of_it(text: str, said: Said, turn: Turn) -> Whole | None:
    """占总数的百分之几 of what was named inside of another thing: its share of that."""
    lead, year = of_whom_and_when(said, turn)
    if (beside := _LEFT_OF.search(turn.text)) and len(turn.item_spans) == SEVERAL and _OF_ITS_WHOLE.fullmatch(text):
        whole_, part = items_of(turn)
        if beside["part"] == part:
            return Whole(
                f"{lead}{year}{whole_}里除了{part}以外的部分占{whole_}百分之几", taken(lead, year, whole_, part)
            )
    if not turn.inside or len(turn.item_spans) != 1 or not _OF_ITS_WHOLE.fullmatch(text):
        return None
    item = items_of(turn)[0]
    return Whole(
        f"{lead}{year}{turn.basis}{item}占{turn.inside}的百分之几", taken(lead, year, turn.basis, item, turn.inside)
    )


# The share that several of those told have together: 这两笔加一块占总支出百分之多少.
_TOGETHER = "(?:加起来|加在?一[起块]儿?|合起来|合在?一[起块]儿?|相加|之和|合计|加总|[凑并放]在?一[起块]儿?|一[起块]儿?|一共|总共|统共|总计)"
_SUM_AS_PART = re.compile(
    r"[那这它们，,、\s]*(?:(?P<n>[两俩二三仨四五几])(?:个|项|笔|样|块|者|类)?(?:数|钱|费用|支出|科目)?)?"
    rf"(?:都?(?P<together>{_TOGETHER})|(?=(?:总共|大概|能)?占))[，,]?(?P<rest>(?:又|大概|能|总共|一共)?(?:占|是|在).*(?:百分之|几成|比例|比重|多少|多大).*)"
)


def _their_sum_as_part(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _SUM_AS_PART.fullmatch(text)
    if hit is None or said.query.kind != "share":
        return None
    told = told_in_a_row(turn)
    count = NUMBERS.get(hit["n"] or "", len(told))
    if not (hit["n"] or hit["together"]) or count < SEVERAL:
        return None
    if len(told) < count:
        return Whole(text) if len(told) >= SEVERAL and len(turn.facts) != count else None  # two told are not four
    lead, year = of_whom_and_when(said, turn)
    things = told[-count:]
    year = year or (f"{turn.year}年" if turn.year and not said.query.years else "")
    rest = hit["rest"].replace("当年", "")
    return Whole(f"{lead}{year}{turn.basis}{'和'.join(things)}合计{rest}", taken(lead, year, *things))


# One of those told as a part of what they come to together: 会议费占两项之和的几成.
_OF_THEIR_SUM = re.compile(
    r"[那，,、\s]*(?:其中)?(?P<part>[^，。；？?]{2,14}?)(?:的)?占(?:了|到)?(?:这|那|它们|上面)?(?P<n>[两二三四五几])(?:个|项|笔|样|块|者|类)"
    r"(?:钱|费用|支出|经费)?的?(?:加起来|之和|合计|总和|总数|总额|一共)的?(?P<ask>.*)"
)


def _part_of_their_sum(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _OF_THEIR_SUM.fullmatch(text)
    if hit is None or len(said.query.items) != 1 or said.query.items[0].end > hit.end("part"):
        return None
    count = NUMBERS.get(hit["n"], len(turn.things))
    if len(turn.things) < count or count < SEVERAL:
        return None
    lead, year = of_whom_and_when(said, turn)
    year = year or (f"{turn.year}年" if turn.year and not said.query.years else "")
    things = turn.things[-count:]
    return Whole(
        f"{lead}{year}{turn.basis}{hit['part']}占{'、'.join(things)}合计的{hit['ask']}", taken(lead, year, *things)
    )


# That what was just told is so much of a whole, as others say: 有人讲正好是全部采购的四成，靠谱吗.
_SAID_TO_BE_PART = re.compile(
    r"[那它这，,、\s]*(?P<heard>(?:我)?(?:听(?:说|讲|闻|人说)|据(?:说|传|称)|(?:有|别)?人家?(?:说|讲|称)|网上(?:说|传)?|都说|说是|是不是|是否)?[，,]?)"
    r"[那它这]?(?:个|笔)?(?:钱|数)?(?P<about>(?:正好|刚好|恰好|差不多|大概|大约|大致|约|就|也|只|才|已经?|又)*)(?:是|占到?了?|相当于|等于)(?P<whole>[^，。；？?]{2,24}?的.+)"
)


def _said_to_be_part(text: str, said: Said, turn: Turn) -> Whole | None:
    """What was just told as a part of the whole that is named behind it, where it is said to be so much of that."""
    hit = _SAID_TO_BE_PART.fullmatch(text)
    item = part_of(turn) if turn.kind == "share" or len(turn.item_spans) == 1 else ""
    if hit is None or len(said.query.items) != 1 or not item or said.query.years:
        return None
    whole = said.query.items[0]
    if whole.start < hit.start("whole") or not asked_check.so_much_of(text, whole.end):
        return None
    lead, year = of_whom_and_when(said, turn)
    return Whole(
        f"{hit['heard']}{lead}{year}{stage_beside(turn, item)}{item}占{hit['whole']}",
        taken(lead, year, turn.basis, item),
    )


WAYS = (
    _said_to_be_part,
    _share_of_it,
    _share_of_what_was_told,
    _share_of_its_whole,
    _their_sum_as_part,
    _part_of_their_sum,
)
