"""Writes `service/routes/examples.json` anew: `python -m tests.openapi_examples`, when a schema has changed.

The examples of the API's description are real exchanges over the fictional samples, shortened where lists are long.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from index.library import Library
from service import intake
from service.app import create_app
from service.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "service" / "routes" / "examples.json"
JSON, STREAM = "application/json", "text/event-stream"
DOCUMENT = "/v1/documents/{document_id}"
_FEW = 2


class Exchanges:
    """Requests that are sent, and what of them and of their replies is kept."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.kept: dict[str, dict[str, Any]] = {}

    def put(self, operation: str, body: Any = None, keep: Any = None, *, path: str | None = None, **more: Any) -> Any:
        """Send a request, at `path` where the operation's has slots; keep its reply, or `keep` of it."""
        method, template = operation.split(" ")
        reply = self.client.request(method, path or template, json=body, **more)
        assert reply.is_success, (operation, reply.text)
        kept = self.kept[operation] = {} if body is None else {"request": {JSON: body}}
        if not reply.content:
            return None
        kept["reply"] = {JSON: reply.json() if keep is None else keep(reply.json())}
        return reply.json()

    def stream(self, operation: str, body: Any, events: int, end: str = "") -> None:
        """Keep the first events of a stream as well."""
        _, path = operation.split(" ")
        text = self.client.post(path, json=body | {"stream": True}).text
        self.kept[operation]["reply"][STREAM] = "\n\n".join(text.split("\n\n")[:events]) + "\n\n" + end


def _short(value: Any) -> Any:
    """The same with no list longer than a few."""
    if isinstance(value, list):
        return [_short(one) for one in value[:_FEW]]
    return {name: _short(one) for name, one in value.items()} if isinstance(value, dict) else value


def _corner(table: dict[str, Any]) -> dict[str, Any]:
    return table | {"cells": [row[:3] for row in table["cells"][:3]]}


def _audited(report: dict[str, Any]) -> dict[str, Any]:
    """One finding that holds and one that does not; other lists short."""
    holds = [one for one in report["findings"] if one["outcome"] == "exact"][:1]
    others = [one for one in report["findings"] if one["outcome"] != "exact"][:1]
    return {name: _short(one) for name, one in report.items()} | {"findings": holds + others}


def _answers(sent: Exchanges) -> None:
    question = {"question": "示例市教育局2024年公务接待费比上年减少了多少？"}
    answer = sent.put("POST /v1/ask", question)
    sent.stream("POST /v1/ask", question, 3)
    about, talk = f"/v1/answers/{answer['id']}", f"/v1/conversations/{answer['conversation']}"
    sent.put("GET /v1/answers/{answer_id}", path=about)
    remark = {"verdict": "down", "reasons": ["答非所问"], "comment": "问的是减少的原因"}
    sent.put("POST /v1/answers/{answer_id}/feedback", remark, path=about + "/feedback")
    sent.put("GET /v1/conversations/{conversation_id}", path=talk)
    sent.put("PATCH /v1/conversations/{conversation_id}", {"title": "公务接待费"}, path=talk)
    sent.put("GET /v1/feedback")
    sent.put("GET /v1/models")
    sent.put("GET /v1/models/{model}", path="/v1/models/mingzhang")
    message = {"model": "mingzhang", "messages": [{"role": "user", "content": question["question"]}]}
    sent.put("POST /v1/chat/completions", message)
    sent.stream("POST /v1/chat/completions", message, 2, "data: [DONE]\n\n")
    sent.put("POST /v1/verify", {"text": "2024年，示例市教育局公务接待费预算2.50万元，比上年减少0.30万元。"})


def _documents(sent: Exchanges) -> None:
    held = sent.put("GET /v1/documents", params={"limit": _FEW})["items"]
    held = sent.client.get("/v1/documents").json()["items"]
    document = next(one for one in held if one["year"] == 2024 and "教育" in one["organisation"])
    path = f"/v1/documents/{document['id']}"
    sent.put(f"GET {DOCUMENT}", keep=_short, path=path)
    sent.put(f"GET {DOCUMENT}/tables", path=path + "/tables", params={"limit": _FEW})
    sent.put(f"GET {DOCUMENT}/tables/{{number}}", keep=_corner, path=path + "/tables/4")
    sent.put(f"GET {DOCUMENT}/facts", path=path + "/facts", params={"limit": _FEW, "table": 4})
    sent.put(f"GET {DOCUMENT}/paragraphs", path=path + "/paragraphs", params={"limit": _FEW})
    sent.put(f"GET {DOCUMENT}/audit", keep=_audited, path=path + "/audit")
    sent.put(f"PATCH {DOCUMENT}", {"year": 2024, "kind": "budget", "published": "2024-02-09"}, path=path)
    sent.put(f"GET {DOCUMENT}/corrections", path=path + "/corrections")
    # The samples print their units everywhere: what would come back is the document's record.
    sent.kept[f"PATCH {DOCUMENT}/tables/{{number}}"] = {"request": {JSON: {"unit": "万元"}}, "reply": {JSON: document}}


def _uploads(sent: Exchanges, sample: Path) -> None:
    files = [("file", (sample.name, sample.read_bytes())), ("file", ("附件.pdf", b"%PDF-1.7"))]
    job = sent.put("POST /v1/documents", files=files, data={"published": "2024-02-08"})["job"]
    told = {"file": ["某局2024年部门预算.pdf"], "published": "2024-02-08", "visibility": "public"}
    sent.kept["POST /v1/documents"]["request"] = {"multipart/form-data": told}
    path = f"/v1/jobs/{job}"
    while sent.client.get(path).json()["state"] in {"queued", "running"}:
        time.sleep(0.1)
    sent.put("GET /v1/jobs/{job_id}", path=path)
    sent.put("GET /v1/jobs")
    sent.put("DELETE /v1/jobs/{job_id}", path=path)
    sent.put("POST /v1/jobs/{job_id}/retry", path=path + "/retry")


def _service(sent: Exchanges) -> None:
    sent.put("GET /v1/session")
    scopes = ["ask", "upload", "admin"]
    signed = {"signed_in": True, "name": "管理员", "scopes": scopes, "staff": True, "open": scopes}
    sent.kept["POST /v1/session"] = {
        "request": {JSON: {"key": "mz_0a1b2c3d_" + "A" * 43}},
        "reply": {JSON: signed},
    }
    sent.put("GET /healthz")
    sent.put("GET /readyz")
    lines = sent.client.get("/metrics").text.splitlines()[:3]
    sent.kept["GET /metrics"] = {"reply": {"text/plain": "\n".join(lines) + "\n"}}


def main() -> None:
    samples = [one for one in sorted((ROOT / "samples").iterdir()) if one.suffix in {".md", ".txt"}]
    samples = [one for one in samples if one.stem != "README"]
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder), None)
        for sample in samples:
            intake.take(library, sample.name, sample.read_bytes(), intake.Origin())
        library.close()
        with TestClient(create_app(Settings(data=Path(folder), embedding="none"))) as client:
            sent = Exchanges(client)
            _answers(sent)
            _documents(sent)
            _uploads(sent, samples[0])
            _service(sent)
    FILE.write_text(json.dumps(sent.kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
