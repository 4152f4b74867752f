"""Follow-ups that go on from what was told in more ways than by naming another thing. Pure.

The share of what something was named inside of, a year added to those told, the parts told held against their whole, which
they are that were counted, what is left open by a plan that was told. Each is made a whole question, or left to
`service.conversation`.
"""

from __future__ import annotations

import re

from ingest import items, terms
from service import asked_years
from service.asked_reason import WHY
from service.turn import STAGES, Said, Turn, Whole, called, items_of, of_whom_and_when

_SEVERAL = 2
_INSIDE = re.compile(r"^[那，,、\s]*(?:(?:这|那)?(?:里头|里面|里边|当中|其中|之中)|(?:它|这)(?:里头?|里面|当中))")
_OF_ITS_WHOLE = re.compile(
    r"[那它这，,、\s]*(?:个|笔)?(?:钱|数)?(?:又|大概|大约|能)?(?:占(?:了)?(?P<whole>总数|总额|总的|总量|全部|整个|整体|总共|合计|它)?(?:里|中)?的?"
    r"(?:百分之(?:几|多少)|几成|多少|多大|比|比例|比重|份额|百分比)|(?:比例|比重|份额))(?:比例|比重|份额)?(?:是|有|为)?(?:多少|多大|几成|百分之(?:几|多少))?[呢啊呀？?。\s]*"
)
_A_YEAR_TOO = re.compile(r"也|又|一起|一块|一并|加上|加进|算上|连(?:同|上)?|带上|放(?:到|在)?一")
_OVER_YEARS = re.compile(
    r"这(?:几|两|三|四|些)年|[涨升增].{0,3}[跌降减]|走势|趋势|变化|怎么变|咋变|起伏|对比|比较|比一比|比比"
)
_AGREE = "(?:对得上|对不对得上|对得拢|一致|相等|相符|吻合|一样|平|一个数)"
_THE_SUM = "(?:它的?|那个)?(?:合计|总计|总数|总额|总和|总的)(?:数|那(?:个|栏))?"
_HELD_TOGETHER = re.compile(
    r"[那它们这两三几个项，,、\s]*(?:加起来|加一起|加在一起|合起来|相加|之和|合计|加总|加一块)[，,]?"
    rf"(?:(?:(?:和|跟|与|同){_THE_SUM})?(?:能|都|是)*{_AGREE}|(?:等不等于|是不是等于|等于|是不是){_THE_SUM})(?:吗|么|不|嘛|吧)*[，,]?(?:{_AGREE})?(?:吗|么|不|嘛|吧)*[呢？?。\s]*"
)
_HOW_MUCH_EACH = re.compile(r"(?:各自?|分别|都)?(?:又)?(?:是|有|为)?(?:多少|几)(?:钱|[万亿]?元)?[呢啊呀？?。\s]*$")
_WHICH_THEY_ARE = re.compile(
    r"[那，,、\s]*(?:这些|它们|具体|这几[家个项类])*(?:都|分别|各自|各|具体)+(?:是|有|为|包括|叫|含)*(?:哪|什么|啥|谁)(?P<rest>.*)"
)
_SO_MANY = re.compile(r"(?:几|多少)(?:个|家|类|种|项|处|所|座|支|笔)(?P<what>[一-鿿]{0,6})")
_THE_PROJECT = re.compile(
    r"[那，,、\s]*(?:(?:整个|这个|那个|该|全部|总的)(?:项目|工程)|项目(?=的?(?:资金)?总(?:额|投资)))(?P<rest>.+)"
)
_A_PROJECT = re.compile(r"工程|项目|改造|建设|修缮|维修|整治|提升|更新|平台")


def whole(text: str, said: Said, turn: Turn) -> Whole | None:
    """The whole question; None where the follow-up goes on in none of these ways."""
    if said.bodies or not turn.bodies:
        return None
    for way in (
        _share_of_it,
        _share_of_what_was_told,
        _share_of_its_whole,
        _kind_of_purchases,
        _of_its_own_chapter,
        _times_the_other,
        _over_in_percent,
        _with_a_year_more,
        _against_their_whole,
        _which_they_are,
        _of_the_project,
        _why_not_as_planned,
        _what_it_was,
        _of_years_together,
        _the_others,
        _in_order,
        _their_sum_against,
        _their_sum_above,
        _their_sum_as_part,
        _nth_of_those_told,
        _cars_held,
        _of_each_counted,
        _which_of_them_moved,
        _saved_most,
        _in_that_table_too,
        _between_those_told,
        _among_those_told,
    ):
        if (found := way(text, said, turn)) is not None:
            return found
    return None


