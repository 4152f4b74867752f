"""Projects that a sentence tells one by one, purchases by kind, journeys, the two ends of a year, what was described before."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

_ACCOUNT = """# 云岭县气象局2024年度部门决算

## 一、收入支出决算总表

收入支出决算总表

单位：万元

| 收入项目 | 收入决算数 | 支出项目 | 支出决算数 |
| --- | --- | --- | --- |
| 一、财政拨款收入 | 300.00 | 一、自然资源海洋气象等支出 | 290.00 |
| 本年收入合计 | 300.00 | 本年支出合计 | 290.00 |
| 年初结转和结余 | 12.50 | 年末结转和结余 | 22.50 |
| 总计 | 312.50 | 总计 | 312.50 |

## 二、财政拨款支出决算情况说明

1.气象事务（款）气象探测（项）支出90.00万元，与上年相比减少30.00万元，减少25.00%。主要原因是雷达站建成。

2.气象事务（款）气象服务（项）支出60.00万元，与上年相比增加5.00万元，增长9.09%。主要原因是新增预警短信。

## 三、“三公”经费、会议费、培训费支出决算情况说明

1.因公出国（境）费决算支出3.00万元。全年出国（境）团组1个，累计3人次。开支内容主要为：赴挪威参加雷达校准交流的国际旅费。

会议费决算支出2.00万元。2024年度全年召开会议9个，参加会议210人次。

培训费决算支出4.00万元。2024年度全年组织培训7个，组织培训333人次。

## 四、机关运行经费支出情况

机关运行经费支出20.00万元。

公用经费支出35.00万元。

## 五、预算绩效评价工作开展情况

本部门2024年度共2个项目开展了绩效评价，涉及财政性资金合计45.00万元。其中：人工增雨作业费30.00万元，评价得分91分；预警短信发布费15.00万元，评价得分88分。

## 六、名词解释

机关运行经费：指行政单位使用一般公共预算安排的基本支出中的日常公用经费支出。
"""

_BUDGET = """# 云岭县气象局2025年部门预算

政府采购支出表

单位：万元

| 采购品目大类 | 专项名称 | 采购品目名称 | 总计 |
| --- | --- | --- | --- |
| 合计 |  |  | 100.00 |
| 货物 | 设备更新 | 台式计算机 | 40.00 |
| 服务 | 雷达维护 | 维修服务 | 35.00 |
| 服务 | 日常公用经费 | 物业管理服务 | 25.00 |

政府采购支出预算100.00万元，其中：政府采购货物支出40.00万元、政府采购服务支出60.00万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("evaluated")
    (folder / "云岭县气象局2024年度部门决算.md").write_text(_ACCOUNT, encoding="utf-8")
    (folder / "云岭县气象局2025年部门预算.md").write_text(_BUDGET, encoding="utf-8")
    return Service(Shelf(*folder.iterdir()))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2024年气象局搞了绩效评价的是哪些项目，打了多少分", ["人工增雨作业费", "91分", "预警短信发布费", "88分"]),
        ("气象局2024年办了几个培训班、有多少人次参加", ["7个", "333人次"]),
        ("气象局2024年出国去了哪个国家，去了几个人", ["挪威", "3人"]),
        ("2024年末气象局账上结转结余的钱比年初多了多少", ["22.50万元", "12.50万元", "10.00万元"]),
        ("气象局2024年机关运行经费为什么比公用经费少，差额多少", ["20.00万元", "35.00万元", "15.00万元", "行政单位"]),
        ("气象局2025年要买哪些服务，每样多少钱？照政府采购支出表说", ["维修服务", "35.00万元", "物业管理服务", "25.00万元"]),
    ],
)  # fmt: skip
def test_told(service: Service, question: str, words: list[str]) -> None:
    answer = service.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(word in answer.answer for word in words), answer.answer


def test_people_who_came_are_of_what_is_named(service: Service) -> None:
    assert "210" not in service.ask("气象局2024年办了几个培训班、有多少人次参加").answer


def test_only_the_kind_that_is_asked_for_is_listed(service: Service) -> None:
    assert "台式计算机" not in service.ask("气象局2025年要买哪些服务，照政府采购支出表说").answer


def test_a_question_after_one_that_described_its_item_is_about_that_item(service: Service) -> None:
    first = service.ask("气象局2024年花了多少钱观测天气")
    assert "90.00万元" in first.answer, first.answer
    answer = service.ask("比上年少了多少？什么原因", None, first.conversation)
    assert "30.00万元" in answer.answer, answer.answer
    assert "雷达站建成" in answer.answer
