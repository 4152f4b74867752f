"""Which figures of a table are in doubt by the sums that it prints itself."""

from __future__ import annotations

from decimal import Decimal

from ingest.model import Fact, Place
from service import own_sums


def _column(*rows: tuple[str | None, str, str | None]) -> list[Fact]:
    return [
        Fact(
            id=f"{code}-{label}", document="d", source="table", row=(label,), column=("合计",),
            value=None if value is None else Decimal(value), unit="万元", year=2024, basis="actual", measure="level",
            quote=value or "", place=Place(), table="支出决算表", table_number=4, code=code,
        )
        for code, label, value in rows
    ]  # fmt: skip


def test_sums_that_come_out_but_for_rounding_leave_no_doubt() -> None:
    facts = _column(
        ("201", "甲", "10.00"), ("20101", "乙", "4.00"), ("20102", "丙", "6.01"), ("204", "丁", None), (None, "合计", "10.00")
    )  # fmt: skip
    assert own_sums.doubted(facts) == frozenset()
    assert own_sums.failing(facts) == []


def test_a_slip_casts_doubt_on_its_own_sum_alone() -> None:
    facts = _column(
        ("201", "甲", "1.00"), ("20101", "乙", "4.00"), ("20102", "丙", "6.00"),
        ("204", "丁", "5.00"), ("20401", "戊", "2.00"), ("20402", "己", "3.00"), (None, "合计", "15.00"),
    )  # fmt: skip
    doubted = own_sums.doubted(facts)
    assert {"201-甲", "20101-乙", "None-合计"} <= doubted
    assert "20401-戊" not in doubted
    assert own_sums.slid(facts) == frozenset()


def test_nothing_is_told_of_sums_whose_parts_could_not_all_be_read() -> None:
    unread = _column(("201", "甲", "10.00"), ("20101", "乙", "4.00"), (None, "丙", "6.00"), (None, "合计", "10.00"))
    twice = _column(("201", "甲", "10.00"), ("20101", "乙", "4.00"), ("20101", "丙", "6.00"))
    assert own_sums.doubted(unread) == own_sums.doubted(twice) == frozenset()


def test_a_table_slid_where_many_sums_fail_save_where_others_confirm_a_figure() -> None:
    facts = _column(
        ("201", "甲", "10.00"), ("20101", "乙", "4.00"), ("20102", "丙", "6.00"),
        ("204", "丁", "3.00"), ("20401", "戊", "7.00"), ("205", "己", "7.00"), ("20501", "庚", "9.00"), (None, "合计", "2.00"),
    )  # fmt: skip
    assert own_sums.slid(facts) == {4}
    assert own_sums.doubted(facts) == {"204-丁", "20401-戊", "205-己", "20501-庚", "None-合计"}
