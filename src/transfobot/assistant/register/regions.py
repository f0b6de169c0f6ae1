"""What the networks of a region or place tell, where the question names it instead of them."""

from __future__ import annotations

from dataclasses import replace

from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.entity import entity_answer, own_facts
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.understanding import Category, Understanding

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
