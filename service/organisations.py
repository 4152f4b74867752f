"""Which organisation a question names: one that is held, or a stranger.

Names are abbreviated by leaving characters out, in order (市场监督管理局 → 市监局, 人民政府办公室 → 府办), so a mention
fits a held name if its characters stand in the name in the same order and it closes as names of bodies do. A mention
that looks like a body's name and fits none that is held is a stranger: the question is then not about any held one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_CLOSING = re.compile(
    r"委员会|办公室|办公厅|办事处|街道办|街道|政协|人大|政府(?!采购|性|购买)|法院|检察院|医院|学院|大学|中学|小学|学校|研究院|研究所|党校|"
    r"总工会|妇联|团委|残联|工商联|文联|科协|侨联|红十字会|中心|支队|总队|大队|管委会|开发区|协会|供销社|"
    r"[局署]|(?<![大客餐展前])厅|(?<![全内外本大一都])部(?!门|分|级|署|的)|(?<![常全])委(?![托员会派培])|"
    r"(?<=[府政务改法保水市县区省编党金外侨扶信道街镇乡])办(?!公|理|事|法|学|案|证|一|大)|(?<![\d一二三四五六七八九十村])[镇乡](?![村镇])"
)
_RUN = re.compile(r"[一-鿿（）()]+")
_BREAK = re.compile(
    r".*(?:[的和与跟同及、，。？！：；\s]|请问|告诉我|查询|查一下|关于|对于|年度?|今天|今年|去年|其中|帮我|比较|相比|高于|低于|以及|还是|一下)"
)
_GENERIC = re.compile(
    r"^(?:[两二三四五六七八九十几多]个|各|本|该|这个|那个|哪个|哪些|什么|几个|多少|全|其他|其它|别的|某|上级|下级|内设|下设|所属|有关|相关|主管|我|你|贵|咱|整个|所有|全市|全区|每个|政府|机关|财政|地方)*"
    r"(?:部门|单位|机构|机关|中心|办公室|政府|街道|乡|镇|局|厅|部|委|学校|医院|办)$"
)
_PLACE_BEFORE = re.compile(r"(?:[一-鿿]{2,3}?(?:省|市|区|县|旗|州))+$")
# 渝北 before 区政务服务办 is a place; 请问 before 市水务局 is none.
_STEM_BEFORE = re.compile(
    r"(?<![一-鿿])(?!请问|查询|查下|关于|对于|今年|去年|帮我|我们|咱们|请查|了解|想问|麻烦|你好|您好|目前|现在)[一-鿿]{2,3}$"
)
_ASKING = re.compile(r"哪|几|什么|多少|谁|怎么|是从|为何")
_REGION = re.compile(
    r"^(?:中共|中国共产党)?(?:[一-鿿]{2,3}(?:省|自治区))?(?:[一-鿿]{2,4}?市)?(?:[一-鿿]{1,4}?(?:区|县|旗))?委?"
)
_PLACE = re.compile(r"[一-鿿]{2,3}(?:省|自治区)|[一-鿿]{2,4}?市|[一-鿿]{1,4}?(?:区|县|旗)")
_COMMON = re.compile(r"人民政府|政府|办公室|办公厅|办事处|委员会|街道|管理|中心|[局厅部委办署镇乡]$")


@dataclass(frozen=True, slots=True)
class Named:
    """What a question says about bodies: the held ones it names, the strangers, and where in the text."""

    held: tuple[str, ...]
    strangers: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def _within(short: str, name: str) -> bool:
    """Whether the characters of `short` stand in `name` in the same order."""
    at = iter(name)
    return all(char in at for char in short)


def _parts(name: str) -> tuple[str, str, str]:
    """A name, its own part without place, and what of that tells it from other bodies of the place."""
    whole = re.sub(r"[（(].*?[)）]", "", name)
    region = _REGION.match(whole)
    core = whole[region.end() :] if region else whole
    return whole, core, _COMMON.sub("", core)


def fits(mention: str, name: str) -> bool:
    """Whether a mention may stand for a held name."""
    bare = re.sub(r"[（）()的]|本级|本部|机关$", "", mention)
    whole, core, telling = _parts(name)
    if len(bare) < 2 or not _within(bare, whole):
        return False
    places = _PLACE.findall(whole[: len(whole) - len(core)])
    if len(places) > 1 and any(place[:2] in bare for place in places[:-1]) and places[-1][:-1] not in bare:
        return False  # 上海市政府 is not the office of one of its districts
    if telling:
        return any(char in telling for char in bare) and any(_within(bare[cut:], core) for cut in range(len(bare) - 1))
    return any(_within(bare[cut:], core) for cut in range(len(bare) - 1)) and bare[-1] in core


@lru_cache(maxsize=8192)
def shorts(name: str) -> tuple[str, ...]:
    """Contiguous short forms of a name: without province, city, district, 中共, and without a closing 办公室/办事处."""
    whole, core, telling = _parts(name)
    found = {whole: None}
    start = len(whole) - len(core)
    found.update(
        dict.fromkeys(
            whole[at:] for at in range(start + 1) if whole[at:] == core or whole[at - 1 : at] in ("", "省", "市", "共")
        )
    )
    found.update(dict.fromkeys(whole[at - 1 :] for at in range(1, start + 1) if whole[at - 1] in "市区县"))
    for text in tuple(found):
        for tail in ("办公厅", "办公室", "办事处", "委员会", "管理局"):
            if text.endswith(tail) and len(text) - len(tail) >= 3:
                found[text[: -len(tail)]] = None
        found[text.replace("人民政府", "政府")] = None
        found[text.replace("人民政府", "")] = None
    return tuple(
        f
        for f in found
        if len(f) >= 3
        and (any(c in telling for c in f) or (not telling and f[: len(f) - len(core)] and f.endswith(core[-3:])))
    )


def named(
    text: str, held: Sequence[str], known: Callable[[str, Iterable[str]], bool], items: Iterable[tuple[int, int]] = ()
) -> Named:
    """The bodies that a text names.

    `known(words, bodies)` tells whether words stand in the disclosures of the bodies found so far, or of the only one
    held (a unit inside a body is no stranger, and its name stays in the question); `items`
    are spans that name an item of the budget, never a body.
    """
    found: dict[str, None] = {}
    strangers: list[str] = []
    spans: list[tuple[int, int]] = []
    taken = list(items)
    by_short = sorted(((short, name) for name in held for short in shorts(name)), key=lambda pair: -len(pair[0]))
    covered = text
    for short, _ in by_short:
        at = covered.find(short)
        while at >= 0:
            place = _PLACE_BEFORE.search(covered[:at]) or (
                _STEM_BEFORE.search(covered[:at]) if short[0] in "市区县" else None
            )
            start = place.start() if place else at
            if place and not any(_within(place[0] + short, name) for other, name in by_short if other == short):
                strangers.append(covered[start : at + len(short)])  # the same name in another place
            else:
                found.update(dict.fromkeys(name for other, name in by_short if other == short))
            spans.append((start, at + len(short)))
            covered = covered[:start] + "¦" * (at + len(short) - start) + covered[at + len(short) :]
            at = covered.find(short)
    for run in _RUN.finditer(covered):
        strange: tuple[int, str] | None = None
        for start, mention in _candidates(run[0], run.start()):
            end = start + len(mention)
            around = [(a, b) for a, b in taken if not (start <= a and b < end)]  # 卫健 in 卫健委 is no item
            if any(a < end and start < b for a, b in (*around, *spans)):
                continue
            bare = mention.strip("（）()")
            if _GENERIC.match(bare) or _ASKING.search(bare) or any(bare in name for name in found):
                continue
            fitting = [name for name in held if fits(mention, name)]
            if fitting:
                found.update(dict.fromkeys(_closest(fitting)))
                spans.append((start, start + len(mention)))
                strange = None
            elif (
                strange is None
                and not known(bare, found)
                and not any(start < a < start + len(mention) for a, _ in spans)
            ):
                strange = (start, mention)
        if strange:
            strangers.append(strange[1])
            spans.append((strange[0], strange[0] + len(strange[1])))
    return Named(tuple(found), tuple(strangers), tuple(sorted(spans)))


def _candidates(run: str, offset: int) -> Iterator[tuple[int, str]]:
    """The stretches of a run of characters that close as a body's name does, the longest first."""
    ends = [hit.end() for hit in _CLOSING.finditer(run)]
    for end in reversed(ends):
        cut = _BREAK.match(run[:end])
        start = cut.end() if cut else 0
        if end - start >= 2:
            yield offset + start, run[start:end]


def _closest(names: Sequence[str]) -> list[str]:
    """Of the names that a short form may stand for, those with the shortest own part: the least was left out."""
    least = min(len(_parts(name)[1]) for name in names)
    return [name for name in names if len(_parts(name)[1]) == least]


def nearest(stranger: str, held: Sequence[str], limit: int = 3) -> list[str]:
    """The held names that share most with a stranger's, best first."""
    pairs = {stranger[i : i + 2] for i in range(len(stranger) - 1)}
    scored = sorted(((-len(pairs & {n[i : i + 2] for i in range(len(n) - 1)}), n) for n in held), key=lambda s: s[0])
    return [name for _, name in scored[:limit]]
