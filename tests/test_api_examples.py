"""The examples of docs/api.md, each run as it stands there against a service of its own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.library import Library
from service import intake
from service.app import create_app
from service.cli import commands
from service.settings import PREFIX, Settings
from tests.conftest import absent
from tests.support.served import served

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, flags=re.MULTILINE | re.DOTALL)
WIDGET = (ROOT / "service" / "page" / "widget.js").read_text(encoding="utf-8")


def blocks(kind, begins=""):
    return [body for name, body in BLOCKS if name == kind and body.startswith(begins)]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    library = Library.open(data, None)
    for file in ("education_2024_budget.md", "education_2023_budget.md"):
        assert intake.take_file(library, ROOT / "samples" / file, intake.Origin(), 10**6).record is not None
    library.close()
    with served(create_app(Settings(data=data, embedding="none"))) as address:
        yield address


def run(command, body, address):
    body = body.replace("http://127.0.0.1:8000", address)
    done = subprocess.run(
        command, input=body, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def tool(name):
    return shutil.which(name) or absent(f"{name} is not installed")


@pytest.mark.parametrize("body", blocks("sh", "curl"))
def test_curl(body, address):
    tool("curl")
    said = run(["sh", "-s"], body, address)
    if "stream" in body:
        assert "event: answer\n" in said
        assert "10.80万元" in said
    else:
        told = json.loads(said)
        assert "10.80" in said or told["items"]


@pytest.mark.parametrize("body", blocks("python"))
def test_python(body, address):
    said = run([sys.executable, "-"], body, address)
    assert "10.80万元" in said
    assert "openai" not in body.lower() or "减少" in said


@pytest.mark.parametrize("body", blocks("js"))
def test_javascript(body, address):
    said = run([tool("node"), "--input-type=module", "-"], body, address)
    assert "10.80万元" in said
    assert "verdict: 'cited'" in said


@pytest.mark.parametrize("body", blocks("json"))
def test_the_assistant_s_settings_start_our_command(body):
    (server,) = json.loads(body)["mcpServers"].values()
    assert Path(server["command"]).name == "mingzhang"
    command = commands.commands[server["args"][0]]
    options = {name for parameter in command.params for name in parameter.opts}
    assert {one for one in server["args"] if one.startswith("--")} <= options


def test_every_kind_of_example_is_run_or_looked_at():
    assert {name for name, _ in BLOCKS} == {"sh", "python", "js", "json", "html"}
    for name in re.findall(r"data-(\w+)", TEXT):
        assert f"dataset.{name}" in WIDGET or f"of.{name}" in WIDGET


def test_no_setting_or_command_is_promised_that_there_is_not():
    assert set(re.findall(PREFIX + r"[A-Z_]+", TEXT)) <= {PREFIX + field.upper() for field in Settings.model_fields}
    assert set(re.findall(r"mingzhang ([a-z]+)", TEXT)) <= set(commands.commands)
