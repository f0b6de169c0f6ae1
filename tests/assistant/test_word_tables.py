"""The word tables hold each phrase once and only what a text read for them can match."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

import pytest

from transfobot.assistant.understand.words import TABLE_FILES

_UNFOLDED = re.compile(r"[äöüßÄÖÜ]")
_INSIDE = re.compile(r"\w\*\w")
_SPELLING = "spelling"
"""The one table whose words are not folded: they are shown."""


def phrases_of(name: str) -> Iterator[tuple[str, str, str]]:
    """Group, key and phrase of a file."""
    text = files("transfobot.assistant.understand").joinpath(name).read_text("utf-8")
    for group, keys in tomllib.loads(text).items():
        for key, listed in keys.items():
            for phrase in listed:
                yield group, key, phrase


def test_no_phrase_stands_twice_under_one_key() -> None:
    counted = Counter(one for name in TABLE_FILES for one in phrases_of(name))
    assert [one for one, times in counted.items() if times > 1] == []


def test_each_group_of_words_stands_in_one_file() -> None:
    pairs = {(one[0], name) for name in TABLE_FILES for one in phrases_of(name)}
    counted = Counter(group for group, _ in pairs)
    assert [one for one, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("name", [*TABLE_FILES, "programme.toml", "countries.toml"])
def test_phrases_are_folded_and_a_star_ends_or_begins_a_word(name: str) -> None:
    listed = [one for one in phrases_of(name) if one[0] != _SPELLING]
    assert [one for one in listed if _UNFOLDED.search(one[2])] == []
    assert [one for one in listed if _INSIDE.search(one[2])] == []
