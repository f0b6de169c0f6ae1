"""Facts and events that a question describes, ranks, and networks named by their region."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wer steht hinter dem Kasseler Netzwerk?", "Wirtschaftsförderung Region Kassel"),
        ("Wer führt das mainfränkische Netzwerk?", "Region Mainfranken GmbH"),
        ("Das hannoversche Netzwerk: wer sind die Partner?", "hannoverimpuls"),
        ("Wer führt das Netzwerk in der Pfalz?", "TBS Rheinland-Pfalz"),
        ("Who leads the Leipzig network?", "ACOD"),
        ("Wer ist Ansprechpartner im Thüringer Netzwerk?", "Transformationsagentur"),
    ],
)
def test_a_region_names_its_network(question: str, expected: str) -> None:
    assert expected in says(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wo und wann war der Startschuss von AuToS?", "4. Mai 2023 in Donaueschingen"),
        ("Wann war der Auftakt von transform.10?", "9. November 2022"),
        ("Wie viele Leute waren beim Auftakt in der Autostadt Wolfsburg?", "300"),
        ("Wie viele Stellen sollten 2024 in der Region Nürnberg gestrichen werden?", "1.800"),
        ("Welche Veranstaltungen der Netzwerke gab es im Mai 2025?", "TraWeBa"),
        ("Wo im Sauerland kann man virtuelle Realität ausprobieren?", "InnoLab Olpe"),
        ("Wie viele Leute arbeiten in der Autobranche in Bayern?", "200.000"),
        ("Wer ist bei AuToS zur Jahresmitte 2025 ausgeschieden?", "Hahn-Schickard"),
        ("Wann kam für Transformotive das Okay vom Bund?", "29.07.2022"),
        ("Was wurde aus den Aufgaben der CWE?", "Stadtverwaltung"),
        ("In welchem Turnus tagt der Arbeitskreis vom Bündnis für Transformation?", "zwei Monate"),
        ("Zählt das Transformationsnetzwerk Pfalz zu den Geförderten?", "ungeklärt"),
        ("Welcher Partner von AuToS war nur bis Juni 2025 dabei?", "Hahn-Schickard"),
    ],
)
def test_statements_answer_beyond_the_columns(question: str, expected: str) -> None:
    assert expected in says(question)


def test_guests_of_one_event_are_not_those_of_another() -> None:
    talk = Talk()
    text = talk.ask("Wie viele Gäste kamen zum Auftakt von MoLeWa?")
    assert talk.outcome is Outcome.NO_SOURCE
    assert "150" not in text


def test_a_wrong_place_is_put_right() -> None:
    talk = Talk()
    text = talk.ask(
        "TraSaar hat seinen Abschluss im November 2025 ja im Saarbrücker Schloss gefeiert. "
        "Wie viele Gäste waren dort?"
    )
    assert "Sulzbach" in text
    assert talk.outcome is Outcome.PARTLY


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Welches hessische Netzwerk bekam am meisten Geld?", "TeamMit"),
        ("Welches Netzwerk hat die niedrigste Fördersumme?", "FDmobil"),
        ("Welches hessische Netzwerk startete zuerst?", "TeamMit"),
        ("Which network in Bavaria received the least funding?", "transform.RMF"),
    ],
)
def test_a_rank_puts_the_one_asked_for_first(question: str, first: str) -> None:
    assert first in says(question).splitlines()[0]


def test_a_partial_sum_is_no_rank() -> None:
    text = says("Welches Netzwerk in Baden-Württemberg bekam am wenigsten Geld?")
    assert "AuToS" in text.splitlines()[0]
    assert "Nicht hinterlegt (Förderung)" in text


def test_districts_are_listed_and_derived_ones_marked() -> None:
    assert "Wartburgkreis" in says("Nenne die Landkreise, die zu ANeTT gehören.")
    assert "Voraussichtlich" in says("Aus welchen Landkreisen besteht TraFoNetz?")


@pytest.mark.parametrize(
    ("question", "inside", "outside"),
    [
        ("Baden-Württemberg hat sechs dieser Netzwerke, oder? Welche sind das?", "TIM", "ITAS"),
        (
            "Welche Netzwerke gibt's in Bayern, von Mainfranken bis Regensburg?",
            "transform_EMN",
            "TraSaar",
        ),
        ("Welche Netzwerke werden von einer IHK geführt?", "AuToS", "ITAS"),
        (
            "Welche Netzwerke in Baden-Württemberg werden nicht von einer Wirtschaftsförderung, "
            "sondern von einer IHK geführt?",
            "Ostwürttemberg",
            "TraFoNetz",
        ),
        ("Bei welchen Netzwerken ist die Konsortialführung nicht belegt?", "TraSaar", "AuToS"),
        ("In welchen Bundesländern gibt es kein Netzwerk?", "Hamburg", "Bayern"),
        ("Wo ist Südwestmetall Partner?", "TraFoNetz", "ITAS"),
    ],
)
def test_lists_take_filters_for_what_they_are(question: str, inside: str, outside: str) -> None:
    text = says(question)
    assert inside in text
    assert outside not in text


def test_the_second_of_those_spoken_of() -> None:
    talk = Talk()
    talk.ask("Was macht TraFoNetz?")
    talk.ask("Und AuToS?")
    assert "IHK Schwarzwald-Baar-Heuberg" in talk.ask("Wer leitet das zweite?")


def test_an_ordinal_takes_up_the_question_before() -> None:
    talk = Talk()
    talk.ask("Wann war der erste ITAS-Kongress?")
    assert "06.06.2024" in talk.ask("und der zweite?")


def test_a_correction_keeps_the_question() -> None:
    talk = Talk()
    talk.ask("Wie hoch ist die Förderung von transform.10?")
    assert "1,5 Mio" in talk.ask("sorry, falsch geschrieben. ich meinte transform.RMF")


def test_membership_of_a_place_is_said_with_its_doubt() -> None:
    text = says("Sind wir als Stadt Weilburg bei TeamMit dabei oder nicht?")
    assert "voraussichtlich" in text


def test_a_study_of_another_year_is_no_figure_for_this_one() -> None:
    talk = Talk()
    talk.ask("Wie viele Beschäftigte hatte die Autoindustrie laut Destatis im Jahr 2027?")
    assert talk.outcome is Outcome.NO_SOURCE


def test_several_years_of_a_study_stand_side_by_side() -> None:
    text = says("IW Consult 2021 und 2025: Wie viele Menschen hängen jeweils am Verbrenner?")
    assert "260.000" in text
    assert "235.000" in text


def test_a_kind_of_partner_that_is_absent_is_said_to_be() -> None:
    talk = Talk()
    text = talk.ask("Welche Gewerkschaft ist bei AuToS dabei?")
    assert talk.outcome is Outcome.NO_SOURCE
    assert "Gewerkschaft" in text


def test_the_last_event_does_not_answer_for_the_next() -> None:
    talk = Talk()
    text = talk.ask("Wann ist der nächste ITAS-Kongress?")
    assert talk.outcome is Outcome.NO_SOURCE
    assert "06.06.2024" in text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hat CARS 2.0 etwas Rollendes, um Brennstoffzellen kennenzulernen?", "Schulungsfahrzeug"),
        ("Welches Studium hat ITAS angestoßen?", "Sustainable Innovation Loop"),
    ],
)
def test_an_item_of_a_list_answers_where_no_statement_does(question: str, expected: str) -> None:
    assert expected in says(question)


def test_a_compound_is_told_by_what_it_is_in_the_end() -> None:
    assert "Oberbergische Kreis" in says("Welcher Landkreis ist die Brücke von TRAIBER.NRW?")
    assert "ergänzen" not in says("Wer ist bei ITAS der Steuerberater?")


def test_how_often_counts_what_was_and_asks_the_rhythm_of_what_is() -> None:
    assert "977" in says("Wie oft hat neu/wagen bisher Gespräche geführt?")
    assert "zwei Monate" in says(
        "Wie oft kommt der Arbeitskreis vom Bündnis für Transformation Heilbronn-Franken zusammen?"
    )


def test_a_season_stands_for_its_months() -> None:
    text = says("Wie viele Leute kamen im Herbst 2024 in Bamberg alle zusammen?")
    assert "280" in text


def test_partners_of_a_kind_at_a_place_are_no_question_of_membership() -> None:
    text = says("Welche Hochschulen aus Hannover machen bei neu/wagen mit?")
    assert "Leibniz" in text
    assert "gehört zum Gebiet" in says("Ist Hannover bei neu/wagen mit von der Partie?")


def test_what_came_on_top_is_ranked_and_a_tie_is_no_rank() -> None:
    text = says("Wer bekam für die Verlängerung 2026 mehr Geld, TraFoNetz oder transform_EMN?")
    assert text.startswith("Vorn liegt transform_EMN")
    level = says("Bekam TeamMit 2026 zusätzlich mehr Geld als TraFoNetz?")
    assert "Gleichauf" in level
    assert "Vorn liegt" not in level


def test_two_networks_are_compared_by_whatever_is_asked_for() -> None:
    text = says("Vergleichen Sie die Websites von TraSaar und ATLAS.")
    assert "trasaar.saarland" in text
    assert "atlas-swf.de" in text
    assert "Schwerpunkte" not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Was stieg zwischen Juli und September 2025 an Treffen?", ("TeamMit Live", "ARENA2036")),
        ("Wo kamen mehrere Netzwerke zusammen?", ("Bamberg", "Stuttgart", "Chemnitz")),
        ("Anfang dieses Jahres lief digital eine Infoveranstaltung. Wann?", ("29.01.2026",)),
    ],
)
def test_events_of_a_time_or_of_several_networks(question: str, told: tuple[str, ...]) -> None:
    text = Talk().ask(question)
    assert all(one in text for one in told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wo war die Startfeier von ReTraSON, und wie viele Leute kamen?", ("Autostadt", "300")),
        ("Wie viele waren beim Start von ReTraSON?", ("300",)),
        (
            "Wie häufig setzt sich der Arbeitskreis vom Bündnis für Transformation zusammen?",
            ("zwei Monate",),
        ),
        (
            "Zum Bündnis für Transformation: Wie oft soll der Arbeitskreis zusammenkommen?",
            ("zwei Monate",),
        ),
        ("Wie groß ist Heilbronn-Franken von der Fläche her?", ("4.765",)),
        ("Hat ITAS in Südwestsachsen mehr als 12 Mio. Euro gekriegt?", ("8,4 Mio. €",)),
        ("Wer ist bei CARS 2.0 projektverantwortlich?", ("Region Stuttgart",)),
        ("Wann ist laut Projektplan bei transform.RMF Ende?", ("30.06.2025",)),
    ],
)
def test_everyday_words_for_what_a_record_tells(question: str, told: tuple[str, ...]) -> None:
    text = Talk().ask(question)
    assert all(one in text for one in told)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Welche Veranstaltung hat das Heilbronner Bündnis für Transformation ausgelöst?", "15.10"),
        ("Auf wann war der erste Strategieentwurf bei TRAIBER geplant?", "Ende 2023"),
        ("Vom wann ist der Zuwendungsbescheid von Transformotive?", "29.07.2022"),
    ],
)
def test_what_happened_is_told_by_a_fact_and_by_no_event(question: str, words: str) -> None:
    assert words in says(question)
