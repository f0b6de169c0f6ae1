"""The tables of places and what they mean: names, AGS, postcodes, districts, regions, Länder."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from transfobot.assistant.denial import without_denied
from transfobot.assistant.places.names import (
    bare_key_of,
    city_name,
    district_keys,
    district_name,
    district_parts,
    is_city,
    key_of,
    keys_of,
    label_of,
    parts_of,
    says_land,
    spellings_of,
)
from transfobot.domain.places import District, Gazetteer, Place, Region
from transfobot.german.spelling import near

MUCH_LARGER = 10
_SHORTEST, _SURE = 5, 9
"""Letters from which on a name may have one error, and two."""
_LANDS = {"nrw": "Nordrhein-Westfalen", "bw": "Baden-Württemberg", "bawue": "Baden-Württemberg"}


@dataclass(frozen=True)
class PlaceTables:
    """All places with their look-ups; immutable but for what is built on first use."""

    gazetteer: Gazetteer
    regions: tuple[Region, ...] = ()
    dictionary: Container[str] = ()
    """Words that are German and so no typing error of a place."""
    _names: dict[str, list[int]] = field(default_factory=dict, repr=False)
    _short: dict[str, list[int]] = field(default_factory=dict, repr=False)
    _ags: dict[str, int] = field(default_factory=dict, repr=False)
    _postcodes: dict[str, list[int]] = field(default_factory=dict, repr=False)
    _districts: dict[str, list[District]] = field(default_factory=dict, repr=False)
    _parts: dict[str, list[District]] = field(default_factory=dict, repr=False)
    """Districts by one half of their name: "Kreis Marburg" is Marburg-Biedenkopf."""
    _regions: dict[str, list[Region]] = field(default_factory=dict, repr=False)
    _lands: dict[str, str] = field(default_factory=dict, repr=False)
    _beginnings: frozenset[str] = frozenset()
    """The first words of all names that are of several."""

    @classmethod
    def of(
        cls,
        gazetteer: Gazetteer,
        regions: Iterable[Region] = (),
        dictionary: Container[str] = (),
    ) -> Self:
        """The index of the official lists and the regions of the networks."""
        index = cls(gazetteer, dictionary=dictionary)
        rows = gazetteer.rows
        names, short_names, postcodes = index._names, index._short, index._postcodes
        spelled: list[tuple[str, int, dict[str, list[int]]]] = []
        for number, row in enumerate(rows):
            index._ags[row[0]] = number
            postcodes.setdefault(row[5], []).append(number)
            name = row[2]
            spelled.append((name, number, names))
            if "-" in name:
                towns_in_it = parts_of(name, int(row[6] or 0))
                spelled += [(one, number, short_names) for one in towns_in_it]
            others = spellings_of(name)
            if others is not None:
                if others[0] != name:
                    spelled.append((others[0], number, names))
                spelled += [(one, number, short_names) for one in others[1]]
        keys = keys_of([one[0] for one in spelled]) if spelled else []
        for key, (_, number, table) in zip(keys, spelled, strict=True):
            table.setdefault(key, []).append(number)
        for alias, ags in gazetteer.aliases.items():
            if ags in index._ags:
                names.setdefault(key_of(alias), []).append(index._ags[ags])
            elif ags in gazetteer.districts:
                # A number plate, which counts behind "Kreis" alone.
                index._parts.setdefault(key_of(alias), []).append(gazetteer.districts[ags])
        for district in gazetteer.districts.values():
            towns = {key_of(city_name(district))} if is_city(district) else None
            for key in towns or district_keys(district):
                index._districts.setdefault(key, []).append(district)
            for key in district_parts(district):
                index._parts.setdefault(key, []).append(district)
            index._lands[key_of(district.land)] = district.land
        index._lands.update(
            {key: land for key, land in _LANDS.items() if key_of(land) in index._lands}
        )
        return index.with_regions(regions)

    def with_regions(self, regions: Iterable[Region]) -> Self:
        """The same places with other regions: cheap, for a register that has changed."""
        found = tuple(regions)
        keys: dict[str, list[Region]] = {}
        for region in found:
            names = (region.name, region.name.split(" (")[0], *region.aliases)
            for key in dict.fromkeys(map(key_of, names)):
                keys.setdefault(key, []).append(region)
        for region in self.gazetteer.landscapes:
            for key in map(key_of, (region.name, *region.aliases)):
                # A network's own region of that name is the nearer one.
                keys.setdefault(key, [region])
        names_of_all = (self._names, self._short, self._districts, self._lands, keys)
        beginnings = {key.split(" ", 1)[0] for one in names_of_all for key in one if " " in key}
        # "Sankt Wendel" is listed as "St. Wendel".
        beginnings |= {"sankt"} if "st" in beginnings else set()
        return replace(self, regions=found, _regions=keys, _beginnings=frozenset(beginnings))

    # --- look-ups ------------------------------------------------------------------------------

    def by_ags(self, ags: str) -> Place | None:
        """A municipality (eight digits) or a district (five digits)."""
        number = self._ags.get(ags)
        if number is not None:
            return self.place(number)
        district = self.gazetteer.districts.get(ags)
        return None if district is None else district_place(district)

    def suggest(self, prefix: str, limit: int) -> tuple[Place, ...]:
        """Municipalities and districts whose name begins like this, the largest first."""
        key = key_of(prefix)
        if not key:
            return ()
        ordered = self._ordered
        at, found = bisect_left(ordered, (key, -1)), dict[int, None]()
        while at < len(ordered) and ordered[at][0].startswith(key):
            found[ordered[at][1]] = None
            at += 1
        numbers = sorted(found, key=lambda one: -self.people(one))
        places = [self.place(number) for number in numbers[:limit]]
        places += [
            district_place(one)
            for name, districts in sorted(self._districts.items())
            if name.startswith(key)
            for one in districts
            if not is_city(one)
        ]
        return tuple({one.ags: one for one in places}.values())[:limit]

    @cached_property
    def _ordered(self) -> list[tuple[str, int]]:
        return sorted((name, number) for name, rows in self._names.items() for number in rows)

    def begins_name(self, word: str) -> bool:
        """Whether some name of several words begins with this one."""
        return word in self._beginnings

    def municipalities(self, key: str) -> list[int]:
        """The rows a key can mean, by the rules above, the largest first."""
        full, short = self._names.get(key, []), self._short.get(key, [])
        if not (full or short):
            return []
        if full:
            largest = max(self.people(one) for one in full)
            short = [one for one in short if self.people(one) >= self._least(one, largest)]
        return self._largest_first((*full, *short))

    def _least(self, number: int, largest: int) -> int:
        """From how many people on a shortened name joins a full one; "Bad" is seldom left off."""
        bath = self.gazetteer.rows[number][2].startswith("Bad ")
        return MUCH_LARGER * largest if bath else largest

    def bearing(self, key: str) -> tuple[Place, ...]:
        """Every municipality of a name, also of a shorter form that does not count alone."""
        numbers = dict.fromkeys((*self._names.get(key, []), *self._short.get(key, [])))
        return tuple(map(self.place, numbers))

    def in_full(self, key: str) -> list[int]:
        """The rows with exactly this name."""
        return self._names.get(key, [])

    def seats(self, postcode: str) -> list[int]:
        """The rows whose administration has this postcode, the largest first."""
        return self._largest_first(self._postcodes.get(postcode, []))

    def districts(self, key: str) -> list[District]:
        """The districts of a name; a town that is a district only where no Landkreis is."""
        found = self._districts.get(key, [])
        return [one for one in found if not is_city(one)] or found

    def district_called(self, key: str) -> list[District]:
        """The districts meant behind "Kreis": of a name, else the one that has it as a half."""
        part = self._parts.get(key, [])
        return self.districts(key) or (part if len(part) == 1 else [])

    def district_joined(self, key: str) -> list[District]:
        """The districts whose name has the same letters: "hoch sauerland kreis"."""
        plain = key.replace(" ", "")
        names = self._districts_joined
        name = names.get(plain) or names.get(plain.removesuffix("es"))
        return self.districts(name) if name else []

    @cached_property
    def _districts_joined(self) -> dict[str, str]:
        return {one.replace(" ", ""): one for one in self._districts}

    def regions_named(self, key: str) -> list[Region]:
        """The regions of a name."""
        return self._regions.get(key, [])

    def land_named(self, key: str) -> str | None:
        """The Land of a name or a common abbreviation."""
        return self._lands.get(key)

    def bare(self, name: str) -> list[int]:
        """The rows whose name is written like this without its umlauts."""
        return self._largest_first(self._bare.get(bare_key_of(name), []))

    @cached_property
    def _bare(self) -> dict[str, list[int]]:
        table: dict[str, list[int]] = {}
        for number, row in enumerate(self.gazetteer.rows):
            if not row[2].isascii():
                others = spellings_of(row[2])
                for one in (row[2], *(others[1] if others else ())):
                    table.setdefault(bare_key_of(one), []).append(number)
        return table

    def _largest_first(self, numbers: Iterable[int]) -> list[int]:
        return sorted(dict.fromkeys(numbers), key=lambda one: (-self.people(one), one))

    def near(self, key: str) -> list[str]:
        """Keys that are spelled nearly like this, or the same but for spaces."""
        plain = key.replace(" ", "")
        same = self._joined.get(plain, [])
        if " " in key and plain in self._names:
            same = [*same, plain]
        if same or len(key) < _SHORTEST:
            return same
        limit = 1 if len(key) < _SURE else 2
        # A wrong first letter counts double.
        found = [
            (steps + bool(steps and other[0] != key[0]), other)
            for other, steps in near(key, self._keys, limit)
        ]
        best = min((distance for distance, _ in found), default=limit + 1)
        return sorted(other for distance, other in found if distance == best <= limit)

    @cached_property
    def _joined(self) -> dict[str, list[str]]:
        joined: dict[str, list[str]] = {}
        for name in (*self._names, *self._short):
            if " " in name:
                joined.setdefault(name.replace(" ", ""), []).append(name)
        return joined

    @cached_property
    def _keys(self) -> list[str]:
        return [*self._names, *self._short, *self._districts]

    def place(self, number: int) -> Place:
        """The place of a row."""
        municipality = self.gazetteer.municipality(number)
        district = municipality.district
        return Place(
            name=municipality.short_name,
            label=label_of(municipality),
            ags=municipality.ags,
            district=district_name(district),
            land=municipality.land,
            district_ags=(district.ags,),
            kind="municipality",
        )

    def population(self, ags: str) -> int:
        """The people of a municipality; 0 for anything else."""
        number = self._ags.get(ags)
        return 0 if number is None else self.people(number)

    def people(self, number: int) -> int:
        """The population of a row."""
        return int(self.gazetteer.rows[number][6] or 0)

    def narrow(self, candidates: Iterable[Place], rest: str) -> tuple[Place, ...]:
        """Those candidates whose district, Land or region the rest of a text names.

        "Nicht das im Landkreis …" names the one that is not meant.
        """
        kept, refused = without_denied(rest)
        known = tuple(candidates)
        found = self._lying(known, kept)
        if len(found) == 1 or not refused:
            return found
        # "Fürth, nicht Fürth im Odenwald": the name itself tells none of them.
        names = {key_of(one.name) for one in known}
        told = re.sub(rf"\b(?:{'|'.join(map(re.escape, names))})\b", " ", key_of(refused))
        others = set(self._lying(known, told))
        left = tuple(one for one in found or known if one not in others)
        return left if left and others else found

    def _lying(self, candidates: Iterable[Place], text: str) -> tuple[Place, ...]:
        key = f" {key_of(text)} "
        return tuple(one for one in candidates if self._lies_in(one, key))

    def _lies_in(self, place: Place, key: str) -> bool:
        if f" {key_of(place.land)} " in key or any(
            f" {short} " in key for short, land in self._lands.items() if land == place.land
        ):
            return True
        if says_land(key, place.land):
            return True
        behind = key_of(place.name).split()[1:]
        # "Frankfurt an der Oder", but not "zu Frankfurt oder zu niemandem".
        behind = ["der oder" if word == "oder" else word for word in behind]
        if any(len(word) > 3 and f" {word} " in key for word in behind):
            return True
        for ags in place.district_ags:
            district = self.gazetteer.districts.get(ags)
            if district and any(f" {one} " in key for one in _ways_to_say(district)):
                return True
        return any(
            f" {name} " in key
            for name, regions in self._regions.items()
            if any(set(place.district_ags) <= set(one.district_ags) for one in regions)
        )

    def land_place(self, land: str) -> Place:
        ags = tuple(one.ags for one in self.gazetteer.districts.values() if one.land == land)
        return Place(land, land, "", None, land, ags, "land")


def district_place(district: District) -> Place:
    """A district as a place."""
    name = district_name(district)
    return Place(name, name, district.ags, name, district.land, (district.ags,), "district")


def region_place(region: Region) -> Place:
    """A region of several districts as a place."""
    kind = "landscape" if region.landscape else "region"
    return Place(region.name, region.name, "", None, region.land, region.district_ags, kind)


def _ways_to_say(district: District) -> set[str]:
    named = {key_of(district_name(district)), f"{key_of(district.name)}es"}
    halves = {
        f"{lead} {one}" for one in district_parts(district) for lead in ("kreis", "landkreis")
    }
    # "Burgdorf bei Hannover": in the district whose seat is called so.
    return district_keys(district) | named | halves | {key_of(district.seat)}
