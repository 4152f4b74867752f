"""A unit is told from its body, a part from another whole, one table from the next, a project's score from an indicator's."""

from __future__ import annotations

import pytest

from ingest import terms
from service import asides, asked_items, question
from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 青禾区示例水务局2023年部门决算

## 一、部门概况

2023年末实有在职人员28人，退休人员11人。从预算单位构成看，纳入本部门2023年决算编制范围的单位包括：局本级、青禾区河湖管护中心、青禾区水质监测站。

设置床位60张，其中养老床位45张、儿童床位15张。

## 二、“三公”经费支出决算情况说明

2023年“三公”经费支出决算为31.50万元，比2022年增加4.50万元，增长16.67%，主要原因是更新巡河用车。其中：公务接待费支出决算为6.50万元；公务用车购置及运行维护费支出决算为25.00万元；公务用车购置费支出决算为16.00万元；公务用车运行维护费支出决算为9.00万元。公务用车保有量3辆。

2023年培训费支出20.00万元，参训400人次。

## 三、年末结转和结余

年末结转和结余88.00万元，结转和结余事项：闸门更换工程尾款、村民捐赠款。

## 四、国有资产占用情况

截至2023年12月31日，本部门共有车辆4辆。

## 五、支出决算表

单位：万元

| 功能分类科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
|  | 合计 | 860.00 | 500.00 | 360.00 |
| 213 | 农林水支出 | 765.00 | 405.00 | 360.00 |
| 208 | 社会保障和就业支出 | 95.00 | 95.00 | 0.00 |

## 六、一般公共预算财政拨款支出决算表

单位：万元

| 功能分类科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
|  | 合计 | 820.00 | 500.00 | 320.00 |
| 213 | 农林水支出 | 725.00 | 405.00 | 320.00 |
| 208 | 社会保障和就业支出 | 95.00 | 95.00 | 0.00 |
"""

BUDGET = """# 青禾区示例水务局2024年部门预算

## 一、收入总表

单位：万元

| 部门（单位）名称 | 合计 | 一般公共预算 | 事业收入 |
|---|---|---|---|
| 青禾区示例水务局 | 1000.00 | 960.00 | 40.00 |
| 青禾区示例水务局（本级） | 700.00 | 700.00 |  |
| 青禾区河湖管护中心 | 180.00 | 140.00 | 40.00 |
| 青禾区水质监测站 | 120.00 | 120.00 |  |

## 二、收支总表

单位：万元

| 收入 | 预算数 | 支出 | 预算数 |
|---|---|---|---|
| 一般公共预算拨款收入 | 960.00 | 农林水支出 | 1000.00 |
| 事业收入 | 40.00 |  |  |
| 收入总计 | 1000.00 | 支出总计 | 1000.00 |
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("house")
    files = []
    for name, text in (("2023年部门决算", ACCOUNT), ("2024年部门预算", BUDGET)):
        file = folder / f"青禾区示例水务局{name}.md"
        file.write_text(text, encoding="utf-8")
        files.append(file)
    return Service(Shelf(*files))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("2024年预算里那个河湖管护中心，收入合计一栏是多少？", "180.00"),
        ("2024年河湖管护中心收入一共有多少", "180.00"),
        ("2024年水质监测站这一行，合计栏填的多少？", "120.00"),
        ("2024年河湖管护中心的事业收入是多少", "40.00"),
        ("2024年收入合计多少", "1000.00"),
    ],
)
def test_a_units_row_is_told_and_never_added_to_the_whole(house: Service, asked: str, value: str) -> None:
    answer = house.ask(asked, None, None)
    assert answer.result is not None
    assert str(answer.result.value) == value, answer.answer


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("2023年“三公”决算总额当中，公车购置和运行这一项占到百分之几？", "79.37"),
        ("2023年三公经费决算里，公务接待费这一块占多少", "20.63"),
        ("2023年公务用车购置费在三公总额里占到百分之几", "50.79"),
    ],
)
def test_a_part_is_taken_of_the_whole_that_is_named(house: Service, asked: str, value: str) -> None:
    answer = house.ask(asked, None, None)
    assert answer.result is not None, answer.answer
    assert str(answer.result.value) == value


