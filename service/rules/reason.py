"""Why: the disclosure's own reason, quoted, and the change split over its parts. Where none is printed, none is given."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ingest import quantity, terms
from ingest.items import OF_A_FUND
from ingest.line import is_money, is_percent
from ingest.model import Fact
from service import evidence
from service.asked_plan import against_own_budget
from service.asked_reason import WHY
from service.blanking import blanked
from service.draft import Draft, Piece, Quoted, Stated, sentence_of
from service.holding import Known
from service.query import Asked
from service.rules import beside, comparison, notes, shortfall
from service.rules import change as changing
from service.rules.against_budget import levels, not_as_budgeted
from service.rules.magnitude import base_value
from service.rules.namesakes import which
from service.rules.narrowed import joined_item, part_asked
from service.rules.same_money import told_of_fund
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.sentences import as_printed, behind, newest_first, sentences
from service.rules.unplanned import NOTHING_PLANNED

_SPLIT = {
    "expenditure_total": ("basic_expenditure", "project_expenditure"),
    "budget_total": ("basic_expenditure", "project_expenditure"),
}


def reason(scene: Scene) -> Draft | None:
    """Why an item rose or fell, or why a table is empty."""
    items = scene.query.items
    if not items:
        return None
    if any(asked.near for asked in items) and (sure := tuple(asked for asked in items if not asked.near)):
        items, scene = sure, scene.with_query(items=sure)  # 某中心那个事业运行: what is named in full is meant
    if apart := _of_two_items(scene):
        return apart
    joined = joined_item(scene)
    if part := part_asked(scene):
        items, scene = ((part,), scene.with_query(items=(part,))) if joined is None else (items, scene)
    elif scene.query.negated and len(items) >= _PAIR:
        return _despite(scene, items)
    elif asking := _of_its_clause(scene):
        items, scene = asking, scene.with_query(items=asking)
        joined = joined_item(scene)
    asked = joined[0] if joined else items[0]
    held = against_own_budget(_own_words(scene)) and not _of_two_years(scene)
    if scene.basis != "actual" and (held or NOTHING_PLANNED.search(scene.query.text)):
        spent = scene.with_query(basis="actual")
        # 是年初预算的两倍: the budget is what the outturn is held against, where there is an outturn.
        scene = spent if spent.level(asked, scene.target()) else scene
    year, base = scene.pair()
    against_budget = scene.basis == "actual" and (held or "预算" in _own_words(scene))
    moved = None if against_budget else changing.of(scene, asked, year, base, joined[1] if joined else ())
    outturn = scene.level(asked, year) if against_budget else None
    # Why less was spent than planned is not told by the sentence that nothing was spent the year before.
    if _asks_emptiness(scene) or (moved is None and not (outturn and outturn.fact.value)):
        noted = notes.nothing(scene, asked)
        if noted:
            return noted
    said = reasons(scene, asked, year) if base == year - 1 else []
    # 一般公共预算财政拨款结转和结余: why all that is left moved tells nothing of what is left of one fund.
    said = [k for k in said if all(evidence.narrowed(k, key) for key in asked.within)]
    if against_budget:
        return not_as_budgeted(scene, asked, year, said)
    if moved is not None:  # what explains a difference from the budget tells nothing of the year before
        of_fund = moved.said.item if moved.said and moved.said.item.own in OF_A_FUND else None
        said = [k for k in said if k.fact.base_year != k.fact.year and of_fund in (None, k.item)]
    if moved is not None and moved.said is None and not (said or joined) and (rows := scene.namesakes(asked, year)):
        return which(scene, asked, rows)
    if moved is None and not said:
        return _unexplained_level(scene, asked, year)
    pieces: list[Piece] = []
    if moved:
        if asked.near and _contrary(_own_words(scene), moved):
            return None  # another item may be meant
        pieces += _contrary(_own_words(scene), moved)
        pieces += [*changing.sentence(scene, moved, bold=True), *changing.in_percent(scene, asked, moved), "。"]
    split = _split(scene, asked, year, base)
    own = _quote(said)
    inner: list[Piece] = []
    by_quote: dict[Quoted, list[str]] = {}
    for part in () if own and not _only_split(said[0].fact) else (*(part for part, _ in split), *_groups(asked)):
        for known in reasons(scene, part, year)[:1]:
            by_quote.setdefault(quoted_reason(known.fact), []).append(part.text)
    for quoted, parts in by_quote.items():
        inner += ["；" if inner else "", "、".join(parts), quoted]
    if said and moved is None:
        pieces += [
            *levels(scene, asked, year),
            f"{scene.prefix}{year}年{called(said[0])}，文件写明：",
            Quoted(
                said[0].fact.quote, said[0].fact.document, said[0].fact.quote, said[0].fact.place, said[0].fact.section
            ),
        ]
    elif own or inner:
        pieces += ["\n\n文件说明的原因：", *own, *(["；其中"] if own and inner else []), *inner]
    elif goes_on := _behind_what_is_said(scene, asked, year) if base == year - 1 else None:
        pieces += ["\n\n公开文件没有写明“原因”；文件写明这一变化后，接着写道：", goes_on]
    elif beside_it := _in_its_sentence(scene, asked, year) if base == year - 1 else None:
        pieces += ["\n\n公开文件没有写明“原因”；写明这一变化的句子是：", beside_it]
    elif (wider := _wider(scene, asked, year)) or (wider := _of_the_same(scene, moved)):
        pieces += ["\n\n公开文件没有单独说明原因；", *wider]
    elif near := beside.told(scene, asked, year, up=moved.amount.value > 0) if moved and base == year - 1 else []:
        pieces += ["\n\n公开文件没有单独说明原因；", *near]
    else:
        pieces.append("\n\n公开文件未说明原因。")
        if moved and not split and _states(scene.query.text, moved):
            return Draft("declined", tuple(pieces))  # what is told is what was said: only the reason was asked for
    if own and said and _only_split(said[0].fact):
        pieces += _of_the_other_side(scene, asked, year, said[0])
    if moved and not own:
        pieces += _after_parts(scene, asked, year)
    if split:
        pieces += ["\n\n分项变化：\n", *(p for _, line in split for p in line)]
    wanted = moved.amount if moved and "多少" in scene.query.text and moved.amount.certain else None
    return answered(*pieces, result=wanted)


_LESS_THAN = re.compile(r"[”\"]?的?(?:支出|费用)?(?:要|还|更|都|却|反而)*[多少高低大小](?!数)")


def _of_two_items(scene: Scene) -> Draft | None:
    """By how much one item is more than the other, and what the disclosure says of both: 甲为什么比乙少."""
    query = scene.query
    if len(query.items) != _PAIR or len(query.years) + len(query.offsets) > 1:
        return None
    one, other = sorted(query.items, key=lambda asked: asked.start)
    between = query.text[one.end : other.start]
    if "比" not in between or re.search("比例|比重", between) or not _LESS_THAN.match(query.text, other.end):
        return None
    told = comparison.difference(scene.with_query(kind="difference", between_bases=False))
    if told is None:
        return None
    names = [terms.normalise(asked.text) for asked in (one, other)]
    of_both = (
        line
        for holding in newest_first(scene)[:1]
        for line in sentences(holding)
        if all(name in terms.normalise(line.text).replace(rest, "") for name, rest in (names, names[::-1]))
        and not any(map(is_money, quantity.find(line.text)))
    )
    line = next(of_both, None)
    why: list[Piece] = (
        ["公开文件没有写明“原因”；同时写到两者的句子是：", line.quoted()] if line else ["公开文件未说明原因。"]
    )
    return replace(told, pieces=(*told.pieces, "\n\n", *why))


_USED = re.compile("^(?:主要)?(?:用于|用来|安排|保障)")


def _behind_what_is_said(scene: Scene, asked: Asked, year: int) -> Quoted | None:
    """The sentence behind the one that states the very move which the question puts forward (下降20.18%，理由是什么)."""
    said = {figure.quantity.base for figure in quantity.find(scene.query.text) if figure.quantity.unit is not None}
    for known in evidence.changes(asked, year, scene.holdings, ("change", "rate")):
        fact = known.fact
        unit = quantity.unit(fact.unit)
        if fact.value is None or unit is None or known.item.own not in asked.keys:
            continue
        if quantity.Quantity(fact.value, unit).base in said and (goes_on := _sentence_behind(scene, known)):
            return None if _USED.search(goes_on.text) else goes_on
    return None


# What a clause before a move may say that is no circumstance of it: whose, when, against what, of which parts.
_NO_CIRCUMSTANCE = re.compile(r"其中|包括|全部|均[为是]|分别|合计|占|完成|年初|预算|(?:19|20)\d\d年|^[和与比较同]")
_WHAT_FOR = re.compile(
    "，(?:(?:增长|下降|增幅|降幅)[^，。；]{0,10}，)?(?:主要|全部|均|都|将)*(?:用于|用在|投向|新增|增设|为了)[^，。；]{4,}"
)
_CIRCUMSTANCE = 4  # characters of a clause that tells one


def _in_its_sentence(scene: Scene, asked: Asked, year: int) -> Quoted | None:
    """The sentence that states the move, where a clause right before it tells something beside amounts: 闭馆五个月，同比减少….

    Or where the one right behind it tells what it was for: 增加7万元，用于….
    """
    for known in evidence.changes(asked, year, scene.holdings, ("change", "rate")):
        fact = known.fact
        if fact.source != "narrative" or fact.span is None or known.item.own not in asked.keys:
            continue
        clauses = re.split("[，；：]", fact.quote[: fact.span[0]])
        before = clauses[-2].strip() if len(clauses) > _PAIR else ""
        amounts = any(is_money(f) or is_percent(f) for f in quantity.find(before))
        told_before = len(before) >= _CIRCUMSTANCE and not amounts and not _NO_CIRCUMSTANCE.search(before)
        if told_before or _WHAT_FOR.match(fact.quote[fact.span[1] :]):
            return sentence_of(fact)
    return None


_OTHER_SIDE = {"expenditure_total": "revenue_total", "budget_total": "revenue_total"}


def _of_the_other_side(scene: Scene, asked: Asked, year: int, said: Known) -> list[Piece]:
    """Where expenditure is only said to have moved by its parts: why the revenue that pays for it did, by the same amount."""
    other = next((_OTHER_SIDE[key] for key in asked.keys if key in _OTHER_SIDE), None)
    found = reasons(scene, Asked("收入总计", (other,), 0, 0), year) if other else []
    same = [k for k in found if k.fact.value is not None and said.fact.value is not None]
    if not same or base_value(same[0].fact) != base_value(said.fact) or same[0].fact.reason == said.fact.reason:
        return []
    return ["；收入一边，", quoted_reason(same[0].fact)]


_NO_REASON = re.compile(r"^\s*(?:其中|此外|另外|[（(]?[一二三四五六七八九十\d①-⑳]+[）).、．]?)|[：:]$")


def _after_parts(scene: Scene, asked: Asked, year: int) -> list[Piece]:
    """What the disclosure goes on to say right behind the amounts of parts that moved and have no reason of their own."""
    told: list[Piece] = []
    for part in _parts(asked):
        if reasons(scene, part, year) or not _has_moved(scene, part, year):
            continue
        for known in evidence.candidates(evidence.Want(part, year, scene.basis), scene.holdings):
            fact = known.fact
            if fact.source != "narrative" or known.item.own not in part.keys:
                continue
            if goes_on := _sentence_behind(scene, known):
                told += ["；" if told else "", f"{called(known)}", goes_on]
                break
    return ["\n\n文件在写明分项金额之后接着写道：", *told] if told else []


def _parts(asked: Asked) -> list[Asked]:
    """The parts of an item by which its change is split."""
    for key in asked.keys:
        concept = terms.concepts().get(key)
        if parts := _SPLIT.get(key) or (concept.parts if concept else ()):
            return [Asked(terms.name(part), (part,), 0, 0) for part in parts]
    return []


def _has_moved(scene: Scene, part: Asked, year: int) -> bool:
    """Whether a part rose, fell, or has an amount where the year before has a blank."""
    if moved := changing.of(scene, part, year, year - 1):
        return moved.amount.value != 0
    now, then = scene.level(part, year), scene.level(part, year - 1)
    return bool(now and now.fact.value) and then is not None and then.fact.value is None


def _sentence_behind(scene: Scene, known: Known) -> Quoted | None:
    """The sentence behind the one that states an amount, where it states no money itself."""
    told = behind(scene.holding(known.fact), known.fact)
    if told is None or _NO_REASON.search(told.text):
        return None
    money = any(map(is_money, quantity.find(told.text)))
    return None if money else told


_CLAUSE = re.compile("[^，。；！？?]+")


def _of_its_clause(scene: Scene) -> tuple[Asked, ...]:
    """The items of the clause that asks why, where a clause before tells of another: 车都交了，运行经费怎么还涨."""
    text, items = scene.query.text, scene.query.items
    cue = WHY.search(text)
    clause = next((hit for hit in _CLAUSE.finditer(text) if cue and hit.start() <= cue.start() < hit.end()), None)
    if clause is None or len(items) < _PAIR:
        return ()
    inside = tuple(a for a in items if clause.start() <= a.start and a.end <= clause.end())
    return inside if len(inside) < len(items) and all(a.start < clause.end() for a in items) else ()


def _states(text: str, moved: changing.Change) -> bool:
    """Whether a question itself says by how much the item moved."""
    said = (f.quantity for f in quantity.find(text) if f.quantity.unit and f.quantity.unit.base == "元")
    return any(abs(one.base) == abs(_base(moved.amount)) for one in said)


def _only_split(fact: Fact) -> bool:
    """Whether a reason says no more than how the parts moved: 主要是基本支出增加50万元，项目支出增加20万元."""
    amounts = [f for f in quantity.find(fact.reason or "") if is_money(f)]
    return len(amounts) >= _PAIR and len(terms.mentions(fact.reason or "", everyday=False)) >= _PAIR


_FLAT = re.compile(r"没变|没有变|不变|持平|没有?变化")


def _contrary(text: str, moved: changing.Change) -> list[Piece]:
    """That the item did not move as the question takes for granted."""
    asked = "flat" if _FLAT.search(text) else _direction(text)
    value = moved.amount.value
    really = (
        "flat"
        if moved.before is None and moved.said and moved.said.fact.direction == "flat"
        else "up"
        if value > 0
        else "down"
        if value < 0
        else "flat"
    )
    if asked is None or asked == really:
        return []
    words = {"up": "增加", "down": "减少", "flat": "持平"}
    return [f"文件中的数是{words[really]}，不是{words[asked]}。"]


def _groups(asked: Asked) -> list[Asked]:
    """Concepts that gather some of the item's parts (公务用车购置及运行维护费 within “三公”经费)."""
    known = terms.concepts()
    parts = {part for key in asked.keys if key in known for part in known[key].parts}
    return [Asked(c.name, (c.id,), 0, 0) for c in known.values() if c.parts and set(c.parts) < parts]


