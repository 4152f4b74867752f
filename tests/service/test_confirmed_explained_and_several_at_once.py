"""What is put forward to be confirmed, what is to be explained, uses told by an amount, several attributes asked at once."""

from __future__ import annotations

import pytest

from ingest import terms
from service import asked_agreement, asked_amount, asked_kind
from service.answer import Service
from service.asked_reason import asks_why
from service.question import parse
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市青柳区水务局2023年度部门决算

## 第一部分 部门概况

### 二、部门决算单位构成

从预算单位构成看，纳入本部门2023年度决算编制的二级预算单位包括：云屏市青柳区水务局（本级）、青柳区河道管理所、青柳区水质监测中心，共3个。

## 第二部分 决算表

一般公共预算财政拨款基本支出决算表（单位：万元）

| 经济分类科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
| | 合计 | 150.01 | 120.00 | 30.00 |
| 301 | 工资福利支出 | 120.00 | 120.00 | |
| 302 | 商品和服务支出 | 30.00 | | 30.00 |
| 30211 | 差旅费 | 9.40 | | 9.40 |

机关运行经费支出决算表（单位：万元）

| 经济分类科目编码 | 科目名称 | 决算数 |
|---|---|---|
| | 合计 | 25.00 |
| 30211 | 差旅费 | 6.30 |

## 第三部分 决算情况说明

### 五、一般公共预算支出决算情况说明

水资源节约（项）。年初预算为60.00万元，支出决算为48.00万元，完成年初预算的80.00%。决算数小于预算数的主要原因是节水改造招标流标。

政府性基金本年支出76.50万元，以土地出让收入安排，用于支付南岸泵站进度款和监理费。

### 七、“三公”经费支出情况说明

公务接待费2.30万元。全年国内公务接待14批次、96人次，主要用于接待流域机构来访开展防汛检查。

公务用车保有量为3辆。

### 八、国有资产占用情况

截至2023年12月31日，本部门共有车辆5辆。

### 十、预算绩效情况说明

2023年度，本部门对6个项目开展了绩效自评，涉及资金188.00万元；部门整体支出绩效自评得分92.6分。存在问题：个别项目验收偏晚。

## 第四部分 名词解释

（一）结余分配：指单位按规定缴纳所得税、提取专用基金的情况。

（二）机关运行经费：指为保障行政单位运行用于购买货物和服务的各项公用经费。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    path = tmp_path_factory.mktemp("confirmed") / "青柳区水务局2023年度部门决算.md"
    path.write_text(ACCOUNT, encoding="utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # put forward to be confirmed: all that is stated is told
        ("2023年基本支出，是否正好是人员经费与公用经费之和？请验算", ("120.00", "30.00", "150.01", "四舍五入")),
        ("请复核：人员经费加公用经费，恰好就是基本支出吧", ("120.00", "30.00", "150.01")),
        ("公车保有量和国有资产里的车辆总数，应该相同吧？请核实", ("不一致", "3辆", "5辆")),
        ("有人说差旅费写了两个不同的数，是这样吗？", ("9.40", "6.30")),
        # an explanation of what is uneven is a reason
        ("文件怎么解释水资源节约决算低于年初预算的？", ("48.00", "招标流标")),
        ("水资源节约实际花的没到年初预算数，是何缘故？", ("招标流标",)),
        ("对水资源节约决算小于年初预算，文件作何解释", ("招标流标",)),
        # of a word it is what it means, never the amount
        ("决算里有个词叫“结余分配”，看不懂，请解释一下", ("提取专用基金",)),
        ("请解释“机关运行经费”这个名词", ("购买货物和服务",)),
        ("机关运行经费指什么？请按2023年决算的名词解释回答", ("购买货物和服务",)),
        # uses, guests and units
        ("有76.5万土地出让收入，这笔钱具体付了什么？", ("进度款和监理费",)),
        ("花了公务接待费，主要接待的是哪些来人、哪些事？", ("防汛检查",)),
        ("纳入2023年部门决算范围的，局本级以外还有哪些所属单位？", ("河道管理所", "水质监测中心")),
        ("纳入2023年部门决算编制的都有谁", ("河道管理所", "水质监测中心")),
        # several at once
        ("2023年绩效自评：几个项目、整体支出得分几何、暴露了哪些问题", ("6个", "92.6分", "验收偏晚")),
        ("公务接待费、批次、人次分别为多少？", ("2.30", "14批次", "96人次")),
        ("请翻到机关运行经费支出决算表，差旅费那一行是几万元？", ("6.30",)),
    ],
)  # fmt: skip
def test_what_is_asked_is_told(service: Service, question: str, told: tuple[str, ...]) -> None:
    answer = service.ask(question)
    assert answer.status == "answered"
    assert all(words in answer.answer for words in told), answer.answer


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("基本支出是否正好是人员经费与公用经费之和", True),
        ("基本支出、人员经费和公用经费一共多少，请核实", False),
        ("基本支出与人员经费、公用经费加起来有没有超过去年", False),
        ("基本支出有多少", False),
    ],
)
def test_a_sum_that_is_only_asked_for_is_none_to_be_confirmed(text: str, agrees: bool) -> None:

    assert asked_agreement.asks(text, parse(text, terms.Vocabulary(())).items) is agrees


def test_an_explanation_is_of_a_word_or_of_a_move() -> None:
    assert asked_kind.asks_of_a_word("有个名词叫水资源费，请讲讲")
    assert not asked_kind.asks_of_a_word("培训费比上年增加了几成，怎么解释")
    assert asks_why("怎么解释它低于上年", "怎么解释它低于上年")
    assert not asks_why("怎么解释", "怎么解释")


def test_money_told_by_its_amount_asks_what_for_unless_how_much_is_asked() -> None:
    assert asked_amount.asks_what_for("那76.5万元具体付了什么")
    assert not asked_amount.asks_what_for("那76.5万元占多少")
    assert not asked_amount.asks_what_for("那笔钱具体付了什么")


def test_a_rate_that_is_worked_out_is_held_against_the_printed_one_by_its_own_rule() -> None:
    text = "水费一项，用决算数除以年初预算数，得出的完成率同文中印的百分比是否吻合"
    assert parse(text, terms.Vocabulary(["水费"])).kind == "completion"
