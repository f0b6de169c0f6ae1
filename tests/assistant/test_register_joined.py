"""Lists with two filters, with one that is set aside, and with a request beside the question."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says


def listed(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.startswith("– "))


@pytest.mark.parametrize(
    ("question", "held", "left_out"),
    [
        (
            "In welchen Netzwerken ist die IG Metall Partner, aber keine Handwerkskammer?",
            ("ITAS", "ATLAS"),
            ("CARS 2.0", "TraFoNetz"),
        ),
        (
            "Welche Netzwerke haben eine IHK dabei, aber keine Handwerkskammer?",
            ("ANeTT", "MoLeWa"),
            ("CARS 2.0", "ATLAS"),
        ),
        (
            "Welche Netzwerke in Hessen nennen Beschäftigte nicht als Zielgruppe?",
            ("#FDmobil", "TeamMit"),
            ("TRegKS",),
        ),
        (
            "Bei welchen Netzwerken in Bayern fehlen die Betriebsräte unter den Zielgruppen?",
            ("TIM", "transform.10"),
            ("transform_EMN",),
        ),
        (
            "Welche Netzwerke gibt es in Ostdeutschland, aber nicht in Sachsen?",
            ("ANeTT", "ReTraNetz-BB"),
            ("ITAS", "TeamMit"),
        ),
        (
            "Bei welchen Netzwerken lässt sich nicht eindeutig sagen, wer das Konsortium anführt?",
            ("ATLAS", "TraSaar"),
            ("#FDmobil",),
        ),
        ("Wo ist unklar, wer Konsortialführer ist?", ("TRAIBER.NRW",), ("TRegKS",)),
        (
            "Und wer musste sparen? Mich interessieren die Netzwerke, "
            "deren Fördersumme unter 2 Mio. Euro liegt.",
            ("ANeTT", "#FDmobil"),
            ("ATLAS",),
        ),
        ("In Bayern: wer liegt über 5 Mio. € Förderung?", ("transform_EMN",), ("transform.r:",)),
        (
            "Netzwerke, deren Förderung die Marke von sechs Millionen übersteigt?",
            ("ITAS", "ATLAS"),
            ("TRegKS",),
        ),
        ("Welche Netzwerke kamen erst 2023 hinzu?", ("#FDmobil", "TRegKS"), ("ITAS",)),
        (
            "In welchem Netzwerk oder welchen Netzwerken arbeitet Fraunhofer mit?",
            ("MoLeWa", "ReTraNetz-BB", "transform_EMN"),
            ("AuToS", "ANeTT"),
        ),
        (
            "In Bayern: Netzwerke mit Betriebsräten als Zielgruppe und der IG Metall als Partner?",
            ("transform_EMN",),
            ("transform.r:", "TIM"),
        ),
        ("Bei welchen Netzwerken ist offen, ob sie noch laufen?", ("ATLAS",), ("TeamMit",)),
    ],
)
def test_a_list_of_networks_holds_all_that_fit_and_no_other(
    question: str, held: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    text = listed(Talk().ask(question))
    assert all(name in text for name in held)
    assert not any(name in text for name in left_out)


@pytest.mark.parametrize(
    ("question", "held", "left_out"),
    [
        ("Wo sitzt eine Handwerkskammer mit am Tisch? Bitte alle Netzwerke.", "CARS", "ATLAS"),
        ("Wer hat 2023 losgelegt? Alle Netzwerke bitte auflisten.", "TRegKS", "ITAS"),
        ("Gibt es in Sachsen Geld für Kommunen? Welche Programme?", "GRW Infra", "INQA"),
        (
            "Welche Netzwerke haben IG Metall als Partner, aber keine IHK? Mehr brauche ich nicht.",
            "ATLAS",
            "transform_EMN",
        ),
        ("Wo ist eine IHK dabei, die IG Metall aber nicht? Nur die Namen.", "ANeTT", "ITAS"),
    ],
)
def test_a_request_for_the_whole_list_asks_nothing_anew(
    question: str, held: str, left_out: str
) -> None:
    text = Talk().ask(question)
    assert held in text
    assert left_out not in text
    assert "nicht hinterlegt" not in text


@pytest.mark.parametrize(
    ("question", "held", "left_out"),
    [
        (
            "Landesprogramme aus Baden-Württemberg: läuft das jeweils noch oder ist es schon zu?",
            ("Invest BW", "Beratungsgutschein"),
            ("Potentialberatung",),
        ),
        (
            "Meine Steuerberaterin redet von alten Programmen. Welche sind ausgelaufen?",
            ("go-digital", "Digital Jetzt"),
            ("Forschungszulage",),
        ),
        ("Was gab es vom Land NRW früher, das nicht mehr läuft?", ("Potentialberatung",), ("RWP",)),
        ("Was endete im Jahr 2025 an Programmen?", ("ERP-Digitalisierungs",), ("go-digital",)),
        (
            "Welche Förderprogramme stehen Kommunen offen, Unternehmen aber nicht?",
            ("GRW Infra Sachsen",),
            ("Forschungszulage", "EEW"),
        ),
        (
            "Welche Landesprogramme in Sachsen können Städte und Gemeinden nutzen?",
            ("GRW Infra",),
            ("Regionales Wachstum",),
        ),
        (
            "VDI/VDE-IT ist nicht nur für die Netzwerke da. Bei welchen Programmen ist das Haus "
            "Projektträger?",
            ("Invest BW", "Hubs"),
            ("KfW",),
        ),
        (
            "Wir in NRW wollen uns beraten lassen und suchen einen Zuschuss. Was gibt es noch, "
            "auch bundesweit?",
            ("RWP-Beratung", "INQA"),
            ("Forschungszulage",),
        ),
        (
            "Welche offenen Programme sind weder Kredit noch Zuschuss?",
            ("Forschungszulage",),
            ("EEW", "ZIM"),
        ),
        (
            "Welche Programme laufen über die KfW?",
            ("ERP-Förderkredit KMU", "ERP-Digitalisierungs"),
            ("INQA",),
        ),
        (
            "Welche Fördertöpfe hält das Land Sachsen für Gemeinden bereit?",
            ("GRW Infra",),
            ("Zukunft Region", "EEW"),
        ),
        (
            "Was hat der Freistaat Sachsen an Programmen für Betriebe und Gewerbeflächen?",
            ("GRW Infra", "GRW RIGA", "Just Transition"),
            ("ZIM",),
        ),
        ("Bei welchen Programmen kennt ihr den Fördersatz nicht?", ("Digital Jetzt",), ("INQA",)),
        (
            "Ein Kollege fragt nach Geld für Energie. Welche Programme kommen in Frage?",
            ("EEW", "Umweltfinanzierung"),
            ("INQA",),
        ),
    ],
)
def test_a_list_of_programmes_holds_all_that_fit_and_no_other(
    question: str, held: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    text = listed(Talk().ask(question))
    assert all(name in text for name in held)
    assert not any(name in text for name in left_out)


def test_studies_without_an_author_are_those_of_the_land_asked_about() -> None:
    text = Talk().ask("Welche sächsischen Studien sind nicht vom AMZ?")
    assert "ITAS-Strukturbericht" in text
    assert "Agora" not in text
    text = Talk().ask("Welche Studien betreffen nicht Sachsen?")
    assert "Autoland Saarland" in text
    assert "ITAS-Strukturbericht" not in text
    text = Talk().ask("Welche bundesweiten Studien sind vor 2022 erschienen?")
    assert "ifo-Studie" in text
    assert "Saarland" not in text


def test_offers_by_whom_they_are_meant_for() -> None:
    text = listed(Talk().ask("Gibt es Angebote, die für Beschäftigte gedacht sind? Welche?"))
    assert "InnoLab Olpe" in text
    assert "Helpdesks" in text
    assert "Qualifizierungsgeld" not in text
    assert "TraFoNetz: kostenfreie" in says("Welche Angebote kosten nichts?")


def test_an_event_that_a_fact_tells_of_says_whose_it_was() -> None:
    text = Talk().ask("Welche Netzwerke hatten im November 2022 ihren Auftakt?")
    assert "transform.r: Der Kick-off" in text
