"""The names that the records of a register are called by, each with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from transfobot.assistant.language import Word, words_of
from transfobot.assistant.understand_programmes import pieces_of, spellings_of
from transfobot.assistant.understand_words import WordTables, word_tables
from transfobot.domain.register import CoordinationOffice, FundingProgramme, Network, Offer, Study
from transfobot.domain.register_index import Register
from transfobot.german.text import fold

_SPLIT_AUTHORS = re.compile(r",|\(\s*(?:für|mit)?\b|\)|\bu\. a\.|/|;")
_WEAK_LENGTH = 5
_LONG_WORD = 10
_GENERIC_TEXT = """
gmbh ag ev e v ggmbh aoer mbh und der die das des dem den von vom fuer in im am an mit zu zum
region regionale regionaler regionales stadt land landkreis kreis netzwerk partner institut
hochschule universitaet amt bezirk geschaeftsstellen eingebunden dach strategie studie laut
mitwirkung fachliche leitung neu bis juni wirtschaft arbeit europaeische zusammen aus wissen
deutschland cluster automotive technologie engineering metall zentrale gemeinnuetzige
"""
_GENERIC = frozenset(_GENERIC_TEXT.split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a record; a weak one is also an ordinary or very short word."""

    kind: str
    record_id: str
    spelling: str
    weak: bool = False
    whole: str = ""
    """All names of the record, where it is a network."""


def names_of_register(register: Register, tables: WordTables) -> Iterable[Name]:
    """Every name of every record."""
    for network in register.networks:
        yield from _network_names(network)
    for programme in register.programmes:
        yield from _programme_names(programme, register, tables)
    parties = frozenset(organisation_words_of(register))
    for study in register.studies:
        yield from _study_names(study, tables, parties)
    for offer in register.offers:
        elsewhere = _told_elsewhere(offer, register)
        yield from _offer_names(offer, tables, told_elsewhere=elsewhere)
    for office in register.offices:
        yield from _office_names(office)


_MUNICIPAL = re.compile(r"Stadt|Land|Region|Gemeinde|[\w-]+-Kreis|Wirtschaftsf")
"""Partners whose names are places that somebody may ask from."""


def _network_names(network: Network) -> Iterable[Name]:
    spellings = [network.short_name, network.name, *network.aliases]
    pieces = [
        piece
        for spelling in spellings
        for piece in pieces_of(spelling)
        if len(words_of(piece)) > 1 or any(is_coined(one.shown) for one in words_of(piece))
    ]
    whole = " ".join((*spellings, *network.lands))
    for spelling in dict.fromkeys((*spellings, *pieces)):
        yield replace(_weighed("network", network.id, spelling), whole=whole)
        first = words_of(spelling)[:1]
        if first and is_coined(first[0].shown):
            yield replace(_weighed("network", network.id, first[0].shown), whole=whole)
            stem = re.match(r"[^\W\d_]{6,}(?=\d)", first[0].shown)
            if stem:
                yield replace(_weighed("network", network.id, stem[0]), whole=whole)
    for partner in network.partners:
        plain = re.sub(r"\(.*?\)", "", partner.name).strip()
        if len(words_of(plain)) > 1 and not _MUNICIPAL.match(plain):
            yield Name("partner", network.id, plain)
    region = re.sub(r"\(.*?\)", "", network.region).strip()
    if region not in network.lands:
        yield Name("region", network.id, region)
    for inner in re.findall(r"\(([^)]*)\)", network.region):
        if fold(inner) not in _GENERIC:
            yield Name("region", network.id, inner)
    for alias in network.region_aliases:
        yield Name("region", network.id, alias)
    if region.startswith("Region "):
        yield Name("region", network.id, region.removeprefix("Region "))


def _programme_names(
    programme: FundingProgramme, register: Register, tables: WordTables
) -> Iterable[Name]:
    for spelling, plain in spellings_of(programme, register, tables):
        name = Name("programme", programme.id, spelling)
        yield name if plain else _weighed("programme", programme.id, spelling)


