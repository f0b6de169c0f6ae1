"""Partners that are asked for by their name or by what they do, and who may become one."""

from __future__ import annotations

import re

from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.needs import speaks_of_towns
from transfobot.assistant.register.network import partner_name
from transfobot.assistant.register.places import ask_where
from transfobot.assistant.register.programme_guideline import by_guideline, network_programmes
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.select import involved_party
from transfobot.assistant.understand.claims import yes_or_no
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.register import Network
from transfobot.german.figures import find_dates
from transfobot.german.stems import stem
from transfobot.german.text import fold


def partner_named(
    desk: Desk, asked: Understanding, network: Network, wanted: list[Attribute]
) -> list[DraftSentence]:
    """The partner that is asked about by its name or by what it does, with its role."""
    names = asked.filters.organisations
    if Attribute.PARTNERS in wanted:
        return []
    # "Wird es von der … geführt?": she is a partner, though her part is none of leading.
    led = Attribute.LEAD in wanted and yes_or_no(asked.core)
    own = {word.folded for word in words_of(network.name)} | {fold(network.short_name)}
    names = tuple(one for one in names if one not in own)
    spoken = {stem(word.folded) for word in words_of(asked.core)}
    parties = [
        one
        for one in network.partners
        if (names and (one.role or led) and involved_party(one, names))
        or (one.role and spoken & _telling(one.role))
    ]
    return [
        desk.line(
            "value_of",
            backed(network, one.name),
            label=desk.label("partners"),
            name=network.short_name,
            value=partner_name(one),
        )
        for one in parties
    ]


def _telling(role: str) -> set[str]:
    """Stems of the words that say what a partner does ("fachliche Leitung")."""
    words = [word.folded for word in words_of(role) if len(word.folded) > _SHORT_ROLE]
    return {stem(one) for one in words if not find_dates(one)}


_SHORT_ROLE = 5
_MUNICIPAL = re.compile(r"^(?:Stadt|Gemeinde|Landratsamt|Landkreis|Region Hannover)\b|kreis$")


def joining_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """Who may take part in a network: the rule of the guideline, and towns that do."""
    if Intent.ADVICE not in asked.intents or not asked.mentions.empty:
        return None
    if asked.category is Category.OFFER or Topic.QUALIFICATION in asked.topics:
        # "Can I join a training course?": of no network.
        return None
    if by_guideline(desk, asked) is not None:
        # "Dürfen Gewerkschaften bei der neuen Förderung mitmachen?": of who may apply.
        return None
    if asked.place is not None and asked.place.unique is not None:
        return None
    lines: list[DraftSentence] = []
    programme = next(iter(network_programmes(desk)), None)
    municipal = asked.audience is Audience.MUNICIPALITY or speaks_of_towns(asked)
    if programme is not None and programme.eligible and municipal:
        evidence = backed(programme, programme.eligible)
        label = desk.label(Attribute.ELIGIBLE.value)
        value = programme.eligible.rstrip(".")
        lines.append(
            desk.line("funding_line", evidence, label=label, name=programme.name, value=value)
        )
    if municipal:
        lines += _towns_that_take_part(desk)
    lines.append(DraftSentence(desk.say("join_unknown")))
    if asked.audience is Audience.COMPANY:
        lines += _users(desk)
    where = ask_where(desk, asked)
    return Draft((*lines, *where.sentences), referents=where.referents)


def _users(desk: Desk) -> list[DraftSentence]:
    """That firms use the networks, where a guideline's record says so."""
    for one in network_programmes(desk):
        if one.note and "Unternehmen" in one.note:
            return [DraftSentence(one.note, (backed(one, one.note),))]
    return []


def _towns_that_take_part(desk: Desk) -> list[DraftSentence]:
    found: list[tuple[Network, list[str]]] = []
    for network in desk.register.networks:
        towns = [one.name for one in network.partners if _MUNICIPAL.search(one.name)]
        if towns:
            found.append((network, towns))
    if not found:
        return []
    names = "; ".join(f"{one.short_name} ({', '.join(members)})" for one, members in found)
    evidence = [backed(one, *members) for one, members in found]
    return [desk.line("join_towns", *evidence, names=names)]
