"""What templates leave in the text: a remark behind a heading, 减 before 增加, 增加 before 持平, 万 without 元, a stop left out."""

from __future__ import annotations

import pytest

from ingest import headings
from ingest.facts import facts
from ingest.model import Fact
from ingest.read import parse
from ingest.statements import Context, statements

ACCOUNT = Context(year=2024, kind="final_accounts")
PLAN = Context(year=2026, kind="budget")


@pytest.mark.parametrize(
    ("line", "rank"),
    [
        ("二、下属单位（若无下属，本部分写本级自行编报）", 2),
        ("三、名词解释（如无专业名词，本部分可不填写）", 2),
        ("（一）机构设置（没有的，本节写无）", 3),
        ("二、单位构成（下设群文部，展陈部）", None),
        ("二、单位构成，仅有一个单位的部门本部分不填", None),
    ],
)
def test_a_remark_of_the_form_behind_a_heading_makes_it_none_the_less_one(line: str, rank: int | None) -> None:
    assert headings.rank(line, marked=False) == rank


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("会议费6.00万元，比2023年度减增加1.50万元，主要原因是多开一次会。", "up"),
        ("会议费6.00万元，比上年减增加1.50万元。", "up"),
        ("会议费6.00万元，比上年增减少1.50万元。", "down"),
        ("会议费6.00万元，比上年减1.50万元。", "down"),
    ],
)
def test_the_second_of_two_words_of_change_is_the_one_that_was_filled_in(text: str, direction: str) -> None:
    moved = [(one.subject, one.direction) for one in statements(text, ACCOUNT) if one.measure == "change"]
    assert moved == [(("会议费",), direction)]


@pytest.mark.parametrize(
    ("text", "item", "unit"),
    [
        ("国内公务接待支出 0.40 万，接待批次3个。", "国内公务接待支出", "万元"),
        ("培训费共计2.10万，比上年减少0.10万元。", "培训费", "万元"),
        ("项目资金合计 1.20 亿，分三年安排。", "项目资金", "亿元"),
        ("全年接待读者 0.40 万人次。", "全年接待读者", "万人次"),
    ],
)
def test_money_without_its_yuan_is_money(text: str, item: str, unit: str) -> None:
    first = statements(text, ACCOUNT)[0]
    assert first.figure is not None
    assert (first.subject, first.figure.quantity.unit and first.figure.quantity.unit.name) == ((item,), unit)


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费预算1.00万元，与2025年预算增加持平。",
        "公务接待费预算1.00万元，与上年预算减少持平。",
    ],
)
def test_a_word_of_change_alone_is_no_item(text: str) -> None:
    said = [(one.subject, one.direction) for one in statements(text, PLAN)]
    assert said == [(("公务接待费",), None), (("公务接待费",), "flat")]


@pytest.mark.parametrize(
    ("text", "other", "reason"),
    [
        (
            "因公出国（境）费0万元，与2023年度持平；公务接待费6.00万元，比2023年度减少4.00万元。因公出国（境）费持平的主要原因是未安排出访任务。",
            "公务接待费",
            None,
        ),
        (
            "“三公”经费20.00万元，比2023年度减少4.00万元。因公出国（境）费持平的主要原因是未安排出访任务。",
            "“三公”经费",
            None,
        ),
        (
            "公务接待费6.00万元，比2023年度减少4.00万元，因公出国（境）费0万元，与2023年度持平。因公出国（境）费持平的主要原因是未安排出访任务，公务接待费减少的主要原因是来访减少。",
            "公务接待费",
            "来访减少",
        ),
    ],
)
def test_why_one_stayed_the_same_is_no_reason_of_another(text: str, other: str, reason: str | None) -> None:
    said = [one for one in statements(text, ACCOUNT) if one.direction]
    assert {one.reason for one in said if one.subject[-1] == other} == {reason}
    assert {one.reason for one in said if one.subject[-1] == "因公出国（境）费"} == {"未安排出访任务"}


def _read(text: str) -> tuple[tuple[str, ...], list[Fact]]:
    document = parse(text.encode(), "芦川市溪桥区文化馆2026年度部门预算.txt")
    return tuple(one.text for one in document.paragraphs), list(facts(document))


def test_a_reason_without_its_stop_is_not_joined_to_what_leads_on() -> None:
    paragraphs, found = _read("""芦川市溪桥区文化馆2026年度部门预算

一、预算编制说明

2026年财政拨款支出预算900.00万元，比2025年预算减少40.00万元，主要原因是展厅改造已经完工验收
财政拨款安排的主要事项如下：
1.“文化旅游体育与传媒支出”科目800.00万元，主要用于场馆运行。
""")
    assert "财政拨款安排的主要事项如下：" in paragraphs
    assert [one.reason for one in found if one.direction == "down"] == ["展厅改造已经完工验收"]


def test_a_sentence_that_a_line_breaks_off_is_still_joined() -> None:
    paragraphs, _ = _read("""芦川市溪桥区文化馆2026年度部门预算

一、预算编制说明

2026年财政拨款支出预算900.00万元，比2025年预算减少40.00万元，主要原因是展厅改造
已经完工验收。
""")
    assert any("展厅改造已经完工验收。" in one for one in paragraphs)
