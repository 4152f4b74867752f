"""The same question in the words of a street, of a telegram or of a trade: its answer stays what it was."""

from __future__ import annotations

import pytest

from ingest import terms
from service import messages, spelling, wordings
from service.answer import Service
from service.question import parse
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市临溪区苇荡中学2023年度部门决算

## 第一部分 部门概况

截至2023年12月31日，在职教职工120人，退休教职工34人；在校学生910人。

## 第二部分 决算表

支出决算表（公开03表）（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 1000.00 | 640.00 | 360.00 |
| 205 | 教育支出 | 900.00 | 540.00 | 360.00 |
| 20502 | 普通教育 | 900.00 | 540.00 | 360.00 |
| 2050203 | 初中教育 | 900.00 | 540.00 | 360.00 |
| 221 | 住房保障支出 | 100.00 | 100.00 | |
| 22102 | 住房改革支出 | 100.00 | 100.00 | |
| 2210201 | 住房公积金 | 100.00 | 100.00 | |

一般公共预算财政拨款支出决算表（公开05表）（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 980.00 | 640.00 | 340.00 |
| 205 | 教育支出 | 880.00 | 540.00 | 340.00 |
| 20502 | 普通教育 | 880.00 | 540.00 | 340.00 |
| 2050203 | 初中教育 | 880.00 | 540.00 | 340.00 |
| 221 | 住房保障支出 | 100.00 | 100.00 | |
| 22102 | 住房改革支出 | 100.00 | 100.00 | |
| 2210201 | 住房公积金 | 100.00 | 100.00 | |

项目绩效自评表

| 项目名称 | 食堂修缮 | | | |
|---|---|---|---|---|
| 一级指标 | 三级指标 | 权重 | 得分 | 说明 |
| 产出指标 | 修缮面积 | 50 | 50 | |
| 满意度指标 | 学生满意度 | 50 | 41 | 通风还不好 |
| 自评总分 | | 100 | 91 | |

## 第三部分 决算情况说明

1.教育支出880.00万元，较年初预算减少20.00万元，下降2.22%，主要原因是实验室晚了一年才装。

2.年末结转和结余55.00万元，结转和结余事项：塑胶跑道尾款和图书款。

