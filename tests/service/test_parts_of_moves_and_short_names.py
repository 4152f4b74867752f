"""Shares by other words, shares of a move, what fiscal money does not pay, lists of shortened names, two stages of projects."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import short_names, wordings
from service.answer import Service
from tests.support.shelf import Shelf
from tests.support.talking import result, talk

TEXT = """# 霁川市水务局2023年度部门决算

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 213 | 农林水支出 | 1000.00 | 400.00 | 600.00 |
| | 合计 | 1000.00 | 400.00 | 600.00 |

财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 213 | 农林水支出 | 950.00 | 370.00 | 580.00 |
| | 合计 | 950.00 | 370.00 | 580.00 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 100.00 |
| 30201 | 办公费 | 12.50 |
| 30202 | 印刷费 | 4.00 |
| 30205 | 水费 | 1.50 |
| 30206 | 电费 | 8.50 |
| 30207 | 邮电费 | 5.00 |
| 30211 | 差旅费 | 8.00 |
| 30213 | 维修（护）费 | 10.00 |

2023年本年支出1000.00万元，比2022年增加200.00万元，其中：基本支出400.00万元，比2022年增加50.00万元；\
项目支出600.00万元，比2022年增加150.00万元。农林水支出1000.00万元，比2022年减少20.00万元。

2023年“三公”经费支出决算50.00万元，其中：公务用车购置及运行维护费40.00万元，公务接待费10.00万元。\
公务接待费10.00万元，主要用于接待来访，国内公务接待40批次，500人次。

预算绩效管理情况：编报绩效目标的2023年度项目12个，涉及预算金额560.00万元；绩效自评的2023年度项目11个，涉及预算金额480.00万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    path = tmp_path_factory.mktemp("moves") / "霁川市水务局2023年度部门决算.md"
    path.write_text(TEXT, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


def _result(service: Service, *questions: str) -> str | None:
    answer = talk(service, *questions)
    return result(answer) if answer.status == "answered" else None


@pytest.mark.parametrize(
    "question",
    [
        "2023年本年支出增加额中，项目支出的增加额占百分之几",
        "2023年本年支出多出来的200万元里，项目支出的增量占几成",
        "项目支出对2023年本年支出增长的贡献率是多少",
        "2023年项目支出的增加额占本年支出增加额的比重",
        "2023年本年支出增长，有百分之几来自项目支出",
        "2023年本年支出比上年增加的部分里，项目支出占多大比例",
    ],
)
def test_a_share_of_a_move_is_no_share_of_the_amount(service, question):
    assert _result(service, question) == "75.00%"


def test_a_share_of_the_amount_is_no_share_of_a_move(service):
    assert _result(service, "2023年本年支出里，项目支出占几成") == "60.00%"


def test_what_moved_the_other_way_is_no_part_of_a_move(service):
    answer = service.ask("2023年农林水支出的减少额占本年支出增加额的百分之几")
    assert answer.result is None
    assert "2.00%" not in answer.answer
    assert "10.00%" not in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "2023年项目支出里有多少不是靠财政拨款解决的",
        "2023年项目支出中非财政拨款的部分有多少",
        "2023年项目支出有多少并非由财政承担",
        "2023年项目支出里没用财政拨款的是多少",
    ],
)
def test_what_fiscal_money_does_not_pay(service, question):
    assert _result(service, question) == "20.00万元"


@pytest.mark.parametrize(
    "question",
    [
        "2023年办公费在商品和服务支出中的权重是多少",
        "2023年办公费占商品和服务支出的权重",
        "2023年商品和服务支出里办公费的占有率",
        "2023年办公费在商品和服务支出里所占的份额",
    ],
)
def test_a_share_by_other_nouns(service, question):
    assert _result(service, question) == "12.50%"


