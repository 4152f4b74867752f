"""Questions in everyday words become typed queries."""

from __future__ import annotations

import pytest

from ingest import terms
from service import question

LABELS = terms.Vocabulary(
    ["行政运行", "政务大厅运行经费", "城区供水管网改造专项经费", "水费", "电费", "群众满意度", "信息网络及软件购置更新"]
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("今年三公经费多少钱", "lookup"),
        ("公用经费有多少", "lookup"),
        ("接待费比去年少了多少", "change"),
        ("会议费有没有增加", "change"),
        ("培训费和上年比有变化吗", "change"),
        ("差旅费涨了百分之几", "rate"),
        ("三公经费降幅多大", "rate"),
        ("项目支出占总支出多大比重", "share"),
        ("人员经费占比", "share"),
        ("水费电费加起来多少", "sum"),
        ("基本支出比项目支出多多少", "difference"),
        ("水费和电费哪个多", "compare"),
        ("公用经费里最大的三项是什么", "rank"),
        ("哪一项支出最少", "rank"),
        ("三公经费分别是多少", "list"),
        ("有哪些内设机构", "list"),
        ("为啥接待费涨了", "reason"),
        ("项目支出怎么少了这么多", "reason"),
        ("机关运行经费减少的原因", "reason"),
        ("正文和表里的三公经费一致吗", "consistency"),
        ("收支平衡吗", "consistency"),
        ("什么是机关运行经费", "definition"),
        ("基本支出是什么意思", "definition"),
        ("预算公开找谁问", "contact"),
        ("联系电话是多少", "contact"),
        ("政务大厅运行经费主要用于什么", "purpose"),
        ("你这里收录了哪些单位", "held"),
        ("收入有哪些来源", "list"),
        ("收入有哪几块", "list"),
        ("本年收入构成是什么", "list"),
        ("其他收入包括哪些内容", "definition"),
    ],
)
def test_the_way_of_asking_is_seen(text: str, kind: str) -> None:
    assert question.parse(text, LABELS).kind == kind


@pytest.mark.parametrize(
    ("text", "absolute", "offsets"),
    [
        ("2023年三公经费", (2023,), ()),
        ("２０２３年度三公经费", (2023,), ()),
        ("二〇二三年三公经费", (2023,), ()),
        ("23年三公经费", (2023,), ()),
        ("今年和去年的接待费", (), (-1, 0)),
        ("前年的接待费", (), (-2,)),
        ("2021年到2023年会议费", (2021, 2022, 2023), ()),
        ("近三年会议费", (), (-2, -1, 0)),
        ("2080505今年多少", (), (0,)),
        ("一共2000万元的项目", (), ()),
        ("十四五期间会议费", (2021, 2022, 2023, 2024, 2025), ()),
        ("十五五期间会议费", (2026, 2027, 2028, 2029, 2030), ()),
        ("“十四五”规划是什么", (), ()),
        ("17、18、19年会议费", (2017, 2018, 2019), ()),
        ("17、18和19年会议费", (2017, 2018, 2019), ()),
        ("一四年会议费", (2014,), ()),
        ("17、18、19年级的学生", (), ()),
        ("从2023年的文件看2022年会议费多少", (2022,), ()),
        ("从2023年的文件看会议费多少", (2023,), ()),
        ("从2023年决算看，2022年会议费应该是多少", (2022,), ()),
        ("由2024年倒推2023年会议费", (2023,), ()),
        ("防洪标准提高到20年一遇", (), ()),
    ],
)
def test_years_are_absolute_or_relative_to_the_disclosure(
    text: str, absolute: tuple[int, ...], offsets: tuple[int, ...]
) -> None:
    found = question.parse(text, LABELS)
    assert (found.years, tuple(sorted(found.offsets))) == (absolute, offsets)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("请客吃饭花多少", ["official_reception"]),
        ("养车的钱", ["vehicle_running"]),
        ("买新车了吗", ["vehicle_purchase"]),
        ("出国的钱有多少", ["overseas_travel"]),
        ("人头费多少", ["personnel_expenses"]),
        ("公积金交多少", ["housing_fund"]),
        ("公务用车购置及运行维护费", ["vehicle_total"]),
        ("公务用车运行维护费", ["vehicle_running"]),
        ("城区供水管网改造安排多少", ["城区供水管网改造专项经费"]),
        ("水费和电费", ["水费", "电费"]),
        ("今年一共花多少钱", ["expenditure_total"]),
        ("三公经费花多少钱", ["three_public_expenses"]),
    ],
)
def test_items_are_found_by_printed_and_colloquial_names(text: str, keys: list[str]) -> None:
    assert [asked.keys[0] for asked in question.parse(text, LABELS).items] == keys


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("今年预算多少", "budget"),
        ("实际花了多少", "actual"),
        ("决算数是多少", "actual"),
        ("三公经费多少", None),
        ("养车要花多少钱", "budget"),
    ],
)
def test_budgeted_and_spent_are_told_apart(text: str, basis: str | None) -> None:
    assert question.parse(text, LABELS).basis == basis


