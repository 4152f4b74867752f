"""Signs that a passage tells what a question asks, though in other words; and how likely they make it. Pure.

What is asked is held against all passages of the disclosures asked: how near each is by meaning, how many of the asked pairs of
characters it has, weighed by how few passages have them (inverse document frequency, Manning, Raghavan and Schütze,
Introduction to Information Retrieval, 6.2), and whether it has a number of the sort that is asked for. Pairs that only carry a
way of asking (`ways`) are weighed apart. A logistic regression over these signs, taught by `tests/teach_passages.py` from the
questions that may be looked at, says how likely a passage tells it; `passage_signs.json` holds its weights.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest import everyday
from ingest.model import Passage
from service import ways
from service.blanking import MASK

Matrix = npt.NDArray[np.float64]
WEIGHTS = Path(__file__).with_name("passage_signs.json")
_FEW = 25  # passages that are looked at closely: those that the question shares most with
NEAR = 0.9  # the least cosine: of what nothing answers, two of three passages that are likely otherwise are not as near
_SPOKEN_OFTEN = 3  # sentences of ways of asking from which a pair of characters is taken for no content
_NUMBER = r"\d[\d,]*\.?\d*\s*余?"
_HOW_MANY = "(?:多少|几)"
# What sort of number is asked for, and how a passage has one: money, people, vehicles, times, shares, extents, dates.
_SORTS: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    name: (re.compile(asked), re.compile(_NUMBER + told))
    for name, asked, told in (
        (
            "money",
            f"{_HOW_MANY}(?:万|亿)?(?:元|钱|块)|几[万亿百千]|钱|经费|预算|支出|费用|收入|资金|标准|造价|金额|补贴|工资",
            "[万亿千]?元",
        ),
        ("people", f"{_HOW_MANY}[个名位]?(?:人|名|位)|人数|名额|编制", "[人名位个]"),
        ("vehicles", f"{_HOW_MANY}[辆台部]", "[辆台部]"),
        ("times", f"{_HOW_MANY}[次场批期届]", "[次场批期届个]"),
        ("share", "百分|比例|占比|率|几成|%", "(?:%|个百分)"),
        ("extent", "面积|多大|平方|平米|亩|多高|多长|公里|米", "万?(?:平|亩|米|公里|千米)"),
        ("date", "什么时候|啥时候|哪一?年|几月|何时", "[年月日]"),
    )
}
_COUNTED = re.compile(f"{_HOW_MANY}(?!钱|元|块|万|亿|人|名|位|次|辆|台|百分)([一-鿿])")
_HOW_MUCH = re.compile("多少|几|多大|多高|多长")
_ANY_NUMBER = re.compile(r"\d")
_WHY = re.compile("为什么|为何|为啥|原因|咋|怎么|凭啥|凭什么")
_REASON = re.compile("原因|主要是|由于|因")
_WHO = re.compile("哪[家个位]|谁|何人")
_LEADS_ON = re.compile("(?:如下|其中)[：:]?$|单位：[万千]?元$|表$")
_ASKING = re.compile(
    "多少|几|多大|多高|多长|哪|什么|啥|谁|怎么|为何|为啥|如何|是否|有没有|吗|么|呢|请问|一下|到底|究竟|一共|总共|合计|告诉|知道|想问|麻烦|帮|看看|说说"
)
_WORDS = re.compile(r"[一-鿿A-Za-z]+|[\d.%]+")


def taught_with() -> str:
    """What is in the name of the embedder that the weights were taught with: another's cosines are on another scale."""
    return str(_kept()["embedder"])


def likeliest(text: str, told: Sequence[tuple[Passage, float]]) -> tuple[Passage, float] | None:
    """The passage that most likely tells what a text asks, and how likely it does, 0 to 1; None where there is none.

    `text` has its body and years masked; each passage comes with its cosine to it.
    """
    if not told or not content(text):
        return None
    near = np.array([cosine for _, cosine in told])
    passages = [passage for passage, _ in told]
    found, at = signs(text, passages, near)
    of_each, bias = weights()
    scores = found @ of_each + bias
    # A form's row as words is no sentence to quote; and what means something else tells nothing, whatever words it shares.
    scores[[passages[one].kind == "form" or near[one] < NEAR for one in at]] = -np.inf
    best = int(scores.argmax())
    return passages[at[best]], float(1 / (1 + np.exp(-scores[best])))


def words(text: str) -> str:
    """A text as it is held against passages by meaning: without its body and its years."""
    return text.replace(MASK, "").strip()


def asks_how_much(text: str) -> bool:
    """Whether a number is asked for."""
    return bool(_HOW_MUCH.search(text))


