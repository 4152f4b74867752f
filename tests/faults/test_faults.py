"""Each fault a few rounds: nothing lost, nothing seen by halves. `python -m tests.faults` makes all the rounds.

A disk that is full or read-only is tried here under a running service; under an ingest and at the start by the command alone.
"""

from __future__ import annotations

import os

import pytest

from tests.faults.__main__ import FAULTS
from tests.faults.telling import Outcome, table
from tests.faults.whole import reference

pytestmark = pytest.mark.folder
_FILES = 6


@pytest.fixture(scope="module")
def of(tmp_path_factory):
    return reference(tmp_path_factory.mktemp("reference"), _FILES)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault.few])
def test_nothing_is_lost_and_nothing_seen_by_halves(name, of, tmp_path, capsys):
    outcome = FAULTS[name].run(FAULTS[name].few, 2, of, tmp_path)
    with capsys.disabled():
        print(f"\n{table([outcome])}")
    if outcome.absent:
        if os.environ.get("CI") and "挂载" not in outcome.absent:
            pytest.fail(outcome.absent)
        pytest.skip(outcome.absent)
    assert outcome.losses == []
    assert outcome.half == []
    assert outcome.rounds == FAULTS[name].few


def test_a_table_says_what_was_lost():
    outcome = Outcome("停电", "恢复：来电", rounds=3, losses=["a"], recoveries=[1.0, 2.25])
    outcome.count("重试", 2)
    line = table([outcome]).splitlines()[2]
    assert [cell.strip() for cell in line.strip("|").split("|")] == [
        "停电",
        "3",
        "1",
        "0",
        "2.2 s",
        "恢复：来电；重试 2",
    ]
    assert not outcome.good
