"""The one project that a question is about, by its name, a part of it or the thing itself: 桐花路那座天桥 of 桐花路-北渡路人行天桥工程."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from ingest import terms
from ingest.model import Fact
from service.blanking import MASK, blanked
from service.holding import Holding
from service.left_over import content_words
from service.rules.accounts import Account, accounts, core
from service.rules.project_words import tells, told_in
from service.rules.scene import Scene
from service.rules.sentences import Line, cells, in_order, is_common, newest_first, overlap

_KEPT = "projects"
_NAMED = 0.6  # of the character pairs of a project's name, what a question that names it has
_HALF = 0.5
_TOLD = 0.7  # of those of a question, what the account of a project without a name has
_TELLING = 4  # characters of a name that tell it
_ALONE = 5  # that tell whose project it is
_LONG = 7  # that do so however long the name is
_OF_ACCOUNT = 3  # of a word that only an account has
_PIECE = 2
_SHORTEST = 2  # characters of a whole name without what all projects are called: 拆危 of 拆危经费
_POINTS = re.compile(
    r"想?(?:问|查|了解|知道)一?下|请问|[这那]一?个|[这那](?=工程|项目)|的|那里|这里|里面|里|呀|嘛|[，,“”\"'\-－—–~～]"
)
# How forms call the day on which a project begins, and on which it ends.
BEGINS = ("计划开始日期", "计划开始时间", "开始日期", "开工日期")
ENDS = ("计划完成日期", "计划完成时间", "完成日期", "竣工日期", "结束日期")
_DATE = re.compile(r"\d{4}[年/.-]\d{1,2}")
_DATED = 4  # characters of a date at least
_POINTED = re.compile("[这那该]一?个?(?:工程|项目)(?!支出|资金|经费|预算)")
_SORT = re.compile(r"(?:工程|项目|专项|工作|经费|资金|业务)+")
_GENERIC = re.compile(
    r"^(?:工程|项目|专项|经费|资金|这块|那块|这笔|那笔|整个|材料|文件|公开|预算|决算|部门|单位|有写|写|合同|合同上|报告|说明|情况|具体|目前|现在|到底|究竟|部分)+$"
)


@dataclass(frozen=True)
class Project:
    """A project that a disclosure tells of: in chapters, in a form of goals, or in both."""

    name: str
    holding: Holding
    account: Account | None

    @cached_property
    def facts(self) -> list[Fact]:
        """Its figures: those that bear its name, and those of its chapters."""
        told = self.account.text() if self.account else ""
        sections = {line.section for line in self.account.lines} if self.account else set()

        def is_its(fact: Fact) -> bool:
            if fact.project is not None:
                return fact.project[1] == self.name
            # Chapters of several projects may be headed alike: the sentence tells them apart.
            return fact.source == "narrative" and fact.section in sections and terms.normalise(fact.quote) in told

        return [fact for fact in self.holding.facts if is_its(fact)]

    @cached_property
    def fields(self) -> dict[str, Line]:
        """The dates of its form by what they are called, each beside its label, or in the same cell behind a colon."""
        numbers = {fact.table_number for fact in self.facts if fact.project and fact.table_number is not None}
        found: dict[str, Line] = {}
        for line in cells(self.holding, _DATED):
            if line.table_number not in numbers:
                continue
            label, _, value = terms.normalise(line.text).partition(":")
            if value and _DATE.search(value):
                found.setdefault(label, line)
            elif _DATE.search(line.text):
                found.setdefault(terms.normalise(line.section[-1]), line)
        return found

    def dated(self, labels: Sequence[str]) -> Line | None:
        """The date that its form has by one of these names."""
        fields = self.fields
        return next((fields[label] for label in labels if label in fields), None)

    @property
    def planned(self) -> tuple[int, ...]:
        """The years that its form says it takes, none where it does not."""
        ends = [self.dated(labels) for labels in (BEGINS, ENDS)]
        years = [int(hit[0]) for line in ends if line is not None and (hit := re.search(r"20\d\d", line.text))]
        return tuple(range(years[0], years[1] + 1)) if len(years) == len(ends) else ()

    def text(self) -> str:
        """All that is told of it, and what its figures are called."""
        return self._text

    @cached_property
    def _text(self) -> str:
        labels = "".join(label for fact in self.facts for label in (*fact.row, *fact.column))
        return terms.normalise(self.name + labels) + (self.account.text() if self.account else "")


@dataclass(frozen=True, slots=True)
class Meant:
    """The project that a question names, and what it says beside the name."""

    project: Project
    beside: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """Whether the project's own account, form or figures tell all that is said beside its name."""
        text = self.project.text()
        return all(told_in(word, text) for word in self.beside)


