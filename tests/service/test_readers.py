"""What a hostile file does, it does to one reader: the file fails with a sentence, the next one is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ingest.errors import IngestError
from ingest.limits import Limits
from service.readers import Readers
from tests.support.hostile import ROOT, install
from tests.support.scripted import DISCLOSURE

GOOD = DISCLOSURE.read_bytes()


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    install(tmp_path, monkeypatch)


@pytest.fixture
def readers(hostile, request):
    """One reader; it has a minute, as on a busy machine it may need, save where a test asks for fewer seconds."""
    with Readers(Limits(memory_mb=400, seconds=getattr(request, "param", 60)), 1) as made:
        yield made


def refused(readers, data, name="坏.txt"):
    with pytest.raises(IngestError) as error:
        readers.read(data, name)
    message = str(error.value)
    assert message.startswith(f"无法读取“{name}”")
    assert message.endswith("。")
    assert "\n" not in message
    return message


def processes(readers):
    return [reader.process.pid for reader in (*readers._idle, *readers._busy)]


@pytest.mark.parametrize(
    ("readers", "deed", "said"),
    [
        (5, "hang", "读取超过5秒的上限"),
        (5, "spin", "读取超过5秒的上限"),
        (60, "crash", "意外中止"),
        (60, "leave", "意外中止"),
        (60, "kill", "意外中止"),
        (60, "fill", "内存超过400MB的上限"),
        (60, "huge", "内存超过400MB的上限"),
        (60, "deep", "超出读取程序的预料"),
        (60, "fail", "超出读取程序的预料"),
    ],
    indirect=["readers"],
)
def test_a_hostile_file_fails_alone(readers, deed, said):
    assert said in refused(readers, deed.encode() + b"\n")
    assert readers.read(GOOD, "好.md").facts


def test_a_file_that_fails_in_the_usual_way_costs_no_reader(readers):
    readers.read(GOOD, "好.md")
    before = processes(readers)
    assert "文件是空的" in refused(readers, b" ")
    assert "超出读取程序的预料" in refused(readers, b"fail\n")
    assert readers.read(b"chat\n" + GOOD, "好.md").facts
    assert processes(readers) == before


def test_a_reader_gives_what_reading_here_gives(readers):
    from service.intake import here

    assert readers.read(GOOD, "好.md") == here(GOOD, "好.md")


def test_readers_let_others_go_first(readers):
    readers.read(GOOD, "好.md")
    assert [os.getpriority(os.PRIO_PROCESS, pid) >= 10 for pid in processes(readers)] == [True]


def test_a_reader_that_keeps_half_the_memory_is_replaced(hostile):
    with Readers(Limits(memory_mb=400, seconds=60), 1) as readers:
        readers.read(b"grow\n" + GOOD, "好.md")
        assert processes(readers) == []
        assert readers.read(b"grow\n" + GOOD, "好.md").facts


def test_many_ask_at_once(hostile):
    with Readers(Limits(seconds=30), 2) as readers, ThreadPoolExecutor(6) as threads:
        files = [b"crash\n", GOOD, b"slow\n" + GOOD, b"leave\n", GOOD, GOOD] * 2
        asked = [threads.submit(readers.read, data, "一.md") for data in files]
        failed = [isinstance(one.exception(), IngestError) for one in asked]
        assert failed == [data in {b"crash\n", b"leave\n"} for data in files]
        assert len(processes(readers)) <= 2


def test_closing_ends_what_hangs(hostile):
    readers = Readers(Limits(seconds=600), 1)
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(readers.read, b"hang\n", "坏.txt")
        while not processes(readers):
            time.sleep(0.02)
        time.sleep(0.2)
        readers.close()
        assert "读取被中止" in str(asked.exception(timeout=10))
    with pytest.raises(IngestError):
        readers.read(GOOD, "好.md")


def test_a_reader_goes_when_its_starter_was_killed(hostile):
    code = (
        "import sys, threading, time; sys.argv = ['x']\n"
        "from service.readers import Readers; from ingest.limits import Limits\n"
        "readers = Readers(Limits(), 1)\n"
        "threading.Thread(target=readers.read, args=(b'hang\\n', 'x'), daemon=True).start()\n"
        "while not readers._busy: time.sleep(0.02)\n"
        "print(readers._busy[0].process.pid, flush=True); time.sleep(100)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        reader = int(starter.stdout.readline())
        starter.kill()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.kill(reader, 0)
        except ProcessLookupError:
            return
        if _zombie(reader):
            return
        time.sleep(0.05)
    os.kill(reader, signal.SIGKILL)
    pytest.fail("the reader outlived its starter")


def _zombie(pid: int) -> bool:
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return not found.stdout.strip() or found.stdout.startswith("Z")


def test_more_pages_or_cells_than_allowed():
    from ingest.content import content
    from tests.support.paper import Page, pdf

    with pytest.raises(IngestError, match="有3页，超过2页的上限"):
        content(pdf(Page(), Page(), Page()), "三页.pdf", Limits(pages=2))
    with pytest.raises(IngestError, match="个单元格，超过3个单元格的上限"):
        content(GOOD, "表.md", Limits(cells=3))
