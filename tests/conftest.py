"""What all tests share: the material beside the repository, and a machine without a network.

The real disclosures and their expected facts lie in `../shared`, which only the project's own machines have. A test
that needs them is skipped elsewhere, and fails where CI is set: there the folder belongs beside the repository.
"""

from __future__ import annotations

import os
import socket
from collections import Counter
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

from index import e5
from tests.support import servers
from tests.support import stores as on_servers

ROOT = Path(__file__).resolve().parent.parent
# Reading, prompts and the calculator may not import the index (`lint-imports`), hence cannot meet a store.
STORELESS = [ROOT / "tests" / part for part in ("ingest", "prompts", "service/calculator")]
# Three workers and the servers they start share two cores: threads of their own would only wait for each other. And a
# machine that is busy with so much may take its time over an example: no test asserts a time.
os.environ.setdefault("OMP_NUM_THREADS", "1")
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

_LOOPBACK = ("127.", "::1", "localhost")
_connect = socket.socket.connect


def absent(what: str) -> NoReturn:
    """Skip on a user's machine; fail where CI promises that it is there."""
    if os.environ.get("CI"):
        pytest.fail(f"CI is set, yet {what}")
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real disclosures and known answers beside the repository."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        absent(f"the shared material is not beside the repository ({folder})")
    return folder


@pytest.fixture(scope="session")
def embedder_folder() -> Path:
    """The default embedder, as `make setup` builds it."""
    if not (e5.FOLDER / "modules.json").is_file():
        absent(f"the embedder is not built ({e5.FOLDER}); run `make setup`")
    return e5.FOLDER


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--stores",
        choices=["both", "local", "server"],
        default="both",
        help="where libraries are kept: in data folders (local), in PostgreSQL, a Chroma server and S3 (server), or"
        " in data folders, and those tests that are marked `stores` on the servers as well (both, the default)",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Which stores a test runs on, where that is not told by `--stores` alone."""
    told = metafunc.config.getoption("stores")
    if metafunc.definition.get_closest_marker("folder"):
        metafunc.parametrize("stores", ["local"], indirect=True, scope="session")
    elif told == "both" and metafunc.definition.get_closest_marker("stores"):
        metafunc.parametrize("stores", ["local", "server"], indirect=True, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The order of several processes; on the servers alone, what knows of no stores is left out, as it runs without."""
    if hasattr(config, "workerinput"):
        _long_files_first(items)
    if config.getoption("stores") != "server":
        return
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        without = item.get_closest_marker("folder") or any(map(item.path.is_relative_to, STORELESS))
        (left if without else kept).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def _long_files_first(items: list[pytest.Item]) -> None:
    """Where several processes share the files, none is left alone with a long one at the end."""
    tests = Counter(item.path for item in items)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in slow, -tests[item.path], item.path))


@pytest.fixture(scope="session")
def running_servers() -> object:
    """PostgreSQL, a Chroma server and S3, started at first use."""
    if lacking := servers.missing():
        absent(lacking)
    with on_servers.started() as started:
        yield started


@pytest.fixture(autouse=True, scope="session")
def stores(request: pytest.FixtureRequest) -> object:
    """Where the libraries of a test are kept; a fixture that opens one for several tests asks for this one."""
    told = request.config.getoption("stores")
    kind = getattr(request, "param", "local" if told == "both" else told)
    if kind == "local":
        yield kind
        return
    undo = on_servers.redirect(request.getfixturevalue("running_servers"))
    yield kind
    undo()


def _refuse(sock: socket.socket, address: object) -> None:
    host = address[0] if isinstance(address, tuple) else address
    if sock.family == socket.AF_UNIX or str(host).startswith(_LOOPBACK):
        return _connect(sock, address)  # type: ignore[arg-type]
    raise OSError(f"no test reaches the network: {address!r}")


def _asks_a_model(config: pytest.Config) -> bool:
    return config.getoption("markexpr") == "llm"


@pytest.fixture(autouse=True, scope="session")
def _no_network(request: pytest.FixtureRequest) -> object:
    """Sockets lead to this machine only, save where `make test-llm` asks the operator's own model."""
    if _asks_a_model(request.config):
        yield
        return
    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", _refuse)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _no_settings_from_outside(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test sets what it needs: the operator's own MINGZHANG_* settings do not leak in."""
    if _asks_a_model(request.config):
        return
    for name in list(os.environ):
        if name.startswith("MINGZHANG_"):
            monkeypatch.delenv(name)
