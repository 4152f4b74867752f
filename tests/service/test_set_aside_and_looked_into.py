"""What a question sets aside, which table or file it looks into, what it tells before it asks, and what no disclosure tells."""

from __future__ import annotations

import pytest

from service import asides, messages, wordings
from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市临溪区水务局2024年度部门决算

## 第一部分 部门概况

## 第二部分 决算表

收入支出决算总表（公开01表）（单位：万元）

| 收入项目 | 决算数 | 支出项目 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 900.00 | 一、城乡社区支出 | 880.00 |
| 本年收入合计 | 900.00 | 本年支出合计 | 880.00 |
| 年初结转和结余 | 5.00 | 年末结转和结余 | 25.00 |
| 总计 | 905.00 | 总计 | 905.00 |

支出决算表（公开03表）（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 880.00 | 600.00 | 280.00 |
| 212 | 城乡社区支出 | 880.00 | 600.00 | 280.00 |
| 21201 | 城乡社区管理事务 | 880.00 | 600.00 | 280.00 |
| 2120104 | 城管执法 | 280.00 | 130.00 | 150.00 |
| 2120101 | 行政运行 | 600.00 | 470.00 | 130.00 |

一般公共预算财政拨款基本支出决算表（公开06表）（单位：万元）

| 科目编码 | 科目名称 | 金额 |
|---|---|---|
| 302 | 商品和服务支出 | 90.00 |
| 30201 | 办公费 | 40.00 |
| 30202 | 印刷费 | 7.00 |
| 30211 | 差旅费 | 30.00 |

机关运行经费支出决算表（公开11表）（单位：万元）

| 科目编码 | 科目名称 | 金额 |
|---|---|---|
| 302 | 商品和服务支出 | 60.00 |
| 30201 | 办公费 | 28.00 |
| 30211 | 差旅费 | 12.00 |

项目绩效自评表

| 项目名称 | 泵站修缮 | | | |
|---|---|---|---|---|
| 一级指标 | 三级指标 | 权重 | 得分 | 说明 |
| 产出指标 | 修缮泵站 | 50 | 50 | |
| 满意度指标 | 居民满意度 | 50 | 41 | |
| 自评总分 | | 100 | 91 | |

项目绩效自评表

| 项目名称 | 河道清淤 | | | |
|---|---|---|---|---|
| 一级指标 | 三级指标 | 权重 | 得分 | 说明 |
| 产出指标 | 清淤河道 | 50 | 50 | |
| 满意度指标 | 居民满意度 | 50 | 47 | |
| 自评总分 | | 100 | 97 | |

## 第三部分 决算情况说明

“三公”经费支出决算18.00万元，比上年减少6.00万元，下降25.00%。

## 第四部分 其他

截至2024年12月31日，共有车辆5辆，其中：应急保障用车2辆、执法执勤用车3辆。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("aside") / "临溪区水务局2024年度部门决算.md"
    file.write_text(ACCOUNT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "result"),
    [
        # What is carried over, put aside in any words.
        ("24年到底花了多少钱，年末结转的那点不要", "880.00万元"),
        ("24年花了多少？结转结余别往里头加", "880.00万元"),
        ("2024年一共花了几多，勿把结转下年的算上", "880.00万元"),
        ("24年支出合计，年末结转剔除", "880.00万元"),
        # The table that is looked into, also where its title is broken up.
        ("24年差旅费，别拿全部门的数，要机关运行经费支出决算表里的那个", "12.00万元"),
        ("机关运行经费那张决算表里，24年差旅费填的多少", "12.00万元"),
        ("24年差旅费，取机关运行经费支出决算表的数", "12.00万元"),
        # Where the parts stand is no part: it is one more than so many.
        ("办公费+印刷费，2024年基本支出，两样总共", "47.00万元"),
        # A share by any verb.
        ("24年决算的支出，有百分之几是花在项目上的", "31.82%"),
        ("2024年决算支出里百分之多少的钱是项目支出", "31.82%"),
    ],
)
def test_one_figure(service: Service, question: str, result: str) -> None:
    answer = service.ask(question)
    assert answer.status == "answered", answer.answer
    assert answer.result is not None, answer.answer
    assert answer.result.value + (answer.result.unit or "") == result, answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("都说过紧日子，24年三公跟23年比省下来多少钱，省了百分之几", ("6.00万元", "25.00%")),
        ("三公2024年同比，增减额，增减率", ("6.00万元", "25.00%")),
        ("24年底名下的车按用途分，每种几台", ("应急保障用车：2辆", "执法执勤用车：3辆")),
        ("24年末的车每类几辆", ("应急保障用车：2辆", "执法执勤用车：3辆")),
        ("2024决算 城管执法 基本支出多少 项目支出多少", ("130.00万元", "150.00万元")),
        ("2024年城管执法——基本支出、项目支出各多少", ("130.00万元", "150.00万元")),
    ],
)
def test_told(service: Service, question: str, told: tuple[str, ...]) -> None:
    answer = service.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(words in answer.answer for words in told), answer.answer


