"""What part of a whole an item is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ingest import quantity, terms
from ingest.model import Basis
from service import asked_share_moved, evidence
from service.asked_axis import axis_of
from service.calculator.formula import FormulaError
from service.draft import Draft, Piece, Stated, computed, part_of, scaled
from service.holding import Known
from service.query import Asked, BasisAsked
from service.rules import breakdown, wholes
from service.rules.magnitude import alike, base_value, says_all
from service.rules.narrowed import narrowed_by
from service.rules.project_rows import projects
from service.rules.ranking import parts
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.totals import MOST, NAMES, TOTAL

_HUNDRED = Decimal(100)
_PROJECTS = ("current_budget",)


_OF_SEVERAL_YEARS = re.compile(r"占(?:了|到|这)*[两二三四五六\d]年(?:的)?(?:总(?!支出|收入)|一共|合计|全部|加起来)")


def share(scene: Scene) -> Draft | None:
    """What part of a whole an item is, or by how many points that moved; without a named whole, of total expenditure."""
    if _OF_SEVERAL_YEARS.search(scene.query.text):
        return None  # 占三年总共的几成: one year's whole is not what three came to
    if asked_share_moved.asks(scene.query.text):
        return _moved(scene)
    if len(scene.query.years) == _PART_AND_WHOLE and not scene.query.offsets:
        # Of two years that are named, one alone is not all that is asked.
        return _moved(scene) or _in_each_year(scene)
    return _share(scene)


def _in_each_year(scene: Scene) -> Draft | None:
    """The shares of each of the years named, one below the other; None where one of them is not told."""
    found = [_share(scene.with_query(years=(year,), offsets=())) for year in scene.years()]
    if any(draft is None for draft in found):
        return None
    return answered(*(piece for draft in found if draft is not None for piece in (*draft.pieces, "\n")))


def of_all_planned(scene: Scene) -> Draft | None:
    """What part of the year's whole budget an item is, where only budgets are held: 占全年预算的比例 is no completion then."""
    planned = all(holding.record.kind == "budget" for holding in scene.holdings)
    return share(scene.with_query(kind="share")) if planned and "年初" not in scene.query.text else None


def _moved(scene: Scene) -> Draft | None:
    """The share in both years and by how many points the later one is above or below the other."""
    late, base = scene.pair()
    of_year = [_share(scene.with_query(years=(year,), offsets=())) for year in (late, base)]
    shares = [draft.result for draft in of_year if draft is not None and draft.result is not None]
    if len(shares) < len(of_year) or any(len(share.facts) != _PART_AND_WHOLE for share in shares):
        return None
    facts = dict(zip("abcd", (fact for share in shares for fact in share.facts), strict=True))
    parts = [f"{part} / ({scaled(whole, facts[whole].unit, facts[part].unit)}) * 100" for part, whole in ("ab", "cd")]
    gap = computed(f"{parts[0]} - {parts[1]}", facts, "个百分点", places=2, bold=True)
    pieces = [piece for draft in of_year if draft is not None for piece in draft.pieces]
    word = "相差" if not gap.value else "高" if gap.value > 0 else "低"
    known = (next(k for k in scene.holding(fact).known if k.fact.id == fact.id) for fact in shares[0].facts)
    part, whole = map(called, known)
    return answered(
        *pieces, f"{late}年{part}占{whole}的比重，比{base}年{word}", gap, "。", result=gap if gap.certain else None
    )


_PART_AND_WHOLE = 2