def _study_names(study: Study, tables: WordTables, parties: frozenset[str]) -> Iterable[Name]:
    """Titles and authors; the first word of an author where no partner ("Allianz") bears it."""
    yield Name("study", study.id, study.title)
    for piece in pieces_of(study.title):
        if len(words_of(piece)) > 1:
            yield Name("study", study.id, piece)
    words = words_of(study.title)
    if len(words) > 2:
        yield Name("study", study.id, " ".join(word.shown for word in words[:2]))
    if len(words[0].folded) >= _LONG_WORD and not tables.knows(words[0].folded):
        yield Name("study", study.id, words[0].shown)
    for author in _SPLIT_AUTHORS.split(study.author):
        plain = author.replace("Institut", "").strip(" -.")
        if 2 < len(plain) <= 40 and fold(plain) not in ("hrsg", "studie"):
            yield _weighed("author", study.id, plain)
            if plain != author.strip():
                yield Name("author", study.id, author.strip())
            first = words_of(plain)[0]
            ordinary = first.folded.endswith(("e", "er", "es")) or tables.knows(first.folded)
            if len(first.folded) >= _WEAK_LENGTH and not (ordinary or first.folded in parties):
                yield _weighed("author", study.id, first.shown)
            for word in words_of(plain):
                if word.shown.isupper() and len(word.shown) > 1 and not _is_land(word, tables):
                    yield _weighed("author", study.id, word.shown)


def _is_land(word: Word, tables: WordTables) -> bool:
    return any(one.group == "lands" for one in tables.find([word]))


def _told_elsewhere(offer: Offer, register: Register) -> bool:
    """Whether the one word of a title stands in what another network tells as well."""
    words = words_of(offer.title)
    other = [one for one in register.networks if one.id not in offer.network_ids]
    told = " ".join(fact.text for one in other for fact in one.facts)
    return len(words) == 1 and words[0].folded in {word.folded for word in words_of(told)}


def _offer_names(offer: Offer, tables: WordTables, *, told_elsewhere: bool) -> Iterable[Name]:
    if not told_elsewhere:
        # "Jahresveranstaltung" alone is any network's.
        yield Name("offer", offer.id, offer.title)
    for piece in re.split(r"[,–„“]|\s-\s", offer.title):
        words = words_of(piece)
        if len(words) == 1 and (tables.knows(words[0].folded) or len(words[0].folded) < 8):
            continue
        if words:
            yield Name("offer", offer.id, piece.strip())
    first = words_of(offer.title)[0]
    if len(first.folded) >= _LONG_WORD and not tables.knows(first.folded):
        yield Name("offer", offer.id, first.shown)


def _office_names(office: CoordinationOffice) -> Iterable[Name]:
    pieces = pieces_of(office.organisation)
    for spelling in dict.fromkeys((office.organisation, *pieces)):
        for part in re.split(r",| und (?=[A-Z])|\s*/\s*", spelling):
            if len(part.strip()) > 2 and fold(part.strip()) not in _GENERIC:
                yield Name("office", office.id, part.strip())
                bare = re.sub(r"\b(?:g?GmbH|AöR|e\. ?V\.|mbH|AG)\b", "", part).strip()
                yield Name("office", office.id, bare)
    for contact in office.contacts:
        plain = re.sub(r"\b(?:Dr|Prof)\.\s*|Oberbürgermeister(?:in)?\s", "", contact.name).strip()
        yield Name("person", office.id, plain)
        yield Name("person", office.id, plain.split()[-1])


def _weighed(kind: str, record_id: str, spelling: str) -> Name:
    words = words_of(spelling)
    ordinary = len(words) == 1 and words[0].folded in word_tables().ordinary
    return Name(kind, record_id, spelling, weak=ordinary)


def is_coined(shown: str) -> bool:
    """Whether a word is written like a made-up name: a capital after the first letter."""
    return len(shown) > 2 and any(letter.isupper() for letter in shown[1:])


def organisation_words_of(register: Register) -> Iterable[str]:
    """The words that partners and leads are called by, but for general ones."""
    for network in register.networks:
        named = [network.lead or ""]
        named += [f"{partner.name} {partner.role or ''}" for partner in network.partners]
        for word in words_of(" ".join(named)):
            long_enough = len(word.folded) > 2 and not word.folded.isdigit()
            if long_enough and word.folded not in _GENERIC and word.shown[:1].isupper():
                yield word.folded
        for partner in network.partners:
            first = words_of(partner.name)[:1]
            if first and len(first[0].folded) > 2 and first[0].folded not in _GENERIC:
                yield first[0].folded
