"""The projects by how much of their money was spent, in everyday words for it too."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市青柳区园林局2023年度部门决算

## 第二部分 决算表

支出决算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 212 | 城乡社区支出 | 500.00 | 200.00 | 300.00 |
| 2120501 | 城乡社区环境卫生 | 500.00 | 200.00 | 300.00 |
| | 合计 | 500.00 | 200.00 | 300.00 |

## 第三部分 情况说明

城乡社区支出年初预算520.00万元，支出决算500.00万元，完成年初预算的96.15%。

项目支出绩效自评情况表（单位：万元）

| 序号 | 项目名称 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率（%） | 自评得分 |
|---|---|---|---|---|---|---|
| 1 | 行道树补植 | 100.00 | 100.00 | 97.00 | 97.00 | 95.0 |
| 2 | 绿地灌溉改造 | 120.00 | 120.00 | 92.40 | 77.00 | 88.5 |
| 3 | 公园座椅更新 | 80.00 | 80.00 | 80.00 | 100.00 | 99.0 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("executed") / "disclosure.md"
    file.write_text(ACCOUNT, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "name", "value"),
    [
        ("2023年各个项目，哪个钱花得最不到位，执行率多少？", "绿地灌溉改造", "77.00"),
        ("2023年哪个项目执行最差，执行率是多少", "绿地灌溉改造", "77.00"),
        ("2023年各项目里执行率最低的是哪个", "绿地灌溉改造", "77.00"),
        ("2023年哪个项目花钱进度最慢", "绿地灌溉改造", "77.00"),
        ("2023年项目里预算执行得最好的是哪个，执行率多少", "公园座椅更新", "100.00"),
    ],
)
def test_the_project_of_which_most_or_least_was_spent(service: Service, question: str, name: str, value: str) -> None:
    answer = service.ask(question)
    assert name in answer.answer
    assert answer.result is not None
    assert (answer.result.value, answer.result.unit) == (value, "%")


def test_all_of_them_in_order(service: Service) -> None:
    told = service.ask("2023年各项目按执行率从低到高排一下").answer
    assert told.index("绿地灌溉改造") < told.index("行道树补植") < told.index("公园座椅更新")


def test_of_some_of_them_only_nothing_is_told_of_all(service: Service) -> None:
    assert "绿地灌溉改造" not in service.ask("2023年信息化项目里哪个执行率最低").answer
