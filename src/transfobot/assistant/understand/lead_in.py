"""What stands before a list that is asked for: who asks, and what for ("Als Rentner …")."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.words import Found, WordTables

_OPENERS_TEXT = """
welche welchen was alle aller allen saemtliche saemtlicher saemtlichen namen kurznamen liste
aufstellung uebersicht auflistung aufzaehlung
"""
_OPENERS = frozenset(_OPENERS_TEXT.split())
_ASKED_FOR = re.compile(
    r"\b(?:brauch|such|nenn|benoetig|haett|moecht|wuenscht|wuesst|will|woll|schick|geb|gib|bitt)"
)
""" "Alle Netzwerke" asks for them after "ich brauche", not in "gestern kamen alle Netzwerke"."""
_BEFORE_OPENER = frozenset((
    "in", "bei", "mit", "von", "auf", "an", "unter", "die", "den", "eine", "ne", "wie", "um", "zu",
))  # fmt: skip
_LISTED = frozenset(("network", "funding", "study", "offer"))
_TELLING = frozenset(
    ("lands", "parts", "topics", "categories", "statuses", "years", "partner_kinds")
)
""" "Sachsen: welche Netzwerke …", "Wasserstoff: …": what stands before says what is sought."""
_ASKING = re.compile(r"\w*(?:frage|anfrage|bitte|bitten)")
_POLITE = frozenset((
    "nennen", "bitte", "sagen", "koennen", "koennt", "kannst", "koennten", "can", "could", "ob",
))  # fmt: skip
_ANYWAY = frozenset(("region", "names", "source", "contact", "place", "facts"))
_PERSONS = frozenset(
    ("ich", "wir", "mein", "meine", "unser", "unsere", "bin", "mir", "uns", "i", "we")
)
_NARROWING = frozenset(("mit", "ohne", "in", "im", "unter", "ab", "seit", "bis", "with", "without"))
""" "Mit einer Hochschule an der Spitze: welche …"."""
_NEAR = 6
_SHORT = 3


def without_lead_in(text: str, tables: WordTables, naming: Callable[[str], bool]) -> str:
    """The text from the words on that ask for a list, where those before only lead up to them.

    They are kept where they ask themselves, or name a record, a Land, a time or a topic.
    """
    words = words_of(text)
    found = tables.find(words)
    start = _opening(text, words, found)
    if start is None:
        return _with_what_is_listed(text, words, found)
    before = text[: words[start].start]
    led = words[:start]
    asking = any(_asks(one, words) and one.start < start for one in found)
    framing = {at for one in found if one.group == "framing" for at in one.at}
    personal = bool({word.folded for word in led} & _PERSONS)
    if personal:
        # The union somebody belongs to is no topic.
        framing |= {at for one in found if one.group == "partner_kinds" for at in one.at}
    tells = {
        one.group for one in found if _tells(one) and one.start < start and one.start not in framing
    }
    if personal:
        # "Ich bin bei der IG Metall in Hessen: welche Netzwerke in Bayern …".
        tells -= {one.group for one in found if one.start >= start} | {"partner_kinds"}
    telling = bool(tells) or any(word.folded.isdigit() for word in led)
    if "?" in before or asking or not _leads_up(led, before, found):
        return text
    if (telling and not _asker(led)) or naming(before):
        return text
    return text[words[start].start :]


def _with_what_is_listed(text: str, words: Sequence[Word], found: Sequence[Found]) -> str:
    """ "Eine Frage zu den Netzwerken: welche …": "welche" with the networks it speaks of."""
    listed = [one for one in found if one.group == "categories" and one.key in _LISTED]
    at = next((at for at, one in enumerate(words) if one.folded == "welche" and at), None)
    if at is None or not listed or {one.key for one in listed} != {"network"}:
        return text
    before, rest = text[: words[at].start], text[words[at].end :]
    other = any(_tells(one) and one.start < at and one not in listed for one in found)
    asking = any(_asks(one, words) and one.start < at for one in found)
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.shown[:1].isupper() or text == text.lower():
        # "Welche Zahl galt wann?" asks for no list.
        return text
    if (
        other
        or asking
        or listed[-1].start > at
        or not before.rstrip().endswith((":", ".", ",", "–"))
    ):
        return text
    return f"{words[at].shown} Netzwerke{rest}"


def _tells(one: Found) -> bool:
    """Whether a phrase says what is sought; "Raum Mitte" and "Namen" do not."""
    return one.group in _TELLING or (one.group == "attributes" and one.key not in _ANYWAY)


def _asks(one: Found, words: Sequence[Word]) -> bool:
    """Whether a phrase asks something itself; "können Sie mir sagen" only leads up to it."""
    return one.group == "askwords" and words[one.start].folded not in _POLITE


def _opening(text: str, words: Sequence[Word], found: Sequence[Found]) -> int | None:
    """Where a list of records is asked for: "welche", "alle", "Namen der" before what is listed."""
    listed = [one.start for one in found if one.group == "categories" and one.key in _LISTED]
    for at, word in enumerate(words):
        if word.folded in _OPENERS and any(0 < one - at <= _NEAR for one in listed):
            start = at - 1 if at and words[at - 1].folded in _BEFORE_OPENER else at
            return start if _opens(text, words, start, word) else None
    return None


def _opens(text: str, words: Sequence[Word], start: int, word: Word) -> bool:
    """Whether the words on from the start ask: at the head of a clause, or for what is needed."""
    between = text[words[start - 1].end : words[start].start] if start else ""
    headed = word.folded in ("welche", "welchen") or any(mark in between for mark in ",.:;!?–-")
    return headed or _ASKED_FOR.search(" ".join(one.folded for one in words[:start])) is not None


def _leads_up(led: Sequence[Word], before: str, found: Sequence[Found]) -> bool:
    """Whether words tell who asks or what for, and are no heading ("Batterien: welche …")."""
    framed = any(one.group == "framing" and one.start < len(led) for one in found)
    if led and led[0].folded in _NARROWING:
        return False
    heading = len(led) <= _SHORT and before.rstrip().endswith((":", ","))
    return bool(led) and (framed or not heading or _asker(led) or _purpose(led))


def _asker(led: Sequence[Word]) -> bool:
    """ "Frage einer IHK:", "Stadtkämmerei. …": who asks, whatever kind of body that is."""
    # "Zähl bitte" is no request of somebody.
    said = [word.folded for word in led if word.shown != "bitte"]
    return any(map(_ASKING.fullmatch, (*said[:1], *said[-1:])))


def _purpose(led: Sequence[Word]) -> bool:
    return led[0].folded in ("fuer", "fuers", "zum", "zur")
