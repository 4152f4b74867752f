"""Whose disclosure it is, of which year, budget or final account, of a department or of one unit.

Told by the title first, then by the tables' titles and by the lines that say who filled them in. What none of them
says is None, and so is what title and tables tell differently: a person is asked then, nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.captions import compact, heading_of
from ingest.headings import numbering
from ingest.model import Kind, Scope

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_LOOSE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年|度|部门|单位|预算|决算)")
_PUBLISHED = re.compile(r"(?:预算|决算)")
_LONGEST_TITLE_LINE = 50
_CONTENTS = re.compile(r"目录")
_TITLE_LINES = 14
_BODY = (
    r"(?:局|委|会|办公室|办|厅|院|所|中心|站|处|队|部|署|社|馆|校|学|幼儿园|政府|街道|镇|乡|团|政协|人大|"
    r"公司|台|室|基地|园|司|集团|库|网|厂|场|机关)"
)
_ORGANISATION = re.compile(
    rf"[\u3400-\u9fff（）()“”·、\dA-Za-z]{{2,50}}?{_BODY}(?:[（(](?:本级|本部|部门|单位|汇总|机关|本级机关)[）)])?"
)
_NAME = re.compile(r"[\u3400-\u9fff（）()“”·]{5,40}")
_REGION = re.compile(r"[\u3400-\u9fff]{1,12}(?:省|市|区|县|州|盟|旗|自治区|自治州|自治县)(?:级|本级)?")
_SUFFIX = re.compile(r"[（(](?P<word>本级|本部|部门|单位|汇总|机关|本级机关)[）)]$")
# A closing remark in brackets is not part of a name: （虚构示例）, （草案）.
_ASIDE = re.compile(r"[（(][^（）()]*[)）]$")
_SCOPES: dict[str, Scope] = {
    **dict.fromkeys(("本级", "本部", "机关", "本级机关", "单位"), "unit"),
    **dict.fromkeys(("部门", "汇总"), "department"),
}
_WHOSE_TABLE = re.compile(r"(部门|单位)(?:财务)?(?:收支|收入|支出)(?:预算|决算)?总表")
_PREFIX = re.compile(r"^(?:附件\d*[:：]?|关于(?:公开|公布|印发)?|20\d\d\s*年(?:度)?|第[一二三四五六七八九十]+部分)\s*")
_SEVERAL = 3  # as many tables as it takes to contradict a title
_DROPPED = re.compile(r"[-_*#\s]+$|^[-_*#\s]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who, when, what; `title` is the title as the first page has it.

    `disputed` are the fields that title and tables tell differently; they are None.
    """

    title: str
    organisation: str | None
    year: int | None
    kind: Kind | None
    scope: Scope | None
    disputed: tuple[str, ...] = ()


def identify(
    lines: Sequence[str], headings: Sequence[str], filled_by: Sequence[str], filler_labels: Sequence[str] = ()
) -> Identity:
    """The identity told by the first lines of a file, the titles of its tables, and who filled the tables in.

    `filler_labels` are what the tables call who filled them in: 部门 and 编制部门, or 单位 and 编制单位.
    """
    title, before = _title(lines)
    named = title or ""
    stems = [compact(heading) for heading in headings]
    organisation = _organisation(named, before, lines, stems, filled_by)
    full = named
    if organisation and named and organisation not in compact(named) and before and organisation in compact(before):
        full = compact(before) + named
    suffix = _SUFFIX.search(organisation or "")
    bare = _ASIDE.sub("", _SUFFIX.sub("", organisation)) if organisation else None
    year = _year(named, before, stems)
    disputes = {
        "organisation": bool(bare) and len(filled_by) >= len(stems) and _filled_by_another(bare or "", filled_by),
        "year": year is not None and _of_other_year(year, stems),
        "kind": _of_other_kind(named, stems),
    }
    return Identity(
        title=full or (bare or "") or (stems[0] if stems else ""),
        organisation=None if disputes["organisation"] else bare,
        year=None if disputes["year"] else year,
        kind=None if disputes["kind"] else _kind(named, stems, lines),
        scope=_scope(named, suffix["word"] if suffix else None, stems, lines, filled_by)
        or ("department" if filler_labels and all("部门" in label for label in filler_labels) else None),
        disputed=tuple(field for field, disputed in disputes.items() if disputed),
    )


