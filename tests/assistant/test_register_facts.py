"""Facts, results of studies and programmes that are asked for in other words than the records'."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Wie viele Einzelgespräche hat neu/wagen mit Betrieben geführt?", ("977",)),
        (
            "2024 sollten bei Zulieferern Jobs wegfallen. Von wie vielen war die Rede "
            "(transform_EMN)?",
            ("1.800",),
        ),
        (
            "Die Offensive Zukunft Ostwürttemberg: auf wie viele Termine kam sie in vier Jahren?",
            ("200",),
        ),
        (
            "Wie hoch ist in der Pfalz der Anteil der Industriebeschäftigten am Auto?",
            ("25 Prozent",),
        ),
        (
            "Wo waren mehr Leute, beim ReTraSON-Auftakt oder beim Transformationsgipfel?",
            ("300", "150"),
        ),
        ("Welcher ITAS-Kongress war nicht 2024?", ("08.06.2023",)),
        ("Was war das Thema am 6. Juni 2024 in Chemnitz?", ("Kreislaufwirtschaft",)),
        ("Wie viele Hubs kamen nach Stuttgart in die Wagenhallen?", ("11 Hubs",)),
        ("Auf welchen Termin fiel der AuToS-Start?", ("4. Mai 2023",)),
        ("Wer gibt das Geld für ReTraSON?", ("BMWK",)),
        ("Wann tagte transform.r das letzte Mal?", ("08.12.2025",)),
        ("In welcher Firma fand TeamMit Live statt?", ("Leica",)),
        ("ANeTT – wofür stehen die Buchstaben?", ("Automotive-Netzwerk Transformation",)),
        ("TeamMit: Konsortialführer und der Extrabetrag für 2026?", ("1,1 Mio",)),
        ("Bei welchem Netzwerk ist unklar, ob es zur Bundesrichtlinie gehört?", ("Pfalz",)),
        ("Wer wirbt im Bündnis für Transformation die Fördermittel ein?", ("WHF",)),
        ("Welches Training zur Kreislaufwirtschaft gab es in Südwestsachsen?", ("Circular Cars",)),
    ],
)
def test_facts_of_a_network_are_told(question: str, words: tuple[str, ...]) -> None:
    text = says(question)
    assert all(one in text for one in words)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "Wie viele Beschäftigte hatte die Branche im dritten Quartal 2025 insgesamt, und wie "
            "viele davon bei Teilen und Zubehör?",
            ("721.400", "235.400"),
        ),
        ("Wer hat behauptet, dass 613.000 Menschen am Verbrenner hängen?", ("ifo",)),
        ("Woher stammt die Zahl 911.000?", ("Prognos",)),
        ("Um wie viele Leute schrumpfte die Autoindustrie im dritten Quartal 2025?", ("48.700",)),
        ("Ist bei Prognos mit vielen Renteneintritten zu rechnen?", ("Vierte",)),
        ("Wie viele Jobs kostet die Wende laut M-Five höchstens?", ("295.000",)),
        ("Was ist der Kern der Strategie von ReTraSON?", ("Forschungsbasis",)),
        ("Womit vergleicht die TRAIBER-Studie die Gegend?", ("Bayern",)),
        ("Was sagt IW Consult zu Ostwürttemberg?", ("600 Unternehmen",)),
        (
            "Wie viele Beschäftigte zählt CATI 2017, wie viele das AMZ-Arbeitspapier von 2019?",
            ("81.000", "95.000"),
        ),
    ],
)
def test_results_of_studies_are_told(question: str, words: tuple[str, ...]) -> None:
    text = says(question)
    assert all(one in text for one in words)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Das Saarland hat einen milliardenschweren Sondertopf. Name und Volumen?", ("3 Mrd",)),
        ("Topf der Zukunftsregion SüdOstNiedersachsen – wie voll ist der?", ("5,5 Mio",)),
        ("Wie hoch ist der Deckel der Bemessungsgrundlage bei der Forschungszulage?", ("12 Mio",)),
        ("Gilt bei schwerbehinderten Beschäftigten der Eigenanteil nach § 82?", ("entfällt",)),
        (
            "Was brauchen Betriebe mit 50 Leuten fürs Qualifizierungsgeld: Vertrag oder Erklärung?",
            ("Betriebsvereinbarung",),
        ),
        ("Wir wollen ein neues ERP-System. Go-digital, geht das noch?", ("31.12.2024",)),
        (
            "Wie viele meiner 300 Leute müssen fürs Qualifizierungsgeld betroffen sein?",
            ("20 Prozent",),
        ),
        ("Ab wie vielen Mitarbeitern zahlt der Chef drei Viertel der Kurskosten?", ("500",)),
        (
            "Ich hab die Online-Info zur Förderrichtlinie 2027 bis 2029 verpasst. Wann war die?",
            ("29.01.2026",),
        ),
    ],
)
def test_what_a_programme_states_is_told(question: str, words: tuple[str, ...]) -> None:
    text = says(question)
    assert all(one in text for one in words)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("Wie viele Stellen fallen laut Prognos bis 2035 weg?", "Und nach M-Five?", "295.000"),
        ("Was sagt die Studie von Agora?", "Nein, die andere: das CAR-Institut.", "125.000"),
    ],
)
def test_the_study_of_another_author_takes_its_place(first: str, second: str, words: str) -> None:
    talk = Talk()
    talk.ask(first)
    assert words in talk.ask(second)
