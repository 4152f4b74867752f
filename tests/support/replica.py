"""`python -m tests.support.replica serve|work`: a command with the tests' embedder, as the environment's settings say.

The real embedder would spend the machine on what is not measured here.
"""

from __future__ import annotations

import sys

from service import cli, opening
from tests.support.embedding import HashingEmbedder


def main() -> int:
    """Run the command until terminated."""
    opening.SentenceTransformerEmbedder = lambda _name: HashingEmbedder()  # type: ignore[assignment, misc]
    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
