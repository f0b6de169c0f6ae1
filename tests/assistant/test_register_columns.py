"""What a question asks of one record where its words are those of everyday life."""

from __future__ import annotations

import pytest

from tests.assistant.corpus import register
from tests.assistant.talk import Talk, says
from transfobot.domain.answers import Outcome
from transfobot.domain.register import Network


def network(short_name: str) -> Network:
    return next(one for one in register().networks if one.short_name == short_name)


def outcome(question: str) -> Outcome | None:
    talk = Talk()
    talk.ask(question)
    return talk.draft.outcome if talk.draft else None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Was hat die Region Kassel für ihr Netzwerk bekommen?", "TRegKS"),
        ("Wie viel Zuschuss haben die Regensburger gekriegt?", "transform.r"),
        ("Was gab der Bund den Thüringern für ihr Netzwerk?", "ANeTT"),
        ("Nenne mir die Projektmittel, die ATLAS erhalten hat.", "ATLAS"),
        ("wiviel fördergelld hat itas bekomen", "ITAS"),
        ("what has ITAS been given by the federal government?", "ITAS"),
    ],
)
def test_a_sum_is_asked_for_by_what_was_received(question: str, name: str) -> None:
    assert (network(name).funding or "?") in says(question)


def test_whoever_asks_for_themselves_or_for_help_gets_no_sum() -> None:
    assert "Mio. €" not in says("Was bekommen wir von ITAS?")
    helped = says("Welche Hilfen gibt es bei transform.RMF für kleine Betriebe?")
    assert "Lernnuggets" in helped
    assert "1,5 Mio. €" not in helped


def test_a_sum_for_every_year_is_not_the_sum_of_all() -> None:
    assert outcome("Wie viel Geld bekommt TRegKS pro Jahr?") is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Welche Einrichtungen stehen bei MoLeWa auf der Partnerliste?", "AGIL GmbH"),
        ("Welche Organisation trägt transform.RMF?", "Region Mainfranken GmbH"),
        ("Welches Datum steht auf der Gründungsurkunde vom Bündnis für Transformation?", "27.05."),
        ("Wer waren die Ideengeber von TRAIBER?", "Universität Wuppertal"),
        ("Worauf legt ANeTT Wert?", "Resilienz"),
        ("Lebt das Netzwerk in Fulda noch?", "30.06.2025"),
        ("In welchem Monat endete MoLeWa?", "30.06.2025"),
        ("Wann bekam ATLAS den Zuschlag?", "1. Juli 2022"),
        ("Mit wem hat das Fachkräftebündnis ein Abkommen geschlossen?", "Allianz für Fachkräfte"),
        ("Wodurch ist das Bündnis für Transformation entstanden?", "Podiumsdiskussion"),
        ("Who is named as project manager of transform_EMN?", "Lanig"),
    ],
)
def test_families_of_words_for_a_column_or_a_fact(question: str, told: str) -> None:
    assert told in says(question)


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele haben bei neu/wagen bislang teilgenommen?",
        "Bei neu/wagen war angeblich die Hütte voll. Wie viele Leute waren dort dabei?",
        "Wie viele Menschen haben bei neu/wagen mitgemacht? Ich glaube ja, kaum jemand.",
    ],
)
def test_how_many_came(question: str) -> None:
    assert "13.000" in says(question)


def test_what_is_taken_back_at_once_is_not_told() -> None:
    text = says("Ich meinte nicht ITAS sondern MoLeWa, wieviel Geld war das?")
    assert (network("MoLeWa").funding or "?") in text
    assert (network("ITAS").funding or "?") not in text


def test_what_is_told_after_a_question_asks_nothing() -> None:
    asked = "Wie viel Förderung bekam TRegKS? {}"
    plain = says(asked.format(""))
    for remark in ("Brauche das für den Infokasten.", "Ich hab da nur Gerüchte gehört."):
        assert says(asked.format(remark)) == plain
    assert "Vellmar" in says("Wer hilft uns? Wir sitzen in Vellmar.")


