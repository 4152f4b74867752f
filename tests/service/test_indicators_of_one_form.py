"""Indicators of one form, several at once and by weight, of projects that are called as people shorten them."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

FORMS = """# 霁川市园林管理局2024年部门预算

## 2024年项目支出绩效目标表

编制单位：100001-霁川市园林管理局

单位：万元

项目名称	99010024T000000000001-城郊公园绿地养护管理经费		业务主管部门	霁川市园林管理局
当年预算（万元）	80.00		本级安排（万元）	80.00
绩效指标	一级指标	二级指标	三级指标	指标权重	计量单位	指标性质	指标值	是否核心指标
	产出指标	数量指标	养护公园数量	40	个	≥	16	是
	产出指标	时效指标	报修响应时间	20	小时	≤	4	否
	效益指标	社会效益指标	公园完好率	20	%	≥	95	否
	满意度指标	服务对象满意度指标	游客满意度	10	%	≥	91	否

## 2024年项目支出绩效目标表

编制单位：100001-霁川市园林管理局

单位：万元

项目名称	99010024T000000000002-古树名木保护专项经费		业务主管部门	霁川市园林管理局
当年预算（万元）	30.00		本级安排（万元）	30.00
绩效指标	一级指标	二级指标	三级指标	指标权重	计量单位	指标性质	指标值	是否核心指标
	产出指标	数量指标	复壮古树株数	30	株	≥	25	是
	产出指标	成本指标	村级管护补助标准	30	元/村·年	=	6000	否
	效益指标	生态效益指标	古树存活率	20	%	≥	99	否
	满意度指标	服务对象满意度指标	镇街满意度	10	%	≥	88	否
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    path = tmp_path_factory.mktemp("forms") / "霁川市园林管理局2024年部门预算.md"
    path.write_text(FORMS, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("霁川市园林管理局2024年公园养护项目，养护公园数量和公园完好率各定了多少", ["16个", "95%"]),
        ("公园绿地养护这个项目霁川市园林管理局2024年的报修响应时间以及游客满意度目标值分别是几", ["4小时", "91%"]),
        ("2024年园林管理局的公园养护项目，数量、时效、满意度三项各定了什么目标值？", ["16个", "4小时", "91%"]),
        (
            "霁川市园林管理局2024年古树保护项目，古树存活率和村级管护补助标准两项指标各定了多少？",
            ["99%", "6000元/村·年"],
        ),
        ("霁川市园林管理局2024年古树项目，古树存活率和镇街满意度各是多少", ["99%", "88%"]),
    ],
)
def test_each_of_the_indicators_is_told(service, question, figures) -> None:
    reply = service.ask(question)
    assert reply.status == "answered", reply.answer
    assert set(figures) <= {figure.text for figure in reply.figures}, reply.answer


def test_the_heaviest_is_told_with_its_goal(service) -> None:
    reply = service.ask("霁川市园林管理局2024年公园养护项目绩效目标表里权重最高的指标是哪个，指标值要求多少？")
    assert "养护公园数量" in reply.answer
    assert (reply.result and reply.result.value, reply.result and reply.result.unit) == ("16", "个"), reply.answer


def test_all_that_weigh_as_much_are_told(service) -> None:
    reply = service.ask("霁川市园林管理局2024年古树保护项目，哪个指标权重最大，占多少")
    assert "复壮古树株数" in reply.answer
    assert "村级管护补助标准" in reply.answer, reply.answer


def test_a_weight_is_no_goal(service) -> None:
    reply = service.ask("霁川市园林管理局2024年公园养护项目里公园完好率的权重是多少")
    assert (reply.result and reply.result.value) == "20", reply.answer


def test_only_core_indicators_where_these_are_asked_for(service) -> None:
    reply = service.ask("霁川市园林管理局2024年古树名木保护专项经费项目的核心指标是哪几项")
    assert "复壮古树株数" in reply.answer
    assert "古树存活率" not in reply.answer


def test_the_indicators_of_another_project_are_not_told(service) -> None:
    reply = service.ask("霁川市园林管理局2024年公园养护项目，古树存活率和复壮古树株数各定了多少")
    assert not {"25株", "99%"} <= {figure.text for figure in reply.figures}, reply.answer
    reply = service.ask("霁川市园林管理局2024年路灯亮化项目，养护公园数量和公园完好率各定了多少")
    assert not {"16个", "95%"} <= {figure.text for figure in reply.figures}, reply.answer


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("霁川市园林管理局2024年公园养护项目的预算，按目标养护公园数量摊下来，每个多少钱？", "5.00", "万元"),
        ("霁川市园林管理局2024年古树保护这个项目，用预算除以复壮古树株数，平均每株合多少元", "12000.00", "元"),
    ],
)
def test_a_projects_money_over_a_number_that_is_named(service, question, value, unit) -> None:
    reply = service.ask(question)
    assert reply.result is not None, reply.answer
    assert (reply.result.value, reply.result.unit) == (value, unit), reply.answer


def test_money_is_divided_by_nothing_that_is_not_named(service) -> None:
    reply = service.ask("霁川市园林管理局2024年公园养护项目的预算，按目标游客人次摊下来，每人次多少钱？")
    assert reply.result is None, reply.answer


def test_no_town_is_named_by_the_end_of_a_label(service) -> None:
    reply = service.ask("霁川市园林管理局2024年古树保护项目里镇街满意度的权重是多少")
    assert (reply.result and reply.result.value) == "10", reply.answer


WHOLE = """# 霁川市园林管理局2024年部门预算

绩效目标设置情况：2024年编报绩效目标的项目2个，涉及资金110.00万元。

## 部门（单位）整体支出绩效目标表

| 部门名称 | 霁川市园林管理局 | 部门支出预算总额（万元） | 110.00 |
|---|---|---|---|

| 一级指标 | 二级指标 | 三级指标 | 指标权重 | 计量单位 | 指标性质 | 指标值 | 是否核心指标 |
|---|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 窗口受理件数 | 30 | 万件 | ≥ | 12 | 是 |
| 产出指标 | 时效指标 | 窗口受理周期 | 20 | 天 | ≤ | 9 | 否 |
"""


@pytest.mark.parametrize(
    ("question", "value"), [("2024年绩效目标里受理件数要求是多少", "12"), ("绩效目标中规定受理周期最长多少天", "9")]
)
def test_one_of_the_goals_is_no_money_that_goals_are_set_for(tmp_path, question, value):
    path = tmp_path / "a.md"
    path.write_text(WHOLE, "utf-8")
    reply = Service(Shelf(path)).ask(question)  # type: ignore[arg-type]
    assert reply.result is not None
    assert reply.result.value == value
