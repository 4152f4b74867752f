"""A question's spelling brought to the field's: traditional characters, pinyin, and names that are slightly mistyped.

Traditional characters become simplified ones (OpenCC). A name of the field that is typed with the wrong characters of
the same or nearly the same sound (三工经费, 公务接带费), with a character missing, doubled or swapped (机关行运经费), or by the
initials of its pinyin (sgjf) is put right where only one item can be meant; what was put right is said in the answer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc
from pypinyin import lazy_pinyin

from ingest import terms
from service import small_words

_HAN = re.compile(r"[一-鿿]+")
_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{4,40}(?![A-Za-z0-9])")
_LEAST_HEARD = 4  # characters of a name that its sound may stand for
_LEAST_SEEN = 5  # characters of a name that may be one character off
_LEAST_PLACE = 3  # characters of a place that may be one off
_LONGEST = 14
# Verbs and particles at either end belong to the sentence around a name, never to the name.
_NOT_AT_EDGE = frozenset("的了吗呢是为有和与及比占多少几年月")
_NOT_WITHIN = re.compile(r"[的了吗呢]|[今去上本]年|多少|预算总|收支总")
# Words that a stretch must not end within.
_NO_END = frozenset(
    {"金额", "项目", "经办", "费用", "资源", "支付", "收费", "收到", "支持", "预计", "决定", "总额", "数额"}
)
_COUNTS = re.compile("[一二两三四五六七八九十几各每这那哪\\d][项个类笔块]")
# How words that ask, or a short word for an item, are written by slip or in play; nothing else could be meant.
_ASKING = (
    (re.compile("[接结借](?:代|带|侍|戴)(?=费|经费|支出|预算|花销)"), "接待"),
    (re.compile("怎么会事|怎么回是|咋会事|肿么(?:回事|了)|怎麽回事"), "怎么回事"),
    (re.compile("为神马|为森么|为身么|为什幺|为啥么"), "为什么"),
    (re.compile("多小(?=钱|万|元|个|人|辆|台)|都少(?=钱|万|元)|多稍(?=钱)"), "多少"),
)
# Whom money goes to or what is bought: words of the field that are no item by themselves.
_WORDS = ("小微企业", "中小企业", "公务用车", "会计核算")
# Sounds that are told apart in spelling more than in speech: zh/z, ng/n.
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))


@dataclass(frozen=True, slots=True)
class Corrected:
    """A question as it is understood, and what was put right in it: pairs of what was written and what is meant."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()


def simplified(text: str) -> str:
    """The text in simplified characters; everything else stays."""
    return str(_converter().convert(text))


def corrected(text: str, labels: Iterable[str] = ()) -> Corrected:
    """The text with traditional characters, pinyin and mistyped names of items put right.

    `labels` are names that stand in no list of the field but are right as they are (those that disclosures print).
    """
    plain = simplified(text)
    for slip, meant in _ASKING:
        plain = slip.sub(meant, plain)
    changes: list[tuple[str, str]] = []

    def spelled(hit: re.Match[str]) -> str:
        meant = _sounds().get(hit[0].lower())
        if meant is None:
            return hit[0]
        changes.append((hit[0], meant))
        return meant

    plain = _LATIN.sub(spelled, plain)
    known = [(m.start, m.end) for m in terms.Vocabulary(labels).mentions(plain)] if labels else _mentions(plain)
    out, at = [], 0
    for start, end, meant in _slips(plain, known):
        changes.append((plain[start:end], meant))
        out += [plain[at:start], meant]
        at = end
    return Corrected("".join((*out, plain[at:])), tuple(changes))


def _mentions(text: str) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in _vocabulary().mentions(text)]


