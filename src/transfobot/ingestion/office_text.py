"""Running text of Word and OpenDocument files as lines."""

from __future__ import annotations

from typing import Any

from transfobot.ingestion.archive import Archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_GONE = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}fldData"}
_DEEPEST = 60

_HIDDEN = "Verborgener Text wurde nicht übernommen."


def document_lines(archive: Archive) -> tuple[list[str], list[str]]:
    """A Word document: one text, and warnings."""
    body = archive.xml("word/document.xml").find(f"{_W}body")
    writer = _Word(_heading_styles(archive))
    if body is not None:
        writer.blocks(body, 0)
    return ["\n".join(writer.lines)], [_HIDDEN] if writer.hidden else []


def _heading_styles(archive: Archive) -> dict[str, int]:
    """Levels by style id; also of styles that are called otherwise but stand in the outline."""
    levels: dict[str, int] = {}
    if "word/styles.xml" not in archive:
        return levels
    for style in archive.xml("word/styles.xml").iter(f"{_W}style"):
        identity, name = style.get(f"{_W}styleId"), style.find(f"{_W}name")
        called = (name.get(f"{_W}val") or "").lower() if name is not None else ""
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        if called == "title":
            levels[identity] = 1
        elif called.startswith(("heading ", "überschrift ")) and called[-1].isdigit():
            levels[identity] = int(called[-1])
        elif outline is not None and (outline.get(f"{_W}val") or "9") < "6":
            levels[identity] = int(outline.get(f"{_W}val")) + 1
    return levels


class _Word:
    def __init__(self, levels: dict[str, int]) -> None:
        self.lines: list[str] = []
        self.hidden = False
        self._levels = levels

    def blocks(self, parent: Any, depth: int) -> None:
        """Paragraphs and tables in order."""
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                self._table(child, depth)
            elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag"}:
                self.blocks(child, depth + 1)

    def _paragraph(self, paragraph: Any) -> None:
        text = self.text(paragraph).strip()
        if not text:
            self._gap()
            return
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        level = self._levels.get(style.get(f"{_W}val")) if style is not None else None
        numbered = paragraph.find(f"{_W}pPr/{_W}numPr")
        listed = style is not None and "list" in (style.get(f"{_W}val") or "").lower()
        if level:
            self._gap()
            self.lines += [f"{'#' * min(level, 6)} {' '.join(text.split())}", ""]
        elif numbered is not None or listed:
            self.lines.append(f"- {text}")
        else:
            if self.lines and self.lines[-1].startswith("- "):
                self._gap()
            self.lines.append(text)
            if len(text) > 100:
                self._gap()

    def _gap(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def text(self, parent: Any, depth: int = 0) -> str:
        """The visible words of a paragraph; deleted and hidden ones left out."""
        parts: list[str] = []
        if depth > _DEEPEST:
            return ""
        for child in parent:
            if child.tag in _GONE:
                continue
            if child.tag == f"{_W}r" and _vanishes(child):
                self.hidden = self.hidden or next(child.iter(f"{_W}t"), None) is not None
            elif child.tag == f"{_W}t":
                parts.append(child.text or "")
            elif child.tag == f"{_W}tab":
                parts.append("\t")
            elif child.tag in {f"{_W}br", f"{_W}cr"}:
                parts.append("\n")
            elif child.tag == f"{_W}noBreakHyphen":
                parts.append("-")
            elif isinstance(child.tag, str) and child.tag.startswith(_W):
                parts.append(self.text(child, depth + 1))
        return "".join(parts)

    def _table(self, table: Any, depth: int) -> None:
        self._gap()
        for row in table.iterchildren(f"{_W}tr"):
            cells = []
            for cell in row.iterchildren(f"{_W}tc"):
                inner = _Word(self._levels)
                inner.blocks(cell, depth + 1)
                self.hidden = self.hidden or inner.hidden
                cells.append(" ".join(" ".join(inner.lines).split()))
            if any(cells):
                self.lines.append("\t".join(cells))
        self._gap()


def _vanishes(run: Any) -> bool:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return False
    for name in ("vanish", "webHidden"):
        found = properties.find(f"{_W}{name}")
        if found is not None and found.get(f"{_W}val") not in {"0", "false", "off"}:
            return True
    size = properties.find(f"{_W}sz")
    colour = properties.find(f"{_W}color")
    shading = properties.find(f"{_W}shd")
    tiny = (
        size is not None
        and (size.get(f"{_W}val") or "22").isdigit()
        and (int(size.get(f"{_W}val") or "22") <= 3)
    )
    white = colour is not None and (colour.get(f"{_W}val") or "").upper() == "FFFFFF"
    return tiny or (white and shading is None and not _on_colour(run))


def _on_colour(run: Any) -> bool:
    """Whether a cell or paragraph around a run is shaded: white type is meant to be read there."""
    for around in run.iterancestors(f"{_W}tc", f"{_W}p"):
        shaded = (around.find(f"{_W}{part}/{_W}shd") is not None for part in ("tcPr", "pPr"))
        if any(shaded):
            return True
    return any(True for _ in run.iterancestors(f"{_W}tbl"))


def opendocument_lines(archive: Archive) -> tuple[list[str], list[str]]:
    """An OpenDocument text: one text, and warnings."""
    body = archive.xml("content.xml").find(f"{_OFFICE}body/{_OFFICE}text")
    lines: list[str] = []
    if body is not None:
        _open_blocks(body, lines, 0)
    return ["\n".join(lines)], []


def _open_blocks(parent: Any, lines: list[str], depth: int) -> None:
    if depth > _DEEPEST:
        return
    for child in parent:
        tag = child.tag
        if tag == f"{_T}h":
            level = int(child.get(f"{_T}outline-level") or "2")
            lines += ["", f"{'#' * min(level, 6)} {_open_text(child)}", ""]
        elif tag == f"{_T}p":
            text = _open_text(child)
            lines.append(text)
            if len(text) > 100:
                lines.append("")
        elif tag == f"{_T}list":
            _open_list(child, lines, depth)
        elif tag == f"{_TABLE}table":
            lines.append("")
            for row in child.iter(f"{_TABLE}table-row"):
                cells = [_open_text(cell) for cell in row.iterchildren(f"{_TABLE}table-cell")]
                if any(cells):
                    lines.append("\t".join(cells))
            lines.append("")
        elif tag == f"{_T}section" and child.get(f"{_T}display") != "none":
            _open_blocks(child, lines, depth + 1)


def _open_list(element: Any, lines: list[str], depth: int) -> None:
    for item in element.iterchildren(f"{_T}list-item"):
        inner: list[str] = []
        _open_blocks(item, inner, depth + 1)
        kept = [line for line in inner if line.strip()]
        lines += [f"- {kept[0]}", *(f"  {line}" for line in kept[1:])] if kept else []


def _open_text(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag in {f"{_T}tab", f"{_T}s"}:
            parts.append(" ")
        elif child.tag == f"{_T}line-break":
            parts.append("\n")
        elif child.tag not in {f"{_T}hidden-text", f"{_OFFICE}annotation", f"{_T}note"}:
            parts.append(_open_text(child))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split()) if element.tag != f"{_T}span" else "".join(parts)
