"""`mingzhang mcp`: the tools over the Model Context Protocol, by its official SDK; the only user of it.

On standard input and output, where an assistant starts it; or over HTTP on this machine, for one that is told an address.
"""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import TextIOWrapper
from typing import Any

import anyio
import anyio.to_thread
from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings

from service.headers import App, Message, Receive, Send
from service.tools import Tool, ToolError, Tools

PATH = "/mcp"
_ABOUT = (
    "明账：政府部门预算、决算公开材料的问答和核对。答案里的每个数字都有出处或算式；没有说的就说没有。引用时数字照抄，并带上出处。"
    "Answers and checks statements about published Chinese government budgets; copy figures unchanged, with their source."
)


def server(tools: Tools, version: str) -> Server[Any, Any]:
    """The server of these tools; calls run in threads, several at a time."""
    made: Server[Any, Any] = Server("mingzhang", version=version, instructions=_ABOUT)

    @made.list_tools()  # type: ignore[no-untyped-call, untyped-decorator] # the SDK's decorators have no types
    async def listed() -> list[types.Tool]:
        return [_offered(tool) for tool in tools.all]

    # What it takes is checked by the tools themselves, whose sentences say what to do.
    @made.call_tool(validate_input=False)  # type: ignore[untyped-decorator]
    async def called(name: str, arguments: dict[str, Any]) -> types.CallToolResult:
        try:
            found = await anyio.to_thread.run_sync(tools.call, name, arguments)
        except ToolError as error:
            return types.CallToolResult(content=[types.TextContent(type="text", text=str(error))], isError=True)
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)], structuredContent=found)

    return made


def _offered(tool: Tool) -> types.Tool:
    looks_only = types.ToolAnnotations(title=tool.title, readOnlyHint=True, openWorldHint=False)
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        inputSchema=tool.takes_schema,
        outputSchema=tool.gives_schema,
        annotations=looks_only,
    )


def serve(made: Server[Any, Any]) -> None:
    """Serve standard input until it ends; whatever else prints meanwhile goes to standard error."""
    output, sys.stdout = sys.stdout, sys.stderr
    try:
        anyio.run(_stdio, made, output)
    finally:
        sys.stdout = output


async def _stdio(made: Server[Any, Any], output: Any) -> None:
    lines = TextIOWrapper(output.buffer, encoding="utf-8")
    try:
        async with stdio_server(stdout=anyio.wrap_file(lines)) as (read, write):
            await made.run(read, write, made.create_initialization_options())
    finally:
        lines.detach()  # or its end would close standard output


def app(made: Server[Any, Any], port: int) -> App:
    """The same as an ASGI app at `/mcp`, for this machine's own names alone."""
    names = [f"{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]")]
    security = TransportSecuritySettings(allowed_hosts=names, allowed_origins=[f"http://{name}" for name in names])
    manager = StreamableHTTPSessionManager(made, security_settings=security, stateless=True)

    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _living(manager, receive, send)
        elif scope["path"].rstrip("/") == PATH:
            await manager.handle_request(scope, receive, send)
        else:
            await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})

    return answer


async def _living(manager: StreamableHTTPSessionManager, receive: Receive, send: Send) -> None:
    await receive()
    async with _running(manager):
        await send({"type": "lifespan.startup.complete"})
        await receive()
    await send({"type": "lifespan.shutdown.complete"})


@asynccontextmanager
async def _running(manager: StreamableHTTPSessionManager) -> AsyncIterator[None]:
    async with manager.run():
        yield
