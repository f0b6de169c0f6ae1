"""The way on for whoever tells of a matter of their own and got no answer to what they asked.

Who is there for their place, what is open for somebody like them, and who knows more: briefly.
"""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.register import askers, open_help
from transfobot.assistant.register.draft import Draft, DraftSentence, Part, with_gaps
from transfobot.assistant.register.fitted import fitting_line
from transfobot.assistant.register.places import ask_which_place, networks_there, place_answer
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.understand.foreign import DECIDED_ELSEWHERE
from transfobot.assistant.understand.language import of_oneself
from transfobot.assistant.understand.understanding import Category, Intent, Understanding
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.register import NetworkKind

_MONEY = frozenset((Topic.FUNDING, Topic.SITE, Topic.CLOSURE))
_LISTED = "– "
"""A list of programmes is told already."""


_MYSELF = re.compile(r"\b(?:ich|mir|mich|mein\w*|i|my)\b")


def way_on(desk: Desk, asked: Understanding, told: str) -> Draft | None:
    """What helps beside an answer that says nothing of what was asked; None where nobody tells."""
    if not (desk.register.networks and _tells_of_oneself(asked)):
        return None
    lines = _place(desk, asked, told)
    if _LISTED not in told:
        lines += _for_asker(desk, asked)
    which = ask_which_place(desk, asked)
    if which is not None:
        lines += which.sentences
    elif asked.place is None and not asked.referents.place and lines:
        lines.append(DraftSentence(desk.say("help_where")))
    if not lines:
        return None
    return with_gaps(Draft(tuple(lines), referents=asked.referents))


def _tells_of_oneself(asked: Understanding) -> bool:
    """Whether it is said who asks or where; what is foreign only where it is of one's work."""
    told = asked.filters.size is not None or Topic.CLOSURE in asked.topics
    sized = told and asked.place is not None
    own = of_oneself(asked.text) or sized
    if asked.meta or asked.complaint or asked.person_wanted or not own:
        return False
    if asked.foreign_topic:
        return asked.foreign_topic in DECIDED_ELSEWHERE
    reaching = asked.category in (Category.NETWORK, Category.OFFICE)
    reaching = reaching or bool({Intent.HELP, Intent.RESPONSIBLE} & set(asked.intents))
    there = asked.place is not None and reaching
    said = asked.audience_said or asked.filters.size is not None or there
    return said and asked.mentions.empty and not asked.mentions.authored


def _place(desk: Desk, asked: Understanding, told: str) -> list[DraftSentence]:
    """The network of the place, or that none is on file and which there are in its Land."""
    place = asked.place.unique if asked.place else None
    if place is None:
        return []
    if networks_there(desk, asked):
        plain = replace(asked, attributes=(), intents=(Intent.RESPONSIBLE,), places_beside=())
        answer = place_answer(desk, plain)
        told_there = answer.sentences if answer else ()
        return [one for one in told_there if one.part is not Part.BESIDE]
    none = desk.say("place_none", place=place.label)
    lines = [] if none in told else [DraftSentence(none)]
    near = desk.register.in_land(place.land) if place.land else ()
    networks = [one for one in near if one.kind is NetworkKind.FUNDED]
    if networks:
        names = desk.joined([f"{one.short_name} ({one.region})" for one in networks])
        evidence = [backed(one, one.region) for one in networks]
        lines.append(desk.line("onward_land", *evidence, land=place.land, names=names))
    return lines


def _for_asker(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    """What is open for somebody like them, in few lines."""
    who = askers.asker(asked)
    if (asked.foreign_topic or who is None) and _MYSELF.search(asked.folded):
        who = Audience.EMPLOYEE
    if who is None:
        return []
    if who is Audience.EMPLOYEE:
        for one in sorted({"apprentice", "jobless"} & askers.concerns_of(asked)):
            return [DraftSentence(desk.say(f"help_{one}"))]
        of_any_size = replace(asked, filters=replace(asked.filters, size=None))
        paid = open_help.wage_support(desk, of_any_size)
        evidence = [backed(one, one.agency) for one in paid]
        names = desk.joined([one.name for one in paid])
        return [desk.line("onward_employee", *evidence, names=names)]
    if who is Audience.MUNICIPALITY:
        money = _MONEY & set(asked.topics)
        return open_help.open_programmes(desk, asked, who) if money else []
    chosen = open_help.of_each_kind(open_help.open_for(desk, asked, who))
    head = DraftSentence(desk.say("onward_company"))
    return [head, *(fitting_line(desk, asked, one) for one in chosen)] if chosen else []
