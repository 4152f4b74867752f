"""A browser for the tests of the page: one for each module, as Playwright keeps the thread's event loop while it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import absent
from tests.support.browsing import CHROMIUM, FLAGS


@pytest.fixture(scope="module")
def browser():
    if not Path(CHROMIUM).exists():
        absent("Chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