# One word that stands for a thing of the field after another thing of it: 公用呢 after 人员经费, 车呢 after “三公”经费.
_ONE_WORD = re.compile(
    r"(?P<lead>[那，,和、\s]*)(?P<word>公用|人员|用?车|公车|车辆|房子?|人)(?:那块|这块|方面|那边)?(?P<tail>呢|多少|的?(?:又)?(?:是|有)多少)[？?呀啊。\s]*"
)


_YEARS_BESIDE = re.compile(
    r"[那，,、\s]*(?:再)?(?:往|之|接下来)?(?P<way>[后前接])(?:面|来)?的?(?P<n>[两二三])(?:个)?年(?P<tail>(?:分别|各)?(?:是|有|呢|的)*(?:多少)?(?:钱)?[呢？?。\s]*)"
)


def spelled_out(text: str, turn: Turn) -> str:
    """A follow-up of one everyday word with the thing that it stands for beside what was told; any other as it is.

    后两年 and 前两年 are those behind and before the year just told.
    """
    if (beside := _YEARS_BESIDE.fullmatch(text)) and turn.year:
        count = _NUMBERS[beside["n"]]
        years = (
            range(turn.year + 1, turn.year + count + 1)
            if beside["way"] in "后接"
            else range(turn.year - count, turn.year)
        )
        return f"{'、'.join(f'{year}年' for year in years)}{beside['tail']}"
    hit = _ONE_WORD.fullmatch(text)
    if hit is None or not turn.bodies:
        return text
    of_money = not turn.facts or any("元" in (fact.unit or "") or fact.unit == "%" for fact in turn.facts)
    word = hit["word"]
    if word in ("公用", "人员"):
        meant = f"{word}经费" if of_money else ""
    elif "车" in word:
        meant = "公务用车购置及运行维护费" if of_money and turn.facts else "车辆数"
    else:
        meant = "" if of_money and turn.facts else {"人": "编制人数"}.get(word, "房屋面积")
    return f"{hit['lead']}{meant}{hit['tail']}" if meant else text


