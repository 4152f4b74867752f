"""The bench reports what was measured and says so where nothing could be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from service import bench


def test_a_column_of_the_table() -> None:
    rounds = [0.010] * 19 + [0.050]
    measured = bench.Measured(ingest=12.34, start=2.5, first=[0.1234, 5.5], rounds=rounds, memory=545_000_000, held=1)
    assert len(measured.lines()) == len(bench._ROWS)
    assert measured.lines() == ["12.3 s", "2.5 s", "123 ms", "5500 ms", "10.0 ms", "48.0 ms", "545 MB"]


def test_the_memory_is_the_ended_processs_peak() -> None:
    program = "import sys, time; held = bytearray(120_000_000); print('ready', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        # No upper bound: the system counts what the starting process held as well, and this one may hold a model.
        assert bench._ended(process) > 120_000_000


def test_a_service_that_ends_at_once_is_said_so() -> None:
    with subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"]) as process:
        with pytest.raises(bench.BenchError, match="exit code 3"):
            bench._wait_for(process, bench._free_port())
        assert bench._ended(process) == 0


def test_a_file_that_cannot_be_ingested_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main([str(tmp_path / "absent.txt"), "--rounds", "1"]) == 1
    assert capsys.readouterr().err.startswith("bench: mingzhang ingest: ")
