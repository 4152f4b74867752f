"""What part of what one sentence counts a part of it is: 高中学生占在校学生的百分之几, 博物馆面积占总面积多少."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest import quantity, terms
from service.draft import Draft, part_of
from service.holding import Known
from service.rules.scene import Scene, answered, phrase, state
from service.rules.sentences import in_order

# The part, the whole, and what only asks behind them.
_TAKES = re.compile(r"(?P<part>[^，。；？?]{2,40}?)占(?:了|到|据|比)?(?P<whole>[^，。；？?]{0,24})")
# The same with the whole first said where it stands in: 甲在全部某某里的百分比, 甲在某某中的比重.
_WITHIN = re.compile(
    r"(?P<part>[^，。；？?]{2,40}?)在(?P<whole>[^，。；？?]{2,24}?)(?:里面?|之?中|当中|里头)(?:所?占)?的?(?:百分比|比例|比重|份额|占比|几成|百分之)"
)
_ALL = re.compile(r"总|全部|所有|整个|合计|一共|的|比例|比重|百分之|几成|多少|几|多大|是|[数量里中]")
_TAIL = 2  # characters of a whole's name that say what is counted: 面积, 学生
_NAMED = 4  # characters of a whole's name that tell it with others between them
_NAMED_SHORT = 3  # characters of a part's name, the last of which may be left out where there are more
_KNOWN = 0.5  # of a word's characters, what the sentence must have


def share(scene: Scene) -> Draft | None:
    """The part over the whole, both counted in one sentence; None unless one part alone fits every word of the question."""
    text = scene.query.plain if len(scene.query.plain) == len(scene.query.text) else scene.query.text
    hits = [hit for way in (_TAKES, _WITHIN) if (hit := way.search(text)) is not None]
    found = {
        (part.fact.value, whole.fact.value): (part, whole)
        for hit in hits
        for part, whole in _pairs(scene)
        if _fits(scene, hit, part)
    }
    if len(found) != 1:
        return None
    part, whole = next(iter(found.values()))
    figure = part_of(part.fact, whole.fact, bold=True)
    told = answered(
        phrase(scene, whole), *state(whole.fact), f"，其中{part.fact.row[-1]}", *state(part.fact), "，占", figure, "。",
        result=figure if figure.certain else None,
    )  # fmt: skip
    return replace(told, by_words=True)


def _pairs(scene: Scene) -> Iterator[tuple[Known, Known]]:
    """Each part that a sentence counts, and the whole that the same sentence counts in the same unit."""
    year = scene.target()
    for holding in scene.holdings:
        years = {year, year - 1} if holding.record.year == year else {year}
        counts = [
            k
            for k in holding.known
            if k.fact.source == "narrative" and k.fact.measure == "count" and k.fact.value is not None and k.fact.row
            and k.fact.year in years and k.fact.project is None and not k.fact.direction
        ]  # fmt: skip
        for part in counts:
            for whole in counts:
                same = (whole.fact.quote, whole.fact.row) == (part.fact.quote, part.fact.row[:-1])
                one, other = quantity.unit(part.fact.unit), quantity.unit(whole.fact.unit)
                if same and whole.fact.value and one and other and one.base == other.base:
                    yield part, whole


def _fits(scene: Scene, hit: re.Match[str], part: Known) -> bool:
    """Whether a question names a part and its whole, and says nothing that their sentence does not."""
    name, whole = (terms.normalise(label) for label in part.fact.row[-2:][::-1])
    of, side = terms.normalise(hit["part"]), _ALL.sub("", terms.normalise(hit["whole"]))
    if any(name in (own := terms.normalise(a.text)) and name != own for a in scene.query.items if not a.near):
        return False  # 行政单位离退休 is no number of 行政单位
    in_short = len(side) >= _NAMED and in_order(side, whole)  # 办公及业务用房 of 办公用房及业务用房面积
    if name not in of and not (len(name) > _NAMED_SHORT and of.endswith(name[:-1])):  # 儿童床 of 儿童床位
        return False
    if side and side not in whole and whole[-_TAIL:] not in side and not in_short:
        return False
    # 特种专业技术用车占比多少: what it is counted among stands in its sentence.
    if side and whole[-_TAIL:] not in of + side and not in_short:
        return False
    said = {*terms.normalise(part.fact.quote), *_ALL_CHARS}
    words = (terms.normalise(word) for word in scene.query.rest)
    return all(sum(char in said for char in word) >= _KNOWN * len(word) for word in words)


_ALL_CHARS = "占总全部所有"
