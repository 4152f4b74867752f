"""Questions with a story around them, from those who live there, with what is not wanted said as well; parts held against each other."""

from __future__ import annotations

import pytest

from ingest import terms
from service import question
from service.answer import Service
from service.question import parse
from tests.support.shelf import Shelf

BUDGET = """# 云屏市临溪区苇荡街道办事处{year}年部门预算

## 一、收支预算总体情况说明

{year}年收支总预算{total}万元。机关运行经费预算{run}万元，比上年预算{moved}，主要原因是统计口径调整。

## 二、“三公”经费预算表

单位：万元

| 项目 | {year}年预算数 |
|---|---|
| 合计 | {three} |
| 因公出国（境）费 | 0 |
| 公务用车购置及运行维护费 | {cars} |
| 其中：公务用车购置费 | {bought} |
| 公务用车运行维护费 | 20.00 |
| 公务接待费 | 4.00 |

## 三、部门支出预算总表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | {total} | 600.00 | {projects} |
| 212 | 城乡社区支出 | {total} | 600.00 | {projects} |
| 21201 | 城乡社区管理事务 | {total} | 600.00 | {projects} |
| 2120104 | 城管执法 | {total} | 600.00 | {projects} |

## 四、一般公共预算基本支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
| | 合计 | 600.00 | 480.00 | 120.00 |
| 301 | 工资福利支出 | 480.00 | 480.00 | |
| 30101 | 基本工资 | 300.00 | 300.00 | |
| 30103 | 奖金 | 180.00 | 180.00 | |
| 302 | 商品和服务支出 | 120.00 | | 120.00 |
| 30205 | 水费 | 10.00 | | 10.00 |
| 30206 | 电费 | 45.00 | | 45.00 |
| 30209 | 物业管理费 | 65.00 | | 65.00 |

## 五、政府采购情况

{year}年政府采购预算90.00万元，其中：政府采购货物预算20.00万元、政府采购工程预算60.00万元、政府采购服务预算10.00万元。

## 六、国有资产占用情况

单价50万元（含）以上的设备3台（套）。
"""
YEARS = (
    {"year": 2017, "total": "900.00", "projects": "300.00", "run": "150.00", "moved": "增加10.00万元，增长7.14%", "three": "49.00", "cars": "45.00", "bought": "25.00"},
    {"year": 2018, "total": "1000.00", "projects": "400.00", "run": "120.00", "moved": "减少30.00万元，下降20.00%", "three": "39.00", "cars": "35.00", "bought": "15.00"},
)  # fmt: skip


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("neighbours")
    files = []
    for year in YEARS:
        files.append(folder / f"苇荡街道{year['year']}年部门预算.md")
        files[-1].write_text(BUDGET.format(**year), encoding="utf-8")
    return Service(Shelf(*files))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("我现在看的是甲局25年预算，三公多少", "甲局25年预算，三公多少"),
        ("手上拿的是甲局25年预算，三公多少", "甲局25年预算，三公多少"),
        ("甲局三公预算多少，不要决算数", "甲局三公预算多少，要预算数"),
        ("甲局三公花了多少，别拿预算数", "甲局三公花了多少，要决算数"),
        ("不要部门预算，要甲局的", "单位预算，要甲局的"),
        ("甲局的三公压下来多少", "甲局的三公减少了多少"),
        ("甲局的三公涨上去多少", "甲局的三公增加了多少"),
        ("甲局的三公总共减了多少", "甲局的三公减了多少"),
        ("甲局和乙局谁多，一个是决算一个是预算的", "甲局和乙局谁多"),
        ("工资表上印的是元，帮我折成万元", "工资，帮我折成万元"),
        ("一二三四季度合在一起", "四个季度加起来"),
        ("支出分成基本、项目两块", "支出分成基本支出、项目支出两块"),
        ("拿什么除什么算的", "怎么来的"),
        ("预算下降是什么情况", "预算下降是什么原因"),
        ("我家住苇荡，我们街道三公多少", "苇荡街道三公多少"),
        ("我是示例的，咱们区教育局三公多少", "示例区教育局三公多少"),
        ("领导出国的钱", "出国的钱"),
        ("养公车的钱", "养车的钱"),
        ("发工资福利的钱", "工资福利支出"),
        ("那俩项目", "那两个项目"),
        ("设了些啥科室", "设了哪些科室"),
        ("23年三公执行多少，24年预算说明里应该写了", "23年三公执行多少"),
        ("还原出23年的收入预算", "推算出23年的收入预算"),
        ("甲局预算，字太多看不过来，三公多少", "甲局预算，三公多少"),
        ("每块多少钱、占几成", "分别是多少，各占多大比例"),
        ("抛开三公不算，会议费多少", "抛开三公，会议费多少"),
        ("一项的年度预算数", "一项的全年预算数"),
        ("这么比合不合适", "这两个数是同一口径吗"),
        ("十七年跟十八年的电费", "2017年跟2018年的电费"),
        ("二十三年的电费", "2023年的电费"),
    ],
)
def test_what_means_the_same_is_said_in_one_way(said: str, means: str) -> None:
    assert question.normalised(said) == means
    assert question.normalised(means) == means


