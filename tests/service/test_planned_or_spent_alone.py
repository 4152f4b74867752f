"""Items of which nothing was planned and something spent, and the other way round, each of the fund that is named."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市青柳区园林局2024年度部门决算

## 第三部分 情况说明

### 一般公共预算财政拨款支出决算情况说明

一般公共预算财政拨款支出年初预算为500.00万元，支出决算为480.00万元。

1、社会保障和就业支出（类）抚恤（款）死亡抚恤（项）18.40万元。年初预算为0.00万元，支出决算为18.40万元。

2、城乡社区支出（类）城乡社区管理事务（款）行政运行（项）400.00万元。年初预算为410.00万元，支出决算为400.00万元。

3、节能环保支出（类）污染防治（款）大气（项）0.00万元。年初预算为25.30万元，支出决算为0.00万元。

4、节能环保支出（类）污染减排（款）减排专项支出（项）61.60万元。年初预算为0.00万元，支出决算为61.60万元。

### 政府性基金预算财政拨款支出决算情况说明

住房保障支出（类）超长期特别国债安排的支出（款）其他住房保障支出（项）77.70万元，主要用于电梯更新。年初预算为0.00万元，支出决算为77.70万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("planned") / "disclosure.md"
    file.write_text(ACCOUNT, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("2024年一般公共预算里，哪些科目年初一分钱没安排后来却花了钱？", ("18.40", "61.60"), ("77.70", "25.30")),
        ("2024年政府性基金里有没有年初没安排后来花了钱的科目", ("77.70",), ("18.40", "61.60")),
        ("2024年年初预算一分钱都没有的支出有几项", ("18.40", "61.60", "77.70"), ("25.30", "400.00")),
        ("2024年哪些支出是年初没打算花、后来加上去的", ("18.40", "61.60", "77.70"), ("25.30", "400.00")),
        ("2024年哪些科目年初安排了钱结果一分没花？", ("25.30",), ("18.40", "400.00")),
        ("2024年年初列了预算、决算是0的科目有哪些", ("25.30",), ("18.40", "400.00")),
        ("2024年有没有年初有预算、决算为零的科目", ("25.30",), ("18.40", "400.00")),
    ],
)
def test_what_stands_at_one_stage_alone_is_listed(
    service: Service, question: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    answer = service.ask(question).answer
    assert all(figure in answer for figure in told), answer
    assert not any(figure in answer for figure in untold), answer
