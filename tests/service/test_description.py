"""The description of the API is whole: each operation says what it is for, what may be sent, and shows an example."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema_rs
import pytest

import service
from service.app import create_app
from service.settings import Settings

DESCRIPTION = create_app(Settings(embedding="none")).openapi()
OPERATIONS = [
    pytest.param(path, operation, id=f"{method.upper()} {path}")
    for path, item in DESCRIPTION["paths"].items()
    for method, operation in item.items()
]
each = pytest.mark.parametrize(("path", "operation"), OPERATIONS)


def conforms(example, schema):
    """Where one does not, `python -m tests.openapi_examples` makes them all anew."""
    jsonschema_rs.validator_for(schema | {"components": DESCRIPTION["components"]}).validate(example)


@each
def test_it_says_what_it_is_for(path, operation):
    assert operation["summary"]
    assert operation["description"]
    assert operation["tags"]
    for parameter in operation.get("parameters", ()):
        assert parameter.get("description"), parameter["name"]


@each
def test_it_shows_what_to_send(path, operation):
    for media, body in operation.get("requestBody", {}).get("content", {}).items():
        assert "example" in body, media
        if media == "application/json":
            conforms(body["example"], body["schema"])


@each
def test_it_shows_what_comes_back(path, operation):
    for status, response in operation["responses"].items():
        assert response["description"]
        assert "X-Request-ID" in response["headers"]
        for media, body in response.get("content", {}).items():
            if media.startswith(("image/", "application/vnd.")):
                continue  # a picture or a file
            assert "example" in body, (status, media)
            if "json" in media:
                conforms(body["example"], body["schema"])


@each
def test_its_errors_are_problems(path, operation):
    errors = {status: response for status, response in operation["responses"].items() if status[0] in "45"}
    for status, response in errors.items():
        assert list(response["content"]) == ["application/problem+json"]
        assert response["content"]["application/problem+json"]["example"]["status"] == int(status)
    if path.startswith("/v1/") and path != "/v1/session":
        assert {"401", "403", "429", "500"} <= set(errors)
        assert operation["security"]
    if "requestBody" in operation:
        assert "413" in errors


def test_operations_have_names_of_their_own():
    names = [operation["operationId"] for item in DESCRIPTION["paths"].values() for operation in item.values()]
    assert len(set(names)) == len(names)


def test_every_type_of_problem_is_told():
    """Clients go by the types: docs/api.md lists those that there are, and no others."""
    package = Path(service.__file__).parent
    code = "\n".join(file.read_text("utf-8") for file in package.rglob("*.py"))
    raised = set(re.findall(r'(?:RefusedError|PictureError)\(\s*"([a-z-]+)"', code))
    raised |= set(re.findall(r'NAMESPACE \+ "([a-z-]+)"', code))
    raised |= set(re.findall(r'^    \d{3}: \("([a-z-]+)"', (package / "errors.py").read_text("utf-8"), re.MULTILINE))
    told = re.findall(
        r"^\| `([a-z-]+)` \| \d{3} \|", (package.parent / "docs" / "api.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(told) == sorted(raised)
