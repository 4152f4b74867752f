"""Rows of one table that go by one name: asked back which is meant, or listed where all of them are asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import terms
from ingest.terms import strip_number
from service.asked_bound import ADDED_UP
from service.blanking import blanked
from service.draft import Draft, Piece
from service.holding import Known
from service.query import Asked
from service.rules.scene import Scene, answered, state
from service.rules.stating import stated, total

ADDED = re.compile(rf"{ADDED_UP.pattern}|一共|总共|总计|累计|加总|总额")
_COUNT = re.compile(r"(?<=[一-鿿）)])\d+[台套辆件个批张部]$")  # 平板电脑60台, of which no figure is told
ALL = re.compile(rf"{ADDED.pattern}|都有|哪几|哪些|分别|各|列")


def which(scene: Scene, asked: Asked, rows: Sequence[Known]) -> Draft | None:
    """Several rows of a table go by the name: asked back, or listed and added up where all of them are asked for."""
    rows = below_named(scene, asked, rows)
    if len(rows) == 1:
        return stated(scene, rows[0], asked)
    if ALL.search(scene.query.text):
        lines: list[Piece] = []
        for known in rows:
            lines += [f"- {_path(known)}：", *state(known.fact), "\n"]
        if not ADDED.search(scene.query.text):
            return answered(*lines)
        added = total(scene, rows, f"各项{asked.text}合计")
        return added or answered(*lines)
    told = told_apart(rows[:8])
    shown = "；".join(told)
    text = f"{scene.prefix}{rows[0].fact.year}年有{'多' if len(rows) > 8 else '几'}项都叫“{asked.text}”，您问的是哪一项？{shown}。"
    offers = tuple(
        f"{scene.prefix}{rows[0].fact.year}年{known.fact.code or ''}{label}是多少？"
        for known, label in zip(rows[:8], told, strict=True)
    )
    return Draft("clarify", (text,), follow_ups=offers)


def below_named(scene: Scene, asked: Asked, rows: Sequence[Known]) -> Sequence[Known]:
    """The rows below the lines that the question names beside them, be it in short: 各类会议的餐饮服务; all where it names none."""
    text = terms.normalise(blanked(scene.query.plain or scene.query.text, [(asked.start, asked.end)]))
    above = [{terms.normalise(strip_number(label)) for label in known.fact.row[:-1]} for known in rows]
    shared = set.intersection(*above) if above else set()
    said = {label: short for labels in above for label in labels - shared if (short := _said_in_short(label, text))}
    # 专项会议 names 某会专项会议, and no line that is only called 会议费.
    named = {
        label for label, short in said.items() if not any(short != other and short in other for other in said.values())
    }
    kept = [known for known, labels in zip(rows, above, strict=True) if labels & named]
    return kept or rows


def _said_in_short(label: str, text: str) -> str:
    """How a text names a line: without 费 or 支出, or by the end of its name, 全委会 of 某会全委会; empty where it does not."""
    short = called_above(label)
    ends = (short[at:] for at in range(1, len(short) - _END + 1))
    return next((name for name in (short, *ends) if name in text), "")


_END = 3  # characters from which the end of a name names a line


def called_above(label: str) -> str:
    """What a line is called in short, folded: 会议 of 会议费."""
    return _OF_MONEY.sub("", label)


_OF_MONEY = re.compile("(?<=..)(?:费用?|支出|经费)$")


def _path(known: Known, labels: int = 2) -> str:
    return "—".join(_COUNT.sub("", strip_number(label)) for label in known.fact.row[-labels:])


def told_apart(rows: Sequence[Known]) -> list[str]:
    """Each row's path, with as many of the rows above it as tell it from the others."""
    for labels in range(2, max((len(known.fact.row) for known in rows), default=2) + 1):
        paths = [_path(known, labels) for known in rows]
        if len(set(paths)) == len(paths):
            return paths
    return [_path(known) for known in rows]
