"""Everyday ways to ask for something of an offer or event that is named: „Geht das vom Rechner?“.

They are read only where an offer is meant; elsewhere the same words ask for something else.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.german.text import fold


class Side(StrEnum):
    """What of an offer is asked for."""

    WHERE = "where"
    WHEN = "when"
    STILL = "still"
    PRICE = "price"
    WHOM = "whom"
    WHAT = "what"
    WHO = "who"
    """Who spoke or led: no record of an offer says so."""


_PHRASES = {
    Side.WHERE: (
        r"wo|wohin|ort|orte|orten|staedte?n?|saal|halle|hotel|gebaeude|adresse|raum|station|haus",
        r"online|digital\w*|virtuell\w*|praesenz|rechner\w*|computer\w*|laptop|bildschirm\w*",
        r"zoom|teams|web\w*|internet|remote|homeoffice|zuhause|zu hause|daheim|schreibtisch",
        r"zu gast|gastgeber\w*|bei wem|raeum\w*|bei welche[mr] (?:firma|betrieb)",
        r"bei welchem unternehmen",
        r"vor ort|hinfahren|anreis\w*|hinreis\w*",
        r"(?:fahren|reisen|kommen|muss|muessen) (?:\w+ )?nach",
        r"where|on site|in person|from home",
    ),
    Side.WHEN: (
        r"wann|tag|tage|tagen|datum|termin|termine|uhr|uhrzeit|monat|wochentag|jahr|jahre",
        r"bis wann|seit wann|ab wann|wie (?:lange|oft|haeufig)|zeitraum|dauer\w*|regelmaessig|when",
        r"rhythmus|turnus|takt",
    ),
    Side.STILL: (
        r"noch|mehr|weiterhin|inzwischen|aktuell|laeuft|vorbei|beendet|eingestellt|tot|wieder",
        r"stattgefunden|ausgefallen|abgesagt|ueberhaupt|still",
    ),
    Side.PRICE: (
        r"kosten\w*|kostet\w*|kostenlos\w*|kostenfrei\w*|gratis|umsonst|bezahl\w*|zahl(?:en|t)|teuer",
        r"gebuehr\w*|teilnahmegebuehr\w*|eintritt\w*|preis\w*|budget\w*|geld|rechnung|euro|free",
        r"(?:hin|aus|auf)leg\w*|hinblaetter\w*|berapp\w*|loehn\w*|blech(?:en|t)|abdrueck\w*|latz\w*",
        r"unentgeltlich\w*|entgelt\w*|ticket\w*|paid|cost\w*|fee|\w+beitrag",
        r"beitrag (?:\w+ )?(?:zahl|entricht|kost)\w*",
    ),
    Side.WHOM: (
        r"fuer wen|wer (?:darf|kann|soll\w*|koennte|kommt|kam|kamen|ging|nimmt|nahm)",
        r"wer war (?:\w+ )?da",
        r"zielgruppe\w*|gedacht|gerichtet|richtet\w*|angesprochen|eingeladen|teilnehmen|mitmachen",
        r"(?:bloss|nur|allein|ausschliesslich|lediglich) fuer|(?:auch|mit|da) hin\b",
        r"etwas fuer|was fuer|auch fuer|nur fuer|offen (?:fuer|steht)|for whom|who can",
    ),
    Side.WHAT: (
        r"was (?:\w+ ){0,3}?(?:ist|sind|war|waren|kann|koennen|laesst|lern\w*|passiert\w*|gab)",
        r"was (?:\w+ ){0,3}?(?:macht\w*|bringt|biete\w*|bot|geboten|erwartet|steckt|gibt|geht)",
        r"worum|um was|inhalt\w*|thema|themen|programm|ausprobier\w*|erleb\w*|anfassen|titel|motto",
        r"\w*technik|geraete?n?|ausgestattet|ausstattung|inhaltlich|experimentier\w*",
        r"wie (?:heisst|hiess|nennt|nannte)|beschreib\w*|erzaehl\w*|erklaer\w*|wozu|womit|what",
    ),
    Side.WHO: (
        r"wer (?:\w+ ){0,6}?(?:hielt|hielten|sprach|sprechen|moderier\w*|redet\w*)",
        r"wer (?:\w+ ){0,6}?(?:gesprochen|geredet|vorgetragen|aufgetreten|auftrat\w*|moderiert)",
        r"wer (?:spricht|trat|leitet\w*)|wer (?:\w+ ){0,6}?(?:referier\w*|eroeffnet\w*)",
        r"\w*redner\w*|referent\w*|moderator\w*|moderation|\w*rede|festredner\w*|speaker\w*",
    ),
}
_SPOKEN = {side: re.compile(rf"\b(?:{'|'.join(phrases)})\b") for side, phrases in _PHRASES.items()}
_SIDES = {
    Attribute.PLACE: Side.WHERE,
    Attribute.ADDRESS: Side.WHERE,
    Attribute.REGION: Side.WHERE,
    Attribute.DATE: Side.WHEN,
    Attribute.BEGINS: Side.WHEN,
    Attribute.ENDS: Side.WHEN,
    Attribute.SPAN: Side.WHEN,
    Attribute.YEAR: Side.WHEN,
    Attribute.AUDIENCES: Side.WHOM,
    Attribute.ELIGIBLE: Side.WHOM,
    Attribute.FOCUS: Side.WHAT,
    Attribute.PURPOSE: Side.WHAT,
    Attribute.OFFERS: Side.WHAT,
}


def sides_of(asked: Understanding) -> frozenset[Side]:
    """What of the offers named is asked for; empty where no table knows it."""
    spoken = _spoken(asked.core)
    # "Wie viel Andrang", "wie hoch": of a price only beside a word for one.
    tabled = {_SIDES[one] for one in asked.attributes if one in _SIDES}
    return frozenset(spoken | tabled)


@lru_cache(maxsize=256)
def _spoken(text: str) -> frozenset[Side]:
    plain = " ".join(re.sub(r"[^\w ]", " ", fold(text)).split())
    return frozenset(side for side, pattern in _SPOKEN.items() if pattern.search(plain))


_FREE = re.compile(r"kostenlos|kostenfrei|gratis|unentgeltlich|ohne kosten")


def tells_price(text: str) -> bool:
    """Whether a record says what an offer costs, or that it is free."""
    return _FREE.search(fold(text)) is not None
