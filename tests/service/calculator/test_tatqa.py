"""TAT-QA's statements and their altered twins, with the derivation handed over and by their words alone."""

from decimal import Decimal

import pytest

from service.calculator.english.amounts import PERCENT, SCALES
from tests.public_benchmarks import derivations, halves, together
from tests.support.tatqa import cells, derivation, follows

D = Decimal


def line(claim, text, *operands):
    return {
        "claim": claim,
        "derivation": text,
        "operands": [{"n": n} for n in operands] + [{"n": "100", "const": True}],
    }


@pytest.mark.parametrize(
    ("claim", "text", "operands", "verdict"),
    [
        ("The change is -12.5 million.", "40.1 - 52.6", ("40.1", "52.6"), True),
        ("The change is 12.5 million.", "40.1 - 52.6", ("40.1", "52.6"), False),
        ("The change is -12 million.", "40.1 - 52.6", ("40.1", "52.6"), False),
        ("The change is -13 million.", "40.1 - 52.6", ("40.1", "52.6"), True),  # at the precision written
        ("The change is -12,500 million.", "40.1 - 52.6", ("40.1", "52.6"), False),
        ("The rate is 25%.", "((10 - 8) / 8) * 100", ("10", "8", "8"), True),
        ("The rate is 0.25%.", "((10 - 8) / 8) * 100", ("10", "8", "8"), False),
        ("The loss is -3.5 thousand.", "-3.5", ("-3.5",), True),
        ("The amount is 0.", "3 - 3", ("3", "3"), True),
    ],
)
def test_a_figure_is_what_its_derivation_gives(claim, text, operands, verdict):
    assert follows(line(claim, text, *operands)) is verdict


def test_a_derivation_is_a_formula_over_its_operands():
    said = line("The rate is 25%.", "((10 - 8) / 8) * 100", "10", "8", "8")
    assert derivation(said) == ("((n1 - n2) / n3) * 100", {"n1": D(10), "n2": D(8), "n3": D(8)})


def test_cells_are_those_of_the_table():
    found = cells(
        [
            {"id": "r1c2", "label": "2021", "value": "000"},
            {"id": "r2c1", "label": "Fees | Berths | 2022", "value": "-1,204", "unit": "million"},
            {"id": "r2c2", "label": "Fees | Berths | 2021", "value": "980"},
            {"id": "r3c1", "label": "2022", "value": "12.5", "unit": "percent"},
            {"id": "p1n1", "label": "fees of $980 were", "value": "980"},
        ]
    )
    assert [(c.row, c.column, c.value, c.unit) for c in found] == [
        (("Fees", "Berths"), "2022", D(-1204), SCALES["million"]),
        (("Fees", "Berths"), "2021", D(980), SCALES["thousand"]),
        ((), "2022", D("12.5"), PERCENT),
    ]


def test_with_the_derivation_every_verdict_is_the_label(shared):
    agreement = derivations(shared / "eval" / "bench")
    assert agreement.lines >= 1900
    assert agreement.wrong == ()


def test_by_words_alone_hardly_a_lie_is_supported(shared):
    """The bars hold over all lines; on the half that was not tuned on, those of what is supported hold as well."""
    tuned, other = halves(shared / "eval" / "bench")
    measured = together((tuned, other))
    assert measured.precision >= 0.95
    assert measured.caught >= 0.95
    assert measured.recall >= 0.60
    assert other.precision >= 0.98
    assert other.caught >= 0.98
    assert other.recall >= 0.55
