"""Studies (Studien) and facts: figures side by side with their source and year, never averaged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.language import words_of
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.understand_words import word_tables
from transfobot.assistant.understanding import Attribute, Category, Intent, Understanding
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Referents
from transfobot.domain.register import Network, Study
from transfobot.german.stems import stem
from transfobot.german.text import fold

_MANY = 8
APART = re.compile(
    r"\d\s+(?:oder|or|und|and|statt|bzw)\s+\d|\bverschieden\w*|\bunterschiedlich\w*|\bauseinander\w*"
    r"|\bwiderspr\w*|\babweich\w*|\bkursier\w*|\b(?:ein)?mal\b.*\d.*\b(?:ein)?mal\b.*\d"
    r"|\bzweierlei\b|\bzwei (?:\w+ )?zahlen\b|\bpass\w* nicht zusammen\b|\bstimmt (?:denn )?nun\b"
    r"|\b(?:die einen|manche)\b.*\d.*\bandere\b.*\d|\bdiffer\w*|\bcontradict\w*"
)
"""Figures that do not agree, and which of them is right."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_FACTS = 4
_SHORT_NOUN = 5
_PIECE = 6


def study_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """The results of the studies a question names, by title, author, year or region."""
    studies = chosen_studies(desk, asked)
    if not studies:
        return None
    if len(studies) > _MANY and not asked.content:
        return list_studies(desk, asked, studies)
    sentences: list[DraftSentence] = []
    several = len(studies) > 1 and Attribute.RESULTS in asked.attributes
    for one in studies[:_MANY]:
        sentences += _study_lines(desk, asked, one, narrow=len(studies) > 1)
    if several:
        head = desk.line("study_differ")
        sentences.insert(0, head)
    referents = Referents(place=asked.referents.place)
    if Intent.COUNT in asked.intents and len(studies) == 1 and not _counts(studies[0]):
        return Draft(tuple(sentences), Outcome.NO_SOURCE, referents=referents)
    missing = _years_beyond(asked, studies)
    if missing and {Intent.COUNT} & set(asked.intents):
        head = desk.line("study_other_year", years=desk.joined(missing))
        return Draft((head, *sentences), Outcome.NO_SOURCE, referents=referents)
    return Draft(tuple(sentences), referents=referents)


def _counts(study: Study) -> bool:
    """Whether its results hold figures other than days."""
    return any(letter.isdigit() for one in study.results for letter in _DAY.sub("", one))


_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\b(?:19|20)\d\d\b")


def _years_beyond(asked: Understanding, studies: Sequence[Study]) -> list[str]:
    """Years asked for of which none of the studies speaks."""
    text = " ".join(" ".join((one.title, str(one.year), *one.results)) for one in studies)
    missing = [str(year) for year in sorted(years_said(asked)) if str(year) not in text]
    return missing if len(missing) == len(years_said(asked)) else []


def chosen_studies(desk: Desk, asked: Understanding) -> list[Study]:
    """Titles first, then authors; narrowed by year and Land or region."""
    register = desk.register
    ids = asked.mentions.studies or asked.mentions.authored
    if len(years_said(asked)) > 1:
        # "IW 2021 und das Update 2025": one by its author, the other by its title.
        ids = tuple(dict.fromkeys((*asked.mentions.studies, *asked.mentions.authored)))
    studies = [one for one in map(register.study, ids) if one is not None]
    if not ids and asked.mentions.networks:
        return [one for one in register.studies if _by_network(desk, asked, one)]
    if not ids:
        studies = _by_region(desk, asked) if asked.category is Category.STUDY else []
    years = years_said(asked)
    studies = [one for one in studies if one.year in years] or studies
    if len(studies) > 1 and (asked.filters.lands or asked.place):
        near = [one for one in studies if _about(one, asked)]
        studies = near or studies
    if len(studies) < 2 or not asked.content or (not ids and _lists_all(asked)):
        return studies
    editions = [[one for one in studies if one.year == year] for year in sorted(years)]
    if sum(map(bool, editions)) > 1:
        # "2021 und 2025": of each year the nearest stands beside that of the other.
        return [one for listed in editions for one in _scored(listed, asked) or listed]
    best = _scored(studies, asked)
    return _with_other_authors(studies, best, asked) if best else studies


def _lists_all(asked: Understanding) -> bool:
    """ "Welche Studien über die Branche in Sachsen": all of the Land, unless a subject narrows."""
    listing = Intent.LIST in asked.intents and not _FIGURES & set(asked.attributes)
    return listing and not asked.subjects_anywhere


_FIGURES = frozenset((Attribute.RESULTS, Attribute.RATE))


def _with_other_authors(
    studies: Sequence[Study], best: Sequence[Study], asked: Understanding
) -> list[Study]:
    """The best, and those of another author who is named beside theirs."""
    spoken = {word.folded for word in words_of(asked.core)}

    def named(study: Study) -> set[str]:
        return {word.folded for word in words_of(study.author)} & spoken

    known = {word for one in best for word in named(one)}
    return [one for one in studies if one in best or (named(one) and not named(one) & known)]


