"""Follow-ups that go on from what was told otherwise than by naming another thing."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf
from tests.support.talking import result, talk

ACCOUNT = """# 霁川市枫桥区民政局2023年度部门决算

## 第二部分 部门决算单位构成

纳入2023年度部门决算编制范围的单位包括：

| 序号 | 单位名称 | 单位性质 |
|---|---|---|
| 1 | 枫桥区民政局（本级） | 行政单位 |
| 2 | 枫桥区救助站 | 事业单位 |

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 180.00 | 70.00 | 110.00 |
| 20802 | 民政管理事务 | 180.00 | 70.00 | 110.00 |
| 2080208 | 基层政权建设和社区治理 | 61.00 | 21.00 | 30.00 |
| 2080299 | 其他民政管理事务支出 | 119.00 | 49.00 | 80.00 |
| 221 | 住房保障支出 | 20.00 | 20.00 | 0.00 |
| 22102 | 住房改革支出 | 20.00 | 20.00 | 0.00 |
| 2210201 | 住房公积金 | 20.00 | 20.00 | 0.00 |
| | 合计 | 200.00 | 90.00 | 110.00 |

“三公”经费支出决算表（单位：万元）

| 项目 | 预算数 | 决算数 |
|---|---|---|
| “三公”经费合计 | 10.00 | 8.00 |
| 因公出国（境）费 | 5.00 | 5.00 |
| 公务用车购置及运行维护费 | 3.00 | 2.00 |
| 公务接待费 | 2.00 | 1.00 |

## 第三部分 2023年度部门决算情况说明

### 一、一般公共预算财政拨款支出决算情况说明

1．社会保障和就业支出（类）民政管理事务（款）基层政权建设和社区治理（项）。年初预算为90.00万元，支出决算为61.00万元，完成年初预算的67.78%。决算数小于年初预算数的主要原因是两处社区用房改到次年装修。

2．住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为24.00万元，支出决算为20.00万元，完成年初预算的83.33%。

### 二、政府性基金预算财政拨款收入支出决算情况说明

2023年度政府性基金预算财政拨款年初结转和结余0.00万元，本年收入30.00万元，本年支出22.00万元，年末结转和结余8.00万元。未用完的原因：适老化改造有四户延期入场。

### 三、其他重要事项

公务接待费1.00万元，主要用于工作餐费支出。国内公务接待3批次，20人次。

培训费0.60万元。

截至2023年12月31日，房屋建筑面积合计900.00平方米，其中办公用房300.00平方米、救助用房600.00平方米。

困难群众探访补贴由每人每月80元提高到95元。
"""

BUDGETS = {
    year: f"""# 霁川市枫桥区民政局{year}年部门预算

“三公”经费预算表（单位：万元）

