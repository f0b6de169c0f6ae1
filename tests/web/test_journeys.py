"""The whole way, by keyboard alone and without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Open
from tests.web.house import QUOTE, open_house
from tests.web.paper import write_pdf
from tests.web.test_chat import ratings
from tests.web.test_evidence import LINES
from tests.web.test_handoff import cases
from transfobot.adapters.pdf_render import PdfPages

pytestmark = pytest.mark.browser

FOCUS = """() => {
  const e = document.activeElement;
  const style = getComputedStyle(e);
  return [e.id, (e.innerText || e.value || "").trim(), e.matches(":focus-visible"),
          style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
}"""


def tab_to(page: Page, text: str = "", name: str = "", limit: int = 80) -> None:
    """Press Tab until the focus is on the element of this text or id; it must be visible there."""
    seen: list[str] = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        found_id, found_text, by_keyboard, ringed = page.evaluate(FOCUS)
        seen.append(found_id or found_text[:30])
        if (name and found_id == name) or (text and found_text.startswith(text)):
            assert by_keyboard, f"focus is not shown on {text or name}"
            assert ringed, f"no focus ring on {text or name}"
            return
    raise AssertionError(f"{text or name} cannot be reached: {seen}")


def test_by_keyboard_alone(open_page: Open, tmp_path: Path) -> None:
    with open_house(tmp_path, pictures=PdfPages()) as house:
        paper = write_pdf(tmp_path / "blatt.pdf", LINES)
        house.originals.files["projektblatt", "r1"] = paper
        page = open_page()
        page.goto(house.base + "/")
        tab_to(page, "Zum Inhalt springen", limit=1)
        page.keyboard.press("Enter")
        tab_to(page, name="eingabe", limit=3)
        page.keyboard.type("Wie hoch ist die Fördersumme?")
        page.keyboard.press("Enter")
        expect(page.locator("article.answer[id]")).to_contain_text(QUOTE)

        expect(page.get_by_label("Ihre Frage", exact=True)).to_be_focused()
        for _ in range(60):
            page.keyboard.press("Shift+Tab")
            if page.evaluate("document.activeElement.matches('.mark[href$=\"-1\"]')"):
                break
        page.keyboard.press("Enter")
        expect(page.locator(".sources li.aimed blockquote").first).to_be_visible()
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
        tab_to(page, "Stelle im Dokument ansehen", limit=2)
        with page.expect_popup() as opened:
            page.keyboard.press("Enter")
        source = opened.value
        expect(source.locator("mark")).to_contain_text(QUOTE)
        tab_to(source, "Zur zitierten Stelle")
        source.keyboard.press("Enter")
        expect(source.locator("mark")).to_be_in_viewport()
        source.close()

        tab_to(page, "Nicht hilfreich")
        page.keyboard.press("Enter")
        expect(page.locator(".why")).to_be_visible()
        tab_to(page, name=page.locator(".why input").first.get_attribute("id") or "")
        page.keyboard.press("ArrowDown")
        tab_to(page, "Rückmeldung senden")
        page.keyboard.press("Enter")
        expect(page.locator(".why")).to_have_count(0)
        assert ratings(house)[0].reason == "outdated"

        for _ in range(60):
            page.keyboard.press("Shift+Tab")
            if page.evaluate("document.activeElement.innerText") == (
                "Anfrage an diese Stelle aufgeben"
            ):
                break
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Anfrage an eine Stelle")
        tab_to(page, name="anliegen")
        page.keyboard.type("Bitte rufen Sie uns an.")
        tab_to(page, name="email")
        page.keyboard.type("rathaus@ort.example")
        tab_to(page, name="zustimmung")
        page.keyboard.press("Space")
        tab_to(page, "Anfrage absenden")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("TB-2026-0001")
        assert cases(house)[0].inquirer.email == "rathaus@ort.example"


def test_nothing_holds_the_focus(open_page: Open, tmp_path: Path) -> None:
    with open_house(tmp_path) as house:
        page = open_page(width=320)
        page.goto(house.base + "/")
        page.get_by_label("Ihre Frage", exact=True).fill("Wie hoch?")
        page.keyboard.press("Enter")
        expect(page.locator("article.answer[id]")).to_have_count(1)
        stops = page.locator("a[href], button, summary, input, select, textarea").count()
        page.evaluate("document.body.tabIndex = -1; document.body.focus()")
        order: list[str] = []
        for _ in range(stops + 5):
            page.keyboard.press("Tab")
            order.append(page.evaluate("document.activeElement.innerText || '#'"))
        assert order.count("Zum Inhalt springen") <= 2
        assert any("Barrierefreiheit" in one for one in order)


def test_without_script(open_page: Open, tmp_path: Path) -> None:
    with open_house(tmp_path, pictures=PdfPages()) as house:
        paper = write_pdf(tmp_path / "blatt.pdf", LINES)
        house.originals.files["projektblatt", "r1"] = paper
        page = open_page(width=768, script=False)
        page.goto(house.base + "/")
        page.get_by_role("button", name="Welche Weiterbildung wird gefördert?").click()
        expect(page.locator("article.answer")).to_contain_text(QUOTE)
        page.locator(".mark").first.click()
        page.locator(".sources summary").first.click()
        with page.expect_popup() as opened:
            page.get_by_role("link", name="Stelle im Dokument ansehen").first.click()
        expect(opened.value.locator("mark")).to_contain_text(QUOTE)
        expect(opened.value.locator("figure img")).to_have_count(1)
        opened.value.close()
        page.get_by_role("button", name="Hilfreich", exact=True).click()
        expect(page.locator(".notice")).to_contain_text("Danke.")
        assert ratings(house)[0].rating == "up"
        page.get_by_role("link", name="Zurück zum Gespräch").click()
        page.get_by_role("button", name="Anfrage an diese Stelle aufgeben").click()
        page.get_by_label("Ihr Anliegen").fill("Bitte rufen Sie uns an.")
        page.get_by_label("Ich stimme zu.").check()
        page.get_by_role("button", name="Anfrage absenden").click()
        expect(page.locator("h1")).to_contain_text("TB-2026-0001")
        assert cases(house)[0].summary.question == "Welche Weiterbildung wird gefördert?"
