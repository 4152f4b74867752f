"""The typed question: what is asked, of whom, for which years, in which sense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from service.asked_reckoning import Reckoning

QueryKind = Literal[
    "lookup",
    "change",
    "rate",
    "share",
    "sum",
    "difference",
    "compare",
    "multiple",
    "projects",
    "blank_tables",
    "weights",
    "rank",
    "list",
    "reason",
    "purpose",
    "completion",
    "consistency",
    "definition",
    "contact",
    "held",
    "text",
]
BasisAsked = Literal["budget", "actual"]
Stage = Literal["initial_budget", "adjusted_budget"]


@dataclass(frozen=True, slots=True)
class Asked:
    """An item that the question names: the words, the keys they may stand for (ingest.terms), or a code.

    `near` is true where the words only come close to a printed label.
    """

    text: str
    keys: tuple[str, ...]
    start: int
    end: int
    code: str | None = None
    near: bool = False
    within: tuple[str, ...] = ()  # a row as far as these columns go: 某某科目的基本支出

    @property
    def names(self) -> frozenset[str]:
        """The keys and the code that an item goes by."""
        return frozenset((*self.keys, *((self.code,) if self.code else ())))


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood; years are absolute (`years`) or relative to the disclosure asked about (`offsets`).

    `rest` are the content words that nothing else explains: an answer must account for them or decline.
    `words` are all content words, items among them; `places` are the tables that it names (三公表, 收支预算总表), each with its position in the text.
    `said` are the runs that all content words stand in, with the verbs and measure words at their edges.
    """

    text: str
    kind: QueryKind
    items: tuple[Asked, ...] = ()
    plain: str = ""  # the text, as long, with the bodies, the years and the tables that it names blanked out
    years: tuple[int, ...] = ()
    offsets: tuple[int, ...] = ()
    basis: BasisAsked | None = None
    stage: Stage | None = None  # which of a final account's budgets: 年初预算数, 全年预算数
    scope: Literal["department", "unit"] | None = None
    unit: str | None = None
    counted: str | None = None
    top: int | None = None
    place: int | None = None  # 第二大: which place of the order is asked for
    ascending: bool = False
    average: bool = False
    per: str | None = None  # what a mean is taken over, as it stands behind 每: 个项目, 辆车, 人次
    since: int | None = None
    between_bases: bool = False
    by_change: bool = False
    per_head: bool = False
    negated: bool = False
    scopes_compared: bool = False
    rest: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    places: tuple[tuple[int, str], ...] = ()
    said: tuple[str, ...] = ()
    without: tuple[Asked, ...] = ()  # what is left out of the several that are put in order: 撇开某某不谈，最大的是
    reckoning: Reckoning | None = None  # plain arithmetic that all of its words ask for
    fund: str | None = None  # whose money alone is asked about: 按财政拨款口径, 一般公共预算安排的
