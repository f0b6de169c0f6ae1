"""Events by the number of their guests: which one had the most, or more than so many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.register.event_scope import once
from transfobot.assistant.register.statements import Statement
from transfobot.assistant.understand.understanding import Attribute, Category, Understanding
from transfobot.german.text import fold

_MOST_SHOWN, _ALL_SHOWN = 4, 12
_PEOPLE = r"(?:gaeste\w*|besucher\w*|teilnehm\w*|leuten?|menschen|personen|koepfen?|publikum)"
_MOST = re.compile(
    rf"\b(?:meisten (?:{_PEOPLE}|zulauf|andrang)"
    r"|groesste\w* (?:\w*veranstaltung|\w*treffen|\w*kongress|event|\w*konferenz|publikum|andrang)"
    r"|(?:best|meist)besuchte\w*|am besten besucht|am vollsten|most (?:guests|people|attendees|"
    r"visitors)|largest event|best attended)\b"
)
_LEAST = re.compile(
    rf"\b(?:wenigsten {_PEOPLE}|kleinste\w* (?:\w*veranstaltung|\w*treffen|\w*kongress|event"
    r"|\w*konferenz|publikum)|am schlechtesten besucht|schlechtest ?besuchte\w*|am leersten"
    r"|fewest (?:guests|people|attendees|visitors)|smallest event)\b"
)
_IN_ORDER = re.compile(
    r"\b(?:ordne\w*|sortier\w*|reih\w*|rang(?:liste|folge)|ranking|top \d+|rank)\b.*"
    r"\b(?:teilnehm\w*|besucher\w*|gaeste\w*|guests|attend\w*|groesse)\b"
    r"|\bnach (?:der )?(?:groesse|teilnehm\w*|besucher\w*|gaeste\w*|zahl der (?:gaeste|teilnehm\w*|"
    r"besucher))\b"
)
_BOUND = re.compile(
    r"\b(?P<side>mehr als|ueber|mindestens|ab|weniger als|unter|hoechstens|more than|over|at least|"
    rf"fewer than|less than|under) (?P<number>\d{{2,3}}) (?:{_PEOPLE}|guests|people|attendees)\b"
)
_GUESTS = re.compile(r"(?<![\d.])(\d{2,3}) (?:teilnehm\w*|gaeste\w*|personen|besucher\w*)")
_BELOW = frozenset(("weniger als", "unter", "hoechstens", "fewer than", "less than", "under"))
_WITH_IT = frozenset(("mindestens", "ab", "hoechstens", "at least"))


def most_visited(asked: Understanding, events: Sequence[Statement]) -> list[Statement]:
    """The events with a number of guests on file, in the order that is asked for."""
    ours = asked.category is Category.OFFER or Attribute.EVENTS in asked.attributes
    text = fold(asked.core)
    bound, least, ordered = _BOUND.search(text), _LEAST.search(text), _IN_ORDER.search(text)
    if not ours or not (bound or least or ordered or _MOST.search(text)):
        return []
    counted = [
        (int(found[1]), one)
        for one in events
        if (found := _GUESTS.search(fold(one.text))) and (one.days or "jaehrlich" in one.words)
    ]
    if bound is not None:
        counted = [item for item in counted if _within(item[0], bound)]
    counted.sort(key=lambda item: item[0] if least else -item[0])
    shown = _ALL_SHOWN if bound or ordered else _MOST_SHOWN
    return once([one for _, one in counted])[:shown]


def _within(guests: int, bound: re.Match[str]) -> bool:
    limit, side = int(bound["number"]), bound["side"]
    if guests == limit:
        return side in _WITH_IT
    return guests < limit if side in _BELOW else guests > limit
