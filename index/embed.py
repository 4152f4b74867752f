"""What turns texts into vectors: any sentence-transformers model, loaded at first use and never at import."""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.errors import EmbedderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_HUB_NAME = re.compile(r"[\w-][\w.-]*(/[\w.-]+)?")
_E5 = {"query": "query: ", "document": "passage: "}
_PART = 8  # passages between two looks for a waiting question: some 0.2 seconds
_POLITE_SECONDS = 1.0  # then passages take their turn all the same, or they would never be done under load


class Embedder(Protocol):
    """Texts to vectors. What cannot be loaded raises EmbedderError, at first use."""

    @property
    def name(self) -> str:
        """The model's folder or name, as an operator knows it."""

    @property
    def digest(self) -> str:
        """A digest of the model's content: vectors of two digests do not mix."""

    @property
    def backend(self) -> str:
        """What runs the model: its vectors differ a little from another's."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    def encode_queries(self, texts: Sequence[str]) -> list[list[float]]:
        """Questions as vectors."""

    def encode_passages(self, texts: Sequence[str]) -> list[list[float]]:
        """Passages as vectors."""


class SentenceTransformerEmbedder:
    """A sentence-transformers model from a folder, or by its name on the model hub where that can be reached."""

    backend = "sentence-transformers"

    def __init__(self, model: str) -> None:
        self._model_name = model
        self._lock = threading.RLock()  # loading happens once; tokenizers serve one thread at a time
        self._turn = threading.Condition()
        self._asking = 0  # questions waiting or being encoded: passages made in the background let them go first
        self._model: SentenceTransformer | None = None
        self._digest: str | None = None
        self._failure: str | None = None
        self._folder = _folder(model)

    @property
    def name(self) -> str:
        """The folder's own name, so that a moved installation keeps its vectors; or the hub's name."""
        return self._folder.name if self._folder else self._model_name

    @property
    def digest(self) -> str:
        """Of a folder all its files', without loading it; of a hub's model its revision."""
        with self._lock:
            if self._digest is None:
                self._digest = _digest(self._checked(self._folder)) if self._folder else self._revision()
            return self._digest

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        size = self._loaded().get_embedding_dimension()
        if size is None:
            raise EmbedderError(f"向量模型“{self._model_name}”没有说明向量的维数，不能使用；请换一个模型。")
        return int(size)

    def encode_queries(self, texts: Sequence[str]) -> list[list[float]]:
        """Questions as vectors of unit length."""
        encode = self._loaded().encode_query
        with self._turn:
            self._asking += 1
        try:
            return self._encode(encode, texts)
        finally:
            with self._turn:
                self._asking -= 1
                self._turn.notify_all()

    def encode_passages(self, texts: Sequence[str]) -> list[list[float]]:
        """Passages as vectors of unit length, a few at a time, so that a question never waits for all of them."""
        encode = self._loaded().encode_document
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))  # alike in length, so that little is padded
        made: dict[int, list[float]] = {}
        for start in range(0, len(order), _PART):
            part = order[start : start + _PART]
            with self._turn:
                self._turn.wait_for(lambda: not self._asking, _POLITE_SECONDS)
            made.update(zip(part, self._encode(encode, [texts[at] for at in part]), strict=True))
        return [made[at] for at in range(len(texts))]

    def _encode(self, encode: Callable[..., Any], texts: Sequence[str]) -> list[list[float]]:
        with self._lock:
            vectors = encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        numbers: list[list[float]] = vectors.tolist()
        return numbers

    def _loaded(self) -> SentenceTransformer:
        with self._lock:
            if self._model is None:
                if self._folder:
                    self._checked(self._folder)
                if self._failure:  # asking an unreachable hub again would hold up every question for a minute
                    raise EmbedderError(self._failure)
                try:
                    self._model = _load(self._model_name, self._folder)
                except Exception as error:
                    reason = str(error).strip().partition("\n")[0] or type(error).__name__
                    self._failure = (
                        f"向量模型“{self._model_name}”无法载入（{reason}）；请运行 make setup，"
                        f"或用 MINGZHANG_EMBEDDING 另指定模型，然后重新启动。"
                    )
                    raise EmbedderError(self._failure) from error
            return self._model

    def _checked(self, folder: Path) -> Path:
        if not (folder / "modules.json").is_file():
            what = "其中没有 modules.json" if folder.is_dir() else "没有这个文件夹"
            raise EmbedderError(
                f"向量模型“{self._model_name}”不能使用：{what}；请运行 make setup，"
                f"或用 MINGZHANG_EMBEDDING 指定 sentence-transformers 模型的文件夹。"
            )
        return folder

    def _revision(self) -> str:
        commit = getattr(getattr(self._loaded()[0].auto_model, "config", None), "_commit_hash", None)
        return str(commit or self._model_name)


def _folder(model: str) -> Path | None:
    """The folder meant, None for a name on the hub: `owner/model`, where no such folder lies here."""
    path = Path(model).expanduser()
    return path if path.exists() or not _HUB_NAME.fullmatch(model) else None


def _load(name: str, folder: Path | None) -> SentenceTransformer:
    if folder:
        # Read by the hub's library when it is imported: without it a folder's missing extra is looked for in the net.
        os.environ["HF_HUB_OFFLINE"] = "1"  # noqa: TID251 (set for a library, not read)
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    model = SentenceTransformer(str(folder or name), device="cpu", local_files_only=folder is not None)
    if not any(model.prompts.values()) and re.search(r"(^|[/_-])e5-(?!.*instruct)", name.lower()):
        model.prompts.update(_E5)  # the E5 family was trained with these, and some copies do not say so
    return model


def _digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        with file.open("rb") as content:
            whole.update(f"{file.relative_to(folder).as_posix()}\n".encode())
            whole.update(hashlib.file_digest(content, "sha256").digest())
    return whole.hexdigest()
