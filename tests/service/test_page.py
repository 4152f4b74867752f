"""The chat page in a real browser: from a question to the marked cell, on a wide and on a narrow screen."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest

from index.library import Library
from service import intake
from service.app import create_app
from service.settings import Settings
from tests.conftest import absent
from tests.support.scripted import Scripted, held
from tests.support.served import served

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip
one_screen = pytest.mark.parametrize("page", ["wide"], indirect=True)  # nothing in it hangs on the width
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    held(data)
    made = []

    def asker(library):
        made.append(Scripted(library))
        return made[0]

    app = create_app(Settings(data=data, embedding="none", max_question_chars=50), asker)
    with served(app) as address:
        yield address, made[0]


@pytest.fixture(scope="module")
def browser():
    if not Path(CHROMIUM).exists():
        absent("Chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=["wide", "narrow"])
def page(request, browser, service):
    context = browser.new_context(
        viewport=WIDE if request.param == "wide" else NARROW,
        has_touch=request.param == "narrow",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    complaints, elsewhere = [], []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request", lambda sent: elsewhere.append(sent.url) if not sent.url.startswith((service[0], "data:")) else None
    )
    page.complaints = complaints
    page.goto(service[0])
    page.wait_for_selector("#starters button")
    yield page
    fits(page)
    assert complaints == []
    assert elsewhere == []
    context.close()


def fits(page):
    """Nothing is wider than the screen."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert (
        page.evaluate("document.getElementById('scroll').scrollWidth - document.getElementById('scroll').clientWidth")
        == 0
    )


def ask(page, question="公务接待费减少了多少？"):
    count = page.locator(".answer").count()
    page.fill("#question", question)
    page.press("#question", "Enter")
    return answered(page, count)


def answered(page, count):
    """The answer after so many others, once it is there."""
    answer = page.locator(".answer").nth(count)
    answer.wait_for()
    return answer


def until(page, script):
    """Wait for what a script says; Playwright's own way is to poll by `eval`, which the page's policy forbids."""
    deadline = time.monotonic() + 10
    while not page.evaluate(script):
        assert time.monotonic() < deadline, script
        time.sleep(0.05)


def in_view(page, selector):
    return page.locator(selector).evaluate(
        "one => { const at = one.getBoundingClientRect();"
        " return at.width > 0 && at.top >= 0 && at.left >= 0 && at.bottom <= innerHeight && at.right <= innerWidth }"
    )


def test_an_answer_with_its_figures_and_marks(page):
    answer = ask(page)
    assert answer.locator(".words strong").inner_text() == "0.50万元"
    assert answer.locator(".words .figure.cited").all_inner_texts() == ["1.50万元", "1.50万元"]
    assert answer.locator(".words .figure.derived").all_inner_texts() == ["0.50万元"]
    assert answer.locator(".words .mark").all_inner_texts() == ["1", "1", "2", "3"]
    assert answer.locator(".words th").all_inner_texts() == ["项目", "2026年"]
    assert answer.locator(".words li").all_inner_texts() == ["一", "二"]
    assert answer.locator(".notice").inner_text() == "按2026年预算作答。"
    assert answer.locator(".chips .chip").all_inner_texts() == ["为什么减少？"]
    assert page.locator("#welcome").is_hidden()


@one_screen
def test_markup_in_an_answer_stays_text(page):
    answer = ask(page)
    assert "<img src=x onerror=alert(1)>" in answer.inner_text()
    assert page.locator(".answer img").count() == 0


def test_a_mark_opens_the_table_with_the_cell_marked(page):
    ask(page).locator(".mark", has_text="2").click()
    page.wait_for_selector("td.hit")
    assert page.locator("td.hit").all_inner_texts() == ["2.00"]
    assert page.locator("td.also").all_inner_texts() == ["1.50"]
    assert page.locator("td.hit").get_attribute("aria-current") == "true"
    assert in_view(page, "td.hit")
    assert "单位：万元" in page.locator("#panel").inner_text()
    assert page.locator(".answer").first.is_visible() or page.viewport_size == NARROW


def test_a_mark_opens_the_sentence_in_its_paragraph(page):
    ask(page).locator(".mark", has_text="3").click()
    page.wait_for_selector("mark.hit")
    assert page.locator("mark.hit").inner_text() == "负责全县水资源管理、防汛抗旱和农村饮水安全工作"
    assert page.locator("p.here").inner_text().startswith("示例县水利局负责")
    assert in_view(page, "mark.hit")


def test_a_computed_figure_shows_its_formula_and_leads_on(page):
    figure = ask(page).locator(".words .figure.derived")
    assert "1.50万元 − 2.00万元 = 0.50万元" in figure.get_attribute("data-tip")
    if page.viewport_size == WIDE:
        figure.hover()
        assert page.locator("#tip").is_visible()
        assert "1.50万元 − 2.00万元" in page.locator("#tip").inner_text()
    figure.click()
    assert "1.50万元 − 2.00万元 = 0.50万元" in page.locator(".formula").inner_text()
    page.locator(".operands button").nth(1).click()
    page.wait_for_selector("td.hit")
    assert page.locator("td.hit").inner_text() == "2.00"


@one_screen
def test_the_keyboard_reaches_figures_and_leaves_the_panel(page):
    figure = ask(page).locator(".words .figure.cited").first
    figure.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("td.hit")
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert figure.evaluate("one => one === document.activeElement")


