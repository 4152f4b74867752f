"""The example of a bot: what a platform sends is checked as the platform says, and answered in plain text."""

from __future__ import annotations

import base64
import hashlib
import hmac
import importlib.util
import re
import sys
import threading
import time
import xml.etree.ElementTree as ET
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import httpx
import pytest

from index.library import Library
from service import intake
from service.app import create_app
from service.settings import Settings
from tests.support.served import served

ROOT = Path(__file__).resolve().parent.parent
SECRET = "the app's secret"
WECOM = {"BOT_WECOM_TOKEN": "token", "BOT_WECOM_AES_KEY": "k" * 42 + "E", "BOT_WECOM_CORP_ID": "corp"}
QUESTION = "示例市教育局2024年公务用车运行维护费预算是多少？"


@pytest.fixture(scope="module")
def example():
    spec = importlib.util.spec_from_file_location("webhook_bot", ROOT / "examples" / "webhook_bot.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["webhook_bot"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    yield module
    del sys.modules["webhook_bot"]


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    library = Library.open(data, None)
    for file in ("education_2024_budget.md", "education_2023_budget.md"):
        assert intake.take_file(library, ROOT / "samples" / file, intake.Origin(), 10**6).record is not None
    library.close()
    with served(create_app(Settings(data=data, embedding="none"))) as address:
        yield address


@contextmanager
def running(bot):
    thread = threading.Thread(target=bot.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{bot.server_address[1]}"
    finally:
        bot.shutdown()
        thread.join()
        bot.answers.service.close()
        bot.server_close()


@pytest.fixture(scope="module")
def address(example, service):
    with running(
        example.bot({"BOT_SERVICE": service, "BOT_DINGTALK_SECRET": SECRET, **WECOM}, ("127.0.0.1", 0))
    ) as address:
        yield address


def signed(stamp=None, secret=SECRET):
    stamp = str(int(time.time() * 1000) if stamp is None else stamp)
    sign = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    return {"timestamp": stamp, "sign": base64.b64encode(sign).decode()}


def dingtalk(address, said, headers=None, person="a", **others):
    message = {"msgtype": "text", "text": {"content": said}, "conversationId": "c", "senderId": person} | others
    return httpx.post(f"{address}/dingtalk", json=message, headers=signed() if headers is None else headers, timeout=30)


def said(reply):
    assert reply.status_code == 200
    message = reply.json()
    assert message["msgtype"] == "text"
    return message["text"]["content"]


def test_dingtalk_is_answered_in_plain_text_with_its_source(address):
    text = said(dingtalk(address, f" {QUESTION} "))
    assert "10.80万元[1]" in text
    assert re.search(r"^\[1\] 示例市教育局.*：10\.80$", text, re.MULTILINE)
    assert "**" not in text


def test_each_person_s_conversation_goes_on(address):
    dingtalk(address, QUESTION, person="b")
    assert "减少1.70万元" in said(dingtalk(address, "跟上年比呢？", person="b"))
    assert "1.70" not in said(dingtalk(address, "跟上年比呢？", person="c"))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"timestamp": str(int(time.time() * 1000)), "sign": "x"},
        {**signed(), "timestamp": "1"},
        signed(secret="another"),
        signed(stamp=(time.time() - 3700) * 1000 // 1),
        signed(stamp="soon"),
        {**signed(), "sign": "签".encode()},
    ],
)
def test_dingtalk_is_heard_only_with_its_signature(address, headers):
    assert dingtalk(address, QUESTION, headers).status_code == 403


@pytest.mark.parametrize("others", [{"msgtype": "picture"}, {"text": {"content": " "}}, {"text": None}])
def test_what_is_no_text_is_told_so(address, others):
    assert "只能读文字" in said(dingtalk(address, "x", **others))


@pytest.mark.parametrize("body", [b"", b"no json", b"[]"])
def test_what_is_no_message_is_refused(address, body):
    assert httpx.post(f"{address}/dingtalk", content=body, headers=signed()).status_code == 403


def test_the_service_s_own_words_are_passed_on(address):
    assert "超过2000个字" in said(dingtalk(address, "多" * 2001))


def test_a_service_that_does_not_answer(example):
    settings = {"BOT_SERVICE": "http://127.0.0.1:9", "BOT_DINGTALK_SECRET": SECRET}
    with running(example.bot(settings, ("127.0.0.1", 0))) as address:
        assert "暂时没有回应" in said(dingtalk(address, QUESTION))


def test_whom_to_ask_where_nothing_is_disclosed(example):
    answer = {
        "answer": "没有说明。",
        "status": "declined",
        "notices": ["按2024年预算"],
        "handoff": "示例市教育局 0571-1",
        "citations": [],
    }
    assert example.lines(answer) == ["没有说明。", "注意：按2024年预算", "可以直接联系：示例市教育局 0571-1"]
    assert "可以直接联系" not in "".join(example.lines({**answer, "status": "answered"}))


@pytest.mark.parametrize("most", [150, 200, 400, 5000])
def test_a_long_answer_ends_with_a_whole_line(example, most):
    text = "\n".join(f"第{number}项预算为{number}.80万元" for number in range(1, 60))
    short = example.shortened(text, most)
    assert len(short.encode()) <= most
    whole, _, end = short.partition("\n……")
    assert text.startswith(whole)
    assert whole in {text, ""} or text[len(whole)] == "\n"
    assert (short == text) == (not end)


