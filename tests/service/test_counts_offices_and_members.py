"""Numbers of people, cars and projects, which office does what, whose accounts are in it, and what none of it tells."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf
from tests.support.talking import result, talk

BUDGET = """# 霁川市白溪区人民政府办公室2025年部门预算

## 部门机构设置

霁川市白溪区人民政府办公室部门预算是包括霁川市白溪区人民政府办公室本部以及下属1家事业单位的综合收支计划。

本部门中，行政单位1家，事业单位1家：霁川市白溪区人民政府办公室本部；下属事业单位霁川市白溪区接待服务中心不单列预算，并入本部。

## 霁川市白溪区人民政府办公室机构设置

### （一）秘书科

（一）秘书科。负责文电、会务和档案管理。

### （二）外事科

（二）外事科。审核、办理本区干部因公临时出国（境）的具体报批手续。

### （三）督查科

（三）督查科。负责重点工作的督促检查和考核评估。

## 其他相关情况说明

### 一、绩效目标设置情况

本部门1个预算单位开展了2025年项目预算绩效目标编报工作，编报绩效目标的项目11个，涉及项目预算资金626万元。

### 二、国有资产占有使用情况

截至2024年8月31日，霁川市白溪区人民政府办公室共有车辆8辆。2025年部门预算安排购置车辆2辆。

另外，本部门预算还包括白溪联谊俱乐部8名在职人员、白溪史料陈列馆9名在职人员人员经费。

## 三公表

| 项目 | 预算数（万元） |
|---|---|
| 因公出国（境）费 | 39.00 |
| 公务接待费 | 1.00 |
"""

ACCOUNTS = """# 霁川市白溪区文化局2024年度部门决算

## 部门决算单位构成

纳入霁川市白溪区文化局2024年度部门决算编制范围的单位共2家，分别是：霁川市白溪区文化局（本级）、霁川市白溪区图书馆。

## 公务接待费

公务接待费支出0.30万元。主要用于接待昆山市同行考察团，接待1批次、15人次。

## 其他

分别从区人社局、区医保局、区民政局划转窗口人员28名非在编人员到我局管理，相关费用增加，故支出增加。

截至2024年12月31日，共有车辆5辆。

