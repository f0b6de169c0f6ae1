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

from transfobot.assistant.register.draft import DraftSentence
from transfobot.assistant.register.say import MONTH_NAMES, Desk, backed
from transfobot.assistant.understand.core import repaired
from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.times import months_said
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import Found, word_tables
from transfobot.domain.conversation import Language
from transfobot.domain.register import Network, Offer
from transfobot.german.figures import find_dates
from transfobot.german.spelling import nearest
from transfobot.german.stems import stem
from transfobot.german.text import fold

_MOST = 4
_NEAR = 0.75
_PART = 6
_ENDING = 3
_NOUN, _WORD, _ASKING, _COMMON, _ALIKE, _DAY = 3.0, 2.0, 1.0, 0.4, 2.0, 2.0
_COUNTING = re.compile(
    r"\b(?:wie ?viele?n?(?! uhr)|anzahl(?: der| an| von)?|zahl der|how many|number of)\s+"
)
_EVENT = re.compile(
    r"kick-off|auftakt|kongress|konferenz|veranstaltung|forum|treffen|trafen|gipfel|diskussion|"
    r"dialog|workshop|vorstell|teamm?it live|werkstatt",
    re.IGNORECASE,
)
_MONTHS = {fold(name): at for at, name in enumerate(MONTH_NAMES, 1)}
_FIGURE = re.compile(r"\d+|zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|elf|zwoelf")
_PLAIN = frozenset(("network", "funding", "money", "status", "span", "begins", "ends", "lead"))
"""What nearly every statement of a network speaks of."""


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
    def meanings(self) -> set[str]:
        """The groups of synonyms it touches."""
        return word_tables().meanings(words_of(self.text))

    def holds(self, wanted: str) -> bool:
        """Whether it has the word, or a long one made with it."""
        if wanted in self.stems:
            return True
        return len(wanted) >= _PART and any(
            one.startswith(wanted) or wanted in one[-len(wanted) - _ENDING :] for one in self.words
        )