def projects(holding: Holding) -> Sequence[Project]:
    """The projects that a disclosure tells of, found once."""
    if _KEPT not in holding.kept:
        holding.kept[_KEPT] = tuple(_projects(holding))
    return cast("Sequence[Project]", holding.kept[_KEPT])


def _projects(holding: Holding) -> list[Project]:
    told = accounts(holding)
    names = list(dict.fromkeys(name for name, year in sorted(holding.projects, key=str) if year == holding.record.year))
    at = _paired(names, [account.name for account in told])
    found = [Project(name, holding, told[at[n]] if n in at else None) for n, name in enumerate(names)]
    found += [Project(account.name, holding, account) for n, account in enumerate(told) if n not in at.values()]
    return found


def _paired(names: Sequence[str], told: Sequence[str]) -> dict[int, int]:
    """Which form is of which account: of the same name first, then one within the other where no third could be meant."""
    forms, heads = [core(name) for name in names], [core(name) for name in told]
    pairs: dict[int, int] = {}
    for alike in (lambda a, b: a == b, lambda a, b: a in b or b in a):
        fits = [
            (n, m)
            for n, a in enumerate(forms)
            for m, b in enumerate(heads)
            if n not in pairs and m not in pairs.values() and a and b and alike(a, b)
        ]
        of_form, of_head = Counter(n for n, _ in fits), Counter(m for _, m in fits)
        pairs |= {n: m for n, m in fits if of_form[n] == 1 and of_head[m] == 1}
    return pairs


def meant(scene: Scene, said: str) -> Meant | None:
    """The one project that `said`, the question without what it asks for, names in the newest disclosure that may tell."""
    named_year = bool(scene.query.years or scene.query.offsets)
    for holding in newest_first(scene):
        if named_year and holding.record.year not in scene.years():
            continue  # a year is a filter: another year's account tells nothing of it
        found = [(much, project) for project in projects(holding) if (much := named(said, project))]
        most = max((much for much, _ in found), default=0)
        best = [project for much, project in found if much == most]
        one = best[0] if len(best) == 1 else _only(holding, said)
        if one is not None:
            beside = tuple(word for word in _beside(said, one) if not in_order(word, scene.organisation))
            return Meant(one, beside)
    return None


def _only(holding: Holding, said: str) -> Project | None:
    """The only project of a disclosure, where what is said is of its name (那座天桥) or told of it, or only that it is one (那个工程)."""
    told = projects(holding)
    if len(told) != 1:
        return None
    apart = _POINTS.sub(MASK, terms.normalise(said))
    words = [_SORT.sub("", word) or word for word in content_words(apart) if not _GENERIC.match(word)]
    name, text = terms.normalise(told[0].name), told[0].text()
    if not words:
        return told[0] if _POINTED.search(said) else None
    of_it = any(tells(word, name) for word in words) and all(tells(word, name) or told_in(word, text) for word in words)
    return told[0] if of_it else None


def named(said: str, project: Project) -> float:
    """How much of a project's name words have; of one without a name, how much of the words its account has."""
    name = _SORT.sub("", _POINTS.sub("", core(project.name)))
    bare = _POINTS.sub("", terms.normalise(said).replace(MASK, ""))
    if not name:
        much = overlap(bare, project.text()) if len(bare) >= _TELLING else 0
        return much if much >= _TOLD else 0
    much = overlap(name, bare)
    runs = (name[i : i + _TELLING] for i in range(len(name) - _TELLING + 1))
    if much >= _NAMED or any(run in bare and not is_common(run) for run in runs):
        return much
    pieces = said_in_pieces(name, bare)
    if len(pieces) >= _TELLING and not is_common(pieces):
        return len(pieces) / len(name)
    # In another order: 更换旧设备 of 旧实验室设备更换.
    words = [word for word in content_words(bare) if len(word) >= _TELLING]
    other = max((overlap(word, name) for word in words if not is_common(word)), default=0)
    return other * _HALF if other >= _NAMED else 0


