"""Records in an order, between bounds or beside each other, and orders nobody recorded."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk
from transfobot.domain.answers import Outcome


def told(question: str) -> tuple[str, Outcome]:
    talk = Talk()
    text = talk.ask(question)
    assert talk.draft is not None, question
    return text, talk.draft.outcome


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Welches Treffen hatte die wenigsten Gäste?", ("über 60",)),
        ("Rangliste der Veranstaltungen nach Besucherzahl", ("350", "300", "280")),
        ("Zu welchen Veranstaltungen kamen mehr als 250 Besucher?", ("350", "300", "280")),
        ("Wer erhielt den geringsten Betrag an Förderung?", ("#FDmobil",)),
        ("Wer liegt bei der Fördersumme auf dem zweiten Platz?", ("ITAS",)),
        ("Hat TeamMit eher losgelegt oder TRegKS?", ("TeamMit", "TRegKS")),
    ],
)
def test_records_stand_in_the_order_asked_for(question: str, words: tuple[str, ...]) -> None:
    text, outcome = told(question)
    assert all(one in text for one in words), text
    assert outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "Welches Netzwerk hat die meisten Follower?",
        "Welches Netzwerk ist das bekannteste?",
        "Welche Veranstaltung war die teuerste?",
        "Welches Förderprogramm wird am häufigsten beantragt?",
        "Wie viele Betriebe kommen im Schnitt pro Netzwerk zusammen?",
        "Welche Netzwerke gibt es in Luxemburg?",
        "Förderprogramme in Frankreich, bitte alle",
        "Which networks are there in the Netherlands?",
        "Alle Angebote aus Suedtirol, bitte",
    ],
)
def test_what_nobody_recorded_is_refused(question: str) -> None:
    _, outcome = told(question)
    assert outcome is Outcome.NO_SOURCE


def test_guests_of_events_are_recorded() -> None:
    text, outcome = told("Welche Veranstaltung hatte die meisten Besucher?")
    assert "350" in text
    assert outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Beschäftigte in Thüringen gegenüber dem Saarland?", ("15.000", "44.000")),
        ("Wo sind mehr Zulieferer, im Saarland oder in Südwestfalen?", ("260", "500")),
    ],
)
def test_two_regions_stand_side_by_side(question: str, words: tuple[str, str]) -> None:
    text, outcome = told(question)
    assert all(one in text for one in words), text
    assert outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("question", "inside", "outside"),
    [
        ("Welche Studien sind älter als 2019?", "Autoland", "BWe mobil"),
        ("Studien zwischen 2021 und 2022", "Verbrenner", "BW 2023"),
        ("Welche Untersuchungen sind nicht von IW Consult?", "BWe mobil", "Autoland"),
        ("Literatur zu Thüringen?", "Branchenkennzahlen", "Autoland"),
        ("Termine im 2. Halbjahr 2025", "Strategiedialog", "TraWeBa"),
        ("Welche Veranstaltungen liefen im ersten Halbjahr 2024?", "Bürgerdialog", "Bamberg"),
        ("Deutschlandweite Treffen, wann und wo?", "Bamberg", "Wetzlar"),
        ("welche verbünde gibt es in baden württemberg", "TraFoNetz", "Baden-Baden"),
        ("Welche Netzwerke reichen über die Landesgrenze?", "TIM", "ITAS"),
        ("Welche Netzwerke haben mindestens fünf Partner?", "ATLAS", "ANeTT"),
        ("Bei welchen Netzwerken gibt es nur einen Partner?", "transform.r", "ATLAS"),
        ("Welche Netzwerke gingen vor Juli 2022 an den Start?", "ReTraSON", "ITAS"),
        ("Wo kamen die Netzwerke bundesweit zusammen?", "Bamberg", "Wetzlar"),
        ("Was gab es in Leipzig an Veranstaltungen?", "TraWeBa", "Wetzlar"),
    ],
)
def test_lists_hold_what_fits_alone(question: str, inside: str, outside: str) -> None:
    text, _ = told(question)
    assert inside in text
    assert outside not in text


def test_the_other_end_of_an_order_is_asked_for() -> None:
    talk = Talk()
    talk.ask("Welches Netzwerk bekam am meisten Geld?")
    assert "#FDmobil" in talk.ask("Und am wenigsten?")
