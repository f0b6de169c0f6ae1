"""What a question turned out to ask (the result of `understand`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.words import Found, word_tables
from transfobot.domain.answers import Answer
from transfobot.domain.conversation import Audience, Language, Referents, Topic
from transfobot.domain.places import Place, PlaceMatch
from transfobot.german.text import fold


class Category(StrEnum):
    """What kind of record is asked for."""

    NETWORK = "network"
    FUNDING = "funding"
    STUDY = "study"
    OFFER = "offer"
    OFFICE = "office"


class Intent(StrEnum):
    """What is to be done with it."""

    LIST = "list"
    COUNT = "count"
    ATTRIBUTE = "attribute"
    COMPARE = "compare"
    CHOOSE = "choose"
    RESPONSIBLE = "responsible"
    ELIGIBILITY = "eligibility"
    STATUS = "status"
    EVENTS = "events"
    SUMMARY = "summary"
    OUTLINE = "outline"
    EXPLAIN = "explain"
    BELONGS = "belongs"
    ADVICE = "advice"
    HELP = "help"
    WORRY = "worry"
    CHANGE = "change"


class Attribute(StrEnum):
    """What of a record is asked for; one word per column of the records."""

    LEAD = "lead"
    PARTNERS = "partners"
    SPAN = "span"
    BEGINS = "begins"
    ENDS = "ends"
    MONEY = "money"
    PERSON = "person"
    DEPUTY = "deputy"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    HOURS = "hours"
    CONTACT = "contact"
    WEBSITE = "website"
    REGION = "region"
    DISTRICTS = "districts"
    FOCUS = "focus"
    OFFERS = "offers"
    EVENTS = "events"
    AUDIENCES = "audiences"
    STATUS = "status"
    NAMES = "names"
    FACTS = "facts"
    ELIGIBLE = "eligible"
    RATE = "rate"
    PURPOSE = "purpose"
    AGENCY = "agency"
    FUNDER = "funder"
    LAW = "law"
    BEFORE_START = "before_start"
    CONDITIONS = "conditions"
    KIND = "kind"
    SUCCESSOR = "successor"
    RESULTS = "results"
    AUTHOR = "author"
    YEAR = "year"
    DATE = "date"
    PLACE = "place"
    SOURCE = "source"


OF_EVENTS = frozenset((Attribute.EVENTS, Attribute.DATE, Attribute.PLACE))
OCCASIONS = frozenset(("occasions", "opening", "closing", "meeting", "congress", "yearly"))
"""What an event is called, or is told by."""
TOWNS = frozenset(("Kommune",))
"""The kind of partners that is named wherever somebody speaks of a town: it asks for none."""


class Meta(StrEnum):
    """Questions about the conversation or the assistant itself."""

    SOURCES = "sources"
    SIMPLER = "simpler"
    DOUBT = "doubt"
    LIMITS = "limits"
    ABILITIES = "abilities"
    GREETING = "greeting"
    THANKS = "thanks"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Bound:
    """A sum a list is bounded by, in EUR: over it or under it; `shown` as it was written.

    Of a range `value` is the lower end, written `lowest`, and `most` the upper one, `shown`.
    """

    value: Decimal
    over: bool
    shown: str
    itself: bool = False
    """Whether the sum itself is within: "mindestens", "bis zu"."""
    most: Decimal | None = None
    lowest: str = ""

    def holds(self, amount: Decimal) -> bool:
        """Whether an amount is within the bound."""
        if self.most is not None:
            return self.value <= amount <= self.most
        if amount == self.value:
            return self.itself
        return (amount > self.value) is self.over


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed by; empty is not narrowed."""

    lands: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    negated: bool = False
    year: int | None = None
    without: tuple[Attribute, ...] = ()
    partner_kinds: tuple[str, ...] = ()
    size: int | None = None
    amount: Bound | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """Record ids and names that the question (or the conversation behind it) names."""

    networks: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    """Names of partners, leads and offices as the question writes them, folded."""
    authored: tuple[str, ...] = ()
    """Studies whose author the question names."""

    @property
    def empty(self) -> bool:
        """Whether no record is named at all."""
        return not (self.networks or self.programmes or self.studies or self.offers or self.offices)


