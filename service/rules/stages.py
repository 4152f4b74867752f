"""What was planned and what was spent, where a question asks for both of one item."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest import terms
from service import evidence
from service.asked_kind import TABLE_NAMED
from service.draft import Draft, Piece, computed, scaled
from service.evidence import Want
from service.holding import Known
from service.query import Asked, BasisAsked, QueryKind, Stage
from service.rules.completion import spent_and_planned
from service.rules.magnitude import alike
from service.rules.ranking import parts
from service.rules.scene import Scene, answered, basis_word, called, phrase, state
from service.rules.totals import TOTAL

_PLANNED = r"(?:预算|年初(?:定|安排|批|核定|下达)|(?:原|事先|当初)(?:来|先)?(?:定|批|计划|安排)|安排|计划|批复|批了)"
_SPENT = r"(?:决算|实际|执行数|执行(?=了?多少)|到头来|最后|最终|真正|落实|花出去|花掉|花了|用掉|用了)"
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
    # 一般公共预算…决算表 asks for neither, 在2024年决算中 tells only where to look.
    text = _PAPER.sub("", TABLE_NAMED.sub("", query.text.rstrip("？?。 ")))
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


_PAPER = re.compile(
    r"(?<=[年度门位])(?:预算|决算)(?:公开|报告|文件|说明|书|材料|文本)*(?:当中|之?中|里面?|里头|里边|上)[，,]?"
)
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


_STAGE = (
    r"(?P<stage>年初预算|全年预算|调整后?预算|(?:当年)?(?:预算)?执行(?:数|金额|情况)?(?![率进部机单的])"
    r"|预算(?!单位|公开|文件|执行)|决算(?!公开|文件)|实际(?:支出|执行|完成)?|安排(?!的))"
)
_YEAR = r"(?P<year>(?:19|20)\d\d|(?<![\d近过前后])\d\d(?=\s*年))"
_YEAR_AND_STAGE = re.compile(rf"{_YEAR}\s*年?度?的?(?:又|则|再)?(?:部门)?{_STAGE}")
# The next stage of the year that was named last: 2023年预算多少、执行多少，2024年又安排多少.
_NEXT_STAGE = re.compile(rf"(?:{_YEAR}\s*年?度?的?|(?<=[、，,和与及]))(?:又|则|再)?(?:部门)?{_STAGE}")
_CENTURY = 2000  # 25年 is 2025
_SEVERAL = 3


def _year(digits: str) -> int:
    return int(digits) + (_CENTURY if len(digits) < len(str(_CENTURY)) else 0)


_MOVES = re.compile("怎么[变走]|如何[变走]|变化|变动|增减|走势|趋势|走向|一路")


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
    asked_for = _asked_for(text)
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
    found = _in_one_sentence(scene, asked, asked_for)
    missing: list[str] = []
    for year, said in () if found else asked_for:
        known = _at_stage(scene, asked, year, said, within)
        if known is None:
            missing.append(f"{year}年{said}")
        else:
            found.append(known)
    if len(found) < _SEVERAL - 1 or (missing and len(asked_for) < _SEVERAL):
        return None
    parents = {terms.key(known.fact.row[0]) for known in found if len(known.fact.row) > 1}
    if len({known.item.own for known in found}) > 1 or len(parents) > 1 or not alike(found):
        return None  # namesakes under two 类 are no one item
    pieces: list[Piece] = []
    for known in found:
        pieces += [f"- {phrase(scene.bare if pieces else scene, known)}：", *state(known.fact), "\n"]
    for before, after in pairwise(found) if _MOVES.search(text) else ():
        unit = after.fact.unit
        gap = computed(f"a - {scaled('b', before.fact.unit, unit)}", {"a": after.fact, "b": before.fact}, unit)
        word = "增加" if gap.value > 0 else "减少" if gap.value < 0 else "相差"
        early = f"{before.fact.year}年{basis_word(before.fact)}"
        pieces += [f"- {phrase(scene.bare, after)}比{early}", *state(before.fact), word, gap, "\n"]
    return answered(*pieces, *([f"\n文件没有写明：{'、'.join(missing)}。"] if missing else []))


def against_outturn(scene: Scene) -> Draft | None:
    """A year's budget against what the year before had spent: 2024年预算比2023年预算执行数减少多少.

    How it moved from budget to budget is another figure; both stand in the sentence that tells of the item.
    """
    query = scene.query
    asked_for = sorted(set(_asked_for(query.text)))
    if query.kind not in _SET_AGAINST or len(query.items) != 1 or len(asked_for) != _SEVERAL - 1:
        return None
    (early, done), (late, plan) = asked_for
    if early == late or "执行" not in done or _basis_of(plan) != "budget":
        return None
    found = _in_one_sentence(scene, query.items[0], asked_for)
    if not found or not alike(found):
        return None
    before, after = found
    unit, spent = after.fact.unit, scaled("b", before.fact.unit, after.fact.unit)
    operands = {"a": after.fact, "b": before.fact}
    gap = computed(f"a - {spent}", operands, unit, bold=True)
    word = "增加" if gap.value > 0 else "减少" if gap.value < 0 else "相差"
    pieces: list[Piece] = [
        phrase(scene, after), *state(after.fact), f"，比{early}年{basis_word(before.fact)}", *state(before.fact), word, gap,
    ]  # fmt: skip
    rate = (
        computed(f"(a - {spent}) / ({spent}) * 100", operands, "%", places=2, bold=True) if before.fact.value else None
    )
    if rate is not None and gap.value:
        pieces += ["，上升" if gap.value > 0 else "，下降", rate]
    told = rate if query.kind == "rate" else gap
    return answered(*pieces, "。", result=told if told is not None and told.certain else None)


_SET_AGAINST: frozenset[QueryKind] = frozenset({"change", "difference", "compare", "rate"})


def _at_stage(scene: Scene, asked: Asked, year: int, said: str, within: tuple[str, ...]) -> Known | None:
    """An item at one stage of a year; None where it is not stated, or only another stands in for it."""
    stage: Stage | None = "initial_budget" if said.startswith("年初") else None
    stage = "adjusted_budget" if said.startswith(("全年", "调整")) else stage
    known = evidence.best(Want(asked, year, _basis_of(said), within, stage=stage), scene.holdings)
    if known is None or known.fact.value is None or known.item.own not in (asked.keys or (known.item.own,)):
        return None
    return known if stage is None or known.fact.basis in (stage, "budget") else None


def _asked_for(text: str) -> list[tuple[int, str]]:
    """The stages that a question names, each with its year, in their order."""
    named = [(_year(hit["year"]), hit["stage"]) for hit in _YEAR_AND_STAGE.finditer(text)]
    further: list[tuple[int, str]] = []
    for hit in _NEXT_STAGE.finditer(text):
        year = _year(hit["year"]) if hit["year"] else further[-1][0] if further else None
        if year is not None:
            further.append((year, hit["stage"]))
    return list(dict.fromkeys(further if len(set(further)) >= _SEVERAL else named))


def _basis_of(said: str) -> BasisAsked:
    return "actual" if "执行" in said or said.startswith(("决算", "实际")) else "budget"


def _in_one_sentence(scene: Scene, asked: Asked, asked_for: Sequence[tuple[int, str]]) -> list[Known]:
    """The stages as one sentence or paragraph tells them all; nothing where none does.

    A budget tells beside its own figure what the year before had planned and spent, of the same money.
    """
    told: dict[tuple[str, str], dict[tuple[int | None, BasisAsked], Known]] = defaultdict(dict)
    for holding in scene.holdings:
        for key in asked.keys:
            for known in holding.by_own.get(key, ()):
                fact = known.fact
                if fact.source == "narrative" and fact.measure == "level" and fact.value is not None:
                    stage: BasisAsked = "actual" if fact.basis == "actual" else "budget"
                    told[fact.document, fact.place.anchor or fact.quote].setdefault((fact.year, stage), known)
    wanted = [(year, _basis_of(said)) for year, said in asked_for]
    if len(set(wanted)) < len(asked_for) or any(said.startswith(("全年", "调整")) for _, said in asked_for):
        return []
    return next(([found[one] for one in wanted] for found in told.values() if found.keys() >= set(wanted)), [])


_UNDER = re.compile("下面|下|里|中|项下")


def _beside(scene: Scene, plan: Known) -> Iterator[Known]:
    """The outturns in the sentence that states a budget: they are of the same funds."""
    for known in scene.holding(plan.fact).by_own.get(plan.item.own, ()):
        fact = known.fact
        same = fact.quote == plan.fact.quote and fact.source == plan.fact.source == "narrative"
        if same and fact.basis == "actual" and fact.measure == "level" and fact.value is not None:
            yield known
