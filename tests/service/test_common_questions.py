"""Questions that are asked of every disclosure, in the words of one that has all of it: shares, makings, meetings, sides of a fund."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 示例市水务局2022年度部门决算公开

## 一、“三公”经费、会议费、培训费支出决算情况说明

2022年度会议费支出决算5.00万元。2022年度全年召开会议6个，参加会议415人次，开支内容：防汛会商等。

2022年度培训费支出决算8.00万元。2022年度全年组织培训14个，组织培训1,286人次。

农林水支出（类）水利（款）防汛（项）：年初预算为180.00万元，支出决算为200.00万元。主要用于堤防巡查和抢险物资储备。

收入支出决算总表（单位：万元）

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 决算数 | 项目 | 决算数 |
| 一、一般公共预算财政拨款收入 | 400.00 | 八、社会保障和就业支出 | 100.00 |
| 二、政府性基金预算财政拨款收入 | 50.00 | 十一、城乡社区支出 | 60.00 |
| 五、事业收入 | 40.00 | 十二、农林水支出 | 340.00 |
| 本年收入合计 | 490.00 | 本年支出合计 | 500.00 |
| 使用非财政拨款结余 | 10.00 | 结余分配 | 2.00 |
| 年初结转和结余 | 30.00 | 年末结转和结余 | 28.00 |
| 总计 | 530.00 | 总计 | 530.00 |

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 500.00 | 240.00 | 260.00 |
| 208 | 社会保障和就业支出 | 100.00 | 100.00 | |
| 212 | 城乡社区支出 | 60.00 | | 60.00 |
| 213 | 农林水支出 | 340.00 | 140.00 | 200.00 |
| 21303 | 水利 | 340.00 | 140.00 | 200.00 |
| 2130301 | 行政运行 | 140.00 | 140.00 | |
| 2130314 | 防汛 | 200.00 | | 200.00 |

政府性基金预算财政拨款收入支出决算表（单位：万元）

| 科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余 |
|---|---|---|---|---|---|
| | 合计 | 10.00 | 50.00 | 60.00 | |
| 212 | 城乡社区支出 | 10.00 | 50.00 | 60.00 | |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("common") / "示例市水务局2022年度部门决算公开.md"
    file.write_text(ACCOUNT, encoding="utf-8")
    shelf = Shelf(file)
    return Service(shelf)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("2022年收入由哪些部分构成", ("400.00万元", "50.00万元", "40.00万元", "10.00万元", "30.00万元")),
        ("2022年本年收入由哪几块组成", ("400.00万元", "50.00万元", "40.00万元")),
        ("2022年政府性基金收支情况", ("50.00万元", "60.00万元")),
        ("2022年会议费多少，开了几次会", ("5.00万元", "6个")),
        ("2022年开了几次会，多少人参加", ("6个", "415人次")),
        ("2022年培训费花了多少，培训了多少人次", ("8.00万元", "1286人次")),
        ("2022年办了多少期培训", ("14个",)),
        ("2022年项目支出最多的科目是哪个，主要用来做什么", ("200.00万元", "堤防巡查")),
        ("2022年会议费、培训费加一下", ("13.00万元",)),
        ("2022年全部支出中，项目支出比基本支出多多少", ("20.00万元",)),
        ("2022年“农林水支出”科目，基本支出和项目支出差多少", ("60.00万元",)),
    ],
)
def test_it_is_told_whole(service: Service, asked: str, stated: tuple[str, ...]) -> None:
    answer = service.ask(asked)
    assert answer.status == "answered", answer.answer
    assert [figure for figure in stated if figure not in answer.answer] == [], answer.answer


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("2022年项目支出占总支出的百分之几", "52.00"),
        ("2022年事业收入占总收入的比重", "8.16"),
        ("2022年项目支出占支出总计的百分之几", "49.06"),
        ("2022年农林水支出占比多少", "68.00"),
    ],
)
def test_a_share_is_of_what_the_year_took_in_or_spent(service: Service, asked: str, value: str) -> None:
    answer = service.ask(asked)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == (value, "%")


def test_what_is_not_to_be_counted_is_not_told(service: Service, tmp_path: Path) -> None:
    file = tmp_path / "示例市林业局2022年部门预算.md"
    file.write_text(
        "# 示例市林业局2022年部门预算\n\n2022年公务用车运行维护费22.40万元，公务用车购置费18.00万元。\n\n"
        "一般公共预算支出表（单位：万元）\n\n| 科目 | 2022年预算数 |\n|---|---|\n| 合计 | 90.00 |\n",
        encoding="utf-8",
    )
    answer = Service(Shelf(file)).ask("2022年养车要花多少钱？不算买车")  # type: ignore[arg-type]
    assert answer.result is not None
    assert answer.result.value == "22.40"
    assert "18.00" not in answer.answer
