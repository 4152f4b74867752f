"""Places in an order: one name at one of several places, several names at all of them, ties, and what is not known."""

from fractions import Fraction

import pytest

from service.calculator.order import placed

CASES = [
    # values, which are named, first, last, smallest, ordered, what becomes of it
    ([9, 5, 3], [0], 1, 1, False, False, "yes"),
    ([9, 5, 3], [1], 1, 1, False, False, "no"),
    ([9, 5, 3], [2], 1, 1, True, False, "yes"),
    ([9, 5, 3], [1], 2, 2, False, False, "yes"),
    ([9, 9, 3], [0], 1, 1, False, False, "tied"),
    ([9, 9, 3], [2], 2, 2, False, False, "no"),  # two stand before it
    ([9, 5, 3, 1], [2], 1, 3, False, False, "yes"),  # 位居前三
    ([9, 5, 3, 1], [3], 1, 3, False, False, "no"),
    ([9, 5, 3, 1], [1, 0, 2], 1, 3, False, False, "yes"),
    ([9, 5, 3, 1], [1, 0, 2], 1, 3, False, True, "no"),
    ([9, 5, 3, 1], [0, 1, 2], 1, 3, False, True, "yes"),
    ([9, 5, 3, 1], [0, 1, 3], 1, 3, False, False, "no"),
    ([9, 5, 3, 3], [0, 1, 2], 1, 3, False, False, "tied"),
    ([9, 5], [0, 1], 1, 1, False, False, "no"),  # two cannot both be the largest
    ([9, None, 3], [0], 1, 1, False, False, "unknown"),
    ([9, None, 3], [2], 1, 1, False, False, "no"),  # whatever the other is
    ([None, 5, 3], [0], 1, 1, False, False, "unknown"),
]


@pytest.mark.parametrize(("values", "mine", "first", "last", "smallest", "ordered", "expected"), CASES)
def test_places(values, mine, first, last, smallest, ordered, expected):
    exact = [None if value is None else Fraction(value) for value in values]
    assert placed(exact, mine, first, last, smallest=smallest, ordered=ordered).placed == expected


def test_who_stands_there_instead_is_told():
    assert placed([Fraction(3), Fraction(9)], [0], 1, 1, smallest=False, ordered=False).ahead == 1
