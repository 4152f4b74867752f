"""Loosely put follow-ups in the short words that the ways of going on know: 工程是不是大头，比例算算 as 工程占百分之几. Pure.

People say in many words what a short question says. Each pattern here is made of words that carry nothing but a way of
asking, so that nothing of what is asked about is lost; a follow-up of which anything remains stays as it is.
"""

from __future__ import annotations

import re

from service import asked_years
from service.going_on.common import NUMBERS, SEVERAL, bought, the_item
from service.turn import Turn

_LEAD = r"[那么，,、\s]*"
_MARKS = r"，,、。？?！!\s"
# Asks for the figure that the question before the comma is about: 比例算一下, 各多少, 把数也报一下.
_FIGURE = re.compile(
    rf"[{_MARKS}]|请|麻烦|顺便|给我|帮我|把|将|你|我|具体|大概|大约|到底|究竟|每年|各年|各自?|分别|都|也|再|就|又|一并|占比|占(?:了|到)?|"
    "比例|比列|比重|百分比|份额|数字?|数据|数额|金额|数目|百分之(?:几|多少)|几成|几个点|多少(?:钱|[万亿]?元)?|多大|几何|"
    "(?:报|说|列|给|算|讲|写|念|求|看)(?:一?[报说列给算讲写念求看])?|一下|出来|来|出|看看|听听|个|下|是|有|的|了|呢|吗|么|吧|嘛|啊|呀|阿|哈"
)


def _asks_figure(text: str) -> bool:
    """Whether nothing but a request for the figure is left of a question, or nothing at all."""
    return not _FIGURE.sub("", text)


# The larger or the smaller part, said so and not in figures: 占大头, 占了一大半.
_MOST_OF_IT = "(?:大头|小头|零头|(?:大|绝大|绝大多|大多)部?[数分]|多数|少数|主要部分|一?大半|多半|一半(?:以上|还多|多)?|过半|半壁江山)"
_IS_IT = "(?:是不是|是否|会不会|该不会|应该|可能|大概|估计|好像|肯定|岂不|不|就|才|也|都|真的?|到底|究竟)"
_PART_FIRST = re.compile(
    rf"{_LEAD}(?P<part>[^{_MARKS}]{{2,16}}?){_IS_IT}*(?:占|是|算)(?:了|着|据|去|掉|到)?(?:里面|其中|里头)?的?(?:最)?{_MOST_OF_IT}(?:不|没有?|否)?(?P<tail>.*)"
)
_PART_LAST = re.compile(
    rf"{_LEAD}(?:里面|其中|里头|这里头)?的?{_MOST_OF_IT}(?:{_IS_IT}|是|在)+(?P<part>[^{_MARKS}]{{2,16}}?)(?P<tail>(?:吗|吧|么|嘛|[{_MARKS}]).*|$)"
)
_AMOUNT = re.compile("(?:多少|几)(?:钱|[万亿]?元)|[金数]额|钱数")
_OPEN = re.compile("什么|哪|谁|啥|多少|几|怎|为何|还是|、")


# What the first of them is written as where its words were put in those of the field: 公车运行是不是的占比是多少.
_SHARE_OF_PART = re.compile(
    rf"{_LEAD}(?P<part>[^{_MARKS}]{{2,16}}?){_IS_IT}+的占比(?:是|有)?(?:多少|多大|几成)(?P<tail>.*)"
)


def _main_part(text: str, turn: Turn) -> str | None:
    """工程是不是占大头, as the question for its share."""
    hit = _PART_FIRST.fullmatch(text) or _PART_LAST.fullmatch(text) or _SHARE_OF_PART.fullmatch(text)
    if hit is None or _OPEN.search(hit["part"]) or not _asks_figure(hit["tail"]) or _AMOUNT.search(hit["tail"]):
        return None  # 占了大头吧，多少钱: the amount is what is asked for
    part = re.sub(rf"(?:{_IS_IT}|[类的])+$", "", hit["part"])
    if len(part) < SEVERAL or not the_item(turn):
        return None
    return f"{'政府采购' if part in _KINDS and bought(turn) else ''}{part}占它的百分之几"


# Held against a stage of another year: 对照23年执行数，是多了还是少了，幅度呢.
_AGAINST_STAGE = re.compile(
    rf"{_LEAD}(?:如果|要是|把)?(?:它|这个数?|这笔)?(?:拿|对照|参照|对比|比照|比对|按照?|和|跟|与|同|比起?|较|照着?|相[比较]于?)(?:着|了|一下)?"
    r"(?P<before>[^，。？?]{2,8}?)(?P<stage>(?:当年)?(?:预算)?执行数|决算数?)(?P<tail>.*)"
)
_MORE_OR_LESS = re.compile(
    rf"[{_MARKS}]|比例|比率|百分比|相比|比较|比一比|对比|比下来|比起来|看起来|来看|来说|来|看|比|一下|为准|还是|是不是|是|到底|究竟|大概|有|又|相?差|"
    "几个(?:百分)?点|多少个?(?:百分)?点|百分之(?:几|多少)|几成|多大|多少|增加|增长|减少|下降|上升|提高|降低|变化|变动|增减|多出|少|多|增|减|涨|跌|降|升|高|低|缩|了|出|的|幅度|增幅|降幅|涨幅|率|怎么样|怎样|如何|咋样|呢|吗|么|啊|呀|吧"
)


