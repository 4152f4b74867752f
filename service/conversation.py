"""What a follow-up question leaves out is taken from the question before it: the result is a whole question again. Pure.

People do it in three ways. They name only what differs (那接待费呢？ 水务局呢？ 再上一年呢？): the earlier question is then
asked with that put in its place. They ask something else of the same thing (为什么？ 跟去年比呢？ 占总支出多少？): the thing is
then put before it. Or they ask a new question and leave out whose and of which year it is. A question that names all of
it itself takes nothing over.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest import everyday, items, quantity, terms
from ingest.model import Fact
from service import (
    amount_too,
    asked_chapter,
    asked_kind,
    asked_office,
    asked_plan,
    asked_share_moved,
    asked_years,
    going_on,
    told_before,
)
from service.blanking import MASK, blanked
from service.query import Asked, Query, QueryKind
from service.turn import (
    STAGES,
    TRAIL,
    Said,
    Span,
    Turn,
    Whole,
    items_of,
    of_whom_and_when,
    part_of,
    part_span,
    spoken_of,
    stage_beside,
)

_BASIS_WORD = re.compile(r"预算|决算|执行数")
_EARLIER = re.compile(
    r"再(?:上|往?前|早)(?:再)?(?:推|倒|数|看)?(?:一|1)?年|往前(?:再)?(?:推|倒|数|看)?(?:一|1)年|再?倒(?:推|数)(?:一|1)年|(?:上|前|头)一年|再早一年|更早(?:一年)?"
)
# What stands around the one thing that differs: 那…呢, …又是多少, 如果是…的话.
_AROUND = re.compile(
    r"^[那和跟与以及，,、。？?！!\s]*(?:那么|那|然后|换成|换|如果是|要是|假如是|改成|再看看|看看|再说说|说说|还有|至于|对了|我问的是|我是问|我说的是|就是|是)*|"
    r"(?:的话|方面|这块|这一块|那边|这边)*(?:呢|咋样|怎么样|如何|又是?(?:有|要)?多少(?:钱)?|的?情况|什么情况)*[呢呀啊吧嘛哦？?。！!，,\s]*$"
)
_PRONOUN = re.compile(
    r"(?:那么|那)?(?:它们?|其中?(?![他它余次实])|这(?:个|笔|项|些)?(?:钱|数|数字|费用|经费|支出|预算|资金)?(?!么|里|样|边)|那(?:个|笔|项|些)(?:钱|数|数字|费用|经费|支出|预算|资金)?|该项?|此项)"
)
_CHECKED = re.compile(
    r"(?:数|数字|数据|答案|结果|金额|这个|你).{0,4}(?:对吗|对不对|对么|准吗|准不准|准确吗|没错|靠谱|可靠|可信|真的吗)|"
    r"^(?:你|您)?(?:是不是|是|在)?(?:瞎|乱|胡)(?:说|编|扯|猜|讲|报)(?:的|八道)?[吧啊呀呢吗]*[？?。！!]*$|^(?:这|你)?(?:都)?是?(?:编|蒙|猜)(?:出来)?的[吧吗][？?。]*$|^(?:不对|不会|不可能|不是)[吧啊]+[？?。！!]*$|"
    r"^(?:你)?(?:确定|确认|肯定)(?:吗|么|不|一下)?|没(?:搞|弄)错吧|有没有(?:搞|弄|算)?错|核对过|核实过|^(?:真的|是真的|是吗|对吗|真的吗)|^真(?:的)?(?:是|有|要|花了?|用了?|会)*[这那]么[多少高低大小贵](?:钱)?[吗么啊呀吧]*[？?。！!]*$"
)
_PLACE_ASKED = re.compile(r"出处|出自|哪一?(?:个)?部分|原文|哪一?页|第几页|哪张表|哪个表")
_SOURCE = re.compile(
    r"出处|出自|哪一?(?:个)?部分(?=[？?。的里呢]|$)|来源(?!构成|结构)|哪(?:里|儿)?来的(?:这个)?(?:数|数字|数据)|原文|哪一?页|第几页|哪张表|哪个表|在哪(?:里|儿)?(?:写|说|看|查|能看|找)|哪里写|哪儿写|依据在哪|怎么来的|从哪(?:里|儿)?(?:来|看|查|找)的|怎么得(?:来|出)的?|怎么算(?:的|出来)|算法"
)
_MEASURES = "个|项|年|家|者|样|笔|类|块|种|边|头|处|局|单位"  # of what was asked about: 两项, 这三家
_TOGETHER = re.compile(
    rf"(?:合着|算下来|这么算|这样算|所以)?[，,]?(?:两|二|俩|三|仨|四|这几|几|这些)?(?:{_MEASURES})?(?:数|项目|部分|单位)?"
    "(?:合?加(?:在|到)?(?:一)?[起块]?来?|合计|一共|总共|拢共|通共|共计|共|总计|总和|相加|加总|归总|之和|合起来|[凑并放搁合](?:在|到)?(?:一[起块])|一起(?=[是有要花]*多少))"
)
_APART = re.compile(
    r"前者.{0,4}后者.{0,6}(?:多|少|差|高|低)|后者.{0,4}前者.{0,6}(?:多|少|差|高|低)|(?:两|二|俩)?(?:个|项|年|家|者|样|类|块|种|边|头|处)?(?:数|之间|部分|局|单位)?(?:(?:相差|差|差距|差额|差了)(?:是)?(?:有)?(?:多少|几|多大)|(?:相差|差距|差额)(?:呢)?[？?。\s]*$)"
)
_OF_BODIES = re.compile("(?:两|二|三|四|几|这几|这些)?(?:家|个?单位|个?部门|个?局)")  # 两家加起来: not two years of one
_OF_FIGURES = re.compile(r"^[那请问，,、\s]*(?:它们|这|那)?")
_UNIT_ONLY = re.compile(
    r"^[那请能帮我你把它这个数再可不以麻烦，,、\s]*(?:给我)?(?:换算|换|折合|折算|折|改|写|用|按|以|合|是|转|转换|精确到|细到|具体到)?(?:成|为|作|算成?)?(?:多少)?(?:亿元|万元|千元|元|亿|万)(?:表示|计算?|计量|算|说|讲|做单位|为单位|呢|来说|的话|是多少|多少)*[呢吗吧？?。\s]*$"
)
_UNIT_NAMED = re.compile(r"[亿万千]元|[元亿万]")
# The unit that the question before was already to be told in, behind it: 某局会议费是多少，换算成元.
_ITS_UNIT = re.compile(r"，(?P<unit>[^，]+)$")
# The amount that something moved by, called so in front of the unit that it is wanted in: 增加的这个数换算成元.
_MOVED_BY = re.compile(
    r"[那把将请，,、\s]*(?:这|那)?(?:个|笔)?(?:增加|增长|增|涨|减少|下降|减|降|多|少|差|变化|变动)(?:了)?(?:出来?)?的?(?:这|那)?(?:个|笔|些|部分)?(?:数|钱|金额|数额|数字|额|部分|经费|差额)?"
)
_IN_PERCENT = re.compile(
    r"(?:增长|增加|上升|下降|减少|降低|变化|变动|涨|降|增|减|升)?了?(?:百分之(?:几|多少)|几成|几个(?:百分)?点|率|幅度?)[^，。？?]*[？?。]?$"
)
# A part of the item just told that is to be left out of it: 扣掉购置费以后呢.
_LEFT_OUT = re.compile(
    r"^[那，,、\s]*(?:要是|如果|假如)?(?:把)?(?:再)?(?:扣掉|扣除|扣去|去掉|减去|减掉|剔除|刨去|刨掉|刨除|除去|除掉|除开|除了|抛开|撇开|不算)(?P<part>[一-鿿（）()“”]{2,20}?)"
    r"(?:这一?[块项]|那一?[块项])?(?:以后|之后|后|的话|以外|之外)?[，,]?(?:呢|(?:还|就|其余的?|其他的?|剩下的?|余下的?)*(?:剩|有|是|共)?(?:下)?多少(?:钱|万?元)?)[呢？?。\s]*$"
)
_LEADS_ON = re.compile(
    r"^[那它其这个，,、\s]*(?:(?:这|那)?[两二三四五几]?(?:个|项|者|样)?(?:数)?(?:合起来|加起来|加在一起|一共|合计|总共|共)?(?:在?[^，。]{0,8}|在[^，。？?]{2,20}(?:里面?|里头|之?中|当中|之?内)(?:又|能|要|会|大概|大约)?)占|比(?!例|重|率)|和|跟|与|同|较|加上?|减去?|除以)"
)
_ASKS_WHICH_BODY = re.compile(r"谁|哪家|哪边|哪个(?:局|单位|部门)")
_BETWEEN_BODIES = re.compile(r"[比跟和与同].{0,12}[比多少高低差]|相差|差多少|差距")
_SETS_AGAINST = re.compile("(?:[比较跟与]|和|同(?!期|比))起?(?:它|其)?(?:自己|本身)?的?")
# A stage or a time of a body's own money, which its money may be held against.
_OWN_STAGE = re.compile("(?:年初|全年|当年|调整后?|原来|原先|当初|批复)?的?(?:预算|决算|执行数)|同期|以往|以前|往年")


def _sets_bodies_apart(text: str, body_spans: Sequence[Span], item_spans: Sequence[Span]) -> bool:
    """Whether words between names set bodies against each other; 和 of 文化和旅游局 and of 商品和服务支出 does not.

    Nor does what holds one body's money against its own: 比上年增加多少, 比预算少多少, 培训费比会议费多多少.
    """
    between = blanked(text, [*body_spans, *item_spans])
    if _ASKS_WHICH_BODY.search(between):
        return True
    whose = {start for start, _ in body_spans}
    own = {start for start, end in (*item_spans, *asked_years.years(text)[2]) if not {end, end + 1} & whose}
    against_own = any(hit.end() in own or _OWN_STAGE.match(text, hit.end()) for hit in _SETS_AGAINST.finditer(between))
    return not against_own and bool(_BETWEEN_BODIES.search(between))


# 该项目 in the middle of a question stands for the item of the one before.
_THAT_THING = re.compile(
    r"(?<=[表里中内面年，,])它(?=的)|(?:该|此|上述)(?:个)?(?:项目|科目|项|款)(?!支出)|(?:该|此|上述|前述)(?:项|笔|类|块)?(?:支出|经费|费用|资金|款项|开支)(?![总合构])|(?:该|此|上述|前述)(?:数额|金额|数字|数值|数目|数)(?![据量])|(?<![一-鿿])(?:这|那)(?:项|类|块)(?:支出|费用|开支|花销)(?![总合构])"
)
# 这笔支出, 那项收入 for what was just told, which is neither all that is spent nor all that came in.
_CALLED_A_SUM = re.compile(
    r"(?:(?<![一-鿿])|(?<=为什么)|(?<=[为因]何)|(?<=为啥)|(?<=怎么)|(?<=说明)|(?<=解释)|(?<=一下)|(?<=[明那把将对请问说看讲列给导使是]))"
    r"(?:(?:上面|前面|刚才|刚刚|刚)(?:你|您)?(?:说|提到?|问|讲|列|报|查)?到?的?)?"
    r"(?:(?:这|那)(?:一)?(?:笔|项|块|部分|类|样|些)|(?:该|此)(?:笔|项|块|部分)?)(?:的)?(?:支出|开支|花销|花费|开销|收入|预算|费用|经费|资金|钱|款项?)"
    r"(?![总合构单科项])"
)


def called_a_sum(text: str, turn: Turn) -> str:
    """A follow-up in which what was just told is called 它, where it calls it 这笔支出 or 这项收入.

    After a number of things, or of a project, 这笔钱 stays: it is the money of what was counted, and the project's words.
    """
    if not (turn.item_spans or turn.found):
        return text
    counted = bool(turn.facts) and not any("元" in (fact.unit or "") for fact in turn.facts)
    own = counted or any(fact.project for fact in turn.facts)
    return _CALLED_A_SUM.sub("这笔钱" if own else "它", text)


# What cars cost, called by its own word after a question about cars; 维护费 alone is that of buildings and machines.
_OF_CARS = re.compile(
    r"^[那，,、和\s]*(?P<part>运行维护费|购置费|运行费?(?![维一-鿿]*(?:几|辆))|(?=维护费|保养费|维修费)(?:维护|保养|维修)费)"
)
# What may be asked further of a total that was asked for without its name: 预算多少？为什么多了？
_OF_THE_TOTAL: frozenset[QueryKind] = frozenset({"reason", "change", "rate"})
_COMPARES = ("share", "difference", "compare", "multiple", "sum")
# These are told alike in every year.
_TIMELESS: frozenset[QueryKind] = frozenset({"held", "definition", "text"})


_GREETS = re.compile(
    r"^(?:好的?|谢谢|多谢|感谢|辛苦了?|明白了?|知道了?|嗯|哦|你好|您好|再见|拜拜|ok|OK)?[你您啦了！!。，,~～\s]*$"
)
_OF_MONEY = re.compile(r"钱|元|预算|决算|支出|收入|经费|费|资金|采购|占|比|多少|几|[增减涨降]")


def _elsewhere(text: str, query: Query, said: Said) -> bool:
    """Whether a question is about something else altogether: words of its own, none of money, nothing that disclosures tell."""
    return (
        bool(query.rest)
        and not query.items
        and not said.bodies
        and not _SOURCE.search(text)
        and not _CHECKED.search(text)
        and query.kind in ("lookup", "reason")
        and not _OF_MONEY.search(text)
        and not any(topic.ask.search(terms.normalise(text)) for topic in terms.topics())
        and not asked_office.asks(text)
    )


# A thing called by everyday words and nothing else: 办比赛的呢, 那修路那块呢.
_ONLY_NAMED = re.compile(
    r"^(?:那么|那|还有|再看|至于|换成|，|,|\s)*(?P<said>[一-鿿]{2,10}?)(?:上|方面|[这那]一?[块项]|花)?的?(?:钱|费用|支出|经费)?呢[？?。\s]*$"
)


def named_in_everyday_words(text: str, query: Query) -> Query:
    """The query with the item that a short question names in everyday words alone, so that it takes the earlier one's place."""
    hit = _ONLY_NAMED.match(text)
    if hit is None or query.items or query.kind != "lookup" or hit["said"] not in everyday.of_items():
        return query
    return replace(query, items=(Asked(hit["said"], (hit["said"],), *hit.span("said")),), rest=())


