"""Single statements of the records (facts, events, offers), and which of them a question asks for.

The attributes of a record are columns; everything else it says is a statement: „Der Kick-off war am
4. Mai 2023 in Donaueschingen“. A statement answers when it shares the question's own words, days
and figures; "wie viele Gäste" is only answered by one that counts guests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from transfobot.assistant.register.counted import EXACT
from transfobot.assistant.register.draft import DraftSentence
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.wanted import ASKING, NOUN, WORD, YEAR, Wanted
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.assistant.understand.words import listed, pattern, word_tables
from transfobot.domain.register import Network, Offer
from transfobot.german.figures import find_dates
from transfobot.german.stems import stem

_MOST = 4
_NEAR = 0.75
_ALIKE, _DAY = 2.0, 2.0
_PART = 6
_CALLED = 0.3
_ENDING = 3
_EVENT = pattern("event", re.IGNORECASE)


@dataclass(frozen=True)
class Statement:
    """One thing a record says; `line` is how it is told."""

    text: str
    line: DraftSentence
    days: tuple[str, ...] = ()
    event: bool = False
    networks: tuple[str, ...] = field(default=())

    @cached_property
    def words(self) -> frozenset[str]:
        """Its folded words."""
        return frozenset(word.folded for word in words_of(self.text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(map(stem, self.words))

    @cached_property
    def months(self) -> set[int]:
        """The months of its days, as far as these are known."""
        return {int(day[5:7]) for day in self.days if len(day) >= len("2025-01")}

    @cached_property
    def meanings(self) -> set[str]:
        """The groups of synonyms it touches."""
        return word_tables().meanings(words_of(self.text))

    def holds(self, wanted: str) -> bool:
        """Whether it has the word, or a long one made with it."""
        if wanted in self.stems:
            return True
        if self.event and len(wanted) == _PART - 1:
            return any(one.endswith(wanted) for one in self.words)
        return len(wanted) >= _PART and any(
            one.startswith(wanted) or wanted in one[-len(wanted) - _ENDING :] for one in self.words
        )

    def calls(self, word: str, wanted: Wanted) -> bool:
        """Whether it says a word of the question as people say it otherwise."""
        called = wanted.called.get(word, _NONE)
        return any(self.stems.issuperset(each.split()) for each in called)

    def says(self, words: Iterable[str], wanted: Wanted) -> frozenset[str]:
        """Those of a question's words that it says, itself or by another word for them."""
        return frozenset(one for one in words if _said(one, self, wanted))


def words_said(wanted: Wanted) -> frozenset[str]:
    """The words of a question that a line has to say to answer it."""
    return frozenset(
        one
        for one, weight in wanted.weights.items()
        if (weight >= WORD or wanted.alike.get(one, _NONE) & TELLING)
        and one not in _AROUND
        and not _of_the_field(one, wanted)
    )


def items_of(desk: Desk, network: Network) -> list[Statement]:
    """What a network's record lists (its offers, what it works on), item by item."""
    listed = ((Attribute.OFFERS, network.offers), (Attribute.FOCUS, network.focus))
    return [
        Statement(
            item,
            desk.line(
                "value_of",
                backed(network, item),
                label=desk.label(attribute.value),
                name=network.short_name,
                value=item,
            ),
            networks=(network.id,),
        )
        for attribute, items in listed
        for item in items
    ]


def of_network(desk: Desk, network: Network) -> list[Statement]:
    """What a network's record and its offers say, one by one."""
    found = [
        Statement(
            fact.text,
            _fact_line(desk, network, fact.text, fact.as_of),
            _days_in(fact.text),
            _tells_event(fact.text),
            (network.id,),
        )
        for fact in network.facts
    ]
    found += [of_offer(desk, one) for one in desk.register.offers_of(network.id)]
    return found


@lru_cache(maxsize=2_000)
def _days_in(text: str) -> tuple[str, ...]:
    # The same few hundred facts are looked through for most questions.
    return tuple(one.iso for one in find_dates(text))


@lru_cache(maxsize=2_000)
def _tells_event(text: str) -> bool:
    return _EVENT.search(text) is not None


def of_offer(desk: Desk, offer: Offer) -> Statement:
    """An offer or event with its day and place in one line."""
    date = offer.dates_text or (desk.day_of(offer.begins) if offer.begins else None)
    value = "; ".join(filter(None, (date, offer.place, offer.description.rstrip("."))))
    key = "event_told" if not offer.announced_only else "event_told_announced"
    line = desk.line(
        key,
        backed(offer, offer.title, offer.place, offer.description),
        title=offer.title,
        value=value,
    )
    text = " ".join(
        filter(None, (offer.title, date, offer.place, offer.description, offer.audience_text))
    )
    days = tuple(one for one in (offer.begins, offer.ends) if one)
    return Statement(text, line, days, bool(_EVENT.search(offer.kind)), offer.network_ids)


