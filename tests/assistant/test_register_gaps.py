"""What a record does not hold is said and counts as a gap; what it holds in part is partly."""

from __future__ import annotations

import pytest

from tests.assistant.talk import outcome_of, says
from transfobot.assistant.register.gaps import denies
from transfobot.assistant.understand.times import quarter_of
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    "question",
    [
        "Wie hoch ist die Fördersumme von CARS 2.0?",
        "Mit wie vielen Euro unterstützt der Bund CARS 2.0?",
        "wie viele frauen machen bei TeamMit mit, also frauenquote",
        "Was kostete die Saalmiete beim Transformationsgipfel in Stuttgart?",
        "Exportanteil der Zulieferer im Nordschwarzwald?",
        "Gästezahl beim Kick-off von AuToS in Donaueschingen?",
        "Wer ist der Vertreter der IHK Erfurt bei ANeTT?",
        "Wie viele Beschäftigte hat die Autoindustrie 2048?",
        "Welche Zulieferer haben an Workshops von TeamMit teilgenommen?",
        "Nennen Sie mir Betriebe, die von der Forschungszulage profitiert haben.",
        "Wie oft wurde das InnoLab Olpe bisher gebucht?",
        "Wie zufrieden sind die Teilnehmer mit CARS 2.0?",
        "Wie viele Gäste hatte der ITAS-Kongress 2023?",
        "Welcher Betrag kam bei neu/wagen für das zusätzliche Jahr obendrauf?",
        "Von wann bis wann hat das Büro von ATLAS sonntags geöffnet?",
        "Mit wie vielen Millionen wurde TrendAuto2030plus gefördert?",
        "Wer ist der Konsortialführer von TIM?",
        "Welche Partner hat #FDmobil?",
        "Wie viele Beschäftigte weist der ITAS-Strukturbericht aus?",
        "welche zahlen stehen im itas-strukturbericht",
        "Welche Beschäftigtenzahl nennt die IMU-Studie von 2020 zu Südwestsachsen?",
        "wieviele stellen fallen laut prognos allein in hessen weg",
        "Wie viele Beschäftigte am Verbrenner weist IW Consult 2025 für den Kreis Olpe aus?",
        "Wie viele Frauen arbeiten laut Prognos in der Branche?",
        "Wie viele Workshops hat neu/wagen allein im Jahr 2023 gemacht?",
        "Wie viele Workshops waren es bei neu/wagen nur in diesem Jahr?",
        "Wie viele Firmen hat TraFoNetz schon beraten?",
        "Welche Umsätze machte die Autobranche in Thüringen 2024?",
        "Wie viele Betriebe in Bremen haben go-digital genutzt?",
        "Welcher Teil der 7,5 Mio. für die Welcome Center fließt nach Mannheim?",
        "Wie viel Geld bekommt das Transformationsnetzwerk Pfalz?",
        "Wie hoch ist die Fördersumme vom Fachkräftebündnis Heilbronn-Franken?",
        "wann ist die nächste transformationskonferenz heilbronn-franken 2027",
        "Wann findet die nächste Transformationskonferenz Heilbronn-Franken statt?",
        "Wie hoch ist der Anteil der Leiharbeiter laut CAR-Institut?",
        "Wie hoch ist die Fördersumme für ITAS ab 2027?",
        "Wann kommt der dritte ITAS-Kongress?",
        "Was hat Destatis im ersten Quartal 2026 gezählt?",
        "Wie viele Ingenieure fehlen laut der BWe-mobil-Studie?",
        "Wie viele Kommunen haben das Sofortprogramm genutzt?",
        "Wie viele Seminare hat TraSaar gegeben?",
        "wie viele workshops hat ATLAS in südwestfalen bis jetzt gemacht",
        "Wie viele Newsletter-Abonnenten hat TRegKS?",
        "Wann findet 2027 der Kongress von ATLAS statt?",
        "Wie viele Anträge wurden bei ZIM 2025 bewilligt?",
        "Wie viele Betriebe nutzen das Qualifizierungsgeld in Bayern?",
        "Wie viel Prozent werden bei Weiterbildung während der Kurzarbeit erstattet?",
        "wann ist abgabeschluss für die skizzen netzwerke 2027-2029",
        "Bis zu welchem Tag müssen Skizzen für die Richtlinie vom Januar 2026 da sein?",
        "Wie viele Beschäftigte hatte die Autoindustrie laut Destatis im zweiten Quartal 2026?",
        "Wie hoch sind die Zinsen beim ERP-Förderkredit Digitalisierung?",
        "Was wurde aus dem Transformationsfonds Saarland bisher abgerufen?",
        "Wer hielt die Keynote beim Auftakt von ReTraSON?",
        "Welchen prozentualen Anteil an den Mitteln von ITAS gibt Sachsen?",
        "Wie hoch ist der Etat des Just Transition Fund für 2029?",
        "Wie viele Beschäftigte hatte die Autoindustrie in Thüringen 2024?",
        "Wie viel Geld bekommt AuToS im Jahr 2026?",
        "Was hat die Jahreskonferenz von transform.r gekostet?",
        "Welchen Umsatz hatte die Autobranche im Gebiet von transform.r?",
        "Wie viele Arbeitsplätze hat ATLAS gesichert?",
        "wie viele leute sitzen bei transform.r im team",
        "Wie viele Betriebsräte waren bei ATLAS dabei?",
        "Wie viele Beschäftigte arbeiten in Glauchau am Verbrenner?",
        "Wie viele Stellen fallen in Attendorn weg?",
        "Was kostet die Mitgliedschaft bei TraSaar?",
        "Was hat die ReTraSON-Transformationsstrategie gekostet?",
        "Wie lange dauert ein Workshop bei neu/wagen?",
        "Wie alt ist Katharina Bilaine?",
        "Wie heißt der Hausmeister im InnoLab Olpe?",
        "Wie viele Fahrzeuge wurden 2024 in Zwickau produziert?",
        "Wie viele Skizzen liegen beim Projektträger für 2027?",
        "Wer ist bei ReTraNetz-BB persönlich der Chef?",
        "Wer beerbt Christoph Burkard bei #FDmobil?",
        "Wer ersetzt Hahn-Schickard im Konsortium von AuToS?",
        "Was kosten die Angebote von TeamMit?",
        "Wer tritt die Nachfolge von Jens Ihle an?",
        "Wer wird der nächste Geschäftsführer bei TraForce?",
        "Wer macht bei AuToS weiter, wenn Katharina Bilaine in Rente geht?",
        "Welche Städte haben an den Lernnuggets von transform.RMF teilgenommen?",
        "Wie viel von den Mitteln floss bei neu/wagen an die Leibniz Universität?",
        "Welcher Anteil der Förderung von TeamMit ging an die Uni Marburg?",
        "Wie viele Gäste kamen 2026 zum TraWeBa-Kongress?",
        "Was kost'n a Platz bei so am Lernnugget vo transform.RMF?",
        "Wie viele Netzwerke haben für 2028 schon eine Zusage?",
        "Wie hoch ist die Förderquote nach der neuen Richtlinie?",
        "Wer ist bei der Universität Kassel für TRegKS zuständig?",
        "Wer leitet die Arbeitsagentur in Fulda?",
        "Wie viel Geld steckt im InnoLab Olpe?",
        "Name des Betreuers vom Fraunhofer IISB bei transform_EMN?",
        "Wer sitzt im Lenkungskreis von TeamMit?",
        "Mitglieder des Fachbeirats von ANeTT, bitte",
        "Stundensatz der Coaches von transform.RMF?",
        "Welche Summe gab der Bund für TIM im Raum Oberschwaben?",
        "Wie hoch ist der Frauenanteil in den Betrieben im Landkreis Fulda?",
        "Wie viele GRW-Mittel flossen in Sachsen im laufenden Jahr 2026?",
    ],
)
def test_an_attribute_that_is_not_on_file_is_a_gap(question: str) -> None:
    outcome, text = outcome_of(question)
    assert outcome is Outcome.NO_SOURCE
    assert "nicht" in text or "keine Zahl hinterlegt" in text


