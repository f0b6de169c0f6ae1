"""Offers and events (Angebote, Veranstaltungen) of the networks, by day and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from transfobot.assistant.register.draft import Draft, DraftSentence, Part
from transfobot.assistant.register.network import attribute_lines
from transfobot.assistant.register.offer_meant import EVENTS, Side, sides_of, tells_price
from transfobot.assistant.register.places import networks_near
from transfobot.assistant.register.programme_parties import audiences_denied
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.studies import speaks_of
from transfobot.assistant.understand.language import stems_of, words_of
from transfobot.assistant.understand.titles import written_out
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.assistant.understand.words import pattern, word_tables
from transfobot.domain.answers import Outcome, Status
from transfobot.domain.conversation import Audience, Referents
from transfobot.domain.register import Network, Offer, first_day, last_day
from transfobot.german.stems import stem
from transfobot.german.text import fold

_PRICED = frozenset((Attribute.RATE, Attribute.MONEY))
_MOST = 8
_MOST_PAST = 3


def offer_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """Events to come (or that none is on file), past ones, or what the networks offer."""
    offers = _of_whom(desk, asked)
    if asked.mentions.offers:
        named = [one for one in map(desk.register.offer, asked.mentions.offers) if one]
        return _of_those(desk, asked, named)
    coming = Intent.EVENTS in asked.intents
    wants_events = coming or Attribute.EVENTS in asked.attributes
    online = _held_online(offers, asked)
    offers = online or offers
    if wants_events and Attribute.OFFERS in asked.attributes and not coming:
        # "Welche Veranstaltungen und Kurse": of both kinds.
        return _listed(desk, asked, offers) if 0 < len(offers) <= _MOST_OF_ALL else None
    if wants_events:
        if _PRICED & set(asked.attributes):
            return None
        events = [one for one in offers if one.kind.casefold() in EVENTS]
        events = _of_that_name(events, asked) or events
        return _events(desk, asked, events, coming=coming)
    strange = [one for one in asked.words if stem(one.folded) in asked.nouns]
    alone = all(_ONLINE.search(one.folded) for one in strange) and Intent.LIST in asked.intents
    fitting = _for_whom(offers, asked) or (online if alone else []) or _by_words(offers, asked)
    fitting = fitting or _lasting(desk, asked, offers)
    if not fitting:
        return None
    return _listed(desk, asked, fitting)


_MOST_OF_ALL = 12


def _lasting(desk: Desk, asked: Understanding, offers: Sequence[Offer]) -> list[Offer]:
    """What is no event: "Dürfen wir zu den Schulungen?" there, "Welche Angebote laufen noch?"."""
    lasting = [one for one in offers if one.kind.casefold() not in EVENTS]
    if Attribute.STATUS in asked.attributes and not asked.content:
        return [one for one in lasting if one.status_on(desk.day) is not Status.ENDED]
    known = asked.mentions.networks or asked.place or asked.filters.lands
    asks = Intent.ELIGIBILITY in asked.intents and Attribute.OFFERS in asked.attributes
    return lasting if known and asks else []


def _for_whom(offers: Sequence[Offer], asked: Understanding) -> list[Offer]:
    """ "Welche Angebote sind für Beschäftigte gedacht?": what is no event, by the word for them."""
    words = asked.words
    found = [one for one in word_tables().find(words) if one.group == "audiences"]
    said = {stem(words[at].folded) for one in found for at in one.at}
    if set(asked.nouns) - said or Intent.LIST not in asked.intents or asked.topics:
        return []
    lasting = [one for one in offers if one.kind.casefold() not in EVENTS]
    keys = {Audience(one.key) for one in found} - audiences_denied(asked)
    named = [one for one in lasting if (said - _FIRM) & stems_of(one.audience_text or "")]
    return named or [one for one in lasting if keys & set(one.audiences)]


_FIRM = frozenset(map(stem, ("unternehmen", "firmen", "betriebe")))


def own_offers_meet(network: Network, asked: Understanding) -> bool:
    """Whether what a network's record lists as its offers holds a word or meaning asked for."""
    listed = words_of(" ".join(network.offers))
    tables = word_tables()
    roots = {stem(word.folded) for word in listed}
    alike = tables.meanings(asked.words) & tables.meanings(listed)
    return bool(roots & set(asked.nouns) or alike - _PEOPLE)


