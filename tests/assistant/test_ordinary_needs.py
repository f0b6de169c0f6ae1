"""What people who know no records tell of their own case, in one message or in several."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says
from transfobot.domain.answers import Outcome

_PAYS = "Wer zahlt, hängt vom Programm ab"
_RULE = "Eigenanteil des Arbeitgebers"
_APPRENTICE = "Für Auszubildende ist kein Förderprogramm hinterlegt"


@pytest.mark.parametrize(
    ("told", "then"),
    [
        ("Mein Chef will mich auf einen Lehrgang schicken. Ich arbeite in Wolfsburg.", "Wolfsburg"),
        ("Wir müssen unsere Leute umschulen, Sitz ist in Kassel.", "Kassel"),
    ],
)
def test_who_pays_is_asked_of_the_course_and_not_of_the_network_there(told: str, then: str) -> None:
    talk = Talk()
    assert then in talk.ask(told)
    text = talk.ask("und wer zahlt das dann, ich oder die firma?")
    assert text.startswith(_PAYS)
    assert _RULE in text
    assert "Mio." not in text
    assert "Ansprechstelle" not in text


@pytest.mark.parametrize(
    "told", ["Ich bin 52. Bin ich da nicht zu alt für sowas?", "Bin schon 57, geht das noch?"]
)
def test_an_age_told_afterwards_is_added_to_the_need(told: str) -> None:
    talk = Talk()
    talk.ask("Ich arbeite am Band in Zwickau und möchte umschulen. Was kann ich tun?")
    text = talk.ask(told)
    assert text.startswith("Eine Regel eigens zu Alter")
    assert "ab 45 Jahren" in text
    assert "Ansprechstelle" not in text


@pytest.mark.parametrize(
    "question",
    [
        "Unser Mitarbeiter ist 48 und soll umgeschult werden.",
        "Mein Vater ist 58 und sein Betrieb baut Stellen ab. Gibt es was für ihn?",
    ],
)
def test_the_age_of_another_is_told_as_well(question: str) -> None:
    assert "Eine Regel eigens zu Alter" in says(question)


def test_a_number_of_other_things_is_no_age() -> None:
    assert "Eine Regel eigens zu Alter" not in says(
        "Unser Betrieb ist 48 Mitarbeiter stark. Was nun?"
    )


def test_a_size_told_after_whom_to_turn_to_adds_what_is_open() -> None:
    talk = Talk()
    asked = "Kleiner Zulieferer in Heilbronn, unser Kunde hat storniert. Wer hilft uns?"
    assert "Innovationsprogramm" not in talk.ask(asked)
    assert "Für einen Betrieb mit 30 Beschäftigten" in talk.ask("Wir haben 30 Leute.")


@pytest.mark.parametrize(
    "question",
    [
        "Ich lerne Zerspanungsmechaniker im zweiten Jahr. Hat das noch Zukunft?",
        "Ich mache eine Ausbildung zum Kfz-Mechatroniker. Werde ich noch gebraucht?",
        "Meine Tochter will Industriekauffrau lernen. Soll sie das noch machen?",
    ],
)
def test_an_apprentice_is_known_by_the_trade(question: str) -> None:
    text = says(question)
    assert _APPRENTICE in text
    assert "Qualifizierungsgeld" not in text


def test_a_course_is_paid_by_what_pays_for_courses_whatever_it_teaches() -> None:
    text = says("Wir wollen unsere Leute auf Elektromobilität umschulen. Was gibt es da vom Staat?")
    assert "Qualifizierungsgeld" in text
    assert "Innovationsprogramm" not in text
    listed = says("Wir müssen unsere Dreher umschulen, sonst können wir zumachen. Gibt es Geld?")
    assert "Welcome Center" not in listed
    assert "Betriebsschließung" not in listed


@pytest.mark.parametrize(
    "question",
    [
        "Ich bin Bürgermeister, der größte Arbeitgeber macht dicht. Was können wir tun?",
        "Im Ort steht eine alte Fabrikhalle leer. Was kann die Gemeinde damit machen?",
    ],
)
def test_a_town_that_loses_a_firm_gets_nothing_for_firms(question: str) -> None:
    text = says(question)
    assert "Bundeswettbewerb Zukunft Region" in text
    assert "Kredit" not in text
    assert "(EEW)" not in text


def test_a_land_told_afterwards_adds_what_it_pays_for_sites() -> None:
    talk = Talk()
    talk.ask("Bei uns im Ort steht eine Fabrikhalle leer. Was kann die Gemeinde machen?")
    assert "GRW Infra Sachsen" in talk.ask("Das ist in Sachsen.")


def test_what_a_town_may_have_itself_is_not_what_a_firm_may_have() -> None:
    asked = "In Crimmitschau schließt ein Zulieferer, ich bin Bürgermeisterin. "
    text = says(f"{asked}Welche Förderung kann die Stadt selbst beantragen?")
    assert "GRW Infra Sachsen" in text
    assert "Forschungszulage" not in text


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Unsere Firma hängt ganz an VW. Wie kommen wir weg davon?", "(ZIM)", "INQA"),
        ("Wir brauchen eine neue Fräse, kriegen wir da was dazu?", "(365/366)", "INQA"),
        ("Ich habe eine Idee für einen Motor und will ihn entwickeln. Wer zahlt?", "(ZIM)", "EEW"),
        ("Ich bin freiberuflicher Konstrukteur. Gibt es Hilfe?", "(365/366)", "Qualifizierung"),
        ("Ich bin arbeitslos, vorher Dreher. Was gibt es für mich?", "ohne Arbeit", "Eigenanteil"),
    ],
)
def test_a_need_gets_what_is_for_it_alone(question: str, told: str, untold: str) -> None:
    text = says(question)
    assert told in text
    assert untold not in text


def test_whoever_asks_whom_to_call_about_money_gets_no_list_of_loans() -> None:
    text = says("Wir sitzen in Olpe und brauchen dringend Geld. An wen wende ich mich?")
    assert "ATLAS" in text
    assert "Mio." not in text
    assert "Kredit" not in text


def test_a_town_of_several_is_asked_back_by_its_name() -> None:
    text = says("Wir sind 25 Leute in einer Stanzerei in Hagen. Was können wir tun?")
    assert text.split("\n")[-1].startswith("Hagen gibt es mehrfach")


def test_handing_over_a_firm_is_not_on_file() -> None:
    talk = Talk()
    text = talk.ask("Ich bin 63 und keiner will meine Firma übernehmen. Was soll ich machen?")
    assert text.startswith("Zur Nachfolge in einem Betrieb ist nichts hinterlegt")
    assert talk.outcome is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    "question",
    [
        "Unser Kunde in Aalen hat storniert. Wen rufe ich an?",
        "Wir sind 240 Leute in Ingolstadt und der Umsatz hat sich halbiert. Wer hilft uns?",
    ],
)
def test_whom_to_call_at_a_place_is_told_first(question: str) -> None:
    talk = Talk()
    text = talk.ask(question)
    assert talk.outcome is Outcome.ANSWERED
    assert "ist zuständig" in text.split("\n")[0]
    assert text.count("\n– ") <= 4


def test_a_firm_at_a_loss_hears_who_advises_and_is_asked_what_for() -> None:
    text = says("Wir haben 25 Leute in einer Stanzerei bei Solingen. Was sollen wir tun?")
    assert "INQA-Coaching" in text
    assert text.count("\n– ") <= 5
    assert text.endswith("dann nenne ich Ihnen die Programme dazu.")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wo finde ich eine neue Stelle? Ich war Lagerist.", "Offene Stellen sind nicht"),
        (
            "Jetzt bin ich ohne Arbeit, davor war ich bei Continental. Wo kann ich hin?",
            "Für Menschen ohne Arbeit",
        ),
        ("Unsere Kasse ist leer und die Bank sagt nein. Was gibt es?", "(365/366)"),
        ("Ich möchte den Meister machen. Zahlt das jemand?", _PAYS),
        ("Was bekomme ich, solange ich auf Schulung bin?", _PAYS),
        ("Mein Chef will von Weiterbildung nichts hören. Was tun?", "wenn der Betrieb nicht"),
        ("Mein Neffe lernt Mechatroniker. Muss er sich Sorgen machen?", _APPRENTICE),
        ("Wir haben eine alte Fabrik. Wer gibt der Gemeinde Geld?", "Für Kommunen selbst"),
        ("Die Gasrechnung frisst uns auf. Gibt es Zuschuss für einen Ofen?", "(EEW)"),
    ],
)
def test_a_need_in_everyday_words_is_understood(question: str, told: str) -> None:
    assert told in says(question)


def test_who_advises_on_people_from_abroad_is_told_beside_the_network_of_the_place() -> None:
    text = says("Wir brauchen in Öhringen Rat zur Anerkennung eines Abschlusses. Wer berät uns da?")
    assert "Welcome Center" in text
    assert "Transformotive" in text


@pytest.mark.parametrize(
    "question",
    [
        "GRW RIGA oder GRW Infra – welches ist für uns als Kommune, welches für Firmen?",
        "Welche KfW-Förderkredite kann ein Mittelständler über die Hausbank bekommen?",
    ],
)
def test_who_something_is_for_is_nothing_that_is_missing(question: str) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.ANSWERED
