"""Two rankings become one, weighed, and a tie goes to the words."""

from __future__ import annotations

import pytest

from index.fusion import fuse


@pytest.mark.parametrize(
    ("lexical", "dense", "order"),
    [
        ([], [], ""),
        ([("a", 9.0), ("b", 4.0), ("c", 1.0)], [], "abc"),
        ([], [("a", 0.9), ("b", 0.8)], "ab"),
        ([("a", 9.0), ("b", 1.0)], [("b", 0.9), ("a", 0.8)], "ab"),  # both weigh the same
        ([("a", 9.0), ("b", 8.9), ("c", 1.0)], [("b", 0.9), ("a", 0.89), ("c", 0.5)], "bac"),
        ([("a", 9.0)], [("b", 0.9)], "ab"),
        ([("b", 5.0), ("a", 5.0)], [("a", 0.5), ("b", 0.5)], "ba"),
    ],
)
def test_the_order(lexical, dense, order):
    assert "".join(hit.id for hit in fuse(lexical, dense)) == order


def test_scores_and_ranks():
    first, second, third = fuse([("a", 3.0), ("b", 1.0)], [("b", 0.9), ("a", 0.8), ("c", 0.7)])
    assert (first.id, first.lexical_rank, first.dense_rank, first.score) == ("a", 1, 2, pytest.approx(0.75))
    assert (second.id, second.lexical_rank, second.dense_rank, second.score) == ("b", 2, 1, pytest.approx(0.5))
    assert (third.id, third.lexical_rank, third.dense_rank, third.score) == ("c", None, 3, 0.0)
