"""Which office an answer leads to where the question itself leads to none."""

from __future__ import annotations

from dataclasses import replace

from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.understanding import Understanding


def with_office(desk: Desk, asked: Understanding, draft: Draft) -> Draft:
    """The draft with the office of the one network it tells of.

    Not where the question names an office, a network or a place, or several networks are told of.
    """
    mentions, referents = asked.mentions, draft.referents
    leads = mentions.networks or mentions.offices or mentions.persons or asked.place
    offers = [one for one in map(desk.register.offer, mentions.offers) if one]
    own = {one for each in offers for one in each.network_ids} or {*asked.spoken_of.networks}
    before = asked.referents.network if asked.followup else None
    network_id = referents.network or (own.pop() if len(own) == 1 else before)
    network = desk.register.network(network_id) if network_id else None
    if draft.office_id or leads or network is None or referents.other_networks:
        return draft
    office = desk.register.office_of(network)
    return replace(draft, office_id=office.id) if office else draft
