"""A list is of the things that were asked for, at the level asked, and none of its lines is withheld."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

SERVICE = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("教师培训专项经费的绩效指标和指标值", ["1500人次", "450元/人", "提升教师专业能力"]),
        ("教育局2024年各个项目设了什么绩效指标", ["教师培训专项经费：\n", "1500人次", "9500平方米", "优质资源共享"]),
        ("教育局2024年项目的核心绩效指标有哪几个", ["6所", "9500平方米", "1500人次", "186所"]),
        ("教育局2024年哪几个项目设定了绩效目标，金额各是多少", ["340.00万元", "170.60万元", "162.40万元"]),
        ("教育局2024年编报绩效目标的项目有哪几个", ["校舍安全", "教师培训", "公共服务平台"]),
        ("教育局2024年校舍维修改造项目里上级补助的钱有多少", ["（上级补助）", "60.00万元"]),
    ],
)
def test_projects_and_what_they_are_to_reach(question: str, words: list[str]) -> None:
    answer = SERVICE.ask(question)
    assert all(word in answer.answer for word in words), answer.answer


def test_what_is_in_the_form_of_the_project_just_spoken_of() -> None:
    first = SERVICE.ask("中小学校舍安全维修改造2024年多少钱")
    subsidy = SERVICE.ask("其中上级补助有多少", None, first.conversation)
    assert (subsidy.result and subsidy.result.value) == "60.00", subsidy.answer
    share = SERVICE.ask("占几成", None, subsidy.conversation)
    assert "17.65%" in share.answer, share.answer


@pytest.mark.parametrize(
    ("question", "amounts"),
    [
        ("教育局2024年一般公共预算支出按功能分类有哪几类，各多少", ["2297.32万元", "1865.78万元", "231.86万元", "117.32万元", "82.36万元"]),
        ("教育局2024年预算按支出用途分成哪两块", ["2379.32万元", "1601.32万元", "778.00万元"]),
        ("教育局2024年基本支出按经济分类列一下", ["1601.32万元", "1325.02万元", "216.33万元", "50.37万元", "9.60万元"]),
        ("教育局2024年收入按资金来源分哪几块", ["2379.32万元", "2297.32万元", "52.00万元", "30.00万元"]),
        ("水务局2024年的支出按功能分几大类", ["18891100元", "16527900元", "1262100元", "621800元", "479300元"]),
        ("教育局2023年决算支出按功能分类各是多少", ["2296.74万元", "1867.90万元", "237.73万元", "112.58万元", "78.53万元"]),
        ("水务局2024年日常花销里最大的两样", ["271200元", "172000元"]),
        ("教育局2024年基本支出中最多的两项", ["326.80万元", "281.65万元"]),
        ("教育局2024年花得最多的两个科目", ["526.98万元", "514.65万元"]),
        ("水务局2024年项目支出里头最大的是什么", ["4580000元", "4580000元"]),
    ],
)  # fmt: skip
def test_parts_along_the_axis_and_at_the_level_asked(question: str, amounts: list[str]) -> None:
    answer = SERVICE.ask(question)
    assert [figure.text for figure in answer.figures] == amounts, answer.answer


def test_each_part_has_its_share_and_what_the_document_says_otherwise() -> None:
    answer = SERVICE.ask("教育局2024年支出按功能分类，各占多大比例")
    assert [f.text for f in answer.figures if f.unit == "%"] == ["80.60%", "9.74%", "4.93%", "3.46%", "1.26%"]


@pytest.mark.parametrize(
    ("question", "last"),
    [
        ("教育局2023年“三公”经费里哪一项完成率最低", "完成率最低的是公务接待费。"),
        ("教育局2023年三公各项中执行率最高的是哪项", "完成率最高的是公务用车运行维护费。"),
        ("教育局2023年决算哪一类支出执行率最低", "完成率最低的是教育支出。"),
    ],
)
def test_which_part_was_spent_least_of(question: str, last: str) -> None:
    answer = SERVICE.ask(question)
    assert answer.answer.endswith(last), answer.answer
    assert sum(figure.unit == "%" for figure in answer.figures) > 2


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("教育局2024年哪几张表没填数", ["国有资本经营预算支出表"]),
        ("水务局2024年一个数字都没有的表有哪些", ["政府性基金", "国有资本经营"]),
        ("教育局2024年哪些项目的钱比上年少了", ["校舍", "46.00万元"]),
        ("教育局2024年项目支出里哪些科目比2023年减少了", ["其他普通教育支出", "46.00万元"]),
    ],
)
def test_which_of_them(question: str, words: list[str]) -> None:
    answer = SERVICE.ask(question)
    assert all(word in answer.answer for word in words), answer.answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("教育局近三年公务接待费是怎么变的", ["4.20万元", "3.60万元", "3.00万元", "逐年下降", "比2022年减少1.20万元"]),
        ("教育局2022年到2024年卫生健康支出变了多少", ["2022年", "2023年", "2024年", "走势"]),
        ("教育局公务接待费2022年以来的变化", ["4.20万元", "3.60万元", "3.00万元"]),
        ("教育局2022、2023、2024年培训费怎样变化", ["11.30万元", "文件没有列出2022年的数"]),
        (
            "教育局2022—2024年“三公”经费和公务接待费的走势",
            ["37.20万元", "22.10万元", "19.80万元", "4.20万元", "3.00万元"],
        ),
        ("教育局2022至2024年因公出国费走势", ["6.00万元"]),
        ("水务局2022到2024年项目支出走势", ["由2023年的文件推算", "8400000元", "9550000元", "逐年增加"]),
    ],
)
def test_each_year_between_is_told(question: str, words: list[str]) -> None:
    answer = SERVICE.ask(question)
    assert answer.status == "answered"
    assert all(word in answer.answer for word in words), answer.answer


def test_why_it_moved_is_no_question_of_how_it_went() -> None:
    answer = SERVICE.ask("教育局2024年公务用车运行维护费怎么变少了")
    assert "原因" in answer.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("教育局2023年决算支出合计是多少", "2296.74"),  # 本年支出 and 总计 are no namesakes to be added up
        ("教育局2023年决算收入合计有多少", "2299.44"),
        ("教育局2023年总共花了多少钱", "2296.74"),  # what was spent, not what was planned
        ("教育局2023年花掉了多少", "2296.74"),
        ("教育局2024年总共要花多少", "2379.32"),
    ],
)
def test_all_that_was_spent(question: str, value: str) -> None:
    answer = SERVICE.ask(question)
    assert (answer.result and answer.result.value) == value, answer.answer


def test_how_each_part_moved() -> None:
    answer = SERVICE.ask("教育局2024年三公经费各项比上年变化了多少")
    told = {figure.text for figure in answer.figures}
    assert {"2.30万元", "1.70万元", "0.60万元"} <= told, answer.answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("教育局内设多少个科室，名称是什么", ["人事科", "督导室"]),
        ("水务局预算覆盖了哪三家", ["水文水资源站", "河道管理所"]),
        ("水务局预算除去局机关，下属单位有哪些", ["水文水资源站"]),
        ("水务局平常都忙些什么", ["防汛"]),
        ("水务局主管哪些业务", ["河湖长制"]),
        ("教育局2024年的钱都分给哪几块，每块各多少", ["1917.78万元", "30.00万元"]),
        ("教育局2024年教师培训那个专项考评什么", ["92"]),
        ("教育局2024年校舍维修那个项目打算完成什么", ["9500平方米"]),
        ("修校舍那笔专项2024年什么时候完工", ["秋季学期开学前"]),
        ("教师培训那个项目2023年开展哪些内容", ["骨干教师研修"]),
    ],
)
def test_what_is_told_in_words(question: str, words: list[str]) -> None:
    answer = SERVICE.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(word in answer.answer for word in words), answer.answer


@pytest.mark.parametrize(
    ("question", "amounts"),
    [
        ("除农林水支出外，水务局2024年支出预算还有哪几类，金额各是多少", ["社会保障和就业支出", "住房保障支出"]),
        ("水务局2024年的预算按功能类拆开，每类各多少", ["农林水支出", "住房保障支出"]),
        ("水务局2024年的项目钱都投到哪几个科目了，各多少", ["4580000元", "2960000元"]),
        ("教育局2024年编了绩效目标的项目都有哪些，每个多少钱", ["340.00万元", "170.60万元"]),
    ],
)
def test_parts_beside_what_is_left_out(question: str, amounts: list[str]) -> None:
    answer = SERVICE.ask(question)
    assert all(amount in answer.answer for amount in amounts), answer.answer


@pytest.mark.parametrize(
    "question", ["教育局2024年给老师办培训的专项安排了几万", "教育局2024年教师培训那个专项拨了几万元"]
)
def test_an_amount_of_a_project_is_no_question_of_what_it_does(question: str) -> None:
    result = SERVICE.ask(question).result
    assert result is not None
    assert (result.value, result.unit) == ("170.60", "万元")


def test_a_project_of_one_body_needs_no_name_of_it() -> None:
    answer = SERVICE.ask("教育资源公共服务平台运行维护那个项目开展哪些服务")
    assert "等级保护" in answer.answer, answer.answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "2023年预算里基本支出和项目支出各是多少",
            ["2023年基本支出预算数：1574.55万元", "2023年项目支出预算数：747.50万元"],
        ),
        (
            "2023年预算的“三公”经费和机关运行经费分别多少",
            ["2023年“三公”经费预算数：22.10万元", "2023年机关运行经费预算数：112.36万元"],
        ),
    ],
)
def test_what_is_worked_back_is_told_as_budgeted_where_the_outturn_is_held_too(question: str, words: list[str]) -> None:
    samples = Path(__file__).parents[2] / "samples"
    shelf = Shelf(samples / "education_2023_final_account.md", samples / "education_2024_budget.md")
    answer = Service(shelf).ask(question)  # type: ignore[arg-type]
    assert answer.status == "answered", answer.answer
    assert all(word in answer.answer for word in words), answer.answer
