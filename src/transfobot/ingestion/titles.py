"""A title for a text that does not name one: from the short lines it opens with."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from transfobot.ingestion.dating import first_day_in

LONGEST = 200
_MARKS = re.compile(r"^(?:#{1,6}\s+|[-*•]\s+)+|\*\*|__")
_HEADING = re.compile(r"^(#{1,6})\s+\S")
_CREDIT = re.compile(
    r"\b(?:Foto|Bild|Quelle|Copyright|unsplash|pixabay)\b\s*[:/©]|©", re.IGNORECASE
)
_SENTENCES = re.compile(r"[^\W\d]{4,}[.!?] [A-ZÄÖÜ]\w+ ")
_TELLING = re.compile(r"[^\W\d_]{3,}")
_ACRONYM = re.compile(r"(?=(?:.*[A-ZÄÖÜ]){2})[\w.+-]{3,24}")


def title_of(text: str, path: str) -> str:
    """The document's title: its opening heading, else its file name, else how it begins."""
    lines = _opening(text)
    if lines:
        best = max(range(len(lines)), key=lambda at: (len(lines[at]), -at))
        title = lines[best]
        if best and lines[best - 1].endswith(":"):
            title = f"{lines[best - 1]} {title}"
        short = [line for line in lines if _ACRONYM.fullmatch(line) and line not in title]
        return (f"{title} ({short[0]})" if short else title)[:LONGEST]
    stem = PurePosixPath(path).stem
    if _is_telling(stem):
        return re.sub(r"[_\s]+", " ", stem).strip()[:LONGEST]
    return _beginning(text) or stem[:LONGEST]


def plain(line: str) -> str:
    """A heading line without its marks."""
    return _MARKS.sub("", " ".join(line.split())).strip()


def _opening(text: str) -> list[str]:
    """The lines before the running text that could be a title; a marked heading ends the search."""
    found: list[str] = []
    before = ""
    for raw in text.split("\n", 60)[:60]:
        line = plain(raw)
        if not line:
            continue
        marked = _HEADING.match(raw.strip())
        if line[0].islower() or _SENTENCES.search(line):
            # Running text: the line before may be its first, broken off.
            if line[0].islower() and found and found[-1] == before:
                found.pop()
            break
        if len(line) > 160 or (line[-1] in ".;," and not marked):
            break
        if _is_title(line, bold=bool(marked) or raw.strip().startswith("**")):
            found.append(line)
        before = line
        if marked or len(found) == 6:
            break
    while found and found[-1].endswith(":") and len(found) == 1:
        found.pop()
    return found


def _is_title(line: str, *, bold: bool) -> bool:
    if first_day_in(line[:24], at_start=True) or _CREDIT.search(line) or line[0] in '„“"(':
        return False
    if not _TELLING.search(line):
        return False
    return bold or not line.endswith(":")


def _is_telling(stem: str) -> bool:
    words = [word for word in re.split(r"[\W_\d]+", stem) if len(word) >= 3]
    return any(
        re.search(r"[aeiouäöüy]", word.lower()) and len(word) >= 4 for word in words
    ) and not (re.fullmatch(r"[\d_ -]*[0-9a-f]{8,}", stem) is not None)


def _beginning(text: str) -> str:
    flat = plain(" ".join(text[:400].split()))
    if len(flat) <= 90:
        return flat
    return flat[:90].rsplit(" ", 1)[0].rstrip(",;:") + " …"
