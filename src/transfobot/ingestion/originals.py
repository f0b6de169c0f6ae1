"""Where the files of each source lie now: the way back from a document to its original."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from transfobot.ingestion.sources import CORPUS, configured
from transfobot.ports import Root


def source_folders(corpus: Path, ingestion: Path, roots: Sequence[Root]) -> dict[str, Path]:
    """By source name the folder its relative paths begin at. Raises ConfigurationError."""
    folders = {CORPUS: corpus}
    for root in roots:
        path = Path(root.path)
        folders[root.source] = path.parent if path.is_file() else path
    for source in configured(ingestion)[0]:
        folders[source.name] = source.base
    return folders
