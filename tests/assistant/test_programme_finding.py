"""Which programme a question means, by name, by number, by paragraph, or by what it tells."""

from __future__ import annotations

import pytest

from tests.assistant.corpus import register
from tests.assistant.talk import DAY, Talk, phrases, says
from transfobot.assistant.register.programme_finding import described, named_best, programmes_of
from transfobot.assistant.register.say import Desk


def found(question: str) -> list[str]:
    talk = Talk()
    talk.ask(question)
    assert talk.asked is not None
    desk = Desk(register(), phrases(), DAY)
    named = named_best(talk.asked, programmes_of(desk, talk.asked.mentions.programmes))
    return [one.id for one in named or described(desk, talk.asked)]


@pytest.mark.parametrize(
    ("question", "programme"),
    [
        ("Wie hoch ist die Förderung nach §82 für uns?", "sgb82"),
        ("Was regelt Paragraf 82 SGB III?", "sgb82"),
        ("Forschnugszulage, wie viel?", "fzul"),
        ("Welche Kreise stehen beim JTF drin?", "jtf_sn"),
        ("Welche GRW ist nicht für Betriebe, sondern für Städte?", "grw_infra_sn"),
        ("Wir sind in Kurzarbeit und bilden weiter. Zahlt das wer?", "kug_quali"),
        (
            "In Sachsen 30 Prozent, wenn Dauerarbeitsplätze entstehen: wohin mit dem Antrag?",
            "grw_sn",
        ),
        ("Wie hoch ist der Umsatz beim 365er höchstens?", "kfw_kmu"),
        ("Gilt § 106a noch?", "kug_quali"),
        ("Is there some kind of tax relief for our research work?", "fzul"),
        ("Gab es in Ulm nicht früher solche Schecks vom Land für Beratung?", "gutschein_bw"),
        ("Der Milliardenfonds im Saarland, wie groß ist der?", "tf_saar"),
        ("Wie viel Geld aus Brüssel bekommen die Braunkohlereviere in Sachsen?", "jtf_sn"),
        (
            "Es gab mal 50 Prozent mit 16.500 Euro Deckel, was war das für ein Zuschuss?",
            "godigital",
        ),
        ("Wie viel zahlt die Agentur nach 82b?", "quali_geld"),
        ("ERP loan von der KfW, 365 or 366, wie viel maximal?", "kfw_kmu"),
        ("Läuft der KfW-Kredit 380 noch?", "kfw_380"),
        ("Welchen Teil der Lehrgangskosten müssen wir bei 620 Leuten selber tragen?", "sgb82"),
        ("Bis wann gibt es die BAFA-Förderung für effiziente Prozesswärme?", "eew"),
        ("Förderung für Gewerbeflächen in Sachsen, welche Behörde ist zuständig?", "grw_infra_sn"),
        ("Steuerbonus für Entwicklung: was bekommt ein Mittelständler höchstens?", "fzul"),
        ("Wie hoch ist der GRW-Zuschuss für die Maschine in unserem Betrieb?", "grw_sn"),
        ("Schulung bei Kurzarbeit: gibt es da noch Geld?", "kug_quali"),
        ("Als Gemeinde in Sachsen eine Altbrache herrichten, welcher Topf passt?", "grw_infra_sn"),
        (
            "Welche sächsische Richtlinie zahlt für Erweiterung und Diversifizierung?",
            "regwachs",
        ),
        ("Unsere Leute machen einen Kurs, wer zahlt solange den Lohn?", "quali_geld"),
        ("Zukunftsregion Südostniedersachsen: wie viel Geld?", "zr_nds"),
    ],
)
def test_one_programme_is_meant(question: str, programme: str) -> None:
    assert found(question)[:1] == [programme]


@pytest.mark.parametrize(
    "question",
    [
        "Wir sind ein Zulieferer mit 45 Leuten in Öhringen. Was wird noch gefördert?",
        "Zulieferer, 45 Leute, Raum Heilbronn: Ansprechpartner und Förderung bis wann?",
        "Unser Betrieb in Aalen hat 30 Beschäftigte. Welche Förderung läuft noch?",
    ],
)
def test_who_asks_and_from_where_describes_no_programme(question: str) -> None:
    assert found(question) == []


def test_two_programmes_named_side_by_side_both_stay() -> None:
    assert set(found("Bis wann laufen ZIM und die Forschungszulage?")) == {"zim", "fzul"}


@pytest.mark.parametrize(
    "question",
    ["Wie viele Einwohner hat Wolfsburg?", "Welche Partner hat CARS 2.0?", "Wer leitet ATLAS?"],
)
def test_no_programme_is_read_into_other_questions(question: str) -> None:
    assert found(question) == []


def test_a_name_that_several_share_means_none_that_has_ended() -> None:
    assert "kfw_380" not in found("Geht der ERP-Kredit der KfW nur über die Hausbank?")


def test_whatever_the_federal_government_pays_is_no_single_programme() -> None:
    assert found("Was läuft 2027 noch an Bundesförderung?") == []


@pytest.mark.parametrize(
    "question",
    [
        "Kann ich meine Fahrtkosten von der Steuer absetzen?",
        "Unser Dorf bei Calw bangt um einen Zulieferer. Wer berät uns?",
    ],
)
def test_no_programme_is_told_of(question: str) -> None:
    assert found(question) == []


def test_of_programmes_as_near_the_one_that_can_still_be_had_is_meant() -> None:
    text = says("Gibt es Schulungen für den Betriebsrat, und muss der Arbeitgeber das bezahlen?")
    assert "Qualifizierungsgeld" in text
    assert "Kurzarbeit" not in text
    assert "Kurzarbeit" in says("Wir sind in Kurzarbeit: Wer zahlt die Schulung?")
