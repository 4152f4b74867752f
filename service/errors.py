"""What goes wrong, as an HTTP client sees it: a problem's stable type, its status, and one sentence (RFC 9457).

The commands print the same sentences; only here and in the commands does an exception become something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from index.errors import LibraryError, UnknownDocumentError
from index.job import NothingToRetryError, ReusedRequestError, UnknownJobError

UnknownDocument = UnknownDocumentError  # the one exception for it, under the name that the use case has for it
NAMESPACE = "urn:mingzhang:problem:"


class RequestError(Exception):
    """A request that cannot be answered as it stands; `field` is what to change."""

    def __init__(self, field_name: str, message: str) -> None:
        self.field = field_name
        super().__init__(message)


class UnknownTableError(Exception):
    """A table number that a document does not have."""

    def __init__(self, document_id: str, number: int) -> None:
        super().__init__(f"材料“{document_id}”没有第{number}张表；GET /v1/documents/{document_id}/tables 列出它的表。")


class UnknownAnswerError(Exception):
    """An answer or a conversation that is not kept, or was never given; `kind` "none" where the settings keep none."""

    def __init__(self, kind: Literal["answer", "conversation", "chart", "none"], name: str = "") -> None:
        super().__init__(
            {
                "answer": f"没有编号为“{name}”的答案：它没有保存，或已过保存期、已删除。",
                "conversation": f"没有编号为“{name}”的对话：它没有保存，或已过保存期、已删除。",
                "chart": f"编号为“{name}”的答案没有图：其中没有三个以上可以并列的数。",
                "none": "这个服务不保存答案（MINGZHANG_KEEP_DAYS 为 0）。",
            }[kind]
        )


class PictureError(Exception):
    """A page that cannot be shown as a picture: what is missing, and the status that says so."""

    def __init__(self, kind: str, title: str, status: int, message: str) -> None:
        self.kind = kind
        self.title = title
        self.status = status
        super().__init__(message)


class RefusedError(Exception):
    """A request that is refused whatever it asks for: the problem's kind and title, the status, and headers to send."""

    def __init__(
        self, kind: str, title: str, status: int, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        self.kind = kind
        self.title = title
        self.status = status
        self.headers = dict(headers or {})
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Problem:
    """One error of the API; `errors` names the fields of the request that are amiss."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[dict[str, str], ...] = field(default=())

    def to_json(self) -> dict[str, object]:
        """The body, `application/problem+json`."""
        body: dict[str, object] = {
            "type": self.type,
            "title": self.title,
            "status": self.status,
            "detail": self.detail.encode("utf-8", "replace").decode(),  # it may repeat half a surrogate pair
        }
        return body | ({"errors": list(self.errors)} if self.errors else {})


def problem(error: Exception) -> Problem:
    """The problem that an exception is; one that nobody foresaw tells nothing of its inside."""
    if isinstance(error, UnknownDocumentError):
        detail = f"没有编号为“{error.document_id}”的材料；GET /v1/documents 列出已收录的材料。"
        return Problem(NAMESPACE + "unknown-document", "没有这份材料", 404, detail)
    if isinstance(error, UnknownTableError):
        return Problem(NAMESPACE + "unknown-table", "没有这张表", 404, str(error))
    if isinstance(error, UnknownAnswerError):
        return Problem(NAMESPACE + "unknown-answer", "没有这个答案或对话", 404, str(error))
    if isinstance(error, (PictureError, RefusedError)):
        return Problem(NAMESPACE + error.kind, error.title, error.status, str(error))
    if isinstance(error, UnknownJobError):
        return Problem(NAMESPACE + "unknown-job", "没有这个上传任务", 404, str(error))
    if isinstance(error, NothingToRetryError):
        return Problem(NAMESPACE + "nothing-to-retry", "没有可以重试的文件", 409, str(error))
    if isinstance(error, ReusedRequestError):
        return Problem(NAMESPACE + "idempotency-key-reused", "Idempotency-Key 已用过", 422, str(error))
    if isinstance(error, RequestError):
        return invalid([(error.field, str(error))])
    if isinstance(error, LibraryError):
        return Problem(NAMESPACE + "store-unavailable", "材料库暂时不能使用", 503, str(error))
    return Problem(
        NAMESPACE + "internal", "服务内部出错", 500, "服务内部出错，没有作答；请稍后重试，或查看服务的日志。"
    )


def invalid(faults: list[tuple[str, str]]) -> Problem:
    """A request whose fields do not fit: each with its own sentence."""
    detail = "；".join(message.rstrip("。") for _, message in faults) + "。"
    errors = tuple({"field": name, "detail": message} for name, message in faults)
    return Problem(NAMESPACE + "invalid-request", "请求不合要求", 422, detail, errors)


_BY_STATUS = {
    413: ("too-large", "请求太大", "请求超过了大小的上限；请分成几次发送。"),
    415: ("unsupported-media-type", "不支持这种内容", "请求体的类型不对；/docs 说明每个接口要什么类型。"),
    404: ("not-found", "没有这个地址", "没有这个地址；/docs 列出全部接口。"),
    405: ("method-not-allowed", "不支持这种方法", "这个地址不支持这种方法；/docs 列出全部接口。"),
}


def of_status(status: int, detail: str) -> Problem:
    """An error that the web framework raised by itself."""
    slug, title, sentence = _BY_STATUS.get(status, ("http-error", "请求失败", detail))
    return Problem(NAMESPACE + slug, title, status, sentence)
