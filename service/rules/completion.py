"""How much of a budget was spent: the outturn over the budget that counts the same."""

from __future__ import annotations

from ingest import quantity
from service import evidence
from service.draft import Draft, Piece, Stated, computed, scaled
from service.holding import Known
from service.query import Asked
from service.rules.magnitude import alike
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.totals import TOTAL


def completion(scene: Scene) -> Draft | None:
    """How much of the budget was really spent: 决算数 over the budget that the final account sets beside it."""
    year = scene.target()
    done, plans = spent_and_planned(scene, (scene.query.items or (TOTAL,))[0], year)
    if done is None or done.fact.value is None:
        return None
    order = {"initial_budget": 0, "adjusted_budget": 1, "budget": 2}
    if "全年" in scene.query.text or "调整" in scene.query.text:
        order = {"adjusted_budget": 0, "initial_budget": 1, "budget": 2}
    plans = sorted(
        (k for k in plans if k.fact.basis in order and k.fact.value), key=lambda k: order[k.fact.basis or "budget"]
    )
    if not plans:
        return answered(phrase(scene, done), "为", *state(done.fact), "，文件没有可比的预算数，不能计算完成率。")
    plan = plans[0]
    figure = computed(
        f"{scaled('a', done.fact.unit, plan.fact.unit)} / b * 100",
        {"a": done.fact, "b": plan.fact},
        "%",
        places=2,
        bold=True,
    )
    return answered(
        phrase(scene, done), *state(done.fact), f"，{phrase(scene.bare, plan, year=False)}", *state(plan.fact), "，完成", figure, "。",
        *_said_otherwise(scene, done, figure),
        result=figure if figure.certain else None,
    )  # fmt: skip


def spent_and_planned(scene: Scene, asked: Asked, year: int) -> tuple[Known | None, list[Known]]:
    """The outturn of an item, or of what stands in for a total, and the budgets that count the same."""
    done: Known | None = None
    for item in (asked, *(Asked(asked.text, (key,), 0, 0) for key in evidence.stand_ins(asked))):
        spent = scene.level(item, year, basis="actual")
        if spent is None or spent.fact.value is None:
            continue
        done = done or spent
        want = evidence.Want(item, year, "budget")
        plans = [
            k
            for k in evidence.candidates(want, scene.holdings)
            if k.fact.value and _counts_same(k.item.own, spent.item.own) and alike((k, spent))
        ]
        if plans:
            return spent, plans
    return done, []


# A budget prints 支出总计 for what the outturn calls 本年支出: nothing is carried over yet.
_OF_THE_YEAR = {"expenditure_this_year": "expenditure_total", "revenue_this_year": "revenue_total"}


def _counts_same(planned: str, spent: str) -> bool:
    return planned == spent or _OF_THE_YEAR.get(spent) == planned


def _said_otherwise(scene: Scene, done: Known, figure: Stated) -> list[Piece]:
    """The rate of completion that the narrative prints, where it is not what its own figures give (R42)."""
    for known in scene.holding(done.fact).by_own.get(done.item.own, ()):
        fact = known.fact
        completes = (
            fact.source == "narrative"
            and fact.unit == "%"
            and fact.year == done.fact.year
            and any("完成" in label for label in fact.column)
        )
        if (
            completes
            and fact.value is not None
            and quantity.rounded(figure.value, quantity.decimals(fact.value)) != fact.value
        ):
            return [f"但正文写明{called(done)}完成", *state(fact), "，与其所列的预算数、决算数不一致。"]
    return []
