"""Small turns of stored values into what people read and can safely click."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from transfobot.domain.answers import Citation, OfficeCard, Sentence

_LEAD = 40
_BULLET = re.compile(r"^\s*(?:[-*•–▪◦]|\d{1,2}[.)])\s+")
_EVIDENCE = re.compile(
    r"^/dok/[\w-]{1,128}/[\w-]{1,128}/seite/\d{1,6}(?:\?stelle=[\w.:%-]{1,256})?$"
)
_HOST = re.compile(r"^(?=.{4,253}$)[\w-]+(?:\.[\w-]+)+$")
_MAIL = re.compile(r"^[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or one item of a list, with the numbers of the citations shown after it."""

    text: str
    numbers: tuple[int, ...] = ()


@dataclass(slots=True)
class Block:
    """Paragraphs (one piece each) or a list, of neighbouring items also of several sentences."""

    pieces: list[Piece]
    listed: bool = False


def blocks_of(sentences: Iterable[Sentence]) -> list[Block]:
    """Sentences as paragraphs and lists; the marks of a sentence stand at its end.

    Lines that follow each other stay one paragraph; an empty line begins a new one.
    """
    blocks: list[Block] = []
    for sentence in sentences:
        parts = _parts(sentence.text)
        for position, (text, listed) in enumerate(parts, 1):
            # The marks of a list's head stand behind its lines.
            marked = position == len(parts) and not sentence.is_head
            numbers = sentence.citations if marked else ()
            if listed and blocks and blocks[-1].listed:
                blocks[-1].pieces.append(Piece(text, numbers))
            else:
                blocks.append(Block([Piece(text, numbers)], listed))
    return blocks


def _parts(text: str) -> list[tuple[str, bool]]:
    parts: list[tuple[str, bool]] = []
    going_on = False
    for line in text.splitlines():
        shown = line.strip()
        mark = _BULLET.match(line)
        if mark and line[mark.end() :].strip():
            parts.append((line[mark.end() :].strip(), True))
            going_on = False
        elif shown and going_on:
            parts[-1] = (f"{parts[-1][0]}\n{shown}", False)
        elif shown:
            parts.append((shown, False))
            going_on = True
        else:
            going_on = False
    return parts


def further_notes(card: OfficeCard) -> list[str]:
    """The notes of an office, without one that only names the substitute again."""
    named = card.substitute
    return [
        note
        for note in card.notes
        if not (named and named in note and len(note) < len(named) + _LEAD)
    ]


def day_words(as_of: str | None, language: str, months: Sequence[str]) -> str:
    """`2026-01-15` as "15.01.2026", `2026-01` as "Januar 2026"; what is no day stays as it is."""
    if not as_of:
        return ""
    parts = as_of.split("-")
    if len(parts) == 1 or not all(part.isdigit() for part in parts) or len(parts) > 3:
        return as_of
    month = int(parts[1])
    if not 1 <= month <= 12:
        return as_of
    if len(parts) == 2:
        return f"{months[month - 1]} {parts[0]}"
    if language == "de":
        return f"{parts[2]}.{parts[1]}.{parts[0]}"
    return f"{int(parts[2])} {months[month - 1]} {parts[0]}"


def local_path(url: str) -> str | None:
    """The path of one of our own evidence pages; None for anything else."""
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path if _EVIDENCE.match(path) else None


def quote_mark(quote: str) -> str:
    """A quote as its length and a 32-bit FNV-1a sum: enough to find it again in its passage.

    Addresses carry this instead of text; `quoteMark` in words.js gives the same.
    """
    total = 0x811C9DC5
    for byte in quote.encode("utf-8", "replace"):
        total = ((total ^ byte) * 0x01000193) & 0xFFFFFFFF
    return f"{len(quote)}-{total:08x}"


def evidence_link(citation: Citation) -> str | None:
    """Our own page for a citation, with the quote itself marked; None for any other address."""
    path = local_path(citation.url)
    if path is None or "?" not in path:
        return path
    return f"{path}&zitat={quote_mark(citation.quote)}"


def web(address: str | None) -> str | None:
    """An office's website as a link target, http and https only."""
    if not address:
        return None
    shown = address.strip()
    full = shown if "://" in shown else f"https://{shown}"
    try:
        parts = urlsplit(full)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not _HOST.match(host) or parts.username:
        return None
    return full if re.fullmatch(r"[^\s\"'<>\\]+", full) else None


def mail(address: str | None) -> str | None:
    """A `mailto:` link, without anything but the address."""
    return f"mailto:{address.strip()}" if address and _MAIL.match(address.strip()) else None


def telephone(number: str | None) -> str | None:
    """A `tel:` link of digits and a leading plus."""
    if not number:
        return None
    bare = number.replace("(0)", "")
    digits = re.sub(r"[\s()/.–-]", "", bare)
    return f"tel:{digits}" if re.fullmatch(r"\+?\d{3,20}", digits) else None
