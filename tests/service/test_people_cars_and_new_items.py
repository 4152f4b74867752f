"""Kinds of people and of cars, what small firms were awarded, and items that were budgeted or spent out of nothing."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 示例市体育局2024年部门预算

## 一、部门基本情况

截至2023年末，本部门核定编制76名，其中行政编制22名、参照公务员法管理事业编制14名、事业编制40名；实有在职人员71名，退休人员35名，编外聘用人员9名。

## 二、“三公”经费预算情况说明

2024年“三公”经费预算30.00万元，比2023年增加11.00万元，增长57.89%。其中：

1.因公出国（境）费8.00万元，上年未安排预算，主要原因是组织青少年乒乓球队赴欧洲交流比赛。

2.公务用车购置费12.00万元，比上年增加12.00万元，主要原因是更新一辆达到报废年限的器材运输车。

3.公务接待费2.00万元，与上年持平。

4.公务用车运行维护费8.00万元，比上年减少1.00万元，主要原因是油料支出压减。

## 三、国有资产占用情况说明

截至2023年12月31日，本部门共有车辆7辆，其中机要通信用车1辆、应急保障用车2辆、特种专业技术用车1辆、其他用车3辆，其他用车主要为赛艇拖运车、器材运输车和运动员接送车；特种专业技术用车主要是兴奋剂检测车；单价100万元（含）以上的设备2台（套）。
"""

ACCOUNT = """# 示例县林业局2022年度部门决算

## 一、财政拨款支出决算情况说明

2022年度财政拨款支出决算800.00万元，与年初预算680.00万元相比，完成年初预算的117.65%。其中：

（一）农林水支出（类）

1.林业和草原（款）行政运行（项）。年初预算500万元，支出决算510万元，完成年初预算的102.00%。决算数与年初预算数的差异原因：人员增加。

2.林业和草原（款）森林资源培育（项）。年初预算180万元，支出决算186.5万元，完成年初预算的103.61%。决算数与年初预算数的差异原因：追加苗木经费。

3.林业和草原（款）防灾减灾（项）。年初预算0万元，支出决算73.5万元（年初预算数为0万元，无法计算完成比率）。决算数与年初预算数的差异原因：年中下达扑火补助。

（二）社会保障和就业支出（类）

1.抚恤（款）死亡抚恤（项）。年初预算为0.00万元，支出决算为30.00万元。决算数与年初预算数的差异原因：年中追加抚恤金。

## 二、“三公”经费支出决算情况说明

公务用车运行维护费支出决算15.00万元。截至2022年12月31日，使用财政拨款开支的公务用车保有量为9辆。

公务接待费支出决算4.20万元，接待58批次，466人次，主要为接待防火检查。

“三公”经费支出决算表

| 项目 | 统计数 |
|---|---|
| 公务用车保有量（辆） | 9 |
| 国内公务接待批次（个） | 58 |
| 国内公务接待人次（人） | 466 |

## 三、政府采购支出情况说明

2022年度政府采购支出总额200.00万元，其中：政府采购货物支出120.00万元、政府采购服务支出80.00万元。政府采购授予中小企业合同金额150.00万元，占政府采购支出总额的75.00%，其中：授予小微企业合同金额90.00万元，占授予中小企业合同金额的60.00%。

## 四、国有资产占用情况

截至2022年12月31日，本部门共有车辆11辆，其中：应急保障用车4辆、执法执勤用车5辆、其他用车2辆，其他用车主要是护林巡查车。
"""


def _service(folder, name: str, text: str) -> Service:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def budget(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return _service(tmp_path_factory.mktemp("budget"), "示例市体育局2024年部门预算.md", BUDGET)


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return _service(tmp_path_factory.mktemp("account"), "示例县林业局2022年度部门决算.md", ACCOUNT)


def _told(service: Service, question: str, words: list[str], result: str | None = None) -> None:
    answer = service.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(word in answer.answer for word in words), answer.answer
    if result is not None:
        assert answer.result is not None, answer.answer
        assert f"{answer.result.value}{answer.result.unit}" == result, answer.answer


@pytest.mark.parametrize(
    ("question", "words", "result"),
    [
        ("体育局系统到2023年底有多少编制，实际在岗多少人", ["76名", "71名"], None),
        ("去年底核定编制、在职、退休、编外各多少", ["76名", "71名", "35名", "9名"], None),
        ("行政编制、参公编制和事业编制分别是多少", ["22名", "14名", "40名"], None),
        ("体育局参公编制有几个", ["14名"], "14名"),
        ("体育局2023年底在职人员多少", ["71名"], "71名"),
        ("全系统去年底在编多少人", ["71名"], "71名"),
        ("单位里有多少退休的", ["35名"], "35名"),
        ("2024年预算里行政编和编外聘用人员各几名", ["22名", "9名"], None),
    ],
)
def test_each_kind_of_people(budget: Service, question: str, words: list[str], result: str | None) -> None:
    _told(budget, question, words, result)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2023年没有出国的预算，怎么2024年列了8万", ["乒乓球队"]),
        ("去年一分钱没给出国，今年咋就安排了8万", ["乒乓球队"]),
        ("上年没买车，今年怎么一下安排了12万买车", ["器材运输车"]),
        ("出国费上年是零，今年怎么冒出8万", ["乒乓球队"]),
        ("因公出国费为什么从无到有", ["乒乓球队"]),
    ],
)
def test_why_there_is_something_now(budget: Service, question: str, words: list[str]) -> None:
    _told(budget, question, words)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("3辆“其他用车”是拿来干啥的", ["赛艇拖运车", "运动员接送车"]),
        ("其他用车具体指什么", ["器材运输车"]),
        ("特种专业技术用车用来做什么", ["兴奋剂检测车"]),
    ],
)
def test_what_cars_of_a_kind_are(budget: Service, question: str, words: list[str]) -> None:
    _told(budget, question, words)


