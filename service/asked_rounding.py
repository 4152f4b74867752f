"""To how many decimals a figure is asked for: 以亿元为单位、两位小数, 保留整数. Pure."""

from __future__ import annotations

import re

_NUMBER = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
_DECIMALS = re.compile(
    r"(?P<places>[一两二三四1-4])\s*位小数|小数点?(?:后|以后|之后)?(?:只|就)?(?:留|保留|取|算到|要|的)?(?:到)?第?(?P<after>[一两二三四1-4])\s*位"
)
_WHOLE = re.compile(r"(?:保留|取|取到|四舍五入[到成为]|精确到)整数?|不[要留带]小数|取整")


def places_asked(text: str) -> int | None:
    """The number of decimals that a text asks for; None where it does not say."""
    if hit := _DECIMALS.search(text):
        said = hit["places"] or hit["after"]
        return _NUMBER.get(said) or int(said)
    return 0 if _WHOLE.search(text) else None
