"""Several kinds of a body's people, each by its own number: 核定编制、在职、离退休各多少, 行政编和事业编分别几个."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest import quantity, terms
from ingest.model import Fact
from service.draft import Draft, Piece, Stated, added
from service.holding import Holding, Known
from service.query import Asked, QueryKind
from service.rules.scene import Scene, answered, phrase, state
from service.rules.words import unmodified

_POST = r"(?:人员)?(?:编制?)(?:人数|总?数|人员|名额)?"
_BEFORE = (
    "(?:其中)?(?:(?:本|全|各)?(?:部门|单位|系统|局|委|校|机关|所属))*(?:年末|年底|期末|目前|现有|实有|核定|批准|共有)*"
)
_HELD = re.compile("(?:核定|批准|实有|现有|共有|目前|年末|年底|总共|一共)+")  # of all of them
_PEOPLE = r"(?:人员|职工|干部|教职员?工|人数|干部职工)?(?:总?数)?"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of people: how questions say it, and the whole of the label that counts it."""

    name: str
    said: re.Pattern[str]
    label: re.Pattern[str]


def _kind(name: str, said: str, label: str) -> _Kind:
    return _Kind(name, re.compile(said), re.compile(f"{_BEFORE}(?:{label})"))


_LIKE_OFFICIALS = r"参公|参照(?:国家)?公务员(?:法)?(?:管理)?"
_KINDS = (
    _kind("参公编制", rf"(?:{_LIKE_OFFICIALS})的?(?:事业)?(?:编|人员|的|[、和与，？?]|$)", rf"(?:{_LIKE_OFFICIALS})的?(?:事业)?(?:单位)?{_POST}"),
    _kind("行政编制", r"行政编|行政(?=[、和与]+(?:参公|事业|工勤)[^，。？?]{0,8}编)", rf"(?:机关)?行政{_POST}"),
    _kind("事业编制", r"(?<!公)(?<!管理)事业编", rf"(?:全额|财政补助|其他)?事业{_POST}"),
    _kind("工勤编制", r"(?:机关)?工勤编?", rf"(?:机关|行政)?(?:工勤|后勤服务){_POST}"),
    _kind("编制", r"(?<!行政)(?<!事业)(?<!参公)(?<!工勤)(?<!管理)(?<!公务员)(?<![编在])编制(?!外|内)", rf"(?:总|人员){{0,2}}{_POST}"),
    _kind("在职人员", r"在职|在岗|在编", rf"(?:在职|在岗|在编|在编在职|在职在编){_PEOPLE}"),
    _kind("实有人员", r"实有(?!资|在)", rf"(?:在职|在岗|在编|在编在职|在职在编)?{_PEOPLE}"),
    _kind("离退休人员", r"离退休", rf"离退休{_PEOPLE}"),
    _kind("离休人员", r"离休", rf"离休{_PEOPLE}"),
    _kind("退休人员", r"(?<!离)退休", rf"退休{_PEOPLE}"),
    _kind("编外人员", r"编外|编制外|非在编|临聘|聘用", rf"(?:编外|编制外|非在编|临聘|聘用|临时聘用)(?:聘用|用工)?{_PEOPLE}"),
)  # fmt: skip
_HOW_MANY = re.compile(r"各|分别|多少|几[个名位]|人数|数目|名额|数量")
_NOT_COUNTED = re.compile(
    r"[钱费元]|支出|预算(?!单位)|决算|工资|待遇|占|比(?!如)|率|差|空|缺|超|为什么|为何|原因|增|减|变化|[多少](?:了|出)|[多少]几个|从.{2,8}到|平均|人均|每人|岁|学历"
)
# Only where it is told.
_FILE = re.compile(r"(?:部门|单位)?(?:预算|决算)(?:公开|文件|报告|说明)?(?:里面|里头|里|中|上)")
_SEVERAL = 2
# Kinds that questions call by words that are taken for all posts.
_IN_SHORT = frozenset({"参公编制", "在职人员"})
_ALL_POSTS = "编制"  # of which there may be several names in print: 编制人数, 核定编制总数


# What one kind is of another is one figure, and not each of the two.
_SET_AGAINST: frozenset[QueryKind] = frozenset({"share", "multiple"})


