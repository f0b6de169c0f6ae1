"""The clauses of a message: which of them ask, and which only tell of whoever asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from transfobot.assistant.understand.collective_words import FIELD, FOLK, HELPING, NETWORK, NETWORKS
from transfobot.assistant.understand.followup import OF_OFFICES
from transfobot.assistant.understand.language import PERSONS, Word, words_of
from transfobot.assistant.understand.understanding import Category, Intent, Understanding
from transfobot.assistant.understand.words import WordTables, listed, word_tables
from transfobot.german.stems import stem

_BETWEEN = re.compile(r"[.!?…;:,]+(?=\s|$)|\s[–—-]+\s|\n+")
OWN_VERBS = frozenset(listed("own_verbs"))
""" "Arbeite in …", "bin aus …": told without saying "ich"."""
CONDITIONS = frozenset(("wenn", "falls", "sofern", "weil", "damit", "obwohl", "if", "because"))
_FEW_BEFORE = 3
"""A word of asking opens its clause, or follows "und", "an", "zu" there."""


def clauses_of(text: str) -> tuple[str, ...]:
    """The clauses between punctuation marks, in order."""
    found = (one.strip() for one in _BETWEEN.split(text))
    return tuple(one for one in found if one)


def asking_clauses(text: str, tables: WordTables) -> tuple[str, ...]:
    """The clauses that ask: those that open with a word of asking, else the last one."""
    clauses = clauses_of(text)
    asking = tuple(one for one in clauses if _asks(words_of(one), tables))
    return asking or clauses[-1:]


def told_of_oneself(text: str, tables: WordTables, *, all_else: bool = False) -> frozenset[str]:
    """The stems that stand only in clauses in which people tell of themselves: "wir bauen Achsen".

    A clause that sets a condition ("wenn es um Achsen geht") says what is asked about. With
    `all_else` whatever stands before the first clause that asks only leads up to it.
    """
    asking = asking_clauses(text, tables)
    telling: list[Sequence[Word]] = []
    others = list(asking)
    before = all_else
    for one in clauses_of(text):
        words = words_of(one)
        folded = {word.folded for word in words}
        before = before and one not in asking
        personal = bool(folded & PERSONS) or (words and words[0].folded in OWN_VERBS)
        if one not in asking and (personal or before) and not folded & CONDITIONS:
            telling.append(words)
        elif one not in asking:
            others.append(one)
    said = {stem(word.folded) for words in telling for word in words}
    return frozenset(said - {stem(word.folded) for word in words_of(" ".join(others))})


def without_introduction(first: Understanding, naming: Callable[[str], bool]) -> Understanding:
    """ "Wir bauen in Solms Achsen. Wen spreche ich an?": axles are nothing to find there.

    Nor is what stands before a question that names its own record and what is asked of it.
    """
    first = _without_common_deed(first)
    itself = bool(not first.mentions.empty and first.attributes)
    if first.category in (Category.FUNDING, Category.STUDY, Category.OFFER) and not itself:
        return first
    tables = word_tables()
    reaching = bool(first.attributes) and set(first.attributes) <= OF_OFFICES
    placed = first.place is not None and first.mentions.empty
    reaching = reaching or bool(_REACHING & set(first.intents)) or placed
    if not (reaching or itself):
        return first
    asking = " ".join(asking_clauses(first.core, tables))
    whole = (itself and naming(asking)) or (placed and _asks_who_is_there(asking, tables))
    told = told_of_oneself(first.core, tables, all_else=whole)
    told |= _of_a_firm_there(first) if placed else frozenset()
    return first.keeping(lambda one: one not in told)


def _without_common_deed(first: Understanding) -> Understanding:
    """ "Zusammenschlüsse, die Zulieferern beim Umstieg helfen": what all do narrows none."""
    if first.category not in (None, Category.NETWORK, Category.OFFICE) or first.mentions.programmes:
        return first
    text = first.core.lower()
    clauses = _CLAUSE.split(text)
    deeds = [one for one in clauses if _DEED.match(one) and _FIELD.search(one)]
    # "Was ist das für eine Organisation, die …?"
    deeds += _FOLK.findall(text) if deeds else []
    deeds += [one[0] for one in _OF_FIELD.finditer(text)]
    common = {stem(word.folded) for word in words_of(" ".join(deeds))}
    return first.keeping(lambda one: one not in common)


_CLAUSE = re.compile(r"[,;:.?!()]|\s[–-]\s")
_DEED = re.compile(rf"\s*(?:die|der|das|den|denen|dem|wo|which|that|who)\b.*{HELPING}")
_FOLK = re.compile(rf"\b{FOLK}\b")
_FIELD = re.compile(rf"\b{FIELD}\b")
_OF_FIELD = re.compile(
    rf"(?:{NETWORK}|{NETWORKS}|projekt\w*)"
    r" (?:für|der|des|in der|aus der|for) (?:die |den |the )?(?:\w+e[nr] )?"
    rf"{FIELD}"
)
""" "Der Verbund für die Autobranche": every network on file is one of it."""
_REACHING = frozenset((Intent.RESPONSIBLE, Intent.BELONGS))


def _asks_who_is_there(asking: str, tables: WordTables) -> bool:
    """Whether the clauses that ask speak of a network, or of whom to turn to."""
    return any(
        (one.group == "categories" and one.key in ("network", "office"))
        or (one.group == "intents" and one.key in ("responsible", "belongs"))
        for one in tables.find(words_of(asking))
    )


def _of_a_firm_there(first: Understanding) -> frozenset[str]:
    """ "Darf ein Metallbauer aus Hachenburg …": who sits at the place, not what is asked about."""
    placed = words_of(first.place.matched)[:1] if first.place else ()
    words = first.words
    found: set[str] = set()
    for at, word in enumerate(words):
        if not placed or word.folded != placed[0].folded or at < _FEW_BEFORE:
            continue
        noun, link = words[at - 2], words[at - 1].folded
        owner = {one.folded for one in words[max(0, at - 5) : at - 2]}
        if link in _SITTING and noun.shown[:1].isupper() and owner & _OWNERS:
            found.add(stem(noun.folded))
    return frozenset(found)


_SITTING = frozenset(("aus", "in", "bei", "nahe", "von", "from"))
_OWNERS = frozenset(listed("owners"))


def _asks(words: Sequence[Word], tables: WordTables) -> bool:
    if not words or words[0].folded in CONDITIONS:
        return False
    opening = words[:_FEW_BEFORE]
    return any(one.group == "askwords" and one.start < _FEW_BEFORE for one in tables.find(opening))
