"""The description of the API at `/openapi.json` made whole: what holds of every operation, and an example of each.

The examples are real exchanges over the fictional samples, kept in `examples.json`; a test holds them against the
schemas, and `python -m tests.openapi_examples` makes them anew. What a framework cannot know of itself stands here: the
headers that layers add, and errors that any operation may end in.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from service.routes import problems

_EXAMPLES = Path(__file__).with_name("examples.json")
_PROBLEM = "application/problem+json"
_PARAMETERS = {
    "document_id": "材料的编号：GET /v1/documents 列出",
    "answer_id": "答案的编号：答案对象的 id",
    "conversation_id": "对话的编号：答案对象的 conversation",
    "job_id": "上传任务的编号：POST /v1/documents 给出",
    "number": "第几张表或第几页，从 1 起",
    "model": "模型的名称：mingzhang",
    "if-none-match": "已有的那一份的 ETag",
}
_STATUSES = {
    "304": "没有变化：用已有的那一份",
    "400": "请求不合要求",
    "401": "需要密钥，或密钥无效",
    "403": "没有权限",
    "404": "没有这一项",
    "409": "现在的状态下做不了",
    "413": "请求太大",
    "415": "请求体的类型不对",
    "422": "请求不合要求",
    "429": "请求太频繁",
    "500": "服务内部出错",
    "503": "材料库或原件暂时不能使用",
}
_OPEN = ("/healthz",)  # answers without anything that may fail


def _header(description: str, example: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}, "example": example}


_REQUEST_ID = {"X-Request-ID": _header("这次请求的名称；请求里写了就用它", "0b3e5c8a4d9f4b61a2c7d8e9f0a1b2c3")}
_OF_STATUS = {
    "401": {"WWW-Authenticate": _header("怎样表明身份", 'Bearer realm="mingzhang"')},
    "429": {"Retry-After": _header("几秒以后再试", "17")},
    "304": {"ETag": _header("这一份的标记", 'W/"5e0c1f7a9b2d4e68"')},
}
_ETAG = {"ETag": _header("这一份的标记；下次写在 If-None-Match 里，没有变化就回复 304", 'W/"5e0c1f7a9b2d4e68"')}
_LOCATION = {"Location": _header("任务的地址", "/v1/jobs/3f1c9a7be0d24c58")}


def complete(description: dict[str, Any]) -> dict[str, Any]:
    """The same description, made whole in place."""
    examples: dict[str, dict[str, Any]] = json.loads(_EXAMPLES.read_text(encoding="utf-8"))
    description["tags"] = [{"name": name} for name in _tags(description)]
    for path, item in description["paths"].items():
        for method, operation in item.items():
            _whole(operation, path, examples.get(f"{method.upper()} {path}", {}))
    return description


def _tags(description: dict[str, Any]) -> list[str]:
    found = (tag for item in description["paths"].values() for one in item.values() for tag in one.get("tags", ()))
    return list(dict.fromkeys(found))


def _whole(operation: dict[str, Any], path: str, example: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        if (told := _PARAMETERS.get(parameter["name"].lower())) is not None:
            parameter.setdefault("description", told)
    responses: dict[str, Any] = operation["responses"]
    if "requestBody" in operation:
        _add(responses, 413)
    if path not in _OPEN:
        _add(responses, 500)
    if "application/json" in responses.get("422", {}).get("content", {}):
        del responses["422"]  # the framework's own guess, where a route says it otherwise
    for status, response in responses.items():
        if response.get("description") in {None, "Problem", "Successful Response"}:
            response["description"] = _STATUSES.get(status, "成功")
        headers = _REQUEST_ID | _OF_STATUS.get(status, {})
        if status == "200" and "304" in responses:
            headers |= _ETAG
        if status == "202" and path == "/v1/documents":
            headers |= _LOCATION
        response["headers"] = response.get("headers", {}) | headers
        problem = response.get("content", {}).get(_PROBLEM)
        if problem is not None:
            shown = _problem(status, response["description"])
            if "error" in problem["schema"].get("required", ()):  # as clients of the OpenAI API read it
                shown["error"] = {
                    "message": shown["detail"],
                    "type": "invalid_request_error",
                    "param": None,
                    "code": None,
                }
            problem.setdefault("example", shown)
    for media, body in example.get("request", {}).items():
        operation["requestBody"]["content"][media]["example"] = body
    for media, body in example.get("reply", {}).items():
        good = next(response for status, response in responses.items() if status.startswith("2"))
        good["content"][media]["example"] = body


def _add(responses: dict[str, Any], status: int) -> None:
    for code, response in problems(status).items():
        responses.setdefault(str(code), response)


_SAID = {
    "400": ("invalid-request", "请求不合要求", "messages：缺少此项。"),
    "401": ("key-required", "需要密钥", "提问需要密钥：请在请求头写 Authorization: Bearer mz_…，或在页面上登录。"),
    "403": ("forbidden", "没有权限", "这把密钥（热线）没有“管理”的权限；请换一把，或请管理员另建。"),
    "404": ("unknown-document", "没有这份材料", "没有编号为“absent”的材料；GET /v1/documents 列出已收录的材料。"),
    "409": ("nothing-to-retry", "没有可以重试的文件", "这个任务没有可以重试的文件，请重新上传。"),
    "413": ("too-large", "请求太大", "请求超过了大小的上限；请分成几次发送。"),
    "415": ("unsupported-media-type", "不支持这种内容", "上传的文件应以 multipart/form-data 发送，字段名为 file。"),
    "422": ("invalid-request", "请求不合要求", "question：缺少此项。"),
    "429": ("too-many-requests", "请求太频繁", "这把密钥每分钟最多600次请求，已经用完；请17秒后再试。"),
    "500": ("internal", "服务内部出错", "服务内部出错，没有作答；请稍后重试，或查看服务的日志。"),
    "503": ("store-unavailable", "材料库暂时不能使用", "磁盘已满，无法写入数据文件夹；请腾出空间后重试。"),
}


def _problem(status: str, title: str) -> dict[str, Any]:
    slug, name, detail = _SAID.get(status, ("http-error", title, title + "。"))
    return {
        "type": f"urn:mingzhang:problem:{slug}",
        "title": name,
        "status": int(status),
        "detail": detail,
        "request_id": "0b3e5c8a4d9f4b61a2c7d8e9f0a1b2c3",
    }