def _of_other_year(year: int, stems: Sequence[str]) -> bool:
    """Whether the tables' titles all tell one other year."""
    told = [int(found[1]) for text in stems if (found := _YEAR.search(text))]
    return len(told) >= _SEVERAL and set(told) == {told[0]} != {year}


def _of_other_kind(title: str, stems: Sequence[str]) -> bool:
    """Whether the title tells budget or final account, and every table's title the other."""
    told = {"决算" in text for text in stems if _PUBLISHED.search(text)}
    if len(stems) < _SEVERAL or len(told) != 1 or ("预算" in title) == ("决算" in title):
        return False
    return told != {"决算" in title}


def _filled_by_another(name: str, filled_by: Sequence[str]) -> bool:
    """Whether all who filled the tables in are one other body, which no shortening makes of this one.

    A single project's form may be filled in by the unit that carries it out; that disputes nothing.
    """
    named = {_SUFFIX.sub("", compact(body)) for body in filled_by if is_organisation(body)}
    if len(filled_by) < _SEVERAL or len(named) != 1:
        return False
    other = named.pop()
    return not _shortened(name, other) and not _shortened(other, name)


def _shortened(short: str, long: str) -> bool:
    """Whether the characters of one name stand in the other in their order: 市教委 in 某某市教育委员会."""
    rest = iter(long)
    return all(char in rest for char in short)


def is_organisation(text: str) -> bool:
    """Whether a line is nothing but a body's name."""
    text = compact(text)
    return 4 <= len(text) <= 50 and bool(_ORGANISATION.fullmatch(text)) and not _REGION.fullmatch(text)


