"""Extremes over lists by one of their columns, over several funds' subjects, and over what was spent, never what came in."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 示例市示例区水务局2023年度部门决算

## 一、单位构成情况

纳入编制范围的单位共3家：

| 序号 | 单位名称 | 年末在职人数 | 年末退休人数 |
|---|---|---|---|
| 1 | 示例区水务局（本级） | 30 | 12 |
| 2 | 示例区河道所 | 55 | 41 |
| 3 | 示例区水文站 | 9 | 3 |
| 合计 | | 94 | 56 |

## 二、决算表

收入决算表（单位：万元）

| 科目编码 | 科目名称 | 本年收入合计 |
|---|---|---|
| | 合计 | 1500.00 |
| 211 | 节能环保支出 | 800.00 |
| 213 | 农林水支出 | 700.00 |

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 1300.00 | 600.00 | 700.00 |
| 211 | 节能环保支出 | 610.00 | 200.00 | 410.00 |
| 213 | 农林水支出 | 690.00 | 400.00 | 290.00 |

## 三、绩效自评情况

单位：万元

| 序号 | 项目名称 | 全年预算数 | 执行数 | 执行率 | 自评得分 | 等级 |
|---|---|---|---|---|---|---|
| 1 | 河道清淤经费 | 200.00 | 190.00 | 95.00% | 94.20 | 优 |
| 2 | 水质监测经费 | 80.00 | 60.00 | 75.00% | 83.50 | 良 |
| 3 | 堤防养护经费 | 120.00 | 120.00 | 100.00% | 97.80 | 优 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("account") / "示例区水务局2023年度部门决算.md"
    file.write_text(ACCOUNT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "name", "value", "unit"),
    [
        ("2023年自评得分最高的是哪个项目", "堤防养护经费", "97.80", "分"),
        ("2023年哪个项目得分最低", "水质监测经费", "83.50", "分"),
        ("2023年执行率最低的项目是哪个", "水质监测经费", "75.00", "%"),
        ("2023年下属单位里哪家在职的人最多", "示例区河道所", "55", "人"),
        ("2023年哪家单位在职人员最少", "示例区水文站", "9", "人"),
        ("2023年支出最多的是哪一类", "农林水支出", "690.00", "万元"),
    ],
)
def test_the_end_of_a_list(service: Service, question: str, name: str, value: str, unit: str) -> None:
    answer = service.ask(question)
    assert name in answer.answer
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == (value, unit)


def test_both_ends_of_a_list(service: Service) -> None:
    answer = service.ask("2023年各项目自评结果中得分最高和最低的分别是哪个")
    listed = [(figure.value, figure.unit) for figure in answer.figures]
    assert listed == [("97.80", "分"), ("83.50", "分")]
    assert "堤防养护经费" in answer.answer
    assert "水质监测经费" in answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2023年河道清淤经费自评得了多少分，什么等级", ["94.20分", "优"]),
        ("2023年水质监测经费项目评的什么等级", ["良"]),
        ("2023年水质监测经费执行率是多少", ["75.00%"]),
        ("2023年末在职人员一共多少人", ["94人"]),
        ("2023年底退休的有多少号人", ["56人"]),
    ],
)
def test_a_row_of_a_list_and_its_sum(service: Service, question: str, told: list[str]) -> None:
    answer = service.ask(question)
    assert answer.status == "answered"
    assert [words for words in told if words not in answer.answer] == []


def test_what_no_column_tells_is_not_ranked(service: Service) -> None:
    assert service.ask("2023年哪个项目投诉最多").result is None


BUDGET = """# 示例市示例区水务局2024年部门预算

财政拨款收支预算总表（单位：万元）

| 收入 | 预算数 | 支出 | 预算数 |
|---|---|---|---|
| 一、一般公共预算资金 | 500.00 | 一、农林水支出 | 500.00 |
| 二、政府性基金 | 340.00 | 二、城乡社区支出 | 340.00 |
| 收入总计 | 840.00 | 支出总计 | 840.00 |

一般公共预算支出功能分类预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 213 | 农林水支出 | 500.00 | 300.00 | 200.00 |
| 21303 | 水利 | 500.00 | 300.00 | 200.00 |
| 2130301 | 行政运行 | 300.00 | 300.00 | |
| 2130306 | 水利工程运行与维护 | 200.00 | | 200.00 |
| | 合计 | 500.00 | 300.00 | 200.00 |

