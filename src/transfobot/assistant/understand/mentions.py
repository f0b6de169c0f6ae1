"""The records that a text names, by kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transfobot.assistant.denial import denied
from transfobot.assistant.understand.filters import lands_of
from transfobot.assistant.understand.language import Word
from transfobot.assistant.understand.names import Mention
from transfobot.assistant.understand.read import Read
from transfobot.assistant.understand.understanding import Mentions
from transfobot.domain.register_index import Register


def mentions_of(read: Read, register: Register) -> Mentions:
    """Ids by kind."""
    whose = {"responsible", "belongs"} & set(read.keys("intents"))
    networks_meant = read.has("categories", "network") or (
        whose and not read.has("categories", "funding")
    )
    ids: dict[str, dict[str, None]] = {}
    for mention in _meant(read.mentions, read.words, read.core):
        kinds = {name.kind for name in mention.names}
        for name in mention.names:
            if name.kind in ("office", "author") and kinds & {"network", "programme", "study"}:
                continue
            if name.kind in ("programme", "office") and "region" in kinds and networks_meant:
                continue
            value = name.spelling if name.kind == "person" else name.record_id
            ids.setdefault(name.kind, {})[value] = None
            if name.kind == "person":
                ids.setdefault("office", {})[name.record_id] = None
    return Mentions(
        networks=tuple(ids.get("network", {})),
        programmes=tuple(ids.get("programme", {})),
        studies=tuple(ids.get("study", {})),
        offers=_offers_there(ids.get("offer", {}), read, register),
        offices=tuple(ids.get("office", {})),
        persons=tuple(ids.get("person", {})),
        organisations=tuple(ids.get("region", {})),
        authored=tuple(ids.get("author", {})),
    )


def _offers_there(offers: Iterable[str], read: Read, register: Register) -> tuple[str, ...]:
    """The offers of the Land told: "Die Lotsen in Bayern" are not those of Saxony."""
    lands = lands_of(read.found)
    there = {one.id for land in lands for one in register.in_land(land)}
    found = [one for one in map(register.offer, offers) if one]
    return tuple(one.id for one in found if not lands or there & {*one.network_ids})


def _meant(mentions: Sequence[Mention], words: Sequence[Word], text: str) -> Sequence[Mention]:
    """Those that a text does not say are not meant, where others are: "CARS 2.0, nicht AuToS"."""
    aside = denied(text) if len(mentions) > 1 else ()
    places = [words[one.start].start for one in mentions]
    inside = [any(start <= at < end for start, end in aside) for at in places]
    return [one for one, out in zip(mentions, inside, strict=True) if not out] or mentions


def without_names(read: Read) -> str:
    """The core without the names of records, which may hold the names of towns."""
    text = read.core
    for mention in reversed(read.mentions):
        kinds = {name.kind for name in mention.names}
        if kinds & {"network", "programme", "study", "offer", "person", "partner"}:
            start, end = read.words[mention.start].start, read.words[mention.end - 1].end
            text = text[:start] + " " * (end - start) + text[end:]
    return text
