"""The finished answer read as if a stranger had written it, before it goes out.

What the rules meant is handed to the verifier only as claims: it accepts one if the formula gives the written digits
and the sentence's own words do not refute it. The facts that it may use are those that the answer cites, no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest import terms
from ingest.model import Fact
from ingest.statements import Context
from service.calculator.verify import Claim, Judgement, Quote, verify
from service.render import Rendered
from service.rules.scene import Scene


def faults(rendered: Rendered, scenes: Sequence[Scene]) -> list[str]:
    """What is wrong with the finished text, one sentence each; nothing where it may go out.

    With several scenes each line is held against the organisation that it names.
    """
    judged: list[tuple[int, Judgement]] = []
    for start, end, scene in _segments(rendered.text, scenes):
        judged += [(start, judgement) for judgement in _judge(rendered, start, end, scene)]
    listed = {(figure.start, figure.end) for figure in rendered.figures}
    wrong = [f"{j.figure.text}: {j.reason or j.verdict}" for _, j in judged if not j.ok]
    return wrong + [
        f"{j.figure.text}: not listed" for at, j in judged if (at + j.figure.start, at + j.figure.end) not in listed
    ]


def _segments(text: str, scenes: Sequence[Scene]) -> Iterator[tuple[int, int, Scene | None]]:
    if len(scenes) <= 1:
        yield 0, len(text), scenes[0] if scenes else None
        return
    at = 0
    scene = scenes[0]
    for line in text.splitlines(keepends=True):
        scene = next((s for s in scenes if s.organisation in line), scene)
        yield at, at + len(line), scene
        at += len(line)


def _judge(rendered: Rendered, start: int, end: int, scene: Scene | None) -> list[Judgement]:
    own = {holding.record.id for holding in scene.holdings} if scene else set()
    inside = [(a - start, b - start, stated) for a, b, stated in rendered.stated if start <= a and b <= end]
    facts: dict[str, Fact] = {fact.id: fact for _, _, stated in inside for fact in stated.facts if fact.document in own}
    claims = [Claim(a, b, s.formula, s.operands or (("a", s.facts[0]),)) for a, b, s in inside if s.facts]
    quotes = [Quote(a - start, b - start, sentence) for a, b, sentence in rendered.quoted if start <= a and b <= end]
    labels = {label for fact in facts.values() for label in (*fact.row, *fact.column)}
    context = Context(
        year=scene.target() if scene else None,
        organisation=scene.organisation if scene else None,
        labels=terms.Vocabulary(labels, everyday=False),
    )
    return verify(rendered.text[start:end], facts.values(), context, claims, quotes)
