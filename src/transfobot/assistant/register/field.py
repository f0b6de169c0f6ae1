"""The whole field of networks: how it began, what was prolonged, what comes after 2026.

Statements of the general records, each found by its topic; the table `field` has the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.counted import counts_next, what_is_counted
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.networks import facts_about
from transfobot.assistant.register.programme_finding import network_programmes
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.collective_words import NETWORKS
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.conversation import Referents

_OF_GUIDELINES = frozenset((Attribute.DATE, Attribute.LAW, Attribute.BEGINS, Attribute.YEAR))
_OF_ITS_RECORD = frozenset((Attribute.ENDS, Attribute.RATE, Attribute.MONEY, Attribute.SPAN))
_WHEN = frozenset((Attribute.DATE, Attribute.ENDS, Attribute.SPAN, Attribute.LEAD))
_OF_ONE = frozenset((Attribute.ELIGIBLE, Attribute.AGENCY, Attribute.RATE, Attribute.PURPOSE))
_BESIDE = {
    "end_2026": ("guideline_2026",),
    "extension": ("end_2026",),
    "spent": ("guideline_2021",),
    "paid": ("guideline_2021", "guideline_2026"),
    "change": ("definition",),
    "steered": ("guideline_2026",),
}
"""What else is told with a topic."""


def field_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """What the general records say of the topics a question touches; of no single record."""
    words = asked.words
    found = word_tables().find(words)
    spoken = [one.key for one in found if one.group == "field"]
    listed = "steered" not in spoken and _LISTS.search(asked.folded)
    if "steered" in spoken:
        # "Welche Stelle betreut die Netzwerke für den Bund?": one stands behind all of them.
        asked = replace(asked, category=None, place=None)
    if not spoken or not _of_the_field(desk, asked) or listed:
        return None
    if any(one.key in ("informing", "applied") for one in found):
        # "Wann wurde über die neue Richtlinie informiert?" asks of an event.
        return None
    meant = [one for one in dict.fromkeys(spoken) if _asked_for(one, asked)]
    topics = [topic for one in meant for topic in (one, *_BESIDE.get(one, ()))]
    lines = [line for topic in dict.fromkeys(topics) for line in facts_about(desk, topic)]
    counted = None if "spent" in meant else what_is_counted(asked)
    if counted and not any(counts_next(one, counted[1]) for one in lines):
        # "Wie viele Konsortien haben schon einen Bescheid?": no day or sum answers that.
        return None
    if not lines:
        return None
    lines = [DraftSentence(desk.say(f"field_{one}")) for one in meant if one in _UNTOLD] + lines
    if "definition" in meant and (
        asked.audience or asked.filters.partner_kinds or asked.missing_referent
    ):
        lines.append(DraftSentence(desk.say("help_where")))
    return Draft(tuple(lines), referents=_referents(desk, asked, meant))


def _referents(desk: Desk, asked: Understanding, topics: Sequence[str]) -> Referents:
    """What is spoken of from here on: the programme of a guideline."""
    years = [one.rpartition("_")[2] for one in topics if one.startswith("guideline")]
    programme = next(
        (one.id for one in network_programmes(desk) if years and (one.opens or "") >= years[-1]),
        asked.referents.programme,
    )
    return replace(asked.referents, programme=programme)


_UNTOLD = frozenset(("spent", "paid", "steered", "change"))
_LISTS = re.compile(
    r"\b(?:welche[nrm]?|which|all|alle|liste\w*|nenn\w*|zeig\w*)"
    rf"(?: (?:die|der|von|den|of|the))? ?(?:\w+ )?(?:{NETWORKS}|eintraege)\b(?! und hubs| laenger)"
)
""" "Welche Netzwerke wurden verlängert?" asks for a list."""


def _asked_for(topic: str, asked: Understanding) -> bool:
    """Whether what is asked is what the statement of the topic tells."""
    attributes = set(asked.attributes)
    if topic.startswith("guideline"):
        # What is asked of a programme by its name its own record tells.
        named = asked.mentions.programmes and Attribute.DATE not in attributes
        own = _OF_ITS_RECORD & attributes or named
        return bool(_OF_GUIDELINES & attributes) and not own
    if topic in _UNTOLD:
        return True
    if topic == "definition":
        return Intent.COUNT not in asked.intents
    if topic == "hubs":
        return Intent.COUNT in asked.intents
    if topic == "extension":
        return bool(_WHEN & attributes)
    return not _OF_ONE & attributes and Intent.ELIGIBILITY not in asked.intents


def _of_the_field(desk: Desk, asked: Understanding) -> bool:
    """Whether no place and no record is meant but the programmes behind the networks."""
    mentions = asked.mentions
    own = {one.id for one in network_programmes(desk)}
    others = [one for one in mentions.programmes if one not in own]
    named = mentions.networks or mentions.offers or mentions.studies or mentions.organisations
    near = asked.place or asked.filters.lands or asked.followup
    return not (others or named or near or asked.category in (Category.STUDY, Category.OFFICE))
