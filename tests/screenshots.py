"""`make screenshots`: the chat page in its states, as pictures in `screenshots/`, to be looked at by people."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from index.library import Library
from service import intake
from service.app import create_app
from service.settings import Settings
from tests.support.browsing import CHROMIUM, FLAGS, NARROW, WIDE, Visit, ask, until
from tests.support.served import served

ROOT = Path(__file__).resolve().parent.parent
PAPER = ROOT.parent / "shared" / "samples" / "beibei_2024_budget.pdf"  # a published page, where the folder is there
CHANGE = "示例市教育局2024年“三公”经费为什么减少？"
TREND = "示例市教育局2022到2024年“三公”经费走势"
PARTS = "示例市教育局2024年商品和服务支出里最大的五项"
DECLINED = "示例市财政局2024年预算是多少？"


def stocked(data: Path) -> None:
    """A data folder with the samples, and a PDF where one is at hand."""
    library = Library.open(data, None)
    for path in (*sorted((ROOT / "samples").glob("*_20*")), *([PAPER] if PAPER.exists() else [])):
        taken = intake.take_file(library, path, intake.Origin(), 10**8)
        assert taken.record is not None, taken.message
    library.close()


def take(browser: Any, address: str, folder: Path) -> None:
    """Each state of the page in a picture of its own."""

    def visit(name: str, show: Any, viewport: dict[str, int] = WIDE, path: str = "/", scheme: str = "light") -> None:
        visit = Visit(browser, address, viewport, path, color_scheme=scheme)
        page = visit.open()
        show(page)
        page.wait_for_timeout(400)  # what fades and slides has come to rest
        page.screenshot(path=folder / f"{name}.png")
        visit.close()
        print(folder / f"{name}.png")

    def answer(page: Any) -> None:
        ask(page, CHANGE)

    def chart(page: Any) -> None:
        for question in (DECLINED, TREND):
            ask(page, question)
        until(page, "document.querySelector('img.chart').naturalWidth > 0")

    def ranking(page: Any) -> None:
        ask(page, "各单位2024年“三公”经费排名")
        page.locator("img.chart").or_(page.locator(".pairs")).first.wait_for()

    def panel(page: Any) -> None:
        ask(page, "重庆市北碚区政务服务管理办公室2024年公务接待费预算是多少？" if PAPER.exists() else CHANGE)
        page.locator(".chip-mark.cited").first.click()
        page.wait_for_selector(".hit")
        if PAPER.exists():
            until(page, "document.querySelector('.page-picture img').naturalWidth > 0")

    def history(page: Any) -> None:
        for question in (PARTS, TREND, CHANGE):
            ask(page, question)
            page.evaluate("document.querySelector('#rail .fresh').click()")
        page.evaluate("document.querySelector('.past-name').click()")
        page.locator(".turn .actions").wait_for()
        if page.viewport_size == NARROW:
            page.click("#toggle")

    def tip(page: Any) -> None:
        ask(page, "示例市教育局和示例市水务局谁的“三公”经费多？")
        page.locator(".chip-mark.derived").first.hover()

    def filters(page: Any) -> None:
        page.locator(".filter-button").click()
        page.locator(".option", has_text="示例市教育局").locator("input").check()
        page.locator(".options.year .option").first.locator("input").check()

    def feedback(page: Any) -> None:
        answer(page)
        page.locator(".act[aria-label='有问题']").click()

    visit("1-welcome", lambda _: None)
    visit("2-answer", answer)
    visit("3-panel", panel)
    visit("4-dark-chart", chart, scheme="dark")
    visit("14-ranking", ranking)
    visit("5-narrow-answer", answer, NARROW)
    visit("6-english-history", history, path="/?lang=en")
    visit("7-dark-tip", tip, scheme="dark")
    visit("8-filters", filters)
    visit("9-feedback", feedback)
    visit("10-narrow-welcome", lambda _: None, NARROW)
    visit("11-narrow-history", history, NARROW, scheme="dark")
    visit("12-narrow-panel", panel, NARROW)
    visit("13-wide-chart", chart, {"width": 1920, "height": 1080})


def main() -> None:
    """Take the pictures into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "screenshots")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as data:
        stocked(Path(data))
        with (
            served(create_app(Settings(data=Path(data), embedding="none"))) as address,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            take(browser, address, folder)
            browser.close()


if __name__ == "__main__":
    main()
