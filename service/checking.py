"""The finished answer read as if a stranger had written it, before it goes out.

What the rules meant is handed to the verifier only as claims: it accepts one if the formula gives the written digits
and the sentence's own words do not refute it against everything that the disclosures asked about say.
"""

from __future__ import annotations

from ingest import quantity
from ingest.statements import Context
from service.calculator import assertions
from service.calculator.assertion import REFUTED
from service.calculator.ledger import Ledger
from service.calculator.verify import Claim, Quote, verify
from service.render import Rendered


def faults(rendered: Rendered, ledger: Ledger, year: int | None = None, organisation: str | None = None) -> list[str]:
    """What is wrong with the finished text, one sentence each; nothing where it may go out.

    `ledger` holds the facts of the disclosures that the question was put to; `year` and `organisation` are what the
    question means where the text says neither.
    """
    claims = [
        Claim(start, end, stated.formula, stated.operands or (("a", stated.facts[0]),))
        for start, end, stated in rendered.stated
        if stated.facts
    ]
    quotes = [Quote(start, end, sentence) for start, end, sentence in rendered.quoted]
    judged = verify(rendered.text, ledger, Context(year=year, organisation=organisation), claims, quotes)
    bare = [
        f"{written}: should be {stated.text}"
        for start, end, stated in rendered.stated
        if stated.unit is None and (written := rendered.text[start:end]) != quantity.render(abs(stated.value))
    ]
    listed = {(figure.start, figure.end) for figure in rendered.figures}
    return [
        *bare,  # a weight has no unit that would let it be found in the text
        *(f"{j.figure.text}: {j.reason or j.verdict}" for j in judged if not j.ok),
        *(f"{j.figure.text}: not listed" for j in judged if not _spans(j.figure) <= listed),
        *(f"{words}: might be taken for a figure" for words in quantity.overlooked(rendered.text)),
    ]


def _spans(figure: quantity.Figure) -> set[tuple[int, int]]:
    """Where a figure is listed; of a range each end for itself."""
    return {(end.start, end.end) for end in quantity.ends(figure)}


def contradictions(
    rendered: Rendered, ledger: Ledger, year: int | None = None, organisation: str | None = None
) -> list[str]:
    """What the text's own words get wrong, read without anything that its composer says: one sentence each.

    So are ranks that the disclosures do not confirm, and directions, reasons and names that they refute.
    """
    quotes = [Quote(start, end, sentence) for start, end, sentence in rendered.quoted]
    known = Context(year=year, organisation=organisation)
    judged = verify(rendered.text, ledger, known, (), quotes)
    return [
        *(f"{j.figure.text}：{j.reason}" for j in judged if j.verdict == "contradicted"),
        *(
            f"{said.text}：{said.why}"
            for said in assertions.check(rendered.text, ledger, known)
            if not said.ok and (said.kind == "rank" or said.why.startswith(REFUTED))
        ),
    ]