def is_called(scene: Scene) -> bool:
    """Whether a question has so much of a project's name that it need not say whose project it is."""
    common = [(a.start, a.end) for a in scene.query.items if not a.near and set(a.keys) & set(terms.concepts())]
    bare = _POINTS.sub("", terms.normalise(blanked(scene.query.plain, common)).replace(MASK, ""))
    for holding in scene.holdings:
        for project in projects(holding):
            name = _SORT.sub("", _POINTS.sub("", core(project.name)))
            pieces = said_in_pieces(name, bare)
            much = len(pieces) >= _HALF * len(name) or len(pieces) >= _LONG
            if len(pieces) >= _ALONE and much and not is_common(pieces):
                return True
    return False


_OF_UNNAMED = 6  # characters in a row that an account without a name must have


def is_described(scene: Scene, said: str) -> bool:
    """Whether all that is said tells of one project: something of its name, and something longer that its account has to the letter.

    桐花路那座天桥, of a bridge whose account alone tells the road.
    """
    found = meant(scene, said)
    if found is not None and found.alone and not found.project.name:
        # An account without a heading: what it is of is told by its text alone.
        runs = re.findall(rf"[^\W{MASK}]{{{_OF_UNNAMED},}}", terms.normalise(said))
        return any(run in found.project.text() and not is_common(run) for run in runs)
    if (
        found is None
        or not found.alone
        or not said_in_pieces(terms.normalise(found.project.name), _POINTS.sub("", said))
    ):
        return False
    return any(len(word) >= _OF_ACCOUNT and word in found.project.text() for word in found.beside)


def said_in_pieces(name: str, text: str) -> str:
    """The longest run of a text that is made of pieces of a name in their order, each of two characters at least."""
    name = _POINTS.sub("", name)
    longest = ""
    for start in range(len(text)):
        at, end = 0, start
        while end < len(text):
            size = _piece(name, at, text, end)
            if size < _PIECE:
                break
            at = name.find(text[end : end + size], at) + size
            end += size
        longest = max(longest, text[start:end], key=len)
    return longest


def _piece(name: str, at: int, text: str, start: int) -> int:
    """How many characters from a place of a text on stand together in a name behind a place."""
    size = 0
    while start + size < len(text) and name.find(text[start : start + size + 1], at) >= 0:
        size += 1
    return size


def _beside(said: str, project: Project) -> tuple[str, ...]:
    """The content words that are said beside a project's name and tell more than that it is one."""
    bare = _POINTS.sub("", terms.normalise(said))
    name = core(project.name)
    whole = terms.normalise(project.name)
    bare = _without_spelled_out(bare, name, project)
    for piece in (whole, name, said_in_pieces(whole, bare)):
        if len(piece) >= _SHORTEST:
            bare = bare.replace(piece, MASK)
    words = [_SORT.sub("", word) for word in content_words(bare)]
    if not name and project.account is not None:  # what it is, its first chapter alone says
        outline = terms.normalise("".join(line.text for line in project.account.chapter("项目概")))
        words = [word for word in words if not told_in(word, outline)]
    return tuple(word for word in words if len(word) > 1 and not _GENERIC.match(word) and not tells(word, whole))


def _without_spelled_out(bare: str, name: str, project: Project) -> str:
    """Words without the run that says a short name in full, as the project's own account does: 拆危旧房屋 of 拆危经费 beside 拆除危险房屋."""
    if not _SHORTEST <= len(name) < _TELLING:
        return bare
    for run in content_words(bare):
        more = run.removeprefix(name)
        if more == run or len(more) < _SHORTEST:
            continue
        apart = ".{1,2}".join(map(re.escape, name))
        if re.search(f"{apart}.{{0,2}}{re.escape(more[-_SHORTEST:])}", project.text()):
            bare = bare.replace(run, MASK)
    return bare
