"""What is bought: the rows of 政府采购预算表, below the kinds of purchase and what they are bought for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest import terms
from ingest.grid import TOTAL
from service.blanking import blanked
from service.draft import Draft, Piece, Stated
from service.holding import Known
from service.query import Asked
from service.rules.magnitude import base_value
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.stating import stated, total

_KINDS = {"procurement_goods": "货物", "procurement_works": "工程", "procurement_services": "服务"}
WHOLE = frozenset({"government_procurement", *_KINDS})
# How people call what 政府采购品目 prints, by a character or two.
_SAID = (
    ("吃|餐|饭|伙食", "餐饮"),
    ("住", "住宿"),
    ("租车|车", "车|交通"),
    ("印", "印刷"),
    ("场地|会场|会务", "会议服务"),
)
_LEAST = 3  # characters of what is bought for that a question must name
_JOINS = re.compile(r"[和与跟、及]|以及|还有")


def purchase(scene: Scene) -> Draft | None:
    """What the table of purchases states of a thing that is bought, or of all that is bought for something."""
    query = scene.query
    rows = rows_of(scene)
    if not rows:
        return None
    units = {terms.key(name) for unit in scene.units for name in (unit.name, unit.core)}
    things = [asked for asked in query.items if not WHOLE & set(asked.keys) and not units & set(asked.keys)]
    if scene.units and not things and (bought := _said_of(scene, rows)):
        return stated(scene, bought, Asked(bought.fact.row[-1], (bought.item.own,), 0, 0))
    named = "采购" in query.text or len(things) < len(query.items)
    if group := _group(scene, rows):
        return _of_group(scene, rows, group, named=named)
    if not named or not things:
        return None
    found = [_of_thing(asked, rows) for asked in things]
    got = [known for known in found if known is not None]
    if not got or (len(got) < len(found) and (query.kind == "sum" or _JOINS.search(query.text))):
        return None
    return _told(scene, got, things[found.index(got[0])])


# What is bought is asked for, not how much of it: 列了哪些采购内容, 服务类买些什么.
_CONTENTS = re.compile(
    r"(?:哪些|哪几[样项种个]|什么|啥|[几多]少?[样项种])[^，。？?]{0,6}?(?:内容|物品|东西|品目|标的|货物?|服务|工程|设备|采购|项目)|(?:采购|购买|买|购置)(?:了|的|些)*(?:是|有|包括|都有)*(?:哪|什么|啥)"
    r"|(?:内容|物品|东西|品目|标的|明细|清单)(?:都|分别|具体)*(?:是|有|包括)?(?:哪|什么|啥|$|[？?])|列(?:了|的)*哪"
)


def contents(scene: Scene) -> Draft | None:
    """What is bought, or what of one kind, thing by thing; None unless the things come to the printed amount."""
    query = scene.query
    kinds = {key for asked in query.items for key in asked.keys[:1] if key in WHOLE}
    if len(kinds) != 1 or any(not WHOLE & set(asked.keys[:1]) for asked in query.items):
        return None
    if not _CONTENTS.search(query.text):
        return None
    key = next(iter(kinds))
    if key == "government_procurement" and (one := _ONE_KIND.search(query.text)):
        key = _NAMED_KINDS[one["kind"]]  # 要买哪些服务，照政府采购支出表说
    for table in _tables(scene):
        head, things = _under(table, key)
        if head is None and key in _KINDS:
            head, things = _beside(scene, table, key)
        values = [base_value(known.fact) for known in things]
        if head is None or len(things) < 1 or sum(values) != base_value(head.fact):
            continue
        lines: list[Piece] = [phrase(scene, head), *state(head.fact), "，列出的采购内容：\n"]
        for known in things:
            lines += [f"- {known.fact.row[-1]}：", *state(known.fact), "\n"]
        return answered(*lines)
    return None


_ONE_KIND = re.compile(r"(?:哪些|哪几[样项种个类]|(?:什么|啥)(?:样的)?)(?P<kind>货物|工程|服务)(?!单位|对象|中心)")


def _beside(scene: Scene, rows: Sequence[Known], key: str) -> tuple[Known | None, list[Known]]:
    """The things whose kind stands in a column beside each of them, and the amount of the kind as it is printed elsewhere."""
    things = [k for k in rows if len(k.fact.row) > 1 and terms.normalise(k.fact.row[0]) == _KINDS[key]]
    things = [known for known in things if not has_rows_below(known, things)]
    return scene.level(Asked(terms.name(key), (key,), 0, 0), scene.target()), things


def is_of_kind(scene: Scene, thing: Known, key: str) -> bool:
    """Whether a thing is printed under a kind of purchases, or in a column beside it; any is one of all purchases."""
    if key not in _KINDS:
        return True
    under = (_under(table, key)[1] or _beside(scene, table, key)[1] for table in _tables(scene))
    return any(known.fact.id == thing.fact.id for things in under for known in things)


def _tables(scene: Scene) -> Iterator[list[Known]]:
    """The amounts of each table of purchases of the year, in its order, those of its last column of amounts."""
    for holding in scene.holdings:
        tables: dict[int | None, list[Known]] = {}
        for known in holding.known:
            fact = known.fact
            if fact.source != "table" or fact.year != scene.target() or fact.value is None or not fact.row:
                continue
            if (table := terms.table_class(fact.table or "")) is not None and table.id == "procurement":
                tables.setdefault(fact.table_number, []).append(known)
        for rows in map(_of_all_money, tables.values()):
            if len({known.fact.column for known in rows}) == 1:
                yield rows


def _of_all_money(rows: Sequence[Known]) -> list[Known]:
    """Of columns by where the money comes from those of all of it (资金来源合计), where one is."""
    columns = {known.fact.column for known in rows}
    wholes = {column for column in columns if column and TOTAL.search(column[-1])}
    if not wholes and len({len(column) for column in columns}) > 1:
        wholes = {min(columns, key=len)}
    return [known for known in rows if known.fact.column in wholes] if len(wholes) == 1 else list(rows)


_NAMED_KINDS = {"货物": "procurement_goods", "工程": "procurement_works", "服务": "procurement_services"}


def largest(scene: Scene) -> Draft | None:
    """The things of one kind, or of all that is bought, for which most (or least) money is planned."""
    query = scene.query
    keys = {key for asked in query.items for key in asked.keys}
    named = {key for word, key in _NAMED_KINDS.items() if key in keys or word in "".join(query.rest)}
    others = [asked for asked in query.items if not WHOLE & set(asked.keys)]
    if scene.units and not named and _BUYS.search(query.text):
        return _largest_of_units(scene)
    beyond_first = query.place is not None and query.place > 1
    if len(named) != 1 or others or query.by_change or query.between_bases or beyond_first or not (WHOLE & keys):
        return None
    if any(_BESIDE_KIND.sub("", word) for word in query.rest):
        return None  # of some of them only
    key = next(iter(named))
    for table in _tables(scene):
        head, things = _under(table, key)
        if head is None or not things or sum(base_value(known.fact) for known in things) != base_value(head.fact):
            continue
        ordered = sorted(things, key=lambda known: base_value(known.fact), reverse=not query.ascending)
        shown = ordered[: query.top or 1]
        shown += [k for k in ordered[len(shown) :] if base_value(k.fact) == base_value(shown[-1].fact)]
        end = "小" if query.ascending else "大"
        pieces: list[Piece] = [phrase(scene, head), *state(head.fact), f"，其中金额最{end}的是"]
        for number, known in enumerate(shown):
            label, owner = known.fact.row[-1], _bought_by(known)
            pieces += [
                "、" if number else "",
                f"{label}（{owner}）" if owner else label,
                *state(known.fact, bold=not number),
            ]
        figures = [piece for piece in pieces if isinstance(piece, Stated)][1:]
        return answered(*pieces, "。", result=figures[0] if len(figures) == 1 else None)
    return None


_BUYS = re.compile("采购|购买|购置|[要想打]?买")


def _largest_of_units(scene: Scene) -> Draft | None:
    """The thing on which the units asked about spend most; None unless the things come to what their lines state."""
    rows = rows_of(scene)
    things = [known for known in rows if not has_rows_below(known, rows)]
    heads = [
        k for table in _tables(scene) for k in table
        if len(k.fact.row) == 1 and any(unit.core in k.fact.row[0] for unit in scene.units)
    ]  # fmt: skip
    if not things or sum(base_value(k.fact) for k in things) != sum(base_value(k.fact) for k in heads):
        return None
    ordered = sorted(things, key=lambda known: base_value(known.fact), reverse=not scene.query.ascending)
    end = "小" if scene.query.ascending else "大"
    pieces: list[Piece] = [f"按“{things[0].fact.table}”，{scene.prefix}{scene.target()}年"]
    for number, known in enumerate(ordered[: scene.query.top or 1]):
        label = f"{known.fact.row[-1]}（{known.fact.row[0]}）"
        pieces += ["、" if number else f"采购金额最{end}的是", label, *state(known.fact, bold=not number)]
    figures = [piece for piece in pieces if isinstance(piece, Stated)]
    return replace(answered(*pieces, "。", result=figures[0] if len(figures) == 1 else None), by_words=True)


# What stands around a kind of purchase that is named: 货物类, 服务里最贵.
_BESIDE_KIND = re.compile("货物|工程|服务|[类里面中内]|最|[贵大高多小少低]|便宜|花钱")


def _bought_by(known: Known) -> str:
    """The unit or project that a thing is bought for, as it stands above it; empty where only its kind does."""
    above = known.fact.row[0] if len(known.fact.row) > 1 else ""
    return "" if any(kind in above for kind in _NAMED_KINDS) else above


def _under(rows: Sequence[Known], key: str) -> tuple[Known | None, list[Known]]:
    """The amount of a kind of purchase, or of all, in a table, and the things below it: rows up to the next kind."""
    head: Known | None = None
    things: list[Known] = []
    for known in rows:
        kind = known.item.own if known.item.own in WHOLE else None
        if kind is None and len(known.fact.row) == 1 and terms.is_neutral(known.fact.row[0]):
            kind = "government_procurement"
        if kind == key and head is None:
            head = known
        elif kind is not None and head is not None and key != "government_procurement":
            break
        elif kind is None and head is not None:
            things.append(known)
    return head, [known for known in things if not has_rows_below(known, things)]


def _told(scene: Scene, got: Sequence[Known], asked: Asked) -> Draft | None:
    if len(got) == 1:
        return stated(scene, got[0], asked)
    if scene.query.kind == "sum":
        return total(scene, got, "合计")
    lines: list[Piece] = []
    for known in got:
        lines += [f"- {phrase(scene.bare if lines else scene, known)}：", *state(known.fact), "\n"]
    return answered(*lines)


def rows_of(scene: Scene) -> list[Known]:
    """The rows of the table of purchases of the year that have a row above them, of the units that are asked about."""
    year = scene.target()
    rows = [
        known
        for holding in scene.holdings
        for known in holding.in_class.get("procurement", ())
        if known.fact.year == year
        and len(known.fact.row) > 1
        and (not scene.units or any(unit.core in label for unit in scene.units for label in known.fact.row[:-1]))
    ]
    return _of_all_money(rows)


def _of_thing(asked: Asked, rows: Sequence[Known]) -> Known | None:
    """The only amount that rows of a thing's name state."""
    own = [known for known in rows if known.item.own in asked.keys]
    return own[0] if own and len({base_value(known.fact) for known in own}) == 1 else None


