"""Excel sheets: a page each, a line a row, values as Germans write them."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from transfobot.domain.errors import ParseFailed

_ROWS = 20_000
_COLUMNS = 100


def sheets(data: bytes) -> tuple[list[str], list[str]]:
    """The text of each visible sheet and warnings."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ParseFailed("Die Excel-Datei ist beschädigt oder unvollständig.") from error
    pages: list[str] = []
    hidden: list[str] = []
    cut: list[str] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
            pages.append("")
            continue
        lines = [f"# {sheet.title}", ""]
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=_COLUMNS)):
            if number >= _ROWS:
                cut.append(sheet.title)
                break
            cells = [_shown(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            lines.append("\t".join(cells) if len(cells) > 1 else "".join(cells))
        pages.append("\n".join(lines) if len(lines) > 2 else "")
    book.close()
    warnings = []
    if hidden:
        warnings.append(f"Ausgeblendete Blätter wurden nicht übernommen: {', '.join(hidden)}.")
    if cut:
        warnings.append(f"Nach {_ROWS} Zeilen abgeschnitten: {', '.join(cut)}.")
    return pages, warnings


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float):
        text = f"{value:.6f}".rstrip("0").rstrip(".")
        return text.replace(".", ",")
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y}" if value.time() == time() else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return " ".join(str(value).split())
