"""Sums that a question cites ("einmal 150, einmal 200 Millionen"): who states each, and when."""

from __future__ import annotations

import re
from decimal import Decimal

from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.statements import of_network
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.german.figures import find_amounts

_CITED = re.compile(
    r"\b(?P<first>\d[\d.,]*)\b[^.?!\d]{0,40}?\b(?P<second>\d[\d.,]*)\s*(?P<unit>Mio|Mrd|Million|Milliard)",
    re.IGNORECASE,
)
_ONE = re.compile(r"\d[\d.,]*\s*(?:Mio|Mrd|Million|Milliard)\w*", re.IGNORECASE)
_PAIR = 2


def cited_sums(desk: Desk, asked: Understanding) -> Draft | None:
    """What the records say of the sums of a question; None unless each is on file.

    They stand side by side, each with its day, for two sources may differ.
    """
    sums = _sums_in(asked.core)
    doubted = len(sums) >= _PAIR or (sums and Attribute.SOURCE in asked.attributes)
    named = bool(asked.mentions.programmes or asked.mentions.networks)
    named = named or (Intent.LIST in asked.intents and len(sums) < _PAIR)
    if not doubted or named or asked.filters.amount is not None:
        return None
    found: dict[Decimal, list[DraftSentence]] = {one: [] for one in sums}
    for text, line in _stated(desk):
        for amount in find_amounts(text):
            if amount.value in found and line not in found[amount.value]:
                found[amount.value].append(line)
    if not all(found.values()):
        return None
    lines = dict.fromkeys(line for told in found.values() for line in told)
    return Draft(tuple(lines), referents=asked.referents)


def _sums_in(text: str) -> tuple[Decimal, ...]:
    """The sums in EUR; in "150 oder 200 Millionen" both are millions."""
    cited = [one[0] for one in _ONE.finditer(text)]
    pair = _CITED.search(text)
    if pair is not None:
        cited.append(f"{pair['first']} {pair['unit']}")
    amounts = [amount for one in cited for amount in find_amounts(f"{_spelled(one)} €")]
    return tuple(dict.fromkeys(one.value for one in amounts))


def _spelled(text: str) -> str:
    """A sum with its unit as amounts are written."""
    number = re.match(r"[\d.,]+", text)
    unit = "Mrd." if re.search(r"mrd|milliard", text, re.IGNORECASE) else "Mio."
    return f"{number[0] if number else ''} {unit}"


def _stated(desk: Desk) -> list[tuple[str, DraftSentence]]:
    """Every statement of the records on the whole field and of the networks, with its line."""
    told = []
    for record in desk.register.general:
        for fact in record.facts:
            day = desk.say("as_of", as_of=desk.day_of(fact.as_of)) if fact.as_of else ""
            text = f"– {fact.text.rstrip('.')} ({day})" if day else f"– {fact.text}"
            told.append((fact.text, DraftSentence(text, (backed(record, fact.text),))))
    for network in desk.register.networks:
        told += [(one.text, one.line) for one in of_network(desk, network)]
    return told