政府性基金预算支出功能分类预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 212 | 城乡社区支出 | 340.00 | | 340.00 |
| 21208 | 国有土地使用权出让收入安排的支出 | 340.00 | | 340.00 |
| 2120803 | 城市建设支出 | 340.00 | | 340.00 |
| | 合计 | 340.00 | | 340.00 |
"""


PROJECT = """

## 项目经费情况说明（一）

项目名称：村庄保洁减量经费

### 一、项目概述

新建村头公园4座，保洁村庄20个。低价值回收物每吨补贴150元。

### 六、年度预算安排

2024年安排预算120.00万元，其中：保洁员补贴80.00万元，清运费40.00万元。

## 国有资产占有使用情况

截至2023年12月31日，房屋面积合计3,000.50平方米，其中：办公用房1,200.00平方米，业务用房1,800.50平方米。
"""


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("planned") / "示例区水务局2024年部门预算.md"
    file.write_text(BUDGET + PROJECT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2024年村庄保洁减量这笔钱分成哪几块，各多少", ["80.00万元", "40.00万元"]),
        ("2024年低价值回收物每吨补贴多少钱", ["150元"]),
    ],
)
def test_a_projects_own_text(planned: Service, question: str, told: list[str]) -> None:
    answer = planned.ask(question)
    assert [words for words in told if words not in answer.answer] == []


@pytest.mark.parametrize(
    "question",
    ["邻村水库二期总投资多少个亿？2024年预算里写了没", "水库二期总投资多少？文件里有没有提到"],
)
def test_what_is_asked_whether_it_is_told_at_all_is_one_question(planned: Service, question: str) -> None:
    answer = planned.ask(question)
    assert (answer.status, answer.result) == ("declined", None)


def test_a_part_is_never_told_by_its_whole(planned: Service) -> None:
    first = planned.ask("房屋面积多少平方米")
    answer = planned.ask("其中办公的有多少", None, first.conversation)
    assert answer.result is None or answer.result.value == "1200.00"


def test_subjects_of_several_funds_are_ranked_together(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("budget") / "示例区水务局2024年部门预算.md"
    file.write_text(BUDGET, encoding="utf-8")
    answer = Service(Shelf(file)).ask("2024年财政拨款支出按项级科目看哪个最多")  # type: ignore[arg-type]
    assert "城市建设支出" in answer.answer
    assert answer.result is not None
    assert answer.result.value == "340.00"


TOLD = """# 示例市示例区水务局2023年度部门决算

## 一、预算绩效管理情况

区财政局委托第三方对河道清淤经费开展重点评价，得分82.10分。评价指出：（1）清淤台账不完整；（2）验收不及时。

针对上述问题，我局拟采取以下措施：①统一台账格式；②按月组织验收。

## 二、国有资产占有使用情况

截至2023年12月31日，共有车辆12辆，其中：特种专业技术用车7辆、其他用车5辆。特种专业技术用车主要是清淤车和抽水车。

## 三、年末结转情况

年末结转和结余95.00万元，包括政府性基金结转70.00万元（泵站尾款待验收后支付）、其他结余25.00万元。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2023年政府性基金为什么没花完", ["待验收后支付"]),
        ("2023年政府性基金结转的原因是什么", ["待验收后支付"]),
        ("2023年重点评价找出了哪些毛病", ["清淤台账不完整", "验收不及时"]),
        ("2023年对评价发现的问题打算怎么改", ["统一台账格式", "按月组织验收"]),
        ("2023年采取了哪些整改措施", ["统一台账格式", "按月组织验收"]),
        ("2023年末特种专业技术用车有多少辆，主要是些什么车", ["7辆", "清淤车和抽水车"]),
    ],
)
def test_what_is_told_in_words(tmp_path_factory: pytest.TempPathFactory, question: str, told: list[str]) -> None:
    file = tmp_path_factory.mktemp("told") / "示例区水务局2023年度部门决算.md"
    file.write_text(TOLD, encoding="utf-8")
    answer = Service(Shelf(file)).ask(question)  # type: ignore[arg-type]
    assert [words for words in told if words not in answer.answer] == []
