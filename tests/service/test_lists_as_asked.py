"""A list is of the things that were asked for, at the level asked, and none of its lines is withheld."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

SERVICE = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("教师培训专项经费的绩效指标和指标值", ["1500人次", "450元/人", "提升教师专业能力"]),
        ("教育局2024年各个项目设了什么绩效指标", ["教师培训专项经费：\n", "1500人次", "9500平方米", "优质资源共享"]),
        ("教育局2024年项目的核心绩效指标有哪几个", ["6所", "9500平方米", "1500人次", "186所"]),
        ("教育局2024年哪几个项目设定了绩效目标，金额各是多少", ["340.00万元", "170.60万元", "162.40万元"]),
        ("教育局2024年编报绩效目标的项目有哪几个", ["校舍安全", "教师培训", "公共服务平台"]),
        ("教育局2024年校舍维修改造项目里上级补助的钱有多少", ["（上级补助）", "60.00万元"]),
    ],
)
def test_projects_and_what_they_are_to_reach(question: str, words: list[str]) -> None:
    answer = SERVICE.ask(question)
    assert all(word in answer.answer for word in words), answer.answer


def test_what_is_in_the_form_of_the_project_just_spoken_of() -> None:
    first = SERVICE.ask("中小学校舍安全维修改造2024年多少钱")
    subsidy = SERVICE.ask("其中上级补助有多少", None, first.conversation)
    assert (subsidy.result and subsidy.result.value) == "60.00", subsidy.answer
    share = SERVICE.ask("占几成", None, subsidy.conversation)
    assert "17.65%" in share.answer, share.answer
