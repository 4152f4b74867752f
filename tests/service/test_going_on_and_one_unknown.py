"""Going on with what differs, and several questions of which one is not told: the figure is that of the whole question."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

TEXT = """# 霁川市白溪区水务局2023年度部门决算

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 200.00 | 200.00 | 0.00 |
| 20805 | 行政事业单位离退休 | 200.00 | 200.00 | 0.00 |
| 2080501 | 未归口管理的行政单位离退休 | 50.00 | 50.00 | 0.00 |
| 2080502 | 行政单位离退休 | 30.00 | 30.00 | 0.00 |
| 213 | 农林水支出 | 800.00 | 200.00 | 600.00 |
| | 合计 | 1000.00 | 400.00 | 600.00 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 100.00 |
| 30201 | 办公费 | 12.50 |
| 30202 | 印刷费 | 4.00 |
| 30211 | 差旅费 | 8.00 |
| 30215 | 会议费 | 21.07 |

2023年会议费21.07万元，比2022年减少2.93万元，下降12.21%，主要原因是精简会议。
"""

OTHER = """# 霁川市文化广电和旅游局2022年度部门决算

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 90.00 |
| 30201 | 办公费 | 33.00 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("going_on")
    paths = [folder / "a.md", folder / "b.md"]
    for path, text in zip(paths, (TEXT, OTHER), strict=True):
        path.write_text(text, "utf-8")
    return Service(Shelf(*paths))  # type: ignore[arg-type]


def _last(service: Service, *questions: str):
    talk, answer = None, None
    for question in questions:
        answer = service.ask(question, None, talk)
        talk = answer.conversation
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    "onward",
    ["比印刷费多多少", "和印刷费相差多少", "它和印刷费哪个多", "与印刷费比呢", "和印刷费差多少", "它比印刷费多还是少"],
)
def test_what_is_set_against_another_keeps_what_was_spoken_of(service, onward):
    answer = _last(service, "白溪区水务局2023年办公费是多少", onward)
    assert answer.result is not None
    assert answer.result.value == "8.50"


@pytest.mark.parametrize("share", ["占商品和服务支出多少", "在商品和服务支出里占几成"])
def test_the_part_of_a_share_is_what_is_set_against_another(service, share):
    answer = _last(service, "白溪区水务局2023年办公费是多少", share, "比印刷费多多少")
    assert answer.result is not None
    assert answer.result.value == "8.50"


@pytest.mark.parametrize("onward", ["占总支出的比例", "它占总支出百分之几"])
def test_a_share_of_another_whole_is_that_of_the_part(service, onward):
    answer = _last(service, "白溪区水务局2023年办公费是多少", "占商品和服务支出多少", onward)
    assert answer.result is not None
    assert answer.result.value == "1.25"


@pytest.mark.parametrize("onward", ["再往前推一年", "往前推一年呢", "前一年呢"])
def test_a_year_further_back_is_never_the_year_just_told(service, onward):
    answer = _last(service, "白溪区水务局2023年会议费是多少", onward)
    assert answer.result is None or answer.result.value == "24.00"
    answer = _last(service, "白溪区水务局2023年办公费是多少", onward)
    assert answer.status != "answered"


def test_the_year_before_is_no_earlier_answer(service):
    answer = _last(service, "白溪区水务局2023年办公费是多少", "会议费呢", "前一年呢")
    assert "12.50" not in answer.answer


@pytest.mark.parametrize(
    ("onward", "value", "unit"),
    [("改成亿元", "0.002107", "亿元"), ("按元算是多少", "210700", "元"), ("换成元", "210700", "元")],
)
def test_an_amount_in_another_unit_keeps_its_digits(service, onward, value, unit):
    answer = _last(service, "白溪区水务局2023年会议费是多少", onward)
    assert answer.result is not None
    assert (answer.result.value, answer.result.unit) == (value, unit)


def test_the_last_unit_asked_for_counts(service):
    answer = _last(service, "白溪区水务局2023年会议费是多少", "改成亿元", "以元为单位呢")
    assert answer.result is not None
    assert (answer.result.value, answer.result.unit) == ("210700", "元")


