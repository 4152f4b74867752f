"""Tables printed below each other in one grid, rows that only name a stage, radicals, and units said by a sentence."""

from __future__ import annotations

import unicodedata

import pytest

from ingest.content import content
from ingest.limits import Limits
from ingest.radicals import unified
from ingest.stacked import second_headers
from ingest.tables import readings
from tests.ingest.test_tables import lines, numbers, table

ACCOUNT = """# 示例市水务局2023年度部门决算

## 一、“三公”经费

财政拨款“三公”经费支出决算表（单位：万元）

| | “三公”经费 | | | 会议费 |
|---|---|---|---|---|
| | 合计 | 公务用车购置费 | 公务接待费 | 会议费 |
| 预算数 | 30.00 | 20.00 | 10.00 | 3.00 |
| 决算数 | 25.50 | 18.00 | 7.50 | 2.50 |
| 相关统计数 | | | | |
| 项目 | 统计数 | 项目 | 统计数 | |
| 公务用车购置数(辆) | 1 | 公务用车保有量(辆) | 6 | |
| 国内公务接待批次(个) | 41 | 国内公务接待人次(人) | 302 | |

## 二、项目⽀出

2023年各项⽬⽀出如下（⾦额单位：万元）：

| 序号 | 项目名称 | 决算数 |
|---|---|---|
| 1 | 河道清淤 | 60.00 |
| 2 | 闸⻔检修 | 40.00 |
"""


@pytest.fixture(scope="module")
def facts():
    return content(ACCOUNT.encode(), "示例市水务局2023年度部门决算.md", Limits()).facts


def test_the_line_between_two_tables_may_end_in_a_colon() -> None:
    printed = [
        ["“三公”经费合计", "公务接待费", "会议费", "培训费"],
        ["23.81", "5.37", "6.74", "24.38"],
        ["相关统计数：", "", "", ""],
        ["项目", "统计数", "项目", "统计数"],
        ["国内公务接待批次（个）", "71", "国内公务接待人次（人）", "586"],
    ]
    assert second_headers(printed) == [2]


def stated(facts, row: str, column: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (str(f.value), f.unit, f.basis)
        for f in facts
        if f.source == "table" and f.value is not None and f.row[-1:] == (row,) and f.column[-1:] == (column,)
    ]


def test_counts_below_the_amounts_are_a_table_of_their_own(facts) -> None:
    assert stated(facts, "预算数", "公务用车购置费") == [("20.00", "万元", "budget")]
    assert stated(facts, "决算数", "公务接待费") == [("7.50", "万元", "actual")]
    assert stated(facts, "国内公务接待人次(人)", "统计数") == [("302", "人", "actual")]
    assert stated(facts, "公务用车购置数(辆)", "统计数") == [("1", "辆", "actual")]


@pytest.mark.parametrize(
    ("rows", "begins"),
    [
        (["项目|金额", "会议费|3", "名称|数量", "会议次数|4"], [2]),
        (["项目|金额", "会议费|3", "有关情况|", "项目|数量", "会议次数|4"], [2]),
        (["合计|接待费|会议费", "9.00|5.00|4.00", "接待批次(个)|接待人次(人)|会议次数(次)", "4|31|2"], [2]),
        # The same header again after a page break, words among the rows, and a label without amounts are none.
        (["项目|金额", "会议费|3", "项目|金额", "培训费|2"], []),
        (["项目|金额", "会议费|3", "其中：市级|", "培训费|2"], []),
        (["项目|金额", "会议费|3", "二、外交支出|", "三、国防支出|1"], []),
        (["项目|金额|说明", "会议费|3|春训", "培训费|2|数量减少", "差旅费|1|"], []),
    ],
)
def test_where_a_second_table_begins(rows: list[str], begins: list[int]) -> None:
    grid = [row.split("|") for row in rows]
    assert second_headers(grid) == begins


@pytest.mark.parametrize("short", [["甲", ""], ["", "乙"], [""]])
def test_rows_of_a_damaged_table_may_be_shorter_than_the_one_below(short: list[str]) -> None:
    rows = [
        short,
        ["", "", "", "合计"],
        ["闸门", "2", "", "3"],
        ["项目", "统计数", "", ""],
        ["泵站", "1", "", ""],
        ["井", "4", "", ""],
    ]
    assert second_headers(rows) == [3]


