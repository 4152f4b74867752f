"""Wordings and forms in which other places publish: read as what they say, found to tie out, and asked about."""

from __future__ import annotations

import pytest

from ingest import items
from ingest.content import content
from ingest.limits import Limits
from service.answer import Service
from service.calculator import tieout
from tests.support.shelf import Shelf

NAME = "示例区林业局2023年度部门决算.md"
ACCOUNT = """# 示例市示例区林业局2023年度部门决算情况说明

## 一、部门决算情况说明

### （一）总体情况

2023年度收入总计900.00万元，支出总计900.00万元。收支较上年决算数增加50.00万元，增长5.88%，主要原因是造林任务增加。

### （二）支出情况

2023年度支出合计880.00万元，较上年决算数增加42.00万元，增长5.01%，主要原因是苗木采购集中支付。

### （三）一般公共预算财政拨款支出情况

2023年度一般公共预算财政拨款支出800.00万元，较年初预算数增加160.00万元，增长25.00%，主要原因是追加防火资金。完成年初预算的125.00%。

农林水支出（类）林业和草原（款）森林资源培育（项）：年初预算为100.00万元，支出决算为240.00万元，完成年初预算的240.00%。决算数与年初预算数的差异主要原因是松材线虫病除治任务追加。

农林水支出（类）林业和草原（款）防灾减灾（项）：年初预算为200.00万元，支出决算为150.00万元，完成年初预算的75.00%。决算数与年初预算数存在差异的主要原因是瞭望塔工程推迟开工。

农林水支出（类）林业和草原（款）湿地保护（项）：年初预算为50.00万元，支出决算为48.00万元，完成年初预算的96.00%。

### （四）政府性基金预算收支决算情况说明

2023年度政府性基金预算财政拨款年初结转和结余10.00万元，年末结转和结余20.00万元。本年收入90.00万元，较上年决算数增加8.00万元，增长9.76%。本年支出80.00万元，较上年决算数增加8.00万元，增长11.11%。

### （五）“三公”经费情况

2023年度“三公”经费支出共计20.00万元，较年初预算数减少5.00万元，下降20.00%。

公务车运行维护费15.00万元，主要用于护林巡查、扑救山火所需车辆的油料和检修。

公务接待费5.00万元，主要用于接待外区县造林观摩。

2023年度本部门公务车保有量为6辆；国内公务接待31批次290人，其中：国内外事接待0批次，0人。

### （六）政府采购支出情况说明

2023年度政府采购支出总额200.00万元，其中：政府采购货物支出120.00万元、政府采购服务支出80.00万元。授予中小企业合同金额160.00万元，占政府采购支出总额的80.00%，其中：授予小微企业合同金额90.00万元，占政府采购支出总额的45.00%。

## 二、附表

政府性基金预算财政拨款收入支出决算表（单位：万元）

| 科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出合计 | 年末结转和结余 |
|---|---|---|---|---|---|
| | 合计 | 10.00 | 90.00 | 80.00 | 20.00 |
| 212 | 城乡社区支出 | 10.00 | 90.00 | 80.00 | 20.00 |

财政拨款收入支出决算总表（单位：万元）

| 收入 | 决算数 | 支出 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 |
|---|---|---|---|---|---|
| 一、一般公共预算财政拨款 | 800.00 | 十一、城乡社区支出 | 80.00 | | 80.00 |
| 二、政府性基金预算财政拨款 | 90.00 | 十二、农林水支出 | 800.00 | 800.00 | |
| 本年收入合计 | 890.00 | 本年支出合计 | 880.00 | 800.00 | 80.00 |

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 800.00 | 362.00 | 438.00 |
| 213 | 农林水支出 | 800.00 | 362.00 | 438.00 |
| 21302 | 林业和草原 | 800.00 | 362.00 | 438.00 |
| 2130201 | 行政运行 | 362.00 | 362.00 | |
| 2130205 | 森林资源培育 | 240.00 | | 240.00 |
| 2130234 | 防灾减灾 | 150.00 | | 150.00 |
| 2130212 | 湿地保护 | 48.00 | | 48.00 |

机构运行信息决算表（单位：万元）

| 项目 | 预算数 | 决算数 |
|---|---|---|
| 一、“三公”经费支出 | — | — |
| （一）支出合计 | 25.00 | 20.00 |
| 1．公务用车运行维护费 | 17.00 | 15.00 |
| 2．公务接待费 | 8.00 | 5.00 |
"""


