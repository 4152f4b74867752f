"""Several questions in one breath: a project's parts by a word of each, where one went and what it cost, each of two joined things."""

from __future__ import annotations

import pytest

from service import messages
from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNTS = """# 云屏市青柳区司法局2023年度部门决算

## 第一部分 概况

下辖社区12个、行政村7个。

司法局内设机构6个，分别是：办公室、普法科、调解科、复议科、律管科、社矫科。

惠及困难残疾人310人、重度残疾人145人。

## 第三部分 情况说明

“三公”经费预算20.00万元，决算18.00万元，完成预算的90.00%。

因公出国（境）费决算4.00万元，完成预算的80.00%，主要用于赴新加坡参加商事调解交流的国际旅费、住宿费。全年因公出国（境）团组1个，累计3人次。

公务用车购置及运行维护费决算11.00万元。公务接待费决算3.00万元。

## 项目经费情况说明

### 法律援助办案补贴项目经费情况说明

#### 一、项目概述

向承办法律援助案件的律师支付补贴。

#### 六、年度预算安排

2023年安排400.00万元，其中民事案件补贴180.00万元，刑事案件补贴150.00万元，值班律师补贴70.00万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("parts") / "disclosure.md"
    file.write_text(ACCOUNTS, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "values", "words"),
    [
        ("2023年出国去了哪里，花了多少钱", ["4.00"], ["新加坡"]),
        ("2023年出国花了多少？去了哪里？", ["4.00"], ["新加坡"]),
        ("2023年有几个社区、几个村？", ["12", "7"], []),
        ("2023年三公总共多少，其中车占多少、接待占多少，出国有没有？", ["18.00", "11.00", "3.00", "4.00"], []),
    ],
)
def test_each_question_is_answered(service, question, values, words) -> None:
    reply = service.ask(question)
    told = {figure.value for figure in reply.figures}
    assert set(values) <= told, reply.answer
    assert all(word in reply.answer for word in words), reply.answer


@pytest.mark.parametrize(
    "question",
    ["2023年持证残疾人有多少人", "2023年每个社区分到多少钱", "2023年每个司法所能领到多少钱"],
)
def test_other_people_and_each_ones_part_are_not_told(service, question) -> None:
    reply = service.ask(question)
    assert reply.result is None, reply.answer


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("某项目的用地面积和建筑面积各多少平方米", ["某项目的用地面积多少平方米", "建筑面积多少平方米"]),
        ("某局的会议费、培训费和差旅费分别是多少", ["某局的会议费多少", "培训费多少", "差旅费多少"]),
    ],
)
def test_joined_things_are_asked_about_apart(text, parts) -> None:
    assert messages.finer(text) == parts


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (["2023年公务接待费多少", "占三公几成", "完成预算的百分之几"], None),
        (["2023年会议费多少", "去年呢", "两年差多少"], "2.00"),
    ],
)
def test_what_moved_is_no_amount_of_its_own(tmp_path, turns, value) -> None:
    """A year worked back from the next one rests on two facts, one of which is the move between them."""
    file = tmp_path / "disclosure.md"
    file.write_text(f"{ACCOUNTS}\n会议费决算9.00万元，比上年增加2.00万元，主要原因是多开了一次会。\n", "utf-8")
    service = Service(Shelf(file))  # type: ignore[arg-type]
    talk = None
    for turn in turns:
        reply = service.ask(turn, None, talk)
        talk = reply.conversation
    assert "7.00" not in [figure.value for figure in reply.figures], reply.answer
    if value is not None:
        assert reply.result is not None, reply.answer
        assert reply.result.value == value, reply.answer


def test_after_a_share_one_goes_on_from_the_part(tmp_path) -> None:
    file = tmp_path / "disclosure.md"
    file.write_text(f"{ACCOUNTS}\n公务接待费较上年减少0.60万元，下降16.67%，主要原因是来访减少。\n", "utf-8")
    service = Service(Shelf(file))  # type: ignore[arg-type]
    talk = service.ask("2023年公务接待费占三公经费的百分之几").conversation
    reply = service.ask("为什么少了", None, talk)
    assert "来访减少" in reply.answer, reply.answer


PLAN = """# 云屏市青柳区文化局2024年度部门预算

