"""What was asked and is not on file: a number nobody counted, another year than the one recorded.

The one place that decides it for all answers over the records; `register_draft.with_gaps` turns it
into the outcome, which makes it a knowledge gap that the office sees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.language import Word, words_of
from transfobot.assistant.register_draft import Draft, DraftSentence, Part, with_gaps
from transfobot.assistant.register_say import Desk
from transfobot.assistant.understand_words import word_tables
from transfobot.assistant.understanding import Category, Intent, Understanding
from transfobot.domain.answers import Mode, Outcome
from transfobot.german.figures import find_dates
from transfobot.german.stems import stem
from transfobot.german.text import fold

_DENIED = re.compile(
    r"\b(?:nicht|kein\w*)\b[^;.]*\b(?:hinterlegt|belegt|genannt|bekannt|angegeben|beziffert)\b"
    r"|\b(?:zahlen|angaben|einzelheiten)\b[^;.]*\bnicht\b"
)
_CLAUSES = re.compile(r"[;.]\s+|[;.]$")
_QUARTER = re.compile(
    r"\b(?:(?P<figure>[1-4])\.|(?P<word>erst|zweit|dritt|viert)\w*|q(?P<short>[1-4]))\s*quartal"
    r"|\bq(?P<alone>[1-4])\b"
)
_QUARTERS = {"erst": "1", "zweit": "2", "dritt": "3", "viert": "4"}
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_COUNTED = re.compile(r"\b(?:wie ?viele|how many|anzahl (?:der|an|von)|zahl der)\b\s*")
_FIGURE = re.compile(
    r"\d|\b(?:eine?[nr]?|zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|elf|zwoelf)\b"
)
_STAFF = ("mitarbeit", "personal", "angestellt", "teammitglied")
_COMPLETE_TEXT = """
partners region focus money rate person span network funding study office
"""
_COMPLETE = frozenset(_COMPLETE_TEXT.split())
"""A list of these is complete: whoever reads it can count."""


def denies(text: str) -> bool:
    """Whether a text says nothing but that something is not on file."""
    clauses = [one for one in _CLAUSES.split(fold(text)) if one.strip()]
    return bool(clauses) and all(_DENIED.search(one) for one in clauses)


def denied_part(text: str) -> str | None:
    """The clause of a text that says that something is not on file."""
    for clause in re.split(r";\s+|(?<=\w)[.]\s+(?=[A-ZÄÖÜ])", text):
        if _DENIED.search(fold(clause)):
            return clause
    return None


def settled(desk: Desk, asked: Understanding, draft: Draft) -> Draft:
    """The draft with what it leaves out said first, and its outcome."""
    if draft.mode is not Mode.REGISTER or draft.outcome is not Outcome.ANSWERED or asked.meta:
        return with_gaps(draft)
    if asked.mentions.studies or asked.mentions.authored or asked.category is Category.STUDY:
        draft = _denials(draft)
    gap = _other_time(desk, asked, draft) or _uncounted(desk, asked, draft)
    if gap is not None:
        near = tuple(one.beside() for one in draft.sentences)
        draft = replace(draft, sentences=(gap, *near))
    return with_gaps(draft)


def _denials(draft: Draft) -> Draft:
    """Lines that only deny are no answers."""
    lines = tuple(
        replace(one, part=Part.MISSING) if one.text.startswith("–") and denies(one.text) else one
        for one in draft.sentences
    )
    return replace(draft, sentences=lines)


def _other_time(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """A figure asked for a year or quarter that the answer does not speak of."""
    study = asked.mentions.studies or asked.mentions.authored or asked.category is Category.STUDY
    figures = Intent.COUNT in asked.intents or any(
        one.value in ("results", "rate", "money") for one in asked.attributes
    )
    if not study or not figures:
        return None
    text = fold(" ".join(one.text for one in draft.sentences))
    year, quarter = asked.filters.year, quarter_of(fold(asked.core))
    spoken = {int(one) for one in _YEARS.findall(text)}
    missed = year is not None and year not in spoken
    if not missed and quarter is not None:
        missed = quarter != quarter_of(text)
    if not missed:
        return None
    when = desk.say("gap_quarter", quarter=quarter, year=year or "") if quarter else str(year)
    return DraftSentence(desk.say("gap_time", when=when.strip()), part=Part.MISSING)


def quarter_of(folded: str) -> str | None:
    """The quarter of a year a text names, as a figure."""
    match = _QUARTER.search(folded)
    if match is None:
        return None
    return match["figure"] or match["short"] or match["alone"] or _QUARTERS[match["word"]]


def _uncounted(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """ "Wie viele Workshops …": a number that no line of the answer gives."""
    counted = _what_is_counted(asked)
    if counted is None or not (
        asked.mentions.networks or asked.mentions.studies or asked.mentions.programmes
    ):
        return None
    shown, words = counted
    if any(_counts(one, words) for one in draft.sentences):
        return None
    return DraftSentence(desk.say("gap_count", what=shown), part=Part.MISSING)


def _what_is_counted(asked: Understanding) -> tuple[str, frozenset[str]] | None:
    """The noun after "wie viele", and the stems that may stand for it."""
    noun = counted_noun(asked)
    if noun is None:
        return None
    found = word_tables().find((noun,))
    if any(one.group in ("lands", "partner_kinds") or one.key in _COMPLETE for one in found):
        return None
    # The people of a network itself are not those who work in its region.
    alike = {one.key for one in found} if not noun.folded.startswith(_STAFF) else set()
    if "guests" in alike and "arbeit" in fold(asked.core):
        # "Wie viele Menschen arbeiten …" counts no guests.
        alike.add("employed")
    return noun.shown, frozenset((stem(noun.folded), *alike))


def counted_noun(asked: Understanding) -> Word | None:
    """The noun after "wie viele"."""
    folded = fold(asked.core)
    match = _COUNTED.search(folded)
    if match is None:
        return None
    tables = word_tables()
    words = words_of(asked.core)
    place = len(words_of(folded[: match.end()]))
    following = [one for one in words[place : place + 3] if not tables.is_filler(one.folded)]
    nouns = [one for one in following if one.shown[:1].isupper()] or following
    return nouns[0] if nouns else None


def _counts(sentence: DraftSentence, words: frozenset[str]) -> bool:
    """Whether a sentence gives a figure beside what is counted, dates apart."""
    text = sentence.text
    for one in reversed(find_dates(text)):
        text = f"{text[: one.start]} {text[one.end :]}"
    folded = _YEARS.sub(" ", fold(re.sub(r"\([^()]*(?:Stand|as of)[^()]*\)", "", text)))
    if not _FIGURE.search(folded):
        return False
    spoken: Sequence[str] = [stem(one.folded) for one in words_of(folded)]
    meanings = {one.key for one in word_tables().find(words_of(folded))}
    return bool(words & meanings) or any(noun in word for noun in words for word in spoken)
