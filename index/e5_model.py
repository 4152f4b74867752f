"""From the packed weights of multilingual-e5-small to a folder that sentence-transformers reads.

The packed file holds the tokenizer's pieces and scores, its normaliser's character map, and the tensors: large ones
in blocks of 32 four-bit values with one half-precision scale, small ones in single precision. Numbers here are a
model's weights, never money.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

MAGIC = b"E5S1"
BLOCK = 32
MARK = "\u2581"  # SentencePiece's sign for a blank before a word
MASK = "<mask>"
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("pair", "u1", BLOCK // 2)])
_SPECIAL = 4  # <s> <pad> </s> <unk> stand first

# What Chinese disclosures are written in, beside ASCII: general punctuation and symbols; CJK punctuation; bopomofo
# to the unified ideographs; full-width forms. Pieces in other scripts (kana, Hangul, Cyrillic …) are dropped.
_KEPT = ((0x2000, 0x2C00), (0x3000, 0x3040), (0x3100, 0xA000), (0xFF00, 0xFF66))
_KEPT_SINGLE = frozenset("·×°±" + MARK)

# One encoder layer: the packed name -> (sentence-transformers' name, rows, columns) in units of the sizes below.
_MATRICES = {
    "q": ("attention.self.query", "hidden", "hidden"),
    "k": ("attention.self.key", "hidden", "hidden"),
    "v": ("attention.self.value", "hidden", "hidden"),
    "ao": ("attention.output.dense", "hidden", "hidden"),
    "fi": ("intermediate.dense", "inner", "hidden"),
    "fo": ("output.dense", "hidden", "inner"),
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


class PackedModelError(ValueError):
    """The packed file is not laid out as expected."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The model's dimensions as the packed file states them."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Packed:
    """The packed file taken apart: the vocabulary with its scores and embeddings, and all other tensors by name."""

    sizes: Sizes
    special: Mapping[str, int]
    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    embeddings: NDArray[np.float32]
    tensors: Mapping[str, NDArray[np.float32]]

    def pruned(self) -> Packed:
        """The same model without the pieces of scripts that do not occur: half the folder, half the memory."""
        keep = [i for i, piece in enumerate(self.pieces) if i < _SPECIAL or piece == MASK or _is_kept(piece)]
        return replace(
            self,
            pieces=tuple(self.pieces[i] for i in keep),
            scores=self.scores[keep],
            embeddings=self.embeddings[keep],
        )


def _is_kept(piece: str) -> bool:
    return all(
        ord(char) < 0x80 or char in _KEPT_SINGLE or any(low <= ord(char) < high for low, high in _KEPT)
        for char in piece
    )


