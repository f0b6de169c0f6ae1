"""Offices and people that a question names itself: what they are, and how to reach them."""

from __future__ import annotations

from dataclasses import replace

from transfobot.assistant.register.contacts import (
    CONTACT_ATTRIBUTES,
    office_lines,
    organisation_line,
    reaches,
    substitute_of,
)
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.entity import merged, networks_named
from transfobot.assistant.register.listing import LISTING
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.studies import speaks_of
from transfobot.assistant.understand.language import stems_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import pattern
from transfobot.domain.answers import Outcome, Status
from transfobot.domain.conversation import Referents
from transfobot.domain.register import CoordinationOffice
from transfobot.german.stems import stem
from transfobot.german.text import fold

_MOST = 3


def person_asked(desk: Desk, asked: Understanding) -> Draft | None:
    """Who somebody is that a question names: where they sit, as what, and how to reach them.

    Of people of several offices those of the network that is named, else each. What else is asked
    of them (a speech, a study) is left to others.
    """
    mentions = asked.mentions
    records = mentions.programmes or mentions.studies or mentions.offers
    if not mentions.persons or records or not _of_their_post(asked):
        return None
    offices = [one for one in map(desk.register.office, mentions.offices) if one is not None]
    others = [one for one in offices if not any(_sits_there(p, one) for p in mentions.persons)]
    offices = [one for one in offices if one not in others]
    own = [one for one in offices if one.network_id in mentions.networks]
    if mentions.networks and not own:
        # "Herr X ist doch bei Y?": where he sits, and who speaks for Y.
        there = [desk.register.office_of(one) for one in networks_named(desk, asked)]
        own = [*offices, *filter(None, there)]
    wanted = tuple(one for one in asked.attributes if one in CONTACT_ATTRIBUTES)
    plain = replace(asked, attributes=wanted or (Attribute.PERSON,))
    drafts = [office_answer(desk, plain, one) for one in (own or offices)[:_MOST]]
    if _SUPPOSED.search(asked.folded):
        # "Der Geschäftsführer der … ist doch Herr X?": who it is, where he sits elsewhere.
        drafts = [*(office_answer(desk, plain, one) for one in others), *drafts]
    if not drafts:
        return None
    return _with_gap(desk, asked, merged(drafts))


def _with_gap(desk: Desk, asked: Understanding, draft: Draft) -> Draft:
    """The draft, which says first what is not on file of a person."""
    said = "\n".join(fold(one.text) for one in draft.sentences)
    # "Was hat Frau … studiert?": what is said of no post and of no way to reach somebody.
    other = asked.content and not (asked.attributes or asked.intents)
    other = other and not speaks_of(said, asked.content)
    if not asked.mentions.persons or not (other or _BEFORE_OR_AFTER.search(asked.folded)):
        return draft
    untold = DraftSentence(desk.say("person_more_none"))
    return replace(draft, sentences=(untold, *draft.sentences), outcome=Outcome.NO_SOURCE)


_BEFORE_OR_AFTER = pattern("beside_the_post")
""" "Wer war vor … Projektleiter?", "seit wann …?": who held the post before, and how long."""


_SUPPOSED = pattern("office_answers_supposed")


def _of_their_post(asked: Understanding) -> bool:
    """Whether it is asked where somebody sits, as what, or how to reach them."""
    if set(asked.attributes) - CONTACT_ATTRIBUTES - _SAID_ALONG:
        return False
    if _WHOSE & set(asked.intents) or CONTACT_ATTRIBUTES & set(asked.attributes):
        return Intent.COUNT not in asked.intents
    if not (asked.attributes or asked.intents or asked.content):
        # "Ich suche Herrn X von …": nothing but the person is named.
        return True
    supposed = _SUPPOSED.search(asked.folded) is not None
    return supposed or "post" in asked.meanings


