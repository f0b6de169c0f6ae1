"""Reads the fields of one record (plain mapping) and says in German what is wrong with which field.

A mapping is what YAML or JSON give: text, numbers, booleans, lists, mappings, and days as ISO
text. Every key that was not asked for is an error, so that a typing mistake never hides a fact.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from transfobot.domain.errors import RecordError

_E = TypeVar("_E", bound=StrEnum)
_STATED = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_IDENTIFIER = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


class Fields:
    """One mapping of a record; `where` leads the field name in errors ("districts[2].")."""

    def __init__(self, mapping: Mapping[str, object], where: str = "") -> None:
        self._mapping = mapping
        self._where = where
        self._asked: list[str] = []

    def error(self, key: str, sentence: str) -> RecordError:
        """The error that names a field of this mapping."""
        return RecordError(f"{self._where}{key}", sentence)

    def raw(self, key: str) -> object:
        """The value as it stands, None when absent."""
        self._asked.append(key)
        return self._mapping.get(key)

    def finish(self) -> None:
        """Raise RecordError for the first key nobody asked for, with the nearest known one."""
        for key in self._mapping:
            if key not in self._asked:
                near = difflib.get_close_matches(str(key), self._asked, n=1)
                hint = f"; gemeint ist vielleicht „{near[0]}“" if near else ""
                known = ", ".join(sorted(set(self._asked)))
                raise self.error(str(key), f"unbekanntes Feld{hint}. Bekannt sind: {known}.")

    # --- text ----------------------------------------------------------------------------------

    def text(self, key: str) -> str | None:
        """Text or None; a number is read as text (a year as `as_of`)."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise self.error(key, f"{_shown(value)} ist kein Text.")
        return str(value).strip() or None

    def required(self, key: str) -> str:
        """Text that must be there."""
        value = self.text(key)
        if value is None:
            raise self.error(key, "fehlt; erwartet wird ein Text.")
        return value

    def identifier(self, key: str) -> str:
        """A record's id: small letters, digits and underscores."""
        value = self.required(key)
        if not _IDENTIFIER.fullmatch(value):
            raise self.error(
                key,
                f"„{value}“ ist keine Kennung; erlaubt sind Kleinbuchstaben, Ziffern und „_“.",
            )
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty when absent."""
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str | int) for one in value):
            raise self.error(key, f"{_shown(value)} ist keine Liste von Texten.")
        return tuple(str(one).strip() for one in value)

    def mappings(self, key: str) -> tuple[Fields, ...]:
        """A list of mappings, each as Fields of its own; a bare text counts as {name: text}."""
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.error(key, f"{_shown(value)} ist keine Liste.")
        return tuple(self._nested(f"{key}[{at}]", one) for at, one in enumerate(value, 1))

    def mapping(self, key: str) -> Fields:
        """A nested mapping, empty when absent."""
        value = self.raw(key)
        if value is not None and not isinstance(value, Mapping):
            raise self.error(key, f"{_shown(value)} ist keine Gruppe von Feldern.")
        return Fields(value or {}, f"{self._where}{key}.")

    def _nested(self, key: str, value: object) -> Fields:
        if isinstance(value, str | int) and not isinstance(value, bool):
            value = {"name": str(value)}
        if not isinstance(value, Mapping):
            raise self.error(key, f"{_shown(value)} ist keine Gruppe von Feldern.")
        return Fields(value, f"{self._where}{key}.")

    # --- numbers, truth, days, choices ---------------------------------------------------------

    def number(self, key: str) -> int | None:
        """A whole number of at least 0, or None."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.error(key, f"{_shown(value)} ist keine ganze Zahl ab 0.")
        return value

    def truth(self, key: str) -> bool | None:
        """true, false or None (not known)."""
        value = self.raw(key)
        if value is None or isinstance(value, bool):
            return value
        raise self.error(key, f"{_shown(value)} ist weder true noch false.")

    def stated(self, key: str) -> str | None:
        """An ISO day, month or year as stated ("2026-01-15", "2026-01", "2026"), or None."""
        value = self.text(key)
        if value is None:
            return None
        if not _is_stated(value):
            raise self.error(
                key,
                f"„{value}“ ist kein Datum; erwartet wird JJJJ-MM-TT (oder JJJJ-MM oder JJJJ).",
            )
        return value

    def choice(self, key: str, choices: type[_E]) -> _E:
        """One of an enumeration; must be there."""
        return self._choice(key, self.required(key), choices)

    def choices(self, key: str, choices: type[_E]) -> tuple[_E, ...]:
        """A list from an enumeration, empty when absent."""
        return tuple(self._choice(key, one, choices) for one in self.texts(key))

    def _choice(self, key: str, value: str, choices: type[_E]) -> _E:
        try:
            return choices(value)
        except ValueError:
            allowed = ", ".join(one.value for one in choices)
            raise self.error(key, f"„{value}“ gibt es nicht; erlaubt sind: {allowed}.") from None


def _is_stated(value: str) -> bool:
    if not _STATED.fullmatch(value):
        return False
    parts = [int(part) for part in value.split("-")]
    try:
        date(parts[0], *[*parts[1:], 1, 1][:2])
    except ValueError:
        return False
    return True


def _shown(value: object) -> str:
    text = str(value)
    return f"„{text if len(text) <= 60 else text[:57] + '…'}“"
