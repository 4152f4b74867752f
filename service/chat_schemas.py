"""The bodies of the OpenAI API's chat completions, as far as they have a meaning here; the rest is passed over.

What is passed over changes nothing in a verified answer: temperature, penalties, seed … . Nor is an answer ever cut short
by `max_tokens` or `stop`: half a figure would be another figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.reply import Answer

MODEL = "mingzhang"


class Part(BaseModel):
    """A piece of a message; only `text` can be read."""

    model_config = ConfigDict(extra="allow")
    type: str = Field(description="text；其他类型（图片、语音、文件）读不了")
    text: str | None = None


class Message(BaseModel):
    """A message of the conversation; only what users wrote is taken up."""

    model_config = ConfigDict(extra="allow")
    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = Field(default=None, description="文字，或 type 为 text 的片段的列表")


class StreamOptions(BaseModel):
    """What a stream carries besides the text."""

    include_usage: bool | None = Field(default=None, description="流的末尾附上用量")


class CompletionBody(BaseModel):
    """A request as the OpenAI API has it; `documents`, `conversation` and `sources` are ours."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "example": {"model": MODEL, "messages": [{"role": "user", "content": "示例市教育局2024年三公经费多少？"}]}
        },
    )
    model: str = Field(description=f"模型的名称：{MODEL}")
    messages: list[Message] = Field(
        min_length=1,
        max_length=1000,
        description="问题是最后一条 user 消息；以前的 user 消息是上文，其余的消息不作依据",
    )
    stream: bool | None = Field(default=None, description="以 chat.completion.chunk 逐段返回")
    stream_options: StreamOptions | None = None
    n: int | None = Field(default=None, description="只能是 1")
    tools: list[Any] | None = Field(default=None, description="不支持，须为空")
    functions: list[Any] | None = Field(default=None, description="不支持，须为空")
    response_format: dict[str, Any] | None = Field(default=None, description='只能是 {"type": "text"}')
    modalities: list[str] | None = Field(default=None, description="只能是 text")
    documents: list[str] | None = Field(default=None, description="只依据这些材料回答；省略或空列表表示全部")
    conversation: str | None = Field(
        default=None, max_length=100, description="继续哪一次对话（mingzhang.conversation）；给出时不再看以前的消息"
    )
    sources: bool = Field(
        default=False, description="在正文之后附上出处、计算、提示和联系方式，供只显示正文的客户端使用"
    )


class Place(BaseModel):
    """A mark `[n]` of the text, and where it leads."""

    start_index: int
    end_index: int
    title: str
    url: str


class Annotation(BaseModel):
    """A citation as the OpenAI API has it."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: Place


class Said(BaseModel):
    """The answer as a message."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation]


class Choice(BaseModel):
    """The one answer."""

    index: Literal[0] = 0
    message: Said
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class TokenUsage(BaseModel):
    """What was read and written, in characters of Chinese and words of anything else; no model's tokens."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(BaseModel):
    """A reply as the OpenAI API has it, with the answer object in `mingzhang`."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[Choice]
    usage: TokenUsage
    mingzhang: Answer


class ModelBody(BaseModel):
    """A model as the OpenAI API lists it."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = MODEL


class ModelsBody(BaseModel):
    """All models: the one."""

    object: Literal["list"] = "list"
    data: Sequence[ModelBody] = (ModelBody(),)


class ErrorBody(BaseModel):
    """An error as clients of the OpenAI API read it."""

    message: str
    type: str
    param: str | None
    code: str | None


class CompletionProblem(BaseModel):
    """A problem (RFC 9457) that clients of the OpenAI API can read too."""

    type: str
    title: str
    status: int
    detail: str
    errors: Sequence[Mapping[str, str]] | None = None
    error: ErrorBody
