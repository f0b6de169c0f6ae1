"""Studies (Studien) and facts: figures side by side with their source and year, never averaged."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from transfobot.assistant.register.counted import counted_noun
from transfobot.assistant.register.draft import Draft, DraftSentence, Part
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.study_choice import (
    about,
    by_others,
    chosen_studies,
    scored,
    years_said,
)
from transfobot.assistant.register.study_results import study_head, study_line
from transfobot.assistant.understand.language import stems_of, words_of
from transfobot.assistant.understand.times import year_shown, years_between
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.assistant.understand.words import pattern, word_tables
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Referents
from transfobot.domain.register import Study
from transfobot.german.glossary import told_otherwise
from transfobot.german.stems import stem
from transfobot.german.text import fold

_MANY = 8
APART = pattern("apart")
_MOST_FACTS = 4
_SHORT_NOUN = 5
_PIECE = 6


def study_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """The results of the studies a question names, by title, author, year or region."""
    studies = chosen_studies(desk, asked)
    if not studies:
        return None
    many = len(studies) > _MANY and (not asked.content or _of_a_group(desk, asked))
    if many and (missing := _years_beyond(asked, studies)):
        # "Gibt es für 2018 Studien?": those of other years are none.
        gap = DraftSentence(desk.say("study_none_of_year", years=desk.joined(missing)))
        return Draft((gap,), Outcome.NO_SOURCE, referents=asked.referents)
    if many or _counts_studies(asked):
        return list_studies(desk, asked, studies)
    narrow = len(studies) > 1
    lines = [
        line for one in studies[:_MANY] for line in _study_lines(desk, asked, one, narrow=narrow)
    ]
    referents = Referents(place=asked.referents.place)
    if _asks_price(asked):
        gap = DraftSentence(desk.say("gap_kind", what=desk.say("kind_price")), part=Part.MISSING)
        return Draft((gap, *(one.beside() for one in lines)), referents=referents)
    if narrow and Attribute.RESULTS in asked.attributes:
        lines.insert(0, desk.line("study_differ"))
    # "Aus welchem Jahr ist sie?": the heading says that none is on file.
    undated = Attribute.YEAR in asked.attributes and not any(one.year for one in studies)
    counted = Intent.COUNT in asked.intents
    missing = _years_beyond(asked, studies) if counted else []
    if missing:
        lines.insert(0, desk.line("study_other_year", years=desk.joined(missing)))
    uncounted = counted and not narrow and not _counts(studies[0])
    untold = undated or uncounted or missing
    return Draft(
        tuple(lines), Outcome.NO_SOURCE if untold else Outcome.ANSWERED, referents=referents
    )


def _of_a_group(desk: Desk, asked: Understanding) -> bool:
    """ "Die nach 2022 erschienen sind": chosen by year or author and nothing else."""
    year = asked.filters.year
    aside = year is not None and year_shown(asked.core, year) != str(year)
    return aside or years_between(asked.core) is not None or by_others(desk, asked)


def _asks_price(asked: Understanding) -> bool:
    """ "Was hat das Gutachten gekostet?"; not what the change costs in jobs."""
    of_jobs = {"employed", "cuts"} & asked.meanings
    return _PRICE.search(asked.folded) is not None and not of_jobs


_PRICE = pattern("studies_price")


def _counts_studies(asked: Understanding) -> bool:
    """ "Wie viele Studien habt ihr von …": the studies are counted, not what they tell."""
    noun = counted_noun(asked) if Intent.COUNT in asked.intents else None
    found = word_tables().find((noun,)) if noun else ()
    return any(one.group == "categories" and one.key == "study" for one in found)


def _counts(study: Study) -> bool:
    """Whether its results hold figures other than days."""
    return any(letter.isdigit() for one in study.results for letter in _DAY.sub("", one))


_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\b(?:19|20)\d\d\b")


def _years_beyond(asked: Understanding, studies: Sequence[Study]) -> list[str]:
    """Years asked for of which none of the studies speaks; "nach 2022" asks for others."""
    year = asked.filters.year
    if year is not None and year_shown(asked.core, year) != str(year):
        return []
    text = " ".join(" ".join((one.title, str(one.year), *one.results)) for one in studies)
    missing = [str(year) for year in sorted(years_said(asked)) if str(year) not in text]
    return missing if len(missing) == len(years_said(asked)) else []


def regional_figures(desk: Desk, asked: Understanding) -> Draft | None:
    """Figures of the studies on a region, where the question shares words with them."""
    # What a part of a Land counts is no figure of the whole.
    lands = asked.filters.lands if not asked.place else ("",)
    near = about(desk, asked)
    near = [one for one in near if any(each in one.region for each in lands)]
    text = " ".join(" ".join((one.title, *one.results)) for one in near)
    if any(not speaks_of(text, [noun]) for noun in asked.subjects):
        return None
    best = scored(near, asked)
    if not best:
        return None
    lines = [line for one in best for line in _study_lines(desk, asked, one, narrow=True)]
    return Draft(tuple(lines), referents=Referents(place=asked.referents.place))


def national_figures(desk: Desk, asked: Understanding) -> Draft | None:
    """Jobs or turnover of the whole industry, each study with its year."""
    spoken = asked.meanings
    if not (spoken & _COUNTED and spoken & OF_THE_FIELD) and "cuts" not in spoken:
        return None
    whole = [one for one in desk.register.studies if not one.lands]
    year = asked.filters.year
    of_year = [one for one in whole if one.year == year]
    of_year = of_year or [one for one in whole if year and str(year) in " ".join(one.results)]
    best = _telling(of_year or whole, spoken)
    if not best:
        return None
    lines = [
        line for one in best[:_MOST_FACTS] for line in _study_lines(desk, asked, one, narrow=True)
    ]
    return Draft(tuple(lines), referents=asked.referents)


_COUNTED = frozenset(("employed", "turnover", "cuts"))
OF_THE_FIELD = frozenset(("industry", "combustion"))


def asks_most_affected(asked: Understanding) -> bool:
    """ "Welche Kreise trifft es am härtesten?", of no place in particular."""
    words = asked.words
    areas = any(_AREA.search(word.folded) for word in words)
    hit = "affected" in word_tables().meanings(words)
    return bool(areas and hit and not asked.place and not asked.filters.lands)


_AREA = re.compile(r"region|kreis|gegend|staedte|^stadt$|^orte?$|areas?$|district")


def affected_regions(desk: Desk, asked: Understanding) -> Draft | None:
    """What studies say of the most affected regions, each with its year."""
    newest = sorted(desk.register.studies, key=lambda one: one.year, reverse=True)
    lines = [
        study_line(desk, one, each) for one in newest for each in one.results if _on_regions(each)
    ]
    return Draft(tuple(lines), referents=asked.referents) if lines else None


def _on_regions(result: str) -> bool:
    words = words_of(result)
    areas = any(_AREA.search(word.folded) for word in words)
    return (areas or ":" in result) and "affected" in word_tables().meanings(words)


def _telling(studies: Sequence[Study], spoken: Set[str]) -> list[Study]:
    """Studies with a figure on what is counted, the newest first."""
    wanted = spoken & (_COUNTED | {"combustion"})
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
    lines = [study_head(desk, study)]
    if not narrow and _WHICH_AREA.search(asked.folded):
        area = backed(study, f"Gebiet der Studie: {study.region}")
        lines.append(desk.line("study_area", area, area=study.region))
    results = list(study.results)
    wanted = set(asked.content) | _columns(asked)
    meanings = asked.meanings
    # The year of the study itself says which one is meant, not which line.
    years = years_said(asked) if study.year not in years_said(asked) else set()
    near = [
        one
        for one in results
        if wanted & stems_of(one)
        or meanings & word_tables().meanings(words_of(one))
        or any(str(year) in one for year in years)
    ]
    untold = set(asked.content) - stems_of(study.author)
    if asked.attributes and set(asked.attributes) <= _IMPRINT and not (near or untold):
        # "Wer hat sie verfasst?": what it found is not asked for.
        return lines
    if near and narrow:
        results = near
    lines += [DraftSentence(f"– {one}", (backed(study, one),)) for one in results]
    if study.note:
        lines.append(DraftSentence(study.note, (backed(study, study.note),)))
    return lines


_IMPRINT = frozenset((Attribute.AUTHOR, Attribute.YEAR))
_WHICH_AREA = pattern("which_area")


def _columns(asked: Understanding) -> set[str]:
    """Words that elsewhere name a column of a record ("Kreise") and here what is counted."""
    words = asked.words
    found = word_tables().find(words)
    columns = [one for one in found if one.group == "attributes" and one.key not in _ASKING]
    return {stem(words[at].folded) for one in columns for at in one.at}


_ASKING = frozenset(("results", "rate", "money", "author", "year", "source", "date"))


def list_studies(desk: Desk, asked: Understanding, studies: Sequence[Study]) -> Draft:
    """Titles with author and year."""
    key = "study_count_one" if len(studies) == 1 else "study_count"
    count = desk.count(len(studies))
    year = asked.filters.year
    said = year_shown(asked.core, year) if year else ""
    # "Im Jahr 2021", but "nach 2022".
    when = desk.say("study_year", year=said) if said == str(year) else said
    what = f" {when}" if when else ""
    head = desk.line(key, count=count[:1].upper() + count[1:], what=what)
    lines = [study_line(desk, one, one.title) for one in studies]
    return Draft((head, *lines), Outcome.ANSWERED, referents=asked.referents)


def speaks_of(text: str, nouns: Sequence[str]) -> bool:
    """Whether a text holds one of the subjects, a word made from the same one, or one like it."""
    folded = fold(text)
    return any(_stands(noun, folded) or told_otherwise(noun, folded) for noun in nouns)


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


def general_facts(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    """Statements about the whole field that hold most of the question's own words."""
    wanted = set(asked.content) | {
        stem(word.folded) for word in asked.words if word.folded.isdigit()
    }
    if not wanted:
        return []
    found = [
        (len(wanted & stems_of(fact.text)), fact, record)
        for record in desk.register.general
        for fact in record.facts
        if fact.topic != "definition"
    ]
    best = max((score for score, _, _ in found), default=0)
    if best < max(1, (len(wanted) + 1) // 2):
        return []
    return [
        DraftSentence(fact.text, (backed(record, fact.text),))
        for score, fact, record in found
        if score == best
    ][:_MOST_FACTS]
