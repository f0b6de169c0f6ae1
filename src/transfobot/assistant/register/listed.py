"""Lists that are asked for without the word "Netzwerk": by what only networks have."""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.register.contacts import CONTACT_ATTRIBUTES
from transfobot.assistant.understand.language import of_oneself
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.german.figures import find_dates
from transfobot.german.text import fold


def with_networks_meant(asked: Understanding) -> Understanding:
    """ "Wo führt eine IHK?", "Technologietransfer als Schwerpunkt: Liste": a list of networks.

    Nothing is named, and what is asked for stands in no record but theirs: who leads or takes part,
    what they work on, the day they begin or end, or how their offices are reached.
    """
    named = not asked.mentions.empty or asked.mentions.organisations or asked.mentions.authored
    if named or asked.place or asked.meta or asked.foreign_topic or asked.person_wanted:
        return asked
    if asked.category is Category.OFFICE:
        return _of_offices(asked) if _reached(asked) else asked
    if _bounded(asked):
        return _of_offices(replace(asked, topics=()))
    if asked.category is not None or not _asks_which(asked):
        return asked
    if _worked_on(asked):
        return replace(_of_offices(asked), attributes=())
    taking_part = _led(asked) or _takes_part(asked) or _ranked(asked)
    told = _works_on(asked) or _dated(asked) or _reached(asked) or _of_all(asked)
    if not (taking_part or told):
        return asked
    return _of_offices(asked)


def _worked_on(asked: Understanding) -> bool:
    """ "Wer macht was mit Batterien?": asked of nobody's own matter."""
    text = fold(asked.core)
    own = asked.audience_said or asked.followup or of_oneself(asked.core)
    return bool(asked.content and not own and _WORKING.search(text))


_WORKING = re.compile(
    r"^\W*(?:(?:und|also) )?(?:wer|who)\b.*\b(?:macht|machen|mach\w*|kuemmer\w*|kennt sich|befasst"
    r"|beschaeftigt sich|forscht|arbeitet an|works on|work on|deals with)\b"
)


def _of_offices(asked: Understanding) -> Understanding:
    """The question with its networks; "Stelle" beside "Telefon" only says whose it is."""
    narrower = (CONTACT_ATTRIBUTES - {Attribute.CONTACT}) & set(asked.attributes)
    where = _WHERE | (_WHOSE_OFFICE if _takes_part(asked) else frozenset())
    attributes = tuple(
        one
        for one in asked.attributes
        if one not in where and not (narrower and one is Attribute.CONTACT)
    )
    intents = tuple(dict.fromkeys((*asked.intents, Intent.LIST)))
    meant = replace(asked, category=Category.NETWORK, attributes=attributes, intents=intents)
    return replace(meant, missing_referent=None)


_WHERE = frozenset((Attribute.PLACE, Attribute.REGION))
""" "Wo ist … dabei?" asks for no region."""
_WHOSE_OFFICE = frozenset((Attribute.ADDRESS, Attribute.PERSON, Attribute.CONTACT))
""" "Wo sitzt … mit am Tisch?", "bei wem ist … Partner?"."""


def _asks_which(asked: Understanding) -> bool:
    listing = {Intent.LIST, Intent.COUNT} & set(asked.intents)
    return bool(listing) or _WHICH.search(fold(asked.core)) is not None


_WHICH = re.compile(r"\b(?:wo|wer|wem|wessen|where|who|whose)\b")


_WHO = re.compile(r"\b(?:wer|bei wem|who|welche)\b")


def _bounded(asked: Understanding) -> bool:
    """ "Wer hat unter drei Millionen bekommen?": of the sums of networks, not of a programme."""
    asking = _WHO_GOT.search(fold(asked.core)) is not None
    given = asked.category is None and Attribute.MONEY in asked.attributes
    return (
        asked.filters.amount is not None
        and asking
        and (given or _GIVEN.search(fold(asked.core)) is not None)
    )


