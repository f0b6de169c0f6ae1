"""What a question takes over from the conversation, and what it changes of the question before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from transfobot.assistant.understand.again import FEW_WORDS, has_rank, points_nowhere
from transfobot.assistant.understand.followup import (
    OF_NETWORKS,
    ORDINALS,
    inherited,
    remembered,
)
from transfobot.assistant.understand.programmes import texts_of
from transfobot.assistant.understand.read import Read, Reading
from transfobot.assistant.understand.understanding import (
    Attribute,
    Category,
    Filters,
    Intent,
    Mentions,
    Understanding,
)
from transfobot.assistant.understand.words import listed, word_tables
from transfobot.domain.answers import Mode
from transfobot.domain.conversation import Conversation, Referents, Topic
from transfobot.domain.places import Place, PlaceMatch
from transfobot.domain.register import FundingProgramme, Network, NetworkKind, Study
from transfobot.german.stems import stem
from transfobot.german.text import fold


def with_cited(conversation: Conversation, reading: Reading) -> Conversation:
    """The conversation with the one record that an answer out of the documents quotes."""
    answer = conversation.turns[-1].answer if conversation.turns else None
    if answer is None or answer.mode is not Mode.EXTRACTIVE:
        return conversation
    documents = {one.document_id for one in answer.citations}
    record = reading.lexicon.register.of_document(documents.pop()) if len(documents) == 1 else None
    ids = (record.id,) if record is not None else ()
    quoted = Mentions(
        networks=ids if isinstance(record, Network) else (),
        programmes=ids if isinstance(record, FundingProgramme) else (),
        studies=ids if isinstance(record, Study) else (),
    )
    return replace(conversation, referents=remembered(conversation.referents, quoted))


def with_place_meant(
    first: Understanding, referents: Referents, reading: Reading, read: Read
) -> Understanding:
    """ "Nein, Halle" after a question of a place: an everyday word that is a town's name too."""
    if first.place or not referents.place or len(read.words) > _ONLY_NAMED:
        return first
    flags = {at for one in read.found if one.group == "flags" for at in one.at}
    own = [
        word.shown
        for at, word in enumerate(read.words)
        if at not in flags
        # "Ne, ich meine Wissen."
        and ((at and word.shown[:1].isupper()) or not word_tables().is_filler(word.folded))
    ]
    place = reading.places.find(own[0]) if len(own) == 1 and own[0][:1].isupper() else None
    if place is None or not place.candidates:
        return first
    return replace(first, place=place, content=(), subjects_anywhere=())


_ONLY_NAMED = 5


def with_referents(
    first: Understanding, conversation: Conversation, reading: Reading, read: Read
) -> Understanding:
    """The question with what it takes over: the record, place or person last spoken of."""
    referents = conversation.referents
    first = with_its_funding(first, referents, read)
    pointing = points_back(first, read) and Intent.ELIGIBILITY not in first.intents
    belonging = Intent.BELONGS in first.intents and bool(referents.place)
    listed = of_spoken(first, referents, read)
    asks = bool(first.attributes or first.filters.partner_kinds or belonging or listed)
    short = len(read.words) <= FEW_WORDS and asks
    follows = read.has("flags", "followup") or listed
    which = bool(read.words) and read.words[0].folded in ("welches", "welcher", "wer", "which")
    ranked = read.has("flags", "superlative") or (which and has_rank(read))
    ranked = ranked and bool(referents.other_networks) and (follows or which)
    if not (pointing or (follows and asks) or short or ranked):
        return _resuming(first, referents, reading, read, follows=follows)
    mentions = first.mentions
    if ranked and mentions.empty and not first.place:
        spoken = dict.fromkeys(filter(None, (referents.network, *referents.other_networks)))
        mentions = replace(mentions, networks=tuple(spoken))
    whose = referents.network and any(word.folded in _WHOSE for word in read.words)
    if mentions.empty and (whose or not first.place):
        several = _EACH if referents.network else _EACH | {"deren", "their"}
        plural = any(word.folded in several for word in read.words)
        mentions = inherited(mentions, referents, first.attributes, plural=plural)
    if mentions.empty and pointing and not first.place:
        kind = "network" if read.has("flags", "this_network") else "programme"
        return replace(first, missing_referent=kind)
    if mentions.empty and not first.place and referents.place:
        place = _place_before(referents.place, reading)
        if place.candidates:
            return replace(first, place=place, place_inherited=True, followup=True)
    if mentions.empty:
        return replace(first, missing_referent="network") if points_nowhere(first) else first
    names = names_of(mentions, reading, None)
    known = replace(first, mentions=mentions, followup=True, query=f"{first.core} {names}".strip())
    if belonging and first.place is None and referents.place:
        before = _place_before(referents.place, reading)
        return replace(known, place=before, place_inherited=True)
    return known


