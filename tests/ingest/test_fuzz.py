"""Damaged files are read or refused in one sentence: no crash, no hang, no traceback.

Two seconds a sample here, six where CI is set, ten minutes a sample with `make soak` (FUZZ_SECONDS).
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from ingest.errors import IngestError
from ingest.facts import facts
from ingest.read import parse

pytestmark = pytest.mark.slow

_SECONDS = float(os.environ.get("FUZZ_SECONDS") or (6 if os.environ.get("CI") else 2))
_HANGS = 60.0  # seconds for one damaged file of these sizes


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some changed, cut out, doubled or the end lost."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 3, 20, 200))):
        at = chance.randrange(len(found))
        how = chance.randrange(5)
        if how == 0:
            found[at] = chance.randrange(256)
        elif how == 1:
            del found[at : at + chance.randrange(1, 64)]
        elif how == 2:
            found[at:at] = found[at : at + chance.randrange(1, 64)]
        elif how == 3:
            found[at : at + 4] = chance.randbytes(4)
        elif chance.random() < 0.05:
            del found[at:]
        if not found:
            break
    return bytes(found)


@pytest.mark.parametrize("ending", ["txt", "html", "docx", "xlsx", "pdf"])
def test_random_damage_finds_no_crash_and_no_hang(shared: Path, ending: str) -> None:
    data = (shared / "samples" / f"beibei_2024_budget.{ending}").read_bytes()
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    until = time.monotonic() + _SECONDS
    tried = 0
    while time.monotonic() < until:
        tried += 1
        began = time.monotonic()
        refusal = ""
        try:
            facts(parse(_damaged(data, chance), f"damaged.{ending}"))
        except IngestError as error:
            refusal = str(error)
        except Exception as error:
            raise AssertionError(f"seed {seed}, try {tried}: {error!r}") from error
        assert "\n" not in refusal
        assert time.monotonic() - began < _HANGS, f"seed {seed}, try {tried} hangs"
    assert tried