@pytest.mark.parametrize(
    "asked",
    [
        "2023年农林水支出，支出决算表和一般公共预算支出决算表相差多少",
        "2023年的农林水支出，在支出决算表上是一个总数，在一般公共预算的支出决算表上又是另一个数，两者相差多少？",
        "2023年农林水支出，支出决算表上一个数，到一般公共预算财政拨款支出决算表上成了另一个数，差多少",
        "2023年农林水支出，支出决算表同一般公共预算支出决算表差多少万",
    ],
)
def test_one_item_in_two_tables_of_one_stage(house: Service, asked: str) -> None:
    answer = house.ask(asked, None, None)
    assert answer.result is not None, answer.answer
    assert str(answer.result.value) == "40.00"


def test_what_came_in_of_a_fund_is_no_other_side_of_what_was_spent(house: Service) -> None:
    answer = house.ask("2024年河湖管护中心和收入总计一共多少", None, None)
    assert "1180" not in answer.answer


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2023年培训费平均每人次花多少钱", "500"),
        ("2023年培训，摊到每个来参加的人头上是几元钱？", "500"),
        ("2023年办培训，一人次平均花多少元", "500"),
        ("2023年年末结转和结余包括哪些项目", "闸门更换工程尾款"),
        ("2023年底没花完留到下一年的钱，是哪几件事的？", "村民捐赠款"),
        ("2023年“三公”里写的公车保有量，同国有资产那一段写的车辆总数，一样不一样？", "4辆"),
        ("2023年农林水支出，也就是修渠、清淤、巡河那块，最终支出是多少？", "765.00"),
        ("2023年床位，给老人的几张，给娃娃的又是几张？", "15张"),
    ],
)
def test_told_as_it_is_asked(house: Service, asked: str, said: str) -> None:
    answer = house.ask(asked, None, None)
    assert answer.status == "answered", answer.answer
    assert said in answer.answer


def test_what_follows_keeps_to_the_thing_before(house: Service) -> None:
    first = house.ask("2023年三公经费比2022年增加多少？", None, None)
    then = house.ask("请说明导致这一变化的主要因素。", None, first.conversation)
    assert "更新巡河用车" in then.answer
    first = house.ask("2023年末在职多少人？", None, None)
    then = house.ask("那已经退了休的有多少位？", None, first.conversation)
    assert "11人" in then.answer


@pytest.mark.parametrize("asked", ["2023年低保金给了哪些家庭，请列出名单", "2023年补贴具体发给了谁，列出姓名"])
def test_names_of_persons_stand_in_no_disclosure(house: Service, asked: str) -> None:
    assert house.ask(asked, None, None).status != "answered"


def test_which_units_beside_the_body_itself(house: Service) -> None:
    answer = house.ask("青禾区示例水务局2023年决算除局本级外还有哪些单位", None, None)
    assert "河湖管护中心" in answer.answer


def test_what_the_answer_is_needed_for_is_no_part_of_the_question() -> None:
    assert asides.without("稿子要用：某局2023年花了多少？") == "某局2023年花了多少？"
    assert asides.without("某局2023年报告写了多少？") == "某局2023年报告写了多少？"


def test_parts_taken_as_one() -> None:
    one = question.parse("公车购置和运行这一项多少钱", terms.Vocabulary(()))
    assert [a.keys for a in one.items] == [("vehicle_total",)]
    two = question.parse("公车购置和运行分别多少钱", terms.Vocabulary(()))
    assert [a.keys for a in two.items] == [("vehicle_purchase",), ("vehicle_running",)]
    assert asked_items.taken_as_one("", ()) == ()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2023年公务接待费在三公经费里分量有多重", "20.63%"),
        ("2023年公务接待费高不高得过公务用车运行维护费", "2.50万元"),
        ("2023年花在公务接待费上的多，还是花在公务用车运行维护费上的多", "2.50万元"),
        ("2023年公务接待费、公务用车运行维护费合并金额", "15.50万元"),
        ("2023年公务用车运行维护费要比公务接待费高出几万块", "2.50万元"),
        ("拟核实：2023年公务接待费占三公经费之比例", "20.63%"),
    ],
)
def test_two_amounts_set_against_each_other(house: Service, asked: str, said: str) -> None:
    answer = house.ask(asked, None, None)
    assert said in answer.answer, answer.answer
