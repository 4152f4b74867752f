"""Follow-ups about the parts of what was told, or beside it: which they are, the others, the next in order, a project's own chapter. Pure."""

from __future__ import annotations

import re

from ingest import items, terms
from service import asked_years
from service.asked_reason import WHY
from service.going_on.common import SEVERAL, key_of, taken, the_item
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


# The cars that a body has, after those that it is to buy: 那现在一共有多少辆.
_CARS_HELD = re.compile(
    r"[那，,、\s]*(?:现在|目前|眼下|手上|手里|名下|单位|原来|已经|本来)*(?:一共|总共|共)?(?:有|拥有|保有)(?:了)?(?:几|多少)(?:辆|台)(?:公?车)?[了呢？?。\s]*"
)


# How many were bought, after what buying them cost.
_CARS_BOUGHT = re.compile(
    r"[那，,、\s]*(?:一共|总共)?(?:新|又)?(?:买|购|购置|购买|添置?|更新)(?:了)?(?:几|多少)(?:辆|台)(?:公?车)?[呢？?。\s]*"
)


def _cars_bought(text: str, said: Said, turn: Turn) -> Whole | None:
    """买了几辆 after 买车花了多少."""
    if not _CARS_BOUGHT.fullmatch(text) or not any("车" in item for item in items_of(turn)):
        return None
    lead, year = of_whom_and_when(said, turn)
    return Whole(f"{lead}{year}买了几辆车", taken(lead, year))


def _cars_held(text: str, said: Said, turn: Turn) -> Whole | None:
    bought = re.search("[买购换添][^，。]{0,4}车|车[^，。]{0,3}[买购换添]", turn.text)
    if not _CARS_HELD.fullmatch(text) or not bought or said.query.items:
        return None
    lead = "和".join(turn.bodies)
    year = f"{turn.year}年" if turn.year else ""
    return Whole(f"{lead}{year}一共有多少辆公务用车", taken(lead, year))


# Whether cars are to be bought, after those that there are: 还添新车么，添几部.
_BUY = "(?:添置|购置|购买|采购|新增|更新|添|买|购|换|配)"
_CARS_TO_BUY = re.compile(
    r"[那，,、\s]*(?:预算|年度|单位|部门|街道|局|部里|里面?|里头|中|上)*(?:还|又|再|打不打算|打算|准备|计划|是不是|是否|有没有|会不会|要不要|安排|拟|要|想|会|能|了|把|的)*"
    rf"(?:{_BUY}(?:[不没]{_BUY})?(?:了|点|些)?(?P<much>(?:几|多少)(?:辆|台|部))?(?:新|公务用?|公)*车?(?:辆|子)?(?:吗|么|没有?|不|的|呢)*)"
    rf"(?:[，,？?]?(?:又|要|打算|准备|计划|一共|总共|{_BUY}|是)*(?:几|多少)(?:辆|台|部)?)?[呢啊呀？?。\s]*"
)


def _cars_to_buy(text: str, said: Said, turn: Turn) -> Whole | None:
    """How many cars are to be bought in a year, after a number of cars was told."""
    counted = bool(turn.facts) and all(fact.unit in ("辆", "台", "部") for fact in turn.facts)
    years, offsets, spans = asked_years.years(text)
    rest = "".join(
        text[at:to] for at, to in zip((0, *(b for _, b in spans)), (*(a for a, _ in spans), len(text)), strict=True)
    )
    if not counted or "车" not in turn.text or not _CARS_TO_BUY.fullmatch(rest) or len(years) + len(offsets) > 1:
        return None
    if "车" not in text and not re.search("[辆部台]", text):
        return None
    lead, year = "和".join(turn.bodies), f"{turn.year}年" if turn.year else ""
    when = text[slice(*spans[0])] if spans else year
    amount = f"{lead}{when}公务用车购置费是多少"
    asked = "买了几辆车" if re.search(f"{_BUY}(?:辆|台|部)?了", rest) else "预算安排购置车辆多少辆"
    return Whole(f"{lead}{when}{asked}", taken(lead), amount=amount)


# Only what one source of money pays of it: 我只要财政拨款负担的那部分，别的钱不算.
_SOURCE_OF_IT = "(?:一般公共预算(?:财政拨款|拨款|资金)?|财政(?:拨款|资金)?|政府性基金(?:预算)?(?:财政拨款|拨款)?|国有资本经营预算(?:财政拨款|拨款)?|事业收入|事业单位经营收入|经营收入|其他收入|其他资金|上级补助(?:收入)?|财政专户(?:管理)?资金)"
_PAYS = "(?:支出(?=的)|负担|安排|拨付|拨给?|出|给|列支|列|承担|支付|保障|掏|支持)"
_NOT_THE_OTHERS = "(?:[，,](?:别的|其[他它余]的?|旁的|剩下的)(?:钱|资金|来源|收入|部分|那些)?(?:都|就|先|统统|一概)?(?:不|别|甭|不用)(?:算|要|看|管|计|理|问)?(?:了|它|在内)?)?"
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


WAYS = (
    _from_one_source,
    _part_in_words,
    _cars_to_buy,
    _of_its_own_chapter,
    _which_they_are,
    _of_the_project,
    _the_others,
    _in_order,
    _cars_held,
    _cars_bought,
)
