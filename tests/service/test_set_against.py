"""Two things set against each other, and the words that people have for years, moves, uses and parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

SERVICE = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]

LIBRARY = """# 示例市图书馆2024年部门预算

## 一、部门概况

示例市图书馆加挂示例市古籍保护中心、示例市少儿阅读中心牌子。

示例市图书馆部门预算是包括馆本部以及下属2家预算单位的综合收支计划。具体包括：

1. 示例市图书馆（本部）。

2. 示例市朗读亭服务站。

3. 示例市流动书车队。

## 二、工程说明

由示例市图书馆建设的新书库工程，用地面积约为820平方米。

本工程建筑面积为1460平方米，其中地上建筑面积为960平方米，地下建筑面积为500平方米，地下2层。

## 三、年度工作

举办城南讲坛9期。

## 2024年部门（单位）整体支出绩效目标表

部门名称	100-示例市图书馆		部门支出预算总额（万元）	300.00	归口管理科室	007-教科文科
三级指标	计量单位	指标性质	指标值	权重	是否核心指标
外借图书册数	册	≥	52000	20	是
投诉率	%	≤	2	10	否

## 2024年项目支出绩效目标表

编制单位：100001-示例市图书馆

单位：万元

项目名称	99010024T000000000001-图书外借专项经费		业务主管部门	示例市图书馆
当年预算（万元）	80.00		本级安排（万元）	80.00
项目概述	目前，共聘用整理人员9名，负责上架。其中专科4人，人均5.2万元/年，本科5人，人均6.4万元/年。
绩效指标	一级指标	二级指标	三级指标	指标权重	计量单位	指标性质	指标值	是否核心指标
	产出指标	数量指标	外借图书册数	30	册	≥	60000	是
	满意度指标	满意度指标	投诉率	10	%	≤	2	否
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("library") / "示例市图书馆2024年部门预算.md"
    file.write_text(LIBRARY, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "amounts"),
    [
        # Kinds of purchase, one against another.
        ("水务局2024年采购，货物花钱多还是服务花钱多，差多少？", ["240000元", "820000元", "580000元"]),
        ("水务局2024年政府采购里买货物的多还是搞工程的多？", ["240000元", "620000元"]),
        # What is no project is all of 基本支出, whatever it is called.
        ("教育局2024年日常开支和项目哪个多？", ["1601.32万元", "778.00万元"]),
        ("教育局2024年过日子的钱多还是搞项目的钱多？", ["1601.32万元", "778.00万元"]),
        # Described, not named.
        ("水务局2024年防汛花钱多还是养护水利工程花钱多？", ["2960000元", "4580000元"]),
        # The first and the second of an order, and what was left most of.
        ("水务局2024年预算里哪个项目砸钱最多，比第二名多多少", ["4580000元", "880000元", "3700000元"]),
        ("教育局2024年商品和服务支出里最大的一项比第二大的多多少", ["38.64万元", "26.40万元", "12.24万元"]),
        ("教育局2023年三公里头哪项省得最多", ["2.18万元", "3.60万元", "1.42万元"]),
        ("教育局2023年决算三公经费完成年初预算的百分之几，哪一项省得最多", ["85.79%", "60.56%", "1.42万元"]),
        # As many projects as there are.
        ("教育局2024年公开的三个项目，哪个预算更大？", ["340.00万元", "170.60万元", "162.40万元"]),
        # The two ends of a year.
        ("教育局2023年年底剩下的钱比年初多了多少？", ["11.20万元", "8.50万元", "2.70万元"]),
        ("教育局2023年末结余跟年初相比是增是减？", ["11.20万元", "8.50万元"]),
        # The goals of two years.
        ("水务局2024年养护泵站比2023年多几座？", ["11座", "9座", "2座"]),
        ("教育局2024年维修学校数量比2023年少几所？", ["6所", "8所", "2所"]),
        # What each gets of a project's money.
        ("教育局2024年修校舍摊到每所学校要多少钱？", ["340.00万元", "6所", "56.67万元"]),
    ],
)
def test_both_and_the_difference_are_told(question: str, amounts: list[str]) -> None:
    answer = SERVICE.ask(question)
    assert set(amounts) <= {figure.text for figure in answer.figures}, answer.answer


def test_money_is_no_answer_to_how_many_more_visits() -> None:
    answer = SERVICE.ask("教师培训项目2024年培训人次比2023年多多少？教育局")
    assert all("元" not in figure.text for figure in answer.figures), answer.answer


def test_one_figure_does_not_tell_which_of_two_is_more() -> None:
    answer = SERVICE.ask("教育局2024年修校舍花钱多还是给飞船加油花钱多？")
    assert answer.result is None, answer.answer


@pytest.mark.parametrize(
    ("question", "amounts"),
    [
        ("水务局2024年每公里养护最多花多少？", ["3.2万元/公里"]),
        ("教育局2023年整年招待了几批客人？", ["26批次"]),
        ("教育局2023年一年到头花了多少钱？", ["2296.74万元"]),
        ("教育局2023年年底账上还剩多少？", ["11.20万元"]),
        ("教育局2023年年底有多少退休的老职工？", ["47人"]),
        ("教育局2024年平台故障响应最迟几个钟头？", ["2小时"]),
        ("水务局2024年基本支出里人头花费是多少？", ["8214100元"]),
    ],
)
def test_everyday_words_lead_to_the_figure(question: str, amounts: list[str]) -> None:
    answer = SERVICE.ask(question)
    assert set(amounts) <= {figure.text for figure in answer.figures}, answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("教育局2023年的公开决算包括哪四家单位？", "示例市教育考试中心"),
        ("培训费没动，水务局2024年机关运行经费怎么反而往上走？", "外出租车费用"),
        ("教育局2023年接待费往下调，又是什么名堂？", "压缩接待批次"),
        ("教育局2024年的机关运行经费派了哪些用场？", "机关运行经费"),
    ],
)
def test_what_is_told_in_words(question: str, said: str) -> None:
    answer = SERVICE.ask(question)
    assert answer.status == "answered"
    assert said in answer.answer, answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("新书库工程地上建多大面积？", "960"),
        ("新书库工程地底下建多大面积？", "500"),
        ("城南讲坛办几讲？", "9"),
        ("本科学历的整理工一年一个人多少钱？", "6.4"),
        ("门口挂了哪几块牌子？", "古籍保护中心"),
        ("除了馆本部还带着哪几家？", "流动书车队"),
        ("预算归财政局哪个科管？", "教科文科"),
        ("外借图书册数，整体目标跟项目目标是一个数吗？", "8000册"),
        ("一年外借多少册图书，整体的目标和项目的目标对得上吗？", "不一致"),
        ("投诉率在整体目标和项目目标里一样吗？", "一致"),
        ("投诉率最高允许百分之几？", "2%"),
    ],
)
def test_what_a_librarys_budget_says(library: Service, question: str, said: str) -> None:
    answer = library.ask(question)
    assert answer.status == "answered"
    assert said in answer.answer, answer.answer


@pytest.mark.parametrize("question", ["读者投诉归哪个科室管？", "整理人员的绩效工资是多少？"])
def test_no_other_field_answers(library: Service, question: str) -> None:
    assert library.ask(question).status != "answered"
