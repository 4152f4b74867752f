"""Ways in which finance clerks put budgets, last years and parts into a sentence, each read for what it says."""

from __future__ import annotations

import pytest

from ingest import items, terms
from ingest.content import content
from ingest.limits import Limits
from ingest.statements import Context, statements


def said(text: str, kind: str = "final_accounts") -> list[tuple[str, str, int | None, str | None, str]]:
    """Each figure of a text: what it is, of which item, year and basis, and its number."""
    return [
        (s.claim, "/".join(s.subject), s.year, s.basis, s.figure.text)
        for s in statements(text, Context(2023, kind))  # type: ignore[arg-type]
        if s.figure
    ]


@pytest.mark.parametrize(
    "of", ["完成年初预算8.00万元的75%", "完成全年预算数8.00万元的75%", "为预算8.00万元的75%", "占预算数8.00万元的约75%"]
)
def test_a_budget_named_with_the_share_spent_of_it_is_not_what_follows(of: str) -> None:
    planned = "initial_budget" if "年初" in of else "adjusted_budget" if "全年" in of else "budget"
    assert said(f"会议费支出6.00万元，{of}，比上年减少1.00万元；培训费3.00万元。") == [
        ("level", "会议费支出", 2023, "actual", "6.00万元"),
        ("level", "会议费支出", 2023, planned, "8.00万元"),
        ("completion", "会议费支出", 2023, "actual", "75%"),
        ("change", "会议费支出", 2023, "actual", "1.00万元"),
        ("level", "培训费", 2023, "actual", "3.00万元"),
    ]


@pytest.mark.parametrize(
    "told",
    ["上年支出9.00万元，同比减少5.00万元", "上年为9.00万元，较上年减少5.00万元", "2022年支出9.00万元，减少5.00万元"],
)
def test_a_change_told_behind_last_year_is_of_this_year(told: str) -> None:
    assert said(f"会议费4.00万元；{told}，下降55.56%。")[2:] == [
        ("change", "会议费", 2023, "actual", "5.00万元"),
        ("rate", "会议费", 2023, "actual", "55.56%"),
    ]


def test_a_change_of_last_year_itself_stays_last_years() -> None:
    assert said("会议费4.00万元；2022年支出9.00万元，同比减少2.00万元。")[2] == (
        "change",
        "会议费",
        2022,
        "actual",
        "2.00万元",
    )


def test_what_is_grouped_is_over_with_its_sentence() -> None:
    text = "支出预算90.00万元，按功能分类：教育支出90.00万元；按支出性质：基本支出60.00万元、项目支出30.00万元。支出较2022年增加8.00万元，其中项目支出增加3.00万元。"
    assert [(s[0], s[1]) for s in said(text, "budget")][4:] == [("change", "支出"), ("change", "支出/项目支出")]


def test_amounts_in_brackets_that_come_to_the_one_before_are_its_parts() -> None:
    text = "政府采购预算50.00万元，其中一般公共预算拨款采购30.00万元（货物10.00万元、服务20.00万元），基金采购20.00万元（货物5.00万元、工程15.00万元）。"
    subjects = [s[1].split("/")[1:] for s in said(text, "budget")]
    assert [s[-1] for s in subjects if len(s) == 2] == ["货物", "服务", "货物", "工程"]
    assert {s[0] for s in subjects if len(s) == 2} == {"一般公共预算拨款采购", "基金采购"}


def test_amounts_in_brackets_that_do_not_come_to_it_are_no_parts() -> None:
    text = "政府采购预算50.00万元（货物10.00万元、服务20.00万元）。"
    assert [s[1] for s in said(text, "budget")] == ["政府采购", "货物", "服务"]


@pytest.mark.parametrize("lead", ["按资金性质分：", "按资金来源分为：", "其中："])
def test_the_fund_that_carried_over_money_is_of_is_no_revenue(lead: str) -> None:
    text = f"# 甲局2023年度部门决算\n\n年末结转和结余20.00万元。{lead}一般公共预算12.00万元、政府性基金预算8.00万元。\n"
    facts = content(text.encode(), "甲局2023年度部门决算.md", Limits()).facts
    found = {str(fact.value): items.item(fact) for fact in facts}
    assert {item.own for item in found.values()} == {terms.key("年末结转和结余")}
    assert found["12.00"].within == {terms.key("一般公共预算")}
    assert found["8.00"].within == {terms.key("政府性基金预算")}


def test_an_amount_behind_what_is_counted_is_of_that_not_of_the_whole() -> None:
    text = "教育支出90.00万元，较上年增加5.00万元，主要原因是2名教师去世追加抚恤金6.00万元，生均定额提高。"
    told = [(s[1], s[4]) for s in said(text) if s[0] == "level"]
    assert ("教育支出", "90.00万元") in told
    assert [subject for subject, figure in told if figure == "6.00万元"] != ["教育支出"]


