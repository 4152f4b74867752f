"""What disclosures say in words: definitions, contact, bodies and duties, notes that a table is empty, counts in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest import quantity, terms
from ingest.model import Fact, Place
from service.calculator.formula import FormulaError
from service.draft import Draft, Piece, Quoted, Stated, computed
from service.holding import Holding, Known
from service.query import Asked, Query
from service.rules.scene import Scene, answered, state

_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
_DEFINES = r"(?:\s*[:：]|\s*，?\s*是?\s*指|\s*主要?是指|\s*反映)"
_GLOSSARY = re.compile(r"名词解释|专业性名词|名词|术语")
_CONTACT = re.compile(r"联系人|联系电话|联系方式|咨询电话|监督电话|电话[:：]|(?:\d{3,4}[-—－])\d{7,8}")
_PHONE = re.compile(r"(?:\d{3,4}\s*[-—－]\s*)?\d{7,8}|1\d{10}")
_NOTHING = re.compile(
    r"无数据|空表|无此项|没有|未安排|未发生|无使用|不涉及|无(?:政府|国有|财政|三公|采购|该|相关|.{0,16}(?:收支|支出|预算|收入|拨款))|为零"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or cell of a disclosure and where it stands."""

    text: str
    document: str
    section: tuple[str, ...]
    place: Place
    table: str | None = None
    table_number: int | None = None

    def quoted(self, text: str | None = None) -> Quoted:
        """This line, or words of it, as a quotation."""
        return Quoted(
            text or self.text, self.document, self.text, self.place, self.section, self.table, self.table_number
        )


def sentences(holding: Holding) -> Iterator[Line]:
    """The sentences of the narrative, then the notes and long cells of tables."""
    for paragraph in holding.paragraphs:
        for hit in _SENTENCE.finditer(paragraph.text):
            if text := hit[0].strip():
                yield Line(text, holding.record.id, paragraph.section, paragraph.place)
    for table in holding.document.tables:
        for note in table.notes:
            yield Line(note, holding.record.id, (*table.section, table.title), table.place, table.title, table.number)


def cells(holding: Holding, least: int = 8) -> Iterator[Line]:
    """Cells of words, of at least so many characters, beside their label in forms."""
    for table in holding.document.tables:
        for row in table.rows:
            filled = [cell for cell in row if cell.text.strip()]
            for label, cell in pairwise(filled):
                if len(cell.text) >= least and len(label.text) <= 16:
                    yield Line(
                        cell.text, holding.record.id, (table.title, label.text), cell.place, table.title, table.number
                    )


def definition(scene: Scene) -> Draft | None:
    """What a term means, as the disclosure's own glossary says."""
    items = scene.query.items
    asked = items[0] if items else None
    if asked is None:
        words = max(scene.query.rest, key=len, default="")
        if len(words) < 2:
            return None
        asked = Asked(words, (terms.key(words),), 0, 0)
    several = [found for item in (items or (asked,)) if (found := defined(scene, item))]
    if not several:
        return None
    pieces: list[Piece] = []
    for draft in several[:2]:
        pieces += [*draft.pieces, "\n"]
    return answered(*pieces)


def defined(scene: Scene, asked: Asked) -> Draft | None:
    """The glossary's sentence for an item."""
    keys = set(asked.keys) | {terms.key(asked.text)}
    spoken = terms.normalise(asked.text)
    for holding in scene.holdings:
        for paragraph in sorted(holding.paragraphs, key=lambda p: not any(_GLOSSARY.search(s) for s in p.section)):
            head = re.match(rf"^(?P<term>.{{2,40}}?){_DEFINES}(?P<rest>.+)", paragraph.text, re.DOTALL)
            if not head:
                continue
            glossary = (
                any(_GLOSSARY.search(s) for s in paragraph.section) or "指" in paragraph.text[: head.end("term") + 6]
            )
            term = terms.normalise(head["term"])
            if glossary and (terms.key(head["term"]) in keys or term == spoken):
                line = Line(paragraph.text, holding.record.id, paragraph.section, paragraph.place)
                return answered(line.quoted(_until_next(paragraph.text)))
            if any(_GLOSSARY.search(s) for s in paragraph.section):
                inside = re.search(
                    rf"{re.escape(asked.text)}(?:是)?(?:主要)?(?:反映|指|是指|包括)[^；。]+", paragraph.text
                )
                if inside:
                    line = Line(paragraph.text, holding.record.id, paragraph.section, paragraph.place)
                    return answered(line.quoted(inside[0]))
    return None


