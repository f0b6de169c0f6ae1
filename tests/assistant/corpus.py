"""The delivered corpus as tests need it: its register and its places, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from transfobot.adapters.places_csv import load_gazetteer
from transfobot.assistant.places.lookup import PlaceIndex, regions_of
from transfobot.domain.register_index import Register
from transfobot.ingestion.records import KIND_OF_FOLDER, as_mapping

CORPUS = Path(__file__).parents[2] / "corpus"


def front_matter(path: Path) -> dict[str, object]:
    """The front matter of a record file."""
    text = path.read_text(encoding="utf-8")
    values: dict[str, object] = yaml.safe_load(text.split("---\n", 2)[1])
    return values


@cache
def register() -> Register:
    """The register of the delivered records; the document id is the file's path in the corpus."""
    return Register.of(
        (path.relative_to(CORPUS).as_posix(), kind, as_mapping(front_matter(path)))
        for folder, kind in KIND_OF_FOLDER.items()
        for path in sorted((CORPUS / folder).glob("*.md"))
    )


@cache
def places() -> PlaceIndex:
    """The delivered lists with the regions of the delivered networks."""
    return PlaceIndex.of(load_gazetteer(CORPUS / "places"), regions_of(register()))