def _fact_line(desk: Desk, network: Network, text: str, as_of: str | None) -> DraftSentence:
    if as_of is None:
        return DraftSentence(f"– {text}", (backed(network, text),))
    return desk.line(
        "list_line",
        backed(network, text),
        name=text.rstrip("."),
        detail=desk.say("as_of", as_of=desk.day_of(as_of)),
    )


def events_on_file(desk: Desk) -> list[Statement]:
    """Every event of every network, whether an offer or a fact tells of it."""
    told = [one for network in desk.register.networks for one in of_network(desk, network)]
    common = [of_offer(desk, one) for one in desk.register.offers if not one.network_ids]
    return [one for one in dict.fromkeys((*told, *common)) if one.event]


_OCCASIONS = frozenset(("opening", "closing", "meeting"))
"""Guests of an opening are not those of another event."""


def score(statement: Statement, wanted: Wanted) -> float:
    """How much of the question a statement says; 0 where it cannot be what is asked for."""
    if wanted.counts and not tells_number(statement, wanted):
        return 0.0
    occasions = wanted.meanings & (_OCCASIONS - {"meeting"} if statement.event else _OCCASIONS)
    if wanted.counts and occasions - statement.meanings:
        return 0.0
    shared = {
        one: weight
        for one, weight in wanted.weights.items()
        if statement.holds(one) or wanted.heads.get(one, _NONE) & statement.words
    }
    if not statement.event:
        shared |= {
            one: weight * _CALLED
            for one, weight in wanted.weights.items()
            if one not in shared and statement.calls(one, wanted)
        }
    alike = wanted.meanings & statement.meanings
    total = sum(shared.values()) + _ALIKE * len(alike)
    if not total and not happened_then(statement, wanted):
        return 0.0
    if wanted.counts and tells_number(statement, wanted, _NEXT):
        total += _ALIKE
    total += _DAY * bool(statement.months & wanted.months)
    dated = (*statement.days, *statement.words)
    return total + _DAY * sum(any(year in day for day in dated) for year in wanted.years)


def happened_then(statement: Statement, wanted: Wanted) -> bool:
    """Whether an event fell into the months and the year that are asked about.

    The year alone is enough where people are said to have met.
    """
    if not statement.event or not (wanted.months or "meeting" in wanted.meanings):
        return False
    days = [day for day in statement.days if not wanted.years or day[:4] in wanted.years]
    if not wanted.months:
        own = [one for one, weight in wanted.weights.items() if weight >= WORD]
        met = all("meeting" in wanted.alike.get(one, _NONE) for one in own)
        return bool(days and wanted.years and met)
    return any(int(day[5:7] or 0) in wanted.months for day in days)


def tells_number(statement: Statement, wanted: Wanted, nearest: int = 0) -> bool:
    """Whether a figure stands beside what is counted; days and years are no figures.

    With `nearest` only one that stands right before it.
    """
    words = words_of(statement.text)
    dated = [(one.start, one.end) for one in find_dates(statement.text)]
    figures = [
        at
        for at, word in enumerate(words)
        if EXACT.fullmatch(word.folded)
        and not YEAR.fullmatch(word.folded)
        and not any(start <= word.start < end for start, end in dated)
    ]
    tables = word_tables()
    meant = {
        at for one in tables.find(words) if one.key in wanted.counted_meanings for at in one.at
    }
    meant |= {
        at
        for at, word in enumerate(words)
        if any(_same_root(one, word.folded) for one in wanted.counted)
    }
    # "60.000 davon bei Zulieferern" counts no Zulieferer.
    meant = {at for at in meant if not at or words[at - 1].folded not in _AT}
    if nearest:
        return any(0 < at - figure <= nearest for at in meant for figure in figures)
    others = {at for one in tables.find(words) if one.key in _MEASURED for at in one.at} - meant
    return any(
        0 < at - figure <= _BEFORE
        or (-_AFTER <= at - figure < 0 and not any(0 < o - figure <= _BEFORE for o in others))
        for at in meant
        for figure in figures
    )


_AT = frozenset(("bei", "at", "with"))
_MEASURED = frozenset(("firms", "employed", "guests", "cuts"))
"""What a figure counts where it stands behind it, whatever else comes before."""
_BEFORE, _AFTER, _NEXT = 4, 8, 1
"""How far what is counted may stand behind its figure, or before it."""


def _same_root(wanted: str, word: str) -> bool:
    # A "Zulieferindustrie" counts no Zulieferer.
    return stem(word) == wanted or (len(wanted) >= _PART and stem(word).endswith(wanted))


