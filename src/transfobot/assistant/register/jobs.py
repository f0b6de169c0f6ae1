"""What is told of jobs where a question is about: by its networks, then by the nearest studies."""

from __future__ import annotations

import re
from collections.abc import Set

from transfobot.assistant.register.counted import undated
from transfobot.assistant.register.draft import DraftSentence
from transfobot.assistant.register.places import networks_near
from transfobot.assistant.register.programme_scores import lands_of
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.statements import of_network
from transfobot.assistant.register.study_results import study_line
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.register import Study
from transfobot.german.stems import stem

_STUDIES, _RESULTS = 3, 2
_MOST = 3


def figures_there(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    """How many work in the industry of a place or region, and what was cut there."""
    placed = asked.place or asked.mentions.organisations
    return [
        one.line
        for network in (networks_near(desk, asked) if placed else None) or ()
        for one in of_network(desk, network)[: len(network.facts)]
        if not one.event and _OF_JOBS & one.meanings and _DIGIT.search(undated(one.text))
    ][:_MOST]


_OF_JOBS = frozenset(("employed", "cuts"))
_DIGIT = re.compile(r"\d")


def job_figures(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    """What studies say of jobs: of the region first, then of its Land, the newest of all."""
    lands, here = set(lands_of(asked)), region_stems(desk, asked)
    ranked = [(_nearness(one, here, lands), one.year, one) for one in desk.register.studies]
    ranked.sort(key=lambda one: one[:2], reverse=True)
    found = [
        (study, told[:_RESULTS])
        for near, _, study in ranked
        if near and (told := _on_jobs(asked, study, near=near > 1))
    ]
    return [
        study_line(desk, study, result, region=True)
        for study, results in found[:_STUDIES]
        for result in results
    ]


def region_stems(desk: Desk, asked: Understanding) -> frozenset[str]:
    """The names of what is asked about and of the regions of its networks, in stems."""
    names = [asked.place.matched or ""] if asked.place else []
    for network in networks_near(desk, asked) or ():
        names += [network.region, *network.region_aliases]
    stems = {stem(word.folded) for name in names for word in words_of(name)}
    return frozenset(stems - _OF_ANY_REGION)


_OF_ANY_REGION = frozenset(map(stem, ("region", "stadt", "kreis", "land", "landkreis", "raum")))


def _nearness(study: Study, here: Set[str], lands: Set[str]) -> int:
    """3 of the region, 2 of its whole Land, 1 of the country, 0 of another region."""
    if not study.lands:
        return 1
    if here & {stem(word.folded) for word in words_of(study.region)}:
        return 3
    return 2 if study.region in lands else 0


def _on_jobs(asked: Understanding, study: Study, *, near: bool) -> list[str]:
    """The results with a figure that speak of jobs lost, or of jobs on what the question names.

    Of a study `near` to the question those that tell how many work there, or how hard it is hit.
    """
    spoken = _HIT if near else asked.meanings - {"employed"} | {"cuts"}
    counted = [one for one in study.results if _DIGIT.search(one)]
    told = [(one, word_tables().meanings(words_of(one))) for one in counted]
    return [one for one, said in told if said & spoken and said & _HIT]


_HIT = _OF_JOBS | {"affected"}
