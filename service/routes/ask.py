"""`POST /v1/ask`: one question, one verified answer, whole or as a stream of events."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from service.errors import RequestError
from service.given_question import QuestionError, checked
from service.pieces import pieces
from service.plain import plain
from service.reply import Answer
from service.routes import Opened, problems
from service.routes.access import Asking
from service.schemas import AskBody

router = APIRouter(prefix="/v1", tags=["提问"])


@router.post(
    "/ask",
    summary="回答一个问题",
    response_model=Answer,
    responses={
        200: {"content": {"text/event-stream": {}}},
        **problems(401, 403, 404, 422, 429, 503),
    },
)
def ask(body: AskBody, house: Opened, caller: Asking) -> Answer | Response:
    """Answer a question from the held documents, or from those named."""
    try:
        question = checked(body.question, house.settings.max_question_chars)
    except QuestionError as error:
        raise RequestError("question", str(error)) from error
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
    cited = set[int]()
    for piece, at, answer in pieces(growing):
        if not piece:
            for citation in answer.citations:
                if citation.id not in cited:
                    yield _event("citation", asdict(citation))
            yield _event("answer", answer.to_json())
            return
        yield _event("delta", {"text": piece})
        for figure in answer.figures:
            if at < figure.end <= at + len(piece):
                yield _event("figure", asdict(figure))
        marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", piece)}
        for citation in answer.citations:
            if citation.id in marks - cited:
                cited.add(citation.id)
                yield _event("citation", asdict(citation))


def _event(name: str, data: dict[str, object]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
