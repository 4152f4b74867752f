"""A body put in front of its question as a topic, as if it stood in the question: 对某局来说，2024年的…, 2024年，某局，…. Pure.

Apart from its question a name leaves its comma and its small words in what is read of the question; joined, none of them are.
"""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?:在|到)?(?P<year>(?:19|20)\d\d年度?)的?(?:里|中)?[，,\s]+")
_LED_BY = re.compile(r"(?:对于?|就拿?|关于|至于|说到|说起|讲到|谈到|论|拿|单看|单说)\s*")
# What closes a topic: 来说, 方面, or nothing but a comma.
_CLOSES = re.compile(
    r"(?:的(?=[，,]))?(?:来说|而言|来讲|来看|说起来|这边|那边|方面|这里)?(?:的(?:事情?|情况|账))?[，,：:]+\s*"
)
# Behind these the topic is taken up again, or other topics follow.
_TAKEN_UP = re.compile(r"[它其他她这那该此、和与跟及，,\s]|你|贵|同|以及|还有")
_LEAST = 4  # characters of a question


def may_open(text: str) -> bool:
    """Whether anything in a text could close a topic, so that it is worth knowing whom it names."""
    return any(mark in text for mark in "，,：:")


def joined(text: str, body: tuple[int, int]) -> str:
    """The text with the body that it opens with right before its question; as it is where it does not open so."""
    start, end = body
    dated = _YEAR.match(text)
    led = _LED_BY.match(text, dated.end() if dated else 0)
    opens = led.end() if led else dated.end() if dated else 0
    closed = _CLOSES.match(text, end)
    if opens != start or closed is None:
        return text
    asked = text[closed.end() :]
    if len(asked) < _LEAST or _TAKEN_UP.match(asked):
        return text
    return f"{text[start:end]}{dated['year'] if dated else ''}{asked}"
