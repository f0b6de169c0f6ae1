"""One network spoken of by a general noun: „der Verbund in …“, „die Leute, die … helfen“."""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.understand.collective_words import (
    FIELD,
    FOLK,
    HELPING,
    NETWORK,
    NETWORKS,
    NOUN,
)
from transfobot.assistant.understand.understanding import (
    TOWNS,
    Attribute,
    Category,
    Intent,
    Understanding,
)
from transfobot.assistant.understand.words import pattern

_SPAN = r"(?:projekt(?:e?s)?|vorhabens?|vereins?|truppe)"
_ITS = r"(?:der|die|das|dem|den|des|diese[mnrs]?|jene[mnrs]?|beim|vom|zum|zur|im|the|this|that)"
_ANY = r"(?:eine?[mnrs]?|so|so'n|son|solch\w*|welche[mnrs]?|unser\w*|euer\w*|ihr\w*|a|an)"
_BETWEEN = r"(?:(?!selb|gleich|same)[\w-]+ ){0,2}?"

ONE = re.compile(
    r"\bdach|dach\b|\bumbrella|netzwerk(?:e?s)?\b|network\b|(?<!\bim )(?<!\bins )\bnetz(?:es)?\b"
    rf"|\b(?:{_ITS}|{_ANY}) {_BETWEEN}{NOUN}\b"
    rf"|^\W*{NOUN}\b"
    rf"|\b(?:das|dem|des|beim|vom|zum|ein|einem|im|diese[ms]) (?:\w+ )?{_SPAN}\b"
    r"|\b(?:das|vom|beim|zum|im) \w+(?:ischen?|er)\b"
    r"(?= (?:noch|schon|denn|da|und|eigentlich)\b|[?.,;]|$)"
)
""" "Das Netz in Berlin", "dieser Zusammenschluss", "wie lange läuft das Saarländische noch?"."""

THIS = re.compile(
    rf"\b{_ITS} {_BETWEEN}(?:{NETWORK}|\w+-?netz(?:es)?)\b(?!-)"
    rf"|^\W*{NOUN}\b(?!-)"
    rf"|\b(?:das|dem|des|beim|vom|zum|im|diese[ms]) (?:\w+ )?{_SPAN}\b"
)
"""One that is known, of which something is asked: no list."""

_TOLD_BEFORE = re.compile(rf"\b{_ANY} {_BETWEEN}(?:{NETWORK}|\w+-?netz)\b[^?.!:;–]*[.!:;–] [^?]*\?")
""" "Die in Nürnberg haben so einen Verbund. Wer ist dort dabei?"."""

PEOPLE = re.compile(
    rf"\b(?:{FOLK}|denen)\b[^.?!]*(?:{HELPING}\w*[^.?!]*\b{FIELD}|\b{FIELD}\b[^.?!]*{HELPING})"
    rf"|\b(?:anlaufstelle|stelle|\w*hilfe|unterstützung) (?:für|der) (?:die |den )?{FIELD}\b"
    r"|\b\w*zuliefererhilfe\b"
)
""" "Die Leute, die sich rund um Ingolstadt um Zulieferer kümmern"."""


def speaks_of_one(text: str) -> bool:
    """Whether a text in small letters speaks of one network, whatever it is called."""
    return ONE.search(text) is not None or PEOPLE.search(text) is not None


def speaks_of_this(text: str) -> bool:
    """Whether it speaks of one as known: of it something is asked."""
    return any(one.search(text) for one in (THIS, _TOLD_BEFORE, PEOPLE))


def asked_of_this(asked: Understanding) -> bool:
    """ "Welche Partner hat der Verbund in …?": it lists no networks, nor does it seek one."""
    text = asked.core.lower()
    own = _OF_ONE & set(asked.attributes)
    kinds = set(asked.filters.partner_kinds) - TOWNS
    counted = Intent.COUNT in asked.intents and asked.category is not Category.NETWORK
    parties = bool(kinds) and not (asked.attributes or counted)
    return bool((own or parties) and speaks_of_this(text) and not PLURAL.search(text))


PLURAL = re.compile(rf"\b{NETWORKS}\b|\balles,? was\b")
_OF_ONE = frozenset((
    Attribute.LEAD, Attribute.PARTNERS, Attribute.SPAN, Attribute.BEGINS, Attribute.ENDS,
    Attribute.MONEY, Attribute.WEBSITE, Attribute.FOCUS, Attribute.AUDIENCES, Attribute.STATUS,
    Attribute.NAMES, Attribute.RESULTS,
))  # fmt: skip


def without_its_area(asked: Understanding) -> Understanding:
    """ "Wer führt den Verbund im Raum Kassel?": where it is says which one, and asks nothing."""
    text = asked.core.lower()
    along = _WHERE.search(text) and not _WHICH_AREA.search(text)
    kept = tuple(one for one in asked.attributes if one is not Attribute.REGION)
    known = asked.mentions.networks or speaks_of_this(text)
    if not (along and kept and len(kept) < len(asked.attributes) and known):
        return asked
    return replace(asked, attributes=kept)


_WHERE = re.compile(r"\b(?:im raum|(?:in der|der|rund um die) (?:region|gegend|ecke)|gegend um)\b")
_WHICH_AREA = re.compile(r"\b(?:welche|was für)\w* (?:\w+ )?(?:region|gegend|raum)|gebiet")


def with_sum_of_this(asked: Understanding) -> Understanding:
    """ "Was hat der Verbund in … gekostet?", "welche Förderung erhielt er?": of no programme."""
    text = asked.core.lower()
    given = Attribute.RATE in asked.attributes and _SUM.search(text) is not None
    sums = given or Attribute.MONEY in asked.attributes or _COST.search(text) is not None
    other = asked.category not in (None, Category.NETWORK, Category.FUNDING)
    named = asked.mentions.programmes or asked.mentions.offers or asked.mentions.studies
    if not sums or other or named or PLURAL.search(text) or not speaks_of_this(text):
        return asked
    if asked.category is Category.FUNDING and not _GOT.search(text):
        return asked
    kept = tuple(one for one in asked.attributes if one is not Attribute.RATE)
    money = tuple(dict.fromkeys((*kept, Attribute.MONEY)))
    return replace(asked, attributes=money, category=Category.NETWORK)


_COST = re.compile(r"\bwas (?:hat|kost|haben)\w*\b.*gekost\w*|\bwas kost\w*\b.*\buns\b")
_SUM = pattern("sum")
_GOT = re.compile(r"\b(?:erhielt|erhalten|bekam|bekommen|bekommt|kriegt|gekriegt|kassiert|got)\b")
