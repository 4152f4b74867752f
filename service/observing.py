"""What an operator sees of answers being made: counts, a line of the log each, spans of the steps."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from service.metrics import Metrics
from service.reply import Answer, Verdict
from service.tracing import Tracer
from service.watch import Step

_LOG = logging.getLogger(__name__)


class Observer:
    """A `Watch` over measures, log and traces."""

    def __init__(self, metrics: Metrics, tracer: Tracer | None, *, questions: bool) -> None:
        """Take where it goes; `questions` says whether the log may have what people asked."""
        self._metrics = metrics
        self._tracer = tracer
        self._questions = questions

    def step(self, name: Step) -> AbstractContextManager[object]:
        """While a step lasts, a span."""
        return self._tracer.step(name) if self._tracer else nullcontext()

    def answered(self, answer: Answer) -> None:
        """Count it and tell it."""
        self._metrics.answer(answer.status, answer.mode, answer.elapsed_ms / 1000)
        told: dict[str, object] = {
            "answer": answer.id,
            "answer_status": answer.status,
            "mode": answer.mode,
            "figures": len(answer.figures),
            "ms": answer.elapsed_ms,
        }
        line = "%(answer_status)s %(mode)s %(ms)d ms"
        if self._questions:
            told["question"] = answer.question
            line += " %(question)s"
        _LOG.info(line, told, extra=told)

    def withheld(self) -> None:
        """Count it; whoever withheld it tells why."""
        self._metrics.withheld()

    def checked(self, verdicts: Sequence[Verdict]) -> None:
        """Count them."""
        self._metrics.checked(verdicts)
