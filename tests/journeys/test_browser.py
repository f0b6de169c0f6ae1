"""The real house with the delivered corpus in a real browser, by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from tests.personal import PERSONAL
from tests.servers.command import ROOT, Deployment
from tests.web.conftest import Open, browser, open_page, watched
from tests.web.test_journeys import tab_to

__all__ = ["browser", "open_page", "watched"]

pytestmark = pytest.mark.browser

TOKEN = "geheimes-testwort-123"
QUESTION = "Wie hoch ist die Fördersumme von ReTraSON?"
REQUEST = "Bitte rufen Sie uns wegen der Laufzeit zurück."


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`serve` on an empty data directory: it takes the corpus in by itself."""
    base: Path = tmp_path_factory.mktemp("browser")
    settings = {"TRANSFOBOT_CORPUS_DIR": str(ROOT / "corpus"), "TRANSFOBOT_STAFF_TOKEN": TOKEN}
    with Deployment(base / "data", settings).serving() as where:
        yield where


def test_from_the_question_to_the_case(open_page: Open, address: str) -> None:
    PERSONAL.learn(QUESTION, REQUEST)
    page = open_page()
    page.goto(address + "/")
    tab_to(page, "Zum Inhalt springen", limit=1)
    page.keyboard.press("Enter")
    tab_to(page, name="eingabe", limit=3)
    page.keyboard.type(QUESTION)
    with page.expect_response(lambda one: one.url.endswith("/api/questions")) as answered:
        page.keyboard.press("Enter")
    assert answered.value.headers["content-type"].startswith("text/event-stream")
    answer = page.locator("article.answer[id]")
    expect(answer).to_contain_text("7,6 Mio. €")
    expect(answer).to_contain_text("Allianz für die Region")

    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.mark[href$=\"-1\"]')"):
            break
    page.keyboard.press("Enter")
    quote = page.locator(".sources li.aimed blockquote").first
    expect(quote).to_be_visible()
    quoted = re.sub(r"\s+", " ", quote.inner_text()).strip(" „“")
    tab_to(page, "Stelle im Dokument ansehen", limit=2)
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    source = opened.value
    marked = " ".join(source.locator("mark").all_inner_texts())
    assert quoted in re.sub(r"\s+", " ", marked)
    source.close()

    tab_to(page, "Hilfreich")
    page.keyboard.press("Enter")
    expect(page.locator("article.answer")).to_contain_text("Danke")

    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.innerText") == "Anfrage an diese Stelle aufgeben":
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Anfrage an eine Stelle")
    tab_to(page, name="anliegen")
    page.keyboard.type(REQUEST)
    tab_to(page, name="email")
    page.keyboard.type("rathaus@ort.example")
    tab_to(page, name="zustimmung")
    page.keyboard.press("Space")
    tab_to(page, "Anfrage absenden")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(re.compile(r"TB-\d{4}-0001"))
    (shown,) = re.findall(r"TB-\d{4}-\d{4}", page.locator("h1").inner_text())

    listed = httpx.get(
        f"{address}/api/staff/handoffs", headers={"Authorization": f"Bearer {TOKEN}"}
    )
    assert listed.status_code == 200, listed.text
    assert re.findall(r"TB-\d{4}-\d{4}", listed.text) == [shown]


def test_every_page_and_the_description_ask_no_other_host(open_page: Open, address: str) -> None:
    page = open_page()
    for path in (
        "/",
        "/?frage=Welche+Förderung+ist+offen",
        "/uebergabe",
        "/datenschutz",
        "/impressum",
        "/barrierefreiheit",
        "/leichte-sprache",
        "/api/docs",
        "/gibt-es-nicht",
    ):
        page.goto(address + path, wait_until="networkidle")
        expect(page.locator("body")).to_contain_text(re.compile(r"\w{4,}"))
