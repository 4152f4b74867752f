"""The chat page in a real browser: from a question to the marked cell, on a wide and on a narrow screen."""

from __future__ import annotations

import re

import pytest

from service.app import create_app
from service.settings import Settings
from tests.support.browsing import NARROW, WIDE, Visit, answered, in_view, until
from tests.support.browsing import ask as put
from tests.support.scripted import Scripted, held
from tests.support.served import served

pytestmark = pytest.mark.browser

one_screen = pytest.mark.parametrize("visit", ["wide"], indirect=True)  # nothing in it hangs on the width


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


@pytest.fixture(params=["wide", "narrow"])
def visit(request, browser, service):
    visit = Visit(browser, service[0], WIDE if request.param == "wide" else NARROW)
    visit.open()
    yield visit
    visit.close()


@pytest.fixture
def page(visit):
    return visit.page


def ask(page, question="公务接待费减少了多少？"):
    return put(page, question)


def test_an_answer_with_its_figures_and_chips(page):
    answer = ask(page)
    assert answer.locator(".words strong").inner_text() == "0.50万元"
    assert answer.locator(".words .figure.cited").all_inner_texts() == ["1.50万元", "1.50万元"]
    assert answer.locator(".words .figure.derived").all_inner_texts() == ["0.50万元"]
    assert answer.locator(".words .chip-mark").all_inner_texts() == ["1", "算", "1"]
    assert answer.locator(".words .mark").all_inner_texts() == ["1", "2", "3"]
    assert answer.locator(".words th[scope=col]").all_inner_texts() == ["项目", "2026年"]
    assert answer.locator(".words li").all_inner_texts() == ["一", "二"]
    assert answer.locator(".notice").inner_text() == "按2026年预算作答。"
    assert answer.locator(".chips .chip").all_inner_texts() == ["为什么减少？"]
    assert answer.locator(".checked .count").all_inner_texts() == ["2个数引自原文", "1个数计算得出"]
    assert page.locator("#welcome").is_hidden()


@one_screen
def test_markup_in_an_answer_stays_text(page):
    answer = ask(page)
    assert "<img src=x onerror=alert(1)>" in answer.inner_text()
    assert page.locator(".answer img").count() == 0


def test_a_chip_opens_the_table_with_the_cell_marked(page):
    ask(page).locator(".mark", has_text="2").click()
    page.wait_for_selector("td.hit")
    assert page.locator("td.hit").all_inner_texts() == ["2.00"]
    assert page.locator("td.also").all_inner_texts() == ["1.50"]
    assert page.locator("td.hit").get_attribute("aria-current") == "true"
    assert in_view(page, "td.hit")
    assert "单位：万元" in page.locator("#panel").inner_text()
    assert page.locator(".answer").first.is_visible() or page.viewport_size == NARROW


def test_from_one_citation_to_the_next_and_back(page):
    ask(page).locator(".chip-mark.cited").first.click()
    page.wait_for_selector("td.hit")
    assert page.locator("#panel-title").inner_text() == "出处 1"
    assert page.locator("[data-step=previous]").is_disabled()
    page.locator("[data-step=next]").click()
    page.wait_for_selector("td.hit:has-text('2.00')")
    page.keyboard.press("Enter")  # the focus stays on the step
    page.wait_for_selector("mark.hit")
    assert page.locator("#panel-title").inner_text() == "出处 3"
    assert page.locator("[data-step=next]").is_disabled()
    page.locator("[data-step=previous]").click()
    page.wait_for_selector("td.hit:has-text('2.00')")


def test_a_mark_opens_the_sentence_in_its_paragraph(page):
    ask(page).locator(".mark", has_text="3").click()
    page.wait_for_selector("mark.hit")
    assert page.locator("mark.hit").inner_text() == "负责全县水资源管理、防汛抗旱和农村饮水安全工作"
    assert page.locator("p.here").inner_text().startswith("示例县水利局负责")
    assert in_view(page, "mark.hit")


