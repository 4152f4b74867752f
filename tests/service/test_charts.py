"""Which answers have a chart, what stands in it, and what it looks like as a picture."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from service import drawing
from service.answer import Service
from service.reply import Chart, Point
from tests.support.shelf import Shelf

SAMPLES = Path(__file__).parents[2] / "samples"
SERVICE = Service(Shelf(*sorted(SAMPLES.glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "kind", "title", "labels"),
    [
        ("教育局2022到2024年三公经费走势", "trend", "“三公”经费", ["2022年", "2023年", "2024年"]),
        ("教育局2024年工资福利支出明细", "share", "工资福利支出", ["基本工资", "津贴补贴", "奖金"]),
        ("教育局2024年商品和服务支出里最大的三项", "ranking", "", ["其他交通费用", "办公费", "工会经费"]),
    ],
)
def test_three_figures_side_by_side_make_a_chart(question, kind, title, labels) -> None:
    answer = SERVICE.ask(question)
    assert answer.chart is not None, answer.answer
    assert answer.chart.kind == kind
    assert title in answer.chart.title
    assert [point.label for point in answer.chart.points][: len(labels)] == labels
    for point in answer.chart.points:  # no point says what the text does not
        figure = answer.figures[point.figure]
        assert (point.value, answer.chart.unit) == (figure.value, figure.unit)
        assert answer.answer[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    "question",
    [
        "教育局2024年公务接待费多少",
        "教育局2024年公务用车运行维护费比上年减少多少",
        "教育局2024年基本支出和项目支出各多少",  # two
        "教育局2024年三公经费为何减少",
        "什么是机关运行经费",
    ],
)
def test_others_make_none(question) -> None:
    assert SERVICE.ask(question).chart is None


CHARTS = [
    Chart("trend", "甲", "万元", tuple(Point(f"{year}年", value, 0) for year, value in ((2022, "1.50"), (2023, "0"), (2024, "3.10")))),
    Chart("trend", "甲", "万元", tuple(Point(f"{year}年", "0.00", 0) for year in (2022, 2023, 2024))),
    Chart("ranking", "", "元", (Point("甲<script>", "-12", 0), Point("乙&“丙”", "3", 0), Point("丁" * 40, "1234567890123.45", 0))),
    Chart("share", "总", "%", tuple(Point(f"项{n}", str(n), n) for n in range(30))),
]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("chart", CHARTS)
def test_a_picture_has_every_figure_as_it_was_given(chart, theme) -> None:
    picture = drawing.svg(chart, theme)
    texts = [
        text for node in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}text") for text in node.itertext()
    ]
    for point in chart.points:
        assert point.value in texts
        assert any(text == point.label or (text.endswith("…") and point.label.startswith(text[:-1])) for text in texts)
    assert not re.search(r"@\d+@", picture)
    assert "<script>" not in picture
    assert 'href="http' not in picture


def test_a_picture_is_the_same_each_time() -> None:
    assert drawing.svg(CHARTS[0]) == drawing.svg(CHARTS[0])
