"""Networks that are named: their attributes, their facts, and the programme behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.absent import absent_kind, speaks_not_of
from transfobot.assistant.register.columns import by_asking_word, wanted_columns
from transfobot.assistant.register.compare import summary
from transfobot.assistant.register.contacts import CONTACT_ATTRIBUTES, leading_people, reaches
from transfobot.assistant.register.draft import Draft, DraftSentence, Part
from transfobot.assistant.register.gaps_scope import asks_amount
from transfobot.assistant.register.network import attribute_lines, kind_line, names_of
from transfobot.assistant.register.partners import nobody_within, partner_named
from transfobot.assistant.register.places import belongs_answer, said_to_serve
from transfobot.assistant.register.programme import programme_answer
from transfobot.assistant.register.programme_finding import network_programmes
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.select import fitting_partners
from transfobot.assistant.register.statements import (
    DECISIVE,
    TELLING,
    Statement,
    best,
    covers,
    holds_nouns,
    items_of,
    names_a_word,
    of_network,
)
from transfobot.assistant.register.wanted import Wanted, in_its_words, wanted_of
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import (
    OF_EVENTS,
    TOWNS,
    Attribute,
    Category,
    Filters,
    Intent,
    Understanding,
)
from transfobot.assistant.understand.words import pattern, word_tables
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Referents, Topic
from transfobot.domain.register import Network, NetworkKind
from transfobot.domain.register_index import text_of
from transfobot.german.stems import stem
from transfobot.german.text import fold


def networks_named(desk: Desk, asked: Understanding) -> list[Network]:
    """The networks a question is about."""
    return [one for one in map(desk.register.network, asked.mentions.networks) if one]


def merged(drafts: list[Draft]) -> Draft:
    """Several answers as one; the worst outcome counts."""
    first = drafts[0]
    if len(drafts) == 1:
        return first
    outcome = next((one.outcome for one in drafts if one.outcome is not Outcome.ANSWERED), None)
    sentences = tuple(dict.fromkeys(line for one in drafts for line in one.sentences))
    return replace(first, sentences=sentences, outcome=outcome or first.outcome)


def entity_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """Attributes and facts of the networks that are named."""
    networks = networks_named(desk, asked)
    if not 0 < len(networks) <= 3:
        return None
    if asked.place and (
        asks_membership(asked) or _names_both_alone(asked) or said_to_serve(desk, asked)
    ):
        belonging = _belonging(desk, asked, networks)
        if belonging is not None:
            return belonging
    if len(networks) == 1 and (within := nobody_within(desk, asked, networks[0])) is not None:
        return within
    if len(networks) == 1 and (absent := absent_kind(desk, asked, networks[0])) is not None:
        return absent
    drafts = [draft for one in networks if (draft := _of_network(desk, asked, one))]
    if not drafts:
        return None
    joined = merged(drafts)
    ids = [one.id for one in networks]
    return replace(
        joined,
        referents=Referents(
            network=networks[0].id,
            other_networks=tuple(ids) if len(ids) > 1 else (),
            place=asked.referents.place,
            office=networks[0].office_id,
        ),
        office_id=networks[0].office_id,
    )


def _names_both_alone(asked: Understanding) -> bool:
    """ "Kamen bei ATLAS – richtig?": a place and a network, and nothing else that is asked."""
    filters = asked.filters
    other = asked.attributes or asked.intents or asked.content or filters.year or filters.amount
    itself = bool(asked.named.networks) and asked.category in (None, Category.NETWORK)
    return itself and not (other or asked.followup)


def _belonging(desk: Desk, asked: Understanding, networks: list[Network]) -> Draft | None:
    """Whether a place belongs to a network, or to which of several."""
    drafts = [one for one in (belongs_answer(desk, asked, each) for each in networks) if one]
    own = [one for one in drafts if one.office_id in {each.office_id for each in networks}]
    if not drafts:
        return None
    first = (own or drafts)[0]
    others = tuple(one.sentences[0] for one in drafts if one is not first)
    if own:
        return replace(first, sentences=(*first.sentences, *others))
    # "Zu A oder zu B?", and it is neither.
    return replace(first, sentences=(first.sentences[0], *others, *first.sentences[1:]))


def asks_membership(asked: Understanding) -> bool:
    """ "Gehört Witten zu …", "sind wir als Stadt Weilburg bei … dabei".

    "Welche Hochschulen in Hannover sind dabei" asks for partners.
    """
    if set(asked.filters.partner_kinds) - TOWNS and _WHICH.search(asked.core.lower()):
        return False
    if Attribute.PARTNERS in asked.attributes and _WHO.search(asked.core.lower()):
        # "Wer hängt da alles mit drin?"
        return False
    if Intent.BELONGS in asked.intents:
        return True
    other = set(asked.attributes) - {Attribute.PARTNERS, Attribute.REGION, Attribute.PLACE}
    asking = {Intent.LIST, Intent.COUNT, Intent.EXPLAIN, Intent.ADVICE} & set(asked.intents)
    text = asked.core.lower()
    member = _MEMBER.search(text) is not None and "partner" not in text
    return member and not (other or asking or set(asked.subjects) - _OWN_AREA)


_WHICH = re.compile(r"\bwelche[rsnm]?\b|\bwhich\b|\bwer\b|\bwho\b")
_OWN_AREA = frozenset(map(stem, ("kreis", "landkreis", "stadt", "gemeinde", "ort", "ecke")))
""" "Sind wir als Kreis dabei?" names no subject."""
_MEMBER = pattern("member")


def _programme_behind(desk: Desk, asked: Understanding, network: Network) -> list[DraftSentence]:
    """Who pays for a network and under which programme: its own facts, else the programme's."""
    spoken = {Attribute.FUNDER, Attribute.AGENCY, Attribute.LAW} & set(asked.attributes)
    named = Intent.BELONGS in asked.intents and asked.category is Category.FUNDING
    if not (spoken or named) or network.kind is not NetworkKind.FUNDED:
        return []
    programme = min(network_programmes(desk), key=lambda one: one.opens or "9999", default=None)
    own = [one for one in network.facts if _PAYERS.search(one.text)] if spoken else []
    lines = [DraftSentence(f"– {one.text}", (backed(network, one.text),)) for one in own]
    if programme is None:
        return lines
    asked_of = replace(asked, attributes=tuple(spoken) or (Attribute.NAMES, Attribute.FUNDER))
    plain = replace(asked_of, filters=Filters(), intents=(), individual=False)
    draft = programme_answer(desk, plain, programme)
    return [*lines, *(draft.sentences if draft else ())]