def test_no_firm_among_the_partners_is_a_gap() -> None:
    outcome, text = outcome_of("Welche Zulieferer sind Mitglied bei TRegKS?")
    assert outcome is Outcome.NO_SOURCE
    assert "niemand dieser Art" in text
    assert outcome_of("Welche Unternehmen sind Partner von transform_EMN?")[0] is Outcome.ANSWERED


def test_what_is_on_file_beside_a_gap_makes_it_partly() -> None:
    outcome, text = outcome_of("Wer sind die Partner von CARS 2.0, wie hoch ist die Fördersumme?")
    assert outcome is Outcome.PARTLY
    assert "nicht hinterlegt" in text


@pytest.mark.parametrize(
    "question",
    [
        "Wie hoch ist die Fördersumme von ReTraSON?",
        "Wie viele Gespräche hat AMZ für das Arbeitspapier geführt?",
        "Wie viele Partner hat CARS 2.0?",
        "Wie viele Workshops hatte neu/wagen?",
        "Wie viele Jobs hängen in Tuttlingen, Rottweil und Villingen zusammen am Auto?",
        "Wie oft saß das Team von neu/wagen mit Betrieben im Gespräch?",
        "Wie viele Beschäftigte haben die Zulieferer im Landkreis Fulda?",
        "Nennt der ITAS-Strukturbericht Zahlen?",
        "Ist TraFoNetz nächstes Jahr noch gefördert?",
        "Wie viele Transformations-Hubs gibt es?",
        "Wie viele Projekte gab es bei go-digital?",
        "Wie viele Welcome Center gibt es in Baden-Württemberg?",
        "Wie viele Jobs hängen in unseren Landkreisen rund um Tuttlingen am Auto?",
        "Welchen Umsatz machte die Autobranche in Thüringen 2022?",
        "Wie viele Stellen kommen laut M-Five folglich hinzu?",
        "Wie viele Gäste hatte der ITAS-Kongress 2024?",
        "Was fördert die Forschungszulage?",
        "Bis wann läuft ReTraSON?",
        "Wie viele Veranstaltungen zählt die Offensive Zukunft Ostwürttemberg seit 2021?",
        "Für welchen Preis war ReTraSON vorgeschlagen?",
        "Wie viel Geld floss 2026 bei ReTraSON an die Forschungspartner?",
        "Auf wie viele Jahre war MoLeWa ausgelegt?",
        "Wie viele arbeiten in Ostwürttemberg in der Autobranche?",
        "Wie viele Gäste hatte der Transformationsgipfel 2025?",
        "Ich bin aus Olpe. Wie viele Stellen fallen laut Prognos bis 2035 weg?",
        "Läuft TraFoNetz nächsten Monat noch, und wann ist Schluss?",
        "Wie viele Beschäftigte hatte die Autoindustrie laut Destatis im dritten Quartal 2025?",
    ],
)
def test_what_is_on_file_is_answered(question: str) -> None:
    assert outcome_of(question)[0] is Outcome.ANSWERED


