"""The documents page in a real browser: files come in, are looked at, corrected, asked about and removed."""

from __future__ import annotations

import re

import pytest

from index.keys import Keys
from index.library import Library
from service import intake
from service import jobs as service_jobs
from service.app import create_app
from service.settings import Settings
from tests.service.test_jobs import Slow
from tests.service.test_pictures import disclosure
from tests.support.browsing import NARROW, WIDE, until, violations
from tests.support.scripted import DISCLOSURE
from tests.support.served import served

pytestmark = pytest.mark.browser

TEXT = DISCLOSURE.read_text(encoding="utf-8")
WITHOUT_UNIT = TEXT.replace("公”经费支出表\n\n单位：万元", "公”经费支出表").replace("水利局", "林业局")
one_screen = pytest.mark.parametrize("page", ["wide"], indirect=True)


@pytest.fixture
def address(tmp_path):
    with served(create_app(Settings(data=tmp_path / "data", embedding="none", workers=2))) as address:
        yield address


@pytest.fixture(params=["wide", "narrow"])
def page(request, browser, address):
    wide = request.param == "wide"
    context = browser.new_context(
        viewport=WIDE if wide else NARROW,
        has_touch=not wide,
        color_scheme="light" if wide else "dark",
    )
    page = context.new_page()
    complaints, elsewhere = [], []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda sent: elsewhere.append(sent.url) if not sent.url.startswith((address, "data:")) else None)
    page.complaints = complaints
    page.goto(f"{address}/documents")
    page.wait_for_selector("#records li")
    yield page
    fits(page)
    assert complaints == []
    assert elsewhere == []
    context.close()


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def file(name, content):
    return {"name": name, "mimeType": "", "buffer": content if isinstance(content, bytes) else content.encode()}


def send(page, *files):
    """Choose files, and wait until all are finished."""
    before = page.locator(".job-file").count()
    page.set_input_files("#files", list(files))
    ended = ".job-file.done, .job-file.failed, .job-file.cancelled"
    until(page, f"document.querySelectorAll({ended!r}).length === {before + len(files)}")


def opened(page, words):
    page.locator(".record", has_text=words).click()
    page.wait_for_selector(".read > *")


def asked_on_the_chat_page(page, question, figure):
    page.locator(".desk-top .brand").click()
    page.wait_for_selector("body.ready")
    page.fill("#question", question)
    page.press("#question", "Enter")
    until(page, f"document.querySelector('#thread')?.innerText.includes('{figure}')")


def test_a_file_is_uploaded_looked_at_and_asked_about(page, address):
    send(page, file("预算.md", TEXT), file("坏的.pdf", b"%PDF-1.7"))
    assert page.locator(".job-file.failed .wrong").inner_text().startswith("无法读取“坏的.pdf”")
    assert "2 个文件中 1 个没有收录" in page.locator(".job-top").inner_text()
    until(page, "document.querySelectorAll('.record').length === 1")
    assert "已收录，可以提问了" in page.locator("#said").inner_text()
    fits(page)
    opened(page, "示例县水利局")
    page.select_option("#table-choice", "1")
    until(page, "document.querySelectorAll('.numbers tbody tr').length > 3")
    row = page.locator(".numbers tbody tr", has_text="2130301").first
    assert [cell.strip() for cell in row.locator("td").all_inner_texts()][:2] == ["2130301", "行政运行"]
    assert {"700.00", "万元", "2026", "预算"} <= set(row.locator("td").all_inner_texts())
    fits(page)
    asked_on_the_chat_page(page, "2026年公务接待费多少？", "1.50万元")
    page.goto(f"{address}/documents")  # the other page has tests of its own
    page.wait_for_selector("#records li")


@one_screen
def test_a_page_of_the_original_stands_beside_with_a_number_marked(page, address):
    send(page, file("预算.pdf", disclosure()))
    opened(page, "示例市教育局")
    page.wait_for_selector(".page-picture img")
    assert "第 1 页，共 2 页" in page.locator(".page-steps").inner_text()
    page.locator(".numbers .link", has_text="4.00").first.click()
    until(page, "document.querySelector('.page-picture img')?.src.includes('highlight=')")
    until(page, "document.querySelector('.page-picture img')?.complete")
    page.get_by_role("button", name="下一页").click()
    assert "第 2 页" in page.locator(".page-steps").inner_text()
    assert page.get_by_role("button", name="下一页").is_disabled()
    asked_on_the_chat_page(page, "示例市教育局2026年教育支出预算多少？", "3.50万元")
    page.goto(f"{address}/documents")
    page.wait_for_selector("#records li")


