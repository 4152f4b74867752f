"""The page over the real service: conversations found again, filters, links, what people say of an answer, charts."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from index.library import Library
from service import intake
from service.app import create_app
from service.settings import Settings
from tests.service.test_pictures import disclosure
from tests.support.browsing import NARROW, Visit, answered, ask, in_view, until
from tests.support.scripted import DISCLOSURE
from tests.support.served import served

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).parents[2] / "samples"
ASKED = "示例市教育局2024年“三公”经费预算是多少？"
FURTHER = "示例市水务局2024年公务接待费预算是多少？"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    paper = tmp_path_factory.mktemp("paper") / "预算.pdf"
    paper.write_bytes(disclosure())
    library = Library.open(folder, None)
    for path in (*sorted(SAMPLES.glob("*_20*")), DISCLOSURE, paper):
        taken = intake.take_file(library, path, intake.Origin(), 10**7)
        assert taken.record is not None, taken.message
    library.close()
    return folder


@pytest.fixture(scope="module")
def address(data):
    with served(create_app(Settings(data=data, embedding="none"))) as address:
        yield address


@pytest.fixture
def visit(browser, address):
    visit = Visit(browser, address)
    visit.open()
    yield visit
    visit.close()


@pytest.fixture
def page(visit):
    return visit.page


def titles(page):
    return page.locator(".past-name").all_inner_texts()


def test_a_conversation_is_found_again_after_a_reload(page):
    said = ask(page, ASKED).locator(".words").inner_text()
    sent = []
    page.on("request", lambda request: sent.append((request.method, request.url.split("/v1/")[-1])))
    page.reload()
    answer = answered(page, 0)
    assert answer.locator(".words").inner_text() == said
    assert [path.split("/")[0] for method, path in sent if method == "GET" and path.startswith("conversations/")]
    answer.locator(".chip-mark").first.click()
    page.wait_for_selector("td.hit")
    page.keyboard.press("Escape")
    ask(page, "那2023年呢？")
    assert "2023年" in page.locator(".words").nth(1).inner_text()
    assert titles(page) == [ASKED]


def test_what_another_answer_took_the_place_of_does_not_come_back(page):
    ask(page, FURTHER)
    ask(page, "那2023年呢？")
    page.locator(".turn .again").last.click()
    until(page, "document.querySelectorAll('.turn').length === 2 && !document.querySelector('.waiting, .writing')")
    page.locator(".turn .edit").last.click()
    page.fill("#question", "培训费呢？")
    page.press("#question", "Enter")
    until(
        page,
        "[...document.querySelectorAll('.asked')].at(-1).innerText === '培训费呢？' && !document.querySelector('.waiting, .writing')",
    )
    page.reload()
    page.wait_for_selector("body.ready")
    assert page.locator(".asked").all_inner_texts() == [FURTHER, "培训费呢？"]
    page.locator(".turn .edit").last.click()  # and can be changed again after that
    assert page.input_value("#question") == "培训费呢？"
    page.click("#stop-editing")
    assert page.input_value("#question") == ""


def test_conversations_are_searched_opened_renamed_and_deleted(page, visit):
    ask(page, ASKED)
    page.locator("#rail .fresh").click()
    ask(page, FURTHER)
    assert titles(page) == [FURTHER, ASKED]
    page.fill("#search", "教育局")
    assert titles(page) == [ASKED]
    page.fill("#search", "没有这样的")
    assert page.locator("#past").inner_text() == "没有符合的对话"
    page.fill("#search", "")
    page.locator(".past-name").nth(1).click()
    until(page, "document.querySelector('.asked')?.innerText.includes('教育局')")
    assert page.locator(".past li.current .past-name").inner_text() == ASKED

    page.locator(".past li.current").hover()
    page.locator(".past li.current").get_by_role("button", name="重命名").click()
    with page.expect_request(lambda request: request.method == "PATCH") as renamed:
        page.keyboard.press("Control+A")
        page.keyboard.type("教育局的三公")
        page.keyboard.press("Enter")
    assert renamed.value.post_data_json == {"title": "教育局的三公"}
    assert titles(page) == [FURTHER, "教育局的三公"]
    assert page.locator("#talk-title").inner_text() == "教育局的三公"

    page.locator(".past li.current").hover()
    page.locator(".past li.current").get_by_role("button", name="删除").click()
    page.locator(".sure").get_by_role("button", name="取消").click()
    assert len(titles(page)) == 2
    page.locator(".past li.current").hover()
    page.locator(".past li.current").get_by_role("button", name="删除").click()
    with page.expect_response(lambda reply: reply.request.method == "DELETE") as gone:
        page.locator(".sure").get_by_role("button", name="删除").click()
    assert gone.value.status == 204
    assert titles(page) == [FURTHER]
    assert page.locator("#welcome").is_visible()
    assert page.request.get(gone.value.url).status == 404


def test_of_two_conversations_opened_the_later_is_shown(page):
    for question in (ASKED, FURTHER):
        page.locator("#rail .fresh").click()
        ask(page, question)
    waiting = []

    def hold(route):  # Playwright cannot mark a list's own method as a listener
        waiting.append(route)

    page.route("**/v1/conversations/*", hold)
    page.locator(".past-name", has_text=ASKED).click()
    page.locator(".past-name", has_text=FURTHER).click()
    while len(waiting) < 2:
        page.wait_for_timeout(10)
    for route in reversed(waiting):  # the first comes last
        route.continue_()
        page.wait_for_timeout(150)
    assert page.locator(".asked").all_inner_texts() == [FURTHER]


def test_what_the_service_no_longer_has_the_browser_still_shows(page, visit):
    ask(page, ASKED)
    page.route("**/v1/conversations/*", lambda route: route.fulfill(status=503, json={"detail": "暂时不可用"}))
    page.reload()
    assert "万元" in answered(page, 0).locator(".words").inner_text()
    assert all("503" in one for one in visit.complaints)
    visit.complaints.clear()


def test_a_link_to_one_answer(page, browser, address):
    answer = ask(page, ASKED)
    said = answer.locator(".words").inner_text()
    answer.get_by_role("button", name="复制链接").click()
    answer.get_by_text("已复制").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{address}/#a=")
    other = Visit(browser, address, NARROW, path=link.removeprefix(address))
    shared = other.open()
    assert answered(shared, 0).locator(".words").inner_text() == said
    assert "分享" in shared.locator("#shared").inner_text()
    assert shared.locator(".past-name").count() == 0  # it is not a conversation of one's own
    shared.reload()
    answered(shared, 0)
    ask(shared, FURTHER)
    assert shared.locator("#shared").is_hidden()
    assert shared.url == f"{address}/"
    shared.reload()
    answered(shared, 0)
    assert shared.locator(".asked").all_inner_texts() == [FURTHER]
    other.close()


def test_a_saved_answer_says_that_its_document_was_removed(page, visit, data):
    answer = ask(page, "示例县水利局2026年公务接待费预算是多少？")
    assert "1.50万元" in answer.inner_text()
    library = Library.open(data, None)
    held = {record.organisation: record.id for record in library.records()}
    library.remove(held["示例县水利局"])
    library.close()
    page.reload()
    assert "已从收录的材料中移除" in answered(page, 0).locator(".outdated").inner_text()


def test_an_answer_that_is_not_there_is_told(browser, address):
    visit = Visit(browser, address, path="/#a=nothing")
    page = visit.open()
    assert "找不到" in page.locator("#banner").inner_text()
    assert page.locator("#welcome").is_visible()
    assert all("404" in one for one in visit.complaints)
    visit.complaints.clear()
    visit.close()


def test_filters_limit_what_is_asked_and_can_be_taken_away(page):
    page.locator(".filter-button").click()
    page.locator(".option", has_text="示例市水务局").locator("input").check()
    page.locator(".options.year .option", has_text="2024年").locator("input").check()
    assert page.locator(".filter-box .row-end").inner_text().startswith("符合的材料：1份")
    page.get_by_role("button", name="完成").click()
    assert page.locator(".filter-chip").all_inner_texts() == ["示例市水务局", "2024年"]
    with page.expect_request("**/v1/ask") as asked:
        answer = ask(page, "“三公”经费预算是多少？")  # which would otherwise be asked back
    assert len(asked.value.post_data_json["documents"]) == 1
    assert "2.80万元" in answer.inner_text()
    page.get_by_role("button", name="取消筛选：2024年").click()
    page.get_by_role("button", name="取消筛选：示例市水务局").click()
    assert page.locator(".filter-chip").count() == 0
    assert page.locator(".filter-button").inner_text() == "全部材料"


def test_filters_that_nothing_matches_ask_nothing(page):
    page.locator(".filter-button").click()
    page.locator(".option", has_text="示例市水务局").locator("input").check()
    page.locator(".option", has_text="决算").locator("input").check()
    page.keyboard.press("Escape")
    assert "没有符合筛选条件的材料" in page.locator("#filters").inner_text()
    page.fill("#question", ASKED)
    page.press("#question", "Enter")
    assert "没有符合" in page.locator("#banner").inner_text()
    assert page.input_value("#question") == ASKED
    page.locator("#banner button").click()
    page.press("#question", "Enter")  # sent away, it is told again when it happens again
    assert "没有符合" in page.locator("#banner").inner_text()
    assert page.locator(".turn").count() == 0
    page.fill("#question", "")


def test_what_was_inferred_is_shown_and_can_be_taken_away(page):
    answer = ask(page, "示例市水务局“三公”经费预算是多少？")
    assert "2024年" in answer.locator(".words").inner_text()
    inferred = answer.locator(".read-as.inferred")
    assert "2024年" in inferred.all_inner_texts()
    answer.get_by_role("button", name="不按2024年，重新回答").click()
    until(page, "document.querySelector('.words')?.innerText.includes('2023年')")
    assert page.locator(".turn").count() == 1
    assert "2024年" not in page.locator(".filter-chip").all_inner_texts()


def test_what_is_said_of_an_answer_arrives(page, address):
    answer = ask(page, ASKED)
    answer.get_by_role("button", name="有问题").click()
    page.keyboard.press("Enter")  # the first reason has the focus
    answer.get_by_role("button", name="答非所问").click()
    answer.get_by_label("补充说明").fill("问的是决算")
    answer.get_by_role("button", name="提交").click()
    answer.get_by_text("已收到").wait_for()
    [*_, said] = [one for one in page.request.get(f"{address}/v1/feedback").json()["items"] if one["comment"]]
    assert (said["verdict"], said["reasons"], said["comment"]) == ("down", ["数字错误", "答非所问"], "问的是决算")
    assert said["answer"]["question"] == ASKED


@pytest.mark.parametrize(("name", "form"), [("Word 文档", "docx"), ("Excel 表格", "xlsx")])
def test_an_answer_and_a_conversation_as_files(page, name, form):
    answer = ask(page, ASKED)
    for place in (answer, page.locator("#export-talk")):
        place.get_by_role("button", name="导出").first.click()
        with page.expect_download() as taken:
            place.get_by_role("button", name=name).click()
        assert taken.value.suggested_filename.endswith(f".{form}")
        assert Path(taken.value.path()).read_bytes().startswith(b"PK")


def test_a_file_that_cannot_be_made_is_told(page, visit):
    answer = ask(page, ASKED)
    page.route(
        "**/export?format=*", lambda route: route.fulfill(status=503, json={"detail": "暂时不能导出，请稍后再试。"})
    )
    answer.get_by_role("button", name="导出").click()
    answer.get_by_role("button", name="Word 文档").click()
    answer.get_by_text("暂时不能导出").wait_for()
    assert all("503" in one for one in visit.complaints)
    visit.complaints.clear()


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (
            200,
            {"status": "degraded", "documents": 8, "missing": {"embedder": "向量模型的文件夹不在。"}},
            "向量模型的文件夹不在",
        ),
        (503, {"detail": "数据库打不开。"}, "数据库打不开"),
        (200, {"status": "degraded", "documents": 8, "missing": {"embedder": "没有设置向量模型：按字词检索。"}}, None),
    ],
)
def test_what_is_amiss_is_told_before_anything_is_typed(page, visit, status, body, told):
    page.route("**/readyz", lambda route: route.fulfill(status=status, json=body))
    page.reload()
    page.wait_for_selector("body.ready")
    if told is None:  # nothing is amiss: it was left out on purpose
        assert page.locator("#banner").is_hidden()
        return
    assert told in page.locator("#banner").inner_text()
    if status == 200:
        assert "仍可" in page.locator("#banner").inner_text()
    page.unroute("**/readyz")
    page.locator("#banner button").click()
    page.locator("#banner").wait_for(state="hidden")
    visit.complaints.clear()


def test_a_chart_keeps_its_room_and_has_its_numbers_in_a_table(page):
    answer = ask(page, "示例市教育局2022到2024年“三公”经费走势")
    # Names with one figure each stand in a table in the answer itself too.
    compared = answer.locator(".words .pairs tr")
    assert [row.split() for row in compared.all_inner_texts()][1] == ["2023年“三公”经费预算数", "22.10万元", "2"]
    until(page, "document.querySelector('img.chart').naturalWidth > 0")
    ratio = (
        "(one => [one.naturalWidth / one.naturalHeight, one.width / one.height])(document.querySelector('img.chart'))"
    )
    drawn, kept = page.evaluate(ratio)
    assert kept == pytest.approx(drawn, rel=0.02)
    answer.locator(".chart-frame summary").click()
    rows = answer.locator(".chart-frame tbody tr")
    assert [" ".join(row.split()) for row in rows.all_inner_texts()] == [
        "2022年 37.20万元 1",
        "2023年 22.10万元 2",
        "2024年 19.80万元 3",
    ]
    page.select_option("#theme", "dark")
    until(page, "document.querySelector('img.chart').src.endsWith('theme=dark')")


def test_the_cited_cell_is_marked_within_the_picture_of_its_page(page):
    """The mark is looked for in the picture itself: where it differs from the page without a mark."""
    answer = ask(page, "示例市教育局2026年教育支出预算是多少？")
    answer.locator(".chip-mark").first.click()
    page.wait_for_selector("td.hit")
    until(page, "document.querySelector('.page-picture img').naturalWidth > 0")
    source = page.locator(".page-picture img").get_attribute("src")
    original = page.get_by_role("link", name="在新窗口看原件第1页")
    assert (original.get_attribute("href"), original.get_attribute("target")) == (source, "_blank")
    marked, bare = (
        Image.open(io.BytesIO(page.request.get(page.url.split("#")[0].rstrip("/") + path).body())).convert("RGB")
        for path in (source, source.split("?")[0])
    )
    left, top, right, bottom = ImageChops.difference(marked, bare).getbbox()
    frame, shown = page.evaluate(
        "[...document.querySelectorAll('.page-picture, .page-picture img')].map(one => {"
        " const at = one.getBoundingClientRect(); return [at.left, at.top, at.right, at.bottom, one.naturalWidth || 0] })"
    )
    scale = (shown[2] - shown[0]) / shown[4]
    seen = [shown[0] + left * scale, shown[1] + top * scale, shown[0] + right * scale, shown[1] + bottom * scale]
    assert frame[0] <= seen[0] < seen[2] <= frame[2]
    assert frame[1] <= seen[1] < seen[3] <= frame[3]
    assert page.locator("td.hit").inner_text() == "3.50"
    assert in_view(page, "td.hit")
    page.get_by_role("button", name="放大").click()
    assert page.evaluate("document.querySelector('.page-picture').scrollLeft") > 0


def test_on_a_small_screen_the_page_is_shown_large_around_the_cell(browser, address):
    visit = Visit(browser, address, NARROW)
    page = visit.open()
    ask(page, "示例市教育局2026年教育支出预算是多少？").locator(".chip-mark").first.click()
    until(page, "document.querySelector('.page-picture img')?.naturalWidth > 0")
    until(page, "document.querySelector('.page-picture').scrollLeft > 0")
    page.get_by_role("button", name="缩小").click()
    assert page.evaluate("document.querySelector('.page-picture').scrollLeft") == 0
    visit.close()


def test_a_picture_that_does_not_come_can_be_tried_again(page, visit):
    ask(page, "示例市教育局2026年教育支出预算是多少？")
    page.route("**/*.png*", lambda route: route.abort())
    page.locator(".chip-mark").first.click()
    again = page.locator(".picture-failed button")
    again.wait_for()
    page.wait_for_selector("td.hit")
    page.unroute("**/*.png*")
    again.click()
    until(page, "document.querySelector('.page-picture img')?.naturalWidth > 0")
    visit.complaints.clear()  # the browser's own, of the request that was stopped
