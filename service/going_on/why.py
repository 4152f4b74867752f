"""Follow-ups that ask why what was told moved, in words of how it did. Pure."""

from __future__ import annotations

import re

from service.going_on.common import SEVERAL, taken, the_item
from service.turn import Said, Turn, Whole, stage_beside

# Why it moved, in words of how it did: 反倒便宜了10万，怎么解释的, 这么大落差是咋造成的.
_MOVED = (
    "落差|差距|差别|差异|差额|悬殊|变化|变动|波动|起伏|便宜|缩水|缩减|缩|腰斩|翻倍|翻番|翻了?一番|"
    "一分钱?[都也]?没有?|没有?了|归零|清零|取消|贵|省|差|[多少降涨掉跌减增升砍高低]"
)
_THE_WHY = (
    "怎么(?:解释|说|讲|回事|造成|搞|弄|形成)|咋(?:解释|说|讲|回事|造成|搞|弄|整)|(?:为|凭)(?:什么|啥)|为何|何故|(?:什么|啥)(?:原因|道理|缘故|情况|缘由|说法|名堂|来头)|"
    "原因|理由|缘由|缘故|造成|导致|引起|解释|说法|说道|道理|怎么来|咋来|怎么(?=会|就|还|又|反|这么|那么|一下|突然|[多少降涨掉跌减增升差])|咋(?=会|就|还|又|反|这么|那么|一下|突然|[多少降涨掉跌减增升差])"
)
_SO_MUCH = (
    "这么|那么|这样|如此|这般|好大|老大|好|很|太|大|一?大?截|一?大?半|一多半|不少|许多|好多|"
    r"[\d.]+|[一二两三四五六七八九十百千几]+多?(?=[万亿百千元块成倍])|[万亿]|元|%|块钱?|成|倍|得多"
)
_SAID_OF_IT = (
    r"[，,、。？?！!\s]|居然|竟然?|反倒|反而|倒是|一下子?|凭空|平白无故|平白|突然|忽然|猛地?|比(?:去年|上年|上一年|前一年|头一?年|往年|以前|原来)|去年|上年|两年|前后|之间|中间|到底|究竟|主要|具体|"
    "公开|文件|材料|上面|里面?|单位|部门|他们|对此|对这|请|给|讲讲|说说|说|讲|嘛|呢|吗|啊|呀|么|吧|哦|这|那|它|怎么|咋|倒|却|会|还|又|都|就|也|是|有没有|没有?|有|的|了|得|地|出来|出|上来|下来|上去|下去|来|去|个|一|花|用|要|钱|数|点|些|呀"
)
_ABOUT_A_MOVE = re.compile(f"{_THE_WHY}|{_SO_MUCH}|{_MOVED}|{_SAID_OF_IT}")


def _why_it_moved(text: str, said: Said, turn: Turn) -> Whole | None:
    """Why the one thing just told moved, asked in no words but those of moving and of asking why."""
    query = said.query
    if query.items or query.years or turn.kind not in ("lookup", "change", "rate"):
        return None
    if query.kind == "reason" and not query.rest and not _COMES_FROM.search(text):
        return None  # what plain words ask is read by itself
    stages = {fact.basis for fact in turn.facts}
    if stages and stages <= {"initial_budget", "adjusted_budget"}:
        return None  # why the outturn is another than the budget just told
    asks = re.search(_THE_WHY, text) and re.search(_MOVED, text)
    if not asks or _HOW_MUCH_IT_IS.search(text) or _ABOUT_A_MOVE.sub("", text):
        return None
    pair = sorted(turn.years[-SEVERAL:])
    late = pair[-1] if len(pair) == SEVERAL and pair[0] + 1 == pair[1] else turn.year
    lead, item = "和".join(turn.bodies), the_item(turn)
    if not item:
        return None
    year = f"{late}年" if late else ""
    return Whole(f"{lead}{year}{item}{stage_beside(turn, item)}为什么变化", taken(lead, year, item))


_COMES_FROM = re.compile("(?:怎么|咋)来")  # of a gap why it is, and not where its figure stands
_HOW_MUCH_IT_IS = re.compile("多少|几(?![万亿百千十])|百分之|多大|怎么(?:变化|变|走)|[占比](?![去上前往以原头])|哪")


WAYS = (_why_it_moved,)
