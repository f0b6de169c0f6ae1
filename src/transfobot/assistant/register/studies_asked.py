"""Whether a question asks of studies, or for figures that networks of a place or studies state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.counted import measures_asked
from transfobot.assistant.register.draft import Draft, DraftSentence, Part
from transfobot.assistant.register.entity import own_facts
from transfobot.assistant.register.figures import land_figures, place_figures
from transfobot.assistant.register.gaps_scope import asks_figures, of_studies
from transfobot.assistant.register.places import coverages_of
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.statements import TELLING, items_of, of_network
from transfobot.assistant.register.studies import (
    APART,
    affected_regions,
    asks_most_affected,
    national_figures,
    regional_figures,
    study_answer,
)
from transfobot.assistant.register.study_choice import about, ordered_by_ministry, studies_near
from transfobot.assistant.register.study_meant import names_unknown_source
from transfobot.assistant.register.study_results import study_line
from transfobot.assistant.understand.language import as_written, words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import listed, pattern, word_tables
from transfobot.domain.answers import Outcome
from transfobot.domain.register import Network, Study
from transfobot.german.stems import stem
from transfobot.german.text import fold


def source_unknown(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Laut McKinsey": figures of others do not answer for a source that is not on file."""
    if asked.place and {Intent.BELONGS, Intent.RESPONSIBLE} & set(asked.intents):
        # A firm that only says where somebody works is no source of figures.
        return None
    source = names_unknown_source(desk, asked)
    if source is None or not asked.mentions.empty or not (of_studies(asked) or asks_figures(asked)):
        return None
    gap = DraftSentence(desk.say("source_unknown", name=source), part=Part.MISSING)
    return Draft((gap,), Outcome.NO_SOURCE, referents=asked.referents)


