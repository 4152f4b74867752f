"""Disclosures written as other places write them: forms of projects, chapters of projects, reasons, added-up funds, guests."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.content import Content, content
from ingest.limits import Limits
from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市临溪区绿化局2025年部门预算

## 名词解释

（一）口袋绿地：指利用边角地块建成的小块公共绿地。

## 2025年部门预算编制说明

2025年，云屏市临溪区绿化局预算支出总额400.00万元。财政拨款支出预算中，一般公共预算拨款支出预算320.00万元，比2024年预算增加20.00万元；政府性基金拨款支出预算80.00万元，比2024年预算增加30.00万元。

一般公共预算拨款支出增加的主要原因是养护标准提高；政府性基金拨款支出增加的主要原因是新增两处湖岸修补任务。

1.“城乡社区支出”科目（城乡社区公共设施款其他城乡社区公共设施支出项）220.00万元，主要用于行道树修剪。

2.“城乡社区支出”科目（国有土地使用权出让收入安排的支出款城市建设支出项）80.00万元，主要用于湖岸修补。

2025年部门一般公共预算支出功能分类预算表

编制部门：云屏市临溪区绿化局 单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 212 | 城乡社区支出 | 320.00 | 90.00 | 230.00 |
| 21201 | 城乡社区管理事务 | 100.00 | 70.00 | 30.00 |
| 2120101 | 行政运行 | 100.00 | 70.00 | 30.00 |
| 21203 | 城乡社区公共设施 | 220.00 | 20.00 | 200.00 |
| 2120399 | 其他城乡社区公共设施支出 | 220.00 | 20.00 | 200.00 |
| | 合计 | 320.00 | 90.00 | 230.00 |

2025年部门政府性基金预算支出功能分类预算表

编制部门：云屏市临溪区绿化局 单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 212 | 城乡社区支出 | 80.00 | | 80.00 |
| 21208 | 国有土地使用权出让收入安排的支出 | 80.00 | | 80.00 |
| 2120803 | 城市建设支出 | 80.00 | | 80.00 |
| | 合计 | 80.00 | | 80.00 |

## 其他相关情况说明

### 一、绩效目标设置情况

本部门3个预算单位开展了绩效目标编报工作，编报绩效目标的项目9个，涉及项目预算资金210.00万元。

## 口袋绿地补助项目经费情况说明

### 一、年度预算安排

2025年安排预算60.00万元，其中苗木补助35.00万元、浇水补助25.00万元。

## 阳台改建项目经费情况说明

### 一、年度预算安排

2025年安排预算30.00万元，计划改建100户，户均补贴3000元。

## 附：项目绩效目标表

财政项目支出绩效目标申报表

（2025年度） 预算单位：云屏市临溪区绿化局 单位：元

| 项目名称 | 口袋绿地补助 | | | |
|---|---|---|---|---|
| 项目资金总额 | 600,000.00 | 其中：财政资金 | 600,000.00 | |
| 一级指标 | 二级指标 | 三级指标 | 指标目标值 | 权重 |
| 产出指标 | 数量指标 | 新建绿地数 | ≥12处 | 50 |
| 产出指标 | 质量指标 | 苗木成活率 | ≥95% | 50 |

财政项目支出绩效目标申报表

（2025年度） 预算单位：云屏市临溪区绿化局 单位：元

| 项目名称 | 阳台改建 | | | |
|---|---|---|---|---|
| 项目资金总额 | 300,000.00 | 其中：财政资金 | 300,000.00 | |
| 一级指标 | 二级指标 | 三级指标 | 指标目标值 | 权重 |
| 产出指标 | 数量指标 | 改建户数 | =100户 | 50 |
| 产出指标 | 质量指标 | 验收合格率 | ≥98% | 50 |
"""

ACCOUNT = """# 松原省石桥镇人民政府2022年度部门决算

## 部门决算情况说明

### 一、收入支出决算总体情况说明

1.本年支出决算合计500.00万元。2.年末结转和结余40.00万元，结转和结余事项：南坡水渠工程款、老校舍修缮款。

### 二、财政拨款支出决算情况说明

2022年度财政拨款支出决算480.00万元。一般公共预算财政拨款支出决算420.00万元。政府性基金预算财政拨款支出决算60.00万元。

#### （一）农林水支出（类）

1.水利（款）防汛（项）。年初预算为40.00万元，支出决算为50.00万元，完成年初预算的125.00%。决算数与年初预算数的差异主要原因是抢险物资增加。

2.林业和草原（款）事业机构（项）。年初预算为20.00万元，支出决算为18.00万元，完成年初预算的90.00%。决算数与年初预算数的差异主要原因是护林员调出3人。

3.国有土地使用权出让收入安排的支出（款）修桥和修渠补助支出（项）。年初预算为30.00万元，支出决算为33.00万元，完成年初预算的110.00%。决算数与年初预算数的差异主要原因是进度加快。

### 三、会议费和培训费支出情况说明

会议费支出预算5.00万元，支出决算4.00万元。培训费支出预算10.00万元，支出决算9.00万元。公务接待费支出预算6.00万元，支出决算4.80万元。其中：国内公务接待支出4.80万元，接待40批次，320人次，主要为接待调研。

### 四、机关运行经费支出情况说明

2022年度机关运行经费支出决算60.00万元，与上年相比减少15.00万元，下降20.00%。

### 五、绩效评价情况

本部门对5个项目开展了绩效自评价，部门整体支出得分91.5分。存在问题：指标设置过于笼统。

财政拨款收入支出决算总表

单位：万元

| 收入项目 | 决算数 | 支出项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 |
|---|---|---|---|---|---|
| 一、一般公共预算财政拨款 | 430.00 | 一、农林水支出 | 480.00 | 420.00 | 60.00 |
| 二、政府性基金预算财政拨款 | 75.00 | | | | |
| 本年收入合计 | 505.00 | 本年支出合计 | 480.00 | 420.00 | 60.00 |
"""


