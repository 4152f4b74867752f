"""`/v1/answers`, `/v1/conversations`, `/v1/feedback`: what was answered, to look at again, take along and comment on."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from pydantic import TypeAdapter

from service import drawing, export
from service.archive import Answers, outdated
from service.callers import Caller
from service.errors import UnknownAnswerError
from service.reply import Answer, KeptAnswer
from service.routes import House, Opened, problems
from service.routes.access import Administering, Asking, visible
from service.schemas import ConversationBody, FeedbackBody, FeedbackPage, RemarkBody, TitleBody

_KEPT = TypeAdapter(KeptAnswer)
Form = Annotated[Literal["docx", "xlsx"], Query(alias="format", description="Word 或 Excel")]
_MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {media: {} for media in _MEDIA.values()}, "description": "文件"}
}
router = APIRouter(prefix="/v1", tags=["答案"], responses=problems(401, 403, 404, 422, 429, 503))


@router.get("/answers/{answer_id}", summary="一个给过的答案")
def answer(answer_id: str, house: Opened, caller: Asking) -> KeptAnswer:
    """The answer as it went out, and which of the documents that it cites were replaced or removed since."""
    return _body(found_answer(house, answer_id, staff=caller.sees_staff), house, caller)


@router.get(
    "/answers/{answer_id}/chart.svg",
    summary="一个答案的图",
    response_class=Response,
    responses={200: {"content": {"image/svg+xml": {}}, "description": "SVG"}},
)
def chart(
    answer_id: str,
    house: Opened,
    caller: Asking,
    theme: Annotated[Literal["light", "dark"], Query(description="配色")] = "light",
) -> Response:
    """The answer's `chart` as a picture; the answer has the same numbers in its text."""
    found = _KEPT.validate_python(found_answer(house, answer_id, staff=caller.sees_staff))
    if found.chart is None:
        raise UnknownAnswerError("chart", answer_id)
    return Response(drawing.svg(found.chart, theme), media_type="image/svg+xml")


@router.get("/answers/{answer_id}/export", summary="把一个答案存为文件", response_class=Response, responses=_FILE)
def exported(answer_id: str, house: Opened, caller: Asking, form: Form = "docx") -> Response:
    """The answer with its figures and sources, as Word or Excel."""
    found = _KEPT.validate_python(found_answer(house, answer_id, staff=caller.sees_staff))
    return _file(found.question, [found], form)


@router.get(
    "/conversations/{conversation_id}/export", summary="把一次对话存为文件", response_class=Response, responses=_FILE
)
def exported_conversation(conversation_id: str, house: Opened, caller: Asking, form: Form = "docx") -> Response:
    """All answers of a conversation with their figures and sources, as Word or Excel."""
    found = conversation(conversation_id, house, caller)
    return _file(found.title, found.turns, form)


@router.post("/answers/{answer_id}/feedback", summary="评价一个答案", status_code=204)
def remark(answer_id: str, body: FeedbackBody, house: Opened, caller: Asking) -> None:
    """Note what somebody says of an answer; it takes the place of what was said before."""
    found_answer(house, answer_id, staff=caller.sees_staff)
    if not _answers(house).remark(answer_id, body.verdict, body.reasons, body.comment):
        raise UnknownAnswerError("answer", answer_id)


@router.get("/conversations/{conversation_id}", summary="一次对话")
def conversation(conversation_id: str, house: Opened, caller: Asking) -> ConversationBody:
    """A conversation and its answers in their order."""
    found = _answers(house).conversation(conversation_id, staff=caller.sees_staff)
    # An id that a caller chose may be guessed by another, so that it opens nothing.
    if found is None or not found[0].issued:
        raise UnknownAnswerError("conversation", conversation_id)
    about, turns = found
    return ConversationBody(
        id=about.id, title=about.title, created=about.created, turns=[_body(one, house, caller) for one in turns]
    )


@router.patch("/conversations/{conversation_id}", summary="给对话改名", status_code=204)
def rename(conversation_id: str, body: TitleBody, house: Opened, _: Asking) -> None:
    """Call a conversation otherwise."""
    if not _answers(house).rename(conversation_id, body.title.strip()):
        raise UnknownAnswerError("conversation", conversation_id)


@router.delete("/conversations/{conversation_id}", summary="删除对话", status_code=204)
def forget(conversation_id: str, house: Opened, _: Asking) -> None:
    """Delete a conversation with its answers and what was said of them."""
    if not _answers(house).forget(conversation_id):
        raise UnknownAnswerError("conversation", conversation_id)


@router.get("/feedback", summary="收到的评价")
def feedback(
    house: Opened,
    caller: Administering,
    limit: Annotated[int, Query(ge=1, le=200, description="一页的条数")] = 50,
    cursor: Annotated[str | None, Query(description="上一页给出的 next")] = None,
) -> FeedbackPage:
    """What people said of answers, the newest first, each with its answer."""
    found = _answers(house).remarks(cursor, limit + 1)
    items = [
        RemarkBody(
            at=one.at,
            verdict=one.verdict,
            reasons=list(one.reasons),
            comment=one.comment,
            answer=_body(json.loads(one.answer.body), house, caller),
        )
        for one in found[:limit]
    ]
    return FeedbackPage(items=items, next=items[-1].at if len(found) > limit else None)


def _file(title: str, answers: Sequence[Answer], form: Literal["docx", "xlsx"]) -> Response:
    data = export.word(title, answers) if form == "docx" else export.excel(answers)
    name = re.sub(r'[\\/:*?"<>|\s]+', "_", title)[:40].strip("._") or "答案"
    disposition = f"attachment; filename=\"mingzhang.{form}\"; filename*=UTF-8''{quote(name)}.{form}"
    return Response(data, media_type=_MEDIA[form], headers={"Content-Disposition": disposition})


def found_answer(house: House, answer_id: str, *, staff: bool) -> dict[str, Any]:
    """A kept answer object. UnknownAnswerError where there is none that the caller may see."""
    found = _answers(house).answer(answer_id, staff=staff)
    if found is None:
        raise UnknownAnswerError("answer", answer_id)
    return found


def _answers(house: House) -> Answers:
    if house.answers is None:
        raise UnknownAnswerError("none", "")
    return house.answers


def _body(answer: dict[str, Any], house: House, caller: Caller) -> KeptAnswer:
    found = _KEPT.validate_python(answer)
    return replace(found, outdated=tuple(outdated(found, visible(house.library, caller))))