def _share(scene: Scene) -> Draft | None:
    if each := _of_each(scene):
        return each
    if found := _field_of_project(scene):
        return found
    items, whole = wholes.part_and_whole(scene)
    if not items or _of_unknown_whole(scene) or _of_unknown_part(scene) or _is_behind_a_sum(scene, items):
        return None
    year = scene.target()
    items, whole = _the_smaller_first(scene, items, whole, year)
    if len(scene.query.items) == 1 and _is_whole(scene, items[0]):
        level = scene.level(items[0], year) if _ALL_PROJECTS.search(scene.query.text) else None
        return _of_all_projects(scene, level, year) if level is not None and level.fact.value else None
    if len(items) == 1 and (printed := _printed(scene, items[0], year, whole)):
        return printed
    if whole.keys == _PROJECTS:
        return _share_of_projects(scene, items[0], year) if "项目" in whole.text else None
    bottom = scene.level(whole, year)
    if bottom is None and set(whole.keys[:1]) & terms.TOTALS:
        bottom = scene.level(TOTAL, year)  # of the year before a budget tells what was spent alone
    if len(items) == 1 and (top := scene.level(items[0], year)) and (above := wholes.row_above(scene, top, whole)):
        return _of(scene, top, above)
    if bottom is None or bottom.fact.value is None:
        return None
    if [asked.keys for asked in items] == [_PROJECTS]:
        return _of_all_projects(scene, bottom, year)
    if len(items) > 1 and _TOGETHER.search(scene.query.text):
        return _of_sum(scene, items, whole, year)
    pieces: list[Piece] = []
    result: Stated | None = None
    for asked in items:
        top = wholes.of_same_funds(scene, asked, whole, bottom, year)
        if top is not None and top == scene.level(asked, year):
            top, bottom = _in_one_table(scene, asked, whole, year) or (top, bottom)
        if top is not None and _BASES.get(top.fact.basis) != _BASES.get(bottom.fact.basis):
            # What was spent is no part of what was planned: 决算 of 决算, where no budget is named as the whole.
            bottom = scene.level(whole, year, basis=_BASES.get(top.fact.basis)) or bottom
            if _BASES.get(top.fact.basis) != _BASES.get(bottom.fact.basis):
                return None
        if top is None or top.fact.value is None or not alike((top, bottom)):
            continue
        if asked.keys and top.item.own in terms.parts_below(asked.keys[0]):
            return None  # 公车购置和运行 is no share of what running the cars costs alone
        told = bottom
        bottom = _of_both_kinds(scene, top, bottom, whole, year)
        if len(items) == 1 and top.fact.id == bottom.fact.id:
            return None  # the whole is no part of itself: the part was not understood
        try:
            figure = part_of(top.fact, bottom.fact, bold=True)
        except FormulaError:
            return answered(f"{phrase(scene, bottom)}为", *state(bottom.fact), "，不能计算占比。")
        head = "- " if len(items) > 1 else ""
        pieces += [
            f"{head}{phrase(scene, top)}",
            *state(top.fact),
            f"，占{f'“{bottom.fact.table}”中的' if bottom is not told and bottom.fact.table else ''}{called(bottom)}",
            *state(bottom.fact),
            "的",
            figure,
            "\n" if head else "。",
        ]
        if figure.value > _HUNDRED:
            return None  # no part is more than its whole: the question was not understood
        result = figure
    if not pieces:
        return None
    return answered(*pieces, result=result if len(items) == 1 and result and result.certain else None)


def _of_unknown_whole(scene: Scene) -> bool:
    """Whether a whole is named that no item is, so that the total is not meant: 占文旅支出多少."""
    head, mark, named = scene.query.text.rpartition("占")
    if not mark or any(asked.start >= len(head) for asked in scene.query.items):
        return False
    if _SO_MANY_TOGETHER.match(named):
        return True  # 占两项之和的几成: of which two is not told
    return any(
        re.search(rf"{re.escape(word)}(?:类|方面)?(?:总)?(?:支出|经费|费用|资金|开支)", named)
        for word in scene.query.rest
    )


_SO_MANY_TOGETHER = re.compile("(?:了|到)?(?:这|那|它们)?[两二三四五几][项者个笔块样类](?:加起来|之和|合计|总和)")
# What stands within the only item that is named, and takes up a part of it: 甲里头乙占几成.
_WITHIN_IT = re.compile(
    r"[”\"]?(?:支出|经费|预算|决算)?(?:里面?|里头|里边|之?中|当中|之?内)[，,]?(?![，,]|各|又?占|分别|每)[一-鿿]{1,8}?占"
)


def _is_behind_a_sum(scene: Scene, items: Sequence[Asked]) -> bool:
    """Whether one of the parts is named behind others that are added up, which are then no parts beside it: 甲、乙加起来，丙占几成."""
    sums = [hit.start() for hit in _SUM_CLOSED.finditer(scene.query.text)]
    return any(any(a.end <= at for a in items) and any(a.start > at for a in items) for at in sums)


_SUM_CLOSED = re.compile(
    "(?:加起来|加在一起|合起来|合在一起|加总|之和|相加|合计)(?:的)?(?:数|额|金额)?(?:里面?|中|当中|之中)?[，,]"
)


def _of_unknown_part(scene: Scene) -> bool:
    """Whether a part of the only item is asked for that no item is, so that the item itself is not meant."""
    items = scene.query.items
    if any(set(asked.keys[:1]) & wholes.PROCURED for asked in items):
        return False  # 政府采购里，服务类占几成: both words are one item
    return len(items) == 1 and items[0].end > 0 and _WITHIN_IT.match(scene.query.text, items[0].end) is not None


