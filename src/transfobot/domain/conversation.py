"""Who asks, about what, and in which conversation (Gespräch)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from transfobot.domain.answers import Answer


class Audience(StrEnum):
    """Anliegengruppe: a hint for the answer, never a right."""

    MUNICIPALITY = "municipality"
    COMPANY = "company"
    EMPLOYEE = "employee"
    STAFF = "staff"
    OTHER = "other"


class Topic(StrEnum):
    """Thema."""

    FUNDING = "funding"
    QUALIFICATION = "qualification"
    BUSINESS_MODEL = "business_model"
    TECHNOLOGY = "technology"
    DIGITALISATION = "digitalisation"
    ENERGY = "energy"
    LABOUR_RELATIONS = "labour_relations"
    SITE = "site"
    NETWORKING = "networking"
    CLOSURE = "closure"
    OTHER = "other"


class Language(StrEnum):
    """The language of the frame around a quote; quotes stay as they stand in the document."""

    DE = "de"
    EN = "en"


MAX_QUESTION = 4_000
"""Characters of one question, by every door."""


@dataclass(frozen=True, slots=True)
class Question:
    """Frage: what an inquirer (Ratsuchende Person) sent, untouched.

    `internal` is a right: it comes from a session or token, never from a request body.
    `store=False` is "vertraulich": nothing of the question is kept.
    """

    text: str
    conversation_id: str | None = None
    audience: Audience | None = None
    place: str | None = None
    language: Language | None = None
    store: bool = True
    internal: bool = False
    channel: str = "api"


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer, as kept."""

    question: str
    answer: Answer
    at: datetime


@dataclass(frozen=True, slots=True)
class Referents:
    """What a follow-up may mean: the network, place, programme, study … last spoken of.

    Values are record ids, an AGS for `place`, a name for `person`. `pending` are the choices of an
    open clarification as (shown text, AGS or record id) and `pending_question` what was asked then.
    """

    network: str | None = None
    other_networks: tuple[str, ...] = ()
    place: str | None = None
    programme: str | None = None
    study: str | None = None
    offer: str | None = None
    person: str | None = None
    office: str | None = None
    topic: str | None = None
    pending: tuple[tuple[str, str], ...] = ()
    pending_question: str | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """Gespräch: its secret id (at least 128 bits), turns in order, and what is being spoken of."""

    id: str
    turns: tuple[Turn, ...] = ()
    audience: Audience | None = None
    referents: Referents = field(default_factory=Referents)
