"""What a short question goes on with: the programmes and networks that the answer before showed."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk
from transfobot.assistant.register.onward import audience_of_group
from transfobot.assistant.register.scales import Case, fitted
from transfobot.assistant.understand.onward import group_meant
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Audience

TRAINING = (
    "Ich arbeite bei einem Zulieferer in Kassel, wir sind 85 Leute. Gibt es Geld zum Umlernen?"
)
SEVERAL = "Was ist ZIM und was ist die Forschungszulage?"


def after(*questions: str) -> Talk:
    """A conversation with some questions asked."""
    talk = Talk()
    for question in questions:
        talk.ask(question)
    return talk


@pytest.mark.parametrize(
    ("first", "then", "wanted"),
    [
        (TRAINING, "Muss ich das selber beantragen?", "Arbeitgeber stellen den Antrag"),
        (TRAINING, "und wer zahlt das?", "Bundesagentur für Arbeit"),
        (TRAINING, "wie hoch ist das für uns?", "die Hälfte"),
        (TRAINING, "wie viele müssten es mindestens sein?", "10 Prozent der Beschäftigten"),
        (TRAINING, "bis wann?", "unbefristet"),
        (TRAINING, "lohnt sich das noch dieses Jahr?", "kann ich nicht beurteilen"),
        (TRAINING, "und wenn die nein sagen?", "Was nach einer Ablehnung möglich ist"),
        (TRAINING, "gilt das auch für Leiharbeiter?", "„Leiharbeiter“"),
        (TRAINING, "und wenn wir nur acht sind?", "schriftliche Erklärung"),
        (TRAINING, "das versteh ich nicht, einfacher bitte", "Den Antrag stellen kann"),
        (SEVERAL, "kann man beide gleichzeitig nehmen?", "nicht hinterlegt"),
        (SEVERAL, "geht das online?", "Bescheinigungsstelle"),
        (SEVERAL, "was davon ist ein Zuschuss?", "ZIM"),
        ("Wer hilft in Gummersbach?", "wen zuerst?", "zuerst bei TRAIBER.NRW"),
        ("Wer hilft in Solingen?", "und was kostet das?", "kostenlose Orientierungschecks"),
        ("Wer hilft in Leipzig?", "und was kostet das?", "nicht hinterlegt"),
        ("Wer hilft in Regensburg?", "gibts da einen Ansprechpartner mit Namen?", "Uwe Pfeil"),
        ("Wer hilft in Solingen?", "und wenn da keiner rangeht?", "Vertretung"),
        ("Wer hilft in Schweinfurt?", "sind die auch für kleine Betriebe da?", "Zielgruppen"),
    ],
)
def test_a_question_goes_on_with_what_was_shown(first: str, then: str, wanted: str) -> None:
    talk = after(first, then)
    assert talk.draft is not None
    assert wanted in "\n".join(one.text for one in talk.draft.sentences)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Welche Programme gibt es für Digitalisierung?", "und für Energie?"),
        ("Welche Förderprogramme sind beendet?", "und welche sind noch offen?"),
        (TRAINING, "Wer leitet ReTraSON?"),
        (TRAINING, "und in Solingen?"),
    ],
)
def test_a_question_with_a_matter_of_its_own_asks_anew(first: str, then: str) -> None:
    talk = after(first, then)
    assert talk.asked is not None
    assert talk.asked.onward is None


def test_an_answer_is_never_said_again_word_for_word() -> None:
    talk = after("Wer hilft in Pirmasens?", "haben die eine Telefonnummer?")
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.NO_SOURCE
    assert "Auch dazu ist nichts hinterlegt" in talk.draft.sentences[0].text


@pytest.mark.parametrize(
    ("size", "kept", "gone"),
    [(12, "keiner", "Hälfte"), (85, "Hälfte", "keiner"), (700, "drei Viertel", "Hälfte")],
)
def test_a_rate_in_steps_is_told_for_the_size(size: int, kept: str, gone: str) -> None:
    steps = "unter 50 Beschäftigten keiner, von 50 bis 499 Beschäftigten die Hälfte, ab 500 "
    case = Case(size, None, disabled=False)
    told = fitted(f"Eigenanteil: {steps}Beschäftigten drei Viertel; sonst ganz", case)
    assert kept in told
    assert gone not in told
    assert told.endswith("sonst ganz")


@pytest.mark.parametrize(
    ("text", "who", "audience"),
    [
        ("gilt das auch für Leiharbeiter?", "Leiharbeiter", None),
        ("und für die Betriebe?", "Betriebe", Audience.COMPANY),
        ("und was ist mit der Stadt?", "Stadt", Audience.MUNICIPALITY),
        ("und wenn wir nur acht sind?", "wir nur acht sind", None),
        ("und bei 45 jährigen?", "45 jährigen", None),
    ],
)
def test_a_group_is_read(text: str, who: str, audience: Audience | None) -> None:
    assert group_meant(text) == who
    assert audience_of_group(text) is audience
