"""A reader that does what the bytes of a file tell it to: hang, crash, fill the memory. For processes that read files."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

# Python imports `sitecustomize` at its start from PYTHONPATH, hence in the readers' processes, and in none of the test's.
_CODE = f"""
import sys

sys.path.insert(0, {str(ROOT)!r})
if "pytest" not in sys.argv[0]:
    import ctypes, os, signal, time
    from ingest import read

    harmless = read.parse
    kept = []

    def fill():
        held = []
        while True:
            held.append(bytearray(os.urandom(1 << 20)) * 8)
            time.sleep(0.001)

    def deep(depth=0):
        return deep(depth + 1)

    def fail():
        raise RuntimeError("a defect")

    DEEDS = {{
        b"hang": lambda: time.sleep(1000),
        b"spin": lambda: any(iter(int, 1)),
        b"crash": lambda: ctypes.string_at(0),
        b"leave": lambda: os._exit(0),
        b"kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
        b"fill": fill,
        b"huge": lambda: bytearray(1 << 40),
        b"deep": deep,
        b"grow": lambda: kept.append(os.urandom(250 << 20)),
        b"fail": fail,
        b"chat": lambda: os.write(1, b"libraries talk" * 9999),
        b"slow": lambda: time.sleep(0.5),
    }}

    def parse(data, name):
        deed, _, rest = data.partition(b"\\n")
        if deed in DEEDS:
            DEEDS[deed]()
            data = rest
        return harmless(data, name)

    read.parse = parse
"""


def install(folder: Path, monkeypatch) -> None:
    """Let readers started from now on do as they are told."""
    (folder / "sitecustomize.py").write_text(_CODE)
    monkeypatch.setenv("PYTHONPATH", str(folder))
