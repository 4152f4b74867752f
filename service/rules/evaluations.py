"""How many projects were given goals, followed up or evaluated, and the mean of their scores: 自评29个项目，平均91.37分."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest import quantity, terms
from ingest.model import Fact
from service.draft import Draft, Piece, Quoted, Stated
from service.holding import Known
from service.rules import columns
from service.rules.magnitude import of_one_number
from service.rules.scene import Scene, answered, state
from service.rules.sentences import SENTENCE, overlap

# The stages of watching over what projects achieve, each by the words that tell it from the others.
STAGES = tuple(
    map(
        re.compile,
        (
            "自评|自我评价",
            "跟踪|监控|监测",
            "(?:编|设|填|申?报|制定)[^，。；？?]{0,4}目标|绩效目标|目标的?(?:编报|申报|填报|编制|设定)",
            "重点(?:绩效)?评价|财政(?:绩效)?评价",
            "部门(?:绩效)?评价",
            "事前(?:绩效)?评估",
        ),
    )
)


def stages_named(text: str) -> list[re.Pattern[str]]:
    """The stages of watching over what projects achieve that a text names."""
    return [stage for stage in STAGES if stage.search(text)]


_KINDS = frozenset({"lookup", "list", "projects", "sum", "text"})  # never whether it agrees with something
_HOW_MANY = re.compile(
    r"(?:多少|几)个[^，。；？?]{0,4}项目|项目[^，。；？?]{0,8}?(?:多少|几)个|项目，[^，。；？?]{0,24}?(?:申?报|编制|纳入|实行|覆盖|有|共)(?:了|有)*(?:多少|几)个"
)
_MEAN = re.compile(r"平均[^，。；？?]{0,4}(?:多少|几)分|平均(?:得)?分|均分")
_MEAN_LABEL = re.compile(r"平均.{0,4}分|均分")
_MONEY = re.compile(r"金额|资金|钱|多少万|元")
_INVOLVED = re.compile(r"涉及|覆盖")
# The mark that projects got: their number is another than that of all.
_MARK = re.compile(r"[“\"]?(?P<mark>不合格|合格|优|良|中|差)(?:秀|好|等)?[”\"]?(?:等级|[级档等])?的")
_OTHER = re.compile(r"问题|整改|[未没不](?!合格)|除(?:了|去|开)?[“\"]?[优良中差]")  # and what is not told of all


def evaluations(scene: Scene) -> Draft | None:
    """The number of projects at the one stage that is named, the mean score, or both; None where one is not told."""
    text = scene.query.text
    if scene.query.kind not in _KINDS:
        return None
    stages = stages_named(text)
    if _OTHER.search(text):
        return None
    if (mark := _MARK.search(text)) is not None:
        return _of_mark(scene, mark["mark"], stages)
    if _WHICH.search(text) and (named := _named(scene, stages)):
        return named
    asked: list[Callable[[Known], bool]] = []
    if _HOW_MANY.search(text) and len(stages) == 1:
        asked.append(lambda known: _counts_projects(known, stages[0]))
    if mean := _MEAN.search(text):
        asked.append(lambda known: _is_mean(scene, known, stages))
    if _MONEY.search(text):
        if not _INVOLVED.search(text) or len(stages) != 1:
            return None
        asked.append(lambda known: _is_involved(known, stages[0]))
    if not asked or len(stages) > 1 or (scene.query.items and not mean and not _INVOLVED.search(text)):
        return None
    told = [_only(scene, fits) for fits in asked]
    pieces: list[Piece] = []
    for known in told:
        if known is None:
            return None
        label = known.fact.row[-1]
        year = "" if pieces or f"{known.fact.year}年" in label else f"{known.fact.year}年"
        pieces += [f"{'，' if pieces else scene.prefix}{year}{label}", *state(known.fact, bold=True)]
    results = [piece for piece in pieces if isinstance(piece, Stated)]
    result = results[0] if len(results) == 1 and results[0].certain else None
    return replace(answered(*pieces, "。", result=result), by_words=True)


_WHICH = re.compile(
    r"(?:列出|列明|列示|说明|告诉|报|给出|把)[^。；？?]{0,24}?项目|每一?个项目|项目[^，。；？?]{0,4}?(?:名字|名称|叫)|(?:哪些|哪几个|什么)(?:[^，。；？?]{0,4})项目|项目(?:都|分别|具体)*(?:是|有|为|包括)*(?:哪|什么|啥|名单|名称|名目|清单|一览)"
)
# What leads from how many they are to which: 其中：某某费5万元，得分90分；….
_ONE_BY_ONE = re.compile(r"(?:其中|分别(?:是|为)?|包括|具体(?:为|是|如下)?|如下|即)[：:]?(?=[^。]{4,}[、；，])")


def _named(scene: Scene, stages: Sequence[re.Pattern[str]]) -> Draft | None:
    """The sentences that count the projects at a stage and go on to tell them one by one; None where none does."""
    fitting = stages or ([_ANY_EVALUATION] if _ANY_EVALUATION.search(scene.query.text) else [])
    if len(fitting) != 1:
        return None
    for holding in (h for h in scene.holdings if h.record.year == scene.target()):
        for known in (k for k in holding.known if k.fact.year == scene.target() and _is_number_of_projects(k.fact)):
            if not fitting[0].search(known.fact.quote):
                continue
            for paragraph in holding.paragraphs:
                at = paragraph.text.find(known.fact.quote) if paragraph.section == known.fact.section else -1
                hit = _ONE_BY_ONE.search(paragraph.text, at + (known.fact.span or (0, 0))[1]) if at >= 0 else None
                if hit is None or not (known.fact.value or 0) > 1:
                    continue
                told = paragraph.text[at : paragraph.text.find("。", hit.end()) + 1 or None]
                where = (holding.record.id, paragraph.text, paragraph.place, paragraph.section)
                lead = f"{scene.prefix}{scene.target()}年文件写明："
                return replace(answered(lead, Quoted(told, *where)), by_words=True)
    return None


_ANY_EVALUATION = re.compile("绩效评价|绩效考评|(?:被|做|做过|开展|进行|参加)[了过]?评价")


def _of_mark(scene: Scene, mark: str, stages: Sequence[re.Pattern[str]]) -> Draft | None:
    """How many projects got a mark (评级为“优”的项目21个)."""
    if not _HOW_MANY.search(scene.query.text) or not stages:
        return None
    named = re.compile(rf"(?<!不)[“\"]?{mark}(?:秀|好|等)?[”\"]?(?:等级|[级档等])?的?项目")
    known = _only(scene, lambda k: _is_number_of_projects(k.fact) and named.search(k.fact.row[-1]) is not None)
    if known is None:
        return None
    figure = state(known.fact, bold=True)
    result = next(piece for piece in figure if isinstance(piece, Stated))
    lead = f"{scene.prefix}{known.fact.year}年{known.fact.row[-1]}"
    return replace(answered(lead, *figure, "。", result=result if result.certain else None), by_words=True)


def _is_number_of_projects(fact: Fact) -> bool:
    unit = quantity.unit(fact.unit)
    return (
        fact.source == "narrative"
        and fact.measure == "count"
        and fact.value is not None
        and unit is not None
        and unit.base in ("个", "项")
        and bool(fact.row)
        and "项目" in fact.row[-1]
    )


def _only(scene: Scene, fits: Callable[[Known], bool]) -> Known | None:
    """The one figure of the year that fits; None where several differ."""
    year = scene.target()
    found = [k for h in scene.holdings if h.record.year == year for k in h.known if k.fact.year == year and fits(k)]
    return of_one_number(found)


def _counts_projects(known: Known, stage: re.Pattern[str]) -> bool:
    fact = known.fact
    return _is_number_of_projects(fact) and len(fact.row) == 1 and stage.search(fact.row[-1]) is not None


def _is_involved(known: Known, stage: re.Pattern[str]) -> bool:
    """Whether an amount is the money of the projects at a stage: 绩效自评的项目18个，涉及预算金额470万元."""
    fact = known.fact
    unit = quantity.unit(fact.unit)
    of_projects = len(fact.row) > 1 and "项目" in fact.row[0] and stage.search(fact.row[0]) is not None
    return (
        fact.source == "narrative"
        and (fact.measure, len(fact.row)) == ("level", _OF_PROJECTS)
        and fact.value is not None
        and unit is not None
        and unit.base == "元"
        and of_projects
        and _INVOLVED.search(fact.row[-1]) is not None
    )


_OF_PROJECTS = 2  # the projects, and their money


def _is_mean(scene: Scene, known: Known, stages: Sequence[re.Pattern[str]]) -> bool:
    """Whether a figure is the mean of scores, of the stage whose projects its sentence counts right before it."""
    fact = known.fact
    unit = quantity.unit(fact.unit)
    if not (fact.value is not None and unit is not None and unit.base == "分" and fact.row and fact.span):
        return False
    if not _MEAN_LABEL.search(fact.row[-1]) or fact.source != "narrative":
        return False
    if not stages or stages[0].search(fact.row[-1]):
        return True
    before = [
        other
        for other in scene.holding(fact).known
        if other.fact.quote == fact.quote and other.fact.span and other.fact.span[1] <= fact.span[0]
        and any(_counts_projects(other, stage) for stage in STAGES)
    ]  # fmt: skip
    nearest = max(before, key=lambda other: other.fact.span or (0, 0), default=None)
    return nearest is not None and _counts_projects(nearest, stages[0])


# What may be asked of an evaluation, each with how a sentence tells it.
_ASPECTS = tuple(
    (re.compile(ask), re.compile(tell))
    for ask, tell in (
        (r"(?:几|多少)个[^，。；？?]{0,6}项目|项目[^，。；？?]{0,8}?(?:几|多少)个|项目(?:个?数|数量)", r"\d\s*个[^，。；]{0,14}项目|项目\s*\d+\s*个"),
        (r"得分|(?:多少|几)分(?![之钟])|分数|总分|打分|评分", r"\d\s*分(?![之钟])"),
        (r"等次|等级|评级", r"等次|等级|[“\"][优良中差]"),
        (r"金额|资金|多少钱|款额|涉及多少", r"\d\s*(?:万元|亿元|元)"),
        (r"执行率|完成率", r"(?:执行率|完成率)[^，。；]{0,6}\d"),
        (r"问题|不足|短板|毛病|薄弱", r"问题|不足|短板"),
    )
)  # fmt: skip
_BY_ITSELF, _BY_ANY = re.compile("自评|自我评价"), re.compile("评价|考评|评分|自评")
_GENERIC = re.compile(r"绩效|自评|评价|得分|总分|评分|等次|问题|项目|整体|支出|资金|金额|暴露|查[出摆]|存在|参加|开展")
_LONGEST = 4  # sentences of one passage


def in_one_passage(scene: Scene) -> Draft | None:
    """The fewest sentences that tell all of the two or more things which are asked of an evaluation; None where no one passage does."""
    text = scene.query.text
    asked = [tell for ask, tell in _ASPECTS if ask.search(text)]
    if _MEAN.search(text):
        return None  # told with their number
    if len(asked) < _SEVERAL or scene.query.kind not in (*_KINDS, "completion", "share") or not _BY_ANY.search(text):
        return None
    row = columns.cells(scene)  # a list of what was evaluated tells it in the row that is named
    if row is not None and sum(isinstance(piece, Stated | Quoted) for piece in row.pieces) >= len(asked):
        return row
    stages = stages_named(text)
    if _WHICH.search(text) and (named := _named(scene, stages)):
        return named
    stage = _BY_ITSELF if _BY_ITSELF.search(text) else _BY_ANY
    names = [terms.normalise(w) for w in (*(a.text for a in scene.query.items), *scene.query.rest)]
    names = [bare for name in names if len(bare := _GENERIC.sub("", name)) >= _LEAST]
    if "整体" in text:
        names.append("整体")
    found: dict[str, Quoted] = {}
    for holding in (h for h in scene.holdings if h.record.year == scene.target()):
        for paragraph in holding.paragraphs:
            around = terms.normalise("".join((*paragraph.section, paragraph.text)))
            if not stage.search(around) or not all(overlap(name, around) >= _ALIKE for name in names):
                continue
            told = _shortest(paragraph.text, [*asked, *(re.compile(re.escape(n)) for n in names if n in around)])
            if told is not None:
                found.setdefault(
                    told, Quoted(told, holding.record.id, paragraph.text, paragraph.place, paragraph.section)
                )
    if len(found) != 1:
        return None
    lead = f"{scene.prefix}{scene.target()}年文件写明："
    return answered(lead, next(iter(found.values())))


_LEAST = 3
_ALIKE = 0.6
_SEVERAL = 2


def _shortest(text: str, tells: Sequence[re.Pattern[str]]) -> str | None:
    """The fewest sentences side by side that have all; None where more would be needed."""
    ends = [hit.span() for hit in SENTENCE.finditer(text) if hit[0].strip()]
    for length in range(1, _LONGEST + 1):
        for at in range(len(ends) - length + 1):
            told = text[ends[at][0] : ends[at + length - 1][1]].strip()
            if all(tell.search(told) for tell in tells):
                return told
    return None
