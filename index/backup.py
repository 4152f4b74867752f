"""A data folder as one file, and back: the database at one moment, and the originals that it speaks of.

Vectors are left out: they are made anew from what the database keeps of them. The database is copied by SQLite itself
while others read and write it; an original that goes in the meantime belongs to a document that went, too.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tarfile
import tempfile
from pathlib import Path

from index.errors import LibraryError
from index.sqlite import FILE

ORIGINALS = "originals"
_FORM = "mingzhang-backup-1"  # the first member's name: what this file is
_NO_SQLITE = "数据在 PostgreSQL 里；请用 pg_dump 备份数据库，并另行备份存放原件的地方（见 docs/runbook.md）。"


def write(data: Path, target: Path, *, elsewhere: bool) -> tuple[int, int]:
    """Back up a data folder into a .tar.gz file; how many originals are in it, and its bytes.

    `elsewhere` where the database or the originals are not in the folder. LibraryError where it cannot be done; the
    target is there whole or not at all.
    """
    if elsewhere:
        raise LibraryError(_NO_SQLITE)
    if not (data / FILE).is_file():
        raise LibraryError(f"“{data}”里没有明账的数据库，没有可备份的；请用 --data 指定数据文件夹。")
    try:
        with tempfile.TemporaryDirectory(dir=target.resolve().parent, prefix=".backup-") as scratch:
            copy = Path(scratch) / FILE
            _copied(data / FILE, copy)
            held = _contents(copy)
            whole = Path(scratch) / "whole.tar.gz"
            count = 0
            with tarfile.open(whole, "w:gz", compresslevel=6) as archive:
                mark = Path(scratch) / _FORM
                mark.write_text("")
                archive.add(mark, _FORM)
                archive.add(copy, FILE)
                for digest in sorted(held):
                    for file in sorted((data / ORIGINALS / digest).glob("*")):
                        archive.add(file, f"{ORIGINALS}/{digest}/{file.name}")
                        count += 1
            whole.replace(target)
    except OSError as error:
        raise LibraryError(f"无法写备份“{target}”（{error.strerror or error}）；请检查磁盘和权限。") from error
    return count, target.stat().st_size


def restore(source: Path, data: Path) -> int:
    """A data folder from a backup; how many originals it has.

    LibraryError where the folder has something in it already, or where the backup is none, is torn, or holds what was
    changed; then nothing is left of it.
    """
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise LibraryError(f"“{data}”不是空的；请用 --data 指定一个新的或空的文件夹来恢复。")
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=data.parent, prefix=".restore-") as scratch:
            folder = Path(scratch) / "data"
            folder.mkdir()
            _unpacked(source, folder)
            count = _checked(source, folder)
            if data.exists():
                data.rmdir()
            folder.replace(data)
    except OSError as error:
        raise LibraryError(f"无法从“{source}”恢复（{error.strerror or error}）；请检查文件、磁盘和权限。") from error
    return count


def _copied(database: Path, copy: Path) -> None:
    try:
        source = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        target = sqlite3.connect(copy)
        try:
            source.backup(target)
        finally:
            target.close()
            source.close()
    except sqlite3.Error as error:
        raise LibraryError(f"数据库“{database}”无法复制（{error}）；请检查磁盘。") from error


def _contents(database: Path) -> set[str]:
    """The digests of all files that a database speaks of."""
    connection = sqlite3.connect(database)
    try:
        return {digest for (digest,) in connection.execute("SELECT sha256 FROM files")}
    except sqlite3.Error as error:
        raise LibraryError(f"备份中的数据库不能使用（{error}）。") from error
    finally:
        connection.close()


def _unpacked(source: Path, folder: Path) -> None:
    try:
        with tarfile.open(source, "r:gz") as archive:
            first = archive.next()
            if first is None or first.name != _FORM:
                raise LibraryError(f"“{source.name}”不是 mingzhang backup 写的备份。")
            while member := archive.next():
                parts = Path(member.name).parts
                inside = member.name == FILE or (len(parts) == 3 and parts[0] == ORIGINALS)
                if not inside or not member.isreg():
                    raise LibraryError(f"备份“{source.name}”里有不该有的“{member.name}”，没有恢复。")
                archive.extract(member, folder, filter="data")
            assert archive.fileobj is not None
            while archive.fileobj.read(1 << 20):
                pass  # to the checksum at its very end
    except (tarfile.TarError, EOFError) as error:
        raise LibraryError(f"备份“{source.name}”不完整或已损坏（{error}），没有恢复。") from error


def _checked(source: Path, folder: Path) -> int:
    """Whether all is there and as it was; how many originals."""
    database = folder / FILE
    if not database.is_file():
        raise LibraryError(f"备份“{source.name}”里没有数据库，没有恢复。")
    connection = sqlite3.connect(database)
    try:
        (said,) = connection.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        said = str(error)
    finally:
        connection.close()
    if said != "ok":
        raise LibraryError(f"备份“{source.name}”里的数据库已损坏（{said}），没有恢复。")
    kept = {file.parent.name: file for file in (folder / ORIGINALS).glob("*/*")}
    if missing := _contents(database) - kept.keys():
        raise LibraryError(f"备份“{source.name}”缺少 {len(missing)} 份原件，没有恢复。")
    for digest, file in kept.items():
        with file.open("rb") as content:
            if hashlib.file_digest(content, "sha256").hexdigest() != digest:
                raise LibraryError(f"备份“{source.name}”里的原件“{file.name}”与收录时不同，没有恢复。")
    return len(kept)
