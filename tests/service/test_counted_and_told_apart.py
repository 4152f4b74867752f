"""What was done is counted, shares asked of each, whose an amount is, and projects whose names are said in pieces."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import messages
from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市临溪区水利局2023年度部门决算

## 第一部分 部门概况

### 一、主要职责

每年召开3次联席会议，编制2份年度报告。

### 二、2023年度主要工作完成情况

一是堤防更牢。新建和加固水闸14座，更换岸灯260盏；全年清淤河道37条。

## 第二部分 决算表

收入支出决算总表（单位：万元）

| 收入 | 决算数 | 支出 | 决算数 |
|---|---|---|---|
| 一、财政拨款收入 | 900.00 | 一、农林水支出 | 1000.00 |
| 二、上级补助收入 | 40.00 | | |
| 本年收入合计 | 940.00 | 本年支出合计 | 1000.00 |
| 用事业基金弥补收支差额 | 60.00 | | |
| 总计 | 1000.00 | 总计 | 1000.00 |

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 1000.00 | 400.00 | 600.00 |
| 213 | 农林水支出 | 1000.00 | 400.00 | 600.00 |
| 21303 | 水利 | 800.00 | 400.00 | 400.00 |
| 2130301 | 行政运行 | 400.00 | 400.00 | |
| 2130306 | 水利工程运行与维护 | 400.00 | | 400.00 |
| 21369 | 国家重大水利工程建设基金安排的支出 | 200.00 | | 200.00 |
| 2136902 | 三峡后续工作 | 150.00 | | 150.00 |
| 2136999 | 其他重大水利工程建设基金支出 | 50.00 | | 50.00 |

政府性基金预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 200.00 | | 200.00 |
| 213 | 农林水支出 | 200.00 | | 200.00 |
| 21369 | 国家重大水利工程建设基金安排的支出 | 200.00 | | 200.00 |
| 2136902 | 三峡后续工作 | 150.00 | | 150.00 |
| 2136999 | 其他重大水利工程建设基金支出 | 50.00 | | 50.00 |

## 第三部分 决算情况说明

2023年度收入总计1000.00万元。包括：

1．上级补助收入40.00万元，为云屏市临溪区水文监测站收到上级单位拨入的补助资金，与上年相比增加4.00万元，增长11.11%。

2．用事业基金弥补收支差额60.00万元，为云屏市临溪区灌溉试验中心弥补当年差额的数额，与上年相比增加6.00万元，增长11.11%。

2023年度公务接待费5.00万元。其中：国内公务接待支出5.00万元，接待17批次，203人次；国（境）外公务接待支出0万元，接待0批次，0人次。

2023年度政府采购支出总额300.00万元，其中：政府采购货物支出90.00万元、政府采购工程支出150.00万元、政府采购服务支出60.00万元。
"""
FORM = """# 云屏市戏曲艺术中心2024年部门预算

2024年本部门预算支出总额700.00万元，比2023年增加20.00万元。

纳入本部门2024年部门预算编制范围的预算单位包括：云屏市戏曲艺术中心本级、云屏市木偶剧院。

## 项目经费情况说明

### 木偶剧院低票价演出补助项目经费情况说明

2024年项目预算130.00万元。当年创排新编剧目3部，整理传统折子戏12出，举办低票价演出96场。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder: Path = tmp_path_factory.mktemp("told")
    (folder / "账.md").write_text(ACCOUNT, encoding="utf-8")
    (folder / "预算.md").write_text(FORM, encoding="utf-8")
    return Service(Shelf(folder / "账.md", folder / "预算.md"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # Deeds under a heading of work that is finished are counted; places put first narrow nothing.
        ("临溪区2023年新建和加固的水闸有几座？水利局决算里应该写了", ["14座"]),
        ("临溪区水利局2023年换了多少盏岸灯", ["260盏"]),
        # Parties and heads of one reception in one question.
        ("临溪区水利局2023年在国内公务接待上一共接待了几批、多少人", ["17批次", "203人次"]),
        ("水利局2023年公务接待总共接待多少批次，多少人次", ["17批次", "203人次"]),
        # How much of the whole a part takes up, in money.
        ("水利局2023年政府采购总额里，工程类占了多少万元", ["150.00万元"]),
        ("水利局2023年政府采购里货物占掉多少钱", ["90.00万元"]),
        # The lines that a fund is booked on.
        (
            "水利局2023年政府性基金花在哪几个项级科目上，各多少",
            ["三峡后续工作", "150.00万元", "其他重大水利工程建设基金支出", "50.00万元"],
        ),
        # A share that is asked of each of what is named.
        (
            "水利局2023年基本支出多少？项目支出又是多少，占本年支出的比例分别是几？",
            ["400.00万元", "600.00万元", "40.00%", "60.00%"],
        ),
        ("水利局2023年货物采购多少，服务采购多少，各占政府采购总额百分之几", ["30.00%", "20.00%"]),
        # Which unit an amount is of.
        ("水利局2023年用事业基金补缺口补了多少，是哪家下属单位用的", ["60.00万元", "灌溉试验中心"]),
        ("水利局2023年上级补助收入多少，是哪个单位拿的", ["40.00万元", "水文监测站"]),
        # A project called by its whole name with the year in it, its body not named.
        ("木偶剧院2024年低票价演出补助预算多少", ["130.00万元"]),
        ("木偶剧院的低票价演出补助2024年安排了多少钱", ["130.00万元"]),
    ],
)
def test_answers(service: Service, question: str, told: list[str]) -> None:
    answer = service.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(words in answer.answer for words in told), answer.answer


def test_what_the_money_just_told_is_to_do(service: Service) -> None:
    first = service.ask("戏曲艺术中心2024年木偶剧院低票价演出补助安排了多少钱")
    answer = service.ask("这笔钱要排几部新戏，整理多少出折子戏？", conversation=first.conversation)
    assert "3部" in answer.answer
    assert "12出" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "水利局2023年开了几次联席会议",  # a duty, not what was done
        "临溪区2023年新建的泵站有几座？水利局决算里应该写了",
        "这笔钱要排几部新戏",  # which money?
        "木偶剧院2024年预算多少",  # a unit of its own, not what one project gives it
    ],
)
def test_not_told(service: Service, question: str) -> None:
    assert service.ask(question).status != "answered"


def test_amounts_that_no_share_follows_stay_apart() -> None:
    assert messages.questions("会议费多少？培训费多少？占总支出的比例呢？") == [
        "会议费多少？",
        "培训费多少？",
        "占总支出的比例呢？",
    ]
