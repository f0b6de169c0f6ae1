"""What a text sets aside: "nicht über die SAB", "außer denen der KfW", "keine Kredite"."""

from __future__ import annotations

import re

_DENYING = (
    r"(?:nicht|nichts|kein\w*|ohne|ausser|ausgenommen|ausserhalb|jenseits|abseits|abzueglich|statt"
    r"|anstatt|anstelle|abgesehen|unabhaengig|weder|noch nie|not|no|without|except|besides)"
)
_BEFORE = re.compile(rf"\b{_DENYING}\b(?! nur\b| only\b)(?:[ -]\w+){{0,4}}[ -]$")
_OTHER = re.compile(r"\b(?:ander|weiter|other)\w*\b(?: \w+){0,2} (?:als|than)(?: \w+){0,3} $")
_AFTER = re.compile(r"^\w*(?: \w+)? (?:nicht|not)\b(?! nur\b| only\b)(?=\W*$| \w+\W*$)")
_TURNING = re.compile(r"\b(?:sondern|aber|but|auch|sowie)\b")


def denied_before(text: str, start: int) -> bool:
    """Whether words of denial stand before a place of a folded text, or "nicht" right behind it.

    "Welche laufen nicht über die SAB", "andere als die der KfW", "für welche ist die SAB nicht
    zuständig"; not what follows "sondern".
    """
    before = text[:start]
    found = _BEFORE.search(before) or _OTHER.search(before)
    if found is not None:
        return _TURNING.search(before[found.start() :]) is None
    return _AFTER.search(text[start:]) is not None