_WHOSE = frozenset(("deren", "dessen", "their", "its"))
_EACH = frozenset(("jeweils", "alle", "each"))


def funded_there(first: Understanding, referents: Referents, reading: Reading) -> Understanding:
    """ "Welche Förderung gibt es da?": at the place that was spoken of, and in its Land."""
    placed = first.place or first.filters.lands or not referents.place
    named = not first.mentions.empty or first.filters.statuses
    if placed or named or first.category is not Category.FUNDING:
        return first
    text = first.folded
    of_network = _ITS_FUNDING.search(text) is not None
    if of_network or not (_OF_THERE.search(text) or _GOING_ON.match(text)):
        return first
    place = _place_before(referents.place or "", reading)
    return replace(first, place=place, place_inherited=True) if place.unique else first


_OF_THERE = re.compile(r"\b(?:da|dort|hier|wir|uns|unser\w*|there|here|we|us|our)\b")
_ITS_FUNDING = re.compile(
    r"\b(?:die|the) (?:foerderung|foerdersumme|funding)\b"
    r"|\b(?:wird|wurde|ist|war|bekam|bekommt|erhielt|erhaelt|kriegt|hat|gab es|gibt es|is|was)"
    r" (?:es|das|er|dieses|dafuer|davon|hierfuer|it|this|that)\b"
)
""" "Und die Förderung dort?", "… wird das gefördert?" is what the network there gets."""
_GOING_ON = re.compile(r"\W*(?:und|and)\b")


def _place_before(key: str, reading: Reading) -> PlaceMatch:
    """The place that was spoken of; the number of a district is no postcode here."""
    found = reading.places.find(key)
    meant = tuple(one for one in found.candidates if one.ags == key)
    return replace(found, candidates=meant or found.candidates)


def _resuming(
    first: Understanding, referents: Referents, reading: Reading, read: Read, *, follows: bool
) -> Understanding:
    """The question with what it may mean if its own words lead nowhere: „Was lernt man da?“."""
    if has_subject(first) or first.place:
        return first
    whom = Intent.EXPLAIN in first.intents and bool(_WHO & {one.folded for one in read.words})
    spoken = inherited(Mentions(), referents, first.attributes, whom=whom)
    names = names_of(spoken, reading, None) if follows else ""
    return replace(first, spoken_of=spoken, query=f"{first.query} {names}".strip())


_WHO = frozenset(("wer", "who"))


def names_of(mentions: Mentions, reading: Reading, place: PlaceMatch | None) -> str:
    """The names of what is mentioned and of the place, in one line to search for."""
    register = reading.lexicon.register
    names = [one.short_name for one in map(register.network, mentions.networks) if one]
    names += [one.name for one in map(register.programme, mentions.programmes) if one]
    names += [one.title for one in map(register.study, mentions.studies) if one]
    names += [one.title for one in map(register.offer, mentions.offers) if one]
    unique: Place | None = place.unique if place else None
    return " ".join([*names, unique.label if unique else ""]).strip()


def points_back(first: Understanding, read: Read) -> bool:
    """ "In diesem Netzwerk", but not "das Netzwerk in der Pfalz"."""
    return _demonstrative(read) and not (first.mentions.organisations or first.filters.lands)


def _demonstrative(read: Read) -> bool:
    # "Gibt es dafür Geld? Wie heißt das Programm?" points at none that was spoken of.
    programme = read.has("flags", "this_programme") and not read.has("flags", "which_programme")
    return programme or read.has("flags", "this_network")


_OF_MONEY = frozenset((Attribute.MONEY, Attribute.SPAN, Attribute.ENDS))
_OF_ITS_RECORD = OF_NETWORKS | {Attribute.BEGINS, Attribute.ENDS, Attribute.OFFERS}


