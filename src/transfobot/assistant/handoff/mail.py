"""Mail that came in: to which case it belongs, and what of it is new."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from transfobot import logs
from transfobot.assistant.handoff.delivery import give_up
from transfobot.assistant.handoff.opening import HandoffService
from transfobot.assistant.handoff.replies import add_question, answer_case
from transfobot.domain.errors import Conflict, InvalidInput, NotFound
from transfobot.domain.handoffs import Author, Handoff, UnmatchedMail
from transfobot.ports import Inbox, IncomingMail

_TOKEN = re.compile(r"(?<![a-z2-7])[a-z2-7]{32}(?![a-z2-7])")
_SEARCHED = 20_000
_ATTRIBUTION = re.compile(
    r"^(am .{4,120} schrieb\b.{0,200}:|.{0,120} schrieb am .{4,120}:|on .{4,160} wrote:"
    r"|.{0,160}<[^<>\s]+@[^<>\s]+>.{0,40}(schrieb|wrote):)$",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"^(-{2,} ?(ursprüngliche nachricht|original message|original-nachricht|weitergeleitete"
    r" nachricht) ?-{2,}|_{20,})$",
    re.IGNORECASE,
)
_HEADER = re.compile(r"^\*?(von|from):\*? .+", re.IGNORECASE)
_HEADER_NEXT = re.compile(
    r"^\*?(gesendet|sent|datum|date|an|to|betreff|subject):\*? ", re.IGNORECASE
)
_HEAD_LIMIT = 400

_log = logs.get("inbox")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """Counts of one look into the mailbox."""

    replies: int = 0
    follow_ups: int = 0
    bounced: int = 0
    dropped: int = 0
    unmatched: int = 0


def take_in(service: HandoffService, inbox: Inbox) -> TakenIn:
    """Work through new mail; each is marked only after what it says is stored.

    Raises Unavailable when the mailbox or the store does not answer: the rest comes again.
    """
    counts: dict[str, int] = {}
    for mail in inbox.fetch():
        became, matched = _take(service, mail)
        inbox.done(mail.uid, matched=matched)
        counts[became] = counts.get(became, 0) + 1
    if counts:
        _log.info("mail_taken_in", **counts)
    return TakenIn(**counts)


def _take(service: HandoffService, mail: IncomingMail) -> tuple[str, bool]:
    if mail.returned:
        return _bounced(service, mail), True
    if mail.auto_submitted or service.outbox.by_message_id(mail.message_id) is not None:
        # An absence note, or our own letter where an office reads the mailbox we poll.
        return "dropped", False
    found = _case_of(service, mail)
    text = new_text(mail.text)
    if found is None or not text:
        _keep(service, mail)
        return "unmatched", False
    handoff, side = found
    try:
        return _store(service, mail, handoff, side, text), True
    except (InvalidInput, Conflict, NotFound):
        # Nothing readable in it, or the case has just moved or gone: staff decides.
        _keep(service, mail)
        return "unmatched", False


def _store(
    service: HandoffService, mail: IncomingMail, handoff: Handoff, side: Author, text: str
) -> str:
    dedupe = f"mail:{_mail_id(mail)}"
    if side is Author.INQUIRER:
        add_question(service, handoff, text, channel="mail", dedupe=dedupe)
        return "follow_ups"
    answer_case(service, handoff, text, author=Author.OFFICE, channel="mail", dedupe=dedupe)
    return "replies"


def _case_of(service: HandoffService, mail: IncomingMail) -> tuple[Handoff, Author] | None:
    """By the letters it refers to, else by a reply token in its addresses, subject or text."""
    found = service.cases.by_message_ids(mail.references)
    if found is not None:
        return found
    searched = "\n".join((*mail.recipients, mail.subject, mail.text[:_SEARCHED])).lower()
    for token in dict.fromkeys(_TOKEN.findall(searched)):
        found = service.cases.by_token(token)
        if found is not None:
            return found
    return None


def _bounced(service: HandoffService, mail: IncomingMail) -> str:
    for message_id in mail.returned:
        dispatch = service.outbox.by_message_id(message_id)
        if dispatch is not None:
            give_up(service, dispatch, "vom Empfängerserver zurückgewiesen")
            return "bounced"
    return "dropped"


def _keep(service: HandoffService, mail: IncomingMail) -> None:
    service.mails.keep(
        UnmatchedMail(
            id=hashlib.sha256(_mail_id(mail).encode("utf-8", "surrogatepass")).hexdigest()[:32],
            sender=mail.sender,
            subject=mail.subject[:300],
            text=mail.text[:_SEARCHED],
            at=service.clock.now(),
        )
    )


def _mail_id(mail: IncomingMail) -> str:
    if mail.message_id:
        return mail.message_id
    content = f"{mail.sender}\n{mail.subject}\n{mail.text}"
    return "text:" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def new_text(text: str) -> str:
    """What was written anew: without quoted lines, what stands under a quote head, and signature.

    Where nothing is left (somebody wrote into the quote with an odd program), everything stays.
    """
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    kept: list[str] = []
    for number, line in enumerate(lines):
        bare = line.strip()
        if line in {"--", "-- "} or bare == "--":
            break
        following = lines[number + 1].strip() if number + 1 < len(lines) else ""
        if _FORWARDED.match(bare) or (_HEADER.match(bare) and _HEADER_NEXT.match(following)):
            break
        if _quote_head(bare, following):
            if _only_quotes_follow(lines[number + 1 :]):
                break
            continue
        if bare.startswith(">"):
            continue
        kept.append(line)
    found = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    return found or text.strip()


def _quote_head(line: str, following: str) -> bool:
    """Whether this line, alone or wrapped into the next, introduces a quote."""
    if not line or len(line) > _HEAD_LIMIT or len(following) > _HEAD_LIMIT:
        return False
    wrapped = bool(following) and _ATTRIBUTION.match(f"{line} {following}") is not None
    return _ATTRIBUTION.match(line) is not None or wrapped


def _only_quotes_follow(lines: list[str]) -> bool:
    """Whether nothing new is written under a quote head."""
    quoted = [line.strip() for line in lines if line.strip()]
    if any(line.startswith(">") for line in quoted):
        own = [line for line in quoted[1:] if not line.startswith(">")]
        signature = own.index("--") if "--" in own else len(own)
        return not own[:signature]
    return True
