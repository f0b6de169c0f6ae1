"""Whether a text asks about the conversation or the service: sources, a doubt, a greeting."""

from __future__ import annotations

from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.read import Read
from transfobot.assistant.understand.understanding import Meta
from transfobot.assistant.understand.words import listed, word_tables

_LONGEST = 16
_OF_RECORDS = frozenset(("categories", "topics", "lands"))
_GENERAL = frozenset(("map", "newsletter", "writing", "jobs", "material", "machine"))
"""Asked of the service even where networks, topics or Länder are spoken of."""
_WHATEVER = frozenset(listed("whatever"))
_BESIDE = {"complaint": 0, "writing": 3, "material": 3} | dict.fromkeys(
    ("upset", "despair", "hosting", *_WHATEVER), _LONGEST
)
"""Nouns that may stand beside what is asked; one, unless said here."""
_OWN_QUESTION = frozenset(("upset", "despair", "writing", "machine"))
_ASKING = frozenset(("wann", "wer", "wo", "wohin", "warum", "when", "who", "where", "why"))
_OPEN_TASKS = frozenset(("responsible", "eligibility", "status", "compare", "events", "help"))
_ENDS = frozenset(("", ".", "!", "?", ":"))
_WISHING = frozenset(
    ("moechte", "will", "wuerde", "wollte", "lieber", "bitte", "kann", "please", "want", "would")
)


def service_of(text: str, read: Read, *, placed: bool = False) -> tuple[str, ...]:
    """What is asked of the service itself („Ist mein Chat anonym?“), in a short message.

    Two things at most, the one that is said in more words first.
    """
    words = words_of(text)
    found = [] if len(words) > _LONGEST else word_tables().find(words)
    of_ours = {at for one in found if one.key == "on_file" for at in one.at}
    told = [one for one in found if one.group == "service" and not of_ours & set(one.at)]
    told.sort(key=lambda one: -len(one.at))
    said = {at for one in told for at in one.at}
    of_records = any(one.group in _OF_RECORDS and not said >= set(one.at) for one in found)
    beside = sum(
        word.shown[:1].isupper()
        and at not in said
        and text[: word.start].rstrip()[-1:] not in _ENDS
        for at, word in enumerate(words)
    )
    # "Das hilft mir nicht" asks for no help.
    other = [one for one in found if one.group == "intents" and not said & set(one.at)]
    tasks = _OPEN_TASKS & {one.key for one in other}
    wished = read.has("flags", "person_wanted") and _WISHING & {word.folded for word in words}

    def fits(key: str) -> bool:
        if key in ("machine", "request") and wished:
            return False
        if beside > _BESIDE.get(key, 1) or (read.mentions and key not in _WHATEVER):
            return False
        if key in _OWN_QUESTION and (tasks or placed):
            # "So ein Mist, wer hilft uns jetzt?" is a question of its own.
            return False
        told = key == "upset" and "?" not in text
        return told or not of_records or key in _GENERAL | _WHATEVER

    meant = [one for one in told if fits(one.key)]
    first = meant[:1]
    apart = (one for one in meant[1:] if not {*one.at} & {at for each in first for at in each.at})
    further = next((one for one in apart if one.key != first[0].key), None)
    return tuple(one.key for one in (*first, further) if one is not None)


def meta_of(read: Read) -> Meta | None:
    """A question about the conversation itself: short, and with no subject of its own."""
    keys = [one for one in read.found if one.group == "meta"]
    if not keys or any(name.kind != "author" for one in read.mentions for name in one.names):
        return None
    order = ("sources", "simpler", "doubt", "limits", "abilities", "greeting", "thanks")
    best = min((one.key for one in keys), key=order.index)
    said = {at for one in keys if one.key == best for at in one.at}
    other = [one for one in read.found if not said >= set(one.at)]
    substance = [one for one in other if one.group in (*_OF_RECORDS, "field")]
    asked = [one for one in other if one.group == "attributes" and one.key != "source"]
    if best in ("greeting", "thanks"):
        apart = [word for at, word in enumerate(read.words) if at not in said]
        spoken = [word for word in apart if not word_tables().is_filler(word.folded)]
        wants = asked or substance or any(one.group == "intents" for one in other)
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
