"""The measures of one running service, for Prometheus; the only user of its client.

Each app has a registry of its own: nothing is counted across two of them in one process. Labels take few values, all of
them ours: a path, a question or a document's id is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from service.usage import Usage

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Seconds: rules answer in milliseconds, a model in seconds, an upload of a scan in minutes.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Metrics:
    """Counts and clocks; safe to use from several threads."""

    def __init__(self) -> None:
        """Begin at zero."""
        self._registry = CollectorRegistry()
        self._levels: dict[str, tuple[str, str, Callable[[], Mapping[str, int]]]] = {}
        self._lone: dict[str, tuple[str, Callable[[], float]]] = {}
        self._usage: Callable[[], Usage] | None = None

        def counter(name: str, about: str, *labels: str) -> Counter:
            return Counter(f"mingzhang_{name}", about, labels, registry=self._registry)

        def clock(name: str, about: str, *labels: str) -> Histogram:
            return Histogram(f"mingzhang_{name}_seconds", about, labels, buckets=_SECONDS, registry=self._registry)

        self._requests = counter("requests", "HTTP requests answered", "method", "route", "status")
        self._first_byte = clock("first_byte", "From a request to the first byte of its reply", "route")
        self._whole = clock("request", "From a request to the last byte of its reply", "route")
        self._answers = counter("answers", "Answers given", "status", "mode")
        self._answering = clock("answer", "The making of an answer", "mode")
        self._withheld = counter("withheld_answers", "Answers whose finished text did not hold and was not given")
        self._figures = counter("checked_figures", "Figures of texts that were checked", "verdict")
        self._registry.register(_Levels(self._read))

    def request(self, method: str, route: str, status: int, first: float, whole: float) -> None:
        """A request was answered; seconds to the first and to the last byte."""
        self._requests.labels(method, route, str(status)).inc()
        self._first_byte.labels(route).observe(first)
        self._whole.labels(route).observe(whole)

    def answer(self, status: str, mode: str, seconds: float) -> None:
        """An answer was given."""
        self._answers.labels(status, mode).inc()
        self._answering.labels(mode).observe(seconds)

    def withheld(self) -> None:
        """An answer did not hold."""
        self._withheld.inc()

    def checked(self, verdicts: Iterable[str]) -> None:
        """A text was checked."""
        for verdict in verdicts:
            self._figures.labels(verdict).inc()

    def level(self, name: str, about: str, label: str, read: Callable[[], Mapping[str, int]]) -> None:
        """Have something that goes up and down read whenever the measures are: its count by the value of one label."""
        self._levels[name] = (about, label, read)

    def lone(self, name: str, about: str, read: Callable[[], float]) -> None:
        """Have something that goes up and down and has no label read whenever the measures are."""
        self._lone[name] = (about, read)

    def model(self, usage: Callable[[], Usage]) -> None:
        """Have the language model's account read whenever the measures are; it begins anew each day."""
        self._usage = usage

    def text(self) -> bytes:
        """All of it, in Prometheus' own form."""
        return generate_latest(self._registry)

    def _read(self) -> Iterator[Metric]:
        for name, (about, label, read) in self._levels.items():
            level = GaugeMetricFamily(f"mingzhang_{name}", about, labels=(label,))
            for value, count in read().items():
                level.add_metric((value,), count)
            yield level
        for name, (about, number) in self._lone.items():
            yield GaugeMetricFamily(f"mingzhang_{name}", about, value=number())
        if self._usage is not None:
            used = self._usage()
            calls = CounterMetricFamily("mingzhang_model_calls", "Calls of the language model", labels=("outcome",))
            calls.add_metric(("ok",), used.calls - used.failures)
            calls.add_metric(("failed",), used.failures)
            yield calls
            tokens = CounterMetricFamily("mingzhang_model_tokens", "Tokens it read and wrote", labels=("direction",))
            tokens.add_metric(("read",), used.read)
            tokens.add_metric(("written",), used.written)
            yield tokens


class _Levels:
    """What the client asks for measures that are read and not counted."""

    def __init__(self, read: Callable[[], Iterator[Metric]]) -> None:
        self._read = read

    def collect(self) -> Iterator[Metric]:
        """Read them."""
        return self._read()

    def describe(self) -> list[Metric]:
        """Nothing: they are not read for being registered."""
        return []
