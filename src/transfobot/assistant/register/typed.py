"""The type of thing that is asked for: firms by name, a room, a day, what came out.

How each type is asked for and what a text must hold to answer it stands in the table `types`
(`lists.toml`). A line that tells of the same matter is no answer of another type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache

from transfobot.assistant.understand.language import as_written
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import table
from transfobot.german.sentences import split
from transfobot.german.text import fold


@dataclass(frozen=True, slots=True)
class Type:
    """How a type of thing is asked for, and what shows that a text holds one.

    `asked` and `spared` are looked for in the folded question, `held` in the text as it is written
    without the day of its state. `of` says what has to be named, `but` what must not, or be asked.
    """

    asked: tuple[re.Pattern[str], ...]
    spared: re.Pattern[str]
    held: re.Pattern[str]
    of: frozenset[str]
    but: frozenset[str]


def untyped(asked: Understanding, text: str) -> str | None:
    """What is asked for of a type that a text holds nothing of, as the question writes it."""
    core = _asking_sentences(asked.core)
    folded, told = fold(core), _STAND.sub("", text)
    for one in _types():
        found = next(filter(None, (each.search(folded) for each in one.asked)), None)
        if found is None or one.spared.search(folded) or not _meant(asked, one):
            continue
        if not one.held.search(told):
            shown = as_written(core, found["n"]) or found["n"]
            return shown[:1].upper() + shown[1:]
    return None


def _meant(asked: Understanding, one: Type) -> bool:
    """Whether what is named and asked beside leaves it that type."""
    named = {one.name for one in fields(asked.mentions) if getattr(asked.mentions, one.name)}
    return bool(one.of & named or not one.of) and not one.but & {*named, *asked.attributes}


def _asking_sentences(text: str) -> str:
    asking = [text[start:end] for start, end in split(text) if text[start:end].endswith("?")]
    return " ".join(asking) or text


_STAND = re.compile(r"\((?:Stand|as of)[^)]*\)")
_NEVER = r"(?!)"


@cache
def _types() -> tuple[Type, ...]:
    firms: str = table("type_words")["firms"]
    return tuple(
        Type(
            tuple(re.compile(each.replace("FIRMS", firms)) for each in one["asked"]),
            re.compile("|".join(one.get("spared", (_NEVER,)))),
            re.compile("|".join(one.get("held", (_NEVER,)))),
            frozenset(one.get("of", ())),
            frozenset(one.get("but", ())),
        )
        for one in table("types").values()
    )
