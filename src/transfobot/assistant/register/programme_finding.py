"""Which funding programme a question means: by name, by guideline, or by what it tells of it.

„Welchen Teil der Lehrgangskosten tragen wir bei 620 Beschäftigten?“ names no programme, but only
one record speaks of Lehrgangskosten: rare words weigh more than common ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.gaps import denied_part
from transfobot.assistant.register.programme_parties import AGENCIES, audiences_denied, payers_named
from transfobot.assistant.register.programme_scores import (
    BROAD,
    KINDS,
    concepts,
    kinds_spoken,
    lands_of,
    meanings_in,
    name_words,
    scores,
    sums_told,
    told_of_asker,
    wanted_words,
    within,
    words_in,
)
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.status import programme_open
from transfobot.assistant.understand.claims import claims
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import listed, pattern, programme_tables, word_tables
from transfobot.domain.answers import Status
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.register import FundingKind, FundingProgramme
from transfobot.german.stems import stem
from transfobot.german.text import fold

_LEAST = 3.0
_LEAD = 1.2
_MOST = 2
_SURELY, _CLEARLY = 5.0, 1.2
"""Without an attribute only a clear case is one programme."""
MANY = pattern("many")
_ANY = pattern("any")
_OF_ONE = frozenset((
    Attribute.RATE, Attribute.MONEY, Attribute.AGENCY, Attribute.ELIGIBLE, Attribute.ENDS,
    Attribute.BEGINS, Attribute.SPAN, Attribute.CONDITIONS, Attribute.BEFORE_START, Attribute.LAW,
    Attribute.FUNDER, Attribute.STATUS, Attribute.CONTACT, Attribute.SUCCESSOR, Attribute.PURPOSE,
    Attribute.KIND, Attribute.PERSON, Attribute.LEAD, Attribute.RESULTS,
))  # fmt: skip
"""What is asked of one programme, not of a list."""


def programmes_of(desk: Desk, ids: Sequence[str]) -> list[FundingProgramme]:
    """The programmes of some ids that are on record."""
    return [one for one in map(desk.register.programme, ids) if one is not None]


def named_best(
    asked: Understanding, programmes: Sequence[FundingProgramme]
) -> list[FundingProgramme]:
    """Of several programmes that share a name those that hold more of the question.

    Two that are named side by side stay: each has words of its own.
    """
    denied = audiences_denied(asked)
    programmes = [one for one in programmes if not denied & set(one.audience)] or programmes
    # Who pays ("KfW") tells none of its programmes from another.
    roots = (stem(word.folded) for word in asked.words)
    spoken = ["" if one in AGENCIES else one for one in roots]
    named = {one.id: _places(spoken, name_words(one)) for one in programmes}
    kept = [
        one
        for one in programmes
        if not any(named[one.id] < named[other.id] for other in programmes)
    ]
    if "ended" not in asked.filters.statuses:
        # "Der ERP-Kredit" is one that runs, where one that has ended is called no other way.
        living = [one for one in kept if one.status_on(asked.day) is not Status.ENDED]
        told = {at for one in living for at in named[one.id]}
        kept = [one for one in kept if not living or one in living or named[one.id] - told]
    if len({frozenset(named[one.id]) for one in kept}) > 1 or len(kept) < 2:
        return kept
    if MANY.search(asked.folded):
        return kept
    scored = scores(asked, kept, kept)
    best = max(scored.values())
    return [one for one in kept if scored[one.id] >= best / _LEAD]


def _places(spoken: Sequence[str], words: frozenset[str]) -> set[int]:
    return {at for at, word in enumerate(spoken) if word in words or within(word, words)}


def names_payers_only(
    desk: Desk, asked: Understanding, programmes: Sequence[FundingProgramme]
) -> bool:
    """ "Geld der EU, ob ESF, EFRE oder JTF": a fund among others that pay is no programme."""
    if MANY.search(asked.folded) is None:
        return False
    payers = payers_named(asked, desk.register.programmes)
    spoken = {stem(word.folded) for word in asked.words}
    named = [spoken & name_words(one) for one in programmes]
    beside = payers.keys - set().union(*named)
    return (
        len(payers.shown) > 1
        and bool(beside or len(programmes) > 1)
        and all(words <= payers.keys for words in named)
    )


def described(desk: Desk, asked: Understanding) -> list[FundingProgramme]:
    """The programme that a question tells of without its name; at most two that are as near."""
    if not _tells_of_one(asked):
        return []
    pool = [one for one in desk.register.programmes if in_land(asked, one)]
    if BY_LAND.search(fold(asked.text)):
        pool = [one for one in pool if one.lands]
    if not asked.audience_said and not _TAX_OF_FIRMS.search(fold(asked.text)):
        # "Kann ich meine Brille von der Steuer absetzen?"
        pool = [one for one in pool if one.kind is not FundingKind.TAX]
    about = wanted_words(asked) - told_of_asker(asked)
    pool = [one for one in pool if _tells(one, about, asked)]
    if Topic.FUNDING not in asked.topics and (paid_for := concepts(asked)):
        # "Eine Schulung zu Kreislaufwirtschaft": of a programme only where it pays for such.
        pool = [one for one in pool if paid_for & meanings_in(one)]
    found = scores(asked, desk.register.programmes, pool)
    order = sorted(pool, key=lambda one: -found[one.id])
    asks = bool(_OF_ONE & set(asked.attributes) or Intent.RESPONSIBLE in asked.intents)
    asks = asks or asks_which(asked)
    asks = asks or _APPLYING.search(asked.folded) is not None
    asks = asks or bool(programme_tables().find(asked.words))
    asks = asks or _SUCH.search(fold(asked.text)) is not None
    least, lead = (_LEAST, _LEAD) if asks else (_SURELY, _CLEARLY)
    if not order or found[order[0].id] < least:
        return []
    best = found[order[0].id]
    near = [one for one in order if found[one.id] * lead > best]
    if len(near) > (_MOST if asks else 1):
        return []
    # Of two that are as near, whoever names none means the one that can still be had.
    living = [one for one in near if one.status_on(desk.day) is Status.RUNNING]
    return living if living and not asked.filters.statuses else near


_TAX_OF_FIRMS = pattern("tax_of_firms")


_SUCH = pattern("such")


def _tells(programme: FundingProgramme, about: set[str], asked: Understanding) -> bool:
    """Whether a record holds something of what is told besides who asks."""
    words = words_in(programme)
    if any(one in words or within(one, words) for one in about):
        return True
    if sums_told(asked, programme):
        return True
    meant = word_tables().meanings(words_of(asked.text)) - BROAD
    return bool(meant & meanings_in(programme) or kinds_spoken(asked, [programme]))


def asks_which(asked: Understanding) -> bool:
    """ "Welcher Topf passt dafür?", "wie heißt diese Leistung?": which one it is, and no sum."""
    text = asked.folded
    return _WHICH.search(text) is not None and _HEIGHT.search(text) is None


_WHICH = pattern("which")
_HEIGHT = re.compile(r"\bwie ?viel|\bwie (?:hoch|gross)|prozent|\bhoehe\b|\bsatz\b|\bbis wann\b")


def _tells_of_one(asked: Understanding) -> bool:
    # "Die freie Wirtschaft" may sound like the name of an office; a person is one.
    named = asked.mentions if asked.mentions.persons else replace(asked.mentions, offices=())
    if not named.empty or asked.meta or asked.foreign_topic:
        return False
    if asked.category is Category.NETWORK and (asked.filters.lands or asked.place):
        # "Die Fördersummen der drei hessischen Netzwerke" are theirs, not a programme's.
        return False
    topics = {Topic.FUNDING, Topic.QUALIFICATION} & set(asked.topics)
    kinds = any(signs.search(fold(asked.text)) for signs in KINDS.values())
    text = asked.folded
    many = MANY.search(text) is not None
    if not (_OF_ONE & set(asked.attributes)):
        many = many or _ANY.search(text) is not None
    applied = _APPLYING.search(text) is not None
    words = asked.words
    paid = Attribute.RATE in asked.attributes and "paying" in word_tables().meanings(words)
    paid = paid or any(stem(word.folded) in AGENCIES for word in words)
    # "Er bekam einen Gutschein. Könnte ich so einen …": told in the sentence before.
    given = word_tables().meanings(words_of(asked.text)) & _GIVEN
    spoken = asked.category is Category.FUNDING or topics or applied or paid or given
    theirs = Intent.RESPONSIBLE in asked.intents or _CHARGED.search(text)
    if asked.place and theirs and not spoken:
        # "Wer berät in …?", "was nimmt ein Coach in …?": those of the network of the place.
        return False
    funding = spoken or kinds
    return not many and bool(funding)


_CHARGED = re.compile(r"\bin rechnung\b|\b(?:pro|je) stunde\b|\bhonorar\b|\bkostet\b|\bteuer\b")
_GIVEN = frozenset(("voucher", "fund"))
"""What only a programme gives or is."""
_APPLYING = re.compile(r"antrag\b|antraeg|einreich|eingereicht|einzureichen|bewillig|beantrag")
""" "Wo geht der Antrag hin?": only for a programme there is one."""


BY_LAND = pattern("by_land")
FEDERAL = pattern("federal")


def in_land(asked: Understanding, programme: FundingProgramme) -> bool:
    """Whether a programme is one of the Land that is asked of, or of every one."""
    lands = lands_of(asked)
    if not lands and FEDERAL.search(fold(asked.text)):
        return not programme.lands
    if not lands or not programme.lands or set(lands) & set(programme.lands):
        return True
    # "Die Lausitz" lies in two Länder: the record that speaks of it is meant.
    place = words_of(asked.place.matched) if asked.place else ()
    return any(stem(one.folded) in held for one in place for held in words_in(programme))


_GUIDELINE_WORDS = listed("guideline")


def by_guideline(desk: Desk, asked: Understanding) -> FundingProgramme | None:
    """The programme behind the networks, by its guideline, its year or what is asked of it."""
    # "Netzwerk-Förderung" is one word.
    text, year = re.sub(r"(?<=\w)-(?=\w)", "", asked.core.lower()), asked.filters.year
    of_networks = asked.category is Category.NETWORK
    if asked.filters.lands and not of_networks:
        # "Welche sächsische Richtlinie …": those of the networks are the federal government's.
        return None
    if not _named(asked, text) and not (of_networks and _asking(asked, text)):
        return None
    fitting = network_programmes(desk)
    if _HUBS.search(text) or _HUB.search(asked.folded):
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


def _named(asked: Understanding, text: str) -> bool:
    """Whether the guideline, a hub or what is given for networks is spoken of."""
    plain = fold(text)
    if any(word in text for word in _GUIDELINE_WORDS) or _FOR_NETWORKS.search(plain):
        return True
    # "Gab es einen Kongress des Hubs?" asks of a meeting.
    of_hub = bool(_OF_HUBS & set(asked.attributes)) and Attribute.EVENTS not in asked.attributes
    return of_hub and _HUB.search(asked.folded) is not None


def _asking(asked: Understanding, text: str) -> bool:
    """Whether it is asked what only the programme behind the networks tells."""
    applying = Attribute.ELIGIBLE in asked.attributes and _APPLIED.search(text)
    of_programme = _OF_PROGRAMME & set(asked.attributes)
    return bool(of_programme or applying or _SHARE_PAID.search(fold(text)))


_FOR_NETWORKS = pattern("for_networks")
_FORMER = pattern("former")
_OF_HUBS = frozenset((Attribute.MONEY, Attribute.RATE, Attribute.LEAD, Attribute.FUNDER))
_HUB = re.compile(r"\bhubs?\b")
_HUBS = re.compile(r"\b(?:\w+-)?hub(?:s|-?förder\w*|-?foerder\w*|antr\w*)?\b")
_NEW = re.compile(r"\b(?:neue[nrsm]?|neueste\w*|kommende\w*|nächste\w*|künftige\w*|new|next)\b")
_APPLIED = re.compile(r"antrag|bewerb|gefördert|gefoerdert")
_SHARE_PAID = pattern("share_paid")
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
