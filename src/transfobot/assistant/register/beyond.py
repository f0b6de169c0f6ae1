"""Whether a question is about something or some year that a network's records do not speak of."""

from __future__ import annotations

import re
from functools import cache

from transfobot.assistant.register.contacts import CONTACT_ATTRIBUTES, reaches
from transfobot.assistant.register.nearest import said_of_askers
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.studies import record_text, speaks_of
from transfobot.assistant.understand.claims import claims, yes_or_no
from transfobot.assistant.understand.understanding import Attribute, Category, Understanding
from transfobot.assistant.understand.words import country_tables, listed
from transfobot.domain.register import Network
from transfobot.german.stems import stem
from transfobot.german.text import fold


def beyond(desk: Desk, asked: Understanding, network: Network) -> bool:
    """Whether the question is about something or some year the records do not speak of."""
    offers = [f"{one.title} {one.description}" for one in desk.register.offers_of(network.id)]
    text = "\n".join((record_text(network), *offers))
    paid = Attribute.MONEY in asked.attributes or asked.category is Category.FUNDING
    beside = said_of_askers(asked) | _GENERIC
    subjects = [one for one in asked.subjects if not (paid and one in _PAYING)]
    subjects = [one for one in subjects if one not in beside]
    if {Attribute.LEAD, Attribute.PARTNERS} & set(asked.attributes):
        # "Welche Gesellschaft steckt dahinter?"
        subjects = [one for one in subjects if one not in _LEADING]
    if asked.filters.partner_kinds:
        subjects = [one for one in subjects if one not in _abroad()]
    claimed = bool(_CLAIMED & set(asked.attributes)) and claims(asked.core)
    claimed = claimed or (Attribute.LEAD in asked.attributes and yes_or_no(asked.core))
    if reaches(asked) or claimed or set(asked.attributes) == {Attribute.AUDIENCES}:
        # "Ist das auch was für Bäcker?" is answered by whom it is for; and what is believed may
        # be wrong: "Die Stadt Bremen führt es doch, oder?"
        subjects = []
    if subjects and not speaks_of(text, subjects):
        return True
    year = asked.filters.year
    timeless = {Attribute.STATUS, Attribute.ENDS, Attribute.SPAN} | CONTACT_ATTRIBUTES
    asks_time = claimed or timeless & set(asked.attributes) or _UNTIL.search(fold(asked.core))
    if year is None or year > asked.day.year or asked.filters.statuses:
        # Whether it runs in a year to come is told, whatever is asked of that year.
        return False
    return not asks_time and str(year) not in text


_GENERIC = frozenset(map(stem, listed("generic")))
"""Nouns that say what kind of thing is meant: "in einer Antwort"."""
_CLAIMED = frozenset(
    (Attribute.LEAD, Attribute.MONEY, Attribute.BEGINS, Attribute.ENDS, Attribute.SPAN)
)
_UNTIL = re.compile(r"\bbis (?:\w+ ){0,2}?20\d\d\b")
""" "… hat doch Förderung bis 2029": how long it lasts is put right."""
_PAYING = frozenset(("ministerium", "bund", "bundesministerium", "staat", "land", "eu"))
_LEADING = frozenset(map(stem, listed("of_leading")))
"""Kinds of what may lead a network."""


@cache
def _abroad() -> frozenset[str]:
    """ "Mit welcher Uni aus der Schweiz?": where a partner comes from stands in no record."""
    return frozenset(map(stem, country_tables().whole))
