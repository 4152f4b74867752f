"""Uses told before the amounts, grades of a list, counts of a text beside a table's, what came in and not what was spent."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

_ACCOUNT = """# 云岭县林业局2024年度部门决算

## 一、2024年度收入决算情况说明

本年收入合计500.00万元，其中：财政拨款收入440.00万元，占88.00%；事业收入60.00万元，占12.00%。事业收入主要是苗圃的售苗收入，苗圃停业四个月，同比减少21.00万元，减少25.93%。

## 二、一般公共预算财政拨款支出决算情况说明

1、农林水支出（类）林业和草原（款）森林资源培育（项）。经费用于荒山补植、苗木采购和管护员补助。年初预算为200.00万元，支出决算为120.00万元，完成年初预算的60.00%。决算数小于预算数的主要原因：旱情严重，秋季造林延后。

2、农林水支出（类）林业和草原（款）森林资源管理（项）。用途：巡护道路维护和监测设备更新。年初预算为80.00万元，支出决算为90.00万元，完成年初预算的112.50%。决算数大于预算数的主要原因：新增护林点。

3、农林水支出（类）林业和草原（款）林业草原防灾减灾（项）。主要用于：防火物资采购。年初预算为60.00万元，支出决算为60.00万元，完成年初预算的100.00%。决算数等于预算数。

一般公共预算财政拨款支出决算表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
| --- | --- | --- | --- | --- |
| 213 | 农林水支出 | 270.00 |  | 270.00 |
| 21302 | 林业和草原 | 270.00 |  | 270.00 |
| 2130205 | 森林资源培育 | 120.00 |  | 120.00 |
| 2130207 | 森林资源管理 | 90.00 |  | 90.00 |
| 2130234 | 林业草原防灾减灾 | 60.00 |  | 60.00 |

政府性基金预算财政拨款收入支出决算表

单位：万元

| 科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余 |
| --- | --- | --- | --- | --- | --- |
| 229 | 其他支出 | 4.00 | 30.00 | 26.00 | 8.00 |
| 22960 | 彩票公益金安排的支出 | 4.00 | 30.00 | 26.00 | 8.00 |
| 2296002 | 用于社会福利的彩票公益金支出 | 4.00 | 30.00 | 26.00 | 8.00 |

## 三、会议费情况说明

会议费支出决算4.00万元，2024年度召开会议12个，参加会议340人次。

| 统计项目 | 统计数 |
| --- | --- |
| 召开会议次数（个） | 11 |
| 参加会议人次（人次） | 340 |

## 四、预算绩效情况说明

重点项目绩效自评结果

单位：万元

| 项目名称 | 年初预算 | 实际支出 | 自评得分 | 等级 |
| --- | --- | --- | --- | --- |
| 荒山补植 | 100.00 | 70.00 | 88.5 | 良 |
| “智慧林场”平台 | 60.00 | 0.00 | 93.0 | 优 |
| 护林点建设 | 40.00 | 40.00 | 95.5 | 优 |
"""

_BASIC = """# 云岭县林业局2024年度部门决算

## 一般公共预算财政拨款基本支出决算表

单位：万元

| 经济分类科目编码 | 科目名称 | 决算数 |
| --- | --- | --- |
| 302 | 商品和服务支出 | 50.00 |
| 30205 | 水费 | 2.00 |
| 30206 | 电费 | 5.00 |
| 30209 | 物业管理费 | 8.00 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder: Path = tmp_path_factory.mktemp("uses")
    (folder / "云岭县林业局2024年度部门决算.md").write_text(_ACCOUNT, encoding="utf-8")
    return Service(Shelf(*folder.iterdir()))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        # What it is for stands between the item's name and its amounts, or is called by another noun.
        ("林业局2024年森林资源培育主要用于什么", ["荒山补植、苗木采购和管护员补助"]),
        ("林业局2024年森林资源管理的钱都用到哪些地方去了", ["巡护道路维护"]),
        ("林业局2024年林业草原防灾减灾是做什么用的", ["防火物资采购"]),
        # What came in and what is left stand beside what was spent.
        ("林业局2024年花掉的福彩公益金有多少", ["26.00万元"]),
        # Held against the budget without a word that compares.
        ("林业局2024年森林资源培育的预算连七成都没花到，什么缘故", ["旱情严重"]),
        ("林业局2024年森林资源培育预算只用了六成，为啥", ["旱情严重"]),
        # No word for a reason, but the circumstance stands in the very sentence.
        ("林业局2024年事业收入为什么减少了", ["21.00万元", "苗圃停业四个月"]),
        ("林业局2024年哪几个项目自评拿了“优”？", ["智慧林场", "护林点建设"]),
        ("林业局2024年自评等级为良的项目有哪些", ["荒山补植"]),
        ("林业局2024年召开会议的次数，文字说明与统计表是否一致", ["不一致", "12个", "11个"]),
        ("林业局2024年参加会议的人次，文字和统计表对得上吗", ["一致", "340人次"]),
    ],
)
def test_told(service: Service, question: str, words: list[str]) -> None:
    answer = service.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(word in answer.answer for word in words), answer.answer


def test_only_the_grade_that_is_asked_for(service: Service) -> None:
    assert "荒山补植" not in service.ask("林业局2024年哪几个项目自评拿了“优”？").answer
    assert "护林点建设" not in service.ask("林业局2024年哪些项目自评没拿到优").answer


def test_which_of_two_scored_more(service: Service) -> None:
    answer = service.ask("林业局2024年自评，“荒山补植”和“智慧林场”平台哪个得分高，相差几分？")
    assert all(words in answer.answer for words in ("88.5分", "93.0分", "4.5分")), answer.answer
    assert answer.result is not None
    assert str(answer.result.value) == "4.5"


def test_what_came_in_is_not_what_was_spent(service: Service) -> None:
    answer = service.ask("林业局2024年从智慧林场平台的赞助商那儿收了多少赞助费？")
    assert answer.status == "declined", answer.answer
    assert answer.result is None


def test_a_short_question_names_an_item_in_everyday_words(service: Service) -> None:
    first = service.ask("林业局2024年森林资源管理支出是多少？")
    answer = service.ask("种树的呢？", None, first.conversation)
    assert "120.00万元" in answer.answer, answer.answer


def test_a_share_of_items_joined_by_a_plus(tmp_path: Path) -> None:
    (tmp_path / "云岭县林业局2024年度部门决算.md").write_text(_BASIC, encoding="utf-8")
    asked = "林业局2024年水费、电费加物业管理费占商品和服务支出的百分之多少？"
    answer = Service(Shelf(*tmp_path.iterdir())).ask(asked)  # type: ignore[arg-type]
    assert answer.result is not None, answer.answer
    assert str(answer.result.value) == "30.00"
