"""Whether the digits of a text stand for a value: cited from a cell, or computed."""

from fractions import Fraction

import pytest

from ingest.quantity import find
from service.calculator.precision import cites, written_as

CITED = [
    # a text, the printed value in 元 (or %), whether it cites it
    ("3.80万元", "38000", True),
    ("3.8万元", "38000", True),
    ("38000元", "38000", True),
    ("0.00038亿元", "38000", True),
    ("4万元", "38000", False),  # one digit is left of three
    ("3.9万元", "38000", False),
    ("34.5%", "34.48", True),
    ("34.4%", "34.48", False),
    ("34%", "34.48", False),
    ("812万元", "8123500", True),
    ("813万元", "8123500", False),
    ("812.4万元", "8123500", True),  # 四舍五入 of 812.35
    ("812.3万元", "8123500", False),
    ("0.0812亿元", "8123500", True),
    ("0.081亿元", "8123500", False),
    ("8.1百万元", "8123500", False),
    ("0万元", "0", True),
    ("0万元", "3000", False),  # what is small is not nothing
    ("0.3万元", "3000", True),
    ("约4万元", "38000", True),
    ("4万元左右", "38000", True),
    ("约5万元", "38000", False),
    ("约3.4万元", "38000", False),  # more than a tenth below
    ("近4万元", "38000", True),
    ("近3.8万元", "38000", False),  # 近 lies above
    ("近5万元", "38000", False),
    ("近3万元", "38000", False),
    ("将近4万元", "38000", True),
    ("不足4万元", "38000", True),
    ("不到4万元", "38000", True),
    ("不足3.8万元", "38000", False),
    ("不到3万元", "38000", False),
    ("不到400万元", "38000", False),  # true, and says nothing
    ("超过3万元", "38000", True),
    ("逾3万元", "38000", True),
    ("3万多元", "38000", True),
    ("3万余元", "38000", True),
    ("超过3.8万元", "38000", False),
    ("逾4万元", "38000", False),
    ("4万多元", "38000", False),
    ("超过1万元", "38000", False),  # true, and says too little
]

COMPUTED = [
    ("34.48%", "34.48275", True),
    ("34.5%", "34.48275", True),
    ("34%", "34.48275", True),
    ("34.4%", "34.48275", False),
    ("34.49%", "34.48275", False),
    ("35%", "34.48275", False),
    ("2.00万元", "20000", True),
    ("2万元", "20000", True),
    ("1.99万元", "20000", False),
    ("约35%", "34.48275", True),
    ("近35%", "34.48275", True),
    ("超过34%", "34.48275", True),
    ("超过35%", "34.48275", False),
    ("0.13%", "0.125", True),  # 四舍五入, not to the even digit
    ("0.12%", "0.125", False),
]


@pytest.mark.parametrize(("text", "value", "right"), CITED)
def test_a_cited_figure_keeps_the_value_or_three_digits_of_it(text, value, right):
    (figure,) = find(text)
    assert cites(figure, Fraction(value)) is right


@pytest.mark.parametrize(("text", "value", "right"), COMPUTED)
def test_a_computed_figure_is_the_value_at_the_precision_written(text, value, right):
    (figure,) = find(text)
    assert written_as(figure, Fraction(value)) is right


@pytest.mark.parametrize(("text", "at_least", "right"), [("3.8万元以上", True, True), ("超过3.8万元", False, False)])
def test_a_bound_that_includes_its_end_may_equal_the_value(text, at_least, right):
    (figure,) = find(text)
    assert cites(figure, Fraction(38000), at_least=at_least) is right


def test_signs_are_not_judged_here():
    (figure,) = find("2.00万元")
    assert cites(figure, Fraction(-20000))
