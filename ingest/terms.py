"""The field's words: which concept a printed label or a colloquial name stands for.

The words themselves are in `terms.toml` (source: the forms of 部门预算/决算公开 and how people speak of them) and in
the code tables of 支出功能分类 and 支出经济分类 beside it. Everything here is a pure function of those files.

A *key* is what two labels are compared by: the id of a concept, or else the label itself, folded.
"""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from ingest.radicals import unified

# The concepts that are all of a body's money, not a thing it is for.
TOTALS = frozenset({"expenditure_total", "revenue_total", "budget_total", "fiscal_total"})
# The same, with what of it is of the year alone.
WHOLES = TOTALS | {"expenditure_this_year", "revenue_this_year"}
_HERE = Path(__file__).parent

_DROPPED = frozenset("“”\"'‘’「」『』()（）[]【】〔〕<>《》〈〉*_`#")
_NUMBERING = re.compile(
    r"^(?:\(?[一二三四五六七八九十]{1,3}\)?[、.．]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.．](?!\d)|[①-⑳]|其中[:：]?|#+)+"
)
_LIST_NUMBER = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]{1,3}[）)][、.．]?|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．](?!\d)|其中[:：])"
)
_LEADING = re.compile(
    r"^(?:(?:19|20)\d\d年度?|本年度|本年(?!收入|支出)|当年(?!收入|支出|预算)|今年|上年度?|去年|年初(?!中)|全年|年度(?!预算|资金)|本部门|本单位|我办|我局|我委|部门单位|部门及所属单位|部门及下属单位|单位及下属单位|部门（单位）|安排的?|用于|实际)+"
)
_TRAILING = re.compile(
    r"(?:财政拨款预算数|财政拨款决算数|年初预算数|调整预算数|全年预算数|预算数|决算数|执行数|预算总额|总额|金额|预算|决算|数额|合计|总计|小计|总数|情况|科目|这一项|一项|部分|方面|\d+万元?以[下上])$"
)
# What a form counts in, behind what is counted: 公务用车购置数（辆）.
_UNIT_BEHIND = re.compile(r"\s*[（(](?:辆|台|部|个|人|人次|批|批次|次|场|期|名|家|户|台套|台（套）)[）)]\s*$")
# A fund before an item says what pays for it; the item is the same.
_FUND = re.compile(
    r"^(?:一般公共预算财政拨款|一般公共财政拨款|一般公共预算拨款|一般公共预算|公共财政预算|财政拨款)(?:安排的?|开支的?)?"
)
_NEUTRAL = re.compile(
    r"^(?:总?合?计|总计|小计|合计数|总额|(?:预算|决算)数合计|(?:预算|决算)数[/／]?统计数|预算数|决算数|(?:预算|决算)?统计数|执行数|金额|数额|支出数|年初预算数|调整预算数|全年预算数|年初预算|预算|决算|"
    r"上年预算数|本年预算数|当年预算数|预算金额|决算金额|项目|科目|科目名称|单位名称|收入|支出|支出用途|"
    r"当年(?:支出|收入)(?:决算|预算)?数?|(?:19|20)\d\d年度?(?:预算|决算|收入|支出|初预算|调整预算|全年预算|执行|安排)?(?:预算|决算)?数?|支出预算|收入预算|支出决算|收入决算|"
    r"本年支出合计|本年收入合计|支出合计|收入合计|支出总计|收入总计|预算资金|资金来源|"
    r"一般公共预算支出|一般公共预算基本支出|三公经费预算数|三公经费决算数|完成.{0,6}预算(?:的?%)?|预算支出|(?:19|20)\d\d年.*基本支出|"
    # By what a column of names is ordered.
    r"(?:收入|支出)?(?:项目|内容|来源|用途|类别|大类|性质|科目)?(?:[（(]?按照?)?(?:政府|部门)?(?:预算)?(?:支出)?(?:性质)?(?:和)?(?:功能|经济)(?:分类)?(?:科目)?(?:编码|代码)?(?:及|和)?(?:名称)?[）)]?|"
    r"按?支出性质|(?:收入|支出)(?:内容|项目|来源|类别|大类|科目)|类别|序号|行次|用途|[类款项]级?科目|科目编码(?:及|和)?(?:名称)?)$"
)


