"""A printed figure put into words, and several of them with their sum."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import terms
from ingest.model import Fact
from ingest.numerals import spelled
from ingest.units import is_money
from service.asked_bound import HOW_MANY
from service.asked_rounding import places_asked
from service.calculator.precision import LEAST_DIGITS, significant
from service.draft import Draft, Marked, Piece, Stated, added, computed, scaled, sentence_of, spoken_comparator
from service.holding import Known
from service.query import Asked
from service.rules import notes
from service.rules.scene import Scene, answered, called, phrase, state, unit_for
from service.rules.words import unmodified

_MANY = 30


def how_many(text: str, number: int) -> str:
    """How many there are, where that is asked, counted in the asker's own word (几个: 五个); number stands in no document.

    Nothing where they are too many for a reader to count after us.
    """
    asked = HOW_MANY.search(text)
    return f"有{spelled(number)}{asked[0][-1]}" if asked and 0 < number <= _MANY else ""


_OWN_NAME = 4  # characters of a label that leaves nothing open


def _names_itself(known: Known, asked: Asked) -> bool:
    """Whether a count stands right behind the field's own name for what is asked: 购置公务用车1辆，为更新报废的巡查车."""
    fact, label = known.fact, known.fact.row[-1] if known.fact.row else ""
    named = known.item.own in asked.keys and known.item.own in terms.concepts() and len(label) >= _OWN_NAME
    return named and fact.span is not None and fact.quote[: fact.span[0]].rstrip("（共 ").endswith(label)


def stated(scene: Scene, known: Known, asked: Asked) -> Draft | None:
    """A figure that is printed."""
    fact = known.fact
    if fact.measure == "count" and not (_names_itself(known, asked) or unmodified(fact, scene.query.text)):
        return None
    if fact.unit is None and fact.source == "narrative":
        quoted = sentence_of(fact)
        return answered(f"{scene.prefix}{fact.year}年文件写明：", quoted)
    if fact.unit is None and fact.measure == "level":
        where = f"“{fact.table}”" if fact.table else "原文"
        said = f"{phrase(scene, known)}在{where}中写为{fact.quote}"
        return answered(
            said if fact.source == "table" else f"{phrase(scene, known)}见原文",
            Marked(fact),
            "，但没有标明单位，不能确定金额，请以原文为准。",
        )
    unit = unit_for(scene, fact)
    figure = _in_unit(scene, fact, unit)
    result = next(p for p in figure if isinstance(p, Stated))
    pieces: list[Piece] = [f"{phrase(scene, known)}为", *figure]
    if unit:
        pieces += ["，即", *state(fact)]
    if not fact.value and fact.measure == "level" and is_money(fact.unit) and _ANY.search(scene.query.text):
        pieces.append(f"，即没有{'支出' if fact.basis == 'actual' else '安排'}")
    pieces.append("。")
    pieces += notes.note_against(scene, known)
    if scene.query.counted and fact.measure != "count" and fact.source == "narrative":
        pieces += ["\n\n原文：", sentence_of(fact)]
    notices = []
    if asked.keys and known.item.own not in asked.keys and asked.keys[0] in terms.concepts() and not asked.code:
        notices.append(f"文件没有单列“{terms.name(asked.keys[0])}”，以上是{called(known)}的数。")
    return answered(*pieces, result=result if result.certain else None, notices=notices)


_ANY = re.compile("有没有|有无|是否(?:有|安排|发生)|有(?:安排|列|编)?[^，。？?]{1,12}(?:吗|么|没有?)(?=[？?。，,]|$)")


def _in_unit(scene: Scene, fact: Fact, unit: str | None) -> list[Piece]:
    """A figure in the unit that is asked for, where it is not the printed one to as many decimals as are asked for."""
    places = places_asked(scene.query.text)
    if unit is None or places is None or spoken_comparator(fact):
        return state(fact, unit, bold=True)
    figure = computed(scaled("a", fact.unit, unit), {"a": fact}, unit, places=places, bold=True)
    rough = significant(figure.value) < LEAST_DIGITS  # too few digits to cite an amount by
    return ["约", figure] if rough else [figure]


def total(scene: Scene, found: Sequence[Known], name: str) -> Draft | None:
    """The sum of several figures."""
    unit = scene.query.unit or found[0].fact.unit
    try:
        figure = added([known.fact for known in found], unit)
    except ValueError:
        return None
    same_year = len({k.fact.year for k in found}) == 1
    pieces: list[Piece] = [
        f"{scene.prefix}{found[0].fact.year}年{name}为" if same_year else f"{scene.prefix}{name}为",
        figure,
        "，其中",
    ]
    for i, known in enumerate(found):
        pieces += ["、" if i else "", phrase(scene.bare, known, year=not same_year), *state(known.fact)]
    pieces.append("。")
    return answered(*pieces, result=figure if figure.certain else None)