def in_a_row(before: Turn | None, now: Turn) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The years that one item was told of in a row, and the items that were told of one year, up to the turn now."""
    item, year = "和".join(items_of(now)), (now.year,) if now.year else ()
    if before is None or before.bodies != now.bodies or not item:
        return year, (item,) if item else ()
    same_item = "和".join(items_of(before)) == item
    years = tuple(dict.fromkeys((*before.years, *year))) if same_item else year
    things = before.things if before.year == now.year else ()
    return years, tuple(dict.fromkeys((*things, item)))


def ranked(before: Turn | None, now: Turn) -> str:
    """What the parts of were put in order, now or before in the same row of questions about one body and year."""
    if now.kind == "rank" and len(now.item_spans) == 1:
        return items_of(now)[0]
    return before.ranked if before is not None and (before.bodies, before.year) == (now.bodies, now.year) else ""


def inside(text: str, before: Turn | None, now: Turn) -> str:
    """What the item that a follow-up names is a part of, by its own words or by the field's terms; empty for any other.

    里头公务接待呢 after “三公”经费, or 接待费呢 after it. Asked on of the same item, it stays.
    """
    if before is None or len(now.item_spans) != 1 or len(before.item_spans) != 1:
        both = items_of(now)
        return both[1] if now.kind == "share" and len(both) == _SEVERAL and not now.facts[2:] else ""
    part, item = items_of(now)[0], items_of(before)[0]
    if part == item:
        return before.inside
    own, whole_own = _concept(now), _concept(before)
    known = whole_own is not None and own is not None and own in terms.parts_below(whole_own)
    return item if known or _INSIDE.match(text) else ""


def _concept(turn: Turn) -> str | None:
    """The one item of the field that the figures told are of; None where they are of several, or of none that is known."""
    own = {items.item(fact).own for fact in turn.facts}
    found = next(iter(own)) if len(own) == 1 else None
    return found if found in terms.concepts() else None


def _taken(*words: str) -> tuple[str, ...]:
    return tuple(filter(None, words))


_LEFT_OF = re.compile("扣除(?P<part>[^，。？?]+?)后还剩")
# The thing just told as the whole of a share, in the middle of a question: 人员经费占其中多少.
_AS_THE_WHOLE = re.compile(r"占(?:其中|它|这里面|里面|里头)(?:的)?(?=多少|几成|百分之|比例|多大|比重|[（(])")


def _share_of_what_was_told(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _AS_THE_WHOLE.search(text)
    if hit is None or len(said.query.items) != 1 or len(turn.item_spans) != 1:
        return None
    lead, year = of_whom_and_when(said, turn)
    item = items_of(turn)[0]
    return Whole(
        f"{lead}{year}{turn.basis}{text[: hit.start()]}占{item}的{text[hit.end() :]}", _taken(lead, year, item)
    )


def _share_of_its_whole(text: str, said: Said, turn: Turn) -> Whole | None:
    """出国占了多大比例 after “三公”经费: of that, of which it is a part, and not of all that is spent."""
    named = said.query.items
    if said.query.kind != "share" or len(named) != 1 or len(turn.item_spans) != 1 or said.query.years:
        return None
    item = items_of(turn)[0]
    above = _concept(turn) or _key(item)
    rest = text[named[0].end :].lstrip("又大概约能")
    if above is None or not set(named[0].keys) & terms.parts_below(above) or not _TAKES.match(rest):
        return None
    lead, year = of_whom_and_when(said, turn)
    part = text[named[0].start : named[0].end]
    return Whole(f"{lead}{year}{turn.basis}{part}占{item}的百分之几", _taken(lead, year, turn.basis, part, item))


_TAKES = re.compile(
    r"(?:的)?占(?:了|到)?(?:百分之(?:几|多少)|几成|多少(?!钱|万|元)|多大|比|比例|比重|份额)(?:比例|比重|份额)?(?:是|有)?(?:多少|多大)?[呢啊？?。\s]*$"
)
# Of purchases, which kind is the largest, or which kind they all are.
_KIND_OF_PURCHASES = re.compile(
    r"[那，,、\s]*(?:(?P<largest>(?:货物|工程|服务)(?:[、，,和与跟](?:货物|工程|服务))+[^，。？?]{0,4}?(?:哪|谁)[^，。？?]*?最[多大少小高低].*)|(?:都|主要)?(?:是)?(?:采购|买)?的?(?:是)?(?:哪|什么)(?:一)?(?:类|种)(?:采购|东西)?(?:的)?[？?。\s]*)"
)


def _kind_of_purchases(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _KIND_OF_PURCHASES.fullmatch(text)
    if hit is None or not any("采购" in item for item in items_of(turn)):
        return None
    lead, year = of_whom_and_when(said, turn)
    if hit["largest"]:
        least = "少" if re.search("最[少小低]", text) else "多"
        return Whole(f"{lead}{year}{turn.basis}政府采购里哪类最{least}", _taken(lead, year, "政府采购"))
    asked = "政府采购货物、政府采购工程、政府采购服务各多少"
    return Whole(f"{lead}{year}{turn.basis}{asked}", _taken(lead, year, "政府采购"))


# What a project's own chapter tells of it: 立项依据有哪些文件, 工期多少天.
_OF_THE_PROJECTS_OWN = re.compile(
    r"[那，,、\s]*(?:它|其|这个项目|该项目)?的?(?:合同|建设|施工)?(?:立项依据|工期|实施周期|实施主体|实施方案|开工|竣工|几月(?:份)?开工|哪(?:年|月|天|一年)(?:开|完|竣)工|什么时候(?:开|完|竣)工|施工(?:单位|方)|监理|设计单位|代建|建设地点|在什么位置|位置在哪|绩效目标).*"
)


def _of_its_own_chapter(text: str, said: Said, turn: Turn) -> Whole | None:
    """A question about the project last spoken of, in words of its own: it is named again."""
    projects = {fact.project[1] for fact in turn.facts or turn.trail[-1:] if fact.project}
    named = [*projects, turn.inside, *items_of(turn)]
    name = next((one for one in named if one and (_A_PROJECT.search(one) or one in projects)), "")
    name = name or next((one for one in items_of(turn) if _key(one) is None), "")
    if not _OF_THE_PROJECTS_OWN.fullmatch(text) or not name or turn.kind not in ("lookup", "text"):
        return None
    lead, year = of_whom_and_when(said, turn)
    return Whole(f"{lead}{year}{name}{text.lstrip('那它其的，, ')}", _taken(lead, year, name))


# How many times the one of the last two is the other: 后者是前者的多少倍.
_TIMES_THE_OTHER = re.compile(
    r"[那，,、\s]*(?P<top>后者|前者|后一个|前一个)(?:是|为|相当于|抵得?上?)(?P<bottom>前者|后者|前一个|后一个)的?(?:几|多少)倍[呢？?。\s]*"
)


def _times_the_other(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _TIMES_THE_OTHER.fullmatch(text)
    if hit is None or len(turn.trail) < _SEVERAL or said.query.items:
        return None
    last, before = turn.trail[-1], turn.trail[-_SEVERAL]
    pair = (last, before) if hit["top"].startswith("后") else (before, last)
    return Whole(turn.text, recall="multiple", facts=pair)


# By how much in percent it is above its plan, after both were told: 超了百分之多少.
_OVER_IN_PERCENT = re.compile(
    r"[那，,、\s]*(?:一共|总共)?(?:超|多花|多支|多出)(?:支|出|过|了)*(?:预算)?(?:百分之(?:几|多少)|几成|几个(?:百分)?点)[呢？?。\s]*"
)


def _over_in_percent(text: str, said: Said, turn: Turn) -> Whole | None:
    stages = {fact.basis for fact in (*turn.facts, *turn.trail[-_SEVERAL:])}
    planned = stages & {"initial_budget", "adjusted_budget", "budget"} and "actual" in stages
    if not _OVER_IN_PERCENT.fullmatch(text) or not planned or said.query.items or len(turn.item_spans) != 1:
        return None
    lead, year = of_whom_and_when(said, turn)
    item = items_of(turn)[0].replace("决算", "").replace("预算", "")
    return Whole(f"{lead}{year}{item}决算比年初预算超了百分之多少", _taken(lead, year, item))


def _share_of_it(text: str, said: Said, turn: Turn) -> Whole | None:
    """占总数的百分之几 of what was named inside of another thing: its share of that."""
    lead, year = of_whom_and_when(said, turn)
    if (beside := _LEFT_OF.search(turn.text)) and len(turn.item_spans) == _SEVERAL and _OF_ITS_WHOLE.fullmatch(text):
        whole_, part = items_of(turn)
        if beside["part"] == part:
            return Whole(
                f"{lead}{year}{whole_}里除了{part}以外的部分占{whole_}百分之几", _taken(lead, year, whole_, part)
            )
    if not turn.inside or len(turn.item_spans) != 1 or not _OF_ITS_WHOLE.fullmatch(text):
        return None
    item = items_of(turn)[0]
    return Whole(
        f"{lead}{year}{turn.basis}{item}占{turn.inside}的百分之几", _taken(lead, year, turn.basis, item, turn.inside)
    )


def _with_a_year_more(text: str, said: Said, turn: Turn) -> Whole | None:
    """把2019年的也放一起看涨跌: the years told, and the one named, as one course of years."""
    if not _OVER_YEARS.search(text) or said.query.items or len(turn.item_spans) != 1:
        return None
    told = set(turn.years)
    more = set(said.query.years) if _A_YEAR_TOO.search(text) else set()
    years = sorted(told | more)
    if len(years) <= _SEVERAL or (said.query.years and not more) or not told:
        return None
    item = items_of(turn)[0]
    when = "、".join(f"{year}年" for year in years)
    lead = "和".join(turn.bodies)
    return Whole(f"{lead}{when}{item}{turn.basis if turn.basis not in item else ''}逐年怎么变化", _taken(lead, item))


def _against_their_whole(text: str, said: Said, turn: Turn) -> Whole | None:
    """加起来跟合计对得上吗 of the parts that were asked for: what stands in the question before, held against the whole."""
    if not _HELD_TOGETHER.fullmatch(text) or said.query.items or len(turn.item_spans) < _SEVERAL:
        return None
    asked = turn.text.rstrip("？?。 ")
    tail = _HOW_MUCH_EACH.search(asked)
    if tail is None or tail.start() < max(end for _, end in turn.item_spans):
        return None
    return Whole(f"{asked[: tail.start()]}加起来跟合计对得上吗", _taken(*turn.bodies, *items_of(turn)))


def _which_they_are(text: str, said: Said, turn: Turn) -> Whole | None:
    """都有哪些, of those that were counted."""
    hit = _WHICH_THEY_ARE.fullmatch(text)
    if hit is None or said.query.years or WHY.search(text):
        return None
    lead, year = of_whom_and_when(said, turn)
    if len(turn.item_spans) == 1:
        item = items_of(turn)[0]
        known = {key for asked in said.query.items for key in asked.keys[:1]}
        if known and known <= terms.TOTALS:  # 都包括哪些开支
            return Whole(f"{lead}{year}{turn.basis}{item}由哪些部分组成，各多少", _taken(lead, year, item))
        if known and not said.query.rest:
            return None
        return Whole(f"{lead}{year}{item}分别是哪{hit['rest']}", _taken(lead, year, item))
    counted = _SO_MANY.search(turn.text)
    if turn.item_spans or counted is None or said.query.items:
        return None
    return Whole(_SO_MANY.sub(lambda so: f"哪些{so['what']}", turn.text, count=1), _taken(*turn.bodies))


def _of_the_project(text: str, said: Said, turn: Turn) -> Whole | None:
    """整个项目资金总额是多少 after one project's money of a year."""
    hit = _THE_PROJECT.fullmatch(text)
    projects = {fact.project[1] for fact in turn.facts if fact.project}
    named = items_of(turn)[:1]
    name = next(iter(projects)) if len(projects) == 1 else next(iter(named), "")
    if hit is None or len(turn.item_spans) > 1 or not (projects or _A_PROJECT.search(name)):
        return None
    lead, year = of_whom_and_when(said, turn)
    rest = hit["rest"] if "项目" in hit["rest"] else f"项目{hit['rest'].lstrip('的')}"
    return Whole(f"{lead}{year}{name}{rest}", _taken(lead, year, name))


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
    return Whole(f"{lead}{year}{item}决算{text}", _taken(lead, year, item))


