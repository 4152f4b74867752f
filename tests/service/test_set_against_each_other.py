"""Two set against each other: items, tables, files, bodies, scores, an item and its blank cell, a share that is said."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区园林局2024年度部门预算

## 第二部分 预算表

部门收支总表（单位：万元）

| 收入项目 | 预算数 | 支出项目 | 预算数 |
|---|---|---|---|
| 一般公共预算拨款收入 | 780.00 | 城乡社区支出 | 800.00 |
| 其他收入 | 20.00 | | |
| 收入总计 | 800.00 | 支出总计 | 800.00 |

财政拨款收支总表（单位：万元）

| 收入项目 | 预算数 | 支出项目 | 预算数 |
|---|---|---|---|
| 一、财政拨款收入 | 780.00 | 城乡社区支出 | 780.00 |
| 总计 | 780.00 | 总计 | 780.00 |

支出预算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 212 | 城乡社区支出 | 800.00 | 320.00 | 480.00 |
| 2120101 | 行政运行 | 320.00 | 320.00 | |
| 2120501 | 城乡社区环境卫生 | 480.00 | | 480.00 |
| | 合计 | 800.00 | 320.00 | 480.00 |

一般公共预算“三公”经费支出表（单位：万元）

| 2023年预算数 | | | | 2024年预算数 | | | |
|---|---|---|---|---|---|---|---|
| “三公”经费合计 | 公务用车购置费 | 公务用车运行维护费 | 公务接待费 | “三公”经费合计 | 公务用车购置费 | 公务用车运行维护费 | 公务接待费 |
| 10.00 | | 7.00 | 3.00 | 26.00 | 18.00 | 6.00 | 2.00 |

政府采购预算表（单位：万元）

| 采购项目 | 采购预算 |
|---|---|
| 公务用车运行维护费 | 4.50 |
| 合计 | 4.50 |

## 第三部分 情况说明

基本支出320.00万元，占支出合计的40.00%；项目支出480.00万元，占支出合计的60.00%。

截至2023年底，本部门核定编制60名，其中行政编制40名、事业编制20名；实有在职人员51名。
"""
ACCOUNTS = """# 云屏市青柳区园林局2023年度部门决算

## 第二部分 决算情况说明

1.城乡社区管理事务（款）行政运行（项）。年初预算为300.00万元，支出决算为310.00万元，完成年初预算的103.33%。

2.城乡社区管理事务（款）城管执法（项）。年初预算为80.00万元，支出决算为75.00万元，完成年初预算的93.75%。

3.城乡社区环境卫生（款）城乡社区环境卫生（项）。年初预算为450.00万元，支出决算为420.00万元，完成年初预算的93.33%。

## 第三部分 附表

项目支出绩效自评结果汇总表（单位：万元）

| 序号 | 项目名称 | 全年预算数 | 全年执行数 | 执行率 | 自评得分 | 评级 |
|---|---|---|---|---|---|---|
| 1 | 行道树修剪 | 100.00 | 98.00 | 98.00% | 96.50 | 优 |
| 2 | 绿道照明维修 | 80.00 | 72.00 | 90.00% | 81.00 | 良 |
| 3 | 公厕改造提升 | 50.00 | 35.00 | 70.00% | 74.20 | 合格 |
"""
OTHER = """# 云屏市青柳区水务局2024年度部门预算

## 第二部分 情况说明

2024年支出预算总计500.00万元，比上年增加100.00万元，增长25.00%。“三公”经费预算5.00万元，比上年减少3.00万元，下降37.50%。
"""
THIRD = """# 云屏市青柳区林业站2024年度部门预算

## 第二部分 情况说明

2024年支出预算总计600.00万元，比上年增加60.00万元，增长11.11%。“三公”经费预算6.00万元，比上年减少1.00万元，下降14.29%。
"""


def _service(folder, *texts: str) -> Service:
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"{number}.md")
        files[-1].write_text(text, "utf-8")
    return Service(Shelf(*files))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def one(tmp_path_factory) -> Service:
    return _service(tmp_path_factory.mktemp("one"), BUDGET, ACCOUNTS)


@pytest.fixture(scope="module")
def several(tmp_path_factory) -> Service:
    return _service(tmp_path_factory.mktemp("several"), OTHER, THIRD)


