"""What is asked for and nobody has: a kind of partner, a firm, a thing no record speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.contacts import reaches
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.network import attribute_lines
from transfobot.assistant.register.qualities import FIRMS, OF_FIRMS
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.select import fitting_partners
from transfobot.assistant.register.studies import speaks_of
from transfobot.assistant.understand.claims import claims, yes_or_no
from transfobot.assistant.understand.language import Word, as_written, words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import country_tables, listed, pattern, word_tables
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Referents
from transfobot.domain.register import Network, Partner
from transfobot.domain.register_index import text_of
from transfobot.german.stems import stem
from transfobot.german.text import fold, tokens


def absent_kind(desk: Desk, asked: Understanding, network: Network) -> Draft | None:
    """ "Welche Gewerkschaft ist dabei?", where none is among the partners on file."""
    kinds = asked.filters.partner_kinds
    asking = Attribute.PARTNERS in asked.attributes and asked.attributes[0] is Attribute.PARTNERS
    firms = _FIRMS.search(asked.folded) if asking and network.partners else None
    if firms is not None and not any(_is_firm(one) for one in network.partners):
        return _none_among_partners(desk, network, firms["firms"])
    named = [one for one in asked.filters.organisations if not _is_kind(one)]
    itself = bool(kinds or asked.nouns) and yes_or_no(asked.core)
    which = bool(kinds) and not named and _WHICH_KIND.search(asked.core.lower()) is not None
    if not (asking and network.partners and (itself or which)) or fitting_partners(network, asked):
        return None
    spoken = [one for one in asked.words if stem(one.folded) in asked.nouns]
    shown = " ".join(one.shown for one in spoken) if itself and spoken else desk.joined(kinds)
    draft = _none_among_partners(desk, network, shown)
    # "Ist die Universität … dabei?" is answered by those who are.
    return replace(draft, outcome=Outcome.ANSWERED) if itself else draft


def _none_among_partners(desk: Desk, network: Network, kind: str) -> Draft:
    line = desk.line(
        "partner_kind_none",
        backed(network, *(one.name for one in network.partners)),
        name=network.short_name,
        kind=f"{kind[:1].upper()}{kind[1:]}",
    )
    lines = (line, *attribute_lines(desk, network, [Attribute.PARTNERS]))
    return Draft(lines, Outcome.NO_SOURCE, referents=Referents(network=network.id))


def _is_kind(word: str) -> bool:
    found = word_tables().find(words_of(word))
    return any(one.group == "partner_kinds" for one in found)


_WHICH_KIND = pattern("which_kind")


def speaks_not_of(desk: Desk, asked: Understanding, network: Network) -> bool:
    """Whether nouns are asked of that its records do not speak of; what is believed may be wrong.

    "Ist das auch was für Bäcker?" is answered by whom it is for.
    """
    attributes = set(asked.attributes)
    itself = yes_or_no(asked.core)
    kind = not itself and (asked.filters.partner_kinds or attributes & _OF_MONEY)
    if kind or reaches(asked) or claims(asked.core) or attributes & _ANSWERED_ANYHOW:
        return False
    beside = said_of_askers(asked) | _GENERIC
    subjects = [one for one in asked.subjects if one not in beside]
    offers = [f"{one.title} {one.description}" for one in desk.register.offers_of(network.id)]
    text = "\n".join((text_of(network), *offers))
    return bool(subjects) and not speaks_of(text, subjects)


_ASKER = pattern("asker")


def said_of_askers(asked: Understanding) -> set[str]:
    """Stems of the words by which people say who asks."""
    return set(map(stem, tokens(" ".join(_ASKER.findall(asked.core)))))


_GENERIC = frozenset(map(stem, listed("generic")))
"""Nouns that say what kind of thing is meant: "in einer Antwort"."""
_ANSWERED_ANYHOW = frozenset((Attribute.LEAD, Attribute.AUDIENCES))
_OF_MONEY = frozenset((Attribute.MONEY, Attribute.FUNDER))


_FIRMS = re.compile(rf"\b(?:welche[rsnm]?|which)\s+(?:\w+\s){{0,2}}?(?P<firms>{FIRMS})\b")
"""Firms that are asked for, as others ask for a chamber."""


def firm_untold(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Welches Unternehmen in Olpe baut Stellen ab?": a single firm, which no record names."""
    # A network tells of none alone that has the most jobs or the highest turnover.
    figures = OF_FIRMS & asked.meanings
    near = asked.place or asked.filters.lands or (asked.mentions.networks and figures)
    other = asked.category or asked.attributes or not (asked.mentions.empty or figures)
    firm = _FIRMS.match(asked.folded.strip()) if near and not other else None
    listed = not set(asked.intents) - {Intent.LIST, Intent.WORRY}
    greatest = _GREATEST.search(asked.folded) if near or asked.mentions.networks else None
    counted = set(asked.intents) <= {Intent.LIST, Intent.COUNT}
    firm = (greatest if counted else None) or (firm if listed else None)
    if firm is None or asked.foreign_topic:
        return None
    if not greatest and any(
        one[:1].isupper() for one in asked.core.split()[1 : len(firm[0].split()) - 1]
    ):
        # "Welchen Anteil haben Hersteller …?": of all of them.
        return None
    shown = as_written(asked.core, firm["firms"])
    gap = desk.gap("firm_untold", what=shown)
    return Draft((gap,), Outcome.NO_SOURCE, referents=asked.referents)


_GREATEST = pattern("greatest")
_NO_FIRM = pattern("no_firm")


def _is_firm(partner: Partner) -> bool:
    """Whether a partner may be a firm: nothing in its name or role says that it is another kind."""
    return _NO_FIRM.search(fold(f"{partner.name} {partner.role or ''}")) is None


_TOWARDS = frozenset(("in", "im", "aus", "fuer", "zu", "ueber", "from", "for"))
_BETWEEN = frozenset(("der", "die", "den", "dem", "the", "volksrepublik"))
_ASKED = (Category.NETWORK, Category.OFFER, Category.STUDY, Category.FUNDING)
_ALONG = frozenset((Attribute.PARTNERS, Attribute.ELIGIBLE, Attribute.LEAD))


def abroad(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Welche Netzwerke gibt es in der Schweiz?": none that is on file."""
    found = _country(asked.words)
    named = not asked.mentions.empty or asked.filters.lands or asked.place
    if found is None or named or asked.category not in _ASKED or _ALONG & set(asked.attributes):
        return None
    if not (Intent.LIST in asked.intents or Intent.COUNT in asked.intents or _bare(asked)):
        return None
    gap = DraftSentence(desk.say("abroad", land=found))
    return Draft((gap,), Outcome.NO_SOURCE, referents=asked.referents)


def _country(words: Sequence[Word]) -> str | None:
    """The country named as where something is: "in der Schweiz", "polnische Netzwerke"."""
    kinds = {one.start for one in word_tables().find(words) if one.group == "categories"}
    for one in country_tables().find(words):
        if one.group == "of_countries" and one.end in kinds:
            return one.key
        at = one.start - 1
        while at >= 0 and words[at].folded in _BETWEEN:
            at -= 1
        if one.group == "countries" and at >= 0 and words[at].folded in _TOWARDS:
            return " ".join(
                each.shown for each in words[one.start : one.end] if each.folded != "the"
            )
    return None


def _bare(asked: Understanding) -> bool:
    """ "Netzwerke in Polen?": nothing but the kind and the country is said."""
    return not asked.attributes and len(asked.content) <= 1
