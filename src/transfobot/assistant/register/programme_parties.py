"""Who a programme is for, who pays for it and who decides, as questions name them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from transfobot.assistant.denial import denied_before
from transfobot.assistant.register.programme_scores import GENERAL
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Intent, Understanding
from transfobot.assistant.understand.words import listed, pattern, word_tables
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.register import FundingProgramme
from transfobot.german.stems import stem
from transfobot.german.text import fold

_NEAR, _LONG_NOUN = 3, 6


def audiences_denied(asked: Understanding) -> set[Audience]:
    """Who stands behind "nicht für", "ohne die für", or before "aber nicht"."""
    words, text = asked.words, asked.folded
    folded = [word.folded for word in words]
    denied = set()
    for one in word_tables().find(words):
        before = folded[max(0, one.start - _NEAR) : one.start]
        many = words[one.start].folded in _MANY_OF_THEM
        if one.group != "audiences" or not (many or {"fuer", "for"} & set(before)):
            continue
        start = text.find(" ".join(folded[one.start : one.end]))
        own = _KIND_BETWEEN.search(text[:start]) is None
        if start > 0 and own and denied_before(text, start):
            denied.add(Audience(one.key))
    return denied


_KIND_BETWEEN = pattern("kind_between")


def audiences_spoken(asked: Understanding) -> set[Audience]:
    """Of whom a text speaks as of many ("kleine Firmen"): they may apply, whoever asks."""
    if asked.audience_said and _ITSELF.search(asked.folded):
        # "Was kann die Stadt selbst beantragen?", though a firm is told of.
        return set()
    words = words_of(asked.text)
    return {
        Audience(one.key)
        for one in word_tables().find(words)
        if one.group == "audiences" and words[one.start].folded in _MANY_OF_THEM
    }


_ITSELF = re.compile(r"\b(?:stadt|gemeinde|kommune|kreis|wir|ich) (?:sich )?(?:selbst|selber)\b")
_MANY_OF_THEM = frozenset(listed("many_applicants"))


def topics_apart(asked: Understanding) -> set[Topic]:
    """The themes that are set aside: "ohne Digitalisierung", "nichts mit Forschung"."""
    words = asked.words
    found = word_tables().find(words)
    denied = [one.end for one in found if one.group == "flags" and one.key == "negation"]
    denied += [at + 1 for at, one in enumerate(words) if one.folded in _APART]
    return {
        Topic(one.key)
        for one in found
        if one.group == "topics"
        and any(0 <= one.start - end <= 1 for end in denied)
        # "Außer dem Qualifizierungsgeld" sets a programme aside, and no theme.
        and not asked.mentions.programmes
    } - {Topic.FUNDING}


_APART = frozenset(("nichts", "ausser", "except"))


def joins_audience(asked: Understanding) -> bool:
    """ "Für Betriebe und Gewerbeflächen": not for firms alone."""
    words = asked.words
    return any(
        one.folded in _MANY_OF_THEM and joint.folded in ("und", "sowie") and other.shown.istitle()
        for one, joint, other in zip(words, words[1:], words[2:], strict=False)
        if other.folded not in _MANY_OF_THEM
    )


def names_audience(asked: Understanding) -> bool:
    """Whether the question itself names those it is for, or asks "für uns"."""
    words = asked.words
    named = any(one.group == "audiences" for one in word_tables().find(words))
    return named or Intent.ELIGIBILITY in asked.intents or asked.individual


def bodies_named(
    desk: Desk, asked: Understanding
) -> tuple[list[str], Callable[[FundingProgramme], bool]] | None:
    """Kinds of applicants as they were said ("Vereine"), and which programmes are for them.

    A Land, an audience, a theme or who decides ("Projektträger") is none.
    """
    words = words_of(asked.text)
    for word in words:
        if held_by := next((held for said, held in _BODIES if said.fullmatch(word.folded)), None):
            return [word.shown], partial(_eligible_by, held_by)
    found = word_tables().find(words)
    others = {at for one in found if one.group in _NO_APPLICANTS for at in one.at}
    others |= {one.start for one in found if (one.group, one.key) in _OFFICES}
    bodies = {at for one in found if one.group == "partner_kinds" for at in one.at}
    others |= {at for one in found if one.group == "topics" for at in one.at} - bodies
    placed = {one.folded for one in words_of(asked.place.matched)} if asked.place else set()
    held = frozenset().union(*(_nouns_of(one.eligible or "") for one in desk.register.programmes))
    named = {
        stem(word.folded): word.shown
        for at, word in enumerate(words)
        if word.shown[:1].isupper()
        and len(word.folded) >= _LONG_NOUN
        and at not in others
        and word.folded not in placed
        and stem(word.folded) in held - GENERAL
    }
    if not named:
        return None
    return [*named.values()], lambda one: bool(named.keys() & _nouns_of(one.eligible or ""))


def _eligible_by(called: re.Pattern[str], programme: FundingProgramme) -> bool:
    return called.search(fold(programme.eligible or "")) is not None


_BODIES = (
    (
        re.compile(
            r"(?:\w*hochschulen?|uni|unis|universitaet(?:en)?|\w*institute?n?|lehrstuhl"
            r"|lehrstuehle|fraunhofer)"
        ),
        re.compile(r"forschung|hochschul"),
    ),
    (re.compile(r"freiberuf\w*|freelancer\w*|soloselbst\w*"), re.compile(r"freiberuf")),
)
"""Kinds of applicants that records call by another word than the question."""
_NO_APPLICANTS = frozenset(("audiences", "lands", "categories"))
_OFFICES = frozenset((("attributes", "agency"), ("attributes", "offers")))


@lru_cache(maxsize=512)
def _nouns_of(text: str) -> frozenset[str]:
    return frozenset(stem(word.folded) for word in words_of(text) if word.shown[:1].isupper())


_AGENCIES_TEXT = (
    "agentur arbeitsagentur hausbank sab kfw bafa efre esf eu bmas bmwe bmwk landesdirektion"
    " aufbaubank finanzamt"
)
AGENCIES = frozenset(stem(word) for word in _AGENCIES_TEXT.split())
"""Who pays or decides of programmes, in one word."""
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
    words = asked.words
    text = asked.folded
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
