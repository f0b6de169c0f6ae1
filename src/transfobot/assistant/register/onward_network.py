"""What is asked of the networks that the answer before has shown: "Und wen zuerst?".

What the record of a network or its office does not say is said to be missing in the words of the
question, with whom to ask.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register import open_help
from transfobot.assistant.register.contacts import contact_lines, organisation_line, values_of
from transfobot.assistant.register.draft import Draft, DraftSentence, Part, with_gaps
from transfobot.assistant.register.network import attribute_lines
from transfobot.assistant.register.onward import audience_of_group
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.assistant.understand.words import pattern
from transfobot.domain.answers import Outcome, Status
from transfobot.domain.conversation import Audience, Referents
from transfobot.domain.register import Network, NetworkKind

_CONTACTS = {"unreached": (Attribute.DEPUTY,), "person": (Attribute.PERSON,)}
_FREE = pattern("free_of_charge", re.IGNORECASE)
_Lines = list[DraftSentence]


def of_networks_shown(desk: Desk, asked: Understanding) -> Draft | None:
    """What the records of the networks shown before say of what is asked now."""
    onward = asked.onward
    shown = [one for one in map(desk.register.network, onward.networks if onward else ()) if one]
    if onward is None or not shown:
        nowhere = onward and not onward.programmes
        gap = desk.gap("said_nowhere")
        return Draft((gap,), Outcome.NO_SOURCE, referents=asked.referents) if nowhere else None
    key, network = onward.aspects[0], shown[0]
    told = _first(desk, shown) if key == "first" else _of_one(desk, asked, key, network)
    others = tuple(one.id for one in shown) if len(shown) > 1 else ()
    referents = Referents(network=network.id, other_networks=others, place=asked.referents.place)
    draft = Draft(
        tuple(dict.fromkeys(told)), referents=referents, office_id=network.office_id, whole=True
    )
    return with_gaps(draft)


def _of_one(desk: Desk, asked: Understanding, key: str, network: Network) -> _Lines:
    if key in _CONTACTS:
        lines = contact_lines(desk, network, _CONTACTS[key])
        form = [DraftSentence(desk.say("onward_form"))] if key == "unreached" else []
        return [*lines, *form]
    if key == "simpler":
        return [DraftSentence(desk.say("meta_simpler")), _briefly(desk, network)]
    if key == "target":
        return _target(desk, asked, network)
    free = [one for one in network.offers if key == "price" and _FREE.search(one)]
    if free:
        values = {"label": desk.label("offers"), "name": network.short_name, "value": free[0]}
        return [desk.line("value_of", backed(network, *free), **values)]
    gap = desk.gap(f"onward_{key}", backed(network, network.short_name), name=network.short_name)
    if key == "visit":
        return [gap, *contact_lines(desk, network, (Attribute.ADDRESS,))]
    return [gap, *_office(desk, network)]


def _office(desk: Desk, network: Network, *attributes: Attribute) -> _Lines:
    """Who speaks for it, or instead of it; with the attributes as far as they are on file."""
    office = desk.register.office_of(network)
    if office is None or office.status_on(desk.day) is Status.ENDED:
        return contact_lines(desk, network, (Attribute.PERSON,))[:1]
    held = [one for one in attributes if values_of(office, one)]
    lines = contact_lines(desk, network, held) if held else []
    return lines or [organisation_line(desk, office, network.short_name)]


def _first(desk: Desk, shown: Sequence[Network]) -> _Lines:
    """Whom to call first: the one told first, whose area is proven; then the others."""
    shown = [one for one in shown if one.kind is NetworkKind.FUNDED] or shown
    head = [DraftSentence(desk.say("onward_first", name=shown[0].short_name))] if shown[1:] else []
    lines = [*head, *contact_lines(desk, shown[0], (Attribute.PERSON,))]
    for one in shown[1:]:
        lines += _office(desk, one, Attribute.PHONE)
    return lines


def _briefly(desk: Desk, network: Network) -> DraftSentence:
    """Whom to turn to in one sentence."""
    office = desk.register.office_of(network)
    if office is None or office.status_on(desk.day) is Status.ENDED:
        return contact_lines(desk, network, ())[0]
    reach = [
        value for key in (Attribute.PHONE, Attribute.EMAIL) for value, _ in values_of(office, key)
    ]
    people = [one.name for one in office.contacts]
    value = ", ".join((office.organisation, *people[:1], *reach[:1]))
    evidence = backed(office, office.organisation, *people[:1], *reach[:1])
    return desk.line("onward_briefly", evidence, name=network.short_name, value=value)


def _target(desk: Desk, asked: Understanding, network: Network) -> _Lines:
    """For whom it is; then what is open for a group that is named."""
    who = audience_of_group(asked.text) or Audience.EMPLOYEE
    lines = attribute_lines(desk, network, (Attribute.AUDIENCES,))
    missing = any(one.part is Part.MISSING for one in lines)
    size = asked.onward.size if asked.onward else None
    filters = replace(asked.filters, size=size, lands=asked.filters.lands or network.lands)
    other = replace(asked, core=asked.text, audience=who, audience_said=True, filters=filters)
    other = replace(other, intents=(Intent.LIST,))
    more = open_help.open_programmes(desk, other, who)
    return [*lines, *(_office(desk, network) if missing else []), *more]
