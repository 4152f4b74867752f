"""The API does what its description says: whatever is sent to whatever operation, no reply is one that it does not name.

The operations and what may be sent are read off `/openapi.json`; each is tried with its examples and with made-up
requests, right and wrong ones.
"""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from index.keys import Keys
from index.library import Library
from service.app import create_app
from service.settings import Settings
from tests.support.scripted import held
from tests.support.served import served

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    response_headers_conformance,
]  # fmt: skip
DOCUMENT = "/v1/documents/{document_id}"
EXAMPLES = 12  # of each operation
few = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def described(folder, **more):
    """The API over a small disclosure, at a real address, with the document's id and an administrator's key."""
    document = held(folder)
    library = Library.open(folder, None)
    secret = Keys(library.store).create("schemathesis", ["admin"])[1] if more else None
    library.close()
    set_up = Settings(data=folder, embedding="none", workers=1, rate_address=0, rate_key=0, **more)
    with served(create_app(set_up)) as address:
        yield schemathesis.openapi.from_url(f"{address}/openapi.json"), document, secret


@pytest.fixture(scope="module")
def open_api(tmp_path_factory):
    yield from described(tmp_path_factory.mktemp("open"))


@pytest.fixture(scope="module")
def keyed_api(tmp_path_factory):
    yield from described(tmp_path_factory.mktemp("keyed"), open_ask=False)


def operations():
    paths = create_app(Settings(embedding="none")).openapi()["paths"]
    return [(method.upper(), path) for path, item in paths.items() for method in item]


def tried(api, method, path):
    schema, document, secret = api
    turn = 0

    @few
    @given(case=st.one_of(*(schema[path][method].as_strategy(generation_mode=mode) for mode in GenerationMode)))
    def put(case):
        nonlocal turn
        turn += 1
        # Every other request is about what is held, so that not all replies are 404; but it is not removed.
        if turn % 2 and "document_id" in (case.path_parameters or {}) and (method, path) != ("DELETE", DOCUMENT):
            case.path_parameters["document_id"] = document
        headers = {"Authorization": f"Bearer {secret}"} if secret and turn % 4 else {}
        case.call_and_validate(checks=CHECKS, headers=headers)

    put()
    assert turn


@pytest.mark.parametrize(("method", "path"), operations())
def test_everything_open(open_api, method, path):
    tried(open_api, method, path)


@pytest.mark.parametrize(("method", "path"), operations())
def test_keys_required(keyed_api, method, path):
    tried(keyed_api, method, path)