def test_what_is_more_than_the_whole_it_is_said_to_stand_in_is_no_share(service):
    assert _result(service, "2023年基本支出在商品和服务支出中的份额") is None


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("2023年水、电、邮电、维修（护）四笔之和", "25.00万元"),
        ("2023年商品和服务支出中水、电、邮电费三项合计", "15.00万元"),
        ("2023年办公、印刷和差旅三项加起来多少", "24.50万元"),
        ("2023年水费、电费、邮电三样一共多少", "15.00万元"),
        ("2023年水、电、煤气三项合计", None),  # what is not understood is not left out of a sum
        ("2023年办公、会议、印刷三笔合计", None),  # nor what is not told
    ],
)
def test_a_list_of_shortened_names(service, question, figure):
    assert _result(service, question) == figure


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("2023年水、电、邮电三笔合计", "2023年水费、电费、邮电费三笔合计"),
        ("2023年维修和租赁各多少", "2023年维修费和租赁费各多少"),
        ("2023年会议、培训活动办了几场", "2023年会议、培训活动办了几场"),
        ("2023年节水、电力设施改造多少钱", "2023年节水、电力设施改造多少钱"),
        ("2023年职业培训、会议展览各多少", "2023年职业培训、会议展览各多少"),
        ("2023年办公费多少", "2023年办公费多少"),
    ],
)
def test_names_are_written_out_only_in_a_list_of_lines(text, plain):
    assert short_names.plain(text) == plain


@pytest.mark.parametrize(
    "question",
    [
        "2023年三公经费里，车子（购置加运行）占了百分之几",
        "2023年公务用车（购置、运行维护）在三公经费里占几成",
        "2023年三公50万里，公车（买车和养车）占百分之几",
    ],
)
def test_cars_with_what_is_done_with_them_in_brackets(service, question):
    assert _result(service, question) == "80.00%"


@pytest.mark.parametrize(
    "question",
    [
        "2023年编报绩效目标涉及的金额与绩效自评时的金额相差几何",
        "绩效目标申报时涉及的预算金额，与自评时的金额相比，2023年相差多少",
        "2023年绩效自评涉及的资金比目标编报时少多少",
    ],
)
def test_the_money_of_two_stages(service, question):
    assert _result(service, question) == "80.00万元"


@pytest.mark.parametrize(
    "question",
    [
        "做过绩效自评的项目，金额占2023年项目支出决算的多少？用百分比表示",
        "2023年绩效自评的项目资金占项目支出的几成",
        "2023年绩效自评涉及金额相当于项目支出的百分之多少",
    ],
)
def test_the_money_of_a_stage_as_a_part(service, question):
    assert _result(service, question) == "80.00%"


def test_the_money_of_a_stage_as_a_part_in_a_follow_up(service):
    first = "2023年编报绩效目标的项目，总共涉及多少资金？"
    assert _result(service, first, "这笔钱相当于当年项目支出的百分之多少？") == "93.33%"


@pytest.mark.parametrize(
    "question",
    [
        "2023年公务接待费10万元，按接待的500人次平摊，每人次合多少元？",
        "2023年公务接待费10万元，接待500人次，平均每人次多少元",
    ],
)
def test_a_mean_over_the_guests_that_the_question_counts(service, question):
    assert _result(service, question) == "200.00元"


@pytest.mark.parametrize(
    "question",
    ["2023年项目支出的增量占本年支出的比例", "2023年比上年增加的项目支出占本年支出多少"],
)
def test_a_move_is_no_part_of_an_amount(service, question):
    assert _result(service, question) is None


def test_the_move_said_before_the_whole(service):
    assert _result(service, "2023年比上年增加的本年支出里，基本支出占几成") == "25.00%"


SAMPLES = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("示例市教育局2024年基本支出中的人员经费比2023年变化多少", "24.68万元"),
        ("示例市教育局2024年财政拨款基本支出里的公用经费比2023年增长百分之几", "0.93%"),
        ("示例市教育局2024年基本支出和人员经费比2023年各变化多少", None),  # both are asked about
    ],
)
def test_what_a_part_stands_in_is_not_asked_about(question, figure):
    assert _result(SAMPLES, question) == figure


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("中小企业预留额里划给小型微型企业的占几成", "中小企业预留额里预留给小微企业的占几成"),
        ("预留给小型和微型企业的政府采购项目", "预留给小型和微型企业的政府采购项目"),
        ("授予小微企业的合同划给谁", "授予小微企业的合同划给谁"),
    ],
)
def test_small_firms_by_their_long_name(said, meant):
    assert wordings.plain(said) == meant
