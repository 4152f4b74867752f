"""`POST /v1/verify`: any text, held against the disclosures."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from service import given_text
from service.errors import RequestError
from service.routes import Opened, problems
from service.routes.access import Asking
from service.schemas import VerifyBody
from service.verification import Checker, Verification

router = APIRouter(prefix="/v1", tags=["核对"])


async def _checker(request: Request) -> Checker:
    checker: Checker = request.state.checker
    return checker


@router.post(
    "/verify",
    summary="核对一段文字",
    response_model=Verification,
    responses=problems(401, 403, 404, 422, 429, 503),
)
def verify(
    body: VerifyBody, house: Opened, caller: Asking, checker: Annotated[Checker, Depends(_checker)]
) -> Verification:
    """Check every figure of a text, and what it says without figures, against the held documents or those named."""
    try:
        text = given_text.checked(body.text, house.settings.max_text_chars)
    except given_text.TextError as error:
        raise RequestError("text", str(error)) from error
    return checker.check(text, body.documents or None, staff=caller.staff_for(body.documents))
