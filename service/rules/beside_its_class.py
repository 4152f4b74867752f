"""Whether a line's amount looks wrong beside its own class: 30299的数字有没有可疑之处，跟302合计比呢.

A line that is as much as its whole class, of which other lines have amounts too, cannot be right together with these.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import terms
from ingest.terms import strip_number
from service.draft import Draft, Piece
from service.holding import Known
from service.rules.magnitude import base_value
from service.rules.scene import Scene, answered, called, phrase, state

_STRANGE = re.compile(
    r"可疑|疑点|疑问|异常|不正常|不对劲|蹊跷|反常|奇怪|怪(?!不得)|离谱|(?:有|存在)(?:没有|无)?(?:什么|啥|点)?(?:问题|毛病|错|误|差错)|(?:填|写|列|印|录|搞|弄)错|合理吗|靠谱|站得住"
)
_SHOWN = 3  # other lines of the class that are told
_CLASS = 3  # digits of the code of a class


def told(scene: Scene) -> Draft | None:
    """That a line cannot be as much as its whole class; None where its amount is less, or where nothing is asked of that."""
    if not _STRANGE.search(scene.query.text) or len(scene.years()) != 1:
        return None
    for asked in scene.query.items:
        for known in _lines(scene, asked.names):
            whole, others = _class_of(scene, known)
            if whole is not None and others and base_value(whole.fact) == base_value(known.fact):
                return _said(scene, known, whole, others)
    return None


def _lines(scene: Scene, names: frozenset[str]) -> list[Known]:
    """The lines of the year's tables that go by one of the names, with an amount."""
    return [
        known
        for holding in scene.holdings
        for known in holding.known
        if known.fact.source == "table"
        and known.fact.year == scene.target()
        and known.fact.value
        and known.fact.code
        and len(known.fact.code) > _CLASS
        and ({known.item.own, known.fact.code} & names)
    ]


def _class_of(scene: Scene, known: Known) -> tuple[Known | None, list[Known]]:
    """The line of the class that a line is below in its own table, and the others of that class with an amount."""
    fact = known.fact
    code = (fact.code or "")[:_CLASS]
    beside = [
        k
        for k in scene.holding(fact).by_table.get(fact.table_number, ())
        if (k.fact.column, k.fact.basis, k.fact.year) == (fact.column, fact.basis, fact.year) and k.fact.value
    ]
    whole = next((k for k in beside if k.fact.code == code), None)
    others = [
        k
        for k in beside
        if k.fact.code and len(k.fact.code) == len(fact.code or "") and k.fact.code != fact.code
        and k.fact.code.startswith(code)
    ]  # fmt: skip
    return whole, others


def _said(scene: Scene, known: Known, whole: Known, others: list[Known]) -> Draft:
    name = strip_number(terms.normalise(whole.fact.row[-1]))
    pieces: list[Piece] = ["有疑点：", phrase(scene, known), *state(known.fact, bold=True)]
    pieces += [f"，与所属“{name}”合计", *state(whole.fact), "相同，而该类下还列有"]
    for number, other in enumerate(others[:_SHOWN]):
        pieces += ["、" if number else "", called(other), *state(other.fact)]
    pieces.append("等" if len(others) > _SHOWN else "")
    pieces.append("，各项相加与合计不一致，表中数额可能填列有误。公开文件没有说明。")
    return replace(answered(*pieces), by_words=True)
