"""A reason and a use are those of their own item, one of several has no amount, and guests share what is spent on them."""

from __future__ import annotations

import pytest

from ingest import terms
from ingest.model import Passage, Place
from service import question as asking
from service.answer import Service
from service.draft import Stated
from service.held import Held
from service.rules import meaning
from service.rules.scene import Scene
from service.rules.sentences import as_printed
from tests.support.shelf import Shelf

TEXT = """# 芦川市溪桥区文化馆2024年度部门决算

## 二、支出决算情况说明

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 207 | 文化旅游体育与传媒支出 | 420.00 | 340.00 | 80.00 |
| 211 | 节能环保支出 | 80.00 | 50.00 | 30.00 |
| | 合计 | 500.00 | 390.00 | 110.00 |

2024年度支出总计500.00万元，比2023年度增加50.00万元，主要原因是新增离退休 人员 补助。

文化旅游体育与传媒支出（类）文化和旅游（款）文化展示及纪念机构（项）。支出决算为80.00万元，主要用于映山大剧院装修、桃源美术馆维修等。

文化旅游体育与传媒支出（类）文化和旅游（款）艺术表演场所（项）。支出决算为30.00万元，主要用于聘请场务、青竹艺术中心修缮、桃源文化用房改造。

文化旅游体育与传媒支出（类）文化和旅游（款）群众文化（项）。年初预算为20.00万元，支出决算为60.00万元，完成年初预算的300.00%。决算数大于年初预算数的主要原因是年中新增杏花讲堂、家庭 才艺展经费。

培训费支出决算为12.00万元，主要用于馆员 培训班、巾帼 讲师进修。比2023年度增加 2.00 万元，主要原因是 2024 年 多办一期培训班。

因公出国（境）费0万元，与2023年度持平；公务接待费6.00万元，比2023年度减少4.00万元。因公出国（境）费持平的主要原因是未安排出访任务。

全年国内公务接待30批次、200人次。

公用经费财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 150.00 |
| 30211 | 差旅费 | 8.00 |
| 30213 | 维修（护）费 | 90.00 |
| 30214 | 租赁费 | 15.00 |
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory) -> Shelf:
    path = tmp_path_factory.mktemp("own") / "a.md"
    path.write_text(TEXT, "utf-8")
    return Shelf(path)


@pytest.fixture(scope="module")
def service(shelf) -> Service:
    return Service(shelf)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("溪桥区文化馆2024年培训费为什么增加", "“2024 年 多办一期培训班”"),
        ("溪桥区文化馆2024年支出为什么增加", "“新增离退休 人员 补助”"),
        ("溪桥区文化馆2024年培训费用在哪里", "“馆员 培训班、巾帼 讲师进修”"),
        ("溪桥区文化馆2024年群众文化新增了哪些活动", "“年中新增杏花讲堂、家庭 才艺展经费”"),
        ("溪桥区文化馆2024年群众文化决算为什么大于年初预算", "年中新增杏花讲堂、家庭 才艺展经费"),
    ],
)
def test_what_a_sentence_says_is_quoted_with_its_blanks(service, question, told) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert told in reply.answer
    assert "支出决算为60.00万元" not in reply.answer  # the reason, and not all of its sentence


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("2024年多办一期", "主要原因是 2024 年 多办一期 培训班", "2024 年 多办一期"),
        ("多办一期", "主要原因是多办一期培训班", "多办一期"),
        ("少办一期", "主要原因是多办一期培训班", None),
        ("", "主要原因是多办一期培训班", ""),
    ],
)
def test_words_are_found_as_a_layout_spaced_them(words, text, found) -> None:
    assert as_printed(words, text) == found


@pytest.mark.parametrize("thing", ["土壤", "植树"])
def test_why_one_things_money_moved_is_not_why_all_did(service, thing) -> None:
    reply = service.ask(f"溪桥区文化馆2024年{thing}支出为什么增加")
    assert reply.status == "declined", reply.answer
    assert "离退休" not in reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "溪桥区文化馆2024年大剧院搞装修花了多少钱",
        "溪桥区文化馆2024年映山大剧院花了多少钱",
        "溪桥区文化馆2024年艺术中心花了多少钱",
        "溪桥区文化馆2024年美术馆花了多少钱",
    ],
)
def test_one_house_of_several_has_no_amount_of_its_own(service, question) -> None:
    reply = service.ask(question)
    assert (reply.status, reply.result) == ("declined", None), reply.answer
    assert "80.00" not in reply.answer
    assert "30.00" not in reply.answer


def test_all_that_an_amount_is_for_is_told_its_uses(service) -> None:
    reply = service.ask("溪桥区文化馆2024年文化展示及纪念机构的钱用在哪些事上")
    assert "映山大剧院装修、桃源美术馆维修等" in reply.answer


def near(shelf: Shelf, question: str, words: str, value: str) -> Scene:
    """A question without any name, and the paragraph with these words, which states a value, as the nearest one found."""
    held = Held(shelf)  # type: ignore[arg-type]
    (record,) = held.records(None)
    holding = held.holding(record)
    (text,) = (one.text for one in shelf.document(record.id).paragraphs if words in one.text)
    told = (one for one in holding.facts if one.source == "narrative" and one.measure == "level")
    (fact,) = (one for one in told if one.quote in text and str(one.value) == value)
    found = Passage(text, record.id, "支出决算情况说明", text, Place(), facts=(fact.id,))
    query = asking.parse(question, terms.Vocabulary([]))
    return Scene(query, (holding,), 2024, record.organisation or "", search=lambda _: [found])


@pytest.mark.parametrize(
    ("question", "words", "value"),
    [
        ("杏花讲堂花了多少钱", "年中新增杏花讲堂", "60.00"),
        ("才艺展花了多少钱", "年中新增杏花讲堂", "60.00"),
        ("大剧院装修花了多少钱", "用于映山大剧院装修", "80.00"),
        ("聘请场务花了多少钱", "用于聘请场务", "30.00"),
    ],
)
def test_what_is_only_a_reason_or_one_use_is_not_told_the_whole(shelf, question, words, value) -> None:
    assert meaning.figure(near(shelf, question, words, value)) is None


def test_what_the_money_itself_is_called_is_told_it(shelf) -> None:
    draft = meaning.figure(near(shelf, "艺术表演场所花了多少钱", "用于聘请场务", "30.00"))
    assert draft is not None
    assert [str(one.value) for one in draft.pieces if isinstance(one, Stated)] == ["30.00"]


def test_why_one_stayed_as_it_was_is_not_why_another_fell(service) -> None:
    reply = service.ask("溪桥区文化馆2024年公务接待费为什么减少")
    assert reply.status == "answered"
    assert "4.00万元" in reply.answer
    assert "未安排出访" not in reply.answer
    assert "未安排出访任务" in service.ask("溪桥区文化馆2024年因公出国（境）费为什么持平").answer


@pytest.mark.parametrize("asked", ["招待客人，每个人多少", "招待客人每人花了多少钱"])
def test_guests_share_what_is_spent_on_them(service, asked) -> None:
    reply = service.ask(f"溪桥区文化馆2024年{asked}")
    assert (reply.status, reply.result and reply.result.value) == ("answered", "300.00"), reply.answer
    assert "200人次" in reply.answer
    assert "国内接待200人次" in reply.answer


@pytest.mark.parametrize(
    ("asked", "told"),
    [("一共多少", ["**105.00万元**", "90.00万元", "15.00万元"]), ("各多少", ["90.00万元", "15.00万元"])],
)
def test_what_two_items_are_said_to_be_is_no_third(service, asked, told) -> None:
    reply = service.ask(f"溪桥区文化馆2024年修东西和租东西的日常开销{asked}")
    assert reply.status == "answered"
    assert all(one in reply.answer for one in told), reply.answer
    assert "150.00" not in reply.answer  # all that is spent on goods and services