@pytest.mark.parametrize(
    "lead",
    ["年初预算：8.00万元；支出决算：6.00万元；完成年初预算的75%。", "年初安排8.00万元，年末决算6.00万元，完成75%。"],
)
def test_words_for_the_account_are_no_items(lead: str) -> None:
    told = said(f"3、教育支出（类）进修及培训（款）培训支出（项）。{lead}")
    assert {subject for _, subject, *_ in told} == {"教育支出/进修及培训/培训支出"}
    assert [(claim, basis) for claim, _, _, basis, _ in told] == [
        ("level", "initial_budget"),
        ("level", "actual"),
        ("completion", "actual"),
    ]


def test_a_budget_in_brackets_is_the_items() -> None:
    told = said("教育支出（类）进修及培训（款）培训支出（项）。决算6.00万元，低于年初预算（8.00万元），完成率75%。")
    assert [(s[1].split("/")[-1], s[3]) for s in told] == [
        ("培训支出", "actual"),
        ("培训支出", "initial_budget"),
        ("培训支出", "actual"),
    ]


def test_what_an_item_is_names_no_other() -> None:
    text = "4、教育支出（类）进修及培训（款）培训支出（项）。反映机关干部教育、师资研修的支出。年初预算8.00万元，支出决算6.00万元。"
    assert {s[1] for s in said(text)} == {"教育支出/进修及培训/培训支出"}
    text = "4、教育支出（类）进修及培训（款）培训支出（项）。反映干部教育向14个镇街送课的支出。年初预算8.00万元，支出决算6.00万元。"
    assert {s[1] for s in said(text) if s[4].endswith("万元")} == {"教育支出/进修及培训/培训支出"}


@pytest.mark.parametrize(
    "between",
    [
        "一是教师人员及公用经费，二是校舍日常管护",
        "其中校园安保经费压减2.00万元，落实过紧日子要求",
    ],
)
def test_a_change_is_of_the_amount_that_its_figures_add_up_to(between: str) -> None:
    told = said(f"教育支出90.00万元，{between}，较2022年预算数80.00万元增加10.00万元。", "budget")
    assert [(s[1], s[2]) for s in told if s[4] in ("80.00万元", "10.00万元")] == [
        ("教育支出", 2022),
        ("教育支出", 2023),
    ]


def test_a_change_behind_all_the_parts_is_of_the_whole() -> None:
    told = said("教育支出90.00万元，安排校园安保60.00万元、校舍维修30.00万元，比上年多安排9.00万元。", "budget")
    assert told[-1] == ("change", "教育支出", 2023, "budget", "9.00万元")
    told = said("教育支出90.00万元，安排校园安保60.00万元、校舍维修20.00万元，比上年多安排9.00万元。", "budget")
    assert told[-1][1] == "校舍维修"


def test_a_rate_is_of_the_amount_that_rose_by_it() -> None:
    told = said("教育支出90.00万元，按在校生数的100%安排生均经费，同比上升12.5%（2022年为80.00万元）。", "budget")
    assert [s[1] for s in told if s[4] in ("12.5%", "80.00万元")] == ["教育支出", "教育支出"]


def test_an_amount_called_what_it_rose_by_is_a_change() -> None:
    told = said(
        "支出预算90.00万元。支出较上年增加的10.00万元中，基本支出增加4.00万元，项目支出增加6.00万元。", "budget"
    )
    assert [(s[0], s[4]) for s in told][1:] == [("change", "10.00万元"), ("change", "4.00万元"), ("change", "6.00万元")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("培训费6.00万元，完成年初预算的75%。用途：干部轮训。预决算差异说明：两期班次改为线上。", "两期班次改为线上"),
        ("培训费6.00万元，比上年减少1.00万元。变动情况说明：班次合并。", "班次合并"),
        ("培训费6.00万元，比上年增加1.00万元，增加完全来自新增岗前班次。", "新增岗前班次"),
    ],
)
def test_a_difference_explained_behind_is_a_reason(text: str, reason: str) -> None:
    assert {s.reason for s in statements(text, Context(2023, "final_accounts")) if s.reason} == {reason}


def explained(text: str) -> list[tuple[str, str, str | None]]:
    """Each change of a text: of which item, its number, and the reason that is given for it."""
    return [
        (s.subject[-1], s.figure.text, s.reason)
        for s in statements(text, Context(2023, "final_accounts"))
        if s.figure and s.claim in ("change", "rate", "completion")
    ]


