"""Items, years, projects or weights added up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest import quantity, terms
from ingest.items import FUNDS
from service.asked_kind import FIELDS
from service.asked_years import number_word
from service.draft import Draft, Piece, computed
from service.holding import Holding, Known
from service.query import Asked
from service.rules.inside import counts_in, is_joined
from service.rules.lookup import single
from service.rules.magnitude import alike
from service.rules.namesakes import which
from service.rules.narrowed import joined_item
from service.rules.project_rows import projects
from service.rules.scene import Scene, answered, basis_word, called, phrase, state
from service.rules.stating import how_many, total

_AMONG = re.compile(r"(?:支出|经费|预算|决算|资金)?(?:里面?|里头|里边|之?中|当中|内|下面?|项下)的?[，,]?")
_ITEM_COUNT = re.compile(r"(?<![第前])([两二三四五六七八九十])(?:个)?(?:项|类|笔|块|样|种)(?!级)")
_LISTED_BEFORE = re.compile('、[“"]?$')
_PAIR = 2
NAMES = "abcdefghijklmnopqrstuvwxy"
MOST = len(NAMES)
TOTAL = Asked("支出总计", ("expenditure_total",), 0, 0)
# What was spent in a year is told from the total that has carried-over money in it.
SPENT = Asked("本年支出", ("expenditure_this_year", "expenditure_total"), 0, 0)
REVENUE = Asked("收入总计", ("revenue_total",), 0, 0)
RECEIVED = Asked("本年收入", ("revenue_this_year", "revenue_total"), 0, 0)


def sum_of(scene: Scene) -> Draft | None:
    """Several items, years or projects added up."""
    query = scene.query
    joined = joined_item(scene)
    if joined and scene.namesakes(joined[0], scene.target(), joined[1]):
        return single(scene, joined[0], scene.target(), joined[1])
    years = scene.years()
    items = [a for a in query.items if a.keys[:1] != ("performance_amount",)] or list(query.items)
    if len(items) == 1 and items[0].keys[:1] and items[0].keys[0] in FIELDS:
        field = items[0].keys[0]
        found = projects(scene, years[-1], field)
        return total(scene, found, f"各项目{terms.name(field)}合计") if len(found) >= 2 else None
    if len(items) > 2 and items[-1].keys[:1] == ("expenditure_total",):
        items = items[:-1]
    if len(items) > 2 and _AMONG.match(query.text, items[0].end):
        items = items[1:]  # 工资福利支出里，基本工资加奖金: the parts are asked for, of a whole
    bought = [a for a in items if a.keys[:1] == ("government_procurement",) and not is_joined(query.text, a, items)]
    if 0 < len(bought) < len(items):
        items = [a for a in items if a not in bought]  # 住宿服务的采购总共多少: all that is bought is no part of it
    concept = terms.concepts().get(items[0].keys[0]) if len(items) == 1 and items[0].keys else None
    if concept is not None and concept.sum_of:
        return single(scene, items[0], scene.target())
    said = _ITEM_COUNT.search(query.text)
    several = len(items) > 1 or (bool(items) and _LISTED_BEFORE.search(query.text[: items[0].start]) is not None)
    if said and len(years) == 1 and number_word(said[1]) != len(items) and several:
        return None  # not all the items named were understood
    if len(items) == 1 and len(years) == 1 and (rows := scene.namesakes(items[0], scene.target())):
        return which(scene, items[0], rows)
    if len(items) > 1 and len(years) == 1 and any(scene.namesakes(asked, scene.target()) for asked in items):
        return None  # one of several rows of a name is not all that goes by it
    wholes = [asked for asked in items if set(asked.keys[:1]) & terms.TOTALS]
    if 0 < len(wholes) < len(items):
        return None  # what is a part of all there is adds nothing to it
    found = []
    missing = []
    for year in years if len(query.years) + len(query.offsets) > 1 else (scene.target(),):
        for asked in items:
            known = scene.level(asked, year)
            if known is None or known.fact.value is None:
                missing.append(f"{year}年{asked.text}")
            else:
                found.append(known)
    found = list({known.fact.id: known for known in found}.values())  # 退休人员的退休费: named twice, counted once
    if len(found) == 1 and not missing:
        return single(scene, items[0], scene.target())
    one_thing = len(query.years) + len(query.offsets) < _PAIR and len({(a.start, a.end) for a in items}) == 1
    if missing and len(found) == 1 and one_thing:
        told = next(a for a in items if found[0].item.own in a.keys)  # 离退休费, of which only 退休费 is told
        draft = single(scene, told, found[0].fact.year or scene.target())
        absent = "、".join(a.keys[0] for a in items if a is not told)
        return replace(draft, notices=(*draft.notices, f"文件没有列出{absent}的数额。")) if draft else None
    if missing or len(found) < 2 or not alike(found):
        return None
    if len(found) == len(items) > _PAIR:
        paid_by = [
            k for k, a in zip(found, items, strict=True) if set(a.keys) & FUNDS and not is_joined(query.text, a, items)
        ]
        if len(paid_by) == 1:
            return None  # 财政拨款花在甲、乙上的，两头合计: what the fund itself comes to is no third part
    if len(found) == len(items) and (whole := _of_the_others(found)) is not None:
        asked = items[found.index(whole)]
        if is_joined(query.text, asked, items):
            return _counted_already(scene, found, whole)
        found.remove(whole)  # 办公费、差旅费，基本支出里一共: it only says where they stand
    return total(scene, found, "合计") if len(found) > 1 else None


def _of_the_others(found: Sequence[Known]) -> Known | None:
    """The figure in which another of them counts."""
    return next((whole for whole in found if any(counts_in(part, whole) for part in found)), None)


def _counted_already(scene: Scene, found: Sequence[Known], whole: Known) -> Draft:
    """Each of several figures, one of which has others in it, so that they do not add up."""
    pieces: list[Piece] = []
    for at, known in enumerate(found):
        pieces += ["；" if at else "", phrase(scene.bare if at else scene, known), *state(known.fact)]
    parts = "、".join(called(part) for part in found if counts_in(part, whole))
    return answered(*pieces, f"。{called(whole)}中已经包括{parts}，再加一次就重复了。")


def project_list(scene: Scene) -> Draft | None:
    """The published projects and their amounts."""
    year = scene.target()
    found = projects(scene, year)
    if not found:
        return None
    pieces: list[Piece] = [f"{scene.prefix}{year}年公开的项目{how_many(scene.query.text, len(found))}：\n"]
    for known in found:
        pieces += [
            f"- {called(known)}：{'当年预算' if known.fact.project else basis_word(known.fact)}",
            *state(known.fact),
            "\n",
        ]
    return answered(*pieces)


def weights(scene: Scene) -> Draft | None:
    """The weights of a performance form added up."""
    year = scene.target()
    named = {key for asked in scene.query.items for key in asked.keys}
    overall = "整体" in scene.query.text
    forms: dict[tuple[str, int | None], list[Known]] = {}
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            weighs = any("权重" in label for label in (*fact.column, *fact.row[-1:]))
            if fact.value is None or fact.year != year or not weighs:
                continue
            if (overall and fact.project) or (
                named & _project_keys(holding) and not (fact.project and terms.key(fact.project[1]) in named)
            ):
                continue
            forms.setdefault((fact.project[1] if fact.project else "整体", fact.table_number), []).append(known)
    lines: list[Piece] = []
    for (form, _), found in forms.items():
        if len(found) > MOST:
            return None
        operands = {name: known.fact for name, known in zip(NAMES, found, strict=False)}
        figure = computed(" + ".join(operands), operands, None)
        listed = "、".join(
            f"{known.fact.row[-1] if known.fact.indicator else known.fact.column[-1]}{quantity.render(known.fact.value or Decimal(0))}"
            for known in found
        )
        lines += [f"- {form}绩效目标表的权重合计为", figure, f"（{listed}）\n"]
    return answered(*lines) if lines else None


def _project_keys(holding: Holding) -> frozenset[str]:
    return frozenset(terms.key(fact.project[1]) for fact in holding.facts if fact.project)