def _said_of(scene: Scene, rows: Sequence[Known]) -> Known | None:
    """The only thing that units buy whose name the question's other words are."""
    left = [word for word in scene.query.rest if not any(unit.is_called(word) for unit in scene.units)]
    words = list(map(terms.normalise, left))
    own = [k for k in rows if any(len(word) > 1 and word in terms.normalise(k.fact.row[-1]) for word in words)]
    return own[0] if len(own) == 1 and len(words) == 1 else None


def _group(scene: Scene, rows: Sequence[Known]) -> str | None:
    """What things are bought for (省全委会, 专项会议), where the question has the words of one only."""
    text = terms.normalise(_beside_items(scene))
    heads = {label for known in rows for label in known.fact.row[1:-1]}
    shared = {head: _longest(_own_words(head, scene.organisation), text) for head in heads if _below(rows, head)}
    best = max(shared.values(), default=0)
    meant = [head for head, length in shared.items() if length == best]
    items = {key for asked in scene.query.items for key in asked.keys} & terms.concepts().keys()
    meant = [head for head in meant if terms.key(head) not in items] or meant  # 全委会会议费: every meeting has one
    said = {terms.normalise(asked.text) for asked in scene.query.items}
    meant = [head for head in meant if terms.normalise(head) in said] or meant  # 办公设备购置 under 办公设备购置费
    if best >= _LEAST and len(meant) == 1:
        return meant[0]
    unstated = any(scene.level(asked, scene.target()) is None for asked in scene.query.items)
    named = {
        key for asked in scene.query.items for key in asked.keys if unstated
    }  # 开会租车: 租赁费 stands nowhere else
    return next((head for head in sorted(heads) if terms.key(head) in named), None)


