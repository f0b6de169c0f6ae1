"""Open a handoff: from what the inquirer sends to a stored case with its outbox row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

from transfobot.domain.answers import Answer, OfficeCard, Status
from transfobot.domain.conversation import Audience, Conversation, Topic
from transfobot.domain.dispatches import DispatchKind, NewDispatch
from transfobot.domain.errors import InvalidInput, NotFound
from transfobot.domain.handoffs import (
    MESSAGE_LIMIT,
    STATUS_PATH,
    Consent,
    Handoff,
    HandoffKind,
    Inquirer,
    LegalBasis,
    NewHandoff,
    Retention,
    Source,
    SpeakerWish,
    Summary,
    clean_email,
    clean_phone,
    new_message_id,
    new_secret,
    one_line,
)
from transfobot.domain.register import CoordinationOffice
from transfobot.ports import Clock, Conversations
from transfobot.ports.cases import Cases, Opened, Outbox, UnmatchedMails
from transfobot.prompts import Phrases

Offices = Callable[[], Mapping[str, CoordinationOffice]]
ChooseOffice = Callable[[str | None, Topic | None, Audience | None], OfficeCard | None]
"""Place in the inquirer's words, topic, audience → the office, or None."""


@dataclass(frozen=True, slots=True)
class HandoffPolicy:
    """What a deployment has set about handoffs.

    `sender` is the address letters come from; `mail` and `desk` say whether anything can really be
    delivered; `own_mailbox` gets what no office can get; `messenger_text` allows the answer itself
    in a chat service.
    """

    base_url: str
    sender: str
    mail: bool = False
    desk: bool = False
    default_office: str | None = None
    own_mailbox: str | None = None
    legal_basis: LegalBasis = LegalBasis.CONSENT
    retention: Retention = field(default_factory=Retention)
    alarm_email: str | None = None
    messenger_text: bool = False


def _nothing() -> None:
    """Nobody waits for new dispatches."""


def _nobody_knows(_talk: Conversation) -> bool:
    """Where nobody can say what is public, nothing is."""
    return False


@dataclass(frozen=True, slots=True)
class HandoffService:
    """What the functions of a handoff work with; `wake` tells the worker that something is due.

    `is_public` says of a conversation whether everything that was answered in it may be seen by
    all: only then its words go into a form or to an office.
    """

    cases: Cases
    outbox: Outbox
    mails: UnmatchedMails
    conversations: Conversations
    clock: Clock
    phrases: Phrases
    policy: HandoffPolicy
    offices: Offices
    choose: ChooseOffice
    card: Callable[[str], OfficeCard | None]
    wake: Callable[[], None] = _nothing
    is_public: Callable[[Conversation], bool] = _nobody_knows