def _by_network(desk: Desk, asked: Understanding, study: Study) -> bool:
    """Whether a study is by a network that is named, or of its region."""
    networks = [one for one in map(desk.register.network, asked.mentions.networks) if one]
    return any(
        fold(one.short_name) in fold(f"{study.title} {study.author}") or study.region == one.region
        for one in networks
    )


def years_said(asked: Understanding) -> set[int]:
    """The years a question names, in figures or as "letztes Jahr"."""
    years = {int(word.folded) for word in words_of(asked.core) if _YEAR.fullmatch(word.folded)}
    return years | ({asked.filters.year} if asked.filters.year else set())


def _by_region(desk: Desk, asked: Understanding) -> list[Study]:
    if asked.filters.lands or asked.place or asked.mentions.organisations:
        near = [one for one in desk.register.studies if _about(one, asked)]
        narrow = [] if _lists_all(asked) else [one for one in near if _names_region(one, asked)]
        return narrow or near
    studies = list(desk.register.studies)
    return _scored(studies, asked) if asked.content else studies


def _about(study: Study, asked: Understanding) -> bool:
    place = asked.place.unique if asked.place else None
    lands = set(asked.filters.lands) | ({place.land} if place and place.land else set())
    if set(study.lands) & lands:
        return True
    if asked.followup and lands:
        return False
    return _names_region(study, asked)


def _names_region(study: Study, asked: Understanding) -> bool:
    """Whether the question names the very region of a study."""
    names = {word.folded for word in words_of(study.region)}
    spoken = {word.folded for word in words_of(asked.core)}
    return bool((names & spoken) - {"region"})


def _scored(studies: Sequence[Study], asked: Understanding) -> list[Study]:
    """The studies that share most of the question's own words."""
    wanted = set(asked.content)
    meanings = word_tables().meanings(words_of(asked.core))
    scores = {
        one.id: len(wanted & _stems(" ".join((one.title, one.author, *one.results))))
        + len(meanings & word_tables().meanings(words_of(" ".join((one.title, *one.results)))))
        for one in studies
    }
    best = max(scores.values(), default=0)
    return [one for one in studies if best and scores[one.id] == best]


def _stems(text: str) -> set[str]:
    return {stem(word.folded) for word in words_of(text)}


def regional_figures(desk: Desk, asked: Understanding) -> Draft | None:
    """Figures of the studies on a region, where the question shares words with them."""
    near = [one for one in desk.register.studies if _about(one, asked)]
    text = " ".join(" ".join((one.title, *one.results)) for one in near)
    if any(not speaks_of(text, [noun]) for noun in asked.subjects):
        return None
    best = _scored(near, asked)
    if not best:
        return None
    lines = [line for one in best for line in _study_lines(desk, asked, one, narrow=True)]
    return Draft(tuple(lines), referents=Referents(place=asked.referents.place))


def asks_figures(asked: Understanding) -> bool:
    """ "Welche Zahlen gibt es zum Saarland?": the figures of a region and nothing narrower."""
    listing = {Intent.LIST, Intent.EXPLAIN} & set(asked.intents)
    return bool(listing and Attribute.RESULTS in asked.attributes and not asked.content)


def national_figures(desk: Desk, asked: Understanding) -> Draft | None:
    """Jobs or turnover of the whole industry, each study with its year."""
    spoken = word_tables().meanings(words_of(asked.core))
    if not (spoken & _COUNTED and spoken & _FIELDS):
        return None
    whole = [one for one in desk.register.studies if not one.lands]
    year = asked.filters.year
    of_year = [one for one in whole if one.year == year]
    best = _telling(of_year or whole, spoken)
    if not best:
        return None
    lines = [
        line for one in best[:_MOST_FACTS] for line in _study_lines(desk, asked, one, narrow=True)
    ]
    return Draft(tuple(lines), referents=asked.referents)


_COUNTED = frozenset(("employed", "turnover", "cuts"))
_FIELDS = frozenset(("industry", "combustion"))


def source_needles(study: Study) -> tuple[str, ...]:
    """What of a study's record says who published it and when."""
    year = (f"Jahr: {study.year}",) if study.year else ()
    return (study.author, *year)


def asks_most_affected(asked: Understanding) -> bool:
    """ "Welche Kreise trifft es am härtesten?", of no place in particular."""
    words = words_of(asked.core)
    areas = any(_AREA.search(word.folded) for word in words)
    hit = "affected" in word_tables().meanings(words)
    return bool(areas and hit and not asked.place and not asked.filters.lands)


_AREA = re.compile(r"region|kreis|gegend|staedte|areas?$|district")


