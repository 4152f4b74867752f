"""Two items or years set against each other: by how much, how many times, which is more."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest import terms
from service import evidence
from service.asked_kind import BACKWARDS, CONSISTENCY
from service.blanking import MASK
from service.draft import Draft, Piece, Stated, cited, computed, scaled
from service.holding import Known
from service.query import Asked
from service.rules import change as changing
from service.rules import left_of_two, what_lies_between
from service.rules.completion import gap_between, spent_and_planned
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, basis_word, called, is_named, phrase, state
from service.rules.totals import NAMES, TOTAL
from service.rules.worked_back import budget_back

_MOVED_MORE = re.compile(r"(?:增加|增长|上涨|涨|增|减少|下降|降|减|变化)得?(?:更|较|比较)?(?:多|大|快|少)")


def difference(scene: Scene) -> Draft | None:
    """By how much one item, or one place, is more than another."""
    items = scene.query.items
    year = scene.target()
    if scene.query.between_bases:
        return left_of_two.most(scene) if left_of_two.asks(scene) else _between_bases(scene)
    if len(items) > _TWO and len(scene.query.places) < _TWO:
        return _of_sums(scene, year)
    first, second = _in_places(scene) if len(scene.query.places) >= 2 else (None, None)
    if of_one_item_in_tables(scene) and len(scene.query.places) == 1:
        first, second = _beside_table(scene)
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
    # Whether two places say the same is asked first: 两张表上的数一样吗，差多少.
    asks_alike = scene.query.places and CONSISTENCY.search(scene.query.text)
    verdict = ("不一致。" if gap.value else "一致。") if asks_alike else ""
    return answered(
        *((verdict,) if verdict else ()), phrase(scene, first), where[0], *state(first.fact),
        f"，比{phrase(scene.bare, second, year=False)}{where[1]}", *state(second.fact), word, gap, "。",
        *what_lies_between.item(scene, first, second),
        result=gap if gap.certain else None,
    )  # fmt: skip


# What sets what is named before it against what is named behind it, and what adds several up.
_THAN = re.compile(r"比(?!例|重|率|[去前上往]|头一年|(?:19|20)?\d\d年)|[高多超]出|超过|[少低高多大小]于|减去?")
_ADDED_UP = re.compile(
    r"加(?:起来|在一起|一块|总|到一起)|合(?:起来|在一起|计|到一起)|之和|总和|相加|一共|总共|[两三四]项"
)


def sets_apart(scene: Scene) -> bool:
    """Whether items stand around the word that holds one of them, or several, against the rest."""
    query = scene.query
    return query.kind == "difference" and len(query.items) >= _TWO and not query.places and bool(_than(scene))


def in_percent(scene: Scene) -> Draft | None:
    """By how many percent one item is more than another, and by how much: 接待比出国多百分之几."""
    items, year = scene.query.items, scene.target()
    if len(items) != _TWO:
        return None
    first, second = scene.level(items[0], year), scene.level(items[1], year)
    if not first or not second or not first.fact.value or not second.fact.value or not alike((first, second)):
        return None
    operands = {"a": first.fact, "b": second.fact}
    b = scaled("b", second.fact.unit, first.fact.unit)
    gap = computed(f"a - {b}", operands, first.fact.unit)
    rate = computed(f"(a - {b}) / ({b}) * 100", operands, "%", places=2, bold=True)
    word = "多" if gap.value > 0 else "少"
    both = bool(_AMOUNT.search(_IN_PERCENT.sub("", scene.query.text)))
    pieces: list[Piece] = [phrase(scene, first), *state(first.fact), f"，比{phrase(scene.bare, second, year=False)}"]
    pieces += [*state(second.fact), word, gap, f"，{word}", rate, "。"]
    return answered(*pieces, result=rate if rate.certain and not both else None)


def sets_apart_in_percent(scene: Scene) -> bool:
    """Whether one of two items is held against the other, and the percentage is asked for: no year is compared."""
    query = scene.query
    if len(query.items) != _TWO or len(query.years) > 1 or query.offsets or not _than(scene):
        return False
    return query.kind in ("rate", "share") and bool(_MORE_BY.search(query.text[query.items[1].end :]))


_MORE_BY = re.compile("[多少高低大小](?:出)?(?:了)?(?:百分之|几个百分|几成)")


def _than(scene: Scene) -> list[re.Match[str]]:
    items = scene.query.items
    hits = _THAN.finditer(scene.query.text)
    return [hit for hit in hits if items[0].end <= hit.start() and hit.end() <= items[-1].start]


def _of_sums(scene: Scene, year: int) -> Draft | None:
    """By how much several items added up are more than another, or one is more than several: 水费和电费加起来比物业费多多少."""
    text, items = scene.query.text, scene.query.items
    than = _than(scene)
    if len(than) != 1:
        return None
    left = [asked for asked in items if asked.end <= than[0].start()]
    right = [asked for asked in items if asked.start >= than[0].end()]
    sides = ((left, text[: than[0].start()]), (right, text[than[0].end() :]))
    if any(len({a.start for a in side}) > 1 and not _ADDED_UP.search(words) for side, words in sides):
        return None  # 水费、电费比差旅费少多少 may ask of each
    levels = [[scene.level(asked, year) for asked in side] for side, _ in sides]
    known = [one for side in levels for one in side if one is not None and one.fact.value is not None]
    if len(known) != len(items) or len(known) > len(NAMES) or len({one.fact.id for one in known}) < len(known):
        return None
    if not alike(known):
        return None
    unit = scene.query.unit or known[0].fact.unit
    parts = [scaled(name, one.fact.unit, unit) for name, one in zip(NAMES, known, strict=False)]
    expression = " + ".join(parts[: len(left)]) + "".join(f" - {part}" for part in parts[len(left) :])
    gap = computed(expression, dict(zip(NAMES, (one.fact for one in known), strict=False)), unit, bold=True)
    pieces: list[Piece] = []
    for number, one in enumerate(known):
        lead = "" if not number else "，比" if number == len(left) else "、"
        pieces += [lead, phrase(scene.bare if number else scene, one, year=not number), *state(one.fact)]
        if number + 1 in (len(left), len(known)) and len(left if number < len(left) else right) > 1:
            pieces.append("之和")
    word = "多" if gap.value > 0 else "少" if gap.value < 0 else "相差"
    return answered(*pieces, f"，{word}", gap, "。", result=gap if gap.certain else None)


def _between_bases(scene: Scene) -> Draft | None:
    """By how much an outturn is below or above its own budget."""
    year = scene.target()
    done, plans = spent_and_planned(scene, (scene.query.items or (TOTAL,))[0], year)
    wanted = (
        "adjusted_budget"
        if re.search("全年|调整", scene.query.text)
        else "initial_budget"
        if "年初" in scene.query.text
        else None
    )
    plan = next((k for k in plans if k.fact.basis == wanted), plans[0] if plans else None)
    if done is None or done.fact.value is None or plan is None:
        return _as_told(scene, year)
    unit = done.fact.unit
    gap = gap_between(done, plan)
    word = "多" if gap.value > 0 else "少"
    percent: list[Piece] = []
    result = gap
    if _IN_PERCENT.search(scene.query.text) and base_value(plan.fact):
        b = scaled("b", plan.fact.unit, unit)
        rate = computed(f"(a - {b}) / ({b}) * 100", {"a": done.fact, "b": plan.fact}, "%", places=2, bold=True)
        percent = ["，高" if gap.value > 0 else "，低", rate]
        result = gap if _AMOUNT.search(_IN_PERCENT.sub("", scene.query.text)) else rate
    # A budget prints 支出总计 for what the outturn calls 本年支出: what is held against what is then named.
    planned = basis_word(plan.fact) if plan.item.own == done.item.own else phrase(scene.bare, plan, year=False)
    return answered(
        phrase(scene, done),
        *state(done.fact),
        f"，{planned}",
        *state(plan.fact),
        f"，{_verdict(scene, gap)}决算数比{basis_word(plan.fact)}{word}",
        gap,
        *percent,
        "。",
        result=result if result.certain else None,
    )


_WHETHER_OVER = re.compile("超|突破|冒[了过]?头|控制在|(?:预算|框框?|范围)(?:之|以)?[内里]|以内|守住")


def _verdict(scene: Scene, gap: Stated) -> str:
    """Whether it is above its budget, said first where that is asked."""
    if not _WHETHER_OVER.search(scene.query.text):
        return ""
    return "超出了预算，" if gap.value > 0 else "没有超预算，"


def _as_told(scene: Scene, year: int) -> Draft | None:
    """By how much a sentence says that an item is above or below its own budget, where that budget is not printed."""
    asked = (scene.query.items or (TOTAL,))[0]
    if BACKWARDS.search(scene.query.text):  # 据此推算年初预算数: the budget is asked for
        return budget_back(scene.with_query(basis=None), asked, year)
    # Of a total also what is told of what stands in for it, by its own name: of the general budget alone.
    stand_ins = (Asked(asked.text, (key,), 0, 0) for key in evidence.stand_ins(asked))
    told = (_as_told_of(scene, item, year) for item in (asked, *stand_ins))
    return next((found for found in told if found is not None), None)


def _as_told_of(scene: Scene, asked: Asked, year: int) -> Draft | None:
    for known in evidence.changes(asked, year, scene.holdings, ("change",)):
        fact = known.fact
        if fact.base_year != year or not fact.column or known.item.own not in asked.keys or not fact.value:
            continue
        if re.search("全年|调整", scene.query.text) and "年初" in fact.column[-1]:
            continue  # against another stage
        levels = changing.levels_beside(scene, known)
        if fact.direction not in ("up", "down") or len({base_value(k.fact) for k in levels}) > 1:
            continue
        figure = cited(fact, bold=True)
        sign = -1 if fact.direction == "down" else 1
        result = Stated(figure.text, sign * figure.value, figure.unit, figure.facts)
        rates = (
            k
            for k in evidence.changes(asked, year, scene.holdings, ("rate",))
            if k.fact.quote == fact.quote and (k.fact.row, k.fact.column) == (fact.row, fact.column)
        )
        rate = next(rates, None) if _IN_PERCENT.search(scene.query.text) else None
        pieces: list[Piece] = [phrase(scene, levels[0]), *state(levels[0].fact)] if levels else [phrase(scene, known)]
        pieces += ["，正文写明", f"{fact.column[-1]}{'减少' if sign < 0 else '增加'}", figure]
        if rate is not None and rate.fact.value is not None:
            percent = cited(rate.fact, bold=True)
            pieces += ["，下降" if sign < 0 else "，增长", percent]
            if not _AMOUNT.search(_IN_PERCENT.sub("", scene.query.text)):
                result = Stated(percent.text, sign * percent.value, percent.unit, percent.facts)
        return answered(*pieces, "。", result=result if result.certain else None)
    return None


_IN_PERCENT = re.compile(
    r"百分之(?:多少|几)?|(?:(?:多少|几)?个?百分[点比]|[增降涨超减]幅度?|幅度|比例|%)(?:是|为|有|达)?(?:多少|多大|几)?|几个百分|几成"
)
# The amount beside the percentage: 超了多少、百分之几.
_AMOUNT = re.compile(r"多少(?!个?百分)|差额|几[万千百]?元|[增减]加?额")


def _in_places(scene: Scene) -> tuple[Known | None, Known | None]:
    """The item in each of two named tables: 三公表中的公务接待费 and 基本支出表里的公务接待费."""
    items = scene.query.items
    if not items:
        return None, None
    one, two = scene.query.places[:2]
    first, second = scene.in_place(items[0], one[1]), scene.in_place(items[-1], two[1])
    if len(items) == 1 and first and second and first.fact.table_number == second.fact.table_number:
        return None, None  # the one table that both names fit
    if first and second and first.fact.id == second.fact.id:
        return None, None  # both names fit the one table
    sides = {known.item.side for known in (first, second) if known}
    if sides == {"revenue", "expenditure"} and not all(set(asked.keys) & terms.TOTALS for asked in items):
        return None, None  # what came in of a fund is not the same thing in another table as what was spent
    return first, second


def of_one_item_in_tables(scene: Scene) -> bool:
    """Whether what one table says of one item is held against what another says, or what is told elsewhere."""
    query = scene.query
    return query.kind == "difference" and len(query.items) == 1 and bool(query.places)


def _beside_table(scene: Scene) -> tuple[Known | None, Known | None]:
    """The item as it is told elsewhere, and as the one named table states it; nothing where the table alone has it."""
    asked, place = scene.query.items[0], scene.query.places[0][1]
    own = scene.in_place(asked, place)
    if own is None:
        return None, None
    want = evidence.Want(asked, scene.target(), scene.basis)
    others = [k for k in evidence.candidates(want, scene.holdings) if k.fact.value is not None]
    elsewhere = [k for k in others if not (k.fact.table and is_named(place, k.fact.table))]
    level = scene.level(asked, scene.target())
    return (level if level in elsewhere else next(iter(elsewhere), None)), own


def compare(scene: Scene) -> Draft | None:
    """Which of the named items is larger, or moved more."""
    if _MOVED_MORE.search(scene.query.text):
        return _moved_more(scene)
    if left_of_two.asks(scene):
        return left_of_two.most(scene)  # which of them is the larger is another question
    year = scene.target()
    if scene.query.kind == "difference" and len(scene.query.items) > _TWO:
        return None  # by how much one of them is more than which is not told by all of them
    found = _each_once(scene, year)
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
    asked = (
        gap
        if re.search(r"差|多少|好多|[多高大]出|几(?:块|[百千十]?[万元亿])", scene.query.text) and gap.certain
        else None
    )
    if len(found) == _TWO and _LESS_ASKED.search(scene.query.text):
        operands = {"a": next_.fact, "b": most.fact}
        b = scaled("b", most.fact.unit, next_.fact.unit)
        less = computed(f"a - {b}", operands, next_.fact.unit, bold=True)
        result = less if asked is not None and less.certain else None
        return answered(*pieces, f"。{called(next_)}更少，比{called(most)}少", less, "。", result=result)
    return answered(*pieces, f"。{called(most)}更多，比{called(next_)}多", gap, "。", result=asked)


_TWO = 2
# The smaller of two is asked for: 哪个更少, 低的是哪一项.
_LESS_ASKED = re.compile(
    r"(?<![多大高])[少低小](?:一?些|一?点)?的(?:那(?:一)?[个项笔])?(?:是|为|属)?(?:哪|谁)"
    r"|(?<![多大高])(?:哪|谁)(?:一?[个项边头块笔类])?[^，。？?多大高]{0,6}?[少低小](?:一?些|一?点)?(?:[，。？?呢啊]|$)"
)


def _each_once(scene: Scene, year: int) -> list[Known]:
    """The figures of the items; a field named behind its project (某项目自评总分) is that project's, and no item more."""
    found: list[Known] = []
    for asked in scene.query.items:
        known = scene.level(asked, year)
        if known is None or known.fact.value is None:
            continue
        last = found[-1].fact if found else None
        if last is not None and last.project and any(terms.key(label) in asked.keys for label in last.column):
            continue
        found.append(known)
    return found


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
    first = ordered[0]
    way = "减少" if down else "增加"
    same_way = [change for change in ordered if change.amount.value and (change.amount.value < 0) == down]
    said = f"{way}的只有{called(first.known)}。" if len(same_way) == 1 else f"{called(first.known)}{way}更多。"
    asks_amount = same_way and first.amount.certain and _BY_HOW_MUCH.search(scene.query.text)
    return answered(*pieces, said, result=first.amount if asks_amount else None)


