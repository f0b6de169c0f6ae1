"""The careful way through a PDF: pypdf, page by page, with a reason for whatever fails."""

from __future__ import annotations

import io
import logging

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from transfobot.domain.errors import ParseFailed
from transfobot.ingestion.clean import clean_characters, tidy_lines
from transfobot.ingestion.limits import PDF_PAGES
from transfobot.ingestion.pdf_hidden import looks_hidden, without_hidden_text


def careful_text(data: bytes) -> tuple[list[str], list[str], object]:
    """The text of each page, warnings, and the title of the properties. Raises ParseFailed."""
    notes = _Notes()
    try:
        reader = PdfReader(io.BytesIO(data))
        _unlock(reader)
        number = len(reader.pages)
        if number > PDF_PAGES:
            raise ParseFailed(f"Die PDF-Datei hat {number} Seiten; erlaubt sind {PDF_PAGES}.")
        with notes:
            texts, warnings = _texts(reader)
        return texts, warnings + notes.warnings, getattr(reader.metadata, "title", None)
    except DependencyError as error:
        raise ParseFailed("Die Verschlüsselung der PDF-Datei wird nicht unterstützt.") from error
    except PyPdfError as error:
        raise ParseFailed("Die PDF-Datei ist beschädigt oder unvollständig.") from error


class _Notes(logging.Handler):
    """Listens to what pypdf only logs: that it stopped reading at one of its limits."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one sentence for all of them."""
        message = record.getMessage().lower()
        if any(word in message for word in ("exceeded", "limit", "skipped", "truncat")):
            self.warnings = ["Der Text ist unvollständig: Die Datei überschreitet Lesegrenzen."]

    def __enter__(self) -> None:
        logging.getLogger("pypdf").addHandler(self)

    def __exit__(self, *_: object) -> None:
        logging.getLogger("pypdf").removeHandler(self)


def _unlock(reader: PdfReader) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise ParseFailed(
            "Die PDF-Datei ist passwortgeschützt; bitte ohne Passwort speichern und neu ablegen."
        )


def _texts(reader: PdfReader) -> tuple[list[str], list[str]]:
    """The text of each page, and warnings that name pages."""
    texts: list[str] = []
    unreadable: list[int] = []
    hidden: list[int] = []
    for number, page in enumerate(reader.pages, 1):
        try:
            text, dropped = _page_text(page, reader)
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            text, dropped = "", False
            unreadable.append(number)
        if dropped:
            hidden.append(number)
        texts.append(tidy_lines(clean_characters(text)))
    if unreadable and not any(texts):
        raise ParseFailed("Keine Seite der PDF-Datei ist lesbar; sie ist wohl beschädigt.")
    warnings = []
    if unreadable:
        warnings.append(f"Nicht lesbar: Seite {_listed(unreadable)}.")
    if hidden:
        warnings.append(f"Unsichtbarer Text wurde nicht übernommen: Seite {_listed(hidden)}.")
    empty = [at for at, text in enumerate(texts, 1) if not text and at not in unreadable]
    if empty and any(texts):
        warnings.append(f"Ohne Text: Seite {_listed(empty)}.")
    return texts, warnings


def _page_text(page: PageObject, reader: PdfReader) -> tuple[str, bool]:
    dropped = False
    if looks_hidden(page):
        dropped = without_hidden_text(page, reader)
    return page.extract_text(), dropped


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:8])
    return f"{shown} …" if len(numbers) > 8 else shown
