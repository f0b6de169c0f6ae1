"""Networks by the number of their partners: "mehr als drei Partner", "nur einen Partner"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import as_written
from transfobot.assistant.understand.understanding import Understanding
from transfobot.domain.register import Network
from transfobot.german.text import fold

_NUMBERS_TEXT = "null ein zwei drei vier fuenf sechs sieben acht neun zehn elf zwoelf"
_NUMBERS = {word: at for at, word in enumerate(_NUMBERS_TEXT.split())}
_BOUND = re.compile(
    r"\b(?P<side>mehr als|ueber|mindestens|wenigstens|weniger als|unter|hoechstens|maximal|genau"
    r"|nur|bloss|lediglich|more than|at least|fewer than|less than|at most|only|exactly) "
    rf"(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)}|einen|einem|eine|one|two|three|four|five) "
    r"(?:\w+ )?(?:partnern?|partners|kooperationspartnern?|konsortialpartnern?)\b"
)
_ENGLISH = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_ABOVE = frozenset(("mehr als", "ueber", "more than"))
_FROM = frozenset(("mindestens", "wenigstens", "at least"))
_BELOW = frozenset(("weniger als", "unter", "fewer than", "less than"))
_UP_TO = frozenset(("hoechstens", "maximal", "at most"))


def bounds_partners(asked: Understanding) -> bool:
    """Whether a number of partners bounds the list."""
    return _BOUND.search(fold(asked.core)) is not None


def by_number_of_partners(
    desk: Desk, asked: Understanding, networks: Sequence[Network]
) -> tuple[list[Network], list[str]] | None:
    """Those with as many partners on file as are asked for; None where no number is asked for."""
    match = _BOUND.search(fold(asked.core))
    if match is None:
        return None
    said, side = match["number"], match["side"]
    number = int(said) if said.isdigit() else _NUMBERS.get(said, _ENGLISH.get(said, 1))
    keep = [one for one in networks if one.partners and _fits(len(one.partners), side, number)]
    label = desk.label("partners")
    return keep, [f"{as_written(asked.core, side) or side} {number} {label}"]


def _fits(count: int, side: str, number: int) -> bool:
    if side in _ABOVE:
        return count > number
    if side in _FROM:
        return count >= number
    if side in _BELOW:
        return count < number
    return count <= number if side in _UP_TO else count == number
