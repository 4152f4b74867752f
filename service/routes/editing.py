"""`PATCH` and `DELETE /v1/documents/{id}`, and the log of what people corrected: for administrators."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from index.records import Correction, DocumentRecord, Visibility
from ingest.model import Kind, Scope
from service import intake
from service.errors import RefusedError, RequestError, UnknownTableError
from service.routes import Opened, problems
from service.routes.access import Administering, seen
from service.routes.jobs import AtDesk
from service.routes.paging import Cursor, Limit, page_of
from service.routes.uploads import check_address, check_day

router = APIRouter(prefix="/v1/documents", tags=["管理"], responses=problems(401, 403, 404, 422, 429, 503))

_MOST_NAME = 200


class DocumentPatch(BaseModel):
    """What to correct; what is left out stays. Only `source_url` and `published` may be null: not known."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"organisation": "示例市教育局", "year": 2024, "kind": "budget"}]},
    )

    organisation: str | None = Field(
        default=None, min_length=1, max_length=_MOST_NAME, description="单位名称，公开材料上的全称"
    )
    year: int | None = Field(default=None, ge=1990, le=2100, description="年度")
    kind: Kind | None = Field(default=None, description="预算或决算")
    scope: Scope | None = Field(default=None, description="部门汇总或单位本级")
    visibility: Visibility | None = Field(default=None, description="公开，或仅供内部")
    source_url: str | None = Field(default=None, max_length=2000, description="材料公开的网址")
    published: str | None = Field(default=None, max_length=10, description="公开的日期，写作 2024-02-08")


class TablePatch(BaseModel):
    """The unit of a table that prints none, as an administrator knows it from the disclosure."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"unit": "万元"}]})

    unit: Literal["元", "千元", "万元", "亿元"] = Field(description="表中金额的单位")


class CorrectionsPage(BaseModel):
    """What people changed about a document, the latest first."""

    items: list[Correction]
    next: str | None


_NULLABLE = ("source_url", "published")


@router.patch("/{document_id}", summary="更正一份材料的信息", responses=problems(409))
def correct(
    document_id: str, body: DocumentPatch, house: Opened, desk: AtDesk, caller: Administering
) -> DocumentRecord:
    """Correct what was read off a document or told of it, with all that follows from it.

    A half of a disclosure that meets its other half by it is joined with it: the reply is the document of both.
    """
    library = house.library
    seen(library, caller, document_id)
    given: dict[str, Any] = body.model_dump(exclude_unset=True)
    if not given:
        raise RequestError("body", "没有写明要更正什么。")
    if nulls := [name for name, value in given.items() if value is None and name not in _NULLABLE]:
        raise RequestError(nulls[0], f"{nulls[0]}：不能为空；不更正的项不要写。")
    if "organisation" in given:
        given["organisation"] = " ".join(given["organisation"].split())
        if not given["organisation"]:
            raise RequestError("organisation", "organisation：单位名称不能为空；请写公开材料上的全称。")
    if given.get("source_url") is not None:
        check_address(given["source_url"])
    if given.get("published") is not None:
        check_day(given["published"])
    read = {name: given[name] for name in ("organisation", "year", "kind", "scope") if name in given}
    told = {name: given[name] for name in ("visibility", *_NULLABLE) if name in given}
    if told:
        library.describe(document_id, told, by=caller.name)
    if read:
        library.edit(document_id, **read, derive=intake.derived, by=caller.name)
    before = {record.id for record in library.records()}
    joined = intake.join_held(library, document_id)
    if joined is not None:
        for gone in before - {record.id for record in library.records()}:
            desk.jobs.renamed(gone, joined.id)
    return seen(library, caller, joined.id if joined else document_id)


@router.patch("/{document_id}/tables/{number}", summary="核定一张表的单位", responses=problems(409))
def correct_unit(
    document_id: str,
    number: Annotated[int, Path(ge=1)],
    body: TablePatch,
    house: Opened,
    caller: Administering,
) -> DocumentRecord:
    """Say what unit a table is in that prints none: until then it supplies no amounts.

    A unit that is printed is never replaced by another.
    """
    library = house.library
    seen(library, caller, document_id)
    table = next((one for one in library.document(document_id).tables if one.number == number), None)
    if table is None:
        raise UnknownTableError(document_id, number)
    if table.unit is not None and table.unit_by is None:
        said = f"这张表印着单位“{table.unit}”，不能改成别的；只有没有印单位的表可以由人核定。"
        raise RefusedError("unit-printed", "表上印着单位", 409, said)
    library.edit(document_id, units={number: body.unit}, derive=intake.derived, by=caller.name)
    return seen(library, caller, document_id)


@router.delete("/{document_id}", status_code=204, summary="移除一份材料")
def remove(document_id: str, house: Opened, caller: Administering) -> None:
    """Take a document out with everything derived from it; the log of corrections stays."""
    seen(house.library, caller, document_id)
    house.library.remove(document_id, by=caller.name)


@router.get("/{document_id}/corrections", summary="一份材料的更正记录")
def corrections(
    document_id: str, house: Opened, caller: Administering, limit: Limit = 200, cursor: Cursor = None
) -> CorrectionsPage:
    """What people changed, the latest first; also of a document that was removed."""
    found = house.library.corrections(document_id)
    if not found:
        seen(house.library, caller, document_id)
    page, following = page_of(found, [str(len(found) - at) for at in range(len(found))], cursor, limit)
    return CorrectionsPage(items=page, next=following)
