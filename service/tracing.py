"""Traces over OpenTelemetry, where the settings name who takes them; the only user of its SDK, loaded only then.

A span is a request, a step of answering it, no more: neither a question nor an answer stands in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span

_WAIT = 5  # seconds that sending one batch may take


class Tracer:
    """Makes spans and sends them behind."""

    def __init__(self, provider: TracerProvider) -> None:
        """Take what makes and sends them."""
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._provider = provider
        self._tracer = provider.get_tracer("mingzhang")
        self._parents = TraceContextTextMapPropagator()

    def request(self, method: str, headers: Mapping[str, str]) -> AbstractContextManager[Span]:
        """The span of a request, within that of the caller where it names one (`traceparent`)."""
        from opentelemetry.trace import SpanKind

        parent = self._parents.extract(headers)
        return self._tracer.start_as_current_span(method, parent, kind=SpanKind.SERVER)

    def step(self, name: str) -> AbstractContextManager[Span]:
        """The span of a step, within that of its request."""
        return self._tracer.start_as_current_span(name)


def finished(span: Any, name: str, attributes: Mapping[str, str | int], *, failed: bool) -> None:
    """Say what a request's span was of, now that it is known."""
    from opentelemetry.trace import StatusCode

    span.update_name(name)
    span.set_attributes(dict(attributes))
    if failed:
        span.set_status(StatusCode.ERROR)


@contextmanager
def opened(endpoint: str | None, version: str) -> Iterator[Tracer | None]:
    """What traces, None where nobody takes traces; at the end what is left is sent."""
    if endpoint is None:
        yield None
        return
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    exporter = OTLPSpanExporter(endpoint, insecure=endpoint.startswith("http://"), timeout=_WAIT)
    resource = Resource({"service.name": "mingzhang", "service.version": version})
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    try:
        yield Tracer(provider)
    finally:
        provider.shutdown()
