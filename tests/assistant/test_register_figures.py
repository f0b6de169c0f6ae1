"""Figures of several studies or editions, and such as do not agree, side by side."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says
from transfobot.domain.answers import Outcome


def told(question: str) -> tuple[str, Outcome]:
    talk = Talk()
    text = talk.ask(question)
    assert talk.draft is not None, question
    return text, talk.draft.outcome


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Verbrennerjobs laut IW 2021 und 2025, bitte beide Zahlen.", ("260.000", "235.000")),
        ("Strukturstudie BW 2019 und 2023: Zahl der Beschäftigten?", ("31.000", "480.000")),
        ("Stell die IW-Studien von 2021 und 2025 bei den Kreisen gegenüber.", ("118", "116")),
    ],
)
def test_two_editions_stand_side_by_side(question: str, words: tuple[str, str]) -> None:
    text, outcome = told(question)
    assert all(one in text for one in words)
    assert outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Weshalb weichen die Beschäftigtenzahlen für Thüringen so ab?", ("15.000", "50.000")),
        ("Was stimmt nun für Sachsen, 81.000 oder 95.000 Beschäftigte?", ("81.000", "95.000")),
        ("Mal 911.000, mal 721.400 Jobs. Wer nennt welche Zahl?", ("Prognos", "Destatis")),
        ("25 oder 27 Netzwerke, woran liegt das?", ("Mai 2023", "Januar 2026")),
        ("Prognos hat für den VDA gerechnet: Stellenverlust bis 2035?", ("190.000", "Prognos")),
        (
            "Für Thüringen lese ich mal 15, mal 50 tausend Leute. Was gilt?",
            ("15.000 Beschäftigte", "50.000 Beschäftigte"),
        ),
        ("Lief ITAS bis Juni oder bis Dezember 2025?", ("Juni 2025", "Dezember 2025")),
        ("bund zahlte 150 mio oder 200 mio für die netzwerke?", ("150", "200 Mio.")),
        (
            "Die einen sagen 150 Millionen für die Netzwerke, andere 200 Millionen. Wer hat recht?",
            ("27 Netzwerke aus 150", "200 Mio."),
        ),
    ],
)
def test_figures_that_do_not_agree_are_told_with_their_sources(
    question: str, words: tuple[str, str]
) -> None:
    text, _ = told(question)
    assert all(one in text for one in words)


def test_figures_that_nobody_told_are_not_explained() -> None:
    talk = Talk()
    talk.ask("Mal heißt es 170, mal 230 Millionen für die Netzwerke. Woher kommt das?")
    assert talk.draft is None or "170" not in " ".join(one.text for one in talk.draft.sentences)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Was zählt das Statistische Bundesamt bei den Herstellern?", "446.800"),
        ("Wie viele Stellen fallen laut Verband der Automobilindustrie bis 2035 weg?", "190.000"),
        ("Zahl der Autojobs im dritten Quartal 2025 laut Bundesstatistik?", "721.400"),
    ],
)
def test_a_publisher_is_known_in_full(question: str, words: str) -> None:
    text, outcome = told(question)
    assert words in text
    assert outcome is Outcome.ANSWERED


def test_a_list_of_studies_on_a_land_is_complete() -> None:
    text, _ = told("Welche Gutachten zur Autobranche in Sachsen kennt ihr?")
    assert all(one in text for one in ("Arbeitspapier", "Wo geht die Reise", "Transformationspro"))


def test_the_newest_study_is_that_of_the_latest_year() -> None:
    text, _ = told("Welche bundesweite Studie ist die jüngste?")
    assert "Destatis, 2025" in text
    assert "Agora" not in text


def test_a_year_that_no_study_is_of_is_said_to_be_missing() -> None:
    talk = Talk()
    assert "2018" in talk.ask("Welche Studien gibt es für 2018?")
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.NO_SOURCE


def test_two_figures_of_a_land_are_told_apart_by_their_years() -> None:
    text = Talk().ask("Einmal lese ich 81.000, einmal 95.000 Beschäftigte in Sachsen. Von wann?")
    assert "2017" in text
    assert "2019" in text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wie viele Berufe wurden für die Prognose untersucht?", "700 Berufe"),
        ("Um wie viel Prozent schrumpfte die Zahl bei Teilen und Zubehör?", "11,1 Prozent"),
        ("Wie viele Beschäftigte zählen die Chancenfelder?", "182.000"),
        ("Von wem stammt das mit den 125.000 Arbeitsplätzen, die wegfallen?", "CAR-Institut"),
        ("Welche Untersuchung kommt auf minus 31.000 Arbeitsplätze?", "BWe mobil"),
        ("Welche Zahlen gibt es zu Stellenstreichungen bis 2035?", "190.000"),
        ("Gibt es eine Analyse über den Ostalbkreis?", "33.000"),
        ("Wie viele hängen am Verbrenner, nach IW 2021 und nach dem Update?", "235.000"),
        ("Wer hat das Papier des IMU-Instituts geschrieben, und nennt es Zahlen?", "Nicke"),
        ("Was hat das ifo Institut für den VDA als Obergrenze errechnet?", "221.000"),
    ],
)
def test_a_figure_is_found_though_no_study_is_named(question: str, expected: str) -> None:
    assert expected in says(question)


def test_a_figure_that_no_study_has_is_not_taken_from_a_neighbour() -> None:
    talk = Talk()
    talk.ask("Wie viele Lehrlinge arbeiten bei den Herstellern in Teilzeit?")
    assert talk.draft is None or talk.draft.outcome is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    "question",
    [
        "Was hat das Gutachten von Prognos gekostet?",
        "Wie teuer war die Strukturstudie BW 2023?",
        "Wie viele Arbeitsplätze hat #FDmobil gerettet?",
        "Was steht am 3. März 2026 an?",
    ],
)
def test_what_no_record_has_is_refused(question: str) -> None:
    assert told(question)[1] is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    ("question", "both"),
    [
        (
            "Mein Schwager nennt 911.000 Jobs beim Auto, die Zeitung 721.400.",
            ("911.000", "721.400"),
        ),
        ("15.000 Autojobs in Thüringen, andere nennen mehr. Was stimmt?", ("15.000", "50.000")),
        ("In Thüringen arbeiten rund 50.000 Leute beim Auto, stimmt das?", ("15.000", "50.000")),
        ("Hängen 3,3 Millionen oder doch 3,2 Millionen Leute an der Branche?", ("3,3", "3,2")),
    ],
)
def test_figures_that_do_not_agree_are_both_told(question: str, both: tuple[str, str]) -> None:
    text = Talk().ask(question)
    assert all(one in text for one in both)


def test_a_figure_no_record_has_is_in_no_conflict() -> None:
    talk = Talk()
    talk.ask("Die einen sagen 77.000 Autojobs in Thüringen, andere das Doppelte. Was stimmt?")
    assert "77.000" not in "".join(one.text for one in talk.draft.sentences) if talk.draft else True


@pytest.mark.parametrize(
    ("question", "area"),
    [
        ("Auf welches Gebiet bezieht sich die Studie „Wo geht die Reise hin?“", "Gebiet: Sachsen"),
        ("Für welche Region gilt die Zukunftsstudie Autoland Saarland?", "Gebiet: Saarland"),
    ],
)
def test_the_area_a_study_speaks_of_is_told_when_asked_for(question: str, area: str) -> None:
    assert area in told(question)[0]


def test_a_study_asked_for_figures_does_not_tell_its_area() -> None:
    assert "Untersuchtes Gebiet" not in told("Was ergab die Zukunftsstudie Autoland?")[0]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Meine Nichte zieht nach Fulda. Wie viele Jobs haben die Zulieferer dort?", ("15.000",)),
        ("Aalen, Schwäbisch Gmünd: wie viele Firmen hat die Branche hier?", ("600",)),
        (
            "Wer sagt, wie viele Jobs bei Regensburg am Auto hängen? Was hat transform.r dazu?",
            ("60.000",),
        ),
        ("Wie viel Zuschuss ging nach Kassel?", ("3,1 Mio.",)),
        ("Welcher Stellenanteil entfällt in Ostwürttemberg auf die Autobranche?", ("20 Prozent",)),
        (
            "Die Zahl der Firmen und die der Beschäftigten im Nordschwarzwald, bitte.",
            ("1.300", "30.000"),
        ),
        ("Wie viele Kreise waren in der ersten Ausgabe der IW-Studie geprägt?", ("118",)),
    ],
)
def test_a_figure_of_a_region_is_told_however_it_is_named(
    question: str, words: tuple[str, ...]
) -> None:
    text, outcome = told(question)
    assert all(one in text for one in words)
    assert outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele Leute schaffen im Bergischen Land bei Zulieferern?",
        "Wie viele Autozulieferer hat Mittelhessen?",
        "Was setzen die Zulieferer im Kreis Fulda um?",
        "Welche Firma im Nordschwarzwald beschäftigt die meisten Leute?",
        "Wie viele Leute hat der größte Betrieb in Fulda?",
    ],
)
def test_another_figure_is_no_answer(question: str) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.draft is None or talk.draft.outcome is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Wie stuft das Ministerium in seiner Studie die Region Kassel ein?", ("fünf",)),
        ("IW Consult: autogeprägte Kreise in der 2021er Studie und 2025?", ("118", "116")),
        ("Stellenverluste bei CAR-Institut und Prognos im Vergleich?", ("125.000", "190.000")),
    ],
)
def test_each_client_edition_and_author_named_is_told(
    question: str, words: tuple[str, ...]
) -> None:
    talk = Talk()
    text = talk.ask(question)
    assert all(one in text for one in words), text


def test_figures_of_a_land_are_none_of_its_region() -> None:
    talk = Talk()
    text = talk.ask("Wie viele Jobs gehen laut Studie in Heilbronn-Franken verloren?")
    assert text.startswith("Für Heilbronn-Franken")
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.NO_SOURCE


def test_who_else_wrote_a_study_asks_for_no_others() -> None:
    talk = Talk()
    talk.ask("Was steht in der Studie von Agora Verkehrswende?")
    text = talk.ask("Wer außer Agora hat die geschrieben?")
    assert "BCG" in text
    assert "Prognos" not in text


def test_a_paper_that_is_not_on_file_is_not_summed_up() -> None:
    talk = Talk()
    text = talk.ask("Fasse mir die Transformationsstrategie für Fulda zusammen.")
    assert "nicht hinterlegt" in text.splitlines()[0]


def test_one_figure_of_a_land_is_told_with_what_contradicts_it() -> None:
    text = says("Thüringens Autobranche hat mal 15.000 Beschäftigte, mal viel mehr. Was stimmt?")
    assert "50.000" in text
    assert "im Landkreis" not in text
