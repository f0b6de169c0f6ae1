"""The files documents were read from, and pictures of their pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from transfobot.domain.knowledge import Document


class Originals(Protocol):
    """Originale: the files as they were when they were read."""

    def path_of(self, document: Document) -> Path | None:
        """The file with exactly the content of this revision; None when it is gone or changed."""
        ...


class PageRenderer(Protocol):
    """Pictures of the pages of a PDF file."""

    def render(self, original: Path, page: int, quotes: Sequence[str]) -> bytes | None:
        """The 1-based page as PNG, with the quotes highlighted where they are found on it.

        None when the file cannot be read, has no such page, or would cost too much.
        """
        ...