@pytest.mark.parametrize(
    "said",
    [
        "近十七年的电费",
        "第十八年",
        "二十三年来",
        "十五年规划",
        "是不是决算数",
        "2024年度预算数",
        "我是记者，我们想知道三公多少",
        "基本项目库",
        "工资表",
        "下降多少",
        "修复还原古建筑",
        "出国的领导",
    ],
)
def test_words_that_only_look_like_it_stay(said: str) -> None:
    assert question.normalised(said) == said


LABELS = terms.Vocabulary(())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("你就告诉我2023年全年收支一共多少万", "lookup"),
        ("2023年支出里有百分之几是花在项目上的", "share"),
        ("2023年三公掉了三分之二，怎么解释的", "reason"),
        ("2023年三公砍掉一大半，官方给了什么说法", "reason"),
        ("三公是什么，怎么解释的", "definition"),
        ("项目支出一年之间多出来多少", "change"),
        ("2023年三公比会议费多出来多少", "difference"),
    ],
)
def test_the_way_of_asking(text: str, kind: str) -> None:
    assert parse(text, LABELS).kind == kind


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("没找到2016年的文件，不过2017年那份带了上年三公预算，那个数是多少", (2016,)),
        ("2017年公务接待说是比上年减0.8万，倒推回去2016年是多少", (2016,)),
        ("没有2016年的文件，2017年和2018年的三公各是多少", (2016, 2017, 2018)),
    ],
)
def test_the_year_of_a_file_is_not_the_year_asked_for(text: str, years: tuple[int, ...]) -> None:
    assert parse(text, LABELS).years == years


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2018年三公里头，接待比养车少多少", "-16.00"),
        ("2018年三公经费预算里面，接待费比用车费少多少", "-31.00"),
        ("2018年三公中买车和养车差多少", "-5.00"),
        ("2018年人员经费里面基本工资比奖金多多少", "120.00"),
        ("2018年公用经费里头电费比水费多多少", "35.00"),
        ("2018年政府采购里面工程比服务多多少", "50.00"),
        ("2018年采购里头工程和服务相差多少", "50.00"),
        ("2018年水费和电费加起来比物业管理费少多少", "-10.00"),
        ("2018年物业管理费比水费和电费之和多多少", "10.00"),
        ("不算日常运转，2018年项目支出多少", "400.00"),
        ("2018年不算人员经费，基本支出还有多少", "120.00"),
        ("17年到18年三公总共压下来几万块", "-10.00"),
        ("十八年的电费多少", "45.00"),
        ("2018年单价50万以上的设备几台", "3"),
        ("我现在看的是2018年预算，想知道它前一年三公的预算数", "49.00"),
    ],
)
def test_what_is_asked_is_worked_out(service: Service, text: str, value: str) -> None:
    told = service.ask(text)
    assert told.result is not None, told.answer
    assert told.result.value == value, told.answer


@pytest.mark.parametrize(
    "text",
    [
        "2018年水费、电费比物业管理费少多少",  # each of them, or both together
        "2018年单价80万以上的设备几台",
        "2018年超过80万的设备有几台",
    ],
)
def test_what_may_be_meant_otherwise_is_not_told(service: Service, text: str) -> None:
    assert service.ask(text).status == "declined"


def test_which_of_two_parts_is_more(service: Service) -> None:
    told = service.ask("2018年三公里头接待和用车哪个多").answer
    assert "公务用车购置及运行维护费更多" in told


@pytest.mark.parametrize(
    "text", ["2018年机关运行经费少了五分之一，怎么解释的", "2018年机关运行经费下降是什么情况造成的"]
)
def test_why(service: Service, text: str) -> None:
    assert "统计口径调整" in service.ask(text).answer


def test_what_one_of_two_parts_has_no_amount_of_is_not_told_of_years(service: Service) -> None:
    assert service.ask("2018年水费比差旅费少多少").status == "declined"
