"""Follow-ups about the parts of what was told, or beside it: which they are, the others, the next in order, a project's own chapter. Pure."""

from __future__ import annotations

import re

from ingest import terms
from service.asked_reason import WHY
from service.going_on.common import SEVERAL, key_of, taken
from service.turn import Said, Turn, Whole, called, items_of, of_whom_and_when, stage_beside

_WHICH_THEY_ARE = re.compile(
    r"[那，,、\s]*(?:这些|它们|具体|这几[家个项类])*(?:都|分别|各自|各|具体)+(?:是|有|为|包括|叫|含)*(?:哪|什么|啥|谁)(?P<rest>.*)"
)


_SO_MANY = re.compile(r"(?:几|多少)(?:个|家|类|种|项|处|所|座|支|笔)(?P<what>[一-鿿]{0,6})")


_THE_PROJECT = re.compile(
    r"[那，,、\s]*(?:(?:整个|这个|那个|该|全部|总的)(?:项目|工程)|项目(?=的?(?:资金)?总(?:额|投资)))(?P<rest>.+)"
)


A_PROJECT = re.compile(r"工程|项目|改造|建设|修缮|维修|整治|提升|更新|平台")


# What a project's own chapter tells of it: 立项依据有哪些文件, 工期多少天.
_OF_THE_PROJECTS_OWN = re.compile(
    r"[那，,、\s]*(?:它|其|这个项目|该项目)?的?(?:合同|建设|施工)?(?:立项依据|工期|实施周期|实施主体|实施方案|开工|竣工|几月(?:份)?开工|哪(?:年|月|天|一年)(?:开|完|竣)工|什么时候(?:开|完|竣)工|施工(?:单位|方)|监理|设计单位|代建|建设地点|在什么位置|位置在哪|绩效目标"
    r"|谁(?:来|去|负责)?(?:设计|施工|监理|勘察|承建|代建|建设|建的?|修的?)|(?:设计|施工|监理|勘察|代建|承建|建设)(?:单位|方|公司)?(?:又)?(?:是|叫)?(?:谁|哪)).*"
)


def _of_its_own_chapter(text: str, said: Said, turn: Turn) -> Whole | None:
    """A question about the project last spoken of, in words of its own: it is named again."""
    projects = {fact.project[1] for fact in turn.facts or turn.trail[-1:] if fact.project}
    named = [*projects, turn.inside, *items_of(turn)]
    name = next((one for one in named if one and (A_PROJECT.search(one) or one in projects)), "")
    name = name or next((one for one in items_of(turn) if key_of(one) is None), "")
    if not _OF_THE_PROJECTS_OWN.fullmatch(text) or not name or turn.kind not in ("lookup", "text"):
        return None
    lead, year = of_whom_and_when(said, turn)
    return Whole(f"{lead}{year}{name}{text.lstrip('那它其的，, ')}", taken(lead, year, name))


# 都是什么牌子的 asks what they are like, which no list of them tells.
_OF_WHAT_KIND = re.compile(
    "(?:什么|啥)(?!的|单位|部门|项目|科目|内容|开支|费用|支出|钱|人|事|房|车|东西|方面|用途|类|[呢啊？?。，]|$)"
)


def _which_they_are(text: str, said: Said, turn: Turn) -> Whole | None:
    """都有哪些, of those that were counted."""
    hit = _WHICH_THEY_ARE.fullmatch(text)
    if hit is None or said.query.years or WHY.search(text) or _OF_WHAT_KIND.search(text):
        return None
    lead, year = of_whom_and_when(said, turn)
    if len(turn.item_spans) == 1:
        item = items_of(turn)[0]
        known = {key for asked in said.query.items for key in asked.keys[:1]}
        if known and known <= terms.TOTALS:  # 都包括哪些开支
            return Whole(f"{lead}{year}{turn.basis}{item}由哪些部分组成，各多少", taken(lead, year, item))
        if known and not said.query.rest:
            return None
        return Whole(f"{lead}{year}{item}分别是哪{hit['rest']}", taken(lead, year, item))
    counted = _SO_MANY.search(turn.text)
    if turn.item_spans or counted is None or said.query.items:
        return None
    return Whole(_SO_MANY.sub(lambda so: f"哪些{so['what']}", turn.text, count=1), taken(*turn.bodies))


