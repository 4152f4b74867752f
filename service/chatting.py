"""A conversation as the OpenAI API has it: what is asked in it, and an answer as a completion of it. Pure.

Such clients keep no conversation here: they send it whole with each question. Only what users wrote in it is taken up;
a system prompt is not about budgets, and an assistant's text is no source: anybody could have put a figure there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from service import printing
from service.chat_schemas import (
    MODEL,
    Annotation,
    Choice,
    Completion,
    CompletionBody,
    Message,
    Place,
    Said,
    TokenUsage,
)
from service.errors import RequestError
from service.given_question import QuestionError, checked
from service.pieces import pieces
from service.reply import Answer, Citation

_MARK = re.compile(r"\[(\d+)\]")
_WORD = re.compile(r"[㐀-鿿]|[^\s㐀-鿿]+")
_TEXT = "text"


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of a conversation, the questions before it, and how much was read for it (see `words`)."""

    question: str
    earlier: tuple[str, ...]
    read: int


def asked(body: CompletionBody, most: int) -> Asked:
    """What is asked. RequestError where it asks for what there is not, or where nothing is asked; `most` characters."""
    _refuse(body)
    users = [message for message in body.messages if message.role == "user"]
    if not users:
        raise RequestError("messages", "messages 里没有 user 消息，请把问题写在最后一条 user 消息里。")
    if any(part.type != _TEXT for part in _parts(users[-1])):
        raise RequestError(
            "messages", "只能读文字：content 里的图片、语音和文件读不了；材料请用 POST /v1/documents 收录。"
        )
    try:
        question = checked(_text(users[-1]), most)
    except QuestionError as error:
        raise RequestError("messages", str(error)) from error
    earlier = [text for text in (_text(message).strip() for message in users[:-1]) if text and len(text) <= most]
    return Asked(question, tuple(earlier), sum(words(_text(message)) for message in body.messages))


def _refuse(body: CompletionBody) -> None:
    """Say what cannot be done, where passing it over would give something else than what was asked for."""
    choice = (body.model_extra or {}).get("tool_choice")
    if body.n not in (None, 1):
        raise RequestError("n", "n 只能是 1：同一个问题只有一个核对过的答案。")
    if (body.tools or body.functions) and choice != "none":
        raise RequestError("tools", "不支持 tools 和 functions：明账自己查材料作答，不调用别的工具；请去掉此项。")
    if body.response_format and body.response_format.get("type") != _TEXT:
        raise RequestError("response_format", "response_format 只能是 text：结构化的答案在回复的 mingzhang 字段里。")
    if body.modalities and body.modalities != [_TEXT]:
        raise RequestError("modalities", "modalities 只能是 text：答案只有文字。")


def _parts(message: Message) -> Sequence[Any]:
    return message.content if isinstance(message.content, list) else ()


def _text(message: Message) -> str:
    if isinstance(message.content, str):
        return message.content
    return "\n".join(part.text for part in message.content or () if part.type == _TEXT and part.text)


def words(text: str) -> int:
    """How long a text is: Chinese characters, and words of anything else."""
    return sum(1 for _ in _WORD.finditer(text))


def usage(asked: Asked, content: str) -> TokenUsage:
    """What was read and written."""
    written = words(content)
    return TokenUsage(prompt_tokens=asked.read, completion_tokens=written, total_tokens=asked.read + written)


def completion(asked: Asked, answer: Answer, base: str, created: int, *, sources: bool) -> Completion:
    """The answer as a completion; `base` is the address of the service, `created` seconds since 1970."""
    content = answer.answer + (after(answer) if sources else "")
    return Completion(
        id=_id(answer),
        created=created,
        choices=[Choice(message=Said(content=content, annotations=noted(answer, base)))],
        usage=usage(asked, content),
        mingzhang=answer,
    )


def chunks(
    asked: Asked, growing: Iterable[Answer], base: str, created: int, *, sources: bool, with_usage: bool
) -> Iterator[str]:
    """The answer as the data lines of a stream, as it grows; the last but the usage carries the answer object."""
    content, begun = "", False
    for piece, _, answer in pieces(growing):
        head = {"id": _id(answer), "object": "chat.completion.chunk", "created": created, "model": MODEL}
        head |= {"usage": None} if with_usage else {}
        if not begun:
            yield _data(head | _choice({"role": "assistant", "content": ""}))
            begun = True
        if piece:
            content += piece
            yield _data(head | _choice({"content": piece}))
            continue
        if sources and (tail := after(answer)):
            content += tail
            yield _data(head | _choice({"content": tail}))
        if marks := noted(answer, base):
            yield _data(head | _choice({"annotations": [one.model_dump() for one in marks]}))
        yield _data(head | _choice({}, "stop") | {"mingzhang": answer.to_json()})
        if with_usage:
            yield _data(head | {"choices": [], "usage": usage(asked, content).model_dump()})
    yield "data: [DONE]\n\n"


def _id(answer: Answer) -> str:
    return f"chatcmpl-{answer.id}"


def _choice(delta: dict[str, object], finish: str | None = None) -> dict[str, object]:
    return {"choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}]}


def _data(data: dict[str, object]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"


def failed(sentence: str, kind: str) -> str:
    """What ends a stream that cannot be finished, as clients of the OpenAI API read it."""
    return _data({"error": {"message": sentence, "type": kind, "param": None, "code": None}})


def after(answer: Answer) -> str:
    """Sources, formulas, notices and contact, for a client that shows the text alone; empty where there are none."""
    shown = printing.lines(answer)[1:]
    while shown and shown[0] == "":
        shown.pop(0)
    return "\n\n" + "\n".join(f"{line}  " if line else "" for line in shown) if shown else ""


def noted(answer: Answer, base: str) -> list[Annotation]:
    """Every mark `[n]` of the text with the title and the address of what it points to."""
    cited = {citation.id: citation for citation in answer.citations}
    return [
        Annotation(
            url_citation=Place(
                start_index=mark.start(), end_index=mark.end(), title=printing.place(citation), url=_url(citation, base)
            )
        )
        for mark in _MARK.finditer(answer.answer)
        if (citation := cited.get(int(mark[1]))) is not None
    ]


def _url(citation: Citation, base: str) -> str:
    """Where a citation can be looked at: the page with its place marked, else its table, else the document."""
    document = f"{base.rstrip('/')}/v1/documents/{citation.document}"
    if citation.page is not None and citation.fact is not None:
        which = f"&file={citation.file}" if citation.file else ""
        return f"{document}/pages/{citation.page}.png?highlight={citation.fact}{which}"
    return f"{document}/tables/{citation.table_number}" if citation.table_number else document
