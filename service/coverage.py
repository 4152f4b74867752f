"""Whether an answer accounts for every content word of its question, so that a figure of the whole never answers for a part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import terms
from service import rules
from service.draft import Draft, Marked, Quoted, Stated
from service.holding import Holding
from service.query import QueryKind
from service.rules.scene import Scene
from service.rules.words import clause

# What is told in words answers by itself; there the question's other words narrow nothing.
_TOLD: frozenset[QueryKind] = frozenset(
    {"definition", "contact", "reason", "list", "purpose", "projects", "blank_tables", "held", "consistency"}
)
# Persons, units and times that narrow an amount.
_NARROWS = re.compile(
    r"[局处科厅部院校馆]长|主任|领导|书记|个人|季度|上半年|下半年|月份|[一二三四五六七八九十\d]月|每[天人户月]|人均|户均|"
    r"人次|面积|平方米|中心$|俱乐部|[队所站馆院校科处室组]$|食堂|装修|补贴|补助|津贴|奖励|资助|救助|工程|改造|建设|维修|购置|活动|平台|系统|分公司|子公司|村|社区$"
)
# Where a figure found by the question's words may stand for one found by its item.
_SEARCHED: frozenset[QueryKind] = frozenset({"lookup", "sum", "list"})
_SPENDING = re.compile("花|用|多少|钱")  # a total that is asked for by these words alone
_SHARED = 0.6
_KNOWN = 0.8
# What is asked for is a name, a day or a place, and no amount answers that.
_ASKS_A_NAME = re.compile(
    r"哪个国家|哪国|哪几个国家|叫什么|叫啥|名字|姓名|是谁|什么时候|啥时候|哪天|几月几|哪一天|型号|品牌|牌子|什么牌|哪家公司|哪个公司|供应商|中标|哪个城市|哪里人|几点|什么颜色|哪些国家|哪些城市|哪家(?:银行|医院|酒店|企业)"
)


def accounted(scene: Scene, found: Draft | None) -> Draft | None:
    """The draft if it accounts for the question's words, one that does, or None.

    A word that the disclosures do not know at all, and that names no person, unit or time, only explains the item
    (打电话的邮电费): the answer then says that it is of the whole item.
    """
    if found is None or found.status != "answered":
        return found
    if scene.query.kind != "contact" and _HOW_TO.search(scene.query.text):
        return None
    if found.by_words or scene.query.kind in _TOLD:
        return found
    if scene.query.kind == "lookup" and _ASKS_A_NAME.search(scene.query.text):
        return None
    aside = _before_brackets(scene)
    left = [word for word in scene.query.rest if word not in aside and not _PAYING.match(word)]
    loose = [word for word in left if not _named(word, found, scene)]
    if not loose:
        return found
    if scene.query.kind in _SEARCHED and (by_words := rules.by_words(scene)):
        return by_words
    if len(scene.query.items) == 1 and _BOUGHT & set(scene.query.items[0].keys):
        return None  # 教科书的采购 is not all that is bought
    if not scene.query.items or any(_NARROWS.search(word) or occurs(word, scene.holdings) for word in loose):
        return None
    if all(set(asked.keys) & terms.TOTALS and _SPENDING.search(asked.text) for asked in scene.query.items):
        return None  # 校车要花多少钱 is not about all that is spent
    return replace(found, notices=(*found.notices, f"文件没有单列“{'、'.join(loose)}”，以上是该项目的全部数额。"))


def _before_brackets(scene: Scene) -> str:
    """What a bracket right behind says in the disclosure's words: 电教平台那块（其他教育管理事务支出）."""
    text = scene.query.text
    opened, closed = text.find("("), text.find(")")
    if not 0 < opened < closed or not any(opened < a.start and a.end <= closed for a in scene.query.items):
        return ""
    return re.split(r"[，。；：？]", text[:opened])[-1]


def _named(word: str, found: Draft, scene: Scene) -> bool:
    """Whether what the answer rests on names a word: its labels, table, section, sentence, project or body."""
    parts = [scene.organisation]
    for piece in found.pieces:
        for fact in piece.facts if isinstance(piece, Stated) else (piece.fact,) if isinstance(piece, Marked) else ():
            parts += [*fact.row, *fact.column, *fact.section, *(fact.project or ()), fact.table or ""]
            parts.append(clause(fact) if fact.source == "narrative" else "")
        if isinstance(piece, Quoted):
            parts += [piece.sentence, *piece.section]
    if _UNIT.search(word):  # a unit inside a body shares most of the body's name
        return terms.normalise(word) in terms.normalise("".join(parts))
    return _pairs_in(terms.normalise(word), terms.normalise("".join(parts))) >= _SHARED


# How something is done is no figure and stands in no disclosure.
_HOW_TO = re.compile(
    r"怎么(?:在|去|从|上)?[^，。？]{0,6}(?:交|缴|办理?|查询?|申请|报名|预约|投诉|退)(?!的|了|出)|小程序|几点(?:开门|上班|下班)"
)
_BOUGHT = frozenset({"government_procurement", "procurement_goods", "procurement_works", "procurement_services"})
_PAYING = re.compile("^[掏砸花拿给钱买付]+$")  # 掏钱买 tells nothing of what for
_UNIT = re.compile(r"(?:中心|大队|支队|[所站馆院校])$")


def occurs(word: str, holdings: Sequence[Holding]) -> bool:
    """Whether a word, or nearly all of its character pairs, stands anywhere in the disclosures."""
    return any(_pairs_in(terms.normalise(word), holding.words) >= _KNOWN for holding in holdings)


def _pairs_in(word: str, text: str) -> float:
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 1.0
