"""Items set against each other: share, sum, difference, which is larger, ranking, list of parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest import quantity, terms
from ingest.model import Fact
from service import evidence
from service.calculator.formula import FormulaError
from service.draft import Draft, Piece, Quoted, Stated, computed, scaled
from service.holding import Holding, Known
from service.query import Asked
from service.question import number_word
from service.rules import change as changing
from service.rules import texts
from service.rules.lookup import joined_item, several, single, total, which
from service.rules.scene import Scene, answered, basis_word, called, phrase, state, unit_for

_FIELDS = frozenset({"current_budget", "own_level_funding", "superior_subsidy"})
_ITEM_COUNT = re.compile(r"(?<![第前])([两二三四五六七八九十])(?:个)?(?:项|类)(?!级)")
_NAMES = "abcdefghijklmnopqrstuvwxy"
_MOST = len(_NAMES)
_HUNDRED = Decimal(100)
_TOTAL = Asked("支出总计", ("expenditure_total",), 0, 0)


def base_value(fact: Fact) -> Decimal:
    """A fact's number in the base of its unit, for comparing; never shown."""
    return quantity.Quantity(fact.value, quantity.unit(fact.unit)).base if fact.value is not None else Decimal(0)


def alike(found: Sequence[Known]) -> bool:
    """Whether facts count in the same base, so that they compare."""
    return len({u.base if (u := quantity.unit(k.fact.unit)) else k.fact.unit for k in found if k.fact.unit}) <= 1


def share(scene: Scene) -> Draft | None:
    """What part of a whole an item is; without a named whole, of total expenditure."""
    items, whole = _part_and_whole(scene)
    if not items:
        return None
    year = scene.target()
    if whole.keys == ("current_budget",):
        return _share_of_projects(scene, items[0], year) if "项目" in whole.text else None
    bottom = scene.level(whole, year)
    if bottom is None or bottom.fact.value is None:
        return None
    pieces: list[Piece] = []
    result: Stated | None = None
    for asked in items:
        top, bottom = _in_one_table(scene, asked, whole, year) or (scene.level(asked, year), bottom)
        if top is None or top.fact.value is None or not alike((top, bottom)):
            continue
        try:
            figure = computed(
                f"a / ({scaled('b', bottom.fact.unit, top.fact.unit)}) * 100",
                {"a": top.fact, "b": bottom.fact},
                "%",
                places=2,
                bold=True,
            )
        except FormulaError:
            return answered(f"{phrase(scene, bottom)}为", *state(bottom.fact), "，不能计算占比。")
        head = "- " if len(items) > 1 else ""
        pieces += [
            f"{head}{phrase(scene, top)}",
            *state(top.fact),
            f"，占{called(bottom)}",
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


_EACH = re.compile(r"分别占|各占|各自占|占比分别|分别.{0,4}比例|各.{0,4}比例")


def _part_and_whole(scene: Scene) -> tuple[list[Asked], Asked]:
    """The parts and the whole: A占B, 在B中A占, B里A的占比; without a named whole, total expenditure."""
    items, text = list(scene.query.items), scene.query.text
    if len(items) < 2:
        return items, _TOTAL
    if _EACH.search(text):
        return items, _TOTAL
    first, last = items[0], items[-1]
    between = text[first.end : items[1].start]
    contains = re.match(r"^(?:预算|支出|经费|总额)?(?:当中|里面|里头|里|中|内)", between)
    if contains and "占" not in between:
        return items[1:], first
    before_last = text[items[-2].end : last.start]
    if "占" in before_last or len(items) == 2:
        return items[:-1], last
    return items, _TOTAL


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
                and top.item.within <= bottom.item.within
                and top.item.own == tops[0].item.own
                and bottom.item.own == bottoms[0].item.own
            ):
                return top, bottom
    return None


