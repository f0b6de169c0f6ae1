"""The register (Register): networks, offices, funding, studies and offers as records.

A record is the front matter of one Markdown file under `corpus/`; `record_id` of each is unique.
Everything dated answers `status_on(day)`; days are Europe/Berlin, deadlines inclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from transfobot.domain.answers import Status
from transfobot.domain.conversation import Audience, Topic


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a fact stands: an address or document name, and the day it held ("2026-01")."""

    source: str
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement in own words with its references."""

    text: str
    references: tuple[Reference, ...]
    as_of: str | None
    topic: str | None = None
    """What it is about ("count", "conference" …), where a list of facts needs to be told apart."""


@dataclass(frozen=True, slots=True)
class Span:
    """Run time (Laufzeit). `begins`/`ends` are ISO days, months or years as stated.

    `ends` is the last proven end; `original_end` the first planned one, where they differ or where
    an extension is open. `extension` is "proven", "possible" or None; `extension_until` how far a
    possible one would reach. `text` is the run time in words where the days are rounded ("Mitte
    2025"); `note` says in one German sentence what is not proven.
    """

    begins: str | None = None
    ends: str | None = None
    original_end: str | None = None
    extension: str | None = None
    note: str | None = None
    extension_until: str | None = None
    text: str | None = None

    def status_on(self, day: date) -> Status:
        """Running while proven; unknown where no end is known or a possible extension reaches."""
        if self.begins is not None and day < first_day(self.begins):
            return Status.ANNOUNCED
        if self.ends is None:
            return Status.UNKNOWN
        if day <= last_day(self.ends):
            return Status.RUNNING
        if self.extension != "possible":
            return Status.ENDED
        if self.extension_until is not None and day > last_day(self.extension_until):
            return Status.ENDED
        return Status.UNKNOWN


def first_day(stated: str) -> date:
    """The first day of an ISO day, month or year. Raises ValueError."""
    parts = [int(part) for part in stated.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def last_day(stated: str) -> date:
    """The last day of an ISO day, month or year. Raises ValueError."""
    parts = [int(part) for part in stated.split("-")]
    if len(parts) == 3:
        return date(*parts)
    following = date(parts[0] + 1, 1, 1)
    if len(parts) == 2 and parts[1] < 12:
        following = date(parts[0], parts[1] + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


class NetworkKind(StrEnum):
    """Only `funded` counts as a regional transformation network of the federal programme."""

    FUNDED = "funded"
    ALLIANCE = "alliance"
    UMBRELLA = "umbrella"
    UNCLEAR = "unclear"


class OfficeStatus(StrEnum):
    """Whether an office may be named as the one to turn to."""

    ACTIVE = "active"
    UNVERIFIED = "unverified"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class CoveredDistrict:
    """A district of a network; `derived` means no source states it: say "voraussichtlich"."""

    ags: str
    derived: bool = False
    basis: str | None = None
    """What the derivation rests on, or another reservation ("nur eingeladen")."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner of a network with its role, if one is stated."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """Netzwerk."""

    id: str
    document_id: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    kind: NetworkKind
    region: str
    lands: tuple[str, ...]
    districts: tuple[CoveredDistrict, ...]
    lead: str | None
    partners: tuple[Partner, ...]
    span: Span
    funding: str | None
    focus: tuple[str, ...]
    offers: tuple[str, ...]
    audiences: tuple[str, ...]
    website: str | None
    office_id: str | None
    status_note: str | None
    facts: tuple[Fact, ...]
    references: tuple[Reference, ...]
    as_of: str | None
    lead_note: str | None = None
    """Says so where no source names the lead (Konsortialführung) clearly."""
    region_aliases: tuple[str, ...] = ()
    """Other names of its region ("Bergisches Land"), by which people name a place."""

    def status_on(self, day: date) -> Status:
        """Running while the proven run time lasts; unknown past it where an extension is open."""
        return self.span.status_on(day)


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """A person as officially published, with the day of that publication."""

    name: str
    role: str | None = None
    phone: str | None = None
    email: str | None = None
    organisation: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Remit:
    """Zuständigkeit: districts × topics × audiences; an empty tuple means all."""

    districts: tuple[CoveredDistrict, ...] = ()
    topics: tuple[Topic, ...] = ()
    audiences: tuple[Audience, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class CoordinationOffice:
    """Koordinierungsstelle.

    `substitute` is what leads when the office is not active: another office's id in
    `substitute_office_id`, or an organisation's name in `substitute`. Contact data of an ended or
    unverified office is shown only as last known, with its day.
    """

    id: str
    document_id: str
    organisation: str
    network_id: str | None
    status: OfficeStatus
    contacts: tuple[ContactPerson, ...]
    phone: str | None
    email: str | None
    website: str | None
    address: str | None
    hours: str | None
    substitute: str | None
    substitute_office_id: str | None
    remit: Remit
    note: str | None
    references: tuple[Reference, ...]
    verified_on: str | None
    ends: str | None = None
    contact_as_of: str | None = None
    """The day of `phone`, `email` and `address`, where it differs from the persons' days."""

    def status_on(self, day: date) -> Status:
        """Ended offices stay ended; an office with an end is ended after that day."""
        if self.status is OfficeStatus.ENDED:
            return Status.ENDED
        if self.ends is not None and day > last_day(self.ends):
            return Status.ENDED
        return Status.RUNNING if self.status is OfficeStatus.ACTIVE else Status.UNKNOWN


class FundingKind(StrEnum):
    """What kind of help a programme gives."""

    GRANT = "grant"
    LOAN = "loan"
    TAX = "tax"
    ADVICE = "advice"
    SERVICE = "service"
    WAGE_SUPPORT = "wage_support"


@dataclass(frozen=True, slots=True)
class FundingCall:
    """Aufruf: one dated window of a programme."""

    name: str
    opens: str | None
    closes: str | None


@dataclass(frozen=True, slots=True)
class FundingProgramme:
    """Förderprogramm. None is unknown and is said as unknown.

    `audience` who benefits, `eligible` who may apply in words; `rate` in words; `permanent` True
    when stated as without end; `apply_before_start` whether the application must precede the
    measure; `lead_time_days` what must lie between application and the end.
    """

    id: str
    document_id: str
    name: str
    aliases: tuple[str, ...]
    funder: str
    agency: str | None
    kind: FundingKind
    audience: tuple[Audience, ...]
    topics: tuple[Topic, ...]
    eligible: str | None
    purpose: str | None
    size_min: int | None
    size_max: int | None
    rate: str | None
    opens: str | None
    closes: str | None
    permanent: bool
    apply_before_start: bool | None
    lead_time_days: int | None
    call_open: bool | None
    calls: tuple[FundingCall, ...]
    lands: tuple[str, ...]
    """Empty: all of Germany."""
    law: str | None
    contact: str | None
    url: str | None
    ended: bool
    status_note: str | None
    note: str | None
    references: tuple[Reference, ...]
    as_of: str | None
    successors: tuple[str, ...] = ()
    """Ids of the programmes that took its place."""
    uncertain: bool = False
    """No source says whether it still runs: never to be named as open."""
    stated_running: bool = False
    """A source calls it running without giving a beginning."""
    term: str | None = None
    """Run time and deadline in words, as far as known."""

    def status_on(self, day: date) -> Status:
        """Ended when stated or past `closes`; announced before `opens`; undated is unknown."""
        if self.ended or (self.closes is not None and day > last_day(self.closes)):
            return Status.ENDED
        if self.uncertain:
            return Status.UNKNOWN
        if self.opens is not None and day < first_day(self.opens):
            return Status.ANNOUNCED
        dated = self.opens is not None or self.closes is not None
        if not dated and not self.permanent and not self.stated_running:
            return Status.UNKNOWN
        return Status.RUNNING

    def too_late_on(self, day: date) -> bool:
        """Whether the lead time no longer fits before the end: closed in practice."""
        if self.closes is None or self.lead_time_days is None:
            return False
        left = last_day(self.closes).toordinal() - day.toordinal()
        return 0 <= left < self.lead_time_days


@dataclass(frozen=True, slots=True)
class Study:
    """Studie: results as facts; `year` 0 is not known."""

    id: str
    document_id: str
    title: str
    author: str
    year: int
    region: str
    lands: tuple[str, ...]
    results: tuple[str, ...]
    references: tuple[Reference, ...]
    as_of: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """Angebot: an event, a training, advice of a network."""

    id: str
    document_id: str
    network_ids: tuple[str, ...]
    """Empty: all networks."""
    kind: str
    title: str
    begins: str | None
    ends: str | None
    place: str | None
    audience_text: str | None
    audiences: tuple[Audience, ...]
    description: str
    references: tuple[Reference, ...]
    as_of: str | None
    dates_text: str | None = None
    """When, in words, where the days are rounded ("ab 2023", "jährlich")."""
    announced_only: bool = False
    """Only announced; that it took place is not on record: keep the tense of the source."""

    def status_on(self, day: date) -> Status:
        """By its dates; without any, or with an open end, unknown."""
        if self.begins is None and self.ends is None:
            return Status.UNKNOWN
        if self.begins is not None and day < first_day(self.begins):
            return Status.ANNOUNCED
        if self.ends is None:
            return Status.UNKNOWN
        return Status.ENDED if day > last_day(self.ends) else Status.RUNNING


@dataclass(frozen=True, slots=True)
class GeneralFact:
    """A statement about the whole field (how many networks on which day …), with its record."""

    text: str
    references: tuple[Reference, ...]
    as_of: str | None
    document_id: str
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class GeneralRecord:
    """Überblick: statements about the whole field that belong to no single network."""

    id: str
    document_id: str
    title: str
    facts: tuple[GeneralFact, ...]
    references: tuple[Reference, ...]
    as_of: str | None


Record = Network | CoordinationOffice | FundingProgramme | Study | Offer | GeneralRecord
