"""What the bot answers, without a network."""

from __future__ import annotations

from typing import Any

import pytest

from tests.channels.telegram.building import make_desk, message, tap
from transfobot.channels.telegram.incoming import What, read
from transfobot.channels.telegram.messages import Line, pack, split, units
from transfobot.channels.telegram.replies import ChatDesk, clean, reply
from transfobot.ports.chat import Outgoing

BOT = "transfo_bot"


def answer(desk: ChatDesk, update: dict[str, Any]) -> list[Outgoing]:
    return reply(desk, read(update, BOT))


def test_the_first_word_is_that_an_ai_system_answers_and_nothing_is_kept() -> None:
    desk, asking = make_desk()
    (said,) = answer(desk, message(1, text="/start payload_<script>"))
    assert "KI-System" in said.plain
    assert "/mensch" in said.plain
    assert "script" not in said.plain
    assert desk.chats.chat(111).conversation_id is None
    assert asking.questions == []


def test_a_deep_link_sets_the_region_for_the_next_question() -> None:
    desk, asking = make_desk()
    (said,) = answer(desk, message(1, text="/start region_08126066"))
    assert "Öhringen" in said.plain
    answer(desk, message(2, text="Wer hilft uns?"))
    assert asking.questions[0].place == "08126066"


def test_a_question_is_answered_with_escaped_sources_and_office() -> None:
    desk, _ = make_desk()
    (said,) = answer(desk, message(1, text="<b>Wer</b> & was?"))
    assert "Antwort auf: &lt;b&gt;Wer&lt;/b&gt; &amp; was?" in said.html
    assert "Projektblatt &lt;A&amp;B&gt;" in said.html
    assert "Musterstelle <Nord> & Co." in said.plain
    assert said.buttons[-1][0].data == "handoff:yes"


def test_a_conversation_goes_on_and_is_deleted_on_request() -> None:
    desk, asking = make_desk()
    answer(desk, message(1, text="Erste Frage"))
    answer(desk, message(2, text="Und dann?"))
    first, second = asking.questions
    assert first.conversation_id is None
    assert second.conversation_id == "gespraech-1"
    answer(desk, message(3, text="/loeschen"))
    assert desk.conversations.load("gespraech-1") is None
    assert desk.chats.chat(111).conversation_id is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("/hilfe", "Schreiben Sie Ihre Frage"),
        ("/help", "Schreiben Sie Ihre Frage"),
        ("/datenschutz", "Telegram"),
        ("/unbekannt", "Diesen Befehl gibt es nicht"),
        ("/admin", "Diesen Befehl gibt es nicht"),
        ("/region", "Für welchen Ort"),
        ("/region Nirgendwo", "nicht gefunden"),
        ("/region Öhringen", "Gewählt: Öhringen"),
        ("???", "keine Frage gefunden"),
        ("\u200b\u200b", "keine Frage gefunden"),
        ("x" * 4001, "höchstens 4.000 Zeichen"),
    ],
)
def test_commands_and_empty_words_get_one_plain_sentence(text: str, part: str) -> None:
    desk, asking = make_desk()
    (said,) = answer(desk, message(1, text=text))
    assert part in said.plain
    assert asking.questions == []


def test_a_command_for_another_bot_is_not_ours() -> None:
    assert read(message(1, text="/start@anderer_bot"), BOT).what is What.NOTHING
    assert read(message(1, text="/start@Transfo_Bot"), BOT).what is What.COMMAND


def test_talking_to_a_person_leads_to_the_form_and_never_asks_for_contact_data_here() -> None:
    desk, _ = make_desk()
    answer(desk, message(1, text="/region Öhringen"))
    (said,) = answer(desk, message(2, text="/mensch"))
    assert "Musterstelle" in said.plain
    assert "nicht hier im Chat" in said.plain
    assert str(said.buttons[0][0].url).startswith("https://bot.example/uebergabe")


def test_without_a_public_address_no_link_is_offered() -> None:
    desk, _ = make_desk(public_url="")
    (said,) = answer(desk, message(1, text="/mensch"))
    assert said.buttons == ()
    assert "keine öffentliche Adresse" in said.plain


