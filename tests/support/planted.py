"""One error planted in an invented disclosure: what was changed, which rules must say so, what they must point to.

Only what the disclosure states twice is changed, by its form and not by what any rule can see: a 款 is the sum of its 项,
a text repeats its table, 增加 stands beside 增长. The change is larger than rounding could explain.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.model import Fact
from service.calculator.tieout import Finding
from tests.support.invented import Disclosure

_CODE = re.compile(r"^\d{3}(?:\d{2}){0,2}$")
_NUMBER = re.compile(r"^-?\d{1,3}(?:,?\d{3})*(?:\.\d+)?$")
_SUMS = frozenset({
    "R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R12", "R13", "R14", "R15", "R16", "R17", "R18",
    "R19", "R21", "R22", "R24", "R44", "R45", "R47", "R48", "R49", "R50", "R51",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with one error: of which kind, the words that were changed to, the rules that may be the one to say so."""

    kind: str
    text: str
    mark: str
    rules: frozenset[str]

    def found_by(self, findings: Sequence[Finding]) -> Finding | None:
        """A finding of the right rule that points to the changed place and to another."""
        return next((f for f in findings if f.broken and f.rule in self.rules and self._points(f)), None)

    def _points(self, finding: Finding) -> bool:
        return len(finding.places) >= 2 and any(self._is(place) for place in finding.places)

    def _is(self, place: object) -> bool:
        if not isinstance(place, Fact):
            return self.mark in place.text  # type: ignore[attr-defined]
        said = "".join((place.quote, *place.column, *place.section))
        return self.mark in said or self.mark.replace(",", "") in place.quote.replace(",", "")


@dataclass
class _Text:
    """The lines of a disclosure, some of which are rows of tables."""

    lines: list[str]

    @classmethod
    def of(cls, disclosure: Disclosure) -> _Text:
        return cls(disclosure.text.split("\n"))

    def cells(self) -> Iterator[tuple[int, list[str]]]:
        """The rows of tables with their line numbers."""
        for at, line in enumerate(self.lines):
            if "\t" in line and "：" not in line.split("\t")[-1]:
                yield at, line.split("\t")

    def sentences(self) -> Iterator[tuple[int, str]]:
        """The lines of the narrative."""
        for at, line in enumerate(self.lines):
            if "\t" not in line and "。" in line:
                yield at, line

    def put(self, at: int, line: str) -> str:
        """The text with one line changed."""
        return "\n".join([*self.lines[:at], line, *self.lines[at + 1 :]])


def altered(number: str, choice: random.Random) -> str | None:
    """A printed number with one of its leading digits changed, its form kept; None where it is too small to matter."""
    whole = number.partition(".")[0]
    digits = [at for at, char in enumerate(whole) if char.isdigit()]
    value = Decimal(number.replace(",", ""))
    if value < (2 if "." in number else 20_000):
        return None
    usable = digits[: max(1, len(digits) - (0 if "." in number else 4))]
    at = choice.choice(usable)
    other = choice.choice([d for d in "123456789" if d != number[at]])
    return number[:at] + other + number[at + 1 :]


def _in_row(cells: list[str], column: int, new: str) -> str:
    return "\t".join([*cells[:column], new, *cells[column + 1 :]])


def _numbers(cells: Sequence[str]) -> list[int]:
    return [at for at, cell in enumerate(cells) if _NUMBER.match(cell) and not _CODE.match(cell) and at > 0]


def _is_item(cells: Sequence[str]) -> bool:
    """Whether a row is one of a table by code, of its last level or above it."""
    first = (
        "".join(cells[:3]) if all(re.fullmatch(r"\d{2,3}", c) or not c for c in cells[:3]) and cells[0] else cells[0]
    )
    return bool(_CODE.match(first))


def amount(text: _Text, choice: random.Random) -> tuple[str, str] | None:
    """An amount of one row of a table by code."""
    rows = [(at, cells) for at, cells in text.cells() if _is_item(cells)]
    return _changed_cell(text, rows, choice)


def total(text: _Text, choice: random.Random) -> tuple[str, str] | None:
    """An amount of a row of totals."""
    labels = {"合计", "总计", "收入合计", "支出合计", "收入总计", "支出总计", "本年收入合计", "本年支出合计"}
    rows = [(at, cells) for at, cells in text.cells() if labels & set(cells) and "货物" not in text.lines[at + 1]]
    rows = [(at, cells) for at, cells in rows if not any("采购" in line for line in text.lines[max(0, at - 6) : at])]
    return _changed_cell(text, rows, choice)


