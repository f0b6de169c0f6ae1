"""What was asked of another time than the one recorded, and sums for what has none."""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.register.counted import (
    YEARS,
    counts,
    measures_asked,
    what_is_counted,
)
from transfobot.assistant.register.draft import Draft, DraftSentence, Part
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import stems_of, words_of
from transfobot.assistant.understand.times import quarter_of
from transfobot.assistant.understand.understanding import (
    OF_EVENTS,
    Attribute,
    Category,
    Intent,
    Understanding,
)
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.register import last_day
from transfobot.german.text import fold


def of_studies(asked: Understanding) -> bool:
    """Whether a study is named, or studies are asked for."""
    cited = asked.mentions.studies or asked.mentions.authored
    return bool(cited or asked.category is Category.STUDY)


def asks_figures(asked: Understanding) -> bool:
    """Whether a number is asked for, in whatever words."""
    spoken = any(one.value in ("results", "rate", "money") for one in asked.attributes)
    return Intent.COUNT in asked.intents or spoken or bool(_NUMBER.search(fold(asked.core)))


_NUMBER = re.compile(
    r"zahl(?:en)?\b|zaehl(?:t|te|en)\b|\w+(?:be)?stand\b|\bvoraus|prognos|erwarte|quartal|\bhoehe\b|\bprozent\w*|\banteil\b|\bfigures?\b|\bnumbers?\b"
)


