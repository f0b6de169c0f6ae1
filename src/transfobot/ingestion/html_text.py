"""A tree of HTML (or trafilatura's) as lines: headings with #, bullets with -, rows with tabs."""

from __future__ import annotations

import re
from typing import Any

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "ul", "ol", "dl", "dd",
    "dt", "table", "thead", "tbody", "blockquote", "quote", "figure", "figcaption", "address",
    "pre", "body", "list", "hr", "fieldset", "details", "summary",
}  # fmt: skip
_ITEMS = {"li", "item"}
_ROWS = {"tr", "row"}
_CELLS = {"td", "th", "cell"}
_BREAKS = {"br", "lb"}
_SPACES = re.compile(r"[ \t\r\n]+")
_DEEPEST = 250


def text_of(root: Any) -> str:
    """The visible text of a tree."""
    writer = _Writer()
    writer.walk(root, 0)
    writer.end_line()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(writer.lines)).strip()


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self._held = ""
        self._lead = ""
        self._cells: list[str] | None = None
        self._depth = 0

    def words(self, text: str | None) -> None:
        if text:
            self._held += text

    def end_line(self) -> None:
        """Close the line that is being written."""
        text = "\n".join(_SPACES.sub(" ", part).strip() for part in self._held.split("\x1e"))
        self._held = ""
        if not text.strip():
            return
        if self._cells is not None:
            self._cells.append(text.replace("\n", " "))
            return
        self.lines.append(self._lead + text.strip())
        self._lead = "  " * max(0, self._depth) if self._depth else ""

    def gap(self) -> None:
        """An empty line, but not between bullets."""
        self.end_line()
        if self._cells is None and self._depth == 0 and self.lines and self.lines[-1]:
            self.lines.append("")

    def walk(self, element: Any, depth: int) -> None:
        """Write an element, without what follows it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or depth > _DEEPEST:
            return
        if tag == "head" and "rend" in element.attrib:
            tag = element.get("rend")
        elif tag == "head" or tag == "title":
            return
        if tag in _HEADINGS:
            self._heading(element, _HEADINGS[tag])
        elif tag in _ITEMS:
            self._item(element, depth)
        elif tag in _ROWS:
            self._row(element, depth)
        elif tag in _BREAKS:
            self.words("\x1e")
        elif tag in _BLOCKS:
            self.gap()
            self._inside(element, depth)
            self.gap()
        else:
            self._inside(element, depth)

    def _inside(self, element: Any, depth: int) -> None:
        self.words(element.text)
        for child in element:
            self.walk(child, depth + 1)
            self.words(child.tail)

    def _heading(self, element: Any, level: int) -> None:
        self.gap()
        words = _SPACES.sub(" ", "".join(element.itertext())).strip()
        if words and self._cells is None:
            self.lines += [f"{'#' * level} {words}", ""]
        else:
            self.words(words)

    def _item(self, element: Any, depth: int) -> None:
        self.end_line()
        self._lead = "  " * self._depth + "- "
        self._depth += 1
        self._inside(element, depth)
        self.end_line()
        self._depth -= 1
        self._lead = "  " * self._depth if self._depth else ""
        if self._depth == 0:
            self._lead = ""

    def _row(self, element: Any, depth: int) -> None:
        if self._cells is not None:  # a table inside a cell
            self._inside(element, depth)
            return
        self.end_line()
        cells: list[str] = []
        for child in element:
            if child.tag in _CELLS:
                self._cells = []
                self._inside(child, depth)
                self.end_line()
                cells.append(" ".join(self._cells))
                self._cells = None
        if any(cells):
            self.lines.append("\t".join(cells))
