"""What must be in no log: addresses and numbers of any kind, and what the tests' people wrote.

Whatever a test hands in is remembered by itself, at the objects that carry it through the house;
`TELLTALES` are words that must not be there even as a part of something.
"""

from __future__ import annotations

import functools
import re
import secrets
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from transfobot.assistant.handoff.opening import HandoffRequest
from transfobot.domain.conversation import Question, Turn
from transfobot.domain.handoffs import (
    Handoff,
    Inquirer,
    NewHandoff,
    Note,
    Reply,
    SpeakerWish,
    Summary,
    UnmatchedMail,
)

# The ids of our own letters look like addresses, and tell nothing about anybody.
EMAIL = re.compile(r"(?<![\w.+%-])(?!tb\.[a-z2-7]{32}@)[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w.,:/+-])(?=\+?(?:[ ()/.-]{0,3}\d){7})"
    r"(?:\+[1-9]\d{0,2}[ /.-]?(?:\(0\) ?)?|\(?0)[1-9]\d{1,4}\)?"
    r"(?:[ /.-]{1,3}\d{2,}(?:[ -]\d+)*|\d+)(?!\w)"
)

TELLTALES = (
    "Zinnobermarder",
    "Karfunkelbeutel",
    "Gießerei-Marder",
    "Kim Beispiel",
    "Mustermann",
    "MARKE",
    "tbs_staff-token-of-the-tests-only",
    "das-erste-zugangswort-der-verwaltung",
    "geheimes-testwort-123",
    "geheim-im-test",
    "ein-kennwort-nur-fuer-tests",
)

WRITTEN: Mapping[type, tuple[str, ...]] = {
    Question: ("text", "conversation_id"),
    Turn: ("question",),
    HandoffRequest: ("message", "name", "email", "phone", "conversation_id", "idempotency_key"),
    NewHandoff: ("message", "secret", "office_token", "inquirer_token", "conversation_id"),
    Handoff: ("message", "secret", "office_token", "inquirer_token", "conversation_id"),
    Inquirer: ("name", "email", "phone"),
    Summary: ("question",),
    SpeakerWish: ("date", "audience", "topic"),
    Reply: ("text",),
    Note: ("text",),
    UnmatchedMail: ("sender", "subject", "text"),
}
"""Where in the house something personal or secret stands."""

_SHORTEST = 10
# A log line shows quotes, backslashes and controls escaped: only what lies between is as written.
_AS_WRITTEN = re.compile(r"[^\x00-\x1f\x7f-\x9f\"'\\\u2028\u2029\ud800-\udfff]+")


class Personal:
    """Everything personal that was written so far."""

    def __init__(self) -> None:
        self._by_head: defaultdict[str, set[str]] = defaultdict(set)
        self._lock = threading.Lock()

    def learn(self, *texts: str | None) -> None:
        """Remember what somebody wrote; pieces too short to be told from other words are left."""
        for text in texts:
            for piece in _AS_WRITTEN.findall(text or ""):
                told = piece.strip().casefold()
                if len(told) >= _SHORTEST:
                    with self._lock:
                        self._by_head[told[:_SHORTEST]].add(told)

    def found_in(self, line: str) -> str | None:
        """What of it stands in a line: the piece, or None."""
        with self._lock:
            return next(self._findings(line), None)

    def _findings(self, line: str) -> Iterator[str]:
        for pattern in (EMAIL, PHONE):
            if match := pattern.search(line):
                yield match[0]
        yield from (word for word in TELLTALES if word in line)
        plain = line.casefold()
        for start in range(len(plain) - _SHORTEST + 1):
            for piece in self._by_head.get(plain[start : start + _SHORTEST], ()):
                if plain.startswith(piece, start):
                    yield piece


PERSONAL = Personal()
"""That of this run."""


def listen_in() -> None:
    """Remember by itself whatever enters the house from now on, and every secret it makes."""
    for kind, fields in WRITTEN.items():
        _remember_made(kind, fields)
    made = secrets.token_urlsafe

    @functools.wraps(made)
    def token_urlsafe(nbytes: int | None = None) -> str:
        token = made(nbytes)
        PERSONAL.learn(token)
        return token

    secrets.token_urlsafe = token_urlsafe


def _remember_made(kind: type, fields: tuple[str, ...]) -> None:
    made = kind.__init__

    @functools.wraps(made)
    def remembered(self: Any, *arguments: Any, **named: Any) -> None:
        made(self, *arguments, **named)
        PERSONAL.learn(*(getattr(self, field) for field in fields))

    kind.__init__ = remembered  # type: ignore[misc]