def _beside_items(scene: Scene) -> str:
    """The question without the items of the field that it names, unless it says that they are bought: 公车运行费 is its own whole."""
    query = scene.query
    if _BUYS.search(query.text):
        return query.text
    known = terms.concepts().keys()
    return blanked(query.text, [(asked.start, asked.end) for asked in query.items if known & set(asked.keys)])


def _own_words(head: str, organisation: str) -> str:
    """What things are bought for, without the body's name before it: 某局全体会议."""
    label = terms.normalise(head)
    named = max((i for i in range(len(label)) if label[:i] in organisation), default=0)
    return label[named:] if named > 1 else label


def _longest(label: str, text: str) -> int:
    """How many characters the longest part of a label that a text has is long."""
    parts = (label[i:j] for i in range(len(label)) for j in range(i + _LEAST, len(label) + 1))
    return max((len(part) for part in parts if part in text and not terms.is_common(part)), default=0)


def _below(rows: Sequence[Known], head: str) -> list[Known]:
    """The lowest rows below a head."""
    return [known for known in rows if head in known.fact.row[:-1] and not has_rows_below(known, rows)]


def has_rows_below(known: Known, rows: Sequence[Known]) -> bool:
    """Whether a row of purchases gathers others."""
    depth = len(known.fact.row)
    return any(len(other.fact.row) > depth and other.fact.row[:depth] == known.fact.row for other in rows)