def _the_smaller_first(scene: Scene, items: list[Asked], whole: Asked, year: int) -> tuple[list[Asked], Asked]:
    """Of two that are named without 占 the larger is the whole: no part is more than that."""
    text = scene.query.text
    if len(items) != 1 or len(scene.query.items) != _PAIR or "占" in text:
        return items, whole
    if _STANDS_IN.search(text[: whole.start]) and _STANDS_INSIDE.match(text, whole.end):
        return items, whole  # 甲在乙中的份额 says itself which is the whole
    one, other = scene.level(items[0], year), scene.level(whole, year)
    if one is None or other is None or None in (one.fact.value, other.fact.value) or not alike((one, other)):
        return items, whole
    return ([whole], items[0]) if base_value(one.fact) > base_value(other.fact) else (items, whole)


_PAIR = 2
_STANDS_IN = re.compile('[在于][“"]?$')
_STANDS_INSIDE = re.compile('[”"]?(?:支出|预算|决算)?(?:里面?|里头|里边|当中|之?中|之?内)')


def of_figures(scene: Scene, top: Known, bottom: Known) -> Draft | None:
    """What part one figure is of another, both of them already told; None where they are not of one kind."""
    if not alike((top, bottom)) or top.fact.id == bottom.fact.id or not bottom.fact.value:
        return None
    figure = part_of(top.fact, bottom.fact, bold=True)
    if figure.value > _HUNDRED:
        return None
    said = [f"{phrase(scene, top)}", *state(top.fact), f"，占{called(bottom)}", *state(bottom.fact), "的", figure, "。"]
    return answered(*said, result=figure if figure.certain else None)


_BOTH_KINDS = ("personnel_expenses", "operating_expenses")


def _of_both_kinds(scene: Scene, top: Known, bottom: Known, whole: Asked, year: int) -> Known:
    """The 基本支出 that 人员经费 and 公用经费 come to: of one fund, where they are told of that fund alone."""
    if top.item.own not in _BOTH_KINDS or bottom.item.own != "basic_expenditure":
        return bottom
    both = [k for key in _BOTH_KINDS if (k := scene.level(Asked(key, (key,), 0, 0), year)) is not None]
    if len(both) < len(_BOTH_KINDS) or top not in both or says_all(both, bottom):
        return bottom
    others = evidence.candidates(evidence.Want(whole, year, scene.basis), scene.holdings)
    return next((k for k in others if k.fact.value is not None and alike((k, top)) and says_all(both, k)), bottom)


_TOGETHER = re.compile(
    r"[加＋+]上?(?=[^，。；？?]{2,20}?(?:共|一共|合计|总共)?占)|合起来|加起来|加在一起|一共|合计|总共|加总|之和|相加|共占"
)


def _field_of_project(scene: Scene) -> Draft | None:
    """What part of a project's money is 上级补助 or 本级安排."""
    field = next((a for a in scene.query.items if a.keys[:1] in (("superior_subsidy",), ("own_level_funding",))), None)
    names = {terms.key(f.project[1]) for h in scene.holdings for f in h.facts if f.project}
    project = next((a for a in scene.query.items if names & set(a.keys)), None)
    if field is None or project is None:
        return None
    year = scene.target()
    joined = narrowed_by(scene, field, project)
    top, bottom = scene.level(joined[0], year, joined[1]) if joined else None, scene.level(project, year)
    if top is None or bottom is None or top.fact.value is None or not bottom.fact.value or not alike((top, bottom)):
        return None
    return _of(scene, top, bottom)


_OF_ALL = re.compile(r"总[支预盘]|全部|所有|占[^，。？]*?(?:支出|预算|总)")


_BASES: Mapping[Basis | None, BasisAsked] = {
    "actual": "actual", "budget": "budget", "initial_budget": "budget", "adjusted_budget": "budget",
}  # fmt: skip


def _printed(scene: Scene, asked: Asked, year: int, whole: Asked) -> Draft | None:
    """The share that the disclosure itself gives of an item of the narrative: of the whole asked for, or of any where none is named."""
    level = scene.level(asked, year)
    named = len(scene.query.items) > 1
    if level is None or level.fact.source != "narrative":
        return None
    if not named and _OF_ALL.search(scene.query.text[asked.end :]):
        return None
    beside = [
        known
        for known in scene.holding(level.fact).by_own.get(level.item.own, ())
        if known.fact.measure == "share"
        and known.fact.quote == level.fact.quote
        and known.fact.value is not None
        and (not named or (known.fact.column and terms.key(known.fact.column[-1].removeprefix("占")) in whole.keys))
    ]
    if len(beside) != 1 or not beside[0].fact.column:
        return None
    fact = beside[0].fact
    figure = next(piece for piece in state(fact, bold=True) if isinstance(piece, Stated))
    return answered(
        phrase(scene, level), *state(level.fact), f"，{fact.column[-1]}的", figure, "。", result=figure if figure.certain else None
    )  # fmt: skip


