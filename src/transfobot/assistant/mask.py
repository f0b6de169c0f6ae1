"""What may not be stored of a question: addresses, numbers and names of people; signs of illness.

Masking happens before a question is kept; the answer is made from the question as it was asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+\d{1,3}[ /-]?|\(?0)\d[\d /()-]{5,20}\d(?![\w-])")
_NAME = r"[A-ZÄÖÜ][\wäöüß'’-]{1,40}"
_ADDRESSED = re.compile(
    r"\b(?P<lead>(?:Herrn?|Frau|Hr\.|Fr\.|Kolleg(?:in|en|e)|Mr\.?|Mrs\.?|Ms\.?)"
    r"(?:\s+(?:Dr\.|Prof\.))*)\s+"
    rf"(?P<name>{_NAME}(?:\s+(?:von|van|de|zu|der)?\s?{_NAME})?)"
)
_INTRODUCED = re.compile(
    r"\b(?P<lead>(?:[Ii]ch heiße|[Mm]ein Name ist|[Mm]y name is))\s+"
    rf"(?P<name>{_NAME}(?:\s+{_NAME})?)"
)
_HEALTH = re.compile(
    r"\b(?:krebs|depress\w*|burn-?out|schwanger\w*|behindert\w*|schwerbehindert\w*|"
    r"krankgeschrieben\w*|diagnos\w*|erkrank\w*|herzinfarkt|schlaganfall|suchtkrank\w*|"
    r"alkoholiker\w*|epilep\w*|bandscheiben\w*|psychisch\w*|chronisch krank\w*|"
    r"hiv|long covid|pflegegrad\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A text that may be stored, and what was taken out or noticed."""

    text: str
    names: tuple[str, ...] = ()
    contacts: bool = False
    health: bool = False

    @property
    def personal(self) -> bool:
        """Whether names of people or health data were given."""
        return bool(self.names) or self.health


def mask(text: str) -> Masked:
    """Mask e-mail addresses, phone numbers, names after Herr, Frau, Kollege, and health words."""
    without_mail, mails = _EMAIL.subn("[E-Mail]", text)
    without_phone, phones = _PHONE.subn("[Telefon]", without_mail)
    names: list[str] = []
    without_names = without_phone
    for pattern in (_ADDRESSED, _INTRODUCED):
        names += [match["name"] for match in pattern.finditer(without_names)]
        without_names = pattern.sub(r"\g<lead> [Name]", without_names)
    clean, ill = _HEALTH.subn("[Gesundheit]", without_names)
    return Masked(clean, tuple(names), bool(mails or phones), bool(ill))
