"""What a question wants of a statement: its words and their weights, what it counts, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from transfobot.assistant.denial import not_meant
from transfobot.assistant.register.counted import COMING, FIELD, GOING, PEOPLE, SUMS
from transfobot.assistant.register.say import MONTH_NAMES
from transfobot.assistant.understand.compounds import repaired
from transfobot.assistant.understand.language import Word, of_oneself, words_of
from transfobot.assistant.understand.regions import ADJECTIVE, base_of
from transfobot.assistant.understand.times import months_said
from transfobot.assistant.understand.understanding import OCCASIONS, Understanding
from transfobot.assistant.understand.words import Found, listed, pattern, word_tables
from transfobot.domain.conversation import Language
from transfobot.german.glossary import Glossary, bridges_of
from transfobot.german.sentences import split
from transfobot.german.spelling import nearest
from transfobot.german.stems import stem
from transfobot.german.text import fold

NOUN, WORD, ASKING, COMMON = 3.0, 2.0, 1.0, 0.4
"""What a word weighs: of the question's own, else of those that say what is asked for."""
YEAR = re.compile(r"(?:19|20)\d\d")
_CROWD = re.compile(r"\bwie (?:voll|gut besucht|stark besucht|gut gefüllt)\b")
_COUNTING = pattern("counting")
_MONTHS = {fold(name): (at,) for at, name in enumerate(MONTH_NAMES, 1)}
_SEASONS = {
    "fruehjahr": (3, 4, 5),
    "fruehling": (3, 4, 5),
    "sommer": (6, 7, 8),
    "herbst": (9, 10, 11),
    "winter": (12, 1, 2),
    "jahresanfang": (1, 2, 3),
    "jahresmitte": (6, 7),
    "jahresende": (11, 12),
    "spring": (3, 4, 5),
    "summer": (6, 7, 8),
    "autumn": (9, 10, 11),
}
""" "Fall" and "March" are words of other meanings as well."""
_SPANS = _MONTHS | _SEASONS
_PLAIN = frozenset(("network", "funding", "money", "status", "span", "begins", "ends", "lead"))
"""What nearly every statement of a network speaks of."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question wants of a statement."""

    weights: dict[str, float]
    named: frozenset[str]
    """Stems of the words written with a capital, attributes as well ("Geschäftsstelle")."""
    alike: dict[str, frozenset[str]]
    """The groups of synonyms of single words."""
    meanings: frozenset[str]
    heads: dict[str, frozenset[str]]
    """What compounds are in the end: a "Bundesstudie" is a study, a "Landkreis" a Kreis."""
    counted: tuple[str, ...]
    """Stems of what is counted ("wie viele Gäste")."""
    counted_meanings: frozenset[str]
    months: frozenset[int]
    years: frozenset[str]
    called: dict[str, frozenset[str]]
    """What people say otherwise for single words, as stems joined by blanks."""
    foreign: bool = False
    """Asked in another language than the records': only meanings and names can be shared."""

    @property
    def counts(self) -> bool:
        """Whether a number is asked for."""
        return bool(self.counted or self.counted_meanings)


