"""What `doctor` looks at."""

from __future__ import annotations

from collections import Counter
from typing import Any

from transfobot.assistant.aging import aging
from transfobot.bootstrap.house import House
from transfobot.bootstrap.stores import Stores, open_stores
from transfobot.domain.errors import SearchUnavailable
from transfobot.domain.knowledge import Visibility
from transfobot.settings import Settings


def examine(settings: Settings) -> dict[str, Any]:
    """Facts, problems and register findings of a deployment.

    Raises BusyError, and SearchUnavailable with what to do where an index cannot be read.
    """
    try:
        return _examined(settings)
    except SearchUnavailable as error:
        raise SearchUnavailable(
            f"{error} Bleibt es dabei: index.db und den Ordner chroma in {settings.data_dir} "
            "löschen; beide werden aus den aufgenommenen Unterlagen neu aufgebaut."
        ) from error


def _examined(settings: Settings) -> dict[str, Any]:
    with open_stores(settings) as stores:
        house = House(stores)
        problems = _problems(stores)
        default = settings.default_office
        register = house.register()
        if default and register.offices and register.office(default) is None:
            problems.append(
                f"TRANSFOBOT_DEFAULT_OFFICE: Eine Stelle mit der Kennung „{default}“ gibt es nicht."
            )
        # Files can open and yet not answer: one real search shows it.
        stores.search.retriever.search("Netzwerk", visibilities=frozenset(Visibility), k=1)
        return {
            "facts": _facts(stores),
            "problems": problems,
            "register": [
                finding.sentence for finding in aging(house.register(), stores.clock.today())
            ],
        }


def _facts(stores: Stores) -> dict[str, Any]:
    records, search, settings = stores.records, stores.search, stores.settings
    kinds = Counter(document.visibility.value for document in records.documents())
    calibration = search.text_index.calibration()
    return {
        "Ordner der Einrichtung": str(settings.home),
        "Datenordner": str(settings.data_dir),
        "Öffentliche Adresse": settings.public_url or "nicht gesetzt",
        "Dokumente öffentlich": kinds["public"],
        "Dokumente intern": kinds["internal"],
        "Stand der Daten": records.revision_number(),
        "Stand des Textindex": search.text_index.applied(),
        "Stand der Vektoren": search.vectors.applied() if search.vectors else "aus",
        "Einbettung": search.embedder.name,
        "Schwelle der Ablehnung": {name: round(value, 3) for name, value in calibration.items()}
        or "noch nicht angepasst",
        "Postausgang": settings.smtp_host or "aus: Übergaben werden nur angezeigt",
        "Telegram": settings.telegram_mode,
    }


def _problems(stores: Stores) -> list[str]:
    number = stores.records.revision_number()
    found = []
    if number == 0:
        found.append("Es ist noch nichts eingelesen; bitte transfobot ingest aufrufen.")
    if stores.search.text_index.applied() < number:
        found.append("Der Textindex ist hinter den Daten; transfobot ingest holt das nach.")
    if stores.search.vectors is not None and stores.search.vectors.applied() < number:
        found.append("Die Vektoren sind hinter den Daten; transfobot ingest holt das nach.")
    found += [
        f"{state.path}: {state.reason}"
        for state in stores.records.file_states()
        if state.reason and state.outcome.value in {"rejected", "quarantined"}
    ]
    return found
