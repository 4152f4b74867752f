"""What docs/security.md says is watched is watched: every test that it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs/security.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", TEXT)))
ROWS = [line for line in TEXT.splitlines() if re.match(r"\| (?:V\d+|LLM\d+) ", line)]


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_a_test_that_is_named_is_there(file, test) -> None:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    found = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert not test or test in found


def test_each_point_has_its_test_or_its_reason() -> None:
    assert [row.split()[1] for row in ROWS] == [*(f"V{n}" for n in range(1, 18)), *(f"LLM{n:02}" for n in range(1, 11))]
    for row in ROWS:
        assert "`tests/" in row.rsplit("|", 2)[1] or "理由：" in row.rsplit("|", 2)[1], row
