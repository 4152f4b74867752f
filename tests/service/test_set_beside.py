"""Items set beside each other: a part behind what it is of, names within names, a total beside a line, and no sum of one."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

TEXT = """# 霁川市白溪区水务局2023年度部门决算

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 200.00 | 200.00 | 0.00 |
| 20805 | 行政事业单位离退休 | 200.00 | 200.00 | 0.00 |
| 2080501 | 归口管理的行政单位离退休 | 50.00 | 50.00 | 0.00 |
| 210 | 卫生健康支出 | 80.00 | 80.00 | 0.00 |
| 21011 | 行政事业单位医疗 | 80.00 | 80.00 | 0.00 |
| 2101101 | 行政单位医疗 | 60.00 | 60.00 | 0.00 |
| 2101102 | 事业单位医疗 | 20.00 | 20.00 | 0.00 |
| 213 | 农林水支出 | 720.00 | 120.00 | 600.00 |
| | 合计 | 1000.00 | 400.00 | 600.00 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 100.00 |
| 30201 | 办公费 | 12.50 |
| 30202 | 印刷费 | 4.00 |
| 303 | 对个人和家庭的补助 | 40.00 |
| 30399 | 其他对个人和家庭的补助 | 10.00 |

预算单位3个，其中：行政单位1个，事业单位2个。国内公务接待人均接待费93.40元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    path = tmp_path_factory.mktemp("beside") / "a.md"
    path.write_text(TEXT, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("白溪区水务局2023年的商品和服务支出，办公费占了多大一块", "12.50"),
        ("白溪区水务局2023年商品和服务支出，其中办公费占百分之几", "12.50"),
        ("白溪区水务局2023年事业单位医疗相当于行政事业单位医疗的百分之几", "25.00"),
        ("白溪区水务局2023年行政事业单位医疗里有百分之几是事业单位医疗", "25.00"),
        ("用行政单位医疗除以行政事业单位医疗，白溪区水务局2023年是百分之几", "75.00"),
        ("白溪区水务局2023年归口管理的行政单位离退休占行政事业单位离退休多大比重", "25.00"),
        ("白溪区水务局2023年对个人和家庭的补助里有百分之几是其他对个人和家庭的补助", "25.00"),
        ("白溪区水务局2023年支出决算减卫生健康支出是多少", "920.00"),
        ("白溪区水务局2023年支出决算是卫生健康支出的几倍", "12.50"),
        ("白溪区水务局2023年办公费和印刷费之和", "16.50"),
    ],
)
def test_two_that_are_set_beside_each_other_are_both_meant(service, question, value) -> None:
    reply = service.ask(question)
    assert (reply.status, reply.result and reply.result.value) == ("answered", value), reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "白溪区水务局2023年卫生健康支出与人均接待费之和",
        "白溪区水务局2023年支出决算与印刷费之和",
    ],
)
def test_one_of_two_is_not_told_for_their_sum(service, question) -> None:
    reply = service.ask(question)
    assert (reply.result and reply.result.value) not in ("93.40", "4.00", "80.00"), reply.answer
