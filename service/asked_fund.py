"""Whose money alone a question asks about: 按财政拨款口径, 一般公共预算安排的公务接待费."""

from __future__ import annotations

import re
from collections.abc import Callable

from service.blanking import blanked
from service.evidence import FUND_NAMES
from service.query import Asked

_FUND = (
    r"(?P<fund>(?:一般)?公共预算(?:财政拨款|拨款|资金)?|政府性基金(?:预算)?(?:财政拨款|拨款|资金)?"
    r"|国有资本经营预算(?:财政拨款|拨款|资金)?|财政拨款(?:资金)?)"
)
_BY_FUND = re.compile(
    rf"(?:(?:按照?|以|从|在|就|用)[“\"]?{_FUND}[”\"]?(?:的|这一?|这个)?(?:口径|范围)(?:来?[看说讲算]|计算|统计|内|下|里)*"
    rf"|{_FUND.replace('fund', 'alone')}(?:基本支出|项目支出)?(?:的|这一?|这个)?口径(?:下|内|里|来看)*的?"
    rf"|(?:由|用|靠)?{_FUND.replace('fund', 'paid')}(?:当年|本年)?(?:所)?(?:安排|负担|列支|开支|保障|支付)(?:支出)?的(?=[“\"]?[一-鿿])"
    rf"|[（(](?:仅|只|光|单)?[看算指含]?{_FUND.replace('fund', 'aside')}(?:的?口径|支出|安排|这一?块|里面?的?|里头|当?中|之中|范围|部分|内)?[）)]"
    rf"|{_FUND.replace('fund', 'spent')}(?:的钱|里面?)?(?:[花用投](?:在|到|于|给)|拨给)(?=[“\"]?[一-鿿]))"
)


_MONEY = "(?:资金|经费|钱|款|收入|渠道|来源|口袋|财源)"
# From which funds the money of an item comes: 从哪几种钱里出, 资金来源是什么.
PAID_FROM = re.compile(
    rf"(?:从|由|靠|用(?![车于在到])|动用|出自|来自|走)(?![^，。？?]{{0,4}}几个钱)[^，。？?]{{0,4}}?(?:哪|什么|啥|几)(?:[几些个两]|一)?(?:种|类|笔|块|项|个|路|部分)?{_MONEY}"
    rf"|{_MONEY}(?:都|分别|主要|各|是)*(?:从|由|来自|出自)(?:哪|什么|啥)"
    rf"|(?:哪|什么|啥)(?:[几些两])?(?:种|类|笔|块|个|路)?{_MONEY}(?:里|中)?(?:出|掏|付|列支?|负担|安排|解决|保障|开支|承担)"
    rf"|(?:什么|啥|何种|哪种|哪类|怎样的?)(?:样)?的?性质的?{_MONEY}|(?:属于?|是|走)(?:的是)?(?:什么|啥|何种|哪种|哪类|哪一类)(?:性质|类型|类别|口径)?的?{_MONEY}(?=[？?。]|$)"
    r"|资金(?:的)?(?:来源|构成|性质)(?:分别|都|各|又)?(?:是|有|怎么|如何|为|[？?]|$)|(?:资金)?来源(?:分别|各)(?:是|有|为)?"
)
# The funds by the names that tables and people give them.
FUND_WORDS = re.compile(
    r"(?:一般)?公共预算(?:财政)?(?:拨款)?(?:收入)?|政府性基金(?:预算)?(?:财政)?(?:拨款)?(?:收入)?|国有资本经营(?:预算)?(?:财政)?(?:拨款)?(?:收入)?"
    r"|财政拨款(?:收入)?|财政专户管理资金|事业单位经营收入|事业收入|经营收入|上级补助收入|附属单位上缴收入|其他收入|上年结转"
)
# Several of them, all to be counted in: 财政拨款、事业收入和其他收入全算上.
FUNDS_TOGETHER = re.compile(
    rf"(?P<funds>(?:{FUND_WORDS.pattern})(?:(?:、|和|与|及|跟|以及|加上?|，|再加上?)(?:{FUND_WORDS.pattern}))+)(?:这?[几两二三四]种|这些)?(?:资金|钱|来源|渠道)?"
    r"[，,]?(?:全部?|都|统统|一起|一并|通通|合)?(?:算上|算在内|算进[来去]|加起来|加在?一[起块]|合在?一[起块]|合计|一共|总共|都?包括在内|计入|相加)(?:的话|后)?"
)
# One more, to be counted in: 把其他收入安排的也算进来.
COUNTED_IN = re.compile(
    rf"(?:如果|要是|假如)?(?:再)?(?:把|将|连同?)(?P<more>{FUND_WORDS.pattern})(?:安排|出|支付|负担|列支)?的?(?:那?部分|支出|钱|那块)?"
    r"(?:也|都|一起|一并|一块儿?)*(?:算|加|计|统计|包[含括])(?:进[来去]|上|在内|入|起来)?"
)


