"""Every page at 1280 and 320 pixels, light and dark: axe-core finds nothing, no overflow."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import sticks_out, violations
from tests.web.conftest import Open
from tests.web.house import House

pytestmark = pytest.mark.browser

WINDOWS = [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]
QUESTIONS = (
    "Wie hoch ist die Fördersumme?",
    "Gibt es das Ende?",
    "Einwohner von Paris?",
    "Wer hilft in Waldenburg?",
    "Eine Liste bitte",
)
PAGES = (
    "/",
    "/?lang=en",
    "/?eingebettet=1&netz=Netz%20am%20Fluss",
    "/datenschutz",
    "/impressum",
    "/barrierefreiheit",
    "/leichte-sprache",
    "/datenschutz?lang=en",
    "/gibt-es-nicht",
)


def check(page: Page) -> None:
    assert violations(page) == []
    assert sticks_out(page) == 0
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => Number(h.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    jumps = [after for before, after in itertools.pairwise(levels) if after > before + 1]
    assert jumps == []


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_pages(house: House, open_page: Open, width: int, scheme: str) -> None:
    page = open_page(width=width, scheme=scheme)
    for path in PAGES:
        page.goto(house.base + path)
        check(page)


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_the_chat_with_answers(house: House, open_page: Open, width: int, scheme: str) -> None:
    page = open_page(width=width, scheme=scheme)
    page.goto(house.base + "/")
    for number, question in enumerate(QUESTIONS, 1):
        page.get_by_label("Ihre Frage", exact=True).fill(question)
        page.keyboard.press("Enter")
        expect(page.locator("article.answer[id]")).to_have_count(number)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    expect(page.locator(".sources .more li").last).to_be_visible()
    page.get_by_role("button", name="Nicht hilfreich").first.click()
    expect(page.locator(".why")).to_be_visible()
    page.locator("#senden").click()
    expect(page.locator("#eingabe-fehler")).to_be_visible()
    check(page)
    page.reload()
    expect(page.locator("article.answer[id]")).to_have_count(len(QUESTIONS))
    check(page)


def test_targets_are_large_enough(house: House, open_page: Open) -> None:
    page = open_page(width=320)
    page.goto(house.base + "/")
    page.get_by_label("Ihre Frage", exact=True).fill(QUESTIONS[0])
    page.keyboard.press("Enter")
    expect(page.locator("article.answer[id]")).to_have_count(1)
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, input, select, textarea, a")]
          .filter(e => e.checkVisibility() && !e.matches(".skip") && e.type !== "hidden")
          .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24)
          .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""
    )
    assert small == []


def test_zoomed_to_400_percent_nothing_is_cut(house: House, open_page: Open) -> None:
    page = open_page(width=1280)
    page.goto(house.base + "/")
    page.get_by_label("Ihre Frage", exact=True).fill(QUESTIONS[0])
    page.keyboard.press("Enter")
    expect(page.locator("article.answer[id]")).to_have_count(1)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.set_viewport_size({"width": 640, "height": 450})
    assert sticks_out(page) == 0


def test_motion_is_off_when_it_is_not_wanted(house: House, open_page: Open) -> None:
    page = open_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(house.base + "/")
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(behaviour) == "auto"
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(behaviour) == "smooth"


def test_printed_the_answer_stays_and_the_controls_go(house: House, open_page: Open) -> None:
    page = open_page()
    page.goto(house.base + "/")
    page.get_by_label("Ihre Frage", exact=True).fill(QUESTIONS[0])
    page.keyboard.press("Enter")
    expect(page.locator("article.answer[id]")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator("article.answer .said")).to_be_visible()
    expect(page.locator("article.answer blockquote").first).to_be_visible()
    expect(page.locator("#frage")).to_be_hidden()
    expect(page.locator(".tools")).to_be_hidden()
