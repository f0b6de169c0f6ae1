"""The files of one run: read what changed, store, index, and report every file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from transfobot import logs
from transfobot.courtesy import courtesy
from transfobot.domain.errors import ParseFailed, RecordError
from transfobot.domain.knowledge import FileReport, IngestOutcome, Visibility
from transfobot.ingestion.index import Indexer
from transfobot.ingestion.plan import PARSER, Decision, Plan, failure_state
from transfobot.ingestion.reader import Reader
from transfobot.ingestion.records import Known, check_contacts, known_in, read_record
from transfobot.ingestion.rules import Rules, load_rules, rules_for
from transfobot.ingestion.scan import Scan, Seen, scan
from transfobot.ingestion.snapshot import Snapshot, Vanished, take
from transfobot.ingestion.sources import Source, shown_path
from transfobot.ingestion.wire import Reading, Task
from transfobot.ports import Clock, FileState, NewRevision, Records

Progress = Callable[[int, int, str], None]
"""Told after each file: how many are done, how many there are, and which one."""

_DOCUMENTS_AT_ONCE = 64
_PASSAGES_AT_ONCE = 600
_PASSAGES_AT_ONCE_ASKED = 60
"""While somebody asks: an answer is kept in the same database, and waits for what is stored."""
_AHEAD = 2


@dataclass(slots=True)
class _Job:
    """A file on its way: what is decided about it and the reading that is under way."""

    seen: Seen
    snapshot: Snapshot
    decision: Decision
    reading: Future[Reading]


class Intake:
    """The state of one run."""

    def __init__(
        self, records: Records, indexer: Indexer, clock: Clock, ingestion: Path, dry_run: bool
    ) -> None:
        self._records = records
        self._indexer = indexer
        self._clock = clock
        self._dry_run = dry_run
        self._loaded = load_rules(ingestion / "rules")
        self._rules: dict[str, Rules] = {}
        self._pending: list[NewRevision] = []
        self._states: list[FileState] = []
        self._known: Known | None = None
        self._took: dict[str, float] = {}
        self.changed = False
        self.parsed = 0
        self._log = logs.get("ingestion")

    def over(self, sources: Sequence[Source], progress: Progress | None) -> list[FileReport]:
        """Take in these sources; a report for every file."""
        scans = [(source, scan(source)) for source in sources]
        seen = _once_each(scans)
        scopes = [(source.name, source.prefix()) for source in sources]
        plan = Plan(self._records.file_states(), seen, self._version, scopes)
        reports = [report for _, found in scans for report in found.reports]
        for done, report in enumerate(self._read_all(plan), 1):
            reports.append(report)
            if progress is not None:
                progress(done, len(seen), report.path)
        self._flush()
        reports += self._remove_vanished(plan, scans)
        counts: dict[str, int] = {}
        for report in reports:
            counts[report.outcome.value] = counts.get(report.outcome.value, 0) + 1
        self._log.info("ingested", parsed=self.parsed, **counts)
        return sorted(reports, key=lambda report: report.path)

    def _version(self, source: str) -> str:
        """What a file was read with: parser and rules. When it changes the file is read again."""
        return f"{PARSER}-{self._rules_of(source).fingerprint()}"

    def _rules_of(self, source: str) -> Rules:
        if source not in self._rules:
            self._rules[source] = rules_for(source, self._loaded)
        return self._rules[source]

    # --- reading -------------------------------------------------------------------------------

    def _read_all(self, plan: Plan) -> Iterator[FileReport]:
        yield from plan.unchanged()
        waiting: list[_Job] = []
        with Reader() as reader, ThreadPoolExecutor(1, "reader") as ahead:

            def submit(task: Task, data: bytes) -> Future[Reading]:
                return ahead.submit(self._read, reader, task, data)

            try:
                for seen in plan.candidates():
                    copied = self._copied(plan, seen)
                    if isinstance(copied, FileReport):
                        yield copied
                        continue
                    # Whether this content makes a document is known once its twin is read.
                    while any(job.snapshot.content_hash == copied.content_hash for job in waiting):
                        yield self._finish(plan, waiting.pop(0))
                    outcome = self._start(plan, seen, copied, submit)
                    if isinstance(outcome, FileReport):
                        yield outcome
                        continue
                    waiting.append(outcome)
                    if len(waiting) > _AHEAD:
                        yield self._finish(plan, waiting.pop(0))
                while waiting:
                    yield self._finish(plan, waiting.pop(0))
            finally:
                self.parsed += reader.parsed

    def _read(self, reader: Reader, task: Task, data: bytes) -> Reading:
        """One reading with its time: a file that waits its turn costs nothing."""
        began = time.perf_counter()
        try:
            return reader.read(task, data)
        finally:
            self._took[task.document_id] = time.perf_counter() - began

    def _seconds(self, document_id: str) -> float:
        return round(self._took.pop(document_id, 0.0), 3)

    def _copied(self, plan: Plan, seen: Seen) -> Snapshot | FileReport:
        try:
            return take(seen.real)
        except Vanished as error:
            plan.vanished(seen)
            return FileReport(shown_path(seen.real), IngestOutcome.SKIPPED, str(error))
        except ParseFailed as error:
            return self._failed(plan, seen, None, error)

    def _start(
        self,
        plan: Plan,
        seen: Seen,
        snapshot: Snapshot,
        submit: Callable[[Task, bytes], Future[Reading]],
    ) -> _Job | FileReport:
        decision = plan.decide(seen, snapshot)
        if decision.report is not None:
            self._apply(decision)
            return decision.report
        task = Task(
            document_id=decision.document_id,
            revision=snapshot.content_hash[:20],
            source=seen.source,
            path=seen.path,
            visibility=seen.visibility,
            kind=seen.kind,
            rules=self._rules_of(seen.source),
        )
        return _Job(seen, snapshot, decision, submit(task, snapshot.data))

    def _finish(self, plan: Plan, job: _Job) -> FileReport:
        try:
            reading = job.reading.result()
            self._check_record(job.seen, reading)
        except ParseFailed as error:
            plan.failed(job.seen, job.snapshot)
            return self._failed(plan, job.seen, job.snapshot, error)
        self._apply(job.decision)
        state = plan.state_of(job.seen, job.snapshot, reading)
        now = self._clock.now()
        self._pending.append(
            NewRevision(
                replace(reading.document, ingested_at=now),
                reading.passages,
                state,
                tuple((replace(one, ingested_at=now), its) for one, its in reading.attached),
            )
        )
        passages = sum(len(new.passages) for new in self._pending)
        most = _PASSAGES_AT_ONCE_ASKED if courtesy.lately() else _PASSAGES_AT_ONCE
        if len(self._pending) >= _DOCUMENTS_AT_ONCE or passages >= most:
            self._flush()
        return FileReport(
            path=shown_path(job.seen.real),
            outcome=job.decision.outcome,
            warnings=reading.document.warnings,
            pages=reading.document.pages,
            passages=state.passages,
            seconds=self._seconds(job.decision.document_id),
        )

    def _check_record(self, seen: Seen, reading: Reading) -> None:
        """A record's references to other files of the corpus, which the child does not see."""
        values = reading.document.record
        if values is None:
            return
        if self._known is None:
            self._known = known_in(Path(seen.real.removesuffix(seen.raw)))
        try:
            file = f"{seen.source}/{seen.path}"
            record = read_record(values, file=file, kind=seen.kind.value, known=self._known)
            check_contacts(record, reading.document.text, file)
        except RecordError as error:
            raise ParseFailed(f"{error} Der Datensatz wurde nicht übernommen.") from error

    def _failed(
        self, plan: Plan, seen: Seen, snapshot: Snapshot | None, error: ParseFailed
    ) -> FileReport:
        state = failure_state(plan, seen, snapshot, error)
        if plan.must_leave(seen) and not self._dry_run:
            self._remove([state.document_id])
        if state != plan.before(seen):
            self._states.append(state)
        return FileReport(
            path=shown_path(seen.real),
            outcome=state.outcome,
            reason=state.reason,
            seconds=self._seconds(state.document_id),
        )

    # --- storing -------------------------------------------------------------------------------

    def _apply(self, decision: Decision) -> None:
        self._states += decision.states
        if decision.remove and not self._dry_run:
            self._remove(decision.remove)

    def _flush(self) -> None:
        pending, self._pending = self._pending, []
        states, self._states = self._states, []
        if self._dry_run:
            return
        if pending:
            self.changed = True
            put = {new.document.id: new.passages for new in pending}
            put |= {one.id: its for new in pending for one, its in new.attached}
            self._indexer.apply(self._records.put(pending), put)
        self._records.remember(states)

    def _remove(self, document_ids: Sequence[str]) -> None:
        changes = self._records.remove(document_ids)
        if changes:
            self.changed = True
            self._indexer.apply(changes)

    def _remove_vanished(
        self, plan: Plan, scans: Sequence[tuple[Source, Scan]]
    ) -> list[FileReport]:
        gone = [
            (state, source)
            for source, found in scans
            for state in plan.missing(source.name, source.prefix(), found.closed)
        ]
        if gone and not self._dry_run:
            own = [state.document_id for state, _ in gone if plan.is_own(state)]
            self._remove(own)
            self._records.forget([(state.source, state.path) for state, _ in gone])
        return [
            FileReport(
                shown_path(str(source.base / state.path)),
                IngestOutcome.REMOVED,
                passages=state.passages,
            )
            for state, source in gone
        ]


def _once_each(scans: Sequence[tuple[Source, Scan]]) -> list[Seen]:
    """Files in the order they are read: internal first, for they win over public copies."""
    found = {(seen.source, seen.path): seen for _, one in scans for seen in one.seen}
    return sorted(
        found.values(),
        key=lambda seen: (seen.visibility is not Visibility.INTERNAL, seen.source, seen.path),
    )