def _wider(scene: Scene, asked: Asked, year: int) -> list[Piece]:
    """The reason that is printed for the group which the item belongs to, named as that."""
    known = terms.concepts()
    for group in known.values():
        if set(asked.keys) & set(group.parts) and group.id not in _FAMILIES:
            said = reasons(scene, Asked(group.name, (group.id,), 0, 0), year)
            if said:
                return [f"对{group.name}，文件写明：", quoted_reason(said[0].fact)]
    return []


def _of_the_same(scene: Scene, moved: changing.Change | None) -> list[Piece]:
    """The reason that is printed for an item of the very same two amounts, named as that: a body's only project expenditure."""
    if moved is None or moved.after is None or moved.amount.value == 0:
        return []
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            told = fact.reason and fact.measure == "change" and fact.year == moved.year and fact.value is not None
            if not told or known.item.own == moved.known.item.own or known.item.own in terms.TOTALS:
                continue
            item = Asked(called(known), (known.item.own,), 0, 0)
            other = changing.of(scene, item, moved.year, moved.base)
            if (
                other is not None
                and other.after is not None
                and base_value(other.after.fact) == base_value(moved.after.fact)
                and _base(other.amount) == _base(moved.amount)
            ):
                return [f"对金额和变化都与之相同的{called(known)}，文件写明：", quoted_reason(fact)]
    return []