def _leads_as(asked: Understanding, network: Network) -> bool:
    """Whether the organisation or kind of one that is asked about is the lead itself."""
    return any(one.name == network.lead for one in fitting_partners(network, asked))


_MONTH = r"(?:jan|feb|maer|apr|mai|jun|jul|aug|sep|okt|nov|dez|mitte|ende|20)"
_EITHER_END = re.compile(
    rf"\b{_MONTH}\w* (?:\d{{4}} )?(?:oder|or|und|and|bzw|mal|statt) (?:\w+ )?{_MONTH}"
)
_FREE = pattern("free")
_ORGANISED = re.compile(r"konsorti|träger|organisation|institution|partner")
""" "Wer ist Konsortialführer?" asks for no person."""
_PERSONAL = pattern("personal")
_BY_NAME = pattern("by_name")
_PAYERS = re.compile(r"Projektträger|-Paket|Geldgeber|Fördergeber|Richtlinie")


def _of_network(desk: Desk, asked: Understanding, network: Network) -> Draft | None:
    statements = of_network(desk, network)
    asked = in_its_words(asked, {word for one in statements for word in one.words})
    sought = wanted_of(asked, names_of(network))
    deeper = _deeper(asked) or sought.counts or TELLING & sought.meanings
    told = best(statements, sought) if deeper else []
    pointed = bool(told) and covers(told[0], sought)
    decided = TELLING & sought.meanings
    passed_over = bool(decided) and not (told and decided & told[0].meanings)
    if (passed_over or not pointed) and (listed := _items_meant(desk, asked, network, sought)):
        told, pointed = listed, True
    if not pointed and speaks_not_of(desk, asked, network):
        return None
    wanted = _columns(asked, sought, told if pointed else [])
    told_outright = pointed and TELLING & sought.meanings & told[0].meanings
    if told_outright and told_outright & {"share", "raising"}:
        # "Wie hoch ist der Anteil …?", "wer wirbt die Mittel ein?" ask for no sum.
        asked = replace(asked, attributes=tuple(set(asked.attributes) - _PAID))
        wanted = [one for one in wanted if one is not Attribute.MONEY]
    if pointed and (sought.counts or told_outright or OF_EVENTS & set(asked.attributes)):
        alone = _NAMED_ALONE if _ENUMERATED.search(asked.core) else _NONE
        kept = _ASKED_OUTRIGHT | alone | _began(asked, told_outright)
        wanted = [one for one in wanted if one in kept]
    elif sought.counts:
        told = []
    elif wanted:
        told = [one for one in told if names_a_word(one, sought)]
    if Attribute.BEGINS in wanted:
        told += [one for one in _openings(desk, network) if one not in told]
    if {Attribute.PARTNERS, Attribute.AUTHOR} <= {*wanted, *asked.attributes}:
        # "Welches Institut saß mit am Tisch?": also one that only helped.
        told += [one for one in statements if "aid" in one.meanings and one not in told]
    wanted = _with_record(asked, network, wanted)
    if not wanted and not told:
        wanted = by_asking_word(asked)
    behind = _programme_behind(desk, asked, network)
    if behind:
        counted = [one.line for one in told] if pointed and sought.counts else []
        return Draft((*counted, *attribute_lines(desk, network, wanted), *behind))
    if not wanted and not told:
        plain = not asked.content and not asked.attributes
        explained = Intent.EXPLAIN in asked.intents and not asked.content
        return summary(desk, network) if plain or explained else None
    lines = attribute_lines(desk, network, wanted, counted=Intent.COUNT in asked.intents)
    lines = _with_people(desk, asked, network, wanted, _with_kind(desk, asked, network, lines))
    members = set() if "partner" in asked.core.lower() else {Attribute.PARTNERS}
    areas = set() if _AREAS.search(asked.core.lower()) else {Attribute.REGION}
    if Intent.COUNT in asked.intents and not told and set(wanted) <= _COUNTLESS | areas | members:
        # "Wie viele Mitarbeiter hat die Geschäftsstelle?": an address is no count.
        return None
    party = partner_named(desk, asked, network, wanted)
    untold = bool(lines) and not any(one.part is Part.ANSWER for one in lines)
    lines += [one.beside() for one in party] if untold else party
    known = {line.text for line in lines}
    facts = [one.line for one in told if one.line.text not in known]
    if wanted and untold:
        # A fact that shares a word is no answer to an attribute that is not on file.
        facts = [one.beside() for one in facts]
    lines = [*facts, *lines] if sought.counts or told_outright else [*lines, *facts]
    return Draft(tuple(dict.fromkeys(lines))) if lines else None