def each(scene: Scene) -> Draft | None:
    """A line for each kind of people that the question names; None unless it names several and one is told at least.

    Also for one kind that questions only name in short (参公, 在编), where all posts might be taken for it.
    """
    text = _FILE.sub("", terms.normalise(scene.query.text).replace(terms.normalise(scene.organisation), ""))
    kinds = [kind for kind in _KINDS if kind.said.search(text)]
    if scene.query.kind in _SET_AGAINST or not kinds or not _HOW_MANY.search(text) or _NOT_COUNTED.search(text):
        return None
    others = any(not _is_of_staff(scene, asked) for asked in scene.query.items)
    if others and (len(scene.query.items) >= _SEVERAL or len(kinds) < _SEVERAL):
        return None  # 在编教职工、在校学生各多少: others are counted too; 在编的工程师 are some of them
    in_short = kinds[0].name in _IN_SHORT or (kinds[0].name == _ALL_POSTS and not scene.query.items)
    if len(kinds) < _SEVERAL and not (in_short and _nothing_else(scene, kinds[0])):
        return None
    year = scene.target()
    found = {kind.name: [k for h in scene.holdings for k in _counted(scene, h, kind, year)] for kind in kinds}
    for kind in kinds:  # how many posts there are is told without a day beside the staff at the end of a year
        if not found[kind.name] and (beside := next((k for told in found.values() for k in told), None)):
            holding = scene.holding(beside.fact)
            undated = _counted(scene, holding, kind, holding.record.year or year)
            found[kind.name] = [k for k in undated if k.fact.section == beside.fact.section]
    sections = [told[0].fact.section for told in found.values() if len(_values(told)) == 1]
    pieces: list[Piece] = []
    counted: list[Fact] = []
    for every in found.values():
        told = every if len(_values(every)) == 1 else [k for k in every if k.fact.section in sections]
        if every and len(_values(told)) != 1:
            return None  # which of several numbers is meant is not known
        if told:
            lead = phrase(scene.bare if pieces else scene, told[0])
            pieces += [f"- {lead}：", *state(told[0].fact, bold=True), "\n"]
            counted.append(told[0].fact)
    if not pieces:
        return None
    missing = [kind for kind in kinds if not found[kind.name]]
    if any(kind.said.search(holding.words) for kind in missing for holding in scene.holdings):
        return None  # it is spoken of, in whatever words
    if missing:
        pieces.append(f"文件没有列出：{'、'.join(kind.name for kind in missing)}。")
    figures = [piece for piece in pieces if isinstance(piece, Stated)]
    if len(kinds) >= _SEVERAL:
        together = _together(counted) if scene.query.kind == "sum" and not missing else None
        return answered(*pieces, *(("合计", together, "。") if together else ()), result=together)
    return replace(answered(*pieces, result=figures[0]), by_words=True)


def _together(counted: Sequence[Fact]) -> Stated | None:
    """What the numbers come to; None where one is counted otherwise than the others, or is none that is sure."""
    if len({fact.unit for fact in counted}) != 1 or len({fact.id for fact in counted}) != len(counted):
        return None
    total = added(counted, counted[0].unit)
    return total if total.certain else None


_ANY_STAFF = re.compile("人员|人数|职工|干部|教职员?工|教师|老师|员工|聘用|用工|[数的]")


def of_one_kind(scene: Scene, words: Sequence[str]) -> Known | None:
    """The only number of the one kind of people that words name and nothing more, in the year asked for."""
    said = "".join(map(terms.normalise, words))
    kinds = [kind for kind in _KINDS if kind.said.search(said)]
    if len(kinds) != 1 or _ANY_STAFF.sub("", kinds[0].said.sub("", said)):
        return None
    found = [known for holding in scene.holdings for known in _counted(scene, holding, kinds[0], scene.target())]
    return found[0] if len(_values(found)) == 1 else None


def _is_of_staff(scene: Scene, asked: Asked) -> bool:
    """Whether an item is no number of people beside the staff: it has a kind's name, or its level is none of people."""
    if any(kind.said.search(asked.text) for kind in _KINDS):
        return True
    known = scene.level(asked, scene.target())
    unit = quantity.unit(known.fact.unit) if known is not None and known.fact.unit else None
    return unit is None or unit.base != "人"


def _nothing_else(scene: Scene, kind: _Kind) -> bool:
    """Whether no other word narrows a kind: 窗口在岗的 are some of them."""
    return all(kind.said.search(word) or word.endswith("系统") or _HELD.fullmatch(word) for word in scene.query.rest)


def _values(told: Sequence[Known]) -> set[Decimal | None]:
    return {known.fact.value for known in told}


def _counted(scene: Scene, holding: Holding, kind: _Kind, year: int) -> Iterator[Known]:
    """The numbers of one kind of people in a year, or at the end of the one before in that year's disclosure."""
    for known in holding.known:
        fact = known.fact
        unit = quantity.unit(fact.unit) if fact.unit else None
        if fact.measure != "count" or fact.value is None or unit is None or unit.base != "人" or not fact.row:
            continue
        if fact.project or fact.indicator is not None or fact.direction:
            continue
        if not unmodified(fact, scene.query.text):
            continue
        before = fact.year == year - 1 and holding.record.year == year
        if (fact.year == year or before) and kind.label.fullmatch(terms.normalise(fact.row[-1])):
            yield known
