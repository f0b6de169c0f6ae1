"""The names of the register, and where a question names one of them.

Look-alikes are one name (TrAlBeR, TRAIBER, traiber), as are spellings with or without hyphens,
dots and spaces ("trafo netz"). Short names that are also ordinary words count in their own
spelling, or where the question is about a network anyway ("autos" is mostly just cars).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.programmes import is_number_of_programme, texts_of
from transfobot.assistant.understand.record_names import (
    Name,
    names_of_register,
    organisation_words_of,
)
from transfobot.assistant.understand.regions import adjectives, by_base
from transfobot.assistant.understand.titles import is_coined
from transfobot.assistant.understand.words import listed, word_tables
from transfobot.domain.register_index import Register
from transfobot.german.spelling import nearest
from transfobot.german.text import fold

_WEAK_LENGTH = 5
_SHORT_AUTHOR = 3
_INFLECTED = re.compile(r"(?:s+es|s)$")
_LONG_KEY = 8
_TITLES = frozenset(("herr", "herrn", "frau", "dr", "prof", "mr", "mrs", "ms"))
_LONGEST_WINDOW = 9


@dataclass(frozen=True, slots=True)
class Mention:
    """Names found at words `start` to `end` (exclusive)."""

    names: tuple[Name, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Lexicon:
    """All names of one register by their key; built once per revision of the register."""

    register: Register
    by_key: dict[str, tuple[Name, ...]]
    by_letter: dict[str, tuple[str, ...]]
    organisation_words: frozenset[str] = field(default_factory=frozenset)
    by_region: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Networks by the bases of their regions' names ("leipzig", "mainfrank")."""
    told: frozenset[str] = frozenset()
    """The words of what records tell, for compounds written apart ("Lehrgangs Kosten")."""
    kinds_named: Callable[[str], frozenset[str]] = field(init=False, repr=False)
    """The kinds of all that a text names by an exact name."""

    def __post_init__(self) -> None:
        # Parts of a question are asked for one after the other, each more than once.
        object.__setattr__(self, "kinds_named", lru_cache(maxsize=256)(self._kinds_named))

    @classmethod
    def of(cls, register: Register) -> Lexicon:
        """Collect the names of every record."""
        tables = word_tables()
        collected: dict[str, dict[Name, None]] = {}
        for name in names_of_register(register, tables):
            key = key_of(name.spelling)
            if len(key) > 1:
                collected.setdefault(key, {})[name] = None
                bare = _bare(name.spelling)
                if bare != key and len(bare) >= _LONG_KEY and not name.weak:
                    collected.setdefault(bare, {})[name] = None
        by_key = {key: tuple(names) for key, names in collected.items()}
        by_letter: dict[str, list[str]] = {}
        for key, names in by_key.items():
            if len(key) >= _WEAK_LENGTH and any(not name.weak for name in names):
                by_letter.setdefault(key[0], []).append(key)
        return cls(
            register,
            by_key,
            {letter: tuple(keys) for letter, keys in by_letter.items()},
            frozenset(organisation_words_of(register)),
            by_base(register.networks),
            frozenset(_told_words(register)),
        )

    def find(
        self, words: Sequence[Word], known: Container[str] = (), typed: Sequence[Word] = ()
    ) -> list[Mention]:
        """The names in a question, longest first, without overlap; `known` are ordinary words.

        `typed` are the words before their mending: "Qualifizierungs Geld" is one name.
        """
        guessed = list(self._inexact(words, known))
        found: list[Mention] = list(self._inexact_pairs(words, known))
        found += [*self._exact(words), *self._regional(words), *guessed]
        found += self._exact(_mended(words, guessed))
        found += [one for one in self._exact(typed) if one.end - one.start > 1]
        found.sort(key=lambda mention: (mention.start - mention.end, mention.start))
        taken: set[int] = set()
        kept: list[Mention] = []
        for mention in found:
            places = set(range(mention.start, mention.end))
            if not places & taken:
                taken |= places
                kept.append(mention)
        return _decided(sorted(kept, key=lambda mention: mention.start))

    def names_record(self, text: str) -> bool:
        """Whether a text names a network, a programme or a study."""
        return bool(self.kinds_named(text) & {"network", "programme", "study"})

    def _kinds_named(self, text: str) -> frozenset[str]:
        words = words_of(text)
        found = (*self._exact(words), *self._regional(words))
        return frozenset(name.kind for mention in found for name in mention.names)

    def _exact(self, words: Sequence[Word]) -> Iterable[Mention]:
        spelled = [_letters(word.folded) for word in words]
        bases = [_INFLECTED.sub("", letters) for letters in spelled]
        for start in range(len(words)):
            key = bare = ""
            for end in range(start + 1, min(start + _LONGEST_WINDOW, len(words)) + 1):
                key, bare = key + spelled[end - 1], bare + bases[end - 1]
                names = self.by_key.get(key) or self.by_key.get(bare)
                if names:
                    paired = self._paired(words, start, end)
                    fitting = tuple(n for n in names if _counts(n, words, start, end) or paired)
                    if fitting:
                        yield Mention(fitting, start, end)

    def _paired(self, words: Sequence[Word], start: int, end: int) -> bool:
        """ "trafonetz oder autos", "atlas oder traiber": beside a network, another is meant."""
        beside: list[Word] = []
        if start > 1 and words[start - 1].folded in _PAIRING:
            beside.append(words[start - 2])
        if end + 1 < len(words) and words[end].folded in _PAIRING:
            beside.append(words[end + 1])
        found = [one for word in beside for one in self.by_key.get(_letters(word.folded), ())]
        return any(name.kind == "network" and not name.weak for name in found)

    def _regional(self, words: Sequence[Word]) -> Iterable[Mention]:
        """ "Das Kasseler Netzwerk"."""
        for at, ids in adjectives(words, self.by_region):
            yield Mention(tuple(Name("region", one, words[at].shown) for one in ids), at, at + 1)

    def _inexact_pairs(self, words: Sequence[Word], known: Container[str]) -> Iterable[Mention]:
        """ "Transfrom EMN": a name of two words, one of them mistyped."""
        tables = word_tables()
        for at, (one, two) in enumerate(pairwise(words)):
            tokens = (one.folded, two.folded)
            if all(one in known for one in tokens):
                continue
            if any(tables.is_filler(one) or tables.knows(one) for one in tokens):
                continue
            key = _letters("".join(tokens))
            best = (
                nearest(key, self.by_letter.get(key[0], ()), 2) if len(key) >= _LONG_KEY else None
            )
            names = tuple(one for one in self.by_key[best] if not one.weak) if best else ()
            if names:
                yield Mention(names, at, at + 2)

    def _inexact(self, words: Sequence[Word], known: Container[str]) -> Iterable[Mention]:
        tables = word_tables()
        for at, word in enumerate(words):
            token = word.folded
            # Behind "Region" a word that is one of ours but for a letter is no other word.
            region = at > 0 and words[at - 1].folded in _LEADING_REGIONS
            if len(token) < _WEAK_LENGTH or (token in known and not region):
                continue
            if tables.is_filler(token) or token in tables.ordinary:
                continue
            key = _letters(token)
            allowed = 1 if len(key) < 8 else 2
            best = nearest(key, self.by_letter.get(key[0], ()), allowed)
            if tables.knows(token) and not self._misspelt(key, best, known=token in known):
                continue
            if best is not None:
                names = tuple(name for name in self.by_key[best] if not name.weak)
                if best == key and all(fold(one.spelling) != token for one in names):
                    # "Maler" is no Maier.
                    continue
                if best == f"{key}n" and all(name.kind == "programme" for name in names):
                    # "Die Transformationsstrategie" of a region is not the programme of that name.
                    continue
                if token not in known or any(name.kind == "region" for name in names):
                    yield Mention(names, at, at + 1)

    def _misspelt(self, key: str, name: str | None, *, known: bool) -> bool:
        """ "Forschungszualge", "Qualifizierungsgelt": a long name of a programme, mistyped."""
        long = name is not None and len(name) > _VERY_LONG and key != name
        same = long and sorted(key) == sorted(name or "")
        same = same or (long and not known and nearest(key, (name or "",), 1) is not None)
        return same and any(one.kind == "programme" for one in self.by_key[name or ""])


