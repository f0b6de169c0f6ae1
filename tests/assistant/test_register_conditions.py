"""Lists by every condition a question sets: networks, events, programmes, figures."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk


@pytest.mark.parametrize(
    ("question", "listed", "left_out"),
    [
        ("Wer leitet ITAS, MoLeWa, ATLAS und ANeTT?", ("ACOD", "LEG Thüringen"), "TeamMit"),
        ("Welche Netzwerke sind in Bayern, und wer leitet sie?", ("IFG Ingolstadt",), "ACOD"),
        ("Netzwerke mit IHK als Partner und Wasserstoff als Schwerpunkt?", ("CARS 2.0",), "AuToS"),
        ("Welche Netzwerke liegen außerhalb von Berlin?", ("ITAS", "TraSaar"), "– ReTraNetz"),
        ("Welche Netzwerke gibt es, ausgenommen die in Hessen?", ("ITAS",), "– TeamMit"),
        ("Wo in BW hat eine IHK nicht die Führung eines Netzwerks?", ("CARS 2.0",), "– AuToS"),
        ("Wo in Hessen ist eine IHK nicht an einem Netzwerk beteiligt?", ("TRegKS",), "ITAS"),
        ("Wo führt eine IHK das Netzwerk?", ("AuToS", "Ostwürttemberg"), "ITAS"),
        ("Welche Netzwerke endeten 2025?", ("– ITAS",), "– TeamMit"),
        ("Welche Netzwerke bekamen mehr als 8 Mio. €?", ("ITAS",), "– ReTraNetz"),
        ("Wo liegt die Förderung eines Netzwerks oberhalb von 8 Mio. €?", ("ITAS",), "KfW"),
        ("Wie lange laufen die Netzwerke in Sachsen?", ("ITAS", "MoLeWa"), "ATLAS"),
        ("Welche Netzwerke in Hessen? Das brauche ich bis morgen.", ("TeamMit",), "ITAS"),
        ("Welche Netzwerke in BW widmen sich Qualifizierung und haben eine HWK als Partner?",
         ("CARS 2.0",), "AuToS"),
        ("Welche Netzwerke haben eine IHK oder ein Fraunhofer-Institut als Partner?",
         ("AuToS", "ReTraNetz"), "TraSaar"),
        ("Welche Netzwerke haben eine IHK und ein Fraunhofer-Institut als Partner?",
         ("MoLeWa", "transform_EMN"), "ReTraNetz"),
        ("Wo ist eine Hochschule Partner, aber kein Fraunhofer-Institut?", ("ATLAS",), "– MoLeWa"),
        ("Welche Netzwerke wurden mit 4 bis 7 Millionen gefördert?", ("MoLeWa",), "FDmobil"),
        ("Welche Netzwerke bieten Kongresse an?", ("ATLAS", "Ostwürttemberg"), "TraSaar"),
        ("Workshops: welche Netzwerke machen das?", ("ReTraSON", "TeamMit"), "TraSaar"),
        ("Wer liegt bei der Förderung in Bayern hinten?", ("Vorn liegt transform.RMF",), "ITAS"),
        ("An Kommunen wenden sich welche Netzwerke?", ("Bündnis",), "ATLAS"),
        ("Bei welchem Netzwerk in Hessen fehlt uns eine Telefonnummer?", ("TeamMit",), "TRegKS"),
        ("Recycling, Wiederverwendung, zirkuläre Produkte: welche Netzwerke machen das?",
         ("ITAS", "neu/wagen"), "ANeTT"),
        ("Konsortialführung von AuToS und TRAIBER.NRW?", ("IHK", "TRAIBER"), "ITAS"),
        ("Nicht alles ist ein vom Bund gefördertes Netzwerk, oder? Was fällt heraus?",
         ("Fachkräftebündnis", "transform.by"), "ITAS"),
        ("Welcher Eintrag ist kein eigenes Netzwerk, nur das Dach?", ("transform.by",), "ITAS"),
        ("In welchen Netzwerken ist ein Fraunhofer-Institut? Ich bereite ein Gespräch "
         "in München vor.", ("MoLeWa", "transform_EMN"), "TRegKS"),
    ],
)  # fmt: skip
def test_a_list_takes_every_condition(
    question: str, listed: tuple[str, ...], left_out: str
) -> None:
    text = Talk().ask(question)
    assert all(name in text for name in listed)
    assert left_out not in text


@pytest.mark.parametrize(
    ("question", "listed", "left_out"),
    [
        ("Welche Veranstaltungen gab es in Chemnitz?", ("Erster ITAS", "Zweiter ITAS"), "Leipzig"),
        ("Welche Netzwerktreffen waren in Stuttgart?", ("gipfel", "Wagenhallen"), "Bamberg"),
        ("Welche Veranstaltungen fanden online statt?", ("07.02.2022", "29.01.2026"), "Bamberg"),
        ("Welche Veranstaltungen hatten über 150 Gäste?", ("TeamMit Live",), "TraWeBa"),
        ("Welche Veranstaltungen hatten um die 150 Gäste?", ("TraWeBa", "gipfel"), "Bamberg"),
        ("Was war am 13.05.2025, und wo?", ("Villa Ida", "Solingen"), "Bamberg"),
        ("Was hat TraSaar 2025 veranstaltet?", ("Sulzbach",), "Bamberg"),
        ("Zu welchen Terminen hat TraSaar eingeladen?", ("14.11.2025",), "Bamberg"),
        ("Gab es auch reine Online-Formate? Welche?", ("Circular Cars",), "Bamberg"),
    ],
)
def test_events_by_place_day_guests_and_screen(
    question: str, listed: tuple[str, ...], left_out: str
) -> None:
    text = Talk().ask(question)
    assert all(name in text for name in listed)
    assert left_out not in text


@pytest.mark.parametrize(
    ("question", "listed", "left_out"),
    [
        ("Welche Programme sind bis 2027 befristet?", ("INQA", "Wachstum"), "Forschungszulage"),
        ("Welche Fördertöpfe schließen 2028?", ("Welcome",), "INQA"),
        ("Welche Förderprogramme hat nur NRW?", ("RWP",), "INQA"),
        ("Nicht rückzahlbare Zuschüsse für Firmen?", ("EEW",), "Förderkredit"),
        ("Welche Programme oder Kredite starteten 2025?", ("ZIM", "Förderkredit"), "INQA"),
        ("Welche geförderten Beratungen gibt es in BW?", ("INQA",), "EEW"),
        ("Förderung für Energieeffizienz in BW: was ist offen?", ("EEW", "L-Bank"), "INQA"),
        (
            "Bin Betriebsrat bei einem Zulieferer. Welche Programme enden 2026?",
            ("Sofortprogramm",),
            "INQA",
        ),
        ("Standort Esslingen: welche Landesprogramme in BW laufen?", ("Invest BW",), "INQA"),
        ("Welche Förderungen sind zeitlich nicht befristet?", ("Forschungszulage",), "INQA"),
        ("Unsere Stadt fragt: welche Programme sind beendet?", ("go-digital",), "INQA-Coaching: "),
    ],
)
def test_programmes_by_end_kind_land_and_theme(
    question: str, listed: tuple[str, ...], left_out: str
) -> None:
    text = Talk().ask(question)
    assert all(name in text for name in listed)
    assert left_out not in text


def test_figures_that_are_set_against_each_other_are_kept() -> None:
    told = Talk().ask("Am Verbrenner hängen mal 260.000, mal 235.000 Leute. Wieso zwei Werte?")
    assert "260.000" in told
    assert "235.000" in told
    theses = Talk().ask("Ich suche für meine Masterarbeit Studien, alle aus dem Jahr 2019.")
    assert "CAR-Analyse" in theses
