"""What the bot answers to one update: plain calls, no network."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from transfobot.channels.telegram.incoming import Incoming, What
from transfobot.channels.telegram.messages import Line, answer_lines, compose, office_text
from transfobot.channels.telegram.pace import Notices, Questions
from transfobot.domain.answers import Answer, OfficeCard
from transfobot.domain.conversation import Language, Question
from transfobot.domain.places import Place, PlaceMatch
from transfobot.ports import Clock, Conversations, Feedback
from transfobot.ports.chat import Button, Chat, Chats, Outgoing
from transfobot.prompts import Phrases

LIMIT = 4000
"""Longest question in characters."""

COMMANDS = ("hilfe", "mensch", "region", "datenschutz", "loeschen")
_ALSO = {"help": "hilfe", "human": "mensch", "privacy": "datenschutz", "delete": "loeschen"}


@dataclass(frozen=True)
class ChatDesk:
    """What the bot needs of the house. `public_url` is empty where no page can be linked."""

    ask: Callable[[Question], Answer]
    conversations: Conversations
    chats: Chats
    find_place: Callable[[str], PlaceMatch | None]
    offices: Callable[[Place | None], Sequence[OfficeCard]]
    phrases: Phrases
    clock: Clock
    monotonic: Callable[[], float]
    public_url: str
    questions: Questions
    notices: Notices


def reply(desk: ChatDesk, incoming: Incoming) -> list[Outgoing]:
    """The messages that answer an update; may block while a question is answered."""
    handlers: dict[What, Callable[[ChatDesk, Incoming], list[Outgoing]]] = {
        What.COMMAND: _command,
        What.QUESTION: _question,
        What.MEDIA: _media,
        What.BUTTON: _button,
        What.GREETING: lambda desk, incoming: _say(desk, incoming, "group"),
        What.MOVED: _moved,
        What.BLOCKED: lambda desk, incoming: _reachable(desk, incoming, False),
        What.UNBLOCKED: lambda desk, incoming: _reachable(desk, incoming, True),
    }
    handler = handlers.get(incoming.what)
    return handler(desk, incoming) if handler else []


def _command(desk: ChatDesk, incoming: Incoming) -> list[Outgoing]:
    name = _ALSO.get(incoming.name, incoming.name)
    if name == "start":
        return _start(desk, incoming)
    if name == "mensch":
        return _human(desk, incoming)
    if name == "region":
        return _region(desk, incoming, incoming.text)
    if name == "datenschutz":
        link = _link(
            desk, "/datenschutz", desk.phrases.of("telegram.privacy_link", _lang(incoming))
        )
        return _say(desk, incoming, "privacy", link)
    if name == "loeschen":
        return _delete(desk, incoming)
    return _say(desk, incoming, "help" if name == "hilfe" else "unknown_command")


def _start(desk: ChatDesk, incoming: Incoming) -> list[Outgoing]:
    lines = [_line(desk, incoming, "start")]
    if incoming.private and incoming.text.startswith("region_"):
        match = desk.find_place(incoming.text.removeprefix("region_")[:57])
        if match and match.unique:
            _set_place(desk, incoming.chat_id, match.unique)
            lines.append(_line(desk, incoming, "start_place", place=match.unique.label))
    return compose(incoming.chat_id, lines, thread_id=incoming.thread_id)


def _human(desk: ChatDesk, incoming: Incoming) -> list[Outgoing]:
    chat = desk.chats.chat(incoming.chat_id)
    match = desk.find_place(chat.place) if chat.place else None
    cards = desk.offices(match.unique) if match and match.unique else []
    lines = [Line(office_text(cards[0], desk.phrases, _lang(incoming)))] if cards else []
    if not cards:
        lines.append(_line(desk, incoming, "no_office"))
    if not incoming.private:
        return compose(incoming.chat_id, lines, thread_id=incoming.thread_id)
    label = desk.phrases.of("telegram.human_link", _lang(incoming))
    link = _link(desk, _handoff_path(chat), label)
    lines.append(_line(desk, incoming, "human" if link else "human_no_link"))
    return compose(incoming.chat_id, lines, buttons=link)


def _region(desk: ChatDesk, incoming: Incoming, name: str) -> list[Outgoing]:
    if not name:
        return _say(desk, incoming, "region_ask")
    match = desk.find_place(name[:200])
    if match is None or not match.candidates:
        return _say(desk, incoming, "region_unknown")
    if match.unique is None:
        buttons = tuple(
            (Button(place.label[:60], data=f"r:{place.ags}"),)
            for place in match.candidates[:8]
            if place.ags
        )
        return _say(desk, incoming, "region_choose", buttons)
    if incoming.private:
        _set_place(desk, incoming.chat_id, match.unique)
    return _say(desk, incoming, "region_set", place=match.unique.label)


def _delete(desk: ChatDesk, incoming: Incoming) -> list[Outgoing]:
    chat = desk.chats.chat(incoming.chat_id)
    if chat.conversation_id:
        desk.conversations.delete(chat.conversation_id)
    desk.chats.forget(incoming.chat_id)
    return _say(desk, incoming, "deleted")


def _question(desk: ChatDesk, incoming: Incoming) -> list[Outgoing]:
    text = clean(incoming.text)
    if not any(character.isalnum() for character in text):
        return _say(desk, incoming, "empty")
    if len(text) > LIMIT:
        return _say(desk, incoming, "too_long", limit=f"{LIMIT:,}".replace(",", "."))
    now = desk.monotonic()
    if not desk.questions.allowed(incoming.chat_id, now):
        tell = desk.questions.tell(incoming.chat_id, now)
        return _say(desk, incoming, "too_many") if tell else []
    chat = desk.chats.chat(incoming.chat_id) if incoming.private else Chat(incoming.chat_id)
    question = Question(
        text,
        conversation_id=chat.conversation_id,
        place=chat.place,
        language=Language.EN if incoming.language == "en" else None,
        store=incoming.private,
        channel="telegram",
    )
    answer = desk.ask(question)
    if incoming.private:
        kept = replace(chat, conversation_id=answer.conversation_id, reachable=True)
        desk.chats.keep(kept, desk.clock.now())
    return _answered(desk, incoming, answer)


def _answered(desk: ChatDesk, incoming: Incoming, answer: Answer) -> list[Outgoing]:
    return compose(
        incoming.chat_id,
        answer_lines(answer, desk.phrases, linked=bool(desk.public_url)),
        buttons=_buttons(desk, answer) if incoming.private else (),
        reply_to=None if incoming.private else incoming.message_id,
        thread_id=incoming.thread_id,
    )


def _buttons(desk: ChatDesk, answer: Answer) -> tuple[tuple[Button, ...], ...]:
    def words(key: str, **values: object) -> str:
        return desk.phrases.of(f"telegram.{key}", answer.language, **values)

    rows: list[tuple[Button, ...]] = []
    if answer.clarification:
        options = answer.clarification.options[:8]
        rows += [
            (Button(option[:60], data=f"c:{number}"),) for number, option in enumerate(options)
        ]
    if desk.public_url and answer.citations:
        rows.append(
            tuple(
                Button(words("source_button", number=citation.number), url=citation.url)
                for citation in answer.citations[:3]
            )
        )
    rows.append(
        (
            Button(words("helpful"), data=f"f:u:{answer.answer_id}"[:64]),
            Button(words("not_helpful"), data=f"f:d:{answer.answer_id}"[:64]),
        )
    )
    rows.append((Button(words("to_human"), data="handoff:yes"),))
    return tuple(rows)


def _button(desk: ChatDesk, incoming: Incoming) -> list[Outgoing]:
    """A tapped button: what it claims is checked against the chat's own state."""
    kind, _, value = incoming.text.partition(":")
    stranger = incoming.private and incoming.user_id != incoming.chat_id
    if stranger or not incoming.private:
        return []
    if kind == "handoff" and value == "yes":
        again = not desk.notices.tell(
            incoming.chat_id, f"tap {incoming.callback_id}", desk.monotonic()
        )
        return [] if again else _human(desk, incoming)
    if kind == "r" and value.isdigit():
        return _region(desk, incoming, value)
    if kind == "c" and value.isdigit():
        return _option(desk, incoming, int(value))
    if kind == "f":
        return _rate(desk, incoming, value)
    return []


