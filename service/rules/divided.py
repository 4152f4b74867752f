"""A project's money over a number that its own form aims at, where the question names that number: 用预算除以改造户数, 一户合多少.

Both figures stand in the disclosure; nothing is divided by what is not named.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import quantity, terms
from ingest.model import Fact
from service.draft import Draft, computed, per_one, scaled
from service.rules.form_indicators import Form, figure_of, said_of_forms, the_one
from service.rules.magnitude import base_value, unit_of_each
from service.rules.scene import Scene, answered, state

_MEASURE = r"(?P<thing>人次|批次|平方米|公里|家次|辆次|件次|户次|(?![合摊补花是有得用折多少几大能要都饭上平])[一-鿿])"
# Each one's part: 每户合多少, 平均一场多少钱, 摊下来一客补几块.
_EACH = re.compile(rf"(?:每|一)个?{_MEASURE}(?:平均|大概|大约|要|能|可以|饭|都|上|[合摊补花是有得用折])*(?:多少|几)")
_DIVIDES = re.compile(r"除以|÷|摊|平均|均摊|分摊|折合|合(?=多少|几)|[按以][^，。？?]{2,24}(?:算|计|折)")
_ASKS_MONEY = re.compile(r"(?:多少|几)(?:钱|万?元|块|$)|多少[？?。]")
# What only says that it is divided, and what by.
_OF_DIVIDING = re.compile(
    rf"(?:用|拿|把)?(?:当年|年度|全年)?的?(?:预算|金额|资金|钱)?(?:数|额)?(?:除以|÷)|均?摊(?:下来|到|给)?|分摊|平均(?:下来|到)?|(?:每|一)个?{_MEASURE}(?=平均|饭|补|合|摊|是|花|多少|几|，|,)"
    r"|合(?=多少|几)|[按以]照?(?=目标|年度|[^，。？?]{2,24}(?:算|计|折))|的目标值?算?|算(?:下来)?|(?:饭)?补?(?:多少|几)(?:钱|万?元|块)?"
)
_BY_BUDGET = ("budget", "initial_budget")


def told(scene: Scene) -> Draft | None:
    """The mean, with both figures that it is of; None where the form has not both, or the number is of something else."""
    text = scene.query.text
    each = _EACH.search(text)
    if each is None or not (_DIVIDES.search(text) and _ASKS_MONEY.search(text)) or len(scene.years()) > 1:
        return None
    said = _OF_DIVIDING.sub("，", said_of_forms(_with_divisor(scene)))
    meant = the_one(scene, said, 1, lambda _rest: False)
    if meant is None or len(meant[1]) != 1:
        return None
    form, (label,) = meant
    spent = scene.basis == "actual"
    count = figure_of(form, label, "done" if spent else "goal")
    money = _money(scene, form, "actual" if spent else "budget")
    if count is None or money is None or not count.value or not _is_of(count, each["thing"]):
        return None
    unit = _unit(scene, money, count)
    base = quantity.unit(count.unit)
    figure = computed(
        per_one(scaled("a", money.unit, unit), count.unit), {"a": money, "n": count}, unit, places=2, bold=True
    )
    mean = answered(
        f"{scene.prefix}{money.year}年{form.name}{money.column[-1] if money.column else '预算'}", *state(money),
        f"，{label}{count.column[-1] if count.column else '目标值'}", *state(count), f"，平均每{base.base if base else ''}",
        figure, "。", result=figure if figure.certain else None,
    )  # fmt: skip
    return replace(mean, by_words=True)


# What it is to be divided by is no aside: 按体检人次的目标值算.
_DIVISOR = re.compile(r"[按以]照?[^，。？?]{2,24}?(?:来)?(?:算|计|折)")


def _with_divisor(scene: Scene) -> Scene:
    """The scene with what the question divides by, which is taken for an aside elsewhere."""
    text, plain = scene.query.text, scene.query.plain
    if len(text) != len(plain):
        return scene
    for hit in _DIVISOR.finditer(text):
        plain = plain[: hit.start()] + hit[0] + plain[hit.end() :]
    return scene.with_query(plain=plain)


def _money(scene: Scene, form: Form, basis: str) -> Fact | None:
    """The one amount of the form's project in a year; None where it has several, or none."""
    number = form.facts[0].document
    found = [
        fact
        for holding in scene.holdings
        if holding.record.id == number
        for fact in holding.facts
        if fact.project is not None and fact.project[1] == form.project and fact.indicator is None
        and fact.source == "table" and fact.value is not None and fact.year == scene.target()
        and fact.measure == "level" and (unit := quantity.unit(fact.unit)) is not None and unit.base == "元"
        and (fact.basis == "actual") == (basis == "actual") and fact.row == (form.project,)
    ]  # fmt: skip
    whole = [fact for fact in found if fact.column and terms.key(fact.column[-1]) == "current_budget"] or found
    amounts = {quantity.Quantity(f.value, quantity.unit(f.unit)).base for f in whole if f.value is not None}
    return whole[0] if len(amounts) == 1 else None


def _is_of(count: Fact, thing: str) -> bool:
    """Whether a number is of the things that the question names by their measure word; 个 may be any."""
    unit, meant = quantity.unit(count.unit), quantity.unit(thing)
    if unit is None or count.measure != "count":
        return False
    return thing in ("个", "家") or (meant is not None and meant.base == unit.base) or thing in unit.base


def _unit(scene: Scene, money: Fact, count: Fact) -> str:
    """元 or 万元: as the question asks, else by the size of what each gets."""
    if scene.query.unit in ("元", "万元"):
        return scene.query.unit
    return unit_of_each(money, base_value(count)) if base_value(count) else "元"