@pytest.mark.parametrize(
    "question",
    ["24年的项目自评打了几分", "2024年那个项目自评几分", "24年项目的绩效评价得多少分"],
)
def test_one_of_several_projects_is_asked_back(service: Service, question: str) -> None:
    answer = service.ask(question)
    assert answer.status == "clarify", answer.answer
    assert "泵站修缮" in answer.answer
    assert "河道清淤" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "依你看2024年三公会涨还是会跌",
        "你觉得2024年河道清淤会不会涨",
        "泵站修缮总投资是多少",
        "河道清淤2024年一共要投多少",
    ],
)
def test_what_is_to_come_and_what_all_will_cost_is_not_told(service: Service, question: str) -> None:
    assert service.ask(question).status == "declined"


BUDGET = """# 云屏市临溪区水务局2025年部门预算

## 一般公共预算“三公”经费支出表（单位：万元）

| 项目 | 2024年预算数 | 2025年预算数 |
|---|---|---|
| 合计 | 30.00 | 26.00 |
| 公务接待费 | 10.00 | 6.00 |
| 公务用车运行费 | 20.00 | 20.00 |

## 情况说明

防汛应急支出90.00万元，比上年减少2060.00万元，主要原因是防洪堤已经建成。

政府采购预算总额300.00万元，其中：政府采购货物预算40.00万元、政府采购工程预算60.00万元、政府采购服务预算200.00万元。

## 老年福利支出

老年福利支出50.00万元，主要用于发放百岁老人慰问金和尊老金。
"""


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("planned") / "临溪区水务局2025年部门预算.md"
    file.write_text(BUDGET, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # A move is told first, and the amount before it is asked for.
        ("2025年防汛应急支出说是比上年减了两千多万，那2024年是多少", "2150.00万元"),
        ("25年防汛应急支出较上年减少2060万元，请问上年是多少", "2150.00万元"),
        ("25年政府采购预算当中属于服务的那块是多少来着我记不清了", "200.00万元"),
        ("2025年政府采购预算里的服务一共多少", "200.00万元"),
    ],
)
def test_of_a_budget(planned: Service, question: str, told: str) -> None:
    answer = planned.ask(question)
    assert answer.status == "answered", answer.answer
    assert answer.result is not None, answer.answer
    assert answer.result.value + (answer.result.unit or "") == told, answer.answer