_WHOSE = frozenset((Intent.BELONGS, Intent.RESPONSIBLE, Intent.EXPLAIN))
_SAID_ALONG = frozenset(
    (Attribute.LEAD, Attribute.EVENTS, Attribute.PLACE, Attribute.NAMES, Attribute.OFFERS)
)
"""Where one has met them, or what they do there, said in passing."""


def _sits_there(person: str, office: CoordinationOffice) -> bool:
    return any(person in one.name for one in office.contacts)


def office_asked(desk: Desk, asked: Understanding) -> Draft | None:
    """An office or a person that is named itself, also by the words that tell one office."""
    if asked.category is Category.NETWORK and LISTING & set(asked.intents):
        return None
    office = _office_meant(desk, asked)
    if office is None or asked.mentions.networks:
        return None
    if asked.attributes == (Attribute.LEAD,):
        # "Wer ist da Chef?" of an office asks for a person.
        asked = replace(asked, attributes=(Attribute.PERSON,))
    told = (office.organisation, office.note, office.address, *(p.role for p in office.contacts))
    office_text = " ".join(filter(None, told))
    if asked.subjects and not (reaches(asked) or speaks_of(office_text, asked.subjects)):
        return None
    # "Was hat Frau … 2024 zu Wasserstoff gesagt?" is not asked of the office.
    plain = not (asked.topics or asked.filters.year)
    own = not asked.content or speaks_of(office_text, asked.content)
    contact = (asked.mentions.persons and plain) or own or reaches(asked)
    return _with_gap(desk, asked, office_answer(desk, asked, office)) if contact else None


def _office_meant(desk: Desk, asked: Understanding) -> CoordinationOffice | None:
    """The office that is named, or whose name alone holds all that is said: "WZL Aachen"."""
    if asked.mentions.offices:
        return desk.register.office(asked.mentions.offices[0])
    said = set(map(stem, asked.filters.organisations)) or set(asked.content)
    if not asked.mentions.empty or asked.place or not said or not reaches(asked):
        return None
    found = [one for one in desk.register.offices if said <= stems_of(one.organisation)]
    return found[0] if len(found) == 1 else None


def office_answer(desk: Desk, asked: Understanding, office: CoordinationOffice) -> Draft:
    """An office that is named itself, or a person who sits there."""
    network = desk.register.network_of(office)
    name = network.short_name if network else office.organisation
    persons = {one for one in asked.mentions.persons if _sits_there(one, office)}
    lines: list[DraftSentence] = []
    if persons and office.status_on(desk.day) is not Status.ENDED:
        lines += named_people(desk, office, persons)
    wanted = [one for one in asked.attributes if one is not Attribute.PERSON or not persons]
    if not lines or wanted:
        lines += office_lines(desk, office, name, wanted)
    elif network is not None:
        lines.append(organisation_line(desk, office, name))
    return Draft(
        tuple(dict.fromkeys(lines)),
        referents=Referents(
            network=network.id if network else None,
            person=next(iter(persons), None),
            office=office.id,
            place=asked.referents.place,
        ),
        office_id=None if substitute_of(desk, office) else office.id,
    )


def named_people(desk: Desk, office: CoordinationOffice, persons: set[str]) -> list[DraftSentence]:
    """Who they are that a question names, with how to reach them."""
    lines = []
    for one in office.contacts:
        if not any(person in one.name for person in persons):
            continue
        organisation = one.organisation or office.organisation
        stand = desk.say("as_of", as_of=desk.day_of(one.as_of)) if one.as_of else ""
        role = one.role or desk.label("person")
        detail = f"{organisation} ({stand})" if stand else organisation
        found = backed(office, one.name, one.role)
        lines.append(desk.line("person_is", found, person=one.name, role=role, organisation=detail))
        for key, value in (("phone", one.phone), ("email", one.email)):
            label, found = desk.label(key), backed(office, value)
            if value:
                lines.append(
                    desk.line("office_value", found, label=label, name=one.name, value=value)
                )
    return lines
