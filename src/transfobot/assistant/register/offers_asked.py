"""Whether a question asks for offers and events, of which network or place, or who has a thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.askers import concerns_of
from transfobot.assistant.register.contacts import CONTACT_ATTRIBUTES
from transfobot.assistant.register.draft import Draft, DraftSentence, with_gaps
from transfobot.assistant.register.entity import networks_named, own_facts
from transfobot.assistant.register.events import event_answer
from transfobot.assistant.register.names import name_on_file
from transfobot.assistant.register.network import attribute_lines
from transfobot.assistant.register.offer_meant import EVENTS, Side, sides_of
from transfobot.assistant.register.offers import offer_answer, own_offers_meet
from transfobot.assistant.register.places import networks_near, place_answer
from transfobot.assistant.register.qualities import unmet_quality
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.status import network_status_short
from transfobot.assistant.understand.language import PERSONS, words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import listed, pattern, thing_tables, word_tables
from transfobot.domain.answers import Outcome, Status
from transfobot.domain.conversation import Topic
from transfobot.domain.register import Network, Offer
from transfobot.german.stems import stem
from transfobot.german.text import fold

_OFFERED = frozenset(listed("offered"))
"""Groups of synonyms that name one thing networks have, and not the field of all of them."""


def thing_offered(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Wer macht was mit Wasserstoff?", "Gibt es einen Selbsttest?": what networks have of it.

    Of the networks of the place or Land where one is named; else of all, and the place is asked.
    What narrows it and stands nowhere is said to be missing.
    """
    sought = _things(asked.core)
    found = _holding(desk, sought) if sought and _seeks(asked) else []
    if not found or unmet_quality(asked, " ".join(each for _, items in found for each in items)):
        return None
    if name_on_file(desk, asked):
        # "In der Batteriefertigung fällt der Name TraWeBa": that is what is asked about.
        return None
    near = networks_near(desk, asked)
    here = [(one, items) for one, items in found if near is None or one in near]
    lines = _narrowed(desk, asked, " ".join(each for _, items in here or found for each in items))
    placed = place_answer(desk, replace(asked, attributes=(), intents=(Intent.RESPONSIBLE,)))
    if here:
        having = [_having(desk, *one) for one in here]
        lines += [desk.line("offered_head"), *(one.beside() if lines else one for one in having)]
        lines += [] if near is not None else [DraftSentence(desk.say("help_where"))]
    else:
        names = desk.joined([one.short_name for one in near or ()])
        lines += placed.sentences[:1] if placed else ()
        lines += [desk.gap("offered_not_there", name=names)] if names else []
        lines += [desk.line("offered_elsewhere"), *(_having(desk, *one).beside() for one in found)]
    referents = placed.referents if placed else asked.referents
    alone = here[0][0].office_id if near is not None and len(here) == 1 else None
    office = (placed.office_id if placed else None) or alone
    draft = Draft(tuple(lines), referents=referents, office_id=office)
    return replace(with_gaps(draft), whole=True)


def _seeks(asked: Understanding) -> bool:
    """Whether somebody looks for a thing, and for no money, figure or study."""
    mentions, intents, attributes = asked.mentions, set(asked.intents), set(asked.attributes)
    named = not mentions.empty or mentions.authored or asked.filters.organisations
    aside = asked.meta or asked.foreign_topic or asked.complaint or (asked.individual and named)
    aside = aside or "provider" in concerns_of(asked)
    one = asked.category is Category.NETWORK and _ONE.search(asked.folded)
    if named or aside or not (one or asked.category in (None, Category.OFFER, Category.OFFICE)):
        return False
    if _OTHERWISE & intents or _OF_RECORDS & attributes or Topic.FUNDING in asked.topics:
        return False
    if Attribute.EVENTS in attributes and "exchange" not in _things(asked.core):
        return False
    words = asked.words
    if _things(asked.core) == {"crafts"} and PERSONS & {one.folded for one in words}:
        # "Wir als Kfz-Betrieb": who asks is no thing.
        return False
    brief = len(words) <= _BRIEF
    return brief or bool(_SEEKING & intents or {Attribute.OFFERS, Attribute.PLACE} & attributes)


