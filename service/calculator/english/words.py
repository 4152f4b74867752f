"""English words as what they name: folded, in the singular, without the words that only hold a sentence together."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:\.\d+)?|%")
_NON = re.compile(r"\bnon[- ](?=[a-z])")
_YEARS_LISTED = re.compile(r"\b((?:19|20)\d\d),(?=(?:19|20)\d\d\b)")
_YEAR_END = re.compile(r"\b(?:at |the )*year[- ]end\b")
_WEIGHTED = re.compile(r"\bweighted[- ]average\b")  # a name of the field, no average to be taken
_FOOTNOTES = re.compile(r"\((?:\d{1,2}|[a-z]|(?:see |refer to )*notes? [^()]*(?:\([a-z0-9]+\)[^()]*)?)\)|\*+")
_ASIDE = re.compile(r"\(([^()]*)(?:\)|$)")
CALENDAR = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTHS = frozenset(CALENDAR)
_MONTH_OF = {short: name for name in CALENDAR for short in (name, name[:3], name[:4])}
_IN_DATES = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_DAYS = re.compile(rf"\b({_IN_DATES})\.? \d{{1,2}}\b|\b\d{{1,2}} (?=(?:{_IN_DATES})\b)")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"})


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOP = _set(
    "a an the of in on at for to from by with and or as is are was were be been being has have had do does did it its"
    " their they them this that these those there which who what how much many when where asked figure answer"
    " respectively both between across over during within per than into also each all any under out up"
    " recognised recognized arising related relating incurred would whose your our"
)
# Words that name no item by themselves: said or left out, the same amount is meant.
WEAK = MONTHS | _set(
    "amount value number balance sum year fiscal fy period annual company group term dollar usd unit ended ending week"
    " month day cent financial thousand million billion inthousand inmillion rmb us eur m k s"
)
# Words that make another value of an item: what has them is no plain amount, unless the table's labels have them too.
FORMULA = _set(
    "average mean change increase decrease growth decline reduction rise drop movement difference ratio proportion percent"
    " increased decreased grew rose fell declined grow fall reduced more less than"
)
_BRITISH = re.compile(r"is(?=(?:e|ed|es|ing|ation)$)(?<=[a-z]{4})")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: str(at) for at, word in enumerate(_COUNTS, start=1)}
_IRREGULAR = {"taxes": "tax", "losses": "loss", "businesses": "business", "indices": "index", "whilst": "while"}


def fold(text: str) -> str:
    """Lower case, plain quotes and dashes, no footnote marks."""
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES).lower()
    plain = _YEAR_END.sub(" ", _YEARS_LISTED.sub(r"\1, ", plain))
    return _WEIGHTED.sub("weightedaverage", _NON.sub("non", _FOOTNOTES.sub(" ", plain)))


def singular(word: str) -> str:
    """The word without its plural ending, in one spelling: amortisation is amortization, three is 3."""
    word = _NUMBERS.get(word) or _BRITISH.sub("iz", word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=8192)
def content(text: str) -> frozenset[str]:
    """The words of a text that may name something: "Total net sales" gives total, net, sale."""
    found = set()
    for token in _TOKEN.findall(_DAYS.sub(r" \1 ", fold(text))):
        word = token.removesuffix("'s").replace("'", "")
        if word and word not in STOP:
            found.add("percent" if word in {"%", "percentage"} else _MONTH_OF.get(word) or singular(word))
    return frozenset(found)


@lru_cache(maxsize=8192)
def asides(text: str) -> frozenset[str]:
    """The words that a label has in brackets only: the loss of "Net income (loss)"."""
    plain = fold(text)
    inside = frozenset(word for aside in _ASIDE.findall(plain) for word in content(aside))
    return inside - content(_ASIDE.sub(" ", plain))


def phrase(text: str) -> str:
    """The text as words in their order, for one label to be found literally within another text."""
    return f" {' '.join(_TOKEN.findall(fold(text)))} "


def named_months(text: str) -> tuple[str, ...]:
    """The months that a text names, each once, in its order."""
    found = (_MONTH_OF.get(token) for token in _TOKEN.findall(fold(text)))
    return tuple(dict.fromkeys(month for month in found if month))