_PEOPLE = frozenset(("firms", "employed", "guests"))


def _of_those(desk: Desk, asked: Understanding, named: Sequence[Offer]) -> Draft | None:
    """What is asked of the offers named; None where no record of an offer says such a thing."""
    sides = sides_of(asked)
    text = " ".join(
        f"{one.title} {one.description} {one.audience_text} {one.place}" for one in named
    )
    text += " ".join(
        full for one in named for word in words_of(one.title) for full in written_out(word.shown)
    )
    tables = word_tables()
    titled = tables.meanings(words_of(" ".join(one.title for one in named)))
    alike = (tables.meanings(asked.words) & tables.meanings(words_of(text))) - titled
    if _SPEAKERS.search(fold(text)):
        # "Kann uns jemand einen Referenten schicken?": that is what is offered.
        sides -= {Side.WHO}
    strange = asked.nouns and not (alike or speaks_of(text, asked.nouns))
    lead = bool(asked.mentions.networks) or Attribute.LEAD in asked.attributes
    if lead and (Side.WHO in sides or (strange and not sides)):
        # What else the record of the network tells.
        return None
    got = sides <= {Side.WHOM, Side.WHAT} and _GETTING.search(asked.folded) is not None
    if Side.WHO in sides:
        return _untold(desk, asked, named, "event_no_speaker")
    if strange and (got or not sides) and not _WISHED.search(asked.folded):
        return _untold(desk, asked, named, "offer_not_told")
    other = _of_another_day(desk, asked, named)
    if other is not None:
        return other
    if Side.WHERE in sides and sides <= {Side.WHERE, Side.WHAT} and _placeless(named):
        return _untold(desk, asked, named, "offer_no_place")
    if Side.PRICE in sides and not tells_price(text):
        draft = _untold(desk, asked, named, "offer_no_price")
        # "Was kostet das, und gibt es das noch?": the rest is told.
        told = [_described(desk, one) for one in named[:_MOST]]
        alone = sides <= {Side.PRICE, Side.WHAT} or not _ASKED_TOO.search(asked.folded)
        return draft if alone else replace(draft, sentences=(draft.sentences[0], *told))
    draft = _named(desk, named, asked, sides)
    network = desk.register.network(draft.referents.network)
    if network and _SPEAKERS.search(fold(text)) and _WHO_SENDS.search(asked.folded):
        # "Wer vermittelt uns heute einen Referenten?": whom to turn to, beside what is offered.
        reached = attribute_lines(desk, network, [Attribute.CONTACT])
        draft = replace(draft, sentences=(*draft.sentences, *reached))
    return draft


_WHO_SENDS = re.compile(r"\b(?:wer|wen|wem)\b")
_ASKED_TOO = re.compile(r"\b(?:wann|wo|wohin|wer|wen|gibt|laeuft|noch|und|when|where|who)\b")
""" "Einen Tag nach Olpe" only says what for."""


def _untold(desk: Desk, asked: Understanding, named: Sequence[Offer], gap: str) -> Draft:
    """That the records of the offers named do not say what is asked, beside what they say."""
    missing = desk.gap(gap, backed(named[0], named[0].title), title=named[0].title)
    near = [_described(desk, one).beside() for one in named[:_MOST]]
    return Draft((missing, *near), referents=_referents(asked, named))


def _placeless(offers: Sequence[Offer]) -> bool:
    """Whether the record of none of them says where it is held."""
    return not any(one.place or _at_screen(one) for one in offers)


_GETTING = re.compile(r"\b(?:krieg\w*|bekomm\w*|erhalt\w*|erhaelt|gibt es|gibts)\b")
""" "Kriege ich ein Zertifikat?": what somebody gets there must be told."""
_SPEAKERS = re.compile(r"\breferent")
_WISHED = pattern("wished")


