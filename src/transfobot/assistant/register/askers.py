"""Who asks, as far as a message tells: a firm, a town hall, somebody at work; and why."""

from __future__ import annotations

import re

from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.conversation import Audience, Topic

_AT_WORK = frozenset((Topic.QUALIFICATION, Topic.LABOUR_RELATIONS, Topic.CLOSURE))
_OURS = re.compile(r"\b(?:wir|(?<!bei )uns|unser\w*|we|us|our)\b")
_MYSELF = re.compile(r"\bich\b")


def concerns_of(asked: Understanding) -> frozenset[str]:
    """What is told of a matter of one's own: keys of the table `concerns`."""
    found = word_tables().find(words_of(asked.text))
    return frozenset(one.key for one in found if one.group == "concerns")


def asker(asked: Understanding) -> Audience | None:
    """Who asks, as said; else a firm where "wir" do and somebody at work where "ich" do.

    Where a firm closes it is those who work there, unless "wir" are the firm.
    """
    if "freelance" in concerns_of(asked):
        return Audience.COMPANY
    alone = Topic.CLOSURE in asked.topics or {"jobless", "apprentice"} & concerns_of(asked)
    losing = alone and not _OURS.search(asked.folded)
    if losing and asked.audience is not Audience.MUNICIPALITY:
        return Audience.EMPLOYEE
    if asked.audience is Audience.COMPANY and _AT_WORK & set(asked.topics) and _employed(asked):
        return Audience.EMPLOYEE
    if asked.audience in (Audience.COMPANY, Audience.MUNICIPALITY, Audience.EMPLOYEE):
        return asked.audience
    if speaks_of_towns(asked):
        return Audience.MUNICIPALITY
    if asked.filters.size is not None or _OURS.search(asked.folded):
        return Audience.COMPANY
    others = Audience.COMPANY if asked.topics else None
    return Audience.EMPLOYEE if _AT_WORK & set(asked.topics) else others


def _employed(asked: Understanding) -> bool:
    """ "Ich arbeite in einem Betrieb", "mein Chef": whose firm is spoken of as another's."""
    alone = _MYSELF.search(asked.folded) and not _OURS.search(asked.folded)
    return bool(alone) and _EMPLOYED.search(asked.folded) is not None


_EMPLOYED = re.compile(
    r"\b(?:arbeite|schaffe|chef|chefin|am band|angestellt|gekuendigt|fuer mich)\b"
    r"|\bbei (?:einem|einer|der|dem|ner|nem)\b"
)


def speaks_of_towns(asked: Understanding) -> bool:
    """Whether a town or district is spoken of, by no name."""
    towns = {"stadt", "gemeinde", "kommune", "landkreis", "kreis", "town", "city", "municipality"}
    named = words_of(asked.place.matched) if asked.place else ()
    spoken = {word.folded for word in asked.words} - {word.folded for word in named}
    return bool(towns & spoken)
