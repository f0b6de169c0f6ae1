"""Figures of speech: what they ask for, in whatever order their words stand."""

from __future__ import annotations

import pytest

from tests.assistant.corpus import register
from tests.assistant.talk import Talk, says
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.words import compile_tables
from transfobot.domain.answers import Outcome
from transfobot.domain.register import Network


def network(short_name: str) -> Network:
    return next(one for one in register().networks if one.short_name == short_name)


def test_words_joined_by_and_stand_in_any_order_and_near() -> None:
    tables = compile_tables({"attributes": {"money": ["tasche & griff*"]}})
    behind = tables.find(words_of("der Bund griff dafür tief in die Tasche"))
    before = tables.find(words_of("wie tief in die Tasche der Bund griff"))
    assert [one.key for one in (*behind, *before)] == ["money", "money"]
    assert {word for one in behind for word in one.at} == {2, 7}
    assert not tables.find(words_of("die Tasche bleibt zu"))


def test_classes_and_alternatives_stand_for_each_of_their_words() -> None:
    tables = compile_tables(
        {"asked": {"agency": ["<who> …… *antrag|papiere", "*topf"]}, "classes": {"who": _WHO}}
    )
    assert tables.find(words_of("an wen geht in unserem Fall denn nun der Förderantrag"))
    assert tables.find(words_of("welche Behörde nimmt die Papiere"))
    assert tables.find(words_of("der Fördertopf"))
    assert not tables.find(words_of("die Papiere nimmt welche Behörde"))
    assert not tables.find(words_of("welche Stadt nimmt die Papiere"))


_WHO = ["wer", "an wen", "welche* stelle|behoerde"]


@pytest.mark.parametrize(
    "question",
    [
        "Wer hat bei {} die Zügel in der Hand?",
        "wer schmeißt bei {} den laden",
        "Wer hält in {} denn wohl die Fäden zusammen in der Hand?",
        "Bei {}: wer sitzt da am Ruder?",
    ],
)
@pytest.mark.parametrize("name", ["TRegKS", "AuToS"])
def test_sayings_for_who_leads(question: str, name: str) -> None:
    assert (network(name).lead or "?") in says(question.format(name))


@pytest.mark.parametrize(
    "question",
    [
        "wie tief hat der bund für {} in die tasche gegriffen",
        "Was hat der Staat bei {} springen lassen?",
        "Wie dick ist der Geldbeutel von {}?",
    ],
)
@pytest.mark.parametrize("name", ["TRegKS", "ReTraNetz-BB"])
def test_sayings_for_money(question: str, name: str) -> None:
    assert (network(name).funding or "?") in says(question.format(name))


@pytest.mark.parametrize(
    "question",
    [
        "Worüber zerbricht sich {} vor allem den Kopf?",
        "welche themen hat {} im visier",
        "Was liegt {} besonders am Herzen?",
    ],
)
def test_sayings_for_the_focus(question: str) -> None:
    text = says(question.format("TeamMit"))
    assert all(one in text for one in network("TeamMit").focus)


def test_sayings_for_whoever_takes_part() -> None:
    text = says("Wer rudert beim Netzwerk MoLeWa alles mit?")
    assert all(one.name in text for one in network("MoLeWa").partners)


def test_a_saying_alone_makes_no_answer_where_the_records_have_none() -> None:
    talk = Talk()
    talk.ask("Wer hat bei TRegKS das Vereinslogo aus der Taufe gehoben?")
    assert talk.outcome is not Outcome.ANSWERED


@pytest.mark.parametrize("question", ["wer stemmt {} eigentlich", "wer wuppt {}"])
def test_who_alone_asks_for_the_lead(question: str) -> None:
    assert (network("TRegKS").lead or "?") in says(question.format("tregks"))


def test_who_with_a_noun_of_its_own_asks_for_that() -> None:
    talk = Talk()
    for noun in ("Pressesprecher", "Beirat", "Hausmeister"):
        talk.ask(f"Wer ist bei TRegKS der {noun}?")
        assert talk.outcome is not Outcome.ANSWERED


def test_people_at_work_are_no_guests() -> None:
    text = says("wie viele leute arbeiten in der metropolregion nürnberg bei zulieferern")
    assert "100.000" in text.splitlines()[0]


def test_turnover_in_whatever_words() -> None:
    assert "34 Mrd" in says("Wieviel setzt die Autobranche in NRW im Jahr um?")
