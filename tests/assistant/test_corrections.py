"""What is taken back, and what is asked again of the other one."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk
from transfobot.assistant.understand.corrections import (
    corrected_midway,
    with_lender,
    without_rejected,
)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("nicht Weis, sondern Ahlswede-Brech", "Ahlswede-Brech"),
        ("Sorry, nicht Frankfurt, sondern Eisenach.", "Sorry, Eisenach."),
        ("nein, nicht Kassel, Gießen!", "nein, Gießen!"),
        ("Ich meinte Aalen, nicht Ahaus", "Ich meinte Aalen"),
        ("Aalen statt Ahaus", "Aalen"),
        (
            "Nein, nicht Peine. Das Netzwerk in Aalen meine ich",
            "Nein, Das Netzwerk in Aalen meine ich",
        ),
        ("Vergiss ITAS, es geht um ATLAS", "es geht um ATLAS"),
        ("ersetze Kassel durch Fulda", "Fulda"),
        ("nicht nur in Hessen, sondern auch in Bayern", None),
        ("Das ist nicht richtig", None),
        ("Ich verstehe nicht, was das heißt", None),
    ],
)
def test_what_is_rejected_is_dropped(said: str, kept: str | None) -> None:
    assert without_rejected(said) == (kept or said)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Nein, 511.", "Nein, KfW 511."),
        ("und beim 365er, wie hoch?", "und beim KfW 365er, wie hoch?"),
        ("511/365 bitte", "KfW 511/365 bitte"),
        ("und 365 wenn wir klein sind?", "und KfW 365 wenn wir klein sind?"),
        ("und 519?", "und KfW 519?"),
        ("Nein, 511 Beschäftigte", None),
        ("und 365 Mitarbeiter?", None),
        ("sagen wir 365 €", None),
        ("Nein, 444", None),
    ],
)
def test_a_number_alone_is_that_of_a_loan_on_file(said: str, read: str | None) -> None:
    """The records tell the series of loans; figures that count something are none."""

    def kinds(text: str) -> set[str]:
        return {"programme"} if text in ("KfW 511", "KfW 365") else set()

    assert with_lender(said, kinds) == (read or said)


def test_a_message_may_correct_itself() -> None:
    parts = corrected_midway("Wer ist für Ahaus zuständig? Ach nein, ich meinte Aalen.")
    assert parts == ("Wer ist für Ahaus zuständig", "Ach nein, ich meinte Aalen.")
    assert corrected_midway("Gibt es in Hessen ein Netzwerk?") is None


@pytest.mark.parametrize(
    ("before", "correction", "told"),
    [
        ("Wer leitet transform.r?", "Nein, nicht transform.r, sondern transform_EMN.", "Lanig"),
        ("Wer ist für Kassel zuständig?", "nicht Kassel, sondern Aalen", "Ostwürttemberg"),
        ("Welche Website hat TeamMit?", "Wie ist das bei transform_EMN?", "transform-emn.de"),
        (
            "Wer leitet das Netzwerk in Fulda?",
            "Moment, nicht Fulda. Das Netzwerk in Kassel.",
            "TRegKS",
        ),
        ("Wer leitet das Netzwerk in Fulda?", "Doch lieber Kassel.", "TRegKS"),
        (
            "Was sagt IW 2021 zu geprägten Kreisen?",
            "Stopp, die Ausgabe von 2025 brauche ich",
            "116",
        ),
        ("Fördersatz INQA-Coaching bei 300 Leuten?", "Vertan, wir sind ein kleiner Betrieb", "80"),
        ("Wer leitet TeamMit?", "Und welche Uni zählt da dazu?", "Marburg"),
        ("Welche Website hat ATLAS?", "gilt das auch für ANeTT?", "anett-thueringen.de"),
        ("Telefon von TRegKS?", "vertippt, TraSaar war gemeint", "TraSaar"),
        ("Telefon von TRegKS?", "Kassel war falsch, richtig ist Fulda", "#FDmobil"),
        ("Telefon von TRegKS?", "TrendAuto2030plus?", "241 80 26801"),
        ("Website von ATLAS?", "falsch, ich wohne in Gotha", "anett-thueringen.de"),
        ("Wer ist bei ATLAS Projektleiter?", "nicht den Namen, sondern die E-Mail", "hinterlegt"),
    ],
)
def test_the_attribute_is_kept(before: str, correction: str, told: str) -> None:
    talk = Talk()
    talk.ask(before)
    answer = talk.ask(correction)
    assert told in answer
    assert "transform.r:" not in answer


@pytest.mark.parametrize(
    "text",
    [
        "Wer ist für Ahaus zuständig? Ach nein, ich meinte Aalen.",
        "Wer hilft in Ahaus, nein, in Aalen?",
        "Wer ist für Ahaus zuständig sorry ich meinte Aalen",
    ],
)
def test_a_question_that_corrects_itself_is_asked_of_the_other(text: str) -> None:
    assert "Transformationsnetzwerk Ostwürttemberg" in Talk().ask(text)


def test_the_second_of_a_list_is_asked_what_is_asked_now() -> None:
    talk = Talk()
    talk.ask("Welche Netzwerke gibt es für den Oberbergischen Kreis?")
    assert "241 80 26801" in talk.ask("Beim zweiten: wen rufe ich an?")
    talk = Talk()
    talk.ask("Vergleiche ATLAS und transform_EMN")
    assert "Lanig" in talk.ask("das zweite – wer leitet das?")


@pytest.mark.parametrize(
    ("before", "correction", "told"),
    [
        ("Wie viel Geld bekam ITAS?", "Ups, vertippt, ich meinte das in Mainfranken.", "1,5 Mio"),
        ("Wie viel Geld bekam ITAS?", "Nee, das andere in Sachsen", "6 Mio"),
        ("Wie viel Geld bekam ITAS?", "Und in Thüringen?", "1,6 Mio"),
        ("Wie viel Geld bekam ITAS?", "Falsch, TRegKS meinte ich. Wie hoch war es da?", "3,1 Mio"),
        ("Wie viel Geld bekam ITAS?", "Nein, die Partner von ANeTT meinte ich.", "IHK Erfurt"),
    ],
)
def test_another_network_is_asked_what_was_asked(before: str, correction: str, told: str) -> None:
    talk = Talk()
    talk.ask(before)
    assert told in talk.ask(correction)


@pytest.mark.parametrize(
    ("before", "once_more", "told"),
    [
        (
            "Wie viel Geld bekam ITAS?",
            "Sorry, falsche Gegend, ich wollte das für Kassel.",
            "3,1 Mio",
        ),
        ("Wie viel Geld bekam ITAS?", "Die Frage war für Mainfranken gedacht.", "1,5 Mio"),
        (
            "Wie viel Geld bekam ITAS?",
            "Danke. Jetzt brauche ich noch den Wert für ATLAS.",
            "7,1 Mio",
        ),
        (
            "Wie viel Geld bekam ITAS?",
            "Ich hatte ITAS geschrieben, gemeint war TeamMit.",
            "5,5 Mio",
        ),
        (
            "Wie viel Geld bekam ITAS?",
            "Der Fehlerteufel war es, ANeTT ist richtig.",
            "1,6 Mio",
        ),
        (
            "Fördersumme des Netzwerks in Kassel?",
            "Same question for SüdOstNiedersachsen.",
            "7,6 Mio",
        ),
        (
            "Wer ist für Laatzen zuständig?",
            "Und wenn ich stattdessen Bad Harzburg nehme?",
            "ReTraSON",
        ),
        (
            "Wer ist für Berlin zuständig?",
            "Ich nehme Berlin zurück, bitte Nattheim.",
            "Ostwürttemberg",
        ),
        ("Wie viel Geld bekam ITAS?", "Vergiss ITAS. Was ist mit transform.RMF?", "1,5 Mio"),
        ("Wie viel Geld bekam ITAS?", "Mein Fehler, ATLAS.", "7,1 Mio"),
        ("Wie viel Geld bekam ITAS?", "Ich habe ITAS geschrieben statt ATLAS.", "7,1 Mio"),
        ("Wer ist für Laatzen zuständig?", "Wir ziehen aber bald nach Trossingen.", "AuToS"),
        (
            "Welches Netzwerk ist für unseren Betrieb in Rottweil da?",
            "Pardon, Unsinn geschrieben: In Rottweil ist nur die Holding. Das Werk ist in Nagold.",
            "TraFoNetz",
        ),
        ("Telefon für Wolfsburg?", "Nachtrag: Genau das bräuchte ich auch für Solingen.", "0212"),
    ],
)
def test_a_name_alone_is_asked_what_was_asked(before: str, once_more: str, told: str) -> None:
    talk = Talk()
    talk.ask(before)
    assert told in talk.ask(once_more)


@pytest.mark.parametrize(
    ("further", "told"),
    [
        ("Erzähl mir mehr von ATLAS.", "Südwestfalen"),
        ("Welches Netzwerk gibt es in Fulda?", "#FDmobil"),
        ("hessen, alle netzwerke bitte, nur namen", "TRegKS"),
        ("Danke, dann rufe ich bei TRegKS an. Nummer?", "70733-50"),
    ],
)
def test_a_question_of_its_own_is_not_the_one_before(further: str, told: str) -> None:
    talk = Talk()
    talk.ask("Wie viel Geld bekam ITAS?")
    answer = talk.ask(further)
    assert told in answer
    assert not answer.startswith("Förderung")


@pytest.mark.parametrize(
    ("slip", "network"),
    [
        (
            "Pardon, Tippfehler: ich meinte den Landkreis Bamberg, nicht Schweinfurt.",
            "transform_EMN",
        ),
        ("Pardon, falscher Standort: Es geht um unser Werk in Bad Mergentheim.", "Transformotive"),
    ],
)
def test_a_slip_that_is_named_asks_again_of_the_place_that_is_meant(
    slip: str, network: str
) -> None:
    talk = Talk()
    talk.ask("Welches Netzwerk ist für den Landkreis Schweinfurt zuständig?")
    assert network in talk.ask(slip)
