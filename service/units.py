"""Units below a body that its own disclosures name, and which of them a question means, in full or in short. Pure.

甲市疾控中心 is no unknown body where the disclosure of 甲市卫生健康委员会 has a row, or a place in its list of units, for
甲市疾病预防控制中心: what that disclosure tells of the unit answers, and nothing that it tells of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest import terms
from ingest.model import Fact
from ingest.units import is_money
from service.body_names import taken_apart
from service.draft import Draft, Marked, Quoted, Stated
from service.holding import Holding

# How a column is headed whose rows are units.
HEADS = re.compile(r"(?:部门|(?:预算|决算|基层|所属|下属|二级)?单位)(?:名称)?$|部门[（(]单位[）)]名称$")
# How names of units close; bureaus and offices of a government publish for themselves and are no units.
_CLOSING = re.compile(
    r"(?:中心|医院|学校|小学|中学|幼儿园|大学|学院|党校|研究院|研究所|编辑部|俱乐部|站|馆|所|院|园|校|队|社|处)$"
)
_LISTED = re.compile(
    r"(?:预算|决算|下属|所属|直属|二级|基层|事业|下设|单位构成)[^。；\n]{0,30}?(?:单位|机构)[^。；\n]{0,30}?(?:(?:包括|分别|具体|如下|有|为|是|即)[：:]?|[\d一二三四五六七八九十两]+[个家][：:])(?P<names>[^。；\n]+)"
)
# The last words before a list whose entries stand in paragraphs of their own: …编制范围的单位包括：
_LIST_FOLLOWS = re.compile(
    r"(?:单位|机构)[^。；\n]{0,20}(?:。(?:明细|名单|具体))?(?:包括|如下|具体为|分别[是为]|有|为|[个家])[：:]$"
)
_ASIDE = re.compile("[（(][^（）()]*[)）]")
_ENTRY = re.compile(r"(?:[（(]?[\d一二三四五六七八九十]+[.．、)）]\s*)?(?P<name>[^\d。；，：]{4,40}?)[；;。]?")
_PARTS = re.compile(r"[、，,；;和及与：:]|以及|\d+[.．)）]|[（(][^（）()]*[)）]|\d+个")
_LEAST = 2  # characters of a unit's own part
_SHORT = 3  # characters of a short form of it
_TELLING = 6  # of a name that many bodies' units may have a part of: 服务中心, 管理所
_LONG_SHORT = 4  # of one that leaves out how the name begins
# What is left out of a name makes another unit of it: 第二实验小学 is not 实验小学, 城东分院 not the whole.
_TELLS_APART = re.compile("[一二三四五六七八九十东南西北分新老]")
_LEVEL = "省市区县旗州镇乡"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its full name, its own part without the places before it, and what tells that a place speaks of it.

    图书馆 alone is a line of the budget where the disclosure prints such a line; only 市图书馆 is the unit then.
    """

    name: str
    core: str
    told_by: str
    spoken: str = ""  # the short form that a question has for it

    def is_called(self, word: str) -> bool:
        """Whether a word of a question is this unit, or a piece of its name."""
        return word in self.name or bool(self.spoken and word.endswith(self.spoken))


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit that a text means, and the words that name it there."""

    unit: Unit
    start: int
    end: int


def units(holdings: Iterable[Holding], body: str) -> tuple[Unit, ...]:
    """The units that the disclosures of a body name: rows of tables by units, and what its lists of units say."""
    places = _places(body)
    holdings = tuple(holdings)
    lines = {fact.row[-1] for holding in holdings for fact in holding.facts if fact.row and _is_subject(fact.code)}
    found: dict[str, Unit] = {}
    for holding in holdings:
        tables = set(holding.tables_headed(HEADS))
        rows = {fact.row[0]: None for fact in holding.facts if fact.row and fact.table_number in tables}
        names = [label for label in rows if label.startswith(places)]
        listing = False
        for paragraph in holding.paragraphs:
            for hit in _LISTED.finditer(paragraph.text):
                names += [part.strip() for part in _PARTS.split(hit["names"])]
            entry = _ENTRY.fullmatch(paragraph.text.strip()) if listing else None
            names += [_ASIDE.sub("", entry["name"]).strip()] if entry else []  # one name each: 和 is a part of it
            listing = entry is not None or bool(_LIST_FOLLOWS.search(paragraph.text.strip()))
        for name in names:
            core = own_part(name, places)
            if len(core) > _LEAST and _CLOSING.search(core) and not body.endswith(core) and not name.startswith(body):
                told_by = places[-1][-1:] + core if places and core in lines else core
                found.setdefault(core, Unit(name, core, told_by))
    return tuple(found.values())


def _places(body: str) -> tuple[str, ...]:
    """The places that a body's name begins with, the widest first; a town's or street's own is one."""
    parts = taken_apart(body)
    return (*parts.places, "".join(parts.local)) if parts.local else parts.places


