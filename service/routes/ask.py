"""`POST /v1/ask`: one question, one verified answer, whole or as a stream of events."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from service.errors import RequestError
from service.plain import plain
from service.reply import Answer
from service.routes import Opened, problems
from service.routes.access import Asking
from service.schemas import AskBody

router = APIRouter(prefix="/v1", tags=["提问"])

_SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？\n]+|$)")


@router.post("/ask", summary="回答一个问题", response_model=Answer, responses=problems(401, 403, 404, 422, 429, 503))
def ask(body: AskBody, house: Opened, caller: Asking) -> Answer | Response:
    """Answer a question from the held documents, or from those named."""
    question = body.question.strip()
    if not question:
        raise RequestError("question", "问题是空的，请写下要问的内容。")
    most = house.settings.max_question_chars
    if len(question) > most:
        raise RequestError("question", f"问题有{len(question)}个字，超过{most}个字的上限，请缩短后再问。")
    asked = question, body.documents or None, body.conversation or None
    staff = caller.staff_for(body.documents)
    if not body.stream:
        answer = house.asker.ask(*asked, staff=staff)
        return plain(answer) if body.format == "text" else answer
    # What is no Markdown is told apart from the whole only.
    growing = (
        house.asker.growing(*asked, staff=staff)
        if body.format == "markdown"
        else iter([plain(house.asker.ask(*asked, staff=staff))])
    )
    return StreamingResponse(events(growing), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


def events(growing: Iterable[Answer]) -> Iterator[str]:
    """The answer as server-sent events, as it grows; all of it is verified before it goes out.

    A figure, and a citation that it rests on, follow the piece of text in which they end.
    """
    at, cited, answer = 0, set[int](), None
    for answer in growing:
        for piece in filter(None, _SENTENCE.findall(answer.answer[at:])):
            yield _event("delta", {"text": piece})
            for figure in answer.figures:
                if at < figure.end <= at + len(piece):
                    yield _event("figure", asdict(figure))
            at += len(piece)
            marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", piece)}
            for citation in answer.citations:
                if citation.id in marks - cited:
                    cited.add(citation.id)
                    yield _event("citation", asdict(citation))
    if answer is None:
        return
    for citation in answer.citations:
        if citation.id not in cited:
            yield _event("citation", asdict(citation))
    yield _event("answer", answer.to_json())


def _event(name: str, data: dict[str, object]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
