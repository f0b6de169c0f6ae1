"""How much of a question a programme's record holds: rare words weigh more than common ones."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.programmes import texts_of
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import listed, word_tables
from transfobot.domain.answers import Status
from transfobot.domain.register import FundingKind, FundingProgramme
from transfobot.german.stems import stem
from transfobot.german.stopwords import STOP_WORDS
from transfobot.german.text import fold

_SENTENCE_END = re.compile(r"[.?!:–]")
_PIECE, _END = 6, 5
"""The least letters of a part of a compound; a shorter one counts at its end ("Altbrache")."""
_INSIDE = 0.8
_YEAR = re.compile(r"(?:19|20)\d\d")
GENERAL = frozenset(stem(word) for word in listed("general_of_programmes"))
KINDS = {
    FundingKind.LOAN: re.compile(r"kredit|darlehen|loan"),
    # "Steuerbonus" names a kind of aid, "Hundesteuer" names none.
    FundingKind.TAX: re.compile(r"\b(?:steuer|tax)|finanzamt|research allowance"),
    FundingKind.GRANT: re.compile(r"zuschuss|zuschuess|grant"),
    FundingKind.ADVICE: re.compile(r"beratung|berater|beraet|coach"),
}
"""How kinds of aid are spoken of."""


@lru_cache(maxsize=512)
def words_in(programme: FundingProgramme) -> frozenset[str]:
    """The stems of everything a programme's record says."""
    text = " ".join(filter(None, (*texts_of(programme), programme.name, *programme.aliases)))
    days = " ".join(filter(None, (programme.opens, programme.closes)))
    return frozenset(stem(word.folded) for word in words_of(f"{text} {days}"))


def name_words(programme: FundingProgramme) -> frozenset[str]:
    """The stems a programme is called by, those of its Länder among them."""
    names = " ".join((programme.name, *programme.aliases, *programme.lands))
    return frozenset(
        stem(word.folded)
        for word in words_of(names)
        if len(word.folded) > 2 and word.folded not in STOP_WORDS
    )


def told_of_asker(asked: Understanding) -> set[str]:
    """Stems that say who asks, from where and for which attribute: they describe no programme."""
    words = words_of(asked.text)
    found = [one for one in word_tables().find(words) if one.group in ("audiences", "attributes")]
    said = {stem(words[at].folded) for one in found for at in one.at}
    # "Wir sind in Kurzarbeit" says who asks, and what it is about.
    themes = [one for one in word_tables().find(words) if one.group == "topics"]
    said -= {stem(words[at].folded) for one in themes for at in one.at}
    place = words_of(asked.place.matched) if asked.place else ()
    return said | {stem(one.folded) for one in place}


def lands_of(asked: Understanding) -> tuple[str, ...]:
    """The Länder a question is about: named, or those of its place."""
    if asked.filters.lands:
        return asked.filters.lands
    place = asked.place.unique if asked.place else None
    return (place.land,) if place and place.land else ()


def scores(
    asked: Understanding, every: Sequence[FundingProgramme], pool: Sequence[FundingProgramme]
) -> dict[str, float]:
    """How much of the question each record holds; a word that few records hold weighs more."""
    wanted = wanted_words(asked)
    plain = _plain(asked)
    weights = {
        one: (itself * share, inside * share)
        for one in wanted
        for share in (0.5 if one in plain else 1.0,)
        for itself, inside in (_weights(one, every),)
    }
    kinds = kinds_spoken(asked, every)
    alike = _meanings_spoken(asked, every)
    exact = _concept_words(asked)
    telling = wanted - told_of_asker(asked)
    alone = {one for one in telling if sum(one in words_in(two) for two in every) == 1}
    return {
        one.id: _score(asked, one, weights)
        + _EXACT * len(exact & words_in(one))
        + _NAMING * len(alone & name_words(one))
        + _SUM_HELD * sums_told(asked, one)
        + kinds.get(one.kind, 0.0)
        + sum(weight for key, weight in alike.items() if key in meanings_in(one))
        for one in pool
    }


def sums_told(asked: Understanding, programme: FundingProgramme) -> int:
    """How many of the sums that are told the record gives."""
    return sum(one in (programme.rate or "") for one in set(_SUMS.findall(asked.text)))


def _meanings_spoken(asked: Understanding, every: Sequence[FundingProgramme]) -> dict[str, float]:
    """What is meant in other words than the record's ("dazuzahlen" is an "Eigenanteil")."""
    spoken = word_tables().meanings(words_of(asked.text)) - BROAD
    said = words_of(asked.text)
    return {
        key: (1.0 if key in _NAMED else _INSIDE)
        * _rarity(sum(key in meanings_in(one) for one in every), every)
        for key in spoken
        if key in _CONCEPTS or key == "voucher" or not _in_own_words(key, said, every)
    }


BROAD = frozenset(("firms", "employed", "industry", "guests", "takeover"))
_EXACT = 0.8
_SUMS = re.compile(r"\b\d{1,3}(?:\.\d{3})+\b")
_SUM_HELD = 4.0
"""Nothing tells a programme better than its own sum ("mit 16.500 Euro Deckel")."""
_NAMING = 1.5
"""What a word of its name weighs further, where no other record has that word."""
_CONCEPTS = frozenset(("training",))
"""Groups of words so alike ("Lehrgang", "Weiterbildung") that none is rarer than all of them."""


