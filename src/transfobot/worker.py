"""What happens without anybody asking: outbox, mailbox, schedule, retention. Runs inside serve.

Each kind of work is done by one process at a time (a lease in the database), and a piece of work
that fails is reported and comes again: it never ends the worker.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from transfobot import logs
from transfobot.assistant.handoff.delivery import Delivered, Delivery, deliver_next
from transfobot.domain.errors import TransfobotError
from transfobot.ports import Clock
from transfobot.ports.cases import Leases

_log = logs.get("worker")

HOLD_SECONDS = 30.0
"""How long the outbox rests after a server did not answer at all; rows come due by themselves."""


@dataclass(frozen=True, slots=True)
class Job:
    """Scheduled work: `run` at least every `every`; a run that was missed is made up at once."""

    name: str
    every: timedelta
    run: Callable[[], object]
    lease_seconds: int = 300


class Worker:
    """`wake` makes it look at once, `stop` lets the current pieces of work end."""

    def __init__(
        self,
        delivery: Delivery | None,
        leases: Leases,
        clock: Clock,
        jobs: Sequence[Job] = (),
        *,
        owner: str,
        pause: float = 1.0,
    ) -> None:
        self._delivery = delivery
        self._leases = leases
        self._clock = clock
        self._jobs = tuple(jobs)
        self._owner = owner
        self._pause = pause
        self._held_until = 0.0
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._threads: tuple[threading.Thread, ...] = ()

    def start(self) -> None:
        """Begin: one thread for the outbox, one for the schedule, so that neither waits."""
        self._threads = tuple(
            threading.Thread(
                target=self._keep_doing, args=(piece, pause), name="worker", daemon=True
            )
            for piece, pause in ((self.drain, self._pause), (self.run_due_jobs, 5 * self._pause))
        )
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Something is due."""
        self._woken.set()

    def stop(self, seconds: float = 25.0) -> None:
        """End after the current piece of work."""
        self._stopping.set()
        self._woken.set()
        ends = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, ends - time.monotonic()))

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return bool(self._threads) and all(thread.is_alive() for thread in self._threads)

    def drain(self) -> int:
        """Send what is due now; how many were sent."""
        sent = 0
        while self._delivery is not None and not self._stopping.is_set():
            if time.monotonic() < self._held_until:
                break
            became = deliver_next(self._delivery)
            sent += became is Delivered.SENT
            if became is Delivered.UNREACHABLE:
                self._held_until = time.monotonic() + HOLD_SECONDS
            if became is Delivered.NOTHING_DUE:
                break
        return sent

    def run_due_jobs(self) -> list[str]:
        """Run the jobs whose time has come and that no other process is at; their names."""
        done = []
        for job in self._jobs:
            if self._stopping.is_set() or not self._is_due(job):
                continue
            now = self._clock.now()
            lease = self._leases.take(f"job:{job.name}", self._owner, now, job.lease_seconds)
            if lease is None:
                continue
            try:
                if self._is_due(job):
                    job.run()
                    self._leases.ran(job.name, self._clock.now())
                    done.append(job.name)
            except TransfobotError as error:
                # It comes again with the next round of its schedule, not in a busy loop.
                self._leases.ran(job.name, self._clock.now())
                _log.warning("job_failed", job=job.name, error=type(error).__name__)
            finally:
                self._leases.release(lease)
        return done

    def _is_due(self, job: Job) -> bool:
        last = self._leases.last_run(job.name)
        now = self._clock.now()
        # A clock that was set back must not put a job to sleep until it has caught up.
        return last is None or now - last >= job.every or last > now + job.every

    def _keep_doing(self, piece: Callable[[], object], pause: float) -> None:
        with ThreadPoolExecutor(1, thread_name_prefix=f"worker-{piece.__name__}") as pieces:
            while not self._stopping.is_set():
                self._woken.clear()
                # A future keeps what went wrong, whatever it is, and the worker lives on.
                error = pieces.submit(piece).exception()
                if error is not None:
                    pieces.submit(_report, error).exception()
                self._woken.wait(pause)


def _report(error: BaseException) -> None:
    """The kind of what went wrong; its text may quote what somebody wrote."""
    _log.error("worker_piece_failed", error=type(error).__name__)