# And by how much it moved: 哪个减少了，减少了多少.
_BY_HOW_MUCH = re.compile(r"[，,](?:又)?(?:[减增降涨少多]|减少|增加|下降|增长)+(?:了)?(?:多少|几)")


def multiple(scene: Scene) -> Draft | None:
    """How many times the earlier year's, or another item's, an item is."""
    items = scene.query.items
    if not items:
        return None
    year, base = scene.pair()
    if len(items) > _TWO:
        return _of_sum(scene, year)
    if len(items) >= 2:
        top, bottom = scene.level(items[0], year), scene.level(items[1], year)
    else:
        moved = changing.of(scene, items[0], year, base)
        if moved is None or _of_unknown(scene, items[0]):
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


def divided(scene: Scene) -> Draft | None:
    """What an item comes to that is divided by a smaller one: 甲除以乙, which is no part of 乙."""
    items, year = scene.query.items, scene.target()
    if len(items) != _TWO or not _DIVIDED.fullmatch(scene.query.text, items[0].end, items[1].start):
        return None
    top, bottom = scene.level(items[0], year), scene.level(items[1], year)
    if not top or not bottom or not top.fact.value or not bottom.fact.value or not alike((top, bottom)):
        return None
    if base_value(top.fact) <= base_value(bottom.fact):
        return None  # a part, which is told as such
    percent = _IN_PERCENT.search(scene.query.text) is not None
    expression = f"a / ({scaled('b', bottom.fact.unit, top.fact.unit)})" + (" * 100" if percent else "")
    operands = {"a": top.fact, "b": bottom.fact}
    figure = computed(expression, operands, "%" if percent else "倍", places=2, bold=True)
    pieces: list[Piece] = [phrase(scene, top), *state(top.fact), f"，{phrase(scene.bare, bottom)}", *state(bottom.fact)]
    return answered(*pieces, f"，{called(top)}是{called(bottom)}的", figure, "。", result=figure)


