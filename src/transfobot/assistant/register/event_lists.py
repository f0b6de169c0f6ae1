"""Whether all events of a time are asked for, of any kind, or those of several networks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.statements import Statement
from transfobot.assistant.understand.understanding import Intent, Understanding
from transfobot.german.stems import stem
from transfobot.german.text import fold

_SEVERAL = re.compile(
    r"\b(?:was|welche|wo|liste|alle|saemtliche|aufzaehl\w*|uebersicht)\b.*"
    r"\b\w*(?:veranstaltungen|treffen|termine[n]?|events|kongresse[n]?|konferenzen|tagungen)\b"
    r"|\bwie ?viele (?:\w+ )?(?:\w*veranstaltungen|treffen|termine|events|kongresse|konferenzen)\b"
    r"|\bwas (?:lief|war|ging|gab|fand|fanden|stieg|passierte)\b"
    r"|^\W*(?:\w+ )?(?:\w*veranstaltungen|treffen|termine|events|kongresse|konferenzen|tagungen)\b"
)
_ALL_KINDS = re.compile(r"\b(?:\w*veranstaltungen|events|treffen|termine[n]?)\b")
_NETWORKS = (
    r"\b(?:mehrere|alle[nr]?|saemtliche|verschiedene|viele)\b(?:\s\w+){0,2}\s\w*netzwerken?\b"
)
_JOINTLY = r"\b(?:zusammen\w*|gemeinsam\w*|trafen|getroffen|vertreten|beisammen|auf einmal)\b"
_NATIONWIDE = (
    r"\b(?:bundesweit\w*|nationwide|deutschlandweit\w*|netzwerkuebergreifend\w*) "
    r"(?:\w+ )?(?:treffen|\w*veranstaltung(?:en)?|konferenz(?:en)?|tagung(?:en)?|event|events"
    r"|zusammenkuenfte|kongresse?|meetings?)\b|\bbundestreffen\b"
    r"|\bnetzwerken? (?:\w+ )?(?:bundesweit|deutschlandweit|landesweit) (?:zusammen\w*|getroffen)\b"
    r"|\bnetzwerken? aus (?:ganz deutschland|dem ganzen (?:land|bund)|allen (?:bundes)?laendern)\b"
)
_TOGETHER = re.compile(rf"{_NETWORKS}.*{_JOINTLY}|{_JOINTLY}.*{_NETWORKS}|{_NATIONWIDE}")
_OF_NETWORKS = stem("netzwerke")


def asks_for_several(asked: Understanding) -> bool:
    """ "Was lief 2025 an Treffen?", "welche Kongresse": all of them."""
    return Intent.LIST in asked.intents or _SEVERAL.search(fold(asked.core)) is not None


def of_any_kind(asked: Understanding) -> bool:
    """ "Treffen und Kongresse": whatever took place, where a word for all kinds is said."""
    return _ALL_KINDS.search(fold(asked.core)) is not None


def lists_any_kind(asked: Understanding) -> bool:
    """Whether all events are asked for, whatever kind they are of."""
    return asks_for_several(asked) and of_any_kind(asked)


def held_together(asked: Understanding) -> bool:
    """ "Wo kamen mehrere Netzwerke zusammen?"."""
    return _TOGETHER.search(fold(asked.core)) is not None


def of_several_networks(event: Statement) -> bool:
    """Whether networks held an event together, or were all there."""
    return len(event.networks) > 1 or (not event.networks and _OF_NETWORKS in event.stems)


def titled_first(desk: Desk, events: Sequence[Statement]) -> list[Statement]:
    """The events with those first that have a title: a fact may leave unsaid whose event it was."""
    titled = {one.document_id for one in desk.register.offers}
    return sorted(
        events, key=lambda one: not any(each.document_id in titled for each in one.line.evidence)
    )