def of_network(desk: Desk, network: Network) -> list[Statement]:
    """What a network's record and its offers say, one by one."""
    found = [
        Statement(
            fact.text,
            _fact_line(desk, network, fact.text, fact.as_of),
            _days_in(fact.text),
            bool(_EVENT.search(fact.text)),
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question wants of a statement."""

    weights: dict[str, float]
    named: frozenset[str]
    """Stems of the words written with a capital, attributes as well ("Geschäftsstelle")."""
    alike: dict[str, frozenset[str]]
    """The groups of synonyms of single words."""
    meanings: frozenset[str]
    counted: tuple[str, ...]
    """Stems of what is counted ("wie viele Gäste")."""
    counted_meanings: frozenset[str]
    months: frozenset[int]
    years: frozenset[str]
    foreign: bool = False
    """Asked in another language than the records': only meanings and names can be shared."""

    @property
    def counts(self) -> bool:
        """Whether a number is asked for."""
        return bool(self.counted or self.counted_meanings)


def wanted_of(asked: Understanding, names: Iterable[str] = ()) -> Wanted:
    """The question's words with their weights; the `names` of its subject do not count."""
    tables = word_tables()
    words = repaired(words_of(asked.core), tables, ())
    own = {stem(word.folded) for name in names for word in words_of(name)}
    plain = {at for one in tables.find(words) if one.key in _PLAIN for at in one.at}
    content, nouns = set(asked.content), set(asked.nouns)
    if asked.place is not None and asked.mentions.networks:
        # A fact that speaks of the place is the nearer one.
        nouns |= {stem(word.folded) for word in words_of(asked.place.matched or "")}
    weights: dict[str, float] = {}
    for at, word in enumerate(words):
        root = stem(word.folded)
        short = word.folded in _MONTHS or len(word.folded) < (
            2 if word.folded.isdigit() else _SHORTEST
        )
        named = root in own or (len(root) > _LONG and nearest(root, own, 1) is not None)
        if tables.is_filler(word.folded) or named or short or _YEAR.fullmatch(root):
            continue
        said = _WORD if root in content or root.isdigit() else _ASKING
        weights[root] = _NOUN if root in nouns else _COMMON if at in plain else said
    counted, guests = _counted(words, asked.core)
    around = {at for one in tables.find(words) if _around(one) for at in one.at}
    return Wanted(
        weights,
        frozenset(
            stem(word.folded)
            for at, word in enumerate(words)
            if at and at not in around and word.shown[:1].isupper()
            if weights.get(stem(word.folded), 0.0) >= _ASKING
        ),
        _meanings_by_word(words),
        frozenset(
            one.key
            for one in tables.find(words)
            # "Fachkräftebündnis" only names the record.
            if one.group == "synonyms"
            and not own.issuperset(stem(words[at].folded) for at in one.at)
        ),
        tuple(stem(word.folded) for word in counted),
        _counted_meanings(tables.meanings(counted), tables.meanings(words), guests=guests),
        frozenset(_MONTHS[word.folded] for word in words if word.folded in _MONTHS)
        | months_said(asked.core, asked.day),
        frozenset(word.folded for word in words if _YEAR.fullmatch(word.folded)),
        asked.language is not Language.DE,
    )


def _around(found: Found) -> bool:
    """Words that say where and for whom, or that a number is asked for."""
    return found.group == "framing" or (
        found.group == "attributes" and found.key in ("results", "region")
    )


def _meanings_by_word(words: Sequence[Word]) -> dict[str, frozenset[str]]:
    """The groups of synonyms of each word, alone or as part of a phrase."""
    meant: dict[str, set[str]] = {stem(word.folded): set() for word in words}
    for one in word_tables().find(words):
        if one.group == "synonyms":
            for at in one.at:
                meant[stem(words[at].folded)].add(one.key)
    return {word: frozenset(groups) for word, groups in meant.items()}


_SHORTEST, _LONG = 3, 7
_YEAR = re.compile(r"(?:19|20)\d\d")


_GUESTS = frozenset(("guests",))


def _counted_meanings(counted: set[str], spoken: set[str], *, guests: bool) -> frozenset[str]:
    """ "Wie viele Leute arbeiten …" counts jobs, "wie viele kamen" guests."""
    meant = counted | (_GUESTS if guests else set())
    if meant & _GUESTS and "employed" in spoken:
        meant = meant | {"employed"}
    return frozenset(meant)


def _counted(words: Sequence[Word], text: str) -> tuple[list[Word], bool]:
    """What is counted: the word after "wie viele"; guests where none follows ("waren da")."""
    found: list[Word] = []
    tables = word_tables()
    guests = False
    for match in _COUNTING.finditer(_lowered(text)):
        after = [word for word in words if word.start >= match.end() - 1][:2]
        capital = [word for word in after if word.shown[:1].isupper()]
        plain = [word for word in after[:1] if not tables.is_filler(word.folded)]
        meant = [word for word in plain if word.folded not in _COMING]
        guests = guests or not (capital or meant)
        found += capital[:1] or meant
    return found, guests


_COMING = frozenset(("kamen", "waren", "nahmen", "besuchten", "came", "attended", "were", "was"))


def _lowered(text: str) -> str:
    return text.lower().replace("ß", "s")


_OCCASIONS = frozenset(("opening", "closing", "meeting"))
"""Guests of an opening are not those of another event."""


def score(statement: Statement, wanted: Wanted) -> float:
    """How much of the question a statement says; 0 where it cannot be what is asked for."""
    if wanted.counts and not tells_number(statement, wanted):
        return 0.0
    occasions = wanted.meanings & (_OCCASIONS - {"meeting"} if statement.event else _OCCASIONS)
    if wanted.counts and occasions - statement.meanings:
        return 0.0
    shared = {one: weight for one, weight in wanted.weights.items() if statement.holds(one)}
    alike = wanted.meanings & statement.meanings
    total = sum(shared.values()) + _ALIKE * len(alike)
    if not total:
        return 0.0
    months = {int(day[5:7]) for day in statement.days if len(day) >= len("2025-01")}
    total += _DAY * bool(months & wanted.months)
    dated = (*statement.days, *statement.words)
    return total + _DAY * sum(any(year in day for day in dated) for year in wanted.years)


def tells_number(statement: Statement, wanted: Wanted) -> bool:
    """Whether a figure stands beside what is counted; days and years are no figures."""
    words = words_of(statement.text)
    dated = [(one.start, one.end) for one in find_dates(statement.text)]
    figures = [
        at
        for at, word in enumerate(words)
        if _FIGURE.fullmatch(word.folded)
        and not _YEAR.fullmatch(word.folded)
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
    others = {at for one in tables.find(words) if one.key in _MEASURED for at in one.at} - meant
    return any(
        0 < at - figure <= _BEFORE
        or (-_AFTER <= at - figure < 0 and not any(0 < o - figure <= _BEFORE for o in others))
        for at in meant
        for figure in figures
    )


_MEASURED = frozenset(("firms", "employed", "guests", "cuts"))
"""What a figure counts where it stands behind it, whatever else comes before."""
_BEFORE, _AFTER = 4, 8
"""How far what is counted may stand behind its figure, or before it."""


def _same_root(wanted: str, word: str) -> bool:
    return stem(word) == wanted or (len(wanted) >= _PART and wanted in word)


def best(statements: Sequence[Statement], wanted: Wanted) -> list[Statement]:
    """The statements that say most of what is asked, the closest first."""
    scored = [(score(one, wanted), one) for one in statements]
    scored = [item for item in scored if item[0] >= _ASKING]
    scored.sort(key=lambda item: -item[0])
    top = scored[0][0] if scored else 0.0
    kept = [one for points, one in scored if points >= top * _NEAR][:_MOST]
    for meaning in wanted.meanings & DECISIVE:
        # "Wer hat unterschrieben": whatever else is shared, that must be told.
        if not any(meaning in one.meanings for one in kept):
            kept = [one for _, one in scored if meaning in one.meanings][:1] + kept
    for noun, weight in wanted.weights.items():
        # "Bewilligung und Auszeichnung" may stand in two statements.
        if weight >= _NOUN and not any(_said(noun, one, wanted) for one in kept):
            kept += [one for _, one in scored if _said(noun, one, wanted)][:1]
    return kept[: _MOST + 1]


DECISIVE = frozenset(("signing", "award", "origin"))
"""Groups of synonyms that say what happened: only a statement with them answers."""


def _said(word: str, statement: Statement, wanted: Wanted) -> bool:
    return statement.holds(word) or bool(wanted.alike.get(word, frozenset()) & statement.meanings)


_MORE_THAN_HALF = 0.51


def covers(statement: Statement, wanted: Wanted, least: float = 0.5) -> bool:
    """Whether a statement says most of the question's nouns."""
    nouns = [one for one, weight in wanted.weights.items() if weight >= _NOUN]
    nouns = (
        nouns
        or list(wanted.named)
        or [one for one, weight in wanted.weights.items() if weight >= _WORD]
        or list(wanted.counted)
    )
    if wanted.foreign:
        return any(_said(one, statement, wanted) for one in wanted.weights)
    if wanted.counts and not any(statement.holds(one) for one in wanted.counted):
        nouns, least = list({*nouns, *wanted.named}), max(least, _MORE_THAN_HALF)
    held = [one for one in nouns if _said(one, statement, wanted)]
    nouns = [one for one in nouns if one in held or not _of_the_field(one, wanted)]
    told = bool(wanted.meanings & DECISIVE & statement.meanings)
    return bool(held) and (told or len(held) >= least * len(nouns))


def _of_the_field(word: str, wanted: Wanted) -> bool:
    """Whether a word only names the industry that every record is about."""
    return wanted.alike.get(word, frozenset()) == {"industry"}


def names_a_word(statement: Statement, wanted: Wanted) -> bool:
    """Whether a statement has one of the question's own words, or a telling one like it."""
    return any(
        statement.holds(one) or (wanted.alike.get(one, frozenset()) - _LOOSE) & statement.meanings
        for one, weight in wanted.weights.items()
        if weight >= _ASKING
    )


_LOOSE = frozenset(("firms", "employed", "guests", "industry"))
"""Groups that nearly every record touches."""


def holds_nouns(statement: Statement, asked: Understanding) -> int:
    """How many of the question's nouns a statement has itself."""
    capital = {stem(one.folded) for one in words_of(asked.core) if one.shown[:1].isupper()}
    nouns = {*asked.nouns, *(capital & {stem(one) for one in statement.words})}
    tables = word_tables()
    plain = {stem(one.folded) for one in words_of(asked.core) if tables.is_filler(one.folded)}
    return sum(statement.holds(one) for one in nouns - plain)
