"""To how many decimals a figure is asked for: 以亿元为单位、两位小数, 保留整数. Pure."""

from __future__ import annotations

import re

from service.asked_years import number_word

_DECIMALS = re.compile(
    r"(?:保留|留|取|精确到?|算到|要|写)(?:到|成|为)?(?:小数点?后?面?)?(?P<count>[一两二三四1-4])\s*位(?:小数)?(?!整)"
    r"|小数点?(?:后|以后|之后)?面?(?:只|就)?(?:留|保留|取|算到|要|的)?(?:到)?第?(?P<behind>[一两二三四1-4])\s*位"
    r"|(?P<bare>[一两二三四1-4])\s*位小数"
)
_WHOLE = re.compile(r"取整|(?:保留|取|取到|精确到|四舍五入[到成为]?)(?:到|成|为)?(?:整数|个位)|不[要留带]小数")


def places_asked(text: str) -> int | None:
    """The number of decimals that a text asks for; None where it does not say."""
    if hit := _DECIMALS.search(text):
        return number_word(hit["count"] or hit["behind"] or hit["bare"])
    return 0 if _WHOLE.search(text) else None
