"""What a list is asked without: the words behind "nicht", "ohne", "außer", "abgesehen von"."""

from __future__ import annotations

import re

from transfobot.assistant.understand.language import words_of

_ASIDE = re.compile(
    r"\b(?:nicht|ohne|außer|ausser|außerhalb|ausserhalb|abgesehen von|bis auf|statt|minus|abzüglich"
    r"|abzgl|exklusive|not|without|except|outside|apart from|excluding)\b"
    r"(?! nur\b| only\b)([^,;:.?!]*)"
)


def set_aside(text: str) -> set[str]:
    """The words, folded, that stand in a clause behind a word that excludes."""
    spans = (match[1] for match in _ASIDE.finditer(text.lower()))
    return {word.folded for span in spans for word in words_of(span)}