def wanted_of(asked: Understanding, names: Iterable[str] = ()) -> Wanted:
    """The question's words with their weights; the `names` of its subject do not count."""
    tables = word_tables()
    named_so = {word.folded for name in names for word in words_of(name)}
    words = _mended(asked.core, named_so)
    own = set(map(stem, named_so))
    # "Im Fuldaer Land" names the region as "in Fulda" does.
    bases = set(map(base_of, named_so))
    plain = {at for one in tables.find(words) if one.key in _PLAIN for at in one.at}
    content, nouns = set(asked.content), set(asked.nouns)
    if asked.place is not None and asked.mentions.networks:
        # A fact that speaks of the place is the nearer one.
        nouns |= {stem(word.folded) for word in words_of(asked.place.matched or "")}
    weights: dict[str, float] = {}
    told = _told_of_askers(asked.core)
    for at, word in enumerate(words):
        root = stem(word.folded)
        short = word.folded in _MONTHS or len(word.folded) < (
            2 if word.folded.isdigit() else _SHORTEST
        )
        peopled = ADJECTIVE.search(word.folded) and base_of(word.folded, ADJECTIVE) in bases
        named = root in own or peopled or (len(root) > _LONG and nearest(root, own, 1) is not None)
        if tables.is_filler(word.folded) or named or short or YEAR.fullmatch(root):
            continue
        said = WORD if root in content or root.isdigit() else ASKING
        said = NOUN if root in nouns else COMMON if at in plain else said
        if word.start < told and root not in weights:
            # "Bei uns geht die Angst um. Wie viele …?": what is told need not be said.
            said = min(said, ASKING)
        weights[root] = max(said, weights.get(root, 0.0))
    counted, guests = _counted(words, asked.core)
    meanings = tables.meanings(words)
    sizes = _sizes(asked.core, meanings)
    counted += _often(words, asked.core, content)
    around = {at for one in tables.find(words) if _around(one) for at in one.at}
    return Wanted(
        weights,
        frozenset(
            stem(word.folded)
            for at, word in enumerate(words)
            if at and at not in around and word.start >= told and word.shown[:1].isupper()
            if weights.get(stem(word.folded), 0.0) >= ASKING
        ),
        _meanings_by_word(words),
        frozenset(
            one.key
            for one in tables.find(words)
            # "Fachkräftebündnis" only names the record.
            if one.group == "synonyms"
            and not own.issuperset(stem(words[at].folded) for at in one.at)
        )
        | sizes,
        {stem(word.folded): _heads(word.folded) for word in words},
        tuple(dict.fromkeys(stem(word.folded) for word in counted)),
        _counted_meanings(tables.meanings(counted), meanings, guests=guests) | sizes,
        _months(words, asked),
        frozenset(one.folded for one in words if YEAR.fullmatch(one.folded))
        - not_meant(asked.core),
        bridges_of(asked.core, Glossary.general()),
        asked.language is not Language.DE,
    )


def _months(words: Sequence[Word], asked: Understanding) -> frozenset[int]:
    named = frozenset(month for word in words for month in _SPANS.get(word.folded, ()))
    return named | months_said(asked.core, asked.day)


def _told_of_askers(text: str) -> int:
    """Where the question begins behind a sentence on those who ask; 0 where none stands first."""
    spans = split(text)
    start = spans[-1][0] if len(spans) > 1 else 0
    named = sum(word.shown[:1].isupper() for word in words_of(text[start:])[1:])
    before = text[:start]
    return start if named and of_oneself(before) and "?" not in before else 0


@lru_cache(maxsize=2_000)
def _heads(word: str) -> frozenset[str]:
    """The ends of a long word, each also without the ending of its plural, and what it begins with.

    A "Strategiepapier" tells of the "Strategie".
    """
    ends = {word[-length:] for length in range(_SHORTEST_HEAD, len(word) - _SHORTEST_FIRST + 1)}
    firsts = {
        word[:length] for length in range(_LONGER_FIRST, len(word) - _SHORTEST_HEAD + 1)
    } - _GENERAL
    return frozenset(ends | firsts | {one[:-1] for one in ends if len(one) > _SHORTEST_HEAD})


_SHORTEST_FIRST, _SHORTEST_HEAD, _LONGER_FIRST = 4, 5, 6
_GENERAL = frozenset(listed("general_beginnings"))
"""Beginnings of compounds that nearly every record has as words."""


def _around(found: Found) -> bool:
    """Words that say where and for whom, or that a number is asked for."""
    return found.group == "framing" or (
        found.group == "attributes" and found.key in ("results", "region")
    )


def _meanings_by_word(words: Sequence[Word]) -> dict[str, frozenset[str]]:
    """The groups of synonyms of each word, alone or as part of a phrase."""
    meant: dict[str, set[str]] = {stem(word.folded): set() for word in words}
    for one in word_tables().find(words):
        if one.group == "synonyms":
            for at in one.at:
                meant[stem(words[at].folded)].add(one.key)
    return {word: frozenset(groups) for word, groups in meant.items()}


def _mended(text: str, names: set[str]) -> tuple[Word, ...]:
    """The words of a text; "Sauerland" is no mistyped Saarland where the record has that name."""
    typed = words_of(text)
    fixed = repaired(typed, word_tables(), ())
    return tuple(one if one.folded in names else two for one, two in zip(typed, fixed, strict=True))


