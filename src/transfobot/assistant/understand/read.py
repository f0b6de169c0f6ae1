"""One text with every phrase and name found in it, and what they add up to."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from transfobot.assistant.understand.claims import claims_number, claims_owner, with_claimed
from transfobot.assistant.understand.compounds import joined, repaired, with_networks
from transfobot.assistant.understand.framing import THESIS, framed
from transfobot.assistant.understand.language import PERSONS, Word, words_of
from transfobot.assistant.understand.names import Lexicon, Mention, key_of
from transfobot.assistant.understand.times import MONTHS, TIMES, tells_ahead
from transfobot.assistant.understand.turning import turned_to
from transfobot.assistant.understand.understanding import (
    OF_EVENTS,
    TOWNS,
    Attribute,
    Category,
    Intent,
)
from transfobot.assistant.understand.words import Found, WordTables, listed, word_tables
from transfobot.domain.places import PlaceMatch

_YEAR = re.compile(r"(?:19|20)\d\d")


class PlaceFinder(Protocol):
    """What is needed of the place index."""

    def find(self, name: str) -> PlaceMatch:
        """What a name, AGS or postcode can mean."""
        ...

    def spot(self, text: str) -> PlaceMatch | None:
        """The place a text names."""
        ...

    def spots(self, text: str) -> tuple[PlaceMatch, ...]:
        """Every place a text names by an exact name, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """What understanding needs: names, places, the day, and words that are not typing errors."""

    lexicon: Lexicon
    places: PlaceFinder
    day: date
    dictionary: Container[str] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """One text with everything found in it."""

    core: str
    words: tuple[Word, ...]
    found: tuple[Found, ...]
    mentions: tuple[Mention, ...]

    def keys(self, group: str) -> tuple[str, ...]:
        """The keys of one table in order of the text, each once."""
        return tuple(dict.fromkeys(one.key for one in self.found if one.group == group))

    def has(self, group: str, key: str) -> bool:
        """Whether a phrase of the table stands in the core."""
        return any(one.group == group and one.key == key for one in self.found)


def read_text(text: str, reading: Reading) -> Read:
    """A text, mended, with the phrases and names found in it."""
    tables = word_tables()
    core = joined(with_networks(text), tables, reading.dictionary, reading.lexicon.told)
    typed = words_of(core)
    words = _mended(typed, tables, reading)
    mentions = tuple(
        one
        for one in reading.lexicon.find(words, reading.dictionary, typed)
        if not _inside_land(one, tables.find(words)) and not _a_place(one, words, reading)
    )
    found = _outside_names(tables.find(words), mentions, words)
    # What an answer is for ("fürs Bezirkstreffen") is not asked; of its kind see `category_of`.
    purpose = framed(words, found)
    found = [one for one in found if one.group != "attributes" or one.start not in purpose]
    return Read(core, words, tuple(found), mentions)


def _mended(typed: Sequence[Word], tables: WordTables, reading: Reading) -> tuple[Word, ...]:
    """The words with typing errors mended; "Blankenburg" is a town and no misspelt Brandenburg."""
    return tuple(
        one if one.folded != two.folded and _is_town(one, reading) else two
        for one, two in zip(typed, repaired(typed, tables, reading.dictionary), strict=True)
    )


def _is_town(word: Word, reading: Reading) -> bool:
    match = reading.places.find(word.shown) if word.shown[:1].isupper() else None
    return match is not None and match.exact and bool(match.candidates)


def _inside_land(mention: Mention, found: Sequence[Found]) -> bool:
    """ "Rheinland-Pfalz" is not the region Pfalz."""
    regional = all(name.kind == "region" for name in mention.names)
    return regional and any(
        one.group == "lands"
        and one.start <= mention.start
        and mention.end <= one.end
        and one.length > mention.end - mention.start
        for one in found
    )


def _a_place(mention: Mention, words: Sequence[Word], reading: Reading) -> bool:
    """Whether what was taken for a mistyped name is the name of a place ("Lennestadt")."""
    word = words[mention.start]
    if mention.end - mention.start > 1 or not word.shown[:1].isupper():
        return False
    if any(key_of(word.shown) in key_of(name.spelling) for name in mention.names):
        return False
    return _is_town(word, reading)


def _outside_names(
    found: Sequence[Found], mentions: Sequence[Mention], words: Sequence[Word]
) -> list[Found]:
    """Words that are part of a name say nothing else; a region's name may be a Land's as well."""
    taken = {
        at
        for mention in mentions
        if any(name.kind not in ("region", "author", "partner") for name in mention.names)
        for at in range(mention.start, mention.end)
    }
    theses = {at for at, word in enumerate(words) if THESIS.fullmatch(word.folded)}
    return [
        one
        for one in found
        if not taken.issuperset(one.at)
        # "Für meine Masterarbeit" only says what it is asked for.
        and (one.group == "framing" or not theses & {*one.at[:1]})
    ]