_ONE = re.compile(r"\bwelche[sm] netz(?:werk)?\b")
""" "Welches Netzwerk macht das?" asks for no list of networks."""
_BRIEF = 6
_SEEKING = frozenset(
    (Intent.LIST, Intent.RESPONSIBLE, Intent.ELIGIBILITY, Intent.HELP, Intent.ADVICE)
)
_OTHERWISE = frozenset(
    (Intent.COUNT, Intent.COMPARE, Intent.WORRY, Intent.CHANGE, Intent.EXPLAIN, Intent.EVENTS)
)
_OF_RECORDS = frozenset((
    Attribute.RATE, Attribute.MONEY, Attribute.RESULTS, Attribute.AUTHOR, Attribute.DATE,
    Attribute.BEGINS, Attribute.ENDS, Attribute.STATUS,
))  # fmt: skip


def _holding(desk: Desk, sought: set[str]) -> list[tuple[Network, list[str]]]:
    """The networks that list most of what is sought, with what they list of it."""
    held: list[tuple[int, Network, list[str]]] = []
    for network in desk.register.networks:
        listed = (*network.offers, *network.focus, *network.audiences)
        told = {one: _things(one) & sought for one in listed}
        lasting = [one for one in desk.register.offers_of(network.id) if _lasts(one)]
        meant = {one: _things(f"{one.title} {one.description}") & sought for one in lasting}
        items = [one for one in listed if told[one]] or [one.title for one in lasting if meant[one]]
        dates = [one.dates_text for one in lasting if one.dates_text and meant[one]]
        if items:
            number = len(set().union(*told.values(), *meant.values()))
            held.append((number, network, list(dict.fromkeys((*items, *dates[:1])))))
    most = max((number for number, *_ in held), default=0)
    return [(network, items) for number, network, items in held if number == most]


def _lasts(offer: Offer) -> bool:
    return offer.kind.casefold() not in EVENTS


def _things(text: str) -> set[str]:
    """The things a text names, each by whichever of its names."""
    words = words_of(text)
    return {one.key for one in thing_tables().find(words)} | (
        word_tables().meanings(words) & _OFFERED
    )


def _narrowed(desk: Desk, asked: Understanding, told: str) -> list[DraftSentence]:
    """ "KI in der Qualitätskontrolle": the noun beside it that no table knows and nothing has."""
    held = fold(told)
    plain = set(map(stem, listed("generic")))
    strange = {one for one in asked.subjects_anywhere if one not in held} - plain
    pieces = [one for one in re.split(r"[,;.?!:]", asked.core) if _things(one)]
    shown = [
        one.shown
        for piece in pieces
        for one in words_of(piece)
        if stem(one.folded) in strange and not _things(one.folded)
    ]
    return [desk.gap("offered_untold", what=desk.joined(shown))] if shown else []


def _having(desk: Desk, network: Network, items: Sequence[str]) -> DraftSentence:
    over = network.status_on(desk.day) is Status.ENDED
    value = "; ".join((*items, network_status_short(desk, network)) if over else items)
    name = f"{network.short_name} ({network.region})"
    return desk.line("list_line_value", backed(network, *items), name=name, value=value)


def offers_or_events(desk: Desk, asked: Understanding) -> Draft | None:
    """What is offered, or what took place; first that nothing is to come, for whoever may come."""
    draft = _offered_or_held(desk, asked)
    coming = bool(_WHEN & set(asked.attributes) or _JOINING.search(asked.folded))
    coming = coming or Intent.LIST in asked.intents
    if draft is None or draft.outcome is not Outcome.ANSWERED or not coming:
        return draft
    told = {one.document_id for line in draft.sentences for one in line.evidence}
    events = [one for one in desk.register.offers if one.document_id in told and not _lasts(one)]
    ahead = any(one.status_on(desk.day) in (Status.ANNOUNCED, Status.RUNNING) for one in events)
    past = _PAST.search(fold(asked.text)) or asked.filters.year or Intent.COUNT in asked.intents
    if not events or ahead or past or sides_of(asked) & {Side.WHO, Side.STILL}:
        return draft
    none = desk.line("event_none", where="", day=desk.today)
    rest = (one for one in draft.sentences if one.text != none.text)
    return replace(draft, sentences=(none, *rest))


