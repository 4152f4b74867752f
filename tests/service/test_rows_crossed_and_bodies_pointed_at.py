"""A row crossed with a column, set against another or against its whole; bodies behind request words, verbs and other bodies."""

from __future__ import annotations

import pytest

from service import asked_years, messages
from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市澄江区枫桥街道办事处2023年度部门决算

## 第一部分 部门概况

部门决算编制范围的单位：云屏市澄江区枫桥街道办事处本级、枫桥街道文化服务中心。

## 第二部分 决算表

支出决算表（公开03表）（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 1000.00 | 640.00 | 360.00 |
| 205 | 教育支出 | 900.00 | 540.00 | 360.00 |
| 20502 | 普通教育 | 900.00 | 540.00 | 360.00 |
| 2050203 | 初中教育 | 600.00 | 400.00 | 200.00 |
| 2050204 | 高中教育 | 300.00 | 140.00 | 160.00 |
| 221 | 住房保障支出 | 100.00 | 100.00 | |
| 22102 | 住房改革支出 | 100.00 | 100.00 | |
| 2210201 | 住房公积金 | 100.00 | 100.00 | |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 经济分类科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
| | 合计 | 640.00 | 600.00 | 40.00 |
| 301 | 工资福利支出 | 600.00 | 600.00 | |
| 302 | 商品和服务支出 | 40.00 | | 40.00 |
| 30206 | 电费 | 12.00 | | 12.00 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("crossed")
    town = ACCOUNT.replace("澄江区枫桥街道办事处", "澄江区梨园镇人民政府").replace("枫桥街道", "梨园镇")
    files = {"枫桥街道2023年度部门决算": ACCOUNT, "梨园镇2023年度部门决算": town}
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return Service(Shelf(*(folder / f"{name}.md" for name in files)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("枫桥街道2023年决算，初中教育那一行，基本支出列了多少", "400.00", "万元"),
        ("枫桥街道2023年高中教育科目，项目支出那一列多少", "160.00", "万元"),
        ("高中教育（项），枫桥街道2023年基本支出是几万元", "140.00", "万元"),
        ("枫桥街道2023年支出决算表高中教育一行，项目支出多少", "160.00", "万元"),
        ("枫桥街道2023年初中教育这个科目的基本支出同项目支出相差几万元？请给出差额。", "200.00", "万元"),
        ("枫桥街道2023年初中教育：基本支出减去项目支出还剩多少", "200.00", "万元"),
        ("枫桥街道2023年初中教育的基本支出和高中教育的项目支出差多少", "240.00", "万元"),
        ("枫桥街道2023年高中教育里的基本支出加项目支出共多少", "300.00", "万元"),
        ("枫桥街道2023年初中教育的基本支出是项目支出的几倍", "2.00", "倍"),
        ("枫桥街道2023年初中教育，基本支出占百分之几", "66.67", "%"),
        ("枫桥街道2023年初中教育里头基本支出占它的百分之几", "66.67", "%"),
        ("枫桥街道2023年初中教育的基本支出占全部基本支出的百分之几", "62.50", "%"),
        ("枫桥街道2023年初中教育的基本支出占总支出的百分之几", "40.00", "%"),
        ("就枫桥街道2023年总支出来说，基本支出高出项目支出几万元", "280.00", "万元"),
        ("电费一项，枫桥街道2023年决算的基本支出里列了多少", "12.00", "万元"),
        ("枫桥街道2023年项目上的支出总共是几万元", "360.00", "万元"),
        ("枫桥街道2023年人员经费减公用经费等于多少", "560.00", "万元"),
    ],
)
def test_a_part_of_a_row_is_told_and_never_the_whole(service: Service, question: str, value: str, unit: str) -> None:
    answer = service.ask(question)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == (value, unit)


def test_a_column_that_is_blank_in_its_row_is_not_the_whole_columns_amount(service: Service) -> None:
    answer = service.ask("枫桥街道2023年住房公积金那一行，项目支出列多少")
    assert answer.result is None
    assert "360.00" not in answer.answer


def test_items_set_beside_each_other_are_each_told(service: Service) -> None:
    told = service.ask("枫桥街道2023年住房保障支出，基本支出分别多少").answer
    assert "100.00万元" in told
    assert "640.00万元" in told