# Of several years together: 三年加起来多少, 每年平均呢, 这几年一共.
_YEARS_TOGETHER = re.compile(
    r"[那，,、\s]*(?:把)?(?:这|近|最近|前后|过去)?(?:(?P<n>[两二三四五几些])(?:个)?年(?:里|来|间|的)?)(?P<ask>(?:都|全|数|钱)*(?:加|合|一共|总共|共|平均|累计|总和|拢共).*)"
    r"|[那，,、\s]*(?P<mean>(?:平均每年|每年平均|年均|平均一年|一年平均|平均下来|平均)(?:呢|是?多少|有?多少|要?多少)?(?:钱|[万亿]?元)?[呢啊？?。\s]*)"
)
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


def _of_years_together(text: str, said: Said, turn: Turn) -> Whole | None:
    """Several years of what was told added up, or their mean: those that were told, or so many of the latest."""
    hit = _YEARS_TOGETHER.fullmatch(text)
    if hit is None or said.query.items or said.query.years or len(turn.item_spans) != 1:
        return None
    told, wanted = sorted(turn.years), _NUMBERS.get(hit["n"] or "")
    if hit["mean"] and len(told) < _SEVERAL:
        return None
    if len(told) >= _SEVERAL and wanted in (None, len(told)):
        when = "、".join(f"{year}年" for year in told)
    elif wanted:
        when = f"近{hit['n']}年"
    else:
        return None
    lead, item = "和".join(turn.bodies), items_of(turn)[0]
    basis = turn.basis if turn.basis not in item else ""
    ask = "平均每年多少" if hit["mean"] else hit["ask"]
    return Whole(f"{lead}{when}{item}{basis}{ask}", _taken(lead, when, item))


