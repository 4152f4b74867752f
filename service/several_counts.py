"""Several things whose numbers are asked for in one breath: 有多少张床，住了多少人，又雇了多少编外人员. Pure.

Each is asked by itself and told, or told not to be printed; the number of one is never given for the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import units
from service.blanking import MASK
from service.draft import Draft, Piece, Quoted, Stated

_MEASURE = "人次|批次|[人名位个辆张户所间台套家件条处座株栋幢次]"
_VERB = "(?:现有|共有|[有设住雇聘请招养收开配带是共在])"
_FURTHER = "[，,、；;？?]|(?:又|还|和|以及|另外|同时)"
# A number behind a verb or before the thing, 雇了多少编外人员, or behind the thing, 退休多少人.
_BEFORE = re.compile(rf"^(?P<verb>{_VERB}?)(?:了|着|过)?(?:多少|几)(?P<unit>{_MEASURE})?(?P<name>[一-鿿]{{1,8}})$")
_BEHIND = re.compile(
    rf"^(?P<name>[一-鿿（）()]{{2,10}}?)(?:一共|总共|分别|各|现|共|有|是)*(?:多少|几)(?P<unit>{_MEASURE})$"
)
_CUE = re.compile("多少|几")
_NO_COUNT = re.compile("多少(?:钱|[万千亿]?元|万)|[钱元费款]|经费|支出|收入|预算|决算|资金|平均|每|比|占|哪|为什么|差")
_OF_A_FILE = re.compile(rf"[{MASK}\d年度]*(?:部门|单位)?(?:预算|决算)(?:里|中|上)?的?[？?。]?$")  # …？2021年预算里的
_LEADS = re.compile(f"^(?:[{MASK}\\s年的，,]|到?年?[底末]|目前|现在|一共|总共|全年|单位|本部门|它)+")
_PEOPLE = re.compile("[员生师]$|老师|老人|职工|孩子|儿童|干部|村民|居民")
# Who lives in a house, by what such houses call them.
_LIVING = re.compile("^(?:在|入|收|居)?住(?:了|着)?(?:多少|几)(?:个|名|位)?(?:人|老人)?$")
_RESIDENTS = ("现有服务对象多少人", "在院服务对象多少人", "入住老人多少人", "供养对象多少人")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things, by its name, with the questions that ask for it alone, the nearest first."""

    name: str
    questions: tuple[str, ...]


def may_ask(text: str) -> bool:
    """Whether a text asks for more than one number."""
    return len(_CUE.findall(text)) >= _FEWEST


def parts(plain: str) -> list[Part]:
    """The things whose numbers are asked for; none where a question asks for fewer than two, or for anything else."""
    plain = _OF_A_FILE.sub("", plain)
    if not may_ask(plain) or _NO_COUNT.search(re.sub(f"[{MASK}]+", "", plain)):
        return []
    found: list[Part] = []
    for clause in re.split(_FURTHER, plain):
        bare = _LEADS.sub("", clause.replace(MASK, " ").strip()).strip(" 呢啊呀。")
        if not _CUE.search(bare):
            continue
        part = _part(bare.split(" ")[-1])
        if part is None:
            return []
        found.append(part)
    return found if len(found) >= _FEWEST and len(found) == len(_CUE.findall(plain)) else []


def _part(clause: str) -> Part | None:
    if _LIVING.match(clause):
        return Part("入住的人", _RESIDENTS)
    if hit := _BEFORE.match(clause):
        unit = hit["unit"] or ("名" if _PEOPLE.search(hit["name"]) else "")
        if hit["name"] == "学生":
            return Part("学生", ("在校学生有多少人", "有多少名学生"))
        return Part(hit["name"], (f"{hit['verb']}多少{unit}{hit['name']}", f"有多少{unit}{hit['name']}"))
    hit = _BEHIND.match(clause)
    return Part(hit["name"], (f"{hit['name']}有多少{hit['unit']}",)) if hit else None


def is_told(draft: Draft | None) -> bool:
    """Whether one number of things is told, or the sentence that tells it."""
    if draft is None or draft.status != "answered":
        return False
    if draft.result is not None:
        if any(fact.project is not None or fact.indicator is not None for fact in draft.result.facts):
            return False  # whom one project reaches are not all that there are
        return not units.is_money(draft.result.unit) and draft.result.unit not in (None, "%")
    stated = [piece for piece in draft.pieces if isinstance(piece, Stated)]
    quoted = [piece for piece in draft.pieces if isinstance(piece, Quoted)]
    return len(stated) == 1 and not quoted and not units.is_money(stated[0].unit)


def told(asked: Sequence[Part], drafts: Sequence[Draft | None]) -> Draft | None:
    """One line for each of the things; None where the number of none is told, or of several the same figure."""
    figures = [d.result or next(p for p in d.pieces if isinstance(p, Stated)) for d in drafts if d is not None]
    if not figures or len({fact.id for figure in figures for fact in figure.facts}) < len(figures):
        return None
    pieces: list[Piece] = []
    for draft in drafts:
        if draft is not None:
            pieces += ["- ", *_lines(draft), "\n"]
    missing = [part.name for part, draft in zip(asked, drafts, strict=True) if draft is None]
    if missing:
        pieces.append(f"{_NOT_FOUND}“{'、'.join(missing)}”的数。")
    notices = tuple(notice for draft in drafts if draft is not None for notice in draft.notices)
    return Draft("answered", tuple(pieces), notices=tuple(dict.fromkeys(notices)), by_words=True)


_NOT_FOUND = "没有找到"


def tells_each(draft: Draft) -> bool:
    """Whether an answer has a line for each of several things."""
    words = [piece for piece in draft.pieces if isinstance(piece, str)]
    return draft.by_words and sum(piece == "- " or piece.startswith(_NOT_FOUND) for piece in words) >= _FEWEST


def tells_all(draft: Draft) -> bool:
    """Whether no number that is asked for is missing."""
    return not any(isinstance(piece, str) and piece.startswith(_NOT_FOUND) for piece in draft.pieces)


def _lines(draft: Draft) -> list[Piece]:
    """An answer without the mark that opens a list, and the line that it ends with."""
    pieces = [piece for piece in draft.pieces if piece not in ("\n", "- ")]
    first = pieces[0]
    return [first.removeprefix("- "), *pieces[1:]] if isinstance(first, str) else pieces
