"""What a short follow-up points at among what was told before it: the second figure, the larger one, the one in front. Pure.

A follow-up that is put right (打错了，是水务局) is read without the words that say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import units
from ingest.model import Fact
from service.asked_years import number_word

# That something was said by slip, in front of what is meant: 嘴瓢了，…; 打错字了，…; 年份搞错了，….
_SLIP = re.compile(
    r"^[\s，,。.…!！]*(?:(?:哎呀?|啊呀?|噢|哦|额|呃|唉|诶|欸|咦|嗐)[，,。!！\s]*)?(?:(?:不好意思|抱歉|对不起|对不住|sorry)[啊哈了]*[，,。!！\s]*)?"
    r"(?:我|俺)?(?:刚才|刚刚|刚|前面|上面|上一?句)?(?:单位|年份|年度|年|项目|科目|名字|部门|口径)?(?:是|又|也|都)?"
    r"(?:嘴瓢|嘴快|口误|手误|手滑|笔误|(?:打|写|说|问|讲|输|敲|记|弄|搞|选|点|听|发|念|看)(?:错|岔|反|混|串|漏|差|滑))"
    r"(?:了|啦|咯)?(?:单位|年份|年度|项目|科目|名字|名|地方|部门|字|行|栏|口径)?(?:了|啦|咯|哈|啊)*[，,。!！；;：:\s]+(?=.)"
)
# Who means something else says that it is this that is meant: 想问…来着, 应该是…才对.
_MEANT = re.compile(
    r"^(?:我|俺)?(?:本来|其实|原本|真正|实际上?)?(?:(?:想|要|该)(?:要)?(?:问|查|看|说|打|写|找)|应该|应当)的?(?:其实)?(?:就)?(?:是|的是)?(?=[一-鿿\d])"
)
_MEANT_SO = re.compile(r"(?:来着|才对|才是|这个才对)[哈啊呀]*(?=[。！!？?\s]*$)")

_COUNTS = "一二两三四五六七八九几俩仨"
_MEASURES = "个|项|样|头|边|家|方|年|笔|块|种|条|局|单位|部门|街道"
_SORT = "(?:单位|部门|局|街道|数字?|科目|项目|费用|钱|数额|金额|年份)?"
# The second of what was just told: 刚才第二项是多少, 你报的第三个再说一遍.
_NTH = re.compile(
    rf"(?:那|就|请|麻烦)*(?:你|您)?(?:刚才|刚刚|刚|前面|上面|之前|上述|里面)?(?:你|您)?(?:报|说|列|讲|提|给|答|念)?(?:出来|出|到|过)?的?的?第(?P<n>[一二三四五六七八1-8])(?:个|项|样|条|笔|种|块|家)的?{_SORT}"
    r"[，,]?(?:又)?(?:是|有)?(?:多少|几|什么|啥)?(?:钱|[万亿]?元)?(?:来着)?[，,]?(?:(?:请|麻烦)?(?:再|重新?)(?:给我|跟我)?(?:说|报|讲|念|列|来)(?:一?[遍次下]|一?遍))?[呢啊呀吗？?。！!\s]*"
)
# The one before the one just told, or the first of all.
_BEFORE = re.compile(
    rf"(?:那|再|请)*(?:问|看)?(?:一?下)?(?!前面?一?年)(?:(?P<first>头一|第一|最先|最早|最开始|一开始|开头|最前面)|前面|前头|前|先前|上上)(?:我)?(?:问|说|提|讲|报)?(?:的|到的|过的)?(?:那|这)?一?(?:{_MEASURES}){_SORT}(?:我?(?:问|说|提|讲|报)(?:的|到的|过的))?"
)
_PLACE = re.compile(
    r"的?(?:又)?(?:是|在|有)?(?:从|打)?(?:出处|来源|原文|依据|哪一?页|第几页|哪张表|哪个表|哪里|哪儿)(?:写的?|来的?|看的?|查的?|找的?)?(?:呢|是什么|是啥|在哪里?|在哪儿|给我|发我|给一下|看一?下|贴一?下)*[？?。\s]*"
)
_AGAIN = re.compile(
    r"[，,]?(?:又)?(?:是|有)?(?:多少|几)?(?:钱|[万亿]?元)?(?:来着)?[，,]?(?:(?:请)?再(?:说|报|讲|念)(?:一?[遍次下]|一?遍))?[呢啊呀？?。\s]*"
)
# Which of those just told is more: 哪头多，多多少; 这俩单位哪边的高些; 三样里哪样最少.
_OF_THEM = (
    rf"(?:(?:这|那|上面|上述|刚才)?(?P<count>[{_COUNTS}])?(?:{_MEASURES}|者)?{_SORT}"
    "(?:之?间|里面?|里头|里边|当中|之中|中|相比|比起来|比较|对比|来说|来看)*[，,]?)"
)
_MORE = "(?P<way>[多少大小高低贵省]|便宜)"
_WHO = rf"(?:谁|孰|哪一?(?P<kind>{_MEASURES})?(?:局|单位|部门|街道)?)家?"
_WHICH = re.compile(
    rf"(?:那么|那|所以|请问|[，,])*{_OF_THEM}(?:到底|究竟|看|是)*{_WHO}的?(?:花销|花费|支出|开销|数额|金额|数字?|预算|费用)?(?:花得?|用得?|占得?|给得?|拿得?|列得?)?(?:钱|掉)?(?:要|更|较|比较|(?P<most>最)|是|会|还)*{_MORE}(?:一?些|一?点儿?|的)?"
    r"(?:[，,]?(?:[多少大小高低]|相?差)(?:出|了)*(?:多少|几)(?:个)?(?:钱|[万亿]?元)?)?[呢啊呀吗嘛？?。！!\s]*"
)
_MOST = re.compile(
    rf"(?:那么|那|所以|请问|[，,])*{_OF_THEM}(?:花钱|用钱|花得?|用得?|数额?|金额)?(?P<most>最){_MORE}的?(?:一?(?:个|项|样|家))?(?:是|属|要数|为)?(?:谁|哪一?(?P<kind>{_MEASURES})?)?[呢啊呀吗嘛？?。！!\s]*"
)
_LESS = frozenset({"少", "小", "低", "省", "便宜"})
_NUMBERS = {"两": 2, "俩": 2, "二": 2, "三": 3, "仨": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TWO = 2
Told = tuple[str, tuple[Fact, ...]]


# What was asked is not what is meant, in front of what is: 我要的不是去年，是前年; 别说电费，我问水费.
_DENIED = re.compile(
    r"^(?:不[是对]?[，,。\s]+|错了[，,。\s]+)?(?:我|俺)?(?:想|要)?(?:问|要|说|查|指|看|讲)的?(?:可|并)?不是[^，,。；;？?吗]{1,24}[，,。；;\s]*(?:而是|是(?!不是|否)|(?:我)?(?:想|要)?(?:问|要|说|查|指)的?是)(?=.)"
    r"|^的?不是[^，,。；;？?吗]{1,24}[，,；;\s]+(?:而是|是(?!不是|否))(?=[^吗么吧？?]+[。！!]?$)"
    r"|^(?:不(?:是|对)|错了?)[，,。！!\s]+(?:我|俺)?(?:是)?(?:想|要)?(?:问|要|说|查|指)的?是(?=.)"
    r"|^(?:先)?(?:别|甭|不用)(?:说|管|报|看)[^，,。；;？?吗]{1,24}[，,。；;\s]+(?:我)?(?:想|要)?(?:问|要|说|查|指)的?(?:是)?(?=.)"
)


def without_slip(text: str) -> str:
    """A follow-up without the words that put the question before it right; as it is where it has none."""
    if denied := _DENIED.match(text):
        return _MEANT_SO.sub("", text[denied.end() :]) or text
    hit = _SLIP.match(text)
    if hit is None:
        return text
    meant = text[hit.end() :]
    return _MEANT_SO.sub("", _MEANT.sub("", meant)) or meant


def pointed_at(text: str, told: Sequence[Fact], trail: Sequence[Fact], *, apart: bool, full: bool) -> Told | None:
    """What is asked of figures before (`one`, `source`, `difference`, `most`, `least`) and of which; None for any other text.

    `told` are those of the answer before, `apart` whether each of them was asked for by itself; `trail` has the one figure
    that each of the last questions came to, `full` says that earlier ones may have been forgotten.
    """
    fresh = bool(trail) and any(fact.id == trail[-1].id for fact in told)
    if hit := _NTH.fullmatch(text):
        of = told if apart else trail if fresh and not full else ()
        at = number_word(hit["n"]) or int(hit["n"])
        return ("one", (of[at - 1],)) if _TWO <= len(of) >= at else None
    if (hit := _BEFORE.match(text)) and len(trail) >= _TWO and fresh and len(told) == 1:
        if hit["first"] and full:
            return None
        meant = trail[0] if hit["first"] else trail[-2]
        if _PLACE.fullmatch(text, hit.end()):
            return "source", (meant,)
        return ("one", (meant,)) if _AGAIN.fullmatch(text, hit.end()) else None
    hit = _WHICH.fullmatch(text) or _MOST.fullmatch(text)
    facts = _compared(hit, told, trail if fresh else (), apart=apart) if hit else ()
    if hit is None or len(facts) < _TWO:
        return None
    if len(facts) == _TWO:
        return "difference", facts
    return ("least" if hit["way"] in _LESS else "most"), facts


def _compared(hit: re.Match[str], told: Sequence[Fact], trail: Sequence[Fact], *, apart: bool) -> tuple[Fact, ...]:
    """The figures that are set against each other: as many as are said, of different bodies or years where that is said."""
    said = _NUMBERS.get(hit["count"] or "")
    if apart and len(told) >= _TWO and said in (None, len(told)):
        facts = tuple(told)
    elif len(told) < _TWO and not (hit["most"] and said is None):
        facts = tuple(dict.fromkeys(trail[-(said or _TWO) :]))
        if len(facts) != (said or _TWO):
            return ()
    else:
        return ()
    if not all(units.is_money(fact.unit) for fact in facts) and len({fact.unit for fact in facts}) > 1:
        return ()
    kind = hit["kind"]
    if kind == "年" and len({fact.year for fact in facts}) != len(facts):
        return ()
    if kind in ("家", "局", "单位", "部门", "街道") and len({fact.document for fact in facts}) != len(facts):
        return ()
    return facts
