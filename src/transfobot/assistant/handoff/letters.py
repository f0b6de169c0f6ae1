"""The letters of a case: written when they leave, so that no second copy of them is stored."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from transfobot.assistant.handoff.opening import HandoffService, status_url, target_of
from transfobot.domain.dispatches import Dispatch, DispatchKind
from transfobot.domain.handoffs import Handoff, Reply
from transfobot.ports import DeskTicket, Letter

_AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
_STAFF_CASE = "/staff/anfragen/{reference}"
_LINK = re.compile(r"https?://[^\s<>\"']+")


def letter_for(
    service: HandoffService, handoff: Handoff, dispatch: Dispatch, thread: Sequence[Dispatch]
) -> Letter:
    """The mail of an outbox row; `thread` are the rows of the case, for the references."""
    write = {
        DispatchKind.OFFICE_MAIL: _to_office,
        DispatchKind.OFFICE_FOLLOW_UP: _follow_up,
        DispatchKind.INQUIRER_MAIL: _to_inquirer,
        DispatchKind.ALARM: _alarm,
    }[dispatch.kind]
    subject, paragraphs, token = write(service, handoff, dispatch)
    same_side = [
        one.message_id
        for one in thread
        if one.id != dispatch.id and _side(one) == _side(dispatch) != DispatchKind.ALARM
    ]
    return Letter(
        message_id=dispatch.message_id,
        recipient=dispatch.recipient,
        subject=subject,
        text="\n\n".join(paragraphs) + "\n",
        html=_as_html(paragraphs, service.policy.base_url),
        reply_to=_reply_address(service.policy.sender, token) if token else None,
        references=tuple(same_side),
        headers=_AUTOMATIC,
    )


def ticket_for(service: HandoffService, handoff: Handoff, dispatch: Dispatch) -> DeskTicket:
    """What a desk gets."""
    subject, paragraphs, _ = _to_office(service, handoff, dispatch)
    return DeskTicket(
        reference=handoff.reference,
        subject=subject,
        text="\n\n".join(paragraphs),
        reply_token=handoff.office_token,
        office_id=handoff.office_id or "",
        idempotency_key=dispatch.message_id.strip("<>").partition("@")[0],
    )


def reply_by_id(handoff: Handoff, reply_id: str | None) -> Reply | None:
    """The reply an outbox row brings."""
    return next((reply for reply in handoff.replies if reply.id == reply_id), None)


def messenger_text(service: HandoffService, handoff: Handoff, reply: Reply) -> str:
    """That an answer is there; its text only where the deployment allows it."""
    if not service.policy.messenger_text:
        return service.phrases.of(
            "handoff.messenger_ready", handoff.language, reference=handoff.reference
        )
    return service.phrases.of(
        "handoff.messenger_text",
        handoff.language,
        reference=handoff.reference,
        office=reply.author_name,
        text=reply.text,
    )


def facts(service: HandoffService, handoff: Handoff) -> list[tuple[str, str]]:
    """(label, value) of what came along with the message, in German."""
    say, summary, wish = service.phrases.of, handoff.summary, handoff.speaker
    product = say("handoff.product")
    person = handoff.inquirer
    contact = ", ".join(part for part in (person.name, person.email, person.phone) if part)
    sources = "\n".join(
        f"{source.title} ({source.url})" if source.url else source.title
        for source in summary.sources
    )
    values = [
        ("kind", say(f"handoff.kind_{handoff.kind.value}")),
        ("place", summary.place),
        ("audience", summary.audience and say(f"handoff.audience_{summary.audience.value}")),
        ("topic", summary.topic and say(f"handoff.topic_{summary.topic.value}")),
        ("speaker_date", wish.date),
        ("speaker_audience", wish.audience),
        ("speaker_topic", wish.topic),
        ("question", summary.question),
        ("answered", summary.answered),
        ("sources", sources),
        ("contact", contact or say("handoff.no_contact")),
    ]
    return [
        (say(f"handoff.label_{name}", product=product), value) for name, value in values if value
    ]


def _to_office(
    service: HandoffService, handoff: Handoff, dispatch: Dispatch
) -> tuple[str, list[str], str]:
    say = service.phrases.of
    office = handoff.office_name or say("handoff.someone_at_office")
    kind = say(f"handoff.kind_{handoff.kind.value}")
    subject = say("handoff.office_subject", reference=handoff.reference, kind=kind)
    intro = say("handoff.office_intro", product=say("handoff.product"), office=office)
    target = target_of(service, handoff.office_id)
    stands_in = target.via is not None and target.recipient == dispatch.recipient
    paragraphs = [
        *intro.split("\n\n"),
        *([say("handoff.office_via", via=office)] if stands_in else []),
        f"{say('handoff.label_message')}:\n{handoff.message}",
        *(f"{label}:\n{value}" for label, value in facts(service, handoff)),
    ]
    if dispatch.kind is not DispatchKind.OFFICE_DESK:
        paragraphs.append(say("handoff.office_how"))
    paragraphs += [
        say(
            "handoff.office_privacy",
            purpose=handoff.consent.purpose,
            days=handoff.consent.retention_days,
        ),
        say("handoff.office_token", token=handoff.office_token),
    ]
    return subject, paragraphs, handoff.office_token


def _follow_up(
    service: HandoffService, handoff: Handoff, dispatch: Dispatch
) -> tuple[str, list[str], str]:
    say, reply = service.phrases.of, reply_by_id(handoff, dispatch.reply_id)
    paragraphs = [
        *say("handoff.follow_up_intro", reference=handoff.reference).split("\n\n"),
        reply.text if reply else "",
        say("handoff.office_how"),
        say("handoff.office_token", token=handoff.office_token),
    ]
    subject = say("handoff.follow_up_subject", reference=handoff.reference)
    return subject, paragraphs, handoff.office_token


def _to_inquirer(
    service: HandoffService, handoff: Handoff, dispatch: Dispatch
) -> tuple[str, list[str], str]:
    say, reply = service.phrases.of, reply_by_id(handoff, dispatch.reply_id)
    office = reply.author_name if reply else handoff.office_name
    intro = say("handoff.reply_intro", handoff.language, reference=handoff.reference, office=office)
    outro = say("handoff.reply_outro", handoff.language, link=status_url(service, handoff))
    paragraphs = [*intro.split("\n\n"), reply.text if reply else "", *outro.split("\n\n")]
    subject = say("handoff.reply_subject", handoff.language, reference=handoff.reference)
    return subject, paragraphs, handoff.inquirer_token


def _alarm(
    service: HandoffService, handoff: Handoff, dispatch: Dispatch
) -> tuple[str, list[str], str]:
    # No word of the case itself: an alarm goes to whoever runs the server.
    failed = next(
        (row for row in service.outbox.of_case(handoff.reference) if row.id == dispatch.reply_id),
        None,
    )
    kind = failed.kind if failed else DispatchKind.OFFICE_MAIL
    text = service.phrases.of(
        "handoff.alarm_text",
        reference=handoff.reference,
        kind=service.phrases.of(f"handoff.dispatch_{kind.value}"),
        failure=(failed.failure if failed else None) or "",
        link=service.policy.base_url + _STAFF_CASE.format(reference=handoff.reference),
    )
    subject = service.phrases.of("handoff.alarm_subject", reference=handoff.reference)
    return subject, text.split("\n\n"), ""


def _side(dispatch: Dispatch) -> DispatchKind:
    """Letters to the same side of a case form one thread."""
    if dispatch.kind in {DispatchKind.OFFICE_FOLLOW_UP, DispatchKind.OFFICE_DESK}:
        return DispatchKind.OFFICE_MAIL
    return dispatch.kind


def _reply_address(sender: str, token: str) -> str:
    """The sender's mailbox with the token as its detail: stelle+token@example.de."""
    local, _, domain = sender.rpartition("@")
    return f"{local}+{token}@{domain}"


def _as_html(paragraphs: Sequence[str], base_url: str) -> str:
    """Plain HTML: escaped text in paragraphs; only our own addresses become links."""
    body = "\n".join(
        "<p>" + _linked(html.escape(paragraph), base_url).replace("\n", "<br>\n") + "</p>"
        for paragraph in paragraphs
        if paragraph
    )
    return f'<!doctype html>\n<html lang="de"><body>\n{body}\n</body></html>\n'


def _linked(escaped: str, base_url: str) -> str:
    def link(match: re.Match[str]) -> str:
        url = match[0].rstrip(".,;:!?)")
        if not url.startswith(html.escape(base_url) + "/"):
            return match[0]
        return f'<a href="{url}">{url}</a>{match[0][len(url) :]}'

    return _LINK.sub(link, escaped)
