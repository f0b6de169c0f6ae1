"""Partners that are asked for by their name or by what they do."""

from __future__ import annotations

from transfobot.assistant.register.draft import DraftSentence
from transfobot.assistant.register.network import partner_name
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.select import involved_party
from transfobot.assistant.understand.claims import yes_or_no
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.domain.register import Network
from transfobot.german.figures import find_dates
from transfobot.german.stems import stem
from transfobot.german.text import fold


def partner_named(
    desk: Desk, asked: Understanding, network: Network, wanted: list[Attribute]
) -> list[DraftSentence]:
    """The partner that is asked about by its name or by what it does, with its role."""
    names = asked.filters.organisations
    if Attribute.PARTNERS in wanted:
        return []
    # "Wird es von der … geführt?": she is a partner, though her part is none of leading.
    led = Attribute.LEAD in wanted and yes_or_no(asked.core)
    own = {word.folded for word in words_of(network.name)} | {fold(network.short_name)}
    names = tuple(one for one in names if one not in own)
    spoken = {stem(word.folded) for word in words_of(asked.core)}
    parties = [
        one
        for one in network.partners
        if (names and (one.role or led) and involved_party(one, names))
        or (one.role and spoken & _telling(one.role))
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
