"""Which funding programme a question means: by name, and where none is named by what it tells.

„Welchen Teil der Lehrgangskosten tragen wir bei 620 Beschäftigten?“ names no programme, but only
one record speaks of Lehrgangskosten: rare words weigh more than common ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.programme_audience import audiences_denied
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
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import programme_tables, word_tables
from transfobot.domain.answers import Status
from transfobot.domain.conversation import Topic
from transfobot.domain.register import FundingKind, FundingProgramme
from transfobot.german.stems import stem
from transfobot.german.text import fold

_LEAST = 3.0
_LEAD = 1.2
_MOST = 2
_SURELY, _CLEARLY = 5.0, 1.2
"""Without an attribute only a clear case is one programme."""
MANY = re.compile(
    r"\b(?:\w*programmen?|\w*foerderungen|foerdermitteln?|foerdermoeglichkeiten"
    r"|\w*krediten?|welche davon"
    r"|darlehen|\w*zuschuessen?|toepfe\w*|foerdertoepfe\w*|hilfen|programmes|programs|grants|loans"
    r"|beratungszuschuesse|landesprogramme|bundesprogramme)\b"
)
_ANY = re.compile(
    r"\b(?:welche|was fuer|gibt es|gibts|habt ihr|which|any)\b.*\b(?:\w*foerderung|hilfe|geld)\b"
)
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
    roots = (stem(word.folded) for word in words_of(asked.core))
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
    if MANY.search(fold(asked.core)):
        return kept
    fitting = [one for one in kept if _for_whom(asked, one)] or kept
    scored = scores(asked, fitting, fitting)
    best = max(scored.values())
    return [one for one in fitting if scored[one.id] >= best / _LEAD]


def _for_whom(asked: Understanding, programme: FundingProgramme) -> bool:
    return not asked.audience_said or asked.audience in programme.audience


def _places(spoken: Sequence[str], words: frozenset[str]) -> set[int]:
    return {at for at, word in enumerate(spoken) if word in words or within(word, words)}


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
    asks = asks or _APPLYING.search(fold(asked.core)) is not None
    asks = asks or bool(programme_tables().find(words_of(asked.core)))
    asks = asks or _SUCH.search(fold(asked.text)) is not None
    least, lead = (_LEAST, _LEAD) if asks else (_SURELY, _CLEARLY)
    if not order or found[order[0].id] < least:
        return []
    best = found[order[0].id]
    near = [one for one in order if found[one.id] * lead > best]
    return near if len(near) <= (_MOST if asks else 1) else []


_TAX_OF_FIRMS = re.compile(
    r"forsch|entwickl|research|\br ?(?:&|and) ?d\b|innovat|foerder|zulage|bonus|vorteil|beguenst"
    r"|erleichter|incentive|credit|relief|allowance|betrieb|firm|unternehm|compan|\bw(?:ir|e)\b|\b(?:uns|our)"
    r"|programm|bescheinig|certif"
)
_SUCH = re.compile(
    r"\b(?:so|solch)(?:'?n|'?ne?n?|'?nem)?\s+(?:ein\w*"
    r"|\w*(?:gutschein|scheck|topf|programm|bonus))\b"
    r"|\bso was wie\b|\bsolche?[nrsm]?\b|\b(?:some|any) (?:kind|sort) of\b|\bis there an?\b"
    r"|\bwas ist (?:das|denn das|eigentlich das) fuer ein\w*\b"
    r"|\bda (?:war|gab|gibt|soll|muss)\b.*\b(?:doch|mal|was|etwas|geben)\b"
    r"|\bgab es (?:nicht|da) mal\b"
)
""" "So ein Gutschein", "da war doch mal": one that is told of."""


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
    text = fold(asked.core)
    return _WHICH.search(text) is not None and _HEIGHT.search(text) is None


_WHICH = re.compile(
    r"\b(?:welche[rsnm]?|was fuer eine?n?|wie (?:heisst|nennt sich|hiess))\s+(?:\S+\s+){0,4}?\S*"
    r"(?:topf|programm|richtlinie|foerder\w*|zuschuss|kredit|darlehen|leistung|hilfe|fonds|geld)\b"
)
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
    text = fold(asked.core)
    many = MANY.search(text) is not None
    if not (_OF_ONE & set(asked.attributes)):
        many = many or _ANY.search(text) is not None
    applied = _APPLYING.search(text) is not None
    words = words_of(asked.core)
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
_AGENCIES_TEXT = (
    "agentur arbeitsagentur hausbank sab kfw bafa efre esf eu bmas bmwe bmwk landesdirektion"
    " aufbaubank finanzamt"
)
AGENCIES = frozenset(stem(word) for word in _AGENCIES_TEXT.split())
"""Who pays or decides of programmes, in one word."""
_APPLYING = re.compile(r"antrag\b|antraeg|einreich|eingereicht|einzureichen|bewillig|beantrag")
""" "Wo geht der Antrag hin?": only for a programme there is one."""


BY_LAND = re.compile(
    r"\b(?:vom|des|durch das|beim) land(?:es)?\b|\blandesregierung\b|\blandes[egmp]\w+"
    r"|\b(?:vom|des|der) freistaate?s?\b"
)
""" "Vom Land": of a Land, and not of the federal government."""
FEDERAL = re.compile(
    r"\b(?:vom|zum|beim|des|der|den|oder) (?:bund|bundes|bundesregierung)\b|bundesweit"
    r"|bundesprogramm|bundesfoerder|\baus berlin\b|nationwide"
)


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
