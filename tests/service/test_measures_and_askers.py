"""What is measured, rated or counted, however the question is introduced: heights, scores, rates, prices of one, forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import asides
from service.answer import Service
from tests.support.shelf import Shelf

SERVICE = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]

PARK = """# 示例市园林绿化局2024年部门预算

## 一、部门概况

我局内设3个科室。

## 二、重点工程说明

由示例市园林绿化局建设的南山观景台新建工程，位于示例市南山路。

本工程用地面积约为820平方米，建筑面积约为1460平方米，建筑高度为18.6米，地上5层，抗震设防烈度为8度。

## 三、年度工作

全年编发《园林通讯》24期，刊登稿件160篇。重点项目绩效自评平均得分96.50分。调整公益岗位，划转管护人员7名非在编人员到我局管理。

## 四、绩效目标

编制单位：100001-示例市园林绿化局

单位：万元

项目名称	99010024T000000000001-公园管护专项经费		业务主管部门	示例市园林绿化局
当年预算（万元）	80.00		本级安排（万元）	80.00
项目概述	目前，共聘用管护工人26名，负责公园日常保洁。
绩效指标	一级指标	二级指标	三级指标	指标权重	计量单位	指标性质	指标值	是否核心指标
	产出指标	数量指标	管护公园数量	30	个	≥	12	是
	满意度指标	满意度指标	投诉率	10	%	≤	2	否
"""


@pytest.fixture(scope="module")
def park(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("park") / "示例市园林绿化局2024年部门预算.md"
    file.write_text(PARK, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "value", "unit"),
    [
        ("南山观景台盖多高", "18.6", "米"),
        ("南山观景台建筑高度是多少", "18.6", "米"),
        ("南山观景台用地多大", "820", "平方米"),
        ("南山观景台建筑面积多大", "1460", "平方米"),
        ("南山观景台抗震设防烈度是几度", "8", "度"),
        ("《园林通讯》一年打算编发多少期", "24", "期"),
        ("重点项目绩效自评平均得分是多少", "96.50", "分"),
        ("从别的局划过来的编外管护人员有几个人", "7", "名"),
    ],
)
def test_a_measure_of_what_the_sentences_before_have_named(park: Service, asked: str, value: str, unit: str) -> None:
    answer = park.ask(asked)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == (value, unit), answer.answer


@pytest.mark.parametrize(
    "asked", ["南山观景台有多长", "南山观景台有多重", "《园林通讯》每期印多少册", "南山观景台有几个车位"]
)
def test_no_other_measure_stands_in(park: Service, asked: str) -> None:
    assert park.ask(asked).status != "answered", park.ask(asked).answer


@pytest.mark.parametrize(
    ("asked", "value", "unit"),
    [
        # Who asks narrows nothing.
        ("您好，我是刚来示例中学的老师，想问问教育局2024年教师培训专项给了多少", "170.60", "万元"),
        ("【网民留言】教育局2024年准备维修几所学校", "6", "所"),
        ("【转办】水务局2024年养护堤防多少公里", "92", "公里"),
        # A rate that people call a share, a price of one, the latest time.
        ("教育局2024年参训教师满意的比例要到百分之几", "92", "%"),
        ("教育局2024年平台可用的比例不能低于百分之几", "99.5", "%"),
        ("教育局2024年校舍维修验收合格的比例得达到百分之几", "100", "%"),
        ("教育局2024年教师培训每个人的花费最多不能超过多少", "450", "元/人"),
        ("教育局2024年教育资源公共服务平台一旦坏了，最晚几小时内得响应", "2", "小时"),
        ("水务局的人2024年跑外地，预算里留了多少钱", "118000", "元"),
        # A printed share comes before a reckoned one, and what was spent is no part of what was planned.
        ("教育局2023年授予中小企业合同金额在政府采购支出总额里占百分之几", "78.67", "%"),
        ("教育局手上有几量公车（2024年）", "5", "辆"),
    ],
)
def test_the_very_thing_is_told(asked: str, value: str, unit: str) -> None:
    answer = SERVICE.ask(asked)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == (value, unit), answer.answer


@pytest.mark.parametrize(
    ("asked", "told"),
    [("教育局整体支出绩效目标表里，归口管理科室写的是谁", "教科文科"), ("教育局的归口管理科室叫什么", "教科文科")],
)
def test_a_name_that_a_form_has_beside_its_label(asked: str, told: str) -> None:
    assert told in SERVICE.ask(asked).answer


@pytest.mark.parametrize(
    "asked", ["教育局2024年公务接待费少了0.60万元，为什么少了", "2024年教育局公务接待费砍了6000元，原因是什么"]
)
def test_what_the_question_says_itself_is_no_reason(asked: str) -> None:
    answer = SERVICE.ask(asked)
    assert (answer.status, answer.result) == ("declined", None), answer.answer
    assert "未说明原因" in answer.answer


SITE = """# 示例市青湖街道办事处2024年部门预算

