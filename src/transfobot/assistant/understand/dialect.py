"""Words of a dialect as they would be written: "kloine" → "kleine", "gschafft" → "geschafft".

Closed classes of words stand in `dialect.toml`; the open ones are met here by the shifts of sound
that turn a word no dictionary has into one that it has. Only what sounds of a dialect is read so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator

from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.read import Reading
from transfobot.assistant.understand.speech import punctuated, sounds_of_dialect, written
from transfobot.assistant.understand.words import word_tables

_SHORTEST = 4
_SHIFTS = tuple(
    (re.compile(one), two)
    for one, two in (
        (r"^g(?=[bdfghjkmpstvwz])", "ge"), (r"^j", "g"), (r"^(?=(?:schafft|macht|sagt)$)", "ge"),
        ("oa", "ei"), ("oi", "ei"), ("ee", "ei"), ("oo", "au"), ("ia", "ie"), ("ua", "u"),
        ("ue(?=[aeo])", "u"), ("ui", "il"), ("ui", "iel"), ("oid", "ald"), ("oit", "alt"),
        ("oe", "e"), ("aa", "a"), ("aa", "ei"), ("sch(?=[tp])", "s"), ("sch$", "ch"),
        ("sch$", "g"), ("sch$", "ig"), ("ch$", "g"), ("sch(?=[et])", "ch"), ("d$", "t"),
        ("^b", "p"), ("d", "t"), ("b", "p"), ("o", "a"), ("^o(?=[a-z])", "an"), ("^aa", "an"),
        ("a$", "er"), ("a$", "en"), ("a$", "e"), ("e$", "en"), ("et$", "en"), ("le$", ""),
        ("n$", "en"), ("$", "e"), ("dsch$", "dig"), ("k$", "ch"), ("gg", "ck"), ("ae", "e"),
    )
)  # fmt: skip
_AT_PLACE = re.compile(r"\b[zZ](?:['’]\s?| )(?=[A-ZÄÖÜ]\w{3})")
_ARTICLE = re.compile(r"(?<!^)\bdr (?=[A-ZÄÖÜ])")
""" "Z'Aalen", "dr Chef"."""
_OURS = re.compile(r"(?i)\bmir (\w+[^\Wtd])et\b")
_OURS_BEHIND = re.compile(r"(?i)\b(\w+[^\Wtd])et mir\b")
""" "Mir schaffet", "ghöret mir": what several do, in Swabian."""


def heard_in(text: str, reading: Reading) -> str:
    """A text as it would be written, also where it was spoken, or in dialect."""

    def named(word: str) -> bool:
        return bool(reading.lexicon.kinds_named(word) or reading.places.find(word).candidates)

    return written(undialected(punctuated(text, named), reading.dictionary, named))


def undialected(text: str, dictionary: Container[str], is_name: Callable[[str], bool]) -> str:
    """The text with the words of its dialect in full; a text that sounds of none as it is."""
    if dictionary == () or not sounds_of_dialect(text, word_tables().find(words_of(text))):
        return text
    text = _AT_PLACE.sub("in ", _ARTICLE.sub("der ", text))
    text = _OURS_BEHIND.sub(r"\1en wir", _OURS.sub(r"wir \1en", text))
    for word in reversed(words_of(text)):
        meant = _meant(word, dictionary, is_name)
        if meant is not None:
            shown = meant.capitalize() if word.shown[0].isupper() else meant
            text = f"{text[: word.start]}{shown}{text[word.end :]}"
    return text


def _meant(word: Word, dictionary: Container[str], is_name: Callable[[str], bool]) -> str | None:
    token = word.folded
    if len(token) < _SHORTEST or not token.isalpha() or word.shown.isupper():
        return None
    tables = word_tables()
    if token in dictionary or tables.knows(token) or tables.is_filler(token):
        return None
    once = tuple(_shifted(token))
    twice = tuple(two for one in once for two in _shifted(one))
    for tried in (once, twice):
        # Words of the field are meant more often than any others.
        for known in (tables.whole, dictionary):
            if found := next((one for one in tried if one in known), None):
                return None if is_name(word.shown) else found
    return None


def _shifted(token: str) -> Iterator[str]:
    for sound, spelt in _SHIFTS:
        changed = sound.sub(spelt, token)
        if changed != token:
            yield changed
