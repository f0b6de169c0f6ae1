"""Which answer on funding a question gets: one programme's, that of a guideline, or a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register import askers, open_help
from transfobot.assistant.register.counted import counted_noun, measures_asked
from transfobot.assistant.register.draft import Draft, Part, with_gaps
from transfobot.assistant.register.entity import merged
from transfobot.assistant.register.events import event_answer
from transfobot.assistant.register.funding import list_programmes
from transfobot.assistant.register.needs import aims_of, on_aims
from transfobot.assistant.register.networks import facts_about
from transfobot.assistant.register.places import place_answer
from transfobot.assistant.register.programme import programme_answer
from transfobot.assistant.register.programme_filters import (
    asks_permanent,
    kinds_asked,
    matching,
    narrowed,
    programmes_apart,
)
from transfobot.assistant.register.programme_finding import (
    BY_LAND,
    MANY,
    asks_which,
    by_guideline,
    described,
    in_land,
    named_best,
    names_payers_only,
    network_programmes,
    programmes_of,
)
from transfobot.assistant.register.programme_parties import payers_named
from transfobot.assistant.register.programme_scores import lands_of
from transfobot.assistant.register.programme_wording import asks_of_past
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.status import living_successors, programme_line, programme_open
from transfobot.assistant.understand.claims import claims
from transfobot.assistant.understand.clauses import told_of_oneself
from transfobot.assistant.understand.language import of_oneself
from transfobot.assistant.understand.times import days_said
from transfobot.assistant.understand.understanding import (
    Attribute,
    Category,
    Intent,
    Mentions,
    Understanding,
)
from transfobot.assistant.understand.words import pattern, word_tables
from transfobot.domain.answers import Outcome, Status
from transfobot.domain.conversation import Topic
from transfobot.domain.register import FundingProgramme
from transfobot.german.text import fold

_LISTING = frozenset((Intent.LIST, Intent.COUNT))
_MOST, _MOST_NAMED = 3, 6
_OF_SUCCESSION = (Attribute.SUCCESSOR, Attribute.NAMES)


def funding_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """What is asked of programmes that are named or told of; else a list, or None."""
    if _WHICH_PROGRAMMES.search(asked.folded) and not asked.mentions.networks:
        # Whatever else is spoken of before "bei welchen Programmen".
        asked = replace(asked, category=Category.FUNDING)
    programmes = named_best(asked, programmes_of(desk, asked.mentions.programmes))
    if programmes and names_payers_only(desk, asked, programmes):
        programmes = []
    if programmes and programmes_apart(desk, asked).issuperset(one.id for one in programmes):
        return list_programmes(desk, replace(asked, category=Category.FUNDING, attributes=()))
    programmes = _of_that_land(desk, asked, programmes)
    programmes = _before(desk, asked, programmes) or programmes
    of_sums = asked.category is Category.NETWORK and asked.filters.amount is not None
    if not programmes and (of_sums or asked.category is Category.STUDY):
        # "Netzwerke mit IG Metall und mehr als 5 Mio. €": a list of networks by what they got.
        return None
    own = all(one in network_programmes(desk) for one in programmes)
    if own and programmes and _BOTH.search(asked.folded):
        programmes = [by_guideline(desk, asked) or programmes[0]]
    meeting = own and programmes and Attribute.EVENTS in asked.attributes
    if meeting and event_answer(desk, asked):
        # "Wo trafen sich 2024 alle Netzwerke und Hubs?" asks of a meeting.
        return None
    measured = measures_asked(asked) - (set() if asked.place else {"share"})
    if not programmes and asked.category is not Category.FUNDING and measured:
        # "Wie groß ist die Region von der Fläche her?", "welchen Anteil hat …": of no programme.
        return None
    if own and (informed := _informed(desk, asked)):
        return informed
    if programmes and not _of_the_networks_own(desk, asked, programmes):
        # "Die ERP-Förderkredite der KfW": all that are called by the name that is said.
        many = MANY.search(asked.folded) is not None
        return _there(desk, asked, programmes[: _MOST_NAMED if many else _MOST])
    others = asked.mentions
    named = others.networks or others.studies or others.authored or others.offers
    if named and asked.category is not Category.FUNDING:
        return None
    # "Bei wie vielen Programmen ist … Projektträger": the programmes are counted.
    counting = _counts_programmes(asked) or _WHERE_ALL.search(asked.folded)
    guideline = None if counting else by_guideline(desk, asked)
    if guideline is not None:
        return _of_guideline(desk, asked, guideline)
    nothing_else = asked.mentions.empty and not (asked.content or asked.place)
    nothing_else = nothing_else and not asked.filters.lands
    if Attribute.AGENCY in asked.attributes and nothing_else:
        return _of_each(desk, asked, network_programmes(desk)[:1])
    if _all_of_payer(desk, asked):
        listed = list_programmes(desk, replace(asked, category=Category.FUNDING))
        return replace(listed, whole=_ALL_AIDS.search(asked.folded) is not None)
    if Topic.FUNDING in asked.topics and (heard := _rate_heard(desk, asked)):
        return heard
    whole = asked.category is Category.NETWORK or _all_of_topic(asked)
    told_of = [] if whole else described(desk, asked)
    if "ended" in asked.filters.statuses:
        # "Was kann man nicht mehr beantragen?": what runs is no answer.
        told_of = [one for one in told_of if one.status_on(desk.day) is Status.ENDED]
    if told_of:
        return _of_each(desk, _which_one(asked), told_of)
    return _list(desk, asked)


def _all_of_topic(asked: Understanding) -> bool:
    """ "Welche Weiterbildung wird bezahlt?": whatever pays for such, and not the nearest alone.

    Also what is open on a theme, and all aids of a kind ("welche geförderten Beratungen").
    """
    topics, intents = set(asked.topics) - {Topic.FUNDING}, set(asked.intents)
    listing = Intent.LIST in intents or bool(_OPEN & set(asked.filters.statuses))
    listing = listing and intents <= {Intent.LIST, Intent.EXPLAIN}
    bare = set(asked.content) <= set(asked.settled) and set(asked.attributes) <= _OF_A_LIST
    return bool(listing and bare and (len(topics) == 1 or kinds_asked(asked)))


_OPEN = frozenset(("open", "running"))
_OF_A_LIST = frozenset(
    (Attribute.RATE, Attribute.STATUS, Attribute.AUDIENCES, Attribute.OFFERS, Attribute.ELIGIBLE)
)


_BOTH = re.compile(r"netzwerke?n? (?:und|oder|bzw) (?:\w+ )?hubs?\b")


def _of_that_land(
    desk: Desk, asked: Understanding, programmes: list[FundingProgramme]
) -> list[FundingProgramme]:
    """ "Die Gutscheine für Transformationsberatung in Baden-Württemberg": none of another Land."""
    lands = set(lands_of(asked))
    if not lands or not programmes or any(not lands.isdisjoint(one.lands) for one in programmes):
        return programmes
    if any(not one.lands for one in programmes):
        return programmes
    told = described(desk, replace(asked, mentions=replace(asked.mentions, programmes=())))
    return [one for one in told if lands & set(one.lands)] or programmes


def _before(
    desk: Desk, asked: Understanding, programmes: Sequence[FundingProgramme]
) -> list[FundingProgramme]:
    """ "Welchen Digitalisierungskredit gibt es nicht mehr?": what the one that runs replaced."""
    ended = asked.filters.statuses == ("ended",) and _ONE_OF.search(asked.folded)
    if not ended or any(one.status_on(desk.day) is Status.ENDED for one in programmes):
        return []
    found = [
        one
        for one in desk.register.programmes
        if one.status_on(desk.day) is Status.ENDED
        and set(programmes) & set(living_successors(desk.register, one, desk.day))
    ]
    # "Digital Jetzt" was no loan.
    kinds = {one.kind for one in programmes}
    return [one for one in found if one.kind in kinds] or found


_ONE_OF = pattern("which_one_of")
""" "Gibt es den Kredit nicht mehr?" asks of the one that is named."""


def _all_of_payer(desk: Desk, asked: Understanding) -> bool:
    """ "Was läuft alles über die SAB?": every programme of whoever pays or decides."""
    text = asked.folded
    every = _EVERY_OF.search(text) is not None and asked.mentions.empty and not asked.subjects
    named = replace(asked.mentions, offices=())
    every = every or (named.empty and _WHERE_ALL.search(text) is not None)
    kind, ended = asked.category, "ended" in asked.filters.statuses
    listing = named.empty and (Intent.LIST in asked.intents or ended)
    if not (every or listing):
        return False
    payers = payers_named(asked, desk.register.programmes)
    # "Welche Angebote der KfW sind vorbei?": what an agency has on offer are programmes.
    alone = not set(asked.content) - payers.keys or bool(asked.filters.statuses)
    of_them = kind in (Category.FUNDING, Category.OFFER) or (kind is None and ended)
    every = every or (listing and alone and of_them) or _ALL_AIDS.search(text) is not None
    return every and bool(payers.shown)


_WHERE_ALL = pattern("where_all")
_ALL_AIDS = re.compile(r"\b(?:alle|welche) (?:\w+ )?(?:instrumente|leistungen|hilfen|angebote)\b")
_EVERY_OF = pattern("every_of_payer")


def _counts_programmes(asked: Understanding) -> bool:
    """Whether it is programmes that are asked for: "bei welchen Programmen ist … Träger"."""
    if _WHICH_PROGRAMMES.search(asked.folded):
        return True
    noun = counted_noun(asked) if Intent.COUNT in asked.intents else None
    found = word_tables().find((noun,)) if noun else ()
    return any(one.group == "categories" and one.key == "funding" for one in found)


_WHICH_PROGRAMMES = pattern("which_programmes")


def _which_one(asked: Understanding) -> Understanding:
    """ "Welcher Topf gibt uns einen Zuschuss?" asks which it is, and for no sum."""
    if not asks_which(asked):
        return asked
    rest = [one for one in asked.attributes if one not in _SAID_OF_MONEY]
    return replace(asked, attributes=tuple(dict.fromkeys((*rest, *_TOLD_OF_ONE))))


_SAID_OF_MONEY = frozenset((Attribute.RATE, Attribute.MONEY, Attribute.KIND))
_TOLD_OF_ONE = (Attribute.STATUS, Attribute.PURPOSE, Attribute.ELIGIBLE, Attribute.AGENCY)


def _informed(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Wann wurde online über die neue Richtlinie informiert?": an event on the programme."""
    spoken = asked.meanings
    ours = asked.mentions.programmes or asked.category in (Category.FUNDING, Category.OFFER)
    when = {Attribute.DATE, Attribute.PLACE, Attribute.EVENTS} & set(asked.attributes)
    text = asked.folded
    dated = bool(when) or _CLOCK.search(text) is not None or _INFO_EVENT.search(text) is not None
    dated = dated or bool(days_said(asked.core, asked.day, asked.filters.year))
    if "informing" not in spoken or not (ours and dated) or asked.mentions.networks:
        return None
    # The years are those of its name, and the hour is no sum.
    of_event = replace(
        asked,
        category=None,
        attributes=(Attribute.EVENTS, Attribute.DATE),
        mentions=replace(asked.mentions, programmes=()),
        filters=replace(asked.filters, year=None),
    )
    return event_answer(desk, of_event)


