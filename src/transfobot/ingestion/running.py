"""Lines of PDF pages: running headers, footers and page numbers go, paragraphs come back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:[-–|•\s]*)(?:seite|s\.|page|blatt)?\s*(\d{1,4})\s*(?:(?:von|/|of)\s*\d{1,4})?(?:[-–|•\s]*)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[-–•▪◦‣●■*]|\d{1,2}[.)]|[a-z]\))\s")
_LONGEST_EDGE = 150
_LEAST_PAGES = 3


def without_running_lines(pages: Sequence[str], edge_lines: int, share: float) -> list[str]:
    """Pages without lines that stand at the same edge of many pages, and without page numbers."""
    split = [page.split("\n") for page in pages]
    repeated = _repeated(split, edge_lines, share)
    numbered = _numbered(split, edge_lines)
    result = []
    for number, lines in enumerate(split):
        edges = _edges(lines, edge_lines)
        kept = (
            line
            for at, line in enumerate(lines)
            if at not in edges or not _is_running(line, number, repeated, numbered)
        )
        result.append("\n".join(kept))
    return result


@lru_cache(maxsize=10_000)
def _keys(line: str, number: int) -> frozenset[str]:
    """A line as it stands, and with its numbers counted from the page's."""
    plain = " ".join(line.split())
    return frozenset((plain, _DIGITS.sub(lambda found: f"#{int(found[0][:9]) - number}", plain)))


def _edges(lines: Sequence[str], edge_lines: int) -> set[int]:
    """Where the first and last lines that are not blank stand."""
    forward = (at for at in range(len(lines)) if lines[at].strip())
    backward = (at for at in range(len(lines) - 1, -1, -1) if lines[at].strip())
    return {*islice(forward, edge_lines), *islice(backward, edge_lines)}


def _repeated(pages: Sequence[Sequence[str]], edge_lines: int, share: float) -> set[str]:
    counts: Counter[str] = Counter()
    for number, lines in enumerate(pages):
        edges = [at for at in _edges(lines, edge_lines) if len(lines[at]) <= _LONGEST_EDGE]
        counts.update({key for at in edges for key in _keys(lines[at], number)})
    least = max(_LEAST_PAGES, share * len(pages))
    return {key for key, pages_with in counts.items() if pages_with >= least and key}


def _numbered(pages: Sequence[Sequence[str]], edge_lines: int) -> bool:
    """Whether lines with a number alone count up with the pages."""
    if len(pages) < 2:
        return False
    offsets: Counter[int] = Counter()
    for number, lines in enumerate(pages):
        for at in _edges(lines, edge_lines):
            if (match := _PAGE_NUMBER.fullmatch(lines[at])) is not None:
                offsets[int(match[1]) - number] += 1
    return bool(offsets) and max(offsets.values()) >= max(2, len(pages) * 0.5)


def _is_running(line: str, number: int, repeated: set[str], numbered: bool) -> bool:
    if not line.strip():
        return False
    if numbered and _PAGE_NUMBER.fullmatch(line):
        return True
    return not repeated.isdisjoint(_keys(line, number))


def with_paragraphs(page: str) -> str:
    """Empty lines where a paragraph ends early or a title stands before running text."""
    lines = page.split("\n")
    bare = [line.strip() for line in lines]
    lengths = sorted(len(line) for line, words in zip(lines, bare, strict=True) if words)
    if len(lengths) < 3:
        return page
    width = max(40, lengths[int(len(lengths) * 0.9)])
    result: list[str] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        begins = not result or not result[-1] or not bare[at - 1]
        breaks = at > 0 and _breaks_off(lines[at - 1], line, width)
        title = (begins or breaks) and (
            _is_title(line, following, width) or _stands_alone(line, following, width)
        )
        if title and not begins:
            result.append("")
        result.append(line)
        if bare[at] and following and bare[at + 1] and (title or _ends(line, following, width)):
            result.append("")
    return "\n".join(result)


def _breaks_off(line: str, following: str, width: int) -> bool:
    """Whether a line ends although the next word would have fitted: a paragraph ends there."""
    stripped = line.rstrip()
    if len(stripped) >= width:
        return False
    word = following.split(maxsplit=1)[:1]
    full = len(stripped) + 1 + len(word[0] if word else "")
    return (bool(stripped) and stripped[-1] in ".!?" and full <= width) or full <= 0.6 * width


def _stands_alone(line: str, following: str, width: int) -> bool:
    """A heading over a list, or over a paragraph that begins with a capital."""
    stripped, after = line.strip(), following.strip()
    if not after or not stripped or len(stripped) > 0.6 * width or stripped[-1] in ".,;!?-":
        return False
    if not stripped[0].isupper() or ":" in stripped[:-1] or "\t" in stripped:
        return False
    listed = bool(_BULLET.match(following)) and len(stripped.split()) <= 6
    return listed or (after[0].isupper() and after[-1] in ".!?" and len(after) > len(stripped) + 8)


def _ends(line: str, following: str, width: int) -> bool:
    stripped = line.rstrip()
    if stripped[-1] not in ".!?:" or len(stripped) > 0.8 * width:
        return False
    if _BULLET.match(line) or _BULLET.match(following):
        return False
    return following.lstrip()[:1].isupper()


def _is_title(line: str, following: str, width: int) -> bool:
    stripped = line.strip()
    if not stripped or len(stripped) > 0.75 * width or stripped[-1] in ".,;!?":
        return False
    if ":" in stripped[:-1] or "\t" in stripped or (_BULLET.match(line) and stripped[0] in "-–•*"):
        return False
    starts = stripped[0].isupper() or stripped[0].isdigit()
    return starts and len(following.strip()) >= 0.6 * width and following.strip()[0].isupper()
