"""Which one record an answer tells of, so that the next question may mean it."""

from __future__ import annotations

from dataclasses import replace

from transfobot.assistant.register.draft import Draft, Part
from transfobot.assistant.register.say import Desk
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
    referents = replace(
        draft.referents,
        study=studies[0] if len(studies) == 1 else None,
        offer=offers[0] if len(offers) == 1 else None,
        programme=draft.referents.programme or only,
    )
    return replace(draft, referents=referents)
