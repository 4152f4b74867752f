"""`GET /metrics`: the measures of this process, for Prometheus."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from service.metrics import CONTENT_TYPE, Metrics
from service.routes import problems
from service.routes.access import Administering

router = APIRouter(tags=["状态"])


@router.get(
    "/metrics",
    summary="Prometheus 指标",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **problems(401, 403, 429, 503)},
)
def metrics(request: Request, _: Administering) -> Response:
    """Requests, answers, checks, the language model, what is held. No question stands in it."""
    measures: Metrics = request.state.metrics
    return Response(measures.text(), media_type=CONTENT_TYPE)