def _of(scene: Scene, top: Known, bottom: Known) -> Draft | None:
    """What part of one figure another is."""
    if top.fact.value is None or not bottom.fact.value or not alike((top, bottom)):
        return None
    figure = part_of(top.fact, bottom.fact, bold=True)
    if figure.value > _HUNDRED:
        return None
    return answered(
        phrase(scene, top), *state(top.fact), f"，占{called(bottom)}", *state(bottom.fact), "的", figure, "。", result=figure if figure.certain else None
    )  # fmt: skip


_EACH_PART = re.compile(r"各(?:大)?[类项款]|每一?[类项款]|各部分|各科目|占比各|(?<!各自)各占(?!总)|占比(?:分别|各)")


def _of_each(scene: Scene) -> Draft | None:
    """What part of the whole each of its parts is, the largest first."""
    items = scene.query.items
    if not (_EACH_PART.search(scene.query.text) or axis_of(scene.query.text)) or len(items) > 1:
        return None
    year = scene.target()
    whole = items[0] if items else wholes.total(scene)
    bottom = scene.level(whole, year)
    if bottom is None or not bottom.fact.value:
        return None
    if split := breakdown.by_axis(scene, whole, year):
        bottom, found = split
    else:
        found = [_narrowed(scene, known, whole, bottom, year) for known in parts(scene, whole, year)]
    pieces: list[Piece] = [phrase(scene, bottom), *state(bottom.fact), "，其中：\n"]
    found.sort(key=lambda known: base_value(known.fact), reverse=True)
    if len(found) < 2 or not alike((*found, bottom)):
        return None
    for known in found:
        figure = part_of(known.fact, bottom.fact)
        lead = f"- {phrase(scene.bare, known, year=False)}"
        pieces += [lead, *state(known.fact), f"，占{called(bottom)}的", figure]
        pieces += [*_said_otherwise(scene, known, bottom, figure), "\n"]
    return answered(*pieces)


def _said_otherwise(scene: Scene, part: Known, whole: Known, figure: Stated) -> list[Piece]:
    """The share that the narrative prints of the same amounts, where it is not what they come to."""
    holding = scene.holding(part.fact)
    wholes_named = {whole.item.own, *evidence.instead(whole.item.own)}
    for known in holding.by_own.get(part.item.own, ()):
        fact = known.fact
        of_whole = fact.column and terms.key(fact.column[-1].removeprefix("占")) in wholes_named
        if fact.measure != "share" or fact.value is None or fact.year != part.fact.year or not of_whole:
            continue
        levels = [k for k in holding.by_own[part.item.own] if k.fact.quote == fact.quote and k.fact.measure == "level"]
        same = any(base_value(k.fact) == base_value(part.fact) and k.fact.basis == part.fact.basis for k in levels)
        if same and quantity.rounded(figure.value, quantity.decimals(fact.value)) != fact.value:
            return ["（文件写为", *state(fact), "）"]
    return []


def _narrowed(scene: Scene, known: Known, whole: Asked, bottom: Known, year: int) -> Known:
    """A part as far as the whole's own funds pay for it."""
    asked = Asked(called(known), (known.item.own,), 0, 0, code=known.fact.code)
    own = wholes.of_same_funds(scene, asked, whole, bottom, year)
    return own if own is not None and own.fact.value is not None else known


def _of_sum(scene: Scene, items: Sequence[Asked], whole: Asked, year: int) -> Draft | None:
    """What part of the whole several items are together."""
    found = [scene.level(asked, year) for asked in items]
    bottom = scene.level(whole, year)
    tops = [known for known in found if known is not None and known.fact.value is not None]
    if len(tops) != len(items) or bottom is None or bottom.fact.value is None or not alike((*tops, bottom)):
        return None
    names = NAMES[: len(tops)]
    unit = tops[0].fact.unit
    added = " + ".join(scaled(name, known.fact.unit, unit) for name, known in zip(names, tops, strict=True))
    operands = {name: known.fact for name, known in zip(names, tops, strict=True)}
    part = computed(added, operands, unit)
    try:
        figure = computed(
            f"({added}) / ({scaled('z', bottom.fact.unit, unit)}) * 100",
            operands | {"z": bottom.fact},
            "%",
            places=2,
            bold=True,
        )
    except FormulaError:
        return None
    if figure.value > _HUNDRED:
        return None  # no parts are more than their whole: the question was not understood
    pieces: list[Piece] = []
    for number, known in enumerate(tops):
        pieces += [
            "、" if number else "",
            phrase(scene if not number else scene.bare, known, year=not number),
            *state(known.fact),
        ]
    pieces += ["，合计", part, f"，占{called(bottom)}", *state(bottom.fact), "的", figure, "。"]
    return answered(*pieces, result=figure if figure.certain else None)


