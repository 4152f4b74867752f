"""What a disclosure tells in words, found by those words of a question that are rare in it.

A question that asks who, when, which or what (哪一年成立, 加挂了什么牌子, 搬去哪里), and no amount, is answered by quoting the
sentence that has its words, at most by two that have them alike. Every word of the question must stand in that sentence or in
the headings above it, or be told there in other words of the field; a word counts the more the fewer sentences of the
disclosure have it; and no other sentence may come near. For 哪一年 there must be a date.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest import terms
from service import asked_office, small_words
from service.asked_amount import closes_with_money
from service.blanking import MASK
from service.draft import Draft
from service.holding import Holding
from service.rules.scene import Scene, answered
from service.rules.sentences import HEADING_ALONE, Line, narrative, of_years_asked, one_below_the_other

_ASKS = re.compile(
    r"哪|什么|啥|谁|何[时处年地]|几[月号年时]|怎么|怎样|如何|(?P<whether>[一-鿿])不(?P=whether)|吗|是否|有没有"
)
_AMOUNT = re.compile(
    r"多少|几[个名人位辆家台项次批张所户万千百元块成倍天]|[钱款元]|金额|数额|比例|占比|[最更]|增[加长减]|减少|下降|变化|比[上去前]年|同比|为什么|为何|为啥|原因|合计|总额"
)
# What no sentence tells by having the words: who holds an office, what is thought of it, how it is done elsewhere.
_UNTOLD = re.compile(
    r"[局处科厅部院校馆站镇乡队园所会行]长(?:是|叫|姓)|主任|书记|负责人|谁(?!领导)|叫什么|姓名|电话|地址|邮箱|公司|供应商|中标|合理|应该|值得|觉得|认为|网址|几点|周几|星期|明年|将来|要带|材料|证件|流程|排队|预约"
)
_QUESTION = re.compile(
    r"(?:是|在|由|从|于|到|归|为|按|凭|靠)?(?:哪(?:一|[两二三四五几])?(?:个|些|项|份|种|类|条|家|样|年|天|月|里|儿|次|批|块|支|件|套|所|处|笔)?(?:时候)?(?:的)?"
    r"|(?:什么|啥|何)(?:时候|时间|时|地方)?(?:样)?的?|几(?:月|号|年)(?:份)?|怎么样?|怎样|如何|是否|有没有|[吗呢呀啊]|谁)"
)
_WHETHER = re.compile(r"(?P<verb>[一-鿿])不(?P=verb)")
_WHEN = re.compile(r"(?:哪|什么|啥|几|何)(?:一|个)?(?:年|天|月|日|号|时候|时间|时)")
_A_DATE = re.compile(r"\d{4}\s*年(?!度)|\d{1,2}月|[上下]半年|季度|年[初底末]")
# The same told in other words.
_ALIKE = (
    ("成立", "组建", "设立", "建立", "创立", "创建", "才有", "出现", "诞生", "组成", "挂牌"),
    ("合并", "整合", "并入", "并来", "合起来", "并起来", "拼起来"),
    ("搬", "搬迁", "迁", "挪"),
    ("启用", "投用", "新开", "新投用", "开张", "开办"),
    ("取消", "没去成", "没成行", "去不成", "泡汤"),
    ("赴", "前往", "去了", "出访", "访问"),
    ("管", "管理", "负责", "承担", "主管", "办理", "承办"),
    ("下辖", "下属", "管辖", "下设", "所属"),
    ("依据", "根据", "按照", "凭"),
    ("列支", "开支", "支付", "付"),
    ("写", "起草", "编写", "撰写", "编辑"),
    ("委托", "交给", "请"),
    ("处级", "科级", "厅级", "局级"),
    ("牌子", "加挂"),
    ("承办", "举办", "主办", "办了", "举行", "召开"),
)  # fmt: skip
_RUN = re.compile(r"[一-鿿A-Za-z0-9]+")
_HEADINGS = 0.5  # what a word counts that only a heading has
_LEAST = 4  # characters of a question, or words of the field for them, that must stand in the sentence itself
_ALONE = ("牌子", "处级")  # what a body has one of, so that the word alone tells the sentence
_KIND = re.compile(r"哪(?:一|[两二三四五几])?(?:个|些|项|种|类|条|家|块|支|所|处)?[一-鿿]{2,4}?(?=的|[，。？?]|$)")
_AHEAD = 1.15  # times as much as the next sentence
_SEVERAL = 2  # sentences that tell as much, to be quoted side by side
_SAYS_NOTHING = re.compile("负责|承担|同时|具体|主要|专门|一共|总共|平时|日常")
_AS_PRINTED = {"级别": "处级"}  # how a rank is told, of which 别 is a small word
_SMALL = "的了着过吗呢呀啊是在有为和与及对把被将从由到向给等个些中里上下内外都又也就才还再只其该本各每某一于以之所者"
_LONGEST = 300  # characters of a sentence to quote


@dataclass(frozen=True, slots=True)
class _Place:
    line: Line
    said: str
    around: str


def told(scene: Scene) -> Draft | None:
    """The one sentence that has the words of a question in words; None where none has all of them, or several have."""
    query = scene.query
    text = terms.normalise(query.plain or query.text)
    if not _ASKS.search(text) or _AMOUNT.search(text) or _UNTOLD.search(text) or closes_with_money(text):
        return None
    if query.kind not in ("lookup", "list", "text", "definition") or asked_office.named(text):
        return None
    ways = [runs for said in _without_kind(text) if (runs := _content(said, scene.organisation))]
    if not ways or query.counted:
        return None
    when = _WHEN.search(text) is not None
    for holding in of_years_asked(scene):
        held = list(_places(holding))
        for n, runs in enumerate(ways):
            places = [place for place in held if _dates(place.line.text, runs)] if when else held
            alone = any(word in run for run in runs for word in _ALONE)
            found = _best(places, runs, _LEAST // 2 if alone else _LEAST * (n + 1))
            if found and (len(found) == 1 or not when):
                return replace(answered(*one_below_the_other(place.line for place in found)), by_words=True)
    return None


def _dates(sentence: str, runs: Sequence[str]) -> bool:
    """Whether a date stands in a clause of a sentence with something of what is asked about, or as a clause by itself."""
    pairs = {word for run in runs for word in (*(run[i : i + 2] for i in range(len(run) - 1)), *_others(run))}
    clauses = [clause for clause in re.split("[，,；;。]", sentence) if _A_DATE.search(clause)]
    return any(len(clause) <= _BARE_DATE or any(pair in clause for pair in pairs) for clause in clauses)


_BARE_DATE = 10  # characters of 2019年3月, or 自2019年3月起


def _without_kind(text: str) -> Iterator[str]:
    """The question, and the same without the kind of thing that it asks for, which what is printed may not be called: 哪个园区."""
    yield text
    if (bare := _KIND.sub("哪个", text)) != text:
        yield bare


def _content(text: str, organisation: str) -> list[str]:
    """The runs of a question that say what it is about: none of what asks, of small words and of the body's name."""
    bare = _QUESTION.sub(MASK, _WHETHER.sub(lambda hit: hit["verb"], text))
    for name in _names(organisation, bare):
        bare = bare.replace(name, MASK)
    for said, printed in _AS_PRINTED.items():
        bare = bare.replace(said, printed)
    bare = _SAYS_NOTHING.sub(MASK, small_words.masked(bare, MASK))
    runs = (hit[0].strip(_SMALL) for hit in _RUN.finditer(bare))
    return [run for run in runs if run]


