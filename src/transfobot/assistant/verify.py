"""Every sentence is checked before it is said: what it states must stand in what it cites.

The same check serves quotes and, later, a model's sentences: quotes word for word, and numbers,
dates, amounts, addresses and names that stand in the cited passages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from transfobot.assistant.phrasing import day_text, shown
from transfobot.domain.answers import Citation, Sentence
from transfobot.domain.knowledge import Passage, Visibility
from transfobot.german.figures import find_amounts, find_dates
from transfobot.german.text import fold, folded_words

_QUOTED = re.compile(r"„([^„“]{2,})“|»([^»«]{2,})«|“([^“”]{2,})”")
_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s)\]>“”„]{3,200}")
_PHONE = re.compile(r"(?<![\w.,])(?:\+\d{1,3}|0)[\d /()-]{5,24}\d(?!\w)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(
    r"(?:\b(?:Herrn?|Frau|Dr\.|Prof\.)\s+)+(?P<titled>[A-ZÄÖÜ][\w’'-]+(?:\s+[A-ZÄÖÜ][\w’'-]+)?)"
    r"|(?<![.!?:]\s)(?<!^)(?<![„»])\b(?P<pair>[A-ZÄÖÜ][\w’'-]+(?:\s+(?:von|van|de))?"
    r"\s+[A-ZÄÖÜ][\w’'-]+)"
)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a sentence may rest on: citations by number, and the passages behind them."""

    citations: Mapping[int, Citation]
    passages: Mapping[str, Passage]
    allowed: Collection[Visibility]


def problems(sentence: Sentence, evidence: Evidence) -> list[str]:
    """Why a sentence may not be said, in English for logs and tests; empty when it may.

    A sentence without citations is a set phrase and may state nothing: it has no figures.
    """
    cited, found = _cited(sentence.citations, evidence)
    if found:
        return found
    if not sentence.citations:
        return []
    sources = [evidence.passages[citation.passage_id] for citation in cited]
    backing = _backing(cited, sources)
    # What is quoted has been compared word for word; the rest is looked at figure by figure.
    own = _QUOTED.sub(" ", sentence.text)
    return [
        *_false_quotes(sentence.text, backing),
        *_false_figures(own, backing),
        *_false_names(own, backing),
    ]


def _cited(numbers: Sequence[int], evidence: Evidence) -> tuple[list[Citation], list[str]]:
    cited: list[Citation] = []
    found: list[str] = []
    for number in numbers:
        citation = evidence.citations.get(number)
        passage = evidence.passages.get(citation.passage_id) if citation else None
        if citation is None or passage is None:
            found.append(f"citation {number} leads nowhere")
        elif passage.visibility not in evidence.allowed:
            found.append(f"citation {number} may not be seen")
        elif not citation.quote or citation.quote not in passage.text:
            found.append(f"quote {number} is not in its passage")
        else:
            cited.append(citation)
    return cited, found


def _backing(cited: Sequence[Citation], passages: Sequence[Passage]) -> str:
    """All words a sentence may repeat: the passages, and the frame (title, headings, day)."""
    parts: list[str] = []
    for citation, passage in zip(cited, passages, strict=True):
        parts += [passage.text, passage.title, citation.title, *passage.locator.headings]
        if citation.as_of:
            parts += [citation.as_of, day_text(citation.as_of), day_text(citation.as_of, "en")]
    return "\n".join(parts)


def _plain(text: str) -> str:
    return _SPACES.sub(" ", shown(text, lines=True)).strip()


def _false_quotes(text: str, backing: str) -> list[str]:
    plain = _plain(backing)
    found = []
    for match in _QUOTED.finditer(text):
        quote = _plain(next(group for group in match.groups() if group)).removesuffix(" …")
        if quote not in plain:
            found.append("a quote does not stand in the passage")
    return found


def _false_figures(text: str, backing: str) -> list[str]:
    """Addresses, phones, dates, amounts, then any number that is none of these."""
    found: list[str] = []
    flat = _SPACES.sub("", backing)
    for pattern, what in ((_EMAIL, "an e-mail address"), (_ADDRESS, "an address")):
        found += [
            f"{what} does not stand in the passage"
            for match in pattern.finditer(text)
            if match.group().rstrip(".,;") not in backing
        ]
        text = pattern.sub(" ", text)
    dates = {stated.iso for stated in find_dates(backing)}
    stated = find_dates(text)
    found += ["a date is not in the passage" for one in stated if not _known(one.iso, dates)]
    text = _without(text, [(one.start, one.end) for one in stated])
    amounts = {(amount.value, amount.unit) for amount in find_amounts(backing)}
    named = find_amounts(text)
    found += [
        "an amount is not in the passage" for one in named if (one.value, one.unit) not in amounts
    ]
    text = _without(text, [(one.start, one.end) for one in named])
    found += [
        "a phone number does not stand in the passage"
        for match in _PHONE.finditer(text)
        if _SPACES.sub("", match.group()) not in flat
    ]
    return found + _false_numbers(_PHONE.sub(" ", text), backing)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return text


def _false_numbers(text: str, backing: str) -> list[str]:
    numbers = set(_NUMBER.findall(backing))
    numbers |= {part for number in numbers for part in re.split(r"[.,]", number)}
    numbers |= {number.lstrip("0") for number in numbers}
    return [
        "a number is not in the passage"
        for number in _NUMBER.findall(text)
        if number.lstrip("0") not in numbers
    ]


def _known(iso: str, dates: set[str]) -> bool:
    return iso in dates or any(stated.startswith(f"{iso}-") for stated in dates)


def _false_names(text: str, backing: str) -> list[str]:
    words = {word for word, _, _ in folded_words(backing)} | _FRAME
    found = []
    for match in _NAME.finditer(text):
        name = match["titled"] or match["pair"]
        parts = [part for part in fold(name).replace("-", " ").split() if len(part) > 2]
        if not all(_stands(part, words) for part in parts):
            found.append("a name does not stand in the passage")
    return found


_FRAME = frozenset({"stand", "dokument", "abschnitt", "seite"})
"""Words of the sentence's frame, not of a name."""


def _stands(part: str, words: set[str]) -> bool:
    """A word of a name in any case („Hertwigs“): the ending may differ."""
    return part in words or part.rstrip("s") in words or f"{part}s" in words
