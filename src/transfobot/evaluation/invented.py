"""Does every phone number, e-mail address and name in an answer stand in a record or document?

`known` is the text of all records; what an answer quotes word for word counts as known too. Names
are read broadly: two capitalised words side by side that stand nowhere together are reported if one
of them stands nowhere at all, or if the first is the first name of somebody on record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transfobot.german.stems import stem
from transfobot.german.text import fold, tokens

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d.,])(?:\+\d{2}|0\d{1,5})[\d /()-]{4,}\d")
_DIGITS = re.compile(r"\D")
_TITLE = r"(?:Dr|Prof|Herr|Frau|Mr|Mrs|Ms)\.?\s+"
_PAIR = re.compile(r"\b(?=([A-ZÄÖÜ][a-zäöüßé]+ [A-ZÄÖÜ][a-zäöüßé]+(?:-[A-ZÄÖÜ][a-zäöüßé]+)?)\b)")
_TITLED = re.compile(_TITLE + r"([A-ZÄÖÜ][\w-]+)")
_FIRST_NAME = re.compile(
    r"Ansprechperson: (?:Dr\. |Prof\. |Oberbürgermeister )?([A-ZÄÖÜÅ][a-zäöüß]+) [A-ZÄÖÜ]"
)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Found:
    """Something in an answer that stands nowhere: "phone", "email" or "name", and what it is."""

    kind: str
    value: str


class Known:
    """Everything that may be said, searched by digits for numbers and by words for the rest."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._text = _SPACES.sub(" ", "\n".join(texts))
        # By stem: "im Oberbergischen Kreis" names the Oberbergischer Kreis.
        self._words = frozenset(stem(word) for word in tokens(self._text))
        self.first_names = frozenset(_FIRST_NAME.findall(self._text))
        self._digits = " ".join(_bare(one) for one in _PHONE.findall(self._text))

    @classmethod
    def of_folders(cls, *folders: Path) -> Known:
        """The text files below some folders: records, places, set phrases."""
        paths = [
            path
            for folder in folders
            for path in sorted(folder.rglob("*"))
            if path.suffix in (".md", ".csv", ".toml") and path.is_file()
        ]
        return cls(path.read_text(encoding="utf-8") for path in paths)

    def holds(self, value: str) -> bool:
        """Whether the words stand in some text."""
        return value in self._text

    def is_strange(self, pair: str, beside: Known) -> bool:
        """Whether two words side by side look like the name of somebody who is not on record."""
        if self.holds(pair) or beside.holds(pair):
            return False
        words = re.findall(r"[^\W\d_]+", pair)
        if words[0] in self.first_names:
            return True
        stems = {stem(fold(word)) for word in words}
        return not stems <= self._words | beside._words

    def holds_number(self, value: str) -> bool:
        """Whether a phone number stands in some text, however it is grouped."""
        return _bare(value) in self._digits.split(" ")


def invented(answer: Mapping[str, Any], question: str, known: Known) -> list[Found]:
    """What of an answer stands neither in the records nor in its own quotes nor in the question."""
    shown = _shown(answer)
    own = Known([question, *(str(one["quote"]) for one in answer.get("citations", ()))])
    found = [
        Found("email", one)
        for one in _MAIL.findall(shown)
        if not known.holds(one) and not own.holds(one)
    ]
    found += [
        Found("phone", one)
        for one in _PHONE.findall(shown)
        if not known.holds_number(one) and not own.holds_number(one)
    ]
    names = [*_PAIR.findall(shown), *_TITLED.findall(shown)]
    found += [Found("name", one) for one in dict.fromkeys(names) if known.is_strange(one, own)]
    return found


def _shown(answer: Mapping[str, Any]) -> str:
    office = answer.get("office") or {}
    fields = ("organisation", "contact", "phone", "email", "address", "substitute", "reason")
    parts = [str(answer["text"]), *(str(office[one]) for one in fields if office.get(one))]
    return "\n".join(parts)


def _bare(number: str) -> str:
    return _DIGITS.sub("", number)