def test_what_was_read_wrong_is_corrected_and_stands_in_the_log(page):
    send(page, file("预算.md", TEXT))
    opened(page, "示例县水利局")
    page.get_by_role("tab", name="更正信息").click()
    page.get_by_role("button", name="保存更正").click()
    assert page.locator(".correcting .wrong").inner_text() == "没有改动。"
    page.fill("[name=year]", "2025")
    page.select_option("[name=visibility]", "staff")
    page.get_by_role("button", name="保存更正").click()
    until(page, "document.querySelector('#said').textContent.startsWith('已更正')")
    page.get_by_role("tab", name="更正信息").click()
    page.wait_for_selector(".log tbody tr")
    rows = [row.inner_text().split("\t")[1:] for row in page.locator(".log tbody tr").all()]
    assert ["本机", "年份", "2026", "2025"] in rows
    assert ["本机", "谁能看", "公开", "仅供内部"] in rows
    assert "2025" in page.locator(".dossier-top").inner_text()
    assert "仅供内部" in page.locator(".dossier-top .badges").inner_text()


@one_screen
def test_a_table_without_a_unit_is_given_one(page):
    send(page, file("预算.md", WITHOUT_UNIT))
    opened(page, "示例县林业局")
    page.select_option("#table-choice", "2")
    page.wait_for_selector(".note select")
    page.get_by_role("button", name="核定单位").click()
    assert page.locator(".note .wrong").inner_text() == "请选择单位"
    page.select_option(".note select", "万元")
    page.get_by_role("button", name="核定单位").click()
    until(page, "document.querySelector('#said').textContent.includes('万元')")
    page.select_option("#table-choice", "2")
    until(
        page, "document.querySelector('.original-table .unit')?.textContent === '单位：万元（表上没有印，由本机核定）'"
    )
    assert "由本机核定" in page.locator(".note").inner_text()  # whoever was wrong can say it anew


@one_screen
def test_whether_it_adds_up_is_told(page):
    send(
        page,
        file(
            "预算.md", TEXT.replace("| 2130301 | 行政运行 | 700.00 | 700.00", "| 2130301 | 行政运行 | 710.00 | 700.00")
        ),
    )
    opened(page, "示例县水利局")
    page.get_by_role("tab", name="勾稽核对").click()
    page.wait_for_selector(".findings li")
    assert "不一致" in page.locator(".findings").inner_text()
    shown = page.locator(".findings > li").count()
    page.get_by_label("只看对不上的").uncheck()
    assert page.locator(".findings > li").count() > shown


def test_a_document_is_removed_once_it_is_confirmed(page):
    send(page, file("预算.md", TEXT))
    opened(page, "示例县水利局")
    for answer in ("取消", "移除"):
        page.get_by_role("button", name="移除这份材料").click()
        page.wait_for_selector("dialog[open]")
        page.locator("dialog").get_by_role("button", name=answer, exact=True).click()
        until(page, "!document.querySelector('dialog')")
    until(page, "document.querySelector('#records').innerText.includes('还没有收录材料')")
    until(page, "document.querySelector('#said').textContent.startsWith('已移除')")


@one_screen
def test_the_list_is_searched_and_narrowed(page):
    send(page, file("甲.md", TEXT), file("乙.md", WITHOUT_UNIT))
    until(page, "document.querySelectorAll('.record').length === 2")
    for words, status, count in (("林业 2026", "", 1), ("", "needs_review", 0), ("", "ready", 2), ("不存在", "", 0)):
        page.fill("#find", words)
        page.select_option("#status", status)
        assert page.locator(".record").count() == count
    assert page.locator("#shown").inner_text() == "0份"