@one_screen
def test_enter_sends_but_not_with_shift_nor_while_composing(page, service):
    page.fill("#question", "一")
    page.press("#question", "Shift+Enter")
    page.evaluate(
        "document.getElementById('question').dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    page.type("#question", "二")
    assert page.locator(".turn").count() == 0
    page.press("#question", "Enter")
    page.wait_for_selector(".answer")
    assert service[1].asked[-1][0] == "一\n二"
    assert page.input_value("#question") == ""


def test_the_conversation_goes_on_and_survives_a_reload(page, service):
    ask(page)
    page.locator(".answer .chip").click()
    answered(page, 1)
    assert service[1].asked[-1] == ("为什么减少？", None, "c1")
    page.reload()
    answered(page, 1)
    page.locator(".answer .mark").first.click()
    page.wait_for_selector("td.hit")
    page.click("#close")
    page.click("#fresh")
    assert page.locator(".turn").count() == 0
    assert page.locator("#welcome").is_visible()


@one_screen
def test_an_error_is_told_and_the_input_kept(page):
    question = "多" * 51
    answer = ask(page, question)
    assert "超过50个字" in answer.inner_text()
    assert page.input_value("#question") == question
    # The browser itself reports the status in the console; nothing else may stand there.
    assert all("422" in complaint for complaint in page.complaints)
    page.complaints.clear()


@one_screen
def test_waiting_is_a_sentence_and_can_be_stopped(page):
    page.fill("#question", "慢")
    page.press("#question", "Enter")
    assert "正在" in page.locator(".waiting").inner_text()
    page.click("#send")
    page.wait_for_selector(".answer.failed")
    assert "已停止" in page.locator(".answer.failed").inner_text()
    assert page.input_value("#question") == "慢"


def test_documents_are_listed_and_can_be_chosen(page, service):
    page.click("#holdings")
    page.locator(".documents input").check()
    page.click("#close")
    assert "只依据" in page.locator("#scope").inner_text()
    ask(page)
    assert len(service[1].asked[-1][1]) == 1
    page.locator("#scope button").click()
    assert page.locator("#scope").is_hidden()


@one_screen
def test_the_answer_can_be_taken_along(page):
    answer = ask(page)
    answer.get_by_role("button", name="复制").click()
    answer.get_by_role("button", name="已复制").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert "**" not in text
    assert re.search(r"^\[2\] 示例县水利局.*：2\.00$", text, re.MULTILINE)


@one_screen
def test_the_footer_tells_what_is_held(page):
    foot = page.locator("footer.foot").inner_text()
    assert "已收录1家单位1份材料" in foot
    assert "答案附出处，请以原文为准" in foot


@one_screen
def test_everything_to_press_has_a_name(page):
    ask(page).locator(".mark").first.click()
    page.wait_for_selector("td.hit")
    nameless = page.evaluate(
        "[...document.querySelectorAll('button, [role=button], input, textarea, a')].filter(one =>"
        " !(one.textContent.trim() || one.getAttribute('aria-label') || one.labels?.length)).map(one => one.outerHTML)"
    )
    assert nameless == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_stand_out_from_the_paper(browser, service, scheme):
    page = browser.new_page(viewport=WIDE, color_scheme=scheme)
    page.goto(service[0])
    page.wait_for_selector("#starters button")
    ask(page)
    low = page.evaluate(
        """() => {
          const light = (css) => {
            const [r, g, b] = css.match(/[\\d.]+/g).map(Number).map((c) => c / 255)
              .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const paper = (one) => {
            for (; one; one = one.parentElement) {
              const css = getComputedStyle(one).backgroundColor;
              if (!/, 0\\)$|transparent/.test(css)) return css;
            }
            return "rgb(255, 255, 255)";
          };
          const found = [];
          for (const one of document.querySelectorAll("p, li, h1, h2, button, span, td, th")) {
            if (!one.innerText?.trim() || one.disabled) continue;
            const [a, b] = [light(getComputedStyle(one).color), light(paper(one))].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio < 4.5) found.push([one.className, one.innerText.slice(0, 20), ratio]);
          }
          return found;
        }"""
    )
    assert low == []
    page.close()


def test_the_description_of_the_api_is_shown(browser, service):
    page = browser.new_page(viewport=WIDE)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{service[0]}/docs")
    page.wait_for_selector(".opblock")
    assert "回答一个问题" in page.inner_text("#docs")
    assert complaints == []
    page.close()


def test_a_cited_page_is_shown_with_its_cell_marked(browser, shared, tmp_path):
    library = Library.open(tmp_path, None)
    taken = intake.take_file(library, shared / "samples" / "beibei_2024_budget.pdf", intake.Origin(), 10**8)
    library.close()
    assert taken.record is not None, taken.message
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    with served(create_app(Settings(data=tmp_path, embedding="none"))) as address:
        page.goto(address)
        ask(page, "公务接待费预算是多少？").locator(".mark").first.click()
        picture = page.locator(".page-picture img")
        picture.wait_for()
        until(page, "document.querySelector('.page-picture img').naturalWidth > 0")
        assert re.fullmatch(r"原件第\d+页，标出了“.+”", picture.get_attribute("alt"))
        until(page, "document.querySelector('.page-picture').scrollTop > 0")  # rolled to the mark
        assert in_view(page, ".page-picture")
        assert in_view(page, "td.hit")
        overlap = page.evaluate(
            "document.querySelector('td.hit').getBoundingClientRect().top"
            " - document.querySelector('.page-picture').getBoundingClientRect().bottom"
        )
        assert overlap >= 0
        fits(page)
        assert complaints == []
        page.click("#close")
        page.route("**/*.png*", lambda route: route.abort())
        page.locator(".mark").first.click()
        page.wait_for_selector("td.hit")
        page.wait_for_selector(".page-picture", state="detached")
    context.close()
