"""A house with readers and staff of its own publishes: its self-evaluation, its lists and the parts of its sentences."""

from __future__ import annotations

import pytest

from ingest.content import content
from ingest.limits import Limits
from service.answer import Service
from tests.support.shelf import Shelf

NAME = "示例市图书馆2023年度单位决算.md"
ACCOUNT = """# 示例市图书馆2023年度单位决算情况说明

## 一、单位基本情况

截至2023年12月31日，在编人员40人，编外聘用人员12人（其中：讲解员7人，保洁员5人）。

## 二、单位决算收支情况说明

### （一）收入情况

2023年度收入合计900.00万元，较上年增加8.00万元，主要是：①新馆开放，一般公共预算拨款增加10.00万元；②捐赠到期未续，其他收入减少2.00万元。

### （二）结转结余情况

2023年度年末结转和结余30.00万元。按资金性质分：一般公共预算20.00万元、非财政拨款10.00万元。

### （三）支出情况

2023年度一般公共预算财政拨款支出800.00万元，较年初预算数增加60.00万元，增长8.1%，年中追加搬迁经费是主要原因。

### （四）机关运行经费

本馆为事业单位，不在机关运行经费统计范围之内。

## 三、绩效自评情况

下一步改进：①书架采购避开学期初；②引入读者评议；③每季度检查一次消防。

## 四、联系方式

联系方式：办公室，0555-5551234。意见可发送至电子邮箱tsg@example.cn。

## 五、附表

收入决算表（单位：万元）

| 科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 |
|---|---|---|---|
| 合计 | | 900.00 | 860.00 |
| 207 | 文化旅游体育与传媒支出 | 700.00 | 660.00 |
| 208 | 社会保障和就业支出 | 200.00 | 200.00 |

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 合计 | | 880.00 | 600.00 | 280.00 |
| 207 | 文化旅游体育与传媒支出 | 681.00 | 401.00 | 280.00 |
| 208 | 社会保障和就业支出 | 199.00 | 199.00 | |

2023年度单位整体绩效自评表

| 单位名称 | 示例市图书馆 | 自评总分 | 97.50 | | | | |
|---|---|---|---|---|---|---|---|
| 年初预算数（万元） | 820.00 | 全年预算数（万元） | 900.00 | 全年执行数（万元） | 880.00 | 执行率（%） | 97.78 |
| 指标名称 | 计量单位 | 指标性质 | 年初指标值 | 全年完成值 | 指标权重 | 指标得分 | 说明 |
| 读者满意度 | % | ≥ | 90 | 87 | 10 | 9.50 | 空调检修期间闷热 |
| 新增图书 | 册 | ≥ | 5000 | 5200 | 20 | 20 | |

2023年度项目绩效自评表

| 项目名称 | 流动书车进社区 | 自评总分 | 92.00 | | | | |
|---|---|---|---|---|---|---|---|
| 年初预算数（万元） | 60.00 | 全年预算数（万元） | 60.00 | 全年执行数（万元） | 57.00 | 执行率（%） | 95.00 |
| 指标名称 | 计量单位 | 指标性质 | 年初指标值 | 全年完成值 | 指标权重 | 指标得分 | 说明 |
| 停靠站点 | 个 | ≥ | 30 | 26 | 30 | 26 | 两个小区道路施工 |
| 社区读者满意度 | % | ≥ | 90 | 93 | 10 | 10 | |
"""


