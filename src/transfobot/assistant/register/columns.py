"""Which columns of a network's record a question asks for, whatever words stand for them."""

from __future__ import annotations

import re

from transfobot.assistant.register.contacts import CONTACT_ATTRIBUTES
from transfobot.assistant.register.counted import counted_noun
from transfobot.assistant.register.gaps_scope import asks_amount
from transfobot.assistant.register.network import NETWORK_ATTRIBUTES
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import pattern


def wanted_columns(asked: Understanding) -> list[Attribute]:
    """The attributes of a network a question asks for, also where other words stand for them."""
    wanted = [one for one in asked.attributes if one in NETWORK_ATTRIBUTES]
    paying = {Attribute.FUNDER, Attribute.AGENCY, Attribute.LAW} & set(asked.attributes)
    money = asked.category is Category.FUNDING and Attribute.MONEY not in wanted
    money = money and not paying and Intent.BELONGS not in asked.intents
    if money and not {Attribute.STATUS, Attribute.ENDS} & set(wanted):
        wanted.append(Attribute.MONEY)
    priced = "kost" in asked.core.lower() and not _FREE_ATTRIBUTES & set(asked.attributes)
    # "Was hat die Studie gekostet?" does not ask what the network was given.
    priced = priced and not (asked.mentions.studies or asked.mentions.offers)
    if priced and not asked.content and Attribute.MONEY not in wanted:
        wanted.append(Attribute.MONEY)
    later = asked.filters.year is not None and asked.filters.year > asked.day.year
    if later and Attribute.STATUS not in wanted:
        wanted.insert(0, Attribute.STATUS)
    if asked.filters.partner_kinds and _asks_who(asked) and set(wanted) <= {Attribute.LEAD}:
        # "Welche Hochschule steht dahinter": the lead, or one of the partners.
        wanted.append(Attribute.PARTNERS)
    high = "wie hoch" in asked.core.lower() and set(wanted) <= {Attribute.STATUS}
    if (not wanted and _SUM.search(asked.core.lower())) or (high and not asked.subjects):
        wanted.append(Attribute.MONEY)
    if asked.filters.partner_kinds and _ENUMERATED.search(asked.core):
        # "Summe, Ende, Hochschule": each piece is asked for.
        wanted.append(Attribute.PARTNERS)
    if _HELP.search(asked.folded) and not asks_amount(asked):
        # "Welche Hilfen gibt es bei …?": what it offers, not what it was given.
        wanted = [*(one for one in wanted if one is not Attribute.MONEY), Attribute.OFFERS]
    elif Attribute.MONEY not in wanted and given_money(asked):
        wanted.append(Attribute.MONEY)
    if Attribute.PURPOSE in asked.attributes and Attribute.DATE not in asked.attributes:
        # "Wozu wurde es gegründet?" asks for no day.
        wanted = [one for one in wanted if one is not Attribute.BEGINS]
    if Attribute.PURPOSE in asked.attributes and not wanted:
        wanted.append(Attribute.FOCUS)
    if Attribute.FUNDER in asked.attributes and Attribute.MONEY not in wanted:
        wanted.append(Attribute.MONEY)
    wanted = _without_strays(asked, wanted)
    reached = set(wanted) & CONTACT_ATTRIBUTES
    purpose = Attribute.PURPOSE in asked.attributes
    if _RUNS.search(asked.core.lower()) and Attribute.LEAD not in wanted:
        wanted.append(Attribute.LEAD)
    if Intent.RESPONSIBLE in asked.intents and not (reached or purpose):
        wanted.append(Attribute.CONTACT)
    return _with_what_is_meant(asked, wanted)


def _without_strays(asked: Understanding, wanted: list[Attribute]) -> list[Attribute]:
    """The columns without those that a word only seems to ask for."""
    meanings = asked.meanings
    if "turnover" in meanings:
        # "Wie viel Geld setzt die Branche um?" asks for no funding.
        wanted = [one for one in wanted if one is not Attribute.MONEY]
    if {Attribute.PERSON, Attribute.CONTACT} <= set(wanted):
        # "An welche Person wendet sich ein Berater?" is not asked of whom it is for.
        wanted = [one for one in wanted if one is not Attribute.AUDIENCES]
    if "signing" in meanings and _ASKING_WHO & {one.folded for one in asked.words}:
        # "Wer hat unterschrieben?" asks for no day.
        wanted = [one for one in wanted if one is not Attribute.BEGINS]
    return wanted