def _against_stage(text: str, turn: Turn) -> str | None:
    """What was told, held against what was carried out of the budget in another year, as the question for the change."""
    hit = _AGAINST_STAGE.fullmatch(text)
    if hit is None or turn.year is None:
        return None
    years, offsets, spans = asked_years.years(text)
    if len(spans) != 1 or not hit["before"].strip("的度").startswith(text[slice(*spans[0])].rstrip("度的")):
        return None
    when = next(iter(years), None) or (turn.year + offsets[0] if offsets else None)
    if when is None or when >= turn.year or _MORE_OR_LESS.sub("", hit["tail"]):
        return None
    return f"比{when}年{hit['stage'].removeprefix('当年')}变化多少"


_CARRIED_OUT = re.compile(
    rf"{_LEAD}(?:上年|去年|上一?年度?|前一年|头一年)度?的?(?:当年)?(?:预算)?执行(?:数|了)(?:又)?(?:是|有|为)?(?:多少|几何)?(?:钱|[万亿]?元)?[呢啊{_MARKS}]*"
)


def _carried_out_before(text: str, turn: Turn) -> str | None:
    """上年执行数是多少: of the year before the one just spoken of."""
    return f"{turn.year - 1}年执行数呢" if turn.year and _CARRIED_OUT.fullmatch(text) else None


_YEAR_BESIDE = re.compile(
    rf"{_LEAD}(?:再|也)?(?:把|拿|将)?(?P<when>[^，。？?]{{2,8}}?)的?(?:数|那个数)?(?:也)?(?:拿(?:出来|过来|来)?|摆(?:出来|上)?|放(?:一起|一块))(?:来)?(?:比?相比|比|比比|比一比|比较|对比|对照)(?:一下|看看|看)?[{_MARKS}]*"
)


def _year_beside(text: str, turn: Turn) -> str | None:
    """24年的拿来比比: the year just told against another."""
    hit, (_, _, spans) = _YEAR_BESIDE.fullmatch(text), asked_years.years(text)
    if hit is None or len(spans) != 1 or not the_item(turn) or turn.kind != "lookup":
        return None
    when = text[slice(*spans[0])]
    return f"跟{when}比变化多少" if hit["when"].removesuffix("的") == when.removesuffix("的") else None


_HOW_FAR_IT_MOVED = re.compile(
    rf"{_LEAD}(?:这个?|它|前后|两年)?(?:之?间)?的?(?:变化|变动|波动|增减|起伏)(?:幅度)?(?:又|能)?(?:有|是)?(?:多大|大不大|大吗|几何)[呢啊{_MARKS}]*"
)


def _how_far_it_moved(text: str, turn: Turn) -> str | None:
    """变化有多大, as the question for the change."""
    return "变化多少" if _HOW_FAR_IT_MOVED.fullmatch(text) and turn.kind in ("lookup", "change") else None


# Put side by side: 跟某某支出摆一块，谁大、大多少.
_SIDE_BY_SIDE = re.compile(
    rf"{_LEAD}(?:再|来)?(?:拿|把|将)?(?:它|这个|这笔|这项)?(?:跟|和|与|同|拿|把)(?P<other>.{{2,40}}?)"
    r"(?:并[排列](?:着|在一[起块])?|(?:摆|放|搁|摊|码|列|并|凑|搭|排|合)(?:在|到|成)?(?:了)?(?:一起|一块儿?|一道|一处|一排|一堆)|(?:一|相|来)?比(?:一比|较|比|起来|一下)?(?=[，,]))(?P<tail>.*)"
)
_WHICH_IS_MORE = re.compile(
    rf"[{_MARKS}]|(?:谁|哪一?(?:个|头|边|项|样|笔|块|方|种)|孰)的?|比较|比一比|比比|比|看看|看|瞧瞧|瞧|一下|来|的话|"
    "花得?|用得?|占得?|列得?|钱|金额|数额?|更|要|还|较|会|是|又|大小|高低|多少|多寡|[多大高贵少小低强](?:一?些|一?点儿?)?|相?差(?:距|额)?|出|了|几|万?元|儿|呢|啊|呀|吗|么"
)


def _side_by_side(text: str, turn: Turn) -> str | None:
    """What was told beside another thing, as the question which is more."""
    hit = _SIDE_BY_SIDE.fullmatch(text)
    if (
        hit is None
        or not the_item(turn)
        or turn.kind != "lookup"
        or _OPEN.search(hit["other"])
        or _WHICH_IS_MORE.sub("", hit["tail"])
    ):
        return None
    asks = re.search("[谁哪孰多大高贵少小低差强]", hit["tail"])
    return f"和{hit['other'].strip('的')}哪个多，差多少" if asks else None


