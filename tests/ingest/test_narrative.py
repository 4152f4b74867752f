"""The narrative of a real budget, and lists that run over paragraphs."""

from __future__ import annotations

import pytest

from ingest.model import Document, Paragraph, Place
from ingest.narrative import narrative_facts, sentences
from ingest.quantity import find
from ingest.read import read

BEIBEI = """
收入预算 | 991.07 万元 2024 level |
收入预算/一般公共预算拨款 | 991.07 万元 2024 level |
收入 | 328.85 万元 2024 change up 2023 | 划转窗口人员28名
支出 | 328.85 万元 2024 change up 2023 | 基本支出增加50.71万元
基本支出 | 50.71 万元 2024 change up 2023 |
项目支出 | 278.14 万元 2024 change up 2023 |
一般公共预算财政拨款支出/基本支出 | 461.93 万元 2024 level |
一般公共预算财政拨款支出/基本支出 | 50.71 万元 2024 change up 2023 | 新增事业人员2名
一般公共预算财政拨款支出/项目支出 | 278.14 万元 2024 change up 2023 | 故支出增加
“三公”经费 | 3.8 万元 2024 level |
“三公”经费 | 2 万元 2024 change down 2023 |
“三公”经费/公务接待费 | 0.3 万元 2024 level |
“三公”经费/公务接待费 | None None 2024 change flat 2023 |
“三公”经费/公务用车运行维护费 | 2 万元 2024 change down 2023 | 减少公务用车次数
一般公共预算财政拨款运行经费 | 3.21 万元 2024 change up 2023 | 新增2名在编事业人员
车辆 | 0 辆 2023 count |
购置车辆/执勤执法用车 | 0 辆 2024 count |
窗口人员 | 28 名 2024 count |
正科级事业单位 | 2 个 2024 count |
北碚区政务服务中心综合窗口人员专项经费/本科/人均 | 5.5 万元/年 2024 level |
"""


@pytest.fixture(scope="module")
def beibei(shared):
    return read(shared / "samples" / "beibei_2024_budget.txt")


def told(fact):
    words = ["/".join(fact.row), "|", fact.value, fact.unit, fact.year, fact.measure]
    words += [fact.direction, fact.base_year] if fact.direction and fact.measure != "count" else []
    return " ".join(map(str, words))


@pytest.mark.parametrize("line", BEIBEI.strip().split("\n"))
def test_a_real_narrative(beibei, line):
    told_as, reason = line.rsplit("|", 1)
    facts = [f for f in narrative_facts(beibei) if told(f) == told_as.strip()]
    assert facts, told_as
    assert any(reason.strip() in (f.reason or "") for f in facts)


def test_no_figure_of_a_real_narrative_is_lost_or_told_twice(beibei):
    kept = [p for p in beibei.paragraphs if not any("名词" in heading for heading in p.section)]
    facts = [f for f in narrative_facts(beibei) if f.value is not None and f.place.anchor.startswith("p")]
    assert len(facts) == sum(len(find(p.text)) for p in kept)
    assert len({f.id for f in facts}) == len(facts)
    by_anchor = {p.place.anchor: p.text for p in kept}
    for fact in facts:
        assert fact.quote in by_anchor[fact.place.anchor]
        (figure,) = find(fact.quote[slice(*fact.span)])
        assert (figure.quantity.number, figure.quantity.unit.name) == (fact.value, fact.unit)


def test_the_reason_stands_in_the_quote(beibei):
    for fact in narrative_facts(beibei):
        if fact.reason:
            assert fact.reason.replace(" ", "")[-12:] in fact.quote.replace(" ", "")


def test_sentences_are_as_printed(beibei):
    texts = {p.place.anchor: p.text for p in beibei.paragraphs}
    found = list(sentences(beibei))
    assert len(found) > len(texts)
    assert all(sentence in texts[place.anchor] for sentence, _, place in found)


def document(*paragraphs, kind="budget"):
    placed = tuple(
        Paragraph(text, section, Place(anchor=f"p{number}")) for number, (section, text) in enumerate(paragraphs, 1)
    )
    return Document("d", "0", ("a.txt",), "示例", "示例市水务局", 2026, kind, "department", placed, ())


def test_a_list_runs_over_paragraphs():
    section = ("三、支出预算情况说明",)
    facts = narrative_facts(
        document(
            (section, "示例市水务局本年支出预算合计860.25万元，其中："),
            (section, "基本支出560.25万元，占65.13%；"),
            (section, "项目支出300.00万元，占34.87%。"),
            (("四、财政拨款收支预算情况说明",), "2026年度财政拨款收入850.25万元。"),
        )
    )
    assert [("/".join(f.row), str(f.value), f.column) for f in facts] == [
        ("本年支出", "860.25", ()),
        ("本年支出/基本支出", "560.25", ()),
        ("本年支出/基本支出", "65.13", ("占本年支出",)),
        ("本年支出/项目支出", "300.00", ()),
        ("本年支出/项目支出", "34.87", ("占本年支出",)),
        ("财政拨款收入", "850.25", ()),
    ]


def test_lists_nest_by_their_numbers():
    section = ("一、“三公”经费预算情况说明",)
    facts = narrative_facts(
        document(
            (section, "2026年“三公”经费预算数为47.91万元，比2025年预算增加25万元。其中："),
            (section, "（一）因公出国（境）费0万元，与2025年预算持平。主要原因是无出访任务。"),
            (
                section,
                "（二）公务用车购置及运行费46.56万元，比2025年预算增加25万元。其中：公务用车购置费25万元，主要原因是更新车辆；公务用车运行费21.56万元。",
            ),
            (section, "（三）公务接待费1.35万元。比2025年预算减少0.20万元，主要原因是接待减少。"),
        )
    )
    rows = [("/".join(f.row[1:]), str(f.value), f.reason) for f in facts]
    assert rows == [
        ("", "47.91", None),
        ("", "25", None),
        ("因公出国（境）费", "0", None),
        ("因公出国（境）费", "None", "无出访任务"),
        ("公务用车购置及运行费", "46.56", None),
        ("公务用车购置及运行费", "25", None),
        ("公务用车购置及运行费/公务用车购置费", "25", "更新车辆"),
        ("公务用车购置及运行费/公务用车运行费", "21.56", None),
        ("公务接待费", "1.35", None),
        ("公务接待费", "0.20", "接待减少"),
    ]


def test_a_category_heading_leads_its_items():
    section = ("五、财政拨款支出预算情况说明",)
    facts = narrative_facts(
        document(
            (section, "2026年度财政拨款支出850.25万元。其中："),
            (section, "（一）农林水支出（类）"),
            (section, "1.水利（款）行政运行（项）支出420.33万元，与上年数一致。"),
            (section, "（二）住房保障支出（类）"),
            (section, "1.住房改革支出（款）住房公积金（项）60.10万元，今年新增支出。"),
        )
    )
    assert [f.row for f in facts] == [
        ("财政拨款支出",),
        ("农林水支出", "水利", "行政运行"),
        ("农林水支出", "水利", "行政运行"),
        ("住房保障支出", "住房改革支出", "住房公积金"),
    ]


def test_definitions_and_duties_give_no_facts():
    assert not narrative_facts(
        document(
            (("六、名词解释",), "基本支出：指占总支出50%以上的支出。"),
            (("（一）主要职能",), "全年召开3次会议，办理提案20件。"),
        )
    )