def test_a_computed_figure_shows_its_formula_and_leads_on(page):
    chip = ask(page).locator(".words .chip-mark.derived")
    assert "1.50万元 − 2.00万元 = −0.50万元" in chip.get_attribute("aria-label")
    if page.viewport_size == WIDE:
        chip.hover()
        assert page.locator("#tip").is_visible()
        assert "1.50万元 − 2.00万元" in page.locator("#tip").inner_text()
    chip.click()
    assert "1.50万元 − 2.00万元 = −0.50万元" in page.locator(".formula").inner_text()
    page.locator(".operands button").nth(1).click()
    page.wait_for_selector("td.hit")
    assert page.locator("td.hit").inner_text() == "2.00"


@one_screen
def test_pointing_at_a_chip_tells_document_year_and_quotation(page):
    ask(page).locator(".chip-mark.cited").first.hover()
    told = page.locator("#tip").inner_text()
    for part in ("示例县水利局2026年部门预算", "2026年", "1.50"):
        assert part in told
    page.locator("#tip").hover()  # it can be pointed at itself, and Escape sends it away
    assert page.locator("#tip").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#tip").is_hidden()


@one_screen
def test_the_keyboard_reaches_chips_and_leaves_the_panel(page):
    chip = ask(page).locator(".words .chip-mark.cited").first
    chip.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("td.hit")
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert chip.evaluate("one => one === document.activeElement")