def paper_of_region(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Gibt es in Südwestfalen eine Strategie?", "Köngen: Flächen, Studie dazu?": of there alone.

    That none is on file, or none on the subject, stands before what there is; what other regions
    have is no answer.
    """
    mentions = asked.mentions
    called = mentions.programmes and not mentions.organisations
    named = mentions.studies or mentions.authored or mentions.offers or called
    paper = _PAPER.search(asked.folded)
    networks, where = _region_asked(desk, asked)
    if named or not where or not (paper or asked.category is Category.STUDY) or _of_one(asked):
        return None
    own = list(dict.fromkeys((*studies_near(desk, networks), *about(desk, asked))))
    titled = [one for one in own if paper and _PAPER.search(fold(one.title))]
    if titled := titled or ordered_by_ministry(own, asked):
        meant = replace(mentions, studies=tuple(one.id for one in titled))
        return study_answer(desk, replace(asked, mentions=meant, category=Category.STUDY))
    missing = _unstudied(asked, own)
    if paper is not None:
        word = as_written(asked.core, paper[0]) or paper[0]
        gap = desk.gap("paper_none_there", where=where, what=word)
    elif not own:
        gap = desk.gap("study_none_of_land", lands=where)
    elif missing:
        gap = desk.gap("study_none_on", where=where, what=desk.joined(missing))
    elif networks and set(mentions.networks) <= set(mentions.organisations):
        # What the study of a region says its record tells, and no other one.
        meant = replace(mentions, studies=tuple(one.id for one in own), networks=())
        return study_answer(desk, replace(asked, mentions=meant)) if mentions.networks else None
    else:
        return None
    told = [
        line.line.beside()
        for network in map(desk.register.network, networks)
        for line in (of_network(desk, network) + items_of(desk, network) if network else ())
        if paper is not None and _PAPER.search(fold(line.text))
    ]
    whole = sorted(desk.register.studies, key=lambda one: (bool(one.lands), -one.year))
    titles = own or whole[:_NATIONWIDE]
    head = desk.line("study_beside" if own else "study_nationwide").beside()
    lines = [study_line(desk, one, one.title).beside() for one in titles]
    return Draft((gap, *told, head, *lines), Outcome.NO_SOURCE, referents=asked.referents)


def papers_missing(
    desk: Desk, asked: Understanding, networks: Sequence[Network]
) -> list[DraftSentence]:
    """ "Vergleich die Strategien von …": of which of the networks no such paper is on file."""
    paper = _PAPER.search(asked.folded)
    without = [
        one.region
        for one in networks
        if not any(_PAPER.search(fold(each.title)) for each in studies_near(desk, (one.id,)))
    ]
    if paper is None or not without:
        return []
    word = as_written(asked.core, paper[0]) or paper[0]
    return [desk.gap("paper_none_there", where=desk.joined(without), what=word)]


def _of_one(asked: Understanding) -> bool:
    """Whether something is asked of a paper, or of a network by its name, and not whether there is
    one: who wrote it, what it counts.
    """
    by_name = set(asked.mentions.networks) - set(asked.mentions.organisations)
    told = (TELLING | {"aid"}) & asked.meanings
    counted = Intent.COUNT in asked.intents or set(asked.attributes) - _OF_PAPERS or told
    dated = asked.category is Category.STUDY and asked.filters.year
    other = asked.filters.partner_kinds or Intent.COMPARE in asked.intents
    return bool(by_name or counted or dated or other)


_OF_PAPERS = frozenset((
    Attribute.RESULTS, Attribute.FOCUS, Attribute.REGION, Attribute.PLACE, Attribute.STATUS,
))  # fmt: skip
_PAPER = pattern("studies_asked_paper")
_NATIONWIDE = 2


def _region_asked(desk: Desk, asked: Understanding) -> tuple[tuple[str, ...], str]:
    """The networks of the place, region or Land that is named, and how it is called."""
    place = asked.place.unique if asked.place else None
    ids = asked.mentions.networks or asked.mentions.organisations
    if place is not None:
        return tuple(one.network.id for one in coverages_of(desk, place)) or ids, place.label
    first = desk.register.network(ids[0]) if len(set(ids)) == 1 else None
    if first is not None:
        return (first.id,), first.region
    return (), desk.joined(asked.filters.lands)


def _unstudied(asked: Understanding, studies: Sequence[Study]) -> list[str]:
    """The nouns asked about, where no study on file speaks of any of them."""
    told = " ".join(f"{one.title} {' '.join(one.results)}" for one in studies)
    plain = set(map(stem, (*listed("generic"), *listed("of_all"))))
    tables = word_tables()
    spoken = tables.meanings(words_of(told))
    shown = [
        one
        for one in asked.words
        if stem(one.folded) in set(asked.nouns) - plain
        and "industry" not in tables.meanings((one,))
        and not _KIND_OF_AREA.search(one.folded)
        and not {each.group for each in tables.find((one,))} & _WHO_OR_WHERE
    ]
    held = [one for one in shown if tables.meanings((one,)) & spoken or one.folded in fold(told)]
    return [] if held else [one.shown for one in shown]


_KIND_OF_AREA = re.compile(r"kreis|region|land|stadt|gemeinde|raum")
_WHO_OR_WHERE = frozenset(("audiences", "lands", "framing"))


def studies_asked(desk: Desk, asked: Understanding) -> Draft | None:
    """What studies say, by name or of a place; else what networks of the place count."""
    alone = asked.mentions.studies and not (asked.content or asked.attributes)
    of_study = asked.category is Category.STUDY or alone
    # "Was sagt IW Consult zu Ostwürttemberg?"
    of_study = of_study or (asked.mentions.authored and Attribute.RESULTS in asked.attributes)
    if (asked.mentions.networks or asked.mentions.offers) and not of_study:
        return None
    cited = asked.mentions.studies or asked.mentions.authored
    if asked.mentions.networks and not cited and own_facts(desk, asked):
        # Its own facts tell of a study, but who wrote it and what it holds its record tells.
        return study_answer(desk, asked) if Attribute.AUTHOR in asked.attributes else None
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
    figures = figures or _SHARE.search(asked.folded) is not None
    figures = figures or APART.search(asked.folded) is not None
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
    if near and Attribute.RESULTS in asked.attributes and not asked.content:
        # "Welche Zahlen gibt es zum Saarland?"
        return study_answer(desk, replace(asked, category=Category.STUDY))
    if asks_most_affected(asked):
        return affected_regions(desk, asked)
    counted = {Intent.COUNT} & set(asked.intents) or {Attribute.RESULTS} & set(asked.attributes)
    whole = not asked.place and asked.mentions.empty
    return national_figures(desk, asked) if counted and whole else None


def jobs_near(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Wie viele Jobs gehen in Bayern verloren?": of there, else what is said of the country.

    No programme and no network answers a question for figures on jobs.
    """
    named = not asked.mentions.empty or asked.mentions.authored or asked.category
    near = asked.place or asked.filters.lands
    figures = Intent.COUNT in asked.intents or Attribute.RESULTS in asked.attributes
    if named or not near or not figures or asked.followup:
        return None
    spoken = asked.meanings
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
