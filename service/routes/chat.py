"""`POST /v1/chat/completions` and `GET /v1/models`: the service as a model of the OpenAI API.

Errors here are problems (RFC 9457) like everywhere, and carry the `error` object besides, which is what clients of the
OpenAI API look for.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Coroutine, Iterator
from inspect import isawaitable
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.routing import APIRoute

from service import chatting, errors
from service.chat_schemas import MODEL, Completion, CompletionBody, CompletionProblem, ModelBody, ModelsBody
from service.reply import Answer
from service.routes import House, Opened
from service.routes.access import Asking

_LOG = logging.getLogger(__name__)
_BROKEN_OFF = "服务内部出错，答案没有写完；请稍后重试。"
_OWN_HEADERS = {"content-length", "content-type"}
_KINDS = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


class _Route(APIRoute):
    """A route whose errors clients of the OpenAI API understand; what nobody foresaw is the app's to answer."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's own handler, its errors told in both shapes."""
        handle = super().get_route_handler()

        async def told(request: Request) -> Response:
            try:
                return await handle(request)
            except _UnknownModel as error:
                return _both(error.problem.to_json())
            except Exception as error:
                handler = _handler(request, error)
                if handler is None:
                    raise
                reply = handler(request, error)
                reply = await reply if isawaitable(reply) else reply
                kept = {name: value for name, value in reply.headers.items() if name not in _OWN_HEADERS}
                return _both(json.loads(bytes(reply.body)), kept)

        return told


class _UnknownModel(Exception):  # noqa: N818 # it is one answer of this module, raised and caught in it
    def __init__(self, name: str) -> None:
        detail = f"没有名为“{name}”的模型；请用 {MODEL}。"
        self.problem = errors.Problem(errors.NAMESPACE + "model-not-found", "没有这个模型", 404, detail)


def _handler(request: Request, error: Exception) -> Callable[[Request, Exception], Any] | None:
    """How the app answers such an error elsewhere; None where nobody foresaw it."""
    known = request.app.exception_handlers
    return next((known[kind] for kind in type(error).__mro__ if kind in known and kind is not Exception), None)


def _both(problem: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    """A problem with the `error` object besides."""
    # The OpenAI API says 400 of a request that does not fit, and its clients go by it.
    status = 400 if problem["status"] == 422 else int(problem["status"])
    slug = str(problem["type"]).removeprefix(errors.NAMESPACE).replace("-", "_")
    fields = problem.get("errors") or [{"field": "model" if slug == "model_not_found" else None}]
    error = {
        "message": problem["detail"],
        "type": _KINDS.get(status, "invalid_request_error" if status < 500 else "server_error"),
        "param": fields[0]["field"],
        "code": slug,
    }
    body = problem | {"status": status, "error": error}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    content = {"application/problem+json": {"schema": CompletionProblem.model_json_schema()}}
    return {status: {"description": "Problem", "content": content} for status in statuses}


router = APIRouter(prefix="/v1", tags=["OpenAI 兼容"], route_class=_Route)


@router.get("/models", summary="模型的列表", responses=_problems(401, 403, 429, 503))
def models(_: Asking) -> ModelsBody:
    """The one model."""
    return ModelsBody()


@router.get("/models/{model}", summary="一个模型", responses=_problems(400, 401, 403, 404, 429, 503))
def model(model: str, _: Asking) -> ModelBody:
    """The one model, by its name."""
    if model != MODEL:
        raise _UnknownModel(model)
    return ModelBody()


@router.post(
    "/chat/completions",
    summary="回答对话中的最后一个问题",
    response_model=Completion,
    responses={
        200: {"content": {"text/event-stream": {}}},
        **_problems(400, 401, 403, 404, 429, 503),
    },
)
def completions(body: CompletionBody, house: Opened, caller: Asking, request: Request) -> Completion | Response:
    """Answer the last question of a conversation, as the OpenAI API does; the answer object stands in `mingzhang`."""
    if body.model != MODEL:
        raise _UnknownModel(body.model)
    asked = chatting.asked(body, house.settings.max_question_chars)
    base, created = str(request.base_url), int(time.time())
    growing = _growing(body, asked, house, staff=caller.staff_for(body.documents))
    if not body.stream:
        *_, answer = growing
        return chatting.completion(asked, answer, base, created, sources=body.sources)
    with_usage = bool(body.stream_options and body.stream_options.include_usage)
    lines = chatting.chunks(asked, growing, base, created, sources=body.sources, with_usage=with_usage)
    return StreamingResponse(
        _to_its_end(lines),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _growing(body: CompletionBody, asked: chatting.Asked, house: House, *, staff: bool) -> Iterator[Answer]:
    """The answer as it is written, from public documents unless staff asks."""
    documents = body.documents or None
    conversation = body.conversation
    if not conversation and asked.earlier:
        conversation = house.asker.resumed(asked.earlier, documents, staff=staff)
    if body.stream:
        return house.asker.growing(asked.question, documents, conversation, staff=staff)
    return iter([house.asker.ask(asked.question, documents, conversation, staff=staff)])


def _to_its_end(lines: Iterator[str]) -> Iterator[str]:
    """The lines; where they break off, an error in the place of the rest: the status is long sent."""
    try:
        yield from lines
    except Exception:  # noqa: BLE001 # whatever it was, the client is told that the text is not whole
        _LOG.exception("a streamed completion broke off")
        yield chatting.failed(_BROKEN_OFF, "server_error")