@dataclass(frozen=True, slots=True)
class HandoffRequest:
    """What the inquirer sends; the texts as they were last seen and edited.

    `summary` None takes over the last turn of the conversation, if one is named.
    """

    message: str
    consent: bool
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    kind: HandoffKind = HandoffKind.ADVICE
    office_id: str | None = None
    place: str | None = None
    audience: Audience | None = None
    topic: Topic | None = None
    conversation_id: str | None = None
    summary: Summary | None = None
    speaker: SpeakerWish = field(default_factory=SpeakerWish)
    language: str = "de"
    messenger: str | None = None
    chat_id: str | None = None
    idempotency_key: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What is shown before sending: legal basis, purpose, retention, wording and its version."""

    basis: LegalBasis
    purpose: str
    retention_days: int
    text: str
    version: str


@dataclass(frozen=True, slots=True)
class Target:
    """Where a case goes: the office as named to the inquirer, and the address, if there is one.

    `via` names another office whose mailbox is used instead.
    """

    office_id: str | None
    office_name: str | None
    recipient: str | None
    via: str | None = None


def notice(service: HandoffService, kind: HandoffKind, language: str = "de") -> Notice:
    """The wording for this kind of request."""
    policy, say = service.policy, service.phrases.of
    days = policy.retention.case_days(kind.value)
    key = (
        "handoff.public_task" if policy.legal_basis is LegalBasis.PUBLIC_TASK else "handoff.consent"
    )
    text = say(key, language, days=days)
    version = say("handoff.text_version") + "-" + hashlib.sha256(text.encode()).hexdigest()[:8]
    return Notice(policy.legal_basis, say("handoff.purpose", language), days, text, version)


def draft(service: HandoffService, conversation_id: str | None) -> Summary:
    """The summary a form starts from: the last question, its answer and sources.

    Empty where something in the conversation came from a document that is not public.
    """
    talk = service.conversations.load(conversation_id) if conversation_id else None
    if talk is None or not talk.turns or not service.is_public(talk):
        return Summary()
    last = talk.turns[-1]
    return Summary(
        question=last.question,
        answered=last.answer.text or None,
        sources=_sources(last.answer),
        audience=talk.audience,
    )


def open_handoff(service: HandoffService, request: HandoffRequest) -> Opened:
    """Store the case and its outbox row in one transaction; the same click gives the same case.

    Raises InvalidInput, NotFound (the office), Conflict (a used key with other content),
    StoreUnavailable.
    """
    language = request.language if request.language in {"de", "en"} else "de"
    message = _message(request.message)
    shown = notice(service, request.kind, language)
    if shown.basis is LegalBasis.CONSENT and not request.consent:
        raise InvalidInput(service.phrases.of("handoff.consent_missing", language))
    target = find_target(service, request)
    now = service.clock.now()
    person = Inquirer(
        name=one_line(request.name, 120, "Der Name"),
        email=clean_email(request.email),
        phone=clean_phone(request.phone),
        messenger=request.messenger if request.chat_id else None,
        chat_id=request.chat_id if request.messenger else None,
    )
    content = _content_hash(request, message, person)
    fallback = f"{content}:{service.clock.today().isoformat()}"
    key = request.idempotency_key or fallback
    new = NewHandoff(
        secret=new_secret(),
        office_token=new_secret(),
        inquirer_token=new_secret(),
        idempotency_key=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest(),
        content_hash=content,
        kind=request.kind,
        retention_class=request.kind.value,
        office_id=target.office_id,
        office_name=target.office_name,
        deliverable=service.policy.desk or (service.policy.mail and target.recipient is not None),
        message=message,
        summary=_summary(service, request),
        speaker=_speaker(request.speaker),
        inquirer=person,
        language=language,
        conversation_id=one_line(request.conversation_id, 80, "Die Gesprächskennung"),
        consent=Consent(
            shown.basis, shown.purpose, shown.retention_days, shown.version, shown.text, now
        ),
        at=now,
    )
    opened = service.cases.open(new, first_dispatches(service, target))
    service.wake()
    return opened


def first_dispatches(service: HandoffService, target: Target) -> list[NewDispatch]:
    """What brings a case to its office: the desk where there is one, else a mail, else nothing."""
    if service.policy.desk:
        kind, recipient = DispatchKind.OFFICE_DESK, target.office_id or ""
    elif target.recipient is not None:
        kind, recipient = DispatchKind.OFFICE_MAIL, target.recipient
    else:
        return []
    return [NewDispatch(kind, new_message_id(service.policy.sender), recipient)]


def find_target(service: HandoffService, request: HandoffRequest) -> Target:
    """Picked office > place > conversation > default office. Raises NotFound for an unknown one."""
    offices = service.offices()
    if request.office_id:
        if request.office_id not in offices:
            raise NotFound("Diese Stelle gibt es nicht; bitte eine andere auswählen.")
        return target_of(service, request.office_id)
    if request.place or request.topic or request.audience:
        card = service.choose(request.place, request.topic, request.audience)
        if card is not None and card.id in offices:
            return target_of(service, card.id)
    talk = service.conversations.load(request.conversation_id) if request.conversation_id else None
    spoken_of = talk.referents.office if talk else None
    if spoken_of in offices:
        return target_of(service, spoken_of)
    return target_of(service, service.policy.default_office)


def target_of(service: HandoffService, office_id: str | None) -> Target:
    """The office of this id with an address out of the register.

    An ended office is never written to. Its substitute, else the default office, else the
    deployment's own mailbox gets the case, and so it is where an office has no address.
    """
    offices, today = service.offices(), service.clock.today()
    default = offices.get(service.policy.default_office or "")
    office = offices.get(office_id or "") or default
    own = service.policy.own_mailbox
    if office is None:
        return Target(None, None, own)
    substitute = offices.get(office.substitute_office_id or "")
    for candidate in (office, substitute, default):
        if candidate is None or candidate.status_on(today) is Status.ENDED:
            continue
        if (address := mailbox(candidate)) is not None:
            via = None if candidate is office else candidate.organisation
            return Target(office.id, office.organisation, address, via)
    via = service.phrases.of("handoff.own_mailbox") if own else None
    return Target(office.id, office.organisation, own, via)


def mailbox(office: CoordinationOffice) -> str | None:
    """The address on file: the office's own, else that of its first contact with one."""
    addresses = (office.email, *(person.email for person in office.contacts))
    for address in addresses:
        if not address:
            continue
        try:
            return clean_email(address)
        except InvalidInput:
            continue
    return None


