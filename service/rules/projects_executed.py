"""The projects by how much of their money was spent: 各个项目里哪个执行得最差，执行率多少, or all of them in order.

The rates, and the amounts where these are asked for, are those that a list of projects prints, or that each project's own
form does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest import terms
from ingest.terms import strip_number
from service import asked_bound
from service.draft import Draft, Piece, Quoted, Stated
from service.holding import Known
from service.rules import bounded
from service.rules.magnitude import base_value
from service.rules.scene import Scene, answered, state

_OF_PROJECTS = re.compile("项目(?!支出)")
_DONE = r"(?:执行|完成|花|用|支出|推进|落实)(?:钱|款|资金|预算|情况|进度|效率)*得?"
_WAY = r"(?P<low>不到位|不理想|不好|不力|差|慢|低|少|糟|拖后腿)|(?P<high>到位|理想|好|快|高|充分)"
_RANKED = re.compile(
    rf"(?:(?:预算)?(?:执行|完成)率|(?:执行|支出|花钱|用款|资金)进度)[^，。；？?]{{0,6}}?(?:最|垫底|倒数)(?:{_WAY})?"
    rf"|(?:钱|资金|预算)?{_DONE}最(?:{_WAY.replace('low', 'least').replace('high', 'most')})"
    rf"|最(?:{_WAY.replace('low', 'under').replace('high', 'over')})的?(?:预算)?(?:执行|完成)率"
)
_IN_ORDER = re.compile("从[高低大小好差]到[高低大小好差]|排(?:个|一?下|一排|序|名|列)|由[高低]到[高低]|[升降]序")
_FROM_BELOW = re.compile("[从由][低小差]到|升序")
_EACH = re.compile("各|分别|每个|逐个|逐一|都")
_SAID_OF_IT = re.compile(
    "自我评价|自评|评价|绩效|附件|附表|公开|列出|列入|列|附|点名|重点|主要|执行数|预算数|全年|实际|预算|资金|支出|执行|完成|进度|花钱|[率最低高差好快慢少不到位理想个排序花用得钱款名各表]|情况"
)
_LEAST_ROWS = 2


def told(scene: Scene) -> Draft | None:
    """The project of which the most or the least was spent, or all of them by it; None where that is not asked."""
    text = scene.query.text
    if not _OF_PROJECTS.search(text) or len(scene.years()) > 1 or scene.query.by_change or scene.query.places:
        return None
    if (money := _by_money(scene)) is not None:
        return money
    end = _RANKED.search(text)
    listed = bounded.RATE.search(text) and (_IN_ORDER.search(text) or _EACH.search(text))
    if not (end or listed) or asked_bound.sets(text) or _names_more(scene):
        return None
    rows, column = bounded.of_list(scene, bounded.RATE)
    if len(rows) < _LEAST_ROWS:
        return None
    if end is not None and not _IN_ORDER.search(text):
        return _extreme(scene, rows, column, least=bool(end["low"] or end["least"] or end["under"] or "数" in end[0]))
    return _all(scene, sorted(rows, key=_rate, reverse=not _FROM_BELOW.search(text)), column)


# The most or the least money of those that were evaluated, and the column that tells it.
_BY_MONEY = (
    (
        re.compile(r"(?:执行|支出)(?:数|金额|资金)最|(?:花|用|支出|执行)(?:掉|出去|了)?的?(?:钱|资金|经费)?得?最(?=[多少大小高低])"),
        re.compile("执行数|实际支出(?!率)"),
    ),
    (re.compile(r"(?:预算|资金|金额|盘子|钱)(?:数|总?额|规模|安排)?(?:是|得)?最(?=[多少大小高低])"), re.compile(r"预算数|预算安排")),
)  # fmt: skip
_EVALUATED = re.compile("自评|自我评价|绩效评价")
_LITTLE = re.compile("最[少小低]")


def _by_money(scene: Scene) -> Draft | None:
    """The one of the evaluated projects on which most or least was spent, or that had most or least, by its form or their list."""
    text = scene.query.text
    column = next((column for asked, column in _BY_MONEY if asked.search(text)), None)
    if column is None or not _EVALUATED.search(text) or asked_bound.sets(text) or _names_more(scene):
        return None
    rows, head = bounded.of_list(scene, column)
    rows = [known for known in rows if known.fact.measure == "level"]
    if len(rows) < _LEAST_ROWS:
        return None
    least = bool(_LITTLE.search(text))
    first = _at_the_end(rows, least=least)
    if len(first) != 1:
        return None
    lead = f"{scene.prefix}{scene.target()}年公开了自评的项目中，{_label(first[0])}最{'小' if least else '大'}的是"
    return _with_figure([lead, *_name(first[0], head), "，为"], first)


def _names_more(scene: Scene) -> bool:
    """Whether a question says more than that it is of projects, so that only some of them may be meant."""
    known = terms.TOTALS | {"project_expenditure", "current_budget"}
    named = [a for a in scene.query.items if a.end > a.start and not set(a.keys) & known]
    named = [a for a in named if _SAID_OF_IT.sub("", terms.normalise(a.text)).removeprefix("项目")]
    return bool(named) or any(len(_SAID_OF_IT.sub("", word)) > 1 for word in scene.query.rest)


def _rate(known: Known) -> Decimal:
    return base_value(known.fact)


def _extreme(scene: Scene, rows: Sequence[Known], column: str, *, least: bool) -> Draft:
    first = _at_the_end(rows, least=least)
    pieces: list[Piece] = [f"{scene.prefix}{scene.target()}年执行率最{'低' if least else '高'}的项目是"]
    for at, known in enumerate(first):
        pieces += ["、" if at else "", *_name(known, column)]
    pieces += ["，执行率为"]
    return _with_figure(pieces, first)


def _at_the_end(rows: Sequence[Known], *, least: bool) -> list[Known]:
    """The rows with the least figure, or the most: several where these are level."""
    end = (min if least else max)(base_value(known.fact) for known in rows)
    return [known for known in rows if base_value(known.fact) == end]


def _with_figure(pieces: Sequence[Piece], first: Sequence[Known]) -> Draft:
    """What leads up to a figure and the figure, which is the result where one row alone has it."""
    figure = state(first[-1].fact, bold=True)
    stated = next(piece for piece in figure if isinstance(piece, Stated))
    result = stated if stated.certain and len(first) == 1 else None
    return replace(answered(*pieces, *figure, "。", result=result), by_words=True)


def _all(scene: Scene, rows: Sequence[Known], column: str) -> Draft:
    where = f"“{rows[0].fact.table}”中，" if rows[0].fact.table else ""
    pieces: list[Piece] = [f"{scene.prefix}{scene.target()}年{where}"]
    for at, known in enumerate(rows):
        pieces += ["；" if at else "", *_name(known, column), f"{_label(known)}为", *state(known.fact)]
    return replace(answered(*pieces, "。"), by_words=True)


def _label(known: Known) -> str:
    """What the rate is called where it stands."""
    return strip_number((known.fact.column or known.fact.row)[-1])


def _name(known: Known, column: str) -> list[Piece]:
    """What a project is called: the name of its row, or of its form."""
    fact = known.fact
    if column or fact.project is None:
        label = fact.row[-1]
        return [Quoted(label, fact.document, label, fact.place, fact.section, fact.table, fact.table_number)]
    return [fact.project[1]]
