"""What a list of networks is narrowed by: what they work on, and when they begin, run or end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from transfobot.assistant.places.words import KIND_WORDS
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.status import runs_in
from transfobot.assistant.understand.collective_words import NETWORK, NETWORKS
from transfobot.assistant.understand.framing import framed
from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.regions import AREAS
from transfobot.assistant.understand.times import year_shown, years_meant
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.assistant.understand.words import listed, pattern, word_tables
from transfobot.domain.answers import Status
from transfobot.domain.register import Network, first_day, last_day
from transfobot.german.figures import find_dates
from transfobot.german.sentences import split
from transfobot.german.stems import stem
from transfobot.german.text import fold

_KIND_OF_OFFER = re.compile(
    r"(?:beratung|workshop|schulung|kurs|seminar|training|lots|kongress|konferenz)"
)
_UNTOPICAL = frozenset(("firms", "employed", "guests", "industry"))
_SPATIAL = AREAS | KIND_WORDS | frozenset(listed("spatial"))
"""Words that say where, or whose company it is ("im Kreis der sechs"): nobody works on them."""
_OF_ALL = frozenset((*listed("of_all"), "marke", "grenze", "schwelle"))
"""What every network is for, and the sums that bound a list."""


def by_subject(asked: Understanding, networks: list[Network]) -> tuple[list[Network], str] | None:
    """The networks that work on all the subjects of the question, and how it calls them."""
    said = subjects(asked)
    if not said or (asked.filters.statuses and not asked.topics):
        return None
    words = list(dict.fromkeys(word.folded for word in said))
    shown = " ".join(dict.fromkeys(word.shown for word in said))
    if Attribute.AUDIENCES in asked.attributes:
        denied = Attribute.AUDIENCES in asked.filters.without
        held = any if denied or " oder " in asked.core else all
        fits = [held(_holds(one.audiences, word) for word in words) for one in networks]
        return [one for one, fit in zip(networks, fits, strict=True) if fit is not denied], shown
    if Attribute.FOCUS in asked.attributes:
        focused = [one for one in networks if all(_holds(one.focus, word) for word in words)]
        if focused:
            return focused, shown
    kept = [one for one in networks if all(_speaks_of(one, word) for word in words)]
    if not kept and len(words) > _PAIR and "," in asked.core:
        # "Recycling, Wiederverwendung, zirkuläre Produkte": whatever of it somebody works on.
        known = [one for one in words if word_tables().meanings(words_of(one)) & SUBJECTS] or words
        kept = [one for one in networks if any(_speaks_of(one, word) for word in known)]
        told = {word for word in known if any(_speaks_of(one, word) for one in kept)}
        shown = " ".join(dict.fromkeys(word.shown for word in said if word.folded in told))
    return kept, shown


_PAIR = 2


def subjects(asked: Understanding) -> list[Word]:
    """The nouns, topics and kinds of offers in the part that asks, in its order."""
    words = words_of(_listing_part(asked.core))
    tables = word_tables()
    purpose = framed(words, tables.find(words))
    addressed = Attribute.AUDIENCES in asked.attributes
    untopical = _UNTOPICAL - ({"employed"} if addressed else set())
    if (asked.filters.partner_kinds and not addressed) or Attribute.PARTNERS in asked.attributes:
        # "… und der IG Metall als Partner": she is nothing they work on.
        kinds = (one for one in tables.find(words) if one.group == "partner_kinds")
        purpose |= {at for one in kinds for at in one.at}
    topics = {
        found.at[-1]
        for found in tables.find(words)
        if found.group == "topics" and found.key != "funding"
    }
    return [
        word
        for at, word in enumerate(words)
        if (at in topics or _is_noun(word, asked) or _KIND_OF_OFFER.match(word.folded))
        and at not in purpose
        and word.folded not in _SPATIAL | _OF_ALL | set(asked.filters.organisations)
        and not word.folded.isdigit()
        and not untopical & tables.meanings((word,))
    ]


def _listing_part(text: str) -> str:
    """The sentences that speak of networks, where others only tell who asks."""
    parts = [text[start:end] for start, end in split(text)]
    return " ".join(one for one in parts if OF_NETWORKS.search(fold(one))) or text


OF_NETWORKS = re.compile(rf"\b(?:{NETWORKS}|{NETWORK})\b")


def _is_noun(word: Word, asked: Understanding) -> bool:
    same = Attribute.AUDIENCES in asked.attributes and stem(word.folded) in asked.nouns
    root = next((one for one in asked.nouns if word.folded.startswith(one)), None)
    # "Sie arbeiten mit der Agentur für Arbeit": the verb is no noun beside it.
    verb = word.shown.islower() and any(
        one.shown[:1].isupper() and one.folded.startswith(root or "?") for one in asked.words
    )
    return same or (root is not None and not verb)


def _speaks_of(network: Network, word: str) -> bool:
    return _holds([*network.focus, *network.offers, *(fact.text for fact in network.facts)], word)


def _holds(texts: Sequence[str], word: str) -> bool:
    """Whether texts have the word, a longer one made with it, or another for the same."""
    root = word[: max(_SHORT, len(word) - 2)]
    words = [token for text in texts for token in words_of(text)]
    tables = word_tables()
    meant = tables.meanings(words_of(word)) & SUBJECTS
    if meant and meant & tables.meanings(words):
        return True
    tokens = [token.folded for token in words]
    if len(word) < _SHORT:
        return word in tokens
    if len(word) == _SHORT:
        # "Markt" is a "Marktbearbeitung" and no "Vermarktung".
        return any(token.startswith(word) for token in tokens)
    return any(root in token for token in tokens)


_SHORT = 5

SUBJECTS = frozenset(listed("subjects"))
"""Groups of synonyms that name what networks work on."""


def by_time(
    desk: Desk, asked: Understanding, networks: list[Network]
) -> tuple[list[Network], list[Network], list[str], str]:
    """Those that fit, those of which it is not proven, and the time in words."""
    statuses, year = asked.filters.statuses, asked.filters.year
    dated, said = _on_day(desk, asked, networks)
    if dated:
        return dated, [], said, ""
    if Attribute.BEGINS in asked.attributes and year is not None:
        begun = {one.id: _begun(one) for one in networks}
        meant = years_meant(asked.core, year, filter(None, begun.values()))
        keep = [one for one in networks if begun[one.id] in meant]
        return keep, [], [desk.say("what_begun", year=year_shown(asked.core, year))], ""
    if Attribute.STATUS in asked.attributes and _APPLIED.search(asked.core.lower()):
        keep = [one for one in networks if _APPLIED.search(one.span.text or "")]
        return keep, [], [desk.say("what_applied")], ""
    if "ended" in statuses or ("end_now" in statuses and year is not None):
        return _ended(desk, networks, year)
    if "end_now" in statuses:
        return _ended(desk, networks, desk.day.year)
    if "unknown" in statuses and "offered" not in statuses:
        keep = _with(networks, lambda one: one.status_on(desk.day) is Status.UNKNOWN)
        return keep, [], [desk.say("what_unknown")], ""
    # "Wie lange laufen sie?" asks of all.
    lasting = Attribute.SPAN in asked.attributes and year is None
    running = ("running" in statuses or "open" in statuses) and not lasting
    if running or (year is not None and Attribute.STATUS in asked.attributes):
        return _running(desk, networks, year)
    if "offered" in statuses:
        keep = _with(networks, lambda one: one.span.extension == "possible")
        return keep, [], [desk.say("what_offered")], ""
    if year is not None:
        return _running(desk, networks, year)
    return networks, [], [], ""


def _on_day(
    desk: Desk, asked: Understanding, networks: list[Network]
) -> tuple[list[Network], list[str]]:
    """By the day or month they begin or end: "im Juli 2022 gestartet", "Laufzeitende 30.06.2025".

    The end is the first one agreed upon as well as the one after an extension.
    """
    dates = find_dates(asked.core)
    begun = Attribute.BEGINS in asked.attributes
    spans = {Attribute.SPAN, Attribute.ENDS} & set(asked.attributes)
    if len(dates) != 1 or not (begun or spans):
        return [], []
    stated = dates[0].iso
    side = _SIDE.search(asked.core[: dates[0].start]) if begun else None
    if side is not None:
        keep = [one for one in networks if _begun_on_side(one, side["side"].lower(), stated)]
        shown = f"{side['side']} {desk.day_of(stated)}"
        return keep, [desk.say("what_begun_on", day=shown)]

    def on_it(one: Network) -> bool:
        ends = (one.span.ends, one.span.original_end)
        days = (one.span.begins,) if begun else ends
        return any(day is not None and day.startswith(stated) for day in days)

    key = "what_begun_on" if begun else "what_ends_on"
    keep = [one for one in networks if on_it(one)]
    return keep, [desk.say(key, day=desk.day_of(stated))]


_SIDE = pattern("side", re.IGNORECASE)


def _begun_on_side(network: Network, side: str, stated: str) -> bool:
    """Whether it surely began before or after a day or month."""
    begins = network.span.begins
    if begins is None:
        return False
    if side in ("vor", "before"):
        return last_day(begins) < first_day(stated)
    if side in ("nach", "after"):
        return first_day(begins) > last_day(stated)
    return first_day(begins) >= first_day(stated)


def _with(networks: Sequence[Network], holds: Callable[[Network], bool]) -> list[Network]:
    return [one for one in networks if holds(one)]


def _begun(network: Network) -> int | None:
    return first_day(network.span.begins).year if network.span.begins else None


_APPLIED = re.compile(r"^(?!.*\b(?:nicht|belegt|bewilligt|not)\b).*\b(?:beantragt|applied for)\b")


def _ended(
    desk: Desk, networks: list[Network], year: int | None
) -> tuple[list[Network], list[Network], list[str], str]:
    """Ended by the day, or with their last proven day in a year; open extensions stay apart."""
    when = _when(desk, year) if year else desk.say("when_before", day=_day(desk))
    moment = date(year, 12, 31) if year and year > desk.day.year else desk.day
    dated = [
        one
        for one in networks
        if one.span.ends and (year is None or last_day(one.span.ends).year == year)
    ]
    fitting = _with(dated, lambda one: one.status_on(_after(one, moment)) is Status.ENDED)
    unproven = _with(dated, lambda one: one.status_on(_after(one, moment)) is Status.UNKNOWN)
    if year is None:
        fitting = _with(fitting, lambda one: one.status_on(desk.day) is Status.ENDED)
    return fitting, unproven, [desk.say("what_ended", when=when)], when


def _after(network: Network, moment: date) -> date:
    """The first day past the proven end, where that is later than the moment."""
    end = last_day(network.span.ends) if network.span.ends else moment
    return max(moment, date.fromordinal(end.toordinal() + 1)) if end >= moment else moment


def _running(
    desk: Desk, networks: list[Network], year: int | None
) -> tuple[list[Network], list[Network], list[str], str]:
    when = _when(desk, year) if year else desk.say("when_today", day=_day(desk))

    def status(one: Network) -> Status:
        return runs_in(one, year, desk.day) if year else one.status_on(desk.day)

    fitting = _with(networks, lambda one: status(one) is Status.RUNNING)
    unproven = _with(networks, lambda one: status(one) is Status.UNKNOWN)
    return fitting, unproven, [desk.say("what_running", when=when)], when


def _when(desk: Desk, year: int | None) -> str:
    return desk.say("when_year", year=year)


def _day(desk: Desk) -> str:
    return desk.day_of(desk.day.isoformat())
