"""What a single line of an office document looks like: heading, label, bullet, contact, table row.

Every pattern is linear and runs on lines of at most `LONGEST` characters; longer lines are prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 400
"""Characters; a longer line is running text whatever it begins with."""

SHORT = 160
"""Characters a line without a full stop may have to be read as a title."""


class LineKind(StrEnum):
    """Shape of a line, before its neighbours are looked at."""

    BLANK = "blank"
    RULE = "rule"
    MARKDOWN = "markdown"
    BOLD = "bold"
    BOLD_BULLET = "bold_bullet"
    BULLET = "bullet"
    NUMBERED = "numbered"
    TABLE = "table"
    CONTACT = "contact"
    LABEL = "label"
    COLON = "colon"
    SHORT = "short"
    TEXT = "text"


@dataclass(slots=True)
class Line:
    """One line: `start`/`end` bound its text without surrounding blanks, `body` skips a marker.

    Not frozen: there are many, and making a frozen one takes three times as long.
    """

    kind: LineKind
    start: int
    end: int
    body: int
    indent: int
    text: str
    level: int = 0


_RULE = re.compile(r"[.…_]{4,}")
_MARKDOWN = re.compile(r"(#{1,6})\s+\S")
_BULLET = re.compile(r"(?:[-*+•–▪◦·‣●■]|--?>|→|=>|[a-z]\))\s+(?=\S)")
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=\D)")
_BOLD = re.compile(r"\*\*[^*]+\*\*:?$")
LABEL = re.compile(r"\**([A-ZÄÖÜ][^:.!?;„“\"|]{1,58}?)\**:\**\s+\S")
_REACHED = re.compile(r"(?:^|\s)(?:tel|telefon|fon|fax|mobil|phone)\b", re.IGNORECASE)
_PHONE = re.compile(r"\d{2,5}\)?[ /-]{1,3}\d[\d /-]{4,}\d")
_WEB = re.compile(r"(?:^|\s)www\.")
_POSTCODE = re.compile(r"\d{5}\s+[A-ZÄÖÜ]\w", re.IGNORECASE)
_STREET = re.compile(r"(?:stra[ßs]e|str\.|weg|platz|allee|ring|gasse)\s+\d", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d[\d /-]{4}")
"""Part of every telephone number and postcode."""
_DAY = re.compile(
    r"\d{1,2}\.\s?(?:\d{1,2}\.|(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\w{0,6}\b)"
)
_CAPTION = re.compile(r"(?:Abbildung|Tabelle|Abb|Tab|Foto|Bild|Quelle|Grafik)\b[^:]{0,12}:", re.I)
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w")


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of `text[start:end]` with their offsets in `text`."""
    position, stop = start, len(text) if end is None else end
    while position < stop:
        newline = text.find("\n", position, stop)
        following = stop if newline < 0 else newline + 1
        yield _line(text, position, following)
        position = following


def _line(text: str, start: int, end: int) -> Line:
    raw = text[start:end]
    left = raw.lstrip()
    body = left.rstrip()
    first = start + len(raw) - len(left)
    if not body:
        return Line(LineKind.BLANK, first, first, first, 0, "")
    indent = first - start
    kind, skip, level = _kind(body, raw)
    return Line(kind, first, first + len(body), first + skip, indent, body, level)


def _kind(body: str, raw: str) -> tuple[LineKind, int, int]:
    if "\t" in raw and (
        "\t" in body or raw.startswith("\t\t") or raw.rstrip("\n\r ").endswith("\t\t")
    ):
        return LineKind.TABLE, 0, 0
    if len(body) > LONGEST:
        bullet = _BULLET.match(body)
        return (LineKind.BULLET, bullet.end(), 0) if bullet else (LineKind.TEXT, 0, 0)
    if body[0].isalpha() and body[1:2] != ")":
        # Every marker begins with a sign or a figure, but for „a)“.
        return _plain(body), 0, 0
    if body.startswith("|") and body.count("|") >= 3:
        return LineKind.TABLE, 0, 0
    if _RULE.fullmatch(body):
        return LineKind.RULE, 0, 0
    if found := _MARKDOWN.match(body):
        return LineKind.MARKDOWN, len(found[1]), len(found[1])
    if _BOLD.match(body) and len(body) <= SHORT and body.count("**") == 2:
        return LineKind.BOLD, 0, 0
    if found := _BULLET.match(body):
        rest = body[found.end() :]
        bold = _BOLD.match(rest) and len(rest) <= SHORT and rest.count("**") == 2
        return (LineKind.BOLD_BULLET if bold else LineKind.BULLET), found.end(), 0
    if (found := _NUMBER.match(body)) and not _DAY.match(body):
        return LineKind.NUMBERED, found.end(), 0
    return _plain(body), 0, 0


def _plain(body: str) -> LineKind:
    if len(body) <= 120 and _is_contact(body):
        return LineKind.CONTACT
    if body.count(" | ") >= 2:
        return LineKind.TABLE
    if body.endswith(":") and len(body) <= SHORT and body[:-1].count(". ") == 0:
        return LineKind.COLON
    label = LABEL.match(body) if ":" in body else None
    if label and len(body) <= 240 and len(label[1].split()) <= 7 and not _CAPTION.match(body):
        return LineKind.LABEL
    if len(body) <= SHORT and body[-1] not in ".!?:;," and not body[0].isdigit():
        return LineKind.SHORT
    return LineKind.TEXT


def _is_contact(body: str) -> bool:
    """Whether a line names a mail, a telephone, a website or an address.

    A plain search for a word comes before each pattern: most lines are none of these.
    """
    small = body.lower()
    if "@" in body and MAIL.search(body):
        return True
    if "http" in small and ("http://" in small or "https://" in small):
        return True
    if "www." in small and _WEB.search(small):
        return True
    named = "tel" in small or "fo" in small or "fax" in small or "mob" in small or "pho" in small
    if named and _REACHED.search(body):
        return True
    if _LONG_NUMBER.search(body) and (_PHONE.search(body) or _POSTCODE.search(body)):
        return True
    named = "stra" in small or "str." in small or "weg" in small or "platz" in small
    named = named or "allee" in small or "ring" in small or "gasse" in small
    return named and _STREET.search(body) is not None
