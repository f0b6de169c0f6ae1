"""Who asks, as far as the text says so, and what they tell of their own case: age, who pays."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from transfobot.assistant.understand.filters import size_of
from transfobot.assistant.understand.language import Word, of_oneself, words_of
from transfobot.assistant.understand.read import Read, Reading, read_text
from transfobot.assistant.understand.understanding import Category, Understanding
from transfobot.assistant.understand.words import Found, pattern, rule_tables
from transfobot.domain.conversation import Audience, Topic, Turn
from transfobot.german.text import fold

_FIRST_PERSON = frozenset(("ich", "wir", "uns", "mir", "unser", "unsere", "mein", "meine", "bin"))


def audience_of(read: Read) -> Audience | None:
    """Who asks, if the text says so."""
    return audience_in(read.words, read.found)


def audience_in(said: Sequence[Word], phrases: Sequence[Found]) -> Audience | None:
    """Who asks, if the words say so in the first person; the one said most often."""
    found = [one for one in phrases if one.group == "audiences"]
    found = [one for one in found if not _counted(one, said)]
    words = {"unser" if word.folded.startswith("unser") else word.folded for word in said}
    meant = [one for one in found if _for_them(one, said)]
    meant = [] if _either_way(found, said) else meant
    if meant and not words & _FIRST_PERSON:
        return Audience(meant[-1].key)
    if not found or not words & _FIRST_PERSON:
        return None
    if _either_way(found, said):
        return None
    found = [one for one in found if _claimed(one, said)] or found
    order = ("municipality", "employee", "company", "staff")
    return Audience(max(order, key=lambda key: len({one.at for one in found if one.key == key})))


def _either_way(found: Sequence[Found], said: Sequence[Word]) -> bool:
    """ "Egal ob für Rathaus oder Betrieb", "sowohl … als auch": for nobody in particular."""
    keys = {one.key for one in found}
    words = {word.folded for word in said}
    return len(keys) > 1 and bool({"egal", "sowohl", "gleich", "gleichgueltig"} & words)


def _for_them(one: Found, said: Sequence[Word]) -> bool:
    """ "Für Beschäftigte": whom a question is about, though they do not ask themselves."""
    before = [word.folded for word in said[max(0, one.start - 3) : one.start]]
    return bool({"fuer", "fur", "for", "als"} & set(before))


def _claimed(one: Found, said: Sequence[Word]) -> bool:
    """ "Ich bin Bürgermeister, der Betrieb …", "als Betriebsrat …": what people call themselves."""
    before = [word.folded for word in said[max(0, one.start - 2) : one.start]]
    return bool({"bin", "als"} & set(before))


def _counted(one: Found, said: Sequence[Word]) -> bool:
    """Whether a word for people only says how many a firm has ("120 Beschäftigte")."""
    number = one.start > 0 and said[one.start - 1].folded.isdigit()
    return number and one.key == "employee"


_CASES = frozenset(("topics", one) for one in ("business_model", "closure", "site"))
_AGED = pattern("aged")


def situations_in(text: str, *, sized: bool) -> list[str]:
    """The situations told, keys of the table; a number may be an age unless `sized`."""
    found = [one.key for one in rule_tables().find(words_of(text)) if one.group == "situations"]
    aged = ["elder"] if not sized and _AGED.search(fold(text)) else []
    return list(dict.fromkeys(found + aged))


def asks_who_pays(text: str) -> bool:
    """ "Und wer zahlt das dann, ich oder die Firma?": whose money it is, not what a network got."""
    return any(one.group == "payer" for one in rule_tables().find(words_of(text)))


def of_a_case(text: str, keys: Set[tuple[str, str]]) -> bool:
    """Whether a case of one's own is told, or anything that a rule may turn on."""
    told = any(one in _CASES or one[0] == "concerns" for one in keys)
    told = told or bool(situations_in(text, sized=size_of(text) is not None))
    return bool(told or rule_tables().find(words_of(text)))


def _with_own_case(known: Understanding, text: str, reading: Reading) -> Understanding:
    """Who asks, where and how many work there, as told in the sentences before what asks.

    "Ich bin Bürgermeister in Kusel. Das Werk macht dicht. Gibt es Geld?" is asked for Kusel.
    """
    read = read_text(text, reading)
    audience = audience_in(words_of(text), read.found)
    own = known.mentions.empty and of_oneself(text) and not _AT_HOME.isdisjoint(known.topics)
    own = own and {"open", "running"} >= set(known.filters.statuses)
    if audience is None or not own or known.category not in (None, Category.FUNDING):
        return known
    place = known.place
    if place is None and not known.filters.lands:
        spotted = reading.places.spot(text)
        place = spotted if spotted is not None and spotted.unique is not None else None
    filters = replace(known.filters, size=known.filters.size or size_of(text))
    return replace(known, place=place, filters=filters, audience=audience, audience_said=True)


_AT_HOME = frozenset((Topic.FUNDING, Topic.QUALIFICATION, Topic.CLOSURE))


def with_asker(
    known: Understanding, turns: Sequence[Turn], reading: Reading, around: str
) -> Understanding:
    """Who asks, where and how many work there, as told around it and before."""
    known = _with_own_case(known, around, reading) if around else known
    sought = known.category is Category.FUNDING or Topic.FUNDING in known.topics
    told = [one.question for one in turns[-_LATEST:] if of_oneself(one.question)]
    if not sought or not told:
        return known
    size = known.filters.size or next((one for one in map(size_of, reversed(told)) if one), None)
    audiences = (audience_of(read_text(one, reading)) for one in reversed(told))
    before = next((one for one in audiences if one), None)
    audience = known.audience or before
    said = known.audience_said or (before is not None and before is audience)
    named = known.place or known.filters.lands or not known.mentions.empty
    # "Welche sind beendet?" wants all of them.
    named = named or not {"open", "running"} >= set(known.filters.statuses)
    near = known.referents.place if not (named or _ANYWHERE.search(known.folded)) else None
    place = reading.places.find(near).unique if near else None
    lands = (place.land,) if place and place.land else known.filters.lands
    filters = replace(known.filters, size=size, lands=lands)
    return replace(known, filters=filters, audience=audience, audience_said=said)


_ANYWHERE = re.compile(
    r"\b(?:bundesweit\w*|deutschlandweit|in deutschland|insgesamt|alle[nr]?|nationwide)\b"
)
_LATEST = 4
"""Messages that are looked back on."""