def whole(text: str, said: Said, turn: Turn | None) -> Whole:
    """The question with what it leaves out put in; the text itself where nothing is left out, or nothing came before."""
    if turn is None:
        return Whole(text)
    if said.query.kind == "reason" and asked_plan.only_execution(said.query.items, said.query.rest):
        said = replace(
            said, query=replace(said.query, items=(), rest=())
        )  # 执行率低的原因呢: that of the item just told
    query = said.query
    if _GREETS.match(text):
        return Whole(text)
    told = told_before.pointed_at(
        text, turn.facts, turn.trail, apart=_each_asked_for(turn), full=len(turn.trail) >= TRAIL
    )
    if told is not None:
        return Whole(turn.text, recall=told[0], facts=told[1])
    if (gone_on := going_on.whole(text, said, turn)) is not None:
        return gone_on
    if (set_against := _set_against(text, said, turn)) is not None:
        return set_against
    left_out = _LEFT_OUT.match(text)
    if left_out and len(turn.item_spans) == len(query.items) == 1 and not said.bodies and not query.years:
        lead, year = of_whom_and_when(said, turn)
        item = items_of(turn)[0]
        asked = f"{lead}{year}{stage_beside(turn, item)}{item}扣除{left_out['part']}后还剩多少"
        return Whole(asked, tuple(filter(None, (lead, year, item))))
    if (
        people := _of_its_people(text, said, turn)
        or _between_two(text, said, turn)
        or _of_other_people(text, said, turn)
    ) is not None:
        return people
    if (moved := _other_end(text, turn) or _of_all_bodies(text, said, turn)) is not None:
        return moved
    if (beside := _of_its_account(text, said, turn) or _share_moved(text, said, turn)) is not None:
        return beside
    if _elsewhere(text, query, said):
        return _of_its_project(text, said, turn) or Whole(text)
    text, both = _of_two_years(text, said, turn)
    if both:
        said = replace(said, query=replace(query, years=both, offsets=()))
        query = said.query
    pointed = _THAT_THING.search(text) or (_ITS_SHARE.search(text) if query.items and not said.bodies else None)
    if turn.item_spans and pointed:
        item = part_of(turn)
        text = f"{text[: pointed.start()]}{item}{text[pointed.end() :]}"
        lead, year = of_whom_and_when(said, turn)
        stage = "" if turn.basis in item or _STAGE_SAID.search(text) else turn.basis
        return Whole(f"{lead}{year}{stage}{text}", tuple(filter(None, (lead, year, item))))
    if not query.items and not said.bodies and turn.item_spans and _ADDS_UP.fullmatch(text):
        item = spoken_of(turn)
        lead, year = of_whom_and_when(said, turn)
        return Whole(f"{lead}{year}{item}两处一致吗", tuple(filter(None, (lead, year, item))))
    if not query.items and not said.bodies:
        asks_place = _SOURCE.search(text) and len(text) <= 24 and (not query.rest or _PLACE_ASKED.search(text))
        if asks_place and not _of_another_amount(text, turn):
            return Whole(turn.text, recall="source")
        if _CHECKED.search(text) and len(text) <= 24:
            return Whole(turn.text, recall="checked")
        bare = _OF_FIGURES.sub("", text)
        apart, together = _APART.match(bare), _TOGETHER.match(bare)
        if not query.years and (not query.offsets or len(query.offsets) > 1) and (apart or together):
            facts = _meant(text, turn, 2 if apart else None)
            if together and _counts_others(text, facts):
                facts = ()  # 总共多少个调解员, after what each of them is given
            if len(facts) >= 2:
                return Whole(turn.text, recall="difference" if apart else "sum", facts=facts)
            if _OF_BODIES.match(bare) or (_COUNT.match(bare.lstrip("这那")) and together):
                return Whole(text)  # one body's figures are not two bodies', nor is one figure four
        if _UNIT_ONLY.match(text) and turn.kind == "share" and (spoken := part_of(turn)):
            lead, year = of_whom_and_when(said, turn)  # a share is in no unit: its part is
            return Whole(f"{lead}{year}{spoken}{turn.basis}是多少，换算成{_UNIT_NAMED.findall(text)[-1]}", _named(turn))
        by = _MOVED_BY.match(text) if turn.kind in _MOVES else None
        text = text[by.end() :] if by and _UNIT_ONLY.match(text[by.end() :]) else text
        if by and turn.kind == "rate" and _UNIT_ONLY.match(text):
            turn = replace(turn, text=_IN_PERCENT.sub("变化多少", turn.text))  # the amount, not its percentage
        if _UNIT_ONLY.match(text):
            if turn.kind == "rate":  # a percentage is in no unit: what it moved by is
                turn = replace(turn, text=_IN_PERCENT.sub("变化多少", turn.text))
            asked = turn.text.rstrip("？?。")
            if (before := _ITS_UNIT.search(asked)) and _UNIT_ONLY.match(before["unit"]):
                asked = asked[: before.start()]
            return Whole(f"{asked}，换算成{_UNIT_NAMED.findall(text)[-1]}", _named(turn))
    if (inside := _inside_it(text, said, turn) or _in_a_table(text, said, turn)) is not None:
        return inside
    if (counted := _of_its_project(text, said, turn)) is not None:
        return counted
    if turn.kind == "purpose" and amount_too.OF_IT.match(text):
        text = "花了多少"  # what was asked what it is for, never all that is spent
    if _SPENT_ON_IT.fullmatch(text) and not said.bodies:
        return _spent_on_it(text, turn)
    if (planned := _spent_in_a_year(text, said, turn) or _its_goal(text, said, turn)) is not None:
        return planned
    if (part := _OF_CARS.match(text)) and any("车" in item for item in items_of(turn)):
        lead, year = of_whom_and_when(said, turn)
        return Whole(
            f"{lead}{year}公务用车{'运行维护费' if part['part'] == '运行' else part['part']}{text[part.end() :]}",
            tuple(filter(None, (lead, year, "公务用车"))),
        )
    if (field := _other_field(text, said, turn)) is not None:
        return field
    swapped = _swapped(text, said, turn) or _other_column(text, said, turn)
    if swapped is not None:
        return swapped
    return _prefixed(text, said, turn)


_COUNTED_OTHERS = re.compile(r"(?:多少|几)(?P<unit>个|名|位|户|家|所|座|台|辆)(?P<name>[一-鿿]{2,})")


def _counts_others(text: str, facts: Sequence[Fact]) -> bool:
    """Whether things are counted by a name that are not what the figures told before count."""
    hit = _COUNTED_OTHERS.search(text)
    if hit is None:
        return False
    unit = quantity.unit(hit["unit"])
    return not any((own := quantity.unit(fact.unit)) and unit and own.base == unit.base for fact in facts)


def _of_another_amount(text: str, turn: Turn) -> bool:
    """Whether a question tells an amount that none of the figures just told has: 不是还有个794.8万吗，哪张表的."""
    said = [one.quantity for one in quantity.find(text) if one.quantity.unit and one.quantity.unit.base == "元"]
    return any(
        one.base != quantity.Quantity(fact.value or Decimal(0), quantity.unit(fact.unit)).base
        for one in said
        for fact in turn.facts
    )


# The thing just told in the middle of a question about another one: 电费是它的几倍, 电费比它多多少.
_BESIDE_IT = re.compile(
    r"(?P<verb>是|为|比|较|跟|和|与|同|占|抵得?上?|等于|相当于)(?:它|前者|前一个|前面那个|刚才那个|上一个|头一个)(?!们|单位)(?:数)?(?=的|[多少高低大小贵差超还要]|几|，|相?比|来|[呢吗？?。]*$)"
)
# Another thing that it is set against, and nothing else: 跟电费比呢, 它比电费多多少, 和电费差多少.
_AGAINST_ANOTHER = re.compile(
    r"^[那再，,\s]*(?:要是)?(?:它|(?:这|那)(?:一)?(?:个|笔|项|块)?(?:钱|数|费用|支出)?|该项)?(?:(?P<beside>[跟和与]|同(?![一样年期比时]))|比起?|较)(?P<other>[^，,。？?]+?)"
    r"(?:(?:相比|比较|对比|比|之间|两者|两项|两个)(?:之?间|起来|一比|一下)?[，,]?)?(?P<how>(?:又|是|要|更|到底|谁|孰|哪一?(?:个|项|头|边|样|块))*(?:的)?(?:要|更)?[多大高贵少小低](?:一些|一点)?(?:出|了)*"
    r"(?:还是(?:更)?[多大高少小低]|多少|几何|[，,][多少高低大小差]?(?:出|了)?多少)?(?:钱|[万亿]?元)?|[相]?差(?:了|距|额|别)?(?:是|有)?(?:多少|几何|多大)(?:钱|[万亿]?元)?)?"
    r"[呢的话怎么样如何咋啊呀吗？?。\s]*$"
)
# How often another thing goes into it: 是会议费的几倍.
_TIMES_ANOTHER = re.compile(
    r"[那又，,、\s]*(?:它|(?:这|那)(?:一)?(?:个|笔|项|块)?(?:钱|数|费用|支出)?)?(?:大概|大约|差不多|约|就|都)*(?P<verb>是|为|有|等于|相当于|抵得?上?|顶得?上?)(?:了)?"
)
_SUMMED = re.compile("加(?:起|在|到|上|一|总)|相加|合计|[合并]起来|一共|总共|共计|之和|总和")
# Another thing that it is added to: 它和某某支出加起来, 再加上某某费一共多少.
_ADDED_TO_IT = re.compile(
    r"^[那再，,\s]*(?:它|(?:这|那)(?:一)?(?:个|笔|项|块)?(?:钱|数|费用|支出)?|该项)?(?:再)?(?P<join>[和跟与同]|加上?|连同)(?P<rest>.+)$"
)
_ASKS_MORE = re.compile("多少|几|什么|为|怎|哪|[增减涨降占是有花用]")
# And a second thing, behind the first that it was set against: 比电费呢.
_AGAINST_A_SECOND = re.compile(
    r"^[那再，,\s]*(?:又|要是)?(?:比起?|[跟和与同])(?P<other>[一-鿿]{2,14}?)(?:相比|比较|比)?(?:又)?(?:呢|[多少高低大小]出?多少|差多少)[？?。\s]*$"
)
# Its own budget, which what was spent is held against: 跟预算比, 比年初预算多还是少, 离全年预算还差多少没用.
_AGAINST_BUDGET = re.compile(
    r"^[那，,\s]*(?:这|那|它)?(?:个|笔)?(?:数|钱)?(?:跟|和|与|同|比起?|较|相比|对比|对照|离|距离?|超过?|差)了?(?P<stage>年初|全年|当年|调整后?|原来|原先|当初|批复)?的?预算(?:数|安排)?"
)
_TIMES_ITS_BUDGET = re.compile(
    r"[那，,\s]*(?:它)?是(?P<stage>年初|全年|调整后?|原来|当初)?的?预算的?(?:(?P<times>(?:几|多少)倍)|百分之(?:几|多少)|几成)[呢？?。\s]*"
)
_NOTHING_MORE = re.compile(r"(?:相比|比较|对比|比|来看|起来|来说|呢|怎么样|如何|咋样|的话)*[？?。\s]*")
# What part one has of it, pointed at from within: 中小企业从里面分走百分之几.
_OUT_OF_IT = re.compile(
    r"(?:从|在)?(?:这|那)?(?:里头|里面|里边|当中|其中|中间)(?:分|拿|占|得|切|抢|摊)(?:走|到|去|得|了|掉)*(?:了)?(?=百分之|几成|多大|多少比例|百分比)"
)


# The plan of another year, which what was spent is held against: 比2024年预算呢.
_AGAINST_ANOTHER_PLAN = re.compile(
    r"[那，,\s]*(?:跟|和|与|同|比|较)(?P<when>[^，。]{2,8}?)的?预算(?:数)?(?:相比|比较|对比|比)?(?:多还是少|是多是少|多了还是少了|[多少]?(?:了)?多少|差多少|呢|怎么样|如何)*[？?。\s]*"
)


def _against_plan_of_another_year(text: str, said: Said, turn: Turn) -> Whole | None:
    spans = asked_years.years(text)[2]
    hit = _AGAINST_ANOTHER_PLAN.fullmatch(text)
    spent = turn.basis == "决算" or (bool(turn.facts) and all(fact.basis == "actual" for fact in turn.facts))
    if hit is None or not spent or len(spans) != 1 or hit.span("when") != spans[0] or said.query.items or not turn.year:
        return None
    when = _when(text, said.query, turn, earlier=False)
    if when is None or when == f"{turn.year}年":
        return None
    lead = "和".join(turn.bodies)
    item = _BASIS_WORD.sub("", items_of(turn)[0])
    return Whole(f"{lead}{turn.year}年{item}决算和{when}{item}预算相差多少", (lead, f"{turn.year}年", item))


def _set_against(text: str, said: Said, turn: Turn) -> Whole | None:
    """A question that sets the one thing just told against another, against its own budget, or another against it."""
    query = said.query
    second = _AGAINST_A_SECOND.match(text) if turn.kind in ("difference", "compare") else None
    several = _TWO if second is not None else 1
    # Of a share the part was spoken of: 会议费占总支出多少，比培训费多多少.
    part_alone = turn.kind == "share" and second is None and part_of(turn) in items_of(turn)
    if said.bodies or not (part_alone or len(turn.item_spans) == several):
        return None
    item = part_of(turn) if part_alone else items_of(turn)[0]
    if query.years or query.offsets:
        return _against_plan_of_another_year(text, said, turn)
    lead, year = of_whom_and_when(said, turn)
    taken = tuple(filter(None, (lead, year, turn.basis, item)))
    of_when = f"{lead}{year}{stage_beside(turn, item)}"
    part = _OUT_OF_IT.search(text)
    if part is not None and len(query.items) <= 1 and (whose := text[: part.start()].strip("那，, ")):
        return Whole(f"{of_when}{whose}占{item}的{text[part.end() :]}", taken)
    if second is not None and len(query.items) == 1:
        named = _label(text, query.items[0].start, query.items[0].end)
        return Whole(f"{of_when}{item}和{named}哪个多，差多少", taken) if named == second["other"] else None
    if len(query.items) == 1:
        beside = _BESIDE_IT.search(text)
        if beside is not None and query.items[0].end <= beside.start() + 1:
            other = text[: beside.start()].lstrip("那，, ")
            return Whole(f"{of_when}{other}{beside['verb']}{item}{text[beside.end() :]}", taken)
    times = _TIMES_ANOTHER.match(text) if query.kind == "multiple" and len(query.items) == 1 else None
    if times and query.items[0].start == times.end():
        return Whole(f"{of_when}{item}{times['verb']}{text[times.end() :]}", taken)
    summed = _SUMMED.search(text) is not None
    if summed and query.items and (added := _ADDED_TO_IT.match(text)):
        join = "加上" if "加" in added["join"] else "和"
        return Whole(f"{of_when}{item}{join}{added['rest']}", taken)
    against = None if summed else _AGAINST_ANOTHER.match(text)
    if against and query.items and (against["beside"] or against["how"]):
        named = _label(text, min(a.start for a in query.items), max(a.end for a in query.items))
        other = against["other"].strip(
            "的"
        )  # what is said of it beside its name is accounted for in the whole question
        if named in other and not _ASKS_MORE.search(other.replace(named, "", 1)):
            return Whole(f"{of_when}{item}和{other}哪个多，差多少", taken)
    spent = turn.basis == "决算" or (bool(turn.facts) and all(fact.basis == "actual" for fact in turn.facts))
    if query.kind == "reason":
        return None  # 超预算的原因也说一下
    if spent and not query.items and turn.kind == "lookup" and (times := _TIMES_ITS_BUDGET.fullmatch(text)):
        how = "决算是" if times["times"] else "决算完成"
        much = "几倍" if times["times"] else "百分之几"
        return Whole(f"{lead}{year}{item.removesuffix('决算')}{how}{times['stage'] or ''}预算的{much}", taken)
    if spent and not query.items and turn.kind == "lookup" and (hit := _AGAINST_BUDGET.match(text)):
        rest = text[hit.end() :]
        own = item.removesuffix("决算")
        if "超" in hit[0]:
            return Whole(f"{lead}{year}{own}超没超{hit['stage'] or ''}预算", taken)
        rest = "多还是少，差多少" if _NOTHING_MORE.fullmatch(rest) else rest
        return Whole(f"{lead}{year}{own}决算比{hit['stage'] or ''}预算{rest}", taken)
    return None


# A stage that a question names itself, other than in the name of a fund.
_STAGE_SAID = re.compile("决算|实际|执行|(?<!公共)(?<!基金)(?<!经营)预算")

# The thing just told as a part of a whole that is named: 基本支出里，这笔钱的占比是多少.
_ITS_SHARE = re.compile(
    r"(?:它|前者|[这那该此]一?(?:笔|部分|块|项|个)(?:钱|费用|支出|资金|经费|开支|数|款)?|(?<![一-鿿])[那这](?=[是占相抵顶]))(?=的?(?:所占|占比|比例|比重|份额)|(?:又|大概|大约|能)?占"
    r"|(?:又|大概|大约|能)?(?:是|为|相当于|等于|抵得?上?|顶得?上?)[^，。？?]{2,20}的(?:百分之(?:几|多少)|[几多]少?成|几分之|多大(?:比例|比重))"
    r"|在[^，。？?]{2,20}(?:里面?|中|内|当中)(?:所?占|的?(?:占比|比重|比例)))"
)

# One of the two years just asked about, by its place: 后一年增加了多少, 前一年是多少.
_LATER = re.compile(r"(?:后|后面|第二|较晚|靠后)(?:的)?(?:那|这)?(?:一)?(?:个)?年度?|次年|后者")
_FORMER = re.compile(r"(?:前|前面|头|第一|较早|靠前)(?:的)?(?:那|这)?(?:一)?(?:个)?年度?(?!里|间)|前者")
_MOVES = frozenset({"change", "rate", "difference", "multiple"})
_TWO = 2


def _of_two_years(text: str, said: Said, turn: Turn) -> tuple[str, tuple[int, ...]]:
    """The question with the two years of the one before in place of what points at them, or before what compares them."""
    if said.bodies:
        return text, ()
    years = sorted(asked_years.years(turn.text)[0])
    before = _EARLIER.search(text)
    if (
        before
        and len(years) != _TWO
        and turn.year
        and said.query.kind == "lookup"
        and not said.query.years
        and not said.query.items
    ):
        if not _compared(text, before.span()):  # counted from the year just spoken of, not from the newest
            return f"{text[: before.start()]}{turn.year - 1}年{text[before.end() :]}", (turn.year - 1,)
        return text, ()
    own = said.query.years or any(offset != -1 for offset in said.query.offsets)
    if len(years) != _TWO or own or said.query.items:
        return text, ()
    early, late = years
    moves = said.query.kind in _MOVES
    named = _LATER.search(text) or _FORMER.search(text)
    if named is None and (not moves or said.query.offsets):
        return text, ()
    if moves:
        bare = _FORMER.sub("", _LATER.sub("", text)).strip("比较跟和与同，, ")
        return f"{late}年比{early}年{bare}", (late, early)
    year = late if _LATER.search(text) else early
    return _FORMER.sub(f"{year}年", _LATER.sub(f"{year}年", text)), (year,)


# Whether, or why, the places that state the figure just told differ.
_ADDS_UP = re.compile(
    r"[那这它，,\s]*(?:为什么|为何|为啥|怎么)?(?:这|那)?(?:两|几|各|前后|上下|正文(?:和|与|跟)表)(?:个|张)?(?:地方|处|边|表|个数)?(?:里|中|上)?(?:的)?(?:数|数字|说法)?"
    r"(?:会|还|又|都|不|对)*(?:一样|相同|一致|对得上|对不上|矛盾|打架|有出入|不同)(?:吗|呢|啊|的|么)?[？?。\s]*"
)


# What is told of an indicator beside its name: who asks of one of these asks of it in the other's place.
_FIELD_OF_GOALS = re.compile("[：:，的]*(?:实际|全年|年度|绩效)?(?:完成值|目标值|指标值|(?<!自评)得分|权重)")
# Within the thing just told: 里头政府性基金出多少, 其中上级补助多少.
_WITHIN_IT = re.compile(
    r"^[那，,、\s]*(?:(?:这|那)?(?:里头|里面|里边|当中|其中|之中)|(?:它|(?:这|那|该|此)(?:一)?(?:笔|项|块|个)(?:钱|费用|经费|资金)?)的?(?:里[头面边]?|当中|其中|之?中))的?[，,：:]?(?:有|由|来自)?"
)


def _inside_it(text: str, said: Said, turn: Turn) -> Whole | None:
    """A question about one source, or one column, of the item just told, never about all that the source gives."""
    opened, asked = _WITHIN_IT.match(text), said.query.items
    if opened is None or said.bodies or len(asked) != 1 or not turn.item_spans or said.query.kind != "lookup":
        return None
    if not set(asked[0].keys) & (items.FUNDS_AND_THEIR_USE | items.AXES):
        return None
    own = {items.item(fact).own for fact in turn.facts}
    known = next(iter(own)) if len(own) == 1 and own <= set(terms.concepts()) else None
    if own and own <= items.FUNDS_AND_THEIR_USE | terms.TOTALS:
        return None  # a source is itself part of these
    name = terms.name(known) if known else items_of(turn)[-1]
    lead, year = of_whom_and_when(said, turn)
    return Whole(f"{lead}{year}{name}中{text[opened.end() :]}", tuple(filter(None, (lead, year, name))))


# Pointing at the money, or the project, just spoken of, with words of its own behind: 这笔钱要修几座桥.
_POINTED = re.compile(
    r"^[那，,、\s]*(?:这|那|该|此)(?:一)?(?:笔|个|项|份)?(?:钱|资金|经费|专项资金|专项|项目|工程)(?!支出|款|类)(?:里面?|中|当中)?[，,]?"
)


# What the form of a project tells of it beside its money.
_TOLD_OF_PROJECTS = re.compile(
    r"^[那，,、\s]*(?:它的?|其|具体)?(?:的)?(?:(?:当年|年度)?(?:绩效)?(?:目标|指标)(?!管理)|[一-鿿]{0,6}满意度|立项|依据|概述|(?:要|得|计划|打算|准备)(?:[一-鿿]{1,4})(?:多少|几)(?!钱|万|元)|(?:又|还|还要|另|总共|一共)*(?:请|聘|雇|招|配|派|养|租|备)(?:用|备|置|有)?(?:了|的)?(?:多少|几)(?!钱|万|元)|实施(?:内容|单位|计划)|主管部门)"
)


# Another number behind one that a project's words tell: 请了几名保洁员、几辆车.
_ANOTHER_COUNT = re.compile(r"^[那，,、\s]*(?:又|还|和|及|以及)?(?:多少|几)(?!钱|万|元|年|月|成|个点)[一-鿿]")


_ALONE = 3  # characters left of a question that names nothing by itself


def _of_its_account(text: str, said: Said, turn: Turn) -> Whole | None:
    """Who carries out what was spoken of, how, when or by what order: 由谁实施, which asks of no other body."""
    if said.bodies or said.query.items or len(turn.item_spans) != 1 or asked_chapter.of(text) is None:
        return None
    if len(re.sub(r"\W", "", asked_chapter.without(text))) > _ALONE:
        return None
    lead, year = of_whom_and_when(said, turn)
    item = items_of(turn)[0]
    return Whole(f"{lead}{year}{item}{text.lstrip('那么，,、 ')}", tuple(filter(None, (lead, year, item))))


_HOW_MUCH = re.compile(
    r"的?(?:是|为|有|占)?(?:多少|多大|几成|百分之几|百分之多少|几)(?:比例|比重)?[呢啊呀]?[？?。\s]*$"
)


def _share_moved(text: str, said: Said, turn: Turn) -> Whole | None:
    """How the share just told moved: 比2017年高还是低, which asks of no amount."""
    if turn.kind != "share" or said.bodies or said.query.items:
        return None
    share = _HOW_MUCH.sub("", turn.text.rstrip("？?。"))
    share = share if re.search("比重|比例|占比|份额", share) else f"{share}的比重"
    asked = f"{share}{text.lstrip('那么，,、它 ')}"
    return Whole(asked, _named(turn)) if asked_share_moved.asks(asked) else None


def _counted_in_words(turn: Turn) -> bool:
    """Whether the question before was answered by numbers of things that the words of a project's form tell."""
    told = turn.facts or turn.trail[-1:]
    return bool(told) and all(fact.measure == "count" and fact.source == "narrative" and fact.project for fact in told)


def _of_its_project(text: str, said: Said, turn: Turn) -> Whole | None:
    """A question about something that the one project just told is to do or to reach, in words of its own."""
    hit = _POINTED.match(text)
    told = turn.facts or turn.trail[-1:]
    names = {fact.project[1] for fact in told if fact.project}
    one_told = len(names) == 1 and len(told) == 1 and turn.kind == "lookup"
    beside = len(names) == 1 and _counted_in_words(turn) and _ANOTHER_COUNT.match(text)
    if hit is None and not said.bodies and ((one_told and _TOLD_OF_PROJECTS.match(text)) or beside):
        lead, year = of_whom_and_when(said, turn)
        name = next(iter(names))
        return Whole(f"{lead}{year}{name}{text.lstrip('那，,、 ')}", tuple(filter(None, (lead, year, name))))
    if hit is None or said.bodies or said.query.items or not said.query.rest or len(names) != 1:
        return None
    lead, year = of_whom_and_when(said, turn)
    name = next(iter(names))
    return Whole(f"{lead}{year}{name}{text[hit.end() :]}", tuple(filter(None, (lead, year, name))))


# In what table the thing just told stands, and how much it is there: 其中基本支出表里列的是多少.
_IN_A_TABLE = re.compile(
    rf"[那和而，,、\s]*(?:这|那)?(?:里头|里面|里边|当中|其中|之中)?的?[，,：:]?(?:在|从|按|看)?{asked_kind.TABLE_NAMED.pattern}(?:那边|里头|里面|里边|里|中|上|内|那)?的?(?:又|却|则|就|上面?)?(?:反映|列示|列支|列报|显示|填列|填报|公开|公布|记载|安排|列|写|填|记|报|登)?(?:出来)?(?:的|了|着|又|是|有|为|却|则|就|数|金额|支出)*(?:多少|几)(?:钱|[千百万亿]?元)?[呢呀啊]?[？?。\s]*"
)