def attributes_of(read: Read) -> tuple[Attribute, ...]:
    """What is asked for; a word inside a longer phrase of asking ("wo … unterschied") is not.

    Nor is "Ende" before a year, which only says when, or the "Adresse" of an e-mail.
    """
    longer = [one for one in read.found if one.group == "intents" and one.key == "compare"]
    longer += [one for one in read.found if one.group == "attributes" and one.length > 1]
    longer += [one for one in read.found if one.key == "correction" and one.length > 1]
    longer += [one for one in read.found if one.group == "synonyms" and len(one.at) > _PAIR]
    # "Ihr Geld verdienen" is work: no funding is asked for.
    longer += [one for one in read.found if one.key == "employed" and len(one.at) == _PAIR]
    longer += [one for one in read.found if one.key in _SAYINGS]
    found = dict.fromkeys(
        Attribute(one.key)
        for one in read.found
        if one.group == "attributes"
        and not any(_inside(one, two) for two in longer)
        and not _only_dates(one, read)
    )
    helpers = {one.start for one in read.found if one.group == "synonyms" and one.key == "aid"}
    if helpers >= {one.start for one in read.found if one.key == Attribute.OFFERS.value}:
        # "Welches Beratungshaus hat geholfen?" asks for no advice.
        found.pop(Attribute.OFFERS, None)
    found = dict.fromkeys(with_claimed(read.core, tuple(found), named=bool(read.mentions)))
    if {Attribute.BEGINS, Attribute.ENDS} & set(found) and Attribute.EVENTS not in found:
        # "Wann hat es angefangen?" is asked of its run time, not of an event.
        found.pop(Attribute.DATE, None)
    kinds = set(read.keys("partner_kinds")) - TOWNS
    if _takes_part(read.core, read.words) or (kinds and read.has("intents", "belongs")):
        # "Welche Kammer zählt dazu?" asks who takes part.
        found[Attribute.PARTNERS] = None
    if _WITH_WHOM.search(read.core.lower()) and Attribute.PARTNERS in found:
        found.pop(Attribute.PERSON, None)
    if tells_ahead(read.found, read.words) and not OF_EVENTS & set(found):
        # "Kann ich in vier Wochen noch kommen?" asks whether it still runs then.
        found[Attribute.STATUS] = None
    if Attribute.DATE in found and Attribute.CONTACT in found:
        # "Wann ist die Stelle für Hillerse erreichbar?"
        kept = [one for one in found if one not in (Attribute.DATE, Attribute.CONTACT)]
        return tuple(dict.fromkeys((Attribute.HOURS, *kept)))
    if Attribute.HOURS in found:
        # "Von wann bis wann ist das Büro offen?" asks for no years.
        found = {one: None for one in found if one not in _TIMES_OF_A_PROJECT}
    if _names_somebody(read):
        return turned_to(" ".join(word.folded for word in read.words), tuple(found))
    return tuple(found)


_SAYINGS = ("dealing", "on_file")
_TIMES_OF_A_PROJECT = frozenset((Attribute.SPAN, Attribute.ENDS, Attribute.BEGINS, Attribute.DATE))


def _names_somebody(read: Read) -> bool:
    """Whether a network, an office or a person is named, or a network by its region."""
    kinds = {name.kind for mention in read.mentions for name in mention.names}
    described = "region" in kinds and "network" in read.keys("categories")
    return bool(kinds & {"network", "office", "person"}) or described


_WITH_WHOM = re.compile(r"\bmit wem\b(?!.*\b(?:ich|wir|man)\b)")
_PAIR = 2


def _inside(one: Found, other: Found) -> bool:
    """Whether a phrase stands inside a longer one that says something else."""
    if other.group in ("intents", "idioms"):
        return other.length > 1 and other.start <= one.start and one.end <= other.end
    return other.length > 1 and one.length == 1 and one.key != other.key and one.start in other.at


def _only_dates(one: Found, read: Read) -> bool:
    following = read.words[one.end].folded if one.end < len(read.words) else ""
    word = read.words[one.start].folded
    return (word == "nummer" and following.isdigit()) or (  # "Die Nummer 514" is a loan's.
        one.length == 1
        and word in _PARTS_OF_A_YEAR
        and not (one.start and read.words[one.start - 1].folded in ("mit", "with"))
        and bool(_YEAR.fullmatch(following) or following in MONTHS)
    )


_PARTS_OF_A_YEAR = frozenset(("ende", "anfang", "mitte", "beginn", "start"))


