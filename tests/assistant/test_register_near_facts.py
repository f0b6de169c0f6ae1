"""What stands near a fact and is on no record is refused; the fact beside it is told."""

from __future__ import annotations

import pytest

from tests.assistant.talk import outcome_of
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    "question",
    [
        "Wie viel von der Fördersumme hat ATLAS schon verbraucht?",
        "Wie teilen sich die 1,5 Millionen für die Forschungspartner bei ReTraSON auf?",
        "Hat TraSaar gerade Stellen ausgeschrieben?",
        "Gibt es beim InnoLab Olpe ein Zertifikat?",
        "Auf welchem Platz steht ITAS bei der Zahl der Firmen?",
        "Wie gut stehen die Aussichten, beim ZIM etwas zu bekommen?",
        "Wie lange dauert es bei der Forschungszulage, bis der Bescheid da ist?",
        "Bis wann muss nach der Richtlinie von 2021 der Verwendungsnachweis da sein?",
        "Seit wann ist der Projektleiter von ATLAS im Amt?",
        "Aus welchem Grund ist Hahn-Schickard bei AuToS ausgeschieden?",
        "Wer eröffnete den Auftakt von ReTraSON?",
        "Welche Firmen traten im Oktober 2022 beim Auftakt von ReTraSON auf?",
        "Was hat das Büro gekostet, das ATLAS geholfen hat?",
        "Wie lange dauert ein Orientierungscheck von TRAIBER.NRW?",
        "Ab wann ist das Büro von ATLAS morgens besetzt?",
        "Was darf ein Berater beim INQA-Coaching pro Tag berechnen?",
        "An welchem Tag wurde die Studie von Prognos vorgestellt?",
        "Was bekommt jeder einzelne Partner von ReTraSON aus der Förderung?",
        "Wer war vor dem jetzigen Chef bei TraFoNetz zuständig?",
        "Wann kommt beim ZIM das Geld aufs Konto?",
        "Wie oft wurde die Forschungszulage missbraucht?",
        "Wie viele Besucher hat die Homepage von ATLAS im Monat?",
        "In welchen Städten stehen die Reallabore von TrendAuto2030plus?",
    ],
)
def test_what_no_record_tells_of_what_is_named_is_not_told(question: str) -> None:
    assert outcome_of(question)[0] is Outcome.NO_SOURCE


def test_since_when_somebody_leads_is_not_when_the_network_began() -> None:
    asked = ("Wer leitet neu/wagen?", "Seit wann macht er das?")
    assert outcome_of(*asked)[0] is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele Stellen fallen bei BWe mobil 2019 im langsameren Szenario weg?",
        "Wie viel Prozent zahlt das Sofortprogramm Einzelhandel in der Linie Stadtmarketing?",
        "Wie viele Gespräche mit Betriebsräten führte AMZ 2019 für das Arbeitspapier?",
        "Welche Kreise hängen laut IW Consult 2025 besonders am Verbrenner?",
    ],
)
def test_a_figure_of_another_part_or_a_count_without_names_is_none(question: str) -> None:
    assert outcome_of(question)[0] is Outcome.NO_SOURCE


def test_a_land_asked_of_the_figures_just_told_is_asked_of_the_same_study() -> None:
    told = "Wie viele Beschäftigte hatte die Autoindustrie laut Destatis im dritten Quartal 2025?"
    outcome, text = outcome_of(told, "Davon nur Sachsen, wie viele waren es dort?")
    assert outcome is Outcome.NO_SOURCE
    assert "95.000" not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wie viele Stellen fallen bei BWe mobil 2019 im progressiven Szenario weg?", "31.000"),
        ("Welche Kreise sind laut IW Consult 2021 am stärksten betroffen?", "Salzgitter"),
        ("Wie viele Gespräche mit Geschäftsführungen führte AMZ 2019?", "70"),
        ("Unter welcher Nummer geht bei ReTraSON jemand ran?", "0531"),
        ("Seit wann läuft ReTraSON?", "2022"),
        ("Was hat ATLAS den Bund gekostet?", "7,1 Mio"),
        ("Wie viele Gespräche mit Betrieben gab es bei neu/wagen?", "977"),
        ("Wie viel Prozent vom Lohn zahlt das Qualifizierungsgeld mit Kind?", "67 Prozent"),
        ("Wie viel Prozent oder Euro gibt es beim Transformationsfonds Saarland?", "3 Mrd"),
    ],
)
def test_the_fact_beside_it_is_told(question: str, told: str) -> None:
    outcome, text = outcome_of(question)
    assert outcome is Outcome.ANSWERED
    assert told in text
