"""A district office's budget with lists of purchases, standards raised and several funds, asked about as people do."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import holds, spelling
from service.answer import Service
from service.asked_kind import kind_of
from service.query import Query
from tests.support.shelf import Shelf

BUDGET = """# 云屏市临溪区体育局2025年度部门预算公开

## 第二部分 2025年度部门预算表

支出总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 500.00 | 300.00 | 200.00 |
| 207 | 文化旅游体育与传媒支出 | 500.00 | 300.00 | 200.00 |
| 20703 | 体育 | 500.00 | 300.00 | 200.00 |
| 2070301 | 行政运行 | 300.00 | 300.00 | |
| 2070307 | 体育场馆 | 120.00 | | 120.00 |
| 2070308 | 群众体育 | 80.00 | | 80.00 |

财政拨款支出表（功能科目）（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 450.00 | 300.00 | 150.00 |
| 207 | 文化旅游体育与传媒支出 | 450.00 | 300.00 | 150.00 |
| 20703 | 体育 | 450.00 | 300.00 | 150.00 |
| 2070301 | 行政运行 | 300.00 | 300.00 | |
| 2070307 | 体育场馆 | 70.00 | | 70.00 |
| 2070308 | 群众体育 | 80.00 | | 80.00 |

财政拨款基本支出表（经济科目）（单位：万元）

| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
| | 合计 | 300.00 | 260.00 | 40.00 |
| 301 | 工资福利支出 | 260.00 | 260.00 | |
| 302 | 商品和服务支出 | 40.00 | | 40.00 |
| 30201 | 办公费 | 25.00 | | 25.00 |
| 30202 | 印刷费 | 2.50 | | 2.50 |
| 30215 | 会议费 | 4.50 | | 4.50 |
| 30216 | 培训费 | 8.00 | | 8.00 |

一般公共预算机关运行经费支出预算表（单位：万元）

| 科目编码 | 科目名称 | 机关运行经费支出 |
|---|---|---|
| | 合计 | 36.00 |
| 302 | 商品和服务支出 | 36.00 |
| 30201 | 办公费 | 36.00 |

注：区少年体校为事业单位，未列入本表。

政府采购支出预算表（单位：万元）

| 采购品目大类/单位 | 专项名称 | 采购物品名称 | 采购组织形式 | 总计 |
|---|---|---|---|---|
| 合计 | | | | 90.00 |
| 一、货物A | | | | 20.00 |
| 体育局（本级） | 日常公用经费 | 复印机 | 集中采购 | 5.00 |
| 少年体校 | 场馆开放经费 | 健身器材 | 分散采购 | 15.00 |
| 二、服务C | | | | 70.00 |
| 少年体校 | 场馆开放经费 | 泳池水质检测服务 | 分散采购 | 30.00 |
| 体育局（本级） | 全民健身 | 赛事保险服务 | 分散采购 | 40.00 |

## 第三部分 2025年度部门预算情况说明

### 五、财政拨款支出预算情况说明

体育（款）群众体育（项）支出80.00万元，与上年相比增加10.00万元，增长14.29%。主要原因是社区教练员补贴由每人每年800元提高到1000元，并开通健身咨询热线1条。

### 十、政府性基金预算支出预算情况说明

彩票公益金安排的支出（款）用于体育事业的彩票公益金支出（项）12.00万元，主要用于为残疾人、老年人购置健身器材。

### 十四、其他情况说明

2025年初全区有健身站点40个，社会体育指导员1300人。

房屋面积合计9,000.00平方米，其中：办公用房1,200.00平方米，场馆用房7,800.00平方米。

2025年更新公务用车1辆，为少年体校接送运动员的中巴车。

事业收入30.00万元为少年体校收取的培训收入，主要用于场地维护。

### 十五、预算绩效情况说明

| 项目名称 | 预算金额（万元） | 资金用途 |
|---|---|---|
| 合计 | 200.00 | |
| 冰雪进校园 | 60.00 | 购买冰鞋和聘请教练 |
| 社区球场修缮 | 50.00 | 更换篮架与地胶 |
| 健身路径更新 | 50.00 | 拆除老旧器材 |
| 青少年足球联赛 | 40.00 | 裁判与保险 |