@pytest.mark.parametrize(
    ("question", "result", "unit"),
    [
        ("2024年基本支出高还是项目支出高，高多少", "160.00", "万元"),
        ("2024年基本支出和项目支出，哪个是大头，相差多少", "160.00", "万元"),
        ("2024年基本支出跟项目支出哪头重，重多少万", "160.00", "万元"),
        ("2024年项目支出领先基本支出多少", "160.00", "万元"),
        ("2024年公务用车运行维护费预算，跟政府采购预算表里公务用车运行维护费那项比，差多少", "1.50", "万元"),
        ("2024年“三公”经费里哪一项较上年增加、增加多少", "18.00", "万元"),
        ("2024年公务用车购置费比上年增加多少", "18.00", "万元"),
        ("实有在职人数比核定编制数少几个", "9", "名"),
        ("2024年行政编制和事业编制，哪样多，多几名", "20", "名"),
        ("2023年城管执法和城乡社区环境卫生哪个没花完的多，剩多少", "-30.00", "万元"),
    ],
)
def test_by_how_much(one, question, result, unit) -> None:
    reply = one.ask(question)
    assert reply.result is not None, reply.answer
    assert (reply.result.value, reply.result.unit) == (result, unit), reply.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2024年基本支出占总支出的41.50%，算对了没有", ("不一致", "40.00%")),
        ("2024年基本支出占总支出的40%，对不对", ("一致", "40.00%")),
        ("2024年财政拨款收支总表跟部门收支总表的总数对不上吧？差多少，差在哪笔钱上", ("20.00万元", "其他收入")),
        ("2023年自评项目里垫底的是谁，考了几分，评了什么等级", ("公厕改造提升", "74.20分", "合格")),
        ("2024年基本支出是多还是项目支出多", ("项目支出更多",)),
    ],
)
def test_what_is_said_of_both(one, question, said) -> None:
    reply = one.ask(question)
    assert all(word in reply.answer for word in said), reply.answer


def test_a_blank_cell_is_named_and_not_told_as_a_number(one) -> None:
    assert "2023年在“一般公共预算“三公”经费支出表”中为空" in one.ask("2024年公务用车购置费比上年增加多少").answer


FUNDS = """# 云屏市青柳区体育局2023年度部门决算

## 第二部分 决算情况说明

### （一）支出情况

2023年度支出合计900.00万元，其中：基本支出500.00万元，占55.56%；项目支出400.00万元，占44.44%。

### （四）一般公共预算财政拨款基本支出决算情况说明

2023年度一般公共预算财政拨款基本支出470.00万元。其中：人员经费400.00万元，公用经费70.00万元。

### （五）其他

公务接待费3.00万元，会议费5.00万元。

## 第三部分 附表

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 900.00 | 500.00 | 400.00 |
| 207 | 文化旅游体育与传媒支出 | 900.00 | 500.00 | 400.00 |
"""


@pytest.fixture(scope="module")
def of_funds(tmp_path_factory) -> Service:
    return _service(tmp_path_factory.mktemp("funds"), FUNDS)


def test_what_one_fund_pays_does_not_contradict_the_whole(of_funds) -> None:
    reply = of_funds.ask("2023年支出决算表里的基本支出和正文写的是不是同一个数")
    assert not reply.answer.startswith("不一致"), reply.answer


def test_who_has_more_asks_of_no_guests(of_funds) -> None:
    assert "会议费更多" in of_funds.ask("2023年公务接待费和会议费谁高").answer


@pytest.mark.parametrize(
    ("question", "first", "figures"),
    [
        (
            "水务局和林业站2024年支出预算哪个增长快，各增长百分之几",
            "增幅更大的是云屏市青柳区水务局",
            ("25.00%", "11.11%"),
        ),
        ("2024年水务局跟林业站的三公经费，谁降得更多", "降额更大的是云屏市青柳区水务局", ("3.00万元", "1.00万元")),
        ("哪个部门2024年的支出预算增长幅度更大？各增长百分之几？", "增幅最大", ("25.00%", "11.11%")),
    ],
)
def test_which_of_the_bodies_moved_more(several, question, first, figures) -> None:
    reply = several.ask(question)
    assert first in reply.answer
    assert all(figure in reply.answer for figure in figures), reply.answer
