"""Means of years, parts against their whole, both ends of a year, and a whole that moved as its parts did."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

LAST = """# 岑阳县澜溪区民政局2023年部门预算

收支预算总表（单位：万元）

| 收入 | 预算数 | 支出 | 预算数 |
|---|---|---|---|
| 一般公共预算拨款收入 | 500.00 | 社会保障和就业支出 | 500.00 |
| 收入总计 | 500.00 | 支出总计 | 500.00 |

一般公共预算基本支出预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| 302 | 商品和服务支出 | 30.00 |
| 30201 | 办公费 | 12.00 |
| 30211 | 差旅费 | 8.00 |
"""

THIS = """# 岑阳县澜溪区民政局2024年部门预算

一般公共预算基本支出预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| 302 | 商品和服务支出 | 33.00 |
| 30201 | 办公费 | 13.50 |
| 30211 | 差旅费 | 8.00 |

## 九、“三公”经费支出预算情况说明

2024年度“三公”经费预算支出60.00万元，其中：因公出国（境）费支出0万元；公务用车购置及运行维护费支出48.00万元；公务接待费支出12.00万元。具体情况如下：

1.因公出国（境）费预算支出0万元，与上年预算数相同。

2.公务用车购置及运行维护费预算支出48.00万元。其中：（1）公务用车购置费预算支出20.00万元，上年未安排，主要原因是更新1辆。（2）公务用车运行维护费预算支出28.00万元，比上年预算减少4.00万元，主要原因是单车油耗下降。

3.公务接待费预算支出12.00万元，比上年预算增加4.00万元，主要原因是来访增多。

## 十、政府采购支出预算情况说明

2024年度政府采购支出预算总额90.00万元，其中：政府采购货物支出20.00万元、政府采购工程支出30.00万元、政府采购服务支出40.00万元。
"""

SPENT = """# 岑阳县澜溪区水利局2024年度部门决算

收入支出决算总表（单位：万元）

| 收入项目 | 决算数 | 支出项目 | 决算数 |
|---|---|---|---|
| 一般公共预算财政拨款收入 | 900.00 | 节能环保支出 | 630.00 |
| | | 农林水支出 | 260.00 |
| 本年收入合计 | 900.00 | 本年支出合计 | 890.00 |
| 年初结转和结余 | 30.00 | 年末结转和结余 | 40.00 |
| 总计 | 930.00 | 总计 | 930.00 |

因公出国（境）费支出5.00万元，全年因公出国（境）团组1个，累计3人次。公务接待费支出2.00万元，全年共接待20批次、150人次。

相关统计数（单位：见表）

| 项目 | 统计数 |
|---|---|
| 因公出国（境）团组数（个） | 1 |
| 因公出国（境）人次数（人） | 3 |
| 国内公务接待批次（个） | 20 |
| 国内公务接待人次（人） | 150 |

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 211 | 节能环保支出 | 630.00 | 0.00 | 630.00 |
| 21103 | 污染防治 | 630.00 | 0.00 | 630.00 |
| 2110301 | 大气 | 380.00 | 0.00 | 380.00 |
| 2110302 | 水体 | 250.00 | 0.00 | 250.00 |
| 213 | 农林水支出 | 260.00 | 200.00 | 60.00 |
| | 合计 | 890.00 | 200.00 | 690.00 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("years")
    paths = []
    for name, text in (("last", LAST), ("this", THIS), ("spent", SPENT)):
        path = folder / f"{name}.md"
        path.write_text(text, "utf-8")
        paths.append(path)
    return Service(Shelf(*paths))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("澜溪区民政局2023、2024两年办公费的预算，平均下来每年多少？", "12.75"),
        ("把澜溪区民政局2023年、2024年的办公费预算加起来除以2，一年是多少", "12.75"),
        ("澜溪区民政局2023年跟2024年的差旅费预算，均摊到每一年是多少", "8.00"),
        ("澜溪区民政局办公费2023年、2024年两年预算均值多少万元", "12.75"),
        ("澜溪区民政局的办公费，2023、2024这两年平均一年安排多少", "12.75"),
    ],
)
def test_a_mean_is_taken_over_the_years_that_are_named(service, question, value) -> None:
    reply = service.ask(question)
    assert (reply.status, reply.result and reply.result.value) == ("answered", value), reply.answer


def test_each_of_several_items_has_its_own_mean(service) -> None:
    reply = service.ask("澜溪区民政局2023年和2024年办公费、差旅费各自的平均是多少")
    assert "12.75万元" in reply.answer
    assert "8.00万元" in reply.answer


