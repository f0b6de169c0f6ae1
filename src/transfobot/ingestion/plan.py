"""Which files need reading: by size, time and content hash; the same content is one document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from transfobot.domain.errors import ParseFailed
from transfobot.domain.knowledge import FileReport, IngestOutcome, Visibility
from transfobot.ingestion.scan import Seen
from transfobot.ingestion.snapshot import Snapshot
from transfobot.ingestion.sources import document_id, shown_path
from transfobot.ingestion.wire import Reading
from transfobot.ports import FileState

PARSER = "1"
"""Raised when parsing changes so that unchanged files must be read again."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a file whose bytes are known.

    `report` is set when it needs no reading. `states` are to be remembered and documents of
    `remove` taken out once the decision holds.
    """

    document_id: str
    outcome: IngestOutcome
    report: FileReport | None = None
    states: tuple[FileState, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Holder:
    """The file whose document stands for a content."""

    key: Key
    document_id: str
    visibility: Visibility
    shown: str
    state: FileState | None = field(default=None)


class Plan:
    """The files of one run against what is remembered.

    `version` tells what a source's files are read with; `scopes` are the scanned parts as (source,
    beginning of the path).
    """

    def __init__(
        self,
        states: Sequence[FileState],
        seen: Sequence[Seen],
        version: Callable[[str], str],
        scopes: Sequence[tuple[str, str]],
    ) -> None:
        self._scopes = scopes
        self._states = {(state.source, state.path): state for state in states}
        self._seen = {(one.source, one.path): one for one in seen}
        self._version = version
        self._gone: set[Key] = set()
        same = {key for key, one in self._seen.items() if self._is_same(key, one)}
        self._holders = self._first_holders(same)
        # A copy whose document is no longer there stands for itself from now on.
        self._unchanged = {key for key in same if self._stands(self._states[key])}

    def _is_same(self, key: Key, seen: Seen) -> bool:
        state = self._states.get(key)
        return (
            state is not None
            and (state.size, state.mtime_ns) == (seen.size, seen.mtime_ns)
            and state.visibility is seen.visibility
            and state.parser == self._version(seen.source)
        )

    def _first_holders(self, same: set[Key]) -> dict[str, _Holder]:
        """Documents that stay: of unchanged files and of sources that are not scanned now."""
        found = {}
        for key, state in self._states.items():
            stays = key in same or (key not in self._seen and not self._scanned(state))
            if stays and state.outcome is IngestOutcome.ADDED:
                found[state.content_hash] = _Holder(
                    key, state.document_id, state.visibility, state.path, state
                )
        return found

    def _scanned(self, state: FileState) -> bool:
        return any(
            state.source == source and state.path.startswith(prefix)
            for source, prefix in self._scopes
        )

    def _stands(self, state: FileState) -> bool:
        if state.outcome is not IngestOutcome.SKIPPED:
            return True
        holder = self._holders.get(state.content_hash)
        return holder is not None and holder.document_id == state.document_id

    # --- what the run asks ---------------------------------------------------------------------

    def unchanged(self) -> Iterator[FileReport]:
        """Reports of files that nothing needs to be done about."""
        for key, seen in self._seen.items():
            if key in self._unchanged:
                yield self._as_before(seen, self._states[key])

    def candidates(self) -> list[Seen]:
        """Files to be looked into: internal first, then those that have a document already."""
        return sorted(
            (seen for key, seen in self._seen.items() if key not in self._unchanged),
            key=lambda seen: (
                seen.visibility is not Visibility.INTERNAL,
                not self._has_document((seen.source, seen.path)),
                seen.source,
                seen.path,
            ),
        )

    def decide(self, seen: Seen, snapshot: Snapshot) -> Decision:
        """What to do with a file now that its content is known."""
        key = (seen.source, seen.path)
        before = self._states.get(key)
        own = document_id(seen.source, seen.raw)
        holder = self._holders.get(snapshot.content_hash)
        if holder is not None and holder.key != key:
            internal_wins = (
                seen.visibility is Visibility.INTERNAL and holder.visibility is Visibility.PUBLIC
            )
            if not internal_wins:
                return self._copy(seen, snapshot, holder, own)
        if self._same_content(before, seen, snapshot):
            assert before is not None
            state = replace(before, size=snapshot.size, mtime_ns=snapshot.mtime_ns)
            self._hold(key, own, seen, snapshot, state)
            report = self._as_before(seen, state)
            return Decision(own, report.outcome, report, (state,))
        replaced = holder if holder is not None and holder.key != key else None
        self._hold(key, own, seen, snapshot, None)
        known = self._has_document(key)
        return Decision(
            document_id=own,
            outcome=IngestOutcome.UPDATED if known else IngestOutcome.ADDED,
            states=self._now_copy(replaced, own) if replaced else (),
            remove=(replaced.document_id,) if replaced else (),
        )

    def _copy(self, seen: Seen, snapshot: Snapshot, holder: _Holder, own: str) -> Decision:
        reason = f"Gleicher Inhalt wie {holder.shown}; er ist nur einmal aufgenommen."
        state = FileState(
            document_id=holder.document_id,
            source=seen.source,
            path=seen.path,
            size=snapshot.size,
            mtime_ns=snapshot.mtime_ns,
            content_hash=snapshot.content_hash,
            visibility=seen.visibility,
            parser=self._version(seen.source),
            outcome=IngestOutcome.SKIPPED,
            reason=reason,
        )
        report = FileReport(shown_path(seen.real), IngestOutcome.SKIPPED, reason)
        had = self._has_document((seen.source, seen.path))
        return Decision(own, IngestOutcome.SKIPPED, report, (state,), (own,) if had else ())

    def _now_copy(self, holder: _Holder, own: str) -> tuple[FileState, ...]:
        if holder.state is None:
            return ()
        reason = "Gleicher Inhalt wie ein internes Dokument; nur dieses ist aufgenommen."
        return (
            replace(holder.state, document_id=own, outcome=IngestOutcome.SKIPPED, reason=reason),
        )

    def _same_content(self, before: FileState | None, seen: Seen, snapshot: Snapshot) -> bool:
        return (
            before is not None
            and before.content_hash == snapshot.content_hash
            and before.visibility is seen.visibility
            and before.parser == self._version(seen.source)
            and before.outcome is not IngestOutcome.SKIPPED
        )

    def _hold(
        self, key: Key, own: str, seen: Seen, snapshot: Snapshot, state: FileState | None
    ) -> None:
        if state is None or state.outcome is IngestOutcome.ADDED:
            self._holders[snapshot.content_hash] = _Holder(
                key, own, seen.visibility, seen.path, state
            )

    def _as_before(self, seen: Seen, state: FileState) -> FileReport:
        added = state.outcome is IngestOutcome.ADDED
        return FileReport(
            path=shown_path(seen.real),
            outcome=IngestOutcome.UNCHANGED if added else state.outcome,
            reason=state.reason,
            pages=state.pages,
            passages=state.passages,
        )

    def state_of(self, seen: Seen, snapshot: Snapshot, reading: Reading) -> FileState:
        """What is remembered of a file that was read."""
        number = len(reading.passages) + sum(len(its) for _, its in reading.attached)
        state = FileState(
            document_id=reading.document.id,
            source=seen.source,
            path=seen.path,
            size=snapshot.size,
            mtime_ns=snapshot.mtime_ns,
            content_hash=snapshot.content_hash,
            visibility=seen.visibility,
            parser=self._version(seen.source),
            pages=reading.document.pages,
            passages=number,
        )
        self._hold((seen.source, seen.path), state.document_id, seen, snapshot, state)
        return state

    def failed(self, seen: Seen, snapshot: Snapshot) -> None:
        """The file could not be read: its content has no document."""
        holder = self._holders.get(snapshot.content_hash)
        if holder is not None and holder.key == (seen.source, seen.path):
            del self._holders[snapshot.content_hash]

    def version(self, source: str) -> str:
        """What files of a source are read with."""
        return self._version(source)

    def before(self, seen: Seen) -> FileState | None:
        """What was remembered of a file."""
        return self._states.get((seen.source, seen.path))

    def must_leave(self, seen: Seen) -> bool:
        """Whether a file's last good revision may not stay: it was public and is internal now."""
        before = self.before(seen)
        return before is not None and before.visibility is not seen.visibility

    # --- what is gone --------------------------------------------------------------------------

    def vanished(self, seen: Seen) -> None:
        """A file was there when the folder was listed and is gone."""
        self._gone.add((seen.source, seen.path))

    def missing(self, source: str, prefix: str, closed: Sequence[str]) -> list[FileState]:
        """Remembered files below a scanned part of a source that are not there any more."""
        return [
            state
            for key, state in self._states.items()
            if state.source == source
            and (state.path.startswith(prefix) if prefix.endswith("/") or not prefix else False)
            and (key not in self._seen or key in self._gone)
            and not any(state.path.startswith(folder) for folder in closed)
        ]

    def is_own(self, state: FileState) -> bool:
        """Whether a file's document is its own and not that of an identical file."""
        return state.outcome is not IngestOutcome.SKIPPED

    def _has_document(self, key: Key) -> bool:
        state = self._states.get(key)
        return (
            state is not None
            and state.outcome is not IngestOutcome.SKIPPED
            and bool(state.outcome is IngestOutcome.ADDED or state.passages)
        )


def failure_state(
    plan: Plan, seen: Seen, snapshot: Snapshot | None, error: ParseFailed
) -> FileState:
    """What is remembered of a file that could not be read, so that it is not tried again."""
    before = plan.before(seen)
    kept = before is not None and before.passages > 0 and not plan.must_leave(seen)
    note = " Die vorige Fassung gilt weiter." if kept else ""
    outcome = IngestOutcome.QUARANTINED if error.quarantined else IngestOutcome.REJECTED
    return FileState(
        document_id=document_id(seen.source, seen.raw),
        source=seen.source,
        path=seen.path,
        # A file that could not even be copied is tried again next time.
        size=snapshot.size if snapshot else -1,
        mtime_ns=snapshot.mtime_ns if snapshot else 0,
        content_hash=snapshot.content_hash if snapshot else "",
        visibility=seen.visibility,
        parser=plan.version(seen.source),
        outcome=outcome,
        reason=f"{error}{note}",
        pages=before.pages if before and kept else None,
        passages=before.passages if before and kept else 0,
    )