LISTED = "2023年度“三公”经费支出比上年减少3.00万元，其中：因公出国（境）费减少5.00万元；公务用车运行维护费增加4.00万元；公务接待费减少2.00万元。"


@pytest.mark.parametrize(
    "told",
    [
        "因公出国（境）费减少的主要原因是无出访团组；公务用车运行维护费增加的主要原因是巡查里程增加；公务接待费减少的主要原因是来客减少。",
        "因公出国（境）费减少的原因为无出访团组，公务用车运行维护费增加的原因为巡查里程增加，公务接待费减少的原因为来客减少。",
        "公务接待费减少，主要是来客减少。公务用车运行维护费增加，主要是巡查里程增加。因公出国（境）费减少，主要是无出访团组。",
        "因公出国（境）费减少系无出访团组，公务用车运行维护费增加系巡查里程增加，公务接待费减少系来客减少。",
        "因公出国（境）费减少主要是无出访团组，公务用车运行维护费增加主要是巡查里程增加，公务接待费减少主要是来客减少。",
        "公务用车运行维护费增加主要由于巡查里程增加。因公出国（境）费的减少主要是因为无出访团组。公务接待费减少主要系来客减少。",
    ],
)
def test_reasons_told_after_a_list_belong_to_the_items_that_they_name(told: str) -> None:
    assert explained(LISTED + told) == [
        ("“三公”经费支出", "3.00万元", None),
        ("因公出国（境）费", "5.00万元", "无出访团组"),
        ("公务用车运行维护费", "4.00万元", "巡查里程增加"),
        ("公务接待费", "2.00万元", "来客减少"),
    ]


def test_a_reason_that_names_the_whole_is_not_of_its_parts() -> None:
    assert [reason for _, _, reason in explained(LISTED + "“三公”经费减少的原因是厉行节约。")] == [
        "厉行节约",
        None,
        None,
        None,
    ]


def test_a_part_explained_alone_explains_nothing_of_the_whole() -> None:
    text = "本年支出合计90.00万元，比上年增加5.00万元。项目支出增加的主要原因是大修工程开工。"
    assert explained(text) == [("本年支出", "5.00万元", None)]


def test_a_reason_is_of_the_base_that_it_names() -> None:
    text = "培训费支出9.00万元，完成预算的90%，比上年减少1.00万元。培训费支出决算数小于预算数的主要原因是一期改为线上。培训费比上年减少的原因是课时减少。"
    assert explained(text) == [
        ("培训费支出", "90%", "一期改为线上"),
        ("培训费支出", "1.00万元", "课时减少"),
    ]


def test_what_stands_behind_a_level_waits_for_the_reason_that_names_it() -> None:
    text = "本年支出90.00万元，其中基本支出50.00万元，比上年增加5.00万元，项目支出40.00万元，比上年减少3.00万元。基本支出增加，原因是调资。项目支出减少主要是工程完工。"
    assert explained(text) == [("基本支出", "5.00万元", "调资"), ("项目支出", "3.00万元", "工程完工")]


def test_each_side_has_its_own_reason() -> None:
    text = "本年收入增加5.00万元，本年支出增加6.00万元。收入增加的主要原因是拨款增加，支出增加的主要原因是项目增加。"
    assert explained(text) == [("本年收入", "5.00万元", "拨款增加"), ("本年支出", "6.00万元", "项目增加")]


def test_which_of_two_is_meant_is_not_guessed() -> None:
    text = "办公费增加2.00万元，印刷费减少1.00万元。前者增加是因为物价上涨。"
    assert [reason for _, _, reason in explained(text)] == [None, None]


def test_the_whole_has_no_reason_of_one_of_its_parts() -> None:
    text = "“三公”经费比上年减少5.00万元，其中：因公出国（境）费减少3.00万元，主要是无出访团组；公务接待费减少2.00万元，主要是来客减少。"
    assert explained(text) == [
        ("“三公”经费", "5.00万元", None),
        ("因公出国（境）费", "3.00万元", "无出访团组"),
        ("公务接待费", "2.00万元", "来客减少"),
    ]


def test_the_only_part_that_moved_tells_why_the_whole_did() -> None:
    text = "“三公”经费比上年减少2.00万元，其中公务接待费减少2.00万元，主要原因是来客减少。"
    assert [reason for _, _, reason in explained(text)] == ["来客减少", "来客减少"]


def test_what_it_mainly_is_names_no_item_of_its_own() -> None:
    text = "其他收入26.85万元。主要为上级拨付的协查补助和银行存款利息收入。与上年相比减少14.35万元，下降34.83%。"
    assert [(s[0], s[1]) for s in said(text)] == [
        ("level", "其他收入"),
        ("change", "其他收入"),
        ("rate", "其他收入"),
    ]
