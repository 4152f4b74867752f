"""What the narrative tells of a topic: bodies, duties, legal basis, goals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import terms
from ingest.grid import TOTAL, clean
from service import asked_office
from service.draft import Draft, Quoted
from service.holding import Holding
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, cells, newest_first, overlap, sentences

_OPENS = re.compile(
    r"[：:]$|包括[：:]?$|如下表?(?:所示)?[：:。]?$|[见列]下表[）)]?[：:。]?$|\d+\s*[个家].{0,16}[，。；：]?$"
)


_NESTED = 2
_SCORED = re.compile("[打评得][^，。？?]{0,6}?[多几]少?分|分数|得分")  # asked for as well, and told by itself


_OF_EVALUATION = ("problems", "improvements")
# What opens a list within a sentence: 一是…；二是…, ①…；②….
_LISTS = re.compile(r"一是|①|(?<!\d)1[、.．](?!\d)|[（(][1一][）)]|首先")


def problems(scene: Scene) -> Draft | None:
    """What an evaluation found wanting, and what is to be done about it, whatever was spoken of before."""
    if scene.query.kind == "reason" and scene.query.items:
        return None  # 某某费预算完成得不理想，问题出在哪
    text = terms.normalise(scene.query.text)
    asked = any(subject.ask.search(text) for subject in terms.topics() if subject.id in _OF_EVALUATION)
    found = topic(scene) if asked and not _SCORED.search(scene.query.text) else None
    return replace(found, by_words=True) if found is not None and _told_of_it(scene, found) else found


_WORDS_OF_IT = re.compile(r"第三方|评价?|指出|发现|存在|问题|不足|毛病|短板|主要|哪些|什么|[了啥的过]")


# What an evaluation is of, as its own name closes: 某某工程, 某某改造.
_A_WORK = re.compile(r"[一-鿿]{2,}(?:工程|改造|建设|加固|修缮|扩建|维修)(?:项目)?$")


def _names_a_work(scene: Scene) -> bool:
    return any(_A_WORK.search(word) for word in scene.query.rest)


def _told_of_it(scene: Scene, found: Draft) -> bool:
    """Whether the paragraph that is quoted names all that the question does: 对某某工程开展评价，…。指出的问题有…."""
    words = [bare for word in scene.query.rest if len(bare := _WORDS_OF_IT.sub("", word)) > 1]
    quoted = [piece for piece in found.pieces if isinstance(piece, Quoted)]
    if not words or not quoted:
        return False
    around = [
        terms.normalise("".join((*paragraph.section, paragraph.text)))
        for holding in scene.holdings
        for paragraph in holding.paragraphs
        if holding.record.id == quoted[0].document and quoted[0].text in paragraph.text
    ]
    return any(all(overlap(terms.normalise(word), text) >= _NAMED for word in words) for text in around)


_NAMED = 0.8


def topic(scene: Scene) -> Draft | None:
    """What the narrative tells of a topic: bodies, duties, legal basis, goals."""
    text = scene.query.text
    for asked in scene.query.items:
        if asked.keys[:1] == ("performance_amount",) or asked.near:
            continue  # 绩效目标 is asked for in words as well, and what only comes near an item may be none: 国有资产
        if asked.code or any(
            key in terms.concepts() or key in terms.code_names() or _has_money(scene, key) for key in asked.keys
        ):
            text = (
                text[: asked.start] + "¦" * (asked.end - asked.start) + text[asked.end :]
            )  # 事业单位医疗 is no 事业单位
    text = terms.normalise(text)
    for subject in terms.topics():
        if not subject.ask.search(text) or (subject.id == "problems" and _SCORED.search(scene.query.text)):
            continue
        if subject.id == "duties" and asked_office.named(scene.query.plain):
            continue  # what the whole body does is no answer about an office of it
        project = _project_named(scene)
        for holding in newest_first(scene):
            if subject.id.startswith("project") or subject.id == "performance_goal":
                found = [
                    line
                    for line in cells(holding)
                    if subject.section.search(terms.normalise(line.section[-1]))
                    and (not project or _cell_of(line, holding, project))
                ]
            else:
                found = [
                    line
                    for line in sentences(holding)
                    if line.table is None and any(subject.section.search(terms.normalise(s)) for s in line.section)
                ]
                found = _telling(subject, found)
                found = [_to_its_end(line, holding) for line in _most_telling(found, text, holding)]
            if found:
                most = _MOST_ENTRIES if sum(map(_is_numbered, found)) > _SEVERAL_ENTRIES else _MOST_LINES
                shown = _with_list(found[:most], holding)
                told = answered(*(p for i, line in enumerate(shown) for p in (("\n" if i else ""), line.quoted())))
                of_another = subject.id in _OF_EVALUATION and _names_a_work(scene) and not _told_of_it(scene, told)
                return None if of_another else told
    return None


# How many lines are quoted: a list is told whole, as long as it is none of pages.
_MOST_LINES = 6
_MOST_ENTRIES = 20
_SEVERAL_ENTRIES = 2


def _telling(subject: terms.Topic, lines: Sequence[Line]) -> list[Line]:
    """The lines that tell of a subject; of duties told by number all entries, whatever verb each begins with."""
    told = [line for line in lines if subject.tell.search(terms.normalise(line.text))]
    if subject.id != "duties" or sum(map(_is_numbered, told)) < _SEVERAL_ENTRIES:
        return told
    listed = {line.section for line in told if _is_numbered(line)}
    return [line for line in lines if line in told or (line.section in listed and _is_numbered(line))]


_ENTRY = re.compile(r"[（(][\d一二三四五六七八九十]{1,3}[）)]|[\d一二三四五六七八九十]{1,3}[.．、]")


def _is_numbered(line: Line) -> bool:
    return _ENTRY.match(line.text.strip()) is not None


def _has_money(scene: Scene, key: str) -> bool:
    """Whether a name is a row of a table with an amount: 行政单位 below 机关运行经费 is no question of which units there are."""
    return any(
        known.fact.source == "table" and known.fact.value is not None and (known.fact.unit or "").endswith("元")
        for holding in scene.holdings
        for known in holding.by_own.get(key, ())
    )


def _to_its_end(line: Line, holding: Holding) -> Line:
    """A line, and where it opens a list within its sentence (一是…；二是…), the whole of the sentence.

    A line that is a heading alone (1.内设机构。) says nothing without the sentence behind it.
    """
    if _HEADING_ALONE.fullmatch(line.text.strip()):
        return _with_next(line, holding)
    if not (_LISTS.search(line.text) and line.text.endswith(("；", ";"))):
        return line
    for paragraph in holding.paragraphs:
        at = paragraph.text.find(line.text)
        if at >= 0 and paragraph.section == line.section:
            end = paragraph.text.find("。", at)
            text = paragraph.text[at : end + 1] if end > 0 else paragraph.text[at:]
            return Line(text.strip(), line.document, line.section, line.place)
    return line


# 1.内设机构。办公室、财务科…: what opens a paragraph as its name.
_HEADING_ALONE = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[）)]?[.．、\s]?\s*[一-鿿]{2,10}。")


def _with_next(line: Line, holding: Holding) -> Line:
    """A heading with the sentence that its paragraph goes on with; alone where there is none."""
    for paragraph in holding.paragraphs:
        if paragraph.section == line.section and paragraph.text.startswith(line.text):
            end = paragraph.text.find("。", len(line.text))
            text = paragraph.text[: end + 1] if end > 0 else paragraph.text
            return Line(text.strip(), line.document, line.section, line.place)
    return line


def _with_list(found: Sequence[Line], holding: Holding) -> list[Line]:
    """Lines, and where one opens a list, the entries printed below it."""
    shown = list(found)
    lines = [line for line in sentences(holding) if line.table is None]
    for line in found:
        if not _OPENS.search(line.text.rstrip("。；")) or line not in lines:
            continue
        if rows := _rows_below(line, holding):
            place = shown.index(line) + 1
            shown[place:place] = rows
            continue
        at = lines.index(line) + 1
        depth = len(line.section)
        heads: list[str] = []
        while at < len(lines) and lines[at].section[:depth] == line.section and len(shown) < 40:
            below = lines[at].section[depth:]
            if below and below[0] not in heads:
                heads.append(below[0])
                shown.append(Line(below[0], line.document, lines[at].section, lines[at].place))
            elif not below and lines[at] not in shown:
                shown.append(lines[at])
            at += 1
    return shown


_NAMES = re.compile(r"单位|名称|机构|部门|科室")
_NAME_HEADS = re.compile(r"(?:预算|决算|基层|所属|下属|二级|编制|内设)?(?:单位|机构|部门|科室)(?:全?名称?|名单)")


def _is_entry(text: str) -> bool:
    """Whether a cell has an entry of a list: no total, and no heading that another page repeats."""
    bare = clean(text)
    return bool(bare) and not TOTAL.search(bare) and _NAME_HEADS.fullmatch(bare) is None


def _rows_below(line: Line, holding: Holding) -> list[Line]:
    """The entries of a list that is printed as a table in the section of the line that opens it: a table without amounts."""
    figures = {fact.table_number for fact in holding.facts if fact.value is not None}
    for table in holding.document.tables:
        if table.section != line.section or len(table.rows) < _NESTED:
            continue
        heads = [clean(cell.text) for cell in table.rows[0]]
        if table.number in figures and not any(map(_NAME_HEADS.fullmatch, heads)):
            continue
        names = [at for at, head in enumerate(heads) if _NAME_HEADS.fullmatch(head)]
        names = names or [at for at, head in enumerate(heads) if _NAMES.search(head)][:1]
        cells_ = [row[at] for at in names for row in table.rows[1:] if at < len(row) and _is_entry(row[at].text)]
        if not cells_:
            continue
        section = (*table.section, table.title)
        return [
            Line(cell.text.strip(), line.document, section, cell.place, table.title, table.number) for cell in cells_
        ]
    return []


def _most_telling(found: Sequence[Line], question: str, holding: Holding) -> list[Line]:
    """The lines that share the most of the question's own words, with none all, and those that open a list."""
    words = [w for w in ("内设", "事业单位", "下属", "所属", "预算单位", "科室", "职责", "下设") if w in question]
    best = [line for line in found if any(w in terms.normalise(line.text) for w in words)]
    lists = [line for line in found if best and line not in best and _OF_UNITS.search(line.text)]
    below = [line for line in lists if _rows_below(line, holding) or _numbered_below(line, holding)]
    return [line for line in found if line in best or line in below] or list(found)


# What units an account is made up of stands below it, in a table or line by line: 纳入编制范围的单位包括：.
_OF_UNITS = re.compile("单位|机构|部门")
_NUMBERED = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[）)]?[.．、\s]\s*(?=[一-鿿])")


def _numbered_below(line: Line, holding: Holding) -> bool:
    """Whether a line opens a list whose first entry is the line right below it, with a number."""
    if not _OPENS.search(line.text.rstrip("。；")):
        return False
    lines = [other for other in sentences(holding) if other.table is None]
    at = lines.index(line) + 1 if line in lines else len(lines)
    return at < len(lines) and _NUMBERED.match(lines[at].text) is not None


def _project_named(scene: Scene) -> str | None:
    for holding in scene.holdings:
        for fact in holding.facts:
            if fact.project and any(terms.key(fact.project[1]) in a.keys for a in scene.query.items):
                return fact.project[1]
    return None


def _cell_of(line: Line, holding: Holding, project: str) -> bool:
    table = holding.table(line.table_number)
    return bool(table) and any(project in cell.text for row in table.rows for cell in row) if table else False
