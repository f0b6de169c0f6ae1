"""Another subject altogether, beside words that could be ours; and what only looks like it."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says
from transfobot.assistant.understand.ours import names_nothing, nothing_of_ours
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    "question",
    [
        "Welcher Zuschuss gilt für eine Wärmepumpe im Einfamilienhaus?",
        "förderung lastenrad privat",
        "Wie hoch ist der Mindestlohn?",
        "Wie lang ist die Kündigungsfrist nach zehn Jahren?",
        "Wo isst man in Regensburg gute Maultaschen?",
        "Wer ist der Bundeswirtschaftsminister?",
        "Was kostet ein Visum?",
        "Was kostet so ein Elektroauto?",
        "Mein Hamster frisst nichts mehr.",
        "Wie entkalke ich die Kaffeemaschine?",
        "Darf mein Vermieter mir einfach kündigen?",
        "My puppy keeps barking at night.",
    ],
)
def test_another_subject_is_out_of_scope(question: str) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.OUT_OF_SCOPE


@pytest.mark.parametrize(
    "question",
    [
        "Wir wollen im Werk eine Wärmepumpe einbauen. Welche Förderung gibt es?",
        "Wie viele Einwohner hat die Region Heilbronn-Franken?",
        "Wer hilft uns, wenn es um Abfindungen geht?",
        "Was ergab die Studie für das Bundeswirtschaftsministerium?",
        "Unser Weihnachtsmarkt: Geht da noch etwas aus dem Sofortprogramm Innenstadt?",
        "Bei uns wird gekündigt, wer hilft dem Betriebsrat in Kassel?",
    ],
)
def test_what_only_looks_like_another_subject(question: str) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.draft is None or talk.draft.outcome is not Outcome.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("question", "ours"),
    [
        ("Wie bindet man einen Palstek?", False),
        ("How long do I boil eggs?", False),
        ("Wie viele Stellen fallen bis 2030 weg?", True),
        ("Wann war der Auftakt in Donaueschingen?", True),
        ("What happens to engine suppliers?", True),
        ("Können Sie mir das Dokument schicken?", True),
    ],
)
def test_a_whole_sentence_without_a_word_of_our_field(question: str, ours: bool) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.asked is not None
    assert nothing_of_ours(talk.asked) is not ours


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Sind Fahrten zum Lehrgang Werbungskosten?", "tax"),
        ("Mein Steuerberater meint, wir sollen uns neu aufstellen. Wer hilft uns?", None),
        ("Muss ich den Kurs erstatten, wenn ich kündige?", "labour_law"),
        ("Wie ist die private Telefonnummer der Leiterin?", "personal"),
        ("Taugen unsere Drehteile für die Wärmepumpe, ein neues Geschäftsfeld?", None),
        ("Welche Wärmepumpe passt in mein Haus?", "household"),
    ],
)
def test_a_foreign_subject_is_told_by_who_asks_what(question: str, topic: str | None) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.asked is not None
    assert talk.asked.foreign_topic == topic


@pytest.mark.parametrize(
    ("question", "blank"),
    [
        ("Komme ich damit noch durch?", True),
        ("Rechnet sich das für uns?", True),
        ("Rechnet sich der Kurs für uns?", False),
        ("Komme ich nach Kassel noch durch?", False),
        ("Wie wird das Wetter?", False),
        ("Ich habe zweimal angerufen und keiner hat sich gemeldet.", False),
    ],
)
def test_a_matter_of_ones_own_that_nobody_names_is_asked_back(question: str, blank: bool) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.asked is not None
    assert names_nothing(talk.asked) is blank


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Kann unser Betrieb die Kosten des Seminars absetzen?", "tax"),
        ("Mein Meister genehmigt mir keine Schulung. Was kann ich machen?", "labour_law"),
        ("Mein Meister hat mir gekündigt. Was kann ich machen?", None),
    ],
)
def test_what_others_decide_about_training(question: str, key: str | None) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.asked is not None
    assert talk.asked.foreign_topic == key


@pytest.mark.parametrize(
    ("question", "offers"),
    [
        ("Ich biete Kurse zu Batterien an. Wie komme ich ins Programm?", True),
        ("Wir bieten unseren Leuten keine Kurse. Was gibt es?", False),
        ("Bieten die Netzwerke Kurse zu Batterien an?", False),
    ],
)
def test_whoever_offers_training_gets_no_list_of_it(question: str, offers: bool) -> None:
    assert ("neue Mitglieder oder Partner aufnimmt" in says(question)) is offers


def test_who_asks_what_is_paid_gets_no_list_of_courses() -> None:
    assert "Einzelne Kurse" not in says("Wer zahlt mir den Lohn, wenn ich einen Kurs besuche?")
    assert "Einzelne Kurse" in says("Welche Kurse kann ich als Beschäftigter besuchen?")


def test_who_lost_a_job_gets_no_forecast_of_it() -> None:
    text = says("Mein Vater hat seinen Job verloren: Wer kann ihm helfen?")
    assert text.startswith("Was bei Kündigung, Insolvenz oder Schließung")
    assert "gefährdet" not in text


def test_a_claim_about_a_firm_is_no_doubt_about_an_answer() -> None:
    assert "noch keine Antwort" not in says("Bei Bosch sollen 900 Stellen wegfallen. Stimmt das?")
    assert "noch keine Antwort" in says("Stimmt das?")
