"""How often a key or an address may call: a moving window of a minute, in this process' memory.

The only user of `limits`. Several processes count each for itself.
"""

from __future__ import annotations

import ipaddress
import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from service.errors import RefusedError

_MINUTE = 60.0
_IPV6_SUBSCRIBER = 64  # bits: whoever has one address of such a network has them all


class Rates:
    """Counts calls; 0 a minute is no limit."""

    def __init__(self, per_key: int, per_address: int) -> None:
        self._storage = MemoryStorage()
        self._limiter = MovingWindowRateLimiter(self._storage)
        self._most = {"key": per_key, "address": per_address}
        self._latest = 0.0

    def key(self, key_id: str) -> None:
        """Count a key's call. RefusedError (429) where it is one too many."""
        self._count("key", key_id, "这把密钥")

    def address(self, address: str) -> None:
        """Count a call from an address. RefusedError (429) where it is one too many."""
        self._count("address", _subscriber(address), "这个地址")

    def _count(self, kind: str, who: str, shown: str) -> None:
        most = self._most[kind]
        if most == 0:
            return
        self._watch_the_clock()
        item = RateLimitItemPerMinute(most)
        if self._limiter.hit(item, kind, who):
            return
        wait = max(1, math.ceil(self._limiter.get_window_stats(item, kind, who).reset_time - time.time()))
        said = f"{shown}每分钟最多{most}次请求，已经用完；请{wait}秒后再试。"
        raise RefusedError("too-many-requests", "请求太频繁", 429, said, {"Retry-After": str(wait)})

    def _watch_the_clock(self) -> None:
        """Begin anew where the clock was set back: calls of a time to come would shut everybody out until it has come."""
        now = time.time()
        if now < self._latest - _MINUTE:
            self._storage.reset()
        self._latest = now


def _subscriber(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    mapped = found.ipv4_mapped
    return str(mapped or ipaddress.ip_network((found, _IPV6_SUBSCRIBER), strict=False))