def fold(text: str) -> tuple[str, list[int]]:
    """The text folded for matching (NFKC, quotes, brackets, marks and blanks dropped) and where each character came from.

    The list has one entry more than the folded text: the length of `text`.
    """
    out: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        for folded in _folded(char):
            out.append(folded)
            origin.append(index)
    return "".join(out), [*origin, len(text)]


@lru_cache(maxsize=8192)
def _folded(char: str) -> tuple[str, ...]:
    """What a character is folded into: mostly one, none where it is dropped."""
    forms = unicodedata.normalize("NFKC", unified(char))
    return tuple(form.lower() for form in forms if form not in _DROPPED and not form.isspace())


@lru_cache(maxsize=65536)
def normalise(label: str) -> str:
    """A label folded for comparison: list numbers (一、 （一） 1.) and 其中 dropped as well."""
    bare = unicodedata.normalize("NFKC", label).strip().lower()
    bare = "".join(bare.split())
    numbered = _NUMBERING.sub("", bare)
    return "".join(c for c in (numbered or bare) if c not in _DROPPED)


def strip_number(label: str) -> str:
    """A printed label without its list number."""
    return _LIST_NUMBER.sub("", label.strip()).strip() or label


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that disclosures state figures for; the fields are those of terms.toml."""

    id: str
    name: str
    labels: tuple[str, ...]
    colloquial: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    unit: str | None = None
    code: str | None = None
    same_as: tuple[str, ...] = ()
    sum_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableClass:
    """A class of tables and what its 合计 counts."""

    id: str
    pattern: re.Pattern[str]
    total: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name within a text: `text[start:end]`; `keys` are what it may stand for, `exact` if a printed label."""

    start: int
    end: int
    text: str
    keys: tuple[str, ...]
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Topic:
    """Something told in words: how it is asked for, what a sentence that tells it contains, where it stands."""

    id: str
    ask: re.Pattern[str]
    tell: re.Pattern[str]
    section: re.Pattern[str]


def _concept(name: str, entry: Mapping[str, Any]) -> Concept:
    words = {
        part: tuple(entry.get(part, ())) for part in ("labels", "colloquial", "parts", "homes", "same_as", "sum_of")
    }
    return Concept(name, entry["name"], unit=entry.get("unit"), code=entry.get("code"), **words)


@cache
def _terms() -> tuple[dict[str, Concept], tuple[TableClass, ...], tuple[Topic, ...]]:
    data = tomllib.loads((_HERE / "terms.toml").read_text(encoding="utf-8"))
    concepts = {name: _concept(name, entry) for name, entry in data["concept"].items()}
    classes = tuple(TableClass(t["class"], re.compile(t["pattern"]), t.get("total")) for t in data["table"])
    topics = tuple(Topic(t["id"], *(re.compile(t[part]) for part in ("ask", "tell", "section"))) for t in data["topic"])
    return concepts, classes, topics


