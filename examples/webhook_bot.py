r"""A helpdesk bot for DingTalk and WeCom (企业微信) on top of 明账: what people write to it is asked, the answer sent back.

    pip install httpx                 # and, for WeCom alone: cryptography
    BOT_SERVICE=http://127.0.0.1:8000 BOT_KEY=mz_… BOT_DINGTALK_SECRET=… python webhook_bot.py --port 8080

DingTalk: an app's robot in HTTP mode, its message address https://你的主机/dingtalk. Its requests carry `timestamp` and
`sign`, the Base64 of HMAC-SHA256 over "timestamp\nsecret" with the app's secret; one older than an hour is refused.
(https://open.dingtalk.com/document/orgapp/receive-message)

WeCom: an app's message callback at https://你的主机/wecom, with BOT_WECOM_TOKEN, BOT_WECOM_AES_KEY, BOT_WECOM_CORP_ID.
`msg_signature` is the SHA-1 over token, timestamp, nonce and the encrypted text, sorted and joined; the text is AES-CBC.
(https://developer.work.weixin.qq.com/document/path/90968)

Put a server that speaks TLS before it. Nothing is kept but which conversation each person is in, in memory.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import os
import re
import secrets
import struct
import sys
import time
import xml.etree.ElementTree as ET
from collections import OrderedDict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

_HOUR = 3600
_MOST_BODY = 64 * 1024
_WECOM_BYTES = 2048  # of a text message
_DINGTALK_BYTES = 15_000
_TALKS = 2_000
_UNREACHABLE = "查询服务暂时没有回应，请稍后再问。"
_TEXT_ONLY = "目前只能读文字，请把问题写成文字发来。"


class RefusedError(Exception):
    """A callback that did not come from the platform, or not whole."""


@dataclass(slots=True)
class Answers:
    """Asks the service; each person's conversation goes on where they left it."""

    service: httpx.Client
    _talks: OrderedDict[str, str] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def reply(self, person: str, question: str, most: int) -> str:
        """The answer in plain text, at most so many bytes."""
        body: dict[str, Any] = {"question": question, "format": "text"}
        with self._lock:
            if talk := self._talks.get(person):
                body["conversation"] = talk
        try:
            reply = self.service.post("/v1/ask", json=body)
            told = reply.json()
        except (httpx.HTTPError, ValueError):
            return _UNREACHABLE
        if reply.status_code != 200:
            return str(told.get("detail") or _UNREACHABLE)
        with self._lock:
            self._talks[person] = told["conversation"]
            self._talks.move_to_end(person)
            while len(self._talks) > _TALKS:
                self._talks.popitem(last=False)
        return shortened("\n".join(lines(told)), most)


def lines(answer: dict[str, Any]) -> list[str]:
    """An answer object as lines: what it says, what to bear in mind, whom to ask, where it stands."""
    said = [answer["answer"], *(f"注意：{notice}" for notice in answer["notices"])]
    if answer["status"] == "declined" and answer["handoff"]:
        said.append(f"可以直接联系：{answer['handoff']}")
    if answer["citations"]:
        said.append("出处：")
    for one in answer["citations"]:
        page = f"第{one['page']}页" if one["page"] else ""
        where = "，".join(filter(None, (one["title"], one["table"] and f"“{one['table']}”", page)))
        said.append(f"[{one['id']}] {where}：{one['quote']}")
    return said


def shortened(text: str, most: int) -> str:
    """As many whole lines as the platform takes: half a line could end within a figure."""
    if len(text.encode()) <= most:
        return text
    end = "\n……（太长，没有全部发出；请到问答页面查看）"
    kept: list[str] = []
    for line in text.split("\n"):
        if len("\n".join([*kept, line]).encode()) + len(end.encode()) > most:
            break
        kept.append(line)
    return "\n".join(kept) + end


