"""Which organisation a question names: one that is held, several that go by the same short name, or a stranger.

A mention is a body's own part, in full or in short (市场监督管理局, 市监局), with the places before it (云州市, 云州, 市). Both
must be those of a held body: 沧溟市财政局 is no other city's, and a name that closes as names of bodies do and is none of
those held is a stranger's. The question is then not about any held one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from service import body_names
from service.body_names import BodyName, taken_apart
from service.place_words import DATED, JOINING, LEVELS, SAID, WIDTH, Before, Places

_CLOSING = re.compile(
    r"委员会|办公室|办公厅|办事处|街道办(?!公|理|案|学|事(?!处))|街道|政协|人大(?![概约多小部学力致体])|政府(?!采购|性|购买|工作报告|信息公开)|法院|检察院|医院|学院|大学|中学|小学|学校|研究院|研究所|党校|"
    r"总工会|妇联|团委|残联|工商联|文联|科协|侨联|红十字会|联合会|中心|支队|总队|大队|管委会|开发区|协会|供销社|(?:档案|博物|文化|图书|美术)馆|"
    r"(?<![邮布格结])[局署]|(?<![大客餐展前])厅|(?<![全内外本大一都干乐村支])部(?!门|分|级|署)|(?<![常全])委(?![托员派]|会(?!议)|培(?!训))|"
    r"(?<=[府政务改法保水市县区省编党金外侨扶信道街镇乡])办(?!公|理|事|法|学|案|证|一|大|教|会|班|实|好|培|活|个|点|些|成|完|过|得|了|起|展|节|赛|医|养)|(?<![\d一二三四五六七八九十村])[镇乡](?![村镇])"
)
# What schools and other houses are called in short; of those that are held, for no stranger is told by such words.
_CLOSING_SHORT = re.compile(
    r"(?:职|技|卫|艺|体|警|党|分|中心|完|初|高)校|职[高中]|(?<=[一二三四五六七八九十\d附实外])(?:中(?!心)|小|高|幼|院)|幼儿园|(?:福利|敬老|养老|中医|妇幼|研究|剧|医|检察|法)院"
    r"|(?:管理|服务|监测|检测|收费|气象|卫生|防疫|救助|供销|环卫|养护|监督|征收|质检|林业|水利|农技)[所站]|(?:执法|监察|巡查|消防|工作|勘测)队|(?:科技|纪念|展览|体育|艺术|陈列|群艺|规划)馆"
)
_RUN = re.compile(r"[一-鿿（）()]+")
_NO_BODY = re.compile(r"(?<=政府)(?:采购|性|购买|投资|债|会计|补助|信息公开|网站|部门|机关)")
_GENERIC = re.compile(
    r"^(?:[两二三四五六七八九十几多\d]+[个家]?|[那这]?边的?|基层|下面|底下|[所家座栋幢间](?=学校|医院|中心|小学|中学|中小学)|[各每](?:一)?(?:个|家)|各|本|该|这个|那个|哪个|哪些|什么|几个|多少|全|其他|其它|别的|某|上级|下级|内设|下设|所属|有关|相关|主管|我|你|贵|咱|整个|所有|全市|全区|每个|政府|机关|地方|下属|直属|同级|预算|事业|财政(?![局厅]))*"
    r"(?:部门|单位|机构|机关|中心|办公室|政府|街道|乡镇?|镇街?|街镇|区县|县区|局|厅|部|委|学校|(?:中小|乡村|农村|城区)?学校?|小学|中学|医院|办)$"
)
# 修一所学校: one of many, not the one that is called so.
_ONE_OF = re.compile(r"一[份项]政府$|[一两几每][所家个座](?:学校|小学|中学|医院|单位|中心|公司|企业)$")
_OPENED = re.compile(r"(?:[（(]|^)(?:不含|不包括|不算|不计|除|除了)(?=[^（）()]*$)")
_ASKING = re.compile(r"哪|几|什么|多少|谁|怎么|是从|为何")
_LONGEST_SHORT = 14
_LEAST_WRITTEN = 4  # characters of a name with its place in which one may be wrong
_IS_DONE = re.compile("^年?度?(?:召开|开|办|搞|组织|参加)$")  # stands before what a body does, and is no place
_STEM = 2  # characters of a place's name without what it closes with, at least
_LONGEST_STEM = 4  # characters of a place without 市 or 区; more before a name are a sentence
_TAKEN = "¦"
Known = Callable[[str, Iterable[str]], bool]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """What a question says about bodies: the held ones it names, the strangers, and where in the text.

    `choices` are the bodies that a short name may stand for, where nothing in the text tells which; `formerly` pairs
    a name that a body had with the one it has. `passing` are bodies not held that the question only mentions (交给供电局的钱).
    """

    held: tuple[str, ...]
    strangers: tuple[str, ...]
    spans: tuple[Span, ...]
    choices: tuple[tuple[str, ...], ...] = ()
    formerly: tuple[tuple[str, str], ...] = ()
    passing: tuple[str, ...] = ()
    unsettled: Span | None = None  # where the first of the choices stands


@dataclass(frozen=True, slots=True)
class _Own:
    """Words that are or may be short for own parts of names; `exact` where nothing but its end was left off."""

    start: int
    end: int
    exact: tuple[str, ...]
    short: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    """What was found so far in a text."""

    bodies: list[tuple[tuple[str, ...], Span, bool]] = field(default_factory=list)  # where, and whether placed
    strangers: list[tuple[int, int]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    within_names: list[Span] = field(default_factory=list)  # no mention, but the beginning of what is asked about
    formerly: dict[str, str] = field(default_factory=dict)  # present names to those used

    @property
    def held(self) -> list[str]:
        """The names of all held bodies that the mentions so far may be."""
        return [name for names, _, _ in self.bodies for name in names]

    def note(self, names: Mapping[str, BodyName], span: Span, *, placed: bool) -> None:
        """Held bodies that a mention may be, each with the name that fits it."""
        self.bodies.append((tuple(names), span, placed))
        self.spans.append(span)
        self.formerly.update((n, p.whole) for n, p in names.items() if p.core != taken_apart(n).core)

    def refuse(self, span: Span) -> None:
        """A mention that is of none held."""
        self.strangers.append(span)
        self.spans.append(span)


class Directory:
    """The held bodies by the names they go by; built once for a set of names, it finds them in texts."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Take the bodies' present names, each with the names under which it published."""
        self.names = tuple(names)
        self._of_core: dict[str, dict[tuple[str, BodyName], None]] = defaultdict(dict)
        self._spoken: dict[str, dict[str, None]] = defaultdict(dict)  # short forms to own parts
        self._wholes: dict[str, dict[str, BodyName]] = defaultdict(dict)  # names with their place in the middle
        self._by_closing: dict[str, list[str]] = defaultdict(list)
        places: dict[str, set[str]] = defaultdict(set)
        for name in self.names:
            for place in taken_apart(name).places:
                places[place].add(name)
            for spelled in dict.fromkeys((name, *names[name], *body_names.former(name))):
                parts = taken_apart(spelled)
                self._of_core[parts.core][name, parts] = None
                if not parts.whole.endswith(parts.core):
                    self._wholes[parts.whole][name] = parts
                for form in body_names.spoken(parts.core):
                    self._spoken[form][parts.core] = None
        self.places: Mapping[str, frozenset[str]] = {place: frozenset(those) for place, those in places.items()}
        for core in self._of_core:
            for at, char in enumerate(core):
                if body_names.may_be_left_off(core[at + 1 :]):
                    self._by_closing[char].append(core)
        self._telling = {core: _telling(found) for core, found in self._of_core.items()}
        lengths: dict[str, set[int]] = defaultdict(set)
        for form in (*self._spoken, *self._wholes):
            lengths[form[:2]].add(len(form))
        self._lengths = {opening: sorted(those, reverse=True) for opening, those in lengths.items()}  # of forms
        self._place_words = Places(self.places)

    @property
    def spoken(self) -> Iterable[str]:
        """What bodies are called without their places: the held ones, in full and in short, and other kinds of bodies."""
        return (*self._spoken, *body_names.kinds())

    @cached_property
    def written(self) -> Mapping[str, tuple[str, int]]:
        """How held bodies are called with their place, or by a street's or town's own name: the body, and how long the place is.

        What several bodies are called stands for none of them.
        """
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for name in self.names:
            parts = taken_apart(name)
            places = [said for place in parts.places[-1:] for said in (place, place[:-1]) if len(said) > 1]
            places += [
                f"{place}委" for place in places if f"{place}委" in parts.whole and not parts.core.startswith("委")
            ]
            places += [""] if parts.local else []
            for form in body_names.spoken(parts.core):
                for place in places:
                    if len(place) + len(form) >= _LEAST_WRITTEN:
                        found[f"{place}{form}"][name] = len(place)
        return {said: next(iter(those.items())) for said, those in found.items() if len(those) == 1}

    def named(self, text: str, known: Known, items: Iterable[Span] = (), spoken: Iterable[Span] = ()) -> Named:
        """The bodies that a text names.

        `known(words, bodies)` tells whether words stand in the disclosures of the bodies found so far, or of the only
        one held (a unit inside a body is no stranger, and its name stays in the question); `items` are spans that
        name an item of the budget, never a body unless they close as one and stand behind a place; `spoken` are spans
        that people call one so, no strangers either.
        """
        found = _Found()
        taken = list(items)
        for own in self._own_parts(text):
            if not any(a < own.end and own.start < b for a, b in found.spans):
                beside = any(end == own.start for _, end in (*taken, *found.spans))
                self._resolve(text, own, taken, found, known, beside=beside)
        self._other_bodies(text, known, [*taken, *spoken], found)
        return self._settled(text, found)

    # Own parts of names

    def _own_parts(self, text: str) -> list[_Own]:
        """Where own parts of held names stand in a text, whole or in short: the longest of those that overlap."""
        found: dict[Span, _Own] = {}
        for at in range(len(text) - 1):
            for end in (at + length for length in self._lengths.get(text[at : at + 2], ()) if at + length <= len(text)):
                if text[end - 1] == "办" and text.startswith(("公费", "公用", "公设备", "公经费", "理"), end):
                    continue  # 某街道办公费: the street's, and not the office's 公费
                if (text[at:end] in self._spoken or text[at:end] in self._wholes) and not _NO_BODY.match(text, end):
                    found[at, end] = _Own(at, end, tuple(self._spoken.get(text[at:end], ())), ())
                    break
        for closing in (*_CLOSING.finditer(text), *_CLOSING_SHORT.finditer(text)):
            if short := self._shortened(text, closing.end()):
                before = found.get((short.start, short.end))
                found[short.start, short.end] = (
                    _Own(short.start, short.end, before.exact, short.short) if before else short
                )
        ranked = sorted(found.values(), key=lambda own: (own.start - own.end, not own.exact, own.start))
        kept: list[_Own] = []
        for own in ranked:
            if not any(a.start < own.end and own.start < a.end for a in kept):
                kept.append(own)
        # 人民政府 before 戊己街道办事处 is no body of its own.
        starts = {own.start for own in kept}
        kept = [own for own in kept if not (own.end in starts and text[own.start : own.end] == "人民政府")]
        return sorted(kept, key=lambda own: own.start)

    def _shortened(self, text: str, end: int) -> _Own | None:
        """The longest words ending here that may be short for own parts: characters of them, in order."""
        left = [
            (core, at)
            for core in self._by_closing.get(text[end - 1], ())
            if (at := _closing_at(core, text[end - 1])) >= 0
        ]
        best: _Own | None = None
        for start in range(end - 2, max(-1, end - 1 - _LONGEST_SHORT), -1):
            left = [(core, before) for core, at in left if (before := core.rfind(text[start], 0, at)) >= 0]
            if not left:
                break
            words = text[start:end]
            fitting = tuple(core for core, _ in left if self._may_stand(words, core))
            if fitting:
                best = _Own(start, end, (), fitting)
        return best

    def _may_stand(self, words: str, core: str) -> bool:
        if _GENERIC.match(words) or words[0] in "和与的及" or not any(char in self._telling[core] for char in words):
            return False
        if len(words) == 2:
            return words[0] == core[0] and words[0] not in LEVELS
        return True

    def _resolve(
        self, text: str, own: _Own, items: Sequence[Span], found: _Found, known: Known, *, beside: bool
    ) -> None:
        """Say of one mention which held bodies it may be, or that it is a stranger's."""
        words = text[own.start : own.end]
        if words in self._wholes:
            found.note(self._wholes[words], (own.start, own.end), placed=True)
            return
        before = self._place_words.before(text, own.start)
        if beside:
            before = replace(before, loose="")  # 购房补贴 of 购房补贴财政局, another body of 教育局水务局
        at_home = before.any_place and own.exact  # 甲省某会会议费 is about 某会, though 某会会议 is an item
        if not before.any_place and not before.level and (dated := DATED.search(text[: own.start])):
            remote = self._place_words.before(text, dated.start())
            if remote.any_place and not any(a < dated.start() and remote.start < b for a, b in found.spans):
                # 云州市2024年财政局
                before = Before(own.start, remote.places, remote.unknown)
                found.spans.append((remote.start, dated.start()))
        if before.level and not before.any_place and text[: before.start].endswith("的"):
            before = self._at_a_distance(text, before, found)
        placed = before.any_place or bool(before.level)
        generic = _GENERIC.match(words) and words not in self._of_core and not (own.exact and words == "政府办")
        if (not at_home and _is_item(own, items, placed=placed)) or (generic and not placed):
            return
        if before.loose and not own.exact:
            return  # 税务局 is not short for 水务局
        start = min(before.start, own.start)
        alone = 1 if body_names.is_any_local(words) else 2  # 眠镇政府 is a town's, 请财政局 is no place's
        if found.held and _IS_DONE.search(before.loose):
            return  # 开政协会 is what the one named does
        if alone <= len(before.loose) <= _LONGEST_STEM or (alone == 1 and before.loose):
            if found.held and known(text[own.start - len(before.loose) : own.end], found.held):
                return  # 住苏全国政协 of 住苏全国政协委员座谈会, which the disclosures of the one named tell of
            found.refuse((own.start - len(before.loose), own.end))
        elif names := self._fitting_there(text, own, before, found):
            name = _BEGINS_A_NAME.match(text, own.end) if found.held else None
            if name is not None and known(text[start : name.end()], found.held):
                # 区政府 of 区政府某某工作经费, which the disclosures of the one named tell of
                found.within_names.append((start, own.end))
                return
            below = found.held and not placed and _BELOW_ANOTHER.search(text[: own.start])
            if below and _UNIT.search(words) and known(words, found.held):
                return  # 甲区民政局下属福利院 is none of another place, which goes by that name
            above = None if placed else _said_above(text, own.start, found)
            if above is None or _of_one_place(above, names):
                found.note(names, (start, own.end), placed=placed)
        else:
            found.refuse((start, own.end))

    def _at_a_distance(self, text: str, before: Before, found: _Found) -> Before:
        """The held place that 的 stands behind, before a level alone: 青河的区委党校; what was found where there is none."""
        remote = self._place_words.before(text, before.start - 1)
        own = frozenset(place for place in remote.places[0] if place[-1] in before.level) if remote.places else None
        if not own:
            return before
        found.spans.append((remote.start, before.start))
        return Before(before.start, (own, *remote.places[1:]), remote.unknown)

    def _fitting_there(self, text: str, own: _Own, before: Before, found: _Found) -> dict[str, BodyName]:
        """The held bodies that a mention may be; one that names no place is of the place that the text opens with.

        甲市2022年换了几辆公交，交通局说过吗: the 交通运输局 of 甲市, though another place has a body called 交通局.
        """
        bare = not (before.any_place or before.level or found.held)
        there = self.in_places(text[: own.start]) if bare and any(_opens(p, text) for p in self.places) else ()
        if there:
            either = self._fitting((*own.exact, *own.short), before)
            return {name: parts for name, parts in either.items() if name in there}
        return self._fitting(own.exact, before) or self._fitting(own.short, before, closest=True)

    def _fitting(self, cores: Iterable[str], before: Before, *, closest: bool = False) -> dict[str, BodyName]:
        """The held bodies of these own parts that are where the mention says."""
        left: dict[str, BodyName] = {}
        for core in cores:
            for name, parts in self._of_core[core]:
                if _is_there(parts, before) and name not in left:
                    left[name] = parts
        if len(left) > 1 and before.places:
            deepest = {name: parts for name, parts in left.items() if parts.places[-1] in before.places[0]}
            left = deepest or left
        if closest and left:
            least = min(len(parts.core) for parts in left.values())
            left = {name: parts for name, parts in left.items() if len(parts.core) == least}
        return left

    # Everything else that closes as a body's name

    def _other_bodies(self, text: str, known: Known, items: Sequence[Span], found: _Found) -> None:
        covered = text
        for start, end in (*found.spans, *found.within_names):
            covered = covered[:start] + _TAKEN * (end - start) + covered[end:]
        held = found.held
        for run in _RUN.finditer(covered):
            strange: Span | None = None
            for start, end in _candidates(run[0], run.start()):
                words = text[start:end].strip("（）()")
                if _OPENED.search(words):
                    continue  # 下属单位（不含局本级）: what a bracket leaves out is not asked about
                placed = self._place_words.within(words)
                if covered[:start].endswith(_TAKEN) and _BELOW_IT.match(words) and not placed:
                    continue  # 甲区残联下属康复中心: a part of the body just named, whatever its disclosures call it
                if any(
                    a < end and start < b and not (start <= a and (b < end or (b == end and start < a and placed)))
                    for a, b in items
                ):
                    continue  # 卫健 in 卫健委 is no item, 卫生健康 in 卫生健康支出 no body
                if (
                    _GENERIC.match(self._place_words.without(words))
                    or _ONE_OF.search(words)
                    or _ASKING.search(words)
                    or any(words in name for name in held)
                ):
                    continue
                if strange is None and len(words) >= 2 and not known(words, held):
                    strange = (start, end)
            if strange:
                found.refuse(strange)

    # What it all comes to

    def _settled(self, text: str, found: _Found) -> Named:
        """One body for each mention where the text tells which: by a place it names, or by the level (市级, 区级)."""
        held: dict[str, None] = {}
        unsettled: list[tuple[tuple[str, ...], Span]] = []
        within = self.in_places(text) if any(len(names) > 1 for names, _, _ in found.bodies) else frozenset()
        for names, span, placed in found.bodies:
            left = _of_level(text, names)
            if len(left) > 1 and not placed and (there := tuple(n for n in left if n in within)):
                left = self._at_the_place(text, there)
            if len(left) == 1:
                held[left[0]] = None
            elif not any(set(left) == set(other) for other, _ in unsettled):
                unsettled.append((left, span))
        unsettled = [(names, span) for names, span in unsettled if not held.keys() & set(names)]
        those = [span for _, span, _ in found.bodies]
        passing = [span for span in found.strangers if self._in_passing(text, span, those, named=bool(found.bodies))]
        strangers = [span for span in found.strangers if span not in passing]
        spans = sorted(span for span in found.spans if span not in passing)
        return Named(
            tuple(held),
            tuple(text[a:b] for a, b in strangers),
            tuple(spans),
            tuple(names for names, _ in unsettled),
            tuple((was, now) for now, was in found.formerly.items() if now in held),
            tuple(text[a:b] for a, b in passing),
            unsettled[0][1] if unsettled else None,
        )

    def _at_the_place(self, text: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """Of bodies in a place and below it, those of the place itself."""
        own = tuple(n for n in names if (mine := taken_apart(n).places) and _stands(mine[-1], text))
        return own or names

    def _in_passing(self, text: str, span: Span, held: Sequence[Span], *, named: bool) -> bool:
        """Whether a body not held is only mentioned: paid, printed by, merged into, and nothing is asked of it."""
        before, after = text[: span[0]], text[span[1] :]
        if _HAS_LOOKED.match(after) and (named or self.in_places(f"{before}，{after}")):
            return True
        if len(self.names) > 1 and not named:
            return False
        if _hands_over(text, span, held):
            return True
        if self._place_words.within(text[span[0] : span[1]]):
            return False
        if _DONE_BY.match(after) or _GIVEN.search(before):
            return True
        if len(self.names) > 1:
            return False
        return bool(SAID.sub("", DATED.sub("", before)).strip(" ，,、：:")) and not _ASKED_OF.match(after)

    def in_places(self, text: str) -> frozenset[str]:
        """The bodies of the places that a text names (甲区, or 甲 where a held place is called so); empty for none."""
        named = [names for place, names in self.places.items() if _stands(place, text)]
        if not named:
            return frozenset()
        return frozenset.intersection(*named) or frozenset.union(*named)

    def of_place(self, text: str) -> tuple[str, tuple[Span, ...]] | None:
        """The one body of the places that a text names, and where these stand; None for no place, or several bodies.

        Stems of places (甲 for 甲区) are looked for, too.
        """
        within = self.in_places(text)
        if len(within) != 1:
            return None
        spoken = {said for place in self.places for said in (place, place[:-1]) if len(said) >= 2 and said in text}
        either = "|".join(map(re.escape, sorted(spoken, key=len, reverse=True)))
        return next(iter(within)), tuple(hit.span() for hit in re.finditer(either, text))

    def strange_place(self, text: str) -> str | None:
        """A place that the question is about and of which nothing is held; None where there is none."""
        return self._place_words.strange(text)

    def nearest(self, stranger: str, limit: int = 3) -> list[str]:
        """The held names that share most with a stranger's, best first."""
        core = taken_apart(stranger).core
        heirs = body_names.merged_into(core)
        pairs = {stranger[i : i + 2] for i in range(len(stranger) - 1)}

        def likeness(name: str) -> tuple[bool, int]:
            return taken_apart(name).core in heirs, len(pairs & {name[i : i + 2] for i in range(len(name) - 1)})

        return sorted(self.names, key=likeness, reverse=True)[:limit]


# A question is about a body where this follows its name: 财政局的预算, 财政局2024年, 财政局三公经费.
_ASKED_OF = re.compile(
    r"[\s，,：:]*(?:的|\d|今年|去年|前年|年|预算|决算|三公|“|二〇|二零|部门|单位|收入|支出|基本|项目|花|有多少|有没有|$|[？?])"
)
# Words behind a body's name that may make it the beginning of another name: 区政府某某工作经费.
# What a body has below it, by how it is called: no bureau, and no court.
_UNIT = re.compile(r"(?:(?<![法务察学])院|中心|[站所馆校园队场])$")
_BELOW_ANOTHER = re.compile("(?:下属|所属|下辖|直属|下面|底下|管)(?:的|单位)?$")
_BEGINS_A_NAME = re.compile(r"(?!的|和|与|跟|比|部门|单位|本级|机关|预算|决算|三公|收入|支出|基本|项目)[一-鿿]{2}")
_DONE_BY = re.compile(r"(?:联合|共同)?(?:印发|下发|发布|出台|制定|批复|批准|转发|发文|下达|核定)")
# 财政局请第三方评了甲区的项目: the question is about what was looked at.
_HAS_LOOKED = re.compile(
    r"(?:又|还|曾经?|已经?|另外?|专门|自己|牵头|统一|派人|来人?){0,2}(?:请|委托|聘请?|组织|安排|找|开展|进行|实施|牵头|选|派|做|搞|对|给)了?"
    r"[^，。；？?\d]{0,12}?(?:第三方|专家|机构|中介|会计师|事务所|评审|评价|考评|绩效|考核|抽查|检查|审计|核查|评估)"
)
_GIVEN = re.compile(r"(?:给|交给|付给|缴给|拨给|转给|向|归|划归|并入|收归|划转到?|移交|被|由|经|报)$")
# 某委给甲区交通局划过来的职责, 从某委转到甲区交通局的编制: who gives or gave it is not asked about.
_GIVES = re.compile(r"(?:[，,]?(?:把|将)[^，。？?]{1,12})?(?:划|转|移交|交)?(?:给|向|往|到|至)(?:了)?")
_FROM = re.compile(r"(?:从|由|把|将|原|跟)$")
_HANDED = re.compile(r"划|转(?!移支付)|移交|交接|并(?:入|过|到)|剥离|接(?:收|过)")


def _hands_over(text: str, span: Span, held: Sequence[Span]) -> bool:
    """Whether a body not held only gives something to one that is held."""
    if not _HANDED.search(text):
        return False
    to = any(span[1] <= start and _GIVES.fullmatch(text[span[1] : start]) for start, _ in held)
    return to or (bool(held) and _FROM.search(text[: span[0]]) is not None)


_LEVELS = {
    "省": re.compile("省级|省本级|省直"),
    "市": re.compile("市级|市本级|市直"),
    "区县旗": re.compile("区级|县级|区县级|区本级|县本级"),
}


def _opens(place: str, text: str) -> bool:
    """Whether a text opens with a place, or its name without what it closes with."""
    return len(place) > _STEM and text.startswith(place[:-1])


def _stands(place: str, text: str) -> bool:
    return place in text or (len(place) > _STEM and place[:-1] in text)


def _telling(found: Iterable[tuple[str, BodyName]]) -> str:
    """What of an own part tells it from others; of a government's own office 政府."""
    parts = next(iter(found))[1]
    return parts.telling or ("政府" if "政府" in parts.core else parts.core)


def _is_item(own: _Own, items: Sequence[Span], *, placed: bool) -> bool:
    """Whether words name an item of the budget: 卫生健康 in 卫生健康支出, but not 卫健 in 卫健委."""
    for start, end in items:
        if end <= own.start or own.end <= start:
            continue
        if (start, end) == (own.start, own.end):
            return not (placed or own.start == 0)  # 甲市档案馆 is a body, 档案馆 alone a line of the budget too
        within = own.start <= start and end <= own.end
        if not (within and (own.exact or end < own.end)) and not (own.exact and end < own.end):
            return True
    return False


def _closing_at(core: str, char: str) -> int:
    """The last place of a character in an own part behind which the rest may be left off; -1 where there is none."""
    return next(
        (at for at in range(len(core) - 1, -1, -1) if core[at] == char and body_names.may_be_left_off(core[at + 1 :])),
        -1,
    )


def _is_there(parts: BodyName, before: Before) -> bool:
    """Whether a body is at the places, or of the level, that a mention says.

    The place right before the name is the body's own; of streets and towns a wider one does too. A place not held is
    none of a body's, but one wider than all that its name tells cannot be told wrong (乙市丙区 where 丙区 is held).
    """
    if before.level:
        own = parts.places[-1] if parts.places else ""
        return own.endswith(before.level)
    at = len(parts.places)
    for known in before.places:
        fits = [i for i in range(at) if parts.places[i] in known]
        if not fits or (known is before.places[0] and fits[-1] != len(parts.places) - 1 and not parts.local):
            return False
        at = fits[-1]
    widest = WIDTH.get(parts.places[0][-1], 0) if parts.places else 0
    return all(behind and WIDTH.get(place[-1], 0) < widest for behind, place in before.unknown)


def _of_level(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Of several, those of the level of government that the text names: 市级财政局."""
    if len(names) < 2:
        return names
    for ending, cue in _LEVELS.items():
        if cue.search(text):
            left = tuple(n for n in names if (mine := taken_apart(n).places) and mine[-1][-1] in ending)
            return left or names
    return names


# A unit said to be below a body that was just named: 甲区民政局下属社会福利院.
_BELOW_IT = re.compile(
    "的?(?:下属|所属|下设|下[面边头]|底下|手底?下|旗下|名下|直属|管理|管着?)的?(?:那个|那家|这个|一?家)?的?"
)


def _said_above(text: str, start: int, found: _Found) -> tuple[str, ...] | None:
    """The body that a mention is said to be below, right before it; None where it is said below none."""
    return next((names for names, (_, end), _ in found.bodies if _BELOW_IT.fullmatch(text, end, start)), None)


def _of_one_place(above: Iterable[str], below: Iterable[str]) -> bool:
    """Whether a unit may be below a body: no body has units in another place."""
    places = {taken_apart(name).places[-1:] for name in above}
    return any(taken_apart(name).places[-1:] in places for name in below)


def _candidates(run: str, offset: int) -> Iterator[Span]:
    """The stretches of a run of characters that close as a body's name does, the longest first."""
    ends = [hit.end() for hit in _CLOSING.finditer(run)]
    for end in reversed(ends):
        start = 0
        for hit in SAID.finditer(run, 0, end):
            start = hit.end()
        for hit in JOINING.finditer(run, start, end):
            if hit.start() > start and _CLOSING.search(run[start : hit.start()]):
                start = hit.end()  # 供电局和供水局
        if end - start >= 2:
            yield offset + start, offset + end
