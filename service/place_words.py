"""Places in a question: those that a body's name stands behind, and one that the question is about by itself. Pure.

云州市统计局, 云州统计局, 市统计局, 请问沧溟市玄圃区统计局: what stands before a name is a place whose bodies are held, one of which none
are, a level of government alone, words that stick to the name without being a place, or what people say before names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from service import small_words

# Words that stand before a name and are none of it. Those of one character may also open a name (和平区, 太和县).
SAID = re.compile(
    r"的|请问|您好|你好|告诉我|告诉|查询|查一下|查下|请查|帮我查|帮查|想查|查查|查|看一下|看看|看下|看一看|瞧瞧|瞧下|瞅瞅|数数|数一数|列列|捋捋|捋一捋|理一理|盘一盘|翻翻|翻一翻|念念|说一说|讲一讲|聊聊|说下|说说|讲讲|讲下|算下|查一查|搜下|搜一下|看|占|问一下|问下|问问|想问|问|想知道|知道|了解一下|了解下|了解|关于|对于|年[底末初中]|年度?|月[份底末]?|今天|今年|去年|前年|"
    r"明年|本年|当年|目前|现在|其中|除了|除去|除开|撇开|抛开|连同|帮我|帮忙|比较|对比|相比|高于|低于|以及|还有|还是|或者|或|另外|换成|换|改成|如果是|如果|要是|"
    r"我们|你们|他们|咱们|咱|我|您|你|他|贵|这个|那个|那么|那|麻烦|听说|听讲|据说|传言说?|传闻说?|据传|听闻|风传|说|给|向|由|到|在|是|把|对|被|让|从|想|找|去|帮|(?<!高)要|有|比|(?<!秭)归|预算|决算|为什么|为何|为啥|多少|一下|列出|劳驾|烦请|求|谢谢|老师|"
    r"花销|开销|花费|开支|支出|收入|经费|资金|费用|科目|列明|列示|计算|测算|核对|核实|分析|说明|解释|告知|写明|写出|算算|新盖|"
    r"打开|翻开|翻看|翻遍|通读|细读|翻阅|查阅|点开|调出|翻到|[翻看读查]了|"
    r"提供|出具|出示|调取|调阅|列报|检索|回复|反馈|抄录|抄报|摘录|摘抄|报送|汇报|答复|解答|披露|罗列|梳理|比对|核查|核验|复核|证实|阐明|简述|概述|给出|求出|算出|查出|找出|查明|指出|推算|换算|盘点|"
    r"这栋|那栋|这座|那座|"
    r"原来|属于|就是|还|再|又|只|请|咨询|请教|反映|投诉|联系|打听|关心|关注|好奇|得知|根据|按照|依据|参照|针对|涉及|包括|以|为|于"
)
_ALL_SAID = re.compile(f"(?:{SAID.pattern})+")
# What neither a place nor a body has in its name (已知, 翻遍, 纵览): words that stick to a name and have it are a verb's.
_IN_NO_NAME = re.compile(
    "[翻看读阅览瞧搜遍找问把请让想倘既虽且纵听说讲谈写瞄扫捧握挑替拿讨了着]|家住|[已获得熟]知|假[设定如使若]"
)
# What no place ends in: 请将 and 单独就 ask or point, 纳入 and 归到 are verbs, whatever stands before them (日照, 武进 are places).
_NO_END = re.compile(
    r"(?:[将把按用拿据凭就了入至着过给被使让凡仅光单]|[编写列放归并算划录记挂]进|[所隶下直附]属|[涵覆]盖|包含|[依遵按参对比]照|结合|对应|围绕)$"
)
JOINING = re.compile(r"[和与跟及同]")
LEVELS = "省市区县旗州"
WIDTH = {"省": 0, "市": 1, "州": 1, "盟": 1, "区": 2, "县": 2, "旗": 2, "镇": 3, "乡": 3, "道": 3}
_SHORT_PLACE = 2  # characters
_OF_ALL = "全本我各该这那贵你咱每某"  # 全市, 本区: a level, no place
# Words that end as places do: 社区, 城市 (运城市 is one).
_NO_PLACE = re.compile(
    r"(?:社|小|地|园|辖|景|校|库|灌|片|院|保护|示范|功能|老城|主城|中心城)区$|(?:^|[大中小各]|省会|文明|卫生|智慧|沿海)城市$|(?:超|股|楼|菜|夜|直辖|县级|地级)市$"
)
_LEVEL = re.compile(r"(?P<level>[省市区县旗州])(?:级|直|直属|本级)?$")
# What may stand between a place and a name: 甲市委党校, 丙区人民政府戊己街道办事处.
_BELONGING = re.compile(r"(?<=[省市区县旗州])(?:委|人民政府)$")
_GOVERNMENT = "人民政府"
_AUTONOMOUS = re.compile(r"[一-鿿]{2,8}?自治[区州县旗]$")
DATED = re.compile(
    r"(?:的|[\s，,：:、]|(?:19|20)?\d\d年度?|(?:19|20)\d\d|[二2][〇零○oO0一二三四五六七八九]{3}年|今年|去年|前年|本年|明年|年度)+$"
)
# A place that a question opens with, before a year or what is asked of all its bodies.
_PLACE_ALONE = re.compile(
    r"(?P<place>(?:[一-鿿]{2,4}?(?:省|市|州))?[一-鿿]{2,3}?(?:省|市|区|县|旗|州))(?=(?:的|[\s，,：:])?(?:\d|今年|去年|前年|各|所有|全部|哪|每|二〇|二零)|的?(?:部门)?[预决]算)"
)


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a name: held places, the widest last, a place not held, or a level alone (市, 区)."""

    start: int
    places: tuple[frozenset[str], ...] = ()
    unknown: tuple[tuple[int, str], ...] = ()  # how many held places stand behind it, and the place
    level: str = ""
    loose: str = ""  # other words that stick to the name

    @property
    def any_place(self) -> bool:
        """Whether a place is named, held or not."""
        return bool(self.places or self.unknown)


