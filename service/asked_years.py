"""The years that a question names, in figures, in Chinese, or relative to a disclosure (去年, 近三年). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_YEAR = re.compile(
    r"(?<![\d.])(?P<full>(?:19|20)\d\d)(?:\s*年度?)?(?!\d|[.,]\d|\s*(?:万|亿|元|%|辆|人|名|件))"
    r"|(?<![\d.])(?P<short>\d\d)\s*年(?!级|限|以|来|前|后|内|期|一遇)"
    r"|(?P<han>[二2][〇零○oO0][〇零○一二三四五六七八九]{2})\s*年|(?P<hanshort>[一二][〇零○一二三四五六七八九])\s*年(?!级|限|以|来|内|期|间)"
)
_RELATIVE = (
    (re.compile(r"大前年"), -3),
    (re.compile(r"前年"), -2),
    (
        re.compile(
            r"去年度?(?!剩|没花完|结转)|上年度?(?!结转|结余|末?结转|剩)|(?<![头身手名])上一年度?|头一年|上个年度|上一个年度|前一年|往年"
        ),
        -1,
    ),
    (re.compile(r"今年|本年度?(?!收入|支出)|这一年|本期|现在(?!正?在?[看查翻读拿核])"), 0),
    (re.compile(r"(?<![到留转注标写说载表])(?:明年|下一年|来年)"), 1),
    (re.compile(r"(?<![以之往前大])后年(?!度)"), 2),
    (re.compile(r"大后年"), 3),
)
# The year of what is spoken of: the one that is named beside it, and that of the disclosure where none is.
_THAT_YEAR = re.compile(r"(?:当年度?|该年度?)(?!预算|收入|支出)")
_LAST_YEARS = re.compile(
    r"(?<![\d第])([两二三四五六])年(?=[^，。]{0,10}(?:平均|合计|加起来|一共|总共|走势|趋势)|(?!期)[^，。]{0,14}(?:分别|各(?:自|是|为|有|多少|年)|每年|逐年|都是|怎么变|变化))|(?:近|最近|这|过去|连续|连着|前后)([两二三四五六\d])年|([两二三四五六])年(?:来|间)"
)
# 十四五 is 2021 to 2025, 十五五 the five years after it; a name of the plan alone names no years.
_FIVE_YEARS = re.compile(r"[“\"]?(十[二三四五六])五[”\"]?(?:时期|期间|以来|规划期)")
_FIRST_OF_14 = 2021
_YEAR_EXPLAINED = re.compile(
    r"(?P<said>(?:大前|前|去|今|本|上一?|头一)年度?)(?=\s*[（(，,]?\s*(?:也?就是|即|指|是)?\s*(?:19|20)\d\d\s*年?\s*[）),，])"
)
_SHORT_YEARS = re.compile(
    r"(?<![\d.])(?:[12]\d[、，,和]\s*)+[12]\d\s*(?:[两二三四五六]个?)?年(?!级|限|以|来|前|后|内|期)"
)
# A year in Chinese digits, as its last digit would count years: 二三年一共; 近二三年 and 二三年间 are some years.
_HAN_YEAR = re.compile(
    r"(?<![一二两三四五六七八九十百千〇零○\d近这过前后每又])(?:[二2][〇零○oO0])?(?P<year>[一二][〇零○一二三四五六七八九])(?=\s*年(?!级|限|以|来|内|期|间|前|后|时间|里))"
)
# As it is said aloud, 十七年; 近十七年 and 十七年间 are that many years, 第十七年 one of them.
_COUNTED_YEAR = re.compile(
    r"(?<![一二两三四五六七八九十百千第近这过前后每又满达约了干共有整头隔多历经用\d])(?P<year>二?十[一二三四五六七八九])(?=\s*年(?!级|限|以|来|内|期|间|前|后|时间|里|的?历史|工龄|合同|规划|一遇|一[个轮次]|义务|长|多))"
)
# Counted from another year: 比2025年早一年, 2025年往前一年.
_FROM_A_YEAR = re.compile(
    r"(?:比|从|自|由|以|拿|在|打)?\s*(?P<year>(?<!\d)(?:19|20)?\d\d)\s*年度?(?:为|作为?|当|做)?(?:基准|起点|准|基期|基年|参照|基础)?(?:年)?(?:上)?(?:算起|数起|推起|开始|起算|起|来看|来算|来说|的话)?[，,]?(?:的)?(?:再|又)?"
    r"(?P<way>早|往前|往回|往上|向前|倒退|倒回|倒推|回推|前推|退回|之前|晚|往后|往下|向后|后推|顺推|之后)(?:推算?|数|倒|退|算|移|挪|走|翻)?(?:了|上|个|去|回去)?(?P<count>[一两二1-3])个?年(?!多|半)(?:度)?(?:的)?(?:那一?年)?"
)
_LATER = frozenset({"晚", "往后", "往下", "向后", "后推", "顺推", "之后"})
_SHORT_RANGE = re.compile(
    r"(?<![\d.])([12]\d)\s*年?度?(?:起|开始)?\s*(?:[-—~－至到])\s*([12]\d)\s*年(?!级|限|以|来|前|后|内|期)"
)
_RANGE = re.compile(r"((?:19|20)\d\d)\s*年?\s*(?:[-—~－至到])\s*((?:19|20)\d\d)\s*年?")
_NUMBER_WORD = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10}


def number_word(text: str) -> int:
    """A small count in digits or Chinese (三, 十二); 0 where it is none."""
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return _NUMBER_WORD.get(tens, 1) * 10 + _NUMBER_WORD.get(ones, 0)
    return _NUMBER_WORD.get(text, 0)


def in_figures(text: str) -> str:
    """A text with years in Chinese digits in figures: 二三年 is 2023年, and so is 二十三年."""
    text = _COUNTED_YEAR.sub(lambda hit: f"20{number_word(hit['year'])}", text)
    return _HAN_YEAR.sub(lambda hit: f"20{''.join(str(_HAN_DIGITS[char]) for char in hit['year'])}", text)


def counted_from(text: str) -> str:
    """A text with a year that is told by its distance from another in figures: 比2025年早一年 is 2024年."""

    def told(hit: re.Match[str]) -> str:
        count = number_word(hit["count"]) * (1 if hit["way"] in _LATER else -1)
        return f"{int(hit['year']) % 100 + 2000 + count}年"

    return _FROM_A_YEAR.sub(told, text)


def _is_said_again(text: str, at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether what begins here follows a year in figures, which it only says again: 2023年本年度."""
    return any(text[b:at] in ("", "度", "的") and b <= at and any(map(str.isdigit, text[a:b])) for a, b in spans)


