"""How an office document is built: headings, and under them prose and blocks that stay together.

Office papers answer in blocks: a heading with its bullets, a label with its value, a contact, a
table, a signature. This reads them from plain text; parsers that know the structure (Markdown,
HTML, DOCX) hand in text whose lines say the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from transfobot.domain.knowledge import Unit, UnitKind
from transfobot.german.sentences import split
from transfobot.ingestion.structure_lines import LABEL, MAIL, Line, LineKind, lines_of

LEAD_IN = 5
"""Level of a sentence that announces a list and of a numbered line over its bullets."""

OPENING = -1
"""Level of the short lines a document opens with: part of its title, they hold to its end."""


LONGEST_TITLE = 5
"""Lines a document's title may have."""

LONGEST_RUN = 200
"""Lines of one contact list that are looked at together."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A heading (`level` is not 0) or a block; offsets in the document's text.

    `units` are quotable: sentences, bullets, label lines, table rows, persons. A heading has one
    only when its words are content ("1. Einwerben von Mitteln").
    """

    kind: UnitKind
    start: int
    end: int
    units: tuple[Unit, ...] = ()
    level: int = 0
    heading: str = ""


def read_structure(text: str, start: int = 0, end: int | None = None) -> list[Segment]:
    """The segments of `text[start:end]` in order."""
    return _Reader(text, list(lines_of(text, start, end))).read()


