"""PDF: the text of each page as a reader sees it, page numbers kept.

Sound files go the quick way (pdf_fast.py); the rest goes the careful one (pdf_careful.py).
"""

from __future__ import annotations

import re

from transfobot.domain.errors import ParseFailed
from transfobot.ingestion.clean import (
    clean_characters,
    is_readable,
    join_hyphens,
    tidy_lines,
)
from transfobot.ingestion.dating import stated_day
from transfobot.ingestion.detect import Format
from transfobot.ingestion.parsed import Parsed
from transfobot.ingestion.pdf_fast import fast_text
from transfobot.ingestion.rules import Rules
from transfobot.ingestion.running import with_paragraphs, without_running_lines
from transfobot.ingestion.titles import title_of

_NO_TITLE = re.compile(
    r"microsoft word|untitled|unbenannt|ohne titel|powerpoint|dokument ?\d*$"
    r"|\.(?:docx?|pdf|indd|pptx?)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


def parse_pdf(data: bytes, path: str, rules: Rules) -> Parsed:
    """All pages of a PDF. Raises ParseFailed with the reason."""
    fast = fast_text(data)
    warnings: list[str] = []
    if fast is not None:
        texts = [tidy_lines(clean_characters(page)) for page in fast.pages]
        title = _usable(fast.title, texts)
    else:
        from transfobot.ingestion.pdf_careful import careful_text

        texts, warnings, stated = careful_text(data)
        title = _usable(stated, texts)
    if not any(texts):
        raise ParseFailed(
            "Die PDF-Datei enthält keinen Text (vielleicht eingescannte Bilder); "
            "bitte mit Texterkennung (OCR) neu speichern."
        )
    if not is_readable("\n".join(texts)):
        raise ParseFailed("Die Textebene der PDF-Datei besteht nicht aus lesbaren Zeichen.")
    pages = without_running_lines(texts, rules.edge_lines, rules.repeated_share)
    pages = [tidy_lines(with_paragraphs(join_hyphens(page))) for page in pages]
    if not any(pages):
        pages = texts
    return Parsed(
        media_type=Format.PDF.value,
        pages=tuple(pages),
        paged=True,
        title=title or title_of(next(page for page in pages if page), path),
        as_of=stated_day("\n\n".join([*pages[:2], *pages[2:][-1:]])),
        warnings=tuple(warnings),
    )


def _usable(title: object, texts: list[str]) -> str | None:
    """The title of the file's properties, where somebody wrote one and it can be read inside.

    Properties are not seen on paper: words that stand only there are not shown to anybody.
    """
    if not isinstance(title, str):
        return None
    title = " ".join(clean_characters(title).split())
    usable = 8 <= len(title) <= 200 and " " in title and not _NO_TITLE.search(title)
    seen = set(_WORD.findall(" ".join(texts[:3]).casefold()))
    return title if usable and seen.issuperset(_WORD.findall(title.casefold())) else None
