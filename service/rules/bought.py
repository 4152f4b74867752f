"""Things that are bought, by their own names in the table of purchases: what is planned for each, and how many they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import everyday, terms
from ingest.model import Fact
from service.blanking import blanked
from service.draft import Draft, Piece, Stated, computed, scaled
from service.holding import Known
from service.rules.magnitude import alike, base_value
from service.rules.purchases import WHOLE, has_rows_below, is_of_kind, rows_of
from service.rules.scene import Scene, answered, phrase, state
from service.rules.sentences import in_order

_BUYS = re.compile("采购|购买|购置|添置|添[了些]?|配备|配置|采买|买|更新")
_GETS = re.compile(r"^(?:采购|购买|购置|添置|置办|配备|配置|采买|更新|更换|新增|新|买|添|购|换|的)+(?=[一-鿿]{2})")
_MONEY = re.compile(r"钱|元|万|预算|金额|花|费|安排|支出")
_HOW_MANY = re.compile("(?:多少|几)[台套辆部件个张把组架艘批册本份块支顶双盏座间]|数量|多少数")
_COUNT = re.compile(r"\s*\d+(?:\.\d+)?\s*[一-鿿]{1,3}$")
_COUNTS = re.compile("数量")
_GATHERS = terms.TOTALS | WHOLE
_LEAST = 2  # characters of a word that names a thing


def bought(scene: Scene) -> Draft | None:
    """How much money things are to be bought for, and how many of them; None unless each word names one thing."""
    query = scene.query
    lines = [(a.start, a.end) for a in query.items if not set(a.keys) & _GATHERS]
    beside = blanked(query.text, lines)  # 办公设备购置 is a line of its own
    if not _BUYS.search(beside) or query.kind not in ("lookup", "list", "sum"):
        return None
    rows = rows_of(scene)
    named = [a.text for a in query.items if not set(a.keys) & _GATHERS]
    words = [
        terms.normalise(word) for word in (*query.rest, *named) if len(word) >= _LEAST and not _is_body(scene, word)
    ]
    words = [_GETS.sub("", word) or word for word in words]
    left = {_GETS.sub("", terms.normalise(word)) for word in query.rest}
    things = [_called(word, rows) or (_in_print(word, rows) if word in left else None) for word in words]
    if not things or any(thing is None for thing in things):
        return None
    found = [thing for thing in dict.fromkeys(things) if thing is not None]
    if query.kind == "sum" and len(found) > 1:
        return None
    if query.kind == "list" and any(has_rows_below(known, rows) for known in found):
        return None  # what is bought under it is asked for
    counts = [_count(scene, known) for known in found]
    asks_count = bool(_HOW_MANY.search(query.text) or query.counted)
    asks_money = bool(_MONEY.search(query.text)) or not asks_count
    if not asks_money and any(count is None for count in counts):
        return None
    pieces: list[Piece] = [f"按“{found[0].fact.table}”，{scene.prefix}{scene.target()}年"]
    for number, (known, count) in enumerate(zip(found, counts, strict=True)):
        pieces.append(f"{'；' if number else ''}{_in_full(known.fact, words)}")
        if asks_money:
            pieces += ["采购预算", *state(known.fact, bold=True)]
        if asks_count:
            pieces += ["，" if asks_money else "", *_number_of(count)]
    figures = [piece for piece in pieces if isinstance(piece, Stated)]
    told = answered(*pieces, "。", result=figures[0] if len(figures) == 1 and figures[0].certain else None)
    printed = [terms.normalise("".join(known.fact.row)) for known in found]
    in_short = any(not any(word in labels for labels in printed) for word in words)
    return replace(told, by_words=True) if in_short else told


# What is bought, and that a part of its kind is asked for: 买办公家具的钱，占货物类采购的几成.
_PART_OF_KIND = re.compile(
    r"(?:采购|购买|采买|购置|添置|买)(?P<thing>[一-鿿]{2,10}?)(?:的?(?:钱|花费|支出|预算|金额|资金|开支)|的)?[，,]?(?:要|能|大概|大约|又)?占"
)


_OF_FIRMS = ("contracts_of_", "reserved_for_")
_SEVERAL_THINGS = re.compile("[、和及与]")


def share(scene: Scene) -> Draft | None:
    """What part of the purchases of its kind one thing that is bought takes up."""
    query = scene.query
    hit = _PART_OF_KIND.search(query.text) if query.kind == "share" else None
    kinds = [asked for asked in query.items if WHOLE & set(asked.keys[:1])]
    if hit is None or len(kinds) != 1 or any(a.end > hit.end() for a in query.items if a not in kinds):
        return None
    if any(key.startswith(_OF_FIRMS) for asked in query.items for key in asked.keys[:1]):
        return None  # what firms were awarded is no thing that is bought
    rows, word = rows_of(scene), terms.normalise(hit["thing"]).removeprefix("办公")
    thing = _called(word, rows) or _in_print(word, rows)
    whole = scene.level(kinds[0], scene.target())
    if thing is None or whole is None or not whole.fact.value or not alike((thing, whole)):
        return None
    if word not in terms.normalise(_name(thing.fact)) and _SEVERAL_THINGS.search(_name(thing.fact)):
        return None  # 笔记本电脑 is only one of 计算机、打印机
    if base_value(thing.fact) > base_value(whole.fact) or not is_of_kind(scene, thing, kinds[0].keys[0]):
        return None
    figure = computed(
        f"a / ({scaled('b', whole.fact.unit, thing.fact.unit)}) * 100",
        {"a": thing.fact, "b": whole.fact}, "%", places=2, bold=True,
    )  # fmt: skip
    lead = f"按“{thing.fact.table}”，{scene.prefix}{scene.target()}年{_in_full(thing.fact, [word])}采购预算"
    told = answered(
        lead, *state(thing.fact), f"，占{phrase(scene.bare, whole, year=False)}", *state(whole.fact), "的", figure, "。",
        result=figure if figure.certain else None,
    )  # fmt: skip
    return told if word in terms.normalise("".join(thing.fact.row)) else replace(told, by_words=True)


def _is_body(scene: Scene, word: str) -> bool:
    return word in scene.organisation or any(unit.is_called(word) for unit in scene.units)


def _number_of(count: Fact | None) -> list[Piece]:
    return ["文件没有写明数量"] if count is None else ["数量", *state(count, bold=True)]


def _name(fact: Fact) -> str:
    return _COUNT.sub("", fact.row[-1].strip())


def _in_full(fact: Fact, words: Sequence[str]) -> str:
    """A thing's name, with the kind of things that it is where only that has what is asked for: 执法执勤用车（乘用车）."""
    name = _name(fact)
    own = len(fact.row) < _WITH_KIND or any(word in terms.normalise(name) for word in words)
    return name if own else f"{fact.row[-2].strip()}（{name}）"


