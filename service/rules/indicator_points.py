"""How many points an indicator weighs, or was given, as its own row prints them.

Beside what an indicator is to reach and what it reached, its row has its weight (权重, 分值) and its score (得分): each is
another figure, and so is the score of the whole form.
"""

from __future__ import annotations

import re

from ingest import terms
from ingest.model import Fact
from ingest.terms import strip_number
from service import evidence
from service.draft import Draft, Piece, Stated
from service.holding import Known
from service.query import Asked
from service.rules.scene import Scene, answered, state

WEIGHS = re.compile(r"权重|分值|满分|占(?:了)?(?:多少|几)分")
_GIVEN = re.compile("得分|评分|得了|自评")
_LOST = re.compile("[扣失丢]了?[掉去]?[几多分]|没得|未得|几个|多少个|哪|最")
_WEIGHT_COLUMN = re.compile("权重|分值")


def points(scene: Scene) -> Draft | None:
    """The weight or the score of the one indicator that a question names; None where it asks for neither, or names more."""
    text = scene.query.text
    weighs = WEIGHS.search(text) is not None
    if scene.query.kind != "lookup" or _LOST.search(text) or not (weighs or evidence.ASKS_SCORE.search(text)):
        return None
    if weighs and _GIVEN.search(text):
        return None  # both are asked for
    named = [asked for asked in scene.query.items if not asked.near and _rows(scene, asked)]
    if len({asked.keys for asked in named}) != 1:
        return None
    found = _of_project(scene, [known for known in _rows(scene, named[0]) if _is_meant(known.fact, weighs=weighs)])
    told = {(k.fact.table_number, k.fact.row): k for k in found}
    if not told:
        return None
    lines = list(told.values())
    if len({k.fact.value for k in lines}) == 1:
        lines = lines[:1]
    pieces: list[Piece] = []
    for known in lines:
        start = f"{'' if len(lines) == 1 else '- '}{(scene.bare if pieces else scene).prefix}"
        end = "。" if len(lines) == 1 else f"（{known.fact.table}）\n"
        pieces += [f"{start}{_called(known.fact)}为", *state(known.fact, bold=len(lines) == 1), end]
    result = next((p for p in pieces if isinstance(p, Stated)), None) if len(lines) == 1 else None
    return answered(*pieces, result=result)


def _rows(scene: Scene, asked: Asked) -> list[Known]:
    """The cells of the rows of an indicator that goes by the item's name, in the years that are asked about."""
    if asked.code or set(asked.keys) & set(terms.concepts()):
        return []
    years = set(scene.years()) or {scene.target()}
    return [
        known
        for holding in scene.holdings
        for key in asked.keys
        for known in holding.by_own.get(key, ())
        if known.fact.indicator is not None and known.fact.value is not None and known.fact.year in years
    ]


def _is_meant(fact: Fact, *, weighs: bool) -> bool:
    if weighs:
        return any(_WEIGHT_COLUMN.search(label) for label in fact.column)
    return evidence.is_score(fact)


def _of_project(scene: Scene, found: list[Known]) -> list[Known]:
    """Those of the project that a question names; all where it names none of theirs."""
    names = {name for asked in scene.query.items for name in asked.names}
    own = [k for k in found if k.fact.project and terms.key(k.fact.project[1]) in names]
    return own or found


def _called(fact: Fact) -> str:
    """2023年某项目“某指标”的指标权重."""
    project = fact.project[1] if fact.project else ""
    column = re.sub(r"[（(]分[）)]$", "", fact.column[-1])
    year = "" if project.startswith(f"{fact.year}年") else f"{fact.year}年"
    return f"{year}{project}“{strip_number(fact.row[-1])}”的{column}"
