"""Plain arithmetic: whatever the operands are called and however they are set together, the figure is that of the whole question."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf
from tests.support.talking import result, talk

TEXT = """# 霁川市白溪区水务局{year}年度部门预算

支出预算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 200.00 | 200.00 | 0.00 |
| 213 | 农林水支出 | {water} | 200.00 | {projects} |
| | 合计 | {total} | 400.00 | {projects} |

一般公共预算基本支出表（单位：万元）

| 科目编码 | 科目名称 | 预算数 |
|---|---|---|
| 302 | 商品和服务支出 | 100.00 |
| 30201 | 办公费 | {office} |
| 30202 | 印刷费 | 4.00 |
| 30211 | 差旅费 | 8.00 |
| 30215 | 会议费 | 20.00 |
"""
OTHER = """# 霁川市文化广电和旅游局2022年度部门决算

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 90.00 |
| 30201 | 办公费 | 4.00 |
| 30202 | 印刷费 | 2.50 |
"""
BODY = "白溪区水务局2024年"


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("arithmetic")
    texts = {
        "a": TEXT.format(year=2023, water="800.00", projects="600.00", total="1000.00", office="10.00"),
        "b": TEXT.format(year=2024, water="1050.00", projects="850.00", total="1250.00", office="12.00"),
        "c": OTHER,
    }
    paths = []
    for name, text in texts.items():
        paths.append(folder / f"{name}.md")
        paths[-1].write_text(text, "utf-8")
    return Service(Shelf(*paths))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "items", ["办公费、印刷费、差旅费", "30201、30202、30211", "办公费（30201）、印刷费（30202）、差旅费（30211）"]
)
@pytest.mark.parametrize(
    "asked",
    [
        "{body}{items}三项小计",
        "{body}支出明细表：{items}三项费用小计",
        "{body}{items}共列多少",
        "{body}{items}算在一块儿有多少",
        "把{body}的{items}合到一起是多少钱",
        "做对账：{body}{items}总计多少",
    ],
)
def test_items_by_any_name_are_added_up(service, items, asked):
    assert result(service.ask(asked.format(body=BODY, items=items))) == "24.00万元"


@pytest.mark.parametrize(
    "question",
    [
        f"在{BODY}办公费、印刷费、差旅费三项的合计数中，办公费的份额有多大",
        f"{BODY}办公费、印刷费、差旅费三项加起来，办公费占百分之几",
        f"{BODY}30201、30202、30211三项之和里30201占几成",
        f"{BODY}办公费占办公费、印刷费、差旅费合计的多少",
        f"以办公费、印刷费、差旅费之和为分母，{BODY}办公费占比是多少",
        f"{BODY}办公费、印刷费、差旅费之中，办公费占了几成",
        f"{BODY}办公费在办公费、印刷费、差旅费总额里占多少比例",
    ],
)
def test_a_part_is_of_the_items_that_are_added_up(service, question):
    assert result(service.ask(question)) == "50.00%"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (f"如果拿{BODY}全部支出1250万元当分母，会议费占到百分之多少", "1.60%"),
        (f"以500万元为基数，{BODY}会议费占百分之几", "4.00%"),
        (f"{BODY}会议费占80万元的百分之几", "25.00%"),
        (f"{BODY}会议费除以80万元是百分之几", "25.00%"),
        (f"{BODY}办公费按12个月平摊，每月多少", "1.00万元"),
        (f"按50人算，{BODY}会议费平均每人多少", "4000.00元"),
        (f"{BODY}会议费除以8是多少", "2.50万元"),
        (f"要是{BODY}会议费再增加5.5万元，一共是多少", "25.50万元"),
        (f"{BODY}会议费要是再砍掉5万元，还剩多少", "15.00万元"),
        (f"假如{BODY}会议费压减10%，还有多少", "18.00万元"),
        (f"如果{BODY}会议费上调5%，会是多少", "21.00万元"),
    ],
)
def test_figures_of_the_question_are_reckoned_with(service, question, expected):
    assert result(service.ask(question)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "已知白溪区水务局2023年差旅费比上年少1.5万元，则2022年为多少",
        "白溪区水务局2023年差旅费比上年减少1.5万元，那上年是多少",
        "若白溪区水务局2023年差旅费较2022年减少了1.5万元，2022年的数是多少",
        "白溪区水务局2023年差旅费较上年减少1.5万元，据此推算上年是多少",
    ],
)
def test_a_move_that_is_told_leads_back_to_the_year_before(service, question):
    assert result(service.ask(question)) == "9.50万元"


def test_the_year_of_the_move_itself_is_as_printed(service):
    assert result(service.ask("已知白溪区水务局2023年差旅费比2022年少1.5万元，2023年是多少")) == "8.00万元"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("白溪区水务局2024年办公费预算，是霁川市文化广电和旅游局2022年办公费决算的多少倍？", "3.00倍"),
        ("白溪区水务局2024年预算会议费是霁川市文化广电和旅游局2022年决算印刷费的几倍", "8.00倍"),
        ("白溪区水务局2024年办公费预算和霁川市文化广电和旅游局2022年办公费决算差多少", "8.00万元"),
    ],
)
def test_bodies_have_years_stages_and_items_of_their_own(service, question, expected):
    assert result(service.ask(question)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "项目支出占白溪区水务局总支出的比重，2023和2024各占百分之几，往哪个方向走？",
        "白溪区水务局2023年、2024年项目支出占支出总额的比例各是多少",
    ],
)
def test_a_share_of_two_years_tells_both(service, question):
    text = service.ask(question).answer
    assert "60.00%" in text
    assert "68.00%" in text


@pytest.mark.parametrize(
    "question",
    [
        f"{BODY}办公费、印刷费加起来，差旅费占几成",
        f"{BODY}会议费要是再砍掉900万元，还剩多少",
        f"{BODY}会议费、差旅费共多少人参加",
        f"{BODY}会议费占两项之和的几成",
        f"{BODY}火箭费、会议费加起来，会议费占几成",
    ],
)
def test_what_is_not_told_is_not_reckoned(service, question):
    answer = service.ask(question)
    assert answer.result is None
    assert answer.status == "declined"


def test_what_counts_in_another_is_not_added_up_again(service):
    assert service.ask(f"{BODY}商品和服务支出、办公费两项的合计数中，办公费占几成").result is None


@pytest.mark.parametrize("last", ["前后两年差了多少", "这两年相差多少"])
def test_the_two_years_told_are_set_against_each_other(service, last):
    assert result(talk(service, "白溪区水务局2023年办公费是多少", "2024年的呢", last)) == "2.00万元"


def test_one_of_those_told_is_a_part_of_their_sum(service):
    assert result(talk(service, f"{BODY}办公费是多少", "差旅费呢", "办公费占两项之和的几成")) == "60.00%"
