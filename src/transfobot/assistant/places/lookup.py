"""Places by name: municipality, district, region, Land, AGS or postcode of the seat.

What a bare name means, decided once:
- a full official name counts before a shortened one ("Halle" is also Halle (Saale): a shortened
  name joins only when that place is at least as large as the largest full match);
- a municipality counts before a district of the same name, so "Heilbronn", "Leipzig" and "Gifhorn"
  are the towns; the district is meant when "Kreis" or "Landkreis" is said;
- municipalities of the same name are all candidates, the largest first, and none is chosen.
"""

from __future__ import annotations

from transfobot.assistant.places.finding import find
from transfobot.assistant.places.index import PlaceTables, district_place, region_place
from transfobot.assistant.places.names import key_of
from transfobot.assistant.places.spotting import spot, spots
from transfobot.domain.places import PlaceMatch, Region
from transfobot.domain.register_index import Register

__all__ = ["PlaceIndex", "district_place", "region_place", "regions_of"]


class PlaceIndex(PlaceTables):
    """All places with their look-ups; immutable but for what is built on first use."""

    def find(self, text: str) -> PlaceMatch:
        """What a name, an AGS or a postcode can mean; without candidates when nothing fits.

        A name with its district or Land ("Rosenberg im Ostalbkreis") is narrowed; a whole sentence
        is read like `spot` reads it.
        """
        wanted = " ".join(text.split())
        found = find(self, wanted)
        if found is None and " " in wanted:
            found = spot(wanted, self)
        return found or PlaceMatch((), wanted)

    def spot(self, text: str) -> PlaceMatch | None:
        """The place a whole question names, or None; a Land alone is none.

        See `place_spotting` for the rules that keep ordinary words apart from places.
        """
        return spot(text, self)

    def spots(self, text: str) -> tuple[PlaceMatch, ...]:
        """Every place a text names by an exact name, in order."""
        return spots(text, self)


def regions_of(register: Register) -> tuple[Region, ...]:
    """The regions the networks speak of, with their districts; one of a name."""
    found: dict[str, Region] = {}
    for network in register.networks:
        ags = tuple(one.ags for one in network.districts)
        if not ags:
            continue
        key = key_of(network.region)
        before = found.get(key)
        if before is not None:
            ags = tuple(dict.fromkeys((*before.district_ags, *ags)))
        aliases = tuple(
            dict.fromkeys((*(before.aliases if before else ()), *network.region_aliases))
        )
        found[key] = Region(network.region, aliases, ags, ", ".join(network.lands))
    return tuple(found.values())
