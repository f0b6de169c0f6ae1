"""From an answer to a person: the form, its errors, the status page, the human's reply, erasure."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import sticks_out, violations
from tests.web.conftest import Open
from tests.web.house import QUOTE, House, open_house
from transfobot.assistant.handoff.replies import answer_case
from transfobot.domain.handoffs import Author, Handoff, HandoffKind, LegalBasis
from transfobot.ports.cases import CaseQuery

pytestmark = pytest.mark.browser


def cases(house: House) -> list[Handoff]:
    assert house.cases is not None
    found = [house.cases.by_reference(one.reference) for one in house.cases.find(CaseQuery())]
    return [one for one in found if one is not None]


def ask_and_hand_over(page: Page, house: House, question: str = "Wie hoch?") -> None:
    page.goto(house.base + "/")
    page.get_by_label("Ihre Frage", exact=True).fill(question)
    page.locator("#senden").click()
    page.get_by_role("button", name="Anfrage an diese Stelle aufgeben").click()
    expect(page.locator("h1")).to_have_text("Anfrage an eine Stelle")


def fill_in(page: Page, **more: str) -> None:
    page.get_by_label("Ihr Anliegen").fill(more.get("message", "Bitte rufen Sie uns an."))
    page.get_by_label("E-Mail-Adresse").fill(more.get("email", "rathaus@ort.example"))
    page.get_by_label("Ich stimme zu.").check()


def send(page: Page) -> None:
    page.get_by_role("button", name="Anfrage absenden").click()


@pytest.mark.parametrize("script", [True, False])
def test_from_the_answer_to_a_case(house: House, open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    ask_and_hand_over(page, house)
    expect(page.get_by_label("Gestellte Frage")).to_have_value("Wie hoch?")
    assert QUOTE in page.get_by_label("Was das KI-System geantwortet hat").input_value()
    expect(page.get_by_label("Quellen (eine je Zeile)")).to_have_value("Projektblatt am Fluss")
    expect(page.locator("#stelle")).to_have_value("office_fluss")
    expect(page.locator(".consent")).to_contain_text("Zweck: ")
    expect(page.locator(".consent")).to_contain_text("180 Tage nach Abschluss")
    expect(page.locator(".consent")).to_contain_text("Fassung dieses Hinweises: ")
    page.get_by_label("Gestellte Frage").fill("Meine geänderte Frage")
    page.get_by_label("Was das KI-System geantwortet hat").fill("")
    fill_in(page)
    send(page)
    expect(page.locator(".notice")).to_contain_text("Ihre Anfrage ist angekommen")
    expect(page.locator("h1")).to_have_text("Anfrage TB-2026-0001")
    [case] = cases(house)
    assert case.message == "Bitte rufen Sie uns an."
    assert case.summary.question == "Meine geänderte Frage"
    assert case.summary.answered is None
    assert [source.title for source in case.summary.sources] == ["Projektblatt am Fluss"]
    assert case.office_id == "office_fluss"
    assert case.inquirer.email == "rathaus@ort.example"
    assert case.conversation_id == "gespraech-000000000001"
    link = page.locator(".secretlink")
    assert link.inner_text() == f"{house.base}/anfrage/{case.secret}"
    page.reload()
    assert len(cases(house)) == 1


def test_sent_twice_is_one_case(house: House, open_page: Open) -> None:
    page = open_page(script=False)
    page.goto(house.base + "/uebergabe")
    fill_in(page)
    send(page)
    expect(page.locator("h1")).to_contain_text("TB-2026-0001")
    page.go_back()
    send(page)
    expect(page.locator("h1")).to_contain_text("TB-2026-0001")
    assert len(cases(house)) == 1
    page.go_back()
    page.get_by_label("Ihr Anliegen").fill("Etwas ganz anderes.")
    send(page)
    expect(page.locator("#anliegen-fehler")).to_contain_text("schon gesendet")
    expect(page.get_by_label("Ihr Anliegen")).to_have_value("Etwas ganz anderes.")
    assert len(cases(house)) == 1
    send(page)
    expect(page.locator("h1")).to_contain_text("TB-2026-0002")


@pytest.mark.parametrize("script", [True, False])
def test_errors_stand_next_to_their_fields_and_nothing_is_lost(
    house: House, open_page: Open, script: bool
) -> None:
    page = open_page(script=script)
    page.goto(house.base + "/uebergabe")
    page.get_by_label("E-Mail-Adresse").fill("rathaus")
    page.get_by_label("Telefonnummer").fill("abc")
    page.get_by_label("Name", exact=True).fill("Gemeinde Ort")
    page.get_by_text("Was mitgeschickt wird").click()
    page.get_by_label("Gestellte Frage").fill("Die Frage")
    send(page)
    expected = {
        "anliegen": "Bitte schreiben Sie Ihr Anliegen in das Feld.",
        "email": "Die E-Mail-Adresse ist nicht vollständig. "
        "Erwartet wird etwas wie name@example.de.",
        "telefon": "Die Telefonnummer ist nicht lesbar. "
        "Erlaubt sind Ziffern, Leerzeichen, +, /, Klammern und Striche.",
        "zustimmung": "Bitte stimmen Sie zu, "
        "sonst darf die Anfrage nicht gespeichert und weitergegeben werden.",
    }
    for name, sentence in expected.items():
        expect(page.locator(f"#{name}-fehler")).to_have_text(sentence)
        field = page.locator(f"#{name}")
        assert field.get_attribute("aria-invalid") == "true"
        assert f"{name}-fehler" in (field.get_attribute("aria-describedby") or "")
    expect(page.locator(".summary li")).to_have_text(list(expected.values()))
    expect(page.get_by_label("E-Mail-Adresse")).to_have_value("rathaus")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Gemeinde Ort")
    expect(page.get_by_label("Gestellte Frage")).to_have_value("Die Frage")
    if script:
        expect(page.locator("#fehler")).to_be_focused()
    assert cases(house) == []
    fill_in(page)
    page.get_by_label("Telefonnummer").fill("030 000000")
    send(page)
    expect(page.locator("h1")).to_contain_text("TB-2026-0001")


def test_a_speaker_is_asked_for(house: House, open_page: Open) -> None:
    page = open_page()
    page.goto(house.base + "/uebergabe")
    expect(page.get_by_label("Termin")).to_be_hidden()
    page.get_by_label("Jemanden für eine Veranstaltung einladen").check()
    page.get_by_label("Termin").fill("12. März, vormittags")
    page.get_by_label("Wer nimmt teil?").fill("Gemeinderat")
    page.get_by_label("Thema der Veranstaltung").fill("Wandel im Landkreis")
    fill_in(page)
    send(page)
    expect(page.locator("h1")).to_contain_text("TB-2026-0001")
    [case] = cases(house)
    assert case.kind is HandoffKind.SPEAKER
    assert case.speaker.date == "12. März, vormittags"
    assert case.speaker.topic == "Wandel im Landkreis"


def test_a_link_from_elsewhere_brings_the_conversation(house: House, open_page: Open) -> None:
    page = open_page(script=False)
    page.goto(house.base + "/")
    page.get_by_label("Ihre Frage", exact=True).fill("Wie hoch?")
    page.locator("#senden").click()
    page.goto(f"{house.base}/uebergabe?kanal=telegram&gespraech=gespraech-000000000001")
    expect(page.get_by_label("Gestellte Frage")).to_have_value("Wie hoch?")


@pytest.mark.parametrize("wanted", [True, False])
def test_a_chat_is_told_of_a_reply_if_that_is_wanted(
    house: House, open_page: Open, wanted: bool
) -> None:
    house.chats["gespraech-1"] = ("telegram", "4711")
    page = open_page(script=False)
    page.goto(house.base + "/uebergabe?gespraech=gespraech-2")
    expect(page.get_by_label("Im Chat Bescheid geben")).to_have_count(0)
    page.goto(house.base + "/uebergabe?gespraech=gespraech-1")
    page.get_by_label("Im Chat Bescheid geben").set_checked(wanted)
    page.get_by_label("Ihr Anliegen").fill("Eine Frage.")
    send(page)
    expect(page.get_by_label("Im Chat Bescheid geben")).to_be_checked(checked=wanted)
    page.get_by_label("Ich stimme zu.").check()
    send(page)
    expect(page.locator("h1")).to_contain_text("TB-2026-0001")
    [case] = cases(house)
    assert case.inquirer.chat_id == ("4711" if wanted else None)
    assert case.inquirer.messenger == ("telegram" if wanted else None)


def test_an_office_that_ended_is_not_offered_silently(house: House, open_page: Open) -> None:
    page = open_page()
    ask_and_hand_over(page, house, "Gibt es das Ende?")
    expect(page.locator("#stelle")).to_have_value("office_alt")
    expect(page.locator("form.handoff")).to_contain_text(
        "Die Anfrage geht an: Kreisverwaltung Bergkreis, Wirtschaft."
    )


def test_a_public_task_needs_no_consent(tmp_path: Path, open_page: Open) -> None:
    with open_house(tmp_path, LegalBasis.PUBLIC_TASK) as house:
        page = open_page()
        page.goto(house.base + "/uebergabe")
        expect(page.get_by_label("Ich stimme zu.")).to_have_count(0)
        expect(page.locator(".consent")).to_contain_text("öffentlichen Aufgabe")
        page.get_by_label("Ihr Anliegen").fill("Eine Frage.")
        send(page)
        expect(page.locator("h1")).to_contain_text("TB-2026-0001")


def test_the_status_page_shows_a_humans_answer(house: House, open_page: Open) -> None:
    page = open_page(script=False)
    page.goto(house.base + "/uebergabe")
    page.locator("#stelle").select_option("office_fluss")
    fill_in(page)
    send(page)
    expect(page.locator("main")).to_contain_text("Es liegt noch keine Antwort vor.")
    [case] = cases(house)
    assert house.service is not None
    answer_case(
        house.service,
        case,
        "Guten Tag,\nwir rufen morgen an. <b>Fluss</b>",
        author=Author.OFFICE,
        channel="mail",
        dedupe="m1",
    )
    page.goto(f"{house.base}/anfrage/{case.secret}")
    reply = page.locator("article.reply")
    expect(reply).to_contain_text("Antwort von einem Menschen: Koordinierungsstelle am Fluss")
    expect(reply).to_contain_text("16.03.2026, 10:00 Uhr")
    expect(reply.locator(".words")).to_contain_text("<b>Fluss</b>")
    expect(page.locator(".facts")).to_contain_text("Beantwortet")
    page.get_by_label("Ihre Nachricht an die Stelle").fill("Danke, gern.")
    page.get_by_role("button", name="Nachricht senden").click()
    expect(page.locator("article.reply").last).to_contain_text("Danke, gern.")
    page.get_by_role("button", name="Nachricht senden").click()
    expect(page.locator("#nachricht-fehler")).to_be_visible()


def test_a_request_can_be_erased_by_whoever_made_it(house: House, open_page: Open) -> None:
    page = open_page(script=False)
    page.goto(house.base + "/uebergabe")
    page.locator("#stelle").select_option("office_fluss")
    fill_in(page)
    send(page)
    [case] = cases(house)
    page.get_by_role("link", name="Anfrage löschen").click()
    page.get_by_role("link", name="Nein, zurück").click()
    assert len(cases(house)) == 1
    page.get_by_role("link", name="Anfrage löschen").click()
    page.get_by_role("button", name="Ja, endgültig löschen").click()
    expect(page.locator("h1")).to_have_text("Die Anfrage ist gelöscht")
    expect(page.locator("main")).to_contain_text("Koordinierungsstelle am Fluss")
    assert cases(house) == []
    gone = page.goto(f"{house.base}/anfrage/{case.secret}")
    assert gone is not None
    assert gone.status == 404


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]
)
def test_accessible(house: House, open_page: Open, width: int, scheme: str) -> None:
    page = open_page(width=width, scheme=scheme)

    def check() -> None:
        assert violations(page) == []
        assert sticks_out(page) == 0

    ask_and_hand_over(page, house)
    page.get_by_label("Jemanden für eine Veranstaltung einladen").check()
    check()
    send(page)
    expect(page.locator("#fehler")).to_be_visible()
    check()
    fill_in(page)
    send(page)
    expect(page.locator("h1")).to_contain_text("TB-2026-0001")
    check()
    [case] = cases(house)
    assert house.service is not None
    answer_case(
        house.service, case, "Guten Tag.", author=Author.OFFICE, channel="mail", dedupe="m1"
    )
    page.goto(f"{house.base}/anfrage/{case.secret}?lang=en")
    check()
    page.goto(f"{house.base}/anfrage/{case.secret}/loeschen")
    check()
    page.get_by_role("button", name="Ja, endgültig löschen").click()
    check()
    page.goto(f"{house.base}/uebergabe?lang=en")
    check()
