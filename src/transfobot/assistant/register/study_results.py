"""Results of studies that a question describes without naming a study: one figure of one of them.

„Um wie viel Prozent sank die Zahl bei Teilen und Zubehör?“ names neither author nor title.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from transfobot.assistant.register.draft import Draft, DraftSentence, Evidence
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.statements import Statement, best, covers
from transfobot.assistant.register.wanted import ASKING, Wanted, wanted_of
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.domain.conversation import Topic
from transfobot.domain.register import Study
from transfobot.german.text import fold

_FIGURES = frozenset((Attribute.RATE, Attribute.RESULTS, Attribute.AUTHOR, Attribute.SOURCE))
_MOST_OF = 0.6
_FEWEST = 2


def described_results(
    asked: Understanding, studies: Iterable[Study]
) -> list[tuple[Study, Statement]]:
    """The results of some studies that say most of what is asked, each with its study.

    At least two words of the question must stand there, or mean the same.
    """
    if len(asked.content) < _FEWEST:
        return []
    results = {
        one: study for study in studies for one in _statements(study.document_id, study.results)
    }
    wanted = wanted_of(asked)
    found = [one for one in best(list(results), wanted) if covers(one, wanted, least=_MOST_OF)]
    found = [one for one in found if _shared(one, wanted) >= _FEWEST]
    return [(results[one], one) for one in found]


def described_figure(desk: Desk, asked: Understanding) -> Draft | None:
    """The figure of a study, where nothing else is named or sought that could have it."""
    mentions = asked.mentions
    named = not mentions.empty or mentions.authored or mentions.organisations
    counting = Intent.COUNT in asked.intents or _FIGURES & set(asked.attributes)
    if named or asked.place or asked.filters.lands or asked.category or not counting:
        return None
    # "Wie viel Prozent zahlt das Amt?" is asked of a programme.
    of_money = {Topic.FUNDING, Topic.QUALIFICATION} & set(asked.topics)
    paid = of_money and Attribute.RATE in asked.attributes
    if asked.individual or asked.followup or paid:
        return None
    lines: list[DraftSentence] = []
    year = asked.filters.year
    for study, one in described_results(asked, desk.register.studies):
        if year in (None, study.year) or str(year) in one.text:
            lines += [line for line in (study_head(desk, study), one.line) if line not in lines]
    return Draft(tuple(lines), referents=asked.referents) if lines else None


def study_head(desk: Desk, study: Study) -> DraftSentence:
    """Title, author and year, above what a study tells."""
    key = "study_head" if study.year else "study_head_undated"
    evidence = backed(study, *source_needles(study))
    return desk.line(key, evidence, title=study.title, author=study.author, year=study.year)


def study_line(desk: Desk, study: Study, told: str, *, region: bool = False) -> DraftSentence:
    """The title of a study, or one of its results, with who published it, when, of what region."""
    source = f"{study.author}, {study.year}" if study.year else study.author
    if region and study.lands and fold(study.region) not in fold(told):
        source = f"{study.region}; {source}"
    evidence = backed(study, told, *source_needles(study))
    return desk.line("list_line", evidence, name=told.rstrip("."), detail=source)


def source_needles(study: Study) -> tuple[str, ...]:
    """What of a study's record says who published it and when."""
    year = (f"Jahr: {study.year}",) if study.year else ()
    return (study.author, *year)


def _shared(statement: Statement, wanted: Wanted) -> int:
    """How many words of the question a result has, or one that means the same; 0 for the field's.

    "Wie viele Beschäftigte hat die Branche?" describes no single one of them.
    """
    held = [
        one
        for one, weight in wanted.weights.items()
        if weight >= ASKING
        and (statement.holds(one) or wanted.alike.get(one, frozenset()) & statement.meanings)
    ]
    own = any(not wanted.alike.get(one, frozenset()) & _OF_ALL for one in held)
    return len(held) if own else 0


_OF_ALL = frozenset(("employed", "industry", "firms", "turnover", "cuts", "combustion"))
"""What every study counts."""


@lru_cache(maxsize=200)
def _statements(document_id: str, results: tuple[str, ...]) -> tuple[Statement, ...]:
    # The words of a few dozen results are looked through for many questions.
    return tuple(
        Statement(one, DraftSentence(f"– {one}", (Evidence(document_id, one),))) for one in results
    )
