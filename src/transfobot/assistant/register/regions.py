"""What the networks of a region or place tell, where the question names it instead of them."""

from __future__ import annotations

from dataclasses import replace

from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.entity import entity_answer, own_facts
from transfobot.assistant.register.places import coverages_of
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.statements import of_network
from transfobot.assistant.understand.understanding import Category, Intent, Understanding
from transfobot.domain.conversation import Referents

_PAIR, _FEW = 2, 3


def region_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """Networks named by their region ("im Nordschwarzwald")."""
    ids = asked.mentions.organisations
    if not ids or asked.mentions.networks or asked.category in (Category.FUNDING, Category.STUDY):
        return None
    mentions = replace(asked.mentions, networks=ids, organisations=())
    return entity_answer(desk, replace(asked, mentions=mentions))


def told_of_region(desk: Desk, asked: Understanding) -> Draft | None:
    """A statement of the one network of a region that has most of the question's nouns."""
    ids = asked.mentions.organisations
    office_alone = replace(asked.mentions, offices=()).empty
    if not office_alone or not asked.subjects_anywhere:
        return None
    if len(ids) != 1:
        return _told_of_place(desk, asked)
    named = replace(asked, mentions=replace(asked.mentions, networks=ids, organisations=()))
    told = own_facts(desk, named, least=_PAIR)
    return entity_answer(desk, named) if told else None


def _told_of_place(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Was gibt es im InnoLab in Olpe?": what the networks there tell of all that is sought."""
    place = asked.place.unique if asked.place else None
    if place is None or asked.category in (Category.FUNDING, Category.STUDY):
        return None
    if asked.category is Category.NETWORK and Intent.BELONGS in asked.intents:
        # "Welche Netzwerke überschneiden sich in Wiehl?" asks whose the place is.
        return None
    told = [
        one
        for coverage in coverages_of(desk, place)
        for one in of_network(desk, coverage.network)
        if all(one.holds(noun) for noun in asked.subjects_anywhere)
    ]
    ids = {network for one in told for network in one.networks}
    lines = tuple(dict.fromkeys(one.line for one in told[:_FEW]))
    return Draft(lines, referents=Referents(network=ids.pop())) if len(ids) == 1 else None
