"""`python -m tests.faults.command …`: the command `mingzhang` as it is, with the tests' embedder in the model's place."""

from __future__ import annotations

import tests.support.stores  # noqa: F401 (where the tests' libraries are on servers, so are these)
from service import cli, opening
from tests.support.embedding import HashingEmbedder

if __name__ == "__main__":
    opening.SentenceTransformerEmbedder = lambda _name: HashingEmbedder()
    raise SystemExit(cli.main())
