"""Posts that are approved and not filled: 还空着几个编制, 事业编制缺多少人, from the two numbers that a disclosure states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest import quantity
from service.draft import Draft, computed
from service.holding import Holding, Known
from service.rules.scene import Scene, answered, phrase, state

_ASKED = re.compile(
    r"(?:空|缺|满)编|(?:空|缺|余|剩|富余|闲置|[没未]有?(?:用|招|配|占)(?:完|满|齐|足)?)[^，。？?有]{0,8}?(?:编制|编|岗位|名额)(?!外)"
    r"|编制[^。？?]{0,16}?(?:空|缺(?!乏)|剩|余|富余|[没未]有?(?:用|招|配|占)(?:完|满|齐|足))"
    # Or the two numbers held against each other: 在职人数比核定编制少几个.
    r"|(?:在职|实有|在编|在岗)[^，。？?]{0,8}?[比较跟和与][^，。？?]{0,8}?编制[^，。？?]{0,8}?(?:[少低]|差|缺)(?:了|出)?(?:多少|几)"
    r"|编制[^，。？?]{0,8}?[比较跟和与][^，。？?]{0,8}?(?:在职|实有|在编|在岗)[^，。？?]{0,8}?(?:[多高]|差)(?:了|出)?(?:多少|几)"
)
_POSTS = re.compile(r"(?:核定|批准|人员|总)*(?P<kind>行政|参公|事业|工勤|机关)?编制(?:总?数|人数|名额)?")
_STAFF = re.compile(
    r"(?:年末|年底|期末|目前)?(?:实有|现有)?(?:在职在编|在编在职|在职|在编|在岗)(?:人员|职工|人数|干部职工)?|实有(?:人员|人数|在职)?"
)
_KINDS = ("行政", "参公", "事业", "工勤")


def vacant(scene: Scene) -> Draft | None:
    """The approved posts less the staff, of all or of the kind that the question names; None unless both are stated once."""
    text = scene.query.text
    if not _ASKED.search(text):
        return None
    kind = next((kind for kind in _KINDS if re.search(f"{kind}(?:人员|类)?的?编", text)), "")
    for holding in scene.holdings:
        if holding.record.year != scene.target():
            continue
        posts, staff = (list(_told(holding, label, kind)) for label in (_POSTS, _STAFF))
        if len({k.fact.value for k in posts}) != 1 or len({k.fact.value for k in staff}) != 1:
            continue
        one, two = posts[0], staff[0]
        gap = computed("a - b", {"a": one.fact, "b": two.fact}, one.fact.unit, places=0, bold=True)
        if gap.value < 0:
            return None
        pieces = [phrase(scene, one), *state(one.fact), f"，{phrase(scene.bare, two, year=False)}", *state(two.fact)]
        tail = "，即空缺的编制。"  # a number right behind 空缺 would be read as one that the file states
        return replace(answered(*pieces, "，两者相差", gap, tail, result=gap if gap.certain else None), by_words=True)
    return None


def _years(holding: Holding) -> tuple[int, ...]:
    """The years as of whose end a disclosure counts its people: its own, or the one before, for a budget."""
    year = holding.record.year
    return () if year is None else (year, year - 1) if holding.record.kind == "budget" else (year,)


def _told(holding: Holding, label: re.Pattern[str], kind: str) -> Iterator[Known]:
    """The numbers of people that go by a label, whole or of one kind."""
    for known in holding.known:
        fact = known.fact
        unit = quantity.unit(fact.unit) if fact.unit else None
        if fact.measure != "count" or fact.value is None or not fact.row or unit is None or unit.base != "人":
            continue
        if fact.source != "narrative" or fact.direction or fact.year not in _years(holding):
            continue
        own = fact.row[-1]
        if kind:
            fits = own.startswith(kind) and any(label.fullmatch(part) for part in (fact.row[0], own))
        else:
            hit = label.fullmatch(own) if len(fact.row) == 1 else None
            fits = hit is not None and not hit.groupdict().get("kind")
        if fits:
            yield known
