"""An embedder for tests: no model, yet texts that share words lie near each other."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence


class HashingEmbedder:
    """Character pairs counted into buckets; it remembers what it was asked to embed."""

    def __init__(self, name: str = "hashing", dimensions: int = 64) -> None:
        self.name = name
        self.digest = hashlib.sha256(name.encode()).hexdigest()
        self.backend = "test"
        self.dimensions = dimensions
        self.embedded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> list[list[float]]:
        return [self._vector(text) for text in texts]

    def encode_passages(self, texts: Sequence[str]) -> list[list[float]]:
        self.embedded += texts
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> list[float]:
        counts = [0.0] * self.dimensions
        for pair in (text[i : i + 2] for i in range(len(text))):
            counts[int.from_bytes(hashlib.blake2b(pair.encode(), digest_size=4).digest()) % self.dimensions] += 1
        length = math.sqrt(sum(count * count for count in counts)) or 1.0
        return [count / length for count in counts]
