"""Follow-ups that put figures told together: years, parts, means, multiples, sums held against a whole. Pure."""

from __future__ import annotations

import re

from ingest import items, terms
from service.going_on.common import NUMBERS, SEVERAL, taken, the_item
from service.turn import Said, Turn, Whole, called, items_of, of_whom_and_when, stage_beside

_A_YEAR_TOO = re.compile(r"也|又|一起|一块|一并|加上|加进|算上|连(?:同|上)?|带上|放(?:到|在)?一")


_OVER_YEARS = re.compile(
    r"这(?:几|两|三|四|些)年|[涨升增].{0,3}[跌降减]|走势|趋势|变化|怎么变|咋变|起伏|对比|比较|比一比|比比"
)


# How it moved in the years behind or before the one just told: 后面两年一路往下走吗.
_COURSE_BESIDE = re.compile(
    r"[那，,、\s]*(?:再|从)?(?:往|之|此|接下来|紧接着)?(?P<way>[后前接])(?:面|来|下来|下去|边)?的?(?P<n>[两二三])(?:个)?年(?P<tail>.+)"
)
_COURSE = re.compile("[涨跌降升]|[增减](?!值)|走|趋势|变|下滑|上扬|波动|起伏|下来|上去")
_OF_A_COURSE = re.compile(
    r"[，,、。？?！!\s]|多少(?:钱|万?元)?|请|麻烦|顺便|把|将|数字?|数据|金额|具体|各年|每年|各自?|分别|都|也|再|就|又|还|是不是|是否|是|有没有|没有?|有|一直|一路|逐年|连续|连着|年年|"
    "持续|接着|继续|跟着|一样|这么|那么|这样|同样|在|往|怎么样?|咋样?|如何|什么|啥|走势|趋势|走向|变化|变动|变|走|下滑|上扬|波动|起伏|下降|上升|上涨|增加|增长|减少|降低|提高|"
    "[涨跌降升增减高低多少]|上来|下来|上去|下去|上|下|过来|来|还是|几何|(?:报|说|列|给|讲|念)(?:一?[报说列给讲念])?|一下|出来|的|了|呢|吗|么|吧|嘛|啊|呀"
)


def _course_beside(text: str, said: Said, turn: Turn) -> Whole | None:
    """The year just told and so many behind or before it, as one course of years."""
    hit, item = _COURSE_BESIDE.fullmatch(text), the_item(turn)
    if hit is None or turn.year is None or said.query.items or said.query.years or not item:
        return None
    if not _COURSE.search(hit["tail"]) or _OF_A_COURSE.sub("", hit["tail"]):
        return None
    count = NUMBERS[hit["n"]]
    first = turn.year - count if hit["way"] == "前" else turn.year
    when = "、".join(f"{year}年" for year in range(first, first + count + 1))
    lead = "和".join(turn.bodies)
    return Whole(f"{lead}{when}{item}{stage_beside(turn, item)}逐年怎么变化", taken(lead, item))


_AGREE = "(?:对得上|对不对得上|对得拢|一致|相等|相符|吻合|一样|平|一个数)"


_THE_SUM = "(?:它的?|那个)?(?:合计|总计|总数|总额|总和|总的)(?:数|那(?:个|栏))?"


_HELD_TOGETHER = re.compile(
    r"[那它们这两三几个项，,、\s]*(?:加起来|加一起|加在一起|合起来|相加|之和|合计|加总|加一块)[，,]?"
    rf"(?:(?:(?:和|跟|与|同){_THE_SUM})?(?:能|都|是)*{_AGREE}|(?:等不等于|是不是等于|等于|是不是){_THE_SUM})(?:吗|么|不|嘛|吧)*[，,]?(?:{_AGREE})?(?:吗|么|不|嘛|吧)*[呢？?。\s]*"
)


_HOW_MUCH_EACH = re.compile(r"(?:各自?|分别|都)?(?:又)?(?:是|有|为)?(?:多少|几)(?:钱|[万亿]?元)?[呢啊呀？?。\s]*$")


