"""Who pays for programmes, decides of them or is turned to, as questions name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from transfobot.assistant.denial import denied_before
from transfobot.assistant.register.programme_finding import AGENCIES, MANY
from transfobot.assistant.register.programme_scores import name_words
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.register import FundingProgramme
from transfobot.german.stems import stem
from transfobot.german.text import fold

_LEAST = 2
_REPLACING = ("Ersatz", "Nachfolge")


@dataclass(frozen=True, slots=True)
class Payers:
    """Those that are named: their keys, how they were written, and whether they are set aside."""

    keys: frozenset[str]
    shown: tuple[str, ...]
    denied: bool = False

    def fits(self, programme: FundingProgramme) -> bool:
        """Whether a programme is of one of them, or of none where they are set aside."""
        return bool(_payers(programme) & self.keys) is not self.denied


@lru_cache(maxsize=512)
def _payers(programme: FundingProgramme) -> frozenset[str]:
    contact = programme.contact or ""
    parts = (
        programme.funder,
        programme.agency,
        # Who has what replaced it is not turned to for the programme itself.
        "" if contact.startswith(_REPLACING) else contact,
        programme.name,
        programme.law,
    )
    return frozenset(stem(word.folded) for word in words_of(" ".join(filter(None, parts))))


def payers_named(asked: Understanding, programmes: Sequence[FundingProgramme]) -> Payers:
    """Names in capitals (SAB, KfW, EFRE), words of an agency's name, ministries in full.

    Where some are set aside and others not ("nicht die SAB, sondern die KfW"), the others count.
    """
    tables = word_tables()
    words = words_of(asked.core)
    text = fold(asked.core)
    # A Land pays for nothing by its name alone, and a "KMU" is who asks.
    others = {at for one in tables.find(words) if one.group in _OTHERS for at in one.at}
    held = [_payers(one) for one in programmes]
    named: list[tuple[frozenset[str], str, bool]] = []
    end = 0
    for at, word in enumerate(words):
        keys = _ALSO_CALLED.get(word.folded) or frozenset((stem(word.folded),))
        coined = sum(letter.isupper() for letter in word.shown) >= _LEAST
        spoken = bool(keys & AGENCIES) or word.folded in _ALSO_CALLED
        start = text.find(word.folded, end)
        end = start + len(word.folded) if start >= 0 else end
        if word.folded in _FORMS or at in others or not (coined or spoken):
            continue
        if any(keys & one for one in held):
            named.append((keys, word.shown, start >= 0 and denied_before(text, start)))
    wanted = [one for one in named if not one[2]]
    kept = wanted or named
    keys = frozenset().union(*(keys for keys, _, _ in kept))
    shown = tuple(dict.fromkeys(shown for _, shown, _ in kept))
    return Payers(keys, shown, denied=bool(named) and not wanted)


_OTHERS = frozenset(("lands", "audiences"))
_AGENCY = frozenset(map(stem, ("agentur", "bundesagentur")))
_ECONOMY = frozenset(map(stem, ("bmwe", "bmwk", "bmwi")))
_LABOUR = frozenset((stem("bmas"),))
_EUROPE = frozenset(map(stem, ("eu", "efre", "esf", "jtf")))
_ALSO_CALLED = {
    **dict.fromkeys(("arbeitsagentur", "arbeitsamt", "jobagentur", "bundesagentur"), _AGENCY),
    **dict.fromkeys(
        ("bundeswirtschaftsministerium", "bundeswirtschaftsministeriums", "bmwe", "bmwk", "bmwi"),
        _ECONOMY,
    ),
    **dict.fromkeys(
        ("bundesarbeitsministerium", "bundesarbeitsministeriums", "arbeitsministerium",
         "arbeitsministeriums", "bmas"),
        _LABOUR,
    ),
    **dict.fromkeys(("eu", "europa", "bruessel", "europaeische", "europaeischen"), _EUROPE),
}  # fmt: skip
_FORMS = frozenset(("gmbh", "ggmbh", "mbh", "ev", "aoer", "kg"))


def names_payers_only(
    desk: Desk, asked: Understanding, programmes: Sequence[FundingProgramme]
) -> bool:
    """ "Geld der EU, ob ESF, EFRE oder JTF": a fund among others that pay is no programme."""
    if MANY.search(fold(asked.core)) is None:
        return False
    payers = payers_named(asked, desk.register.programmes)
    spoken = {stem(word.folded) for word in words_of(asked.core)}
    named = [spoken & name_words(one) for one in programmes]
    beside = payers.keys - set().union(*named)
    return (
        len(payers.shown) > 1
        and bool(beside or len(programmes) > 1)
        and all(words <= payers.keys for words in named)
    )
