"""The web server: its address is taken and told before anything else, so that a port in use is one clear sentence."""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Callable

import uvicorn

from index.errors import LibraryError
from service.app import create_app
from service.headers import App
from service.settings import Settings

_BACKLOG = 2048


class ServingError(LibraryError):
    """An address that cannot be listened on."""


def serve(settings: Settings) -> int:
    """Serve until told to end; the exit code."""
    listening = _listen(settings.host, settings.port)
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    if not ipaddress.ip_address(host).is_loopback:
        print(f"注意：服务监听在 {shown}，能连到这台机器的人都可以提问和查看材料。", file=sys.stderr)
        shown = socket.gethostname() if ipaddress.ip_address(host).is_unspecified else shown
    if settings.embedders and not settings.open_ask:
        print(
            "注意：设置了 MINGZHANG_WIDGET_ORIGINS，但小窗里还不能提问；请设置 MINGZHANG_OPEN_ASK=true。",
            file=sys.stderr,
        )
    print(f"明账已启动：http://{shown}:{port}（接口文档在 /docs；按 Ctrl-C 停止）", flush=True)
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(settings),
            log_config=None,
            log_level=settings.log_level,
            access_log=False,  # `service.traffic` tells each request, with its name and without what it asked
            server_header=False,
        )
    )
    with listening:
        server.run(sockets=[listening])
    return 0 if server.started else 1


def serve_tools(make: Callable[[int], App], port: int, path: str, log_level: str) -> int:
    """Serve an app of tools on this machine until told to end; the exit code. `make` is told the port."""
    with _listen("127.0.0.1", port) as listening:
        taken = listening.getsockname()[1]
        print(f"明账的 MCP 服务已启动：http://127.0.0.1:{taken}{path}（按 Ctrl-C 停止）", flush=True)
        config = uvicorn.Config(
            make(taken), log_config=None, log_level=log_level, access_log=False, server_header=False
        )
        server = uvicorn.Server(config)
        server.run(sockets=[listening])
    return 0 if server.started else 1


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise ServingError(f"无法监听 {host}（{error.strerror or error}）；请用 --host 换一个地址。") from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise ServingError(
            f"无法监听 {host}:{port}（{error.strerror or error}）；请用 --port 换一个端口，或停止占用它的程序。"
        ) from error
    return listening