def used_for(scene: Scene, asked: Asked) -> Draft | None:
    """The sentence that says what an item is used for, where it states no figure: “…（项）。主要用于：…。”"""
    name = rf"{re.escape(asked.text)}(?:[”\"（(]|支出|费用|经费|[（(][类款项][)）])*[，。:：]?\s*(?P<use>主要用于[:：]?[^。；]+)"
    for holding in _newest_first(scene):
        for paragraph in holding.paragraphs:
            if found := re.search(name, paragraph.text):
                line = Line(paragraph.text, holding.record.id, paragraph.section, paragraph.place)
                return answered(f"{scene.prefix}{holding.record.year}年{asked.text}", line.quoted(found["use"]), "。")
    return None


def _until_next(text: str) -> str:
    """A glossary entry without the entries that follow it in the same paragraph."""
    nxt = re.search(r"[。；]\s*(?:[（(][一二三四五六七八九十]+[)）]|\d{1,2}[.、．])", text)
    return text[: nxt.start() + 1] if nxt else text


def contact(scene: Scene) -> Draft | None:
    """The contact line as printed."""
    for holding in _newest_first(scene):
        line = contact_line(holding)
        if line:
            return answered(line.quoted())
    return None


def contact_line(holding: Holding) -> Line | None:
    """A disclosure's own contact line, with a telephone number if there is one."""
    found: Line | None = None
    for paragraph in holding.paragraphs:
        for text in paragraph.text.splitlines():
            if _CONTACT.search(text) and _PHONE.search(text) and len(text) <= 120:
                return Line(text.strip(), holding.record.id, paragraph.section, paragraph.place)
            if found is None and _CONTACT.search(text) and len(text) <= 60:
                found = Line(text.strip(), holding.record.id, paragraph.section, paragraph.place)
    return found


def topic(scene: Scene) -> Draft | None:
    """What the narrative tells of a topic: bodies, duties, legal basis, goals."""
    text = scene.query.text
    for asked in scene.query.items:
        if asked.code or any(key in terms.concepts() or key in terms.code_names() for key in asked.keys):
            text = (
                text[: asked.start] + "¦" * (asked.end - asked.start) + text[asked.end :]
            )  # 事业单位医疗 is no 事业单位
    text = terms.normalise(text)
    for subject in terms.topics():
        if not subject.ask.search(text):
            continue
        project = _project_named(scene)
        for holding in _newest_first(scene):
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
                    if line.table is None
                    and any(subject.section.search(terms.normalise(s)) for s in line.section)
                    and subject.tell.search(terms.normalise(line.text))
                ]
                found = _most_telling(found, text)
            if found:
                shown = _with_list(found[:6], holding)
                return answered(*(p for i, line in enumerate(shown) for p in (("\n" if i else ""), line.quoted())))
    return None


_OPENS = re.compile(r"[：:]$|包括[：:]?$|如下[：:。]?$|\d+\s*[个家].{0,16}[，。；：]?$")


def _with_list(found: Sequence[Line], holding: Holding) -> list[Line]:
    """Lines, and where one opens a list, the entries printed below it."""
    shown = list(found)
    lines = [line for line in sentences(holding) if line.table is None]
    for line in found:
        if not _OPENS.search(line.text.rstrip("。；")) or line not in lines:
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


def _most_telling(found: Sequence[Line], question: str) -> list[Line]:
    """The lines that share the most of the question's own words; with none, all."""
    words = [w for w in ("内设", "事业单位", "下属", "所属", "预算单位", "科室", "职责", "下设") if w in question]
    best = [line for line in found if any(w in terms.normalise(line.text) for w in words)]
    return list(best or found)


def _project_named(scene: Scene) -> str | None:
    for holding in scene.holdings:
        for fact in holding.facts:
            if fact.project and any(terms.key(fact.project[1]) in a.keys for a in scene.query.items):
                return fact.project[1]
    return None


def _cell_of(line: Line, holding: Holding, project: str) -> bool:
    table = holding.table(line.table_number)
    return bool(table) and any(project in cell.text for row in table.rows for cell in row) if table else False


def field_of_project(scene: Scene, asked: Asked, labels: Sequence[str]) -> Draft | None:
    """A field of a project's form, in words."""
    for holding in _newest_first(scene):
        for fact in holding.facts:
            if not fact.project or terms.key(fact.project[1]) not in asked.keys:
                continue
            for label in labels:
                for line in cells(holding):
                    if line.table_number == fact.table_number and terms.normalise(line.section[-1]).startswith(label):
                        return answered(f"{fact.project[1]}的{label}：", line.quoted())
    return None


