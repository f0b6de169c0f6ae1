"""What is asked for by a noun that no record knows: a band, a lift, the questionnaire."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from transfobot.assistant.register.counted import counts
from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import of_oneself, stems_of, words_of
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.assistant.understand.words import listed, pattern, tails_of, word_tables
from transfobot.domain.register import Offer
from transfobot.domain.register_index import text_of
from transfobot.german.glossary import told_otherwise
from transfobot.german.sentences import split
from transfobot.german.spelling import near
from transfobot.german.stems import stem
from transfobot.german.text import fold


def unheard_of(desk: Desk, asked: Understanding, draft: Draft) -> str | None:
    """The first such noun, as it is written, of which no record cited speaks.

    Of programmes, whose rules are told in many pictures (the lid, the corridor), any record may
    speak of it. So may it of a noun that is not the very thing asked for ("… will man den
    Verwendungsnachweis haben?").
    """
    nouns = tuple(_nouns_at(_ASKED_FOR, asked))
    if asked.mentions.programmes or draft.referents.programme:
        anywhere = _stems(desk.register.text)
        told = fold(" ".join(one.text for one in draft.sentences))
        strange = (one for one in nouns if not _heard(one, anywhere))
        strange = (one for one in strange if fold(one)[:_LONG_ROOT] not in told)
        found = next((one for one in strange if not _misspelt(fold(one), anywhere)), None)
        return found or _other_compound(asked, told)
    if nouns:
        cited = {each.document_id for one in draft.sentences for each in one.evidence}
        texts = [text_of(desk.register.of_document(one)) for one in cited]
        said = " ".join(map(_stems, (*texts, *(one.text for one in draft.sentences))))
        if found := next((one for one in nouns if not _heard(one, said)), None):
            return found
    here = _stems(" ".join(one.text for one in draft.sentences if _LEADING.search(one.text)))
    if led := next((one for one in _nouns_at(_LED, asked) if stem(fold(one)) not in here), None):
        return led
    anywhere = _stems(desk.register.text)
    objects = _nouns_at(_OBJECT, replace(asked, core=_plain_question(asked.core)))
    return next((one for one in objects if not _heard(one, anywhere)), None)


def _heard(noun: str, said: str) -> bool:
    """Whether a noun stands among stems, or what people say for it."""
    return stem(fold(noun)) in said or told_otherwise(stem(fold(noun)), said)


def beyond_event(desk: Desk, asked: Understanding, draft: Draft) -> str | None:
    """What is asked of an event of which only day, place, guests and topic are on file.

    As the question says it (the music, a demand), "" for somebody who spoke or did something.
    """
    cited = {each.document_id for one in draft.sentences for each in one.evidence}
    records = [desk.register.of_document(one) for one in cited]
    lines = all(one.text.startswith("–") for one in draft.sentences if one.evidence)
    held = any(isinstance(one, Offer) and one.begins for one in records)
    if not (held and lines) or asked.mentions.empty:
        return None
    told = _stems(" ".join(one.text for one in draft.sentences))
    for match in _OF_EVENT.finditer(asked.core):
        noun = match["noun"] or ""
        if not noun and _LEADERS & set(asked.attributes):
            continue
        if not noun or (stem(fold(noun)) not in told and not _EVENT_TELLS.search(fold(noun))):
            return noun
    return None


_LEADERS = frozenset((Attribute.LEAD, Attribute.PARTNERS, Attribute.PERSON, Attribute.AUDIENCES))
_OF_EVENT = pattern("asked_of_events")
_EVENT_TELLS = pattern("told_of_events")


def other_part(asked: Understanding, draft: Draft) -> str | None:
    """ "Im langsameren Szenario", "Linie Stadtmarketing": a part no figure is told of.

    As the question says it; None where a line with a figure speaks of it.
    """
    told = _stems(" ".join(one.text for one in draft.sentences if re.search(r"\d", one.text)))
    for match in _PART_NAMED.finditer(asked.core):
        name = next(filter(None, match.groups()))
        if stem(fold(name)) not in told and not word_tables().is_filler(fold(name)):
            return match[0]
    return None


def unnamed(asked: Understanding, draft: Draft) -> str | None:
    """ "Welche Kreise?", where lines of a study only count them and name none."""
    match = _BY_NAME.search(asked.core)
    if match is None or not (asked.mentions.studies or asked.mentions.authored):
        return None
    counted = frozenset((stem(fold(match["noun"])),))
    lines = [one for one in draft.sentences if one.text.startswith("–")]
    listing = any(_LISTED.search(one.text) for one in lines)
    return None if listing or not any(counts(one, counted) for one in lines) else match["noun"]


_BY_NAME = re.compile(
    r"\b(?:[Ww]elche[nr]?|[Ww]ie heißen (?:die|diese)|[Nn]enn\w* (?:\w+ )?(?:die|alle)) (?:\d+ )?"
    r"(?:[a-zäöüß]+ )?(?P<noun>(?:Land)?[Kk]reisen?|Städten?|Regionen|Firmen|Unternehmen|Betrieben?"
    r"|Berufen?|Werken?|Zulieferern?|Orten?)\b"
)
_LISTED = re.compile(r"[A-ZÄÖÜ][\w-]+, [A-ZÄÖÜ][\w-]+")
_PART_NAMED = pattern("parts_named")


def _plain_question(text: str) -> str:
    """The last sentence that asks, where it is not of those who ask; else nothing."""
    asking = [text[start:end] for start, end in split(text) if text[start:end].endswith("?")]
    return "" if not asking or of_oneself(asking[-1]) else _CONDITION.split(asking[-1])[0]


_CONDITION = re.compile(r",? \b(?:wenn|falls|weil|obwohl|damit)\b")


def _other_compound(asked: Understanding, told: str) -> str | None:
    """ "Kündigungsfrist", where the lines of a programme only tell of another term or sum."""
    for match in _COMPOUND.finditer(asked.core):
        if fold(match["part"])[:_ROOT] not in told:
            return match["noun"]
    return None


_ROOT, _LONG_ROOT = 5, 6
_COMPOUND = pattern("compounds_asked")


def _misspelt(noun: str, known: str) -> bool:
    """Whether some table knows a noun after all, or its letters are those of a word on file."""
    alike = (one for one, _ in near(stem(noun), known.split(), 1))
    told = bool(word_tables().find(words_of(noun)))
    return told or any(set(one) == set(stem(noun)) for one in alike)


@lru_cache(maxsize=64)
def _stems(text: str) -> str:
    return " ".join(stems_of(text))


def _nouns_at(pattern: re.Pattern[str], asked: Understanding) -> Iterator[str]:
    for match in pattern.finditer(asked.core):
        noun, root = (found := match[match.lastindex or 0]), stem(fold(found))
        written = root in asked.content and (noun[:1].isupper() or root in asked.nouns)
        if written and not _known(fold(noun)):
            yield noun


@lru_cache(maxsize=1_024)
def _known(noun: str) -> bool:
    """Whether a table tells what a noun, or the last part of a compound, is: a loss, an address."""
    tails = tails_of(noun)
    found = (one for tail in tails for one in word_tables().find(words_of(tail)))
    return any(stem(tail) in _PLAIN for tail in tails) or any(one.group in _TOLD for one in found)


_ASKED_FOR = pattern("asked_for")
_LED = pattern("led")
""" "Wer leitet das Labor?": not whoever leads the network."""
_LEADING = re.compile(r"[Ll]eit|[Ff]ühr|Ansprech|[Kk]oordin|[Tt]rain")
_OBJECT = pattern("objects")
_TOLD = frozenset(listed("told_groups"))
_PLAIN = frozenset(map(stem, (*listed("generic"), *listed("said_around"), *listed("pictures"))))
