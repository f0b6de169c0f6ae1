"""How people name studies and offers: by title, by a word of it, by who published them.

Publishers are also named in full where their record has the short form: "Statistisches Bundesamt".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.programmes import declined, pieces_of
from transfobot.assistant.understand.words import WordTables, table
from transfobot.domain.register import Offer, Study
from transfobot.domain.register_index import Register
from transfobot.german.text import fold

_SPLIT_AUTHORS = re.compile(r",|\(\s*(?:für|mit(?: Daten von)?)?\b|\)|\bu\. a\.|/|;")
_ORDERED_BY = re.compile(r"\(für ([^)]+)\)")
"""Whom a study was made for, where its title says so."""
_LONG_WORD, _SHORT_WORD = 10, 5
_SHORTEST_PIECE = 8
_LONGEST_AUTHOR = 40
_IN_FULL = table("institutes")

Title = tuple[str, str, str, bool]
"""Kind, id and spelling; with it, whether it counts even where it is an everyday word."""


def titles_of(register: Register, tables: WordTables, parties: frozenset[str]) -> Iterable[Title]:
    """Every name of every study and offer; `parties` are words of partners' names."""
    known = _said_elsewhere(register)
    for study in register.studies:
        yield from (("study", study.id, one, True) for one in _titles(study, tables))
        for spelling in _title_words(study, tables, known):
            yield "study", study.id, spelling, True
        for spelling, plain in _authors(study, tables, parties):
            yield "author", study.id, spelling, plain
    common = _common_words(register)
    for offer in register.offers:
        for spelling in _offer_titles(offer, tables, common | _words_elsewhere(offer, register)):
            yield "offer", offer.id, spelling, True
        for spelling in _venues(offer, common | parties):
            yield "offer", offer.id, spelling, True


def _titles(study: Study, tables: WordTables) -> Iterable[str]:
    yield study.title
    yield from (piece for piece in pieces_of(study.title) if len(words_of(piece)) > 1)
    words = words_of(study.title)
    if len(words) > 2 and not tables.is_filler(words[1].folded):
        first = " ".join(word.shown for word in words[:2])
        yield from (first, *declined(first))
    first_word = words[0].folded
    if len(first_word) >= _LONG_WORD and first_word not in tables.ordinary:
        yield from () if tables.knows(first_word) else (words[0].shown,)


def _title_words(study: Study, tables: WordTables, known: Counter[str]) -> Iterable[str]:
    """A long word that no other record has ("Mobilitätswende"), and a "…-Studie" of a noun."""
    for word in words_of(study.title):
        noun = word.shown[:1].isupper() and known[word.folded] == 1
        filler = tables.is_filler(word.folded) or tables.is_filler(word.folded.removesuffix("s"))
        if not noun or _is_land(word, tables) or filler:
            continue
        if len(word.folded) > _SHORT_WORD:
            yield from (f"{word.shown}-Studie", f"Studie {word.shown}")
        if len(word.folded) > _LONG_WORD and not tables.knows(word.folded):
            yield from (word.shown, f"{word.shown}n", f"{word.shown}s")


def _said_elsewhere(register: Register) -> Counter[str]:
    """How many records have a word in their names or in what they tell."""
    texts = [one.title for one in register.studies]
    texts += [f"{one.title} {one.description}" for one in register.offers]
    texts += [f"{one.name} {one.purpose or ''}" for one in register.programmes]
    for one in register.networks:
        told = (two.text for two in one.facts)
        texts.append(" ".join((one.name, one.region, *one.region_aliases, *told)))
    return Counter(word for text in texts for word in {one.folded for one in words_of(text)})


def _authors(
    study: Study, tables: WordTables, parties: frozenset[str]
) -> Iterable[tuple[str, bool]]:
    """Authors; the first word of one where no partner ("Allianz") bears it; those in full."""
    ordered = "; ".join(_ORDERED_BY.findall(study.title))
    for author in _SPLIT_AUTHORS.split(f"{study.author}; {ordered}"):
        plain = author.replace("Institut", "").strip(" -.")
        if not 2 < len(plain) <= _LONGEST_AUTHOR or fold(plain) in ("hrsg", "studie"):
            continue
        yield plain, False
        if plain != author.strip():
            yield author.strip(), True
        first = words_of(plain)[0]
        ordinary = first.folded.endswith(("e", "er", "es")) or tables.knows(first.folded)
        if len(first.folded) >= _SHORT_WORD and not (ordinary or first.folded in parties):
            yield first.shown, False
        for word in words_of(plain):
            if word.shown.isupper() and len(word.shown) > 1 and not _is_land(word, tables):
                yield word.shown, False
            for full in _IN_FULL.get(word.folded, ()):
                yield full, True
                yield from ((one, True) for one in declined(full))