def test_a_text_denies_only_when_all_of_it_does() -> None:
    assert denies("Wer das Netzwerk führt, ist nicht hinterlegt.")
    assert not denies("Wer das Konsortium führt, ist nicht belegt; die Leitung liegt in Siegen.")
    assert not denies("bis zu 100 Prozent")


def test_quarters_are_read_in_words_and_figures() -> None:
    assert quarter_of("im zweiten quartal 2026") == quarter_of("2. quartal") == "2"
    assert quarter_of("q3 2025") == "3"
    assert quarter_of("the third quarter") == quarter_of("iii. quartal") == "3"
    assert quarter_of("letztes quartal") is None
    assert quarter_of("im jahr 2025") is None


def test_what_is_asked_for_is_written_as_in_the_question() -> None:
    _, text = outcome_of("Welche Städte haben an Workshops von TeamMit teilgenommen?")
    assert "Städte" in text
    assert "Staedte" not in text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Netzwerke mit einer Förderung zwischen zwei und drei Millionen Euro", "2 bis 3 Mi"),
        ("Which networks received between 2 and 3 million euros?", "2 to 3 mi"),
    ],
)
def test_a_range_is_told_in_the_language_of_the_question(question: str, words: str) -> None:
    assert words in outcome_of(question)[1]


def test_a_board_that_is_asked_for_is_called_as_it_was_written() -> None:
    assert "„Beiräten“" in says("Wer sitzt in den Beiräten von transform.10?")


