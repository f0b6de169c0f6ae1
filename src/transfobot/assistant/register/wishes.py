"""A situation, a wish or a worry told in one's own words: what there is, as far as it is on file.

What the change means for a town, a firm or somebody at work; what whoever needs training, money or
advice finds; by when one applies, where nothing says for what.
"""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.figures import place_figures
from transfobot.assistant.register.funding import list_programmes
from transfobot.assistant.register.help import (
    asker,
    free_offers,
    job_figures,
    job_studies,
    placed,
    what_helps,
)
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.studies import asks_most_affected
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import (
    Attribute,
    Category,
    Intent,
    Understanding,
)
from transfobot.domain.conversation import Audience, Topic
from transfobot.german.text import fold

_OWN = re.compile(r"\b(?:ich|wir|uns|mich|mir|unser\w*|mein\w*|i|we|us|our|my|me)\b")
_OURS = re.compile(r"\b(?:wir|uns|unser\w*|we|us|our)\b")
_FEW_WORDS = 5
_ELSEWHERE = frozenset(
    (
        Intent.COUNT,
        Intent.COMPARE,
        Intent.SUMMARY,
        Intent.OUTLINE,
        Intent.EXPLAIN,
        Intent.BELONGS,
        Intent.STATUS,
    )
)
_WANTING = frozenset(
    (Intent.HELP, Intent.WORRY, Intent.RESPONSIBLE, Intent.CHANGE, Intent.ELIGIBILITY)
)
_OF_HELP = frozenset(
    (
        Attribute.OFFERS,
        Attribute.RATE,
        Attribute.ELIGIBLE,
        Attribute.AUDIENCES,
        Attribute.FUNDER,
        Attribute.MONEY,
        Attribute.KIND,
        Attribute.PLACE,
        Attribute.REGION,
    )
)


def change_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """Figures of the place or the industry, what networks are for, and whom to turn to."""
    named = not asked.named.empty or asked.mentions.authored or asked.category
    figures = Intent.COUNT in asked.intents or asks_most_affected(asked)
    if Intent.CHANGE not in asked.intents or figures or named:
        return None
    near = place_figures(desk, asked) if asked.place else []
    lines = [*near, DraftSentence(desk.say("change_head"))]
    for study in job_studies(desk, asked):
        lines += job_figures(desk, asked, study)
    return placed(desk, asked, (*lines, *_what_networks_do(desk)))


def _what_networks_do(desk: Desk) -> list[DraftSentence]:
    return [
        DraftSentence(fact.text, (backed(record, fact.text),))
        for record in desk.register.general
        for fact in record.facts
        if fact.topic == "definition"
    ]


def wish_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """What there is for whoever needs something of ours, where no other reading answered."""
    if not desk.register.networks or not tells_of_need(asked):
        return None
    text = fold(asked.core)
    lines = what_helps(desk, asked, asker(asked) or Audience.COMPANY)
    if _PRICE.search(text):
        lines = free_offers(desk) + lines
    return placed(desk, asked, lines)


_PRICE = re.compile(r"\b(?:kosten|kostet|kostenlos|kostenfrei|gratis|umsonst|preis|free)\b")


def tells_of_need(asked: Understanding) -> bool:
    """Whether somebody tells of a need in our field, and asks of no record or figure."""
    named = not (asked.mentions.empty and asked.spoken_of.empty) or asked.mentions.authored
    other = asked.meta or asked.foreign_topic or asked.complaint or asked.filters.year
    kinds = (None, Category.OFFER, Category.FUNDING, Category.OFFICE)
    if named or other or asked.category not in kinds or asked.filters.partner_kinds:
        return False
    if _ELSEWHERE & set(asked.intents) or set(asked.attributes) - _OF_HELP:
        return False
    topics = set(asked.topics) - {Topic.OTHER, Topic.FUNDING, Topic.NETWORKING}
    own = asked.audience_said or _OWN.search(fold(asked.core)) is not None
    if own:
        money = Topic.FUNDING in asked.topics and _OURS.search(fold(asked.core))
        return bool(topics or money or asked.audience_said or _WANTING & set(asked.intents))
    brief = len(words_of(asked.core)) <= _FEW_WORDS
    return bool(topics) and (brief or asked.category is Category.OFFER)


def deadline_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Bis wann kann man Anträge stellen?": of no programme; each has an end of its own."""
    text = fold(asked.core)
    named = not (asked.mentions.empty and asked.spoken_of.empty) or asked.mentions.organisations
    if named or not _UNTIL.search(text) or not _APPLYING.search(text):
        return None
    filters = replace(asked.filters, statuses=("open",))
    listed = list_programmes(
        desk,
        replace(
            asked,
            category=Category.FUNDING,
            intents=(Intent.LIST,),
            attributes=(),
            missing_referent=None,
            filters=filters,
        ),
    )
    if listed is None:
        return None
    head = DraftSentence(desk.say("deadline_each"))
    return replace(listed, sentences=(head, *listed.sentences))


_UNTIL = re.compile(
    r"\b(?:\w*frist(?:en)?|deadlines?|bis wann|stichtage?|naechste[nrs]? \w*aufruf)\b"
)
_APPLYING = re.compile(r"antrag|antraeg|foerder|bewerb|aufruf|beantrag|apply|application|funding")