def _names(organisation: str, text: str) -> list[str]:
    """Parts of a body's name that a text has, of three characters at least, the longest first."""
    name = terms.normalise(organisation)
    runs = {name[i:j] for i in range(len(name)) for j in range(i + 3, len(name) + 1)}
    return sorted((run for run in runs if run in text), key=len, reverse=True)


def _places(holding: Holding) -> Iterator[_Place]:
    for line in narrative(holding):
        if len(line.text) <= _LONGEST and not HEADING_ALONE.fullmatch(line.text):
            yield _Place(line, terms.normalise(line.text), terms.normalise("".join(line.section)))


def _best(places: Sequence[_Place], runs: Sequence[str], least: int) -> list[_Place]:
    """The place whose words weigh most and that has all of them, with those next to none behind it; none where they are many."""
    standing: Counter[str] = Counter()
    wanted = {run[i : i + 2] for run in runs for i in range(len(run) - 1)} | {run for run in runs if len(run) == 1}
    wanted |= {other for run in runs for other in _others(run)}
    for place in places:
        standing.update(word for word in wanted if word in place.said)
    scored: list[tuple[float, int, _Place]] = []
    for n, place in enumerate(places):
        weight, own = 0.0, set()
        for run in runs:
            told = _told(run, place)
            if told is None:
                break
            for word, here in told:
                weight += math.log(1 + len(places) / (1 + standing[word])) * (1 if here else _HEADINGS)
                own |= {char for char in word if here}
        else:
            if len(own) >= least:
                scored.append((weight, -n, place))
    if not scored:
        return []
    best = max(scored, key=lambda entry: entry[:2])
    near = [one for one in scored if one[0] * _AHEAD > best[0] or one is best]
    apart = {one[2].said: one[2] for one in sorted(near, key=lambda entry: -entry[1])}
    return list(apart.values()) if len(apart) <= _SEVERAL else []


def _others(run: str) -> Iterator[str]:
    """Words of the field for what a run says."""
    for those in _ALIKE:
        if any(word in run for word in those):
            yield from (word for word in those if word not in run)


def _told(run: str, place: _Place) -> list[tuple[str, bool]] | None:
    """What of a place tells a run of a question, each with whether the sentence itself does; None where a word is not told.

    Each character must belong to a pair that stands there, or to a word that is told in another; a single one between two
    such pairs may be left over.
    """
    left = list(run)
    found: list[tuple[str, bool]] = []
    for those in _ALIKE:
        for word in those:
            if word in run and word not in place.said and (other := next((w for w in those if w in place.said), None)):
                at = run.find(word)
                left[at : at + len(word)] = MASK * len(word)
                found.append((other, True))
    for at in range(len(run) - 1):
        pair = run[at : at + 2]
        here = pair in place.said
        if here or pair in place.around:
            found.append((pair, here))
            left[at : at + 2] = MASK * 2
    if len(run) == 1 and run in place.said:
        return [(run, True)]
    uncovered = re.findall(rf"[^{MASK}]+", "".join(left))
    if any(len(part.strip(_SMALL)) > 1 for part in uncovered):
        return None
    return found if sum(len(part.strip(_SMALL)) for part in uncovered) * 3 <= len(run) else None
