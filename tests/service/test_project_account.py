"""The chapters that tell of one project: quoted as they are asked for, of the project that is named and no other."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

CHAPTERS = (
    "一、项目概述",
    "二、立项依据",
    "三、实施主体",
    "四、实施方案",
    "五、实施周期",
    "六、年度预算安排",
    "七、绩效目标",
)


def _account(name: str, *told: str) -> str:
    chapters = "".join(f"### {head}\n\n{text}\n\n" for head, text in zip(CHAPTERS, told, strict=True))
    return f"## {name}项目经费情况说明\n\n{chapters}"


TEXT = (
    "# 上海市浔江区体育局2025年部门预算\n\n## 预算编制说明\n\n2025年支出预算800.00万元。\n\n"
    + _account(
        "社区健身步道更新及维护",
        "为各街镇老化步道更换面层。",
        "《全民健身条例》和浔体发〔2023〕7号文件。",
        "浔江区体育设施管理中心。",
        "先勘察，再招标，逐条更换。",
        "2025年3月至11月。",
        "每季度安排60万元。",
        "更新步道12条，居民满意度90%以上。",
    )
    + _account(
        "青少年体育赛事",
        "举办区级青少年联赛。",
        "浔教体联〔2024〕2号。",
        "浔江区青少年体育学校。",
        "按学期分站举办。",
        "2025年1月至12月。",
        "上下半年各安排40万元。",
        "参赛学生不少于3000人次。",
    )
)


BEFORE = "# 上海市浔江区体育局2024年部门预算\n\n2024年支出预算700.00万元，其中青少年体育赛事60.00万元。\n"


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("account")
    for name, text in (("a.md", TEXT), ("b.md", BEFORE)):
        (folder / name).write_text(text, "utf-8")
    return Service(Shelf(folder / "a.md", folder / "b.md"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("浔江区体育局2025年社区健身步道更新及维护的立项依据是什么", "浔体发〔2023〕7号"),
        ("青少年体育赛事依据哪些文件立项", "浔教体联〔2024〕2号"),
        ("健身步道更新由谁实施", "浔江区体育设施管理中心"),
        ("健身步道更新怎么组织实施", "逐条更换"),
        ("青少年体育赛事从几月到几月", "2025年1月至12月"),
        ("健身步道更新什么时候做", "2025年3月至11月"),
        ("青少年体育赛事要达到什么目标", "不少于3000人次"),
        ("健身步道更新及维护按季度怎么安排用款", "每季度安排60万元"),
    ],
)
def test_the_chapter_asked_for_is_quoted(service, question, told):
    reply = service.ask(question)
    assert reply.status == "answered"
    assert told in reply.answer


@pytest.mark.parametrize("question", ["浔江区体育局2025年游泳馆修缮的立项依据是什么", "游泳馆修缮由谁实施"])
def test_no_chapter_of_another_project_is_quoted(service, question):
    reply = service.ask(question)
    assert reply.status == "declined"
    assert "〔" not in reply.answer
    assert "管理中心。" not in reply.answer


def test_chapters_of_what_was_spoken_of(service):
    talk = service.ask("浔江区体育局2025年青少年体育赛事的立项依据是什么").conversation
    for question, told in (
        ("由谁实施", "青少年体育学校"),
        ("谁负责实施", "青少年体育学校"),
        ("什么时候做", "2025年1月"),
    ):
        reply = service.ask(question, None, talk)
        assert told in reply.answer
        talk = reply.conversation


def test_another_years_account_is_not_quoted(service):
    assert "浔教体联" not in service.ask("浔江区体育局2024年青少年体育赛事的立项依据是什么").answer
    assert "浔教体联" in service.ask("浔江区体育局2025年青少年体育赛事的立项依据是什么").answer
