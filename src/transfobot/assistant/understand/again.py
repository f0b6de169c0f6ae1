"""The question before, asked again: of another year, of the next in a row, or narrowed."""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.understand.audience import asks_who_pays, situations_in
from transfobot.assistant.understand.content import year_in
from transfobot.assistant.understand.followup import ORDINALS
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.pieces import opens_with_asking
from transfobot.assistant.understand.read import Read
from transfobot.assistant.understand.understanding import (
    Attribute,
    Category,
    Filters,
    Intent,
    Understanding,
)
from transfobot.assistant.understand.words import listed, pattern

FEW_WORDS = 7


def opens_as_followup(read: Read, most: int = FEW_WORDS) -> bool:
    """Whether a short text begins as a follow-up does ("und …")."""
    starts = [one for one in read.found if one.group == "flags" and one.key == "followup"]
    return len(read.words) <= most and any(one.start == 0 for one in starts)


def reworded(before: str, first: Understanding, read: Read, *, corrects: bool) -> str | None:
    """The question before, of another in a row, of another year, or with its list counted."""
    if not before:
        return None
    other = _other_in_row(before, read) or _other_year(before, first, read, corrects=corrects)
    asked = " ".join(word.folded for word in read.words)
    if other is None and _HOW_MANY.fullmatch(asked):
        return f"{before.rstrip(' ?.!')}, wie viele sind das?"
    return other


_HOW_MANY = pattern("how_many")


def _other_in_row(before: str, read: Read) -> str | None:
    """ "Und der zweite?" after "Wann war der erste Kongress?", "am wenigsten" after "meisten"."""
    said = [word.folded for word in read.words if word.folded in _ROWS]
    if len(said) != 1 or len(read.words) > _FEW_ORDINAL or not opens_as_followup(read):
        return None
    row, place = _ROWS[said[0]]
    for word in words_of(before):
        known, other = _ROWS.get(word.folded, ("", place))
        if known == row and other != place:
            return before[: word.start] + said[0] + before[word.end :]
    return None


_MOST = ("meisten", "meiste", "hoechsten", "hoechste", "groessten", "groesste", "most")
_LEAST = (
    "wenigsten", "wenigste", "niedrigsten", "niedrigste", "geringsten", "geringste", "kleinsten",
    "kleinste", "least",
)  # fmt: skip
_ROWS = (
    {word: ("counted", at) for word, at in ORDINALS.items()}
    | dict.fromkeys(_MOST, ("ranked", 0))
    | dict.fromkeys(_LEAST, ("ranked", -1))
)


def _other_year(before: str, first: Understanding, read: Read, *, corrects: bool) -> str | None:
    """ "Und 2021?" after "laut IW 2025 …": the same of the other year, also where it corrects."""
    year = _OF_YEAR.search(first.core)
    if year and not first.category and not _YEAR.search(before):
        # "Was steht in der von 2019?" after a list.
        return f"{before.rstrip(' ?.')} von {year['year']}?"
    if year and opens_as_followup(read):
        return _with_year(before, year["year"], first.core[year.end() :])
    short = len(read.words) <= _FEW_ORDINAL and opens_as_followup(read)
    if short and read.words[-1].folded in _TODAY:
        # "Und heute?" after "Wie viele waren es 2023?".
        return _with_year(before, "heute")
    wanting = _WANTING if corrects else frozenset()
    asks = set(first.attributes) - wanting or first.place or first.intents
    corrects = corrects and len(read.words) <= _LONGEST_CORRECTION
    said = year_in(read) if corrects or (short and not first.content) else None
    return _with_year(before, said) if said is not None and not asks else None


_TODAY = frozenset(listed("today"))


def _with_year(before: str, said: str, further: str = "") -> str | None:
    """A question that names one year, with another, and what is asked of that further."""
    known = [word for word in words_of(before) if _YEAR.fullmatch(word.folded)]
    if len(known) > 1:
        # "Wie viele waren es seit 2019 laut der Studie von 2021?": what it tells of stays.
        known = [one for one in known if not _SINCE.search(before[: one.start])]
    if len(known) != 1:
        return None
    kept = before[: known[0].start] + said + before[known[0].end :]
    more = further.strip(" ,.:;!?–-")
    return f"{kept.rstrip(' ?.')}: {more}" if more else kept


