"""Keys at the door: which caller a request comes from, what a route needs, and signing in on the page (`/v1/session`)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field

from index.errors import UnknownDocumentError
from index.keys import SCOPES, Keys, Scope
from index.library import DocumentRecord, Library
from index.records import superseding
from service import callers
from service.callers import Caller, Knock
from service.errors import RefusedError
from service.metering import Meter
from service.rates import Rates
from service.routes import Opened, problems

COOKIE = "mingzhang_session"
_FORWARDING = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_bearer = HTTPBearer(auto_error=False, scheme_name="key", description="`mingzhang keys create` 建立的密钥（mz_…）")


@dataclass(frozen=True, slots=True)
class Gate:
    """What callers are judged by."""

    keys: Keys
    rates: Rates
    meter: Meter


async def _gate(request: Request) -> Gate:
    gate: Gate = request.state.gate
    return gate


AtGate = Annotated[Gate, Depends(_gate)]


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""


def knock(request: Request, given: HTTPAuthorizationCredentials | None = None) -> Knock:
    """What a request tells of its sender."""
    headers = request.headers
    return Knock(
        method=request.method,
        host=headers.get("host", ""),
        peer=_peer(request) or None,
        forwarded=any(name in headers for name in _FORWARDING),
        bearer=given.credentials if given else None,
        cookie=request.cookies.get(COOKIE),
        origin=headers.get("origin"),
        site=headers.get("sec-fetch-site"),
        mode=headers.get("sec-fetch-mode"),
    )


def _caller(
    request: Request,
    gate: AtGate,
    house: Opened,
    given: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
) -> Caller:
    """Who calls, counted against their limit. RefusedError for a wrong key, or for one call too many."""
    settings = house.settings
    try:
        found = callers.caller(knock(request, given), gate.keys, bound=settings.host, open_ask=settings.open_ask)
    except RefusedError:
        gate.rates.address(_peer(request))  # guessing is counted too
        raise
    if found.key is not None:
        gate.meter.count(found.key.id, f"{request.method} {request.scope['route'].path}")
        gate.rates.key(found.key.id)
    elif not found.free:
        gate.rates.address(_peer(request))
    return found


Present = Annotated[Caller, Depends(_caller)]


def needs(scope: Scope) -> Callable[[Caller], Awaitable[Caller]]:
    """A dependency: the caller, who must have this scope (`Annotated[Caller, Depends(needs("admin"))]`)."""

    async def check(caller: Present) -> Caller:
        caller.must(scope)
        return caller

    return check


Asking = Annotated[Caller, Depends(needs("ask"))]
Uploading = Annotated[Caller, Depends(needs("upload"))]
Administering = Annotated[Caller, Depends(needs("admin"))]


def visible(library: Library, caller: Caller) -> list[DocumentRecord]:
    """The records that a caller may see; for whom drafts are not there, they supersede nothing either."""
    records = library.listing().records
    if caller.sees_staff:
        return list(records)
    return superseding(record for record in records if record.visibility == "public")


def seen(library: Library, caller: Caller, document_id: str) -> DocumentRecord:
    """A document that a caller may see. UnknownDocumentError for any other, be it held or not."""
    found = next((record for record in visible(library, caller) if record.id == document_id), None)
    if found is None:
        raise UnknownDocumentError(document_id)
    return found


router = APIRouter(prefix="/v1/session", tags=["登录"])


class SignIn(BaseModel):
    """A key to sign in with."""

    key: str = Field(max_length=200, description="密钥（mz_…）", examples=["mz_0a1b2c3d_…"])


class Session(BaseModel):
    """Who the caller is here: the key's scopes, and what may be done now, with the key or without."""

    signed_in: bool
    name: str | None = Field(description="密钥的名称")
    scopes: list[Scope] = Field(description="密钥的权限")
    staff: bool = Field(description="提问时是否也依据仅供内部的材料")
    open: list[Scope] = Field(description="现在可以做什么")


def _session(caller: Caller) -> Session:
    return Session(
        signed_in=caller.key is not None,
        name=caller.key.name if caller.key else None,
        scopes=_ordered(caller.key.scopes if caller.key else ()),
        staff=caller.staff,
        open=_ordered(caller.scopes),
    )


def _ordered(scopes: object) -> list[Scope]:
    assert isinstance(scopes, (frozenset, tuple))
    return [scope for scope in SCOPES if scope in scopes]


@router.get("", summary="现在可以做什么", responses=problems(401, 429, 503))
def session(caller: Present) -> Session:
    """Whether somebody is signed in, and what the caller may do."""
    return _session(caller)


@router.post("", summary="用密钥登录页面", responses=problems(401, 403, 422, 429, 503))
def sign_in(body: SignIn, request: Request, response: Response, gate: AtGate, house: Opened) -> Session:
    """Sign in; the cookie cannot be read by scripts, and is sent by our own pages only."""
    gate.rates.address(_peer(request))
    if knock(request).foreign:
        raise RefusedError("cross-site", "来自别的网站的请求", 403, "请求来自别的网站的页面，没有执行。")
    key = gate.keys.of_secret(body.key.strip())
    if key is None:
        raise callers.wrong_key()
    hours = house.settings.session_hours
    response.set_cookie(
        COOKIE,
        gate.keys.sign_in(key, hours),
        max_age=hours * 3600,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return _session(Caller(key.scopes, key, staff=key.staff, signed_in=True))


@router.delete("", status_code=204, summary="退出登录", responses=problems(403, 429, 503))
def sign_out(request: Request, response: Response, gate: AtGate) -> None:
    """End the session that the cookie names; there being none is no error."""
    gate.rates.address(_peer(request))
    knocked = knock(request)
    if knocked.foreign:
        raise RefusedError("cross-site", "来自别的网站的请求", 403, "请求来自别的网站的页面，没有执行。")
    if knocked.cookie:
        gate.keys.sign_out(knocked.cookie)
    response.delete_cookie(COOKIE, path="/", secure=request.url.scheme == "https", httponly=True, samesite="strict")
