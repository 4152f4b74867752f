"""`/v1/documents/{id}/pages/{n}.png`: a page as it was published, as a picture, with the place of a number marked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.responses import Response

from index.library import Library
from ingest.errors import IngestError
from ingest.model import Fact, Source, digest
from ingest.render import render
from service.errors import PictureError
from service.routes import Opened, problems
from service.routes.access import Asking, seen

router = APIRouter(prefix="/v1/documents", tags=["材料"], responses=problems(401, 403, 404, 409, 422, 429, 503))

_DRAWING = 1  # to be raised when a page comes to be drawn otherwise: what browsers have kept is then stale
_PNG = "image/png"


@router.get(
    "/{document_id}/pages/{number}.png",
    summary="原件的一页（图片）",
    response_class=Response,
    responses={200: {"content": {_PNG: {}}}, 304: {"description": "Not Modified"}},
)
def page(
    document_id: str,
    number: int,
    house: Opened,
    caller: Asking,
    highlight: Annotated[str | None, Query(description="标出这个数字（fact）的位置")] = None,
    file: Annotated[
        int | None, Query(description="材料有几个文件时，第几个；省略则是该数字所在的文件，或第1个")
    ] = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """A page of a PDF or of a scan; its size is fixed, so that no request asks for more than a screen needs."""
    seen(house.library, caller, document_id)
    document = house.library.document(document_id)
    fact = None if highlight is None else _fact(house.library, document_id, highlight)
    which = file or (fact.place.file if fact else None) or 1
    source = _paged(document.sources, which, number)
    if fact and (fact.place.page, fact.place.file or 1) != (number, which):
        raise _unknown_fact(fact.id, f"不在第{number}页上")
    tag = f'"{digest(_DRAWING, source.sha256, number, fact.place.bbox if fact else None)}"'
    # Asked again each time, a removed or corrected document is not shown from what a browser has kept.
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if if_none_match and tag in (one.strip().removeprefix("W/") for one in if_none_match.split(",")):
        return Response(status_code=304, headers=headers)
    try:
        kept = house.library.original(document_id, which)
        drawn = render(kept if isinstance(kept, Path) else kept.read_bytes(), number, [fact.place] if fact else [])
    except (IngestError, OSError) as error:
        said = str(error) if isinstance(error, IngestError) else "原件暂时无法打开；请稍后重试，或重新收录这份材料。"
        raise PictureError("page-unavailable", "这一页暂时不能显示", 503, said) from error
    return Response(drawn, media_type=_PNG, headers=headers)


def _fact(library: Library, document_id: str, fact_id: str) -> Fact:
    found = next((fact for fact in library.facts([document_id]) if fact.id == fact_id), None)
    if found is None:
        raise _unknown_fact(fact_id, "不在这份材料里")
    return found


def _unknown_fact(fact_id: str, where: str) -> PictureError:
    return PictureError("unknown-fact", "没有这个数字", 404, f"编号为“{fact_id}”的数字{where}。")


def _paged(sources: tuple[Source, ...], which: int, number: int) -> Source:
    """The file, which must have such a page."""
    if not 1 <= which <= len(sources):
        said = f"这份材料没有第{which}个文件，共有{len(sources)}个。"
        raise PictureError("unknown-page", "没有这一页", 404, said)
    source = sources[which - 1]
    if source.pages is None:
        said = "这份材料的原件不分页（文本、Word、Excel 或网页），没有页面图片；请按表格或段落查看。"
        raise PictureError("no-pages", "原件不分页", 409, said)
    if not 1 <= number <= source.pages:
        raise PictureError("unknown-page", "没有这一页", 404, f"没有第{number}页，原件共有{source.pages}页。")
    return source
