"""Figures set against each other: where one of them is not printed nothing else is told, and the rest, moves and means."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

TEXT = """# 霁川市白溪区水务局2023年度部门预算

支出预算表（单位：万元）

| 科目编码 | 科目名称 | 2023年预算数 | 2022年预算数 |
|---|---|---|---|
| 208 | 社会保障和就业支出 | 200.00 | 150.00 |
| 210 | 卫生健康支出 | 80.00 | 70.00 |
| 213 | 农林水支出 | 720.00 | 720.00 |
| | 合计 | 1000.00 | 940.00 |

一般公共预算财政拨款基本支出预算表（单位：万元）

| 科目编码 | 科目名称 | 2023年预算数 | 2022年预算数 |
|---|---|---|---|
| 302 | 商品和服务支出 | 100.00 | 90.00 |
| 30201 | 办公费 | 12.50 | 12.50 |
| 30202 | 印刷费 | 4.00 | 6.00 |
| 30216 | 培训费 | 10.00 | 8.00 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    path = tmp_path_factory.mktemp("sides") / "a.md"
    path.write_text(TEXT, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "白溪区水务局2023年会议费是培训费的几倍",
        "白溪区水务局2023年培训费是会议费的多少倍",
        "白溪区水务局2023年会议费比培训费多多少",
        "白溪区水务局2023年培训费和会议费相差多少",
        "白溪区水务局2023年培训费占会议费的百分之几",
        "白溪区水务局2023年办公费、培训费和会议费三项合计多少",
    ],
)
def test_the_one_of_several_that_is_not_printed_is_named_and_nothing_else_is_told(service, question) -> None:
    answer = service.ask(question)

    assert answer.status == "declined"
    assert answer.answer.startswith("公开文件没有说明：霁川市白溪区水务局2023年会议费。")


@pytest.mark.parametrize(
    "question",
    [
        "培训费加河湖巡护养护，白溪区水务局2023年一共多少钱",
        "白溪区水务局2023年培训费高于河湖巡护养护多少",
        "白溪区水务局2023年河湖巡护养护是培训费的几倍",
    ],
)
def test_what_no_item_is_but_is_set_against_one_is_not_passed_over(service, question) -> None:
    answer = service.ask(question)

    assert answer.status == "declined"
    assert "河湖巡护养护" in answer.answer


def test_of_two_years_the_one_that_is_not_held_is_named(service) -> None:
    answer = service.ask("白溪区水务局2021、2023两年的培训费加起来是多少")

    assert answer.status == "declined"
    assert answer.answer.startswith("公开文件没有说明：霁川市白溪区水务局2021年培训费。")


def test_what_did_not_move_did_not_fall_by_nothing(service) -> None:
    answer = service.ask("白溪区水务局2023年办公费和培训费的增幅各是多少").answer

    assert "持平" in answer
    assert "0.00%" not in answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("白溪区水务局2023年商品和服务支出里，除印刷费以外的部分占百分之几", "96.00"),
        ("白溪区水务局2023年除了印刷费，商品和服务支出的其余部分占百分之几", "96.00"),
        ("白溪区水务局2023年商品和服务支出中不是培训费的部分占多大比例", "90.00"),
        ("白溪区水务局2023年商品和服务支出扣除培训费后剩下的占商品和服务支出百分之几", "90.00"),
        ("白溪区水务局2023年社会保障和就业支出与卫生健康支出比上年的增减额相差多少", "40.00"),
        ("白溪区水务局2023年社会保障和就业支出的变动额比卫生健康支出的变动额多多少", "40.00"),
        ("白溪区水务局2022年和2023年培训费平均是多少", "9.00"),
        ("白溪区水务局2023年培训费除以印刷费", "2.50"),
    ],
)
def test_what_is_reckoned_from_both(service, question, value) -> None:
    result = service.ask(question).result

    assert result is not None
    assert result.value == value


@pytest.mark.parametrize(
    "question",
    [
        "白溪区水务局2023年河湖巡护养护和培训费之比",
        "白溪区水务局2023年行政事业单位医疗是培训费的多少倍",
        "白溪区水务局2023年培训费比国（境）外接待费多多少",
        "白溪区水务局2023年培训费、上缴上级支出和办公费三项合计多少",
    ],
)
def test_a_name_that_no_item_has_is_not_shortened_to_one(service, question) -> None:
    assert service.ask(question).status == "declined"


def test_as_much_as_the_year_before_is_not_as_much_as_an_earlier_one(service) -> None:
    assert "持平" not in service.ask("白溪区水务局2023年农林水支出与2020年相比多多少").answer


def test_no_described_figure_stands_in_for_an_item_that_is_named(service) -> None:
    answer = service.ask("白溪区水务局2023年事业单位医疗占其他社会保障和就业支出的百分之几")

    assert answer.status == "declined"


def test_what_another_is_taken_from_is_not_told_alone(service) -> None:
    assert service.ask("白溪区水务局2023年商品和服务支出减其他水利支出是多少").status == "declined"


def test_a_plan_and_an_outturn_are_not_subtracted_and_the_refusal_says_so(tmp_path) -> None:
    head = (
        "\n\n一般公共预算财政拨款基本支出{kind}表（单位：万元）\n\n| 科目编码 | 科目名称 | {kind}数 |\n|---|---|---|\n"
    )
    for year, kind, amount in ((2023, "决算", "7.00"), (2024, "预算", "9.00")):
        text = f"# 霁川市白溪区档案馆{year}年度部门{kind}" + head.format(kind=kind) + f"| 30201 | 办公费 | {amount} |\n"
        (tmp_path / f"{year}.md").write_text(text, "utf-8")
    service = Service(Shelf(*sorted(tmp_path.glob("*.md"))))  # type: ignore[arg-type]
    reply = service.ask("白溪区档案馆2024年办公费比上年增加多少")
    assert reply.status == "declined"
    assert "2024年只有预算数、2023年只有决算数，口径不同" in reply.answer, reply.answer
