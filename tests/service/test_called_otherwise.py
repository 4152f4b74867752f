"""One item called otherwise than in print: in another order, by what it is made of, in words that leave no whole to answer."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNTS = """# 松浦市白石区文化和旅游局2023年度部门决算

## 第二部分 决算表

收入支出决算总表（单位：万元）

| 收入项目 | 决算数 | 支出项目 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 905.00 | 文化旅游体育与传媒支出 | 880.00 |
| 总计 | 905.00 | 总计 | 905.00 |

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 207 | 文化旅游体育与传媒支出 | 880.00 | 500.00 | 380.00 |
| 20701 | 文化和旅游 | 790.00 | 500.00 | 290.00 |
| 2070101 | 行政运行 | 500.00 | 500.00 | |
| 2070109 | 群众文化 | 180.00 | | 180.00 |
| 2070113 | 旅游宣传 | 110.00 | | 110.00 |
| 20702 | 文物 | 60.00 | | 60.00 |
| 2070204 | 文物保护 | 60.00 | | 60.00 |
| 20703 | 体育 | 30.00 | | 30.00 |
| 2070305 | 体育竞赛 | 12.00 | | 12.00 |
| 2070308 | 群众体育 | 18.00 | | 18.00 |
| | 合计 | 880.00 | 500.00 | 380.00 |

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 2070109 | 群众文化 | 165.00 | | 165.00 |
| 2070113 | 旅游宣传 | 110.00 | | 110.00 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 301 | 工资福利支出 | 410.00 |
| 30101 | 基本工资 | 150.00 |
| 30199 | 其他工资福利支出 | 8.80 |
| 302 | 商品和服务支出 | 90.00 |
| 30201 | 办公费 | 21.00 |
| 30207 | 邮电费 | 6.50 |
| 30209 | 物业管理费 | 14.20 |
| 30214 | 租赁费 | 3.30 |
| 30215 | 会议费 | 1.10 |
| 30239 | 其他交通费用 | 9.80 |
| 310 | 资本性支出 | 12.00 |
| 31002 | 办公设备购置 | 12.00 |

## 第三部分 绩效自评

乡镇图书流动服务项目支出绩效自评表

| 指标名称 | 计量单位 | 指标性质 | 年度指标值 | 全年完成值 | 指标权重 | 得分 |
|---|---|---|---|---|---|---|
| 流动图书车服务场次 | 场次 | ≥ | 90 | 97 | 20 | 20 |
| 开设阅读课程门数 | 门 | ≥ | 12 | 9 | 20 | 15 |
| 新增阅览室数 | 家 | ≥ | 5 | 5 | 10 | 10 |
| 读者满意度 | % | ≥ | 90 | 93.1 | 20 | 20 |
| 图书按期归还率 | % | ≥ | 95 | 96.4 | 20 | 20 |
| 图书破损率 | % | ≤ | 2 | 1.4 | 10 | 10 |

2023年末退休人员31人。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("otherwise") / "disclosure.md"
    file.write_text(ACCOUNTS, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "result", "unit"),
    [
        # In the other order of words, or with a filler between them.
        ("2023年宣传旅游花了多少钱", "110.00", "万元"),
        ("2023年保护文物的钱是多少", "60.00", "万元"),
        ("2023年工资基本花了多少", "150.00", "万元"),
        ("2023年群众性体育活动花了多少钱", "18.00", "万元"),
        ("2023年体育比赛竞赛花了多少钱", "12.00", "万元"),  # and not all that is called 体育
        ("2023年其他工资花了多少", "8.80", "万元"),
        # By what a line is made of, beside a name of it.
        ("2023年打印纸、文具这些办公零碎花了多少", "21.00", "万元"),
        ("2023年打印纸文具花了多少钱", "21.00", "万元"),
        ("2023年添置电脑打印机这些办公设备花了多少钱", "12.00", "万元"),
        ("2023年租房子租东西的费用决算几何", "3.30", "万元"),
        ("2023年办公零碎如文具纸张用了多少", "21.00", "万元"),
        ("2023年一年开了多少钱的会", "1.10", "万元"),
        # In words of which little is left when what names nothing is taken off.
        ("2023年看门花了多少钱", "14.20", "万元"),
        ("2023年光纤花了多少钱", "6.50", "万元"),
        ("2023年车改补贴花了多少钱", "9.80", "万元"),
        # Of a year that is over it is asked how it went, unless the goal is.
        ("2023年读者满意度是多少", "93.1", "%"),
        ("2023年看书的人满意度有多高", "93.1", "%"),
        ("2023年读者满意度的目标是多少", "90", "%"),
        ("2023年图书按期归还的比例是多少", "96.4", "%"),
        ("2023年图书破损率要控制在多少以内", "2", "%"),
        ("2023年图书破损率是多少", "1.4", "%"),
        ("2023年读者的满意程度有多高", "93.1", "%"),
        ("2023年流动图书车实际开了几场", "97", "场次"),
        ("2023年阅读课程开了几门", "9", "门"),
    ],
)
def test_one_item_is_found_however_it_is_called(service: Service, question: str, result: str, unit: str) -> None:
    reply = service.ask(question)
    assert reply.status == "answered", reply.answer
    assert reply.result is not None, reply.answer
    assert (reply.result.value, reply.result.unit) == (result, unit), reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "2023年打印纸花了多少钱",  # one thing of a line is not all of it
        "2023年外单位花了多少钱",
        "2023年交给别人做花了多少钱",
        "2023年别的商品服务支出花了多少",  # nor is the whole the rest of it
        "2023年退休人员工资花了多少钱",  # how many there are is no amount
        "2023年退休人员的补贴标准是多少",
        "2023年阅览室有几家",  # how many are to be added is not how many there are
    ],
)
def test_a_whole_a_count_or_an_addition_answers_for_nothing_else(service: Service, question: str) -> None:
    reply = service.ask(question)
    assert reply.result is None, reply.answer


def test_all_that_is_spent_is_still_asked_for_in_passing_words(service: Service) -> None:
    for question in ("2023年一共花了多少钱，说个总数就行", "2023年到底用脱好多钱", "2023年花了几多钱嘛"):
        reply = service.ask(question)
        assert reply.result is not None, (question, reply.answer)
        assert reply.result.value in ("880.00", "905.00"), (question, reply.answer)
