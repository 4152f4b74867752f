"""Which organisation a question names: one that is held, several that go by the same short name, or a stranger.

Names are abbreviated by leaving characters out, in order (市场监督管理局 → 市监局, 人民政府办公室 → 府办), so a mention
fits a held name if its characters stand in the name in the same order and it closes as names of bodies do. A mention
that looks like a body's name and fits none that is held is a stranger: the question is then not about any held one.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

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
    """What a question says about bodies: the held ones it names, the strangers, and where in the text.

    `choices` are the bodies that a short name may stand for, where nothing in the text tells which.
    """

    held: tuple[str, ...]
    strangers: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    choices: tuple[tuple[str, ...], ...] = ()


@cache
def _renamings() -> tuple[tuple[str, str], ...]:
    """Former and present names of kinds of bodies, from `renamed.toml`."""
    data = tomllib.loads((Path(__file__).parent / "renamed.toml").read_text(encoding="utf-8"))
    return tuple((former, entry["now"]) for entry in data["body"] for former in entry["formerly"])


_LEVEL = re.compile(r"[（(](?:本级|机关|本部|部门|单位|汇总|机关本级|部门汇总)[)）]$|(?:机关)?本级$")


@lru_cache(maxsize=8192)
def without_level(name: str) -> str:
    """A body's name without 本级 and the like, which tell whose figures a disclosure has, not whose it is."""
    return _LEVEL.sub("", name.strip()) or name


@lru_cache(maxsize=8192)
def canonical(name: str) -> str:
    """What the disclosures of one body have in common: its name without 本级, as it would be called today."""
    bare = without_level(name)
    for former, now in _renamings():
        if bare.endswith(former):
            return bare.removesuffix(former) + now
    return bare


@lru_cache(maxsize=8192)
def places(name: str) -> tuple[str, ...]:
    """The places that a body's name begins with, the widest first: 甲省, 乙市, 丙区."""
    whole, core, _ = _parts(name)
    before = whole[: len(whole) - len(core)]
    return tuple(place for place in _PLACE.findall(re.sub(r"^(?:中国共产党|中共)", "", before)))


def _within(short: str, name: str) -> bool:
    """Whether the characters of `short` stand in `name` in the same order."""
    at = iter(name)
    return all(char in at for char in short)


@lru_cache(maxsize=8192)
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
    known = _PLACE.findall(whole[: len(whole) - len(core)])
    if len(known) > 1 and any(place[:2] in bare for place in known[:-1]) and known[-1][:-1] not in bare:
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


