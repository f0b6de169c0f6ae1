"""The word tables that questions are read by, compiled once from the `*.toml` files beside it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, product
from typing import Any

from transfobot.assistant.understand.language import Word
from transfobot.german.stems import stem
from transfobot.german.stopwords import STOP_WORDS

TABLE_FILES = (
    "attributes.toml",
    "asking.toml",
    "times.toml",
    "scope.toml",
    "foreign.toml",
    "synonyms.toml",
    "fillers.toml",
    "concerns.toml",
    "talk.toml",
    "qualities.toml",
    "classes.toml",
    "spoken.toml",
    "dialect.toml",
)
"""Each group of words stands in one of them."""
_GAP, _WIDE_GAP = "…", "……"
_LONGEST = {_GAP: 4, _WIDE_GAP: 9}
_EITHER = "|"
_CLASSES = "classes"
"""The table of lists that a phrase may name: "<who> … zahlt"."""
_BOTH = "&"
_WIDEST = 12
_OPEN = frozenset(("*", _EITHER))
_REMEMBERED, _WORDS_REMEMBERED = 1_024, 8_192
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_SHORTEST_VARIANT = 5
_SHORTEST_CLIPPED, _VOWELS = 3, "aeiou"


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a table at words `start` to `end` (exclusive)."""

    group: str
    key: str
    start: int
    end: int
    at: tuple[int, ...] = ()
    """The words that say it, without those that only stand in between."""

    @property
    def length(self) -> int:
        """How many words it spans."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class _Phrase:
    group: str
    key: str
    rest: tuple[str, ...]
    anywhere: bool = False
    """Whether its other words may stand before or after the first, in any order."""
    needed: frozenset[str] = field(init=False)
    """Of its other words those that a text must have as they are; most phrases end here."""

    def __post_init__(self) -> None:
        whole = (one for one in self.rest if one not in _LONGEST and not _OPEN & set(one))
        object.__setattr__(self, "needed", frozenset(whole))


@dataclass(frozen=True)
class WordTables:
    """Phrases by their first word; what begins or ends in `*` is kept apart."""

    whole: dict[str, list[_Phrase]] = field(default_factory=dict)
    begun: dict[str, list[_Phrase]] = field(default_factory=dict)
    ended: dict[str, list[_Phrase]] = field(default_factory=dict)
    """By what a word ends in, for compounds ("*foerderung")."""
    fillers: frozenset[str] = frozenset()
    spelling: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    """One of each word in `spelling` that stands there in several forms."""
    terms: tuple[str, ...] = ()
    """Long words of the tables: what a word that no dictionary has may be a mistyped form of."""
    ordinary: frozenset[str] = frozenset()
    """Names of records that are also everyday words."""

    _found: Callable[[tuple[str, ...]], Sequence[Found]] = field(init=False, repr=False)
    _begun_by: Callable[[str], Sequence[_Phrase]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # One question is looked through by many readers, all in the same words.
        object.__setattr__(self, "_found", lru_cache(maxsize=_REMEMBERED)(self._find))
        begun_by = lru_cache(maxsize=_WORDS_REMEMBERED)(lambda token: tuple(self._starting(token)))
        object.__setattr__(self, "_begun_by", begun_by)

    def find(self, words: Sequence[Word]) -> Sequence[Found]:
        """Every phrase of every table that stands in the words."""
        return self._found(tuple(word.folded for word in words))

    def knows(self, token: str) -> bool:
        """Whether some phrase begins with this word."""
        return bool(self._begun_by(token))

    def meanings(self, words: Sequence[Word]) -> set[str]:
        """The groups of synonyms the words touch."""
        return {one.key for one in self.find(words) if one.group == "synonyms"}

    def keys_of(self, group: str) -> list[str]:
        """The keys of one table in their order."""
        phrases = [one for listed in self.whole.values() for one in listed]
        return sorted({one.key for one in phrases if one.group == group})

    def is_filler(self, token: str) -> bool:
        """A function word or filler: no content; also as it is clipped ("sitzn", "warn")."""
        if self._fills(token):
            return True
        clipped = len(token) > _SHORTEST_CLIPPED and token[-1] == "n" and token[-2] not in _VOWELS
        return clipped and self._fills(f"{token[:-1]}en")

    def _fills(self, token: str) -> bool:
        return token in STOP_WORDS or token in self.fillers

    def _find(self, folded: tuple[str, ...]) -> tuple[Found, ...]:
        found: list[Found] = []
        standing = frozenset(folded)
        for at, token in enumerate(folded):
            for phrase in self._begun_by(token):
                if not phrase.needed <= standing:
                    continue
                if phrase.anywhere:
                    rest = _match_around(phrase.rest, folded, at)
                else:
                    rest = _match_rest(phrase.rest, folded, at + 1)
                if rest is not None:
                    said = tuple(sorted((at, *rest)))
                    found.append(Found(phrase.group, phrase.key, said[0], said[-1] + 1, said))
        # "NiedersachsenMetall" is who takes part, and no Land.
        parties = {one.at for one in found if one.group == "partner_kinds"}
        return tuple(one for one in found if one.group != "lands" or one.at not in parties)

    def _starting(self, token: str) -> Iterable[_Phrase]:
        yield from self.whole.get(token, ())
        for length in range(2, len(token) + 1):
            phrases = self.begun.get(token[:length])
            if phrases:
                yield from phrases
            phrases = self.ended.get(token[-length:]) if length < len(token) else None
            if phrases:
                yield from phrases


def _match_rest(rest: tuple[str, ...], folded: Sequence[str], at: int) -> tuple[int, ...] | None:
    """Which words match the rest of a phrase; None when it does not stand here."""
    if not rest:
        return ()
    wanted = rest[0]
    if wanted in _LONGEST:
        for skipped in range(_LONGEST[wanted] + 1):
            found = _match_rest(rest[1:], folded, at + skipped)
            if found is not None:
                return found
        return None
    if at >= len(folded) or not _fits(wanted, folded[at]):
        return None
    following = _match_rest(rest[1:], folded, at + 1)
    return None if following is None else (at, *following)


def _match_around(wanted: Sequence[str], folded: Sequence[str], at: int) -> tuple[int, ...] | None:
    """Which words near a place match, in whatever order: verbs stand before and behind."""
    near = range(max(0, at - _WIDEST), min(len(folded), at + _WIDEST + 1))
    found = [next((one for one in near if _fits(each, folded[one])), None) for each in wanted]
    said = tuple(one for one in found if one is not None)
    return said if len(said) == len(wanted) else None


def _fits(wanted: str, token: str) -> bool:
    whole, begun, ended = _forms(wanted)
    return token in whole or token.startswith(begun) or token.endswith(ended)


@cache
def _forms(wanted: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """What an element of a phrase stands for: whole words, beginnings and endings."""
    ways = wanted.split(_EITHER)
    ended = tuple(one[1:] for one in ways if one.startswith("*"))
    begun = tuple(one[:-1] for one in ways if one.endswith("*") and not one.startswith("*"))
    return frozenset(one for one in ways if "*" not in (one[:1], one[-1:])), begun, ended


_PART = 4
"""Letters that a part of a compound has at least."""


def tails_of(noun: str) -> list[str]:
    """A noun and its ends that may be the last part of a compound, the longest first."""
    return [noun, *(noun[at:] for at in range(_PART, len(noun) - _PART + 1))]


@cache
def word_tables() -> WordTables:
    """The compiled tables that every question is read by; read once."""
    return _read(TABLE_FILES)


@cache
def programme_tables() -> WordTables:
    """The wordings that mean what they say only where a programme is asked about; read once."""
    return _read(("programme.toml",))


@cache
def rule_tables() -> WordTables:
    """What is asked of applying or told of one's own work, which no other reader knows."""
    return _read(("rules.toml",))


