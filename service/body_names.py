"""A body's name taken apart: the places it begins with, what is left, and the ways people shorten that. Pure.

甲省乙市丙区人民政府办公室 is 甲省, 乙市, 丙区 and 人民政府办公室, which people call 政府办公室, 政府办 or 府办: characters are left
out, in order, and what closes the name stays or is the beginning of what does (办 for 办公室).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_SCOPE = re.compile(r"[（(](?:本级|机关|本部|部门|单位|汇总|机关本级|部门汇总)[)）]$|(?:机关)?本级$")
_ASIDE = re.compile(r"[（(].*?[)）]")
# What stands before the place in a full name and belongs to the body's own part: 中国人民政治协商会议甲市委员会.
_HEADS = (
    (re.compile(r"^(?:中国共产党|中共)"), ""),
    (re.compile(r"^中国人民政治协商会议"), "政治协商会议"),
    (re.compile(r"^(?:中国共产主义青年团|共青团)"), "共青团"),
    (re.compile(r"^国家税务总局(?=.*税务局)"), ""),
)
_PLACE = re.compile(
    r"(?:(?![省市区县])[一-鿿]){2,10}?自治[区州县旗]|"
    r"(?:(?![省市区县旗盟])[一-鿿]){1,3}省|"
    r"(?!城市)(?:(?![省市区县旗盟])[一-鿿]){1,5}(?:市(?!场|政(?![务府协法策研])|容|民服|属|区)|盟)|"
    r"(?:(?![省市区县旗盟州])[一-鿿]){2,4}州(?![市区县])|"
    r"(?!社区|区块)(?:沙市|沙县|(?:(?![省市区县旗局])[一-鿿]){1,5})(?:区(?!域|划|块)|县(?!区)|旗)"
)
# A bureau's own branch, where it is said before its kind in short: 公安局某某分局 is 某某公安分局, 某某公安.
_BRANCH = re.compile(r"(?P<kind>[一-鿿]{2,12})局(?P<where>[一-鿿]{2,12}?)(?P<level>[区县]?)分局")
_PARTY = re.compile(r"委(?!员会)")
_BELOW = re.compile(r"^(?:人民政府)(?=[一-鿿]+(?:街道|镇|乡)?(?:办事处|人民政府))")
_LOCAL = re.compile(r"(?P<own>[一-鿿]{1,6}?(?P<kind>街道|镇|乡))(?:办事处|人民政府)$")
# A street office goes by the road or the estate that it is called after, which people leave half of out.
_NAMED_AFTER = re.compile(r"(?P<stem>[一-鿿]{2,3})(?:[东南西北中]?路|新村)(?:街道|镇)")
_COMMON = re.compile(r"人民政府|政府|办公室|办公厅|办事处|委员会|街道|管理|中心|[局厅部委办署镇乡]$")
# What may be left off behind the last character of a short name: 委 of 委员会, 办 of 办公室, 中 of 中学, 幼 of 幼儿园, 联 of 联合会….
_LEFT_OFF = re.compile(
    r"(?:学校?|儿园|员会|公[室厅]|事处|合会|会|校|商会议.*|会常务委员会.*|(?:常委会)?办公[室厅]|员会办公[室厅])?"
)
_ANY_LOCAL = {
    "街道": ("街道办事处", "街道办"),
    "镇": ("镇人民政府", "镇政府"),
    "乡": ("乡人民政府", "乡政府"),
}
_CLOSED = re.compile(r"(?:政府|政协|人大|街道|委员会|会)$")
# How names end, and what people say for it.
_SHORTENED = (
    ("委员会", "委"), ("办公室", "办"), ("办公厅", "办"), ("办事处", "办"), ("中级人民法院", "中院"), ("高级人民法院", "高院"),
)  # fmt: skip
# What is said of a body beside what its name shortens to: 法院, 区委办 (whose 区 is its place).
_SAID_WITHOUT = {
    "共青团委员会": ("团委",),
    "人民法院": ("法院",),
    "人民检察院": ("检察院",),
    "总工会": ("工会",),
    "办公室": ("委办公室", "委办"),
}
_DROPPED_TAIL = re.compile(r"(?:办公[室厅]|办事处)$")


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name, its places from the widest, its own part without them, and what of that tells it from others there.

    `local` is the street or town whose government it is (戊己街道), with its kind; such a name needs no district.
    """

    whole: str
    places: tuple[str, ...]
    core: str
    telling: str
    local: tuple[str, str] | None = None


@lru_cache(maxsize=8192)
def without_level(name: str) -> str:
    """A body's name without 本级 and the like, which tell whose figures a disclosure has, not whose it is."""
    return _SCOPE.sub("", name.strip()) or name