@dataclass(frozen=True, slots=True)
class DingTalk:
    """The callbacks of a DingTalk app's robot."""

    secret: str

    def received(self, headers: Any, body: bytes, now: float) -> dict[str, Any]:
        """The message. RefusedError where its signature or its time is not right."""
        stamp, sign = headers.get("timestamp", ""), headers.get("sign", "")
        wanted = hmac.new(self.secret.encode(), f"{stamp}\n{self.secret}".encode(), hashlib.sha256).digest()
        if not hmac.compare_digest(base64.b64encode(wanted).decode().encode(), sign.encode()):
            raise RefusedError("sign")
        if not stamp.isdigit() or abs(now - int(stamp) / 1000) > _HOUR:
            raise RefusedError("timestamp")
        try:
            message = json.loads(body)
        except ValueError as error:
            raise RefusedError("body") from error
        if not isinstance(message, dict):
            raise RefusedError("body")
        return message

    def answered(self, message: dict[str, Any], answers: Answers) -> bytes:
        """What goes back: a text message."""
        question = str((message.get("text") or {}).get("content", "")).strip()
        person = f"dingtalk {message.get('conversationId')} {message.get('senderStaffId') or message.get('senderId')}"
        is_text = message.get("msgtype") == "text" and question
        said = answers.reply(person, question, _DINGTALK_BYTES) if is_text else _TEXT_ONLY
        return json.dumps({"msgtype": "text", "text": {"content": said}}, ensure_ascii=False).encode()


class WeCom:
    """The callbacks of a WeCom app; `cryptography` does the AES."""

    def __init__(self, token: str, aes_key: str, corp_id: str) -> None:
        self._token, self._corp_id = token, corp_id
        self._key = base64.b64decode(f"{aes_key}=")

    def echoed(self, query: dict[str, str]) -> bytes:
        """What WeCom wants to see when the address is entered."""
        return self._opened(query, query.get("echostr", ""))

    def received(self, query: dict[str, str], body: bytes) -> dict[str, str]:
        """The message. RefusedError where its signature is not right, or it is for somebody else."""
        found = re.search(rb"<Encrypt><!\[CDATA\[([A-Za-z0-9+/=]+)\]\]></Encrypt>", body)  # no parser before the check
        if found is None:
            raise RefusedError("body")
        return {one.tag: one.text or "" for one in _xml(self._opened(query, found[1].decode()))}

    def answered(self, message: dict[str, str], answers: Answers, now: float) -> bytes:
        """What goes back: a text message, encrypted and signed; nothing to what is no message of a person's."""
        if message.get("MsgType") == "event":
            return b""
        person, question = message.get("FromUserName", ""), message.get("Content", "").strip()
        is_text = message.get("MsgType") == "text" and question
        said = answers.reply(f"wecom {person}", question, _WECOM_BYTES) if is_text else _TEXT_ONLY
        reply = ET.Element("xml")
        for name, value in {
            "ToUserName": person,
            "FromUserName": message.get("ToUserName", ""),
            "CreateTime": str(int(now)),
            "MsgType": "text",
            "Content": said,
        }.items():
            ET.SubElement(reply, name).text = value
        return self._sealed(ET.tostring(reply, encoding="utf-8"), str(int(now)))

    def _signature(self, stamp: str, nonce: str, sealed: str) -> str:
        return hashlib.sha1("".join(sorted((self._token, stamp, nonce, sealed))).encode()).hexdigest()

    def _opened(self, query: dict[str, str], sealed: str) -> bytes:
        wanted = self._signature(query.get("timestamp", ""), query.get("nonce", ""), sealed)
        if not hmac.compare_digest(wanted.encode(), query.get("msg_signature", "").encode()):
            raise RefusedError("msg_signature")
        try:
            padded = self._aes(base64.b64decode(sealed, validate=True), seal=False)
            plain = padded[: -padded[-1]]
            (length,) = struct.unpack(">I", plain[16:20])
        except (ValueError, IndexError, struct.error) as error:
            raise RefusedError("body") from error
        if plain[20 + length :] != self._corp_id.encode():
            raise RefusedError("receiveid")
        return plain[20 : 20 + length]

    def _sealed(self, said: bytes, stamp: str) -> bytes:
        plain = secrets.token_bytes(16) + struct.pack(">I", len(said)) + said + self._corp_id.encode()
        padding = 32 - len(plain) % 32
        sealed = base64.b64encode(self._aes(plain + bytes([padding]) * padding, seal=True)).decode()
        nonce = secrets.token_hex(8)
        reply = ET.Element("xml")
        for name, value in {
            "Encrypt": sealed,
            "MsgSignature": self._signature(stamp, nonce, sealed),
            "TimeStamp": stamp,
            "Nonce": nonce,
        }.items():
            ET.SubElement(reply, name).text = value
        return ET.tostring(reply, encoding="utf-8")

    def _aes(self, data: bytes, *, seal: bool) -> bytes:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        cipher = Cipher(algorithms.AES(self._key), modes.CBC(self._key[:16]))
        work = cipher.encryptor() if seal else cipher.decryptor()
        return work.update(data) + work.finalize()


