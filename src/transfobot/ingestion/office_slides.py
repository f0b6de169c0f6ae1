"""PowerPoint slides: a page each, the title as heading, bullets and tables as lines."""

from __future__ import annotations

from typing import Any

from transfobot.ingestion.archive import Archive

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TITLES = {"title", "ctrTitle"}
_UNSEEN = {"sldNum", "ftr", "dt", "hdr"}


def slides(archive: Archive) -> tuple[list[str], list[str]]:
    """The text of each slide in the order shown; hidden slides stay empty and are named."""
    part = "ppt/presentation.xml"
    targets = archive.targets(part)
    pages: list[str] = []
    hidden: list[str] = []
    for number, entry in enumerate(archive.xml(part).iter(f"{_P}sldId"), 1):
        name = targets.get(entry.get(f"{_R}id") or "", "")
        if name not in archive:
            continue
        slide = archive.xml(name)
        if slide.get("show") in {"0", "false"}:
            hidden.append(str(number))
            pages.append("")
        else:
            pages.append(_slide(slide))
    warnings = [f"Ausgeblendete Folien wurden nicht übernommen: {', '.join(hidden)}."]
    return pages, warnings if hidden else []


def _slide(slide: Any) -> str:
    titles: list[str] = []
    lines: list[str] = []
    for shape in slide.iter(f"{_P}sp", f"{_A}tbl"):
        if shape.tag == f"{_A}tbl":
            lines += ["", *_table(shape), ""]
            continue
        kind = _kind(shape)
        if kind in _UNSEEN or _is_hidden(shape):
            continue
        paragraphs = [text for one in shape.iter(f"{_A}p") if (text := _text(one))]
        if kind in _TITLES and paragraphs:
            titles.append("# " + " ".join(paragraphs))
        elif kind is not None and len(paragraphs) > 1:
            lines += [f"- {text}" for text in paragraphs] + [""]
        else:
            lines += [*paragraphs, ""]
    return "\n".join([*titles, "", *lines])


def _kind(shape: Any) -> str | None:
    """The placeholder's type; None for a free text box."""
    placeholder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return None if placeholder is None else placeholder.get("type", "body")


def _is_hidden(shape: Any) -> bool:
    properties = shape.find(f"{_P}nvSpPr/{_P}cNvPr")
    return properties is not None and properties.get("hidden") in {"1", "true"}


def _text(paragraph: Any) -> str:
    parts = (
        "\n" if one.tag == f"{_A}br" else one.text or ""
        for one in paragraph.iter(f"{_A}t", f"{_A}br")
    )
    return " ".join("".join(parts).split())


def _table(table: Any) -> list[str]:
    rows = []
    for row in table.iter(f"{_A}tr"):
        cells = [
            " ".join(text for one in cell.iter(f"{_A}p") if (text := _text(one)))
            for cell in row.iter(f"{_A}tc")
        ]
        if any(cells):
            rows.append("\t".join(cells))
    return rows
