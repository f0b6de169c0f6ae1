"""Partners that are asked for by their name or by what they do, and who sits there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.register.contacts import contact_lines
from transfobot.assistant.register.draft import Draft, DraftSentence, Part
from transfobot.assistant.register.network import names_of, partner_name
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.select import fitting_partners, involved_party, kinds_said
from transfobot.assistant.understand.claims import yes_or_no
from transfobot.assistant.understand.clauses import told_of_oneself
from transfobot.assistant.understand.language import Word, as_written, words_of
from transfobot.assistant.understand.understanding import TOWNS, Attribute, Understanding
from transfobot.assistant.understand.words import listed, word_tables
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
    spoken = {stem(word.folded) for word in asked.words}
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
    words = asked.words
    party = _body_meant(network, asked.core) or _party_meant(desk, asked, network, words)
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


def _body_meant(network: Network, text: str) -> str | None:
    """The board or circle whose people are asked for, unless a fact tells who sits there."""
    core = fold(text)
    match = _BODY.search(core) if _PEOPLE.search(core) else None
    # "Ich sitze im Ortsvorstand": who asks is nobody who is asked for.
    if match is None or stem(match[0]) in told_of_oneself(text, word_tables()):
        return None
    facts = [fold(one.text) for one in network.facts]
    if any(match["body"] in one and _SEATED.search(one) for one in facts):
        return None
    return as_written(text, match[0])


def _party_meant(
    desk: Desk, asked: Understanding, network: Network, words: Sequence[Word]
) -> str | None:
    """The party at which somebody is asked for, unless it speaks for the network itself.

    A partner; else what is only told by its kind at a place ("die Kammer in X").
    """
    office = desk.register.office_of(network)
    people = office.contacts if office else ()
    told = [network.lead or "", office.organisation if office else ""]
    told += [f"{one.organisation or ''} {one.role or ''}" for one in people]
    speaking = " ".join(map(_plain, told))
    asked_kinds = set(asked.filters.partner_kinds) - TOWNS
    kinds = [one for one in kinds_said(words) if one.key in asked_kinds]
    said = {word.folded for word in words}
    named = [one for one in network.partners if set(_plain(one.name).split()) <= said]
    parties = named or fitting_partners(network, asked)
    # "Wer ist bei transform_EMN …?" is asked of the network, whose name a partner bears.
    names = set(_plain(" ".join(names_of(network))).split())
    for party in sorted(parties, key=lambda one: not asked_kinds & _kinds_of(one.name)):
        heads = _plain(party.name).split()
        if party.name == network.lead or " ".join(heads[:2]) in speaking:
            return None
        spoken = [at for at, word in enumerate(words) if word.folded in set(heads) - names]
        if _somebody_at(words, min((*spoken, *(one.start for one in kinds)), default=0)):
            return partner_name(party)
    alone = kinds and asked.place and not (parties or asked_kinds & _kinds_of(speaking))
    return kinds[0].key if alone and _somebody_at(words, kinds[0].start) else None


def _kinds_of(text: str) -> set[str]:
    return {one.key for one in kinds_said(words_of(text))}


def _plain(text: str) -> str:
    return " ".join(word.folded for word in words_of(text))


def _somebody_at(words: Sequence[Word], at: int) -> bool:
    """Whether somebody is asked for at, or of, the party whose name begins there."""
    before = [word.folded for word in words[max(0, at - _NEAR) : at]]
    near = before[-_CLOSE:]
    who, post = bool(_WHO & set(before)), any(_POST.match(one) for one in before)
    heading = who and any(one in _HEADS for one in before[-2:])
    return heading or (bool(_AT & set(near)) and (post or who)) or (post and bool(_OF & set(near)))


_NEAR, _CLOSE = 9, 3
_AT = frozenset(("bei", "beim", "at"))
_OF = frozenset(("von", "vom", "der", "des", "aus", "of", "from"))
_WHO = frozenset(("wer", "wen", "wem", "who", "whom"))
_HEADS = frozenset(("leitet", "fuehrt", "vertritt", "heads", "leads"))
_POST = re.compile(rf"(?:{'|'.join(listed('posts'))})$")
_PEOPLE = re.compile(rf"\b(?:{'|'.join(listed('members'))})\b")
_BODY = re.compile(rf"\w*?(?P<body>{'|'.join(listed('bodies'))})\w*")
_SEATED = re.compile(r"\bsitz|\bmitglied|\bbesteh\w* aus")
