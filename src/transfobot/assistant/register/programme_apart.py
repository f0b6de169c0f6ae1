"""What a list of programmes leaves out: „ohne Digitalisierung“, „nicht für Betriebe“."""

from __future__ import annotations

from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.conversation import Audience, Topic


def topics_apart(asked: Understanding) -> set[Topic]:
    """The themes that are set aside: "ohne Digitalisierung", "nichts mit Forschung"."""
    words = words_of(asked.core)
    found = word_tables().find(words)
    denied = [one.end for one in found if one.group == "flags" and one.key == "negation"]
    denied += [at + 1 for at, one in enumerate(words) if one.folded in _APART]
    return {
        Topic(one.key)
        for one in found
        if one.group == "topics" and any(0 <= one.start - end <= 1 for end in denied)
    } - {Topic.FUNDING}


_APART = frozenset(("nichts", "ausser", "except"))


def audiences_denied(asked: Understanding) -> set[Audience]:
    """Who stands right behind "nicht für"."""
    words = words_of(asked.core)
    folded = [word.folded for word in words]
    denied = set()
    for one in word_tables().find(words):
        before = folded[max(0, one.start - _NEAR) : one.start]
        if one.group == "audiences" and {"fuer", "for"} & set(before) and "nicht" in before:
            denied.add(Audience(one.key))
    return denied


_NEAR = 3
