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
    help_answer,
    job_figures,
    job_studies,
    placed,
    speaks_of_towns,
    what_helps,
)
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.studies import asks_most_affected
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import (
    TOWNS,
    Attribute,
    Category,
    Intent,
    Understanding,
)
from transfobot.domain.conversation import Audience, Topic
from transfobot.german.text import fold

_OWN = re.compile(
    r"\b(?:ich|wir|uns|mich|mir|unser\w*|mein\w*|i|we|us|our|my|me"
    r"|habt ihr|koennt ihr|bei euch|eure\w*)\b"
)
_OURS = re.compile(r"\b(?:wir|uns|unser\w*|we|us|our)\b")
_PRICE = re.compile(r"\b(?:kosten|kostet|kostenlos|kostenfrei|gratis|umsonst|preis|free)\b")
_FEW_WORDS = 5
_KINDS = (None, Category.OFFER, Category.FUNDING, Category.OFFICE)
_ELSEWHERE = frozenset((Intent.COUNT, Intent.COMPARE, Intent.SUMMARY, Intent.EXPLAIN))
_WANTING = frozenset((Intent.HELP, Intent.WORRY, Intent.RESPONSIBLE, Intent.CHANGE))
_OF_MONEY = frozenset((Attribute.RATE, Attribute.ELIGIBLE, Attribute.MONEY, Attribute.KIND))
_OF_HELP = _OF_MONEY | {Attribute.OFFERS, Attribute.AUDIENCES, Attribute.PLACE, Attribute.REGION}
_OF_ONESELF = _OF_HELP | {
    Attribute.STATUS, Attribute.CONDITIONS, Attribute.BEFORE_START, Attribute.PURPOSE,
    Attribute.HOURS, Attribute.PERSON, Attribute.CONTACT, Attribute.FUNDER, Attribute.PARTNERS,
    Attribute.FOCUS, Attribute.LEAD,
}  # fmt: skip
"""What the words of a situation seem to ask of a record: "gibt es noch …", "was muss ich …"."""


def change_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """Figures of the place or the industry, what networks are for, and whom to turn to."""
    if Intent.HELP in asked.intents and asked.category is Category.NETWORK and asked.named.empty:
        # "Was haben wir von so einem Netzwerk?"
        lines = what_helps(desk, asked, asker(asked) or Audience.COMPANY)
        return placed(desk, asked, (*_what_networks_do(desk), *lines)) if _own(asked) else None
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
    lines = what_helps(desk, asked, asker(asked) or Audience.EMPLOYEE)
    free = free_offers(desk, asked.place) if _PRICE.search(fold(asked.core)) else []
    return placed(desk, asked, free + lines)


def _own(asked: Understanding) -> bool:
    return _OWN.search(fold(asked.text + asked.core)) is not None


def tells_of_need(asked: Understanding) -> bool:
    """Whether somebody tells of a need in our field, and asks of no record or figure."""
    named = not (asked.mentions.empty and asked.spoken_of.empty) or asked.mentions.authored
    other = asked.meta or asked.foreign_topic or asked.complaint
    if named or other or asked.category not in _KINDS or _ELSEWHERE & set(asked.intents):
        return False
    topics = set(asked.topics) - {Topic.OTHER, Topic.FUNDING, Topic.NETWORKING}
    text, attributes = fold(asked.core), set(asked.attributes)
    plain = not asked.subjects_anywhere
    if asked.audience_said or _own(asked):
        money = Topic.FUNDING in asked.topics and _OURS.search(text) is not None
        money = money and (plain or asker(asked) is Audience.COMPANY)
        # "Soll die Firma den Transporter leasen?": a noun of no table is what is asked of.
        told = plain and (asked.audience_said or _WANTING & set(asked.intents))
        if not (plain or _WANTING & set(asked.intents)):
            topics -= {Topic.LABOUR_RELATIONS}
        return bool(topics or money or told) and attributes <= _OF_ONESELF
    if attributes - _OF_HELP or set(asked.filters.partner_kinds) - TOWNS or asked.filters.year:
        return False
    brief = len(words_of(asked.core)) <= _FEW_WORDS or asked.category is Category.OFFER
    listed = Topic.QUALIFICATION in topics and Intent.LIST in asked.intents
    brief = brief or listed or bool(_WANTING & set(asked.intents))
    money = Topic.FUNDING in asked.topics or bool(_OF_MONEY & attributes)
    return bool(topics and brief) or (money and plain and speaks_of_towns(asked))


def situation_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Mir wurde gekündigt, wer hilft mir?": of somebody's own work, and of no programme."""
    if asked.category or not (asked.intents or asked.audience_said) or not tells_of_need(asked):
        return None
    if Topic.FUNDING in asked.topics or _OF_MONEY & set(asked.attributes):
        sought = asked.place or (speaks_of_towns(asked) and not asked.filters.lands)
        return (
            wish_answer(desk, asked) if sought and Intent.RESPONSIBLE not in asked.intents else None
        )
    work = {Topic.CLOSURE, Topic.LABOUR_RELATIONS} & set(asked.topics) and asked.audience_said
    turning = {Intent.WORRY, Intent.RESPONSIBLE} & set(asked.intents)
    if asked.place or Attribute.FUNDER in asked.attributes or not (work or turning):
        return None
    return help_answer(desk, asked) or wish_answer(desk, asked)


def training_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Kurse in Leipzig": what a network teaches, and no events that are over."""
    courses = Topic.QUALIFICATION in asked.topics and asked.place and asked.category
    other = Attribute.EVENTS in asked.attributes or Intent.ELIGIBILITY in asked.intents
    return wish_answer(desk, asked) if courses and not other else None


def deadline_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Bis wann kann man Anträge stellen?": of no programme; each has an end of its own."""
    text = fold(asked.core)
    named = not (asked.mentions.empty and asked.spoken_of.empty) or asked.mentions.organisations
    dated = asked.filters.year or set(asked.filters.statuses) - {"open", "running", "end_now"}
    if named or dated or not _UNTIL.search(text) or not _APPLYING.search(text):
        return None
    filters = replace(asked.filters, statuses=("open",))
    plain = replace(asked, attributes=(), intents=(Intent.LIST,), filters=filters)
    listed = list_programmes(desk, replace(plain, category=Category.FUNDING))
    head = DraftSentence(desk.say("deadline_each"))
    return replace(listed, sentences=(head, *listed.sentences)) if listed else None


_UNTIL = re.compile(
    r"\b(?:\w*frist(?:en)?|deadlines?|bis wann|stichtage?|naechste[nrs]? \w*aufruf)\b"
)
_APPLYING = re.compile(r"antrag|antraeg|foerder|bewerb|aufruf|beantrag|apply|application|funding")