def _between_those_told(text: str, said: Said, turn: Turn) -> Whole | None:
    """涨了百分之几 after two years of one thing were told, whichever came first: the later against the earlier."""
    query = said.query
    pair = turn.years[-_SEVERAL:]
    if len(pair) < _SEVERAL or query.kind not in ("change", "rate", "reason") or turn.year != pair[-1]:
        return None
    if query.items or query.years or query.offsets or query.between_bases or len(turn.item_spans) != 1:
        return None
    early, late = sorted(pair)
    if query.kind == "reason" and (late != early + 1 or late == turn.year):
        return None
    lead, item = "和".join(turn.bodies), items_of(turn)[0]
    basis = turn.basis if turn.basis not in item else ""
    against = "" if query.kind == "reason" else f"比{early}年"
    return Whole(f"{lead}{late}年{item}{basis}{against}{text.lstrip('那，, ')}", _taken(lead, f"{late}年", item))


_OF_THOSE_TOLD = re.compile(
    r"[那，,、\s]*(?:这|那|上面|刚才)(?:[两二三四五几些])(?:个|项|笔|样|块)?(?:钱|费用|支出|科目)?(?:里面?|中|当中|里头|之中)?[，,]?(?P<ask>(?:哪|谁).*)"
)


def _among_those_told(text: str, said: Said, turn: Turn) -> Whole | None:
    """这几项里哪个降得最多, of the items that were asked about one after another."""
    hit = _OF_THOSE_TOLD.fullmatch(text)
    moved = said.query.kind in ("change", "rate") or said.query.by_change
    if hit is None or not moved or said.query.items or len(turn.things) < _SEVERAL:
        return None
    lead, year = of_whom_and_when(said, turn)
    things = "、".join(turn.things)
    return Whole(f"{lead}{year}{things}里{hit['ask']}", _taken(lead, year, *turn.things))


# What remains of the whole beside the part just told: 其余的是哪些，各多少.
_THE_OTHERS = re.compile(
    r"[那，,、\s]*(?:剩下|剩余|其余|余下|另外|别)的?(?:那|几|一|[两二三四五])*(?:部分|项|块|个|笔)?(?:(?:都|又|各|分别)?(?:是|有|还有|由|靠)*(?:哪|什么|啥|谁)(?P<rest>.*)|(?:各|分别)(?:自)?(?:是|有)?多少.*)"
)
# The amount that is left of it: 剩下的呢.
_WHAT_IS_LEFT = re.compile(
    r"[那，,、\s]*(?:剩下|剩余|其余|余下|其他|别)的?(?:部分|钱)?(?:呢|(?:是|有)?多少(?:钱)?(?:呢)?)[？?。\s]*"
)