def _option(desk: ChatDesk, incoming: Incoming, number: int) -> list[Outgoing]:
    conversation_id = desk.chats.chat(incoming.chat_id).conversation_id
    conversation = desk.conversations.load(conversation_id) if conversation_id else None
    if conversation is None or not conversation.turns:
        return []
    asked_back = conversation.turns[-1].answer.clarification
    if asked_back is None or number >= len(asked_back.options):
        return []
    return _question(desk, replace(incoming, text=asked_back.options[number]))


def _rate(desk: ChatDesk, incoming: Incoming, value: str) -> list[Outgoing]:
    rating, _, answer_id = value.partition(":")
    conversation_id = desk.chats.chat(incoming.chat_id).conversation_id
    conversation = desk.conversations.load(conversation_id) if conversation_id else None
    own = {turn.answer.answer_id for turn in conversation.turns} if conversation else set()
    if rating not in {"u", "d"} or answer_id not in own:
        return []
    now: datetime = desk.clock.now()
    rated = Feedback(answer_id, "up" if rating == "u" else "down", None, None, now)
    return _say(desk, incoming, "thanks") if desk.conversations.rate(rated) else []


def _media(desk: ChatDesk, incoming: Incoming) -> list[Outgoing]:
    subject = f"album {incoming.album}" if incoming.album else incoming.name
    if not desk.notices.tell(incoming.chat_id, subject, desk.monotonic()):
        return []
    return _say(desk, incoming, "text_only")