def _share_of_projects(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """One project's part of all published projects."""
    top = scene.level(asked, year)
    found = projects(scene, year)
    if top is None or top.fact.value is None or len(found) < 2 or len(found) > _MOST or not alike((*found, top)):
        return None
    operands = {name: known.fact for name, known in zip(_NAMES, found, strict=False)}
    own = next((name for name, fact in operands.items() if fact.id == top.fact.id), None)
    if own is None:
        return None
    figure = computed(f"{own} / ({' + '.join(operands)}) * 100", operands, "%", places=2, bold=True)
    pieces: list[Piece] = [f"{scene.prefix}{year}年各项目当年预算为"]
    for i, known in enumerate(found):
        pieces += ["、" if i else "", called(known), *state(known.fact)]
    return answered(*pieces, f"，{called(top)}占各项目合计的", figure, "。", result=figure)


def completion(scene: Scene) -> Draft | None:
    """How much of the budget was really spent: 决算数 over the budget that the final account sets beside it."""
    year = scene.target()
    done, plans = _spent_and_planned(scene, (scene.query.items or (_TOTAL,))[0], year)
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


def _spent_and_planned(scene: Scene, asked: Asked, year: int) -> tuple[Known | None, list[Known]]:
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
            if k.fact.value and k.item.own == spent.item.own and alike((k, spent))
        ]
        if plans:
            return spent, plans
    return done, []


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


def multiple(scene: Scene) -> Draft | None:
    """How many times the earlier year's, or another item's, an item is."""
    items = scene.query.items
    if not items:
        return None
    year, base = scene.pair()
    if len(items) >= 2:
        top, bottom = scene.level(items[0], year), scene.level(items[1], year)
    else:
        moved = changing.of(scene, items[0], year, base)
        if moved is None:
            return None
        if moved.before is None and moved.after and moved.said and moved.said.fact.direction in ("up", "down"):
            sign = "-" if moved.said.fact.direction == "up" else "+"
            expression = f"a / (a {sign} {scaled('c', moved.said.fact.unit, moved.after.fact.unit)})"
            figure = computed(expression, {"a": moved.after.fact, "c": moved.said.fact}, "倍", places=2, bold=True)
            return answered(*changing.sentence(scene, moved), f"，是{base}年的", figure, "。", result=figure)
        top, bottom = moved.after, moved.before
    if not top or not bottom or not top.fact.value or not bottom.fact.value or not alike((top, bottom)):
        return None
    figure = computed(
        f"a / ({scaled('b', bottom.fact.unit, top.fact.unit)})",
        {"a": top.fact, "b": bottom.fact},
        "倍",
        places=2,
        bold=True,
    )
    pieces: list[Piece] = [phrase(scene, top), *state(top.fact), f"，{phrase(scene.bare, bottom)}", *state(bottom.fact)]
    says = f"，{called(top)}是{called(bottom)}的" if len(items) > 1 else f"，{year}年是{base}年的"
    return answered(*pieces, says, figure, "。", result=figure)


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
        if len(found) > _MOST:
            return None
        operands = {name: known.fact for name, known in zip(_NAMES, found, strict=False)}
        figure = computed(" + ".join(operands), operands, None)
        listed = "、".join(
            f"{known.fact.row[-1] if known.fact.indicator else known.fact.column[-1]}{quantity.render(known.fact.value or Decimal(0))}"
            for known in found
        )
        lines += [f"- {form}绩效目标表的权重合计为", figure, f"（{listed}）\n"]
    return answered(*lines) if lines else None


def _project_keys(holding: Holding) -> frozenset[str]:
    return frozenset(terms.key(fact.project[1]) for fact in holding.facts if fact.project)


def project_list(scene: Scene) -> Draft | None:
    """The published projects and their amounts."""
    year = scene.target()
    found = projects(scene, year)
    if not found:
        return None
    pieces: list[Piece] = [f"{scene.prefix}{year}年公开的项目：\n"]
    for known in found:
        pieces += [f"- {called(known)}：当年预算", *state(known.fact), "\n"]
    return answered(*pieces)


