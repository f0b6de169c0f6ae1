"""Walk a source: every file that may be read, and a reason for everything that is not."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field

from transfobot.domain.knowledge import FileReport, IngestOutcome, Kind, Visibility
from transfobot.ingestion.detect import BY_SUFFIX, is_supported_name, suffix_of
from transfobot.ingestion.sources import Source, shown_path

_TEMPORARY = ("~$", ".~lock", "._", ".#")
_NEVER = {"thumbs.db", ".ds_store", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A regular file; `path` is relative and printable, `raw` as the system has it."""

    source: str
    path: str
    raw: str
    real: str
    size: int
    mtime_ns: int
    visibility: Visibility
    kind: Kind


@dataclass(slots=True)
class Scan:
    """What a walk found; below `closed` folders nothing could be seen, so nothing vanished."""

    seen: list[Seen] = field(default_factory=list)
    reports: list[FileReport] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)


def scan(source: Source) -> Scan:
    """Everything below a source's start, in the order of paths."""
    result = Scan()
    if source.only is not None:
        _file(source, str(source.start), result)
        return result
    pending = [str(source.start)]
    while pending:
        folder = pending.pop()
        pending += reversed(list(_folder(source, folder, result)))
    result.seen.sort(key=lambda seen: seen.path)
    return result


def _folder(source: Source, folder: str, result: Scan) -> Iterator[str]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        result.closed.append(_relative(source, folder))
        _refuse(result, folder, f"Der Ordner ist nicht lesbar ({error.strerror}).")
        return
    for entry in entries:
        if entry.path in source.beside:
            continue
        if entry.is_symlink():
            _skip(result, entry.path, "Verknüpfungen werden nicht verfolgt.")
        elif entry.is_dir(follow_symlinks=False):
            if entry.name.startswith("."):
                _skip(result, entry.path, "Versteckte Ordner werden nicht gelesen.")
                continue
            if suffix_of(entry.name) in BY_SUFFIX:
                _skip(result, entry.path, "Das ist ein Ordner und keine Datei.")
            yield entry.path
        else:
            _file(source, entry.path, result)


def _file(source: Source, path: str, result: Scan) -> None:
    name = os.path.basename(path)
    try:
        found = os.lstat(path)
    except OSError as error:
        _skip(result, path, f"Die Datei ist verschwunden ({error.strerror}).")
        return
    if not stat.S_ISREG(found.st_mode):
        _skip(result, path, "Das ist keine gewöhnliche Datei (Verknüpfung, Gerät oder Leitung).")
    elif name.lower() in _NEVER or name.startswith(_TEMPORARY):
        _skip(result, path, "Hilfsdateien anderer Programme werden nicht gelesen.")
    elif name.startswith(".") and suffix_of(name) not in BY_SUFFIX:
        _skip(result, path, "Versteckte Dateien ohne bekannte Endung werden nicht gelesen.")
    elif suffix_of(name) == ".svg":
        _refuse(result, path, "SVG-Bilder werden nicht gelesen; sie können Skripte enthalten.")
    elif not is_supported_name(name):
        _skip(result, path, f"Dateien mit der Endung „{suffix_of(name)}“ werden nicht gelesen.")
    else:
        relative = os.path.relpath(path, source.base)
        result.seen.append(
            Seen(
                source=source.name,
                path=shown_path(relative),
                raw=relative,
                real=path,
                size=found.st_size,
                mtime_ns=found.st_mtime_ns,
                visibility=source.visibility,
                kind=source.kind,
            )
        )


def _relative(source: Source, path: str) -> str:
    relative = os.path.relpath(path, source.base)
    return "" if relative == "." else shown_path(relative) + "/"


def _skip(result: Scan, path: str, reason: str) -> None:
    result.reports.append(FileReport(shown_path(path), IngestOutcome.SKIPPED, reason))


def _refuse(result: Scan, path: str, reason: str) -> None:
    result.reports.append(FileReport(shown_path(path), IngestOutcome.REJECTED, reason))
