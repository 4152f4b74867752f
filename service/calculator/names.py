"""The names that a text uses, against those that the disclosures have: organisations, projects in quotes, years of books."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest import terms
from service.calculator.assertion import Assertion, Finding, asserted, holds, unconfirmed
from service.calculator.heard import Heard
from service.calculator.verify import same_organisation

_QUOTED = re.compile(r"[“「『\"](?P<name>[^“”「」『』\"\n，。；]{3,40})[”」』\"]")
_LISTED = re.compile(r"[、和与及以]*")
_AFTER = re.compile(
    r"(?:(?:[“「『\"][^”」』\"\n]{2,40}[”」』\"])|[、和与及以])*(?:等)?(?:[两二三四五六七八九十\d]+个)?(?:重点|专项|民生|实事)?(?:项目|工程|专项|课题)(?!支出|预算|绩效)"
)
_BEFORE = re.compile(r"(?:项目|工程|专项|课题)(?:名称|名)?(?:有|是|为|包括|：|:|即|叫)*$")
_CLOSING = re.compile(r"(?:项目|工程|专项经费|专项资金|专项|课题|行动计划|补助资金|运行经费)$")
_BOOK = re.compile(
    r"(?P<year>(?:19|20)\d\d)年度?(?:部门|单位)?(?P<kind>预算|决算)(?=公开|已|将|尚|正|全文|报告|说明|编制|草案|信息|情况|$|[，。；：、\n）》])"
)
_LEADING = re.compile("^[即和与及由对经报按]")
_LEAST = 4


def check(heard: Heard, prose: Sequence[str] = (), strangers: Iterable[tuple[int, int]] = ()) -> Iterator[Assertion]:
    """A finding for each name; `prose` are the disclosures' own words, `strangers` places of bodies known to be none of theirs."""
    seen: set[str] = set()
    for start, end, name, finding in (*_organisations(heard, strangers), *_projects(heard, prose), *_books(heard)):
        if name not in seen:
            seen.add(name)
            yield asserted(heard.text, start, end, "name", finding)


def quotes(text: str) -> bool:
    """Whether a text has words in quotes, which may be a name."""
    return bool(_QUOTED.search(text))


def _organisations(heard: Heard, strangers: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, str, Finding]]:
    for start, end in strangers:
        name = heard.text[start:end]
        yield start, end, name, unconfirmed(f"没有收录“{name}”的披露")
    known = list(dict.fromkeys(heard.ledger.organisations.values()))
    if not known and heard.context.organisation:
        known = [heard.context.organisation]
    for statement in heard.said:
        named = _LEADING.sub("", statement.organisation or "")
        if not named or (at := heard.text.rfind(named, 0, statement.start + len(named))) < 0:
            continue
        held = [body for body in known if same_organisation(named, body)]
        finding = holds(f"收录了{held[0]}的披露") if held else unconfirmed(f"没有收录“{named}”的披露")
        yield at, at + len(named), named, finding


def _projects(heard: Heard, prose: Sequence[str]) -> Iterator[tuple[int, int, str, Finding]]:
    """Names in quotes that the words around call a project: 实施“…”“…”等项目."""
    printed: list[str] | None = None
    for match in _QUOTED.finditer(heard.text):
        name = terms.normalise(match["name"])
        called = (
            _CLOSING.search(name)
            or _AFTER.match(heard.text, match.end())
            or _BEFORE.search(heard.text[: match.start()])
        )
        if not called or len(name) < _LEAST or terms.concept(name):
            continue
        if printed is None:
            printed = _printed(heard, prose)
        bare = re.sub("(?:项目|工程)$", "", name)
        found = any(name in words or (len(bare) >= _LEAST and bare in words) for words in printed)
        finding = holds("披露中有此名称") if found else unconfirmed(f"披露中没有“{match['name']}”")
        yield match.start("name"), match.end("name"), name, finding


def _printed(heard: Heard, prose: Sequence[str]) -> list[str]:
    facts = (*heard.ledger.facts, *heard.ledger.without_number)
    words = {label for fact in facts for label in (*fact.row, *fact.column, *(fact.project or ()))}
    words |= {fact.quote for fact in facts if fact.source == "narrative"}
    return [terms.normalise(word) for word in (*words, *prose) if word]


def _books(heard: Heard) -> Iterator[tuple[int, int, str, Finding]]:
    """2022年部门决算: a disclosure that holds figures of that year, of that kind."""
    for match in _BOOK.finditer(heard.text):
        year, actual = int(match["year"]), match["kind"] == "决算"
        years = heard.ledger.years_of(actual=actual)
        name = match.group()
        if year in years:
            finding = holds(f"披露中有{name}的数")
        else:
            held = "、".join(map(str, sorted(years)))
            kind = match["kind"]
            finding = unconfirmed(
                f"没有收录{year}年的{kind}" + (f"，只有{held}年的" if held else f"，也没有其他年份的{kind}")
            )
        yield match.start(), match.end(), name, finding
