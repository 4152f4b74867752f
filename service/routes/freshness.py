"""What a client has kept is good as long as nothing held has changed: `ETag` and `If-None-Match`, told without any work.

What is held has a version; with it, the address and what the caller may see, the reply is settled. Tags are weak, since
a reply may go out compressed, and do not outlive the process, since another one may say the same otherwise.
"""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from fastapi import Header, Request, Response

from ingest.model import digest
from service.routes import Opened
from service.routes.access import Asking

_PROCESS = secrets.token_hex(8)
UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "没有变化：用已有的那一份"}}
_TAGGED = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}


class UnchangedError(Exception):
    """The client has this reply already."""

    def __init__(self, tag: str) -> None:
        self.headers = {"ETag": tag, **_TAGGED}
        super().__init__("unchanged")


def fresh(
    request: Request,
    response: Response,
    house: Opened,
    caller: Asking,
    if_none_match: Annotated[str | None, Header(description="已有的那一份的 ETag")] = None,
) -> None:
    """Tag the reply. UnchangedError where the client has it."""
    version = house.library.listing().version
    tag = f'W/"{digest(_PROCESS, version, caller.sees_staff, request.url.path, request.url.query)}"'
    if if_none_match and tag in (one.strip() for one in if_none_match.split(",")):
        raise UnchangedError(tag)
    response.headers.update({"ETag": tag, **_TAGGED})