def concepts(asked: Understanding) -> set[str]:
    """What the words of a question mean, as far as programmes are told apart by it."""
    return word_tables().meanings(words_of(asked.text)) & _CONCEPTS


def _concept_words(asked: Understanding) -> set[str]:
    """The very words that were said for a concept: they decide between records that share it."""
    words = words_of(asked.text)
    found = [one for one in word_tables().find(words) if one.key in _CONCEPTS]
    return {stem(words[at].folded) for one in found for at in one.at}


def _in_own_words(key: str, said: Sequence[Word], every: Sequence[FundingProgramme]) -> bool:
    """Whether a word with this meaning stands in some record itself and so counts already."""
    found = [one for one in word_tables().find(said) if one.key == key]
    stems = {stem(said[at].folded) for one in found for at in one.at}
    return any(
        stems & words_in(one) or any(within(two, words_in(one)) for two in stems) for one in every
    )


_NAMED = frozenset(("fund", "voucher", "research", "saving_energy"))
"""What programmes are and are for, told by their very names."""


@lru_cache(maxsize=512)
def meanings_in(programme: FundingProgramme) -> frozenset[str]:
    """The groups of synonyms a programme's record touches."""
    text = " ".join(filter(None, texts_of(programme)))
    named = word_tables().meanings(words_of(" ".join((programme.name, *programme.aliases))))
    return frozenset(word_tables().meanings(words_of(text)) | (named & _NAMED))


def wanted_words(asked: Understanding, *, general: bool = False) -> set[str]:
    """Stems of the words of a question that may stand in a record."""
    tables = word_tables()
    words = words_of(asked.text if len(asked.text) < 400 else asked.core)
    lands = {at for one in tables.find(words) if one.group in _TELLING_NOTHING for at in one.at}
    lands |= {
        at
        for one in tables.find(words)
        if (one.key in _CONCEPTS or (one.group, one.key) == ("statuses", "running")) and not general
        for at in one.at
    }
    return {
        stem(word.folded)
        for at, word in enumerate(words)
        if at not in lands
        and len(word.folded) > 2
        and not tables.is_filler(word.folded)
        and (general or stem(word.folded) not in GENERAL)
        and not word.folded.startswith(_PAID_FOR)
        and (not word.folded.isdigit() or _YEAR.fullmatch(word.folded))
    }


_TELLING_NOTHING = frozenset(("lands", "intents"))
_PAID_FOR = ("foerder", "bundesfoerder", "landesfoerder")


def _plain(asked: Understanding) -> set[str]:
    """Words that are no nouns, where a text writes its nouns with capitals."""
    words = words_of(asked.text)
    gaps = [asked.text[one.end : two.start] for one, two in pairwise(words)]
    opening = {at + 1 for at, gap in enumerate(gaps) if _SENTENCE_END.search(gap)} | {0}
    small = {stem(word.folded) for word in words if word.shown[:1].islower()}
    capital = {
        stem(word.folded)
        for at, word in enumerate(words)
        if at not in opening and not word.shown[:1].islower()
    }
    return small - capital if capital else set()


def _weights(word: str, programmes: Sequence[FundingProgramme]) -> tuple[float, float]:
    """What the word itself weighs, and what a compound of it or one of its parts does."""
    itself = sum(word in words_in(one) for one in programmes)
    inside = sum(within(word, words_in(one)) for one in programmes)
    return _rarity(itself, programmes), _INSIDE * _rarity(max(itself, inside), programmes)


def _rarity(holding: int, programmes: Sequence[FundingProgramme]) -> float:
    return math.log((len(programmes) + 1) / holding) if holding else 0.0


def kinds_spoken(
    asked: Understanding, every: Sequence[FundingProgramme]
) -> dict[FundingKind, float]:
    """The kinds of aid a question names, a rare kind weighing more."""
    text = fold(asked.text)
    return {
        kind: _rarity(sum(one.kind is kind for one in every), every)
        for kind, signs in KINDS.items()
        if signs.search(text)
    }


def within(word: str, words: Iterable[str]) -> bool:
    """Whether a stem is part of one of the words, or one of them part of it."""
    if len(word) < _PIECE:
        return False
    return any(
        word in one
        or (len(one) >= _PIECE and one in word and one not in _ANY_WORK)
        or (len(one) == _END and word.endswith(one) and len(word) > _PIECE)
        for one in words
    )


_ANY_WORK = frozenset(map(stem, ("arbeit", "arbeiten")))
""" "Leiharbeiter" is not told of where an "Agentur für Arbeit" pays."""


def _score(
    asked: Understanding, programme: FundingProgramme, weights: dict[str, tuple[float, float]]
) -> float:
    words = words_in(programme)
    total = 0.0
    for word, (itself, inside) in weights.items():
        if word in words:
            total += itself
        elif within(word, words):
            total += inside
    if programme.lands and set(programme.lands) & set(lands_of(asked)):
        total += 1.0
    if asked.audience_said and asked.audience not in programme.audience:
        total *= 0.5
    size = asked.filters.size
    if size is not None and programme.size_max is not None and size > programme.size_max:
        total *= 0.5
    over = programme.status_on(asked.day) is Status.ENDED
    over = over and "ended" not in asked.filters.statuses
    return total * (0.8 if over else 1.0)