def asks_of_a_table(text: str) -> bool:
    """Whether a question is about nothing but what a table has of the item before."""
    return _IN_A_TABLE.fullmatch(text) is not None


def _in_a_table(text: str, said: Said, turn: Turn) -> Whole | None:
    """A question about the item just told as a table that it names has it, never about all that the table tells."""
    hit = _IN_A_TABLE.fullmatch(text)
    if hit is None or said.bodies or turn.kind != "lookup" or len(turn.item_spans) != 1:
        return None
    name = items_of(turn)[0]
    if name.endswith("表") or any(not item.text.endswith("表") for item in said.query.items):
        return None
    lead, year = of_whom_and_when(said, turn)
    whole_text = f"{lead}{year}{turn.basis}，{hit['name']}里的{name}是多少"
    return Whole(whole_text, tuple(filter(None, (lead, year, turn.basis, name))))


_SPENT_ON_IT = re.compile(
    r"[那，,、\s]*(?:一共|总共|合计)?(?:要|得|准备|计划|打算|需要?)?(?:花|用)(?:了|掉|费)?多少(?:钱)?[呢呀？?。\s]*"
)
_HOW_MANY = re.compile(r"(?:几|多少)(?:辆|台|部)")
_GOT = re.compile(r"[买购添换置][^，。]{0,3}?(?:几|多少)(?:辆|台|部)")
_ENDS_OF_YEAR = (("年初", "年末"), ("年末", "年初"), ("年初", "年底"), ("年底", "年初"))


# What was asked of the body itself, so that what is spent behind it is all that it spends.
_OF_THE_BODY: frozenset[QueryKind] = _TIMELESS | {"contact"}
_ITS_DUTY = re.compile("(?:主要|平时|日常|到底|都|是|究竟)*(?:干|做|管|负责)(?:些|点)?(?:什么|啥)[的呢呀啊]*")


def _spent_on_it(text: str, turn: Turn) -> Whole:
    """花多少钱 after a question about some thing asks of that thing, never of all that is spent."""
    items = items_of(turn)
    rest = blanked(turn.text, turn.body_spans).strip(f"{MASK}，,、的？?。 ")
    if not items and turn.bodies and (turn.kind in _OF_THE_BODY or _ITS_DUTY.fullmatch(rest)):
        lead, year = "和".join(turn.bodies), f"{turn.year}年" if turn.year else ""
        return Whole(f"{lead}{year}{text.lstrip('那，,、 ')}", tuple(filter(None, (lead, year))))
    if _GOT.search(turn.text) and any("车" in item or "辆" in item for item in (turn.text, *items)):
        items = ("公务用车购置费",)  # 买几辆车，花多少 asks what they cost to buy
    lead = (
        turn.text.rstrip("？?。 ")
        if not items
        else "".join((*turn.bodies[:1], f"{turn.year}年" if turn.year else "", *(_HOW_MANY.sub("", i) for i in items)))
    )
    return Whole(f"{lead}{'，' if not items else ''}{text.lstrip('那，,、 ')}", _named(turn))


# Other people of the body whose number was just told: 退休的呢 after 在职多少人.
_OTHER_PEOPLE = re.compile(
    r"[那，,和、\s]*(?P<who>离?退休|离休|在职|在编|编外|聘用|临聘|行政|事业|参公|公务员)(?:人员|编制的?|职工|的人)?的?(?:又)?(?:呢|咋样|怎么样)[？?。\s]*"
)
# The cars just counted, by a word that stands for them: 养它们花了多少.
_KEEPING_THEM = re.compile(r"养(?:护|着)?(?:它们?|这些|那些|这几辆|那几辆|这[一二两三四五六七八九\d]+辆)(?:车)?")


def _of_other_people(text: str, said: Said, turn: Turn) -> Whole | None:
    """How many of another sort, or what it costs to keep them, after people or cars were counted."""
    if said.bodies:
        return None
    counted = {fact.unit for fact in turn.facts}
    lead, year = of_whom_and_when(said, turn)
    hit = _OTHER_PEOPLE.fullmatch(text)
    people = "人" in turn.text and "人次" not in turn.text and turn.kind == "lookup"
    if hit is not None and people and counted <= {"人", "名"}:
        who = hit["who"] if hit["who"].endswith("员") else f"{hit['who']}人员"
        return Whole(f"{lead}{year}{who}有多少人", tuple(filter(None, (lead, year))))
    if counted and counted <= {"辆", "台"} and (kept := _KEEPING_THEM.search(text)):
        return Whole(f"{lead}{year}{text[: kept.start()]}养车{text[kept.end() :]}", tuple(filter(None, (lead, year))))
    return None


# How many a body has, after an amount: 水务局有多少人 asks nothing of that amount.
_HEADCOUNT = re.compile(
    r"[那，,、\s]*(?:里面?|那边|一共|总共|现在|目前|又|都)*(?:有|是)?(?:多少|几)(?:个|名|位)?(?:人|职工|员工|干部|工作人员)(?:上班|在编|在职)?[呢啊呀]?[？?。\s]*"
)


# The body just spoken of beside another: 甲局高还是它高, 和甲局一样吗, 比甲局差多少.
_BESIDE_A_BODY = re.compile(
    r"(?:[多少高低大小][^，。]{0,2}还是|[比跟和与同])(?:它|那边|这边|前者|前一家|刚才那家)[^，。]{0,4}[多少高低大小]|一不一样|一样(?:多|高)?[吗么不]|差不多[吗么]|相同吗|差(?:得|的)?(?:远|多)[吗么不]|[多高大]不[多高大]"
    r"|^(?:同年|同期|当年|(?:19|20)\d\d年度?)?的?(?:要|还|又|就)?(?:[多少高低](?:出)?(?:了)?(?:几(?!乎)|多少)|更[多少高低])"
)
# What a question counts, behind the thing itself: 编报绩效目标的项目多少个.
_SO_MANY_MEASURED = re.compile("(?:多少|几)(?P<measure>个|辆|台|部|人次|人|名|件|次|批次|批|家|所|项|期|户|处|套)")


def _between_two(text: str, said: Said, turn: Turn) -> Whole | None:
    """Which of two bodies has more of the item, where a follow-up sets another body against the one just spoken of."""
    if len(said.bodies) != 1 or said.query.items or len(turn.bodies) != 1 or len(turn.item_spans) != 1:
        return None
    if said.bodies[0] == turn.bodies[0] or turn.kind != "lookup" or not said.body_spans:
        return None
    start, end = said.body_spans[0]
    if not _BESIDE_A_BODY.search(text[:start] + text[end:]):
        return None
    item = items_of(turn)[0]
    if said.query.years or said.query.offsets:
        year = f"{said.query.years[0]}年" if len(said.query.years) == 1 and not said.query.offsets else ""
    else:
        year = f"{turn.year}年" if turn.year else ""
    basis = "" if _BASIS_WORD.search(item) else turn.basis
    counted = _SO_MANY_MEASURED.search(turn.text, turn.item_spans[0][1])
    ends = f"多少{counted['measure']}，哪家多" if counted else "哪家多，差多少"  # and no money of what was counted
    whole_text = f"{turn.bodies[0]}和{said.bodies[0]}{year}{item}{basis}{ends}"
    return Whole(whole_text, tuple(filter(None, (*turn.bodies, year, basis, item))))


def _of_its_people(text: str, said: Said, turn: Turn) -> Whole | None:
    """How many people another body has, where nothing that was asked before is about people."""
    if len(said.bodies) != 1 or said.query.items or "人" in turn.text or not said.body_spans:
        return None
    start, end = said.body_spans[0]
    if not _HEADCOUNT.fullmatch(text[:start] + text[end:]) or not turn.facts:
        return None
    if not all("元" in (fact.unit or "") for fact in turn.facts):
        return None
    year = of_whom_and_when(said, turn)[1]
    return Whole(f"{text[:end]}{year}{text[end:]}", tuple(filter(None, (year,))))


# Beside the body just spoken of, the others: 其他单位呢, 别的局高不高, 所有单位加起来.
_OTHER_BODIES = re.compile(
    r"(?:那|和|跟|与|同|，)*(?:(?:其他|其它|其余|别的|旁的|所有|全部|各个?|每个)(?:的)?(?:几|那些)?(?:家|个)?(?:单位|部门|局|委办局|机构|街道)|别家|其他家|兄弟单位)(?:的|都|又)*"
)
_IN_ALL = re.compile("加|合计|一共|总共|总和|拢共|共计")


def _of_all_bodies(text: str, said: Said, turn: Turn) -> Whole | None:
    """What all bodies have of the item just spoken of, where the others, or all of them, are asked about."""
    hit = _OTHER_BODIES.match(text)
    if hit is None or said.bodies or said.query.items or len(turn.item_spans) != 1 or turn.kind != "lookup":
        return None
    item = items_of(turn)[0]
    when = _words_of_years(text) if said.query.years else f"{turn.year}年" if turn.year else ""
    basis = said.query.basis and STAGES.get(said.query.basis, "")
    basis = "" if _BASIS_WORD.search(item) else basis or turn.basis
    ends = "合计多少" if _IN_ALL.search(text[hit.end() :]) else "分别是多少"
    return Whole(f"各单位{when}{item}{basis}{ends}", tuple(filter(None, (when, basis, item))))


# What public bodies and institutions each have: 事业的呢 after 行政单位医疗.
_OF_BOTH_SORTS = (
    ("事业单位", "行政单位"), ("行政单位", "事业单位"), ("项目支出", "基本支出"), ("基本支出", "项目支出"),
)  # fmt: skip


# What of it was, or will be, spent in another year: 2024年打算花多少.
_IN_A_YEAR = re.compile(
    r"[那，,、\s]*(?:(?:街道|局|镇|乡|委|部门|单位|机关)?(?P<scope>本级))?(?:的?(?:预算|决算)(?:里|中|数)?)?(?:在|到)?(?:还)?(?:又|就|还)?(?P<plan>打算|计划|准备|预计|要|预备|安排|批|拨|给|列)?(?:了)?(?P<real>实际|真正|最后)?(?:上)?(?:要)?(?:花|用|支出|列支|安排|批|拨|列|给)?(?:了|掉)?(?:多少|几)(?:钱|[万亿]?元)?[呢呀？?。\s]*"
)


