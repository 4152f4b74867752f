"""A part of `make eval-verify` with every test run: some hundred true statements and their twins, by the same bars."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ingest.quantity import find
from tests.mutation import sample_paths
from tests.support import mutation_bench as bench
from tests.support import mutation_writing as writing
from tests.support.mutation_twins import CLASSES
from tests.support.mutation_writing import Written

SEED = 7
WANTED = dict.fromkeys(CLASSES, 24) | {bench.TRUE: 160}


@pytest.fixture(scope="module")
def tally(tmp_path_factory: pytest.TempPathFactory) -> bench.Tally:
    paths = sample_paths()[0]
    invented = bench.invented(tmp_path_factory.mktemp("invented"), 3, SEED)
    whole = bench.Tally()
    for at, found in enumerate((paths, invented)):
        stands = bench.stands(bench.documents(found))
        part = bench.judge(bench.statements(stands, f"{SEED}|{at}", WANTED, unseen=False))
        for klass, count in part.judged.items():
            whole.judged[klass] += count
            whole.missed[klass] += part.missed[klass]
    return whole


@pytest.mark.parametrize("klass", CLASSES)
def test_false_twins_are_caught(tally: bench.Tally, klass: str) -> None:
    assert tally.judged[klass] >= WANTED[klass]
    assert klass not in tally.fails(), tally.missed[klass]


def test_true_statements_pass(tally: bench.Tally) -> None:
    assert tally.judged[bench.TRUE] >= 2 * WANTED[bench.TRUE]
    assert bench.TRUE not in tally.fails(), tally.missed[bench.TRUE]


@pytest.mark.parametrize("number", ["3.80", "0.05", "110.2", "1001", "15", "9999", "2040.07"])
@pytest.mark.parametrize("script", ["plain", "grouped", "wide", "characters"])
def test_what_is_written_is_found_again(number: str, script: writing.Script) -> None:
    written = Written(writing.Decimal(number), "万元", script)
    (figure,) = find(f"办公费{written.text}")
    assert Fraction(figure.quantity.base) == written.base


def test_the_judge_of_truth_is_generous_and_knows_a_rounding_from_a_slip() -> None:
    value = Fraction(3_801_234)
    assert writing.says(Written(writing.Decimal("380.12"), "万元"), value)
    assert writing.says(Written(writing.Decimal("380"), "万元"), value)
    assert not writing.says(Written(writing.Decimal("380.13"), "万元"), value)
    assert not writing.says(Written(writing.Decimal("380.12"), "元"), value)
    assert writing.says(Written(writing.Decimal("400"), "万元", approx="about", word="约"), value)
