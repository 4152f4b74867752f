"""What one of something gets or costs is asked for, or printed: 处理一吨湿垃圾补多少钱, 每人每月200元."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest import quantity
from ingest.model import Fact

# What there is one of, as questions and texts name it. 一个项目 and 一次 are as often this project and this time.
_PEOPLE = "人|名|位|生|个人|个[一-鿿]{0,3}(?:人员|学生|老师|教师|职工|干部|儿童|老人|员|者|师|生|户主)"
_THINGS = "户|吨|亩|辆|间|公里|千米|平方米|平米|套|台|份|餐|客|只|株|棵|座|处|村|个村|社区|个社区|个班|班|所|家"
_ONE = re.compile(rf"(?:每|(?<![哪另有这那同第某之])一)(?P<one>{_PEOPLE}|{_THINGS})(?!次|共|起|直|样|致|般|小数|数)")
_PRINTED = re.compile(rf"每(?P<each>{_PEOPLE}|{_THINGS})(?!次)|(?P<mean>[人户生车])均")
_TIMES = re.compile("(?:每一?个?|一个?)(?P<time>月|学?年|天|日|次)")
# What somebody is handed out or paid in a month is each one's: 一个月能领多少, 护林员每月工资.
_HANDED_OUT = re.compile(
    "(?:每|一)(?:个?月|天|日)[^，。？?]{0,4}(?:领|拿|到手|工资|报酬|薪|待遇)|(?:工资|报酬|薪酬|薪水|待遇)(?:是|有)?(?:每|一)个?月"
    # What is handed out to persons is each one's, too: 生活补贴，那个一个月是多少.
    "|(?:补贴|补助|津贴|救助金?|低保金?|生活费|护理费|抚恤金?|助学金)(?:标准)?[，,]?(?:那个|这个|现在|目前|如今)?(?:是|有|发)?(?:每|一)个?月"
)
_MONEY = re.compile("多少|几|标准")
_NO_MONEY = re.compile("(?:多少|几)(?:[个名位人户辆吨亩间次件批]|平|公里)|平均|均摊|分摊|摊|合(?=多少|几)")
_EACH = re.compile(rf"每(?:{_PEOPLE}|{_THINGS}|月|学?年|天|日)(?:每?(?:个?月|学?年|天|日))?")
_CLAUSE = re.compile("[，。；：:\n]")


def asks(text: str) -> bool:
    """Whether what one of something gets or costs is asked for, and no mean that is to be reckoned."""
    return bool((_ONE.search(text) or _HANDED_OUT.search(text)) and _MONEY.search(text) and not _NO_MONEY.search(text))


def without(text: str) -> str:
    """A text with blanks for what it says there is one of, and for how long."""
    return _TIMES.sub(" ", _ONE.sub(" ", text))


def kinds_asked(text: str) -> frozenset[str]:
    """What the text asks for one of; people where it names nothing: 一个月能领多少."""
    return frozenset(_kind(hit["one"]) for hit in _ONE.finditer(text)) or frozenset({"人"})


def is_told(text: str, facts: Iterable[Fact]) -> bool:
    """Whether a figure of one of what the text asks for is among those told."""
    return asks(text) and any(fits(text, fact) for fact in facts)


def fits(text: str, fact: Fact) -> bool:
    """Whether a printed figure is of one of what the text asks for, and for the time that it asks for: 一个月."""
    kind = kind_of(fact)
    if kind is None or kind not in kinds_asked(text):
        return False  # as nearly all figures are: their words need not be looked at
    return set(_TIMES.findall(text)) <= {*_TIMES.findall(each(fact)), *_units_below(fact)}


def clauses_that_fit(text: str, printed: str) -> list[str]:
    """The clauses of words in a table that print money of one of what a text asks for, and for the time that it asks for."""
    return [
        clause
        for clause in _CLAUSE.split(printed)
        if (hit := _PRINTED.search(clause)) and hit["each"] and _kind(hit["each"]) in kinds_asked(text)
        and _AMOUNT.search(clause, hit.end()) and set(_TIMES.findall(text)) <= set(_TIMES.findall("".join(_EACH.findall(clause))))
    ]  # fmt: skip


_AMOUNT = re.compile(r"\d(?:\.\d+)?万?元")


def kind_of(fact: Fact) -> str | None:
    """What a printed figure is of one of; None where it is of no one thing, or no money."""
    unit = quantity.unit((fact.unit or "").partition("/")[0] or None)
    if unit is None or unit.base != "元":
        return None
    if one := next((part for part in _units_below(fact) if part not in ("年", "月", "天", "日")), None):
        return _kind(one)
    said = (each(fact), clause_of(fact)[-_RIGHT_BEFORE:], fact.row[-1] if fact.row else "")
    hit = next(filter(None, map(_PRINTED.search, said)), None)
    return _kind(hit["each"] or hit["mean"]) if hit else None


_RIGHT_BEFORE = 3  # characters that lead from 人均 to its figure: 人均约5万元/年


def _units_below(fact: Fact) -> list[str]:
    """What a unit is by: 人 and 年 of 元/人·年."""
    return [part for part in re.split("[·/]", (fact.unit or "").partition("/")[2]) if part]


def each(fact: Fact) -> str:
    """How the text says what a figure is of: 每人每月; nothing where it does not."""
    hits = _EACH.findall(clause_of(fact)) or _EACH.findall(fact.row[-1] if fact.row else "")
    return hits[-1] if hits else ""


def clause_of(fact: Fact) -> str:
    """What stands before a figure in its clause."""
    return _CLAUSE.split(fact.quote[: fact.span[0]])[-1] if fact.span else ""


def _kind(one: str) -> str:
    """What is counted alike: 名, 位 and 学生 as people, 个村 as 村."""
    return "人" if re.fullmatch(_PEOPLE, one) else one.removeprefix("个").replace("千米", "公里")