def test_the_official_example_of_wecom_is_read(example):
    # Token, key, corp and callback of the sample code that WeCom's documentation of callbacks leads to.
    wecom = example.WeCom("QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7")
    query = {
        "msg_signature": "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3", "timestamp": "1409659589", "nonce": "263014780",
        "echostr": unquote("P9nAzCzyDtyTWESHep1vC5X9xho%2FqYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp%2B4RPcs8TgAE7OaBO%2BFZXvnaqQ%3D%3D"),
    }  # fmt: skip
    assert wecom.echoed(query) == b"1616140317555161061"


@pytest.fixture
def wecom(example):
    return example.WeCom(*WECOM.values())


def sealed(wecom, text):
    """What WeCom would send: the query and the body."""
    outer = ET.fromstring(wecom._sealed(text.encode(), "1700000000"))
    told = {one.tag: one.text for one in outer}
    query = {"msg_signature": told["MsgSignature"], "timestamp": told["TimeStamp"], "nonce": told["Nonce"]}
    return query, f"<xml><ToUserName>corp</ToUserName><Encrypt><![CDATA[{told['Encrypt']}]]></Encrypt></xml>"


def message(content, kind="text"):
    return (
        f"<xml><ToUserName>corp</ToUserName><FromUserName>li</FromUserName><MsgType>{kind}</MsgType>"
        f"<Content><![CDATA[{content}]]></Content></xml>"
    )


def opened(wecom, reply):
    assert reply.status_code == 200
    outer = {one.tag: one.text for one in ET.fromstring(reply.content)}
    query = {"msg_signature": outer["MsgSignature"], "timestamp": outer["TimeStamp"], "nonce": outer["Nonce"]}
    inner = wecom.received(query, f"<Encrypt><![CDATA[{outer['Encrypt']}]]></Encrypt>".encode())
    assert inner["FromUserName"] == "corp"
    assert inner["ToUserName"] == "li"
    return inner["Content"]


def test_wecom_is_answered_encrypted_and_signed(address, wecom):
    query, body = sealed(wecom, message(QUESTION))
    text = opened(wecom, httpx.post(f"{address}/wecom", params=query, content=body, timeout=30))
    assert "10.80万元[1]" in text
    query, body = sealed(wecom, message("跟上年比呢？"))
    assert "减少1.70万元" in opened(wecom, httpx.post(f"{address}/wecom", params=query, content=body, timeout=30))


def test_wecom_sees_its_echo(address, wecom):
    query, body = sealed(wecom, "4711")
    echo = re.search(r"CDATA\[(.*?)\]", body)[1]
    reply = httpx.get(f"{address}/wecom", params={**query, "echostr": echo})
    assert (reply.status_code, reply.text) == (200, "4711")
    assert httpx.get(f"{address}/wecom", params={**query, "echostr": f"{echo[:-4]}AAAA"}).status_code == 403


@pytest.mark.parametrize(
    ("change", "swap"),
    [
        ({"msg_signature": "0" * 40}, None),
        ({"timestamp": "1"}, None),
        ({"nonce": ""}, None),
        ({}, "<xml></xml>"),
        ({}, "<xml><Encrypt><![CDATA[AAAA]]></Encrypt></xml>"),
    ],
)
def test_wecom_is_heard_only_with_its_signature(address, wecom, change, swap):
    query, body = sealed(wecom, message(QUESTION))
    reply = httpx.post(f"{address}/wecom", params={**query, **change}, content=swap or body)
    assert reply.status_code == 403


def test_what_is_meant_for_another_company_is_refused(address, example):
    other = example.WeCom(WECOM["BOT_WECOM_TOKEN"], WECOM["BOT_WECOM_AES_KEY"], "another")
    query, body = sealed(other, message(QUESTION))
    assert httpx.post(f"{address}/wecom", params=query, content=body).status_code == 403


def test_entities_are_refused(address, wecom):
    query, body = sealed(
        wecom, '<!DOCTYPE x [<!ENTITY a "b">]><xml><MsgType>text</MsgType><Content>&a;</Content></xml>'
    )
    assert httpx.post(f"{address}/wecom", params=query, content=body).status_code == 403


def test_an_event_is_heard_in_silence(address, wecom):
    query, body = sealed(wecom, message("", kind="event"))
    reply = httpx.post(f"{address}/wecom", params=query, content=body)
    assert (reply.status_code, reply.content) == (200, b"")


@pytest.mark.parametrize(("path", "size", "status"), [("/elsewhere", 1, 404), ("/dingtalk", 70_000, 413)])
def test_anything_else_is_turned_away(address, path, size, status):
    assert httpx.post(f"{address}{path}", content=b"x" * size, headers=signed()).status_code == status


def test_without_a_platform_it_says_what_to_set(example):
    with pytest.raises(SystemExit, match="BOT_DINGTALK_SECRET"):
        example.bot({"BOT_WECOM_TOKEN": "t"}, ("127.0.0.1", 0))