# 一般公共预算里头，甲和乙哪个多: told in front of several items.
_INSIDE_FUND = re.compile(
    r"(?P<fund>(?:一般)?公共预算|政府性基金(?:预算)?|国有资本经营预算|财政拨款)(?:财政拨款|拨款|资金)?(?:支出|决算|预算)?"
    r"(?:里面?|里头|里边|之?中|当中|之?内|盘子里)(?:的|，|,)*(?=[“\"]?[一-鿿（(])"
)
_SEVERAL = 2
# Of what share of the fund its parts are asks for the fund itself.
_OF_IT = re.compile(r"占|比重|比例|份额|构成|几成|百分之|分别是哪|还剩|以外|之外")

# 一般公共预算里，某款下面最大的三项: of one item, which has parts of its own.
_PARTS_OF_ONE = re.compile(
    r"[款类][”\"]?(?:科目)?(?:下面|底下|之下|下边|以下|下|里面?|之?中|内)|[项款]级|下[级属一]的?(?:级)?(?:科目|[款项])"
)

# What only says where things are told: 甲和乙（一般公共预算财政拨款基本支出里）, 财政拨款基本支出里面甲和乙.
_WHERE = r"(?:(?:一般)?公共预算(?:财政拨款|拨款)?|财政拨款)?的?(?:基本支出|项目支出)"
WHERE_TOLD = re.compile(
    rf"[（(](?:在|按|均?为)?{_WHERE}(?:里面?|里头|当?中|之中|内|范围|部分|明细|表)*[）)]|{_WHERE}(?:里面?|里头|里边|当中|之?中|之?内)"
)

_FISCAL = (
    r"(?:财政(?:性)?(?:拨款|资金|预算|的?钱|给的?钱?|拨的?钱?)?"
    r"|(?:(?:一般)?公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?)(?:财政)?(?:拨款|资金|的钱)?)"
)
_PAYS = r"(?:掏|出|安排|给|拨|负担|承担|保障|支持|支付|开支|列支|解决|兜底|买单|来|的?钱)*的?"
# What fiscal money does not pay is asked for: 不是财政拨款掏的, 除了财政拨款外. 非财政拨款结余 is a name of its own.
OUTSIDE_FISCAL = re.compile(
    rf"(?:(?:并?不是|并非)(?:靠|由|用|从|走|来自|出自)?|[不没未](?:有)?(?:靠|由|动用|使用|用(?!完|掉|到|于)|走|来自)){_FISCAL}{_PAYS}(?!的?[那这]?一?[张份]|的?表)"
    rf"|非{_FISCAL}(?:安排|负担|承担|保障|解决|支付|出)?的?(?=那?部分|钱|那块|(?:是|有|为)?多少)"
    rf"|(?:除了?|剔除|扣除|扣掉|去掉|刨去|刨掉|撇开){_FISCAL}(?:(?:安排|负担|支付|出)?的?(?:那?部分|那块|钱))?(?:以外|之外|外|以后|之后|后)?"
    rf"|{_FISCAL}(?:以外|之外|外)的?"
)
NOT_FISCAL = re.compile(rf"{OUTSIDE_FISCAL.pattern}|(?:不由|不算|非){_FISCAL}{_PAYS}")


def by_fund(named: str, items_of: Callable[[str], tuple[Asked, ...]]) -> tuple[str | None, str]:
    """The key of the fund that a question is confined to, and the text without it; (None, the text) where there is none.

    `items_of` tells the items of a text: where the fund is all that is named, it is what is asked about.
    """
    hit = _BY_FUND.search(named)
    inside = None if hit else _INSIDE_FUND.search(named)
    if inside and inside["fund"] == "财政拨款" and _OF_IT.search(named):
        inside = None
    if hit is None and inside is None:
        return None, named
    said = next(filter(None, hit.groups())) if hit else inside["fund"] if inside else ""
    rest = blanked(named, [(hit or inside).span()])  # type: ignore[union-attr] # one of them is there
    if len(items_of(rest)) < (1 if hit or _PARTS_OF_ONE.search(rest) else _SEVERAL):
        return None, named
    keys = (key for key, name in FUND_NAMES.items() if name.removeprefix("一般") in said)
    return next(keys, "fiscal_appropriation"), rest