## 第三部分 情况说明

2024年“三公”经费预算20.00万元，比上年增加3.00万元。其中：因公出国（境）费5.00万元，比上年增加5.00万元，主要原因是新增1个团组；公务用车运行维护费3.00万元，比上年减少2.00万元，主要原因是车辆报废；公务接待费12.00万元，与上年持平。

2024年政府采购预算100.00万元，其中：政府采购货物预算30.00万元、政府采购工程预算10.00万元、政府采购服务预算60.00万元。

发放12名协管员和30名网格员报酬，安排96.00万元。
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("plan") / "disclosure.md"
    file.write_text(PLAN, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


def test_the_first_of_an_order_is_held_against_what_was_put_in_order(plan) -> None:
    reply = plan.ask("2024年三公经费里哪项最多，占多少")
    assert "60.00" in {figure.value for figure in reply.figures}, reply.answer


def test_one_kind_of_purchases_is_held_against_another(plan) -> None:
    talk = plan.ask("2024年采购服务占采购总额几成").conversation
    reply = plan.ask("比工程多多少", None, talk)
    assert reply.result is not None, reply.answer
    assert reply.result.value == "50.00"


def test_a_share_is_in_no_unit_but_its_part_is(plan) -> None:
    talk = plan.ask("2024年公务接待费占三公经费的几成").conversation
    reply = plan.ask("换成元", None, talk)
    assert reply.result is not None, reply.answer
    assert (reply.result.value, reply.result.unit) == ("120000", "元")


def test_where_a_move_comes_from_is_a_question_of_its_own(plan) -> None:
    reply = plan.ask("2024年三公经费比上年多了多少，多在哪")
    assert "团组" in reply.answer, reply.answer


@pytest.mark.parametrize("question", ["2024年每名网格员多少钱", "2024年每名网格员一年补助多少"])
def test_the_whole_is_no_ones_part(plan, question) -> None:
    reply = plan.ask(question)
    assert reply.result is None or reply.result.value != "96.00", reply.answer


def test_a_count_is_not_told_under_the_name_before_it(plan) -> None:
    reply = plan.ask("2024年协管员有多少名")
    assert reply.result is None or reply.result.value == "12", reply.answer


FORMS = """# 云屏市青柳区福利院2024年度单位预算

项目支出绩效目标表（单位：万元）

| 项目名称 | 儿童养育经费 | 业务主管部门 | 云屏市青柳区民政局 |
|---|---|---|---|
| 当年预算 | 90.00 | 本级安排 | 30.00 |
| | | 上级补助 | 60.00 |

“三公”经费预算2.00万元。
"""


def test_another_source_of_the_same_projects_money(tmp_path) -> None:
    file = tmp_path / "disclosure.md"
    file.write_text(FORMS, "utf-8")
    service = Service(Shelf(file))  # type: ignore[arg-type]
    first = service.ask("2024年儿童养育经费本级安排多少")
    reply = service.ask("上级补助呢", None, first.conversation)
    assert reply.result is None or reply.result.value == "60.00", reply.answer


EVALUATED = """# 云屏市青柳区园林局2023年度部门决算

行道树补植项目年初预算数120.00万元，执行数150.00万元，执行率88.24%。

“三公”经费决算2.00万元。
"""


def test_the_first_budget_is_not_told_for_that_of_the_whole_year(tmp_path) -> None:
    file = tmp_path / "disclosure.md"
    file.write_text(EVALUATED, "utf-8")
    reply = Service(Shelf(file)).ask("2023年行道树补植项目全年预算多少")  # type: ignore[arg-type]
    assert reply.result is None or reply.result.value != "120.00", reply.answer
