"""What the line of a code is called: in the tables, and in the text that explains them, are they one name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import terms
from ingest.terms import strip_number
from service.draft import Draft, Piece, Quoted, Stated, sentence_of
from service.holding import Known
from service.query import Query
from service.rules.everywhere import IN_THE_TEXT
from service.rules.magnitude import base_value
from service.rules.scene import Scene, answered, phrase, state

_NAME = re.compile(r"叫(?:什么|啥|法|做|作|的)|名称|名字|科目名|怎么(?:叫|称呼)|称(?:作|为|呼)")
_TABLE = re.compile(r"表(?!示|明|述)")
_TEXT = re.compile(r"说明|文字|正文|第[\d一二三四五六七八九十]+条")
_DEEPEST = 7  # digits of the code of a 项


# What a code stands for, asked by itself: 30309是哪个科目, 2100717叫什么.
_STANDS_FOR = re.compile(
    r"(?:叫|名称|名字)(?:做|作)?(?:是|为)?(?:什么|啥|哪)|(?:是|对应|代表|指|表示)(?:的|着)?(?:的?是)?(?:什么|啥|哪)(?:一?个|一?项)?(?:科目|支出|名称|名字|内容)"
)
_HOW_MUCH = re.compile("多少|几[万千百元]")


def asks(query: Query) -> bool:
    """Whether it is asked what the line of one code is called, in a table, in the text, or both."""
    text = query.text
    one = sum(asked.code is not None for asked in query.items) == 1 == len(query.items)
    return one and (_asks_both(text) or _STANDS_FOR.search(text) is not None)


def _asks_both(text: str) -> bool:
    told = _TEXT.search(text) or IN_THE_TEXT.search(text)
    return bool(_NAME.search(text) and _TABLE.search(text) and told)


def told(scene: Scene) -> Draft | None:
    """The name of a code's line in a table, and in the sentence about it where that is asked for; None where they are not told."""
    if not asks(scene.query):
        return None
    asked, year = scene.query.items[0], scene.target()
    printed = [
        known
        for holding in scene.holdings
        for known in holding.by_code.get(asked.code or "", ())
        if (known.fact.source, known.fact.year) == ("table", year) and known.fact.row
    ]
    if not printed or len({_name(known) for known in printed}) != 1:
        return None
    line = next((known for known in printed if known.fact.value), printed[0])
    fact = line.fact
    name = Quoted(fact.row[-1], fact.document, fact.row[-1], fact.place, fact.section, fact.table, fact.table_number)
    lead = f"{scene.prefix}{year}年代码{asked.code}在“{fact.table}”中叫"
    if not _asks_both(scene.query.text):
        level = scene.level(asked, year) if _HOW_MUCH.search(scene.query.text) else None
        amount = state(level.fact, bold=True) if level is not None and level.fact.value is not None else []
        much: list[Piece] = ["，", phrase(scene.bare, level), *amount] if level is not None and amount else []
        result = next((piece for piece in amount if isinstance(piece, Stated) and piece.certain), None)
        return replace(answered(lead, name, *much, "。", result=result), by_words=True)
    said = _said_of(scene, line) if len(asked.code or "") == _DEEPEST else None
    if said is None:
        return None
    same = _name(said) == _name(line)
    found = answered(
        "一致。" if same else "不一致。", lead, name, f"；说明中{'也' if same else ''}写作：", sentence_of(said.fact)
    )
    return replace(found, by_words=True)


def _name(known: Known) -> str:
    return terms.normalise(strip_number(known.fact.row[-1]))


def _said_of(scene: Scene, line: Known) -> Known | None:
    """What a sentence says of the line: by its own name, else the one line below its 类 that has its amount and a name no table has."""
    holding = scene.holding(line.fact)
    spoken = [
        known
        for known in holding.known
        if known.fact.source == "narrative"
        and (known.fact.year, known.fact.measure, known.fact.basis) == (line.fact.year, "level", line.fact.basis)
        and len(known.fact.row) > 1
        and known.fact.value is not None
        and terms.normalise(known.fact.row[0]) == terms.normalise(line.fact.row[0])
    ]
    own = _of_one_name([known for known in spoken if _name(known) == _name(line)])
    if own is not None:
        return own
    names = {
        _name(known)
        for known in holding.known
        if known.fact.source == "table" and len(known.fact.code or "") == _DEEPEST
    }
    return _of_one_name(
        [known for known in spoken if _name(known) not in names and base_value(known.fact) == base_value(line.fact)]
    )


def _of_one_name(found: Sequence[Known]) -> Known | None:
    return found[0] if found and len({known.fact.row for known in found}) == 1 else None
