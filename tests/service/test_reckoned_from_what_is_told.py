"""What is reckoned from what is told: a unit or decimals as wanted, open posts, parts of counts, the mean of a meeting."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市青柳区园林局2024年度部门决算

## 第一部分 单位概况

截至2024年12月31日，本部门核定编制60名，其中行政编制20名、事业编制40名；年末实有在职人员51人。退休人员30人。
绿化科编制空缺2名，未能补足。

## 第二部分 决算表

收入支出决算总表（公开01表）（单位：万元）

| 收入 | 决算数 | 支出 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 780.00 | 一、城乡社区支出 | 790.00 |
| 二、事业收入 | 20.00 | 二、卫生健康支出 | 10.00 |
| 总计 | 800.00 | 总计 | 800.00 |

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 212 | 城乡社区支出 | 700.00 | 300.00 | 400.00 |
| 2120101 | 行政运行 | 300.00 | 300.00 | |
| 2120501 | 城乡社区环境卫生 | 350.00 | | 350.00 |
| | 合计 | 700.00 | 300.00 | 400.00 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 金额 |
|---|---|---|
| | 人员经费合计 | 255.00 |
| | 公用经费合计 | 45.00 |
| | 合计 | 300.00 |

## 第三部分 情况说明

2024年度收入支出总计800.00万元。与2023年度相比，收入支出总计增加60.00万元，增长8.11%。

“三公”经费支出决算9.00万元，完成年初预算12.00万元的75.00%，比上年减少3.00万元，下降25.00%。其中：公务用车购置及运行维护费支出6.30万元，公务接待费支出2.70万元。

会议费支出6.00万元，比上年减少1.00万元。2024年度全年召开会议8个，参加会议300人次。

培训费支出9.00万元，比上年增加2.50万元。2024年度全年组织培训4个，组织培训450人次。

机关运行经费支出45.00万元，比2023年增加5.00万元，增长12.50%。

截至2024年12月31日，房屋建筑面积合计5000.00平方米，其中温室1200.00平方米、管护站3800.00平方米。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("reckoned") / "disclosure.md"
    file.write_text(ACCOUNT, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


def _asked(service: Service, *questions: str):
    talk, reply = None, None
    for question in questions:
        reply = service.ask(question, None, talk)
        talk = reply.conversation
    assert reply is not None
    return reply


@pytest.mark.parametrize(
    ("questions", "result", "unit"),
    [
        # In the unit asked for, and with the decimals asked for.
        (["2024年三公经费比上年减少多少元"], "-30000", "元"),
        (["2024年三公经费多少", "比上年减少多少", "减少的这个数换算成元是多少"], "-30000", "元"),
        (["2024年收支总计比2023年增长百分之几，保留一位小数"], "8.1", "%"),
        (["2024年收支总计换成亿元，留两位小数"], "0.08", "亿元"),
        # What a number is held against, whatever stands between.
        (["跟年初预算相比，2024年三公经费最终少支出了几万元，帮忙算个差额"], "-3.00", "万元"),
        (["2024年三公经费决算离年初预算还有多大缺口"], "-3.00", "万元"),
        (["三公经费同比缩减的百分比，能算一下吗"], "-25.00", "%"),
        (["按百分比算，收支总计相对上年的增幅是多大"], "8.11", "%"),
        (["2024年会议费和培训费加起来比上年增加多少"], "1.50", "万元"),
        # Which whole is meant.
        (["2024年一般公共预算财政拨款基本支出多少", "其中人员经费占百分之几？"], "85.00", "%"),
        (["我想要一个比例：分子是2024年“行政运行”的支出，分母是基本支出"], "100.00", "%"),
        (["2024年人员经费和公用经费的比是多少"], "5.67", "倍"),
        (["2024年三公经费里车占几成？"], "70.00", "%"),
        (["2024年三公经费里车占几成？", "接待呢"], "30.00", "%"),
        (["2024年公务接待费占三公经费几成？", "公务用车购置及运行维护费呢"], "70.00", "%"),
        (["2024年三公经费多少", "那扣掉公务接待费以后呢"], "6.30", "万元"),
        # Posts, and parts of what is counted.
        (["2024年末还空着多少个编制"], "9", "名"),
        (["编制在2024年底是不是没用满，还有几个缺额"], "9", "名"),
        (["名下房子里温室面积占总面积的百分之多少"], "24.00", "%"),
        (["2024年行政编制占总编制的比例"], "33.33", "%"),
        # What one comes to.
        (["2024年开一次会平均花多少万元"], "0.75", "万元"),
        (["2024年培训费摊到每个参训人次是多少元"], "200.00", "元"),
        (["2024年公用经费除以在职人数等于多少"], "0.88", "万元"),
        (["按实有在职人数算，2024年基本支出的人员经费人均多少万元"], "5.00", "万元"),
        # Worked back.
        (["2023年度三公经费是多少？2024年决算里说了比上年减少的数"], "12.00", "万元"),
        (["请借2024年的材料还原上一年（2023年）培训费的金额"], "6.50", "万元"),
    ],
)
def test_it_is_reckoned_as_asked(service, questions, result, unit) -> None:
    reply = _asked(service, *questions)
    assert reply.result is not None, reply.answer
    assert (reply.result.value, reply.result.unit) == (result, unit), reply.answer


def test_what_is_held_against_a_plan_is_not_told_against_last_year(service) -> None:
    reply = _asked(service, "2024年机关运行经费是多少", "跟年初预算比呢")
    assert "5.00" not in reply.answer.replace("45.00", ""), reply.answer


def test_a_part_that_is_not_known_is_not_answered_with_the_whole(service) -> None:
    reply = _asked(service, "2024年三公经费里打印机占几成")
    assert reply.result is None, reply.answer


def test_how_two_moved_together_is_no_sum_of_them(service) -> None:
    reply = _asked(service, "2024年行政运行和城乡社区环境卫生两项一共比上年变化多少")
    assert reply.result is None, reply.answer
