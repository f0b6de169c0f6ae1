"""How the register's answers are worded: phrases, days as Germans write them, lists, evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from transfobot.assistant.phrasing import day_text
from transfobot.assistant.register.draft import DraftSentence, Evidence, Part
from transfobot.domain.conversation import Language
from transfobot.domain.places import Place
from transfobot.domain.register import Record
from transfobot.domain.register_index import Register
from transfobot.prompts import Phrases

_MONTHS_TEXT = """
Januar Februar März April Mai Juni Juli August September Oktober November Dezember
"""
MONTH_NAMES = tuple(_MONTHS_TEXT.split())
_NUMBERS_DE_TEXT = """
null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf
"""
_NUMBERS_DE = tuple(_NUMBERS_DE_TEXT.split())
_ISO = re.compile(r"\d{4}(?:-\d\d)?(?:-\d\d)?")


def nowhere(_ags: str) -> Place | None:
    """Where no list of places is at hand."""
    return None


@dataclass(frozen=True, slots=True)
class Desk:
    """What every answer over the records needs: the records, the phrases, the day, the language."""

    register: Register
    phrases: Phrases
    day: date
    language: Language = Language.DE
    place_of: Callable[[str], Place | None] = nowhere
    """The district of an AGS, for its name."""

    @property
    def today(self) -> str:
        """The day in words."""
        return self.day_of(self.day.isoformat())

    def say(self, key: str, **values: object) -> str:
        """A set phrase of this topic."""
        return self.phrases.of(f"register.{key}", self.language.value, **values)

    def label(self, key: str) -> str:
        """The name of an attribute."""
        return self.say(f"label_{key}")

    def line(self, key: str, *evidence: Evidence, **values: object) -> DraftSentence:
        """A phrase as a sentence of the draft."""
        return DraftSentence(tidy(self.say(key, **values)), evidence)

    def gap(self, key: str, *evidence: Evidence, **values: object) -> DraftSentence:
        """A phrase that says what is not on file."""
        return DraftSentence(tidy(self.say(key, **values)), evidence, Part.MISSING)

    def day_of(self, stated: str | None) -> str:
        """An ISO day, month or year in words: 30.06.2025, Juli 2022, 2022."""
        if stated is None:
            return self.say("not_on_file")
        return day_text(stated, self.language.value) if _ISO.fullmatch(stated) else stated

    def count(self, number: int) -> str:
        """A small number in words where the language does so."""
        if self.language is Language.DE and 1 < number <= 12:
            return _NUMBERS_DE[number]
        return str(number)

    def joined(self, values: Sequence[str]) -> str:
        """Values as "a, b und c"."""
        if len(values) < 2:
            return "".join(values)
        return f"{', '.join(values[:-1])} {self.say('and')} {values[-1]}"


def backed(record: Record, *needles: str | None) -> Evidence:
    """Evidence in a record's document: the words it holds, one needle a line."""
    return Evidence(record.document_id, "\n".join(needle for needle in needles if needle))


def tidy(text: str) -> str:
    """No doubled full stop where a value ends in one; no space before a full stop."""
    text = re.sub(r"(?<!\.)\.\.(?!\.)", ".", text)
    return re.sub(r"([.!?])\.(?=\s|$)", r"\1", text).replace(" .", ".").replace("  ", " ")


def newest(days: Iterable[str | None]) -> str | None:
    """The latest of some stated days; a year counts as its end."""
    stated = [day for day in days if day]
    return max(stated, key=_sortable, default=None)


def _sortable(stated: str) -> str:
    return stated + "-99-99"[len(stated) - 4 :] if len(stated) < 10 else stated
