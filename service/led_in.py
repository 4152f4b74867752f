"""What a speaker puts first as if asking, though it only tells what the question behind it is about. Pure.

财政局不是找人评了垃圾分类经费嘛，评出哪些毛病 is one question about one thing: 不是…嘛 is said of what both know.
"""

from __future__ import annotations

import re

_ASKS_BEHIND = (
    r"(?=[^。！]{0,60}?(?:多少|几|什么|啥|哪|谁|为何|咋|怎么|如何|是否|有没有|好多|占比|吗|么|不(?:[？?]|$)))"
)
# Told with a question's particle and another clause behind it that asks.
_KNOWN_TO_BOTH = re.compile(
    rf"(?P<whose>^|[，,。；;]|(?<=[^，,。；;？?]))(?<!是)(?<!并)(?<!可)(?<!要)(?<!还)不是(?:都|也|就|已经|曾经?|刚刚?|还|又|才)*"
    rf"(?P<told>(?!全|一样|相同|同)[^，,。；;？?]{{2,40}}?)(?:了)?(?:嘛|吗|么|来着)(?:[，,；;]|[？?])\s*{_ASKS_BEHIND}"
)


def plain(text: str) -> str:
    """The text with what is told so as a clause of the question behind it."""
    return _KNOWN_TO_BOTH.sub(lambda hit: f"{hit['whose']}{hit['told']}，", text)
