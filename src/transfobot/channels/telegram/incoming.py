"""What an update says, read from raw JSON: odd, new and broken updates are simply not for us."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class What(StrEnum):
    """What an update asks of us."""

    COMMAND = "command"
    QUESTION = "question"
    MEDIA = "media"
    BUTTON = "button"
    GREETING = "greeting"
    MOVED = "moved"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update as the door needs it.

    `text` is the question, the command's argument or a button's data; `name` the command or the
    kind of media; `album` keeps the pictures of one album together.
    """

    what: What
    chat_id: int = 0
    user_id: int | None = None
    private: bool = True
    text: str = ""
    name: str = ""
    message_id: int | None = None
    thread_id: int | None = None
    callback_id: str | None = None
    album: str | None = None
    language: str = "de"
    new_id: int | None = None
    edited: bool = False


NOTHING = Incoming(What.NOTHING)
_SILENT = {"invoice", "web_app_data", "successful_payment", "refunded_payment", "pinned_message"}
_MEDIA = (
    "animation",
    "sticker",
    "voice",
    "video_note",
    "photo",
    "document",
    "video",
    "audio",
    "venue",
    "location",
    "contact",
    "poll",
    "dice",
    "game",
    "story",
    "paid_media",
)
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w{1,64}))?(?:\s+([\s\S]*))?\Z")
_MAX_ID = 2**63 - 1


def update_id(payload: object) -> int | None:
    """The id of a usable update, else None."""
    if not isinstance(payload, Mapping):
        return None
    number = payload.get("update_id")
    return number if _is_id(number) else None


def read(payload: Mapping[str, Any], bot_name: str) -> Incoming:
    """What an update says. Anything unknown or broken is NOTHING."""
    try:
        if "callback_query" in payload:
            return _button(payload["callback_query"])
        if "my_chat_member" in payload:
            return _membership(payload["my_chat_member"])
        if "message" in payload:
            return _message(payload["message"], bot_name, edited=False)
        if "edited_message" in payload:
            return _message(payload["edited_message"], bot_name, edited=True)
    except (KeyError, TypeError, AttributeError):
        return NOTHING
    return NOTHING


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _MAX_ID


def _button(query: Mapping[str, Any]) -> Incoming:
    user = query["from"]["id"]
    message = query.get("message") or {}
    chat = message.get("chat") or {"id": user, "type": "private"}
    if not _is_id(chat["id"]) or not _is_id(user):
        return NOTHING
    return Incoming(
        What.BUTTON,
        chat_id=chat["id"],
        user_id=user,
        private=chat.get("type") == "private",
        text=str(query.get("data") or ""),
        callback_id=str(query["id"]),
        language=_language(query["from"]),
    )


def _membership(change: Mapping[str, Any]) -> Incoming:
    chat = change["chat"]
    if chat.get("type") != "private" or not _is_id(chat["id"]):
        return NOTHING
    gone = change["new_chat_member"]["status"] in {"kicked", "left"}
    return Incoming(What.BLOCKED if gone else What.UNBLOCKED, chat_id=chat["id"])


def _message(message: Mapping[str, Any], bot_name: str, *, edited: bool) -> Incoming:
    chat, sender = message["chat"], message.get("from") or {}
    if not _is_id(chat["id"]) or sender.get("is_bot") or chat.get("type") == "channel":
        return NOTHING
    frame = Incoming(
        What.NOTHING,
        chat_id=chat["id"],
        user_id=sender.get("id"),
        private=chat.get("type") == "private",
        message_id=message.get("message_id"),
        thread_id=message.get("message_thread_id") if message.get("is_topic_message") else None,
        album=message.get("media_group_id"),
        language=_language(sender),
        edited=edited,
    )
    if _is_id(message.get("migrate_to_chat_id")):
        return _as(frame, What.MOVED, new_id=message["migrate_to_chat_id"])
    joined = message.get("new_chat_members") or []
    if any(member.get("is_bot") for member in joined):
        return _as(frame, What.GREETING)
    text = message.get("text") or message.get("caption")
    if isinstance(text, str):
        return _text(frame, message, text, bot_name)
    if edited:
        return NOTHING
    return _media(frame, message)


def _text(frame: Incoming, message: Mapping[str, Any], text: str, bot_name: str) -> Incoming:
    command = _COMMAND.match(text)
    if command and "text" in message:
        addressed = command[2]
        if addressed and addressed.lower() != bot_name.lower():
            return NOTHING
        if frame.edited or (not frame.private and not addressed):
            return NOTHING
        return _as(frame, What.COMMAND, name=command[1].lower(), text=(command[3] or "").strip())
    if not frame.private:
        return _in_group(frame, message, text, bot_name)
    return _as(frame, What.QUESTION, text=text)


def _in_group(frame: Incoming, message: Mapping[str, Any], text: str, bot_name: str) -> Incoming:
    """In a group only what is addressed to us: a mention, or a reply to one of our messages."""
    replied = (message.get("reply_to_message") or {}).get("from") or {}
    ours = str(replied.get("username") or "").lower() == bot_name.lower() and bool(bot_name)
    mention = re.compile(rf"@{re.escape(bot_name)}\b", re.IGNORECASE)
    if frame.edited or not (ours or (bot_name and mention.search(text))):
        return NOTHING
    return _as(frame, What.QUESTION, text=mention.sub("", text).strip())


def _media(frame: Incoming, message: Mapping[str, Any]) -> Incoming:
    if not frame.private or _SILENT & message.keys():
        return NOTHING
    kind = next((name for name in _MEDIA if name in message), "")
    if not kind:
        return NOTHING
    if kind == "document" and isinstance(message["document"], Mapping):
        kind = f"document {message['document'].get('mime_type') or ''}".strip()
    return _as(frame, What.MEDIA, name=kind)


def _language(sender: Mapping[str, Any]) -> str:
    code = str(sender.get("language_code") or "de").lower()
    return "de" if code.startswith("de") else "en"


def _as(frame: Incoming, what: What, **values: Any) -> Incoming:
    from dataclasses import replace

    return replace(frame, what=what, **values)