def test_what_is_not_told_of_a_kind_is_not_told_of_another(budget: Service) -> None:
    answer = budget.ask("应急保障用车主要干什么用")
    assert "拖运车" not in answer.answer
    assert "检测车" not in answer.answer


@pytest.mark.parametrize(
    ("question", "words", "result"),
    [
        ("2022年哪些科目年初一分钱预算没有、后来却有支出的？各花了多少", ["防灾减灾", "73.5万元", "死亡抚恤", "30.00万元"], None),
        ("有哪几项年初没安排预算最后却花了钱，一共多少", ["防灾减灾", "死亡抚恤"], "103.50万元"),
        ("年初预算为0但有支出的科目有哪些", ["73.5万元", "30.00万元"], None),
        ("农林水支出里哪些科目没列入年初预算却有支出", ["防灾减灾"], None),
        ("2022年请客接待花了多少，一共接待了几批、多少人次", ["4.20万元", "58批次", "466人次"], None),
        ("政府采购，真正给到小微企业的合同占采购总额百分之多少", ["90.00万元"], "45.00%"),
        ("政府采购有几成给了小微企业", ["200.00万元"], "45.00%"),
        ("采购合同里中小企业占几成", ["75.00%"], "75.00%"),
        ("小微企业拿到的合同占中小企业合同的多少", ["60.00%"], "60.00%"),
        ("公务用车保有量是多少", ["公务用车保有量"], "9辆"),
        ("一共有多少辆车", ["11辆"], "11辆"),
        ("三公说明里列的公务用车保有量和国有资产里的车辆总数对得上吗", ["不一致", "9辆", "11辆"], None),
        ("“三公”经费部分写的公务用车保有量，表里和文字里一致吗", ["9辆"], None),
    ],
)  # fmt: skip
def test_asked_of_an_account(account: Service, question: str, words: list[str], result: str | None) -> None:
    _told(account, question, words, result)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("农林水支出里哪些科目没列入年初预算却有支出", "死亡抚恤"),
        ("年初预算没花完的科目有哪些", "死亡抚恤"),
        ("死亡抚恤年初有没有预算", "73.5"),
        ("政府采购面向小微企业预留多少", "90.00万元"),
    ],
)
def test_nothing_else_is_told(account: Service, question: str, wrong: str) -> None:
    assert wrong not in account.ask(question).answer


SMALL = """# 示例区民政局2023年度部门决算

## 一、一般公共预算财政拨款支出决算情况

2023年度一般公共预算财政拨款支出决算680.00万元。

1.社会保障和就业支出（类）民政管理事务（款）行政运行（项）。年初预算为600.00万元，支出决算为610.00万元，完成年初预算的101.67%。

2.社会保障和就业支出（类）社会福利（款）儿童福利（项）。年初未安排预算，支出决算为42.00万元，主要原因是年中追加孤儿助学金。

3.社会保障和就业支出（类）临时救助（款）临时救助支出（项）。支出决算28.00万元，未列入年初预算，主要是上级专项年中下达。

## 二、人员情况

本部门年末实有人数58人，其中：在职人员31人，离休人员1人，退休人员26人。编制人数33人，其中行政编制20人，事业编制13人。

政府性基金预算支出决算表（单位：万元）

| 科目编码 | 科目名称 | 年初预算数 | 决算数 |
|---|---|---|---|
| | 合计 | 100.00 | 146.00 |
| 229 | 其他支出 | 100.00 | 146.00 |
| 22960 | 彩票公益金安排的支出 | 100.00 | 146.00 |
| 2296002 | 用于社会福利的彩票公益金支出 | 100.00 | 110.00 |
| 2296003 | 用于体育事业的彩票公益金支出 | 0.00 | 36.00 |
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return _service(tmp_path_factory.mktemp("small"), "示例区民政局2023年度部门决算.md", SMALL)


@pytest.mark.parametrize(
    ("question", "words", "result"),
    [
        ("哪些科目年初没安排预算，后来又花了钱", ["42.00万元", "36.00万元", "28.00万元"], None),
        ("编制人数和在职人数各是多少", ["33人", "31人"], None),
        ("年末实有人数多少", ["58人"], "58人"),
        ("有多少编制", ["33人"], "33人"),
        ("在职、离休、退休各多少人", ["31人", "1人", "26人"], None),
    ],
)
def test_in_other_words_of_the_disclosure(small: Service, question: str, words: list[str], result: str | None) -> None:
    _told(small, question, words, result)


def test_what_came_in_of_a_fund_is_not_what_was_spent_of_it(tmp_path) -> None:
    text = """# 示例区水务局2021年度部门决算

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出合计 | 年末结转和结余 |
|---|---|---|---|---|---|
| | 合计 | 20.00 | 380.00 | 400.00 | 0.00 |
| 213 | 农林水支出 | 20.00 | 280.00 | 300.00 | 0.00 |
| 221 | 住房保障支出 | 0.00 | 100.00 | 100.00 | 0.00 |
"""
    service = _service(tmp_path, "示例区水务局2021年度部门决算.md", text)
    _told(service, "农林水支出占一般公共预算财政拨款支出的比重", ["400.00万元"], "75.00%")
    _told(service, "一般公共预算财政拨款支出是多少", [], "400.00万元")