def _base(figure: Stated) -> Decimal:
    return quantity.Quantity(figure.value, quantity.unit(figure.unit)).base


# Families whose common reason tells nothing of one member.
_FAMILIES = frozenset({"three_public_expenses", "basic_expenditure", "government_procurement"})


def reasons(scene: Scene, asked: Asked, year: int) -> list[Known]:
    """Statements about the item in that year that give a reason, those about its change first."""
    direction = _direction(_own_words(scene))
    basis = scene.basis or (
        "actual"
        if scene.holdings and scene.holdings[0].record.kind == "final_accounts" and len(scene.holdings) == 1
        else None
    )
    found = [
        k
        for k in evidence.changes(asked, year, scene.holdings, ("change", "rate", "level", "share"))
        if k.fact.reason and evidence.basis_fits(k.fact, basis)
    ]
    order = {"change": 0, "rate": 1, "level": 2, "share": 3}
    return sorted(found, key=lambda k: (k.fact.direction != direction if direction else False, order[k.fact.measure]))


# How much, or about how much, and not which way: 少了那么多, 少了两千多万.
_NO_DIRECTION = re.compile(
    r"[那这]么多|多少|好多|许多|不少|多大|(?<=[十百千万亿成倍元块\d])多|至少|最多|多[年次个种项]"
)
_NOT_MUCH = re.compile(r"不(?:够|太|怎么|大)?[高多大](?!于|过)")
_UP = re.compile(r"增|涨|多|升|高|贵|大了|往上|上行")
_DOWN = re.compile(r"减|降|少|跌|省|低|掉|便宜|小了|往下|下行|[压缩砍][了下减缩]")


