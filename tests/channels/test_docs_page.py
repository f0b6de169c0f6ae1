"""`/api/docs` in a real browser: it works, under its policy, without asking any other host."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.running import running
from tests.fakes.assistant import House
from transfobot.channels.http.app import create_app

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture
def address(house: House) -> Iterator[str]:
    with running(create_app(house.services)) as where:
        yield where


@pytest.mark.browser
@pytest.mark.skipif(
    not CHROMIUM.exists() and os.environ.get("CI") != "true",
    reason="Chromium is not installed: sudo apt-get install chromium",
)
def test_a_question_is_tried_out_on_the_docs_page(house: House, address: str) -> None:
    from playwright.sync_api import sync_playwright

    asked: list[str] = []
    said: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{address}/api/docs")
        operation = page.locator("#operations-Fragen-ask_api_questions_post")
        operation.click()
        operation.get_by_role("button", name="Execute").click()
        operation.locator(".live-responses-table .response").wait_for()
        shown = operation.locator(".live-responses-table").inner_text()
        browser.close()
    assert "Fördersumme: 7,6 Mio. €" in shown
    assert len(house.assistant.asked) == 1
    outside = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert outside == []
    assert said == []