def _newest_first(scene: Scene) -> list[Holding]:
    target = scene.target()
    kind = {"actual": "final_accounts", "budget": "budget"}.get(scene.query.basis or "")
    return sorted(
        scene.holdings,
        key=lambda h: (h.record.year != target, kind is not None and h.record.kind != kind, -(h.record.year or 0)),
    )


def blank_tables(scene: Scene) -> Draft | None:
    """The tables that their notes call empty."""
    year = scene.target()
    lines = [
        line
        for h in scene.holdings
        if h.record.year == year
        for line in sentences(h)
        if line.table and _NOTHING.search(terms.normalise(line.text)) and not _has_numbers(h, line.table_number)
    ]
    pieces = [piece for line in lines for piece in (f"- {line.table}：", line.quoted(), "\n")]
    return answered(f"{scene.prefix}{year}年没有数据的表：\n", *pieces) if pieces else None


def counted(scene: Scene) -> Draft | None:
    """A number of people or things that a sentence tells, where no item of the tables is counted so."""
    query = scene.query
    if not query.counted or any((c := terms.concepts().get(k)) and c.unit for a in query.items for k in a.keys):
        return None
    return figure_in_words(scene)


_TOTALS = frozenset({"expenditure_total", "revenue_total", "budget_total", "fiscal_total"})


def nothing(scene: Scene, asked: Asked) -> Draft | None:
    """The disclosure's own words that there is none: a note below an empty table, or a sentence."""
    if set(asked.keys) & _TOTALS:
        return None
    year = scene.target()
    for holding in scene.holdings:
        spent = holding.record.kind == "final_accounts"
        if holding.record.year != year or (scene.query.basis is not None and spent != (scene.query.basis == "actual")):
            continue
        for line in sentences(holding):
            if not _NOTHING.search(terms.normalise(line.text)):
                continue
            if line.table is not None:
                table = terms.table_class(line.table)
                about = bool(table and table.total and _same_family(table.total, asked)) and not _has_numbers(
                    holding, line.table_number
                )
            else:
                about = _denies(line.text, asked)
            if about:
                pieces: list[Piece] = [f"{scene.prefix}{holding.record.year}年文件写明：", line.quoted()]
                return answered(*pieces)
    return None


def note_against(scene: Scene, known: Known) -> list[Piece]:
    """A note below the figure's table that calls the table empty, although it prints the figure (R38)."""
    table = scene.holding(known.fact).table(known.fact.table_number)
    for note in table.notes if table else ():
        if known.fact.value and _EMPTY.search(terms.normalise(note)):
            line = Line(
                note,
                known.fact.document,
                (table.title,) if table else (),
                known.fact.place,
                known.fact.table,
                known.fact.table_number,
            )
            return ["但该表下方注明", line.quoted(), "，与表中所列数额不一致。"]
    return []


_EMPTY = re.compile(r"空表|此表无数据|本表无数据|表为空")


def _same_family(total: str, asked: Asked) -> bool:
    families = (
        {"government_fund_expenditure", "government_fund_budget"},
        {"state_capital_expenditure", "state_capital_budget"},
        {"government_procurement", "procurement_goods", "procurement_works", "procurement_services"},
    )
    return any(total == key or any(total in f and key in f for f in families) for key in asked.keys)


def _has_numbers(holding: Holding, number: int | None) -> bool:
    return any(f.table_number == number and f.value is not None and f.value != 0 for f in holding.facts)


def _denies(text: str, asked: Asked) -> bool:
    """Whether a sentence says that there is none of the item: 无/没有/未安排 right before or after its name."""
    bare = terms.normalise(text)
    for mention in terms.mentions(text, everyday=False):
        if not any(_same_family(key, asked) or key in asked.keys for key in mention.keys):
            continue
        name = terms.normalise(mention.text)
        if re.search(
            rf"(?:无|没有|未安排|未发生|不涉及|未使用|无使用|没有使用|未编列)[^，。；]{{0,14}}{re.escape(name)}|{re.escape(name)}[^，。；]{{0,10}}(?:没有|未安排|未发生|为空|无)",
            bare,
        ):
            return True
    return False


# The least part of a word's character pairs that must be there; a word's head (本科学历: 本科) in the clause will do.
_SHARED = 0.5
_TELLING = 0.6
# What a sentence adds to a count and a question must ask for: 新增2名 is not how many there are.
_MODIFIES = (
    "新增",
    "增加",
    "减少",
    "划转",
    "招聘",
    "退休",
    "调入",
    "调出",
    "辞退",
    "录用",
    "空编",
    "核定",
    "下设",
    "转入",
    "转出",
    "离职",
    "更新",
    "报废",
)


