"""Lists that are asked for without saying "Netzwerk", and by the day a network begins or ends."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    ("question", "listed", "left_out"),
    [
        ("Bei wem führt eine IHK das Konsortium?", ("AuToS", "Ostwürttemberg"), "TraSaar"),
        ("Wo ist Wasserstoff ein Thema?", ("CARS 2.0", "TraSaar"), "AuToS"),
        ("batterien als schwerpunkt: liste", ("TraSaar",), "AuToS"),
        ("Für welche Ansprechstellen ist eine Mailadresse hinterlegt?", ("ReTraSON",), "xx"),
        ("welche büros haben eine anschrift", ("ReTraSON", "MoLeWa"), "xx"),
        ("Welche Einträge haben keine Anlaufstelle?", ("TIM", "Pfalz"), "TraSaar"),
        ("Welche Netzwerke starteten im Januar 2023?", ("#FDmobil",), "TRegKS"),
        ("laufzeitende dezember 2025 - wer?", ("ITAS",), "TraSaar"),
        ("netzwerke aus hessen bitte raussuchen", ("TRegKS", "TeamMit", "#FDmobil"), "ITAS"),
        ("Welche Netzwerke sind in Sachsen beheimatet?", ("ITAS", "MoLeWa"), "ANeTT"),
        ("Netzwerke mit Gewerkschaft im Konsortium: Liste", ("ATLAS", "CARS 2.0"), "TIM"),
        ("Verbünde mit Unternehmerverbänden als Partner: welche?", ("neu/wagen", "TRegKS"), "TIM"),
        ("netze in rlp, ganz gleich ob gefördert oder nicht", ("TraForce", "Pfalz"), "ITAS"),
        ("welche netze machen was mit wasserstoff", ("CARS 2.0", "TraSaar"), "AuToS"),
        ("Reallabore: wer unter den Netzwerken bietet so etwas an?", ("TrendAuto",), "AuToS"),
        ("An wessen Spitze steht eine Wirtschaftsförderung?", ("TraFoNetz",), "TraSaar"),
    ],
)
def test_a_list_by_what_only_networks_have(
    question: str, listed: tuple[str, ...], left_out: str
) -> None:
    text = Talk().ask(question)
    assert all(f"– {name}" in text or f"{name}:" in text or name in text for name in listed)
    assert left_out not in text.split("Nicht hinterlegt")[0]


@pytest.mark.parametrize(
    "question",
    ["Welche Netzwerke in Hessen haben einen Podcast?", "Wer führt das Netz in Wien?"],
)
def test_no_list_where_a_noun_is_not_met(question: str) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.draft is None or talk.draft.outcome is not Outcome.ANSWERED


def test_a_begin_known_by_the_year_alone_is_neither_the_first_nor_the_last() -> None:
    assert "Vorn liegt ReTraSON" in Talk().ask("Welches Netzwerk ist am frühesten gestartet?")
    assert "Vorn liegt #FDmobil" in Talk().ask("Welches Netzwerk startete zuletzt?")


def test_whatever_is_counted_is_said_as_a_number() -> None:
    assert "sechs Landkreise" in Talk().ask("Wie viele Landkreise gehören zu ANeTT?")
    told = Talk().ask("Aus wie vielen Landkreisen und kreisfreien Städten besteht transform.RMF?")
    assert "sieben Landkreise und zwei kreisfreie Städte" in told
    assert "Drei Studien" in Talk().ask("Wie viele Studien von 2021 gibt es?")
    told = Talk().ask("Bei wie vielen Programmen ist die VDI/VDE Innovation + Technik Träger?")
    assert "Vier Förderprogramme" in told or "4 Förderprogramme" in told


def test_free_of_charge_lists_the_networks() -> None:
    told = Talk().ask("Bei welchen Netzwerken sind die Angebote umsonst?")
    assert "TraFoNetz" in told
    assert "transform_EMN" in told
    assert "ATLAS" not in told


def test_a_thesis_is_no_seminar() -> None:
    told = Talk().ask("Für meine Masterarbeit: Welche Netzwerke der Autobranche hat Hessen?")
    assert "TeamMit" in told


@pytest.mark.parametrize(
    ("question", "listed", "left_out"),
    [
        # Where it lies, whose company it is, or what the list is for is no subject.
        ("Alle Netzwerke im Land Sachsen, bitte", ("ITAS", "MoLeWa"), "Bezug zu"),
        ("Welche gehören zum Kreis der Netzwerke in Hessen?", ("TeamMit", "#FDmobil"), "Bezug zu"),
        ("für mein referat eine liste der netzwerke in nrw", ("ATLAS", "TRAIBER"), "Angebote"),
        ("Netzwerkübersicht Niedersachsen", ("neu/wagen", "ReTraSON"), "ATLAS"),
        # Who takes part, in whatever words.
        ("Wo ist die Arbeitsagentur mit im Boot?", ("ITAS", "TraFoNetz"), "agentur mark"),
        ("Wo ist die IG Metall vertreten?", ("TraForce", "TRAIBER.NRW"), "TRegKS"),
        ("Netzwerke mit Fraunhofer-Beteiligung", ("transform_EMN", "MoLeWa"), "ATLAS"),
        # What is set aside by its town or region.
        ("Welche Netzwerke in NRW liegen nicht im Bergischen?", ("ATLAS",), "TRAIBER"),
        ("Sachsen ohne Leipzig: welches Netzwerk bleibt?", ("ITAS",), "MoLeWa"),
        ("Hessens Netzwerke abgesehen von Fulda und Kassel, welche?", ("TeamMit",), "TRegKS"),
        ("Wie heißt das Netzwerk in Sachsen, das nicht aus Chemnitz stammt?", ("MoLeWa",), "ITAS"),
    ],
)
def test_a_list_takes_no_filter_from_words_that_are_none(
    question: str, listed: tuple[str, ...], left_out: str
) -> None:
    text = Talk().ask(question)
    assert all(name in text for name in listed)
    assert left_out not in text


def test_a_network_that_is_named_is_not_answered_by_a_list_of_others() -> None:
    assert "HESSENMETALL" in Talk().ask("Welche Institutionen tragen TRegKS als Partner mit?")
    told = Talk().ask("Zu ATLAS bitte zwei Dinge: Laufzeit laut Plan, Förderhöhe. Danke.")
    assert "7,1 Mio." in told
    assert "ReTraSON" not in told


def test_two_networks_side_by_side_by_what_they_were_given() -> None:
    told = Talk().ask("Stell ATLAS und MoLeWa gegenüber: wie viel Förderung gab es jeweils?")
    assert "7,1 Mio." in told
    assert "6 Mio." in told


@pytest.mark.parametrize(
    ("question", "listed", "left_out"),
    [
        ("Welche Netzwerke sind vor 2021 entstanden?", "Bündnis für Transformation", "ITAS"),
        ("Welche Netzwerke begannen nach 2022?", "TRegKS", "TIM"),
        ("Welche Netzwerke haben weder eine Website noch eine Telefonnummer?", "neu/wagen", "ITAS"),
        ("Welche Netzwerke haben keine Partner eingetragen?", "#FDmobil", "ITAS"),
        ("Welche Netzwerke sind nicht vom Bund gefördert?", "Fachkräftebündnis", "ITAS"),
        ("Welche Netzwerke bekamen unter einer Million?", "#FDmobil", "ANeTT"),
        ("Das größte Netzwerk nach Fördersumme?", "Vorn liegt Transformotive", "Vorn liegt ITAS"),
        ("Wer sitzt alles unter dem Dach transform.by?", "transform.RMF", "TIM"),
        ("Wie heißen die Regionen unter dem Dach transform.by?", "transform.RMF", "TIM"),
        ("Zähl alle bayerischen Netzwerke samt Dach auf", "transform.by", "ITAS"),
        ("Welche Netzwerke erhielten keine drei Millionen Euro?", "#FDmobil", "ATLAS"),
        ("Netzwerke zwischen Nordsee, Heide und Harz, in Niedersachsen?", "neu/wagen", "Bezug"),
        ("Welche Netzwerke liegen in zwei Ländern?", "ReTraNetz-BB", "ITAS"),
        ("Welche Netzwerke haben mindestens neun Partner?", "MoLeWa", "TIM"),
        ("In Hessen sind drei. TeamMit kenne ich, welche Netzwerke gibt es noch?", "TRegKS", "xx"),
        ("Welche Studien erschienen nach 2023?", "Update 2025", "ifo"),
        ("Was war im August 2025 bei TeamMit los?", "19.08.2025", "ATLAS"),
    ],
)
def test_a_list_is_narrowed_by_time_sum_and_what_is_missing(
    question: str, listed: str, left_out: str
) -> None:
    text = Talk().ask(question)
    assert listed in text
    assert left_out not in text


def test_a_land_without_a_study_of_its_own_has_none() -> None:
    talk = Talk()
    assert "nicht hinterlegt" in talk.ask("Welche Studien gibt es zu Bayern?")
    assert talk.outcome is Outcome.NO_SOURCE


def test_what_becomes_of_two_networks_this_year() -> None:
    told = Talk().ask("Was ist 2026 mit TeamMit, und was mit ITAS?")
    assert "TeamMit läuft" in told
    assert "ITAS ist nach den vorliegenden Angaben beendet" in told


@pytest.mark.parametrize(
    ("question", "listed", "left_out"),
    [
        ("Netzwerke mit mindestens 8 Mio. €", ("ReTraNetz", "ITAS"), "ReTraSON"),
        ("Wer bekam zwischen zwei und drei Millionen?", ("TraForce", "AuToS"), "ANeTT"),
        ("Welche Verbünde kriegten unter 3 Mio. Euro?", ("AuToS", "FDmobil"), "TRegKS"),
        ("Bündnisse und Netzwerke in Heilbronn-Franken?", ("Transformotive", "Fachkr"), "ITAS"),
        ("Heilbronn-fränkische Verbünde ohne Bundesförderung?", ("Fachkräfte",), "– Transformot"),
        ("Das Ländle hat sechs solche Zusammenschlüsse. Alle bitte!", ("TIM", "AuToS"), "ITAS"),
        ("Ich leite den Bezirk NRW. Zähl die Netzwerke im Land auf.", ("ATLAS",), "ITAS"),
        ("Meine Firma sitzt in Hessen. Zähl bitte alle Netze bei uns auf.", ("TeamMit",), "ITAS"),
        ("Welches Land hat die meisten Netzwerke?", ("Baden-Württemberg",), "Sachsen"),
        ("Welche Länder haben bloß ein Netzwerk?", ("Thüringen", "Saarland"), "Hessen"),
    ],
)
def test_a_list_by_sums_regions_and_lands(
    question: str, listed: tuple[str, ...], left_out: str
) -> None:
    text = Talk().ask(question)
    assert all(name in text for name in listed)
    assert left_out not in text


@pytest.mark.parametrize(
    ("question", "listed", "left_out"),
    [
        ("Abgesehen von ITAS, was ist in Sachsen noch da?", ("MoLeWa",), "– ITAS"),
        ("Alles in NRW bis auf ATLAS", ("TRAIBER", "TrendAuto"), "– ATLAS"),
        ("Was läuft alles über die Arbeitsagentur?", ("Kurzarbeit",), "INQA"),
        ("Netzwerke mit über 7 Mio. Euro, nur nicht transform.by.", ("ATLAS",), "– transform.by"),
        ("Alle Netzwerke in Sachsen, ITAS bleibt außen vor.", ("MoLeWa",), "– ITAS"),
        ("Which networks work in North Rhine-Westphalia?", ("ATLAS", "TRAIBER"), "ITAS"),
        ("Wo steht Kreislaufwirtschaft im Themenkatalog?", ("ITAS", "neu/wagen"), "– AuToS"),
        ("Welche Leistungen zahlt die Bundesagentur?", ("Qualifizierungsgeld",), "INQA"),
        ("Welche Studien sind ohne Kennzahlen?", ("ITAS-Strukturbericht",), "Prognos"),
        ("Von welchen Netzwerken außer ITAS habt ihr die Website?", ("MoLeWa",), "ITAS"),
        ("Bitte alle Netzwerke, CARS 2.0 bleibt weg.", ("ITAS", "TraSaar"), "CARS"),
        ("Bitte alle Netzwerke, MoLeWa ausgenommen.", ("ITAS", "TraSaar"), "MoLeWa"),
        ("Was bezahlt die Bundesagentur für Arbeit alles?", ("Kurzarbeit",), "INQA"),
        ("Alle Instrumente der Bundesagentur für Arbeit, bitte.", ("Kurzarbeit",), "INQA"),
        ("Wo macht NiedersachsenMetall mit?", ("neu/wagen",), "ReTraSON"),
    ],
)
def test_a_list_without_what_is_set_aside(
    question: str, listed: tuple[str, ...], left_out: str
) -> None:
    text = Talk().ask(question)
    assert all(name in text for name in listed)
    assert left_out not in text


def test_the_loan_that_a_running_one_replaced_is_told() -> None:
    text = Talk().ask("Welchen KfW-Digitalisierungskredit gibt es seit 2025 nicht mehr?")
    assert "(380)" in text
    assert "Digital Jetzt" not in text
    assert "läuft" in Talk().ask("Gibt es den ERP-Förderkredit Digitalisierung nicht mehr?")
    most = Talk().ask("Bei welchem Betrag ist beim ERP-Förderkredit Digitalisierung Schluss?")
    assert "(380)" not in most


def test_events_of_two_networks_are_compared_by_their_guests() -> None:
    text = Talk().ask("Wo waren mehr Gäste, beim ITAS-Kongress oder bei TeamMit Live?")
    assert "über 60" in text
    assert "über 150" in text


@pytest.mark.parametrize(
    ("question", "told", "left_out"),
    [
        ("Wer ist Partner von transform.by?", "vbw", "transform.10"),
        ("Welche Gesellschaft steht hinter transform.by?", "Bayern Innovativ", "transform.10"),
        ("Welche Verbünde gehören zu transform.by?", "transform.10", "vbw"),
        ("Ist die Universität Leipzig Partner von ITAS?", "niemand", "MoLeWa"),
        ("Kriegt TRegKS mehr als TeamMit?", "Vorn liegt TeamMit", "Schwerpunkte"),
    ],
)
def test_of_an_umbrella_or_a_pair_what_is_asked(question: str, told: str, left_out: str) -> None:
    text = Talk().ask(question)
    assert told in text
    assert left_out not in text


@pytest.mark.parametrize(
    "question",
    ["Welche KfW-Angebote sind vorbei?", "Welcher KfW-Kredit läuft nicht mehr?"],
)
def test_what_an_agency_offers_are_programmes(question: str) -> None:
    text = Talk().ask(question)
    assert "(380)" in text
    assert "(EEW)" not in text


def test_what_is_applied_for_is_said_in_the_language_of_the_question() -> None:
    text = says("Which networks have applied for an extension?")
    assert "applied for" in text.split("\n")[0]


@pytest.mark.parametrize(
    "question", ["Wo taucht Südwestmetall auf?", "Südwestmetall taucht wo auf?"]
)
def test_where_somebody_appears_is_where_they_take_part(question: str) -> None:
    assert "TraFoNetz" in says(question)


def test_who_works_on_a_subject_is_asked_of_networks_and_not_told_as_a_need() -> None:
    assert "nach den Unterlagen offen" not in says("Wer kümmert sich um Elektromobilität?")
    assert "nach den Unterlagen offen" in says("Wer berät uns zur Elektromobilität?")


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("Alle Netzwerke in Sachsen, ich will sie unseren Betriebsräten schicken.", ("MoLeWa",)),
        ("Welche Netzwerke gibt es in Hessen, ich trage sie in eine Karte ein?", ("TeamMit",)),
        ("Für eine Grafik brauche ich alle Netzwerke in Sachsen mit Namen, bitte.", ("– MoLeWa",)),
        ("Für eine Landkarte: Bitte einmal alle Netzwerke in Hessen.", ("TRegKS", "TeamMit")),
        ("Ich brauche Orientierung. Bitte alle Netzwerke in Hessen.", ("TRegKS", "TeamMit")),
        ("Für welche Netzwerke habt ihr eine Nummer in den Unterlagen?", ("ReTraSON", "TraForce")),
        ("Von welchen Geschäftsstellen kennt ihr eine Mailadresse?", ("ReTraSON", "ITAS")),
        ("Welche Einrichtungen tragen die Netzwerke in Sachsen?", ("CWE", "ACOD")),
        ("Welche Netzwerke gibt es in Hessen, die ihr gespeichert habt?", ("TRegKS", "TeamMit")),
        ("welche netzwerke gibts in niedersaxen", ("ReTraSON", "neu/wagen")),
        ("Mir fehlen noch die Namen der Netzwerke in Hessen.", ("TRegKS", "TeamMit")),
        ("Alle Untersuchungen zu Thüringen bitte mit Titel und Jahr.", ("Branchenkennzahlen",)),
        ("Was liegt zu Sachsen an Untersuchungen vor?", ("ITAS-Strukturbericht", "CATI")),
        ("Wer macht mit bei neu/wagen? Ich meine die Partner neben der Region.", ("HI-REG",)),
        ("Was war 2023 an Veranstaltungen?", ("Erster ITAS-Kongress", "Netzwerkveranstaltung")),
        ("Alle sächsischen Netzwerke, den Dachverband brauche ich nicht dabei.", ("MoLeWa",)),
        ("was für autonetzwerke gibts in hessen, bin neu und betriebsrat", ("TRegKS", "TeamMit")),
        ("Netzwerke in Sachsen, egal ob noch aktiv oder schon beendet?", ("ITAS", "MoLeWa")),
        ("Welche Netzwerke gibt es im Südwesten Deutschlands?", ("AuToS", "TraFoNetz")),
        ("Welche Netzwerke wenden sich ans Handwerk oder an Werkstätten?", ("CARS", "TraFoNetz")),
        (
            "Wo sitzen jeweils NiedersachsenMetall, HESSENMETALL und Südwestmetall mit drin?",
            ("neu/wagen", "TRegKS", "TraFoNetz"),
        ),
        ("Alle reden von „VDI/VDE“. Für welche Förderungen ist das die Stelle?", ("Invest BW",)),
        (
            "Rückblick auf letztes Jahr: Welche Kongresse gab es von Mai bis Dezember 2025?",
            ("TraWeBa", "TechBase"),
        ),
    ],
)
def test_a_list_whatever_it_is_for_and_wherever_it_is_kept(
    question: str, listed: tuple[str, ...]
) -> None:
    talk = Talk()
    text = talk.ask(question)
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.ANSWERED
    assert all(name in text for name in listed)


@pytest.mark.parametrize(
    "question",
    [
        "Ich brauche die regionalen Netzwerke in Bayern unter dem Dach transform.by.",
        "Wen haben wir in Bayern? Nur die regionalen, ohne das Landesdach.",
        "Was gibt es in Bayern an transform-Projekten, mit dem Dach drüber bitte?",
        "Die Mitgliedsnetzwerke von transform.by, bitte.",
        "Wen vereint transform.by unter seinem Dach?",
    ],
)
def test_the_networks_under_an_umbrella_and_not_who_leads_it(question: str) -> None:
    text = Talk().ask(question)
    assert all(name in text for name in ("transform.10", "transform.r", "transform_EMN"))


def test_a_list_again_for_another_land() -> None:
    talk = Talk()
    talk.ask("Welche Netzwerke gibt es in Hessen?")
    assert all(name in talk.ask("Und welche in Sachsen?") for name in ("ITAS", "MoLeWa"))


def test_two_audiences_are_listed_for_both() -> None:
    text = says("Aus welchen sächsischen Programmen können Betriebe oder Gemeinden Geld bekommen?")
    assert all(one in text for one in ("RIGA", "GRW Infra", "Just Transition Fund"))
