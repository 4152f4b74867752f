"""`python -m tests.support.load_server DATA`: the service over a stocked folder, with the tests' embedder, on any free port.

It prints its address. The real embedder would spend the machine on what is not measured here.
"""

from __future__ import annotations

import sys
from pathlib import Path

from service import opening, serving
from service.settings import Settings
from tests.support.embedding import HashingEmbedder


def main() -> int:
    """Serve until terminated."""
    opening.SentenceTransformerEmbedder = lambda _name: HashingEmbedder()  # type: ignore[assignment, misc]
    return serving.serve(Settings(data=Path(sys.argv[1]), port=0, log_level="error", embedding="hashing"))


if __name__ == "__main__":
    raise SystemExit(main())
