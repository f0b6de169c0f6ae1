"""A page's text with the cited passage marked, ready for a template."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from transfobot.channels.http.render_words import quote_mark
from transfobot.domain.knowledge import Document, Passage

LONG = 40_000
"""Characters of one page above which only the surroundings of the passage are shown."""

_AROUND = 12_000
MARKDOWN = "text/markdown"
_HEADING = re.compile(r"^#{1,6} +")
_ITEM = re.compile(r"^( *)[-*] +", re.MULTILINE)
_QUOTE_MARK = re.compile(r"([1-9]\d{0,3})-[0-9a-f]{8}")
_STARTS = 400
"""A quote begins at a unit; a few other beginnings are tried too."""

_GAP = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `begins` and `ends` are set at the ends of the whole marked passage."""

    text: str
    marked: bool = False
    begins: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Neighbouring lines; `heading` where the document sets them as one."""

    pieces: tuple[Piece, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class PageText:
    """The paragraphs of one page; `marked` whether the passage stands on it, `cut` whether some
    of a very long page is left out.
    """

    paragraphs: tuple[Paragraph, ...]
    marked: bool
    cut: bool


def page_count(document: Document) -> int:
    """How many pages an address can name; one where the format has none."""
    return max(1, len(document.pages_at))


def page_bounds(document: Document, number: int) -> tuple[int, int] | None:
    """Where a 1-based page begins and ends in the document's text; None without such a page."""
    if not 1 <= number <= page_count(document):
        return None
    if not document.pages_at:
        return 0, len(document.text)
    ends = (*document.pages_at[1:], len(document.text))
    return document.pages_at[number - 1], ends[number - 1]


def cited_span(passage: Passage, mark: str) -> tuple[int, int]:
    """Where the quote of this mark (`quote_mark`) stands in the document; else the passage."""
    whole = passage.offset, passage.offset + len(passage.text)
    found = _QUOTE_MARK.fullmatch(mark)
    if found is None:
        return whole
    length = int(found[1])
    starts = [unit.start for unit in passage.units] or [0]
    rest = (start for start in range(len(passage.text) - length + 1) if start not in starts)
    for start in (*starts, *itertools.islice(rest, _STARTS)):
        quote = passage.text[start : start + length]
        if len(quote) == length and quote_mark(quote) == mark:
            return passage.offset + start, passage.offset + start + length
    return whole


def page_text(document: Document, number: int, span: tuple[int, int] | None) -> PageText | None:
    """One page with a span of the document marked where it lies on it; None without such a page."""
    bounds = page_bounds(document, number)
    if bounds is None:
        return None
    begin, end = bounds
    first, last = (0, 0)
    if span is not None:
        first, last = max(begin, span[0]), min(end, span[1])
    marked = first < last
    cut = end - begin > LONG
    if cut:
        middle = first if marked else begin
        begin = max(begin, middle - _AROUND)
        end = min(end, max(last, middle) + _AROUND)
    plain = document.media_type != MARKDOWN
    paragraphs = tuple(
        Paragraph(pieces) if plain else _without_marks(pieces)
        for start, stop in _paragraphs(document.text, begin, end)
        if (pieces := _pieces(document.text, start, stop, first, last))
    )
    return PageText(paragraphs, marked, cut)


def _paragraphs(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    spans = []
    at = begin
    for gap in _GAP.finditer(text, begin, end):
        spans.append((at, gap.start()))
        at = gap.end()
    spans.append((at, end))
    return [(start, stop) for start, stop in spans if text[start:stop].strip()]


def _pieces(text: str, start: int, stop: int, first: int, last: int) -> tuple[Piece, ...]:
    inside = max(start, first), min(stop, last)
    if inside[0] >= inside[1]:
        return (Piece(text[start:stop]),)
    before, after = text[start : inside[0]], text[inside[1] : stop]
    # The passage may end in the gap after this paragraph.
    ends = not text[inside[1] : last].strip()
    middle = Piece(text[inside[0] : inside[1]], True, inside[0] == first, ends)
    return tuple(piece for piece in (Piece(before), middle, Piece(after)) if piece.text)


def _without_marks(pieces: tuple[Piece, ...]) -> Paragraph:
    """A Markdown paragraph as it is meant: headings and items without their signs."""
    heading = bool(_HEADING.match(pieces[0].text))
    shown = []
    for number, piece in enumerate(pieces):
        text = _HEADING.sub("", piece.text) if number == 0 else piece.text
        fresh = number == 0 or pieces[number - 1].text.endswith("\n")
        shown.append(replace(piece, text=_ITEM.sub(r"\1• ", text) if fresh else _later(text)))
    return Paragraph(tuple(piece for piece in shown if piece.text), heading)


def _later(text: str) -> str:
    """A piece that begins within a line: only its further lines can be items."""
    first, newline, rest = text.partition("\n")
    return first + newline + _ITEM.sub(r"\1• ", rest)