## 第四部分 名词解释

八、群众体育（项）：反映开展群众性体育活动的支出。

九、文化旅游体育与传媒支出（类）体育（款）体育场馆（项）：反映场馆建设和开放的支出。

预算公开联系人：林舟 联系电话：0100-2233445
"""


@pytest.fixture(scope="module")
def budget(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file: Path = tmp_path_factory.mktemp("office") / "云屏市临溪区体育局2025年度部门预算.md"
    file.write_text(BUDGET, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2025年政府采购的服务类都列了哪些采购内容", ("泳池水质检测服务", "赛事保险服务", "70.00万元")),
        ("2025年政府采购货物买些什么东西", ("复印机", "健身器材", "20.00万元")),
        ("2025年群众体育是什么意思", ("群众性体育活动",)),
        ("2025年预算里的体育场馆指什么", ("建设和开放",)),
        ("2025年开会加培训总共多少钱", ("12.50万元",)),
        ("2025年给社区教练员的补贴，每人一年涨了多少块", ("1000元", "800元", "200元")),
        ("2025年机关运行经费与公用经费不一样，差多少，为什么", ("4.00万元", "事业单位")),
        ("2025年体育场馆，支出总表里列多少，财政拨款安排的又是多少", ("120.00万元", "70.00万元")),
        ("2025年自己花的零碎（办公费加印刷费）是多少", ("27.50万元",)),
        ("2025年平均每个站点有多少指导员", ("32.50人", "1300人", "40个")),
        ("2025年房屋面积多大？其中办公的有多少？", ("9000.00平方米", "1200.00平方米")),
        ("2025年新换的那辆车是干什么用的", ("接送运动员",)),
        ("2025年事业收入是怎么来的，又用到哪去", ("培训收入", "场地维护")),
        ("2025年冰雪进校园这个项目给了多少钱，钱怎么用", ("60.00万元", "冰鞋")),
        ("库里有没有体育局2025年部门预算的原文", ("有。", "2025年度部门预算公开")),
    ],
)
def test_told(budget: Service, question: str, told: tuple[str, ...]) -> None:
    answer = budget.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(words in answer.answer for words in told), answer.answer


def test_what_is_bought_of_one_kind_is_told_of_no_other(budget: Service) -> None:
    assert "复印机" not in budget.ask("2025年政府采购的服务类都列了哪些采购内容").answer


@pytest.mark.parametrize(
    "question",
    [
        "健身咨询热线2024年一共接了多少个电话",
        "库里有没有体育局2023年部门预算的原文",
        "能查到体育局2024年度决算的全文吗",
    ],
)
def test_not_told(budget: Service, question: str) -> None:
    answer = budget.ask(question)
    assert answer.status == "declined", answer.answer
    assert answer.result is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("热线全年受理了多少通来电", "lookup"),
        ("咨询电话的接听量是多少", "lookup"),
        ("咨询电话是多少", "contact"),
        ("有问题打哪个电话", "contact"),
    ],
)
def test_calls_that_are_counted_are_no_number_to_call(text: str, kind: str) -> None:
    assert kind_of(text, (), (), ()) == kind


@pytest.mark.parametrize(
    "text",
    ["青河司法局的预算", "青河是多少", "青河实验小学", "青河事业收入", "青河去年花了多少"],
)
def test_a_word_that_begins_behind_a_place_is_no_slip(text: str) -> None:
    assert spelling.places(text, ("青河市", "青河区"), ("司法局", "实验小学")).text == text


def test_a_slip_in_a_place_is_put_right() -> None:
    assert spelling.places("青河诗财政局", ("青河市",), ("财政局",)).text == "青河市财政局"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("系统里能查到2024年部门决算的全文吗", True),
        ("你们收录了2024年预算文件没有", True),
        ("2024年部门预算的原件有没有收录", True),
        ("2024年预算文件里有没有写买车", False),
        ("2024年有没有公开的三公经费预算", False),
        ("2024年预算材料费多少", False),
    ],
)
def test_whether_a_paper_is_held(text: str, asked: bool) -> None:
    query = Query(text=text, kind="lookup", years=(2024,))
    assert bool(holds.asked(text, query)) == asked
