"""What is known of each document beside its text: title, day, kind; read once per revision."""

from __future__ import annotations

from collections.abc import Sequence

from transfobot.assistant.phrasing import short_title
from transfobot.domain.knowledge import Document, Kind, Passage, Visibility
from transfobot.ports import Records


class Library:
    """The live documents without their text, and where a passage of one can be opened.

    `refresh` once a question: one small read, and all of them again when the records have changed.
    """

    def __init__(self, records: Records, base_url: str) -> None:
        self._records = records
        self._base_url = base_url.rstrip("/")
        self._number = -1
        self._documents: dict[str, Document] = {}
        self._passages: dict[str, Sequence[Passage]] = {}

    def document(self, document_id: str) -> Document | None:
        """The live revision without its text."""
        return self._documents.get(document_id)

    def record_kind(self, document_id: str) -> Kind | None:
        """What kind of record a document carries; None for any other document."""
        document = self.document(document_id)
        return document.kind if document is not None and document.record is not None else None

    def record_of(self, document_id: str) -> dict[str, object] | None:
        """The record a document carries; None for any other document."""
        document = self.document(document_id)
        return document.record if document is not None else None

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """All live passages of a document in order."""
        if document_id not in self._passages:
            if len(self._passages) >= _MOST_DOCUMENTS:
                self._passages = {}
            self._passages[document_id] = self._records.passages_of(document_id)
        return self._passages[document_id]

    def own(self, visibilities: frozenset[Visibility]) -> frozenset[str]:
        """The documents beside the records: what a network has taken in itself."""
        return frozenset(
            key
            for key, one in self._documents.items()
            if one.record is None and one.visibility in visibilities
        )

    def section(
        self, title: str, heading: str, visibilities: frozenset[Visibility]
    ) -> list[Passage]:
        """The passages under a heading of the document with this (shortened) title."""
        return [
            passage
            for document in self._documents.values()
            if document.visibility in visibilities and short_title(document.title, 60) == title
            for passage in self.passages_of(document.id)
            if passage.locator.heading == heading
        ]

    def url(self, passage: Passage) -> str:
        """The page that shows the passage in its document; no words of a question in it."""
        page = passage.locator.page or 1
        place = f"{passage.document_id}/{passage.revision}/seite/{page}"
        return f"{self._base_url}/dok/{place}?stelle={passage.id}"

    @property
    def number(self) -> int:
        """The number of the newest change seen; -1 before the first look."""
        return self._number

    def refresh(self) -> None:
        """See what has changed. Raises StoreUnavailable."""
        number = self._records.revision_number()
        if number != self._number:
            self._documents = {document.id: document for document in self._records.documents()}
            self._passages = {}
            self._number = number


_MOST_DOCUMENTS = 256
"""Documents whose passages are kept at hand."""