def _slips(text: str, known: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Stretches that are a name of the field but for a slip, the longest first from left to right."""
    for run in _HAN.finditer(text):
        at = run.start()
        while at < run.end():
            found = None
            # 两项支出 is no slip of 项目支出.
            if text[at] in _NOT_AT_EDGE or _COUNTS.fullmatch(text[max(at - 1, 0) : at + 1]):
                at += 1
                continue
            barred = _NOT_WITHIN.search(text, at, run.end())
            most = min(barred.end() - 1 if barred else run.end(), at + _LONGEST)
            for end in range(most, at + _LEAST_HEARD - 1, -1):
                piece = text[at:end]
                if piece[-1] in _NOT_AT_EDGE:
                    continue
                if text[end - 1 : end + 1] in _NO_END:
                    continue  # 其他收入金 of 其他收入金额 is no slip of 其他收入资金
                touched = [(a, b) for a, b in known if a < end and at < b]
                if any(a < at or end < b for a, b in touched):
                    continue  # 积金预算 of 住房公积金预算 is no slip of 基金预算
                meant = _meant(piece)
                if meant and all(b - a < len(meant) for a, b in touched):
                    found = (at, end, meant)
                    break
            if found:
                yield found
                at = found[1]
            else:
                at += 1


@lru_cache(maxsize=65536)
def _meant(piece: str) -> str | None:
    """The one name that a stretch may be a slip of; None where it is a name itself, or may be of none or several."""
    if piece in field_names():
        return None
    heard = _heard().get(_sound(piece))
    if heard and len(heard[0]) == len(piece) and one_item(heard):
        return heard[0]
    if len(piece) < _LEAST_SEEN - 1:
        return None
    near = {name for shape in _shapes(piece) for name in _seen().get(shape, ()) if _one_off(piece, name)}
    if near and one_item(sorted(near)):
        return min(near, key=lambda name: (abs(len(name) - len(piece)), name))
    return None


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    """How a word sounds, roughly: its pinyin without tones, like sounds made the same, a mark between syllables."""
    sounds = "'".join(lazy_pinyin(word))
    for one, other in _ALIKE:
        sounds = sounds.replace(one, other)
    return sounds


def one_item(called: Iterable[str]) -> bool:
    """Whether all the names are of one item."""
    return len({terms.colloquial().get(name) or terms.key(name) for name in called}) == 1


def _one_off(piece: str, name: str) -> bool:
    """Whether two strings differ by one character missing or too many, or by two neighbours swapped."""
    if len(name) < _LEAST_SEEN or piece[0] != name[0]:
        return False
    if len(piece) == len(name):
        apart = [i for i, (a, b) in enumerate(zip(piece, name, strict=True)) if a != b]
        if len(apart) == 1:
            return _look_alike(piece[apart[0]], name[apart[0]])
        return (
            len(apart) == 2 and apart[1] == apart[0] + 1 and piece[apart[0]] == name[apart[1]] and piece[apart[1]] == name[apart[0]]
        )  # fmt: skip
    longer, shorter = (piece, name) if len(piece) > len(name) else (name, piece)
    if len(longer) != len(shorter) + 1:
        return False
    # A character left out of a long name, or typed twice; any other one more is a word of its own (基本支出里人员经费).
    left_out = len(name) > len(piece) and len(name) > _LEAST_SEEN
    return any(
        longer[:i] + longer[i + 1 :] == shorter and (left_out or longer[i] in (longer[i - 1], longer[i + 1]))
        for i in range(1, len(longer) - 1)
    )


_QUOTED = re.compile('[“"]([一-鿿]{3,14})[”"]')


def quotes(text: str) -> bool:
    """Whether a text has a name in quotation marks."""
    return bool(_QUOTED.search(text))


def quoted(text: str, labels: Iterable[str]) -> Corrected:
    """The text with a quoted name put right that sounds like one printed label alone, and is no label itself: “特别业物”."""
    named = {hit[1] for hit in _QUOTED.finditer(text)}
    if not named:
        return Corrected(text)
    known = {bare for label in labels if _HAN.fullmatch(bare := terms.normalise(label))}
    changes = []
    for name in sorted(named - known - field_names()):
        alike = {label for label in known if len(label) == len(name) and _sound(label) == _sound(name)}
        if len(alike) == 1:
            changes.append((name, next(iter(alike))))
    for wrong, meant in changes:
        text = text.replace(wrong, meant)
    return Corrected(text, tuple(changes))


# Characters that are taken for one another by the eye.
_LOOKS = (
    "待侍持特", "未末", "己已巳", "购构", "拨拔泼", "贷货", "土士", "人入", "千干于", "设没", "日目曰", "折拆析", "治冶", "暑署", "享亨", "般船",
    "候侯", "例列", "贴帖", "费贵", "缴激", "维推唯", "基墓", "共供", "环坏", "排挑", "培陪赔倍", "经轻径", "修俢", "护沪", "运远", "助肋", "资贫",
    "预顶", "券卷", "算箅", "决快", "补朴", "津律", "险检", "教救", "岗岚", "购沟", "博搏", "慰尉", "抚扶", "恤血", "遣谴", "采釆", "差羞", "旅族",
)  # fmt: skip


@cache
def _alikes() -> Mapping[str, str]:
    return {char: group for group in _LOOKS for char in group}


def _look_alike(one: str, other: str) -> bool:
    return other in _alikes().get(one, "")


def places(text: str, held: Iterable[str], bodies: Iterable[str] = ()) -> Corrected:
    """The text with names of held places put right that are one character off, of the same sound or the same look (示列市).

    A held place is no slip of another one that looks or sounds like it (甲湖区 beside 甲胡区). `bodies` are names that
    bodies go by: where 市 or 区 would take the first character of one, or of a word or an item,
    it is left out and nothing is wrong (甲乙司法局, 甲乙是多少, 甲乙去年 of 甲乙市).
    """
    names = tuple(bodies)
    known = tuple(held)
    items = {start for start, _ in _mentions(text)}
    right = {at for place in known for hit in re.finditer(re.escape(place), text) for at in range(*hit.span())}
    changes: list[tuple[str, str]] = []
    for place in known:
        size = len(place)
        if size < _LEAST_PLACE or place in text or sum(char in text for char in place) < size - 1:
            continue
        for at in range(len(text) - size + 1):
            piece = text[at : at + size]
            apart = [(i, a, b) for i, (a, b) in enumerate(zip(piece, place, strict=True)) if a != b]
            alike = len(apart) == 1 and _HAN.fullmatch(apart[0][1]) and at + apart[0][0] not in right
            last = at + size - 1
            begins = alike and text[last] != place[-1] and (last in items or _begins(text, last, names))
            whole = text[last - 1 : last + 1] in small_words.whole_words()  # 海事 of 水上海事管理 is no slip
            if alike and not begins and not whole and taken_for(*apart[0][1:]):
                changes.append((piece, place))
    meant = {wrong: {place for written, place in changes if written == wrong} for wrong, _ in changes}
    sure = [(wrong, next(iter(those))) for wrong, those in meant.items() if len(those) == 1]
    for wrong, place in sure:
        text = text.replace(wrong, place)
    return Corrected(text, tuple(sure))


def bodies(text: str, written: Mapping[str, tuple[str, int]]) -> Corrected:
    """The text with the one name of a body put right that is one character off, of the same sound or look: 甲区俯办.

    `written` are the ways in which the held bodies' names are written, each with the body that is meant and with how long the
    place is that it begins with, which is no slip of another (山西, 陕西). Several bodies as near leave the text as it is.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name, (body, of_place) in written.items():
        size = len(name)
        if name in text or sum(char in text for char in name) < size - 1:
            continue
        for at in range(len(text) - size + 1):
            piece = text[at : at + size]
            apart = [(i, a, b) for i, (a, b) in enumerate(zip(piece, name, strict=True)) if a != b]
            own = len(apart) == 1 and apart[0][0] >= of_place and _HAN.fullmatch(apart[0][1])
            if own and taken_for(*apart[0][1:]):
                found[piece][body] = name
    longest = max(map(len, found), default=0)
    pieces = [piece for piece in found if len(piece) == longest]
    if len(pieces) != 1 or len(found[pieces[0]]) != 1:
        return Corrected(text)
    name = next(iter(found[pieces[0]].values()))
    return Corrected(text.replace(pieces[0], name), ((pieces[0], name),))


def taken_for(one: str, other: str) -> bool:
    """Whether two characters are taken for one another by the eye or the ear."""
    return _look_alike(one, other) or _sound(one) == _sound(other)


_IS = re.compile("是(?=多少|不是|否|哪|什么|啥|几|怎|谁|有|没|$)")
_WORD = 4  # characters behind which no word's beginning is looked for


def _begins(text: str, at: int, names: Iterable[str]) -> bool:
    """Whether a body's name or a word that names nothing begins there."""
    return (
        any(text.startswith(name, at) for name in names)
        or bool(_IS.match(text, at))
        or any(text[at:end] in small_words.small_words() for end in range(at + 1, at + _WORD + 1))
    )


def _shapes(word: str) -> set[str]:
    """The word and what is left of it when any one character is taken out."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _vocabulary() -> terms.Vocabulary:
    return terms.Vocabulary(code.name for code in terms.codes().values())


@cache
def field_names() -> frozenset[str]:
    """The field's names of items, in Chinese characters only."""
    spoken = (word for concept in terms.concepts().values() for word in (concept.name, *concept.labels))
    printed = (code.name for code in terms.codes().values())
    return frozenset(
        bare
        for word in (*spoken, *printed, *_WORDS)
        if _HAN.fullmatch(bare := terms.normalise(word)) and not terms.is_neutral(bare)
    )


@cache
def _heard() -> Mapping[str, tuple[str, ...]]:
    """Names by their sound."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(field_names()):
        if len(name) >= _LEAST_HEARD:
            found[_sound(name)].append(name)
    return {sound: tuple(names) for sound, names in found.items()}


@cache
def _seen() -> Mapping[str, tuple[str, ...]]:
    """Names by what is left of them when a character is taken out."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(field_names()):
        if _LEAST_SEEN <= len(name) <= _LONGEST:
            for shape in _shapes(name):
                found[shape].append(name)
    return {shape: tuple(names) for shape, names in found.items()}


@cache
def _sounds() -> Mapping[str, str]:
    """Concepts' names by the initials of their pinyin and by the whole of it, where only one concept has them."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for concept in terms.concepts().values():
        for label in (concept.name, *concept.labels):
            bare = terms.normalise(label)
            if len(bare) < 3 or not _HAN.fullmatch(bare):
                continue
            sounds = lazy_pinyin(bare)
            for spelled in ("".join(sound[0] for sound in sounds), "".join(sounds)):
                found[spelled].setdefault(concept.id, bare)
    return {spelled: next(iter(named.values())) for spelled, named in found.items() if len(named) == 1}
