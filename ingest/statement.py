"""What a sentence can say: the values that `ingest.statements` reads out of a text.

Nothing here knows a document: the surroundings come in as a `Context`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.bodies import Called
from ingest.model import Basis, Direction, Kind, Measure
from ingest.quantity import Figure
from ingest.terms import Vocabulary

Claim = Literal[
    "level",  # an amount, count or percentage that the subject has
    "change",  # by how much it differs from another year, or from its own budget (`base_year`, `base_basis`)
    "rate",  # the same in percent (or 倍) of the base
    "points",  # the difference of two percentages, in 百分点
    "share",  # percent of `whole`
    "completion",  # percent of the budget named by `base_basis` that was spent
    "sum",  # total of `operands` (or, where none is named, of `count` unnamed ones: 两个项目合计)
    "difference",  # between the subject and `operands[0]`, another item
    "multiple",  # the subject is so many times `operands[0]` (or its own base year): 是上年的2.1倍
    "average",  # per head, per year: 人均5.5万元/年; `group` tells whose
    "threshold",  # part of a name: 单价100万元以上设备
]


@dataclass(frozen=True, slots=True)
class Operand:
    """Another item that a statement computes with: 比「项目支出」多, 「水费」和「电费」合计."""

    subject: tuple[str, ...]
    year: int | None = None
    basis: Basis | None = None
    organisation: str | None = None  # where it is another body's


@dataclass(frozen=True, slots=True)
class Rank:
    """The subject is said to be first (`place` 1) by size within `within`: 商品和服务支出中金额最大的是…"""

    kind: Literal["max", "min"]
    place: int = 1
    within: tuple[str, ...] = ()
    by: Literal["level", "change", "rate"] = "level"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a sentence says; `figure` is None where it says it without a number (与上年持平, a bare reason).

    `start:end` are the figure's place in the given text (the cue's, where there is no figure); `subject` is the path
    from the whole to the item's own label, `label` its place in the text (None: inherited from before). The `…_stated`
    fields tell what the text itself says from what was inherited from the context or taken by default.
    """

    figure: Figure | None
    sentence: str
    sentence_start: int
    start: int
    end: int
    subject: tuple[str, ...]
    claim: Claim
    measure: Measure
    label: tuple[int, int] | None = None
    year: int | None = None
    year_stated: bool = False
    basis: Basis | None = None
    basis_stated: bool = False
    direction: Direction | None = None
    base_year: int | None = None
    base_basis: Basis | None = None
    base_stated: bool = False
    whole: tuple[str, ...] | None = None  # a share's denominator, a part's whole (其中)
    partition: bool | None = None  # a part of a list that is complete (True) or 其中 partial (False); None: no part
    operands: tuple[Operand, ...] = ()
    count: int | None = None  # how many items a sum is over: 两个项目合计
    of_share: bool = False  # the subject is its share of `whole`: 占比提高15.49个百分点
    comparator: str | None = None  # ≤ ≥ < >
    rank: Rank | None = None
    organisation: str | None = None  # as mentioned in the text
    base_organisation: str | None = None  # another body that the same is compared with: 比示例市水务局多
    fund: str | None = None  # 一般公共预算, 政府性基金预算 … where it qualifies the subject
    code: str | None = None  # printed with the label: 2010301行政运行
    group: str | None = None  # whose average, which set of people
    as_of: str | None = None  # 截至2023年12月31日
    reason: str | None = None
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before the first word: the document, and the headings that the text stands under.

    `labels` are names to recognise beside the field's own words (those that the disclosures print), `organisations`
    what the bodies whose disclosures are held are called.
    """

    year: int | None = None
    kind: Kind | None = None
    organisation: str | None = None
    section: tuple[str, ...] = ()
    labels: Vocabulary | None = None
    organisations: Called = ()
