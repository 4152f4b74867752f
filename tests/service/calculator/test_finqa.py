"""FinQA's 2,030 programs through the calculator: every one gives the official value."""

from decimal import Decimal

import pytest

from tests.public_benchmarks import programs
from tests.support.finqa import program

D = Decimal


@pytest.mark.parametrize(
    ("text", "answer", "formula"),
    [
        ("subtract(9.5, 8), divide(#0, 8)", "0.1875", "(n1 - n2) / n3"),
        ("add(3, 4), multiply(#0, const_1000)", "7000", "(n1 + n2) * 1000"),
        ("multiply(5, const_m1)", "-5", "n1 * (-1)"),
        ("multiply(200, 4.5%)", "9", "n1 * n2"),
        ("table_average(rent, none)", "2", "(n1 + n2 + n3) / 3"),
        ("table_sum(rent, none), divide(3, #0)", "0.5", "n4 / (n1 + n2 + n3)"),
        ("table_max(rent, none)", "3", "n1"),
        ("exp(1.5, 3)", "3.375", "n1 * n1 * n1"),
        ("divide(const_1, const_2), exp(2, #0)", "1.41421", "n2"),
        ("greater(3, 2.5)", "yes", "n1"),
        ("greater(2.5, 3)", "no", "n1"),
    ],
)
def test_a_program_is_a_formula_of_the_calculator(text, answer, formula):
    said = program(text, {"rent": [D(1), D(3), D(2)]})
    assert said.answer == answer
    assert said.formula == formula


def test_what_is_no_program_is_told():
    with pytest.raises(ValueError, match="not a list of steps"):
        program("add(1, 2) and more", {})


def test_every_program_gives_the_official_value(shared):
    agreement = programs(shared / "eval" / "bench")
    assert agreement.lines == 2030
    assert agreement.wrong == ()