def years(text: str) -> tuple[tuple[int, ...], tuple[int, ...], list[tuple[int, int]]]:
    """The absolute years, the years relative to the disclosure, and the spans that name them."""
    absolute: dict[int, None] = {}
    offsets: dict[int, None] = {}
    # A relative year that is explained behind it is the year told there: 前年（2023年）, 上一年（也就是2023年）.
    spans: list[tuple[int, int]] = [hit.span("said") for hit in _YEAR_EXPLAINED.finditer(text)]
    for hit in (*_RANGE.finditer(text), *_SHORT_RANGE.finditer(text)):
        low, high = sorted(int(year) if len(year) > 2 else 2000 + int(year) for year in hit.groups())
        absolute.update(dict.fromkeys(range(low, high + 1) if high - low <= 10 else (low, high)))
        spans.append(hit.span())
    for hit in _SHORT_YEARS.finditer(text):
        absolute.update(dict.fromkeys(2000 + int(year) for year in re.findall(r"\d\d", hit[0])))
        spans.append(hit.span())
    for hit in _YEAR.finditer(text):
        if any(a < hit.end() and hit.start() < b for a, b in spans):
            continue
        if hit["full"]:
            year = int(hit["full"])
        elif hit["short"]:
            year = 2000 + int(hit["short"])
        else:
            year = 2000 + int("".join(str(_HAN_DIGITS[c]) for c in (hit["hanshort"] or hit["han"][2:])))
        absolute[year] = None
        spans.append(hit.span())
    for pattern, offset in _RELATIVE:
        for hit in pattern.finditer(text):
            if not any(a < hit.end() and hit.start() < b for a, b in spans):
                if offset or not _is_said_again(text, hit.start(), spans):
                    offsets[offset] = None
                spans.append(hit.span())
    for hit in _THAT_YEAR.finditer(text):
        if not absolute and not offsets:
            offsets[0] = None
        spans.append(hit.span())
    if recent := _LAST_YEARS.search(text):
        count = number_word(recent[1] or recent[2] or recent[3])
        if len(absolute) != count:  # 2017年到2019年三年
            offsets.update(dict.fromkeys(range(1 - count, 1)))
        spans.append(recent.span())
    if plan := _FIVE_YEARS.search(text):
        first = _FIRST_OF_14 + 5 * (number_word(plan[1]) - 14)
        inside = any(first <= year < first + 5 for year in absolute)  # 十三五期间2018年 asks of 2018
        if not inside and not any(a < plan.end() and plan.start() < b for a, b in spans):
            absolute.update(dict.fromkeys(range(first, first + 5)))
        spans.append(plan.span())
    return tuple(absolute), tuple(offsets), spans
