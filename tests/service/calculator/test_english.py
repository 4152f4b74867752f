"""Sentences about a small invented table: what it supports, what it contradicts, what the words leave open."""

from decimal import Decimal

import pytest

from service.calculator.english.amounts import figure, unit
from service.calculator.english.judging import judge
from service.calculator.english.periods import years
from service.calculator.english.table import Cell, series
from service.calculator.english.words import content
from service.calculator.formula import exact, rounded

HARBOUR = """\
	2022 (in thousands)	2021 (in thousands)
Berthing fees	4,210	3,960
Storage fees	1,180	1,320
Total revenue	5,390	5,280
Costs: | Dredging	2,045	2,310
Costs: | Tug crews (note 4)	1,410	1,275
Costs: | Other	96	88
Net result (deficit)	412	-95
Operating margin (%)	12.4	10.9
Net result per berth (per unit)	1.07	-0.25
Waiting ships, first quarter	31	28
Waiting ships, second quarter	26	33
"""
QUARTERS = """\
	First quarter	Second quarter	Full year
Grain landed	210	264	1,044
Timber landed	75	60	301
"""
LOANS = """\
	December 31, 2022	December 31, 2021	2022	2021
Loans to shippers	640	600	14	11
Loans to fishers	120	150	6	5
"""
CREWS = """\
	2022	2021
Pilots	31	28
Tug crews	54	57
Line handlers	12	15
TOTAL	97	100
"""
BONDS = """\
	December 31, 2022 $m	December 31, 2021 $m
4.5% harbour bonds due 2030	120.5	118.0
6% harbour bonds due 2027	80.0	85.0
"""


def table(text, scale=None):
    head, *rows = (line.split("\t") for line in text.splitlines())
    found = []
    for at, (label, *numbers) in enumerate(rows, start=1):
        row = tuple(part.strip() for part in label.split("|"))
        row = () if label == "TOTAL" else row  # a row without a name
        for column, number in enumerate(numbers, start=1):
            found.append(Cell(f"r{at}c{column}", row, head[column], Decimal(number.replace(",", "")), unit(scale)))
    return tuple(found)


@pytest.mark.parametrize(
    ("sentence", "formula"),
    [
        ("Berthing fees in 2022 were 4,210 thousand.", None),
        ("In 2021, storage fees were $1.320 million.", None),
        ("Dredging costs in 2021 were 2,310 thousand.", None),
        ("The operating margin in 2022 was 12.4%.", None),
        ("The net result per berth in 2022 was 1.07.", None),
        ("The net deficit in 2021 was 95 thousand.", None),
        ("Berthing fees rose by 250 thousand from 2021 to 2022.", "b - a"),
        ("Storage fees fell by 140 thousand from 2021 to 2022.", "b - a"),
        ("The change in storage fees between 2021 and 2022 was -140 thousand.", "b - a"),
        ("The increase / (decrease) in dredging from 2021 to 2022 was -265 thousand.", "b - a"),
        ("The change in operating margin between 2021 and 2022 was 1.5%.", "b - a"),
        ("The percentage change in storage fees from 2021 to 2022 was -10.61%.", "(b - a) / a * 100"),
        ("Storage fees decreased by 10.6% from 2021 to 2022.", "(b - a) / a * 100"),
        ("Berthing fees rose by 0.25 million from 2021 to 2022.", "(b - a) / 1000"),
        ("The average berthing fees for 2021 and 2022 were 4,085 thousand.", "(a + b) / 2"),
        ("The total berthing fees in 2021 and 2022 were 8,170 thousand.", "a + b"),
        ("The sum of dredging and tug crews in 2022 was 3,455 thousand.", "a + b"),
        ("The difference between berthing fees and storage fees in 2022 was 3,030 thousand.", "b - a"),
        ("Berthing fees as a percentage of total revenue in 2022 were 78.1%.", "a / b * 100"),
        ("The ratio of storage fees to total revenue in 2022 was 0.22.", "a / b"),
    ],
)
def test_what_the_table_says_is_supported(sentence, formula):
    finding = judge(sentence, table(HARBOUR))
    assert (finding.verdict, finding.formula) == ("supported", formula), finding
    if formula:
        places = finding.figure.quantity.decimals
        value = exact(formula, {name: cell.value for name, cell in finding.operands})
        assert abs(rounded(value, places)) == abs(finding.figure.quantity.number)