def own_part(name: str, places: Sequence[str]) -> str:
    """A unit's name without the places before it, in full or in short: 甲市乙区某中心, 乙区某中心, 区某中心."""
    core = re.sub("^[是即为]", "", name)
    for place in places:
        for said in (place, place[:-1]):
            if len(said) >= _LEAST and core.startswith(said):
                core = core.removeprefix(said)
                break
    level = places[-1][-1] if places else ""
    return re.sub(rf"^{level}(?!政|场|民|容|区|域|划|村)", "", core) if level else core


def _is_subject(code: str | None) -> bool:
    """Whether a code is one of a line of the budget (类、款、项), and none of a unit or a project."""
    return code is not None and _SUBJECT.fullmatch(code) is not None


_SUBJECT = re.compile(r"[235]\d\d(?:\d\d){0,2}")


def may_name(text: str) -> bool:
    """Whether words of a text close as units' names do, so that it is worth looking for them."""
    return any(hit.start() >= _LEAST for hit in _CLOSED.finditer(text))


_CLOSED = re.compile(_CLOSING.pattern.removesuffix("$"))


def mentioned(text: str, body: str, known: Sequence[Unit], *, placed: bool) -> list[Mention]:
    """The units of a body that a text names; where `placed`, one at least must stand behind the body's place."""
    place = "".join(_places(body)[-1:])
    found: list[Mention] = []
    anchored = not placed
    for closing in _CLOSED.finditer(text):
        best: tuple[int, Unit] | None = None
        for start in range(max(0, closing.end() - _LONGEST), closing.end() - _LEAST):
            words = text[start : closing.end()]
            fitting = [unit for unit in known if _is_short_for(words, unit.core)]
            exact = [unit for unit in fitting if unit.core == words]
            fitting = exact or fitting
            if len(fitting) == 1:
                best = (start, fitting[0])
                break
        if best is None:
            continue
        start, unit = best
        if text[start : closing.end()] != unit.core and unit.told_by == unit.core:
            unit = replace(unit, spoken=text[start : closing.end()])
        before = _before(text, start, place)
        if before is None:
            continue
        anchored = anchored or before < start - 1
        found = [one for one in found if one.end <= before or closing.end() <= one.start]
        found.append(Mention(unit, before, closing.end()))
    return found if anchored else []


_LONGEST = 20


def _before(text: str, start: int, place: str) -> int | None:
    """Where a mention begins with the place before it; None where it stands behind another place (丙区疾控中心)."""
    for said in (place, place[:-1]):
        if len(said) >= _LEAST and text.endswith(said, 0, start):
            return start - len(said)
    if start and text[start - 1] in _LEVEL:
        own = text[start - 1] == place[-1:]
        alone = start < 2 or not ("一" <= text[start - 2] <= "鿿") or bool(_JOINING.search(text[: start - 1]))
        return start - 1 if own and alone else None
    if start and "一" <= text[start - 1] <= "鿿" and not _JOINING.search(text[:start]):
        return None
    return start


# What may stand before a name that begins there: 和市中心血站, 看看图书馆, 卫健委的疾控中心, 局里疾控中心.
_JOINING = re.compile(
    "(?:[和与跟同及或比把给的看查问下属委局里年度、个家该在对叫由为是有让向]|下面|底下|里头|里边|其中|单单?|只)$"
)


def _is_short_for(words: str, core: str) -> bool:
    """Whether words are a unit's own part, or leave out characters within it that make no other unit of it."""
    if words == core:
        return True
    if words[0] != core[0] and len(words) >= _LONG_SHORT:
        # 康复服务中心 of 残疾人康复服务中心: without what it is for before it.
        begin = core.find(words[0])
        apart = begin < 0 or _TELLS_APART.search(core[:begin]) is not None
        return not apart and _is_short_for(words, core[begin:])
    ends = [hit[0] for name in (words, core) if (hit := _CLOSING.search(name))]
    if len(words) < _SHORT or words[0] != core[0] or len(ends) < 2 or ends[0] != ends[1] or words == ends[0]:
        return False
    left, at = [], 0
    for char in core:
        if at < len(words) and words[at] == char:
            at += 1
        else:
            left.append(char)
    return at == len(words) and not _TELLS_APART.search("".join(left))


def owners(text: str, known: Mapping[str, Callable[[], Sequence[Unit]]]) -> tuple[str, list[Mention]] | None:
    """The only one of several bodies whose units a text names; None where there are several, or none."""
    found = [(body, meant) for body, tell in known.items() if (meant := mentioned(text, body, tell(), placed=True))]
    return found[0] if len(found) == 1 else None


def tails(text: str) -> list[str]:
    """How the words of a text end that close as units' names do, as far as a name in full is told by it."""
    return [text[hit.end() - _TELLING : hit.end()] for hit in _CLOSED.finditer(text) if hit.end() >= _TELLING]


