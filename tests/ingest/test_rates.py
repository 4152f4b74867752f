"""Rates without a sign of percent, and numbers spelled."""

from __future__ import annotations

import pytest

from ingest.numerals import chinese, spelled
from ingest.read import read
from ingest.tables import readings

HEAD = """# 芦洲市水务局2023年部门决算

项目绩效自评结果汇总表（单位：万元）

| 项目名称 | 全年预算数 | 全年执行数 | 执行率 |
|---|---|---|---|
"""


def units_of_rates(tmp_path, rows: str) -> set[str | None]:
    file = tmp_path / "rates.md"
    file.write_text(HEAD + rows, "utf-8")
    document = read(file)
    (table,) = document.tables
    return {
        r.unit for r in readings(table, document.year, document.kind) if r.measure == "rate" and r.value is not None
    }


def test_a_rate_that_the_money_beside_it_gives_is_in_percent(tmp_path):
    rows = "| 闸站维护 | 90.00 | 72.00 | 80.00 |\n| 河道保洁 | 200.00 | 125.00 | 62.50 |\n| 水质监测 | 60.00 | 59.40 | 99.00 |\n"
    assert units_of_rates(tmp_path, rows) == {"%"}


@pytest.mark.parametrize(
    "rows",
    [
        "| 闸站维护 | 90.00 | 72.00 | 0.80 |\n| 河道保洁 | 200.00 | 125.00 | 0.62 |\n",  # told as fractions
        "| 闸站维护 | 90.00 | 72.00 | 80.00 |\n| 河道保洁 | 200.00 | 125.00 | 71.00 |\n",  # one of them does not fit
        "| 闸站维护 | 90.00 | 72.00 | 80.00 |\n",  # one may fit by chance
        "| 闸站维护 | 90.00 | 90.00 | 100 |\n| 河道保洁 | 200.00 | 200.00 | 100 |\n",  # shows nothing
    ],
)
def test_what_no_money_proves_stays_without_a_unit(tmp_path, rows):
    assert units_of_rates(tmp_path, rows) == {None}


@pytest.mark.parametrize("number", [1, 2, 9, 10, 12, 20, 35, 99])
def test_a_number_spelled_is_read_back(number):
    assert chinese(spelled(number)) == number


@pytest.mark.parametrize("number", [0, 100, -3])
def test_a_number_that_is_not_said_so_is_refused(number):
    with pytest.raises(ValueError, match="not spelled"):
        spelled(number)
