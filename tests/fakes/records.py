"""Records kept in dictionaries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from transfobot.domain.knowledge import Document, Passage, Visibility
from transfobot.ports import Change, FileState, NewRevision, Root


class FakeRecords:
    """Records port in memory, with the promises of the real one (tests/contract)."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._parents: dict[str, str] = {}
        self._passages: dict[str, Passage] = {}
        self._superseded: dict[str, int] = {}
        self._changes: list[Change] = []
        self._files: dict[tuple[str, str], FileState] = {}
        self._roots: dict[str, Root] = {}
        self._written = 0

    def revision_number(self) -> int:
        return len(self._changes)

    def changes_since(self, number: int) -> Sequence[Change]:
        return self._changes[number:]

    def _log(self, document_id: str, revision: str | None) -> Change:
        change = Change(len(self._changes) + 1, document_id, revision)
        self._changes.append(change)
        self._written += 1
        return change

    def put(self, revisions: Sequence[NewRevision]) -> Sequence[Change]:
        changes: list[Change] = []
        for new in revisions:
            kept = {document.id for document, _ in new.attached}
            gone = [child for child, parent in self._parents.items() if parent == new.document.id]
            changes += [self._take_out(child) for child in gone if child not in kept]
            for document, passages in ((new.document, new.passages), *new.attached):
                changes.append(self._put_one(document, passages))
                if document is not new.document:
                    self._parents[document.id] = new.document.id
            self.remember([new.state])
        return changes

    def _put_one(self, document: Document, passages: Sequence[Passage]) -> Change:
        change = self._log(document.id, document.revision)
        before = self._documents.get(document.id)
        now_internal = (
            before is not None
            and before.visibility is Visibility.PUBLIC
            and document.visibility is Visibility.INTERNAL
        )
        for passage in self.passages_of(document.id):
            if now_internal:
                del self._passages[passage.id]
            else:
                self._superseded[passage.id] = change.number
        for passage in passages:
            self._passages[passage.id] = passage
            self._superseded.pop(passage.id, None)
        self._documents[document.id] = document
        self._written += 1 + len(passages)
        return change

    def _take_out(self, document_id: str) -> Change:
        self._documents.pop(document_id)
        self._parents.pop(document_id, None)
        for passage in [p for p in self._passages.values() if p.document_id == document_id]:
            del self._passages[passage.id]
            self._superseded.pop(passage.id, None)
        return self._log(document_id, None)

    def remove(self, document_ids: Sequence[str]) -> Sequence[Change]:
        changes: list[Change] = []
        for document_id in document_ids:
            children = [c for c, parent in self._parents.items() if parent == document_id]
            changes += [
                self._take_out(one) for one in (*children, document_id) if one in self._documents
            ]
            pointing = [key for key, s in self._files.items() if s.document_id == document_id]
            self.forget(pointing)
        return changes

    def purge(self, number: int) -> None:
        for passage_id in [i for i, at in self._superseded.items() if at <= number]:
            del self._superseded[passage_id]
            del self._passages[passage_id]
            self._written += 1

    def file_states(self, source: str | None = None) -> Sequence[FileState]:
        states = sorted(self._files.items())
        return [state for key, state in states if source is None or key[0] == source]

    def remember(self, states: Sequence[FileState]) -> None:
        for state in states:
            self._files[state.source, state.path] = state
            self._written += 1

    def forget(self, files: Sequence[tuple[str, str]]) -> None:
        for key in files:
            if self._files.pop(key, None) is not None:
                self._written += 1

    def document(self, document_id: str) -> Document | None:
        return self._documents.get(document_id)

    def documents(self) -> Sequence[Document]:
        return [replace(self._documents[key], text="") for key in sorted(self._documents)]

    def record_rows(self) -> Sequence[tuple[str, str, Mapping[str, object]]]:
        return [
            (document.id, document.path, document.record)
            for _, document in sorted(self._documents.items())
            if document.record is not None
        ]

    def passages(self, passage_ids: Sequence[str]) -> Sequence[Passage]:
        return [self._passages[i] for i in passage_ids if i in self._passages]

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        live = [
            passage
            for passage in self._passages.values()
            if passage.document_id == document_id and passage.id not in self._superseded
        ]
        return sorted(live, key=lambda passage: passage.ordinal)

    def roots(self) -> Sequence[Root]:
        return [self._roots[path] for path in sorted(self._roots)]

    def remember_root(self, root: Root) -> None:
        self._roots[root.path] = root
        self._written += 1

    def forget_root(self, path: str) -> None:
        self._roots.pop(path, None)
        self._written += 1

    def rows_written(self) -> int:
        return self._written
