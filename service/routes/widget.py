"""`/widget.js`, which other sites put into their pages, and `/widget`, the page that it frames where it cannot ask itself."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import FileResponse

from service.headers import FRAME
from service.routes.pages import PAGE

router = APIRouter(include_in_schema=False)


@router.api_route("/widget.js", methods=["GET", "HEAD"])
def script() -> FileResponse:
    """The script; any page may load it, which pages may ask is another matter."""
    headers = {"Cache-Control": "no-cache", "Cross-Origin-Resource-Policy": "cross-origin"}
    return FileResponse(PAGE / "widget.js", headers=headers, media_type="text/javascript")


@router.api_route(FRAME, methods=["GET", "HEAD"])
def frame() -> FileResponse:
    """The page in the frame."""
    return FileResponse(PAGE / "widget.html", headers={"Cache-Control": "no-cache"})
