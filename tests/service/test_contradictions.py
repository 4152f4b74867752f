"""Answers and what does not tie out: a notice beside the figure, and the contradictions told where they are asked for."""

from pathlib import Path

import pytest

from service import intake
from service.answer import Service
from service.opening import opened
from service.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    with opened(Settings(data=folder, embedding="none")) as library:
        for sample in sorted((ROOT / "samples").glob("*_20*")):
            assert intake.take(library, sample.name, sample.read_bytes(), intake.Origin()).state == "added"
        yield Service(library)


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("示例市水务局2024年政府采购预算是多少", ("186.00万元", "1680000元", "18.00万元")),
        ("示例市教育局2023年决算中住房公积金完成年初预算的多少", ("96.88%", "98.88%")),
        ("示例市教育局2024年教师培训人次的指标值是多少", ("1200人次", "1500人次")),
    ],
)
def test_a_figure_of_a_broken_rule_is_answered_with_both_figures(service, question, figures):
    answer = service.ask(question)
    assert answer.status == "answered"
    told = answer.answer + " ".join(answer.notices)
    assert any("两处说法不同" in notice for notice in answer.notices)
    for figure in figures:
        assert figure in told


@pytest.mark.parametrize(
    "question",
    [
        "示例市教育局2024年公务接待费是多少",
        "示例市水务局2023年政府采购预算是多少",
        "示例市教育局2024年三公经费比上年减少多少",
    ],
)
def test_a_figure_that_ties_out_has_no_notice(service, question):
    answer = service.ask(question)
    assert answer.status == "answered"
    assert not any("说法不同" in notice for notice in answer.notices)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("示例市水务局2024年预算有没有矛盾", ("186.00万元", "1680000元")),
        ("示例市水务局2024年的账对得上吗", ("186.00万元", "1680000元")),
        ("示例市水务局2024年政府采购为什么两个地方不一样", ("186.00万元", "1680000元", "不一致")),
        ("示例市教育局2023年决算有没有对不上的地方", ("96.88%", "87.98万元", "88.98万元")),
        ("示例市教育局2024年预算前后哪里打架", ("1200人次", "1500人次")),
        ("示例市教育局2023年预算有没有矛盾", ("没有发现",)),
        ("示例市水务局2024年收支平衡吗", ("一致",)),
        ("示例市教育局2024年绩效指标总表和项目表有无矛盾", ("1200人次", "1500人次")),
        ("示例市水务局2024年公开的表格齐不齐", ("没有发现",)),
    ],
)
def test_contradictions_are_told_where_they_are_asked_for(service, question, words):
    answer = service.ask(question)
    assert answer.status == "answered"
    for word in words:
        assert word in answer.answer
    assert all(figure.verdict in ("cited", "derived") for figure in answer.figures)


def test_what_no_disclosure_speaks_of_is_not_answered_from_the_findings(service):
    assert service.ask("示例市水务局2024年海底隧道的钱对得上吗").status == "declined"


def test_why_after_the_answer_is_told_from_the_findings(service):
    first = service.ask("示例市水务局2024年政府采购预算是多少")
    second = service.ask("为什么两个地方不一样？", None, first.conversation)
    assert second.status == "answered"
    assert "186.00万元" in second.answer
    assert "1680000元" in second.answer