_INFO_EVENT = pattern("info_event")
_CLOCK = re.compile(r"\buhr\b|\buhrzeit\b|\bwann\b|\bwelche[mnr]? tag\b|\bdatum\b")


def _of_the_networks_own(
    desk: Desk, asked: Understanding, programmes: Sequence[FundingProgramme]
) -> bool:
    """ "Die Transformationsstrategie von ReTraSON": the network's, not the programme behind it."""
    own = network_programmes(desk)
    named = asked.mentions.networks and asked.category is not Category.FUNDING
    return bool(named) and all(one in own for one in programmes)


def _of_each(
    desk: Desk, asked: Understanding, programmes: Sequence[FundingProgramme]
) -> Draft | None:
    drafts = [draft for one in programmes for draft in _with_successor(desk, asked, one)]
    return merged(drafts) if drafts else None


def _there(
    desk: Desk, asked: Understanding, programmes: Sequence[FundingProgramme]
) -> Draft | None:
    """What is asked of programmes; of another Land's first that they are none of this one."""
    if not lands_of(asked) or any(in_land(asked, one) for one in programmes):
        return _of_each(desk, asked, programmes)
    # Whom to ask there is no help to somebody from here.
    elsewhere = tuple(one for one in asked.attributes if one not in _REACHED_THERE)
    told = replace(asked, individual=False, intents=(), attributes=elsewhere or asked.attributes)
    if (draft := _of_each(desk, told, programmes)) is None:
        return None
    names, lands = desk.joined([one.name for one in programmes]), desk.joined(lands_of(asked))
    gap = desk.gap("funding_not_there", name=names, land=lands)
    beside = tuple(one.beside() for one in draft.sentences)
    alone = replace(asked, mentions=Mentions())
    who = askers.asker(alone) if of_oneself(asked.core) else None
    here = open_help.open_programmes(desk, alone, who) if who else []
    return replace(draft, sentences=(gap, *beside, *here), outcome=Outcome.NO_SOURCE)


