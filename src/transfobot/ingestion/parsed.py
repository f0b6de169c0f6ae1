"""What a parser hands on: clean text whose lines say how the document is built.

Headings are lines with `#` marks, bullets begin with "- ", table rows hold tabs, labels, contacts
and signatures keep their line breaks (ingestion/structure.py reads them again).
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Secondary:
    """A teaser of a press page: kept apart as a document of its own, with its own date."""

    title: str
    text: str
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file's content before it becomes a document.

    `pages` holds the text of each page, or one text where the format has no pages (`paged` False).
    `as_of` is an ISO day, month or year that the document states for itself.
    """

    media_type: str
    pages: tuple[str, ...]
    paged: bool = False
    title: str | None = None
    as_of: str | None = None
    language: str | None = None
    source_url: str | None = None
    front_matter: dict[str, object] | None = None
    secondary: tuple[Secondary, ...] = ()
    warnings: tuple[str, ...] = field(default_factory=tuple)
