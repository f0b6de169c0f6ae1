"""Partners that are asked for by their name or by what they do, and who sits there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.contacts import contact_lines
from transfobot.assistant.register.draft import Draft, DraftSentence, Part
from transfobot.assistant.register.network import names_of, partner_name
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.select import fitting_partners, involved_party
from transfobot.assistant.understand.claims import yes_or_no
from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.understanding import Attribute, Filters, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Referents
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


def nobody_within(desk: Desk, asked: Understanding, network: Network) -> Draft | None:
    """ "Wer ist bei der Kammer X dafür da?", "wer sitzt im Beirat?": nobody who is on file.

    None where the party speaks for the network itself, or a fact tells who sits there.
    """
    words = words_of(asked.core)
    party = _body_meant(network, words) or _party_meant(desk, asked, network, words)
    if party is None:
        return None
    # How to reach somebody is told of the office, and what of it is not on file.
    reached = [one for one in _REACHING if one in asked.attributes]
    gap = DraftSentence(desk.say("gap_within", what=party), part=Part.MISSING)
    known = contact_lines(desk, network, [Attribute.PERSON, *reached])
    return Draft(
        (gap, *(one if reached else one.beside() for one in known)),
        Outcome.ANSWERED if reached else Outcome.NO_SOURCE,
        referents=Referents(network=network.id, office=network.office_id),
        office_id=network.office_id,
        whole=True,
    )


_REACHING = (Attribute.PHONE, Attribute.EMAIL, Attribute.ADDRESS)


def _body_meant(network: Network, words: Sequence[Word]) -> str | None:
    """The board or circle whose people are asked for, unless a fact tells who sits there."""
    for word in words:
        match = _BODY.match(word.folded)
        if match is None or not any(_SOMEBODY.match(one.folded) for one in words):
            continue
        facts = [fold(one.text) for one in network.facts]
        told = any(match["body"] in one and _SEATED.search(one) for one in facts)
        return None if told else f"{word.folded[: match.end()]}".capitalize()
    return None


def _party_meant(
    desk: Desk, asked: Understanding, network: Network, words: Sequence[Word]
) -> str | None:
    """The partner at which somebody is asked for, unless it speaks for the network itself."""
    said = {word.folded for word in words}
    kinds = [
        one.start
        for one in word_tables().find(words)
        if one.group == "partner_kinds" and one.key in asked.filters.partner_kinds
    ]
    office = desk.register.office_of(network)
    people = office.contacts if office else ()
    speaking = " ".join(
        _plain(one)
        for one in (
            network.lead,
            office.organisation if office else None,
            *(text for one in people for text in (one.organisation, one.role)),
        )
        if one
    )
    named = [one for one in network.partners if set(_plain(one.name).split()) <= said]
    of_kind = fitting_partners(network, replace(asked, filters=_kinds_alone(asked)))
    fitting = fitting_partners(network, asked)
    for party in named or [one for one in fitting if one in of_kind] or fitting:
        heads = _plain(party.name).split()
        if party.name == network.lead or " ".join(heads[:2]) in speaking:
            return None
        # "Wer ist bei transform_EMN …?" is asked of the network, whose name a partner bears.
        own = set(heads) - set(_plain(" ".join(names_of(network))).split())
        spoken = [at for at, word in enumerate(words) if word.folded in own]
        if _somebody_at(words, min((*spoken, *kinds), default=0)):
            return partner_name(party)
    return None


def _kinds_alone(asked: Understanding) -> Filters:
    return Filters(partner_kinds=asked.filters.partner_kinds)


def _plain(text: str) -> str:
    return " ".join(word.folded for word in words_of(text))


def _somebody_at(words: Sequence[Word], at: int) -> bool:
    """Whether somebody is asked for at, or of, the party whose name begins there."""
    before = [word.folded for word in words[max(0, at - _NEAR) : at]]
    near = before[-_CLOSE:]
    behind = [word.folded for word in words[at + 1 : at + _CLOSE]]
    if any(_OF_PARTY.match(one) for one in behind) and near[-1:] != ["bei"]:
        return True
    post = any(_POST.match(one) for one in before)
    return (bool(_AT & set(near)) and (post or bool(_WHO & set(before)))) or (
        post and bool(_OF & set(near))
    )


_NEAR, _CLOSE = 9, 3
_AT = frozenset(("bei", "beim", "at"))
_OF = frozenset(("von", "vom", "der", "des", "aus", "of", "from"))
_WHO = frozenset(("wer", "wen", "wem", "who", "whom"))
_POST = re.compile(
    r"(?:personen?|namen?|namens|ansprech\w*|kontaktperson\w*|kontakt|professor\w*|prof|dozent\w*"
    r"|forscher\w*|wissenschaftler\w*|mitarbeiter\w*|kolleg\w*|vertreter\w*|betreuer\w*|leute"
    r"|koepfe?|sekretaer\w*|referent\w*|telefon\w*|durchwahl|nummer|e?mail\w*|contact|person)$"
)
_OF_PARTY = re.compile(r"(?:vertreter|ansprechpartner|kontakt)\w*$")
""" "Name des Kammer-Vertreters"."""
_SOMEBODY = re.compile(
    rf"(?:{'|'.join(sorted(_WHO))}|mitglieder\w*|zusammensetzung|besetzung|sitz\w*|vorsitz\w*"
    r"|leit\w*|welche[rsnm]?|members?)$|" + _POST.pattern
)
_BODY = re.compile(
    r"\w*?(?P<body>beirat|beiraet|kuratorium|lenkungs(?:kreis|ausschuss|gruppe)"
    r"|steuer(?:ungs)?(?:kreis|gruppe|gremium)|arbeitsgruppe|arbeitskreis|fachgruppe|aufsichtsr"
    r"|vorstand)"
)
_SEATED = re.compile(r"\bsitz|\bmitglied|\bbesteh\w* aus")