@dataclass(frozen=True, slots=True)
class Onward:
    """What is asked of the programmes, or else the networks, that the answer before has shown.

    `aspects` are keys of `onward.toml`; `size` is the number of people told of in the conversation.
    Of the one programme that is spoken of by name another reading may be nearer: not `first` then.
    """

    programmes: tuple[str, ...]
    aspects: tuple[str, ...]
    size: int | None = None
    first: bool = True
    networks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understanding:
    """A question, read.

    `core` is the part of a long message that asks; `query` is the standalone question for
    retrieval, with what the conversation adds. `named` holds what the text itself names, `mentions`
    that and what a follow-up inherits. `missing_referent` is set when "this network" means nothing
    yet. `referents` is what later questions may mean if nothing else changes it.
    """

    text: str
    core: str
    query: str
    language: Language
    day: date
    audience: Audience | None = None
    topics: tuple[Topic, ...] = ()
    place: PlaceMatch | None = None
    place_inherited: bool = False
    places_beside: tuple[Place, ...] = ()
    """Further places named in one row with it."""
    intents: tuple[Intent, ...] = ()
    category: Category | None = None
    attributes: tuple[Attribute, ...] = ()
    filters: Filters = field(default_factory=Filters)
    mentions: Mentions = field(default_factory=Mentions)
    named: Mentions = field(default_factory=Mentions)
    content: tuple[str, ...] = ()
    """Stems of what is left: neither name nor category nor attribute nor filler."""
    nouns: tuple[str, ...] = ()
    """Those of them that are written as nouns: subjects the records must speak of."""
    subjects: tuple[str, ...] = ()
    """Stems of nouns that no table knows, where a record or place is named: what is sought there.
    An answer whose passages hold none of them is about something else."""
    settled: tuple[str, ...] = ()
    """Stems of content words with a known meaning: a topic, an audience, a word with synonyms."""
    subjects_anywhere: tuple[str, ...] = ()
    """The same where nothing is named."""
    year_said: str | None = None
    """A year in figures, where a record or place is named."""
    audience_said: bool = False
    """Whether the text itself says who asks."""
    meta: Meta | None = None
    service: tuple[str, ...] = ()
    """What is asked of the service itself: keys of the table `service`."""
    person_wanted: bool = False
    complaint: bool = False
    individual: bool = False
    """Whether an individual right or verdict is asked for ("darf meine Firma …")."""
    foreign_topic: str | None = None
    missing_referent: str | None = None
    followup: bool = False
    spoken_of: Mentions = field(default_factory=Mentions)
    """What the conversation spoke of, for a text that names nothing and finds nothing alone."""
    referents: Referents = field(default_factory=Referents)
    previous: Answer | None = None
    """The answer before, for questions about it."""
    onward: Onward | None = None

    @cached_property
    def folded(self) -> str:
        """The core in folded spelling (ae oe ue ss, small letters)."""
        return fold(self.core)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the core with their places."""
        return words_of(self.core)

    @cached_property
    def found(self) -> Sequence[Found]:
        """The phrases of the word tables that stand in the core."""
        return word_tables().find(self.words)

    @cached_property
    def meanings(self) -> frozenset[str]:
        """The groups of synonyms that the core touches."""
        return frozenset(one.key for one in self.found if one.group == "synonyms")

    def keeping(self, kept: Callable[[str], bool]) -> Understanding:
        """The same with only those of the stems of its content that are kept."""
        return replace(
            self,
            content=tuple(filter(kept, self.content)),
            nouns=tuple(filter(kept, self.nouns)),
            subjects=tuple(filter(kept, self.subjects)),
            subjects_anywhere=tuple(filter(kept, self.subjects_anywhere)),
        )