def _xml(data: bytes) -> ET.Element:
    """A message's XML, which needs no entities: they could be many times larger than what was sent."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise RefusedError("body")
    try:
        return ET.fromstring(data)  # its signature is checked
    except ET.ParseError as error:
        raise RefusedError("body") from error


class Bot(ThreadingHTTPServer):
    """Listens for the callbacks of the platforms that are set up."""

    daemon_threads = True

    def __init__(
        self, address: tuple[str, int], answers: Answers, dingtalk: DingTalk | None, wecom: WeCom | None
    ) -> None:
        super().__init__(address, _Handler)
        self.answers, self.dingtalk, self.wecom = answers, dingtalk, wecom


class _Handler(BaseHTTPRequestHandler):
    server: Bot
    timeout = 30

    def do_GET(self) -> None:
        wecom, where = self.server.wecom, urlsplit(self.path)
        if where.path != "/wecom" or wecom is None:
            return self._send(404, b"")
        try:
            return self._send(200, wecom.echoed(_query(where.query)), "text/plain")
        except RefusedError:
            return self._send(403, b"")

    def do_POST(self) -> None:
        where, length = urlsplit(self.path), self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > _MOST_BODY:
            return self._send(413, b"")
        body, bot = self.rfile.read(int(length)), self.server
        try:
            if where.path == "/dingtalk" and bot.dingtalk:
                message = bot.dingtalk.received(self.headers, body, time.time())
                return self._send(200, bot.dingtalk.answered(message, bot.answers), "application/json; charset=utf-8")
            if where.path == "/wecom" and bot.wecom:
                received = bot.wecom.received(_query(where.query), body)
                return self._send(200, bot.wecom.answered(received, bot.answers, time.time()), "application/xml")
        except RefusedError:
            return self._send(403, b"")
        return self._send(404, b"")

    def _send(self, status: int, body: bytes, kind: str = "text/plain") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, form: str, *arguments: object) -> None:
        """Nothing: the line would have the query in it."""


def _query(text: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(text).items()}


def bot(settings: dict[str, str], address: tuple[str, int]) -> Bot:
    """The bot that the settings describe."""
    key = settings.get("BOT_KEY")
    service = httpx.Client(
        base_url=settings.get("BOT_SERVICE", "http://127.0.0.1:8000"),
        headers={"Authorization": f"Bearer {key}"} if key else {},
        timeout=60,
    )
    dingtalk = DingTalk(settings["BOT_DINGTALK_SECRET"]) if settings.get("BOT_DINGTALK_SECRET") else None
    names = ("BOT_WECOM_TOKEN", "BOT_WECOM_AES_KEY", "BOT_WECOM_CORP_ID")
    given = [settings[name] for name in names if settings.get(name)]
    wecom = WeCom(*given) if len(given) == len(names) else None
    if dingtalk is None and wecom is None:
        raise SystemExit(f"请设置 BOT_DINGTALK_SECRET，或 {'、'.join(names)} 三项。")
    return Bot(address, Answers(service), dingtalk, wecom)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="明账的钉钉、企业微信机器人")
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8080)
    chosen = options.parse_args()
    with bot(dict(os.environ), (chosen.host, chosen.port)) as running:
        print(f"机器人在 http://{chosen.host}:{running.server_address[1]} 等候回调", file=sys.stderr)
        running.serve_forever()
