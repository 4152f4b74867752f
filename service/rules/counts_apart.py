"""By how much one number that a sentence counts is above another: 行政编制人员比事业编制人员多几人, 儿童床位和老人床位差多少张."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from ingest import quantity, terms
from ingest.model import Fact
from service.draft import Draft, computed
from service.rules.scene import Scene, answered, state
from service.rules.sentences import in_order, right_before

_MUCH = "(?:多少|几)"
# The two sides; what they are taken from may stand before the first: 在职人员里头，行政的比事业的多几个.
_APART = (
    re.compile(rf"(?P<one>[^，。；？?¦]{{2,16}}?)比(?P<two>[^，。；？?¦]{{2,16}}?)要?多[出了]?{_MUCH}"),
    re.compile(
        rf"(?P<one>[^，。；？?¦]{{2,16}}?)[和与跟同](?P<two>[^，。；？?¦]{{2,16}}?)(?:之间)?(?:相差|差)[了着]?{_MUCH}"
    ),
)
_WITHIN = re.compile(r"^.*(?:里头|里面|里|当中|之中|其中|中)(?=.{2})")
_CLOSING = re.compile(r"的?(?:人员|人数|人|数量|数|那[边些]|这[边些])?$")
_LEAST = 2  # characters of a side that tell what it counts


def apart(scene: Scene) -> Draft | None:
    """One count less the other; None unless both stand in one sentence and each side fits one of its counts alone."""
    text = scene.query.plain if len(scene.query.plain) == len(scene.query.text) else scene.query.text
    hit = next((hit for way in _APART if (hit := way.search(text)) is not None), None)
    if hit is None or not scene.query.counted:
        return None
    sides = [_CLOSING.sub("", _WITHIN.sub("", terms.normalise(hit[side]))) for side in ("one", "two")]
    if any(len(side) < _LEAST for side in sides):
        return None
    found = {
        (one.id, two.id): (one, two)
        for counts in _sentences(scene)
        for one, two in permutations(counts, 2)
        if (one.unit, one.year) == (two.unit, two.year)
        and _fits(sides[0], one, counts)
        and _fits(sides[1], two, counts)
    }
    if len(found) != 1:
        return None
    one, two = next(iter(found.values()))
    if one.value is None or two.value is None:
        return None
    if one.value < two.value:
        one, two = two, one  # told from the larger: by how much they differ, or that it is the other way round
    gap = computed("a - b", {"a": one, "b": two}, one.unit, bold=True)
    word = "多" if gap.value else "相差"
    return answered(
        f"{scene.prefix}{one.year}年{right_before(one)}", *state(one),
        f"，比{right_before(two)}", *state(two), word, gap, "。",
        result=gap if gap.certain else None,
    )  # fmt: skip


def _sentences(scene: Scene) -> Iterator[list[Fact]]:
    """The counts of each sentence that tells several of one unit, of the disclosures of the year asked."""
    for holding in scene.holdings:
        if holding.record.year != scene.target():
            continue
        told: dict[tuple[str, str], list[Fact]] = {}
        for fact in holding.facts:
            unit = quantity.unit(fact.unit)
            if fact.source == "narrative" and fact.measure == "count" and fact.value is not None and unit and fact.span:
                told.setdefault((fact.quote, unit.base), []).append(fact)
        yield from (counts for counts in told.values() if len(counts) > 1)


def _fits(side: str, fact: Fact, among: list[Fact]) -> bool:
    """Whether a side names a count by the words right before its number, and none of the others."""
    return _named(side, fact) and not any(_named(side, other) for other in among if other.id != fact.id)


def _named(side: str, fact: Fact) -> bool:
    before = terms.normalise(right_before(fact))
    if not fact.row or terms.normalise(fact.row[-1]) not in before:
        return False  # what is told of it by another name is left to other rules
    return side[:_LEAST] in before and in_order(side, before)