def best(statements: Sequence[Statement], wanted: Wanted) -> list[Statement]:
    """The statements that say most of what is asked, the closest first."""
    scored = [(score(one, wanted), one) for one in statements]
    scored = [item for item in scored if item[0] >= ASKING]
    scored.sort(key=lambda item: -item[0])
    top = scored[0][0] if scored else 0.0
    kept = [one for points, one in scored if points >= top * _NEAR][:_MOST]
    for meaning in wanted.meanings & TELLING:
        # "Wer hat unterschrieben": whatever else is shared, that must be told.
        if not any(meaning in one.meanings for one in kept):
            kept = [one for _, one in scored if meaning in one.meanings][:1] + kept
    for noun, weight in wanted.weights.items():
        # "Bewilligung und Auszeichnung" may stand in two statements.
        if weight >= NOUN and not any(_said(noun, one, wanted) for one in kept):
            kept += [one for _, one in scored if _says_itself(noun, one, wanted)][:1]
    return kept[: _MOST + 1]


DECISIVE = frozenset(("signing", "award", "origin", "drafting", "studying", "bridging", "team"))
"""Groups of synonyms that say what happened: only a statement with them answers."""
_TELLING_TEXT = (
    "turnover share cuts area core seats approval takeover reporting raising purpose aid rhythm"
)
TELLING = DECISIVE | frozenset(_TELLING_TEXT.split())
"""Those and what is measured, where it is told of a network."""


def _said(word: str, statement: Statement, wanted: Wanted) -> bool:
    return _says_itself(word, statement, wanted) or statement.calls(word, wanted)


def _says_itself(word: str, statement: Statement, wanted: Wanted) -> bool:
    if statement.holds(word) or wanted.heads.get(word, _NONE) & statement.words:
        return True
    return bool(wanted.alike.get(word, _NONE) & statement.meanings)


_NONE: frozenset[str] = frozenset()


_MORE_THAN_HALF = 0.51


def covers(statement: Statement, wanted: Wanted, least: float = 0.5) -> bool:
    """Whether a statement says most of the question's nouns."""
    nouns = [one for one, weight in wanted.weights.items() if weight >= NOUN]
    nouns = (
        nouns
        or list(wanted.named)
        or [one for one, weight in wanted.weights.items() if weight >= WORD]
        or list(wanted.counted)
    )
    if wanted.foreign:
        return any(_said(one, statement, wanted) for one in wanted.weights)
    if wanted.counts and not any(statement.holds(one) for one in wanted.counted):
        nouns, least = list({*nouns, *wanted.named}), max(least, _MORE_THAN_HALF)
    held = [one for one in nouns if _said(one, statement, wanted)]
    if wanted.counted_meanings & statement.meanings:
        # "Wie viele Menschen … verdienen ihr Brot": whoever counts "Beschäftigte" says it.
        held += [one for one in nouns if one in wanted.counted and one not in held]
    nouns = [
        one for one in nouns if one in held or not (one in _AROUND or _of_the_field(one, wanted))
    ]
    if not nouns and wanted.counts:
        return bool(wanted.counted_meanings & statement.meanings)
    told = bool(wanted.meanings & TELLING & statement.meanings)
    if told:
        return bool(held) or len(nouns) <= 1
    return bool(held) and len(held) >= least * len(nouns)


_AROUND = frozenset(map(stem, listed("said_around")))
"""Said of where and how something is counted: no statement need have it."""


def _of_the_field(word: str, wanted: Wanted) -> bool:
    """Whether a word only names the industry that every record is about, or its firms."""
    alike = wanted.alike.get(word, _NONE)
    return bool(alike) and alike <= {"industry", "firms"} and word not in wanted.counted


def names_a_word(statement: Statement, wanted: Wanted) -> bool:
    """Whether a statement has one of the question's own words, or a telling one like it."""
    return any(
        statement.holds(one) or (wanted.alike.get(one, frozenset()) - _LOOSE) & statement.meanings
        for one, weight in wanted.weights.items()
        if weight >= ASKING
    )


_LOOSE = frozenset(("firms", "employed", "guests", "industry"))
"""Groups that nearly every record touches."""


def holds_nouns(statement: Statement, asked: Understanding) -> int:
    """How many of the question's nouns a statement has itself."""
    capital = {stem(one.folded) for one in asked.words if one.shown[:1].isupper()}
    nouns = {*asked.nouns, *(capital & {stem(one) for one in statement.words})}
    tables = word_tables()
    plain = {stem(one.folded) for one in asked.words if tables.is_filler(one.folded)}
    return sum(statement.holds(one) for one in nouns - plain)