def test_a_kind_of_purchase_is_what_is_asked_of_next(planned: Service) -> None:
    answer = planned.ask("25年政府采购预算里的服务一共多少，占整个采购盘子的百分之几")
    assert "66.67%" in answer.answer, answer.answer


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("听说你们换了办公楼，三公花了多少", "三公花了多少"),
        ("上面要求过紧日子，三公花了多少", "三公花了多少"),
        ("上面要求压减10%，三公花了多少", "上面要求压减10%，三公花了多少"),  # it tells how much
    ],
)
def test_what_is_said_by_all_is_set_aside(said: str, means: str) -> None:
    assert asides.without(said) == means


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("甲局24决算三公多少", "甲局24年决算三公多少"),
        ("前10预算单位", "前10预算单位"),
        ("城管执法决算/年初预算是百分之几", "城管执法决算数除以年初预算数是百分之几"),
        ("完成几个，报道要用", "完成几个"),
        ("专项资金切成了几块", "专项资金分成哪几块"),
        ("事业编占多少名", "事业编制有多少名"),
        ("事业编外人员", "事业编外人员"),
        ("打算雇多少采集员", "打算雇多少名采集员"),
        ("满意度定到多少才算达标", "满意度目标值是多少"),
        ("看到某某业务，一头雾水，是干什么的", "看到某某业务，是干什么的"),
    ],
)
def test_turns(said: str, means: str) -> None:
    assert wordings.plain(said) == means
    assert wordings.plain(means) == means


def test_a_dialect_asks_before_the_message_is_cut() -> None:
    assert messages.questions("三公花了好多，接待费花了好多") == ["三公花了多少", "接待费花了多少"]
    assert messages.questions("三公花了几多？接待了几多人？") == ["三公花了多少？", "接待了多少人？"]
    assert messages.questions("三公比预算少了好多，为啥子") == ["三公比预算少了好多，为啥子"]  # much less, and why


# Parts, columns and scores, each told apart from what it stands in.


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("24年基本支出，办公费跟印刷费加一块多少", "47.00万元"),
        ("2024年基本支出-办公费，单位万元", "40.00万元"),
        ("泵站修缮项目24年自评得分是多少", "91分"),
        ("泵站修缮24年自评打了多少分", "91分"),
        ("城管执法2024年要吃掉决算总支出的百分之多少", "31.82%"),
    ],
)
def test_one_figure_of_its_own(service: Service, question: str, result: str) -> None:
    answer = service.ask(question)
    assert answer.status == "answered", answer.answer
    assert answer.result is not None, answer.answer
    assert answer.result.value + (answer.result.unit or "") == result, answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2024年城管执法，基本支出多少，项目支出多少", ("130.00万元", "150.00万元")),
        ("城管执法加行政运行，24年决算一共多少？在城乡社区管理事务这个款里占几成", ("880.00万元", "100.00%")),
        ("24年城管执法决算多少？在城乡社区支出里占百分之几", ("280.00万元", "31.82%")),
        ("2024年决算：三公经费？差旅费？", ("18.00万元", "30.00万元")),
    ],
)
def test_several(service: Service, question: str, told: tuple[str, ...]) -> None:
    answer = service.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(words in answer.answer for words in told), answer.answer


def test_the_other_column_is_of_the_same_row(service: Service) -> None:
    first = service.ask("2024年城管执法的基本支出是多少")
    after = service.ask("项目支出多少", None, first.conversation)
    assert "150.00万元" in after.answer, after.answer
    alone = service.ask("2024年三公经费是多少")
    whole = service.ask("项目支出多少", None, alone.conversation)
    assert "280.00万元" in whole.answer, whole.answer


def test_the_budget_first_and_what_came_of_it(service: Service) -> None:
    first, second = messages.questions("24年三公，预算打算花多少，结果花了多少")
    assert first.endswith("预算打算花多少")
    assert wordings.plain(second) == "实际花了多少"


def test_nouns_with_question_marks_are_questions() -> None:
    assert messages.questions("某局24年某项目：自评得分？预算执行率？") == [
        "某局24年某项目，自评得分是多少？",
        "某局24年某项目，预算执行率是多少？",
    ]
    assert messages.questions("某局24年：三公为什么少了？") == ["某局24年：三公为什么少了？"]


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("接待费除以人数，每个客人摊到多少元", "接待费，平均每人次多少元"),
        ("年底结转的钱是哪些事儿留下来的", "年末结转和结余是哪些事项"),
        ("补贴要吃掉总支出的百分之几", "补贴占总支出的百分之几"),
        ("真正完成几个", "实际完成几个"),
    ],
)
def test_further_turns(said: str, means: str) -> None:
    assert wordings.plain(said) == means
    assert wordings.plain(means) == means
