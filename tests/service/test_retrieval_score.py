"""The measures of finding: what counts as found, what the ranks give, what a broken file is told."""

from __future__ import annotations

import json

import pytest

from index.errors import UnknownDocumentError
from index.library import Library
from service import retrieval_score
from service.retrieval_score import Found, RetrievalQuestionsError, Score, Sought
from tests.support.embedding import HashingEmbedder
from tests.support.holdings import holding, put

EDUCATION = {"organisation": "示例市教育局", "year": 2024, "kind": "budget", "scope": "department"}


@pytest.fixture
def library(tmp_path):
    library = Library.open(tmp_path / "data", HashingEmbedder())
    put(library, holding(1, published_text=("购置“公务用车”（轿车）１辆。", "压减会议。")))
    put(library, holding(2, year=2023))
    library.embed_pending()
    yield library
    library.close()


def sought(question, *evidence, store="a", **document):
    return Sought("q1", store, question, EDUCATION | document, tuple(map(tuple, evidence)))


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        ([["公务用车轿车1辆"]], True),  # quotes, brackets, widths and blanks do not matter
        ([["支出表", "压减会议"]], True),  # heading and text together
        ([["支出表", "没有这句"]], False),
        ([["没有这句"], ["公务用车"]], True),  # any group will do
        ([["过紧日子"]], False),  # stands in another year's document only
    ],
)
def test_what_counts_as_found(library, evidence, found):
    score = retrieval_score.run([sought("公务用车轿车，压减会议", *evidence)], {"a": library})
    assert (score.found[0].ranks["fused"] is not None) is found
    assert (score.found[0].ranks["dense"] is not None) is found


def test_a_document_that_is_not_held_is_said(library):
    with pytest.raises(UnknownDocumentError, match="q1"):
        retrieval_score.run([sought("会议", ["会议"], year=1999)], {"a": library})


def test_the_measures():
    ranks = [(1, 2, 1), (3, None, 2), (None, 6, 5), (8, 1, None)]
    score = Score(tuple(
        Found(sought("q", ["e"], store="ab"[at % 2]), dict(zip(("lexical", "dense", "fused"), three, strict=True)))
        for at, three in enumerate(ranks)
    ))  # fmt: skip
    assert score.measures("fused").shares == pytest.approx((0.25, 0.75, (1 + 0.5 + 0.2) / 4))
    assert score.measures("lexical", "b").shares == pytest.approx((0, 0.5, (1 / 3 + 1 / 8) / 2))
    assert score.lines()[-1] == "all        fused    hit@1  25.0%  hit@5  75.0%  MRR 0.425  (4 questions)"
    assert json.loads(json.dumps(score.to_json()))["all"]["dense"] == {"hit@1": 0.25, "hit@5": 0.5, "mrr": 0.4167}
    assert [line.split()[0] for line in score.misses()] == ["q1"]


@pytest.mark.parametrize(
    "line", ["[]", "{", '{"question": "x", "document": {}, "evidence": []}', '{"evidence": [["a"]]}']
)
def test_a_broken_line_is_named(tmp_path, line):
    file = tmp_path / "q.jsonl"
    file.write_text(json.dumps({"question": "x", "document": {}, "evidence": [["a"]]}) + "\n" + line, encoding="utf-8")
    with pytest.raises(RetrievalQuestionsError, match="第2行"):
        retrieval_score.questions(file)


def test_the_command(tmp_path, library, capsys, monkeypatch):
    monkeypatch.setenv("MINGZHANG_EMBEDDING", "none")
    file = tmp_path / "q.jsonl"
    line = {"id": "q", "store": "a", "question": "公务用车", "document": EDUCATION, "evidence": [["轿车"]]}
    file.write_text(json.dumps(line), encoding="utf-8")
    assert retrieval_score.main([str(file), f"a={tmp_path / 'data'}", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["lexical"]["hit@5"] == 1.0
    assert retrieval_score.main([str(tmp_path / "none"), "a=x"]) == 1
    assert capsys.readouterr().err.endswith("。\n")
