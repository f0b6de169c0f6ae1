"""What was asked and is not on file: a number nobody counted, another year than the one recorded.

The one place that decides it for all answers over the records; `register_draft.with_gaps` turns it
into the outcome, which makes it a knowledge gap that the office sees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.draft import Draft, DraftSentence, Part, with_gaps
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.study_choice import chosen_studies
from transfobot.assistant.understand.core import mended
from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.understanding import Category, Intent, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.answers import Mode, Outcome
from transfobot.german.figures import find_amounts, find_dates
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
_COUNTED = re.compile(r"\b(?:wie ?vielen?|how many|anzahl (?:der|an|von)|zahl der)\b\s*")
_FIGURE = re.compile(
    r"\d|\b(?:eine?[nr]?|zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|elf|zwoelf)\b"
)
_UNIT = re.compile(
    r"jahre?n?|monate?n?|wochen|tagen?|stunden|leute|prozent|euro|years|months|weeks|days"
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
    if _of_studies(asked):
        draft = _denials(asked, draft)
    gap = (
        _other_time(desk, asked, draft)
        or _other_place(desk, asked, draft)
        or _uncounted(desk, asked, draft)
    )
    if gap is not None:
        near = tuple(one.beside() for one in draft.sentences)
        draft = replace(draft, sentences=(gap, *near))
    return with_gaps(draft)


def _of_studies(asked: Understanding) -> bool:
    cited = asked.mentions.studies or asked.mentions.authored
    return bool(cited or asked.category is Category.STUDY)


def _denials(asked: Understanding, draft: Draft) -> Draft:
    """Lines that only deny are no answers, nor is one that has no figure where one is asked for."""
    # "Nennt der Bericht Zahlen?" is answered by saying that it does not.
    figures = _asks_figures(asked) and not _YES_OR_NO.match(fold(asked.core))
    lines = [
        replace(one, part=Part.MISSING)
        if one.text.startswith("–") and (denies(one.text) or (figures and _no_figure(one.text)))
        else one
        for one in draft.sentences
    ]
    told = any(one.part is Part.ANSWER and one.text.startswith("–") for one in lines)
    if not told and any(one.part is Part.MISSING for one in lines):
        lines = [one.beside() for one in lines]
    return replace(draft, sentences=tuple(lines))


def _asks_figures(asked: Understanding) -> bool:
    spoken = any(one.value in ("results", "rate", "money") for one in asked.attributes)
    return Intent.COUNT in asked.intents or spoken or bool(_NUMBER.search(fold(asked.core)))


_NUMBER = re.compile(
    r"zahl(?:en)?\b|zaehl(?:t|te|en)\b|quartal|\bhoehe\b|\bprozent\w*|\banteil\b|\bfigures?\b|\bnumbers?\b"
)


_YES_OR_NO = re.compile(r"\W*(?:nennt|enthaelt|gibt|hat|stehen|steht|sind|liefert|does|is|are)\b")


def _no_figure(text: str) -> bool:
    """ "Zahlen enthält der Auszug nicht": figures are denied, and none is given beside."""
    return bool(_NO_FIGURE.search(fold(text))) and not _DIGIT.search(_undated(text))


_DIGIT = re.compile(r"\d")
_NO_FIGURE = re.compile(r"\b(?:eine |keine )?zahl(?:en)?\b[^;.]*\b(?:nicht|keine)\b|\bkeine zahl")


def _other_place(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """A figure asked for a Land or district that none of the studies named speaks of."""
    cited = asked.mentions.studies or asked.mentions.authored
    if not cited or not _asks_figures(asked) or not draft.sentences:
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


_AREAS = frozenset(("kreis", "landkreis", "stadt", "region", "raum", "land", "gemeinde"))


def _asked_of(named: str, asked: Understanding) -> bool:
    """Whether the place limits what is asked ("in Hessen"), not who asks ("ich bin aus Olpe")."""
    spelt = " ".join(word.folded for word in words_of(named))
    if asked.place is None:
        return True
    core, text = (
        " ".join(word.folded for word in words_of(one)) for one in (asked.core, asked.text)
    )
    living = re.compile(rf"\b(?:aus|hier in|sitzen in|bin in|wohne in) (?:\w+ )?{re.escape(spelt)}")
    return spelt in core and living.search(text) is None


def _folded(text: str) -> set[str]:
    return {word.folded for word in words_of(text)} - _AREAS


def _other_time(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """A figure asked for a year or quarter that the answer does not speak of."""
    text = fold(" ".join(one.text for one in draft.sentences))
    year, quarter = asked.filters.year, quarter_of(fold(asked.core))
    if not _of_studies(asked):
        return _count_of_other_year(desk, asked, draft) or _money_to_come(desk, asked, draft)
    if not _asks_figures(asked):
        return None
    spoken = {int(one) for one in _YEARS.findall(text)}
    missed = year is not None and year not in spoken
    if not missed and quarter is not None:
        missed = quarter != quarter_of(text)
    if not missed:
        return None
    when = desk.say("gap_quarter", quarter=quarter, year=year or "") if quarter else str(year)
    return DraftSentence(desk.say("gap_time", when=when.strip()), part=Part.MISSING)


def _count_of_other_year(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """ "Wie viele Workshops allein 2023": a sum over years, or of another one, is none of 2023."""
    year, counted = asked.filters.year, _what_is_counted(asked)
    named = asked.mentions.networks and Intent.COUNT in asked.intents
    spanned = len(set(_YEARS.findall(asked.core))) > 1
    if not named or spanned or year is None or counted is None or year == asked.day.year:
        return None
    telling = [one for one in draft.sentences if _counts(one, counted[1])]
    if not telling or any(str(year) in one.text and not _sums_up(one, year) for one in telling):
        return None
    return DraftSentence(desk.say("gap_time", when=str(year)), part=Part.MISSING)


def _money_to_come(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """A sum for a year to come: the one on file was for the years before."""
    year, spoken = asked.filters.year, {one.value for one in asked.attributes}
    only = "money" in spoken and spoken <= {"money", "rate", "results", "status"}
    only = only and asks_amount(asked) and not asked.filters.statuses
    if not asked.mentions.networks or not only or year is None or year <= asked.day.year:
        return None
    if any(str(year) in one.text and "€" in one.text for one in draft.sentences):
        return None
    return DraftSentence(desk.say("gap_time", when=str(year)), part=Part.MISSING)


def asks_amount(asked: Understanding) -> bool:
    """Whether a sum is asked for, not only whether there is money."""
    return _AMOUNT.search(fold(asked.core)) is not None


_AMOUNT = re.compile(
    r"\bwie ?viel|\bwie hoch|\b\w*(?:summe|hoehe|betrag|volumen|budget|geld|mittel)\b|\bkohle\b"
    r"|\bmillionen\b|\bhow (?:much|many|big)\b|\bamount\b"
)


def _sums_up(sentence: DraftSentence, year: int) -> bool:
    """Whether a year is only the begin or end of a span ("2022 bis 2026")."""
    span = re.search(r"\b((?:19|20)\d\d)\s*(?:bis|–|-|to)\s*((?:19|20)\d\d)\b", sentence.text)
    return span is not None and str(year) in span.groups()


def quarter_of(folded: str) -> str | None:
    """The quarter of a year a text names, as a figure."""
    match = _QUARTER.search(folded)
    if match is None:
        return None
    return match["figure"] or match["short"] or match["alone"] or _QUARTERS[match["word"]]


def _uncounted(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """ "Wie viele Workshops …": a number that no line of the answer gives."""
    counted = _what_is_counted(asked)
    mentions = asked.mentions
    if counted is None and _of_studies(asked):
        counted = _group_of(asked)
    if counted is None or not (
        mentions.networks
        or mentions.studies
        or mentions.programmes
        or (_of_studies(asked) and _strange(counted[0]))
    ):
        return None
    shown, words = counted
    of_programme = bool(mentions.programmes and not mentions.networks)
    if any(_counts(one, words) for one in draft.sentences) and not of_programme:
        return None
    if of_programme and any(_counts_next(one, words) for one in draft.sentences):
        return None
    return DraftSentence(desk.say("gap_count", what=shown), part=Part.MISSING)


def _group_of(asked: Understanding) -> tuple[str, frozenset[str]] | None:
    """The group whose share is asked for ("der Anteil der Leiharbeiter")."""
    match = _SHARE.search(fold(asked.core))
    if match is None:
        return None
    words = words_of(asked.core)
    noun = words[min(len(words_of(fold(asked.core)[: match.end()])), len(words) - 1)]
    return (noun.shown, frozenset((stem(noun.folded),))) if _strange(noun.shown) else None


_SHARE = re.compile(r"\banteil (?:der|an|von|des)\s+")


def _strange(noun: str) -> bool:
    """A noun no table knows, not even within a compound ("Autojobs")."""
    return noun[:1].isupper() and not word_tables().find(words_of(noun))


def _what_is_counted(asked: Understanding) -> tuple[str, frozenset[str]] | None:
    """The noun after "wie viele", and the stems that may stand for it."""
    noun = counted_noun(asked)
    if noun is None:
        return None
    words = words_of(asked.core)
    # "Wie viele Leute arbeiten da": with its verb the noun means those employed.
    wider = [one for one in word_tables().find(words) if noun in (words[at] for at in one.at)]
    found = [*word_tables().find((noun,)), *wider]
    listed = any(one.group in ("lands", "partner_kinds") for one in found)
    if (listed and not asked.mentions.programmes) or any(one.key in _COMPLETE for one in found):
        return None
    # The people of a network itself are not those who work in its region.
    alike = () if noun.folded.startswith(_STAFF) else tuple(one.key for one in found)
    if _PEOPLE & set(alike) and "employed" in word_tables().meanings(words_of(asked.core)):
        # "Wie viele Menschen arbeiten …" counts jobs.
        alike = (*alike, "employed")
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
    following = [
        one
        for at, one in enumerate(words[place : place + 3])
        if not tables.is_filler(one.folded) or (at == 0 and _UNIT.fullmatch(one.folded))
    ]
    small = all(one.shown[:1].islower() for one in words[: place + 1])
    nouns = [] if small else [one for one in following if one.shown[:1].isupper()]
    nouns = nouns or following
    return mended(_head_of(nouns[0], words, asked.core), tables, ()) if nouns else None


_PEOPLE = frozenset(("guests", "inhabitants"))


def _head_of(noun: Word, words: Sequence[Word], text: str) -> Word:
    """The last word of a compound with hyphens: "Transformations-Hubs" are counted as hubs."""
    at = next(place for place, one in enumerate(words) if one.start == noun.start)
    while at + 1 < len(words) and text[words[at].end : words[at + 1].start] == "-":
        at += 1
    return words[at]


def _counts(sentence: DraftSentence, words: frozenset[str]) -> bool:
    """Whether a sentence gives a figure beside what is counted, dates apart."""
    folded = _undated(sentence.text)
    if not _FIGURE.search(folded):
        return False
    spoken: Sequence[str] = [stem(one.folded) for one in words_of(folded)]
    meanings = {one.key for one in word_tables().find(words_of(folded))}
    return bool(words & meanings) or any(noun in word for noun in words for word in spoken)


def _counts_next(sentence: DraftSentence, words: frozenset[str]) -> bool:
    """The same close together: a limit of "250 Beschäftigte" counts no firms."""
    text = sentence.text
    if not words & _SUMS:
        for one in reversed(find_amounts(text)):
            text = f"{text[: one.start]} {text[one.end :]}"
    spoken = words_of(_undated(text))
    meant = {at for one in word_tables().find(spoken) if one.key in words for at in one.at}
    meant |= {
        at
        for at, one in enumerate(spoken)
        if stem(one.folded) in words or stem(one.folded).endswith(tuple(words))
    }
    figures = [at for at, one in enumerate(spoken) if _EXACT.fullmatch(one.folded)]
    return any(0 < at - figure <= _NEXT for at in meant for figure in figures)


_NEXT = 3
_SUMS = frozenset(map(stem, ("euro", "millionen", "milliarden", "mio", "mrd")))
_EXACT = re.compile(r"\d+|zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|elf|zwoelf")


def _undated(text: str) -> str:
    """A text, folded, without days, years and the day of its state."""
    for one in reversed(find_dates(text)):
        text = f"{text[: one.start]} {text[one.end :]}"
    return _YEARS.sub(" ", fold(re.sub(r"\([^()]*(?:Stand|as of)[^()]*\)", "", text)))