@one_screen
def test_enter_sends_but_not_with_shift_nor_while_composing(page, service):
    page.fill("#question", "一")
    page.press("#question", "Shift+Enter")
    page.evaluate(
        "document.getElementById('question').dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    # An input method whose browser ends the composition first, then tells of the Enter that took the word.
    page.evaluate(
        "(one => { one.dispatchEvent(new CompositionEvent('compositionend', {data: '二', bubbles: true}));"
        " one.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true})) })"
        "(document.getElementById('question'))"
    )
    page.type("#question", "二")
    assert page.locator(".turn").count() == 0
    page.wait_for_timeout(60)
    page.press("#question", "Enter")
    answered(page, 0)
    assert service[1].asked[-1][0] == "一\n二"
    assert page.input_value("#question") == ""


@one_screen
def test_the_conversation_goes_on_and_a_new_one_begins(page, service):
    ask(page)
    page.locator(".further .chip").click()
    answered(page, 1)
    assert service[1].asked[-1] == ("为什么减少？", None, "c1")
    page.locator("#rail .fresh").click()
    assert page.locator(".turn").count() == 0
    assert page.locator("#welcome").is_visible()
    ask(page)
    assert service[1].asked[-1][2] is None


@one_screen
def test_the_last_question_is_answered_again_or_changed(page, service):
    forgotten = []
    page.route(
        "**/v1/conversations/c1", lambda route: (forgotten.append(route.request.method), route.fulfill(status=204))
    )
    ask(page)
    page.locator(".turn .again").click()
    until(page, "document.querySelectorAll('.turn').length === 1 && !document.querySelector('.waiting, .writing')")
    assert service[1].asked[-1][1:] == (None, None)  # a first question asked again begins anew
    page.locator(".turn .edit").click()
    assert page.input_value("#question") == "公务接待费减少了多少？"
    assert page.locator("#editing").is_visible()
    page.fill("#question", "公务接待费增加了多少？")
    page.press("#question", "Enter")
    until(page, "document.querySelectorAll('.turn').length === 1 && !document.querySelector('.waiting, .writing')")
    assert "增加" in page.locator(".asked").inner_text()
    assert page.locator("#editing").is_hidden()
    assert forgotten == ["DELETE", "DELETE"]  # the conversations that had no other question


@one_screen
def test_an_answer_stays_until_another_takes_its_place(page, visit):
    forgotten = []
    page.route("**/v1/conversations/c1", lambda route: (forgotten.append(1), route.fulfill(status=204)))
    ask(page)
    page.route("**/v1/ask", lambda route: route.abort())
    page.locator(".turn .again").click()
    page.locator(".answer.failed").wait_for()
    assert page.locator(".turn:visible").count() == 2  # the answer there was, and that there is no other
    assert forgotten == []
    page.unroute("**/v1/ask")
    page.locator(".answer.failed").get_by_role("button", name="重试").click()
    until(page, "document.querySelectorAll('.turn').length === 1 && document.querySelector('.turn .actions')")
    assert forgotten == [1]
    visit.complaints.clear()  # the browser's own, of the request that was stopped


@one_screen
def test_an_error_is_told_and_the_input_kept(page, visit):
    question = "多" * 51
    answer = ask(page, question)
    assert "超过50个字" in answer.inner_text()
    assert page.input_value("#question") == question
    # The browser itself reports the status in the console; nothing else may stand there.
    assert all("422" in complaint for complaint in visit.complaints)
    visit.complaints.clear()
    page.fill("#question", "")


def test_an_answer_is_shown_as_it_is_written_and_can_be_stopped(page):
    page.fill("#question", "逐句说：公务接待费减少了多少？")
    page.press("#question", "Enter")
    words = page.locator(".answer.writing .words")
    until(page, "document.querySelectorAll('.answer.writing .words .chip-mark').length === 2")
    assert words.locator(".chip-mark").all_inner_texts() == ["1", "算"]
    assert page.locator("#send").get_attribute("aria-label") == "停止"
    page.click("#send")
    cut = page.locator(".answer.cut")
    cut.wait_for()
    assert cut.locator(".words").inner_text().startswith("2026年公务接待费预算1.50万元")
    assert cut.locator(".label").inner_text() == "已停止"
    cut.locator(".chip-mark").first.click()
    page.wait_for_selector("td.hit")
    page.keyboard.press("Escape")
    page.locator(".turn .again").click()
    page.locator(".answer:not(.writing) .further").wait_for()
    assert page.locator(".words li").count() == 2  # this time to the end


@one_screen
def test_waiting_is_a_sentence_and_can_be_stopped(page):
    page.fill("#question", "慢")
    page.press("#question", "Enter")
    assert "正在" in page.locator(".waiting").inner_text()
    page.click("#send")
    page.wait_for_selector(".answer.cut")
    assert "已停止" in page.locator(".answer.cut").inner_text()
    assert page.input_value("#question") == "慢"


def test_documents_are_listed_and_can_be_chosen(page, service):
    page.click("#holdings")
    page.locator(".documents input").check()
    page.click("#close")
    assert page.locator(".filter-chip").inner_text() == "示例县水利局2026年部门预算情况说明"
    ask(page)
    assert len(service[1].asked[-1][1]) == 1
    page.locator(".filter-chip").click()
    assert page.locator(".filter-chip").count() == 0


@one_screen
def test_the_answer_can_be_taken_along(page):
    answer = ask(page)
    answer.get_by_role("button", name="复制", exact=True).click()
    answer.get_by_text("已复制").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert "**" not in text
    assert re.search(r"^\[2\] 示例县水利局.*：2\.00$", text, re.MULTILINE)


@one_screen
def test_what_is_selected_in_an_answer_is_the_answer(page):
    ask(page)
    selected = page.evaluate(
        "(() => { getSelection().selectAllChildren(document.querySelector('.words p')); return String(getSelection()) })()"
    )
    assert selected == "2026年公务接待费预算1.50万元，比2025年减少0.50万元。"


@one_screen
def test_the_footer_tells_what_is_held(page):
    foot = page.locator("footer.foot").inner_text()
    assert "已收录1家单位、1份材料" in foot
    assert "答案附出处，请以原文为准" in foot


def test_the_description_of_the_api_is_shown(browser, service):
    page = browser.new_page(viewport=WIDE)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{service[0]}/docs")
    page.wait_for_selector(".opblock")
    assert "回答一个问题" in page.inner_text("#docs")
    assert complaints == []
    page.close()