def _of_the_project(text: str, said: Said, turn: Turn) -> Whole | None:
    """整个项目资金总额是多少 after one project's money of a year."""
    hit = _THE_PROJECT.fullmatch(text)
    projects = {fact.project[1] for fact in turn.facts if fact.project}
    named = items_of(turn)[:1]
    name = next(iter(projects)) if len(projects) == 1 else next(iter(named), "")
    if hit is None or len(turn.item_spans) > 1 or not (projects or A_PROJECT.search(name)):
        return None
    lead, year = of_whom_and_when(said, turn)
    rest = hit["rest"] if "项目" in hit["rest"] else f"项目{hit['rest'].lstrip('的')}"
    return Whole(f"{lead}{year}{name}{rest}", taken(lead, year, name))


# What remains of the whole beside the part just told: 其余的是哪些，各多少.
_THE_OTHERS = re.compile(
    r"[那，,、\s]*(?:剩下|剩余|其余|余下|另外|别)的?(?:那|几|一|[两二三四五])*(?:部分|项|块|个|笔)?(?:(?:都|又|各|分别)?(?:是|有|还有|由|靠)*(?:哪|什么|啥|谁)(?P<rest>.*)|(?:各|分别)(?:自)?(?:是|有)?多少.*)"
)


# The amount that is left of it: 剩下的呢.
_WHAT_IS_LEFT = re.compile(
    r"[那，,、\s]*(?:剩下|剩余|其余|余下|其他|别)的?(?:部分|钱)?(?:呢|(?:是|有)?多少(?:钱)?(?:呢)?)[？?。\s]*"
)


def _the_others(text: str, said: Said, turn: Turn) -> Whole | None:
    """The other parts of what the part just told was named inside of, or of the whole that its share was told of."""
    share = turn.kind == "share" and len(turn.item_spans) == 1 and len(turn.facts) == SEVERAL and not turn.inside
    if share and not said.query.items and _WHAT_IS_LEFT.fullmatch(text):
        lead, year = of_whom_and_when(said, turn)
        item, whole_ = items_of(turn)[0], called(turn.facts[-1])
        asked = f"{lead}{year}{stage_beside(turn, item)}{whole_}里除了{item}以外的部分占{whole_}百分之几"
        return Whole(asked, taken(lead, year, whole_, item)) if whole_ else None
    part = [item for item in items_of(turn) if item != turn.inside]
    left = _WHAT_IS_LEFT.fullmatch(text)
    if not (left or _THE_OTHERS.fullmatch(text)) or not turn.inside or said.query.items or len(part) != 1:
        return None
    lead, year = of_whom_and_when(said, turn)
    item = part[0]
    basis = stage_beside(turn, turn.inside)
    if left:
        return Whole(f"{lead}{year}{basis}{turn.inside}扣除{item}后还剩多少", taken(lead, year, turn.inside, item))
    return Whole(
        f"{lead}{year}{basis}{turn.inside}里除了{item}，其余的还有哪些，各多少", taken(lead, year, turn.inside, item)
    )


# The next in the order just told: 第二大的呢.
_NEXT_IN_ORDER = re.compile(
    r"[那，,、\s]*(?:排)?第(?P<n>[二三四五六七八])(?:大|多|高|名|位)?(?:的)?(?:(?:是|又是)?(?:哪(?:一)?[个项类笔]|什么|谁)?(?:呢|多少|是多少)*(?:钱)?)[呢？?。\s]*"
)


# Which is the largest of the parts of what the part just told was named inside of.
_LARGEST_PART = re.compile(
    r"[那，,、\s]*(?:里面|其中)?(?:哪|什么)(?:一)?(?:个|项|类|块|种|部分)(?:的)?(?:钱|金额|花得|占得|花钱)?(?P<end>最[多大高少小低])的?[呢？?。\s]*"
)


def _in_order(text: str, said: Said, turn: Turn) -> Whole | None:
    """The next of what was put in order, or the largest of the parts that one was told of."""
    if said.query.items or said.query.years:
        return None
    lead, year = of_whom_and_when(said, turn)
    if (hit := _NEXT_IN_ORDER.fullmatch(text)) and turn.ranked:
        return Whole(
            f"{lead}{year}{turn.basis}{turn.ranked}里金额第{hit['n']}大的是哪个", taken(lead, year, turn.ranked)
        )
    if (end := _LARGEST_PART.fullmatch(text)) and turn.inside and len(turn.item_spans) == 1:
        return Whole(f"{lead}{year}{turn.inside}里哪项{end['end']}", taken(lead, year, turn.inside))
    return None


WAYS = (
    _of_its_own_chapter,
    _which_they_are,
    _of_the_project,
    _the_others,
    _in_order,
)