_PAID = frozenset((Attribute.RATE, Attribute.MONEY, Attribute.FUNDER, Attribute.LAW))


def _with_kind(
    desk: Desk, asked: Understanding, network: Network, lines: list[DraftSentence]
) -> list[DraftSentence]:
    """ "Ist es gefördert?" is answered by what kind of network it is.

    "Seit wann bezahlt es der Bund?": that nobody has settled whether he does comes first.
    """
    if asks_amount(asked):
        return lines
    paid = _PAID & set(asked.attributes) or Topic.FUNDING in asked.topics
    unsettled = network.kind is NetworkKind.UNCLEAR and paid
    kind = [kind_line(desk, network)] if unsettled else []
    lines = [replace(one, part=Part.ANSWER) if one.part is Part.BESIDE else one for one in lines]
    return list(dict.fromkeys((*kind, *lines)))


def _openings(desk: Desk, network: Network) -> list[Statement]:
    """The day it was opened on, where the record only has the month or year it began in."""
    if len(network.span.begins or "") >= len("2025-01-01"):
        return []
    said = [one for one in of_network(desk, network) if "opening" in one.meanings and one.days]
    return said[:1]


def _with_record(
    asked: Understanding, network: Network, wanted: list[Attribute]
) -> list[Attribute]:
    """The columns with those that this record answers the question by."""
    if _FREE.search(asked.core.lower()) and "kostenfrei" in text_of(network).lower():
        wanted = [*wanted, Attribute.OFFERS]
    if Attribute.ENDS in wanted and _EITHER_END.search(asked.folded):
        # "Im Juni oder im Dezember?": the first end as well as the one after it.
        wanted = [Attribute.SPAN, *(one for one in wanted if one is not Attribute.SPAN)]
    if Attribute.PARTNERS in wanted and Attribute.LEAD not in wanted and _leads_as(asked, network):
        wanted = [Attribute.LEAD, *wanted]
    return wanted


def _began(asked: Understanding, outright: object) -> set[Attribute]:
    """ "Wann startete es?" is no question of its kick-off alone."""
    return set() if outright or Attribute.EVENTS in asked.attributes else {Attribute.BEGINS}


