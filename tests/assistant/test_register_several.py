"""Several questions in one, and what is told around a question."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Wie heißt der Projektleiter von ATLAS und wie viele Beschäftigte gibt es dort?",
            ("Kudic", "52.000"),
        ),
        (
            "Wann startete neu/wagen, welche Unis sind dabei und wie viele Workshops gab es?",
            ("2022", "Leibniz", "85 Workshops"),
        ),
        (
            "Unser Bürgermeister möchte von TraForce wissen: Wer macht das? Wie viel Geld?",
            ("Technologie-Institut", "2,44 Mio."),
        ),
        (
            "Wie hoch ist die Förderung von ATLAS und wann endet TraSaar?",
            ("Förderung von ATLAS: 7,1 Mio.", "Ende von TraSaar"),
        ),
        (
            "Wer bekam mehr Geld, TeamMit oder TRegKS, und wer fing früher an?",
            ("Vorn liegt TeamMit (Förderung", "Vorn liegt TeamMit (Beginn"),
        ),
        (
            "Für die Akte zu transform.RMF: Beginn und Schluss, Zuwendung.",
            ("01.07.2022", "30.06.2025", "1,5 Mio."),
        ),
        (
            "For the board, TraFoNetz: end date, number of firms, number of employees.",
            ("31.12.2026", "1.300", "30.000"),
        ),
        (
            "TRegKS hat wieviel gekriegt, seit wann läuft das und wer führt es?",
            ("3,1 Mio.", "2023", "Wirtschaftsförderung Region Kassel"),
        ),
        (
            "Sagt mir zu ANeTT, wer das führt, was es gekriegt hat und wann schluss war",
            ("LEG Thüringen", "1,6 Mio.", "2025"),
        ),
        (
            "TraForce – Fördersumme? Wer führt das Netzwerk? Und seit wann?",
            ("2,44 Mio.", "Technologie-Institut", "Beginn von TraForce"),
        ),
        (
            "Bitte zu AuToS heraussuchen: den Auftakt, die Fördersumme und die Landkreise.",
            ("4. Mai 2023", "knapp 3 Mio.", "Zum Gebiet von AuToS"),
        ),
        (
            "neu/wagen: 1) Anzahl der Workshops 2) Fördergeld 3) Webseite",
            ("85 Workshops", "4 Mio.", "Website von neu/wagen"),
        ),
        (
            "TraFoNetz: Teamgröße; Summe der Förderung; Datum vom Bürgerdialog",
            ("14 Personen", "Förderung von TraFoNetz", "13.04.2024"),
        ),
        (
            "Westerwald: wer führt das Netzwerk, und wie viel Geld gab es?",
            ("Technologie-Institut", "2,44 Mio."),
        ),
        (
            "Wann fand der Auftakt von ReTraSON statt, wie viele kamen und wie hoch ist die Summe?",
            ("Oktober 2022", "300", "7,6 Mio."),
        ),
        (
            "Wie hoch ist die Summe von MoLeWa? Mich interessiert noch Homepage und Auftaktort.",
            ("6 Mio.", "molewa-leipzig.de", "Kuppelhalle"),
        ),
        (
            "Ich wüsste gern, wo die sitzen und wann es angefangen hat, und zwar bei MoLeWa.",
            ("Schillerstraße", "Beginn von MoLeWa: 01.07.2022"),
        ),
        (
            "Zu CARS 2.0 wüsste ich gern, wann der Transformationsgipfel war. Und wer führt es?",
            ("17.07.2025", "Wirtschaftsförderung Region Stuttgart"),
        ),
        (
            "Wann ist CARS 2.0 gestartet und wann war der Transformationsgipfel?",
            ("Beginn von CARS 2.0", "17.07.2025"),
        ),
        (
            "nenn mir Fördersumme Laufzeitende Gästezahl beim Auftakt von ReTraSON",
            ("7,6 Mio.", "Ende von ReTraSON", "300"),
        ),
        (
            "Steckbrief ITAS mit Beginn, Ansprechpartner sowie Datum des ersten Kongresses",
            ("Beginn von ITAS", "Kaiser", "08.06.2023"),
        ),
        (
            "wie sieht es bei TRAIBER.NRW aus mit Beginn, Ort der Jahresveranstaltung",
            ("Beginn von TRAIBER.NRW", "Solingen"),
        ),
    ],
)
def test_each_part_of_a_question_is_answered(question: str, expected: tuple[str, ...]) -> None:
    text = says(question)
    assert all(one in text for one in expected), text


def test_a_part_that_is_not_on_file_does_not_take_the_others_along() -> None:
    talk = Talk()
    assert "St. Gallen" in talk.ask("TIM: Wer sind die Partner, und welche Farbe hat das Logo?")
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.PARTLY
    assert talk.draft.open_parts


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Der Stadtrat tagt zum Haushalt. Was kostet das ReTraNetz den Bund?", "8 Mio."),
        ("Wie viele Partner hat ATLAS? Es geht um eine Wandzeitung.", "Universität Siegen"),
    ],
)
def test_what_is_told_around_a_question_is_not_looked_for(question: str, expected: str) -> None:
    assert expected in says(question)


def test_a_question_about_what_is_told_before_stays_unanswered() -> None:
    assert says("Bei ATLAS gibt es doch eine Kantine. Wie hoch ist der Preis?") == ""


@pytest.mark.parametrize(
    ("question", "expected", "other"),
    [
        ("ITAS kenne ich. Welches ist das zweite sächsische Netzwerk?", "MoLeWa", "ITAS"),
        ("Welches Netzwerk in Sachsen ist nicht in Chemnitz zu Hause?", "MoLeWa", "ITAS"),
        ("In Hessen gibt es TeamMit und TRegKS, welches fehlt noch?", "FDmobil", "TRegKS"),
    ],
)
def test_the_other_network_of_a_land(question: str, expected: str, other: str) -> None:
    talk = Talk()
    text = talk.ask(question)
    assert expected in text
    assert other not in text
    assert talk.draft is not None
    assert talk.draft.office_id


def test_sums_that_differ_stand_side_by_side_with_their_days() -> None:
    text = says("Stehen für die Netzwerke bundesweit 150 oder 200 Millionen Euro bereit?")
    assert "200 Mio. € bereit" in text
    assert "aus 150 Mio. € (Stand Januar 2023)" in text
    assert "Stand Juli 2021" in text


def test_a_sum_nobody_states_is_not_explained() -> None:
    assert "177" not in says("Woher kommen die 177 Millionen für die Netzwerke?")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wer half den Ostwürttembergern bei ihrer Strategie?", "Prognos"),
        ("Ich bin Pfälzer. Wie viele Stellen hängen hier am Fahrzeugbau?", "32.000"),
        ("Wie viele Zulieferer sitzen im Bergischen?", "rund 250 Zulieferer"),
        ("Wo gab es mehr Gäste, beim Auftakt von ReTraSON oder bei MoLeWa?", "300"),
        ("Wie weit gehen Thüringens Beschäftigtenzahlen auseinander?", "50.000"),
    ],
)
def test_people_of_a_region_and_figures_side_by_side(question: str, expected: str) -> None:
    assert expected in says(question)


def test_what_a_network_is_is_one_of_several_questions() -> None:
    text = says("Was ist TeamMit, und wer ist dort Projektleiter?")
    assert "TeamMit ist: vom Bund" in text
    assert "Jens Ihle" in text


def test_of_an_offer_the_part_that_is_not_on_file_is_said_to_be_missing() -> None:
    talk = Talk()
    text = talk.ask("Was macht man in den TransformationsLabs? Wie hoch ist der Eintritt?")
    assert "Geschäftsmodelle" in text
    assert "kostet, ist nicht hinterlegt" in text
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.PARTLY


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Die Universität Hamburg leitet MoLeWa, korrekt?", "ACOD"),
        ("Soweit ich weiß, hat bei ITAS die Stadt Bremen die Federführung. Richtig?", "CWE"),
        ("ReTraSON gibt es seit März 2020, stimmts?", "01.01.2022"),
        ("CARS 2.0 ist doch erst 2024 gestartet, oder?", "Beginn von CARS 2.0: Juli 2022"),
        ("Zum Transformationsgipfel von CARS 2.0 kamen doch 500 Leute, oder?", "150"),
    ],
)
def test_what_is_wrongly_believed_is_put_right(question: str, expected: str) -> None:
    assert expected in says(question)


def test_a_thing_that_no_record_speaks_of_is_not_confirmed() -> None:
    assert says("ITAS hat doch eine Kantine, oder?") == ""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wer leitet ITAS, und welche Netzwerke hat Hessen?", ("CWE", "TRegKS", "TeamMit")),
        ("Welche Partner hat ANeTT und gehört Gotha dazu?", ("IHK Erfurt", "Gotha gehört")),
        ("Wann war der Gipfel in Stuttgart, und wer führt das Netzwerk?", ("17.07.2025", "WRS")),
        ("Zählt Peine zu ReTraSON und gibt es dort Workshops?", ("Peine im", "Workshops")),
        ("Bitte die Fördersumme von ITAS und eine Liste der Netzwerke in Hessen", ("TRegKS",)),
        ("Von ANeTT: Fördersumme, Partner und ob Gotha dazugehört", ("1,6 Mio", "Gotha gehört")),
        ("Von TraFoNetz die Anzahl der Firmen und die der Leute, die dort arbeiten", ("30.000",)),
    ],
)
def test_parts_of_other_kinds(question: str, told: tuple[str, ...]) -> None:
    text = says(question)
    assert all(one in text for one in told)
