"""`GET /v1/documents/{id}/audit`: the tie-out report of a held disclosure."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from service.audit import OUTCOMES, RULES, AuditFinding, Auditor
from service.routes import Opened, problems
from service.routes.access import Asking, seen, visible
from service.routes.freshness import UNCHANGED, fresh

router = APIRouter(
    prefix="/v1/documents",
    tags=["材料"],
    dependencies=[Depends(fresh)],
    responses=problems(401, 403, 422, 429, 503) | UNCHANGED,
)

Outcomes = Literal["exact", "rounding", "unlikely", "mismatch", "warning", "not_checked"]


class AuditBody(BaseModel):
    """What the rules of the tie-out find in a document, rule by rule; one finding for each place that a rule applies to."""

    id: str = Field(description="材料的编号")
    title: str = Field(description="材料的标题")
    counts: dict[Outcomes, int] = Field(
        description="各结论的处数：exact 一致，rounding 尾差，unlikely 可疑的尾差，mismatch 不一致，warning 值得一问，"
        "not_checked 没有核对"
    )
    rules: dict[str, str] = Field(description="其中各条规则为什么应当成立")
    findings: list[AuditFinding] = Field(
        description="每一处的结论：found 是这里写的数，expected 是由别处得出的数，difference 是两者之差，allowed 是四舍五入允许的差，"
        "places 是两边的出处，question 是可以向公开单位提的问题"
    )


async def _auditor(request: Request) -> Auditor:
    auditor: Auditor = request.state.auditor
    return auditor


@router.get("/{document_id}/audit", summary="一份材料对得上吗", responses=problems(404))
def audit(
    document_id: str,
    house: Opened,
    caller: Asking,
    auditor: Annotated[Auditor, Depends(_auditor)],
    outcome: Annotated[list[Outcomes] | None, Query(description="只要这些结论的；可重复")] = None,
) -> AuditBody:
    """The tie-out report: which sums and statements hold, which do not, with both figures and both places."""
    record = seen(house.library, caller, document_id)
    audited = auditor.document(record, visible(house.library, caller))
    counts = {name: audited.count(name) for name, _ in OUTCOMES}
    findings = [finding for finding in audited.findings if outcome is None or finding.outcome in outcome]
    rules = {finding.rule: RULES[finding.rule][1] for finding in findings}
    return AuditBody(id=record.id, title=audited.title, counts=counts, rules=rules, findings=findings)