def _spent_in_a_year(text: str, said: Said, turn: Turn) -> Whole | None:
    """What the item just spoken of comes to in another year that is named: never all that is spent in it."""
    spans = asked_years.years(text)[2]
    if said.bodies or len(spans) != 1 or len(turn.item_spans) != 1 or turn.kind != "lookup":
        return None
    hit = _IN_A_YEAR.fullmatch(_rest(text, spans))
    when = _when(text, said.query, turn, earlier=False) if hit else None
    if hit is None or when is None:
        return None
    stage = STAGES.get(said.query.basis or "", turn.basis)
    basis = "决算" if hit["real"] else "预算" if hit["plan"] else stage
    lead = "和".join(turn.bodies)
    item = _BASIS_WORD.sub("", items_of(turn)[0])
    return Whole(f"{lead}{hit['scope'] or ''}{when}{item}{basis}是多少", tuple(filter(None, (lead, item))))


# What was reached has been told, and what is aimed at is asked: 2026年目标定的又是多少.
_ASKS_GOAL = re.compile(
    r"[那而，,、\s]*(?P<when>[^，。？?]{0,8}?(?:年度?|今年|明年|去年))?的?(?:绩效|年度|年初)?(?:目标|指标)(?:值)?"
    r"(?:又|还|定的?|设的?|要求|的|是|为|达到|要|在|得|给)*(?:多少|几|呢|什么)?(?:[个％%]|百分之几)?[呢啊？?。\s]*"
)


def _its_goal(text: str, said: Said, turn: Turn) -> Whole | None:
    """The goal of the indicator whose outcome was told last: another basis of the same thing."""
    hit = _ASKS_GOAL.fullmatch(text)
    done = [fact for fact in turn.facts if fact.basis == "actual" and fact.unit and "元" not in fact.unit]
    items = [item for item in (*items_of(turn), turn.found) if item and not _FIELD_OF_GOALS.fullmatch(item)]
    if hit is None or said.bodies or not done or len(items) != 1:
        return None
    lead, year = of_whom_and_when(said, turn)
    return Whole(f"{lead}{hit['when'] or year}{items[0]}目标值是多少", tuple(filter(None, (lead, items[0]))))


def _other_end(text: str, turn: Turn) -> Whole | None:
    """年初的呢 after 年末结转, 事业的呢 after 行政单位的: the same thing at the other end of the year, or of the other sort."""
    bare = _PRONOUN.sub("", _AROUND.sub("", text)).strip("的数、，,？?呢 ")
    for said, before in (*_ENDS_OF_YEAR, *_OF_BOTH_SORTS):
        named = bare in (said, said.removesuffix("单位").removesuffix("支出"))
        if named and any(before in item for item in items_of(turn)):
            return Whole(
                turn.text.replace(before, said), (*turn.bodies, f"{turn.year}年" if turn.year else "", turn.basis)
            )
    return None


_COUNT = re.compile(rf"([两二三四五六七八九])(?:{_MEASURES})|(?P<pair>俩)|(?P<three>仨)")


def _meant(text: str, turn: Turn, least: int | None) -> tuple[Fact, ...]:
    """The figures that 两个, 这三项 or 一共 point at: those of the answer before, or of the questions before it."""
    said = _COUNT.search(text)
    count = (2 if said["pair"] else 3 if said["three"] else asked_years.number_word(said[1])) if said else least
    if _OF_BODIES.match(_OF_FIGURES.sub("", text)):
        meant = turn.facts if len(turn.bodies) > 1 else turn.trail[-(count or _TWO) :]
        of_one_item = len({(items.item(fact).own, fact.year) for fact in meant}) == 1
        return meant if of_one_item and len({fact.document for fact in meant}) == len(meant) else ()
    if len(turn.facts) >= 2 and (count is None or count == len(turn.facts)):
        return turn.facts
    last = turn.trail[-count:] if count else _without_wholes(turn.trail)
    return last if not said or len(last) == count else ()  # 这四类 of two that were asked about


