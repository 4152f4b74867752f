from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.calculator.formula import FormulaError, base, evaluate, exact, names, parse, rounded

D = Decimal


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("b - a", {"a": D("6.30"), "b": D("4.15")}, "-2.15"),
        ("(b - a) / a * 100", {"a": D("8"), "b": D("9")}, "12.5"),
        ("a + b + c", {"a": D("0.10"), "b": D("0.20"), "c": D("0.30")}, "0.60"),
        ("-(a - b) * 2", {"a": D(1), "b": D(4)}, "6"),
        ("a * 10000", {"a": D("3.8")}, "38000"),
        ("a / 10000", {"a": D("9910700")}, "991.07"),
        ("2 * (3 + 4) - 10 / 4", {}, "11.5"),
        ("F7/F3", {"F7": D(1), "F3": D(8)}, "0.125"),
        ("a - b - c", {"a": D(10), "b": D(3), "c": D(2)}, "5"),
        ("a / b / c", {"a": D(100), "b": D(5), "c": D(2)}, "10"),
    ],
)
def test_a_formula_is_computed(text, values, expected):
    assert evaluate(text, values) == D(expected)


@pytest.mark.parametrize(
    ("text", "values", "message"),
    [
        ("a / b", {"a": D(1), "b": D(0)}, "除数为零"),
        ("a / (b - b)", {"a": D(1), "b": D(3)}, "除数为零"),
        ("a + x", {"a": D(1)}, "“x”没有对应的数"),
        ("a +", {"a": D(1)}, "不完整"),
        ("(a", {"a": D(1)}, "缺少右括号"),
        ("a b", {"a": D(1), "b": D(1)}, "多余"),
        ("* a", {"a": D(1)}, "前缺少"),
        ("a ** b", {"a": D(1), "b": D(1)}, "前缺少"),
        ("__import__('os')", {}, "无法识别"),
        ("a.b", {"a": D(1)}, "无法识别"),
        ("a if b", {"a": D(1)}, "多余"),
        ("", {}, "不完整"),
        ("１ + ２", {}, "无法识别"),
        ("(" * 500 + "a" + ")" * 500, {"a": D(1)}, "嵌套"),
        ("-" * 500 + "a", {"a": D(1)}, "嵌套"),
        ("1+" * 25000 + "1", {}, "字符"),
        ("1+" * 500 + "1", {}, "超过400项"),
    ],
)
def test_what_is_no_formula_is_told(text, values, message):
    with pytest.raises(FormulaError, match=message):
        evaluate(text, values)


def test_a_float_never_comes_in():
    with pytest.raises(TypeError):
        evaluate("a", {"a": 3.8})


def test_operands_are_named_once_in_order():
    assert names(parse("(b - a) / a * c")) == ("b", "a", "c")


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(1249, 10000), 2, "0.12"),
        (Fraction(0), 2, "0.00"),
    ],
)
def test_rounding_is_half_up_and_from_the_exact_value(value, places, expected):
    assert str(rounded(value, places)) == expected


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**9), st.integers(0, 4))
def test_rounding_once_agrees_with_decimals_own(numerator, denominator, places):
    value = Fraction(numerator, denominator)
    digits = evaluate("a / b", {"a": D(numerator), "b": D(denominator)})
    assert rounded(value, places) == digits.quantize(D(1).scaleb(-places), ROUND_HALF_UP)


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=2, max_size=6))
def test_sums_are_exact_in_any_order(values):
    operands = {f"x{i}": v for i, v in enumerate(values)}
    assert (
        exact(" + ".join(operands), operands)
        == exact(" + ".join(reversed(operands)), operands)
        == sum(map(Fraction, values))
    )


@pytest.mark.parametrize(
    ("text", "bases", "expected"),
    [
        ("b - a", {"a": "元", "b": "元"}, "元"),
        ("(b - a) / a * 100", {"a": "元", "b": "元"}, ""),
        ("a / b - 1", {"a": "元", "b": "元"}, ""),
        ("a / n", {"a": "元", "n": "人"}, "元/人"),
        ("a * 10000", {"a": "元"}, "元"),
        ("a / b * 100 - c / d * 100", {"a": "元", "b": "元", "c": "元", "d": "元"}, ""),
    ],
)
def test_units_follow_the_formula(text, bases, expected):
    assert base(text, bases) == expected


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("a + n", {"a": "元", "n": "人"}),
        ("a * b", {"a": "元", "b": "元"}),
        ("a - 1", {"a": "元"}),
        ("p - a", {"p": "%", "a": "元"}),
    ],
)
def test_unlike_units_do_not_mix(text, bases):
    with pytest.raises(FormulaError):
        base(text, bases)
