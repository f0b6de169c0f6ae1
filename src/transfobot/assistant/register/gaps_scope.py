"""What was asked of another time or place than the one recorded, and sums for what has none."""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.register.counted import (
    YEARS,
    asks_limit,
    counts,
    measures_asked,
    what_is_counted,
)
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.study_choice import chosen_studies
from transfobot.assistant.understand.language import stems_of, words_of
from transfobot.assistant.understand.times import quarter_of
from transfobot.assistant.understand.understanding import (
    OF_EVENTS,
    Attribute,
    Category,
    Intent,
    Understanding,
)
from transfobot.domain.places import Place
from transfobot.domain.register import last_day
from transfobot.german.text import fold


def of_studies(asked: Understanding) -> bool:
    """Whether a study is named, or studies are asked for."""
    cited = asked.mentions.studies or asked.mentions.authored
    return bool(cited or asked.category is Category.STUDY)


def asks_figures(asked: Understanding) -> bool:
    """Whether a number is asked for, in whatever words."""
    spoken = any(one.value in ("results", "rate", "money") for one in asked.attributes)
    return Intent.COUNT in asked.intents or spoken or bool(_NUMBER.search(asked.folded))


_NUMBER = re.compile(
    r"zahl(?:en)?\b|zaehl(?:t|te|en)\b|\w+(?:be)?stand\b|\bvoraus|prognos|erwarte|quartal|\bhoehe\b|\bprozent\w*|\banteil\b|\bfigures?\b|\bnumbers?\b"
)