def field(scene: Scene) -> Draft | None:
    """A field of a form that the question names by its label: 归口管理科室, 业务主管部门."""
    if scene.query.items:
        return None
    asked = terms.normalise(scene.query.text)
    for holding in _newest_first(scene):
        for line in cells(holding, least=2):
            label = terms.normalise(line.section[-1])
            if len(label) >= 4 and label in asked and quantity.number(line.text) is None:
                return answered(f"{scene.prefix}{line.section[-1]}：", line.quoted())
    return None


_MONEY = re.compile(r"钱|预算|决算|经费|支出|收入|资金|费(?!率)")
_AMOUNT = re.compile(r"多少|几[个名辆人件次家台天元]|钱|金额|数额|比例|占比")


def told(scene: Scene) -> Draft | None:
    """A sentence that holds every content word of a question that asks for no amount, found by search and quoted."""
    words = [terms.normalise(word) for word in scene.query.words]
    if not scene.query.rest or _AMOUNT.search(scene.query.text):
        return None
    for passage in scene.search(scene.query.text):
        for hit in _SENTENCE.finditer(passage.text):
            if all(overlap(word, terms.normalise(hit[0])) >= 0.6 for word in words):
                heading = tuple(part for part in (passage.heading,) if part)
                found = answered(Quoted(hit[0].strip(), passage.document, passage.text, passage.place, heading))
                return replace(found, by_words=True)
    return None


def figure_in_words(scene: Scene) -> Draft | None:
    """A count or unit price that stands in a sentence, found by the question's own words.

    Every content word of the question must be in the sentence or its surroundings; otherwise nothing is answered.
    """
    query = scene.query
    words = [terms.normalise(word) for word in query.words]
    if not words or not (query.counted or query.per_head or query.rest):
        return None
    scored: list[tuple[float, int, Known, str]] = []
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            if fact.value is None or (fact.measure not in ("level", "count") and fact.basis != "target"):
                continue
            if not _unit_fits(query, fact):
                continue
            if query.years and fact.year not in query.years:
                continue
            near_by, around = clause(fact), _around(fact, holding)
            scores = [(overlap(word, near_by), overlap(word, around)) for word in words]
            heads = [word[:2] in near_by for word in words]
            if any(max(near, far) < _SHARED and not head for (near, far), head in zip(scores, heads, strict=True)):
                continue
            telling = any(
                near == 1 or (near >= _TELLING and len(w) >= 4) for (near, _), w in zip(scores, words, strict=True)
            )
            if not telling or not unmodified(fact, query.text):
                continue
            near = sum(n for n, _ in scores) / len(scores)
            far = sum(f for _, f in scores) / len(scores)
            own = sum(overlap(word, terms.normalise(fact.row[-1] if fact.row else "")) for word in words) / len(words)
            scored.append((2 * near + far + own, len(scored), known, near_by))
    if not scored:
        return None
    scored.sort(key=lambda s: (-s[0], s[1]))
    top = scored[0]
    rivals = [
        s
        for s in scored[1:]
        if s[0] > top[0] - 0.15 and s[2].fact.value != top[2].fact.value and s[2].fact.document == top[2].fact.document
    ]
    if query.counted is None and not query.per_head and top[0] < 1.6:
        return None
    fact = top[2].fact
    if rivals:
        return None
    figure = state(fact, bold=True)
    said = lead(fact)
    if fact.year and "年" not in said:
        said = f"{fact.year}年{said}"
    found = answered(f"{scene.prefix}{said}", *figure, "。", result=next(p for p in figure if isinstance(p, Stated)))
    return replace(found, by_words=True)


def unmodified(fact: Fact, question: str) -> bool:
    """Whether the sentence's own clause adds nothing to the count that the question does not ask for."""
    if not fact.span or fact.source != "narrative":
        return True
    start, end = fact.span
    before = re.split(r"[，。；：,;:、（(\n]", fact.quote[:start])[-1]
    clause = terms.normalise(before + fact.quote[end : end + 12])
    return not any(word in clause and word not in question and word[0] not in question for word in _MODIFIES)