def _changed_cell(text: _Text, rows: Sequence[tuple[int, list[str]]], choice: random.Random) -> tuple[str, str] | None:
    offered = [(at, cells, column) for at, cells in rows for column in _numbers(cells)]
    choice.shuffle(offered)
    for at, cells, column in offered:
        if new := altered(cells[column], choice):
            return text.put(at, _in_row(cells, column, new)), new
    return None


def shifted(text: _Text, choice: random.Random) -> tuple[str, str] | None:
    """The amounts of a table by code, moved one row down against their labels."""
    runs: list[list[tuple[int, list[str]]]] = []
    for at, cells in text.cells():
        if not _is_item(cells):
            continue
        if runs and runs[-1][-1][0] == at - 1 and len(runs[-1][-1][1]) == len(cells):
            runs[-1].append((at, cells))
        else:
            runs.append([(at, cells)])
    runs = [run for run in runs if len(run) > 4 and len({tuple(cells[-3:]) for _, cells in run}) > 3]
    if not runs:
        return None
    run = choice.choice(runs)
    names = next(at for at, cell in enumerate(run[0][1]) if re.search("[一-鿿]", cell)) + 1
    values = [cells[names:] for _, cells in run]
    moved = [values[-1], *values[:-1]]
    lines = list(text.lines)
    for (at, cells), own in zip(run, moved, strict=True):
        lines[at] = "\t".join([*cells[:names], *own])
    mark = max((cell for cells in values for cell in cells if _NUMBER.match(cell)), key=len)
    return "\n".join(lines), mark


def _in_sentence(
    text: _Text, pattern: str, change: Callable[[re.Match[str]], str | None], choice: random.Random
) -> tuple[str, str] | None:
    """A sentence in which what the pattern matches is changed; the mark is the changed clause."""
    offered = [(at, line, hit) for at, line in text.sentences() for hit in re.finditer(pattern, line)]
    choice.shuffle(offered)
    for at, line, hit in offered:
        new = change(hit)
        if new is not None and new != hit[0]:
            return text.put(at, line[: hit.start()] + new + line[hit.end() :]), new
    return None


def _percent(hit: re.Match[str], choice: random.Random) -> str:
    value = Decimal(hit["value"])
    other = value + choice.choice([Decimal(-2), Decimal(2), Decimal("1.1"), Decimal("3.07")])
    return hit[0].replace(hit["value"], str(abs(other)))


def percent(text: _Text, choice: random.Random) -> tuple[str, str] | None:
    """A share, or a rate of growth."""
    pattern = r"(?:增长|下降|占(?:本年支出合计的)?)(?P<value>\d+\.\d\d)%"
    return _in_sentence(text, pattern, lambda hit: _percent(hit, choice), choice)


def execution(text: _Text, choice: random.Random) -> tuple[str, str] | None:
    """完成率."""
    return _in_sentence(text, r"完成(?:年初)?预算的(?P<value>\d+\.\d\d)%", lambda hit: _percent(hit, choice), choice)


def direction(text: _Text, choice: random.Random) -> tuple[str, str] | None:
    """增加 for 减少 beside a rate, or beside the figures of both years; 大于 for 小于 the budget."""
    turned = {"增加": "减少", "减少": "增加", "大于": "小于", "小于": "大于"}

    def flipped(hit: re.Match[str]) -> str:
        return hit[0].replace(hit["word"], turned[hit["word"]], 1)

    patterns = [r"(?P<word>增加|减少)(?!0\.00)[\d,.]+万元，(?:增长|下降)(?!0\.00)[\d.]+%"]
    if any("决算" in line for line in text.lines[:1]):
        # 完成 100.00%: too near to tell; and 等于 has no other word
        patterns.append(r"(?<!完成年初预算的100\.00%。)决算数(?P<word>大于|小于)预算数")
    elif any(line.count("年预算数\t") == 2 for line in text.lines):
        patterns.append(r"公务用车运行维护费[\d,.]+万元，比[^，]{2,12}(?P<word>增加|减少)(?!0\.00)[\d,.]+万元")
        patterns.append(r"“三公”经费预算[\d,.]+万元，比[^，]{2,12}(?P<word>增加|减少)(?!0\.00)[\d,.]+万元")
    choice.shuffle(patterns)
    for pattern in patterns:
        if found := _in_sentence(text, pattern, flipped, choice):
            return found
    return None


