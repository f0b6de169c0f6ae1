"""Original files where they were ingested from, handed out only while their content is the same."""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path

from transfobot.domain.knowledge import Document

_REMEMBERED = 2000
_Key = tuple[str, int, int]


class FolderOriginals:
    """Originals port over the folders of the sources.

    `folders` gives, by source name, the folder its relative paths begin at. A revision is the
    beginning of the SHA-256 of the file; a file is hashed once and again when it changes.
    """

    def __init__(self, folders: Callable[[], Mapping[str, Path]]) -> None:
        self._folders = folders
        self._lock = threading.Lock()
        self._hashes: OrderedDict[_Key, str] = OrderedDict()

    def path_of(self, document: Document) -> Path | None:
        """The file with exactly the content of this revision; None when it is gone or changed."""
        folder = self._folders().get(document.source)
        if folder is None or not document.revision:
            return None
        path = Path(os.path.normpath(folder / document.path))
        if not path.is_relative_to(folder) or path.is_symlink() or not path.is_file():
            return None
        try:
            found = self._hash(path)
        except OSError:
            return None
        return path if found.startswith(document.revision) else None

    def _hash(self, path: Path) -> str:
        state = path.stat()
        key = (str(path), state.st_mtime_ns, state.st_size)
        with self._lock:
            if (known := self._hashes.get(key)) is not None:
                self._hashes.move_to_end(key)
                return known
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        with self._lock:
            self._hashes[key] = found
            while len(self._hashes) > _REMEMBERED:
                self._hashes.popitem(last=False)
        return found
