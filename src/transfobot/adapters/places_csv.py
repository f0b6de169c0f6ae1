"""The official lists of municipalities and districts, from `corpus/places/*.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from operator import itemgetter
from pathlib import Path
from typing import Any

from transfobot.domain.errors import ConfigurationError
from transfobot.domain.places import District, Gazetteer, Region

_MUNICIPALITY = ("ags", "name", "short_name", "kind", "district_ags", "postcode", "population")
_DISTRICT = ("ags", "name", "kind", "seat", "land")


def load_gazetteer(folder: Path) -> Gazetteer:
    """The lists of a folder; without the files an empty one.

    Raises ConfigurationError when a file lacks a column or names a district that is not listed.
    """
    municipalities, districts = folder / "municipalities.csv", folder / "districts.csv"
    if not municipalities.is_file() or not districts.is_file():
        return Gazetteer()
    known = {row[0]: District(*row) for row in _rows(districts, _DISTRICT)}
    rows = _rows(municipalities, _MUNICIPALITY)
    stray = next((row for row in rows if row[4] not in known), None)
    if stray is not None:
        raise ConfigurationError(
            f"{municipalities}: Der Kreis „{stray[4]}“ von {stray[1]} steht nicht in "
            f"{districts.name}; bitte beide Listen vom selben Gebietsstand ablegen."
        )
    aliases = folder / "aliases.csv"
    other = dict(_rows(aliases, ("alias", "ags"))) if aliases.is_file() else {}
    landscapes = folder / "landscapes.csv"
    named = _rows(landscapes, ("names", "districts")) if landscapes.is_file() else []
    return Gazetteer(
        rows, known, other, tuple(_landscape(names, districts, known) for names, districts in named)
    )


def _landscape(names: str, districts: str, known: Mapping[str, District]) -> Region:
    """A row of names ("Taubertal;Tauberfranken") and the districts that are on the list."""
    name, *others = names.split(";")
    listed = tuple(one for one in districts.split() if one in known)
    lands = dict.fromkeys(known[one].land for one in listed)
    return Region(name, tuple(others), listed, ", ".join(lands), landscape=True)


def _rows(path: Path, columns: tuple[str, ...]) -> list[Any]:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader, [])
        missing = [column for column in columns if column not in header]
        if missing:
            raise ConfigurationError(
                f"{path}: Die Spalte „{missing[0]}“ fehlt; erwartet werden {', '.join(columns)}."
            )
        pick = itemgetter(*(header.index(column) for column in columns))
        return [pick(row) for row in reader if row]