def test_buttons_are_checked_against_the_state_of_the_chat() -> None:
    desk, asking = make_desk()
    answer(desk, message(1, text="Frage"))
    assert "Danke" in answer(desk, tap(2, "f:u:antwort-1"))[0].plain
    assert answer(desk, tap(3, "f:u:fremde-antwort")) == []
    assert answer(desk, tap(4, "handoff:yes", user=999)) == []
    assert answer(desk, tap(5, "ticket:1:close")) == []
    assert answer(desk, tap(6, "")) == []
    assert len(answer(desk, tap(7, "handoff:yes", callback="eins"))) == 1
    assert answer(desk, tap(8, "handoff:yes", callback="eins")) == []
    assert len(asking.questions) == 1


def test_a_choice_is_asked_as_the_option_it_stands_for() -> None:
    desk, asking = make_desk()
    asking.options = ("Waldenburg im Hohenlohekreis", "Waldenburg im Landkreis Zwickau")
    (said,) = answer(desk, message(1, text="Wer ist für Waldenburg zuständig?"))
    assert said.buttons[1][0].data == "c:1"
    answer(desk, tap(2, "c:1"))
    assert asking.questions[-1].text == "Waldenburg im Landkreis Zwickau"
    assert answer(desk, tap(3, "c:7")) == []


def test_what_is_not_text_gets_one_notice_a_minute_and_kind() -> None:
    desk, asking = make_desk()
    sticker = {"sticker": {"file_id": "x"}}
    assert "nur Text" in answer(desk, message(1, **sticker))[0].plain
    assert answer(desk, message(2, **sticker)) == []
    album = {"photo": [{"file_id": "x"}], "media_group_id": "g1"}
    said = [answer(desk, message(number, **album)) for number in (3, 4, 5)]
    assert [len(one) for one in said] == [1, 0, 0]
    assert asking.questions == []


def test_in_groups_only_what_is_addressed_is_answered_and_nothing_is_kept() -> None:
    desk, asking = make_desk()
    group = {"id": -4001, "type": "group", "title": "Gruppe"}
    assert answer(desk, message(1, text="Hallo Bot", chat=group)) == []
    (said,) = answer(desk, message(2, text="@transfo_bot wer hilft?", chat=group))
    assert said.reply_to is not None
    assert said.buttons == ()
    assert asking.questions[0].store is False
    assert asking.questions[0].text == "wer hilft?"


def test_too_many_questions_get_one_notice_and_then_silence() -> None:
    desk, asking = make_desk(limit=2)
    said = [answer(desk, message(number, text=f"Frage {number}")) for number in range(1, 6)]
    assert len(asking.questions) == 2
    assert "warten Sie eine Minute" in said[2][0].plain
    assert said[3] == said[4] == []


def test_a_long_answer_is_cut_at_lines_into_parts_in_order() -> None:
    desk, asking = make_desk()
    asking.long = True
    said = answer(desk, message(1, text="Nenne alles"))
    assert 1 < len(said) <= 5
    assert all(units(one.plain) <= 4096 for one in said)
    assert "Projektblatt" in said[-1].plain
    assert [bool(one.buttons) for one in said] == [False] * (len(said) - 1) + [True]


def test_a_cut_never_falls_inside_a_character() -> None:
    parts = split("😀" * 5000)
    assert "".join(parts) == "😀" * 5000
    assert all(units(part) <= 3800 for part in parts)
    assert [len(group) for group in pack([Line("a" * 3000), Line("b" * 3000)])] == [1, 1]


def test_text_is_cleaned_of_what_only_disturbs() -> None:
    assert clean("\u202eWer hilft?\u202c") == "Wer hilft?"
    assert clean("Hal\x00lo") == "Hal lo"
    assert clean("q" + "\u0323" * 40 + "uelle") == "q\u0323\u0323uelle"
    assert "\ud83d" not in clean("\ud83d Hallo")


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1},
        {"update_id": 1, "neue_art": {"x": 1}},
        {"update_id": 1, "message": {"chat": {"id": "x", "type": "private"}, "text": "x"}},
        {"update_id": 1, "message": {"text": "x"}},
        {"update_id": 1, "message": None},
        {"update_id": 1, "callback_query": {"id": "1"}},
        {"update_id": 1, "inline_query": {"query": "intern"}},
    ],
)
def test_odd_updates_are_not_for_us(update: dict[str, Any]) -> None:
    desk, _ = make_desk()
    assert answer(desk, update) == []
