"""What was planned and what was spent, where a question asks for both of one item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest import terms
from service import evidence
from service.asked_kind import TABLE_NAMED
from service.draft import Draft, Piece, computed, scaled
from service.evidence import Want
from service.holding import Known
from service.query import Asked, BasisAsked, Stage
from service.rules.completion import spent_and_planned
from service.rules.magnitude import alike
from service.rules.ranking import parts
from service.rules.scene import Scene, answered, basis_word, called, phrase, state
from service.rules.totals import TOTAL

_PLANNED = r"(?:预算|年初(?:定|安排|批|核定|下达)|(?:原|事先|当初)(?:来|先)?(?:定|批|计划|安排)|安排|计划|批复|批了)"
_SPENT = r"(?:决算|实际|执行数|到头来|最后|最终|真正|落实|花出去|花掉|花了|用掉|用了)"
# 预算和决算各多少, 预算多少实际多少: named one after the other, each to be told.
_BOTH = re.compile(
    rf"{_PLANNED}[^，。？]{{0,8}}?(?:[和与跟及、，]|以及|多少|几)[^，。？]{{0,6}}?{_SPENT}|"
    rf"{_SPENT}[^，。？]{{0,8}}?(?:[和与跟及、，]|以及|多少|几)[^，。？]{{0,6}}?{_PLANNED}"
)
_EACH = re.compile(r"各|分别|都是|多少.*多少|几.*几|(?:预算|决算|执行|安排)?数?$|(?:两个|这两)数|(?:是|有)多少")
_COMPARED = re.compile(
    r"比|差|多(?!少)|少(?:了|花|用)|超|省(?=[了下出钱])|[^多]少多少|结余|完成|百分|率|为什么|为何|一致|相符"
)


def both(scene: Scene) -> Draft | None:
    """The budget and the outturn of an item, one line each; None where one of them is not asked for or not stated."""
    query = scene.query
    text = TABLE_NAMED.sub("", query.text.rstrip("？?。 "))  # 一般公共预算…决算表 asks for neither
    if not _BOTH.search(text) or not _EACH.search(text) or _COMPARED.search(text) or len(scene.years()) > 1:
        return None
    if len(query.items) > 1:
        return None
    whole = (query.items or (TOTAL,))[0]
    pieces = _pair(scene, whole, text)
    if pieces and _BY_PART.search(text):
        rows = parts(scene.with_query(basis="actual"), whole, scene.target())
        below = (_pair(scene.bare, Asked(called(row), (row.item.own,), 0, 0), text) for row in rows)
        pieces += [piece for pair in below for piece in pair]
    return answered(*pieces) if pieces else None


# Line by line: 三公经费各项的预算数和决算数.
_BY_PART = re.compile("各项|各块|各部分|逐项|分项|每一?项|各自")


def _pair(scene: Scene, asked: Asked, text: str) -> list[Piece]:
    """What was planned and what was spent of one item, one line each; nothing where one of them is not stated."""
    done, plans = spent_and_planned(scene, asked, scene.target())
    wanted: Stage = "adjusted_budget" if re.search("全年预算|调整", text) else "initial_budget"
    plan = next((known for known in plans if known.fact.basis == wanted), plans[0] if plans else None)
    if done is None or done.fact.value is None or plan is None:
        return []
    done = next((known for known in _beside(scene, plan) if known.item.own == plan.item.own), done)
    pieces: list[Piece] = []
    for known in (plan, done):
        pieces += [f"- {phrase(scene.bare if pieces else scene, known)}：", *state(known.fact), "\n"]
    return pieces


_YEAR_AND_STAGE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*年?度?的?(?:部门)?(?P<stage>年初预算|全年预算|调整后?预算|预算(?!单位|公开|文件)|决算(?!公开|文件)|实际(?:支出|执行|完成)?|执行数)"
)
_SEVERAL = 3
_MOVES = re.compile("怎么变|如何变|变化|变动|增减|走势|趋势")


def _both_told(text: str, asked_for: Sequence[tuple[int, str]]) -> bool:
    """Whether a budget and an outturn are asked for side by side, not set against each other."""
    planned = {"预算" in said for _, said in asked_for}
    return (
        len(planned) == len(asked_for) == _SEVERAL - 1
        and not _COMPARED.search(text)
        and bool(re.search("分别|各|都|多少.*多少|多少$", text.rstrip("？?。 ")))
    )


def over_years(scene: Scene) -> Draft | None:
    """Several stages of one item, each of its year: 2023年年初预算、2023年决算、2024年预算分别是多少."""
    text = scene.query.text
    asked_for = list(dict.fromkeys((int(hit["year"]), hit["stage"]) for hit in _YEAR_AND_STAGE.finditer(text)))
    if scene.query.kind == "consistency":
        return None  # whether two of them agree is another question
    if len(asked_for) < _SEVERAL and not _both_told(text, asked_for):
        return None
    if not scene.query.items:
        return None
    asked = scene.query.items[-1]  # 农林水支出下面的防汛: the narrower one stands last
    if len(scene.query.items) > 1 and not _UNDER.search(text[scene.query.items[0].end : asked.start]):
        return None
    within = tuple(key for wider in scene.query.items[:-1] for key in wider.keys[:1])
    found: list[Known] = []
    for year, said in asked_for:
        basis: BasisAsked = "actual" if said.startswith(("决算", "实际", "执行")) else "budget"
        stage: Stage | None = "initial_budget" if said.startswith("年初") else None
        stage = "adjusted_budget" if said.startswith(("全年", "调整")) else stage
        known = evidence.best(Want(asked, year, basis, within, stage=stage), scene.holdings)
        if known is None or known.fact.value is None or known.item.own not in (asked.keys or (known.item.own,)):
            return None
        if stage is not None and known.fact.basis not in (stage, "budget"):
            return None
        found.append(known)
    parents = {terms.key(known.fact.row[0]) for known in found if len(known.fact.row) > 1}
    if len({known.item.own for known in found}) > 1 or len(parents) > 1 or not alike(found):
        return None  # namesakes under two 类 are no one item
    pieces: list[Piece] = []
    for known in found:
        pieces += [f"- {phrase(scene.bare if pieces else scene, known)}：", *state(known.fact), "\n"]
    for before, after in pairwise(found) if _MOVES.search(text) else ():
        unit = after.fact.unit
        gap = computed(f"a - {scaled('b', before.fact.unit, unit)}", {"a": after.fact, "b": before.fact}, unit)
        word = "多" if gap.value > 0 else "少" if gap.value < 0 else "相差"
        early = f"{before.fact.year}年{basis_word(before.fact)}"
        pieces += [f"- {phrase(scene.bare, after)}比{early}", *state(before.fact), word, gap, "\n"]
    return answered(*pieces)


_UNDER = re.compile("下面|下|里|中|项下")


def _beside(scene: Scene, plan: Known) -> Iterator[Known]:
    """The outturns in the sentence that states a budget: they are of the same funds."""
    for known in scene.holding(plan.fact).by_own.get(plan.item.own, ()):
        fact = known.fact
        same = fact.quote == plan.fact.quote and fact.source == plan.fact.source == "narrative"
        if same and fact.basis == "actual" and fact.measure == "level" and fact.value is not None:
            yield known
