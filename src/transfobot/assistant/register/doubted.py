"""One figure that somebody has heard, and that others contradict: what the records say of it."""

from __future__ import annotations

import re

from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.figures import all_told
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.study_results import study_line
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.register import Study
from transfobot.german.text import fold

_DOUBTED = re.compile(
    r"\b(?:was|welche\w*|wer)\b.*\b(?:stimmt|stimmen|richtig|recht|gilt|gelten|galt|zutreffend|wahr)\b"
    r"|\b(?:anderswo|woanders|andere|andern|anderen|doppelte\w*|dreifache\w*|haelfte|widerspr\w*)\b"
    r"|\bkann das (?:sein|stimmen)\b|\bwie passt\b|\bwoher kommt\b"
)
_LARGE = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.,]*\d)")
_COUNTED = frozenset(("employed", "firms", "turnover", "cuts"))
_MOST = 6


def figure_doubted(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Die einen sagen 15.000, andere das Dreifache": the figures of the study that has the one.

    With those of other studies on the same area that count the same.
    """
    folded = fold(asked.core)
    figures = list(dict.fromkeys(_LARGE.findall(folded)))
    if len(figures) != 1 or not asked.mentions.empty or _DOUBTED.search(folded) is None:
        return None
    cited = _with_figure(desk, asked, figures[0])
    if not cited:
        return None
    tables = word_tables()
    meant = {
        meaning
        for study in cited
        for one in study.results
        if figures[0] in one
        for meaning in tables.meanings(words_of(one)) & _COUNTED
    }
    beside = [one for one in desk.register.studies if one not in cited and _same_area(one, cited)]
    lines = [line for one in cited for line in _lines(desk, one, set())]
    lines += [line for one in beside for line in _lines(desk, one, meant)][:_MOST]
    return Draft(tuple(lines), referents=asked.referents)


def _with_figure(desk: Desk, asked: Understanding, figure: str) -> list[Study]:
    """The studies that state a figure, of the Land that is named; none where others do as well."""
    lands = set(asked.filters.lands)
    found = [
        one
        for one in desk.register.studies
        if any(figure in result for result in one.results) and (not lands or lands & set(one.lands))
    ]
    told = [one for one in all_told(desk) if figure in one.text]
    return found if lands or len(found) == len(told) else []


def _same_area(study: Study, cited: list[Study]) -> bool:
    return any((study.lands, study.region) == (one.lands, one.region) for one in cited)


def _lines(desk: Desk, study: Study, meant: set[str]) -> list[DraftSentence]:
    """The results that count what is meant, or all; with what the study says to understand them."""
    tables = word_tables()
    results = [
        one
        for one in study.results
        if any(letter.isdigit() for letter in one)
        and (not meant or meant & tables.meanings(words_of(one)))
    ]
    lines = [study_line(desk, study, one) for one in results]
    if study.note and results:
        lines.append(DraftSentence(study.note, (backed(study, study.note),)))
    return lines
