"""What an inquirer filled in: read, checked field by field, and turned into a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from transfobot.assistant.handoff.opening import (
    HandoffRequest,
    HandoffService,
    Notice,
    draft,
    notice,
)
from transfobot.channels.http.forms_reading import Form
from transfobot.channels.http.render import Here, Renderer
from transfobot.domain.conversation import Audience
from transfobot.domain.errors import InvalidInput
from transfobot.domain.handoffs import (
    MESSAGE_LIMIT,
    HandoffKind,
    LegalBasis,
    Source,
    SpeakerWish,
    Summary,
    clean_email,
    clean_phone,
    new_secret,
)

FIELDS: Mapping[str, int] = {
    "anliegen": MESSAGE_LIMIT + 1,
    "frage": MESSAGE_LIMIT,
    "antwort": MESSAGE_LIMIT,
    "quellen": 4000,
    "ort": 120,
    "zielgruppe": 20,
    "stelle": 120,
    "gespraech": 80,
    "art": 20,
    "termin": 120,
    "teilnehmende": 200,
    "thema": 200,
    "name": 120,
    "email": 254,
    "telefon": 40,
    "schluessel": 80,
    "fassung": 60,
}
"""The fields of the form and how many characters of each are taken."""


@dataclass(slots=True)
class Filled:
    """The form as it stands: values by field, whether consent is given, errors by field."""

    values: dict[str, str]
    consent: bool = False
    tell_chat: bool = True
    errors: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def of(form: Form) -> Filled:
        """As sent."""
        values = {name: form.text(name, limit) for name, limit in FIELDS.items()}
        values["schluessel"] = values["schluessel"] or new_secret()
        tell_chat = form.values.get("chat_gefragt") != "1" or form.ticked("chat")
        return Filled(values, form.ticked("zustimmung"), tell_chat)

    @property
    def kind(self) -> HandoffKind:
        """Advice where nothing (or nothing known) is chosen."""
        known = {one.value for one in HandoffKind}
        return HandoffKind(self.values["art"] if self.values["art"] in known else "advice")

    @property
    def audience(self) -> Audience | None:
        """The audience, if one is chosen."""
        chosen = self.values["zielgruppe"]
        return Audience(chosen) if chosen in {one.value for one in Audience} else None


def start(service: HandoffService, values: Mapping[str, str]) -> Filled:
    """A fresh form; a kept conversation gives question, answer and sources."""
    filled = Filled.of(Form(dict(values)))
    talk = filled.values["gespraech"]
    if talk and not (filled.values["frage"] or filled.values["antwort"]):
        summary = draft(service, talk)
        filled.values |= {
            "frage": summary.question or "",
            "antwort": (summary.answered or "")[:MESSAGE_LIMIT],
            "quellen": "\n".join(source.title for source in summary.sources),
            "zielgruppe": filled.values["zielgruppe"]
            or (summary.audience.value if summary.audience else ""),
        }
    return filled


def check(service: HandoffService, filled: Filled, renderer: Renderer, here: Here) -> Notice:
    """Note what does not fit with its field; gives the notice that holds for these values."""
    t = renderer.words(here.language)
    values, errors = filled.values, filled.errors
    shown = notice(service, filled.kind, here.language)
    if not values["anliegen"]:
        errors["anliegen"] = t("error_message_empty")
    elif len(values["anliegen"]) > MESSAGE_LIMIT:
        errors["anliegen"] = t("error_message_long", limit=MESSAGE_LIMIT)
    if values["stelle"] and values["stelle"] not in service.offices():
        errors["stelle"] = t("error_office")
    try:
        clean_email(values["email"])
    except InvalidInput:
        errors["email"] = t("error_email")
    try:
        clean_phone(values["telefon"])
    except InvalidInput:
        errors["telefon"] = t("error_phone")
    if values["fassung"] != shown.version:
        # What is agreed to must be what was read: another kind may be kept for another time.
        errors["zustimmung"] = t("error_consent_changed")
        filled.consent = False
    elif shown.basis is LegalBasis.CONSENT and not filled.consent:
        errors["zustimmung"] = t("error_consent")
    return shown


def as_request(
    service: HandoffService, filled: Filled, language: str, chat: tuple[str, str] | None = None
) -> HandoffRequest:
    """The request of a form that was checked; `chat` (service and id) is told of a reply."""
    values = filled.values
    speaking = filled.kind is HandoffKind.SPEAKER
    return HandoffRequest(
        message=values["anliegen"],
        consent=filled.consent,
        name=values["name"] or None,
        email=values["email"] or None,
        phone=values["telefon"] or None,
        kind=filled.kind,
        office_id=values["stelle"] or None,
        place=values["ort"] or None,
        audience=filled.audience,
        conversation_id=values["gespraech"] or None,
        summary=Summary(
            question=values["frage"] or None,
            answered=values["antwort"] or None,
            sources=_sources(service, values),
            place=values["ort"] or None,
            audience=filled.audience,
        ),
        speaker=SpeakerWish(
            values["termin"] or None, values["teilnehmende"] or None, values["thema"] or None
        )
        if speaking
        else SpeakerWish(),
        language=language,
        messenger=chat[0] if chat else None,
        chat_id=chat[1] if chat else None,
        idempotency_key=values["schluessel"],
    )


def _sources(service: HandoffService, values: Mapping[str, str]) -> tuple[Source, ...]:
    """The titles as left in the form, with their addresses where the conversation knows them."""
    known = {
        source.title: source.url for source in draft(service, values["gespraech"] or None).sources
    }
    titles = [line.strip() for line in values["quellen"].splitlines() if line.strip()]
    return tuple(Source(title, known.get(title)) for title in titles)