@lru_cache(maxsize=8192)
def taken_apart(name: str) -> BodyName:
    """The parts of a name."""
    whole = _ASIDE.sub("", without_level(name))
    rest, opening = whole, ""
    found: list[str] = []
    for head, own in _HEADS:
        if hit := head.match(rest):
            rest, opening = rest[hit.end() :], own
            break
    while (hit := _PLACE.match(rest)) and hit.end() < len(rest) and len(found) < 4:
        found.append(hit[0])
        rest = rest[hit.end() :]
    if found and (party := _PARTY.match(rest)) and party.end() < len(rest):
        rest = rest[party.end() :]
    core = opening + _BELOW.sub("", rest)
    local = _LOCAL.match(core)
    branch = _BRANCH.fullmatch(core)  # 公安局 alone is the bureau that it is a branch of
    telling = branch["where"] if branch else _COMMON.sub("", core)
    return BodyName(whole, tuple(found), core, telling, (local["own"], local["kind"]) if local else None)


@lru_cache(maxsize=8192)
def spoken(core: str) -> tuple[str, ...]:
    """Short forms of a name's own part that leave out its end or 人民 only; the part itself comes first."""
    found = {core: None}
    for text in (core, _DROPPED_TAIL.sub("", core)):
        if text == core or _CLOSED.search(text):
            found[text] = None
            found[text.replace("人民政府", "政府")] = None
    if local := _LOCAL.match(core):
        found.update(dict.fromkeys((local["own"], f"{local['own']}政府", f"{local['own']}办")))
        found.update(dict.fromkeys(_ANY_LOCAL[local["kind"]]))
        if shorter := _NAMED_AFTER.fullmatch(local["own"]):  # 甲街道 for 甲路街道
            found.update(dict.fromkeys((shorter["stem"] + local["kind"], f"{shorter['stem']}{local['kind']}办")))
    if branch := _BRANCH.fullmatch(core):
        kind, where, level = branch.group("kind", "where", "level")
        for at in dict.fromkeys((where, where + (level or "区"))):  # 公安局甲分局 is that of 甲区
            found.update(
                dict.fromkeys((f"{at}{kind}分局", f"{at}{kind}局", f"{at}{kind}", f"{kind}{at}分局", f"{at}分局"))
            )
    for whole, word in _SHORTENED:
        if core.endswith(whole):
            found[core.removesuffix(whole) + word] = None
            found[core.removesuffix(whole).replace("人民政府", "政府") + word] = None
    if alone := _SAID_WITHOUT.get(core):
        found.update(dict.fromkeys(alone))
    if core in ("政府", "人民政府", "人民政府办公室", "人民政府办公厅"):
        found["府办"] = None
    return tuple(text for text in found if len(text) >= 2)


def is_any_local(words: str) -> bool:
    """Whether words are what every street or town has: 镇政府 without a town's name."""
    return any(words in those for those in _ANY_LOCAL.values())


def may_be_left_off(tail: str) -> bool:
    """Whether a short name may end before this end of the whole one."""
    return bool(_LEFT_OFF.fullmatch(tail))


@cache
def _entries() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Present kinds of bodies, each with what it was called before and what was merged into it."""
    data = tomllib.loads((Path(__file__).parent / "renamed.toml").read_text(encoding="utf-8"))
    return tuple((e["now"], tuple(e.get("formerly", ())), tuple(e.get("merged", ()))) for e in data["body"])


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of bodies that were renamed or took others in, by their names of any time."""
    return tuple(dict.fromkeys(name for now, before, merged in _entries() for name in (now, *before, *merged)))


@cache
def _class_of(core: str) -> str:
    """One name for all that may follow each other by renaming (自然资源局 and 自然资源和规划局 were both 国土资源局)."""
    seen, waiting = {core}, [core]
    while waiting:
        one = waiting.pop()
        for now, before, _ in _entries():
            if one == now or one in before:
                waiting += {now, *before} - seen
                seen |= {now, *before}
    return min(seen)


@lru_cache(maxsize=8192)
def canonical(name: str) -> str:
    """What the disclosures of one body have in common, whatever it was called: its places and the kind of body."""
    parts = taken_apart(name)
    return "".join((*parts.places, _class_of(parts.core)))


def former(name: str) -> Iterator[str]:
    """The names that a body had before it was renamed."""
    parts = taken_apart(name)
    for now, before, _ in _entries():
        if parts.core == now:
            yield from (parts.whole.removesuffix(parts.core) + one for one in before)


def merged_into(core: str) -> tuple[str, ...]:
    """The kinds of bodies that one of this kind may have become a part of."""
    return tuple(now for now, _, merged in _entries() if core in merged)
