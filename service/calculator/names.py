"""The names that a text uses, against those that the disclosures have: organisations, projects in quotes, years of books."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from ingest import terms
from service.calculator.assertion import Assertion, Finding, asserted, holds, unconfirmed
from service.calculator.heard import Heard
from service.calculator.verify import same_organisation

_QUOTED = re.compile(r"[“「『\"](?P<name>[^“”「」『』\"\n，。；]{3,40})[”」』\"]")
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


class Printed:
    """All words that the disclosures print, folded when they are first looked through."""

    def __init__(self, heard: Heard, prose: Sequence[str]) -> None:
        """Take the facts of a text's disclosures, and the words that no fact bears."""
        self._heard = heard
        self._prose = prose

    @cached_property
    def _words(self) -> Sequence[str]:
        facts = (*self._heard.ledger.facts, *self._heard.ledger.without_number)
        words = {label for fact in facts for label in (*fact.row, *fact.column, *(fact.project or ()))}
        words |= {fact.quote for fact in facts if fact.source == "narrative"}
        return [terms.normalise(word) for word in (*words, *self._prose) if word]

    def has(self, name: str) -> bool:
        """Whether a name is printed somewhere."""
        folded = terms.normalise(name)
        return any(folded in words for words in self._words)


def check(heard: Heard, prose: Sequence[str] = ()) -> Iterator[Assertion]:
    """A finding for each name; `prose` are the disclosures' own words."""
    seen: set[str] = set()
    printed = Printed(heard, prose)
    found = (*_organisations(heard, printed), *_projects(heard, printed), *_books(heard))
    for start, end, name, finding in found:
        if name not in seen:
            seen.add(name)
            yield asserted(heard.text, start, end, "name", finding)


def _organisations(heard: Heard, printed: Printed) -> Iterator[tuple[int, int, str, Finding]]:
    """The bodies whose disclosures are held, and units that these speak of themselves."""
    known = list(dict.fromkeys(heard.ledger.organisations.values()))
    if not known and heard.context.organisation:
        known = [heard.context.organisation]

    def finding(name: str) -> Finding:
        for body in known:
            if same_organisation(name, body):
                return holds(f"收录了{body}的披露")
        return holds("披露中有此名称") if printed.has(name) else unconfirmed(f"没有收录“{name}”的披露")

    for statement in heard.said:
        named = _LEADING.sub("", statement.organisation or "")
        if named and (at := heard.text.rfind(named, 0, statement.start + len(named))) >= 0:
            yield at, at + len(named), named, finding(named)


def _projects(heard: Heard, printed: Printed) -> Iterator[tuple[int, int, str, Finding]]:
    """Names in quotes that the words around call a project: 实施“…”“…”等项目."""
    for match in _QUOTED.finditer(heard.text):
        name = terms.normalise(match["name"])
        called = (
            _CLOSING.search(name)
            or _AFTER.match(heard.text, match.end())
            or _BEFORE.search(heard.text[: match.start()])
        )
        if not called or len(name) < _LEAST or terms.concept(name):
            continue
        bare = re.sub("(?:项目|工程)$", "", name)
        found = printed.has(name) or (len(bare) >= _LEAST and printed.has(bare))
        finding = holds("披露中有此名称") if found else unconfirmed(f"披露中没有“{match['name']}”")
        yield match.start("name"), match.end("name"), name, finding


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