def test_a_party_bears_its_name_and_is_of_its_kind() -> None:
    outcome, _ = outcome_of("In welchen Netzwerken ist die Uni Chemnitz Partner?")
    assert outcome is Outcome.NO_SOURCE
    assert "ATLAS" in outcome_of("In welchen Netzwerken ist die Uni Siegen Partner?")[1]


def test_neither_of_two_networks_is_there_for_a_place() -> None:
    text = outcome_of("Gehört Celle zu neu/wagen oder zu ReTraSON?")[1]
    assert text.count("ist nicht als Gebiet von") == 2


def test_a_sum_of_a_year_to_come_is_a_gap_beside_how_long_it_runs() -> None:
    outcome, text = outcome_of("Bekommt ATLAS 2029 noch Geld?")
    assert outcome is Outcome.NO_SOURCE
    assert text.startswith("Für 2029")


@pytest.mark.parametrize(
    "question",
    [
        "Was steuert die Stadt Leipzig zu MoLeWa bei?",
        "Wie hoch ist der Eigenanteil von Kassel bei TRegKS?",
        "Mit wie viel beteiligt sich der Ostalbkreis am Netzwerk Ostwürttemberg?",
    ],
)
def test_the_sum_of_a_network_is_none_that_a_party_gives(question: str) -> None:
    outcome, text = outcome_of(question)
    assert outcome is Outcome.NO_SOURCE
    assert "anteil" in text.casefold()


def test_what_the_funder_gives_and_who_takes_part_are_told() -> None:
    assert "7,6 Mio" in outcome_of("Wie viel zahlt der Bund für ReTraSON?")[1]
    assert outcome_of("Wer beteiligt sich in Leipzig an MoLeWa?")[0] is Outcome.ANSWERED


