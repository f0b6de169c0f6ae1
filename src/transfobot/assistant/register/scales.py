"""What of a record's scale holds for a firm of a size and somebody of an age: rules, applied.

"Unter 50 Beschäftigten keiner, von 50 bis 499 Beschäftigten die Hälfte" is the half for 120.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from transfobot.assistant.understand.understanding import Understanding
from transfobot.german.text import fold

_SMALL, _MIDDLE = 50, 250
_CLAUSES = re.compile(r"([;,] )")
_BELOW = re.compile(r"\b(?:unter|weniger als) (\d+) beschaeftigten\b")
_FROM = re.compile(r"\bab (\d+) beschaeftigten\b")
_BETWEEN = re.compile(r"\bvon (\d+) bis (\d+) beschaeftigten\b")
_CLASSES = (
    (re.compile(r"\bkleine und mittlere unternehmen"), 0, _MIDDLE),
    (re.compile(r"\bkleine unternehmen"), 0, _SMALL),
    (re.compile(r"\bmittlere unternehmen"), _SMALL, _MIDDLE),
    (re.compile(r"\bgrosse unternehmen"), _MIDDLE, None),
)
_PERSONAL = re.compile(r"\bab (\d+) jahren\b")
_NONE = re.compile(r"\bkeiner?$")
_DISABLED = re.compile(r"schwerbehind")
_GENERAL = re.compile(r"\d+ Prozent$")
_AGE = re.compile(
    r"\b(?:bin|mit|ist|werde|wird) (?:jetzt |schon |auch |erst )?([1-6]\d)\b(?! ?(?:bis|euro"
    r"|prozent|%|mann|stunden|tage|wochen|\w*(?:beschaeft|mitarb|leute|kolleg|person)))"
    r"|\b([1-6]\d) jahre? alt\b|,\s([1-6]\d) jahre?,|,\s([2-6]\d),"
)
_OF_ANOTHER = re.compile(
    r"\b(?:bei|arbeiten|schwester\w*|mit|sind|haben) (\d{2,5})\b(?! ?(?:%|prozent|euro|stunden|jahr"
    r"|tage|monat|wochen))"
)
_BOUND = re.compile(
    r"\b(?:weniger als|unter|bis|ab|mehr als|ueber|mindestens) \d+ (?:leut|besch|mit)"
)
"""Of several firms, or of all up to a size, the whole scale is told."""


@dataclass(frozen=True, slots=True)
class Case:
    """What somebody tells of the firm and of themselves that a scale may turn on."""

    size: int | None
    age: int | None
    disabled: bool

    def holds(self, clause: str) -> bool:
        """Whether a clause is of firms of this size, or of no size."""
        bounds = _bounds(fold(clause))
        if self.size is None or bounds is None:
            return True
        low, high = bounds
        return low <= self.size and (high is None or self.size < high)

    def meant(self, clause: str) -> bool:
        """Whether a clause is of somebody of this age or with a disability."""
        aged = _PERSONAL.search(fold(clause))
        old = aged is not None and self.age is not None and self.age >= int(aged[1])
        return old or (self.disabled and _DISABLED.search(fold(clause)) is not None)


def case_of(asked: Understanding) -> Case:
    """The case told in a message."""
    text = fold(asked.core if asked.followup else asked.text)
    found = _AGE.search(text)
    age = next((int(one) for one in found.groups() if one), None) if found else None
    size = asked.filters.size
    others = {int(one) for one in _OF_ANOTHER.findall(fold(asked.text))}
    size = None if others - {size} or _BOUND.search(text) else size
    return Case(size, age, _DISABLED.search(text) is not None)


def fitted(text: str, case: Case) -> str:
    """The clauses of a scale that hold in the case; one made for it stands for the others."""
    head, colon, scale = text.partition(": ")
    if not colon:
        head, scale = "", text
    first, *rest = _CLAUSES.split(scale)
    clauses = [("", first), *zip(rest[::2], rest[1::2], strict=True)]
    kept = [one for one in clauses if case.holds(one[1]) or case.meant(one[1])]
    own = [one for one in kept if case.meant(one[1]) and case.holds(one[1])]
    if case.size is not None and any(_NONE.search(clause) for _, clause in kept):
        kept = [one for one in kept if not _PERSONAL.search(fold(one[1]))]
    elif case.size is not None and own:
        kept = own
    told = [
        (joint, clause)
        for at, (joint, clause) in enumerate(kept)
        if not (at + 1 < len(kept) and _replaced(clause, *kept[at + 1], case))
    ]
    if not told:
        return text
    said = told[0][1] + "".join(joint + clause for joint, clause in told[1:])
    return f"{head}{colon}{said}"


def _replaced(clause: str, joint: str, following: str, case: Case) -> bool:
    """ "25 Prozent, für kleine und mittlere Unternehmen 35 Prozent": the first is for others."""
    sized = case.size is not None and _bounds(fold(following)) is not None
    plain = _GENERAL.search(clause) is not None and _bounds(fold(clause)) is None
    return sized and plain and joint == ", "


def _bounds(clause: str) -> tuple[int, int | None] | None:
    """From which size on and below which a clause holds."""
    if match := _BETWEEN.search(clause):
        return int(match[1]), int(match[2]) + 1
    if match := _BELOW.search(clause):
        return 0, int(match[1])
    if match := _FROM.search(clause):
        return int(match[1]), None
    found = (each for each in _CLASSES if each[0].search(clause))
    return next(((low, high) for _, low, high in found), None)
