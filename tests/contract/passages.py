"""Passages for the contract suites of the search."""

from __future__ import annotations

from transfobot.domain.knowledge import Locator, Passage, Unit, Visibility
from transfobot.german.sentences import split


def a_passage(
    name: str,
    text: str,
    *,
    document: str = "",
    title: str = "",
    headings: tuple[str, ...] = (),
    visibility: Visibility = Visibility.PUBLIC,
) -> Passage:
    """A passage with its sentences as units."""
    return Passage(
        id=name,
        document_id=document or name.split("/")[0],
        revision="r1",
        ordinal=0,
        text=text,
        offset=0,
        title=title,
        locator=Locator(headings=headings),
        units=tuple(Unit(start, end) for start, end in split(text)),
        visibility=visibility,
    )