class Places:
    """The places of held bodies."""

    def __init__(self, places: Iterable[str]) -> None:
        """Take the places' names: 云州市, 青河区."""
        self._spelled = _spelled(places)
        self._longest = max(map(len, self._spelled), default=0)

    def before(self, text: str, at: int) -> Before:
        """The places, the level or the words that a name stands behind."""
        end = at
        if belonging := _BELONGING.search(text[:at]):
            at -= len(belonging[0])
        elif text[:at].endswith(_GOVERNMENT) and self._ending(text, at - len(_GOVERNMENT)):
            at -= len(_GOVERNMENT)  # 戊己人民政府庚辛街道, the district without its 区
        places: list[frozenset[str]] = []
        unknown: list[tuple[int, str]] = []
        while at:
            spelled = self._ending(text, at)
            if spelled:
                places.append(self._spelled[spelled])
                at -= len(spelled)
                continue
            stem = _unknown_place(text, at)
            if not stem:
                break
            unknown.append((len(places), stem))
            at -= len(stem)
        if places or unknown:
            at -= next((len(head) for head in ("中共", "中国共产党") if text[:at].endswith(head)), 0)
            return Before(at, tuple(places), tuple(unknown))
        if level := _LEVEL.search(text[:at]):
            return Before(level.start(), level=level["level"])
        return Before(end, loose=_loose(text, at))

    def _ending(self, text: str, at: int) -> str:
        for length in range(min(at, self._longest), 1, -1):
            if text[at - length : at] in self._spelled:
                return text[at - length : at]
        return ""

    def within(self, words: str) -> bool:
        """Whether a name not held says where it is: a held place, or one with 市 or 区 behind two characters."""
        return any(place in words for place in self._spelled) or bool(
            re.match(r"[一-鿿]{2,4}?(?:省|市(?!场)|区|县|旗|州|镇|乡|街道)", words)
        )

    def without(self, words: str) -> str:
        """Words without the held places that they begin with: 两个局 of 云州市两个局."""
        at = 0
        while spelled := next(
            (words[at:end] for end in range(len(words), at, -1) if words[at:end] in self._spelled), ""
        ):
            at += len(spelled)
        return words[at:]

    def strange(self, text: str) -> str | None:
        """A place that the question is about and of which nothing is held; None where there is none."""
        for hit in _PLACE_ALONE.finditer(text):
            place = hit["place"]
            start = hit.start()
            if cuts := list(SAID.finditer(place)):
                place = place[cuts[-1].end() :]
                start += cuts[-1].end()
            opens = not SAID.sub("", text[:start]).strip(" ，,。？?：:、")
            named = len(place) >= 3 and place[-2] not in _OF_ALL and not _NO_PLACE.search(place)
            if opens and named and not any(place.endswith(known) for known in self._spelled):
                return place
        return None


def _spelled(places: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Places by their names and by these without 市 or 区 (云州), where two characters are left."""
    found: dict[str, set[str]] = defaultdict(set)
    for place in places:
        found[place].add(place)
        stem = re.sub(r"(?:[一-鿿]{2}族)*自治[区州县旗]$|[省市区县旗州盟]$", "", place)
        if len(stem) >= 2:
            found[stem].add(place)
    return {spelled: frozenset(those) for spelled, those in found.items()}


def _unknown_place(text: str, at: int) -> str:
    """The place not held that a text names before a position: two characters and more with 市, 区 … behind them."""
    if hit := _AUTONOMOUS.search(text[max(0, at - 12) : at]):
        return _cut(hit[0])
    ending = "街道" if text[:at].endswith("街道") else text[at - 1]
    if ending not in ("街道", "镇", "乡") and ending not in LEVELS:
        return ""
    stem = re.search(r"[一-鿿]*$", text[max(0, at - len(ending) - 4) : at - len(ending)])
    cut = _cut(stem[0]) if stem else ""
    cut = re.split(r"[省市区县旗州]", cut)[-1]
    least = 1 if ending in ("县", "旗") and cut not in _OF_ALL else 2
    if len(cut) < least or _NO_PLACE.search(cut + ending) or (len(cut) == 1 and cut in _OF_ALL):
        return ""
    return cut + ending


def _cut(words: str) -> str:
    """Words without what is said before them: of 请问沧溟 the place; of 从化 nothing, for that is a place's own."""
    if _ALL_SAID.fullmatch(words) or _NO_END.search(words):
        return ""
    for hit in reversed([*SAID.finditer(words)]):
        if len(hit[0]) > 1 or len(words) - hit.end() != 1:
            words = words[hit.end() :]
            break
    for hit in reversed([*JOINING.finditer(words)]):
        if len(words) - hit.end() >= 2:
            return words[hit.end() :]
    if len(words) > _SHORT_PLACE and JOINING.match(words[-1]):
        return ""  # 教育局和 before 市水务局, though 太和 is a place
    return words


def _loose(text: str, at: int) -> str:
    """Words that stick to a name and are not said before names: 税 of 税务局, 沧溟 of 沧溟财政局."""
    run = re.search(r"[一-鿿]*$", text[max(0, at - 8) : at])
    words = _cut(run[0]) if run else ""
    if _IN_NO_NAME.search(words):
        return ""  # 翻遍 of 翻遍某某街道, 已知 of 已知财政局
    if words and small_words.masked(words, "¦").endswith("¦"):
        return ""  # 凭啥 of 凭啥财政局, 方面 of 医疗方面财政局
    return "" if words and words[-1] in "和与跟及同、" else words