def _short(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE_LINE and not re.search(r"[。；，,]", line)


def _title(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """The title, joined from as few of the first lines as say year and kind, and the line before it."""
    first: list[str] = []
    for line in lines[:_TITLE_LINES]:
        if _CONTENTS.fullmatch(compact(line)) or ((found := numbering(line)) and found.rank in (0, 2)):
            break  # the title page ends where contents or chapters begin
        first.append(compact(line))
    first = first or [compact(line) for line in lines[:3]]
    for complete in (_is_titled, _is_published):
        for at in range(len(first)):
            for size in range(1, 5):
                window = first[at : at + size]
                if len(window) < size or not all(map(_short, window)) or any(mark in "".join(window) for mark in "：:"):
                    break
                if not complete("".join(window)):
                    continue
                # A line that is a whole title by itself needs none of the lines above it.
                whole = next((line for line in window if complete(line) and is_organisation(_in_front(line))), None)
                return whole or "".join(window), first[at - 1] if at and _short(first[at - 1]) else None
    return None, None


def _is_titled(text: str) -> bool:
    return bool(_PUBLISHED.search(text) and _LOOSE_YEAR.search(text))


def _is_published(text: str) -> bool:
    return bool(re.search(r"(?:部门|单位)(?:预算|决算)|(?:预算|决算)(?:公开|情况|说明)", text))


def _year(title: str, before: str | None, stems: Sequence[str]) -> int | None:
    for text in (title, before or ""):
        if stated := _LOOSE_YEAR.search(text):
            return int(stated[1])
    years = Counter(found[1] for text in stems if (found := _YEAR.search(text)))
    if years:
        ranked = years.most_common(2)
        if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
            return int(ranked[0][0])
    return None


def _kind(title: str, stems: Sequence[str], lines: Iterable[str]) -> Kind | None:
    # A final account names the budget too (一般公共预算财政拨款支出决算表), a budget never a 决算 in its titles.
    if "决算" in title:
        return "final_accounts"
    if "预算" in title:
        return "budget"
    final = sum("决算" in stem for stem in stems)
    budget = sum("预算" in stem and "决算" not in stem for stem in stems)
    if final or budget:
        return "final_accounts" if final >= budget else "budget"
    words = Counter(word for line in lines for word in re.findall(r"部门(?:预算|决算)|单位(?:预算|决算)", line))
    final = sum(count for word, count in words.items() if word.endswith("决算"))
    budget = sum(count for word, count in words.items() if word.endswith("预算"))
    if bool(final) == bool(budget):
        return None
    return "final_accounts" if final else "budget"


def _scope(
    title: str, suffix: str | None, stems: Sequence[str], lines: Iterable[str], filled_by: Sequence[str]
) -> Scope | None:
    if re.search(r"[（(]本级[）)]|本级(?:部门)?(?:预算|决算)|单位(?:预算|决算)|(?:本级|机关本级)\d{4}", title):
        return "unit"
    if re.search(r"部门(?:预算|决算|预决算)|[（(](?:部门|汇总)[）)]", title):
        return "department"
    # The tables say whose they are (部门收支总表); who filled a project's form in says only who carries it out.
    named = {hit[1] for stem in stems if (hit := _WHOSE_TABLE.search(stem))}
    if len(named) == 1:
        return _SCOPES[named.pop()]
    if suffix:
        return _SCOPES[suffix]
    text = "\n".join([*stems, *lines])
    unit, department = (len(re.findall(rf"{word}(?:预算|决算)", text)) for word in ("单位", "部门"))
    if filled_by and not department and all("本级" in name or "单位" in name for name in filled_by):
        return "unit"
    if bool(unit) == bool(department):
        return None
    return "unit" if unit else "department"


def _organisation(
    title: str, before: str | None, lines: Sequence[str], stems: Sequence[str], filled_by: Sequence[str]
) -> str | None:
    for candidate in (_in_front(title), before or ""):
        name = compact(_DROPPED.sub("", candidate))
        if is_organisation(name):
            return name
    # In its place in the title a name is known even where its last word is none of the usual ones.
    front = compact(_DROPPED.sub("", _in_front(title)))
    if _NAME.fullmatch(front) and not _REGION.fullmatch(front) and _LOOSE_YEAR.search(title):
        return front
    for line in lines[:_TITLE_LINES]:
        if (
            hit := re.match(r"(?:预算|决算)?(?:主管)?(?:部门|单位)(?:名称)?\s*[:：]\s*(\S.*)$", line.strip())
        ) and is_organisation(hit[1]):
            return compact(hit[1])
    names = Counter(compact(name) for name in filled_by if is_organisation(name))
    if names:
        return names.most_common(1)[0][0]
    fronts = Counter(front for text in stems if is_organisation(front := _front_of_table(text)))
    if fronts and fronts.most_common(1)[0][1] >= 2:
        return fronts.most_common(1)[0][0]
    return None


def _in_front(title: str) -> str:
    """What stands before year and kind in a title: “示例市某局2024年度部门决算” -> “示例市某局”."""
    text = compact(title)
    while (shorter := _PREFIX.sub("", text)) != text:
        text = shorter
    hit = re.search(
        r"(?:19|20)\d\d\s*(?:年|度|部门|单位)|(?:年度)?(?:区级|市级|县级|省级)?(?:部门|单位)?(?:预算|决算)", text
    )
    return text[: hit.start()].strip("的 ") if hit else text


def _front_of_table(heading: str) -> str:
    """The body that a table's title begins with, if it does."""
    text = heading_of(heading)
    hit = re.search(
        r"(?:19|20)\d\d\s*年|财政拨款|一般公共预算|政府性基金|国有资本|部门|单位|收入|支出|收支|“三公”|基本支出|项目|整体|采购",
        text,
    )
    return text[: hit.start()] if hit else ""
