"""A stored number as a spreadsheet shows it, digit by digit."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.number_format import date, shown, stored

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (991.0700000000001, "General", "991.07"),
        (991.07, "#,##0.00", "991.07"),
        (0.1 + 0.2, "General", "0.3"),
        (2.675, "0.00", "2.68"),  # the binary is a little less; the typed number is not
        (1.005, "0.00", "1.01"),
        (3.8, "0.00", "3.80"),
        (3.8, "General", "3.8"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (3286618082.2, "General", "3286618082.2"),
        (3286618082.25, "General", "3286618082.25"),
        (2010301, "General", "2010301"),
        (201, "000", "201"),
        (1, "00", "01"),
        (0, "#,##0.00", "0.00"),
        (0, "#,##0.00;-#,##0.00;", ""),
        (0, "0.00;-0.00;;@", ""),
        (0, ACCOUNTING, "-"),
        (12.5, ACCOUNTING, "12.50"),
        (-12.5, ACCOUNTING, "-12.50"),
        (1234.5, "#,##0.00_);(#,##0.00)", "1,234.50"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        (-2.0, "0.00_);[Red](0.00)", "(2.00)"),
        (-2.0, "#,##0.00;[Red]#,##0.00", "-2.00"),
        (-2.0, "0.00", "-2.00"),
        (-0.001, "0.00", "0.00"),
        (0.3448, "0.00%", "34.48%"),
        (1.0, "0%", "100%"),
        (991.07, "0", "991"),
        (991.5, "0", "992"),
        (9910700, "#,##0.00,", "9,910.70"),
        (12345, "0!.0,", "1.2"),
        (991.07, '0.00"万元"', "991.07万元"),
        (991.07, "[DBNum1][$-804]General", "991.07"),
        (991.07, "[$¥-804]#,##0.00", "¥991.07"),
        (5.0, "#.##", "5"),
        (5.25, "0.0#", "5.25"),
        (5.2, "0.0#", "5.2"),
        (0.5, "#,##0.00", "0.50"),
        (0.5, "#.00", ".50"),
        (991.07, "@", "991.07"),
        (1.5e-7, "General", "0.00000015"),
        (991.07, "0.00E+00", "991.07"),
        (150000000, '[>=100000000]0.00,,"百万";0.00', "150.00百万"),
        (15, '[>=100000000]0.00,,"百万";0.00', "15.00"),
        (7, '"第"0"项"', "第7项"),
        (7, "", "7"),
        (7, "G/通用格式", "7"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value, code, text):
    exact = Decimal(value) if isinstance(value, int) else stored(value)
    assert shown(exact, code) == text


@given(st.integers(-(10**12), 10**12))
def test_an_amount_in_fen_survives_the_binary_and_back(fen):
    amount = Decimal(fen).scaleb(-2)
    assert Decimal(shown(stored(float(amount)), "0.00")) == amount
    assert Decimal(shown(stored(float(amount)), "General")) == amount
    assert Decimal(shown(stored(float(amount)), "#,##0.00").replace(",", "")) == amount


@given(st.floats(allow_nan=False, allow_infinity=False, width=64), st.text(max_size=30))
def test_no_format_breaks_the_reading(value, code):
    assert isinstance(shown(stored(value), code), str)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.integers(0, 3))
def test_rounding_is_half_up(value, places):
    code = "0." + "0" * places if places else "0"
    want = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    assert Decimal(shown(stored(float(value)), code)) == want


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('yyyy"年"', "2024年"),
        ("yyyy年m月d日", "2024年3月5日"),
        ("yyyy-mm-dd", "2024-03-05"),
        ('[$-804]yyyy"年"m"月";@', "2024年3月"),
        ("m/d/yy", "3/5/24"),
        ("yyyy-mm-dd hh:mm", "2024-03-05 09:07"),
        ("General", "2024年3月5日"),
    ],
)
def test_a_date_is_shown_as_its_format_says(code, text):
    assert date(dt.datetime(2024, 3, 5, 9, 7), code) == text  # noqa: DTZ001
