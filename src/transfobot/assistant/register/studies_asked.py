"""Whether a question asks of studies, or for figures that networks of a place or studies state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.counted import measures_asked
from transfobot.assistant.register.draft import Draft, DraftSentence, Part
from transfobot.assistant.register.entity import own_facts
from transfobot.assistant.register.figures import cited_of_place, land_figures, place_figures
from transfobot.assistant.register.gaps_time import asks_figures as asks_numbers
from transfobot.assistant.register.gaps_time import of_studies
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.studies import (
    APART,
    affected_regions,
    asks_figures,
    asks_most_affected,
    asks_who_made,
    national_figures,
    regional_figures,
    study_answer,
)
from transfobot.assistant.register.study_meant import names_unknown_source
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.answers import Outcome
from transfobot.german.text import fold


def source_unknown(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Laut McKinsey": figures of others do not answer for a source that is not on file."""
    if asked.place and {Intent.BELONGS, Intent.RESPONSIBLE} & set(asked.intents):
        # A firm that only says where somebody works is no source of figures.
        return None
    source = names_unknown_source(desk, asked)
    if source is None or not asked.mentions.empty or not (of_studies(asked) or asks_numbers(asked)):
        return None
    gap = DraftSentence(desk.say("source_unknown", name=source), part=Part.MISSING)
    return Draft((gap,), Outcome.NO_SOURCE, referents=asked.referents)


def studies_asked(desk: Desk, asked: Understanding) -> Draft | None:
    """What studies say, by name or of a place; else what networks of the place count."""
    alone = asked.mentions.studies and not (asked.content or asked.attributes)
    of_study = asked.category is Category.STUDY or alone
    if (asked.mentions.networks or asked.mentions.offers) and not of_study:
        return None
    cited = asked.mentions.studies or asked.mentions.authored
    if asked.mentions.networks and not cited and own_facts(desk, asked):
        # Its own facts tell of a study, but who wrote it and what it holds its record tells.
        return study_answer(desk, asked) if asks_who_made(asked) else None
    if cited and (told := cited_of_place(desk, asked)):
        return _drafted(told, asked)
    if asked.mentions.studies or asked.category is Category.STUDY:
        return study_answer(desk, asked)
    figures = Attribute.RESULTS in asked.attributes or asked.filters.year is not None
    # "In welchem Netzwerk ist das IMU-Institut?" asks of no study.
    of_networks = asked.category is Category.NETWORK and asked.filters.organisations
    wrote = asked.mentions.authored and not (asked.mentions.offices or of_networks)
    if wrote and (figures or asked.content or _OF_STUDIES & set(asked.attributes)):
        return study_answer(desk, asked)
    near = asked.filters.lands or (asked.place and asked.place.unique)
    figures = Intent.COUNT in asked.intents or Attribute.RATE in asked.attributes
    figures = figures or _SHARE.search(fold(asked.core)) is not None
    figures = figures or APART.search(fold(asked.core)) is not None
    if Intent.RESPONSIBLE in asked.intents or asked.category is not None:
        return None
    measured = measures_asked(asked)
    spoken = measured or (figures and asked.settled)
    if spoken and (near or asked.mentions.organisations):
        # What the network of the place counts itself is nearer than a study of its Land.
        near_by = _drafted(place_figures(desk, asked), asked)
        if near_by is None and near and (figures or "turnover" in measured):
            near_by = regional_figures(desk, asked) if figures else None
            near_by = near_by or _drafted(land_figures(desk, asked), asked)
        if near_by is not None or (near and figures):
            return near_by
    if near and asks_figures(asked):
        return study_answer(desk, replace(asked, category=Category.STUDY))
    if asks_most_affected(asked):
        return affected_regions(desk, asked)
    counted = Intent.COUNT in asked.intents and not asked.place and asked.mentions.empty
    return national_figures(desk, asked) if counted else None


def jobs_near(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Wie viele Jobs gehen in Bayern verloren?": of there, else what is said of the country.

    No programme and no network answers a question for figures on jobs.
    """
    named = not asked.mentions.empty or asked.mentions.authored or asked.category
    near = asked.place or asked.filters.lands
    figures = Intent.COUNT in asked.intents or Attribute.RESULTS in asked.attributes
    if named or not near or not figures or asked.followup:
        return None
    spoken = word_tables().meanings(words_of(asked.core))
    if not {"cuts", "employed"} & spoken:
        return None
    told = studies_asked(desk, asked)
    if told is not None and told.outcome is Outcome.ANSWERED:
        return told
    place = asked.place.unique if asked.place else None
    where = place.label if place else desk.joined(asked.filters.lands)
    gap = DraftSentence(desk.say("jobs_not_there", where=where), part=Part.MISSING)
    everywhere = replace(asked, place=None, filters=replace(asked.filters, lands=()))
    national = national_figures(desk, everywhere) if spoken & _OF_THE_INDUSTRY else None
    if national is None:
        # A programme for those at work is no figure.
        return told or Draft((gap,), Outcome.NO_SOURCE)
    whole = DraftSentence(desk.say("jobs_nationwide"))
    return replace(national, sentences=(gap, whole, *national.sentences), outcome=Outcome.NO_SOURCE)


_OF_THE_INDUSTRY = frozenset(("cuts", "combustion", "industry"))
_SHARE = re.compile(r"\b(?:anteil|prozentsatz|share)\b")
_OF_STUDIES = frozenset((Attribute.AUTHOR, Attribute.YEAR, Attribute.FUNDER))


def _drafted(lines: Sequence[DraftSentence], asked: Understanding) -> Draft | None:
    return Draft(tuple(lines), referents=asked.referents) if lines else None
