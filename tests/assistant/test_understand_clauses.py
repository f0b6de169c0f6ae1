"""Which clauses of a message ask, and what people only tell of themselves."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says
from transfobot.assistant.understand.clauses import asking_clauses, told_of_oneself
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("Wir wohnen in Solms, mein Sohn dreht Wellen, wer hilft da?", ("wer hilft da?",)),
        ("Peine: seid ihr das?", ("seid ihr das?",)),
        ("Zu wem gehören wir, da sitzen einige Firmen bei uns?", ("Zu wem gehören wir",)),
    ],
)
def test_the_clause_that_asks(text: str, asking: tuple[str, ...]) -> None:
    found = asking_clauses(text, word_tables())
    assert tuple(one.rstrip("?") for one in found) == tuple(one.rstrip("?") for one in asking)


def test_what_people_tell_of_themselves_is_not_asked() -> None:
    told = told_of_oneself("Arbeite bei einer Gießerei, gibt es da was?", word_tables())
    assert any(one.startswith("giess") for one in told)


def test_a_condition_says_what_is_asked_about() -> None:
    told = told_of_oneself("Wen fragen wir, wenn es bei uns um Achsen geht?", word_tables())
    assert not any(one.startswith("achs") for one in told)


@pytest.mark.parametrize(
    ("question", "network"),
    [
        ("Solms – fallen wir bei euch irgendwo mit rein?", "TeamMit"),
        ("Bei welchem Verbund zählt man die Domstadt Wetzlar?", "TeamMit"),
        ("Komme aus Zwickau und drehe Wellen, gibt's da was für mich?", "ITAS"),
        ("Wir leben in Peine, meine Frau sitzt im Rat, wer ist in unserer Ecke da?", "ReTraSON"),
        ("Der Markt Manching, wo wird der zugeordnet?", "transform.10"),
    ],
)
def test_a_place_alone_asks_for_its_network(question: str, network: str) -> None:
    assert network in says(question)


@pytest.mark.parametrize(
    "question",
    [
        "Wann öffnet bei uns in Wetzlar das Schwimmbad?",
        "Wo kann ich in Wetzlar gut essen?",
        "Wer ist bei uns in Wetzlar Bürgermeister?",
        "Wie viele Ladesäulen gibt es bei uns in Peine?",
    ],
)
def test_what_a_place_is_asked_of_besides_is_not_answered_by_its_network(question: str) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.draft is None or talk.draft.outcome is not Outcome.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "Die Redaktion macht ein Heft. Wie viel Geld bekam {} und wer leitet es?",
        "Zu {} hätte unsere Volkshochschule zwei Anliegen: Wie hoch war die Fördersumme?",
    ],
)
def test_what_leads_up_to_a_question_is_not_sought(question: str) -> None:
    assert "8,4 Mio" in says(question.format("ITAS"))


def test_places_in_one_row_are_all_answered() -> None:
    text = says("Wir haben Werke in Zwickau und in Wetzlar, wen sprechen wir an?")
    assert "ITAS" in text
    assert "TeamMit" in text
    lines = says("Wer ist für Gießen oder Wetzlar zuständig?").splitlines()
    assert len(lines) == len(set(lines))


def test_a_greeting_is_nothing_to_look_for() -> None:
    assert "ITAS" in says("Grüß Gott, Gemeinde Stollberg/Erzgeb. Gibt's bei uns ein Netzwerk?")


def test_what_a_long_message_tells_is_what_its_question_means() -> None:
    text = says(
        "Guten Morgen, ich vertrete einen Hersteller von Dichtungen mit 80 Leuten. Es heißt, dass "
        "das Netzwerk ATLAS in den letzten Jahren viel Geld vom Bund bekommen hat. Wie viel war es?"
    )
    assert "7,1 Mio" in text
