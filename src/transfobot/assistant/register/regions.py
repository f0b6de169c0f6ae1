"""What the networks of a region or place tell, where the question names it instead of them."""

from __future__ import annotations

from dataclasses import replace

from transfobot.assistant.compare import summary
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.entity import entity_answer, own_facts
from transfobot.assistant.register.places import networks_near
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.register import NetworkKind

_PAIR = 2


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
    if not office_alone or not asked.subjects_anywhere or len(ids) != 1:
        return None
    named = replace(asked, mentions=replace(asked.mentions, networks=ids, organisations=()))
    told = own_facts(desk, named, least=_PAIR)
    return entity_answer(desk, named) if told else None


def summed_there(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Drei Sätze zur Lage in Südwestfalen": its network, how many work there, what was last."""
    there = [one for one in networks_near(desk, asked) or () if one.kind is NetworkKind.FUNDED]
    asks = set(asked.attributes) - {Attribute.STATUS, Attribute.REGION, Attribute.PLACE}
    if asked.category not in (None, Category.NETWORK) or asks or not there:
        return None
    network, meanings = there[0], word_tables().meanings
    working = [one for one in network.facts if "employed" in meanings(words_of(one.text))][:1]
    latest = sorted(network.facts, key=lambda one: one.as_of or "")[-1:]
    facts = [
        DraftSentence(f"– {one.text}", (backed(network, one.text),))
        for one in dict.fromkeys((*working, *latest))
    ]
    draft = summary(desk, network)
    return replace(draft, sentences=(*draft.sentences, *facts), whole=True)
