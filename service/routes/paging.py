"""Long lists come page by page: `next` of one page is the `cursor` of the following."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

from fastapi import Query

from service.errors import RequestError

Limit = Annotated[int, Query(ge=1, le=1000, description="一页的条数")]
Cursor = Annotated[str | None, Query(description="上一页给出的 next")]
INVALID_CURSOR = "cursor 无效：请使用上一页给出的 next。"
_T = TypeVar("_T")


def page_of(items: Sequence[_T], keys: Sequence[str], cursor: str | None, limit: int) -> tuple[list[_T], str | None]:
    """The items after the one whose key is the cursor, and the cursor of the next page."""
    begin = 0
    if cursor is not None:
        if cursor not in keys:
            raise RequestError("cursor", INVALID_CURSOR)
        begin = keys.index(cursor) + 1
    end = begin + limit
    return list(items[begin:end]), keys[end - 1] if end < len(items) else None
