"""A project's own form: its fields in words, its code, its indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest import terms
from ingest.grid import TOTAL
from ingest.items import FUNDS, FUNDS_AND_THEIR_USE
from ingest.model import Cell, Fact, Table
from service import evidence
from service.draft import Draft, Marked, Piece, Quoted, Stated
from service.holding import Holding, Known
from service.query import Asked
from service.rules.breakdown import SPENT_OF
from service.rules.forms import field_of_project
from service.rules.project_rows import is_row
from service.rules.scene import Scene, answered, state
from service.rules.sentences import Line, is_common, overlap
from service.rules.shortfall import written

_FIELDS = (
    (re.compile(r"立项依据|依据"), ("立项依据", "设立依据")),
    (
        re.compile(
            r"概述|概况|内容|做什么|干什么|是什么项目|(?:搞|办|做|干|开展|组织|实施)(?:了|些|的)*(?:哪|什么|啥|几[种类样项门])"
        ),
        ("项目概述", "项目概况", "项目内容", "主要内容"),
    ),
    (
        re.compile(
            r"(?:当年|年度|总体|绩效)目标(?!值)|(?:要|得|能|须|应该?|打算|计划)(?:求|当)?(?:完成|做到|达到|达成|实现|建成|办成|干成|交付)(?:的|些|到)*(?:哪|什么|啥|几)"
            r"|(?:什么|啥)时候?(?:候)?(?:能|要|得|可以)?(?:完成|完工|竣工|交付|建成|建好|修好|做完|干完|完|交)|(?:何时|哪天)(?:完成|完工|竣工|交付|建成)|(?:任务|工期|期限)(?:是|有|到)?(?:什么|哪|啥|多久)"
        ),
        ("当年绩效目标", "年度绩效目标", "总体目标", "年度目标", "绩效目标"),
    ),
    (re.compile(r"主管部门|主管单位"), ("业务主管部门", "主管部门")),
    (re.compile(r"项目(?:分类|类型|类别|性质)"), ("项目分类", "项目类型", "项目类别")),
)
_CODE = re.compile(r"编码|代码|编号")
_INDICATOR = re.compile(r"指标|权重|目标值|目标|要求|多少|几")
# 某项目预算多少 asks for no indicator, though one may be called as the project is.
_BUDGET_ASKED = re.compile(
    r"项目的?预算(?:数|金额|安排)?(?:一共|总共|又|都)*(?:是|有|为)?(?:多少|几何)(?:钱|万?元)?[？?。]?$"
)
_CLOSE = 0.6
_MUCH = re.compile(r"多少|几[百千]?[万元亿块]")
# What a project is measured by, without the word 指标: 要考核哪几样, 拿什么来衡量, 目标值各是多少.
_ASSESSED = re.compile(
    r"(?:考核|考评|考|衡量|评价|验收|检验)(?:的|着|些|是|内容|标准|要求)*(?:哪|什么|啥|几[样项条个])|(?:拿|用|按|看)(?:什么|哪些|啥)(?:来)?(?:考核|衡量|评价|验收|检验)|目标值?(?:各|都|分别)(?:自)?(?:是|为|定|要)"
)


def field(scene: Scene) -> Draft | None:
    """What is asked of a named project beside its amount; None where that is not what is asked."""
    text = scene.query.text
    if _asks_code(scene) and (coded := _listed_code(scene)):
        return coded
    for holding in scene.holdings:
        for fact in _forms(holding, scene.target()):
            asked = names(scene, fact)
            if asked is None or fact.project is None:
                continue
            code, name = fact.project
            if _asks_code(scene) and code:
                return answered(f"{name}的项目编码为{code}", Marked(fact), "。")
            found = None if _BUDGET_ASKED.search(text) else _indicator(scene, holding, name, asked)
            if found:
                return found
            for cue, labels in _FIELDS:
                if cue.search(text) and "指标" not in text and not (_MUCH.search(text) or _counts(scene)):
                    told = field_of_project(scene, Asked(name, (terms.key(name),), 0, 0), labels)
                    if told:
                        return told
            if "指标" in text or _ASSESSED.search(text):
                return _all_indicators(scene, holding, name, core=_core_asked(text))
    return _weight(scene)


# domain.md A6: division, year, kind of project, number.
_PROJECT_CODE = re.compile(r"\d{8}[A-Z]\d{9,12}")


def _asks_code(scene: Scene) -> bool:
    """Whether a project's code is asked for: 编码201某某支出 tells the code of a line."""
    return _CODE.search(scene.query.text) is not None and not any(asked.code for asked in scene.query.items)


