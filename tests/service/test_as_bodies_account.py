"""What final accounts tell beside their totals: both ends of a line, vacant posts, lost points, what is told apart, handed over."""

from __future__ import annotations

import pytest

from ingest.content import content
from ingest.limits import Limits
from service.answer import Service
from tests.support.shelf import Shelf

NAME = "示例市示例区水利局2020年度部门决算.md"
ACCOUNT = """# 示例市示例区水利局2020年度部门决算情况说明

## 一、部门基本情况

### （一）机构设置

2020年末，局系统核定编制90名，其中行政编制20名、事业编制70名；年末实有在职人员82人，其中行政19人、事业63人。

### （二）机构改革情况

2020年5月起，水土保持监测职责由区自然资源局划入我局，同步划入事业编制4名。财务收支自6月起并入本部门核算。

## 二、部门决算情况说明

### （一）收入支出决算总体情况说明

2020年度收入合计1000.00万元，支出合计1040.00万元。年末结转和结余60.00万元。

社会保障和就业支出40.00万元，较年初预算数增加9.00万元，主要原因是2名职工去世发放丧葬抚恤金12.00万元。

### （二）“三公”经费情况说明

因公出国（境）费用0.00万元，年初预算0.00万元；较上年支出数减少4.20万元，因2019年赴荷兰考察圩区治理2人次，2020年未安排出国（境）任务。

公务用车购置费19.80万元，用于更新防汛指挥车1辆。公务用车运行维护费21.00万元。

2020年度公务用车购置1辆，公务用车保有量为7辆。车均维护费3.00万元。

### （三）国有资产占用情况说明

截至2020年12月31日，共有车辆9辆，其中：应急保障用车4辆、机要通信用车1辆、特种专业技术用车4辆。打捞车和清淤车不计入公务用车保有量。

### （四）预算绩效管理情况说明

部门整体支出绩效自评得分95.00分。扣分原因：采购备案滞后，扣3.00分；档案移交不及时，扣2.00分。

区财政局委托第三方机构对青石水库加固工程开展重点评价，评价等级为“良”。指出的问题有：工期延误三个月，监理日志缺失。

河道清淤项目支出绩效自评表（单位：万元）

| 项目名称 | 河道清淤 | 自评总分 | 93.00 | | |
|---|---|---|---|---|---|
| 年初预算数 | 80.00 | 全年（调整）预算数 | 100.00 | 全年执行数（执行率） | 91.37（91.37%） |
| 全年完成情况 | 清淤河道18.5公里，处理淤泥9万立方米；3.5公里未完工，顺延至下年实施。 | | | | |
| 绩效指标 | 计量单位 | 权重 | 年度指标值 | 全年完成值 | 得分 |
| 清淤河道长度 | 公里 | 50 | 22 | 18.5 | 44.00 |
| 验收合格率 | % | 40 | 100 | 100 | 40.00 |
| 预算执行率 | % | 10 | 100 | 91.37 | 9.00 |
| 未达标说明 | 长度未达标，系汛期提前、河道水位偏高。 | | | | |

## 三、名词解释

（一）其他收入：指除财政拨款收入等之外的收入。本部门主要是水库管理所收到的水面出租款。

## 四、附表

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 1040.00 | 400.00 | 640.00 |
| 210 | 卫生健康支出 | 30.00 | 30.00 | |
| 21011 | 行政事业单位医疗 | 30.00 | 30.00 | |
| 2101101 | 行政单位医疗 | 12.00 | 12.00 | |
| 2101102 | 事业单位医疗 | 18.00 | 18.00 | |
| 213 | 农林水支出 | 1010.00 | 370.00 | 640.00 |
| 21303 | 水利 | 990.00 | 370.00 | 620.00 |
| 2130305 | 水利工程建设 | 610.00 | 120.00 | 490.00 |
| 2130306 | 水利工程运行与维护 | 380.00 | 250.00 | 130.00 |
| 21399 | 其他农林水支出 | 20.00 | | 20.00 |
| 2139901 | 对蓄滞洪区农户的补偿 | 13.00 | | 13.00 |
| 2139902 | 对水库移民的补贴 | 7.00 | | 7.00 |

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余 |
|---|---|---|---|---|---|
| | 合计 | 100.00 | 900.00 | 940.00 | 60.00 |
| 213 | 农林水支出 | 100.00 | 870.00 | 910.00 | 60.00 |
| 21303 | 水利 | 100.00 | 850.00 | 890.00 | 60.00 |
| 2130305 | 水利工程建设 | 70.00 | 530.00 | 560.00 | 40.00 |
| 2130306 | 水利工程运行与维护 | 30.00 | 320.00 | 330.00 | 20.00 |

部门决算相关信息统计表（单位：万元）

| 项目 | 预算数 | 统计数 |
|---|---|---|
| 四、机关运行经费 | | 75.00 |
| （一）行政单位 | | 45.00 |
| 项目 | 预算数 | 统计数 |
| （二）参照公务员法管理事业单位 | | 30.00 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("account") / NAME
    file.write_text(ACCOUNT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        # what is left and kept for the next year
        ("2020年没用完、结转到下一年的钱有多少", ["60.00万元"]),
        ("2020年没花完留到来年的是多少", ["60.00万元"]),
        # both ends of one line
        ("水利工程建设2020年年初和年末结转各是多少，少了多少", ["70.00万元", "40.00万元", "30.00万元"]),
        ("2130306科目2020年从年初到年底账面结余减了多少", ["30.00万元", "20.00万元", "10.00万元"]),
        # the column of a line
        ("2020年2130305水利工程建设，本年支出数是多少", ["610.00万元"]),
        ("2020年水利工程建设科目，年初结转和结余是多少", ["70.00万元"]),
        ("2020年水利工程运行与维护，本年收入是多少", ["320.00万元"]),
        # inside a fund
        ("2020年一般公共预算里面，水利工程建设和水利工程运行与维护哪个多", ["560.00万元", "330.00万元", "230.00万元"]),
        # number and cost in one breath
        ("2020年新买了几辆车，花了多少钱", ["1辆", "19.80万元"]),
        ("2020年买了几辆公务用车", ["1辆"]),
        ("2020年平均养一台车要多少钱", ["3.00万元"]),
        # the year before, told in passing
        ("2019年因公出国花了多少", ["4.20万元"]),
        ("2019年出国是去做什么的", ["荷兰", "圩区治理"]),
        # kinds of things counted
        ("2020年底这些车辆都是干什么的，各有几辆", ["4辆", "1辆", "应急保障用车", "特种专业技术用车"]),
        # two numbers of which one leaves something out
        ("前面写公务用车保有量7辆，后面又写车辆9辆，是不是填错了", ["7辆", "9辆", "不计入公务用车保有量"]),
        # lost points, and what is still to be done
        ("2020年部门整体绩效为什么没得满分", ["采购备案滞后", "档案移交不及时"]),
        ("河道清淤项目2020年自评哪些地方扣了分，为什么", ["44.00分", "水位偏高"]),
        ("2020年河道清淤长度完成了多少公里，还差多少公里没完成", ["18.5公里", "3.5公里"]),
        # a rate worked out again
        ("河道清淤项目自评表里的执行率，按执行数和全年预算数算一下对不对", ["91.37%", "100.00万元", "一致"]),
        # where other income is from
        ("2020年其他收入是打哪来的", ["水面出租款"]),
        # vacant posts
        ("2020年末还空缺几个编制", ["90名", "82人", "8名"]),
        ("2020年事业编制还剩多少没用", ["70名", "63人", "7名"]),
        # so many items said behind their names
        ("2020年行政单位医疗和事业单位医疗这两项支出一共多少", ["30.00万元"]),
        # to whom it is given
        ("2020年补贴给水库移民多少钱", ["7.00万元"]),
        # handed over by a body not held
        ("2020年机构改革，自然资源局给水利局划过来什么职责", ["水土保持监测职责", "4名"]),
        ("2020年从自然资源局划转过来几个编制", ["4名"]),
        # what an evaluation found wanting of a thing that the sentence before names
        ("2020年第三方评青石水库加固工程，发现了哪些毛病", ["工期延误", "监理日志缺失"]),
        # parts of an amount by kinds of units, over a head that a page repeats
        ("2020年机关运行经费里行政单位和参照公务员法管理事业单位各是多少", ["45.00万元", "30.00万元"]),
    ],
)
def test_it_is_answered(service: Service, question: str, words: list[str]) -> None:
    answer = service.ask(question)
    assert answer.status == "answered", answer.answer
    assert [word for word in words if word not in answer.answer] == [], answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "第三方评白沙泵站改造工程，发现了哪些毛病",
        "2020年从林业局划转过来几个编制",
        "2020年林业局给水利局划过来几个编制",
        "2020年工勤编制还空着几个",
        "2020年三项支出合计多少",
    ],
)
def test_what_is_not_told_stays_declined(service: Service, question: str) -> None:
    answer = service.ask(question)
    assert answer.result is None, answer.answer
    assert "工期延误" not in answer.answer
    assert "4名" not in answer.answer


def test_what_is_read() -> None:
    read = content(ACCOUNT.encode(), NAME, Limits())
    told = {("/".join(f.row), f.column[-1:], str(f.value), f.unit, f.basis) for f in read.facts if f.value is not None}
    for fact in (
        ("河道清淤", ("全年（调整）预算数",), "100.00", "万元", "adjusted_budget"),
        ("河道清淤", ("全年执行数",), "91.37", "万元", "actual"),
        ("河道清淤", ("执行率",), "91.37", "%", "actual"),
        ("四、机关运行经费/（二）参照公务员法管理事业单位", ("统计数",), "30.00", "万元", "actual"),
    ):
        assert fact in told
    assert not [row for row, _, value, _, _ in told if value == "12.00" and row.endswith("社会保障和就业支出")]
    moved = [f for f in read.facts if str(f.value) == "4.20"]
    assert [(f.basis, f.direction) for f in moved] == [("actual", "down")]
