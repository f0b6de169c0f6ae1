"""Teaser lists of press pages: other reports' first lines, kept apart from the report itself."""

from __future__ import annotations

import re

from transfobot.german.figures import find_dates
from transfobot.ingestion.parsed import Secondary
from transfobot.ingestion.rules import Rules
from transfobot.ingestion.titles import plain

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_ENDS = (".", "!", "?", "…")


def split_off_teasers(text: str, rules: Rules) -> tuple[str, tuple[Secondary, ...]]:
    """The text before a teaser list, and its items.

    A list begins at a line that is one of the rules' headings and lasts to the end; it is only
    taken for one when an article stands before it.
    """
    position = 0
    for line in text.split("\n"):
        if len(line) < 120 and rules.is_secondary(plain(line)) and text[:position].strip():
            return text[:position].rstrip(), tuple(_items(text[position + len(line) :]))
        position += len(line) + 1
    return text, ()


def _items(text: str) -> list[Secondary]:
    items: list[Secondary] = []
    held: list[str] = []
    for paragraph in _PARAGRAPH.split(text.strip()):
        held.append(paragraph.strip())
        # Picture and section name, title, first lines: a third paragraph is always the last.
        if len(held) == 3 or (len(held) == 2 and held[-1].endswith(_ENDS)):
            items.append(_item(held))
            held = []
    if any(held):
        items.append(_item(held))
    return items


def _item(paragraphs: list[str]) -> Secondary:
    """Title and first lines; the last teaser may have been cut off after its title."""
    cut_off = len(paragraphs) == 2 and not paragraphs[1].endswith(_ENDS)
    title = paragraphs[1] if cut_off else paragraphs[-2:][0]
    body = paragraphs[-1] if len(paragraphs) > 1 and not cut_off else ""
    title = plain(title.split("\n")[-1])
    text = f"# {title}\n\n{body}".strip()
    return Secondary(title, text, teaser_day(f"{title}\n{body}"))


def teaser_day(text: str) -> str | None:
    """The day or month a teaser names, the first one."""
    found = find_dates(text)
    return found[0].iso if found else None
