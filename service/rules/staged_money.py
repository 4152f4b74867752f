"""The money of the projects at a stage of watching over what they achieve, held against another amount.

What two stages differ by (申报绩效目标时涉及的金额与自评时相差多少), and what part of what was spent on projects it is. Each amount is
the one that the sentence which counts the projects tells (`staged_projects`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import terms
from ingest.model import Fact
from service.calculator.formula import FormulaError
from service.draft import Draft, Piece, cited, computed, part_of, scaled
from service.query import Asked, QueryKind
from service.rules import wholes
from service.rules.evaluations import stages_named
from service.rules.scene import Scene, answered, phrase, state
from service.rules.staged_projects import OF_IT, told_of

_GAP_KINDS: frozenset[QueryKind] = frozenset({"lookup", "difference", "compare", "change", "consistency", "rate"})
_GAP = re.compile(
    r"相?差(?:了)?(?:多少|几|多大)?|差[额距值]|(?:比|较)[^。？?]*?[多少高低大小](?:了|出)?(?:来)?(?:多少|几)|[多少高低](?:了|出)(?:来)?(?:多少|几)"
)
_MONEY = re.compile("金额|资金|钱|款|经费|预算")
_NO_MONEY = re.compile(r"个数|几个项目|多少个|数量|得分|平均|百分|比例|几成|为什么|为何|原因")
_WORDS = re.compile(
    rf"(?:{OF_IT}|两者|二者|两个数|两笔|时候?|当时|阶段|环节|的?那|这|笔|相比|对比|比较|之间|前后|时的|里|所|过|占|决算|相当于|当年|那个|第?一|二|两次|次)+"
)
_TWO = 2
_HUNDRED = 100
_MONEY_OF_PROJECTS = re.compile("项目|金额|资金")


def gap(scene: Scene) -> Draft | None:
    """By how much the money of the projects at two stages differs; None where one of them is not told."""
    text = scene.query.text
    at = [(hit.start(), stage) for stage in stages_named(text) if (hit := stage.search(text))]
    if len(at) != _TWO or not _asks_gap(scene):
        return None
    stages = [stage for _, stage in sorted(at, key=lambda one: one[0])]
    told = [told_of(scene, stage, scene.target()) for stage in stages]
    money = [one.money for one in told if one is not None and one.money is not None]
    if len(money) != _TWO or money[0].id == money[1].id:
        return None
    first, second = money
    unit = scene.query.unit or first.unit
    a, b = scaled("a", first.unit, unit), scaled("b", second.unit, unit)
    less = (first.value or 0) < (second.value or 0) if first.unit == second.unit else False
    gap = computed(f"{b} - {a}" if less else f"{a} - {b}", {"a": first, "b": second}, unit, bold=True)
    pieces: list[Piece] = [f"{scene.prefix}{first.year}年"]
    for one in told:
        if one is not None and one.money is not None:
            pieces += [f"{'' if one is told[0] else '，'}{_called(one.number)}{one.money.row[-1]}", cited(one.money)]
    tail: list[Piece] = ["，两者相差", gap, "。"] if gap.value else ["，两者相同。"]
    return replace(answered(*pieces, *tail, result=gap if gap.certain else None), by_words=True)


def _asks_gap(scene: Scene) -> bool:
    """Whether a question asks by how much amounts of projects differ, and says nothing else."""
    text = scene.query.text
    asks = scene.query.kind in _GAP_KINDS and len(scene.years()) <= 1 and _GAP.search(text) and _MONEY.search(text)
    return bool(asks) and not _NO_MONEY.search(text) and _says_no_more(scene)


def beside(scene: Scene) -> Draft | None:
    """By how much the money of the projects at the stage named differs from an amount that is named beside it."""
    text = scene.query.text
    stages = stages_named(text)
    items = [a for a in scene.query.items if set(a.keys) & _WHOLES and not _is_theirs(text, a)]
    if len(stages) != 1 or len(items) != 1 or not _asks_gap(scene):
        return None
    told, other = told_of(scene, stages[0], scene.target()), scene.level(items[0], scene.target())
    if told is None or told.money is None or other is None or other.fact.value is None:
        return None
    unit = scene.query.unit or told.money.unit
    try:
        parts = [scaled("a", other.fact.unit, unit), scaled("b", told.money.unit, unit)]
    except ValueError:
        return None
    gap = computed(" - ".join(parts), {"a": other.fact, "b": told.money}, unit, bold=True)
    return replace(
        answered(
            phrase(scene, other), *state(other.fact), f"，{_called(told.number)}{told.money.row[-1]}", cited(told.money),
            "，两者相差", gap, "。", result=gap if gap.certain else None,
        ),
        by_words=True,
    )  # fmt: skip


def share(scene: Scene) -> Draft | None:
    """What part of an amount the money of the projects at the stage named is; None where either is not told."""
    text = scene.query.text
    stages = stages_named(text)
    items = [a for a in scene.query.items if not set(a.keys[:1]) & _THEIR_OWN and not _is_theirs(text, a)]
    if not items and (hit := _OF_ALL_PROJECTS.search(text)):
        items = [
            Asked(hit["whole"], ("project_expenditure",), *hit.span("whole"))
        ]  # taken for their own money said over
    if scene.query.kind != "share" or len(stages) != 1 or len(items) != 1 or len(scene.years()) > 1:
        return None
    whole, stage = items[0], stages[0]
    named = stage.search(text)
    if (
        not set(whole.keys) & _WHOLES
        or named is None
        or named.start() > whole.start
        or not _MONEY_OF_PROJECTS.search(text[: whole.start])
    ):
        return None
    if not _says_no_more(scene):
        return None
    told = told_of(scene, stage, scene.target())
    bottom = scene.level(whole, scene.target())
    if bottom is None and set(whole.keys) & terms.TOTALS:
        bottom = scene.level(wholes.total(scene), scene.target())  # as a final account calls all that was spent
    if told is None or told.money is None or bottom is None or not bottom.fact.value:
        return None
    if told.share is not None:
        return None  # the disclosure says itself what part it is
    try:
        figure = part_of(told.money, bottom.fact, bold=True)
    except (FormulaError, ValueError):
        return None
    if figure.value > _HUNDRED:
        return None  # they are more than is called so: other money is meant
    return replace(
        answered(
            f"{scene.prefix}{told.number.year}年{_called(told.number)}{told.money.row[-1]}", cited(told.money),
            f"，占{phrase(scene.bare, bottom, year=False)}", *state(bottom.fact), "的", figure, "。",
            result=figure if figure.certain else None,
        ),
        by_words=True,
    )  # fmt: skip


_THEIR_OWN = frozenset({"performance_amount", "current_budget"})
_WHOLES = terms.TOTALS | {"project_expenditure"}


_OF_ALL_PROJECTS = re.compile("(?:占|相当于)[^，。；？?]{0,10}?(?P<whole>项目支出)")
# 绩效自评的项目资金: the money of those projects, and not what is spent on projects in all.
_BEFORE_THEIR_MONEY = re.compile("(?:自评|评价|跟踪|监[控测]|目标|申报|编报)了?的?(?:各个?|所有|全部)?$")
_THEIR_MONEY = re.compile("项目(?:的?(?:资金|金额|经费|预算|支出|款项?))?")


def _is_theirs(text: str, asked: Asked) -> bool:
    return bool(_THEIR_MONEY.fullmatch(asked.text) and _BEFORE_THEIR_MONEY.search(text[: asked.start]))


def _called(number: Fact) -> str:
    return number.row[-1]


def _says_no_more(scene: Scene) -> bool:
    """Whether the question has no words but those of the stages, the projects, their money and the whole."""
    items: list[Asked] = [a for a in scene.query.items if not set(a.keys) & (_WHOLES | _THEIR_OWN)]
    words = (*scene.query.rest, *(a.text for a in items))
    return all(_WORDS.fullmatch(terms.normalise(word)) for word in words)