def test_where_no_change_of_another_item_is_told_its_amount_is(service):
    answer = _last(service, "白溪区水务局2023年会议费比上年增减多少", "那办公费呢")
    assert answer.result is not None
    assert answer.result.value == "12.50"
    assert any("只列出它的数额" in notice for notice in answer.notices)


def test_and_in_a_bodys_name_sets_nothing_against_another(service):
    answer = _last(service, "白溪区水务局2023年办公费是多少", "那霁川市文化广电和旅游局的印刷费有多少")
    assert answer.status == "declined"
    answer = _last(service, "白溪区水务局2023年办公费是多少", "那霁川市文化广电和旅游局2022年商品和服务支出有多少")
    assert answer.result is not None
    assert answer.result.value == "90.00"
    assert "白溪区" not in answer.answer


def test_a_body_that_does_not_tell_it_is_not_set_against_the_one_before(service):
    answer = _last(service, "白溪区水务局2023年办公费是多少", "那霁川市文化广电和旅游局商品和服务支出有多少")
    assert "100.00" not in answer.answer


def test_a_particle_before_a_name_is_no_part_of_a_longer_one(service):
    answer = service.ask("白溪区水务局2023年的行政单位离退休是多少")
    assert answer.result is not None
    assert answer.result.value == "30.00"


@pytest.mark.parametrize(
    "message",
    [
        "白溪区水务局2023年办公费是多少，核电站补贴呢？",
        "白溪区水务局2023年办公费是多少？油画采购费呢？",
        "①白溪区水务局2023年办公费是多少②白溪区水务局2023年核电站补贴是多少",
        "①白溪区水务局2023年办公费是多少②2019年呢",
        "白溪区水务局2023年办公费是多少；青峰区气象局2023年办公费是多少",
    ],
)
def test_what_is_not_told_is_said_so_beside_what_is(service, message):
    answer = service.ask(message)
    assert answer.status == "answered"
    assert answer.answer.count("**") == 2
    assert "12.50万元" in answer.answer
    assert "没有" in answer.answer


def test_a_number_before_a_year_numbers_the_question(service):
    answer = service.ask("1.2023年白溪区水务局的办公费是多少 2.2022年霁川市文化广电和旅游局的办公费是多少")
    assert "12.50万元" in answer.answer
    assert "33.00万元" in answer.answer


@pytest.mark.parametrize(
    "question", ["白溪区水务局2023年会议费减少了9.99万元的原因", "白溪区水务局2023年会议费为什么有99.90万元"]
)
def test_a_figure_taken_for_granted_is_contradicted(service, question):
    answer = service.ask(question)
    assert answer.answer.startswith("文件中的数与所说的不一致")
    assert "2.93万元" in answer.answer


def test_a_true_figure_taken_for_granted_is_not(service):
    assert "不同" not in service.ask("白溪区水务局2023年会议费减少了2.93万元的原因").answer


def test_the_word_of_an_items_name_asks_for_no_gap(service):
    assert service.ask("白溪区水务局2023年差旅费8万元，没错吧").answer.startswith("与所说的数一致")
    assert service.ask("白溪区水务局2023年差旅费是不是有6.66万元").answer.startswith("文件中的数与所说的不一致")


@pytest.mark.parametrize(
    "asked",
    [
        "会议费以后会涨到多少",
        "会议费五年后会是多少",
        "会议费将来会达到多少",
        "会议费应该砍掉多少",
        "会议费可以压减多少",
        "会议费有没有贪污",
        "2023年第三季度会议费是多少",
        "2023年王芳的奖金有多少",
        "2023年给李明报销了多少差旅费",
    ],
)
def test_what_no_disclosure_tells_is_declined(service, asked):
    answer = service.ask(f"白溪区水务局{asked}")
    assert answer.status == "declined"
    assert "**" not in answer.answer


def test_a_part_that_is_named_is_not_the_one_before_it(service):
    answer = service.ask("白溪区水务局2023年办公费是多少？经营收入占总支出的比例是多少？")
    assert "1.25" not in answer.answer


def test_a_question_that_names_all_takes_no_stage_from_the_one_before(service):
    answer = _last(service, "白溪区水务局2023年办公费决算是多少", "霁川市文化广电和旅游局2022年办公费是多少")
    assert answer.result is not None
    assert answer.result.value == "33.00"