class _Cursor:
    """Reads one little-endian value after the other."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.content, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def one(self, layout: str) -> Any:
        return self.take(layout)[0]

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self.content, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.content[self.at - count : self.at]


def parse(content: bytes) -> Packed:
    """Take the packed file apart."""
    cursor = _Cursor(content)
    if cursor.bytes(4) != MAGIC:
        raise PackedModelError(f"the weights do not begin with {MAGIC.decode()}")
    _version, hidden, layers, heads, inner, vocabulary, positions, types, epsilon, block = cursor.take("I7ifi")
    if block != BLOCK:
        raise PackedModelError(f"the weights come in blocks of {block}, expected {BLOCK}")
    count, bos, eos, pad, unk = cursor.take("5i")
    blob_size = cursor.one("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count).copy()
    blob = cursor.bytes(blob_size)
    pieces = tuple(blob[offsets[i] : offsets[i + 1]].decode() for i in range(count))
    _entries, map_size = cursor.take("iI")
    cursor.bytes(map_size)  # the normaliser's character map: NFKC but for one character that no disclosure has
    places = {}
    for _ in range(cursor.one("i")):
        name = cursor.bytes(cursor.one("H")).decode()
        _type, _count, offset, _size = cursor.take("BIQQ")
        places[name] = offset
    sizes = Sizes(hidden, layers, heads, inner, positions, types, epsilon)
    return Packed(
        sizes=sizes,
        special={"bos": bos, "eos": eos, "pad": pad, "unk": unk},
        pieces=pieces,
        scores=scores,
        embeddings=_four_bit(content, places["emb.word"], vocabulary, hidden),
        tensors=_tensors(content, places, sizes),
    )


def _four_bit(content: bytes, offset: int, rows: int, columns: int) -> NDArray[np.float32]:
    blocks = np.frombuffer(content, _BLOCK_TYPE, rows * columns // BLOCK, offset)
    values = np.concatenate([blocks["pair"] & 15, blocks["pair"] >> 4], axis=1).astype(np.float32) - 8
    whole: NDArray[np.float32] = (values * blocks["scale"].astype(np.float32)[:, None]).reshape(rows, columns)
    return whole


def _tensors(content: bytes, places: Mapping[str, int], sizes: Sizes) -> dict[str, NDArray[np.float32]]:
    """All tensors but the word embeddings, under the names that sentence-transformers' BERT has."""

    def single(name: str, *shape: int) -> NDArray[np.float32]:
        return np.frombuffer(content, "<f4", int(np.prod(shape)), places[name]).reshape(shape).copy()

    width = {"hidden": sizes.hidden, "inner": sizes.inner}
    hidden = sizes.hidden
    tensors = {
        "embeddings.position_embeddings.weight": single("emb.pos", sizes.positions, hidden),
        "embeddings.token_type_embeddings.weight": single("emb.type", sizes.types, hidden),
        "embeddings.LayerNorm.weight": single("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": single("emb.ln.b", hidden),
        # BERT's pooler is not used; without it loading warns of missing weights.
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    for layer in range(sizes.layers):
        for short, (name, rows, columns) in _MATRICES.items():
            stem, packed = f"encoder.layer.{layer}.{name}", f"l{layer}.{short}"
            tensors[f"{stem}.weight"] = _four_bit(content, places[f"{packed}.w"], width[rows], width[columns])
            tensors[f"{stem}.bias"] = single(f"{packed}.b", width[rows])
        for short, name in _NORMS.items():
            stem, packed = f"encoder.layer.{layer}.{name}", f"l{layer}.{short}"
            tensors[f"{stem}.weight"] = single(f"{packed}.w", hidden)
            tensors[f"{stem}.bias"] = single(f"{packed}.b", hidden)
    return tensors


def write(packed: Packed, folder: Path) -> None:
    """Write the folder: weights, tokenizer, and how sentence-transformers pools (mean, then unit length)."""
    for module in ("1_Pooling", "2_Normalize"):
        (folder / module).mkdir(parents=True)
    weights = {"embeddings.word_embeddings.weight": packed.embeddings, **packed.tensors}
    save_file(
        {name: np.ascontiguousarray(tensor) for name, tensor in weights.items()},
        folder / "model.safetensors",
        metadata={"format": "pt"},
    )
    (folder / "model.safetensors").chmod(0o644)  # safetensors keeps it to its writer; the service may be another user
    tokens = _special_tokens(packed)
    _tokenizer(packed, tokens).save(str(folder / "tokenizer.json"))
    for name, content in _configuration(packed, tokens).items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _special_tokens(packed: Packed) -> dict[str, str]:
    bos, eos, pad, unk = (packed.pieces[packed.special[name]] for name in ("bos", "eos", "pad", "unk"))
    return {
        "bos_token": bos,
        "eos_token": eos,
        "sep_token": eos,
        "cls_token": bos,
        "unk_token": unk,
        "pad_token": pad,
        "mask_token": MASK,
    }


def _tokenizer(packed: Packed, tokens: Mapping[str, str]) -> Tokenizer:
    """SentencePiece's unigram model: NFKC, blanks as marks, `<s> … </s>` around."""
    vocabulary = [(piece, float(score)) for piece, score in zip(packed.pieces, packed.scores, strict=True)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=packed.special["unk"], byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=MARK, prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement=MARK, prepend_scheme="always")
    bos, eos = tokens["bos_token"], tokens["eos_token"]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, packed.special["bos"]), (eos, packed.special["eos"])],
    )
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True, normalized=False) for token in dict.fromkeys(tokens.values())]
    )
    return tokenizer


def _configuration(packed: Packed, tokens: Mapping[str, str]) -> dict[str, object]:
    sizes = packed.sizes
    modules = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "hidden_size": sizes.hidden,
            "intermediate_size": sizes.inner,
            "num_attention_heads": sizes.heads,
            "num_hidden_layers": sizes.layers,
            "vocab_size": len(packed.pieces),
            "max_position_embeddings": sizes.positions,
            "type_vocab_size": sizes.types,
            "layer_norm_eps": round(sizes.epsilon, 14),
            "pad_token_id": packed.special["pad"],
            "position_embedding_type": "absolute",
            "hidden_dropout_prob": 0.1,
            "attention_probs_dropout_prob": 0.1,
            "dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": sizes.positions,
            **tokens,
        },
        "special_tokens_map.json": dict(tokens),
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{name}"}
            for i, (path, name) in enumerate(modules)
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": sizes.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
        "sentence_bert_config.json": {"max_seq_length": sizes.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }
