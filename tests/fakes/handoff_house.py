"""A house for handoffs: real or fake stores, fake ways out, and offices nobody knows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from tests.fakes.clock import FakeClock
from tests.fakes.mailer import FakeMailer
from transfobot.adapters.sql.conversations import SqlConversations
from transfobot.adapters.sql.handoffs import SqlCases
from transfobot.adapters.sql.outbox import SqlOutbox
from transfobot.adapters.sql.unmatched import SqlUnmatchedMails
from transfobot.assistant.handoff.delivery import Delivered, Delivery, deliver_next
from transfobot.assistant.handoff.opening import HandoffPolicy, HandoffRequest, HandoffService
from transfobot.domain.answers import OfficeCard
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.handoffs import Handoff
from transfobot.domain.register import CoordinationOffice, OfficeStatus, Remit
from transfobot.ports import Clock, Desk, Mailer
from transfobot.prompts import load_phrases

PROMPTS = Path(__file__).parents[2] / "prompts"
SENDER = "assistent@netz.example"


def an_office(office_id: str, organisation: str, **more: Any) -> CoordinationOffice:
    """An active office with an address."""
    known: dict[str, Any] = {
        "id": office_id,
        "document_id": office_id,
        "organisation": organisation,
        "network_id": None,
        "status": OfficeStatus.ACTIVE,
        "contacts": (),
        "phone": None,
        "email": f"{office_id}@stelle.example",
        "website": None,
        "address": None,
        "hours": None,
        "substitute": None,
        "substitute_office_id": None,
        "remit": Remit(),
        "note": None,
        "references": (),
        "verified_on": "2026-01",
    }
    return CoordinationOffice(**(known | more))


OFFICES = (
    an_office("nord", "Netzwerk Nord"),
    an_office("sued", "Netzwerk Süd", email=None),
    an_office("alt", "Altes Netzwerk", status=OfficeStatus.ENDED, substitute_office_id="nord"),
    an_office("ungeprueft", "Ungeprüfte Stelle", status=OfficeStatus.UNVERIFIED),
    an_office("zentrale", "Zentrale Anlaufstelle", email="zentrale@netz.example"),
)


def card_of(office: CoordinationOffice) -> OfficeCard:
    """The office as shown."""
    return OfficeCard(
        id=office.id,
        organisation=office.organisation,
        status=office.status.value,
        contact=None,
        role=None,
        phone=None,
        email=office.email,
        website=None,
        address=None,
        substitute=None,
        missing=(),
        reason="Zuständig für den Ort.",
        verified_on=office.verified_on,
    )


@dataclass
class HandoffHouse:
    """Everything a test of handoffs needs, over one engine."""

    engine: Engine
    clock: Clock = field(default_factory=FakeClock)
    policy: HandoffPolicy = field(
        default_factory=lambda: HandoffPolicy(
            base_url="https://netz.example", sender=SENDER, mail=True
        )
    )
    offices: tuple[CoordinationOffice, ...] = OFFICES
    internal: set[str] = field(default_factory=set)
    """Conversations in which something internal was answered."""

    def __post_init__(self) -> None:
        by_id = {office.id: office for office in self.offices}

        def choose(
            place: str | None, topic: Topic | None, audience: Audience | None
        ) -> OfficeCard | None:
            wanted = {"Nordstadt": "nord", "Südstadt": "sued", "Altstadt": "alt"}.get(place or "")
            return card_of(by_id[wanted]) if wanted in by_id else None

        def card(office_id: str) -> OfficeCard | None:
            return card_of(by_id[office_id]) if office_id in by_id else None

        self.service = HandoffService(
            cases=SqlCases(self.engine),
            outbox=SqlOutbox(self.engine),
            mails=SqlUnmatchedMails(self.engine),
            conversations=SqlConversations(self.engine),
            clock=self.clock,
            phrases=load_phrases(PROMPTS),
            policy=self.policy,
            offices=lambda: by_id,
            choose=choose,
            card=card,
            is_public=lambda talk: talk.id not in self.internal,
        )
        self.mailer = FakeMailer()

    def delivery(
        self, mailer: Mailer | None = None, owner: str = "a", desk: Desk | None = None, **more: Any
    ) -> Delivery:
        """A way out with this mailer."""
        return Delivery(
            service=self.service, owner=owner, mailer=mailer or self.mailer, desk=desk, **more
        )

    def drain(self, mailer: Mailer | None = None, **more: Any) -> list[Delivered]:
        """Deliver what is due; what became of each row."""
        became = []
        delivery = self.delivery(mailer, **more)
        while (one := deliver_next(delivery)) is not Delivered.NOTHING_DUE:
            became.append(one)
        return became

    def again(self, handoff: Handoff) -> Handoff:
        """The case as it is now."""
        found = self.service.cases.by_reference(handoff.reference)
        assert found is not None
        return found


def a_request(**more: Any) -> HandoffRequest:
    """A plain request for the northern office."""
    plain = HandoffRequest(
        message="Wir suchen Beratung zur Umstellung unserer Gießerei.",
        consent=True,
        name="Kim Beispiel",
        email="kim@betrieb.example",
        place="Nordstadt",
        idempotency_key="klick-1",
    )
    return replace(plain, **more)
