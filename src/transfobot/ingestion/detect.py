"""What a file is, by its content; the name only tells plain texts apart."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePosixPath

from transfobot.domain.errors import ParseFailed


class Format(StrEnum):
    """Formats that are read; the value is the media type."""

    PDF = "application/pdf"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    TEXT = "text/plain"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODT = "application/vnd.oasis.opendocument.text"


BY_SUFFIX = {
    ".pdf": Format.PDF,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".docx": Format.DOCX,
    ".pptx": Format.PPTX,
    ".xlsx": Format.XLSX,
    ".odt": Format.ODT,
}
_PLAIN = {Format.HTML, Format.MARKDOWN, Format.TEXT}
_NAMES = {
    Format.PDF: "PDF-Datei",
    Format.HTML: "Webseite",
    Format.MARKDOWN: "Markdown-Datei",
    Format.TEXT: "Textdatei",
    Format.DOCX: "Word-Datei",
    Format.PPTX: "PowerPoint-Datei",
    Format.XLSX: "Excel-Datei",
    Format.ODT: "OpenDocument-Textdatei",
}
_FOREIGN = (
    (b"\x89PNG", "ein PNG-Bild"),
    (b"\xff\xd8\xff", "ein JPEG-Bild"),
    (b"GIF8", "ein GIF-Bild"),
    (b"RIFF", "eine Bild-, Ton- oder Filmdatei"),
    (b"MZ", "ein Programm"),
    (b"\x7fELF", "ein Programm"),
    (b"\x1f\x8b", "eine gepackte Datei (gzip)"),
    (b"7z\xbc\xaf", "eine gepackte Datei (7z)"),
    (b"Rar!", "eine gepackte Datei (RAR)"),
    (b"BZh", "eine gepackte Datei (bzip2)"),
    (b"\xfd7zXZ", "eine gepackte Datei (xz)"),
    (b"SQLite format 3", "eine Datenbank"),
)
_HTML = re.compile(
    rb"^\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML = re.compile(rb"^\s*<(?:\?xml|svg|!DOCTYPE)\b", re.I)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def suffix_of(path: str) -> str:
    """The file's suffix in lower case, also of „bericht.txt.“ and „bericht .txt“."""
    return PurePosixPath(path.rstrip(". ")).suffix.lower().strip()


def is_supported_name(path: str) -> bool:
    """Whether the name promises a format that is read; a name without a suffix does not say."""
    suffix = suffix_of(path)
    return suffix in BY_SUFFIX or not re.fullmatch(r"\.[a-z0-9]{1,8}", suffix)


def detect(data: bytes, path: str) -> Format:
    """The format of a file's content. Raises ParseFailed where it is none that is read."""
    suffix = suffix_of(path)
    named = BY_SUFFIX.get(suffix)
    if b"%PDF-" in data[:1100]:
        return Format.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data, suffix)
    if data.startswith(_OLE):
        raise ParseFailed(
            "Die Datei hat ein altes Office-Format oder ist passwortgeschützt; "
            "bitte ohne Passwort als DOCX oder PDF speichern."
        )
    for magic, name in _FOREIGN:
        if data.startswith(magic):
            raise ParseFailed(f"Die Endung ist „{suffix}“, der Inhalt ist aber {name}.")
    if named is not None and named not in _PLAIN:
        found = "eine Webseite (vielleicht eine Fehlermeldung beim Herunterladen)"
        found = found if _HTML.match(data[:4096]) else "etwas anderes"
        raise ParseFailed(f"Das ist keine {_NAMES[named]}: Der Inhalt ist {found}.")
    return _plain(data, named)


def _plain(data: bytes, named: Format | None) -> Format:
    head = data[:4096]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return named or Format.TEXT
    if _HTML.match(head) and named is not Format.MARKDOWN:
        return Format.HTML
    if named is None and _XML.match(head):
        raise ParseFailed("XML- und SVG-Dateien werden nicht gelesen.")
    return named or Format.TEXT


def _archive(data: bytes, suffix: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:20_000])
            mime = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise ParseFailed("Die Office-Datei ist beschädigt oder unvollständig.") from error
    for folder, found in (("word/", Format.DOCX), ("ppt/", Format.PPTX), ("xl/", Format.XLSX)):
        if any(name.startswith(folder) for name in names):
            return found
    if mime == Format.ODT.encode():
        return Format.ODT
    if not names:
        raise ParseFailed("Die Office-Datei ist leer oder beschädigt.")
    raise ParseFailed(f"Die Endung ist „{suffix}“, der Inhalt ist aber ein Archiv.")