def other_time(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """A figure asked for a year or quarter that the answer does not speak of."""
    text = fold(" ".join(one.text for one in draft.sentences))
    year = asked.filters.year
    if of_studies(asked):
        return _study_of_other_time(desk, asked, text)
    missed = year is not None and (
        _count_of_other_year(asked, draft, year)
        or _event_of_other_year(desk, asked, text, year)
        or _money_to_come(desk, asked, draft, year)
        or _budget_of_other_year(desk, asked, text, year)
        or _land_in_other_year(asked, text, year)
    )
    return desk.gap("gap_time", when=str(year)) if missed else _money_on_top(desk, asked, draft)


def _study_of_other_time(desk: Desk, asked: Understanding, said: str) -> DraftSentence | None:
    year, quarter = asked.filters.year, quarter_of(asked.folded)
    if not asks_figures(asked):
        return None
    missed = year is not None and year not in {int(one) for one in YEARS.findall(said)}
    if not missed and quarter is not None:
        missed = quarter != quarter_of(said)
    if not missed:
        return None
    when = desk.say("gap_quarter", quarter=quarter, year=year or "") if quarter else str(year)
    return desk.gap("gap_time", when=when.strip())


def _count_of_other_year(asked: Understanding, draft: Draft, year: int) -> bool:
    """ "Wie viele Workshops allein 2023": a sum over years, or of another one, is none of 2023."""
    counted = what_is_counted(asked)
    named = asked.mentions.networks and Intent.COUNT in asked.intents
    spanned = len(set(YEARS.findall(asked.core))) > 1
    if not named or spanned or counted is None:
        return False
    if year == asked.day.year and not _ALONE.search(asked.folded):
        return False
    telling = [one for one in draft.sentences if counts(one, counted[1])]
    if f"seit {year}" in asked.folded and any(str(year) in one.text for one in telling):
        # "Seit 2021": told from that year on.
        return False
    return bool(telling) and not any(_counts_in(one, year, counted[1]) for one in telling)


_ALONE = re.compile(r"\b(?:allein(?:e|ig)?|nur|bloss|ausschliesslich|einzig|only|alone)\b")


def _event_of_other_year(desk: Desk, asked: Understanding, said: str, year: int) -> bool:
    """ "Wann ist der Gipfel 2027?": the day and the guests of another year's are none of it."""
    offers = [one for one in map(desk.register.offer, asked.mentions.offers) if one]
    sought = OF_EVENTS & set(asked.attributes) or Intent.COUNT in asked.intents
    if not offers or not sought or asked.filters.statuses or str(year) in said:
        return False
    return all(one.begins or _YEARLY.search(fold(one.dates_text or "")) for one in offers)


_YEARLY = re.compile(r"jaehrlich|jedes jahr")


def _money_to_come(desk: Desk, asked: Understanding, draft: Draft, year: int) -> bool:
    """A sum for a year to come: the one on file was for the years before."""
    spoken = {one.value for one in asked.attributes}
    only = "money" in spoken and spoken <= {"money", "rate", "results", "status"}
    to_come = year > asked.day.year
    only = only and (to_come or asks_amount(asked)) and not asked.filters.statuses
    if not asked.mentions.networks or not only:
        return False
    if not (to_come or _past_the_end(desk, asked, year)):
        return False
    return not any(str(year) in one.text and "€" in one.text for one in draft.sentences)


def _money_on_top(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """ "Wie viel kam für das zusätzliche Jahr obendrauf?": the first sum is none of it."""
    on_top = _ON_TOP.search(asked.folded)
    if not asked.mentions.networks or on_top is None or Attribute.MONEY not in asked.attributes:
        return None
    if any("€" in one.text and _FURTHER.search(fold(one.text)) for one in draft.sentences):
        return None
    return desk.gap("gap_kind", what=desk.say("extra_money"))


_ON_TOP = re.compile(
    r"\b(?:obendrauf|obendrein|nachschlag|aufstockung|aufgestockt|nachgelegt"
    r"|zusaetzliche[nrs]? jahr"
    r"|(?:(?:welche[rn]?|wie hoch\w* \w+ \w*) (?:betrag|summe)|wie ?viel)\b.*\bverlaengerung)\b"
)
_FURTHER = re.compile(r"verlaenger|zusaetzlich|aufgestockt|weitere")


def _past_the_end(desk: Desk, asked: Understanding, year: int) -> bool:
    """Whether every network named ended before a year, as far as is proven."""
    networks = [one for one in map(desk.register.network, asked.mentions.networks) if one]
    ends = [last_day(one.span.ends).year if one.span.ends else year for one in networks]
    return bool(ends) and all(one < year for one in ends)


def _budget_of_other_year(desk: Desk, asked: Understanding, said: str, year: int) -> bool:
    """ "Mittel für 2025": what a programme had in another year, or has in all, is none of it."""
    counted = what_is_counted(asked) if Intent.COUNT in asked.intents else None
    spent = _SPENT.search(asked.folded) is not None
    # "Im laufenden Jahr" says when, and nothing of the programme.
    of_sum = spent or asks_amount(asked) or not asked.filters.statuses
    named = asked.mentions.programmes if of_sum else ()
    summed = spent or _BUDGET.search(asked.folded) or counted
    told = re.search(rf"{year} (?:stand|floss|gab|wurd)" if spent else str(year), said)
    if not named or not summed or told:
        return False
    if counted and _WITHIN.search(asked.folded):
        # "Wie viele Tage in drei Jahren?" names no year to come.
        return False
    programmes = [one for one in map(desk.register.programme, named) if one]
    called = " ".join(name for one in programmes for name in (one.name, *one.aliases))
    # "Wie viele Hubs gab es 2023?" counts what the programme itself is called.
    itself = counted is not None and bool(stems_of(counted[0]) & stems_of(called))
    return str(year) not in called and not itself


_WITHIN = re.compile(r"\b(?:in|binnen|innerhalb von) \w+ (?:jahren|monaten)\b")
_SPENT = re.compile(r"\b(?:geflossen|vergeben|ausgezahlt|ausgereicht|abgeflossen|verteilt)\b")
_BUDGET = re.compile(
    r"\b(?:foerder|haushalts|landes|bundes)?mittel\b|budget|haushalt|\betat\b|eingeplant|veranschlagt"
    r"|\bfloss|\bfliess|\bwie ?viel geld\b"
    r"|vorgesehen|bereitgestellt|bereit ?stehen|stand\w* bereit|\btopf\b|bewilligt|ausgegeben"
)


def _land_in_other_year(asked: Understanding, said: str, year: int) -> bool:
    """ "Beschäftigte in Thüringen 2025": figures of other years are none of that one."""
    counted = Intent.COUNT in asked.intents or "turnover" in measures_asked(asked)
    if not counted or asked.category is not None or str(year) in said:
        return False
    mentions = asked.mentions
    near = asked.filters.lands or (asked.place and asked.place.unique) or mentions.organisations
    counting = INDUSTRY & asked.meanings
    return bool((near or year > asked.day.year) and mentions.empty and counting)


INDUSTRY = frozenset(("employed", "turnover", "firms", "cuts"))


def asks_amount(asked: Understanding) -> bool:
    """Whether a sum is asked for, not only whether there is money."""
    return _AMOUNT.search(asked.folded) is not None


_AMOUNT = re.compile(
    r"\bwie ?viel|\bwie hoch|\b\w*(?:summe|hoehe|betrag|volumen|budget|geld|mittel)\b|\bkohle\b"
    r"|\bwas (?:be)?zahl|\bmillionen\b|\bhow (?:much|many|big)\b|\bamount\b"
)


def _counts_in(sentence: DraftSentence, year: int, words: frozenset[str]) -> bool:
    """Whether a count is one of that year: "… 2023, der zweite 2024 mit 60 Gästen" is of 2024."""
    if str(year) not in sentence.text or _sums_up(sentence, year):
        return False
    clauses = [replace(sentence, text=one) for one in re.split(r"[,;] (?![^(]*\))", sentence.text)]
    counting = [one for one in clauses if counts(one, words)]
    dated = [one for one in counting if YEARS.search(_STAND.sub("", one.text))]
    return not dated or any(str(year) in one.text for one in dated)


_STAND = re.compile(r"\((?:Stand|as of)[^)]*\)")
"""The day a record held, which is none of what a clause counts."""


def _sums_up(sentence: DraftSentence, year: int) -> bool:
    """Whether a year is only the begin or end of a span ("2022 bis 2026")."""
    span = re.search(r"\b((?:19|20)\d\d)\s*(?:bis|–|-|to)\s*((?:19|20)\d\d)\b", sentence.text)
    return span is not None and str(year) in span.groups()


def other_place(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """A figure asked for a place that no line of the answer speaks of."""
    named = (
        _of_other_area(desk, asked, draft)
        or _narrower_place(desk, asked, draft)
        or _dealt_out(desk, asked, draft)
    )
    return desk.gap("gap_time", when=named) if named else None


def _of_other_area(desk: Desk, asked: Understanding, draft: Draft) -> str | None:
    """A figure asked for a Land or district that none of the studies named speaks of."""
    cited = asked.mentions.studies or asked.mentions.authored or asked.category is Category.STUDY
    if not cited or not asks_figures(asked) or not draft.sentences:
        return None
    place, lands, named = _area_asked(desk, asked)
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
    return named


def _area_asked(desk: Desk, asked: Understanding) -> tuple[Place | None, set[str], str | None]:
    """The place and the Länder a question names, and what it calls them."""
    place = asked.place.unique if asked.place else None
    lands = {*asked.filters.lands, *((place.land,) if place and place.land else ())}
    named = asked.place.matched if place and asked.place else desk.joined(asked.filters.lands)
    return place, lands, named


def _narrower_place(desk: Desk, asked: Understanding, draft: Draft) -> str | None:
    """ "Wie viele Zulieferer in Peine?": a figure of the whole region or Land is none of the town.

    Of a town or district that gives the region its name it is taken for one.
    """
    place = asked.place.unique if asked.place else None
    counted = INDUSTRY & asked.meanings
    if place is None or not asked.place or asked.places_beside or not counted:
        return None
    single = place.kind in _NARROW and Intent.COUNT in asked.intents and asked.mentions.empty
    own = _folded(f"{asked.place.matched} {place.name} {place.district or ''}")
    around = _AROUND.search(asked.folded) or asked.category is not None
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
    return place.name


_AROUND = re.compile(
    r"\b(?:unsere[nm]? (?:\w+ )?(?:land)?kreisen?|raum|rund um|region|umland|umgebung|gegend"
    r"|ecke|metropolregion|zusammen|around)\b"
)
_NARROW = frozenset(("municipality", "district"))
_AREAS = frozenset(("kreis", "landkreis", "stadt", "region", "raum", "land", "gemeinde"))


def _dealt_out(desk: Desk, asked: Understanding, draft: Draft) -> str | None:
    """ "Wie viele Projekte gab es in Sachsen?": what a programme did in all is none of a Land's.

    Nor is its whole sum what a region gets of it ("welcher Teil geht nach …?").
    """
    programmes = [one for one in map(desk.register.programme, asked.mentions.programmes) if one]
    folded = asked.folded
    counted = what_is_counted(asked) if Intent.COUNT in asked.intents else None
    # "Wie viele Tage gibt es in Bayern?": what one is granted is the same everywhere.
    counting = counted and not _GRANTED.search(fold(counted[0])) and not asks_limit(asked)
    parted = _PARTED.search(folded)
    if not programmes or asked.mentions.networks or not (parted or counting):
        return None
    if not parted and not _CAME_ABOUT.search(folded):
        return None
    place, lands, named = _area_asked(desk, asked)
    if not named or not _asked_of(named, asked):
        return None
    whole = not place and all(set(one.lands) == lands for one in programmes)
    called = " ".join(" ".join((one.name, *one.aliases)) for one in programmes)
    spoken = _folded(" ".join(one.text for one in draft.sentences)) - _folded(called)
    if whole or _folded(named) & spoken:
        return None
    return named


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