def of_counted(first: Understanding, network: str, reading: Reading) -> Understanding:
    """ "Beim zweiten: wen rufe ich an?": what is asked now, of the one that is counted."""
    mentions = Mentions(networks=(network,))
    content = tuple(one for one in first.content if one not in _COUNTING)
    query = f"{first.core} {names_of(mentions, reading, None)}"
    return replace(first, mentions=mentions, content=content, query=query, followup=True)


_COUNTING = frozenset(map(stem, ORDINALS))


def of_spoken(first: Understanding, referents: Referents, read: Read) -> bool:
    """ "Welche Angebote haben die so?": a list of what a network spoken of has is none of all."""
    listed = first.category in (Category.OFFER, Category.STUDY)
    named = not first.mentions.empty or first.mentions.organisations or first.mentions.authored
    if not (listed and referents.network) or named or first.filters.lands or first.place:
        return False
    events = {one.start for one in read.found if one.key == Attribute.EVENTS}
    occasions = {read.words[at] for at in events} if referents.offer else set()
    return any(
        word.folded in _THERE
        or (word.folded in _THEY and before.folded in _HAVING)
        # "Wie viele kamen zu der Konferenz?": to the one spoken of.
        or (word in occasions and before.folded in _THAT)
        for before, word in pairwise(read.words)
    )


_THERE = frozenset(("dort", "da", "denen", "deren", "ihnen", "their", "them", "there", "they"))
_THAT = frozenset(("der", "die", "das", "dem", "den", "zur", "zum", "beim", "the"))
_THEY = frozenset(("die", "sie", "der", "es"))
_HAVING = frozenset(listed("having"))


def with_its_funding(first: Understanding, referents: Referents, read: Read) -> Understanding:
    """ "Und die Förderung dort?": what the network spoken of was given, and no list."""
    plain = not (first.attributes or first.intents or first.content or first.place)
    plain = plain and not (first.filters.lands or first.filters.statuses or first.audience_said)
    ours = first.category is Category.FUNDING and first.mentions.empty and referents.network
    short = len(read.words) <= FEW_WORDS and not referents.programme
    if not (plain and ours and short and _FUNDING & {one.folded for one in read.words}):
        return first
    return replace(first, attributes=(Attribute.MONEY,), category=None)


_FUNDING = frozenset(("foerderung", "foerdergeld", "foerderhoehe", "funding"))


def at_spoken_network(
    first: Understanding, referents: Referents, reading: Reading
) -> Understanding:
    """ "Zurück zu Heilbronn: wie viel Geld war das?": of the network there that was spoken of."""
    asks = _OF_ITS_RECORD & set(first.attributes)
    spoken = {one for one in (referents.network, *referents.other_networks) if one}
    of_money = bool(asks & _OF_MONEY) and not first.intents
    kinds = (None, Category.NETWORK, Category.FUNDING) if of_money else (None, Category.NETWORK)
    back = _BACK.search(first.core) is not None
    other = first.category not in kinds or bool(first.subjects) or len(spoken) == 1 or not asks
    if (other and not back) or not first.mentions.empty:
        return first
    register, places = reading.lexicon.register, first.place.candidates if first.place else ()
    there = {
        one.network.id for each in places for ags in each.district_ags
        for one in register.covering(ags)
    } | {*first.mentions.organisations}  # fmt: skip
    if len(there & spoken) != 1:
        return first
    mentions = Mentions(networks=tuple(there & spoken))
    names = names_of(mentions, reading, None)
    return replace(
        first, mentions=mentions, place=None, followup=True, query=f"{first.core} {names}".strip()
    )


_BACK = re.compile(r"(?i)\b(?:zur(?:ü|ue)ck|noch ?(?:ein)?mal|wieder|back) (?:zu[mr]?|nach|to)\b")


def in_lands(lands: Sequence[str], reading: Reading) -> tuple[str, ...]:
    """The funded networks of Länder."""
    there = [one for land in lands for one in reading.lexicon.register.in_land(land)]
    return tuple(dict.fromkeys(one.id for one in there if one.kind is NetworkKind.FUNDED))


def other_there(referents: Referents, first: Understanding, reading: Reading) -> str | None:
    """ "Das andere in Sachsen": the one network of a Land besides the one spoken of."""
    others = [one for one in in_lands(first.filters.lands, reading) if one != referents.network]
    return others[0] if len(others) == 1 else None


