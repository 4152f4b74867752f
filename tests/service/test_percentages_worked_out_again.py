"""What a question puts forward is worked out again: a printed percentage, shares that are to come to a hundred, hearsay."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市青柳区园林局2024年度部门决算

## 第三部分 决算情况说明

### 一、支出决算情况说明

本年支出合计500.00万元，其中：基本支出300.00万元，占60.00%；项目支出200.00万元，占40.00%。

### 二、一般公共预算财政拨款支出决算具体情况

1、城乡社区支出（类）城乡社区管理事务（款）行政运行（项）。年初预算为80.00万元，支出决算为76.00万元，完成年初预算的96.00%。

2、城乡社区支出（类）城乡社区环境卫生（款）城乡社区环境卫生（项）。年初预算为50.00万元，支出决算为46.00万元，完成年初预算的92.00%。

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 212 | 城乡社区支出 | 122.00 | 76.00 | 46.00 |
| 21201 | 城乡社区管理事务 | 76.00 | 76.00 | |
| 2120101 | 行政运行 | 76.00 | 76.00 | |
| 21205 | 城乡社区环境卫生 | 46.00 | | 46.00 |
| 2120501 | 城乡社区环境卫生 | 46.00 | | 46.00 |
| 229 | 其他支出 | 378.00 | 224.00 | 154.00 |
| 22999 | 其他支出 | 378.00 | 224.00 | 154.00 |
| 2299999 | 其他支出 | 378.00 | 224.00 | 154.00 |
| | 合计 | 500.00 | 300.00 | 200.00 |

### 三、“三公”经费支出决算情况说明

2024年度“三公”经费支出9.00万元，与上年相比减少1.00万元，下降10.00%。

### 四、会议费支出情况

2024年度会议费支出6.00万元，与上年相比增加1.00万元，增长25.00%。

### 五、培训费支出情况

2024年度培训费支出3.00万元。

### 六、公务接待情况

2024年人均接待费150.00元。公务接待费支出1.50万元，国内公务接待20批次、100人次。

### 七、绩效管理情况

纳入绩效目标管理的项目8个，涉及资金400.00万元，其中一般公共预算项目5个、300.00万元。

### 八、人员情况

截至2024年12月31日，在职人员40人，退休人员10人。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("again") / "disclosure.md"
    file.write_text(ACCOUNT, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2024年行政运行写着完成年初预算96.00%，我怎么觉得算错了", "不一致。"),
        ("2024年行政运行“完成年初预算的96.00%”，请重新算一遍，对不对", "不一致。"),
        ("2024年城乡社区环境卫生完成年初预算的92.00%，这个比例算得对吗", "一致。"),
        ("2024年三公经费说比上年下降10.00%，帮我核一下", "一致。"),
        ("2024年会议费增长25.00%，这个数怎么来的，对吗", "不一致。"),
        ("2024年项目支出占40.00%，验算一下对不对", "一致。"),
        ("2024年基本支出占60%、项目支出占40%，两个比例加起来够100%吗", "一致。"),
    ],
)
def test_a_printed_percentage_is_worked_out_again(service, question, said) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert reply.answer.startswith(said), reply.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("听说2024年三公经费比上年增加了，是真的吗", "与所说的不一致："),
        ("网上说2024年三公经费减少了1万元，属实吗", "与所说的一致："),
        ("有人说2024年六成的钱都花在基本支出上，对吗", "与所说的大致相符："),
        ("有人说2024年一大半的钱都花在项目支出上，靠谱吗", "与所说的不一致："),
    ],
)
def test_hearsay_is_told_to_be_so_or_not(service, question, said) -> None:
    reply = service.ask(question)
    assert reply.answer.startswith(said), reply.answer


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("2024年退休人员相当于在职人员的百分之多少", "25.00", "%"),
        ("2024年行政运行实际比年初少花多少", "-4.00", "万元"),
    ],
)
def test_it_is_one_figure(service, question, value, unit) -> None:
    reply = service.ask(question)
    assert reply.result is not None, reply.answer
    assert (reply.result.value, reply.result.unit) == (value, unit)


def test_of_what_is_listed_the_largest_is_told(service) -> None:
    reply = service.ask("2024年行政运行、城乡社区环境卫生、会议费，哪项最少？")
    assert reply.result is not None, reply.answer
    assert reply.result.value == "6.00"
    assert "最少的是会议费" in reply.answer


def test_both_ends_of_what_is_listed_are_told(service) -> None:
    reply = service.ask("2024年行政运行、城乡社区环境卫生、会议费三个里谁最高谁最低")
    assert "最多的是行政运行，最少的是会议费" in reply.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2024年哪个科目低于年初预算的比例最大", "低于预算比例最大的是城乡社区环境卫生"),
        ("2024年哪一项的预算完成得最差", "完成率最低的是城乡社区环境卫生"),
    ],
)
def test_the_line_furthest_from_its_budget_is_named(service, question, said) -> None:
    reply = service.ask(question)
    assert said in reply.answer


def test_parts_are_held_against_the_amount_that_is_said(service) -> None:
    reply = service.ask("2024年会议费、培训费两项加起来是不是9.00万元")
    assert "9.00万元" in reply.answer
    assert "500.00" not in reply.answer


def test_the_count_of_a_mean_is_the_whole_one(service) -> None:
    reply = service.ask("2024年绩效目标管理的项目平均一个多少钱")
    assert reply.result is not None, reply.answer
    assert reply.result.value == "50.00"


def test_a_printed_mean_is_worked_out_again(service) -> None:
    reply = service.ask("2024年人均接待费150.00元，拿接待费除以人次验算对得上吗")
    assert reply.answer.startswith("一致。"), reply.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2024年三公经费超过8万元了吗", "是，超过所说的数："),
        ("2024年三公经费有没有达到10万元", "没有达到所说的数："),
        ("2024年三公经费是不是不到10万元", "是，低于所说的数："),
    ],
)
def test_a_bound_is_told_to_be_kept_or_not(service, question, said) -> None:
    reply = service.ask(question)
    assert reply.answer.startswith(said), reply.answer


def test_of_two_items_the_larger_is_told_and_not_how_they_moved(service) -> None:
    reply = service.ask("2024年培训费比会议费多吗")
    assert "会议费更多" in reply.answer


def test_a_sum_with_a_part_that_nobody_knows_is_not_judged(service) -> None:
    reply = service.ask("2024年基本支出加项目支出加某某预备费等于本年支出吗")
    assert "不一致" not in reply.answer


def test_people_that_are_added_up_are_held_against_the_number_said(service) -> None:
    reply = service.ask("2024年在职人员和退休人员加起来是不是50人")
    assert reply.answer.startswith("一致。"), reply.answer


def test_a_move_in_percent_is_no_share(service) -> None:
    reply = service.ask("2024年会议费增长25.00%，和金额能对上吗")
    assert "占比" not in reply.answer
    assert "20.00%" in reply.answer


def test_parts_without_their_whole_are_not_held_against_each_other(service) -> None:
    reply = service.ask("2024年会议费、培训费、行政运行加起来等于某某总额吗")
    assert "不一致" not in reply.answer


def test_how_many_times_is_told_where_one_is_said_to_be_twice_the_other(service) -> None:
    reply = service.ask("2024年会议费是不是培训费的两倍")
    assert reply.result is not None, reply.answer
    assert (reply.result.value, reply.result.unit) == ("2.00", "倍")


def test_hearsay_of_a_half_is_not_judged_by_its_direction_alone(service) -> None:
    reply = service.ask("据说2024年三公经费砍了一大半，属实吗")
    assert not reply.answer.startswith("与所说的一致"), reply.answer
    assert "1.00万元" in reply.answer
