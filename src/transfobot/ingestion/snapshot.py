"""One consistent copy of a file's bytes, also while somebody writes to it."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from dataclasses import dataclass

from transfobot.domain.errors import ParseFailed
from transfobot.ingestion.limits import FILE_BYTES, MIB

_TRIES = 4
_PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes with what the file's state was before and after they were read."""

    data: bytes
    size: int
    mtime_ns: int
    content_hash: str


class Vanished(ParseFailed):
    """The file was there when the folder was listed and is not any more."""


def take(path: str) -> Snapshot:
    """Read a regular file whole. Raises ParseFailed, or Vanished when it is gone."""
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE)
        snapshot = _once(path)
        if snapshot is not None:
            return snapshot
    raise ParseFailed("Die Datei wird gerade geändert; bitte später erneut einlesen.")


def _once(path: str) -> Snapshot | None:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError as error:
        raise Vanished("Die Datei ist während des Einlesens verschwunden.") from error
    except OSError as error:
        raise ParseFailed(f"Die Datei ist nicht lesbar ({error.strerror}).") from error
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise ParseFailed("Das ist keine gewöhnliche Datei.")
        if before.st_size > FILE_BYTES:
            raise ParseFailed(
                f"Die Datei ist mit {before.st_size // MIB} MiB zu groß; "
                f"erlaubt sind {FILE_BYTES // MIB} MiB."
            )
        data = _read(descriptor, before.st_size)
        after = os.fstat(descriptor)
    except OSError as error:
        raise ParseFailed(f"Die Datei ist nicht lesbar ({error.strerror}).") from error
    finally:
        os.close(descriptor)
    changed = (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)
    if changed or len(data) != before.st_size:
        return None
    digest = hashlib.sha256(data).hexdigest()
    return Snapshot(data, before.st_size, before.st_mtime_ns, digest)


def _read(descriptor: int, size: int) -> bytes:
    """At most `size` bytes: a file that grows is read as far as it was when opened."""
    parts, missing = [], size
    while missing > 0 and (part := os.read(descriptor, min(missing, 4 * MIB))):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
