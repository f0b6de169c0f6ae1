"""The same figure of two regions: "Saarland und Thüringen: wie viele Beschäftigte jeweils?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transfobot.assistant.denial import set_aside
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.figures import most_measured
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.statements import Statement
from transfobot.assistant.register.study_results import study_line
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Category, Intent, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.conversation import Referents
from transfobot.domain.register import Study
from transfobot.german.stems import stem
from transfobot.german.text import fold

_MEASURED = frozenset(("firms", "employed", "turnover"))
_SIDE_BY_SIDE = re.compile(
    r"\b(?:gegenueber|gegen|verglich\w*|vergleich\w*|versus|vs|oder|und|nebeneinander|unterschied"
    r"|mehr|weniger|groesser|kleiner|as well as|and|or|compare\w*|than)\b|\w[,/] ?\w"
)
_FEWEST, _MOST = 2, 3


def regions_compared(desk: Desk, asked: Understanding) -> Draft | None:
    """What is on file of each of the two or three regions named; None where it is not for two."""
    measured = word_tables().meanings(words_of(asked.core)) & _MEASURED
    mentions = asked.mentions
    named = mentions.programmes or mentions.studies or mentions.authored or mentions.offers
    comparing = bool({Intent.COMPARE, Intent.COUNT, Intent.CHOOSE} & set(asked.intents))
    comparing = comparing or _MORE.search(fold(asked.text)) is not None
    other = asked.category not in (None, Category.STUDY)
    # "Nordschwarzwald wollte ich, nicht Ostwürttemberg": one of them is not meant.
    other = other or bool(set_aside(asked.text))
    if (
        not measured
        or named
        or other
        or not comparing
        or not _SIDE_BY_SIDE.search(fold(asked.text))
    ):
        return None
    told = [found for region in _regions(desk, asked) if (found := _told(desk, region, measured))]
    if not _FEWEST <= len(told) <= _MOST:
        return None
    lines = tuple(dict.fromkeys(line for one in told for line in one))
    return Draft(lines, referents=Referents())


_MORE = re.compile(r"\b(?:mehr|weniger|more|fewer|gegenueber|gegen|versus|vs)\b")


def _regions(desk: Desk, asked: Understanding) -> list[frozenset[str]]:
    """The regions named, each by the records that are of it."""
    spoken = {stem(one.folded) for one in words_of(asked.text) if one.shown[:1].isupper()}
    spoken |= {stem(fold(land)) for land in asked.filters.lands}
    regions: list[frozenset[str]] = []
    for word in sorted(spoken - _GENERAL):
        ids = frozenset(one for one, names in _named(desk) if word in names)
        if ids and not any(ids & one for one in regions):
            regions.append(ids)
    return regions


def _named(desk: Desk) -> Iterator[tuple[str, frozenset[str]]]:
    """Each record of a region with the words that name it."""
    for study in desk.register.studies:
        if study.lands:
            yield study.id, _stems(study.region, _TITLED.sub("", study.title))
    for network in desk.register.networks:
        yield network.id, _stems(network.region, *network.region_aliases)


_TITLED = re.compile(r"^(?!Kennzahlen).*")
""" "Kennzahlen Bergisches Städtedreieck": such a title is the name of a region."""
_GENERAL = frozenset(
    map(stem, ("region", "raum", "stadt", "kreis", "land", "landkreis", "mitte", "west", "ost"))
)


def _stems(*texts: str) -> frozenset[str]:
    return frozenset(stem(one.folded) for text in texts for one in words_of(text))


def _told(desk: Desk, ids: frozenset[str], measured: set[str]) -> list[DraftSentence]:
    """What studies of a region state of what is measured, else what its networks do."""
    lines = [
        study_line(desk, study, result)
        for study in desk.register.studies
        if study.id in ids
        for result in _stating(study, measured)
    ]
    networks = [one for one in desk.register.networks if one.id in ids]
    return lines or [line for one in networks for line in most_measured(desk, one, measured)]


def _stating(study: Study, measured: set[str]) -> Sequence[str]:
    return [
        one
        for one in study.results
        if measured & Statement(one, DraftSentence(one)).meanings and _DIGIT.search(one)
    ]


_DIGIT = re.compile(r"\d")