_REACHED_THERE = frozenset((Attribute.AGENCY, Attribute.CONTACT, Attribute.WEBSITE))


def _with_successor(desk: Desk, asked: Understanding, programme: FundingProgramme) -> list[Draft]:
    """ "Wie heißt der Nachfolger, und wie viel zahlt er?": the rest is asked of the successor."""
    rest = tuple(one for one in asked.attributes if one not in _OF_SUCCESSION)
    following = living_successors(desk.register, programme, desk.day)
    elsewhere = Attribute.SUCCESSOR in asked.attributes and rest and following
    if not elsewhere or asks_of_past(asked):
        return [draft] if (draft := programme_answer(desk, asked, programme)) else []
    alone = replace(asked, text="", core="", content=(), subjects=(), intents=())
    first = replace(alone, attributes=(Attribute.SUCCESSOR,))
    then = replace(asked, attributes=rest)
    drafts = [programme_answer(desk, first, programme)]
    drafts += [programme_answer(desk, then, one) for one in following]
    return [one for one in drafts if one]


def _of_guideline(desk: Desk, asked: Understanding, guideline: FundingProgramme) -> Draft | None:
    draft = programme_answer(desk, asked, guideline)
    if draft is None:
        return None
    # Whoever is wrong about its year is told the right one.
    year = (guideline.opens or "")[:4] if claims(asked.core) else asked.filters.year
    lines = facts_about(desk, f"guideline_{year}")
    if any(one.part is Part.MISSING for one in draft.sentences):
        lines = [one.beside() for one in lines]
        return replace(draft, sentences=(*draft.sentences, *lines))
    return replace(draft, sentences=(*lines, *draft.sentences))