_WHEN = frozenset((Attribute.EVENTS, Attribute.DATE))
_JOINING = pattern("joining")
_PAST = pattern("past_events")
""" "Was gab es": whoever asks what took place does not want to come."""


def _offered_or_held(desk: Desk, asked: Understanding) -> Draft | None:
    networks, spoken = asked.mentions.networks, asked.meanings
    if asked.category is Category.NETWORK and _OFFERING.search(asked.folded):
        # "Welche Netzwerke bieten Kongresse an?" asks for no single one.
        return None
    if networks and "origin" in spoken:
        # "Durch welche Veranstaltung kam es zum Bündnis?": a fact of the network tells it.
        return None
    if networks and CONTACT_ATTRIBUTES & set(asked.attributes):
        return None
    event = _with_run_time(desk, asked, event_answer(desk, asked))
    if event is not None and networks:
        spans = [one for one in asked.attributes if one in _SPANS and _SPANNING.search(asked.core)]
        spans += [one for one in asked.attributes if one in _BESIDE_EVENTS]
        lines = attribute_lines(desk, networks_named(desk, asked)[0], spans)
        return replace(event, sentences=(*lines, *event.sentences))
    if event is not None or (networks and Intent.COUNT in asked.intents):
        return event
    if networks and Attribute.BEGINS in asked.attributes and "opening" in spoken:
        # "Wann fiel der Startschuss?": no other event of it answers that.
        return None
    named = bool(asked.mentions.offers) and (not networks or bool(sides_of(asked) or asked.place))
    if networks and not named and len(asked.nouns) > 1 and own_facts(desk, asked, least=2):
        return None
    happened = Attribute.EVENTS in asked.attributes and bool(networks or asked.place)
    # "Wer schrieb den Bericht, der auf dem Kongress gezeigt wurde?" asks of no event.
    happened = happened and asked.category is not Category.STUDY
    if named or happened or asked.category is Category.OFFER or Intent.EVENTS in asked.intents:
        draft = offer_answer(desk, asked)
        return _with_own_offers(desk, asked, draft)
    return None


_OFFERING = pattern("offering")
_SPANS = (Attribute.SPAN, Attribute.BEGINS, Attribute.ENDS)
_BESIDE_EVENTS = (Attribute.MONEY, Attribute.LEAD, Attribute.FOCUS)
_SPANNING = pattern("spanning")


def _with_run_time(desk: Desk, asked: Understanding, event: Draft | None) -> Draft | None:
    """ "Wann hat es angefangen?": when the network's run time began, then its own kick-off."""
    network = desk.register.network(asked.mentions.networks[0]) if asked.mentions.networks else None
    begun = Attribute.BEGINS in asked.attributes and Attribute.EVENTS not in asked.attributes
    if event is None or network is None or not begun or asked.mentions.offers:
        return event
    own = [
        one
        for one in event.sentences
        if all(each.document_id == network.document_id for each in one.evidence)
    ]
    lines = attribute_lines(desk, network, [Attribute.BEGINS])
    return replace(event, sentences=(*lines, *own)) if own else None


def named_offer(desk: Desk, asked: Understanding) -> Draft | None:
    """An offer that is named, where nothing else of its network is asked for."""
    return offer_answer(desk, asked) if asked.mentions.offers else None


def _with_own_offers(desk: Desk, asked: Understanding, draft: Draft | None) -> Draft | None:
    """What the network's own record lists, before its single offers."""
    networks = networks_named(desk, asked)
    if not networks or Attribute.OFFERS not in asked.attributes:
        return draft
    if asked.nouns and (draft is not None or not own_offers_meet(networks[0], asked)):
        return draft
    lines = tuple(attribute_lines(desk, networks[0], [Attribute.OFFERS]))
    if draft is None:
        return Draft(lines, referents=asked.referents) if asked.nouns and lines else None
    return replace(draft, sentences=(*lines, *draft.sentences))