def sum_of(scene: Scene) -> Draft | None:
    """Several items, years or projects added up."""
    query = scene.query
    joined = joined_item(scene)
    if joined and scene.namesakes(joined[0], scene.target(), joined[1]):
        return single(scene, joined[0], scene.target(), joined[1])
    years = scene.years()
    items = [a for a in query.items if a.keys[:1] != ("performance_amount",)] or list(query.items)
    if len(items) == 1 and items[0].keys[:1] and items[0].keys[0] in _FIELDS:
        field = items[0].keys[0]
        found = projects(scene, years[-1], field)
        return total(scene, found, f"各项目{terms.name(field)}合计") if len(found) >= 2 else None
    if len(items) > 2 and items[-1].keys[:1] == ("expenditure_total",):
        items = items[:-1]
    said = _ITEM_COUNT.search(query.text)
    if said and len(years) == 1 and number_word(said[1]) != len(items) > 1:
        return None  # not all the items named were understood
    if len(items) == 1 and len(years) == 1 and (rows := scene.namesakes(items[0], scene.target())):
        return which(scene, items[0], rows)
    found = []
    missing = []
    for year in years if len(query.years) + len(query.offsets) > 1 else (scene.target(),):
        for asked in items:
            known = scene.level(asked, year)
            if known is None or known.fact.value is None:
                missing.append(f"{year}年{asked.text}")
            else:
                found.append(known)
    if len(found) == 1 and not missing:
        return single(scene, items[0], scene.target())
    if missing or len(found) < 2 or not alike(found):
        return None
    return total(scene, found, "合计")


def projects(scene: Scene, year: int, field: str = "current_budget") -> list[Known]:
    """Each project's 当年预算, or another field of its form, in a year's disclosure."""
    return [
        known
        for holding in scene.holdings
        for known in holding.known
        if known.fact.project
        and len(known.fact.row) == 1
        and known.fact.year == year
        and known.fact.value is not None
        and any(terms.key(label) == field for label in known.fact.column)
    ]


def difference(scene: Scene) -> Draft | None:
    """By how much one item, or one place, is more than another."""
    items = scene.query.items
    year = scene.target()
    if scene.query.between_bases:
        return _between_bases(scene)
    first, second = _in_places(scene) if len(scene.query.places) >= 2 else (None, None)
    if first is None and len(items) >= 2:
        first, second = scene.level(items[0], year), scene.level(items[1], year)
    if not first or not second or first.fact.value is None or second.fact.value is None or not alike((first, second)):
        return None
    unit = scene.query.unit or first.fact.unit
    gap = computed(
        f"{scaled('a', first.fact.unit, unit)} - {scaled('b', second.fact.unit, unit)}",
        {"a": first.fact, "b": second.fact},
        unit,
        bold=True,
    )
    word = "多" if gap.value > 0 else "少" if gap.value < 0 else "相差"
    where = [f"（{k.fact.table}）" if scene.query.places and k.fact.table else "" for k in (first, second)]
    return answered(
        phrase(scene, first), where[0], *state(first.fact), f"，比{phrase(scene.bare, second, year=False)}{where[1]}", *state(second.fact), word, gap, "。",
        result=gap if gap.certain else None,
    )  # fmt: skip


def _between_bases(scene: Scene) -> Draft | None:
    """By how much an outturn is below or above its own budget."""
    year = scene.target()
    done, plans = _spent_and_planned(scene, (scene.query.items or (_TOTAL,))[0], year)
    wanted = (
        "adjusted_budget"
        if re.search("全年|调整", scene.query.text)
        else "initial_budget"
        if "年初" in scene.query.text
        else None
    )
    plan = next((k for k in plans if k.fact.basis == wanted), plans[0] if plans else None)
    if done is None or done.fact.value is None or plan is None:
        return None
    unit = done.fact.unit
    gap = computed(f"a - {scaled('b', plan.fact.unit, unit)}", {"a": done.fact, "b": plan.fact}, unit, bold=True)
    word = "多" if gap.value > 0 else "少"
    return answered(
        phrase(scene, done),
        *state(done.fact),
        f"，{basis_word(plan.fact)}",
        *state(plan.fact),
        f"，决算数比{basis_word(plan.fact)}{word}",
        gap,
        "。",
        result=gap,
    )


def _in_places(scene: Scene) -> tuple[Known | None, Known | None]:
    """The item in each of two named tables: 三公表中的公务接待费 and 基本支出表里的公务接待费."""
    items = scene.query.items
    if not items:
        return None, None
    one, two = scene.query.places[:2]
    return scene.in_place(items[0], one[1]), scene.in_place(items[-1], two[1])


