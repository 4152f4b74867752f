"""Several items added up and set against one more: 人员经费加公用经费，跟基本支出差多少."""

from __future__ import annotations

import re
from itertools import pairwise

from service.draft import Draft, Piece, computed, scaled
from service.rules.magnitude import alike
from service.rules.scene import Scene, answered, phrase, state
from service.rules.totals import NAMES

_LEAST = 3  # two addends and what they are set against
_ADDS = re.compile(r"加|之和|合计|合起来|总和|[两三几]项|一共|总共|相加")
_JOINS = re.compile(r"[”\"]?(?:支出|经费)?(?:再)?(?:加上?|和|与|、|跟|及|连同|，|,)+[“\"]?")
_AGAINST = re.compile(
    r"(?:加起来|加在一起|加总|之和|合计|合起来|总和|[两三几]项|一共|总共|相加|，|,|的|数|额)*(?:比起?|跟|和|与|同|较|减去?|离)[“\"]?(?:总的?)?"
)


def gap(scene: Scene) -> Draft | None:
    """By how much the sum is apart from the last item; None unless every one of them is printed in money of one sort."""
    items, text = scene.query.items, scene.query.text
    if len(items) < _LEAST or not _ADDS.search(text[: items[-1].start]) or len(scene.years()) > 1:
        return None
    *joins, against = (text[a.end : b.start] for a, b in pairwise(items))
    if not all(map(_JOINS.fullmatch, joins)) or not _AGAINST.fullmatch(against):
        return None
    found = [scene.level(asked, scene.target()) for asked in items]
    told = [known for known in found if known is not None and known.fact.value is not None]
    if len(told) < len(items) or len(told) > len(NAMES) or not alike(told):
        return None
    unit = told[-1].fact.unit
    operands = dict(zip(NAMES, (known.fact for known in told), strict=False))
    letters = [scaled(name, fact.unit, unit) for name, fact in operands.items()]
    added = computed(" + ".join(letters[:-1]), dict(list(operands.items())[:-1]), unit)
    apart = computed(f"{' + '.join(letters[:-1])} - ({letters[-1]})", operands, unit, bold=True)
    pieces: list[Piece] = []
    for known in told[:-1]:
        pieces += ["、" if pieces else "", phrase(scene.bare if pieces else scene, known), *state(known.fact)]
    pieces += ["，合计", added, "；", phrase(scene.bare, told[-1], year=False), *state(told[-1].fact), "。"]
    if not apart.value:
        return answered(*pieces, "两者相同，没有差额。", result=apart)
    more = "多" if apart.value > 0 else "少"
    return answered(*pieces, f"合计数比后者{more}", apart, "。", result=apart if apart.certain else None)
