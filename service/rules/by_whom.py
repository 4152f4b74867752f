"""Which unit of a body an amount is of, where the sentence that tells the amount says so: 是哪家下属单位用的."""

from __future__ import annotations

import re

from service import evidence
from service.draft import Draft, Quoted, Stated
from service.evidence import Want
from service.holding import Known
from service.rules.magnitude import base_value
from service.rules.scene import Scene, answered, phrase, state

_ASKS = re.compile(
    r"(?:哪|什么|啥)(?:一)?(?:家|个|所|些|几家|几个)?(?:的)?(?:下属|所属|下级|下面|二级|基层|直属|预算)*的?(?:单位|机构|学校|院所|中心)?"
    r"(?:动|支|使|上|取|实现|收)?(?:用|花|出|拿|交|缴|收|得|取|挣|补|发生|产生|形成)(?:掉|了|去|到|上来)?的"
    r"|(?:哪|什么)(?:一)?(?:家|个|所)?(?:下属|所属|下级|下面|二级|基层|直属)的?单位"
)
# A unit, as a clause that says whose an amount is names it: 为某某职业学校…, 主要是所属某某中心….
_UNIT = re.compile(
    r"(?:^|为|是|系|由|及|和|、|其中|主要|所属|下属)(?P<unit>[一-鿿（）()]{2,24}?(?:学校|学院|大学|[小中]学|幼儿园|中心|研究院|医院|[所站馆院校园](?!需|有|属|得)|[大支总]队|管理处|服务处|服务局|管理局|公司))"
)
# Why an amount moved is told of other things: 主要原因是某某中心设备购置增加.
_MOVED = re.compile(r"原因|因为|由于|[与比较](?:上年|去年|\d{4})|增加|减少|增长|下降")
_SAME_UNIT = 4  # characters of a name at least


def told(scene: Scene) -> Draft | None:
    """The amount with the clause of its sentence that names the unit; None where it is not asked, or no sentence says."""
    query = scene.query
    if query.kind not in ("lookup", "list") or len(query.items) != 1 or not _ASKS.search(query.text):
        return None
    known = scene.level(query.items[0], scene.target())
    if known is None or known.fact.value is None:
        return None
    quoted = _clause(scene, known)
    if quoted is None:
        return None
    figure = state(known.fact, bold=True)
    result = next((piece for piece in figure if isinstance(piece, Stated)), None)
    return answered(
        phrase(scene, known), *figure, "。原文：", quoted, result=result if result and result.certain else None
    )


def _clause(scene: Scene, known: Known) -> Quoted | None:
    """The clause behind the same amount in a sentence of the same item that names one of the body's units."""
    want = Want(scene.query.items[0], known.fact.year, scene.basis)
    for other in evidence.candidates(want, scene.holdings):
        fact = other.fact
        if (
            fact.source != "narrative"
            or not fact.span
            or fact.value is None
            or base_value(fact) != base_value(known.fact)
        ):
            continue
        sentence = re.split(r"[。；\n]", fact.quote[fact.span[1] :])[0]
        for clause in re.split("[，,]", sentence):
            hit = None if _MOVED.search(clause) else _UNIT.search(clause.strip())
            if hit and len(hit["unit"]) >= _SAME_UNIT and hit["unit"] != scene.organisation:
                return Quoted(clause.strip(), fact.document, fact.quote, fact.place, fact.section)
    return None