## 一、工程说明

青湖文化站新建工程位于青湖路。本工程规划建筑面积约为1400平方米，其中地上建筑面积为900平方米（其中计容面积880平方米，不计容面积25平方米），地下建筑面积为500平方米。

## 二、2024年部门预算编制说明

1. “卫生健康支出（类）计划生育事务（款）计划生育服务（项）”5.20万元，主要用于计划生育服务。2023年当年预算执行数为4.90万元，2024年预算安排5.20万元，比2023年预算执行数增加6.12%。
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("site") / "示例市青湖街道办事处2024年部门预算.md"
    file.write_text(SITE, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


def test_parts_of_an_area_are_held_against_the_one_they_are_printed_below(site: Service) -> None:
    answer = site.ask("核一下：不计容面积加计容面积是不是等于地上建筑面积")
    assert answer.answer.startswith("不一致"), answer.answer
    assert {"905平方米", "900平方米", "5平方米"} <= {figure.text for figure in answer.figures}, answer.answer


def test_the_only_item_below_a_heading_answers_for_it(site: Service) -> None:
    answer = site.ask("24年预算里说到，计划生育事务那块2023年执行了多少")
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == ("4.90", "万元")
    assert any("计划生育服务" in notice for notice in answer.notices), answer.notices


@pytest.mark.parametrize(
    ("asked", "verdict", "amounts"),
    [
        ("教育局2023决算说公务接待费完成年初预算60.56%，按2.18和3.60算对吗", "一致", ["60.56%"]),
        ("我把三个项目的当年预算加了加，跟项目支出总额怎么不一样（教育局2024年）", "", ["673.00万元"]),
    ],
)
def test_what_the_asker_has_reckoned_is_reckoned_again(asked: str, verdict: str, amounts: list[str]) -> None:
    answer = SERVICE.ask(asked)
    assert answer.answer.startswith(verdict), answer.answer
    assert set(amounts) <= {figure.text for figure in answer.figures}, answer.answer


TWICE = """# 示例市政务中心2024年部门预算

## 部门整体支出绩效目标表

编制单位：100001-示例市政务中心

单位：万元

部门名称	100001-示例市政务中心		部门支出预算总额（万元）	900.00
年度绩效指标	指标名称	计量单位	指标性质	指标值	指标权重	是否核心指标
	窗口受理件数	万件	≥	30	20	是

## 项目支出绩效目标表

编制单位：100001-示例市政务中心

单位：万元

项目名称	99010024T000000000002-窗口运行经费		业务主管部门	示例市政务中心
当年预算（万元）	80.00		本级安排（万元）	80.00
绩效指标	一级指标	二级指标	三级指标	指标权重	计量单位	指标性质	指标值	是否核心指标
	产出指标	数量指标	窗口受理件数	30	万件	≥	45	是
"""


def test_an_indicator_set_at_two_values_is_asked_back(tmp_path: Path) -> None:
    file = tmp_path / "示例市政务中心2024年部门预算.md"
    file.write_text(TWICE, encoding="utf-8")
    answer = Service(Shelf(file)).ask("2024年窗口打算受理多少万件")  # type: ignore[arg-type]
    assert (answer.status, answer.result) == ("clarify", None), answer.answer
    assert any("窗口运行经费" in offer for offer in answer.follow_ups), answer.follow_ups


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("【代问】水务局有几辆车", "水务局有几辆车"),
        ("我是学生家长，修校舍花多少钱", "修校舍花多少钱"),
        ("市民问一句，三公经费多少", "三公经费多少"),
        ("我在写稿子：三公经费多少", "三公经费多少"),
        # What says of when, of how much or what the question is about stays.
        ("我看2024年的，三公经费多少", "我看2024年的，三公经费多少"),
        ("我想了解教师培训，2024年多少钱", "我想了解教师培训，2024年多少钱"),
        ("我是问三公经费，2024年多少", "我是问三公经费，2024年多少"),
        ("三公经费多少", "三公经费多少"),
    ],
)
def test_who_asks_is_left_out(text: str, left: str) -> None:
    assert asides.without(text) == left