编报绩效目标的2024年度项目53个，涉及预算金额7352.06万元；绩效自评的2024年度项目53个，平均得分95.55分（其中，绩效评级为“优”的项目50个）。
"""

OFFICE = "白溪区政府办"


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("counts_and_offices")
    paths = [folder / "a.md", folder / "b.md"]
    for path, text in zip(paths, (BUDGET, ACCOUNTS), strict=True):
        path.write_text(text, "utf-8")
    return Service(Shelf(*paths))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "asked",
    ["打算新添几辆公车？", "要添置多少辆公务用车", "准备买几台公车呀", "计划新购公务车几辆", "公车打算新增几辆"],
)
def test_cars_to_be_bought_are_counted_by_any_verb(service: Service, asked: str) -> None:
    assert result(service.ask(f"{OFFICE}2025年{asked}")) == "2辆"


def test_cars_there_are_are_not_those_to_be_bought(service: Service) -> None:
    assert result(service.ask(f"{OFFICE}2025年一共有几辆公车")) == "8辆"


@pytest.mark.parametrize(
    "asked",
    [
        "白溪区政府办2025年预算的车辆数跟白溪区文化局2024年决算的车辆数相差几辆？",
        "白溪区政府办2025年的车比白溪区文化局2024年的车多几辆",
    ],
)
def test_cars_of_two_bodies_differ_by_a_number_whatever_the_files_are(service: Service, asked: str) -> None:
    assert result(service.ask(asked)) == "3辆"


@pytest.mark.parametrize(
    "asked",
    ["干部因公出国手续归哪个科办", "管外事的是哪个科", "哪个科室负责干部出国报批", "因公出国的手续找哪个科"],
)
def test_the_office_that_does_something_is_told_and_no_amount(service: Service, asked: str) -> None:
    answer = service.ask(f"{OFFICE}{asked}")
    assert "外事科" in answer.answer
    assert answer.result is None


def test_the_office_is_asked_for_in_a_follow_up(service: Service) -> None:
    assert "督查科" in talk(service, f"{OFFICE}2025年因公出国费多少", "考核评估归哪个科管").answer


def test_an_office_that_nothing_tells_of_is_not_guessed(service: Service) -> None:
    assert service.ask(f"{OFFICE}食堂归哪个科管").status == "declined"


def test_the_money_is_still_told(service: Service) -> None:
    assert result(service.ask(f"{OFFICE}2025年因公出国费多少")) == "39.00万元"


@pytest.mark.parametrize(
    "asked",
    [
        "下面那家事业单位叫什么名字？2025年预算是单独编还是并在本部",
        "底下那个事业单位是哪家",
        "下属的事业单位名称是什么",
    ],
)
def test_what_the_unit_below_is_called(service: Service, asked: str) -> None:
    assert "接待服务中心不单列预算，并入本部" in service.ask(f"{OFFICE}{asked}").answer


@pytest.mark.parametrize(
    "asked",
    ["都把谁家的账算进去了？", "算了谁家的账", "合并了哪几家的账", "里头包含谁的账", "把哪些单位的收支汇到一起了"],
)
def test_whose_accounts_are_in_it_asks_for_the_units(service: Service, asked: str) -> None:
    answer = service.ask(f"白溪区文化局2024年的决算{asked}").answer
    assert "图书馆" in answer
    assert "本级" in answer


@pytest.mark.parametrize(
    "asked", ["开展绩效目标编报的预算单位数", "搞绩效目标编报的单位有几家", "几家单位编报了绩效目标"]
)
def test_units_that_set_goals_are_no_projects(service: Service, asked: str) -> None:
    assert "11个" not in (result(service.ask(f"{OFFICE}2025年{asked}")) or "")
    assert "1个预算单位" in service.ask(f"{OFFICE}2025年{asked}").answer.replace("**", "") or "1个" in (
        result(service.ask(f"{OFFICE}2025年{asked}")) or ""
    )


@pytest.mark.parametrize("asked", ["在编的职工总共多少人", "一共有多少在职人员", "总共几个在职的人"])
def test_two_units_own_numbers_are_not_all_of_the_staff(service: Service, asked: str) -> None:
    answer = service.ask(f"{OFFICE}2025年{asked}")
    assert answer.status == "declined"
    assert answer.result is None


@pytest.mark.parametrize("asked", ["区医保局过来的占几个", "区民政局划转来多少名", "从区人社局划来了几个人"])
def test_one_giver_of_several_is_not_told(service: Service, asked: str) -> None:
    answer = service.ask(f"白溪区文化局2024年划转的窗口人员里，{asked}？")
    assert answer.status == "declined"


def test_all_that_were_handed_over_are_told(service: Service) -> None:
    assert "28" in service.ask("白溪区文化局2024年从哪几个局划转来窗口人员").answer


@pytest.mark.parametrize(
    "asked",
    ["请吃饭请的是哪里来的客人，一共接待了多少人次", "接待的客人从哪来的", "招待的是哪儿的人", "公务接待接的是谁"],
)
def test_where_guests_came_from_is_told_by_the_sentence(service: Service, asked: str) -> None:
    assert "昆山市同行考察团" in service.ask(f"白溪区文化局2024年{asked}").answer


def test_no_amount_tells_where_guests_came_from(service: Service) -> None:
    assert service.ask(f"{OFFICE}2025年接待的客人从哪里来").status == "declined"


@pytest.mark.parametrize(
    "follow",
    ["具体是哪几个项目，叫什么名字？", "这几个项目叫什么", "是哪些项目", "另外3个是什么项目"],
)
def test_a_number_of_projects_tells_none_of_their_names(service: Service, follow: str) -> None:
    answer = talk(service, "白溪区文化局2024年绩效自评的项目里评为优的有多少个", follow)
    assert answer.status == "declined"


@pytest.mark.parametrize("written", ["白溪区府半", "白溪区政俯办", "白溪区正府办"])
def test_a_body_with_one_wrong_character_is_meant_and_said_so(service: Service, written: str) -> None:
    answer = service.ask(f"{written}2025年因公出国费多少")
    assert result(answer) == "39.00万元"
    assert any(f"“{written}”" in notice for notice in answer.notices)


@pytest.mark.parametrize("written", ["白溪区文体局", "白溪区民政局", "白河区政府办"])
def test_another_body_is_no_slip(service: Service, written: str) -> None:
    assert service.ask(f"{written}2025年因公出国费多少").status != "answered"


def test_each_body_by_the_stage_that_is_said_of_it(service: Service) -> None:
    answer = service.ask("编报绩效目标的项目个数：白溪区文化局2024年（决算）、白溪区政府办2025年（预算）").answer
    assert "53个" in answer
    assert "11个" in answer
