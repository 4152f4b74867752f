"""What runs the service is told with its licences, and what is known to be amiss in it is told where it can be."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LGPL = {"psycopg", "psycopg-binary", "psycopg-pool"}  # of the extra `postgresql`, as published, libraries of their own


def loaded(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "deploy" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bill():
    return loaded("sbom").of_this_repository()


def licences(part):
    return [one.get("expression") or one["license"]["name"] for one in part.get("licenses", ())]


def test_every_pinned_package_is_named_once_with_its_digests(bill):
    lock = (ROOT / "requirements-run.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^([^\s#]+)==([^\s;]+)", lock, re.MULTILINE)
    named = [(part["name"], part["version"]) for part in bill["components"]]
    assert sorted(named) == sorted([*pinned, ("torch", "2.13.0")])
    digests = [one["content"] for part in bill["components"] for one in part["hashes"]]
    assert sorted(digests) == sorted(re.findall(r"sha256:([0-9a-f]{64})", lock))
    assert all(part["hashes"] for part in bill["components"] if part["name"] != "torch")


def test_whatever_is_installed_has_a_licence(bill):
    without = [part["name"] for part in bill["components"] if part["scope"] == "required" and not licences(part)]
    assert without == []


def test_no_licence_binds_the_product(bill):
    told = {part["name"]: " ".join(licences(part)) for part in bill["components"]}
    free = r"(?i)(?<!l)\b(a?gpl|sspl|busl|commons clause)|affero|(?<!lesser )general public|proprietary|non-?commercial"
    assert {name: said for name, said in told.items() if re.search(free, said)} == {}
    assert {name for name, said in told.items() if re.search(r"(?i)lgpl|lesser", said)} <= LGPL


def test_it_is_a_cyclonedx_bill(bill):
    """By the schema that pip-audit's own library brings, where both it and a validator are installed."""
    jsonschema = pytest.importorskip("jsonschema")
    cyclonedx = pytest.importorskip("cyclonedx")
    folder = Path(cyclonedx.__file__).parent / "schema" / "_res"
    schema = json.loads((folder / "bom-1.6.SNAPSHOT.schema.json").read_text(encoding="utf-8"))
    referencing = pytest.importorskip("referencing")
    files = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.SNAPSHOT.schema.json")}
    registry = referencing.Registry().with_resources(
        (f"http://cyclonedx.org/schema/{name}", referencing.Resource.from_contents(content))
        for name, content in files.items()
    )
    validator = jsonschema.validators.validator_for(schema)(schema, registry=registry)
    assert [error.message for error in validator.iter_errors(bill)] == []


HOLED = [{"name": "jinja2", "version": "2.4.1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1.6"]}]}]
SKIPPED = [{"name": "jinja2", "skip_reason": "Dependency not found on PyPI"}]
SOUND = [{"name": "one", "version": "1", "vulns": []}]


@pytest.mark.parametrize(
    ("replies", "code", "says"),
    [
        ({}, 0, "连不上漏洞库"),
        ({"pypi": (SKIPPED, SOUND)}, 0, "连不上漏洞库"),  # a mirror that knows of nothing: its word is worth nothing
        ({"osv": (HOLED, SOUND)}, 0, "查了 1 个软件包（osv），0 个已知的漏洞"),
        ({"pypi": (HOLED, SOUND + SKIPPED)}, 0, "没有查到：jinja2"),
        ({"osv": (HOLED, HOLED)}, 1, "jinja2 2.4.1: PYSEC-1，修复于 3.1.6"),
        ({"osv": (HOLED, None)}, 0, "中途没有回应"),
    ],
)
def test_what_is_known_to_be_amiss(replies, code, says):
    def asked(service, pinned):
        probe, rest = replies.get(service, (None, None))
        return probe if pinned == ["jinja2==2.4.1"] else rest

    got, said = loaded("known_holes").checked(["one==1"], asked)
    assert got == code
    assert says in "\n".join(said)
    assert code or len([line for line in said if line.startswith("没有查")]) <= 1