def _listed_code(scene: Scene) -> Draft | None:
    """The code that a list of projects prints beside the name of the one asked about."""
    keys = {key for asked in scene.query.items for key in asked.keys}
    for holding in scene.holdings:
        for fact in holding.facts:
            if not fact.row or fact.year != scene.target() or terms.key(fact.row[-1]) not in keys:
                continue
            if code := _code_of(holding, fact):
                return answered(f"{scene.prefix}{fact.row[-1]}的项目编码为{code}", Marked(fact), "。")
    return None


def _code_of(holding: Holding, fact: Fact) -> str | None:
    """The project's code that a row of a list prints in a column of its own."""
    table = holding.table(fact.table_number) if fact.source == "table" else None
    row = next((row for row in table.rows if any(cell.place == fact.place for cell in row)), ()) if table else ()
    printed = (cell.text.strip() for cell in row)
    return next((text for text in printed if _PROJECT_CODE.fullmatch(text)), None)


def of_fund(scene: Scene) -> Draft | None:
    """The projects that a list sets in the column of the fund that is named, each with what it gets of it."""
    funds = [a for a in scene.query.items if set(a.keys) & FUNDS]
    if len(funds) != 1 or len(scene.query.items) > 1:
        return None
    year = scene.target()
    for holding in scene.holdings:
        rows = [
            known
            for known in holding.known
            if known.fact.source == "table"
            and known.fact.year == year
            and known.fact.value
            and known.fact.row
            and known.fact.column
            and not TOTAL.search(known.fact.row[-1])
            and (_code_of(holding, known.fact) or is_row(known))
            and terms.key(known.fact.column[-1]) in _column_keys(funds[0])
        ]
        if rows:
            lines: list[Piece] = []
            for known in rows:
                lines += [f"- {known.fact.row[-1]}（{known.fact.column[-1]}）：", *state(known.fact), "\n"]
            return answered(f"{scene.prefix}{year}年以{terms.name(funds[0].keys[0])}安排的项目：\n", *lines)
    return None


def _column_keys(asked: Asked) -> frozenset[str]:
    """The keys of a fund, by what it gives and by what is spent of it: either heads the column of a list."""
    spent = {SPENT_OF[key] for key in asked.keys if key in SPENT_OF}
    return frozenset(asked.keys) & FUNDS_AND_THEIR_USE | spent


def _forms(holding: Holding, year: int) -> list[Fact]:
    """One fact of each project's form of a year."""
    found: dict[tuple[str, str], Fact] = {}
    for fact in holding.facts:
        if fact.project and fact.year == year:
            found.setdefault(fact.project, fact)
    return list(found.values())


def names(scene: Scene, fact: Fact) -> Asked | None:
    """The part of the question that names the project, by its name or by the telling part of it (校舍维修那个项目)."""
    if fact.project is None:
        return None
    name = terms.key(fact.project[1])
    for asked in scene.query.items:
        if name in asked.keys:
            return asked
    text = terms.normalise(scene.query.text)
    least = 3 if "项目" in text else 5
    for size in range(min(len(name), 12), least, -1):
        for start in range(len(name) - size + 1):
            piece = name[start : start + size]
            if piece in text and not is_common(piece):
                return Asked(piece, (name,), 0, 0)
    return None


def _of_project(holding: Holding, name: str | None) -> list[Known]:
    return [
        known
        for known in holding.known
        if known.fact.indicator is not None
        and known.fact.value is not None
        and (
            known.fact.project is not None
            if name is None
            else known.fact.project is not None and known.fact.project[1] == name
        )
    ]


def _indicator(scene: Scene, holding: Holding, name: str, asked: Asked) -> Draft | None:
    """An indicator of the project that the question's other words name."""
    if not _INDICATOR.search(scene.query.text):
        return None
    return _closest(
        scene, _of_project(holding, name), [w for w in scene.query.words if w not in terms.normalise(asked.text)], name
    )


def _weight(scene: Scene) -> Draft | None:
    """The weight of an indicator named without its project: 项目里投诉率的权重."""
    if "权重" not in scene.query.text:
        return None
    for holding in scene.holdings:
        if holding.record.year != scene.target():
            continue
        inside = (
            _of_project(holding, None)
            if "项目" in scene.query.text
            else [k for k in holding.known if k.fact.indicator and not k.fact.project and k.fact.value is not None]
        )
        found = _closest(
            scene, inside, [terms.normalise(a.text) for a in scene.query.items] + list(scene.query.rest), None
        )
        if found:
            return found
    return None


