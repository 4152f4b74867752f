"""Why money was left at the end of a year: what stands behind the amount that was carried over (…360万元（尾款待审价后支付）)."""

from __future__ import annotations

import re

from ingest import terms
from service.draft import Draft, Quoted, sentence_of
from service.rules.scene import Scene, answered
from service.rules.sentences import SENTENCE

_ASKED = re.compile(
    r"(?:没有?|未)(?:能)?(?:付|花|用|支付|支出|动)(?:出去|完|掉|了)?|结转|结余|(?:剩|余)(?:下|了)?[^，。？?]{0,6}(?:没|未)"
)
_LEFT = re.compile(r"结转|年末[^，。]*结余")
# Why more was left than the year before is another question.
_MOVED = re.compile(r"[比较](?![重例大])|[增减涨降升跌砍缩]|多出|[多少高低]了|变|下来|上[去来]")
# Words in a bracket or behind a cue right behind an amount, of it alone.
_WHY = re.compile(
    r"^[（(](?!其中|含|单位|不含)(?=[^（）()\d]*[一-鿿]{4})[^（）()]{6,}[）)]|^，?(?:主要)?(?:系|是因|因为?|由于|原因)[^，。；]{4,}"
)


def why_left(scene: Scene) -> Draft | None:
    """The sentence that gives the reason behind what was carried over of the fund asked about; None without one."""
    query = scene.query
    if not _ASKED.search(query.text) or _MOVED.search(query.text):
        return None
    keys = {key for asked in query.items for key in asked.keys}
    of_funds = {key for key in keys if key.split("_")[0] in _NAMES and key.endswith(("_budget", "_expenditure"))}
    told = of_funds | {"carried_out"}
    names = [name for key in of_funds for name in _NAMES[key.split("_")[0]]]
    # 一般公共预算财政拨款结转和结余 is what is left of one fund: what is told of all that is left tells nothing of it.
    names += [name for asked in query.items for own in _NAMES.values() for name in own if name in asked.text]
    if any(asked.code or not (set(asked.keys) & told or _LEFT.search(asked.text)) for asked in query.items):
        return None  # why one item fell short of its budget is another question
    for holding in scene.holdings:
        if holding.record.kind != "final_accounts":
            continue
        for known in holding.known:
            fact = known.fact
            if fact.source != "narrative" or fact.year != scene.target() or fact.span is None or not fact.row:
                continue
            label = terms.normalise(fact.row[-1])
            if not _LEFT.search(label) or not _WHY.match(fact.quote[fact.span[1] :]):
                continue
            if not query.items and query.rest and not any(terms.normalise(w) in fact.quote for w in query.rest):
                continue  # 拿来宣传的那笔钱没用完: the reason for all that is left is none for it
            if not names or any(name in label for name in names):
                return answered(sentence_of(fact))
    return _said_apart(scene, names) if query.items or not query.rest else None


# A sentence of its own, in the paragraph of the very fund: 未用完的原因：….
_REASON_APART = re.compile(
    r"^(?:(?:资金|经费|年末)?(?:未|没有?)(?:能)?(?:用|花|支出|使用|执行)(?:完|完毕)?|(?:年末)?(?:结转|结余|剩余)(?:和结余|结余|资金)?)的?(?:主要)?(?:原因|系|是因)"
)


def _said_apart(scene: Scene, names: list[str]) -> Draft | None:
    """The sentence that tells why money of a fund was left, where its paragraph or heading names the fund."""
    for holding in scene.holdings:
        if holding.record.kind != "final_accounts" or holding.record.year != scene.target():
            continue
        for paragraph in holding.paragraphs:
            about = f"{paragraph.section[-1] if paragraph.section else ''}{paragraph.text}"
            if not (any(name in about for name in names) if names else _LEFT.search(about)):
                continue
            for sentence in SENTENCE.finditer(paragraph.text):
                if _REASON_APART.match(said := sentence[0].strip()):
                    return answered(Quoted(said, holding.record.id, said, paragraph.place, paragraph.section))
    return None


_NAMES = {"general": ("一般公共预算",), "government": ("政府性基金", "基金"), "state": ("国有资本",)}
