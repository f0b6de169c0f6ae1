"""Who is responsible for a place: its network and office, or that none is on file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.offices.choice import coverages
from transfobot.assistant.register.contacts import leading_people
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.network import NETWORK_ATTRIBUTES, attribute_lines
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.status import network_status
from transfobot.assistant.understand.language import of_oneself
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import pattern
from transfobot.domain.answers import Clarification, Mode, Outcome, Status
from transfobot.domain.conversation import Referents
from transfobot.domain.places import Place
from transfobot.domain.register import CoordinationOffice, Network, NetworkKind
from transfobot.domain.register_index import Coverage

_MOST_CHOICES = 6
_PARTNERS = re.compile(r"\bpartner")


def ask_which_place(desk: Desk, asked: Understanding) -> Draft | None:
    """The choices when a name stands for several places."""
    if asked.place is None or len(asked.place.candidates) < 2:
        return None
    candidates = asked.place.candidates[:_MOST_CHOICES]
    name = asked.place.matched or candidates[0].name
    labels = tuple(one.label for one in candidates)
    choices = f"{', '.join(labels[:-1])} {desk.say('or')} {labels[-1]}"
    name = name[:1].upper() + name[1:]
    question = desk.say("place_which", name=name, choices=choices)
    pending = tuple((f"{one.label} ({one.land})", one.ags or one.name) for one in candidates)
    referents = Referents(
        network=asked.referents.network,
        programme=asked.referents.programme,
        pending=pending,
        pending_question=asked.core,
    )
    return Draft(
        (DraftSentence(question),),
        Outcome.CLARIFY,
        clarification=Clarification(question, labels),
        referents=referents,
    )


def ask_where(desk: Desk, asked: Understanding) -> Draft:
    """Who helps depends on the place: asked for where nothing names one."""
    question = desk.say("where_are_you")
    return Draft(
        (DraftSentence(question),),
        Outcome.CLARIFY,
        mode=Mode.NONE,
        clarification=Clarification(question),
        referents=replace(asked.referents, pending=(), pending_question=asked.core),
    )


def coverages_of(desk: Desk, place: Place) -> list[Coverage]:
    """The networks of a place, each once, in the order in which its office is chosen."""
    return list(coverages(desk.register, place))


def networks_there(desk: Desk, asked: Understanding) -> list[Network]:
    """The networks of the place that is named."""
    place = asked.place.unique if asked.place else None
    return [one.network for one in coverages_of(desk, place)] if place else []


def networks_near(desk: Desk, asked: Understanding) -> list[Network] | None:
    """The networks of the place, region or Land that is named; None where none is."""
    if asked.place and asked.place.unique:
        return networks_there(desk, asked)
    ids, lands = asked.mentions.organisations, asked.filters.lands
    if not (ids or lands):
        return None
    inside = [one for land in lands for one in desk.register.in_land(land)]
    return [*filter(None, map(desk.register.network, ids)), *inside]


def place_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """The network and the office of the place asked for."""
    place = asked.place.unique if asked.place else None
    if place is None:
        return None
    coverages = coverages_of(desk, place)
    beside = _beside(desk, asked)
    if not coverages:
        sentence = DraftSentence(desk.say("place_none", place=place.label))
        referents = Referents(place=place.ags or None, network=asked.referents.network)
        others = [one for each in asked.places_beside for one in coverages_of(desk, each)]
        office = desk.register.office_of(others[0].network) if others else None
        outcome = Outcome.ANSWERED if others else Outcome.NO_SOURCE
        office_id = office.id if office else None
        return Draft((sentence, *beside), outcome, referents=referents, office_id=office_id)
    first = coverages[0].network
    office = desk.register.office_of(first)
    reached = [*_basis(desk, coverages[0]), *_attributes(desk, asked, first, office)]
    reached += _others(desk, coverages[1:])
    if first.status_on(desk.day) is Status.ENDED:
        reached.insert(0, network_status(desk, first))
    line = _network_line(desk, place, coverages[0])
    sentences = [line, *beside[: len(asked.places_beside)], *reached]
    sentences += [one for one in beside if one not in sentences]
    return Draft(
        tuple(sentences),
        referents=Referents(
            network=first.id,
            other_networks=tuple(one.network.id for one in coverages[1:3]),
            place=place.ags or None,
            office=office.id if office else None,
        ),
        office_id=office.id if office else None,
    )


def _beside(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    """The places named in one row with the first: a line on each, then whom to turn to there."""
    lines: list[DraftSentence] = []
    reached: list[DraftSentence] = []
    for place in asked.places_beside:
        coverages = coverages_of(desk, place)
        if not coverages:
            lines.append(DraftSentence(desk.say("place_none", place=place.label)))
            continue
        network = coverages[0].network
        lines.append(_network_line(desk, place, coverages[0]))
        reached += _attributes(desk, asked, network, desk.register.office_of(network))
        reached += _others(desk, coverages[1:])
    return [*lines, *reached]


def asks_of_several(asked: Understanding) -> bool:
    """ "Aalen, Giengen – gleiches Team?": whether one network is there for several places."""
    ours = asked.category in (None, Category.NETWORK, Category.OFFICE)
    counted = Intent.COUNT in asked.intents and asked.category is not Category.NETWORK
    if not asked.places_beside or not ours or counted or not asked.mentions.empty:
        return False
    return asked.category is not None or bool(_TOGETHER.search(asked.core.lower()))


_TOGETHER = pattern("together")


def place_alone(desk: Desk, asked: Understanding) -> Draft | None:
    """The network of a place where nothing else is asked that could be looked up.

    "Wir sitzen in …, gibt's da was?", "… und ich weiß nicht weiter": whoever speaks of their own
    place, and of nothing that no table knows, wants to know who is there for them. So does a firm,
    a town or somebody at work, whatever else they tell, and whoever only tells and asks nothing.
    """
    if asked.place is None or asked.place.unique is None or not asked.mentions.empty:
        return None
    other = asked.category not in (None, Category.NETWORK, Category.OFFICE)
    if other or asked.filters.year or asked.filters.amount or set(asked.attributes) - _OF_PLACES:
        return None
    # "Wer ist dort Bürgermeister?" says nothing of whoever asks.
    explained = {Intent.COUNT, Intent.EXPLAIN} & set(asked.intents)
    if not (asked.audience_said and not (asked.attributes or explained)):
        text = asked.core.lower()
        telling = _TELLING.search(text) is not None and _ASKING.search(text) is None
        unknown = asked.subjects and not telling
        if explained or unknown or not (telling or _OWN.search(text)):
            return None
    return place_answer(desk, replace(asked, attributes=(), intents=(Intent.RESPONSIBLE,)))


_OF_PLACES = frozenset(
    (Attribute.REGION, Attribute.PLACE, Attribute.STATUS, Attribute.PARTNERS, Attribute.OFFERS)
)
_OWN = pattern("own")
_TELLING = pattern("telling")
_ASKING = re.compile(r"\?|\b(?:w(?:er|ie|o|as|ann|arum|elche\w*)|ob|gib\w*|suche?n?)\b")


def _attributes(
    desk: Desk, asked: Understanding, network: Network, office: CoordinationOffice | None
) -> list[DraftSentence]:
    """What is asked of the network, else whom to turn to."""
    plain = {Attribute.REGION, Attribute.STATUS, Attribute.PLACE, Attribute.PARTNERS}
    if _PARTNERS.search(asked.core.lower()):
        plain.remove(Attribute.PARTNERS)
    if Intent.BELONGS in asked.intents:
        plain.add(Attribute.NAMES)
    if Intent.RESPONSIBLE in asked.intents and of_oneself(asked.core):
        # "Wir brauchen Geld, wen rufe ich an?": what the network got is of no use to them.
        plain |= {Attribute.MONEY, Attribute.FUNDER}
    wanted = [one for one in asked.attributes if one not in plain and one in NETWORK_ATTRIBUTES]
    if office is None:
        return attribute_lines(desk, network, wanted or [Attribute.CONTACT])
    contact = wanted or [Attribute.CONTACT]
    if Attribute.PERSON in contact and Attribute.CONTACT not in contact:
        contact = [Attribute.CONTACT, *contact]
    lines = attribute_lines(desk, network, contact)
    if Attribute.LEAD in contact and not {Attribute.CONTACT, Attribute.PERSON} & set(contact):
        lines += leading_people(desk, network)
    return lines


def _network_line(desk: Desk, place: Place, coverage: Coverage) -> DraftSentence:
    network = coverage.network
    name = network.short_name
    district = place.district or place.name
    evidence = backed(network, *_district_names(place), network.region)
    # No source says that a landscape belongs to a network, only that its districts do.
    derived = coverage.district.derived or place.kind == "landscape"
    key = "place_network_derived" if derived else "place_network"
    return desk.line(key, evidence, place=place.label, network=name, district=district)


def _basis(desk: Desk, coverage: Coverage) -> list[DraftSentence]:
    """Why a district that no source states is taken to belong: "eingeladen", a region's name."""
    basis, network = coverage.district.basis, coverage.network
    if not coverage.district.derived or not basis:
        return []
    return [desk.line("place_basis", backed(network, network.region), basis=basis)]