def _without_wholes(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The figures without those that some other of them is a part of: a whole is not added to its parts."""

    def holds(whole: Fact, part: Fact) -> bool:
        if (whole.year, whole.document) != (part.year, part.document) or whole.id == part.id:
            return False
        own, below = items.item(whole).own, items.item(part).own
        by_code = bool(whole.code and part.code and part.code != whole.code and part.code.startswith(whole.code))
        return by_code or below in terms.parts_below(own) or (own in terms.TOTALS and below not in terms.TOTALS)

    return tuple(one for one in facts if not any(holds(one, other) for other in facts))


# 另一个项目呢, after one of two: the turn's own is replaced by the caller, who knows the other.
OTHER_PROJECT = re.compile(r"(?:另(?:外)?(?:的|那)?一?个?|剩下的?(?:那|一)?个?|其他那个)项目")


def _each_asked_for(turn: Turn) -> bool:
    """Whether each figure of an answer was asked for by itself: several items, bodies or years, not the parts of one."""
    many = len(turn.facts)
    if many < _TWO:
        return False
    items_named, bodies = len(turn.item_spans), len(turn.bodies)
    of_one = {(items.item(fact).own, fact.document) for fact in turn.facts}
    years_apart = len(of_one) == 1 and len({fact.year for fact in turn.facts}) == many
    return (items_named == many and bodies <= 1) or (items_named <= 1 and bodies == many) or years_apart


def _named(turn: Turn) -> tuple[str, ...]:
    """What a turn was about, as one says it."""
    return tuple(filter(None, (*turn.bodies, f"{turn.year}年" if turn.year else "", turn.basis, *items_of(turn))))


def _rest(text: str, spans: Sequence[Span]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}{text[end:]}"
    return text


# What a question counts, which another thing may not be counted by: 几辆, 多少批次.
_SO_MANY_OF_THEM = re.compile(r"(?:多少|几)个?(?:天|辆|台|人次|人|名|件|次|批次?|趟|拨|场|期|小时|分钟|工作日|公里)")


_MOVED_AGAIN = re.compile(
    "(?:又|则|也|却|是)*(?:加|多|少|涨|降|增加?|减少?|升|跌|变化?)(?:了|出|掉)?(?:多少|几)(?:个|人|名|万?元|辆|台)*$"
)
_ASKED_AGAIN = re.compile(
    r"(?:[那这]?一?[份本回次版])?(?:文件|预算|决算)?(?:又|则|却|倒|里|的|是|为|写)*(?P<again>(?:哪|什么|啥|多少|几)[一-鿿]{1,8})"
)


def _swapped(text: str, said: Said, turn: Turn) -> Whole | None:
    """The earlier question with the one thing that the new one names in its place; None where it says more than that."""
    query = said.query
    year_spans = asked_years.years(text)[2]
    earlier = _EARLIER.search(text)
    spans = [*said.body_spans, *((a.start, a.end) for a in query.items)]
    spans += [earlier.span()] if earlier else year_spans
    outside = [s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]
    left = _rest(text, outside)
    basis = _BASIS_WORD.search(left)
    left = _BASIS_WORD.sub("", left)
    left = _PRONOUN.sub("", _AROUND.sub("", left)).strip("的年度数、，,和与？?呢 ")
    if turn.kind in _MOVES:
        left = _MOVED_AGAIN.sub("", left).strip("，,呢？? ")  # 在编教职工呢，加了几个
    again = _ASKED_AGAIN.fullmatch(left)
    if again and again["again"] in turn.text:
        left = ""  # 2017年那一份又是哪个文号: asked in the words of the earlier question
    if left or not (spans or basis):
        return None
    if query.kind not in ("lookup", "list") and not earlier and not (turn.kind in _MOVES and query.kind in _MOVES):
        return None
    between = turn.kind in _COMPARES or turn.kind in _MOVES
    between = between or _sets_bodies_apart(turn.text, turn.body_spans, turn.item_spans)
    if len(said.bodies) == 1 and len(turn.bodies) > 1 and between:
        return _of_one_of_them(text, said, turn)
    new = turn.text
    changes: list[tuple[Span, str]] = []
    if said.bodies:
        names = "和".join(said.bodies)
        changes += _replacing(turn.body_spans, names) or [((0, 0), names)]
    if query.items:
        new_counts = _SO_MANY_OF_THEM.search(turn.text)
        label = "和".join(dict.fromkeys(_label(text, a.start, a.end) for a in query.items))
        if not turn.item_spans and turn.kind == "lookup":
            return None
        column = _its_column(turn) if _AXIS.fullmatch(label) else ()  # 某某科目基本支出多少，项目支出呢
        column = column or _its_part(query, turn)
        if new_counts and any(a < new_counts.end() and new_counts.start() < b for a, b in column or turn.item_spans):
            new_counts, label = None, f"{label}有多少"  # 几辆车 names what it counts: both give way at once
        changes += _replacing(column or turn.item_spans, label) or [((len(new.rstrip("？?。")),) * 2, label)]
    if earlier or query.years or query.offsets:
        when = _when(text, query, turn, earlier=bool(earlier))
        if when is None:
            return None
        old = asked_years.years(turn.text)[2]
        main = [span for span in old if not _compared(turn.text, span)]
        place = turn.body_spans[-1][1] if turn.body_spans else 0
        changes += _replacing(tuple(sorted(main)), when, turn.text) or [((place, place), when)]
    elif turn.year and not asked_years.years(turn.text)[2]:
        place = turn.body_spans[-1][1] if turn.body_spans else 0
        changes.append(((place, place), f"{turn.year}年"))
    if basis:
        old_words = [hit.span() for hit in _BASIS_WORD.finditer(turn.text)]
        where = max((end for _, end in turn.body_spans), default=0)
        changes += _replacing(tuple(old_words), basis[0]) or [((where, where), "")]
        if not old_words and turn.kind == "share" and turn.item_spans:
            changes.append(((min(turn.item_spans)[1],) * 2, basis[0]))  # of the part, as one says it
        elif not old_words:
            changes.append(((len(new.rstrip("？?。吗呢")),) * 2, f"（{basis[0]}）"))
    if query.items and new_counts and not query.counted:  # the new thing may be counted otherwise
        changes.append((new_counts.span(), "多少"))
    for (start, end), words in sorted(changes, key=lambda change: (change[0], change[1]), reverse=True):
        new = new[:start] + words + new[end:]
    if not said.bodies and not turn.body_spans and turn.bodies:
        new = "和".join(turn.bodies) + new
    taken = () if said.bodies else turn.bodies
    if turn.year and not (earlier or query.years or query.offsets):
        taken += (f"{turn.year}年",)
    if turn.basis and not basis:
        taken += (turn.basis,)
    amount = _amount_alone(text, said, turn, earlier=bool(earlier))
    return Whole(new, taken if query.items else (*taken, *items_of(turn)), amount=amount)


def _amount_alone(text: str, said: Said, turn: Turn, *, earlier: bool) -> str:
    """The question for the amount of what a short question names, after a change or share of another; empty after others."""
    query = said.query
    of_one = turn.kind in _MOVES or turn.kind in ("share", "rank", "list", "completion")
    if not of_one or len(said.bodies or turn.bodies) > 1:
        return ""
    dated = earlier or query.years or query.offsets
    when = _when(text, query, turn, earlier=earlier) if dated else f"{turn.year}年" if turn.year else ""
    item = "和".join(dict.fromkeys(_label(text, a.start, a.end) for a in query.items)) or part_of(turn)
    body = "".join(said.bodies or turn.bodies)
    return f"{body}{when}{item}{STAGES.get(query.basis or '', turn.basis)}是多少" if item else ""


def _its_part(query: Query, turn: Turn) -> tuple[Span, ...]:
    """Where a question of a share names the part, which another one takes the place of: 三公里车占几成，接待呢."""
    if len(query.items) != 1 or set(query.items[0].keys) & terms.TOTALS:
        return ()
    part = part_span(turn)
    return (part,) if part else ()


_AXIS = re.compile("(?:基本|项目)支出")
_WITHIN_A_ROW = re.compile(r"[”\"]?(?:[，,：:\s]|[—–-]{1,2}|(?:里面?|里头|之?中|当中|其中)?的?)[“\"]?")


def _its_column(turn: Turn) -> tuple[Span, ...]:
    """Where the question before names the column of a row right behind that row: 某某科目的基本支出."""
    if turn.kind != "lookup" or len(turn.item_spans) != _TWO:
        return ()
    row, column = sorted(turn.item_spans)
    text = turn.text
    one = _AXIS.fullmatch(text[slice(*column)]) and not _AXIS.search(text[slice(*row)])
    return (column,) if one and _WITHIN_A_ROW.fullmatch(text[row[1] : column[0]]) else ()


def _other_column(text: str, said: Said, turn: Turn) -> Whole | None:
    """The amount of the other column of the row just asked about: 某某科目基本支出多少，项目支出多少."""
    query = said.query
    if said.bodies or query.kind != "lookup" or len(query.items) != 1 or query.rest or query.years or query.offsets:
        return None
    column = _its_column(turn) if _AXIS.fullmatch(query.items[0].text) else ()
    if not column or _OF_ALL.search(text):
        return None
    start, end = column[0]
    row = turn.text[slice(*min(turn.item_spans))]
    return Whole(f"{turn.text[:start]}{query.items[0].text}{turn.text[end:]}", (*turn.bodies, row))


_OF_ALL = re.compile("总|全部|全年|合计|整个|所有|[部单]")


def _of_one_of_them(text: str, said: Said, turn: Turn) -> Whole:
    """What one body has of the item, after several were compared: there is nothing to compare it with."""
    query = said.query
    items = tuple(_label(text, a.start, a.end) for a in query.items) or items_of(turn)
    year = "" if query.years or query.offsets else f"{turn.year}年" if turn.year else ""
    when = _words_of_years(text) if query.years or query.offsets else year
    basis = "" if query.basis or _BASIS_WORD.search("".join(items)) else turn.basis
    taken = (year, basis, *(() if query.items else items))
    return Whole(f"{said.bodies[0]}{when}{'和'.join(items)}{basis}是多少", tuple(filter(None, taken)))


_JOINS = re.compile(r"[、，,和与及跟到至\-—~～\s的年度和以]*")


def _replacing(spans: Sequence[Span], words: str, text: str = "") -> list[tuple[Span, str]]:
    """The first of the spans becomes the words, the others go with what joins them; in a `text`, never with more."""
    ordered = sorted(spans)
    if not ordered:
        return []
    gaps = [text[one[1] : two[0]] for one, two in itertools.pairwise(ordered)]
    if not all(map(_JOINS.fullmatch, gaps)):
        return [(ordered[0], words), *((span, "") for span in ordered[1:])]
    return [((ordered[0][0], ordered[-1][1]), words)]


def _label(text: str, start: int, end: int) -> str:
    return text[start:end].strip("那 ，,")


def _compared(text: str, span: Span) -> bool:
    """Whether a year is what another is compared with: 比上年."""
    return bool(re.search(r"[比较跟和与同]\s*$", text[: span[0]]))


def _when(text: str, query: Query, turn: Turn, *, earlier: bool) -> str | None:
    """The years that a short question names, absolute: relative ones count from the year of the turn before."""
    if earlier:
        return f"{turn.year - 1}年" if turn.year else None
    if query.offsets and not query.years and turn.year and len(query.offsets) == 1:
        if turn.said_when and turn.said_when == word_of_time(text):
            return f"{turn.year}年"  # 去年实际花了多少，去年预算呢: both are of one year
        return f"{turn.year + query.offsets[0]}年" if query.offsets[0] < 0 else _words_of_years(text)
    if query.years and not query.offsets:
        return "、".join(f"{year}年" for year in sorted(query.years)) if len(query.years) < 3 else _words_of_years(text)
    return _words_of_years(text)


_YEAR_AFTER = re.compile(r"(?<![到留转注标写说载表])(?:明年|下一?年度?|来年|次年|转过年)(?!度?(?:末|底)?结转|初)")


# The same, unless it is one of two years that were told: of these it is the later.
_YEAR_BEHIND = re.compile("往后一年|^(?:那么?|到|可|但)?第二年(?!度)|(?:紧接着|后面?)的?那?一年")
_ONE_OF_THE_YEARS = re.compile("(?<![一-鿿])[那这该]一?年度?(?![初末底]|预算|收入|支出)")


def years_meant(text: str, turn: Turn) -> tuple[str, ...]:
    """The years that 那一年 may be, after several were asked about; empty where it is one, or none is pointed at."""
    asked = sorted(asked_years.years(turn.text)[0])
    if len(asked) < _TWO or len(turn.facts) < _TWO or not _ONE_OF_THE_YEARS.match(text) or asked_years.years(text)[0]:
        return ()
    return tuple(f"{year}年" for year in asked)


_THAT_YEAR = re.compile(r"(?:当|该|那一?|同)年度?(?![初末底]|预算|收入|支出)")


# So many years on from the year just spoken of, or back: 两年后呢, 再过两年.
_YEARS_OFF = re.compile(
    "^(?:那么?)?(?:再?过了?(?P<on>[一两二三四五1-5])年(?:之?后)?|(?P<n>[一两二三四五1-5])年(?:之|以)?(?P<way>[后前]))"
)
# The last of the years that were asked for against the first: 头尾一比降了多少.
_BOTH_ENDS = re.compile(
    "(?:头尾|首尾)(?:两年)?(?:一比|相比|比起来|对比|比较|比)[，,]?|(?:最后|最末|末)[那一]*年(?:比|较|和|跟|与)(?:第一|头一|最早的?那?一?|首)年(?:相比|比)?"
)


def year_after(text: str, turn: Turn) -> str:
    """A follow-up with the year just spoken of (当年), the one behind it (下一年) or the first and last of several, in figures.

    None of them is counted from the newest disclosure.
    """
    if asked_years.years(text)[0]:
        return text
    spoken = asked_years.years(turn.text)[0]
    if len(spoken) >= _TWO and _BOTH_ENDS.search(text):
        return _BOTH_ENDS.sub(f"{max(spoken)}年比{min(spoken)}年", text, count=1)
    if not turn.year:
        return text
    if (hit := _YEARS_OFF.match(text)) is not None:
        far = asked_years.number_word(hit["on"] or hit["n"])
        return f"{turn.year + (-far if hit['way'] == '前' else far)}年{text[hit.end() :]}"
    behind = _YEAR_AFTER.sub(f"{turn.year + 1}年", text, count=1)
    if len(spoken) < _TWO:  # before 那一年: 紧接着那一年 is not that year
        behind = _YEAR_BEHIND.sub(f"{turn.year + 1}年", behind, count=1)
    return _THAT_YEAR.sub(f"{turn.year}年", behind, count=1)


def word_of_time(text: str) -> str:
    """The one word that tells a year from where one stands, 去年, unless it is what is compared with; empty for any other."""
    spans = asked_years.years(text)[2]
    word = text[slice(*spans[0])] if len(spans) == 1 and not _compared(text, spans[0]) else ""
    return "" if any(char.isdigit() for char in word) else word


def _words_of_years(text: str) -> str:
    spans = sorted(asked_years.years(text)[2])
    return text[spans[0][0] : spans[-1][1]]


# Parts of what was spoken of, called by their short names: 其中货物、服务各多少.
_OF_WHICH = re.compile(r"^[，,、\s]*(?:其中|里面|当中)的?(?![多最哪有])")


_FORM_FIELDS = frozenset({"own_level_funding", "superior_subsidy"})


def _of_its_form(query: Query, turn: Turn) -> bool:
    """Whether what is asked for stands in the form of the project just spoken of: 其中上级补助多少."""
    fields = all(asked.keys[:1] and asked.keys[0] in _FORM_FIELDS for asked in query.items)
    return bool(query.items) and fields and any(fact.project for fact in turn.facts or turn.trail[-1:])


# 其中甲占多少、乙占多少: of what was spoken of, each its share.
_TAKES = re.compile("占(?:了|到)?(?:多[少大]|几|百分)")


def _shares_of_it(text: str, query: Query) -> bool:
    """Whether each of several parts is asked for its share of what was spoken of, and no other whole is named."""
    shares = len(_TAKES.findall(text))
    return query.kind == "share" and shares == len(query.items) > 1


def _tells_field(turn: Turn) -> bool:
    """Whether the question before was answered by a field of a project's form that says whose money it is."""
    return bool(turn.facts) and all(
        fact.project and any(terms.key(label) in _FORM_FIELDS for label in fact.column[-1:]) for fact in turn.facts
    )


_OF_THE_MONEY = re.compile(
    r"^[那么，,、\s]*(?:这些?|这笔|项目的?)?(?:钱|资金|经费|预算)(?:里头|里面|里边|里|当中|中)的?[，,]?"
)


def _other_field(text: str, said: Said, turn: Turn) -> Whole | None:
    """Another source of the money of the project just told of, never what the whole body has of it: 本级出多少，上级补助多少."""
    its_own = _tells_field(turn) or _counted_in_words(turn)
    if said.bodies or said.query.rest or not _of_its_form(said.query, turn) or not its_own:
        return None
    text = _OF_THE_MONEY.sub("", text)
    lead, year = of_whom_and_when(said, turn)
    project = next(fact.project[1] for fact in turn.facts or turn.trail[-1:] if fact.project)
    return Whole(f"{lead}{year}{project}{text.lstrip('那么，,其中的 ')}", tuple(filter(None, (lead, year, project))))


_SCORE = re.compile("得分|评分|分数|自评")
_OF_ITS_MONEY = re.compile("钱|经费|资金|费用")


# 哪项最多，占多少: the first of what was put in order, of all that was.
_TAKES_HOW_MUCH = re.compile(
    r"[那它其，,、\s]*(?:一共|大概|又)?(?:占比|占(?:了|到|去)*)(?:是|有|为)?(?P<asked>多[少大]|几成|百分之(?:几|多少)|多少比例)(?:比例|比重)?[呢？?。\s]*"
)


def _share_of_the_first(text: str, said: Said, turn: Turn) -> Whole | None:
    """What part the first of an order has of what was put in order; None for any other question."""
    hit = _TAKES_HOW_MUCH.fullmatch(text)
    if (
        hit is None
        or said.bodies
        or said.query.items
        or turn.kind != "rank"
        or not turn.found
        or len(turn.item_spans) != 1
    ):
        return None
    lead, year = of_whom_and_when(said, turn)
    whole_ = items_of(turn)[0]
    asked = hit["asked"] if hit["asked"] != "多大" else "多大比例"
    return Whole(
        f"{lead}{year}{turn.basis}{turn.found}占{whole_}的{'百分之几' if asked == '多少' else asked}",
        tuple(filter(None, (lead, year, turn.found, whole_))),
    )


_OF_ONE: frozenset[QueryKind] = frozenset({"change", "rate", "reason", "purpose", "definition"})


# Of what else it is a part, after its share of one whole: 占商品和服务支出多少.
_OF_ANOTHER_WHOLE = re.compile(
    r"[那它这又，,、\s]*(?:大概|大约|能)?(?:在?[^，。？?]{2,20}(?:里面?|里头|当中|中)(?:又|能|大概|大约)?)?占"
)
_COUNTED_CARS = re.compile("^(?:几|多少)(?:辆|台|部)(?:公务用?)?车")


def _names_the_part(text: str, query: Query) -> bool:
    """Whether a share is asked for of a part that the question names itself: 项目支出占百分之几, and not 总支出里占百分之几."""
    if query.kind != "share" or len(query.items) != 1:
        return False
    named = query.items[0]
    whole = set(named.keys) & terms.TOTALS or text[: named.start].rstrip().endswith("在")
    return not whole and text[named.end :].lstrip("的又大概约能").startswith("占")


def _moved_since_the_year_before(query: Query, turn: Turn) -> bool:
    """Whether it is asked how something told of one year moved, and not since when: 增减幅度是多少."""
    undated = not (query.years or query.offsets or query.between_bases)
    return query.kind == "rate" and undated and len(asked_years.years(turn.text)[0]) < _TWO


def _prefixed(text: str, said: Said, turn: Turn) -> Whole:
    """The question with body, year, basis and, where it asks of something not named, the item put before it."""
    query = said.query
    # A question about nothing that it names asks of what was spoken of; one with words of its own does not.
    onward = bool(_LEADS_ON.match(text)) and query.kind in _COMPARES and len(query.items) <= 1
    onward = onward and not _names_the_part(text, query)
    onward = onward or (bool(_OF_WHICH.match(text)) and len(turn.item_spans) == 1 and not query.items)
    onward = onward or (bool(_OF_WHICH.match(text)) and len(turn.item_spans) == 1 and _shares_of_it(text, query))
    onward = onward or (bool(_OF_WHICH.match(text)) and len(turn.item_spans) == 1 and _of_its_form(query, turn))
    onward = onward or (bool(turn.found) and query.kind in _COMPARES and not said.bodies and len(query.items) <= 1)
    # What an evaluation found wanting is no part of the score that was told before.
    found_wanting = bool(_SCORE.search(spoken_of(turn) or "")) and any(
        topic.ask.search(terms.normalise(text)) for topic in terms.topics() if topic.id == "problems"
    )
    needs_item = not found_wanting and (
        (not query.items or onward) and (not query.rest or onward) and query.kind not in ("contact", "held", "text")
    )
    if (ranked := _share_of_the_first(text, said, turn)) is not None:
        return ranked
    past = turn.kind == "share" and bool(query.offsets)  # 占总支出多少，比前一年多还是少
    of_part = (
        query.kind in _OF_ONE
        or query.kind == "lookup"
        or past
        or (query.kind == "share" and bool(_OF_ANOTHER_WHOLE.match(text)))
    )
    named = part_of(turn) if of_part else spoken_of(turn)
    # 前三大呢 after which is largest ranks the same again, not what is in the largest.
    spoken = named if named and query.kind == turn.kind == "rank" else turn.found or named
    if query.years and not turn.found:  # 满意度：2024年完成值 says of one year what is asked of another now
        spoken = _rest(spoken, asked_years.years(spoken)[2])
    if not turn.found and _FIELD_OF_GOALS.search(text):
        spoken = _FIELD_OF_GOALS.sub("", spoken) or spoken
        turn = replace(turn, basis="")
    if turn.kind == "sum" and query.kind == "share" and len(turn.item_spans) > 1 and not _EACH_OF_THEM.search(text):
        spoken = f"{spoken}合计" if spoken and not spoken.endswith("合计") else spoken  # 两项合计多少，占总支出几成
    spoken = _COUNTED_CARS.sub("车辆", spoken)
    item = spoken if needs_item else ""
    bare = text
    if needs_item and not item and turn.whole and query.kind in _OF_THE_TOTAL:
        item = "收支总计"
    if item and (pronoun := _PRONOUN.match(text)):
        counted = not any("元" in (fact.unit or "") for fact in turn.facts)
        if counted and turn.facts and _OF_ITS_MONEY.search(pronoun.group()):
            item = f"{item}的钱"  # 要雇几个人，这笔钱列了多少: no number of people
        of_which = counted and bool(query.rest) and not query.items and pronoun.group().endswith("其中")
        if query.kind == "share" and query.items and pronoun.group().endswith("其中"):
            item = f"{item}里"  # 其中甲占几成: of what was just told, and never of all that is spent
        bare = ("其中" if of_which else "") + text[pronoun.end() :]  # a part is asked for, in words of its own
    elif item:
        bare = re.sub(r"^[那，,、\s]+(?:么)?", "", text)
        if item == "车辆" and query.kind == "share":
            item = "车辆里"  # 其他用车占多大比例: of those that were counted
    if needs_item and not item and not query.years and not said.bodies and not query.basis:
        return Whole(text)
    if item and turn.kind == "lookup" and _moved_since_the_year_before(query, turn):
        bare = f"比上年{bare}"
    body = "" if said.bodies or not turn.bodies else "和".join(turn.bodies)
    dated = query.years or any(offset >= 0 for offset in query.offsets) or query.since
    if query.years and not query.offsets and query.kind in _MOVES and turn.year and turn.year not in query.years:
        # 和2017年比 is said of the year spoken of.
        dated = not all(_compared(text, span) for span in asked_years.years(text)[2])
    if query.offsets and not query.years and turn.year and not dated and not item and query.kind != "change":
        dated = True
    timeless = query.kind in _TIMELESS
    year = f"{turn.year}年" if turn.year and not dated and not timeless else ""
    if year and {query.kind, turn.kind} <= _EACH_YEAR and len(each := asked_years.years(turn.text)[0]) > _TWO:
        year = "、".join(f"{one}年" for one in each)  # 三年每年接待多少，出国多少
    basis = turn.basis if turn.basis and query.basis is None and not timeless else ""
    if basis == "预算" and query.kind == "reason" and _LEFT_OVER.search(text):
        basis = ""  # what was left of it is told of what was spent
    where = said.body_spans[0] if said.bodies else None
    named_basis = bool(basis) and bool(_BASIS_WORD.search(item))
    lead = f"{year}{item}{'' if named_basis else basis}"
    before = f"{year}{basis}"
    if where and not item:
        whole_text = bare[: where[1]] + before + bare[where[1] :]
    elif where:
        whole_text = text[: where[1]] + lead + text[where[1] :]
    else:
        whole_text = f"{body}{lead}{bare}"
    if (
        said.bodies
        and turn.bodies
        and _sets_bodies_apart(text, said.body_spans, [(a.start, a.end) for a in query.items])
        and not set(said.bodies) & set(turn.bodies)
    ):
        names = "和".join((*turn.bodies, *said.bodies))
        rest = re.sub(r"^[跟和与同比，,\s]+|^的", "", bare[: where[0]] + bare[where[1] :]) if where else bare
        whole_text = f"{names}{lead}{rest.removeprefix('比').lstrip('相')}"
        body = "、".join(turn.bodies)
    return Whole(whole_text, tuple(filter(None, (body, year, "" if named_basis else basis, item))))


_EACH_OF_THEM = re.compile("各|分别|每|前者|后者")
_LEFT_OVER = re.compile("剩|没(?:有)?(?:用|花|执行)|未(?:用|花|执行)|结余|省下")
_EACH_YEAR = frozenset({"lookup", "list", "change"})
