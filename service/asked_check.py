"""Whether a question wants something that is printed worked out again: 核一下, 重新算算对不对, 是不是写反了. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest import quantity
from ingest.quantity import Figure
from service.asked_years import number_word

# Something is to be worked out again, or is thought to be wrong.
RECKONED_AGAIN = re.compile(
    r"(?:核(?!定|心|准的)|验(?!收)|复)(?:一?下|[对实算查验核]|一[核验算]|核|$|[，。？?])"
    r"|(?:重新|再|自己|亲手|回头|按[^，。？?]{1,16}|拿[^，。？?]{1,16}|用[^，。？?]{1,16})(?:去|来)?(?:(?<![预决结])算|除|推)"
    r"|(?<![预决结])算(?:得|的|出来|下来|一算|算|没)?(?:对|准|错|到底|是否|正)|怎么(?:算|来|得)(?:出)?来?的|咋(?:算|来)的?"
    r"|(?:算|写|印|标|填|搞|弄|打|说|报|列|登)(?:得)?(?:错|反|颠倒|岔)|(?:有没有|有无|是否有|是不是有)(?:问题|毛病|错)|站得住"
)
# Shares that are to come to all of it.
_TO_A_HUNDRED = re.compile(
    r"(?:占比|比例|比重|百分比|份额|[%％])[^。；？?]{0,24}?(?:加|合|凑|之和|总和|一共|总共)[^。；？?]{0,10}?(?:100|一百|百分之?百|百分百)"
)
_PRINTED_MEAN = re.compile(r"(?:人均|车均|每人次|每车)[^，。；？?\d]{0,10}?\d+(?:\.\d+)?(?:万|亿)?元")
_PERCENT = re.compile(r"\d(?:[%％]|个百分点)")


def of_a_percentage(text: str) -> bool:
    """Whether a percentage that the question says is to be worked out again, or all of them are to come to a hundred."""
    again = (_PERCENT.search(text) or _PRINTED_MEAN.search(text)) and RECKONED_AGAIN.search(text)
    return bool(again or _TO_A_HUNDRED.search(text))


# Parts of an area that are put together and held against the whole: 计容加不计容是不是地上的8013.
AREAS = re.compile("面积|平方米|平米|㎡|计容|地上[^，。；？?]{0,12}?地下|地下[^，。；？?]{0,12}?地上")
_PUT_TOGETHER = re.compile(
    r"(?<![增追更参])加(?![强快大固装班急])|合计(?![为是有约]|\d)|合起|合在|之和|总和|凑|拼|算(?:在|到)?一[起块]|两[块项者]"
)
_HELD_TO = re.compile(
    "对得|对不|能对|对[吗么]|相[符等同差]|一[致样]|等于|是不是|是否|就是|是[^，。；？?]{2,16}吗|(?:差|[多少]出?)(?:了)?多少|差(?:了)?几|够不够|够吗|吻合|矛盾|[合凑算]得?[拢上]"
)
_FLOORS = re.compile("[几多]少?层|层数")


def of_areas(text: str) -> bool:
    """Whether parts of an area are put together and held against another one."""
    return bool(
        AREAS.search(text) and _PUT_TOGETHER.search(text) and _HELD_TO.search(text) and not _FLOORS.search(text)
    )


# That something is told as others say it, and whether it is so is asked.
_HEARSAY = re.compile(
    r"听(?:说|讲|闻|人说)|风传|据(?:说|传|称)|(?:有|别)人(?:说|讲|称|反映)|网上|网传|传(?:言|闻|说)|都说|说是|大家说|朋友圈|报道(?:说|称)"
)
_IS_IT_SO = re.compile(
    r"真的|真假|是真|属实|是这样|这样吗|靠谱|可信|对吗|对不对|没错|准不准|[是对]吧|是吗|吗(?=[？?。]|$)|没有?(?=[？?。]|$)|准确|正确|有这(?:回)?事|当真|确实"
)
_IS_IT_TRUE = re.compile(r"真的|真假|是真|属实|靠谱|可信|当真|有这(?:回)?事|说法")
_ASKS_HOW_MUCH = re.compile(r"多少|几(?!乎)|哪|为什么|为何|怎么(?!会)|谁")
_MORE = re.compile(r"[增涨升]|上调|[变多高大](?:了|出)|翻|多花|提高")
_LESS = re.compile(r"[减降跌缩砍]|压|下调|下滑|[少低小](?:了|出)|少花|省")
_NEGATED = re.compile(r"(?:没有?|未|不是|并未|并没)[^，。？?]{0,4}?[增减升降涨跌多少]")


@dataclass(frozen=True, slots=True)
class Move:
    """A change that a question tells as hearsay: 1 up, -1 down."""

    direction: int


def move_said(text: str) -> Move | None:
    """The change that a question tells and wants confirmed; None where it tells none, both ways, or asks by how much."""
    told = _HEARSAY.search(text) or _IS_IT_TRUE.search(text) or re.search(r"\d", text)
    if not (told and _IS_IT_SO.search(text)) or _ASKS_HOW_MUCH.search(text) or _NEGATED.search(text):
        return None
    up, down = bool(_MORE.search(text)), bool(_LESS.search(text))
    return Move(1 if up else -1) if up != down else None


# A part of a whole in words: 三分之二, 八成, 一半, 过半.
_FRACTION = re.compile(r"(?P<of>[二两三四五六七八九十])分之(?P<part>[一二两三四五六七八九])")
_TENTHS = re.compile(
    r"(?P<over>超过?|过|不止|多于|高于|至少)?(?P<under>不到|不足|低于|少于|没到|不满)?(?P<ten>[一二两三四五六七八九])成(?P<five>半)?(?:(?P<above>以上|多)|(?P<below>以下))?(?![为立员本果效功])"
)
_HALF = re.compile(r"(?P<over>过|超过?|大|多)?(?:一)?(?P<big>大|多|小)?半(?!年|天|月|路|径)")
_SPENT_ON = re.compile(r"(?:花|用|投|砸|落|使|发|给|养)(?:在|到|于|给|来)?|占到?了?|(?:是|属于|来自|靠)(?!不|否)")
_NEAR, _FULL = Decimal("2.5"), Decimal(100)


@dataclass(frozen=True, slots=True)
class Part:
    """A share that a question tells in words, in percent, and whether more than it, or less, is meant."""

    percent: Decimal
    bound: int = 0

    def fits(self, share: Decimal) -> bool:
        """Whether a share is about what is said."""
        if self.bound:
            return share > self.percent if self.bound > 0 else share < self.percent
        return abs(share - self.percent) <= _NEAR


def part_said(text: str) -> Part | None:
    """The share of all that a question says goes somewhere, and wants confirmed."""
    if not _IS_IT_SO.search(text) or _ASKS_HOW_MUCH.search(text) or not _SPENT_ON.search(text):
        return None
    if re.search(r"[增减升降涨跌翻完]|执行率", text):
        return None
    if hit := _FRACTION.search(text):
        return Part(_FULL * number_word(hit["part"]) / number_word(hit["of"]))
    if hit := _TENTHS.search(text):
        bound = 1 if hit["over"] or hit["above"] else -1 if hit["under"] or hit["below"] else 0
        return Part(Decimal(10 * number_word(hit["ten"]) + (5 if hit["five"] else 0)), bound)
    if hit := _HALF.search(text):
        return Part(Decimal(50), -1 if hit["big"] == "小" else 1 if hit["over"] or hit["big"] else 0)
    return None


# So much of what was named just before: …采购总额的四成, …基本支出的20%.
_SO_MUCH_OF = re.compile(
    r"[”\"]?(?:总额|总数|总量|总计|金额|预算|决算|支出|资金)*数?的(?:大概|大约|将近|接近|约|差不多|整整|正好|刚好)*(?:超过?|过|不止|多于|高于|至少|不到|不足|低于|少于|没到)?"
    r"(?:[一二两三四五六七八九]成(?![为立员本果效功])|(?:一|大|多|小)?半(?![年天月])|[二两三四五六七八九十]分之[一二两三四五六七八九]|百分之[一二三四五六七八九十百零点\d.]+|\d+(?:\.\d+)?[%％])"
)
# A part, and that it is something of the whole named behind it: 预留的采购正好是全部采购(的四成).
_IS_OF = re.compile(
    r"[”\"]?(?:的?(?:政府)?采购)?(?:预算|决算|支出|经费|资金|金额|总额|项目)*数?(?:正好|刚好|恰好|差不多|大概|大约|约|就|也|只|才|已经?|又|是不是|是否)*(?:是|占到?了?|为)?(?:了)?(?:全部|所有|整个|全年|当年|同期|本年)*的?[“\"]?"
)


def so_much_of(text: str, end: int) -> bool:
    """Whether behind what is named up to there a share of it is said."""
    return _SO_MUCH_OF.match(text, end) is not None


def said_as_part(text: str, part_end: int, whole: tuple[int, int]) -> bool:
    """Whether a text says of one thing that it is so much of the other: 甲正好是乙的四成."""
    name = text[slice(*whole)]
    ends = [hit.end() for hit in re.finditer(re.escape(name), text) if hit.start() >= part_end]  # named once more
    return any(
        so_much_of(text, end)
        and _IS_OF.fullmatch(between := text[part_end : end - len(name)])
        and re.search("[是占为]", between)
        for end in ends
    )


# Above or below a figure that is said: 超过800万了吗, 不到3%是吗, 达到500万没有.
_ABOVE = re.compile(r"(?P<reached>达到|够|满|不低于|不少于)?(?:超过?了?|超出|突破|破|上|高于|多于|大于|过)?(?:了)?$")
_BELOW = re.compile(r"(?:不到|不足|低于|少于|小于|没到|(?<!有)没有?达到|未达到?|不满)(?:了)?$")


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure that something is asked to be above, or below; `reached` where being equal is enough."""

    figure: Figure
    above: bool
    reached: bool = False


# 1个亿 is 1亿, and 过亿 more than one.
_OF_THEM = re.compile(r"(?<=[\d一两二三四五六七八九十])个(?=[十百千]?[万亿])")
_ONE_OF_THEM = re.compile(r"(?<=[过破上够到足超])(?=(?:[百千]?亿|[百千]万)(?:元|了|没|吗|吧|$|[？?。]))")
_ASKS_WHETHER = re.compile(r"吗|么|[没吧](?=[？?。]|$)|没有|是不是|是否|有没有|([超够过达])[没不]\1")


def bound_said(text: str) -> Bound | None:
    """The bound that a question puts forward for its one figure; None where it asks for the figure itself."""
    text = _ONE_OF_THEM.sub("1", _OF_THEM.sub("", text))
    figures = [one for one in quantity.find(text) if one.quantity.unit is not None]
    if len(figures) != 1 or _ASKS_HOW_MUCH.search(text) or not _ASKS_WHETHER.search(text):
        return None
    before = text[: figures[0].start]
    if _BELOW.search(before):
        return Bound(figures[0], above=False)
    hit = _ABOVE.search(before)
    return Bound(figures[0], above=True, reached=bool(hit["reached"])) if hit is not None and hit[0] else None
