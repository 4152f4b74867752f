"""The official MCP client against `mingzhang mcp`, started as an assistant starts it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

from index.library import Library
from service import intake

pytestmark = pytest.mark.folder  # the server is a process that knows of no others

ROOT = Path(__file__).resolve().parent.parent.parent
QUESTION = "示例市教育局2024年公务用车运行维护费预算是多少？"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    library = Library.open(folder, None)
    for name, visibility in (("education_2024_budget.md", "public"), ("water_2024_budget.txt", "staff")):
        origin = intake.Origin(visibility=visibility)
        assert intake.take_file(library, ROOT / "samples" / name, origin, 10**6).record is not None
    library.close()
    return folder


def environment():
    return {**os.environ, "PYTHONPATH": str(ROOT), "MINGZHANG_EMBEDDING": "none", "MINGZHANG_LOG_LEVEL": "debug"}


def command(data, *more):
    return ["-m", "service.cli", "mcp", "--data", str(data), *more]


def session(data, act, *more):
    """What an act comes to in a session of its own."""

    async def run():
        started = StdioServerParameters(command=sys.executable, args=command(data, *more), env=environment())
        with (data / "log").open("w") as log, anyio.fail_after(60):
            async with stdio_client(started, errlog=log) as (read, write), ClientSession(read, write) as client:
                await client.initialize()
                return await act(client)

    return anyio.run(run)


@pytest.fixture(scope="module")
def once(data):
    """All that one session is asked, so that the server is started once."""

    async def act(client):
        listed = (await client.list_tools()).tools
        calls = {
            "ask": ("ask", {"question": QUESTION}),
            "documents": ("documents", {}),
            "verify": ("verify", {"text": "示例市教育局2024年公务用车运行维护费预算12.80万元。"}),
            "facts": ("facts", {"words": "“三公”经费 公务用车运行费", "year": 2024}),
            "a page": ("facts", {"limit": 2}),
            "its next": ("facts", {"limit": 2, "after": 2}),
            "empty": ("ask", {"question": " "}),
            "long": ("ask", {"question": "多" * 2001}),
            "missing": ("ask", {}),
            "misspelt": ("ask", {"question": QUESTION, "docs": []}),
            "unknown": ("ask", {"question": QUESTION, "documents": ["none"]}),
            "unknown facts": ("facts", {"documents": ["none"]}),
            "no tool": ("sum", {}),
            "no number": ("facts", {"limit": 0}),
            "no text": ("verify", {"text": ""}),
        }
        found = {name: await client.call_tool(*call) for name, call in calls.items()}
        first = found["ask"].structuredContent
        found["next"] = await client.call_tool(
            "ask", {"question": "公务接待费呢？", "conversation": first["conversation"]}
        )
        found["staff's"] = await client.call_tool("ask", {"question": "示例市水务局2024年三公经费多少？"})
        return listed, found

    return session(data, act)


def test_four_tools_are_described_in_both_languages(once):
    listed, _ = once
    assert [tool.name for tool in listed] == ["ask", "verify", "facts", "documents"]
    for tool in listed:
        assert re.search("[一-鿿]{8}", tool.description)
        assert re.search("[A-Za-z]+ [a-z]+ [a-z]+", tool.description)
        assert tool.annotations.readOnlyHint
        assert tool.outputSchema["type"] == "object"
        for about in tool.inputSchema["properties"].values():
            assert re.search("[一-鿿].*[A-Za-z]{3}", about["description"])


def test_an_answer_is_the_answer_object(once):
    found = once[1]["ask"]
    answer = found.structuredContent
    assert not found.isError
    assert answer["result"] == {"value": "10.80", "unit": "万元"}
    assert answer["figures"][0]["verdict"] == "cited"
    assert answer["citations"][0]["quote"] == "10.80"
    assert json.loads(found.content[0].text) == answer


def test_a_conversation_goes_on(once):
    answer = once[1]["next"].structuredContent
    assert answer["conversation"] == once[1]["ask"].structuredContent["conversation"]
    assert "公务接待费" in answer["answer"]
    assert answer["status"] == "answered"


def test_a_text_is_checked(once):
    (figure,) = once[1]["verify"].structuredContent["figures"]
    assert (figure["verdict"], figure["disclosed"]) == ("contradicted", "10.80万元")


def test_facts_are_found_by_their_words(once):
    items = once[1]["facts"].structuredContent["items"]
    assert "10.80" in [one["value"] for one in items]
    assert all("三公" in one["table"] and one["year"] == 2024 for one in items)


def test_a_list_comes_in_pages(once):
    first, second = once[1]["a page"].structuredContent, once[1]["its next"].structuredContent
    assert first["next"] == 2
    assert len(first["items"]) == len(second["items"]) == 2
    assert first["items"][0]["id"] != second["items"][0]["id"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("empty", "问题是空的，请写下要问的内容。"),
        ("long", "问题有2001个字，超过2000个字的上限，请缩短后再问。"),
        ("missing", "question：缺少此项。"),
        ("misspelt", "docs：没有这一项。"),
        ("unknown", "没有编号为“none”的材料；用 documents 工具列出已收录的材料。"),
        ("unknown facts", "没有编号为“none”的材料；用 documents 工具列出已收录的材料。"),
        ("no tool", "没有名为“sum”的工具；可用的有 ask、verify、facts、documents。"),
        ("no number", "limit：应不小于 1。"),
        ("no text", "文字是空的；请给出要核对的文字。"),
    ],
)
def test_what_fails_is_one_sentence(once, call, said):
    found = once[1][call]
    assert found.isError
    assert [part.text for part in found.content] == [said]


def test_only_what_is_public_is_seen(once):
    assert [one["visibility"] for one in once[1]["documents"].structuredContent["items"]] == ["public"]
    assert once[1]["staff's"].structuredContent["status"] == "declined"


def test_staff_sees_all(data):
    async def act(client):
        return await client.call_tool("documents", {"words": "水务"})

    (document,) = session(data, act, "--staff").structuredContent["items"]
    assert document["visibility"] == "staff"


def test_standard_output_carries_the_protocol_alone(data):
    begin = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"},
    }}  # fmt: skip
    ask = {
        "jsonrpc": "2.0",
        "id": 2,
        "method": "tools/call",
        "params": {"name": "ask", "arguments": {"question": QUESTION}},
    }
    started = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    lines = "".join(json.dumps(one) + "\n" for one in (begin, started, ask))
    with subprocess.Popen(
        [sys.executable, *command(data)], env=environment(), cwd=data, text=True, encoding="utf-8",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        process.stdin.write(lines + "no json\n")
        process.stdin.flush()
        told = [json.loads(process.stdout.readline()) for _ in range(2)]
        rest, complaints = process.communicate(timeout=60)
    assert {one.get("id") for one in told} <= {1, 2, None}
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in rest.splitlines())
    assert process.returncode == 0
    assert "Traceback" not in complaints


@asynccontextmanager
async def over_http(address):
    async with streamable_http_client(address) as (read, write, _), ClientSession(read, write) as client:
        await client.initialize()
        yield client


def test_over_http_on_this_machine(data):
    with subprocess.Popen(
        [sys.executable, *command(data, "--http", "--port", "0")], env=environment(), cwd=data, text=True,
        encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            address = re.search(r"http://127\.0\.0\.1:\d+/mcp", process.stdout.readline())[0]

            async def run():
                with anyio.fail_after(60):
                    async with over_http(address) as client:
                        return await client.call_tool("ask", {"question": QUESTION})

            assert anyio.run(run).structuredContent["result"]["value"] == "10.80"
        finally:
            process.terminate()
