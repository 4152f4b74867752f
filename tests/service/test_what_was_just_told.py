"""A follow-up that calls what was just told 这笔支出 or 这项收入 is about that, never about all that is spent or came in."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

TEXT = """# 霁川市白溪区水务局2023年度部门决算

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 205 | 教育支出 | 10.00 | 10.00 | 0.00 |
| 213 | 农林水支出 | 190.00 | 70.00 | 120.00 |
| 21303 | 水利 | 190.00 | 70.00 | 120.00 |
| 2130314 | 防汛 | 61.00 | 21.00 | 40.00 |
| 2130312 | 水质监测 | 129.00 | 49.00 | 80.00 |
| | 合计 | 200.00 | 80.00 | 120.00 |

## 第三部分 2023年度部门决算情况说明

### 二、收入支出决算总体情况说明

2023年度支出总计200.00万元，比上年增加20.00万元，增长11.11%，主要原因是工程款集中支付。

2．其他收入7.00万元，占3.50%。

### 五、一般公共预算财政拨款支出决算情况说明

2．农林水支出（类）水利（款）水质监测（项）。年初预算为120.00万元，支出决算为129.00万元，完成年初预算的107.50%，主要用于断面采样。决算数大于年初预算数的主要原因是年中追加应急采样。

1．农林水支出（类）水利（款）防汛（项）。年初预算为100.00万元，支出决算为61.00万元，完成年初预算的61.00%，主要用于泵站值守和沙袋储备。决算数小于年初预算数的主要原因是汛期短，备用泵站未启用。

## 第四部分 名词解释

（一）其他收入：指除财政拨款收入、事业收入等以外取得的收入，我局主要为水文站房出租收入。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    path = tmp_path_factory.mktemp("told") / "a.md"
    path.write_text(TEXT, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


def after(service: Service, follow_up: str) -> str:
    first = service.ask("白溪区水务局2023年防汛支出决算是多少")
    return service.ask(follow_up, None, first.conversation).answer


@pytest.mark.parametrize(
    "called", ["这笔支出", "这项支出", "该项支出", "这笔开支", "上面这笔支出", "这笔钱", "刚说的这笔钱", "它"]
)
@pytest.mark.parametrize(
    "question",
    ["能列一下{}具体花在哪些方面吗", "请说明{}的具体用途", "{}都花哪儿去了", "那{}主要用于什么", "{}拿去干什么了"],
)
def test_what_it_is_for(service: Service, called: str, question: str) -> None:
    assert "泵站值守和沙袋储备" in after(service, question.format(called))


@pytest.mark.parametrize("called", ["这笔支出", "此项支出", "这块支出", "这笔钱", "这个科目", "它"])
@pytest.mark.parametrize("question", ["{}为什么没花完", "{}执行率低的原因呢", "为什么{}比年初预算少"])
def test_why_it_is_not_as_planned(service: Service, called: str, question: str) -> None:
    answer = after(service, question.format(called))
    assert "备用泵站未启用" in answer
    assert "工程款" not in answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("这笔支出里基本支出是多少", "21.00万元"),
        ("这项支出里面项目支出多少", "40.00万元"),
        ("这笔支出和教育支出加起来多少", "71.00万元"),
        ("再加上教育支出一共多少", "71.00万元"),
        ("这笔支出占总支出的百分之几", "30.50%"),
        ("这笔开支比水质监测少多少", "68.00万元"),
    ],
)
def test_its_figures(service: Service, question: str, value: str) -> None:
    assert value in after(service, question)


def test_why_alone_asks_of_the_item(service: Service) -> None:
    assert "备用泵站未启用" in after(service, "执行率这么低是什么原因")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("水质监测决算多少？超预算的原因也说一下", ("129.00万元", "年中追加应急采样")),
        ("水质监测决算的数额和超出预算的原因", ("129.00万元", "年中追加应急采样")),
        ("防汛决算是多少，另外为什么没用完也要", ("61.00万元", "备用泵站未启用")),
        ("水利支出的水质监测决算多少钱，都花哪儿了", ("129.00万元", "断面采样")),
        ("其他收入多少？另外其他收入的出处也要", ("7.00万元", "水文站房出租")),
    ],
)
def test_more_that_is_asked_in_one_message(service: Service, question: str, told: tuple[str, ...]) -> None:
    answer = service.ask(f"白溪区水务局2023年{question}").answer
    assert all(words in answer for words in told)
