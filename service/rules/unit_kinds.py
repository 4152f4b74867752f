"""How many of the units of a body are of one kind: 算事业单位的有几家, 有几家参公单位.

The sentence that counts the units by kind tells it (行政单位1家，参公单位1家，事业单位4家); all the units together are no answer.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import quantity, terms
from service.draft import Draft, Stated
from service.holding import Known
from service.rules.magnitude import of_one_number
from service.rules.scene import Scene, answered, state

# The kinds as they are printed and said.
_KINDS = {
    "行政单位": ("行政单位", "行政机关"),
    "参公单位": (
        "参公单位", "参公事业单位", "参公管理单位", "参公管理事业单位", "参照公务员法管理单位", "参照公务员法管理的单位",
        "参照公务员法管理事业单位", "参照公务员法管理的事业单位", "参照公务员管理单位", "参照公务员管理事业单位",
    ),
    "公益一类事业单位": ("公益一类事业单位", "公益一类单位", "公益一类"),
    "公益二类事业单位": ("公益二类事业单位", "公益二类单位", "公益二类"),
    "事业单位": ("事业单位",),
}  # fmt: skip
_ANY = "|".join(sorted((name for names in _KINDS.values() for name in names), key=len, reverse=True))
_KIND = re.compile(
    rf"(?<!行政)(?<!机关)(?<!企)(?P<kind>{_ANY})(?!编制|人员|职工|在职|医疗|离退休|退休|养老|经营|收入|支出)"
)
_COUNT = r"(?:一共|总共|共|都)?(?:几|多少)(?:家|个)"
_HOW_MANY = re.compile(
    rf"(?:几|多少)(?:家|个)(?:是|属于?|算|为|的)*¦|¦(?:的|一共|总共|共|都|又|有|是|占|数量|个数|单位)*{_COUNT}|¦(?:的)?(?:数量|个数|家数)"
)
_OTHERWISE = re.compile("哪|分别|名单|名称|叫|各|人|钱|元|比|变|增|减|多了|少了")


def counted(scene: Scene) -> Draft | None:
    """The number of units of the kind that is asked for; None where it is not told, or told differently."""
    text = terms.normalise(scene.query.text)
    hits = list(_KIND.finditer(text))
    if len(hits) != 1 or not _HOW_MANY.search(_KIND.sub("¦", text)) or _OTHERWISE.search(text):
        return None
    names = next(names for names in _KINDS.values() if hits[0]["kind"] in names)
    year = scene.target()
    found = [k for h in scene.holdings if h.record.year == year for k in h.known if _counts(k, names, year)]
    known = of_one_number(found)
    if known is None:
        return None
    figure = state(known.fact, bold=True)
    result = next(piece for piece in figure if isinstance(piece, Stated))
    lead = f"{scene.prefix}{year}年{known.fact.row[-1]}为"
    return replace(answered(lead, *figure, "。", result=result if result.certain else None), by_words=True)


def _counts(known: Known, names: tuple[str, ...], year: int) -> bool:
    fact = known.fact
    unit = quantity.unit(fact.unit) if fact.unit else None
    return (
        fact.source == "narrative"
        and fact.value is not None
        and fact.year == year
        and unit is not None
        and unit.base in ("家", "个")
        and bool(fact.row)
        and terms.normalise(fact.row[-1]) in names
    )