def _moved(desk: ChatDesk, incoming: Incoming) -> list[Outgoing]:
    if incoming.new_id is not None:
        desk.chats.move(incoming.chat_id, incoming.new_id)
    return []


def _reachable(desk: ChatDesk, incoming: Incoming, reachable: bool) -> list[Outgoing]:
    chat = desk.chats.chat(incoming.chat_id)
    if chat.reachable != reachable:
        desk.chats.keep(replace(chat, reachable=reachable), desk.clock.now())
    return []


def _set_place(desk: ChatDesk, chat_id: int, place: Place) -> None:
    chat = desk.chats.chat(chat_id)
    desk.chats.keep(replace(chat, place=place.ags or place.name), desk.clock.now())


def clean(text: str) -> str:
    """Without control, direction and zero-width characters, at most two marks a letter."""
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        marks = marks + 1 if category == "Mn" else 0
        if marks > 2 or category in {"Cf", "Cs", "Co", "Cn"}:
            continue
        kept.append(" " if category == "Cc" and character != "\n" else character)
    return "".join(kept).strip()


def _handoff_path(chat: Chat) -> str:
    known = f"&gespraech={quote(chat.conversation_id)}" if chat.conversation_id else ""
    return f"/uebergabe?kanal=telegram{known}"


def _link(desk: ChatDesk, path: str, label: str) -> tuple[tuple[Button, ...], ...]:
    return ((Button(label, url=f"{desk.public_url}{path}"),),) if desk.public_url else ()


def _lang(incoming: Incoming) -> str:
    return incoming.language


def _line(desk: ChatDesk, incoming: Incoming, key: str, **values: object) -> Line:
    return Line(desk.phrases.of(f"telegram.{key}", _lang(incoming), **values))


def _say(
    desk: ChatDesk,
    incoming: Incoming,
    key: str,
    buttons: tuple[tuple[Button, ...], ...] = (),
    **values: object,
) -> list[Outgoing]:
    return compose(
        incoming.chat_id,
        [_line(desk, incoming, key, **values)],
        buttons=buttons,
        thread_id=incoming.thread_id,
    )
