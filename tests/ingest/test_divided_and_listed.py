"""Amounts that a sentence divides, and reasons that it lists or names only behind: each keeps to what it is of."""

from __future__ import annotations

import pytest

from ingest.statements import Context, statements


def said(text: str, kind: str = "final_accounts", year: int = 2023):
    return statements(text, Context(year, kind, "示例市图书馆"))


def paths(text: str, kind: str = "final_accounts") -> dict[str, str]:
    return {s.figure.text: "/".join(s.subject) for s in said(text, kind) if s.figure}


@pytest.mark.parametrize(
    ("text", "figure", "path"),
    [
        (
            "年末结转和结余30.00万元，原因：尾款未付。按资金性质分：一般公共预算20.00万元、事业收入10.00万元。",
            "20.00万元",
            "年末结转和结余/一般公共预算",
        ),
        (
            "政府采购预算总额50.00万元，其中：货物30.00万元、服务20.00万元。按资金来源分，一般公共预算拨款40.00万元（货物25.00万元、服务15.00万元），其他收入10.00万元。",
            "40.00万元",
            "政府采购/一般公共预算拨款",
        ),
        (
            "政府采购预算总额50.00万元，其中：货物30.00万元、服务20.00万元。按资金来源分，一般公共预算拨款40.00万元（货物25.00万元、服务15.00万元），其他收入10.00万元。",
            "25.00万元",
            "政府采购/一般公共预算拨款/货物",
        ),
        ("编外聘用人员12人（其中：讲解员7人，保洁员5人）；借书证持有者3000人。", "3000人", "借书证持有者"),
        ("编外聘用人员12人（其中：讲解员7人，保洁员5人）；借书证持有者3000人。", "7人", "编外聘用人员/讲解员"),
        ("政府性基金预算收入8.00万元，支出6.00万元。", "6.00万元", "政府性基金预算支出"),
        (
            "财政专户管理资金9.00万元，来源为培训收费5.00万元、考试收费4.00万元。",
            "5.00万元",
            "财政专户管理资金/培训收费",
        ),
        ("①差旅费3.00万元，增加1.00万元。\n②培训费2.00万元，减少0.50万元。", "2.00万元", "培训费"),
        (
            "本年支出9.00万元，其中：用于体育事业的彩票公益金支出9.00万元，采购健身器材。",
            "9.00万元",
            "本年支出/用于体育事业的彩票公益金支出",
        ),
        ("培训支出20.00万元。今年办班次数减少，预算随之压减4.00万元。", "4.00万元", "培训支出"),
    ],
)
def test_a_part_is_told_of_its_whole(text: str, figure: str, path: str) -> None:
    assert paths(text)[figure] == path


@pytest.mark.parametrize(
    ("text", "figure", "reason"),
    [
        (
            "收入比上年增加8.00万元，主要是：①新馆开放，一般公共预算拨款增加10.00万元；②捐赠减少，其他收入减少2.00万元。",
            "8.00万元",
            "①新馆开放，一般公共预算拨款增加10.00万元；②捐赠减少，其他收入减少2.00万元",
        ),
        (
            "收入比上年增加8.00万元，主要是：①新馆开放，一般公共预算拨款增加10.00万元；②捐赠减少，其他收入减少2.00万元。",
            "2.00万元",
            "捐赠减少",
        ),
        (
            "教育支出90.00万元，较年初预算数增加6.00万元，增长7.1%，一是新招馆员2名；二是缴费基数上调。",
            "6.00万元",
            "一是新招馆员2名；二是缴费基数上调",
        ),
        (
            "培训费5.00万元，较年初预算数减少1.00万元，线上授课替代集中培训，是低于预算的原因。",
            "1.00万元",
            "线上授课替代集中培训",
        ),
        ("培训支出50.00万元，较上年少3.00万元，系电梯改造完工所致；资金用于馆员培训。", "3.00万元", "电梯改造完工"),
    ],
)
def test_a_reason_is_whole_and_of_its_own_change(text: str, figure: str, reason: str) -> None:
    assert next(s.reason for s in said(text) if s.figure and s.figure.text == figure) == reason


def test_a_list_ends_with_its_paragraph() -> None:
    text = "本年支出9.00万元。其中：①基本支出5.00万元；②项目支出4.00万元。\n政府性基金预算支出2.00万元，比上年增加1.00万元。"
    assert paths(text)["4.00万元"] == "本年支出/项目支出"
    assert paths(text)["2.00万元"] == "政府性基金预算支出"


def test_each_point_of_a_listed_reason_has_its_own() -> None:
    text = "收入比上年增加8.00万元，一是一般公共预算拨款增加5.00万元，主要是新馆开放；二是其他收入增加3.00万元，主要是捐赠到账。"
    reasons = {s.figure.text: s.reason for s in said(text) if s.figure}
    assert (reasons["5.00万元"], reasons["3.00万元"]) == ("新馆开放", "捐赠到账")


def test_a_reason_named_behind_is_of_the_last_change_alone() -> None:
    text = "会议费4.00万元，与2022年度相比，增加1.00万元；较年初预算数减少0.50万元，年会改为视频召开是主要原因。"
    reasons = {s.figure.text: s.reason for s in said(text) if s.figure and s.claim == "change"}
    assert reasons == {"1.00万元": None, "0.50万元": "年会改为视频召开"}


@pytest.mark.parametrize(
    ("text", "figure", "purpose"),
    [
        (
            "用于体育事业的彩票公益金支出9.00万元，采购健身器材和护具；用于教育事业的彩票公益金支出5.00万元，开展夏令营。",
            "9.00万元",
            "采购健身器材和护具",
        ),
        ("群众体育12.00万元，补助阅览室延时开放的水电费。", "12.00万元", "补助阅览室延时开放的水电费"),
    ],
)
def test_what_an_amount_buys_is_its_purpose(text: str, figure: str, purpose: str) -> None:
    assert next(s.purpose for s in said(text) if s.figure and s.figure.text == figure) == purpose


def test_two_bases_at_once_are_both_held_against() -> None:
    told = said("公务接待费2.00万元，与年初预算数、上年支出数均持平。")
    flat = [(s.direction, s.base_year, s.base_basis) for s in told if s.figure is None]
    assert flat == [("flat", 2023, "initial_budget"), ("flat", 2022, None)]
    assert not [s for s in said("未发生因公出国（境）费用，与年初预算数和上年支出数均持平。") if s.figure is None]


def test_what_goes_by_grades_is_no_outturn() -> None:
    told = said("补贴分两档执行：一档每人每年3000元，二档每人每年2000元。", "budget")
    assert {(s.year, s.basis) for s in told} == {(2023, "budget")}
