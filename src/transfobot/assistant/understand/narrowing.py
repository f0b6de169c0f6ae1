"""A list that was asked for before, narrowed further: "und welche davon in Hessen?"."""

from __future__ import annotations

import re

from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Intent, Understanding

_LEADING = r"(?:und|nein|nee|ne|ach|ok|okay|also|gut|danke|aber|and|no|halt|nur|sorry|bitte|mir)"
_MEANING = (
    r"(?:(?:ich|wir) (?:meine?n?|meinten?|will|wollen|wollte|brauche?n?|suche?n?) *,? *"
    r"(?:(?:ja|halt|aber|doch) )?)?"
)
_ORDER = r"(?:(?:zeige?|nenne?|sag|gib|show|list)(?: (?:mir|me|mal|bitte|only))* )?"
_OF_THEM = r"(?:davon|von denen|darunter|von diesen|of them|of those|of these)"
_WHICH = r"(?:welche[rs]?|wer|wie ?viele|was|which|how many)"
_ONLY = r"(?:nur|bloß|bloss|lediglich|only)(?: (?:noch|mal|bitte))?"
_ONES = r"(?:die(?:jenigen)?|jene|denen|those|the ones)"
_OPENING = re.compile(
    rf"\W*(?:{_LEADING}\b *,? *)*{_MEANING}{_ORDER}(?:{_WHICH}(?: \w+){{0,2}}? {_OF_THEM}"
    rf"|{_OF_THEM}(?: (?:nur|bitte|aber|only))?|{_ONLY} {_ONES}"
    r"|(?:die|diejenigen),? (?=wo|die\b|welche))"
    r"\b *,? *(?:(?:wo|die|welche|bei denen|that|which|who)\b)? *",
    re.IGNORECASE,
)
_FURTHER = 14


def opens_narrowing(text: str) -> bool:
    """Whether a text begins by narrowing what was listed: "davon", "nur die"."""
    return _OPENING.match(text) is not None


def narrowed_before(before: str, known: Understanding, first: Understanding) -> str | None:
    """The question before with what narrows its list now; None where it asked for no list."""
    listing = {Intent.LIST, Intent.COUNT} & set(known.intents) or known.filters.amount is not None
    if not listing or known.category is None or not first.named.empty:
        return None
    match = _OPENING.match(first.text)
    rest = first.text[match.end() :].strip(" ,.:;–-?!") if match else ""
    if not rest or len(words_of(rest)) > _FURTHER:
        return None
    return f"{before.rstrip(' ?.!')}, {rest}?"