def other_time(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """A figure asked for a year or quarter that the answer does not speak of."""
    text = fold(" ".join(one.text for one in draft.sentences))
    year, quarter = asked.filters.year, quarter_of(fold(asked.core))
    if not of_studies(asked):
        return (
            _count_of_other_year(desk, asked, draft)
            or _event_of_other_year(desk, asked, text)
            or _money_to_come(desk, asked, draft)
            or _money_on_top(desk, asked, draft)
            or _budget_of_other_year(desk, asked, text)
            or _land_in_other_year(desk, asked, text)
        )
    if not asks_figures(asked):
        return None
    spoken = {int(one) for one in YEARS.findall(text)}
    missed = year is not None and year not in spoken
    if not missed and quarter is not None:
        missed = quarter != quarter_of(text)
    if not missed:
        return None
    when = desk.say("gap_quarter", quarter=quarter, year=year or "") if quarter else str(year)
    return DraftSentence(desk.say("gap_time", when=when.strip()), part=Part.MISSING)


def _count_of_other_year(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """ "Wie viele Workshops allein 2023": a sum over years, or of another one, is none of 2023."""
    year, counted = asked.filters.year, what_is_counted(asked)
    named = asked.mentions.networks and Intent.COUNT in asked.intents
    spanned = len(set(YEARS.findall(asked.core))) > 1
    if not named or spanned or year is None or counted is None:
        return None
    if year == asked.day.year and not _ALONE.search(fold(asked.core)):
        return None
    telling = [one for one in draft.sentences if counts(one, counted[1])]
    if not telling or any(_counts_in(one, year, counted[1]) for one in telling):
        return None
    return DraftSentence(desk.say("gap_time", when=str(year)), part=Part.MISSING)


_ALONE = re.compile(r"\b(?:allein(?:e|ig)?|nur|bloss|ausschliesslich|einzig|only|alone)\b")


def _event_of_other_year(desk: Desk, asked: Understanding, said: str) -> DraftSentence | None:
    """ "Wann ist der Gipfel 2027?": the day and the guests of another year's are none of it."""
    year = asked.filters.year
    offers = [one for one in map(desk.register.offer, asked.mentions.offers) if one]
    sought = OF_EVENTS & set(asked.attributes) or Intent.COUNT in asked.intents
    if year is None or not offers or not sought or asked.filters.statuses:
        return None
    dated = all(one.begins or _YEARLY.search(fold(one.dates_text or "")) for one in offers)
    if not dated or str(year) in said:
        return None
    return DraftSentence(desk.say("gap_time", when=str(year)), part=Part.MISSING)


_YEARLY = re.compile(r"jaehrlich|jedes jahr")


def _money_to_come(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """A sum for a year to come: the one on file was for the years before."""
    year, spoken = asked.filters.year, {one.value for one in asked.attributes}
    only = "money" in spoken and spoken <= {"money", "rate", "results", "status"}
    to_come = year is not None and year > asked.day.year
    only = only and (to_come or asks_amount(asked)) and not asked.filters.statuses
    if not asked.mentions.networks or not only or year is None:
        return None
    if not (to_come or _past_the_end(desk, asked, year)):
        return None
    if any(str(year) in one.text and "€" in one.text for one in draft.sentences):
        return None
    return DraftSentence(desk.say("gap_time", when=str(year)), part=Part.MISSING)


def _money_on_top(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """ "Wie viel kam für das zusätzliche Jahr obendrauf?": the first sum is none of it."""
    on_top = _ON_TOP.search(fold(asked.core))
    if not asked.mentions.networks or on_top is None or Attribute.MONEY not in asked.attributes:
        return None
    if any("€" in one.text and _FURTHER.search(fold(one.text)) for one in draft.sentences):
        return None
    return DraftSentence(desk.say("gap_kind", what=desk.say("extra_money")), part=Part.MISSING)


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


def _budget_of_other_year(desk: Desk, asked: Understanding, said: str) -> DraftSentence | None:
    """ "Mittel für 2025": what a programme had in another year, or has in all, is none of it."""
    year = asked.filters.year
    counted = what_is_counted(asked) if Intent.COUNT in asked.intents else None
    spent = _SPENT.search(fold(asked.core)) is not None
    # "Im laufenden Jahr" says when, and nothing of the programme.
    of_sum = spent or asks_amount(asked) or not asked.filters.statuses
    named = asked.mentions.programmes if of_sum else ()
    summed = spent or _BUDGET.search(fold(asked.core)) or counted
    told = re.search(rf"{year} (?:stand|floss|gab|wurd)" if spent else str(year), said)
    if not named or year is None or not summed or told:
        return None
    if counted and _WITHIN.search(fold(asked.core)):
        # "Wie viele Tage in drei Jahren?" names no year to come.
        return None
    programmes = [one for one in map(desk.register.programme, named) if one]
    called = " ".join(name for one in programmes for name in (one.name, *one.aliases))
    # "Wie viele Hubs gab es 2023?" counts what the programme itself is called.
    itself = counted is not None and bool(stems_of(counted[0]) & stems_of(called))
    if str(year) in called or itself:
        return None
    return DraftSentence(desk.say("gap_time", when=str(year)), part=Part.MISSING)


_WITHIN = re.compile(r"\b(?:in|binnen|innerhalb von) \w+ (?:jahren|monaten)\b")
_SPENT = re.compile(r"\b(?:geflossen|vergeben|ausgezahlt|ausgereicht|abgeflossen|verteilt)\b")
_BUDGET = re.compile(
    r"\b(?:foerder|haushalts|landes|bundes)?mittel\b|budget|haushalt|\betat\b|eingeplant|veranschlagt"
    r"|\bfloss|\bfliess|\bwie ?viel geld\b"
    r"|vorgesehen|bereitgestellt|bereit ?stehen|stand\w* bereit|\btopf\b|bewilligt|ausgegeben"
)


def _land_in_other_year(desk: Desk, asked: Understanding, said: str) -> DraftSentence | None:
    """ "Beschäftigte in Thüringen 2025": figures of other years are none of that one."""
    year = asked.filters.year
    counted = Intent.COUNT in asked.intents or "turnover" in measures_asked(asked)
    if year is None or not counted or asked.category is not None:
        return None
    mentions = asked.mentions
    near = asked.filters.lands or (asked.place and asked.place.unique) or mentions.organisations
    counting = INDUSTRY & word_tables().meanings(words_of(asked.core))
    to_come = year > asked.day.year
    if not (near or to_come) or not mentions.empty or not counting or str(year) in said:
        return None
    return DraftSentence(desk.say("gap_time", when=str(year)), part=Part.MISSING)


INDUSTRY = frozenset(("employed", "turnover", "firms", "cuts"))


def asks_amount(asked: Understanding) -> bool:
    """Whether a sum is asked for, not only whether there is money."""
    return _AMOUNT.search(fold(asked.core)) is not None


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
    dated = [one for one in counting if YEARS.search(_undated_head(one.text))]
    return not dated or any(str(year) in one.text for one in dated)


def _undated_head(text: str) -> str:
    """A clause without the day its record held ("(Stand Juni 2024)")."""
    return _STAND.sub("", text)


_STAND = re.compile(r"\((?:Stand|as of)[^)]*\)")


def _sums_up(sentence: DraftSentence, year: int) -> bool:
    """Whether a year is only the begin or end of a span ("2022 bis 2026")."""
    span = re.search(r"\b((?:19|20)\d\d)\s*(?:bis|–|-|to)\s*((?:19|20)\d\d)\b", sentence.text)
    return span is not None and str(year) in span.groups()