def by_full_name(text: str, known: Mapping[str, Callable[[], Sequence[Unit]]]) -> tuple[str, list[Mention]] | None:
    """The only one of several bodies a unit of which a text names in full, without saying whose it is; None where there are several, or none."""
    found = []
    for body, tell in known.items():
        meant = mentioned(text, body, tell(), placed=False)
        whole = [
            m
            for m in meant
            if text[m.start : m.end].endswith((m.unit.core, m.unit.name)) and len(m.unit.core) >= _TELLING
        ]
        if whole:
            found.append((body, whole))
    return found[0] if len(found) == 1 else None


def spelled_out(text: str, meant: Iterable[Mention]) -> str:
    """The text with the full names of the units that it means."""
    for mention in sorted(meant, key=lambda one: one.start, reverse=True):
        text = text[: mention.start] + mention.unit.name + text[mention.end :]
    return text


# Who works there is told by words for them: visitors of a house are none of its staff.
_STAFF = re.compile("在职|在编|编制|职工|员工|退休|离休|在岗|聘用|编外|劳务派遣|正式工|临时工")

_BUYS = re.compile("购|买")  # what is bought is not all that is spent


def _names_project(project: str, cores: Sequence[str], asked: str) -> bool | None:
    """Whether a project that has a unit's name in its own is asked for by the rest of its name; None where it has none.

    某馆2024年免费开放补助 is; 某馆2024年预算 is not.
    """
    name, said = terms.normalise(project), terms.normalise(asked)
    rests = [name.replace(core, "", 1) for core in cores if core in name]
    pairs = [["".join(pair) for pair in pairwise(rest)] for rest in rests]
    return any(sum(pair in said for pair in some) * 2 >= len(some) > 0 for some in pairs) if rests else None


def only_names(found: Draft, meant: Sequence[Unit]) -> bool:
    """Whether all that is told of units is that a list has their names, which is no answer about anything of theirs."""
    names = {terms.normalise(name) for unit in meant for name in (unit.name, unit.core)}
    said = [piece for piece in found.pieces if not isinstance(piece, str) or piece.strip()]
    return bool(said) and all(
        isinstance(piece, Quoted)
        and any(_LEAD.sub("", terms.normalise(piece.text)).rstrip("。；;，,") == name for name in names)
        for piece in said
    )


_LEAD = re.compile(r"^[\d一二三四五六七八九十]+[.．、]?")


def _whole_of_share(draft: Draft) -> Fact | None:
    """What the unit's amount is a part of, which is all the department's."""
    share = draft.result
    if share is None or share.unit != "%" or len(share.operands) != _PART_AND_WHOLE:
        return None
    return share.operands[1][1]


_PART_AND_WHOLE = 2


def is_about(draft: Draft, meant: Sequence[Unit], asked: str) -> bool:
    """Whether each figure and quotation of an answer is of one of the units, by the labels or the sentence it stands in.

    `asked` is the question: of staff that it asks about the answer must speak, too.
    """
    staff = _STAFF.search(asked)
    cores = [terms.normalise(said) for unit in meant for said in (unit.told_by, unit.spoken) if said]
    if not any(isinstance(piece, Stated | Quoted | Marked) for piece in draft.pieces):
        return False

    def told(*parts: str | None) -> bool:
        said = terms.normalise("".join(filter(None, parts)))
        return any(core in said for core in cores) and (staff is None or _STAFF.search(said) is not None)

    for fact in draft.result.facts if draft.result is not None else ():
        if fact.project and is_money(fact.unit) and _names_project(fact.project[1], cores, asked) is False:
            return False  # all that the unit spends is more than what one project gives it
    words = "".join(piece for piece in draft.pieces if isinstance(piece, str))
    whole = _whole_of_share(draft)
    for piece in draft.pieces:
        if isinstance(piece, Quoted) and not told(piece.sentence, piece.text, *piece.section):
            return False
        facts = piece.facts if isinstance(piece, Stated) else (piece.fact,) if isinstance(piece, Marked) else ()
        for fact in facts:
            if fact == whole:
                continue
            if fact.project and _names_project(fact.project[1], cores, asked):
                continue
            said = fact.quote if fact.source == "narrative" else ""
            if _is_subject(fact.code) or not told(*fact.row, *fact.column, *fact.section, said, fact.table):
                return False
            table = terms.table_class(fact.table or "")
            if table is not None and table.id == "procurement" and not _BUYS.search(asked):
                return False
            # The amount in a unit's line is of what its table tells of, be it only what it buys.
            if (
                fact.source == "table"
                and fact.row
                and told(fact.row[-1])
                and is_money(fact.unit)
                and (fact.table or "") not in words
            ):
                return False
    return True