_WITH_KIND = 2


def _called(word: str, rows: Sequence[Known]) -> Known | None:
    """The only row whose name has a word in it; of several that do, the one that is called just so."""
    own = [known for known in rows if word in terms.normalise(known.fact.row[-1])]
    exact = [known for known in own if terms.normalise(re.split("[（(]", _name(known.fact))[0]) == word]
    own = exact or own or (_of_kind(word, rows) if len(word) >= _SPOKEN else [])
    return own[0] if len({(known.fact.row, base_value(known.fact)) for known in own}) == 1 else None


def _in_print(word: str, rows: Sequence[Known]) -> Known | None:
    """The only row that has what is printed for an everyday word in its name: 便携式计算机 for 笔记本电脑."""
    names = (name for name in map(terms.normalise, everyday.printed(word)) if len(name) >= _SPOKEN)
    found = [known for name in names if (known := _called(name, rows))]
    return found[0] if len({known.fact.row for known in found}) == 1 else None


def _of_kind(word: str, rows: Sequence[Known]) -> list[Known]:
    return [known for known in rows if any(_is_kind(word, label) for label in known.fact.row[-2:-1])]


def _is_kind(word: str, label: str) -> bool:
    """Whether what a list prints before a thing's name says what kind it is, in full or in short: 执法执勤用车, 执法车."""
    kind = terms.normalise(label)
    return word in kind or (word[:2] == kind[:2] and word[-1] == kind[-1] and in_order(word, kind))


_SPOKEN = 3  # characters of a word that may be short for a kind of things


def _count(scene: Scene, known: Known) -> Fact | None:
    """How many there are of a thing, by its own name (投影仪12台) or a column of the table (数量)."""
    holding, fact = scene.holding(known.fact), known.fact
    found = [
        other
        for other in holding.facts
        if other.value is not None
        and other.measure == "count"
        and (
            (other.source == "narrative" and other.section[:1] == (fact.table,) and other.quote == fact.row[-1].strip())
            or (
                other.table_number == fact.table_number
                and other.row == fact.row
                and _COUNTS.search("".join(other.column))
            )
        )
    ]
    return found[0] if len({other.value for other in found}) == 1 else None
