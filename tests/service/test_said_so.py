"""A figure put forward to be confirmed is said to be the disclosed one, or not to be; nothing else is called wrong."""

from __future__ import annotations

import pytest

from service import asked_agreement
from service.answer import Service
from service.query import Asked
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市青柳区水务局2023年度部门决算

## 第二部分 决算表

支出决算表（公开03表）（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 1000.00 | 640.00 | 360.00 |
| 213 | 农林水支出 | 900.00 | 540.00 | 360.00 |
| 221 | 住房保障支出 | 100.00 | 100.00 | |

“三公”经费支出决算表（单位：万元）

| 项目 | 决算数 |
|---|---|
| 公务接待费 | 2.34 |
| 公务用车运行维护费 | 9.40 |

## 第三部分 决算情况说明

公务接待费2.34万元。年末共有车辆5辆。
"""
SAME, ABOUT, OTHER = "与所说的数一致：", "约数与所说的一致：", "文件中的数与所说的不一致："


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    return over(tmp_path_factory.mktemp("said"), ACCOUNT)


def over(folder, text: str) -> Service:
    file = folder / "account.md"
    file.write_text(text, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("2023年公务接待费是2.34万元，对吗", SAME),
        ("2023年公务接待费23400元，属实吗", SAME),
        ("有人说2023年公务接待费是2.34万，是真的吗", SAME),
        ("请核对：2023年公务接待费2.34万元", SAME),
        ("2023年农林水支出占总支出的90%，对不对", "一致。"),
        ("2023年农林水支出是900万吧", SAME),
        ("2023年公务接待费是2.3万元左右，对吗", ABOUT),
        ("2023年公务接待费是2.3万元，对吗", OTHER),  # two digits are no rounded number
        ("2023年公务用车运行维护费是0.0009亿元吗", OTHER),
        ("2023年公务接待费是否等于7.77万元", OTHER),
        ("2023年公务接待费7.77万元有没有写错", OTHER),
        ("难道2023年公务接待费是7.77万？", OTHER),
        ("2023年农林水支出占总支出的75%，没错吧", "不一致，"),
        ("2023年末车辆有6辆，对吗", OTHER),
        ("2023年公务接待费是9.40万元吗", ""),  # of something else it is true
        ("2023年公务接待费超过1万元了吗", ""),
        ("2023年公务接待费是多少", ""),
    ],
)
def test_what_is_put_forward_is_said_to_be_so_or_not(service: Service, question: str, word: str) -> None:
    answer = service.ask(question)
    assert answer.status == "answered"
    told = next((w for w in (SAME, ABOUT, OTHER, "一致。", "不一致，") if answer.answer.startswith(w)), "")
    assert told == word
    assert {figure.text for figure in answer.figures} <= {
        "2.34万元",
        "9.40万元",
        "900.00万元",
        "1000.00万元",
        "90.00%",
        "5辆",
    }


def test_what_only_rounds_to_it_is_called_a_round_number(tmp_path) -> None:
    answer = over(tmp_path, ACCOUNT.replace("2.34", "234.12")).ask("2023年公务接待费是234万元吗")
    assert answer.answer.startswith(ABOUT)
    assert answer.result is not None
    assert answer.result.value == "234.12"


@pytest.mark.parametrize(
    ("text", "confirms"),
    [
        ("接待费是否等于190万元", True),
        ("接待费190万元，与公开数据相符吗", True),
        ("接待费在两张表里都是190万元吗", False),
        ("接待费表上190万元，正文写的一样吗", False),
        ("接待费190万元还是200万元", False),
        ("接待费前后是否一致", False),
        ("接待费190万元，是多少人花的", False),
    ],
)
def test_whether_a_figure_agrees_is_no_question_of_two_places(text: str, confirms: bool) -> None:
    assert asked_agreement.of_a_figure(text, (Asked("接待费", ("official_reception",), 0, 3),)) is confirms
