"""Who calls and what they may do: by a key, by being signed in with one, by being on this machine, or as a stranger.

On loopback, while no key exists, everything is open. Then a browser on the same machine is what an attacker would use:
a page from elsewhere may send requests here (so the request must not come from another site), and may point a name of
its own at 127.0.0.1 (DNS rebinding: so the Host must be this machine's). Being signed in is as little proof that the
person wants it, so the same holds for the cookie. A key in a header is proof by itself.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from index.keys import SCOPES, Key, Scope
from service.errors import RefusedError

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OURS = frozenset({"same-origin", "none"})  # Sec-Fetch-Site; none is a person's own doing: an address typed, a bookmark
_NAMES: dict[Scope, str] = {"ask": "提问", "upload": "上传", "admin": "管理"}
_KEY_BEGINS = "mz_"


@dataclass(frozen=True, slots=True)
class Knock:
    """What a request tells of its sender; `peer` is the address it came from, `host` the Host header."""

    method: str
    host: str
    peer: str | None = None
    forwarded: bool = False
    bearer: str | None = None
    cookie: str | None = None
    origin: str | None = None
    site: str | None = None
    mode: str | None = None

    @property
    def foreign(self) -> bool:
        """Whether another site's page sent it, or may have: proof by circumstance does not count then."""
        safe = self.method in _SAFE
        if self.site is not None:  # browsers write it, and no page can
            return self.site not in _OURS and not (safe and self.mode == "navigate")
        if self.origin is not None:
            return _netloc(self.origin) != self.host
        return self.cookie is not None and not safe

    @property
    def local(self) -> bool:
        """Whether it came from this machine, by a name that is this machine's, and not through a proxy."""
        return (
            not self.forwarded
            and _own_name(self.host)
            and (self.foreign or self.origin is None or _own_name(_netloc(self.origin)))  # a proxy that hides itself
            and (self.peer is None or _loopback_or_none(self.peer))
        )


@dataclass(frozen=True, slots=True)
class Caller:
    """A caller: `scopes` are what they may do; `staff` says whether their questions rest on staff's documents too.

    `free` is somebody on this machine while everything is open: they may look at what is staff's by naming it.
    `cross_site` says that they may have been more, had the request not come from another site's page.
    """

    scopes: frozenset[Scope]
    key: Key | None = None
    staff: bool = False
    free: bool = False
    cross_site: bool = False
    signed_in: bool = False

    @property
    def sees_staff(self) -> bool:
        """Whether documents that are not public are shown at all."""
        return self.staff or self.free

    @property
    def name(self) -> str:
        """Who it is, for the log of corrections."""
        return self.key.name if self.key else "本机"

    def staff_for(self, documents: Sequence[str] | None) -> bool:
        """Whether a question, about these documents or all, may rest on what is not public."""
        return self.staff or (self.free and bool(documents))

    def must(self, scope: Scope) -> None:
        """RefusedError unless the caller may do this."""
        if scope in self.scopes:
            return
        what = _NAMES[scope]
        if self.cross_site:
            raise RefusedError("cross-site", "来自别的网站的请求", 403, "请求来自别的网站的页面，没有执行。")
        if self.key is None:
            said = f"{what}需要密钥：请在请求头写 Authorization: Bearer mz_…，或在页面上登录；密钥由管理员用 mingzhang keys create 建立。"
            raise RefusedError("key-required", "需要密钥", 401, said, {"WWW-Authenticate": 'Bearer realm="mingzhang"'})
        said = f"这把密钥（{self.key.name}）没有“{what}”的权限；请换一把，或请管理员另建。"
        raise RefusedError("forbidden", "没有权限", 403, said)


class Known(Protocol):
    """The keys there are: `index.keys.Keys`."""

    def any(self) -> bool:
        """Whether there is one."""

    def of_secret(self, secret: str) -> Key | None:
        """The key that this is."""

    def of_token(self, token: str) -> Key | None:
        """The key that a cookie's token stands for."""


def caller(knock: Knock, keys: Known, *, bound: str, open_ask: bool) -> Caller:
    """Who that is. `bound` is the address listened on. RefusedError (401) for what looks like a key and is none."""
    strangers: frozenset[Scope] = frozenset({"ask"}) if open_ask else frozenset()
    stranger = Caller(strangers)
    if knock.bearer is not None and knock.bearer.startswith(_KEY_BEGINS):
        key = keys.of_secret(knock.bearer)
        if key is None:
            raise wrong_key()
        return Caller(key.scopes, key, staff=key.staff)
    # Other programs' clients insist on some key ("none"): what is not like ours is as if it were not there.
    signed = keys.of_token(knock.cookie) if knock.cookie else None
    if signed is not None:
        if not knock.foreign:
            return Caller(signed.scopes, signed, staff=signed.staff, signed_in=True)
        return Caller(stranger.scopes, cross_site=True)
    if loopback(bound) and knock.local and not keys.any():
        return Caller(stranger.scopes, cross_site=True) if knock.foreign else Caller(frozenset(SCOPES), free=True)
    return stranger


def wrong_key() -> RefusedError:
    """What is said to somebody whose key does not count."""
    said = "密钥无效或已撤销；请核对后重试，或请管理员用 mingzhang keys create 另建。"
    challenge = {"WWW-Authenticate": 'Bearer realm="mingzhang", error="invalid_token"'}
    return RefusedError("invalid-key", "密钥无效", 401, said, challenge)


def loopback(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _own_name(netloc: str) -> bool:
    """Whether a Host is this machine's: a loopback address, or a name without a dot, which no stranger can register."""
    try:
        host = urlsplit(f"//{netloc}").hostname
    except ValueError:
        return False
    return host is not None and (loopback(host) or not set(".:") & set(host))


def _netloc(origin: str) -> str:
    """Host and port of an Origin; of `null`, or of what is none, nothing that any Host equals."""
    try:
        return urlsplit(origin).netloc or "null"
    except ValueError:
        return "null"


def _loopback_or_none(peer: str) -> bool:
    """Whether an address is loopback; what is no address (a socket file, a test) is not a stranger's."""
    try:
        return ipaddress.ip_address(peer).is_loopback
    except ValueError:
        return True
