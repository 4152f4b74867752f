"""What an indicator of a goal is to come to, or came to, form by form."""

from __future__ import annotations

from ingest import terms
from service import evidence
from service.draft import Draft, Piece
from service.holding import Known
from service.query import Asked
from service.rules.scene import Scene, answered, phrase, state
from service.rules.stating import stated


def without_goals(scene: Scene) -> Scene | None:
    """The scene without the word 绩效目标 where an indicator is asked for: it is no amount of money then."""
    items = scene.query.items
    kept = tuple(a for a in items if a.keys[:1] != ("performance_amount",))
    if not kept or len(kept) == len(items):
        return None
    named = any(
        k.fact.indicator is not None and terms.normalise(a.text) in terms.normalise(k.fact.row[-1])
        for a in kept
        for h in scene.holdings
        for k in h.known
        if k.fact.row
    )
    return scene.with_query(items=kept) if named else None


def in_each_form(scene: Scene, asked: Asked, year: int, known: Known | None) -> Draft | None:
    """An indicator that several forms of a year have, each told; also where its name is but a part of the printed one."""
    if asked.code or (known is not None and known.fact.indicator is None) or len(asked.text) < _TELLING:
        return None
    name = terms.normalise(asked.text)
    weight, score = "权重" in scene.query.text, bool(evidence.ASKS_SCORE.search(scene.query.text))
    done = scene.basis == "actual"
    found: dict[tuple[int | None, tuple[str, ...]], Known] = {}
    for holding in scene.holdings:
        for k in holding.known:
            fact = k.fact
            if fact.indicator is None or fact.year != year or fact.value is None or not fact.row:
                continue
            if name not in terms.normalise(fact.row[-1]) or evidence.is_score(fact) != score:
                continue
            if any("权重" in label for label in fact.column) != weight:
                continue
            if not weight and not score and (fact.basis == "actual") != done:
                continue
            found.setdefault((fact.table_number, fact.row), k)
    if len(found) == 1 and known is None:
        return stated(scene, next(iter(found.values())), asked)
    if len({k.fact.value for k in found.values()}) < 2:
        return None
    if len(own := [k for k in found.values() if _is_of(k, scene)]) == 1:
        return stated(scene, own[0], asked)
    pieces: list[Piece] = []
    for k in found.values():
        pieces += [f"- {phrase(scene.bare if pieces else scene, k)}（{k.fact.table}）：", *state(k.fact), "\n"]
    return answered(*pieces)


def _is_of(known: Known, scene: Scene) -> bool:
    """Whether an indicator is one of the project, or of the whole body, that the question has in words beside it."""
    fact = known.fact
    if "整体" in scene.query.text:
        return fact.project is None and "整体" in (fact.table or "")
    whose = terms.normalise("".join((*fact.row[:-1], *(fact.project or ()))))
    said = [terms.normalise(word) for word in scene.query.rest]
    named = [terms.normalise(a.text) for a in scene.query.items]
    told = [word in whose for word in said if len(word) >= _TELLING]
    return bool(whose) and all(told) and (bool(told) or any(name in whose for name in named if len(name) >= _TELLING))


def reached(scene: Scene) -> Draft | None:
    """What an indicator came to (满意度实际完成多少), form by form; None where it is no indicator that is asked about."""
    year = scene.target()
    spent = scene.with_query(basis="actual")
    if (of_project := _of_a_project(spent, year)) is not None:
        return of_project
    if len(scene.query.items) != 1:
        return None
    asked = scene.query.items[0]
    known = spent.level(asked, year)
    if known is not None and known.fact.indicator is None:
        return None
    return in_each_form(spent, asked, year, known) or (stated(spent, known, asked) if known else None)


def _of_a_project(scene: Scene, year: int) -> Draft | None:
    """What the one indicator came to that is named beside its project: 某某项目里，某指标完成了多少."""
    names = {name for asked in scene.query.items for name in asked.names}
    found = [
        (asked, k)
        for asked in scene.query.items
        for key in asked.keys
        for holding in scene.holdings
        for k in holding.by_own.get(key, ())
        if (fact := k.fact).indicator is not None and fact.value is not None and fact.year == year
        and fact.basis == "actual" and not evidence.is_score(fact) and evidence.is_reached(fact)
        and fact.project and terms.key(fact.project[1]) in names - {key}
    ]  # fmt: skip
    alone = len(scene.query.items) == _PROJECT_AND_INDICATOR and len({k.fact.value for _, k in found}) == 1
    return stated(scene, found[0][1], found[0][0]) if alone else None


_PROJECT_AND_INDICATOR = 2
_TELLING = 3  # characters that tell an indicator
