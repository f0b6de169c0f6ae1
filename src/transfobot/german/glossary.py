"""Words of the field that mean nearly the same: weighted additions to a question.

The words of a field stand in `corpus/glossary.toml`, those of any office in `office_words.toml`
and `everyday_words.toml` beside this file. They have tables `[[entry]]` with `kind`, `weight` and
either `words` (each calls the others) or `asked` and `found` (one way), and short lists of
synonyms: `same` and `calls`. What was added is shown with every hit.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from transfobot.domain.errors import ConfigurationError
from transfobot.german.stems import stem
from transfobot.german.stopwords import STOP_WORDS
from transfobot.german.text import tokens

KINDS = frozenset({"abbreviation", "synonym", "role", "translation", "lookalike"})
_WEIGHTS = {
    "abbreviation": 0.8,
    "synonym": 0.4,
    "role": 0.4,
    "translation": 0.6,
    "lookalike": 0.5,
}
MOST_ADDED = 24
"""More than this for one question would drown it."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A word added to a question: why, and with what weight (0–1)."""

    called_by: str
    added: str
    weight: float
    kind: str


@dataclass(frozen=True, slots=True)
class Glossary:
    """Glossar. Looked up by the stems of a phrase, word by word."""

    phrases: Mapping[tuple[str, ...], tuple[Addition, ...]]
    longest: int = 1

    @classmethod
    def empty(cls) -> Glossary:
        """Adds nothing."""
        return cls({})

    @classmethod
    def parse(cls, text: str, name: str = "glossary.toml") -> Glossary:
        """Read the TOML text. Raises ConfigurationError with the entry that is wrong."""
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ConfigurationError(f"{name} ist kein gültiges TOML: {error}") from error
        entries = [*tables.get("entry", [])]
        entries += [{"kind": "synonym", "words": one} for one in tables.get("same", [])]
        entries += [{"kind": "synonym", **one} for one in tables.get("calls", [])]
        phrases: dict[tuple[str, ...], list[Addition]] = {}
        for number, entry in enumerate(entries, start=1):
            for phrase, addition in _additions(entry, f"{name}, Eintrag {number}"):
                phrases.setdefault(_key(phrase), []).append(addition)
        longest = max(map(len, phrases), default=1)
        return cls({key: tuple(found) for key, found in phrases.items()}, longest)

    @classmethod
    def general(cls) -> Glossary:
        """What people and offices call things anywhere, whatever the corpus."""
        return _general()

    def with_more(self, other: Glossary) -> Glossary:
        """Both; what the other adds to a phrase stands beside what this one adds."""
        phrases = dict(self.phrases)
        for key, found in other.phrases.items():
            phrases[key] = (*phrases.get(key, ()), *found)
        return Glossary(phrases, max(self.longest, other.longest))

    def additions(self, question: str) -> tuple[Addition, ...]:
        """What the question calls, without the words it has itself, each with its best weight."""
        stems = [stem(token) for token in tokens(question)]
        own = set(stems)
        best: dict[tuple[str, ...], Addition] = {}
        for start in range(len(stems)):
            for size in range(1, self.longest + 1):
                for addition in self.phrases.get(tuple(stems[start : start + size]), ()):
                    key = _key(addition.added)
                    known = best.get(key)
                    if own.issuperset(key) or (known and known.weight >= addition.weight):
                        continue
                    best[key] = addition
            # Slices at the end of the question repeat; the best weight makes that harmless.
        ordered = sorted(best.values(), key=lambda item: (-item.weight, item.added))
        return tuple(ordered[:MOST_ADDED])


def bridges_of(question: str, *glossaries: Glossary) -> dict[str, frozenset[str]]:
    """From the stem of each word that calls others to what it calls, as stems joined by blanks."""
    words = [stem(token) for token in tokens(question)]
    own = set(words)
    found: dict[str, set[str]] = {}
    for glossary in glossaries:
        for start in range(len(words)):
            for size in range(1, glossary.longest + 1):
                phrase = tuple(words[start : start + size])
                for addition in glossary.phrases.get(phrase, ()) if len(phrase) == size else ():
                    called = [key for key in _key(addition.added) if key not in STOP_WORDS]
                    if called and not own.issuperset(called):
                        for name in phrase:
                            found.setdefault(name, set()).add(" ".join(called))
    return {name: frozenset(called) for name, called in found.items()}


def told_otherwise(word: str, text: str) -> bool:
    """Whether a folded text has what people say anywhere for a word, which is given by its stem."""
    return any(all(f" {one}" in f" {text}" for one in key) for key in _called(word))


@cache
def _called(word: str) -> tuple[tuple[str, ...], ...]:
    called = Glossary.general().phrases.get((word,), ())
    keys = (tuple(key for key in _key(one.added) if key not in STOP_WORDS) for one in called)
    return tuple(filter(None, keys))


@cache
def _general() -> Glossary:
    folder, found = files("transfobot.german"), Glossary.empty()
    for name in ("office_words.toml", "everyday_words.toml"):
        found = found.with_more(Glossary.parse(folder.joinpath(name).read_text("utf-8"), name))
    return found


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(stem(token) for token in tokens(phrase))


def _additions(entry: Mapping[str, object], place: str) -> list[tuple[str, Addition]]:
    kind = entry.get("kind")
    if kind not in KINDS or not isinstance(kind, str):
        raise ConfigurationError(f"{place}: „kind“ muss eines von {sorted(KINDS)} sein.")
    weight = entry.get("weight", _WEIGHTS[kind])
    if not isinstance(weight, int | float) or not 0 < weight <= 1:
        raise ConfigurationError(f"{place}: „weight“ muss zwischen 0 und 1 liegen.")
    words = _words(entry, "words", place)
    asked = _words(entry, "asked", place)
    found = _words(entry, "found", place)
    if bool(words) == bool(asked and found):
        raise ConfigurationError(
            f"{place}: Es braucht entweder „words“ oder „asked“ und „found“, je mit Einträgen."
        )
    pairs = [(one, other) for one in words or asked for other in words or found if one != other]
    return [(one, Addition(one, other, float(weight), kind)) for one, other in pairs]


def _words(entry: Mapping[str, object], name: str, place: str) -> Sequence[str]:
    value = entry.get(name, [])
    if not isinstance(value, list) or not all(isinstance(w, str) and tokens(w) for w in value):
        raise ConfigurationError(f"{place}: „{name}“ muss eine Liste von Wörtern sein.")
    return value