def compare(scene: Scene) -> Draft | None:
    """Which of the named items is larger, or moved more."""
    if _MOVED_MORE.search(scene.query.text):
        return _moved_more(scene)
    year = scene.target()
    found = [k for k in (scene.level(a, year) for a in scene.query.items) if k and k.fact.value is not None]
    if len(found) < 2 or not alike(found):
        return None
    ordered = sorted(found, key=lambda k: base_value(k.fact), reverse=True)
    most, next_ = ordered[0], ordered[1]
    pieces: list[Piece] = []
    for i, known in enumerate(found):
        pieces += ["，" if i else "", phrase(scene.bare if i else scene, known, year=not i), *state(known.fact)]
    if base_value(most.fact) == base_value(next_.fact):
        return answered(*pieces, "，两者相同。")
    gap = computed(
        f"a - {scaled('b', next_.fact.unit, most.fact.unit)}",
        {"a": most.fact, "b": next_.fact},
        most.fact.unit,
        bold=True,
    )
    asked = gap if re.search(r"差|多多少|少多少|多少", scene.query.text) and gap.certain else None
    return answered(*pieces, f"。{called(most)}更多，比{called(next_)}多", gap, "。", result=asked)


_MOVED_MORE = re.compile(r"(?:增加|增长|上涨|涨|增|减少|下降|降|减|变化)得?(?:更|较|比较)?(?:多|大|快|少)")


def _moved_more(scene: Scene) -> Draft | None:
    """Which of the named items rose or fell more."""
    year, base = scene.pair()
    moved = [(asked, changing.of(scene, asked, year, base)) for asked in scene.query.items]
    known = [(asked, change) for asked, change in moved if change is not None]
    if len(known) < 2 or len(known) != len(scene.query.items):
        return None
    pieces: list[Piece] = []
    for i, (_, change) in enumerate(known):
        pieces += ["- ", *changing.sentence(scene.bare if i else scene, change), "\n"]
    down = bool(re.search(r"减|降|少", scene.query.text))
    ordered = sorted((change for _, change in known), key=lambda c: c.amount.value, reverse=not down)
    return answered(*pieces, f"{called(ordered[0].known)}{'减少' if down else '增加'}更多。")


def rank(scene: Scene) -> Draft | None:
    """The largest or smallest parts of an item, or those that changed most."""
    query = scene.query
    asked = next((a for a in query.items), _TOTAL)
    year = scene.target()
    if query.by_change:
        return _rank_changes(scene, asked, year)
    found = parts(scene, asked, year)
    if len(found) < 2 or not alike(found):
        return None
    ordered = sorted(found, key=lambda k: base_value(k.fact), reverse=not query.ascending)
    everything = re.search(r"排个?序|排一下|排名|排列|从[大高多小低少]到", query.text)
    shown = ordered if everything and not query.top else ordered[: query.top or 1]
    pieces: list[Piece] = [
        f"{scene.prefix}{year}年{terms.name(asked.keys[0]) if asked.keys else asked.text}中金额最{'小' if query.ascending else '大'}的是"
    ]
    for i, known in enumerate(shown):
        pieces += ["、" if i else "", called(known), *state(known.fact, unit_for(scene, known.fact), bold=not i)]
    pieces.append("。")
    result = next((p for p in pieces if isinstance(p, Stated)), None) if len(shown) == 1 else None
    return answered(*pieces, result=result)


def _rank_changes(scene: Scene, asked: Asked, year: int) -> Draft | None:
    base = scene.pair()[1] if scene.query.years or scene.query.offsets else year - 1
    moved = [(known, changing.of(scene, _as_asked(known), year, base)) for known in parts(scene, asked, year)]
    by_rate = "幅" in scene.query.text or "%" in scene.query.text
    scored = []
    for known, moving in moved:
        if moving is None or moving.before is None:
            continue
        figure = changing.rate_of(moving) if by_rate else moving.amount
        if figure is not None:
            scored.append((figure.value, known, moving, figure))
    down = any(word in scene.query.text for word in ("降", "减", "少"))
    scored.sort(key=lambda entry: entry[0], reverse=not down)
    if len(scored) < 2:
        return None
    value, _, moving, figure = scored[0]
    pieces = changing.sentence(scene, moving, bold=not by_rate)
    if by_rate:
        pieces += ["，", "增长" if value > 0 else "下降", figure]
    scope = terms.name(asked.keys[0]) if asked.keys else asked.text
    return answered(
        f"{scope}各项中{'降' if down else '增'}{'幅' if by_rate else '额'}最大的是{called(moving.known)}：",
        *pieces,
        "。",
    )