_DIVIDED = re.compile('[”"]?(?:支出|经费|费用)?(?:预算|决算)?数?除以[“"]?')


def moved(scene: Scene) -> Draft | None:
    """How an item moved, where by how much it differs is asked; of two items in one year their moves answer nothing."""
    query = scene.query
    apart = len({(a.start, a.end) for a in query.items}) > 1 and len(query.years) + len(query.offsets) < _TWO
    return None if apart and not query.offsets else changing.change(scene)


def times(scene: Scene) -> Draft | None:
    """How an item moved, where it is asked how many times it became and only the move is told; of one set against another nothing."""
    items = scene.query.items
    between = scene.query.text[items[0].end : items[1].start] if len(items) > 1 else ""
    if _IS_OF.search(between) or _RATIO.search(scene.query.text) or (items and _of_unknown(scene, items[0])):
        return None
    return changing.rate(scene)


def _of_unknown(scene: Scene, asked: Asked) -> bool:
    """Whether the only item is held against what no item is, in one year: 甲是某某钱的几倍."""
    one_year = len(scene.query.years) + len(scene.query.offsets) < _TWO
    ratio = _RATIO.search(scene.query.text) or _SO_MANY_TIMES_SOMETHING.search(scene.query.plain)
    return one_year and ratio is not None and asked.end > 0


