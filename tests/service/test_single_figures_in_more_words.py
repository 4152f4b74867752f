"""One figure in more words: of a project's row, of a named table, to so many decimals, of people, of what an item pays for."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区公证管理局2024年度部门预算

## 第一部分 名词解释

（一）事业收入：指事业单位开展专业业务活动取得的收入，本部门主要为公证服务收费。

## 第二部分 预算表

支出预算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 204 | 公共安全支出 | 12812.63 | 11812.63 | 1000.00 |
| 20406 | 司法 | 12812.63 | 11812.63 | 1000.00 |
| 2040601 | 行政运行 | 11812.63 | 11812.63 | |
| 2040604 | 基层司法业务 | 1000.00 | | 1000.00 |
| | 合计 | 12812.63 | 11812.63 | 1000.00 |

收入预算总表（单位：万元）

| 项目 | 预算数 |
|---|---|
| 一般公共预算拨款收入 | 12500.00 |
| 事业收入 | 312.63 |
| 收入合计 | 12812.63 |

一般公共预算基本支出表（单位：万元）

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| 30206 | 电费 | 60.00 |
| 30224 | 被装购置费 | 45.00 |

机关运行经费支出预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| 30206 | 电费 | 20.00 |

项目支出预算表（单位：万元）

| 序号 | 项目名称 | 实施单位 | 功能科目 | 合计 |
|---|---|---|---|---|
| 1 | 老旧调解室运营服务费 | 青柳区公证管理局（机关） | 2040604 基层司法业务 | 700.00 |
| 2 | 档案库房修缮 | 青柳区公证管理局（机关） | 2040604 基层司法业务 | 300.00 |
| | 合计 | | | 1000.00 |

政府采购预算表（单位：万元）

| 采购品目大类 | 专项名称 | 采购品目名称 | 总计 |
|---|---|---|---|
| 一、货物A | | | 24.00 |
| | 办公设备购置费 | | 24.00 |
| | | 家具用具 | 18.00 |
| | | 便携式计算机 | 6.00 |

## 第三部分 情况说明

2024年计划保有专职人民调解员52名，派驻9个街镇。

年末结转和结余3.20万元。

支出增加的主要原因是人民调解员补贴标准由每人每月3,100元提高至3,400元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("single") / "disclosure.md"
    file.write_text(BUDGET, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "result", "unit"),
    [
        # A project's row is called by the project, whoever carries it out.
        ("2024年老旧调解室运营服务费是多少", "700.00", "万元"),
        ("2024年要付的调解室运营服务费是多少", "700.00", "万元"),
        # A table of all lines may be called 明细表.
        ("2024年机关运行经费预算明细表里电费是多少", "20.00", "万元"),
        ("请摘出2024年机关运行经费预算明细表里电费那一行的数", "20.00", "万元"),
        # So many decimals of the unit asked for.
        ("2024年支出合计是多少亿元，保留两位小数", "1.28", "亿元"),
        ("2024年支出合计多少万元几角几分", "12812.63", "万元"),
        # Things by everyday names and verbs.
        ("2024年准备添置家具，采购预算列了多少万", "18.00", "万元"),
        ("2024年要买笔记本电脑，采购预算列了多少", "6.00", "万元"),
        # What is said of an item in passing.
        ("2024年靠公证收费这类业务自己挣的事业收入有多少", "312.63", "万元"),
        ("2024年用来给干警添制服的那笔被装购置费是多少", "45.00", "万元"),
        # People, by whatever measure word.
        ("2024年打算养多少个专职的调解员", "52", "名"),
        # What each of them is given, by the month and by no other time.
        ("2024年人民调解员每人每月补贴标准是多少", "3400", "元"),
        # What came in and went out is only set off.
        ("2024年收支相抵之后年末还挂着多少结转结余", "3.20", "万元"),
    ],
)
def test_one_figure_is_told(service, question, result, unit) -> None:
    reply = service.ask(question)
    assert reply.result is not None, reply.answer
    assert (reply.result.value, reply.result.unit) == (result, unit), reply.answer


@pytest.mark.parametrize(
    "question", ["2024年靠卖票这类业务自己挣的事业收入有多少", "2024年用来给学生买保险的那笔电费是多少"]
)
def test_what_the_disclosure_does_not_tell_of_an_item_narrows_it(service, question) -> None:
    assert service.ask(question).result is None


FORM = """# 云屏市青柳镇2024年部门预算

## 第二部分 预算表

项目支出绩效目标表

| 项目名称 | 99010023T000000031207-集镇垃圾清运 | | 业务主管部门 | 青柳镇人民政府 | |
|---|---|---|---|---|---|
| 当年预算（万元） | 90.00 | | 本级安排（万元） | 70.00 | 上级补助（万元） | 20.00 |
| 项目概述 | 由中标企业承担集镇清扫，配备保洁员36名、压缩式垃圾车4辆。 | | | | |
| 一级指标 | 二级指标 | 三级指标 | 指标权重 | 计量单位 | 指标性质 | 指标值 |
| 产出指标 | 时效指标 | 垃圾清运及时率 | 20 | % | ≥ | 98 |

## 第三部分 情况说明

截至2023年12月31日，本单位共有车辆7辆，其中一般公务用车7辆。
"""


def test_numbers_of_a_project_are_none_of_the_body(tmp_path) -> None:
    file = tmp_path / "form.md"
    file.write_text(FORM, "utf-8")
    asked = Service(Shelf(file))  # type: ignore[arg-type]
    told = asked.ask("2024年集镇垃圾清运项目请了多少保洁员、配了几辆车").answer
    assert "36名" in told
    assert "4辆" in told
    assert "98%" not in told
    assert "7辆" not in told
