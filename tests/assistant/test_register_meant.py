"""Records that a question means though it calls none by its name, and the field as a whole."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk
from transfobot.domain.answers import Outcome


def told(question: str) -> tuple[str, Outcome]:
    talk = Talk()
    text = talk.ask(question)
    assert talk.draft is not None, question
    return text, talk.draft.outcome


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Steht in Olpe ein Labor für Azubis?", "InnoLab"),
        ("Gibt es für uns in Velbert irgendeinen Check?", "Orientierungschecks"),
        ("Wir sind in Freiberg und wollen etwas zu Kreislaufwirtschaft machen.", "Circular Cars"),
        ("Worum geht es in den Labs von ReTraSON?", "Geschäftsmodelle"),
        ("Wo trafen sich 2023 Netzwerke, Hubs und Cluster?", "Wagenhallen"),
        ("Wie viele Hubs waren in den Wagenhallen?", "11 Hubs"),
        ("Wann trafen sich die Netzwerke in Bamberg?", "September 2024"),
        ("Welches Motto hatte das Treffen im Mai 2023 in Stuttgart?", "antreiben"),
        ("Was gab es auf der TraSaar-Veranstaltung zu erfahren, und wo war sie?", "vier Jahre"),
    ],
)
def test_an_offer_is_known_by_a_word_of_its_own(question: str, words: str) -> None:
    text, outcome = told(question)
    assert words in text
    assert outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    "question", ["Steht in Olpe ein Hallenbad?", "Gibt es in Velbert einen Zuschuss für Öfen?"]
)
def test_a_word_no_offer_has_means_none(question: str) -> None:
    talk = Talk()
    text = talk.ask(question)
    assert "InnoLab" not in text
    assert "Orientierungschecks" not in text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Woher stammen die 613.000 Beschäftigten?", "ifo"),
        ("Von 221.000 Betroffenen ist die Rede: von wem ist das?", "ifo"),
        ("Wer gab die Mobilitätswende-Studie heraus?", "M-Five"),
        ("Wer schrieb den Strukturbericht von ITAS?", "Plaul"),
        ("Wann erschien die Transformationsstrategie in Braunschweig?", "Juni 2025"),
        ("Wer half Ostwürttemberg bei der Transformationsstrategie?", "Prognos"),
        ("Mal lese ich 15tsd, mal 50tsd Leute in Thüringen.", "enger Abgrenzung"),
    ],
)
def test_a_study_is_known_by_a_figure_or_a_word_of_its_title(question: str, words: str) -> None:
    text, outcome = told(question)
    assert words in text
    assert outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele Stellen fallen laut Deloitte bis 2030 weg?",
        "Besucherzahl beim MoLeWa-Auftakt?",
        "Wo war der Workshop des Steuerungsgremiums von TRAIBER?",
    ],
)
def test_what_others_say_or_nobody_counted_is_refused(question: str) -> None:
    assert told(question)[1] is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Wann bot der Bund an, dass die Netzwerke länger laufen dürfen?", "14. Juli 2025"),
        ("Was passiert mit den Netzwerken nach 2026?", "31.12.2026"),
        ("Wie viele Cluster gab es neben Netzwerken und Hubs?", "drei Cluster"),
    ],
)
def test_statements_on_the_whole_field_answer_for_it(question: str, words: str) -> None:
    text, outcome = told(question)
    assert words in text
    assert outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Was steht in der Untersuchung des Wirtschaftsministeriums von 2021?", "118 von 401"),
        ("Was ergab die Strukturstudie von 2019?", "31.000"),
        ("Die ReTraSON-Strategie: von wem ist die?", "Allianz für die Region"),
        ("Which study has 613,000 jobs in it?", "ifo"),
        ("Wo ist von 700 Berufen die Rede, in welcher Studie?", "Prognos"),
        ("Von wem stammt die Auswertung von 260 Unternehmen?", "Autoland Saarland"),
        ("Was ist eigentlich ein Transformationsnetzwerk?", "Zulieferindustrie"),
        ("Welche war die bestbesuchte Veranstaltung?", "350"),
        ("Was für Untersuchungen liegen zu Sachsen vor?", "Transformationsprozess"),
    ],
)
def test_editions_clients_and_small_figures_lead_to_a_study(question: str, words: str) -> None:
    assert words in told(question)[0]


def test_firms_that_no_record_counts_are_refused() -> None:
    assert told("Wie viele Stellen streicht Bosch bis 2030?")[1] is Outcome.NO_SOURCE


def test_a_list_of_networks_is_no_statement_on_the_field() -> None:
    assert "TraFoNetz" in told("Welche Netzwerke wurden verlängert?")[0]


def test_a_question_with_a_year_is_asked_again_of_today() -> None:
    talk = Talk()
    talk.ask("Wie viele Netzwerke gab es 2023?")
    assert "25 (Januar 2026)" in talk.ask("Und jetzt?")
