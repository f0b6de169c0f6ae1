"""Orte: municipalities (Gemeinden) and districts (Kreise) by AGS, the official key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class District:
    """Kreis: five-digit AGS; `kind` is Landkreis, Kreis, Stadtkreis, Kreisfreie Stadt …"""

    ags: str
    name: str
    kind: str
    seat: str
    land: str


@dataclass(frozen=True, slots=True)
class Municipality:
    """Gemeinde: eight-digit AGS, full and short name, postcode of its seat."""

    ags: str
    name: str
    short_name: str
    kind: str
    district: District
    postcode: str
    population: int

    @property
    def land(self) -> str:
        """The Land it belongs to."""
        return self.district.land


@dataclass(frozen=True, slots=True)
class Region:
    """Region: a name under which several districts are meant ("Heilbronn-Franken")."""

    name: str
    aliases: tuple[str, ...]
    district_ags: tuple[str, ...]
    land: str
    landscape: bool = False
    """Named by its landscape ("Ostalb"): no source states which network it belongs to."""


@dataclass(frozen=True)
class Gazetteer:
    """Ortsverzeichnis: the full lists, as rows until one is asked for.

    A row is (ags, name, short name, kind, district ags, postcode, population); 10,775 rows load in
    a few milliseconds because nothing is built from them before it is needed.
    """

    rows: Sequence[tuple[str, str, str, str, str, str, str]] = ()
    districts: Mapping[str, District] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Other names, and misspellings found in documents, with the AGS they mean."""
    landscapes: Sequence[Region] = ()
    """What people call a part of the country ("Schwäbische Alb"), with the districts it spans."""

    def municipality(self, number: int) -> Municipality:
        """The municipality of a row. Raises KeyError when its district is not listed."""
        ags, name, short, kind, district, postcode, population = self.rows[number]
        people = int(population or 0)
        return Municipality(ags, name, short, kind, self.districts[district], postcode, people)


@dataclass(frozen=True, slots=True)
class Place:
    """A place an inquirer can mean: one municipality, a district, or a region of districts.

    `ags` is eight digits for a municipality, five for a district, empty for a region or a Land.
    `district_ags` are the districts it stands for, `label` is how it is shown
    ("Waldenburg im Hohenlohekreis").
    """

    name: str
    label: str
    ags: str
    district: str | None
    land: str
    district_ags: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """What a name can mean: `candidates` best first; more than one is a clarification.

    `exact` is False when a typo or another spelling was read; `matched` are the words of the text
    that were read as the name.
    """

    candidates: tuple[Place, ...]
    matched: str = ""
    exact: bool = True

    @property
    def unique(self) -> Place | None:
        """The place when there is exactly one."""
        return self.candidates[0] if len(self.candidates) == 1 else None
