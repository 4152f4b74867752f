"""The first line of a paragraph may end a little early and go on all the same: 行政单位离退休 | （项）, 专项审计调 | 查）."""

from __future__ import annotations

import pytest

from ingest.readers.layout.paragraphs import Margins, Printed, goes_on

_SIDES = Margins({1: (70.0, 516.0)}, 14.0)
_FIRST = "十六、林业业务（项）：反映林业部门开展巡护（包括专项巡护调"


def _line(text: str, left: float, right: float, top: float) -> Printed:
    box = (left, top, right, top + 14.0)
    return Printed(text, 1, box, box, 14.0, 595.0, 842.0)


@pytest.mark.parametrize(
    ("before", "left", "right", "after", "start", "together"),
    [
        (_FIRST, 98.0, 480.0, "查）、造林等方面的支出。", 70.0, True),
        (_FIRST, 98.0, 480.0, "十七、造林（项）：反映造林支出。", 98.0, False),
        (f"{_FIRST}。", 98.0, 480.0, "造林等方面的支出。", 70.0, False),
        (_FIRST, 98.0, 360.0, "查）、造林等方面的支出。"[2:], 70.0, True),  # a mark never opens a paragraph
        (_FIRST, 98.0, 360.0, "造林等方面的支出。", 70.0, False),  # far from the margin
        (_FIRST, 170.0, 480.0, "造林等方面的支出。", 70.0, False),  # centred, a heading
    ],
)
def test_a_line_that_breaks_off(before: str, left: float, right: float, after: str, start: float, together: bool):
    first, second = _line(before, left, right, 100.0), _line(after, start, 400.0, 124.0)
    assert goes_on(first, second, _SIDES) is together
