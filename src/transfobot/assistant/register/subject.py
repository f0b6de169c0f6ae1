"""Which record and which office an answer leads to, so that the next question may mean them."""

from __future__ import annotations

from dataclasses import replace

from transfobot.assistant.register.draft import Draft, Part
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.followup import spoken_of
from transfobot.assistant.understand.understanding import Understanding
from transfobot.domain.answers import Mode
from transfobot.domain.register import FundingProgramme, Offer, Study


def with_subject(desk: Desk, asked: Understanding, draft: Draft) -> Draft:
    """The draft that remembers the only study, offer or programme it cites.

    What only stands beside the answer does not count where something else answers. Where no offer
    is cited it is the one that the question names ("Gibt es bei X ein Labor?").
    """
    if draft.mode is not Mode.REGISTER or draft.clarification is not None:
        return draft
    told = [one for one in draft.sentences if one.part is Part.ANSWER] or draft.sentences
    documents = dict.fromkeys(each.document_id for one in told for each in one.evidence)
    records = [one for one in map(desk.register.of_document, documents) if one is not None]
    studies = [one.id for one in records if isinstance(one, Study)]
    offers = [one.id for one in records if isinstance(one, Offer)] or asked.named.offers
    programmes = [one.id for one in records if isinstance(one, FundingProgramme)]
    only = programmes[0] if len(programmes) == len(records) == 1 else None
    network = draft.referents.network
    before = spoken_of(asked.referents, (network,) if network else ())
    referents = replace(
        draft.referents,
        other_networks=draft.referents.other_networks or before,
        study=studies[0] if len(studies) == 1 else None,
        offer=offers[0] if len(offers) == 1 else None,
        programme=draft.referents.programme or only,
    )
    return replace(draft, referents=referents)


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
