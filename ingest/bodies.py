"""The bodies that a text names: held ones by what they are called, strangers by how such names are built."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ingest import line as lines
from ingest.line import FIGURE

Called = tuple[tuple[str, str], ...]  # how a body is called, folded, and its full name; the longest first

_PLACE = re.compile(r"^(?:中共|[一-龥]{2,4}?(?:自治区|自治州|自治县|省|市|区|县|州|旗))")
_LEAST = 3
_KIND = (
    r"委员会|办公厅|办公室|办事处|人民政府|管理局|总局|分局|局|厅|委|署|法院|检察院|学院|医院|研究院|院|中心|总队|支队|大队|"
    r"小学|中学|大学|学校|幼儿园|党校|档案馆|馆|联合会|总工会|妇联|团委|站|所"
)
# A unit of its own below a body: 示例市教育局招生考试中心.
_UNIT_BELOW = re.compile(
    r"(?:下属|所属)?(?:的)?[一-龥]{2,12}?(?:中心|学校|小学|中学|学院|幼儿园|医院|分局|支队|大队|监测站|服务站|站|所|馆)(?=\d|的|，|本?年|今年|预算|决算|二)"
)
_ENDS_BEFORE = re.compile(rf"(?:^|[^一-龥]|{FIGURE}|[，。；：、的在由据从比较与和同跟及向给对是即年度于过看读到])$")
_COMPARED = re.compile(r"(?:(?P<cue>比|较|高于|低于|多于|少于|超过|超出|大于|小于)|(?P<with>与|和|同|跟))$")
_AGAINST = re.compile(r"相比较?|比较|对比")


@dataclass(frozen=True, slots=True)
class Body:
    """A held body named in a line, at folded places; `cue` is the word that compares with it (比), None where none does."""

    start: int
    end: int
    name: str
    cue: str | None = None


def called(names: Iterable[str]) -> Called:
    """What held bodies are called: in full, and without the places before, where that tells one of them."""
    found: dict[str, set[str]] = defaultdict(set)
    full = {re.sub(r"\s", "", lines.fold(name).chars): name for name in names if name}
    for folded, name in full.items():
        for way in _ways(folded):
            found[way].add(name)
    ways = {way: next(iter(meant)) for way, meant in found.items() if len(meant) == 1 and way not in full}
    return tuple(sorted((full | ways).items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _ways(folded: str) -> Iterable[str]:
    rest = folded
    while True:
        if rest != folded and len(rest) > _LEAST:
            yield rest
        if "人民政府" in rest[:-4]:
            yield rest.replace("人民政府", "政府")
            yield rest.split("人民政府", 1)[1]
        hit = _PLACE.match(rest)
        if hit is None or len(rest) - hit.end() < _LEAST:
            return
        if rest != folded or hit.group() != "中共":
            yield hit.group()[-1] + rest[hit.end() :] if hit.group() != "中共" else rest[hit.end() :]
        rest = rest[hit.end() :]
        if len(rest) == _LEAST:
            yield rest


@lru_cache(maxsize=64)
def _any_of(known: Called) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(way) for way, _ in known))


def held(chars: str, start: int, end: int, known: Called) -> list[Body]:
    """The held bodies named in a stretch of a folded line, in their order."""
    if not known:
        return []
    names = dict(known)
    found: list[Body] = []
    for hit in _any_of(known).finditer(chars, start, end):
        way, name = hit.group(), names[hit.group()]
        before = chars[start : hit.start()]
        whole = way == re.sub(r"\s", "", lines.fold(name).chars)
        if not (whole or _ENDS_BEFORE.search(chars[: hit.start()])) or _UNIT_BELOW.match(chars, hit.end(), end):
            continue
        cue = _COMPARED.search(before)
        compares = cue and (cue["cue"] or _AGAINST.match(chars, hit.end(), end))
        found.append(Body(hit.start(), hit.end(), name, cue.group() if cue and compares else None))
    return found


def below(words: str, at: int) -> int | None:
    """Where the name of a unit ends that stands below the body named before it, None where none does."""
    match = _UNIT_BELOW.match(words, at)
    return match.end() if match else None


def stranger(words: str) -> Iterable[re.Match[str]]:
    """Where a body's name may end that a clause opens with, by the words that such names close with; shortest first."""
    return re.finditer(rf"(?:{_KIND})(?:（(?:部门|本级|单位|机关|汇总)）|本级)?", words[:48])
