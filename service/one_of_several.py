"""Whether one of several that a figure is for, or came from, is asked about alone, which no disclosure tells apart. Pure."""

from __future__ import annotations

import re

from ingest import terms
from ingest.model import Fact

# Places and houses that a purpose lists by name: 用于人民路、建设路等道路改造.
_LISTED = re.compile("[、，；和及与]|以及|等")
_PLACE = re.compile(
    r"(?:用于|支付|主要是|包括|完成|实施)?(?P<name>[一-鿿]{2,8}?(?:路|街|大道|巷|弄|桥|河|渠|湖|江|村|镇|乡|街道|小区|社区|公园|广场|学校|小学|中学|幼儿园|医院|卫生院|水库|泵站|站|厂|馆|中心|[一-鿿]院|所|大楼|用房))"
    r"(?:(?:及[一-鿿]{2,4}|标准化|综合)*(?:装修|修缮|改造|维修|建设|扩建|加固|大修|提升|整治)(?:工程|项目)?)*"
)
_OF_ITS_NAME = 3  # characters of a house's name, at its end, by which people call it
# That one thing alone is asked for: 单独花了多少, 光这一段用了多少.
_ALONE = re.compile(
    r"单独|单单|单就|单是|[光仅](?=[是这那就买购修建给发办做付养])|只(?:算|看|说|是)|[这那]一?(?:条|座|所|处|段|个|栋|幢)"
)


# 用于采购甲、乙: each thing is asked for without the verb before the first.
_BOUGHT = re.compile("^(?:主要)?(?:用于|支付|是|包括)?(?:采购|购置|购买|开展|实施|支付|发放)?(?=.{2})")


def is_done_by_some(fact: Fact, deed: re.Pattern[str]) -> bool:
    """Whether what is asked to be done (bought, rented, printed) is done by some of several uses alone, and not by the item."""
    label = terms.normalise("".join((*fact.row[-1:], *(fact.project or ()))))
    uses = [part for part in _LISTED.split(terms.normalise(fact.purpose or "")) if len(part) > 1]
    some = [part for part in uses if deed.search(part)]
    return not deed.search(label) and 0 < len(some) < len(uses)


def is_one_of_several(fact: Fact, text: str) -> bool:
    """Whether a question is about one of several places that an amount is for, or of its uses alone: no part is told apart."""
    label = terms.normalise("".join((*fact.row[-1:], *(fact.project or ()))))
    uses = [part for part in _LISTED.split(terms.normalise(fact.purpose or "")) if len(part) > 1]
    places = [hit["name"] for part in uses if (hit := _PLACE.fullmatch(part))]
    asked = [place for place in places if place[-_OF_ITS_NAME:] in text and place[-_OF_ITS_NAME:] not in label]
    if asked and len(asked) < len(places):
        return True
    named = [part for part in uses if part in text or _BOUGHT.sub("", part) in text]
    by_deed = any(_A_DEED.search(part) for part in named) and label[:_OF_ITS_NAME] not in text
    return (bool(_ALONE.search(text)) or by_deed) and bool(named) and len(named) < len(uses)


# A use that is a purchase or a work of its own, and not only what the item is about: 图书购置 of all that a library costs.
_A_DEED = re.compile("[一-鿿]{2}(?:购置|采购|购买|租赁|印刷|维修|修缮|改造)(?:等)?(?:支出|费用|经费)?$")


# Whom people or things came from, told together before the number of all: 分别从甲局、乙局划转窗口人员28名.
_FROM = re.compile(
    r"(?:分别|各)?(?:从|由|自)(?P<those>[^。；;\n\d]{2,120}?)(?:划转|划入|划来|划拨|调入|调来|抽调|选调|借调|选派|派出|派驻|转隶|转入|移交|接收|招录|招聘)"
)
_LIST = re.compile("[、，,和及与]|以及")
_LEVEL = re.compile("^[省市区县州旗]")
_ASKS_HOW_MANY = re.compile("多少|几")


def is_one_giver(sentence: str, text: str) -> bool:
    """Whether a number is asked for of one of several that gave, of whom a sentence tells only what all gave together."""
    if not _ASKS_HOW_MANY.search(text):
        return False
    for told in _FROM.finditer(sentence):
        those = [name for part in _LIST.split(told["those"]) if len(name := terms.normalise(part)) > 1]
        named = [name for name in those if _LEVEL.sub("", name) in text]
        if 0 < len(named) < len(those):
            return True
    return False


# A unit's own number, right behind its name: 某俱乐部8名在职人员、某博物馆9名在职人员.
_UNITS_OWN = re.compile(
    r"(?P<unit>[一-鿿]{2,}(?:中心|俱乐部|编辑部|办公室|大队|支队|基地|[站所队馆院校处园]))\s*(?P<number>\d+)\s*[名人]"
)
_SEVERAL = 2


def is_of_other_units(fact: Fact, text: str) -> bool:
    """Whether a number of people is that of one of several units, each told behind its name, which the question does not name."""
    if fact.span is None:
        return False
    own = list(_UNITS_OWN.finditer(fact.quote))
    unit = next((hit["unit"] for hit in own if hit.start("number") == fact.span[0]), None)
    return len(own) >= _SEVERAL and unit is not None and unit[-_OF_ITS_NAME:] not in text
