"""Keys are kept so that whoever reads the database has none, and end when they are revoked."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import update

from index import schema
from index.keys import Keys, UnknownKeyError, Use
from index.store import FILE, Store

pytestmark = pytest.mark.stores


@pytest.fixture
def store(tmp_path, stores):
    store = Store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def keys(store):
    return Keys(store)


@pytest.mark.parametrize(
    ("scopes", "staff", "may", "sees_staff"),
    [
        (["ask"], False, {"ask"}, False),
        (["ask"], True, {"ask"}, True),
        (["upload"], False, {"ask", "upload"}, True),
        (["admin"], False, {"ask", "upload", "admin"}, True),
        (["ask", "admin"], False, {"ask", "upload", "admin"}, True),
    ],
)
def test_what_a_key_may_do(keys, scopes, staff, may, sees_staff):
    key, secret = keys.create("热线", scopes, staff=staff)
    assert (key.scopes, key.staff) == (may, sees_staff)
    assert keys.of_secret(secret) == key
    assert keys.all() == [key]


@pytest.mark.folder
def test_no_key_stands_in_the_database(keys, store, tmp_path):
    key, secret = keys.create("热线", ["ask"])
    token = keys.sign_in(key, 1)
    store.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.glob(f"{FILE}*"))
    assert key.id.encode() in kept
    for hidden in (secret, secret.split("_", 2)[2], token):
        assert hidden.encode() not in kept


@pytest.mark.parametrize(
    "spoil",
    [
        lambda secret: "",
        lambda secret: secret[:-1],
        lambda secret: secret[:-1] + ("A" if secret[-1] != "A" else "B"),
        lambda secret: secret + "x",
        lambda secret: " " + secret,
        lambda secret: "mz_00000000_" + secret.split("_", 2)[2],
        lambda secret: "mz_" + secret.split("_", 2)[1],
        lambda secret: "密钥",
        lambda secret: secret + "\n",
    ],
)
def test_what_is_no_key(keys, spoil):
    _, secret = keys.create("热线", ["ask"])
    assert keys.of_secret(spoil(secret)) is None


def test_a_revoked_key_ends_and_so_does_whoever_is_signed_in_with_it(keys):
    key, secret = keys.create("热线", ["ask"])
    other, _ = keys.create("网站", ["ask"])
    token, others = keys.sign_in(key, 1), keys.sign_in(other, 1)
    assert keys.revoke(key.id).id == key.id
    assert keys.of_secret(secret) is None
    assert keys.of_token(token) is None
    assert keys.of_token(others) == other
    assert keys.any()
    assert [one.revoked is not None for one in keys.all()] == [one.id == key.id for one in keys.all()]
    for absent in (key.id, "00000000"):
        with pytest.raises(UnknownKeyError, match="没有编号为"):
            keys.revoke(absent)
    keys.revoke(other.id)
    assert not keys.any()


def test_a_session_ends_when_told_and_by_itself(keys, store):
    key, _ = keys.create("热线", ["ask"])
    told, late, other = (keys.sign_in(key, 1) for _ in range(3))
    keys.sign_out(told)
    keys.sign_out("nothing")
    assert keys.of_token(told) is None
    assert keys.of_token(late) == keys.of_token(other) == key
    with store.write() as connection:
        connection.execute(update(schema.sessions).values(expires="2020-01-01T00:00:00+00:00"))
    assert keys.of_token(late) is None
    assert keys.of_token(keys.sign_in(key, 1)) == key


def test_uses_add_up(keys):
    key, _ = keys.create("热线", ["ask"])
    keys.count(
        {(key.id, "POST /v1/ask"): 2, (key.id, "GET /v1/documents"): 1, ("gone", "POST /v1/ask"): 5}, date(2026, 1, 1)
    )
    keys.count({(key.id, "POST /v1/ask"): 3}, date(2026, 1, 1))
    keys.count({(key.id, "POST /v1/ask"): 1}, date(2026, 1, 2))
    assert keys.uses(key.id) == [
        Use("2026-01-02", "POST /v1/ask", 1), Use("2026-01-01", "POST /v1/ask", 5), Use("2026-01-01", "GET /v1/documents", 1),
    ]  # fmt: skip
    assert keys.calls() == {key.id: 7}
