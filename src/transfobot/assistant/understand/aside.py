"""Whether a text asks about the conversation or the service: sources, a doubt, a greeting."""

from __future__ import annotations

from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.read import Read
from transfobot.assistant.understand.understanding import Meta
from transfobot.assistant.understand.words import word_tables

_LONGEST = 16
_OF_RECORDS = frozenset(("categories", "topics", "lands"))
_GENERAL = frozenset(("map", "newsletter", "correction", "writing", "jobs", "material"))
"""Asked of the service even where networks, topics or Länder are spoken of."""
_BESIDE = {"complaint": 0, "request": 0, "writing": 3, "material": 3, "upset": _LONGEST}
"""Nouns that may stand beside what is asked; one, unless said here."""
_ASKING = frozenset(("wann", "wer", "wo", "wohin", "warum", "when", "who", "where", "why"))
_OPEN_TASKS = frozenset(("responsible", "eligibility", "status", "compare", "events", "help"))


def service_of(text: str, read: Read, *, placed: bool = False) -> str | None:
    """What is asked of the service itself („Ist mein Chat anonym?“), in a short message."""
    words = words_of(text)
    found = [] if len(words) > _LONGEST else word_tables().find(words)
    told = [one for one in found if one.group == "service"]
    said = {at for one in told for at in one.at}
    of_records = any(one.group in _OF_RECORDS for one in found)
    beside = sum(w.shown[:1].isupper() for at, w in enumerate(words) if at and at not in said)
    # "Das hilft mir nicht" asks for no help.
    other = [one for one in found if one.group == "intents" and not said >= set(one.at)]
    tasks = _OPEN_TASKS & {one.key for one in other}
    for key in dict.fromkeys(one.key for one in told):
        if key != "correction" and (read.mentions or beside > _BESIDE.get(key, 1)):
            continue
        if of_records and key not in _GENERAL:
            continue
        if key in ("upset", "writing") and (tasks or placed):
            # "So ein Mist, wer hilft uns jetzt?" is a question of its own.
            continue
        return key
    return None


def meta_of(read: Read) -> Meta | None:
    """A question about the conversation itself: short, and with no subject of its own."""
    keys = [one for one in read.found if one.group == "meta"]
    if not keys or any(name.kind != "author" for one in read.mentions for name in one.names):
        return None
    substance = [one for one in read.found if one.group in ("categories", "lands", "topics")]
    order = ("sources", "simpler", "doubt", "limits", "abilities", "greeting", "thanks")
    best = min((one.key for one in keys), key=order.index)
    asked = [one for one in read.found if one.group == "attributes" and one.key != "source"]
    if best in ("greeting", "thanks"):
        spoken = [word for word in read.words if not word_tables().is_filler(word.folded)]
        wants = asked or substance or read.keys("intents")
        return None if wants or len(spoken) > 3 else Meta(best)
    if best == "doubt" and read.mentions and read.has("intents", "count"):
        # "Was sagt Prognos, wie viele gehen wirklich?"
        return None
    if best == "doubt" and read.words[0].folded in _ASKING:
        # "Wann kommt das wirklich?" asks for a day.
        return None
    whom = read.keys("audiences") or {"uns", "us"} & {word.folded for word in read.words}
    helped = best == "abilities" and read.has("intents", "help") and whom
    if (substance and best != "limits") or helped:
        return None
    return Meta(best) if len(read.words) <= 14 else None
