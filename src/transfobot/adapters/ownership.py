"""One process owns the data directory: a lock file says who, since when, and where it listens.

The lock is the kernel's (`flock`): it ends with its process, so a killed owner leaves none behind.
The file's content only informs; it holds a local secret with which the command line speaks to the
running server, readable by the same system account only.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from transfobot.domain.errors import BusyError, ConfigurationError
from transfobot.ports import Clock

FILE_NAME = "owner.lock"
_BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds the data directory; `address` is the base URL it serves on, None if it does not."""

    pid: int
    since: datetime | None
    address: str | None
    secret: str

    @property
    def who(self) -> str:
        """Process, since when, and where it answers."""
        since = f"seit {self.since.astimezone(_BERLIN):%d.%m.%Y, %H:%M} Uhr" if self.since else ""
        where = f"erreichbar unter {self.address}" if self.address else ""
        process = f"PID {self.pid}" if self.pid else "anderer Prozess"
        return ", ".join(part for part in (process, since, where) if part)

    @property
    def sentence(self) -> str:
        """What a second process says."""
        return (
            f"transfobot läuft bereits ({self.who}); "
            "bitte warten, bis der Vorgang fertig ist, oder ihn beenden."
        )


class Ownership:
    """Held from `acquire` until `release` or the end of the process."""

    def __init__(self, path: Path, descriptor: int, owner: Owner) -> None:
        self._path = path
        self._descriptor: int | None = descriptor
        self.owner = owner
        self._write()

    def announce(self, address: str) -> None:
        """Say where this process listens, e.g. "http://127.0.0.1:8000"."""
        held = self.owner
        self.owner = Owner(held.pid, held.since, address, held.secret)
        self._write()

    def release(self) -> None:
        """Give the data directory free; a second call does nothing."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Ownership:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def _write(self) -> None:
        if self._descriptor is None:
            return
        held = self.owner
        content = {
            "pid": held.pid,
            "since": held.since.isoformat() if held.since else None,
            "address": held.address,
            "secret": held.secret,
        }
        data = json.dumps(content).encode()
        os.pwrite(self._descriptor, data, 0)
        os.ftruncate(self._descriptor, len(data))


def acquire(data_dir: Path, clock: Clock) -> Ownership:
    """Take the data directory.

    Raises BusyError naming the holder, ConfigurationError where the folder cannot be written.
    """
    path = data_dir / FILE_NAME
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise ConfigurationError(
            f"Der Datenordner {data_dir} kann nicht beschrieben werden ({error.strerror}); "
            "bitte die Rechte oder TRANSFOBOT_DATA_DIR prüfen."
        ) from error
    if not _lock(descriptor):
        os.close(descriptor)
        raise BusyError(_read(path).sentence)
    os.fchmod(descriptor, 0o600)
    return Ownership(
        path, descriptor, Owner(os.getpid(), clock.now(), None, secrets.token_urlsafe(32))
    )


def _lock(descriptor: int) -> bool:
    """Whether the lock was taken; somebody who only looks holds it for an instant, so try again."""
    for pause in (0.02, 0.05, 0.1, None):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if pause is not None:
                time.sleep(pause)
        else:
            return True
    return False


def current_owner(data_dir: Path) -> Owner | None:
    """Who holds the data directory now; None when nobody does."""
    path = data_dir / FILE_NAME
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read(path)
    finally:
        os.close(descriptor)
    return None


def _read(path: Path) -> Owner:
    """The holder by the file's content, which may be half written: then only the lock is known."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        since = content["since"]
        return Owner(
            int(content["pid"]),
            datetime.fromisoformat(since) if since else None,
            content["address"],
            str(content["secret"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Owner(0, None, None, "")