def _the_others(text: str, said: Said, turn: Turn) -> Whole | None:
    """The other parts of what the part just told was named inside of."""
    part = [item for item in items_of(turn) if item != turn.inside]
    left = _WHAT_IS_LEFT.fullmatch(text)
    if not (left or _THE_OTHERS.fullmatch(text)) or not turn.inside or said.query.items or len(part) != 1:
        return None
    lead, year = of_whom_and_when(said, turn)
    item = part[0]
    basis = turn.basis if turn.basis not in turn.inside else ""
    if left:
        return Whole(f"{lead}{year}{basis}{turn.inside}扣除{item}后还剩多少", _taken(lead, year, turn.inside, item))
    return Whole(
        f"{lead}{year}{basis}{turn.inside}里除了{item}，其余的还有哪些，各多少", _taken(lead, year, turn.inside, item)
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
            f"{lead}{year}{turn.basis}{turn.ranked}里金额第{hit['n']}大的是哪个", _taken(lead, year, turn.ranked)
        )
    if (end := _LARGEST_PART.fullmatch(text)) and turn.inside and len(turn.item_spans) == 1:
        return Whole(f"{lead}{year}{turn.inside}里哪项{end['end']}", _taken(lead, year, turn.inside))
    return None


# Several of those told held, together, against a whole that is named now: 两个加起来和本年支出合计对得上吗.
_SUM_AGAINST = re.compile(
    r"[那，,、\s]*(?:这|它们)?(?P<n>[两二三四五几])(?:个|项|笔|样|块|者)(?:数|钱|费用|支出)?(?:加起来|加一起|加在一起|合起来|相加|之和|合计|加总|加一块)[，,]?(?P<rest>(?:和|跟|与|同|等于|等不等于|是不是等于|是不是).+)"
)