def fits(text: str, number: str) -> bool:
    """Whether a number with its unit is of a sort that a text asks for."""
    wanted = [told for asked, told in _SORTS.values() if asked.search(text)]
    if counted := _COUNTED.search(text):
        wanted.append(re.compile(_NUMBER + counted[1]))
    return any(told.search(number) for told in wanted) if wanted else bool(_HOW_MUCH.search(text))


def content(text: str) -> frozenset[str]:
    """The pairs of characters that a text asks about: those that do not only carry a way of asking."""
    return frozenset(pair for pair in _asked_pairs(text) if _spoken().get(pair, 0) < _SPOKEN_OFTEN)


def signs(text: str, passages: Sequence[Passage], near: Matrix) -> tuple[Matrix, list[int]]:
    """The signs of the passages that share most with a text, a row each, and which passages these are."""
    asked, about = _asked_pairs(text), content(text)
    has = [pairs(f"{passage.text} {passage.heading}") for passage in passages]
    held = Counter(pair for one in has for pair in one)
    weight = {pair: math.log((len(passages) + 1) / (held[pair] + 0.5)) for pair in asked}
    shared = np.array([[_sum(weight, asked & one), _sum(weight, about & one)] for one in has])
    whole = np.array([_sum(weight, asked) or 1.0, _sum(weight, about) or 1.0])
    covered = shared / whole
    closest = [int(at) for at in np.argsort(-(covered.sum(axis=1) + 5 * near), kind="stable")[:_FEW]]
    order = np.empty(len(passages))
    order[np.argsort(-near, kind="stable")] = np.arange(len(passages))
    known = _sum(weight, (pair for pair in asked if held[pair])) or 1.0
    of_all = (
        _sum(weight, (pair for pair in asked if not held[pair])) / whole[0],
        _sum(weight, (pair for pair in about if not held[pair])) / whole[1],
        len(asked) / 10,
        len(about) / 10,
        near.max(),
    )
    best = covered.max(axis=0)
    hints = list(everyday.printed(text.replace(MASK, " ")))
    rows = []
    for at in closest:
        passage, one = passages[at], has[at]
        row = [
            near[at],
            near.max() - near[at],
            (near[at] - near.mean()) / (near.std() + 1e-6),
            math.log1p(order[at]),
            float(order[at] == 0),
            *covered[at],
            shared[at][0] / known,
            *(best - covered[at]),
            float(covered[at][1] == best[1]),
            max((weight[pair] for pair in asked - one), default=0.0),
            max((weight[pair] for pair in about - one), default=0.0),
            covered[at][1] * min(len(about), 6),
            near[at] * covered[at][1],
            float(sum(hint in passage.text for hint in hints)),
            math.log1p(len(passage.text)),
            *(float(passage.kind == kind) for kind in ("text", "note", "form")),
            *of_all,
            *_fits(text, passage.text),
        ]
        rows.append(row)
    return np.array(rows), closest


def _fits(text: str, told: str) -> list[float]:
    """Whether a passage has what is asked for, and whether it lacks it: a number of each sort, any number, a reason."""
    sides: list[tuple[bool, bool]] = [
        (bool(asked.search(text)), bool(of_it.search(told))) for asked, of_it in _SORTS.values()
    ]
    counted = _COUNTED.search(text)
    sides.append((counted is not None, bool(counted and re.search(_NUMBER + counted[1], told))))
    sides.append((bool(_HOW_MUCH.search(text)), bool(_ANY_NUMBER.search(told))))
    sides.append((bool(_WHY.search(text)), bool(_REASON.search(told))))
    both = [float(flag) for asked, has in sides for flag in (asked and has, asked and not has)]
    return [*both, float(bool(_WHO.search(text))), float(bool(_LEADS_ON.search(told.strip())))]


def _sum(weight: Mapping[str, float], those: Iterable[str]) -> float:
    return sum(weight[pair] for pair in those)


def _asked_pairs(text: str) -> frozenset[str]:
    return pairs(_ASKING.sub(" ", text.replace(MASK, " ")))


@lru_cache(30_000)
def pairs(text: str) -> frozenset[str]:
    """The pairs of characters of a text's words, and its numbers."""
    found = set()
    for word in _WORDS.findall(text):
        found |= {word} if word[0].isdigit() else {word[at : at + 2] for at in range(len(word) - 1)}
    return frozenset(found)


@cache
def _spoken() -> Counter[str]:
    """In how many sentences of ways of asking, outside their slots, each character and pair of them stands."""
    return sum((own for book in (ways.QUESTIONS, ways.FURTHER) for own in book.pairs.values()), Counter())


@cache
def weights() -> tuple[npt.NDArray[np.float64], float]:
    """The weight of each sign, and what is added to their sum: together the logarithm of the odds."""
    kept = _kept()
    return np.array(kept["weights"], dtype=np.float64), float(kept["bias"])


@cache
def _kept() -> dict[str, Any]:
    return dict(json.loads(WEIGHTS.read_text(encoding="utf-8")))
