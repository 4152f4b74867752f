"""README and what ships beside it name every setting and every command that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.facts import facts
from ingest.read import read
from service.cli import commands
from service.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = sorted(PREFIX + field.upper() for field in Settings.model_fields)
TARGETS = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize("file", ["README.md", ".env.example"])
def test_every_setting_is_named_and_no_other(file: str) -> None:
    named = set(re.findall(PREFIX + r"[A-Z_]+", (ROOT / file).read_text(encoding="utf-8")))
    assert sorted(named) == SETTINGS


def test_the_defaults_are_those_in_force() -> None:
    told = dict(re.findall(r"^\| `(MINGZHANG_[A-Z_]+)` \| `([^`]+)` \|", README, flags=re.MULTILINE))
    # The embedder's default is a folder of the environment, told in words.
    assert told == {
        PREFIX + name.upper(): str(field.default)
        for name, field in Settings.model_fields.items()
        if name != "embedding"
    }


@pytest.mark.parametrize("command", sorted(commands.commands))
def test_every_command_is_named(command: str) -> None:
    assert f"| `mingzhang {command}" in README


def test_no_command_is_promised_that_there_is_not() -> None:
    assert set(re.findall(r"mingzhang ([a-z]+)", README)) <= set(commands.commands)


@pytest.mark.parametrize("target", [target for target in TARGETS if target != "help"])
def test_every_make_target_is_named(target: str) -> None:
    assert f"make {target}" in README


def test_the_figure_in_the_drawing_stands_where_it_says() -> None:
    (path,) = re.findall(r"samples/\S+?\.md", README)
    (anchor,) = re.findall(r"位置 (t\d+r\d+c\d+)", README)
    (fact,) = (fact for fact in facts(read(ROOT / path)) if fact.place.anchor == anchor)
    assert f'Decimal("{fact.value}")，{fact.unit}，{" › ".join(fact.column)}' in README
    assert (fact.year, fact.basis) == (2024, "budget")