预算公开联系部门：总务处；联系电话：010-61230077。
"""


LABELS = terms.Vocabulary(["初中教育", "食堂修缮", "某某推进项目"])


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("said") / "苇荡中学2023年度部门决算.md"
    file.write_text(ACCOUNT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("食堂修缮评了好多分嘛", "评了多少分"),
        ("是哪个钱袋子出的啊", "从哪类资金出"),
        ("钱从哪个口袋里掏出来的", "从哪类资金出"),
        ("年头上给排了多少钱", "年初安排了多少钱"),
        ("比年初定的预算少花了", "比年初预算少花了"),
        ("照里面的数反着算算看", "倒推"),
        ("能不能往回推一下", "倒推"),
        ("都是些啥事的钱啊", "是哪些事项"),
        ("退修的老师", "退休老师"),
        ("学校的减少原应", "减少原因"),
        ("公车购置费和维护费各多少", "公务用车购置费和公务用车运行维护费各多少"),
        ("车辆购置、运维的钱分别多少", "公务用车购置费和公务用车运行维护费分别多少"),
        ("全年计化用款", "计划用款"),
        ("某某卫建委", "卫健委"),
        ("挑出了哪些毛病", "查出了哪些问题"),
        ("一个是甲支出，一个是乙支出，差多少", "甲支出和乙支出，差多少"),
        ("学生人数增加数", "学生增加多少人"),
        ("自己给自己打了几分", "自评得了几分"),
        ("退修的老师又添了几个嘛", "退休老师多了几个"),
        ("除局机关外纳入的下属单位", "（不含本级）"),
    ],
)
def test_what_means_the_same_in_every_question_is_said_in_one_way(said: str, means: str) -> None:
    assert means in wordings.plain(said)


@pytest.mark.parametrize(
    "said",
    [
        "好多人的补助",
        "统计化学用品采购",
        "设计画册投资",
        "会计化妆品",
        "口袋公园的钱",
        "账户管理费",
        "往后推迟",
        "退休金",
        "学生人数",
        "公务用车购置及运行维护费多少",
        "公务用车购置费和维护费多少",
        "公务接待费和公务用车购置及运行维护费各是多少",
        "设备购置费和维护费各多少",
    ],
)
def test_words_that_only_look_like_it_stay(said: str) -> None:
    assert wordings.plain(said) == said


def test_the_end_of_a_word_is_no_slip_of_an_items_name() -> None:
    assert spelling.corrected("其他收入金额多少").text == "其他收入金额多少"
    assert not parse("2023年推进项目的构成", terms.Vocabulary(())).items


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("初中教育里基本支出和项目支出差了多少钱", "difference"),
        ("基本支出跟项目支出，哪个大？大出来多少", "compare"),
        ("做绩效评价的项目都有啥", "projects"),
        ("开展绩效评价的项目名称、金额", "projects"),
        ("下属单位名单", "list"),
        ("初中教育的支出用途", "purpose"),
        ("2023年预算所载初中教育2022年执行数与2022年度决算数是否相符", "consistency"),
        ("想打电话问问，该打哪个号，是哪个处在管呀", "contact"),
        ("住房公积金表上的数和文字里的数是不是同一个，会不会写岔了", "consistency"),
        ("公开文件你那儿有哪几份啊", "held"),
        ("已收录的公开材料清单", "held"),
    ],
)
def test_the_way_of_asking(text: str, kind: str) -> None:
    assert parse(text, LABELS).kind == kind


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("文件没直接写年初安排了多少，能不能反着算一下，教育支出年初预算是多少", 1),
        ("事业收入和其他收入哪个大？大出来多少钱", 1),
        ("年底还剩多少没用，怎么没付掉", 2),
    ],
)
def test_how_many_questions_a_message_has(text: str, asked: int) -> None:
    assert len(messages.questions(text)) == asked


@pytest.mark.parametrize(
    "text", ["2050203的初中教育", "初中教育那一项，2050203的，花了多少", "初中教育，科目编码2050203，多少钱"]
)
def test_a_code_behind_its_name_is_the_same_item(text: str) -> None:
    assert len(parse(text, LABELS, ["2050203"]).items) == 1


def test_two_items_of_which_one_is_told_by_its_code_stay_two() -> None:
    assert len(parse("住房公积金、2050203各多少", LABELS, ["2050203"]).items) == 2


@pytest.mark.parametrize(
    "text",
    [
        "2023年教育支出，支出决算表上一个数，一般公共预算财政拨款支出决算表上又一个数，不一样啊，差了多少",
        "2023年度教育支出：支出决算表合计数与一般公共预算财政拨款支出决算表合计数的差额",
    ],
)
def test_one_line_of_two_tables(service: Service, text: str) -> None:
    told = service.ask(text)
    assert "900.00万元" in told.answer
    assert "880.00万元" in told.answer
    assert "20.00万元" in told.answer


@pytest.mark.parametrize(
    "text",
    [
        "初中教育那个科目，一个是基本支出一个是项目支出，两边差了几块钱",
        "支出决算中，“初中教育”科目项下基本支出与项目支出之差额",
    ],
)
def test_two_columns_of_one_line(service: Service, text: str) -> None:
    assert "180.00" in service.ask(f"2023年{text}").answer


@pytest.mark.parametrize(
    "text", ["支出决算表（公开03表，2023年度）所列教育支出金额", "以支出决算表为准，2023年教育支出多少"]
)
def test_a_table_named_in_any_place_is_the_one_meant(service: Service, text: str) -> None:
    assert "900.00" in service.ask(text).answer


@pytest.mark.parametrize(
    "text", ["2023年食堂修缮项目自评得分及主要扣分项", "2023年食堂修缮自己打了好多分嘛，扣分主要在哪些上头"]
)
def test_points_given_and_points_lost_are_told_together(service: Service, text: str) -> None:
    told = service.ask(text).answer
    assert "91" in told
    assert "41" in told


def test_why_less_was_spent_than_was_set_as_the_year_began(service: Service) -> None:
    assert "实验室" in service.ask("2023年教育支出怎么比年初定的预算少花了呀，啥子原因").answer


def test_what_was_left_over_is_told_by_its_things(service: Service) -> None:
    assert "塑胶跑道" in service.ask("2023年年底剩下没用掉、转到下一年去的钱，到底都是些啥事的钱啊").answer


def test_whom_to_call(service: Service) -> None:
    assert "61230077" in service.ask("2023年的决算我有些不明白，想打电话问问，该打哪个号，是哪个处在管呀").answer


def test_a_quoted_name_that_only_sounds_like_a_printed_one_is_that_one() -> None:
    labels = ["特别业务", "初中教育", "初中较育"]
    assert spelling.quoted("“特别业物”多少钱", labels).text == "“特别业务”多少钱"
    assert spelling.quoted("“初中教玉”多少钱", labels).changes == ()  # of two it may be either
    assert spelling.quoted("特别业物多少钱", labels).changes == ()  # without marks it may be anything


def test_no_goal_is_told_for_a_score(service: Service) -> None:
    told = service.ask("2023年食堂修缮第三方评了多少分").answer
    assert "50" not in told
