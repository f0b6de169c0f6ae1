"""Which study a question means that calls none by its name: by a figure, a word of its title.

„178.000 Betroffene – wie viele davon …“; „der Strukturbericht von ITAS“.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from transfobot.assistant.register.places import networks_there
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.study_choice import studies_near
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.speech import in_thousands
from transfobot.assistant.understand.times import quarter_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import pattern, word_tables
from transfobot.domain.register import Study
from transfobot.german.stems import stem
from transfobot.german.text import fold

_LONG, _HEAD = 11, 7
_LARGE = pattern("large")
_ASKING = frozenset(
    (Attribute.RESULTS, Attribute.AUTHOR, Attribute.YEAR, Attribute.SOURCE, Attribute.LEAD)
)


def with_study_meant(desk: Desk, asked: Understanding) -> Understanding:
    """The question with the study it means."""
    mentions = asked.mentions
    named = mentions.studies or mentions.authored or mentions.offers or mentions.programmes
    if named or asked.category in (Category.FUNDING, Category.OFFER, Category.OFFICE):
        return asked
    studies = _of_network(desk, asked) or _with_figure(desk, asked) or _of_quarter(desk, asked)
    if len(studies) != 1:
        return asked
    own = replace(mentions, studies=(studies[0].id,))
    return replace(asked, mentions=own, category=Category.STUDY, missing_referent=None, meta=None)


def _of_network(desk: Desk, asked: Understanding) -> list[Study]:
    """Studies of the network or region named: by a long word of the title, or the only one."""
    near = _near(desk, asked)
    if not near:
        return []
    spoken = {one.folded for one in asked.words} - _regions(desk)
    titled = [one for one in near if spoken & _long_words(one)]
    core = "core" in asked.meanings
    if core or {Attribute.AUTHOR, Attribute.YEAR} & set(asked.attributes):
        # A strategy is also what others call by the end of its title.
        ends = tuple(one for one in spoken if len(one) > _HEAD)
        titled = titled or [one for one in near if any(w.endswith(ends) for w in _long_words(one))]
    only = near if len(near) == 1 and asked.category is Category.STUDY else []
    themes = {Attribute.FOCUS, Attribute.DATE} & set(asked.attributes)
    return titled or (only if themes else [])


def _regions(desk: Desk) -> frozenset[str]:
    """Words that say where and not which study."""
    names = [" ".join((one.region, *one.region_aliases)) for one in desk.register.networks]
    names += [one.region for one in desk.register.studies]
    return _words_in(tuple(names))


@lru_cache(maxsize=4)
def _words_in(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.folded for name in names for word in words_of(name))


def _long_words(study: Study) -> set[str]:
    tables = word_tables()
    words = {one.folded for one in words_of(study.title) if len(one.folded) >= _LONG}
    return {
        one
        for one in words
        if not any(each.group == "lands" for each in tables.find(words_of(one)))
    }


def _near(desk: Desk, asked: Understanding) -> list[Study]:
    """Studies of the networks or the region named, or of those of the place."""
    around = [one.id for one in networks_there(desk, asked)]
    return studies_near(desk, (*asked.mentions.networks, *asked.mentions.organisations, *around))


def _with_figure(desk: Desk, asked: Understanding) -> list[Study]:
    """The study that alone states a large figure of the question, of no network or place."""
    mentions = asked.mentions
    # "Woher stammt die Zahl?" asks of no answer where none was given.
    meta = asked.meta and asked.previous
    if mentions.networks or mentions.organisations or asked.place or meta:
        return []
    text = _ENGLISH.sub(".", in_thousands(fold(asked.text)))
    large, counted = set(_LARGE.findall(text)), _counted(text)
    asks = Intent.COUNT in asked.intents or _ASKING & set(asked.attributes) or "wer" in text.split()
    if not (large or counted) or not (asks or asked.category is Category.STUDY):
        return []
    held = [(one, _figures(one.results)) for one in desk.register.studies]
    # Of what is counted only what some study counts: "Wir sind 45 Leute" is none of it.
    figures = large or counted & frozenset().union(*(told for _, told in held))
    return [one for one, told in held if figures & told] if len(figures) == 1 else []


def _of_quarter(desk: Desk, asked: Understanding) -> list[Study]:
    """ "Im dritten Quartal 2025": the study that bears the quarter in its title."""
    named = asked.mentions.networks or asked.mentions.organisations or asked.place
    spoken = _EMPLOYED & asked.meanings
    quarter = quarter_of(asked.folded) if spoken and not named else None
    titled = [one for one in desk.register.studies if one.year == asked.filters.year]
    return [one for one in titled if quarter and quarter_of(fold(one.title)) == quarter]


_EMPLOYED = frozenset(("employed", "cuts", "makers", "firms", "industry"))
_ENGLISH = re.compile(r"(?<=\d),(?=\d{3}\b)")
""" "613,000"."""
_COUNTED = re.compile(r"(?<![\d.,])(\d{2,3}) (?:von \d+ )?(?!prozent|davon|jahre)([a-z]{5,})")


def _counted(folded: str) -> frozenset[str]:
    """What a text counts: "700 Berufe", each as the figure with the stem of what is counted."""
    return frozenset(f"{figure} {stem(noun)}" for figure, noun in _COUNTED.findall(folded))


@lru_cache(maxsize=256)
def _figures(results: tuple[str, ...]) -> frozenset[str]:
    told = [fold(one) for one in results]
    return frozenset(figure for one in told for figure in (*_LARGE.findall(one), *_counted(one)))


def names_unknown_source(desk: Desk, asked: Understanding) -> str | None:
    """ "Laut McKinsey": whom a question cites, where no record speaks of them."""
    firms = [one for one in asked.found if one.group == "makers"]
    if firms:
        return asked.words[firms[0].start].shown
    cited = _CITED.search(asked.core)
    strange = {one.folded for one in words_of(cited["who"])} if cited else set()
    if (
        cited is None
        or asked.mentions.authored
        or not _unknown(strange, asked)
        or _told(desk, strange)
    ):
        return None
    return cited["who"]


_CITED = pattern("cited")


def _unknown(words: set[str], asked: Understanding) -> bool:
    tables = word_tables()
    placed = {one.folded for one in words_of(asked.place.matched or "")} if asked.place else set()
    return all(
        not tables.knows(one) and not tables.is_filler(one) and one not in placed for one in words
    )


def _told(desk: Desk, words: Iterable[str]) -> bool:
    text = fold(" ".join(f"{one.title} {one.author}" for one in desk.register.studies))
    return any(one in text for one in words)
