"""A message is cut finer, or a question read on behind the one before it, only where that answers all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import messages
from service.answer import Service
from tests.support.shelf import Shelf

SERVICE = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("公车有几辆、花了多少、还要买吗", ["公车有几辆", "花了多少", "还要买吗"]),
        ("关于水费，多少钱、为什么涨", ["关于水费，多少钱", "为什么涨"]),
        ("水费多少", []),
        ("水费多少、电费多少，谢谢", ["水费多少", "电费多少"]),
        ("水费多少、电费多少，按万元", []),  # what comes last narrows both
    ],
)
def test_finer_cuts(text: str, parts: list[str]) -> None:
    assert messages.finer(text) == parts


@pytest.mark.parametrize(
    ("before", "part", "whole"),
    [
        ("水务局要养护多少公里堤防", "能保护多少人？", "水务局要养护堤防能保护多少人？"),
        ("教育局的培训费是多少", "为什么涨", "教育局的培训费为什么涨"),
        ("多少钱？", "为什么涨", None),
    ],
)
def test_a_question_read_on(before: str, part: str, whole: str | None) -> None:
    assert messages.continued(before, part) == whole


@pytest.mark.parametrize(
    ("asked", "figures"),
    [
        ("教育局2023年国内接待了几批？来了多少人次？接待费花了多少？", {"26", "214", "2.18"}),
        ("水务局2024年养护堤防多少公里，保护多少万人？", {"92", "13"}),
        ("教育局2024年的教育资源公共服务平台：可用率定多少？出故障多久要响应？", {"99.5", "2"}),
    ],
)
def test_each_question_is_answered(asked: str, figures: set[str]) -> None:
    answer = SERVICE.ask(asked)
    assert answer.status == "answered", answer.answer
    assert figures <= {figure.value for figure in answer.figures}, answer.answer


@pytest.mark.parametrize(
    "asked",
    [
        "教育局2024年三公经费多少，校长的工资多少？",
        "水务局2024年养护多少公里堤防，每公里用几吨水泥？",
    ],
)
def test_what_nothing_tells_is_still_declined(asked: str) -> None:
    answer = SERVICE.ask(asked)
    assert "没有" in answer.answer, answer.answer


@pytest.mark.parametrize(
    "asked", ["教育局2024年那个项目的预算是多少", "教育局2024年该项目今年安排多少钱", "水务局2024年这个项目多少钱"]
)
def test_a_project_that_is_only_pointed_at_is_asked_back(asked: str) -> None:
    answer = SERVICE.ask(asked)
    assert answer.status == "clarify", answer.answer
    assert answer.follow_ups


@pytest.mark.parametrize(
    ("asked", "project"),
    [
        ("教育局2024年修校舍那个项目多少钱", "中小学校舍安全维修改造"),
        ("教育局2024年培训教师的项目多少钱", "教师培训专项经费"),
        ("水务局2024年养护水利工程的那个项目预算多少", "水利工程养护"),
    ],
)
def test_a_project_is_called_by_what_it_is_for(asked: str, project: str) -> None:
    answer = SERVICE.ask(asked)
    assert answer.status == "answered", answer.answer
    assert project in answer.answer


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("市教育局和市水务局2024年公用经费哪家多，多多少？", None),
        ("教育局与市水务局2024年的支出预算加在一起是多少元", "42684300.00"),
        ("教育局2024年基本支出里，用在人身上的占多少", "85.89"),
        ("教育局2023年授予中小企业的合同一共多少钱", "101.20"),
        ("教育局自己挣的钱（事业收入）2024年是多少", "52.00"),
        ("教育局2023年一般公共预算财政拨款支出预算表里，教师进修的项目支出是多少", "110.00"),
        ("教育局2023年电费到底付了多少", "10.08"),
        ("教育局2023年年底还剩多少没用完", "11.20"),
    ],
)
def test_ways_of_saying_it(asked: str, value: str | None) -> None:
    answer = SERVICE.ask(asked)
    assert answer.status == "answered", answer.answer
    if value is not None:
        assert answer.result is not None, answer.answer
        assert answer.result.value == value, answer.answer


@pytest.mark.parametrize(
    "asked", ["水务局2024年居民用水一吨多少钱", "水务局2024年一度电多少钱", "教育局2024年租会议室一小时多少钱"]
)
def test_the_price_of_one_is_no_whole_amount(asked: str) -> None:
    answer = SERVICE.ask(asked)
    assert answer.result is None, answer.answer


@pytest.mark.parametrize("asked", ["教育局：比上年增加了多少？", "教育局：跟去年比呢？", "水务局：为什么？"])
def test_a_way_of_asking_alone_is_asked_back(asked: str) -> None:
    answer = SERVICE.ask(asked)
    assert answer.status in ("clarify", "answered"), answer.answer


@pytest.mark.parametrize(
    ("asked", "years"),
    [
        ("教育局行政运行22年到24年的预算分别多少", {"2022", "2023", "2024"}),
        ("教育局行政运行22、23、24三年各多少", {"2022", "2023", "2024"}),
    ],
)
def test_years_in_short(asked: str, years: set[str]) -> None:
    answer = SERVICE.ask(asked)
    assert answer.status == "answered", answer.answer
    assert all(year in answer.answer for year in years), answer.answer
