"""What is told of a matter of one's own: whether help is wanted, by whom, and of what kind."""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.register.qualities import untold
from transfobot.assistant.understand.language import of_oneself, words_of
from transfobot.assistant.understand.understanding import (
    Attribute,
    Category,
    Filters,
    Intent,
    Understanding,
)
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.conversation import Audience, Topic
from transfobot.german.text import fold

_BRIEF = 5
_AT_WORK = frozenset((Topic.QUALIFICATION, Topic.LABOUR_RELATIONS, Topic.CLOSURE))
_OURS = re.compile(r"\b(?:wir|uns|unser\w*|we|us|our)\b")
_YOURS = re.compile(r"\beu(?:ch|re\w*)\b")
_KINDS = (None, Category.OFFER, Category.FUNDING, Category.OFFICE)
_ELSEWHERE = frozenset((Intent.COUNT, Intent.COMPARE, Intent.SUMMARY, Intent.EXPLAIN))
_WANTING = frozenset((Intent.HELP, Intent.WORRY, Intent.RESPONSIBLE, Intent.CHANGE))
OF_MONEY = frozenset((Attribute.RATE, Attribute.ELIGIBLE, Attribute.MONEY, Attribute.KIND))
_OF_HELP = OF_MONEY | {Attribute.OFFERS, Attribute.AUDIENCES, Attribute.PLACE, Attribute.REGION}
_OF_ONESELF = _OF_HELP | {
    Attribute.STATUS, Attribute.CONDITIONS, Attribute.BEFORE_START, Attribute.PURPOSE,
    Attribute.HOURS, Attribute.PERSON, Attribute.CONTACT, Attribute.FUNDER, Attribute.PARTNERS,
    Attribute.FOCUS, Attribute.LEAD,
}  # fmt: skip
"""What the words of a situation seem to ask of a record: "gibt es noch …", "was muss ich …"."""


def concerns_of(asked: Understanding) -> frozenset[str]:
    """What is told of a matter of one's own: keys of the table `concerns`."""
    found = word_tables().find(words_of(asked.core))
    return frozenset(one.key for one in found if one.group == "concerns")


def asker(asked: Understanding) -> Audience | None:
    """Who asks, as said; else a firm where "wir" do and somebody at work where "ich" do.

    Where a firm closes it is those who work there, unless "wir" are the firm.
    """
    losing = Topic.CLOSURE in asked.topics and not _OURS.search(fold(asked.core))
    if losing and asked.audience is not Audience.MUNICIPALITY:
        return Audience.EMPLOYEE
    if asked.audience in (Audience.COMPANY, Audience.MUNICIPALITY, Audience.EMPLOYEE):
        return asked.audience
    if speaks_of_towns(asked):
        return Audience.MUNICIPALITY
    if asked.filters.size is not None or _OURS.search(fold(asked.core)):
        return Audience.COMPANY
    others = Audience.COMPANY if asked.topics else None
    return Audience.EMPLOYEE if _AT_WORK & set(asked.topics) else others


def tells_of_need(asked: Understanding) -> bool:
    """Whether somebody tells of a need in our field, and asks of no record or figure."""
    intents, attributes = set(asked.intents), set(asked.attributes)
    if Topic.QUALIFICATION in asked.topics:
        # "Wo finde ich Kurse?", "wo bekomme ich das her?": of no office.
        attributes -= {Attribute.AGENCY} if asked.place else {Attribute.ADDRESS, Attribute.AGENCY}
    if not of_no_record(asked) or asked.category not in _KINDS or _ELSEWHERE & intents:
        return False
    if untold(asked, ""):
        # "Frauenanteil im Saarland?": a figure is asked for that nobody tells, and no help.
        return False
    topics = set(asked.topics) - {Topic.OTHER, Topic.FUNDING, Topic.NETWORKING}
    money, plain = Topic.FUNDING in asked.topics, not asked.subjects_anywhere
    if asked.audience_said or of_oneself(asked.text) or _YOURS.search(fold(asked.core)):
        money = money and _OURS.search(fold(asked.core)) is not None
        money = money and (plain or asker(asked) is Audience.COMPANY)
        # "Soll die Firma den Transporter leasen?": a noun of no table is what is asked of.
        told = plain and (asked.audience_said or _WANTING & intents)
        topics -= set() if told or _WANTING & intents else {Topic.LABOUR_RELATIONS}
        return bool(topics or money or told) and attributes <= _OF_ONESELF
    if attributes - _OF_HELP or asked.filters.year:
        return False
    brief = len(words_of(asked.core)) <= _BRIEF or asked.category is Category.OFFER
    brief = brief or (Topic.QUALIFICATION in topics and Intent.LIST in intents)
    sought = plain and (money or OF_MONEY & attributes) and speaks_of_towns(asked)
    return bool(sought or (topics and (brief or _WANTING & intents)))


def of_no_record(asked: Understanding) -> bool:
    """Whether nothing on file is named, and nothing foreign or of the service is asked."""
    named = not (asked.mentions.empty and asked.spoken_of.empty) or asked.mentions.authored
    return not (named or asked.meta or asked.foreign_topic or asked.complaint)


def bare(asked: Understanding) -> bool:
    """ "Wer hilft?", "wen kann ich anrufen?": of no matter and no place."""
    told = asked.content or asked.topics or asked.audience_said or asked.category or asked.place
    narrowed = replace(asked.filters, organisations=()) != Filters()
    turning = {Intent.RESPONSIBLE, Intent.HELP} & set(asked.intents)
    turning = set() if Intent.WORRY in asked.intents else turning
    other = asked.mentions.organisations or asked.followup or asked.person_wanted
    attributes = set(asked.attributes) - {Attribute.PERSON, Attribute.PHONE, Attribute.CONTACT}
    return bool(turning) and not (told or narrowed or other or attributes)


def speaks_of_towns(asked: Understanding) -> bool:
    """Whether a town or district is spoken of, by no name."""
    towns = {"stadt", "gemeinde", "kommune", "landkreis", "kreis", "town", "city", "municipality"}
    named = words_of(asked.place.matched) if asked.place else ()
    spoken = {word.folded for word in words_of(asked.core)} - {word.folded for word in named}
    return bool(towns & spoken)