| “三公”经费合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | 公务接待费 |
|---|---|---|---|
| {total} | 4.00 | 3.00 | {reception} |
"""
    for year, total, reception in ((2024, "9.50", "2.50"), (2025, "9.80", "2.80"), (2026, "10.10", "3.10"))
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("gone_on")
    (folder / "account.md").write_text(ACCOUNT, "utf-8")
    for year, text in BUDGETS.items():
        (folder / f"{year}.md").write_text(text, "utf-8")
    return Service(Shelf(*sorted(folder.glob("*.md"))))  # type: ignore[arg-type]


THREE = "枫桥区民政局2023年三公经费决算多少"


@pytest.mark.parametrize("part", ["里头公务接待呢", "其中接待费是多少", "接待费呢"])
@pytest.mark.parametrize("share", ["占总数的百分之几？", "那占多少", "占比多少", "占总额的几成"])
def test_a_share_is_of_what_the_part_was_named_in(service: Service, part: str, share: str) -> None:
    answer = talk(service, THREE, part, share)
    assert result(answer) == "12.50%", answer.answer


def test_a_share_of_a_named_whole_stays_of_that(service: Service) -> None:
    answer = talk(service, THREE, "接待费呢", "占总支出的百分之几")
    assert result(answer) == "0.50%", answer.answer


@pytest.mark.parametrize(
    "question", ["把2024年的也放一起，看看这几年是涨是跌", "连2024年一起看，这三年怎么变的", "加上2024年，走势如何"]
)
def test_a_year_is_added_to_those_that_were_told(service: Service, question: str) -> None:
    answer = talk(service, "枫桥区民政局2025年公务接待费预算多少", "那2026年呢", question)
    assert all(f"{year}年公务接待费预算数" in answer.answer for year in (2024, 2025, 2026)), answer.answer


@pytest.mark.parametrize(
    "question", ["加起来跟合计对得上吗？", "这两项加起来和总数一致吗", "加在一起等于合计数吗，一样不"]
)
def test_the_parts_told_are_held_against_their_whole(service: Service, question: str) -> None:
    asked = "枫桥区民政局2023年基层政权建设和社区治理决算多少"
    answer = talk(service, asked, "支出决算表里它的基本支出和项目支出各是多少", question)
    assert answer.answer.startswith("不一致"), answer.answer
    assert "51.00万元" in answer.answer
    assert "61.00万元" in answer.answer


@pytest.mark.parametrize("question", ["都有哪些", "分别是哪些？", "具体都是哪些"])
def test_which_they_are_that_were_counted(service: Service, question: str) -> None:
    answer = talk(service, "枫桥区民政局2023年部门决算包括几家单位", question)
    assert "枫桥区救助站" in answer.answer


def test_which_they_are_whose_sum_was_told(service: Service) -> None:
    answer = talk(service, "枫桥区民政局2023年末房屋建筑面积合计多少", "分别是哪些房子、各多大")
    assert "救助用房600.00平方米" in answer.answer


@pytest.mark.parametrize("question", ["怎么少了这么多", "为什么没花完"])
def test_why_an_outturn_is_not_its_budget_that_was_told(service: Service, question: str) -> None:
    told = talk(service, "枫桥区民政局2023年基层政权建设和社区治理年初预算多少", question)
    assert "改到次年装修" in told.answer


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        (("枫桥区民政局2023年政府性基金支出多少", "还剩多少"), "8.00万元"),
        (("枫桥区民政局2023年政府性基金还剩多少",), "8.00万元"),
        (("枫桥区民政局2023年住房公积金还剩多少",), "-4.00万元"),
        (("枫桥区民政局2023年培训费还剩多少",), None),  # no budget of it is told
        (("枫桥区民政局2023年住房公积金最后还余多少钱没花",), "-4.00万元"),
    ],
)
def test_what_is_left_is_never_what_came_in_or_was_spent(
    service: Service, questions: tuple[str, ...], value: str | None
) -> None:
    answer = talk(service, *questions)
    assert result(answer) == value, answer.answer


@pytest.mark.parametrize("question", ["剩下的为什么没用完？", "没花完的原因呢"])
def test_why_money_of_a_fund_was_left(service: Service, question: str) -> None:
    answer = talk(service, "枫桥区民政局2023年政府性基金支出多少", "还剩多少", question)
    assert "四户延期入场" in answer.answer


def test_what_a_plan_of_another_year_is_stays_of_the_item(service: Service) -> None:
    answer = talk(service, THREE, "2024年预算打算花多少")
    assert result(answer) == "9.50万元", answer.answer
    after = talk(service, "枫桥区民政局2024年三公经费预算多少", "下一年变成多少了")
    assert result(after) == "9.80万元", after.answer


@pytest.mark.parametrize("question", ["2023年公务接待都接待了些什么人", "2023年公务接待费招待了谁"])
def test_whom_a_body_received_is_told_by_guests_alone(service: Service, question: str) -> None:
    assert service.ask(f"枫桥区民政局{question}").status == "declined"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2023年困难群众探访补贴标准提到多少了", "95元"),
        ("2023年困难群众探访补贴涨到每人多少", "95元"),
        ("2023年困难群众探访补贴增加了多少", "15元"),
    ],
)
def test_what_a_standard_was_raised_to(service: Service, question: str, value: str) -> None:
    answer = service.ask(f"枫桥区民政局{question}")
    assert result(answer) == value, answer.answer
    assert "80元" in answer.answer


@pytest.mark.parametrize("question", ["原来是多少", "以前是多少钱", "之前的标准是多少"])
def test_what_it_was_before(service: Service, question: str) -> None:
    answer = talk(service, "枫桥区民政局2025年公务接待费预算多少", question)
    assert result(answer) == "2.50万元", answer.answer


@pytest.mark.parametrize("question", ["2023年支出里最大的一类占百分之几", "2023年花得最多的一类占了总支出的几成"])
def test_what_part_of_the_whole_the_largest_is(service: Service, question: str) -> None:
    answer = service.ask(f"枫桥区民政局{question}")
    assert result(answer) == "90.00%", answer.answer


def test_a_remark_in_between_is_no_question(service: Service) -> None:
    answer = talk(service, THREE, "出国那块占了大头吧，多少钱？")
    assert result(answer) == "5.00万元", answer.answer


@pytest.mark.parametrize("question", ["2025年三公经费从多少变到多少", "2025年三公经费由多少涨到多少"])
def test_from_how_much_to_how_much_is_a_change(service: Service, question: str) -> None:
    answer = service.ask(f"枫桥区民政局{question}")
    assert {"9.50万元", "9.80万元"} <= {f"{f.value}{f.unit}" for f in answer.figures}, answer.answer


def test_what_it_came_to_by_now_is_no_change(service: Service) -> None:
    assert result(service.ask("枫桥区民政局2025年三公经费是多少了")) == "9.80万元"
