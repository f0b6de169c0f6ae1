"""„Das Bündnis in Heilbronn-Franken“: a word of one network's name and its place name it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.denial import denied_before, set_aside
from transfobot.assistant.register.collective import (
    PLURAL,
    asked_of_this,
    speaks_of_one,
    speaks_of_this,
    with_sum_of_this,
    without_its_area,
)
from transfobot.assistant.register.columns import given_money
from transfobot.assistant.register.contacts import CONTACT_ATTRIBUTES, with_stand_in
from transfobot.assistant.register.counted import measures_asked
from transfobot.assistant.register.described import with_network_described
from transfobot.assistant.register.entity import asks_membership
from transfobot.assistant.register.network import NETWORK_ATTRIBUTES, names_of
from transfobot.assistant.register.places import coverages_of
from transfobot.assistant.register.regions import compares, with_second_network
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.statements import TELLING, best, covers, of_network
from transfobot.assistant.register.wanted import wanted_of
from transfobot.assistant.understand.collective_words import NETWORK, NETWORKS
from transfobot.assistant.understand.understanding import (
    TOWNS,
    Attribute,
    Category,
    Intent,
    Understanding,
)
from transfobot.assistant.understand.words import listed, pattern
from transfobot.domain.places import Place
from transfobot.domain.register import Network, NetworkKind
from transfobot.german.stems import stem
from transfobot.german.stopwords import STOP_WORDS
from transfobot.german.text import tokens

_GENERAL = frozenset(listed("general_names"))
"""Words that many networks carry in their names: they name none."""


def as_meant(desk: Desk, asked: Understanding) -> Understanding:
    """The question with the network or Land it means, whatever it is named by."""
    if _town_beside_region(asked):
        mentions = replace(asked.mentions, networks=asked.mentions.organisations, organisations=())
        return replace(asked, mentions=mentions, intents=(Intent.BELONGS,), attributes=())
    asked = with_only_network_of_land(
        desk, with_sum_of_this(with_whole_land(without_its_area(asked)))
    )
    asked = with_network_described(desk, asked)
    asked = with_network_of_office(desk, with_alliance_meant(desk, with_stand_in(asked)))
    asked = with_second_network(desk, asked)
    return with_network_of_region(desk, with_network_of_place(desk, asked))


def _town_beside_region(asked: Understanding) -> bool:
    """ "X – sind da die Bergischen zuständig oder die Aachener?"."""
    place = asked.place.unique if asked.place and not asked.place_inherited else None
    asks = set(asked.intents) == {Intent.RESPONSIBLE} and "oder" in tokens(asked.core)
    between = asked.mentions.empty and len(asked.mentions.organisations) == _PAIR
    return bool(place and place.ags and asks and between and not (asked.nouns or asked.attributes))


def with_network_of_place(desk: Desk, asked: Understanding) -> Understanding:
    """The question with the network it means, when place and a word of its name tell which one."""
    comparing = Intent.COMPARE in asked.intents and len(asked.mentions.networks) == 1
    if asked.place is None or asked.place.unique is None:
        return asked
    if not (asked.mentions.empty or comparing):
        return asked
    networks = [one.network for one in coverages_of(desk, asked.place.unique)]
    if not networks:
        return asked
    place = set(tokens(f"{asked.place.matched} {asked.place.unique.label}"))
    said = set(tokens(asked.core)) - place - _GENERAL - STOP_WORDS
    known = set(asked.mentions.networks)
    roots = set(map(stem, said))
    named = [one for one in networks if roots & set(map(stem, _words(one))) and one.id not in known]
    alliances = any(one.kind is NetworkKind.ALLIANCE for one in networks)
    alliance = alliances and _CALLED.search(asked.core.lower()) is not None
    if speaks_of_one(asked.core.lower()):
        named = [one for one in networks if _does_what_is_said(one, tuple(said))] or named
    of_its = _speaks_of_its_network(asked) or given_money(asked)
    if len(named) != 1 and not alliance and of_its:
        named = [one for one in networks if one.kind is NetworkKind.FUNDED]
        named = _with_most(desk, asked.place.unique, named) if len(named) > 1 else named
    if len(named) != 1 and speaks_of_one(asked.core.lower()):
        # "Welches Beratungshaus half dem Netz zwischen Aalen und Heidenheim?"
        funded = [one for one in networks if one.kind is NetworkKind.FUNDED]
        named = [one for one in funded if _tells_deed(desk, asked, one)]
    if len(named) != 1:
        return asked
    mentions = replace(asked.mentions, networks=(*asked.mentions.networks, named[0].id))
    of_parties = asked_of_this(asked) and Attribute.PARTNERS in asked.attributes
    if of_parties and set(asked.filters.partner_kinds) - TOWNS:
        # "Gehört eine Hochschule zum Verbund in …?" asks of no place whether it belongs.
        return replace(asked, mentions=mentions, place=None, intents=_not_reaching(asked))
    kept = asked.place if asks_membership(asked) and Intent.COUNT not in asked.intents else None
    return replace(asked, mentions=mentions, place=kept)


def _with_most(desk: Desk, place: Place, networks: Sequence[Network]) -> list[Network]:
    """ "Der Verbund in Unterfranken": the one that most districts of a landscape belong to."""
    there = [{one.network.id for one in desk.register.covering(ags)} for ags in place.district_ags]
    return [one for one in networks if 2 * sum(one.id in each for each in there) > len(there)]


def _not_reaching(asked: Understanding) -> tuple[Intent, ...]:
    return tuple(one for one in asked.intents if one not in _REACHING)


def _speaks_of_its_network(asked: Understanding) -> bool:
    """ "Das Chemnitzer Netzwerk", and a property of it."""
    text = asked.core.lower()
    own = NETWORK_ATTRIBUTES & set(asked.attributes)
    # "Wie viele Partner zählt das Netzwerk in …?" counts no networks.
    counting = Intent.COUNT in asked.intents and bool(_COUNTED & own)
    listing = {Intent.LIST, Intent.COUNT} & set(asked.intents) if not counting else set()
    turning = (_REACHING - ({Intent.BELONGS} if counting else set())) & set(asked.intents)
    reaching = turning or CONTACT_ATTRIBUTES & set(asked.attributes)
    one = speaks_of_one(text) and not PLURAL.search(text)
    if asked_of_this(asked):
        return not (CONTACT_ATTRIBUTES - {Attribute.CONTACT}) & set(asked.attributes)
    return bool(one and own and not (listing or reaching))


_COUNTED = frozenset((Attribute.PARTNERS, Attribute.DISTRICTS))


def with_network_of_region(desk: Desk, asked: Understanding) -> Understanding:
    """The question with the networks of the region it names: „im Nordschwarzwald“.

    Who is responsible there stays a question of the place; funding and studies of a region are no
    questions of its network, unless it is spoken of.
    """
    ids = asked.mentions.organisations
    if len(ids) == 1 and _told_by_its_network(desk, asked, ids[0]):
        mentions = replace(asked.mentions, networks=ids, organisations=(), offices=())
        return replace(asked, mentions=mentions, place=None)
    if ids and asked_of_this(asked):
        asked = replace(asked, intents=_not_reaching(asked))
        if Attribute.PARTNERS in asked.attributes and asked.filters.partner_kinds:
            asked = replace(asked, place=None)
    cited = asked.mentions.authored
    given = given_money(asked)
    if ids and Attribute.PARTNERS in asked.attributes and asked.filters.partner_kinds:
        # "Welche Hochschule ist im Bergischen dabei?" asks of no place whether it belongs.
        asked = replace(asked, intents=tuple(i for i in asked.intents if i is not Intent.BELONGS))
    if given and ids:
        asked = replace(asked, intents=tuple(one for one in asked.intents if one not in _REACHING))
    # Of a place who is responsible there is told; a region without one names its network.
    turning = _REACHING & set(asked.intents) and asked.place is not None
    if not ids or cited or not asked.mentions.empty or turning:
        return asked
    words = tokens(asked.core)
    spoken = any(_NETWORK.match(word) for word in words) or given
    spoken = spoken or Attribute.PARTNERS in asked.attributes
    spoken = spoken or speaks_of_one(asked.core.lower())
    figures = {Attribute.RESULTS, Attribute.RATE} & set(asked.attributes)
    if not spoken and (asked.category in _OTHERS or not figures or measures_asked(asked)):
        return asked
    networks = [one for one in map(desk.register.network, ids) if one]
    text = asked.core.lower()
    alliances = bool(_CALLED.search(text) or _PAPER.search(text))
    fitting = [one for one in networks if (one.kind is NetworkKind.ALLIANCE) is alliances]
    if spoken:
        fitting = [one for one in networks if _does_what_is_said(one, words)] or fitting
    fitting = fitting if spoken else networks
    mentions = replace(
        asked.mentions, networks=tuple(one.id for one in fitting or networks), organisations=()
    )
    place = None if asked.place and asked.place.unique is None else asked.place
    return replace(asked, mentions=mentions, place=place)


def _does_what_is_said(network: Network, words: Sequence[str]) -> bool:
    """ "Das Bündnis gegen den Fachkräftemangel": what an alliance is called after begins a word."""
    if network.kind is not NetworkKind.ALLIANCE:
        return False
    heads = {one.removesuffix("buendnis") for one in _words(network)}
    heads |= {one for alias in network.aliases for one in tokens(alias) if one.endswith("buendnis")}
    return any(word.startswith(one) for one in heads if len(one) > _HEAD for word in words)


_HEAD = 8


def _told_by_its_network(desk: Desk, asked: Understanding, network_id: str) -> bool:
    """Whether a statement of the region's network says what is asked, and nobody is to be reached.

    "Welches Beratungshaus half den Ostwürttembergern bei der Strategie?"
    """
    network = desk.register.network(network_id)
    # A region may stand for its office as well.
    mentioned = replace(asked.mentions, offices=(), organisations=())
    other = not mentioned.empty or mentioned.authored or asked.category in _OTHERS
    columns = NETWORK_ATTRIBUTES - {Attribute.FOCUS}
    if network is None or other or columns & set(asked.attributes):
        return False
    return _tells_deed(desk, asked, network)


_PAIR = 2
_DEEDS = frozenset(("aid", "affected"))


def with_network_of_office(desk: Desk, asked: Understanding) -> Understanding:
    """ "Mit wem arbeitet die IHK X im Netzwerk zusammen?": its office is named in its place."""
    named = asked.mentions
    other = named.networks or named.studies or named.offers or named.persons
    if other or len(named.offices) != 1 or asked.category in _OTHERS:
        return asked
    ids = [one.id for one in desk.register.networks if one.office_id == named.offices[0]]
    itself = asked.category is Category.NETWORK or named.organisations == tuple(ids)
    of_network = _OF_NETWORK | ({Attribute.LEAD} if "konsorti" in asked.core.lower() else set())
    column = itself and of_network & set(asked.attributes)
    if len(ids) != 1 or CONTACT_ATTRIBUTES & set(asked.attributes):
        return asked
    network = desk.register.network(ids[0])
    if not column and (network is None or not _tells_deed(desk, asked, network)):
        return asked
    return replace(asked, mentions=replace(named, networks=tuple(ids), offices=(), programmes=()))


def _tells_deed(desk: Desk, asked: Understanding, network: Network) -> bool:
    """Whether a fact of a network tells what is said to have been done, or how many there are."""
    wanted = wanted_of(asked, (*names_of(network), asked.place.matched if asked.place else ""))
    if not (wanted.counts or (TELLING | _DEEDS) & wanted.meanings):
        return False
    told = best(of_network(desk, network), wanted)
    return bool(told) and covers(told[0], wanted)


_OF_NETWORK = frozenset(
    (Attribute.PARTNERS, Attribute.MONEY, Attribute.SPAN, Attribute.BEGINS, Attribute.ENDS,
     Attribute.FOCUS, Attribute.STATUS)
)  # fmt: skip


def with_alliance_meant(desk: Desk, asked: Understanding) -> Understanding:
    """ "Der Arbeitskreis des Bündnisses": of the alliance whose record tells what is asked.

    Whoever is to be reached or leads it is asked of the one that is called nothing else.
    """
    ids = asked.mentions.organisations
    if not asked.mentions.empty or not _ALLIANCE.search(asked.core.lower()):
        return asked
    alliances = [one for one in desk.register.networks if one.kind is NetworkKind.ALLIANCE]
    alliances = [one for one in alliances if not ids or one.id in ids]
    words = tokens(asked.core)
    told = []
    for one in [one for one in alliances if _does_what_is_said(one, words)] or alliances:
        wanted = wanted_of(asked, names_of(one))
        found = best(of_network(desk, one), wanted)
        told += [one.id] if found and covers(found[0], wanted) else []
    if not told and (CONTACT_ATTRIBUTES | {Attribute.LEAD}) & set(asked.attributes):
        told = [one.id for one in alliances if _CALLED_SO & set(tokens(one.name))]
    if not told:
        return asked
    mentions = replace(asked.mentions, networks=tuple(told[:1]), organisations=())
    return replace(asked, mentions=mentions, place=None)


_PAPER = pattern("paper")
_CALLED = re.compile(r"bündnis|\balliance\b")
_CALLED_SO = frozenset(("buendnis", "alliance"))
_ALLIANCE = re.compile(
    r"\b(?:das|dem|des|vom|beim|im|zum|dieses|the) (?:\w+ )?(?:bündnis(?:ses)?|alliance)\b"
    rf"|^\W*(?:\w+ )?bündnis\b|{_PAPER.pattern}"
)


def with_only_network_of_land(desk: Desk, asked: Understanding) -> Understanding:
    """„Im Thüringer Netzwerk“: the one funded network of a Land, or of several, is named by it."""
    lands = asked.filters.lands
    known = asked_of_this(asked)
    placed = (
        asked.place is not None
        and not known
        and (len(lands) < _PAIR or asked.place.unique is not None)
    )
    if not lands or asked.filters.negated or placed or not asked.mentions.empty:
        return asked
    text = asked.core.lower()
    said = None if _REGIONAL.search(text) else _ROOF.search(text)
    roof = said is not None and not denied_before(text, said.start())
    about = asked.attributes or roof or given_money(asked)
    reaching = CONTACT_ATTRIBUTES & set(asked.attributes) and asked.category is Category.OFFICE
    if (
        not about
        or not (speaks_of_one(text) or reaching or roof)
        or (PLURAL.search(text) and not roof)
    ):
        return asked
    kind = NetworkKind.UMBRELLA if roof else NetworkKind.FUNDED
    there = [one for one in desk.register.in_land(lands[0]) if one.kind is kind]
    fitting = [one for one in there if set(lands) <= set(one.lands)]
    if len(fitting) != 1:
        return asked
    return replace(asked, mentions=replace(asked.mentions, networks=(fitting[0].id,)))


def with_whole_land(asked: Understanding) -> Understanding:
    """„Welche Netzwerke in Bayern, von Mainfranken bis Regensburg“: the Land, not its corners.

    Several Länder or „von … bis …“ likewise name no single place.
    """
    lands = asked.filters.lands
    whose = asked.place is not None and Intent.BELONGS in asked.intents
    if not lands or asked.category is not Category.NETWORK or whose:
        return asked
    if asked.mentions.organisations and compares(asked) and speaks_of_this(asked.core.lower()):
        # "Das Netz in Berlin und Brandenburg oder das in Leipzig?"
        return asked
    text = asked.core.lower()
    plural = PLURAL.search(text) and {Intent.LIST, Intent.COUNT} & set(asked.intents)
    beside = asked.place and asked.place.unique and asked.place.unique.land in lands
    named = f"{asked.place.matched}".lower() if asked.place else ""
    if set(tokens(named)) & set_aside(asked.core):
        # "… wird nicht aus Chemnitz geführt": the town says which one is not meant.
        return asked
    inside = re.search(rf"{re.escape(named)},? (?:in |im )?\w*(?:{_either(lands)})", text)
    if len(lands) < 2 and not _SPREAD.search(text) and not (plural and beside and not inside):
        return asked
    mentions = replace(asked.mentions, organisations=())
    corners = _SPREAD.search(text)
    spread = set(map(stem, tokens(corners[0]))) if corners else set()
    nouns = tuple(one for one in asked.nouns if one not in spread)
    return replace(asked, place=None, mentions=mentions, nouns=nouns)


def _either(lands: tuple[str, ...]) -> str:
    return "|".join(re.escape(land.lower()) for land in lands)


_ROOF = pattern("roof")
_REGIONAL = re.compile(r"\bregional(?:e[nr]?)?\b(?! \w*(?:dach|verb))|\b(?:regional|teil)netz")
_SPREAD = pattern("spread")
_NETWORK = re.compile(rf"(?:{NETWORK}|{NETWORKS}|\w*projekt\w*|\w*netzwerk\w+)$")
_REACHING = frozenset((Intent.RESPONSIBLE, Intent.BELONGS, Intent.ADVICE, Intent.HELP))
_OTHERS = frozenset((Category.FUNDING, Category.STUDY, Category.OFFER))


def _words(network: Network) -> set[str]:
    names = " ".join((network.name, network.short_name))
    return (
        {word for word in tokens(names) if len(word) > 3} - _GENERAL - set(tokens(network.region))
    )
