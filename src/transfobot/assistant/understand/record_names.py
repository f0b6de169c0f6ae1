"""The names that the records of a register are called by, each with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.programmes import pieces_of, spellings_of
from transfobot.assistant.understand.titles import is_coined, titles_of
from transfobot.assistant.understand.words import WordTables, listed, word_tables
from transfobot.domain.register import CoordinationOffice, Network
from transfobot.domain.register_index import Register
from transfobot.german.text import fold

_GENERIC = frozenset(listed("generic_in_names"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a record; a weak one is also an ordinary or very short word."""

    kind: str
    record_id: str
    spelling: str
    weak: bool = False


def names_of_register(register: Register, tables: WordTables) -> Iterable[Name]:
    """Every name of every record."""
    for network in register.networks:
        yield from _network_names(network)
    for one in register.programmes:
        for spelling, plain in spellings_of(one, register, tables):
            yield _weighed("programme", one.id, spelling, plain=plain)
    parties = frozenset(organisation_words_of(register))
    for kind, record_id, spelling, plain in titles_of(register, tables, parties):
        yield _weighed(kind, record_id, spelling, plain=plain)
    shared = _shared_by_leads(register)
    for office in register.offices:
        yield from (one for one in _office_names(office) if one.spelling not in shared)
    for network in register.networks:
        # "TTA": what the lead of a network is called for short names its office.
        short = set(_SHORT.findall(network.lead or "")) - shared if network.office_id else set()
        yield from (Name("office", network.office_id or "", one) for one in sorted(short))


def _shared_by_leads(register: Register) -> set[str]:
    """ "WFG": what several organisations are called for short names none of them."""
    found = [set(_SHORT.findall(network.lead or "")) for network in register.networks]
    return {one for each in found for one in each if sum(one in other for other in found) > 1}


_SHORT = re.compile(r"\(([A-ZÄÖÜ]{2,5})\)")


_MUNICIPAL = re.compile(r"Stadt|Land|Region|Gemeinde|[\w-]+-Kreis|Wirtschaftsf")
"""Partners whose names are places that somebody may ask from."""


_OWN = re.compile(r"\w{11,}")
"""What somebody coined is one word, longer than "Bündnis"."""


def _network_names(network: Network) -> Iterable[Name]:
    spellings = [network.short_name, network.name, *network.aliases]
    pieces = [
        piece
        for spelling in spellings
        for piece in pieces_of(spelling)
        if len(words_of(piece)) > 1 or any(is_coined(one.shown) for one in words_of(piece))
    ]
    # "Die Transformationsoffensive in Mainfranken" is called so as well.
    general = listed("general_names")
    there = [
        f"{head} {within} {where}"
        for head, _, where in (one.rpartition(" ") for one in (*spellings, *pieces))
        for within in ("in", "im")
        if where == network.region and _OWN.fullmatch(head) and head.casefold() not in general
    ]
    for spelling in dict.fromkeys((*spellings, *pieces, *there)):
        yield _weighed("network", network.id, spelling)
        first = words_of(spelling)[:1]
        if first and is_coined(first[0].shown):
            yield _weighed("network", network.id, first[0].shown)
            stem = re.match(r"[^\W\d_]{6,}(?=\d)", first[0].shown)
            if stem:
                yield _weighed("network", network.id, stem[0])
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


def _office_names(office: CoordinationOffice) -> Iterable[Name]:
    pieces = pieces_of(office.organisation)
    for spelling in dict.fromkeys((office.organisation, *pieces)):
        for part in re.split(r",| und (?=[A-Z])|\s*/\s*", spelling):
            # "Wirtschafts-" of "Wirtschafts- und Beschäftigungsförderung" is no name.
            whole = len(part.strip()) > 2 and not part.strip().endswith("-")
            if whole and fold(part.strip()) not in _GENERIC:
                yield Name("office", office.id, part.strip())
                bare = re.sub(r"\b(?:g?GmbH|AöR|e\. ?V\.|mbH|AG)\b", "", part).strip()
                yield Name("office", office.id, bare)
    for contact in office.contacts:
        plain = re.sub(r"\b(?:Dr|Prof)\.\s*|Oberbürgermeister(?:in)?\s", "", contact.name).strip()
        yield Name("person", office.id, plain)
        yield Name("person", office.id, plain.split()[-1])


def _weighed(kind: str, record_id: str, spelling: str, *, plain: bool = False) -> Name:
    words = () if plain else words_of(spelling)
    ordinary = len(words) == 1 and words[0].folded in word_tables().ordinary
    return Name(kind, record_id, spelling, weak=ordinary)


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
