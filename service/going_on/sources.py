"""Follow-ups for a part of the money just told: what one source pays of it, or a part that is named in words alone. Pure."""

from __future__ import annotations

import re

from ingest import items, terms
from service.going_on.common import key_of, taken, the_item
from service.turn import Said, Turn, Whole, of_whom_and_when, stage_beside

# Only what one source of money pays of it: 我只要财政拨款负担的那部分，别的钱不算.
_SOURCE_OF_IT = (
    "(?:一般公共预算(?:财政拨款|拨款|资金)?|财政(?:拨款|资金)?|政府性基金(?:预算)?(?:财政拨款|拨款)?|国有资本经营预算(?:财政拨款|拨款)?|"
    "事业收入|事业单位经营收入|经营收入|其他收入|其他资金|上级补助(?:收入)?|财政专户(?:管理)?资金)"
)
_PAYS = "(?:支出(?=的)|负担|安排|拨付|拨给?|出|给|列支|列|承担|支付|保障|掏|支持)"
_NOT_THE_OTHERS = (
    "(?:[，,](?:别的|其[他它余]的?|旁的|剩下的)(?:钱|资金|来源|收入|部分|那些)?(?:都|就|先|统统|一概)?"
    "(?:不|别|甭|不用)(?:算|要|看|管|计|理|问)?(?:了|它|在内)?)?"
)
_ONLY_FROM = re.compile(
    r"[那，,、\s]*(?:(?:刨掉|刨去|除去|扣掉|扣除|去掉|撇开|抛开|不算|不含)[^，。？?]{2,10}[，,])?"
    rf"(?:(?:我|咱|俺)?(?:们)?(?:现在)?(?:就)?(?:只|光|单|仅|专|就)(?:想|需)?(?:要|算|看|说|论|讲|取|计|问|知道|了解|统计|独)*(?:其中|里面)?的?(?:由|从|用|按)?(?P<only>{_SOURCE_OF_IT})"
    rf"|(?:其中|里面|这里头|当中)的?(?:由|从|用)?(?P<among>{_SOURCE_OF_IT})|(?:由|从|用)?(?P<pays>{_SOURCE_OF_IT})(?=的?(?:钱)?{_PAYS}))"
    rf"(?:的钱|里面?|中)?{_PAYS}?(?:的|了)?(?:那|这)?(?:一)?(?:部分|块|笔|些|份|口径|头)?(?:钱|支出|数)?(?:的话)?[，,]?(?:又|各|是|有|为|占)*(?:多少|几何)?(?:钱|[万亿]?元)?[呢啊吗]*"
    rf"{_NOT_THE_OTHERS}[呢啊吧？?。\s]*"
)
_A_FUND = re.compile("一般公共预算|财政(?!专户)|政府性基金|国有资本")
_WHOLES = terms.TOTALS | items.FUNDS_AND_THEIR_USE


def _from_one_source(text: str, said: Said, turn: Turn) -> Whole | None:
    """What one source pays of the item just told, never all that it pays."""
    hit, item = _ONLY_FROM.fullmatch(text), the_item(turn)
    if hit is None or not item or turn.kind != "lookup" or said.query.years:
        return None
    source = hit["only"] or hit["among"] or hit["pays"]
    if key_of(item) in _WHOLES:
        return None  # a source is itself one of these
    lead, year = of_whom_and_when(said, turn)
    source = source if source != "财政" else "财政拨款"
    asked = f"按{source}口径，{item}多少" if _A_FUND.match(source) else f"{item.removesuffix('预算')}中{source}多少"
    return Whole(f"{lead}{year}{turn.basis}{asked}", taken(lead, year, turn.basis, item))


# A part that is named in words alone: 其中小微企业呢.
_PART_IN_WORDS = re.compile(
    r"[那，,、\s]*(?:其中|里面|里头|这里面|当中)的?(?P<part>[一-鿿]{2,8}?)(?:的|部分|那块|方面)*(?:呢|(?:又)?(?:是|有|占)?多少(?:钱|[万亿]?元)?)[呢？?。\s]*"
)


def _part_in_words(text: str, said: Said, turn: Turn) -> Whole | None:
    """What a part that is no printed item has of the money just told, of the same body and in the same year."""
    hit, item = _PART_IN_WORDS.fullmatch(text), the_item(turn)
    money = bool(turn.facts) and all("元" in (fact.unit or "") for fact in turn.facts)
    if hit is None or said.query.items or not said.query.rest or said.query.years or turn.kind != "lookup" or not money:
        return None
    lead, year = of_whom_and_when(said, turn)
    whole_ = turn.found or item
    if not whole_:
        return None
    return Whole(f"{lead}{year}{stage_beside(turn, whole_)}{whole_}里{hit['part']}多少", taken(lead, year, whole_))


WAYS = (_from_one_source, _part_in_words)