def _with_what_is_meant(asked: Understanding, wanted: list[Attribute]) -> list[Attribute]:
    """The columns with those that are meant along."""
    meanings = asked.meanings
    if Attribute.DATE in asked.attributes and "signing" in meanings:
        # "An welchem Tag wurde das Bündnis besiegelt?"
        wanted.append(Attribute.BEGINS)
    told = {Attribute.STATUS, Attribute.LEAD} & set(wanted)
    if Attribute.SUCCESSOR in asked.attributes and not told:
        # "Hat es einen Nachfolger?": what comes after it is told with its end.
        wanted.append(Attribute.STATUS)
    if _CARING.match(asked.folded):
        # "Kümmert sich X um CO2?": nobody is looked for.
        wanted = [*(one for one in wanted if one is not Attribute.CONTACT), Attribute.FOCUS]
    if Attribute.ADDRESS in wanted and asked.place and Attribute.REGION not in wanted:
        # "Es sitzt doch in Köln?": where it works is told beside where its office is.
        wanted.append(Attribute.REGION)
    return wanted


_CARING = re.compile(r"^\W*(?:kuemmert|kuemmern|engagiert|engagieren|beschaeftigt|befasst) sich\b")


def _asks_who(asked: Understanding) -> bool:
    """ "Welche Hochschule …", "ist die Arbeitgeberseite vertreten?"."""
    if {Intent.LIST, Intent.BELONGS} & set(asked.intents):
        return True
    return Intent.COUNT not in asked.intents and _VERB_FIRST.match(asked.core.lower()) is not None


_VERB_FIRST = re.compile(r"\W*(?:ist|sind|war|waren|sitzt|sitzen|hat|haben|gibt|is|are|does)\b")


def by_asking_word(asked: Understanding) -> list[Attribute]:
    """What "wer" and "wie viel" ask of a network where nothing else but a saying is said."""
    if _TO_GET.search(asked.folded) and asked.category is not Category.FUNDING:
        return [Attribute.OFFERS]
    if asked.nouns or asked.category or asked.filters.year or _NOT_ITSELF & set(asked.intents):
        return []
    words = [word.folded for word in asked.words]
    if set(words) & _ASKING_WHO:
        return [Attribute.LEAD]
    return [Attribute.MONEY] if _ASKING_SUM.search(" ".join(words)) else []


_TO_GET = pattern("to_get")
_NOT_ITSELF = frozenset((Intent.COUNT, Intent.ELIGIBILITY, Intent.ADVICE, Intent.EVENTS))
_ASKING_WHO = frozenset(("wer", "wem", "who"))
_ASKING_SUM = re.compile(r"\b(?:wie ?viel|wie (?:tief|dick|reich|ueppig|grosszuegig)|how much)\b")


_HELP = pattern("help")


def given_money(asked: Understanding) -> bool:
    """ "Was hat X 2026 noch bekommen?", "was gab der Bund?": a sum, though no money is named.

    Whoever asks what they get themselves asks for help, and "was gibt es" for offers.
    """
    text = asked.folded
    if _OWN.search(text) or not _ASKING_WHAT.search(text) or counted_noun(asked) is not None:
        return False
    return bool(_RECEIVED.search(text) or (_GAVE.search(text) and _GIVER.search(text)))


_OWN = re.compile(r"\b(?:ich|wir|uns|mir|mich|man|unser\w*|mein\w*|i|we|us|me|our|my)\b")
_ASKING_WHAT = pattern("asking_what")
_RECEIVED = pattern("received")
_GAVE = pattern("gave")
_GIVER = pattern("giver")


_ENUMERATED = re.compile(r"(?:^|[:–-]\s)\s*(?:[\w-]+\s?){1,3}(?:,|\bund\b)[^,.?]*(?:,|\bund\b|$)")
_FREE_ATTRIBUTES = frozenset((Attribute.OFFERS, Attribute.EVENTS))
_SUM = re.compile(r"\d\s*(?:mio|millionen|million|€|euro)\b")
_RUNS = re.compile(r"\bwer macht'?s?\b(?!.*\bmit\b)")
