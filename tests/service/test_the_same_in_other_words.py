"""The same question as a citizen says it, as a clerk writes it: what is only another wording gets the same answer."""

from __future__ import annotations

import pytest

from service import in_nouns, messages
from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 青禾区示例水务局2023年部门决算

## 一、部门概况

本部门人员编制30名，2023年末实有在职人员28人，退休人员11人。

## 二、财政拨款支出决算情况说明

2023年度财政拨款支出年初预算为900.00万元，支出决算为860.00万元，完成年初预算的95.56%。其中：

1.农林水支出（类）水利（款）堤岸管护（项）。年初预算为200.00万元，支出决算为150.00万元，完成年初预算的75.00%。

2.社会保障和就业支出（类）。年初预算为80.00万元，支出决算为95.00万元，完成年初预算的118.75%，决算数大于预算数的主要原因是年中新增退休人员2人。

## 三、“三公”经费支出决算情况说明

2023年“三公”经费年初预算为40.00万元，支出决算为31.50万元。其中：公务接待费支出决算为6.50万元，接待52批次，430人次，主要用于接待流域机构检查防汛备汛；公务用车购置费支出决算为16.00万元，购置公务用车2辆；公务用车运行维护费支出决算为9.00万元。

截至2023年12月31日，本部门共有车辆3辆，其中：特种专业技术用车2辆、其他用车1辆。特种专业技术用车主要是清淤车和抽水车。

## 四、一般公共预算财政拨款基本支出决算情况说明

2023年度一般公共预算财政拨款基本支出500.00万元。其中：人员经费400.00万元；公用经费100.00万元。

## 五、支出决算表

单位：万元

| 功能分类科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
|  | 合计 | 860.00 | 500.00 | 360.00 |
| 208 | 社会保障和就业支出 | 95.00 | 95.00 | 0.00 |
| 213 | 农林水支出 | 765.00 | 405.00 | 360.00 |
| 21303 | 水利 | 765.00 | 405.00 | 360.00 |
| 2130301 | 行政运行 | 615.00 | 405.00 | 210.00 |
| 2130318 | 堤岸管护 | 150.00 | 0.00 | 150.00 |

## 六、一般公共预算财政拨款基本支出决算表

单位：万元

| 经济分类科目编码 | 科目名称 | 决算数 |
|---|---|---|
|  | 合计 | 500.00 |
| 302 | 商品和服务支出 | 100.00 |
| 30205 | 水费 | 3.20 |
| 30206 | 电费 | 8.40 |
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("house") / "青禾区示例水务局2023年部门决算.md"
    file.write_text(ACCOUNT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "value", "unit"),
    [
        # A plan and an outturn told by clauses, and one held against the other.
        ("三公2023年年初打算花那么多，结果真花的少了多少", "-8.50", "万元"),
        ("堤岸管护2023年年初说要花的跟最后花掉的差了多少钱", "-50.00", "万元"),
        ("2023年堤岸管护花的钱，是年初预算的百分之几呀", "75.00", "%"),
        # A line and its code, said one after the other.
        ("2023年堤岸管护那一项，就是编码2130318的，花了多少", "150.00", "万元"),
        ("2023年堤岸管护2130318那个科目，决算花了多少", "150.00", "万元"),
        # A part of a whole that is only named.
        ("2023年基本支出那里面电费一共是多少钱啊", "8.40", "万元"),
        ("2023年财政拨款的基本支出里，水费加上电费一共交了多少", "11.60", "万元"),
        ("2023年财政拨款基本支出决算：水费、电费两项之和", "11.60", "万元"),
        ("2023年人员的钱在一般公共预算的基本支出里头占百分之多少", "80.00", "%"),
        # How exact it is to be, and what adds nothing.
        ("2023年公务接待费是多少钱，要精确到元的", "6.50", "万元"),
        ("2023年公务接待费里里外外一共多少", "6.50", "万元"),
        ("青禾区那个示例水务局，2023年公务接待费绝算多少", "6.50", "万元"),
    ],
)
def test_one_figure_however_it_is_asked_for(house: Service, asked: str, value: str, unit: str) -> None:
    answer = house.ask(asked)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == (value, unit), answer.answer


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("2023年接待客人真花了多少钱，来了几拨，一共多少个人", ("6.50万元", "52批次", "430人次")),
        ("2023年度公务接待费决算数、接待批次、接待人次", ("6.50万元", "52批次", "430人次")),
        ("2023年度公务接待匹次、人次", ("52批次", "430人次")),
        ("2023年公务用车购置费决算数及购置辆数", ("16.00万元", "2辆")),
        ("人员编制数及2023年末实有在职人数", ("30名", "28人")),
        ("特种专业技术用车（2023年末）：数量及主要车型。", ("2辆", "清淤车")),
        ("2023年花的招待费，都是招呼哪些人来的呀", ("防汛备汛",)),
        ("2023年社会保障和就业那类花得比年初预算多，是哪几桩事情闹的呀", ("新增退休人员2人",)),
    ],
)
def test_all_that_is_asked_for_is_told(house: Service, asked: str, told: tuple[str, ...]) -> None:
    answer = house.ask(asked)
    assert answer.status == "answered", answer.answer
    assert all(part in answer.answer for part in told), answer.answer


@pytest.mark.parametrize("asked", ["公开文件收录年度", "现收录年度及类别（预算/决算）？"])
def test_what_is_held_is_asked_for_in_nouns(house: Service, asked: str) -> None:
    assert "2023年决算" in house.ask(asked).answer


@pytest.mark.parametrize(
    "asked",
    [
        "2023年堤岸管护拉到的赞助一共进账多少钱",
        "堤岸管护赞助费收入：2023年实收金额？",
        "2023年堤岸管护筹到的捐款有多少",
    ],
)
def test_what_others_gave_is_not_what_was_spent(house: Service, asked: str) -> None:
    answer = house.ask(asked)
    assert (answer.status, answer.result) == ("declined", None), answer.answer


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("甲局2022年乙工程，计划9处，实际完工处数及未完工工程名称？", "甲局2022年乙工程，计划9处，实际完工几处，未完工工程是哪个？"),
        ("甲局预算，丙经费≠丁经费，差额及成因？", "甲局预算，丙经费与丁经费不一致，差多少，为什么？"),
        ("甲局2025年预算编制范围的单位名单", "甲局2025年预算编制范围的单位有哪些"),
        ("乙站现有救护车辆数？", "乙站现有几辆救护车？"),
        # 和 inside a name joins no two requests, nor is one request a list of them.
        ("甲市文化和旅游局2022年培训费决算数、培训人次", "甲市文化和旅游局2022年培训费决算数是多少钱，培训多少人次？"),
        ("甲局2022年结转和结余金额", "甲局2022年结转和结余金额"),
        ("甲局2022年丙经费决算数、2023年预算数及差额", "甲局2022年丙经费决算数、2023年预算数及差额"),
        ("甲局2022年丙经费是多少，人数呢", "甲局2022年丙经费是多少，人数呢"),
    ],
)  # fmt: skip
def test_requests_in_nouns(written: str, asked: str) -> None:
    assert in_nouns.asked(written) == asked


def test_each_request_of_a_list_is_a_question() -> None:
    assert len(messages.questions("甲局2022年公务接待费决算数、接待批次、接待人次")) > 1