def _their_sum_against(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _SUM_AGAINST.fullmatch(text)
    if hit is None or said.query.kind != "consistency" or not said.query.items:
        return None
    count = _NUMBERS.get(hit["n"], len(turn.things))
    if len(turn.things) < count or count < _SEVERAL:
        return None
    lead, year = of_whom_and_when(said, turn)
    things = turn.things[-count:]
    return Whole(f"{lead}{year}{'、'.join(things)}加起来{hit['rest']}", _taken(lead, year, *things))


# What two of those told come to is held against a third thing: 加起来不是比项目支出还大了吗.
_SUM_ABOVE = re.compile(
    r"[那，,、\s]*(?:这|它们)?(?:[两二三几](?:个|项|笔|样))?(?:加起来|加一起|合起来|合计)(?:不是|是不是|怎么|岂不|难道)*(?:就|也|都)?比(?P<rest>[^，。？?]{2,16}?)(?:还|要|都|更)*(?P<way>大|多|高|小|少|低)(?:了|些)?(?:吗|么|吧|呢|啊)?[？?。\s]*"
)


def _their_sum_above(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _SUM_ABOVE.fullmatch(text)
    told = items_of(turn) if len(turn.item_spans) >= _SEVERAL else turn.things[-_SEVERAL:]
    if hit is None or len(told) < _SEVERAL or len(said.query.items) != 1:
        return None
    lead, year = of_whom_and_when(said, turn)
    things = "和".join(told)
    return Whole(f"{lead}{year}{things}加起来和{hit['rest']}对得上吗", _taken(lead, year, *told))


# The share that several of those told have together: 这两笔加一块占总支出百分之多少.
_SUM_AS_PART = re.compile(
    r"[那，,、\s]*(?:这|它们)?(?P<n>[两二三四五几])(?:个|项|笔|样|块|者|类)(?:数|钱|费用|支出)?(?:加起来|加一起|加在一起|合起来|相加|之和|合计|加总|加一块|一共|总共)[，,]?(?P<rest>(?:又|大概|能)?(?:占|是).*(?:百分之|几成|比例|比重|多少|多大).*)"
)


def _their_sum_as_part(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _SUM_AS_PART.fullmatch(text)
    if hit is None or said.query.kind != "share":
        return None
    count = _NUMBERS.get(hit["n"], len(turn.things))
    if len(turn.things) < count or count < _SEVERAL:
        return None
    lead, year = of_whom_and_when(said, turn)
    things = turn.things[-count:]
    year = year or (f"{turn.year}年" if turn.year and not said.query.years else "")
    rest = hit["rest"].replace("当年", "")
    return Whole(f"{lead}{year}{turn.basis}{'和'.join(things)}合计{rest}", _taken(lead, year, *things))


# What was told first, or second, among the things of one body and year: 第一个和第三个加起来多少, 最开始问的那个呢.
_NTH_TOLD = re.compile(r"第(?P<n>[一二三四五六])(?:个|项|笔|样|种)(?:费用|支出|数|钱|经费)?(?!单位|部门|局|街道|月|季)")
_FIRST_TOLD = re.compile(
    r"(?:我)?(?:最开始|一开始|最初|最先|最早|刚开始|开头)(?:我)?(?:问|说|提|讲)(?:到)?(?:的)?(?:那|这)?(?:个|项|笔|样)?(?:费用|支出|数|钱|经费)?"
)


def _nth_of_those_told(text: str, said: Said, turn: Turn) -> Whole | None:
    """A question that points at things told by their places in the row."""
    pointed = [*_NTH_TOLD.finditer(text)]
    places = [asked_years.number_word(hit["n"]) or 0 for hit in pointed]
    first = _FIRST_TOLD.search(text)
    if len(turn.things) < _SEVERAL or not (first or len(pointed) > 1):
        return None
    behind = max(hit.end() for hit in (*pointed, *([first] if first else [])))
    if any(asked.start < behind for asked in said.query.items):
        return None
    if any(not 0 < place <= len(turn.things) for place in places):
        return None
    for hit, place in sorted(zip(pointed, places, strict=True), key=lambda pair: -pair[0].start()):
        text = f"{text[: hit.start()]}{turn.things[place - 1]}{text[hit.end() :]}"
    if first and not pointed:
        text = f"{text[: first.start()]}{turn.things[0]}{text[first.end() :].lstrip('，,')}"
    lead, year = of_whom_and_when(said, turn)
    return Whole(
        f"{lead}{year or (f'{turn.year}年' if said.query.offsets else '')}{text.lstrip('那，, ')}", _taken(lead, year)
    )


# The cars that a body has, after those that it is to buy: 那现在一共有多少辆.
_CARS_HELD = re.compile(
    r"[那，,、\s]*(?:现在|目前|眼下|手上|手里|名下|单位|原来|已经|本来)*(?:一共|总共|共)?(?:有|拥有|保有)(?:了)?(?:几|多少)(?:辆|台)(?:公?车)?[了呢？?。\s]*"
)


def _cars_held(text: str, said: Said, turn: Turn) -> Whole | None:
    bought = re.search("[买购换添][^，。]{0,4}车|车[^，。]{0,3}[买购换添]", turn.text)
    if not _CARS_HELD.fullmatch(text) or not bought or said.query.items:
        return None
    lead = "和".join(turn.bodies)
    year = f"{turn.year}年" if turn.year else ""
    return Whole(f"{lead}{year}一共有多少辆公务用车", _taken(lead, year))


# What one of those counted comes to: 一辆多少, 光算来的客人，平均一个人多少钱.
_PER_ONE = re.compile(
    r"[那，,、\s]*(?:(?:光|只|单|就)(?:算|按|看)?[^，,]{2,8}[，,]|(?:照|按)(?:这个|这样|此|这么)(?:来)?算?[，,])?(?:(?:平均|均摊|摊到|合到|摊下来|平均下来|算下来)+(?:到)?)?"
    r"(?:(?:每|一)(?P<measure>个?人|辆|台|批次?|次|人次|户|亩|张|家|所|名|位|场|期)(?:车|公车)?|人均)(?:头上)?(?:平均)?(?:是|要|得|合|花|摊|用|给)?(?:了)?(?:多少|几)(?:钱|[万亿]?元)?[呢啊呀？?。\s]*"
)


def _of_each_counted(text: str, said: Said, turn: Turn) -> Whole | None:
    """The mean of the money last told over those that were counted."""
    hit = _PER_ONE.fullmatch(text)
    told = (*turn.trail, *turn.facts)
    counts = [fact for fact in told if fact.unit and "元" not in fact.unit and fact.unit != "%"]
    money = next((fact for fact in reversed(told) if fact.unit and "元" in fact.unit), None)
    if hit is None or said.query.items or money is None or not counts:
        return None
    measure = hit["measure"] or "人"
    people = measure in ("个人", "人", "名", "位")
    counted = next(
        (
            f.unit
            for f in reversed(counts)
            if f.unit and (f.unit in ("人", "人次", "名") if people else f.unit.startswith(measure))
        ),
        None,
    )
    if counted is None:
        return None
    lead, year = of_whom_and_when(said, turn)
    own = items.item(money).own
    item = terms.name(own) if own in terms.concepts() else called(money)
    return Whole(f"{lead}{year}{item}平均每{'人次' if counted == '人次' else measure}多少钱", _taken(lead, year, item))


# Which of two that are named moved so, after a move was told: 基本支出和项目支出，少的是哪一块.
_WHICH_MOVED = re.compile(r"(?P<way>少|减少?|降|下降|多|涨|增加?|上升)(?:了)?的?(?:主要)?(?:又|到底)?是(?:哪|谁|什么)")
# Which of its parts did: 那是哪项少了，少多少.
_WHICH_PART_MOVED = re.compile(
    r"[那，,、\s]*(?:到底|究竟|具体|主要)?(?:又)?(?:是)?(?:哪|什么)(?:一|几)?(?:个|项|块|些|笔|样|部分)?(?:钱)?(?P<way>少|减少?|降|下降|多|涨|增加?|上升|省)(?:下来|下)?(?:了|得)?.*"
)
_DOWN = frozenset("少减降下省")
_AGAINST_PLAN = re.compile("省|没花完|超")


def _which_of_them_moved(text: str, said: Said, turn: Turn) -> Whole | None:
    """Of two things named now, or of the parts of what was told, the one that moved as was told."""
    named = said.query.items
    lead, year = of_whom_and_when(said, turn)
    hit = _WHICH_MOVED.search(text)
    if hit and len(named) == _SEVERAL and turn.kind in ("change", "rate") and hit.start() >= named[1].end:
        way = "减少" if hit["way"][0] in _DOWN else "增加"
        things = text[named[0].start : named[1].end]
        return Whole(f"{lead}{year}{things}比上年哪个{way}了，{way}了多少", _taken(lead, year))
    part = _WHICH_PART_MOVED.fullmatch(text)
    wholes = [asked for asked in items_of(turn) if (key := _key(asked)) and terms.parts_below(key)]
    if part is None or named or said.query.years or not turn.item_spans or len(wholes) != 1:
        return None
    way = "减少" if part["way"][0] in _DOWN else "增加"
    if turn.kind in ("completion", "difference") and _AGAINST_PLAN.search(text):
        return Whole(f"{lead}{year}{wholes[0]}各项里哪项比预算省得最多，省了多少", _taken(lead, year, wholes[0]))
    return Whole(f"{lead}{year}{wholes[0]}里哪项{way}了，{way}多少", _taken(lead, year, wholes[0]))


# What was saved against its budget, after how much of it was done: 省下的钱里哪项最多.
_SAVED_MOST = re.compile(
    r"[那，,、\s]*(?:省|节约|节省|结余|没花完?)(?:下来|下|出来)?的?(?:钱|部分|这些)?(?:里面?|中|当中)?[，,]?(?:是)?(?:哪|什么|谁).*"
)


def _saved_most(text: str, said: Said, turn: Turn) -> Whole | None:
    if not _SAVED_MOST.fullmatch(text) or said.query.items or len(turn.item_spans) != 1:
        return None
    lead, year = of_whom_and_when(said, turn)
    item = items_of(turn)[0]
    return Whole(f"{lead}{year}{item}各项里哪项比预算省得最多，省了多少", _taken(lead, year, item))


# The same thing in a table that is named now: 整体目标表里也是这个数吗.
_IN_THAT_TABLE_TOO = re.compile(
    r"[那，,、\s]*(?:在)?(?P<where>[一-鿿“”]{2,16}?(?:表|说明|正文|文字))(?:里面?|中|上)?(?:写的?|列的?|的)?(?:也|是不是|是否|也都)*(?:是)?(?:这个|同一个|一样的?|同样的?|这么多)(?:数字?)?(?:吗|么|吧|不)?[？?。\s]*"
)


# It is another number there: 怎么支出总表里是237.6万？
_OTHERWISE_IN_THAT_TABLE = re.compile(
    r"[那，,、\s]*(?:可是|但是|但|可)?(?:怎么|为什么|为啥|咋)?(?:在)?(?P<where>[一-鿿“”]{2,16}?(?:表|说明|正文|文字))(?:里面?|中|上)?(?:又|却|怎么|写的?|列的?)*(?:是|为|成了)\d[\d.,，]*(?:[万亿千]?元?)?[呢吗？?。\s]*"
)


def _in_that_table_too(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _IN_THAT_TABLE_TOO.fullmatch(text) or _OTHERWISE_IN_THAT_TABLE.fullmatch(text)
    if hit is None or not turn.item_spans:
        return None
    lead, year = of_whom_and_when(said, turn)
    spans = sorted(turn.item_spans)
    item = turn.text[spans[0][0] : spans[-1][1]]
    return Whole(f"{lead}{year}{item}跟{hit['where']}里的一致吗", _taken(lead, year, item))


def _key(name: str) -> str | None:
    """The item of the field that a name stands for."""
    found = [mention.keys[0] for mention in terms.Vocabulary(()).mentions(name) if mention.keys]
    return found[0] if len(set(found)) == 1 else None


_WHAT_BEFORE = re.compile(
    r"[那，,、\s]*(?:它|这个|这项)?(?:原来|原先|以前|之前|过去|本来|早先|先前|从前|调整前|提高前|改之?前)的?(?:标准|数|数额|金额|价)?(?:又)?(?:是|为|有|定的?是?|给)?(?:多少|几)(?:钱|[万亿]?元)?(?:来着)?[呢啊呀？?。\s]*"
)


def _what_it_was(text: str, said: Said, turn: Turn) -> Whole | None:
    """原来是多少 of what was told: what it was the year before."""
    if not _WHAT_BEFORE.fullmatch(text) or len(turn.item_spans) != 1 or turn.year is None or said.query.items:
        return None
    lead, item = "和".join(turn.bodies), items_of(turn)[0]
    return Whole(f"{lead}{turn.year - 1}年{item}是多少", _taken(lead, item))