def test_what_a_question_is_for_is_no_kind_asked_for() -> None:
    outcome, _ = outcome_of("Welche Fördersumme hat TRegKS? Die Zahl ist fürs Aktenzeichen.")
    assert outcome is Outcome.ANSWERED
    assert outcome_of("Wie lautet das Aktenzeichen von TRegKS?")[0] is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    "question",
    [
        "Welche Band hat beim Zweiten ITAS-Kongress gespielt?",
        "Was steht in der IMU-Studie von 2020 zum Homeoffice?",
        "Wie hoch war die Rücklaufquote bei der DLR-Studie von 2019?",
        "Welche Software wurde für die CATI-Studie von 2017 verwendet?",
        "Wie viele Gemeinden haben bei ATLAS eine Absichtserklärung unterschrieben?",
        "Wann hat die Geschäftsstelle von transform.10 am Freitagnachmittag auf?",
        "Wie ist die Handynummer privat von Gunter Maier?",
        "Was hat Steffen Hertwig studiert?",
        "Wann hat Robert Lanig Urlaub?",
        "Welche Firma hat am meisten aus Digital Jetzt bekommen?",
        "Wie viele Rückforderungen gab es beim Welcome Center Baden-Württemberg?",
        "Wann war die letzte Mitgliederversammlung von ITAS?",
        "Wie heißen die Teilnehmer vom Ersten ITAS-Kongress?",
        "Was haben die Teilnehmer an CARS 2.0 kritisiert?",
        "Wie groß ist Andreas Wächtler?",
        "Was hat Jana Kallwies vorher gemacht?",
        "Wer hat die Jahresveranstaltung von TRAIBER.NRW gesponsert?",
        "Welche Unternehmen kommen in der Prognos-Studie von 2024 namentlich vor?",
        "Verleiht TeamMit Live eine Urkunde?",
        "In welchem Jahr erschien die M-Five-Studie?",
        "Wie viele Monate gibt es Qualifizierungsgeld?",
        "Wie viel Prozent bringt der Umweltbonus bei der Umweltfinanzierung der L-Bank?",
        "Welche Firmen kündigten 2024 im Gebiet von transform_EMN Streichungen an?",
        "Von wann bis wann hat ReTraSON geöffnet?",
    ],
)
def test_a_thing_that_no_record_knows_is_a_gap(question: str) -> None:
    outcome, _ = outcome_of(question)
    assert outcome is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    "question",
    [
        "Um wie viel wird unsere Gewerbesteuer in Sindelfingen bis 2030 wegen der E-Autos sinken?",
        "Wie viele Firmen hat die Strukturstudie BW 2023 befragt?",
        "Wie viel Eigenanteil trägt eine Hochschule beim Transformationsfonds Saarland?",
        "Welche Verbünde haben die letzte Runde bei Zukunft Region gewonnen?",
    ],
)
def test_taxes_surveys_own_shares_and_winners_that_nobody_recorded(question: str) -> None:
    assert outcome_of(question)[0] is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wie viele Chefs hat die AMZ 2019 befragt?", "70"),
        ("Wie viel Eigenanteil bleibt beim ZIM?", "25 bis 45 Prozent"),
        ("Wie hoch ist bei ReTraSON das Gesamtvolumen samt Eigenanteil?", "8,4 Mio"),
    ],
)
def test_what_a_record_says_of_them_in_other_words_is_told(question: str, told: str) -> None:
    outcome, text = outcome_of(question)
    assert outcome is Outcome.ANSWERED
    assert told in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Welche Spanne nennt M-Five für die Stellenverluste bis 2035?", "128.000"),
        ("Welche Mindestzahl an Stellen fiel bei transform_EMN 2024 weg?", "1.800"),
        ("Was hat TRegKS den Bund gekostet?", "3,1 Mio"),
        ("Bei welchem Unternehmen war TeamMit Live zu Gast?", "Wetzlar"),
        ("Wie viel betrug die Fördersumme von ReTraSON?", "7,6 Mio"),
        ("Wer ist bei AuToS namentlich zuständig?", "Martin Schmidt"),
        ("Welche Betriebe berät TraFoNetz?", "Kfz-Betriebe"),
        ("In welchem Ort steht das InnoLab von ATLAS?", "Olpe"),
        ("Muss der Kurs beim Qualifizierungsgeld zertifiziert sein?", "zugelassen"),
        ("In welchem Jahr erschien die Strukturstudie BWe mobil von DLR und IMU?", "2019"),
        ("Wie viele arbeiten laut IW Consult 2025 in den Chancenfeldern?", "182.000"),
    ],
)
def test_what_a_figure_is_called_is_no_thing_of_its_own(question: str, told: str) -> None:
    outcome, text = outcome_of(question)
    assert outcome is Outcome.ANSWERED
    assert told in text


def test_which_forms_are_needed_is_moot_where_firms_cannot_apply() -> None:
    outcome, text = outcome_of(
        "Welche Formulare braucht ein Zulieferer für die Förderphase 2027 bis 2029 der Netzwerke?"
    )
    assert outcome is Outcome.PARTLY
    assert "selbst keinen Antrag" in text