def _of_another_day(desk: Desk, asked: Understanding, named: Sequence[Offer]) -> Draft | None:
    """The next of its kind, or that of a year, where only one of another day is on file."""
    year = asked.filters.year
    if year is None:
        # A standing offer has no next day: "Wir tagen bald, gibt es da etwas?" asks for it.
        held = [one for one in named if one.kind.casefold() in EVENTS]
        coming = held and Intent.EVENTS in asked.intents
        return _events(desk, asked, named, coming=True) if coming else None
    if any(str(year) in f"{one.begins} {one.ends} {one.dates_text}" for one in named):
        return None
    if any(_spans(one, year) or str(year) in one.title for one in named):
        # "Die neue Förderrichtlinie 2027–2029" is what it is called.
        return None
    gap = DraftSentence(desk.say("gap_time", when=str(year)), part=Part.MISSING)
    near = [_described(desk, one).beside() for one in named[:_MOST]]
    return Draft((gap, *near), referents=_referents(asked, named))


def _spans(offer: Offer, year: int) -> bool:
    """Whether an offer runs through a year, as far as its days are on file."""
    if not offer.begins:
        return True
    last = last_day(offer.ends or offer.begins).year
    return first_day(offer.begins).year <= year <= last


def _of_that_name(events: Sequence[Offer], asked: Understanding) -> list[Offer]:
    """The events whose title holds the word asked for ("Auftakt", "Kongress")."""
    words = asked.words
    spoken = {
        words[at].folded
        for one in word_tables().find(words)
        if one.key == Attribute.EVENTS.value
        for at in one.at
    }
    return [one for one in events if any(word in fold(one.title) for word in spoken)]


def _held_online(offers: Sequence[Offer], asked: Understanding) -> list[Offer]:
    """Those at a screen, where that is asked for: "nur digital", "per Video"."""
    if _ONLINE.search(asked.folded) is None:
        return []
    return [one for one in offers if _at_screen(one)]


def _at_screen(offer: Offer) -> bool:
    text = f"{offer.place} {offer.title} {offer.description}"
    return _ONLINE.search(fold(text)) is not None


_ONLINE = pattern("online")


def _of_whom(desk: Desk, asked: Understanding) -> list[Offer]:
    """Offers of the networks named or of those of the place, region or Land; all without either."""
    near = networks_near(desk, asked)
    if near is None and not asked.mentions.networks:
        return list(desk.register.offers)
    ids = set(asked.mentions.networks) or {one.id for one in near or ()}
    return [one for one in desk.register.offers if ids & set(one.network_ids)]


def _where(desk: Desk, asked: Understanding) -> str:
    names = [one.short_name for one in map(desk.register.network, asked.mentions.networks) if one]
    if names:
        return desk.say("where_of", name=desk.joined(names))
    place = asked.place.unique if asked.place else None
    if place is not None:
        return desk.say("where_for", name=place.label)
    if asked.filters.lands:
        return desk.say("where_for", name=desk.joined(asked.filters.lands))
    return ""


def _date(desk: Desk, offer: Offer) -> str:
    return offer.dates_text or desk.day_of(offer.begins or offer.ends)


def _line(desk: Desk, offer: Offer, key: str) -> DraftSentence:
    place = f", {offer.place}" if offer.place else ""
    evidence = backed(offer, offer.title, offer.place)
    if offer.announced_only:
        return desk.line("event_announced", evidence, title=offer.title, date=_date(desk, offer))
    return desk.line(key, evidence, title=offer.title, date=_date(desk, offer), place=place)