def _of_two_years(scene: Scene) -> bool:
    return len(scene.query.years) + len(scene.query.offsets) > 1


def _own_words(scene: Scene) -> str:
    """What a question says beside the names in it: 江苏省 saves nothing, and 高等教育 rises nowhere."""
    query = scene.query
    return blanked(query.plain or query.text, [(a.start, a.end) for a in query.items])


def _direction(text: str) -> str | None:
    """Which way a question says that something moved, by the first word that does; None where none does."""
    text = _NOT_MUCH.sub("低", _NO_DIRECTION.sub("", text))
    up, down = _UP.search(text), _DOWN.search(text)
    if up and (not down or up.start() < down.start()):
        return "up"
    return "down" if down else None


def _quote(found: list[Known]) -> list[Piece]:
    if not found:
        return []
    return [quoted_reason(found[0].fact)]


def quoted_reason(fact: Fact) -> Quoted:
    """The reason as printed, and the sentence that it stands in."""
    text = as_printed(fact.reason or fact.quote, fact.quote) or fact.quote
    return Quoted(text, fact.document, fact.quote, fact.place, fact.section)


def _split(scene: Scene, asked: Asked, year: int, base: int) -> list[tuple[Asked, list[Piece]]]:
    """How the item's parts moved, one line each; nothing where the parts' changes are not all known."""
    lines: list[tuple[Asked, list[Piece]]] = []
    for item in _parts(asked):
        moved = changing.of(scene, item, year, base)
        if moved is not None:
            lines.append((item, ["- ", *changing.sentence(scene.bare, moved), "\n"]))
            continue
        known = scene.level(item, year)
        earlier = scene.level(item, base)
        if known and earlier and known.fact.value is None and earlier.fact.value is None:
            lines.append((item, [f"- {called(known)}：两年在表中均为空（未列金额）\n"]))
    return lines


