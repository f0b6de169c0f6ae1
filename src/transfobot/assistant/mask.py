"""What may not be stored of a question: addresses, numbers and names of people; signs of illness.

Masking happens before a question is kept; the answer is made from the question as it was asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from transfobot.assistant.understand.words import word_tables
from transfobot.german.stopwords import STOP_WORDS
from transfobot.german.text import folded_words

_AT = r"(?:\s?@\s?|\s?[\[({]\s?(?:at|ät|AT)\s?[\])}]\s?|\s(?:at|AT)\s)"
_DOT = r"(?:\.|\s?[\[({]\s?(?:punkt|dot|PUNKT|DOT)\s?[\])}]\s?|\s(?:punkt|dot|PUNKT|DOT)\s)"
_EMAIL = re.compile(rf"[\w.+%-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,5}}")
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+\d{1,3}[ /-]?|\(?0)\d[\d /()–-]{5,20}\d(?![\w-])"
    # With dots only after a country code or a whole dialling code: days are written so, too.
    r"|(?<![\w.,/-])(?:\+\d{1,3}[./ ]?(?:\(0\)[ ]?)?\d{2,5}|0\d{3,4})[./]\d{4,10}(?![\w.-])"
    r"|(?<![\w.,/-])0[ ]?\d(?:[ ]?\d){1,3}[ ]?[/–-][ ]?\d(?:[ ]?\d){3,9}(?![\w.-])"
)
_NAME = r"[A-ZÄÖÜ][\wäöüß'’-]{1,40}"
_OF = r"(?:(?:von|van|de|zu|der|den|la|del|di|vom|zur)\s){0,3}"
_TITLE = (
    r"(?:Dr|Prof|Dipl|Ing|med|jur|phil|h\.\s?c|Mag|M\.A|B\.A|M\.Sc|B\.Sc)\."
    r"(?:-?(?:Ing|Kfm|Kffr)\.)?"
)
_OFFICE = (
    r"(?:(?:Ober)?[Bb]ürgermeister(?:in)?|Landr(?:at|ätin)|Minister(?:in)?|Professor(?:in)?|Doktor|"
    r"Direktor(?:in)?|Kolleg(?:in|e))"
)
_ADDRESSED = re.compile(
    r"\b(?P<lead>(?:Herrn?|Frau|Hr\.|Fr\.|Kolleg(?:in|en|e)|Mr\.?|Mrs\.?|Ms\.?)"
    rf"(?:\s+Frau|\s+Herrn?)?(?:\s+{_TITLE}|\s+{_OFFICE}(?=\s+{_NAME}))*)\s+"
    rf"(?P<name>{_OF}{_NAME}(?:\s+{_OF}{_NAME}){{0,2}})"
)
_INTRODUCED = re.compile(
    r"\b(?P<lead>(?:[Ii]ch hei(?:ß|ss)e|[Mm]ein Name (?:ist|lautet)|[Mm]y name is|"
    r"[Mm]it freundlichen Grüßen,?|[Vv]iele Grüße,?|[Gg]ruß,?))\s+"
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


LOOKED_FOR = 6
"""Words that a refusal names."""


def looked_for(text: str) -> list[str]:
    """What a question looks for, in its own spelling: nouns and years; nothing personal."""
    words, fills = [], word_tables().is_filler
    masked = mask(text).text
    for folded, start, end in folded_words(masked):
        word = masked[start:end]
        placeholder = masked[start - 1 : start] == "["
        plain = word.isalpha() or (word.isdigit() and len(word) == 4)
        if folded in STOP_WORDS or fills(folded) or placeholder:
            continue
        if len(word) < 2 or len(word) > 40 or not plain:
            continue
        words.append((start, word))
    telling = [word for start, word in words if start and (word[0].isupper() or word.isdigit())]
    return list(dict.fromkeys(telling or [word for _, word in words]))[:LOOKED_FOR]