def affected_regions(desk: Desk, asked: Understanding) -> Draft | None:
    """What studies say of the most affected regions, each with its year."""
    lines: list[DraftSentence] = []
    for study in sorted(desk.register.studies, key=lambda one: one.year, reverse=True):
        near = [one for one in study.results if _on_regions(one)]
        source = f"{study.author}, {study.year}" if study.year else study.author
        lines += [
            desk.line(
                "list_line",
                backed(study, one, *source_needles(study)),
                name=one.rstrip("."),
                detail=source,
            )
            for one in near
        ]
    return Draft(tuple(lines), referents=asked.referents) if lines else None


def _on_regions(result: str) -> bool:
    words = words_of(result)
    areas = any(_AREA.search(word.folded) for word in words)
    return (areas or ":" in result) and "affected" in word_tables().meanings(words)


def _telling(studies: Sequence[Study], spoken: set[str]) -> list[Study]:
    """Studies with a figure on what is counted, the newest first."""
    wanted = spoken & _COUNTED
    found = [
        one
        for one in studies
        if any(
            wanted <= word_tables().meanings(words_of(result))
            for result in one.results
            if any(letter.isdigit() for letter in result)
        )
    ]
    return sorted(found, key=lambda one: one.year, reverse=True)


def _study_lines(
    desk: Desk, asked: Understanding, study: Study, *, narrow: bool
) -> list[DraftSentence]:
    key = "study_head" if study.year else "study_head_undated"
    evidence = backed(study, *source_needles(study))
    lines = [desk.line(key, evidence, title=study.title, author=study.author, year=study.year)]
    results = list(study.results)
    wanted = set(asked.content)
    meanings = word_tables().meanings(words_of(asked.core))
    near = [
        one
        for one in results
        if wanted & _stems(one)
        or meanings & word_tables().meanings(words_of(one))
        or any(str(year) in one for year in years_said(asked))
    ]
    if near and narrow:
        results = near
    lines += [DraftSentence(f"– {one}", (backed(study, one),)) for one in results]
    if study.note:
        lines.append(DraftSentence(study.note, (backed(study, study.note),)))
    return lines


def list_studies(desk: Desk, asked: Understanding, studies: Sequence[Study]) -> Draft:
    """Titles with author and year."""
    key = "study_count_one" if len(studies) == 1 else "study_count"
    count = desk.count(len(studies))
    what = f" {desk.say('study_year', year=asked.filters.year)}" if asked.filters.year else ""
    head = desk.line(key, count=count[:1].upper() + count[1:], what=what)
    lines = [
        desk.line(
            "list_line",
            backed(one, one.author, f"Jahr: {one.year}" if one.year else one.title),
            name=one.title,
            detail=f"{one.author}, {one.year}" if one.year else one.author,
        )
        for one in studies
    ]
    return Draft((head, *lines), Outcome.ANSWERED, referents=asked.referents)


def speaks_of(text: str, nouns: Sequence[str]) -> bool:
    """Whether a text holds one of the subjects, or a word made from the same one."""
    folded = fold(text)
    return any(_stands(noun, folded) for noun in nouns)


def _stands(noun: str, folded: str) -> bool:
    """Short words whole or at a word's end; of long ones a piece past their first quarter.

    "Auszeichnung" and "ausgezeichnet" share one; "Arbeitslosenquote" and "Arbeit" do not.
    """
    if noun in folded:
        short = rf"\b{re.escape(noun)}\w{{0,3}}\b|{re.escape(noun)}\w{{0,2}}\b"
        return len(noun) > _SHORT_NOUN or re.search(short, folded) is not None
    first = len(noun) // 4
    pieces = range(first, len(noun) - _PIECE + 1)
    return any(noun[at : at + _PIECE] in folded for at in pieces)


def record_text(network: Network) -> str:
    """Everything a network's record says, for look-ups."""
    parts = [
        network.name,
        network.region,
        network.lead or "",
        network.lead_note or "",
        network.funding or "",
        network.status_note or "",
        network.span.text or "",
        network.span.note or "",
        network.span.begins or "",
        network.span.ends or "",
        network.span.extension_until or "",
        *(f"{one.name} {one.role or ''}" for one in network.partners),
        *network.focus,
        *network.offers,
        *network.audiences,
        *(fact.text for fact in network.facts),
    ]
    return "\n".join(parts)


def general_facts(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    """Statements about the whole field that hold most of the question's own words."""
    wanted = set(asked.content) | {
        stem(word.folded) for word in words_of(asked.core) if word.folded.isdigit()
    }
    if not wanted:
        return []
    found = [
        (len(wanted & _stems(fact.text)), fact, record)
        for record in desk.register.general
        for fact in record.facts
    ]
    best = max((score for score, _, _ in found), default=0)
    if best < max(1, (len(wanted) + 1) // 2):
        return []
    return [
        DraftSentence(fact.text, (backed(record, fact.text),))
        for score, fact, record in found
        if score == best
    ][:_MOST_FACTS]