def _counts(scene: Scene) -> bool:
    """Whether a number of things is asked for: 用了几名; 哪几种 asks which they are."""
    return scene.query.counted is not None and "哪几" not in scene.query.text


def _closest(scene: Scene, found: list[Known], words: list[str], name: str | None) -> Draft | None:
    weight = "权重" in scene.query.text
    points = bool(evidence.ASKS_SCORE.search(scene.query.text))
    done = not weight and not points and scene.basis == "actual"
    words = [w for w in map(terms.normalise, words) if w not in ("权重", "指标", "目标", "项目")]
    if not words:
        return None
    scored = []
    for known in found:
        if any("权重" in label for label in known.fact.column) != weight or evidence.is_score(known.fact) != points:
            continue
        if not weight and not points and (known.fact.basis == "actual") != done:
            continue
        if scene.query.counted and not weight and not points and not evidence.counts(known.fact, scene.query.counted):
            continue  # 配了几辆车 is no rate
        label = terms.normalise(known.fact.row[-1])
        scored.append((max(overlap(word, label) for word in words), known))
    scored.sort(key=lambda entry: -entry[0])
    if not scored or scored[0][0] < _CLOSE:
        return None
    best = scored[0][1]
    meant = "权重" if weight else "得分" if points else "完成值" if done else "目标值"
    ties = {k.fact.value for score, k in scored if score == scored[0][0]}
    if len(ties) > 1 and name is None:
        lines: list[Piece] = []
        for score, known in scored:
            if score == scored[0][0]:
                project = known.fact.project[1] if known.fact.project else "整体"
                lines += [
                    f"- {project}“{known.fact.row[-1]}”{meant}：",
                    *state(known.fact),
                    "\n",
                ]
        return answered(*lines)
    project = f"{best.fact.project[1]}" if best.fact.project else f"{best.fact.year}年整体绩效"
    figure = state(best.fact, bold=True)
    result = next(p for p in figure if isinstance(p, Stated))
    said = f"{scene.prefix}{project}“{best.fact.row[-1]}”的{meant}为"
    return answered(said, *figure, "。", result=result)


LOST = re.compile(
    "扣(?:了)?(?:的)?(?:多少|几|哪些)?分|扣在|[失丢扣](?:了|掉)?分(?!数|值|办法|标准)|[失丢](?:了|掉)?(?:多少|几)分|没(?:有)?(?:得|拿)(?:到)?满分|未(?:得|拿)满分|(?:主要)?扣分(?:的)?(?:项|点|原因|情况|指标|主要)"
)


def lost_points(scene: Scene) -> Draft | None:
    """The indicators of a self-evaluation that got fewer points than they weigh, with what the form says of each."""
    if not LOST.search(scene.query.text):
        return None
    year = scene.target()
    for holding in scene.holdings:
        facts = [f for f in holding.facts if f.year == year and f.indicator is not None and f.value is not None]
        named = [f.project[1] for f in facts if f.project and names(scene, f)]
        own = [f for f in facts if (f.project[1] if f.project else None) == (named[0] if named else None)]
        weights = {f.row: f for f in own if any("权重" in label or "分值" in label for label in f.column)}
        lines: list[Piece] = []
        for fact in own:
            weight = weights.get(fact.row)
            if not evidence.is_score(fact) or weight is None or (fact.value or 0) >= (weight.value or 0):
                continue
            lines += [f"- {fact.row[-1]}：权重", *state(weight), "，得分", *state(fact), *_remark(holding, fact), "\n"]
        if lines:
            why = written(holding, own[0].table_number)
            return answered(
                f"{scene.prefix}{year}年{named[0] if named else '整体绩效'}自评中没有得满分的指标：\n", *lines,
                *(("\n文件写明：", why.quoted()) if why else ()),
            )  # fmt: skip
        if not named and (told := _told_lost(scene, holding)):
            return told
    return None


_LOST_TOLD = re.compile(
    r"扣分(?:的)?(?:主要)?(?:原因|情况|项|点)|(?:失分|丢分)(?:的)?(?:原因|项|点)|扣(?:了|除|减)?\d[\d.]*分"
)
_OF_THE_WHOLE = re.compile("整体|部门|单位")