# Became another number in a year: 2019年改成了几次.
_BECAME = re.compile(
    r"[那到，,、\s]*(?:又|就|则|却|后来|呢|已经?|都|给|被|，|,)*(?:(?:改|变|调|定|换|增|减|升|降|涨|加|缩|提|压)(?:整|更|动|加|少|高|低)?(?:成|为|到|至|作)|成|变)了?"
    rf"(?:多少|几)(?P<of>[一-鿿]{{0,2}}?)(?:钱|[万亿]?元)?[了呢啊呀{_MARKS}]*"
)


def _became(text: str, turn: Turn) -> str | None:
    """What was told, in the year that it is said to have changed by."""
    years, offsets, spans = asked_years.years(text)
    if len(spans) != 1 or len(years) != 1 or offsets or turn.kind != "lookup" or not turn.item_spans:
        return None
    start, end = spans[0]
    hit = _BECAME.fullmatch(f"{text[:start]}{text[end:]}")
    of = hit["of"] if hit else ""
    return f"{next(iter(years))}年呢" if hit and (not of or of in turn.text) else None


# The kinds of purchases, asked whether they are all of it, or whether there is any: 全是买货吗？服务类的有没有.
_KINDS = {"货": "货物", "货物": "货物", "东西": "货物", "工程": "工程", "服务": "服务"}
_KIND = re.compile("货物?|东西|工程|服务")
_ALL_OF_IT = re.compile("全部?|都|清一色|只[有是买]|光[是买有]|净|一水儿?")
_ANY_OF_IT = re.compile("有没有|有无|有[^，。？?]{0,6}[吗么]|没有?[^，。？?]{0,6}[吗么]|是否有|含不含|包不包括")
_OF_PURCHASES = re.compile(
    rf"[{_MARKS}]|货物?|东西|工程|服务|全部?|都|清一色|一水儿?|净|只|光|是不是|是否|是|有没有|有无|含不含|包不包括|没有?|有|吗|么|呢|吧|啊|呀|的|类|种|"
    "买|采购|政府|花|用|掉|钱|费用|支出|预算|在|里面|其中|里头|这里头|这里|签|合同|或者?|还是|和|与|跟|及|那|这些?|一点儿?|也|不|到底|究竟|难道|会|上|方面"
)


def _kinds_of_purchases(text: str, turn: Turn) -> str | None:
    """Whether all that is bought is of one kind, or any of another, as the question for each kind, or for that one."""
    named = [*dict.fromkeys(_KINDS[kind] for kind in _KIND.findall(text))]
    if not named or not bought(turn) or turn.kind != "lookup" or _OF_PURCHASES.sub("", text):
        return None
    if _ALL_OF_IT.search(text):
        return "货物、工程、服务各是多少"
    if not _ANY_OF_IT.search(text):
        return None
    return f"{named[0]}呢" if len(named) == 1 else f"{'、'.join(named)}各是多少"


# A word that is to be explained, and no figure: 这个词怎么解释.
_WORD_EXPLAINED = re.compile(
    rf"{_LEAD}(?:请|麻烦)?(?:把)?(?:这|那|该)(?:一)?(?:个)?(?:名?词儿?|术语|概念|名称|名目|说法|叫法|科目名)(?:该|应该|应当|要|又|文件里|里面)*(?:怎么|如何|咋|作何|怎样)(?:去)?(?:解释|理解|界定|定义|解|讲)(?:法|的)?[呢啊{_MARKS}]*"
)


def _word_explained(text: str, _: Turn) -> str | None:
    """这个词怎么解释, as the question what it means."""
    return "这是什么意思？" if _WORD_EXPLAINED.fullmatch(text) else None


# So many years before the one told: 再往前数两年，当时是多少.
_YEARS_BACK = re.compile(
    rf"{_LEAD}(?:再|又|要是|如果)?(?:(?:往|向)前|倒|回)(?:面)?(?:再)?(?:数|推|倒|退|看|翻|走|移|挪|去)?(?:回)?(?P<n>[两二三四五])(?:个)?年(?:度)?(?:的话|以?前)?[，,]?(?P<tail>.*)"
)
_JUST_HOW_MUCH = re.compile(
    rf"(?:那(?:一)?年|当时|那时候?|那会儿?)?(?:又|这项|它|的)*(?:是|有|为|列|花|安排)?(?:了)?(?:多少|几何)?(?:钱|[万亿]?元)?[呢啊{_MARKS}]*"
)


def _years_back(text: str, turn: Turn) -> str | None:
    """The year so many before the one just told, where nothing else is asked of it."""
    hit = _YEARS_BACK.fullmatch(text)
    if hit is None or not turn.year or not _JUST_HOW_MUCH.fullmatch(hit["tail"]):
        return None
    return f"{turn.year - NUMBERS[hit['n']]}年呢"


_WAYS = (
    _word_explained,
    _years_back,
    _main_part,
    _against_stage,
    _carried_out_before,
    _year_beside,
    _how_far_it_moved,
    _side_by_side,
    _became,
    _kinds_of_purchases,
)


def put_plainly(text: str, turn: Turn) -> str:
    """The follow-up in short words; as it is where it is none of these, or says anything more."""
    if len(turn.bodies) != 1:
        return text
    return next((plain for way in _WAYS if (plain := way(text, turn)) is not None), text)
