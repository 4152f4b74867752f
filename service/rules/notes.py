"""The disclosure's own words that there is nothing: notes below empty tables, sentences that deny an item."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import terms
from service.draft import Draft, Piece
from service.holding import Holding, Known
from service.query import Asked
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, sentences

_NOTHING = re.compile(
    r"无数据|空表|无此项|没有|未安排|未发生|无使用|不涉及|无(?:政府|国有|财政|三公|采购|该|相关|.{0,16}(?:收支|支出|预算|收入|拨款|经费))|为零"
    r"|不在.{0,24}范围|不属于.{0,16}范围|不列(?:入|报)|不(?:统计|核算|安排)"
)
_EMPTY = re.compile(r"空表|此表无数据|本表无数据|表为空")
# What the form tells who fills it in, and no one took out: 无政府性基金…的，仍保留该表格式，并在本表下方作下述说明.
_TO_BE_FILLED_IN = re.compile(
    "仍保留|(?:下述|下列|如下|以下)(?:格式|说明)|的[，,](?:应当?|须|需|请)(?:在|予以|注明|说明|保留|填)|请(?:注明|填)"
)


def nothing(scene: Scene, asked: Asked) -> Draft | None:
    """The disclosure's own words that there is none: a note below an empty table, or a sentence."""
    if set(asked.keys) & terms.TOTALS:
        return None
    year = scene.target()
    for holding in scene.holdings:
        spent = holding.record.kind == "final_accounts"
        if holding.record.year != year or (scene.query.basis is not None and spent != (scene.query.basis == "actual")):
            continue
        lines = list(sentences(holding))
        if scene.query.places:  # asked of the table, its own note says it
            lines.sort(key=lambda line: line.table is None)
        for line in lines:
            if not _NOTHING.search(terms.normalise(line.text)) or _TO_BE_FILLED_IN.search(line.text):
                continue
            if line.table is not None:
                table = terms.table_class(line.table)
                about = bool(table and table.total and _same_family(table.total, asked)) and not _has_numbers(
                    holding, line.table_number
                )
            else:
                about = _denies(line.text, asked)
            if about:
                pieces: list[Piece] = [f"{scene.prefix}{holding.record.year}年文件写明：", line.quoted()]
                return answered(*pieces)
    return None


# That a table, or a fund, is left blank is taken for known, and what the disclosure says of it is asked for.
_LEFT_BLANK = re.compile(
    r"(?:怎么|为什么|为何|为啥|缘何|凭啥|咋|何以|是不是|是否)[^，。；？?]{0,8}?(?:空|没有?(?:填|写|列|数|金额|东西|内容)|(?:什么|啥)(?:数|内容|东西)?(?:都|也)没|(?:一个)?数(?:字|据)?(?:都|也)没|全是零)"
    r"|(?:空着|空白|是空的|空空如也|没填数?|没有?数(?:据|字)?)[^，。；？?]{0,4}(?:为什么|为何|为啥|什么原因|怎么回事|咋回事|啥原因|啥情况|什么情况|吗|么|[，,])"
    r"|表[^，。；？?]{0,14}(?:空着|空白|是空的|空空如也|没填)"
)
_FUNDS = (
    ("政府性基金|基金预算", "government_fund_budget"),
    ("国有资本|国资", "state_capital_budget"),
    ("政府采购|采购预算|采购表", "government_procurement"),
)


def why_blank(scene: Scene) -> Draft | None:
    """The note of the table of a fund that is asked about for being blank; None where it has numbers, or no note tells.

    国有资本经营预算 is what the fund is called in budgets and accounts alike, so that it asks for no stage.
    """
    text = scene.query.text
    named = [key for names, key in _FUNDS if re.search(names, text)]
    if len(named) != 1 or not _LEFT_BLANK.search(text) or len(scene.years()) != 1:
        return None
    asked = Asked(terms.name(named[0]), (named[0],), 0, 0)
    found = nothing(scene.with_query(basis=None), asked)
    return replace(found, by_words=True) if found is not None else None


def blank_tables(scene: Scene) -> Draft | None:
    """The tables that their notes call empty."""
    year = scene.target()
    lines = [
        line
        for h in scene.holdings
        if h.record.year == year
        for line in sentences(h)
        if line.table and _NOTHING.search(terms.normalise(line.text)) and not _has_numbers(h, line.table_number)
    ]
    pieces = [piece for line in lines for piece in (f"- {line.table}：", line.quoted(), "\n")]
    return answered(f"{scene.prefix}{year}年没有数据的表：\n", *pieces) if pieces else None


def note_against(scene: Scene, known: Known) -> list[Piece]:
    """A note below the figure's table that calls the table empty, although it prints the figure (R38)."""
    table = scene.holding(known.fact).table(known.fact.table_number)
    for note in table.notes if table else ():
        if known.fact.value and _EMPTY.search(terms.normalise(note)):
            line = Line(
                note,
                known.fact.document,
                (table.title,) if table else (),
                known.fact.place,
                known.fact.table,
                known.fact.table_number,
            )
            return ["但该表下方注明", line.quoted(), "，与表中所列数额不一致。"]
    return []


def _same_family(total: str, asked: Asked) -> bool:
    families = (
        {"government_fund_expenditure", "government_fund_budget"},
        {"state_capital_expenditure", "state_capital_budget"},
        {"government_procurement", "procurement_goods", "procurement_works", "procurement_services"},
    )
    return any(total == key or any(total in f and key in f for f in families) for key in asked.keys)


def _has_numbers(holding: Holding, number: int | None) -> bool:
    return any(f.table_number == number and f.value is not None and f.value != 0 for f in holding.facts)


def _denies(text: str, asked: Asked) -> bool:
    """Whether a sentence says that there is none of the item: 无/没有/未安排 right before or after its name."""
    bare = terms.normalise(text)
    for mention in terms.mentions(text, everyday=False):
        if not any(_same_family(key, asked) or key in asked.keys for key in mention.keys):
            continue
        name = terms.normalise(mention.text)
        if re.search(
            rf"(?:无|没有|未安排|未发生|不涉及|未使用|无使用|没有使用|未编列)[^，。；]{{0,14}}{re.escape(name)}|{re.escape(name)}[^，。；]{{0,10}}(?:没有|未安排|未发生|为空|无)"
            rf"|不(?:在|属于|纳入|列入)[^，。；]{{0,8}}{re.escape(name)}[^，。；]{{0,8}}范围|{re.escape(name)}[^，。；]{{0,8}}不(?:统计|列报|核算)",
            bare,
        ):
            return True
    return False