class _Reader:
    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.at = 0
        self.segments: list[Segment] = []
        self.begun = False
        self.no_contact_before = 0

    def read(self) -> list[Segment]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            before = self.at
            match line.kind:
                case LineKind.BLANK:
                    self.at += 1
                case LineKind.RULE:
                    self._signature()
                case LineKind.MARKDOWN | LineKind.BOLD | LineKind.BOLD_BULLET:
                    self._heading(line)
                case LineKind.TABLE:
                    self._table()
                case LineKind.BULLET | LineKind.NUMBERED:
                    self._list_or_numbered(line)
                case _:
                    self._plain(line)
            assert self.at > before
        return self.segments

    # --- looking around ------------------------------------------------------------------------

    def _next(self, index: int) -> Line | None:
        """The next line that is not blank, after `index`."""
        for line in self.lines[index + 1 : index + 8]:
            if line.kind is not LineKind.BLANK:
                return line
        return None

    def _blank_at(self, index: int) -> bool:
        if not 0 <= index < len(self.lines):
            return True
        return self.lines[index].kind in {LineKind.BLANK, LineKind.RULE}

    # --- headings ------------------------------------------------------------------------------

    def _heading(self, line: Line) -> None:
        level = line.level or (4 if line.kind is LineKind.BOLD_BULLET else 2)
        if line.kind is LineKind.BOLD and not self.begun:
            level = OPENING
        self._add_heading(line, level, content=False)

    def _add_heading(self, line: Line, level: int, *, content: bool) -> None:
        self.at += 1
        units = (Unit(line.start, line.end, UnitKind.LIST),) if content else ()
        heading = clean_heading(line.text)
        kind = UnitKind.LIST if content else UnitKind.PROSE
        self.begun = self.begun or level != OPENING
        self.segments.append(Segment(kind, line.start, line.end, units, level, heading))

    # --- blocks --------------------------------------------------------------------------------

    def _signature(self) -> None:
        self.at += 1
        while self._at_kind(LineKind.BLANK):
            self.at += 1
        first = self.at
        while self.at < len(self.lines) and not self._blank_at(self.at):
            self.at += 1
        signed = self.lines[first : self.at]
        if signed and len(signed) <= 6:
            start, end = signed[0].start, signed[-1].end
            self._block(UnitKind.SIGNATURE, [Unit(start, end, UnitKind.SIGNATURE)])
        else:
            self.at = max(first, self.at - len(signed))

    def _at_kind(self, *kinds: LineKind) -> bool:
        return self.at < len(self.lines) and self.lines[self.at].kind in kinds

    def _table(self) -> None:
        rows: list[Unit] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None
            bridged = (
                line.kind is LineKind.SHORT
                and following is not None
                and following.kind is LineKind.TABLE
            )
            if line.kind is not LineKind.TABLE and not (rows and bridged):
                break
            rows.append(Unit(line.start, line.end, UnitKind.TABLE))
            self.at += 1
        self._block(UnitKind.TABLE, rows)

    def _list_or_numbered(self, line: Line) -> None:
        following = self._next(self.at)
        numbered = line.kind is LineKind.NUMBERED
        if numbered and following is not None and following.kind is LineKind.BULLET:
            self._add_heading(line, LEAD_IN + 1, content=True)
        elif numbered and self._numbered_title(line, following):
            self._add_heading(line, min(1 + line.text.split()[0].count("."), 4), content=False)
        else:
            self._list()

    def _numbered_title(self, line: Line, following: Line | None) -> bool:
        alone = self._blank_at(self.at - 1) and self._blank_at(self.at + 1)
        titled = len(line.text) <= 100 and line.text[-1] not in ".!?;,"
        return alone and titled and following is not None and following.kind is LineKind.TEXT

    def _list(self) -> None:
        units: list[Unit] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.kind is LineKind.BLANK:
                following = self._next(self.at)
                if following is None or not self._continues(following):
                    break
                self.at += 1
            elif self._continues(line):
                units.append(Unit(line.body, line.end, UnitKind.LIST))
                self.at += 1
            elif units and line.kind in {LineKind.TEXT, LineKind.SHORT, LineKind.LABEL}:
                units[-1] = Unit(units[-1].start, line.end, UnitKind.LIST)
                self.at += 1
            else:
                break
        self._block(UnitKind.LIST, units)

    def _continues(self, line: Line) -> bool:
        if line.kind is LineKind.BULLET:
            return True
        if line.kind is not LineKind.NUMBERED:
            return False
        following = self._next(self.lines.index(line, self.at))
        return following is None or following.kind is not LineKind.BULLET or line.indent > 1

    def _contact(self, stop: int) -> None:
        run = [line for line in self.lines[self.at : stop] if line.kind is not LineKind.BLANK]
        self.at = stop
        units, first, reached = [], run[0], False
        for position, line in enumerate(run):
            is_contact = line.kind is LineKind.CONTACT
            if reached and not is_contact:
                units.append(Unit(first.start, run[position - 1].end, UnitKind.CONTACT))
                first, reached = line, False
            reached = reached or (is_contact and bool(_REACHED.search(line.text)))
        units.append(Unit(first.start, run[-1].end, UnitKind.CONTACT))
        self._block(UnitKind.CONTACT, units)

    def _contact_end(self) -> int | None:
        """Where a run of short lines with a phone or an address ends; None when it is none."""
        if self.at < self.no_contact_before:
            return None
        index, seen, last = self.at, 0, self.at
        while index < min(len(self.lines), self.at + LONGEST_RUN):
            line = self.lines[index]
            if line.kind is LineKind.CONTACT:
                seen += bool(_REACHED.search(line.text) or MAIL.search(line.text))
                last = index + 1
            elif line.kind in {LineKind.SHORT, LineKind.LABEL} and len(line.text) <= 90:
                if index - last > 12:
                    break
            elif line.kind is LineKind.BLANK:
                if index + 2 < len(self.lines) and self._blank_at(index + 1) and seen:
                    break
            else:
                break
            index += 1
        if not seen:
            self.no_contact_before = index
        return last if seen and last - self.at >= 2 else None

    def _labels(self) -> None:
        units: list[Unit] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            following = self._next(self.at)
            if is_labelled(line) and (len(units) > 1 or not self._titled(line)):
                units.extend(_labels_in(line))
            elif not (
                line.kind is LineKind.BLANK and following is not None and is_labelled(following)
            ):
                break
            self.at += 1
        self._block(UnitKind.LABELS, units)

    def _titled(self, line: Line) -> bool:
        """Whether a line is the title of the running text that follows it."""
        if line.text[-1] in ".!?;," or line.text[0].isdigit() or len(line.text) > 120:
            return False
        index = self.lines.index(line, self.at)
        following = self._next(index)
        if following is None or not self._blank_at(index - 1) or self._goes_on(index):
            return False
        if self._blank_at(index + 1):
            return len(following.text) > 60 and (
                following.kind in _BODY or self._is_wrapped(following)
            )
        return following.kind is LineKind.TEXT and len(following.text) >= 100

    def _is_wrapped(self, line: Line) -> bool:
        """Whether a line goes on in the next one, as in the paragraphs of a PDF."""
        index = self.lines.index(line, self.at)
        return line.kind in _RUNNING and not self._blank_at(index + 1)

    def _plain(self, line: Line) -> None:
        if line.kind is LineKind.COLON:
            intro = len(line.text) > 60 or len(line.text.split()) > 7
            self._add_heading(line, LEAD_IN if intro else 2, content=intro)
        elif (stop := self._contact_end()) is not None:
            self._contact(stop)
        elif self._opening(line):
            self._add_heading(line, OPENING, content=False)
        elif self._titled(line):
            self._add_heading(line, 2, content=False)
        elif is_labelled(line):
            self._labels()
        else:
            self._prose()

    def _opening(self, line: Line) -> bool:
        """A short line of its own before anything else: part of the document's title."""
        if self.begun or line.kind not in {LineKind.SHORT, LineKind.LABEL}:
            return False
        if len(self.segments) >= LONGEST_TITLE:
            return False
        if line.text[0].isdigit() or not self._blank_at(self.at - 1) or self._goes_on(self.at):
            return False
        if self._blank_at(self.at + 1):
            return line.kind is LineKind.SHORT or self._titled(line)
        return self._titled(line)

    def _prose(self) -> None:
        first = self.at
        self.at += 1
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.kind is LineKind.BLANK:
                if not self._broken_off():
                    break
            elif line.kind not in _RUNNING or self._titled(line):
                break
            self.at += 1
        start, end = self.lines[first].start, self._last_end(first)
        self._sentences(start, end)

    def _last_end(self, first: int) -> int:
        return max(line.end for line in self.lines[first : self.at])

    def _broken_off(self) -> bool:
        """Whether a paragraph breaks off mid-sentence and goes on after the gap."""
        return self.lines[self.at - 1].text[-1:] not in '.!?:;“"”)' and self._goes_on(self.at)

    def _goes_on(self, index: int) -> bool:
        following = self._next(index)
        return following is not None and following.kind in _RUNNING and following.text[0].islower()

    def _sentences(self, start: int, end: int) -> None:
        # A paragraph that goes on after a gap is one: the gap ends no sentence.
        flat = self.text[start:end].replace("\n", " ")
        spans = [(start + a, start + b) for a, b in split(flat)]
        if not spans:
            return
        following = self._next(self.at - 1)
        opens = self.text[spans[-1][1] - 1] == ":" and following is not None
        if opens and following is not None and following.kind in _LISTED:
            last = spans.pop()
            if spans:
                self._block(UnitKind.PROSE, [Unit(a, b) for a, b in spans])
            heading = clean_heading(self.text[last[0] : last[1]])
            unit = Unit(last[0], last[1], UnitKind.LIST)
            self.segments.append(Segment(UnitKind.LIST, *last, (unit,), LEAD_IN, heading))
        else:
            self._block(UnitKind.PROSE, [Unit(a, b) for a, b in spans])

    def _block(self, kind: UnitKind, units: list[Unit]) -> None:
        if units:
            self.begun = True
            self.segments.append(Segment(kind, units[0].start, units[-1].end, tuple(units)))