_VERY_LONG = 11
_PAIRING = frozenset(("oder", "vs", "versus", "or"))


def _mended(words: Sequence[Word], guessed: Sequence[Mention]) -> Sequence[Word]:
    """ "Netzwerk Region Kasel": the words with what was guessed, which may be part of a name."""
    meant = {
        one.start: words_of(one.names[0].spelling)[0].folded
        for one in guessed
        if one.names[0].kind == "region" and len(words_of(one.names[0].spelling)) == 1
    }
    if not meant:
        return ()
    return [
        word._replace(folded=meant[at]) if at in meant else word for at, word in enumerate(words)
    ]


_LEADING_REGIONS = frozenset(("region", "metropolregion", "raum", "grossraum"))


def _decided(mentions: Sequence[Mention]) -> list[Mention]:
    """ "ERP … 365": a name of several programmes yields to one that says which."""
    sure = {
        one.names[0].record_id
        for one in mentions
        if {name.kind for name in one.names} == {"programme"} and len(_ids(one)) == 1
    }
    return [one for one in mentions if len(_ids(one)) == 1 or not sure & _ids(one)]


def _ids(mention: Mention) -> set[str]:
    return {name.record_id for name in mention.names}


def key_of(spelling: str) -> str:
    """The letters and digits of a name; capital I, small l and i are one letter."""
    return "".join(_letters(word.folded) for word in words_of(spelling))