_EACH_PART = re.compile(r"各(?:个)?(?:分?项|部分|组成部分)|每一?(?:分?项|部分)|分项")


def parts_moved(scene: Scene) -> Draft | None:
    """How an item and each of its parts moved, where the parts are asked for; None where they are not."""
    if len(scene.query.items) != 1 or not _EACH_PART.search(scene.query.text) or len(scene.years()) > _PAIR:
        return None
    asked, (year, base) = scene.query.items[0], scene.pair()
    moved, split = changing.of(scene, asked, year, base), _split(scene, asked, year, base)
    if moved is None or len(split) < _PAIR:
        return None
    pieces = [*changing.sentence(scene, moved, bold=True), *changing.in_percent(scene, asked, moved), "。"]
    return answered(*pieces, "\n\n分项变化：\n", *(piece for _, line in split for piece in line))


_PAIR = 2


def _asks_emptiness(scene: Scene) -> bool:
    text = scene.query.text
    return any(
        word in text
        for word in ("没有数据", "无数据", "空表", "是空的", "为空", "空白", "没数据", "没有数", "没填", "空着", "空的")
    )


def _despite(scene: Scene, items: tuple[Asked, ...]) -> Draft | None:
    """Why there is one thing although there is none of another: both figures; the document's silence said."""
    year = scene.target()
    pieces: list[Piece] = []
    for asked in items:
        known = scene.level(asked, year) or next(
            (
                k
                for h in scene.holdings
                for key in asked.keys
                for k in h.by_own.get(key, ())
                if k.fact.value is not None
            ),
            None,
        )
        if known is None or known.fact.value is None:
            return None
        pieces += ["，" if pieces else "", phrase(scene, known), *state(known.fact, bold=True)]
    pieces.append("。\n\n公开文件没有说明两者为何并存；")
    said = reasons(scene, items[-1], year)
    moved = changing.of(scene, items[-1], *scene.pair())
    if moved is not None and scene.query.kind == "reason":
        pieces += [*changing.sentence(scene.bare, moved), "。"]
    if said:
        pieces += [
            f"关于{terms.name(items[-1].keys[0]) if items[-1].keys else items[-1].text}的变化，文件只写明：",
            quoted_reason(said[0].fact),
        ]
    else:
        pieces.append("可以向该单位询问。")
    return answered(*pieces)