def test_rows_that_only_name_a_stage() -> None:
    told = """
    |因公出国（境）费|公务接待费
    2022年度决算数|1.00|4.00
    年初预算数|2.00|5.00
    全年预算数|2.50|5.50
    决算数|1.50|3.00
    增减额|-0.50|-2.00
    完成率|75.00%|60.00%
    """
    assert numbers(told, year=2023, kind="final_accounts") == lines(
        """
        2022年度决算数 / 因公出国（境）费 = 1.00万元 @2022 actual level
        2022年度决算数 / 公务接待费 = 4.00万元 @2022 actual level
        年初预算数 / 因公出国（境）费 = 2.00万元 @2023 initial_budget level
        年初预算数 / 公务接待费 = 5.00万元 @2023 initial_budget level
        全年预算数 / 因公出国（境）费 = 2.50万元 @2023 adjusted_budget level
        全年预算数 / 公务接待费 = 5.50万元 @2023 adjusted_budget level
        决算数 / 因公出国（境）费 = 1.50万元 @2023 actual level
        决算数 / 公务接待费 = 3.00万元 @2023 actual level
        增减额 / 因公出国（境）费 = -0.50万元 @2023 actual change
        增减额 / 公务接待费 = -2.00万元 @2023 actual change
        完成率 / 因公出国（境）费 = 75.00% @2023 actual rate
        完成率 / 公务接待费 = 60.00% @2023 actual rate
        """
    )


def test_scores_are_no_money() -> None:
    told = """
    项目名称|全年预算数|自评得分
    河道清淤|60.00|96.5
    """
    assert numbers(told, year=2023, kind="final_accounts")[1] == "河道清淤 / 自评得分 = 96.5分 @2023 actual count"


def test_codes_of_bodies_are_no_amounts() -> None:
    told = """
    部门代码|部门名称|合计|事业收入
    合计||90.00|5.00
    031|示例市水务局|90.00|5.00
    031001|示例市水务局（本级）|60.00|
    031002|示例市防汛中心|30.00|5.00
    """
    assert [line for line in numbers(told) if "代码" in line or "?" in line] == []
    assert "示例市防汛中心 / 合计 = 30.00万元 @2024 budget level" in numbers(told)


def test_a_forms_head_printed_again_is_no_indicator() -> None:
    form = table(
        """
        项目名称|河道清淤|预算金额（万元）|60.00
        一级指标|三级指标|指标值|权重
        产出|清淤河道|≥12公里|30
        项目名称|河道清淤|预算金额（万元）|60.00
        效益|检修完成时限|≤30个自然日|20
        """,
        heading="项目支出绩效目标表",
    )
    told = [(r.row[-1], r.column[-1:], str(r.value), r.unit) for r in readings(form, 2024, "budget")]
    assert [one for one in told if one[1] in (("指标值",), ("权重",))] == [
        ("清淤河道", ("指标值",), "12", "公里"),
        ("清淤河道", ("权重",), "30", None),
        ("检修完成时限", ("指标值",), "30", "个自然日"),
        ("检修完成时限", ("权重",), "20", None),
    ]


def test_the_unit_of_the_sentence_that_leads_to_a_table(facts) -> None:
    assert stated(facts, "河道清淤", "决算数") == [("60.00", "万元", "actual")]


def test_radicals_are_read_as_ideographs(facts) -> None:
    assert stated(facts, "闸门检修", "决算数") == [("40.00", "万元", "actual")]
    assert unified("部⻔⽬录⻓⻋⻛⻘⺠") == "部门目录长车风青民"
    every = [chr(code) for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6))]
    assert all(len(unified(char)) == 1 for char in every)
    assert all(unified(char) == unicodedata.normalize("NFKC", char) for char in every[0x74:])
    for char in every[:0x74]:  # what Unicode itself maps is mapped so
        known = unicodedata.normalize("NFKC", char)
        assert known == char or unified(char) == known