def _events(desk: Desk, asked: Understanding, events: Sequence[Offer], *, coming: bool) -> Draft:
    future = [one for one in events if one.begins and one.status_on(desk.day) is Status.ANNOUNCED]
    future.sort(key=lambda one: one.begins or "")
    year = asked.filters.year
    if year is not None and not coming:
        events = [one for one in events if one.begins and first_day(one.begins).year == year]
    dated = sorted((one for one in events if one.begins), key=lambda one: one.begins or "")
    where = _where(desk, asked)
    sentences: list[DraftSentence] = []
    if coming and future:
        sentences += [_line(desk, one, "event_next") for one in future[:_MOST_PAST]]
    elif coming or not events:
        spaced = f"{where} " if where else ""
        latest = dated[-1:]
        evidence = [backed(one, one.title) for one in latest]
        sentences.append(desk.line("event_none", *evidence, where=spaced, day=desk.today))
        sentences += [_line(desk, one, "event_past") for one in reversed(latest)]
    else:
        undated = [one for one in events if not one.begins]
        listed = [*reversed(dated), *undated]
        alone = len(listed) == 1 and not listed[0].announced_only
        sentences += [
            _described(desk, one) if alone else _line(desk, one, "event_line")
            for one in listed[:_MOST]
        ]
    # What took place before is shown, but it does not answer when the next one is.
    missing = coming and not future
    backed_at_all = any(one.evidence for one in sentences) and not missing
    return Draft(
        tuple(sentences),
        Outcome.ANSWERED if backed_at_all else Outcome.NO_SOURCE,
        referents=_referents(asked),
    )


def _referents(asked: Understanding, offers: Sequence[Offer] = ()) -> Referents:
    place = asked.place.unique if asked.place else None
    whose = (key for one in offers for key in one.network_ids)
    return Referents(
        network=next(chain(asked.mentions.networks, whose), None),
        place=(place.ags if place else None) or asked.referents.place,
    )


def _by_words(offers: Sequence[Offer], asked: Understanding) -> list[Offer]:
    """Offers that share the question's own words; all where it has none and names whose."""
    wanted = set(asked.content)
    if not wanted:
        narrowed = asked.mentions.networks or asked.place or asked.filters.lands
        return list(offers) if narrowed else []
    scores = {
        one.id: len(
            wanted
            & {stem(w.folded) for w in words_of(f"{one.title} {one.description} {one.place}")}
        )
        for one in offers
    }
    best = max(scores.values(), default=0)
    return [one for one in offers if best and scores[one.id] == best]


def _listed(desk: Desk, asked: Understanding, offers: Sequence[Offer]) -> Draft:
    where = _where(desk, asked)
    head = desk.line("offer_count", backed(offers[0], offers[0].title), where=where)
    head = replace(head, text=head.text.replace(" :", ":"))
    lines = [_described(desk, one) for one in offers[:_MOST_OF_ALL]]
    only = offers if len(offers) == 1 else ()
    return Draft((head, *lines), referents=_referents(asked, only))


def _described(desk: Desk, offer: Offer) -> DraftSentence:
    names = [one.short_name for one in map(desk.register.network, offer.network_ids) if one]
    value = "; ".join(
        filter(None, (offer.description.rstrip("."), _date(desk, offer), offer.place))
    )
    return desk.line(
        "offer_line",
        backed(offer, offer.description, offer.title),
        title=offer.title,
        network=desk.joined(names) or desk.label("offers"),
        value=value,
    )


def _named(
    desk: Desk, offers: Sequence[Offer], asked: Understanding, sides: frozenset[Side]
) -> Draft:
    lines = []
    for one in offers[:_MOST]:
        lines.append(_described(desk, one))
        if Side.STILL in sides and one.status_on(desk.day) is Status.ENDED:
            over = backed(one, one.title)
            lines.append(desk.line("offer_over", over, title=one.title, date=_date(desk, one)))
        lines += whom_lines(desk, sides, [one])
    lines += [_line(desk, one, "event_line") for one in offers if one.announced_only]
    return Draft(tuple(lines), referents=_referents(asked, offers))


def whom_lines(desk: Desk, sides: frozenset[Side], offers: Sequence[Offer]) -> list[DraftSentence]:
    """For whom offers and events are meant, where that is asked."""
    told = [one for one in offers if one.audience_text and Side.WHOM in sides]
    return [
        desk.line(
            "offer_whom", backed(one, one.audience_text), title=one.title, value=one.audience_text
        )
        for one in told
    ]