def _bare(spelling: str) -> str:
    """The key without the endings of a genitive ("des Bündnisses")."""
    return "".join(
        # A made-up word has no endings: "AuToS-Netzwerk" is no "Autonetzwerk".
        letters if is_coined(word.shown) else _INFLECTED.sub("", letters)
        for word, letters in ((word, _letters(word.folded)) for word in words_of(spelling))
    )


def _letters(folded: str) -> str:
    return folded.replace("i", "l")


def _counts(name: Name, words: Sequence[Word], start: int, end: int) -> bool:
    """Weak names count in their own spelling, or in lower-case text that speaks of networks."""
    if name.kind == "person" and " " not in name.spelling:
        spelt = words[start].folded.startswith(fold(name.spelling))
        titled = start > 0 and words[start - 1].folded in _TITLES
        return spelt and (titled or words[start].shown[:1].isupper() or _reached(words, start))
    if name.spelling.isdigit():
        return is_number_of_programme(words, start, end)
    things = {one.at for one in word_tables().find(words) if one.group == "aims"}
    if name.kind == "programme" and end == start + 1 and (start, end) in things:
        # "ERP-System": the beginning of what a table knows as a thing.
        return False
    if name.kind == "author" and len(name.spelling) <= _SHORT_AUTHOR:
        return words[start].shown == name.spelling or _cites(words, start, end)
    if not name.weak:
        return True
    shown = [word.shown for word in words[start:end]]
    if shown == [word.shown for word in words_of(name.spelling)]:
        return True
    before = words[start - 1].folded if start else ""
    after = words[end].folded if end < len(words) else ""
    if {before, after} & {"netzwerk", "netzwerks", "projekt", "network", "buendnis"}:
        return True
    if any(letter.isupper() for word in words for letter in word.shown[1:]):
        return False
    lower = not any(word.shown[:1].isupper() for word in words[1:])
    tables = word_tables()
    asked = any(
        found.group in ("attributes", "partner_kinds") or found.key in ("count", "compare")
        for found in tables.find(words)
    )
    plain = words[start].folded not in _EVERYDAY or before in _BEFORE_WEAK
    return lower and asked and plain


def _reached(words: Sequence[Word], start: int) -> bool:
    """ "handynr vom ihle": a surname in small letters, where how to reach somebody is asked."""
    if start == 0 or any(word.shown[:1].isupper() for word in words):
        return False
    of_somebody = words[start - 1].folded in _OF_SOMEBODY
    return of_somebody and any(
        found.group == "attributes" and found.key in ("phone", "email")
        for found in word_tables().find(words)
    )


_OF_SOMEBODY = frozenset(("von", "vom", "an", "beim", "dem", "der", "fuer", "of"))
_EVERYDAY = frozenset(("auto", "autos", "cars", "wandel", "transform"))
"""Of the weak names those that ordinary sentences are full of."""


_BEFORE_WEAK = frozenset(("", *listed("before_weak")))


def _cites(words: Sequence[Word], start: int, end: int) -> bool:
    """ "iw 2021", "laut iw": how a short author is cited where nothing is capitalised."""
    if any(word.shown[:1].isupper() for word in words):
        return False
    after = words[end].folded if end < len(words) else ""
    dated = len(after) == _YEAR_DIGITS and after.isdigit()
    return dated or after == "studie" or (start > 0 and words[start - 1].folded == "laut")


_YEAR_DIGITS = 4


def _told_words(register: Register) -> Iterable[str]:
    told = [text for one in register.programmes for text in texts_of(one) if text]
    told += [text for one in register.studies for text in (one.title, *one.results)]
    told += [f"{one.title} {one.description}" for one in register.offers]
    told += [fact.text for one in register.networks for fact in one.facts]
    return (word.folded for word in words_of(" ".join(told)))