def lead(fact: Fact) -> str:
    """The words before a figure that say what it is."""
    subject = "、".join(fact.row[-1:])
    if fact.source == "narrative" and fact.span:
        before = re.split(r"[，。；：,;:、（(\n]", fact.quote[: fact.span[0]])[-1]
        earlier = quantity.find(before)
        lead = before[earlier[-1].end :].strip() if earlier else before.strip()
        return f"{subject}：{lead}" if subject and subject not in lead else (lead or subject)
    return f"{subject}："


def _unit_fits(query: Query, fact: Fact) -> bool:
    unit = quantity.unit(fact.unit) if fact.unit else None
    money = not query.counted and bool(_MONEY.search(query.text))
    if money and not query.per_head and (unit is None or unit.base != "元"):
        return False
    if query.per_head:
        return bool(fact.unit) and "/" in (fact.unit or "")
    if query.counted:
        asked = quantity.unit(query.counted)
        return unit is not None and asked is not None and unit.base == asked.base
    return unit is not None and "/" not in (fact.unit or "")


def clause(fact: Fact) -> str:
    """The words right around a figure, with its labels, folded."""
    if not fact.span:
        return terms.normalise("".join((*fact.row, *fact.column)))
    start, end = fact.span
    left = max((fact.quote.rfind(c, 0, start) for c in "。；！？\n"), default=-1) + 1
    commas = [i for i, c in enumerate(fact.quote[:start]) if c in "，,、；。"]
    left = max(left, commas[-2] + 1 if len(commas) >= 2 else 0)
    right = min((i for i in (fact.quote.find(c, end) for c in "，,；。、") if i >= 0), default=len(fact.quote))
    return terms.normalise("".join(fact.row) + fact.quote[left:right])


def _around(fact: Fact, holding: Holding) -> str:
    project = fact.project[1] if fact.project else ""
    return terms.normalise(
        "".join(
            (
                fact.quote,
                *fact.row,
                *fact.column,
                *fact.section,
                fact.table or "",
                project,
                holding.record.organisation or "",
            )
        )
    )


def overlap(word: str, text: str) -> float:
    """How much of a word's character pairs a text has: 1 where the word itself is there."""
    if word in text:
        return 1.0
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def cost_by_head(scene: Scene) -> Draft | None:
    """What a stated number of people costs at the stated unit prices, added up over the groups of one sentence."""
    query = scene.query
    if not query.per_head:
        return None
    named = [f for f in quantity.find(query.text) if f.quantity.unit and f.quantity.unit.base == "人"]
    if not named:
        return None
    for holding in scene.holdings:
        for group in _sentences_with_prices(holding):
            pairs = _head_and_price(group)
            if len(pairs) < 1 or sum(h.value or 0 for h, _ in pairs) != named[0].quantity.base:
                continue
            operands: dict[str, Fact] = {}
            terms_: list[str] = []
            for i, (heads, price) in enumerate(pairs):
                operands |= {f"n{i + 1}": heads, f"p{i + 1}": price}
                terms_.append(f"n{i + 1} * p{i + 1}")
            try:
                total = computed(" + ".join(terms_), operands, (pairs[0][1].unit or "").split("/")[0], bold=True)
            except FormulaError:
                return None
            pieces: list[Piece] = [f"{scene.prefix}按文件写明的人数和人均标准计算，一年共需", total, "："]
            for i, (heads, price) in enumerate(pairs):
                pieces += ["、" if i else "", *heads.row[-1:], *state(heads), "，人均", *state(price)]
            pieces.append("。这是推算，文件没有直接写出。")
            return answered(*pieces, result=total)
    return None


_COMMON = re.compile(r"^(?:专项|经费|项目|工作|运行|管理|服务|中心|人员|建设|业务|费用|资金|支出|单位)+$")


def is_common(piece: str) -> bool:
    """Whether words are in so many project names that they tell none."""
    return bool(_COMMON.match(piece))


def per_head(scene: Scene) -> Draft | None:
    """A unit price per person, which is never an item of the tables."""
    return figure_in_words(scene) if scene.query.per_head else None


def _sentences_with_prices(holding: Holding) -> Iterable[list[Fact]]:
    groups: dict[str, list[Fact]] = {}
    for fact in holding.facts:
        if fact.span and fact.value is not None:
            groups.setdefault(fact.quote, []).append(fact)
    return [sorted(g, key=lambda f: f.span or (0, 0)) for g in groups.values() if any("/" in (f.unit or "") for f in g)]


def _head_and_price(group: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    pairs = []
    for heads, price in pairwise(group):
        mine = quantity.unit(heads.unit) if heads.unit else None
        if mine and mine.base == "人" and "/" in (price.unit or ""):
            pairs.append((heads, price))
    return pairs
