"""Partners that are asked for by their kind, by their name, or by what they do."""

from __future__ import annotations

import re

from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.network import attribute_lines, partner_name
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.select import fitting_partners, involved_party
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Referents
from transfobot.domain.register import Network
from transfobot.german.figures import find_dates
from transfobot.german.stems import stem


def absent_kind(desk: Desk, asked: Understanding, network: Network) -> Draft | None:
    """ "Welche Gewerkschaft ist dabei?", where none is among the partners on file."""
    kinds = asked.filters.partner_kinds
    asking = Attribute.PARTNERS in asked.attributes and asked.attributes[0] is Attribute.PARTNERS
    if not (kinds and asking and network.partners and _WHICH_KIND.search(asked.core.lower())):
        return None
    named = [one for one in asked.filters.organisations if not _is_kind(one)]
    if named or fitting_partners(network, asked):
        return None
    line = desk.line(
        "partner_kind_none",
        backed(network, *(one.name for one in network.partners)),
        name=network.short_name,
        kind=desk.joined(kinds),
    )
    lines = (line, *attribute_lines(desk, network, [Attribute.PARTNERS]))
    return Draft(lines, Outcome.NO_SOURCE, referents=Referents(network=network.id))


def _is_kind(word: str) -> bool:
    found = word_tables().find(words_of(word))
    return any(one.group == "partner_kinds" for one in found)


_WHICH_KIND = re.compile(
    r"\bwelche[rsnm]?\s+(?:gewerkschaft|hochschul|universit|kammer|ihk|kommune|handwerkskammer|"
    r"arbeitgeber)|\bwhich\s+(?:union|trade union|universit|chamber)"
)


def partner_named(
    desk: Desk, asked: Understanding, network: Network, wanted: list[Attribute]
) -> list[DraftSentence]:
    """The partner that is asked about by its name or by what it does, with its role."""
    names = asked.filters.organisations
    if Attribute.PARTNERS in wanted:
        return []
    spoken = {stem(word.folded) for word in words_of(asked.core)}
    parties = [
        one
        for one in network.partners
        if one.role and ((names and involved_party(one, names)) or spoken & _telling(one.role))
    ]
    return [
        desk.line(
            "value_of",
            backed(network, one.name),
            label=desk.label("partners"),
            name=network.short_name,
            value=partner_name(one),
        )
        for one in parties
    ]


def _telling(role: str) -> set[str]:
    """Stems of the words that say what a partner does ("fachliche Leitung")."""
    words = [word.folded for word in words_of(role) if len(word.folded) > _SHORT_ROLE]
    return {stem(one) for one in words if not find_dates(one)}


_SHORT_ROLE = 5