PLAN_NAME = "示例市图书馆2025年单位预算.md"
PLAN = """# 示例市图书馆2025年单位预算情况说明

## 一、单位基本情况

截至2024年12月31日，在编人员42人，持证读者3200人，其中：少儿1200人，成人2000人。

## 二、单位预算情况说明

2025年“三公”经费预算5.00万元，比2024年增加1.00万元。具体为：
①因公出国（境）费2.00万元，上年未安排。根据馆际交流协议，拟派2名馆员赴外交流。
②公务接待费0.50万元，减少0.50万元。外地参观团改由馆内食堂供餐。
③公务用车运行维护费2.50万元，减少0.50万元，主要原因是书车里程减少。

阅读奖励分两档执行：一档每人每年300元，二档每人每年200元。全年奖励读者50人，其中：一档20人，二档30人。

2025年政府性基金预算收入8.00万元，支出8.00万元，比2024年的9.00万元减少1.00万元。

## 三、附表

一般公共预算“三公”经费支出表（单位：万元）

| 2024年预算数 | | | | 2025年预算数 | | | |
|---|---|---|---|---|---|---|---|
| 合计 | 因公出国（境）费 | 公务用车运行费 | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车运行费 | 公务接待费 |
| 4.00 | | 3.00 | 1.00 | 5.00 | 2.00 | 2.50 | 0.50 |

项目支出预算表（单位：万元）

| 项目编码 | 项目名称 | 合计 | 一般公共预算 | 财政专户管理资金 |
|---|---|---|---|---|
| 50010125T000001234567 | 少儿阅读推广 | 30.00 | 30.00 | |
| 50010125T000001234568 | 考级场地保障 | 12.00 | | 12.00 |
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("both")
    (folder / NAME).write_text(ACCOUNT, encoding="utf-8")
    (folder / PLAN_NAME).write_text(PLAN, encoding="utf-8")
    return Service(Shelf(folder / NAME, folder / PLAN_NAME))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2025年三公经费预算怎么多了一万", ["馆际交流协议", "书车里程减少"]),
        ("少儿阅读推广的项目编码是多少", ["50010125T000001234567"]),
        ("2025年用财政专户管理资金安排了哪些项目", ["考级场地保障", "12.00万元"]),
        ("2025年阅读奖励一档、二档各给多少元", ["300元", "200元"]),
        ("从2023年底到2024年底，在编人员多了几个人", ["2人"]),
    ],
)
def test_the_plan_beside_the_account_is_asked_about(both: Service, question: str, words: list[str]) -> None:
    answer = both.ask(question)
    missing = [word for word in words if word not in answer.answer]
    assert answer.status == "answered", answer.answer
    assert not missing, answer.answer


def test_what_a_fund_spends_is_not_all_that_is_spent(both: Service) -> None:
    assert "9.00万元" not in both.ask("2025年支出比2024年多多少").answer


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    path = tmp_path_factory.mktemp("house") / NAME
    path.write_text(ACCOUNT, encoding="utf-8")
    assert content(path.read_bytes(), NAME, Limits())
    return Service(Shelf(path))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2023年单位整体自评总分是多少", ["97.50"]),
        ("流动书车进社区2023年自评得了多少分", ["92.00"]),
        ("流动书车进社区2023年执行率是多少", ["95.00%"]),
        ("流动书车进社区2023年全年执行数是多少", ["57.00万元"]),
        ("流动书车进社区自评扣分扣在哪里", ["停靠站点", "道路施工"]),
        ("2023年读者满意度实际完成多少", ["87%", "93%"]),
        ("2023年新增图书得了几分", ["20"]),
        ("2023年年末结转和结余按资金性质怎么构成", ["20.00万元", "非财政拨款", "10.00万元"]),
        ("编外人员都是干什么的，各有几个人", ["讲解员", "7人", "保洁员", "5人"]),
        ("2023年其他收入怎么缩水了", ["捐赠到期未续"]),
        ("2023年一般公共预算财政拨款支出的年初预算数推算是多少", ["740.00万元"]),
        ("自评里说今后打算怎么改进", ["避开学期初", "读者评议", "消防"]),
        ("对机关运行经费是怎样说明的", ["不在机关运行经费统计范围"]),
        ("有意见发邮件，邮箱是什么", ["tsg@example.cn"]),
        ("2023年支出里最大的一类是什么", ["681.00万元"]),
    ],
)
def test_it_is_answered(service: Service, question: str, words: list[str]) -> None:
    answer = service.ask(question)
    missing = [word for word in words if word not in answer.answer]
    assert answer.status == "answered", answer.answer
    assert not missing, answer.answer


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("2023年支出里最大的一类是什么", "700.00万元"),  # what 收入决算表 prints of it
        ("2023年读者满意度实际完成多少", "9.50"),
        ("馆长2023年的年薪多少", "自评总分"),
    ],
)
def test_it_is_not_answered_with_another_figure(service: Service, question: str, wrong: str) -> None:
    assert wrong not in service.ask(question).answer
