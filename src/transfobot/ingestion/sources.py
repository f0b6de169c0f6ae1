"""Where documents come from: the corpus, the folders of sources.toml, and remembered roots."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from transfobot.domain.errors import ConfigurationError
from transfobot.domain.knowledge import Kind, Visibility
from transfobot.ports import Root

CORPUS = "corpus"
_CORPUS_FOLDERS: dict[str, tuple[Kind, Visibility]] = {
    "networks": (Kind.NETWORK, Visibility.PUBLIC),
    "offices": (Kind.OFFICE, Visibility.PUBLIC),
    "funding": (Kind.FUNDING, Visibility.PUBLIC),
    "studies": (Kind.STUDY, Visibility.PUBLIC),
    "offers": (Kind.OFFER, Visibility.PUBLIC),
    "documents/public": (Kind.DOCUMENT, Visibility.PUBLIC),
    "documents/internal": (Kind.DOCUMENT, Visibility.INTERNAL),
}
_FOLDER_KEYS = {"name", "path", "visibility", "network", "licence", "cadence"}
_PAGE_KEYS = {"name", "url", "visibility", "network", "licence", "cadence", "allowed_hosts", "kind"}


@dataclass(frozen=True, slots=True)
class Source:
    """A folder (or one file) that is scanned; `base` is what relative paths are relative to."""

    name: str
    base: Path
    start: Path
    visibility: Visibility
    kind: Kind = Kind.DOCUMENT
    only: str | None = None
    """The one file's name where `start` is a file."""
    beside: frozenset[str] = field(default=frozenset())
    """Absolute paths below `start` that are sources of their own."""

    def prefix(self) -> str:
        """Where `start` lies below `base`, as the beginning of relative paths ("" = all)."""
        if self.only is not None:
            return self.only
        relative = os.path.relpath(self.start, self.base)
        return "" if relative == "." else shown_path(relative) + "/"


def shown_path(path: str) -> str:
    """A path as text that every store and screen takes: bytes that are no UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def document_id(source: str, relative: str) -> str:
    """The document's id: the same for the same source name and relative path, on every machine."""
    key = source.encode() + b"\0" + os.fsencode(relative)
    return hashlib.sha256(key).hexdigest()[:24]


def corpus_sources(corpus: Path, within: Path | None = None) -> list[Source]:
    """The corpus's folders; with `within` only what lies there. The folder decides who may read."""
    found = []
    for folder, (kind, visibility) in _CORPUS_FOLDERS.items():
        start = corpus / folder
        if within is not None:
            if within.is_relative_to(start):
                start = within
            elif not start.is_relative_to(within):
                continue
        if start.is_file():
            only = os.path.relpath(start, corpus)
            found.append(Source(CORPUS, corpus, start, visibility, kind, only))
        elif start.is_dir():
            found.append(Source(CORPUS, corpus, start, visibility, kind))
    return found


def root_source(root: Root, within: Path | None, roots: Sequence[Root]) -> Source:
    """A remembered root as a source, less the roots that lie inside it."""
    start = Path(root.path)
    beside = frozenset(
        other.path
        for other in roots
        if other.path != root.path and Path(other.path).is_relative_to(start)
    )
    if start.is_file():
        return Source(root.source, start.parent, start, root.visibility, only=start.name)
    scope = within if within is not None and within.is_relative_to(start) else start
    only = os.path.relpath(scope, start) if scope.is_file() else None
    return Source(root.source, start, scope, root.visibility, only=only, beside=beside)


def new_root(path: Path, visibility: Visibility, roots: Sequence[Root]) -> Root:
    """A root for a PATH: named after its folder; a second folder of that name gets a suffix."""
    folder = path if path.is_dir() else path.parent
    name = shown_path(folder.name) or "root"
    homes = {root.source: _home(root) for root in roots}
    if name == CORPUS or homes.get(name, folder) != folder:
        name = f"{name}-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:6]}"
    return Root(str(path), visibility, name)


def _home(root: Root) -> Path:
    path = Path(root.path)
    return path.parent if path.is_file() else path


def configured(folder: Path) -> tuple[list[Source], list[tuple[str, str]]]:
    """The folders of sources.toml, and its web pages as (name, address).

    Raises ConfigurationError naming the entry and the field.
    """
    path = folder / "sources.toml"
    if not path.is_file():
        return [], []
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: Die Datei ist nicht lesbar ({error}).") from error
    unknown = sorted(set(values) - {"folders", "pages"})
    if unknown:
        raise ConfigurationError(f"{path}, Feld „{unknown[0]}“: erlaubt sind folders und pages.")
    folders = [_folder(path, entry) for entry in values.get("folders", [])]
    pages = [_page(path, entry) for entry in values.get("pages", [])]
    names = [source.name for source in folders] + [name for name, _ in pages] + [CORPUS]
    twice = sorted(name for name in set(names) if names.count(name) > 1)
    if twice:
        raise ConfigurationError(f"{path}, Feld „name“: „{twice[0]}“ ist schon vergeben.")
    return folders, pages


def _folder(path: Path, entry: Mapping[str, Any]) -> Source:
    _checked(path, entry, _FOLDER_KEYS, ("name", "path"))
    base = Path(str(entry["path"])).expanduser()
    base = (path.parent / base).resolve()
    return Source(str(entry["name"]), base, base, _visibility(path, entry))


def _page(path: Path, entry: Mapping[str, Any]) -> tuple[str, str]:
    _checked(path, entry, _PAGE_KEYS, ("name", "url"))
    _visibility(path, entry)
    return str(entry["name"]), str(entry["url"])


def _checked(path: Path, entry: Mapping[str, Any], known: set[str], needed: Sequence[str]) -> None:
    for key in entry:
        if key not in known:
            allowed = ", ".join(sorted(known))
            raise ConfigurationError(f"{path}, Feld „{key}“: gibt es nicht; erlaubt: {allowed}.")
    for key in needed:
        if not entry.get(key):
            raise ConfigurationError(f"{path}, Feld „{key}“: fehlt in einem Eintrag.")


def _visibility(path: Path, entry: Mapping[str, Any]) -> Visibility:
    """A source without a mark is internal."""
    try:
        return Visibility(entry.get("visibility", Visibility.INTERNAL.value))
    except ValueError as error:
        raise ConfigurationError(
            f"{path}, Feld „visibility“: „{entry['visibility']}“ gibt es nicht; "
            "erlaubt sind public und internal."
        ) from error