@cache
def onward_tables() -> WordTables:
    """What is asked of the programmes shown before; no other reader knows it."""
    return _read(("onward.toml",))


@cache
def country_tables() -> WordTables:
    """The countries beside Germany, which no other reader knows; read once."""
    return _read(("countries.toml",))


@cache
def thing_tables() -> WordTables:
    """What networks have that is looked for under many names; no other reader knows them."""
    return compile_tables({"things": table("things")})


@cache
def table(name: str) -> dict[str, Any]:
    """One of the tables of plain lists; read once."""
    text = files("transfobot.assistant.understand").joinpath("lists.toml").read_text("utf-8")
    known: dict[str, Any] = tomllib.loads(text)[name]
    return known


def listed(name: str) -> tuple[str, ...]:
    """The words of one of the plain lists."""
    return tuple(table("lists")[name])


def pattern(name: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """One of the lists of regular expressions: any of them."""
    return re.compile("|".join(listed(name)), flags)


def _read(names: Sequence[str]) -> WordTables:
    folder = files("transfobot.assistant.understand")
    texts = [folder.joinpath(name).read_text("utf-8") for name in names]
    groups = [each for text in texts for each in tomllib.loads(text).items()]
    return compile_tables(dict(groups))


def compile_tables(tables: dict[str, dict[str, list[str]]]) -> WordTables:
    """Compile group → key → phrases; the groups "stop" and "spelling" are plain word lists."""
    spelling = tuple(tables.get("spelling", {}).get("words", ()))
    long = (
        phrase.rstrip("*")
        for group in _MISTYPED
        for listed in tables.get(group, {}).values()
        for phrase in listed
        if len(phrase) >= _LONG_TERM and phrase.rstrip("*").isalpha()
    )
    compiled = WordTables(
        terms=tuple(dict.fromkeys(long)),
        fillers=frozenset(tables.get("stop", {}).get("words", ())),
        spelling=spelling,
        forms=tuple({stem(one): one for one in reversed(spelling)}.values()),
        ordinary=frozenset(tables.get("spelling", {}).get("ordinary", ())),
    )
    classes = tables.get(_CLASSES, {})
    phrases = [
        (group, key, elements, _BOTH in phrase)
        for group, keys in tables.items()
        if group not in ("stop", "spelling", _CLASSES)
        for key, listed in keys.items()
        for phrase in listed
        for elements in _spelled_out(phrase, classes)
    ]
    known = {elements[0].strip("*") for _, _, elements, _ in phrases}
    for group, key, elements, anywhere in phrases:
        _add(compiled, elements[0], _Phrase(group, key, elements[1:], anywhere))
        without = tuple(_without_umlauts(element) for element in elements)
        if without != elements and without[0].strip("*") not in known:
            _add(compiled, without[0], _Phrase(group, key, without[1:], anywhere))
    return compiled


_MISTYPED = ("attributes", "categories", "synonyms")
_LONG_TERM = 9


def _add(compiled: WordTables, first: str, phrase: _Phrase) -> None:
    target = compiled.begun if first.endswith("*") else compiled.whole
    target = compiled.ended if first.startswith("*") else target
    target.setdefault(first.strip("*"), []).append(phrase)


def _spelled_out(phrase: str, classes: dict[str, list[str]]) -> Iterable[tuple[str, ...]]:
    """A phrase for each first word, and for each member of a class that is of several words."""
    if _EITHER not in phrase and "<" not in phrase:
        yield _elements(phrase)
        return
    choices: list[list[str]] = []
    for word in phrase.replace(_BOTH, " ").split():
        either = word.split(_EITHER)
        members = (classes[one[1:-1]] if one.startswith("<") else [one] for one in either)
        named = list(chain.from_iterable(members))
        single = [one for one in named if " " not in one]
        # Only the first word is looked up, so each one is kept apart there.
        joint = [_EITHER.join(single)] if choices and single else single
        choices.append([*joint, *(one for one in named if " " in one)])
    for chosen in product(*choices):
        yield tuple(" ".join(chosen).split())


def _elements(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as the text's words are cut: at hyphens, apostrophes and spaces."""
    # An "&" only says that the words may stand in any order, see `_match_around`.
    spaced = "".join(c if c.isalnum() or c in f"*{_GAP}" else " " for c in phrase)
    return tuple(spaced.split())


def _without_umlauts(element: str) -> str:
    """The spelling of somebody who drops the dots instead of writing ae, oe, ue."""
    if len(element) < _SHORTEST_VARIANT:
        return element
    for spelled, dropped in _UMLAUTS:
        element = element.replace(spelled, dropped)
    return element
