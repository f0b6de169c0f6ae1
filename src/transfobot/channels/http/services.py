"""What the doors need of the house; `bootstrap` fills it, tests fill it with fakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from transfobot.assistant.handoff.opening import HandoffService
from transfobot.domain.accounts import Account
from transfobot.domain.answers import Answer, Citation, OfficeCard, Sentence
from transfobot.domain.conversation import Audience, Question, Topic
from transfobot.domain.knowledge import Hit, IngestReport, Visibility
from transfobot.domain.places import Place, PlaceMatch
from transfobot.domain.register_index import Register
from transfobot.ports import Clock, Conversations, Records
from transfobot.prompts import Phrases
from transfobot.settings import Settings

Say = Callable[[Sentence, Sequence[Citation]], None]
"""Called for each checked sentence with the citations it names, as soon as it may be shown."""


class PlaceFinder(Protocol):
    """Orte by name."""

    def find(self, text: str) -> PlaceMatch | None:
        """What a name alone can mean; None where nothing is on file."""
        ...

    def suggest(self, prefix: str, limit: int) -> Sequence[Place]:
        """Places whose name begins like this, best first."""
        ...


def no_account(_token: bytes) -> Account | None:
    """A deployment without any staff access."""
    return None


def always_ready() -> Mapping[str, str]:
    """Nothing is in the way."""
    return {}


@dataclass(frozen=True)
class Services:
    """Everything behind the doors.

    `ask` and `search` block (they run in worker threads). `search(text, visibilities, k)` gives
    hits, best first. `offices(place, topic, audience)` gives the cards of who is responsible, best
    first; without a place those of all. `ready` names what is not ready with a German sentence
    each; empty is ready. `account_of(token)` gives the staff account of a bearer token. `ingest`
    runs an ingest inside this process for `transfobot ingest` (paths, visibility, dry run); None
    where this process does not own the stores.
    """

    settings: Settings
    clock: Clock
    phrases: Phrases
    records: Records
    conversations: Conversations
    ask: Callable[[Question, Say], Answer]
    search: Callable[[str, frozenset[Visibility], int], Sequence[Hit]]
    register: Callable[[], Register]
    places: PlaceFinder
    offices: Callable[[Place | None, Topic | None, Audience | None], Sequence[OfficeCard]]
    ready: Callable[[], Mapping[str, str]] = always_ready
    account_of: Callable[[bytes], Account | None] = no_account
    ingest: Callable[[Sequence[str], Visibility | None, bool], IngestReport] | None = None
    local_key: bytes = b""
    """What the command line shows to reach this server on the same machine; empty: no such door."""
    cases: HandoffService | None = None
    """Handoffs; None where this process cannot take any."""
    extras: Mapping[str, object] = field(default_factory=dict)
    """What single doors bring along (a Telegram application, a page renderer)."""