def _of_group(scene: Scene, rows: Sequence[Known], head: str, *, named: bool) -> Draft | None:
    below = _below(rows, head)
    kinds = {_KINDS[key] for asked in scene.query.items for key in asked.keys if key in _KINDS}
    if len(kinds) == 1:
        others = [kind for kind in _KINDS.values() if kind not in kinds]
        below = [known for known in below if not any(kind in known.fact.row[0] for kind in others)]
    text = scene.query.text
    wanted = [label for said, label in _SAID if re.search(said, _without(text, head))]
    meant = [known for known in below if any(re.search(label, known.fact.row[-1]) for label in wanted)]
    named_so = (known for known in below if any(known.item.own in asked.keys for asked in scene.query.items))
    meant += [known for known in named_so if known not in meant]
    lists = scene.query.kind == "list" and not (_HOW_MUCH.search(text) and not _EACH.search(text))
    if len(meant) == 1 and not lists and (named or wanted):
        found = stated(scene, meant[0], Asked(meant[0].fact.row[-1], (meant[0].item.own,), 0, 0))
        return replace(found, by_words=True) if found else None
    if not meant and not wanted and (added := _all_of_group(scene, head, below)):
        return added
    if scene.query.kind != "list" or not named or not below:
        return None
    lines: list[Piece] = [f"{scene.prefix}{scene.target()}年“{head}”的采购：\n"]
    for known in below:
        lines += [f"- {called(known)}：", *state(known.fact), "\n"]
    return answered(*lines)


def _all_of_group(scene: Scene, head: str, below: Sequence[Known]) -> Draft | None:
    """What all that is bought for something comes to, where that is asked for and nothing else is named."""
    query = scene.query
    if query.kind not in ("lookup", "sum") or not _BUYS.search(query.text) or not _SUM_ASKED.search(query.text):
        return None
    if query.counted or len(scene.years()) != 1 or not below:
        return None
    own = _own_words(head, scene.organisation)
    others = [
        a for a in query.items if not WHOLE & set(a.keys) and terms.normalise(a.text) not in terms.normalise(head)
    ]
    loose = [_BOUGHT_FOR.sub("", "".join(char for char in word if char not in own)) for word in query.rest]
    if others or any(loose):
        return None
    if _KIND_ALONE.search(query.text) and len(named := [k for k in _NAMED_KINDS if k in query.text]) == 1:
        below = [known for known in below if named[0] in known.fact.row[0]]
    if len(below) == 1:
        return stated(scene, below[0], Asked(below[0].fact.row[-1], (below[0].item.own,), 0, 0))
    added = total(scene, below, f"“{head}”的采购合计") if below else None
    return replace(added, by_words=True) if added is not None else None


_SUM_ASKED = re.compile(r"多少|几[万元]|总额|合计|总数|总价|拢共|金额|采购(?:预算|费用?)(?:数|额)?[？?。]?$")
# Words about what is bought that name nothing of it.
_BOUGHT_FOR = re.compile(
    "[开办搞为要买花的用]|召开|举办|货物|工程|服务|东西|物品|连同|所有|全部|一共|总共|费用?|经费|预算|支出|项目|会议?|采购"
)
# One kind and no other: 采购的服务, and not 东西连同服务.
_KIND_ALONE = re.compile(r"^(?!.*(?:东西|物品|货|连同|以及|和).{0,6}(?:服务|工程)).*(?:货物|工程|服务)")
# 采购清单里某某列了多少 asks of one thing on the list; 各列了多少 of each.
_HOW_MUCH = re.compile("多少|几[万元]")
_EACH = re.compile("哪|什么|啥|[各每]|分别|都有|依次|逐")


def _without(text: str, head: str) -> str:
    """A question without the characters of a head, so that 会 of 全委会 calls nothing."""
    return "".join(char for char in text if char not in head)
