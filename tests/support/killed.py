"""A process that works on a data folder and ends itself without a word at its n-th SQL statement, as kill -9 would.

`python -m tests.support.killed FOLDER add|remove|edit|embed STEP` does so for n = 1, 1 + STEP, … until the work got
through, each in a fork of its own on a folder of its own, a copy of FOLDER/template, and prints each folder.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sys
import traceback
from dataclasses import replace
from pathlib import Path

from sqlalchemy import event

from index import dense, vectors
from index.library import Library
from tests.support.embedding import HashingEmbedder
from tests.support.holdings import holding, put


def work(library: Library, what: str) -> None:
    held = holding(1)
    if what == "add":
        put(library, holding(9))
    elif what == "remove":
        library.remove(held.document.id)
    elif what == "edit":
        library.edit(
            held.document.id,
            year=2020,
            derive=lambda document: ([replace(fact, year=document.year) for fact in held.facts], held.passages),
        )
    else:
        library.embed_pending()


def kill_at(library: Library, moment: int) -> None:
    """Statements are counted, and the moments in the midst of Chroma's and the file system's work."""
    count = 0

    def here(*_: object, **__: object) -> None:
        nonlocal count
        count += 1
        if count == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(library._store._engine, "before_cursor_execute", here)
    event.listen(library._store._engine, "commit", here)
    for module, name in ((vectors, "upsert"), (vectors, "delete"), (dense, "_keep"), (Path, "replace")):
        original = getattr(module, name)

        def around(*arguments, _original=original, **named):
            here()
            result = _original(*arguments, **named)
            here()
            return result

        setattr(module, name, around)


def main() -> None:
    folder, what = Path(sys.argv[1]), sys.argv[2]
    if what == "embed":
        import chromadb  # noqa: F401 (once, before the forks)
    for moment in itertools.count(1, int(sys.argv[3])):
        data = folder / f"{what}{moment}"
        shutil.copytree(folder / "template", data)
        child = os.fork()
        if child == 0:
            library = Library.open(data, HashingEmbedder())
            kill_at(library, moment)
            try:
                work(library, what)
            except Exception:  # noqa: BLE001
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(data, flush=True)
        if not os.WIFSIGNALED(status):
            sys.exit(os.WEXITSTATUS(status))


if __name__ == "__main__":
    main()