def _is_land(word: Word, tables: WordTables) -> bool:
    return any(one.group == "lands" for one in tables.find([word]))


def _offer_titles(offer: Offer, tables: WordTables, common: frozenset[str]) -> Iterable[str]:
    alone = words_of(offer.title)
    if len(alone) > 1 or alone[0].folded not in common:
        # "Jahresveranstaltung" alone is any network's.
        yield offer.title
        yield from declined(offer.title)
    for piece in re.split(r"[,–„“]|\s-\s", offer.title):
        words = words_of(piece)
        short = len(words) == 1 and len(words[0].folded) < _SHORTEST_PIECE
        if words and not short and not (len(words) == 1 and tables.knows(words[0].folded)):
            yield piece.strip()
    for word in words_of(offer.title):
        # "Diese Orientierungschecks": a long word of the title that no table knows is a name.
        long = len(word.folded) >= _LONG_WORD or is_coined(word.shown)
        if long and word.folded not in common and not _read(word, tables):
            yield word.shown
            yield from written_out(word.shown)
            yield from _singular(word.shown)


def _read(word: Word, tables: WordTables) -> bool:
    """Whether a table reads a word as more than a word for a meeting ("Bundestreffen").

    Nor does it say who asks where it is longer than any word for them ("Gemeindetag").
    """
    known = tables.knows(word.folded)
    return known and any(
        one.key not in _OF_MEETINGS and one.group != "audiences" for one in tables.find([word])
    )


_OF_MEETINGS = frozenset(("meeting", "events"))


def _singular(shown: str) -> Iterable[str]:
    """What several things are called one by one: "Informationsblöcke", "-block"."""
    if shown.endswith(("s", "en")):
        yield shown[:-1]
    elif shown.endswith("e"):
        bare = shown[:-1]
        head, umlaut, tail = max(
            (bare.rpartition(one) for one in "äöü"), key=lambda one: len(one[0])
        )
        yield f"{head}{_BARE[umlaut]}{tail}" if umlaut else bare


_BARE = {"ä": "a", "ö": "o", "ü": "u"}


def _venues(offer: Offer, known: frozenset[str]) -> Iterable[str]:
    """The house an event was held in, named with its town: "Aula Sulzbach"; a long one alone.

    A town, a region or a partner's house names no event.
    """
    for piece in (offer.place or "").split(","):
        words = words_of(piece)
        strange = [word.folded not in known for word in words]
        if len(words) < _WITH_TOWN or not strange[0]:
            continue
        yield piece.strip()
        if len(words) > _WITH_TOWN and words[1].shown[:1].isupper():
            yield " ".join(word.shown for word in words[1:])
        if not strange[-1]:
            house = words[:-1]
            if len(house) > 1 or len(house[0].folded) >= _LONG_WORD:
                yield " ".join(word.shown for word in house)


_WITH_TOWN = 2


def written_out(shown: str) -> Iterable[str]:
    """A made-up word with its parts in full: "InnoLab" is the "Innovationslabor"."""
    parts = _CAMEL.findall(shown)
    full = [_PARTS.get(fold(one).removesuffix("s"), one) for one in parts]
    if len(parts) > 1 and full != parts:
        head, last = "".join(full[:-1]), full[-1].lower()
        yield from (f"{head}{last}{ending}" for ending in ("", "s", "e", "en"))


_CAMEL = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+")
_PARTS = {
    "inno": "Innovations",
    "lab": "Labor",
    "tech": "Technologie",
    "trafo": "Transformations",
    "quali": "Qualifizierungs",
    "digi": "Digitalisierungs",
}


def _words_elsewhere(offer: Offer, register: Register) -> frozenset[str]:
    """Words of a title that programmes or the facts of other networks speak of as well."""
    other = [one for one in register.networks if one.id not in offer.network_ids]
    told = [fact.text for one in other for fact in one.facts]
    told += [one.purpose or "" for one in register.programmes]
    spoken = {word.folded for word in words_of(" ".join(told))}
    return frozenset(word.folded for word in words_of(offer.title) if word.folded in spoken)


def _common_words(register: Register) -> frozenset[str]:
    """Words that stand in the titles of several offers, or in the name of a network or region."""
    titles = Counter(
        word for one in register.offers for word in {two.folded for two in words_of(one.title)}
    )
    named = " ".join(
        " ".join((one.name, one.short_name, *one.aliases, one.region, *one.lands))
        for one in register.networks
    )
    shared = (word for word, number in titles.items() if number > 1)
    return frozenset((*shared, *(word.folded for word in words_of(named))))


def is_coined(shown: str) -> bool:
    """Whether a word is written like a made-up name: a capital after the first letter."""
    return len(shown) > 2 and any(letter.isupper() for letter in shown[1:])