def _in_one_table(scene: Scene, part: Asked, whole: Asked, year: int) -> tuple[Known, Known] | None:
    """Part and whole as one table states them, so that both count the same funds."""
    tops = [
        k
        for k in evidence.candidates(evidence.Want(part, year, scene.basis), scene.holdings)
        if k.fact.value is not None
    ]
    bottoms = [
        k
        for k in evidence.candidates(evidence.Want(whole, year, scene.basis), scene.holdings)
        if k.fact.value is not None
    ]
    for top in tops:
        for bottom in bottoms:
            one = (top.fact.document, top.fact.table_number) == (bottom.fact.document, bottom.fact.table_number)
            if (
                one
                and top.fact.table_number
                and top.fact.basis == bottom.fact.basis
                and top.item.within - set(part.within) <= bottom.item.within
                and (set(part.within) <= set(whole.within) or bottom.item.within.isdisjoint(part.within))
                and top.item.own == tops[0].item.own
                and (bottom.item.own == bottoms[0].item.own or bottom.item.own in whole.keys)
            ):
                return top, bottom
    return None


# All the projects that have forms of their own, as the part that is asked for.
_ALL_PROJECTS = re.compile(
    r"(?:各个?|所有|全部|这些|几个|[两二三四五六七八九十\d]+(?:个|张|项|份)|公开的?|公布的?|绩效目标[^占]{0,8})项目(?!支出)[^占]*占|项目(?!支出)[^占]*(?:合计|加起来|一共|总共|加在一起|之和|合起来)[^占]*占"
)


def _is_whole(scene: Scene, asked: Asked) -> bool:
    """Whether the only item is what a part is asked of, the part being none of the items: …占项目支出多少."""
    behind = scene.query.text.rpartition("占")[2]
    if not behind or "占" not in scene.query.text:
        return False
    if asked.start == len(scene.query.text) - len(behind):
        return True
    return any(hit.start == 0 and set(hit.keys) & set(asked.keys) for hit in terms.mentions(behind))


def _of_all_projects(scene: Scene, bottom: Known, year: int) -> Draft | None:
    """What part of a whole all published projects are together, each of them named."""
    found = projects(scene, year)
    if not 1 < len(found) <= MOST or not alike((*found, bottom)):
        return None
    unit, operands = found[0].fact.unit, {name: known.fact for name, known in zip(NAMES, found, strict=False)}
    added = " + ".join(scaled(name, fact.unit, unit) for name, fact in operands.items())
    try:
        part = f"({added}) / ({scaled('z', bottom.fact.unit, unit)}) * 100"
        figure = computed(part, operands | {"z": bottom.fact}, "%", places=2, bold=True)
    except FormulaError:
        return None
    if figure.value > _HUNDRED:
        return None
    pieces: list[Piece] = [f"{scene.prefix}{year}年"]
    for number, known in enumerate(found):
        pieces += ["、" if number else "", called(known), *state(known.fact)]
    pieces += ["，各项目合计", computed(added, operands, unit)]
    pieces += [f"，占{phrase(scene.bare, bottom, year=False)}", *state(bottom.fact), "的", figure, "。"]
    return answered(*pieces, result=figure if figure.certain else None)


def _share_of_projects(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """One project's part of all published projects."""
    top = scene.level(asked, year)
    found = projects(scene, year)
    if top is None or top.fact.value is None or len(found) < 2 or len(found) > MOST or not alike((*found, top)):
        return None
    operands = {name: known.fact for name, known in zip(NAMES, found, strict=False)}
    own = next((name for name, fact in operands.items() if fact.id == top.fact.id), None)
    if own is None:
        return None
    figure = computed(f"{own} / ({' + '.join(operands)}) * 100", operands, "%", places=2, bold=True)
    pieces: list[Piece] = [f"{scene.prefix}{year}年各项目当年预算为"]
    for i, known in enumerate(found):
        pieces += ["、" if i else "", called(known), *state(known.fact)]
    return answered(*pieces, f"，{called(top)}占各项目合计的", figure, "。", result=figure)
