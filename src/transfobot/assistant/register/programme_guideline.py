"""The programmes that pay for the networks themselves, and which of them a question means."""

from __future__ import annotations

import re

from transfobot.assistant.register.gaps import denied_part
from transfobot.assistant.register.programme_scores import words_in
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.status import programme_open
from transfobot.assistant.understand.claims import claims
from transfobot.assistant.understand.understanding import Attribute, Category, Understanding
from transfobot.assistant.understand.words import listed
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.register import FundingProgramme
from transfobot.german.text import fold

_GUIDELINE_WORDS = listed("guideline")


def by_guideline(desk: Desk, asked: Understanding) -> FundingProgramme | None:
    """The programme behind the networks, by its guideline, its year or what is asked of it."""
    # "Netzwerk-Förderung" is one word.
    text, year = re.sub(r"(?<=\w)-(?=\w)", "", asked.core.lower()), asked.filters.year
    if asked.filters.lands and asked.category is not Category.NETWORK:
        # "Welche sächsische Richtlinie …": those of the networks are the federal government's.
        return None
    if not _named(asked, text) and not (_asking(asked, text) and _of_networks(asked)):
        return None
    fitting = network_programmes(desk)
    if _HUBS.search(text) or _HUB.search(fold(asked.core)):
        # "Netzwerke und Hubs" are called by both, the hubs alone by one.
        joint = "netzwerk" in text
        hubs = [one for one in fitting if _HUBS.search(one.name.lower())]
        hubs.sort(key=lambda one: ("netzwerk" in one.name.lower()) is not joint)
        dated = [one for one in hubs if year and str(year) in _names(one)]
        # "Wer koordiniert den Batterie-Hub?": of the one whose record tells of it.
        hubs.sort(key=lambda one: -sum(noun in words_in(one) for noun in asked.nouns))
        if dated or hubs:
            return (dated or hubs)[0]
    if {Attribute.MONEY, Attribute.RATE} & set(asked.attributes) and not _NEW.search(text):
        # "Wie viel Geld gab der Bund dafür?": of those the one whose sum is on file.
        fitting.sort(key=lambda one: denied_part(one.rate or "nicht bekannt") is not None)
    if year is not None:
        of_year = next((one for one in fitting if str(year) in _names(one)), None)
        return of_year or (fitting[-1] if fitting and claims(asked.core) else None)
    if fitting and _FORMER.search(text):
        return min(fitting, key=lambda one: one.opens or "9999")
    return fitting[0] if fitting else None


def _of_networks(asked: Understanding) -> bool:
    return asked.category is Category.NETWORK


def _named(asked: Understanding, text: str) -> bool:
    """Whether the guideline, a hub or what is given for networks is spoken of."""
    plain = fold(text)
    if any(word in text for word in _GUIDELINE_WORDS) or _FOR_NETWORKS.search(plain):
        return True
    # "Gab es einen Kongress des Hubs?" asks of a meeting.
    of_hub = bool(_OF_HUBS & set(asked.attributes)) and Attribute.EVENTS not in asked.attributes
    return of_hub and _HUB.search(fold(asked.core)) is not None


def _asking(asked: Understanding, text: str) -> bool:
    """Whether it is asked what only the programme behind the networks tells."""
    applying = Attribute.ELIGIBLE in asked.attributes and _APPLYING.search(text)
    of_programme = _OF_PROGRAMME & set(asked.attributes)
    return bool(of_programme or applying or _SHARE_PAID.search(fold(text)))


_FOR_NETWORKS = re.compile(
    r"(?:topf|toepfe\w*|\w*geld\w*|millionen|programm\w*|foerder\w*|budget|etat|fonds|ausschreibung"
    r"|aufruf|wettbewerb)\b(?:\s\S+){0,5}? fuer (?:\w+ ){0,3}?\w*netzwerken?\b"
)
""" "Der Fördertopf von 2021 für regionale Netzwerke": the programme behind them."""
_FORMER = re.compile(
    r"\b(?:alte[nrs]?|erste[nrs]?|bisherige[nrs]?|frühere[nrs]?|vorige[nrs]?|old|first)\b"
)
_OF_HUBS = frozenset((Attribute.MONEY, Attribute.RATE, Attribute.LEAD, Attribute.FUNDER))
_HUB = re.compile(r"\bhubs?\b")
_HUBS = re.compile(r"\b(?:\w+-)?hub(?:s|-?förder\w*|-?foerder\w*|antr\w*)?\b")
_NEW = re.compile(r"\b(?:neue[nrsm]?|neueste\w*|kommende\w*|nächste\w*|künftige\w*|new|next)\b")
_APPLYING = re.compile(r"antrag|bewerb|gefördert|gefoerdert")
_SHARE_PAID = re.compile(
    r"\b(?:prozent|anteil)\b.*\b(?:foerder\w*|bezuschuss\w*|uebern[ei]hm\w*|uebernimmt|traegt)\b"
    r"|\b(?:foerderquote|foerdersatz|eigenanteil)\b"
    r"|\bwas foerdert (?:\w+ ){0,2}?(?:bund|berlin|\w*ministerium)\b"
)
""" "Wie viel Prozent übernimmt der Bund bei den Netzwerken?"."""
_OF_PROGRAMME = frozenset((Attribute.FUNDER, Attribute.AGENCY, Attribute.LAW))


def _names(programme: FundingProgramme) -> str:
    return " ".join((programme.name, *programme.aliases, programme.law or ""))


def network_programmes(desk: Desk) -> list[FundingProgramme]:
    """Programmes that pay for networks themselves, those that can be applied for first."""
    fitting = [
        one
        for one in desk.register.programmes
        if Topic.NETWORKING in one.topics
        and not one.lands
        and Audience.COMPANY not in one.audience
        and "transformation" in one.name.lower()
    ]
    fitting.sort(key=lambda one: one.opens or "", reverse=True)
    return sorted(fitting, key=lambda one: not programme_open(one, desk.day))
