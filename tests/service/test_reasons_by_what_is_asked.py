"""Which reason a question asks for: why an outturn is not its budget, or why it is not what it was the year before."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

TEXT = """# 霁川市白溪区水务局2023年度部门决算

## 第三部分 2023年度部门决算情况说明

### 五、一般公共预算财政拨款支出决算情况说明

1．农林水支出（类）水利（款）防汛（项）。年初预算为100.00万元，支出决算为61.00万元，完成年初预算的61.00%。决算数小于年初预算数的主要原因是汛期短，备用泵站未启用。

2．农林水支出（类）水利（款）水质监测（项）。年初预算为20.00万元，支出决算为26.00万元，完成年初预算的130.00%。决算数大于年初预算数的主要原因是年中追加应急采样任务。

### 六、“三公”经费支出决算情况说明

公务用车运行维护费支出8.00万元。费用支出较年初预算数减少2.00万元，下降20.00%，主要原因是统一调度车辆；较上年支出数减少1.00万元，下降11.11%，主要原因是旧车报废后维修减少。

国内接待费支出2.40万元，比上年决算减少0.30万元，主要原因是来访考察减少。外事接待支出0.60万元，比上年决算增加0.20万元，主要原因是承办流域论坛。

### 七、结转和结余情况说明

2023年度年末结转和结余30.00万元，较上年决算数增加6.00万元，增长25.00%，原因：食堂结算跨年。

2023年度年末一般公共预算财政拨款结转和结余9.00万元，较上年决算数减少4.00万元，下降30.77%，主要原因是尾款已支付。

### 八、基本支出情况说明

（一）商品和服务支出40.00万元。其中：

（1）电费（款）支出5.00万元。用于泵站用电。

（2）其他水利支出（款）支出7.00万元，主要用于其他水利支出。

### 九、公务接待费

公务接待费支出3.00万元。费用支出较年初预算数减少1.00万元，下降25.00%，主要原因是接待改在食堂；较上年支出数增加0.50万元，增长20.00%，主要原因是来访批次增多。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    path = tmp_path_factory.mktemp("reasons") / "a.md"
    path.write_text(TEXT, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "{}才完成预算一半多点，怎么回事",
        "{}执行率偏低是什么原因",
        "{}的执行率为什么不高",
        "{}预算怎么没执行完",
        "{}为啥花不完",
        "{}怎么没有按预算执行到位",
        "{}预算执行不到位，卡在哪儿了",
        "{}预算完成得不理想，问题出在哪",
        "{}怎么才花了这么点预算",
        "{}何以没能把预算用完",
        "{}没花满预算，啥情况",
        "{}决算跟预算有差距，差距是怎么来的",
        "{}决算比预算少了，说法是什么",
        "{}完成率低，怎么解释",
        "{}节余的原因是什么",
        "{}支出进度慢的原因",
        "{}执行数小于预算数是什么造成的",
        "{}花的钱连预算的七成都不到，咋回事",
    ],
)
def test_why_less_was_spent_than_planned(service: Service, question: str) -> None:
    for item, why, other in (
        ("防汛", "备用泵站未启用", ""),
        ("公务用车运行维护费", "统一调度车辆", "旧车报废"),
        ("公务接待费", "接待改在食堂", "来访批次增多"),
    ):
        answer = service.ask(f"白溪区水务局2023年{question.format(item)}").answer
        assert why in answer
        assert not other or other not in answer


@pytest.mark.parametrize(
    "question", ["{}超额完成预算，怎么回事", "{}怎么花超了", "{}突破了年初预算，原因何在", "{}花得比计划多，为什么"]
)
def test_why_more_was_spent_than_planned(service: Service, question: str) -> None:
    assert "年中追加应急采样任务" in service.ask(f"白溪区水务局2023年{question.format('水质监测')}").answer


@pytest.mark.parametrize(
    ("question", "why", "other"),
    [
        ("公务用车运行维护费何以比上年少", "旧车报废", "统一调度"),
        ("公务用车运行维护费怎么降了", "旧车报废", "统一调度"),
        ("公务接待费涨这么猛，啥情况", "来访批次增多", "食堂"),
        ("公务接待费何以比上年多", "来访批次增多", "食堂"),
        ("公务接待费升了，怎么个说法", "来访批次增多", "食堂"),
    ],
)
def test_why_it_is_not_what_it_was(service: Service, question: str, why: str, other: str) -> None:
    answer = service.ask(f"白溪区水务局2023年{question}").answer
    assert why in answer
    assert other not in answer


def test_a_percentage_told_before_a_why_is_not_checked(service: Service) -> None:
    answer = service.ask("白溪区水务局2023年公务用车运行维护费才完成年初预算的80%，怎么回事").answer
    assert "统一调度车辆" in answer
    answer = service.ask("白溪区水务局2023年公务接待费比年初预算少了25%，怎么回事").answer
    assert "接待改在食堂" in answer


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("商品和服务支出的电费干什么用的", "泵站用电"),
        ("商品和服务支出里的电费花到哪儿去了", "泵站用电"),
        ("商品和服务支出里有一笔“电费”，这钱是做什么的", "泵站用电"),
        ("农林水支出的防汛为什么没花完", "备用泵站未启用"),
        ("农林水支出里的水质监测为什么没按预算执行", "应急采样"),
        ("外事接待支出为什么比上年多", "承办流域论坛"),
        ("一般公共预算财政拨款结转和结余怎么降了", "尾款已支付"),
        ("年末结转和结余为什么多了", "食堂结算跨年"),
    ],
)
def test_the_part_is_meant_of_which_the_whole_is_only_named(service: Service, question: str, why: str) -> None:
    assert why in service.ask(f"白溪区水务局2023年{question}").answer


def test_the_use_of_another_item_is_not_told(service: Service) -> None:
    answer = service.ask("白溪区水务局2023年其他水利支出干什么用的").answer
    assert "主要用于其他水利支出" in answer
    assert "泵站用电" not in answer


def test_a_premise_that_does_not_hold_is_put_right(service: Service) -> None:
    answer = service.ask("白溪区水务局2023年水质监测为什么没花完").answer
    assert "不是没有用完" in answer
    assert "应急采样" in answer
    answer = service.ask("白溪区水务局2023年防汛怎么超预算了").answer
    assert "没有超出" in answer
    assert "备用泵站未启用" in answer
    assert "不是没有用完" not in service.ask("白溪区水务局2023年防汛为什么没花完").answer


def test_what_is_given_to_a_kind_of_work_is_its_line(service: Service) -> None:
    assert "备用泵站未启用" in service.ask("白溪区水务局2023年给防汛的财政拨款为什么没按年初预算花完").answer
