"""Along which axis a question wants an amount split up: by function, by economic class, by use, by funds. Pure."""

from __future__ import annotations

import re
from typing import Literal

Axis = Literal["function", "economic", "use", "funds"]

_BY = r"(?:按照?|依照?)(?:预算)?(?:支出|开支|政府预算|部门预算)?的?"
_TAIL = r"(?:分类)?(?:科目)?(?:来|去)?"
# The words that name an axis: of no item, though tables head columns so.
AXIS_NAMED = re.compile(
    rf"(?P<economic>{_BY}经济{_TAIL}|(?:支出)?经济分类(?:科目)?)|(?P<use>{_BY}用途|支出用途)"
    rf"|(?P<funds>{_BY}(?:资金|经费)的?(?:性质|来源|种类|渠道)|{_BY}(?:性质|来源))"
    rf"|(?P<function>{_BY}功能{_TAIL}|(?:支出)?功能分类(?:科目)?|{_BY}大?类(?!别)"
    r"|(?:在|于)?各(?:个)?(?:支出)?功能(?:分类|大类|科目|类)(?:之?下|里|中|上)?的?)"
)
_GREAT_CLASSES = re.compile(r"[几哪](?:个)?大类|各(?:个)?(?:功能)?大类|各(?:个)?(?:支出)?功能(?:分类|科目|类)")
_SPLIT = re.compile(
    r"分(?!类)|哪[几些]|哪一?[类块部项]|几(?:大|个)?[类块部项]|各(?:类|大类|是|为|有|项|部分|占|多少)|构成|组成|列(?:一下|出)|分列|明细|细分"
)


def axis_of(text: str) -> Axis | None:
    """The axis along which a text wants the parts of an amount; None where it wants none, or names none."""
    if not _SPLIT.search(AXIS_NAMED.sub("按", text)):
        return None
    if named := AXIS_NAMED.search(text):
        axes: tuple[Axis, ...] = ("economic", "use", "funds", "function")
        return next(axis for axis in axes if named[axis])
    return "function" if _GREAT_CLASSES.search(text) else None
