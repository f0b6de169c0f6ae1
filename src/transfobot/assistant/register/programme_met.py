"""What a programme's record states, and which of its statements a question meets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from transfobot.assistant.register.counted import counted_noun, counts_next, what_is_counted
from transfobot.assistant.register.draft import DraftSentence
from transfobot.assistant.register.programme_scores import (
    GENERAL,
    wanted_words,
    within,
)
from transfobot.assistant.understand.language import stems_of, words_of
from transfobot.assistant.understand.programmes import fields_of
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.register import FundingProgramme
from transfobot.german.stems import stem
from transfobot.german.text import fold

_SENTENCES = re.compile(r"(?<=[.])\s+(?=[A-ZÄÖÜ])")
_NEAR = 0.6
_LEAST = 0.8
_MOST = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """A field of the record, or one sentence of its note."""

    attribute: Attribute
    text: str


def statements_of(programme: FundingProgramme) -> list[Statement]:
    """What a record states in words, field by field, its note sentence by sentence."""
    states = ((Attribute.STATUS, one) for one in (programme.term, programme.status_note))
    notes = ((Attribute.CONDITIONS, one) for one in _SENTENCES.split(programme.note or ""))
    stated = (*fields_of(programme).items(), *states, *notes)
    return [Statement(attribute, text) for attribute, text in stated if text]


def met(asked: Understanding, programme: FundingProgramme) -> list[Statement]:
    """The statements that hold most of the question's own words, apart from the name."""
    spelt = " ".join((programme.name, *programme.aliases))
    names = stems_of(spelt)
    counted = counted_noun(asked)
    names -= {stem(counted.folded)} if counted else set()
    if counted is None and _HOW_MANY_ARE_THERE.search(fold(asked.core)):
        # "Welcome Center: wie viele gibt es?": what is named is what is counted.
        names = frozenset()
    wanted = {one for one in wanted_words(asked, general=True) if one not in names}
    meant = _meanings(asked.core) - _meanings(spelt)
    every = statements_of(programme)
    rare = {key for key in meant if sum(key in _meanings(one.text) for one in every) == 1}
    scored = [(_shared(wanted, meant, rare, one.text), one) for one in every]
    best = max((score for score, _ in scored), default=0.0)
    numbered = _counting(asked, every)
    if best < _LEAST:
        return _with_sizes(asked, numbered, every)
    scored.sort(key=lambda pair: -pair[0])
    kept = [one for score, one in scored if score >= max(_LEAST, _NEAR * best)][:_MOST]
    kept += [one for one in numbered if one not in kept]
    kept += _covering(asked, names, kept, every)
    # "Wie viel Prozent, und wie lange warten wir?": a thing that one statement alone tells of.
    kept += [
        one
        for one in every
        if one not in kept
        and rare & _meanings(one.text) - set().union(*(_meanings(two.text) for two in kept))
    ][:_MOST]
    return _with_sizes(asked, kept, every)


_HOW_MANY_ARE_THERE = re.compile(
    r"\bwie ?viele (?:gibt|gibts|sind|existier\w*|hat|haben|davon|laufen|bestehen"
    r"|regional\w*|landesweit\w*|oertlich\w*)\b"
)


def _counting(asked: Understanding, every: Sequence[Statement]) -> list[Statement]:
    """What gives the number of that which is counted: "auf wie viele Projekte kam es?"."""
    counted = what_is_counted(asked)
    if counted is None:
        return []
    return [one for one in every if counts_next(DraftSentence(one.text), counted[1])][:_MOST]


def _covering(
    asked: Understanding, names: frozenset[str], kept: Sequence[Statement], every: list[Statement]
) -> list[Statement]:
    """For each noun that the nearest statements leave out the one statement that has it.

    "Höchster Zuschuss, und bis zu welchem Gruppenumsatz?" is told by two fields.
    """
    found: list[Statement] = []
    for noun in asked.nouns:
        if noun in names or noun in GENERAL or any(_has(one, noun) for one in (*kept, *found)):
            continue
        telling = [one for one in every if _has(one, noun)]
        found += telling if len(telling) == 1 else []
    return found[:_MOST]


def _has(statement: Statement, noun: str) -> bool:
    words = stems_of(statement.text)
    return noun in words or within(noun, words)


def _with_sizes(
    asked: Understanding, kept: list[Statement], every: Sequence[Statement]
) -> list[Statement]:
    """What the record says of firms of some size, where the question names one.

    A condition that is denied comes with those for the other sizes.
    """
    denied = _DENYING_QUESTION.search(fold(asked.core)) is not None
    conditions = Attribute.CONDITIONS in [one.attribute for one in kept]
    if asked.filters.size is None and not (denied and conditions):
        return kept
    size = asked.filters.size
    among = [one for one in every if size or one.attribute is Attribute.CONDITIONS]
    others = [one for one in among if one not in kept and _SIZED.search(fold(one.text))]
    return [one for one in (*kept, *others) if size is None or _fits(one, size)]


def _fits(statement: Statement, size: int) -> bool:
    """Whether a statement is none that is told of firms of other sizes ("Betriebe ab zehn …")."""
    match = _OF_SIZE.match(fold(statement.text))
    limit = match and (_NUMBERS.get(match["limit"]) or match["limit"])
    if match is None or not str(limit).isdigit():
        return True
    return size < int(str(limit)) if match["below"] else size >= int(str(limit))


_OF_SIZE = re.compile(
    r"(?:in )?betrieben? (?:mit )?(?:(?P<below>weniger als|unter)|ab|mindestens) (?P<limit>\w+) "
)
_NUMBERS = {"zehn": 10, "zwanzig": 20, "fuenfzig": 50}
_SIZED = re.compile(r"beschaeftigte|(?:kleine|mittlere|grosse) unternehmen|jeder groesse")
_DENYING_QUESTION = re.compile(
    r"\bstatt\w*|\banstelle\b|\bweder\b|\bkein\w*\b|\bohne\b|\bnicht\b|\bausnahm\w*|\bwithout\b|\bno\b"
)


@lru_cache(maxsize=1024)
def _meanings(text: str) -> frozenset[str]:
    """What words stand for beside themselves: synonyms, and themes other than funding at large."""
    found = word_tables().find(words_of(text))
    keys = {one.key for one in found if one.group in ("synonyms", "topics")}
    return frozenset(keys - {"funding"})


def _shared(wanted: set[str], meant: frozenset[str], rare: set[str], text: str) -> float:
    """Words in common; a meaning that only this statement has weighs like a word."""
    words = stems_of(text)
    own = sum(1.0 if one in words else 0.8 * within(one, words) for one in wanted)
    alike = meant & _meanings(text)
    return own + sum(_LEAST if one in rare else 0.4 for one in alike)


def unsaid_of(lines: Sequence[DraftSentence], statements: Sequence[Statement]) -> list[Statement]:
    """The statements that no line has given yet."""
    known = " ".join(line.text for line in lines)
    return [one for one in statements if one.text.rstrip(".") not in known]
