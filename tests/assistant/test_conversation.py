"""A conversation of several turns: what is carried on, come back to, counted and asked again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.assistant.corpus import places, register
from tests.assistant.talk import DAY, Talk, lexicon
from transfobot.assistant.understand.question import understand
from transfobot.assistant.understand.read import Reading
from transfobot.domain.answers import Answer, Citation, Mode, Outcome
from transfobot.domain.conversation import Conversation, Question, Turn


def last_of(*questions: str) -> str:
    """The answer to the last of some questions in one conversation."""
    talk = Talk()
    return [talk.ask(question) for question in questions][-1]


@pytest.mark.parametrize(
    ("turns", "wanted"),
    [
        (("Wer bewilligt ZIM?", "Und wer finanziert das?"), "BMWE"),
        (("Wer finanziert EEW?", "Welche Stelle ist zuständig?"), "BAFA"),
        (("Was fördert der Just Transition Fund?", "Wie viel davon geht nach Chemnitz?"), "70 Mio"),
        (("Wer ist für Remscheid zuständig?", "Womit beschäftigen die sich?"), "Schwerpunkte"),
        (("Was macht das ReTraNetz-BB?", "Ist die IG Metall dabei?", "Und Hochschulen?"), "TU Ber"),
        (("Was macht TeamMit?", "Wann war deren Live-Treff in Wetzlar?"), "19.08.2025"),
        (("Wer hilft in Erlangen?", "Wie viel Geld kam 2026 dazu?"), "1,6 Mio"),
    ],
)
def test_what_was_spoken_of_is_carried_on(turns: tuple[str, ...], wanted: str) -> None:
    assert wanted in last_of(*turns)


@pytest.mark.parametrize(
    ("turns", "wanted"),
    [
        (
            (
                "Bis wann ist TraFoNetz bewilligt?",
                "Was fördert Invest BW?",
                "Noch einmal zum Nordschwarzwald: Wer leitet das?",
            ),
            "Wirtschaftsförderung Nordschwarzwald",
        ),
        (
            (
                "Wie lange läuft neu/wagen?",
                "Und wie sieht das bei #FDmobil aus?",
                "Zurück nach Hannover: Wie viele Workshops gab es bis zur Zwischenbilanz?",
            ),
            "85 Workshops",
        ),
    ],
)
def test_the_way_back_leads_to_the_network_that_was_spoken_of(
    turns: tuple[str, ...], wanted: str
) -> None:
    assert wanted in last_of(*turns)


@pytest.mark.parametrize(
    "then",
    ["Und von der anderen?", "Wie sieht es beim anderen aus?", "Gilt das auch für das andere?"],
)
def test_the_other_of_two_is_asked_the_same(then: str) -> None:
    turns = ("In Sachsen gibt es ITAS und MoLeWa, oder?", "Wie hoch ist die Förderung von ITAS?")
    assert "Förderung von MoLeWa: knapp 6 Mio" in last_of(*turns, then)


def test_another_programme_is_no_other_network() -> None:
    talk = Talk()
    talk.ask("Wer leitet TeamMit?")
    talk.ask("Und das andere Programm?")
    assert talk.asked is not None
    assert talk.asked.missing_referent is None


@pytest.mark.parametrize("then", ["Das macht zusammen wie viele?", "Also wie viele insgesamt?"])
def test_what_was_listed_is_counted(then: str) -> None:
    assert "In Hessen sind drei" in last_of("Welche Netzwerke hat Hessen?", then)


@pytest.mark.parametrize(
    ("before", "then", "wanted"),
    [
        ("In welche Städte kam der Bürgerdialog von ITAS?", "Und bei TraFoNetz?", "Nagold"),
        ("Wer leitet ATLAS, und wie hoch ist die Förderung?", "Und TRegKS?", "3,1 Mio"),
        ("Wer zahlt ZIM?", "Falsches Programm, ich meine EEW.", "(EEW): BMWE"),
        ("Was macht CARS 2.0?", "Haben Sie das auch für AuToS?", "Schwerpunkte von AuToS"),
        ("Wer leitet ITAS?", "Bleiben wir bei MoLeWa. Haben Sie einen Namen?", "Katzek"),
    ],
)
def test_the_question_before_is_read_anew_with_the_other_name(
    before: str, then: str, wanted: str
) -> None:
    assert wanted in last_of(before, then)


def test_what_holds_for_us_is_asked_for_another_plant_of_ours() -> None:
    first = "Ab wie viel betroffenen Leuten gibt es Qualifizierungsgeld?"
    assert "20 Prozent" in last_of(first, "Gilt das genauso für unser Schwesterwerk?")


@pytest.mark.parametrize(
    ("before", "then", "wanted"),
    [
        (
            "Wie viele Stellen sind seit 2019 laut IW Consult 2021 weggefallen?",
            "Nein, nicht den von 2021, das Update von 2025!",
            "55.000",
        ),
        (
            "Ist der Innovationskredit der KfW noch zu haben?",
            "Ich meine die Nummer 514. Wie hoch ist die?",
            "50 Prozent",
        ),
    ],
)
def test_a_correction_changes_the_edition_alone(before: str, then: str, wanted: str) -> None:
    assert wanted in last_of(before, then)


def test_a_number_of_a_loan_is_no_telephone() -> None:
    assert "Telefon" not in last_of("Wie hoch ist die Förderung bei Nummer 514 der KfW?")


def test_how_many_came_is_asked_of_the_conference_spoken_of() -> None:
    talk = Talk()
    talk.ask("Wo fand die Jahreskonferenz von transform.r statt?")
    talk.ask("Wie viele Leute sind zu der Konferenz gekommen?")
    assert talk.outcome is Outcome.NO_SOURCE


def test_what_an_answer_out_of_the_documents_quotes_alone_is_spoken_of() -> None:
    record = register().programme("zukunft_region")
    assert record is not None
    quoted = Citation(1, record.document_id, "p", record.name, None, None, "Wettbewerb", "/", None)
    answer = Answer("a", "c", Outcome.ANSWERED, Mode.EXTRACTIVE, (), (quoted,))
    turn = Turn("Gibt es einen Wettbewerb?", answer, datetime.now(UTC))
    reading = Reading(lexicon(), places(), DAY)
    asked = understand(Question("Wie hoch ist das?"), Conversation("c", (turn,)), reading)
    assert asked.mentions.programmes == ("zukunft_region",)