_WHO_GOT = re.compile(
    r"^\W*(?:(?:und|also|na|and) )?(?:wer|who|bei wem|welche (?:haben|liegen|kommen))\b"
)
_GIVEN = re.compile(
    r"\b(?:lieg\w*|lag\w*|bek\w+|krieg\w*|gekriegt|erh[ai]\w+|kass\w+|got|receiv\w*)\b"
)


def _led(asked: Understanding) -> bool:
    """By a kind of organisation: "Wo hat eine Kammer die Führung?"."""
    return Attribute.LEAD in asked.attributes and bool(asked.filters.partner_kinds)


def _takes_part(asked: Understanding) -> bool:
    """ "Wo ist die Handwerkskammer Partner?", "wer hat die Uni Siegen mit im Boot?"."""
    parties = asked.filters.partner_kinds or asked.filters.organisations
    taking_part = Attribute.PARTNERS in asked.attributes or _APPEARS.search(fold(asked.core))
    return bool(parties and taking_part)


_APPEARS = re.compile(r"\b(?:wo|where)\b.*\b(?:taucht?|tauchen|appears?)\b|\btaucht wo auf\b")


def _ranked(asked: Understanding) -> bool:
    """ "Wer hat die meisten Partner?", "wer bekam das meiste Geld?"."""
    of_networks = {Attribute.PARTNERS, Attribute.DISTRICTS, Attribute.MONEY} & set(asked.attributes)
    return bool(of_networks and not asked.content and _MOST.search(fold(asked.core)))


_MOST = re.compile(r"\b(?:meisten?|wenigsten|groessten?|hoechsten?|kleinsten?|most|least|fewest)\b")


def _works_on(asked: Understanding) -> bool:
    subject = asked.nouns or asked.topics
    return Attribute.FOCUS in asked.attributes and bool(subject)


def _dated(asked: Understanding) -> bool:
    """ "Laufzeitende 30.06.2025: wer?", of a day or a month."""
    spans = {Attribute.SPAN, Attribute.BEGINS, Attribute.ENDS} & set(asked.attributes)
    dated = bool(find_dates(asked.core))
    # "Wer startete 2023?"
    dated = dated or (asked.filters.year is not None and not asked.content)
    return bool(spans) and dated and bool(_WHO.search(fold(asked.core)))


def _of_all(asked: Understanding) -> bool:
    """ "Zu welchen gibt es eine Anschrift?", "welche laufen 2026 noch?": of none before."""
    columns = (_COLUMNS | CONTACT_ATTRIBUTES) & {*asked.attributes, *asked.filters.without}
    running = bool({"running", "ended"} & set(asked.filters.statuses))
    text = fold(asked.core)
    which = _WHICH_ALONE.search(text) or (asked.filters.without and _WHERE_NONE.search(text))
    plain = not (asked.nouns or asked.topics or asked.followup)
    return which is not None and plain and bool(columns or (running and asked.filters.year))


_COLUMNS = frozenset((Attribute.ENDS, Attribute.SPAN, Attribute.MONEY, Attribute.WEBSITE))
_WHERE_NONE = re.compile(
    r"^\W*(?:und |also )?wo (?:steht|stehen|ist|sind|gibt|fehl\w*|liegt|habt)\b"
)
_WHICH_ALONE = re.compile(
    r"^\W*(?:und |also |na )?(?:(?:zu|bei|von|fuer) )?(?:welchen?|wem)"
    r" (?:gibt|gibts|ist|sind|haben|hat|habt|liegt|fehl\w*|steht|laufen|laeuft|enden|endet|kennt)\b"
)


def _reached(asked: Understanding) -> bool:
    """How offices are reached, of all of them: what is on file, or what is missing."""
    reaching = CONTACT_ATTRIBUTES & {*asked.attributes, *asked.filters.without}
    listing = {Intent.LIST, Intent.COUNT} & set(asked.intents)
    on_file = asked.filters.without or _ON_FILE.search(fold(asked.core))
    return bool(reaching and listing and on_file and not asked.topics)


_ON_FILE = re.compile(
    r"\b(?:bekannt|hinterlegt|vorhanden|notiert|verzeichnet|eingetragen|gespeichert|angegeben|"
    r"erfasst|haben|habt|hat|vor|mit|on file|known|with)\b"
)