def _told_lost(scene: Scene, holding: Holding) -> Draft | None:
    """What the narrative says of where the body as a whole lost points: 扣分原因：某事不及时，扣1.40分；…."""
    if holding.record.year != scene.target() or not _OF_THE_WHOLE.search(scene.query.text):
        return None
    for paragraph in holding.paragraphs:
        hit = _LOST_TOLD.search(paragraph.text)
        if hit is None or "整体" not in paragraph.text:
            continue
        begin = paragraph.text.rfind("。", 0, hit.start()) + 1
        end = paragraph.text.find("。", hit.start())
        words = paragraph.text[begin : end + 1] if end > 0 else paragraph.text[begin:]
        line = Line(paragraph.text, holding.record.id, paragraph.section, paragraph.place)
        return replace(answered(line.quoted(words.strip())), by_words=True)
    return None


def _remark(holding: Holding, fact: Fact) -> list[Piece]:
    """What the last cell of an indicator's row says of it (说明, 偏差原因), if anything."""
    table = holding.table(fact.table_number)
    row = next((row for row in table.rows if any(cell.place == fact.place for cell in row)), ()) if table else ()
    words = next((cell for cell in reversed(row) if cell.text.strip()), None)
    if table is None or words is None or words.place == fact.place or _NUMBER.search(words.text[:1]):
        return []
    return ["：", _cell(holding, table, words)]


def _core_asked(text: str) -> bool | None:
    """Whether only the core indicators of a form are asked for, or only the others; None where all are."""
    return None if "核心" not in text else not re.search("(?:不是|非|不属于)核心", text)


def _all_indicators(scene: Scene, holding: Holding, name: str, *, core: bool | None = None) -> Draft | None:
    lines = _lines(holding, name, core=core)
    kind = "绩效指标" if core is None else "核心指标" if core else "非核心指标"
    return answered(f"{scene.prefix}{scene.target()}年{name}的{kind}：\n", *lines) if lines else None


def all_projects(scene: Scene, *, core: bool | None = None) -> Draft | None:
    """The indicators of every project of the year, below the project's name; only those that are core, or are not."""
    year = scene.target()
    pieces: list[Piece] = []
    for holding in scene.holdings:
        for name in dict.fromkeys(fact.project[1] for fact in _forms(holding, year) if fact.project):
            lines = _lines(holding, name, core=core)
            pieces += [f"\n{name}：\n", *lines] if lines else []
    kind = "绩效指标" if core is None else "核心指标" if core else "非核心指标"
    return answered(f"{scene.prefix}{year}年各项目的{kind}：\n", *pieces) if pieces else None


def _lines(holding: Holding, name: str, *, core: bool | None = None) -> list[Piece]:
    """One line for each indicator of a project, those whose goal is told in words after those with a number."""
    lines: list[Piece] = []
    for known in _of_project(holding, name):
        marked = known.fact.indicator.core if known.fact.indicator else None
        weighs = any("权重" in label or "分值" in label for label in known.fact.column)
        if weighs or (core is not None and bool(marked) != core):
            continue
        if evidence.is_score(known.fact):
            continue
        reached = f"（{known.fact.column[-1]}）" if known.fact.basis == "actual" and known.fact.column else ""
        lines += [f"- {known.fact.row[-1]}{reached}：", *state(known.fact), "\n"]
    if core is not None:
        return lines
    return lines + told_indicators(holding, _of_project(holding, name)) if lines else []


def told_indicators(holding: Holding, known: Iterable[Known]) -> list[Piece]:
    """The indicators of the same forms whose goal is told in words, or not at all: a cell without a number is no fact."""
    facts = [one.fact for one in known]
    stated = {terms.normalise(fact.row[-1]) for fact in facts if not any("权重" in label for label in fact.column)}
    lines: list[Piece] = []
    for number in dict.fromkeys(fact.table_number for fact in facts):
        table = holding.table(number)
        head = next((row for row in table.rows if any(_THIRD in cell.text for cell in row)), None) if table else None
        if table is None or head is None:
            continue
        names = next(at for at, cell in enumerate(head) if _THIRD in cell.text)
        goals = next((at for at, cell in enumerate(head) if cell.text.strip() == "指标值"), None)
        for row in table.rows[table.rows.index(head) + 1 :]:
            name = row[names]
            if not name.text.strip() or terms.normalise(name.text) in stated:
                continue
            goal = row[goals] if goals is not None else None
            lines += ["- ", _cell(holding, table, name), "（定性）"]
            if goal is not None and goal.text.strip() and not _NUMBER.search(goal.text):
                lines += ["：", _cell(holding, table, goal)]
            lines.append("\n")
    return lines


_THIRD = "三级指标"
_NUMBER = re.compile(r"\d")


def _cell(holding: Holding, table: Table, cell: Cell) -> Quoted:
    text = cell.text.strip()
    return Quoted(text, holding.record.id, cell.text, cell.place, (table.title,), table.title, table.number)
