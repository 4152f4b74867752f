"""`python -m tests.faults.command …`: the command `mingzhang` as it is, with the tests' embedder in the model's place.

With FAULTS_INDEX set, every search by meaning asks the vector index, as among very many documents.
"""

from __future__ import annotations

import os

import tests.support.stores  # noqa: F401 (where the tests' libraries are on servers, so are these)
from index import nearness
from service import cli, opening
from tests.support.embedding import HashingEmbedder

if __name__ == "__main__":
    opening.SentenceTransformerEmbedder = lambda _name: HashingEmbedder()
    if os.environ.get("FAULTS_INDEX"):
        nearness._FEW = 0
    raise SystemExit(cli.main())
