"""What was asked of a place and is only on file for a wider one, or for none."""

from __future__ import annotations

import re

from transfobot.assistant.register.counted import asks_limit, what_is_counted
from transfobot.assistant.register.draft import Draft, DraftSentence, Part
from transfobot.assistant.register.gaps_time import INDUSTRY, asks_figures
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.study_choice import chosen_studies
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Category, Intent, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.german.text import fold


def other_place(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """A figure asked for a place that no line of the answer speaks of."""
    return (
        _of_other_area(desk, asked, draft)
        or _narrower_place(desk, asked, draft)
        or _dealt_out(desk, asked, draft)
    )


def _of_other_area(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """A figure asked for a Land or district that none of the studies named speaks of."""
    cited = asked.mentions.studies or asked.mentions.authored or asked.category is Category.STUDY
    if not cited or not asks_figures(asked) or not draft.sentences:
        return None
    place = asked.place.unique if asked.place else None
    lands = {*asked.filters.lands, *((place.land,) if place and place.land else ())}
    named = asked.place.matched if place and asked.place else desk.joined(asked.filters.lands)
    if not lands or not named or not _asked_of(named, asked):
        return None
    studies = [one for one in chosen_studies(desk, asked) if one]
    words = {word.folded for word in words_of(f"{named} {place.name if place else ''}")}
    words |= {fold(land) for land in asked.filters.lands}
    spoken = fold(" ".join(one.text for one in draft.sentences))
    whole = {fold(land) for land in lands} if place else set()
    near = any(
        words & _folded(one.region) or (lands & set(one.lands) and fold(one.region) not in whole)
        for one in studies
    )
    if near or any(word in spoken for word in words - _AREAS):
        return None
    return DraftSentence(desk.say("gap_time", when=named), part=Part.MISSING)


def _narrower_place(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """ "Wie viele Zulieferer in Peine?": a figure of the whole region or Land is none of the town.

    Of a town or district that gives the region its name it is taken for one.
    """
    place = asked.place.unique if asked.place else None
    counted = INDUSTRY & word_tables().meanings(words_of(asked.core))
    if place is None or not asked.place or asked.places_beside or not counted:
        return None
    single = place.kind in _NARROW and Intent.COUNT in asked.intents and asked.mentions.empty
    own = _folded(f"{asked.place.matched} {place.name} {place.district or ''}")
    around = _AROUND.search(fold(asked.core)) or asked.category is not None
    told = any(own & _folded(one.text) for one in draft.sentences)
    if not single or around or told or not _asked_of(asked.place.matched, asked):
        return None
    networks = [one.network for ags in place.district_ags for one in desk.register.covering(ags)]
    if any(own & _folded(f"{one.name} {one.region}") for one in networks):
        return None
    beside = [desk.place_of(each.ags) for one in networks for each in one.districts]
    others = _folded(" ".join(one.name for one in beside if one)) - own
    if others & _folded(asked.core):
        # "In Tuttlingen, Rottweil und …": of the region, district by district.
        return None
    if any(len(one.districts) == 1 and place.kind == "district" for one in networks):
        return None
    return DraftSentence(desk.say("gap_time", when=place.name), part=Part.MISSING)


_AROUND = re.compile(
    r"\b(?:unsere[nm]? (?:\w+ )?(?:land)?kreisen?|raum|rund um|region|umland|umgebung|gegend"
    r"|ecke|metropolregion|zusammen|around)\b"
)
_NARROW = frozenset(("municipality", "district"))
_AREAS = frozenset(("kreis", "landkreis", "stadt", "region", "raum", "land", "gemeinde"))


def _dealt_out(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """ "Wie viele Projekte gab es in Sachsen?": what a programme did in all is none of a Land's.

    Nor is its whole sum what a region gets of it ("welcher Teil geht nach …?").
    """
    programmes = [one for one in map(desk.register.programme, asked.mentions.programmes) if one]
    folded = fold(asked.core)
    counted = what_is_counted(asked) if Intent.COUNT in asked.intents else None
    # "Wie viele Tage gibt es in Bayern?": what one is granted is the same everywhere.
    counting = counted and not _GRANTED.search(fold(counted[0])) and not asks_limit(asked)
    parted = _PARTED.search(folded)
    if not programmes or asked.mentions.networks or not (parted or counting):
        return None
    if not parted and not _CAME_ABOUT.search(folded):
        return None
    place = asked.place.unique if asked.place else None
    lands = {*asked.filters.lands, *((place.land,) if place and place.land else ())}
    named = asked.place.matched if place and asked.place else desk.joined(asked.filters.lands)
    if not named or not _asked_of(named, asked):
        return None
    whole = not place and all(set(one.lands) == lands for one in programmes)
    called = " ".join(" ".join((one.name, *one.aliases)) for one in programmes)
    spoken = _folded(" ".join(one.text for one in draft.sentences)) - _folded(called)
    if whole or _folded(named) & spoken:
        return None
    return DraftSentence(desk.say("gap_time", when=named), part=Part.MISSING)


_GRANTED = re.compile(r"tage?n?$|stunden?$|wochen?$|monate?n?$|jahre?n?$|prozent$|modul")
_PARTED = re.compile(
    r"\b(?:welche[rn]? (?:an)?teil|wie ?viel davon|wie ?viel (?:geld|euro) (?:davon )?)\b.*"
    r"\b(?:land|fl[io]+e?ss|fliess|flies|geh|ging|gegangen|entf[aei]+l|kam|komm|gekommen|bekomm"
    r"|bekam|erh[ai]e?l|krieg)"
)
_CAME_ABOUT = re.compile(
    r"\b(?:gab (?:es|s)?|gabs|gibt|wurden?|sind|haben|hat|lief(?:en)?|laufen|entstanden"
    r"|entfallen|entfielen|kamen|profitier\w+|were|was|did)\b"
)


def _asked_of(named: str, asked: Understanding) -> bool:
    """Whether the place limits what is asked ("in Hessen"), not who asks ("ich bin aus Olpe")."""
    spelt = " ".join(word.folded for word in words_of(named))
    if asked.place is None:
        return True
    core, text = (
        " ".join(word.folded for word in words_of(one)) for one in (asked.core, asked.text)
    )
    living = re.compile(
        rf"\b(?:(?:aus|hier in|sitzen in|bin in|wohne in) (?:\w+ )?|^fuer (?:\w+ ){{1,3}}in )"
        rf"{re.escape(spelt)}"
    )
    return spelt in core and living.search(text) is None


def _folded(text: str) -> set[str]:
    return {word.folded for word in words_of(text)} - _AREAS
