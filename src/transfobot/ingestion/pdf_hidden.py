"""Text in a PDF that no reader sees: white on white, tiny, off the page, drawn invisibly."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, NameObject

# One quick look decides whether a page is worth the slow walk through its operators.
_SUSPECT = re.compile(
    rb"(?<![\d.])[37]\s+Tr\b"
    rb"|(?<![\d.])(?:1(?:\.0*)?|0?\.9[5-9]\d*)\s+(?:g|G|sc|scn)\b"
    rb"|(?:(?<![\d.])(?:1(?:\.0*)?|0?\.9[5-9]\d*)\s+){3}(?:rg|sc|scn)\b"
    rb"|(?:(?<![\d.])0(?:\.0*)?\s+){4}k\b"
    rb"|/\S+\s+-?(?:0?\.\d+|[01](?:\.\d*)?)\s+Tf\b"
    rb"|(?:-\d{2,}|-?\d{4,})(?:\.\d+)?\s+-?[\d.]+\s+T[dDm]\b"
    rb"|-?[\d.]+\s+(?:-\d{3,}|\d{4,})(?:\.\d+)?\s+T[dDm]\b"
)
_SHOWS = {b"Tj", b"TJ", b"'", b'"'}
_PAINTS = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do"}
_SMALLEST = 1.6
"""Points; smaller type cannot be read."""
_WHITE = 0.95
_MARGIN = 5.0

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class _State:
    """What q and Q keep: fill colour, text mode, font size, and where drawing goes."""

    white: bool = False
    mode: int = 0
    size: float = 10.0
    place: Matrix = _UNIT


def looks_hidden(page: PageObject) -> bool:
    """Whether a page's drawing holds anything that could be invisible text."""
    contents = page.get_contents()
    return contents is not None and _SUSPECT.search(contents.get_data()) is not None


def without_hidden_text(page: PageObject, reader: PdfReader) -> bool:
    """Take the invisible text out of a page's drawing; whether there was any."""
    contents = page.get_contents()
    if contents is None:
        return False
    stream = ContentStream(contents, reader)
    kept = _Walk(page).kept(list(stream.operations))
    if len(kept) == len(stream.operations):
        return False
    stream.operations = kept
    page[NameObject("/Contents")] = stream
    return True


class _Walk:
    """Follows the operators of one page."""

    def __init__(self, page: PageObject) -> None:
        box = page.mediabox
        self._box = (float(box.left), float(box.bottom), float(box.right), float(box.top))
        self._state = _State()
        self._stack: list[_State] = []
        self._line: Matrix = _UNIT
        self._painted = False

    def kept(self, operations: list[Any]) -> list[Any]:
        """The operations without those that show text nobody sees."""
        result = []
        for operands, operator in operations:
            if operator in _SHOWS and self._is_hidden():
                continue
            self._follow(operands, operator)
            result.append((operands, operator))
        return result

    def _is_hidden(self) -> bool:
        state = self._state
        if state.mode in {3, 7} or (state.white and not self._painted):
            return True
        a, b, c, d, x, y = _times(self._line, state.place)
        height = abs(state.size) * max(abs(d), abs(b), abs(c))
        left, bottom, right, top = self._box
        outside = (
            x < left - _MARGIN or x > right + _MARGIN or y < bottom - _MARGIN or y > top + _MARGIN
        )
        return outside or height < _SMALLEST or abs(a) + abs(b) < 1e-6

    def _follow(self, operands: Any, operator: bytes) -> None:
        numbers = [float(one) for one in operands if isinstance(one, (int, float))]
        if operator == b"q":
            self._stack.append(self._state)
        elif operator == b"Q":
            self._state = self._stack.pop() if self._stack else self._state
        elif operator == b"cm" and len(numbers) == 6:
            place = _times(_matrix(numbers), self._state.place)
            self._state = replace(self._state, place=place)
        elif operator in {b"g", b"rg", b"k", b"sc", b"scn"}:
            self._state = replace(self._state, white=_is_white(numbers, operator))
        elif operator in _PAINTS:
            self._painted = self._painted or operator in {b"sh", b"Do"} or not self._state.white
        else:
            self._follow_text(numbers, operator)

    def _follow_text(self, numbers: list[float], operator: bytes) -> None:
        if operator == b"Tr" and numbers:
            self._state = replace(self._state, mode=int(numbers[0]))
        elif operator == b"Tf" and numbers:
            self._state = replace(self._state, size=numbers[-1])
        elif operator == b"BT":
            self._line = _UNIT
        elif operator == b"Tm" and len(numbers) == 6:
            self._line = _matrix(numbers)
        elif operator in {b"Td", b"TD"} and len(numbers) == 2:
            self._line = _times((1, 0, 0, 1, numbers[0], numbers[1]), self._line)


def _matrix(numbers: list[float]) -> Matrix:
    a, b, c, d, e, f = numbers
    return (a, b, c, d, e, f)


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _is_white(numbers: list[float], operator: bytes) -> bool:
    if operator == b"k" or len(numbers) == 4:
        return bool(numbers) and all(number <= 1 - _WHITE for number in numbers)
    return bool(numbers) and all(number >= _WHITE for number in numbers)