def status_url(service: HandoffService, handoff: Handoff) -> str:
    """The secret address of the status page."""
    return service.policy.base_url + STATUS_PATH.format(secret=handoff.secret)


def opened_sentence(service: HandoffService, handoff: Handoff) -> str:
    """What the inquirer is told after sending: where it goes, or that it only lies here."""
    named = handoff.office_name is not None
    via = None if service.policy.desk else target_of(service, handoff.office_id).via
    if handoff.deliverable and via is not None:
        key = "handoff.opened_forwarded_via"
    elif handoff.deliverable:
        key = "handoff.opened_forwarded" if named else "handoff.opened_forwarded_unnamed"
    elif _has_ended(service, handoff):
        key = "handoff.opened_waiting_ended"
    else:
        key = "handoff.opened_waiting" if named else "handoff.opened_waiting_unnamed"
    said = service.phrases.of(
        key, handoff.language, reference=handoff.reference, office=handoff.office_name, via=via
    )
    back = "handoff.answer_by_mail" if handoff.inquirer.email else "handoff.answer_on_page"
    return f"{said} {service.phrases.of(back, handoff.language)}"


def _has_ended(service: HandoffService, handoff: Handoff) -> bool:
    office = service.offices().get(handoff.office_id or "")
    return office is not None and office.status_on(service.clock.today()) is Status.ENDED


def _message(text: str) -> str:
    cleaned = "".join(sign for sign in text if sign.isprintable() or sign in "\n\t").strip()
    if not cleaned:
        raise InvalidInput("Die Nachricht ist leer; bitte schreiben Sie Ihr Anliegen auf.")
    if len(cleaned) > MESSAGE_LIMIT:
        raise InvalidInput(f"Die Nachricht ist zu lang; höchstens {MESSAGE_LIMIT} Zeichen.")
    return cleaned


def _summary(service: HandoffService, request: HandoffRequest) -> Summary:
    given = request.summary or draft(service, request.conversation_id)
    return Summary(
        question=_cut(given.question),
        answered=_cut(given.answered),
        sources=tuple(
            Source(one_line(source.title[:300], 300, "Der Titel") or "", source.url)
            for source in given.sources[:20]
        ),
        place=one_line(request.place or given.place, 120, "Der Ort"),
        audience=request.audience or given.audience,
        topic=request.topic or given.topic,
    )


def _speaker(wish: SpeakerWish) -> SpeakerWish:
    return SpeakerWish(
        date=one_line(wish.date, 120, "Der Termin"),
        audience=one_line(wish.audience, 200, "Der Kreis der Teilnehmenden"),
        topic=one_line(wish.topic, 200, "Das Thema"),
    )


def _cut(text: str | None) -> str | None:
    cleaned = "".join(sign for sign in text or "" if sign.isprintable() or sign in "\n\t").strip()
    return cleaned[:MESSAGE_LIMIT] or None


def _sources(answer: Answer) -> tuple[Source, ...]:
    found = {citation.title: citation.url for citation in answer.citations}
    return tuple(Source(title, url) for title, url in found.items())


def _content_hash(request: HandoffRequest, message: str, person: Inquirer) -> str:
    summary = asdict(request.summary) if request.summary else None
    content = [
        message,
        asdict(person),
        request.kind,
        request.office_id,
        request.place,
        request.audience,
        request.topic,
        request.conversation_id,
        asdict(request.speaker),
        summary,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