def _service(folder: Path, name: str, text: str) -> Service:
    file = folder / f"{name}.md"
    file.write_text(text, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def read() -> Content:
    return content(BUDGET.encode(), "云屏市临溪区绿化局2025年部门预算.md", Limits())


@pytest.fixture(scope="module")
def budget(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return _service(tmp_path_factory.mktemp("budget"), "云屏市临溪区绿化局2025年部门预算", BUDGET)


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return _service(tmp_path_factory.mktemp("account"), "松原省石桥镇人民政府2022年度部门决算", ACCOUNT)


def test_two_forms_of_one_title_are_of_two_projects(read: Content) -> None:
    goals = {
        (f.project[1], f.row[-1], str(f.value)) for f in read.facts if f.indicator and f.project and f.basis == "target"
    }
    assert ("口袋绿地补助", "新建绿地数", "12") in goals
    assert ("阳台改建", "改建户数", "100") in goals
    assert not any(name == "口袋绿地补助" and label in ("改建户数", "验收合格率") for name, label, _ in goals)
    money = {(f.project[1], f.unit) for f in read.facts if f.project and f.column == ("项目资金总额",)}
    assert money == {("口袋绿地补助", "元"), ("阳台改建", "元")}


def test_a_chapter_of_a_project_is_told_of_it(read: Content) -> None:
    told = {(f.project[1], f.row, str(f.value), f.unit) for f in read.facts if f.project and f.source == "narrative"}
    assert ("口袋绿地补助", ("口袋绿地补助",), "60.00", "万元") in told
    assert ("口袋绿地补助", ("口袋绿地补助", "浇水补助"), "25.00", "万元") in told
    assert ("阳台改建", ("阳台改建", "户均补贴"), "3000", "元") in told


def test_a_subject_in_quotation_marks_and_a_bracket_is_its_path(read: Content) -> None:
    rows = {f.row for f in read.facts if f.source == "narrative" and f.purpose}
    assert ("城乡社区支出", "城乡社区公共设施", "其他城乡社区公共设施支出") in rows


def test_a_count_in_a_reason_is_not_the_items() -> None:
    facts = content(ACCOUNT.encode(), "松原省石桥镇人民政府2022年度部门决算.md", Limits()).facts
    assert [f.row[-1] for f in facts if f.unit == "人" and f.value == 3] == ["护林员调出"]
    apart = [f for f in facts if f.reason and f.base_year == f.year and f.measure == "change"]
    assert apart
    assert {f.direction for f in apart} == {None}  # 差异 says that they differ, and not which is more


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("口袋绿地补助的钱分成哪几笔，各多少", ("35.00万元", "25.00万元")),
        ("阳台改建每户补贴多少", ("3000元",)),
        ("阳台改建户均补助多少钱", ("3000元",)),
        ("编了绩效目标的项目有几个，涉及多少钱", ("9个", "210.00万元")),
        ("“其他城乡社区公共设施支出”里面基本支出和项目支出各多少", ("20.00万元", "200.00万元")),
        ("一般公共预算里哪个项级科目花钱最多", ("其他城乡社区公共设施支出", "220.00万元")),
        ("2025年城市建设支出为什么多安排了", ("湖岸修补",)),
        ("临溪绿化预算里“口袋绿地”指什么", ("边角地块",)),
    ],
)
def test_budget_questions(budget: Service, question: str, told: tuple[str, ...]) -> None:
    answer = budget.ask(question)
    assert all(words in answer.answer for words in told), answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2022年所有支出合计花了多少（不含结转）", ("500.00万元",)),
        ("2022年末没用完、结转的钱是哪些事项", ("南坡水渠", "老校舍")),
        ("2022年会议费和培训费哪个的预算执行率高", ("80.00%", "90.00%", "更高的是培训费")),
        ("2022年平均招待一位客人花了多少元", ("150.00元",)),
        ("2022年平均接待一批花多少元", ("1200.00元",)),
        ("2022年机关运行经费比上年是升是降，多大幅度", ("15.00万元", "20.00%")),
        ("2022年存在什么问题", ("过于笼统",)),
        ("2022年修桥修渠补助花了多少", ("33.00万元",)),
        ("2022年抗洪那块支了多少？就是防汛", ("50.00万元",)),
        ("2022年抗洪抢险（防汛）和护林（事业机构）比，哪边花钱多，差多少", ("50.00万元", "18.00万元", "32.00万元")),
        (
            "一般公共预算和政府性基金支出相加，跟财政拨款本年支出合计一致吗",
            ("一致。", "420.00万元", "60.00万元", "480.00万元"),
        ),
    ],
)
def test_account_questions(account: Service, question: str, told: tuple[str, ...]) -> None:
    answer = account.ask(question)
    assert all(words in answer.answer for words in told), answer.answer
    assert not any("两处说法不同" in notice for notice in answer.notices)


@pytest.mark.parametrize(
    "question",
    ["绿化局下属城乡社区管理事务中心有多少在编职工", "口袋绿地补助每户补贴多少钱", "阳台改建院有几名退休人员"],
)
def test_not_told(budget: Service, question: str) -> None:
    assert budget.ask(question).status == "declined"
