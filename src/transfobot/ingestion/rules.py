"""Clean-up rules per source: the data of `ingestion/rules/*.toml`."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from transfobot.domain.errors import ConfigurationError

_KEYS = {"sources", "secondary_headings", "drop_lines", "pages"}
_PAGE_KEYS = {"edge_lines", "repeated_share"}


@dataclass(frozen=True)
class Rules:
    """What is dropped or kept apart in the files of one source."""

    secondary_headings: tuple[str, ...] = ()
    drop_lines: tuple[str, ...] = ()
    edge_lines: int = 3
    repeated_share: float = 0.5

    def to_dict(self) -> dict[str, Any]:
        """For the way to the child process."""
        return {
            "secondary_headings": self.secondary_headings,
            "drop_lines": self.drop_lines,
            "edge_lines": self.edge_lines,
            "repeated_share": self.repeated_share,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Rules:
        """The other way."""
        return cls(
            tuple(data["secondary_headings"]),
            tuple(data["drop_lines"]),
            int(data["edge_lines"]),
            float(data["repeated_share"]),
        )

    def fingerprint(self) -> str:
        """Changes when any rule changes."""
        content = json.dumps(self.to_dict(), sort_keys=True).encode()
        return hashlib.sha256(content).hexdigest()[:8]

    def is_secondary(self, heading: str) -> bool:
        """Whether teasers of other reports follow this heading."""
        folded = heading.strip().rstrip(":").casefold()
        return any(folded == known.casefold() for known in self.secondary_headings)

    def without_dropped(self, text: str) -> str:
        """The text without the lines that are page furniture."""
        if not self.drop_lines:
            return text
        pattern = re.compile("|".join(f"(?:{rule})" for rule in self.drop_lines), re.IGNORECASE)
        kept = [
            line
            for line in text.split("\n")
            if len(line) > 120 or not pattern.fullmatch(line.strip())
        ]
        return "\n".join(kept)


def load_rules(folder: Path) -> list[tuple[Sequence[str], Mapping[str, Any]]]:
    """Every rule file as (source patterns, values).

    Raises ConfigurationError naming file and key.
    """
    loaded: list[tuple[Sequence[str], Mapping[str, Any]]] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigurationError(
                f"{path}: Die Regeldatei ist nicht lesbar ({error})."
            ) from error
        _check(path, values)
        loaded.append((values.get("sources", ["*"]), values))
    return loaded


def _check(path: Path, values: Mapping[str, Any]) -> None:
    unknown = sorted(set(values) - _KEYS) + sorted(set(values.get("pages", {})) - _PAGE_KEYS)
    if unknown:
        raise ConfigurationError(f"{path}, Feld „{unknown[0]}“: Diese Regel gibt es nicht.")
    for pattern in values.get("drop_lines", []):
        try:
            re.compile(pattern)
        except re.error as error:
            raise ConfigurationError(
                f"{path}, Feld „drop_lines“: „{pattern}“ ist kein regulärer Ausdruck ({error})."
            ) from error


def rules_for(source: str, loaded: Sequence[tuple[Sequence[str], Mapping[str, Any]]]) -> Rules:
    """The rules of all files that match a source, joined."""
    secondary: list[str] = []
    dropped: list[str] = []
    pages: dict[str, Any] = {}
    for patterns, values in loaded:
        if any(fnmatchcase(source, pattern) for pattern in patterns):
            secondary += values.get("secondary_headings", [])
            dropped += values.get("drop_lines", [])
            pages |= values.get("pages", {})
    return Rules(tuple(secondary), tuple(dropped), **pages)
