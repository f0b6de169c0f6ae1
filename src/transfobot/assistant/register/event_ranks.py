"""Events by the number of their guests: which one had the most."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.register.event_scope import once
from transfobot.assistant.register.statements import Statement
from transfobot.assistant.understand.understanding import Attribute, Category, Understanding
from transfobot.german.text import fold

_MOST_SHOWN = 4
_MOST = re.compile(
    r"\b(?:meisten (?:gaeste|besucher|teilnehm\w*|leute|menschen|personen|zulauf|andrang)"
    r"|groesste\w* (?:\w*veranstaltung|\w*treffen|\w*kongress|event|\w*konferenz|publikum|andrang)"
    r"|(?:best|meist)besuchte\w*|am besten besucht|am vollsten)\b"
)
_GUESTS = re.compile(r"(?<![\d.])(\d{2,3}) (?:teilnehm\w*|gaeste\w*|personen|besucher\w*)")


def most_visited(asked: Understanding, events: Sequence[Statement]) -> list[Statement]:
    """The events with a number of guests on file, the largest first, where that is asked."""
    ours = asked.category is Category.OFFER or Attribute.EVENTS in asked.attributes
    if not ours or _MOST.search(fold(asked.core)) is None:
        return []
    counted = [
        (int(found[1]), one)
        for one in events
        if (found := _GUESTS.search(fold(one.text))) and (one.days or "jaehrlich" in one.words)
    ]
    counted.sort(key=lambda item: -item[0])
    return once([one for _, one in counted])[:_MOST_SHOWN]
