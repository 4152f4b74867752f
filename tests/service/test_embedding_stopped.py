"""`mingzhang ingest` says a document's line as soon as it can be asked; stopped while embedding, it leaves all valid."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.library import Library
from tests.support.embedding import HashingEmbedder

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "water_2024_budget.txt"
SLOW = """
import sys, time
from service import cli, opening
from tests.support.embedding import HashingEmbedder

class Slow(HashingEmbedder):
    def encode_passages(self, texts):
        print("embedding", file=sys.stderr, flush=True)
        time.sleep(0.5)
        return super().encode_passages(texts)

opening.SentenceTransformerEmbedder = lambda _: Slow()
sys.exit(cli.main(["ingest", sys.argv[1], "--data", sys.argv[2]]))
"""


@pytest.mark.folder  # the command is a process that knows of no servers
def test_stopped_while_embedding(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(SAMPLE), str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    line = process.stdout.readline()
    assert "示例市水务局2024年部门预算" in line
    asked = Library.open(tmp_path, None)  # by another process, while the first has not made a vector yet
    document = line.split()[0]
    assert asked.facts([document])
    assert asked.search("防汛", [document], 1)
    assert process.stderr.readline() == "embedding\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert not out
    assert "已停止：材料都已收录，可以提问；1份的检索向量没有建完" in err
    assert "Traceback" not in err
    asked.close()

    embedder = HashingEmbedder()
    library = Library.open(tmp_path, embedder)
    assert library.pending() == 1
    assert library.embed_pending()
    assert library.health() == {}
    assert all(hit.dense_rank for hit in library.search("防汛", [document], 3))
    assert embedder.embedded  # the rest; what had been made by then was kept
    library.close()
