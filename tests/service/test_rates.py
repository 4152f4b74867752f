"""Nobody is shut out for longer than a minute, whatever is done to the machine's clock."""

from __future__ import annotations

import time

import pytest

from service.errors import RefusedError
from service.rates import Rates

HOUR = 3600.0


def calls(rates: Rates, number: int) -> int:
    """How many of them are let in."""
    let_in = 0
    for _ in range(number):
        try:
            rates.key("one")
        except RefusedError:
            continue
        let_in += 1
    return let_in


@pytest.mark.parametrize("jump", [-HOUR, -24 * 365 * HOUR, HOUR, 24 * 365 * HOUR])
def test_a_clock_that_is_set_shuts_nobody_out(monkeypatch, jump) -> None:
    clock = [1_700_000_000.0]
    monkeypatch.setattr(time, "time", lambda: clock[0])
    rates = Rates(5, 5)
    assert calls(rates, 4) == 4
    clock[0] += jump
    for _ in range(10):
        assert calls(rates, 5) == 5
        assert calls(rates, 1) == 0
        clock[0] += 61


def test_a_clock_that_is_put_right_by_a_little_lets_nobody_ask_more(monkeypatch) -> None:
    clock = [1_700_000_000.0]
    monkeypatch.setattr(time, "time", lambda: clock[0])
    rates = Rates(5, 5)
    assert calls(rates, 5) == 5
    clock[0] -= 30
    assert calls(rates, 1) == 0