def _as_asked(known: Known) -> Asked:
    return Asked(called(known), (known.item.own,), 0, 0, code=known.fact.code)


def parts(scene: Scene, asked: Asked, year: int) -> list[Known]:
    """The parts of an item that print a number; a total's parts are the 类 of the expenditure table."""
    found = [k for k in evidence.children(asked, year, scene.basis, scene.holdings) if k.fact.value is not None]
    if len(found) == 1 and found[0].fact.code:
        below = evidence.rows_below(found[0], scene.holding(found[0].fact))
        found = below or found
    return found if len(found) >= 2 else evidence.leaves(asked, year, scene.holdings) or found


def listing(scene: Scene) -> Draft | None:
    """The parts of an item with their figures, named items one by one, or what the narrative lists."""
    query = scene.query
    told = texts.topic(scene)
    if told:
        return told
    if len(query.items) == 1 and re.search(r"包括|包含|含哪|指哪|哪些(?:开销|开支|费用|支出|内容)", query.text):
        defined = texts.defined(scene, query.items[0])
        concept = terms.concepts().get(query.items[0].keys[0]) if query.items[0].keys else None
        if defined and not (concept and concept.parts and "多少" in query.text):
            return defined
    joined = joined_item(scene)
    if joined and scene.namesakes(joined[0], scene.target(), joined[1]):
        return single(scene, joined[0], scene.target(), joined[1])
    if len(query.items) >= 2 or len(scene.years()) > 1:
        return several(scene, query.items, scene.years())
    if not query.items:
        return None
    asked = query.items[0]
    indicators = _indicators(scene)
    if indicators:
        return indicators
    year = scene.target()
    found = parts(scene, asked, year)
    if not found:
        known = scene.level(asked, year)
        if known and known.fact.source == "narrative" and known.fact.measure == "count" and "哪" in query.text:
            fact = known.fact
            return answered(Quoted(fact.quote, fact.document, fact.quote, fact.place, fact.section))
        return single(scene, asked, year)
    parent = scene.level(asked, year)
    pieces: list[Piece] = []
    if parent and parent.fact.value is not None:
        pieces += [f"{phrase(scene, parent)}", *state(parent.fact), "，分别是：\n"]
    for known in found:
        pieces += [
            f"- {phrase(scene.bare, known, year=False)}：",
            *state(known.fact, unit_for(scene, known.fact)),
            "\n",
        ]
    return answered(*pieces)


def _indicators(scene: Scene) -> Draft | None:
    """The performance indicators of the overall or a project's form, the core ones if asked."""
    text = scene.query.text
    if "指标" not in text and "绩效目标" not in text:
        return None
    core = "核心" in text
    overall = "整体" in text or "项目" not in text
    year = scene.target()
    found: dict[tuple[str, ...], Known] = {}
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            if fact.indicator is None or fact.year != year or (fact.project is None) != overall or fact.value is None:
                continue
            if core and not fact.indicator.core:
                continue
            weight = any("权重" in label for label in fact.column)
            if fact.row not in found or (not weight and any("权重" in label for label in found[fact.row].fact.column)):
                found[fact.row] = known
    if not found:
        return None
    kind = "核心指标" if core else "绩效指标"
    pieces: list[Piece] = [f"{scene.prefix}{year}年{'整体' if overall else '项目'}绩效的{kind}：\n"]
    for row, known in found.items():
        weight = any("权重" in label for label in known.fact.column)
        pieces += [f"- {row[-1]}：{'权重' if weight else ''}", *state(known.fact), "\n"]
    return answered(*pieces)
