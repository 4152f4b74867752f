"""Who is to have told what is asked, said behind the question: …换了几辆公交，交通局说过吗. Pure."""

from __future__ import annotations

import re
from itertools import takewhile

_BODY = "[局委办院厅部会所校站馆队]|街道|中心|政府|中学|大学|小学|法院|医院"
# Whether it is told at all, of which paper where it is said: 决算有讲吗, 预算里提到没, 公开了没有.
_TOLD = (
    r"(?:那边|他们|自己)?的?(?P<paper>(?:部门|单位)?(?:预算|决算))?(?:公开)?(?:文件|材料|报告|说明)?(?:里|中|上)?(?:面|头)?"
    r"(?:有没有|有无|是否|可|有)?(?:曾经?|都)?(?:讲|说|提|写|公布|公开|披露|交代|透露)(?:到|过|了|明|起|及)?(?:吗|没有?|么|嘛|不)"
)
_BEHIND = re.compile(
    rf"^(?P<asked>.*(?:多少|几|什么|啥|哪|怎么|为什么|为啥|吗|没有?|谁).*?)[，,。？?]\s*(?P<who>[一-鿿]{{1,12}}(?:{_BODY})){_TOLD}[？?]?$"
)
_PLACE_LEFT = re.compile("^[省市区县]")


def asked(text: str) -> str | None:
    """The question alone, without whom it is put to; None where no body is said behind it to have told it."""
    hit = _BEHIND.match(text)
    return hit["asked"] if hit else None


def whole(text: str, body: str) -> str:
    """The question with the body's name before it, and the paper that is meant, instead of behind it."""
    hit = _BEHIND.match(text)
    if hit is None:
        return text
    before = hit["asked"]
    shared = len([*takewhile(lambda pair: pair[0] == pair[1], zip(before, body, strict=False))])
    # 甲市2022年…: the place stands in the body's name.
    own = _PLACE_LEFT.sub("", before[shared:]) if shared > 1 else before
    return f"{body}{own}" if not hit["paper"] or hit["paper"] in own else f"{body}{hit['paper']}里，{own}"
