"""How final accounts are set and worded: two fonts in a line, budgets told in passing, people counted before money."""

from __future__ import annotations

import pytest

from ingest.readers.layout.sheet import Glyph
from ingest.readers.layout.words import Run, TextLine
from ingest.statements import Context, statements

ACCOUNT = Context(year=2020, kind="final_accounts")


def told(text: str) -> list[tuple[str, str, str, str | None]]:
    found = statements(text, ACCOUNT)
    return [
        (s.subject[-1] if s.subject else "", str(s.figure.quantity.number), s.measure, s.basis)
        for s in found
        if s.figure
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("培训费8.00万元，年初预算9.00万元；较上年支出数减少1.50万元。", ("培训费", "1.50", "change", "actual")),
        ("会议费3.00万元，年初预算4.00万元，较上年决算数增加0.20万元。", ("会议费", "0.20", "change", "actual")),
        ("公务接待费2.00万元，年初预算5.00万元；下降60.00%。", ("公务接待费", "60.00", "rate", "actual")),
        ("差旅费3.00万元，年初预算4.00万元，预算较上年增加0.50万元。", ("差旅费", "0.50", "change", "budget")),
        (
            "公用经费增加，主要原因是3名职工离岗发放一次性补助6.00万元。",
            ("职工离岗发放一次性补助", "6.00", "level", "actual"),
        ),
        ("全年共2个项目50.00万元。", ("项目", "2", "count", "actual")),
    ],
)
def test_a_figure_is_of_what_the_words_before_it_name(text: str, says: tuple[str, str, str, str]) -> None:
    assert says in told(text)


def line(*glyphs: tuple[str, float]) -> TextLine:
    return TextLine(
        (Run(tuple(Glyph(c, 10.0 * n, 100 - high, 10.0 * n + 9, 100.0, 98.0) for n, (c, high) in enumerate(glyphs))),)
    )


def test_a_line_is_as_high_as_its_chinese_characters() -> None:
    """Digits of a second font may stand higher, and be the most of a line."""
    figures = [(c, 12.5) for c in "11319.71"]
    assert line(*figures, ("万", 11.0), ("元", 11.0)).size == 11.0
    assert line(*figures).size == 12.5
