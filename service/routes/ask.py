"""`POST /v1/ask`: one question, one verified answer, whole or as a stream of events."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from service.errors import RequestError
from service.plain import plain
from service.reply import Answer
from service.routes import Opened, problems
from service.schemas import AskBody

router = APIRouter(prefix="/v1", tags=["提问"])

_SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？\n]+|$)")


@router.post("/ask", summary="回答一个问题", response_model=Answer, responses=problems(404, 422, 503))
def ask(body: AskBody, house: Opened) -> Answer | Response:
    """Answer a question from the held documents, or from those named."""
    question = body.question.strip()
    if not question:
        raise RequestError("question", "问题是空的，请写下要问的内容。")
    most = house.settings.max_question_chars
    if len(question) > most:
        raise RequestError("question", f"问题有{len(question)}个字，超过{most}个字的上限，请缩短后再问。")
    answer = house.asker.ask(question, body.documents or None, body.conversation or None)
    if body.format == "text":
        answer = plain(answer)
    if body.stream:
        return StreamingResponse(events(answer), media_type="text/event-stream", headers={"Cache-Control": "no-store"})
    return answer


def events(answer: Answer) -> Iterator[str]:
    """The answer as server-sent events; it is verified as a whole before the first of them goes out.

    A figure, and a citation that it rests on, follow the piece of text in which they end.
    """
    at, cited = 0, set[int]()
    for piece in filter(None, _SENTENCE.findall(answer.answer)):
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
    for citation in answer.citations:
        if citation.id not in cited:
            yield _event("citation", asdict(citation))
    yield _event("answer", answer.to_json())


def _event(name: str, data: dict[str, object]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
