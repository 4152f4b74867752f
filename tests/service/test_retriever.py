"""The retriever in a chain of LangChain's: what is filtered by is never found, and each passage says where it stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from langchain_core.runnables import RunnableLambda

from index.library import Library
from service.retriever import DisclosureRetriever
from tests.support.embedding import HashingEmbedder
from tests.support.holdings import holding, put

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.stores


@pytest.fixture(scope="module")
def library(tmp_path_factory, stores):
    library = Library.open(tmp_path_factory.mktemp("data"), HashingEmbedder())
    put(library, holding(1))
    put(library, holding(2, year=2023))
    put(library, holding(3, kind="final_accounts"))
    put(library, holding(4, organisation="示例市卫生局"))
    put(library, holding(5, organisation=None))  # needs review
    put(library, holding(6, organisation="示例市水务局", content="older"))
    put(library, holding(7, organisation="示例市水务局", content="newer"))
    library.embed_pending()
    yield library
    library.close()


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({"organisation": "示例市教育局"}, {1, 2, 3}),
        ({"organisation": "示例市教育局", "year": 2024}, {1, 3}),
        ({"year": 2024, "kind": "budget"}, {1, 4, 7}),
        ({"kind": "final_accounts"}, {3}),
        ({"scope": "department", "year": 2023}, {2}),
        ({"scope": "unit"}, set()),
        ({"organisation": "示例市财政局"}, set()),
        ({}, {1, 2, 3, 4, 7}),
    ],
)
def test_only_what_is_asked_for(library, filters, numbers):
    found = DisclosureRetriever(library=library, k=50, **filters).invoke("公务接待费")
    titles = {(one.metadata["organisation"], one.metadata["year"], one.metadata["kind"]) for one in found}
    records = {record.id: record for record in library.records()}
    assert {one.metadata["document"] for one in found} <= set(records)
    assert len(titles) == len(numbers)
    for name, value in filters.items():
        assert all(one.metadata[name] == value for one in found)


def test_in_a_chain(library):
    retriever = DisclosureRetriever(library=library, organisation="示例市教育局", year=2024, kind="budget", k=2)
    chain = retriever | RunnableLambda(lambda found: [(one.page_content, one.metadata) for one in found])
    (text, metadata), _ = chain.invoke("请客吃饭花了多少")
    assert text == "示例市教育局2024年支出表\n公务接待费=10.00万元"
    assert set(metadata) == {
        "document", "title", "organisation", "year", "kind", "scope", "visibility", "heading", "page", "bbox", "cell",
        "anchor", "facts", "score", "lexical_rank", "dense_rank",
    }  # fmt: skip
    assert metadata["anchor"] == "p0"
    assert metadata["lexical_rank"] == 1


def test_nothing_else_loads_langchain():
    script = (
        "import sys, service.cli, service.app, service.answer; assert not [m for m in sys.modules if 'langchain' in m]"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
