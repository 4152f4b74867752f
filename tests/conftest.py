"""What all tests share: the material beside the repository, and a machine without a network.

The real disclosures and their expected facts lie in `../shared`, which only the project's own machines have. A test
that needs them is skipped elsewhere, and fails where CI is set: there the folder belongs beside the repository.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import NoReturn

import pytest

from index import e5

ROOT = Path(__file__).resolve().parent.parent
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