def test_a_code_and_its_name_are_one_item() -> None:
    (asked,) = question.parse("2080505 机关事业单位基本养老保险缴费支出今年多少", LABELS).items
    assert (asked.code, asked.keys) == ("2080505", ("pension_insurance",))


@pytest.mark.parametrize(
    ("text", "rest"),
    [("今年食堂装修花了多少", True), ("今年三公经费一共多少钱呢", False), ("请问一下接待费是多少", False)],
)
def test_words_that_nothing_explains_are_kept(text: str, rest: bool) -> None:
    assert bool(question.parse(text, LABELS).rest) is rest


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("２０２４年，会议费", "2024年，会议费"),
        ("会议费,培训费;多少", "会议费，培训费；多少"),
        ("1,234.50万元", "1,234.50万元"),
        ("会议费1,234.50万元,对吗", "会议费1,234.50万元，对吗"),
        ("301类02款多少", "30102多少"),
        ("208 类 05 款 05 项", "2080505"),
        ("2080505", "2080505"),
    ],
)
def test_one_width_and_codes_in_one_piece(text: str, normal: str) -> None:
    assert question.normalised(text) == normal
    assert question.normalised(normal) == normal


@pytest.mark.parametrize(
    ("text", "code"), [("301类02款多少", "30102"), ("208类05款05项今年预算", "2080505"), ("30102多少", "30102")]
)
def test_codes_are_read_however_they_are_cut(text: str, code: str) -> None:
    (asked,) = question.parse(text, LABELS, {"30102", "2080505"}).items
    assert asked.code == code


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("99010023T000000031207安排多少", True),
        ("99010023T000000031207-校舍改造", True),
        ("2080505安排多少", False),
        ("电话0990-5550166", False),
        ("2024年三公经费", False),
    ],
)
def test_a_project_is_called_by_its_code(text: str, named: bool) -> None:
    assert question.names_project_code(text) is named


@pytest.mark.parametrize(
    ("text", "stage", "basis"),
    [
        ("年初预算数是多少", "initial_budget", "budget"),
        ("年初部门预算三公经费", "initial_budget", "budget"),
        ("全年预算数多少", "adjusted_budget", "budget"),
        ("调整预算数多少", "adjusted_budget", "budget"),
        ("预算数多少", None, "budget"),
        ("决算数多少", None, "actual"),
        ("完成年初预算的百分之几", None, None),
    ],
)
def test_the_budgets_of_a_final_account_are_told_apart(text: str, stage: str | None, basis: str | None) -> None:
    found = question.parse(text, LABELS)
    assert found.stage == stage
    assert basis is None or found.basis == basis


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("公务接待几人次", "人次"),
        ("接待了几批次", "批次"),
        ("有几辆车", "辆"),
        ("在职人数", "人"),
        ("接待费多少钱", None),
    ],
)
def test_what_is_counted_is_seen(text: str, counted: str | None) -> None:
    assert question.parse(text, LABELS).counted == counted