_GIVES_REASON = re.compile("原因(?:是|为|：|:|在于|系)|由于|因为|系因")


def _unexplained_level(scene: Scene, asked: Asked, year: int) -> Draft | None:
    known = scene.level(asked, year)
    if known is None or known.fact.value is None:
        return None
    lead: list[Piece] = [phrase(scene, known), "为", *state(known.fact, bold=True), "。\n\n"]
    pieces: list[Piece] = [*lead, "公开文件"]
    if known.fact.source == "narrative" and _GIVES_REASON.search(known.fact.quote):
        return answered(*lead, "文件写明：", sentence_of(known.fact))
    if same := _of_same_amount(scene, known):
        return answered(*pieces, "没有单独说明原因；", *same)
    if counted := _of_the_count(scene, known) or _in_its_form(scene, known) or _in_a_sentence_of_its_own(scene, known):
        return answered(*lead, *counted)
    if wider := _wider(scene, asked, year):
        return answered(*pieces, "没有单独说明原因；", *wider)
    if near := beside.of_budget(scene, asked, year):
        return answered(*lead, *near)
    return answered(*pieces, "未说明原因。")


def _in_its_form(scene: Scene, known: Known) -> list[Piece]:
    """What the form of an indicator gives as the reason: in its row below 偏差原因, or for all of it behind 未完成目标的原因."""
    holding, fact = scene.holding(known.fact), known.fact
    if fact.indicator is None or fact.table_number is None:
        return []
    own = shortfall.beside(holding, fact.table_number, fact.row[-1])
    whole = shortfall.written(holding, fact.table_number)
    # What is told of the form as a whole must speak of the indicator: 新建改建公厕, 2座公厕选址遭反对.
    named = {"".join(pair) for pair in pairwise(terms.normalise(fact.row[-1]))}
    if whole is not None and not any(pair in whole.text for pair in named):
        whole = None
    found = (line for line in (own, whole) if line is not None)
    said = next((line for line in found if shortfall.CAUSES.search(terms.normalise(line.section[-1]))), None)
    return ["表中写明：", said.quoted()] if said is not None else []


def _in_a_sentence_of_its_own(scene: Scene, known: Known) -> list[Piece]:
    """A sentence, or the note of a table, that names the item and then gives a reason: 借阅量未达标的原因是…."""
    name = terms.normalise(terms.strip_number(known.fact.row[-1])) if known.fact.row else ""
    if len(name) < _NAMED_BY:
        return []
    given = []  # what the item is named in as the reason of something else: 差异的主要原因：档案数字化二期暂缓实施
    for line in sentences(scene.holding(known.fact)):
        text = terms.normalise(line.text)
        _, named, behind = text.partition(name)
        if named and (hit := _GIVES_REASON.search(behind)) and not _STOPS.search(behind[: hit.start()]):
            return ["文件写明：", line.quoted()]
        hit = _GIVES_REASON.search(text)
        if hit is not None and name.removesuffix("项目") in text[hit.end() :]:
            given.append(line)
    return ["公开文件没有单独说明原因；另有一句提到：", given[0].quoted()] if len(given) == 1 else []


_NAMED_BY = 4  # characters of a name that no other name is likely to hold
_STOPS = re.compile("[。；;]")


def _of_the_count(scene: Scene, known: Known) -> list[Piece]:
    """The reason that is printed for how the number of what is counted moved, beside it: 共6家……与上年相比减少1家，系…."""
    fact, asked = known.fact, _direction(_own_words(scene))
    if fact.measure != "count" or fact.source != "narrative":
        return []
    for other in scene.holding(fact).facts:
        beside_it = (other.measure, other.year, other.section, other.unit) == (
            "change",
            fact.year,
            fact.section,
            fact.unit,
        )
        if beside_it and other.reason and other.reason in other.quote and asked in (None, other.direction):
            return ["文件写明：", sentence_of(other)]
    return []


def _of_same_amount(scene: Scene, known: Known) -> list[Piece]:
    """The reason that is printed for what the item is all of, named as that: the only 项 that a fund is spent on."""
    said = [other for other in told_of_fund(scene, known) if other.fact.reason]
    return [f"对金额与之相同的{called(said[0])}，文件写明：", quoted_reason(said[0].fact)] if said else []
