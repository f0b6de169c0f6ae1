"""Is somebody there, and what is kept of me: answered without a source, and only when asked."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says
from transfobot.assistant.understand.ours import service_near
from transfobot.domain.answers import Mode, Outcome


def service(text: str) -> tuple[str, ...]:
    talk = Talk()
    talk.ask(text)
    assert talk.asked is not None
    return talk.asked.service


@pytest.mark.parametrize(
    "text",
    [
        "Bist du ein Mensch?",
        "Sind Sie ein Mensch oder eine Maschine?",
        "Spreche ich mit einem echten Menschen?",
        "Rede ich hier mit einer Person?",
        "Bist du eine echte Person?",
        "Bin ich mit einem Mitarbeiter verbunden?",
        "Antwortet mir hier ein Mitarbeiter?",
        "Ist da jemand am anderen Ende?",
        "Schreibt hier ein Mensch?",
        "Bist du ein Roboter?",
        "Are you human?",
        "Am I talking to a real person?",
    ],
)
def test_nobody_is_left_in_doubt_that_a_machine_answers(text: str) -> None:
    talk = Talk()
    told = talk.ask(text)
    assert told.startswith(("Nein, hier antwortet kein Mensch", "No, this is not a person"))
    assert talk.draft is not None
    assert talk.draft.mode is Mode.NONE


@pytest.mark.parametrize(
    "text",
    [
        "Löschen Sie bitte meine Daten.",
        "Wie kann ich meine Daten löschen lassen?",
        "Bitte löschen Sie alles über mich",
        "Welche Daten speichert ihr über mich?",
        "Ich widerrufe meine Einwilligung",
        "DSGVO Auskunft über meine Daten",
        "Delete my data please",
    ],
)
def test_whoever_asks_about_their_data_hears_how_to_erase_it(text: str) -> None:
    assert says(text).startswith(("Ein Gespräch wird nach einer Frist", "A conversation is erased"))


@pytest.mark.parametrize(
    "text",
    [
        "Ich möchte mit einem Menschen sprechen.",
        "Kann ich bitte mit einer Person sprechen?",
        "Sind Sie für Mitarbeiter aus der Pflege zuständig?",
        "Wie viele Mitarbeiter hat ReTraSON?",
        "Welche Daten speichert das Batteriesystem?",
        "Welche Fördermittel gibt es für die Speicherung von Daten?",
        "Wer löscht Brände in der Gießerei?",
        "Ich will meine Anfrage an ReTraSON stellen.",
    ],
)
def test_other_questions_are_left_to_the_documents(text: str) -> None:
    assert not {"machine", "erasure"} & set(service(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sieht jemand wer ich bin?", "privacy"),
        ("Kann mein Chef das hier mitlesen?", "privacy"),
        ("Who can read this conversation?", "privacy"),
        ("Wie alt sind eure Infos eigentlich?", "currency"),
        ("Darf man deinen Antworten trauen, kann ich mich auf dich verlassen?", "reliance"),
        ("Wer betreibt diese Website?", "operator"),
        ("Woher nehmt ihr eure Daten?", "origin"),
        ("Brauche ich dafür ein Konto?", "access"),
        ("Habt ihr auch eine App?", "channels"),
        ("Wie kann ich den Newsletter bestellen?", "newsletter"),
        ("Habt ihr eine Karte mit den Netzwerken?", "map"),
        ("Die Nummer von TraSaar stimmt nicht mehr, bitte korrigieren", "correction"),
        ("Wohin mit einer Beschwerde?", "complaint"),
        ("Formulieren Sie uns bitte eine Einladung", "writing"),
        ("Bietet ihr ein Praktikum an, kann man sich bei euch bewerben?", "jobs"),
        ("Womit soll ich anfangen zu lesen?", "start"),
        ("Das bringt mir nichts", "upset"),
        ("Könnt ihr mir Flyer schicken?", "material"),
        ("Kannst du einen Brief an den Rat zum Stellenabbau verfassen?", "writing"),
        ("Kann man mit dir Polnisch sprechen, verstehst du Polnisch?", "languages"),
        ("Wann bekomme ich eine Rückmeldung?", "request"),
    ],
)
def test_what_is_asked_of_the_service_is_known(text: str, expected: str) -> None:
    assert service(text) == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "Ist die Befragung der Zulieferer anonym ausgewertet worden, laut IW Consult?",
        "So ein Mist, unser Werk in Hof macht zu. Wer hilft uns?",
        "Wann kommt das nächste Treffen wirklich?",
        "Schreib mir eine Zusammenfassung zu ITAS",
        "Welche Weiterbildung zum Datenschutz gibt es?",
        "Können Sie mir nennen, welche Netzwerke nicht mehr laufen?",
        "Muss ich mich für das Bundestreffen anmelden?",
    ],
)
def test_questions_about_records_are_none_of_the_service(text: str) -> None:
    assert service(text) == ()


def test_anger_gets_a_question_back_and_no_quotes() -> None:
    talk = Talk()
    assert "Ort oder Landkreis" in talk.ask("Das war keine Antwort")
    assert talk.draft is not None
    assert (talk.draft.outcome, talk.draft.mode) == (Outcome.CLARIFY, Mode.NONE)


def test_the_days_of_the_records_are_counted_from_the_records() -> None:
    assert "2020" in says("Wie aktuell sind die Daten?")


def test_a_beginner_is_told_what_networks_are() -> None:
    assert "helfen der Fahrzeug- und Zulieferindustrie" in says("Ich bin neu im Projektteam")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Was bringt so ein Netzwerk den Gemeinden?", "Kommunen wenden können"),
        ("Was macht das Netzwerk für Betriebe?", "In welchem Ort oder Landkreis"),
        ("Wie lange werden die Netzwerke noch gefördert?", "31.12.2026"),
        ("Wer steuert bundesweit alle Netzwerke?", "VDI/VDE"),
        ("Wie viel Steuergeld ist da bisher geflossen?", "nicht hinterlegt"),
    ],
)
def test_networks_as_such_are_told_of_from_the_overview(text: str, words: str) -> None:
    assert words in says(text)


def test_jobs_of_a_land_without_a_figure_are_told_for_the_country() -> None:
    talk = Talk()
    text = talk.ask("Wie viele Arbeitsplätze gehen in Hamburg verloren?")
    assert "Für Hamburg ist dazu keine Zahl hinterlegt" in text
    assert "ganz Deutschland" in text
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Behaltet ihr meine Adresse, wenn ich euch in Telegram anschreibe?", ()),
        ("Ist meine Handynummer in Telegram sicher?", ("telegram",)),
        ("Verkauft ihr unsere Kundendaten weiter?", ("privacy",)),
        ("Ist das DSGVO-konform hier?", ("hosting",)),
        ("Könnt ihr unseren Chat bitte wieder löschen?", ("erasure",)),
        ("Dürfen wir den Chat auf unserer Homepage einbauen?", ("embed",)),
        ("Wo können wir unsere Termine bei euch eintragen lassen?", ("submit",)),
        ("Der Ansprechpartner auf eurer Liste stimmt nicht mehr", ("correction",)),
        ("Was ist aus meiner Anfrage geworden?", ("request",)),
        ("Ich weiß nicht mehr weiter", ("despair",)),
        ("Welche KI steckt denn dahinter?", ("machine",)),
    ],
)
def test_what_is_done_to_whose_things_tells_what_is_asked(
    text: str, expected: tuple[str, ...]
) -> None:
    assert service(text) == expected


def test_two_things_asked_of_the_service_are_both_answered() -> None:
    told = says("Von wann sind eure Angaben? Da steht noch der alte Name unseres Hauses")
    assert "nennt ihren Stand" in told
    assert "Danke für den Hinweis" in told


@pytest.mark.parametrize(
    "text",
    [
        "Wie heißt das neue Netzwerk, das den alten Namen von ITAS hatte?",
        "Welcher Speicher für Strom wird gefördert?",
        "Wer nimmt in Hof unser altes Werk auf?",
        "Ist die Nummer von TraSaar 0681?",
        "Kommt die neue Studie zu Batterien noch dieses Jahr?",
    ],
)
def test_questions_of_the_field_are_none_of_the_service(text: str) -> None:
    assert service(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Darf mein Chef mich in eine andere Halle versetzen?", "Betriebsrat"),
        ("Kann ich mit 61 in Altersteilzeit gehen?", "Rentenversicherung"),
        ("Was verdient man in Entgeltgruppe 7?", "Gewerkschaft"),
        ("Wie beantrage ich Arbeitslosengeld?", "Agentur für Arbeit"),
    ],
)
def test_what_others_decide_is_refused_with_who_knows(text: str, words: str) -> None:
    talk = Talk()
    assert words in talk.ask(text)
    assert talk.outcome is Outcome.OUT_OF_SCOPE


def test_a_wish_for_a_person_names_the_one_of_the_place() -> None:
    talk = Talk()
    assert "Ort oder Landkreis" in talk.ask("Ich möchte mit einem Menschen sprechen")
    assert "Region Fulda GmbH" in talk.ask("Ich bin aus Fulda")
    assert talk.outcome is Outcome.PERSON_WANTED


def test_the_networks_are_paid_for_by_the_federal_government() -> None:
    assert "bezahlt der Bund" in says("Wer finanziert denn die ganzen Netzwerke?")


def test_the_change_is_told_in_plain_words() -> None:
    told = says("Was heißt Transformation, in einfacher Sprache?")
    assert told.startswith("Mit Transformation ist hier der Wandel")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Was geschieht bei euch mit meinen Eingaben?", "privacy"),
        ("Meine Nachricht soll verschwinden", "erasure"),
        ("Ist dieser Chat von der Gewerkschaft?", "operator"),
        ("Kannst du eigentlich Dialekt?", "languages"),
        ("Haftet ihr für eure Auskünfte?", "reliance"),
        ("Welche Förderung gibt es für Batterien?", None),
        ("Ist die Software der Zulieferer veraltet?", None),
    ],
)
def test_what_nothing_answers_is_held_against_the_service_by_its_words(
    text: str, expected: str | None
) -> None:
    talk = Talk()
    talk.ask(text)
    assert talk.asked is not None
    known = talk.asked.service[0] if talk.asked.service else service_near(talk.asked)
    assert known == expected


def test_how_a_named_network_takes_in_members_is_not_on_file_but_whom_to_ask_is() -> None:
    told = says("Können wir uns ATLAS anschließen?")
    assert told.startswith("Wie ein Netzwerk neue Mitglieder oder Partner aufnimmt")
    assert "Ansprechstelle für ATLAS" in told
