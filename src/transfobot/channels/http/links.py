"""Addresses of this deployment; never from what a request claims, never with query text."""

from __future__ import annotations

from transfobot.domain.knowledge import Document, Passage


def document_url(base: str, document: Document) -> str:
    """The first page of the live revision."""
    return f"{base}/dok/{document.id}/{document.revision}/seite/1"


def passage_url(base: str, passage: Passage) -> str:
    """The page with the passage marked."""
    page = passage.locator.page or 1
    return f"{base}/dok/{passage.document_id}/{passage.revision}/seite/{page}?stelle={passage.id}"
