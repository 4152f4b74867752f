"""The chat page as a visitor with a browser sees it: opening it, asking, and looking at what is there."""

from __future__ import annotations

import shutil
import time
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip
PATIENCE_SECONDS = 60.0  # of a machine that may be busy with other tests
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 740}


class Visit:
    """One page in a context of its own: what it complained of, and what it asked for elsewhere."""

    def __init__(
        self,
        browser: Any,
        address: str,
        viewport: dict[str, int] = WIDE,
        path: str = "/",
        script: str = "",
        **context: Any,
    ):
        self.context = browser.new_context(
            viewport=viewport,
            has_touch=viewport == NARROW,
            permissions=["clipboard-read", "clipboard-write"],
            accept_downloads=True,
            **context,
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE_SECONDS * 1000)
        if script:
            self.page.add_init_script(script)
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda sent: self._asked(sent.url, address))
        self.address = address
        self.path = path

    def _said(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.text} {message.location.get('url', '')}")

    def _asked(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.elsewhere.append(url)

    def open(self) -> Any:
        self.page.goto(self.address + self.path)
        self.page.wait_for_selector("body.ready")
        return self.page

    def close(self) -> None:
        """End the visit: nothing was wider than the screen, nothing complained of, nothing fetched from elsewhere."""
        fits(self.page)
        assert self.complaints == [], self.complaints
        assert self.elsewhere == [], self.elsewhere
        self.context.close()


def fits(page: Any) -> None:
    """Nothing is wider than the screen."""
    wider = "(id => document.getElementById(id).scrollWidth - document.getElementById(id).clientWidth)('scroll')"
    beyond = page.evaluate(
        "[...document.querySelectorAll('.top *, .dock *, #welcome *, .turn *')].filter(one => {"
        " const at = one.getBoundingClientRect(), wide = one.closest('.wide, .unseen, .menu');"
        " return !wide && at.width && (at.right > innerWidth + 1 || at.left < -1) }).map(one => one.outerHTML)"
    )
    assert beyond == [], beyond
    assert page.evaluate(wider) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def ask(page: Any, question: str) -> Any:
    """Ask, and wait for the whole answer."""
    count = page.locator(".answer").count()
    page.fill("#question", question)
    page.press("#question", "Enter")
    return answered(page, count)


def answered(page: Any, count: int) -> Any:
    """The answer after so many others, once it is complete."""
    answer = page.locator(".answer").nth(count)
    answer.locator(".actions").or_(page.locator(".answer.failed").nth(0)).first.wait_for()
    return answer


def until(page: Any, script: str) -> None:
    """Wait for what a script says; Playwright's own way is to poll by `eval`, which the page's policy forbids."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not page.evaluate(script):
        assert time.monotonic() < deadline, script
        time.sleep(0.05)


def in_view(page: Any, selector: str) -> bool:
    return bool(
        page.locator(selector).evaluate(
            "one => { const at = one.getBoundingClientRect();"
            " return at.width > 0 && at.top >= 0 && at.left >= 0 && at.bottom <= innerHeight && at.right <= innerWidth }"
        )
    )


@cache
def _axe() -> str:
    found = find_spec("axe_playwright_python")
    assert found is not None
    assert found.submodule_search_locations is not None
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text()


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Any) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA; it is evaluated by the browser itself, so that the policy stays as it is."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(f"() => {{ {_axe()} }}")
    found = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", TAGS)
    return [
        f"{one['impact']} {one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