def test_a_mean_over_things_is_none_over_years(service) -> None:
    reply = service.ask("澜溪区民政局2023年、2024年办公费平均每个项目多少钱")
    assert "平均每年" not in reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "核一下澜溪区民政局2024年三公经费和因公出国（境）费、公务用车购置及运行维护费、公务接待费的合计是否一致",
        "澜溪区民政局2024年三公经费和它的四个部分（因公出国（境）费、公务用车购置费、公务用车运行维护费、公务接待费）加总一致吗",
        "澜溪区民政局2024年政府采购的货物、工程、服务三块相加，等于采购预算总额吗？",
        "澜溪区民政局2023年的收入预算和支出预算是平的吗",
    ],
)
def test_parts_are_held_against_their_whole_however_it_is_put(service, question) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert reply.answer.startswith("一致"), reply.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("澜溪区水利局2024年钱没用完，年底还剩多少结转下来", "40.00"),
        ("澜溪区水利局2024年年底结转了多少", "40.00"),
        ("澜溪区水利局2024年年终还有多少钱没用，要带到2025年", "40.00"),
        ("澜溪区水利局2024年期末结转结余多少", "40.00"),
        ("澜溪区水利局2024年期初结转结余是多少", "30.00"),
        ("澜溪区水利局2024年从上年带过来多少钱", "30.00"),
    ],
)
def test_what_is_carried_over_is_that_of_the_end_that_is_named(service, question, value) -> None:
    reply = service.ask(question)
    assert (reply.status, reply.result and reply.result.value) == ("answered", value), reply.answer


def test_both_ends_are_told_where_both_are_named(service) -> None:
    reply = service.ask("澜溪区水利局2024年年初、年末结转结余各多少")
    assert "30.00万元" in reply.answer
    assert "40.00万元" in reply.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("澜溪区民政局2024年三公经费总额，跟上年预算比涨了百分之几", "50.00"),
        ("澜溪区民政局2024年三公经费预算比上年增加了多少", "20.00"),
        ("澜溪区民政局2024年公务用车购置及运行维护费预算比上年增减多少", "16.00"),
        ("澜溪区民政局2023年三公经费预算是多少？请按2024年文件里的增减数算", "40.00"),
        ("由2024年比上年的增减，算一算澜溪区民政局2023年公务接待费预算", "8.00"),
        ("澜溪区民政局上一年（2023年）公务接待费预算是多少，2024年文件只写了增减", "8.00"),
    ],
)
def test_a_whole_that_is_told_of_one_year_moved_as_its_parts_did(service, question, value) -> None:
    reply = service.ask(question)
    assert (reply.status, reply.result and reply.result.value) == ("answered", value), reply.answer


def test_the_move_of_a_part_is_none_of_the_whole(service) -> None:
    reply = service.ask("澜溪区民政局2023年公务用车购置及运行维护费预算是多少")
    assert reply.result is not None
    assert reply.result.value == "32.00", reply.answer


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("澜溪区水利局2024年治气、治水两块加起来花了多少钱", ["630.00"]),
        ("澜溪区水利局2024年治气、治水分别花了多少", ["380.00", "250.00"]),
    ],
)
def test_things_that_are_only_described_are_told_side_by_side(service, question, figures) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert all(figure in reply.answer for figure in figures), reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "想确认一下你掌握的澜溪区水利局资料属于哪个年份，属于预算公开还是决算公开",
        "系统里澜溪区水利局的数据截止到哪年，是预算还是决算",
        "澜溪区水利局，现在上传的有几本",
        "你依据的是澜溪区水利局哪一年的哪份文件",
        "能不能列一下澜溪区水利局在库里的文件",
        "澜溪区水利局数据齐不齐，哪几年有、哪几年没有",
    ],
)
def test_what_is_held_of_a_body_is_asked_in_many_ways(service, question) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert "澜溪区水利局（2024年决算）" in reply.answer, reply.answer


def test_what_the_papers_say_is_no_question_of_what_is_held(service) -> None:
    assert "已收录" not in service.ask("您能告诉我澜溪区民政局2024年的三公经费预算吗").answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("澜溪区水利局2024年出了几趟国，一共去了多少人次？", ["1个", "3人次"]),
        ("澜溪区水利局2024年因公出国几个团组、多少人次、花了多少钱", ["1个", "3人次", "5.00万元"]),
        ("澜溪区水利局2024年公务接待了多少人次", ["150人次"]),
    ],
)
def test_journeys_and_guests_are_counted_by_the_measure_asked(service, question, told) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert all(one in reply.answer for one in told), reply.answer


def test_whether_two_bodies_amounts_are_of_one_stage_is_told_of_each_by_its_name(service) -> None:
    reply = service.ask("澜溪区民政局和澜溪区水利局2024年的公务接待费，更多的是哪家？另外这两个数字口径是不是不一样")
    assert reply.status == "answered"
    assert "12.00万元" in reply.answer
    assert "2.00万元" in reply.answer
    assert "口径不同" in reply.answer


def test_an_item_takes_the_place_of_what_was_counted_before(service) -> None:
    first = service.ask("澜溪区水利局2024年公务接待了几批")
    second = service.ask("因公出国（境）费又是多少", conversation=first.conversation)
    assert second.result is not None
    assert second.result.value == "5.00", second.answer


@pytest.mark.parametrize(
    "question",
    [
        "澜溪区民政局2024年出国、用车、接待三笔加起来同三公总数对得上号吗",
        "澜溪区民政局2024年因公出国（境）费、公务用车购置及运行维护费、公务接待费三项合计是不是等于三公经费",
    ],
)
def test_the_whole_that_so_many_parts_are_held_against_is_no_place_of_theirs(service, question) -> None:
    reply = service.ask(question)
    assert reply.answer.startswith("一致"), reply.answer
    assert "60.00万元" in reply.answer