def _columns(asked: Understanding, sought: Wanted, told: Sequence[Statement]) -> list[Attribute]:
    wanted = wanted_columns(asked)
    if told and "aid" in sought.meanings & told[0].meanings and not reaches(asked):
        # "Welches Haus griff ihnen unter die Arme?": nobody wants to reach them.
        return [one for one in wanted if one not in CONTACT_ATTRIBUTES]
    return wanted


def _with_people(
    desk: Desk,
    asked: Understanding,
    network: Network,
    wanted: Sequence[Attribute],
    lines: list[DraftSentence],
) -> list[DraftSentence]:
    """The lines with the people who lead, where "wer" may ask for a person."""
    text = asked.core.lower()
    if Attribute.LEAD not in wanted or (_ORGANISED.search(text) and not _PERSONAL.search(text)):
        return lines
    people = leading_people(desk, network)
    if _BY_NAME.search(fold(text)) and not any(one.part is Part.ANSWER for one in people):
        # "Wie heißt der Chef persönlich?": an organisation is no name of a person.
        lines = [one.beside() for one in lines]
        people = [replace(one, part=Part.MISSING) for one in people]
    return [*lines, *people]


_LISTED = frozenset((Attribute.OFFERS, Attribute.FOCUS, Attribute.REGION, Attribute.NAMES))


def _items_meant(
    desk: Desk, asked: Understanding, network: Network, sought: Wanted
) -> list[Statement]:
    """The items of its lists that say most of what is asked: a vehicle to learn on."""
    other = not (set(asked.attributes) <= _LISTED or TELLING & sought.meanings)
    who = Intent.RESPONSIBLE in asked.intents or _WHO.search(asked.core.lower())
    if other or who or sought.counts or sought.foreign:
        return []
    found = best(items_of(desk, network), sought)
    return [one for one in found if covers(one, sought, least=_MOST_OF)]


_MOST_OF = 0.6
_WHO = re.compile(r"\b(?:wer|wem|wen|who|whom)\b")


_ENUMERATED = re.compile(r":.*,|,.*(?:,| und | and | sowie )")
_NAMED_ALONE = frozenset((Attribute.BEGINS, Attribute.ENDS, Attribute.SPAN))
"""What stands in a list of things asked for ("end date, number of firms")."""
_NONE: frozenset[Attribute] = frozenset()
_ASKED_OUTRIGHT = CONTACT_ATTRIBUTES | {Attribute.MONEY, Attribute.LEAD, Attribute.WEBSITE}
"""Attributes nobody names in passing, as "dabei" or "Aufgabe" may be."""
_AREAS = re.compile(r"kreis|städte|district|gemeinde")
_COUNTLESS = CONTACT_ATTRIBUTES | {
    Attribute.OFFERS,
    Attribute.FOCUS,
    Attribute.AUDIENCES,
    Attribute.LEAD,
}
_DEEPER = frozenset((
    Attribute.RESULTS, Attribute.FOCUS, Attribute.EVENTS, Attribute.DATE, Attribute.PLACE,
    Attribute.FACTS, Attribute.PURPOSE,
))  # fmt: skip


def _deeper(asked: Understanding) -> bool:
    """Whether more than columns of the record is asked for."""
    counting = Intent.COUNT in asked.intents
    told = asked.content or asked.mentions.authored or counting
    told = told or asked.category is Category.STUDY
    return bool(told or _DEEPER & set(asked.attributes))


def told_in_prose(desk: Desk, asked: Understanding) -> bool:
    """ "Wer unterschrieb für die IHK?": a deed no line of the network tells; its prose may."""
    networks = networks_named(desk, asked)
    if len(networks) != 1 or not _WHO_DID.search(asked.folded):
        return False
    decided = wanted_of(asked, names_of(networks[0])).meanings & DECISIVE
    if not decided & word_tables().meanings(words_of(text_of(networks[0]))):
        return False
    told = (*of_network(desk, networks[0]), *items_of(desk, networks[0]))
    return not any(decided & one.meanings for one in told)


_WHO_DID = re.compile(r"\b(?:wer|welche[rs]?|who|which)\b")


def own_facts(desk: Desk, asked: Understanding, *, least: int = 1) -> bool:
    """Whether one statement of a network named holds what is asked (so many of its nouns)."""
    return any(
        holds_nouns(one, asked) >= least
        for network in networks_named(desk, asked)
        for one in of_network(desk, network)
    )