def intents_of(read: Read) -> tuple[Intent, ...]:
    """What somebody wants with the question, in the order of its words."""
    named = {"join": Intent.ADVICE, "plan": Intent.EVENTS}
    found = [
        one.key
        for one in read.found
        if one.group == "intents"
        and not (one.key == "plan" and (_next_month(one, read) or part_of_saying(one, read)))
        and not _in_idiom(one, read)
        and not (one.key == "count" and _after_phone(one, read))
        and not (one.key == "plan" and _told_of_us(one, read))
    ]
    keys = dict.fromkeys(found)
    if read.mentions and claims_number(read.core):
        keys["count"] = None
    if _takes_part(read.core, read.words):
        keys.pop("responsible", None)
    if (read.mentions and claims_owner(read.core)) or _counts_there(read):
        keys.pop("belongs", None)
    return tuple(dict.fromkeys(named.get(key) or Intent(key) for key in keys))


def _told_of_us(one: Found, read: Read) -> bool:
    """ "Ich ziehe bald nach X, welches Netzwerk …?": when is told, and not asked for."""
    at = read.words[one.start].start
    start, end = next((c.span() for c in _CLAUSE.finditer(read.core) if c.end() > at), (0, 0))
    within = [each for each in read.found if start <= read.words[each.start].start < end]
    asks = any(each.group == "askwords" or each.key in ("events", "offer") for each in within)
    said = {word.folded for word in words_of(read.core[start:end])}
    return bool(said & PERSONS) and not asks and read.core[end : end + 1] != "?"


_CLAUSE = re.compile(r"(?:[^!?,;:–.]|\.(?=\S))+")


def _counts_there(read: Read) -> bool:
    """ "Wie viele Zulieferer zählt man in …?": of an area; no place belongs to it."""
    ends = {one.end for one in read.found if (one.group, one.key) == ("intents", "count")}
    return any(one.key in ("firms", "employed") and one.start in ends for one in read.found)


def _after_phone(one: Found, read: Read) -> bool:
    """ "The phone number of X" counts nothing."""
    return bool({word.folded for word in read.words[: one.start][-1:]} & _PHONES)


_PHONES = frozenset(("phone", "telephone", "fax", "mobile"))


def _in_idiom(one: Found, read: Read) -> bool:
    """ "Könnten wir es zu tun bekommen": a saying with its words asks no such thing."""
    return any(
        other.group == "idioms" and other.key == "dealing" and set(one.at) & set(other.at)
        for other in read.found
    )


def part_of_saying(one: Found, read: Read) -> bool:
    """ "Wer steht an der Spitze": a longer phrase, or its last word, takes up the shorter one."""
    return any(
        other.group in ("attributes", "synonyms") and set(one.at) & set(other.at)
        for other in read.found
        if other.length > one.length
    )


def _next_month(one: Found, read: Read) -> bool:
    """ "Nächsten Monat" says when, not which event, unless one is spoken of."""
    if read.has("attributes", "events") or read.has("categories", "offer"):
        return False
    following = read.words[one.end].folded if one.end < len(read.words) else ""
    return one.length == 1 and following in TIMES


def category_of(read: Read) -> Category | None:
    """The kind of record; "Ansprechpartner der Netzwerke" is about networks.

    "Fürs Seminar eine Liste der Netzwerke": what it is for says the kind only where nothing does.
    """
    purpose = framed(read.words, read.found)
    said = {one for one in read.found if _is_category(one, read)}
    keys = {one.key for one in said if one.start not in purpose} or {one.key for one in said}
    for wanted in ("study", "offer", "funding", "network", "office"):
        if wanted in keys:
            first = _first_category(read)
            if wanted in ("funding", "offer") and first == "network":
                return Category.NETWORK
            if wanted == "offer" and first == "funding":
                return Category.FUNDING
            return Category(wanted)
    return None


def _is_category(one: Found, read: Read) -> bool:
    """A "Wirtschaftsförderung" is who asks or is asked for, and no funding; "im Netz" is online."""
    word = read.words[one.start].folded
    online = word == "netz" and one.start and read.words[one.start - 1].folded in ("im", "ins")
    office = word.startswith("wirtschaftsfoerderung")
    return one.group == "categories" and not (office or online)


def _first_category(read: Read) -> str:
    starts = [one for one in read.found if _is_category(one, read)]
    return min(starts, key=lambda one: one.start).key


def _takes_part(core: str, words: Sequence[Word]) -> bool:
    """ "Wer macht bei … noch alles mit?": a verb whose end stands at the end of the sentence."""
    folded = [word.folded for word in words]
    ending = {at for at, word in enumerate(folded) if word == "mit" and _ends(core, words, at)}
    return any(
        folded[at] in _TAKING_PART and at < end for end in ending for at in range(len(folded))
    )


def _ends(core: str, words: Sequence[Word], at: int) -> bool:
    """Whether a word ends its clause."""
    last = at + 1 == len(words)
    return last or any(mark in core[words[at].end : words[at + 1].start] for mark in ",.?!;")


_TAKING_PART = frozenset(listed("taking_part"))
""" "Macht … mit": verbs of taking part that are told by their end alone."""