_BODY = {LineKind.TEXT, LineKind.BULLET, LineKind.TABLE, LineKind.NUMBERED}
_RUNNING = {LineKind.TEXT, LineKind.SHORT, LineKind.LABEL}
_LISTED = {LineKind.BULLET, LineKind.NUMBERED, LineKind.TABLE}
_REACHED = re.compile(r"@|(?:^|\s)(?:tel|telefon|fon|phone|mobil)\b|\d{3,}[ /-]+\d", re.IGNORECASE)
_MARKERS = re.compile(r"^(?:[-*+•–▪◦·‣●■]\s+|#{1,6}\s+)+|\*\*|__")
_SIDES = re.compile(r"\s+\|\s+(?=\**[A-ZÄÖÜ][^:|]{1,40}:)")


def clean_heading(text: str) -> str:
    """A heading without Markdown marks, bullets and the closing colon."""
    return _MARKERS.sub("", " ".join(text.split())).strip().rstrip(":").strip()


def is_labelled(line: Line) -> bool:
    """A label with its value, also where the value is an address („Ort: …“)."""
    if line.kind is LineKind.LABEL:
        return True
    address = line.kind is LineKind.CONTACT and not _REACHED.search(line.text)
    return address and LABEL.match(line.text) is not None


def _labels_in(line: Line) -> list[Unit]:
    """„A: x | B: y“ holds two labels; „A: x | y“ is one."""
    units, start = [], line.start
    for side in _SIDES.finditer(line.text):
        units.append(Unit(start, line.start + side.start(), UnitKind.LABELS))
        start = line.start + side.end()
    return [*units, Unit(start, line.end, UnitKind.LABELS)]