def test_what_is_measured_must_be_told() -> None:
    assert "34 Mrd" in says("Welchen Umsatz macht die Autobranche in NRW?")
    assert "fünfte" in says("jeder wievielte job in villingen-schwenningen hängt am auto")
    assert "4.765" in says("Wie groß ist die Region Heilbronn-Franken?")
    for unknown in ("Wie hoch ist der Umsatz der Autobranche in der Region Regensburg?",
                    "Einwohnerzahl von Mittelhessen?"):  # fmt: skip
        assert outcome(unknown) is not Outcome.ANSWERED


def test_the_same_is_asked_of_the_network_of_a_place_or_of_people() -> None:
    talk = Talk()
    talk.ask("Wie hoch war die Förderung von transform.RMF?")
    assert (network("transform.10").funding or "?") in talk.ask("und bei dem in ingolstadt?")
    assert (network("transform.r").funding or "?") in talk.ask(
        "Falsch abgebogen. Ich meinte die Regensburger, nicht die Ingolstädter."
    )


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wessen Initiative ist neu/wagen?", "Region Hannover"),
        ("Welche Institution steckt hinter TeamMit?", "Regionalmanagement Mittelhessen"),
        ("Von wem wird das Kasseler Netz verwaltet?", "Wirtschaftsförderung Region Kassel"),
        ("Wie viele Partner zählt das Netz in Kassel?", "fünf – HESSENMETALL"),
        ("Welche Universität ist in Südwestfalen eingebunden?", "Universität Siegen"),
        ("Mit wem kooperieren die bei transform.r?", "Sensorik"),
        ("Was verschlingt ANeTT den Steuerzahler?", "1,6 Mio."),
        ("Bei CARS 2.0: Ist das auch was für Schreinereien?", "Handwerk"),
        ("Auf welcher Internetseite kann man zu TIM mehr nachlesen?", "tim-transformiert.de"),
        ("Wo liegt bei ReTraNetz das Augenmerk?", "innovative Produktionsprozesse"),
        ("Wie lange geht das Saarländische noch?", "14.11.2025"),
        ("Wie groß ist die Autobranche im Fuldaer Land?", "15.000"),
        ("Wie viele Beratungsgespräche hat neu/wagen hinter sich?", "977"),
    ],
)
def test_everyday_words_ask_for_a_column(question: str, told: str) -> None:
    assert told in says(question)


def test_talks_that_were_held_have_no_lead() -> None:
    assert "Konsortialführung" not in says("Wie viele Gespräche hat neu/wagen geführt?")


def test_who_signed_is_no_day() -> None:
    told = says("Wer unterschrieb beim Fachkräftebündnis Heilbronn-Franken für das Land?")
    assert "Ingo Rust" in told
    assert "Beginn" not in told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hat das Netzwerk TraSaar eine Nachfolge?", "Fortsetzung ist nicht belegt"),
        ("Kümmert sich TeamMit auch um Energiefragen?", "Energiemanagement"),
        ("Wer hängt bei ReTraNetz in Berlin alles mit drin?", "TU Berlin"),
        ("Mit welcher Schweizer Uni forschte TIM?", "St. Gallen"),
        ("Wann wurde das Bündnis für Transformation besiegelt?", "27.05.2020"),
    ],
)
def test_what_is_meant_is_told_whatever_it_is_called(question: str, told: str) -> None:
    assert told in says(question)


def test_whoever_asks_who_cares_is_told_whom_to_reach() -> None:
    assert "Regionalmanagement Mittelhessen" in says("Wer kümmert sich bei TeamMit um Anfragen?")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Welche Organisationen stehen hinter ITAS, abgesehen von der CWE?", "IG Metall"),
        ("Themen von TraSaar, bitte in Stichworten", "Wasserstoff"),
        ("Wer steckt neben der WFG noch hinter TraFoNetz?", "Hochschule Pforzheim"),
        ("Für eine Fußnote zu TrendAuto2030plus bitte: Beginn, Ende, Träger?", "01.07.2022"),
    ],
)
def test_how_an_answer_shall_look_or_whom_it_leaves_out_hides_no_column(
    question: str, told: str
) -> None:
    assert told in says(question)
