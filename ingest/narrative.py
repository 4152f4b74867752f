"""Facts of the narrative: what the sentences of a disclosure, and the words in its forms, say with a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest import terms, wording
from ingest.model import Basis, Document, Fact, Paragraph, Place, digest
from ingest.reading import TextCell
from ingest.statements import Context, Statement, read
from ingest.tables import projects, text_cells

_DEFINITIONS = re.compile(r"名词(?:解释|说明|释义|注释)|(?:专业|专用)(?:性)?(?:名词|术语)|术语解释|释义")
_DUTIES = re.compile(r"职能|职责")
# What was done of it is told, or what is to be done in the year: 履行职责完成情况, 主要职责及年度重点工作.
_DONE = re.compile(
    r"完成|成效|成果|成绩|总结|回顾|进展|开展情况|落实情况|执行情况|履职情况|工作任务|工作重点|重点工作|主要工作(?!职)"
)
_STAFF = re.compile(r"机构|编制|人员|单位构成|部门构成")
# 某某项目经费情况说明, 某某项目预算情况: what stands below is told of that project.
_OF_PROJECT = re.compile(
    r"^(?:[一二三四五六七八九十\d]+[、.．]|[（(][一二三四五六七八九十\d]+[）)])?[“\"]?(?P<name>[^“”\"，。：]{3,30}?)[”\"]?"
    r"项目(?:支出|经费|资金|预算)(?:支出|预算|安排|使用)*(?:情况)?(?:的)?(?:说明)?$"
)
_NO_PROJECT = re.compile(
    r"(?:重点|主要|一级|二级|专项|部分|其他|各|本级|部门|单位|年度?|重大|基本支出[和与及、]?|预算|财政|绩效|投资)$|局|委员会|政府"
)
# The project of a chapter in a line of its own: 项目名称：某某经费, 项目一：某某经费.
_NAMED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?(?:重点|主要)?项目(?:名称|[一二三四五六七八九十\d]{1,3})\s*[：:]\s*[“\"]?(?P<name>[^“”，。；：]{2,40})[”\"]?$"
)
_NUMBERED = r"(?:第[一二三四五六七八九十\d]+[章节部分项]*\s*|[一二三四五六七八九十\d]+[、.．]\s*|[（(][一二三四五六七八九十\d]+[）)]\s*)?"
# What is said of one project, each below a heading.
_ASPECT = re.compile(
    rf"^{_NUMBERED}(?P<aspect>(?:项目)?(?:概述|概况|立项依据|实施主体|实施方案|实施周期|起止时间))[：:]?$"
)
# What such a text has below its project's name; the next project's name comes behind the last of them.
_BELOW = re.compile(
    rf"^{_NUMBERED}(?:项目|年度)?(?:概述|概况|立项依据|实施主体|实施方案|实施周期|起止时间|(?:年度)?(?:资金)?预算(?:安排|金额)?|绩效(?:目标|指标)?)[：:]?$"
)
# 某某工程。全年预算…; 2.某某项目：全年预算….
_OPENING = re.compile(rf"^\s*{_NUMBERED}[“\"]?(?P<name>[^。：:；，“”\"]{{3,40}})[”\"]?[。：:]\s*(?=\S)")
_HEADED = re.compile(rf"^{_NUMBERED}[“\"]?(?P<name>[^“”\"，。；：（）()]{{3,40}})[”\"]?$")
_NO_PROJECT_NAME = re.compile(
    r"说明|情况|绩效|预算公开|决算公开|^(?:[^项]{0,6})项目(?:支出|经费|概况|介绍)?$|部分$|表$"
)
# What such a text calls all the money of its project.
_ALL_MONEY = re.compile(
    r"(?:年度|本年|当年|全年|项目)?(?:预算|资金|经费)?(?:总额|安排|金额|总投入|投入|预算安排)?(?:情况|数)?$"
)
_ITS_MONEY = re.compile(r"(?:项目)?(?:经费|支出|资金|预算)*")
# What an evaluation prints of what was aimed at, beside what came of it: 年初绩效目标.
_AIMED = re.compile(r"目标(?!.*(?:完成|实现|实际|达成))")
_CLOSING = re.compile(r"[^。！？\n]*[。！？]?[”’）)]?")
_BUDGETS: dict[Basis, str] = {
    "budget": "预算",
    "initial_budget": "年初预算",
    "adjusted_budget": "全年预算",
    "actual": "决算",
    "target": "目标",
}


def narrative_facts(document: Document) -> list[Fact]:
    """The facts of all paragraphs and of the text cells of forms, in their order.

    A fact without a value says that something stayed the same (持平) or gives a bare reason; it is for inside use, as
    the fact of a blank cell is. Definitions (名词解释) speak of no year and give none.
    """
    context = Context(document.year, document.kind, document.organisation)
    paragraphs = [p for p in document.paragraphs if not _is_definition(p)]
    found: list[Fact] = []
    of_projects = _of_projects(paragraphs)
    own = projects(document)
    opened = [_opening_with(p.text, own) for p in paragraphs]
    # What a paragraph tells of the project that it opens with goes on from nothing before it.
    told = read(
        [(p.text, (*p.section, o[1]) if o else p.section) for p, o in zip(paragraphs, opened, strict=True)], context
    )
    for number, (paragraph, statements) in enumerate(zip(paragraphs, told, strict=True)):
        key = paragraph.place.anchor or str(number)
        worth = _worth(paragraph, statements)
        found += _facts(
            document, key, worth, paragraph.section, paragraph.place,
            paragraph=paragraph, told_of=opened[number] or of_projects[number], doubts=paragraph.doubts,
        )  # fmt: skip
    for cell in text_cells(document):
        aimed = replace(context, kind="budget") if _AIMED.search(cell.label) else context
        (statements,) = read([(cell.text, (cell.label,))], aimed)
        doubts = () if cell.certain else range(len(cell.text))
        key = cell.place.anchor or f"{cell.table_number}/{cell.label}"
        found += _facts(
            document, key, statements, (cell.table, *cell.path, cell.label), cell.place, cell, doubts=doubts
        )
    return found


def sentences(document: Document) -> Iterator[tuple[str, tuple[str, ...], Place]]:
    """Every sentence of the narrative as printed, with its section and its paragraph's place."""
    for paragraph in document.paragraphs:
        for match in _CLOSING.finditer(paragraph.text):
            if sentence := match.group().strip():
                yield sentence, paragraph.section, paragraph.place


