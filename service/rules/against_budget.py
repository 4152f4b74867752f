"""Why an outturn is above or below its own budget: the statement that sets it against that budget."""

from __future__ import annotations

import re

from ingest import quantity
from ingest.model import Fact
from service import evidence
from service.draft import Draft, Piece, Quoted
from service.holding import Known
from service.query import Asked
from service.rules import beside
from service.rules.magnitude import base_value
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.sentences import SENTENCE, as_printed


def not_as_budgeted(scene: Scene, asked: Asked, year: int, said: list[Known]) -> Draft | None:
    """Why an outturn is above or below its own budget, from the statement that sets it against that budget."""
    both = levels(scene, asked, year)
    own = [k for k in said if k.fact.base_year == k.fact.year or any("预算" in label for label in k.fact.column)]
    own = own or [k for k in said if "预算" in _before_reason(k.fact)]
    if not own:
        if below := _in_its_paragraph(scene, asked, year):
            return answered(*both, "文件写明：", below)
        if near := beside.of_budget(scene, asked, year):
            return answered(*both, *near)
        return answered(*both, "公开文件未说明原因。") if both else None
    own.sort(
        key=lambda known: "预算" not in _clause(known.fact) or _THE_YEAR_BEFORE.search(_clause(known.fact)) is not None
    )
    fact = own[0].fact
    quoted = Quoted(_of_the_budget(fact), fact.document, fact.quote, fact.place, fact.section)
    done = scene.level(asked, year, basis="actual")
    if done and done.fact.source == "table" and not _tells(fact.quote, done.fact):
        both = []  # of another scope than the statement: all money, where it tells of one fund's
    lead = both or [f"{scene.prefix}{year}年{called(own[0])}，"]
    return answered(*_premise(scene.query.text, fact), *lead, "文件写明：", quoted)


# Why an outturn is not its budget, said of the item that the paragraph is about: 决算数小于预算数的主要原因是….
_NOT_AS_BUDGETED = re.compile(
    r"^\s*(?:支出)?决算数?(?:[小大低高少多]于|超过|超出|与|和|比)(?:年初|全年|当年|调整后?)?的?预算数?[^，。；]{0,8}?(?:原因|由于|因为|因)"
)


def _in_its_paragraph(scene: Scene, asked: Asked, year: int) -> Quoted | None:
    """The sentence that says why the outturn is not the budget, in the paragraph that opens with the item's amount, or tells it last."""
    for holding in scene.holdings:
        if holding.record.year != year:
            continue
        for paragraph in holding.paragraphs:
            told = next((hit for hit in SENTENCE.finditer(paragraph.text) if _NOT_AS_BUDGETED.search(hit[0])), None)
            if told is None:
                continue
            before = paragraph.text[: told.start()]
            amounts = [k for k in holding.known if _states_a_level(k.fact, paragraph.section, before)]
            amounts.sort(key=lambda k: before.rfind(k.fact.quote) + (k.fact.span or (0, 0))[0])
            if any(k.item.own in asked.keys and k.fact.year == year for k in (*amounts[:1], *amounts[-1:])):
                sentence = told[0].strip()
                return Quoted(sentence, holding.record.id, sentence, paragraph.place, paragraph.section)
    return None


def _states_a_level(fact: Fact, section: tuple[str, ...], text: str) -> bool:
    """Whether a text under some headings states this amount."""
    return fact.source == "narrative" and fact.measure == "level" and fact.section == section and fact.quote in text


_REASON_GIVEN = re.compile("原因|由于|因为")
_THE_YEAR_BEFORE = re.compile("上年|去年|上一年")


def _clause(fact: Fact) -> str:
    """The clauses that a reason closes, from the last semicolon on: 决算数小于预算数的主要原因是….

    One sentence may give a reason for how it stands to the year before, and another for how it stands to the budget.
    """
    if not fact.reason:
        return ""
    before = _before_reason(fact)
    return re.split("[；;。]", before)[-1] + (as_printed(fact.reason, fact.quote) or fact.reason)


def _before_reason(fact: Fact) -> str:
    """What a sentence says before the reason that it gives; empty where it gives none."""
    reason = as_printed(fact.reason, fact.quote) if fact.reason else None
    return fact.quote[: fact.quote.find(reason)] if reason else ""


def _of_the_budget(fact: Fact) -> str:
    """The sentence of a reason, or of one that gives two reasons the clauses of this one."""
    own = _clause(fact)
    several = len(_REASON_GIVEN.findall(fact.quote)) > 1
    return own.strip() if several and "预算" in own and own.strip() in fact.quote else fact.quote


def _tells(sentence: str, fact: Fact) -> bool:
    """Whether a sentence that tells an amount of money tells this one; one that tells none leaves it open."""
    said = [f.quantity for f in quantity.find(sentence) if f.quantity.unit and f.quantity.unit.base == "元"]
    return not said or any(one.base == base_value(fact) for one in said)


_SAID_UNDER = re.compile(
    r"(?:没|未)(?:有|能|把|将)*[^，。？?超]{0,6}?(?:花|用|执行|完成|支)(?:完|光|足|满|够|掉|出|到)|(?:花|用|执行|完成)不(?:完|了)|结余|节余|[剩余]下"
)
_SAID_OVER = re.compile(r"超支|[花用]超|超(?:出|过)?了?(?:年初|全年)?预算|超额|突破")


def _premise(text: str, fact: Fact) -> list[Piece]:
    """That an outturn does not stand to its budget as a question takes for granted: 没花完, of what was overspent."""
    way = fact.direction
    if way is None and fact.unit == "%" and fact.value is not None and any("完成" in label for label in fact.column):
        way = "up" if fact.value > _ALL else "down" if fact.value < _ALL else None
    under, over = _SAID_UNDER.search(text) is not None, _SAID_OVER.search(text) is not None
    if way == "up" and under and not over:
        return ["文件中的决算数大于预算数，不是没有用完。"]
    return ["文件中的决算数小于预算数，没有超出。"] if way == "down" and over else []


_ALL = 100


def levels(scene: Scene, asked: Asked, year: int) -> list[Piece]:
    """The outturn and the budget it is set against, where the question asks why they differ."""
    done = scene.level(asked, year, basis="actual")
    plan = evidence.best(evidence.Want(asked, year, "budget"), scene.holdings)
    if not done or not plan or done.fact.value is None or plan.fact.value is None:
        return []
    return [
        phrase(scene, done),
        *state(done.fact, bold=True),
        f"，{phrase(scene, plan, year=False)}",
        *state(plan.fact),
        "。\n\n",
    ]
