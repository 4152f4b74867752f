"""The lines around a table: its title, its unit line, who filled it in, its notes.

They stand above or below the table as lines of text, or inside its grid as rows of one cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_MONEY = r"(?:人民币)?\s*(?:万亿元|亿元|千万元|百万元|万元|千元|元)"
_UNIT_LINE = re.compile(
    rf"[（(\[【]?\s*(?:金额)?单位\s*[:：]?\s*(?P<unit>{_MONEY})\s*(?:[、，,/；;]\s*[^\s）)]{{1,6}})?\s*[）)\]】]?"
)
_BARE_UNIT = re.compile(rf"[（(]\s*(?P<unit>{_MONEY})\s*[)）]\s*$")
_FILLED_BY = re.compile(
    r"(?P<label>(?:编制|填报|编报|公开|填制|预算|预算主管|主管|申报|项目)?(?:部门|单位)(?:名称|（公章）|\(公章\)|（盖章）)?)\s*[:：]\s*(?P<name>\S.*)$"
)
_FORM_NUMBER = re.compile(
    r"(?:(?:公开|部门公开|预算公开|财决公开|公开表|附件|附表|附|表)\s*[-0-9一二三四五六七八九十]+(?:[-－—]\d+)?\s*(?:表)?\s*[:：]?|\d{1,2}\s*表)"
)
_NOTE = re.compile(r"(?:备\s*注|注\s*释?|说\s*明|附注)\s*\d?\s*[:：]|(?:备注|注)\d?[.、]|[※*]\s*注")
_NO_DATA = re.compile(r"(?:本|此)表(?:为空表|无数据|为空)|无此项")
_TITLE = re.compile(r"(?:总表|明细表|情况表|目标表|自评表|申报表|一览表|公开表|表)(?:\s*[（(][^）)]{1,20}[）)])*\s*$")
_DATE = re.compile(r"(?:编制日期|日期|填报日期)\s*[:：].{0,20}")
# （2025年度） between a form's title and who filled it in.
_PERIOD = re.compile(r"[（(]\s*(?:19|20)\d\d\s*年\s*度?\s*[）)]|(?:19|20)\d\d\s*年度")
_CONTINUED = re.compile(r"[（(]?续(?:表)?[）)]?\s*[一二三四五六七八九十\d]*\s*$")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}\s*[、.．](?!\d))\s*"
)
_TABLE_NUMBER = re.compile(
    r"^(?:附表|公开表|附件|附|表)\s*[-0-9一二三四五六七八九十]+(?:[-－—]\d+)?\s*[:：、.．]?\s*(?=\S)"
)
_SEGMENT = re.compile(
    r"[（(]?(?:(?:编制|填报|编报|公开|填制|预算|预算主管|主管|申报|金额)?(?:部门|单位)(?:名称|（公章）|（盖章）)?)\s*[:：]"
)
_YEAR = re.compile(r"^(?:19|20)\d\d\s*年\s*(?:度)?")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Caption:
    """What the lines above and below a table say of it."""

    heading: str | None = None
    unit: str | None = None
    filled_by: str | None = None
    notes: tuple[str, ...] = ()


def compact(text: str) -> str:
    """A line without the blanks that typesetting put between its characters."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", text.strip())


def unit_of(text: str) -> str | None:
    """The unit that a unit line names: 单位：万元, （单位：元）, 金额单位：万元; also a bare （万元） at the end."""
    hit = _UNIT_LINE.search(text) or _BARE_UNIT.search(text)
    return hit["unit"].replace("人民币", "").strip() if hit else None


def filled_by(text: str) -> str | None:
    """The body named by a line like “编制单位： 001-示例市某局”, its code left out."""
    hit = _FILLED_BY.match(_UNIT_LINE.sub("", text).strip())
    if not hit:
        return None
    name = re.split(r"\s{2,}|\t|　{2,}", hit["name"].strip())[0]
    return re.sub(r"^[0-9A-Za-z]{3,}\s*[-－—]\s*", "", name).strip() or None


def filler_label(text: str) -> str | None:
    """What such a line calls the body: 部门, 编制单位."""
    hit = _FILLED_BY.match(_UNIT_LINE.sub("", text).strip())
    return hit["label"] if hit else None


def filler_line(text: str) -> str | None:
    """The line that says who filled a table in, as printed, its unit left out."""
    return _strip_unit(text).strip() if filled_by(text) else None


def is_note(text: str) -> bool:
    """Whether a line below a table explains it (备注、注、说明) or says that it holds no data."""
    return bool(_NOTE.match(text.strip())) or (len(text) <= _LONGEST and bool(_NO_DATA.search(text)))


def segments(text: str) -> list[str]:
    """A line that holds several captions (title, 编制单位：…, 单位：万元), taken apart."""
    if len(text) > 2 * _LONGEST or text.endswith("。"):
        return [text]
    lead = _FORM_NUMBER.match(text)
    cuts = {0, *(hit.start() for hit in _SEGMENT.finditer(text)), *((lead.end(),) if lead else ())}
    edges = [*sorted(cuts), len(text)]
    return [piece for a, b in pairwise(edges) if (piece := text[a:b].strip())]


def form_number(text: str) -> str | None:
    """The number of a form: 公开03表."""
    return text.strip() if _FORM_NUMBER.fullmatch(text.strip()) else None


def is_title(text: str) -> bool:
    """Whether a line can be the title of a table."""
    bare = _CONTINUED.sub("", _strip_unit(text)).strip()
    return (
        2 <= len(bare) <= _LONGEST
        and bool(_TITLE.search(bare))
        and not any(stop in bare for stop in "。；;！？，：:")
        and not _FORM_NUMBER.fullmatch(bare)
        and not _NO_DATA.search(bare)
    )


def is_caption(text: str) -> bool:
    """Whether a line belongs to a table that follows: unit, form number, who filled it in, date, title."""
    text = text.strip()
    if not text or len(text) > 2 * _LONGEST or text.endswith("。"):
        return False
    pieces = segments(text)
    if len(pieces) > 1:
        return all(map(is_caption, pieces))
    return bool(
        _FORM_NUMBER.fullmatch(text)
        or _UNIT_LINE.fullmatch(text)
        or (filled_by(text) and len(text) <= _LONGEST)
        or _DATE.fullmatch(text)
        or _PERIOD.fullmatch(text)
        or is_title(text)
        or (unit_of(text) and len(text) <= _LONGEST and not re.search(r"[，。；]", text))
    )


def _strip_unit(text: str) -> str:
    return _BARE_UNIT.sub("", _UNIT_LINE.sub("", text)).strip()


def heading_of(text: str) -> str:
    """A table's title line as printed, without unit, list number and 续表."""
    bare = _NUMBERED.sub("", compact(_strip_unit(_TABLE_NUMBER.sub("", text.strip()))))
    return _CONTINUED.sub("", bare).strip()


def stem(heading: str, organisation: str | None) -> str:
    """The title without the organisation's name and without the year in front: what the form itself is called."""
    title = heading
    if organisation:
        at = title.find(compact(organisation))
        if at >= 0:
            title = title[:at] + title[at + len(compact(organisation)) :]
            title = re.sub(r"^[（(](?:本级|部门|单位|汇总|本部)[）)]", "", title)
    title = _YEAR.sub("", title.strip()).strip()
    return title or heading
