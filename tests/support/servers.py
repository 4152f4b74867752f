"""PostgreSQL, a Chroma server and one that plays S3, each started on loopback for as long as tests need it.

Nothing is installed: PostgreSQL's binaries are those of Debian's package `postgresql` (`.ci/run`), the others come with
the development packages.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

KEY, SECRET, BUCKET = "testing", "testing-secret", "tests"
_PATIENCE_SECONDS = 120.0
# As an operator has it: what is committed stays.
LASTING = {
    "max_connections": "100",
    "shared_buffers": "512MB",
    "effective_cache_size": "4GB",
    "work_mem": "16MB",
    "max_wal_size": "4GB",
}
# As quick as can be: what is lost with the machine is a test's.
_QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "400",
    "shared_buffers": "64MB",
}


def missing() -> str | None:
    """What is not installed, None where all of it is."""
    if binaries() is None:
        return "PostgreSQL's binaries are not installed (Debian: apt-get install postgresql)"
    for package in ("psycopg", "s3fs", "moto"):
        try:
            __import__(package)
        except ImportError:
            return f"the package {package} is not installed; run `make setup`"
    return None


def binaries() -> Path | None:
    """The folder of PostgreSQL's newest binaries."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[4]))
    if found:
        return found[-1].parent
    at = shutil.which("initdb")
    return Path(at).parent if at else None


class Postgresql:
    """A cluster of its own in a folder, run by the user `postgres` where we are root, whom it refuses."""

    def __init__(self, folder: Path, settings: Mapping[str, str] = _QUICK) -> None:
        self.folder = folder
        self._settings = settings
        self.port = free_port()
        self._binaries = binaries()
        folder.chmod(0o755)
        if not (folder / "data").is_dir():  # else what an earlier run has kept
            self._run("initdb", "-D", "data", "--no-sync", "-A", "trust", "-U", "tests", "-E", "UTF8", "--locale=C")
        self.start()

    @property
    def url(self) -> str:
        """Of its one database."""
        return f"postgresql+psycopg://tests@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = {
            **self._settings,
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": ".",
        }
        told = " ".join(f"-c {name}={value}" for name, value in options.items())
        self._run("pg_ctl", "-D", "data", "-w", "-t", "60", "-l", "log", "-o", told, "start")

    def stop(self) -> None:
        """End it, whoever is connected."""
        self._run("pg_ctl", "-D", "data", "-w", "-m", "fast", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        assert self._binaries is not None
        as_user = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        subprocess.run(
            [self._binaries / program, *arguments],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # a pipe would stay open as long as the server runs
            stderr=subprocess.DEVNULL,
            check=True,
            **as_user,
        )


@contextmanager
def lasting(folder: Path) -> Iterator[Postgresql]:
    """A cluster that stays in its folder, set up as one of an operator's."""
    folder.mkdir(parents=True, exist_ok=True)
    cluster = Postgresql(folder, LASTING)
    try:
        yield cluster
    finally:
        cluster.stop()


@contextmanager
def postgresql() -> Iterator[Postgresql]:
    """A cluster, stopped and forgotten at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path must be short
    try:
        cluster = Postgresql(folder)
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def chroma(port: int | None = None, folder: Path | None = None) -> Iterator[str]:
    """The address of a Chroma server, at this port and over this folder where they are given."""
    port = port or free_port()
    with tempfile.TemporaryDirectory(prefix="chroma-") as own:
        command = [_script("chroma"), "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(folder or own)]
        with _process(command, lambda: _answers(f"http://127.0.0.1:{port}/api/v2/heartbeat")):
            yield f"http://127.0.0.1:{port}"


@contextmanager
def s3() -> Iterator[str]:
    """The address of what plays S3, with one empty bucket."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [_script("moto_server"), "-H", "127.0.0.1", "-p", str(port)]
    with _process(command, lambda: _answers(f"{address}/moto-api/")):
        request = urllib.request.Request(f"{address}/{BUCKET}", method="PUT")
        urllib.request.urlopen(request, timeout=30).close()
        yield address


def files_url(address: str, prefix: str) -> str:
    """The URL under which the bucket keeps originals."""
    return f"s3://{KEY}:{SECRET}@{BUCKET}/{prefix}?endpoint={address}"


def free_port() -> int:
    """A port that nobody listens on at present."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def _script(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=2).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@contextmanager
def _process(command: list[str], ready: Callable[[], bool]) -> Iterator[None]:
    environment = {**os.environ, "ANONYMIZED_TELEMETRY": "False"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not ready():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[0]} did not start")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