@pytest.mark.parametrize(
    "sentence",
    [
        "Berthing fees in 2022 were 3,960 thousand.",  # the other year's
        "Berthing fees in 2022 were 1,180 thousand.",  # the next row's
        "Berthing fees in 2022 were 4,210 million.",
        "Berthing fees in 2022 were 4.21 thousand.",
        "Berthing fees in 2022 were -4,210 thousand.",
        "Berthing fees in 2022 were 4,120 thousand.",
        "Berthing fees in 2022 were 4 million.",  # one digit of three
        "Storage fees rose by 140 thousand from 2021 to 2022.",
        "The change in storage fees between 2021 and 2022 was 140 thousand.",
        "The change in berthing fees between 2021 and 2022 was -140 thousand.",  # of another row
        "The percentage change in storage fees from 2021 to 2022 was -11.86%.",  # by the later year
        "The percentage change in storage fees from 2021 to 2022 was -10.60%.",  # cut off, not rounded
        "The percentage change in storage fees from 2021 to 2022 was -0.1061%.",
        "The average berthing fees for 2021 and 2022 were 1,250 thousand.",
        "The total berthing fees in 2021 and 2022 were 5,390 thousand.",
        "The operating margin in 2022 was 1.24%.",
        "Storage fees as a percentage of total revenue in 2022 were 456.78%.",  # turned upside down
        "The ratio of total revenue to storage fees in 2022 was 0.22.",
    ],
)
def test_a_lie_is_contradicted(sentence):
    assert judge(sentence, table(HARBOUR)).verdict == "contradicted"


@pytest.mark.parametrize(
    "sentence",
    [
        "Fees in 2022 were 4,210 thousand.",  # which of them
        "Berthing fees were 4,210 thousand.",  # of which year
        "Berthing fees in 2020 were 4,210 thousand.",
        "Berthing fees in 2022 were 4,210.",  # thousand, million, ones
        "Pilotage fees in 2022 were 4,210 thousand.",
        "Berthing fees for tankers grew from 3,960 to 4,210 thousand.",  # two figures
        "The average of 2022 berthing fees was 4,085 thousand.",  # of what
        "Net income in 2022 was 412 thousand.",
        "The increase in berthing fees from 2022 to 2021 was 250 thousand.",
        "Berthing fees in 2022 were high.",
        "The growth of the net result from 2021 to 2022 was 533.7%.",  # from a deficit
        "Berthing fees in 2022 were not 4,210 thousand.",
        "Berthing fees in 2022 were more than 4,210 thousand.",
        "Berthing fees in 2022 would have been 4,210 thousand.",
        "Berthing fees in 2022 were 4,210 thousand, storage fees were 1,180 thousand.",
        "The average of berthing and storage fees in 2020 and 2021 was 2,640 thousand.",
        "Costs other than dredging in 2022 were 2,045 thousand.",
    ],
)
def test_what_the_words_leave_open_is_unverified(sentence):
    assert judge(sentence, table(HARBOUR)).verdict == "unverified"


