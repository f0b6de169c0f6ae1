"""What people tell of their own case that a rule may turn on: age, contract, and who is to pay."""

from __future__ import annotations

import re
from collections.abc import Set

from transfobot.assistant.understand.filters import size_of
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.words import listed, rule_tables
from transfobot.german.text import fold

_AGED = re.compile(listed("aged")[0])


def situations_in(text: str, *, sized: bool) -> list[str]:
    """The situations told, keys of the table; a number may be an age unless `sized`."""
    found = [one.key for one in rule_tables().find(words_of(text)) if one.group == "situations"]
    aged = ["elder"] if not sized and _AGED.search(fold(text)) else []
    return list(dict.fromkeys(found + aged))


def asks_who_pays(text: str) -> bool:
    """ "Und wer zahlt das dann, ich oder die Firma?": whose money it is, not what a network got."""
    return any(one.group == "payer" for one in rule_tables().find(words_of(text)))


def of_a_case(text: str, groups: Set[str]) -> bool:
    """Whether a case of one's own is told, or anything that a rule may turn on."""
    told = "concerns" in groups or situations_in(text, sized=size_of(text) is not None)
    return bool(told or rule_tables().find(words_of(text)))
