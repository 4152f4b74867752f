"""What a project pays in each quarter (第一季度用款计划), one of them, each, together, or against another year's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import terms
from service import asked_chapter, asked_quarters
from service.draft import Draft, Piece, Stated, computed, scaled
from service.holding import Holding, Known
from service.rules import sums
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, phrase, state
from service.rules.sentences import overlap
from service.rules.stating import total

_ASKED = re.compile(
    r"第?(?P<named>[一二三四1-4](?:[、和与及]第?[一二三四1-4])+)季度?"  # 二、三季度
    r"|第?(?P<first>[一二三1-3])季?度?(?:到|至|[-—~])第?(?P<last>[二三四2-4])季度?|[前头](?P<until>[二两三2-3])个?季度"
    r"|(?P<all>(?<!第)四季(?!度)|[四4]个季度|[各每]个?季度|分季(?:度)?|逐季(?:度)?)|第?(?P<one>[一二三四1-4])季度?(?!个)"
)
_ROW = re.compile(r"^第([一二三四])季度.{0,10}$")
_OF_QUARTERS = re.compile(
    r"[一二三四]季|[一二三四]?季度|[分逐]季|[前头][两二三]个?(?=季)|用款|用钱|付款|付的?|计划|预备|个"
)
_NUMBER = dict(zip("1234", "一二三四", strict=True))
_TOGETHER = re.compile(r"一共|合计|总共|加(?:在)?一?起来?|加到一|总额|之和|共(?:计|要|付)|加总|总计|相加")
# Whether they come to what the year has: 加起来跟全年预算对得上吗.
_HELD_AGAINST = re.compile(
    r"(?:全年|年度|总)(?:的)?(?:预算|安排|资金|金额|经费|数|额)*[^，。？?]{0,8}?(?:[对合]得上|[对合]不[对上]|对不对得上|一致|一样|相[等同符]|等于|吻合|差)"
    r"|(?:等于|等不等于|是不是|是否等于|达到)[^，。？?]{0,8}?(?:全年|年度|总)(?:的)?(?:预算|安排|资金|金额|经费|数|额)"
)
_TOLD = 0.75  # of a word's character pairs, what the chapter must have
_ALL = 4
_BOTH = 2
_NUMBERED = re.compile(r"[二三四五六七八九十]+、")


def quarters(scene: Scene) -> Draft | None:
    """The quarters asked for; None where none are, or where no one chapter tells of what the question names."""
    draft = _quarters(scene)
    return replace(draft, by_words=True) if draft is not None else None  # the chapter has accounted for the words


def asks_of_several(text: str) -> bool:
    """Whether several quarters are asked for: 二、三季度, 前三季度."""
    return len({quarter for hit in _ASKED.finditer(text) for quarter in _wanted(hit)}) > 1


def _quarters(scene: Scene) -> Draft | None:
    hits = list(_ASKED.finditer(scene.query.text))
    if not hits or asked_chapter.asks_deeds(scene.query.text):
        return None  # what is done in a quarter is no money
    wanted = {quarter for hit in hits for quarter in _wanted(hit)} or set("一二三四")
    years = scene.years()
    found = {year: _planned(scene, year, wanted) for year in years}
    if any(len(rows) < len(wanted) for rows in found.values()):
        return None
    if len(years) == _BOTH and len(wanted) == _ALL:
        return _moved(scene, found[years[0]], found[years[1]])
    rows = [known for year in years for known in found[year]]
    if len(rows) == _ALL and _HELD_AGAINST.search(scene.query.text) and (whole := _whole(scene, rows[0])):
        return sums.against_total(scene, rows, whole, "四个季度合计")
    if len(rows) > 1 and (_TOGETHER.search(scene.query.text) or scene.query.kind == "sum"):
        return total(scene, rows, "各季度用款计划合计")
    # 全年安排多少，四个季度各多少: the year's amount is told first.
    year_too = asked_quarters.OF_THE_YEAR.search(scene.query.text) is not None
    of_year = [whole for year in years if (whole := _whole(scene, found[year][0]))] if year_too else []
    if len(rows) == 1 and not year_too:
        figure = state(rows[0].fact, scene.query.unit, bold=True)
        return answered(
            f"{phrase(scene, rows[0])}为", *figure, "。", result=next(p for p in figure if isinstance(p, Stated))
        )
    pieces: list[Piece] = []
    for known in (*of_year, *rows):
        pieces += [f"- {phrase(scene.bare if pieces else scene, known)}：", *state(known.fact), "\n"]
    unsaid = ("文件没有写明全年安排的数额。",) if year_too and not of_year else ()
    return answered(*pieces, notices=unsaid)


def _wanted(hit: re.Match[str]) -> str:
    """The quarters that are meant, each by its character; none where all are."""
    if hit["named"]:
        return "".join(_NUMBER.get(one, one) for one in re.findall("[一二三四1-4]", hit["named"]))
    one, first, last, until = (_NUMBER.get(said, said) for said in hit.group("one", "first", "last", "until"))
    if first and last:
        return "一二三四"["一二三四".index(first) : "一二三四".index(last) + 1]
    return "一二三四"[: "一二三".index(until.replace("两", "二")) + 1] if until else one or ""


def _planned(scene: Scene, year: int, wanted: set[str]) -> list[Known]:
    """The quarters of a year in the only chapter that tells of all that the question names."""
    keys = {key for asked in scene.query.items for key in asked.keys}
    words = [_OF_QUARTERS.sub("", terms.normalise(word)) for word in scene.query.rest]
    chapters: dict[tuple[str, str], list[Known]] = {}
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            hit = (
                _ROW.match(fact.row[-1])
                if fact.row and fact.year == year and fact.value is not None and fact.measure == "level"
                else None
            )
            if hit is not None and hit[1] in wanted and fact.section:
                chapters.setdefault((holding.record.id, fact.section[0]), []).append(known)
    # A project that is named by its name is meant, whatever else its chapter tells.
    named = {
        key: rows
        for key, rows in chapters.items()
        if keys & {terms.key(k.fact.project[1]) for k in rows if k.fact.project}
    }
    chapters = named or chapters
    texts = {key: _text(scene, *key) for key in chapters}
    told = [key for key in chapters if all(overlap(word, texts[key]) >= _TOLD for word in words if len(word) > 1)]
    return (
        sorted(chapters[told[0]], key=lambda known: "一二三四".index(known.fact.row[-1][1])) if len(told) == 1 else []
    )


def _whole(scene: Scene, quarter: Known) -> Known | None:
    """What the project of a quarter has in the whole year, as its chapter tells it."""
    fact = quarter.fact
    found = [
        known
        for known in scene.holding(fact).known
        if (known.fact.source, known.fact.year, known.fact.measure) == (fact.source, fact.year, "level")
        and _is_whole(known.fact.row, fact.row[:-1]) and known.fact.section == fact.section and known.fact.value is not None
    ]  # fmt: skip
    return found[0] if found and alike((found[0], quarter)) and len({base_value(k.fact) for k in found}) == 1 else None


# What all the money of a chapter is called where the chapter does not say whose it is.
_ALL_OF_IT = re.compile(r"(?:项目)?(?:年度|全年|当年)?(?:预算|资金|经费)(?:安排|总额|金额|数)*")


def _is_whole(row: tuple[str, ...], above: tuple[str, ...]) -> bool:
    return row == above or (not above and len(row) == 1 and _ALL_OF_IT.fullmatch(row[0]) is not None)


def _text(scene: Scene, document: str, chapter: str) -> str:
    """The text of a chapter: all below its heading, or where headings are not nested, from the 一、 before it on."""
    holding: Holding = next(h for h in scene.holdings if h.record.id == document)
    own = [at for at, p in enumerate(holding.paragraphs) if p.section[:1] == (chapter,)]
    first = own[0] if own else 0
    if _NUMBERED.match(chapter):
        openings = [at for at, p in enumerate(holding.paragraphs[:first]) if p.section and p.section[0][:2] == "一、"]
        first = openings[-1] if openings else first
        while first > 0 and holding.paragraphs[first - 1].section[:1] == holding.paragraphs[first].section[:1]:
            first -= 1
    between = (p.text for p in holding.paragraphs[first : own[-1] + 1]) if own else ()
    return terms.normalise("".join(between))


def _moved(scene: Scene, one: Sequence[Known], other: Sequence[Known]) -> Draft | None:
    """By how much a year's quarters together are more or less than the other's."""
    early, late = sorted((one, other), key=lambda rows: rows[0].fact.year or 0)
    unit = scene.query.unit or late[0].fact.unit
    names = "abcdefgh"
    plus = " + ".join(scaled(n, k.fact.unit, unit) for n, k in zip(names, late, strict=False))
    minus = " - ".join(scaled(n, k.fact.unit, unit) for n, k in zip(names[len(late) :], early, strict=False))
    operands = dict(zip(names, (k.fact for k in (*late, *early)), strict=True))
    gap = computed(f"{plus} - {minus}", operands, unit, bold=True)
    pieces: list[Piece] = []
    for number, known in enumerate((*late, *early)):
        joined = "" if not number else "；" if number == len(late) else "、"
        pieces += [joined, phrase(scene.bare if pieces else scene, known), *state(known.fact)]
    moved = "相差" if not gap.value else "增加" if gap.value > 0 else "减少"
    years = [rows[0].fact.year for rows in (late, early)]
    return answered(*pieces, f"，{years[0]}年四个季度之和比{years[1]}年{moved}", gap, "。", result=gap)
