"""A process killed at any moment leaves each document whole or absent, and the next one carries on."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.library import Library
from tests.support.embedding import HashingEmbedder
from tests.support.holdings import holding, put

pytestmark = pytest.mark.folder
ROOT = Path(__file__).resolve().parents[2]
HELD = [holding(number) for number in (1, 2)]
NEW = holding(9)


def check_whole(library: Library) -> set[str]:
    """Every held document has all of its parts; the ids held."""
    known = {held.document.id: held for held in (*HELD, NEW)}
    for record in library.records():
        held = known[record.id]
        assert library.document(record.id).tables == held.document.tables
        assert len(library.facts([record.id])) == len(held.facts)
        assert {fact.year for fact in library.facts([record.id])} == {record.year}
        assert library.original(record.id).read_bytes() == held.original
        hits = library.search("公务接待费", [record.id], 50)
        assert len({hit.passage.id for hit in hits}) == len(hits)
        assert hits[0].lexical_rank is not None
    ids = {record.id for record in library.records()}
    assert {path.name[:16] for path in (library._store.data / "originals").iterdir()} == ids
    return ids


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """Two documents, the vectors of the first made."""
    folder = tmp_path_factory.mktemp("killed")
    library = Library.open(folder / "template", HashingEmbedder())
    put(library, HELD[0])
    library.embed_pending()
    put(library, HELD[1])
    library.close()
    return folder


@pytest.mark.parametrize(
    ("what", "step", "moments"), [("add", 1, 15), ("remove", 1, 15), ("edit", 1, 20), ("embed", 3, 10)]
)
def test_killed_at_each_moment(template, what, step, moments):
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.killed", str(template), what, str(step)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    *killed, through = done.stdout.splitlines()
    assert len(killed) >= moments
    for number, data in enumerate((*killed, through)):
        library = Library.open(Path(data), HashingEmbedder())
        ids = check_whole(library)
        assert HELD[1].document.id in ids
        assert (HELD[0].document.id in ids) or what == "remove"
        if data == through:
            assert (NEW.document.id in ids, HELD[0].document.id in ids) == (what == "add", what != "remove")
        put(library, NEW)
        if what == "embed" or number % 5 == 0:
            library.embed_pending()
            assert library.health() == {}
            for id_ in check_whole(library):
                assert all(hit.dense_rank for hit in library.search("公务接待费", [id_], 50))
        library.close()


ENDLESS = """
import sys
from pathlib import Path
from index.library import Library
from tests.support.embedding import HashingEmbedder
from tests.support.holdings import holding, put
library = Library.open(Path(sys.argv[1]), HashingEmbedder())
library.embed_pending()
start = int(sys.argv[2])
for number in range(start, start + 10_000):
    put(library, holding(number, rows=200))
    if number % 3 == 0:
        library.embed_pending()
    if number % 5 == 4:
        library.remove(holding(number - 1, rows=200).document.id)
    print(number, flush=True)
"""


def test_killed_whenever(tmp_path):
    chance = random.Random(5)
    for run in range(2):
        process = subprocess.Popen(
            [sys.executable, "-c", ENDLESS, str(tmp_path / "data"), f"{run + 1}0000"],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.uniform(0.05, 0.5))
        process.kill()
        assert process.wait() == -signal.SIGKILL
        process.stdout.close()
        library = Library.open(tmp_path / "data", HashingEmbedder())
        for record in library.records():
            assert len(library.facts([record.id])) == 200
            assert record.facts == 199
            assert library.original(record.id).exists()
        library.close()
    library = Library.open(tmp_path / "data", HashingEmbedder())
    library.embed_pending()
    assert library.health() == {}
    for record in library.records():
        assert library.search("公务接待费", [record.id], 1)[0].dense_rank
    library.close()