@pytest.mark.parametrize(
    "question",
    [
        "请用枫桥街道2023年决算回答：基本支出多少",
        "请按枫桥街道2023年决算回答，基本支出多少",
        "麻烦将枫桥街道2023年的基本支出报一下",
        "单独就枫桥街道而言，2023年基本支出多少",
        "请参照枫桥街道2023年决算，基本支出多少",
        "纳入枫桥街道2023年决算的基本支出有多少",
        "拨给了枫桥街道2023年基本支出的钱有多少",
    ],
)
def test_what_is_said_before_a_body_makes_no_stranger_of_it(service: Service, question: str) -> None:
    answer = service.ask(question)
    assert answer.result is not None, answer.answer
    assert answer.result.value == "640.00"


@pytest.mark.parametrize(
    ("question", "stranger"),
    [
        ("沧溟枫桥街道2023年基本支出多少", "沧溟枫桥街道"),
        ("武进枫桥街道2023年基本支出多少", "武进枫桥街道"),
        ("日照枫桥街道2023年基本支出多少", "日照枫桥街道"),
    ],
)
def test_a_place_before_a_body_still_makes_a_stranger_of_it(service: Service, question: str, stranger: str) -> None:
    assert f"没有收录“{stranger}”" in service.ask(question).answer


def test_a_unit_below_a_body_is_no_stranger_and_its_money_not_the_bodys(service: Service) -> None:
    answer = service.ask("枫桥街道下属康复中心2023年支出多少")
    assert answer.status == "declined"
    assert "没有收录" not in answer.answer.split("。")[0]


def test_who_has_something_evaluated_is_not_the_body_asked_about(service: Service) -> None:
    answer = service.ask("枫桥街道2023年初中教育，财政局委托第三方做评价，发现了什么问题")
    assert "没有收录“财政局”" not in answer.answer


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("甲局19年的收支预算总额，请报个数", ["甲局19年的收支预算总额是多少"]),
        ("甲局项目支出的占比，结果是百分之多少？", ["甲局项目支出的占比？"]),
        ("甲局基本支出与项目支出差多少？请给出差额。", ["甲局基本支出与项目支出差多少。"]),
        ("甲局教育支出多少？请用万元报数", ["甲局教育支出多少，以万元为单位？"]),
        ("甲局有哪些项目，请列出金额", ["甲局有哪些项目，请列出金额"]),
        ("甲局人员经费、公用经费各多少，请给出差额", ["甲局人员经费、公用经费各多少，请给出差额"]),
        ("防火一项，甲局20年花的没到年初预算数，是何缘故？", ["防火一项，甲局20年花的没到年初预算数，是何缘故？"]),
        (
            "甲局“防火”科目：一是总表的数，二是财政拨款的数",
            ["甲局“防火”科目：，总表的数", "甲局“防火”科目，财政拨款的数"],
        ),
    ],
)
def test_a_request_for_the_figure_is_no_question_of_its_own(message: str, asked: list[str]) -> None:
    assert messages.questions(message) == asked


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("以2025年为基准往前推一年，甲局", "2024年，甲局"),
        ("从2025年往回数两年，甲局", "2023年，甲局"),
        ("以2023年为起点往后推一年的", "2024年"),
        ("比2025年早一个年度的", "2024年"),
        ("2025年比上年多多少", "2025年比上年多多少"),
    ],
)
def test_a_year_told_by_its_distance_from_another_is_that_year(said: str, year: str) -> None:
    assert asked_years.counted_from(said) == year


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("枫桥街道2023年2050203（初中教育）决算数是什么？", "600.00"),
        ("枫桥街道2023年科目2050204，名称高中教育：决算数填的是什么", "300.00"),
    ],
)
def test_what_an_amount_is_asks_for_it_and_for_no_words_meaning(service: Service, question: str, value: str) -> None:
    answer = service.ask(question)
    assert answer.result is not None, answer.answer
    assert answer.result.value == value


@pytest.mark.parametrize(
    "question", ["枫桥街道，库里都存着什么公开文件，各属哪一年度？", "你们手头存着枫桥街道几份材料"]
)
def test_what_is_held_of_a_body_is_listed(service: Service, question: str) -> None:
    answer = service.ask(question)
    assert answer.status == "answered"
    assert "2023年决算" in answer.answer


def test_a_part_pointed_at_is_what_was_asked_about_before(service: Service) -> None:
    first = service.ask("枫桥街道2023年人员经费花了多少？")
    then = service.ask("基本支出里，这笔钱的占比是多少？", conversation=first.conversation)
    assert then.result is not None, then.answer
    assert then.result.value == "93.75"
