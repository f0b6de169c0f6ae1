"""The chat as people use it: with script, without, by keyboard, confidentially."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Open, Watched
from tests.web.house import QUOTE, House
from transfobot.channels.http.render_words import quote_mark
from transfobot.ports import Feedback

pytestmark = pytest.mark.browser


def ask(page: Page, text: str) -> None:
    page.get_by_label("Ihre Frage", exact=True).fill(text)
    page.locator("#senden").click()


def test_it_says_first_that_it_is_an_ai_system(house: House, open_page: Open) -> None:
    page = open_page()
    page.goto(house.base + "/")
    first = page.locator("main p").first
    expect(first).to_contain_text("KI-System, kein Mensch")
    assert page.locator("meta[name=ai-generated]").get_attribute("content") == "true"
    assert page.context.cookies() == []
    assert house.asked == []


@pytest.mark.parametrize("script", [True, False])
def test_an_answer_with_sources_and_office(house: House, open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    page.goto(house.base + "/")
    ask(page, "Wie hoch ist die Fördersumme?")
    answer = page.locator("article.answer")
    expect(answer).to_contain_text(QUOTE)
    assert answer.get_attribute("data-ai-generated") == "true"
    expect(answer.locator(".said li")).to_have_text(
        ["Beratung für Betriebe", re.compile("Treffen der Gemeinden")]
    )
    first = answer.locator(".sources li").first
    expect(first.locator(".title")).to_have_text("Projektblatt am Fluss")
    expect(first.locator(".meta")).to_have_text("Seite 2 · Stand März 2022")
    first.locator("summary").click()
    expect(first.locator("blockquote")).to_have_text(QUOTE)
    assert (
        first.locator("a").get_attribute("href")
        == f"/dok/projektblatt/r1/seite/2?stelle=r1-p2&zitat={quote_mark(QUOTE)}"
    )
    office = answer.locator(".office")
    expect(office).to_contain_text("Koordinierungsstelle am Fluss")
    expect(office).to_contain_text("Nicht hinterlegt: Anschrift")
    expect(office).to_contain_text("Angaben geprüft am 15.01.2026")
    assert office.locator("a[href^='tel:']").get_attribute("href") == "tel:+4930000000"
    assert page.url.startswith(f"{house.base}/gespraech/gespraech-000000000001")
    page.reload()
    expect(page.locator("article.answer")).to_contain_text(QUOTE)
    assert len(house.asked) == 1


@pytest.mark.parametrize("script", [True, False])
def test_many_sources_are_folded_and_still_found(
    house: House, open_page: Open, script: bool
) -> None:
    page = open_page(script=script)
    page.goto(house.base + "/")
    ask(page, "Eine Liste bitte")
    answer = page.locator("article.answer[id]")
    expect(answer.locator(".said ul")).to_have_count(1)
    expect(answer.locator(".said li")).to_have_count(12)
    expect(answer.locator(".sources li")).to_have_count(12)
    expect(answer.locator(".sources li:visible")).to_have_count(5)
    expect(answer.get_by_text("Weitere Quellen (7)")).to_be_visible()
    answer.locator(".mark").nth(8).click()
    expect(answer.locator(".sources li").nth(8)).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_follow_up_belongs_to_the_conversation(
    house: House, open_page: Open, script: bool
) -> None:
    page = open_page(script=script)
    page.goto(house.base + "/")
    ask(page, "Wie hoch ist die Fördersumme?")
    expect(page.locator("article.answer[id]")).to_have_count(1)
    page.locator("article.answer .next button").first.click()
    expect(page.locator("article.answer[id]")).to_have_count(2)
    assert [q.text for q in house.asked] == ["Wie hoch ist die Fördersumme?", "Wer berät Betriebe?"]
    assert house.asked[1].conversation_id == "gespraech-000000000001"


@pytest.mark.parametrize("script", [True, False])
def test_asked_back_one_click_answers(house: House, open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    page.goto(house.base + "/")
    ask(page, "Wer hilft in Waldenburg?")
    page.get_by_role("button", name="Waldenburg im Hohenlohekreis").click()
    expect(page.locator("article.answer[id]")).to_have_count(2)
    assert house.asked[1].text == "Waldenburg im Hohenlohekreis"


@pytest.mark.parametrize("script", [True, False])
def test_confidential_keeps_nothing(house: House, open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    page.goto(house.base + "/")
    page.get_by_label("Vertraulich").check()
    ask(page, "Wie hoch ist die Fördersumme?")
    expect(page.locator("article.answer")).to_contain_text(QUOTE)
    assert house.asked[0].store is False
    assert "gespraech-" not in page.url
    expect(page.locator(".feedback:visible")).to_have_count(0)
    expect(page.get_by_label("Vertraulich")).to_be_checked()
    storage = "JSON.stringify([localStorage.length, sessionStorage.length, document.cookie])"
    if script:
        assert page.evaluate(storage) == '[0,0,""]'


@pytest.mark.parametrize("script", [True, False])
def test_audience_and_place_are_asked_lightly(house: House, open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    page.goto(house.base + "/?ort=Flusshausen")
    expect(page.get_by_label("Gemeinde oder Kreis", exact=True)).to_have_value("Flusshausen")
    page.get_by_label("Ich frage für").select_option("company")
    ask(page, "Wer hilft uns?")
    expect(page.locator("article.answer[id]")).to_have_count(1)
    assert house.asked[0].place == "Flusshausen"
    assert house.asked[0].audience == "company"


def test_a_page_for_a_network_asks_for_its_region(house: House, open_page: Open) -> None:
    page = open_page()
    page.goto(house.base + "/?netz=naf")
    expect(page.locator("h1")).to_have_text("Was möchten Sie wissen? Fragen an Netz am Fluss")
    ask(page, "Wer hilft uns?")
    expect(page.locator("article.answer[id]")).to_have_count(1)
    assert house.asked[0].place == "Flussregion"
    page.goto(house.base + "/?netz=Irgendwer%20GmbH")
    expect(page.locator("h1")).to_have_text("Was möchten Sie wissen?")


@pytest.mark.parametrize("script", [True, False])
def test_an_empty_question_is_said_next_to_the_field(
    house: House, open_page: Open, script: bool
) -> None:
    page = open_page(script=script)
    page.goto(house.base + "/")
    ask(page, "   ")
    field = page.get_by_label("Ihre Frage", exact=True)
    expect(page.locator("#eingabe-fehler")).to_have_text(
        "Bitte schreiben Sie zuerst Ihre Frage in das Feld."
    )
    assert field.get_attribute("aria-invalid") == "true"
    assert house.asked == []


def test_hostile_text_stays_text(house: House, open_page: Open, watched: Watched) -> None:
    for script in (True, False):
        page = open_page(script=script)
        page.goto(house.base + "/")
        ask(page, "Angriff")
        article = page.locator("article.answer")
        expect(article.locator(".said")).to_contain_text("<img src=x onerror=alert(1)>")
        assert article.locator("img").count() == 0
        links = article.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        allowed = ("/dok/", "#beleg-", "mailto:", "tel:")
        assert [link for link in links if not link.startswith(allowed)] == []
    assert watched.foreign == []


@pytest.mark.parametrize("script", [True, False])
def test_an_office_that_ended_leads_with_its_substitute(
    house: House, open_page: Open, script: bool
) -> None:
    page = open_page(script=script)
    page.goto(house.base + "/")
    ask(page, "Gibt es das Ende?")
    office = page.locator(".office")
    expect(office).to_contain_text("Bitte wenden Sie sich an: Kreisverwaltung Bergkreis")
    expect(office).to_contain_text("Letzter bekannter Kontakt (Stand 15.01.2026)")
    text = office.inner_text()
    assert text.index("Kreisverwaltung Bergkreis") < text.index("Frühere Stelle am Berg")


def test_one_announcement_an_answer(house: House, open_page: Open) -> None:
    house.delay = 0.15
    page = open_page()
    page.goto(house.base + "/")
    page.evaluate(
        """() => {
          window.said = [];
          const status = document.getElementById("ansage");
          new MutationObserver(() => window.said.push(status.textContent))
            .observe(status, {childList: true, characterData: true, subtree: true});
        }"""
    )
    assert page.locator("#gespraech").get_attribute("aria-live") == "off"
    ask(page, "Wie hoch ist die Fördersumme?")
    expect(page.locator("article.answer .office")).to_be_visible()
    said = page.evaluate("window.said")
    assert len(said) == 1
    assert QUOTE in said[0]
    assert said[0].endswith("Quellen: 2.")


def test_sentences_stream_and_can_be_stopped(house: House, open_page: Open) -> None:
    house.delay = 0.8
    page = open_page()
    page.goto(house.base + "/")
    ask(page, "Wie hoch ist die Fördersumme?")
    expect(page.locator("article.answer .said p").first).to_contain_text(QUOTE)
    expect(page.locator("article.answer .office")).to_be_hidden()
    page.get_by_role("button", name="Anhalten").click()
    expect(page.locator("article.answer")).to_have_count(0)
    expect(page.get_by_label("Ihre Frage", exact=True)).to_have_value(
        "Wie hoch ist die Fördersumme?"
    )
    expect(page.locator("#ansage")).to_contain_text("Angehalten")
    expect(page.get_by_label("Ihre Frage", exact=True)).to_be_focused()


def test_a_failing_search_says_so_and_keeps_the_question(house: House, open_page: Open) -> None:
    page = open_page()
    page.goto(house.base + "/")
    ask(page, "Ausfall?")
    expect(page.locator("#eingabe-fehler")).to_have_text("Die Suche antwortet gerade nicht.")
    expect(page.get_by_label("Ihre Frage", exact=True)).to_have_value("Ausfall?")


def test_an_answer_is_copied_with_its_sources(house: House, open_page: Open) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(house.base + "/")
    ask(page, "Wie hoch ist die Fördersumme?")
    page.get_by_role("button", name="Antwort kopieren").click()
    expect(page.get_by_role("button", name="Kopiert")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert QUOTE in copied
    assert "[1] Projektblatt am Fluss (Seite 2 · Stand März 2022) " + house.base in copied


def test_feedback_with_a_reason(house: House, open_page: Open) -> None:
    page = open_page()
    page.goto(house.base + "/")
    ask(page, "Wie hoch ist die Fördersumme?")
    page.get_by_role("button", name="Nicht hilfreich").click()
    expect(page.locator(".feedback .thanks")).to_have_text(
        "Danke. Ihre Rückmeldung ist angekommen."
    )
    page.get_by_label("Die Auskunft ist veraltet").check()
    page.get_by_label("Anmerkung").fill("Seit 2024 anders.")
    page.get_by_role("button", name="Rückmeldung senden").click()
    expect(page.locator(".feedback .why")).to_have_count(0)
    kept = ratings(house)
    assert [(one.rating, one.reason, one.comment) for one in kept] == [
        ("down", "outdated", "Seit 2024 anders.")
    ]


def test_feedback_without_script(house: House, open_page: Open) -> None:
    page = open_page(script=False)
    page.goto(house.base + "/")
    ask(page, "Wie hoch ist die Fördersumme?")
    page.get_by_role("button", name="Nicht hilfreich").click()
    page.get_by_label("Es fehlt etwas").check()
    page.get_by_role("button", name="Rückmeldung senden").click()
    expect(page.locator(".notice")).to_contain_text("Danke.")
    assert [(one.rating, one.reason) for one in ratings(house)] == [("down", "incomplete")]
    page.get_by_role("link", name="Zurück zum Gespräch").click()
    expect(page.locator("article.answer")).to_contain_text(QUOTE)


@pytest.mark.parametrize("script", [True, False])
def test_a_conversation_can_be_deleted(house: House, open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    page.goto(house.base + "/")
    ask(page, "Wie hoch ist die Fördersumme?")
    expect(page.locator("article.answer")).to_contain_text(QUOTE)
    page.wait_for_url("**/gespraech/**")
    address = page.url
    page.get_by_role("button", name="Gespräch löschen").click()
    expect(page.locator("#meldung")).to_have_text("Das Gespräch ist gelöscht.")
    assert house.conversations.load("gespraech-000000000001") is None
    response = page.goto(address)
    assert response is not None
    assert response.status == 404
    expect(page.locator("h1")).to_have_text("Seite nicht gefunden")


def test_english(house: House, open_page: Open) -> None:
    page = open_page()
    page.goto(house.base + "/")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_label("Your question", exact=True).fill("How much?")
    page.get_by_role("button", name="Ask a question").or_(page.locator("#senden")).first.click()
    expect(page.locator(".sources .meta").first).to_have_text("page 2 · as of March 2022")
    assert house.asked[0].language == "en"
    assert page.url.endswith("?lang=en")
    page.get_by_role("link", name="Deutsch").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("article.answer")).to_contain_text(QUOTE)


def ratings(house: House) -> list[Feedback]:
    now = house.clock.now()
    return list(house.conversations.ratings(now - timedelta(1), now + timedelta(1)))
