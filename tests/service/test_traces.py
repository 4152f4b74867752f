"""Traces go to whom the settings name, over OTLP, and say nothing of what was asked."""

from __future__ import annotations

import subprocess
import sys
from concurrent import futures

import grpc
import pytest
from fastapi.testclient import TestClient
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2, trace_service_pb2_grpc

from index.library import Library
from service import intake
from service.app import create_app
from service.settings import Settings
from tests.support.scripted import DISCLOSURE

QUESTION = "公务接待费预算是多少？"
PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class Collector(trace_service_pb2_grpc.TraceServiceServicer):
    def __init__(self):
        self.requests = []

    def Export(self, request, context):  # noqa: N802 (the protocol's name)
        self.requests.append(request)
        return trace_service_pb2.ExportTraceServiceResponse()

    @property
    def spans(self):
        return [
            span for sent in self.requests for of in sent.resource_spans for by in of.scope_spans for span in by.spans
        ]


@pytest.fixture
def collector():
    collector = Collector()
    server = grpc.server(futures.ThreadPoolExecutor(1))
    trace_service_pb2_grpc.add_TraceServiceServicer_to_server(collector, server)
    collector.address = f"http://127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    server.start()
    yield collector
    server.stop(0).wait()


@pytest.fixture
def data(tmp_path):
    library = Library.open(tmp_path, None)
    assert intake.take_file(library, DISCLOSURE, intake.Origin(), 10**6).record is not None
    library.close()
    return tmp_path


@pytest.mark.parametrize("streamed", [False, True])
def test_a_request_and_its_steps(collector, data, streamed):
    app = create_app(Settings(data=data, embedding="none", otel_endpoint=collector.address))
    with TestClient(app) as client:
        headers = {"traceparent": PARENT, "X-Request-ID": "r7"}
        client.post("/v1/ask", json={"question": QUESTION, "stream": streamed}, headers=headers)
    spans = {span.name: span for span in collector.spans}
    assert set(spans) == {"POST /v1/ask", "retrieval", "verification"}
    request = spans["POST /v1/ask"]
    assert (request.trace_id.hex(), request.parent_span_id.hex()) == tuple(PARENT.split("-")[1:3])
    for step in ("retrieval", "verification"):
        assert (spans[step].trace_id, spans[step].parent_span_id) == (request.trace_id, request.span_id)
    attributes = {one.key: one.value.string_value or one.value.int_value for one in request.attributes}
    assert attributes == {
        "http.request.method": "POST",
        "http.route": "/v1/ask",
        "http.response.status_code": 200,
        "mingzhang.request_id": "r7",
    }
    assert QUESTION.encode() not in b"".join(sent.SerializeToString() for sent in collector.requests)


def test_without_a_collector_nothing_of_it_is_loaded():
    script = (
        "import sys; from service.app import create_app; from service.settings import Settings;"
        "create_app(Settings(embedding='none'));"
        "sys.exit(any(name.startswith('opentelemetry.sdk') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