@pytest.fixture(scope="module")
def read():
    return content(ACCOUNT.encode(), NAME, Limits())


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("account") / NAME
    file.write_text(ACCOUNT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


def told(read, own: str, **fields):
    return [f for f in read.facts if items.item(f).own == own and all(getattr(f, k) == v for k, v in fields.items())]


def test_a_difference_has_no_direction(read) -> None:
    reasons = [f for f in read.facts if f.reason and ("除治任务" in f.reason or "推迟开工" in f.reason)]
    assert {f.direction for f in reasons if f.measure == "change"} == {None}


def test_what_a_fund_takes_in_is_no_revenue_of_the_whole(read) -> None:
    for own, amount in (("revenue_this_year", "90.00"), ("expenditure_this_year", "80.00")):
        of_funds = [fact for fact in told(read, own, source="narrative", measure="level") if items.item(fact).within]
        assert [(str(fact.value), items.item(fact).within) for fact in of_funds] == [
            (amount, {"government_fund_budget"})
        ]


def test_a_total_below_an_item_is_the_items(read) -> None:
    rows = [f for f in read.facts if f.table and "机构运行" in f.table and f.row[-1] == "（一）支出合计"]
    assert {(items.item(f).own, str(f.value)) for f in rows} == {
        ("three_public_expenses", "25.00"),
        ("three_public_expenses", "20.00"),
    }


def test_what_holds_is_not_called_a_contradiction(read) -> None:
    found = [f for f in tieout.check(read.document, read.facts) if f.outcome in ("mismatch", "unlikely")]
    assert [f.message for f in found if f.rule in {"R10", "R43", "R46", "R52"}] == []
    assert not any("“三公”" in f.message for f in found if f.rule == "R39")


def test_a_share_of_no_whole_is_still_told(read) -> None:
    wrong = content(
        ACCOUNT.replace("占政府采购支出总额的45.00%", "占政府采购支出总额的55.00%").encode(), NAME, Limits()
    )
    found = tieout.check(wrong.document, wrong.facts)
    assert any(f.rule == "R43" and f.outcome == "mismatch" for f in found)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2023年接待了多少批客人", ["31批次"]),
        ("2023年一共招待了多少人", ["290人"]),
        ("2023年来了几批人、多少人次的公务接待", ["31批次", "290人"]),
        ("2023年公务用车运行维护费主要用来干什么", ["护林巡查"]),
        ("公务车保有量是多少", ["6辆"]),
        ("2023年一般公共预算财政拨款支出完成了年初预算的百分之多少", ["125.00%"]),
        ("森林资源培育支出是年初预算的两倍多，怎么回事", ["松材线虫病除治任务追加"]),
        ("防灾减灾只花了年初预算的七成多，为什么", ["瞭望塔工程推迟开工"]),
        ("哪个科目超年初预算最多", ["森林资源培育", "140.00万元"]),
        ("哪一项比年初预算少花得最多", ["防灾减灾", "50.00万元"]),
        ("2023年三公经费预算是多少", ["25.00万元"]),
        ("政府性基金本年收入多少", ["90.00万元"]),
    ],
)
def test_it_is_answered(service: Service, question: str, words: list[str]) -> None:
    answer = service.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(word in answer.answer for word in words), answer.answer


@pytest.mark.parametrize(
    ("question", "wrong"),
    [("2023年接待了多少人", "0人"), ("哪一项超预算最多", "900.00"), ("2023年本年收入是多少", "90.00万元")],
)
def test_it_is_not_answered_with_another_figure(service: Service, question: str, wrong: str) -> None:
    answer = service.ask(question)
    assert answer.result is None or f"{answer.result.value}{answer.result.unit}" != wrong, answer.answer
    assert f"**{wrong}**" not in answer.answer


MOVES = """# 示例市水利局2022年部门预算

## 一、支出预算情况说明

2022年一般公共预算支出600.00万元。其中：

1.农林水支出（类）水利（款）水利工程建设（项）支出260.00万元，与上年相比减少90.00万元，下降25.71%。主要原因是泵站改造完工。

2.农林水支出（类）水利（款）防汛（项）支出140.00万元，与上年相比增加35.00万元，增长33.33%。主要原因是增设抢险队伍。

3.农林水支出（类）水利（款）水质监测（项）支出200.00万元，与上年相比减少4.00万元，下降1.96%。主要原因是设备更新减少。

支出总表（单位：万元）

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| | 合计 | 600.00 |
| 213 | 农林水支出 | 600.00 |
| 21303 | 水利 | 600.00 |
| 2130305 | 水利工程建设 | 260.00 |
| 2130314 | 防汛 | 140.00 |
| 2130312 | 水质监测 | 200.00 |

## 二、会议费、培训费情况说明

会议费预算支出6.00万元。培训费预算支出9.00万元。

## 三、国有资产占用情况说明

共有车辆12辆，其中，应急保障用车4辆、执法执勤用车5辆、其他用车3辆。
"""


@pytest.fixture(scope="module")
def moves(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("moves") / "示例市水利局2022年部门预算.md"
    file.write_text(MOVES, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2022年哪个项级科目比上年砍得最狠", ["水利工程建设", "90.00万元"]),
        ("2022年项级科目里增加最多的是哪个", ["防汛", "35.00万元"]),
        ("2022年开会花多少、培训打算花多少", ["6.00万元", "9.00万元"]),
        ("有几台执法车", ["5辆"]),
        ("一共有多少台车", ["12辆"]),
    ],
)
def test_moves_that_only_the_text_tells(moves: Service, question: str, words: list[str]) -> None:
    answer = moves.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(word in answer.answer for word in words), answer.answer
