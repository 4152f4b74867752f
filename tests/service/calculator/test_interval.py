"""Printed figures as intervals: sums, duplicates, cut-off figures, and the outcomes that tie-out reports."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.calculator.interval import Interval, Item, Printed, once, summed, tie_out


def item(*prints, weight=1, scale=1):
    return Item(tuple(Printed(Decimal(text), Decimal(scale)) for text in prints), Fraction(weight))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3.80", "3.795", "3.805"),
        ("3.8", "3.75", "3.85"),
        ("-2.00", "-2.005", "-1.995"),
        ("0", "-0.5", "0.5"),
        ("0.00", "-0.005", "0.005"),
    ],
)
def test_a_printed_figure_stands_for_what_rounds_to_it(text, low, high):
    assert Printed(Decimal(text)).interval() == Interval(Fraction(low), Fraction(high))


def test_a_unit_scales_the_step():
    assert Printed(Decimal("3.80"), Decimal(10000)).interval() == Interval(Fraction(37950), Fraction(38050))


TIES = [
    # total, items, outcome
    ("12.50", ["10.00", "2.50"], "exact"),
    ("12.51", ["10.00", "2.50"], "rounding"),
    ("12.52", ["10.00", "2.50"], "mismatch"),
    ("10.00", ["3.33", "3.33", "3.33"], "rounding"),
    ("12.5", ["10.04", "2.50"], "rounding"),
    ("10.04", ["1.00"] * 10, "unlikely"),
    ("10.02", ["1.00"] * 10, "rounding"),
    ("10.06", ["1.00"] * 10, "mismatch"),
]


@pytest.mark.parametrize(("total", "parts", "outcome"), TIES)
def test_a_total_ties_out(total, parts, outcome):
    assert tie_out(item(total), [item(part) for part in parts]) == outcome


def test_amounts_in_yuan_tie_to_the_last_digit_or_within_wan_yuans_rounding():
    parts = [item("381234.56"), item("18765.44")]
    assert tie_out(item("400000.00"), parts) == "exact"
    assert tie_out(item("40.00", scale=10000), parts) == "exact"
    assert tie_out(item("40.01", scale=10000), parts) == "mismatch"


def test_a_difference_is_a_sum_with_a_weight():
    assert tie_out(item("2.00"), [item("5.80"), item("3.80", weight=-1)]) == "exact"
    assert tie_out(item("2.01"), [item("5.80"), item("3.80", weight=-1)]) == "rounding"


def test_a_figure_that_contradicts_itself_ties_with_nothing():
    assert tie_out(item("12.50", "12.51"), [item("10.00"), item("2.50")]) == "mismatch"
    assert tie_out(item("12.50", "12.5"), [item("10.00"), item("2.50")]) == "exact"


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=12))
def test_items_rounded_from_one_exact_sum_always_tie_out(thousandths):
    def rounded(number):
        return Item((Printed((Decimal(number) / 1000).quantize(Decimal("0.01"), "ROUND_HALF_UP")),))

    assert tie_out(rounded(sum(thousandths)), [rounded(n) for n in thousandths]) != "mismatch"


def test_the_public_vectors(shared):
    """XBRL Calculations 1.1: every verdict, and both intervals where the vector gives them."""
    wrong = []
    for line in (shared / "eval" / "bench" / "calc11_vectors.jsonl").read_text("utf-8").splitlines():
        vector = json.loads(line)
        cut = vector["mode"] == "truncate"
        total = item(*vector["total"])
        parts = [item(*part["value"], weight=part["weight"]) for part in vector["items"]]
        own, rest = once(total.prints, truncated=cut), summed(parts, truncated=cut)
        if own is None or rest is None:
            verdict = "inconsistent_duplicates"
        else:
            verdict = "consistent" if own.common(rest) else "inconsistent"
            for name, interval in (("total_interval", own), ("sum_interval", rest)):
                if name in vector and [interval.low, interval.high] != [Fraction(end) for end in vector[name]]:
                    wrong.append((vector["id"], name, interval, vector[name]))
        ties = tie_out(total, parts, truncated=cut)
        if verdict != vector["verdict"] or (ties == "mismatch") != (verdict != "consistent"):
            wrong.append((vector["id"], verdict, vector["verdict"], ties))
    assert wrong == []