def test_a_job_is_cancelled_and_tried_again(monkeypatch, browser, tmp_path):
    readers = Slow("慢.md")
    monkeypatch.setattr(service_jobs, "Readers", lambda limits, count: readers)
    with served(create_app(Settings(data=tmp_path / "data", embedding="none"))) as address:
        page = browser.new_page()
        page.goto(f"{address}/documents")
        page.wait_for_selector("#upload-form")
        page.set_input_files("#files", [file("慢.md", TEXT)])
        page.wait_for_selector(".job-file.running progress[value='0.3']")
        assert page.locator(".job-file progress").get_attribute("value") == "0.3"
        page.get_by_role("button", name="取消").click()
        page.wait_for_selector(".job-file.cancelled")
        readers.held["慢.md"].set()
        page.get_by_role("button", name="重试").click()
        page.wait_for_selector(".job-file.done")
        page.get_by_role("button", name="收起已完成的").click()
        until(page, "!document.querySelector('.job')")
        page.close()


def test_an_upload_that_the_service_refuses_can_be_sent_again(browser, tmp_path):
    with served(create_app(Settings(data=tmp_path / "data", embedding="none", max_file_mb=1))) as address:
        page = browser.new_page()
        page.goto(f"{address}/documents")
        page.wait_for_selector("#upload-form")
        page.set_input_files("#files", [file("大.md", b"x" * (1 << 20) + b"x")])
        page.wait_for_selector(".outgoing .wrong")
        assert "超过1MB的上限" in page.locator(".outgoing").inner_text()
        assert page.get_by_role("button", name="重新发送").is_visible()
        page.close()


def test_one_signs_in_with_a_key(browser, tmp_path):
    library = Library.open(tmp_path, None)
    intake.take_file(library, DISCLOSURE, intake.Origin(visibility="staff"), 10**6)
    keys = Keys(library.store)
    reader, chief = (keys.create(name, [scope])[1] for name, scope in (("热线", "ask"), ("主任", "admin")))
    library.close()
    with served(create_app(Settings(data=tmp_path, embedding="none"))) as address:
        page = browser.new_page()
        page.goto(f"{address}/documents")
        until(page, "document.querySelector('#records').innerText.includes('登录后才能查看')")
        assert page.locator("#upload-form").is_hidden()
        for key, seen, uploads in (("mz_wrong", None, False), (reader, 0, False), (chief, 1, True)):
            if page.get_by_role("button", name="退出").count():
                page.get_by_role("button", name="退出").click()
            if page.locator("dialog[open]").count() == 0:
                page.get_by_role("button", name="登录").click()
            page.fill("#key", key)
            page.press("#key", "Enter")
            if seen is None:
                until(page, "document.querySelector('dialog .wrong').textContent.includes('密钥无效')")
                continue
            until(page, "!document.querySelector('dialog')")
            until(page, f"document.querySelectorAll('.record').length === {seen}")
            assert page.locator("#upload-form").is_visible() == uploads
        page.close()


@one_screen
def test_the_keyboard_is_enough(page):
    send(page, file("预算.md", TEXT))
    page.focus(".brand")
    focused = []
    for _ in range(16):
        page.keyboard.press("Tab")
        focused.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
        if focused[-1] == "record":
            break
    assert {"theme", "language", "files", "visibility", "published", "source-url", "find", "status"} <= set(focused)
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=tab]")
    page.focus("[role=tab][aria-selected=true]")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.textContent") == "更正信息"
    assert page.locator("[name=organisation]").is_visible()


def test_nothing_keeps_people_out(page):
    send(page, file("预算.md", TEXT), file("坏的.pdf", b"%PDF-1.7"))
    assert violations(page) == []
    opened(page, "示例县水利局")
    assert violations(page) == []
    for tab in ("勾稽核对", "更正信息"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(200)
        assert violations(page) == [], tab
    page.get_by_role("button", name="移除这份材料").click()
    assert violations(page) == []


@one_screen
def test_it_speaks_english_too(page, address):
    page.goto(f"{address}/documents?lang=en")
    page.wait_for_selector("#records li")
    assert page.title() == "Documents · Mingzhang"
    send(page, file("预算.md", TEXT))
    opened(page, "示例县水利局")
    told = page.locator("main").inner_text() + page.locator(".desk-top").inner_text()
    for published in ("示例县水利局", "2026年部门预算", "中文"):
        told = told.replace(published, "")
    heads = page.locator(".numbers thead").inner_text()
    assert not re.search(r"[一-鿿]", heads)
    assert "What was read" in told
