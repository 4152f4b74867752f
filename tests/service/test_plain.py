"""Without Markdown an answer says the same, and each figure still stands where its entry says."""

from __future__ import annotations

import pytest

from service import printing
from service.plain import plain
from service.reply import Answer, Citation, FigureReport, Operand

CASES = [
    ("减少**2.00万元**[1]。", "减少2.00万元[1]。"),
    ("| 项目 | 数 |\n|---|---:|\n| 甲 | 1.50万元 |\n", "项目\t数\n甲\t1.50万元\n"),
    ("## 标题\n\n- 甲：2辆\n- 乙：3辆", "标题\n\n- 甲：2辆\n- 乙：3辆"),
    (r"1\*2 与 `码`", "1*2 与 码"),
    ("没有标记的文字", "没有标记的文字"),
    ("", ""),
]


def answer(text, *figures):
    return Answer(id="a", conversation="c", question="q", status="answered", answer=text, figures=figures)


@pytest.mark.parametrize(("marked", "shown"), CASES)
def test_marks_go_and_words_stay(marked, shown):
    assert plain(answer(marked)).answer == shown


@pytest.mark.parametrize(
    ("marked", "figure"), [(CASES[0][0], "2.00万元"), (CASES[1][0], "1.50万元"), (CASES[2][0], "3辆")]
)
def test_figures_keep_their_places(marked, figure):
    start = marked.index(figure)
    report = FigureReport(figure, start, start + len(figure), "0", None, "cited", certain=True, citations=())
    shown = plain(answer(marked, report))
    [moved] = shown.figures
    assert shown.answer[moved.start : moved.end] == moved.text == figure


def test_an_answer_on_a_terminal():
    operands = (Operand("a", "-1.00", "万元", 1, "f"), Operand("b", "2.00", "万元", 1, "g"))
    figure = FigureReport(
        "50.00%", 0, 6, "50.00", "%", "derived", certain=True, citations=(1,), formula="a / b * 100", operands=operands
    )
    citation = Citation(
        id=1, document="d", title="某局预算", organisation=None, year=2024, kind="cell", quote="", table="支出表",
        row=("合计",), column=("2024年", "基本支出"), page=3,
    )  # fmt: skip
    sentence = Citation(
        id=2,
        document="d",
        title="某局预算",
        organisation=None,
        year=2024,
        kind="sentence",
        quote="无。",
        section=("一、", "（一）"),
    )
    made = Answer(
        id="a", conversation="c", question="q", status="answered", answer="50.00%[1]", figures=(figure,),
        citations=(citation, sentence), notices=("按预算。",), follow_ups=("为什么？",), handoff="电话 123",
    )  # fmt: skip
    assert printing.lines(made) == [
        "50.00%[1]",
        "",
        "出处：",
        "  [1] 某局预算，“支出表”，第3页：合计，2024年 › 基本支出：（空）",
        "  [2] 某局预算，“一、 › （一）”：“无。”",
        "",
        "计算：",
        "  50.00% = (-1.00万元) ÷ 2.00万元 × 100",
        "注意：按预算。",
        "可联系：电话 123",
        "",
        "还可以问：为什么？",
    ]