_OF_YEAR = re.compile(
    r"\b(?:die|der|das|den|jene\w*) (?:von|aus|vom jahr|des jahres) (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"(?i)\b(?:seit|bis|ab|nach|vor|im jahr|since|until|by) $")


def other_case(first: Understanding, read: Read) -> bool:
    """ "Und wenn es drei Tage dauert?", "und für Große?", "welcher Teil davon ist für X?"."""
    words = [word.folded for word in read.words[:2]]
    opens = len(words) > 1 and words[0] in ("und", "and") and words[1].startswith(_CASES)
    part = any(word.folded == "davon" for word in read.words)
    there = not part and (first.place or first.filters.lands)
    parts = {Attribute.RATE, Attribute.RESULTS, Attribute.MONEY} if part else set()
    asks = set(first.attributes) - parts or first.category or there
    return (part or (opens and opens_as_followup(read))) and not asks


_CASES = (
    "wenn", "falls", "bei", "mit", "ohne", "fuer", "ab", "unter", "ueber", "if", "for", "with",
)  # fmt: skip


_WANTING: frozenset[Attribute] = frozenset((Attribute.CONDITIONS, Attribute.YEAR))
""" "Die von 2025 brauche ich" asks for no condition."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_FEW_ORDINAL = 4
_LONGEST_CORRECTION = 14


def has_rank(read: Read) -> bool:
    """ "Welches lief länger?", with nothing else to tell which are meant."""
    return len(read.words) <= FEW_WORDS and any(word.folded in _COMPARATIVES for word in read.words)


_COMPARATIVES = frozenset(listed("comparatives"))


def other_meant(read: Read) -> bool:
    """ "Und das andere (Netzwerk)?", but not "das andere Programm"."""
    found = [one for one in read.found if (one.group, one.key) == ("flags", "other_network")]
    after = [word for one in found for word in read.words[one.end : one.end + 1]]
    return bool(found) and all(one.shown.islower() or "netz" in one.folded for one in after)


def without_said_along(first: Understanding) -> Understanding:
    """ "Gilt das auch für …", "wie sieht es … aus" and "wie ist das in …" name no attribute."""
    kept = tuple(one for one in first.attributes if one not in _SAID_ALONG)
    return replace(first, attributes=kept)


_SAID_ALONG = frozenset((Attribute.ELIGIBLE, Attribute.PLACE, Attribute.STATUS))


def tells_of_asker(first: Understanding) -> bool:
    """ "Ich hab mich vertan, wir sind ein kleiner Betrieb": who asks is another, not what."""
    return first.audience_said or first.filters.size is not None


def points_nowhere(first: Understanding) -> bool:
    """ "Und die Nummer?" with nothing before it: a property of nothing."""
    about_nothing = not (first.content or first.topics or first.place or first.filters.lands)
    own = first.category in (None, Category.OFFICE) and not first.filters.statuses
    named = first.mentions.organisations or first.mentions.authored or first.mentions.offices
    reaching = bool({Intent.RESPONSIBLE, Intent.CHANGE} & set(first.intents))
    return about_nothing and own and not (named or reaching or first.filters.year)


def may_add(first: Understanding, read: Read) -> bool:
    """Whether a short text only says more of whoever asks: place, size, trade, time of day."""
    asks = bool(set(first.attributes) - _OF_ASKER or first.intents or first.category)
    # "Womit beschäftigen die sich?", "und von den Hochschulen?" ask and tell nothing.
    asks = asks or (opens_with_asking(read.words) and not read.has("flags", "same"))
    asks = asks or bool(first.filters.partner_kinds and first.referents.network)
    if asks_who_pays(first.core) or situations_in(first.core, sized=False):
        asks = bool(first.topics or first.place)
        first = replace(first, filters=Filters())
    other = first.filters.statuses or first.filters.year or first.mentions.authored or first.meta
    return first.mentions.empty and not (asks or other) and len(read.words) <= _LONGEST_CORRECTION


_OF_ASKER = frozenset((Attribute.PLACE, Attribute.REGION, Attribute.HOURS, Attribute.OFFERS))


def may_be_added_to(known: Understanding, first: Understanding) -> bool:
    """Whether a question is a wish or a list for somebody, and has no such place itself yet."""
    named = not (known.mentions.empty and known.spoken_of.empty) or known.mentions.authored
    there = (known.place or known.filters.lands) and (known.place or not first.place)
    again = there and (first.place or first.filters.lands)
    asks = {Intent.COUNT, Intent.EXPLAIN, Intent.COMPARE} & set(known.intents)
    if named or again or asks or known.meta or known.foreign_topic:
        return False
    return bool(known.category or known.intents or known.audience_said or known.topics)


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