@pytest.mark.parametrize(
    ("text", "sentence", "verdict"),
    [
        (QUARTERS, "Grain landed in the second quarter was 264.", "supported"),
        (QUARTERS, "Grain landed in the second quarter was 210.", "contradicted"),
        (QUARTERS, "The change in grain landed between the first and second quarter was 54.", "supported"),
        (QUARTERS, "The change in timber landed between the first and second quarter was 15.", "contradicted"),
        (QUARTERS, "Grain landed was 1,044.", "unverified"),
        (QUARTERS, "Grain landed in the second quarter was 264 thousand.", "unverified"),  # no scale is printed
        (LOANS, "Loans to shippers in 2022 were 14.", "unverified"),  # the year's, or those at its end
        (LOANS, "Loans to shippers at December 31, 2022 were 640.", "supported"),
        (HARBOUR, "In 2021 the ratio of storage fees to total revenue was 0.25.", "supported"),
        (HARBOUR, "In 2021 the ratio of storage fees to total revenue was 0.22.", "contradicted"),
        (HARBOUR, "The rate of growth of berthing fees from 2021 to 2022 was 6.31%.", "supported"),
        (HARBOUR, "The rate of growth of berthing fees from 2021 to 2022 was 6.31.", "unverified"),
        (CREWS, "The total staff in 2022 was 97.", "supported"),
        (CREWS, "The total staff in 2022 was 100.", "unverified"),  # "staff" stands nowhere, so this is no proof
        (CREWS, "The percentage change in the total staff from 2021 to 2022 was -3%.", "supported"),
        (BONDS, "The 6% harbour bonds in 2021 were 85.0 million.", "supported"),
        (BONDS, "The amount due on 6% harbour bonds in 2022 was 85.0 million.", "contradicted"),
        (BONDS, "The 6% harbour bonds at June 30, 2022 were 80.0 million.", "unverified"),
    ],
)
def test_columns_that_are_no_years_and_rows_that_name_one(text, sentence, verdict):
    assert judge(sentence, table(text)).verdict == verdict


def test_a_question_says_what_its_answer_leaves_unsaid():
    assert judge("It was 4,210 thousand.", table(HARBOUR), "What were berthing fees in 2022?").verdict == "supported"
    assert judge("It was 4,210 thousand.", table(HARBOUR), "What were berthing fees in 2021?").verdict == "contradicted"
    assert judge("It was 4,210 thousand.", table(HARBOUR)).verdict == "unverified"


@pytest.mark.parametrize(
    ("sentence", "text", "number", "name"),
    [
        ("Fees in 2022 were 4,210 thousand.", "4,210 thousand", "4210", "thousand"),
        ("Fees were $1.5 billion in 2022.", "$1.5 billion", "1.5", "billion"),
        ("The change was -10.61%.", "-10.61%", "-10.61", "%"),
        ("Fees rose by 3 percent from 2021 to 2022.", "3 percent", "3", "%"),
        ("The balance at December 31, 2022 was 7.", "7", "7", None),
        ("The number of berths in 2022 was 2,019.", "2,019", "2019", None),
    ],
)
def test_the_figure_of_a_sentence(sentence, text, number, name):
    found = figure(sentence)
    assert (found.text, found.quantity.number) == (text, Decimal(number))
    assert (found.quantity.unit.name if found.quantity.unit else None) == name
    assert sentence[found.start : found.end] == text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("from 2021 to 2022", (2021, 2022)),
        ("FY19 and FY 18", (2018, 2019)),
        ("2019-2021", (2019, 2020, 2021)),
        ("between 2019 and 2021", (2019, 2020, 2021)),
        ("2019 and 2021", (2019, 2021)),
        ("2017,2018 and 2019", (2017, 2018, 2019)),
        ("the season 2018/2019", (2019,)),
        ("the season 2018-19", (2019,)),
        ("December 31, 2022", (2022,)),
        ("2,022 tons, 2022.5 and $2022", ()),
    ],
)
def test_the_years_of_a_text(text, named):
    assert years(text).all == named


def test_words_that_name_something():
    assert content("Taxes on the Company's non-current liabilities (note 4)") == content(
        "tax, noncurrent liability, company"
    )
    assert content("Amortisation of three licences") == content("amortization licence 3")


def test_a_row_without_a_name_is_a_total_if_it_adds_up():
    assert [one.row for one in series(table(CREWS)) if one.whole] == [{"total"}]
    wrong = table(CREWS.replace("97", "98"))
    assert not any(one.whole for one in series(wrong))
    assert len(series(wrong)) == 3
