"""The Länder by their networks: which have some, the most, just one, or none."""

from __future__ import annotations

import re
from collections.abc import Callable

from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.register import Network, NetworkKind


def asks_by_land(asked: Understanding) -> bool:
    """Whether Länder are asked for: "Welches Bundesland hat die meisten Netzwerke?"."""
    text = asked.core.lower()
    found = _LANDS.search(text) is not None or _ACROSS.search(text) is not None
    return found and not asked.filters.lands


_LANDS = re.compile(
    r"\b(?:bundesländern?|bundeslaendern?|länder|federal states)\b"
    r"|\b(?:welche[sm]|which) (?:bundesland|land|federal state|state)\b"
)


def lands_listed(desk: Desk, asked: Understanding) -> Draft:
    """Which Länder have networks on file, each with those, or which have none."""
    networks = [one for one in desk.register.networks if one.kind is NetworkKind.FUNDED]
    having: dict[str, list[Network]] = {}
    for network in networks:
        for land in network.lands:
            having.setdefault(land, []).append(network)
    text = asked.core.lower()
    if _ACROSS.search(text):
        return _across(desk, asked, networks)
    if _NONE.search(text):
        evidence = [backed(one, *one.lands) for one in networks]
        without = [land for land in word_tables().keys_of("lands") if land not in having]
        line = desk.line("lands_without", *evidence, lands=desk.joined(without))
        return Draft((line,), referents=asked.referents)
    key, shown = _of_number({land: len(there) for land, there in having.items()}, text)
    lines = [
        desk.line(
            "list_line_value",
            *(backed(one, *one.lands) for one in having[land]),
            name=land,
            value=desk.joined([one.short_name for one in having[land]]),
        )
        for land in shown
    ]
    return Draft((desk.line(key, count=len(having)), *lines), referents=asked.referents)


def _across(desk: Desk, asked: Understanding, networks: list[Network]) -> Draft:
    """The networks that reach over the border of a Land."""
    lines = [
        desk.line(
            "list_line",
            backed(one, *one.lands),
            name=one.short_name,
            detail=f"{one.region}, {'/'.join(one.lands)}",
        )
        for one in networks
        if len(one.lands) > 1
    ]
    head = desk.line("lands_across", count=len(lines))
    return Draft((head, *lines), referents=asked.referents)


_ACROSS = re.compile(
    r"\bgrenzen? (?:von|eine[sr]|des|ihres|der) (?:bundes)?l(?:and|änd|aend)\w*"
    r"|\blandesgrenzen?\b|\bländergrenzen?\b|\blaendergrenzen?\b|\bl(?:ä|ae)nderübergreifend\w*"
    r"|\bl(?:ä|ae)nderuebergreifend\w*|\bstate borders?\b"
    r"|\b(?:zwei|beiden|two) (?:bundesländern?|bundeslaendern?|ländern?|federal states)\b"
)
_NONE = re.compile(
    r"\b(?:kein\w*|ohne|nicht|fehl\w+|leer|weißen? flecke?n?|no|without|not|missing)\b"
)


def _of_number(counts: dict[str, int], text: str) -> tuple[str, list[str]]:
    """The Länder with the most or fewest networks, with just one or with several; else all."""
    wanted: tuple[tuple[str, re.Pattern[str], Callable[[int], bool]], ...] = (
        ("lands_most", _MOST, lambda count: count == max(counts.values())),
        ("lands_fewest", _FEWEST, lambda count: count == min(counts.values())),
        ("lands_one", _ONE, lambda count: count == 1),
        ("lands_several", _SEVERAL, lambda count: count > 1),
    )
    for key, said, holds in wanted:
        if said.search(text):
            return key, sorted(land for land, count in counts.items() if holds(count))
    return "lands_with", sorted(counts)


_MOST = re.compile(r"\b(?:meisten?|most|spitze|spitzenreiter|vorne?)\b")
_FEWEST = re.compile(r"\b(?:wenigsten|fewest|least)\b")
_ONE = re.compile(
    r"\b(?:einzige[ns]?|einzelnes|single|(?:nur|bloß|genau|just|only) (?:eine?s?|one))\b"
)
_SEVERAL = re.compile(r"\bmehrere?n?\b|\b(?:mehr als|more than) (?:ein\w*|one)\b|\bseveral\b")