def year(text: _Text, choice: random.Random) -> tuple[str, str] | None:
    """A year left over from another edition: of a table's title or head, of a base of comparison, of a statement."""
    own = next((int(hit[1]) for hit in re.finditer(r"(20\d\d)年", text.lines[0])), None)
    if own is None:
        return None
    older = f"{own - 2}年"
    offered: list[tuple[int, str]] = []
    for at, line in enumerate(text.lines):
        if re.match(rf"#* ?{own}年.*表$", line):
            offered.append((at, line.replace(f"{own}年", older, 1)))
        elif "\t" in line and re.search(rf"{own}年(?:预算数|收入|基本支出)", line):
            offered.append((at, line.replace(f"{own}年", older)))
        elif "\t" not in line and (hit := re.search(rf"比{own - 1}年", line)):
            offered.append((at, line[: hit.start()] + f"比{own - 2}年" + line[hit.end() :]))
    if any("决算" in line for line in text.lines[:1]):
        found = _in_sentence(
            text, rf"^{own}年度(?=(?:收入|支出)合计|一般公共预算财政拨款基本支出)", lambda _: f"{own - 1}年度", choice
        )
        if found and choice.random() < 0.6:
            return found
    if not offered:
        return None
    at, line = choice.choice(offered)
    return text.put(at, line), re.findall(rf"{own - 2}年", line)[0]


def repeated(text: _Text, choice: random.Random) -> tuple[str, str] | None:
    """One of two places of the narrative that state one amount."""
    patterns = (
        r"一般公共预算财政拨款支出(?P<n>[\d,]+\.\d\d)万元，占",
        r"(?:收入|支出)预算总计(?P<n>[\d,]+\.\d\d)万元",
        r"涉及一般公共预算财政拨款(?P<n>[\d,]+\.\d\d)万元",
        r"财政拨款(?:收入|支出预算)(?P<n>[\d,]+\.\d\d)万元，比",
        r"(?:收入|支出)合计(?P<n>[\d,]+\.\d\d)万元，其中",
    )
    for pattern in choice.sample(patterns, len(patterns)):

        def change(hit: re.Match[str]) -> str | None:
            new = altered(hit["n"], choice)
            return hit[0].replace(hit["n"], new) if new else None

        if found := _in_sentence(text, pattern, change, choice):
            return found
    return None


def pair(text: _Text, choice: random.Random) -> tuple[str, str] | None:
    """Budgeted and spent exchanged, or one of the two changed."""
    exchange = choice.random() < 0.5

    def change(hit: re.Match[str]) -> str | None:
        plan, spent = Decimal(hit["plan"].replace(",", "")), Decimal(hit["spent"].replace(",", ""))
        if exchange and abs(plan - spent) > plan / 50 and plan > 1:
            return f"预算为{hit['spent']}万元，支出决算为{hit['plan']}万元"
        new = altered(hit["plan"], choice)
        return hit[0].replace(hit["plan"], new, 1) if new else None

    return _in_sentence(
        text, r"预算为(?P<plan>[\d,]+\.\d\d)万元，支出决算为(?P<spent>[\d,]+\.\d\d)万元(?=，完成)", change, choice
    )


Plant = Callable[[_Text, random.Random], tuple[str, str] | None]
KINDS: dict[str, tuple[Plant, frozenset[str]]] = {
    "金额": (amount, _SUMS),
    "合计": (total, _SUMS),
    "百分比": (percent, frozenset({"R41", "R43"})),
    "增减方向": (direction, frozenset({"R40", "R52", "R20", "R22", "R23", "R24"})),
    "年份": (year, frozenset({"R37"})),
    "重复的数": (repeated, frozenset({"R46", "R51", "R28", "R02", "R03", "R43"})),
    "错行": (shifted, _SUMS),
    "完成率": (execution, frozenset({"R42"})),
    "预算与决算": (pair, frozenset({"R19", "R42", "R51", "R52", "R17", "R18"})),
}


def plant(disclosure: Disclosure, kind: str, seed: int) -> Planted | None:
    """The disclosure with one error of a kind; None where it has no place for one."""
    make, rules = KINDS[kind]
    choice = random.Random(f"{seed}|{disclosure.name}|{kind}")
    found = make(_Text.of(disclosure), choice)
    return None if found is None or found[0] == disclosure.text else Planted(kind, found[0], found[1], rules)
