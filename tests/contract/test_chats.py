"""The Chats port: taken in once, sent once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from tests.contract.stores import engine, postgres_url
from tests.fakes.chats import FakeChats
from transfobot.adapters.sql.chats import SqlChats
from transfobot.ports.chat import Button, Chat, Chats, Outgoing

__all__ = ["engine", "postgres_url"]
NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
BIG = 4_503_599_627_370_495


@pytest.fixture
def chats(engine: Engine | None) -> Chats:
    return FakeChats() if engine is None else SqlChats(engine)


def words(chat_id: int, text: str) -> Outgoing:
    return Outgoing(chat_id, text, text, ((Button("Ja", data="x"), Button("Nein", url="u")),), 7, 8)


def test_an_update_is_taken_in_once_and_worked_off_once(chats: Chats) -> None:
    assert chats.accept(5, {"text": "\ud83d halb"}, NOW)
    assert chats.accept(3, {"text": "zwei"}, NOW)
    assert not chats.accept(5, {"text": "noch einmal"}, NOW)
    assert [number for number, _ in chats.open_updates()] == [5, 3]
    chats.finish(5, [words(1, "a")], NOW)
    chats.finish(5, [words(1, "doppelt")], NOW)
    assert [number for number, _ in chats.open_updates()] == [3]
    assert [one.message for one in chats.due(NOW)] == [words(1, "a")]
    assert not chats.accept(5, {"text": "nach der Antwort"}, NOW)


def test_messages_go_in_order_and_a_chat_waits_for_its_first(chats: Chats) -> None:
    for message in (words(1, "eins"), words(1, "zwei"), words(BIG, "anderer")):
        chats.post(message, NOW)
    first, other = chats.due(NOW)
    assert (first.message.html, other.message.html) == ("eins", "anderer")
    assert chats.claim(first.number)
    assert not chats.claim(first.number)
    assert [one.message.html for one in chats.due(NOW)] == ["anderer"]
    chats.postpone(first.number, NOW + timedelta(minutes=1))
    assert [one.message.html for one in chats.due(NOW)] == ["anderer"]
    later = NOW + timedelta(minutes=2)
    assert [one.message.html for one in chats.due(later)] == ["eins", "anderer"]
    chats.sent(first.number)
    assert [one.message.html for one in chats.due(later)] == ["zwei", "anderer"]


def test_what_was_being_sent_at_a_crash_is_not_sent_again(chats: Chats) -> None:
    chats.post(words(1, "ungewiss"), NOW)
    chats.post(words(2, "wartet"), NOW)
    chats.claim(chats.due(NOW)[0].number)
    assert chats.drop_claimed() == 1
    assert [one.message.html for one in chats.due(NOW)] == ["wartet"]


def test_a_chat_is_kept_moved_and_forgotten(chats: Chats) -> None:
    assert chats.chat(BIG) == Chat(BIG)
    chats.keep(Chat(BIG, "gespraech", "08126066"), NOW)
    chats.keep(Chat(BIG, "gespraech", "08126066", reachable=False), NOW)
    chats.post(words(BIG, "wartet"), NOW)
    chats.move(BIG, -100)
    assert chats.chat(-100) == Chat(-100, "gespraech", "08126066", reachable=False)
    assert [one.message.chat_id for one in chats.due(NOW)] == [-100]
    chats.forget(-100)
    assert chats.chat(-100) == Chat(-100)
    assert chats.due(NOW) == []


def test_a_chat_is_found_by_its_conversation(chats: Chats) -> None:
    chats.keep(Chat(7, "eins"), NOW)
    chats.keep(Chat(-8, "zwei", reachable=False), NOW)
    assert chats.by_conversation("zwei") == Chat(-8, "zwei", reachable=False)
    assert chats.by_conversation("drei") is None


def test_ids_of_worked_off_updates_leave_after_their_time(chats: Chats) -> None:
    chats.accept(1, {}, NOW)
    chats.accept(2, {}, NOW)
    chats.finish(1, [], NOW)
    chats.keep(Chat(7, "alt"), NOW)
    chats.keep(Chat(8, "neu"), NOW + timedelta(days=40))
    assert chats.tidy(NOW + timedelta(days=3), NOW + timedelta(days=30)) == 1
    assert chats.accept(1, {}, NOW)
    assert not chats.accept(2, {}, NOW)
    assert chats.chat(7) == Chat(7)
    assert chats.chat(8) == Chat(8, "neu")