def has_subject(first: Understanding) -> bool:
    """Whether the text itself says what it is about.

    "Wer gibt das Geld?" after a programme is asked of that: its matter is money anyway.
    """
    asked, matter = set(first.attributes), {Topic.FUNDING} if first.referents.programme else set()
    return bool(
        not first.mentions.empty
        or first.mentions.organisations
        or first.mentions.authored
        or first.filters.lands
        or (first.category and Intent.LIST in first.intents)
        # "Wer zahlt die Umschulung?", "Was wird gefördert?": not by the network, nor of it.
        or (set(first.topics) - matter and {Attribute.FUNDER, Attribute.PURPOSE} & asked)
    )


_FEW = 4


def told_of_place(known: Understanding, first: Understanding, reading: Reading) -> bool:
    """Whether the programmes of the question before tell of the place that is named now."""
    register = reading.lexicon.register
    programmes = [one for one in map(register.programme, known.mentions.programmes) if one]
    spoken = fold(first.place.matched) if first.place else ""
    return bool(spoken) and any(
        spoken in fold(text) for one in programmes for text in texts_of(one) if text
    )


def renamed(known: Understanding, named: Mentions, reading: Reading, *, placed: bool) -> str:
    """The question with the name of the network that is meant now in place of the other one's.

    What was said of the other one would else be taken for words to look for. Where only a place is
    named ("und bei dem in Ingolstadt?"), it is the network there.
    """
    gone = {*known.mentions.networks, *known.mentions.programmes}
    gone -= {*named.networks, *named.programmes}
    if not gone:
        return known.core
    instead = names_of(replace(named, studies=(), offers=()), reading, None)
    instead = instead or ("dem Netzwerk" if placed else "")
    words, text = known.words, known.core
    for one in reversed(reading.lexicon.find(words, reading.dictionary)):
        if any(name.record_id in gone and name.kind in _NAMED for name in one.names):
            start, end = words[one.start].start, words[one.end - 1].end
            text = f"{text[:start]}{instead}{text[end:]}"
            instead = ""
    return text


_NAMED = ("network", "programme")


def changed_by(
    known: Understanding, first: Understanding, reading: Reading, mentions: Mentions
) -> Understanding:
    """A question with the place, network, year or Land of another text in place of its own."""
    changed: Filters = known.filters
    regions = first.mentions.organisations
    asked_of_network = bool(known.mentions.networks) and len(regions) == 1
    elsewhere = first.place or first.filters.lands
    if mentions.empty and regions and (asked_of_network or not elsewhere):
        # "Ich meinte die Regensburger": a network named by its region.
        mentions = Mentions(networks=regions)
    there = in_lands(first.filters.lands, reading) if mentions.empty and not first.place else ()
    if known.mentions.networks and known.attributes and 0 < len(there) <= _FEW:
        # "Wie viel bekam MoLeWa? Und in Thüringen?": of the networks there.
        mentions = Mentions(networks=there)
    if first.filters.lands or first.place:
        changed = replace(changed, lands=first.filters.lands)
    if first.filters.year:
        changed = replace(changed, year=first.filters.year)
    if first.filters.statuses:
        changed = replace(changed, statuses=first.filters.statuses)
    changed = replace(changed, size=first.filters.size or changed.size)
    place = first.place or (None if first.filters.lands or mentions.networks else known.place)
    named = mentions if not mentions.empty else Mentions()
    if mentions.empty and not (first.place or first.filters.lands):
        named = known.mentions
    elif mentions.empty and told_of_place(known, first, reading):
        # "Und davon für Chemnitz?" after what a fund has in all.
        named = known.mentions
    core = renamed(known, named, reading, placed=first.place is not None)
    if mentions.empty and mentions.authored:
        # "Und nach M-Five?": the other study may look ahead to another year.
        named, core = mentions, re.sub(r"\b(?:19|20)\d\d\b", "", core)
        changed = replace(changed, year=first.filters.year)
    return replace(
        known,
        text=first.text,
        core=core,
        topics=first.topics or known.topics,
        query=f"{core} {names_of(named, reading, place)}".strip(),
        language=first.language,
        place=place,
        places_beside=first.places_beside if first.place else known.places_beside,
        filters=changed,
        mentions=named,
        named=named,
        attributes=first.attributes or known.attributes,
        followup=True,
        missing_referent=None,
    )
