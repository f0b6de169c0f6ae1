"""Word, PowerPoint, Excel and OpenDocument text: title, day and lines, hidden parts left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from transfobot.ingestion.archive import Archive
from transfobot.ingestion.clean import clean_characters, join_hyphens, tidy_lines
from transfobot.ingestion.dating import stated_day
from transfobot.ingestion.detect import Format
from transfobot.ingestion.office_sheets import sheets
from transfobot.ingestion.office_slides import slides
from transfobot.ingestion.office_text import document_lines, opendocument_lines
from transfobot.ingestion.parsed import Parsed
from transfobot.ingestion.rules import Rules
from transfobot.ingestion.titles import title_of

_NO_TITLE = re.compile(r"powerpoint|word-dokument|document\d*$|folie 1|untitled|unbenannt", re.I)
_TITLE = "{http://purl.org/dc/elements/1.1/}title"

Pages = tuple[list[str], list[str]]
"""Texts of the pages (one where there are none) and warnings."""


def parser_of(found: Format) -> Callable[[bytes, str, Rules], Parsed]:
    """The parser of an office format."""

    def parse(data: bytes, path: str, _rules: Rules) -> Parsed:
        archive = Archive(data)
        pages, warnings = _PAGES[found](archive, data)
        clean = [tidy_lines(join_hyphens(clean_characters(page))) for page in pages]
        opening = next((page for page in clean if page), "")
        return Parsed(
            media_type=found.value,
            pages=tuple(clean),
            paged=found in {Format.PPTX, Format.XLSX},
            title=_title(archive) or (title_of(opening, path) if opening else None),
            as_of=stated_day("\n\n".join(clean[:2])),
            warnings=tuple(warnings),
        )

    return parse


def _title(archive: Archive) -> str | None:
    """The title of the file's properties, where somebody wrote one."""
    for part in ("docProps/core.xml", "meta.xml"):
        if part in archive:
            found: Any = archive.xml(part).find(f".//{_TITLE}")
            title = (
                " ".join(clean_characters(found.text or "").split()) if found is not None else ""
            )
            if 8 <= len(title) <= 200 and " " in title and not _NO_TITLE.search(title):
                return title
    return None


_PAGES: dict[Format, Callable[[Archive, bytes], Pages]] = {
    Format.DOCX: lambda archive, _: document_lines(archive),
    Format.ODT: lambda archive, _: opendocument_lines(archive),
    Format.PPTX: lambda archive, _: slides(archive),
    Format.XLSX: lambda _, data: sheets(data),
}
