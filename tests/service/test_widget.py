"""The question window on another site's page, in a real browser, whatever that site's own styles and policy are."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.support.browsing import PATIENCE_SECONDS
from tests.support.scripted import Scripted, held
from tests.support.served import served

ALLOWED = "https://www.example.gov.cn"


class Site:
    """Somebody else's web site: one page, with what a test puts into it."""

    def __init__(self):
        self.head, self.body, self.headers = "", "", {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                page = f"<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>x</title>{site.head}<body>{site.body}"
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                for name, value in site.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(page.encode())

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.origin = f"http://127.0.0.1:{self.port}"


@contextmanager
def running(site):
    thread = threading.Thread(target=site.server.serve_forever)
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        thread.join()
        site.server.server_close()


@pytest.fixture(scope="module")
def site():
    with running(Site()) as site:
        yield site


@pytest.fixture(scope="module")
def made():
    return []


@pytest.fixture(scope="module")
def service(tmp_path_factory, site, made):
    data = tmp_path_factory.mktemp("data")
    held(data)

    def asker(library):
        made.append(Scripted(library))
        return made[0]

    settings = Settings(data=data, embedding="none", widget_origins=site.origin, open_ask=True)
    with served(create_app(settings, asker)) as address:
        yield address


@pytest.fixture
def visit(browser, service, site):
    """A page of the other site with script tags in it; what its console says is kept."""
    contexts = []

    def visit(*tags, head="", body="", headers=None, width=1280, host="127.0.0.1"):
        scripts = "".join(f'<script src="{service}/widget.js" {tag} async></script>' for tag in tags)
        site.head, site.body, site.headers = head, body + scripts, headers or {}
        context = browser.new_context(viewport={"width": width, "height": 740})
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        page.on("console", lambda m: page.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(f"http://{host}:{site.port}/")
        return page

    yield visit
    for context in contexts:
        context.close()


QUESTION = 'data-question="公务接待费减少了多少？"'


def test_a_preset_question_is_answered_with_all_its_sources(visit, made):
    page = visit(f'{QUESTION} data-title="问水利局"')
    page.get_by_role("button", name="问水利局").click()
    answer = page.locator(".answer")
    answer.wait_for()
    assert made[0].asked[-1] == ("公务接待费减少了多少？", None, None)
    assert answer.locator(".figure.cited").all_inner_texts() == ["1.50万元", "1.50万元"]
    assert answer.locator(".figure.derived").all_inner_texts() == ["0.50万元"]
    assert "1.50万元 - 2.00万元" in answer.locator(".figure.derived").get_attribute("title")
    assert answer.locator("li").count() == 3
    assert all(line.is_visible() for line in answer.locator("li").all())
    assert answer.locator("td").all_inner_texts() == ["项目", "2026年", "公务接待费", "1.50万元"]
    answer.locator(".mark", has_text="2").click()
    assert "2.00" in answer.locator("li.here").inner_text()
    assert answer.locator(".notice").inner_text() == "按2026年预算作答。"
    assert page.complaints == []


def test_markup_in_an_answer_stays_text(visit):
    page = visit(QUESTION)
    page.locator(".launch").click()
    page.locator(".answer").wait_for()
    assert "<img src=x onerror=alert(1)>" in page.locator(".answer").inner_text()
    assert page.locator("mingzhang-widget img").count() == 0


def test_markup_in_its_own_attributes_stays_text(visit):
    page = visit('data-title="&lt;img src=x&gt;" data-question="&lt;b&gt;多少&lt;/b&gt;"')
    page.locator(".launch").click()
    page.locator(".answer").wait_for()
    assert page.locator(".launch").inner_text() == "<img src=x>"
    assert page.locator(".mine").inner_text() == "<b>多少</b>"


def test_the_conversation_goes_on_and_documents_are_kept_to(visit, made, service):
    (record,) = made[0].library.records()
    page = visit(f'data-documents="{record.id}"')
    page.locator(".launch").click()
    page.locator("textarea").fill("一")
    page.locator("textarea").press("Enter")
    page.locator(".answer").wait_for()
    page.locator(".chips button").click()
    page.locator(".answer").nth(1).wait_for()
    assert made[0].asked[-2:] == [("一", (record.id,), None), ("为什么减少？", (record.id,), "c1")]


def test_several_windows_on_one_page(visit, made):
    page = visit('data-title="甲" data-question="问甲"', 'data-title="乙" data-question="问乙" data-position="left"')
    page.get_by_role("button", name="甲", exact=True).click()
    page.locator(".answer:visible").wait_for()
    page.get_by_role("button", name="乙", exact=True).click()
    page.locator("[aria-label=乙] .answer").wait_for()
    assert [asked[0] for asked in made[0].asked[-2:]] == ["问甲", "问乙"]
    assert page.locator(".panel:visible").count() == 1
    boxes = [one.bounding_box() for one in page.locator(".launch").all()]
    assert boxes[0]["y"] != boxes[1]["y"]


def test_the_site_s_styles_do_not_reach_it_nor_cover_it(visit):
    hostile = (
        "<style>* { display: none !important } html, body { display: block !important }"
        "div { position: fixed; inset: 0; z-index: 2147480000; display: block !important }"
        "mingzhang-widget { position: static !important; opacity: 0 !important; z-index: 0 !important }"
        "button { color: red !important; font-size: 90px !important }</style>"
    )
    page = visit(QUESTION, head=hostile, body="<div></div>")
    page.locator(".launch").click(timeout=5000)
    page.locator(".answer").wait_for()
    assert page.locator(".launch").evaluate("one => getComputedStyle(one).fontSize") == "15px"
    assert page.locator("mingzhang-widget").evaluate("one => getComputedStyle(one).opacity") == "1"
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != page.locator(".launch").evaluate(
        "one => getComputedStyle(one).fontFamily"
    )


def test_on_a_narrow_screen_all_of_it_is_within(visit):
    page = visit(QUESTION, width=360)
    page.locator(".launch").click()
    page.locator(".answer").wait_for()
    box = page.locator(".panel").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert box["y"] >= 0


def test_the_keyboard_opens_and_leaves_it(visit):
    page = visit("")
    page.locator(".launch").focus()
    page.keyboard.press("Enter")
    assert page.locator("textarea").evaluate("one => one.getRootNode().activeElement === one")
    page.keyboard.press("Escape")
    assert page.locator(".panel").is_hidden()
    assert page.locator(".launch").evaluate("one => one.getRootNode().activeElement === one")


def test_an_error_is_told_and_the_question_kept(visit):
    page = visit('data-documents="none" data-question="多少"')
    page.locator(".launch").click()
    page.locator(".failed").wait_for()
    assert "没有编号为“none”的材料" in page.locator(".failed").inner_text()
    assert page.locator("textarea").input_value() == "多少"


@pytest.mark.parametrize(
    ("tag", "headers"),
    [
        ('data-mode="iframe"', {}),
        ("", {"Content-Security-Policy": "connect-src 'none'"}),
    ],
)
def test_where_the_page_cannot_ask_a_frame_does(visit, tag, headers):
    page = visit(f"{QUESTION} {tag}", headers=headers)
    page.locator(".launch").click()
    frame = page.frame_locator("mingzhang-widget iframe")
    frame.locator(".answer").wait_for()
    assert frame.locator(".figure.derived").all_inner_texts() == ["0.50万元"]
    assert frame.locator("li").count() == 3
    frame.get_by_role("button", name="关闭").click()
    page.locator(".panel").wait_for(state="hidden")


def test_without_inline_styles_it_is_styled_all_the_same(visit, service):
    policy = f"default-src 'none'; script-src {service}; connect-src {service}; img-src data:"
    page = visit(QUESTION, headers={"Content-Security-Policy": policy})
    page.locator(".launch").click()
    page.locator(".answer").wait_for()
    assert page.locator(".panel").evaluate("one => getComputedStyle(one).display") == "flex"
    assert page.complaints == []


def test_a_site_that_may_not_embed_it_is_told_so(visit, site, made):
    before = len(made[0].asked)
    page = visit(QUESTION, host="localhost")
    page.locator(".launch").click()
    page.locator(".failed").wait_for()
    assert f"http://localhost:{site.port}" in page.locator(".failed").inner_text()
    assert len(made[0].asked) == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(visit, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(QUESTION)
    page.emulate_media(color_scheme=scheme)
    page.locator(".launch").click()
    page.locator(".answer").wait_for()
    found = Axe().run(page, context="mingzhang-widget").response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_english_words_for_an_english_page(visit):
    page = visit('data-lang="en"')
    page.get_by_role("button", name="Ask about the budget").click()
    assert page.locator("form button").inner_text() == "Ask"


def test_a_site_s_own_button_may_ask(visit, made):
    page = visit("")
    page.locator(".launch").wait_for()
    page.evaluate("document.querySelector('mingzhang-widget').mingzhang.ask('按钮的问题')")
    page.locator(".answer").wait_for()
    assert made[0].asked[-1][0] == "按钮的问题"


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """What a client of HTTP sees, with one origin allowed and with none."""
    data = tmp_path_factory.mktemp("data")
    held(data)
    allowing = create_app(Settings(data=data, embedding="none", widget_origins=ALLOWED, open_ask=True), Scripted)
    closed = create_app(Settings(data=data, embedding="none"), Scripted)
    with TestClient(allowing) as one, TestClient(closed) as other:
        yield one, other


def preflight(client, path, origin):
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    return client.options(path, headers=headers)


def test_an_allowed_site_may_ask_and_nothing_else(plain):
    reply = preflight(plain[0], "/v1/ask", ALLOWED)
    assert reply.status_code == 204
    assert reply.headers["access-control-allow-origin"] == ALLOWED
    assert "access-control-allow-credentials" not in reply.headers
    asked = plain[0].post("/v1/ask", json={"question": "多少"}, headers={"Origin": ALLOWED})
    assert asked.headers["access-control-allow-origin"] == ALLOWED
    for path in ("/v1/documents", "/v1/session", "/v1/verify", "/v1/chat/completions"):
        assert "access-control-allow-origin" not in preflight(plain[0], path, ALLOWED).headers


@pytest.mark.parametrize(
    "origin",
    ["https://example.gov.cn", "http://www.example.gov.cn", f"{ALLOWED}:8443", f"{ALLOWED}.evil.org", "null", ""],
)
def test_another_site_may_not(plain, origin):
    for client in plain:
        assert "access-control-allow-origin" not in preflight(client, "/v1/ask", origin).headers
        reply = client.post("/v1/ask", json={"question": "多少"}, headers={"Origin": origin})
        assert "access-control-allow-origin" not in reply.headers


def test_only_the_window_s_page_is_framed_and_only_by_those_allowed(plain):
    allowing, closed = plain
    page = allowing.get("/widget").headers
    assert f"frame-ancestors {ALLOWED}" in page["content-security-policy"]
    assert "x-frame-options" not in page
    for client, path in ((allowing, "/"), (closed, "/widget"), (closed, "/")):
        headers = client.get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
