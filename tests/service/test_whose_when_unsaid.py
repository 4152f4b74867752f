"""Units listed in paragraphs of their own, a unit named in full or in short, and whose a question is that names no body."""

from __future__ import annotations

import pytest

from index.library import Library
from service import asking, intake
from service.answer import Service
from tests.support.shelf import Shelf

_MOST_BYTES = 2**20

LEAGUE = """# 云屏市青柳区残疾人联合会2026年度部门预算

## 第一部分 概况

纳入本部门2026年度部门预算编制范围的单位包括：

1. 云屏市青柳区残疾人联合会（本级）

2. 云屏市青柳区残疾人康复服务中心

## 第二部分 预算表

收入总表（单位：万元）

| 单位名称 | 合计 | 一般公共预算 | 事业收入 |
|---|---|---|---|
| 云屏市青柳区残疾人联合会本级 | 300.00 | 300.00 | |
| 云屏市青柳区残疾人康复服务中心 | 127.00 | 41.00 | 86.00 |
| 合计 | 427.00 | 341.00 | 86.00 |
"""

CULTURE = """# 霁川市白溪区文化和旅游局2026年度部门预算

内设办公室、公共服务科2个科室，下属预算单位2个：区图书馆、区石刻艺术陈列馆。

2026年石刻艺术陈列馆免费开放补助62.00万元，用于展厅讲解。

“三公”经费支出预算表（单位：万元）

| 合计 | 因公出国（境）费 | 公务用车运行维护费 | 公务接待费 |
|---|---|---|---|
| 4.00 | 0.00 | 3.00 | 1.00 |
"""

STREET = """# 云屏市青柳区人民政府东坪街道办事处2026年度部门预算

一般公共预算基本支出表（单位：万元）

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| 302 | 商品和服务支出 | 30.00 |
| 30201 | 办公费 | 12.00 |
| | 合计 | 30.00 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("whose")
    for name, text in (("league", LEAGUE), ("culture", CULTURE), ("street", STREET)):
        (folder / f"{name}.md").write_text(text, "utf-8")
    return Service(Shelf(*sorted(folder.glob("*.md"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "青柳区残联下属康复服务中心2026年事业收入有多少",
        "青柳区残联底下那个康复服务中心2026年事业收入多少",
        "青柳区残联2026年康复中心的事业收入是多少",
    ],
)
def test_a_unit_is_known_by_a_short_form_that_leaves_out_how_its_name_begins(service, question) -> None:
    reply = service.ask(question)
    assert (reply.status, reply.result and reply.result.value) == ("answered", "86.00"), reply.answer


def test_what_is_left_out_of_a_question_names_no_body(service) -> None:
    reply = service.ask("青柳区残联2026年把哪些单位算进去了？不算局本级")
    assert "没有收录" not in reply.answer


@pytest.fixture
def among_many(tmp_path, monkeypatch) -> Service:
    """The same in a library, where what is searched decides, as though three bodies were too many to look through."""
    library = Library.open(tmp_path / "library", None)
    for name, text in (("league", LEAGUE), ("culture", CULTURE), ("street", STREET)):
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
        assert intake.take_file(library, tmp_path / f"{name}.md", intake.Origin(), _MOST_BYTES).record is not None
    monkeypatch.setattr(asking, "_FEW", 1)
    return Service(library)


@pytest.mark.parametrize("held", ["service", "among_many"])
def test_of_several_bodies_the_one_that_prints_what_is_asked_answers_and_says_so(request, held) -> None:
    reply = request.getfixturevalue(held).ask("石刻艺术陈列馆免费开放补助2026年有多少")
    assert (reply.status, reply.result and reply.result.value) == ("answered", "62.00"), reply.answer
    assert any("没有写明单位" in notice and "白溪区文化和旅游局" in notice for notice in reply.notices)


@pytest.mark.parametrize("held", ["service", "among_many"])
@pytest.mark.parametrize("question", ["公务接待费2026年是多少", "咱们局的公务接待费多少", "人员经费占基本支出多少"])
def test_what_every_body_has_tells_none_of_them(request, held, question) -> None:
    assert request.getfixturevalue(held).ask(question).status == "clarify"


def test_the_office_in_an_item_is_no_part_of_the_streets_name(service) -> None:
    reply = service.ask("东坪街道办公费2026年多少")
    assert (reply.status, reply.result and reply.result.value) == ("answered", "12.00"), reply.answer


def test_in_a_conversation_about_one_body_what_only_another_prints_is_put_to_that_one(service) -> None:
    first = service.ask("青柳区残联2026年收入合计是多少")
    reply = service.ask("石刻艺术陈列馆免费开放补助是多少", conversation=first.conversation)
    assert (reply.status, reply.result and reply.result.value) == ("answered", "62.00"), reply.answer
    assert any("霁川市白溪区文化和旅游局" in notice for notice in reply.notices), reply.notices


@pytest.mark.parametrize("question", ["那石刻艺术陈列馆免费开放补助呢？", "其中石刻艺术陈列馆免费开放补助是多少"])
def test_what_leans_on_the_question_before_stays_with_its_body(service, question) -> None:
    first = service.ask("青柳区残联2026年收入合计是多少")
    reply = service.ask(question, conversation=first.conversation)
    assert reply.status == "declined", reply.answer
