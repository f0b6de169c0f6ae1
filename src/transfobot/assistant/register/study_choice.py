"""Which studies a question means: by title, author, edition, Land or region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from transfobot.assistant.denial import not_meant, set_aside
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.study_results import described_results
from transfobot.assistant.understand.language import stems_of, words_of
from transfobot.assistant.understand.times import year_shown, years_between, years_meant
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import pattern, word_tables
from transfobot.domain.register import Study
from transfobot.german.figures import number_of
from transfobot.german.text import fold

_YEAR = re.compile(r"(?<!\w)(?:19|20)\d\d(?=\b|er\b)")


def chosen_studies(desk: Desk, asked: Understanding) -> list[Study]:
    """Titles first, then authors; narrowed by year and Land or region."""
    register = desk.register
    ids = asked.mentions.studies or asked.mentions.authored
    years = years_said(asked)
    if len(years) > 1:
        # "IW 2021 und das Update 2025": one by its author, the other by its title.
        ids = tuple(dict.fromkeys((*asked.mentions.studies, *asked.mentions.authored)))
    studies = [one for one in map(register.study, ids) if one is not None]
    there = about(desk, asked) if asked.filters.lands else list(register.studies)
    if _WHOLE.search(asked.folded):
        there = [one for one in there if not one.lands]
    if by_others(desk, asked):
        return [one for one in there if one not in studies and one.year in (years or {one.year})]
    if asked.mentions.authored:
        several = len(years) > 1
        titled = [one for one in _titled(desk, asked) if one in studies and not several]
        near = about(desk, asked) if asked.place else []
        own = studies_near(desk, asked.mentions.networks)
        studies = [one for one in own if one in studies] or studies
        studies = titled or _written_by([*near, *studies], asked) or studies
    studies += _other_editions(desk, asked, studies)
    if aside := not_meant(asked.core):
        studies = [one for one in studies if str(one.year) not in aside]
    year = asked.filters.year
    if not ids and year is not None and year_shown(asked.core, year) != str(year):
        # "Nach 2022 erschienen": those of that side of the year, however few.
        meant = years_meant(asked.core, year, {one.year for one in register.studies})
        near = _by_region(desk, asked) if asked.filters.lands or asked.place else there
        return [one for one in near if one.year in meant]
    span = years_between(asked.core)
    if not ids and span and asked.category is Category.STUDY and not figured(asked):
        # "Was erschien zwischen 2020 und 2022": all of those years.
        return [one for one in register.studies if one.year in span]
    if not ids and asked.category is Category.STUDY and _asks_unfigured(asked):
        return [one for one in register.studies if any(map(_NO_FIGURES.search, one.results))]
    if not ids and asked.mentions.networks:
        return studies_near(desk, asked.mentions.networks)
    if not ids and asked.category is Category.STUDY:
        studies = ordered_by_ministry(register.studies, asked) or _titled(desk, asked)
        studies = studies or _by_region(desk, asked)
    spoken = {word.folded for word in asked.words}
    studies = _by_age(_of_years(studies, asked, spoken) or studies, asked)
    if len(studies) > 1 and (asked.filters.lands or asked.place):
        near = [one for one in about(desk, asked) if one in studies]
        studies = near or studies
    several = _SEVERAL.search(asked.folded) is not None and not figured(asked)
    if len(studies) < 2 or not asked.content or (not ids and _lists_all(asked)) or several:
        return studies
    named = dict.fromkeys(frozenset(_behind(one) & spoken) for one in studies)
    editions = [[one for one in studies if one.year == year] for year in sorted(years)]
    authors = [[one for one in studies if _behind(one) & spoken == each] for each in named if each]
    for apart in (editions, authors):
        if sum(map(bool, apart)) > 1:
            # "2021 und 2025", "CAR oder M-Five": the nearest of each beside that of the other.
            return [one for listed in apart for one in scored(listed, asked) or listed]
    return scored(studies, asked) or studies


def _of_years(studies: Sequence[Study], asked: Understanding, spoken: set[str]) -> list[Study]:
    """Those of the years named, and what is named beside them without one."""
    of_years = [one for one in studies if one.year in years_said(asked)]
    heads = {words_of(one.title)[0] for one in of_years}
    alike = [one for one in studies if words_of(one.title)[0] in heads and one not in of_years]
    # "Nach IW 2021 und nach dem Update": the other edition, by a word of its title.
    besides = [one for one in alike if set(asked.content) & stems_of(one.title)]
    dated = {name for one in of_years for name in _behind(one)}
    # "Die von CATI oder die von IW 2021": the year says which of the one only.
    besides += [one for one in studies if of_years and (_behind(one) & spoken) - dated]
    return [*of_years, *besides]


def _asks_unfigured(asked: Understanding) -> bool:
    """ "Zu welchen Studien liegen keine Zahlen vor?"."""
    without = {Attribute.RESULTS, Attribute.RATE} & set(asked.filters.without)
    unsaid = bool(without) or _WITHOUT_FIGURES.search(asked.folded) is not None
    return unsaid and Intent.LIST in asked.intents and asked.mentions.empty


_WITHOUT_FIGURES = pattern("without_figures")
_NO_FIGURES = re.compile(r"\b(?:Zahl|Zahlen|Ergebnisse)\b(?=.*\b(?:nicht|keine)\b)")


def by_others(desk: Desk, asked: Understanding) -> bool:
    """Whether those who are named as authors are set aside: "nicht von Prognos"."""
    wrote = [one for one in map(desk.register.study, asked.mentions.authored) if one]
    # "Wer hat die außer Agora verfasst?" asks for the others who wrote that one.
    asks_who = {"wer", "who"} & {one.folded for one in asked.words}
    aside = set_aside(asked.core) if wrote and not asks_who else set()
    return bool(aside) and all(
        aside & {word.folded for word in words_of(one.author)} for one in wrote
    )


def ordered_by_ministry(studies: Sequence[Study], asked: Understanding) -> list[Study]:
    """ "Die Untersuchung fürs Wirtschaftsministerium": those written for the federal one."""
    if not _MINISTRY.search(asked.folded) or asked.filters.lands:
        return []
    return [one for one in studies if _FOR_MINISTRY.search(one.author)]


_MINISTRY = re.compile(r"\b(?:bundes)?(?:wirtschafts)?ministeriums?\b(?! fuer arbeit)")
_FOR_MINISTRY = re.compile(r"\bBMW[EKi]\b")
"""The ministry of the economy, as it was called from year to year."""


def _titled(desk: Desk, asked: Understanding) -> list[Study]:
    """ "Die Strukturstudie von 2019": those with a long word of the question in their title."""
    spoken = {one.folded for one in asked.words if len(one.folded) > _LONG_WORD}
    tables = word_tables()
    spoken = {
        one
        for one in spoken
        if not any(each.group in ("synonyms", "lands") for each in tables.find(words_of(one)))
    }
    return [
        one
        for one in desk.register.studies
        if spoken
        & {word.folded for word in words_of(one.title)}
        - {word.folded for word in words_of(one.region)}
    ]


_LONG_WORD = 11


def _written_by(studies: Sequence[Study], asked: Understanding) -> list[Study]:
    """ "Das ifo Institut hat für den VDA gerechnet": not what another one wrote for the VDA."""
    spoken = {word.folded for word in words_of(asked.text)}
    return [one for one in dict.fromkeys(studies) if spoken & _behind(one)]


def _behind(study: Study) -> set[str]:
    """Who wrote a study, without whom they wrote it for."""
    tables = word_tables()
    wrote = words_of(_FOR.sub("", study.author))
    return {one.folded for one in wrote if not tables.is_filler(one.folded)}


_FOR = re.compile(r"\(für [^)]*\)")


def _by_age(studies: list[Study], asked: Understanding) -> list[Study]:
    """ "Die neueste Studie": of the latest year, or of the first."""
    text = asked.folded
    newest, oldest = _NEWEST.search(text), _OLDEST.search(text)
    dated = [one for one in studies if one.year]
    heads = [words_of(one.title)[0].folded for one in dated]
    if _EDITION.search(text) and (again := {one for one in heads if heads.count(one) > 1}):
        dated = [one for one, head in zip(dated, heads, strict=True) if head in again]
    whole = [one for one in dated if not one.lands] if _WHOLE.search(text) else []
    if not dated or not (newest or oldest):
        return studies
    of_those = whole or dated
    year = (max if newest else min)(one.year for one in of_those)
    return [one for one in of_those if one.year == year]


_NEWEST = re.compile(r"\bneu(?:e)?ste\w*\b|\bjuengste\w*\b|\baktuellste\w*\b|\blatest\b")
_EDITION = pattern("edition")
_OLDEST = re.compile(rf"\baelteste\w*\b|\bfrueheste\w*\b|\boldest\b|{_EDITION.pattern}")
_COUNTED = re.compile(r"\bwie ?viele (?:\w+ )?(?:studien|untersuchungen|gutachten|analysen)\b")
_WHOLE = re.compile(r"\bdeutschland\w*\b|\bbundesweit\w*\b|\bdeutsche\w*\b|\bgermany\b")


def _other_editions(desk: Desk, asked: Understanding, studies: Sequence[Study]) -> list[Study]:
    """ "Strukturstudie BW 2019 und 2023": by the title of one, that of the other year as well."""
    missing = years_said(asked) - {one.year for one in studies}
    aside = not_meant(asked.core) & {str(one.year) for one in studies}
    edition = bool(aside) or _EDITION.search(asked.folded) is not None
    if not asked.mentions.studies or not (missing or edition):
        return []
    if (
        not edition
        and len(years_said(asked)) < _EDITIONS
        and any(str(year) in one for year in missing for study in studies for one in study.results)
    ):
        # "Was sagt die Studie von 2019 für 2025?" asks for no other one.
        return []
    heads = {words_of(one.title)[0].folded for one in studies}
    if asked.followup and not edition:
        heads |= {word for one in studies for word in _authors(one)}
    return [
        one
        for one in desk.register.studies
        if (one.year in missing or (edition and one not in studies))
        and heads & {words_of(one.title)[0].folded, *_authors(one)}
    ]


_EDITIONS = 2


def _authors(study: Study) -> set[str]:
    """Names of institutes: "CATI", "IMU", not "Institut"."""
    return {one.folded for one in words_of(study.author) if one.shown[:2].isupper()}


def _lists_all(asked: Understanding) -> bool:
    """ "Welche Studien über die Branche in Sachsen": all of the Land, unless a subject narrows."""
    listing = Intent.LIST in asked.intents or _SEVERAL.search(asked.folded)
    return bool(listing and not (_FIGURES & set(asked.attributes) or asked.subjects_anywhere))


def figured(asked: Understanding) -> bool:
    """Whether a number is asked for."""
    return bool(_FIGURES & set(asked.attributes)) or Intent.COUNT in asked.intents


_FIGURES = frozenset((Attribute.RESULTS, Attribute.RATE))
_SEVERAL = pattern("several")


def years_said(asked: Understanding) -> set[int]:
    """The years a question names, in figures or as "letztes Jahr"."""
    told = asked.core if _YEAR.search(asked.core) or not asked.mentions.authored else asked.text
    told = _SINCE.sub(" ", fold(told))
    # "Die 2021er Ausgabe".
    years = {int(one) for one in set(_YEAR.findall(told)) - not_meant(told)}
    later = _LATER.search(asked.folded) if years else None
    if later is not None:
        years.add(max(years) + (number_of(later["steps"] or "") or 1))
    since = {int(one) for one in _SINCE.findall(asked.folded)}
    return years | ({asked.filters.year} - {None, *since} if asked.filters.year else set())


_SINCE = re.compile(r"\b(?:seit|gegenueber|since|compared (?:to|with)) ((?:19|20)\d\d)\b")
_LATER = pattern("later")


def _by_region(desk: Desk, asked: Understanding) -> list[Study]:
    if asked.filters.lands or asked.place or asked.mentions.organisations:
        near = about(desk, asked)
        narrow = (
            []
            if _lists_all(asked) and not asked.place
            else [one for one in near if _names_region(one, asked)]
        )
        return narrow or near
    studies = list(desk.register.studies)
    of_years = [one for one in studies if one.year in years_said(asked)]
    if not of_years and (year := asked.filters.year):
        # "Wer hat bis 2035 gerechnet?": those that tell of it.
        telling = [one for one in studies if any(str(year) in each for each in one.results)]
        studies = telling or studies
    if of_years and not asked.subjects_anywhere:
        # "Was erschien 2019 an Studien?": all of that year.
        return of_years
    text = asked.folded
    if _WHOLE.search(text) and (
        _lists_all(asked) or _SEVERAL.search(text) or _COUNTED.search(text)
    ):
        return [one for one in studies if not one.lands]
    aged = _NEWEST.search(text) or _OLDEST.search(text)
    if not asked.content or aged:
        return studies
    strange = set(asked.subjects_anywhere)
    titled = [one for one in studies if strange & stems_of(one.title)]
    described = [study for study, _ in described_results(asked, titled or studies)]
    return list(dict.fromkeys(described)) or scored(studies, asked)


def about(desk: Desk, asked: Understanding) -> list[Study]:
    """The studies on the Land or region of the question; of another region of the Land none."""
    place = asked.place.unique if asked.place else None
    lands = set(asked.filters.lands) | ({place.land} if place and place.land else set())
    apart = asked.filters.negated and place is None
    inside = [one for one in desk.register.studies if bool(lands & set(one.lands)) is not apart]
    if place is not None:
        covering = (one for ags in place.district_ags for one in desk.register.covering(ags))
        around = [one.network.id for one in covering]
        near = studies_near(desk, (*around, *asked.mentions.organisations))
        inside = [one for one in inside if one in near or one.region in lands]
    if apart or (asked.followup and lands):
        return inside
    return [one for one in desk.register.studies if one in inside or _names_region(one, asked)]


def studies_near(desk: Desk, ids: Iterable[str]) -> list[Study]:
    """Studies that bear the name of one of these networks, or are of its region."""
    networks = [one for one in map(desk.register.network, dict.fromkeys(ids)) if one]
    return [
        one
        for one in desk.register.studies
        if any(
            fold(two.short_name) in fold(f"{one.title} {one.author}")
            or fold(two.region) in fold(one.title)
            or two.region == one.region
            for two in networks
        )
    ]


def _names_region(study: Study, asked: Understanding) -> bool:
    """Whether the question names the very region of a study."""
    names = {word.folded for word in words_of(study.region)}
    spoken = {word.folded for word in asked.words}
    return bool((names & spoken) - {"region"})


def scored(studies: Sequence[Study], asked: Understanding) -> list[Study]:
    """The studies that share most of the question's own words."""
    wanted = set(asked.content)
    meanings = asked.meanings
    scores = {
        one.id: sum(
            _held(each, stems_of(" ".join((one.title, one.author, *one.results))))
            for each in wanted
        )
        + len(meanings & word_tables().meanings(words_of(" ".join((one.title, *one.results)))))
        for one in studies
    }
    best = max(scores.values(), default=0)
    return [one for one in studies if best and scores[one.id] == best]


def _held(word: str, roots: frozenset[str]) -> bool:
    """Whether a word stands there, or a long one at the end of another ("-zulieferindustrie")."""
    long = len(word) > _LONG_WORD
    return word in roots or (long and any(one.endswith(word) for one in roots))
