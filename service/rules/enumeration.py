"""What a sentence lists, found by the question's own words: 挂着哪些牌子, 有哪几种形式, 用了哪些策略.

Search finds no sentence here and no meaning is guessed: what is asked for by 哪些 (牌子, 形式) must stand in the sentence, every
other content word in it or in what leads to it; and the sentence must list something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest import terms
from service.draft import Draft
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, of_years_asked, one_below_the_other, overlap

_WHICH = re.compile(
    r"哪(?:些个?|[几两二三四五六七八九十](?:个|种|类|项|条|块|样|点|步|大|支|道|层)*)(?:不同)?的?(?P<noun>[一-鿿]{2,6})"
)
_AMOUNT = re.compile(r"多少|钱(?!都?要?[买用拿])|万元|亿元|最[大多高小少低]|占|比[上去]年|增|减|涨|降")
# What a budget itself is made of is listed from its tables.
_OF_TABLES = re.compile(
    r"^(?:组成|构成|来源|包括|包含|分别|项目|科目|支出|收入|经费|费用|资金|开支|开销|部分|方面|内容|单位|部门|机构|科室|处室|地方|年|预算|决算|表|数|指标|文件|依据|原因|因素|东西|事|工作)"
)
# What one and the same list may be called.
_ALIKE = (
    ("形式", "方式", "途径", "渠道", "办法", "手段", "路径"), ("牌子", "招牌", "名号"), ("措施", "举措", "做法"),
    ("原则", "策略", "思路", "理念", "主意", "点子", "想法", "考虑"),
)  # fmt: skip
# A sentence about what the one before is about, and where that one's subject ends: 民主监督是…。其形式主要有：….
_GOES_ON = re.compile(r"其|它|该|具体|主要|分别|包括|一是")
_SUBJECT = re.compile(r"[是为，,：:]|主要")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_LISTED = re.compile(
    r"、[^、。，；]{2,}|[；;]\s*(?:\d|[（(]|[一二三四五六]是|[①-⑩])|(?<!\d)\d[、.．](?!\d)|[一二三四五六]是"
)
_BESIDES = re.compile(r"除(?:了|去|开)?[^，。？?]{1,12}?(?:之外|以外|外|，)|(?:不算|不含)[^，。？?]{1,12}?，")
_HEAD = re.compile(r"^(?:还|又|也|都|再|就|才|要|可以|可|能)+(?=.)|(?<=.)[着了过到]$")
_SHARED = 0.6
_AT_LEAST = 1  # marks between the things that a list has


@dataclass(frozen=True, slots=True)
class _Window:
    """Sentences that stand together, folded, and what leads to them: headings, the subject of the sentence before, the one that opens the chapter."""

    lines: tuple[Line, ...]
    said: str
    around: str


def listed(scene: Scene) -> Draft | None:
    """The sentence, or the two, that list what is asked for; None where none does."""
    text = _BESIDES.sub("", scene.query.text)
    nouns = [hit["noun"] for hit in _WHICH.finditer(text) if not _OF_TABLES.match(hit["noun"])]
    words = [word for word in map(terms.normalise, scene.query.words) if word in terms.normalise(text)]
    words = [_HEAD.sub("", word) for word in words if word not in terms.normalise(scene.organisation)]
    if not nouns or _AMOUNT.search(text):
        return None
    for holding in of_years_asked(scene):
        lines = [
            Line(hit[0].strip(), holding.record.id, paragraph.section, paragraph.place)
            for paragraph in holding.paragraphs
            for hit in _SENTENCE.finditer(paragraph.text)
            if hit[0].strip()
        ]
        for length in (1, 2):
            telling = [window for window in _windows(lines, length, nouns) if _tells(window, nouns, words)]
            if not telling or (not words and len(telling) > 1):
                continue  # by its noun alone a list is only found where no other is of the same
            return replace(answered(*one_below_the_other(telling[0].lines)), by_words=True)
    return None


def _windows(lines: Sequence[Line], length: int, nouns: Sequence[str]) -> Iterator[_Window]:
    """So many sentences in a row of one section, where one of the nouns stands in them."""
    opening: dict[tuple[str, ...], str] = {}  # chapters by their heading: the sentence that says what they are about
    for line in lines:
        if len(line.section) > 1:
            opening.setdefault(line.section[:-1], line.text)
    for at in range(len(lines) - length + 1):
        own = tuple(lines[at : at + length])
        if any(line.section != own[0].section for line in own):
            continue
        goes_on = at and lines[at - 1].section == own[0].section and _GOES_ON.match(own[0].text)
        before = _SUBJECT.split(lines[at - 1].text)[0] if goes_on else ""
        if not any(name[:2] in line.text for line in own for noun in nouns for name in _names(noun)):
            continue
        said = terms.normalise("".join(line.text for line in own))
        yield _Window(
            own, said, said + terms.normalise("".join((*own[0].section, before, opening.get(own[0].section[:-1], ""))))
        )


def _tells(window: _Window, nouns: Sequence[str], words: Sequence[str]) -> bool:
    """Whether sentences list what is asked for, and all else that the question says stands there or right before."""
    if sum(len(_LISTED.findall(line.text)) for line in window.lines) < _AT_LEAST:
        return False
    if not all(any(_lists(window.said, name) for name in _names(noun)) for noun in nouns):
        return False
    asked = {name for noun in nouns for name in _names(noun)}
    return all(overlap(word, window.around) >= _SHARED or word in window.around or word in asked for word in words)


def _names(noun: str) -> list[str]:
    """What a list of that may be called; 形式呢 begins with it, and a list may be one of 方式."""
    parts = [noun[:size] for size in range(len(noun), 1, -1)]
    return [*parts, *(other for part in parts for those in _ALIKE if part in those for other in those)]


def _lists(said: str, noun: str) -> bool:
    """Whether a list is of what a noun names: it is introduced by it (形式有：…), or closes with it (加挂甲、乙、丙牌子); folded words."""
    name = re.escape(noun)
    return bool(
        re.search(rf"{name}(?:主要|分别|具体|大致)*(?:有|是|为|包括|包含|分为|如下)?:", said)
        or re.search(rf"{name}(?:主要|分别|具体|大致)*(?:有|包括|包含|分为)[^,。;]*、", said)
        or re.search(rf"、[^,。;:]*{name}(?:等)?(?:[,。;]|$)", said)
    )
