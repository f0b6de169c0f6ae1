"""Another subject altogether, beside words that could be ours; and what only looks like it."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk
from transfobot.assistant.understand.ours import nothing_of_ours
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