class Directory:
    """The held bodies by the names they go by; built once for a set of names, it finds them in texts."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Take the bodies' present names, each with the names under which it published."""
        self.names = tuple(names)
        by_short: dict[str, list[str]] = defaultdict(list)
        self._by_character: dict[str, set[str]] = defaultdict(set)
        self._spelled: dict[str, str] = {}
        for name in self.names:
            for spelled in dict.fromkeys((name, *names[name], *_former(name))):
                self._spelled[spelled] = name
                for short in shorts(spelled):
                    if name not in by_short[short]:
                        by_short[short].append(name)
                for char in spelled:
                    self._by_character[char].add(spelled)
        self._by_short = {short: tuple(found) for short, found in sorted(by_short.items(), key=lambda e: -len(e[0]))}
        self._lengths = sorted({len(short) for short in self._by_short}, reverse=True)
        self.places: Mapping[str, frozenset[str]] = self._of_places()

    def _of_places(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for name in self.names:
            for place in places(name):
                found[place].add(name)
        return {place: frozenset(names) for place, names in found.items()}

    def named(
        self, text: str, known: Callable[[str, Iterable[str]], bool], items: Iterable[tuple[int, int]] = ()
    ) -> Named:
        """The bodies that a text names.

        `known(words, bodies)` tells whether words stand in the disclosures of the bodies found so far, or of the only
        one held (a unit inside a body is no stranger, and its name stays in the question); `items` are spans that
        name an item of the budget, never a body.
        """
        found: list[tuple[str, ...]] = []
        strangers: list[str] = []
        spans: list[tuple[int, int]] = []
        covered = self._whole_names(text, found, strangers, spans)
        taken = list(items)
        for run in _RUN.finditer(covered):
            strange: tuple[int, str] | None = None
            for start, mention in _candidates(run[0], run.start()):
                end = start + len(mention)
                around = [(a, b) for a, b in taken if not (start <= a and b < end)]  # 卫健 in 卫健委 is no item
                if any(a < end and start < b for a, b in (*around, *spans)):
                    continue
                bare = mention.strip("（）()")
                if _GENERIC.match(bare) or _ASKING.search(bare) or any(bare in n for names in found for n in names):
                    continue
                fitting = self.fitting(mention)
                if fitting:
                    found.append(tuple(_closest(fitting)))
                    spans.append((start, end))
                    strange = None
                elif (
                    strange is None
                    and not known(bare, [n for names in found for n in names])
                    and not any(start < a < end for a, _ in spans)
                ):
                    strange = (start, mention)
            if strange:
                strangers.append(strange[1])
                spans.append((strange[0], strange[0] + len(strange[1])))
        return self._settled(text, found, strangers, spans)

    def _whole_names(
        self, text: str, found: list[tuple[str, ...]], strangers: list[str], spans: list[tuple[int, int]]
    ) -> str:
        """Note names that stand in the text from end to end, the longest first; the text without them."""
        covered = text
        for length in self._lengths:
            at = 0
            while at + length <= len(covered):
                names = self._by_short.get(covered[at : at + length])
                if not names:
                    at += 1
                    continue
                short = covered[at : at + length]
                place = _PLACE_BEFORE.search(covered[:at]) or (
                    _STEM_BEFORE.search(covered[:at]) if short[0] in "市区县" else None
                )
                start = place.start() if place else at
                if place and not (there := [n for n in names if _within(place[0] + short, n)]):
                    strangers.append(covered[start : at + length])  # the same name in another place
                else:
                    found.append(tuple(there) if place else names)
                spans.append((start, at + length))
                covered = covered[:start] + "¦" * (at + length - start) + covered[at + length :]
                at += length
        return covered

    def _settled(
        self, text: str, found: Sequence[tuple[str, ...]], strangers: Sequence[str], spans: Sequence[tuple[int, int]]
    ) -> Named:
        """One body for each mention where the text tells which: by a place it names, or by the level (市级, 区级)."""
        held: dict[str, None] = {}
        choices: list[tuple[str, ...]] = []
        within = self.in_places(text)
        for names in found:
            left = tuple(n for n in names if n in within) if within and len(names) > 1 else names
            left = _of_level(text, left or names)
            if len(left) == 1:
                held[left[0]] = None
            elif not any(set(left) == set(other) for other in choices):
                choices.append(left)
        choices = [names for names in choices if not held.keys() & set(names)]
        return Named(tuple(held), tuple(strangers), tuple(sorted(spans)), tuple(choices))

    def in_places(self, text: str) -> frozenset[str]:
        """The bodies of the places that a text names (甲区, or 甲 where a held place is called so); empty for none."""
        named = [
            (place, names)
            for place, names in self.places.items()
            if place in text or (len(place) >= 3 and place[:-1] in text)
        ]
        if not named:
            return frozenset()
        deepest = frozenset.intersection(*(names for _, names in named))
        return deepest or frozenset.union(*(names for _, names in named))

    def fitting(self, mention: str) -> list[str]:
        """The held names that a mention may be short for, in the order held."""
        bare = re.sub(r"[（）()的]|本级|本部|机关$", "", mention)
        sets = [self._by_character.get(char, set()) for char in bare]
        spelled = set.intersection(*sets) if sets else set()
        return list(dict.fromkeys(self._spelled[name] for name in sorted(spelled) if fits(mention, name)))

    def nearest(self, stranger: str, limit: int = 3) -> list[str]:
        """The held names that share most with a stranger's, best first."""
        pairs = {stranger[i : i + 2] for i in range(len(stranger) - 1)}
        scored = sorted(
            ((-len(pairs & {n[i : i + 2] for i in range(len(n) - 1)}), n) for n in self.names), key=lambda s: s[0]
        )
        return [name for _, name in scored[:limit]]


def _former(name: str) -> Iterator[str]:
    """The names that a body had before it was renamed."""
    for former, now in _renamings():
        if name.endswith(now):
            yield name.removesuffix(now) + former


_LEVELS = {"省": re.compile("省级|省本级|省直"), "市": re.compile("市级|市本级|市直"), "区县旗": re.compile("区级|县级|区县级")}


def _of_level(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Of several, those of the level of government that the text names: 市级财政局."""
    for ending, cue in _LEVELS.items():
        if cue.search(text):
            left = tuple(n for n in names if (mine := places(n)) and mine[-1][-1] in ending)
            return left or names
    return names


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
