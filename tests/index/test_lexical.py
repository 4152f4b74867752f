"""Words find their passage, whatever signs the question is full of."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import lexical
from index.library import Library
from tests.support.holdings import holding, put

pytestmark = pytest.mark.stores

TEXTS = (
    "公务接待费3.80万元，比上年减少2.00万元，主要原因是厉行节约。",
    "公务用车运行维护费12.50万元，保有量4辆。",
    "因公出国（境）费用为零，与上年持平。",
    "机关运行经费1,234.56万元，用于办公费、印刷费。",
    "政府采购预算总额86万元，其中货物类采购。",
    "联系电话 023-68219988，联系人 Zhang。",
)


@pytest.fixture(scope="module")
def words(tmp_path_factory, stores):
    library = Library.open(tmp_path_factory.mktemp("lexical"), None)
    put(library, holding(1, rows=0, published_text=TEXTS))
    put(library, holding(2, rows=0, year=2023, published_text=("公务接待费5.80万元。",)))
    yield library
    library.close()


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        ("接待费为什么减少了？", "公务接待费3.80"),
        ("用车运行维护费多少", "公务用车"),
        ("出国（境）", "因公出国"),
        ("1234.56", "机关运行"),
        ("１，２３４．５６万元是什么", "机关运行"),
        ("印刷", "机关运行"),
        ("辆", "公务用车"),
        ("zhang", "联系电话"),
        ("68219988", "联系电话"),
    ],
)
def test_the_passage_meant_comes_first(words, question, beginning):
    hit = words.search(question, None, 3)[0]
    assert hit.passage.text.startswith(beginning)
    assert (hit.lexical_rank, hit.dense_rank, hit.score) == (1, None, 1.0)


def test_only_the_documents_asked_for(words):
    first, second = (record.id for record in words.records())
    assert {hit.passage.document for hit in words.search("公务接待费", [second], 9)} == {second}
    assert {hit.passage.document for hit in words.search("公务接待费", [second, first], 9)} == {first, second}
    assert words.search("公务接待费", [], 9) == []
    assert words.search("公务接待费", ["none"], 9) == []


@pytest.mark.parametrize("text", ["", "？！", "   ", '"', "(", "*", "\x00"])
def test_nothing_to_look_for_finds_nothing(words, text):
    assert words.search(text, None, 5) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40) | st.sampled_from(['a" OR words:b', "NEAR(", "费 AND NOT (", "'; DROP TABLE facts", "费*"]))
def test_any_text_may_be_asked(words, text):
    words.search(text, None, 3)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("公务接待费", ["公务", "务接", "接待", "待费", "费"]),
        ("费", ["费"]),
        ("３．８０万元", ["3.80", "万元", "元"]),
        ("1,234,567.8元", ["1234567.8", "元"]),
        ("2024年“三公”经费", ["2024", "年", "三公", "公", "经费", "费"]),
        ("PDF文件", ["pdf", "文件", "件"]),
    ],
)
def test_tokens(text, tokens):
    assert list(lexical.tokens(text)) == tokens
