"""What a list of programmes leaves out: „ohne Digitalisierung“, „nicht für Betriebe“."""

from __future__ import annotations

import re

from transfobot.assistant.denial import denied_before, set_aside
from transfobot.assistant.register.programme_scores import name_words
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Intent, Understanding
from transfobot.assistant.understand.words import listed, word_tables
from transfobot.domain.conversation import Audience, Topic
from transfobot.german.sentences import split
from transfobot.german.stems import stem
from transfobot.german.text import fold


def programmes_apart(desk: Desk, asked: Understanding) -> frozenset[str]:
    """ "Außer dem Qualifizierungsgeld, was zahlt sie noch?": those named that are left out.

    Also where they are only told of: "INQA kenne ich. Was gibt es sonst?".
    """
    last = asked.core[split(asked.core)[-1][0] :] if asked.mentions.programmes else ""
    further = _FURTHER.search(fold(last))
    if further is None:
        return frozenset()
    aside = set(map(stem, set_aside(asked.core)))
    if last != asked.core and not further.start():
        aside |= {stem(one.folded) for one in words_of(asked.core.removesuffix(last))}
        aside -= {stem(one.folded) for one in words_of(last)}
    named = map(desk.register.programme, asked.mentions.programmes)
    return frozenset(one.id for one in named if one and name_words(one) & aside)


_FURTHER = re.compile(
    r"\b(?:was|welche\w*|woher|what|which)\b.*\b(?:noch|sonst|weiter\w*|ander\w*|zusaetzlich\w*|else)\b"
)


def topics_apart(asked: Understanding) -> set[Topic]:
    """The themes that are set aside: "ohne Digitalisierung", "nichts mit Forschung"."""
    words = words_of(asked.core)
    found = word_tables().find(words)
    denied = [one.end for one in found if one.group == "flags" and one.key == "negation"]
    denied += [at + 1 for at, one in enumerate(words) if one.folded in _APART]
    return {
        Topic(one.key)
        for one in found
        if one.group == "topics"
        and any(0 <= one.start - end <= 1 for end in denied)
        # "Außer dem Qualifizierungsgeld" sets a programme aside, and no theme.
        and not asked.mentions.programmes
    } - {Topic.FUNDING}


_APART = frozenset(("nichts", "ausser", "except"))


def audiences_denied(asked: Understanding) -> set[Audience]:
    """Who stands behind "nicht für", "ohne die für", "außer für"."""
    words, text = words_of(asked.core), fold(asked.core)
    folded = [word.folded for word in words]
    denied = set()
    for one in word_tables().find(words):
        before = folded[max(0, one.start - _NEAR) : one.start]
        if one.group != "audiences" or not {"fuer", "for"} & set(before):
            continue
        start = text.find(" ".join(folded[one.start : one.end]))
        own = _KIND_BETWEEN.search(text[:start]) is None
        if start > 0 and own and denied_before(text, start):
            denied.add(Audience(one.key))
    return denied


_KIND_BETWEEN = re.compile(
    r"\b(?:ohne|kein\w*|ausser|nicht|statt|without|no|except) (?:\w+ )??"
    r"(?!(?:die|denen|solche|jene|das|der|the|those|nur|allein|ones)\b)\w+"
    r" (?:fuer|for) (?:\w+ ){0,2}$"
)
""" "Ohne Kredit für Betriebe": what is set aside stands before "für"."""


def audiences_spoken(asked: Understanding) -> set[Audience]:
    """Of whom a text speaks as of many ("kleine Firmen"): they may apply, whoever asks."""
    words = words_of(asked.text)
    return {
        Audience(one.key)
        for one in word_tables().find(words)
        if one.group == "audiences" and words[one.start].folded in _MANY_OF_THEM
    }


_MANY_OF_THEM = frozenset(listed("many_applicants"))
_NEAR = 3


def names_audience(asked: Understanding) -> bool:
    """Whether the question itself names those it is for, or asks "für uns"."""
    words = words_of(asked.core)
    named = any(one.group == "audiences" for one in word_tables().find(words))
    return named or Intent.ELIGIBILITY in asked.intents or asked.individual