_SO_MANY_TIMES_SOMETHING = re.compile(
    rf"(?:是|为|等于|相当于)(?!{MASK})(?![^，。；？?]*(?:年|上期|同期|以前|之前|过去|原来|预算|决算))[^，。；？?{MASK}]{{2,}}的(?:多少|几)倍"
)
_RATIO = re.compile("之比|比值|除以")  # of two, whichever of them is no item
_IS_OF = re.compile("是|为|等于|相当于|[抵顶占达]|除以")  # one item is so many times another


# Several added up before what they are held against: 甲加乙是丙的几倍.
_PLUS = re.compile(r"[”\"]?(?:支出|费用)?(?:再)?(?:加上?|[+＋])[“\"]?")


def _of_sum(scene: Scene, year: int) -> Draft | None:
    """How many times the last item the others are together; None where they are not said to be added up."""
    text, items = scene.query.text, scene.query.items
    parts, last = items[:-1], items[-1]
    plus = all(_PLUS.fullmatch(text[one.end : two.start]) for one, two in pairwise(parts))
    if not plus and not _ADDED_UP.search(text[parts[0].end : last.start]):
        return None
    levels = [scene.level(asked, year) for asked in items]
    known = [one for one in levels if one is not None and one.fact.value]
    if len(known) != len(items) or len(known) > len(NAMES) or not alike(known):
        return None
    unit = known[-1].fact.unit
    scales = [scaled(name, one.fact.unit, unit) for name, one in zip(NAMES, known, strict=False)]
    expression = f"({' + '.join(scales[:-1])}) / ({scales[-1]})"
    figure = computed(expression, dict(zip(NAMES, (k.fact for k in known), strict=False)), "倍", places=2, bold=True)
    added = computed(" + ".join(scales[:-1]), dict(zip(NAMES, (k.fact for k in known[:-1]), strict=False)), unit)
    pieces: list[Piece] = [phrase(scene, known[-1]), *state(known[-1].fact), "；"]
    for number, one in enumerate(known[:-1]):
        pieces += ["、" if number else "", phrase(scene.bare, one, year=False), *state(one.fact)]
    return answered(*pieces, "，合计", added, "，是前者的", figure, "。", result=figure)