# How many times the one of the last two is the other: 后者是前者的多少倍.
_TIMES_THE_OTHER = re.compile(
    r"[那，,、\s]*(?P<top>后者|前者|后一个|前一个)(?:是|为|相当于|抵得?上?)(?P<bottom>前者|后者|前一个|后一个)的?(?:几|多少)倍[呢？?。\s]*"
)


def _times_the_other(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _TIMES_THE_OTHER.fullmatch(text)
    if hit is None or len(turn.trail) < SEVERAL or said.query.items:
        return None
    last, before = turn.trail[-1], turn.trail[-SEVERAL]
    pair = (last, before) if hit["top"].startswith("后") else (before, last)
    return Whole(turn.text, recall="multiple", facts=pair)


def _with_a_year_more(text: str, said: Said, turn: Turn) -> Whole | None:
    """把2019年的也放一起看涨跌: the years told, and the one named, as one course of years."""
    if not _OVER_YEARS.search(text) or said.query.items or len(turn.item_spans) != 1:
        return None
    told = set(turn.years)
    more = set(said.query.years) if _A_YEAR_TOO.search(text) else set()
    years = sorted(told | more)
    if len(years) <= SEVERAL or (said.query.years and not more) or not told:
        return None
    item = items_of(turn)[0]
    when = "、".join(f"{year}年" for year in years)
    lead = "和".join(turn.bodies)
    return Whole(f"{lead}{when}{item}{stage_beside(turn, item)}逐年怎么变化", taken(lead, item))


def _against_their_whole(text: str, said: Said, turn: Turn) -> Whole | None:
    """加起来跟合计对得上吗 of the parts that were asked for: what stands in the question before, held against the whole."""
    if not _HELD_TOGETHER.fullmatch(text) or said.query.items or len(turn.item_spans) < SEVERAL:
        return None
    asked = turn.text.rstrip("？?。 ")
    tail = _HOW_MUCH_EACH.search(asked)
    if tail is None or tail.start() < max(end for _, end in turn.item_spans):
        return None
    return Whole(f"{asked[: tail.start()]}加起来跟合计对得上吗", taken(*turn.bodies, *items_of(turn)))


# Of several years together: 三年加起来多少, 每年平均呢, 这几年一共.
_YEARS_TOGETHER = re.compile(
    r"[那，,、\s]*(?:把)?(?:这|近|最近|前后|过去)?(?:(?P<n>[两二三四五几些])(?:个)?年(?:里|来|间|的)?)(?P<ask>(?:都|全|数|钱)*(?:加|合|一共|总共|共|平均|累计|总和|拢共).*)"
    r"|[那，,、\s]*(?P<mean>(?:平均每年|每年平均|年均|平均一年|一年平均|平均下来|平均)(?:呢|是?多少|有?多少|要?多少)?(?:钱|[万亿]?元)?[呢啊？?。\s]*)"
)


def _of_years_together(text: str, said: Said, turn: Turn) -> Whole | None:
    """Several years of what was told added up, or their mean: those that were told, or so many of the latest."""
    hit = _YEARS_TOGETHER.fullmatch(text)
    if hit is None or said.query.items or said.query.years or len(turn.item_spans) != 1:
        return None
    told, wanted = sorted(turn.years), NUMBERS.get(hit["n"] or "")
    if hit["mean"] and len(told) < SEVERAL:
        return None
    if len(told) >= SEVERAL and wanted in (None, len(told)):
        when = "、".join(f"{year}年" for year in told)
    elif wanted:
        when = f"近{hit['n']}年"
    else:
        return None
    lead, item = "和".join(turn.bodies), items_of(turn)[0]
    ask = "平均每年多少" if hit["mean"] else hit["ask"]
    return Whole(f"{lead}{when}{item}{stage_beside(turn, item)}{ask}", taken(lead, when, item))


# How far the two years told lie apart: 前后两年差了多少.
_THE_TWO_YEARS = re.compile(
    r"[那，,、\s]*(?:这|前后|上面|刚才|它们)?(?:这)?(?:的)?[两二2](?:个)?年(?:之?间|相比|比起来|对比)?的?[，,]?(?P<ask>(?:又|一共|总共|到底|究竟)*(?:相?差|差[额距]|变化|变动|增减|涨|降|多|少|增|减|高|低).*)"
)


def _between_the_two_years(text: str, said: Said, turn: Turn) -> Whole | None:
    """What was told of two years, the one against the other: these two, and not the last two that are held."""
    hit = _THE_TWO_YEARS.fullmatch(text)
    told = sorted(set(turn.years[-SEVERAL:]))
    if hit is None or said.query.items or said.query.years or len(told) < SEVERAL or len(turn.item_spans) != 1:
        return None
    lead, item = "和".join(turn.bodies), items_of(turn)[0]
    when = "与".join(f"{year}年" for year in told)
    return Whole(f"{lead}{item}{stage_beside(turn, item)}，{when}两年{hit['ask']}", taken(lead, when, item))


# Several of those told held, together, against a whole that is named now: 两个加起来和本年支出合计对得上吗.
_SUM_AGAINST = re.compile(
    r"[那，,、\s]*(?:这|它们)?(?P<n>[两二三四五几])(?:个|项|笔|样|块|者)(?:数|钱|费用|支出)?(?:加起来|加一起|加在一起|合起来|相加|之和|合计|加总|加一块)[，,]?(?P<rest>(?:和|跟|与|同|等于|等不等于|是不是等于|是不是).+)"
)


def _their_sum_against(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _SUM_AGAINST.fullmatch(text)
    if hit is None or said.query.kind != "consistency" or not said.query.items:
        return None
    count = NUMBERS.get(hit["n"], len(turn.things))
    if len(turn.things) < count or count < SEVERAL:
        return None
    lead, year = of_whom_and_when(said, turn)
    things = turn.things[-count:]
    return Whole(f"{lead}{year}{'、'.join(things)}加起来{hit['rest']}", taken(lead, year, *things))


# What two of those told come to is held against a third thing: 加起来不是比项目支出还大了吗.
_SUM_ABOVE = re.compile(
    r"[那，,、\s]*(?:这|它们)?(?:[两俩二三几](?:个|项|笔|样)?(?:项目|数|钱|费用)?)?(?:一?加(?:起来|一起|在一起|总)?|合起来|合计|相加)[，,]?(?:不是|是不是|怎么|岂不|难道)*(?:就|也|都)?比(?:公布|披露|公开|列出?|写)?(?:出来)?的?(?P<rest>[^，。？?]{2,16}?)(?:还|要|都|更)*(?P<way>大|多|高|小|少|低)(?:了|些|出)*(?:吗|么|吧|呢|啊)?[？?。，,\s]*(?:(?:多|少|高|低|超|大|小|相?差)(?:出|了)*(?:多少|几)(?:钱|[万亿]?元)?)?[？?。\s]*"
)


def _their_sum_above(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _SUM_ABOVE.fullmatch(text)
    told = items_of(turn) if len(turn.item_spans) >= SEVERAL else turn.things[-SEVERAL:]
    if hit is None or len(told) < SEVERAL or not said.query.items or said.query.items[-1].start < hit.start("rest"):
        return None
    lead, year = of_whom_and_when(said, turn)
    things = "和".join(told)
    return Whole(f"{lead}{year}{things}加起来和{hit['rest']}对得上吗", taken(lead, year, *told))


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
    return Whole(f"{lead}{year}{item}平均每{'人次' if counted == '人次' else measure}多少钱", taken(lead, year, item))


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
    return Whole(f"{lead}{year}{item}跟{hit['where']}里的一致吗", taken(lead, year, item))


WAYS = (
    _with_a_year_more,
    _course_beside,
    _against_their_whole,
    _between_the_two_years,
    _of_years_together,
    _their_sum_against,
    _their_sum_above,
    _of_each_counted,
    _times_the_other,
    _in_that_table_too,
)
