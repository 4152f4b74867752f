"""What reading costs beside the libraries that it stands on, in one run. It prints and asserts nothing.

Text PDFs: facts stored and searchable, without vectors, against pdfplumber's `extract_text` and `extract_tables` over
the same pages. Scans: against bare rapidocr over the same pictures. Memory: the peak of a child that reads one PDF of
many pages. `python -m tests.bench_reading FOLDER [SCAN.pdf]` (or `make bench`).
"""

from __future__ import annotations

import io
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

_MANY_PAGES = 300
# A process of its own, whose peak the kernel counts from its start (ru_maxrss would count its parent's too).
_CHILD = """
import re, sys
from pathlib import Path
from ingest.facts import facts
from ingest.read import read
document = read(Path(sys.argv[1]))
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(document.pages, len(facts(document)), peak)
"""


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _store(paths: Sequence[Path]) -> None:
    from index.library import Library
    from service import intake
    from service.intake import Origin

    with tempfile.TemporaryDirectory() as data:
        library = Library.open(Path(data), None)
        for path in paths:
            intake.take(library, path.name, path.read_bytes(), Origin())
        library.close()


def _plumb(paths: Sequence[Path]) -> None:
    import pdfplumber

    for path in paths:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_text()
                page.extract_tables()


def _pages(path: Path) -> list[object]:
    """The pages of a scan as pictures, at the resolution that the reader uses."""
    import numpy as np
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    return [np.asarray(page.render(scale=200 / 72).to_pil().convert("RGB")) for page in pdf]


def _bare(pictures: Sequence[object]) -> None:
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "critical"})
    for picture in pictures:
        engine(picture)


def _repeated(path: Path, pages: int) -> bytes:
    """A PDF of so many pages: the pages of one over and over."""
    import pypdfium2

    source, made = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
    while len(made) < pages:
        made.import_pages(source, list(range(min(len(source), pages - len(made)))))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def main(arguments: Sequence[str]) -> int:
    """Print the ratios for a folder of PDFs and, if given, a scan."""
    from ingest.read import read

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    paths = sorted(Path(arguments[0]).glob("*.pdf"))
    read(paths[0])  # imports and first use are no reading
    ours, theirs = _timed(lambda: _store(paths)), _timed(lambda: _plumb(paths))
    print(
        f"text PDF, {len(paths)} files: read and stored {ours:.1f} s, pdfplumber {theirs:.1f} s, ratio {ours / theirs:.2f}"
    )
    if len(arguments) > 1:
        scan = Path(arguments[1])
        pictures = _pages(scan)
        _bare(pictures[:1])
        read(scan)
        ours, theirs = _timed(lambda: read(scan)), _timed(lambda: _bare(pictures))
        print(
            f"scan, {len(pictures)} pages: read {ours:.1f} s, rapidocr alone {theirs:.1f} s, ratio {ours / theirs:.2f}"
        )
    with tempfile.NamedTemporaryFile(suffix=".pdf") as many:
        many.write(_repeated(paths[0], _MANY_PAGES))
        many.flush()
        told = subprocess.run([sys.executable, "-c", _CHILD, many.name], capture_output=True, text=True, check=True)
        pages, facts, kilobytes = map(int, told.stdout.split())
    print(f"one PDF of {pages} pages, {facts} facts: peak memory {kilobytes / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
