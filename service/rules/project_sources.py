"""Which projects get money from one source, by the column or the field of their forms that prints it: 哪些项目有上级补助，各多少."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.grid import TOTAL
from service.draft import Draft, Piece
from service.holding import Known
from service.rules.magnitude import is_money
from service.rules.project_rows import is_row
from service.rules.scene import Scene, answered, state

_WHICH = re.compile(
    r"(?:哪(?:些|几|一?个|几个)|什么|有没有)(?:的)?(?:是|有)?项目|项目[^，。；？?]{0,8}?(?:哪(?:些|几个?|一?个)|有没有)"
)
# What a source is called by people, and in print.
_SOURCES = (
    (re.compile("上级|上头|上面"), re.compile("上级")),
    (re.compile("中央"), re.compile("中央")),
    (re.compile("省级|省里"), re.compile("省级")),
    (re.compile("市级|市里"), re.compile("市级")),
    (re.compile("结转|(?:上|去)年(?:的|没花完|剩)"), re.compile("结转")),
    (re.compile("事业收入"), re.compile("^事业收入")),
    (re.compile("单位资金|自有资金|自筹"), re.compile("单位资金|自有资金|自筹")),
    (re.compile("其他资金|其它资金"), re.compile("其他资金")),
)
_GIVES = re.compile("补助?|拨|给|资金|钱|来源|安排|收入|出钱|掏|支持")
_FEWEST = 2  # projects of which it is printed whether they get any: of one alone it is no choice


def told(scene: Scene) -> Draft | None:
    """The projects with an amount under that source; None where no two projects print that source, or none has any."""
    asked = _asked(scene.query.text)
    if len(asked) != 1 or len(scene.years()) > 1:
        return None
    cells: dict[str, Known] = {}
    for holding in scene.holdings:
        for known in holding.known:
            if _is_of_a_project(known, scene) and asked[0].search(known.fact.column[-1]):
                cells.setdefault(_name(known), known)
    given = {name: known for name, known in cells.items() if known.fact.value}
    if len(cells) < _FEWEST or not given or not all(map(is_money, given.values())):
        return None
    pieces: list[Piece] = [f"{scene.prefix}{scene.target()}年的项目中：\n"]
    for name, known in given.items():
        pieces += [f"- {name}：{known.fact.column[-1]}", *state(known.fact), "\n"]
    return replace(answered(*pieces), by_words=True)


def asks(scene: Scene) -> bool:
    """Whether it is asked which projects one source pays for: a list of all projects is no answer."""
    return bool(_asked(scene.query.text))


def _asked(text: str) -> list[re.Pattern[str]]:
    """How the sources that are named are called in print; none where it is not asked which projects they pay for."""
    if not _WHICH.search(text) or not _GIVES.search(text):
        return []
    return [printed for said, printed in _SOURCES if said.search(text)]


def _is_of_a_project(known: Known, scene: Scene) -> bool:
    """Whether a cell, filled or blank, is one of a project's own: of its form, or of its row in a list of projects."""
    fact = known.fact
    if (
        TOTAL.search("".join(fact.row[-1:]))
        or fact.year != scene.target()
        or not fact.column
        or not fact.row
        or fact.indicator is not None
    ):
        return False
    return (fact.project is not None and len(fact.row) == 1) or is_row(known) or (
        fact.value is None and fact.source == "table" and "项目" in (fact.table or "") and not fact.code
    )  # fmt: skip


def _name(known: Known) -> str:
    return known.fact.project[1] if known.fact.project else known.fact.row[-1]
