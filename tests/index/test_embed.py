"""The model is loaded at first use, and where it cannot be, one sentence says why."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index import embed
from index.embed import SentenceTransformerEmbedder
from index.errors import EmbedderError
from index.library import Library

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_is_loaded_before_the_first_use(tmp_path):
    script = "import sys, index.embed as e; e.SentenceTransformerEmbedder('x/y'); assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


@pytest.mark.parametrize("use", ["digest", "dimensions", "encode_queries", "encode_passages"])
@pytest.mark.parametrize("there", [False, True])
def test_a_missing_model_folder_is_refused_at_once(tmp_path, use, there):
    folder = tmp_path / "model"
    if there:
        folder.mkdir()
    embedder = SentenceTransformerEmbedder(str(folder))
    begun = time.perf_counter()
    with pytest.raises(EmbedderError, match="modules.json" if there else "没有这个文件夹") as caught:
        getattr(embedder, use)(["x"])
    assert time.perf_counter() - begun < 1
    assert str(caught.value).endswith("。")
    assert "make setup" in str(caught.value)


def test_a_library_says_that_the_model_is_missing(tmp_path):
    library = Library.open(tmp_path / "data", SentenceTransformerEmbedder(str(tmp_path / "none")))
    assert "没有这个文件夹" in library.health()["embedder"]
    library.close()


def test_a_failure_to_load_is_not_tried_again(monkeypatch):
    calls = []

    def fail(*_):
        calls.append(1)
        raise OSError("We couldn't connect\nto the hub")

    monkeypatch.setattr(embed, "_load", fail)
    embedder = SentenceTransformerEmbedder("owner/model")
    for _ in range(3):
        with pytest.raises(EmbedderError, match="We couldn't connect"):
            embedder.encode_queries(["x"])
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("model", "hub"),
    [
        ("owner/model", True),
        ("model-name", True),
        ("./model", False),
        ("/a/b", False),
        ("a/b/c", False),
        ("~/m", False),
    ],
)
def test_a_name_on_the_hub_or_a_folder(model, hub):
    assert (embed._folder(model) is None) is hub


def test_a_folder_of_that_name_goes_before_the_hub(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "owner" / "model").mkdir(parents=True)
    assert embed._folder("owner/model") == Path("owner/model")


def test_a_digest_tells_models_apart(tmp_path):
    digests = set()
    for name, content in (("a", "1"), ("b", "1"), ("c", "2")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "modules.json").write_text(json.dumps(content))
        digests.add(SentenceTransformerEmbedder(str(tmp_path / name)).digest)
    assert len(digests) == 2


@pytest.mark.embedder
def test_the_default_model(embedder_folder, monkeypatch):
    monkeypatch.setitem(os.environ, "HF_HUB_OFFLINE", "0")
    embedder = SentenceTransformerEmbedder(str(embedder_folder))
    assert embedder.dimensions == 384
    (question,) = embedder.encode_queries(["公务接待花了多少钱"])
    near, far = embedder.encode_passages(["公务接待费预算3.80万元。", "联系电话见封底。"])
    dot = [sum(a * b for a, b in zip(question, other, strict=True)) for other in (near, far, question)]
    assert dot[2] == pytest.approx(1, abs=1e-5)
    assert dot[0] > dot[1]
    assert os.environ["HF_HUB_OFFLINE"] == "1"


class Counted:
    """A model that tells a text by its length, and what it was given at once."""

    def __init__(self):
        self.calls = []

    def encode_document(self, texts, **_):
        import numpy as np

        self.calls.append(len(texts))
        return np.array([[float(len(text))] for text in texts])

    encode_query = encode_document


def test_passages_are_made_a_few_at_a_time_and_come_back_in_their_order(monkeypatch):
    model = Counted()
    monkeypatch.setattr(embed, "_load", lambda *_: model)
    texts = ["字" * length for length in (5, 1, 30, 2, 9, 4, 8, 3, 7, 6, 11)]
    assert SentenceTransformerEmbedder("owner/model").encode_passages(texts) == [[len(text)] for text in texts]
    assert model.calls == [8, 3]
