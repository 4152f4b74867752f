"""A bound that is said without its figure's unit written out: 过亿了吗, 有没有1个亿, 超没超过一亿."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

TEXT = "# 江洲市交通局2024年部门预算\n\n支出预算10,250.00万元，其中：基本支出9,300.00万元，项目支出950.00万元。\n"


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    path = tmp_path_factory.mktemp("bound") / "a.md"
    path.write_text(TEXT, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("交通局2024年支出预算过亿了吗", "是，超过"),
        ("交通局2024年支出预算超没超过1个亿", "是，超过"),
        ("交通局2024年基本支出有没有超过1个亿", "没有超过"),
        ("交通局2024年基本支出够不够一个亿", "没有达到"),
        ("交通局2024年基本支出是不是不到1个亿", "是，低于"),
    ],
)
def test_a_hundred_million_in_everyday_words(service, question, word):
    assert service.ask(question).answer.startswith(word)
