"""A whole budget, or whole accounts, in a few lines: what came in, what is spent and on what, “三公”, running costs, purchases."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import terms
from service.draft import Draft, Piece
from service.holding import Known
from service.query import Asked
from service.rules import wholes
from service.rules.magnitude import alike, base_value, says_all
from service.rules.ranking import parts
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.totals import RECEIVED, REVENUE, SPENT

# 概括一下2025年的预算, 收支总体情况, 部门预算编制说明.
_OVERVIEW = re.compile(
    r"概括|概述|总结|归纳|概览|概要|摘要|梳理|小结|简(?:单|要)?(?:地)?(?:介绍|说明|说|讲|概)|介绍一?下|(?:总体|整体|基本|大致|大体|大概|总的)(?:收支|安排|预算|决算)*(?:的)?(?:情况|状况)"
    r"|(?:收支|[预决]算)(?:安排)?(?:的)?(?:总体|整体|基本|大致|大体|大概|总的)(?:情况|状况)|编制说明|(?:说|讲|聊)(?:一|说|讲|聊)?(?:一?下)?(?=[^，。？?]{0,16}[预决]算[。？?！!]*$)"
)
_OF_WHAT = re.compile("[预决]算|收支|账|钱")
_ASKS_MORE = re.compile(
    r"多少|几|为什么|为何|为啥|咋|怎么|原因|变|[增减升降涨跌]|占|比(?!例尺)|最|哪|谁|依据|职能|职责|机构|采购|绩效|资产|三公|收入[预决]算|支出[预决]算|说明里|情况说明"
)
_LINES = (
    "basic_expenditure",
    "project_expenditure",
    "three_public_expenses",
    "agency_operating_costs",
    "government_procurement",
)
_MAIN = 3  # kinds of spending that are told by name


def overview(scene: Scene) -> Draft | None:
    """What a disclosure comes to; None where one thing of it is asked for."""
    query = scene.query
    told = _OVERVIEW.search(query.text)
    how = ("基本", "总体", "大致", "整体")  # 基本情况 is no 基本支出
    others = [word for word in query.rest if not _OVERVIEW.search(word) and word not in how]
    if told is None or others or query.counted or not _OF_WHAT.search(query.text) or _ASKS_MORE.search(query.text):
        return None
    if any(not set(asked.keys) & terms.WHOLES for asked in query.items):
        return None
    year = scene.target()
    spent = wholes.total(scene)
    further = (Asked(terms.name(key), (key,), 0, 0) for key in _LINES)
    lines: list[Piece] = []
    for asked in (RECEIVED if spent is SPENT else REVENUE, spent, *further):
        known = scene.level(asked, year)
        if known is None or known.fact.value is None:
            continue
        lines += [f"- {phrase(scene.bare, known)}：", *state(known.fact), "\n"]
        if asked is spent:
            lines += _mainly(known, parts(scene, asked, year))
    if not lines:
        return None
    return answered(f"{scene.organisation}{year}年的主要数字：\n", *lines)


def _mainly(whole: Known, kinds: Sequence[Known]) -> list[Piece]:
    """The largest kinds of spending below all of it, where the kinds come to it."""
    found = sorted(kinds, key=lambda k: base_value(k.fact), reverse=True)
    if len(found) < _MAIN or not alike(found) or not says_all(found, whole):
        return []
    pieces: list[Piece] = ["  其中最大的：" if len(found) > _MAIN else "  分别是："]
    for number, known in enumerate(found[:_MAIN]):
        pieces += ["、" if number else "", called(known), *state(known.fact)]
    return [*pieces, "\n"]
