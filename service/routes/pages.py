"""The chat page at `/`, the documents page, and the description of the API at `/docs`: static files, none of them from elsewhere."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

PAGE = Path(__file__).resolve().parent.parent / "page"

router = APIRouter(include_in_schema=False)


@router.api_route("/", methods=["GET", "HEAD"])
def chat() -> FileResponse:
    """The chat page."""
    return FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})


@router.api_route("/documents", methods=["GET", "HEAD"])
def documents() -> FileResponse:
    """The documents page; what it may do hangs on who signs in on it."""
    return FileResponse(PAGE / "documents.html", headers={"Cache-Control": "no-cache"})


@router.api_route("/docs", methods=["GET", "HEAD"])
def docs() -> FileResponse:
    """Swagger UI over `/openapi.json`."""
    return FileResponse(PAGE / "docs.html", headers={"Cache-Control": "no-cache"})


def mount(app: FastAPI) -> None:
    """The files that the pages load; Swagger UI's own come with a package that holds nothing but them."""
    app.mount("/page", StaticFiles(directory=PAGE), name="page")
    app.mount("/swagger", StaticFiles(packages=[("fastapi_offline", "static")]), name="swagger")
