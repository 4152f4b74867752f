"""Does it add up: the disclosure as a whole, or one item of it, by the findings of the tie-out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest import items, terms
from ingest.grid import TOTAL
from ingest.model import Fact
from service import evidence
from service.calculator.tieout import Finding
from service.draft import Draft, Marked, Piece, computed, scaled
from service.evidence import Want
from service.holding import Holding, Known
from service.rules.everywhere import place_of
from service.rules.magnitude import alike, base_value
from service.rules.parts_and_whole import are_added
from service.rules.scene import Scene, answered, phrase, state

_MOST = 5  # contradictions that are told one by one
_MOST_FACTS = 6
_OF_TIEOUT = re.compile(r"(?:勾稽|钩稽|关系|核对|逻辑|自相|前后|内部|之间)+")
# What part of the account is asked about, and the rules that look at it.
_TOPICS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"表格?.{0,6}(?:齐|全不全|缺|漏|少)|(?:缺|漏|少)[^，。]{0,6}表"), frozenset({"R39"})),
    (re.compile("绩效|指标"), frozenset({"R28", "R30", "R31"})),
    (re.compile("采购"), frozenset({"R34"})),
)
_TOPIC_WORDS = re.compile(
    r"绩效|指标|目标|值|权重|政府|采购|表格?|总|项目|整体|各|公开|明细|预算|决算|规定|应当|齐[不全]*齐?|全不全|[缺漏少][不没了]*[缺漏少]?|哪些|什么"
)
_NO_REASON = "公开文件没有说明为何不同。"


def of_item(scene: Scene) -> Draft | None:
    """What does not tie out about the items asked for; None where nothing does, or none is named."""
    if not scene.query.items or not _accounted(scene) or are_added(scene.query):
        return None  # what else is wrong with its parts says nothing of a sum
    found = [finding for finding in _broken(scene) if _touches(scene, finding)]
    return _told(scene, found, "") if found else None


def overall(scene: Scene) -> Draft | None:
    """Whether the disclosure asked for agrees with itself: what does not, with both figures and both places."""
    if scene.query.items or not scene.holdings:
        return None
    rules = next((rules for words, rules in _TOPICS if words.search(scene.query.text)), None)
    if not all(_OF_TIEOUT.fullmatch(_TOPIC_WORDS.sub("", word) or "关系") for word in scene.query.rest):
        return None  # 无人机采购: a word that no disclosure explains is not passed over
    if rules is None:
        return _told(scene, list(_broken(scene)), _name(scene)) if _accounted(scene) else None
    return _told(scene, [finding for finding in _broken(scene) if finding.rule in rules], _name(scene))


def without_figures(scene: Scene) -> Draft | None:
    """The same by the names of the rules alone, for what no sentence can be made of that holds by itself."""
    found = [f for f in _broken(scene) if not scene.query.items or _touches(scene, f)]
    if are_added(scene.query) or not _accounted(scene) or not found or (scene.query.items and len(found) > _MOST):
        return None
    pieces: list[Piece] = [_head(found, "" if scene.query.items else _name(scene))]
    for finding in found[:_MOST]:
        pieces += [f"- {_rule(finding)}", *(Marked(p) for p in finding.places[:2] if isinstance(p, Fact)), "\n"]
    return answered(*pieces, "用 mingzhang audit 或材料页的核对报告查看两处的数。")


def _accounted(scene: Scene) -> bool:
    """Whether nothing else is asked about: a word that no disclosure explains is not passed over."""
    return all(_OF_TIEOUT.fullmatch(word) for word in scene.query.rest)


def _holdings(scene: Scene) -> Sequence[Holding]:
    """The disclosures of the year and the kind asked for."""
    year = scene.target()
    kind = {"actual": "final_accounts", "budget": "budget"}.get(scene.basis or "")
    own = [h for h in scene.holdings if h.record.year == year] or list(scene.holdings)
    return [h for h in own if kind is None or h.record.kind == kind] or own


def _broken(scene: Scene) -> Iterator[Finding]:
    order = {"mismatch": 0, "unlikely": 1, "warning": 2}
    found = [finding for holding in _holdings(scene) for finding in holding.broken]
    yield from sorted(found, key=lambda finding: order.get(finding.outcome, 3))


def _touches(scene: Scene, finding: Finding) -> bool:
    facts = [place for place in finding.places if isinstance(place, Fact)]
    for asked in scene.query.items:
        wanted = {k.fact.id for k in evidence.candidates(Want(asked, scene.target(), scene.basis), scene.holdings)}
        if any(fact.id in wanted or items.item(fact).own in asked.keys for fact in facts):
            return True
    return False


def _name(scene: Scene) -> str:
    titles = [f"《{holding.record.title}》" for holding in _holdings(scene)]
    return "、".join(titles[:2]) + (f"等{len(titles)}份材料" if len(titles) > 2 else "")


def _head(found: Sequence[Finding], name: str) -> str:
    broken = [finding for finding in found if finding.outcome == "mismatch"]
    if not found:
        return f"{name}没有发现前后不一致的地方。"
    if not broken:
        return f"{name}没有发现不一致，但有值得留意的地方：\n"
    return f"{name or '不一致。'}{'有不一致的地方：' if name else ''}\n"


def _rule(finding: Finding) -> str:
    from service.calculator.tieout import RULES

    return next((rule.name for rule in RULES if rule.id == finding.rule), finding.rule)


def _told(scene: Scene, found: Sequence[Finding], name: str) -> Draft:
    pieces: list[Piece] = [_head(found, name)]
    for finding in found[:_MOST]:
        pieces += [f"- {_rule(finding)}：", *_statements(scene, finding), "\n"]
    if len(found) > _MOST:
        pieces.append("其余的见材料页的核对报告，或用 mingzhang audit 查看。\n")
    if any(finding.outcome == "mismatch" and finding.rule != "R39" for finding in found):
        pieces.append(_NO_REASON)
    return answered(*pieces)


def _what(scene: Scene, known: Known) -> str:
    """What a figure is; a row that is no total by its printed label, whatever it may stand for."""
    label = known.fact.row[-1] if known.fact.source == "table" and known.fact.row else ""
    if label and terms.is_neutral(label) and not TOTAL.search(terms.normalise(label)):
        return f"“{label}”"
    return phrase(scene.bare, known)


def _statements(scene: Scene, finding: Finding) -> Iterator[Piece]:
    """Both sides as printed, and the difference where two figures stand against each other."""
    facts = [place for place in finding.places if isinstance(place, Fact) and place.value is not None]
    if not facts or finding.rule == "R11":  # a name is at stake, no figure
        yield re.sub(r"\d+(?:\.\d+)?(?:万?元|%|个百分点)的?", "", finding.message).rstrip("。")
        yield from map(Marked, facts)
        return
    shown = facts[:_MOST_FACTS]
    for number, fact in enumerate(shown):
        known = Known(fact, items.item(fact))
        yield f"{'；' if number else ''}{place_of(scene, known)}{_what(scene, known)}"
        yield from state(fact)
    if len(facts) > len(shown):
        yield "等"
    known_facts = [Known(fact, items.item(fact)) for fact in facts]
    if len(facts) == 2 and alike(known_facts) and all(f.measure == "level" for f in facts):
        high, low = sorted(facts, key=lambda f: -base_value(f))
        if base_value(high) != base_value(low):
            yield "，相差"
            yield computed(f"a - {scaled('b', low.unit, high.unit)}", {"a": high, "b": low}, high.unit)