def _list(desk: Desk, asked: Understanding) -> Draft | None:
    paid = {Attribute.FUNDER, Attribute.MONEY, Attribute.RATE} & set(asked.attributes)
    about_money = bool(paid and set(asked.topics) - {Topic.FUNDING} and not asked.subjects)
    asks_money = paid - {Attribute.RATE} or Topic.FUNDING in asked.topics
    about_money = about_money or bool(asks_money and matching(desk.register.programmes, asked))
    about_money = about_money or _anything_open(asked) or _anything_lasting(asked)
    sought = asked.mentions.empty and bool(on_aims(desk.register.programmes, aims_of(asked)))
    about_money = about_money or sought
    if asked.mentions.networks or not (asked.category is Category.FUNDING or about_money):
        return None
    if asked.category is None and counted_noun(asked) is not None and not _counts_programmes(asked):
        # "Wie viele Arbeitsplätze …" is answered by no list of programmes.
        return None
    if sought or _wants_programmes(desk, asked):
        return _with_whom(desk, asked, list_programmes(desk, asked))
    return None


def _rate_heard(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Stimmt es, dass 80 % gezahlt werden?": the programmes that do, else what the others pay."""
    text = asked.folded
    heard = _PERCENT.search(text) if _HEARD.search(text) else None
    found = narrowed(desk, asked) if heard else None
    if heard is None or found is None or not found.what:
        return None
    pool = [one for one in found.pool if programme_open(one, desk.day) and one.rate]
    rate = re.compile(rf"\b{heard[1]}\b[^;]*prozent")
    paying = [one for one in pool if rate.search(fold(one.rate or ""))]
    key = "rate_heard" if paying else "rate_unheard"
    head = (desk.line if paying else desk.gap)(key, rate=heard[1])
    lines = [programme_line(desk, one, rate=True) for one in (paying or pool)[:_MOST_NAMED]]
    return with_gaps(Draft((head, *lines), referents=asked.referents))


_PERCENT = re.compile(r"\b(\d{1,3}) ?(?:%|prozent)")
_HEARD = pattern("heard")


def _with_whom(desk: Desk, asked: Understanding, draft: Draft) -> Draft:
    """ "Wer hilft uns, und was wird noch gefördert?": who is responsible stands first."""
    placed = asked.place is not None and asked.place.unique is not None
    if not placed or Intent.RESPONSIBLE not in asked.intents:
        return draft
    who = place_answer(desk, replace(asked, category=None, attributes=()))
    if who is None or who.outcome is not Outcome.ANSWERED:
        return draft
    return replace(draft, sentences=(*who.sentences, *draft.sentences))


def _anything_open(asked: Understanding) -> bool:
    """ "Gibt es in … gerade irgendwas für Firmen, das offen ist": only a programme is open."""
    others = asked.category or asked.subjects_anywhere or not asked.mentions.empty
    whose = asked.audience_said or asked.filters.lands
    if "ended" in asked.filters.statuses and BY_LAND.search(asked.folded):
        # "Was gab es vom Land Hessen, das nicht mehr läuft?"
        return not asked.category and asked.mentions.empty
    return bool("open" in asked.filters.statuses and whose and not others)


def _anything_lasting(asked: Understanding) -> bool:
    """ "Was ist unbefristet?": of all records only programmes are said to have no end."""
    told = told_of_oneself(asked.text, word_tables())
    subjects = [one for one in asked.subjects_anywhere if one not in told]
    others = asked.category or subjects or asked.place or not asked.mentions.empty
    return not others and asks_permanent(asked)


def _wants_programmes(desk: Desk, asked: Understanding) -> bool:
    """Whether programmes are asked for, rather than something said about money somewhere."""
    asks = _LISTING | {Intent.ELIGIBILITY, Intent.CHOOSE}
    fewer = asked.filters.statuses or asked.audience or asked.place or asked.filters.lands
    dated = asked.filters.year is not None and Attribute.ENDS in asked.attributes
    if dated or asks_permanent(asked):
        return True
    if asks & set(asked.intents) or fewer or asked.topics:
        return True
    # "Programme der SAB?"
    payers = payers_named(asked, desk.register.programmes)
    return asked.category is Category.FUNDING and bool(payers.shown)
