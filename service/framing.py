"""What a message says around its question, and asks nothing by: 能告诉我吗，; 我是记者，写稿要核实：; ，在线等. Pure.

A clause in front or behind goes where all of it is made of such words, so that it can name nothing of a disclosure, and one
of them is a request, a greeting or what the answer is for. A run of such words before the first name goes too where it
ends in what asks: 想打听下, 审计要用，请给出.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("framing.toml")
_FRAMES = ("roles", "persons", "requests", "purposes", "between")
_CHECKS = re.compile("核[对实准]|复核|确认")  # 请核对一下： asks itself, 写稿要核实： does not
# What of the words behind a question says that they only ask, or of the manner.
_KEEPS_TO = re.compile(
    "页码|页数|详细|具体点|清楚[点些]|越快越好|准数|出处|来源|不确定|不知道|查到|找到|就行|即可|瞎|编"
)
_LEADING = re.compile(r"^[\s，,。！!~～…]*(?P<said>[^，,：:。！!？?；;\s]{2,24})[，,：:。！!？?；;\s]+(?=\S)")
_TRAILING = re.compile(r"(?P<mark>[，,。！!？?；;\s]+)(?P<said>[^，,：:。！!？?；;\s]{2,24})[，,。！!？?；;\s~～]*$")
_LEAST = 4  # characters that a question is made of
# A run that asks, right before what it asks for: 想打听下, 请给出. One that may begin a name or an item does not.
_RUN = re.compile(
    r"^(?:我|我们|咱|本人|主要|就|是|只|也|还|先|来|这里|今天|现在)*"
    r"(?:(?:想要?|需要?|要|敢|能不能|能否|可否|可以|麻烦|劳驾|烦请|请|帮忙|帮|替|给|跟|向)(?:你|您|我|咱|大家|我们|咱们)?们?)+"
    r"(?:(?:问|打听|打探|咨询|请教|了解|查询|查|知道|看|说|讲|告诉)(?:一[下声句]|下|问|看|说|讲)?(?:子)?(?:我|你|您)?|(?:给|提供|报)(?:出|我|一下|一个?)*)[，,：:\s]*"
    r"(?=[一-鿿“\"《（(\d]{4})(?!(?:看|问|查|报)?(?:病|诊|责|处|验|阅|账|案|题|卷|告|名))"
)


def without(text: str) -> str:
    """The message without what frames its question; as it is where nothing else would be left."""
    leads, closes = _made_of(*_FRAMES), _made_of(*_FRAMES, "manners")
    left = text
    while (hit := _LEADING.match(left)) and leads.fullmatch(said := hit["said"]):
        anchors = ("roles", "purposes") if _CHECKS.search(said) else ("roles", "purposes", "requests")
        if not _any(*anchors).search(said):
            break
        left = left[hit.end() :]
    while (hit := _TRAILING.search(left)) and closes.fullmatch(said := hit["said"]):
        if not (_KEEPS_TO.search(said) or _any("requests", "purposes").search(said)):
            break
        left = f"{left[: hit.start()]}{'？' if set(hit['mark']) & set('？?') else ''}"
    bare = _RUN.sub("", left)
    return bare if len(bare) >= _LEAST else left if len(left) >= _LEAST else text


@cache
def _any(*lists: str) -> re.Pattern[str]:
    """Any word of lists in framing.toml, the longest first."""
    listed: Mapping[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    words = sorted({word for name in lists for word in listed[name].split()}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cache
def _made_of(*lists: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_any(*lists).pattern})+")