def _sizes(text: str, meanings: set[str]) -> frozenset[str]:
    """ "Wie groß ist die Branche?" is told in firms and in people."""
    sized = "industry" in meanings and not _OTHERWISE & meanings
    return _SIZES if sized and _SIZED.search(_lowered(text)) else frozenset()


_SHORTEST, _LONG = 3, 7
_SIZED = pattern("wanted_sized")
_SIZES = frozenset(("firms", "employed"))
_OTHERWISE = frozenset(("turnover", "share", "inhabitants", "cuts"))


_GUESTS = frozenset(("guests",))
_BODIES = frozenset(("seats", "team"))
_PEOPLE_TOO = frozenset(("guests", "employed", "inhabitants", "seats", "team"))


def _counted_meanings(counted: set[str], spoken: set[str], *, guests: bool) -> frozenset[str]:
    """ "Wie viele Leute arbeiten …" counts jobs and no guests, "wie viele kamen" guests.

    People in an industry, or at its firms, are those who work there; the industry is no number.
    """
    meant = (counted | (_GUESTS if guests else set())) - {"industry"}
    if meant & PEOPLE and "employed" in spoken:
        meant = (meant - PEOPLE) | {"employed"}
    elif meant & PEOPLE and spoken & FIELD and not spoken & OCCASIONS:
        meant = meant | {"employed"}
    if meant & _PEOPLE_TOO and spoken & _BODIES:
        # Who sits on a board, or works in a team, is counted as "Personen".
        meant = meant | _GUESTS
    return frozenset(meant)


def _counted(words: Sequence[Word], text: str) -> tuple[list[Word], bool]:
    """What is counted: the word after "wie viele"; guests where none follows ("waren da")."""
    found: list[Word] = []
    tables = word_tables()
    guests = _CROWD.search(_lowered(text)) is not None
    for match in _COUNTING.finditer(_lowered(text)):
        after = [word for word in words if word.start >= match.end() - 1][:2]
        capital = [word for word in after if word.shown[:1].isupper()]
        plain = [word for word in after[:1] if not tables.is_filler(word.folded)]
        meant = [word for word in plain if word.folded not in COMING]
        if any(word.folded in SUMS for word in after[:1]):
            # "Wie viele Milliarden setzt sie um?"
            continue
        guests = guests or any(word.folded == "leute" for word in after[:1])
        if after and after[0].folded in GOING:
            # "Wie viele zur Werkstatt kommen": people, not workshops.
            capital, meant = [], []
        several = "viele" in match[0] or "many" in match[0]
        guests = guests or (several and not (capital or meant))
        found += capital[:1] or meant
    return found, guests


def _often(words: Sequence[Word], text: str, content: set[str]) -> list[Word]:
    """ "Wie oft gab es Workshops": each word of its own may be what is counted.

    "Wie oft trifft sich der Kreis" asks for the rhythm.
    """
    often = _OFTEN.search(_lowered(text)) is not None
    return [word for word in words if often and stem(word.folded) in content]


_OFTEN = pattern("often")


def _lowered(text: str) -> str:
    return text.lower().replace("ß", "s")


def in_its_words(asked: Understanding, known: Iterable[str]) -> Understanding:
    """The question with mistyped words it asks for spelled as a record has them: "Auftackt".

    `known` are the record's words, folded.
    """
    unknown = [one for one in asked.content if len(one) >= _MISTYPED]
    if not unknown:
        return asked
    tables = word_tables()
    own = {word for word in known if len(word) >= _MISTYPED}
    for word in asked.words:
        typed = stem(word.folded)
        if typed not in unknown or tables.knows(word.folded) or word.folded in own:
            continue
        meant = nearest(word.folded, own, 1)
        if meant is not None:
            core = asked.core.replace(word.shown, meant)
            asked = replace(
                asked,
                core=core,
                content=tuple(stem(meant) if one == typed else one for one in asked.content),
                nouns=tuple(stem(meant) if one == typed else one for one in asked.nouns),
                subjects=tuple(stem(meant) if one == typed else one for one in asked.subjects),
            )
    return asked


_MISTYPED = 6
