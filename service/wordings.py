"""Everyday turns of phrase in the words that the grammar of questions knows: 银子 is 钱, 几部车 几辆车. Pure.

The turns are in `wordings.toml`, each with what takes its place. A text that has none stays as it is, and putting a text
through twice changes nothing more.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".toml")


def plain(text: str) -> str:
    """The text with each turn replaced; its length may change."""
    for said, means in _turns():
        if said.search(text):  # most are not there, and to look costs half of what to replace does
            text = said.sub(means, text)
    return text


def asking(text: str) -> str:
    """The text with how a dialect asks how much as everybody asks it, so that it is seen where a question ends."""
    if _A_LOT.search(text):
        return text
    for said, means in _turns(asks=True):
        text = said.sub(means, text)
    return text


# 少了好多，为啥子: how much it was is not asked.
_A_LOT = re.compile(r"[少多高低大小增减涨降跌升]了?好多[，,。]?(?:为|咋|怎么|啥|什么|原因|是因)")


@cache
def _turns(*, asks: bool = False) -> tuple[tuple[re.Pattern[str], str], ...]:
    turns = tomllib.loads(_FILE.read_text(encoding="utf-8"))["turn"]
    return tuple((re.compile(turn["said"]), turn["means"]) for turn in turns if turn.get("asks") or not asks)