def _district_names(place: Place) -> Sequence[str]:
    names = [place.district, place.name]
    return [name for name in names if name]


def _others(desk: Desk, coverages: Sequence[Coverage]) -> list[DraftSentence]:
    lines = []
    for coverage in coverages:
        network = coverage.network
        evidence = backed(network, network.region, "Art:")
        if network.kind is NetworkKind.FUNDED:
            derived = desk.say("derived") if coverage.district.derived else ""
            name = f"{network.short_name} ({'; '.join(filter(None, (network.region, derived)))})"
            lines.append(desk.line("place_also", evidence, network=name))
        else:
            kind = desk.say(f"network_{network.kind.value}")
            name = network.short_name
            lines.append(desk.line("place_alliance", evidence, network=name, kind=kind))
    return lines


def belongs_answer(desk: Desk, asked: Understanding, network: Network) -> Draft | None:
    """Whether a place belongs to the area of a network that is named."""
    place = asked.place.unique if asked.place else None
    if place is None:
        return None
    coverages = coverages_of(desk, place)
    own = next((one for one in coverages if one.network.id == network.id), None)
    evidence = backed(network, *_district_names(place), network.region)
    if own is None:
        key = "place_belongs_not" if network.districts else "place_area_unknown"
        line = desk.line(key, evidence, place=place.label, network=network.short_name)
        if not network.districts:
            area = attribute_lines(desk, network, [Attribute.REGION, Attribute.CONTACT])
            referents = Referents(network=network.id, office=network.office_id)
            return Draft((line, *area), referents=referents, office_id=network.office_id)
        following = place_answer(desk, asked)
        rest = following.sentences if following else ()
        nearer = following.referents if following and following.office_id else None
        area = attribute_lines(desk, network, [Attribute.REGION])
        return Draft(
            (line, *area, *rest),
            referents=nearer or Referents(network=network.id),
            office_id=following.office_id if following else None,
        )
    key = "place_belongs_derived" if own.district.derived else "place_belongs"
    line = desk.line(key, evidence, place=place.label, network=network.short_name)
    office = desk.register.office_of(network)
    lines = [line, *_basis(desk, own), *_attributes(desk, asked, network, office)]
    lines += _others(desk, [one for one in coverages if one is not own])
    return Draft(
        tuple(lines),
        referents=Referents(
            network=network.id, place=place.ags or None, office=office.id if office else None
        ),
        office_id=office.id if office else None,
    )


def said_to_serve(desk: Desk, asked: Understanding) -> bool:
    """ "Ist TeamMit für Kassel da?", or "da TeamMit für Kassel da ist", which may be wrong."""
    place = asked.place.unique if asked.place and not asked.place_inherited else None
    areas = any(one.districts for one in map(desk.register.network, asked.mentions.networks) if one)
    serving = {Intent.RESPONSIBLE, Intent.BELONGS} & set(asked.intents)
    asks = serving and not _REACHING & set(asked.attributes)
    told = (areas and asks) or _SERVING.search(asked.folded) is not None
    if place is None or not asked.named.networks or not told:
        return False
    covering = {one.network.id for one in coverages_of(desk, place)}
    ours = asks and not asked.attributes and _FOR_US.search(asked.folded)
    return bool(ours) or not covering & set(asked.named.networks)


_FOR_US = re.compile(r"\bfuer (?:uns|mich)\b")
_REACHING = frozenset((Attribute.PHONE, Attribute.EMAIL, Attribute.ADDRESS, Attribute.CONTACT))
_SERVING = pattern("serving")