@cache
def edition() -> str:
    """A digest of the field's words: it changes when any of them does."""
    files = (_HERE / name for name in ("terms.toml", "functional_codes.csv", "economic_codes.csv"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def topics() -> tuple[Topic, ...]:
    """What disclosures tell in words."""
    return _terms()[2]


def concepts() -> Mapping[str, Concept]:
    """All concepts by id."""
    return _terms()[0]


def parts_below(key: str) -> frozenset[str]:
    """The concepts that a concept is made of by the field's own words, and those that these are made of; none of a label."""
    known = concepts()
    own = known[key].parts if key in known else ()
    return frozenset((*own, *(part for below in own if below in known for part in known[below].parts)))


@cache
def _labels() -> dict[str, str]:
    return {normalise(label): c.id for c in concepts().values() for label in (c.name, *c.labels)}


@cache
def colloquial() -> Mapping[str, str]:
    """Colloquial names, folded, to the keys of what they mean."""
    data = tomllib.loads((_HERE / "terms.toml").read_text(encoding="utf-8"))
    spoken = {normalise(word): key(name) for name, words in data["spoken"].items() for word in words}
    return spoken | {normalise(word): c.id for c in concepts().values() for word in c.colloquial}


@lru_cache(maxsize=65536)
def key(label: str) -> str:
    """What a label is compared by: a concept's id, or the label without numbering, year, 预算数 and a closing 支出."""
    bare = normalise(label)
    known = _labels()
    if bare in known:
        return known[bare]
    if is_neutral(bare):
        return bare
    if (counted := _UNIT_BEHIND.sub("", label)) != label and normalise(counted) in known:
        return known[normalise(counted)]
    whole = _closing_trimmed(bare)  # 年初结转和结余决算数 opens with words that belong to it
    if whole in known:
        return known[whole]
    led = _LEADING.sub("", bare) or bare
    if led in known:
        return known[led]
    trimmed = led
    while (shorter := _TRAILING.sub("", trimmed)) and shorter != trimmed:
        trimmed = shorter
        if trimmed in known:
            return known[trimmed]
    if trimmed.endswith("费用") and trimmed[:-1] in known:
        return known[trimmed[:-1]]
    funded = _FUND.sub("", trimmed)
    if funded != trimmed and funded in known:
        return known[funded]
    if trimmed.endswith("费支出") and trimmed[:-2] in known:  # 运行维护费支出; 财政拨款支出 is no 财政拨款
        return known[trimmed[:-2]]
    return trimmed[:-2] if trimmed.endswith("支出") and len(trimmed) >= 5 else trimmed


def _closing_trimmed(bare: str) -> str:
    """A folded label without the words that close it, as far as a known one is found."""
    known = _labels()
    trimmed = bare
    while (shorter := _TRAILING.sub("", trimmed)) and shorter != trimmed:
        trimmed = shorter
        if trimmed in known:
            return trimmed
    return bare


def concept(label: str) -> str | None:
    """The id of the concept that a printed label stands for, None where it is no concept's."""
    found = key(label)
    return found if found in concepts() else None


def name(item: str) -> str:
    """How an answer calls a key."""
    known = concepts().get(item)
    return known.name if known else item


@lru_cache(maxsize=65536)
def is_neutral(label: str) -> bool:
    """Whether a label names no item of its own: 合计, 预算数, 2024年预算数 …"""
    return bool(_NEUTRAL.match(normalise(label)))


@lru_cache(maxsize=8192)
def table_class(title: str) -> TableClass | None:
    """The class of a table by its title, None where no class fits."""
    bare = normalise(title)
    return next((c for c in _terms()[1] if c.pattern.search(bare)), None)


@dataclass(frozen=True, slots=True)
class Code:
    """A line of a code table: 支出功能分类 (`functional`) or 部门预算支出经济分类 (`economic`)."""

    code: str
    name: str
    system: str
    parent: str | None
    older: tuple[str, ...] = ()  # what it was called in other years: 国土海洋气象等支出, before 2019

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is or was called."""
        return (self.name, *self.older)


@cache
def code_names() -> frozenset[str]:
    """The keys of all names in the code tables."""
    return frozenset(key(name) for code in codes().values() for name in code.names)


@cache
def functional_names() -> frozenset[str]:
    """The keys of all names of the functional classification."""
    return frozenset(key(name) for code in codes().values() if code.system == "functional" for name in code.names)


_OLDER = re.compile(r"(?P<name>[一-鿿（）()、]+?)(?:\((?:≤)?\d{4}\))?$")


@cache
def codes() -> Mapping[str, Code]:
    """The code tables by code. Hints only: names change by year (see the tables' README)."""
    found: dict[str, Code] = {}
    for system in ("functional", "economic"):
        with (_HERE / f"{system}_codes.csv").open(encoding="utf-8", newline="") as lines:
            for line in csv.DictReader(lines):
                older = _OLDER.fullmatch(line["older_or_variant_names"])
                names = (older["name"],) if older else ()
                found[line["code"]] = Code(line["code"], line["name"], system, line["parent"] or None, names)
    return found


def forms(label: str) -> Iterable[str]:
    """The spellings by which a printed label may be called in a text: itself, and without a closing 支出, 费用 …"""
    bare = normalise(label)
    yield bare
    led = _LEADING.sub("", bare)
    if led and led != bare:
        yield led
    for tail, least in (("支出", 4), ("预算", 4), ("费用", 3), ("经费", 4), ("缴费", 4)):
        if led.endswith(tail) and len(led) - len(tail) >= least - 1:
            yield led[: -len(tail)]


def mentions(text: str, labels: Iterable[str] = (), *, everyday: bool = True) -> list[Mention]:
    """The longest known names in a text, left to right, without overlap.

    Known are the concepts' labels, with `everyday` their colloquial names, and the given `labels` (those that the
    disclosures asked about print). Positions count characters of `text`.
    """
    return Vocabulary(labels, everyday=everyday).mentions(text)


@dataclass(frozen=True, slots=True)
class _Field:
    """The names that every vocabulary has: forms with their keys, printed names, and forms that are only spoken.

    `lengths` are those of the forms, the longest first, by the two characters that they open with.
    """

    forms: Mapping[str, tuple[tuple[str, ...], bool]]
    lengths: Mapping[str, tuple[int, ...]]
    printed: Mapping[str, str]
    spoken: frozenset[str]
    near: _Near


def _printed(labels: Iterable[str]) -> dict[str, str]:
    """Labels, folded, that name items, with their keys; in one order, whatever order they are given in."""
    named = sorted(label for label in labels if not is_neutral(label))
    bare = sorted({normalise(label) for label in named})
    found = {label: key(label) for label in bare if not _NO_NAME.match(label)}
    for label in named:
        if inner := _INNER_BRACKETS.fullmatch(label.strip()):
            without = normalise(inner["before"] + inner["behind"])
            if len(without) >= _NAMED:
                found.setdefault(without, key(label))
    specified: dict[str, set[str]] = {}
    for label in named:
        if outer := _OUTER_BRACKETS.fullmatch(label.strip()):
            specified.setdefault(normalise(outer["before"]), set()).add(key(label))
    for before, keys in specified.items():
        if len(keys) == 1 and len(before) >= _NAMED and not is_common(before) and not _NO_NAME.match(before):
            found.setdefault(before, *keys)
    return found


# What stands in brackets within a name is left out where it is spoken: 中医（民族）医院, 中医医院.
_INNER_BRACKETS = re.compile(r"(?P<before>[一-鿿]{2,})[（(][一-鿿、]{1,8}[）)](?P<behind>[一-鿿]{2,})")
# Nor is what stands in brackets behind it, where it alone goes by the name: 防汛物资（编织袋、土工布）, 防汛物资.
_OUTER_BRACKETS = re.compile(r"(?P<before>[一-鿿]{2,})[（(][^（）()]{2,}[）)]")
_NAMED = 4  # characters of a name that tell it


def _called(printed: Mapping[str, str]) -> Iterable[tuple[str, str, bool]]:
    """Every form by which printed labels may be called, its key, and whether it is the label itself."""
    for label, item in printed.items():
        for rank, form in enumerate(forms(label)):
            if len(form) >= 2:
                yield form, item, rank == 0


def _turned(printed: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Printed labels with their two halves in the other order (执行案件 for 案件执行), or a filler between them, each with its key.

    Only lines of the code tables are meant: a concept has its own names, and what goals and projects are called is told
    by all words of a question. A half that any label may have (支出, 其他) tells nothing by its place.
    """
    for label, item in printed.items():
        if item in concepts() or item not in code_names() or not _TURNED.fullmatch(label):
            continue
        for cut in range(_HALF, len(label) - _HALF + 1):
            halves = label[:cut], label[cut:]
            if not any(is_neutral(half) or (is_common(half) and len(half) < _TELLING) for half in halves):
                yield halves[1] + halves[0], item
                yield from ((filler.join(halves), item) for filler in _FILLERS)


_TURNED = re.compile(r"[一-鿿]{4,10}")
_FILLERS = "的性"  # 群众性体育, 老年的福利
_HALF = 2  # characters of the least half of a label that is turned
_TELLING = 4  # characters from which a half that is made of common words tells something: 行政事业单位


@cache
def _field(*, everyday: bool, coded: bool) -> _Field:
    """The concepts' labels, with `everyday` colloquial names and with `coded` the names of the code tables."""
    printed = _printed(code.name for code in codes().values()) if coded else {}
    known: dict[str, tuple[tuple[str, ...], bool]] = {}
    for form, item, exact in _called(printed):
        keys, before = known.get(form, ((), False))
        known[form] = (tuple(dict.fromkeys((*keys, item))), before or exact)
    for form, item in _labels().items():
        if len(form) >= 2 and not _NO_NAME.match(form):
            keys, _ = known.get(form, ((), False))
            known[form] = (tuple(dict.fromkeys((item, *keys))), True)
    spoken = {form: item for form, item in colloquial().items() if form not in known} if everyday else {}
    known.update({form: ((item,), False) for form, item in spoken.items()})
    _add_turned(known, printed)
    return _Field(known, _lengths(known), printed, frozenset(spoken), _Near(printed))


def _add_turned(known: dict[str, tuple[tuple[str, ...], bool]], printed: Mapping[str, str]) -> set[str]:
    """Add what printed labels are called in the other order, but where that is a name of something itself; what was added."""
    found: dict[str, tuple[str, ...]] = {}
    for form, item in _turned(printed):
        if form not in known:
            found[form] = tuple(dict.fromkeys((*found.get(form, ()), item)))
    known.update({form: (keys, False) for form, keys in found.items()})
    return set(found)


def _lengths(forms: Iterable[str], before: Mapping[str, tuple[int, ...]] | None = None) -> dict[str, tuple[int, ...]]:
    """The lengths of forms, the longest first, by the two characters that they open with; `before` are those of others."""
    found = dict(before or {})
    for form in forms:
        known = found.get(form[:_OPENING], ())
        if len(form) >= _OPENING and len(form) not in known:
            found[form[:_OPENING]] = tuple(sorted((*known, len(form)), reverse=True))
    return found


_GIVEN = ("补贴", "补助", "补偿")


def _cuts_a_word(text: str, end: int) -> bool:
    """Whether a name ends within a word for what is given: 餐补 in 助餐补贴."""
    return text[end - 1 : end + 1] in _GIVEN


class Vocabulary:
    """Names to look for in texts; build it once for a set of labels and keep it: it remembers what it found in a text."""

    def __init__(self, labels: Iterable[str] = (), *, everyday: bool = True, coded: bool = False) -> None:
        """Take the labels that the disclosures asked about print.

        `everyday` adds colloquial names, `coded` the names of the code tables, at no cost where many vocabularies do.
        """
        field = _field(everyday=everyday, coded=coded)
        own = {label: item for label, item in _printed(labels).items() if label not in field.printed}
        self._own = own
        self._field = field
        self._forms = dict(field.forms)
        mine: set[str] = set()
        for form, item, exact in _called(own):
            # What is printed says what it is; what people call so gives way.
            bare = form in field.spoken and form not in mine
            keys, before = ((), False) if bare else self._forms.get(form, ((), False))
            self._forms[form] = (tuple(dict.fromkeys((*keys, item))), before or exact)
            mine.add(form)
        mine |= _add_turned(self._forms, own)
        self._lengths = _lengths(mine, field.lengths)
        self._longest = max(map(len, self._forms), default=0)
        self._found: dict[str, tuple[Mention, ...]] = {}

    @cached_property
    def _near(self) -> _Near:
        return _Near(self._own, self._field.near)

    def mentions(self, text: str) -> list[Mention]:
        """The longest known names in the text, left to right, without overlap."""
        known = self._found.get(text)
        if known is None:
            known = tuple(self._mentions(text))
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[text] = known
        return list(known)

    def _mentions(self, text: str) -> Iterable[Mention]:
        folded, origin = fold(text)
        at = 0
        while at < len(folded):
            for length in self._lengths.get(folded[at : at + _OPENING], ()):
                end = at + length
                hit = self._forms.get(folded[at:end])
                if hit and end <= len(folded) and not _cuts_a_word(folded, end):
                    start, stop = origin[at], origin[end - 1] + 1
                    yield Mention(start, stop, text[start:stop], *hit)
                    at = end
                    break
            else:
                at += 1

    def near(self, text: str) -> Mention | None:
        """The stretch of a text that comes closest to a printed label without being one: part of it, or short for it.

        Half of a label or more counts from four characters on (校舍维修专项 of …校舍维修专项经费); short for it is a name that leaves
        characters out but opens with the same two and closes with the same one (物业费 for 物业管理费).
        """
        folded, origin = fold(text)
        best: tuple[int, int, int, tuple[str, ...]] | None = None
        for run in _HAN_RUN.finditer(folded):
            for start in range(run.start(), run.end()):
                if folded[start] == "的":
                    continue  # 的行政单位离退休 in 某年的行政单位离退休 is no part of 未归口管理的行政单位离退休
                least = 3 if best is None else best[0] + 1
                found = self._near.longest(folded[start : min(run.end(), start + self._longest)], least)
                if found:
                    best = (found[0], start, start + found[0], found[1])
        if best is None:
            return None
        _, start, end, keys = best
        left, right = origin[start], origin[end - 1] + 1
        return Mention(left, right, text[left:right], keys, exact=False)


class _Near:
    """Printed labels, arranged so that those which a stretch of text may come near to are found without trying all."""

    def __init__(self, printed: Mapping[str, str], before: _Near | None = None) -> None:
        """Take labels with their keys; `before` are others that come before them, arranged already."""
        self._before = before
        self.labels: tuple[tuple[str, str], ...] = (*(before.labels if before else ()), *printed.items())
        self._within: dict[str, set[int]] = defaultdict(set)  # by every four characters in a row
        self._opening: dict[str, set[int]] = defaultdict(set)  # by the first two characters
        self._mistyped: dict[tuple[str, int], set[int]] = defaultdict(set)  # by the first character and the length
        for number, label in enumerate(printed, len(self.labels) - len(printed)):
            for at in range(len(label) - 3):
                self._within[label[at : at + 4]].add(number)
            self._opening[label[:2]].add(number)
            self._mistyped[label[:1], len(label)].add(number)

    def longest(self, text: str, least: int) -> tuple[int, tuple[str, ...]] | None:
        """The longest beginning of a text, of at least so many characters, that comes near labels, and their keys."""
        anywhere = self.alike(text)
        for length in range(len(text), least - 1, -1):
            numbers = anywhere | self.of_length(text, length)
            if not numbers:
                continue
            piece = text[:length]
            if _COMMON_PARTS.match(piece):
                continue
            labels = (self.labels[number] for number in sorted(numbers))
            keys = tuple(dict.fromkeys(item for label, item in labels if _comes_near(piece, label)))
            if keys:
                return length, keys
        return None

    def alike(self, text: str) -> set[int] | frozenset[int]:
        """The numbers of labels that have a text's first four characters within, or open with its first two."""
        mine = self._within.get(text[:4], _NONE) | self._opening.get(text[:2], _NONE)
        return mine | self._before.alike(text) if self._before else mine

    def of_length(self, text: str, length: int) -> set[int] | frozenset[int]:
        """The numbers of labels of a length that open with a text's first character."""
        mine = self._mistyped.get((text[:1], length), _NONE)
        return mine | self._before.of_length(text, length) if self._before else mine


_NONE: frozenset[int] = frozenset()
_OPENING = 2  # characters of a form by which it is looked for; no shorter one is
_REMEMBERED = 512  # texts of which a vocabulary remembers the mentions


# Printed labels that are no names to be called by: cues (占…, 较…) and words too common to mean the item (服务).
_NO_NAME = re.compile(
    r"^(?:占|较|比|完成|涉及|包括|含|达到).*|^(?:货物|工程|服务|项目|人员|人均|平均|设备|单位|部门|机关|本级|其他|组织|召开|确定|机构|目标|单价|指标值|目标值|(?:全年|年度|实际|年末)?完成值|实际值|权重|指标|数值|时间|金额|数量|标准|比例|购置|业务|管理|运行|资金|经费|费用|款项|钱款)$"
)
_HAN_RUN = re.compile(r"[一-鿿]+")
_COMMON_PARTS = re.compile(
    r"^(?:支出|收入|预算|经费|资金|费用|项目|单位|部门|其他|人员|专项|工作|管理|服务|事务|机关|公务|行政|事业|运行|一般|公共|财政|拨款|总额|合计|情况|安排|的)+$"
)


def is_common(word: str) -> bool:
    """Whether a word is part of so many names that it tells none of them."""
    return bool(_COMMON_PARTS.match(word))


def _comes_near(piece: str, label: str) -> bool:
    if len(piece) >= 4 and 2 * len(piece) >= len(label) and piece in label:
        return True
    if (
        len(piece) == len(label) >= 5
        and piece[0] == label[0]
        and sum(a != b for a, b in zip(piece, label, strict=True)) == 1
    ):
        return True  # one character mistyped
    if len(piece) < 3 or len(label) > len(piece) + 3 or piece[:2] != label[:2] or piece[-1] != label[-1]:
        return False
    at = iter(label)
    return all(char in at for char in piece)