def _is_definition(paragraph: Paragraph) -> bool:
    return any(_DEFINITIONS.search(heading) for heading in paragraph.section)


def _worth(paragraph: Paragraph, statements: Iterable[Statement]) -> list[Statement]:
    """Without the noise: a list of duties counts meetings and reports, and a bare 支出增加 says no more than its figure."""
    heading = paragraph.section[-1] if paragraph.section else ""
    duties = bool(_DUTIES.search(heading)) and not _STAFF.search(heading) and not _DONE.search(heading)
    kept = []
    for statement in statements:
        if statement.figure is None:
            if statement.reason is None and statement.direction != "flat":
                continue
        elif duties and statement.measure == "count":
            continue
        kept.append(_of_reason(statement))
    return kept


def _opening_with(text: str, own: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    """The project whose name alone is a paragraph's first sentence, where a form is about it; None where there is none."""
    head = _OPENING.match(text) if own else None
    if head is None:
        return None
    name = terms.normalise(head["name"])
    short = name.removesuffix("项目")
    return own.get(name) or own.get(short) or own.get(f"{short}项目")


def _of_projects(paragraphs: Sequence[Paragraph]) -> list[tuple[str, str] | None]:
    """The project that each paragraph is told of: its chapter's, which a heading or a line of its own names."""
    described = _described(paragraphs)
    found: list[tuple[str, str] | None] = []
    chapter: tuple[str, ...] = ()
    named: tuple[str, str] | None = None
    for paragraph in paragraphs:
        section = paragraph.section
        if section and (line := _NAMED.match(paragraph.text.strip())):
            below = next(
                (depth for depth, heading in enumerate(section) if _BELOW.match(heading.strip())), len(section)
            )
            chapter, named = section[:below], ("", line["name"])
        elif section[: len(chapter)] != chapter:
            beside = len(chapter) - 1
            if named and section[:beside] == chapter[:-1] and _BELOW.match("".join(section[beside : beside + 1])):
                chapter = chapter[:-1]  # the first aspect's heading is as high as the one that the name stands below
            else:
                chapter, named = (), None
        headed = (described[section[:end]] for end in range(len(section), 0, -1) if section[:end] in described)
        found.append(named or _project_of(section) or next(headed, None))
    return found


def _described(paragraphs: Iterable[Paragraph]) -> dict[tuple[str, ...], tuple[str, str]]:
    """The projects whose names stand as headings over what is said of a project, aspect by aspect: 立项依据, 实施方案 …"""
    aspects: dict[tuple[str, ...], set[str]] = {}
    for section in (paragraph.section for paragraph in paragraphs):
        for end in range(1, len(section)):
            if aspect := _ASPECT.match(section[end].strip()):
                aspects.setdefault(section[:end], set()).add(aspect["aspect"])
    names = {chapter: _HEADED.match(chapter[-1].strip()) for chapter, told in aspects.items() if len(told) > 1}
    return {
        chapter: ("", name["name"])
        for chapter, name in names.items()
        if name and not _NO_PROJECT_NAME.search(name["name"])
    }


def _project_of(section: tuple[str, ...]) -> tuple[str, str] | None:
    """The project (no code, its name) that a chapter of the narrative is about; None where it is about none."""
    for heading in section:
        if line := _NAMED.match(heading.strip()):
            return "", line["name"]
        found = _OF_PROJECT.match(heading.strip())
        if found and not _NO_PROJECT.search(found["name"]):
            return "", found["name"]
    return None


def _of_its_project(project: tuple[str, str] | None, subject: tuple[str, ...]) -> tuple[str, ...]:
    """The path of what is told in a project's chapter: the project's own money goes by the project's name."""
    if project is None:
        return subject
    below = subject[1:] if subject and _ALL_MONEY.fullmatch(subject[0]) else subject
    return (project[1], *(label for label in below if not _names_it(label, project[1])))


def _names_it(label: str, project: str) -> bool:
    """Whether a label is the project's name, or that with what all its money is called: 某某项目经费."""
    return label.startswith(project) and _ITS_MONEY.fullmatch(label.removeprefix(project)) is not None


def _of_reason(statement: Statement) -> Statement:
    """A count in what is given as a reason (主要原因是事业人员调出2人) counts what stands there, not the item it moved."""
    said = statement.sentence[: statement.start - statement.sentence_start]
    cue = list(wording.REASON.finditer(said)) if statement.measure == "count" and statement.subject else []
    if cue and statement.label is not None and statement.label[0] >= statement.sentence_start + cue[-1].end():
        return statement
    words = re.split(r"[，。；：、（）()]", said[cue[-1].end() :])[-1].strip() if cue else ""
    return replace(statement, subject=(*statement.subject, words)) if words else statement


def _facts(
    document: Document,
    key: str,
    statements: Iterable[Statement],
    section: tuple[str, ...],
    place: Place,
    cell: TextCell | None = None,
    paragraph: Paragraph | None = None,
    told_of: tuple[str, str] | None = None,
    doubts: Sequence[int] = (),
) -> Iterator[Fact]:
    for statement in statements:
        figure = statement.figure
        if paragraph is not None and paragraph.parts:
            # Shown by the lines of its sentence; a sentence over two pages by those on the page with the figure.
            begin = statement.sentence_start
            place = paragraph.place_of(begin, begin + len(statement.sentence), max(statement.end - 1, begin))
        lead = len(statement.sentence) - len(statement.sentence.lstrip())
        first = statement.sentence_start + lead
        project = cell.project if cell else told_of
        unit = figure.quantity.unit if figure else None
        said = (statement.claim, statement.direction, statement.subject) if figure is None else ()
        yield Fact(
            id=digest(document.id, "narrative", key, statement.start, statement.end, *said),
            document=document.id,
            source="narrative",
            row=(*cell.path, *statement.subject) if cell else _of_its_project(told_of, statement.subject),
            column=_aspect(statement),
            value=figure.quantity.number if figure else None,
            unit=unit.name if unit else None,
            year=statement.year,
            basis=statement.basis,
            measure=statement.measure,
            quote=statement.sentence.strip(),
            place=place,
            section=section,
            code=statement.code,
            comparator=statement.comparator,
            status="uncertain" if any(statement.start <= at < statement.end for at in doubts) else "exact",
            span=(statement.start - first, statement.end - first),
            direction=statement.direction,
            base_year=statement.base_year,
            reason=statement.reason,
            purpose=statement.purpose,
            project=project,
        )


def _aspect(statement: Statement) -> tuple[str, ...]:
    """What a percentage or change refers to beside another year: its whole, or its own budget."""
    if statement.claim == "share" and statement.whole:
        return (f"占{statement.whole[-1]}",)
    if statement.claim == "completion":
        return (f"完成{_BUDGETS[statement.base_basis or 'budget']}",)
    if statement.claim in ("change", "rate") and statement.base_basis and statement.base_year == statement.year:
        return (f"较{_BUDGETS[statement.base_basis]}",)
    if statement.claim == "points" and statement.of_share:
        return ("占比",)
    return ()
